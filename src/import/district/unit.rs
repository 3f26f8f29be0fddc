//! `to_chuc_dang.csv`: the tree of units, which of them ended, and whose register it is.

use std::collections::HashMap;

use super::{Cells, Import};
use crate::{
    domain::{
        fold,
        office::Level,
        record::{Described, Id, Kind},
        unit::{Ending, OrgType, Unit, UnitKind},
    },
    import::{
        report::{Assumption, Kept, Why},
        table::Table,
    },
};

/// Words of column `loai`, longest first where one begins with another.
const KINDS: &[(&str, UnitKind)] = &[
    ("chi bộ trực thuộc", UnitKind::Cell),
    ("chi bộ cơ sở", UnitKind::GrassrootsCell),
    ("đảng bộ cơ sở", UnitKind::GrassrootsCommittee),
    ("đảng bộ bộ phận", UnitKind::SubCommittee),
    ("đảng bộ huyện", UnitKind::SuperiorCommittee),
    ("đảng bộ thị xã", UnitKind::SuperiorCommittee),
    ("đảng bộ thành phố", UnitKind::SuperiorCommittee),
    ("đảng bộ quận", UnitKind::SuperiorCommittee),
    ("đảng bộ tỉnh", UnitKind::SuperiorCommittee),
    ("đảng bộ cấp trên trực tiếp", UnitKind::SuperiorCommittee),
];

/// What is read of a unit before its place in the tree is known.
struct Draft<'a> {
    unit: Unit,
    cells: Cells<'a>,
}

/// Reads the units that hang together from the top; the others are reported.
pub(super) fn read(import: &mut Import, table: &Table) {
    let mut drafts: Vec<Draft> = Cells::of(table).filter_map(|cells| draft(import, cells)).collect();
    let mut under: HashMap<String, Vec<Draft>> = HashMap::new();
    let mut ready: Vec<Draft> = Vec::new();
    for draft in drafts.drain(..) {
        match draft.cells.get("cap_tren") {
            "" => ready.push(draft),
            parent => under.entry(parent.to_owned()).or_default().push(draft),
        }
    }
    let mut placed = Vec::new();
    while let Some(mut draft) = ready.pop() {
        draft.unit.parent = Id::new(draft.cells.get("cap_tren")).ok();
        ready.extend(under.remove(draft.unit.id.as_str()).unwrap_or_default());
        import.put(draft.unit.clone());
        placed.push(draft);
    }
    report_lost(import, table, under);
    placed.sort_by_key(|draft| draft.cells.row.line);
    for draft in placed {
        finish(import, draft);
    }
    office(import, table);
}

fn draft<'a>(import: &mut Import, cells: Cells<'a>) -> Option<Draft<'a>> {
    let id = import.own_id(cells, Kind::Unit)?;
    let mut unit = Unit::blank(id);
    unit.name = import.name(cells, "ten")?;
    unit.kind = kind(import, cells)?;
    unit.code = cells.get("id").to_owned();
    unit.commune = import.digits(cells, "ma_xa");
    unit.founded = import.value(cells, "ngay_thanh_lap");
    end(import, cells, &mut unit);
    Some(Draft { unit, cells })
}

fn kind(import: &mut Import, cells: Cells) -> Option<UnitKind> {
    let words: String = import.needed(cells, "loai")?;
    let kind = kind_of(&words);
    if kind.is_none() {
        import.problem(cells, "loai", Why::Unknown(words), Kept::Nothing);
    }
    kind
}

/// The kind of unit that words begin with.
pub(in crate::import) fn kind_of(words: &str) -> Option<UnitKind> {
    let folded = fold::fold(words);
    KINDS.iter().find(|(begin, _)| folded.starts_with(&fold::fold(begin))).map(|(_, kind)| *kind)
}

/// Whether, how and when the unit ended.
fn end(import: &mut Import, cells: Cells, unit: &mut Unit) {
    let state = cells.get("trang_thai");
    let closed_on = import.value(cells, "ngay_thoi_hoat_dong");
    let how = match state {
        "" | "hoat_dong" => None,
        "giai_the" => Some(Ending::Dissolved),
        "hop_nhat" | "sap_nhap" => Some(Ending::Merged),
        "chuyen_giao" => Some(Ending::HandedOver),
        "chia_tach" => Some(Ending::Split),
        other => {
            import.problem(cells, "trang_thai", Why::Unknown(other.to_owned()), Kept::Rest);
            None
        }
    };
    match (state, closed_on, how) {
        ("hoat_dong", Some(_), _) => {
            import.problem(cells, "ngay_thoi_hoat_dong", Why::OpenWithDate, Kept::Rest);
        }
        (_, None, Some(_)) => {
            import.problem(cells, "ngay_thoi_hoat_dong", Why::ClosedWithoutDate, Kept::All);
            unit.closed_how = how;
        }
        (_, closed_on, how) => (unit.closed_on, unit.closed_how) = (closed_on, how),
    }
    import.saw(unit.closed_on);
}

