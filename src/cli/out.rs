//! The way out: standard output, standard error, JSON that cannot harm whoever opens it.

use std::io::{ErrorKind, Write};

use serde::Serialize;

use super::{Exit, Stop};
use crate::{export::json_text, text::shown};

/// Prints text on standard output.
pub(super) fn print(text: &str) -> Result<(), Stop> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Stop::Unread),
        Err(error) => Err(Stop::say(error.to_string())),
    }
}

/// Prints a value as JSON, and all is well.
pub(super) fn json(value: &impl Serialize) -> Result<Exit, Stop> {
    let mut text = json_text(value).map_err(|error| Stop::say(error.to_string()))?;
    text.push('\n');
    print(&text).map(|()| Exit::Fine)
}

/// Says on standard error what went wrong; when even that is impossible nobody can be told.
/// What is quoted from files, arguments and the environment is made harmless here, for all sentences.
pub(super) fn complain(sentence: &str) {
    let _ = writeln!(std::io::stderr().lock(), "chibo: {}", shown::shown(sentence));
}
