//! How the units stand on a date: who is counted in each, alone and with all below it.

use std::collections::HashMap;

use super::member::{MemberStanding, MemberState, Members};
use crate::domain::{data::Data, date::Date, record::Id};

/// Members counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Official members.
    pub official: usize,
    /// Members on probation.
    pub probationary: usize,
    /// Of both, those exempt from work and meetings.
    pub exempt: usize,
}

impl Count {
    /// Official and probationary together.
    pub fn members(self) -> usize {
        self.official + self.probationary
    }

    /// Counts one more, if it is a member.
    pub fn add(&mut self, member: &MemberStanding) {
        match member.state {
            MemberState::Official => self.official += 1,
            MemberState::Probationary => self.probationary += 1,
            MemberState::NotYet | MemberState::Guest | MemberState::Left(_) => return,
        }
        self.exempt += usize::from(member.exempt);
    }

    fn join(&mut self, other: Self) {
        self.official += other.official;
        self.probationary += other.probationary;
        self.exempt += other.exempt;
    }
}

/// How a unit stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnitStanding {
    /// Founded and not closed.
    pub active: bool,
    /// Members who belong to the unit itself.
    pub own: Count,
    /// Members of the unit and of all units under it.
    pub all: Count,
}

/// The standing of a unit the register does not know.
pub(super) static UNKNOWN: UnitStanding = UnitStanding {
    active: false,
    own: Count { official: 0, probationary: 0, exempt: 0 },
    all: Count { official: 0, probationary: 0, exempt: 0 },
};

/// Counts members into their units and rolls the counts up the tree.
pub(super) fn stand(data: &Data, members: &Members, on: Date) -> HashMap<Id, UnitStanding> {
    let mut units: HashMap<Id, UnitStanding> = data
        .units()
        .values()
        .map(|u| (u.id.clone(), UnitStanding { active: u.is_active(on), ..UnitStanding::default() }))
        .collect();
    for member in members.values() {
        if let Some(unit) = member.unit.as_ref().and_then(|unit| units.get_mut(unit)) {
            unit.own.add(member);
        }
    }
    for id in data.units().keys() {
        let own = units.get(id).map_or_else(Count::default, |u| u.own);
        for above in data.path(id) {
            if let Some(unit) = units.get_mut(&above.id) {
                unit.all.join(own);
            }
        }
    }
    units
}
