//! Where the drafts of this session go: under the register that is open, which another may take the place of.

use std::{
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::Value;

use super::live;
use crate::store::{draft::Drafts, io::Real};

/// Keeps the draft of a session, from any thread.
#[derive(Clone)]
pub(super) struct Keeper {
    state_dir: PathBuf,
    session: String,
    register: Arc<Mutex<PathBuf>>,
}

impl Keeper {
    /// For a session at a register.
    pub(super) fn new(state_dir: &Path, session: &str, register: &Path) -> Self {
        let register = Arc::new(Mutex::new(register.to_owned()));
        Self { state_dir: state_dir.to_owned(), session: session.to_owned(), register }
    }

    /// Another register is open from now on.
    pub(super) fn turn_to(&self, register: &Path) {
        register.clone_into(&mut self.register.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn drafts<'a>(&self, io: &'a Real) -> Drafts<'a> {
        let register = self.register.lock().unwrap_or_else(PoisonError::into_inner);
        Drafts::new(&self.state_dir.join("drafts"), &register, io)
    }

    /// Keeps or drops the draft. That it cannot be kept must not stop anything, least of all an ending.
    pub(super) fn keep(&self, draft: Option<&Value>) {
        if draft.is_some() {
            // A new account has no folder of its own yet; when it cannot be made there is nowhere to keep a draft.
            _ = DirBuilder::new().recursive(true).mode(0o700).create(&self.state_dir);
        }
        let io = Real::default();
        let drafts = self.drafts(&io);
        _ = match draft {
            Some(draft) => drafts.save(&self.session, draft),
            None => drafts.remove(&self.session),
        };
    }

    /// The newest draft an earlier session left, taken over by this one. One that still runs left none: its form is
    /// open.
    pub(super) fn found(&self) -> Option<Value> {
        let io = Real::default();
        let drafts = self.drafts(&io);
        let draft = drafts.latest(&self.session, |session| live::is_running(&self.state_dir, session))?;
        // Once offered it is this session's; if this one ends too, it writes it again.
        drafts.save(&self.session, &draft.form).ok()?;
        drafts.remove(&draft.session).ok()?;
        Some(draft.form)
    }
}
