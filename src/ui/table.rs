//! One table for every kind of record: columns, sort, groups, marks, finding as one types.
//!
//! Rows are arranged once for each snapshot; a frame builds only the rows in view, so its cost does not grow
//! with the register. The cursor is kept by id. Which records are shown is decided by who owns the table.

mod find;
mod paint;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Ctx, Scroll, page::Backwards, sought::Sought, theme::Role};
use crate::{
    domain::{
        column::Column,
        record::{Id, Kind},
        standing::Standing,
        words::Lang,
    },
    keymap::Action,
};

/// How a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Small to large, a to z.
    Up,
    /// Large to small.
    Down,
}

/// What a group of rows is called.
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
    Heading {
        title: String,
        done: usize,
        all: usize,
    },
    /// A record, and the fold of its name.
    Record(Id, Arc<str>),
}

/// Looks of one record's row.
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
    /// How many there are of the group of a record, shown or not, and how many of them are done.
    fn progress(&self, standing: &Standing, id: &Id) -> (usize, usize);
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
    sought: Sought,
    /// Rows built for the last frame; a test holds it to the height.
    built: usize,
}

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
            sought: Sought::default(),
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

    /// The records that are shown, in their order.
    pub fn shown(&self) -> Vec<Id> {
        (0..self.rows.len()).filter_map(|place| self.id_at(place)).cloned().collect()
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

    /// The marked records that are shown, in their order.
    pub fn marked_shown(&self) -> Vec<Id> {
        let mut ids = self.shown();
        ids.retain(|id| self.marked.contains(id));
        ids
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
    pub fn arrange(&mut self, standing: &Standing, lang: Lang, ids: Vec<Id>, dress: &dyn Dress) {
        let current = self.current().cloned();
        let sorted = self.sorted(standing, ids);
        self.records = sorted.len();
        let folds =
            |id: &Id| standing.data.name(self.kind, id).map_or_else(Arc::default, |n| Arc::clone(&n.folded));
        self.rows = grouped(standing, lang, sorted, dress, &folds);
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
            Row::Record(id, _) => Some(id),
            Row::Heading { .. } => None,
        }
    }

    fn place_of(&self, wanted: &Id) -> Option<usize> {
        self.rows.iter().position(|row| matches!(row, Row::Record(id, _) if id == wanted))
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
        let hit = backwards.from(from, count).find(|&place| self.id_at(place).is_some_and(&wanted));
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

    /// Takes all marks away.
    pub fn unmark(&mut self) {
        self.marked.clear();
    }

    /// Marks all that are shown, or, when all are, none.
    pub fn mark_all(&mut self) {
        let shown: HashSet<Id> = self.shown().into_iter().collect();
        if shown.is_subset(&self.marked) {
            self.marked.clear();
        } else {
            self.marked.extend(shown);
        }
    }
}

/// Puts records under the headings of their groups; without groups they stay in a row.
fn grouped(
    standing: &Standing,
    lang: Lang,
    sorted: Vec<Id>,
    dress: &dyn Dress,
    folds: &dyn Fn(&Id) -> Arc<str>,
) -> Vec<Row> {
    let mut groups: HashMap<Vec<u8>, Vec<Row>> = HashMap::new();
    let mut plain = Vec::new();
    for id in sorted {
        let folded = folds(&id);
        match dress.group(standing, &id, lang) {
            Some(group) => {
                let heading = || {
                    let (all, done) = dress.progress(standing, &id);
                    vec![Row::Heading { title: group.title, done, all }]
                };
                groups.entry(group.key).or_insert_with(heading).push(Row::Record(id, folded));
            }
            None => plain.push(Row::Record(id, folded)),
        }
    }
    let mut keyed: Vec<_> = groups.into_iter().collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    plain.extend(keyed.into_iter().flat_map(|(_, rows)| rows));
    plain
}
