//! Saving one batch: lock, catch up, look at the data file, check, append, sync, unlock.
//!
//! Only when the disk has confirmed is the edit acknowledged. A write that failed leaves at most a torn
//! tail, which the next writer seals; a sync that failed is never tried again, because the system then
//! says yes without having written (fsyncgate, 2018). Knows no data file format.

use std::sync::Arc;

use super::{
    Store,
    chain::SEAL,
    error::{CommitError, Failure, LastChange, ReadOnly},
    gate::today,
    io::{Handle, write_all},
    journal::{CREATE, Chain, DELETE, Entry, Saying, Tail, encode},
    lock::{Locked, PATIENCE},
    log,
    normal::compose_batch,
    who::OpId,
};
use crate::domain::{
    data::Data,
    edit::{Batch, Change, Refused},
    permit::Forbidden,
    record::{Id, Kind, Record},
};

/// An edit that is on the disk.
#[derive(Debug, Clone)]
pub struct Committed {
    /// The register after it; also with what others did meanwhile.
    pub data: Data,
    /// The revision it made.
    pub revision: u64,
    /// What it really changed, without what somebody else had already changed in the same way. The
    /// inverse of this is what undoes it. Empty when there was nothing left to do.
    pub batch: Batch,
}

impl From<Locked> for CommitError {
    fn from(locked: Locked) -> Self {
        match locked {
            Locked::Busy { holder } => Self::Busy { holder },
            Locked::ReadOnly(reason) => Self::ReadOnly(reason),
            Locked::Failed(failure) => Self::Failed(failure),
        }
    }
}

/// Why a line was not appended.
pub(super) enum Unwritten {
    Failed(Failure),
    ReadOnly(ReadOnly),
}

impl From<Unwritten> for CommitError {
    fn from(unwritten: Unwritten) -> Self {
        match unwritten {
            Unwritten::Failed(failure) => Self::Failed(failure),
            Unwritten::ReadOnly(reason) => Self::ReadOnly(reason),
        }
    }
}

impl From<Failure> for Unwritten {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Store {
    /// Saves a batch. The same operation id again is the same edit again and is done once.
    pub fn commit(&mut self, mut batch: Batch, op: OpId) -> Result<Committed, CommitError> {
        self.gate.permit.edit()?;
        compose_batch(&mut batch);
        let committed = self.editing(|store| store.commit_locked(batch, op));
        // Also after a refusal: what others did has been taken in.
        self.gate.renew(&self.state.data);
        committed.map(|(revision, batch)| Committed { data: self.data().clone(), revision, batch })
    }

    /// Does what only an administrator may, otherwise as an edit is done.
    pub(super) fn administering<T, E>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E>
    where
        E: From<Forbidden> + From<Locked> + From<ReadOnly> + From<Failure>,
    {
        self.gate.permit.administer()?;
        self.editing(work)
    }

    /// Does an edit with the lock held, on a store that has caught up and a data file that was looked at.
    fn editing<T, E: From<Locked> + From<ReadOnly> + From<Failure>>(
        &mut self,
        edit: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.writable()?;
        self.locked(PATIENCE, |store| {
            store.follow()?;
            store.writable()?;
            store.examine()?;
            store.writable()?;
            edit(store)
        })
    }

    fn commit_locked(&mut self, batch: Batch, op: OpId) -> Result<(u64, Batch), CommitError> {
        if let Some(&revision) = self.state.ops.get(&op) {
            self.sync()?;
            return Ok((revision, self.found(op)));
        }
        let batch = self.admitted(batch)?;
        if batch.is_empty() {
            return Ok((self.state.data.revision, batch));
        }
        self.append_own(Entry { batch, ..self.entry(op) })
    }

    /// Appends a batch of this session.
    pub(super) fn append_own(&mut self, entry: Entry) -> Result<(u64, Batch), CommitError> {
        self.append_entry(&entry)?;
        self.mine += 1;
        Ok((entry.revision, entry.batch))
    }

