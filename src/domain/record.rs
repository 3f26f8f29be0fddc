//! What every kind of record has in common: an id, a table of fields, and fields of newer programs kept.
//!
//! A record describes itself once. The `record!` macro turns one list of fields into the struct, its JSON,
//! its schema and its `FIELDS`; columns, forms, details, search, import and merge all read `FIELDS`.
//! Every value has one canonical text (ISO dates, codes, ids; empty = absent), in which it is typed,
//! compared and printed for machines. Nothing here knows how a value looks on the screen.

use std::{any::Any, borrow::Borrow, borrow::Cow, fmt, sync::Arc};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::words::{Choice, Label, choice};

choice! {
    /// The kinds of record a register holds; the code is the name of its array in the file.
    Kind {
        #[default]
        Unit = "units", "Tổ chức đảng", "Units";
        Village = "villages", "Thôn, bản, khu phố", "Villages";
        Member = "members", "Đảng viên", "Members";
        Term = "terms", "Chức vụ, nhiệm kỳ", "Terms";
        Event = "events", "Biến động", "Events";
        Office = "office", "Cơ quan", "Office";
    }
}

/// Opaque, short, unique without coordination, never reused.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(transparent)]
#[schemars(with = "String")]
pub struct Id(Arc<str>);

impl Id {
    /// The longest id accepted, in bytes.
    pub const LONGEST: usize = 64;

