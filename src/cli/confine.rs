//! What a session gives up before it begins, so that no mistake in it can become a door: starting programs, and
//! leaving an image of its memory on the disk when it dies.
//!
//! Nothing here is needed for a session to be safe; the program starts no other one. It is the lock on a door
//! that is not there, for the day somebody builds one. Commands that need an editor are not confined.

use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{BpfProgram, Error, SeccompAction, SeccompFilter};

/// From here on no other program can be started, by this process or anything it might become. Where the system
/// cannot promise that, the session goes on without the promise.
pub(super) fn confine() {
    _ = no_programs();
    _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

fn no_programs() -> Result<(), Error> {
    let calls = [libc::SYS_execve, libc::SYS_execveat];
    let rules = calls.into_iter().map(|call| (call, Vec::new())).collect();
    let refuse = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, refuse, std::env::consts::ARCH.try_into()?)?;
    let program: BpfProgram = filter.try_into()?;
    seccompiler::apply_filter(&program)
}
