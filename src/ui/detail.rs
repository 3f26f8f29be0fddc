//! Everything about one record: its fields in the order of the form, what belongs to it, and its histories;
//! and what can be done to a record from wherever the cursor is on it.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Outcome, Screen, Target,
    page::{Backwards, Focus, Page, draw_beside},
};
use crate::{
    domain::{
        attention::{attention, can_need_attention},
        record::{Id, Kind},
    },
    keymap::{Action, Mode},
    text,
};

mod deeds;
mod lines;
mod procedures;

use deeds::add_to;
pub use deeds::{Asked, act_on, answered, has_terms, new_record};
pub use lines::{count_words, figure_words, lines};
pub use procedures::ask as ask_procedure;

/// One record.
pub struct Detail {
    kind: Kind,
    id: Id,
    page: Page,
    asking: Option<Asked>,
}

impl Detail {
    /// A record.
    pub fn new(ctx: &Ctx, kind: Kind, id: Id) -> Self {
        let mut page = Page::default();
        page.set(lines(ctx, kind, &id));
        Self { kind, id, page, asking: None }
    }

    /// Shows the next record of the kind that needs attention, by name and round the end.
    fn next_attention(&mut self, ctx: &Ctx, backwards: Backwards) -> Outcome {
        let names = ctx.standing.names(self.kind);
        let from = names.iter().position(|id| *id == self.id).unwrap_or(0);
        let place = backwards
            .from(from, names.len())
            .find(|&place| attention(ctx.standing, self.kind, &names[place]).is_some());
        let Some(next) = place.map(|place| names[place].clone()) else {
            return Outcome::Say(text::nothing_needs_attention(ctx.lang).to_owned());
        };
        *self = Self::new(ctx, self.kind, next.clone());
        Outcome::Turned(self.kind, next)
    }

    /// The record the cursor is on: one the line leads to, else the one shown.
    fn current(&self) -> (Kind, Id) {
        match self.page.target() {
            Some(Target::Record(kind, id)) => (*kind, id.clone()),
            Some(_) | None => (self.kind, self.id.clone()),
        }
    }
}

impl Screen for Detail {
    fn mode(&self) -> Mode {
        Mode::Page
    }

    fn refresh(&mut self, ctx: &Ctx) {
        self.page.set(lines(ctx, self.kind, &self.id));
    }

    fn record(&self) -> Option<(Kind, Id)> {
        Some((self.kind, self.id.clone()))
    }

    fn unmasked(&mut self, ctx: &Ctx) {
        self.refresh(ctx);
    }

    fn offers(&self, action: Action, ctx: &Ctx) -> bool {
        match action {
            Action::Open => self.page.target().is_some(),
            Action::Unify => ctx.standing.is_to_unify(self.kind, &self.id),
            Action::Plan => self.kind == Kind::Village,
            Action::Appoint | Action::EndTerm => has_terms(self.kind),
            Action::Procedure => matches!(self.kind, Kind::Member | Kind::Unit | Kind::Village),
            Action::Export | Action::Choose => false,
            Action::Find | Action::QuickFilter | Action::AttentionFirst | Action::Sort | Action::Mark => {
                false
            }
            Action::MarkAll | Action::NextHit | Action::PreviousHit | Action::Save => false,
            Action::NextAttention | Action::PreviousAttention => can_need_attention(self.kind),
            Action::NextField | Action::PreviousField => false,
            _ => true,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        if self.page.act(action) {
            return Outcome::Stay;
        }
        if let Some(backwards) = direction(action).filter(|_| can_need_attention(self.kind)) {
            return self.next_attention(ctx, backwards);
        }
        match action {
            Action::Back => Outcome::Close,
            Action::Open => self.page.target().cloned().map_or(Outcome::Stay, Outcome::Goto),
            Action::New => {
                self.asking = Some(Asked::AddTo(self.kind, self.id.clone()));
                let (asked, outcome) = add_to(ctx, self.kind, &self.id);
                self.asking = asked;
                outcome
            }
            Action::Edit | Action::Delete | Action::EndTerm => {
                let (kind, id) = self.current();
                let (asked, outcome) = act_on(ctx, kind, &id, action);
                self.asking = asked;
                outcome
            }
            action => {
                let (asked, outcome) = act_on(ctx, self.kind, &self.id, action);
                self.asking = asked;
                outcome
            }
        }
    }

    fn turn_to(&mut self, kind: Kind, id: &Id, _ctx: &Ctx) -> Option<&'static str> {
        self.page.to_target(&Target::Record(kind, id.clone()));
        None
    }

    fn is_gone(&self, ctx: &Ctx) -> bool {
        ctx.standing.data.record(self.kind, &self.id).is_none()
    }

    fn answered(&mut self, answer: Answer, ctx: &Ctx) -> Outcome {
        let Some(asked) = self.asking.take() else { return Outcome::Stay };
        let (asked, outcome) = answered(ctx, asked, answer);
        self.asking = asked;
        outcome
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        self.page.draw(ctx, frame.buffer_mut(), area, Focus::Here)
    }
}

/// The record under the cursor of a list, to be looked at beside it.
#[derive(Default)]
pub struct Beside {
    page: Page,
    of: Option<(Kind, Id)>,
}

impl Beside {
    /// The register looks another way.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Draws a record; its page is made when it is another one than in the last frame.
    pub fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect, record: Option<(Kind, &Id)>) {
        if self.of.as_ref().map(|(kind, id)| (*kind, id)) != record {
            self.page = Page::default();
            self.page.set(record.map(|(kind, id)| lines(ctx, kind, id)).unwrap_or_default());
            self.of = record.map(|(kind, id)| (kind, id.clone()));
        }
        draw_beside(ctx, frame, area, &mut self.page);
    }
}

/// Which way F7 goes on a page.
pub fn direction(action: Action) -> Option<Backwards> {
    match action {
        Action::NextAttention => Some(Backwards::No),
        Action::PreviousAttention => Some(Backwards::Yes),
        _ => None,
    }
}
