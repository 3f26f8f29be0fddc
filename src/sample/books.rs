//! The books of the sample district beside units, members and villages: made from the finished district.
//!
//! What the newspaper told of April 2018 is in them (the four double posts and the district's secretary who chairs the
//! People's Council, the two mergers announced on 15/3/2018, the six regulations that were revised); the rest is
//! invented. Like the targets they have a source of chance of their own.

mod before;
mod cadres;
mod meetings;
mod people;
mod posts;

use std::collections::BTreeMap;

use jiff::civil::date;

use super::{TODAY, random::Random};
use crate::domain::{
    data::Data,
    date::Date,
    record::{Described, Id, Kind, Record},
    standing::{MemberState, Standing},
    unit::UnitKind,
};

/// The resolution on fewer offices and posts that the programme of the district carries out.
const PROGRAMME: &str = "Nghị quyết 19-NQ/TU ngày 3/3/2015";

/// Puts the books in.
pub(super) fn put(data: &mut Data, seed: u64) {
    let standing = Standing::new(data.clone(), TODAY);
    let random = Random::new(seed.rotate_left(29) ^ 0x626f_6f6b);
    let mut maker = Maker { random, standing: &standing, officials: officials(&standing), made: Vec::new() };
    posts::put(&mut maker);
    people::put(&mut maker);
    meetings::put(&mut maker);
    cadres::put(&mut maker);
    before::put(&mut maker);
    maker.made.into_iter().for_each(|record| data.put(record));
}

/// Chance, the finished district, and what was made of them.
struct Maker<'a> {
    random: Random,
    standing: &'a Standing,
    /// Who may be given a task, by the unit directly under the district.
    officials: BTreeMap<Id, Vec<Id>>,
    made: Vec<Box<dyn Record>>,
}

impl Maker<'_> {
    fn blank<T: Described>(&mut self) -> T {
        let (high, low) = (self.random.bits().to_be_bytes(), self.random.bits().to_be_bytes());
        let random = std::array::from_fn(|i| if i < 8 { high[i] } else { low[i - 8] });
        T::blank(Id::from_random(T::KIND, random))
    }

    fn put(&mut self, record: impl Record) {
        self.made.push(Box::new(record));
    }

    /// The top of the district.
    fn root(&self) -> Option<Id> {
        self.standing.data.roots().find(|unit| unit.kind == UnitKind::SuperiorCommittee).map(|u| u.id.clone())
    }

    /// The active units of these kinds, in the order of their names.
    fn units(&self, wanted: fn(UnitKind) -> bool) -> Vec<Id> {
        let there = |id: &&Id| {
            let unit = self.standing.data.unit(id);
            unit.is_some_and(|unit| wanted(unit.kind) && self.standing.unit(id).active)
        };
        self.standing.names(Kind::Unit).iter().filter(there).cloned().collect()
    }

    /// Official members of a unit directly under the district, in the order of their names.
    fn officials_of(&self, unit: &Id) -> Vec<Id> {
        self.officials.get(unit).cloned().unwrap_or_default()
    }

    /// Official members of the unit of that name.
    fn officials_under(&self, name: &str) -> Vec<Id> {
        let named = |id: &&Id| self.standing.data.unit(id).is_some_and(|unit| unit.name == name);
        self.officials.keys().find(named).map(|unit| self.officials_of(unit)).unwrap_or_default()
    }

    /// A day between two; the first when there is nothing between.
    fn day(&mut self, from: Date, to: Date) -> Date {
        if from < to { self.random.day(from, to) } else { from }
    }

    fn percent(&mut self, percent: usize) -> bool {
        self.random.percent(percent)
    }
}

/// The official members that are not exempt, by the unit directly under the district and in the order of names.
fn officials(standing: &Standing) -> BTreeMap<Id, Vec<Id>> {
    let mut officials: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for id in standing.names(Kind::Member) {
        let member = standing.member(id);
        let cell = member.unit.as_ref().filter(|_| member.state == MemberState::Official && !member.exempt);
        let path = cell.map(|cell| standing.data.path(cell)).unwrap_or_default();
        if let Some(direct) = path.iter().find(|unit| unit.kind.is_grassroots()) {
            officials.entry(direct.id.clone()).or_default().push(id.clone());
        }
    }
    officials
}

/// The first of January of a year of the sample.
const fn new_year(year: i16) -> Date {
    date(year, 1, 1)
}
