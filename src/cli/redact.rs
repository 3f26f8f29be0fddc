//! `chibo redact`: erasing a person, as the law asks for; what it would reach is shown before.

use super::{Done, Exit, Stop, args::admin::Redact, out, register, save, settings::Settings};
use crate::{
    clock::today,
    domain::{record::Id, standing::Standing, words::Lang},
    say,
    store::{CommitError, RedactError, Redactable, Redacted, Store},
    text::{self, cli as words, shown::shown},
};

/// Erases the person, or shows what would be erased.
pub(super) fn run(settings: &Settings, asked: &Redact) -> Done {
    let lang = settings.lang;
    let id = Id::new(&asked.member).map_err(|_| Stop::say(words::not_an_id(lang, &asked.member)))?;
    let decision = save::label(asked.decision.as_deref(), lang)?;
    let mut store = register::administer(settings)?;
    let stopped = |error: RedactError, store: &Store| Stop::say(why(&error, store, lang));
    if !asked.yes {
        let reach = store.redactable(&id).map_err(|error| stopped(error, &store))?;
        return out::print(&preview(&store, &id, &reach, lang)).map(|()| Exit::Fine);
    }
    match store.redact(&id, decision, &settings.drafts_dirs()?) {
        Ok(done) => told(&done, lang),
        Err(error) => Err(stopped(error, &store)),
    }
}

fn preview(store: &Store, id: &Id, reach: &Redactable, lang: Lang) -> String {
    let name = store.data().member(id).map(|member| shown(&member.name).into_owned()).unwrap_or_default();
    let figure = |number| text::figure(number, lang);
    let mut lines = vec![
        words::redact_what(lang, name, id),
        words::redact_reach(lang, figure(reach.own), figure(reach.mentions), figure(reach.backups)),
    ];
    if reach.has_namesake {
        lines.push(words::redact_namesake(lang).to_owned());
    }
    lines.push(words::redact_elsewhere(lang).to_owned());
    lines.push(words::redact_yes(lang).to_owned());
    lines.join("\n") + "\n"
}

/// What was done. Files that still tell of the person are problems found.
fn told(done: &Redacted, lang: Lang) -> Done {
    let figure = |number| text::figure(number, lang);
    let mut lines = vec![words::redacted(lang, done.revision, figure(done.files), figure(done.drafts))];
    lines.extend(done.old_head.as_ref().map(|head| words::redacted_chain(lang, head)));
    lines.push(words::redact_elsewhere(lang).to_owned());
    out::print(&(lines.join("\n") + "\n"))?;
    for path in &done.left {
        out::complain(&words::redact_left(lang, path.display()));
    }
    Ok(if done.left.is_empty() { Exit::Fine } else { Exit::Found })
}

fn why(error: &RedactError, store: &Store, lang: Lang) -> String {
    let why = match error {
        RedactError::NoMember(id) => return words::redact_nobody(lang, id),
        RedactError::Outside(outside) => say::outside(outside, lang),
        RedactError::Log(error) => say::log_error(error, lang),
        RedactError::Edit(CommitError::Forbidden(why)) => text::forbidden(*why, lang).to_owned(),
        RedactError::File(error) => say::checkpoint_error(error, lang),
        RedactError::Edit(CommitError::Refused { refused, .. }) => {
            let standing = Standing::new(store.data().clone(), today(store.data()));
            text::refused(&standing, refused, lang)
        }
        RedactError::Edit(CommitError::ReadOnly(reason)) => say::read_only(reason, lang),
        RedactError::Edit(CommitError::Failed(failure)) => say::failure(failure, lang),
        RedactError::Edit(CommitError::Busy { holder }) => text::files::busy_now(lang, holder),
    };
    words::redact_stopped(lang, why)
}
