//! One line that is asked for: a date, a number, some words. It does not know what for, only who says whether
//! it will do; until it does the line stays open as it was typed.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{Answer, Ctx, Outcome, Screen, frame_dialog, input::LineInput, put, row, theme::Role};
use crate::{
    domain::words::Lang,
    keymap::{Action, Key, Mode},
    text,
};

/// Whether what is typed will do; if not, why, in a sentence.
type Check = dyn Fn(&str, Lang) -> Result<(), String>;

/// A line with a heading and a hint.
pub struct Prompt {
    title: String,
    hint: String,
    line: LineInput,
    check: Box<Check>,
}

impl Prompt {
    /// An empty line, and who says whether what is typed will do.
    pub fn new(title: &str, hint: &str, check: impl Fn(&str, Lang) -> Result<(), String> + 'static) -> Self {
        let (title, hint) = (title.to_owned(), hint.to_owned());
        Self { title, hint, line: LineInput::default(), check: Box::new(check) }
    }

    /// The same with a text in it.
    pub fn with(mut self, text: &str) -> Self {
        self.line = LineInput::new(text);
        self
    }
}

/// Asks for a file; offers a name made of what goes out and the date of the register.
pub fn file_prompt(ctx: &Ctx, what: &str) -> Prompt {
    let lang = ctx.lang;
    let name = format!("{what}-{}.xlsx", ctx.standing.as_of);
    let known = |typed: &str, lang: Lang| {
        let typed = typed.trim().to_lowercase();
        let ends =
            [".xlsx", ".csv", ".json"].iter().any(|end| typed.len() > end.len() && typed.ends_with(end));
        if ends { Ok(()) } else { Err(text::cli::no_format(lang, typed)) }
    };
    Prompt::new(text::report::file_title(lang), text::report::file_hint(lang), known).with(&name)
}

impl Screen for Prompt {
    fn mode(&self) -> Mode {
        Mode::Prompt
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        match action {
            Action::Accept => {
                let typed = self.line.text();
                match (self.check)(&typed, ctx.lang) {
                    Ok(()) => Outcome::Answer(Answer::Text(typed)),
                    Err(why) => Outcome::Refuse(why),
                }
            }
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
