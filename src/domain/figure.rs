//! The figures an office reports, each the number of records in a list.
//!
//! A figure and the names behind it come from the same function, so they cannot disagree.

use std::collections::HashSet;

use super::{
    date::{Date, Month},
    record::{Id, Kind},
    standing::{MemberState, Standing},
    unit::UnitKind,
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

    /// The records counted.
    pub fn ids(self, standing: &Standing) -> Vec<Id> {
        let members = |wanted: &dyn Fn(&Id) -> bool| {
            standing.data.members().keys().filter(|id| wanted(id)).cloned().collect()
        };
        let villages = |wanted: &dyn Fn(&super::standing::VillageStanding) -> bool| {
            standing.villages().filter(|(_, s)| wanted(s)).map(|(v, _)| v.id.clone()).collect()
        };
        match self {
            Self::Members => members(&|id| standing.member(id).state.is_member()),
            Self::Official => members(&|id| standing.member(id).state == MemberState::Official),
            Self::Probationary => members(&|id| standing.member(id).state == MemberState::Probationary),
            Self::Exempt => {
                members(&|id| standing.member(id).exempt && standing.member(id).state.is_member())
            }
            Self::ProbationOver => {
                members(&|id| standing.member(id).probation_ends().is_some_and(|end| end <= standing.as_of))
            }
            Self::UnitsDirect => standing.units_direct().iter().map(|u| u.id.clone()).collect(),
            Self::Units(kind) => {
                let units = standing.data.units().values();
                units
                    .filter(|u| u.kind == kind && u.is_active(standing.as_of))
                    .map(|u| u.id.clone())
                    .collect()
            }
            Self::Villages => villages(&|_| true),
            Self::Unified => villages(&|s| s.is_unified()),
            Self::NotUnified => villages(&|s| !s.is_unified()),
            Self::PlanOverdue => villages(&|s| s.overdue),
            Self::AdmittedIn(year) => admitted(standing, |date| date.year() == year),
            Self::AdmittedInMonth(month) => admitted(standing, |date| Month::of(date) == month),
        }
    }

    /// How many records are counted.
    pub fn count(self, standing: &Standing) -> usize {
        self.ids(standing).len()
    }
}

fn admitted(standing: &Standing, wanted: impl Fn(Date) -> bool) -> Vec<Id> {
    let admitted = standing.admissions().iter().filter(|(date, _)| wanted(*date));
    // Somebody admitted twice in the time is one person in the list, so one in the figure.
    let mut seen = HashSet::new();
    admitted.filter(|(_, id)| seen.insert(id)).map(|(_, id)| id.clone()).collect()
}
