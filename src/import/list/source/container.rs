//! A zip container looked over before anything in it is read: how many parts, how large, what they make up.

use std::io::{BufReader, Cursor, Read};

use quick_xml::events::Event;
use zip::{ZipArchive, result::ZipError};

use super::{MOST_INFLATED, MOST_PARTS, MOST_RATIO, Unreadable};

/// What a container holds.
pub(super) enum Holds {
    /// An Excel workbook.
    Excel,
    /// An OpenDocument spreadsheet, as the text of its content.
    OpenDocument(Vec<u8>),
}

/// Counts what is in a container while inflating it, and says what it is.
pub(super) fn look(bytes: &[u8]) -> Result<Holds, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(Unreadable::Swells);
    }
    let most = MOST_INFLATED.min((bytes.len() as u64).saturating_mul(MOST_RATIO));
    let mut inflated = 0;
    let mut names = Vec::new();
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(damaged)?;
        if part.encrypted() {
            return Err(Unreadable::Password);
        }
        names.push(part.name().map_err(damaged)?.into_owned());
        let is_strings =
            names.last().is_some_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        let (left, before) = (most - inflated, inflated);
        inflated += std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(unreadable)?;
        if inflated > most {
            return Err(Unreadable::Swells);
        }
        // The reader makes room for as many texts as are announced; a text takes five letters at least.
        if is_strings && announced(archive.by_index(place).map_err(damaged)?) > (inflated - before) / 5 {
            return Err(Unreadable::Swells);
        }
    }
    let has = |name: &str| names.iter().any(|n| n == name);
    if has("xl/workbook.xml") || has("[Content_Types].xml") && !has("xl/workbook.bin") {
        return Ok(Holds::Excel);
    }
    if !has("content.xml") {
        return Err(Unreadable::UnknownFormat);
    }
    let mut content = Vec::new();
    let mut part = archive.by_name("content.xml").map_err(damaged)?;
    part.read_to_end(&mut content).map_err(unreadable)?;
    Ok(Holds::OpenDocument(content))
}

/// How many texts a part announces.
fn announced(part: impl Read) -> u64 {
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let count = tag.try_get_attribute("uniqueCount").ok().flatten();
                return count.and_then(|count| count.value.trim().parse().ok()).unwrap_or_default();
            }
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}

fn damaged(error: ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::Password,
        other => Unreadable::Damaged(other.to_string()),
    }
}

fn unreadable(error: std::io::Error) -> Unreadable {
    Unreadable::Damaged(error.to_string())
}
