//! How each village came to have one person as secretary and head, told by terms with dates.
//!
//! The number of unified villages grows from a few in 2014 to all but two. Nothing here says "unified": only who
//! held which post from when to when.

use jiff::civil::date;

use super::{
    Maker, names,
    random::{Random, days_later},
    roll::Roll,
    terms::{Chain, Change, Who},
    units::Frame,
};
use crate::domain::{
    date::{Date, Month, PartialDate, months_later},
    member::Sex,
    record::Id,
    term::{EndReason, How, Post},
    village::{Reason, Village, VillageKind},
};

/// A village and the way its two posts went.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    kind: VillageKind,
    name: String,
    committee: usize,
    pub(super) cell: usize,
    way: Way,
    /// When the way ended in one hand.
    on: Date,
    detour: Option<Detour>,
}

/// How the two posts came into one hand, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// They had been before the register was opened.
    Always,
    /// The head became secretary.
    HeadTakesCell,
    /// The secretary was elected head in place of another member.
    SecretaryElected,
    /// The secretary was elected head in place of somebody who is no member.
    OutsiderReplaced,
    /// Somebody new took both.
    BothNew,
    /// Not yet: the head is no member.
    HeadNotMember,
    /// Not yet: two members, and one term runs on.
    TermRuns,
}

/// What is special about a village.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detour {
    /// The head gave up, an interim one served, and the secretary was elected again.
    LostAndRegained,
    /// The head was admitted and had to be recognised first.
    HeadAdmitted,
    /// The secretary is head for the time being.
    InterimNow,
}

/// Villages of the full frame that came into one hand in a year.
const PACE: [(i16, usize); 4] = [(2014, 8), (2015, 30), (2016, 36), (2017, 36)];

/// The last of them came at the beginning of 2018.
const LAST_SPAN: (Date, Date) = (date(2018, 1, 8), date(2018, 3, 28));

impl Plan {
    pub(super) fn new(kind: VillageKind, name: String, committee: usize, cell: usize) -> Self {
        Self { kind, name, committee, cell, way: Way::Always, on: LAST_SPAN.0, detour: None }
    }

    fn is_open(&self) -> bool {
        matches!(self.way, Way::HeadNotMember | Way::TermRuns)
    }
}

/// Decides which village goes which way, and when.
pub(super) fn plan(random: &mut Random, frame: &mut Frame) {
    let all = frame.plans.len();
    let open = if all >= 10 { vec![all / 8, all * 3 / 5] } else { vec![all / 2] };
    for (&village, way) in open.iter().zip([Way::HeadNotMember, Way::TermRuns]).filter(|_| all > 1) {
        frame.plans[village].way = way;
    }
    let mut rest: Vec<usize> = (0..all).filter(|&v| !frame.plans[v].is_open()).collect();
    random.shuffle(&mut rest);
    let full: usize = super::places::VILLAGES - 2;
    let mut begin = 0;
    for (year, number) in PACE {
        let number = (number * rest.len() / full).max(1).min(rest.len() - begin);
        for (turn, &village) in rest[begin..begin + number].iter().enumerate() {
            let plan = &mut frame.plans[village];
            plan.way = if year == 2014 { Way::Always } else { way(random) };
            plan.on = days_later(date(year, 1, 4), ((turn * 2 + 1) * 358 / (number * 2)) as i64);
            plan.detour = (year == 2015 && turn == 3).then_some(Detour::LostAndRegained);
            if (year, turn) == (2017, 6) {
                plan.detour = Some(Detour::HeadAdmitted);
                (plan.way, plan.on) = (Way::HeadTakesCell, date(2017, 3, 10));
                frame.cells[plan.cell].young_secretary = true;
            }
        }
        begin += number;
    }
    for (turn, &village) in rest[begin..].iter().enumerate() {
        let plan = &mut frame.plans[village];
        (plan.way, plan.on) = (way(random), random.day(LAST_SPAN.0, LAST_SPAN.1));
        if turn == 0 {
            (plan.way, plan.detour) = (Way::SecretaryElected, Some(Detour::InterimNow));
        }
    }
}

fn way(random: &mut Random) -> Way {
    random.weighed(&[
        (Way::HeadTakesCell, 45),
        (Way::SecretaryElected, 30),
        (Way::OutsiderReplaced, 12),
        (Way::BothNew, 13),
    ])
}

/// Puts in the villages with the terms of their heads and of the secretaries of their cells.
pub(super) fn terms(maker: &mut Maker, frame: &Frame, roll: &Roll) {
    for (number, plan) in frame.plans.iter().enumerate() {
        let mut village: Village = maker.blank();
        village.code = format!("T{:03}", number + 1);
        village.name.clone_from(&plan.name);
        village.kind = plan.kind;
        village.commune = Some(frame.committees[plan.committee].id.clone());
        village.cell = Some(frame.cells[plan.cell].id.clone());
        village.households = u32::try_from(maker.random.between(38, 240)).ok();
        note_plan(&mut village, plan);
        let id = village.id.clone();
        maker.put(village);
        Course::new(maker, frame, roll, plan, id).put(maker);
    }
}

