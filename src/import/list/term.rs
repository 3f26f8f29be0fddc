//! A row of a list of terms as a record: who holds which post of which unit or village, from when to when.

use super::{
    issue::{Issue, Why},
    person::Ground,
    said::Said,
};
use crate::{
    domain::{
        edit::Batch,
        record::{Described, Id, Kind, Record},
        term::{Post, Term},
    },
    import::report::Kept,
};

/// What is the matter with a row about a term.
pub(super) fn issues(said: &Said, ground: &Ground) -> Vec<Issue> {
    let mut issues = Vec::new();
    if said.value::<Post>(Kind::Term, "post").is_none() {
        issues.push(Issue::row(Why::Empty, Kept::Nothing));
    }
    if body(said, ground).is_none() {
        issues.push(Issue::row(Why::NotFound(said.text(Kind::Term, "body").to_owned()), Kept::Nothing));
    }
    issues
}

/// The unit or village whose post it is: by its name in the row, else the unit of the row.
fn body(said: &Said, ground: &Ground) -> Option<Id> {
    let (words, standing) = (said.text(Kind::Term, "body"), ground.standing);
    let post: Post = said.value(Kind::Term, "post")?;
    let kind = post.body();
    let known = Id::new(words).ok().filter(|id| standing.data.record(kind, id).is_some());
    match kind {
        Kind::Village => known.or_else(|| super::place::village_named(standing, words, said.unit.as_ref())),
        _ => known.or_else(|| said.unit.clone()),
    }
}

/// What a row changes.
pub(super) fn changes(
    said: &Said,
    member: &Id,
    ground: &Ground,
    new_id: &mut dyn FnMut(Kind) -> Id,
    batch: &mut Batch,
) {
    let (Some(post), Some(body)) = (said.value::<Post>(Kind::Term, "post"), body(said, ground)) else {
        return;
    };
    let terms = ground.standing.data.terms_of_body(post.body(), &body);
    let from = said.value(Kind::Term, "from");
    let same = |term: &&Term| {
        term.member.as_ref() == Some(member) && term.post == post && (term.from == from || from.is_none())
    };
    let before = terms.into_iter().rev().find(same);
    let mut after = before.cloned().unwrap_or_else(|| Term::blank(new_id(Kind::Term)));
    for ((kind, place), text) in &said.fields {
        if *kind == Kind::Term && kind.fields()[*place].name != "body" {
            _ = after.set_text(*place, text);
        }
    }
    (after.member, after.post, after.body) = (Some(member.clone()), post, Some(body));
    batch.edit(before.map(|term| term as &dyn Record), &after);
}
