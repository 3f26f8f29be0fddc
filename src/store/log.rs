//! Reading the journal for people: who changed what, and when, back through the journals filed away.
//!
//! Needs no lock and changes nothing. The chain is checked all the way; a damaged line ends the list
//! with its place. Does not know the register: what a record is called now, the caller finds out.

use std::{
    collections::VecDeque,
    io,
    path::{Path, PathBuf},
};

use super::{
    Store,
    error::{Failure, OpenError, ReadOnly},
    files::Paths,
    gate::seen_entry,
    io::{Io, Open, read_from},
    journal::{Chain, Entry, Fault, Line, Reader, entry_of},
};
use crate::domain::{
    data::Data,
    office::Office,
    permit::{Permit, Scope},
    record::{Described, Id, Kind},
};

/// The batches of a register, the oldest first.
pub struct Log<'a> {
    io: &'a dyn Io,
    files: VecDeque<PathBuf>,
    entries: VecDeque<Entry>,
    before: Option<Chain>,
    error: Option<LogError>,
    /// The register as the caller sees it, when that is not the whole.
    view: Option<Data>,
}

/// Why a log ends before its end.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LogError {
    /// A file call failed.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// A journal is damaged.
    #[error(transparent)]
    Damaged(ReadOnly),
    /// The register cannot be read, so it cannot be told what of its log the caller may see.
    #[error(transparent)]
    Unopened(#[from] OpenError),
}

/// The batches of the register whose data file this is, as far as the caller may see them.
pub fn log<'a>(path: &Path, permit: &Permit, io: &'a dyn Io) -> Result<Log<'a>, LogError> {
    let real = io.real_path(path).map_err(Failure::of(path))?;
    let paths = Paths::of(&real);
    let archives = paths.archives(io).map_err(Failure::of(&paths.dir))?;
    let files = archives.into_iter().map(|(_, path)| path).chain([paths.journal]).collect();
    let view = match permit.scope {
        Scope::Whole => None,
        Scope::Units(_) => Some(view(&real, permit, io)?),
    };
    Ok(Log { io, files, entries: VecDeque::new(), before: None, error: None, view })
}

/// The register as a session for some units sees it now. What cannot be looked at in order shows nothing.
fn view(path: &Path, permit: &Permit, io: &dyn Io) -> Result<Data, OpenError> {
    let looked = Store::look(path, permit, io)?;
    Ok(looked.unwrap_or_else(|| Data::new(Office::blank(Id::office()))))
}

/// The batches that changed one record, the oldest first.
pub fn history_of(
    path: &Path,
    permit: &Permit,
    io: &dyn Io,
    (kind, id): (Kind, &Id),
) -> Result<Vec<Entry>, LogError> {
    let touches = |entry: &Entry| entry.batch.changes.iter().any(|change| change.record() == (kind, id));
    log(path, permit, io)?.filter(|entry| entry.as_ref().map_or(true, touches)).collect()
}

impl Iterator for Log<'_> {
    type Item = Result<Entry, LogError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.entries.pop_front() {
                let seen = match &self.view {
                    None => Some(entry),
                    Some(view) => seen_entry(view, &entry),
                };
                match seen {
                    Some(entry) => return Some(Ok(entry)),
                    None => continue,
                }
            }
            // What was read before the damage comes first; behind it there is nothing to rely on.
            if let Some(error) = self.error.take() {
                return Some(Err(error));
            }
            let file = self.files.pop_front()?;
            if let Err(error) = self.load(&file) {
                self.files.clear();
                self.error = Some(error);
            }
        }
    }
}

impl Log<'_> {
    fn load(&mut self, path: &Path) -> Result<(), LogError> {
        let bytes = match self.io.open(path, Open::Read).and_then(|h| read_from(h.as_ref(), 0)) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(e) => return Err(Failure::of(path)(e).into()),
        };
        let damaged = |damage| LogError::Damaged(ReadOnly::Damaged { path: path.to_owned(), damage });
        let mut reader = Reader::default();
        let mut rest = &bytes[..];
        let mut edits = 0;
        while let Some(line) = reader.next_line(&mut rest) {
            if let Line::Edit(entry) = line.map_err(damaged)? {
                edits += 1;
                self.entries.push_back(*entry);
            }
        }
        reader.tail(rest).map_err(damaged)?;
        if edits == 0 && !self.files.is_empty() {
            return Ok(()); // Filed away before it was ever used.
        }
        if let (Some(after), Some(before)) = (reader.after, self.before)
            && after != before
        {
            return Err(damaged(Reader::default().damage(Fault::Start)));
        }
        self.before = Some(reader.chain);
        Ok(())
    }
}

/// The bytes of a journal.
pub(super) fn read(io: &dyn Io, journal: &Path) -> Result<Vec<u8>, Failure> {
    let read = io.open(journal, Open::Read).and_then(|handle| read_from(handle.as_ref(), 0));
    read.map_err(Failure::of(journal))
}

/// The batches of a journal that was followed to its end, the newest first. Each is read when it is asked for: what
/// is looked for is seldom far back, and the lock is held meanwhile.
pub(super) fn newest_first(journal: &[u8]) -> impl Iterator<Item = Entry> {
    journal.split(|byte| *byte == b'\n').rev().skip(1).filter_map(entry_of)
}
