//! The recipes of docs/ssh.md against a real sshd on this host, with the very lines the document gives.
//!
//! Needs sshd, ssh and, for accounts of one's own, root; without them each test says so and passes nothing off.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

#[path = "ssh/accounts.rs"]
mod accounts;
#[path = "ssh/doors.rs"]
mod doors;
#[path = "pty/harness.rs"]
#[allow(dead_code)]
mod harness;
#[path = "ssh/host.rs"]
mod host;
#[path = "ssh/many.rs"]
mod many;
#[path = "ssh/office.rs"]
mod office;
#[path = "ssh/programs.rs"]
mod programs;
