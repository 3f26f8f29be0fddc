//! The register against its tables: what they count and say of themselves must come out again.
//!
//! The register derives units, counts and unification from dated facts; the tables state them. They are
//! compared on the last day any table speaks of, and every difference is reported with its row.

use super::{Cells, Import, Tables, is_word, member::Facts};
use crate::{
    domain::{
        record::Kind,
        standing::{PairState, Standing, VillageState},
    },
    import::report::{Kept, Why},
};

/// What the register says where it stands beside what a table says.
const REGISTER: &str = "=";

/// Compares units, members and villages with what their tables say.
pub(super) fn compare(import: &mut Import, tables: &Tables, facts: &[Facts]) {
    let Some(latest) = import.latest else { return };
    let standing = Standing::new(import.data.clone(), latest);
    for fact in facts {
        member(import, &standing, fact);
    }
    for cells in tables.units.iter().flat_map(Cells::of) {
        unit(import, &standing, cells);
    }
    for cells in tables.villages.iter().flat_map(Cells::of) {
        village(import, &standing, cells);
    }
    for cells in tables.doubles.iter().flat_map(Cells::of) {
        double(import, &standing, cells);
    }
}

fn member(import: &mut Import, standing: &Standing, fact: &Facts) {
    let cells = fact.cells;
    let unit = standing.member(&fact.member).unit.as_ref().unwrap_or(&fact.cell);
    let unit = import.ids.written(unit).to_owned();
    import.compare(cells, "chi_bo", &unit, "chuyen_sinh_hoat.csv");
    let Some(cell) = standing.data.unit(&fact.cell) else { return };
    import.compare(cells, "ten_chi_bo", &cell.name, "to_chuc_dang.csv");
    let above = cells.get("don_vi_truc_thuoc");
    let path = standing.data.path(&fact.cell);
    if !above.is_empty() && !path.iter().any(|u| u.id.as_str() == above) {
        let there = path.iter().map(|u| u.id.as_str()).collect::<Vec<_>>().join(" < ");
        let why = Why::Differs { here: above.to_owned(), there, from: "to_chuc_dang.csv" };
        import.problem(cells, "don_vi_truc_thuoc", why, Kept::All);
    }
}

fn unit(import: &mut Import, standing: &Standing, cells: Cells) {
    let Some(unit) = import.find(Kind::Unit, cells.get("id")) else {
        return;
    };
    let members = standing.unit(&unit).all.members().to_string();
    import.compare(cells, "so_dang_vien", &members, REGISTER);
    let led = standing.data.villages().values().find(|v| v.cell.as_ref() == Some(&unit));
    if let Some(village) = led.map(|village| import.ids.written(&village.id).to_owned()) {
        import.compare(cells, "thon", &village, "thon.csv");
    }
}

fn village(import: &mut Import, standing: &Standing, cells: Cells) {
    let village = import.find(Kind::Village, cells.get("id"));
    let Some(state) = village.and_then(|id| standing.village(&id)).map(|v| v.state) else { return };
    let unified = if state == VillageState::Unified { "1" } else { "0" };
    import.compare(cells, "nhat_the_hoa", unified, REGISTER);
    match (cells.get("la_dang_vien"), state) {
        ("0", VillageState::HeadNotMember) | ("1", VillageState::Split | VillageState::Unified) => {}
        ("1", VillageState::HeadNotMember) => import.compare(cells, "la_dang_vien", "0", REGISTER),
        ("0", VillageState::Split | VillageState::Unified) => {
            import.compare(cells, "la_dang_vien", "1", REGISTER);
        }
        (_, VillageState::NoCell | VillageState::Vacant) | (_, _) => {}
    }
}

/// What the table calls done must be in one hand by the register too; whoever left no longer holds a post.
fn double(import: &mut Import, standing: &Standing, cells: Cells) {
    let Some(id) = import.find(Kind::Pair, cells.get("id")) else { return };
    let Some(state) = standing.pair(&id).map(|pair| pair.state) else { return };
    if is_word(cells.get("trang_thai"), &["đang thực hiện"]) && state != PairState::Unified {
        import.compare(cells, "trang_thai", state.label().vi, REGISTER);
    }
}
