//! Where the headings of a sheet stand, and what each row below them is.
//!
//! A heading is known by what it says, wherever it stands: under titles, over one row or two, with a row of column
//! numbers below, again after every page. A heading with other columns than the one before begins a new block.
//! It knows nothing of the register: whether a line that names something names a unit is asked later.

use super::{
    catalogue::Extra,
    grid::{Row, Sheet, Value},
    heading::{self, Means, Taught},
};
use crate::domain::{fold, record::Kind};

/// The columns of a sheet from one heading to the next that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Places of the rows the heading stands on.
    pub heading: std::ops::Range<usize>,
    /// Its columns from the left.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its place in the sheet, 0 being A.
    pub place: usize,
    /// What stands over it, the heading above it before its own.
    pub heading: String,
    /// What it holds; nothing when nobody knows.
    pub means: Option<Means>,
    /// The column the register takes out under this heading, by its place among those of the kind.
    pub own: Option<usize>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Above the first heading.
    Title,
    /// A heading, first or repeated.
    Heading,
    /// The numbers of the columns.
    Numbers,
    /// A line over the rows below it, as a rule the unit they belong to.
    Group,
    /// A sum.
    Sum,
    /// What people sign.
    Foot,
    /// What the list is about.
    Entry,
    /// None of these.
    Unclear,
}

/// How a sheet is laid out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// Its blocks; none when it is no list of this kind.
    pub blocks: Vec<Block>,
    /// What each row is, and to which block it belongs.
    pub rows: Vec<(usize, Part)>,
    /// The place of a heading that stacks several meanings in its cells, which is not read.
    pub stacked: Option<usize>,
}

impl Block {
    /// The column that holds something.
    pub fn column(&self, means: Means) -> Option<usize> {
        self.columns.iter().find(|column| column.means == Some(means)).map(|column| column.place)
    }

    fn same_columns(&self, other: &Self) -> bool {
        self.columns == other.columns
    }
}

/// Lays out a sheet.
pub fn lay_out(sheet: &Sheet, into: Kind, taught: &Taught) -> Layout {
    let mut layout = Layout::default();
    let mut place = 0;
    let mut state = State::default();
    while place < sheet.rows.len() {
        if let Some(block) = heading_at(sheet, place, into, taught) {
            let end = block.heading.end;
            if layout.blocks.last().is_none_or(|last| !last.same_columns(&block)) {
                layout.blocks.push(block);
            }
            let number = layout.blocks.len() - 1;
            layout.rows.extend((place..end).map(|_| (number, Part::Heading)));
            place = end;
            state = State { fresh: true, foot: false };
            continue;
        }
        if layout.stacked.is_none()
            && layout.blocks.is_empty()
            && is_stacked(&sheet.rows[place], into, taught)
        {
            layout.stacked = Some(place);
        }
        let number = layout.blocks.len().saturating_sub(1);
        let part = match layout.blocks.last() {
            None => Part::Title,
            Some(block) => state.part(&sheet.rows[place], block, into),
        };
        layout.rows.push((number, part));
        place += 1;
    }
    layout
}

/// What the rows before one tell about it.
#[derive(Default)]
struct State {
    /// Directly under a heading.
    fresh: bool,
    /// Below the last entry, where people sign.
    foot: bool,
}

impl State {
    fn part(&mut self, row: &Row, block: &Block, into: Kind) -> Part {
        let fresh = std::mem::take(&mut self.fresh);
        if fresh && is_numbers(row) {
            return Part::Numbers;
        }
        if block.column(Means::Extra(Extra::Record)).is_some_and(|place| !row.value(place).is_blank()) {
            self.foot = false;
            return Part::Entry;
        }
        let counted = block.column(Means::Extra(Extra::RowNumber)).map(|place| row.value(place));
        let counted = counted.is_some_and(is_count);
        let known = |column: &&Column| match column.means {
            Some(Means::Extra(Extra::RowNumber)) => false,
            Some(Means::Extra(_) | Means::Field(..)) | None => !row.value(column.place).is_blank(),
        };
        let filled = block.columns.iter().filter(known).count();
        let named = block.columns.iter().any(|column| {
            column.means.is_some_and(|means| means.names(into)) && !row.value(column.place).is_blank()
        });
        let words = first_words(row);
        if is_sum(&words) && !(counted && filled > 1) {
            return Part::Sum;
        }
        if counted && (named || filled >= 2) {
            self.foot = false;
            return Part::Entry;
        }
        // A short list has words of a signature in its cells too: "Bí thư" is a post.
        let whole = block.columns.iter().all(|column| !row.value(column.place).is_blank());
        if is_signed(row) && !whole {
            self.foot = true;
        }
        let texts = row.filled().count();
        match () {
            () if self.foot => Part::Foot,
            () if texts == 1 && !counted && is_line(&words) => Part::Group,
            () if named && filled >= 2 || filled >= 3 => Part::Entry,
            () if texts <= 2 && !named && is_line(&words) => Part::Group,
            () if named && has_one_column(block) => Part::Entry,
            () => Part::Unclear,
        }
    }
}

