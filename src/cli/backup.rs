//! `chibo backup`: a whole copy of the register as it is now.

use std::path::Path;

use super::{
    Done, Exit, Stop,
    export::{named, read_keys},
    out, register,
    settings::Settings,
};
use crate::{
    domain::words::Lang,
    say,
    store::{Copied, CopyError, ReadOnly, Sealing},
    text::{self, cli as words, files, shown::shown},
};

/// Makes the copy and says where it is.
pub(super) fn run(settings: &Settings, to: Option<&Path>, keys: &[String]) -> Done {
    let lang = settings.lang;
    let keys = read_keys(keys, lang)?;
    let mut store = register::open_as_administrator(settings)?;
    match store.read_only() {
        // What there is can be read whole; that it cannot be written here is no reason against a copy.
        None | Some(ReadOnly::Permission(_) | ReadOnly::FileSystem { .. } | ReadOnly::SyncFailed(_)) => {}
        Some(reason) => return Err(Stop::say(words::no_copy(lang, say::read_only(reason, lang)))),
    }
    let to = to.map(|name| register::place(settings, &named(name, keys.as_ref()))).transpose()?;
    let seal = keys.as_ref().map(|keys| |bytes: &[u8]| keys.seal(bytes));
    let copied = store
        .backup(to.as_deref(), seal.as_ref().map(|seal| seal as Sealing))
        .map_err(|error| Stop::say(not_copied(&error, lang)))?;
    out::print(&(made(&copied, lang) + "\n")).map(|()| Exit::Fine)
}

/// Where a copy is, and what it holds.
pub(super) fn made(copied: &Copied, lang: Lang) -> String {
    let path = copied.path.display().to_string();
    words::copied(lang, shown(&path), copied.revision, copied.size)
}

/// Why a copy was not made.
pub(super) fn not_copied(error: &CopyError, lang: Lang) -> String {
    match error {
        CopyError::Exists(path) => files::exists(lang, path.display()),
        CopyError::Forbidden(why) => words::no_copy(lang, text::forbidden(*why, lang)),
        CopyError::Differs(path) => words::copy_differs(lang, path.display()),
        CopyError::Unnoted(why) => words::copy_unnoted(lang, say::unnoted(why, lang)),
        CopyError::Failed(failure) => words::no_copy(lang, say::failure(failure, lang)),
    }
}
