//! The forms of a Vietnamese text: for storing, for searching, for sorting and for telling whether two
//! spellings are the same name.
//!
//! Every function takes a text as it was typed and brings it to NFC itself. The folded form has one
//! character for each NFC character, so a position in it is a position in the text. Keys are made once per
//! snapshot and compared as bytes.
//!
//! It does not know what a member or a unit is, which language the program speaks, or how wide a text is on
//! a screen.

mod equality;
#[cfg(test)]
mod lists;
mod order;
mod person;
mod search;

use std::borrow::Cow;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use equality::same_syllables;
pub use order::sort_key;
pub use person::person_key;
pub use search::Query;

/// Tone marks in the order of the dictionary: huyền, hỏi, ngã, sắc, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// The text in NFC, the form in which everything is stored; borrowed when it
/// is in NFC already.
pub fn nfc(s: &str) -> Cow<'_, str> {
    match is_nfc_quick(s.chars()) {
        IsNormalized::Yes => Cow::Borrowed(s),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(s.nfc().collect()),
    }
}

/// The search form: lower case, without tones, hats, horns, breves and other
/// marks, `đ` as `d`; one character for each NFC character of the text.
pub fn fold(s: &str) -> String {
    nfc(s).chars().map(fold_char).collect()
}

/// The search form of one NFC character. A mark that NFC left alone stays, so
/// that positions hold.
pub fn fold_char(c: char) -> char {
    match c {
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        '\u{A0}' => ' ',
        _ => match exact_char(c) {
            'đ' => 'd',
            lowered => exact_char(base(lowered)),
        },
    }
}

/// Lower case with all marks kept, one character for one; the capitals that
/// look like `Đ` are taken for it.
fn exact_char(c: char) -> char {
    match c {
        'Đ' | 'Ð' | 'ð' | 'Ɖ' | 'ɖ' => 'đ',
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => base(c).to_ascii_lowercase(),
            }
        }
    }
}

/// The letter under the marks. What decomposes into several letters, as
/// Hangul does, has no such letter and stays.
fn base(c: char) -> char {
    let mut first = None;
    let mut only_marks = true;
    decompose_canonical(c, |part| match first {
        None => first = Some(part),
        Some(_) => only_marks &= canonical_combining_class(part) != 0,
    });
    first.filter(|_| only_marks).unwrap_or(c)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{lists::VOWELS, *};

    #[test]
    fn nfc_borrows_what_is_nfc_and_composes_the_rest() {
        for text in ["", "Hai Ha", "Nguyễn Thị Ước", "漢字 한국"] {
            assert!(matches!(nfc(text), Cow::Borrowed(_)), "{text}");
        }
        let decomposed: String = "Nguyễn Thị Ước".nfd().collect();
        assert_ne!(decomposed, "Nguyễn Thị Ước");
        assert_eq!(nfc(&decomposed), "Nguyễn Thị Ước");
        // The tone typed before the hat, as some keyboards send it.
        assert_eq!(nfc("e\u{323}\u{302}"), "ệ");
    }

    #[test]
    fn each_of_the_134_letters_folds_to_its_base() {
        let mut folded = BTreeMap::from([('đ', 'd'), ('Đ', 'd')]);
        for (base, _, tones) in VOWELS {
            for c in tones.chars().filter(|c| !c.is_ascii()) {
                folded.insert(c, base);
                folded.insert(c.to_uppercase().next().unwrap(), base);
            }
        }
        assert_eq!(folded.len(), 134);
        for (c, base) in folded {
            assert_eq!(fold_char(c), base, "{c}");
            assert_eq!(fold(&c.to_string().nfd().to_string()), base.to_string());
        }
    }

    #[test]
    fn other_letters_fold_as_far_as_they_have_a_base() {
        assert_eq!(fold("Ünïçödé ŠŽ ǖ İ"), "unicode sz u i");
        assert_eq!(fold("ÐẮK ƉẮK"), "dak dak");
        assert_eq!(fold("А́ Й Ω"), "а\u{301} и ω");
        assert_eq!(fold("漢 한 № 10\u{A0}km"), "漢 한 № 10 km");
    }

    proptest! {
        #[test]
        fn folding_keeps_positions(text in any::<String>()) {
            let folded: Vec<char> = fold(&text).chars().collect();
            let letters: Vec<char> = nfc(&text).chars().collect();
            prop_assert_eq!(folded.len(), letters.len());
            for (folded, letter) in folded.into_iter().zip(letters) {
                prop_assert_eq!(folded, fold_char(letter));
                prop_assert_eq!(fold_char(folded), folded);
            }
        }
    }
}
