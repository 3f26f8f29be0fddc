//! What every kind of record has in common: an id, a table of fields, and fields of newer programs kept.
//!
//! A record describes itself once. The `record!` macro turns one list of fields into the struct, its JSON,
//! its schema and its `FIELDS`; columns, forms, details, search, import and merge all read `FIELDS`.
//! Every value has one canonical text (ISO dates, codes, ids; empty = absent), in which it is typed,
//! compared and printed for machines. Nothing here knows how a value looks on the screen.

mod field;
pub(crate) mod unknown;

use std::{any::Any, borrow::Borrow, borrow::Cow, fmt, sync::Arc};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::words::choice;
pub use field::{Field, FieldValue, Input, Invalid, LONGEST_TEXT};
pub use unknown::{SAME_KEY, Unknown};

choice! {
    /// The kinds of record a register holds; the code is the name of its array in the file.
    Kind {
        #[default]
        Unit = "units", "Tổ chức đảng", "Units";
        Village = "villages", "Thôn, bản, khu phố", "Villages";
        Member = "members", "Đảng viên", "Members";
        Term = "terms", "Chức vụ, nhiệm kỳ", "Terms";
        Event = "events", "Biến động", "Events";
        Target = "targets", "Chỉ tiêu", "Targets";
        Rating = "ratings", "Xếp loại", "Ratings";
        Prospect = "prospects", "Quần chúng ưu tú", "Prospects";
        Agency = "agencies", "Cơ quan", "Agencies";
        Merger = "mergers", "Hợp nhất cơ quan", "Mergers of agencies";
        Position = "positions", "Chức danh", "Posts of agencies";
        Pair = "pairs", "Chức danh kiêm nhiệm", "Double posts";
        Team = "teams", "Tổ tăng cường", "Teams";
        Assignment = "assignments", "Thành viên, địa bàn của tổ", "Teams' members and units";
        Meeting = "meetings", "Sinh hoạt chi bộ, họp cấp ủy", "Meetings";
        Paper = "documents", "Văn bản", "Documents";
        Planning = "plannings", "Quy hoạch cán bộ", "Cadre plan";
        Training = "trainings", "Đào tạo, bồi dưỡng", "Training";
        Rotation = "rotations", "Luân chuyển", "Rotation";
        Award = "awards", "Khen thưởng, huy hiệu", "Awards and badges";
        Discipline = "disciplines", "Kỷ luật", "Discipline";
        Dues = "dues", "Đảng phí", "Dues";
        Former = "formers", "Thông tin trước đây", "Former particulars";
        Office = "office", "Sổ của", "Office";
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

    /// What stands in a link to something a session is not for; no record may be reached by it.
    pub fn outside() -> Self {
        Self("-".into())
    }

    /// Whether it only says that there is something outside the session's scope.
    pub fn is_outside(&self) -> bool {
        &*self.0 == "-"
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

/// How records of a kind are called and listed, by the names of its columns (see `column`).
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// What a record is called: words with columns in braces.
    pub title: &'static str,
    /// What tells it from others of the same name, in the same way.
    pub note: &'static str,
    /// The links to those it belongs to: it is added from their pages and goes when they are deleted.
    pub owners: &'static [&'static str],
    /// What two registers' records of one owner agree in when they are the same one; nothing: they never are.
    pub same: &'static [&'static str],
    /// The columns of its table with their cells, the most wanted first; the first four fit 80 cells.
    pub table: &'static [(&'static str, u16)],
    /// The columns it is filtered by; all when empty.
    pub filters: &'static [&'static str],
}

impl About {
    /// A kind whose records have a name and belong to nobody.
    pub const NAMED: Self =
        Self { title: "{name}", note: "", owners: &[], same: &[], table: &[("name", 30)], filters: &[] };
}

/// What the kinds add to [`Record`] at compile time.
pub trait Described: Record + Clone + Serialize + for<'de> Deserialize<'de> {
    /// The kind.
    const KIND: Kind;
    /// Its fields, in the order of form and detail.
    const FIELDS: &'static [Field];
    /// How its records are called and listed.
    const ABOUT: About;
    /// A record with nothing in it.
    fn blank(id: Id) -> Self;
}

/// Whether a required field is empty.
pub fn missing(record: &dyn Record, fields: &'static [Field]) -> Option<usize> {
    (0..fields.len()).find(|&place| fields[place].required && record.text(place).is_empty())
}

/// Declares a kind of record from one list of fields.
///
/// Behind the kind stands what of [`About`] is special. Each line is `name: type => label vi, label en, width, input`
/// with `required`, `protected` or `birth` behind it.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident is $kind:expr $(, $about:ident: $said:expr)*;
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
            #[serde(flatten, deserialize_with = "crate::domain::record::unknown::fields")]
            #[schemars(skip)]
            pub extra: serde_json::Map<String, serde_json::Value>,
        }

        impl $crate::domain::record::Described for $name {
            const KIND: $crate::domain::record::Kind = $kind;
            const FIELDS: &'static [$crate::domain::record::Field] = &[$(
                $crate::domain::record::Field::new(
                    stringify!($field), $crate::domain::words::Label::new($vi, $en), $width, $input)$(.$flag())?
            ),+];

            #[allow(clippy::needless_update, reason = "a kind may say all of it")]
            const ABOUT: $crate::domain::record::About =
                $crate::domain::record::About { $($about: $said,)* ..$crate::domain::record::About::NAMED };

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
