//! How many cells a shown text takes, and texts cut or filled to a number of cells.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Terminal cells a shown text takes, letter by letter as it is drawn.
pub fn width(s: &str) -> usize {
    s.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The text cut to at most `cells` cells, between letters, with `…` for what
/// was cut; borrowed when it fits.
pub fn fit(s: &str, cells: usize) -> Cow<'_, str> {
    let mut used = 0;
    // End of what still leaves a cell for the ellipsis.
    let mut keep = 0;
    for (at, letter) in s.grapheme_indices(true) {
        used += letter.width();
        if used > cells {
            return match cells {
                0 => Cow::Borrowed(""),
                _ => Cow::Owned(format!("{}…", &s[..keep])),
            };
        }
        if used < cells {
            keep = at + letter.len();
        }
    }
    Cow::Borrowed(s)
}

/// The same with the end kept and words of the beginning left out: names of one kind differ in their last words.
pub fn fit_end(s: &str, cells: usize) -> Cow<'_, str> {
    let ends = s.match_indices(' ').map(|(at, _)| &s[at..]);
    let kept = ends.into_iter().find(|end| width(end) < cells).filter(|_| width(s) > cells);
    kept.map_or_else(|| fit(s, cells), |end| Cow::Owned(format!("…{end}")))
}

/// The text in exactly `cells` cells: cut, or filled with spaces on the right.
pub fn pad(s: &str, cells: usize) -> String {
    let (mut text, blank) = fit_and_blank(s, cells);
    text.push_str(&blank);
    text
}

/// The text in exactly `cells` cells: cut, or filled with spaces on the left,
/// as figures are.
pub fn pad_left(s: &str, cells: usize) -> String {
    let (text, mut blank) = fit_and_blank(s, cells);
    blank.push_str(&text);
    blank
}

/// A text in lines of at most some cells, broken at spaces, but not between a number and its percent sign.
pub fn wrapped(text: &str, cells: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let parts: Vec<&str> = text.split(' ').collect();
    for words in parts.chunk_by(|_, next| next.starts_with('%')) {
        let word = &words.join(" ");
        let taken = lines.last().map_or(0, |line| width(line));
        if taken > 0 && taken + 1 + width(word) > cells {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

fn fit_and_blank(s: &str, cells: usize) -> (String, String) {
    let text = fit(s, cells).into_owned();
    let blank = " ".repeat(cells.saturating_sub(width(&text)));
    (text, blank)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::{
        super::{shown, tests::texts},
        *,
    };

    #[test]
    fn width_counts_cells() {
        for (text, cells) in
            [("", 0), ("Nguyễn", 6), ("漢字", 4), ("ｶﾞ", 2), ("👍🏽", 2), ("a\u{300}", 1), ("…", 1), ("‹+9›", 4)]
        {
            assert_eq!(width(text), cells, "{text}");
        }
        assert_eq!(width(&"Nguyễn".nfd().to_string()), 6);
    }

    #[test]
    fn fit_end_leaves_out_words_of_the_beginning() {
        assert_eq!(fit_end("Chi bộ cơ quan xã Quảng Thịnh", 29), "Chi bộ cơ quan xã Quảng Thịnh");
        assert_eq!(fit_end("Chi bộ cơ quan xã Quảng Thịnh", 28), "… bộ cơ quan xã Quảng Thịnh");
        assert_eq!(fit_end("Chi bộ cơ quan xã Quảng Thịnh", 12), "… Thịnh");
        assert_eq!(fit_end("Thịnh", 4), "Thị…");
    }

    #[test]
    fn fit_cuts_between_letters() {
        for (text, cells, expected) in [
            ("Nguyễn", 6, "Nguyễn"),
            ("Nguyễn", 5, "Nguy…"),
            ("Nguyễn", 1, "…"),
            ("Nguyễn", 0, ""),
            ("", 0, ""),
            ("漢字", 4, "漢字"),
            ("漢字", 3, "漢…"),
            ("漢字", 2, "…"),
            ("a\u{300}bc", 2, "a\u{300}…"),
        ] {
            assert_eq!(fit(text, cells), expected, "{text} in {cells}");
        }
        assert!(matches!(fit("Nguyễn", 6), Cow::Borrowed(_)));
    }

    #[test]
    fn padding_fills_the_cells() {
        assert_eq!(pad("Tổ", 4), "Tổ  ");
        assert_eq!(pad_left("98,3", 6), "  98,3");
        assert_eq!(pad("漢字", 3), "漢…");
        assert_eq!(pad("漢字漢", 4), "漢… ");
        assert_eq!(pad_left("12345", 3), "12…");
        assert_eq!(pad("a", 0), "");
    }

    proptest! {
        #[test]
        fn fit_never_exceeds_its_cells(text in texts(), cells in 0_usize..24) {
            let text = shown(&text);
            let fitted = fit(&text, cells);
            prop_assert!(width(&fitted) <= cells);
            prop_assert_eq!(fitted == text, width(&text) <= cells);
            if let Some(kept) = fitted.strip_suffix('…').filter(|_| fitted != text) {
                prop_assert!(text.starts_with(kept));
                prop_assert!(text.grapheme_indices(true).any(|(at, _)| at == kept.len()));
            }
        }

        #[test]
        fn padding_takes_exactly_its_cells(text in texts(), cells in 0_usize..24) {
            let text = shown(&text);
            prop_assert_eq!(width(&pad(&text, cells)), cells);
            prop_assert_eq!(width(&pad_left(&text, cells)), cells);
        }
    }
}
