//! Which changes are the history of a record: its own, and those of what belongs to it.
//!
//! The terms and events of a member are members' history, as are the terms, targets and ratings of a unit: whatever
//! has a link of an owner to the record ([`About::owners`](super::record::About)), also what had one and is gone.

use std::collections::HashSet;

use serde_json::Value;

use super::{
    data::Data,
    edit::Change,
    record::{Id, Input, Kind},
};

/// A record, and what belongs or belonged to it as far as known yet.
pub struct Family<'a> {
    data: &'a Data,
    of: (Kind, &'a Id),
    belongs: HashSet<(Kind, Id)>,
}

impl<'a> Family<'a> {
    /// A record with what belongs to it now.
    pub fn new(data: &'a Data, of: (Kind, &'a Id)) -> Self {
        let owned = data.sources(of.0, of.1).filter(|(kind, _, by)| kind.about().owners.contains(&by.name));
        let belongs = owned.map(|(kind, id, _)| (kind, id.clone())).collect();
        Self { data, of, belongs }
    }

    /// Whether a change may turn out to be one of the family's: a first look, in any order, that leaves little over.
    pub fn may_have(&self, change: &Change) -> bool {
        let (kind, id) = change.record();
        let is_gone = || !kind.about().owners.is_empty() && self.data.record(kind, id).is_none();
        self.is_known(change) || self.links(change) || is_gone()
    }

    /// Whether a change is one of the family's. They are asked for from the newest to the oldest, since of a record
    /// that is gone the last change says whose it was.
    pub fn has(&mut self, change: &Change) -> bool {
        let has = self.is_known(change) || self.links(change);
        if has {
            let (kind, id) = change.record();
            self.belongs.insert((kind, id.clone()));
        }
        has
    }

    fn is_known(&self, change: &Change) -> bool {
        let (kind, id) = change.record();
        self.of == (kind, id) || self.belongs.contains(&(kind, id.clone()))
    }

    /// Whether a change makes, takes away or turns a link of an owner that leads to the record.
    fn links(&self, change: &Change) -> bool {
        let leads = |field: &str, value: Option<&Value>| {
            let kind = change.record().0;
            let input = kind.place(field).map(|place| kind.fields()[place].input);
            let to = matches!(input, Some(Input::Link(kinds)) if kinds.contains(&self.of.0));
            to && value.and_then(Value::as_str) == Some(self.of.1.as_str())
        };
        let mut owners = change.record().0.about().owners.iter();
        match change {
            Change::Create { after: record, .. } | Change::Delete { before: record, .. } => {
                owners.any(|field| leads(field, record.get(*field)))
            }
            Change::Set { field, from, to, .. } => {
                owners.any(|owner| owner == field) && (leads(field, Some(from)) || leads(field, Some(to)))
            }
        }
    }
}
