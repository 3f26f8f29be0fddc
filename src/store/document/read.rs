//! Reading the JSON of a data file straight into records, without a JSON value in between.
//!
//! Errors for which JSON parsers have no shape (an id twice, an older schema) are put aside on the way and
//! found again when the parser stops. Knows the present schema only.

use std::{cell::RefCell, fmt, marker::PhantomData};

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{Damage, Document, FORMAT};
use crate::{
    domain::{
        data::{Data, Tabled, Visit},
        office::Office,
        record::{Described, Id, Kind, SAME_KEY, Unknown},
    },
    store::{migrate::SCHEMA, place::Place},
};

/// Why a document was not read.
pub(super) enum Trouble {
    /// Of an older schema: to be read another way.
    Older,
    /// Damaged.
    Damage(Damage),
}

/// Reads a document of the present schema, and of a newer one as far as it is the same.
pub(super) fn read(text: &str) -> Result<Document, Trouble> {
    let trouble = RefCell::new(None);
    let mut parser = serde_json::Deserializer::from_str(text);
    let read = Envelope { trouble: &trouble }.deserialize(&mut parser);
    let read = read.and_then(|document| parser.end().map(|()| document));
    let error = match read {
        Ok(document) => return Ok(document),
        Err(error) => error,
    };
    let place = || Box::new(Place::of_parser(text.as_bytes(), &error));
    let damage = match trouble.into_inner() {
        Some(Found::Older) => return Err(Trouble::Older),
        Some(Found::SameId(kind, number, id)) => {
            Damage::SameId { place: Place::of_record(text.as_bytes(), kind.code(), number).into(), id }
        }
        Some(Found::SameKey(key)) => Damage::SameKey { place: place(), key },
        Some(Found::Damage(damage)) => damage,
        None => syntax(text, &error),
    };
    Err(Trouble::Damage(damage))
}

/// What the parser says, and where.
pub(super) fn syntax(text: &str, error: &serde_json::Error) -> Damage {
    let words = error.to_string();
    // The parser's words without their own line and column.
    let what = words.rsplit_once(" at line ").map_or(words.as_str(), |(what, _)| what);
    // Of a field that is not known the parser tells only once it is through the record.
    match Place::of_same_key(text.as_bytes(), error).filter(|_| what.starts_with(SAME_KEY)) {
        Some((place, key)) => Damage::SameKey { place: place.into(), key },
        None => {
            let place = Place::of_parser(text.as_bytes(), error);
            Damage::Syntax { place: place.into(), what: what.to_owned() }
        }
    }
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
                "revision" => data.revision = revision(map.next_value()?)?,
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

/// A revision that leaves room for as many edits as will ever be made, and is a whole number to every program.
fn revision<E: de::Error>(number: u64) -> Result<u64, E> {
    const LAST: u64 = 1 << 53;
    if number <= LAST { Ok(number) } else { Err(E::custom("no revision is as large as this")) }
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
            Some(Kind::Office) => {
                let office: Office = map.next_value()?;
                if office.id != Id::office() {
                    return Err(de::Error::custom("the id of the office is \"office\""));
                }
                data.put(Box::new(office));
                Ok(())
            }
            Some(kind) => kind.visit(Table { map, data, envelope: self, of: PhantomData }).unwrap_or(Ok(())),
            None => {
                let Unknown(value) = map.next_value()?;
                extra.insert(key.to_owned(), value);
                Ok(())
            }
        }
    }
}

/// Reads the list of one kind.
struct Table<'a, 'de, A> {
    map: &'a mut A,
    data: &'a mut Data,
    envelope: &'a Envelope<'a>,
    of: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Visit for Table<'_, 'de, A> {
    type Out = Result<(), A::Error>;

    fn table<T: Tabled>(self) -> Self::Out {
        self.map.next_value_seed(Rows::<T> { data: self.data, envelope: self.envelope, of: PhantomData })
    }
}

/// The records of one kind, put into the register as they are read.
struct Rows<'a, T> {
    data: &'a mut Data,
    envelope: &'a Envelope<'a>,
    of: PhantomData<T>,
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
