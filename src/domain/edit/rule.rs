//! What no edit may do: leave a link to nothing, a unit under itself, a required field empty, a text too long to read.

use serde_json::Value;

use super::{Batch, Change, Rule};
use crate::domain::{
    data::Data,
    record::{Id, Input, LONGEST_TEXT, Record},
};

/// Whether there is a text in a value that is longer than any field's.
pub(super) fn is_too_long(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() > LONGEST_TEXT,
        Value::Array(items) => items.iter().any(is_too_long),
        Value::Object(map) => map.values().any(is_too_long),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The first rule a batch would break. What was broken before and is not touched does not stop anyone.
pub(super) fn broken_rule(before: &Data, after: &Data, batch: &Batch) -> Option<Rule> {
    batch.changes.iter().find_map(|change| {
        let (kind, id) = change.record();
        match after.record(kind, id) {
            None => {
                let sources = after.left_behind(before, kind, id);
                (sources > 0 && before.record(kind, id).is_some()).then(|| Rule::StillLinked {
                    kind,
                    id: id.clone(),
                    sources,
                })
            }
            Some(record) => touched_rule(after, record, change),
        }
    })
}

/// The first rule a changed record breaks in the fields that were changed.
fn touched_rule(after: &Data, record: &dyn Record, change: &Change) -> Option<Rule> {
    let (kind, id) = (record.kind(), record.id());
    let touched = |name: &str| match change {
        Change::Create { .. } => true,
        Change::Set { field, .. } => field == name,
        Change::Delete { .. } => false,
    };
    for (place, field) in kind.fields().iter().enumerate().filter(|(_, f)| touched(f.name)) {
        let text = record.text(place);
        if text.is_empty() {
            if field.required {
                return Some(Rule::Missing { kind, id: id.clone(), field: field.name });
            }
            continue;
        }
        if let Input::Link(kinds) = field.input {
            let target = Id::new(&text).ok()?;
            if after.linked(kinds, &target).is_none() {
                return Some(Rule::DanglingLink { kind, id: id.clone(), field: field.name });
            }
            if field.name == "parent" && is_under_itself(after, id) {
                return Some(Rule::UnitCycle(id.clone()));
            }
        }
    }
    None
}

/// Whether a unit stands under itself.
fn is_under_itself(data: &Data, unit: &Id) -> bool {
    let path = data.path(unit);
    path.last().and_then(|top| top.parent.as_ref()).is_some_and(|p| path.iter().any(|u| u.id == *p))
}
