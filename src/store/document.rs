//! The data file as text: reading with the place of every error, and printing one record a line.
//!
//! Reading is typed and fast for the present schema; an older one goes through [`migrate`](super::migrate).
//! What is not known is kept. What cannot be read whole is not read at all: nothing is repaired, skipped
//! or guessed. Knows no files, locks or journals: bytes come in and go out.

use std::{
    cell::RefCell,
    fmt,
    io::{self, Write},
    marker::PhantomData,
};

use serde::{
    Deserialize, Serialize,
    de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

use super::{
    migrate::{SCHEMA, migrate},
    normal,
    place::Place,
};
use crate::domain::{
    data::{Data, Records},
    event::Event,
    member::Member,
    office::Office,
    record::{Described, Id, Kind},
    term::Term,
    unit::Unit,
    village::Village,
};

/// What stands under `format`.
pub const FORMAT: &str = "chibo";

/// The largest data file read: 100,000 members take about 60 MB.
pub const LARGEST: u64 = 512 << 20;

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
    /// Written as UTF-16.
    #[error("is UTF-16, not UTF-8")]
    Utf16,
    /// Bytes that are no UTF-8.
    #[error("line {}, column {}: not UTF-8", place.line, place.column)]
    NotUtf8 {
        /// The first of them.
        place: Place,
    },
    /// Not JSON, or a value that does not fit its field.
    #[error("line {}, column {}: {what}", place.line, place.column)]
    Syntax {
        /// Where.
        place: Place,
        /// The parser's words, which may quote a value of the file.
        what: String,
    },
    /// Two records of a kind have the same id.
    #[error("line {}, column {}: id {id} for the second time", place.line, place.column)]
    SameId {
        /// The second one.
        place: Place,
        /// The id.
        id: Id,
    },
    /// A top-level key comes twice.
    #[error("line {}, column {}: key {key} for the second time", place.line, place.column)]
    SameKey {
        /// The second one.
        place: Place,
        /// The key.
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
            | Self::NotUtf8 { place } => (place.line, place.column) = (0, 0),
            Self::TooLarge { .. } | Self::ByteOrderMark | Self::Utf16 => {}
            Self::NotARegister | Self::Lacks(_) | Self::NewerSchema { .. } => {}
        }
        self
    }
}

/// Reads a data file.
pub fn parse(bytes: &[u8]) -> Result<Document, Damage> {
    let text = decoded(bytes)?;
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
    print_records(out, data.units())?;
    print_records(out, data.villages())?;
    print_records(out, data.members())?;
    print_records(out, data.terms())?;
    print_records(out, data.events())?;
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
    #[allow(dead_code, reason = "only its shape is wanted")]
    struct Register {
        /// Always `chibo`.
        format: String,
        /// Version of this shape.
        schema: u32,
        /// Counts every edit since the register was made.
        revision: u64,
        /// Whose register it is.
        office: Office,
        /// Tổ chức đảng.
        #[serde(default)]
        units: Vec<Unit>,
        /// Thôn, bản, khu phố.
        #[serde(default)]
        villages: Vec<Village>,
        /// Đảng viên.
        #[serde(default)]
        members: Vec<Member>,
        /// Chức vụ, nhiệm kỳ.
        #[serde(default)]
        terms: Vec<Term>,
        /// Biến động.
        #[serde(default)]
        events: Vec<Event>,
    }
    schemars::schema_for!(Register).to_value()
}

fn print_records<T: Described>(out: &mut dyn Write, records: &Records<T>) -> io::Result<()> {
    write!(out, ",\n\"{}\":", T::KIND.code())?;
    print_rows(out, records.values().map(|stored| stored.record()))
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
        [0xEF, 0xBB, 0xBF, ..] => return Err(Damage::ByteOrderMark),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'{', 0, ..] | [0, b'{', ..] => return Err(Damage::Utf16),
        _ => {}
    }
    std::str::from_utf8(bytes)
        .map_err(|e| Damage::NotUtf8 { place: Place::of_offset(bytes, e.valid_up_to()) })
}

enum Trouble {
    /// Of an older schema: to be read another way.
    Older,
    Damage(Damage),
}

/// Reads a document of the present schema, and of a newer one as far as it is the same.
fn read(text: &str) -> Result<Document, Trouble> {
    let trouble = RefCell::new(None);
    let mut parser = serde_json::Deserializer::from_str(text);
    let read = Envelope { trouble: &trouble }.deserialize(&mut parser);
    let read = read.and_then(|document| parser.end().map(|()| document));
    let error = match read {
        Ok(document) => return Ok(document),
        Err(error) => error,
    };
    let place = || Place::of_parser(text.as_bytes(), &error);
    let damage = match trouble.into_inner() {
        Some(Found::Older) => return Err(Trouble::Older),
        Some(Found::SameId(kind, number, id)) => {
            Damage::SameId { place: Place::of_record(text.as_bytes(), kind.code(), number), id }
        }
        Some(Found::SameKey(key)) => Damage::SameKey { place: place(), key },
        Some(Found::Damage(damage)) => damage,
        None => Damage::Syntax { place: place(), what: without_place(&error.to_string()) },
    };
    Err(Trouble::Damage(damage))
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
    let syntax = |e: serde_json::Error| Damage::Syntax {
        place: Place::of_parser(text.as_bytes(), &e),
        what: without_place(&e.to_string()),
    };
    let mut document: Map<String, Value> = serde_json::from_str(text).map_err(syntax)?;
    let schema = document.get("schema").and_then(Value::as_u64).and_then(|s| u32::try_from(s).ok());
    let schema = schema.ok_or(Damage::Lacks("schema"))?;
    migrate(&mut document, schema);
    let text = serde_json::to_string(&document).map_err(syntax)?;
    match read(&text) {
        Ok(mut read) => {
            let composed = normal::may_need_work(&text) && normal::compose_data(&mut read.data);
            Ok(Document { schema, composed, ..read })
        }
        Err(Trouble::Damage(damage)) => Err(damage.without_line()),
        Err(Trouble::Older) => Err(Damage::Lacks("schema")),
    }
}

