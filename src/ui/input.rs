//! One line of text that is being typed, the way Vietnamese input methods type it.
//!
//! A burst of Backspaces and letters is taken in order, nothing is checked while typing, the real cursor stays
//! at the caret, and Backspace takes a combining mark alone. The cursor logic is tui-input's.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use tui_input::{Input, InputRequest};

use super::{Ctx, put, theme::Role};
use crate::{
    domain::fold,
    keymap::{Code, Key},
    text::shown,
};

/// A line of text with a caret.
#[derive(Debug, Clone, Default)]
pub struct LineInput {
    input: Input,
}

impl LineInput {
    /// A line with a text, the caret behind it.
    pub fn new(text: &str) -> Self {
        Self { input: Input::from(text.to_owned()) }
    }

    /// What is typed, in NFC.
    pub fn text(&self) -> String {
        fold::nfc(self.input.value()).into_owned()
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.input.value().is_empty()
    }

    /// Takes a key; whether it was one for a text.
    pub fn key(&mut self, key: Key) -> bool {
        let request = match (key.code, key.ctrl) {
            (Code::Char(letter), false) if !key.alt => InputRequest::InsertChar(letter),
            (Code::Backspace, _) => return self.backspace(),
            (Code::Delete, _) => InputRequest::DeleteNextChar,
            (Code::Left, true) => InputRequest::GoToPrevWord,
            (Code::Right, true) => InputRequest::GoToNextWord,
            (Code::Left, false) => InputRequest::GoToPrevChar,
            (Code::Right, false) => InputRequest::GoToNextChar,
            (Code::Home, _) => InputRequest::GoToStart,
            (Code::End, _) => InputRequest::GoToEnd,
            (Code::Char('u'), true) => InputRequest::DeleteLine,
            _ => return false,
        };
        self.input.handle(request);
        true
    }

    /// Inserts pasted text: one line, no control or invisible characters.
    pub fn paste(&mut self, text: &str) {
        for letter in shown::strip(text).chars() {
            self.input.handle(InputRequest::InsertChar(letter));
        }
    }

    /// Takes one letter back, or one combining mark: input methods that compose with marks count those.
    fn backspace(&mut self) -> bool {
        let caret = self.input.cursor();
        let before = caret.checked_sub(1).and_then(|place| self.input.value().chars().nth(place));
        if before.is_some_and(unicode_normalization::char::is_combining_mark) {
            let mut letters: Vec<char> = self.input.value().chars().collect();
            letters.remove(caret - 1);
            self.input = Input::from(letters.into_iter().collect::<String>()).with_cursor(caret - 1);
        } else {
            self.input.handle(InputRequest::DeletePrevChar);
        }
        true
    }

    /// Draws the part around the caret; gives the place of the caret.
    pub fn draw(&self, ctx: &Ctx, buffer: &mut Buffer, area: Rect, role: Role) -> Position {
        let width = usize::from(area.width.max(1));
        let before: String = self.input.value().chars().take(self.input.cursor()).collect();
        let caret = shown::width(&shown::shown(&before));
        let skip = (caret + 1).saturating_sub(width);
        let mut passed = 0;
        let visible: String = self
            .input
            .value()
            .chars()
            .skip_while(|letter| {
                let hidden = passed < skip;
                passed += shown::width(letter.encode_utf8(&mut [0; 4]));
                hidden
            })
            .collect();
        put(ctx, buffer, area, &visible, role);
        let x = area.x + u16::try_from(caret - skip).unwrap_or(0).min(area.width.saturating_sub(1));
        Position::new(x, area.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> String {
        let mut line = LineInput::default();
        for c in keys.chars() {
            let code = if c == '\u{7f}' { Code::Backspace } else { Code::Char(c) };
            line.key(Key::plain(code));
        }
        line.text()
    }

    #[test]
    fn an_input_methods_burst_of_backspaces_and_letters_gives_the_word() {
        assert_eq!(typed("tie\u{7f}\u{7f}iê\u{7f}ếng"), "tiếng");
        assert_eq!(typed("d\u{7f}đ"), "đ");
    }

    #[test]
    fn composed_text_becomes_nfc_and_backspace_takes_a_mark_alone() {
        assert_eq!(typed("a\u{302}\u{301}"), "ấ");
        assert_eq!(typed("a\u{302}\u{301}\u{7f}"), "â");
    }

    #[test]
    fn pasted_breaks_and_control_characters_do_not_get_in() {
        let mut line = LineInput::new("x");
        line.paste("a\nb\u{1b}[31mc");
        assert_eq!(line.text(), "xa b[31mc");
    }
}
