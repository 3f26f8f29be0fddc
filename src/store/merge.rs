//! Taking another copy of the register in: by the past the two have in common, else by who and what is in it.
//!
//! The common past is the last revision both journals made by the same operation; of a file without a
//! journal it is the revision the file says it is, and what would only take back a journalled edit is
//! then a clash, because such a file may have been edited elsewhere under the same numbers. Nothing is
//! written here but by one batch, under the lock, of what still fits then.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{
    Store,
    commit::{Committed, effective},
    document::{self, Damage, LARGEST},
    error::{CommitError, Failure, OpenError},
    files::{Paths, Whole},
    journal::Entry,
    log::{LogError, back_to},
    normal::compose_batch,
    outside::{difference, is_too_many, merged, whole_record},
    state::{Standing as Found, Use, load, records_in},
    who::OpId,
};
use crate::domain::{
    data::Data,
    date::Date,
    edit::{Batch, Change, Clash},
    merge::{Plan, by_identity},
    record::{Id, Kind},
    standing::Standing,
};

/// The deed of a batch that took another copy of the register in.
const MERGE: &str = "merge";

/// By what two registers were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The revision they have in common.
    Revision(u64),
    /// Who and what is in them.
    Identity,
}

/// What taking another register in would do.
#[derive(Debug, Clone)]
pub struct Merge {
    /// By what they were compared.
    pub basis: Basis,
    /// What would be done, what clashes, what is left out.
    pub plan: Plan,
}

/// Why another register cannot be taken in.
#[derive(Debug, Clone, thiserror::Error)]
pub enum MergeError {
    /// It cannot be read.
    #[error("{}: {damage}", path.display())]
    Damaged {
        /// The other register.
        path: PathBuf,
        /// Why.
        damage: Damage,
    },
    /// A file call failed.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// A journal cannot be read.
    #[error(transparent)]
    Log(#[from] LogError),
}

/// What was saved of a batch, and what somebody else was faster with.
#[derive(Debug, Clone)]
pub struct Taken {
    /// What was saved.
    pub committed: Committed,
    /// What was not.
    pub left: Vec<Clash>,
}

/// The unknown top-level keys as they were and as they shall be.
pub type TopKeys = (Map<String, Value>, Map<String, Value>);

impl Store {
    /// What taking another register in would do; changes nothing, here or there. Persons are compared as they
    /// stand on a date.
    pub fn merge(&self, path: &Path, on: Date) -> Result<Merge, MergeError> {
        self.permit().administer().map_err(LogError::from)?;
        let path = self.io.real_path(path).map_err(Failure::of(path))?;
        let other = self.other(&path)?;
        let (plan, basis) = match self.common(&path, &other)? {
            Some((base, guarded)) => {
                let wanted = difference(&base, &other, MERGE);
                let (batch, mut clashes) = merged(&self.state.data, &wanted);
                let batch =
                    if guarded { self.without_reversals(batch, &other, &mut clashes)? } else { batch };
                let touched = batch.changes.len() + clashes.len();
                let same = (records_in(&other) as usize).saturating_sub(touched);
                (Plan { batch, clashes, same, ..Plan::default() }, Basis::Revision(base.revision))
            }
            None => {
                let (ours, theirs) = (self.state.data.clone(), other);
                let (ours, theirs) = (Standing::new(ours, on), Standing::new(theirs, on));
                (by_identity(&ours, &theirs, MERGE, &fresh_id), Basis::Identity)
            }
        };
        Ok(Merge { basis, plan })
    }

    /// The other register, with what stands in a journal beside it; looking leaves no trace.
    fn other(&self, path: &Path) -> Result<Data, MergeError> {
        let damaged = |damage| MergeError::Damaged { path: path.to_owned(), damage };
        match load(self.io.as_ref(), &Paths::of(path), Use::Read) {
            Ok(loaded) if loaded.read_only.is_none() && loaded.standing != Found::Foreign => {
                Ok(loaded.state.data)
            }
            // Its journal is not for this file, or is damaged: what counts is the file.
            Ok(_)
            | Err(
                OpenError::NotAFile(_)
                | OpenError::Busy { .. }
                | OpenError::Damaged { .. }
                | OpenError::NoSuchUnit(_)
                | OpenError::Withheld(_),
            ) => {
                let whole = Whole::read(self.io.as_ref(), path, LARGEST)?;
                Ok(document::parse(&whole.bytes).map_err(damaged)?.data)
            }
            Err(OpenError::Failed(failure)) => Err(failure.into()),
        }
    }

