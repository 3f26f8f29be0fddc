//! What is being found as one types in a list: the letters so far, and what was looked for last, for the next hit.
//!
//! It knows no list: whoever has one says which of its places hold what is looked for.

use super::{Ctx, Outcome, page::Backwards};
use crate::{
    domain::{
        fold::{self, Query},
        words::Lang,
    },
    keymap::{Code, Key},
    text,
};

/// What is being found.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    letters: String,
    last: String,
}

impl Sought {
    /// Whether something is being found.
    pub fn is_on(&self) -> bool {
        !self.letters.is_empty()
    }

    /// Whether there is something to find the next hit of.
    pub fn can_go_on(&self) -> bool {
        self.is_on() || !self.last.is_empty()
    }

    /// Takes a key up: a letter where letters are no commands, and Backspace, which takes a combining mark alone.
    /// Whether it was for finding.
    pub fn typed(&mut self, key: Key, ctx: &Ctx) -> bool {
        match (key.typed(), key.code) {
            (Some(letter), _) if !ctx.keys.letters_are_commands() || self.is_on() => {
                self.take(&letter.to_string());
            }
            (None, Code::Backspace) if self.is_on() => {
                self.letters.pop();
                self.last.clone_from(&self.letters);
            }
            _ => return false,
        }
        true
    }

    /// Takes letters behind those that are there.
    pub fn take(&mut self, letters: &str) {
        self.letters = fold::nfc(&format!("{}{letters}", self.letters)).into_owned();
        self.last.clone_from(&self.letters);
    }

    /// Ends finding; whether there was any. The next hit can still be asked for.
    pub fn end(&mut self) -> bool {
        !std::mem::take(&mut self.letters).is_empty()
    }

    /// What is looked for, with what stands before it: `Tìm: an`.
    pub fn label(&self, lang: Lang) -> Option<String> {
        self.is_on().then(|| format!("{} {}", text::find_label(lang), self.letters))
    }

    /// The first place with a hit, from the one given on or, with a direction, from the next in it, round the end; or
    /// words that there is none.
    pub fn find(
        &mut self,
        (from, count): (usize, usize),
        step: Option<Backwards>,
        hits: impl Fn(&Query, usize) -> bool,
        lang: Lang,
    ) -> Result<usize, Outcome> {
        if step.is_some() && !self.is_on() {
            self.letters.clone_from(&self.last);
        }
        let query = Query::new(&self.letters);
        if query.is_empty() {
            return Ok(from);
        }
        let here = (step.is_none() && from < count).then_some(from);
        let next = step.unwrap_or(Backwards::No).from(from, count);
        let hit = here.into_iter().chain(next).find(|place| hits(&query, *place));
        hit.ok_or_else(|| Outcome::Say(text::not_found(lang, &self.letters)))
    }
}
