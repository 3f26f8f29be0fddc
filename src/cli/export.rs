//! `chibo export` and the file of `chibo report`: what leaves the register as a file, and where it went.
//!
//! Every file goes out through [`write()`], so that this is the one place to note who took out what.

use std::path::{Path, PathBuf};

use super::{
    Done, Exit, Stop,
    args::Export,
    out,
    select::{Wanted, column_help},
    settings::Settings,
    standing,
};
use crate::{
    domain::words::Lang,
    export::{self, Format, Shown, file::Existing},
    say,
    text::{self, cli as words, shown},
};

/// Writes a list into a file.
pub(super) fn run(settings: &Settings, export: &Export) -> Done {
    let (kind, lang) = (export.kind, settings.lang);
    if export.choose.columns.iter().any(|name| name == "help") {
        return out::print(&column_help(kind, lang)).map(|()| Exit::Fine);
    }
    let path = export.out.as_deref().ok_or_else(|| Stop::say(words::no_output(lang)))?;
    let format = format(path, lang)?;
    let wanted = Wanted::read(kind, &export.choose, Shown::usual(kind), lang)?;
    let standing = standing(settings)?;
    let ids = wanted.ids(&standing);
    let list = export::List { standing: &standing, kind, columns: wanted.columns, ids: &ids };
    let bytes = export::list(&list, format).map_err(|error| Stop::say(error.to_string()))?;
    let path = &write(settings, path, &bytes, existing(export.force))?;
    let count = text::figure(ids.len(), lang);
    let said = words::list_written(lang, kind.label().of(lang), count, place(path));
    out::print(&(said + "\n")).map(|()| Exit::Fine)
}

/// What a file of this name is.
pub(super) fn format(path: &Path, lang: Lang) -> Result<Format, Stop> {
    Format::of(path).ok_or_else(|| Stop::say(words::no_format(lang, path.display())))
}

/// `--force` as what it means.
pub(super) fn existing(force: bool) -> Existing {
    if force { Existing::Replace } else { Existing::Keep }
}

/// Puts a file where it was wanted and the session may write; says where it is.
pub(super) fn write(
    settings: &Settings,
    path: &Path,
    bytes: &[u8],
    existing: Existing,
) -> Result<PathBuf, Stop> {
    // Here goes the line of the access log: what, which columns, how many rows.
    let written = settings.outlet().write(path, bytes, existing);
    written.map_err(|error| Stop::say(say::refused_file(&error, settings.lang)))
}

/// The whole path, as it may be shown.
pub(super) fn place(path: &Path) -> String {
    let whole: PathBuf = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    shown::shown(&whole.display().to_string()).into_owned()
}
