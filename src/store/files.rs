//! The files of a register: their names, whole reads, new files with the right owner's rights.
//!
//! All names derive from the real path of the data file, so two symbolic links share one lock. Nothing
//! here knows what the files say.

use std::{
    io,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{
    error::Failure,
    io::{Handle, Identity, Io, Open, Rights, read_from, write_all},
    journal::Check,
};

/// The names of a register's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The data file.
    pub data: PathBuf,
    /// The folder of all of them.
    pub dir: PathBuf,
    /// The journal.
    pub journal: PathBuf,
    /// Who saw and who took out what.
    pub access: PathBuf,
    /// The lock file, never renamed and never removed.
    pub lock: PathBuf,
    /// The data file before the last one; always one the journal knows.
    pub bak: PathBuf,
    /// Folder of older ones, and of files that others put in place.
    pub backups: PathBuf,
}

impl Paths {
    /// Of the real path of a data file.
    pub fn of(data: &Path) -> Self {
        let beside = |suffix: &str| PathBuf::from(format!("{}{suffix}", data.display()));
        Self {
            dir: data.parent().map(Path::to_owned).unwrap_or_default(),
            journal: beside(".journal"),
            access: beside(".access"),
            lock: beside(".lock"),
            bak: beside(".bak"),
            backups: beside(".backups"),
            data: data.to_owned(),
        }
    }

    /// The name of the data file.
    pub(super) fn name(&self) -> String {
        self.data.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// What the name of every temporary file begins with.
    pub(super) fn temporary_prefix(&self) -> String {
        format!(".{}.tmp.", self.name())
    }

    /// What the path of every copy that was made beside the register begins with.
    pub(super) fn copies(&self) -> PathBuf {
        PathBuf::from(format!("{}.copy-", self.data.display()))
    }

    /// A temporary name.
    pub(super) fn temporary(&self) -> io::Result<PathBuf> {
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|e| io::Error::other(e.to_string()))?;
        Ok(self.dir.join(format!("{}{:016x}", self.temporary_prefix(), u64::from_be_bytes(random))))
    }

    /// A filed journal by its number.
    pub(super) fn archive(&self, number: u32) -> PathBuf {
        PathBuf::from(format!("{}.{number:06}", self.journal.display()))
    }

    /// The filed journals, the oldest first.
    pub fn archives(&self, io: &dyn Io) -> io::Result<Vec<(u32, PathBuf)>> {
        let prefix = format!("{}.journal.", self.name());
        let number = |name: &String| name.strip_prefix(&prefix)?.parse::<u32>().ok();
        Ok(io.list(&self.dir)?.iter().filter_map(number).map(|n| (n, self.archive(n))).collect())
    }
}

/// A whole file as it was at one moment.
pub(super) struct Whole {
    pub bytes: Vec<u8>,
    pub identity: Identity,
}

impl Whole {
    /// Reads a file, again when somebody wrote into it meanwhile.
    pub(super) fn read(io: &dyn Io, path: &Path, largest: u64) -> Result<Self, Failure> {
        const TRIES: usize = 5;
        let read = || -> io::Result<(Self, bool)> {
            let handle = io.open(path, Open::Read)?;
            let identity = handle.stat()?.identity;
            if identity.size > largest {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            let bytes = read_from(handle.as_ref(), 0)?;
            let still = handle.stat()?.identity == identity && bytes.len() as u64 == identity.size;
            Ok((Self { bytes, identity }, still))
        };
        for _ in 1..TRIES {
            let (whole, true) = read().map_err(Failure::of(path))? else { continue };
            return Ok(whole);
        }
        // Somebody writes all the time; the identity will be another one at the next look.
        read().map(|(whole, _)| whole).map_err(Failure::of(path))
    }

    /// Whether it is one of these, by what is in it alone: a disk may change bytes and leave the rest as it was.
    pub(super) fn is_one_of<'a>(&self, mut checks: impl Iterator<Item = &'a Check>) -> bool {
        let sha256 = self.sha256();
        checks.any(|check| check.sha256 == sha256)
    }

    /// SHA-256 of it.
    pub(super) fn sha256(&self) -> String {
        hex(&Sha256::digest(&self.bytes))
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Who may do what with a file.
pub(super) fn rights_of(io: &dyn Io, path: &Path) -> Result<Rights, Failure> {
    io.open(path, Open::Read).and_then(|handle| handle.rights()).map_err(Failure::of(path))
}

/// Opens a side file, which may never run: a file that is new gets `rights` before others see it.
pub(super) fn open_or_make(
    io: &dyn Io,
    paths: &Paths,
    path: &Path,
    how: Open,
    rights: &Rights,
) -> Result<Box<dyn Handle>, Failure> {
    match io.open(path, how) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        other => return other.map_err(Failure::of(path)),
    }
    let temporary = new_file(io, paths, rights, &[])?;
    match io.rename_new(&temporary, path) {
        Ok(()) => {}
        Err(e) => {
            drop(io.remove(&temporary));
            // Somebody else made it first, and may have swept ours away already.
            if !matches!(e.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) {
                return Err(Failure::of(path)(e));
            }
        }
    }
    io.open(path, how).map_err(Failure::of(path))
}

/// Makes a temporary file with these rights and bytes, safe on the disk.
pub(super) fn new_file(
    io: &dyn Io,
    paths: &Paths,
    rights: &Rights,
    bytes: &[u8],
) -> Result<PathBuf, Failure> {
    let path = paths.temporary().map_err(Failure::of(&paths.dir))?;
    let mut handle = io.open(&path, Open::New).map_err(Failure::of(&path))?;
    let fill = || -> io::Result<()> {
        handle.set_rights(rights)?;
        write_all(handle.as_mut(), bytes)?;
        handle.sync_all()
    };
    let mut fill = fill;
    match fill() {
        Ok(()) => Ok(path),
        Err(e) => {
            drop(io.remove(&path));
            Err(Failure::of(&path)(e))
        }
    }
}
