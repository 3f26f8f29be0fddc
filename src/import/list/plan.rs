//! What an import would do: every row with what it says, what is the matter and what would become of it.
//!
//! The plan is a value. A screen can show it, put something else in a cell, answer a question for all rows alike
//! or leave a row out; then the plan is settled again. When everybody is content it gives one batch. Nothing is
//! changed before that, and nothing that is not in the batch. The work grows with the rows, not faster.

mod pages;

use std::{collections::HashMap, sync::Arc};

use super::{
    catalogue::Extra,
    grid::Workbook,
    header::{Column, Layout},
    heading::{Means, Taught},
    issue::{Issue, RowAt},
    naming::Names,
    person, place,
    said::{self, Said},
    view::{Answers, Group, View},
};
use crate::{
    domain::{
        date::Date,
        edit::{Batch, Change},
        record::{Id, Kind},
        standing::Standing,
    },
    import::report::Kept,
};

pub use pages::stated_over;

/// What an import is asked to do.
#[derive(Debug, Clone)]
pub struct Order {
    /// Into which kind of records.
    pub into: Kind,
    /// The sheets to read, by place.
    pub sheets: Vec<usize>,
    /// The day of the list; what lies after it has not happened.
    pub list: Date,
    /// The unit the list is of, when a person said so.
    pub unit: Option<Id>,
    /// What people taught about headings.
    pub taught: Taught,
}

/// Asked again and again while work goes on: rows done, rows in all. Saying no ends the work.
pub type Watch<'a> = &'a dyn Fn(usize, usize) -> bool;

/// The work was ended before it was done; nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancelled;

/// What an import would do.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Into which kind of records.
    pub into: Kind,
    /// The day of the list.
    pub list: Date,
    /// The sheets that are read.
    pub pages: Vec<Page>,
    /// The rows that are about something, in the order of the file.
    pub rows: Vec<Line>,
    /// What people answered so far.
    pub answers: Answers,
    pub(super) book: Arc<Workbook>,
    /// What rows about one person say together, by the first of them.
    pub(super) together: HashMap<usize, Said>,
}

/// A sheet that is read.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its place in the workbook.
    pub sheet: usize,
    /// How it is laid out.
    pub layout: Layout,
    /// The unit it is of, and how that is known.
    pub of: Option<(Id, Of)>,
    groups: Vec<Group>,
}

/// How it is known of which unit a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A person said so.
    Told,
    /// Its title or its name says so.
    Title,
    /// All its names fit there and not elsewhere.
    Names,
}

/// A row that is about something.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its page.
    pub page: usize,
    /// Its place among the rows of the sheet.
    pub place: usize,
    /// Its block of columns.
    pub block: usize,
    /// What a person put in place of cells.
    pub edits: Vec<(usize, String)>,
    /// Whether a person left it out.
    pub skipped: bool,
    /// Who it is about, when a person said so.
    pub who: Option<Who>,
    /// What it says.
    pub said: Said,
    /// What would become of it.
    pub outcome: Outcome,
    /// What is the matter with what it says.
    pub(super) read: Vec<Issue>,
    /// What is the matter when it is compared.
    pub(super) compared: Vec<Issue>,
    group: usize,
    fresh: bool,
}

/// Who a row is about, where the register leaves it open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// This member of the register.
    Known(Id),
    /// Somebody the register does not have.
    Another,
}

/// What would become of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Something new comes into the register.
    New,
    /// A record changes in this way; ids of new records are not yet the real ones.
    Changed(Id, Vec<Change>),
    /// The register says the same already.
    Same(Id),
    /// It belongs to the row at this place, which says it too.
    Merged(usize),
    /// It is left out because something is the matter.
    Problem,
    /// It is left out because a person said so.
    Skipped,
}

