//! A file as cells: what stands where, as which kind of value, in which font.
//!
//! Every reader ends here and everything after it begins here. It does not know which program wrote the
//! file, what a heading is, or what the cells are about.

use std::collections::HashMap;

use crate::domain::date::{Date, PartialDate};

/// A file read whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Workbook {
    /// Its sheets; a text table is one sheet without a name.
    pub sheets: Vec<Sheet>,
    /// The fonts the cells name by number; number 0 is "not told".
    pub fonts: Vec<String>,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Name on its tab.
    pub name: String,
    /// Whether people do not see it.
    pub hidden: bool,
    /// The rows with something in them, from the top.
    pub rows: Vec<Row>,
    /// Cells merged downwards, by column: first row, last row, in order.
    merged: HashMap<usize, Vec<(u32, u32)>>,
    /// Cells merged sideways: row and column of the first, column of the last.
    wide: Vec<(u32, usize, usize)>,
}

/// A row with something in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Its number in the file, the first being 1.
    pub number: u32,
    /// Its cells from the left; what lies beyond is blank.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// What stands there.
    pub value: Value,
    /// Number of its font in the workbook.
    pub font: u16,
}

/// What stands in a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Blank,
    /// Text, as it was typed.
    Text(String),
    /// A number.
    Number(f64),
    /// A true date.
    Day(Date),
    /// A formula that failed, as the program shows it.
    Error(String),
}

/// Cells merged into one, rows counted from 1 and columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column.
    pub left: usize,
    /// Last column.
    pub right: usize,
}

static BLANK: Cell = Cell { value: Value::Blank, font: 0 };

/// The letters of a column as spreadsheets show them, 0 being A.
pub fn letter(place: usize) -> String {
    let last = char::from(b'A' + (place % 26) as u8);
    if place < 26 { last.to_string() } else { format!("{}{last}", letter(place / 26 - 1)) }
}

impl Sheet {
    /// A sheet of rows that come in any order.
    pub fn new(name: String, hidden: bool, mut rows: Vec<Row>, merges: &[Merge]) -> Self {
        rows.retain(|row| row.cells.iter().any(|cell| !cell.value.is_blank()));
        rows.sort_by_key(|row| row.number);
        let mut merged: HashMap<usize, Vec<(u32, u32)>> = HashMap::new();
        let mut wide = Vec::new();
        for merge in merges {
            if merge.bottom > merge.top {
                merged.entry(merge.left).or_default().push((merge.top, merge.bottom));
            }
            if merge.right > merge.left {
                wide.push((merge.top, merge.left, merge.right));
            }
        }
        merged.values_mut().for_each(|spans| spans.sort_unstable());
        wide.sort_unstable();
        Self { name, hidden, rows, merged, wide }
    }

    /// The place of a row by its number in the file.
    pub fn place(&self, number: u32) -> Option<usize> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok()
    }

    /// The first row of the merged cell that covers a blank one from above, if so.
    pub fn covered_from(&self, number: u32, column: usize) -> Option<u32> {
        let spans = self.merged.get(&column)?;
        let before = spans.partition_point(|(top, _)| *top < number);
        spans[..before].last().filter(|(_, bottom)| number <= *bottom).map(|(top, _)| *top)
    }

    /// The column in which the merged cell begins that covers a blank one from the left, if so.
    pub fn covered_by(&self, number: u32, column: usize) -> Option<usize> {
        let mut wide = self.wide(number);
        wide.find(|(left, right)| *left < column && column <= *right).map(|(left, _)| left)
    }

    /// The cells of a row merged sideways: first and last column.
    pub fn wide(&self, number: u32) -> impl Iterator<Item = (usize, usize)> {
        let from = self.wide.partition_point(|(row, ..)| *row < number);
        self.wide[from..]
            .iter()
            .take_while(move |(row, ..)| *row == number)
            .map(|(_, left, right)| (*left, *right))
    }

    /// How many columns its widest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }
}

impl Row {
    /// A cell; blank beyond the last.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&BLANK)
    }

    /// A cell's value; blank beyond the last.
    pub fn value(&self, column: usize) -> &Value {
        &self.cell(column).value
    }

    /// The cells with something in them, with their columns.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &Value)> {
        self.cells.iter().map(|cell| &cell.value).enumerate().filter(|(_, value)| !value.is_blank())
    }

    /// Puts a cell in its column.
    pub fn put(&mut self, column: usize, cell: Cell) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cell::default());
        }
        self.cells[column] = cell;
    }
}

impl Value {
    /// Whether there is nothing, or nothing but spaces.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Day(_) | Self::Error(_) => false,
        }
    }

    /// The value on one line with single spaces, as a person would have typed it.
    pub fn line(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) | Self::Error(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Number(number) => digits(*number),
            Self::Day(day) => crate::text::date(PartialDate::Day(*day)),
        }
    }
}

/// A number without the `.0` that spreadsheets put behind whole ones.
fn digits(number: f64) -> String {
    /// Whole numbers up to here are exact.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < EXACT { format!("{number:.0}") } else { number.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32) -> Row {
        let mut row = Row { number, cells: Vec::new() };
        row.put(1, Cell { value: Value::Number(f64::from(number)), font: 0 });
        row
    }

    #[test]
    fn merged_cells_are_found_from_the_cells_they_cover() {
        let merges = [
            Merge { top: 2, bottom: 4, left: 1, right: 1 },
            Merge { top: 6, bottom: 7, left: 1, right: 1 },
            Merge { top: 1, bottom: 1, left: 2, right: 4 },
        ];
        let sheet = Sheet::new(String::new(), false, vec![row(5), row(2), row(4)], &merges);
        let covered: Vec<_> = (1..9).map(|number| sheet.covered_from(number, 1)).collect();
        assert_eq!(covered, [None, None, Some(2), Some(2), None, None, Some(6), None]);
        assert_eq!(
            (sheet.covered_by(1, 3), sheet.covered_by(1, 2), sheet.covered_by(2, 3)),
            (Some(2), None, None)
        );
        assert_eq!(sheet.place(4), Some(1));
    }

    #[test]
    fn numbers_lose_no_digit_and_gain_none() {
        let line = |number: f64| Value::Number(number).line();
        assert_eq!(line(99_874_848.0), "99874848");
        assert_eq!(line(22_201_001_234.0), "22201001234");
        assert_eq!(line(10.5), "10.5");
        assert_eq!(line(-3.0), "-3");
    }
}
