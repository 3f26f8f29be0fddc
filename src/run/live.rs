//! Which sessions of this account are running: each holds a lock on a file of its own name.
//!
//! The system lets go of the lock when a session ends, however it ends, so nobody has to tidy up before: what an
//! ended session left is swept out by the next one. Where locks do not work every other session passes for ended,
//! and nothing of it is touched.

use std::{
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// A session that runs, for as long as it is kept.
pub(super) struct Live {
    _locked: File,
    state_dir: PathBuf,
    session: String,
}

impl Live {
    /// Notes that a session runs, and sweeps out what ended ones left.
    pub(super) fn begin(state_dir: &Path, session: &str) -> Option<Self> {
        let folder = folder(state_dir);
        DirBuilder::new().recursive(true).mode(0o700).create(&folder).ok()?;
        for entry in std::fs::read_dir(&folder).ok()?.flatten() {
            let ended = File::open(entry.path()).ok().filter(|file| file.try_lock().is_ok());
            // The lock is held meanwhile, so that of several sessions that sweep only one does.
            if let (Some(_locked), Some(ended)) = (ended, entry.file_name().to_str()) {
                sweep_out(state_dir, ended);
            }
        }
        let file =
            OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.join(session)).ok()?;
        file.try_lock().ok()?;
        Some(Self { _locked: file, state_dir: state_dir.to_owned(), session: session.to_owned() })
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        sweep_out(&self.state_dir, &self.session);
    }
}

/// The name of the folder in which a session has its private copy of the sample.
pub(super) fn sample_name(session: &str) -> String {
    format!("chibo-sample-{session}")
}

/// Whether a session runs. Its name may come from a file, so it must be one that `begin` could have used.
pub(super) fn is_running(state_dir: &Path, session: &str) -> bool {
    let is_plain = session.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let is_locked = |file: File| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    is_plain && File::open(folder(state_dir).join(session)).is_ok_and(is_locked)
}

fn folder(state_dir: &Path) -> PathBuf {
    state_dir.join("sessions")
}

/// Removes what is only of use while a session runs. What stays is swept out another time.
fn sweep_out(state_dir: &Path, session: &str) {
    let sample = state_dir.join(sample_name(session));
    let gone = std::fs::remove_dir_all(&sample);
    if gone.is_ok() || !sample.exists() {
        _ = std::fs::remove_file(folder(state_dir).join(session));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn with_sample(state_dir: &Path, session: &str) -> PathBuf {
        let sample = state_dir.join(sample_name(session));
        std::fs::create_dir_all(&sample).unwrap();
        std::fs::write(sample.join("register.json"), "{}").unwrap();
        sample
    }

    #[test]
    fn the_sample_of_a_session_goes_with_it_or_with_the_next_start() {
        let place = tempfile::tempdir().unwrap();
        let state_dir = place.path();
        let running = Live::begin(state_dir, "running").unwrap();
        let kept = with_sample(state_dir, "running");
        let killed = with_sample(state_dir, "killed");
        std::fs::write(folder(state_dir).join("killed"), "").unwrap();
        let unknown = with_sample(state_dir, "unknown");
        let next = Live::begin(state_dir, "next").unwrap();
        assert!(kept.exists() && is_running(state_dir, "running"));
        assert!(!killed.exists() && !folder(state_dir).join("killed").exists());
        assert!(unknown.exists(), "nobody knows that its session has ended");
        drop(running);
        assert!(!kept.exists() && !is_running(state_dir, "running"));
        assert!(is_running(state_dir, "next"));
        drop(next);
        assert_eq!(std::fs::read_dir(folder(state_dir)).unwrap().count(), 0);
    }
}
