//! An edit on its way: out to the store, and back as saved, refused or failed.
//!
//! A form is closed only by a `saved`; whatever else comes back, what was typed stays in it.

use std::sync::Arc;

use super::{App, FileState, Notice, ctx, history::Step};
use crate::{
    app::Effect,
    domain::{
        edit::{Batch, Refused},
        standing::Standing,
    },
    keymap::{Action, Mode},
    text,
    ui::{Answer, Ctx, Outcome, Screen},
};

impl App {
    /// Undo and redo are edits like any other: they go through the store and its conflict check.
    pub(super) fn step_back(&mut self, action: Action) -> Outcome {
        let lang = self.settings.lang;
        let (batch, nothing) = match action {
            Action::Undo => (self.history.undo(), text::nothing_to_undo(lang)),
            _ => (self.history.redo(), text::nothing_to_redo(lang)),
        };
        batch.map_or_else(|| Outcome::Say(nothing.to_owned()), Outcome::Commit)
    }

    pub(super) fn commit(&mut self, batch: Batch, effects: &mut Vec<Effect>) {
        let lang = self.settings.lang;
        if let FileState::ReadOnly(why) = &self.file {
            let words = text::cannot_save(lang, why);
            self.with_form(|screen, _| screen.not_saved());
            return self.warn(words);
        }
        match self.history.begin(batch) {
            Some((op, batch)) => {
                self.file = FileState::Saving;
                effects.push(Effect::Commit(op, batch));
            }
            None => {
                self.with_form(|screen, _| screen.not_saved());
                self.notice = Some(Notice::Said(text::saving(lang).to_owned()));
            }
        }
    }

    /// The form nearest to the top: what comes back from the store is for it, also while a dialog lies over it.
    fn form(&self) -> Option<usize> {
        self.stack.iter().rposition(|screen| screen.mode() == Mode::Form)
    }

    /// Runs something on the form nearest to the top, or on the screen on top when there is none.
    fn with_form<T>(&mut self, run: impl FnOnce(&mut dyn Screen, &Ctx) -> T) -> T {
        match self.form() {
            Some(place) => run(self.stack[place].as_mut(), &ctx!(self)),
            None => self.with_top(run),
        }
    }

    pub(super) fn saved(
        &mut self,
        op: u64,
        batch: Batch,
        standing: Arc<Standing>,
        effects: &mut Vec<Effect>,
    ) {
        let lang = self.settings.lang;
        let Some(step) = self.history.finish(op, batch) else { return self.take(standing) };
        self.file = FileState::Saved;
        let revision = standing.data.revision;
        let words = match step {
            Step::Done(Some(deed)) => text::saved_deed(lang, text::deed(&deed, lang), revision),
            Step::Done(None) => text::saved_revision(lang, revision),
            Step::Undone => text::undone(lang, revision),
            Step::Redone => text::redone(lang, revision),
        };
        self.take(standing);
        if let Some(form) = self.form() {
            let outcome = self.with_form(|screen, ctx| screen.answered(Answer::Saved, ctx));
            if matches!(outcome, Outcome::Close) {
                // What was opened over the form goes with it.
                self.stack.truncate(form + 1);
                self.perform(Outcome::Close, effects);
            }
        }
        self.close_what_is_gone();
        self.notice = Some(Notice::Said(words));
    }

    /// A detail of a record that was deleted has nothing to show.
    pub(super) fn close_what_is_gone(&mut self) {
        let ctx = ctx!(self);
        while self.stack.last().is_some_and(|screen| screen.is_gone(&ctx)) {
            self.stack.pop();
        }
    }

    pub(super) fn refused(
        &mut self,
        op: u64,
        refused: &Refused,
        by: Option<&str>,
        standing: Arc<Standing>,
        effects: &mut Vec<Effect>,
    ) {
        self.history.drop_step(op);
        self.file = FileState::Saved;
        self.take(standing);
        let form = self.form();
        match self.with_form(|screen, ctx| screen.refused(refused, by, ctx)) {
            Some(outcome) => {
                if let (Outcome::Open(_), Some(form)) = (&outcome, form) {
                    self.stack.truncate(form + 1);
                    self.asked = None;
                }
                self.perform(outcome, effects);
            }
            None => self.warn(text::refused(&self.standing, refused, self.settings.lang)),
        }
    }

    /// Nothing was written: the form stays open as it is, and so does its draft.
    pub(super) fn failed(&mut self, op: u64, words: String) {
        self.history.drop_step(op);
        if self.file == FileState::Saving {
            self.file = FileState::Saved;
        }
        self.with_form(|screen, _| screen.not_saved());
        self.warn(words);
    }
}
