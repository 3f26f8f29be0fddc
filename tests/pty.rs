//! The real program in a pseudo-terminal: what a person, an input method, a slow line or a signal does to it.
//!
//! Nothing a person can do is known to cause a panic, and the program has no door for it; so `endings` runs the program
//! from inside this one, with a part of it that panics.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

#[path = "pty/colleagues.rs"]
mod colleagues;
#[path = "pty/disks.rs"]
mod disks;
#[path = "pty/edit_file.rs"]
mod edit_file;
#[path = "pty/endings.rs"]
mod endings;
#[path = "pty/files.rs"]
mod files;
#[path = "pty/hangups.rs"]
mod hangups;
#[path = "pty/harness.rs"]
mod harness;
#[path = "pty/hostile.rs"]
mod hostile;
#[path = "pty/intake.rs"]
mod intake;
#[path = "pty/place.rs"]
mod place;
#[path = "pty/record.rs"]
mod record;
#[path = "pty/terminal.rs"]
mod terminal;
#[path = "pty/typing.rs"]
mod typing;
