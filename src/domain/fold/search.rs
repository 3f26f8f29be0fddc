//! Finding a text by what a person typed of it, with or without marks.
//!
//! It knows no list and no score: a text is found or it is not, and where.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::{TONES, exact_char, fold, fold_char, nfc};

/// What a person typed to find something: words, all of which must occur.
///
/// A letter typed plain finds every marked form of it; a letter typed with a
/// mark (a tone, a hat, the bar of `đ`) finds only that letter. Case never
/// matters. The place of the tone in `oa`, `oe`, `uy` does not matter either,
/// because input methods disagree on it: `thuỷ` finds `Thủy`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

/// One word of a [`Query`].
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    folded: String,
    /// The word in lower case with its marks; `None` when it has none, so that
    /// finding the folded word is enough.
    marked: Option<String>,
    /// The same syllable with the tone on its other vowel.
    moved: Option<String>,
}

impl Query {
    /// Reads the words of a query, separated by white space.
    pub fn new(typed: &str) -> Self {
        let words = nfc(typed).split_whitespace().map(Word::new).collect();
        Self { words }
    }

    /// Whether nothing was typed; such a query matches every text.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word begins a word of the text, in any order. `folded` is the
    /// [`fold`] of `text`, made once and kept.
    pub fn matches(&self, text: &str, folded: &str) -> bool {
        self.matches_together([(text, folded)])
    }

    /// Whether every word begins a word of one of some texts, each with its [`fold`].
    pub fn matches_together<const N: usize>(&self, texts: [(&str, &str); N]) -> bool {
        let found = |word: &Word| texts.iter().any(|(text, folded)| word.find_in(text, folded).is_some());
        self.words.iter().all(found)
    }

    /// Whether it is the whole of a text with this [`fold`], but for white space.
    pub fn is_whole(&self, folded: &str) -> bool {
        let typed = self.words.iter().flat_map(|word| word.folded.chars());
        typed.eq(folded.chars().filter(|letter| !letter.is_whitespace()))
    }

    /// Whether a text with this [`fold`] may match: the cheap first look at many names. Where no mark was
    /// typed it is the whole answer.
    pub fn may_match(&self, folded: &str) -> bool {
        self.words.iter().all(|word| folded.contains(&word.folded))
    }

    /// Where to highlight: the characters of `text` (in NFC) that the first
    /// word of the query found in it takes.
    pub fn find_in(&self, text: &str, folded: &str) -> Option<Range<usize>> {
        self.words.iter().find_map(|word| word.find_in(text, folded))
    }
}

impl Word {
    fn new(typed: &str) -> Self {
        let folded = fold(typed);
        let lowered: String = typed.chars().map(exact_char).collect();
        let moved = move_tone(&lowered);
        let marked = (lowered != folded).then_some(lowered);
        Self { folded, marked, moved }
    }

    fn find_in(&self, text: &str, folded: &str) -> Option<Range<usize>> {
        let found = match &self.marked {
            None => occurrences(folded, &self.folded).next()?,
            Some(marked) => {
                let mut places = occurrences(folded, &self.folded).peekable();
                // Most texts are turned down here, before anything is normalized.
                places.peek()?;
                let text = nfc(text);
                places.find(|&at| self.is_at(marked, &text, at))?
            }
        };
        Some(found..found + self.folded.chars().count())
    }

    fn is_at(&self, marked: &str, text: &str, at: usize) -> bool {
        if strip_spelling(text.chars().skip(at), marked).is_some() {
            return true;
        }
        let Some(moved) = &self.moved else {
            return false;
        };
        // Only an open syllable has two places for its tone: `hòa` is `hoà`,
        // but not the beginning of `hoàng`.
        strip_spelling(text.chars().skip(at), moved)
            .is_some_and(|mut rest| !rest.next().is_some_and(char::is_alphabetic))
    }
}

