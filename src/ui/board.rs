//! The board of villages: a line for each commune, those with most left to do first, and a cell for each village.
//!
//! A cell says by sign and colour how far its village is; what the sign under the cursor stands for is written out below. It shows
//! all villages of the register at once, which the table cannot: where the trouble is, before what it is.

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
};

use super::{Ctx, Outcome, Screen, Scroll, Target, after, first, page::Backwards, put, row, theme::Role};
use crate::{
    domain::{
        fold,
        record::{Id, Kind},
        standing::Step,
    },
    keymap::{Action, Mode},
    text::{self, shown},
};

/// Cells of the name of a commune.
const NAME: u16 = 18;
/// Cells of its figures: `116/118 98,3 %`.
const FIGURES: u16 = 16;
/// Cells of a village.
const CELL: u16 = 2;

/// A village nobody has a plan for.
const NO_PLAN: &str = "?";

/// A commune and its villages, those not unified first.
struct Line {
    name: String,
    unified: usize,
    villages: Vec<Id>,
}

/// The board.
pub struct Board {
    lines: Vec<Line>,
    scroll: Scroll,
    column: usize,
    height: usize,
}

impl Board {
    /// The board of the register as it is seen.
    pub fn new(ctx: &Ctx) -> Self {
        let mut board = Self { lines: Vec::new(), scroll: Scroll::default(), column: 0, height: 1 };
        board.lay_out(ctx);
        board
    }

    fn lay_out(&mut self, ctx: &Ctx) {
        let standing = ctx.standing;
        let mut lines: Vec<(Option<&Id>, Line)> = Vec::new();
        for id in standing.names(Kind::Village) {
            let (Some(village), Some(state)) = (standing.data.village(id), standing.village(id)) else {
                continue;
            };
            let commune = village.commune.as_ref();
            let at = lines.iter().position(|(of, _)| *of == commune).unwrap_or_else(|| {
                let unit = commune.and_then(|id| standing.data.unit(id));
                let short = unit.map(|u| if u.short_name.is_empty() { &u.name } else { &u.short_name });
                let name = short.cloned().unwrap_or_default();
                lines.push((commune, Line { name, unified: 0, villages: Vec::new() }));
                lines.len() - 1
            });
            let line = &mut lines[at].1;
            line.unified += usize::from(state.is_unified());
            line.villages.push(id.clone());
        }
        let is_unified = |id: &Id| standing.village(id).is_some_and(|village| village.is_unified());
        self.lines = lines.into_iter().map(|(_, line)| line).collect();
        for line in &mut self.lines {
            line.villages.sort_by_key(is_unified);
        }
        let left = |line: &Line| line.villages.len() - line.unified;
        self.lines.sort_by_cached_key(|line| (std::cmp::Reverse(left(line)), fold::sort_key(&line.name)));
        self.settle();
    }

    fn settle(&mut self) {
        self.scroll.cursor = self.scroll.cursor.min(self.lines.len().saturating_sub(1));
        let length = self.lines.get(self.scroll.cursor).map_or(0, |line| line.villages.len());
        self.column = self.column.min(length.saturating_sub(1));
    }

    fn here(&self) -> Option<&Id> {
        self.lines.get(self.scroll.cursor)?.villages.get(self.column)
    }

    /// Goes to the next village that is not unified, line by line and round the end.
    fn next_left(&mut self, ctx: &Ctx, backwards: Backwards) -> Outcome {
        let all: Vec<(usize, usize)> = (0..self.lines.len())
            .flat_map(|line| (0..self.lines[line].villages.len()).map(move |column| (line, column)))
            .collect();
        let from = all.iter().position(|place| *place == (self.scroll.cursor, self.column)).unwrap_or(0);
        let is_left = |place: &usize| {
            let (line, column) = all[*place];
            ctx.standing.village(&self.lines[line].villages[column]).is_some_and(|v| !v.is_unified())
        };
        match backwards.from(from, all.len()).find(is_left) {
            Some(place) => {
                (self.scroll.cursor, self.column) = all[place];
                Outcome::Stay
            }
            None => Outcome::Say(text::nothing_needs_attention(ctx.lang).to_owned()),
        }
    }

    fn draw_line(&self, ctx: &Ctx, buffer: &mut Buffer, at: Rect, number: usize) -> Option<Position> {
        let line = self.lines.get(number)?;
        let (lang, here) = (ctx.lang, number == self.scroll.cursor);
        let all = line.villages.len();
        let role = if line.unified == all { Role::Plain } else { Role::Attention };
        if here {
            put(ctx, buffer, first(at, 1), ctx.theme.signs.cursor, Role::Key);
        }
        put(ctx, buffer, first(after(at, 2), NAME), &line.name, role);
        let share = text::percent(line.unified, all, lang);
        let figures = format!(
            "{} {}",
            shown::pad_left(&format!("{}/{all}", line.unified), 6),
            shown::pad_left(&share, 8)
        );
        put(ctx, buffer, first(after(at, NAME + 3), FIGURES), &figures, role);
        let cells = after(at, NAME + FIGURES + 3);
        let room = usize::from((cells.width / CELL).max(1));
        let begin = if here { (self.column + 1).saturating_sub(room) } else { 0 };
        let mut cursor = None;
        for (place, id) in (0u16..).zip(line.villages.iter().skip(begin).take(room)) {
            let cell = first(after(cells, place * CELL), 1);
            let (sign, role) = sign(ctx, id);
            put(ctx, buffer, cell, sign, role);
            if here && begin + usize::from(place) == self.column {
                buffer.set_style(cell, Style::new().add_modifier(Modifier::REVERSED));
                cursor = Some(Position::new(cell.x, cell.y));
            }
        }
        cursor
    }
}

