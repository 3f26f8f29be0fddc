//! Old Vietnamese encodings: which cells are written in one, and what they say in Unicode.
//!
//! TCVN3 (fonts named `.Vn…`) and VNI (fonts named `VNI-…`) write Vietnamese with Latin letters that only look
//! right in their fonts. The font of a cell tells; where no font is known, the words of the whole file do:
//! the reading in which most of the commonest words are found. Text that is Unicode already is never
//! touched. What was decoded is counted, so that it can be shown to whoever has to confirm it.

use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

use bamboo_core::{Charset, decode_charset};

use super::grid::{Cell, Value, Workbook};
use crate::domain::{fold, words::choice};

choice! {
    /// How the letters of a file are written.
    Encoding {
        #[default]
        Utf8 = "utf-8", "Unicode (UTF-8)", "Unicode (UTF-8)";
        Utf16 = "utf-16", "Unicode (UTF-16)", "Unicode (UTF-16)";
        Windows1258 = "windows-1258", "Windows-1258", "Windows-1258";
        Tcvn3 = "tcvn3", "TCVN3 (ABC, phông .VnTime)", "TCVN3 (ABC, .VnTime fonts)";
        Vni = "vni", "VNI (phông VNI-Times)", "VNI (VNI-Times fonts)";
    }
}

/// In which encodings the cells of a file were, how many each, and one that shows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decoded {
    /// Encoding, cells, and one of them as it was and as it is now.
    pub cells: Vec<(Encoding, usize, String, String)>,
}

/// Brings the cells of a workbook into Unicode.
pub fn of_workbook(book: &mut Workbook, forced: Option<Encoding>) -> Decoded {
    let legacy: Vec<Option<Encoding>> = book.fonts.iter().map(|name| of_font(name)).collect();
    let unfonted = || texts(book).filter(|cell| legacy[usize::from(cell.font)].is_none());
    let guessed = forced.or_else(|| {
        let sample: Vec<&str> = unfonted().take(4_000).filter_map(|cell| text_of(cell)).collect();
        guess(&sample.join("\n"))
    });
    let capitals: Vec<bool> = book.fonts.iter().map(|name| is_capital_font(name)).collect();
    let mut decoded = Decoded::default();
    let cells = book.sheets.iter_mut().flat_map(|sheet| &mut sheet.rows).flat_map(|row| &mut row.cells);
    for cell in cells {
        let font = usize::from(cell.font);
        let encoding = forced.or(legacy[font]).or(guessed).unwrap_or(Encoding::Utf8);
        if let Value::Text(text) = &mut cell.value {
            decoded.take(text, encoding, capitals[font]);
        }
    }
    decoded
}

/// Brings the cells of a text table into Unicode.
pub fn of_text(mut book: Workbook, encoding: Encoding) -> (Workbook, Decoded) {
    let mut decoded = Decoded::default();
    let cells = book.sheets.iter_mut().flat_map(|sheet| &mut sheet.rows).flat_map(|row| &mut row.cells);
    for cell in cells {
        if let Value::Text(text) = &mut cell.value {
            decoded.take(text, encoding, false);
        }
    }
    (book, decoded)
}

fn texts(book: &Workbook) -> impl Iterator<Item = &Cell> {
    let cells = book.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
    cells.filter(|cell| text_of(cell).is_some())
}

fn text_of(cell: &Cell) -> Option<&str> {
    match &cell.value {
        Value::Text(text) => Some(text),
        Value::Blank | Value::Number(_) | Value::Day(_) | Value::Error(_) => None,
    }
}

impl Decoded {
    fn take(&mut self, text: &mut String, encoding: Encoding, capitals: bool) {
        let plain = tidy(&decode(text, encoding, capitals)).into_owned();
        let legacy = matches!(encoding, Encoding::Tcvn3 | Encoding::Vni | Encoding::Windows1258);
        if legacy && !text.is_ascii() {
            match self.cells.iter_mut().find(|(e, ..)| *e == encoding) {
                Some((_, count, ..)) => *count += 1,
                None => self.cells.push((encoding, 1, text.clone(), plain.clone())),
            }
        }
        *text = plain;
    }
}

/// The encoding a font is made for.
fn of_font(name: &str) -> Option<Encoding> {
    let name = name.trim().to_ascii_lowercase();
    if name.starts_with(".vn") {
        Some(Encoding::Tcvn3)
    } else {
        name.starts_with("vni").then_some(Encoding::Vni)
    }
}

/// Whether a font shows small letters as capitals: TCVN3 has no capitals with tones of its own.
fn is_capital_font(name: &str) -> bool {
    of_font(name) == Some(Encoding::Tcvn3) && name.trim().ends_with('H')
}

/// A text in Unicode. One that holds a letter only Unicode has is left as it is.
pub fn decode(text: &str, encoding: Encoding, capitals: bool) -> Cow<'_, str> {
    let charset = match encoding {
        Encoding::Utf8 | Encoding::Utf16 | Encoding::Windows1258 => return Cow::Borrowed(text),
        Encoding::Tcvn3 => Charset::Tcvn3,
        Encoding::Vni => Charset::VniWindows,
    };
    if text.chars().any(is_only_unicode) {
        return Cow::Borrowed(text);
    }
    let plain = decode_charset(charset, text);
    if capitals { Cow::Owned(plain.to_uppercase()) } else { plain }
}

/// Vietnamese letters that no one-byte encoding has, and combining marks.
fn is_only_unicode(c: char) -> bool {
    matches!(c, '\u{102}'..='\u{151}' | '\u{154}'..='\u{15f}' | '\u{162}'..='\u{177}' | '\u{1a0}'..='\u{1b0}'
        | '\u{300}'..='\u{323}' | '\u{1ea0}'..='\u{1ef9}')
}

