//! What is typed in an open form, kept in a private file so that a hang-up does not lose it.
//!
//! One file for each session and register, written beside and renamed, readable by its owner only, kept for
//! seven days, or for thirty when its register is not opened again. What the form puts into it is its own business. Not synced: losing power is not losing a
//! connection, and it is written every second.

use std::{
    io,
    path::{Path, PathBuf},
};

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{
    error::Failure,
    files::hex,
    io::{Io, Open, read_from, write_all},
};
use crate::domain::redaction::Person;

/// How long a draft is kept, and how long one of a register that is not opened.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
const KEPT_ELSEWHERE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A person's drafts for one register.
pub struct Drafts<'a> {
    io: &'a dyn Io,
    dir: PathBuf,
    /// Of the register's real path; two registers do not see each other's drafts.
    register: String,
}

/// A draft that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The session that wrote it.
    pub session: String,
    /// What the form put into it.
    pub form: Value,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    session: String,
    form: Value,
}

impl<'a> Drafts<'a> {
    /// The drafts in a folder for the register at a path.
    pub fn new(dir: &Path, register: &Path, io: &'a dyn Io) -> Self {
        let real = io.real_path(register).unwrap_or_else(|_| register.to_owned());
        let hash = hex(&Sha256::digest(real.as_os_str().as_encoded_bytes()));
        Self { io, dir: dir.to_owned(), register: hash[..16].to_owned() }
    }

    /// Keeps a draft in the place of the one this session had.
    pub fn save(&self, session: &str, form: &Value) -> Result<(), Failure> {
        let path = self.path(session);
        let temporary = path.with_extension("tmp");
        let stored = Stored { session: session.to_owned(), form: form.clone() };
        let write = || -> io::Result<()> {
            self.io.make_dir(&self.dir, 0o700)?;
            drop(self.io.remove(&temporary));
            let mut handle = self.io.open(&temporary, Open::New)?;
            write_all(handle.as_mut(), &serde_json::to_vec(&stored)?)?;
            self.io.rename(&temporary, &path)
        };
        write().map_err(Failure::of(&path))
    }

    /// The newest draft of another session that does not run any more. Those that are too old are removed, whatever
    /// their register, unless their session still runs.
    pub fn latest(&self, session: &str, runs: impl Fn(&str) -> bool) -> Option<Draft> {
        let mut found: Vec<(i64, PathBuf)> = Vec::new();
        for name in self.io.list(&self.dir).unwrap_or_default() {
            let path = self.dir.join(&name);
            let Ok(stat) = self.io.stat(&path) else { continue };
            if path == self.path(session) || !is_draft(&name) {
                continue;
            }
            let own = name.starts_with(&self.register);
            let limit = (self.io.now() - if own { KEPT } else { KEPT_ELSEWHERE }).as_nanosecond();
            if i128::from(stat.identity.mtime_ns) >= limit {
                found.extend((own && name.ends_with(".json")).then_some((stat.identity.mtime_ns, path)));
            } else if self.read(&path).is_none_or(|draft| !runs(&draft.session)) {
                drop(self.io.remove(&path));
            }
        }
        found.sort();
        found.iter().rev().filter_map(|(_, path)| self.read(path)).find(|draft| !runs(&draft.session))
    }

    fn read(&self, path: &Path) -> Option<Draft> {
        let handle = self.io.open(path, Open::Read).ok()?;
        let stored: Stored = serde_json::from_slice(&read_from(handle.as_ref(), 0).ok()?).ok()?;
        Some(Draft { session: stored.session, form: stored.form })
    }

    /// Removes the draft of a session; no error when there is none.
    pub fn remove(&self, session: &str) -> Result<(), Failure> {
        let path = self.path(session);
        match self.io.remove(&path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(Failure::of(&path)(e)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Removes the drafts in which something of a person stands; says how many.
    pub fn forget(&self, person: &Person) -> usize {
        let id = person.id.as_ref().map(|id| format!("\"{id}\""));
        let tells = |path: &PathBuf| {
            let read = self.io.open(path, Open::Read).and_then(|handle| read_from(handle.as_ref(), 0));
            let text = String::from_utf8_lossy(&read.unwrap_or_default()).into_owned();
            id.as_ref().is_some_and(|id| text.contains(id))
                || person.words.iter().any(|word| text.contains(word.as_str()))
        };
        let names = self.io.list(&self.dir).unwrap_or_default();
        let names = names.into_iter().filter(|name| name.starts_with(&self.register));
        let paths = names.map(|name| self.dir.join(name)).filter(tells);
        paths.filter(|path| self.io.remove(path).is_ok()).count()
    }

    /// The session's name may come from anywhere; it must not lead out of the folder.
    fn path(&self, session: &str) -> PathBuf {
        let hash = hex(&Sha256::digest(session.as_bytes()));
        self.dir.join(format!("{}-{}.json", self.register, &hash[..16]))
    }
}

/// Whether a file has the name of a draft, or of one that is being written: register and session, 16 digits each.
fn is_draft(name: &str) -> bool {
    let stem = name.strip_suffix(".json").or_else(|| name.strip_suffix(".tmp"));
    let is_hash = |part: &str| part.len() == 16 && part.bytes().all(|digit| digit.is_ascii_hexdigit());
    stem.and_then(|stem| stem.split_once('-'))
        .is_some_and(|(register, session)| is_hash(register) && is_hash(session))
}
