//! Which records need somebody's attention on a date, and how badly.
//!
//! One answer for signs, colours, F7 and "those first", so that they cannot disagree.

use super::{
    record::{Id, Kind},
    standing::Standing,
};

/// Why a record stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attention {
    /// A village not unified though its planned month has passed; a probation that is over (V04, M04).
    Overdue,
    /// A village not unified.
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
        Kind::Unit | Kind::Term | Kind::Event | Kind::Target | Kind::Rating | Kind::Office => None,
    }
}
