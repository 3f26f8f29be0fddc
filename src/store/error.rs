//! Why something could not be done, as data: path, place, record, the system's own error.
//!
//! Deliberately without sentences for people: the caller has those, in their language.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    document::Damage,
    journal::{Entry, JournalDamage},
};
use crate::domain::{
    edit::{Clash, Refused},
    permit::Forbidden,
    record::{Id, Kind},
};

/// A file call that failed.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}: {error}", path.display())]
pub struct Failure {
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    pub error: Arc<io::Error>,
}

impl Failure {
    /// Names the file of an error; for `map_err`.
    pub(super) fn of(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |error| Self { path: path.to_owned(), error: Arc::new(error) }
    }

    /// Whether it is about permission, here or on the whole medium.
    pub(super) fn is_permission(&self) -> bool {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem, Unsupported};
        matches!(self.error.kind(), PermissionDenied | ReadOnlyFilesystem | Unsupported)
    }
}

/// Why nothing may be written. The register can be read and exported.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ReadOnly {
    /// The journal is damaged; what stands behind the place is not shown.
    #[error("{}: {damage}", path.display())]
    Damaged {
        /// The journal.
        path: PathBuf,
        /// Where and how.
        damage: JournalDamage,
    },
    /// The file lies where locks cannot be relied on.
    #[error("{}: file system {number:#x}", path.display())]
    FileSystem {
        /// The data file.
        path: PathBuf,
        /// Number of the file system.
        number: u64,
    },
    /// The account may not write, or the medium may not be written.
    #[error(transparent)]
    Permission(Failure),
    /// The data file is of a newer program.
    #[error("schema {found} is newer")]
    NewerSchema {
        /// Its schema.
        found: u32,
    },
    /// The disk did not confirm a write. It is not tried again: the system forgets what failed.
    #[error("not confirmed by the disk: {0}")]
    SyncFailed(Failure),
    /// Somebody put another copy of the data file in place. [`Store::answer`](super::Store::answer)
    /// says which to keep.
    #[error("revision {found} was put in the place of {known}")]
    Replaced {
        /// Revision of the file that is there.
        found: u64,
        /// Last revision of the journal.
        known: u64,
    },
    /// The journal is gone or is another one, while the program ran.
    #[error("{}: not the journal that was here", path.display())]
    JournalGone {
        /// The journal.
        path: PathBuf,
    },
}

/// What keeps the data file from being written, while edits go on in the journal.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Outside {
    /// Somebody left it in a state that cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Damage),
    /// It is not there.
    #[error("the data file is gone")]
    Gone,
    /// Somebody took out more than a fifth of all records.
    #[error("{left} of {had} records are left")]
    Vanished {
        /// How many there were.
        had: usize,
        /// How many are left.
        left: usize,
    },
    /// Somebody wrote something that a rule forbids.
    #[error("refused: {0:?}")]
    Refused(Refused),
    /// One of these, told to somebody who may not see the whole register.
    #[error("the data file was changed by hand and not taken in")]
    Withheld,
}

/// Why a register could not be opened at all.
#[derive(Debug, Clone, thiserror::Error)]
pub enum OpenError {
    /// A file call failed; also when there is no such file.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// It is not a file of bytes.
    #[error("{}: not a file", .0.display())]
    NotAFile(PathBuf),
    /// The data file cannot be read, and no earlier state is at hand.
    #[error("{}: {damage}", path.display())]
    Damaged {
        /// The data file.
        path: PathBuf,
        /// Why.
        damage: Damage,
    },
    /// Somebody else was writing all the time.
    #[error("in use by {holder}")]
    Busy {
        /// Who, as far as known.
        holder: String,
    },
    /// The session is for a unit that the register does not have, or has several of by that code.
    #[error("no unit {0}, or several")]
    NoSuchUnit(String),
    /// The data file cannot be read; what in it is wrong is not for somebody who may not see all of it.
    #[error("{}: cannot be read", .0.display())]
    Withheld(PathBuf),
}

/// Why a register could not be made.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CreateError {
    /// There is something under this name already.
    #[error("{}: already there", .0.display())]
    Exists(PathBuf),
    /// A file call failed.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// The caller may not make one.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// It was made, but cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// The last change of a field, as far as the journal goes back.
#[derive(Debug, Clone, PartialEq)]
pub struct LastChange {
    /// Kind of the record.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// The field, or nothing when the whole record came or went.
    pub field: Option<String>,
    /// The batch that did it, with who and when.
    pub entry: Arc<Entry>,
}

/// Why an edit was not saved. Nothing of it was.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CommitError {
    /// Somebody else was first, or a rule forbids it.
    #[error("refused: {refused:?}")]
    Refused {
        /// Why.
        refused: Refused,
        /// Who changed the clashing fields last, where known.
        last: Vec<LastChange>,
    },
    /// The caller may not do this.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// Somebody else was writing all the time. Trying again is fine.
    #[error("in use by {holder}")]
    Busy {
        /// Who, as far as known.
        holder: String,
    },
    /// Nothing may be written. After a failed sync it is not known whether the edit is on the disk.
    #[error(transparent)]
    ReadOnly(#[from] ReadOnly),
    /// A file call failed; nothing was written that counts. Trying again is fine.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Why the data file was not written. The journal has every edit all the same.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CheckpointError {
    /// The caller may not do this.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// Somebody else was writing all the time.
    #[error("in use by {holder}")]
    Busy {
        /// Who, as far as known.
        holder: String,
    },
    /// Nothing may be written.
    #[error(transparent)]
    ReadOnly(#[from] ReadOnly),
    /// What stands in the data file is not to be overwritten.
    #[error(transparent)]
    Outside(#[from] Outside),
    /// More than a fifth of the records are gone and no batch said so.
    #[error("{left} of {had} records are left and no edit says so")]
    Vanished {
        /// How many there should be.
        had: u64,
        /// How many there are.
        left: u64,
    },
    /// A file call failed; the data file is as it was.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Something people should hear of.
#[derive(Debug, Clone)]
pub enum Notice {
    /// A change made by hand in the data file came in as a revision of its own.
    Imported {
        /// The revision.
        revision: u64,
        /// How many changes.
        changes: usize,
        /// What the hand wanted where somebody had been first; the file is kept among the backups.
        lost: Vec<Clash>,
    },
    /// The data file is in a state in which it will not be written.
    Outside(Outside),
    /// Somebody wrote the data file in the moment it was being replaced, and it cannot be read.
    Kept {
        /// Where it is now.
        path: PathBuf,
        /// Why it cannot be read.
        damage: Damage,
    },
    /// The data file is in order again.
    OutsideOver,
    /// Bytes of the data file had changed on the disk by themselves; it was written anew.
    Mended,
    /// The journal was filed away and a new one begun.
    Rotated,
    /// A person was erased, and the journals were rewritten.
    Redacted,
    /// Everything was read anew; the edits in between are not listed.
    Reloaded,
    /// From now on nothing can be written.
    ReadOnly(ReadOnly),
}
