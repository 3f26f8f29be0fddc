//! What the office has masked stays covered in a form until it is asked for or typed anew.
//!
//! The value itself stays in the field, so that saving a form in which it was not touched does not change it.

use super::{Entry, Form};
use crate::{
    keymap::{Code, Key},
    text,
    ui::{Ctx, input::LineInput},
};

/// What is seen of the value of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cover {
    /// Its end at most: it came from the register.
    Masked,
    /// All of it.
    Open,
}

impl Form {
    /// Covers what is masked and is as the register has it, and opens what was asked for.
    pub(super) fn cover_anew(&mut self, ctx: &Ctx) {
        for entry in &mut self.entries {
            let base = self.parts[entry.part].base.as_ref();
            let asked_for = base.is_some_and(|base| ctx.reveals(base.kind(), base.id()));
            let covered = !asked_for && entry.is_masked(ctx) && entry.typed() == entry.begun;
            entry.cover = if covered { Cover::Masked } else { Cover::Open };
        }
    }
}

impl Entry {
    fn is_masked(&self, ctx: &Ctx) -> bool {
        !self.original.is_empty() && !self.is_picked() && ctx.standing.data.office.masks(self.field)
    }

    /// What is seen of what is typed: all, or while it is covered its end at most.
    pub(super) fn seen(&self) -> String {
        let typed = self.line.text();
        match self.cover {
            Cover::Masked => text::masked(&typed, self.field.input),
            Cover::Open => typed,
        }
    }

    /// Takes a key for the text; whether it was one. What is covered is replaced and not edited, since nobody can edit
    /// what is not seen.
    pub(super) fn key(&mut self, key: Key) -> bool {
        if self.cover == Cover::Open {
            return self.line.key(key);
        }
        let mut line = LineInput::default();
        let taken = line.key(key);
        let empties =
            matches!(key.code, Code::Backspace | Code::Delete) || (key.ctrl && key.code == Code::Char('u'));
        if empties || !line.is_empty() {
            self.line = line;
            self.cover = Cover::Open;
        }
        taken
    }

    /// Takes pasted text.
    pub(super) fn paste(&mut self, pasted: &str) {
        if self.cover == Cover::Masked {
            self.put("");
        }
        self.line.paste(pasted);
    }
}
