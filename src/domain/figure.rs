//! The figures an office reports, each the number of records in a list.
//!
//! A figure and the names behind it come from the same function, so they cannot disagree.

use std::collections::HashSet;

use super::{
    date::{Date, Month},
    record::{Id, Kind},
    standing::{MemberStanding, MemberState, Standing, VillageStanding},
    unit::{Unit, UnitKind},
    words::Label,
};

/// A figure: which records are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// Official and probationary members.
    Members,
    /// Official members.
    Official,
    /// Members on probation.
    Probationary,
    /// Members exempt from work and meetings.
    Exempt,
    /// Probation over and not yet recognised (check M04).
    ProbationOver,
    /// Active units directly under the top of the tree.
    UnitsDirect,
    /// Active units of a kind.
    Units(UnitKind),
    /// Villages.
    Villages,
    /// Villages whose secretary is also the head.
    Unified,
    /// All other villages.
    NotUnified,
    /// Villages not unified although the planned month has passed (check V04).
    PlanOverdue,
    /// Admitted or readmitted in a year, by the ceremony.
    AdmittedIn(i16),
    /// Admitted or readmitted in a month.
    AdmittedInMonth(Month),
}

impl Figure {
    /// The kind of the records counted.
    pub fn kind(self) -> Kind {
        match self {
            Self::Members
            | Self::Official
            | Self::Probationary
            | Self::Exempt
            | Self::ProbationOver
            | Self::AdmittedIn(_)
            | Self::AdmittedInMonth(_) => Kind::Member,
            Self::UnitsDirect | Self::Units(_) => Kind::Unit,
            Self::Villages | Self::Unified | Self::NotUnified | Self::PlanOverdue => Kind::Village,
        }
    }

    /// Its words; a year or month stands behind them.
    pub fn label(self) -> Label {
        match self {
            Self::Members => Label::new("Đảng viên", "Members"),
            Self::Official => Label::new("Chính thức", "Official"),
            Self::Probationary => Label::new("Dự bị", "Probationary"),
            Self::Exempt => Label::new("Miễn công tác, sinh hoạt", "Exempt"),
            Self::ProbationOver => {
                Label::new("Hết hạn dự bị, chưa công nhận", "Probation over, not recognised")
            }
            Self::UnitsDirect => Label::new("Chi, đảng bộ trực thuộc", "Directly affiliated units"),
            Self::Units(kind) => kind.label(),
            Self::Villages => Label::new("Thôn, bản, khu phố", "Villages"),
            Self::Unified => Label::new("Đã nhất thể hóa", "Unified"),
            Self::NotUnified => Label::new("Chưa nhất thể hóa", "Not unified"),
            Self::PlanOverdue => Label::new("Quá hạn kế hoạch", "Plan overdue"),
            Self::AdmittedIn(_) | Self::AdmittedInMonth(_) => Label::new("Kết nạp", "Admitted"),
        }
    }

    /// The records counted, in the order of their names.
    pub fn ids(self, standing: &Standing) -> Vec<Id> {
        self.counted(standing).cloned().collect()
    }

    /// How many records are counted.
    pub fn count(self, standing: &Standing) -> usize {
        self.counted(standing).count()
    }

    /// How many records are counted, and the first of them in the order of their names.
    pub fn first(self, standing: &Standing, most: usize) -> (usize, Vec<Id>) {
        let mut counted = self.counted(standing);
        let first: Vec<Id> = counted.by_ref().take(most).cloned().collect();
        (first.len() + counted.count(), first)
    }

    fn counted(self, standing: &Standing) -> Box<dyn Iterator<Item = &Id> + '_> {
        match self {
            Self::Members => members(standing, |member, _| member.state.is_member()),
            Self::Official => members(standing, |member, _| member.state == MemberState::Official),
            Self::Probationary => members(standing, |member, _| member.state == MemberState::Probationary),
            Self::Exempt => members(standing, |member, _| member.exempt && member.state.is_member()),
            Self::ProbationOver => {
                members(standing, |member, on| member.probation_ends().is_some_and(|end| end <= on))
            }
            Self::UnitsDirect => {
                let direct: HashSet<&Id> = standing.units_direct().into_iter().map(|unit| &unit.id).collect();
                Box::new(standing.names(Kind::Unit).iter().filter(move |id| direct.contains(id)))
            }
            Self::Units(kind) => {
                let is = move |unit: &Unit| unit.kind == kind && unit.is_active(standing.as_of);
                let unit = |id| standing.data.unit(id);
                Box::new(standing.names(Kind::Unit).iter().filter(move |id| unit(id).is_some_and(is)))
            }
            Self::Villages => villages(standing, |_| true),
            Self::Unified => villages(standing, VillageStanding::is_unified),
            Self::NotUnified => villages(standing, |village| !village.is_unified()),
            Self::PlanOverdue => villages(standing, |village| village.overdue),
            Self::AdmittedIn(year) => admitted(standing, move |date| date.year() == year),
            Self::AdmittedInMonth(month) => admitted(standing, move |date| Month::of(date) == month),
        }
    }
}

fn members(
    standing: &Standing,
    wanted: fn(&MemberStanding, Date) -> bool,
) -> Box<dyn Iterator<Item = &Id> + '_> {
    let ids = standing.names(Kind::Member).iter();
    Box::new(ids.filter(move |id| wanted(standing.member(id), standing.as_of)))
}

fn villages(standing: &Standing, wanted: fn(&VillageStanding) -> bool) -> Box<dyn Iterator<Item = &Id> + '_> {
    Box::new(standing.names(Kind::Village).iter().filter(move |id| standing.village(id).is_some_and(wanted)))
}

fn admitted(standing: &Standing, wanted: impl Fn(Date) -> bool) -> Box<dyn Iterator<Item = &Id> + '_> {
    let admitted = standing.admissions().iter().filter(|(date, _)| wanted(*date));
    // Somebody admitted twice in the time is one person in the list, so one in the figure.
    let persons: HashSet<&Id> = admitted.map(|(_, id)| id).collect();
    let mut persons: Vec<&Id> = persons.into_iter().collect();
    persons.sort_by_key(|id| (standing.data.name(Kind::Member, id).map(|name| &name.key), *id));
    Box::new(persons.into_iter())
}
