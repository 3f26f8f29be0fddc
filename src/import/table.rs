//! A plain table: a heading and rows, each with the line of the file it stands on.
//!
//! Reads UTF-8 with or without byte order mark, fields parted by comma, semicolon or tab. A row that
//! cannot be read does not spoil the rows after it: a quote left open costs its own line only, so a
//! line break inside a field is not taken. It knows nothing of what the columns mean.

use std::path::Path;

use super::report::Why;
use crate::domain::fold;

/// A table read whole.
#[derive(Debug, Clone)]
pub struct Table {
    /// Name of the file.
    pub file: String,
    /// Headings as they stand there.
    pub headings: Vec<String>,
    /// Rows that can be read.
    pub rows: Vec<Row>,
    /// Lines that cannot be read, and why.
    pub bad: Vec<(u64, Why)>,
    keys: Vec<String>,
}

/// A row with as many fields as the heading has.
#[derive(Debug, Clone)]
pub struct Row {
    /// Line in the file, the heading being line 1.
    pub line: u64,
    fields: Vec<String>,
}

/// Why a folder or table cannot be used at all.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// The system refuses.
    #[error("{file}: {error}")]
    Io {
        /// File or folder.
        file: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// A table that must be there is not.
    #[error("{0} is not there")]
    Absent(String),
    /// The heading is not UTF-8, or there is none.
    #[error("{0} has no heading in UTF-8")]
    NoHeading(String),
    /// A column that must be there is not.
    #[error("{file} has no column {column}")]
    NoColumn {
        /// Name of the file.
        file: String,
        /// The column.
        column: &'static str,
    },
    /// Two columns have the same heading.
    #[error("{file} has the column {column} twice")]
    ColumnTwice {
        /// Name of the file.
        file: String,
        /// The column.
        column: String,
    },
}

impl Table {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, Unusable> {
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        match std::fs::read(path) {
            Ok(bytes) => Self::parse(file, &bytes),
            Err(error) => Err(Unusable::Io { file, error }),
        }
    }

    /// Reads the bytes of a file.
    pub fn parse(file: String, bytes: &[u8]) -> Result<Self, Unusable> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut scan = Scan { bytes, at: 0, line: 1, delimiter: delimiter(bytes) };
        let Some(Scanned::Row(_, heading)) = scan.next() else { return Err(Unusable::NoHeading(file)) };
        let Some(headings) = utf8(&heading) else { return Err(Unusable::NoHeading(file)) };
        let keys: Vec<String> = headings.iter().map(|h| key(h)).collect();
        if let Some(twice) = (1..keys.len()).find(|&i| !keys[i].is_empty() && keys[..i].contains(&keys[i])) {
            return Err(Unusable::ColumnTwice { file, column: headings[twice].clone() });
        }
        let mut table = Self { file, headings, rows: Vec::new(), bad: Vec::new(), keys };
        scan.for_each(|scanned| table.take(scanned));
        Ok(table)
    }

    fn take(&mut self, scanned: Scanned) {
        let want = self.headings.len();
        match scanned {
            Scanned::Row(_, record) if record.iter().all(|field| field.trim_ascii().is_empty()) => {}
            Scanned::Row(line, record) if record.len() != want => {
                self.bad.push((line, Why::Fields { want, found: record.len() }));
            }
            Scanned::Row(line, record) => match utf8(&record) {
                Some(fields) => self.rows.push(Row { line, fields }),
                None => self.bad.push((line, Why::NotUtf8)),
            },
            Scanned::OpenQuote(line) => self.bad.push((line, Why::LineBreak)),
        }
    }

    /// The place of a column by its name, whatever the case, marks and spaces of its heading.
    pub fn place(&self, column: &str) -> Option<usize> {
        let column = key(column);
        self.keys.iter().position(|k| *k == column)
    }

    /// The place of a column whose heading ends in the year of the file.
    pub fn place_of_year(&self, before: &str) -> Option<usize> {
        self.place(&format!("{before}{}", self.year()?))
    }

    /// The year at the end of the file's name.
    pub fn year(&self) -> Option<i16> {
        let stem = self.file.rsplit_once('.').map_or(self.file.as_str(), |(stem, _)| stem);
        stem.get(stem.len().checked_sub(4)?..)?.parse().ok()
    }

    /// How many rows stand under the heading, readable or not.
    pub fn count(&self) -> usize {
        self.rows.len() + self.bad.len()
    }
}

