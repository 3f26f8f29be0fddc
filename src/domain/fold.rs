//! The forms of a Vietnamese text: for storing, for searching, for sorting and
//! for telling whether two spellings are the same name.
//!
//! Every function takes a text as it was typed and brings it to NFC itself.
//! The folded form has one character for each NFC character, so a position in
//! it is a position in the text. Keys are made once per snapshot and compared
//! as bytes.
//!
//! It does not know what a member or a unit is, which language the program
//! speaks, or how wide a text is on a screen.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::{
    canonical_combining_class, compose, decompose_canonical, is_combining_mark,
};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

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

/// The three levels of a sort key while it is being made.
#[derive(Default)]
struct Levels {
    letters: Vec<u8>,
    marks: Vec<u8>,
    cases: Vec<u8>,
}

/// Tone marks in the order of the dictionary: huyền, hỏi, ngã, sắc, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

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

    /// Whether every word occurs in the text, in any order. `folded` is the
    /// [`fold`] of `text`, made once and kept.
    pub fn matches(&self, text: &str, folded: &str) -> bool {
        self.words.iter().all(|word| word.find_in(text, folded).is_some())
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

/// A key for lists of persons: by given name (the last word), then by the
/// other words from the left, family name first.
///
/// The order is that of [`sort_key`], but case decides last of all: a name in
/// capitals stays among its namesakes.
pub fn person_key(full_name: &str) -> Vec<u8> {
    let mut words: Vec<&str> = full_name.split_whitespace().collect();
    let given = Levels::of(words.pop().unwrap_or_default());
    let others = Levels::of(&words.join(" "));
    [given.letters, given.marks, others.letters, others.marks, given.cases, others.cases].join(&0)
}

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

/// The character positions at which `word` occurs, overlapping ones too.
fn occurrences(folded: &str, word: &str) -> impl Iterator<Item = usize> {
    let step = word.chars().next().map_or(1, char::len_utf8);
    let mut rest = folded;
    let mut position = 0;
    std::iter::from_fn(move || {
        let at = rest.find(word)?;
        let found = position + rest[..at].chars().count();
        rest = &rest[at + step..];
        position = found + 1;
        Some(found)
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

impl Levels {
    fn of(s: &str) -> Self {
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
#[allow(clippy::unwrap_used)]
mod tests {
    use std::cmp::Ordering;
    use std::collections::{BTreeMap, BTreeSet};

    use icu_collator::options::{CollatorOptions, Strength};
    use icu_collator::{Collator, CollatorBorrowed};
    use icu_locale_core::locale;
    use proptest::prelude::*;

    use super::*;

    const FAMILY: &str = "\
        Nguyễn Trần Lê Phạm Võ Huỳnh Phan Bùi Hoàng Vũ Đỗ Trương Đặng Hồ Ngô Dương Đoàn Đinh \
        Trịnh Cao Đào Mai Lương Lưu Lâm Hà Phùng Thái Tạ Lý Văn Tô Vương Châu Chu Từ Quách \
        Tôn Tống Đồng Hứa Lã Tăng Đậu Diệp Kiều Đàm La Lại Triệu Thạch Chung Dư Lữ Bạch \
        Giang Hồng Nhan Trang Âu Bành Cáp Mã Nông Phó Thân Vy Cù Danh Hàn Khương Mạc Nghiêm \
        Nhữ Quang Sầm Trà Tưởng Ung Vi Y Ông \
        ";
    const MIDDLE: &str = "\
        Văn Thị Minh Hoàng Thanh Ngọc Quốc Đức Quang Anh Hữu Thành Xuân Duy Đình Trung Tuấn \
        Tấn Hồng Công Trọng Thế Lê Tiến Nguyễn Kim Nhật Trần Hải Mạnh Vũ Việt Thái Đăng Hoài \
        Bảo Huy Huỳnh Phương Chí Phước Trường Khánh Bá Thiên Thu Nguyên Viết Vĩnh Cao Khắc \
        Phạm Phúc Phú Gia Như Thiện Phi Đại Trí Mỹ Thùy Phan Sơn Hà Thúy Võ Long Nam Bích \
        Đặng Hùng Hồ Nhựt Dương Kiều Trương An Mai Sĩ Vinh Bình Quý Yến Đỗ Diễm Diệu Kỳ \
        Quỳnh Thảo Tuyết Tùng Tất Cẩm Lâm Sỹ Hiếu Lan Thất Vương Châu Khương Linh Đắc Chánh \
        Lương Lệ Ngô Phát Toàn Ánh Đoàn Đạt Khoa Thạch Trúc Chấn Diệp Giang Huyền Hưng Khôi \
        Khải Mậu Thuận Thủy Tiểu Tri Triệu Tự \
        ";
    const GIVEN: &str = "\
        Anh Huy Tuấn Duy Nam Hoàng Minh Dũng Hiếu Đạt Cường Hùng Tùng Sơn Thành Hải Trung \
        Long Vũ Nguyên Linh Đức Tâm Tiến Phúc Phương Thắng Thịnh Khoa Khánh Vinh Hưng Quân \
        Tài Trí An Bảo Phong Toàn Nghĩa Nhân Quang Việt Bình Lâm Thanh Tú Trường Dương Lộc \
        Tân Phú Thái Thảo Tín Phát Thiện Ngọc Sang Thông Hà Luân Phước Hòa Mạnh Thuận Vương \
        Giang Danh Hiệp Ngân Công Đăng Đại Hiền Trang Hậu Nhật Thi Khang Quốc Dung Kiên Kha \
        Quý Thương Châu Phi Lợi Ân Khải Kiệt Hiển Hạnh Thọ Văn Chương Khôi Trọng Hương Nga \
        Định Huyền Nhựt Yến Đông Chung Cảnh Loan Mai Thiên Thủy Chiến Hằng Khương Nhi Triều \
        Vân Hoài Hoàn Quyền Thúy Chinh Khiêm Mẫn Quyết Quỳnh Tiên Tấn Bằng Khanh Lập Thư \
        Xuân Ánh Hào Hân Liêm Luận Mỹ Như Thức Trâm Trực Tuân Tường Chính Duyên Lực My Nhã \
        Thạch Tính Vượng Cương Hữu Lân Lý Phụng Sinh Thùy Trình Vĩ Chi Hoa Huân Ly Lưu Sỹ \
        Trúc Tuyên Chánh Duyệt Huấn Hảo Hồng Kim Nhung Ninh Toản Trinh Triết Tuyền Uyên Viễn \
        Điền Điệp Đồng Du Giáp Luật Lê Nhơn Oanh Quyên Sĩ Thu Thưởng Tiệp Tịnh Viên Vy Vĩnh \
        Ái Đoàn Diệp Diệu Em Hiến Hiệu Huỳnh Hóa Hường Khuê Kiều Kỳ Lan Nghi Nghị Nhàn \
        ";

    /// Every vowel after its folded form and its letter: plain, then the tones
    /// in order.
    const VOWELS: [(char, char, &str); 12] = [
        ('a', 'a', "aàảãáạ"),
        ('a', 'ă', "ăằẳẵắặ"),
        ('a', 'â', "âầẩẫấậ"),
        ('e', 'e', "eèẻẽéẹ"),
        ('e', 'ê', "êềểễếệ"),
        ('i', 'i', "iìỉĩíị"),
        ('o', 'o', "oòỏõóọ"),
        ('o', 'ô', "ôồổỗốộ"),
        ('o', 'ơ', "ơờởỡớợ"),
        ('u', 'u', "uùủũúụ"),
        ('u', 'ư', "ưừửữứự"),
        ('y', 'y', "yỳỷỹýỵ"),
    ];

    const ONSETS: &str = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";

    const RHYMES: &str = "\
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
        e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt \
        iêu im in inh ip it iu o oa oac oach oai oan oang oanh oao oap oat oay oăc oăm oăn \
        oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi \
        ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh uêt ui um un ung uơ uôc uôi uôm \
        uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi \
        ươm ươn ương ươp ươt ươu ưt ưu yêm yên yêng yêt yêu";

    fn words(list: &str) -> Vec<&str> {
        list.split_whitespace().collect()
    }

    fn marked_letters() -> Vec<char> {
        let vowels = VOWELS.iter().flat_map(|(_, _, tones)| tones.chars());
        let lower: Vec<char> = vowels.chain(['đ']).filter(|c| !c.is_ascii()).collect();
        let upper: String = lower.iter().flat_map(|c| c.to_uppercase()).collect();
        lower.into_iter().chain(upper.chars()).collect()
    }

    /// Full names from the lists above, the same ones at each run.
    fn names(count: usize) -> Vec<String> {
        let lists = [FAMILY, MIDDLE, MIDDLE, GIVEN].map(words);
        let mut seed: u32 = 2018;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize
        };
        let mut name = || {
            let length = 2 + next() % 3;
            let skipped = 4 - length;
            let chosen = lists.iter().enumerate();
            let chosen = chosen.filter(|(i, _)| !(1..=skipped).contains(i));
            let name: Vec<&str> = chosen.map(|(_, list)| list[next() % list.len()]).collect();
            match next() % 5 {
                0 => name.join(" ").to_uppercase(),
                1 => name.join(" ").to_lowercase(),
                _ => name.join(" "),
            }
        };
        (0..count).map(|_| name()).collect()
    }

    /// Every onset with every rhyme and every tone on every vowel of it, so
    /// that both places of the tone occur; more than the language uses.
    fn syllables() -> Vec<String> {
        let mut all = Vec::new();
        for onset in std::iter::once("").chain(words(ONSETS)) {
            for rhyme in words(RHYMES) {
                all.push(format!("{onset}{rhyme}"));
                for (at, vowel) in rhyme.char_indices() {
                    let row = VOWELS.iter().find(|(_, letter, _)| *letter == vowel);
                    let toned = row.map_or("", |(_, _, tones)| tones).chars().skip(1);
                    let (head, tail) = (&rhyme[..at], &rhyme[at + vowel.len_utf8()..]);
                    all.extend(toned.map(|toned| format!("{onset}{head}{toned}{tail}")));
                }
            }
        }
        all
    }

    fn icu(strength: Strength) -> CollatorBorrowed<'static> {
        let mut options = CollatorOptions::default();
        options.strength = Some(strength);
        Collator::try_new(locale!("vi-u-kn").into(), options).unwrap()
    }

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

    fn search(query: &str, text: &str) -> bool {
        Query::new(query).matches(text, &fold(text))
    }

    fn find(query: &str, text: &str) -> Option<Range<usize>> {
        Query::new(query).find_in(text, &fold(text))
    }

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
            ("ễ", "NGUYỄN", true),
            ("ễ", "Nguyên", false),
            ("nguyên", "Nguyễn", false),
            ("nguyên", "Nguyên", true),
            ("hà", "Hà", true),
            ("hà", "Hạ", false),
            ("ha", "Hạ", true),
            ("à", "aa à", true),
            ("aà", "aaà", true),
            ("lê hà", "Hà Thị Lê", true),
            ("lê hà", "Hạ Thị Lê", false),
            ("e\u{302}", "Lê", true),
            ("ê", "Le\u{302}", true),
            ("ü", "Müller", true),
            ("ü", "Muller", false),
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
        assert_eq!(find("ă", "Đàm Văn An"), Some(5..6));
        assert_eq!(find("an", "Nguyễn Văn An"), Some(8..10));
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

    #[test]
    fn persons_sort_by_given_name_first() {
        let mut names = vec![
            "Trần Thị Hà",
            "Lê Hạ",
            "Nguyễn Văn Bình",
            "Nguyễn Thị Bình",
            "NGUYỄN VĂN AN",
            "Đặng An",
            "Trần An",
            "Ân",
            "An",
            "Dương  Ha",
            "Nguyễn Văn Em",
        ];
        names.sort_by_key(|name| person_key(name));
        assert_eq!(
            names,
            [
                "An",
                "Đặng An",
                "NGUYỄN VĂN AN",
                "Trần An",
                "Ân",
                "Nguyễn Thị Bình",
                "Nguyễn Văn Bình",
                "Nguyễn Văn Em",
                "Dương  Ha",
                "Trần Thị Hà",
                "Lê Hạ",
            ]
        );
        assert_eq!(person_key(" Lê  An "), person_key("Lê An"));
        assert!(person_key("") < person_key("A"));
        assert!(person_key("LÊ An") < person_key("Lê AN"));
    }

    #[test]
    fn persons_sort_as_icu_sorts_the_parts() {
        let (icu, icu_with_case) = (icu(Strength::Secondary), icu(Strength::Tertiary));
        let names = names(2_000);
        let mut keyed: Vec<_> = names.iter().map(|s| (person_key(s), s.as_str())).collect();
        keyed.sort();
        for pair in keyed.windows(2) {
            let ((key_a, a), (key_b, b)) = (&pair[0], &pair[1]);
            let ((others_a, given_a), (others_b, given_b)) =
                (a.rsplit_once(' ').unwrap(), b.rsplit_once(' ').unwrap());
            let expected = icu
                .compare(given_a, given_b)
                .then_with(|| icu.compare(others_a, others_b))
                .then_with(|| icu_with_case.compare(given_a, given_b))
                .then_with(|| icu_with_case.compare(others_a, others_b));
            assert_eq!(key_a.cmp(key_b), expected, "{a:?} and {b:?}");
        }
    }

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

    fn vietnamese(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
        let mut letters = marked_letters();
        letters.extend("abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY     0123456789-.".chars());
        proptest::collection::vec(proptest::sample::select(letters), length)
            .prop_map(|letters| letters.into_iter().collect())
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
            let expected = letters.windows(wanted.len()).position(|window| {
                wanted.iter().zip(window).all(|(wanted, c)| agrees(*wanted, *c))
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

        #[test]
        fn case_and_composition_do_not_change_the_same_form(text in vietnamese(0..20)) {
            prop_assert_eq!(same_syllables(&text.nfd().to_string()), same_syllables(&text));
            prop_assert_eq!(same_syllables(&text.to_uppercase()), same_syllables(&text));
        }
    }
}
