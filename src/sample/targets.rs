//! What the units were to reach, and how they were rated for 2017: made from the finished district.
//!
//! They have a source of chance of their own, so that nobody and nothing else of a sample depends on them.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::random::Random;
use crate::domain::{
    data::Data,
    date::{Date, PartialDate, months_later},
    event::EventKind,
    rating::{Fault, Level, Rating},
    record::{Described, Id, Kind},
    standing::{MemberStanding, Standing},
    target::{Indicator, Target},
};

/// The year with plan and ratings.
const YEAR: i16 = 2017;

/// The plan of the year for each such number of admissions: 123 were admitted on a plan of 113.
const PLANNED: (usize, usize) = (113, 123);

/// Who joined later in the year is not rated (biểu 7-BTCTW).
const RATED_AFTER_MONTHS: i32 = 6;

/// Chance and the ids made of it.
struct Source(Random);

impl Source {
    fn blank<T: Described>(&mut self) -> T {
        let (high, low) = (self.0.bits().to_be_bytes(), self.0.bits().to_be_bytes());
        let random = std::array::from_fn(|i| if i < 8 { high[i] } else { low[i - 8] });
        T::blank(Id::from_random(T::KIND, random))
    }
}

/// Puts in the plan of 2017 and, where the register is one district's, the ratings of that year.
pub(super) fn put(data: &mut Data, seed: u64, with_ratings: Rated) {
    let mut source = Source(Random::new(seed.rotate_left(17) ^ 0x7461_7267));
    plan(&mut source, data);
    match with_ratings {
        Rated::Yes => ratings(&mut source, data),
        Rated::No => {}
    }
}

/// Whether a sample has ratings. A province leaves them to its districts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rated {
    Yes,
    No,
}

/// The unit directly under the district in which a cell lies.
fn direct(data: &Data, cell: &Id) -> Option<Id> {
    let path = data.path(cell);
    path.iter().find(|unit| unit.kind.is_grassroots()).map(|unit| unit.id.clone())
}

/// So many for each unit that all together are 113 where 123 were admitted; some units do more than planned, some less.
fn plan(source: &mut Source, data: &mut Data) {
    let mut by_unit: BTreeMap<Id, usize> = data
        .units()
        .values()
        .filter(|unit| unit.kind.is_grassroots())
        .map(|unit| (unit.id.clone(), 0))
        .collect();
    let here = |year: Date| year.year() == YEAR;
    for event in data.events().values().filter(|e| e.kind.is_admission() && e.date.is_some_and(here)) {
        if let Some(unit) = event.unit.as_ref().and_then(|cell| direct(data, cell)) {
            *by_unit.entry(unit).or_default() += 1;
        }
    }
    let done: usize = by_unit.values().sum();
    let mut left = done - (done * PLANNED.0 + PLANNED.1 / 2) / PLANNED.1;
    let units: Vec<Id> = by_unit.keys().cloned().collect();
    while left > 0 {
        let unit = &units[source.0.below(units.len())];
        if let Some(number) = by_unit.get_mut(unit).filter(|number| **number > 0) {
            *number -= 1;
            left -= 1;
        }
    }
    for _ in 0..units.len() / 10 {
        let (from, to) = (source.0.pick(&refs(&units)), source.0.pick(&refs(&units)));
        if by_unit[from] > 1 {
            by_unit.entry(from.clone()).and_modify(|n| *n -= 1);
            by_unit.entry(to.clone()).and_modify(|n| *n += 1);
        }
    }
    for (unit, number) in by_unit {
        let mut target: Target = source.blank();
        target.unit = Some(unit);
        target.year = Some(PartialDate::Year(YEAR));
        target.indicator = Indicator::Admissions;
        target.number = u32::try_from(number).ok();
        data.put(Box::new(target));
    }
}

fn refs(ids: &[Id]) -> Vec<&Id> {
    ids.iter().collect()
}

/// Rates every unit and member that was to be rated at the end of the year.
fn ratings(source: &mut Source, data: &mut Data) {
    let end = date(YEAR, 12, 31);
    let standing = Standing::new(data.clone(), end);
    for unit in data.clone().units().values() {
        let young = unit.founded.is_some_and(|on| months_later(on.earliest(), RATED_AFTER_MONTHS) > end);
        if standing.unit(&unit.id).active
            && !young
            && unit.kind != crate::domain::unit::UnitKind::SuperiorCommittee
        {
            let level = source.0.weighed(&[
                (Level::Exemplary, 10),
                (Level::CleanStrong, 52),
                (Level::Good, 30),
                (Level::Satisfactory, 7),
                (Level::Weak, 1),
            ]);
            rate(source, data, &unit.id, level, None);
        }
    }
    for id in data.ids(Kind::Member) {
        if is_rated(standing.member(&id), end) {
            let disciplined = data.events_of(&id).iter().any(|e| e.kind == EventKind::Suspended);
            let level = source.0.weighed(&[
                (Level::QualifiedExcellent, 120),
                (Level::QualifiedGood, 730),
                (Level::Qualified, 145),
                (Level::Breach, if disciplined { 500 } else { 3 }),
            ]);
            let fault = (level == Level::Breach).then(|| {
                source.0.weighed(&[(Fault::Disciplined, 6), (Fault::HalfOfTargets, 2), (Fault::Other, 2)])
            });
            rate(source, data, &id, level, fault);
        }
    }
}

/// Not rated: the exempt, the suspended, those admitted in the last six months.
fn is_rated(member: &MemberStanding, end: Date) -> bool {
    let young = member.admitted.is_some_and(|on| months_later(on, RATED_AFTER_MONTHS) > end);
    member.state.is_member() && !member.exempt && !member.suspended && !young
}

fn rate(source: &mut Source, data: &mut Data, subject: &Id, level: Level, fault: Option<Fault>) {
    let mut rating: Rating = source.blank();
    rating.subject = Some(subject.clone());
    rating.year = Some(PartialDate::Year(YEAR));
    rating.level = Some(level);
    rating.fault = fault;
    data.put(Box::new(rating));
}
