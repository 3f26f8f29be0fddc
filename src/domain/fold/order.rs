//! The order of a Vietnamese list: keys that compare as bytes.
//!
//! Letters decide first, then tones, then case. Checked against ICU, which is in the tests only.

use unicode_normalization::char::{compose, decompose_canonical, is_combining_mark};

use super::{TONES, exact_char, nfc};

/// The three levels of a sort key while it is being made.
#[derive(Default)]
pub(super) struct Levels {
    pub(super) letters: Vec<u8>,
    pub(super) marks: Vec<u8>,
    pub(super) cases: Vec<u8>,
}

/// Marks of foreign letters, in the order of CLDR, after the tones.
const FOREIGN_MARKS: [char; 10] = [
    '\u{306}', '\u{302}', '\u{30C}', '\u{30A}', '\u{308}', '\u{30B}', '\u{307}', '\u{327}', '\u{328}',
    '\u{304}',
];

/// The letters that have a place of their own in a list.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Space and ASCII punctuation in the order of CLDR, before all else.
const PUNCTUATION: &str = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// Letters that are written for others and sort with them.
const EXPANSIONS: [(char, &str); 8] =
    [('ð', "đ"), ('ɖ', "đ"), ('æ', "ae"), ('œ', "oe"), ('ß', "ss"), ('ø', "o"), ('ł', "l"), ('ı', "i")];

// First level. Nothing in a level may be 0, which separates the levels.
const FIRST_PUNCTUATION: u8 = 0x02;
const OTHER_SYMBOL: u8 = 0x30;
const NUMBER: u8 = 0x31;
const FIRST_LETTER: u8 = 0x40;
const OTHER_LETTER: u8 = 0x70;
// Second level.
const NO_MARK: u8 = 0x02;
const FIRST_MARK: u8 = 0x03;
const OTHER_MARK: u8 = 0x70;
// Third level.
const LOWER: u8 = 0x02;
const UPPER: u8 = 0x03;
const VARIANT: u8 = 0x04;

/// Digits one length byte can count; ICU cuts longer numbers at the same place.
const LONGEST_NUMBER: usize = 254;

/// A key whose byte order is the order of a Vietnamese list.
///
/// Letters come first: `a < ă < â`, `d < đ`, `e < ê`, `o < ô < ơ`, `u < ư`;
/// then tones, none < huyền < hỏi < ngã < sắc < nặng; then lower before upper
/// case. Numbers stand in the order of their value (`Thôn 2` < `Thôn 10`)
/// between punctuation and letters; a foreign letter follows its base letter.
///
/// This is the order of CLDR `vi` with `numeric`, also for ASCII punctuation.
/// It differs, on purpose, where no name of ours goes: other white space sorts
/// as a space; other symbols stand between ASCII punctuation and digits, and
/// letters of other scripts after `z`, both by code point; `Ð` U+00D0 and `Ɖ`
/// U+0189, which look like `Đ`, sort as `Đ`; and no character is ignored, so
/// that only spellings of one text get one key.
pub fn sort_key(s: &str) -> Vec<u8> {
    let Levels { letters, marks, cases } = Levels::of(s);
    [letters, marks, cases].join(&0)
}

