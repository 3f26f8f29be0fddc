//! `chuyen_sinh_hoat.csv`: who moved from which cell to which, and when.

use std::collections::HashMap;

use super::{Cells, Import};
use crate::{
    domain::{
        date::Date,
        event::{Event, EventKind},
        fold,
        record::{Described, Id, Kind},
    },
    import::{
        report::{Kept, Why},
        table::Table,
    },
};

/// Reads the transfers; gives for each member moved for good the cell the first of them left.
pub(super) fn read(import: &mut Import, table: &Table) -> HashMap<Id, Id> {
    let mut moves: Vec<(Date, Id, Id)> =
        Cells::of(table).filter_map(|cells| row(import, cells)).flatten().collect();
    moves.sort();
    let mut firsts = HashMap::new();
    for (_, member, from) in moves {
        firsts.entry(member).or_insert(from);
    }
    firsts
}

/// Reads one transfer; the outer option tells whether it could be read, the inner whether it is for good.
fn row(import: &mut Import, cells: Cells) -> Option<Option<(Date, Id, Id)>> {
    let own = import.row_id(cells, Kind::Event)?;
    let member = import.member(cells, "dang_vien", Kept::Nothing)?;
    let from = import.unit(cells, "tu_chi_bo", Kept::Nothing)?;
    let to = import.unit(cells, "den_chi_bo", Kept::Nothing)?;
    let day: Date = import.needed(cells, "ngay")?;
    let kind = kind(import, cells)?;
    let id = import.made_id(cells, "id", &["e", own.as_str()])?;
    let mut event = Event::blank(id);
    event.member = Some(member.clone());
    event.kind = kind;
    event.date = Some(day);
    event.unit = Some(to);
    event.from_unit = Some(from.clone());
    event.note = import.text(cells, "hinh_thuc");
    import.put(event);
    import.saw(Some(day));
    Some((kind == EventKind::TransferredInside).then_some((day, member, from)))
}

fn kind(import: &mut Import, cells: Cells) -> Option<EventKind> {
    let words = cells.get("hinh_thuc");
    let folded = fold::fold(words);
    let says = |part: &str| folded.contains(&fold::fold(part));
    if says("tạm thời") {
        Some(EventKind::TransferredTemporary)
    } else if words.is_empty() || says("chính thức") || says("trong đảng bộ") {
        Some(EventKind::TransferredInside)
    } else {
        import.problem(cells, "hinh_thuc", Why::Unknown(words.to_owned()), Kept::Nothing);
        None
    }
}
