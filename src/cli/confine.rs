//! What the program gives up before it begins, so that no mistake in it can become a door: leaving an image of its
//! memory on the disk when it dies, telling what a fault of it was about, and, in a session, starting programs.
//!
//! Nothing here is needed for a session to be safe; the program starts no other one. It is the lock on a door
//! that is not there, for the day somebody builds one. Commands that need an editor are not confined.

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use seccompiler::{BpfProgram, Error, SeccompAction, SeccompFilter};

/// From here on no other program can be started, by this process or anything it might become. Where the system
/// cannot promise that, the session goes on without the promise.
pub(super) fn confine() {
    _ = no_programs();
}

/// Whatever happens from here on, nothing of the register is left in a core file or told by a panic.
pub(super) fn keep_to_itself() {
    // The limit alone does not hold where the system hands core files to another program.
    _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    crate::run::tell_only_where_it_panics();
}

fn no_programs() -> Result<(), Error> {
    let calls = [libc::SYS_execve, libc::SYS_execveat];
    let rules = calls.into_iter().map(|call| (call, Vec::new())).collect();
    let refuse = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, refuse, std::env::consts::ARCH.try_into()?)?;
    let program: BpfProgram = filter.try_into()?;
    seccompiler::apply_filter(&program)
}

#[cfg(test)]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    #[test]
    fn no_memory_of_the_program_is_left_on_the_disk() {
        super::keep_to_itself();
        assert_eq!(getrlimit(Resource::Core).maximum, Some(0));
        assert!(matches!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable)));
    }
}
