//! What may stand in a text: the one list of characters that are refused when typed or brought in, reported
//! where they stand in a register, and shown as codes.
//!
//! A character is on it when it acts on a terminal, turns the direction of writing, cannot be seen, or means
//! nothing outside one machine. It does not know what a text means, how it is shown, or how wide it is.

use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// Longest clean text, in characters.
pub const LONGEST: usize = 4_096;

/// Marks one letter may carry: Vietnamese needs two at most, other languages hardly more; heaps of them spill
/// over the lines around.
pub const MOST_MARKS: usize = 4;

/// Whether a text may be stored, and reaches the screen as it is. What people type or bring in is refused otherwise.
pub fn is_clean(s: &str) -> bool {
    let short = s.len() <= LONGEST || s.chars().nth(LONGEST).is_none();
    short && unclean(s).is_none()
}

/// The first character of a text that may not be stored: a forbidden one, or one mark too many on a letter.
pub fn unclean(s: &str) -> Option<char> {
    if s.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    let mut marks = 0;
    s.chars().find(|&c| {
        if is_latin(c) {
            marks = 0;
            return false;
        }
        marks = if is_piled(c) { marks + 1 } else { 0 };
        marks > MOST_MARKS || is_forbidden(c)
    })
}

/// The letters of nearly every text here, which need no look at any table.
fn is_latin(c: char) -> bool {
    matches!(c, ' '..='~' | 'À'..='ɏ' | 'Ḁ'..='ỿ')
}

/// Characters drawn on top of the one before.
pub fn is_piled(c: char) -> bool {
    c >= '\u{300}' && (is_combining_mark(c) || c.width() == Some(0))
}

/// Characters that act on the terminal, cannot be seen, or mean nothing outside one machine.
pub fn is_forbidden(c: char) -> bool {
    match c {
        // Controls; tab and line feed too, as a cell is one line.
        '\0'..='\x1F' | '\x7F'..='\u{9F}' => true,
        ' '..='~' => false,
        // Line and paragraph separator.
        '\u{2028}' | '\u{2029}' => true,
        // Direction of writing.
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' => true,
        '\u{2066}'..='\u{2069}' => true,
        // Soft hyphen, joiners, zero width spaces, invisible operators.
        '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}' => true,
        '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' => true,
        // Signs that swallow the characters after them.
        '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{70F}' | '\u{890}' | '\u{891}' => true,
        '\u{8E2}' | '\u{110BD}' | '\u{110CD}' => true,
        // Fillers and blanks: Hangul, Khmer, Mongolian, Braille.
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => true,
        '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{2800}' => true,
        // Variation selectors, tags, and the rest of their plane.
        '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}' => true,
        // Annotation, shorthand, music and hieroglyph format controls.
        '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' => true,
        '\u{1D173}'..='\u{1D17A}' | '\u{13430}'..='\u{1343F}' => true,
        // Private use.
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => true,
        // Code points that are never characters.
        '\u{FDD0}'..='\u{FDEF}' => true,
        _ => u32::from(c) & 0xFFFE == 0xFFFE,
    }
}
