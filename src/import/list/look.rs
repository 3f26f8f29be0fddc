//! What a file is taken for before anything is compared with the register: which of its sheets are lists, where their
//! headings stand, and what their columns mean.

use std::sync::Arc;

use super::{
    encoding::Decoded,
    grid::{Sheet, Workbook},
    header::{self, Column, Part},
    heading::{Means, Taught},
    plan::stated_over,
};
use crate::domain::{date::Date, record::Kind};

/// What a file is taken for.
#[derive(Debug)]
pub struct Found {
    /// Into which kind of records.
    pub into: Kind,
    /// The file as cells.
    pub book: Arc<Workbook>,
    /// The encodings its cells were in.
    pub decoded: Decoded,
    /// Its sheets, in the order of the file.
    pub sheets: Vec<FoundSheet>,
    /// What people taught about headings.
    pub taught: Taught,
}

/// What a sheet is taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundSheet {
    /// Its name; empty in a text table.
    pub name: String,
    /// Whether people do not see it in the file.
    pub hidden: bool,
    /// The number of the row its heading begins on; none when it is no list of this kind.
    pub heading: Option<u32>,
    /// The row with a heading that stacks several meanings in a cell, which cannot be read.
    pub stacked: Option<u32>,
    /// Rows about something.
    pub rows: usize,
    /// Its columns, those of every heading.
    pub columns: Vec<Column>,
    /// The day its title says it is of.
    pub stated: Option<Date>,
}

impl Found {
    /// Looks at a file.
    pub fn of(book: Arc<Workbook>, decoded: Decoded, into: Kind, taught: Taught) -> Self {
        let sheets = book.sheets.iter().map(|sheet| look(sheet, into, &taught)).collect();
        Self { into, book, decoded, sheets, taught }
    }

    /// The same file as another kind of list, or with more that was taught about its headings.
    pub fn again(&self, into: Kind, learnt: &[(String, Means)]) -> Self {
        let mut taught = self.taught.clone();
        for (heading, means) in learnt {
            taught.learn(into, heading, *means);
        }
        Self::of(Arc::clone(&self.book), self.decoded.clone(), into, taught)
    }

    /// The sheet that is likeliest meant: the longest list, of those people see.
    pub fn likeliest(&self) -> Option<usize> {
        self.ranked().into_iter().next()
    }

    /// The sheets that hold a list, the longest first. Hidden ones are not proposed.
    pub fn lists(&self) -> Vec<usize> {
        self.ranked().into_iter().filter(|place| !self.sheets[*place].hidden).collect()
    }

    /// The sheets that hold a list, those people see before the others, the longest first.
    fn ranked(&self) -> Vec<usize> {
        let mut lists: Vec<usize> =
            (0..self.sheets.len()).filter(|place| self.sheets[*place].is_list()).collect();
        lists.sort_by_key(|place| {
            let sheet = &self.sheets[*place];
            (sheet.hidden, std::cmp::Reverse(sheet.rows), *place)
        });
        lists
    }

    /// The day the titles of some sheets say they are of.
    pub fn stated(&self, sheets: &[usize]) -> Option<Date> {
        sheets.iter().filter_map(|place| self.sheets.get(*place)).find_map(|sheet| sheet.stated)
    }
}

impl FoundSheet {
    /// Whether it is a list that can be read.
    pub fn is_list(&self) -> bool {
        self.heading.is_some() && self.rows > 0
    }
}

fn look(sheet: &Sheet, into: Kind, taught: &Taught) -> FoundSheet {
    let layout = header::lay_out(sheet, into, taught);
    let number = |place: usize| sheet.rows.get(place).map(|row| row.number);
    let columns = layout.blocks.iter().flat_map(|block| block.columns.iter().cloned());
    FoundSheet {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        heading: layout.blocks.first().and_then(|block| number(block.heading.start)),
        stacked: layout.stacked.and_then(number),
        rows: layout.rows.iter().filter(|(_, part)| *part == Part::Entry).count(),
        columns: columns.collect(),
        stated: stated_over(sheet, &layout),
    }
}
