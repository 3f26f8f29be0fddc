//! The register as it stands on a date: who belongs where, who leads what, which village is unified.
//!
//! Everything here is derived from dated terms and events, nothing is stored. One pass over the records
//! gives all of it; it is made once for each snapshot and date, off the keyboard's thread. After an edit only what
//! the edit touched is derived again.

mod after;
mod member;
mod unification;
mod unit;
mod village;

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

pub use member::{MemberStanding, MemberState, PROBATION_MONTHS, life};
pub use unification::{Holder, PairStanding, PairState, Seat};
pub use unit::{Count, UnitStanding};
pub use village::{Step, VillageStanding, VillageState};

use super::{
    data::Data,
    date::Date,
    due::{Due, due},
    event::{Event, EventKind},
    record::{Id, Kind},
    term::{Post, Term},
    unit::UnitKind,
};

/// A snapshot seen on a date.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The register as it was on the date (see [`Data::as_it_was`]).
    pub data: Data,
    /// The register as it is stored; what is changed is changed in this one.
    pub stored: Data,
    /// The date; events of that day have taken effect.
    pub as_of: Date,
    /// Every member, also those who left or are not yet in.
    members: Arc<HashMap<Id, MemberStanding>>,
    /// Every unit.
    units: Arc<HashMap<Id, UnitStanding>>,
    /// Every village that exists on the date.
    villages: Arc<HashMap<Id, VillageStanding>>,
    /// All who count as members, together.
    total: Count,
    /// All villages, and those that are unified.
    unified: (usize, usize),
    /// Admissions up to the date, the earliest first.
    admissions: Arc<[(Date, Id)]>,
    /// Units, villages and members in the order of their names.
    by_name: [Arc<[Id]>; 3],
    /// What is due, made when somebody asks first.
    dues: OnceLock<Arc<[Due]>>,
}

impl Standing {
    /// Derives everything for one date.
    pub fn new(stored: Data, as_of: Date) -> Self {
        let data = stored.as_it_was(as_of);
        let members: HashMap<Id, MemberStanding> =
            data.members().keys().map(|id| (id.clone(), member::stand(&data, id, as_of))).collect();
        let units = unit::stand(&data, &members, as_of);
        let villages = village::stand(&data, &members, as_of);
        let mut total = Count::default();
        members.values().for_each(|m| total.add(m));
        let admissions = admissions(&data, as_of);
        let by_name = [Kind::Unit, Kind::Village, Kind::Member].map(|kind| by_name(&data, kind));
        Self {
            data,
            stored,
            as_of,
            members: Arc::new(members),
            units: Arc::new(units),
            unified: tally(villages.values()),
            villages: Arc::new(villages),
            total,
            admissions,
            by_name,
            dues: OnceLock::new(),
        }
    }

    /// Everything that is due, the most urgent first. It is worked out once for each snapshot and date; who hands a
    /// snapshot to the keyboard asks for it before.
    pub fn dues(&self) -> &Arc<[Due]> {
        self.dues.get_or_init(|| due(self).into())
    }

    /// The records of a kind in the order of their names, those of kinds without names in the order of the file.
    pub fn by_name(&self, kind: Kind) -> Vec<Id> {
        match kind {
            Kind::Unit | Kind::Village | Kind::Member => self.names(kind).to_vec(),
            kind if kind.place("name").is_some() => by_name(&self.data, kind).to_vec(),
            kind => self.data.ids(kind),
        }
    }

    /// Whether a record is one of the present on the date: a member here, a unit or village that is not closed.
    /// Histories, the office and papers are always there.
    pub fn is_there(&self, kind: Kind, id: &Id) -> bool {
        match kind {
            Kind::Member => self.member(id).state.is_member(),
            Kind::Unit => self.unit(id).active,
            Kind::Village => self.villages.contains_key(id),
            _ => true,
        }
    }

    /// The records of a kind that has names, in their order.
    pub fn names(&self, kind: Kind) -> &[Id] {
        match kind {
            Kind::Unit => &self.by_name[0],
            Kind::Village => &self.by_name[1],
            Kind::Member => &self.by_name[2],
            _ => &[],
        }
    }

    /// How a member stands; one that is not in the snapshot is not yet in.
    pub fn member(&self, id: &Id) -> &MemberStanding {
        self.members.get(id).unwrap_or(&member::UNKNOWN)
    }

    /// How a member stands on another day.
    pub fn member_on(&self, id: &Id, on: Date) -> MemberStanding {
        member_on(&self.data, id, on)
    }

    /// How a unit stands.
    pub fn unit(&self, id: &Id) -> &UnitStanding {
        self.units.get(id).unwrap_or(&unit::UNKNOWN)
    }

    /// How a village stands; none when it does not exist on the date.
    pub fn village(&self, id: &Id) -> Option<&VillageStanding> {
        self.villages.get(id)
    }

    /// All who count as members on the date.
    pub fn total(&self) -> Count {
        self.total
    }

    /// The villages of the date, in the order of the file.
    pub fn villages(&self) -> impl Iterator<Item = (&super::village::Village, &VillageStanding)> {
        self.data.villages().values().filter_map(|v| Some((v.record(), self.villages.get(&v.id)?)))
    }

    /// How many villages there are, and how many of them are unified.
    pub fn unified(&self) -> (usize, usize) {
        self.unified
    }

    /// How many villages a commune has, or how many have none, and how many of them are unified.
    pub fn unified_in(&self, commune: Option<&Id>) -> (usize, usize) {
        let Some(commune) = commune else {
            return tally(
                self.villages().filter(|(village, _)| village.commune.is_none()).map(|(_, state)| state),
            );
        };
        let linked = self.data.sources(Kind::Unit, commune);
        let own = linked.filter(|(kind, _, by)| *kind == Kind::Village && by.name == "commune");
        tally(own.filter_map(|(_, id, _)| self.village(id)))
    }