/// Whether a list holds nothing but names.
fn has_one_column(block: &Block) -> bool {
    let others = |column: &&Column| column.means != Some(Means::Extra(Extra::RowNumber));
    block.columns.iter().filter(others).count() == 1
}

/// The heading that begins at a row, if one does.
fn heading_at(sheet: &Sheet, place: usize, into: Kind, taught: &Taught) -> Option<Block> {
    let row = &sheet.rows[place];
    // A heading is words; a row with numbers or days in it is none, also where a text table writes them as text.
    if row.filled().any(|(_, value)| !matches!(value, Value::Text(text) if !is_figure(text))) {
        return None;
    }
    let one = one_row(sheet, row, into, taught);
    // What the register took out has one row of headings, whatever the words below them are like.
    let is_own = one.iter().any(|column| column.means == Some(Means::Extra(Extra::Record)));
    let below = sheet.rows.get(place + 1).filter(|below| below.number == row.number + 1 && !is_own);
    let two = below.and_then(|below| two_rows(sheet, row, below, into, taught));
    let (columns, rows) = two.map_or((one, 1), |columns| (columns, 2));
    let columns = settle(columns, into);
    let means: Vec<Means> = columns.iter().filter_map(|column| column.means).collect();
    let distinct = means.iter().filter(|m| **m != Means::Extra(Extra::RowNumber)).count();
    let named = means.iter().any(|means| means.names(into));
    // Half of what stands there must be known, or it is a sentence that happens to hold a known word.
    let enough = distinct >= 2 && means.len() * 2 >= columns.len()
        || distinct == 1 && columns.len() <= 2 && means.len() == columns.len();
    (named && enough).then(|| Block { heading: place..place + rows, columns })
}

/// Whether a text is a number or a date in figures.
fn is_figure(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}

fn one_row(sheet: &Sheet, row: &Row, into: Kind, taught: &Taught) -> Vec<Column> {
    let column = |(place, value): (usize, &Value)| {
        let heading = value.line();
        Column { place, means: taught.alone(into, &heading), own: heading::own(into, &heading), heading }
    };
    let mut columns: Vec<Column> = row.filled().map(column).collect();
    // A heading merged over two columns of names: family name, and given name.
    let covered = |place| sheet.covered_by(row.number, place);
    let name = Means::field(Kind::Member, "name");
    let split =
        columns.iter().find(|c| c.means == name && covered(c.place + 1) == Some(c.place)).map(|c| c.place);
    if let Some(place) = split {
        for column in columns.iter_mut().filter(|column| column.place == place) {
            column.means = Some(Means::Extra(Extra::FamilyName));
        }
        let heading = row.value(place).line();
        let means = Some(Means::Extra(Extra::GivenName));
        columns.push(Column { place: place + 1, heading, means, own: None });
        columns.sort_by_key(|column| column.place);
    }
    columns
}

/// The columns when two rows make one heading: where the lower one says something it says it under the upper one.
fn two_rows(sheet: &Sheet, row: &Row, below: &Row, into: Kind, taught: &Taught) -> Option<Vec<Column>> {
    if below.filled().any(|(_, value)| !matches!(value, Value::Text(_))) {
        return None;
    }
    let mut columns = Vec::new();
    let (mut under, mut known) = (0, 0);
    for place in 0..row.cells.len().max(below.cells.len()) {
        let own = below.value(place).line();
        let above = above(sheet, row, below, place);
        if own.is_empty() {
            let heading = row.value(place).line();
            if !heading.is_empty() {
                columns.push(Column { place, means: taught.alone(into, &heading), heading, own: None });
            }
            continue;
        }
        let next = if below.value(place + 1).is_blank() || !row.value(place + 1).is_blank() {
            String::new()
        } else {
            below.value(place + 1).line()
        };
        let means = taught.under(into, &above, &own, &next);
        under += 1;
        known += usize::from(means.is_some());
        let heading = format!("{above} {own}").trim().to_owned();
        columns.push(Column { place, means, heading, own: None });
    }
    (under > 0 && known * 2 > under && under < columns.len()).then_some(columns)
}

