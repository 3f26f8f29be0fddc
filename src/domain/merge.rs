//! Taking another register in where the two have no common past: records are known again by who and what
//! they are, never by an id alone.
//!
//! What this register does not say is filled in, what it says otherwise is a clash, nothing is deleted.
//! What cannot be told apart is left out and said, with all that hangs on it. Knows no files and no
//! revisions; where there is a common past, the store merges by it.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    edit::{Batch, Change, Clash},
    fold,
    identity::{Known, Match, People},
    member::Member,
    record::{Id, Input, Kind, Record},
    redaction,
    standing::Standing,
    term::Term,
};

/// What taking another register in would do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// What can be done.
    pub batch: Batch,
    /// Fields that both say, differently; `mine` is what the other register says.
    pub clashes: Vec<Clash>,
    /// Records of the other register that are left out.
    pub problems: Vec<Problem>,
    /// How many of its records say nothing new.
    pub same: usize,
}

/// A record of the other register that is left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Its kind.
    pub kind: Kind,
    /// Its id there.
    pub id: Id,
    /// Its name, where it has one.
    pub name: String,
    /// Why.
    pub why: Why,
}

/// Why a record is left out.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// It may be one of these.
    Unsure(Vec<Id>),
    /// It points at a record that is left out, or is not there, in this field.
    Hangs(&'static str),
}

impl Clash {
    /// The change that takes what the other side says; none when it is about a record as a whole.
    pub fn taken(&self) -> Option<Change> {
        let Self { kind, id, field, mine, theirs, .. } = self.clone();
        (!field.is_empty()).then_some(Change::Set { kind, id, field, from: theirs, to: mine })
    }
}

/// What taking the other register in would do. `fresh` makes an id from a text, the same from the same.
pub fn by_identity(ours: &Standing, other: &Standing, deed: &str, fresh: &dyn Fn(Kind, &str) -> Id) -> Plan {
    let plan = Plan { batch: Batch::new(deed), ..Plan::default() };
    let mut merge = Merge { ours, other, people: People::of(ours), fresh, ids: HashMap::new(), plan };
    for kind in [Kind::Unit, Kind::Village, Kind::Member, Kind::Term, Kind::Event] {
        let mut ids = other.data.ids(kind);
        if kind == Kind::Unit {
            // What a unit stands under must be known before it.
            ids.sort_by_key(|id| other.data.path(id).len());
        }
        for id in ids {
            if let Some(record) = other.data.record(kind, &id) {
                merge.take(record);
            }
        }
    }
    merge.plan
}

struct Merge<'a> {
    ours: &'a Standing,
    other: &'a Standing,
    people: People,
    fresh: &'a dyn Fn(Kind, &str) -> Id,
    /// Which record of ours, or which new one, each of theirs is; those left out are missing.
    ids: HashMap<(Kind, Id), Id>,
    plan: Plan,
}

