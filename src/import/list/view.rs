//! One row as it is read: its cells with what a person put in their place, under the unit that stands over it.

use std::collections::HashMap;

use super::{
    grid::{Row, Sheet, Value},
    header::Block,
    heading::Means,
    naming::Names,
};
use crate::{
    domain::{
        column::{Cell, columns},
        date::Date,
        record::{Id, Kind, Record},
        standing::Standing,
        words::Lang,
    },
    text::{self, shown},
};

/// What people answered: for a column's meaning and the words in it, the code or id to take; empty to leave it blank.
pub type Answers = HashMap<(Means, String), String>;

/// The line that stands over some rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// The cell it names, in its words.
    pub words: Option<String>,
    /// The committee under which the lines below it name cells.
    pub scope: Option<Id>,
}

/// One row.
pub struct View<'a> {
    /// The kind of list.
    pub into: Kind,
    /// The register on the day of the list.
    pub standing: &'a Standing,
    /// The record the row is, by the id with which it was taken out.
    pub record: Option<&'a dyn Record>,
    /// The names of its units.
    pub names: &'a Names<'a>,
    /// The day of the list.
    pub list: Date,
    /// The sheet it stands on.
    pub sheet: &'a Sheet,
    /// Its columns.
    pub block: &'a Block,
    /// Its cells.
    pub row: &'a Row,
    /// What was typed in place of cells.
    pub edits: &'a [(usize, String)],
    /// The unit over it.
    pub group: &'a Group,
    /// The unit the sheet is of.
    pub of: Option<&'a Id>,
    /// What people answered.
    pub answers: &'a Answers,
}

impl View<'_> {
    /// A cell, or what was typed in its place. Where the row is a record that was taken out, what stands there as
    /// the register has it is blank: it says nothing.
    pub fn value(&self, column: usize) -> Value {
        let value = self.stated(column);
        if self.is_as_taken_out(column, &value) { Value::Blank } else { value }
    }

    fn is_as_taken_out(&self, column: usize, value: &Value) -> bool {
        let Some(record) = self.record else { return false };
        let own = self.block.columns.iter().find(|c| c.place == column).and_then(|column| column.own);
        let own = own.and_then(|place| columns(self.into).nth(place));
        own.is_some_and(|own| is_same(value, &own.cell(self.standing, record)))
    }

    /// A cell as it stands there, or what was typed in its place.
    pub fn stated(&self, column: usize) -> Value {
        match self.edits.iter().find(|(place, _)| *place == column) {
            Some((_, text)) => Value::Text(text.clone()),
            None => self.row.value(column).clone(),
        }
    }

    /// A cell, or the merged one above that covers it.
    pub fn merged(&self, column: usize) -> Value {
        let own = self.value(column);
        let above =
            || self.sheet.covered_from(self.row.number, column).and_then(|number| self.sheet.place(number));
        match own.is_blank().then(above).flatten() {
            Some(place) => self.sheet.rows[place].value(column).clone(),
            None => own,
        }
    }

    /// What was answered about words in a column.
    pub fn answer(&self, means: Option<Means>, words: &str) -> Option<&str> {
        if self.answers.is_empty() {
            return None;
        }
        self.answers.get(&(means?, words.to_owned())).map(String::as_str)
    }

    /// The cell named by the line over the row.
    pub fn group_words(&self) -> Option<String> {
        self.group.words.clone()
    }

    /// Under which unit names are looked for first.
    pub fn scope(&self) -> Option<Id> {
        self.group.scope.as_ref().or(self.of).cloned()
    }
}

/// Whether what stands in a file is what the register took out: its words, perhaps made harmless for a spreadsheet.
fn is_same(value: &Value, cell: &Cell) -> bool {
    let words = match cell {
        Cell::Number(number) => number.to_string(),
        cell => text::cell(cell, Lang::Vi),
    };
    let (stands, shown) = (value.line(), shown::shown(&words));
    let stands = [stands.as_str(), stands.strip_prefix('\'').unwrap_or(&stands)];
    [words.as_str(), shown.as_ref()].into_iter().any(|words| {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        stands.contains(&words.as_str())
    })
}
