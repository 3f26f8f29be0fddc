//! What was decided before anything is read: which register, language, date, keys.
//!
//! An argument comes before the environment, that before `config.json`, that before the locale. A forced session
//! knows arguments and `config.json` only.

use std::{
    env,
    path::{Path, PathBuf},
};

use directories::ProjectDirs;
use serde::Deserialize;

use super::{
    Stop,
    args::Arguments,
    day,
    forced::{self, Forced},
    who::who,
};
use crate::{
    domain::{date::Date, permit::Permit, words::Lang},
    inlet::Inlet,
    keymap::Preset,
    outlet::Outlet,
    store::{Caller, Who},
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
    own: Own,
}

/// Whose session it is.
enum Own {
    /// Somebody's with an account of their own, and its folders where there are any.
    Account(Option<ProjectDirs>),
    /// One that an administrator forced.
    Forced(Forced),
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
    pub(super) fn new(arguments: &Arguments) -> Result<Self, Stop> {
        let asked = arguments.lang.map(super::args::LangName::lang);
        let own = match Forced::of(arguments, asked.unwrap_or_default())? {
            Some(forced) => Own::Forced(forced),
            None => Own::Account(ProjectDirs::from("", "", "chibo")),
        };
        let (config, trouble) = own.config().as_deref().map_or_else(Default::default, Config::read);
        let configured = || config.lang.as_deref().and_then(Lang::parse);
        let lang = match &own {
            Own::Forced(_) => asked.or_else(configured),
            Own::Account(_) => asked
                .or_else(|| variable("CHIBO_LANG").and_then(|text| Lang::parse(&text)))
                .or_else(configured)
                .or_else(|| locale().and_then(|text| Lang::parse(&text))),
        };
        let lang = lang.unwrap_or_default();
        let mut warnings: Vec<String> =
            trouble.map(|(path, why)| words::bad_config(lang, path, why)).into_iter().collect();
        let given = arguments.keys.map(|keys| keys.name().to_owned());
        let keys = given.or(config.keys).unwrap_or_else(|| "office".to_owned());
        if Preset::parse(&keys).is_none() {
            warnings.push(words::bad_keys(lang, &keys));
        }
        Ok(Self {
            lang,
            keys: Preset::parse(&keys).unwrap_or_default(),
            ascii: arguments.ascii || config.ascii.unwrap_or(false),
            bracketed_paste: !arguments.no_bracketed_paste,
            warnings,
            file: arguments.file.clone(),
            as_of: arguments.as_of.clone(),
            own,
        })
    }

    /// Who sits here, and what they may.
    pub(super) fn caller(&self) -> Caller {
        let who = match &self.own {
            Own::Account(_) => who(),
            Own::Forced(forced) => Who { name: forced.name.clone(), ..who() },
        };
        Caller { who, permit: self.permit() }
    }

    /// What whoever sits here may.
    pub(super) fn permit(&self) -> Permit {
        match &self.own {
            Own::Account(_) => Permit::everything(),
            Own::Forced(forced) => forced.permit.clone(),
        }
    }

    /// Whether an administrator forced the session.
    pub(super) fn is_forced(&self) -> bool {
        matches!(self.own, Own::Forced(_))
    }

    /// Where files may be written for people. Whoever writes one asks this, and nothing else.
    pub(super) fn outlet(&self) -> Outlet {
        match &self.own {
            Own::Account(_) => Outlet::Anywhere,
            Own::Forced(forced) => forced.outlet.clone(),
        }
    }

    /// From where the screen may read the files people bring.
    pub(super) fn inlet(&self) -> Inlet {
        match &self.own {
            Own::Account(_) => Inlet::Anywhere,
            Own::Forced(forced) => forced.inlet.clone(),
        }
    }

    /// The register: as named, else the person's own.
    pub(super) fn register(&self) -> Result<PathBuf, Stop> {
        match self.named_register() {
            Some(file) => Ok(file),
            None => {
                let dirs = self.own.dirs().ok_or_else(|| Stop::say(words::no_home(self.lang)))?;
                Ok(dirs.data_dir().join("register.json"))
            }
        }
    }

    /// The register, when `--file` or `CHIBO_FILE` names one.
    pub(super) fn named_register(&self) -> Option<PathBuf> {
        match self.own {
            Own::Account(_) => self.file.clone().or_else(|| variable_path("CHIBO_FILE")),
            Own::Forced(_) => self.file.clone(),
        }
    }

    /// The date asked for.
    pub(super) fn as_of(&self) -> Result<Option<Date>, Stop> {
        self.as_of.as_deref().map(|text| day(text, self.lang)).transpose()
    }

    /// The person's folder for what they decided and taught.
    pub(super) fn config_dir(&self) -> Option<PathBuf> {
        self.own.config().and_then(|file| file.parent().map(Path::to_path_buf))
    }

    /// A folder of the person's own for what need not last.
    pub(super) fn state_dir(&self) -> PathBuf {
        if let Own::Forced(forced) = &self.own {
            return forced.person_dir.clone();
        }
        let dirs = self.own.dirs();
        dirs.and_then(|dirs| dirs.state_dir()).map_or_else(
            || dirs.map_or_else(env::temp_dir, |dirs| dirs.data_local_dir().join("state")),
            Path::to_path_buf,
        )
    }

    /// The folders of drafts that can be reached from here: one's own, and those of all forced sessions.
    pub(super) fn drafts_dirs(&self) -> Result<Vec<PathBuf>, Stop> {
        let persons = match &self.own {
            Own::Forced(forced) => forced.state_dir.clone(),
            Own::Account(_) => forced::sessions_dir(&self.register()?),
        };
        // Where there is no such folder, or it is not this account's to read, there is nothing to be reached.
        let persons = std::fs::read_dir(persons).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut dirs: Vec<PathBuf> =
            persons.chain([self.state_dir()]).map(|dir| dir.join("drafts")).collect();
        dirs.sort();
        dirs.dedup();
        Ok(dirs)
    }
}

impl Own {
    /// The folders of the account; a forced session has none.
    fn dirs(&self) -> Option<&ProjectDirs> {
        match self {
            Self::Account(dirs) => dirs.as_ref(),
            Self::Forced(_) => None,
        }
    }

    fn config(&self) -> Option<PathBuf> {
        match self {
            Self::Account(dirs) => dirs.as_ref().map(|dirs| dirs.config_dir().join("config.json")),
            Self::Forced(forced) => Some(forced.config()),
        }
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
