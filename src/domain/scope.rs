//! The register as a session for some units sees it, and what such a session may write.
//!
//! Seen are the units with all under them; villages whose cell is one of these, or whose commune where they have no
//! cell, since what is said of a village follows from its cell; members whom any event ever put into one of these, or
//! who hold or held a post of such a body; what belongs to these bodies and members (terms, events); and whose
//! register it is. A link to anything else, there or not, becomes [`Id::outside`], and fields that this program does
//! not know are left out, since nobody can tell what they name. Free text stands as it was written.
//!
//! Written may be, before and after the edit alike: what stands in these units; villages and members that belong
//! there now, or belonged there last; the terms of these bodies; the events of these members. A post held outside
//! is seen and not written; what leads out is not deleted. The place of the session's own units in the tree is not
//! theirs to change.
//!
//! Narrowing costs what is in the scope, not what is in the register. Knows no role, no session and no file.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{
    data::{Data, links_from},
    date::Date,
    edit::{Batch, Change, Clash},
    record::{Id, Input, Kind, Record},
    standing,
    village::Village,
};

/// What a session for some units sees.
#[derive(Default)]
struct Sight {
    seen: HashSet<(Kind, Id)>,
    units: Vec<Id>,
}

impl Sight {
    fn of(data: &Data, roots: &[Id]) -> Self {
        let mut sight = Self::default();
        sight.add_units(data, roots);
        let mut bodies: Vec<(Kind, Id)> = sight.units.iter().map(|unit| (Kind::Unit, unit.clone())).collect();
        let mut members = Vec::new();
        for unit in &sight.units {
            for (kind, id, by) in data.sources(Kind::Unit, unit) {
                match kind {
                    Kind::Village
                        if data.village(id).and_then(seat).is_some_and(|seat| by.name == seat.0) =>
                    {
                        bodies.push((kind, id.clone()));
                    }
                    Kind::Event => members.extend(data.event(id).and_then(|event| event.member.clone())),
                    _ => {}
                }
            }
        }
        bodies.sort_unstable();
        bodies.dedup();
        for (kind, body) in &bodies {
            let terms = data.terms_of_body(*kind, body).into_iter();
            members.extend(terms.filter_map(|term| term.member.clone()));
        }
        // An event may name somebody who is not there.
        members.retain(|member| data.member(member).is_some());
        let owners = bodies.into_iter().chain(members.into_iter().map(|member| (Kind::Member, member)));
        for (kind, id) in owners {
            sight.add_owned(data, kind, &id);
            sight.seen.insert((kind, id));
        }
        sight
    }

    fn add_units(&mut self, data: &Data, roots: &[Id]) {
        let mut next: Vec<Id> = roots.iter().filter(|id| data.unit(id).is_some()).cloned().collect();
        while let Some(unit) = next.pop() {
            if self.seen.insert((Kind::Unit, unit.clone())) {
                next.extend(data.children(&unit).map(|child| child.id.clone()));
                self.units.push(unit);
            }
        }
    }

    /// The histories of something: what says that it belongs to it.
    fn add_owned(&mut self, data: &Data, kind: Kind, id: &Id) {
        let owned = data.sources(kind, id).filter(|(kind, _, by)| kind.about().owners.contains(&by.name));
        self.seen.extend(owned.map(|(kind, id, _)| (kind, id.clone())));
    }

    /// Whether a link leads to something that is seen.
    fn sees(&self, data: &Data, kinds: &[Kind], id: &Id) -> bool {
        data.linked(kinds, id).is_some_and(|there| self.seen.contains(&(there.kind(), id.clone())))
    }
}

/// The unit a village goes by, and the link to it: its cell, which its state follows from; its commune where it has
/// none.
fn seat(village: &Village) -> Option<(&'static str, &Id)> {
    let commune = || village.commune.as_ref().map(|commune| ("commune", commune));
    village.cell.as_ref().map(|cell| ("cell", cell)).or_else(commune)
}

