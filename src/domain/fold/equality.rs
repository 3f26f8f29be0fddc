//! Whether two spellings are one name: the place of the tone, `i` and `y`, case and spaces do not count.
//!
//! For finding duplicates only. What is stored stays as it was typed.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{TONES, exact_char};

/// The form in which two spellings of one name are equal, for finding
/// duplicates.
///
/// It is in lower case with single spaces; hats, horns and breves stay, and
/// the tone of a syllable stands at its end, so it does not matter on which
/// vowel it was written: `hoà` and `hòa`, `thuỷ` and `thủy`. `i` and `y` are
/// one letter after `qu` (`quí`, `quý`) and where they are the only vowel of
/// an open syllable (`lí`, `lý`), but not elsewhere (`thúi`, `thúy`; `tai`,
/// `tay`). `Ð` U+00D0 and `Ɖ` U+0189, which look like `Đ`, are `đ`.
pub fn same_syllables(s: &str) -> String {
    let mut form = String::with_capacity(s.len());
    for word in s.split_whitespace() {
        if !form.is_empty() {
            form.push(' ');
        }
        push_word(&mut form, word);
    }
    form
}

/// Appends a word, which may be several syllables (`Ê-đê`).
fn push_word(form: &mut String, word: &str) {
    let mut letters = String::new();
    let mut tones = String::new();
    for c in word.to_lowercase().nfd() {
        if TONES.contains(&c) {
            tones.push(c);
        } else if c.is_alphabetic() || is_combining_mark(c) {
            letters.push(exact_char(c));
        } else {
            push_syllable(form, &mut letters, &mut tones);
            form.push(c);
        }
    }
    push_syllable(form, &mut letters, &mut tones);
}

fn push_syllable(form: &mut String, letters: &mut String, tones: &mut String) {
    let syllable: String = letters.drain(..).nfc().collect();
    match syllable.strip_prefix("quy") {
        Some(rest) => form.extend(["qui", rest]),
        None => match syllable.strip_suffix('y') {
            Some(onset) if !onset.contains(is_vowel) => form.extend([onset, "i"]),
            _ => form.push_str(&syllable),
        },
    }
    form.extend(tones.drain(..));
}

fn is_vowel(c: char) -> bool {
    "aăâeêioôơuưy".contains(c)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{
        super::lists::{syllables, vietnamese},
        *,
    };

    #[test]
    fn spellings_of_one_name_are_the_same() {
        for (a, b) in [
            ("hoà", "hòa"),
            ("Thuỷ", "THỦY"),
            ("khoẻ", "khỏe"),
            ("quí", "quý"),
            ("Quình", "Quỳnh"),
            ("Lý", "lí"),
            ("mỹ", "mĩ"),
            ("Ý", "Í"),
            ("Ðức", "Đức"),
            ("Ɖức", "đức"),
            ("  Lê\u{A0} Hòa ", "lê hoà"),
            ("hoa\u{300}ng", "hoàng"),
            ("tie\u{301}\u{302}n", "tiến"),
            ("E\u{302}-đê", "Ê-Đê"),
            ("(Hoà)", "(hòa)"),
        ] {
            assert_eq!(same_syllables(a), same_syllables(b), "{a} {b}");
        }
    }

    #[test]
    fn different_names_differ() {
        for (a, b) in [
            ("hoa", "hòa"),
            ("hòa", "hóa"),
            ("thúi", "thúy"),
            ("tai", "tay"),
            ("quai", "quay"),
            ("Đức", "Dức"),
            ("ân", "an"),
            ("ăn", "ân"),
            ("Lê An", "Lêan"),
            ("Hà An", "Ha Àn"),
            ("thôn 1", "thôn 2"),
            ("Ê-đê", "Ê đê"),
            ("tiêu", "tyêu"),
        ] {
            assert_ne!(same_syllables(a), same_syllables(b), "{a} {b}");
        }
    }

    /// The letters in their order, `y` as `i`, and the marks in any order.
    fn letters_and_marks(s: &str) -> (String, Vec<char>) {
        let (mut marks, letters): (Vec<char>, Vec<char>) = s.nfd().partition(|c| is_combining_mark(*c));
        marks.sort_unstable();
        let letters: String = letters.into_iter().collect();
        (letters.replace('y', "i"), marks)
    }

    /// Syllables are told apart by this form unless only the place of the tone
    /// or `i` and `y` differ.
    #[test]
    fn the_same_form_keeps_letters_and_tones() {
        let mut by_form: BTreeMap<String, String> = BTreeMap::new();
        for syllable in syllables() {
            let form = same_syllables(&syllable);
            assert_eq!(same_syllables(&form), form);
            if let Some(other) = by_form.get(&form) {
                assert_eq!(letters_and_marks(other), letters_and_marks(&syllable));
            }
            by_form.insert(form, syllable);
        }
        // Each of the 6 tones of a syllable keeps a form of its own.
        assert_eq!(by_form.len() % 6, 0);
    }

    proptest! {
        #[test]
        fn case_and_composition_do_not_change_the_same_form(text in vietnamese(0..20)) {
            prop_assert_eq!(same_syllables(&text.nfd().to_string()), same_syllables(&text));
            prop_assert_eq!(same_syllables(&text.to_uppercase()), same_syllables(&text));
        }
    }
}
