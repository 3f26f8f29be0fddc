//! `chibo export` and the file of `chibo report`: what leaves the register as a file, and where it went.
//!
//! Every file goes out as an [`Outbound`], which notes who takes out what before it writes anything.

use std::path::{Path, PathBuf};

use super::{
    Done, Exit, Stop,
    args::Export,
    out, register,
    select::{Wanted, column_help},
    settings::Settings,
    standing,
};
use crate::{
    domain::words::Lang,
    export::{
        self, Format, Shown,
        file::Existing,
        seal::{self, BadKey, Keys},
    },
    say,
    store::access::{Access, To},
    text::{self, cli as words, shown},
};

/// Writes a list into a file.
pub(super) fn run(settings: &Settings, export: &Export) -> Done {
    let (kind, lang) = (export.kind, settings.lang);
    if export.choose.columns.iter().any(|name| name == "help") {
        return out::print(&column_help(kind, lang)).map(|()| Exit::Fine);
    }
    let path = export.out.as_deref().ok_or_else(|| Stop::say(words::no_output(lang)))?;
    let outbound = Outbound::new(settings, path, &export.seal.encrypt_to)?;
    let format = outbound.format()?;
    let standing = standing(settings)?;
    let office = &standing.data.office;
    let wanted = Wanted::read(kind, &export.choose, Shown::usual(kind, office), lang)?;
    let ids = wanted.ids(&standing);
    let access = wanted.access(ids.len(), outbound.to()?, office);
    let list = export::List { standing: &standing, kind, columns: wanted.columns, ids: &ids };
    let bytes = export::list(&list, format).map_err(|error| Stop::say(error.to_string()))?;
    let path = &outbound.write(&access, &bytes, existing(export.force))?;
    let count = text::figure(ids.len(), lang);
    let said = words::list_written(lang, kind.label().of(lang), count, place(path));
    out::print(&(said + "\n")).map(|()| Exit::Fine)
}

/// Where something goes that leaves the register: known to be allowed, and for whom it is sealed, before anything is
/// read.
pub(super) struct Outbound<'a> {
    settings: &'a Settings,
    name: PathBuf,
    keys: Option<Keys>,
}

impl<'a> Outbound<'a> {
    /// A file of that name, sealed for the keys if there are any.
    pub(super) fn new(settings: &'a Settings, name: &Path, keys: &[String]) -> Result<Self, Stop> {
        let keys = read_keys(keys, settings.lang)?;
        let name = named(name, keys.as_ref());
        register::place(settings, &name)?;
        Ok(Self { settings, name, keys })
    }

    /// What a file of this name is.
    pub(super) fn format(&self) -> Result<Format, Stop> {
        let name = if self.keys.is_some() { seal::plain_name(&self.name) } else { self.name.clone() };
        Format::of(&name).ok_or_else(|| Stop::say(words::no_format(self.settings.lang, name.display())))
    }

    /// Where it will be, as the access log has it.
    pub(super) fn to(&self) -> Result<To, Stop> {
        let place = absolute(&register::place(self.settings, &self.name)?);
        Ok(if self.keys.is_some() { To::Sealed(place) } else { To::File(place) })
    }

    /// Notes it, seals it and writes it; says where it is.
    pub(super) fn write(&self, what: &Access, bytes: &[u8], existing: Existing) -> Result<PathBuf, Stop> {
        register::note(self.settings, what)?;
        let sealed = self.keys.as_ref().map(|keys| keys.seal(bytes)).transpose();
        let sealed = sealed.map_err(|error| Stop::say(error.to_string()))?;
        let bytes = sealed.as_deref().unwrap_or(bytes);
        let written = self.settings.outlet().write(&self.name, bytes, existing);
        written.map_err(|error| Stop::say(say::refused_file(&error, self.settings.lang)))
    }
}

/// The keys of `--encrypt-to`, if it is given.
pub(super) fn read_keys(given: &[String], lang: Lang) -> Result<Option<Keys>, Stop> {
    Keys::read(given).map_err(|why| Stop::say(bad_key(&why, lang)))
}

/// The name of a file that may be sealed.
pub(super) fn named(name: &Path, keys: Option<&Keys>) -> PathBuf {
    if keys.is_some() { seal::sealed_name(name) } else { name.to_owned() }
}

fn bad_key(why: &BadKey, lang: Lang) -> String {
    match why {
        BadKey::Secret => words::key_secret(lang).to_owned(),
        BadKey::NotAKey => words::key_wrong(lang).to_owned(),
        BadKey::Line { path, line } => words::key_wrong_line(lang, path.display(), line),
        BadKey::Empty(path) => words::key_none(lang, path.display()),
        BadKey::Unreadable { path, error } => words::key_unreadable(lang, path.display(), error),
    }
}

/// `--force` as what it means.
pub(super) fn existing(force: bool) -> Existing {
    if force { Existing::Replace } else { Existing::Keep }
}

/// The whole path, as it may be shown.
pub(super) fn place(path: &Path) -> String {
    shown::shown(&absolute(path)).into_owned()
}

fn absolute(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    whole.display().to_string()
}
