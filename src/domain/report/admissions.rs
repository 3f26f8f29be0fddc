//! Admissions of a period against the plan of its year, by unit and by month. Admissions count by the day of the
//! ceremony, in the unit into which somebody was admitted.
//!
//! By month what the year has seen so far stands against the plan in equal parts, which is what the chart draws.

use std::collections::{BTreeMap, HashSet};

use super::{
    Cell, Rank, Report, Scope, Series, Share, Table,
    people::{self, Person},
    scope::{self, Rows},
};
pub(super) use crate::domain::target::Plan;
use crate::domain::{
    data::Data,
    date::{Date, Month},
    event::Event,
    record::{Id, Kind},
    words::Label,
};

const TITLE: Label = Label::new("Kết nạp theo đơn vị", "Admissions by unit");
const WHOLE_YEAR: Label = Label::new(
    "Chỉ tiêu là của cả năm của ngày cuối kỳ.",
    "The plan is that of the whole year in which the period ends.",
);

const IN_EQUAL_PARTS: Label = Label::new(
    "Theo tháng: lũy kế từ đầu năm; chỉ tiêu lũy kế chia đều cho 12 tháng (vạch │ trong biểu đồ).",
    "By month: counted from the beginning of the year; the plan in twelve equal parts (the mark │ of the chart).",
);
const TOTAL: Label = Label::new("Cộng", "Total");
const BY_MONTH: Label = Label::new("Kết nạp theo tháng", "Admissions by month");

const MONTHS: [(&str, Label); 5] = [
    ("month", Label::new("Tháng", "Month")),
    ("done", Label::new("Thực hiện", "Admitted")),
    ("so_far", Label::new("Lũy kế năm", "So far")),
    ("plan", Label::new("Chỉ tiêu lũy kế", "Plan so far")),
    ("percent", Label::new("% chỉ tiêu năm", "% of the plan")),
];

static CHART: [Series; 2] =
    [Series { of: "done", against: None }, Series { of: "so_far", against: Some("plan") }];

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
    let done = all.done.clone();
    table.push(Rank::Total, all.cells(data, Cell::Words(TOTAL)));
    report.tables.push(table);
    report.tables.push(by_month(report, data, scope, &done));
    report.notes.extend([WHOLE_YEAR, IN_EQUAL_PARTS]);
}

/// The admissions of a period by month, beside what their year has seen so far and its plan.
fn by_month(report: &Report, data: &Data, scope: &Scope, done: &[(&Event, Date)]) -> Table {
    let (from, to) = (report.request.from, report.request.to);
    let mut table = Table::new("months", BY_MONTH, &MONTHS).with_chart(&CHART);
    let mut years: BTreeMap<i16, Option<u32>> = BTreeMap::new();
    // Years of which nothing is known are left out, so that a period of a thousand years is not a long table.
    years.extend(done.iter().map(|(_, on)| (on.year(), None)));
    years.insert(to.year(), None);
    for (year, plan) in &mut years {
        *plan = Plan::of(data, *year).of_scope(data, report.request.unit.as_ref());
    }
    for (&year, &plan) in &years {
        let of_year = scope.admissions(data, jiff::civil::date(year, 1, 1), to);
        for month in (1..=12).filter_map(|month| Month::new(year, month)) {
            if month.last_day() < from || to < month.first_day() {
                continue;
            }
            let between = |first: Date| {
                let wanted = of_year.iter().filter(|(_, on)| (first..=month.last_day()).contains(on));
                scope::persons(&wanted.copied().collect::<Vec<_>>())
            };
            let in_month = between(from.max(month.first_day()));
            let so_far = between(jiff::civil::date(year, 1, 1));
            let share = plan.map(|plan| Share { part: so_far.len(), whole: plan as usize, places: 2 });
            let part = |plan: u32| Cell::Number((i64::from(plan) * i64::from(month.month()) + 6) / 12);
            table.push(
                Rank::Item(0),
                vec![
                    Cell::date(Some(month)),
                    Cell::Count(Kind::Member, in_month),
                    Cell::Count(Kind::Member, so_far),
                    plan.map_or(Cell::Empty, part),
                    share.map_or(Cell::Empty, Cell::Share),
                ],
            );
        }
    }
    let total = Cell::Count(Kind::Member, scope::persons(done));
    table.push(Rank::Total, vec![Cell::Words(TOTAL), total, Cell::Empty, Cell::Empty, Cell::Empty]);
    table
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
