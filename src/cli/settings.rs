//! What was decided before anything is read: which register, language, date, keys.
//!
//! An argument comes before the environment, that before `config.json`, that before the locale.

use std::{
    env,
    path::{Path, PathBuf},
};

use directories::ProjectDirs;
use serde::Deserialize;

use super::{Stop, args::Arguments, day};
use crate::{
    domain::{date::Date, words::Lang},
    keymap::Preset,
    text::cli as words,
};

/// The decisions.
pub(super) struct Settings {
    /// Language of everything that is said.
    pub(super) lang: Lang,
    /// Key table of the screen.
    pub(super) keys: Preset,
    /// Only ASCII frames and signs.
    pub(super) ascii: bool,
    /// Whether pasted text is bracketed.
    pub(super) bracketed_paste: bool,
    /// What should be said before the command runs.
    pub(super) warnings: Vec<String>,
    file: Option<PathBuf>,
    as_of: Option<String>,
    dirs: Option<ProjectDirs>,
}

/// `config.json` in the person's configuration folder.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Config {
    lang: Option<String>,
    keys: Option<String>,
    ascii: Option<bool>,
}

impl Settings {
    /// Decides from the arguments, the environment and the configuration file.
    pub(super) fn new(arguments: &Arguments) -> Self {
        let dirs = ProjectDirs::from("", "", "chibo");
        let path = dirs.as_ref().map(|dirs| dirs.config_dir().join("config.json"));
        let (config, trouble) = path.as_deref().map_or_else(Default::default, Config::read);
        let lang = (arguments.lang.map(super::args::LangName::lang))
            .or_else(|| variable("CHIBO_LANG").and_then(|text| Lang::parse(&text)))
            .or_else(|| config.lang.as_deref().and_then(Lang::parse))
            .or_else(|| locale().and_then(|text| Lang::parse(&text)))
            .unwrap_or_default();
        let mut warnings: Vec<String> =
            trouble.map(|(path, why)| words::bad_config(lang, path, why)).into_iter().collect();
        let given = arguments.keys.map(|keys| keys.name().to_owned());
        let keys = given.or(config.keys).unwrap_or_else(|| "office".to_owned());
        if Preset::parse(&keys).is_none() {
            warnings.push(words::bad_keys(lang, &keys));
        }
        Self {
            lang,
            keys: Preset::parse(&keys).unwrap_or_default(),
            ascii: arguments.ascii || config.ascii.unwrap_or(false),
            bracketed_paste: !arguments.no_bracketed_paste,
            warnings,
            file: arguments.file.clone(),
            as_of: arguments.as_of.clone(),
            dirs,
        }
    }

    /// The register: as named, else the person's own.
    pub(super) fn register(&self) -> Result<PathBuf, Stop> {
        match self.named_register() {
            Some(file) => Ok(file),
            None => {
                let dirs = self.dirs.as_ref().ok_or_else(|| Stop::say(words::no_home(self.lang)))?;
                Ok(dirs.data_dir().join("register.json"))
            }
        }
    }

    /// The register, when `--file` or `CHIBO_FILE` names one.
    pub(super) fn named_register(&self) -> Option<PathBuf> {
        self.file.clone().or_else(|| variable_path("CHIBO_FILE"))
    }

    /// The date asked for.
    pub(super) fn as_of(&self) -> Result<Option<Date>, Stop> {
        self.as_of.as_deref().map(|text| day(text, self.lang)).transpose()
    }

    /// A folder of the person's own for what need not last.
    pub(super) fn state_dir(&self) -> PathBuf {
        let dirs = self.dirs.as_ref();
        dirs.and_then(|dirs| dirs.state_dir()).map_or_else(
            || dirs.map_or_else(env::temp_dir, |dirs| dirs.data_local_dir().join("state")),
            Path::to_path_buf,
        )
    }
}

impl Config {
    /// Reads the file; what is wrong with it costs only the settings in it.
    fn read(path: &Path) -> (Self, Option<(String, String)>) {
        match std::fs::read(path) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(config) => (config, None),
                Err(error) => (Self::default(), Some((path.display().to_string(), error.to_string()))),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (Self::default(), None),
            Err(error) => (Self::default(), Some((path.display().to_string(), error.to_string()))),
        }
    }
}

/// A variable that is set to something.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|text| !text.is_empty())
}

fn variable_path(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|text| !text.is_empty()).map(PathBuf::from)
}

/// The locale of messages: the first of the three variables that is set.
fn locale() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable)
}
