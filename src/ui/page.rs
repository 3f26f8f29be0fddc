//! A page: lines of text with a cursor, some of which lead somewhere.
//!
//! Overview, details, help and logs are pages; who makes the lines decides what they say, and where they lead when
//! that is no place of the program. Only the lines in view are drawn, and of a list too long to be made whole only
//! these are made.

use std::borrow::Cow;

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
};

use super::{Ctx, Scroll, Target, after, first, put, row, theme::Role};
use crate::{keymap::Action, text::shown};

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct PageLine<T = Target> {
    /// Pieces of text with their roles.
    pub parts: Vec<(String, Role)>,
    /// Where Enter leads.
    pub target: Option<T>,
}

impl<T> Default for PageLine<T> {
    fn default() -> Self {
        Self { parts: Vec::new(), target: None }
    }
}

impl<T> PageLine<T> {
    /// A line of one role.
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self { parts: vec![(text.into(), role)], target: None }
    }

    /// A heading.
    pub fn title(text: impl Into<String>) -> Self {
        Self::of(text, Role::Title)
    }

    /// An empty line.
    pub fn blank() -> Self {
        Self::default()
    }

    /// Adds a piece.
    pub fn then(mut self, text: impl Into<String>, role: Role) -> Self {
        self.parts.push((text.into(), role));
        self
    }

    /// Makes it lead somewhere.
    pub fn to(mut self, target: T) -> Self {
        self.target = Some(target);
        self
    }
}

/// Lines and a cursor.
#[derive(Debug, Clone)]
pub struct Page<T = Target> {
    lines: Vec<PageLine<T>>,
    scroll: Scroll,
    height: usize,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { lines: Vec::new(), scroll: Scroll::default(), height: 0 }
    }
}

/// Whether the page has the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The cursor is shown.
    Here,
    /// It is only looked at.
    Elsewhere,
}

impl<T: Clone + PartialEq> Page<T> {
    /// Takes new lines; the cursor stays on the same number, or on the same target when there is one.
    pub fn set(&mut self, lines: Vec<PageLine<T>>) {
        let target = self.target().cloned();
        let leads = |line: &PageLine<T>| line.target.is_some() && line.target == target;
        if !lines.get(self.scroll.cursor).is_some_and(leads) {
            self.scroll.cursor = lines.iter().position(leads).unwrap_or(self.scroll.cursor);
        }
        self.lines = lines;
        self.scroll.cursor = self.scroll.cursor.min(self.lines.len().saturating_sub(1));
    }

    /// Puts the cursor on the first line that leads somewhere.
    pub fn to_first_target(&mut self) {
        self.scroll.cursor = self.lines.iter().position(|l| l.target.is_some()).unwrap_or(0);
    }

    /// Puts the cursor on the line that leads somewhere, if there is one.
    pub fn to_target(&mut self, target: &T) {
        let place = self.lines.iter().position(|line| line.target.as_ref() == Some(target));
        self.scroll.cursor = place.unwrap_or(self.scroll.cursor);
    }

    /// Moves; whether the command was a move. Up and down stop at lines that lead somewhere when such a line is in
    /// view, else they go line by line.
    pub fn act(&mut self, action: Action) -> bool {
        let from = self.scroll.cursor;
        let near = |place: &usize| place.abs_diff(from) < self.height.max(2);
        let next = match action {
            Action::Down => {
                (from + 1..self.lines.len()).find(|&p| self.lines[p].target.is_some()).filter(near)
            }
            Action::Up => (0..from).rev().find(|&p| self.lines[p].target.is_some()).filter(near),
            _ => None,
        };
        match next {
            Some(place) => {
                self.scroll.cursor = place;
                true
            }
            None => self.scroll.act(action, self.lines.len(), self.height.saturating_sub(1)),
        }
    }

    /// Goes to the next line of a role, round the end; whether there is one.
    pub fn to_role(&mut self, wanted: fn(Role) -> bool, backwards: Backwards) -> bool {
        let count = self.lines.len();
        let from = self.scroll.cursor;
        let hit = backwards
            .from(from, count)
            .find(|&p| self.lines[p].target.is_some() && self.lines[p].parts.iter().any(|(_, r)| wanted(*r)));
        if let Some(place) = hit {
            self.scroll.cursor = place;
        }
        hit.is_some()
    }