/// Reports the units that do not hang together with the top.
fn report_lost(import: &mut Import, table: &Table, under: HashMap<String, Vec<Draft>>) {
    let in_table = |id: &str| table.rows.iter().any(|row| row.field(table.place("id")) == id);
    let readable: Vec<Id> = under.values().flatten().map(|d| d.unit.id.clone()).collect();
    let parents: HashMap<&str, &str> =
        under.values().flatten().map(|d| (d.unit.id.as_str(), d.cells.get("cap_tren"))).collect();
    let is_circle = |id: &str| {
        let up = |at: &&str| parents.get(*at).copied();
        std::iter::successors(up(&id), up).take(parents.len()).any(|above| above == id)
    };
    let mut lost: Vec<&Draft> = under.values().flatten().collect();
    lost.sort_by_key(|draft| draft.cells.row.line);
    for draft in lost {
        let parent = draft.cells.get("cap_tren");
        let why = if !in_table(parent) {
            Why::NoUnit(parent.to_owned())
        } else if readable.contains(&draft.unit.id) && is_circle(draft.unit.id.as_str()) {
            Why::Cycle
        } else {
            Why::ParentLeftOut(parent.to_owned())
        };
        import.problem(draft.cells, "cap_tren", why, Kept::Nothing);
    }
}

/// Adds what can only be said once all units are there: the type, and what a closed unit went into.
fn finish(import: &mut Import, draft: Draft) {
    let Draft { mut unit, cells } = draft;
    unit.org_type = org_type(import, &unit, cells);
    if !cells.get("ke_tiep").is_empty() {
        unit.closed_into = import.unit(cells, "ke_tiep", Kept::Rest);
    }
    import.put(unit);
}

/// The row of biểu 5 to which the unit belongs: that of the grassroots organisation it is or stands under.
fn org_type(import: &mut Import, unit: &Unit, cells: Cells) -> Option<OrgType> {
    let group = cells.get("khoi");
    if group.is_empty() || unit.kind == UnitKind::SuperiorCommittee {
        return None;
    }
    let path = import.data.path(&unit.id);
    let grassroots = path.iter().find(|u| u.kind.is_grassroots()).map_or(unit.name.as_str(), |u| &u.name);
    let (found, by_name) = type_of(group, grassroots);
    match found {
        None => import.problem(cells, "khoi", Why::Unknown(group.to_owned()), Kept::Rest),
        Some(_) if by_name => import.report.assume(Assumption::TypeByName),
        Some(_) => {}
    }
    found
}

/// The type of a group's units, and whether the name of the grassroots organisation told it.
pub(in crate::import) fn type_of(group: &str, grassroots: &str) -> (Option<OrgType>, bool) {
    let name = format!(" {} ", fold::fold(grassroots));
    let told = |words: &[&str]| words.iter().any(|word| name.contains(&format!(" {} ", fold::fold(word))));
    let is = |word: &str| fold::fold(group) == fold::fold(word);
    if is("Xã, thị trấn") || is("Xã, phường, thị trấn") {
        (of_place(told), false)
    } else if is("Cơ quan") {
        let party = ["huyện ủy", "thị ủy", "thành ủy", "quận ủy", "tỉnh ủy", "mặt trận", "mttq", "đoàn thể"];
        (Some(if told(&party) { OrgType::PartyAgency } else { OrgType::StateAgency }), true)
    } else if is("Lực lượng vũ trang") {
        let army = told(&["quân sự", "biên phòng", "quân đội"]).then_some(OrgType::Army);
        (if told(&["công an"]) { Some(OrgType::Police) } else { army }, true)
    } else if is("Sự nghiệp") {
        (Some(OrgType::PublicService), false)
    } else if is("Doanh nghiệp") {
        (Some(OrgType::Enterprise), false)
    } else {
        (None, false)
    }
}

fn of_place(told: impl Fn(&[&str]) -> bool) -> Option<OrgType> {
    if told(&["thị trấn"]) {
        Some(OrgType::Township)
    } else if told(&["phường"]) {
        Some(OrgType::Ward)
    } else {
        told(&["xã"]).then_some(OrgType::Commune)
    }
}

/// Whose register it is: the first unit that stands under nothing.
fn office(import: &mut Import, table: &Table) {
    let is_top = |cells: &Cells| {
        let unit = Id::new(cells.get("id")).ok();
        cells.get("cap_tren").is_empty() && unit.is_some_and(|id| import.data.unit(&id).is_some())
    };
    let Some(top) = Cells::of(table).find(is_top) else { return };
    let mut office = import.data.office.as_ref().clone();
    office.name = top.get("ten").to_owned();
    office.level = match top.get("cap") {
        "tinh" => Level::Province,
        "huyen" => Level::District,
        "xa" => Level::Commune,
        _ => Level::Other,
    };
    import.put(office);
}