impl Plan {
    /// Plans an import.
    pub fn make(
        book: Arc<Workbook>,
        order: &Order,
        standing: &Standing,
        watch: Watch,
    ) -> Result<Self, Cancelled> {
        let names = Names::new(&standing.data);
        let mut plan = Self {
            into: order.into,
            list: order.list,
            pages: Vec::new(),
            rows: Vec::new(),
            answers: Answers::new(),
            book,
            together: HashMap::new(),
        };
        for &sheet in &order.sheets {
            plan.page(sheet, order, &names);
        }
        plan.settle(standing, watch)?;
        Ok(plan)
    }

    /// Reads what was changed since the last time, and compares everything with the register anew.
    pub fn settle(&mut self, standing: &Standing, watch: Watch) -> Result<(), Cancelled> {
        let names = Names::new(&standing.data);
        let all = self.rows.len() * 2;
        for number in 0..self.rows.len() {
            if !watch(number, all) {
                return Err(Cancelled);
            }
            if !self.rows[number].fresh {
                let (said, issues) = said::read(&self.view(number, standing, &names));
                let row = &mut self.rows[number];
                (row.said, row.read, row.fresh) = (said, issues, true);
            }
        }
        let read = self.rows.len();
        let watch = |done: usize| watch(read + done, all);
        match self.into {
            Kind::Member | Kind::Event | Kind::Term => person::settle(self, standing, &watch),
            _ => place::settle(self, standing, &watch),
        }
    }

    fn view<'a>(&'a self, number: usize, standing: &'a Standing, names: &'a Names<'a>) -> View<'a> {
        let row = &self.rows[number];
        let page = &self.pages[row.page];
        let sheet = &self.book.sheets[page.sheet];
        let (block, cells) = (&page.layout.blocks[row.block], &sheet.rows[row.place]);
        let id = block.column(Means::Extra(Extra::Record)).map(|place| cells.value(place).line());
        let id = id.and_then(|id| Id::new(&id).ok());
        View {
            into: self.into,
            standing,
            record: id.and_then(|id| standing.data.record(self.into, &id)),
            names,
            list: self.list,
            sheet,
            block,
            row: cells,
            edits: &row.edits,
            group: &page.groups[row.group],
            of: page.of.as_ref().map(|(id, _)| id),
            answers: &self.answers,
        }
    }

    /// Puts something in the place of a cell. The plan has to be settled afterwards.
    pub fn edit(&mut self, row: usize, column: usize, text: String) {
        if let Some(row) = self.rows.get_mut(row) {
            row.edits.retain(|(place, _)| *place != column);
            row.edits.push((column, text));
            row.fresh = false;
        }
    }

    /// Leaves a row out, or takes it in again. The plan has to be settled afterwards.
    pub fn skip(&mut self, row: usize, skipped: bool) {
        if let Some(row) = self.rows.get_mut(row) {
            row.skipped = skipped;
        }
    }

    /// Says who in the register a row is about. The plan has to be settled afterwards.
    pub fn identify(&mut self, row: usize, who: Who) {
        if let Some(row) = self.rows.get_mut(row) {
            row.who = Some(who);
        }
    }

    /// Everything is read anew when the plan is settled the next time: the register names other units.
    pub fn read_anew(&mut self) {
        self.rows.iter_mut().for_each(|row| row.fresh = false);
    }

    /// Answers a question for all rows with the same words: the code or id to take, or nothing to leave it blank.
    /// The plan has to be settled afterwards.
    pub fn answer(&mut self, means: Means, words: &str, answer: String) {
        self.answers.insert((means, words.to_owned()), answer);
        for row in &mut self.rows {
            let asks = row.issues().any(|issue| issue.question() == Some(words));
            row.fresh &= !asks;
        }
    }

    /// What the issue's column holds; the unit when it is about none.
    pub fn means(&self, row: usize, issue: &Issue) -> Means {
        let row = &self.rows[row];
        let columns = &self.pages[row.page].layout.blocks[row.block].columns;
        let column = columns.iter().find(|column| Some(column.place) == issue.column);
        column.and_then(|column| column.means).unwrap_or(Means::Extra(Extra::Unit))
    }

