//! Documents on a day: by kind and state, by unit, the units without a resolution of the year, the regulations that
//! were revised, and what is to be reviewed.

use std::collections::BTreeSet;

use super::{
    Cell, Rank, Report, Scope, Table,
    by_unit::{UNIT, by_unit},
    scope::Rows,
};
use crate::domain::{
    column::document_state,
    data::Data,
    date::Date,
    fold,
    paper::{Paper, PaperKind, PaperState},
    record::{Id, Kind},
    standing::Standing,
    unit::Unit,
    words::Label,
};

const KINDS: Label = Label::new("Theo loại văn bản", "By kind");
const UNITS: Label = Label::new("Theo đơn vị", "By unit");
const SILENT: Label =
    Label::new("Đơn vị chưa có nghị quyết trong năm", "Units without a resolution this year");
const REVISED: Label = Label::new("Văn bản đã rà soát, sửa đổi, thay thế", "Revised and replaced");
const REVIEW: Label = Label::new("Văn bản đến hạn rà soát", "To be reviewed");

const NAME: (&str, Label) = ("name", Label::new("Trích yếu", "Subject"));
const NUMBER: (&str, Label) = ("paper", Label::new("Số, ký hiệu", "Number"));
const ISSUED: (&str, Label) = ("issued", Label::new("Ban hành", "Issued on"));
const THIS_YEAR: (&str, Label) = ("this_year", Label::new("Ban hành trong năm", "Issued this year"));
const IN_FORCE: (&str, Label) = ("in_force", Label::new("Có hiệu lực", "In force"));

/// The states in the order of a table; the first three are in force.
const STATES: [PaperState; 5] = [
    PaperState::ReviewDue,
    PaperState::InForce,
    PaperState::Amended,
    PaperState::Replaced,
    PaperState::Repealed,
];

/// A document with how it stands.
#[derive(Clone, Copy)]
struct Stands<'a> {
    paper: &'a Paper,
    state: PaperState,
}

impl Stands<'_> {
    fn is_in_force(&self) -> bool {
        STATES[..3].contains(&self.state)
    }

    fn is_of(&self, year: i16) -> bool {
        self.paper.issued.is_some_and(|day| day.year() == year)
    }
}

/// What a row by unit is made of.
enum Thing<'a> {
    /// A unit that is to pass a resolution each year.
    Unit(&'a Id),
    Paper(Stands<'a>),
}

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let day = report.request.to;
    let standing = Standing::new(data.clone(), day);
    let papers = data.documents().values().map(|stored| stored.record());
    let papers: Vec<Stands> = papers
        .filter(|paper| scope.holds(paper.unit.as_ref()))
        .filter_map(|paper| Some(Stands { paper, state: document_state(&standing, &paper.id)? }))
        .filter(|stands| stands.state != PaperState::NotYet)
        .collect();
    let units = data.units().values().map(|stored| stored.record());
    let units: Vec<&Unit> =
        units.filter(|u| u.kind.is_grassroots() && u.is_active(day) && scope.holds(Some(&u.id))).collect();
    let passed = resolved(&papers, day);
    let rows = Rows::new(data, report.request.unit.as_ref());
    report.tables.push(by_kind(&papers, day));
    let mut table = Table::new("units", UNITS, &columns());
    let things = units.iter().map(|unit| (Some(unit.id.clone()), Thing::Unit(&unit.id)));
    let things = things.chain(papers.iter().map(|s| (s.paper.unit.clone(), Thing::Paper(*s))));
    by_unit(&mut table, &rows, day, things, |things| of_unit(things, &passed, day.year()));
    report.tables.push(table);
    report.tables.push(silent(data, &units, &passed, day));
    report.tables.push(revised(data, &papers, day));
    report.tables.push(review(data, &papers));
}

fn ids(papers: &[Stands], wanted: impl Fn(&Stands) -> bool) -> Cell {
    let wanted = papers.iter().filter(|stands| wanted(stands));
    Cell::Count(Kind::Paper, wanted.map(|stands| stands.paper.id.clone()).collect())
}

/// The units that passed a resolution in the year up to the day.
fn resolved<'a>(papers: &[Stands<'a>], day: Date) -> BTreeSet<&'a Id> {
    let wanted = papers.iter().filter(|s| s.paper.kind == PaperKind::Resolution && s.is_of(day.year()));
    wanted.filter_map(|stands| stands.paper.unit.as_ref()).collect()
}

fn by_kind(papers: &[Stands], day: Date) -> Table {
    let mut columns =
        vec![("kind", Label::new("Loại văn bản", "Kind")), THIS_YEAR, ("all", Label::new("Tất cả", "All"))];
    columns.extend(STATES.map(|state| (state.code(), state.label())));
    let mut table = Table::new("kinds", KINDS, &columns);
    let row = |first: Label, papers: &[Stands]| {
        let mut cells = vec![Cell::Words(first)];
        cells.extend([ids(papers, |s| s.is_of(day.year())), ids(papers, |_| true)]);
        cells.extend(STATES.map(|state| ids(papers, |s| s.state == state)));
        cells
    };
    for kind in PaperKind::ALL {
        let of_kind: Vec<Stands> = papers.iter().filter(|s| s.paper.kind == *kind).copied().collect();
        if !of_kind.is_empty() {
            table.push(Rank::Item(0), row(kind.label(), &of_kind));
        }
    }
    table.push(Rank::Total, row(Label::new("Cộng", "Total"), papers));
    table
}

