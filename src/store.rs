//! The register on disk: one data file, a journal beside it, and any number of sessions that share both.
//!
//! Four calls are the whole interface of a session: [`Store::open`], [`commit`](Store::commit), [`poll`](Store::poll)
//! and [`checkpoint`](Store::checkpoint); an administrator also copies, restores, merges and erases. An edit is saved when its line of the journal is on the disk;
//! the data file follows at checkpoints and alone is a whole register. Order is by revision, never by
//! time. Nothing here knows a screen, a language or a thread: every call returns when it is done, and
//! whoever must not wait calls from a thread of its own.

pub mod access;
mod chain;
mod checkpoint;
mod commit;
mod copy;
pub mod document;
pub mod draft;
mod error;
mod files;
mod gate;
pub mod io;
pub mod journal;
mod lock;
pub mod log;
mod make;
mod merge;
mod migrate;
mod normal;
mod outside;
mod place;
mod redact;
mod restore;
mod state;
mod who;

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

pub use checkpoint::Checkpointed;
pub use commit::Committed;
pub use copy::{Copied, CopyError, Sealing};
pub use error::{
    CheckpointError, CommitError, CreateError, Failure, LastChange, Notice, OpenError, Outside, ReadOnly,
};
pub use files::Paths;
pub use gate::Caller;
pub use journal::Entry;
pub use merge::{Basis, Merge, MergeError, Taken, TopKeys};
pub use migrate::SCHEMA;
pub use outside::{Answer, difference, is_too_many};
pub use place::Place;
pub use redact::{RedactError, Redactable, Redacted};
pub use restore::{Backup, Reach, When};
pub use who::{NotAnOpId, OpId, Who};

use crate::domain::{data::Data, permit::Permit};
use gate::Gate;
use io::{Identity, Io};
use lock::{Lock, Locked};
use state::{Continued, Loaded, Standing, State, Stopped, Use, load};

/// An open register.
pub struct Store {
    io: Arc<dyn Io>,
    paths: Paths,
    who: Who,
    gate: Gate,
    state: State,
    read_only: Option<ReadOnly>,
    /// What keeps the data file from being written.
    outside: Option<Outside>,
    /// The data file as it was last found in order, or last found not to be.
    examined: Option<Identity>,
    news: Vec<Arc<Entry>>,
    notices: Vec<Notice>,
    /// Edits of this session since the data file was last written.
    mine: u64,
    looked_at_file: Option<Instant>,
    checkpoint_failed: Option<Instant>,
}

/// What happened since the last call of [`Store::poll`], by others or to the files.
#[derive(Debug, Clone)]
pub struct News {
    /// The register as it is now.
    pub data: Data,
    /// Batches of others, in order.
    pub entries: Vec<Arc<Entry>>,
    /// What people should hear of.
    pub notices: Vec<Notice>,
}

impl Store {
    /// Opens a register for somebody. Where nothing may be written it opens read-only and says why.
    pub fn open(path: &Path, caller: Caller, io: Arc<dyn Io>) -> Result<Self, OpenError> {
        let Caller { who, permit } = caller;
        let mut gate = Gate::new(permit);
        let mut store = Self::open_files(path, who, io).map_err(|error| gate.refusal(error))?;
        gate.open(&store.state.data)?;
        store.gate = gate;
        Ok(store)
    }

    fn open_files(path: &Path, who: Who, io: Arc<dyn Io>) -> Result<Self, OpenError> {
        let real = io.real_path(path).map_err(Failure::of(path))?;
        if !io.stat(&real).map_err(Failure::of(&real))?.is_file {
            return Err(OpenError::NotAFile(real));
        }
        let paths = Paths::of(&real);
        let foreign = io.foreign_file_system(&real).map_err(Failure::of(&real))?;
        if let Some(number) = foreign {
            let mut loaded = load(io.as_ref(), &paths, Use::Read)?;
            let reason = ReadOnly::FileSystem { path: real, number };
            loaded.read_only = loaded.read_only.or(Some(reason));
            return Ok(Self::of(io, paths, who, loaded));
        }
        // Whatever looks wrong without the lock may be somebody's work half done: look again with it.
        match load(io.as_ref(), &paths, Use::Write) {
            Ok(loaded) if loaded.read_only.is_none() && matches!(loaded.standing, Standing::Known(_)) => {
                Ok(Self::of(io, paths, who, loaded))
            }
            Ok(_) | Err(_) => Self::open_locked(io, paths, who),
        }
    }

