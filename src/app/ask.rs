//! What the session itself asks over the screens: the date, about an earlier draft, whether to leave.
//!
//! A question belongs to the dialog at its height of the stack: when that dialog is gone, so is the question,
//! and the next answer is for the screen that asked for it.

use serde_json::Value;

use super::{App, Ctx, Effect, Notice, ctx};
use crate::{
    domain::{
        date::{Date, PartialDate},
        record::Invalid,
    },
    keymap::Action,
    text,
    ui::{
        Answer, Outcome, Screen,
        form::Form,
        intake::{self, Intake, Reply},
        palette,
        picker::Picker,
        prompt::Prompt,
        question::Question,
    },
};

/// A question and the height of the stack with its dialog on top.
#[derive(Debug)]
pub(super) struct Asked {
    height: usize,
    what: Asking,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Asking {
    /// The date on which the register is to be seen.
    AsOf,
    /// Whether the draft of an earlier session is opened.
    Draft(Value),
    /// Whether to leave with something typed.
    Quit,
    /// Which command to run.
    Command,
    /// The file of a list to be imported.
    List,
}

impl App {
    fn ask(&mut self, dialog: impl Screen + 'static, what: Asking) {
        self.stack.push(Box::new(dialog));
        self.asked = Some(Asked { height: self.stack.len(), what });
    }

    pub(super) fn ask_date(&mut self) {
        let lang = self.settings.lang;
        let check = |typed: &str, lang| match as_of(typed) {
            Ok(_) => Ok(()),
            Err(why) => Err(text::invalid(why, lang).to_owned()),
        };
        let prompt = Prompt::new(text::as_of_title(lang), text::as_of_hint(lang), check);
        self.ask(prompt.with(&text::date(self.standing.as_of.into())), Asking::AsOf);
    }

    /// Asks for the file of a list that is to be imported.
    pub(super) fn ask_list(&mut self) {
        self.ask(intake::ask_file(self.settings.lang), Asking::List);
    }

    /// The import of a list, into records as they are in view.
    fn open_list(&self, path: String) -> Outcome {
        let kind = self.top().kind_here().unwrap_or_else(|| self.tabs.kind());
        Outcome::Open(Box::new(Intake::new(path, kind, &ctx!(self))))
    }

    /// News of an import, for the screen that waits for it.
    pub(super) fn brought(&mut self, reply: Reply, effects: &mut Vec<Effect>) {
        let ctx = ctx!(self);
        if let Some(screen) = self.stack.iter_mut().find(|screen| screen.awaits(&reply)) {
            let outcome = screen.brought(reply, &ctx);
            self.perform(outcome, effects);
        }
    }

    /// Whether something would be lost if the screens were closed.
    pub(super) fn holds_work(&self) -> bool {
        self.stack.iter().any(|screen| screen.holds_work())
    }

    /// Offers commands by name: those that do something now, or only those of the keys of this place.
    pub(super) fn ask_command(&mut self, heading: Action) {
        let ctx = ctx!(self);
        let here = |action| self.settings.keys.rows(self.top().mode()).any(|row| row.action == action);
        let items = match heading {
            Action::Menu => palette::commands(&ctx, |action| {
                self.permits(action).is_ok() && self.offers_here(action) && here(action)
            }),
            _ => palette::commands(&ctx, |action| self.offers(action)),
        };
        self.ask(Picker::new(heading.label().of(self.settings.lang), items), Asking::Command);
    }

    /// Offers the draft an earlier session left; until there is an answer it is kept as this session's.
    pub(super) fn offer_draft(&mut self, draft: Value, effects: &mut Vec<Effect>) {
        let lang = self.settings.lang;
        let lines = vec![text::draft_found(lang).to_owned()];
        let answers = vec![text::draft_open(lang).to_owned(), text::draft_drop(lang).to_owned()];
        self.ask(Question::new(text::draft_title(lang), lines, answers), Asking::Draft(draft));
        self.keep_draft(effects);
    }

    /// The draft that is being offered.
    pub(super) fn offered(&self) -> Option<&Value> {
        match self.asked.as_ref().map(|asked| &asked.what) {
            Some(Asking::Draft(draft)) => Some(draft),
            Some(Asking::AsOf | Asking::Quit | Asking::Command | Asking::List) | None => None,
        }
    }

    /// Leaves; with something typed only after a question, whose second Ctrl+Q leaves and keeps the draft.
    pub(super) fn quit(&mut self, effects: &mut Vec<Effect>) {
        let asked = self.asked.as_ref().is_some_and(|asked| asked.what == Asking::Quit);
        if !self.holds_work() || asked {
            effects.push(Effect::Quit);
            return;
        }
        let lang = self.settings.lang;
        let (leave, said) = match self.typed() {
            Some(_) => (text::leave_with_draft(lang), text::quit_ask(lang)),
            None => (text::intake::leave_quit(lang), text::intake::leave_ask(lang)),
        };
        let answers = vec![text::leave_stay(lang).to_owned(), leave.to_owned()];
        let lines = vec![said.to_owned()];
        self.ask(Question::new(text::leave_title(lang), lines, answers), Asking::Quit);
    }

    /// The question whose dialog has just gone from the top.
    fn just_asked(&mut self) -> Option<Asking> {
        let gone = self.asked.take_if(|asked| asked.height > self.stack.len());
        gone.map(|asked| asked.what)
    }

    /// What follows when a dialog was closed without an answer: a draft that was offered is opened, as Esc never
    /// throws typing away.
    pub(super) fn unanswered(&mut self) -> Outcome {
        match self.just_asked() {
            Some(Asking::Draft(draft)) => self.open_draft(&draft),
            Some(Asking::AsOf | Asking::Quit | Asking::Command | Asking::List) | None => Outcome::Stay,
        }
    }

    /// An answer goes to the session when it asked, else to the screen below.
    pub(super) fn answered(&mut self, answer: Answer) -> Outcome {
        match (self.just_asked(), answer) {
            (None, answer) => self.with_top(|screen, ctx| screen.answered(answer, ctx)),
            (Some(Asking::AsOf), Answer::Text(typed)) => as_of(&typed).map_or(Outcome::Stay, Outcome::SeeOn),
            (Some(Asking::Draft(draft)), Answer::Chosen(0)) => self.open_draft(&draft),
            (Some(Asking::Quit), Answer::Chosen(1)) => Outcome::Quit,
            (Some(Asking::Command), Answer::Picked(picked)) => {
                palette::command(&picked).map_or(Outcome::Stay, Outcome::Run)
            }
            (Some(Asking::List), Answer::Text(path)) => self.open_list(path),
            (Some(Asking::AsOf | Asking::Draft(_) | Asking::Quit | Asking::Command | Asking::List), _) => {
                Outcome::Stay
            }
        }
    }

    fn open_draft(&mut self, draft: &Value) -> Outcome {
        match Form::from_draft(&ctx!(self), draft) {
            Some(form) => Outcome::Open(Box::new(form)),
            None => Outcome::Refuse(text::draft_unread(self.settings.lang).to_owned()),
        }
    }

    /// Says that something cannot be done.
    pub(super) fn warn(&mut self, words: String) {
        self.notice = Some(Notice::Warned(words));
    }
}

/// The day that is asked for, the last of a month or year; none means today.
fn as_of(typed: &str) -> Result<Option<Date>, Invalid> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse::<PartialDate>().map(|date| Some(date.latest())),
    }
}
