//! Collective moves: units that ended or were split off, by which decision, whom of their members went where, and when.
//!
//! A transfer inside is part of one when on its day the unit left was closed or the unit entered was founded. Who
//! moved stands behind each figure; nothing is typed in for it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cell, Rank, Report, Row, Scope, Table};
use crate::domain::{
    data::Data,
    date::{Date, PartialDate},
    event::{Event, EventKind},
    fold,
    record::{Id, Kind},
    unit::Unit,
    words::Label,
};

/// A unit and the day on which members left it together.
type Move<'a> = (Date, &'a Id);
/// Whom of its members went where.
type Places<'a> = BTreeMap<&'a Id, BTreeSet<Id>>;

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    const TITLE: Label =
        Label::new("Chuyển đảng viên khi tổ chức thay đổi", "Members moved when units changed");
    const NOTE: Label = Label::new(
        "Người chuyển đúng ngày tổ chức cũ kết thúc hoặc tổ chức mới thành lập.",
        "Who moved on the day on which the old unit was closed or the new one was founded.",
    );
    let mut table = Table::new(
        "moves",
        TITLE,
        &[
            ("unit", Label::new("Tổ chức, nơi đến", "Unit, where to")),
            ("moved", Label::new("Số ĐV chuyển", "Members")),
            ("date", Label::new("Ngày", "Date")),
            ("how", Label::new("Hình thức", "How")),
            ("decision", Label::new("Quyết định", "Decision")),
        ],
    );
    let moves = gather(data, scope, (report.request.from, report.request.to));
    let name = |id: &Id| data.unit(id).map_or("", |unit| unit.name.as_str());
    let mut rows: Vec<(&Move, &Places)> = moves.iter().collect();
    rows.sort_by_cached_key(|((day, unit), _)| (*day, fold::sort_key(name(unit))));
    let mut all = BTreeSet::new();
    for ((day, unit), places) in rows {
        let moved: BTreeSet<Id> = places.values().flatten().cloned().collect();
        all.extend(moved.iter().cloned());
        push(&mut table, data, (*day, unit), moved, places);
    }
    let count = Cell::Count(Kind::Member, all.into_iter().collect());
    let total = Cell::Words(Label::new("Cộng", "Total"));
    table.push(Rank::Total, vec![total, count, Cell::Empty, Cell::Empty, Cell::Empty]);
    report.tables.push(table);
    report.notes.push(NOTE);
}

/// The units that ended in the period, and those from which members went to a unit founded that day.
fn gather<'a>(data: &'a Data, scope: &Scope, (from, to): (Date, Date)) -> BTreeMap<Move<'a>, Places<'a>> {
    let closed = |unit: &Unit| unit.closed_on.filter(|day| (from..=to).contains(day));
    let units = data.units().values().map(|stored| stored.record());
    let mut moves: BTreeMap<Move, Places> = units
        .filter(|unit| scope.holds(Some(&unit.id)))
        .filter_map(|unit| Some(((closed(unit)?, &unit.id), Places::new())))
        .collect();
    for event in data.events().values().map(|stored| stored.record()) {
        let (Some((day, was, is)), Some(member)) = (ends(event), &event.member) else { continue };
        let together = (from..=to).contains(&day) && is_collective(data, day, was, is);
        if together && (scope.holds(Some(was)) || scope.holds(Some(is))) {
            moves.entry((day, was)).or_default().entry(is).or_default().insert(member.clone());
        }
    }
    moves
}

/// Day, unit left and unit entered of a transfer inside.
fn ends(event: &Event) -> Option<(Date, &Id, &Id)> {
    let inside = event.kind == EventKind::TransferredInside;
    let (day, was, is) = (event.date?, event.from_unit.as_ref()?, event.unit.as_ref()?);
    inside.then_some((day, was, is))
}

fn is_collective(data: &Data, day: Date, was: &Id, is: &Id) -> bool {
    let closed = data.unit(was).is_some_and(|unit| unit.closed_on == Some(day));
    closed || data.unit(is).is_some_and(|unit| unit.founded == Some(PartialDate::Day(day)))
}

/// The row of a unit, and under it one for each place its members went to.
fn push(table: &mut Table, data: &Data, (day, unit): Move, moved: BTreeSet<Id>, places: &Places) {
    const SPLIT: Label = Label::new("Tách", "Split off");
    let known = data.unit(unit);
    let ended = known.filter(|unit| unit.closed_on == Some(day));
    let how = match ended {
        Some(unit) => unit.closed_how.map(|how| how.label()),
        None => Some(SPLIT),
    };
    let founded =
        places.keys().find_map(|id| data.unit(id)).map_or("", |unit| unit.founded_decision.as_str());
    let decision = ended.map_or(founded, |unit| unit.closed_decision.as_str());
    let cells = vec![
        Cell::text(known.map_or("", |unit| unit.name.as_str())),
        Cell::Count(Kind::Member, moved.into_iter().collect()),
        Cell::date(Some(day)),
        Cell::label(how),
        Cell::text(decision),
    ];
    table.push_of(Kind::Unit, unit, cells);
    let mut places: Vec<(&&Id, &BTreeSet<Id>)> = places.iter().collect();
    places.sort_by_cached_key(|(id, _)| fold::sort_key(data.unit(id).map_or("", |unit| &unit.name)));
    for (id, members) in places {
        let name = data.unit(id).map_or("", |unit| unit.name.as_str());
        let count = Cell::Count(Kind::Member, members.iter().cloned().collect());
        let cells = vec![Cell::text(name), count, Cell::date(Some(day)), Cell::Empty, Cell::Empty];
        table.rows.push(Row { rank: Rank::Item(1), cells, record: Some((Kind::Unit, (*id).clone())) });
    }
}
