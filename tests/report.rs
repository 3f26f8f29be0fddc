//! The reports: every figure and every name behind it against counts from bare JSON, the same in workbook, CSV and
//! JSON, and the pages as the office reads them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "report/books.rs"]
mod books;
#[path = "report/brief.rs"]
mod brief;
#[path = "report/figures.rs"]
mod figures;
#[path = "report/files.rs"]
mod files;
#[path = "report/over_time.rs"]
mod over_time;
#[path = "report/pages.rs"]
mod pages;
#[path = "report/raw.rs"]
mod raw;

use std::{collections::BTreeSet, sync::OnceLock};

use chibo::{
    domain::{
        data::Data,
        date::Date,
        record::Id,
        report::{Cell, Name, Report, Request, Row, report},
    },
    sample::{Spec, district},
};
use jiff::civil::date;

/// The days on which everything is counted.
const DAYS: [Date; 3] = [date(2016, 12, 31), date(2017, 12, 31), date(2018, 4, 14)];

fn sample() -> Data {
    static SAMPLE: OnceLock<Data> = OnceLock::new();
    SAMPLE.get_or_init(|| district(&Spec::default())).clone()
}

fn made(data: &Data, name: Name, to: Date) -> Report {
    report(data, &Request::up_to(name, to))
}

/// A row by the Vietnamese words with which it begins.
fn row<'a>(report: &'a Report, table: &str, label: &str) -> &'a Row {
    let table = report.tables.iter().find(|t| t.code == table).unwrap_or_else(|| panic!("no table {table}"));
    let is = |row: &&Row| {
        row.cells.iter().any(|cell| match cell {
            Cell::Words(words) => words.vi == label,
            Cell::Text(text) => text == label,
            _ => false,
        })
    };
    table.rows.iter().find(is).unwrap_or_else(|| panic!("no row {label} in {}", table.code))
}

fn cell<'a>(report: &'a Report, table: &str, label: &str, column: &str) -> &'a Cell {
    let place =
        report.tables.iter().find(|t| t.code == table).unwrap().columns.iter().position(|c| c.code == column);
    &row(report, table, label).cells[place.unwrap_or_else(|| panic!("no column {column}"))]
}

/// The ids behind a figure; none may be counted twice.
fn ids(cell: &Cell) -> BTreeSet<String> {
    let Cell::Count(_, ids) = cell else { panic!("no count: {cell:?}") };
    let set: BTreeSet<String> = ids.iter().map(Id::to_string).collect();
    assert_eq!(set.len(), ids.len(), "something is counted twice");
    set
}
