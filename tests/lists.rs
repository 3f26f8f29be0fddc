//! Offices' own lists against the truth they were made from: every row as the truth says, every problem with its
//! reason, whatever the layout and the encoding; and what no file may do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "lists/books.rs"]
mod books;
#[path = "lists/desk.rs"]
mod desk;
#[path = "lists/kinds.rs"]
mod kinds;
#[path = "lists/refused.rs"]
mod refused;
#[path = "lists/taken_out.rs"]
mod taken_out;
#[path = "lists/truth.rs"]
mod truth;
