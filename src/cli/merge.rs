//! `chibo merge`: another copy of the register, seen record by record, and taken in as one edit.
//!
//! What is asked for, the preview, goes to standard output; that something was left goes to standard error.

use super::{Done, Exit, Stop, args::admin::Merge as Asked, out, register, save, settings::Settings};
use crate::{
    clock::today,
    domain::{
        edit::{Change, Clash},
        merge::{Plan, Problem, Why},
        record::{Id, Kind},
        standing::Standing,
        words::Lang,
    },
    say,
    store::{Basis, CommitError, Merge, MergeError, OpId, Store},
    text::{self, cli as words, shown::shown},
};

/// Shows what would be taken in, and takes it in unless it is only to be shown.
pub(super) fn run(settings: &Settings, asked: &Asked) -> Done {
    let lang = settings.lang;
    let label = save::label(asked.said.label.as_deref(), lang)?;
    let op = save::op(asked.said.op)?;
    let mut store = register::administer(settings)?;
    let on = today(store.data());
    let mut merge = store.merge(&asked.other, on).map_err(|error| Stop::say(unusable(&error, lang)))?;
    if asked.theirs {
        let (taken, left) =
            merge.plan.clashes.drain(..).partition::<Vec<_>, _>(|clash| clash.taken().is_some());
        merge.plan.batch.changes.extend(taken.iter().filter_map(Clash::taken));
        merge.plan.clashes = left;
    }
    out::print(&page(&merge, &store, lang))?;
    merge.plan.batch.label = label;
    if asked.dry_run {
        out::print(&format!("{}\n", words::merge_dry(lang)))?;
        return Ok(ended(&merge.plan, 0));
    }
    let left = take(&mut store, &merge, op, lang)?;
    Ok(ended(&merge.plan, left))
}

/// Takes it in; says how many conflicts came up only now.
fn take(store: &mut Store, merge: &Merge, op: OpId, lang: Lang) -> Result<usize, Stop> {
    let before = store.data().revision;
    let taken = match store.take(merge.plan.batch.clone(), None, op) {
        Ok(taken) => taken,
        Err(CommitError::Refused { refused, last }) => {
            return save::refuse(store, &refused, &last, lang).map(|_| 1);
        }
        Err(error) => return Err(Stop::say(save::not_saved(&error, lang))),
    };
    let standing = Standing::new(store.data().clone(), today(store.data()));
    for clash in &taken.left {
        out::complain(&save::conflict(clash, &[], &standing, lang));
    }
    let (revision, changes) = (taken.committed.revision, taken.committed.batch.changes.len());
    let said = match changes {
        0 => words::nothing_to_save(lang, revision),
        changes => words::merged(lang, text::figure(changes, lang), revision, before),
    };
    out::print(&(said + "\n"))?;
    let clashes = merge.plan.clashes.len() + taken.left.len();
    if clashes > 0 {
        out::complain(&words::merge_left(lang, text::figure(clashes, lang)));
    }
    save::leave(store, lang);
    Ok(taken.left.len())
}

fn ended(plan: &Plan, left: usize) -> Exit {
    match (plan.clashes.len() + left, plan.problems.len()) {
        (0, 0) => Exit::Fine,
        (0, _) => Exit::Found,
        (_, _) => Exit::Conflict,
    }
}

/// The preview, record by record.
fn page(merge: &Merge, store: &Store, lang: Lang) -> String {
    let plan = &merge.plan;
    let data = store.data();
    // New records have a name only once they are there.
    let after = data.applied(&plan.batch).unwrap_or_else(|_| data.clone());
    let (before, after) = (Standing::new(data.clone(), today(data)), Standing::new(after, today(data)));
    let mut page = match merge.basis {
        Basis::Revision(revision) => words::merge_by_revision(lang, revision),
        Basis::Identity => words::merge_by_identity(lang).to_owned(),
    };
    page.push('\n');
    let mut line = |text: String| {
        page.push_str(&shown(&text));
        page.push('\n');
    };
    for change in &plan.batch.changes {
        line(done(change, &before, &after, lang));
    }
    for clash in &plan.clashes {
        line(save::conflict(clash, &[], &before, lang));
    }
    for problem in &plan.problems {
        line(left_out(problem, &before, lang));
    }
    let figure = |number| text::figure(number, lang);
    let (changes, clashes) = (figure(plan.batch.changes.len()), figure(plan.clashes.len()));
    line(words::merge_sum(lang, changes, clashes, figure(plan.problems.len()), figure(plan.same)));
    page
}

fn done(change: &Change, before: &Standing, after: &Standing, lang: Lang) -> String {
    let (kind, id) = change.record();
    let called = |standing: &Standing| record(standing, kind, id, lang);
    match change {
        Change::Create { .. } => words::merge_new(lang, called(after)),
        Change::Delete { .. } => words::merge_gone(lang, called(before)),
        Change::Set { field, from, to, .. } => {
            let known = kind.place(field).map(|place| &kind.fields()[place]);
            let label = known.map_or(field.as_str(), |field| field.label.of(lang));
            let value = |standing, value| text::masked_value(standing, known, value, lang);
            words::merge_set(lang, called(after), label, value(before, from), value(after, to))
        }
    }
}

fn record(standing: &Standing, kind: Kind, id: &Id, lang: Lang) -> String {
    format!("{} {} ({id})", kind.label().of(lang), text::title_of(standing, kind, id, lang))
}

fn left_out(problem: &Problem, standing: &Standing, lang: Lang) -> String {
    let Problem { kind, id, name, why } = problem;
    let what = format!("{} {name} ({id})", kind.label().of(lang));
    match why {
        Why::Unsure(ids) => {
            let ids: Vec<String> = ids.iter().map(|id| record(standing, *kind, id, lang)).collect();
            words::merge_unsure(lang, what, ids.join("; "))
        }
        Why::Hangs(field) => {
            let label = kind.place(field).map_or(*field, |place| kind.fields()[place].label.of(lang));
            words::merge_hangs(lang, what, label)
        }
    }
}

fn unusable(error: &MergeError, lang: Lang) -> String {
    let why = match error {
        MergeError::Damaged { path, damage } => {
            words::cannot_read(lang, path.display(), say::damage(damage, lang))
        }
        MergeError::Failed(failure) => say::failure(failure, lang),
        MergeError::Log(error) => say::log_error(error, lang),
    };
    words::not_saved(lang, why)
}
