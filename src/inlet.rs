//! From where a session may read the files people bring: the one place that says so.
//!
//! Whoever has an account of their own reads what that account may. A session that an administrator forced reads
//! nothing but plain names in one folder, where there is one: never a path, never through a link. It is not the
//! folder of what goes out, in which others' exports may lie.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use rustix::fs::{CWD, Mode, OFlags};

use crate::outlet::is_plain;

/// From where files may be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Inlet {
    /// From wherever the account may.
    #[default]
    Anywhere,
    /// From this folder, by a plain name.
    Folder(PathBuf),
    /// From nowhere.
    Nowhere,
}

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// The session reads no files.
    #[error("this session reads no files")]
    Nowhere,
    /// More than a plain name.
    #[error("not a plain file name")]
    NotAName,
    /// A folder, a device or a pipe.
    #[error("not a regular file")]
    NotAFile,
    /// The system's own reason.
    #[error(transparent)]
    Failed(#[from] io::Error),
}

impl Inlet {
    /// Reads a file, at most so many bytes of it.
    pub fn read(&self, name: &Path, most: u64) -> Result<Vec<u8>, Unread> {
        // What is no file is found out after opening, so opening must not wait for it.
        let look = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let opened = match self {
            Self::Nowhere => return Err(Unread::Nowhere),
            Self::Anywhere => rustix::fs::openat(CWD, name, look, Mode::empty()),
            Self::Folder(folder) => {
                let plain = name.to_str().filter(|name| is_plain(name)).ok_or(Unread::NotAName)?;
                let folder_only = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
                rustix::fs::open(folder, folder_only, Mode::empty()).and_then(|folder| {
                    rustix::fs::openat(folder, plain, look | OFlags::NOFOLLOW, Mode::empty())
                })
            }
        };
        let file = File::from(opened.map_err(io::Error::from)?);
        if !file.metadata()?.is_file() {
            return Err(Unread::NotAFile);
        }
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_gives_its_own_files_by_plain_names_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let (inside, beside) = (dir.path().join("in"), dir.path().join("secret.csv"));
        fs::create_dir(&inside).unwrap();
        fs::write(&beside, "kept").unwrap();
        fs::write(inside.join("Đảng viên 2018.csv"), "list").unwrap();
        std::os::unix::fs::symlink(&beside, inside.join("link.csv")).unwrap();
        let inlet = Inlet::Folder(inside.clone());
        let read = |name: &str| inlet.read(Path::new(name), 1_000);
        assert_eq!(read("Đảng viên 2018.csv").unwrap(), b"list");
        for name in ["../secret.csv", "/etc/passwd", "", ".", "..", "a/b", ".hidden", "~/x"] {
            assert!(matches!(read(name), Err(Unread::NotAName)), "{name:?}");
        }
        assert!(matches!(read("link.csv"), Err(Unread::Failed(_))), "no link is followed");
        let linked = dir.path().join("linked");
        std::os::unix::fs::symlink(&inside, &linked).unwrap();
        let through = Inlet::Folder(linked).read(Path::new("Đảng viên 2018.csv"), 1_000);
        assert!(matches!(through, Err(Unread::Failed(_))), "the folder is no link");
        assert!(matches!(Inlet::Nowhere.read(&beside, 1_000), Err(Unread::Nowhere)));
    }

    #[test]
    fn what_is_no_file_is_refused_at_once_and_of_a_long_one_only_so_much_is_read() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("long"), "x".repeat(100)).unwrap();
        let read = |path: &Path| Inlet::Anywhere.read(path, 10);
        assert_eq!(read(&dir.path().join("long")).unwrap().len(), 10);
        assert!(matches!(read(dir.path()), Err(Unread::NotAFile)));
        assert!(matches!(read(Path::new("/dev/zero")), Err(Unread::NotAFile)));
    }
}
