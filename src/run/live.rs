//! Which sessions of this account are running: each holds a lock on a file of its own name.
//!
//! The system lets go of the lock when a session ends, however it ends, so nobody has to tidy up before. Where
//! locks do not work every other session passes for ended.

use std::{
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// A session that runs, for as long as it is kept.
pub(super) struct Live {
    _locked: File,
    path: PathBuf,
}

impl Live {
    /// Notes that a session runs, and sweeps out what ended ones left.
    pub(super) fn begin(folder: &Path, session: &str) -> Option<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder).ok()?;
        for entry in std::fs::read_dir(folder).ok()?.flatten() {
            if !is_locked(&entry.path()) {
                // Another session may be sweeping too.
                _ = std::fs::remove_file(entry.path());
            }
        }
        let path = folder.join(session);
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).ok()?;
        file.try_lock().ok()?;
        Some(Self { _locked: file, path })
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        // If it stays the next session sweeps it out.
        _ = std::fs::remove_file(&self.path);
    }
}

/// Whether a session runs. Its name may come from a file, so it must be one that `begin` could have used.
pub(super) fn is_running(folder: &Path, session: &str) -> bool {
    let is_plain = session.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_plain && is_locked(&folder.join(session))
}

fn is_locked(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}
