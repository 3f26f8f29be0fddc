//! Going on in a new journal, when the old one was filed away or written anew.

use super::{
    super::{
        error::Failure,
        files::Paths,
        io::{Io, read_from},
        journal::{Line, Reader, Tail, redaction},
    },
    Journal, State, Use,
};

/// Whether a journal continues the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Continued {
    /// It is another one.
    Not,
    /// The one before was filed away.
    Rotated,
    /// The journals were rewritten because a person was erased.
    Redacted,
}

impl State {
    /// Goes on in the journal that took the place of the one that is open, when it continues it.
    pub(in super::super) fn change_over(
        &mut self,
        io: &dyn Io,
        paths: &Paths,
        how: Use,
    ) -> Result<Continued, Failure> {
        let Some(old) = &self.journal else { return Ok(Continued::Not) };
        let failed = Failure::of(&paths.journal);
        let opened = io.open(&paths.journal, how.open()).and_then(|handle| {
            let ino = handle.stat()?.identity.ino;
            let bytes = read_from(handle.as_ref(), 0)?;
            Ok((handle, ino, bytes))
        });
        let (handle, ino, bytes) = opened.map_err(failed)?;
        let mut reader = Reader::default();
        let Some(Ok(Line::Check(check))) = reader.next_line(&mut &bytes[..]) else {
            return Ok(Continued::Not);
        };
        let chain = old.reader.chain;
        // After an erasure the old chain is gone; the new one names its last hash.
        let redacted = redaction(&bytes).is_some_and(|redaction| redaction.head == chain.text());
        let continued = match (reader.after == Some(chain), redacted) {
            _ if reader.revision != Some(self.data.revision) => Continued::Not,
            (true, _) => Continued::Rotated,
            (false, true) => Continued::Redacted,
            (false, false) => Continued::Not,
        };
        if continued != Continued::Not {
            (self.in_place, self.checks) = (check.revision, vec![check]);
            self.journal = Some(Journal { handle, ino, reader, tail: Tail::Clean });
        }
        Ok(continued)
    }
}
