//! One table for every kind of record: columns, sort, groups, marks, finding as one types.
//!
//! Rows are arranged once for each snapshot; a frame builds only the rows in view, so its cost does not grow
//! with the register. The cursor is kept by id. Which records are shown is decided by who owns the table.

use std::collections::{HashMap, HashSet};

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{Ctx, Scroll, after, first, page::Backwards, put, row, theme::Role};
use crate::{
    domain::{
        column::{Cell, Column},
        fold::{self, Query},
        record::{Id, Kind},
        standing::Standing,
        words::Lang,
    },
    keymap::Action,
    text::{self, shown},
};

/// How a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Small to large, a to z.
    Up,
    /// Large to small.
    Down,
}

/// What a group of rows is called and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Groups are shown in this order.
    pub key: Vec<u8>,
    /// Its heading.
    pub title: String,
}

/// A row as it is shown: a heading or a record.
#[derive(Debug, Clone)]
enum Row {
    Heading { title: String, done: usize, all: usize },
    Record(Id),
}

/// Looks of one record's row, and whether it counts as done in its group's gauge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The role of its text.
    pub role: Role,
    /// The sign before it.
    pub sign: &'static str,
}

/// How a kind's rows are grouped and look.
pub trait Dress {
    /// The group of a record, when there are groups.
    fn group(&self, standing: &Standing, id: &Id, lang: Lang) -> Option<Group>;
    /// How a record looks.
    fn look(&self, ctx: &Ctx, id: &Id) -> Look;
}

