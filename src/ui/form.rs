//! The record form: one for every kind and every deed, made from the kinds' own fields.
//!
//! What is typed is checked when the field is left and again on saving; nothing is refused while typing. The
//! form keeps what it began with, so that only changed fields go out and two people merge by field. It is
//! closed only when the store says saved, or when its owner says so twice.

mod cover;
mod decree;
mod draft;
mod entry;
mod make;
mod paint;
mod preview;
mod propose;
mod save;
mod settle;

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Outcome, Screen, Scroll,
    conflict::Conflict,
    picker::{Item, Picker},
    question::Question,
};
use crate::{
    domain::{
        edit::{Batch, Clash, Refused},
        life::Turn,
        procedure::Procedure,
        record::{Id, Input, Kind, Record},
        words::Label,
    },
    keymap::{Action, Code, Key, Mode},
    text::{self},
};

use entry::Entry;

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Change a record.
    Edit,
    /// Make a record.
    Create,
    /// Put one person into both posts of a village.
    Unify,
    /// Put somebody into a post.
    Appoint,
    /// End a term.
    EndTerm,
    /// Plan the month of a village.
    Plan,
    /// Carry out a procedure for members.
    Procedure(Procedure),
    /// Do something to units by a decision.
    Turn(Turn),
}

/// One record in the form.
struct Part {
    heading: Label,
    /// What it was when the form was opened, or when a clash was settled; none when it is new.
    base: Option<Box<dyn Record>>,
    /// What it starts from, with the fields that are not shown.
    work: Box<dyn Record>,
}

/// A form.
pub struct Form {
    purpose: Purpose,
    /// The record it concerns, for the title and for deeds on it.
    about: (Kind, Id),
    /// All whom a procedure or a turn is for.
    concerned: Vec<(Kind, Id)>,
    parts: Vec<Part>,
    entries: Vec<Entry>,
    scroll: Scroll,
    /// Rows scrolled on below the fields, to see what saving will do.
    below: usize,
    seen: Option<preview::Seen>,
    waiting: bool,
    message: Option<String>,
    clashes: Vec<Clash>,
    asking: Asking,
}

/// What a dialog over the form was opened for.
#[derive(Debug, Clone, PartialEq)]
enum Asking {
    Nothing,
    Value,
    Leaving,
    Clashes,
    /// Whether it is done for those for whom it can be.
    Rest(Batch),
}

impl Form {
    fn with_parts(purpose: Purpose, about: (Kind, Id), parts: Vec<(Part, Vec<usize>)>, ctx: &Ctx) -> Self {
        let mut entries = Vec::new();
        for (number, (part, places)) in parts.iter().enumerate() {
            let record = part.base.as_ref().unwrap_or(&part.work);
            for &place in places {
                let mut entry = Entry::new(number, place, record.as_ref(), ctx);
                if part.base.is_none() {
                    entry.original = String::new();
                }
                entry.required |= purpose.needs(entry.field.name);
                let proposed = part.work.text(place).into_owned();
                if proposed != record.text(place) {
                    entry.fill(&proposed, ctx);
                }
                entry.begun = entry.typed();
                entries.push(entry);
            }
        }
        let mut form = Self {
            purpose,
            about,
            concerned: Vec::new(),
            parts: parts.into_iter().map(|(part, _)| part).collect(),
            entries,
            scroll: Scroll::default(),
            below: 0,
            seen: None,
            waiting: false,
            message: None,
            clashes: Vec::new(),
            asking: Asking::Nothing,
        };
        form.propose(ctx);
        form.cover_anew(ctx);
        // What must be filled in comes first; a name is not typed into the number above it.
        form.scroll.cursor = form.entries.iter().position(Entry::is_wanting).unwrap_or(0);
        form
    }

    /// What a record of the form is called, also when it is no longer there.
    fn name_of(&self, ctx: &Ctx, kind: Kind, id: &Id) -> String {
        let base = self.parts.iter().filter_map(|part| part.base.as_deref()).find(|base| base.id() == id);
        match ctx.standing.data.record(kind, id).or(base) {
            Some(record) => text::title(ctx.standing, record, ctx.lang),
            None => kind.label().of(ctx.lang).to_owned(),
        }
    }