/// How far a village is, as a sign and a colour.
fn sign(ctx: &Ctx, id: &Id) -> (&'static str, Role) {
    let signs = ctx.theme.signs;
    match ctx.standing.village(id) {
        Some(village) if village.overdue => (signs.overdue, Role::Overdue),
        Some(village) => match village.step {
            Step::Unified => (signs.good, Role::Good),
            Step::Planned | Step::Waiting => (signs.attention, Role::Attention),
            Step::NoCell | Step::HeadNotMember | Step::Split | Step::Lost if village.plan_month.is_some() => {
                (signs.attention, Role::Attention)
            }
            Step::NoCell | Step::HeadNotMember | Step::Split | Step::Lost => (NO_PLAN, Role::Attention),
        },
        None => (" ", Role::Plain),
    }
}

impl Screen for Board {
    fn mode(&self) -> Mode {
        Mode::Page
    }

    fn refresh(&mut self, ctx: &Ctx) {
        let here = self.here().cloned();
        self.lay_out(ctx);
        if let Some(here) = here {
            self.turn_to(Kind::Village, &here, ctx);
        }
    }

    fn record(&self) -> Option<(Kind, Id)> {
        self.here().map(|id| (Kind::Village, id.clone()))
    }

    fn shows_fields(&self, _ctx: &Ctx) -> bool {
        false
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        match action {
            Action::Open => self.here().is_some(),
            Action::Back | Action::Help | Action::Quit | Action::Undo | Action::Redo => true,
            Action::NextAttention | Action::PreviousAttention => true,
            _ => false,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        if self.scroll.act(action, self.lines.len(), self.height) {
            self.settle();
            return Outcome::Stay;
        }
        if let Some(backwards) = super::detail::direction(action) {
            return self.next_left(ctx, backwards);
        }
        match action {
            Action::Left => self.column = self.column.saturating_sub(1),
            Action::Right => {
                self.column += 1;
                self.settle();
            }
            Action::Back => return Outcome::Close,
            Action::Open => {
                let here = self.here().map(|id| Target::Record(Kind::Village, id.clone()));
                return here.map_or(Outcome::Stay, Outcome::Goto);
            }
            _ => return Outcome::Pass,
        }
        Outcome::Stay
    }

    fn turn_to(&mut self, kind: Kind, id: &Id, _ctx: &Ctx) -> Option<&'static str> {
        let place =
            |line: &Line| line.villages.iter().position(|village| kind == Kind::Village && village == id);
        let found = self.lines.iter().enumerate().find_map(|(number, line)| Some((number, place(line)?)));
        if let Some(place) = found {
            (self.scroll.cursor, self.column) = place;
        }
        None
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        let (lang, buffer) = (ctx.lang, frame.buffer_mut());
        let (all, unified) = ctx.standing.unified();
        let signs = ctx.theme.signs;
        let title = format!(
            "{}  {}/{} {}",
            text::board(lang),
            text::figure(unified, lang),
            text::figure(all, lang),
            text::percent(unified, all, lang)
        );
        put(ctx, buffer, after(row(area, 0), 2), &title, Role::Title);
        let mut rest = after(row(area, 1), 2);
        let legend = [
            (signs.good, text::unified_of(lang), Role::Good),
            (signs.attention, text::board_planned(lang), Role::Attention),
            (NO_PLAN, text::not_planned(lang), Role::Attention),
            (signs.overdue, text::urgency_overdue(lang), Role::Overdue),
        ];
        for (sign, words, role) in legend {
            let took = put(ctx, buffer, rest, sign, role);
            rest = after(rest, took + 1);
            let took = put(ctx, buffer, rest, words, Role::Label);
            rest = after(rest, took + 2);
        }
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(4), ..area };
        self.height = usize::from(body.height);
        self.scroll.settle(self.lines.len(), self.height);
        let mut cursor = None;
        for number in 0..body.height {
            let place = self.scroll.top + usize::from(number);
            cursor = self.draw_line(ctx, buffer, row(body, number), place).or(cursor);
        }
        if let Some((village, state)) =
            self.here().and_then(|id| Some((ctx.standing.data.village(id)?, ctx.standing.village(id)?)))
        {
            let step = state.step.label().of(lang);
            let reason = state.plan_reason.map(|reason| format!(" – {}", reason.label().of(lang)));
            let planned =
                state.plan_month.map(|month| format!(" – {}", text::planned(lang, text::date(month.into()))));
            let words = format!(
                "{}: {step}{}{}",
                village.name,
                planned.unwrap_or_default(),
                reason.unwrap_or_default()
            );
            put(ctx, buffer, after(row(area, area.height.saturating_sub(1)), 2), &words, Role::Plain);
        }
        cursor
    }
}
