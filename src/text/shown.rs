//! What may reach the terminal, and how many cells it takes there.
//!
//! A register is written by many hands. A name in it may hold control
//! characters, invisible ones or ones that turn the direction of writing;
//! shown as they are, they would move the cursor or make one name look like
//! another. They are shown as visible codes, never dropped: dropping them
//! would hide the lie.
//!
//! Which characters these are is for [`clean`](crate::domain::clean) to say. It
//! does not know what a text means, where on the screen it goes, or anything
//! of colours. Cells are for lines of a single row.

mod cells;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

pub use crate::domain::clean::{LONGEST, is_clean};
use crate::domain::clean::{MOST_MARKS, is_forbidden, is_piled};
pub use cells::{fit, fit_end, pad, pad_left, width, wrapped};

/// A text being written out, up to [`LONGEST`] characters.
struct Line {
    text: String,
    room: usize,
}

/// The text as it may be shown: each character that is invisible, or acts on
/// the terminal, as its code (`‹U+202E›`), marks beyond the fourth on a letter
/// as their number (`‹+96›`), what goes beyond 4,096 characters as `…`.
/// Borrowed when there is nothing to do.
pub fn shown(s: &str) -> Cow<'_, str> {
    if is_clean(s) { Cow::Borrowed(s) } else { Cow::Owned(write_out(s)) }
}

/// A pasted text for a field of one line, clean and in NFC. Line breaks and
/// tabs, with the spaces after them, become one space, or nothing at either
/// end, since copied cells end in a line break. Other forbidden characters are
/// left out, and so is what goes beyond the limits of [`shown`].
pub fn strip(s: &str) -> String {
    let mut line = String::with_capacity(s.len().min(4 * LONGEST));
    let mut broken = false;
    for c in s.chars() {
        if is_break(c) {
            broken = true;
            continue;
        }
        if is_forbidden(c) || (broken && c == ' ') {
            continue;
        }
        if broken && !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        broken = false;
        line.push(c);
    }
    let mut marks = 0;
    line.nfc()
        .filter(|&c| {
            marks = if is_piled(c) { marks + 1 } else { 0 };
            marks <= MOST_MARKS
        })
        .take(LONGEST)
        .collect()
}

fn write_out(s: &str) -> String {
    let mut line = Line { text: String::with_capacity(s.len().min(4 * LONGEST)), room: LONGEST };
    let mut letters = s.chars().peekable();
    let mut marks = 0;
    while let Some(c) = letters.next() {
        marks = if is_piled(c) { marks + 1 } else { 0 };
        let written = if is_forbidden(c) {
            marks = 0;
            line.push(&format!("‹U+{:04X}›", u32::from(c)))
        } else if marks > MOST_MARKS {
            let is_excess = |c: &char| is_piled(*c) && !is_forbidden(*c);
            let more = std::iter::from_fn(|| letters.next_if(is_excess)).count();
            line.push(&format!("‹+{}›", 1 + more))
        } else {
            line.push(c.encode_utf8(&mut [0; 4]))
        };
        if !written {
            line.text.push('…');
            break;
        }
    }
    line.text
}

impl Line {
    /// Appends a piece whole, or not at all when there is no room for it.
    fn push(&mut self, piece: &str) -> bool {
        let room = self.room.checked_sub(piece.chars().count());
        if let Some(left) = room {
            self.room = left;
            self.text.push_str(piece);
        }
        room.is_some()
    }
}

