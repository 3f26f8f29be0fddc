//! An edit on its way: out to the store, and back as saved, refused or failed.
//!
//! A form is closed only by a `saved`; whatever else comes back, what was typed stays in it.

use std::sync::Arc;

use super::{App, FileState, Notice, ctx, history::Step};
use crate::{
    app::Effect,
    domain::{
        edit::{Batch, Refused},
        procedure,
        standing::Standing,
    },
    keymap::Action,
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
        if let Err(why) = self.settings.permit.edit() {
            self.with_form(|screen, _| screen.not_saved());
            return self.warn(text::forbidden(why, lang).to_owned());
        }
        if let FileState::ReadOnly(why) = &self.file {
            let words = text::cannot_save(lang, why);
            self.with_top(|screen, _| screen.not_saved());
            return self.warn(words);
        }
        match self.history.begin(batch) {
            Some((op, batch)) => {
                self.file = FileState::Saving;
                effects.push(Effect::Commit(op, batch));
            }
            None => {
                // The screen on top sent this one; a form under it may be waiting for the other.
                self.with_top(|screen, _| screen.not_saved());
                self.notice = Some(Notice::Said(text::saving(lang).to_owned()));
            }
        }
    }

    /// The form nearest to the top: what comes back from the store is for it, also while a dialog lies over it.
    pub(super) fn form(&self) -> Option<usize> {
        self.stack.iter().rposition(|screen| screen.awaits_saving())
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
        let made = batch.made().map(|(kind, id)| (kind, id.clone()));
        let Some(step) = self.history.finish(op, batch) else { return self.take(standing) };
        self.file = FileState::Saved;
        let revision = standing.data.revision;
        // The records of other deeds are seen where they were done.
        let makes =
            |deed: &str| ["create", "found", "split", "admit", "move_in", "stay_here"].contains(&deed);
        let shown = match &step {
            Step::Undone => true,
            Step::Done(deed) => deed.as_deref().is_some_and(makes),
            Step::Redone => false,
        };
        let for_marked = matches!(&step, Step::Done(Some(deed)) if procedure::is_for_many(deed));
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
                if for_marked {
                    self.with_top(|screen, ctx| screen.answered(Answer::Saved, ctx));
                }
            }
        }
        self.close_what_is_gone();
        let hidden = made
            .filter(|_| shown)
            .and_then(|(kind, id)| self.with_top(|screen, ctx| screen.turn_to(kind, &id, ctx)));
        self.notice =
            Some(Notice::Said(hidden.map_or_else(|| words.clone(), |why| format!("{words}; {why}"))));
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
        let step = self.history.drop_step(op);
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
            None => {
                let lang = self.settings.lang;
                let why = text::refused(&self.standing, refused, lang);
                self.warn(match step {
                    Some(Step::Undone) => text::not_undone(lang, why),
                    Some(Step::Redone) => text::not_redone(lang, why),
                    Some(Step::Done(_)) | None => why,
                });
            }
        }
    }

    /// Nothing was written: the form stays open as it is, and so does its draft.
    pub(super) fn failed(&mut self, op: u64, words: String) {
        _ = self.history.drop_step(op);
        if self.file == FileState::Saving {
            self.file = FileState::Saved;
        }
        self.with_form(|screen, _| screen.not_saved());
        self.warn(words);
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::Cell, rc::Rc};

    use ratatui::{
        Frame,
        layout::{Position, Rect},
    };

    use super::*;
    use crate::{
        app::{Msg, Settings},
        domain::{
            data::Data,
            office::Office,
            permit::Permit,
            record::{Described, Id},
            words::Lang,
        },
        keymap::{Code, Key, Keymap, Mode, Preset},
        ui::theme::{Palette, Theme},
    };

    /// A screen of a mode that sends an empty edit with every command, and counts how often it was not saved.
    struct Sender(Mode, Rc<Cell<usize>>);

    impl Screen for Sender {
        fn mode(&self) -> Mode {
            self.0
        }

        fn act(&mut self, _: Action, _: &Ctx) -> Outcome {
            Outcome::Commit(Batch::new("edit"))
        }

        fn not_saved(&mut self) {
            self.1.set(self.1.get() + 1);
        }

        fn draw(&mut self, _: &Ctx, _: &mut Frame, _: Rect) -> Option<Position> {
            None
        }
    }

    #[test]
    fn only_the_screen_that_sent_a_second_edit_hears_that_it_was_not_taken() {
        let day = jiff::civil::date(2018, 4, 14);
        let standing = Standing::new(Data::new(Office::blank(Id::office())), day);
        let keys = Keymap::new(Preset::Office);
        let theme = Theme::unicode(Palette::Basic);
        let settings = Settings { lang: Lang::Vi, keys, theme, permit: Permit::everything() };
        let new_id = Box::new(|_| Id::office());
        let mut app = App::new(Arc::new(standing), day, settings, FileState::Saved, Rect::default(), new_id);
        let (form, over) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
        let enter = || Msg::Key(Key::plain(Code::Enter));
        app.stack.push(Box::new(Sender(Mode::Form, Rc::clone(&form))));
        assert_eq!(app.update(enter()).len(), 1);
        app.stack.push(Box::new(Sender(Mode::Question, Rc::clone(&over))));
        assert!(app.update(enter()).is_empty(), "one edit is on its way");
        assert_eq!((form.get(), over.get()), (0, 1));
        app.update(Msg::File(FileState::ReadOnly("why".to_owned())));
        assert!(app.update(enter()).is_empty());
        assert_eq!((form.get(), over.get()), (0, 2));
    }
}