impl Row {
    /// A field without the spaces around it; empty when there is no such column.
    pub fn field(&self, place: Option<usize>) -> &str {
        place.and_then(|place| self.fields.get(place)).map_or("", |field| field.trim())
    }
}

/// What a heading is compared by: letters and digits only, without case and marks.
fn key(heading: &str) -> String {
    fold::fold(heading).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The separator the heading uses most.
fn delimiter(bytes: &[u8]) -> u8 {
    let heading = bytes.split(|b| *b == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let count = |d: u8| heading.iter().filter(|b| **b == d).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(b',')
}

fn utf8(record: &csv::ByteRecord) -> Option<Vec<String>> {
    record.iter().map(|field| String::from_utf8(field.to_vec()).ok()).collect()
}

enum Scanned {
    Row(u64, csv::ByteRecord),
    OpenQuote(u64),
}

/// Goes over the records of a file and knows the line each begins on.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
    delimiter: u8,
}

impl Scan<'_> {
    fn step_to(&mut self, end: usize) {
        let end = end.min(self.bytes.len());
        self.line += self.bytes[self.at..end].iter().filter(|b| **b == b'\n').count() as u64;
        self.at = end;
    }
}

impl Iterator for Scan<'_> {
    type Item = Scanned;

    fn next(&mut self) -> Option<Scanned> {
        let blank = self.bytes[self.at..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        self.step_to(self.at + blank);
        let rest = &self.bytes[self.at..];
        let line_end = rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |n| n + 1);
        let line = self.line;
        let mut record = csv::ByteRecord::new();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .buffer_capacity(line_end.max(1))
            .from_reader(rest);
        if rest.is_empty() || !reader.read_byte_record(&mut record).unwrap_or(false) {
            return None;
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(rest.len());
        self.step_to(self.at + line_end);
        Some(if end > line_end { Scanned::OpenQuote(line) } else { Scanned::Row(line, record) })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parse(text: &[u8]) -> Table {
        Table::parse("t.csv".to_owned(), text).unwrap()
    }

    #[test]
    fn rows_know_their_lines_and_an_open_quote_costs_its_own_line_only() {
        let table =
            parse(b"\xef\xbb\xbfID,ten\r\n1,a\r\n\r\n2,\"b\r\n3,c\r\n4\r\n5,\"d, e\"\r\n\xff,f\r\n,\r\n6,g");
        let rows: Vec<_> = table.rows.iter().map(|r| (r.line, r.field(Some(1)))).collect();
        assert_eq!(rows, [(2, "a"), (5, "c"), (7, "d, e"), (10, "g")]);
        let want = [(4, Why::LineBreak), (6, Why::Fields { want: 2, found: 1 }), (8, Why::NotUtf8)];
        assert_eq!(table.bad, want);
        assert_eq!(table.place("id"), Some(0));
    }

    #[test]
    fn semicolons_and_tabs_part_fields_too() {
        assert_eq!(parse(b"id;ten\n1;a, b\n").rows[0].field(Some(1)), "a, b");
        assert_eq!(parse(b"id\tten\n1\ta\n").rows[0].field(Some(1)), "a");
    }

    #[test]
    fn a_table_without_heading_cannot_be_used() {
        assert!(matches!(Table::parse(String::new(), b"\n\n"), Err(Unusable::NoHeading(_))));
        assert!(matches!(Table::parse(String::new(), b"i\xffd\n"), Err(Unusable::NoHeading(_))));
        assert!(matches!(Table::parse(String::new(), b"id,ID\n"), Err(Unusable::ColumnTwice { .. })));
    }
}
