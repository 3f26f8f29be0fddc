//! Who led committees and cells: terms that follow each other, from congress to congress.
//!
//! A chain is one post of one body through the years. Posts of villages and their cells' secretaries are in
//! `village`; this is everything else.

use jiff::civil::date;

use super::{
    Maker,
    cell::{Cell, Milieu},
    entry::Entry,
    roll::{Fate, Roll},
    units::{Committee, Frame, MERGED_ON},
};
use crate::domain::{
    date::{Date, PartialDate, months_later},
    event::EventKind,
    record::Id,
    term::{EndReason, How, Method, Post, Term},
};

/// A holder.
#[derive(Debug, Clone)]
pub(super) enum Who {
    /// A member.
    Member(Id),
    /// Somebody who is no member, with the year of birth.
    Outsider(String, PartialDate),
    /// The post is vacant.
    Nobody,
}

/// Another holder from a day on.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) on: Date,
    pub(super) who: Who,
    pub(super) how: How,
    /// Why the one before ended.
    pub(super) why: EndReason,
}

/// One post of a body through the years.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) body: Id,
    pub(super) post: Post,
    pub(super) from: PartialDate,
    pub(super) who: Who,
    pub(super) how: How,
    /// Elections; whoever holds the post is elected again.
    pub(super) rounds: Vec<Date>,
    /// In the order of time.
    pub(super) changes: Vec<Change>,
    pub(super) until: Option<Date>,
}

impl Chain {
    /// Puts in the terms: each ends on the day the next begins.
    pub(super) fn put(self, maker: &mut Maker) {
        let Self { body, post, from, who, how, rounds, changes, until } = self;
        let mut steps: Vec<(Date, Option<Change>)> = Vec::new();
        let changed: Vec<Date> = changes.iter().map(|c| c.on).collect();
        steps.extend(rounds.iter().filter(|on| !changed.contains(on)).map(|on| (*on, None)));
        steps.extend(changes.into_iter().map(|change| (change.on, Some(change))));
        steps.retain(|(on, _)| *on > from.latest() && until.is_none_or(|until| *on < until));
        steps.sort_by_key(|(on, _)| *on);
        let mut now = (from, who, how);
        for (on, change) in steps {
            let elected = change.is_none() || rounds.contains(&on);
            let (who, how, why) = match change {
                Some(change) => (change.who, change.how, change.why),
                None => (now.1.clone(), How::Elected, EndReason::TermOver),
            };
            let why = if elected { EndReason::TermOver } else { why };
            let next = (PartialDate::Day(on), who, how);
            put(maker, &body, post, std::mem::replace(&mut now, next), Some((on, why)));
        }
        put(maker, &body, post, now, until.map(|on| (on, EndReason::Other)));
    }
}

fn put(
    maker: &mut Maker,
    body: &Id,
    post: Post,
    (from, who, how): (PartialDate, Who, How),
    end: Option<(Date, EndReason)>,
) {
    let mut term: Term = maker.blank();
    match who {
        Who::Member(id) => term.member = Some(id),
        Who::Outsider(name, born) => (term.holder_name, term.holder_born) = (name, Some(born)),
        Who::Nobody => return,
    }
    term.body = Some(body.clone());
    (term.post, term.from, term.how) = (post, Some(from), Some(how));
    if let PartialDate::Day(day) = from {
        let number = usize::from(day.day_of_year().unsigned_abs()) + maker.random.below(9);
        let by = if post == Post::VillageHead { "/QĐ-UBND" } else { "-QĐ/ĐU" };
        term.decision = format!("{number}{by}");
    }
    if post == Post::VillageHead && how == How::Elected && from >= VOTES_NOTED {
        vote(&mut term);
    }
    if let Some((to, why)) = end {
        (term.to, term.end_reason) = (Some(to), Some(why));
    }
    maker.put_later(body, term);
}

/// Since when votes are noted.
const VOTES_NOTED: PartialDate = PartialDate::Year(2017);