    /// The active units directly under the top of the tree: "46 chi, đảng bộ trực thuộc".
    pub fn units_direct(&self) -> Vec<&super::unit::Unit> {
        let mut units: Vec<_> = self
            .data
            .roots()
            .filter(|root| root.kind == UnitKind::SuperiorCommittee)
            .flat_map(|root| self.data.children(&root.id))
            .filter(|unit| unit.is_active(self.as_of))
            .collect();
        units.sort_by(|a, b| a.id.cmp(&b.id));
        units
    }

    /// Admissions and readmissions up to the date, by the date of the ceremony: date and member.
    pub fn admissions(&self) -> &[(Date, Id)] {
        &self.admissions
    }

    /// Who holds a post of a body on the date; the term that began last comes first.
    pub fn holders(&self, body: &Id, post: Post) -> Vec<Holder> {
        unification::holders(&self.data, &self.members, (body, post), self.as_of)
    }

    /// The two posts of a village or of a pair that are to be in one hand on a day, the one whose holder comes first for
    /// both before the other; none in the place of one that is not there.
    pub fn seats(&self, kind: Kind, id: &Id, on: Date) -> [Option<Seat<'_>>; 2] {
        unification::seats(&self.data, kind, id, on)
    }

    /// Whether a village or a pair of posts is to be unified and is not.
    pub fn is_to_unify(&self, kind: Kind, id: &Id) -> bool {
        match kind {
            Kind::Village => self.village(id).is_some_and(|village| !village.is_unified()),
            Kind::Pair => self.pair(id).is_some_and(|pair| match pair.state {
                PairState::Split | PairState::Vacant => true,
                PairState::Unified | PairState::GivenUp => false,
            }),
            _ => false,
        }
    }

    /// How a pair of posts stands; none when there is no such pair.
    pub fn pair(&self, id: &Id) -> Option<PairStanding> {
        let pair = self.data.pair(id)?;
        Some(unification::stand_pair(&self.data, &self.members, pair, self.as_of))
    }

    /// Whether a post is held under a term on the date; not by the dead, nor a post of the Party by who left it.
    pub fn is_held(&self, term: &Term) -> bool {
        member::is_held(&self.members, term, self.as_of)
    }

    /// The terms of a body under which its posts are held on the date, in the order of posts.
    pub fn leaders(&self, kind: Kind, body: &Id) -> Vec<&Term> {
        let mut terms = self.data.terms_of_body(kind, body);
        terms.retain(|t| self.is_held(t));
        terms.sort_by_key(|t| t.post);
        terms
    }

    /// Whether an event of this kind took this member out by the date.
    pub fn left_by(&self, member: &Id) -> Option<(EventKind, Date)> {
        match self.member(member).state {
            MemberState::Left(kind) => self.member(member).left_on.map(|on| (kind, on)),
            MemberState::NotYet
            | MemberState::Probationary
            | MemberState::Official
            | MemberState::Guest
            | MemberState::Elsewhere => None,
        }
    }
}

/// The cell a member belongs to on a day, or belonged to last; who is only yet to come in, the one that waits.
pub fn home(data: &Data, member: &Id, on: Date) -> Option<Id> {
    member::home(data, member, on)
}

/// How a member stands on a day; one that is not in the snapshot is not yet in.
pub fn member_on(data: &Data, member: &Id, on: Date) -> MemberStanding {
    member::stand(data, member, on)
}

/// How the villages of a day stand. Only who holds or held a post of theirs is looked at, so that many days cost little.
pub fn villages_on(data: &Data, on: Date) -> HashMap<Id, VillageStanding> {
    let villages = data.villages().values().filter(|village| village.is_active(on));
    let terms = villages.flat_map(|village| {
        let cell = village.cell_on(on).map(|cell| data.terms_of_body(Kind::Unit, cell));
        data.terms_of_body(Kind::Village, &village.id).into_iter().chain(cell.unwrap_or_default())
    });
    let holders = terms.filter_map(|term| term.member.as_ref());
    let members = holders.map(|id| (id.clone(), member::stand(data, id, on))).collect();
    village::stand(data, &members, on)
}

/// How many villages there are, and how many of them are unified.
fn tally<'a>(villages: impl Iterator<Item = &'a VillageStanding>) -> (usize, usize) {
    villages.fold((0, 0), |(all, unified), village| (all + 1, unified + usize::from(village.is_unified())))
}

fn admissions(data: &Data, as_of: Date) -> Arc<[(Date, Id)]> {
    let mut all: Vec<(Date, Id)> =
        data.events().values().filter_map(|event| admission(event, as_of)).collect();
    all.sort();
    all.into()
}

/// Whom an event brought in here by the date, and when.
fn admission(event: &Event, as_of: Date) -> Option<(Date, Id)> {
    let there = event.is_elsewhere() || event.unit.as_ref().is_some_and(Id::is_outside);
    let is_one = event.kind.is_admission() && !there;
    let date = event.date.filter(|date| is_one && *date <= as_of)?;
    Some((date, event.member.clone()?))
}

fn by_name(data: &Data, kind: Kind) -> Arc<[Id]> {
    let mut keyed: Vec<(&[u8], Id)> = data
        .ids(kind)
        .into_iter()
        .map(|id| (data.name(kind, &id).map_or(&[][..], |name| &name.key), id))
        .collect();
    keyed.sort();
    keyed.into_iter().map(|(_, id)| id).collect()
}
