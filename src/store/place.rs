//! Where in a data file something is wrong: line, column, and the record a person knows it by.
//!
//! Reads the text just far enough to tell strings, braces and brackets apart, so that it works on a file
//! that is no valid JSON and on one that an editor laid out anew. Knows no kind of record.

use std::ops::Range;

/// A place in the data file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Line, from 1; 0 where a file of an older schema has none to tell.
    pub line: usize,
    /// Column in characters, from 1; 0 likewise.
    pub column: usize,
    /// The top-level key it is under, such as `members`.
    pub section: Option<String>,
    /// Id of the record it lies in, or of the one before.
    pub id: Option<String>,
    /// Name of the record.
    pub name: Option<String>,
}

impl Place {
    /// From the line and the column in bytes that the JSON parser gives.
    pub(super) fn of_parser(text: &[u8], error: &serde_json::Error) -> Self {
        Self::of_offset(text, offset_of(text, error))
    }

    /// Of the second of two equal keys in one object, in the record at which the parser stopped; with the key.
    pub(super) fn of_same_key(text: &[u8], error: &serde_json::Error) -> Option<(Self, String)> {
        let record = enclosing(text, offset_of(text, error)).start?;
        let (at, key) = second_key(text, record)?;
        Some((Self::of_offset(text, at), key))
    }

    /// Of a record by its number in its section, for a file that is valid JSON.
    pub(super) fn of_record(text: &[u8], section: &str, number: usize) -> Self {
        let mut starts = Vec::new();
        walk(text, text.len(), |found| {
            if found.section.as_deref() == Some(section) {
                starts.extend(found.start);
            }
        });
        Self::of_offset(text, starts.get(number).copied().unwrap_or_default())
    }

    /// From an offset in bytes.
    pub(super) fn of_offset(text: &[u8], offset: usize) -> Self {
        let before = &text[..offset.min(text.len())];
        let line_start = before.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
        let starts_character = |b: &&u8| **b & 0xC0 != 0x80;
        let record = enclosing(text, offset);
        let field = |key: &str| record.start.and_then(|start| text_field(text, start, key));
        Self {
            line: before.iter().filter(|b| **b == b'\n').count() + 1,
            column: before[line_start..].iter().filter(starts_character).count() + 1,
            section: record.section,
            id: field("id"),
            name: field("name"),
        }
    }
}

#[derive(Default)]
struct Enclosing {
    section: Option<String>,
    start: Option<usize>,
}

/// The offset in bytes at which the parser stopped.
fn offset_of(text: &[u8], error: &serde_json::Error) -> usize {
    let newlines = text.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1);
    let mut starts = std::iter::once(0).chain(newlines);
    let start = starts.nth(error.line().saturating_sub(1)).unwrap_or(text.len());
    let at = match error.column() {
        // The value on this line is wrong, and the parser stands before it.
        0 if error.is_data() => start,
        // The newline before this line is wrong, or the end of the file.
        column => (start + column).saturating_sub(1),
    };
    at.min(text.len())
}

/// The record an offset lies in: the last object opened right under a top-level key or its array.
fn enclosing(text: &[u8], offset: usize) -> Enclosing {
    walk(text, offset, |_| {})
}

/// Walks to an offset, telling every record on the way; returns the last.
fn walk(text: &[u8], offset: usize, mut tell: impl FnMut(&Enclosing)) -> Enclosing {
    let (mut depth, mut last, mut found) = (0usize, 0..0, Enclosing::default());
    let mut at = 0;
    while at <= offset && at < text.len() {
        match text[at] {
            b'"' => {
                last = at..string_end(text, at);
                at = last.end;
                continue;
            }
            b':' if depth == 1 => {
                found = Enclosing { section: string_at(text, &last), start: None };
            }
            b',' if depth == 1 => found = Enclosing::default(),
            b'{' | b'[' => {
                if text[at] == b'{' && (depth == 1 || depth == 2) {
                    found.start = Some(at);
                    tell(&found);
                }
                depth += 1;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    found
}

/// Where the first text of more bytes than this begins, and the key it stands under.
pub(super) fn long_text(text: &[u8], longest: usize) -> Option<(usize, String)> {
    let mut last = 0..0;
    let mut at = 0;
    while let Some(open) = text[at..].iter().position(|byte| *byte == b'"').map(|step| at + step) {
        let end = string_end(text, open);
        if end - open > longest + 2 {
            let is_value = text[last.end..open].contains(&b':');
            let key = is_value.then(|| string_at(text, &last)).flatten();
            return Some((open, key.unwrap_or_default()));
        }
        (last, at) = (open..end, end);
    }
    None
}

/// The first key that an object has already, in the object that starts at an offset and all within it.
fn second_key(text: &[u8], start: usize) -> Option<(usize, String)> {
    let mut open: Vec<Vec<String>> = Vec::new();
    let (mut last, mut at) = (0..0, start);
    while at < text.len() {
        match text[at] {
            b'"' => {
                last = at..string_end(text, at);
                at = last.end;
                continue;
            }
            b':' => {
                let (key, keys) = (string_at(text, &last)?, open.last_mut()?);
                if keys.contains(&key) {
                    return Some((last.start, key));
                }
                keys.push(key);
            }
            b'{' => open.push(Vec::new()),
            b'}' if open.len() <= 1 => return None,
            b'}' => drop(open.pop()),
            _ => {}
        }
        at += 1;
    }
    None
}

/// A text field of the object that starts at an offset.
fn text_field(text: &[u8], start: usize, key: &str) -> Option<String> {
    const FAR: usize = 64 * 1024;
    let text = &text[..text.len().min(start.saturating_add(FAR))];
    let (mut depth, mut at) = (0usize, start);
    let mut last = None;
    let mut wanted = false;
    while at < text.len() {
        match text[at] {
            b'"' => {
                let span = at..string_end(text, at);
                at = span.end;
                if wanted {
                    return string_at(text, &span);
                }
                last = (depth == 1).then(|| string_at(text, &span)).flatten();
                continue;
            }
            b':' => wanted = last.take().as_deref() == Some(key),
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return None,
            b'}' | b']' => depth -= 1,
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => wanted = false,
        }
        at += 1;
    }
    None
}

/// Where the string that opens at an offset is over; a line end closes one that was never closed.
fn string_end(text: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while at < text.len() {
        match text[at] {
            b'\\' => at += 1,
            b'"' => return at + 1,
            b'\n' => return at,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

fn string_at(text: &[u8], span: &Range<usize>) -> Option<String> {
    serde_json::from_slice(text.get(span.clone())?).ok()
}
