//! Every check, each with a register that breaks its rule and one that just does not.
//!
//! The name of a test carries the code of the rule and the regulation it rests on.

#![allow(clippy::unwrap_used)]

/// The tests, and the small registers they are made on.
mod rules {
    mod admission;
    mod books;
    mod deed;
    mod due;
    mod life;
    mod links;
    mod member;
    mod procedure;
    mod property;
    mod reform;
    mod register;
    mod standing;
    mod structure;
    mod table;
    mod unit;
    mod village;
}
