//! Changes that reach the data file past the store: an editor, a script, a copy put back.
//!
//! A hand's edits come in as one batch of the journal by a three-way merge: the base is the present
//! register, taken back through the journal to the revision the file says it started from. What cannot
//! be read or breaks a rule is left alone, and so is the file. An old copy put back is never guessed
//! at: a person is asked. Nothing here decides when the data file is written.

use std::io;

use serde_json::{Map, Value};

use super::{
    Store,
    commit::{Unwritten, effective, is_done},
    document::{self, Damage, Document, LARGEST},
    error::{CheckpointError, Failure, Notice, Outside, ReadOnly},
    files::Whole,
    io::Identity,
    journal::{Check, OUTSIDE, RESTORE, Saying},
    lock::{Locked, PATIENCE},
    log::{self, LogError, back_to},
    state::{Standing, Use, load, records_in},
    who::{OpId, Who},
};
use crate::domain::{
    data::{Data, Tabled, Visit},
    edit::{Batch, Change, Clash, Refused},
    record::{Id, Kind, Record},
};

/// The unknown top-level keys before and after.
type Top = Option<(Map<String, Value>, Map<String, Value>)>;

/// Which of two states of a register to keep, when an old copy was put in the place of the data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The file that was put there; the difference becomes one batch, which can be undone.
    KeepFile,
    /// What the journal says; the file goes to the backups.
    KeepJournal,
}

/// What makes one register into another, as one batch.
pub fn difference(base: &Data, wanted: &Data, deed: &str) -> Batch {
    let mut batch = Batch::new(deed);
    if *base.office != *wanted.office {
        batch.edit(Some(base.office.as_ref()), wanted.office.as_ref());
    }
    let mut gone = Vec::new();
    for kind in Kind::TABLES {
        kind.visit(Differ { base, wanted, batch: &mut batch, gone: &mut gone });
    }
    batch.changes.append(&mut gone);
    batch
}

/// Compares the records of one kind.
struct Differ<'a> {
    base: &'a Data,
    wanted: &'a Data,
    batch: &'a mut Batch,
    gone: &'a mut Vec<Change>,
}

impl Visit for Differ<'_> {
    type Out = ();

    fn table<T: Tabled>(self) {
        let (base, wanted) = (T::table(self.base), T::table(self.wanted));
        for (id, after) in wanted {
            match base.get(id) {
                Some(before) if before.record() == after.record() => {}
                before => self.batch.edit(before.map(|b| b.record() as &dyn Record), after.record()),
            }
        }
        for (id, before) in base.iter().filter(|(id, _)| !wanted.contains_key(*id)) {
            self.gone.push(Change::Delete { kind: T::KIND, id: id.clone(), before: before.to_json() });
        }
    }
}

