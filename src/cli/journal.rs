//! `chibo log`: who changed what, and when; and whether this log and that of access are whole and unaltered.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{
    Done, Exit, Stop, access,
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
        office::Office,
        record::{Field, Id},
        standing::Standing,
        words::Lang,
    },
    say,
    store::{
        Entry, Who,
        io::Real,
        log::{Span, log},
    },
    text::{self, cli as words, shown::shown},
};

/// What is wanted of the log.
pub(super) struct Wanted {
    pub(super) record: Option<Id>,
    by: Option<String>,
    since: Option<Date>,
    until: Option<Date>,
}

/// Prints the log, or checks it.
pub(super) fn run(settings: &Settings, asked: &Log) -> Done {
    if asked.verify {
        return verify(settings);
    }
    if asked.access {
        return access::run(settings, asked);
    }
    let lang = settings.lang;
    let wanted = Wanted::read(asked, lang)?;
    let standing = standing(settings)?;
    let (entries, _, trouble) = entries(settings, |entry| wanted.holds(entry, &standing))?;
    match asked.format {
        Page::Json => {
            let object = |entry| object(entry, &wanted, &standing.data.office);
            out::json(&entries.iter().map(object).collect::<Vec<_>>())?
        }
        Page::Text => out::print(&page(&entries, &wanted, &standing, lang)).map(|()| Exit::Fine)?,
    };
    Ok(told(trouble))
}

/// Goes over the whole chain and says how it is, so that it can be noted on paper.
fn verify(settings: &Settings) -> Done {
    let lang = settings.lang;
    settings.permit().administer().map_err(|why| Stop::say(text::forbidden(why, lang)))?;
    let (_, span, trouble) = entries(settings, |_| false)?;
    let (seen, unseen) = access::verified(settings)?;
    let mut lines = Vec::new();
    if trouble.is_none() {
        let figure = |number: u64| text::figure(usize::try_from(number).unwrap_or(usize::MAX), lang);
        lines.push(words::log_whole(lang, figure(span.edits), figure(span.journals)));
        if let Some(head) = span.head {
            lines.push(words::log_revisions(lang, span.first, span.last, head.text()));
        }
        if span.breaks > 0 {
            lines.push(words::log_breaks(lang, span.breaks));
        }
    }
    lines.extend(seen);
    let is_whole = trouble.is_none() && unseen.is_none();
    lines.extend(is_whole.then(|| words::log_on_paper(lang).to_owned()));
    out::print(&lines.into_iter().map(|line| line + "\n").collect::<String>())?;
    let trouble: Vec<String> = trouble.into_iter().chain(unseen).collect();
    trouble.iter().for_each(|sentence| out::complain(sentence));
    Ok(if is_whole { Exit::Fine } else { Exit::Found })
}

/// Says what ended the log before its end.
pub(super) fn told(trouble: Option<String>) -> Exit {
    match trouble {
        None => Exit::Fine,
        Some(sentence) => {
            out::complain(&sentence);
            Exit::Found
        }
    }
}

/// The entries that are wanted, how much was read, and what kept the rest from being read.
pub(super) fn entries(
    settings: &Settings,
    mut wanted: impl FnMut(&Entry) -> bool,
) -> Result<(Vec<Entry>, Span, Option<String>), Stop> {
    let (path, lang) = (settings.register()?, settings.lang);
    if !path.exists() {
        return Err(Stop::say(words::no_register(lang, path.display())));
    }
    let io = Real::default();
    let mut entries = Vec::new();
    let mut log =
        log(&path, &settings.permit(), &io).map_err(|error| Stop::say(say::log_error(&error, lang)))?;
    for entry in log.by_ref() {
        match entry {
            Ok(entry) if wanted(&entry) => entries.push(entry),
            Ok(_) => {}
            Err(error) => return Ok((entries, Span::default(), Some(say::log_error(&error, lang)))),
        }
    }
    Ok((entries, log.span(), None))
}

impl Wanted {
    /// What the arguments say.
    pub(super) fn read(asked: &Log, lang: Lang) -> Result<Self, Stop> {
        let bad_id = |text: &str| Stop::say(words::not_an_id(lang, text));
        let id = |text| Id::new(text).map_err(|_| bad_id(text));
        let record = asked.record.as_deref().map(id).transpose()?;
        let date = |text: &Option<String>| text.as_deref().map(|text| day(text, lang)).transpose();
        let (since, until) = (date(&asked.since)?, date(&asked.until)?);
        Ok(Self { record, by: asked.by.as_deref().map(fold::fold), since, until })
    }

