//! A row of a list of events as records: what happened to a member of the register, or the admission a list of
//! admissions tells of.
//!
//! A row that names what happened is such an event. A row that has a day of admission is about that admission and
//! adds its decision; a day of recognition in it is the recognition.

use super::{
    issue::{Issue, Why},
    person::Ground,
    said::{Said, whole},
};
use crate::{
    domain::{
        date::Date,
        edit::Batch,
        event::{Event, EventKind},
        record::{Described, Id, Kind, Record},
    },
    import::report::Kept,
};

/// What is the matter with a row about an event.
pub(super) fn issues(said: &Said, target: Option<&Id>, ground: &Ground) -> Vec<Issue> {
    let mut issues = Vec::new();
    let dated = said.admitted.and_then(whole).is_some() || said.value::<Date>(Kind::Event, "date").is_some();
    if !dated && said.official.and_then(whole).is_none() {
        issues.push(Issue::row(Why::Empty, Kept::Nothing));
    }
    let left = target.and_then(|id| ground.standing.left_by(id));
    if let (Some(id), Some((_, on))) = (target, left)
        && said.value::<Date>(Kind::Event, "date").is_some_and(|day| day > on)
    {
        issues.push(Issue::row(Why::Left(id.clone()), Kept::All));
    }
    issues
}

/// What a row changes.
pub(super) fn changes(
    said: &Said,
    member: &Id,
    ground: &Ground,
    new_id: &mut dyn FnMut(Kind) -> Id,
    batch: &mut Batch,
) {
    let told: Option<EventKind> = said.value(Kind::Event, "kind");
    if let (Some(kind), Some(day)) = (told, said.value::<Date>(Kind::Event, "date")) {
        return one(said, member, (kind, day), ground, new_id, batch);
    }
    if let Some(day) = said.admitted.and_then(whole) {
        let fill = |event: &mut Event| {
            if event.unit.is_none() {
                event.unit.clone_from(&said.unit);
            }
            if !said.decision.is_empty() {
                event.decision.clone_from(&said.decision);
            }
            event.decision_date = said.decision_date.or(event.decision_date);
        };
        put(member, day, EventKind::is_admission, EventKind::Admitted, &fill, ground, new_id, batch);
    }
    if let Some(day) = said.official.and_then(whole) {
        put(
            member,
            day,
            |kind| kind == EventKind::Official,
            EventKind::Official,
            &|_| {},
            ground,
            new_id,
            batch,
        );
    }
}

/// One event by its kind and day, with the fields the row has.
fn one(
    said: &Said,
    member: &Id,
    (kind, day): (EventKind, Date),
    ground: &Ground,
    new_id: &mut dyn FnMut(Kind) -> Id,
    batch: &mut Batch,
) {
    let events = ground.standing.data.events_of(member);
    let before = events.into_iter().find(|event| event.kind == kind && event.date == Some(day));
    let mut after = before.cloned().unwrap_or_else(|| Event::blank(new_id(Kind::Event)));
    (after.member, after.kind, after.date) = (Some(member.clone()), kind, Some(day));
    for ((of, place), text) in &said.fields {
        if *of == Kind::Event {
            _ = after.set_text(*place, text);
        }
    }
    if !said.decision.is_empty() {
        after.decision.clone_from(&said.decision);
    }
    after.decision_date = said.decision_date.or(after.decision_date);
    if !kind.takes_out() && kind != EventKind::Official {
        after.unit = said.unit.clone().or(after.unit);
    }
    batch.edit(before.map(|event| event as &dyn Record), &after);
}

/// The last event of some kinds on its day, or a new one.
#[expect(clippy::too_many_arguments, reason = "the same eight for two kinds of event, side by side")]
fn put(
    member: &Id,
    day: Date,
    is: impl Fn(EventKind) -> bool,
    kind: EventKind,
    fill: &dyn Fn(&mut Event),
    ground: &Ground,
    new_id: &mut dyn FnMut(Kind) -> Id,
    batch: &mut Batch,
) {
    let events = ground.standing.data.events_of(member);
    let before = events.into_iter().rev().find(|event| is(event.kind));
    let mut after = before.cloned().unwrap_or_else(|| {
        let mut event = Event::blank(new_id(Kind::Event));
        (event.member, event.kind) = (Some(member.clone()), kind);
        event
    });
    after.date = Some(day);
    fill(&mut after);
    batch.edit(before.map(|event| event as &dyn Record), &after);
}
