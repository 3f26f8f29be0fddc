//! `chibo sample`: an invented district, as a file of its own or to look at on the screen.

use std::{
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use super::{Done, Exit, Stop, has_terminal, out, register, settings::Settings, show};
use crate::{
    sample::{self, Spec},
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
        None => look(settings, &spec),
    }
}

fn write(settings: &Settings, spec: &Spec, path: &Path) -> Done {
    register::must_be_new(path, settings.lang)?;
    register::create(path, &sample::district(spec), settings)?;
    let said = words::sample_made(settings.lang, shown(&path.display().to_string()));
    out::print(&(said + "\n")).map(|()| Exit::Fine)
}

/// Opens the screen on a copy in a folder that only this account can enter; the folder goes with the session.
fn look(settings: &Settings, spec: &Spec) -> Done {
    has_terminal(settings)?;
    let folder = private_folder(settings)?;
    let path = folder.join("register.json");
    let done = settings.as_of().and_then(|as_of| {
        register::create(&path, &sample::district(spec), settings)?;
        show(settings, path, Some(as_of.unwrap_or(sample::TODAY)))
    });
    // Nothing of a sample is worth keeping, and a folder that stays behind does no harm.
    drop(std::fs::remove_dir_all(&folder));
    done
}

/// A new folder under the state folder, or under the temporary one where that is not possible.
fn private_folder(settings: &Settings) -> Result<PathBuf, Stop> {
    let refused = |path: &Path, error: &dyn std::fmt::Display| {
        Stop::say(words::cannot_write(settings.lang, path.display(), error))
    };
    let mut random = [0; 8];
    let temp = std::env::temp_dir();
    getrandom::fill(&mut random).map_err(|error| refused(&temp, &error))?;
    let name = format!("chibo-sample-{:016x}", u64::from_be_bytes(random));
    let make = |parent: &Path| {
        let path = parent.join(&name);
        let made = DirBuilder::new().recursive(true).mode(0o700).create(parent);
        made.and_then(|()| DirBuilder::new().mode(0o700).create(&path)).map(|()| path)
    };
    make(&settings.state_dir()).or_else(|_| make(&temp)).map_err(|error| refused(&temp, &error))
}
