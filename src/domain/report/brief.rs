//! The situation in a paragraph: what the register can say of organisations, admissions, unification, the units that
//! were closed, and what stands in the books. A sentence whose facts are not in the register is left out.
//!
//! Admissions are those of the last year that is over on the day. What was closed, merged, issued, revised or attended is
//! what was so since the beginning of that year; courses and rotations are those of the year of the day.

mod books;
mod figures;

use std::collections::{BTreeMap, BTreeSet, HashSet};

pub use books::OfBooks;

use super::{Report, Scope, admissions::Plan, scope};
use crate::domain::{
    data::Data,
    date::{Date, Month},
    event::EventKind,
    fold,
    record::Id,
    standing::Standing,
    unit::{Ending, OrgType, Unit, UnitKind},
};

/// A sentence and its figures; each figure is the list of what it counts.
#[derive(Debug, Clone, PartialEq)]
pub enum Sentence {
    /// How many units stand directly under the top, and how many members there are.
    Size {
        /// Units.
        units: Vec<Id>,
        /// Members.
        members: Vec<Id>,
    },
    /// How many were admitted in a year, and on which plan.
    Admitted {
        /// The year.
        year: i16,
        /// Members.
        members: Vec<Id>,
        /// The plan, when there is one.
        plan: Option<u32>,
    },
    /// In how many villages secretary and head are one person, and when the rest follow.
    Unified {
        /// Villages.
        villages: Vec<Id>,
        /// Those that are unified.
        unified: Vec<Id>,
        /// Those that are not.
        left: Vec<Id>,
        /// The last month planned for them, when every one has a plan.
        planned: Option<Month>,
    },
    /// Cells that were dissolved and whose members went to cells of villages.
    Moved {
        /// Cells.
        cells: Vec<Id>,
        /// The transfers.
        events: Vec<Id>,
        /// What they were cells of.
        of: Workplace,
    },
    /// Units that were merged.
    Merged {
        /// Units that ended.
        units: Vec<Id>,
        /// Units they went into.
        into: Vec<Id>,
        /// The day, when it was one for all.
        on: Option<Date>,
    },
    /// What the books say.
    Books(OfBooks),
}

/// What cells were of whose members moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workplace {
    /// All of them of the offices of communes.
    CommuneOffice,
    /// Not all, or of others.
    Any,
}

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let day = report.request.to;
    let standing = Standing::new(data.clone(), day);
    // On the last day of a year that year is over.
    let year = if (day.month(), day.day()) == (12, 31) { day.year() } else { day.year() - 1 };
    let since = jiff::civil::date(year, 1, 1);
    let sentences = [
        size(&standing, scope),
        admitted(data, scope, year, report.request.unit.as_ref()),
        unified(&standing, scope),
        moved(data, scope, since, day),
        merged(data, scope, since, day),
    ];
    let of_books = books::sentences(&standing, scope, (since, day)).into_iter().flatten();
    report.sentences = sentences.into_iter().flatten().chain(of_books.map(Sentence::Books)).collect();
    report.tables.push(figures::table(&report.sentences));
}

fn size(standing: &Standing, scope: &Scope) -> Option<Sentence> {
    let units = standing.units_direct().into_iter();
    // Of one unit it is not the units under the top that are asked for.
    let units: Vec<Id> = units.filter(|_| scope.is_whole()).map(|unit| unit.id.clone()).collect();
    let members = scope.members(standing);
    (!members.is_empty()).then_some(Sentence::Size { units, members })
}

fn admitted(data: &Data, scope: &Scope, year: i16, unit: Option<&Id>) -> Option<Sentence> {
    let (from, to) = (jiff::civil::date(year, 1, 1), jiff::civil::date(year, 12, 31));
    let members = scope::persons(&scope.admissions(data, from, to));
    let plan = Plan::of(data, year);
    let tops: Vec<Id> = match unit {
        Some(unit) => vec![unit.clone()],
        None => data.roots().map(|root| root.id.clone()).collect(),
    };
    let plans: Vec<u32> = tops.iter().filter_map(|top| plan.of_unit(data, top)).collect();
    let plan = (!plans.is_empty()).then(|| plans.into_iter().sum());
    (!members.is_empty() || plan.is_some()).then_some(Sentence::Admitted { year, members, plan })
}

