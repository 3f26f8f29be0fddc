//! Where a session may write files for people: the one place that says so.
//!
//! Whoever has an account of their own writes wherever that account may. A session that an administrator forced
//! has one folder or none: a plain name in it, never a path, never through a link, never over what is there.
//! Knows neither what is written nor the sentences for what is refused.

use std::{
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
};

use rustix::fs::{AtFlags, Mode, OFlags};

use crate::export::file::{self, Existing, NotWritten};

/// Where files may be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Outlet {
    /// Wherever the account may.
    #[default]
    Anywhere,
    /// Into this folder, under a plain name.
    Folder(PathBuf),
    /// Nowhere: only the session's own screen or stream.
    Nowhere,
}

/// Why no file is written.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The session has no folder to write into.
    #[error("this session writes no files")]
    Nowhere,
    /// More than a plain name: a path, a hidden file, a name with control characters.
    #[error("not a plain file name: {0}")]
    NotAName(String),
    /// The file was not written; also when there is one already, or a link of that name.
    #[error(transparent)]
    NotWritten(#[from] NotWritten),
}

impl Outlet {
    /// Writes a file that only its owner can read, and says where it is. In a folder that was given to the session
    /// nothing is ever written over.
    pub fn write(&self, name: &Path, bytes: &[u8], existing: Existing) -> Result<PathBuf, Refused> {
        match self {
            Self::Nowhere => Err(Refused::Nowhere),
            Self::Anywhere => Ok(file::write(name, bytes, existing).map(|()| name.to_owned())?),
            Self::Folder(folder) => {
                let plain = name.to_str().filter(|name| is_plain(name));
                let plain = plain.ok_or_else(|| Refused::NotAName(name.display().to_string()))?;
                let path = folder.join(plain);
                match fill(folder, plain, bytes) {
                    Ok(()) => Ok(path),
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        Err(NotWritten::Exists(path).into())
                    }
                    Err(error) => Err(NotWritten::Failed { path, error }.into()),
                }
            }
        }
    }
}

impl Outlet {
    /// Where a file of that name would lie, for what is written whole and never over anything by other means.
    pub fn place(&self, name: &Path) -> Result<PathBuf, Refused> {
        match self {
            Self::Nowhere => Err(Refused::Nowhere),
            Self::Anywhere => Ok(name.to_owned()),
            Self::Folder(folder) => match name.to_str().filter(|name| is_plain(name)) {
                Some(plain) => Ok(folder.join(plain)),
                None => Err(Refused::NotAName(name.display().to_string())),
            },
        }
    }
}

/// Makes a new file in a folder and fills it; one that could not be filled does not stay behind.
fn fill(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    // By way of the folder itself, so that nobody can put another one in its place meanwhile.
    let look = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let folder = rustix::fs::open(folder, look, Mode::empty())?;
    let new = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut file = File::from(rustix::fs::openat(&folder, name, new, Mode::RUSR | Mode::WUSR)?);
    let filled = file.write_all(bytes).and_then(|()| file.sync_all());
    if filled.is_err() {
        // What is wrong with the disk is said; that a remnant stays is the lesser trouble.
        _ = rustix::fs::unlinkat(&folder, name, AtFlags::empty());
    }
    filled
}

/// Whether a name is only a name: no folder, not hidden, nothing that a terminal would obey.
pub(crate) fn is_plain(name: &str) -> bool {
    const LONGEST: usize = 200;
    !name.is_empty()
        && name.len() <= LONGEST
        && !name.starts_with(['.', '-', '~'])
        && !name.chars().any(|c| c.is_control() || matches!(c, '/' | '\\' | ':'))
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use super::*;

    #[test]
    fn a_folder_takes_plain_names_and_nothing_else() -> Result<(), Box<dyn std::error::Error>> {
        let dir = std::env::temp_dir().join(format!("chibo-outlet-{}", std::process::id()));
        let (inside, beside) = (dir.join("out"), dir.join("secret"));
        fs::create_dir_all(&inside)?;
        fs::write(&beside, "kept")?;
        let outlet = Outlet::Folder(inside.clone());
        let written = |name: &str| outlet.write(Path::new(name), b"list", Existing::Replace);
        for name in
            ["../secret", "/etc/x", "a/b", "", ".", "..", ".bashrc", "-rf", "~", "a\nb", "C:x", "a\\b"]
        {
            assert!(matches!(written(name), Err(Refused::NotAName(_))), "{name:?}");
        }
        std::os::unix::fs::symlink(&beside, inside.join("list.csv"))?;
        assert!(matches!(written("list.csv"), Err(Refused::NotWritten(_))));
        let path = written("Đảng viên 2018.csv")?;
        assert_eq!(fs::metadata(&path)?.permissions().mode() & 0o777, 0o600);
        assert!(written("Đảng viên 2018.csv").is_err(), "nothing is written over");
        let linked = dir.join("linked");
        std::os::unix::fs::symlink(&inside, &linked)?;
        assert!(
            Outlet::Folder(linked).write(Path::new("x.csv"), b"x", Existing::Keep).is_err(),
            "the folder is no link"
        );
        assert!(matches!(Outlet::Nowhere.write(Path::new("x"), b"x", Existing::Keep), Err(Refused::Nowhere)));
        assert_eq!(fs::read_to_string(&beside)?, "kept");
        Ok(fs::remove_dir_all(&dir)?)
    }
}