impl Levels {
    pub(super) fn of(s: &str) -> Self {
        let text = nfc(s);
        let mut levels = Self::default();
        let mut rest: &str = &text;
        while let Some(c) = rest.chars().next() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (done, left) = rest.split_at(digits.max(c.len_utf8()));
            if digits > 0 {
                levels.push_number(done);
            } else {
                levels.push_char(c);
            }
            rest = left;
        }
        levels
    }

    /// A number by its count of digits, then by its digits; leading zeros do
    /// not count.
    fn push_number(&mut self, digits: &str) {
        let mut rest = digits;
        while !rest.is_empty() {
            let significant = match rest.trim_start_matches('0') {
                "" => "0",
                trimmed => trimmed,
            };
            let (part, left) = significant.split_at(significant.len().min(LONGEST_NUMBER));
            self.letters.push(NUMBER);
            // At most LONGEST_NUMBER, so it fits.
            self.letters.push(part.len() as u8);
            self.letters.extend_from_slice(part.as_bytes());
            self.marks.push(NO_MARK);
            self.cases.push(LOWER);
            rest = left;
        }
    }

    fn push_char(&mut self, c: char) {
        if let Some(rank) = rank(PUNCTUATION.chars(), c) {
            self.push_plain(FIRST_PUNCTUATION + rank);
        } else if is_combining_mark(c) {
            self.push_mark(c);
        } else if c.is_whitespace() {
            self.letters.push(FIRST_PUNCTUATION);
            self.marks.push(NO_MARK);
            self.push_variant(c);
        } else if !self.push_latin(c) {
            self.push_other(c);
        }
    }

    fn push_plain(&mut self, letter: u8) {
        self.letters.push(letter);
        self.marks.push(NO_MARK);
        self.cases.push(LOWER);
    }

    /// A Latin letter, which may carry marks or be written for two letters.
    /// Gives false, having done nothing, for anything else.
    fn push_latin(&mut self, c: char) -> bool {
        let mut parts = Vec::with_capacity(4);
        decompose_canonical(c, |part| parts.push(part));
        let Some((&first, marks)) = parts.split_first() else {
            return false;
        };
        let lower = first.to_lowercase().next().unwrap_or(first);
        if lower.is_ascii_lowercase() || lower == 'đ' {
            self.push_letter(lower, marks);
            self.cases.push(if lower == first { LOWER } else { UPPER });
            return true;
        }
        let Some((_, letters)) = EXPANSIONS.iter().find(|(from, _)| *from == lower) else {
            return false;
        };
        for letter in letters.chars() {
            self.push_letter(letter, &[]);
            self.push_variant(first);
        }
        marks.iter().for_each(|&mark| self.push_mark(mark));
        true
    }

    /// A letter with its marks. A hat, horn or breve makes another letter; a
    /// mark below may stand before it, so all marks are tried.
    fn push_letter(&mut self, letter: char, marks: &[char]) {
        let mut letter = letter;
        self.marks.push(NO_MARK);
        for &mark in marks {
            match compose(letter, mark).filter(|&made| ALPHABET.contains(made)) {
                Some(made) => letter = made,
                None => self.push_mark(mark),
            }
        }
        let rank = rank(ALPHABET.chars(), letter).unwrap_or_default();
        self.letters.push(FIRST_LETTER + rank);
    }

    fn push_mark(&mut self, mark: char) {
        let known = TONES.into_iter().chain(FOREIGN_MARKS);
        match rank(known, mark) {
            Some(rank) => self.marks.push(FIRST_MARK + rank),
            None => {
                self.marks.push(OTHER_MARK);
                self.marks.extend(code_point(mark));
            }
        }
    }

    /// A letter of another script or a symbol, by its code point.
    fn push_other(&mut self, c: char) {
        let kind = if c.is_alphabetic() { OTHER_LETTER } else { OTHER_SYMBOL };
        let lower = exact_char(c);
        self.letters.push(kind);
        self.letters.extend(code_point(lower));
        self.marks.push(NO_MARK);
        if lower == c {
            self.cases.push(LOWER);
        } else {
            self.push_variant(c);
        }
    }

    /// Third level of a character that stands for another one.
    fn push_variant(&mut self, c: char) {
        self.cases.push(VARIANT);
        self.cases.extend(code_point(c));
    }
}

fn rank(mut order: impl Iterator<Item = char>, c: char) -> Option<u8> {
    let rank = order.position(|other| other == c)?;
    u8::try_from(rank).ok()
}

