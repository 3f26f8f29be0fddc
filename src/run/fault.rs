//! A panic that the session outlives: caught, and known by its place alone.
//!
//! What a panic says may quote the register, so nobody is told more than where it happened. Knows no store and no
//! screen.

use std::{
    cell::{Cell, RefCell},
    panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind},
};

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Makes every panic of the program tell its place and nothing else, until a session says more of it.
pub fn tell_only_where_it_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        eprintln!("chibo: internal error at {}. Saved edits are safe.", place(panic));
        tell_builders(&before, panic);
    }));
}

/// What else Rust would say quotes data too: for those who build the program, not for those who use it.
pub(super) fn tell_builders(say: &dyn Fn(&PanicHookInfo<'_>), panic: &PanicHookInfo<'_>) {
    if cfg!(debug_assertions) && std::env::var_os("RUST_BACKTRACE").is_some() {
        say(panic);
    }
}

/// Does something; the error is the place of the panic that ended it.
pub(super) fn catch<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    CATCHING.set(true);
    let done = catch_unwind(AssertUnwindSafe(run));
    CATCHING.set(false);
    done.map_err(|_| PLACE.take())
}

/// Whether a panic is one that is caught; then its place is noted for whoever catches it.
pub(super) fn is_caught(panic: &PanicHookInfo<'_>) -> bool {
    if CATCHING.get() {
        PLACE.set(place(panic));
    }
    CATCHING.get()
}

/// File and line of a panic.
pub(super) fn place(panic: &PanicHookInfo<'_>) -> String {
    panic.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::process::Command;

    /// Set in a process that is to panic.
    const SECRET: &str = "CHIBO_TEST_SECRET";

    #[test]
    fn a_panic_tells_where_and_not_what() {
        if let Ok(secret) = std::env::var(SECRET) {
            super::tell_only_where_it_panics();
            panic!("the register says {secret}");
        }
        let me = std::env::current_exe().unwrap();
        let mut again = Command::new(me);
        again.args(["--exact", "run::fault::tests::a_panic_tells_where_and_not_what", "--nocapture"]);
        let output = again.env(SECRET, "0912345678").env_remove("RUST_BACKTRACE").output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
        assert!(!output.status.success() && said.contains("fault.rs:"), "{said}");
        assert!(!said.contains("0912345678"), "{said}");
    }
}