    /// This register at the last revision both have in common, and whether that is only what the file says.
    fn common(&self, path: &Path, other: &Data) -> Result<Option<(Data, bool)>, MergeError> {
        let io = self.io.as_ref();
        let paths = Paths::of(path);
        let (ours, theirs) = (back_to(io, &self.paths, 0)?, back_to(io, &paths, 0));
        let theirs = theirs.ok().filter(|_| io.stat(&paths.journal).is_ok());
        let Some(theirs) = theirs else {
            let base = ours.taken_back(&self.state.data, other.revision);
            return Ok(base.filter(|base| is_a_copy(base, other)).map(|base| (base, true)));
        };
        let mut revision = ours.begins.max(theirs.begins);
        let op = |entries: &[Entry], revision| entries.iter().find(|e| e.revision == revision).map(|e| e.op);
        while let Some(made) = op(&ours.entries, revision + 1)
            && op(&theirs.entries, revision + 1) == Some(made)
        {
            revision += 1;
        }
        let (here, there) = (ours.taken_back(&self.state.data, revision), theirs.taken_back(other, revision));
        let same =
            |here: &Data| there.as_ref().is_some_and(|there| difference(here, there, MERGE).is_empty());
        Ok(here.filter(same).map(|here| (here, false)))
    }

    /// Moves to the clashes what would only take back an edit that this register's journals know.
    fn without_reversals(
        &self,
        batch: Batch,
        other: &Data,
        clashes: &mut Vec<Clash>,
    ) -> Result<Batch, MergeError> {
        let history = back_to(self.io.as_ref(), &self.paths, 0)?;
        let known = history.entries.iter().filter(|entry| entry.revision <= other.revision);
        let known: Vec<&Change> = known.flat_map(|entry| &entry.batch.changes).collect();
        let mut kept = Batch::like(&batch);
        for change in batch.changes {
            if !known.iter().any(|done| takes_back(&change, done)) {
                kept.changes.push(change);
                continue;
            }
            let (kind, id) = change.record();
            clashes.push(match &change {
                Change::Set { field, from, to, .. } => Clash {
                    kind,
                    id: id.clone(),
                    field: field.clone(),
                    base: to.clone(),
                    mine: to.clone(),
                    theirs: from.clone(),
                },
                Change::Create { .. } | Change::Delete { .. } => {
                    whole_record(&self.state.data, kind, id.clone(), &change)
                }
            });
        }
        Ok(kept)
    }

    /// Saves what of a batch still fits, as one edit; what somebody else was faster with comes back.
    pub fn take(&mut self, mut wanted: Batch, top: Option<TopKeys>, op: OpId) -> Result<Taken, CommitError> {
        compose_batch(&mut wanted);
        self.administering(|store| store.take_locked(&wanted, top, op))
    }

    fn take_locked(&mut self, wanted: &Batch, top: Option<TopKeys>, op: OpId) -> Result<Taken, CommitError> {
        let data = self.state.data.clone();
        let (batch, left) = merged(&data, wanted);
        if let Err(refused) = data.committed(&batch) {
            return Err(CommitError::Refused { refused, last: Vec::new() });
        }
        let batch = effective(&data, batch);
        let top = top.filter(|(from, to)| *from == *data.extra && from != to);
        if self.state.ops.contains_key(&op) || batch.is_empty() && top.is_none() {
            let revision = data.revision;
            return Ok(Taken { committed: Committed { data, revision, batch: Batch::like(wanted) }, left });
        }
        let entry = Entry { batch, top, ..self.entry(op) };
        let (revision, batch) = self.append_own(entry)?;
        Ok(Taken { committed: Committed { data: self.state.data.clone(), revision, batch }, left })
    }
}

/// Whether a file can be a copy of a state: it lacks no more of it than a person would have taken out.
fn is_a_copy(base: &Data, other: &Data) -> bool {
    let gone = |kind: &Kind| {
        let is_gone = |id: &Id| other.record(*kind, id).is_none();
        base.ids(*kind).iter().filter(|id| is_gone(id)).count()
    };
    !is_too_many(Kind::ALL.iter().map(gone).sum(), records_in(base) as usize)
        && base.office.name == other.office.name
}

/// Whether a change makes what was before another one.
fn takes_back(change: &Change, done: &Change) -> bool {
    if change.record() != done.record() {
        return false;
    }
    match (change, done) {
        (Change::Set { field, to, .. }, Change::Set { field: changed, from, .. }) => {
            field == changed && to == from
        }
        (Change::Create { .. }, Change::Delete { .. }) | (Change::Delete { .. }, Change::Create { .. }) => {
            true
        }
        (Change::Set { .. } | Change::Create { .. } | Change::Delete { .. }, _) => false,
    }
}

/// An id made from a text.
fn fresh_id(kind: Kind, text: &str) -> Id {
    let digest = Sha256::digest(text.as_bytes());
    let mut bytes = [0; 10];
    bytes.iter_mut().zip(digest.iter()).for_each(|(byte, from)| *byte = *from);
    Id::from_random(kind, bytes)
}
