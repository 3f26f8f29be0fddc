//! The register after an edit, from how it stood before: only what the edit touched is derived again.
//!
//! What it touched is found by comparing the two snapshots, which share all the rest. So nobody has to say it, and
//! an edit of one's own, one of a colleague, an undo and a change from outside are all the same. Which facts a
//! standing follows from stands in `member`, `unit` and `village`; here stands only whom a fact concerns.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, OnceLock},
};

use imbl::ordmap::DiffItem;

use super::{
    Count, MemberStanding, Standing, VillageStanding, admission, by_name, member, tally, unit, village,
};
use crate::domain::{
    data::{Data, Records, Stored},
    date::Date,
    due::due_after,
    event::Event,
    record::{Id, Kind},
    term::Term,
};

/// The records of a kind that differ between two snapshots: as each was, and as it is.
type Changed<'a, T> = Vec<(Option<&'a Stored<T>>, Option<&'a Stored<T>>)>;

fn changed<'a, T: PartialEq>(before: &'a Records<T>, after: &'a Records<T>) -> Changed<'a, T> {
    let change = |item| match item {
        DiffItem::Add(_, after) => (None, Some(Arc::as_ref(after))),
        DiffItem::Update { old: (_, before), new: (_, after) } => {
            (Some(Arc::as_ref(before)), Some(Arc::as_ref(after)))
        }
        DiffItem::Remove(_, before) => (Some(Arc::as_ref(before)), None),
    };
    before.diff(after).map(change).collect()
}

/// The ids of records that differ.
fn ids<'a, T>(changed: &Changed<'a, T>, id: fn(&'a Stored<T>) -> &'a Id) -> Vec<&'a Id> {
    changed.iter().filter_map(|(before, after)| before.or(*after)).map(id).collect()
}

/// How some members stood, and how they stand.
type Moved = Vec<(MemberStanding, MemberStanding)>;

impl Standing {
    /// The register as another snapshot has it, on the same date: equal to [`Standing::new`] and cheaper the more the
    /// two snapshots share.
    pub fn after(&self, stored: Data) -> Self {
        let as_of = self.as_of;
        let data = stored.as_it_was(as_of);
        let units = ids(&changed(self.data.units(), data.units()), |unit| &unit.id);
        let villages = ids(&changed(self.data.villages(), data.villages()), |village| &village.id);
        let persons = ids(&changed(self.data.members(), data.members()), |member| &member.id);
        let terms = changed(self.data.terms(), data.terms());
        let events = changed(self.data.events(), data.events());

        let of_events = both(&events).filter_map(|event| event.member.as_ref());
        let touched: HashSet<&Id> = persons.iter().copied().chain(of_events).collect();
        let (members, moved) = self.members_after(&data, &touched);
        let unit_set_changed = units.iter().any(|id| self.data.unit(id).is_none() || data.unit(id).is_none());
        let counts = match (unit_set_changed, units.is_empty() && moved.is_empty()) {
            (true, _) => Arc::new(unit::stand(&data, &members, as_of)),
            (false, true) => Arc::clone(&self.units),
            (false, false) => Arc::new(unit::roll_up(&data, &self.own_after(&moved), as_of)),
        };
        let mut total = self.total;
        for (before, after) in &moved {
            total.remove(before);
            total.add(after);
        }
        let posts = touched.iter().flat_map(|member| data.terms_of_member(member));
        let posts = posts.chain(both(&terms).map(|term| term.record()));
        let bodies = posts.filter_map(|term: &Term| term.body.as_ref());
        let bodies = bodies.chain(units.iter().copied()).chain(villages.iter().copied()).collect();
        let led = villages_led(&data, &bodies);
        let villages_after = self.villages_after(&data, &members, &led);
        let next = Self {
            unified: tally(villages_after.values()),
            villages: villages_after,
            admissions: admissions_after(&self.admissions, &events, as_of),
            by_name: [
                names_after(&self.by_name[0], (&self.data, &data), Kind::Unit, &units),
                names_after(&self.by_name[1], (&self.data, &data), Kind::Village, &villages),
                names_after(&self.by_name[2], (&self.data, &data), Kind::Member, &persons),
            ],
            members,
            units: counts,
            total,
            dues: OnceLock::new(),
            data: data.clone(),
            stored,
            as_of,
        };
        if let Some(before) = self.dues.get().filter(|_| self.data.office.holidays == data.office.holidays) {
            let mut concerned = self.changed_books(&data);
            concerned.extend(touched.iter().map(|id| (Kind::Member, *id)));
            concerned.extend(bodies.iter().map(|id| (Kind::Unit, *id)));
            concerned.extend(led.iter().map(|id| (Kind::Village, *id)));
            // Nobody else sets it: the register was made a moment ago.
            _ = next.dues.set(due_after(before, &next, &concerned).into());
        }
        next
    }

