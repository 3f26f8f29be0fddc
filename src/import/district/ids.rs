//! The ids of the tables and those of the register.
//!
//! A table's id need only be its own: an office may number each table from 1. In the register an id is that of
//! one record, of whatever kind. An id that another record has already gets the letter of its kind before it;
//! the tables go on naming the record by their own.

use std::collections::HashMap;

use crate::domain::record::{Id, Kind};

/// Which row and which record an id of the tables belongs to.
#[derive(Default)]
pub(super) struct Ids {
    /// Line of the row that has an id, for each kind.
    lines: HashMap<(Kind, Id), u64>,
    /// The record's id by the one in its table.
    given: HashMap<(Kind, Id), Id>,
    /// Every id of the register, with the one in its table.
    written: HashMap<Id, Id>,
}

impl Ids {
    /// Notes the row that has an id; an error with the line of the first when there is one before it.
    pub(super) fn row(&mut self, kind: Kind, id: &Id, line: u64) -> Result<(), u64> {
        match self.lines.insert((kind, id.clone()), line) {
            None => Ok(()),
            Some(first) => {
                self.lines.insert((kind, id.clone()), first);
                Err(first)
            }
        }
    }

    /// The id in the register of the record that has this one in its table; none when it gets too long.
    pub(super) fn give(&mut self, kind: Kind, written: &Id) -> Option<Id> {
        let letter = kind.code().get(..1)?;
        let mut id = written.clone();
        while self.written.contains_key(&id) {
            id = Id::new(&format!("{letter}-{id}")).ok()?;
        }
        self.written.insert(id.clone(), written.clone());
        self.given.insert((kind, written.clone()), id.clone());
        Some(id)
    }

    /// Takes an id that was made from a row; false when another record has it.
    pub(super) fn take(&mut self, id: &Id) -> bool {
        !self.written.contains_key(id) && self.written.insert(id.clone(), id.clone()).is_none()
    }

    /// The record of a kind that its table gives this id.
    pub(super) fn find(&self, kind: Kind, written: &str) -> Option<&Id> {
        self.given.get(&(kind, Id::new(written).ok()?))
    }

    /// The id of a record as its table has it.
    pub(super) fn written<'a>(&'a self, id: &'a Id) -> &'a str {
        self.written.get(id).unwrap_or(id).as_str()
    }
}
