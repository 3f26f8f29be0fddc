//! `chibo log --access`: who saw protected values, and who took out what.
//!
//! For administrators of the whole register: what colleagues looked at is nobody else's to know.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{
    Done, Stop,
    args::{Log, Page},
    journal::{Wanted, told, when},
    out,
    settings::Settings,
    standing,
};
use crate::{
    domain::{
        date::Date,
        record::{FieldValue, Id, Kind},
        report::Name,
        standing::Standing,
        words::Lang,
    },
    export::Shown,
    say,
    store::{
        access::{self, Access, AccessLog, Noted, To},
        io::Real,
    },
    text::{self, cli as words, shown::shown},
};

/// Prints the log, or the part of it that is asked for.
pub(super) fn run(settings: &Settings, asked: &Log) -> Done {
    let lang = settings.lang;
    let log = read(settings)?;
    let wanted = Wanted::read(asked, lang)?;
    let standing = standing(settings)?;
    let of_record = |what: &Access| wanted.record.as_ref().is_none_or(|id| is_about(what, id));
    let is_wanted = |n: &&Noted| of_record(&n.what) && wanted.is_by_then(&n.who, &n.at, &standing);
    let noted: Vec<&Noted> = log.noted.iter().filter(is_wanted).collect();
    match asked.format {
        Page::Json => out::json(&noted.into_iter().map(object).collect::<Vec<_>>())?,
        Page::Text => out::print(&page(&noted, &standing, lang)).map(|()| super::Exit::Fine)?,
    };
    Ok(told(trouble(&log, lang)))
}

/// Whether the log is whole, in sentences, and what is wrong with it otherwise.
pub(super) fn verified(settings: &Settings) -> Result<(Vec<String>, Option<String>), Stop> {
    let lang = settings.lang;
    let log = read(settings)?;
    let mut lines = Vec::new();
    if log.damage.is_none() {
        lines.push(words::access_whole(lang, text::figure(log.noted.len(), lang)));
    }
    if log.damage.is_none() && !log.noted.is_empty() {
        lines.push(words::access_head(lang, log.head.text()));
    }
    let trouble = trouble(&log, lang);
    Ok((lines, trouble))
}

fn read(settings: &Settings) -> Result<AccessLog, Stop> {
    let (path, lang) = (settings.register()?, settings.lang);
    if !path.exists() {
        return Err(Stop::say(words::no_register(lang, path.display())));
    }
    let log = access::read(&path, &settings.permit(), &Real::default());
    log.map_err(|error| Stop::say(say::log_error(&error, lang)))
}

/// What kept the rest from being read.
fn trouble(log: &AccessLog, lang: Lang) -> Option<String> {
    let damage = log.damage.as_ref()?;
    Some(words::access_damaged(lang, log.path.display(), say::journal_damage(damage, lang)))
}

/// Whether a line names a record.
fn is_about(what: &Access, wanted: &Id) -> bool {
    match what {
        Access::Seen { id, .. } | Access::Person { id, .. } | Access::Erased { id, .. } => id == wanted,
        Access::Report { unit, .. } => unit.as_ref() == Some(wanted),
        Access::List { .. } | Access::Rejects { .. } | Access::Copy { .. } => false,
    }
}

fn object(noted: &Noted) -> Value {
    json!({ "at": noted.at, "who": noted.who, "what": noted.what })
}

fn page(noted: &[&Noted], standing: &Standing, lang: Lang) -> String {
    let mut page = String::new();
    for line in noted {
        let (at, who) = (when(&line.at, standing), line.who.to_string());
        let said = words::access_entry(lang, at, who, sentence(&line.what, standing, lang));
        let _ = writeln!(page, "{}", shown(&said));
    }
    if noted.is_empty() {
        let _ = writeln!(page, "{}", words::access_none(lang));
    } else if noted.iter().any(|line| line.what.is_of_protected()) {
        let _ = writeln!(page, "{}", words::access_star(lang));
    }
    page
}

/// One line in words.
fn sentence(what: &Access, standing: &Standing, lang: Lang) -> String {
    match what {
        Access::Seen { kind, id, fields } => {
            let fields = labels(*kind, fields, fields, lang);
            words::access_seen(lang, called(standing, *kind, id, lang), id, fields)
        }
        Access::List { kind, columns, rows, protected, to } => {
            let looked_at = protected.iter().filter(|name| !columns.contains(name));
            let names: Vec<String> = columns.iter().chain(looked_at).cloned().collect();
            let columns = labels(*kind, &names, protected, lang);
            let (kind, rows) = (kind.label().of(lang), text::figure(*rows, lang));
            words::access_list(lang, kind, rows, place(to, lang), columns)
        }
        Access::Report { name, from, until, unit, rows, to } => {
            let name = Name::parse(name).map_or(name.as_str(), |name| name.label().of(lang));
            let unit = unit.as_ref().map(|id| called(standing, Kind::Unit, id, lang));
            let unit = unit.map(|name| words::access_unit(lang, name)).unwrap_or_default();
            let rows = text::figure(*rows, lang);
            words::access_report(lang, name, dates(*from, *until), unit, rows, place(to, lang))
        }
        Access::Rejects { kind, rows, to } => {
            let (kind, rows) = (kind.label().of(lang), text::figure(*rows, lang));
            words::access_rejects(lang, kind, rows, place(to, lang))
        }
        Access::Copy { revision, to } => words::access_copy(lang, revision, place(to, lang)),
        Access::Person { id, to } => {
            words::access_person(lang, called(standing, Kind::Member, id, lang), id, place(to, lang))
        }
        Access::Erased { id, head } => words::access_erased(lang, id, head),
    }
}

/// The record's name now; its kind where it is gone.
fn called(standing: &Standing, kind: Kind, id: &Id, lang: Lang) -> String {
    match standing.data.record(kind, id) {
        Some(_) => text::title_of(standing, kind, id, lang),
        None => kind.label().of(lang).to_owned(),
    }
}

/// The headings of columns, with a star behind those that are protected.
fn labels(kind: Kind, names: &[String], protected: &[String], lang: Lang) -> String {
    let label = |name: &String| {
        let label = Shown::named(kind, name).map_or(name.as_str(), |column| column.heading(lang)).to_owned();
        if protected.contains(name) { words::access_protected(lang, label) } else { label }
    };
    names.iter().map(label).collect::<Vec<_>>().join(", ")
}

fn dates(from: Option<Date>, until: Date) -> String {
    let until = text::date(until.into());
    from.map_or_else(|| until.clone(), |from| format!("{}–{until}", text::date(from.into())))
}

fn place(to: &To, lang: Lang) -> String {
    match to {
        To::Screen => words::access_to_screen(lang).to_owned(),
        To::Stdout => words::access_to_stdout(lang).to_owned(),
        To::File(path) => words::access_to_file(lang, path),
        To::Sealed(path) => words::access_to_sealed(lang, path),
    }
}