/// The register as a session for these units sees it, at the same revision.
pub fn narrowed(data: &Data, roots: &[Id]) -> Data {
    let sight = Sight::of(data, roots);
    let mut office = data.office.as_ref().clone();
    office.extra = Map::new();
    let mut view = Data::new(office);
    view.revision = data.revision;
    for (kind, id) in sight.seen.iter().filter(|(_, id)| !id.is_outside()) {
        if let Some(record) = data.record(*kind, id) {
            view.put(masked(record, &|kinds, id| sight.sees(data, kinds, id)));
        }
    }
    view
}

/// A record with its links to what is not seen covered, and without fields nobody knows.
fn masked(record: &dyn Record, sees: &dyn Fn(&[Kind], &Id) -> bool) -> Box<dyn Record> {
    let mut record = record.boxed();
    let kind = record.kind();
    let links: Vec<(u8, Id)> = links_from(record.as_ref()).collect();
    for (place, target) in links {
        let place = usize::from(place);
        if let Input::Link(kinds) = kind.fields()[place].input
            && !sees(kinds, &target)
            && record.set_text(place, Id::outside().as_str()).is_err()
        {
            // A link takes any id; if one did not, it would better be empty than seen.
            _ = record.set_text(place, "");
        }
    }
    let unknown: Vec<String> = record.to_json().keys().filter(|key| !is_known(kind, key)).cloned().collect();
    for key in unknown {
        // Taking away an unknown field cannot fail.
        _ = record.set_json(&key, Value::Null);
    }
    record
}

fn is_known(kind: Kind, key: &str) -> bool {
    key == "id" || kind.place(key).is_some()
}

/// A change as a session may hear of it that sees `view`: with links covered; none when it is about what it
/// does not see. That a record was deleted is told when what it belonged to is seen.
pub fn seen_change(view: &Data, change: &Change) -> Option<Change> {
    let (kind, id) = change.record();
    let is_there = view.record(kind, id).is_some() && !id.is_outside();
    match change {
        Change::Set { kind, id, field, from, to } => {
            let value = |value: &Value| seen_value(view, *kind, field, value);
            let (kind, id) = (*kind, id.clone());
            (is_there && is_known(kind, field)).then(|| Change::Set {
                kind,
                id,
                field: field.clone(),
                from: value(from),
                to: value(to),
            })
        }
        Change::Create { kind, id, after } => {
            let after = seen_record(view, *kind, after);
            is_there.then(|| Change::Create { kind: *kind, id: id.clone(), after })
        }
        Change::Delete { kind, id, before } => {
            let before = seen_record(view, *kind, before);
            let seen = is_there || is_owned(view, *kind, &before);
            seen.then(|| Change::Delete { kind: *kind, id: id.clone(), before })
        }
    }
}

/// A batch as a session may hear of it; none when nothing of it is left.
pub fn seen_batch(view: &Data, batch: &Batch) -> Option<Batch> {
    let changes: Vec<Change> = batch.changes.iter().filter_map(|change| seen_change(view, change)).collect();
    // What was said of the whole edit is told to whoever sees the whole of it.
    let label = batch.label.clone().filter(|_| changes == batch.changes);
    (!changes.is_empty()).then(|| Batch { deed: batch.deed.clone(), changes, label })
}

/// A clash as a session may hear of it.
pub fn seen_clash(view: &Data, clash: &Clash) -> Option<Clash> {
    let kind = clash.kind;
    let seen = view.record(kind, &clash.id).is_some() && is_known(kind, &clash.field);
    let value = |value: &Value| seen_value(view, kind, &clash.field, value);
    seen.then(|| Clash {
        base: value(&clash.base),
        mine: value(&clash.mine),
        theirs: value(&clash.theirs),
        ..clash.clone()
    })
}

/// A value of a field: a link to what is not seen is covered.
fn seen_value(view: &Data, kind: Kind, field: &str, value: &Value) -> Value {
    let input = kind.place(field).map(|place| kind.fields()[place].input);
    match (input, value) {
        (Some(Input::Link(kinds)), Value::String(text)) => {
            let seen = Id::new(text).is_ok_and(|id| view.linked(kinds, &id).is_some());
            if seen { value.clone() } else { Id::outside().as_str().into() }
        }
        (_, value) => value.clone(),
    }
}

