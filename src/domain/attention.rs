//! Which records need somebody's attention on a date, and how badly.
//!
//! One answer for signs, colours, F7 and "those first", so that they cannot disagree.

use super::{
    column::document_state,
    meeting::Finding,
    paper::PaperState,
    record::{Id, Kind},
    standing::Standing,
};

/// Why a record stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attention {
    /// A village not unified though its planned month has passed; a probation that is over (V04, M04); a remedy or
    /// a review whose day has passed.
    Overdue,
    /// A village or a pair of posts not unified.
    NotUnified,
}

/// Whether a record stands out on the date.
pub fn attention(standing: &Standing, kind: Kind, id: &Id) -> Option<Attention> {
    match kind {
        Kind::Village => {
            let village = standing.village(id)?;
            match (village.is_unified(), village.overdue) {
                (true, _) => None,
                (false, true) => Some(Attention::Overdue),
                (false, false) => Some(Attention::NotUnified),
            }
        }
        Kind::Member => {
            let ends = standing.member(id).probation_ends()?;
            (ends <= standing.as_of).then_some(Attention::Overdue)
        }
        Kind::Pair => standing.is_to_unify(kind, id).then_some(Attention::NotUnified),
        Kind::Meeting => {
            let finding = standing.data.meeting(id)?.finding(standing.as_of);
            (finding == Finding::Overdue).then_some(Attention::Overdue)
        }
        Kind::Paper => {
            (document_state(standing, id) == Some(PaperState::ReviewDue)).then_some(Attention::Overdue)
        }
        _ => None,
    }
}

/// Whether there are records of a kind that need attention on some day.
pub fn can_need_attention(kind: Kind) -> bool {
    matches!(kind, Kind::Village | Kind::Member | Kind::Pair | Kind::Meeting | Kind::Paper)
}
