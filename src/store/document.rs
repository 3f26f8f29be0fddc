//! The data file as text: reading with the place of every error, and printing one record a line.
//!
//! Reading is typed and fast for the present schema; an older one is brought up to date first.
//! What is not known is kept. What cannot be read whole is not read at all: nothing is repaired, skipped
//! or guessed. Knows no files, locks or journals: bytes come in and go out.

mod read;
mod twice;

use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::read::{Trouble, read, syntax};
use super::{
    migrate::{SCHEMA, migrate},
    normal,
    place::{self, Place},
};
use crate::domain::{
    data::{Data, Tabled, Visit},
    office::Office,
    record::{Id, Kind, LONGEST_TEXT, Unknown},
};

/// What stands under `format`.
pub const FORMAT: &str = "chibo";

pub use super::io::LARGEST;

/// Whether the bytes are those of a sealed copy, as `age` makes them.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.starts_with(b"age-encryption.org/") || bytes.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----")
}

/// A data file that was read.
#[derive(Debug, Clone)]
pub struct Document {
    /// What it holds.
    pub data: Data,
    /// The schema it was written in; newer than [`SCHEMA`] means that it may be shown but not written.
    pub schema: u32,
    /// Whether some text was not in NFC and is now.
    pub composed: bool,
}

/// Why a data file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Larger than any register.
    #[error("{size} bytes, more than the {LARGEST} that are read")]
    TooLarge {
        /// Its size.
        size: u64,
    },
    /// Begins with a byte order mark, which some editors write.
    #[error("begins with a byte order mark")]
    ByteOrderMark,
    /// A copy that was sealed.
    #[error("is sealed")]
    Sealed,
    /// Written as UTF-16.
    #[error("is UTF-16, not UTF-8")]
    Utf16,
    /// Bytes that are no UTF-8.
    #[error("line {}, column {}: not UTF-8", place.line, place.column)]
    NotUtf8 {
        /// The first of them.
        place: Box<Place>,
    },
    /// Not JSON, or a value that does not fit its field.
    #[error("line {}, column {}: {what}", place.line, place.column)]
    Syntax {
        /// Where.
        place: Box<Place>,
        /// The parser's words, which may quote a value of the file.
        what: String,
    },
    /// Two records of a kind have the same id.
    #[error("line {}, column {}: id {id} for the second time", place.line, place.column)]
    SameId {
        /// The second one.
        place: Box<Place>,
        /// The id.
        id: Id,
    },
    /// A key comes twice in one object.
    #[error("line {}, column {}: key {key} for the second time", place.line, place.column)]
    SameKey {
        /// The second one.
        place: Box<Place>,
        /// The key.
        key: String,
    },
    /// A text longer than any field's.
    #[error("line {}, column {}: a text of more than {LONGEST_TEXT} bytes", place.line, place.column)]
    TooLong {
        /// Where it begins.
        place: Box<Place>,
        /// The key it stands under; empty when it stands under none.
        key: String,
    },
    /// Says that it is something else, or does not say what it is.
    #[error("not a register")]
    NotARegister,
    /// A register without a part that every one has.
    #[error("has no {0}")]
    Lacks(&'static str),
    /// Of a newer program, and not to be understood by this one.
    #[error("schema {found}, this program knows {SCHEMA}")]
    NewerSchema {
        /// Its schema.
        found: u32,
    },
}

impl Damage {
    /// The same, when the lines of the text are not those of the file.
    fn without_line(mut self) -> Self {
        match &mut self {
            Self::Syntax { place, .. }
            | Self::SameId { place, .. }
            | Self::SameKey { place, .. }
            | Self::TooLong { place, .. }
            | Self::NotUtf8 { place } => (place.line, place.column) = (0, 0),
            Self::TooLarge { .. } | Self::Sealed | Self::ByteOrderMark | Self::Utf16 => {}
            Self::NotARegister | Self::Lacks(_) | Self::NewerSchema { .. } => {}
        }
        self
    }
}

/// Reads a data file.
pub fn parse(bytes: &[u8]) -> Result<Document, Damage> {
    let text = decoded(bytes)?;
    // Before anything is read, so that such a text is never held twice.
    if let Some((at, key)) = place::long_text(bytes, LONGEST_TEXT) {
        return Err(Damage::TooLong { place: Place::of_offset(bytes, at).into(), key });
    }
    let document = parse_text(text)?;
    match twice::key_twice(text) {
        Some((at, key)) => Err(Damage::SameKey { place: Place::of_offset(bytes, at).into(), key }),
        None => Ok(document),
    }
}

fn parse_text(text: &str) -> Result<Document, Damage> {
    let mut document = match read(text) {
        Ok(document) => document,
        Err(Trouble::Older) => return older(text),
        Err(Trouble::Damage(damage)) => return Err(explained(text, damage)),
    };
    if document.schema < SCHEMA {
        return older(text);
    }
    document.composed = normal::may_need_work(text) && normal::compose_data(&mut document.data);
    Ok(document)
}

