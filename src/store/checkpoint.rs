//! Writing the data file anew: beside the old one, then in its place by one exchange of names.
//!
//! The journal says what is about to be put in place before it is; so at every moment the file is one
//! the journal knows, or somebody else's. What the exchange brings out is looked at: if it is not what
//! was there a moment ago, somebody wrote meanwhile, and that is kept and taken in. Nothing is ever
//! written over in place.

use std::{
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};

use super::{
    Store,
    commit::Unwritten,
    document::{self, LARGEST},
    error::{CheckpointError, Failure, Notice},
    files::{Whole, hex, rights_of},
    io::{Handle, Identity, Open, Rights},
    journal::Check,
    lock::{Locked, PATIENCE},
    outside::is_too_many,
    state::records_in,
};

mod backup;
mod left;

/// A data file that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpointed {
    /// The revision it holds.
    pub revision: u64,
    /// Its size in bytes.
    pub size: u64,
}

impl From<Locked> for CheckpointError {
    fn from(locked: Locked) -> Self {
        match locked {
            Locked::Busy { holder } => Self::Busy { holder },
            Locked::ReadOnly(reason) => Self::ReadOnly(reason),
            Locked::Failed(failure) => Self::Failed(failure),
        }
    }
}

impl From<Unwritten> for CheckpointError {
    fn from(unwritten: Unwritten) -> Self {
        match unwritten {
            Unwritten::Failed(failure) => Self::Failed(failure),
            Unwritten::ReadOnly(reason) => Self::ReadOnly(reason),
        }
    }
}

impl Store {
    /// Whether it is time to write the data file, when nothing was edited here for so long.
    ///
    /// Whoever edits writes it: after 2 s of rest or 200 edits, and for a large file after 30 s or 1,000.
    /// Edits of a session that ended without writing are written by anybody after a minute.
    pub fn needs_checkpoint(&self, idle: Duration) -> bool {
        const LARGE: u64 = 8 << 20;
        const ORPHANED: Duration = Duration::from_secs(60);
        const AFTER_FAILURE: Duration = Duration::from_secs(30);
        let unsaved = self.state.unsaved();
        let failed_just_now = self.checkpoint_failed.is_some_and(|at| at.elapsed() < AFTER_FAILURE);
        if self.read_only.is_some() || self.outside.is_some() || unsaved == 0 || failed_just_now {
            return false;
        }
        if self.mine == 0 {
            return idle >= ORPHANED;
        }
        let is_large = self.state.checks.last().is_some_and(|check| check.size >= LARGE);
        let (rest, many) =
            if is_large { (Duration::from_secs(30), 1000) } else { (Duration::from_secs(2), 200) };
        idle >= rest || unsaved >= many
    }

    /// Writes the data file, if there is anything that it does not say. Also to be called on leaving.
    pub fn checkpoint(&mut self) -> Result<Option<Checkpointed>, CheckpointError> {
        if let Some(reason) = &self.read_only {
            return Err(reason.clone().into());
        }
        let result = self.locked(PATIENCE, Self::checkpoint_locked);
        self.checkpoint_failed = result.is_err().then(Instant::now);
        result
    }

    fn checkpoint_locked(&mut self) -> Result<Option<Checkpointed>, CheckpointError> {
        self.follow()?;
        self.examine()?;
        if let Some(reason) = &self.read_only {
            return Err(reason.clone().into());
        }
        if let Some(outside) = &self.outside {
            return Err(outside.clone().into());
        }
        // Of an erasure that was killed; where it fails the next one does it.
        drop(self.finish_staged());
        if self.state.unsaved() == 0 && self.state.imported.is_none() {
            return Ok(None);
        }
        self.write_data_file().map(Some)
    }

    /// Writes the data file. Needs the lock, a store that has caught up, and a file that was examined.
    pub(super) fn write_data_file(&mut self) -> Result<Checkpointed, CheckpointError> {
        self.sweep();
        let (had, left) = (self.state.records, records_in(&self.state.data));
        if is_too_many(had.saturating_sub(left) as usize, had as usize) {
            return Err(CheckpointError::Vanished { had, left });
        }
        let there = self.io.stat(&self.paths.data).map_err(Failure::of(&self.paths.data))?.identity;
        if !self.state.knows(there) && self.examined != Some(there) {
            // Somebody wrote since it was examined; the next look will find it.
            let error = io::Error::new(io::ErrorKind::ResourceBusy, "written meanwhile");
            return Err(Failure::of(&self.paths.data)(error).into());
        }
        let rights = rights_of(self.io.as_ref(), &self.paths.data)?;
        let temporary = self.paths.temporary().map_err(Failure::of(&self.paths.dir))?;
        let put = self.write_temporary(&temporary, &rights).and_then(|check| {
            self.announce(there, &check)?;
            self.put_in_place(&temporary, there).map(|old| (check, old))
        });
        let (check, old) = match put {
            Ok(done) => done,
            Err(error) => {
                drop(self.io.remove(&temporary));
                return Err(error);
            }
        };
        (self.mine, self.state.imported, self.examined) = (0, None, None);
        let looked = self.look_at_old(&old, there);
        self.io.sync_dir(&self.paths.dir).map_err(Failure::of(&self.paths.dir))?;
        looked?;
        self.rotate_if_long(&check)?;
        Ok(Checkpointed { revision: check.revision, size: check.size })
    }