/// The text as the register stores it: NFC, `Đ` in one form, no invisible characters, plain spaces. Line breaks stay.
fn tidy(text: &str) -> Cow<'_, str> {
    let one = |c: char| match c {
        'Ð' | 'Ɖ' => Some('Đ'),
        'ð' | 'ɖ' => Some('đ'),
        '\r' | '\n' => Some('\n'),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => None,
        c if c.is_whitespace() || c.is_control() => Some(' '),
        c => Some(c),
    };
    let composed = fold::nfc(text);
    if composed.chars().all(|c| one(c) == Some(c)) {
        return composed;
    }
    composed.chars().filter_map(one).collect::<String>().into()
}

/// Words that stand in every list of an office, as they are with their marks.
const COMMON: &str = "
    họ tên và ngày tháng năm sinh giới tính nữ dân tộc tôn giáo không quê quán trình độ học vấn chuyên môn
    lý luận chính trị nghề nghiệp chức vụ đảng thức số thẻ viên lịch đơn vị trực thuộc xã thị trấn thôn
    bản khu phố bộ huyện tỉnh trường trưởng bí thư hộ mã loại trạng thái nguyễn trần lê phạm hoàng đặng
    bùi đỗ hồ ngô vũ võ đinh phùng triệu lý văn đức quảng hải hà công nông đại trung cấp sơ";

static COMMON_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    COMMON.split_whitespace().filter(|word| !word.is_ascii()).map(fold::same_syllables).collect()
});

/// How many of the commonest words a text has.
fn score(text: &str, encoding: Encoding) -> usize {
    let text = tidy(text).to_string();
    let words = text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).take(20_000);
    let known = |word: &&str| {
        !word.is_ascii() && COMMON_WORDS.contains(&fold::same_syllables(&decode(word, encoding, false)))
    };
    words.filter(known).count()
}

/// The encoding of a text that may be an old one, when clearly more words can be read in it than as it stands.
pub fn guess(text: &str) -> Option<Encoding> {
    let plain = score(text, Encoding::Utf8);
    let (count, encoding) = [Encoding::Tcvn3, Encoding::Vni]
        .map(|encoding| (score(text, encoding), encoding))
        .into_iter()
        .max()?;
    (count >= 3 && count > 2 * plain).then_some(encoding)
}

/// The reading in which most of the commonest words are found; none when no reading has any, or two as many.
pub fn best(readings: &[(&str, Encoding)]) -> Option<Encoding> {
    let mut scored: Vec<(usize, Encoding)> =
        readings.iter().map(|(text, encoding)| (score(text, *encoding), *encoding)).collect();
    scored.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match scored.as_slice() {
        [(first, _), (second, _), ..] if first == second => None,
        [(first, encoding), ..] if *first > 0 => Some(*encoding),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use bamboo_core::encode_charset;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_old_encodings_read_as_they_are_meant() {
        for (encoding, typed, meant) in [
            (Encoding::Tcvn3, "TiÕng ViÖt rÊt hay", "Tiếng Việt rất hay"),
            (Encoding::Tcvn3, "§¶ng bé huyÖn CÈm Xuyªn", "Đảng bộ huyện Cẩm Xuyên"),
            (Encoding::Tcvn3, "M\u{ad}êng Kh\u{ad}¬ng", "Mường Khương"),
            (Encoding::Vni, "Ñaûng boä huyeän Caåm Xuyeân", "Đảng bộ huyện Cẩm Xuyên"),
            (Encoding::Vni, "ÑAÛNG COÄNG SAÛN VIEÄT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"),
            (Encoding::Tcvn3, "Đảng bộ (đã Unicode)", "Đảng bộ (đã Unicode)"),
        ] {
            assert_eq!(decode(typed, encoding, false), meant);
        }
        assert_eq!(decode("®¶ng bé", Encoding::Tcvn3, is_capital_font(".VnTimeH")), "ĐẢNG BỘ");
    }

    #[test]
    fn a_file_without_fonts_is_told_by_its_words() {
        assert_eq!(guess("Hä vµ tªn\nNgµy sinh\nChi bé th«n 1"), Some(Encoding::Tcvn3));
        assert_eq!(guess("Hoï vaø teân\nNgaøy sinh\nChi boä thoân 1"), Some(Encoding::Vni));
        assert_eq!(guess("Họ và tên\nNgày sinh\nChi bộ thôn 1\nHà Nam"), None);
        assert_eq!(guess("name\nborn"), None);
    }

    #[test]
    fn invisible_letters_go_and_look_alikes_become_one() {
        assert_eq!(tidy("Dao\u{200b}"), "Dao");
        assert_eq!(tidy("Ðặng\u{a0}Văn"), "Đặng Văn");
        assert_eq!(tidy("e\u{323}\u{302}"), "ệ");
        assert!(matches!(tidy("Đặng Văn"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn what_is_written_in_an_old_encoding_comes_back(text in "[a-zăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]{1,8}( [a-zđ]{1,4}){0,3}") {
            for (charset, encoding) in [(Charset::Tcvn3, Encoding::Tcvn3), (Charset::VniWindows, Encoding::Vni)] {
                let written = encode_charset(charset, &text);
                prop_assert_eq!(decode(&written, encoding, false), text.as_str());
            }
        }

        #[test]
        fn any_text_can_be_looked_at(text in any::<String>()) {
            for encoding in Encoding::ALL {
                _ = tidy(&decode(&text, *encoding, true));
            }
            _ = guess(&text);
        }
    }
}
