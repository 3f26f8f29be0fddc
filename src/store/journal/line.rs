//! One line of the journal as JSON.
//!
//! Knows neither what came before the line nor whether it fits the register; only its words.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Chain, Check, Entry, VERSION};
use crate::{
    domain::{
        edit::{Batch, Change, Clash},
        record::{Id, Kind},
    },
    store::who::{OpId, Who},
};

/// An operation as it stands in a line: kind, id, field, from, to.
#[derive(Serialize, Deserialize)]
struct Op(Kind, Id, String, Value, Value);

#[derive(Serialize, Deserialize)]
pub(super) struct Raw {
    pub(super) r: u64,
    pub(super) v: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    i: Option<OpId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<Who>,
    #[serde(default, rename = "do", skip_serializing_if = "Option::is_none")]
    deed: Option<String>,
    /// Who decided so, and by which decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ops: Option<Vec<Op>>,
    /// Like `ops`, but to: what the loser wanted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lost: Vec<(Op, Value)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    top: Option<(Map<String, Value>, Map<String, Value>)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) ck: Option<Check>,
    /// Of the first line: hash of the last line of the journal before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) after: Option<String>,
    /// Of the first line: that the journals were rewritten, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    redacted: Option<Redaction>,
}

/// That the journals were rewritten because a person was erased; stands in the line with which the chain begins anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redaction {
    /// The member whose values are gone.
    pub member: Id,
    /// When, in UTC, as RFC 3339.
    pub at: String,
    /// By whom.
    pub by: Who,
    /// By which decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// Hash of the last line of the chain that is gone.
    pub head: String,
    /// By which the rewritten journals are known until they are in place.
    pub token: String,
}

/// What the first line of a journal says of an erasure.
pub(in crate::store) fn redaction(journal: &[u8]) -> Option<Redaction> {
    let first = journal.split(|byte| *byte == b'\n').next()?;
    serde_json::from_slice::<Raw>(first).ok()?.redacted
}

impl Raw {
    fn empty(r: u64) -> Self {
        Self {
            r,
            v: VERSION,
            i: None,
            at: None,
            by: None,
            deed: None,
            label: None,
            ops: None,
            lost: Vec::new(),
            file: None,
            top: None,
            ck: None,
            after: None,
            redacted: None,
        }
    }

    pub(super) fn entry(self) -> Option<Entry> {
        let changes = self.ops?.into_iter().map(change_of).collect::<Option<_>>()?;
        let clash = |(Op(kind, id, field, base, theirs), mine)| Clash { kind, id, field, base, mine, theirs };
        Some(Entry {
            revision: self.r,
            op: self.i?,
            at: self.at?,
            who: self.by?,
            batch: Batch { deed: self.deed?, changes, label: self.label },
            lost: self.lost.into_iter().map(clash).collect(),
            file: self.file,
            top: self.top,
        })
    }
}

/// The field under which a record is made; no field may have this name.
pub(in crate::store) const CREATE: &str = "+";
/// The field under which a record is deleted; no field may have this name.
pub(in crate::store) const DELETE: &str = "-";

fn op_of(change: &Change) -> Op {
    match change.clone() {
        Change::Create { kind, id, after } => Op(kind, id, CREATE.into(), Value::Null, Value::Object(after)),
        Change::Delete { kind, id, before } => {
            Op(kind, id, DELETE.into(), Value::Object(before), Value::Null)
        }
        Change::Set { kind, id, field, from, to } => Op(kind, id, field, from, to),
    }
}

fn change_of(Op(kind, id, field, from, to): Op) -> Option<Change> {
    let object = |value: Value| -> Option<Map<String, Value>> {
        match value {
            Value::Object(map) => Some(map),
            _ => None,
        }
    };
    Some(match field.as_str() {
        CREATE => Change::Create { kind, id, after: object(to)? },
        DELETE => Change::Delete { kind, id, before: object(from)? },
        _ => Change::Set { kind, id, field, from, to },
    })
}

/// What a line to be written says.
pub(in crate::store) enum Saying<'a> {
    Edit(&'a Entry),
    /// A data file, at a revision of the journal; the first line also says what came before it.
    Check(&'a Check, u64),
    Start(&'a Check, u64, Option<Chain>),
    /// The same, after an erasure.
    Redacted(&'a Check, u64, Option<Chain>, &'a Redaction),
}

/// A line ready to be appended, newline and all, and the chain after it.
pub(in crate::store) fn encode(saying: &Saying<'_>, chain: Chain) -> serde_json::Result<(Vec<u8>, Chain)> {
    let raw = match saying {
        Saying::Edit(entry) => Raw {
            i: Some(entry.op),
            at: Some(entry.at.clone()),
            by: Some(entry.who.clone()),
            deed: Some(entry.batch.deed.clone()),
            label: entry.batch.label.clone(),
            ops: Some(entry.batch.changes.iter().map(op_of).collect()),
            lost: entry.lost.iter().cloned().map(lost_of).collect(),
            file: entry.file.clone(),
            top: entry.top.clone(),
            ..Raw::empty(entry.revision)
        },
        Saying::Check(check, r) => Raw { ck: Some((*check).clone()), ..Raw::empty(*r) },
        Saying::Start(check, r, after) => Raw {
            ck: Some((*check).clone()),
            after: after.map(|chain| chain.text().to_owned()),
            ..Raw::empty(*r)
        },
        Saying::Redacted(check, r, after, redaction) => Raw {
            ck: Some((*check).clone()),
            after: after.map(|chain| chain.text().to_owned()),
            redacted: Some((*redaction).clone()),
            ..Raw::empty(*r)
        },
    };
    chain.append(&raw)
}

fn lost_of(Clash { kind, id, field, base, mine, theirs }: Clash) -> (Op, Value) {
    (Op(kind, id, field, base, theirs), mine)
}