    /// What it does, and to what.
    fn title(&self, ctx: &Ctx) -> String {
        let (kind, id) = &self.about;
        let name = self.name_of(ctx, *kind, id);
        let lang = ctx.lang;
        match self.purpose {
            Purpose::Edit => text::form_edit(lang, name),
            Purpose::Create => text::form_new(lang, kind.label().of(lang)),
            Purpose::Unify if *kind == Kind::Pair => text::form_unify_pair(lang, name),
            Purpose::Unify => text::form_unify(lang, name),
            Purpose::Appoint => text::form_appoint(lang).to_owned(),
            Purpose::EndTerm => text::form_end_term(lang, name),
            Purpose::Plan => text::form_plan(lang, name),
            Purpose::Procedure(procedure) => self.named(ctx, procedure.label()),
            Purpose::Turn(turn) => self.named(ctx, turn.label()),
        }
    }

    fn kind_of(&self, entry: &Entry) -> Kind {
        self.parts[entry.part].work.kind()
    }

    fn is_changed(&self) -> bool {
        self.entries.iter().any(|entry| entry.is_touched(self.kind_of(entry)))
    }

    fn move_to(&mut self, ctx: &Ctx, action: Action) {
        if let Some(entry) = self.entries.get_mut(self.scroll.cursor) {
            let kind = self.parts[entry.part].work.kind();
            if !entry.typed().is_empty() || entry.error.is_some() {
                entry.check(kind, ctx);
            }
        }
        if self.scroll_below(action) {
            return;
        }
        let action = match action {
            Action::NextField => Action::Down,
            Action::PreviousField => Action::Up,
            other => other,
        };
        self.scroll.act(action, self.entries.len(), 8);
    }

    /// From the last field on, a page further shows what saving will do, as far as it has no room below the fields.
    fn scroll_below(&mut self, action: Action) -> bool {
        const PAGE: usize = 8;
        let last = self.scroll.cursor + 1 >= self.entries.len();
        match action {
            Action::PageDown if last => self.below += PAGE,
            Action::PageUp if self.below > 0 => self.below = self.below.saturating_sub(PAGE),
            _ => {
                self.below = 0;
                return false;
            }
        }
        true
    }

    fn choose(&mut self, ctx: &Ctx, typed: Option<char>) -> Outcome {
        let Some(entry) = self.entries.get(self.scroll.cursor) else { return Outcome::Stay };
        let title = entry.field.label.of(ctx.lang);
        let picker = match entry.field.input {
            Input::Choice(choices) => {
                Picker::new(title, choices.iter().map(|c| Item::new(c.code, c.label.of(ctx.lang))).collect())
            }
            Input::Link(kinds) => Picker::new(title, Vec::new()).with_records(ctx, kinds),
            _ => return Outcome::Stay,
        };
        self.asking = Asking::Value;
        Outcome::Open(Box::new(match typed {
            Some(letter) => picker.with_typed(letter, ctx),
            None => picker.at(&entry.chosen),
        }))
    }

    fn leave(&mut self, ctx: &Ctx) -> Outcome {
        if !self.is_changed() {
            return Outcome::Close;
        }
        self.asking = Asking::Leaving;
        let lang = ctx.lang;
        let answers = vec![
            text::leave_stay(lang).to_owned(),
            text::leave_save(lang).to_owned(),
            text::leave_drop(lang).to_owned(),
        ];
        let lines = vec![text::leave_ask(lang).to_owned()];
        Outcome::Open(Box::new(Question::new(text::leave_title(lang), lines, answers)))
    }
}

impl Screen for Form {
    fn mode(&self) -> Mode {
        Mode::Form
    }

    fn refresh(&mut self, ctx: &Ctx) {
        let kinds: Vec<Kind> = self.parts.iter().map(|p| p.work.kind()).collect();
        self.entries.iter_mut().filter(|e| e.error.is_some()).for_each(|e| e.check(kinds[e.part], ctx));
    }

    fn record(&self) -> Option<(Kind, Id)> {
        let base = self.parts.iter().filter_map(|part| part.base.as_ref()).next()?;
        Some((base.kind(), base.id().clone()))
    }

