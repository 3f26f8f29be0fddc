//! A whole copy of a register in a file of its own, private and read back before it counts.
//!
//! Nothing is written over. Where the copy goes the caller says; it has no journal and needs none.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    Store,
    access::{self, Access, To, Unnoted},
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
    /// It could not be noted in the access log.
    #[error(transparent)]
    Unnoted(#[from] Unnoted),
    /// A file call failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Closes the bytes of a copy for all but some, before they reach the disk.
pub type Sealing<'a> = &'a dyn Fn(&[u8]) -> io::Result<Vec<u8>>;

impl Store {
    /// Copies the register as it is now, with what colleagues saved, to a file; beside the register when none is named.
    /// The access log says so first.
    pub fn backup(&mut self, to: Option<&Path>, sealing: Option<Sealing<'_>>) -> Result<Copied, CopyError> {
        self.permit().administer()?;
        self.refresh()?;
        let beside = || {
            let time = self.io.now().strftime("%Y%m%dT%H%M%SZ");
            let revision = self.state.data.revision;
            let end = if sealing.is_some() { ".age" } else { "" };
            PathBuf::from(format!("{}{time}-r{revision}.json{end}", self.paths.copies().display()))
        };
        let path = to.map_or_else(beside, Path::to_owned);
        self.write_copy(&self.state.data, &path, sealing)
    }

    /// Writes a state of the register as a file of its own. The access log says so first.
    pub fn write_copy(
        &self,
        data: &Data,
        path: &Path,
        sealing: Option<Sealing<'_>>,
    ) -> Result<Copied, CopyError> {
        self.permit().administer()?;
        let io = self.io.as_ref();
        let paths = place_of(io, path)?;
        let place = paths.data.display().to_string();
        let to = if sealing.is_some() { To::Sealed(place) } else { To::File(place) };
        let what = Access::Copy { revision: data.revision, to };
        access::note(&self.paths.data, &self.who, &what, io)?;
        write_copy(io, data, &paths, sealing)
    }
}

/// Where a copy may be made: in a folder that is there, under a name that nothing has.
fn place_of(io: &dyn Io, path: &Path) -> Result<Paths, CopyError> {
    let folder = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or_else(|| CopyError::Exists(path.to_owned()))?;
    let folder = io.real_path(folder).map_err(Failure::of(folder))?;
    let paths = Paths::of(&folder.join(name));
    if io.stat(&paths.data).is_ok() { Err(CopyError::Exists(paths.data)) } else { Ok(paths) }
}

fn write_copy(
    io: &dyn Io,
    data: &Data,
    paths: &Paths,
    sealing: Option<Sealing<'_>>,
) -> Result<Copied, CopyError> {
    let failed = |error| Failure::of(&paths.data)(error);
    let mut bytes = Vec::new();
    document::print(data, &mut bytes).map_err(failed)?;
    if document::parse(&bytes).is_err() {
        return Err(CopyError::Differs(paths.data.clone()));
    }
    if let Some(seal) = sealing {
        bytes = seal(&bytes).map_err(failed)?;
    }
    let rights = Rights { mode: 0o600, gid: None, attributes: Vec::new() };
    let temporary = new_file(io, paths, &rights, &bytes)?;
    let put = read_back(io, &temporary, &bytes).and_then(|()| match io.rename_new(&temporary, &paths.data) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(CopyError::Exists(paths.data.clone())),
        other => other.map_err(|e| Failure::of(&paths.data)(e).into()),
    });
    if let Err(error) = put {
        drop(io.remove(&temporary));
        return Err(error);
    }
    io.sync_dir(&paths.dir).map_err(Failure::of(&paths.dir))?;
    Ok(Copied { path: paths.data.clone(), revision: data.revision, size: bytes.len() as u64 })
}

/// What stands on the disk must be what was written.
fn read_back(io: &dyn Io, path: &Path, bytes: &[u8]) -> Result<(), CopyError> {
    let whole = Whole::read(io, path, LARGEST)?;
    if whole.bytes == bytes { Ok(()) } else { Err(CopyError::Differs(path.to_owned())) }
}
