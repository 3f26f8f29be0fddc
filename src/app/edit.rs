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
    ui::{Answer, Ctx, Outcome},
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
            self.notice = Some(Notice::Warned(text::cannot_save(lang, why)));
            self.with_top(|screen, _| screen.not_saved());
            return;
        }
        match self.history.begin(batch) {
            Some((op, batch)) => {
                self.file = FileState::Saving;
                effects.push(Effect::Commit(op, batch));
            }
            None => self.notice = Some(Notice::Said(text::saving(lang).to_owned())),
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
        let outcome = if self.top().mode() == Mode::Form {
            self.with_top(|screen, ctx| screen.answered(Answer::Saved, ctx))
        } else {
            Outcome::Stay
        };
        self.perform(outcome, effects);
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
        let outcome = self.with_top(|screen, ctx| screen.refused(refused, by, ctx));
        match outcome {
            Some(outcome) => self.perform(outcome, effects),
            None => {
                let words = text::refused(&self.standing, refused, self.settings.lang);
                self.notice = Some(Notice::Warned(words));
            }
        }
    }

    /// Nothing was written: the form stays open as it is, and so does its draft.
    pub(super) fn failed(&mut self, op: u64, words: String) {
        self.history.drop_step(op);
        if self.file == FileState::Saving {
            self.file = FileState::Saved;
        }
        self.with_top(|screen, _| screen.not_saved());
        self.notice = Some(Notice::Warned(words));
    }
}
