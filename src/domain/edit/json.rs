//! A change as a JSON object, as the log prints it and as a batch from the shell brings it.
//!
//! `{"do":"set","kind":"members","id":"m1","field":"phone","from":null,"to":"0912"}`; a new record has
//! `after`, one that goes has `before`. Does not know whether a value fits its field.

use serde_json::{Map, Value, json};

use super::Change;
use crate::domain::record::{Id, Kind};

/// Why a JSON value is no change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadChange {
    /// Not an object.
    #[error("not an object")]
    NotAnObject,
    /// A key is missing, or its value is of the wrong type.
    #[error("{0} is missing or of the wrong type")]
    Lacks(&'static str),
    /// A key that no change has.
    #[error("unknown key {0}")]
    UnknownKey(String),
    /// Neither set, create nor delete.
    #[error("{0} is not set, create or delete")]
    UnknownDo(String),
    /// No kind of record.
    #[error("no kind {0}")]
    NoKind(String),
    /// Not an id.
    #[error("{0} is not an id")]
    NotAnId(String),
}

impl Change {
    /// The change as an object.
    pub fn to_json(&self) -> Map<String, Value> {
        let (kind, id) = self.record();
        let (kind, id) = (kind.code(), id.as_str());
        let object = match self {
            Self::Create { after, .. } => json!({ "do": "create", "kind": kind, "id": id, "after": after }),
            Self::Delete { before, .. } => {
                json!({ "do": "delete", "kind": kind, "id": id, "before": before })
            }
            Self::Set { field, from, to, .. } => {
                json!({ "do": "set", "kind": kind, "id": id, "field": field, "from": from, "to": to })
            }
        };
        match object {
            Value::Object(object) => object,
            _ => Map::new(),
        }
    }

    /// The change that an object says.
    pub fn from_json(value: &Value) -> Result<Self, BadChange> {
        let object = value.as_object().ok_or(BadChange::NotAnObject)?;
        let text = |key: &'static str| object.get(key).and_then(Value::as_str).ok_or(BadChange::Lacks(key));
        let map = |key: &'static str| {
            object.get(key).and_then(Value::as_object).cloned().ok_or(BadChange::Lacks(key))
        };
        let only = |keys: &[&str]| match object.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(key) => Err(BadChange::UnknownKey(key.clone())),
            None => Ok(()),
        };
        let code = text("kind")?;
        let kind = Kind::ALL.iter().copied().find(|kind| kind.code() == code);
        let kind = kind.ok_or_else(|| BadChange::NoKind(code.to_owned()))?;
        let id = Id::new(text("id")?).map_err(|_| BadChange::NotAnId(text("id").unwrap_or("").to_owned()))?;
        match text("do")? {
            "create" => {
                only(&["do", "kind", "id", "after"])?;
                Ok(Self::Create { kind, id, after: map("after")? })
            }
            "delete" => {
                only(&["do", "kind", "id", "before"])?;
                Ok(Self::Delete { kind, id, before: map("before")? })
            }
            "set" => {
                only(&["do", "kind", "id", "field", "from", "to"])?;
                let value = |key: &'static str| object.get(key).cloned().ok_or(BadChange::Lacks(key));
                let field = text("field")?.to_owned();
                Ok(Self::Set { kind, id, field, from: value("from")?, to: value("to")? })
            }
            other => Err(BadChange::UnknownDo(other.to_owned())),
        }
    }
}
