//! A row of a list of members as records: the member, and the events its dates and its unit tell of.
//!
//! The day of admission becomes the admission into the unit the list names, as with a district's tables; a day
//! of recognition becomes the recognition. Where the day of admission is not wholly known the member is there
//! by an opening balance on the day of the list, and what is known stands in its note. A member of the register
//! who is now in another unit was transferred inside. What a list leaves blank changes nothing.

use super::{
    date,
    issue::{Issue, Why},
    naming,
    person::Ground,
    said::{Said, whole},
};
use crate::{
    domain::{
        date::{Date, PartialDate},
        edit::Batch,
        event::{Event, EventKind},
        fold, former,
        identity::number_key,
        member::Member,
        record::{Described, Id, Input, Kind, Record},
        standing::{MemberStanding, MemberState},
        words::Lang,
    },
    import::report::Kept,
    text::{self, lists as words},
};

/// What a list calls a member's state, as what happened.
enum State {
    Present,
    Probationary,
    Official,
    Away(EventKind),
    Unknown,
}

/// What is the matter with a row about a member.
pub(super) fn issues(said: &Said, target: Option<&Id>, ground: &Ground) -> Vec<Issue> {
    let mut issues = Vec::new();
    let standing = target.map(|id| ground.standing.member(id));
    if let (Some(id), Some(MemberState::Left(_))) = (target, standing.map(|s| s.state)) {
        issues.push(Issue::row(Why::Left(id.clone()), Kept::Nothing));
    }
    let unfit = match state(&said.state) {
        State::Present => false,
        State::Probationary => said.official.is_some(),
        State::Official => said.official.is_none() && standing.is_none_or(|s| s.official.is_none()),
        State::Away(kind) => kind.takes_out() && said.left_on.is_none(),
        State::Unknown => true,
    };
    if unfit {
        issues.push(Issue::row(Why::State(said.state.clone()), Kept::Rest));
    }
    issues
}

/// What a row changes.
pub(super) fn changes(
    said: &Said,
    target: Option<&Id>,
    ground: &Ground,
    new_id: &mut dyn FnMut(Kind) -> Id,
    batch: &mut Batch,
) {
    match target.and_then(|id| ground.standing.data.member(id)) {
        Some(member) => known(said, member, ground, new_id, batch),
        None => new(said, ground, new_id, batch),
    }
}

fn new(said: &Said, ground: &Ground, new_id: &mut dyn FnMut(Kind) -> Id, batch: &mut Batch) {
    let mut member = Member::blank(new_id(Kind::Member));
    for ((kind, place), text) in &said.fields {
        if *kind == Kind::Member {
            // Read by the field's own rules before, so nothing is refused here.
            _ = member.set_text(*place, text);
        }
    }
    batch.edit(None, &member);
    let mut event = |kind: EventKind, day: Date, fill: &dyn Fn(&mut Event)| {
        let mut event = Event::blank(new_id(Kind::Event));
        (event.member, event.kind, event.date) = (Some(member.id.clone()), kind, Some(day));
        fill(&mut event);
        batch.edit(None, &event);
    };
    let note = partly(said);
    match said.admitted.and_then(whole) {
        Some(day) => event(EventKind::Admitted, day, &|event| {
            event.unit.clone_from(&said.unit);
            event.decision.clone_from(&said.decision);
            event.decision_date = said.decision_date;
            event.note.clone_from(&note);
        }),
        None => event(EventKind::OpeningBalance, ground.list, &|event| {
            event.unit.clone_from(&said.unit);
            event.note.clone_from(&note);
        }),
    }
    if let Some(day) = said.official.and_then(whole) {
        event(EventKind::Official, day, &|_| {});
    }
    if let State::Away(kind) = state(&said.state) {
        match said.left_on.or(said.admitted.and_then(whole)) {
            Some(day) if said.left_on.is_some() || !kind.takes_out() => event(kind, day, &|event| {
                if said.left_on.is_none() {
                    event.note = crate::text::cli::note_exempt_since(Lang::Vi).to_owned();
                }
            }),
            Some(_) | None => {}
        }
    }
}

