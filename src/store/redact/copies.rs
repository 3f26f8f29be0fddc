//! Backups, copies beside the register, and what a killed program left: each written anew without the person.
//!
//! A file that is a register keeps all but the person. In one that cannot be read as a register (half
//! written, a slip of an editor) the person's lines and whatever is known of the person are blotted out.

use std::path::PathBuf;

use super::super::{
    SCHEMA, Store,
    document::{self, Document, LARGEST},
    error::Failure,
    files::{Whole, new_file, rights_of},
};
use crate::domain::{
    data::Data,
    record::Id,
    redaction::{Person, WORD},
};

/// Texts shorter than this are too common to be blotted out of bytes of unknown meaning.
const SHORTEST: usize = 6;

impl Store {
    /// Backups, copies, and temporary files that were left behind; the present `.bak` is one of them.
    pub(super) fn copies(&self) -> Result<Vec<PathBuf>, Failure> {
        let mut files = self.backup_files()?;
        let prefix = self.paths.temporary_prefix();
        let beside = self.io.list(&self.paths.dir).map_err(Failure::of(&self.paths.dir))?;
        files.extend(
            beside.iter().filter(|name| name.starts_with(&prefix)).map(|name| self.paths.dir.join(name)),
        );
        Ok(files)
    }

    /// The register in a file, when it is one this program can write again.
    pub(super) fn read_copy(&self, path: &std::path::Path) -> Option<Data> {
        let whole = Whole::read(self.io.as_ref(), path, LARGEST).ok()?;
        writable(&whole.bytes).map(|document| document.data)
    }

    /// Writes all of them anew in which something of the person stands; says how many.
    pub(super) fn redact_copies(&self, person: &Person) -> Result<usize, Failure> {
        let io = self.io.as_ref();
        let mut count = 0;
        for path in self.copies()? {
            let whole = match Whole::read(io, &path, LARGEST) {
                Err(failure) if failure.error.kind() == std::io::ErrorKind::NotFound => continue,
                other => other?,
            };
            let Some(bytes) = without(person, &whole.bytes).map_err(Failure::of(&path))? else { continue };
            let fresh = new_file(io, &self.paths, &rights_of(io, &path)?, &bytes)?;
            io.rename(&fresh, &path).map_err(Failure::of(&path)).inspect_err(|_| drop(io.remove(&fresh)))?;
            count += 1;
        }
        Ok(count)
    }
}

fn writable(bytes: &[u8]) -> Option<Document> {
    document::parse(bytes).ok().filter(|document| document.schema <= SCHEMA)
}

/// The bytes of a file without the person; none when there is nothing of the person in them.
fn without(person: &Person, bytes: &[u8]) -> std::io::Result<Option<Vec<u8>>> {
    let Some(document) = writable(bytes) else {
        let blotted = blotted(person, bytes);
        return Ok((blotted != bytes).then_some(blotted));
    };
    let stays = person.register(&document.data);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    document::print(&document.data, &mut before)?;
    document::print(&stays, &mut after)?;
    Ok((before != after).then_some(after))
}

/// The bytes with the person's records, as far as each is on a line of its own, and all texts of the person blotted out.
fn blotted(person: &Person, bytes: &[u8]) -> Vec<u8> {
    let key = |key: &str, id: &Id| format!("\"{key}\":\"{id}\"").into_bytes();
    let ids: Vec<Vec<u8>> =
        person.own.iter().map(|(_, id)| id).chain(&person.id).map(|id| key("id", id)).collect();
    let links: Vec<Vec<u8>> =
        person.id.iter().flat_map(|id| ["member", "subject"].map(|field| key(field, id))).collect();
    let words = || person.words.iter().chain(person.values.iter().filter(|value| value.len() >= SHORTEST));
    // Records of two kinds may have one id, so a line must tell of the person as well, unless it is cut off.
    let tells = |line: &[u8]| {
        words().any(|word| holds(line, word.as_bytes())) || links.iter().any(|key| holds(line, key))
    };
    let is_own = |line: &[u8], is_last: bool| {
        line.starts_with(b"{") && ids.iter().any(|id| holds(line, id)) && (is_last || tells(line))
    };
    let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let count = lines.len();
    for (number, line) in (1..).zip(&mut lines) {
        if is_own(line, number == count) {
            *line = WORD.as_bytes();
        }
    }
    let mut bytes = lines.join(&b'\n');
    for word in words() {
        if holds(&bytes, word.as_bytes()) {
            bytes = replaced(&bytes, word.as_bytes());
        }
    }
    bytes
}

/// Whether a word stands somewhere in some bytes.
pub(super) fn holds(bytes: &[u8], word: &[u8]) -> bool {
    !word.is_empty() && bytes.windows(word.len()).any(|window| window == word)
}

fn replaced(bytes: &[u8], word: &[u8]) -> Vec<u8> {
    let mut left = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(word) {
            left.extend_from_slice(WORD.as_bytes());
            at += word.len();
        } else {
            left.push(bytes[at]);
            at += 1;
        }
    }
    left
}
