//! Unicode normalisation (NFC) of what comes in from outside: a file, a batch.
//!
//! Works on values, never on the text of a JSON file: there a combining mark may stand behind the
//! letter of an escape (`\n` and a tilde), and composing the two would break the file.

use std::borrow::Cow;

use serde_json::{Map, Value};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::domain::{
    data::Data,
    edit::{Batch, Change},
    record::Kind,
};

/// Whether the values in a JSON text may need work: it is not NFC itself, or escapes may hide marks.
pub(super) fn may_need_work(json: &str) -> bool {
    is_nfc_quick(json.chars()) != IsNormalized::Yes || json.contains("\\u")
}

/// Composes every text of a register; says whether any was not.
pub(super) fn compose_data(data: &mut Data) -> bool {
    let mut changed = false;
    for &kind in Kind::ALL {
        for id in data.ids(kind) {
            let Some(object) = data.record(kind, &id).map(|r| r.to_json()) else { continue };
            let Some(object) = composed_map(&object) else { continue };
            if let Ok(record) = kind.read(Value::Object(object)) {
                data.put(record);
                changed = true;
            }
        }
    }
    if let Some(extra) = composed_map(&data.extra) {
        data.extra = extra.into();
        changed = true;
    }
    changed
}

/// Composes every text of a batch.
pub(super) fn compose_batch(batch: &mut Batch) {
    let compose = |value: &mut Value| {
        if let Some(better) = composed(value) {
            *value = better;
        }
    };
    if let Some(better) = batch.label.as_deref().and_then(composed_text) {
        batch.label = Some(better);
    }
    for change in &mut batch.changes {
        match change {
            Change::Create { after: object, .. } | Change::Delete { before: object, .. } => {
                if let Some(better) = composed_map(object) {
                    *object = better;
                }
            }
            Change::Set { from, to, .. } => {
                compose(from);
                compose(to);
            }
        }
    }
}

fn nfc(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.into(),
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect::<String>().into(),
    }
}

/// The composed text, when it is another one.
fn composed_text(text: &str) -> Option<String> {
    match nfc(text) {
        Cow::Owned(better) if better != text => Some(better),
        Cow::Owned(_) | Cow::Borrowed(_) => None,
    }
}

fn composed_map(map: &Map<String, Value>) -> Option<Map<String, Value>> {
    let needed = map.iter().any(|(k, v)| composed_text(k).is_some() || composed(v).is_some());
    let better = |(k, v): (&String, &Value)| (nfc(k).into_owned(), composed(v).unwrap_or_else(|| v.clone()));
    needed.then(|| map.iter().map(better).collect())
}

fn composed(value: &Value) -> Option<Value> {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
        Value::String(text) => composed_text(text).map(Value::String),
        Value::Array(items) => {
            let needed = items.iter().any(|item| composed(item).is_some());
            let better = |item: &Value| composed(item).unwrap_or_else(|| item.clone());
            needed.then(|| Value::Array(items.iter().map(better).collect()))
        }
        Value::Object(map) => composed_map(map).map(Value::Object),
    }
}