/// The month by which it is to be done, for those that are open and those that were so until this year.
fn note_plan(village: &mut Village, plan: &Plan) {
    let (reason, words) = match plan.way {
        Way::HeadNotMember => (Reason::HeadNotMember, "Đang bồi dưỡng trưởng thôn để kết nạp vào Đảng"),
        Way::TermRuns => (Reason::Term, "Chờ hết nhiệm kỳ trưởng thôn"),
        _ if plan.on >= LAST_SPAN.0 => {
            village.plan_month = Some(Month::of(plan.on));
            village.plan_set_on = Some(date(2017, 10, 20));
            return;
        }
        _ => return,
    };
    village.plan_month = Month::new(2018, 9);
    village.plan_reason = Some(reason);
    village.plan_note = words.to_owned();
    village.plan_set_on = Some(date(2018, 1, 12));
}

/// The two posts of a village through the years.
struct Course {
    village: Id,
    cell: Id,
    /// Three members who carry the cell; the first is the one in whose hand the posts end.
    people: [Who; 3],
    outsider: Who,
    way: Way,
    detour: Option<Detour>,
    on: Date,
    /// Congresses of the cell in 2015 and 2017; villages elect their heads ten days before.
    rounds: [Date; 2],
}

impl Course {
    fn new(maker: &mut Maker, frame: &Frame, roll: &Roll, plan: &Plan, village: Id) -> Self {
        let random = &mut maker.random;
        let first = random.day(date(2015, 1, 14), date(2015, 3, 20));
        let rounds = [first, months_later(first, 30)];
        // A change close to an election is that election.
        let near = |round: &&Date| (plan.on - **round).get_days().abs() < 25;
        let on = rounds.iter().find(near).copied().unwrap_or(plan.on);
        let born = random.between(1962, 1984) as i16;
        let group = super::places::group(random, frame.cells[plan.cell].land);
        let name = names::full(random, Sex::Male, group, born);
        let seats = &roll.seats[plan.cell];
        let person = |n: usize| seats.get(n).map_or(Who::Nobody, |&p| Who::Member(roll.people[p].id.clone()));
        Self {
            village,
            cell: frame.cells[plan.cell].id.clone(),
            people: [person(0), person(1), person(2)],
            outsider: Who::Outsider(name, PartialDate::Year(born)),
            way: plan.way,
            detour: plan.detour,
            on,
            rounds,
        }
    }

    fn put(self, maker: &mut Maker) {
        let [a, b, c] = self.people.clone();
        let outsider = self.outsider.clone();
        let (secretary, head) = match self.way {
            Way::Always => ((a.clone(), None), (a, None)),
            Way::HeadTakesCell => ((b, Some(a.clone())), (a, None)),
            Way::SecretaryElected => ((a.clone(), None), (b, Some(a))),
            Way::OutsiderReplaced => ((a.clone(), None), (outsider, Some(a))),
            Way::BothNew => ((b, Some(a.clone())), (c, Some(a))),
            Way::HeadNotMember => ((a, None), (outsider, None)),
            Way::TermRuns => ((a, None), (b, None)),
        };
        self.secretary(maker, secretary);
        self.head(maker, head);
    }

    fn secretary(&self, maker: &mut Maker, (who, next): (Who, Option<Who>)) {
        let changes = next.map(|who| Change { on: self.on, who, how: How::Elected, why: EndReason::Unified });
        let chain = Chain {
            body: self.cell.clone(),
            post: Post::Secretary,
            from: PartialDate::Day(months_later(self.rounds[0], -30)),
            who,
            how: How::Elected,
            rounds: self.rounds.to_vec(),
            changes: changes.into_iter().collect(),
            until: None,
        };
        chain.put(maker);
    }

    fn head(&self, maker: &mut Maker, (who, next): (Who, Option<Who>)) {
        /// "Dân tin – Đảng cử": the people elect first, then the cell.
        const EARLIER: i64 = -10;
        let mut rounds: Vec<Date> = self.rounds.iter().map(|on| days_later(*on, EARLIER)).collect();
        let mut from = PartialDate::Month(Month::of(months_later(rounds[0], -30)));
        let on = if self.rounds.contains(&self.on) { days_later(self.on, EARLIER) } else { self.on };
        let how = if self.detour == Some(Detour::InterimNow) { How::Interim } else { How::Elected };
        let mut changes: Vec<Change> =
            next.into_iter().map(|who| Change { on, who, how, why: EndReason::Unified }).collect();
        match self.detour {
            Some(Detour::LostAndRegained) => {
                let [a, b, _] = self.people.clone();
                let (gone, back) = (date(2016, 3, 10), date(2016, 8, 20));
                changes.push(Change { on: gone, who: b, how: How::Interim, why: EndReason::Resigned });
                changes.push(Change { on: back, who: a, how: How::Elected, why: EndReason::Unified });
            }
            Some(Detour::HeadAdmitted) => from = PartialDate::Day(rounds.remove(0)),
            Some(Detour::InterimNow) | None => {}
        }
        let body = self.village.clone();
        Chain { body, post: Post::VillageHead, from, who, how: How::Elected, rounds, changes, until: None }
            .put(maker);
    }
}

/// What people call a village.
pub(super) fn village_word(kind: VillageKind) -> &'static str {
    kind.label().vi
}

/// The same words, with a small letter in front, as they stand behind "Chi bộ".
pub(super) fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