impl Store {
    /// Whether nothing has happened to the data file that was not looked at.
    pub(super) fn data_file_is_known(&mut self) -> Result<bool, Failure> {
        let identity = match self.io.stat(&self.paths.data) {
            Ok(stat) => stat.identity,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                return Ok(matches!(self.outside, Some(Outside::Gone)));
            }
            Err(e) => return Err(Failure::of(&self.paths.data)(e)),
        };
        if let Some(check) = self.state.known(identity) {
            self.state.in_place = check.revision;
            self.examined = None;
            self.set_outside(None);
            return Ok(true);
        }
        Ok(self.examined == Some(identity) && !matches!(self.outside, Some(Outside::Gone)))
    }

    /// Writes a data file anew whose bytes are others than were written although nobody touched it: the disk's doing,
    /// and what the journal says goes on from the file before.
    pub(super) fn mend(&mut self) -> Result<(), Failure> {
        let there = self.io.stat(&self.paths.data).map(|stat| stat.identity);
        if !there.is_ok_and(|identity| self.state.knows(identity)) {
            return Ok(());
        }
        self.notices.push(Notice::Mended);
        // The journal has every edit: when it fails, the next one who writes mends it.
        if self.write_data_file().is_ok() { self.renew_bak() } else { Ok(()) }
    }

    /// Looks at a data file that is not known, unless somebody is writing just now.
    pub(super) fn look_outside(&mut self) -> Result<(), Failure> {
        /// The lock is somebody else's, or not to be had: another time.
        struct NotNow(Option<Failure>);
        impl From<Locked> for NotNow {
            fn from(locked: Locked) -> Self {
                match locked {
                    Locked::Busy { .. } | Locked::ReadOnly(_) => Self(None),
                    Locked::Failed(failure) => Self(Some(failure)),
                }
            }
        }
        let looked = self.locked(std::time::Duration::ZERO, |store| {
            store.follow().and_then(|()| store.examine()).map_err(|failure| NotNow(Some(failure)))
        });
        looked.or_else(|NotNow(failure)| failure.map_or(Ok(()), Err))
    }

    /// Finds out what happened to the data file, and takes in what can be. Needs the lock and a store
    /// that has caught up.
    pub(super) fn examine(&mut self) -> Result<(), Failure> {
        if self.read_only.is_some() || self.data_file_is_known()? {
            return Ok(());
        }
        // What was not looked at to the end was not looked at: it must not be written over.
        self.look_at_file().inspect_err(|_| self.examined = None)
    }

    fn look_at_file(&mut self) -> Result<(), Failure> {
        let whole = match Whole::read(self.io.as_ref(), &self.paths.data, LARGEST) {
            Ok(whole) => whole,
            Err(failure) if failure.error.kind() == io::ErrorKind::NotFound => {
                self.set_outside(Some(Outside::Gone));
                return Ok(());
            }
            Err(failure) => return Err(failure),
        };
        self.examined = Some(whole.identity);
        let sha256 = whole.sha256();
        if self.state.knows_content(&sha256) || self.state.imported.as_ref() == Some(&sha256) {
            self.set_outside(None);
            return Ok(());
        }
        match document::parse(&whole.bytes) {
            Ok(document) if document.schema > super::SCHEMA => {
                let damage = Damage::NewerSchema { found: document.schema };
                self.set_outside(Some(Outside::Unreadable(damage)));
            }
            Ok(document) => {
                if self.import(&document, whole.identity, &sha256)? {
                    // Not to worry when it fails: the edits are in the journal, and it is tried again.
                    drop(self.write_data_file());
                }
            }
            Err(damage) => self.set_outside(Some(Outside::Unreadable(damage))),
        }
        Ok(())
    }

    /// Takes in a file somebody wrote; says whether the data file has to be written now.
    pub(super) fn import(
        &mut self,
        document: &Document,
        identity: Identity,
        sha256: &str,
    ) -> Result<bool, Failure> {
        let file = &document.data;
        let Some(base) = self.taken_back_to(file.revision)? else {
            self.ask(file.revision);
            return Ok(false);
        };
        let wanted = difference(&base, file, OUTSIDE);
        let same_top = base.extra == file.extra;
        if wanted.is_empty() && same_top {
            return self.same_in_other_words(file, identity, sha256).map(|()| false);
        }
        let had = records_in(&base) as usize;
        let gone = wanted.changes.iter().filter(|c| matches!(c, Change::Delete { .. })).count();
        if is_too_many(gone, had) {
            self.set_outside(Some(Outside::Vanished { had, left: had - gone }));
            return Ok(false);
        }
        let top = (!same_top && self.state.data.extra != file.extra)
            .then(|| ((*self.state.data.extra).clone(), (*file.extra).clone()));
        self.take_in(&wanted, top, sha256)
    }

    /// Appends what a hand did as one batch, without what somebody else was faster with.
    fn take_in(&mut self, wanted: &Batch, top: Top, sha256: &str) -> Result<bool, Failure> {
        let (batch, lost) = merged(&self.state.data, wanted);
        if let Err(refused) = self.state.data.committed(&batch) {
            self.set_outside(Some(Outside::Refused(refused)));
            return Ok(false);
        }
        self.set_outside(None);
        if batch.is_empty() && lost.is_empty() && top.is_none() {
            self.state.imported = Some(sha256.to_owned());
            return Ok(true);
        }
        let mut entry = self.entry(OpId::random().map_err(Failure::of(&self.paths.journal))?);
        entry.who = Who { account: self.owner_of_file(), session: entry.who.session, ..Who::default() };
        (entry.batch, entry.lost, entry.file, entry.top) = (batch, lost, Some(sha256.to_owned()), top);
        match self.append_entry(&entry) {
            Ok(()) => {}
            Err(Unwritten::Failed(failure)) => return Err(failure),
            Err(Unwritten::ReadOnly(_)) => return Ok(false),
        }
        let (revision, changes) = (entry.revision, entry.batch.changes.len());
        self.notices.push(Notice::Imported { revision, changes, lost: entry.lost.clone() });
        self.news.push(entry.into());
        Ok(true)
    }

    /// A file that says what one of our own said: laid out anew, or an older one put back.
    fn same_in_other_words(&mut self, file: &Data, identity: Identity, sha256: &str) -> Result<(), Failure> {
        let recent = self.state.last_two().any(|check| check.revision == file.revision);
        if !recent && file.revision != self.state.data.revision {
            self.ask(file.revision);
            return Ok(());
        }
        let Identity { ino, size, mtime_ns } = identity;
        let (revision, records) = (file.revision, records_in(file));
        let check = Check { revision, records, ino, size, mtime_ns, sha256: sha256.to_owned() };
        self.set_outside(None);
        match self.append_check(&check) {
            Ok(()) | Err(Unwritten::ReadOnly(_)) => Ok(()),
            Err(Unwritten::Failed(failure)) => Err(failure),
        }
    }

    /// Appends that a data file is one of ours.
    pub(super) fn append_check(&mut self, check: &Check) -> Result<(), Unwritten> {
        let revision = self.state.data.revision;
        self.append(&Saying::Check(check, revision), revision)?;
        self.state.note(&super::journal::Line::Check(check.clone()));
        Ok(())
    }

    fn ask(&mut self, found: u64) {
        let known = self.state.data.revision;
        self.turn_read_only(ReadOnly::Replaced { found, known });
    }

    /// The register as it was at an earlier revision; nothing when the journals do not go back so far.
    pub(super) fn taken_back_to(&self, revision: u64) -> Result<Option<Data>, Failure> {
        let mut data = self.state.data.clone();
        if revision > data.revision {
            return Ok(None);
        }
        if revision == data.revision {
            return Ok(Some(data));
        }
        let journal = log::read(self.io.as_ref(), &self.paths.journal)?;
        for entry in log::newest_first(&journal).take_while(|entry| entry.revision > revision) {
            match entry.taken_back(&data) {
                Ok(before) if entry.revision == data.revision => data = before,
                Ok(_) | Err(_) => return Ok(None),
            }
        }
        if data.revision == revision {
            return Ok(Some(data));
        }
        // Further back than the present journal goes: through those that were filed away.
        match back_to(self.io.as_ref(), &self.paths, revision) {
            Ok(history) => Ok(history.taken_back(&self.state.data, revision)),
            Err(LogError::Failed(failure)) => Err(failure),
            Err(LogError::Damaged(_) | LogError::Unopened(_) | LogError::Forbidden(_)) => Ok(None),
        }
    }

    /// Says which state to keep after [`ReadOnly::Replaced`]; the store can be written again then.
    pub fn answer(&mut self, answer: Answer) -> Result<(), CheckpointError> {
        self.gate.permit.administer()?;
        match &self.read_only {
            Some(ReadOnly::Replaced { .. }) => {}
            Some(other) => return Err(other.clone().into()),
            None => return Ok(()),
        }
        self.locked(PATIENCE, |store| store.answer_locked(answer))
    }

    fn answer_locked(&mut self, answer: Answer) -> Result<(), CheckpointError> {
        let path = self.paths.data.clone();
        let loaded = load(self.io.as_ref(), &self.paths, Use::Write)
            .map_err(|e| Failure::of(&path)(io::Error::other(e.to_string())))?;
        let question = loaded.read_only.clone();
        let in_question = match &question {
            None => loaded.standing == Standing::Foreign,
            Some(ReadOnly::Replaced { .. }) => true,
            Some(other) => return Err(other.clone().into()),
        };
        self.state = loaded.state;
        if !in_question {
            self.read_only = None;
            return Ok(());
        }
        let whole = Whole::read(self.io.as_ref(), &path, LARGEST)?;
        let file = document::parse(&whole.bytes).map_err(Outside::Unreadable)?;
        match (answer, question) {
            (Answer::KeepJournal, None) => {}
            (Answer::KeepJournal, Some(question)) => return Err(question.into()),
            (Answer::KeepFile, Some(_)) => return self.begin_again(file.data),
            (Answer::KeepFile, None) => {
                let batch = difference(&self.state.data, &file.data, RESTORE);
                let batch = effective(&self.state.data, batch);
                let op = OpId::random().map_err(Failure::of(&path))?;
                let mut entry = self.entry(op);
                (entry.batch, entry.file) = (batch, Some(whole.sha256()));
                self.append_entry(&entry)?;
            }
        }
        self.examined = Some(whole.identity);
        self.read_only = None;
        self.write_data_file().map(drop)
    }

    pub(super) fn set_outside(&mut self, outside: Option<Outside>) {
        match (&self.outside, &outside) {
            (None, None) => {}
            (_, Some(new)) => self.notices.push(Notice::Outside(new.clone())),
            (Some(_), None) => self.notices.push(Notice::OutsideOver),
        }
        self.outside = outside;
    }

    fn owner_of_file(&self) -> String {
        self.io.stat(&self.paths.data).map(|stat| format!("uid {}", stat.uid)).unwrap_or_default()
    }
}

