//! What holds for any register, any edit and any keys.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod common;

/// The properties, by what they are about.
mod properties {
    mod code_points;
    mod edit;
    mod keys;
    mod masks;
    mod movement;
    mod procedure;
    mod record;
    mod scope;
    mod standing;
    mod values;
}
