//! Who is secretary of the cell and village head in one person, by commune (NQ 19-NQ/TU 3/3/2015 of Quảng Ninh): the
//! table, the same against an earlier day, and the villages that are left.
//!
//! Posts are taken as of the day. Reason and planned month are not dated in the register: those of now are shown.

use std::collections::BTreeMap;

use super::{Cell, Rank, Report, Scope, Table};
use crate::domain::{
    column::name_of,
    data::Data,
    date::{Date, Month},
    fold,
    record::{Id, Kind},
    standing::{Holder, Standing, VillageStanding},
    unit::Unit,
    village::Village,
    words::Label,
};

const TITLE: Label = Label::new("Theo xã, thị trấn", "By commune");
const UNDATED: Label = Label::new(
    "Lý do và tháng dự kiến là của sổ hiện nay.",
    "Reasons and planned months are those of the register as it is now.",
);

/// A village with how it stands.
type Stands<'a> = (&'a Village, &'a VillageStanding);

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let now = Standing::new(data.clone(), report.request.to);
    let villages = villages(&now, scope);
    report.tables.push(by_commune(data, &now, &villages));
    if let Some(day) = report.request.compare {
        report.tables.push(compared(data, scope, &now, &villages, day));
    }
    report.tables.push(left(data, &villages));
    report.notes.push(UNDATED);
}

fn villages<'a>(standing: &'a Standing, scope: &Scope) -> Vec<Stands<'a>> {
    standing.villages().filter(|(village, _)| scope.holds_village(village)).collect()
}

/// The six counts of some villages: all, with a cell, head a member, unified, their share, not unified.
fn counts(standing: &Standing, villages: &[Stands]) -> Vec<Cell> {
    let ids = |wanted: &dyn Fn(&Stands) -> bool| -> Vec<Id> {
        villages.iter().filter(|v| wanted(v)).map(|(village, _)| village.id.clone()).collect()
    };
    let active = |unit: &Id| standing.unit(unit).active;
    let with_cell = ids(&|(village, _)| village.cell_on(standing.as_of).is_some_and(active));
    let head_member = ids(&|(_, stands)| is_member(standing, stands.head.as_ref()));
    let unified = ids(&|(_, stands)| stands.is_unified());
    let left = ids(&|(_, stands)| !stands.is_unified());
    let share = Cell::share(unified.len(), villages.len(), 1);
    let count = |ids| Cell::Count(Kind::Village, ids);
    vec![count(ids(&|_| true)), count(with_cell), count(head_member), count(unified), share, count(left)]
}

fn is_member(standing: &Standing, holder: Option<&Holder>) -> bool {
    holder.and_then(|h| h.member.as_ref()).is_some_and(|id| standing.member(id).state.is_member())
}

/// The planned months of the villages left, the last one when there are several.
fn planned(villages: &[Stands]) -> Cell {
    let months = villages.iter().filter(|(_, stands)| !stands.is_unified()).filter_map(|(v, _)| v.plan_month);
    Cell::date(months.max())
}