/// The upper heading over a column: its own, or that of the merged or last filled cell to the left.
fn above(sheet: &Sheet, row: &Row, below: &Row, place: usize) -> String {
    let own = row.value(place).line();
    if !own.is_empty() {
        return own;
    }
    if let Some(left) = sheet.covered_by(row.number, place) {
        return row.value(left).line();
    }
    let left = (0..place)
        .rev()
        .take_while(|left| !below.value(*left).is_blank())
        .find(|left| !row.value(*left).is_blank());
    left.map(|left| row.value(left).line()).unwrap_or_default()
}

/// Leaves each meaning to one column, and gives the name to the only column that has one.
fn settle(mut columns: Vec<Column>, into: Kind) -> Vec<Column> {
    let name = Means::field(Kind::Member, "name");
    let other = Means::field(Kind::Member, "other_name");
    let has_name = columns.iter().any(|c| c.means.is_some_and(|means| means.names(into)));
    if into == Kind::Member && !has_name {
        for column in columns.iter_mut().filter(|column| column.means == other) {
            column.means = name;
        }
    }
    let mut taken = Vec::new();
    for column in &mut columns {
        match column.means {
            // These may stand there as often as they like.
            Some(Means::Extra(Extra::Derived | Extra::NoField | Extra::LeftOut | Extra::RowNumber))
            | None => {}
            Some(means) if taken.contains(&means) => column.means = None,
            Some(means) => taken.push(means),
        }
    }
    columns
}

/// Whether a row's cells each stack several headings, as the books of mẫu 7-HSĐV do.
fn is_stacked(row: &Row, into: Kind, taught: &Taught) -> bool {
    let stacks = |value: &Value| match value {
        Value::Text(text) => {
            let known: Vec<Means> = text.lines().filter_map(|line| taught.alone(into, line)).collect();
            known.len() >= 2 && known.iter().any(|means| *means != known[0])
        }
        Value::Blank | Value::Number(_) | Value::Day(_) | Value::Error(_) => false,
    };
    row.filled().filter(|(_, value)| stacks(value)).count() >= 2
}

/// Whether a row numbers the columns: 1, 2, 3 …, perhaps with one left out.
fn is_numbers(row: &Row) -> bool {
    let numbers: Vec<Option<i64>> = row.filled().map(|(_, value)| count_of(value)).collect();
    numbers.len() >= 3
        && numbers.first() == Some(&Some(1))
        && numbers.windows(2).all(|pair| matches!(pair, [Some(a), Some(b)] if a < b && b - a <= 2))
}

fn count_of(value: &Value) -> Option<i64> {
    value.line().trim_matches(['(', ')', '.', ' ']).parse().ok()
}

/// Whether a cell counts rows.
fn is_count(value: &Value) -> bool {
    count_of(value).is_some_and(|n| n > 0)
}

/// The first text of a row.
fn first_words(row: &Row) -> String {
    let text = row.filled().find_map(|(_, value)| match value {
        Value::Text(_) => Some(value.line()),
        Value::Blank | Value::Number(_) | Value::Day(_) | Value::Error(_) => None,
    });
    text.unwrap_or_default()
}

/// Whether words begin like a sum. The marks matter: Tống and Công are names.
fn is_sum(words: &str) -> bool {
    let lower = fold::nfc(words).to_lowercase();
    let first = lower.split([' ', ':', '.', ',']).next().unwrap_or_default();
    matches!(first, "cộng" | "tổng") || lower.starts_with("tong cong") || lower.starts_with("cong:")
}

/// Whether a row begins what people sign.
fn is_signed(row: &Row) -> bool {
    row.filled().any(|(_, value)| {
        let folded = fold::fold(&value.line());
        let begins = [
            "nguoi lap",
            "t/m ",
            "tm. ",
            "tm ",
            "k/t ",
            "kt. ",
            "bi thu",
            "truong ban",
            "noi nhan",
            "(da ky)",
            "xac nhan",
        ];
        let of_office = begins.iter().any(|words| folded.starts_with(words)) && row.filled().count() <= 3;
        let dated = folded.contains(", ngay ") && folded.contains("thang") && folded.contains("nam");
        of_office || dated
    })
}

/// Whether a row's only words can be a line over other rows.
fn is_line(words: &str) -> bool {
    words.chars().any(char::is_alphabetic)
}
