//! The table on the screen: the columns that fit, and only the rows in view.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{Dress, Look, Order, Row, Table};
use crate::{
    domain::{
        column::{Cell, Column},
        record::Id,
    },
    text::shown,
    ui::{Ctx, after, first, page, put, row, theme::Role},
};

/// Cells of the sign column before every row.
const SIGNS: u16 = 4;

impl Table {
    /// Draws heading and rows; gives the place of the cursor.
    pub fn draw(
        &mut self,
        ctx: &Ctx,
        buffer: &mut Buffer,
        area: Rect,
        dress: &dyn Dress,
    ) -> Option<Position> {
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        self.height = usize::from(body.height);
        self.scroll.settle(self.rows.len(), self.height);
        let heading_above =
            matches!(self.rows.get(self.scroll.top.wrapping_sub(1)), Some(Row::Heading { .. }));
        if self.scroll.top == self.scroll.cursor && heading_above {
            self.scroll.top -= 1;
        }
        let shown_columns = self.fitting(area.width);
        self.draw_heading(ctx, buffer, row(area, 0), &shown_columns);
        self.built = 0;
        let mut cursor = None;
        for number in 0..body.height {
            let place = self.scroll.top + usize::from(number);
            let Some(content) = self.rows.get(place) else { break };
            self.built += 1;
            let at = row(body, number);
            match content {
                Row::Heading { title, done, all } => draw_group(ctx, buffer, at, title, *done, *all),
                Row::Record(id, _) => {
                    let selected = place == self.scroll.cursor;
                    if selected {
                        cursor = Some(Position::new(at.x, at.y));
                    }
                    self.draw_record(ctx, buffer, at, id, dress.look(ctx, id), selected, &shown_columns);
                }
            }
        }
        cursor
    }

    /// The columns that fit, the first one always, the rest from the one scrolled to; the last takes what is left.
    fn fitting(&self, width: u16) -> Vec<(Column, u16)> {
        let mut left = width.saturating_sub(SIGNS);
        let mut shown = Vec::new();
        let order = self.columns.iter().take(1).chain(self.columns.iter().skip(1 + self.left));
        for column in order {
            let wanted = column.width.min(left);
            if wanted < column.width && !shown.is_empty() {
                break;
            }
            shown.push((*column, wanted));
            left = left.saturating_sub(wanted + 1);
        }
        if let Some((_, first)) = shown.first_mut() {
            *first += left.min(10);
        }
        shown
    }

    fn draw_heading(&self, ctx: &Ctx, buffer: &mut Buffer, at: Rect, columns: &[(Column, u16)]) {
        let mut rest = after(at, SIGNS);
        for (column, width) in columns {
            let mut title = column.label.of(ctx.lang).to_owned();
            if self.sort.0 == column.name {
                let sign = match self.sort.1 {
                    Order::Up => ctx.theme.signs.sorted[0],
                    Order::Down => ctx.theme.signs.sorted[1],
                };
                title = format!("{sign}{title}");
            }
            put(ctx, buffer, first(rest, *width), &title, Role::Label);
            rest = after(rest, width + 1);
        }
        if self.left > 0 {
            put(ctx, buffer, first(at, 1), ctx.theme.signs.more[0], Role::Dim);
        }
        if columns.len() + self.left < self.columns.len() {
            let edge = Rect { x: at.right().saturating_sub(1), width: 1, ..at };
            put(ctx, buffer, edge, ctx.theme.signs.more[1], Role::Dim);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one row is drawn from just these")]
    fn draw_record(
        &self,
        ctx: &Ctx,
        buffer: &mut Buffer,
        at: Rect,
        id: &Id,
        look: Look,
        selected: bool,
        columns: &[(Column, u16)],
    ) {
        let Some(record) = ctx.standing.data.record(self.kind, id) else { return };
        let role = |plain| if selected && plain == Role::Plain { Role::Selected } else { plain };
        if selected {
            put(ctx, buffer, first(at, 1), ctx.theme.signs.cursor, Role::Key);
        }
        if self.marked.contains(id) {
            put(ctx, buffer, first(after(at, 1), 1), ctx.theme.signs.mark, Role::Key);
        }
        put(ctx, buffer, first(after(at, 2), 1), look.sign, look.role);
        let mut rest = after(at, SIGNS);
        for (number, (column, width)) in columns.iter().enumerate() {
            let cell = column.cell(ctx.standing, record);
            let words = ctx.words(record, column);
            let words = match cell {
                Cell::Number(_) => shown::pad_left(&shown::shown(&words), usize::from(*width)),
                _ => shown::pad(&shown::shown(&words), usize::from(*width)),
            };
            let plain = if number == 0 || column.name == "state" { look.role } else { Role::Plain };
            put(ctx, buffer, first(rest, *width), &words, role(plain));
            if selected && plain != Role::Plain {
                let reversed = ctx.theme.style(look.role).add_modifier(ratatui::style::Modifier::REVERSED);
                buffer.set_style(first(rest, *width), reversed);
            }
            rest = after(rest, width + 1);
        }
    }
}

fn draw_group(ctx: &Ctx, buffer: &mut Buffer, at: Rect, title: &str, done: usize, all: usize) {
    const GAUGE: usize = 10;
    let rest = after(at, SIGNS);
    let took = put(ctx, buffer, rest, title, Role::Title);
    let rest = after(rest, took + 2);
    let (full, empty) = page::gauge(ctx, done, all, GAUGE);
    let role = if done == all { Role::Good } else { Role::Attention };
    let took = put(ctx, buffer, rest, &format!("{done}/{all} "), role);
    let rest = after(rest, took);
    let took = put(ctx, buffer, rest, &full, role);
    put(ctx, buffer, after(rest, took), &empty, Role::Dim);
}
