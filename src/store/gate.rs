//! Who comes to the store and what it lets them see and do; asked at every door of it.
//!
//! The store itself always works on the whole register. What it gives out goes through here: to a session for
//! some units a narrowed copy, made anew when the register has changed, and of news, clashes and the log only
//! what is about that copy. A session for the whole register gets the register itself and pays nothing. Looking
//! after the files (journal, checkpoint, edits by hand) is nobody's edit and is done in every session.
//! Deliberately does not find out who it is; what may be seen and written is `domain::scope`'s to say.

use std::sync::Arc;

use super::{
    error::{LastChange, Notice, OpenError, Outside},
    io::Io,
    journal::Entry,
    who::Who,
};
use crate::domain::{
    data::Data,
    date::Date,
    edit::{Batch, Change},
    office::Office,
    permit::{Forbidden, NoSuchUnit, Permit, Scope},
    record::{Described, Id, Kind},
    scope,
};

/// Who comes, and what they may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// As it stands in the journal.
    pub who: Who,
    /// What they may see and do.
    pub permit: Permit,
}

/// The register as one caller sees it.
pub(super) struct Gate {
    pub(super) permit: Permit,
    narrow: Option<Narrow>,
}

/// Of a session for some units: its units, and the register as it sees it.
struct Narrow {
    roots: Vec<Id>,
    view: Data,
}

impl Gate {
    /// A gate through which nothing is seen yet, unless everything may be.
    pub(super) fn new(permit: Permit) -> Self {
        let narrow = match permit.scope {
            Scope::Whole => None,
            Scope::Units(_) => {
                Some(Narrow { roots: Vec::new(), view: Data::new(Office::blank(Id::office())) })
            }
        };
        Self { permit, narrow }
    }

    /// Finds the units in the register and shows what is theirs.
    pub(super) fn open(&mut self, whole: &Data) -> Result<(), NoSuchUnit> {
        if let (Some(narrow), Some(roots)) = (&mut self.narrow, self.permit.scope.roots(whole)?) {
            *narrow = Narrow { view: scope::narrowed(whole, &roots), roots };
        }
        Ok(())
    }

    /// Shows the register as it is now.
    pub(super) fn renew(&mut self, whole: &Data) {
        if let Some(narrow) = self.narrow.as_mut().filter(|narrow| narrow.view.revision != whole.revision) {
            narrow.view = scope::narrowed(whole, &narrow.roots);
        }
    }

    /// What of the register may be seen.
    pub(super) fn seen<'a>(&'a self, whole: &'a Data) -> &'a Data {
        self.narrow.as_ref().map_or(whole, |narrow| &narrow.view)
    }

    /// The batch as the whole register has it: a record to be deleted with the fields that were left out of it.
    pub(super) fn completed(&self, whole: &Data, mut batch: Batch) -> Batch {
        let Some(narrow) = &self.narrow else { return batch };
        for change in &mut batch.changes {
            if let Change::Delete { kind, id, before } = change {
                let seen = narrow.view.record(*kind, id).is_some_and(|seen| seen.to_json() == *before);
                if let Some(record) = whole.record(*kind, id).filter(|_| seen) {
                    *before = record.to_json();
                }
            }
        }
        batch
    }

    /// Whether an edit may be made that leads from one state of the whole register to another.
    pub(super) fn edit(
        &self,
        before: &Data,
        after: &Data,
        batch: &Batch,
        today: Date,
    ) -> Result<(), Forbidden> {
        self.permit.edit()?;
        if batch.changes.iter().any(|change| change.record().0 == Kind::Office) {
            self.permit.administer()?;
        }
        let Some(Narrow { roots, view }) = &self.narrow else { return Ok(()) };
        // To delete what leads out of the scope would change what stands there, and could not be taken back here.
        let leads_out = batch.changes.iter().any(|change| match change {
            Change::Delete { kind, id, .. } => scope::leads_out(view, *kind, id),
            Change::Create { .. } | Change::Set { .. } => false,
        });
        let may = !leads_out && scope::may_write(before, after, batch, roots, today);
        if may { Ok(()) } else { Err(Forbidden::OutOfScope) }
    }

