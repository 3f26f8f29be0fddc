//! The first screen when there is no register yet: make one, look at the sample, or leave.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{Answer, Ctx, Outcome, Screen, prompt::Prompt, question::Question};
use crate::{
    domain::record::Invalid,
    keymap::{Action, Mode},
    text,
};

/// What somebody without a register wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A new register for an office of this name.
    Make(String),
    /// A private copy of the sample district.
    Sample,
    /// To leave.
    Leave,
}

/// The screen.
pub struct Welcome {
    question: Question,
    naming: bool,
}

impl Welcome {
    /// Says where the register would be, and asks.
    pub fn new(path: &str, lang: crate::domain::words::Lang) -> Self {
        let lines =
            vec![text::welcome_none(lang).to_owned(), path.to_owned(), text::welcome_ask(lang).to_owned()];
        let answers = vec![
            text::welcome_sample(lang).to_owned(),
            text::welcome_make(lang).to_owned(),
            text::welcome_leave(lang).to_owned(),
        ];
        Self { question: Question::new(text::welcome_title(lang), lines, answers), naming: false }
    }
}

impl Screen for Welcome {
    fn mode(&self) -> Mode {
        Mode::Question
    }

    fn offers(&self, action: Action, ctx: &Ctx) -> bool {
        action != Action::Back && self.question.offers(action, ctx)
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        match self.question.act(action, ctx) {
            Outcome::Answer(Answer::Chosen(0)) => Outcome::Welcome(Choice::Sample),
            Outcome::Answer(Answer::Chosen(1)) => {
                self.naming = true;
                let check = |name: &str, lang| match name.trim() {
                    "" => Err(text::invalid(Invalid::Missing, lang).to_owned()),
                    _ => Ok(()),
                };
                let (title, hint) = (text::welcome_name(ctx.lang), text::welcome_name_hint(ctx.lang));
                Outcome::Open(Box::new(Prompt::new(title, hint, check)))
            }
            Outcome::Answer(_) | Outcome::Close => Outcome::Welcome(Choice::Leave),
            other => other,
        }
    }

    fn answered(&mut self, answer: Answer, _ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Text(name) if self.naming => Outcome::Welcome(Choice::Make(name.trim().to_owned())),
            _ => Outcome::Stay,
        }
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        self.question.draw(ctx, frame, area)
    }
}