    /// The records of the books of which something else may be due than before, and the members whose awards changed. Of
    /// double posts there are few, and what they follow from lies far.
    fn changed_books<'a>(&'a self, data: &'a Data) -> HashSet<(Kind, &'a Id)> {
        let before = &self.data;
        let mut all: HashSet<(Kind, &Id)> = HashSet::new();
        let awards = changed(before.awards(), data.awards());
        all.extend(both(&awards).filter_map(|award| Some((Kind::Member, award.subject.as_ref()?))));
        let pairs = before.pairs().keys().chain(data.pairs().keys());
        all.extend(pairs.map(|id| (Kind::Pair, id)));
        let prospects = changed(before.prospects(), data.prospects());
        all.extend(both(&prospects).map(|record| (Kind::Prospect, &record.id)));
        let meetings = changed(before.meetings(), data.meetings());
        all.extend(both(&meetings).map(|record| (Kind::Meeting, &record.id)));
        let documents = changed(before.documents(), data.documents());
        all.extend(both(&documents).map(|record| (Kind::Paper, &record.id)));
        let rotations = changed(before.rotations(), data.rotations());
        all.extend(both(&rotations).map(|record| (Kind::Rotation, &record.id)));
        let trainings = changed(before.trainings(), data.trainings());
        all.extend(both(&trainings).map(|record| (Kind::Training, &record.id)));
        all
    }

    fn members_after(&self, data: &Data, touched: &HashSet<&Id>) -> (Arc<member::Members>, Moved) {
        if touched.is_empty() {
            return (Arc::clone(&self.members), Vec::new());
        }
        let mut members = member::Members::clone(&self.members);
        let mut moved = Vec::new();
        for &id in touched {
            let now = data.member(id).map(|_| member::stand(data, id, self.as_of));
            let before = match now.clone() {
                Some(now) => members.insert(id.clone(), now),
                None => members.remove(id),
            };
            if before != now {
                let or_unknown = |standing: Option<_>| standing.unwrap_or_else(|| member::UNKNOWN.clone());
                moved.push((or_unknown(before), or_unknown(now)));
            }
        }
        (Arc::new(members), moved)
    }

    /// Members counted into their own units, where the units are the same as before.
    fn own_after(&self, moved: &Moved) -> HashMap<Id, Count> {
        let mut own: HashMap<Id, Count> =
            self.units.iter().map(|(id, unit)| (id.clone(), unit.own)).collect();
        for (before, after) in moved {
            if let Some(count) = before.unit.as_ref().and_then(|unit| own.get_mut(unit)) {
                count.remove(before);
            }
            if let Some(count) = after.unit.as_ref().and_then(|unit| own.get_mut(unit)) {
                count.add(after);
            }
        }
        own
    }

    /// The villages, where something may have changed about these.
    fn villages_after(
        &self,
        data: &Data,
        members: &member::Members,
        led: &HashSet<&Id>,
    ) -> Arc<HashMap<Id, VillageStanding>> {
        if led.is_empty() {
            return Arc::clone(&self.villages);
        }
        let mut villages = HashMap::clone(&self.villages);
        for &id in led {
            match data.village(id).filter(|village| village.is_active(self.as_of)) {
                Some(record) => {
                    let standing = village::stand_one(data, members, record, self.as_of);
                    villages.insert(id.clone(), standing);
                }
                None => _ = villages.remove(id),
            }
        }
        Arc::new(villages)
    }
}

/// Bodies that may be villages, and the villages whose cells are among them.
fn villages_led<'a>(data: &'a Data, bodies: &HashSet<&'a Id>) -> HashSet<&'a Id> {
    let of_cell = |body: &&'a Id| {
        let sources = data.sources(Kind::Unit, body);
        let villages = sources
            .filter(|(kind, _, by)| *kind == Kind::Village && ["cell", "cell_before"].contains(&by.name));
        villages.map(|(_, id, _)| id).chain([*body])
    };
    bodies.iter().flat_map(of_cell).collect()
}

/// Every record of a change, as it was and as it is.
fn both<'a, T>(changed: &Changed<'a, T>) -> impl Iterator<Item = &'a Stored<T>> {
    changed
        .iter()
        .flat_map(|(before, after)| before.iter().chain(after).copied())
        .collect::<Vec<_>>()
        .into_iter()
}

fn admissions_after(before: &Arc<[(Date, Id)]>, events: &Changed<Event>, on: Date) -> Arc<[(Date, Id)]> {
    let of = |event: &Option<&Stored<Event>>| event.and_then(|event| admission(event, on));
    let changes: Vec<_> = events.iter().map(|(before, after)| (of(before), of(after))).collect();
    if changes.iter().all(|(before, after)| before == after) {
        return Arc::clone(before);
    }
    let mut all = before.to_vec();
    for (before, after) in changes {
        if let Some(at) = before.and_then(|before| all.binary_search(&before).ok()) {
            all.remove(at);
        }
        if let Some(after) = after {
            let at = all.binary_search(&after).unwrap_or_else(|at| at);
            all.insert(at, after);
        }
    }
    all.into()
}

/// The order of names, where some records of the kind differ.
fn names_after(names: &Arc<[Id]>, (before, data): (&Data, &Data), kind: Kind, ids: &[&Id]) -> Arc<[Id]> {
    const MOST: usize = 100;
    let key = |data: &Data, id: &Id| data.name(kind, id).map(|name| Arc::clone(&name.key));
    let differ: HashSet<&Id> = ids.iter().copied().filter(|id| key(before, id) != key(data, id)).collect();
    if differ.is_empty() {
        return Arc::clone(names);
    }
    if differ.len() > MOST {
        return by_name(data, kind);
    }
    let mut all: Vec<Id> = names.iter().filter(|id| !differ.contains(id)).cloned().collect();
    for id in differ.into_iter().filter(|id| data.record(kind, id).is_some()) {
        let place = (key(data, id), id);
        let at = all.partition_point(|other| (key(data, other), other) < place);
        all.insert(at, id.clone());
    }
    all.into()
}