/// The reasons of the villages left, each once.
fn reasons(villages: &[Stands]) -> Cell {
    let mut reasons: Vec<Label> = Vec::new();
    for (village, stands) in villages.iter().filter(|(_, stands)| !stands.is_unified()) {
        let reason = reason(village, stands);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    match reasons.as_slice() {
        [] => Cell::Empty,
        [one] => Cell::Words(*one),
        _ => Cell::Words(Label::new("Nhiều lý do, xem danh sách", "Several, see the list")),
    }
}

fn reason(village: &Village, stands: &VillageStanding) -> Label {
    village.plan_reason.map_or(stands.state.label(), |reason| reason.label())
}

const COUNTS: [(&str, Label); 6] = [
    ("villages", Label::new("Số thôn, bản, khu phố", "Villages")),
    ("with_cell", Label::new("Có chi bộ", "With a cell")),
    ("head_member", Label::new("Trưởng thôn là đảng viên", "Head is a member")),
    ("unified", Label::new("Đã nhất thể hóa", "Unified")),
    ("percent", Label::new("Tỷ lệ %", "%")),
    ("left", Label::new("Chưa", "Not yet")),
];

fn by_commune(data: &Data, standing: &Standing, villages: &[Stands]) -> Table {
    let mut columns = vec![("commune", Label::new("Xã, thị trấn", "Commune"))];
    columns.extend(COUNTS);
    columns.push(("reason", Label::new("Lý do", "Reason")));
    columns.push(("planned", Label::new("Dự kiến", "Planned")));
    let mut table = Table::new("unification", TITLE, &columns);
    let mut by_commune: BTreeMap<(Vec<u8>, Option<&Id>), Vec<Stands>> = BTreeMap::new();
    for &(village, stands) in villages {
        let commune = village.commune.as_ref();
        let key = (fold::sort_key(&commune_name(data, commune)), commune);
        by_commune.entry(key).or_default().push((village, stands));
    }
    let row = |first: Cell, of: &[Stands]| {
        let mut cells = vec![first];
        cells.extend(counts(standing, of));
        cells.push(reasons(of));
        cells.push(planned(of));
        cells
    };
    for ((_, commune), of) in by_commune {
        let cells = row(Cell::text(&commune_name(data, commune)), &of);
        match commune {
            Some(id) => table.push_of(Kind::Unit, id, cells),
            None => table.push(Rank::Item(0), cells),
        }
    }
    let total = Cell::Words(Label::new("Cộng", "Total"));
    table.push(Rank::Total, row(total, villages));
    table
}

fn commune_name(data: &Data, id: Option<&Id>) -> String {
    let name =
        |unit: &Unit| if unit.short_name.is_empty() { unit.name.clone() } else { unit.short_name.clone() };
    id.and_then(|id| data.unit(id)).map(name).unwrap_or_default()
}

fn compared(data: &Data, scope: &Scope, now: &Standing, villages_now: &[Stands], day: Date) -> Table {
    let before = Standing::new(data.clone(), day);
    let (new, old) = (counts(now, villages_now), counts(&before, &villages(&before, scope)));
    let mut table = Table::new(
        "compared",
        Label::new("So với kỳ trước", "Against the earlier day"),
        &[
            ("criterion", Label::new("Tiêu chí", "Criterion")),
            ("now", Label::new("Kỳ này", "Now")),
            ("before", Label::new("Kỳ trước", "Before")),
            ("change", Label::new("±", "±")),
        ],
    );
    for ((_, label), (new, old)) in COUNTS.into_iter().zip(new.into_iter().zip(old)) {
        let change = match (new.number(), old.number()) {
            (Some(new), Some(old)) => Cell::Change(new - old),
            _ => Cell::Empty,
        };
        table.push(Rank::Item(0), vec![Cell::Words(label), new, old, change]);
    }
    table
}

/// The villages not unified: those overdue first, then by plan.
fn left(data: &Data, villages: &[Stands]) -> Table {
    let mut table = Table::new(
        "left",
        Label::new("Danh sách chưa nhất thể hóa", "Villages not yet unified"),
        &[
            ("village", Label::new("Thôn, bản, khu phố", "Village")),
            ("commune", Label::new("Xã, thị trấn", "Commune")),
            ("head", Label::new("Trưởng thôn", "Head")),
            ("secretary", Label::new("Bí thư chi bộ", "Secretary")),
            ("state", Label::new("Tình trạng", "State")),
            ("reason", Label::new("Lý do", "Reason")),
            ("planned", Label::new("Dự kiến", "Planned")),
            ("overdue", Label::new("Quá hạn", "Overdue")),
        ],
    );
    let mut open: Vec<&Stands> = villages.iter().filter(|(_, stands)| !stands.is_unified()).collect();
    let key = |(v, s): &&Stands| -> (bool, Option<Month>, Id) { (!s.overdue, v.plan_month, v.id.clone()) };
    open.sort_by_key(key);
    for (village, stands) in open {
        let name = |holder: &Option<Holder>| holder.as_ref().map_or(Cell::Empty, |h| Cell::text(&h.name));
        let overdue = stands.overdue.then_some(Label::new("QUÁ HẠN", "OVERDUE"));
        let cells = vec![
            Cell::text(&name_of(*village)),
            Cell::text(&commune_name(data, village.commune.as_ref())),
            name(&stands.head),
            name(&stands.secretary),
            Cell::Words(stands.state.label()),
            Cell::label(village.plan_reason.map(|reason| reason.label())),
            Cell::date(village.plan_month),
            Cell::label(overdue),
        ];
        table.push_of(Kind::Village, &village.id, cells);
    }
    table
}
