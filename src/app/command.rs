//! Commands: who may give them, which work now, and what those do that belong to no screen.

use super::{App, Ctx, Effect, Tabs, ctx};
use crate::{
    domain::{
        permit::Forbidden,
        record::{Id, Kind},
    },
    keymap::{Action, Mode},
    text,
    ui::{Outcome, form::Form, help::Help, work::Side},
};

impl App {
    /// A command, if the person may: the screen on top first, then the session.
    pub(super) fn act(&mut self, action: Action, effects: &mut Vec<Effect>) -> Outcome {
        if let Err(why) = self.permits(action) {
            return Outcome::Refuse(text::forbidden(why, self.settings.lang).to_owned());
        }
        match self.with_top(|screen, ctx| screen.act(action, ctx)) {
            Outcome::Pass => self.global(action, effects),
            outcome => outcome,
        }
    }

    fn global(&mut self, action: Action, effects: &mut Vec<Effect>) -> Outcome {
        let over_tab = self.stack.is_empty();
        match action {
            Action::Tab1 => self.go_to_tab(0),
            Action::Tab2 => self.go_to_tab(1),
            Action::Tab3 => self.go_to_tab(2),
            Action::Tab4 => self.go_to_tab(3),
            Action::Tab5 => self.go_to_tab(Tabs::REPORTS),
            Action::Tab6 => self.go_to_tab(Tabs::BOOKS),
            Action::Tab7 => self.go_to_work(Side::Due(None)),
            Action::Check => self.go_to_work(Side::Check(None)),
            Action::NextTab if over_tab => self.go_to_tab(self.tabs.beside(1)),
            Action::PreviousTab if over_tab => self.go_to_tab(self.tabs.beside(-1)),
            Action::Help => {
                let help = Help::new(&ctx!(self), self.top().mode());
                return Outcome::Open(Box::new(help));
            }
            Action::Palette | Action::Menu => self.ask_command(action),
            Action::AsOf => self.ask_date(),
            Action::Language => return Outcome::Speak(self.settings.lang.other()),
            Action::Office => {
                return Outcome::Open(Box::new(Form::edit(&ctx!(self), Kind::Office, &Id::office())));
            }
            Action::History => return self.open_history(),
            Action::Reveal => return self.reveal(effects),
            Action::Import => self.ask_list(),
            Action::Undo | Action::Redo => return self.step_back(action),
            Action::Quit => return Outcome::Quit,
            Action::Reload => effects.push(Effect::Reload),
            Action::Repaint => effects.push(Effect::Repaint),
            _ => {}
        }
        Outcome::Stay
    }

    /// Whether a command does something now: on the screen on top, or everywhere.
    pub(super) fn offers(&self, action: Action) -> bool {
        let form = self.top().mode() == Mode::Form;
        self.permits(action).is_ok() && ((action.is_of_the_session() && !form) || self.offers_here(action))
    }

    /// Whether the person may give a command. What a record is about the store looks at.
    pub(super) fn permits(&self, action: Action) -> Result<(), Forbidden> {
        let permit = &self.settings.permit;
        if action.edits() {
            permit.edit()?;
        }
        if action == Action::Office { permit.administer() } else { Ok(()) }
    }
}
