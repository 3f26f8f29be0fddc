//! The store: its promises, tried with several sessions, failing files, kills and damage.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "store/common.rs"]
mod common;
#[path = "store/documents.rs"]
mod documents;
#[path = "store/drafts.rs"]
mod drafts;
#[path = "store/failures.rs"]
mod failures;
#[path = "store/faults.rs"]
mod faults;
#[path = "store/gate.rs"]
mod gate;
#[path = "store/journals.rs"]
mod journals;
#[path = "store/outside.rs"]
mod outside;
#[path = "store/processes.rs"]
mod processes;
#[path = "store/properties.rs"]
mod properties;
#[path = "store/sessions.rs"]
mod sessions;
