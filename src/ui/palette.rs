//! The commands by name: all of them, or as a menu only those that do something here.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};
use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Ctx, Outcome, Screen, Scroll, after, first, frame_dialog, input::LineInput, put, row, theme::Role,
};
use crate::{
    domain::fold,
    keymap::{Action, Key, Mode},
    text::{self, shown},
};

/// The list of commands.
pub struct Palette {
    title: &'static str,
    actions: Vec<Action>,
    line: LineInput,
    hits: Vec<Action>,
    scroll: Scroll,
    height: usize,
}

/// Commands that only move about and need no name.
fn is_move(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::PageUp
            | Action::PageDown
            | Action::Top
            | Action::Bottom
            | Action::NextField
            | Action::PreviousField
            | Action::Palette
            | Action::Menu
            | Action::Accept
    )
}

impl Palette {
    /// Every command that can be run now.
    pub fn new(ctx: &Ctx, offered: impl Fn(Action) -> bool) -> Self {
        let actions: Vec<Action> =
            Action::ALL.iter().copied().filter(|a| !is_move(*a) && offered(*a)).collect();
        Self {
            title: Action::Palette.label().of(ctx.lang),
            hits: actions.clone(),
            actions,
            line: LineInput::default(),
            scroll: Scroll::default(),
            height: 0,
        }
    }

    /// The same under the heading of the menu.
    pub fn as_menu(self, ctx: &Ctx) -> Self {
        Self { title: Action::Menu.label().of(ctx.lang), ..self }
    }

    /// Scores folded words with a fuzzy matcher; the matcher's own folding misses most Vietnamese letters.
    fn search(&mut self, ctx: &Ctx) {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let query = fold::fold(&self.line.text());
        let pattern = Pattern::new(&query, CaseMatching::Respect, Normalization::Never, AtomKind::Fuzzy);
        let mut letters = Vec::new();
        let mut scored: Vec<(u32, Action)> = Vec::new();
        for &action in &self.actions {
            let words = fold::fold(action.label().of(ctx.lang));
            if let Some(score) = pattern.score(Utf32Str::new(&words, &mut letters), &mut matcher) {
                scored.push((score, action));
            }
        }
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.hits = scored.into_iter().map(|(_, action)| action).collect();
        self.scroll = Scroll::default();
    }
}

impl Screen for Palette {
    fn title(&self, _ctx: &Ctx) -> String {
        self.title.to_owned()
    }

    fn mode(&self) -> Mode {
        Mode::Prompt
    }

    fn refresh(&mut self, _ctx: &Ctx) {}

    fn is_dialog(&self) -> bool {
        true
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        matches!(action, Action::Accept | Action::Back | Action::Help | Action::Quit)
    }

    fn act(&mut self, action: Action, _ctx: &Ctx) -> Outcome {
        if self.scroll.act(action, self.hits.len(), self.height) {
            return Outcome::Stay;
        }
        match action {
            Action::Accept => self.hits.get(self.scroll.cursor).map_or(Outcome::Stay, |a| Outcome::Run(*a)),
            Action::Back => Outcome::Close,
            _ => Outcome::Pass,
        }
    }

    fn typed(&mut self, key: Key, ctx: &Ctx) -> Outcome {
        if !self.line.key(key) {
            return Outcome::Pass;
        }
        self.search(ctx);
        Outcome::Stay
    }

    fn pasted(&mut self, pasted: &str, ctx: &Ctx) -> Outcome {
        self.line.paste(pasted);
        self.search(ctx);
        Outcome::Stay
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        const KEYS: usize = 12;
        let rows = u16::try_from(self.actions.len() + 3).unwrap_or(u16::MAX);
        let inside = frame_dialog(ctx, frame, area, self.title, 60, rows.min(area.height.saturating_sub(2)));
        let buffer = frame.buffer_mut();
        let took = put(ctx, buffer, row(inside, 0), text::find_label(ctx.lang), Role::Label);
        let caret = self.line.draw(ctx, buffer, after(row(inside, 0), took + 1), Role::Plain);
        let body = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
        self.height = usize::from(body.height);
        self.scroll.settle(self.hits.len(), self.height);
        for (number, action) in (0..body.height).zip(self.hits.iter().skip(self.scroll.top)) {
            let at = row(body, number);
            let here = self.scroll.top + usize::from(number) == self.scroll.cursor;
            if here {
                put(ctx, buffer, first(at, 1), ctx.theme.signs.cursor, Role::Key);
            }
            let key = ctx.keys.key_of(*action).unwrap_or_default();
            let took = put(ctx, buffer, after(at, 2), &shown::pad(key, KEYS), Role::Key);
            let role = if here { Role::Selected } else { Role::Plain };
            put(ctx, buffer, after(at, 2 + took), action.label().of(ctx.lang), role);
        }
        Some(caret)
    }
}
