//! Saving an edit from the shell: the screen's own path, and what is said of it.
//!
//! The revision goes to standard output when the edit is on the disk; a conflict goes to standard error,
//! field by field, and is exit code 3. What exposes a person is not repeated.

use super::{Done, Exit, Stop, out};
use crate::{
    clock::{office_time, today},
    domain::{
        edit::{Batch, Clash, Refused},
        standing::Standing,
        words::Lang,
    },
    say,
    store::{CommitError, LastChange, OpId, Store},
    text::{self, cli as words, files, shown::is_clean},
};

/// The label of an edit, fit to stand in the journal.
pub(super) fn label(text: Option<&str>, lang: Lang) -> Result<Option<String>, Stop> {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) if !is_clean(text) => Err(Stop::say(words::bad_label(lang))),
        other => Ok(other.map(str::to_owned)),
    }
}

/// The number of an edit: the one that was given, else a new one.
pub(super) fn op(given: Option<OpId>) -> Result<OpId, Stop> {
    given.map_or_else(|| OpId::random().map_err(|error| Stop::say(error.to_string())), Ok)
}

/// Saves a batch and says the revision it made.
pub(super) fn save(store: &mut Store, batch: Batch, op: OpId, lang: Lang) -> Done {
    let committed = match store.commit(batch, op) {
        Ok(committed) => committed,
        Err(CommitError::Refused { refused, last }) => return refuse(store, &refused, &last, lang),
        Err(error) => return Err(Stop::say(not_saved(&error, lang))),
    };
    let said = match committed.batch.is_empty() {
        true => words::nothing_to_save(lang, committed.revision),
        false => text::saved_revision(lang, committed.revision),
    };
    out::print(&(said + "\n"))?;
    leave(store, lang);
    Ok(Exit::Fine)
}

/// Writes the data file on leaving, as the screen does. The journal has the edit, so a failure is only told.
pub(super) fn leave(store: &mut Store, lang: Lang) {
    if let Err(error) = store.checkpoint() {
        out::complain(&words::not_written_yet(lang, say::checkpoint_error(&error, lang)));
    }
}

/// Why an edit was not saved, when nobody else's edit is in the way.
pub(super) fn not_saved(error: &CommitError, lang: Lang) -> String {
    match error {
        CommitError::Forbidden(why) => words::not_saved(lang, text::forbidden(*why, lang)),
        CommitError::ReadOnly(reason) => words::not_saved(lang, say::read_only(reason, lang)),
        CommitError::Failed(failure) => words::not_saved(lang, say::failure(failure, lang)),
        CommitError::Busy { holder } => words::not_saved(lang, files::busy_now(lang, holder)),
        CommitError::Refused { .. } => words::not_saved(lang, text::changed_meanwhile(lang)),
    }
}

/// Says why an edit was refused: a conflict is exit code 3, what does not fit 2.
pub(super) fn refuse(store: &Store, refused: &Refused, last: &[LastChange], lang: Lang) -> Done {
    let standing = Standing::new(store.data().clone(), today(store.data()));
    match refused {
        Refused::Conflict(clashes) => {
            for clash in clashes {
                out::complain(&conflict(clash, last, &standing, lang));
            }
            Ok(Exit::Conflict)
        }
        Refused::Gone(kind, id) | Refused::Exists(kind, id) => {
            let what = format!("{} {id}", kind.label().of(lang));
            let why = match refused {
                Refused::Exists(..) => words::exists_already(lang, what),
                _ => words::is_not_there(lang, what),
            };
            out::complain(&words::not_saved(lang, why));
            Ok(Exit::Conflict)
        }
        Refused::Unfit { .. } | Refused::Rule(_) => {
            Err(Stop::say(words::not_saved(lang, text::refused(&standing, refused, lang))))
        }
    }
}

/// One field that two people changed differently, in words.
pub(super) fn conflict(clash: &Clash, last: &[LastChange], standing: &Standing, lang: Lang) -> String {
    let Clash { kind, id, field, base, mine, theirs } = clash;
    let known = kind.place(field).map(|place| &kind.fields()[place]);
    let label = match known {
        Some(field) => field.label.of(lang),
        None if field.is_empty() => words::whole_record(lang),
        None => field,
    };
    let value = |value| text::masked_value(standing, known, value, lang);
    let title = text::title_of(standing, *kind, id, lang);
    let what = format!("{} {title} ({id})", kind.label().of(lang));
    let said = words::conflict(lang, what, label, value(base), value(theirs), value(mine));
    let by = |change: &&LastChange| {
        change.kind == *kind && change.id == *id && change.field.as_ref().is_none_or(|f| f == field)
    };
    match last.iter().find(by) {
        Some(change) => format!("{said} {}", saved_by(change, standing, lang)),
        None => said,
    }
}

fn saved_by(change: &LastChange, standing: &Standing, lang: Lang) -> String {
    let entry = &change.entry;
    let at = entry.at.parse().map_or_else(
        |_| entry.at.clone(),
        |at| {
            let at = office_time(&standing.data, at);
            format!("{:02}:{:02} {}", at.hour(), at.minute(), text::date(at.date().into()))
        },
    );
    words::saved_by(lang, &entry.who, at, entry.revision)
}
