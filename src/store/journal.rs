//! The journal as text: one JSON line for each batch, chained as `chain` says, and the rule by which it is read.
//!
//! Every line must have the next revision, else the journal is damaged. Nothing is ever cut off. Knows no files and
//! no locks.

mod line;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use self::line::Raw;
pub use self::line::Redaction;
pub(super) use self::line::{CREATE, DELETE, Saying, encode, redaction};
pub use super::chain::{Chain, Fault, JournalDamage, Tail};
use super::{
    chain::is_sealed,
    io::Identity,
    who::{OpId, Who},
};
use crate::domain::{
    data::Data,
    edit::{Batch, Clash, Refused},
};

/// The version of the lines this program writes.
pub const VERSION: u32 = 1;

/// The deed of a batch that somebody wrote into the data file by hand.
pub const OUTSIDE: &str = "outside";

/// The deed of a batch that put an older copy of the data file back.
pub const RESTORE: &str = "restore";

/// The deed of a batch that erased a person.
pub const REDACT: &str = "redact";

/// One batch as it stands in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The revision it made.
    pub revision: u64,
    /// By which it is known when it is tried again.
    pub op: OpId,
    /// When, in UTC, as RFC 3339; told to people, never used to order anything.
    pub at: String,
    /// Who.
    pub who: Who,
    /// What was changed; only what really was.
    pub batch: Batch,
    /// Of an outside change: what it wanted where somebody else had been first.
    pub lost: Vec<Clash>,
    /// Of an outside change: SHA-256 of the file it came from.
    pub file: Option<String>,
    /// Of an outside change: the unknown top-level keys before and after, when it changed those.
    pub top: Option<(Map<String, Value>, Map<String, Value>)>,
}

impl Entry {
    /// The register after it.
    pub(super) fn applied(&self, data: &Data) -> Result<Data, Refused> {
        let mut next = data.applied(&self.batch)?;
        if let Some((_, after)) = &self.top {
            next.extra = after.clone().into();
        }
        next.revision = self.revision;
        Ok(next)
    }

    /// The register before it.
    pub(super) fn taken_back(&self, data: &Data) -> Result<Data, Refused> {
        let mut before = data.applied(&self.batch.inverse(""))?;
        if let Some((extra, _)) = &self.top {
            before.extra = extra.clone().into();
        }
        before.revision = self.revision - 1;
        Ok(before)
    }
}

/// A data file that was written, or about to be: what it is known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The revision it holds.
    pub revision: u64,
    /// How many records it holds.
    pub records: u64,
    /// Number of the inode.
    pub ino: u64,
    /// Length in bytes.
    pub size: u64,
    /// Last change in nanoseconds.
    pub mtime_ns: i64,
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
}

impl Check {
    /// Which file it was when it was written.
    pub fn identity(&self) -> Identity {
        Identity { ino: self.ino, size: self.size, mtime_ns: self.mtime_ns }
    }
}

/// A complete line.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// A batch.
    Edit(Box<Entry>),
    /// A data file that was written.
    Check(Check),
    /// A torn line that the next writer sealed.
    Sealed,
}

/// The batch of a line that was found whole before; none when the line says something else.
pub(super) fn entry_of(line: &[u8]) -> Option<Entry> {
    if is_sealed(line) {
        return None;
    }
    serde_json::from_slice::<Raw>(line).ok()?.entry()
}

/// How far a journal was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// Bytes of complete lines.
    pub offset: u64,
    /// Complete lines.
    pub lines: u64,
    /// Hash of them.
    pub chain: Chain,
    /// Revision after them; none before the first line.
    pub revision: Option<u64>,
    /// What the first line says of the journal before; none before it and when there was none.
    pub after: Option<Chain>,
}

impl Default for Reader {
    fn default() -> Self {
        Self { offset: 0, lines: 0, chain: Chain::START, revision: None, after: None }
    }
}

impl Reader {
    /// The next complete line of what follows, if there is one; moves behind it.
    pub fn next_line(&mut self, bytes: &mut &[u8]) -> Option<Result<Line, JournalDamage>> {
        let newline = bytes.iter().position(|b| *b == b'\n')?;
        let (line, rest) = bytes.split_at(newline);
        let read = self.line(line);
        if read.is_ok() {
            self.offset += newline as u64 + 1;
            self.lines += 1;
            *bytes = &rest[1..];
        }
        Some(read)
    }

    /// Judges what is left when there is no complete line any more.
    pub fn tail(&self, rest: &[u8]) -> Result<Tail, JournalDamage> {
        self.chain.tail(rest).map_err(|fault| self.damage(fault))
    }

    /// What is wrong with the line that comes next.
    pub fn damage(&self, fault: Fault) -> JournalDamage {
        JournalDamage { line: self.lines + 1, offset: self.offset, fault }
    }

    fn line(&mut self, line: &[u8]) -> Result<Line, JournalDamage> {
        let followed = self.chain.follow(line).map_err(|fault| self.damage(fault))?;
        let Some(chain) = followed else { return Ok(Line::Sealed) };
        // The chain holds, so what cannot be understood was written so: by a newer program.
        let newer = || self.damage(Fault::Newer);
        let mut raw: Raw = serde_json::from_slice(line).map_err(|_| newer())?;
        if raw.v != VERSION {
            return Err(newer());
        }
        let r = raw.r;
        let after = raw.after.take();
        let read = match raw.ck.take() {
            Some(check) => Line::Check(check),
            None => Line::Edit(Box::new(raw.entry().ok_or_else(newer)?)),
        };
        match (&read, self.revision) {
            (Line::Edit(_), None) => return Err(self.damage(Fault::Start)),
            (Line::Edit(_), Some(before)) if before.checked_add(1) != Some(r) => {
                return Err(self.damage(Fault::Revision));
            }
            (Line::Check(_), Some(before)) if r != before => return Err(self.damage(Fault::Revision)),
            (Line::Check(_), None) => {
                self.after = after.and_then(|hex| Chain::of_text(&hex));
            }
            (Line::Edit(_) | Line::Check(_) | Line::Sealed, _) => {}
        }
        (self.chain, self.revision) = (chain, Some(r));
        Ok(read)
    }

    /// Moves behind bytes that this program itself just wrote.
    pub(super) fn wrote(&mut self, bytes: u64, lines: u64, chain: Chain, revision: u64) {
        self.offset += bytes;
        self.lines += lines;
        (self.chain, self.revision) = (chain, Some(revision));
    }
}
