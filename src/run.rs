//! Joins the parts: terminal, keyboard thread, store thread, one channel, one loop.

use std::path::PathBuf;

use crate::domain::{date::Date, words::Lang};

/// What the command line decided before the screen opens.
#[derive(Debug, Clone)]
pub struct Launch {
    /// The register; it need not exist yet, then the screen offers to make it or to look at the sample.
    pub path: PathBuf,
    /// Language of the screen.
    pub lang: Lang,
    /// The date to look at; today by the office's clock when none.
    pub as_of: Option<Date>,
    /// `office` or `vim`.
    pub keys: String,
    /// Only ASCII frames and signs, for terminals without UTF-8.
    pub ascii: bool,
    /// Whether the terminal is asked to bracket pasted text.
    pub bracketed_paste: bool,
}