impl Merge<'_> {
    fn take(&mut self, record: &dyn Record) {
        let (kind, id) = (record.kind(), record.id().clone());
        let translated = match self.translated(record) {
            Ok(translated) => translated,
            Err(field) => return self.leave(record, Why::Hangs(field)),
        };
        match self.counterpart(translated.as_ref()) {
            Match::Unsure(ids) => self.leave(record, Why::Unsure(ids)),
            Match::One(ours) => {
                self.compare(&ours, translated.as_ref());
                self.ids.insert((kind, id), ours);
            }
            Match::Nobody => {
                let new = self.free_id(kind, &id);
                let mut after = translated.to_json();
                after.insert("id".to_owned(), new.as_str().into());
                self.plan.batch.changes.push(Change::Create { kind, id: new.clone(), after });
                self.ids.insert((kind, id), new);
            }
        }
    }

    fn leave(&mut self, record: &dyn Record, why: Why) {
        let name =
            record.kind().place("name").map(|place| record.text(place).into_owned()).unwrap_or_default();
        self.plan.problems.push(Problem { kind: record.kind(), id: record.id().clone(), name, why });
    }

    /// The record with its links pointing at ours; the field that cannot be pointed anywhere is the error.
    fn translated(&self, record: &dyn Record) -> Result<Box<dyn Record>, &'static str> {
        let mut translated = record.boxed();
        for (place, field) in record.kind().fields().iter().enumerate() {
            let Input::Link(kinds) = field.input else { continue };
            let text = record.text(place);
            let Ok(target) = Id::new(&text) else { continue };
            let target = self.other.data.linked(kinds, &target).ok_or(field.name)?;
            let ours = self.ids.get(&(target.kind(), target.id().clone())).ok_or(field.name)?;
            translated.set_text(place, ours.as_str()).map_err(|_| field.name)?;
        }
        Ok(translated)
    }

    /// The record of ours that a translated one is.
    fn counterpart(&self, record: &dyn Record) -> Match {
        match record.kind() {
            Kind::Member => self.person(record),
            Kind::Unit => self.named(record, "parent"),
            Kind::Village => self.named(record, "commune"),
            Kind::Term => self.term(record),
            Kind::Event => self.event(record),
            Kind::Office => Match::One(Id::office()),
            kind if kind.about().owners.is_empty() => self.same_name(record),
            kind => self.of_owner(record, kind.about().same),
        }
    }

    fn person(&self, record: &dyn Record) -> Match {
        let Some(member) = self.other.data.member(record.id()) else { return Match::Nobody };
        let is_erased = |ours: &Member| ours.name == redaction::WORD && member.name != redaction::WORD;
        if self.ours.data.member(&member.id).is_some_and(is_erased) {
            // Who was erased here does not come back from another copy.
            return Match::Unsure(vec![member.id.clone()]);
        }
        let unit = self.other.member(&member.id).unit.as_ref();
        let unit = unit.and_then(|unit| self.ids.get(&(Kind::Unit, unit.clone())));
        let found = self.people.find(&Known { unit, ..Known::of(member) });
        let same_id = self.same_id_and_name(record);
        match found {
            Match::One(id) => Match::One(id),
            Match::Unsure(ids) => {
                same_id.filter(|id| ids.contains(id)).map_or(Match::Unsure(ids), Match::One)
            }
            Match::Nobody => same_id.map_or(Match::Nobody, Match::One),
        }
    }

    fn same_id_and_name(&self, record: &dyn Record) -> Option<Id> {
        let ours = self.ours.data.record(record.kind(), record.id())?;
        (name_form(ours) == name_form(record)).then(|| record.id().clone())
    }

    /// A unit or village: of the same id and name, else the only one of its name in its place.
    fn named(&self, record: &dyn Record, place_field: &str) -> Match {
        if let Some(id) = self.same_id_and_name(record) {
            return Match::One(id);
        }
        let (kind, place) = (record.kind(), record.json(place_field));
        let is_it =
            |ours: &dyn Record| name_form(ours) == name_form(record) && ours.json(place_field) == place;
        let ids = self.ours.data.ids(kind).into_iter();
        matched(ids.filter(|id| self.ours.data.record(kind, id).is_some_and(is_it)).collect())
    }

    /// Something that belongs to nobody: of the same id and name, else the only one of its name.
    fn same_name(&self, record: &dyn Record) -> Match {
        if let Some(id) = self.same_id_and_name(record) {
            return Match::One(id);
        }
        let (kind, name) = (record.kind(), name_form(record));
        let is_it = |ours: &dyn Record| !name.is_empty() && name_form(ours) == name;
        let ids = self.ours.data.ids(kind).into_iter();
        matched(ids.filter(|id| self.ours.data.record(kind, id).is_some_and(is_it)).collect())
    }

    /// A term: the same post of the same body, held by the same person from the same day.
    fn term(&self, record: &dyn Record) -> Match {
        let Some(term) = record.as_any().downcast_ref::<Term>() else { return Match::Nobody };
        let body = term
            .body
            .as_ref()
            .and_then(|body| self.ours.data.linked(&[Kind::Unit, Kind::Village, Kind::Position], body));
        let Some(body) = body else { return Match::Nobody };
        let same_holder = |ours: &Term| match (&ours.member, &term.member) {
            (Some(a), Some(b)) => a == b,
            (None, None) => {
                fold::same_syllables(&ours.holder_name) == fold::same_syllables(&term.holder_name)
            }
            (Some(_), None) | (None, Some(_)) => false,
        };
        let is_it = |ours: &&&Term| {
            let from = ours.from.is_none() || term.from.is_none() || ours.from == term.from;
            ours.post == term.post && same_holder(ours) && from
        };
        let terms = self.ours.data.terms_of_body(body.kind(), body.id());
        matched(terms.iter().filter(is_it).map(|ours| ours.id.clone()).collect())
    }

    /// An event: the same thing that happened to the same member on the same day.
    fn event(&self, record: &dyn Record) -> Match {
        let same = |field: &str, ours: &dyn Record| ours.json(field) == record.json(field);
        let member = record.json("member");
        let Some(member) = member.as_str().and_then(|id| Id::new(id).ok()) else { return Match::Nobody };
        let events = self.ours.data.events_of(&member).into_iter();
        let is_it = |ours: &&super::event::Event| same("kind", *ours) && same("date", *ours);
        matched(events.filter(is_it).map(|ours| ours.id.clone()).collect())
    }

    /// Something of the same owner that says the same in these fields.
    fn of_owner(&self, record: &dyn Record, fields: &[&str]) -> Match {
        let (kind, data) = (record.kind(), &self.ours.data);
        let owner = kind.about().owners.first().and_then(|owner| kind.place(owner));
        let Some(place) = owner else { return Match::Nobody };
        let Input::Link(kinds) = kind.fields()[place].input else { return Match::Nobody };
        let owner = Id::new(&record.text(place)).ok().and_then(|id| data.linked(kinds, &id));
        let Some(owner) = owner.filter(|_| !fields.is_empty()) else { return Match::Nobody };
        let alike = |ours: &dyn Record| fields.iter().all(|field| ours.json(field) == record.json(field));
        let own = data.sources(owner.kind(), owner.id()).filter(|(source, ..)| *source == kind);
        let ids = own.map(|(_, id, _)| id).filter(|id| data.record(kind, id).is_some_and(alike));
        matched(ids.cloned().collect())
    }

    /// Fills in what ours does not say; what it says otherwise is a clash.
    fn compare(&mut self, id: &Id, theirs: &dyn Record) {
        let kind = theirs.kind();
        let Some(ours) = self.ours.data.record(kind, id) else { return };
        let mut new = false;
        for field in theirs.to_json().keys().filter(|field| *field != "id") {
            let (is, wanted) = (ours.json(field), theirs.json(field));
            if is == wanted || wanted.is_null() {
                continue;
            }
            new = true;
            let (id, field) = (id.clone(), field.clone());
            if is.is_null() {
                self.plan.batch.changes.push(Change::Set { kind, id, field, from: is, to: wanted });
            } else {
                self.plan.clashes.push(Clash {
                    kind,
                    id,
                    field,
                    base: Value::Null,
                    mine: wanted,
                    theirs: is,
                });
            }
        }
        self.plan.same += usize::from(!new);
    }

    /// Its own id, when nobody here has it; else one made from it.
    fn free_id(&self, kind: Kind, id: &Id) -> Id {
        let taken = |id: &Id| {
            Kind::ALL.iter().any(|kind| self.ours.data.record(*kind, id).is_some_and(|ours| ours.id() == id))
                || self.ids.values().any(|new| new == id)
        };
        let made = (0..).map(|turn: u32| (self.fresh)(kind, &format!("{id} {turn}")));
        std::iter::once(id.clone()).chain(made).find(|id| !taken(id)).unwrap_or_else(|| id.clone())
    }
}

fn name_form(record: &dyn Record) -> String {
    record.kind().place("name").map(|place| fold::same_syllables(&record.text(place))).unwrap_or_default()
}

fn matched(mut ids: Vec<Id>) -> Match {
    match (ids.pop(), ids.is_empty()) {
        (None, _) => Match::Nobody,
        (Some(id), true) => Match::One(id),
        (Some(id), false) => {
            ids.push(id);
            Match::Unsure(ids)
        }
    }
}
