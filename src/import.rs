//! Registers made from what an office has now: the plain tables of a whole district.
//!
//! Converting is pure: folders in, a snapshot and a report out. Every row and value that could not be
//! taken over stands in the report with file, line and reason; nothing is guessed and nothing dropped
//! without a word. It knows no terminal, no language setting and not how a register is saved.

pub mod district;
pub mod list;
pub mod report;
pub mod table;
