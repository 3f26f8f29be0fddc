//! The reports an office owes: each a pure function of the register and of dates.
//!
//! A report is one value for screen, text, workbook, CSV and JSON: header block, tables, notes. A figure in it is
//! the list of the records it counts, so a figure and the names behind it cannot disagree. It knows no language and
//! no look. What the register has no field for is marked [`Cell::Unknown`] and never filled in.

mod admissions;
mod admitted;
mod brief;
mod collective;
mod ethnic;
mod lists;
mod membership;
mod movement;
mod organisations;
mod people;
mod ratings;
mod scope;
mod unification;

use super::{
    data::Data,
    date::{Date, PartialDate, months_later},
    record::{Id, Kind},
    words::{Label, choice},
};
pub use brief::{OfBooks, Sentence, Workplace};
pub use lists::Book;
use scope::Scope;

choice! {
    /// The reports there are.
    Name {
        #[default]
        Unification = "unification", "Bí thư chi bộ đồng thời là trưởng thôn", "Secretaries who are also village heads";
        Admissions = "admissions", "Kết nạp đảng viên so với chỉ tiêu", "Admissions against the plan";
        Movement = "movement", "Tăng, giảm đảng viên", "Increase and decrease of members";
        Admitted = "admitted", "Đảng viên mới kết nạp", "Newly admitted members";
        Membership = "membership", "Cơ cấu đội ngũ đảng viên", "Make-up of the membership";
        Ethnic = "ethnic", "Đảng viên theo dân tộc, tôn giáo", "Members by ethnic group and religion";
        Organisations = "organisations", "Tổ chức đảng và đảng viên theo loại hình", "Organisations and members by type";
        UnitRatings = "unit-ratings", "Xếp loại tổ chức đảng", "Ratings of units";
        MemberRatings = "member-ratings", "Xếp loại đảng viên", "Ratings of members";
        Brief = "brief", "Tóm tắt tình hình", "The situation in a paragraph";
        Collective = "collective-moves", "Chuyển đảng viên khi tổ chức thay đổi", "Members moved when units changed";
        Lists = "lists", "Sổ danh sách", "Books of members";
    }
}

/// Which dates a report takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One day.
    Day,
    /// From one day to another.
    Period,
}

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

/// One value of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing to say.
    Empty,
    /// The form wants a figure, the register has no field for it.
    Unknown,
    /// Words of the form.
    Words(Label),
    /// Words of the register.
    Text(String),
    /// A date, perhaps partial.
    Date(PartialDate),
    /// How many records: these.
    Count(Kind, Vec<Id>),
    /// A number that counts no records of the register.
    Number(i64),
    /// So many more or less.
    Change(i64),
    /// A part of a whole, to some decimals of a hundredth; without a base it is no number.
    Share(Share),
    /// By how much the part is more or less than the whole.
    Excess(Share),
    /// A mean of so many, to one decimal.
    Mean {
        /// What was added up.
        sum: i64,
        /// Of how many.
        count: usize,
    },
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: usize,
    /// The whole.
    pub whole: usize,
    /// Decimals of the percentage.
    pub places: u8,
}

impl Name {
    /// Which dates it takes.
    pub fn takes(self) -> Takes {
        match self {
            Self::Unification
            | Self::Membership
            | Self::Ethnic
            | Self::Organisations
            | Self::UnitRatings
            | Self::MemberRatings
            | Self::Brief => Takes::Day,
            Self::Admissions | Self::Movement | Self::Admitted | Self::Collective | Self::Lists => {
                Takes::Period
            }
        }
    }

    /// Whether it can be compared with an earlier day.
    pub fn compares(self) -> bool {
        matches!(self, Self::Unification)
    }

    /// The number of the official form it follows.
    pub fn form(self) -> Option<&'static str> {
        match self {
            Self::Movement => Some("1-BTCTW"),
            Self::Admitted => Some("2-BTCTW"),
            Self::Membership => Some("3-BTCTW"),
            Self::Ethnic => Some("4-BTCTW"),
            Self::Organisations => Some("5-BTCTW"),
            Self::UnitRatings => Some("6-BTCTW"),
            Self::MemberRatings => Some("7-BTCTW"),
            Self::Unification | Self::Admissions | Self::Brief | Self::Collective | Self::Lists => None,
        }
    }
}

impl Request {
    /// A report up to a day, over the year so far where it takes a period.
    pub fn up_to(name: Name, to: Date) -> Self {
        let from = jiff::civil::date(to.year(), 1, 1);
        Self { name, from, to, compare: None, unit: None }
    }

    /// The same a year earlier.
    fn year_before(&self) -> Self {
        Self { from: months_later(self.from, -12), to: months_later(self.to, -12), ..self.clone() }
    }
}

/// Makes a report. Its cost grows with the register, not with the square of it.
pub fn report(data: &Data, request: &Request) -> Report {
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
        Name::Admissions => admissions::fill(&mut report, data, &scope),
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
        Self { code, title, columns, rows: Vec::new() }
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

impl Cell {
    /// Words of the register; empty when there are none.
    fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    fn date(date: Option<impl Into<PartialDate>>) -> Self {
        date.map_or(Self::Empty, |date| Self::Date(date.into()))
    }

    fn label(label: Option<Label>) -> Self {
        label.map_or(Self::Empty, Self::Words)
    }

    fn share(part: usize, whole: usize, places: u8) -> Self {
        Self::Share(Share { part, whole, places })
    }

    /// The figure, when it is a whole number.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Count(_, ids) => i64::try_from(ids.len()).ok(),
            Self::Number(number) | Self::Change(number) => Some(*number),
            Self::Empty
            | Self::Unknown
            | Self::Words(_)
            | Self::Text(_)
            | Self::Date(_)
            | Self::Share(_)
            | Self::Excess(_)
            | Self::Mean { .. } => None,
        }
    }
}

impl Share {
    /// The percentage in units of its last decimal, rounded half up; none without a base.
    pub fn scaled(self) -> Option<u64> {
        let whole = (self.whole as u64).checked_mul(2).filter(|whole| *whole > 0)?;
        let factor = 100 * 10u64.pow(u32::from(self.places));
        Some((self.part as u64 * factor * 2 + self.whole as u64) / whole)
    }

    /// By how many units of the last decimal the percentage is above a hundred.
    pub fn scaled_excess(self) -> Option<i64> {
        let hundred = 100 * 10i64.pow(u32::from(self.places));
        self.scaled().and_then(|scaled| i64::try_from(scaled).ok()).map(|scaled| scaled - hundred)
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
