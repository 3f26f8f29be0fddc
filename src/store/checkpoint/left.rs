//! Temporary files of programs that were killed: each is looked at once, then kept among the backups.
//!
//! Most hold what the journal says anyway. But one may be what an exchange brought out and nobody could look
//! at any more, with a hand's edits in it; those are taken in. Whoever has the lock has the only one in use, but for
//! the lock file itself, which begins as an empty one and can do without.

use std::path::Path;

use super::super::{
    Store, document, document::LARGEST, error::Failure, files::Whole, journal::OUTSIDE, outside::difference,
};

impl Store {
    /// Files what was left behind. Needs the lock and a store that has caught up; what fails is tried again with the
    /// next data file.
    pub(super) fn sweep(&mut self) {
        let prefix = self.paths.temporary_prefix();
        for name in self.io.list(&self.paths.dir).unwrap_or_default() {
            let path = self.paths.dir.join(&name);
            let Some(Ok(stat)) = name.starts_with(&prefix).then(|| self.io.stat(&path)) else { continue };
            if stat.identity.size == 0 {
                drop(self.io.remove(&path));
            } else if self.take_in_left(&path).is_ok() {
                drop(self.keep_as_outside(&path));
            }
        }
    }

    /// Takes in what a hand wrote into such a file, as far as its base is known.
    fn take_in_left(&mut self, path: &Path) -> Result<(), Failure> {
        let whole = Whole::read(self.io.as_ref(), path, LARGEST)?;
        let sha256 = whole.sha256();
        let known = self.state.checks.iter().any(|check| check.sha256 == sha256);
        let Ok(document) = document::parse(&whole.bytes) else { return Ok(()) };
        let base = self.taken_back_to(document.data.revision)?;
        let says_more = |base| !difference(&base, &document.data, OUTSIDE).is_empty();
        if !known && base.is_some_and(says_more) {
            self.import(&document, whole.identity, &sha256)?;
            // It stands in nobody's way: the data file is another one.
            self.set_outside(None);
            self.state.imported = None;
        }
        Ok(())
    }
}
