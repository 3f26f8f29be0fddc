//! What can be done to a record from wherever the cursor is on it, and what is asked before it is done.

use super::procedures;
use crate::{
    domain::{
        deed,
        record::{Id, Kind},
        term::Term,
    },
    keymap::Action,
    text,
    ui::{
        Answer, Ctx, Outcome, Target,
        form::Form,
        picker::{Item, Picker},
        question::Question,
    },
};

/// A question about a record that is waiting for its answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// Whether a record is deleted.
    Delete(Kind, Id),
    /// Which of these terms is ended.
    WhichTerm(Vec<Id>),
    /// Whether a term is ended or was a mistake.
    EndOrDelete(Id),
    /// What is added to a record.
    AddTo(Kind, Id),
    /// What is done with some records.
    Procedure(Kind, Vec<Id>),
}

/// Whether posts can be given to, or taken from, a record of a kind.
pub fn has_terms(kind: Kind) -> bool {
    matches!(kind, Kind::Unit | Kind::Village | Kind::Member | Kind::Position | Kind::Term)
}

/// What a command does to a record, and the question it may have left open.
pub fn act_on(ctx: &Ctx, kind: Kind, id: &Id, action: Action) -> (Option<Asked>, Outcome) {
    let form = |form: Form| (None, Outcome::Open(Box::new(form)));
    match (action, kind) {
        (Action::Open, _) => (None, Outcome::Goto(Target::Record(kind, id.clone()))),
        (Action::Edit, _) => form(Form::edit(ctx, kind, id)),
        (Action::Delete, Kind::Term) => ask_end_or_delete(ctx, id),
        (Action::Delete, Kind::Office) => (None, Outcome::Pass),
        (Action::Delete, _) => ask_delete(ctx, kind, id),
        (Action::Unify, Kind::Village | Kind::Pair) => form(Form::unify(ctx, kind, id)),
        (Action::Plan, Kind::Village | Kind::Pair) => form(Form::plan(ctx, kind, id)),
        (Action::Appoint, Kind::Unit | Kind::Village | Kind::Member | Kind::Position) => {
            form(Form::appoint(ctx, kind, id))
        }
        (Action::Procedure, _) => procedures::ask(ctx, kind, vec![id.clone()]),
        (Action::EndTerm, Kind::Term) => form(Form::end_term(ctx, id)),
        (Action::EndTerm, Kind::Unit | Kind::Village | Kind::Member | Kind::Position) => {
            ask_which_term(ctx, kind, id)
        }
        _ => (None, Outcome::Pass),
    }
}

/// What follows from the answer to a question about a record.
pub fn answered(ctx: &Ctx, asked: Asked, answer: Answer) -> (Option<Asked>, Outcome) {
    match (asked, answer) {
        (Asked::Delete(kind, id), Answer::Chosen(1)) => {
            (None, Outcome::Commit(deed::delete(ctx.standing, kind, &id)))
        }
        (Asked::EndOrDelete(id), Answer::Chosen(0)) => {
            (None, Outcome::Open(Box::new(Form::end_term(ctx, &id))))
        }
        (Asked::EndOrDelete(id), Answer::Chosen(1)) => ask_delete(ctx, Kind::Term, &id),
        (Asked::WhichTerm(_), Answer::Picked(id)) => match Id::new(&id) {
            Ok(id) => (None, Outcome::Open(Box::new(Form::end_term(ctx, &id)))),
            Err(_) => (None, Outcome::Stay),
        },
        (Asked::AddTo(owner, id), Answer::Picked(what)) => match text_kind(&what) {
            Some(kind) => (None, Outcome::Open(Box::new(Form::add(ctx, kind, owner, &id)))),
            None => (None, Outcome::Stay),
        },
        (Asked::Procedure(kind, ids), Answer::Picked(what)) => {
            (None, procedures::open(ctx, kind, &ids, &what))
        }
        _ => (None, Outcome::Stay),
    }
}

/// The form for a new record of a kind.
pub fn new_record(ctx: &Ctx, kind: Kind, unit: Option<&Id>) -> Outcome {
    let form = match unit {
        Some(unit) => Form::add(ctx, kind, Kind::Unit, unit),
        None => Form::create(ctx, kind),
    };
    Outcome::Open(Box::new(form))
}

fn text_kind(code: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|k| k.code() == code)
}

