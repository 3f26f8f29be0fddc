//! The reports an office owes: each a pure function of the register and of dates.
//!
//! A report is one value for screen, text, workbook, CSV and JSON: header block, tables, notes. A figure in it is
//! the list of the records it counts, so a figure and the names behind it cannot disagree. It knows no language and
//! no look. What the register has no field for is marked [`Cell::Unknown`] and never filled in.

mod admissions;
mod admitted;
mod badges;
mod brief;
mod by_unit;
mod cadre;
mod cell;
mod collective;
mod discipline;
mod documents;
mod ethnic;
mod lists;
mod meetings;
mod membership;
mod movement;
mod name;
mod organisations;
mod people;
mod progress;
mod prospects;
mod ratings;
mod scope;
mod unification;

use super::{
    data::Data,
    date::{Date, months_later},
    record::{Id, Kind},
    standing::Standing,
    words::Label,
};
pub use brief::{OfBooks, Sentence, Workplace};
pub use cell::{Cell, Share};
pub use lists::Book;
pub use name::{Name, Takes};
use scope::Scope;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Which report.
    pub name: Name,
    /// First day of the period; for a report of one day without meaning.
    pub from: Date,
    /// Last day of the period, or the day.
    pub to: Date,
    /// The earlier day with which it is compared, where a report does that.
    pub compare: Option<Date>,
    /// The unit it is about, with all under it; the whole register when none.
    pub unit: Option<Id>,
}

/// A report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What was asked for.
    pub request: Request,
    /// Number of the official form, `1-BTCTW`; none when it has no official model.
    pub form: Option<&'static str>,
    /// What stands over it.
    pub head: Head,
    /// The paragraph, when it is one.
    pub sentences: Vec<Sentence>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// What the reader must know.
    pub notes: Vec<Label>,
}

/// The header block of an official form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The superior body.
    pub superior: String,
    /// The office.
    pub office: String,
    /// Where the office is.
    pub place: String,
    /// The unit the report is about, when not the whole register.
    pub unit: Option<String>,
}

/// A table of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name for programs, and of its sheet.
    pub code: &'static str,
    /// Its heading, when there are several tables.
    pub title: Label,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has as many cells as there are columns.
    pub rows: Vec<Row>,
    /// What of it is drawn under it.
    pub chart: Option<Chart>,
}

/// A chart of a table: of each row that is one of many, a bar for each series. It holds no figures of its own, so it
/// cannot say anything else than the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chart {
    /// What is drawn side by side.
    pub series: &'static [Series],
}

/// The bars of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Series {
    /// Code of the column whose figures are the bars.
    pub of: &'static str,
    /// Code of the column against which they are held, a mark on each bar.
    pub against: Option<&'static str>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// Its name for programs.
    pub code: &'static str,
    /// Its heading.
    pub label: Label,
}

/// How a row stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// The heading of a part.
    Part,
    /// One of many; how deep it lies under another.
    Item(usize),
    /// The sum.
    Total,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// How it stands among the others.
    pub rank: Rank,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The record it is about, when it is about one.
    pub record: Option<(Kind, Id)>,
}

impl Request {
    /// A report up to a day, over the year so far where it takes a period; of the progress of unification, since it
    /// began.
    pub fn up_to(name: Name, to: Date) -> Self {
        let year = if name == Name::Progress { progress::SINCE.min(to.year()) } else { to.year() };
        let from = jiff::civil::date(year, 1, 1);
        Self { name, from, to, compare: None, unit: None }
    }

    /// The same a year earlier.
    fn year_before(&self) -> Self {
        Self { from: months_later(self.from, -12), to: months_later(self.to, -12), ..self.clone() }
    }
}