    /// What of a batch is to be done, when it fits and the caller may.
    ///
    /// It must fit the register as the caller sees it, and what does not is told from that; then it must fit the
    /// whole, of which nothing is told.
    fn admitted(&mut self, batch: Batch) -> Result<Batch, CommitError> {
        self.gate.renew(&self.state.data);
        let (seen, whole) = (self.data(), &self.state.data);
        if let Some(refused) = unwritable(&batch) {
            return Err(CommitError::Refused { refused, last: Vec::new() });
        }
        let after = match seen.committed(&batch) {
            Ok(after) => after,
            Err(refused) => {
                let last = self.gate.last(self.last_changes(&refused));
                return Err(CommitError::Refused { refused, last });
            }
        };
        let (sees_all, batch) = (std::ptr::eq(seen, whole), self.gate.completed(whole, batch));
        let after = match sees_all {
            true => after,
            false => whole.committed(&batch).map_err(|_| Forbidden::OutOfScope)?,
        };
        self.gate.edit(whole, &after, &batch, today(self.io.as_ref(), whole))?;
        Ok(effective(whole, batch))
    }

    fn writable(&self) -> Result<(), ReadOnly> {
        self.read_only.clone().map_or(Ok(()), Err)
    }

    /// Now, to the second, as it stands in the journal.
    pub(super) fn stamp(&self) -> String {
        let now = self.io.now();
        jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
    }

    /// An entry of this session, of now, with nothing in it yet.
    pub(super) fn entry(&self, op: OpId) -> Entry {
        Entry {
            revision: self.state.data.revision + 1,
            op,
            at: self.stamp(),
            who: self.who.clone(),
            batch: Batch::default(),
            lost: Vec::new(),
            file: None,
            top: None,
        }
    }

    /// Appends a batch to the journal and takes it in. Needs the lock and a store that has caught up.
    pub(super) fn append_entry(&mut self, entry: &Entry) -> Result<(), Unwritten> {
        self.append(&Saying::Edit(entry), entry.revision)?;
        if let Err(fault) = self.state.apply(entry) {
            // Not to be reached: it was applied before it was written.
            let damage = super::journal::JournalDamage { line: 0, offset: 0, fault };
            let reason = ReadOnly::Damaged { path: self.paths.journal.clone(), damage };
            self.turn_read_only(reason.clone());
            return Err(Unwritten::ReadOnly(reason));
        }
        self.state.note_entry(entry);
        Ok(())
    }

    /// Appends a line and returns when it is on the disk.
    pub(super) fn append(&mut self, saying: &Saying<'_>, revision: u64) -> Result<(), Unwritten> {
        let path = self.paths.journal.clone();
        let failed = |e| Failure::of(&path)(e);
        let size = self.look_behind()?;
        let gone = || Unwritten::ReadOnly(ReadOnly::JournalGone { path: path.clone() });
        let journal = self.state.journal.as_mut().ok_or_else(gone)?;
        let encoded = encode(saying, journal.reader.chain).map_err(|e| failed(e.into()));
        let (line, chain): (Vec<u8>, Chain) = encoded?;
        // Whatever lies behind the last whole line is torn, also when this very call began with a write that failed.
        let (bytes, lines) = match size == journal.reader.offset {
            true => (line, 1),
            false => ([SEAL, &line].concat(), 2),
        };
        write_all(journal.handle.as_mut(), &bytes).map_err(failed)?;
        sync_once(journal.handle.as_ref())
            .map_err(|e| Unwritten::ReadOnly(ReadOnly::SyncFailed(failed(e))))
            .inspect_err(|e| {
                if let Unwritten::ReadOnly(reason) = e {
                    self.read_only = Some(reason.clone());
                }
            })?;
        let torn = size - journal.reader.offset;
        journal.reader.wrote(torn + bytes.len() as u64, lines, chain, revision);
        journal.tail = Tail::Clean;
        Ok(())
    }

    /// Looks at what stands behind the last line: since the lock was taken, a write of our own may have failed
    /// half done. Returns the size of the journal.
    fn look_behind(&mut self) -> Result<u64, Unwritten> {
        let failed = Failure::of(&self.paths.journal);
        let Some(journal) = &self.state.journal else { return Ok(0) };
        let size = journal.handle.stat().map_err(failed)?.identity.size;
        if size != journal.reader.offset {
            let before = self.state.data.revision;
            self.follow_this()?;
            self.writable().map_err(Unwritten::ReadOnly)?;
            if self.state.data.revision != before {
                let error = std::io::Error::new(std::io::ErrorKind::ResourceBusy, "written meanwhile");
                return Err(Failure::of(&self.paths.journal)(error).into());
            }
        }
        Ok(size)
    }

    /// Makes sure that what was found in the journal is on the disk.
    fn sync(&mut self) -> Result<(), ReadOnly> {
        let Some(journal) = &self.state.journal else { return Ok(()) };
        sync_once(journal.handle.as_ref()).map_err(|e| {
            let reason = ReadOnly::SyncFailed(Failure::of(&self.paths.journal)(e));
            self.turn_read_only(reason.clone());
            reason
        })
    }