/// What can be added to a record: at once when there is only one thing, else by choice.
pub(super) fn add_to(ctx: &Ctx, kind: Kind, id: &Id) -> (Option<Asked>, Outcome) {
    // The most wanted first. What stands in a unit is no history of it, and is added there all the same.
    let first: &[Kind] = match kind {
        Kind::Unit => &[Kind::Member, Kind::Unit, Kind::Village],
        Kind::Member => &[Kind::Event],
        _ => &[],
    };
    let rest = kind.owned().filter(|kind| !first.contains(kind));
    let kinds: Vec<Kind> = first.iter().copied().chain(rest).collect();
    match kinds.as_slice() {
        [] => (None, Outcome::Pass),
        [only] => (None, Outcome::Open(Box::new(Form::add(ctx, *only, kind, id)))),
        several => {
            let items = several.iter().map(|k| Item::new(k.code(), k.label().of(ctx.lang))).collect();
            let asked = Asked::AddTo(kind, id.clone());
            (Some(asked), Outcome::Open(Box::new(Picker::new(text::add_what(ctx.lang), items))))
        }
    }
}

/// What a record is called; of a term also from when to when, since one person can hold a post several times.
fn name_with_dates(ctx: &Ctx, kind: Kind, id: &Id) -> String {
    let title = text::title_of(ctx.standing, kind, id, ctx.lang);
    match ctx.standing.data.term(id).filter(|_| kind == Kind::Term) {
        Some(term) => {
            let from = term.from.map_or_else(|| "…".to_owned(), text::date);
            let to = term.to.map_or_else(|| text::until_now(ctx.lang).to_owned(), |to| text::date(to.into()));
            format!("{title}, {from} – {to}")
        }
        None => title,
    }
}

/// The first of some records, one a line, and how many more there are.
fn listed(ctx: &Ctx, records: &[(Kind, Id)]) -> Vec<String> {
    const SHOWN: usize = 8;
    let name = |(kind, id): &(Kind, Id)| format!("– {}", name_with_dates(ctx, *kind, id));
    let mut lines: Vec<String> = records.iter().take(SHOWN).map(name).collect();
    if records.len() > SHOWN {
        lines.push(text::and_more(ctx.lang, records.len() - SHOWN));
    }
    lines
}

/// Asks before a deletion, with all that goes with it; says no when others point at the record.
fn ask_delete(ctx: &Ctx, kind: Kind, id: &Id) -> (Option<Asked>, Outcome) {
    let lang = ctx.lang;
    let title = text::title_of(ctx.standing, kind, id, lang);
    let deletion = deed::deletion(ctx.standing, kind, id);
    if !deletion.against.is_empty() {
        let mut lines = vec![text::delete_refused(lang, &title)];
        lines.extend(listed(ctx, &deletion.against));
        lines.push(text::delete_advice(lang).to_owned());
        let question =
            Question::new(text::delete_title(lang), lines, vec![text::understood(lang).to_owned()]);
        return (None, Outcome::Open(Box::new(question)));
    }
    let mut lines = vec![text::delete_ask(lang, &title)];
    if !deletion.with.is_empty() {
        lines.push(text::delete_with(lang, deletion.with.len()));
        lines.extend(listed(ctx, &deletion.with));
    }
    lines.push(text::delete_advice(lang).to_owned());
    let answers = vec![text::keep_it(lang).to_owned(), text::delete_it(lang).to_owned()];
    let question = Question::new(text::delete_title(lang), lines, answers);
    (Some(Asked::Delete(kind, id.clone())), Outcome::Open(Box::new(question)))
}

fn ask_end_or_delete(ctx: &Ctx, id: &Id) -> (Option<Asked>, Outcome) {
    let lang = ctx.lang;
    let lines = vec![name_with_dates(ctx, Kind::Term, id), text::end_or_delete(lang).to_owned()];
    let answers = vec![
        text::end_term(lang).to_owned(),
        text::delete_it(lang).to_owned(),
        text::keep_it(lang).to_owned(),
    ];
    let question = Question::new(text::end_term(lang), lines, answers);
    (Some(Asked::EndOrDelete(id.clone())), Outcome::Open(Box::new(question)))
}

/// Asks which of the terms that run is to end.
fn ask_which_term(ctx: &Ctx, kind: Kind, id: &Id) -> (Option<Asked>, Outcome) {
    let data = &ctx.standing.data;
    let mut terms =
        if kind == Kind::Member { data.terms_of_member(id) } else { data.terms_of_body(kind, id) };
    let village = data.village(id).filter(|_| kind == Kind::Village);
    if let Some(cell) = village.and_then(|v| v.cell.as_ref()) {
        terms.extend(data.terms_of_body(Kind::Unit, cell));
    }
    terms.retain(|t| t.is_held(ctx.standing.as_of));
    terms.sort_by_key(|t| t.post);
    match terms.as_slice() {
        [] => (None, Outcome::Say(text::no_terms(ctx.lang).to_owned())),
        terms => {
            let item = |t: &&Term| Item::new(t.id.as_str(), &name_with_dates(ctx, Kind::Term, &t.id));
            let items = terms.iter().map(item).collect();
            let asked = Asked::WhichTerm(terms.iter().map(|t| t.id.clone()).collect());
            (Some(asked), Outcome::Open(Box::new(Picker::new(text::end_term(ctx.lang), items))))
        }
    }
}
