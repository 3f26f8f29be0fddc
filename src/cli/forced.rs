//! A session that an administrator forced upon a key: who it is for, what it may do, and where its files lie.
//!
//! Everything about it comes from the arguments, which stand in `authorized_keys` or `sshd_config` and which the
//! person who logs in cannot change. Nothing comes from the environment, which they might.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Stop, args::Arguments};
use crate::{
    domain::{
        fold,
        permit::{Permit, Scope},
        words::Lang,
    },
    inlet::Inlet,
    outlet::Outlet,
    text::{cli as words, shown},
};

/// What `--as` and the arguments that go with it say.
pub(super) struct Forced {
    /// Who it is for.
    pub(super) name: String,
    /// What they may.
    pub(super) permit: Permit,
    /// Where this person's drafts lie.
    pub(super) person_dir: PathBuf,
    /// Where configuration and persons' folders lie.
    pub(super) state_dir: PathBuf,
    /// Where exports go.
    pub(super) outlet: Outlet,
    /// From where the screen reads lists.
    pub(super) inlet: Inlet,
}

impl Forced {
    /// Reads the arguments; none when the session is not forced. What is half said is refused, never guessed at.
    pub(super) fn of(arguments: &Arguments, lang: Lang) -> Result<Option<Self>, Stop> {
        let Arguments { name, role, scope, state_dir, export_dir, import_dir, file, .. } = arguments;
        let Some(name) = name else {
            let folders = [state_dir, export_dir, import_dir].into_iter().any(Option::is_some);
            let lonely = role.is_some() || scope.is_some() || folders;
            return if lonely { Err(Stop::say(words::forced_needs_name(lang))) } else { Ok(None) };
        };
        let name = fold::nfc(name.trim()).into_owned();
        if name.is_empty() || name.chars().count() > 100 || !shown::is_clean(&name) {
            return Err(Stop::say(words::forced_bad_name(lang)));
        }
        let (Some(role), Some(file)) = (role, file) else {
            return Err(Stop::say(words::forced_needs_more(lang)));
        };
        let folders = [state_dir, export_dir, import_dir].map(Option::as_ref);
        for path in folders.into_iter().flatten().chain([file]) {
            if !path.is_absolute() {
                return Err(Stop::say(words::forced_not_absolute(lang, path.display())));
            }
        }
        let scope = match scope {
            None => Scope::Whole,
            Some(units) if units.iter().any(|unit| unit.trim().is_empty()) => {
                return Err(Stop::say(words::forced_empty_scope(lang)));
            }
            Some(units) => Scope::Units(units.iter().map(|unit| unit.trim().to_owned()).collect()),
        };
        let outlet = export_dir.clone().map_or(Outlet::Nowhere, Outlet::Folder);
        let inlet = import_dir.clone().map_or(Inlet::Nowhere, Inlet::Folder);
        let state_dir = state_dir.clone().unwrap_or_else(|| sessions_dir(file));
        Ok(Some(Self {
            person_dir: state_dir.join(folder_of(&name, &scope)),
            permit: Permit { role: role.role(), scope },
            outlet,
            inlet,
            state_dir,
            name,
        }))
    }

    /// The configuration an administrator may have put there.
    pub(super) fn config(&self) -> PathBuf {
        self.state_dir.join("config.json")
    }
}

/// Where configuration and persons' folders lie when nobody says otherwise.
pub(super) fn sessions_dir(register: &Path) -> PathBuf {
    PathBuf::from(format!("{}.sessions", register.display()))
}

/// A folder's name that people can read and that no two persons share, nor one with another scope: a draft may
/// hold what the new one must not show.
fn folder_of(name: &str, scope: &Scope) -> PathBuf {
    let letters = fold::fold(name);
    let plain: String =
        letters.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(40).collect();
    let mut digest = Sha256::new_with_prefix(name.as_bytes());
    if let Scope::Units(units) = scope {
        units.iter().for_each(|unit| digest.update(format!("\0{unit}")));
    }
    let digest = digest.finalize();
    let tail: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    Path::new(&format!("{plain}-{tail}")).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_name_is_one_plain_name_and_nobody_elses() {
        for name in ["Trần Thị Lan", "../../etc", "/", "."] {
            let folder = folder_of(name, &Scope::Whole);
            assert_eq!(folder.components().count(), 1, "{name}");
            assert!(folder.to_string_lossy().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        }
        let lan = folder_of("Trần Thị Lan", &Scope::Whole);
        assert!(lan.to_string_lossy().starts_with("tran-thi-lan-"), "{}", lan.display());
        assert_ne!(lan, folder_of("Tran Thi Lan", &Scope::Whole));
        assert_ne!(lan, folder_of("Trần Thị Lan", &Scope::Units(vec!["DB01".to_owned()])));
    }
}
