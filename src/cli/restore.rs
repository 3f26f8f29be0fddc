//! `chibo restore`: what earlier states can be had, one of them as a new file or over the register, and the
//! answer to the question which file to keep.

use std::fmt::Write;

use jiff::{Timestamp, civil::Time};

use super::{
    Done, Exit, Stop,
    args::admin::Restore,
    backup::{made, not_copied},
    export::{named, read_keys},
    out, register, save,
    settings::Settings,
};
use crate::{
    clock::{moment_of, office_time},
    domain::{data::Data, date::parse_day, words::Lang},
    say,
    store::{Answer, CheckpointError, CommitError, ReadOnly, Sealing, Store, When},
    text::{self, cli as words, shown::shown},
};

/// Does what was asked.
pub(super) fn run(settings: &Settings, asked: &Restore) -> Done {
    let lang = settings.lang;
    if asked.keep_file || asked.keep_journal {
        let answer = if asked.keep_file { Answer::KeepFile } else { Answer::KeepJournal };
        return keep(&mut register::open_as_administrator(settings)?, answer, lang);
    }
    let keys = read_keys(&asked.encrypt_to, lang)?;
    let mut store = register::administer(settings)?;
    let Some(at) = &asked.at else { return list(&store, lang) };
    let when = when(at, store.data(), lang)?;
    let past = store.earlier(when).map_err(|error| Stop::say(say::log_error(&error, lang)))?;
    let past = past.ok_or_else(|| Stop::say(words::no_such_state(lang, at)))?;
    match &asked.to {
        Some(name) => {
            let path = register::place(settings, &named(name, keys.as_ref()))?;
            let seal = keys.as_ref().map(|keys| |bytes: &[u8]| keys.seal(bytes));
            let copied = store.write_copy(&past, &path, seal.as_ref().map(|seal| seal as Sealing));
            let copied = copied.map_err(|error| Stop::say(not_copied(&error, lang)))?;
            out::print(&(made(&copied, lang) + "\n")).map(|()| Exit::Fine)
        }
        None if asked.over => over(&mut store, &past, asked, lang),
        None => out::print(&(words::state_found(lang, past.revision) + "\n")).map(|()| Exit::Fine),
    }
}

/// Puts the state in the place of the present one.
fn over(store: &mut Store, past: &Data, asked: &Restore, lang: Lang) -> Done {
    let label = save::label(asked.said.label.as_deref(), lang)?;
    let before = store.data().revision;
    let restored = match store.restore(past, label, save::op(asked.said.op)?) {
        Ok(restored) => restored,
        Err(CommitError::Refused { refused, last }) => return save::refuse(store, &refused, &last, lang),
        Err(error) => return Err(Stop::say(save::not_saved(&error, lang))),
    };
    let changes = text::figure(restored.batch.changes.len(), lang);
    let said = words::restored(lang, past.revision, restored.revision, changes, before);
    out::print(&(said + "\n"))?;
    save::leave(store, lang);
    Ok(Exit::Fine)
}

/// Answers which file to keep, after somebody put an older one in place.
fn keep(store: &mut Store, answer: Answer, lang: Lang) -> Done {
    match store.read_only() {
        Some(ReadOnly::Replaced { .. }) => {}
        Some(reason) => return Err(Stop::say(say::read_only(reason, lang))),
        None => return Err(Stop::say(words::no_question(lang))),
    }
    store.answer(answer).map_err(|error| match error {
        // The question again: the journal cannot be put on any file that is there.
        CheckpointError::ReadOnly(ReadOnly::Replaced { .. }) => Stop::say(words::only_keep_file(lang)),
        error => Stop::say(words::not_saved(lang, say::checkpoint_error(&error, lang))),
    })?;
    let revision = store.data().revision;
    let said = match answer {
        Answer::KeepFile => words::kept_file(lang, revision),
        Answer::KeepJournal => words::kept_journal(lang, revision),
    };
    out::print(&(said + "\n")).map(|()| Exit::Fine)
}

/// A revision, or a moment: of a day its end, of a minute its end, by the office's clock.
fn when(text: &str, data: &Data, lang: Lang) -> Result<When, Stop> {
    let text = text.trim();
    if let Ok(revision) = text.parse() {
        return Ok(When::Revision(revision));
    }
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Ok(When::Moment(moment));
    }
    let (day, time) = match text.split_once([' ', 'T']) {
        Some((day, time)) => (day, minute(time)),
        None => (text, Some(Time::MAX)),
    };
    let moment = parse_day(day).zip(time).and_then(|(day, time)| moment_of(data, day.to_datetime(time)));
    moment.map(When::Moment).ok_or_else(|| Stop::say(words::not_a_moment(lang, text)))
}

/// The end of a minute written 14:30.
fn minute(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 59, 999_999_999).ok()
}

/// Prints what can be had.
fn list(store: &Store, lang: Lang) -> Done {
    let reach = store.reach().map_err(|error| Stop::say(say::log_error(&error, lang)))?;
    let at = |moment: Timestamp| {
        let at = office_time(store.data(), moment);
        format!("{} {:02}:{:02}", text::date(at.date().into()), at.hour(), at.minute())
    };
    let mut page = words::reach(lang, reach.first, reach.last) + "\n";
    if let Some(since) = reach.since.and_then(|since| since.parse().ok()) {
        let _ = writeln!(page, "{}", words::reach_since(lang, at(since)));
    }
    let backups = store.backups().map_err(|error| Stop::say(say::log_error(&error, lang)))?;
    for backup in backups {
        let path = backup.path.display().to_string();
        let line = words::backup(lang, at(backup.at), backup.revision, backup.size, shown(&path));
        let foreign = if backup.is_foreign { words::backup_foreign(lang) } else { "" };
        let sealed = if backup.is_sealed { words::backup_sealed(lang) } else { "" };
        let _ = writeln!(page, "{line}{foreign}{sealed}");
    }
    out::print(&page).map(|()| Exit::Fine)
}
