//! What is derived for the kinds beside units, members and villages: stages, states, holders.

use super::{Cell, Derived, YES_NO};
use crate::domain::{
    agency::Merger,
    fold,
    meeting::{Finding, Meeting},
    paper::PaperState,
    prospect::{Prospect, Stage},
    record::{Id, Input, Kind},
    standing::{Holder, PairStanding, PairState, Standing},
    term::Post,
    words::Label,
};

pub(super) static PROSPECT: &[Derived] = &[
    ("stage", Label::new("Giai đoạn", "Stage"), 20, Input::Choice(Stage::CHOICES), |s, id| {
        s.data
            .prospect(id)
            .map_or(Cell::Empty, |prospect| Cell::choice(Stage::CHOICES, stage(s, prospect).code()))
    }),
    ("age", Label::new("Tuổi", "Age"), 4, Input::Number, |s, id| {
        let born = s.data.prospect(id).and_then(|prospect| prospect.born);
        born.map_or(Cell::Empty, |born| Cell::Number(born.full_years(s.as_of).into()))
    }),
];

/// How far a prospect has come on the date; once admitted, as the member's own events say.
pub fn stage(standing: &Standing, prospect: &Prospect) -> Stage {
    let stage = prospect.stage(standing.as_of);
    let official = prospect.member.as_ref().and_then(|member| standing.member(member).official);
    match stage {
        Stage::Ceremony if official.is_some_and(|day| day <= standing.as_of) => Stage::Official,
        stage => stage,
    }
}

pub(super) static MERGER: &[Derived] =
    &[("bodies", Label::new("Các cơ quan hợp nhất", "Agencies merged"), 40, Input::Text, |s, id| {
        Cell::text(&bodies(s, id).join(" + "))
    })];

/// The names of the agencies that a merger merged.
fn bodies(standing: &Standing, merger: &Id) -> Vec<String> {
    let merged = standing.data.sources(Kind::Merger, merger).filter(|(kind, ..)| *kind == Kind::Agency);
    let mut names: Vec<String> =
        merged.filter_map(|(_, id, _)| standing.data.agency(id)).map(|agency| agency.name.clone()).collect();
    names.sort_by_cached_key(|name| fold::sort_key(name));
    names
}

/// Where an agency went: the name of what came of its merger, once that has taken effect.
pub fn merged_into<'a>(standing: &'a Standing, merger: &Merger) -> Option<&'a str> {
    let day = merger.announced.or(merger.decided)?;
    let into = standing.data.agency(merger.into.as_ref()?)?;
    (day <= standing.as_of).then_some(&into.name)
}

pub(super) static POSITION: &[Derived] =
    &[("holder", Label::new("Người giữ", "Holder"), 24, Input::Person, |s, id| {
        person(s.holders(id, Post::Holder).first())
    })];

pub(super) static PAIR: &[Derived] = &[
    ("state", Label::new("Tình trạng", "State"), 18, Input::Choice(PairState::CHOICES), |s, id| {
        pair(s, id, |pair| Cell::choice(PairState::CHOICES, pair.state.code()))
    }),
    ("holder", Label::new("Người giữ", "Holder"), 22, Input::Person, |s, id| {
        pair(s, id, |pair| person(pair.first.as_ref()))
    }),
    (
        "second_holder",
        Label::new("Người giữ chức danh thứ hai", "Holder of the second"),
        22,
        Input::Person,
        |s, id| pair(s, id, |pair| person(pair.second.as_ref())),
    ),
    ("since", Label::new("Một người giữ từ", "One holder since"), 10, Input::Date, |s, id| {
        pair(s, id, |pair| Cell::date(pair.since))
    }),
];

fn pair(standing: &Standing, id: &Id, get: fn(PairStanding) -> Cell) -> Cell {
    standing.pair(id).map_or(Cell::Empty, get)
}

fn person(holder: Option<&Holder>) -> Cell {
    holder.map_or(Cell::Empty, |holder| Cell::Person(holder.name.clone()))
}

pub(super) static MEETING: &[Derived] = &[
    ("attendance", Label::new("% dự", "Attended %"), 7, Input::Number, |s, id| {
        s.data
            .meeting(id)
            .and_then(Meeting::attendance)
            .map_or(Cell::Empty, |parts| Cell::Number(parts.into()))
    }),
    ("finding", Label::new("Khắc phục", "Remedy"), 16, Input::Choice(Finding::CHOICES), |s, id| {
        s.data
            .meeting(id)
            .map_or(Cell::Empty, |meeting| Cell::choice(Finding::CHOICES, meeting.finding(s.as_of).code()))
    }),
    ("visited", Label::new("Có tổ dự", "Team present"), 6, Input::Choice(YES_NO), |s, id| {
        s.data.meeting(id).map_or(Cell::Empty, |meeting| Cell::yes(meeting.team.is_some()))
    }),
];

pub(super) static PAPER: &[Derived] =
    &[("state", Label::new("Tình trạng", "State"), 18, Input::Choice(PaperState::CHOICES), |s, id| {
        document_state(s, id).map_or(Cell::Empty, |state| Cell::choice(PaperState::CHOICES, state.code()))
    })];

/// How a document stands on the date: a later one that replaces or amends it counts from the day it was issued.
pub fn document_state(standing: &Standing, id: &Id) -> Option<PaperState> {
    let (data, on) = (&standing.data, standing.as_of);
    let document = data.document(id)?;
    let later = |by: &'static str| {
        let sources = data
            .sources(Kind::Paper, id)
            .filter(move |(kind, _, field)| *kind == Kind::Paper && field.name == by);
        sources
            .filter_map(|(_, other, _)| data.document(other))
            .any(|other| other.issued.is_none_or(|day| day <= on))
    };
    Some(match document.issued {
        Some(day) if day > on => PaperState::NotYet,
        _ if document.repealed.is_some_and(|day| day <= on) => PaperState::Repealed,
        _ if later("replaces") => PaperState::Replaced,
        _ if document.is_review_due(on) => PaperState::ReviewDue,
        _ if later("amends") => PaperState::Amended,
        _ => PaperState::InForce,
    })
}
