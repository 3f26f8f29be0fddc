//! The keys, read from the key table, for the mode one comes from first.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Ctx, Outcome, Screen,
    page::{Focus, Page, PageLine},
    theme::Role,
};
use crate::{
    keymap::{Action, Mode},
    text::{self, shown},
};

/// The page of keys.
pub struct Help {
    from: Mode,
    page: Page,
}

impl Help {
    /// Help for somebody who is in a mode.
    pub fn new(ctx: &Ctx, from: Mode) -> Self {
        let mut page = Page::default();
        page.set(lines(ctx, from));
        Self { from, page }
    }
}

/// The rows of help: the mode one comes from, then the others; without commands the person may not give.
fn lines(ctx: &Ctx, from: Mode) -> Vec<PageLine> {
    const KEYS: usize = 14;
    let lang = ctx.lang;
    let allowed = |action: Action| !action.edits() || ctx.permit.edit().is_ok();
    let mut lines: Vec<PageLine> =
        text::help_intro(lang).lines().map(|l| PageLine::of(l, Role::Plain)).collect();
    let modes = std::iter::once(&from).chain(Mode::ALL.iter().filter(|m| **m != from));
    for mode in modes {
        lines.push(PageLine::blank());
        lines.push(PageLine::title(mode.label().of(lang)));
        for binding in ctx.keys.rows(*mode).filter(|row| allowed(row.action)) {
            let line = PageLine::of(shown::pad(binding.key, KEYS), Role::Key);
            lines.push(line.then(binding.action.label().of(lang), Role::Plain));
        }
    }
    lines
}

impl Screen for Help {
    fn mode(&self) -> Mode {
        Mode::Page
    }

    fn refresh(&mut self, ctx: &Ctx) {
        self.page.set(lines(ctx, self.from));
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        matches!(action, Action::Back | Action::PageDown | Action::PageUp | Action::Quit)
    }

    fn act(&mut self, action: Action, _ctx: &Ctx) -> Outcome {
        if self.page.act(action) {
            return Outcome::Stay;
        }
        match action {
            Action::Back | Action::Help => Outcome::Close,
            Action::Repaint | Action::Reload | Action::Quit => Outcome::Pass,
            // Help lies over a form or a question, which nothing else may be put on top of.
            _ => Outcome::Stay,
        }
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        self.page.draw(ctx, frame.buffer_mut(), area, Focus::Here)
    }
}