    /// The register as its files say and the caller may see it, when they are in order; none when only
    /// [`open`](Self::open) can tell. Makes, locks and takes in nothing, so that looking leaves no trace.
    pub fn look(path: &Path, permit: &Permit, io: &dyn Io) -> Result<Option<Data>, OpenError> {
        let mut gate = Gate::new(permit.clone());
        let real = io.real_path(path).map_err(Failure::of(path))?;
        let loaded = load(io, &Paths::of(&real), Use::Read).map_err(|error| gate.refusal(error))?;
        gate.open(&loaded.state.data)?;
        let in_order = loaded.read_only.is_none() && !matches!(loaded.standing, Standing::Foreign);
        Ok(in_order.then(|| gate.seen(&loaded.state.data).clone()))
    }

    /// The register as far as this session knows it and may see it. Copying it costs nothing.
    pub fn data(&self) -> &Data {
        self.gate.seen(&self.state.data)
    }

    /// What this session may do. Commands for administrators ask [`Permit::administer`].
    pub fn permit(&self) -> &Permit {
        &self.gate.permit
    }

    /// Why nothing may be written, if so.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.read_only.as_ref()
    }

    /// What keeps the data file from being written, while edits go on in the journal.
    pub fn outside(&self) -> Option<Outside> {
        self.outside.clone().map(|outside| self.gate.outside(outside))
    }

    /// The names of the files.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Edits that are in the journal and not yet in the data file.
    pub fn unsaved(&self) -> u64 {
        self.state.unsaved()
    }

    /// What others did since the last call; nothing when nothing happened. Costs one look at the journal,
    /// and every two seconds one at the data file.
    pub fn poll(&mut self) -> Result<Option<News>, Failure> {
        const BETWEEN: Duration = Duration::from_secs(2);
        if self.looked_at_file.is_none_or(|at| at.elapsed() >= BETWEEN) {
            return self.refresh();
        }
        self.follow()?;
        Ok(self.take_news())
    }

    /// Like [`poll`](Self::poll), and looks at the data file in any case.
    pub fn refresh(&mut self) -> Result<Option<News>, Failure> {
        self.looked_at_file = Some(Instant::now());
        self.begin_late();
        self.follow()?;
        if self.read_only.is_none() && !self.data_file_is_known()? {
            // Perhaps a colleague's program has just written it: its line is in the journal by now.
            self.follow()?;
            if self.read_only.is_none() && !self.data_file_is_known()? {
                self.look_outside()?;
            }
        }
        Ok(self.take_news())
    }

    fn of(io: Arc<dyn Io>, paths: Paths, who: Who, loaded: Loaded) -> Self {
        let examined = match loaded.standing {
            Standing::Known(identity) => Some(identity),
            Standing::Foreign | Standing::NoJournal => None,
        };
        Self {
            io,
            paths,
            who,
            // Until the gate is set up nothing goes through it.
            gate: Gate::new(Permit::nothing()),
            state: loaded.state,
            read_only: loaded.read_only,
            outside: None,
            examined,
            news: Vec::new(),
            notices: Vec::new(),
            mine: 0,
            looked_at_file: None,
            checkpoint_failed: None,
        }
    }

    fn open_locked(io: Arc<dyn Io>, paths: Paths, who: Who) -> Result<Self, OpenError> {
        let lock = match Lock::take(io.as_ref(), &paths, &who, lock::PATIENCE) {
            Ok(lock) => lock,
            Err(Locked::Busy { holder }) => return Err(OpenError::Busy { holder }),
            Err(Locked::Failed(failure)) => return Err(failure.into()),
            Err(Locked::ReadOnly(reason)) => {
                let mut loaded = load(io.as_ref(), &paths, Use::Read)?;
                loaded.read_only = loaded.read_only.or(Some(reason));
                return Ok(Self::of(io, paths, who, loaded));
            }
        };
        let opened = load(io.as_ref(), &paths, Use::Write).map(|loaded| {
            let standing = loaded.standing;
            let mut store = Self::of(io, paths, who, loaded);
            store.settle(standing);
            store
        });
        lock.release();
        opened
    }

    /// Brings files in order that can be brought in order. Needs the lock.
    fn settle(&mut self, standing: Standing) {
        if self.read_only.is_some() {
            return;
        }
        let settled = match standing {
            Standing::Known(_) => Ok(()),
            Standing::NoJournal => self.begin_journal(),
            Standing::Foreign => self.mend().and_then(|()| self.examine()),
        };
        if let Err(failure) = settled {
            self.read_only = Some(ReadOnly::Permission(failure));
        }
    }

    /// Does something with the lock held.
    fn locked<T, E: From<Locked>>(
        &mut self,
        patience: Duration,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let lock = Lock::take(self.io.as_ref(), &self.paths, &self.who, patience)?;
        let result = work(self);
        lock.release();
        result
    }

    /// Takes in what others wrote into the journal. Damage turns the store read-only.
    fn follow(&mut self) -> Result<(), Failure> {
        if self.is_blind() {
            return Ok(());
        }
        self.follow_this()?;
        self.follow_rotation()
    }

    /// Whether the journal cannot be followed any more.
    fn is_blind(&self) -> bool {
        match &self.read_only {
            Some(
                ReadOnly::Damaged { .. }
                | ReadOnly::JournalGone { .. }
                | ReadOnly::Replaced { .. }
                | ReadOnly::NewerSchema { .. },
            ) => true,
            Some(ReadOnly::FileSystem { .. } | ReadOnly::Permission(_) | ReadOnly::SyncFailed(_)) | None => {
                false
            }
        }
    }

    fn follow_this(&mut self) -> Result<(), Failure> {
        let before = self.state.data.revision;
        let followed = self.state.catch_up(&self.paths);
        match followed {
            Ok(entries) => self.news.extend(entries),
            Err(Stopped::Failed(failure)) => return Err(failure),
            Err(Stopped::Damaged(damage)) => {
                let path = self.paths.journal.clone();
                self.turn_read_only(ReadOnly::Damaged { path, damage });
            }
        }
        if self.state.data.revision != before && self.state.unsaved() == 0 {
            self.mine = 0;
        }
        Ok(())
    }

    /// Goes on in a new journal when the old one was filed away.
    fn follow_rotation(&mut self) -> Result<(), Failure> {
        let Some(journal) = &self.state.journal else { return Ok(()) };
        let gone = |store: &Self| store.io.stat(&store.paths.dir).is_ok();
        let there = match self.io.stat(&self.paths.journal) {
            Ok(stat) => Some(stat.identity.ino),
            // A folder that is gone as a whole may come back.
            Err(e) if e.kind() == std::io::ErrorKind::NotFound && gone(self) => None,
            Err(e) => return Err(Failure::of(&self.paths.journal)(e)),
        };
        if there == Some(journal.ino) || self.is_blind() {
            return Ok(());
        }
        if there.is_none() {
            self.turn_read_only(ReadOnly::JournalGone { path: self.paths.journal.clone() });
            return Ok(());
        }
        // Lines written between the last look and the filing away.
        self.follow_this()?;
        match self.state.change_over(self.io.as_ref(), &self.paths, self.use_of_journal())? {
            Continued::Rotated => self.notices.push(Notice::Rotated),
            Continued::Redacted => self.notices.push(Notice::Redacted),
            Continued::Not => {
                self.reload();
                return Ok(());
            }
        }
        self.follow_this()
    }

    /// Reads everything anew, unless what is there is older than what is known.
    fn reload(&mut self) {
        match load(self.io.as_ref(), &self.paths, self.use_of_journal()) {
            Ok(loaded)
                if loaded.read_only.is_none() && loaded.state.data.revision >= self.state.data.revision =>
            {
                self.state = loaded.state;
                self.notices.push(Notice::Reloaded);
            }
            Ok(_) | Err(_) => {
                self.turn_read_only(ReadOnly::JournalGone { path: self.paths.journal.clone() });
            }
        }
    }

    fn use_of_journal(&self) -> Use {
        if self.read_only.is_none() { Use::Write } else { Use::Read }
    }

    fn turn_read_only(&mut self, reason: ReadOnly) {
        self.notices.push(Notice::ReadOnly(reason.clone()));
        self.read_only = Some(reason);
    }

    fn take_news(&mut self) -> Option<News> {
        if self.news.is_empty() && self.notices.is_empty() {
            return None;
        }
        self.gate.renew(&self.state.data);
        let (gate, news, notices) =
            (&self.gate, std::mem::take(&mut self.news), std::mem::take(&mut self.notices));
        let entries: Vec<Arc<Entry>> = news.into_iter().filter_map(|entry| gate.entry(entry)).collect();
        let notices = notices.into_iter().filter_map(|notice| gate.notice(notice, &entries)).collect();
        Some(News { data: self.data().clone(), entries, notices })
    }
}
