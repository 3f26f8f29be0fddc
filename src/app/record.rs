//! The record under the cursor, on whatever screen: its history, and what of it is masked.
//!
//! What is masked is shown once it is noted who looks, and only where it was asked for. It is masked again as soon as the cursor goes to another record or another screen comes up, and when the store's
//! thread says that it was shown long enough.

use super::{App, Ctx, Effect, Notice, ctx};
use crate::{
    domain::record::{Id, Kind},
    keymap::Action,
    text,
    ui::{Outcome, Screen, Target, history},
};

/// What was asked for.
#[derive(Debug, PartialEq)]
pub(super) struct Revealed {
    record: (Kind, Id),
    place: Place,
    state: State,
}

/// The screen on which it was asked for: the tab, and how many screens it lies under and which.
type Place = (usize, Option<usize>);

#[derive(Debug, PartialEq)]
enum State {
    /// It is to be noted first.
    Asked,
    Shown,
}

impl Revealed {
    /// The record of which nothing is masked.
    pub(super) fn shown(&self) -> Option<(Kind, &Id)> {
        (self.state == State::Shown).then_some((self.record.0, &self.record.1))
    }
}

impl App {
    /// The topmost screen that is no dialog, and its place.
    fn whole(&self) -> (Place, &dyn Screen) {
        let above = self.stack.iter().rposition(|screen| !screen.is_dialog());
        let screen = above.map_or(self.tabs.current() as &dyn Screen, |place| self.stack[place].as_ref());
        ((self.tabs.number(), above), screen)
    }

    /// Opens the history of the record under the cursor.
    pub(super) fn open_history(&self) -> Outcome {
        match self.top().record() {
            Some((kind, id)) => Outcome::Open(Box::new(history::History::new(&ctx!(self), kind, id))),
            None => Outcome::Refuse(text::no_record_here(self.settings.lang).to_owned()),
        }
    }

    /// The fields of the record under the cursor that hold something masked.
    pub(super) fn masked_here(&self) -> Option<((Kind, Id), Vec<&'static str>)> {
        let (kind, id) = self.top().record()?;
        let data = &self.standing.data;
        let fields = data.record(kind, &id).map(|record| data.office.masked_in(record))?;
        Some(((kind, id), fields))
    }

    /// Asks for what is masked of the record under the cursor, or masks it again. A record that is only named where the
    /// cursor is gets its page first.
    pub(super) fn reveal(&mut self, effects: &mut Vec<Effect>) -> Outcome {
        let lang = self.settings.lang;
        let Some((record, fields)) = self.masked_here() else {
            return Outcome::Refuse(text::no_record_here(lang).to_owned());
        };
        if self.revealed.is_some() {
            self.mask();
            return Outcome::Stay;
        }
        if fields.is_empty() {
            return Outcome::Say(text::nothing_masked(lang).to_owned());
        }
        let (kind, id) = record.clone();
        if !self.top().shows_fields(&ctx!(self)) {
            self.go_to(Target::Record(kind, id.clone()));
        }
        let place = self.whole().0;
        self.revealed = Some(Revealed { record, place, state: State::Asked });
        effects.push(Effect::Reveal(kind, id, fields));
        Outcome::Stay
    }

    /// It is noted: what was asked for is shown, when the cursor is still there.
    pub(super) fn noted(&mut self, kind: Kind, id: &Id) {
        let Some(revealed) = &mut self.revealed else { return };
        if revealed.record.0 != kind || revealed.record.1 != *id {
            return;
        }
        revealed.state = State::Shown;
        self.mask_anew();
        let title = text::title_of(&self.standing, kind, id, self.settings.lang);
        self.notice = Some(Notice::Said(text::revealed(self.settings.lang, title)));
    }

    /// What was revealed is masked when the cursor has left it.
    pub(super) fn mask_what_was_left(&mut self) {
        let Some(revealed) = &self.revealed else { return };
        let (place, screen) = self.whole();
        if place != revealed.place || screen.record().as_ref() != Some(&revealed.record) {
            self.mask();
        }
    }

    /// Nothing is revealed any more.
    pub(super) fn mask(&mut self) {
        if self.revealed.take().is_some() {
            self.mask_anew();
        }
    }

    fn mask_anew(&mut self) {
        let ctx = ctx!(self);
        self.tabs.current_mut().unmasked(&ctx);
        self.stack.iter_mut().for_each(|screen| screen.unmasked(&ctx));
    }

    /// Whether a command does something on the screen on top.
    pub(super) fn offers_here(&self, action: Action) -> bool {
        match action {
            Action::History => self.top().record().is_some(),
            Action::Reveal => self.masked_here().is_some_and(|(_, fields)| !fields.is_empty()),
            action => self.top().offers(action, &ctx!(self)),
        }
    }
}
