//! Text tables: lines of fields parted by comma, semicolon, tab or bar, quoted where needed.
//!
//! Encoding and separator are found from the bytes. A quoted field may hold line breaks. A row's number
//! is that of the record, the first being 1.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use super::{MOST_COLUMNS, MOST_ROWS, Unreadable};
use crate::import::list::{
    encoding::{self, Encoding},
    grid::{Cell, Row, Sheet, Value, Workbook},
};

/// Reads a text table, and says in which encoding.
pub(super) fn read(bytes: &[u8], forced: Option<Encoding>) -> Result<(Workbook, Encoding), Unreadable> {
    let (text, encoding) = text(bytes, forced)?;
    if text.contains('\0') {
        return Err(Unreadable::UnknownFormat);
    }
    let sheet = table(text.as_bytes(), separator(&text))?;
    Ok((Workbook { sheets: vec![sheet], fonts: vec![String::new()] }, encoding))
}

/// The text of a file. The old encodings come out as the Latin letters they are written with.
fn text(bytes: &[u8], forced: Option<Encoding>) -> Result<(Cow<'_, str>, Encoding), Unreadable> {
    if let Some(encoding) = forced {
        let text = match encoding {
            Encoding::Utf8 => Some(Cow::Borrowed(
                std::str::from_utf8(without_mark(bytes)).map_err(|_| Unreadable::UnknownEncoding)?,
            )),
            Encoding::Utf16 => utf16(bytes),
            Encoding::Windows1258 => Some(WINDOWS_1258.decode_without_bom_handling(bytes).0),
            // The same letters may also stand in a file of Unicode, one for each byte.
            Encoding::Tcvn3 | Encoding::Vni => utf16(bytes).filter(|_| has_mark(bytes)).or_else(|| {
                let utf8 = std::str::from_utf8(without_mark(bytes)).ok().filter(|text| !text.is_ascii());
                Some(utf8.map_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0, Cow::Borrowed))
            }),
        };
        return text.map(|text| (text, encoding)).ok_or(Unreadable::UnknownEncoding);
    }
    if let Some(text) = utf16(bytes) {
        return Ok((text, Encoding::Utf16));
    }
    if let Ok(text) = std::str::from_utf8(without_mark(bytes)) {
        return Ok((Cow::Borrowed(text), encoding::guess(text).unwrap_or(Encoding::Utf8)));
    }
    if bytes.contains(&0) {
        return Err(Unreadable::UnknownFormat);
    }
    let latin = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let windows = WINDOWS_1258.decode_without_bom_handling(bytes).0;
    match encoding::best(&[
        (&windows, Encoding::Windows1258),
        (&latin, Encoding::Tcvn3),
        (&latin, Encoding::Vni),
    ]) {
        Some(Encoding::Windows1258) => Ok((windows, Encoding::Windows1258)),
        Some(other) => Ok((latin, other)),
        None => Err(Unreadable::UnknownEncoding),
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn has_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

/// UTF-16, told by its mark, or by the zeros in every other place that plain Latin letters leave there.
fn utf16(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros =
        |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count() * 4 > head.len() / 2;
    let encoding = if bytes.starts_with(b"\xff\xfe") {
        UTF_16LE
    } else if bytes.starts_with(b"\xfe\xff") {
        UTF_16BE
    } else if head.len() >= 8 && zeros(1) && !zeros(0) {
        UTF_16LE
    } else if head.len() >= 8 && zeros(0) && !zeros(1) {
        UTF_16BE
    } else {
        return None;
    };
    let bytes = if has_mark(bytes) { &bytes[2..] } else { bytes };
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

/// The separator by which most of the first lines fall into equally many fields.
fn separator(text: &str) -> u8 {
    const SEPARATORS: [u8; 4] = *b"\t;,|";
    let rank = |separator: &u8| {
        let head = text.char_indices().nth(16 * 1024).map_or(text, |(end, _)| &text[..end]);
        let mut widths = std::collections::HashMap::<usize, usize>::new();
        for record in reader(head.as_bytes(), *separator).byte_records().take(50).flatten() {
            *widths.entry(record.len()).or_default() += 1;
        }
        widths
            .into_iter()
            .filter(|(width, _)| *width > 1)
            .map(|(width, times)| (times, width))
            .max()
            .unwrap_or((0, 0))
    };
    // The first of equals: a tab is never typed by chance, a comma often.
    SEPARATORS.into_iter().rev().max_by_key(rank).unwrap_or(b',')
}

fn reader(bytes: &[u8], separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(bytes)
}

fn table(bytes: &[u8], separator: u8) -> Result<Sheet, Unreadable> {
    let mut rows = Vec::new();
    for (number, record) in (1..).zip(reader(bytes, separator).records()) {
        let record = record.map_err(|error| Unreadable::Damaged(error.to_string()))?;
        let filled =
            (0..record.len()).rev().find(|at| !record[*at].trim().is_empty()).map_or(0, |last| last + 1);
        if number > MOST_ROWS || filled > MOST_COLUMNS {
            return Err(Unreadable::TooWide);
        }
        let cell = |field: &str| match field.trim() {
            "" => Cell::default(),
            _ => Cell { value: Value::Text(field.to_owned()), font: 0 },
        };
        rows.push(Row { number, cells: record.iter().take(filled).map(cell).collect() });
    }
    Ok(Sheet::new(String::new(), false, rows, &[]))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<Vec<String>> {
        let (book, _) = read(bytes, None).unwrap();
        let line = |row: &Row| row.cells.iter().map(|cell| cell.value.line()).collect();
        book.sheets[0].rows.iter().map(line).collect()
    }

    #[test]
    fn the_separator_is_the_one_that_makes_a_table() {
        assert_eq!(lines(b"a;b,c\n1;2,3\n"), [["a", "b,c"], ["1", "2,3"]]);
        assert_eq!(lines(b"a,b\n\"1, \"\"x\"\"\n y\",2\n"), [["a", "b"], ["1, \"x\" y", "2"]]);
        assert_eq!(lines(b"a\tb;c\n1\t2\n"), [["a", "b;c"], ["1", "2"]]);
        assert_eq!(lines(b"a|b\n1|2\n"), [["a", "b"], ["1", "2"]]);
    }

    #[test]
    fn utf16_is_told_with_and_without_its_mark() {
        let wide: Vec<u8> = "STT\tHọ tên\n1\tAn\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xff\xfe".as_slice(), &wide].concat();
        assert_eq!(lines(&wide), lines(&marked));
        assert_eq!(lines(&wide)[0][1], "Họ tên");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"\x00\x01\x02\x03", None).unwrap_err(), Unreadable::UnknownFormat);
        assert_eq!(read(b"\xff\xc3\x28 \x81", None).unwrap_err(), Unreadable::UnknownEncoding);
        assert!(lines(b"").is_empty());
    }
}
