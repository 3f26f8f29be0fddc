//! The store: its promises, tried with several sessions, failing files, kills and damage.
//!
//! | | what must always hold | proved by |
//! |---|---|---|
//! | I1 | what was acknowledged is in every later load | `crowd`, `kills`, `failures` |
//! | I2 | what was not is there wholly or not at all | `failures::check`, `journals::cut_anywhere…` |
//! | I3 | revisions are 1 to n, without gap or repeat | `workers::whole_log` in `crowd` and `kills` |
//! | I4 | file and journal, the whole log, and every session say the same | `properties::after_any_day…` |
//! | I5 | the data file is at every moment a whole one of a past revision | `crowd::eight_processes…`, `kills` |
//! | I6 | what cannot be read is never written over | `corpus`, `outside::a_typo…`, `documents` |
//! | I7 | lines chain; one flipped bit is found | `journals::no_flipped_bit…`, `a_thousand_flipped_bits…` |
//! | I8 | edits of different fields merge in any order; a clash changes nothing | `properties`, `sessions` |
//! | I9 | an edit and its undoing leave nothing, or clash | `properties`, `sessions::undo…` |
//! | I10 | unknown fields and numbers survive an edit elsewhere byte for byte | `documents::unknown_fields…` |
//! | I11 | no link points at nothing, whoever was faster | `invariants::i11…` |
//! | I12 | mode, group and list of rights stay | `invariants::i12…`, `journals::side_files…` |
//! | I13 | no lock is held while somebody is asked | `invariants::i13…`, `failures` after every call |
//! | I14 | any text is read as it was printed | `properties::any_text…` |
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "store/access.rs"]
mod access;
#[path = "store/common.rs"]
mod common;
#[path = "store/corpus.rs"]
mod corpus;
#[path = "store/crowd.rs"]
mod crowd;
#[path = "store/disks.rs"]
mod disks;
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
#[path = "store/invariants.rs"]
mod invariants;
#[path = "store/journals.rs"]
mod journals;
#[path = "store/kills.rs"]
mod kills;
#[path = "store/merge.rs"]
mod merge;
#[path = "store/outside.rs"]
mod outside;
#[path = "store/plain.rs"]
mod plain;
#[path = "store/properties.rs"]
mod properties;
#[path = "store/redact.rs"]
mod redact;
#[path = "store/restore.rs"]
mod restore;
#[path = "store/sessions.rs"]
mod sessions;
#[path = "store/workers.rs"]
mod workers;
