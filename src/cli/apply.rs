//! `chibo apply`: a batch of changes that stands in a file as JSON.

use std::{
    io::{Read, stdin},
    path::Path,
};

use serde_json::{Map, Value};

use super::{
    Done, Stop,
    args::admin::Apply,
    register, save,
    set::{no_field, unfit},
    settings::Settings,
};
use crate::{
    domain::{
        edit::{BadChange, Batch, Change},
        record::{Id, Invalid, Kind},
        words::Lang,
    },
    text::{self, MASK, cli as words},
};

/// Saves the batch.
pub(super) fn run(settings: &Settings, asked: &Apply) -> Done {
    let lang = settings.lang;
    // Who may not does not get as far as being read.
    let mut store = register::administer(settings)?;
    let bytes = read(&asked.batch, lang)?;
    let value: Value = serde_json::from_slice(&bytes)
        .map_err(|e| Stop::say(words::batch_unreadable(lang, asked.batch.display(), e.line(), e.column())))?;
    let file = File::of(&value, lang)?;
    let label = save::label(asked.said.label.as_deref().or(file.label), lang)?;
    let op = match (asked.said.op, file.op) {
        (None, Some(text)) => text.parse().map_err(|_| Stop::say(words::not_an_op(lang, text)))?,
        _ => save::op(asked.said.op)?,
    };
    let changes = file.changes.iter().zip(1..).map(|(change, number)| {
        change_of(change, lang).map_err(|why| Stop::say(words::batch_change(lang, number, why)))
    });
    let changes = changes.collect::<Result<Vec<_>, _>>()?;
    save::save(&mut store, Batch { changes, label, ..Batch::new("edit") }, op, lang)
}

fn read(path: &Path, lang: Lang) -> Result<Vec<u8>, Stop> {
    /// No batch is larger; an endless standard input must not fill the memory.
    const LARGEST: u64 = 64 << 20;
    let refused = |error: std::io::Error| Stop::say(words::cannot_read(lang, path.display(), error));
    let mut bytes = Vec::new();
    let read = match path.to_str() {
        Some("-") => stdin().take(LARGEST).read_to_end(&mut bytes),
        _ => std::fs::File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes)),
    };
    read.map(|_| bytes).map_err(refused)
}

/// What stands in the file.
struct File<'a> {
    changes: &'a [Value],
    label: Option<&'a str>,
    op: Option<&'a str>,
}

impl<'a> File<'a> {
    /// An object as the log prints it, or the bare list of changes.
    fn of(value: &'a Value, lang: Lang) -> Result<Self, Stop> {
        const KNOWN: [&str; 7] = ["changes", "label", "op", "revision", "at", "who", "deed"];
        let bad = |key: &str| Stop::say(words::batch_key(lang, key));
        let object = match value {
            Value::Array(changes) => return Ok(Self { changes, label: None, op: None }),
            Value::Object(object) => object,
            _ => return Err(bad("changes")),
        };
        if let Some(key) = object.keys().find(|key| !KNOWN.contains(&key.as_str())) {
            return Err(Stop::say(words::batch_unknown(lang, key)));
        }
        let text = |key: &'static str| match object.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str())),
            Some(_) => Err(bad(key)),
        };
        let changes = object.get("changes").and_then(Value::as_array).ok_or_else(|| bad("changes"))?;
        Ok(Self { changes, label: text("label")?, op: text("op")? })
    }
}

/// A change with its values as a form would have them; the error is a sentence.
fn change_of(value: &Value, lang: Lang) -> Result<Change, String> {
    let change = Change::from_json(value).map_err(|why| bad_change(&why, lang))?;
    match change {
        Change::Set { kind, id, field, from, to } => {
            unmasked(&field, &from, lang)?;
            let to = value_of(kind, &field, to, lang)?;
            Ok(Change::Set { kind, id, field, from, to })
        }
        Change::Create { kind, id, after } => {
            let mut fit = Map::new();
            for (field, value) in after {
                let value = if field == "id" { value } else { value_of(kind, &field, value, lang)? };
                fit.insert(field, value);
            }
            Ok(Change::Create { kind, id, after: fit })
        }
        Change::Delete { kind, id, before } => {
            before.iter().try_for_each(|(field, value)| unmasked(field, value, lang))?;
            Ok(Change::Delete { kind, id, before })
        }
    }
}

/// The log does not say what exposes a person; its mask is no value.
fn unmasked(field: &str, value: &Value, lang: Lang) -> Result<(), String> {
    match value.as_str() {
        Some(MASK) => Err(words::batch_masked(lang, field)),
        _ => Ok(()),
    }
}

/// A value as its field holds it.
fn value_of(kind: Kind, name: &str, value: Value, lang: Lang) -> Result<Value, String> {
    unmasked(name, &value, lang)?;
    let place = kind.place(name).ok_or_else(|| no_field(kind, name, lang))?;
    let mut probe = kind.blank(Id::office());
    let set = match &value {
        Value::String(typed) => {
            text::canonical(kind, place, typed).and_then(|text| probe.set_text(place, &text))
        }
        Value::Null if kind.fields()[place].required => Err(Invalid::Missing),
        Value::Null => return Ok(Value::Null),
        _ => probe.set_json(name, value),
    };
    set.map_err(|why| unfit(kind, name, why, lang))?;
    Ok(probe.json(name))
}

fn bad_change(why: &BadChange, lang: Lang) -> String {
    match why {
        BadChange::NotAnObject => words::change_not_an_object(lang).to_owned(),
        BadChange::Lacks(key) => words::change_lacks(lang, key),
        BadChange::UnknownKey(key) => words::change_unknown_key(lang, key),
        BadChange::UnknownDo(word) => words::change_unknown_do(lang, word),
        BadChange::NoKind(code) => words::change_no_kind(lang, code),
        BadChange::NotAnId(text) => words::not_an_id(lang, text),
    }
}
