//! The way out: standard output, standard error, JSON and CSV that cannot harm whoever opens them.

use std::io::{ErrorKind, Write};

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::{Exit, Stop};
use crate::text::shown;

/// Prints text on standard output.
pub(super) fn print(text: &str) -> Result<(), Stop> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Stop::Unread),
        Err(error) => Err(Stop::say(error.to_string())),
    }
}

/// Prints a value as JSON, and all is well.
pub(super) fn json(value: &impl Serialize) -> Result<Exit, Stop> {
    let mut text = json_text(value)?;
    text.push('\n');
    print(&text).map(|()| Exit::Fine)
}

/// JSON in which every character that a terminal might obey is written as an escape; no value is changed by it.
pub(super) fn json_text(value: &impl Serialize) -> Result<String, Stop> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Stop::say(error.to_string()))?;
    let mut safe = String::with_capacity(text.len());
    let mut buffer = [0; 4];
    for c in text.chars() {
        if c.is_ascii() || shown::is_clean(c.encode_utf8(&mut buffer)) {
            safe.push(c);
        } else {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| safe.push_str(&format!("\\u{unit:04x}")));
        }
    }
    Ok(safe)
}

/// A cell of a CSV file. A spreadsheet must not take it for a formula, so one that begins like it gets `'`.
pub(super) fn csv_cell(text: &str) -> String {
    // Clean text is kept whole, however long; the rest is shown as on a terminal.
    let text = if shown::is_clean(text) { text.into() } else { shown::shown(text) };
    // Spreadsheets skip blanks and fold full-width signs before they look for a formula.
    let first = text.trim_start().nfkc().find(|c| !c.is_whitespace());
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@');
    if first.is_some_and(begins) || text.starts_with(['\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text.into_owned()
    }
}

/// Says on standard error what went wrong; when even that is impossible nobody can be told.
/// What is quoted from files, arguments and the environment is made harmless here, for all sentences.
pub(super) fn complain(sentence: &str) {
    let _ = writeln!(std::io::stderr().lock(), "chibo: {}", shown::shown(sentence));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        for text in ["=1+1", "+1", "-1", "@x", "  =1", "＝1", "\u{a0}＋1", " \u{3000}＠x"] {
            assert!(csv_cell(text).starts_with('\''), "{text:?}");
        }
        for text in ["Nguyễn", "2018-03-15", "a=b", "", "12-QĐ"] {
            assert_eq!(csv_cell(text), text);
        }
    }

    #[test]
    fn json_says_the_same_and_holds_no_control_character() {
        let value = serde_json::json!({ "a": "x\u{1b}[31m\u{9b}y\u{202e}z" });
        let text = json_text(&value).unwrap_or_default();
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).ok(), Some(value));
    }
}
