//! What the store reports, as sentences: what happened, where, what was kept, what to do next.
//!
//! The store has no language and the catalogue knows no store; this joins them for the screen and the
//! command line alike. It decides nothing.

use std::{io::ErrorKind, path::Path};

use crate::{
    domain::{record::LONGEST_TEXT, standing::Standing, words::Lang},
    export::file::NotWritten,
    outlet::Refused,
    store::{
        CheckpointError, CommitError, CreateError, Entry, Failure, Notice, OpenError, Outside, Place,
        ReadOnly,
        access::Unnoted,
        document::Damage,
        io::NotPlain,
        journal::{Fault, JournalDamage},
        log::LogError,
    },
    text,
    text::files,
};

fn name(path: &Path) -> String {
    path.display().to_string()
}

/// A file call that failed, by the reasons people can do something about.
pub fn failure(failure: &Failure, lang: Lang) -> String {
    by_kind(&failure.path, &failure.error, lang)
}

fn by_kind(path: &Path, error: &std::io::Error, lang: Lang) -> String {
    let path = name(path);
    match error.kind() {
        ErrorKind::NotFound => files::not_found(lang, path),
        ErrorKind::PermissionDenied => files::no_permission(lang, path),
        ErrorKind::ReadOnlyFilesystem => files::read_only_medium(lang, path),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            files::disk_full(lang, path)
        }
        _ if NotPlain::is(error) => files::in_the_way(lang, path),
        _ => files::failed(lang, path, error),
    }
}

/// Why a register cannot be opened.
pub fn open_error(error: &OpenError, lang: Lang) -> String {
    match error {
        OpenError::Failed(why) => failure(why, lang),
        OpenError::NotAFile(path) => files::not_a_file(lang, name(path)),
        OpenError::Damaged { path, damage: why } => files::unreadable(lang, name(path), damage(why, lang)),
        OpenError::Busy { holder } => files::busy(lang, holder),
        OpenError::NoSuchUnit(unit) => files::no_such_unit(lang, unit),
        OpenError::Withheld(path) => files::withheld(lang, name(path)),
    }
}

/// Why a register cannot be made.
pub fn create_error(error: &CreateError, lang: Lang) -> String {
    match error {
        CreateError::Exists(path) => files::exists(lang, name(path)),
        CreateError::Forbidden(why) => text::forbidden(*why, lang).to_owned(),
        CreateError::Failed(why) => failure(why, lang),
        CreateError::Open(why) => open_error(why, lang),
    }
}

/// Why a file was not written.
pub fn refused_file(error: &Refused, lang: Lang) -> String {
    match error {
        Refused::Nowhere => files::writes_no_files(lang).to_owned(),
        Refused::NotAName(name) => files::not_a_plain_name(lang, name),
        Refused::NotWritten(error) => file_not_written(error, lang),
    }
}

fn file_not_written(error: &NotWritten, lang: Lang) -> String {
    match error {
        NotWritten::Exists(path) => files::exists(lang, name(path)),
        NotWritten::NotAFile(path) => files::not_plain(lang, name(path)),
        NotWritten::Failed { path, error } if error.kind() == ErrorKind::NotFound => {
            files::no_folder(lang, name(path))
        }
        NotWritten::Failed { path, error } => by_kind(path, error, lang),
    }
}

/// Why a log ends before its end, or earlier states cannot be had.
pub fn log_error(error: &LogError, lang: Lang) -> String {
    match error {
        LogError::Failed(why) => failure(why, lang),
        LogError::Damaged(reason) => read_only(reason, lang),
        LogError::Unopened(why) => open_error(why, lang),
        LogError::Forbidden(why) => text::forbidden(*why, lang).to_owned(),
    }
}

/// Where in the data file, and in which record.
fn place(place: &Place, lang: Lang) -> String {
    let at = files::place(lang, place.line, place.column);
    match (&place.section, place.name.as_ref().or(place.id.as_ref())) {
        (Some(section), Some(record)) => format!("{at}, {section}: {record}"),
        (Some(section), None) => format!("{at}, {section}"),
        (None, _) => at,
    }
}

/// Why a data file cannot be read.
pub fn damage(damage: &Damage, lang: Lang) -> String {
    match damage {
        Damage::TooLarge { size } => files::too_large(lang, size),
        Damage::ByteOrderMark => files::byte_order_mark(lang).to_owned(),
        Damage::Sealed => files::sealed(lang).to_owned(),
        Damage::Utf16 => files::utf16(lang).to_owned(),
        Damage::NotUtf8 { place: at } => files::not_utf8(lang, place(at, lang)),
        Damage::Syntax { place: at, what } => files::syntax(lang, place(at, lang), what),
        Damage::SameId { place: at, id } => files::same_id(lang, place(at, lang), id),
        Damage::SameKey { place: at, key } => files::same_key(lang, place(at, lang), key),
        Damage::TooLong { place: at, key } => {
            files::too_long(lang, place(at, lang), key, text::figure(LONGEST_TEXT / 1024, lang))
        }
        Damage::NotARegister => files::not_a_register(lang).to_owned(),
        Damage::Lacks(part) => files::lacks(lang, part),
        Damage::NewerSchema { found } => files::newer(lang, found),
    }
}