/// A code point in three bytes, none of which is 0.
fn code_point(c: char) -> [u8; 3] {
    let code = u32::from(c);
    [code >> 14, code >> 7, code].map(|bits| 0x80 | (bits & 0x7F) as u8)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::cmp::Ordering;
    use std::collections::{BTreeMap, BTreeSet};

    use icu_collator::options::Strength;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::{
        super::lists::{icu, names, syllables, vietnamese, words},
        *,
    };

    /// Sorts by our key, then asks ICU about each pair of neighbours; both
    /// being total orders, they are the same one.
    fn assert_order_of_icu(texts: &[String]) {
        let icu = icu(Strength::Tertiary);
        let mut keyed: Vec<(Vec<u8>, &String)> = texts.iter().map(|s| (sort_key(s), s)).collect();
        keyed.sort();
        for pair in keyed.windows(2) {
            let ((key_a, a), (key_b, b)) = (&pair[0], &pair[1]);
            assert_eq!(key_a.cmp(key_b), icu.compare(a, b), "{a:?} and {b:?}");
        }
    }

    #[test]
    fn all_syllables_sort_as_in_icu() {
        let syllables = syllables();
        assert!(syllables.len() > 24_226, "{}", syllables.len());
        assert_order_of_icu(&syllables);
    }

    #[test]
    fn names_sort_as_in_icu() {
        let names = names(5_000);
        assert!(names.iter().collect::<BTreeSet<_>>().len() > 4_500);
        assert_order_of_icu(&names);
    }

    #[test]
    fn numbers_sort_by_value_as_in_icu() {
        let mut texts: Vec<String> =
            ["0", "00", "000", "01a", "Thôn 007", "Tổ 1 thôn 2", "2.736"].map(String::from).to_vec();
        for n in [1, 2, 9, 10, 11, 99, 100, 101, 2018] {
            texts.extend([n.to_string(), format!("Thôn {n}"), format!("Thôn {n}A {n}")]);
        }
        for digits in [253, 254, 255, 300, 508, 509] {
            texts.extend(["1", "2", "10"].map(|head| format!("{head}{}", "0".repeat(digits))));
        }
        assert_order_of_icu(&texts);
        assert!(sort_key("Thôn 2") < sort_key("Thôn 10"));
        assert_eq!(sort_key("Thôn 02"), sort_key("Thôn 2"));
    }

    #[test]
    fn punctuation_and_foreign_letters_sort_as_in_icu() {
        let mut texts: Vec<String> = (' '..='~').map(String::from).collect();
        texts.extend(texts.clone().iter().map(|s| format!("a{s}b")));
        for word in words("éclair eclair ecláir Müller Muller mullet ñu nu nữ übel çi ç öd ođ ôd")
        {
            texts.extend([word.to_string(), word.to_uppercase()]);
        }
        for word in words("å ä ǎ ā ą ȧ ő ō š ş ž ż ǟ ǘ ḍ ǹ ń ň ŵ ŷ") {
            texts.extend([word.to_string(), word.to_uppercase(), format!("{word}b")]);
        }
        assert_order_of_icu(&texts);
    }

    #[test]
    fn what_we_place_ourselves_stands_where_the_doc_says() {
        let texts = words("# – № 1 a æ b d đ đo Ðô e ł m o ø o2 ơ z é ж 漢");
        let mut sorted = texts.clone();
        sorted.sort_by_key(|s| sort_key(s));
        assert_eq!(sorted, words("# – № 1 a æ b d đ đo Ðô e é ł m o ø o2 ơ z ж 漢"));
        assert!(sort_key("a\u{A0}b") > sort_key("a b"));
        assert!(sort_key("a\u{A0}b") < sort_key("a b c"));
    }

    /// Every text of up to three characters from the ones most likely to fall
    /// together.
    #[test]
    fn one_key_means_one_text() {
        let icu = icu(Strength::Tertiary);
        let chars: Vec<char> =
            "aAáâấÁạoơøeædđĐÐð01 \u{A0}\u{300}\u{301}\u{302}\u{323}\u{31B}\u{316}".chars().collect();
        let mut texts = vec![String::new()];
        for _ in 0..3 {
            let longer = texts.iter().flat_map(|s| chars.iter().map(move |c| format!("{s}{c}")));
            texts = longer.chain([String::new()]).collect();
        }
        let mut by_key: BTreeMap<Vec<u8>, String> = BTreeMap::new();
        let mut same = 0;
        for text in texts {
            let key = sort_key(&text);
            if let Some(other) = by_key.get(&key) {
                same += 1;
                assert_eq!(icu.compare(other, &text), Ordering::Equal, "{other:?} {text:?}");
            }
            by_key.insert(key, text);
        }
        assert!(same > 100, "the alphabet has canonical equivalents: {same}");
    }

    #[test]
    fn every_character_has_a_key_of_its_own() {
        let mut by_key: BTreeMap<Vec<u8>, char> = BTreeMap::new();
        for c in '\0'..='\u{2FFFF}' {
            let text = c.to_string();
            if let Some(other) = by_key.insert(sort_key(&text), c) {
                assert_eq!(nfc(&text), nfc(&other.to_string()), "{c:?} {other:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_vietnamese_text_sorts_as_in_icu(a in vietnamese(0..6), b in vietnamese(0..6)) {
            let expected = icu(Strength::Tertiary).compare(&a, &b);
            prop_assert_eq!(sort_key(&a).cmp(&sort_key(&b)), expected);
        }

        #[test]
        fn equal_keys_are_equal_to_icu(a in any::<String>(), b in any::<String>()) {
            let decomposed: String = a.nfd().collect();
            prop_assert_eq!(sort_key(&a), sort_key(&decomposed));
            if sort_key(&a) == sort_key(&b) {
                prop_assert_eq!(icu(Strength::Tertiary).compare(&a, &b), Ordering::Equal);
            }
        }
    }
}
