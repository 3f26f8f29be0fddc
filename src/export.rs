//! Lists and reports as files people take out: workbooks, CSV for spreadsheets, JSON for programs.
//!
//! Two makers, one for lists of records and one for reports, each giving the bytes of a file; [`mod@file`] puts bytes
//! where nothing is, never through a link, and [`seal`] closes them for others. It reads no register and asks nobody; who may take out what is for the
//! caller to know.

pub mod file;
mod json;
mod list;
mod report;
pub mod seal;
mod sheet;
mod spreadsheet;

use std::path::Path;

pub use json::{cell as report_json, safe as json_text};
pub use list::{List, Shown, objects};
pub use spreadsheet::csv_cell;

use crate::domain::{report::Report, words::Lang};

/// What a file can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook.
    Xlsx,
    /// CSV in UTF-8 with a byte order mark, as spreadsheets want it.
    Csv,
    /// JSON with ISO dates, codes and ids.
    Json,
}

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unmade(String);

impl Format {
    /// By the end of the file's name.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// A list as a file. Headings and words are Vietnamese, so that an import reads them back.
pub fn list(list: &List, format: Format) -> Result<Vec<u8>, Unmade> {
    match format {
        Format::Xlsx => list::workbook(list).map_err(|error| Unmade(error.to_string())),
        Format::Csv => list::csv(list).map_err(|error| Unmade(error.to_string())),
        Format::Json => json::safe(&objects(list)).map(String::into_bytes).map_err(|e| Unmade(e.to_string())),
    }
}

/// A report as a file.
pub fn report(report: &Report, format: Format, lang: Lang) -> Result<Vec<u8>, Unmade> {
    match format {
        Format::Xlsx => report::workbook(report, lang).map_err(|error| Unmade(error.to_string())),
        Format::Csv => report::csv(report, lang).map_err(|error| Unmade(error.to_string())),
        Format::Json => {
            json::safe(&json::report(report, lang)).map(String::into_bytes).map_err(|e| Unmade(e.to_string()))
        }
    }
}
