//! CSV that a spreadsheet opens without harm: nothing in it is taken for a formula.

use unicode_normalization::UnicodeNormalization;

use crate::text::shown;

/// What spreadsheets want before UTF-8.
pub(super) const MARK: &[u8] = b"\xef\xbb\xbf";

/// A cell of a CSV file. A spreadsheet must not take it for a formula, so one that begins like it gets `'`.
pub fn csv_cell(text: &str) -> String {
    // Clean text is kept whole, however long; the rest is shown as on a terminal.
    let shown = if shown::is_clean(text) { text.into() } else { shown::shown(text) };
    // Spreadsheets skip blanks and fold full-width signs before they look for a formula.
    let first = text.trim_start().nfkc().find(|c| !c.is_whitespace());
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@') || c.is_control();
    if first.is_some_and(begins) || text.starts_with(char::is_control) {
        format!("'{shown}")
    } else {
        shown.into_owned()
    }
}

/// Rows as CSV, every cell in quotes, with the mark before them.
pub(super) fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .flexible(true)
        .from_writer(MARK.to_vec());
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@x",
            "  =1",
            "＝1",
            "\u{a0}＋1",
            " \u{3000}＠x",
            "\t=1",
            "\rx",
            "\u{1}=1",
            " \u{0}",
        ] {
            assert!(csv_cell(text).starts_with('\''), "{text:?}");
        }
        for text in ["Nguyễn", "2018-03-15", "a=b", "", "12-QĐ"] {
            assert_eq!(csv_cell(text), text);
        }
    }
}
