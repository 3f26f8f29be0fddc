//! The reverse index of links: who points at a record, and the histories that follow from it.
//!
//! It goes by the id alone, so that a link is in it before its target is there. Which record a link leads to is
//! asked of the kinds its field may point at, since records of two kinds may have one id (two tables of an
//! office, each numbered from 1). Knows no kind by itself: all comes from `Input::Link`.

use super::Data;
use crate::domain::{
    event::Event,
    record::{Field, Id, Input, Kind, Record},
    term::Term,
    unit::Unit,
};

/// What is pointed at, and a record that does: its kind, its id, the place of the field. No record stands before all
/// that point at a target, so that a walk can begin there.
///
/// One ordered set holds them all: to put a link in costs the same whether ten records point at its target or all of
/// the register do, as after an import of a whole district into one unit.
pub(super) type Link = (Id, Option<(Kind, Id, u8)>);

impl Data {
    /// Which records point at one: kind, id and the field that does, in the order of kinds and ids. They are found
    /// also while there is no such record.
    pub fn sources<'a>(
        &'a self,
        kind: Kind,
        target: &Id,
    ) -> impl Iterator<Item = (Kind, &'a Id, &'static Field)> + use<'a> {
        let leads = move |(target, kind_of, id, field)| {
            self.leads_to(field, kind, target).then_some((kind_of, id, field))
        };
        self.pointing(target).filter_map(leads)
    }

    /// Every link to an id: the id, kind and id of the record that points there, and the field.
    fn pointing<'a>(
        &'a self,
        target: &Id,
    ) -> impl Iterator<Item = (&'a Id, Kind, &'a Id, &'static Field)> + use<'a> {
        let begin: Link = (target.clone(), None);
        let links = self.links.range(begin.clone()..).take_while(move |(other, _)| *other == begin.0);
        links.filter_map(|(target, source)| {
            let (kind, id, place) = source.as_ref()?;
            Some((target, *kind, id, &kind.fields()[usize::from(*place)]))
        })
    }

    /// How many records point at one after an edit, of the links that led to it in the register `before`: a link that
    /// leads to another record of that id only because this one is gone still counts.
    pub(in crate::domain) fn left_behind(&self, before: &Self, kind: Kind, target: &Id) -> usize {
        self.pointing(target).filter(|(.., field)| before.leads_to(field, kind, target)).count()
    }

    /// Whether a link field that holds an id leads to the record of a kind: to the first of its kinds that has the
    /// id, as in [`Data::linked`], and as long as none has it to each of them.
    fn leads_to(&self, field: &Field, kind: Kind, id: &Id) -> bool {
        let Input::Link(kinds) = field.input else { return false };
        if let [only] = kinds {
            return *only == kind;
        }
        match kinds.iter().find(|kind| self.record(**kind, id).is_some()) {
            Some(first) => *first == kind,
            None => kinds.contains(&kind),
        }
    }

    /// The events of a member, in the order in which they take effect.
    pub fn events_of(&self, member: &Id) -> Vec<&Event> {
        let mut events: Vec<&Event> = self
            .sources(Kind::Member, member)
            .filter(|(kind, _, by)| *kind == Kind::Event && by.name == "member")
            .filter_map(|(_, id, _)| self.event(id))
            .collect();
        events.sort_by(|a, b| (a.date, a.kind, &a.id).cmp(&(b.date, b.kind, &b.id)));
        events
    }

    /// The terms a member holds or held, the oldest first.
    pub fn terms_of_member(&self, member: &Id) -> Vec<&Term> {
        self.terms_linked(Kind::Member, member, "member")
    }

    /// The terms of a unit or village, the oldest first.
    pub fn terms_of_body(&self, kind: Kind, body: &Id) -> Vec<&Term> {
        self.terms_linked(kind, body, "body")
    }

    fn terms_linked(&self, kind: Kind, target: &Id, field: &str) -> Vec<&Term> {
        let mut terms: Vec<&Term> = self
            .sources(kind, target)
            .filter(|(kind, _, by)| *kind == Kind::Term && by.name == field)
            .filter_map(|(_, id, _)| self.term(id))
            .collect();
        terms.sort_by(|a, b| (a.from, a.to, a.post, &a.id).cmp(&(b.from, b.to, b.post, &b.id)));
        terms
    }

    /// The units directly under one.
    pub fn children(&self, unit: &Id) -> impl Iterator<Item = &Unit> {
        self.sources(Kind::Unit, unit)
            .filter(|(kind, _, by)| *kind == Kind::Unit && by.name == "parent")
            .filter_map(|(_, id, _)| self.unit(id))
    }

    /// Takes the links of a record into the index.
    pub(super) fn link(&mut self, record: &dyn Record) {
        // What lies outside a session's scope is not one thing, so nothing points at it together.
        for (place, target) in links_from(record).filter(|(_, target)| !target.is_outside()) {
            self.links.insert((target, Some((record.kind(), record.id().clone(), place))));
        }
    }

    /// Takes the links of a record out of the index.
    pub(super) fn unlink(&mut self, kind: Kind, id: &Id) {
        let old: Vec<(u8, Id)> =
            self.record(kind, id).map(|old| links_from(old).collect()).unwrap_or_default();
        for (place, target) in old {
            self.links.remove(&(target, Some((kind, id.clone(), place))));
        }
    }
}

/// The links of a record: place of the field and target.
pub fn links_from(record: &dyn Record) -> impl Iterator<Item = (u8, Id)> {
    let fields = record.kind().fields();
    let links = (0u8..).zip(fields).filter(|(_, field)| matches!(field.input, Input::Link(_)));
    links.filter_map(move |(place, _)| Some((place, Id::new(&record.text(usize::from(place))).ok()?)))
}