    fn unmasked(&mut self, ctx: &Ctx) {
        self.cover_anew(ctx);
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        let picked = self.entries.get(self.scroll.cursor).is_some_and(Entry::is_picked);
        match action {
            Action::Save | Action::Back | Action::NextField | Action::PreviousField | Action::Help => true,
            Action::Undo | Action::Quit | Action::Repaint | Action::Language => true,
            Action::Choose => picked,
            _ => false,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        if self.waiting && matches!(action, Action::Undo | Action::Choose | Action::Open) {
            return Outcome::Refuse(text::saving(ctx.lang).to_owned());
        }
        match action {
            Action::Save => return self.save(ctx),
            Action::Choose => return self.choose(ctx, None),
            Action::Back => return self.leave(ctx),
            Action::Open if self.offers(Action::Choose, ctx) => return self.choose(ctx, None),
            Action::Open | Action::NextField => self.move_to(ctx, Action::NextField),
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::PreviousField => {
                self.move_to(ctx, action);
            }
            Action::Undo => {
                if let Some(entry) = self.entries.get_mut(self.scroll.cursor) {
                    let begun = entry.begun.clone();
                    entry.put(&begun);
                    entry.error = None;
                }
                self.cover_anew(ctx);
            }
            _ => return Outcome::Pass,
        }
        Outcome::Stay
    }

    fn typed(&mut self, key: Key, ctx: &Ctx) -> Outcome {
        let Some(entry) = self.entries.get_mut(self.scroll.cursor) else { return Outcome::Pass };
        if self.waiting {
            return Outcome::Refuse(text::saving(ctx.lang).to_owned());
        }
        self.message = None;
        if entry.is_picked() {
            return match (key.code, key.typed()) {
                (Code::Backspace | Code::Delete, _) => {
                    entry.chosen.clear();
                    entry.error = None;
                    Outcome::Stay
                }
                (_, Some(' ')) => self.choose(ctx, None),
                (_, Some(letter)) => self.choose(ctx, Some(letter)),
                (_, None) => Outcome::Pass,
            };
        }
        if !entry.key(key) {
            return Outcome::Pass;
        }
        entry.error = None;
        Outcome::Stay
    }

    fn pasted(&mut self, pasted: &str, ctx: &Ctx) -> Outcome {
        if self.waiting {
            return Outcome::Refuse(text::saving(ctx.lang).to_owned());
        }
        if let Some(entry) = self.entries.get_mut(self.scroll.cursor).filter(|e| !e.is_picked()) {
            entry.paste(pasted);
            entry.error = None;
        }
        Outcome::Stay
    }

    fn answered(&mut self, answer: Answer, ctx: &Ctx) -> Outcome {
        if answer == Answer::Saved {
            // An edit that was on its way before this form was opened is not its own.
            return if self.waiting { Outcome::Close } else { Outcome::Stay };
        }
        match (std::mem::replace(&mut self.asking, Asking::Nothing), answer) {
            (Asking::Value, Answer::Picked(value)) => {
                if let Some(entry) = self.entries.get_mut(self.scroll.cursor) {
                    entry.chosen = value;
                    entry.error = None;
                }
                self.propose(ctx);
                Outcome::Stay
            }
            (Asking::Leaving, Answer::Chosen(1)) => self.save(ctx),
            (Asking::Leaving, Answer::Chosen(2)) => Outcome::Close,
            (Asking::Clashes, Answer::Resolved(takes)) => self.settle(&takes, ctx),
            (Asking::Rest(batch), Answer::Chosen(1)) => self.commit(batch),
            _ => Outcome::Stay,
        }
    }

    fn refused(&mut self, refused: &Refused, by: Option<&str>, ctx: &Ctx) -> Option<Outcome> {
        if !std::mem::replace(&mut self.waiting, false) {
            return None;
        }
        let settles =
            matches!(self.purpose, Purpose::Edit | Purpose::Create | Purpose::EndTerm | Purpose::Plan);
        match refused {
            Refused::Conflict(clashes) if settles => {
                self.clashes.clone_from(clashes);
                self.asking = Asking::Clashes;
                return Some(Outcome::Open(Box::new(Conflict::new(clashes.clone(), by))));
            }
            Refused::Gone(kind, id) => {
                self.message = Some(text::refused_gone(ctx.lang, self.name_of(ctx, *kind, id)));
            }
            _ => self.message = Some(text::refused(ctx.standing, refused, ctx.lang)),
        }
        Some(Outcome::Stay)
    }

    fn not_saved(&mut self) {
        self.waiting = false;
    }

    fn draft(&self) -> Option<serde_json::Value> {
        self.is_changed().then(|| self.to_draft())
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        self.paint(ctx, frame, area)
    }
}
