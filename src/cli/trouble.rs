//! What the store says went wrong, in sentences: what happened, where, what was kept, what to do next.

use std::path::Path;

use crate::{
    domain::{record::Kind, words::Lang},
    store::{
        OpenError, Outside, Place, ReadOnly,
        document::Damage,
        journal::{Fault, JournalDamage},
    },
    text::{cli as words, shown::shown},
};

fn name(path: &Path) -> String {
    shown(&path.display().to_string()).into_owned()
}

/// Why a register could not be opened.
pub(super) fn opening(error: &OpenError, path: &Path, lang: Lang) -> String {
    match error {
        OpenError::Failed(failure) => words::cannot_read(lang, name(&failure.path), &failure.error),
        OpenError::NotAFile(path) => words::cannot_read(lang, name(path), words::not_a_file(lang)),
        OpenError::Damaged { path, damage } => words::cannot_read(lang, name(path), damaged(damage, lang)),
        OpenError::Busy { holder } => words::busy(lang, name(path), shown(holder)),
    }
}

/// Why nothing may be written, where that also means that what is shown may not be the latest.
pub(super) fn read_only(reason: &ReadOnly, path: &Path, lang: Lang) -> String {
    match reason {
        ReadOnly::Damaged { path, damage } => journal(path, damage, lang),
        ReadOnly::FileSystem { path, .. } => words::foreign_file_system(lang, name(path)),
        ReadOnly::Permission(failure) | ReadOnly::SyncFailed(failure) => {
            words::cannot_write(lang, name(&failure.path), &failure.error)
        }
        ReadOnly::NewerSchema { found } => words::newer_schema(lang, name(path), found),
        ReadOnly::Replaced { found, known } => words::replaced(lang, name(path), found, known),
        ReadOnly::JournalGone { path } => words::journal_gone(lang, name(path)),
    }
}

/// What keeps the data file from being written.
pub(super) fn outside(outside: &Outside, path: &Path, lang: Lang) -> String {
    let why = match outside {
        Outside::Unreadable(damage) => damaged(damage, lang),
        Outside::Gone => words::outside_gone(lang).to_owned(),
        Outside::Vanished { had, left } => words::outside_vanished(lang, had, left),
        Outside::Refused(_) => words::outside_refused(lang).to_owned(),
    };
    words::outside(lang, name(path), why)
}

/// Where and how a journal is damaged.
pub(super) fn journal(path: &Path, damage: &JournalDamage, lang: Lang) -> String {
    let why = match damage.fault {
        Fault::Unsealed => words::fault_unsealed(lang),
        Fault::Chain => words::fault_chain(lang),
        Fault::Revision => words::fault_revision(lang),
        Fault::Start => words::fault_start(lang),
        Fault::Misfit => words::fault_misfit(lang),
        Fault::Shortened => words::fault_shortened(lang),
        Fault::Newline => words::fault_newline(lang),
        Fault::Newer => words::fault_newer(lang),
    };
    words::journal_damaged(lang, name(path), damage.line, why)
}

fn damaged(damage: &Damage, lang: Lang) -> String {
    match damage {
        Damage::TooLarge { size } => words::damage_large(lang, size),
        Damage::ByteOrderMark => words::damage_mark(lang).to_owned(),
        Damage::Utf16 => words::damage_utf16(lang).to_owned(),
        Damage::NotUtf8 { place } => at(place, words::why_not_utf8(lang), lang),
        Damage::Syntax { place, what } => at(place, &shown(what), lang),
        Damage::SameId { place, id } => at(place, &words::damage_same(lang, id), lang),
        Damage::SameKey { place, key } => at(place, &words::damage_same(lang, shown(key)), lang),
        Damage::NotARegister => words::damage_no_register(lang).to_owned(),
        Damage::Lacks(key) => words::damage_lacks(lang, key),
        Damage::NewerSchema { found } => words::damage_newer(lang, found),
    }
}

/// Line and column, and the record a person knows it by.
fn at(place: &Place, what: &str, lang: Lang) -> String {
    let what = what.to_owned();
    let (line, column) = (place.line, place.column);
    let record = [&place.name, &place.id].into_iter().flatten().map(|text| shown(text)).collect::<Vec<_>>();
    let section = place.section.as_deref();
    let kind = section.and_then(|s| Kind::ALL.iter().find(|kind| kind.code() == s));
    match (record.as_slice(), kind) {
        ([], _) => words::damage_at(lang, line, column, what),
        (names, kind) => {
            let kind = kind.map_or("", |kind| kind.label().of(lang));
            words::damage_in(lang, line, column, kind, names.join(", "), what)
        }
    }
}
