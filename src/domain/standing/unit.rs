//! How the units stand on a date: who is counted in each, alone and with all below it.

use std::collections::HashMap;

use super::member::{MemberStanding, MemberState, Members};
use crate::domain::{data::Data, date::Date, record::Id, unit::Unit};

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
        self.change(member, |count| *count += 1);
    }

    /// Counts one less who was counted, if it was a member.
    pub(super) fn remove(&mut self, member: &MemberStanding) {
        self.change(member, |count| *count -= 1);
    }

    fn change(&mut self, member: &MemberStanding, by_one: fn(&mut usize)) {
        match member.state {
            MemberState::Official => by_one(&mut self.official),
            MemberState::Probationary => by_one(&mut self.probationary),
            MemberState::NotYet | MemberState::Guest | MemberState::Elsewhere | MemberState::Left(_) => {
                return;
            }
        }
        if member.exempt {
            by_one(&mut self.exempt);
        }
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
    let mut own: HashMap<Id, Count> = data.units().keys().map(|id| (id.clone(), Count::default())).collect();
    for member in members.values() {
        if let Some(count) = member.unit.as_ref().and_then(|unit| own.get_mut(unit)) {
            count.add(member);
        }
    }
    roll_up(data, &own, on)
}

/// Rolls up the tree how many members belong to each unit itself.
pub(super) fn roll_up(data: &Data, own: &HashMap<Id, Count>, on: Date) -> HashMap<Id, UnitStanding> {
    let own = |id: &Id| own.get(id).copied().unwrap_or_default();
    let alone =
        |unit: &Unit| UnitStanding { active: unit.is_active(on), own: own(&unit.id), all: Count::default() };
    let mut units: HashMap<Id, UnitStanding> =
        data.units().values().map(|unit| (unit.id.clone(), alone(unit))).collect();
    for id in data.units().keys() {
        for above in data.path(id) {
            if let Some(unit) = units.get_mut(&above.id) {
                unit.all.join(own(id));
            }
        }
    }
    units
}
