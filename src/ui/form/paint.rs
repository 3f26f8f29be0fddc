//! The form on the screen: label, value and message of each field in view, one row each.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{Entry, Form, Purpose, cover::Cover};
use crate::{
    domain::record::{Input, Kind},
    keymap::Action,
    text,
    ui::{Ctx, after, first, put, row, theme::Role},
};

/// Whether what is changed of a kind holds for every day on which the register is seen: it has no date of its own.
/// What was on a day in the past is changed by a dated event or term.
fn is_undated(kind: Kind) -> bool {
    matches!(kind, Kind::Member | Kind::Unit | Kind::Village | Kind::Office)
}

impl Form {
    /// Draws the fields in view; gives the place of the caret.
    pub(super) fn paint(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        let buffer = frame.buffer_mut();
        let took = put(ctx, buffer, row(area, 0), &self.title(ctx), Role::Title);
        if self.purpose == Purpose::Edit && is_undated(self.about.0) && ctx.standing.as_of < ctx.today {
            let day = text::date(ctx.standing.as_of.into());
            let words = text::edits_every_day(ctx.lang, day);
            put(ctx, buffer, after(row(area, 0), took + 2), &words, Role::Changed);
        }
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
        let height = usize::from(body.height);
        self.scroll.settle(self.entries.len(), height);
        self.look_ahead(ctx);
        let ahead = self.seen.as_ref().map_or(&[][..], |seen| &seen.lines);
        // One row is left free between the fields and what saving will do.
        let rows = self.entries.len() + 1 + ahead.len();
        self.below = self.below.min(rows.saturating_sub(height + self.scroll.top));
        let top = self.scroll.top + self.below;
        let mut caret = None;
        for number in 0..body.height {
            let (place, at) = (top + usize::from(number), row(body, number));
            match (self.entries.get(place), ahead.get(place.wrapping_sub(self.entries.len() + 1))) {
                (Some(entry), _) => {
                    let here = place == self.scroll.cursor;
                    caret = caret.or(self.draw_entry(ctx, buffer, at, entry, here));
                }
                (None, Some((words, role))) => _ = put(ctx, buffer, after(at, 2), words, *role),
                (None, None) => {}
            }
        }
        let hidden = rows.saturating_sub(top + height);
        if hidden > 0 && !ahead.is_empty() {
            let at = row(body, body.height.saturating_sub(1));
            let words = text::shown::pad(&text::more_below(ctx.lang, hidden + 1), usize::from(at.width));
            put(ctx, buffer, at, &words, Role::Dim);
        }
        let last = row(area, area.height.saturating_sub(1));
        let error = self.entries.get(self.scroll.cursor).and_then(|e| e.error.as_deref());
        match (error, self.message.as_deref(), self.waiting) {
            (Some(words), ..) | (None, Some(words), _) => _ = put(ctx, buffer, last, words, Role::Error),
            (None, None, true) => _ = put(ctx, buffer, last, text::saving(ctx.lang), Role::Dim),
            (None, None, false) => _ = put(ctx, buffer, last, &self.hint(ctx), Role::Dim),
        }
        caret
    }

    fn hint(&self, ctx: &Ctx) -> String {
        let place = format!("{}/{}", self.scroll.cursor + 1, self.entries.len());
        let here = self.entries.get(self.scroll.cursor);
        if here.is_some_and(|entry| entry.cover == Cover::Masked) {
            let key = ctx.keys.key_of(Action::Reveal).unwrap_or_default();
            return format!("{place}  {}", text::hint_masked(ctx.lang, key));
        }
        let hint = match here.map(|e| e.field.input) {
            Some(Input::Choice(_) | Input::Link(_)) => text::hint_pick(ctx.lang),
            Some(Input::Day) => text::hint_day(ctx.lang),
            Some(Input::Date) => text::hint_date(ctx.lang),
            Some(Input::Month) => text::hint_month(ctx.lang),
            Some(Input::Days) => text::hint_days(ctx.lang),
            Some(Input::Digits) => text::invalid_digits(ctx.lang),
            Some(Input::Text | Input::Person | Input::Number) | None => "",
        };
        format!("{place}  {hint}")
    }

    fn draw_entry(
        &self,
        ctx: &Ctx,
        buffer: &mut ratatui::buffer::Buffer,
        at: Rect,
        entry: &Entry,
        here: bool,
    ) -> Option<Position> {
        const LABEL: u16 = 27;
        let room = at.width.saturating_sub(LABEL + 4);
        // What is wrong stands beside the value; without it the value has the row.
        let value_width = match (&entry.error, at.width >= 110) {
            (None, _) => room.min(80),
            (Some(_), true) => 50,
            (Some(_), false) => 30.min(room),
        };
        let kind = self.kind_of(entry);
        if here {
            put(ctx, buffer, first(at, 1), ctx.theme.signs.cursor, Role::Key);
        }
        let starts_part = entry.part > 0
            && self.entries.iter().find(|e| e.part == entry.part).is_some_and(|e| std::ptr::eq(e, entry));
        let star = if entry.required { "*" } else { "" };
        let mut label = format!("{}{star}", entry.field.label.of(ctx.lang));
        if let Some((kind, id)) = self.apart(entry.part) {
            label = self.short_name(ctx, (kind, &id), usize::from(LABEL));
        } else if starts_part {
            label = format!("{}: {label}", self.parts[entry.part].heading.of(ctx.lang));
        }
        put(ctx, buffer, first(after(at, 2), LABEL), &label, Role::Label);
        let field = first(after(at, LABEL + 3), value_width);
        let role = match (here, entry.is_changed(kind)) {
            (_, true) => Role::Changed,
            (true, false) => Role::Title,
            (false, false) => Role::Plain,
        };
        let caret = if entry.is_picked() {
            let json = serde_json::Value::String(entry.chosen.clone());
            let words = if entry.chosen.is_empty() {
                String::new()
            } else {
                text::value(ctx.standing, Some(entry.field), &json, ctx.lang)
            };
            put(ctx, buffer, field, &words, role);
            Position::new(field.x, field.y)
        } else if here && entry.cover == Cover::Open {
            entry.line.draw(ctx, buffer, field, role)
        } else {
            put(ctx, buffer, field, &entry.seen(), role);
            Position::new(field.x, field.y)
        };
        if here {
            let underline = ratatui::style::Modifier::UNDERLINED;
            buffer.set_style(field, ratatui::style::Style::new().add_modifier(underline));
        }
        if let Some(error) = &entry.error {
            put(ctx, buffer, after(at, LABEL + 4 + value_width), error, Role::Error);
        }
        here.then_some(caret)
    }
}
