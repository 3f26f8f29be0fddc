//! `hop_nhat.csv`: agencies that were merged, and what came of them.

use super::{Cells, Import, is_word};
use crate::{
    domain::{
        agency::{Agency, Merger, Side},
        date::Date,
        fold,
        record::{Described, Id, Kind},
    },
    import::report::{Assumption, Kept, Why},
};

/// The columns of the agencies that were merged.
const BODIES: [&str; 2] = ["co_quan_1", "co_quan_2"];

/// Words by which the side of an agency is told from its name.
const SIDES: &[(Side, &[&str])] = &[
    (
        Side::Party,
        &[
            "huyện ủy",
            "thị ủy",
            "thành ủy",
            "quận ủy",
            "tỉnh ủy",
            "đảng ủy",
            "ủy ban kiểm tra",
            "ban tổ chức",
            "ban tuyên giáo",
            "ban dân vận",
        ],
    ),
    (Side::State, &["phòng", "thanh tra", "ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd"]),
    (Side::Front, &["mặt trận", "mttq", "đoàn thanh niên", "hội", "liên đoàn lao động"]),
];

/// A merger.
pub(super) fn row(import: &mut Import, cells: Cells) -> Option<()> {
    let mut merger = Merger::blank(import.own_id(cells, Kind::Merger)?);
    let bodies = [import.name(cells, BODIES[0])?, import.name(cells, BODIES[1])?];
    let into = import.name(cells, "sau_hop_nhat")?;
    merger.announced = announced(import, cells)?;
    merger.issuer = import.text(cells, "cap_quyet_dinh");
    let mut sides = Vec::new();
    for (column, name) in BODIES.into_iter().zip(bodies) {
        let told = side(&name);
        sides.push(told);
        let mut body = agency(import, cells, column, &merger.id, name)?;
        if body.side.is_none() && told.is_some() {
            import.report.assume(Assumption::SideByName);
            body.side = told;
        }
        merged(import, cells, column, &mut body, &merger.id);
        import.put(body);
    }
    let mut new = agency(import, cells, "sau_hop_nhat", &merger.id, into)?;
    // What came of agencies of two sides stands on neither by its name.
    new.side = new.side.or(sides[0].filter(|side| sides[1] == Some(*side)));
    if !cells.get("chi_bo_moi").is_empty() {
        new.cell = import.unit(cells, "chi_bo_moi", Kept::Rest);
    }
    merger.into = Some(new.id.clone());
    import.put(new);
    import.saw(merger.announced);
    import.put(merger);
    Some(())
}

/// The day of the announcement, which must fit the state the row names.
fn announced(import: &mut Import, cells: Cells) -> Option<Option<Date>> {
    match cells.get("trang_thai") {
        "" => Some(import.value(cells, "ngay_cong_bo")),
        state if is_word(state, &["đã công bố", "đã hợp nhất"]) => {
            Some(Some(import.needed(cells, "ngay_cong_bo")?))
        }
        other => {
            import.problem(cells, "trang_thai", Why::Unknown(other.to_owned()), Kept::Nothing);
            None
        }
    }
}

/// The agency of that name: the one another row named, or a new one.
fn agency(
    import: &mut Import,
    cells: Cells,
    column: &'static str,
    merger: &Id,
    name: String,
) -> Option<Agency> {
    let known = import.data.agencies().values().find(|agency| is_word(&agency.name, &[&name]));
    if let Some(known) = known {
        return Some(known.record().clone());
    }
    let mut agency = Agency::blank(import.made_id(cells, column, &["a", merger.as_str(), column])?);
    agency.name = name;
    Some(agency)
}

/// Says by which merger an agency ended; one that ended by another before keeps that one.
fn merged(import: &mut Import, cells: Cells, column: &'static str, body: &mut Agency, merger: &Id) {
    match &body.merged {
        None => body.merged = Some(merger.clone()),
        Some(before) => {
            let there = import.ids.written(before).to_owned();
            let why = Why::Differs { here: cells.get("id").to_owned(), there, from: "hop_nhat.csv" };
            import.problem(cells, column, why, Kept::All);
        }
    }
}

/// The side of an agency, when the words of its name are those of one side.
fn side(name: &str) -> Option<Side> {
    let name = format!(" {} ", fold::fold(name));
    let told = |words: &[&str]| words.iter().any(|word| name.contains(&format!(" {} ", fold::fold(word))));
    let mut sides = SIDES.iter().filter(|(_, words)| told(words)).map(|(side, _)| *side);
    sides.next().filter(|_| sides.next().is_none())
}