fn columns() -> [(&'static str, Label); 7] {
    [
        UNIT,
        ("resolutions", Label::new("Nghị quyết trong năm", "Resolutions this year")),
        ("plans", Label::new("Chương trình, kế hoạch trong năm", "Action plans this year")),
        IN_FORCE,
        ("review_due", Label::new("Đến hạn rà soát", "Review due")),
        ("last", Label::new("Nghị quyết gần nhất", "Last resolution")),
        ("without", Label::new("Chưa có nghị quyết", "Without a resolution")),
    ]
}

fn of_unit(things: &[Thing], passed: &BTreeSet<&Id>, year: i16) -> Vec<Cell> {
    let (mut units, mut papers) = (Vec::new(), Vec::new());
    for thing in things {
        match thing {
            Thing::Unit(unit) => units.push(*unit),
            Thing::Paper(stands) => papers.push(*stands),
        }
    }
    let resolutions = papers.iter().filter(|s| s.paper.kind == PaperKind::Resolution);
    let last = resolutions.filter_map(|stands| stands.paper.issued).max();
    let without = units.into_iter().filter(|unit| !passed.contains(unit)).cloned().collect();
    let this_year = |kind: PaperKind| ids(&papers, |s| s.paper.kind == kind && s.is_of(year));
    vec![
        this_year(PaperKind::Resolution),
        this_year(PaperKind::ActionPlan),
        ids(&papers, |s| s.is_in_force()),
        ids(&papers, |s| s.state == PaperState::ReviewDue),
        Cell::date(last),
        Cell::Count(Kind::Unit, without),
    ]
}

fn silent(data: &Data, units: &[&Unit], passed: &BTreeSet<&Id>, day: Date) -> Table {
    let mut table = Table::new("silent", SILENT, &[UNIT, ("last", Label::new("Gần nhất", "Last one"))]);
    let mut silent: Vec<&&Unit> = units.iter().filter(|unit| !passed.contains(&unit.id)).collect();
    silent.sort_by_cached_key(|unit| (unit.code.clone(), fold::sort_key(&unit.name), unit.id.clone()));
    for unit in silent {
        let own = data.sources(Kind::Unit, &unit.id).filter(|(kind, ..)| *kind == Kind::Paper);
        let own = own.filter_map(|(_, id, _)| data.document(id)).filter(|p| p.kind == PaperKind::Resolution);
        let last = own.filter_map(|paper| paper.issued).filter(|issued| *issued <= day).max();
        table.push_of(Kind::Unit, &unit.id, vec![Cell::text(&unit.name), Cell::date(last)]);
    }
    table
}

/// Documents that amend or replace another, the latest first: what was there, what came, and when it is due again.
fn revised(data: &Data, papers: &[Stands], day: Date) -> Table {
    let columns = [
        NUMBER,
        ISSUED,
        ("how", Label::new("Hình thức", "How")),
        ("was", Label::new("Văn bản trước", "Before")),
        ("was_issued", Label::new("Ban hành trước", "Issued before")),
        ("review_due", Label::new("Hạn rà soát tới", "Next review")),
        NAME,
        ("advisor", Label::new("Cơ quan tham mưu", "Advised by")),
    ];
    let mut table = Table::new("revised", REVISED, &columns);
    let mut found: Vec<(&Paper, &Id, Label)> = Vec::new();
    for Stands { paper, .. } in papers.iter().filter(|s| s.paper.issued.is_none_or(|issued| issued <= day)) {
        let how = [
            (&paper.replaces, Label::new("Thay thế", "Replaces")),
            (&paper.amends, Label::new("Sửa đổi, bổ sung", "Amends")),
        ];
        found.extend(how.into_iter().filter_map(|(was, how)| Some((*paper, was.as_ref()?, how))));
    }
    found.sort_by_key(|(paper, was, _)| (std::cmp::Reverse(paper.issued), &paper.id, *was));
    for (paper, was, how) in found {
        let was = data.document(was);
        let cells = vec![
            Cell::text(&paper.number),
            Cell::date(paper.issued),
            Cell::Words(how),
            was.map_or(Cell::Empty, |was| Cell::text(&was.number)),
            Cell::date(was.and_then(|was| was.issued)),
            Cell::date(paper.review_due),
            Cell::text(&paper.name),
            Cell::text(&paper.advisor),
        ];
        table.push_of(Kind::Paper, &paper.id, cells);
    }
    table
}

/// What is due for review, the longest due first.
fn review(data: &Data, papers: &[Stands]) -> Table {
    let columns = [NUMBER, ("review_due", Label::new("Hạn", "Due")), ISSUED, UNIT, NAME];
    let mut table = Table::new("review", REVIEW, &columns);
    let mut due: Vec<&Stands> = papers.iter().filter(|s| s.state == PaperState::ReviewDue).collect();
    due.sort_by_key(|stands| (stands.paper.review_due, &stands.paper.id));
    for Stands { paper, .. } in due {
        let unit = paper.unit.as_ref().and_then(|id| data.unit(id));
        let cells = vec![
            Cell::text(&paper.number),
            Cell::date(paper.review_due),
            Cell::date(paper.issued),
            unit.map_or(Cell::Empty, |unit| Cell::text(&unit.name)),
            Cell::text(&paper.name),
        ];
        table.push_of(Kind::Paper, &paper.id, cells);
    }
    table
}
