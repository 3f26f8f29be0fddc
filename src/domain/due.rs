//! What must be done soon: ends of probation, planned months of villages, interim heads.
//!
//! Rules M04, V03 and V04 of the catalogue of checks, with the day on which each falls due.

use super::{
    date::{Date, months_later},
    record::{Id, Kind},
    standing::{Standing, VillageState},
    words::Label,
};

/// Months an interim village head may serve (TT 04/2012/TT-BNV, amended by TT 09/2017/TT-BNV).
pub const INTERIM_MONTHS: i32 = 6;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The day it falls due.
    pub on: Date,
    /// What it is.
    pub matter: Matter,
    /// Kind of the record it concerns.
    pub kind: Kind,
    /// The record.
    pub id: Id,
}

/// What falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// Probation ends: recognition to be considered (QĐ 29-QĐ/TW 2016; check M04).
    ProbationEnds,
    /// The planned month of unification ends (check V04).
    PlanMonth,
    /// An interim head has served six months (check V03).
    InterimHead,
}

impl Matter {
    /// Its words.
    pub fn label(self) -> Label {
        match self {
            Self::ProbationEnds => Label::new("Hết hạn dự bị", "Probation ends"),
            Self::PlanMonth => Label::new("Hạn nhất thể hóa", "Unification planned"),
            Self::InterimHead => Label::new("Trưởng thôn lâm thời hết 6 tháng", "Interim head: six months"),
        }
    }
}

/// Everything that is due, the most urgent first; what is overdue is never dropped.
pub fn due(standing: &Standing) -> Vec<Due> {
    let mut all = Vec::new();
    for id in standing.data.members().keys() {
        if let Some(on) = standing.member(id).probation_ends() {
            all.push(Due { on, matter: Matter::ProbationEnds, kind: Kind::Member, id: id.clone() });
        }
    }
    for (village, state) in standing.villages() {
        let of_village = |on, matter| Due { on, matter, kind: Kind::Village, id: village.id.clone() };
        if let Some(month) = state.plan_month.filter(|_| state.state != VillageState::Unified) {
            all.push(of_village(month.last_day(), Matter::PlanMonth));
        }
        if let Some(from) = state.head.as_ref().filter(|h| h.interim).and_then(|h| h.from) {
            all.push(of_village(months_later(from.earliest(), INTERIM_MONTHS), Matter::InterimHead));
        }
    }
    all.sort_by(|a, b| (a.on, a.matter, &a.id).cmp(&(b.on, b.matter, &b.id)));
    all
}