    /// Writes the register under a temporary name, safe on the disk.
    fn write_temporary(&self, path: &Path, rights: &Rights) -> Result<Check, CheckpointError> {
        let mut handle = self.io.open(path, Open::New).map_err(Failure::of(path))?;
        let written = || -> io::Result<Check> {
            handle.set_rights(rights)?;
            let mut hashing = Hashing { handle: handle.as_mut(), digest: Sha256::new() };
            let mut out = BufWriter::with_capacity(1 << 18, &mut hashing);
            document::print(&self.state.data, &mut out)?;
            out.flush()?;
            drop(out);
            let sha256 = hex(&hashing.digest.finalize());
            handle.sync_all()?;
            let Identity { ino, size, mtime_ns } = handle.stat()?.identity;
            let (revision, records) = (self.state.data.revision, records_in(&self.state.data));
            Ok(Check { revision, records, ino, size, mtime_ns, sha256 })
        };
        let mut written = written;
        written().map_err(|e| Failure::of(path)(e).into())
    }

    /// Says in the journal what is about to be put in place.
    fn announce(&mut self, there: Identity, check: &Check) -> Result<(), CheckpointError> {
        // Two announcements that came to nothing must not make the file that is there a stranger.
        let last = self.state.checks.last().map(Check::identity);
        let present = self.state.last_two().find(|known| known.identity() == there).cloned();
        if let Some(present) = present.filter(|_| last != Some(there)) {
            self.append_check(&present)?;
        }
        Ok(self.append_check(check)?)
    }

    /// Puts the new file in place; returns where the old one is now.
    fn put_in_place(&mut self, temporary: &Path, there: Identity) -> Result<PathBuf, CheckpointError> {
        let data = &self.paths.data;
        match self.io.exchange(temporary, data) {
            Ok(()) => return Ok(temporary.to_owned()),
            Err(e) if e.kind() == io::ErrorKind::Unsupported => {}
            Err(e) => return Err(Failure::of(data)(e).into()),
        }
        // Without an exchange a moment remains in which somebody's edit could be lost; it is made short.
        let old = self.paths.temporary().map_err(Failure::of(&self.paths.dir))?;
        self.io.link(data, &old).map_err(Failure::of(&old))?;
        let still = self.io.stat(data).is_ok_and(|stat| stat.identity == there);
        let renamed = if still {
            self.io.rename(temporary, data)
        } else {
            Err(io::Error::new(io::ErrorKind::ResourceBusy, "written meanwhile"))
        };
        if let Err(e) = renamed {
            drop(self.io.remove(&old));
            return Err(Failure::of(data)(e).into());
        }
        Ok(old)
    }

    /// Looks at what came out: the file that was there, or something somebody wrote meanwhile.
    fn look_at_old(&mut self, old: &Path, there: Identity) -> Result<(), CheckpointError> {
        let identity = self.io.stat(old).map_err(Failure::of(old))?.identity;
        if identity == there {
            if self.state.checks.iter().any(|check| check.identity() == identity) {
                self.keep_as_bak(old);
            } else {
                drop(self.keep_as_outside(old));
            }
            return Ok(());
        }
        let whole = Whole::read(self.io.as_ref(), old, LARGEST)?;
        let sha256 = whole.sha256();
        let kept = self.keep_as_outside(old)?;
        if self.state.checks.iter().any(|check| check.sha256 == sha256) {
            return Ok(());
        }
        match document::parse(&whole.bytes) {
            Ok(document) => drop(self.import(&document, whole.identity, &sha256)?),
            Err(damage) => self.notices.push(Notice::Kept { path: kept, damage }),
        }
        // What came in is in the journal; the file is written again by and by.
        self.set_outside(None);
        self.state.imported = None;
        Ok(())
    }
}

/// Hands bytes on to a file and counts them into a hash.
struct Hashing<'a> {
    handle: &'a mut dyn Handle,
    digest: Sha256,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.handle.write(bytes)?;
        self.digest.update(bytes.get(..n).unwrap_or_default());
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