/// What is known of dates that are not whole days, in the words of a note.
fn partly(said: &Said) -> String {
    let part = |date: Option<PartialDate>, words: fn(Lang, String) -> String| {
        date.filter(|date| whole(*date).is_none()).map(|date| words(Lang::Vi, text::date(date)))
    };
    let notes = [part(said.admitted, words::note_admitted), part(said.official, words::note_official)];
    notes.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn known(
    said: &Said,
    member: &Member,
    ground: &Ground,
    new_id: &mut dyn FnMut(Kind) -> Id,
    batch: &mut Batch,
) {
    let mut after = member.clone();
    for ((kind, place), text) in &said.fields {
        if *kind == Kind::Member && !says_same(*kind, *place, &member.text(*place), text) {
            _ = after.set_text(*place, text);
        }
    }
    former::edit(batch, Some(member), &mut after, ground.standing.as_of, &mut *new_id);
    let standing = ground.standing.member(&member.id);
    admitted(said, member, standing, ground, new_id, batch);
    official(said, member, standing, ground, new_id, batch);
    unit(said, member, standing, ground, new_id, batch);
    away(said, member, standing, ground, new_id, batch);
}

/// Whether what a list says is what the register says, perhaps less exactly or in another spelling.
pub(super) fn says_same(kind: Kind, place: usize, old: &str, new: &str) -> bool {
    let Some(field) = kind.fields().get(place) else { return true };
    if old == new {
        return true;
    }
    match field.input {
        Input::Text if field.name == "name" => naming::key(old) == naming::key(new),
        Input::Text | Input::Person => fold::same_syllables(old) == fold::same_syllables(new),
        Input::Digits => number_key(old) == number_key(new) && !old.is_empty(),
        Input::Date => match (old.parse::<PartialDate>(), new.parse::<PartialDate>()) {
            (Ok(old), Ok(new)) => date::agree(old, new) && date::depth(new) <= date::depth(old),
            (Ok(_), Err(_)) | (Err(_), Ok(_)) | (Err(_), Err(_)) => false,
        },
        Input::Day | Input::Month | Input::Number | Input::Choice(_) | Input::Link(_) | Input::Days => false,
    }
}

/// The event of some kinds that stands last in a member's history by the day of the list.
fn last<'a>(member: &Member, ground: &'a Ground, is: impl Fn(&Event) -> bool) -> Option<&'a Event> {
    let events = ground.standing.data.events_of(&member.id);
    events.into_iter().rev().find(|event| event.date.is_none_or(|day| day <= ground.list) && is(event))
}

fn admitted(
    said: &Said,
    member: &Member,
    standing: &MemberStanding,
    ground: &Ground,
    new_id: &mut dyn FnMut(Kind) -> Id,
    batch: &mut Batch,
) {
    let Some(date) = said.admitted else { return };
    let before = last(member, ground, |event| event.kind.is_admission());
    let note = partly(said);
    match (whole(date), before) {
        (Some(day), Some(event)) => {
            let mut after = event.clone();
            after.date = Some(day);
            if !said.decision.is_empty() {
                after.decision.clone_from(&said.decision);
            }
            after.decision_date = said.decision_date.or(event.decision_date);
            batch.edit(Some(event), &after);
        }
        (Some(day), None) => {
            let mut event = Event::blank(new_id(Kind::Event));
            (event.member, event.kind, event.date) =
                (Some(member.id.clone()), EventKind::Admitted, Some(day));
            event.unit = said.unit.clone().or_else(|| standing.unit.clone());
            batch.edit(None, &event);
        }
        // The register knows the day; the list only the year.
        (None, Some(_)) => {}
        (None, None) => {
            if let Some(event) =
                last(member, ground, |event| event.kind.brings_in() && !event.note.contains(&note))
            {
                let mut after = event.clone();
                after.note = [event.note.as_str(), &note]
                    .into_iter()
                    .filter(|n| !n.is_empty())
                    .collect::<Vec<_>>()
                    .join("; ");
                batch.edit(Some(event), &after);
            }
        }
    }
}

