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
    error::{Failure, ReadOnly},
    files::Paths,
    io::{Io, Open, read_from},
    journal::{Chain, Entry, Fault, Line, Reader},
};
use crate::domain::record::{Id, Kind};

/// The batches of a register, the oldest first.
pub struct Log<'a> {
    io: &'a dyn Io,
    files: VecDeque<PathBuf>,
    entries: VecDeque<Entry>,
    before: Option<Chain>,
    error: Option<LogError>,
    so_far: Span,
}

/// How much of a log was read, and found whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// Files.
    pub journals: u64,
    /// Batches.
    pub edits: u64,
    /// The first revision that can be had: the one the oldest journal begins with.
    pub first: u64,
    /// The last revision.
    pub last: u64,
    /// Hash of the last line.
    pub head: Option<Chain>,
    /// How often a journal does not continue the one before it, because an older file was put back.
    pub breaks: u64,
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
}

/// The batches of the register whose data file this is.
pub fn log<'a>(path: &Path, io: &'a dyn Io) -> Result<Log<'a>, LogError> {
    let real = io.real_path(path).map_err(Failure::of(path))?;
    let paths = Paths::of(&real);
    let archives = paths.archives(io).map_err(Failure::of(&paths.dir))?;
    let files = archives.into_iter().map(|(_, path)| path).chain([paths.journal]).collect();
    Ok(Log { io, files, entries: VecDeque::new(), before: None, error: None, so_far: Span::default() })
}

/// The batches that changed one record, the oldest first.
pub fn history_of(path: &Path, io: &dyn Io, kind: Kind, id: &Id) -> Result<Vec<Entry>, LogError> {
    let touches = |entry: &Entry| entry.batch.changes.iter().any(|change| change.record() == (kind, id));
    log(path, io)?.filter(|entry| entry.as_ref().map_or(true, touches)).collect()
}

impl Iterator for Log<'_> {
    type Item = Result<Entry, LogError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.entries.pop_front() {
                return Some(Ok(entry));
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
    /// What was read so far; of a log that was read to its end, the whole of it.
    pub fn span(&self) -> Span {
        self.so_far
    }

    fn load(&mut self, path: &Path) -> Result<(), LogError> {
        let bytes = match self.io.open(path, Open::Read).and_then(|h| read_from(h.as_ref(), 0)) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(e) => return Err(Failure::of(path)(e).into()),
        };
        let damaged = |damage| LogError::Damaged(ReadOnly::Damaged { path: path.to_owned(), damage });
        let mut reader = Reader::default();
        let mut rest = &bytes[..];
        let (mut edits, mut begins) = (0, None);
        while let Some(line) = reader.next_line(&mut rest) {
            let line = line.map_err(damaged)?;
            begins = begins.or(reader.revision);
            if let Line::Edit(entry) = line {
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
        let so_far = &mut self.so_far;
        if so_far.journals == 0 {
            so_far.first = begins.unwrap_or_default();
        } else if reader.after.is_none() {
            so_far.breaks += 1;
        }
        so_far.journals += 1;
        so_far.edits += edits;
        (so_far.last, so_far.head) = (reader.revision.unwrap_or_default(), Some(reader.chain));
        self.before = Some(reader.chain);
        Ok(())
    }
}

/// The batches of one journal, up to the first damage.
pub(super) fn entries(io: &dyn Io, journal: &Path) -> Result<Vec<Entry>, Failure> {
    let bytes = io
        .open(journal, Open::Read)
        .and_then(|handle| read_from(handle.as_ref(), 0))
        .map_err(Failure::of(journal))?;
    let (mut reader, mut rest, mut entries) = (Reader::default(), &bytes[..], Vec::new());
    while let Some(Ok(line)) = reader.next_line(&mut rest) {
        if let Line::Edit(entry) = line {
            entries.push(*entry);
        }
    }
    Ok(entries)
}
