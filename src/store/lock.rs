//! The one lock of a register: whoever has it may write.
//!
//! A kernel lock (flock) on a file that is never renamed and never removed; it goes away with the
//! process that holds it. That the file exists means nothing. What it says is only the last holder's
//! name, to be told to somebody who waits in vain.

use std::{io, time::Duration};

use super::{
    error::{Failure, ReadOnly},
    files::{Paths, open_or_make, rights_of},
    io::{Handle, Io, Open, read_from},
    who::Who,
};

/// How long anybody waits for the lock.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// The lock file, opened.
pub(super) struct Lock {
    handle: Box<dyn Handle>,
}

/// Why the lock was not had.
pub(super) enum Locked {
    Busy { holder: String },
    ReadOnly(ReadOnly),
    Failed(Failure),
}

impl From<Failure> for Locked {
    fn from(failure: Failure) -> Self {
        if failure.is_permission() {
            Self::ReadOnly(ReadOnly::Permission(failure))
        } else {
            Self::Failed(failure)
        }
    }
}

impl Lock {
    /// Opens the lock file, makes it where there is none.
    pub(super) fn open(io: &dyn Io, paths: &Paths) -> Result<Self, Locked> {
        let handle = match io.open(&paths.lock, Open::Lock) {
            Ok(handle) => handle,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                let rights = rights_of(io, &paths.data).or_else(|_| rights_of(io, &paths.journal))?;
                open_or_make(io, paths, &paths.lock, Open::Lock, &rights)?
            }
            Err(e) => return Err(Failure::of(&paths.lock)(e).into()),
        };
        Ok(Self { handle })
    }

    /// Takes the lock, waiting up to a limit; opens the file anew when somebody removed it.
    pub(super) fn take(io: &dyn Io, paths: &Paths, who: &Who, patience: Duration) -> Result<Self, Locked> {
        let mut lock = Self::open(io, paths)?;
        let mut waited = Duration::ZERO;
        loop {
            if lock.handle.try_lock().map_err(Failure::of(&paths.lock))? {
                if lock.is_the_one(io, paths) {
                    // Of no consequence when it fails: only a name for others to read.
                    drop(lock.handle.overwrite(format!("{who}\n").as_bytes()));
                    return Ok(lock);
                }
                lock = Self::open(io, paths)?;
            }
            if waited >= patience {
                return Err(Locked::Busy { holder: lock.holder() });
            }
            let pause = jittered();
            io.pause(pause);
            waited += pause;
        }
    }

    /// Gives the lock back. Closing the file would as well.
    pub(super) fn release(self) {
        drop(self.handle.unlock());
    }

    fn is_the_one(&self, io: &dyn Io, paths: &Paths) -> bool {
        let ino = |stat: io::Result<super::io::Stat>| stat.map(|s| s.identity.ino).ok();
        let here = ino(self.handle.stat());
        here.is_some() && here == ino(io.stat(&paths.lock))
    }

    fn holder(&self) -> String {
        let bytes = read_from(self.handle.as_ref(), 0).unwrap_or_default();
        String::from_utf8_lossy(&bytes).lines().next().unwrap_or_default().to_owned()
    }
}

/// 1 to 16 ms, at random, so that those who wait do not wake together.
fn jittered() -> Duration {
    let mut random = [0];
    let _ = getrandom::fill(&mut random);
    Duration::from_millis(u64::from(random[0] % 16) + 1)
}
