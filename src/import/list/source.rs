//! A file's bytes as a grid of cells, whatever program wrote them.
//!
//! What a file is shows from its first bytes, not from its name. Nothing is taken in before it is known to
//! be small enough: a container's parts are counted while they inflate, since the sizes it declares may lie.
//! A reader that fails on a damaged file costs that file and nothing else.

mod compound;
mod container;
mod excel;
mod ods;
mod plain;

use std::{
    fs::File,
    io::{self, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use super::{
    encoding::{self, Decoded, Encoding},
    grid::Workbook,
};

/// The largest workbook taken, in bytes.
pub const LARGEST: usize = 10 << 20;
/// The largest text table taken, in bytes.
pub const LARGEST_TEXT: usize = 64 << 20;
/// So many bytes of a file are read at the most: one more than it may have, so that it is seen to be too large.
pub const MOST_READ: u64 = LARGEST_TEXT as u64 + 1;
/// The most parts a container may have.
pub const MOST_PARTS: usize = 200;
/// The most bytes its parts may have together when inflated.
pub const MOST_INFLATED: u64 = 200 << 20;
/// How many times larger than the container they may be.
pub const MOST_RATIO: u64 = 100;
/// The most rows of a sheet.
pub const MOST_ROWS: u32 = 200_000;
/// The most columns of a sheet.
pub const MOST_COLUMNS: usize = 200;

/// Why a file cannot be read at all. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// More bytes than a list has.
    #[error("larger than {0} bytes")]
    TooLarge(usize),
    /// A container that swells to more than a list has.
    #[error("swells beyond what a list holds")]
    Swells,
    /// More rows or columns than a list has.
    #[error("more than {MOST_ROWS} rows or {MOST_COLUMNS} columns")]
    TooWide,
    /// It asks for a password.
    #[error("protected by a password")]
    Password,
    /// Not a workbook of a known kind and not text.
    #[error("neither a workbook nor text")]
    UnknownFormat,
    /// It breaks off or contradicts itself; what the reader says.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Text in none of the known encodings.
    #[error("the encoding cannot be told")]
    UnknownEncoding,
}

/// The bytes of a file, no more of them than it takes to see that it is too large.
pub fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_READ).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file. `forced` is the encoding a person named; without it each cell's is found out.
pub fn read(bytes: &[u8], forced: Option<Encoding>) -> Result<(Workbook, Decoded), Unreadable> {
    // The readers of foreign formats are other people's code; whatever they trip over is in this file.
    let read = catch_unwind(AssertUnwindSafe(|| dispatch(bytes, forced)));
    read.unwrap_or_else(|_| Err(Unreadable::Damaged(String::new())))
}

fn dispatch(bytes: &[u8], forced: Option<Encoding>) -> Result<(Workbook, Decoded), Unreadable> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let is_workbook = bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND);
    let largest = if is_workbook { LARGEST } else { LARGEST_TEXT };
    if bytes.len() > largest {
        return Err(Unreadable::TooLarge(largest));
    }
    let mut book = if bytes.starts_with(ZIP) {
        match container::look(bytes)? {
            container::Holds::Excel => excel::xlsx(bytes)?,
            container::Holds::OpenDocument(content) => ods::read(&content)?,
        }
    } else if bytes.starts_with(COMPOUND) {
        excel::xls(bytes)?
    } else {
        let (book, encoding) = plain::read(bytes, forced)?;
        return Ok(encoding::of_text(book, encoding));
    };
    let decoded = encoding::of_workbook(&mut book, forced);
    Ok((book, decoded))
}
