//! One field of a kind: its words, how it is typed, and the types of which its value can be.

use std::borrow::Cow;

use super::{Id, Kind};
use crate::domain::words::{Choice, Label};

/// Why a text is no value of a field. The words for people are in the catalogue of sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// The field may not be empty.
    #[error("a value is needed")]
    Missing,
    /// No date at all.
    #[error("not a date")]
    NotADate,
    /// A well-written date that the calendar does not have.
    #[error("no such day in the calendar")]
    NoSuchDay,
    /// A year or month where the whole day is needed.
    #[error("the whole day is needed")]
    NeedsWholeDay,
    /// Not a month of a year.
    #[error("not a month of a year")]
    NotAMonth,
    /// Not a whole number, or too large.
    #[error("not a whole number")]
    NotANumber,
    /// None of the choices.
    #[error("not one of the choices")]
    NotAChoice,
    /// Something else than digits in a number that is a name.
    #[error("only digits")]
    NotDigits,
    /// Not an id.
    #[error("not an id")]
    NotAnId,
    /// A control, bidi or invisible character, as [`clean`](crate::domain::clean) lists them.
    #[error("a character that may not be stored")]
    Unclean,
    /// Longer than a field may be.
    #[error("too long")]
    TooLong,
    /// JSON of another type than the field's.
    #[error("not a value of this field")]
    WrongType,
    /// The kind has no such field.
    #[error("no such field")]
    NoSuchField,
}

/// How a field is typed, and so how it is shown, sorted and checked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Input {
    /// One line of text.
    Text,
    /// A person's full name, ordered by given name.
    Person,
    /// A number that is a name; every digit is kept.
    Digits,
    /// A whole day.
    Day,
    /// A day, a month or a year.
    Date,
    /// A month of a year.
    Month,
    /// A whole number.
    Number,
    /// One of a list.
    Choice(&'static [Choice]),
    /// Another record of one of these kinds.
    Link(&'static [Kind]),
    /// Several days, separated by spaces.
    Days,
}

/// One field of a kind of record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// Its key in the file.
    pub name: &'static str,
    /// Its words on the screen.
    pub label: Label,
    /// Cells a column of it likes to have.
    pub width: u16,
    /// How it is typed.
    pub input: Input,
    /// Whether a record may be without it.
    pub required: bool,
    /// Whether it identifies or exposes a person beyond the name.
    pub protected: bool,
    /// Whether it is a date of birth, which an office may have masked too.
    pub birth: bool,
}

impl Field {
    /// An optional, unprotected field.
    pub const fn new(name: &'static str, label: Label, width: u16, input: Input) -> Self {
        Self { name, label, width, input, required: false, protected: false, birth: false }
    }

    /// The same, but a record may not be without it.
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, but masked where it is not asked for.
    pub const fn protected(self) -> Self {
        Self { protected: true, ..self }
    }

    /// The same, a date of birth.
    pub const fn birth(self) -> Self {
        Self { birth: true, ..self }
    }
}

/// Longest text of a field, in bytes. Nothing an office writes is as long; a file with a longer one is no register.
pub const LONGEST_TEXT: usize = 64 * 1024;

/// A type of which a field's value can be.
pub trait FieldValue: Sized {
    /// The canonical text; empty when absent.
    fn text(&self) -> Cow<'_, str>;
    /// Reads the canonical text, and what people write instead of it.
    fn parse(text: &str) -> Result<Self, Invalid>;
    /// Whether there is nothing here, so that the file need not say so.
    fn is_absent(&self) -> bool;
}

impl FieldValue for String {
    fn text(&self) -> Cow<'_, str> {
        self.as_str().into()
    }

    fn parse(text: &str) -> Result<Self, Invalid> {
        if text.len() > LONGEST_TEXT {
            return Err(Invalid::TooLong);
        }
        Ok(crate::domain::fold::nfc(text.trim()).into_owned())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl FieldValue for u32 {
    fn text(&self) -> Cow<'_, str> {
        self.to_string().into()
    }

    fn parse(text: &str) -> Result<Self, Invalid> {
        text.trim().parse().map_err(|_| Invalid::NotANumber)
    }

    fn is_absent(&self) -> bool {
        false
    }
}

impl FieldValue for Id {
    fn text(&self) -> Cow<'_, str> {
        self.as_str().into()
    }

    fn parse(text: &str) -> Result<Self, Invalid> {
        Self::new(text.trim())
    }

    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: FieldValue> FieldValue for Option<T> {
    fn text(&self) -> Cow<'_, str> {
        self.as_ref().map_or(Cow::Borrowed(""), T::text)
    }

    fn parse(text: &str) -> Result<Self, Invalid> {
        if text.trim().is_empty() { Ok(None) } else { T::parse(text).map(Some) }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: FieldValue> FieldValue for Vec<T> {
    fn text(&self) -> Cow<'_, str> {
        self.iter().map(T::text).collect::<Vec<_>>().join(" ").into()
    }

    fn parse(text: &str) -> Result<Self, Invalid> {
        text.split([' ', ',', ';']).filter(|word| !word.is_empty()).map(T::parse).collect()
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}
