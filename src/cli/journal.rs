//! `chibo log`: who changed what, and when; and whether the log is whole and unaltered.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{
    Done, Exit, Stop,
    args::{Log, Page},
    day, out,
    settings::Settings,
    standing,
};
use crate::{
    clock::office_time,
    domain::{
        date::Date,
        edit::Change,
        fold,
        record::{Field, Id, Kind},
        standing::Standing,
        words::Lang,
    },
    say,
    store::{
        Entry,
        io::Real,
        log::{LogError, log},
    },
    text::{self, cli as words, shown::shown},
};

/// What is wanted of the log.
struct Wanted {
    record: Option<Id>,
    by: Option<String>,
    since: Option<Date>,
}

/// Prints the log, or checks it.
pub(super) fn run(settings: &Settings, asked: &Log) -> Done {
    if asked.verify {
        return verify(settings);
    }
    let lang = settings.lang;
    let bad_id = |text: &str| Stop::say(words::not_an_id(lang, text));
    let record = asked.record.as_deref().map(|text| Id::new(text).map_err(|_| bad_id(text))).transpose()?;
    let since = asked.since.as_deref().map(|text| day(text, lang)).transpose()?;
    let wanted = Wanted { record, by: asked.by.as_deref().map(fold::fold), since };
    let standing = standing(settings)?;
    let (entries, trouble) = entries(settings, |entry| wanted.holds(entry, &standing))?;
    match asked.format {
        Page::Json => out::json(&entries.iter().map(|entry| object(entry, &wanted)).collect::<Vec<_>>())?,
        Page::Text => out::print(&page(&entries, &wanted, &standing, lang)).map(|()| Exit::Fine)?,
    };
    Ok(told(trouble))
}

/// Goes over the whole chain and says how it is.
fn verify(settings: &Settings) -> Done {
    settings.permit().administer().map_err(|why| Stop::say(text::forbidden(why, settings.lang)))?;
    let mut count = 0;
    let (_, trouble) = entries(settings, |_| {
        count += 1;
        false
    })?;
    if trouble.is_none() {
        let count = text::figure(count, settings.lang);
        out::print(&format!("{}\n", words::log_whole(settings.lang, count)))?;
    }
    Ok(told(trouble))
}

/// Says what ended the log before its end.
fn told(trouble: Option<String>) -> Exit {
    match trouble {
        None => Exit::Fine,
        Some(sentence) => {
            out::complain(&sentence);
            Exit::Found
        }
    }
}

/// The entries that are wanted, and what kept the rest from being read.
fn entries(
    settings: &Settings,
    mut wanted: impl FnMut(&Entry) -> bool,
) -> Result<(Vec<Entry>, Option<String>), Stop> {
    let (path, lang) = (settings.register()?, settings.lang);
    if !path.exists() {
        return Err(Stop::say(words::no_register(lang, path.display())));
    }
    let said = |error: LogError| match error {
        LogError::Failed(failure) => say::failure(&failure, lang),
        LogError::Damaged(reason) => say::read_only(&reason, lang),
        LogError::Unopened(error) => say::open_error(&error, lang),
    };
    let io = Real::default();
    let mut entries = Vec::new();
    for entry in log(&path, &settings.permit(), &io).map_err(|error| Stop::say(said(error)))? {
        match entry {
            Ok(entry) if wanted(&entry) => entries.push(entry),
            Ok(_) => {}
            Err(error) => return Ok((entries, Some(said(error)))),
        }
    }
    Ok((entries, None))
}

impl Wanted {
    fn holds(&self, entry: &Entry, standing: &Standing) -> bool {
        let who = |by: &String| {
            [&entry.who.account, &entry.who.name].into_iter().any(|name| fold::fold(name) == *by)
        };
        let late = |since: &Date| moment(&entry.at, standing).is_none_or(|at| at.date() >= *since);
        self.by.as_ref().is_none_or(who)
            && self.since.as_ref().is_none_or(late)
            && (self.record.is_none() || entry.batch.changes.iter().any(|change| self.concerns(change)))
    }

    fn concerns(&self, change: &Change) -> bool {
        self.record.as_ref().is_none_or(|id| change.record().1 == id)
    }
}

/// The office's time of an entry.
fn moment(at: &str, standing: &Standing) -> Option<jiff::civil::DateTime> {
    Some(office_time(&standing.data, at.parse().ok()?))
}

fn page(entries: &[Entry], wanted: &Wanted, standing: &Standing, lang: Lang) -> String {
    let mut page = String::new();
    for entry in entries {
        let at = moment(&entry.at, standing).map_or_else(
            || shown(&entry.at).into_owned(),
            |at| format!("{} {:02}:{:02}", text::date(at.date().into()), at.hour(), at.minute()),
        );
        let who = entry.who.to_string();
        let deed = text::deed(&entry.batch.deed, lang);
        let head = words::log_entry(lang, entry.revision, at, shown(&who), shown(&deed));
        let _ = writeln!(page, "{head}");
        for change in entry.batch.changes.iter().filter(|change| wanted.concerns(change)) {
            let _ = writeln!(page, "  {}", shown(&sentence(change, standing, lang)));
        }
    }
    if entries.is_empty() {
        let _ = writeln!(page, "{}", words::log_none(lang));
    }
    page
}

/// One change in words. What exposes a person is not repeated here.
fn sentence(change: &Change, standing: &Standing, lang: Lang) -> String {
    let (kind, id) = change.record();
    let what = format!("{} {}", kind.label().of(lang), called(change, standing, lang));
    match change {
        Change::Create { .. } => words::log_create(lang, what),
        Change::Delete { .. } => words::log_delete(lang, what),
        Change::Set { field, from, to, .. } => {
            let known: Option<&Field> = kind.place(field).map(|place| &kind.fields()[place]);
            let label = known.map_or(field.as_str(), |f| f.label.of(lang));
            let value = |value: &Value| match known {
                Some(field) if field.protected && !value.is_null() => "•••".to_owned(),
                Some(_) | None => text::value(standing, known, value, lang),
            };
            let what = format!("{what} ({id})");
            words::log_set(lang, what, label, value(from), value(to))
        }
    }
}

/// The record's name now, or when it was there last.
fn called(change: &Change, standing: &Standing, lang: Lang) -> String {
    let (kind, id) = change.record();
    if standing.data.record(kind, id).is_some() {
        return text::title_of(standing, kind, id, lang);
    }
    let (Change::Create { after: map, .. } | Change::Delete { before: map, .. }) = change else {
        return id.to_string();
    };
    map.get("name").and_then(Value::as_str).map_or_else(|| id.to_string(), str::to_owned)
}

fn object(entry: &Entry, wanted: &Wanted) -> Value {
    let change = |change: &Change| {
        let (kind, id) = change.record();
        let (kind, id): (Kind, _) = (kind, id.as_str());
        match change {
            Change::Create { after, .. } => {
                json!({ "do": "create", "kind": kind.code(), "id": id, "after": after })
            }
            Change::Delete { before, .. } => {
                json!({ "do": "delete", "kind": kind.code(), "id": id, "before": before })
            }
            Change::Set { field, from, to, .. } => {
                json!({ "do": "set", "kind": kind.code(), "id": id, "field": field, "from": from, "to": to })
            }
        }
    };
    let changes: Vec<Value> = entry.batch.changes.iter().filter(|c| wanted.concerns(c)).map(change).collect();
    json!({
        "revision": entry.revision,
        "at": entry.at,
        "who": entry.who,
        "deed": entry.batch.deed,
        "changes": changes,
    })
}