/// Whether so many records cannot have gone on purpose: more than a fifth, and more than a handful.
pub fn is_too_many(gone: usize, had: usize) -> bool {
    const HANDFUL: usize = 5;
    gone > HANDFUL && gone * 5 > had
}

/// What of a batch can be done, and what somebody else was faster with.
pub(super) fn merged(data: &Data, wanted: &Batch) -> (Batch, Vec<Clash>) {
    let (mut now, mut batch, mut lost) = (data.clone(), Batch::like(wanted), Vec::new());
    for change in wanted.changes.iter() {
        if is_done(&now, change) {
            continue;
        }
        match now.applied(&Batch::one(change)) {
            Ok(next) => {
                now = next;
                batch.changes.push(change.clone());
            }
            Err(Refused::Conflict(mut clashes)) => lost.append(&mut clashes),
            Err(Refused::Gone(kind, id) | Refused::Exists(kind, id) | Refused::Unfit { kind, id, .. }) => {
                lost.push(whole_record(&now, kind, id, change));
            }
            Err(Refused::Rule(_)) => {}
        }
    }
    (batch, lost)
}

/// A clash about a record as a whole, or about a field of one that is gone.
pub(super) fn whole_record(data: &Data, kind: Kind, id: Id, change: &Change) -> Clash {
    let theirs = data.record(kind, &id).map(|r| r.to_json().into()).unwrap_or_default();
    let (field, base, mine) = match change.clone() {
        Change::Create { after, .. } => (String::new(), Value::Null, after.into()),
        Change::Delete { before, .. } => (String::new(), before.into(), Value::Null),
        Change::Set { field, from, to, .. } => (field, from, to),
    };
    Clash { kind, id, field, base, mine, theirs }
}