    /// An id from its text: letters, digits, `-` and `_`, 1 to 64 of them.
    pub fn new(text: &str) -> Result<Self, Invalid> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if text.is_empty() || text.len() > Self::LONGEST || !text.bytes().all(plain) {
            return Err(Invalid::NotAnId);
        }
        Ok(Self(text.into()))
    }

    /// An id made of 10 random bytes: 16 letters and digits after the kind's first letter.
    pub fn from_random(kind: Kind, random: [u8; 10]) -> Self {
        const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let number = random.iter().fold(0u128, |n, b| n << 8 | u128::from(*b));
        let tail = (0..16).map(|i| char::from(ALPHABET[(number >> (75 - 5 * i)) as usize & 31]));
        Self(kind.code().chars().take(1).chain(tail).collect::<String>().into())
    }

    /// The id of the one office record.
    pub fn office() -> Self {
        Self("office".into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::new(&text).map_err(|e| D::Error::custom(format_args!("{e}: {text:?}")))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

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
    /// A control, bidi or invisible character.
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
}

impl Field {
    /// An optional, unprotected field.
    pub const fn new(name: &'static str, label: Label, width: u16, input: Input) -> Self {
        Self { name, label, width, input, required: false, protected: false }
    }

    /// The same, but a record may not be without it.
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, but masked where it is not asked for.
    pub const fn protected(self) -> Self {
        Self { protected: true, ..self }
    }
}

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
        /// Longest text of a field, in bytes; a loader's guard against a file that is no register.
        const LONGEST: usize = 64 * 1024;
        if text.len() > LONGEST {
            return Err(Invalid::TooLong);
        }
        Ok(super::fold::nfc(text.trim()).into_owned())
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

/// A record of any kind, for code that serves them all. Fields go by their place in the kind's `FIELDS`.
pub trait Record: Any + Send + Sync + fmt::Debug {
    /// Its kind.
    fn kind(&self) -> Kind;
    /// Its id.
    fn id(&self) -> &Id;
    /// The canonical text of a field; empty when absent or when there is no such place.
    fn text(&self, place: usize) -> Cow<'_, str>;
    /// Sets a field from a text; the record is unchanged when the text is refused.
    fn set_text(&mut self, place: usize, text: &str) -> Result<(), Invalid>;
    /// A field by its name as JSON, also one this program does not know; null when absent.
    fn json(&self, field: &str) -> Value;
    /// Sets a field by its name from JSON; null makes it absent.
    fn set_json(&mut self, field: &str, value: Value) -> Result<(), Invalid>;
    /// The whole record as it stands in the file.
    fn to_json(&self) -> Map<String, Value>;
    /// A copy of it that can be changed.
    fn boxed(&self) -> Box<dyn Record>;
    /// Itself, for a look at its own type.
    fn as_any(&self) -> &dyn Any;
    /// Itself, to be taken as its own type.
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

/// What the kinds add to [`Record`] at compile time.
pub trait Described: Record + Clone + Serialize + for<'de> Deserialize<'de> {
    /// The kind.
    const KIND: Kind;
    /// Its fields, in the order of form and detail.
    const FIELDS: &'static [Field];
    /// A record with nothing in it.
    fn blank(id: Id) -> Self;
}

/// Whether a required field is empty.
pub fn missing(record: &dyn Record, fields: &'static [Field]) -> Option<usize> {
    (0..fields.len()).find(|&place| fields[place].required && record.text(place).is_empty())
}

/// Declares a kind of record from one list of fields.
///
/// Each line is `name: type => label vi, label en, width, input` with `.required()` or `.protected()` behind it.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident is $kind:expr;
     $( $(#[$fmeta:meta])* $field:ident: $type:ty => $vi:literal, $en:literal, $width:literal, $input:expr $(, $flag:ident)?; )+) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub struct $name {
            /// Opaque and never reused.
            pub id: $crate::domain::record::Id,
            $(
                $(#[$fmeta])*
                #[doc = concat!($vi, " – ", $en, ".")]
                #[serde(default, skip_serializing_if = "crate::domain::record::FieldValue::is_absent")]
                pub $field: $type,
            )+
            /// Fields that a newer program wrote, kept as they were.
            #[serde(flatten)]
            #[schemars(skip)]
            pub extra: serde_json::Map<String, serde_json::Value>,
        }

        impl $crate::domain::record::Described for $name {
            const KIND: $crate::domain::record::Kind = $kind;
            const FIELDS: &'static [$crate::domain::record::Field] = &[$(
                $crate::domain::record::Field::new(
                    stringify!($field), $crate::domain::words::Label::new($vi, $en), $width, $input)$(.$flag())?
            ),+];

            fn blank(id: $crate::domain::record::Id) -> Self {
                Self { id, $($field: Default::default(),)+ extra: serde_json::Map::new() }
            }
        }

        impl $crate::domain::record::Record for $name {
            fn kind(&self) -> $crate::domain::record::Kind {
                $kind
            }

            fn id(&self) -> &$crate::domain::record::Id {
                &self.id
            }

            fn text(&self, place: usize) -> std::borrow::Cow<'_, str> {
                let mut at = 0usize..;
                $(if at.next() == Some(place) {
                    return $crate::domain::record::FieldValue::text(&self.$field);
                })+
                "".into()
            }

            fn set_text(&mut self, place: usize, text: &str) -> Result<(), $crate::domain::record::Invalid> {
                let mut at = 0usize..;
                $(if at.next() == Some(place) {
                    self.$field = $crate::domain::record::FieldValue::parse(text)?;
                    return Ok(());
                })+
                Err($crate::domain::record::Invalid::NoSuchField)
            }

            fn json(&self, field: &str) -> serde_json::Value {
                match field {
                    $(stringify!($field) => $crate::domain::record::value_of(&self.$field),)+
                    other => self.extra.get(other).cloned().unwrap_or_default(),
                }
            }

            fn set_json(&mut self, field: &str, value: serde_json::Value)
                -> Result<(), $crate::domain::record::Invalid> {
                match field {
                    $(stringify!($field) => {
                        self.$field = $crate::domain::record::from_value(value)?;
                    })+
                    "id" => return Err($crate::domain::record::Invalid::NoSuchField),
                    other if value.is_null() => { self.extra.remove(other); }
                    other => { self.extra.insert(other.to_owned(), value); }
                }
                Ok(())
            }

            fn to_json(&self) -> serde_json::Map<String, serde_json::Value> {
                $crate::domain::record::object_of(self)
            }

            fn boxed(&self) -> Box<dyn $crate::domain::record::Record> {
                Box::new(self.clone())
            }

            fn as_any(&self) -> &dyn std::any::Any {
                self
            }

            fn into_any(self: Box<Self>) -> Box<dyn std::any::Any> {
                self
            }
        }
    };
}
pub(crate) use record;

/// A field's value as JSON, null when absent.
pub(crate) fn value_of<T: FieldValue + Serialize>(value: &T) -> Value {
    if value.is_absent() { Value::Null } else { serde_json::to_value(value).unwrap_or_default() }
}

/// A field's value from JSON; null gives the absent value where the type has one.
pub(crate) fn from_value<T: FieldValue + for<'de> Deserialize<'de>>(value: Value) -> Result<T, Invalid> {
    match value {
        Value::Null => T::parse(""),
        value => serde_json::from_value(value).map_err(|_| Invalid::WrongType),
    }
}

/// A record as a JSON object.
pub(crate) fn object_of<T: Serialize>(record: &T) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(object)) => object,
        Ok(_) | Err(_) => Map::new(),
    }
}
