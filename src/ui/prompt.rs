//! One line that is asked for: a date, a number, some words. It does not know what for.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{Answer, Ctx, Outcome, Screen, frame_dialog, input::LineInput, put, row, theme::Role};
use crate::keymap::{Action, Key, Mode};

/// A line with a heading and a hint.
pub struct Prompt {
    title: String,
    hint: String,
    line: LineInput,
}

impl Prompt {
    /// An empty line.
    pub fn new(title: &str, hint: &str) -> Self {
        Self { title: title.to_owned(), hint: hint.to_owned(), line: LineInput::default() }
    }

    /// The same with a text in it.
    pub fn with(mut self, text: &str) -> Self {
        self.line = LineInput::new(text);
        self
    }
}

impl Screen for Prompt {
    fn title(&self, _ctx: &Ctx) -> String {
        self.title.clone()
    }

    fn mode(&self) -> Mode {
        Mode::Prompt
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, _ctx: &Ctx) -> Outcome {
        match action {
            Action::Accept => Outcome::Answer(Answer::Text(self.line.text())),
            Action::Back => Outcome::Close,
            _ => Outcome::Pass,
        }
    }

    fn typed(&mut self, key: Key, _ctx: &Ctx) -> Outcome {
        if self.line.key(key) { Outcome::Stay } else { Outcome::Pass }
    }

    fn pasted(&mut self, pasted: &str, _ctx: &Ctx) -> Outcome {
        self.line.paste(pasted);
        Outcome::Stay
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        let inside = frame_dialog(ctx, frame, area, &self.title, area.width.min(70), 5);
        let buffer = frame.buffer_mut();
        let caret = self.line.draw(ctx, buffer, row(inside, 0), Role::Plain);
        put(ctx, buffer, row(inside, 2), &self.hint, Role::Dim);
        Some(caret)
    }
}
