//! What officers do, as strings of keys on the sample district: the screen they see and the edits that go out.
//!
//! Each snapshot was read as an officer at an 80×24 window reads it. No test here knows a file or a terminal.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod common;

/// The journeys, one module for each part of the program.
mod journeys {
    mod conflict;
    mod deed;
    mod form;
    mod history;
    mod intake;
    mod masks;
    mod member;
    mod overview;
    mod permit;
    mod procedure;
    mod record;
    mod report;
    mod session;
    mod unit;
    mod village;
    mod work;
}
