//! `chibo sample`: an invented district, as a file of its own or to look at on the screen.

use std::{
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Done, Exit, Stop, has_terminal, out, register, settings::Settings, show, who::who};
use crate::{
    domain::{permit::Permit, words::Lang},
    sample::{self, Spec},
    say,
    store::{Caller, Store, io::Real},
    text::{cli as words, shown::shown},
};

/// Makes the sample; writes it where asked, else opens a private copy.
pub(super) fn run(
    settings: &Settings,
    members: Option<usize>,
    seed: Option<u64>,
    to: Option<PathBuf>,
) -> Done {
    let usual = Spec::default();
    let spec = Spec { members: members.unwrap_or(usual.members), seed: seed.unwrap_or(usual.seed) };
    match to {
        Some(path) => write(settings, &spec, &path),
        None => look(settings, spec),
    }
}

fn write(settings: &Settings, spec: &Spec, path: &Path) -> Done {
    register::must_be_new(path, settings.lang)?;
    register::create(path, &sample::district(spec), settings)?;
    let said = words::sample_made(settings.lang, shown(&path.display().to_string()));
    out::print(&(said + "\n")).map(|()| Exit::Fine)
}

/// Opens the screen on a private copy, which goes with the session.
fn look(settings: &Settings, spec: Spec) -> Done {
    if settings.is_forced() {
        return Err(Stop::say(words::forced_no_sample(settings.lang)));
    }
    has_terminal(settings)?;
    show(settings, None, spec, Some(settings.as_of()?.unwrap_or(sample::TODAY)))
}

/// A copy of the sample in a new folder that only this account can enter; the error is a sentence.
pub(super) fn private_copy(state_dir: &Path, name: &str, lang: Lang, spec: &Spec) -> Result<PathBuf, String> {
    let path = private_folder(state_dir, name, lang)?.join("register.json");
    // Made for whoever sits here, and nobody else's.
    let (caller, io) = (Caller { who: who(), permit: Permit::everything() }, Arc::new(Real::default()));
    Store::create(&path, &sample::district(spec), caller, io)
        .map_err(|error| say::create_error(&error, lang))?;
    Ok(path)
}

/// A new folder under the state folder, or under the temporary one where that is not possible.
pub(super) fn private_folder(state_dir: &Path, name: &str, lang: Lang) -> Result<PathBuf, String> {
    let temp = std::env::temp_dir();
    let make = |parent: &Path| {
        let path = parent.join(name);
        let made = DirBuilder::new().recursive(true).mode(0o700).create(parent);
        made.and_then(|()| DirBuilder::new().mode(0o700).create(&path)).map(|()| path)
    };
    make(state_dir).or_else(|_| make(&temp)).map_err(|error| words::cannot_write(lang, temp.display(), error))
}