    fn found(&self, op: OpId) -> Batch {
        let journal = log::read(self.io.as_ref(), &self.paths.journal).unwrap_or_default();
        let entry = log::newest_first(&journal).find(|entry| entry.op == op);
        entry.map(|entry| entry.batch).unwrap_or_default()
    }

    /// Who changed what a refusal is about, as far as the present journal goes back.
    fn last_changes(&self, refused: &Refused) -> Vec<LastChange> {
        let mut wanted: Vec<_> = match refused {
            Refused::Conflict(clashes) => {
                clashes.iter().map(|c| (c.kind, c.id.clone(), Some(c.field.clone()))).collect()
            }
            Refused::Gone(kind, id) | Refused::Exists(kind, id) => vec![(*kind, id.clone(), None)],
            Refused::Unfit { .. } | Refused::Rule(_) => return Vec::new(),
        };
        let journal = log::read(self.io.as_ref(), &self.paths.journal).unwrap_or_default();
        let (mut entries, mut last) = (log::newest_first(&journal), Vec::new());
        while !wanted.is_empty()
            && let Some(entry) = entries.next().map(Arc::new)
        {
            let touched = |(kind, id, field): &mut (Kind, Id, Option<String>)| {
                entry.batch.changes.iter().any(|change| touches(change, *kind, id, field.as_deref()))
            };
            let found = wanted.extract_if(.., touched);
            last.extend(found.map(|(kind, id, field)| LastChange {
                kind,
                id,
                field,
                entry: Arc::clone(&entry),
            }));
        }
        last
    }
}

/// Whether a change is one of a field, or, where no field is named, of the record as a whole.
fn touches(change: &Change, kind: Kind, id: &Id, field: Option<&str>) -> bool {
    change.record() == (kind, id)
        && match (change, field) {
            (Change::Set { field: set, .. }, Some(wanted)) => set == wanted,
            (Change::Set { .. }, None) => false,
            (Change::Create { .. } | Change::Delete { .. }, _) => true,
        }
}

/// The only sync of a line; there is no second try.
fn sync_once(handle: &dyn Handle) -> std::io::Result<()> {
    handle.sync()
}

/// What of a batch is still to be done, with the values as the records hold them, so that the journal
/// can be replayed and taken back exactly.
pub(super) fn effective(data: &Data, batch: Batch) -> Batch {
    let (mut now, mut left) = (data.clone(), Batch::like(&batch));
    // An import may be of hundreds of thousands of changes: each is gone when what is left of it is there.
    for change in batch.changes {
        let (kind, id) = change.record();
        let before = now.record(kind, id).map(Record::boxed);
        if !is_done(&now, &change) && now.apply(&change).is_ok() {
            left.changes.extend(as_held(before.as_deref(), now.record(kind, id), &change));
        }
    }
    left
}

/// A change with the values before and after it; nothing when those are the same.
fn as_held(before: Option<&dyn Record>, after: Option<&dyn Record>, change: &Change) -> Option<Change> {
    let (kind, id) = change.record();
    let id = id.clone();
    match change {
        Change::Create { .. } => Some(Change::Create { kind, id, after: after?.to_json() }),
        Change::Delete { .. } => Some(Change::Delete { kind, id, before: before?.to_json() }),
        Change::Set { field, .. } => {
            let (from, to) = (before?.json(field), after?.json(field));
            (from != to).then(|| Change::Set { kind, id, field: field.clone(), from, to })
        }
    }
}

/// Whether a change is there already.
pub(super) fn is_done(data: &Data, change: &Change) -> bool {
    let (kind, id) = change.record();
    match (change, data.record(kind, id)) {
        (Change::Set { field, to, .. }, Some(record)) => record.json(field) == *to,
        (Change::Create { .. }, Some(_)) | (Change::Delete { .. }, None) => true,
        (Change::Set { .. } | Change::Create { .. }, None) | (Change::Delete { .. }, Some(_)) => false,
    }
}

/// What a batch says that a line of the journal has no way to say.
fn unwritable(batch: &Batch) -> Option<Refused> {
    batch.changes.iter().find_map(|change| match change {
        Change::Set { kind, id, field, .. } if field == CREATE || field == DELETE || field == "id" => {
            Some(Refused::Unfit { kind: *kind, id: id.clone(), field: field.clone() })
        }
        Change::Set { .. } | Change::Create { .. } | Change::Delete { .. } => None,
    })
}
