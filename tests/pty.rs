//! The real program in a pseudo-terminal: what a person, an input method, a slow line or a signal does to it.
//!
//! A panic is not here: nothing a person can do is known to cause one, and the program has no door for it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

#[path = "pty/colleagues.rs"]
mod colleagues;
#[path = "pty/endings.rs"]
mod endings;
#[path = "pty/files.rs"]
mod files;
#[path = "pty/harness.rs"]
mod harness;
#[path = "pty/hostile.rs"]
mod hostile;
#[path = "pty/place.rs"]
mod place;
#[path = "pty/terminal.rs"]
mod terminal;
#[path = "pty/typing.rs"]
mod typing;
