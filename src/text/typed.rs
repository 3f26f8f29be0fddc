//! What people type as the value of a field, checked the same in a form and on the command line.

use super::shown;
use crate::domain::record::{Id, Input, Invalid, Kind};

/// The canonical text of what was typed for a field, by its place among the kind's fields; empty when nothing was.
pub fn canonical(kind: Kind, place: usize, typed: &str) -> Result<String, Invalid> {
    let field = kind.fields().get(place).ok_or(Invalid::NoSuchField)?;
    if typed.trim().is_empty() {
        return if field.required { Err(Invalid::Missing) } else { Ok(String::new()) };
    }
    if typed.chars().count() > shown::LONGEST {
        return Err(Invalid::TooLong);
    }
    if !shown::is_clean(typed) {
        return Err(Invalid::Unclean);
    }
    if field.input == Input::Digits && !typed.trim().bytes().all(|b| b.is_ascii_digit()) {
        return Err(Invalid::NotDigits);
    }
    let mut probe = kind.blank(Id::office());
    probe.set_text(place, typed)?;
    Ok(probe.text(place).into_owned())
}