    /// Whether something done by somebody at some time is wanted.
    pub(super) fn is_by_then(&self, who: &Who, at: &str, standing: &Standing) -> bool {
        let by = |by: &String| [&who.account, &who.name].into_iter().any(|name| fold::fold(name) == *by);
        let day = moment(at, standing).map(|at| at.date());
        let late = |since: &Date| day.is_none_or(|day| day >= *since);
        let early = |until: &Date| day.is_none_or(|day| day <= *until);
        self.by.as_ref().is_none_or(by)
            && self.since.as_ref().is_none_or(late)
            && self.until.as_ref().is_none_or(early)
    }

    fn holds(&self, entry: &Entry, standing: &Standing) -> bool {
        self.is_by_then(&entry.who, &entry.at, standing)
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

/// The same for people.
pub(super) fn when(at: &str, standing: &Standing) -> String {
    moment(at, standing).map_or_else(
        || shown(at).into_owned(),
        |at| format!("{} {:02}:{:02}", text::date(at.date().into()), at.hour(), at.minute()),
    )
}

fn page(entries: &[Entry], wanted: &Wanted, standing: &Standing, lang: Lang) -> String {
    let mut page = String::new();
    for entry in entries {
        let at = when(&entry.at, standing);
        let who = entry.who.to_string();
        let deed = text::deed(&entry.batch.deed, lang);
        let head = words::log_entry(lang, entry.revision, at, shown(&who), shown(&deed));
        let _ = writeln!(page, "{head}");
        if let Some(label) = &entry.batch.label {
            let _ = writeln!(page, "  {}", shown(&words::log_label(lang, label)));
        }
        for change in entry.batch.changes.iter().filter(|change| wanted.concerns(change)) {
            // What exposes a person is not repeated here.
            let _ = writeln!(page, "  {}", shown(&sentence(change, standing, text::masked_value, lang)));
        }
    }
    if entries.is_empty() {
        let _ = writeln!(page, "{}", words::log_none(lang));
    }
    page
}

/// How a value of a field is written.
pub(super) type Words = fn(&Standing, Option<&Field>, &Value, Lang) -> String;

/// One change in words.
pub(super) fn sentence(change: &Change, standing: &Standing, words_of: Words, lang: Lang) -> String {
    let (kind, id) = change.record();
    let what = format!("{} {}", kind.label().of(lang), text::title_in(standing, change, lang));
    match change {
        Change::Create { .. } => words::log_create(lang, what),
        Change::Delete { .. } => words::log_delete(lang, what),
        Change::Set { field, from, to, .. } => {
            let known: Option<&Field> = kind.place(field).map(|place| &kind.fields()[place]);
            let label = known.map_or(field.as_str(), |f| f.label.of(lang));
            let value = |value: &Value| words_of(standing, known, value, lang);
            let what = format!("{what} ({id})");
            words::log_set(lang, what, label, value(from), value(to))
        }
    }
}

/// An entry as JSON; its changes are what `chibo apply` takes, but for what is masked.
fn object(entry: &Entry, wanted: &Wanted, office: &Office) -> Value {
    let changes = entry.batch.changes.iter().filter(|c| wanted.concerns(c));
    let changes: Vec<Value> = changes.map(|change| masked(change, office)).collect();
    let mut object = json!({
        "revision": entry.revision,
        "at": entry.at,
        "who": entry.who,
        "deed": entry.batch.deed,
        "changes": changes,
    });
    if let (Value::Object(object), Some(label)) = (&mut object, &entry.batch.label) {
        object.insert("label".to_owned(), label.as_str().into());
    }
    object
}

/// A change as JSON, with what exposes a person masked.
fn masked(change: &Change, office: &Office) -> Value {
    let (kind, _) = change.record();
    let is_protected =
        |name: &str| kind.fields().iter().any(|field| field.name == name && office.masks(field));
    let hide = |value: &mut Value| {
        if !value.is_null() {
            *value = text::MASK.into();
        }
    };
    let mut object = change.to_json();
    if object.get("field").and_then(Value::as_str).is_some_and(is_protected) {
        for key in ["from", "to"] {
            object.get_mut(key).map(hide);
        }
        return object.into();
    }
    for key in ["before", "after"] {
        if let Some(Value::Object(record)) = object.get_mut(key) {
            record.iter_mut().filter(|(name, _)| is_protected(name)).for_each(|(_, value)| hide(value));
        }
    }
    object.into()
}
