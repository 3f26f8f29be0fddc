//! Two people changed the same fields: what both began with, what the other one wrote, what was typed here.
//!
//! Nothing is decided for anyone; until an answer is given the typed text stays in the form below.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{Answer, Ctx, Outcome, Screen, after, first, frame_dialog, put, row, theme::Role};
use crate::{
    domain::edit::Clash,
    keymap::{Action, Mode},
    text,
};

/// Whose value is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// What was typed here.
    Mine,
    /// What the other person wrote.
    Theirs,
}

/// The fields that clash.
pub struct Conflict {
    clashes: Vec<Clash>,
    taken: Vec<Take>,
    cursor: usize,
    by: String,
}

impl Conflict {
    /// Asks about clashing fields; `by` is who wrote the other values, where that is known.
    pub fn new(clashes: Vec<Clash>, by: Option<&str>) -> Self {
        let taken = vec![Take::Theirs; clashes.len()];
        Self { clashes, taken, cursor: 0, by: by.unwrap_or_default().to_owned() }
    }
}

impl Screen for Conflict {
    fn mode(&self) -> Mode {
        Mode::Question
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, _ctx: &Ctx) -> Outcome {
        let last = self.clashes.len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::Left | Action::Right => {
                if let Some(take) = self.taken.get_mut(self.cursor) {
                    *take = match take {
                        Take::Mine => Take::Theirs,
                        Take::Theirs => Take::Mine,
                    };
                }
            }
            Action::Accept => return Outcome::Answer(Answer::Resolved(self.taken.clone())),
            Action::Back => return Outcome::Close,
            _ => return Outcome::Pass,
        }
        Outcome::Stay
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        let width = area.width.min(76);
        let by = if self.by.is_empty() { text::somebody(ctx.lang).to_owned() } else { self.by.clone() };
        let intro =
            text::shown::wrapped(&text::conflict_intro(ctx.lang, by), usize::from(width.saturating_sub(4)));
        let height = u16::try_from(intro.len() + self.clashes.len() * 4 + 3).unwrap_or(u16::MAX);
        let inside = frame_dialog(ctx, frame, area, text::conflict_title(ctx.lang), width, height);
        let buffer = frame.buffer_mut();
        let mut number = 0;
        for line in &intro {
            put(ctx, buffer, after(row(inside, number), 1), line, Role::Plain);
            number += 1;
        }
        number += 1;
        let per_clash = 4;
        let fits = (inside.height.saturating_sub(number) / per_clash).max(1);
        let top = self.cursor.saturating_sub(usize::from(fits) - 1);
        let mut cursor = None;
        for (place, clash) in self.clashes.iter().enumerate().skip(top).take(usize::from(fits)) {
            let field = clash.kind.place(&clash.field).map(|p| &clash.kind.fields()[p]);
            // What was typed here its typist knows; what others wrote is masked like everywhere.
            let typed = |value| text::value(ctx.standing, field, value, ctx.lang);
            let words = |value| match ctx.reveals(clash.kind, &clash.id) {
                true => typed(value),
                false => text::masked_value(ctx.standing, field, value, ctx.lang),
            };
            let label = field.map_or(clash.field.as_str(), |f| f.label.of(ctx.lang));
            let at = row(inside, number);
            if place == self.cursor {
                put(ctx, buffer, first(at, 1), ctx.theme.signs.cursor, Role::Key);
                cursor = Some(Position::new(at.x, at.y));
            }
            let took = put(ctx, buffer, after(at, 2), label, Role::Title);
            let base = text::conflict_base(ctx.lang, words(&clash.base));
            put(ctx, buffer, after(at, took + 4), &base, Role::Dim);
            for (line, take, value) in [(1, Take::Theirs, &clash.theirs), (2, Take::Mine, &clash.mine)] {
                let sign = if self.taken[place] == take { "(x)" } else { "( )" };
                let who = match take {
                    Take::Mine => text::conflict_mine(ctx.lang, typed(value)),
                    Take::Theirs => text::conflict_theirs(ctx.lang, words(value)),
                };
                let role = if self.taken[place] == take { Role::Changed } else { Role::Plain };
                put(ctx, buffer, after(row(inside, number + line), 3), &format!("{sign} {who}"), role);
            }
            number += per_clash;
        }
        cursor
    }
}
