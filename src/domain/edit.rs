//! An edit is a value: a batch of `before → after` changes, one batch for each step a person takes.
//!
//! Conflict check, merge by field, undo, the journal, live update of other sessions and tests all
//! work on this one shape. It knows nothing of files, of who edits, or of how a conflict is shown.

mod json;
mod rule;

use serde_json::{Map, Value};

pub use json::BadChange;

use super::{
    data::Data,
    record::{Id, Kind},
};
use rule::{broken_rule, is_too_long};

/// One change of one record. JSON null stands for an absent field.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A record that was not there.
    Create {
        /// Kind of the record.
        kind: Kind,
        /// Its id.
        id: Id,
        /// The whole record.
        after: Map<String, Value>,
    },
    /// One field of a record.
    Set {
        /// Kind of the record.
        kind: Kind,
        /// Its id.
        id: Id,
        /// Name of the field.
        field: String,
        /// What it held.
        from: Value,
        /// What it shall hold.
        to: Value,
    },
    /// A record that shall be there no more.
    Delete {
        /// Kind of the record.
        kind: Kind,
        /// Its id.
        id: Id,
        /// The whole record as it was.
        before: Map<String, Value>,
    },
}

/// What a person did in one step; the code stands in the journal.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Batch {
    /// What was done, a code such as `edit`, `unify`, `undo`; see the catalogue for its words.
    pub deed: String,
    /// The changes, applied in order, all or none.
    pub changes: Vec<Change>,
    /// Who decided so, and by which decision, where somebody said.
    pub label: Option<String>,
}

/// One field that two people changed differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// Kind of the record.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// Name of the field.
    pub field: String,
    /// What both started from.
    pub base: Value,
    /// What this edit wants.
    pub mine: Value,
    /// What stands there now.
    pub theirs: Value,
}

/// A rule that forbids an edit.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// A link points at no record.
    DanglingLink {
        /// The record with the link.
        kind: Kind,
        /// Its id.
        id: Id,
        /// The field.
        field: &'static str,
    },
    /// Other records still point at the one to be deleted.
    StillLinked {
        /// The record to be deleted.
        kind: Kind,
        /// Its id.
        id: Id,
        /// How many point at it.
        sources: usize,
    },
    /// A unit would stand under itself.
    UnitCycle(Id),
    /// A required field would be empty.
    Missing {
        /// The record.
        kind: Kind,
        /// Its id.
        id: Id,
        /// The field.
        field: &'static str,
    },
}

/// Why a batch was not applied; nothing of it was.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// Somebody changed the same fields meanwhile.
    Conflict(Vec<Clash>),
    /// The record is no longer there.
    Gone(Kind, Id),
    /// A record with this id is there already and is another one.
    Exists(Kind, Id),
    /// A value does not fit its field.
    Unfit {
        /// Kind of the record.
        kind: Kind,
        /// Its id.
        id: Id,
        /// The field, or empty for the whole record.
        field: String,
    },
    /// A rule forbids it.
    Rule(Rule),
}

impl Change {
    /// Kind and id of the record it changes.
    pub fn record(&self) -> (Kind, &Id) {
        match self {
            Self::Create { kind, id, .. } | Self::Set { kind, id, .. } | Self::Delete { kind, id, .. } => {
                (*kind, id)
            }
        }
    }

    /// The field it sets; empty when it is about the whole record.
    pub fn field(&self) -> &str {
        match self {
            Self::Set { field, .. } => field,
            Self::Create { .. } | Self::Delete { .. } => "",
        }
    }

    /// Whether it would write a text longer than any field's.
    fn writes_too_much(&self) -> bool {
        match self {
            Self::Create { after, .. } => after.values().any(is_too_long),
            Self::Set { to, .. } => is_too_long(to),
            Self::Delete { .. } => false,
        }
    }

    /// The change that takes this one back.
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Create { kind, id, after } => Self::Delete { kind, id, before: after },
            Self::Delete { kind, id, before } => Self::Create { kind, id, after: before },
            Self::Set { kind, id, field, from, to } => Self::Set { kind, id, field, from: to, to: from },
        }
    }
}

impl Batch {
    /// A batch with nothing in it yet.
    pub fn new(deed: &str) -> Self {
        Self { deed: deed.to_owned(), ..Self::default() }
    }

    /// A batch that is to do what another one does, with nothing in it yet.
    pub fn like(other: &Self) -> Self {
        Self { deed: other.deed.clone(), changes: Vec::new(), label: other.label.clone() }
    }

    /// A batch of one change, to see what comes of it.
    pub fn one(change: &Change) -> Self {
        Self { changes: vec![change.clone()], ..Self::default() }
    }

    /// The batch that takes this one back.
    pub fn inverse(&self, deed: &str) -> Self {
        let changes = self.changes.iter().rev().map(Change::inverse).collect();
        Self { changes, ..Self::new(deed) }
    }

    /// Adds what makes `before` into `after`, field by field; `before` absent makes a new record.
    pub fn edit(&mut self, before: Option<&dyn super::record::Record>, after: &dyn super::record::Record) {
        let (kind, id) = (after.kind(), after.id().clone());
        let Some(before) = before else {
            self.changes.push(Change::Create { kind, id, after: after.to_json() });
            return;
        };
        let (old, new) = (before.to_json(), after.to_json());
        let fields = old.keys().chain(new.keys().filter(|k| !old.contains_key(*k))).filter(|k| *k != "id");
        for field in fields {
            let (from, to) =
                (old.get(field).cloned().unwrap_or_default(), new.get(field).cloned().unwrap_or_default());
            if from != to {
                self.changes.push(Change::Set { kind, id: id.clone(), field: field.clone(), from, to });
            }
        }
    }

