//! `chibo backup`: a whole copy of the register as it is now.

use std::path::Path;

use super::{Done, Exit, Stop, out, register, settings::Settings};
use crate::{
    domain::words::Lang,
    say,
    store::{Copied, CopyError, ReadOnly},
    text::{self, cli as words, files, shown::shown},
};

/// Makes the copy and says where it is.
pub(super) fn run(settings: &Settings, to: Option<&Path>) -> Done {
    let lang = settings.lang;
    let mut store = register::open_as_administrator(settings)?;
    match store.read_only() {
        // What there is can be read whole; that it cannot be written here is no reason against a copy.
        None | Some(ReadOnly::Permission(_) | ReadOnly::FileSystem { .. } | ReadOnly::SyncFailed(_)) => {}
        Some(reason) => return Err(Stop::say(words::no_copy(lang, say::read_only(reason, lang)))),
    }
    let to = to.map(|name| register::place(settings, name)).transpose()?;
    let copied = store.backup(to.as_deref()).map_err(|error| Stop::say(not_copied(&error, lang)))?;
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
        CopyError::Failed(failure) => words::no_copy(lang, say::failure(failure, lang)),
    }
}