/// Makes a report, of units as they were called and stood on its last day. Its cost grows with the register, not with
/// the square of it.
pub fn report(stored: &Data, request: &Request) -> Report {
    let data = &stored.as_it_was(request.to);
    let scope = Scope::new(data, request.unit.as_ref());
    let mut report = Report {
        request: request.clone(),
        form: request.name.form(),
        head: head(data, request),
        sentences: Vec::new(),
        tables: Vec::new(),
        notes: Vec::new(),
    };
    match request.name {
        Name::Unification => unification::fill(&mut report, data, &scope),
        Name::Progress => progress::fill(&mut report, data, &scope),
        Name::Admissions => admissions::fill(&mut report, data, &scope),
        Name::Prospects => prospects::fill(&mut report, data, &scope),
        Name::Meetings => meetings::fill(&mut report, data, &scope),
        Name::Documents => documents::fill(&mut report, data, &scope),
        Name::Cadre => cadre::fill(&mut report, &Standing::new(data.clone(), request.to), &scope),
        Name::Badges => badges::fill(&mut report, data, &scope),
        Name::Discipline => discipline::fill(&mut report, data, &scope),
        Name::Movement => movement::fill(&mut report, data, &scope),
        Name::Admitted => admitted::fill(&mut report, data, &scope),
        Name::Membership => membership::fill(&mut report, data, &scope),
        Name::Ethnic => ethnic::fill(&mut report, data, &scope),
        Name::Organisations => organisations::fill(&mut report, data, &scope),
        Name::UnitRatings => ratings::fill_units(&mut report, data, &scope),
        Name::MemberRatings => ratings::fill_members(&mut report, data, &scope),
        Name::Brief => brief::fill(&mut report, data, &scope),
        Name::Collective => collective::fill(&mut report, data, &scope),
        Name::Lists => lists::fill(&mut report, data, &scope),
    }
    report
}

fn head(data: &Data, request: &Request) -> Head {
    let office = &data.office;
    Head {
        superior: office.parent_name.clone(),
        office: office.name.clone(),
        place: office.place.clone(),
        unit: request.unit.as_ref().and_then(|id| data.unit(id)).map(|unit| unit.name.clone()),
    }
}

impl Table {
    /// A table without rows.
    fn new(code: &'static str, title: Label, columns: &[(&'static str, Label)]) -> Self {
        let columns = columns.iter().map(|&(code, label)| Column { code, label }).collect();
        Self { code, title, columns, rows: Vec::new(), chart: None }
    }

    /// The same with a chart of some of its columns.
    fn with_chart(self, series: &'static [Series]) -> Self {
        Self { chart: Some(Chart { series }), ..self }
    }

    /// The place of a column.
    pub fn place(&self, code: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.code == code)
    }

    fn push(&mut self, rank: Rank, cells: Vec<Cell>) {
        self.rows.push(Row { rank, cells, record: None });
    }

    /// A row about one record.
    fn push_of(&mut self, kind: Kind, id: &Id, cells: Vec<Cell>) {
        self.rows.push(Row { rank: Rank::Item(0), cells, record: Some((kind, id.clone())) });
    }

    /// The heading of a part: words and otherwise empty cells.
    fn push_part(&mut self, label: Label) {
        let mut cells = vec![Cell::Empty; self.columns.len()];
        if let Some(first) = cells.first_mut() {
            *first = Cell::Words(label);
        }
        self.push(Rank::Part, cells);
    }
}

/// This period, the one a year before, and the one in per cent of the other: the columns of biểu 1 to 3.
const PERIODS: [(&str, Label); 4] = [
    ("criterion", Label::new("Tiêu chí", "Criterion")),
    ("now", Label::new("Kỳ này", "This period")),
    ("before", Label::new("Cùng kỳ năm trước", "Same period last year")),
    ("percent", Label::new("% so với cùng kỳ", "% of last year")),
];

/// A row of biểu 1 to 3: records counted now and a year before.
fn periods(label: Label, kind: Kind, now: Vec<Id>, before: Vec<Id>) -> Vec<Cell> {
    let share = Cell::share(now.len(), before.len(), 1);
    vec![Cell::Words(label), Cell::Count(kind, now), Cell::Count(kind, before), share]
}

/// A row of biểu 1 to 3 for which the register has no field.
fn unknown(label: Label) -> Vec<Cell> {
    vec![Cell::Words(label), Cell::Unknown, Cell::Unknown, Cell::Unknown]
}
