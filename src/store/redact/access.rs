//! The access log without the person: of the names of files the person's words go. Ids stay, as the stub's does, and so
//! does who saw it; there is nothing else of a person in it.

use serde_json::{Map, Value};

use super::{
    super::{
        Store,
        access::{self, Access},
        chain::{Chain, Fault, JournalDamage},
        error::{Failure, ReadOnly},
        files::{new_file, rights_of},
        io::{Open, read_from},
        log::LogError,
    },
    RedactError,
};
use crate::domain::{record::Id, redaction::Person};

/// The lines written anew.
struct Rewritten {
    bytes: Vec<u8>,
    before: Chain,
    after: Chain,
    is_changed: bool,
}

impl Store {
    /// Writes the access log anew, with a chain whose last line says so, when something of the person stands in it.
    pub(super) fn redact_access(&self, person: &Person, member: &Id) -> Result<(), RedactError> {
        let (io, path) = (self.io.as_ref(), &self.paths.access);
        let bytes = match io.open(path, Open::Read).and_then(|file| read_from(file.as_ref(), 0)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Failure::of(path)(error).into()),
        };
        let damaged = |damage| LogError::Damaged(ReadOnly::Damaged { path: path.clone(), damage });
        let mut log = rewritten(person, &bytes).map_err(damaged)?;
        if !log.is_changed {
            return Ok(());
        }
        let erased = Access::Erased { id: member.clone(), head: log.before.text().to_owned() };
        let line = access::line(log.after, self.stamp(), &self.who, &erased);
        log.bytes.extend(line.map_err(|error| Failure::of(path)(error.into()))?);
        let fresh = new_file(io, &self.paths, &rights_of(io, path)?, &log.bytes)?;
        io.rename(&fresh, path).map_err(Failure::of(path)).inspect_err(|_| drop(io.remove(&fresh)))?;
        Ok(io.sync_dir(&self.paths.dir).map_err(Failure::of(&self.paths.dir))?)
    }
}

fn rewritten(person: &Person, bytes: &[u8]) -> Result<Rewritten, JournalDamage> {
    let (mut number, mut offset) = (0, 0);
    let mut log =
        Rewritten { bytes: Vec::new(), before: Chain::START, after: Chain::START, is_changed: false };
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        number += 1;
        log.push(person, line).map_err(|fault| JournalDamage { line: number, offset, fault })?;
        offset += line.len() as u64;
    }
    Ok(log)
}

impl Rewritten {
    /// Takes in one line with its newline. What is torn may hold anything, never counted, and goes.
    fn push(&mut self, person: &Person, line: &[u8]) -> Result<(), Fault> {
        let Some(whole) = line.strip_suffix(b"\n") else {
            self.is_changed = true;
            return self.before.tail(line).map(drop);
        };
        let Some(before) = self.before.follow(whole)? else {
            self.is_changed = true;
            return Ok(());
        };
        self.before = before;
        let mut said: Map<String, Value> = serde_json::from_slice(whole).map_err(|_| Fault::Newer)?;
        said.remove("h");
        if let Some(what) = said.get_mut("what") {
            let left = person.without_words(what);
            self.is_changed |= left != *what;
            *what = left;
        }
        let (line, after) = self.after.append(&said).map_err(|_| Fault::Newer)?;
        self.bytes.extend(line);
        self.after = after;
        Ok(())
    }
}
