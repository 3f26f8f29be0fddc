//! A cell as the sample thinks of it: what sort of people it gathers, and how many.
//!
//! Knows neither the members themselves nor where the cell stands in the tree.

use super::{Maker, places::Land};
use crate::domain::{
    date::{Date, Month, PartialDate},
    record::Id,
    unit::{OrgType, Unit},
};

/// The least members of a cell: three official ones (QĐ 29-QĐ/TW 2016).
pub(super) const LEAST: usize = 3;

/// A grassroots cell with 30 members would have to be a committee (Charter art. 21).
pub(super) const MOST_OF_GRASSROOTS_CELL: usize = 29;

/// What sort of people a cell gathers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Milieu {
    Village,
    CommuneOffice,
    School,
    Health,
    Militia,
    Party,
    Agency,
    Police,
    Army,
    Service,
    Enterprise,
}

/// A cell to be filled, or one that was closed and emptied.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) milieu: Milieu,
    pub(super) land: Land,
    /// Its commune, by the place among the frame's communes.
    pub(super) commune: Option<usize>,
    /// Members of it, or those who had belonged to it when it was closed.
    pub(super) size: usize,
    /// Nobody new came here, since the number shall be a certain one.
    pub(super) fixed: bool,
    /// When it was founded, where that lies after the opening.
    pub(super) founded: Option<Date>,
    /// When it was closed, and into which cell, where into one.
    pub(super) closed: Option<(Date, Option<usize>)>,
    /// Its secretary was head of the village before he was admitted.
    pub(super) young_secretary: bool,
    /// Its share of the members.
    pub(super) weight: usize,
    /// The most members it may have.
    pub(super) most: usize,
}

impl Cell {
    pub(super) fn new(unit: &Unit, name: &str, milieu: Milieu, land: Land, commune: Option<usize>) -> Self {
        Self {
            id: unit.id.clone(),
            name: name.to_owned(),
            milieu,
            land,
            commune,
            size: 0,
            fixed: false,
            founded: None,
            closed: None,
            young_secretary: false,
            weight: milieu.weight(),
            most: usize::MAX,
        }
    }

    /// Whether it is the cell of a village.
    pub(super) fn is_village(&self) -> bool {
        self.milieu == Milieu::Village
    }

    /// Whether its size follows from its weight.
    pub(super) fn is_shared_out(&self) -> bool {
        !self.fixed && self.closed.is_none()
    }
}

impl Milieu {
    /// Hundredfold of the members such a cell usually has.
    fn weight(self) -> usize {
        match self {
            Self::Village => 1300,
            Self::CommuneOffice => 1000,
            Self::School => 900,
            Self::Health => 500,
            Self::Militia => 600,
            Self::Party | Self::Agency | Self::Service => 850,
            Self::Police | Self::Army => 1300,
            Self::Enterprise => 700,
        }
    }

    /// Women of a hundred members.
    pub(super) fn women(self) -> usize {
        match self {
            Self::Village => 29,
            Self::CommuneOffice => 30,
            Self::School => 74,
            Self::Health => 58,
            Self::Militia => 6,
            Self::Police => 12,
            Self::Army => 8,
            Self::Party | Self::Agency => 38,
            Self::Service => 42,
            Self::Enterprise => 34,
        }
    }

    /// Whether its people are not yet retired.
    pub(super) fn works(self) -> bool {
        self != Self::Village
    }
}

/// Under which type of biểu 5 a district's body is counted.
pub(super) fn org_type(milieu: Milieu) -> OrgType {
    match milieu {
        Milieu::Village | Milieu::CommuneOffice | Milieu::Militia => OrgType::Commune,
        Milieu::School | Milieu::Health | Milieu::Service => OrgType::PublicService,
        Milieu::Party => OrgType::PartyAgency,
        Milieu::Agency => OrgType::StateAgency,
        Milieu::Police => OrgType::Police,
        Milieu::Army => OrgType::Army,
        Milieu::Enterprise => OrgType::Enterprise,
    }
}

/// When an old unit was founded; of many only month or year is known, of some nothing.
pub(super) fn founded(maker: &mut Maker) -> Option<PartialDate> {
    let random = &mut maker.random;
    let day = random.day(jiff::civil::date(1962, 1, 1), jiff::civil::date(2005, 12, 31));
    match random.below(10) {
        0 => None,
        1..5 => Some(PartialDate::Year(day.year())),
        5..7 => Some(PartialDate::Month(Month::of(day))),
        _ => Some(PartialDate::Day(day)),
    }
}