/// Characters that end a line or leave a gap in it.
fn is_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::{char::is_combining_mark, is_nfc};
    use unicode_width::UnicodeWidthChar;

    use super::*;

    /// Ranges that may never reach a terminal, written down a second time.
    const NEVER: [(u32, u32); 40] = [
        (0x0000, 0x001F),
        (0x007F, 0x009F),
        (0x00AD, 0x00AD),
        (0x034F, 0x034F),
        (0x061C, 0x061C),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x200B, 0x200B),
        (0x200C, 0x200D),
        (0x200E, 0x200F),
        (0x2028, 0x2029),
        (0x202A, 0x202E),
        (0x2060, 0x2064),
        (0x2065, 0x2065),
        (0x2066, 0x2069),
        (0x206A, 0x206F),
        (0x2800, 0x2800),
        (0x3164, 0x3164),
        (0xE000, 0xF8FF),
        (0xFDD0, 0xFDEF),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0),
        (0xFFF0, 0xFFFB),
        (0xFFFE, 0xFFFF),
        (0x13430, 0x1343F),
        (0x1BCA0, 0x1BCA3),
        (0x1D173, 0x1D17A),
        (0xE0000, 0xE007F),
        (0xE0100, 0xE01EF),
        (0xE0080, 0xE00FF),
        (0xE01F0, 0xE0FFF),
        (0x0600, 0x0605),
        (0x06DD, 0x06DD),
        (0x070F, 0x070F),
        (0x0890, 0x0891),
        (0x08E2, 0x08E2),
        (0x110BD, 0x110BD),
        (0x110CD, 0x110CD),
    ];

    fn never(c: char) -> bool {
        let code = u32::from(c);
        let listed = NEVER.iter().any(|(first, last)| (*first..=*last).contains(&code));
        listed || code % 0x10000 >= 0xFFFE || code >= 0xF0000
    }

    /// Texts of all kinds: names, heaps of marks, emoji, controls, anything.
    pub(super) fn texts() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a-zA-Zà-ỹĐđ \t\r\n]{0,20}",
            "[ae\u{300}\u{301}\u{323}\u{94d}\u{1161}\u{200b}\u{202e}]{0,30}",
            "[a 漢ｶﾞ👍🏽👨‍👩‍👧🇻🇳❤\u{fe0f}\u{600}\u{1f1fb}\u{20e3}1#]{0,12}",
            "[ก-๛क-ह\u{94d}\u{93f}가-각\u{1100}\u{1161}\u{11a8}لا]{0,12}",
        ]
    }

    #[test]
    fn harmless_text_is_borrowed() {
        let decomposed = "Nguyễn Thị Ước".nfd().to_string();
        for text in ["", "Chi bo 1", "Nguyễn Thị Ước – 98,3 %", &decomposed, "漢字 한국 👍🏽"]
        {
            assert!(matches!(shown(text), Cow::Borrowed(same) if same == text), "{text}");
            assert!(is_clean(text), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_spelled_out() {
        for (text, expected) in [
            ("a\u{1B}[2Jb", "a‹U+001B›[2Jb"),
            ("a\nb\tc\r", "a‹U+000A›b‹U+0009›c‹U+000D›"),
            ("\u{7F}\u{9B}", "‹U+007F›‹U+009B›"),
            ("An\u{202E}nA", "An‹U+202E›nA"),
            ("A\u{200B}n\u{FEFF}", "A‹U+200B›n‹U+FEFF›"),
            ("a\u{200D}b", "a‹U+200D›b"),
            ("\u{E0041}\u{FE0F}\u{E000}", "‹U+E0041›‹U+FE0F›‹U+E000›"),
            ("\u{10FFFF}", "‹U+10FFFF›"),
        ] {
            assert_eq!(shown(text), expected);
            assert!(!is_clean(text), "{text:?}");
        }
    }

    #[test]
    fn every_code_point_is_shown_or_spelled_out() {
        for c in char::MIN..=char::MAX {
            let text = format!("a{c}b");
            let shown = shown(&text);
            if never(c) {
                assert_eq!(shown, format!("a‹U+{:04X}›b", u32::from(c)));
            } else {
                assert_eq!(shown, text, "U+{:04X}", u32::from(c));
            }
            assert_eq!(is_clean(&text), !never(c), "U+{:04X}", u32::from(c));
            assert!(is_clean(&strip(&text)), "U+{:04X}", u32::from(c));
        }
    }

    /// What takes no cell and is no mark on a letter would be invisible.
    #[test]
    fn nothing_without_width_goes_unseen() {
        for c in (char::MIN..=char::MAX).filter(|&c| c.width().unwrap_or(0) == 0) {
            // Korean vowels and finals, and Indic letters joined to the next.
            let on_a_letter = is_combining_mark(c)
                || matches!(c, '\u{1161}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}')
                || matches!(c, '\u{D4E}' | '\u{A8FA}' | '\u{111C2}'..='\u{11FFF}');
            assert!(never(c) || on_a_letter, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn marks_are_counted_beyond_the_fourth() {
        let heap = |n: usize| format!("a{}b", "\u{301}".repeat(n));
        assert_eq!(shown(&heap(4)), heap(4));
        assert_eq!(shown(&heap(5)), "a\u{301}\u{301}\u{301}\u{301}‹+1›b");
        assert_eq!(shown(&heap(100_000)), "a\u{301}\u{301}\u{301}\u{301}‹+99996›b");
        assert!(is_clean(&heap(4)) && !is_clean(&heap(5)));
        assert_eq!(shown("\u{1100}\u{1161}\u{1161}\u{1161}\u{1161}\u{1161}").chars().last(), Some('›'));
        let before_selector = format!("{}\u{FE0F}", &heap(6)[..13]);
        assert!(shown(&before_selector).ends_with("‹+2›‹U+FE0F›"));
        let twice = format!("{}{}", heap(6), heap(7));
        assert_eq!(shown(&twice).matches('‹').count(), 2);
        let split = format!("a{0}\u{200B}{0}", "\u{301}".repeat(4));
        assert_eq!(shown(&split), split.replace('\u{200B}', "‹U+200B›"));
    }

    #[test]
    fn long_text_is_cut() {
        let long = |n: usize| "ă".repeat(n);
        assert!(matches!(shown(&long(4_096)), Cow::Borrowed(_)));
        assert_eq!(shown(&long(4_097)), format!("{}…", long(4_096)));
        assert!(is_clean(&"a".repeat(4_096)) && !is_clean(&"a".repeat(4_097)));
        // A code is never cut in two: 512 codes of 8 characters fill the line.
        let codes = shown(&"\u{200B}".repeat(1_000_000)).into_owned();
        assert_eq!(codes, format!("{}…", "‹U+200B›".repeat(512)));
        let shifted = shown(&format!("a{}", "\u{200B}".repeat(600))).into_owned();
        assert_eq!(shifted, format!("a{}…", "‹U+200B›".repeat(511)));
    }

    #[test]
    fn pasted_text_becomes_one_clean_line() {
        for (pasted, expected) in [
            ("Nguyễn\r\nVăn\tAn\r\n", "Nguyễn Văn An"),
            ("Nguyễn \n\n  Văn", "Nguyễn Văn"),
            ("\n  An", "An"),
            ("Văn  An", "Văn  An"),
            ("\n\u{2028}", ""),
            (" An ", " An "),
            ("A\u{200B}n\u{1B}[31m", "An[31m"),
            ("e\u{302}\u{301}", "ế"),
            ("e\u{200B}\u{302}\u{301}", "ế"),
            ("a\u{85}b\u{B}c", "a b c"),
        ] {
            assert_eq!(strip(pasted), expected, "{pasted:?}");
        }
        assert_eq!(strip(&"x\n".repeat(9_000)).chars().count(), 4_096);
    }

    proptest! {
        #[test]
        fn shown_text_is_clean(text in texts()) {
            let shown = shown(&text);
            prop_assert!(!shown.chars().any(never));
            prop_assert!(is_clean(&shown));
            prop_assert_eq!(is_clean(&text), matches!(shown, Cow::Borrowed(_)));
            prop_assert_eq!(is_clean(&text), shown == text);
        }

        #[test]
        fn stripped_text_is_clean(text in texts()) {
            let line = strip(&text);
            prop_assert!(is_clean(&line));
            prop_assert!(is_nfc(&line));
            prop_assert_eq!(strip(&line), line);
        }
    }
}