/// How the households voted: drawn from the id, so that nothing else of the sample depends on it.
fn vote(term: &mut Term) {
    let drawn =
        term.id.as_str().bytes().fold(7u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let voters = 28 + drawn % 57;
    // As in the round of 2024: a good two in three villages by secret ballot.
    term.method = Some(if drawn / 57 % 100 < 70 { Method::Ballot } else { Method::Hands });
    term.voters = Some(voters);
    term.votes = Some(voters * (62 + drawn / 5700 % 38) / 100);
}

/// Puts in the terms of the district's committee, of all grassroots committees and of all cells.
pub(super) fn put_all(maker: &mut Maker, frame: &Frame, roll: &Roll) {
    top(maker, frame, roll);
    for committee in &frame.committees {
        grassroots(maker, frame, roll, committee);
    }
    for (place, cell) in frame.cells.iter().enumerate() {
        let first = maker.random.day(date(2015, 1, 14), date(2015, 3, 20));
        let rounds = [first, months_later(first, 30)];
        if !cell.is_village() {
            secretary(maker, roll, place, cell, rounds);
        }
        cell_committee(maker, roll, place, cell, rounds);
    }
}

/// The members of the district's committee whose posts the register holds.
fn top(maker: &mut Maker, frame: &Frame, roll: &Roll) {
    const POSTS: [Post; 9] = [
        Post::Secretary,
        Post::StandingDeputy,
        Post::DeputySecretary,
        Post::StandingMember,
        Post::StandingMember,
        Post::StandingMember,
        Post::StandingMember,
        Post::StandingMember,
        Post::StandingMember,
    ];
    let cells = frame.committees.iter().filter(|c| c.commune.is_none()).flat_map(|c| c.cells.iter());
    let pool: Vec<usize> = cells
        .filter(|&&c| frame.cells[c].closed.is_none() && frame.cells[c].founded.is_none())
        .filter_map(|&c| roll.seats[c].get(2).copied())
        .collect();
    let pool = veterans_first(roll, pool, before_congress(date(2015, 8, 5)));
    for (post, &person) in POSTS.into_iter().zip(&pool) {
        let congress = date(2015, 8, 5);
        since_congress(maker, roll, frame.root.clone(), post, person, congress);
    }
}

/// The committee of a grassroots organisation: secretary, deputies, members.
fn grassroots(maker: &mut Maker, frame: &Frame, roll: &Roll, committee: &Committee) {
    // Those of the merged cells had stood under two committees.
    let old = committee.cells.iter().filter(|&&c| frame.cells[c].founded.is_none());
    let seats = |n: usize| old.clone().filter_map(move |&c| roll.seats[c].get(n).copied());
    let officers = committee.cells.iter().filter(|&&c| frame.cells[c].milieu == Milieu::CommuneOffice);
    let mut pool: Vec<usize> = officers.flat_map(|&c| roll.seats[c].iter().copied()).collect();
    for person in seats(2).chain(seats(1)).chain(seats(0)) {
        let inside = committee.cells.contains(&roll.people[person].cell);
        if inside && !pool.contains(&person) && matches!(roll.people[person].entry, Entry::Old(_)) {
            pool.push(person);
        }
    }
    let size = if committee.commune.is_some() { 11 } else { 7 };
    let congress = maker.random.day(date(2015, 5, 18), date(2015, 7, 10));
    let pool = veterans_first(roll, pool, before_congress(congress));
    for (n, &person) in pool.iter().take(size).enumerate() {
        let post = match n {
            0 => Post::Secretary,
            1 => Post::DeputySecretary,
            2 if committee.commune.is_some() => Post::StandingDeputy,
            _ => Post::CommitteeMember,
        };
        match pool.get(size).filter(|&&p| is_veteran(roll, p, before_congress(congress))) {
            Some(&former) if n == 0 && maker.random.percent(25) => {
                appointed_later(maker, roll, committee.id.clone(), former, person, congress);
            }
            _ => since_congress(maker, roll, committee.id.clone(), post, person, congress),
        }
    }
}

/// The congress before: a term is five years (Charter).
fn before_congress(congress: Date) -> Date {
    months_later(congress, -60)
}

/// Puts those in front who were official on a day, so that a secretary can be told since then.
fn veterans_first(roll: &Roll, pool: Vec<usize>, on: Date) -> Vec<usize> {
    let (mut first, rest): (Vec<usize>, Vec<usize>) =
        pool.into_iter().partition(|&p| is_veteran(roll, p, on));
    first.extend(rest);
    first
}

fn is_veteran(roll: &Roll, person: usize, on: Date) -> bool {
    roll.people[person].entry.official().is_some_and(|official| official < on)
}

/// A post held since the congress of 2015, by secretaries and some others since the one before.
fn since_congress(maker: &mut Maker, roll: &Roll, body: Id, post: Post, person: usize, congress: Date) {
    let before = before_congress(congress);
    let early = is_veteran(roll, person, before) && (post == Post::Secretary || maker.random.percent(40));
    let chain = Chain {
        body,
        post,
        from: PartialDate::Day(if early { before } else { congress }),
        who: Who::Member(roll.people[person].id.clone()),
        how: How::Elected,
        rounds: vec![congress],
        changes: Vec::new(),
        until: None,
    };
    chain.put(maker);
}

/// A secretary who was appointed when the elected one was moved.
fn appointed_later(maker: &mut Maker, roll: &Roll, body: Id, former: usize, person: usize, congress: Date) {
    let on = maker.random.day(date(2016, 2, 1), date(2017, 11, 30));
    let who = Who::Member(roll.people[person].id.clone());
    let chain = Chain {
        body,
        post: Post::Secretary,
        from: PartialDate::Day(before_congress(congress)),
        who: Who::Member(roll.people[former].id.clone()),
        how: How::Elected,
        rounds: vec![congress],
        changes: vec![Change { on, who, how: How::Appointed, why: EndReason::Moved }],
        until: None,
    };
    chain.put(maker);
}

/// The secretary of a cell that leads no village.
fn secretary(maker: &mut Maker, roll: &Roll, place: usize, cell: &Cell, rounds: [Date; 2]) {
    let Some(&person) = roll.seats[place].first() else { return };
    let who = Who::Member(roll.people[person].id.clone());
    let start = months_later(rounds[0], -30);
    let (from, how) = match cell.founded {
        Some(founded) => (founded, How::Appointed),
        None => (start, How::Elected),
    };
    let mut chain = Chain {
        body: cell.id.clone(),
        post: Post::Secretary,
        from: PartialDate::Day(from),
        who: who.clone(),
        how,
        rounds: rounds.to_vec(),
        changes: Vec::new(),
        until: cell.closed.map(|(on, _)| on),
    };
    if let Some((former, on, why)) = predecessor(roll, place, start).filter(|_| cell.founded.is_none()) {
        chain.who = Who::Member(roll.people[former].id.clone());
        chain.changes.push(Change { on, who, how: How::Elected, why });
    }
    chain.put(maker);
}

/// Somebody who left the cell and had been official long enough to be its secretary until then.
fn predecessor(roll: &Roll, place: usize, start: Date) -> Option<(usize, Date, EndReason)> {
    roll.former[place].iter().find_map(|&p| {
        let person = &roll.people[p];
        let official = person.entry.official().is_some_and(|on| on < start);
        match person.fate {
            Fate::Left(EventKind::Died, on) if official => Some((p, on, EndReason::Died)),
            Fate::Left(EventKind::TransferredOut, on) if official => Some((p, on, EndReason::Moved)),
            _ => None,
        }
    })
}

/// Deputy and, where nine or more are official, the committee of a cell (QĐ 29-QĐ/TW 2016, at most seven).
fn cell_committee(maker: &mut Maker, roll: &Roll, place: usize, cell: &Cell, rounds: [Date; 2]) {
    let from = cell.founded.unwrap_or(rounds[0]);
    let until = cell.closed.map(|(on, _)| on);
    let officials = roll.seats[place].iter().filter(|&&p| roll.people[p].entry.official().is_some()).count();
    let mut lead = |person: usize, post: Post, from: Date| {
        let how = if from == MERGED_ON { How::Appointed } else { How::Elected };
        let who = Who::Member(roll.people[person].id.clone());
        let (body, from, rounds) = (cell.id.clone(), PartialDate::Day(from), rounds.to_vec());
        Chain { body, post, from, who, how, rounds, changes: Vec::new(), until }.put(maker);
    };
    let deputy = roll.seats[place].get(2).copied();
    if let Some(deputy) = deputy.filter(|_| officials >= 6) {
        lead(deputy, Post::DeputySecretary, from);
    }
    if officials < 9 {
        return;
    }
    let since = if cell.closed.is_some() { from } else { from.max(rounds[1]) };
    let extra = if officials >= 16 { 3 } else { 1 };
    let others: Vec<usize> = roll.steady(place, since).filter(|p| Some(*p) != deputy).collect();
    let (core, others): (Vec<usize>, Vec<usize>) = others.into_iter().partition(|&p| roll.people[p].core);
    for person in others.into_iter().chain(core.into_iter().skip(1)).take(extra) {
        lead(person, Post::CommitteeMember, since);
    }
}
