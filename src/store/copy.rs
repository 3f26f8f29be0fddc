//! A whole copy of a register in a file of its own, private and read back before it counts.
//!
//! Nothing is written over. Where the copy goes the caller says; it has no journal and needs none.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    Store,
    document::{self, LARGEST},
    error::Failure,
    files::{Paths, Whole, new_file},
    io::{Io, Rights},
};
use crate::domain::{data::Data, permit::Forbidden};

/// A copy that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Where it is.
    pub path: PathBuf,
    /// The revision it holds.
    pub revision: u64,
    /// Its size in bytes.
    pub size: u64,
}

/// Why a copy was not made.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CopyError {
    /// There is something under this name already.
    #[error("{}: already there", .0.display())]
    Exists(PathBuf),
    /// Read back, it was not what was written; it was removed.
    #[error("{}: reads otherwise than it was written", .0.display())]
    Differs(PathBuf),
    /// The caller may not have one.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// A file call failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl Store {
    /// Copies the register as it is now, with what colleagues saved, to a file; beside the register when none is named.
    pub fn backup(&mut self, to: Option<&Path>) -> Result<Copied, CopyError> {
        self.permit().administer()?;
        self.refresh()?;
        let beside = || {
            let time = self.io.now().strftime("%Y%m%dT%H%M%SZ");
            let revision = self.state.data.revision;
            PathBuf::from(format!("{}{time}-r{revision}.json", self.paths.copies().display()))
        };
        let path = to.map_or_else(beside, Path::to_owned);
        write_copy(self.io.as_ref(), &self.state.data, &path)
    }

    /// Writes a state of the register as a file of its own.
    pub fn write_copy(&self, data: &Data, path: &Path) -> Result<Copied, CopyError> {
        self.permit().administer()?;
        write_copy(self.io.as_ref(), data, path)
    }
}

fn write_copy(io: &dyn Io, data: &Data, path: &Path) -> Result<Copied, CopyError> {
    let folder = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or_else(|| CopyError::Exists(path.to_owned()))?;
    let folder = io.real_path(folder).map_err(Failure::of(folder))?;
    let paths = Paths::of(&folder.join(name));
    if io.stat(&paths.data).is_ok() {
        return Err(CopyError::Exists(paths.data));
    }
    let mut bytes = Vec::new();
    document::print(data, &mut bytes).map_err(Failure::of(&paths.data))?;
    let rights = Rights { mode: 0o600, gid: None, attributes: Vec::new() };
    let temporary = new_file(io, &paths, &rights, &bytes)?;
    let put = read_back(io, &temporary, &bytes).and_then(|()| match io.rename_new(&temporary, &paths.data) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(CopyError::Exists(paths.data.clone())),
        other => other.map_err(|e| Failure::of(&paths.data)(e).into()),
    });
    if let Err(error) = put {
        drop(io.remove(&temporary));
        return Err(error);
    }
    io.sync_dir(&folder).map_err(Failure::of(&folder))?;
    Ok(Copied { path: paths.data, revision: data.revision, size: bytes.len() as u64 })
}

/// What stands on the disk must be what was written, and a register.
fn read_back(io: &dyn Io, path: &Path, bytes: &[u8]) -> Result<(), CopyError> {
    let whole = Whole::read(io, path, LARGEST)?;
    let same = whole.bytes == bytes && document::parse(&whole.bytes).is_ok();
    if same { Ok(()) } else { Err(CopyError::Differs(path.to_owned())) }
}
