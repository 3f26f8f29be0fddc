//! One field in the form: what is typed or chosen in it, and whether that is a value of the field.

use super::cover::Cover;
use crate::{
    domain::record::{Field, Input, Invalid, Kind, Record},
    text,
    ui::{Ctx, input::LineInput},
};

/// One field in the form.
pub(super) struct Entry {
    pub(super) part: usize,
    pub(super) place: usize,
    pub(super) field: &'static Field,
    pub(super) line: LineInput,
    /// The chosen code or id, for choices and links.
    pub(super) chosen: String,
    /// The canonical text it began with.
    pub(super) original: String,
    /// What stood in it when the form was opened, with what was proposed.
    pub(super) begun: String,
    pub(super) error: Option<String>,
    /// What is seen of it.
    pub(super) cover: Cover,
    /// Whether it may not be empty, by its field or by what the form is for.
    pub(super) required: bool,
}

impl Entry {
    pub(super) fn new(part: usize, place: usize, record: &dyn Record, ctx: &Ctx) -> Self {
        let field = &record.kind().fields()[place];
        let original = record.text(place).into_owned();
        let mut entry = Self {
            part,
            place,
            field,
            line: LineInput::default(),
            chosen: String::new(),
            original: String::new(),
            begun: String::new(),
            error: None,
            cover: Cover::Open,
            required: field.required,
        };
        entry.fill(&original, ctx);
        entry.original = original;
        entry
    }

    pub(super) fn is_picked(&self) -> bool {
        matches!(self.field.input, Input::Choice(_) | Input::Link(_))
    }

    /// Whether it may not stay as empty as it is.
    pub(super) fn is_wanting(&self) -> bool {
        self.required && self.typed().is_empty()
    }

    /// Puts a canonical value in.
    pub(super) fn fill(&mut self, canonical: &str, _ctx: &Ctx) {
        let words = self.words(canonical);
        self.put(&words);
    }

    /// Puts in what somebody would type.
    pub(super) fn put(&mut self, typed: &str) {
        self.cover = Cover::Open;
        if self.is_picked() {
            self.chosen = typed.to_owned();
        } else {
            self.line = LineInput::new(typed);
        }
    }

    /// A canonical value as it is typed.
    pub(super) fn words(&self, canonical: &str) -> String {
        match self.field.input {
            Input::Day | Input::Date | Input::Month => {
                canonical.parse().map_or_else(|_| canonical.to_owned(), text::date)
            }
            Input::Days => {
                let day = |word: &str| word.parse().map_or_else(|_| word.to_owned(), text::date);
                canonical.split(' ').map(day).collect::<Vec<_>>().join(" ")
            }
            _ => canonical.to_owned(),
        }
    }

    /// What is typed or chosen, as it was typed.
    pub(super) fn typed(&self) -> String {
        if self.is_picked() { self.chosen.clone() } else { self.line.text() }
    }

    /// What is typed as a value of the field.
    pub(super) fn canonical(&self, kind: Kind) -> Result<String, Invalid> {
        match text::canonical(kind, self.place, &self.typed()) {
            Ok(value) if value.is_empty() && self.required => Err(Invalid::Missing),
            value => value,
        }
    }

    pub(super) fn is_changed(&self, kind: Kind) -> bool {
        self.canonical(kind).map_or(true, |now| now != self.original) && self.typed().trim() != self.original
    }

    /// Whether somebody changed it since the form was opened; what was only proposed is no loss.
    pub(super) fn is_touched(&self, kind: Kind) -> bool {
        self.is_changed(kind) && self.typed() != self.begun
    }

    pub(super) fn check(&mut self, kind: Kind, ctx: &Ctx) {
        self.error = self.canonical(kind).err().map(|why| text::invalid(why, ctx.lang).to_owned());
    }
}
