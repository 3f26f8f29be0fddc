//! The register and its rules: records, dated facts, derived states, edits.
//!
//! Knows no terminal, file, thread, clock, locale or environment; dates come in as arguments.

pub mod agency;
pub mod attention;
pub mod award;
pub mod badge;
pub mod cadre;
pub mod calendar;
pub mod ceiling;
pub mod check;
pub mod clean;
pub mod column;
pub mod data;
pub mod date;
pub mod deed;
pub mod due;
pub mod edit;
pub mod ethnic;
pub mod event;
pub mod figure;
pub mod filter;
pub mod fold;
pub mod former;
pub mod history;
pub mod identity;
pub mod life;
pub mod meeting;
pub mod member;
pub mod merge;
pub mod office;
pub mod paper;
pub mod permit;
pub mod procedure;
pub mod prospect;
pub mod rating;
pub mod record;
pub mod redaction;
pub mod report;
pub mod scope;
pub mod standing;
pub mod target;
pub mod term;
pub mod unit;
pub mod village;
pub mod words;
