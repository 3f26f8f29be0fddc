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
