//! Earlier states of a register, and putting one back: always an edit, never a rewind.
//!
//! A state comes from the journals, taken back batch by batch from the present one, or else from a backup.
//! Which one is wanted, and where it goes, a person says.

use std::path::PathBuf;

use jiff::Timestamp;

use super::{
    Store,
    commit::{Committed, effective},
    document,
    error::{CommitError, Failure},
    files::{new_file, rights_of},
    io::{Open, read_from},
    journal::RESTORE,
    log::{LogError, back_to},
    outside::difference,
    who::OpId,
};
use crate::domain::{data::Data, edit::Batch};

/// Which earlier state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The one of a revision.
    Revision(u64),
    /// The last one that was saved by then.
    Moment(Timestamp),
}

/// How far the journals reach back without a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The earliest revision that can be had.
    pub first: u64,
    /// The present one.
    pub last: u64,
    /// When the edit after the earliest was made.
    pub since: Option<String>,
}

/// A whole file of an earlier state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// The revision it says it holds.
    pub revision: u64,
    /// When it was written.
    pub at: Timestamp,
    /// Its size in bytes.
    pub size: u64,
    /// Whether somebody else put it in the place of the data file.
    pub is_foreign: bool,
    /// Whether it is sealed, so that only the holder of a key can open it.
    pub is_sealed: bool,
}

impl Store {
    /// How far the journals reach back.
    pub fn reach(&self) -> Result<Reach, LogError> {
        self.permit().administer()?;
        let history = back_to(self.io.as_ref(), &self.paths, 0)?;
        let since = history.entries.first().map(|entry| entry.at.clone());
        Ok(Reach { first: history.begins, last: self.state.data.revision, since })
    }

    /// The backups and the copies beside the register, the oldest first.
    pub fn backups(&self) -> Result<Vec<Backup>, LogError> {
        self.permit().administer()?;
        let mut found: Vec<Backup> =
            self.backup_files()?.into_iter().filter_map(|path| self.backup_at(path)).collect();
        found.sort_by(|a, b| (a.at, &a.path).cmp(&(b.at, &b.path)));
        Ok(found)
    }

    /// The paths of all whole files beside the register that hold an earlier state, or may.
    pub(super) fn backup_files(&self) -> Result<Vec<PathBuf>, Failure> {
        let io = self.io.as_ref();
        let folder = match io.list(&self.paths.backups) {
            Ok(names) => names,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(e) => return Err(Failure::of(&self.paths.backups)(e)),
        };
        let mut files: Vec<PathBuf> = folder.iter().map(|name| self.paths.backups.join(name)).collect();
        let prefix = self.paths.copies();
        let beside = io.list(&self.paths.dir).map_err(Failure::of(&self.paths.dir))?;
        let beside = beside.iter().map(|name| self.paths.dir.join(name));
        let is_copy = |path: &PathBuf| path.to_string_lossy().starts_with(&*prefix.to_string_lossy());
        files.extend(beside.filter(|path| is_copy(path) || *path == self.paths.bak));
        Ok(files)
    }

    /// A backup by what its first line says; none when it is no register.
    fn backup_at(&self, path: PathBuf) -> Option<Backup> {
        const HEAD: usize = 256;
        let handle = self.io.open(&path, Open::Read).ok()?;
        let stat = handle.stat().ok().filter(|stat| stat.is_file)?;
        let mut head = [0; HEAD];
        let read = handle.read_at(&mut head, 0).ok()?;
        let is_sealed = document::is_encrypted(head.get(..read)?);
        let head = String::from_utf8_lossy(head.get(..read)?).into_owned();
        let name = path.file_name()?.to_string_lossy().into_owned();
        // What a sealed one holds only its name tells.
        let (_, behind) = if is_sealed { name.rsplit_once("-r") } else { head.split_once("\"revision\":") }?;
        let digits: String = behind.trim_start().chars().take_while(char::is_ascii_digit).collect();
        let written = Timestamp::from_nanosecond(i128::from(stat.identity.mtime_ns));
        Some(Backup {
            revision: digits.parse().ok()?,
            // Its name tells when it was put aside; the file may have been written anew since, by an erasure.
            at: moment_in(&name).or(written.ok())?,
            size: stat.identity.size,
            is_foreign: name.starts_with("outside-"),
            is_sealed,
            path,
        })
    }

    /// An earlier state: from the journals, else from a backup; none when neither has it.
    pub fn earlier(&self, when: When) -> Result<Option<Data>, LogError> {
        self.permit().administer()?;
        let history = back_to(self.io.as_ref(), &self.paths, 0)?;
        let revision = match when {
            When::Revision(revision) => Some(revision),
            When::Moment(moment) => history.at(moment),
        };
        let taken_back = revision.and_then(|revision| history.taken_back(&self.state.data, revision));
        if let Some(data) = taken_back {
            return Ok(Some(self.without_redacted(data)?));
        }
        let fits = |backup: &Backup| match when {
            When::Revision(revision) => backup.revision == revision,
            When::Moment(moment) => backup.at <= moment,
        };
        let backups = self.backups()?.into_iter().rev().filter(|backup| !backup.is_foreign && fits(backup));
        let read = |backup: Backup| {
            let handle = self.io.open(&backup.path, Open::Read).ok()?;
            let bytes = read_from(handle.as_ref(), 0).ok()?;
            document::parse(&bytes).ok().map(|document| document.data)
        };
        Ok(backups.filter_map(read).next())
    }

    /// Puts an earlier state in the place of the present one, as one edit; the present one is kept in the backups.
    pub fn restore(
        &mut self,
        past: &Data,
        label: Option<String>,
        op: OpId,
    ) -> Result<Committed, CommitError> {
        self.administering(|store| store.restore_locked(past, label, op))
    }

    fn restore_locked(
        &mut self,
        past: &Data,
        label: Option<String>,
        op: OpId,
    ) -> Result<Committed, CommitError> {
        let present = self.state.data.clone();
        let wanted = Batch { label, ..difference(&present, past, RESTORE) };
        let batch = effective(&present, wanted);
        let same_top = present.extra == past.extra;
        if batch.is_empty() && same_top {
            return Ok(Committed { revision: present.revision, data: present, batch });
        }
        if let Err(refused) = present.committed(&batch) {
            return Err(CommitError::Refused { refused, last: Vec::new() });
        }
        self.keep_present()?;
        let mut entry = self.entry(op);
        entry.batch = batch;
        entry.top = (!same_top).then(|| ((*present.extra).clone(), (*past.extra).clone()));
        let (revision, batch) = self.append_own(entry)?;
        Ok(Committed { data: self.state.data.clone(), revision, batch })
    }

    /// Keeps the present state among the backups.
    fn keep_present(&self) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        document::print(&self.state.data, &mut bytes).map_err(Failure::of(&self.paths.data))?;
        let io = self.io.as_ref();
        let copy = new_file(io, &self.paths, &rights_of(io, &self.paths.data)?, &bytes)?;
        let kept = self.backup_name("kept-").and_then(|name| io.rename_new(&copy, &name).map(|()| name));
        kept.map(drop).map_err(Failure::of(&self.paths.backups)).inspect_err(|_| drop(io.remove(&copy)))?;
        io.sync_dir(&self.paths.backups).map_err(Failure::of(&self.paths.backups))
    }
}

/// The moment that stands in the name of a backup, `20180331T143000Z`.
fn moment_in(name: &str) -> Option<Timestamp> {
    let is_moment = |part: &&str| part.len() == 16 && part.ends_with('Z');
    name.split(['-', '.']).find(is_moment)?.parse().ok()
}