fn seen_record(view: &Data, kind: Kind, record: &Map<String, Value>) -> Map<String, Value> {
    let known = record.iter().filter(|(key, _)| is_known(kind, key));
    known.map(|(key, value)| (key.clone(), seen_value(view, kind, key, value))).collect()
}

/// Whether a record that was deleted belonged to something that is seen.
fn is_owned(view: &Data, kind: Kind, record: &Map<String, Value>) -> bool {
    let owners = match kind {
        Kind::Unit => &["parent"][..],
        Kind::Village if record.contains_key("cell") => &["cell"],
        Kind::Village => &["commune"],
        _ => kind.about().owners,
    };
    let seen = |field: &&str| {
        let link = kind.place(field).map(|place| kind.fields()[place].input);
        let id = record.get(*field).and_then(Value::as_str).and_then(|text| Id::new(text).ok());
        matches!((link, id), (Some(Input::Link(kinds)), Some(id)) if view.linked(kinds, &id).is_some())
    };
    owners.iter().any(seen)
}

/// Whether a record of a narrowed register has a link to what is not seen.
pub fn leads_out(view: &Data, kind: Kind, id: &Id) -> bool {
    view.record(kind, id).is_some_and(|record| links_from(record).any(|(_, target)| target.is_outside()))
}

/// Whether a session for these units may make this edit: `before` and `after` are the whole register.
pub fn may_write(before: &Data, after: &Data, batch: &Batch, roots: &[Id], today: Date) -> bool {
    let (was, is) = (Reach::of(before, roots, today), Reach::of(after, roots, today));
    batch.changes.iter().all(|change| {
        let (kind, id) = change.record();
        let moves_root = kind == Kind::Unit
            && roots.contains(id)
            && match change {
                Change::Set { field, .. } => field == "parent",
                Change::Create { .. } | Change::Delete { .. } => true,
            };
        let mut owners = [before, after].into_iter().flat_map(|data| owners(data, kind, id)).peekable();
        !moves_root && owners.peek().is_some() && owners.all(|owner| was.writes(&owner) && is.writes(&owner))
    })
}

/// What a record belongs to: the units, villages or members whose writer may write it. What belongs to nothing is
/// the office's.
fn owners(data: &Data, kind: Kind, id: &Id) -> Vec<(Kind, Id)> {
    let Some(record) = data.record(kind, id) else { return Vec::new() };
    let links = match kind {
        Kind::Unit | Kind::Village | Kind::Member | Kind::Office => return vec![(kind, id.clone())],
        // A post is filled by those who answer for the body, whoever the person belongs to.
        Kind::Term => &["body"],
        _ => kind.about().owners,
    };
    let linked = |field: &&str| {
        let place = kind.place(field)?;
        let Input::Link(kinds) = kind.fields()[place].input else { return None };
        let target = Id::new(&record.text(place)).ok()?;
        Some((data.linked(kinds, &target)?.kind(), target))
    };
    links.iter().map(|field| linked(field).unwrap_or((Kind::Office, Id::office()))).collect()
}

/// What a session for some units may write in one state of the register.
struct Reach<'a> {
    data: &'a Data,
    units: HashSet<Id>,
    today: Date,
}

impl<'a> Reach<'a> {
    fn of(data: &'a Data, roots: &[Id], today: Date) -> Self {
        let mut sight = Sight::default();
        sight.add_units(data, roots);
        Self { data, units: sight.units.into_iter().collect(), today }
    }

    /// Whether something may be written; what is not there in this state is for the other one to tell.
    fn writes(&self, (kind, id): &(Kind, Id)) -> bool {
        let within = |unit: &Option<Id>| unit.as_ref().is_some_and(|unit| self.units.contains(unit));
        match kind {
            Kind::Unit => self.data.unit(id).is_none() || self.units.contains(id),
            Kind::Village => {
                let seat = |village| seat(village).map(|(_, unit)| unit.clone());
                self.data.village(id).is_none_or(|village| within(&seat(village)))
            }
            Kind::Member => {
                self.data.member(id).is_none() || within(&standing::home(self.data, id, self.today))
            }
            // The office's, and what belongs to something that is itself a history.
            _ => false,
        }
    }
}
