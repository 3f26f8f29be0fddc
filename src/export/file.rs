//! Bytes into a new file that only its owner can read.
//!
//! What is there already stays, unless it is to be replaced; then the new file is whole before it takes the old one's
//! place. A link, a folder or a device is never written to, nor is anything a link leads to.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Keep,
    /// The new one takes its place.
    Replace,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// There is something under the name.
    #[error("{0} is there already")]
    Exists(PathBuf),
    /// What is there is no file: a link, a folder, a device.
    #[error("{0} is no plain file")]
    NotAFile(PathBuf),
    /// The system refuses.
    #[error("{path}: {error}")]
    Failed {
        /// Where.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// Writes a file that is not there yet, or in the place of one.
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), NotWritten> {
    let failed = |error| NotWritten::Failed { path: path.to_owned(), error };
    match (fs::symlink_metadata(path), existing) {
        (Err(error), _) if error.kind() == io::ErrorKind::NotFound => fill(path, bytes),
        (Err(error), _) => return Err(failed(error)),
        (Ok(there), _) if !there.is_file() => return Err(NotWritten::NotAFile(path.to_owned())),
        (Ok(_), Existing::Keep) => return Err(NotWritten::Exists(path.to_owned())),
        (Ok(_), Existing::Replace) => replace(path, bytes),
    }
    .map_err(|error| match error.kind() {
        // Somebody was quicker; what they made stays.
        io::ErrorKind::AlreadyExists => NotWritten::Exists(path.to_owned()),
        _ => failed(error),
    })
}

/// Makes a file and fills it; a file that could not be filled does not stay behind.
fn fill(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let filled = file.write_all(bytes).and_then(|()| file.sync_all());
    if filled.is_err() {
        // What is wrong with the disk has been said; that a remnant stays is the lesser trouble.
        _ = fs::remove_file(path);
    }
    filled
}

/// Writes beside the old file, then takes its place.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    fill(&beside, bytes)?;
    let renamed = fs::rename(&beside, path);
    if renamed.is_err() {
        _ = fs::remove_file(&beside);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    renamed.and_then(|()| File::open(folder)?.sync_all())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_new_file_is_private_and_an_old_one_stays() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.csv");
        write(&path, b"one", Existing::Keep).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(matches!(write(&path, b"two", Existing::Keep), Err(NotWritten::Exists(_))));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write(&path, b"two", Existing::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn nothing_is_written_through_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let (target, link) = (dir.path().join("target"), dir.path().join("link.csv"));
        fs::write(&target, b"kept").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        let dangling = dir.path().join("dangling.csv");
        std::os::unix::fs::symlink(dir.path().join("nowhere"), &dangling).unwrap();
        for existing in [Existing::Keep, Existing::Replace] {
            assert!(matches!(write(&link, b"x", existing), Err(NotWritten::NotAFile(_))));
            assert!(matches!(write(&dangling, b"x", existing), Err(NotWritten::NotAFile(_))));
        }
        assert_eq!(fs::read(&target).unwrap(), b"kept");
        assert!(!dir.path().join("nowhere").exists());
    }
}