/// A table of records of one kind.
pub struct Table {
    kind: Kind,
    columns: Vec<Column>,
    rows: Vec<Row>,
    records: usize,
    scroll: Scroll,
    left: usize,
    height: usize,
    sort: (&'static str, Order),
    marked: HashSet<Id>,
    finding: String,
    /// Rows built for the last frame; a test holds it to the height.
    built: usize,
}

/// Cells of the sign column before every row.
const SIGNS: u16 = 4;

impl Table {
    /// A table with these columns, sorted by the first.
    pub fn new(kind: Kind, columns: Vec<Column>) -> Self {
        let sort = (columns.first().map_or("name", |c| c.name), Order::Up);
        Self {
            kind,
            columns,
            rows: Vec::new(),
            records: 0,
            scroll: Scroll::default(),
            left: 0,
            height: 0,
            sort,
            marked: HashSet::new(),
            finding: String::new(),
            built: 0,
        }
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How many records are shown.
    pub fn len(&self) -> usize {
        self.records
    }

    /// Whether no record is shown.
    pub fn is_empty(&self) -> bool {
        self.records == 0
    }

    /// The record under the cursor.
    pub fn current(&self) -> Option<&Id> {
        self.id_at(self.scroll.cursor)
    }

    /// Rows built for the last frame.
    pub fn rows_built(&self) -> usize {
        self.built
    }

    /// The marked records.
    pub fn marked(&self) -> &HashSet<Id> {
        &self.marked
    }

    /// By which column it is sorted.
    pub fn sort(&self) -> (&'static str, Order) {
        self.sort
    }

    /// Sorts by a column; by the same again, the other way round.
    pub fn sort_by(&mut self, column: &'static str) {
        let order = match self.sort {
            (same, Order::Up) if same == column => Order::Down,
            _ => Order::Up,
        };
        self.sort = (column, order);
    }

    /// Arranges these records, given in the order of their names: sorted, grouped, the cursor on the same record if it
    /// is still there.
    pub fn arrange(
        &mut self,
        standing: &Standing,
        lang: Lang,
        ids: Vec<Id>,
        dress: &dyn Dress,
        done: &dyn Fn(&Id) -> bool,
    ) {
        let current = self.current().cloned();
        let sorted = self.sorted(standing, ids);
        self.records = sorted.len();
        self.rows = grouped(standing, lang, sorted, dress, done);
        self.marked.retain(|id| standing.data.record(self.kind, id).is_some());
        let place = current.and_then(|id| self.place_of(&id));
        self.scroll.cursor = place.unwrap_or(self.scroll.cursor).min(self.rows.len().saturating_sub(1));
        self.skip_heading(Backwards::No);
    }

    /// Sorts by the column; the records come in the order of their names and stay so where the column says the same.
    fn sorted(&self, standing: &Standing, mut ids: Vec<Id>) -> Vec<Id> {
        let by = self.columns.iter().find(|c| c.name == self.sort.0).filter(|c| c.name != "name");
        let key = |id: &Id| {
            let record = standing.data.record(self.kind, id)?;
            by.map(|column| column.cell(standing, record).sort_key())
        };
        match (self.sort.1, by) {
            (Order::Up, None) => {}
            (Order::Down, None) => ids.reverse(),
            (Order::Up, Some(_)) => ids.sort_by_cached_key(key),
            (Order::Down, Some(_)) => ids.sort_by_cached_key(|id| std::cmp::Reverse(key(id))),
        }
        ids
    }

    fn id_at(&self, place: usize) -> Option<&Id> {
        match self.rows.get(place)? {
            Row::Record(id) => Some(id),
            Row::Heading { .. } => None,
        }
    }

    fn place_of(&self, wanted: &Id) -> Option<usize> {
        self.rows.iter().position(|row| matches!(row, Row::Record(id) if id == wanted))
    }

    /// Puts the cursor on a record, if it is shown.
    pub fn go_to(&mut self, id: &Id) -> bool {
        let place = self.place_of(id);
        self.scroll.cursor = place.unwrap_or(self.scroll.cursor);
        place.is_some()
    }

    /// Goes to the next record that is wanted, round the end; whether there is one.
    pub fn go_to_next(&mut self, backwards: Backwards, wanted: impl Fn(&Id) -> bool) -> bool {
        let count = self.rows.len();
        let from = self.scroll.cursor;
        let hit = (1..=count)
            .map(|step| match backwards {
                Backwards::No => (from + step) % count,
                Backwards::Yes => (from + count - step) % count,
            })
            .find(|&place| self.id_at(place).is_some_and(&wanted));
        self.scroll.cursor = hit.unwrap_or(from);
        hit.is_some()
    }

    /// Moves the cursor or the columns; whether the command was a move.
    pub fn act(&mut self, action: Action) -> bool {
        match action {
            Action::Left => self.left = self.left.saturating_sub(1),
            Action::Right => self.left = (self.left + 1).min(self.columns.len().saturating_sub(2)),
            _ => {
                let moved = self.scroll.act(action, self.rows.len(), self.height.saturating_sub(1));
                if moved {
                    let up = matches!(action, Action::Up | Action::PageUp);
                    self.skip_heading(if up { Backwards::Yes } else { Backwards::No });
                }
                return moved;
            }
        }
        true
    }

    /// Headings are not for the cursor.
    fn skip_heading(&mut self, backwards: Backwards) {
        let heading = |place: usize| matches!(self.rows.get(place), Some(Row::Heading { .. }));
        let from = self.scroll.cursor;
        if !heading(from) {
            return;
        }
        let below = (from..self.rows.len()).find(|&p| !heading(p));
        let above = (0..from).rev().find(|&p| !heading(p));
        self.scroll.cursor = match backwards {
            Backwards::No => below.or(above),
            Backwards::Yes => above.or(below),
        }
        .unwrap_or(from);
    }

    /// Marks the record under the cursor, or takes the mark away.
    pub fn mark(&mut self) {
        if let Some(id) = self.current().cloned() {
            if !self.marked.remove(&id) {
                self.marked.insert(id);
            }
            self.act(Action::Down);
        }
    }

    /// Marks all that are shown, or, when all are, none.
    pub fn mark_all(&mut self) {
        let shown: HashSet<Id> = (0..self.rows.len()).filter_map(|p| self.id_at(p)).cloned().collect();
        if shown.is_subset(&self.marked) {
            self.marked.clear();
        } else {
            self.marked.extend(shown);
        }
    }

    /// What is being found.
    pub fn finding(&self) -> &str {
        &self.finding
    }

    /// One more letter of what is being found; the cursor goes to the first hit from where it is.
    pub fn find(&mut self, standing: &Standing, letter: char) {
        self.finding.push(letter);
        self.finding = fold::nfc(&self.finding).into_owned();
        self.find_here(standing);
    }

    /// Takes the last letter back; a combining mark goes alone.
    pub fn find_less(&mut self, standing: &Standing) {
        self.finding.pop();
        self.find_here(standing);
    }

    /// Ends finding; whether there was any.
    pub fn find_end(&mut self) -> bool {
        !std::mem::take(&mut self.finding).is_empty()
    }

    fn find_here(&mut self, standing: &Standing) {
        if !self.hits(standing, &Query::new(&self.finding), self.scroll.cursor) {
            self.find_next(standing, Backwards::No);
        }
    }

    /// Goes to the next hit; whether there is one.
    pub fn find_next(&mut self, standing: &Standing, backwards: Backwards) -> bool {
        let query = Query::new(&self.finding);
        let count = self.rows.len();
        let from = self.scroll.cursor;
        if query.is_empty() || count == 0 {
            return false;
        }
        let hit = (1..=count)
            .map(|step| match backwards {
                Backwards::No => (from + step) % count,
                Backwards::Yes => (from + count - step) % count,
            })
            .find(|&place| self.hits(standing, &query, place));
        self.scroll.cursor = hit.unwrap_or(from);
        hit.is_some()
    }

    /// Whether the name of a row holds what is looked for.
    fn hits(&self, standing: &Standing, query: &Query, place: usize) -> bool {
        let Some(id) = self.id_at(place) else { return false };
        let Some(record) = standing.data.record(self.kind, id) else { return false };
        let (Some(name), Some(place)) = (standing.data.name(self.kind, id), self.kind.place("name")) else {
            return false;
        };
        query.matches(&record.text(place), &name.folded)
    }

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
                Row::Record(id) => {
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
            let words = text::cell(&cell, ctx.lang);
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
    let (full, empty) = super::page::gauge(ctx, done, all, GAUGE);
    let role = if done == all { Role::Good } else { Role::Attention };
    let took = put(ctx, buffer, rest, &format!("{done}/{all} "), role);
    let rest = after(rest, took);
    let took = put(ctx, buffer, rest, &full, role);
    put(ctx, buffer, after(rest, took), &empty, Role::Dim);
}

/// Puts records under the headings of their groups; without groups they stay in a row.
fn grouped(
    standing: &Standing,
    lang: Lang,
    sorted: Vec<Id>,
    dress: &dyn Dress,
    done: &dyn Fn(&Id) -> bool,
) -> Vec<Row> {
    let mut groups: HashMap<Vec<u8>, (String, Vec<Row>, usize)> = HashMap::new();
    let mut plain = Vec::new();
    for id in sorted {
        match dress.group(standing, &id, lang) {
            Some(group) => {
                let entry = groups.entry(group.key).or_insert_with(|| (group.title, Vec::new(), 0));
                entry.2 += usize::from(done(&id));
                entry.1.push(Row::Record(id));
            }
            None => plain.push(Row::Record(id)),
        }
    }
    let mut keyed: Vec<_> = groups.into_iter().collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    for (_, (title, rows, done)) in keyed {
        plain.push(Row::Heading { title, done, all: rows.len() });
        plain.extend(rows);
    }
    plain
}