/// Where and how a journal is damaged.
pub fn journal_damage(damage: &JournalDamage, lang: Lang) -> String {
    let fault = match damage.fault {
        Fault::Unsealed => files::fault_unsealed(lang),
        Fault::Chain => files::fault_chain(lang),
        Fault::Revision => files::fault_revision(lang),
        Fault::Start => files::fault_start(lang),
        Fault::Misfit => files::fault_misfit(lang),
        Fault::Shortened => files::fault_shortened(lang),
        Fault::Newline => files::fault_newline(lang),
        Fault::Newer => files::fault_newer(lang),
    };
    files::journal_place(lang, damage.line, damage.offset, fault)
}

/// Why nothing may be written.
pub fn read_only(reason: &ReadOnly, lang: Lang) -> String {
    match reason {
        ReadOnly::Damaged { path, damage } => {
            files::journal_damaged(lang, name(path), journal_damage(damage, lang))
        }
        ReadOnly::FileSystem { path, .. } => files::network(lang, name(path)),
        ReadOnly::Permission(why) => failure(why, lang),
        ReadOnly::NewerSchema { found } => files::newer(lang, found),
        ReadOnly::SyncFailed(why) => files::sync_failed(lang, failure(why, lang)),
        ReadOnly::Replaced { found, known } => files::replaced(lang, found, known),
        ReadOnly::JournalGone { path } => files::journal_gone(lang, name(path)),
    }
}

/// Why something that must be noted could not be, and so is not shown or written.
pub fn unnoted(why: &Unnoted, lang: Lang) -> String {
    match why {
        Unnoted::Busy { holder } => files::unnoted(lang, files::busy_now(lang, holder)),
        Unnoted::ReadOnly(ReadOnly::Permission(why)) => files::unnoted_reader(lang, failure(why, lang)),
        Unnoted::Damaged(path) => files::unnoted_damaged(lang, name(path)),
        Unnoted::ReadOnly(reason) => files::unnoted(lang, read_only(reason, lang)),
        Unnoted::Failed(why) => files::unnoted(lang, failure(why, lang)),
    }
}

/// Why an edit was not saved, when it was not refused by what stands in the register.
pub fn not_saved(error: &CommitError, lang: Lang) -> String {
    match error {
        CommitError::Refused { .. } => files::refused(lang).to_owned(),
        CommitError::Forbidden(why) => files::not_done(lang, text::forbidden(*why, lang)),
        CommitError::Busy { holder } => files::busy(lang, holder),
        CommitError::ReadOnly(reason) => files::kept_typed(lang, read_only(reason, lang)),
        CommitError::Failed(why) => files::kept_typed(lang, failure(why, lang)),
    }
}

/// Why the data file was not written; none when it is known already or is of no consequence.
pub fn not_written(error: &CheckpointError, lang: Lang) -> Option<String> {
    match error {
        CheckpointError::Failed(why) => Some(files::not_written(lang, failure(why, lang))),
        CheckpointError::Vanished { had, left } => {
            Some(files::not_written(lang, files::outside_vanished(lang, left, had)))
        }
        CheckpointError::Forbidden(_)
        | CheckpointError::Busy { .. }
        | CheckpointError::ReadOnly(_)
        | CheckpointError::Outside(_) => None,
    }
}

/// Why the data file was not written. The journal has every edit all the same.
pub fn checkpoint_error(error: &CheckpointError, lang: Lang) -> String {
    match error {
        CheckpointError::Forbidden(why) => text::forbidden(*why, lang).to_owned(),
        CheckpointError::Busy { holder } => files::busy_now(lang, holder),
        CheckpointError::ReadOnly(reason) => read_only(reason, lang),
        CheckpointError::Outside(why) => outside(why, lang),
        CheckpointError::Vanished { had, left } => files::vanished(lang, left, had),
        CheckpointError::Failed(why) => failure(why, lang),
    }
}

/// What keeps the data file from being written.
pub fn outside(outside: &Outside, lang: Lang) -> String {
    match outside {
        Outside::Unreadable(why) => files::outside_unreadable(lang, damage(why, lang)),
        Outside::Gone => files::outside_gone(lang).to_owned(),
        Outside::Vanished { had, left } => files::outside_vanished(lang, left, had),
        Outside::Refused(_) => files::outside_refused(lang).to_owned(),
        Outside::Withheld => files::outside_withheld(lang).to_owned(),
    }
}

/// Something that happened to the files; none when it is no news for people.
pub fn notice(notice: &Notice, lang: Lang) -> Option<String> {
    Some(match notice {
        Notice::Imported { changes, lost, .. } if lost.is_empty() => files::imported(lang, changes),
        Notice::Imported { changes, lost, .. } => files::imported_lost(lang, changes, lost.len()),
        Notice::Outside(why) => outside(why, lang),
        Notice::Kept { path, damage: why } => files::kept(lang, name(path), damage(why, lang)),
        Notice::OutsideOver => files::outside_over(lang).to_owned(),
        Notice::Mended => files::mended(lang).to_owned(),
        Notice::ReadOnly(reason) => read_only(reason, lang),
        Notice::Redacted => files::redacted(lang).to_owned(),
        Notice::Rotated | Notice::Reloaded => return None,
    })
}

/// What colleagues saved: who, what, on which record.
pub fn colleagues<'a>(
    standing: &Standing,
    entries: impl ExactSizeIterator<Item = &'a Entry>,
    lang: Lang,
) -> Option<String> {
    let count = entries.len();
    let last = entries.last()?;
    let who = last.who.to_string();
    if count > 1 {
        return Some(text::news_several(lang, who, count));
    }
    let (kind, id) = last.batch.changes.first()?.record();
    let what = text::title_of(standing, kind, id, lang);
    Some(text::news(lang, who, text::deed(&last.batch.deed, lang), what))
}
