//! The register behind a text command: opened to be read, or made new. Never written over.

use std::{
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Done, Stop, out, settings::Settings};
use crate::{
    domain::{data::Data, words::Lang},
    say,
    store::{
        CreateError, OpenError, ReadOnly, Store,
        access::{self, Access},
        document,
        io::Real,
    },
    text::{self, cli as words},
};

/// Reads the register of the settings, with the edits that stand in its journal only.
pub(super) fn read(settings: &Settings) -> Result<Data, Stop> {
    if let Ok(Some(data)) = Store::look(&settings.register()?, &settings.permit(), &Real::default()) {
        return Ok(data);
    }
    let (path, lang) = (settings.register()?, settings.lang);
    let store = open_at(&path, settings)?;
    match store.read_only() {
        // Reading is all that is wanted here.
        None | Some(ReadOnly::Permission(_) | ReadOnly::FileSystem { .. }) => {}
        Some(reason) => out::complain(&say::read_only(reason, lang)),
    }
    if let Some(outside) = store.outside() {
        out::complain(&say::outside(&outside, lang));
    }
    Ok(store.data().clone())
}

/// Opens the register of the settings to be written.
pub(super) fn open(settings: &Settings) -> Result<Store, Stop> {
    let (path, lang) = (settings.register()?, settings.lang);
    let store = open_at(&path, settings)?;
    match store.read_only() {
        None => Ok(store),
        Some(reason) => Err(Stop::say(say::read_only(reason, lang))),
    }
}

fn open_at(path: &Path, settings: &Settings) -> Result<Store, Stop> {
    let lang = settings.lang;
    Store::open(path, settings.caller(), Arc::new(Real::default())).map_err(|error| match error {
        OpenError::Failed(failure) if failure.error.kind() == std::io::ErrorKind::NotFound => {
            Stop::say(words::no_register(lang, path.display()))
        }
        other => Stop::say(say::open_error(&other, lang)),
    })
}

/// Opens the register for an administrator, whatever state it is in: all commands that change a register from
/// the shell, or its files, come through here. The one place that asks whether whoever calls is one.
pub(super) fn open_as_administrator(settings: &Settings) -> Result<Store, Stop> {
    settings.permit().administer().map_err(|why| Stop::say(text::forbidden(why, settings.lang)))?;
    open_at(&settings.register()?, settings)
}

/// Opens the register for an administrator to write in it.
pub(super) fn administer(settings: &Settings) -> Result<Store, Stop> {
    let (store, lang) = (open_as_administrator(settings)?, settings.lang);
    match store.read_only() {
        Some(reason) => Err(Stop::say(words::not_saved(lang, say::read_only(reason, lang)))),
        None => Ok(store),
    }
}

/// Notes in the access log that something is about to be shown or written; when that fails it may not be.
pub(super) fn note(settings: &Settings, what: &Access) -> Result<(), Stop> {
    let noted = access::note(&settings.register()?, &settings.caller().who, what, &Real::default());
    noted.map_err(|why| Stop::say(say::unnoted(&why, settings.lang)))
}

/// Where a new file for people may lie: a forced session has one folder or none.
pub(super) fn place(settings: &Settings, name: &Path) -> Result<PathBuf, Stop> {
    let lang = settings.lang;
    settings.outlet().place(name).map_err(|refused| Stop::say(say::refused_file(&refused, lang)))
}

/// Says so when there is something under the name already.
pub(super) fn must_be_new(path: &Path, lang: Lang) -> Result<(), Stop> {
    match path.symlink_metadata() {
        Ok(_) => Err(Stop::say(say::create_error(&CreateError::Exists(path.to_owned()), lang))),
        Err(_) => Ok(()),
    }
}

/// Makes the folder of one's own register, which need not be there yet; a folder one names must be.
pub(super) fn make_own_folder(path: &Path, settings: &Settings) {
    if settings.named_register().is_none()
        && let Some(folder) = path.parent()
    {
        // Where this fails, making the register says why.
        drop(DirBuilder::new().recursive(true).mode(0o700).create(folder));
    }
}

/// Makes a new register.
pub(super) fn create(path: &Path, data: &Data, settings: &Settings) -> Result<(), Stop> {
    let made = Store::create(path, data, settings.caller(), Arc::new(Real::default()));
    made.map(|_| ()).map_err(|error| Stop::say(say::create_error(&error, settings.lang)))
}

/// Prints the JSON Schema of the data file.
pub(super) fn schema() -> Done {
    out::json(&document::schema())
}