/// The character positions at which `word` begins a word of the text. In names of few and short syllables
/// a hit in the middle of one (`ha` in `Thành`) is never what was meant.
fn occurrences(folded: &str, word: &str) -> impl Iterator<Item = usize> {
    let step = word.chars().next().map_or(1, char::len_utf8);
    let inside = |before: &str| before.chars().next_back().is_some_and(char::is_alphanumeric);
    let is_sign = !word.chars().next().is_some_and(char::is_alphanumeric);
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + folded[from..].find(word)?;
            from = at + step;
            if is_sign || !inside(&folded[..at]) {
                return Some(folded[..at].chars().count());
            }
        }
    })
}

/// Takes a spelling off the front of a text whose folded form is known to
/// agree; gives what follows.
fn strip_spelling<I: Iterator<Item = char>>(mut text: I, spelling: &str) -> Option<I> {
    spelling
        .chars()
        .all(|wanted| {
            let plain = wanted == fold_char(wanted);
            text.next().is_some_and(|c| plain || exact_char(c) == wanted)
        })
        .then_some(text)
}

/// The other spelling of a word that ends in a toned `oa`, `oe` or `uy`.
fn move_tone(word: &str) -> Option<String> {
    let (pair_at, _) = word.char_indices().rev().nth(1)?;
    let (head, pair) = word.split_at(pair_at);
    let (tones, letters): (String, String) = pair.nfd().partition(|c| TONES.contains(c));
    if !["oa", "oe", "uy"].contains(&letters.as_str()) {
        return None;
    }
    let (first, second) = letters.split_at(1);
    [format!("{head}{first}{tones}{second}"), format!("{head}{first}{second}{tones}")]
        .into_iter()
        .map(|spelling| spelling.nfc().collect())
        .find(|spelling: &String| spelling != word)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::lists::{VOWELS, vietnamese},
        *,
    };

    fn search(query: &str, text: &str) -> bool {
        Query::new(query).matches(text, &fold(text))
    }

    fn find(query: &str, text: &str) -> Option<Range<usize>> {
        Query::new(query).find_in(text, &fold(text))
    }

    #[test]
    fn plain_letters_find_marked_ones() {
        for query in ["nguyen", "NGUYEN", "duc", "d", "uoc", "  van   duc ", "duc nguyen", ""] {
            assert!(search(query, "Nguyễn Văn Đức Ước"), "{query}");
        }
        for query in ["nguyem", "duc x", "nguyenvan"] {
            assert!(!search(query, "Nguyễn Văn Đức Ước"), "{query}");
        }
    }

    #[test]
    fn marked_letters_find_only_themselves() {
        for (query, text, found) in [
            ("đ", "Đức", true),
            ("đ", "Dung", false),
            ("Đ", "Ðức", true),
            ("nguyễ", "NGUYỄN", true),
            ("nguyễ", "Nguyên", false),
            ("nguyên", "Nguyễn", false),
            ("nguyên", "Nguyên", true),
            ("hà", "Hà", true),
            ("hà", "Hạ", false),
            ("ha", "Hạ", true),
            ("à", "aa à", true),
            ("aà", "ab aà", true),
            ("lê hà", "Hà Thị Lê", true),
            ("lê hà", "Hạ Thị Lê", false),
            ("le\u{302}", "Lê", true),
            ("lê", "Le\u{302}", true),
            ("mü", "Müller", true),
            ("mü", "Muller", false),
        ] {
            assert_eq!(search(query, text), found, "{query} in {text}");
        }
    }

    #[test]
    fn a_hit_begins_a_word() {
        for (query, text, found) in [
            ("ha", "Bản Thành", false),
            ("quang ha", "Quảng Thành", false),
            ("quang ha", "Quảng Hà", true),
            ("hong van", "La Văn Phong", false),
            ("tin", "Mua (tin)", true),
            ("(t", "Mua(tin)", true),
            ("12", "Thôn 12", true),
            ("2", "Thôn 12", false),
        ] {
            assert_eq!(search(query, text), found, "{query} in {text}");
        }
    }

    #[test]
    fn the_place_of_the_tone_does_not_matter() {
        for (old, new) in [("hoà", "hòa"), ("khoẻ", "khỏe"), ("thuỷ", "thủy"), ("HOÀ", "Hòa")] {
            assert!(search(old, &format!("Lê {new} An")), "{old}");
            assert!(search(new, &format!("Lê {old}")), "{new}");
        }
        for (query, text) in [("hòa", "Hoàng"), ("hòa", "Hoá"), ("hoà", "Hoa"), ("thuỷ", "Thúy")] {
            assert!(!search(query, text), "{query} in {text}");
        }
        assert!(search("hoà", "Hoàng"), "the beginning of a longer syllable");
    }

    #[test]
    fn found_places_count_nfc_characters() {
        assert_eq!(find("van", "Nguyễn Văn An"), Some(7..10));
        assert_eq!(find("vă", "Đàm Văn An"), Some(4..6));
        assert_eq!(find("an", "Nguyễn Văn An"), Some(11..13));
        assert_eq!(find("x văn", "Nguyễn Văn An"), Some(7..10));
        assert_eq!(find("hòa", "Thôn Hoà"), Some(5..8));
        assert_eq!(find("", "Nguyễn Văn An"), None);
        assert_eq!(find("x", "Nguyễn Văn An"), None);
        let decomposed: String = "Nguyễn Văn An".nfd().collect();
        assert_eq!(find("văn", &decomposed), Some(7..10));
    }

    #[test]
    fn an_outdated_fold_is_no_reason_to_panic() {
        let query = Query::new("văn");
        assert!(!query.matches("", "nguyen van an"));
        assert_eq!(query.find_in("ngắn", "nguyen van an"), None);
    }

    #[test]
    fn only_white_space_is_an_empty_query() {
        assert!(Query::new(" \t\u{A0}").is_empty());
        assert!(!Query::new(" a").is_empty());
    }

    /// A query letter against a text letter, spelled out from the table.
    fn agrees(wanted: char, c: char) -> bool {
        let lower = |c: char| c.to_lowercase().next().unwrap();
        let (wanted, c) = (lower(wanted), lower(c));
        let bases = VOWELS.iter().map(|(base, _, tones)| (*base, *tones));
        let base_of = |c: char| {
            bases.clone().chain([('d', "đ")]).find(|(_, tones)| tones.contains(c)).map_or(c, |(base, _)| base)
        };
        c == wanted || base_of(c) == wanted
    }

    proptest! {
        #[test]
        fn a_text_is_found_by_its_letters(text in vietnamese(0..30)) {
            let folded = fold(&text);
            for query in [&text, &folded, &text.to_uppercase(), &text.nfd().to_string()] {
                prop_assert!(Query::new(query).matches(&text, &folded), "{}", query);
            }
        }

        #[test]
        fn a_query_finds_what_its_letters_agree_with(
            text in "[aàáâấbBdđĐ ]{0,8}", word in "[aàáâbdđ]{1,3}"
        ) {
            let letters: Vec<char> = text.chars().collect();
            let wanted: Vec<char> = word.chars().collect();
            let expected = letters.windows(wanted.len()).enumerate().position(|(at, window)| {
                let begins = at == 0 || !letters[at - 1].is_alphanumeric();
                begins && wanted.iter().zip(window).all(|(wanted, c)| agrees(*wanted, *c))
            });
            prop_assert_eq!(find(&word, &text), expected.map(|at| at..at + wanted.len()));
            prop_assert_eq!(search(&word, &text), expected.is_some());
        }

        #[test]
        fn what_is_found_folds_to_the_word(text in any::<String>(), query in "\\PC{1,2}") {
            let folded = fold(&text);
            if let Some(range) = Query::new(&query).find_in(&text, &folded) {
                let found: String = folded.chars().take(range.end).skip(range.start).collect();
                let words = fold(&query);
                prop_assert!(words.split_whitespace().any(|word| word == found));
            }
        }
    }
}