    /// An entry as the caller may hear of it; none when it is about what is not seen.
    pub(super) fn entry(&self, entry: Arc<Entry>) -> Option<Arc<Entry>> {
        let Some(narrow) = &self.narrow else { return Some(entry) };
        seen_entry(&narrow.view, &entry).map(Arc::new)
    }

    /// What people hear of; none when it is about what is not seen.
    pub(super) fn notice(&self, notice: Notice, entries: &[Arc<Entry>]) -> Option<Notice> {
        if self.narrow.is_none() {
            return Some(notice);
        }
        match notice {
            Notice::Imported { revision, .. } => {
                let entry = entries.iter().find(|entry| entry.revision == revision)?;
                let (changes, lost) = (entry.batch.changes.len(), entry.lost.clone());
                Some(Notice::Imported { revision, changes, lost })
            }
            Notice::Outside(outside) => Some(Notice::Outside(self.outside(outside))),
            Notice::Kept { .. } => None,
            Notice::OutsideOver
            | Notice::Mended
            | Notice::Rotated
            | Notice::Redacted
            | Notice::Reloaded
            | Notice::ReadOnly(_) => Some(notice),
        }
    }

    /// What keeps the data file from being written, without counts and records of others.
    pub(super) fn outside(&self, outside: Outside) -> Outside {
        match outside {
            Outside::Unreadable(_) | Outside::Vanished { .. } | Outside::Refused(_)
                if self.narrow.is_some() =>
            {
                Outside::Withheld
            }
            Outside::Unreadable(_)
            | Outside::Vanished { .. }
            | Outside::Refused(_)
            | Outside::Gone
            | Outside::Withheld => outside,
        }
    }

    /// Who changed something last, without what else they changed.
    pub(super) fn last(&self, last: Vec<LastChange>) -> Vec<LastChange> {
        let seen = |change: LastChange| Some(LastChange { entry: self.entry(change.entry)?, ..change });
        last.into_iter().filter_map(seen).collect()
    }

    /// Why the register cannot be opened: to a session for some units, without the record it is about.
    pub(super) fn refusal(&self, error: OpenError) -> OpenError {
        match error {
            OpenError::Damaged { path, .. } if self.narrow.is_some() => OpenError::Withheld(path),
            OpenError::Failed(_)
            | OpenError::NotAFile(_)
            | OpenError::Damaged { .. }
            | OpenError::Busy { .. }
            | OpenError::NoSuchUnit(_)
            | OpenError::Withheld(_) => error,
        }
    }
}

/// An entry of the journal as a session may hear of it that sees `view`.
pub(super) fn seen_entry(view: &Data, entry: &Entry) -> Option<Entry> {
    let lost: Vec<_> = entry.lost.iter().filter_map(|clash| scope::seen_clash(view, clash)).collect();
    let batch = scope::seen_batch(view, &entry.batch);
    if batch.is_none() && lost.is_empty() {
        return None;
    }
    let batch = batch.unwrap_or_else(|| Batch::new(&entry.batch.deed));
    Some(Entry { batch, lost, top: None, file: None, ..entry.clone() })
}

/// Today by the office's clock, as far as the store can tell.
pub(super) fn today(io: &dyn Io, data: &Data) -> Date {
    let seconds = i32::try_from(data.office.utc_offset_minutes()).unwrap_or_default().saturating_mul(60);
    let offset = jiff::tz::Offset::from_seconds(seconds).unwrap_or(jiff::tz::Offset::UTC);
    offset.to_datetime(io.now()).date()
}

impl From<NoSuchUnit> for OpenError {
    fn from(no: NoSuchUnit) -> Self {
        Self::NoSuchUnit(no.0)
    }
}