/// The parser's words without their own line and column.
fn without_place(words: &str) -> String {
    words.rsplit_once(" at line ").map_or(words, |(what, _)| what).to_owned()
}

/// What the readers below found that JSON errors have no shape for.
enum Found {
    Older,
    /// The kind, the number of the second one in its list, the id.
    SameId(Kind, usize, Id),
    SameKey(String),
    Damage(Damage),
}

struct Envelope<'a> {
    trouble: &'a RefCell<Option<Found>>,
}

impl Envelope<'_> {
    fn stop<E: de::Error>(&self, found: Found) -> E {
        *self.trouble.borrow_mut() = Some(found);
        E::custom("stopped")
    }
}

impl<'de> DeserializeSeed<'de> for Envelope<'_> {
    type Value = Document;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Envelope<'_> {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a register")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let mut data = Data::new(Office::blank(Id::office()));
        let mut extra = Map::new();
        let mut schema = None;
        let mut keys: Vec<String> = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if keys.contains(&key) {
                return Err(self.stop(Found::SameKey(key)));
            }
            match key.as_str() {
                "format" if map.next_value::<Value>()? == FORMAT => {}
                "format" => return Err(self.stop(Found::Damage(Damage::NotARegister))),
                "schema" => match map.next_value()? {
                    older if older < SCHEMA => return Err(self.stop(Found::Older)),
                    other => schema = Some(other),
                },
                "revision" => data.revision = map.next_value()?,
                _ => self.part(&key, &mut map, &mut data, &mut extra)?,
            }
            keys.push(key);
        }
        data.extra = extra.into();
        let has = |key: &str| keys.iter().any(|k| k == key);
        match schema {
            _ if !has("format") => Err(self.stop(Found::Damage(Damage::NotARegister))),
            None => Err(self.stop(Found::Damage(Damage::Lacks("schema")))),
            Some(_) if !has("revision") => Err(self.stop(Found::Damage(Damage::Lacks("revision")))),
            Some(_) if !has("office") => Err(self.stop(Found::Damage(Damage::Lacks("office")))),
            Some(schema) => Ok(Document { data, schema, composed: false }),
        }
    }
}

impl Envelope<'_> {
    /// Reads what stands under a key that is not of the envelope itself.
    fn part<'de, A: MapAccess<'de>>(
        &self,
        key: &str,
        map: &mut A,
        data: &mut Data,
        extra: &mut Map<String, Value>,
    ) -> Result<(), A::Error> {
        match Kind::ALL.iter().find(|kind| kind.code() == key) {
            Some(Kind::Unit) => map.next_value_seed(Rows::<Unit>::new(data, self)),
            Some(Kind::Village) => map.next_value_seed(Rows::<Village>::new(data, self)),
            Some(Kind::Member) => map.next_value_seed(Rows::<Member>::new(data, self)),
            Some(Kind::Term) => map.next_value_seed(Rows::<Term>::new(data, self)),
            Some(Kind::Event) => map.next_value_seed(Rows::<Event>::new(data, self)),
            Some(Kind::Office) => {
                let office: Office = map.next_value()?;
                if office.id != Id::office() {
                    return Err(de::Error::custom("the id of the office is \"office\""));
                }
                data.put(Box::new(office));
                Ok(())
            }
            None => {
                extra.insert(key.to_owned(), map.next_value()?);
                Ok(())
            }
        }
    }
}

/// The records of one kind, put into the register as they are read.
struct Rows<'a, T> {
    data: &'a mut Data,
    envelope: &'a Envelope<'a>,
    of: PhantomData<T>,
}

impl<'a, T> Rows<'a, T> {
    fn new(data: &'a mut Data, envelope: &'a Envelope<'a>) -> Self {
        Self { data, envelope, of: PhantomData }
    }
}

impl<'de, T: Described> DeserializeSeed<'de> for Rows<'_, T> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Described> Visitor<'de> for Rows<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the list of {}", T::KIND.code())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        let mut number = 0..;
        while let Some(record) = rows.next_element::<T>()? {
            let number = number.next().unwrap_or_default();
            if self.data.record(T::KIND, record.id()).is_some() {
                return Err(self.envelope.stop(Found::SameId(T::KIND, number, record.id().clone())));
            }
            self.data.put(Box::new(record));
        }
        Ok(())
    }
}

/// Whether a text is JSON at all, whatever it says.
pub fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}
