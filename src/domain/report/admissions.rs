//! Admissions of a period against the plan of its year, by unit. Admissions count by the day of the ceremony, in the
//! unit into which somebody was admitted.
//!
//! The plan of a row is the unit's own target; where it has none, what the units under it have together.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    Cell, Rank, Report, Scope, Share, Table,
    people::{self, Person},
    scope::{self, Rows},
};
use crate::domain::{
    data::Data,
    date::Date,
    event::Event,
    record::{Id, Kind},
    target::Indicator,
    words::Label,
};

const TITLE: Label = Label::new("Kết nạp theo đơn vị", "Admissions by unit");
const WHOLE_YEAR: Label = Label::new(
    "Chỉ tiêu là của cả năm của ngày cuối kỳ.",
    "The plan is that of the whole year in which the period ends.",
);

const COLUMNS: [(&str, Label); 11] = [
    ("unit", Label::new("Đơn vị", "Unit")),
    ("plan", Label::new("Chỉ tiêu năm", "Plan of the year")),
    ("done", Label::new("Thực hiện", "Admitted")),
    ("percent", Label::new("% chỉ tiêu", "% of the plan")),
    ("excess", Label::new("± so chỉ tiêu %", "± of the plan")),
    ("women", Label::new("Nữ", "Women")),
    ("minorities", Label::new("Dân tộc thiểu số", "Minorities")),
    ("young", Label::new("Đến 30 tuổi", "Up to 30 years")),
    ("youth_union", Label::new("Đoàn viên", "Youth Union")),
    ("villages_without", Label::new("Thôn chưa kết nạp", "Villages without")),
    ("last_year", Label::new("Cùng kỳ năm trước", "Same period last year")),
];

/// Targets of a year by unit.
pub(super) struct Plan(HashMap<Id, u32>);

impl Plan {
    /// What the units are to admit in a year.
    pub(super) fn of(data: &Data, year: i16) -> Self {
        let targets = data.targets().values().map(|stored| stored.record());
        let mut plan: HashMap<Id, u32> = HashMap::new();
        for target in targets
            .filter(|t| t.year.is_some_and(|of| of.year() == year) && t.indicator == Indicator::Admissions)
        {
            if let (Some(unit), Some(number)) = (&target.unit, target.number) {
                *plan.entry(unit.clone()).or_default() += number;
            }
        }
        Self(plan)
    }

    /// The plan of a unit; none when neither it nor a unit under it has one.
    pub(super) fn of_unit(&self, data: &Data, unit: &Id) -> Option<u32> {
        self.down(data, unit, &mut HashSet::new())
    }

    fn down(&self, data: &Data, unit: &Id, seen: &mut HashSet<Id>) -> Option<u32> {
        // A cycle in the file must not be walked for ever.
        if !seen.insert(unit.clone()) {
            return None;
        }
        if let Some(own) = self.0.get(unit) {
            return Some(*own);
        }
        let below: Vec<u32> =
            data.children(unit).filter_map(|child| self.down(data, &child.id, seen)).collect();
        (!below.is_empty()).then(|| below.into_iter().sum())
    }
}

/// What a row is made of.
#[derive(Default)]
struct Figures<'a> {
    plan: Option<u32>,
    done: Vec<(&'a Event, Date)>,
    before: Vec<(&'a Event, Date)>,
    without: Vec<Id>,
}

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let (request, earlier) = (&report.request, report.request.year_before());
    let rows = Rows::new(data, request.unit.as_ref());
    let plan = Plan::of(data, request.to.year());
    let of_row = |from: Date, to: Date| {
        let found = scope.admissions(data, from, to);
        rows.sorted(found.into_iter().map(|(event, on)| (event.unit.clone(), (event, on))))
    };
    let mut done = of_row(request.from, request.to);
    let mut before = of_row(earlier.from, earlier.to);
    let mut without = rows.sorted(villages_without(data, scope, &done, request.to));
    let mut table = Table::new("admissions", TITLE, &COLUMNS);
    let mut all = Figures::default();
    for unit in rows.units() {
        let key = Some(unit.id.clone());
        let figures = Figures {
            plan: plan.of_unit(data, &unit.id),
            done: done.remove(&key).unwrap_or_default(),
            before: before.remove(&key).unwrap_or_default(),
            without: without.remove(&key).unwrap_or_default(),
        };
        // A unit that was closed before and has nothing to show is no row.
        let silent = figures.plan.is_none() && figures.done.is_empty() && figures.before.is_empty();
        if unit.is_active(request.to) || !silent {
            table.push_of(Kind::Unit, &unit.id, figures.cells(data, Cell::text(&unit.name)));
            all.add(figures);
        }
    }
    let rest = Figures {
        plan: None,
        done: done.into_values().flatten().collect(),
        before: before.into_values().flatten().collect(),
        without: without.into_values().flatten().collect(),
    };
    if !rest.done.is_empty() || !rest.before.is_empty() {
        let label = Cell::Words(Label::new("Chưa rõ đơn vị", "Unit not known"));
        table.push(Rank::Item(0), rest.cells(data, label));
        all.add(rest);
    }
    table.push(Rank::Total, all.cells(data, Cell::Words(Label::new("Cộng", "Total"))));
    report.tables.push(table);
    report.notes.push(WHOLE_YEAR);
}

/// Villages whose cell admitted nobody in the period, each with the unit of its commune.
fn villages_without(
    data: &Data,
    scope: &Scope,
    done: &BTreeMap<Option<Id>, Vec<(&Event, Date)>>,
    on: Date,
) -> Vec<(Option<Id>, Id)> {
    let admitting: HashSet<&Id> =
        done.values().flatten().filter_map(|(event, _)| event.unit.as_ref()).collect();
    let villages = data.villages().values().filter(|v| v.is_active(on) && scope.holds(v.commune.as_ref()));
    villages
        .filter(|v| v.cell.as_ref().is_none_or(|cell| !admitting.contains(cell)))
        .map(|v| (v.commune.clone(), v.id.clone()))
        .collect()
}

impl<'a> Figures<'a> {
    fn add(&mut self, other: Figures<'a>) {
        self.plan = match (self.plan, other.plan) {
            (Some(a), Some(b)) => Some(a + b),
            (one, other) => one.or(other),
        };
        self.done.extend(other.done);
        self.before.extend(other.before);
        self.without.extend(other.without);
    }

    fn cells(&self, data: &Data, first: Cell) -> Vec<Cell> {
        let people = people::admitted(data, &self.done);
        let who = |test: fn(&Person) -> bool| {
            Cell::Count(
                Kind::Member,
                people.iter().filter(|p| test(p)).map(|p| p.member.id.clone()).collect(),
            )
        };
        let done = scope::persons(&self.done);
        let share = self.plan.map(|plan| Share { part: done.len(), whole: plan as usize, places: 2 });
        vec![
            first,
            self.plan.map_or(Cell::Empty, |plan| Cell::Number(plan.into())),
            Cell::Count(Kind::Member, done),
            share.map_or(Cell::Empty, Cell::Share),
            share.map_or(Cell::Empty, Cell::Excess),
            who(|p| p.is_woman()),
            who(|p| p.is_minority()),
            who(|p| p.is_young()),
            who(|p| p.is_in_youth_union()),
            Cell::Count(Kind::Village, self.without.clone()),
            Cell::Count(Kind::Member, scope::persons(&self.before)),
        ]
    }
}