fn official(
    said: &Said,
    member: &Member,
    standing: &MemberStanding,
    ground: &Ground,
    new_id: &mut dyn FnMut(Kind) -> Id,
    batch: &mut Batch,
) {
    let Some(day) = said.official.and_then(whole).filter(|day| standing.official != Some(*day)) else {
        return;
    };
    // Perhaps before the admission, where it counts for nothing; it is there all the same.
    if last(member, ground, |event| event.kind == EventKind::Official && event.date == Some(day)).is_some() {
        return;
    }
    match last(member, ground, |event| event.kind == EventKind::Official) {
        Some(event) if standing.official.is_some() => {
            let mut after = event.clone();
            after.date = Some(day);
            batch.edit(Some(event), &after);
        }
        Some(_) | None => {
            let mut event = Event::blank(new_id(Kind::Event));
            (event.member, event.kind, event.date) =
                (Some(member.id.clone()), EventKind::Official, Some(day));
            batch.edit(None, &event);
        }
    }
}

fn unit(
    said: &Said,
    member: &Member,
    standing: &MemberStanding,
    ground: &Ground,
    new_id: &mut dyn FnMut(Kind) -> Id,
    batch: &mut Batch,
) {
    let Some(to) = said.unit.clone().filter(|unit| standing.unit.as_ref() != Some(unit)) else { return };
    let entry = last(member, ground, |event| event.kind.brings_in() && !event.is_elsewhere());
    match (entry, &standing.unit) {
        // Came in without a unit: now it is known into which.
        (Some(event), None) => {
            let mut after = event.clone();
            after.unit = Some(to);
            batch.edit(Some(event), &after);
        }
        (entry, from) => {
            let kind = if entry.is_some() { EventKind::TransferredInside } else { EventKind::OpeningBalance };
            let mut event = Event::blank(new_id(Kind::Event));
            (event.member, event.kind, event.date) = (Some(member.id.clone()), kind, Some(ground.list));
            (event.unit, event.from_unit) = (Some(to), from.clone());
            batch.edit(None, &event);
        }
    }
}

/// Exempt, suspended or gone, when the list says so and the register does not.
fn away(
    said: &Said,
    member: &Member,
    standing: &MemberStanding,
    ground: &Ground,
    new_id: &mut dyn FnMut(Kind) -> Id,
    batch: &mut Batch,
) {
    let State::Away(kind) = state(&said.state) else { return };
    let known = match kind {
        EventKind::Exempt => standing.exempt,
        EventKind::Suspended => standing.suspended,
        _ => matches!(standing.state, MemberState::Left(_)),
    };
    let day = said.left_on.or((!kind.takes_out()).then_some(ground.list));
    if let Some(day) = day.filter(|_| !known) {
        let mut event = Event::blank(new_id(Kind::Event));
        (event.member, event.kind, event.date) = (Some(member.id.clone()), kind, Some(day));
        batch.edit(None, &event);
    }
}

/// Reads what a list calls a state.
fn state(words: &str) -> State {
    let folded = fold::fold(words);
    let says = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
    if folded.is_empty() || says(&["dang sinh hoat", "hoat dong", "dsh", "dang quan ly"]) {
        State::Present
    } else if says(&["tu tran", "da mat", "chet"]) {
        State::Away(EventKind::Died)
    } else if says(&["khai tru"]) {
        State::Away(EventKind::Expelled)
    } else if says(&["xoa ten"]) {
        State::Away(EventKind::StruckOff)
    } else if says(&["xin ra", "roi khoi dang"]) {
        State::Away(EventKind::Resigned)
    } else if says(&["chuyen sinh hoat", "chuyen di", "da chuyen"]) {
        State::Away(EventKind::TransferredOut)
    } else if says(&["mien sinh hoat", "mien cong tac", "mien sh"]) || folded == "msh" {
        State::Away(EventKind::Exempt)
    } else if says(&["dinh chi"]) {
        State::Away(EventKind::Suspended)
    } else if says(&["du bi"]) {
        State::Probationary
    } else if says(&["chinh thuc"]) {
        State::Official
    } else {
        State::Unknown
    }
}
