//! `chibo set`: fields of one record, written as in a form.

use super::{Done, Stop, args::admin::Set, register, save, settings::Settings};
use crate::{
    domain::{
        data::Data,
        edit::Batch,
        record::{Id, Input, Invalid, Kind},
        words::Lang,
    },
    text::{self, cli as words},
};

/// Saves the values.
pub(super) fn run(settings: &Settings, asked: &Set) -> Done {
    let lang = settings.lang;
    let id = Id::new(&asked.id).map_err(|_| Stop::say(words::not_an_id(lang, &asked.id)))?;
    let label = save::label(asked.said.label.as_deref(), lang)?;
    let op = save::op(asked.said.op)?;
    let mut store = register::administer(settings)?;
    let batch = batch(store.data(), asked.kind, &id, &asked.values, lang)?;
    save::save(&mut store, Batch { label, ..batch }, op, lang)
}

/// What makes the record say so, from what it says now.
fn batch(data: &Data, kind: Kind, id: &Id, values: &[String], lang: Lang) -> Result<Batch, Stop> {
    let what = || format!("{} {id}", kind.label().of(lang));
    let record = data.record(kind, id).filter(|record| record.id() == id);
    let record = record.ok_or_else(|| Stop::say(words::no_record(lang, what())))?;
    let mut after = record.boxed();
    let mut seen: Vec<&str> = Vec::new();
    for value in values {
        let (name, typed) = value.split_once('=').ok_or_else(|| Stop::say(words::no_value(lang, value)))?;
        let place = kind.place(name).ok_or_else(|| Stop::say(no_field(kind, name, lang)))?;
        if seen.contains(&name) {
            return Err(Stop::say(words::field_twice(lang, name)));
        }
        seen.push(name);
        let set = text::canonical(kind, place, typed).and_then(|text| after.set_text(place, &text));
        set.map_err(|why| Stop::say(unfit(kind, name, why, lang)))?;
    }
    let mut batch = Batch::new("edit");
    batch.edit(Some(record), after.as_ref());
    Ok(batch)
}

/// That a kind has no such field, and which it has.
pub(super) fn no_field(kind: Kind, name: &str, lang: Lang) -> String {
    let known: Vec<&str> = kind.fields().iter().map(|field| field.name).collect();
    words::no_field(lang, kind.label().of(lang), name, known.join(", "))
}

/// Why a value does not fit its field. The value is not repeated: it may expose a person.
pub(super) fn unfit(kind: Kind, name: &str, why: Invalid, lang: Lang) -> String {
    let Some(field) = kind.place(name).map(|place| &kind.fields()[place]) else {
        return no_field(kind, name, lang);
    };
    let label = field.label.of(lang);
    match (field.input, why) {
        (Input::Choice(choices), Invalid::NotAChoice) => {
            let codes: Vec<&str> = choices.iter().map(|choice| choice.code).collect();
            words::unfit_choice(lang, name, label, codes.join(", "))
        }
        (Input::Link(_), Invalid::NotAnId) => words::unfit_link(lang, name, label),
        _ => words::unfit(lang, name, label, text::invalid(why, lang)),
    }
}
