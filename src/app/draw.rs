//! One frame: office, date and file state; tabs; the screens; the last message; the keys that work here.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    widgets::Clear,
};

use super::{App, Ctx, FileState, Notice, ctx};
use crate::{
    domain::{
        permit::{self, Permit, Scope},
        unit::Unit,
    },
    keymap::{Action, Binding},
    text::{self, shown},
    ui::{after, first, put, row, theme::Role},
};

/// Below this size there is only a sentence.
const SMALLEST: (u16, u16) = (60, 16);
/// A message takes at most this many rows of the screen above its own.
const MOST_ABOVE: u16 = 3;

impl App {
    /// Draws everything; the real cursor goes where the screen on top wants it.
    pub fn draw(&mut self, frame: &mut Frame) {
        self.area = frame.area();
        self.draw_all(frame, self.area);
        for cell in &mut frame.buffer_mut().content {
            if let Some(sign) = self.settings.theme.instead_of(cell.symbol()) {
                cell.set_symbol(sign);
            }
        }
    }

    fn draw_all(&mut self, frame: &mut Frame, area: Rect) {
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            let words = text::too_small(self.settings.lang, SMALLEST.0, SMALLEST.1);
            let ctx = ctx!(self);
            for (number, line) in (0..).zip(shown::wrapped(&words, usize::from(area.width.max(1)))) {
                put(&ctx, frame.buffer_mut(), row(area, number), &line, Role::Plain);
            }
            return;
        }
        self.draw_head(frame, row(area, 0));
        self.draw_tabs(frame, row(area, 1));
        let body = Rect { y: area.y + 2, height: area.height - 4, ..area };
        let cursor = self.draw_screens(frame, body);
        self.draw_notice(frame, row(area, area.height - 2));
        self.draw_keys(frame, row(area, area.height - 1));
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }

    fn draw_head(&self, frame: &mut Frame, at: Rect) {
        let ctx = ctx!(self);
        let lang = self.settings.lang;
        let (file, role) = match &self.file {
            FileState::Saved => (text::saved_revision(lang, self.standing.data.revision), Role::Good),
            FileState::Saving => (text::saving(lang).to_owned(), Role::Changed),
            FileState::ReadOnly(_) => (text::read_only(lang).to_owned(), Role::Error),
            FileState::Missing(_) => (text::no_register(lang).to_owned(), Role::Dim),
        };
        let as_of = text::as_of(lang, text::date(self.standing.as_of.into()));
        let date_role = if self.standing.as_of == self.today { Role::Plain } else { Role::Changed };
        let right = u16::try_from(shown::width(&file) + shown::width(&as_of) + 3).unwrap_or(0).min(at.width);
        let left = first(at, at.width - right);
        let permit = self.permit_words();
        let room = left.width.saturating_sub(u16::try_from(shown::width(&permit)).unwrap_or(u16::MAX));
        let office = &self.standing.data.office.name;
        // What one may do is named whole, however little room is left for the office.
        let took = put(&ctx, frame.buffer_mut(), first(left, room.max(8)), office, Role::Title);
        put(&ctx, frame.buffer_mut(), after(left, took), &permit, Role::Label);
        let rest = after(at, at.width - right + 1);
        let took = put(&ctx, frame.buffer_mut(), rest, &as_of, date_role);
        put(&ctx, frame.buffer_mut(), after(rest, took + 2), &file, role);
    }

    /// Role and scope of the session, where they are less than everything.
    fn permit_words(&self) -> String {
        let lang = self.settings.lang;
        let Permit { role, scope } = &self.settings.permit;
        let units = match scope {
            Scope::Whole if *role == permit::Role::Admin => return String::new(),
            Scope::Whole => return format!(" · {}", role.label().of(lang)),
            Scope::Units(named) => self.scope_names(named),
        };
        format!(" · {} · {}", role.label().of(lang), text::scope_of(lang, units))
    }

    /// The units of the session by their short names, as far as the register has them.
    fn scope_names(&self, named: &[String]) -> String {
        let data = &self.standing.data;
        let roots = Scope::Units(named.to_vec()).roots(data).ok().flatten().unwrap_or_default();
        let name = |unit: &Unit| match unit.short_name.is_empty() {
            true => unit.name.clone(),
            false => unit.short_name.clone(),
        };
        let names: Vec<String> = roots.iter().filter_map(|id| data.unit(id)).map(name).collect();
        names.join(", ")
    }

    fn draw_tabs(&self, frame: &mut Frame, at: Rect) {
        let ctx = ctx!(self);
        let mut rest = at;
        for (number, (tab, in_view)) in (1..).zip(self.tabs.iter()) {
            let role = if in_view { Role::Tab } else { Role::Plain };
            let took = put(&ctx, frame.buffer_mut(), rest, &format!(" {number} {} ", tab.title(&ctx)), role);
            rest = after(rest, took);
            if let alarms @ 1.. = tab.alarms(&ctx) {
                let words = format!("{}{} ", ctx.theme.signs.attention, text::figure(alarms, ctx.lang));
                let took = put(&ctx, frame.buffer_mut(), rest, &words, Role::Attention);
                rest = after(rest, took);
            }
        }
    }

    /// The topmost whole screen, and the dialogs over it.
    fn draw_screens(&mut self, frame: &mut Frame, body: Rect) -> Option<Position> {
        let ctx = ctx!(self);
        let whole = self.stack.iter().rposition(|screen| !screen.is_dialog());
        let mut cursor = None;
        if whole.is_none() {
            cursor = self.tabs.current_mut().draw(&ctx, frame, body);
        }
        for screen in self.stack.iter_mut().skip(whole.unwrap_or(0)) {
            cursor = screen.draw(&ctx, frame, body);
        }
        cursor
    }

    /// The last message; one that is longer than its row takes rows of the screen above, so that it is read whole.
    fn draw_notice(&self, frame: &mut Frame, at: Rect) {
        let ctx = ctx!(self);
        let (words, role) = match (&self.notice, &self.file) {
            (Some(Notice::Said(words)), _) => (words, Role::Title),
            (Some(Notice::Warned(words)), _) => (words, Role::Error),
            (None, FileState::ReadOnly(why)) => (why, Role::Error),
            (None, FileState::Saved | FileState::Saving | FileState::Missing(_)) => return,
        };
        let lines = shown::wrapped(words, usize::from(at.width.max(1)));
        let more = u16::try_from(lines.len().saturating_sub(1)).unwrap_or(MOST_ABOVE).min(MOST_ABOVE);
        let place = Rect { y: at.y.saturating_sub(more), height: more + 1, ..at };
        frame.render_widget(Clear, place);
        for (number, line) in (0..place.height).zip(&lines) {
            put(&ctx, frame.buffer_mut(), row(place, number), line, role);
        }
    }

    /// The keys that do something here, read from the key table, the most useful first.
    fn draw_keys(&self, frame: &mut Frame, at: Rect) {
        let ctx = ctx!(self);
        let mut rest = at;
        let screen = self.top();
        let hints = self.settings.keys.hints(screen.mode());
        let (back, others): (Vec<&Binding>, Vec<&Binding>) =
            hints.into_iter().filter(|b| self.hint_offered(b.action)).partition(|b| b.action == Action::Back);
        let words_of = |binding: &Binding| {
            let words = binding.action.label().of(self.settings.lang);
            words.split([':', ',']).next().unwrap_or(words)
        };
        let cells = |binding: &Binding| shown::width(binding.key) + 1 + shown::width(words_of(binding));
        // The way back is always named, however little room there is.
        let mut room = usize::from(at.width).saturating_sub(back.iter().map(|b| cells(b) + 2).sum());
        let fitting = others.into_iter().take(6).take_while(|binding| {
            let fits = cells(binding) <= room;
            room = room.saturating_sub(cells(binding) + 2);
            fits
        });
        for binding in fitting.chain(back.iter().copied()) {
            let took = put(&ctx, frame.buffer_mut(), rest, binding.key, Role::Key);
            rest = after(rest, took + 1);
            let took = put(&ctx, frame.buffer_mut(), rest, words_of(binding), Role::Plain);
            rest = after(rest, took + 2);
        }
    }

    fn hint_offered(&self, action: Action) -> bool {
        (self.permits(action).is_ok() && self.offers_here(action))
            || matches!(action, Action::Help)
            || (action == Action::AsOf && self.stack.is_empty())
    }
}
