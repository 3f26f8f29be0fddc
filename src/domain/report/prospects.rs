//! The way to admission (HD 12-HD/BTCTW 17/5/2012, part I): prospects by the stage they have reached on a day, and by
//! unit. Young is up to 30 years, by which a cell's next generation is told.
//!
//! A stage is taken as dated: what happened after the day has not happened yet, and who is admitted goes on as the
//! member's own events say.

use super::{
    Cell, Rank, Report, Scope, Table,
    by_unit::{UNIT, by_unit},
    people::YOUTH,
    scope::Rows,
};
use crate::domain::{
    column::stage,
    data::Data,
    date::Date,
    prospect::{Prospect, Stage},
    record::{Id, Kind},
    standing::Standing,
    words::Label,
};

const FUNNEL: Label = Label::new("Theo giai đoạn", "By stage");
const BY_UNIT: Label = Label::new("Theo đơn vị", "By unit");
const NOTE: Label = Label::new(
    "“Đã qua”: những người đến giai đoạn ấy hoặc xa hơn, kể cả đã kết nạp; không tính người thôi theo dõi.",
    "“Came this far”: those at the stage or beyond, also who was admitted since; without those no longer followed.",
);

/// The stages of a funnel, in order.
const STAGES: [Stage; 7] = [
    Stage::Introduced,
    Stage::Followed,
    Stage::Class,
    Stage::Dossier,
    Stage::Decision,
    Stage::Ceremony,
    Stage::Official,
];

/// Who still is on the way.
const ON_THE_WAY: Label = Label::new("Nguồn hiện có", "On the way");

const WHO: [(&str, Label); 5] = [
    ("women", Label::new("Nữ", "Women")),
    ("young", Label::new("Đến 30 tuổi", "Up to 30 years")),
    ("young_percent", Label::new("% đến 30 tuổi", "% up to 30")),
    ("minorities", Label::new("Dân tộc thiểu số", "Minorities")),
    ("minorities_percent", Label::new("% dân tộc thiểu số", "% minorities")),
];

/// A prospect and how far it has come.
#[derive(Clone, Copy)]
struct Walker<'a> {
    prospect: &'a Prospect,
    stage: Stage,
    on: Date,
}

impl Walker<'_> {
    fn is_young(&self) -> bool {
        self.prospect.born.is_some_and(|born| born.full_years(self.on) <= YOUTH)
    }

    fn is_minority(&self) -> bool {
        self.prospect.ethnic_group.is_some_and(|group| group.is_minority())
    }

    fn is_woman(&self) -> bool {
        self.prospect.sex == Some(crate::domain::member::Sex::Female)
    }

    /// Introduced, and neither admitted nor given up.
    fn is_on_the_way(&self) -> bool {
        (Stage::Introduced..Stage::Ceremony).contains(&self.stage)
    }
}

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let standing = Standing::new(data.clone(), report.request.to);
    let prospects = data.prospects().values().map(|stored| stored.record());
    let walkers: Vec<Walker> = prospects
        .filter(|prospect| scope.holds(prospect.cell.as_ref()))
        .map(|prospect| Walker { prospect, stage: stage(&standing, prospect), on: standing.as_of })
        .collect();
    report.tables.push(funnel(&walkers));
    report.tables.push(units(report, data, &walkers));
    report.notes.push(NOTE);
}

fn ids(walkers: &[Walker], wanted: impl Fn(&Walker) -> bool) -> Cell {
    let wanted = walkers.iter().filter(|walker| wanted(walker));
    Cell::Count(Kind::Prospect, wanted.map(|walker| walker.prospect.id.clone()).collect())
}

/// Women, the young and minorities among some.
fn who(walkers: &[Walker]) -> Vec<Cell> {
    let share = |test: fn(&Walker) -> bool| {
        Cell::share(walkers.iter().filter(|walker| test(walker)).count(), walkers.len(), 1)
    };
    vec![
        ids(walkers, |walker| walker.is_woman()),
        ids(walkers, |walker| walker.is_young()),
        share(|walker| walker.is_young()),
        ids(walkers, |walker| walker.is_minority()),
        share(|walker| walker.is_minority()),
    ]
}

fn of<'a>(walkers: &[Walker<'a>], wanted: impl Fn(&Walker) -> bool) -> Vec<Walker<'a>> {
    walkers.iter().filter(|walker| wanted(walker)).copied().collect()
}

fn funnel(walkers: &[Walker]) -> Table {
    let mut columns = vec![
        ("stage", Label::new("Giai đoạn", "Stage")),
        ("here", Label::new("Hiện ở đây", "Are here")),
        ("came", Label::new("Đã qua", "Came this far")),
    ];
    columns.extend(WHO);
    let mut table = Table::new("funnel", FUNNEL, &columns);
    let row = |label: Label, here: &[Walker], came: Cell| {
        let mut cells = vec![Cell::Words(label), ids(here, |_| true), came];
        cells.extend(who(here));
        cells
    };
    for stage in STAGES {
        let here = of(walkers, |walker| walker.stage == stage);
        let came = ids(walkers, |walker| (stage..=Stage::Official).contains(&walker.stage));
        table.push(Rank::Item(0), row(stage.label(), &here, came));
    }
    for stage in [Stage::NotYet, Stage::Dropped] {
        let here = of(walkers, |walker| walker.stage == stage);
        if !here.is_empty() {
            table.push(Rank::Item(0), row(stage.label(), &here, Cell::Empty));
        }
    }
    table.push(Rank::Total, row(ON_THE_WAY, &of(walkers, |walker| walker.is_on_the_way()), Cell::Empty));
    table
}

fn units(report: &Report, data: &Data, walkers: &[Walker]) -> Table {
    let mut columns = vec![UNIT, ("on_the_way", ON_THE_WAY)];
    columns.extend(WHO);
    columns.extend(STAGES.map(|stage| (stage.code(), stage.label())));
    let mut table = Table::new("units", BY_UNIT, &columns);
    let rows = Rows::new(data, report.request.unit.as_ref());
    let things: Vec<(Option<Id>, Walker)> =
        walkers.iter().map(|walker| (walker.prospect.cell.clone(), *walker)).collect();
    by_unit(&mut table, &rows, report.request.to, things, |walkers| {
        let on_the_way = of(walkers, |walker| walker.is_on_the_way());
        let mut cells = vec![ids(&on_the_way, |_| true)];
        cells.extend(who(&on_the_way));
        cells.extend(STAGES.map(|stage| ids(walkers, |walker| walker.stage == stage)));
        cells
    });
    table
}