    /// Where the line under the cursor leads.
    pub fn target(&self) -> Option<&T> {
        self.lines.get(self.scroll.cursor)?.target.as_ref()
    }

    /// Draws the lines in view; gives the place of the cursor.
    pub fn draw(&mut self, ctx: &Ctx, buffer: &mut Buffer, area: Rect, focus: Focus) -> Option<Position> {
        self.height = usize::from(area.height);
        self.scroll.settle(self.lines.len(), self.height);
        draw_lines(ctx, buffer, area, (self.scroll, self.lines.len(), focus), |place| {
            self.lines.get(place).map_or_else(Cow::default, Cow::Borrowed)
        })
    }
}

/// Draws the lines in view of a list of some length, each made only now; gives the place of the cursor.
pub fn draw_lines<'a, T: Clone + 'a>(
    ctx: &Ctx,
    buffer: &mut Buffer,
    area: Rect,
    (scroll, length, focus): (Scroll, usize, Focus),
    line: impl Fn(usize) -> Cow<'a, PageLine<T>>,
) -> Option<Position> {
    let mut cursor = None;
    for (number, place) in (0..area.height).zip(scroll.top..length) {
        let line = line(place);
        let at = row(area, number);
        let here = focus == Focus::Here && place == scroll.cursor;
        if here {
            put(ctx, buffer, first(at, 1), ctx.theme.signs.cursor, Role::Key);
            cursor = Some(Position::new(at.x, at.y));
        }
        let mut rest = after(at, 2);
        for (text, role) in &line.parts {
            let took = put(ctx, buffer, rest, text, *role);
            rest = after(rest, took);
        }
        if here && line.target.is_some() {
            let text = first(after(at, 2), rest.x.saturating_sub(at.x + 2));
            buffer.set_style(text, Style::new().add_modifier(Modifier::REVERSED));
        }
    }
    mark_more(ctx, buffer, area, scroll.top, length);
    cursor
}

/// Shows at the right edge that there is more above or below.
pub(super) fn mark_more(ctx: &Ctx, buffer: &mut Buffer, area: Rect, top: usize, length: usize) {
    let edge = |y| Rect { x: area.right().saturating_sub(1), y, width: 1, height: 1 };
    if area.height < 2 || area.width < 4 {
        return;
    }
    if top > 0 {
        put(ctx, buffer, edge(area.y), ctx.theme.signs.sorted[0], Role::Dim);
    }
    if top + usize::from(area.height) < length {
        put(ctx, buffer, edge(area.bottom() - 1), ctx.theme.signs.sorted[1], Role::Dim);
    }
}

/// Draws a page that is only looked at, with a rule at its left.
pub fn draw_beside<T: Clone + PartialEq>(ctx: &Ctx, frame: &mut Frame, area: Rect, page: &mut Page<T>) {
    for number in 0..area.height {
        put(ctx, frame.buffer_mut(), first(row(area, number), 1), ctx.theme.signs.rule, Role::Dim);
    }
    page.draw(ctx, frame.buffer_mut(), after(area, 1), Focus::Elsewhere);
}

/// Which way to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backwards {
    /// Downwards.
    No,
    /// Upwards.
    Yes,
}

impl Backwards {
    /// The places after one, or before it, round the end and back to it.
    pub fn from(self, place: usize, count: usize) -> impl Iterator<Item = usize> {
        (1..=count).map(move |step| match self {
            Self::No => (place + step) % count,
            Self::Yes => (place + count - step) % count,
        })
    }
}

/// A label padded to a width with its value behind it.
pub fn labelled<T>(label: &str, width: usize, value: impl Into<String>) -> PageLine<T> {
    PageLine::of(shown::pad(label, width), Role::Label).then("  ", Role::Plain).then(value, Role::Plain)
}

/// A gauge of some cells: `█████░░░░░`.
pub fn gauge(ctx: &Ctx, part: usize, whole: usize, cells: usize) -> (String, String) {
    let full = (part * cells).checked_div(whole).unwrap_or(0);
    let full = if part < whole { full.min(cells.saturating_sub(1)) } else { full };
    (ctx.theme.signs.full.repeat(full), ctx.theme.signs.empty.repeat(cells - full))
}