    /// Adds the setting of one field from JSON to JSON.
    pub fn set(&mut self, kind: Kind, id: &Id, field: &str, from: Value, to: Value) {
        self.changes.push(Change::Set { kind, id: id.clone(), field: field.to_owned(), from, to });
    }

    /// Adds the deletion of a record.
    pub fn delete(&mut self, record: &dyn super::record::Record) {
        self.changes.push(Change::Delete {
            kind: record.kind(),
            id: record.id().clone(),
            before: record.to_json(),
        });
    }

    /// The first record it makes.
    pub fn made(&self) -> Option<(Kind, &Id)> {
        self.changes.iter().find_map(|change| match change {
            Change::Create { kind, id, .. } => Some((*kind, id)),
            Change::Set { .. } | Change::Delete { .. } => None,
        })
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

impl Data {
    /// The snapshot after a batch, at the same revision; all of the batch or nothing.
    ///
    /// A field that already holds what the batch wants is agreement, not conflict.
    pub fn applied(&self, batch: &Batch) -> Result<Self, Refused> {
        let mut next = self.clone();
        let mut clashes = Vec::new();
        for change in &batch.changes {
            match next.apply(change) {
                Ok(()) => {}
                Err(Refused::Conflict(mut more)) => clashes.append(&mut more),
                Err(other) => return Err(other),
            }
        }
        if !clashes.is_empty() {
            return Err(Refused::Conflict(clashes));
        }
        Ok(next)
    }

    /// Like [`Data::applied`], and no rule that forbids is broken by it.
    pub fn committed(&self, batch: &Batch) -> Result<Self, Refused> {
        // Neither is anything written that no reader would take back.
        if let Some(change) = batch.changes.iter().find(|change| change.writes_too_much()) {
            let ((kind, id), field) = (change.record(), change.field());
            return Err(unfit(kind, id, field));
        }
        let next = self.applied(batch)?;
        match broken_rule(self, &next, batch) {
            Some(rule) => Err(Refused::Rule(rule)),
            None => Ok(next),
        }
    }

    /// Takes in one change; one that is refused leaves everything as it was.
    pub(crate) fn apply(&mut self, change: &Change) -> Result<(), Refused> {
        match change {
            Change::Create { kind, id, after } => match self.record(*kind, id) {
                Some(there) if there.to_json() == *after => Ok(()),
                Some(_) => Err(Refused::Exists(*kind, id.clone())),
                None => {
                    let record = kind.read(Value::Object(after.clone())).map_err(|_| unfit(*kind, id, ""))?;
                    if record.id() != id {
                        return Err(unfit(*kind, id, "id"));
                    }
                    self.put(record);
                    Ok(())
                }
            },
            Change::Delete { kind, id, before } => match self.record(*kind, id) {
                None => Ok(()),
                Some(there) if there.to_json() == *before => {
                    self.remove(*kind, id);
                    Ok(())
                }
                Some(there) => Err(Refused::Conflict(clashes_of_delete(*kind, id, before, &there.to_json()))),
            },
            Change::Set { kind, id, field, from, to } => self.set(*kind, id, field, from, to),
        }
    }

    fn set(&mut self, kind: Kind, id: &Id, field: &str, from: &Value, to: &Value) -> Result<(), Refused> {
        let there = self.record(kind, id).ok_or_else(|| Refused::Gone(kind, id.clone()))?;
        let theirs = there.json(field);
        let mut record = there.boxed();
        record.set_json(field, to.clone()).map_err(|_| unfit(kind, id, field))?;
        // Compared as the record holds them: an empty text is an absent field.
        if theirs == record.json(field) {
            return Ok(());
        }
        let mut before = there.boxed();
        let is_from =
            theirs == *from || before.set_json(field, from.clone()).is_ok() && theirs == before.json(field);
        if !is_from {
            let clash = Clash {
                kind,
                id: id.clone(),
                field: field.to_owned(),
                base: from.clone(),
                mine: to.clone(),
                theirs,
            };
            return Err(Refused::Conflict(vec![clash]));
        }
        self.put(record);
        Ok(())
    }
}

fn unfit(kind: Kind, id: &Id, field: &str) -> Refused {
    Refused::Unfit { kind, id: id.clone(), field: field.to_owned() }
}

/// The fields in which a record to be deleted is no longer what it was.
fn clashes_of_delete(
    kind: Kind,
    id: &Id,
    before: &Map<String, Value>,
    there: &Map<String, Value>,
) -> Vec<Clash> {
    let value = |map: &Map<String, Value>, field: &str| map.get(field).cloned().unwrap_or_default();
    before
        .keys()
        .chain(there.keys().filter(|k| !before.contains_key(*k)))
        .filter(|field| value(before, field) != value(there, field))
        .map(|field| Clash {
            kind,
            id: id.clone(),
            field: field.clone(),
            base: value(before, field),
            mine: Value::Null,
            theirs: value(there, field),
        })
        .collect()
}
