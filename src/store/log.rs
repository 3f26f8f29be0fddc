//! Reading the journal for people: who changed what, and when, back through the journals filed away.
//!
//! Needs no lock and changes nothing. The chain is checked all the way; a damaged line ends the list
//! with its place. Does not know the register: what a record is called now, the caller finds out.

use std::{
    collections::VecDeque,
    io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    Store,
    error::{Failure, OpenError, ReadOnly},
    files::Paths,
    gate::seen_entry,
    io::{Io, Open, read_from},
    journal::{Chain, Entry, Fault, JournalDamage, Line, Reader, entry_of},
};
use crate::domain::{
    data::Data,
    office::Office,
    permit::{Forbidden, Permit, Scope},
    record::{Described, Id},
};

/// The batches of a register, the oldest first.
pub struct Log<'a> {
    io: &'a dyn Io,
    files: VecDeque<PathBuf>,
    entries: VecDeque<Entry>,
    before: Option<Chain>,
    error: Option<LogError>,
    so_far: Span,
    /// The register as the caller sees it, when that is not the whole.
    view: Option<Data>,
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
    /// The register cannot be read, so it cannot be told what of its log the caller may see.
    #[error(transparent)]
    Unopened(#[from] OpenError),
    /// The caller may not see it.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
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
    Ok(Log { io, files, entries: VecDeque::new(), before: None, error: None, so_far: Span::default(), view })
}

/// The register as a session for some units sees it now. What cannot be looked at in order shows nothing.
fn view(path: &Path, permit: &Permit, io: &dyn Io) -> Result<Data, OpenError> {
    let looked = Store::look(path, permit, io)?;
    Ok(looked.unwrap_or_else(|| Data::new(Office::blank(Id::office()))))
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
    /// What was read so far; of a log that was read to its end, the whole of it.
    pub fn span(&self) -> Span {
        self.so_far
    }

    fn load(&mut self, path: &Path) -> Result<(), LogError> {
        let Some(read) = whole(self.io, path)? else { return Ok(()) };
        if read.entries.is_empty() && !self.files.is_empty() {
            return Ok(()); // Filed away before it was ever used.
        }
        let so_far = &mut self.so_far;
        (so_far.last, so_far.head) = (read.reader.revision.unwrap_or_default(), Some(read.reader.chain));
        so_far.edits += read.entries.len() as u64;
        match (read.reader.after, self.before) {
            (Some(after), Some(before)) if after != before => {
                self.entries.extend(read.entries);
                return Err(damaged(path)(Reader::default().damage(Fault::Start)));
            }
            (None, Some(_)) => so_far.breaks += 1,
            (_, None) => so_far.first = read.begins,
            (Some(_), Some(_)) => {}
        }
        so_far.journals += 1;
        self.before = Some(read.reader.chain);
        self.entries.extend(read.entries);
        match read.damage {
            Some(damage) => Err(damaged(path)(damage)),
            None => Ok(()),
        }
    }
}

fn damaged(path: &Path) -> impl Fn(JournalDamage) -> LogError {
    |damage| LogError::Damaged(ReadOnly::Damaged { path: path.to_owned(), damage })
}

/// One journal, read up to the first damage.
struct Read {
    /// The revision it begins with.
    begins: u64,
    /// When the data file it begins with was written, in nanoseconds since 1970.
    began_ns: i64,
    entries: Vec<Entry>,
    reader: Reader,
    damage: Option<JournalDamage>,
}

fn whole(io: &dyn Io, path: &Path) -> Result<Option<Read>, Failure> {
    let bytes = match io.open(path, Open::Read).and_then(|handle| read_from(handle.as_ref(), 0)) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(Failure::of(path)(e)),
    };
    let (mut reader, mut rest, mut entries) = (Reader::default(), &bytes[..], Vec::new());
    let (mut begins, mut began_ns, mut damage) = (None, 0, None);
    while let Some(line) = reader.next_line(&mut rest) {
        match line {
            Ok(Line::Edit(entry)) => entries.push(*entry),
            Ok(Line::Check(check)) if begins.is_none() => {
                (begins, began_ns) = (reader.revision, check.mtime_ns);
            }
            Ok(Line::Check(_) | Line::Sealed) => {}
            Err(why) => {
                damage = Some(why);
                break;
            }
        }
    }
    let damage = damage.or_else(|| reader.tail(rest).err());
    Ok(Some(Read { begins: begins.unwrap_or_default(), began_ns, entries, reader, damage }))
}

/// Batches up to the present one without a gap, the oldest first.
pub(super) struct History {
    /// The revision before the first of them.
    pub begins: u64,
    /// When the state of that revision was written, in nanoseconds since 1970.
    began_ns: i64,
    /// The batches.
    pub entries: Vec<Entry>,
}

/// The batches after a revision, or as far as the journals reach back.
pub(super) fn back_to(io: &dyn Io, paths: &Paths, revision: u64) -> Result<History, LogError> {
    let mut archives = paths.archives(io).map_err(Failure::of(&paths.dir))?;
    let Some(mut newest) = whole(io, &paths.journal)? else {
        return Ok(History { begins: 0, began_ns: i64::MAX, entries: Vec::new() });
    };
    if let Some(damage) = newest.damage {
        return Err(damaged(&paths.journal)(damage));
    }
    let mut after = newest.reader.after;
    let mut older = Vec::new();
    while let (Some(chain), true) = (after, newest.begins > revision) {
        let Some((_, path)) = archives.pop() else { break };
        let Some(read) = whole(io, &path)? else { continue };
        if read.damage.is_some() || read.reader.chain != chain {
            if read.entries.is_empty() {
                continue; // Filed away before it was ever used.
            }
            break;
        }
        (after, newest.begins, newest.began_ns) = (read.reader.after, read.begins, read.began_ns);
        older.push(read.entries);
    }
    older.reverse();
    let mut entries: Vec<Entry> = older.into_iter().flatten().collect();
    entries.append(&mut newest.entries);
    Ok(History { begins: newest.begins, began_ns: newest.began_ns, entries })
}

impl History {
    /// The present register taken back to a revision; none when the batches do not go back so far, or do not fit.
    pub(super) fn taken_back(&self, present: &Data, revision: u64) -> Option<Data> {
        if revision < self.begins || revision > present.revision {
            return None;
        }
        let mut data = present.clone();
        let later = |entry: &&Entry| entry.revision > revision && entry.revision <= present.revision;
        for entry in self.entries.iter().rev().filter(later) {
            if entry.revision != data.revision {
                return None;
            }
            data = entry.taken_back(&data).ok()?;
        }
        (data.revision == revision).then_some(data)
    }

    /// The last revision that was saved by a moment; none when it was before all of them.
    pub(super) fn at(&self, moment: Timestamp) -> Option<u64> {
        let by_then = |entry: &&Entry| entry.at.parse::<Timestamp>().is_ok_and(|at| at <= moment);
        let last = self.entries.iter().rev().find(by_then).map(|entry| entry.revision);
        last.or_else(|| (i128::from(self.began_ns) <= moment.as_nanosecond()).then_some(self.begins))
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
