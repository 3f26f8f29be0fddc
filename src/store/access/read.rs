//! Reading the access log: its end for whoever appends, all of it for an administrator.
//!
//! Needs no lock to be read and changes nothing. A damaged line ends the list with its place.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{Access, Failure, Handle, Io, Open, Paths, Tail, Unnoted, VERSION, Who};
use crate::{
    domain::permit::Permit,
    store::{
        chain::{Chain, Fault, JournalDamage, hash_of, is_sealed},
        io::read_from,
        log::LogError,
    },
};

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Noted {
    #[serde(rename = "v")]
    version: u32,
    /// When, in UTC, as RFC 3339; told to people, never used to order anything.
    pub at: String,
    /// Who.
    #[serde(rename = "by")]
    pub who: Who,
    /// What.
    pub what: Access,
}

/// The log as far as it is whole.
#[derive(Debug, Clone)]
pub struct AccessLog {
    /// Its lines, the oldest first.
    pub noted: Vec<Noted>,
    /// Hash of the last line; [`Chain::START`] when there is none.
    pub head: Chain,
    /// The file.
    pub path: PathBuf,
    /// What keeps the rest from being read.
    pub damage: Option<JournalDamage>,
}

/// The access log of the register at `path`, for an administrator of the whole of it.
pub fn read(path: &Path, permit: &Permit, io: &dyn Io) -> Result<AccessLog, LogError> {
    permit.administer()?;
    let real = io.real_path(path).map_err(Failure::of(path))?;
    let path = Paths::of(&real).access;
    let bytes = match io.open(&path, Open::Read).and_then(|file| read_from(file.as_ref(), 0)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(Failure::of(&path)(error).into()),
    };
    let mut log = AccessLog { noted: Vec::new(), head: Chain::START, path, damage: None };
    log.damage = log.fill(&bytes).err();
    Ok(log)
}

impl AccessLog {
    /// Takes in all lines up to the first damage.
    fn fill(&mut self, bytes: &[u8]) -> Result<(), JournalDamage> {
        let (mut offset, mut number) = (0, 0);
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            number += 1;
            let damage = |fault| JournalDamage { line: number, offset, fault };
            let Some(line) = line.strip_suffix(b"\n") else {
                return self.head.tail(line).map(drop).map_err(damage);
            };
            if let Some(chain) = self.head.follow(line).map_err(damage)? {
                self.noted.push(noted(line).map_err(damage)?);
                self.head = chain;
            }
            offset += line.len() as u64 + 1;
        }
        Ok(())
    }
}

/// A line whose chain holds; one that cannot be understood is a newer program's.
fn noted(line: &[u8]) -> Result<Noted, Fault> {
    let noted: Noted = serde_json::from_slice(line).map_err(|_| Fault::Newer)?;
    if noted.version == VERSION { Ok(noted) } else { Err(Fault::Newer) }
}

/// How a log ends.
pub(super) struct End {
    pub(super) chain: Chain,
    pub(super) tail: Tail,
    /// Whether nothing was written in it yet.
    pub(super) is_first: bool,
}

impl End {
    /// Reads as much of the end as is needed to go on from there. What stands before is on trust; checking it is
    /// [`read`]'s.
    pub(super) fn of(file: &dyn Handle, path: &Path) -> Result<Self, Unnoted> {
        let failed = |error| Failure::of(path)(error);
        let size = file.stat().map_err(failed)?.identity.size;
        let mut reach = 8 * 1024;
        loop {
            let from = size.saturating_sub(reach);
            let bytes = read_from(file, from).map_err(failed)?;
            // Where it does not begin with the file, the first line is cut off.
            let begin = if from == 0 { Some(0) } else { after_newline(&bytes) };
            let whole = begin.and_then(|begin| bytes.get(begin..));
            match whole.map(|lines| Self::found(lines, from == 0)) {
                Some(Ok(Some(end))) => return Ok(end),
                Some(Ok(None)) | None => reach *= 16,
                Some(Err(_)) => return Err(Unnoted::Damaged(path.to_owned())),
            }
        }
    }

    /// The end of some whole lines and what lies behind them; none when no line among them counts and others may.
    fn found(bytes: &[u8], is_all: bool) -> Result<Option<Self>, Fault> {
        let behind = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let (lines, rest) = bytes.split_at(behind);
        let last = lines.split(|byte| *byte == b'\n').rfind(|line| !is_sealed(line));
        let chain = match last {
            Some(line) => hash_of(line)?,
            None if is_all => Chain::START,
            None => return Ok(None),
        };
        Ok(Some(Self { chain, tail: chain.tail(rest)?, is_first: is_all && bytes.is_empty() }))
    }
}

fn after_newline(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == b'\n').map(|at| at + 1)
}
