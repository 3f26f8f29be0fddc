//! What is typed in an open form, kept in a private file so that a hang-up does not lose it.
//!
//! One file for each session and register, written beside and renamed, readable by its owner only, kept for
//! seven days. What the form puts into it is its own business. Not synced: losing power is not losing a
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
    io::{Io, Open, Stat, read_from, write_all},
};

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

    /// The newest draft of another session, not older than seven days; older ones are removed.
    pub fn latest(&self, session: &str) -> Option<Draft> {
        const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
        let limit = (self.io.now() - KEPT).as_nanosecond();
        let mut found: Option<(Stat, PathBuf)> = None;
        for name in self.io.list(&self.dir).unwrap_or_default() {
            let path = self.dir.join(&name);
            let Ok(stat) = self.io.stat(&path) else { continue };
            if !name.starts_with(&self.register) || path == self.path(session) {
                continue;
            }
            if i128::from(stat.identity.mtime_ns) < limit {
                drop(self.io.remove(&path));
            } else if name.ends_with(".json")
                && found.as_ref().is_none_or(|(best, _)| stat.identity.mtime_ns > best.identity.mtime_ns)
            {
                found = Some((stat, path));
            }
        }
        let handle = self.io.open(&found?.1, Open::Read).ok()?;
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

    /// The session's name may come from anywhere; it must not lead out of the folder.
    fn path(&self, session: &str) -> PathBuf {
        let hash = hex(&Sha256::digest(session.as_bytes()));
        self.dir.join(format!("{}-{}.json", self.register, &hash[..16]))
    }
}
