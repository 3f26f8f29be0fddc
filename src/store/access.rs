//! The access log: who saw protected values, and who took out what. Beside the register, in a file of its own.
//!
//! Chained lines as the journal's, appended under the register's lock: an erasure rewrites both files under it, and
//! a second lock would only add an order in which to take the two. A note costs one look at the end of the file, one
//! append and one sync, however long the log is. It holds ids, names of fields and files, and figures, never a value.
//! Whoever shows or writes something notes it first and does without when that fails: what cannot be noted is not
//! shown. Does not know what is protected, and asks nobody's rights but for reading the log.

mod read;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use self::read::End;
pub use self::read::{AccessLog, Noted, read};
use super::{
    chain::{Chain, SEAL, Tail},
    error::{Failure, ReadOnly},
    files::{Paths, open_or_make, rights_of},
    io::{Handle, Io, Open, write_all},
    lock::{Lock, Locked, PATIENCE},
    who::Who,
};
use crate::domain::{
    date::Date,
    record::{Id, Kind},
    report::{Report, Request, Takes},
};

/// What somebody saw or took out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Protected fields of one record were shown.
    Seen {
        /// Kind of the record.
        kind: Kind,
        /// The record.
        id: Id,
        /// Names of the fields.
        fields: Vec<String>,
    },
    /// A list was printed or written.
    List {
        /// Kind of its records.
        kind: Kind,
        /// Names of its columns.
        columns: Vec<String>,
        /// How many records.
        rows: usize,
        /// Names of those columns that are protected.
        protected: Vec<String>,
        /// Where it went.
        to: To,
    },
    /// A report was printed or written.
    Report {
        /// Its name.
        name: String,
        /// First day of its period, when it has one.
        from: Option<Date>,
        /// The day it is of, or the last of its period.
        until: Date,
        /// The unit it is about; the whole register when none.
        unit: Option<Id>,
        /// How many rows its tables have.
        rows: usize,
        /// Where it went.
        to: To,
    },
    /// Rows of somebody's list that could not be taken in were written, with what the register says against them.
    Rejects {
        /// Kind of the records the list is of.
        kind: Kind,
        /// How many rows.
        rows: usize,
        /// Where they went.
        to: To,
    },
    /// A whole copy of the register was written.
    Copy {
        /// The revision it holds.
        revision: u64,
        /// Where it went.
        to: To,
    },
    /// All that the register holds of one person was printed.
    Person {
        /// The member.
        id: Id,
        /// Where it went.
        to: To,
    },
    /// A person was erased from the register, and this log written anew for it.
    Erased {
        /// The member.
        id: Id,
        /// Hash of the last line of the chain that is gone.
        head: String,
    },
}

impl Access {
    /// Of a report that goes there.
    pub fn of_report(report: &Report, to: To) -> Self {
        let Request { name, from, to: until, unit, .. } = &report.request;
        let from = match name.takes() {
            Takes::Day => None,
            Takes::Period => Some(*from),
        };
        Self::Report {
            name: name.code().to_owned(),
            from,
            until: *until,
            unit: unit.clone(),
            rows: report.tables.iter().map(|table| table.rows.len()).sum(),
            to,
        }
    }

    /// Whether what exposes a person beyond the name was in it.
    pub fn is_of_protected(&self) -> bool {
        match self {
            Self::Seen { fields, .. } => !fields.is_empty(),
            Self::List { protected, .. } => !protected.is_empty(),
            Self::Report { .. } | Self::Rejects { .. } | Self::Erased { .. } => false,
            Self::Copy { .. } | Self::Person { .. } => true,
        }
    }
}

/// Where something went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// On the screen of the program.
    Screen,
    /// To the standard output of a command.
    Stdout,
    /// Into a file that anybody can read who gets it.
    File(String),
    /// Into a file that only holders of a key can read.
    Sealed(String),
}

/// Why something was not noted, so that it may not be shown either.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Unnoted {
    /// Somebody else was writing all the time. Trying again is fine.
    #[error("in use by {holder}")]
    Busy {
        /// Who, as far as known.
        holder: String,
    },
    /// Nothing may be written, by this account or by anybody.
    #[error(transparent)]
    ReadOnly(ReadOnly),
    /// The end of the log is no line of it. It is left alone.
    #[error("{}: damaged at its end", .0.display())]
    Damaged(PathBuf),
    /// A file call failed.
    #[error(transparent)]
    Failed(Failure),
}

impl From<Locked> for Unnoted {
    fn from(locked: Locked) -> Self {
        match locked {
            Locked::Busy { holder } => Self::Busy { holder },
            Locked::ReadOnly(reason) => Self::ReadOnly(reason),
            Locked::Failed(failure) => Self::Failed(failure),
        }
    }
}

impl From<Failure> for Unnoted {
    fn from(failure: Failure) -> Self {
        // The same distinction as for the lock: what the account may not do, and what failed.
        Locked::from(failure).into()
    }
}

/// A line to be appended, newline and all.
pub(super) fn line(chain: Chain, at: String, who: &Who, what: &Access) -> serde_json::Result<Vec<u8>> {
    chain.append(&Writing { v: VERSION, at, by: who, what }).map(|(line, _)| line)
}

/// A line of the log as it is written.
#[derive(Serialize)]
struct Writing<'a> {
    v: u32,
    at: String,
    by: &'a Who,
    what: &'a Access,
}

/// The version of the lines this program writes.
const VERSION: u32 = 1;

/// Notes that somebody saw or takes out something, in the log beside the register at `path`. Only when the disk has
/// confirmed it does this succeed, and only then may it be shown.
pub fn note(path: &Path, who: &Who, what: &Access, io: &dyn Io) -> Result<(), Unnoted> {
    let real = io.real_path(path).map_err(Failure::of(path))?;
    if let Some(number) = io.foreign_file_system(&real).map_err(Failure::of(&real))? {
        return Err(Unnoted::ReadOnly(ReadOnly::FileSystem { path: real, number }));
    }
    let paths = Paths::of(&real);
    let lock = Lock::take(io, &paths, who, PATIENCE)?;
    let noted = append(io, &paths, who, what);
    lock.release();
    noted
}

/// Appends a line. Needs the lock.
fn append(io: &dyn Io, paths: &Paths, who: &Who, what: &Access) -> Result<(), Unnoted> {
    let failed = |error| Failure::of(&paths.access)(error);
    let rights = rights_of(io, &paths.data)?;
    let mut file = open_or_make(io, paths, &paths.access, Open::Append, &rights)?;
    let end = End::of(file.as_ref(), &paths.access)?;
    let now = io.now();
    let at = jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string();
    let line = line(end.chain, at, who, what).map_err(|error| failed(error.into()))?;
    let bytes = match end.tail {
        Tail::Clean => line,
        Tail::Torn => [SEAL, &line].concat(),
    };
    write_all(file.as_mut(), &bytes).map_err(failed)?;
    // Not tried again: the system says yes the second time without having written.
    file.sync().map_err(|error| Unnoted::ReadOnly(ReadOnly::SyncFailed(failed(error))))?;
    if end.is_first {
        io.sync_dir(&paths.dir).map_err(Failure::of(&paths.dir))?;
    }
    Ok(())
}
