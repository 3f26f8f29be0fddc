//! Lines that are only ever appended, each chained by a hash to all before it: what the journal and the access log
//! have in common.
//!
//! The rule: bytes behind the last newline are torn and wait; a complete line that ends in `!` was torn and sealed,
//! and is skipped; any other complete line must end in its hash and continue the chain. Knows neither what the lines
//! say nor in which file they stand.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// What is wrong with a file of chained lines.
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

/// Where and how a file of chained lines is damaged.
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

/// What lies behind the last newline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// Nothing.
    Clean,
    /// A line that was not finished, or not yet.
    Torn,
}

/// Put before a line when the one before it was torn.
pub(super) const SEAL: &[u8] = b"!\n";

impl Chain {
    /// Before the first line.
    pub const START: Self = Self([b'0'; 16]);

    /// As text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// From its text.
    pub(super) fn of_text(hex: &str) -> Option<Self> {
        Some(Self(hex.as_bytes().try_into().ok()?))
    }

    /// A line that says something, ready to be appended with its newline, and the chain after it.
    pub(super) fn append(self, saying: &impl Serialize) -> serde_json::Result<(Vec<u8>, Self)> {
        let mut line = serde_json::to_vec(saying)?;
        line.pop(); // The closing brace comes behind the hash.
        let chain = self.after(&line);
        line.extend_from_slice(b",\"h\":\"");
        line.extend_from_slice(&chain.0);
        line.extend_from_slice(b"\"}\n");
        Ok((line, chain))
    }

    /// The chain after a complete line without its newline; none when the line was torn and sealed.
    pub(super) fn follow(self, line: &[u8]) -> Result<Option<Self>, Fault> {
        if is_sealed(line) {
            return Ok(None);
        }
        let (body, hash) = split(line).ok_or(Fault::Unsealed)?;
        if self.after(body) == hash { Ok(Some(hash)) } else { Err(Fault::Chain) }
    }

    /// Judges what lies behind the last newline.
    pub(super) fn tail(self, rest: &[u8]) -> Result<Tail, Fault> {
        let Some((last, line)) = rest.split_last() else { return Ok(Tail::Clean) };
        // A whole line and one byte is what a damaged newline leaves; tearing leaves a zero or half a seal.
        let whole = split(line).is_some_and(|(body, hash)| self.after(body) == hash);
        if whole && *last != 0 && *last != b'!' { Err(Fault::Newline) } else { Ok(Tail::Torn) }
    }

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
}

/// Whether a complete line was torn and sealed by whoever wrote next.
pub(super) fn is_sealed(line: &[u8]) -> bool {
    line.is_empty() || line.ends_with(b"!")
}

/// The hash a complete line ends in, taken on trust.
pub(super) fn hash_of(line: &[u8]) -> Result<Chain, Fault> {
    split(line).map(|(_, hash)| hash).ok_or(Fault::Unsealed)
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