fn unified(standing: &Standing, scope: &Scope) -> Option<Sentence> {
    let (mut villages, mut unified, mut left) = (Vec::new(), Vec::new(), Vec::new());
    let mut months: Vec<Option<Month>> = Vec::new();
    for (village, stands) in standing.villages().filter(|(village, _)| scope.holds(village.commune.as_ref()))
    {
        villages.push(village.id.clone());
        if stands.is_unified() {
            unified.push(village.id.clone());
        } else {
            left.push(village.id.clone());
            months.push(village.plan_month);
        }
    }
    let planned = months.into_iter().collect::<Option<Vec<_>>>().and_then(|months| months.into_iter().max());
    (!villages.is_empty()).then_some(Sentence::Unified { villages, unified, left, planned })
}

/// Cells dissolved in the time, all of whose transfers on that day went to cells of villages.
fn moved(data: &Data, scope: &Scope, from: Date, to: Date) -> Option<Sentence> {
    let village_cells: HashSet<&Id> = data.villages().values().filter_map(|v| v.cell.as_ref()).collect();
    let mut out: BTreeMap<&Id, Vec<(&Id, bool)>> = BTreeMap::new();
    for event in data.events().values().filter(|e| e.kind == EventKind::TransferredInside) {
        let unit = event.from_unit.as_ref().and_then(|id| data.unit(id));
        let closing = |unit: &&Unit| {
            unit.kind == UnitKind::Cell
                && unit.closed_how == Some(Ending::Dissolved)
                && unit.closed_on == event.date
                && unit.closed_on.is_some_and(|on| (from..=to).contains(&on))
                && scope.holds(Some(&unit.id))
        };
        if let Some(unit) = unit.filter(closing) {
            let there = event.unit.as_ref().is_some_and(|unit| village_cells.contains(unit));
            out.entry(&unit.id).or_default().push((&event.id, there));
        }
    }
    out.retain(|_, moves| moves.iter().all(|(_, there)| *there));
    let cells: Vec<Id> = out.keys().map(|id| (*id).clone()).collect();
    let events: Vec<Id> = out.values().flatten().map(|(id, _)| (*id).clone()).collect();
    let of_office = |id: &Id| data.unit(id).is_some_and(is_commune_office);
    let of = if cells.iter().all(of_office) { Workplace::CommuneOffice } else { Workplace::Any };
    (!cells.is_empty()).then_some(Sentence::Moved { cells, events, of })
}

/// Whether a cell is that of the office of a commune: of the commune's type, and an office by its name.
fn is_commune_office(cell: &Unit) -> bool {
    let is_commune = matches!(cell.org_type, Some(OrgType::Commune | OrgType::Ward | OrgType::Township));
    is_commune && fold::fold(&cell.name).contains("co quan")
}

fn merged(data: &Data, scope: &Scope, from: Date, to: Date) -> Option<Sentence> {
    let ended = |unit: &&Unit| {
        unit.closed_how == Some(Ending::Merged)
            && unit.closed_into.is_some()
            && unit.closed_on.is_some_and(|on| (from..=to).contains(&on))
            && scope.holds(Some(&unit.id))
    };
    let units: Vec<_> = data.units().values().map(|stored| stored.record()).filter(ended).collect();
    let days: BTreeSet<Date> = units.iter().filter_map(|unit| unit.closed_on).collect();
    let into: BTreeSet<Id> = units.iter().filter_map(|unit| unit.closed_into.clone()).collect();
    let on = days.first().copied().filter(|_| days.len() == 1);
    let units: Vec<Id> = units.iter().map(|unit| unit.id.clone()).collect();
    (!units.is_empty()).then_some(Sentence::Merged { units, into: into.into_iter().collect(), on })
}
