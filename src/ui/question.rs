//! A question with a few answers. The first answer is the one that does no harm, and the key that opened the
//! question never answers it.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{Answer, Ctx, Outcome, Screen, after, first, frame_dialog, put, row, theme::Role};
use crate::{
    keymap::{Action, Mode},
    text::shown::wrapped,
};

/// A question.
pub struct Question {
    title: String,
    lines: Vec<String>,
    answers: Vec<String>,
    cursor: usize,
}

impl Question {
    /// A heading, what is asked, and the answers.
    pub fn new(title: &str, lines: Vec<String>, answers: Vec<String>) -> Self {
        Self { title: title.to_owned(), lines, answers, cursor: 0 }
    }
}

impl Screen for Question {
    fn mode(&self) -> Mode {
        Mode::Question
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, _ctx: &Ctx) -> Outcome {
        let last = self.answers.len().saturating_sub(1);
        match action {
            Action::Up | Action::Left => self.cursor = self.cursor.saturating_sub(1),
            Action::Down | Action::Right => self.cursor = (self.cursor + 1).min(last),
            Action::Accept => return Outcome::Answer(Answer::Chosen(self.cursor)),
            Action::Back => return Outcome::Close,
            _ => return Outcome::Pass,
        }
        Outcome::Stay
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        let width = area.width.min(76);
        let lines: Vec<String> =
            self.lines.iter().flat_map(|line| wrapped(line, usize::from(width.saturating_sub(4)))).collect();
        let height = u16::try_from(lines.len() + self.answers.len() + 3).unwrap_or(u16::MAX);
        let inside = frame_dialog(ctx, frame, area, &self.title, width, height);
        let buffer = frame.buffer_mut();
        let mut number = 0;
        for line in &lines {
            put(ctx, buffer, after(row(inside, number), 1), line, Role::Plain);
            number += 1;
        }
        number += 1;
        let mut cursor = None;
        for (place, answer) in self.answers.iter().enumerate() {
            let at = row(inside, number);
            let here = place == self.cursor;
            if here {
                put(ctx, buffer, first(after(at, 1), 1), ctx.theme.signs.cursor, Role::Key);
                cursor = Some(Position::new(at.x + 1, at.y));
            }
            put(ctx, buffer, after(at, 3), answer, if here { Role::Selected } else { Role::Plain });
            number += 1;
        }
        cursor
    }
}