/// Prints a data file: LF, one record a line, sorted by id, a newline at the end.
pub fn print(data: &Data, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{{\"format\":\"{FORMAT}\",\"schema\":{SCHEMA},\"revision\":{},\n\"office\":",
        data.revision
    )?;
    serde_json::to_writer(&mut *out, data.office.as_ref())?;
    for kind in Kind::TABLES {
        kind.visit(Print { data, out: &mut *out }).transpose()?;
    }
    for (key, value) in data.extra.iter() {
        out.write_all(b",\n")?;
        serde_json::to_writer(&mut *out, key)?;
        out.write_all(b":")?;
        match value {
            Value::Array(items) => print_rows(out, items.iter())?,
            other => serde_json::to_writer(&mut *out, other)?,
        }
    }
    out.write_all(b"}\n")
}

/// The JSON Schema of a data file.
pub fn schema() -> Value {
    /// The register of an organisation department.
    #[derive(schemars::JsonSchema)]
    #[schemars(rename = "Register")]
    #[allow(dead_code, reason = "only its shape is wanted")]
    struct Envelope {
        /// Always `chibo`.
        format: String,
        /// Version of this shape.
        schema: u32,
        /// Counts every edit since the register was made.
        revision: u64,
        /// Whose register it is.
        office: Office,
    }
    let mut generator = schemars::SchemaGenerator::default();
    let tables: Vec<(Kind, Value)> = Kind::TABLES
        .iter()
        .filter_map(|kind| Some((*kind, kind.visit(ListSchema(&mut generator))?)))
        .collect();
    let mut schema = generator.into_root_schema_for::<Envelope>().to_value();
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        for (kind, mut list) in tables {
            list["description"] = format!("{} – {}.", kind.label().vi, kind.label().en).into();
            properties.insert(kind.code().to_owned(), list);
        }
    }
    schema
}

/// The schema of the list of one kind.
struct ListSchema<'a>(&'a mut schemars::SchemaGenerator);

impl Visit for ListSchema<'_> {
    type Out = Value;

    fn table<T: Tabled>(self) -> Value {
        serde_json::json!({ "type": "array", "items": self.0.subschema_for::<T>(), "default": [] })
    }
}

/// Prints the records of one kind.
struct Print<'a> {
    data: &'a Data,
    out: &'a mut dyn Write,
}

impl Visit for Print<'_> {
    type Out = io::Result<()>;

    fn table<T: Tabled>(self) -> io::Result<()> {
        write!(self.out, ",\n\"{}\":", T::KIND.code())?;
        print_rows(self.out, T::table(self.data).values().map(|stored| stored.record()))
    }
}

fn print_rows<'a, T: Serialize + 'a>(
    out: &mut dyn Write,
    rows: impl Iterator<Item = &'a T>,
) -> io::Result<()> {
    let mut between: &[u8] = b"[\n";
    let mut end: &[u8] = b"[]";
    for row in rows {
        out.write_all(between)?;
        serde_json::to_writer(&mut *out, row)?;
        (between, end) = (b",\n", b"\n]");
    }
    out.write_all(end)
}

fn decoded(bytes: &[u8]) -> Result<&str, Damage> {
    if bytes.len() as u64 > LARGEST {
        return Err(Damage::TooLarge { size: bytes.len() as u64 });
    }
    match bytes {
        _ if is_encrypted(bytes) => return Err(Damage::Sealed),
        [0xEF, 0xBB, 0xBF, ..] => return Err(Damage::ByteOrderMark),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'{', 0, ..] | [0, b'{', ..] => return Err(Damage::Utf16),
        _ => {}
    }
    std::str::from_utf8(bytes)
        .map_err(|e| Damage::NotUtf8 { place: Place::of_offset(bytes, e.valid_up_to()).into() })
}

/// Why it really was: a file of a newer program, or of another one, is not called damaged.
fn explained(text: &str, damage: Damage) -> Damage {
    #[derive(Deserialize)]
    struct Head {
        #[serde(default)]
        format: Value,
        schema: Option<u32>,
    }
    match serde_json::from_str::<Head>(text) {
        Ok(head) if head.format != FORMAT => Damage::NotARegister,
        Ok(Head { schema: Some(found), .. }) if found > SCHEMA => Damage::NewerSchema { found },
        Ok(_) | Err(_) => damage,
    }
}

/// Reads a document of an older schema by way of its JSON.
fn older(text: &str) -> Result<Document, Damage> {
    let document: Unknown = serde_json::from_str(text).map_err(|e| syntax(text, &e))?;
    let Unknown(Value::Object(mut document)) = document else { return Err(Damage::NotARegister) };
    let schema = document.get("schema").and_then(Value::as_u64).and_then(|s| u32::try_from(s).ok());
    let schema = schema.ok_or(Damage::Lacks("schema"))?;
    migrate(&mut document, schema);
    let text = serde_json::to_string(&document).map_err(|e| syntax(text, &e))?;
    match read(&text) {
        Ok(mut read) => {
            let composed = normal::may_need_work(&text) && normal::compose_data(&mut read.data);
            Ok(Document { schema, composed, ..read })
        }
        Err(Trouble::Damage(damage)) => Err(damage.without_line()),
        Err(Trouble::Older) => Err(Damage::Lacks("schema")),
    }
}
