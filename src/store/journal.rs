//! The journal as text: one JSON line for each batch, chained by hashes, and the rule by which it is read.
//!
//! The rule: bytes behind the last newline are torn and wait; a complete line that ends in `!` was torn
//! and sealed, and is skipped; any other complete line must end in its hash, continue the chain, and have
//! the next revision – else the journal is damaged. Nothing is ever cut off. Knows no files and no locks.

mod line;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use self::line::Raw;
pub use self::line::Redaction;
pub(super) use self::line::{CREATE, DELETE, Saying, encode, redaction};
use super::{
    io::Identity,
    who::{OpId, Who},
};
use crate::domain::{
    data::Data,
    edit::{Batch, Clash, Refused},
};

/// The version of the lines this program writes.
pub const VERSION: u32 = 1;

/// Put before a line when the one before it was torn.
pub(super) const SEAL: &[u8] = b"!\n";

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

/// What is wrong with a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A line without its hash.
    Unsealed,
    /// The hash of a line does not follow from the line before.
    Chain,
    /// A revision is missing or comes twice.
    Revision,
    /// It does not begin as a journal does.
    Start,
    /// A batch that does not fit the register it is for.
    Misfit,
    /// It is shorter than it was.
    Shortened,
    /// Its last newline is another byte.
    Newline,
    /// Lines of a newer program.
    Newer,
}

/// Where and how a journal is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line} at byte {offset}: {fault:?}")]
pub struct JournalDamage {
    /// Line, from 1.
    pub line: u64,
    /// Offset of its first byte.
    pub offset: u64,
    /// What is wrong.
    pub fault: Fault,
}

/// Hash of all lines so far, 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain([u8; 16]);

impl Chain {
    /// Before the first line.
    pub const START: Self = Self([b'0'; 16]);

    /// After one more line, given without its hash.
    fn after(self, line: &[u8]) -> Self {
        let digest = Sha256::new().chain_update(self.0).chain_update(line).finalize();
        let mut hex = [0u8; 16];
        let digit = |nibble: u8| b"0123456789abcdef"[usize::from(nibble)];
        for (pair, byte) in hex.chunks_exact_mut(2).zip(digest.iter()) {
            pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
        }
        Self(hex)
    }

    /// As text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Length of `,"h":"0123456789abcdef"}`.
const SUFFIX: usize = 24;

/// Splits a line into what is hashed and its hash.
fn split(line: &[u8]) -> Option<(&[u8], Chain)> {
    let (body, suffix) = line.split_at_checked(line.len().checked_sub(SUFFIX)?)?;
    let hash = suffix.strip_prefix(b",\"h\":\"")?.strip_suffix(b"\"}")?;
    let plain = hash.iter().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(b));
    Some((body, Chain(hash.try_into().ok()?))).filter(|_| plain)
}

/// The batch of a line that was found whole before; none when the line says something else.
pub(super) fn entry_of(line: &[u8]) -> Option<Entry> {
    if line.ends_with(b"!") {
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

/// What lies behind the last newline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// Nothing.
    Clean,
    /// A line that was not finished, or not yet.
    Torn,
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
        let Some((last, line)) = rest.split_last() else { return Ok(Tail::Clean) };
        // A whole line and one byte is what a damaged newline leaves; tearing leaves a zero or half a seal.
        let whole = split(line).is_some_and(|(body, hash)| self.chain.after(body) == hash);
        if whole && *last != 0 && *last != b'!' {
            return Err(self.damage(Fault::Newline));
        }
        Ok(Tail::Torn)
    }

    /// What is wrong with the line that comes next.
    pub fn damage(&self, fault: Fault) -> JournalDamage {
        JournalDamage { line: self.lines + 1, offset: self.offset, fault }
    }

    fn line(&mut self, line: &[u8]) -> Result<Line, JournalDamage> {
        if line.is_empty() || line.ends_with(b"!") {
            return Ok(Line::Sealed);
        }
        let (body, hash) = split(line).ok_or_else(|| self.damage(Fault::Unsealed))?;
        if self.chain.after(body) != hash {
            return Err(self.damage(Fault::Chain));
        }
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
                self.after = after.and_then(|hex| hex.into_bytes().try_into().ok()).map(Chain);
            }
            (Line::Edit(_) | Line::Check(_) | Line::Sealed, _) => {}
        }
        (self.chain, self.revision) = (hash, Some(r));
        Ok(read)
    }

    /// Moves behind bytes that this program itself just wrote.
    pub(super) fn wrote(&mut self, bytes: u64, lines: u64, chain: Chain, revision: u64) {
        self.offset += bytes;
        self.lines += lines;
        (self.chain, self.revision) = (chain, Some(revision));
    }
}
