//! The records of an `.xls` looked over before calamine takes them in: how far its cells reach, in which fonts.
//!
//! calamine makes room for what a sheet says of its size and for the whole square its cells span; both may be
//! anything in a damaged file. It tells no fonts either, and the font is what tells the old encodings.

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use super::{MOST_COLUMNS, Unreadable};

/// What the records say.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Names of the fonts; number 0 is "not told".
    pub(super) fonts: Vec<String>,
    /// Font of each cell by row and column, for each sheet in the order in which they are listed.
    pub(super) sheets: Vec<HashMap<(u16, u16), u16>>,
}

/// The most cells the squares of all sheets may span together.
const MOST_SPANNED: u64 = 8_000_000;

/// Looks a workbook over.
pub(super) fn look(bytes: &[u8]) -> Result<Look, Unreadable> {
    let damaged = |error: std::io::Error| Unreadable::Damaged(error.to_string());
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    if file.is_stream("/EncryptedPackage") {
        return Err(Unreadable::Password);
    }
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name))
        .ok_or(Unreadable::UnknownFormat)?;
    let mut records = Vec::new();
    let stream = file.open_stream(name).map_err(damaged)?;
    stream.take(bytes.len() as u64).read_to_end(&mut records).map_err(damaged)?;
    let mut look = Look { fonts: vec![String::new()], sheets: Vec::new() };
    let mut globals = Globals::default();
    each(&records, 0, |kind, data| {
        globals.take(kind, data);
        Ok(kind != EOF)
    })?;
    look.fonts.extend(globals.fonts.iter().cloned());
    let mut spanned = 0;
    for &start in &globals.sheets {
        let mut sheet = Sheet::default();
        each(&records, start, |kind, data| {
            sheet.take(kind, data, &globals)?;
            Ok(sheet.depth > 0)
        })?;
        spanned += sheet.span();
        if spanned > MOST_SPANNED {
            return Err(Unreadable::Swells);
        }
        look.sheets.push(sheet.fonts);
    }
    Ok(look)
}

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;

/// Goes over the records from a place until told to stop.
fn each(
    records: &[u8],
    start: usize,
    mut take: impl FnMut(u16, &[u8]) -> Result<bool, Unreadable>,
) -> Result<(), Unreadable> {
    let mut rest = records.get(start..).unwrap_or_default();
    while let [a, b, c, d, after @ ..] = rest {
        let (kind, length) = (u16::from_le_bytes([*a, *b]), usize::from(u16::from_le_bytes([*c, *d])));
        let Some((data, next)) = after.split_at_checked(length) else { return Ok(()) };
        if !take(kind, data)? {
            return Ok(());
        }
        rest = next;
    }
    Ok(())
}

fn number(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*data.get(at)?, *data.get(at + 1)?]))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(number(data, at)?) | u32::from(number(data, at + 2)?) << 16)
}

/// What stands before the sheets.
#[derive(Default)]
struct Globals {
    fonts: Vec<String>,
    /// Font of each format, by its number.
    formats: Vec<u16>,
    /// Where the sheets begin.
    sheets: Vec<usize>,
}

impl Globals {
    fn take(&mut self, kind: u16, data: &[u8]) {
        match kind {
            // Font: the name stands behind 14 bytes, with its length and whether its letters are wide.
            0x0031 => self.fonts.push(font_name(data).unwrap_or_default()),
            0x00e0 => self.formats.push(number(data, 0).unwrap_or_default()),
            0x0085 if data.get(5).is_some_and(|kind| *kind == 0) => {
                self.sheets.extend(long(data, 0).and_then(|at| usize::try_from(at).ok()));
            }
            _ => {}
        }
    }

    /// The number in the list of fonts for a format of a cell.
    fn font(&self, format: u16) -> u16 {
        let Some(font) = self.formats.get(usize::from(format)) else { return 0 };
        // There is no font 4: the numbers from 5 on count one too many.
        let place = if *font > 4 { *font - 1 } else { *font };
        if usize::from(place) < self.fonts.len() { place + 1 } else { 0 }
    }
}

fn font_name(data: &[u8]) -> Option<String> {
    let length = usize::from(*data.get(14)?);
    let letters = data.get(16..)?;
    Some(if data.get(15)? & 1 == 0 {
        letters.iter().take(length).map(|letter| char::from(*letter)).collect()
    } else {
        let wide: Vec<u16> =
            letters.chunks_exact(2).take(length).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&wide)
    })
}

/// One sheet.
#[derive(Default)]
struct Sheet {
    depth: usize,
    fonts: HashMap<(u16, u16), u16>,
    said: u64,
    rows: Option<(u16, u16)>,
    columns: Option<(u16, u16)>,
}

impl Sheet {
    fn take(&mut self, kind: u16, data: &[u8], globals: &Globals) -> Result<(), Unreadable> {
        match kind {
            BOF => self.depth += 1,
            EOF => self.depth = self.depth.saturating_sub(1),
            // Dimensions: first and last row, first and last column.
            0x0200 if data.len() >= 12 => {
                let (first, last) = (long(data, 0).unwrap_or_default(), long(data, 4).unwrap_or_default());
                let width = u64::from(number(data, 10).unwrap_or_default()) + 1;
                self.said += u64::from(last.saturating_sub(first)).saturating_add(1).saturating_mul(width);
                if last < first && last > 0 {
                    return Err(Unreadable::Damaged("DIMENSIONS".to_owned()));
                }
            }
            // The same before Excel 97, in shorter numbers.
            0x0200 => {
                let [first, last, width] =
                    [0, 2, 6].map(|at| u64::from(number(data, at).unwrap_or_default()));
                self.said += (last.saturating_sub(first) + 1) * (width + 1);
            }
            // Cells of one value; several numbers side by side.
            0x0203 | 0x0204 | 0x0205 | 0x0006 | 0x00d6 | 0x00fd | 0x027e | 0x00bd => {
                self.cell(data, globals, kind)?
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, data: &[u8], globals: &Globals, kind: u16) -> Result<(), Unreadable> {
        let (Some(row), Some(column), Some(format)) = (number(data, 0), number(data, 2), number(data, 4))
        else {
            return Ok(());
        };
        let more = if kind == 0x00bd {
            u16::try_from(data.len().saturating_sub(6) / 6).unwrap_or_default()
        } else {
            1
        };
        let last = column.saturating_add(more.saturating_sub(1));
        if usize::from(last) >= MOST_COLUMNS {
            return Err(Unreadable::TooWide);
        }
        let wider = |span: Option<(u16, u16)>, a: u16, b: u16| {
            Some(span.map_or((a, b), |(c, d)| (a.min(c), b.max(d))))
        };
        self.rows = wider(self.rows, row, row);
        self.columns = wider(self.columns, column, last);
        let font = globals.font(format);
        if font > 0 {
            self.fonts.insert((row, column), font);
        }
        Ok(())
    }

    /// How many cells a square around all of them has, or the sheet says it has.
    fn span(&self) -> u64 {
        let length = |(first, last): (u16, u16)| u64::from(last - first) + 1;
        self.said.max(self.rows.map_or(0, length) * self.columns.map_or(0, length))
    }
}
