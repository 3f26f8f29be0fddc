//! What a report is about: the whole register, or a unit with all under it.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::{
    data::Data,
    date::Date,
    event::Event,
    fold,
    record::Id,
    standing::Standing,
    unit::{Unit, UnitKind},
    village::Village,
};

/// The units a report looks at.
pub(super) struct Scope {
    /// None means everything, also what stands in no unit.
    units: Option<HashSet<Id>>,
}

impl Scope {
    pub(super) fn new(data: &Data, unit: Option<&Id>) -> Self {
        let under = |unit: &Id| data.units().keys().filter(|id| data.is_within(id, unit)).cloned().collect();
        Self { units: unit.map(under) }
    }

    /// Whether it is the whole register.
    pub(super) fn is_whole(&self) -> bool {
        self.units.is_none()
    }

    /// Whether something that belongs to a unit, or to none, is looked at.
    pub(super) fn holds(&self, unit: Option<&Id>) -> bool {
        match (&self.units, unit) {
            (None, _) => true,
            (Some(units), Some(unit)) => units.contains(unit),
            (Some(_), None) => false,
        }
    }

    /// Whether a village is looked at: of its commune, or of its cell.
    pub(super) fn holds_village(&self, village: &Village) -> bool {
        self.holds(village.commune.as_ref()) || (!self.is_whole() && self.holds(village.cell.as_ref()))
    }

    /// The members on a date, in the order of the file.
    pub(super) fn members(&self, standing: &Standing) -> Vec<Id> {
        let here = |id: &&Id| {
            let member = standing.member(id);
            member.state.is_member() && self.holds(member.unit.as_ref())
        };
        standing.data.members().keys().filter(here).cloned().collect()
    }

    /// Admissions of a period by the ceremony, in the order of the file.
    pub(super) fn admissions<'a>(&self, data: &'a Data, from: Date, to: Date) -> Vec<(&'a Event, Date)> {
        let events = data.events().values().map(|stored| stored.record());
        events
            .filter(|e| e.kind.is_admission() && !e.is_elsewhere() && self.holds(e.unit.as_ref()))
            .filter_map(|e| Some((e, e.date.filter(|date| (from..=to).contains(date))?)))
            .collect()
    }
}

/// Who was admitted: somebody admitted twice in the time is one person.
pub(super) fn persons(admissions: &[(&Event, Date)]) -> Vec<Id> {
    let ids: std::collections::BTreeSet<&Id> =
        admissions.iter().filter_map(|(event, _)| event.member.as_ref()).collect();
    ids.into_iter().cloned().collect()
}

/// The grassroots organisation (TCCSĐ) a unit is or lies under, for every unit.
pub(super) fn grassroots(data: &Data) -> HashMap<Id, &Unit> {
    let above = |id: &Id| data.path(id).into_iter().find(|unit| unit.kind.is_grassroots());
    data.units().keys().filter_map(|id| Some((id.clone(), above(id)?))).collect()
}

/// The units that are the rows of a table by unit: those directly under the one asked for, or directly under the top.
/// Each unit with the row it belongs to.
pub(super) struct Rows<'a> {
    of: HashMap<Id, Id>,
    units: Vec<&'a Unit>,
    /// The units over them.
    tops: Vec<&'a Unit>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(data: &'a Data, unit: Option<&Id>) -> Self {
        let tops: Vec<&Unit> = match unit {
            Some(unit) => data.unit(unit).into_iter().collect(),
            None => data.roots().filter(|root| root.kind == UnitKind::SuperiorCommittee).collect(),
        };
        let mut units: Vec<&Unit> = tops.iter().flat_map(|top| data.children(&top.id)).collect();
        let tops = if units.is_empty() {
            units = tops;
            Vec::new()
        } else {
            tops
        };
        units.sort_by_cached_key(|unit| (unit.code.clone(), fold::sort_key(&unit.name), unit.id.clone()));
        let rows: HashSet<&Id> = units.iter().chain(&tops).map(|unit| &unit.id).collect();
        let row = |id: &Id| data.path(id).into_iter().find(|above| rows.contains(&above.id));
        let of = data.units().keys().filter_map(|id| Some((id.clone(), row(id)?.id.clone()))).collect();
        Self { of, units, tops }
    }

    /// The units over the rows, then those of the rows; and which they are.
    pub(super) fn with_tops(&self) -> impl Iterator<Item = (&'a Unit, bool)> {
        let over = self.tops.iter().map(|unit| (*unit, true));
        over.chain(self.units.iter().map(|unit| (*unit, false)))
    }

    /// The row a unit belongs to.
    pub(super) fn of(&self, unit: Option<&Id>) -> Option<&Id> {
        unit.and_then(|unit| self.of.get(unit))
    }

    /// The units of the rows, by code and name.
    pub(super) fn units(&self) -> &[&'a Unit] {
        &self.units
    }

    /// Puts things into the rows of their units; what belongs to no row stands under none.
    pub(super) fn sorted<T>(
        &self,
        things: impl IntoIterator<Item = (Option<Id>, T)>,
    ) -> BTreeMap<Option<Id>, Vec<T>> {
        let mut sorted: BTreeMap<Option<Id>, Vec<T>> = BTreeMap::new();
        for (unit, thing) in things {
            sorted.entry(self.of(unit.as_ref()).cloned()).or_default().push(thing);
        }
        sorted
    }
}