    /// The column of a row that holds something.
    pub(super) fn column_of(&self, row: usize, extra: Extra) -> Option<usize> {
        let row = &self.rows[row];
        self.pages[row.page].layout.blocks[row.block].column(Means::Extra(extra))
    }

    /// The columns of a row.
    pub fn columns(&self, row: usize) -> &[Column] {
        let row = &self.rows[row];
        &self.pages[row.page].layout.blocks[row.block].columns
    }

    /// The heading over a column of a row.
    pub fn heading(&self, row: usize, column: Option<usize>) -> Option<&str> {
        let row = &self.rows[row];
        let mut columns = self.pages[row.page].layout.blocks[row.block].columns.iter();
        columns.find(|c| Some(c.place) == column).map(|column| column.heading.as_str())
    }

    /// Where a row stands, as a person finds it.
    pub fn at(&self, row: usize) -> RowAt {
        let line = &self.rows[row];
        let sheet = &self.book.sheets[self.pages[line.page].sheet];
        RowAt { sheet: sheet.name.clone(), number: sheet.rows[line.place].number }
    }

    /// The sheet of a page.
    pub fn sheet(&self, page: usize) -> &super::grid::Sheet {
        &self.book.sheets[self.pages[page].sheet]
    }

    /// What the cells of a row hold now.
    pub fn cell(&self, row: usize, column: usize) -> String {
        let line = &self.rows[row];
        let typed = self.edited(row, column).map(str::to_owned);
        typed.unwrap_or_else(|| self.sheet(line.page).rows[line.place].value(column).line())
    }

    /// What was typed in place of a cell.
    pub(super) fn edited(&self, row: usize, column: usize) -> Option<&str> {
        self.rows[row].edits.iter().find(|(place, _)| *place == column).map(|(_, text)| text.as_str())
    }

    /// What the merged cell says that covers a blank one in a column of units; blank elsewhere.
    pub(super) fn covered(&self, row: usize, column: usize) -> super::grid::Value {
        let line = &self.rows[row];
        let sheet = self.sheet(line.page);
        let extra = [Extra::Unit, Extra::UnitAbove];
        let is_unit = extra.into_iter().any(|extra| self.column_of(row, extra) == Some(column));
        let above = sheet.covered_from(sheet.rows[line.place].number, column).filter(|_| is_unit);
        above
            .and_then(|number| sheet.place(number))
            .map(|place| sheet.rows[place].value(column).clone())
            .unwrap_or_default()
    }

    /// How many rows come out in a way.
    pub fn count(&self, of: impl Fn(&Outcome) -> bool) -> usize {
        self.rows.iter().filter(|row| of(&row.outcome)).count()
    }

    /// The one batch that brings in all rows that are not left out.
    pub fn batch(&self, standing: &Standing, new_id: &mut dyn FnMut(Kind) -> Id) -> Batch {
        match self.into {
            Kind::Member | Kind::Event | Kind::Term => person::batch(self, standing, new_id),
            _ => place::batch(self, standing, new_id),
        }
    }
}

impl Line {
    /// Everything that is the matter with it. What it leaves blank of somebody who is known stays as it is in the
    /// register, so nothing is.
    pub fn issues(&self) -> impl Iterator<Item = &Issue> {
        let known = matches!(self.outcome, Outcome::Changed(..) | Outcome::Same(_));
        let read = self.read.iter().filter(move |issue| !(known && issue.why.is_blank()));
        read.chain(&self.compared)
    }

    /// Whether something of it is left out.
    pub fn is_incomplete(&self) -> bool {
        self.issues().any(|issue| issue.kept != Kept::All)
    }

    /// Whether something is the matter that leaves the row out, whoever it turns out to be about.
    pub(super) fn is_barred(&self) -> bool {
        self.read.iter().chain(&self.compared).any(|issue| issue.kept == Kept::Nothing)
    }
}
