//! What follows from a field for another one and is proposed there, as long as nobody chose something else in it.

use super::{Entry, Form, Purpose};
use crate::{
    domain::{
        life::Turn,
        record::{Id, Kind},
        unit::UnitKind,
    },
    ui::Ctx,
};

impl Form {
    /// The kind of a new unit goes with the one above it; members go where the unit goes.
    pub(super) fn propose(&mut self, ctx: &Ctx) {
        match (self.purpose, self.about.0) {
            (Purpose::Create, Kind::Unit) | (Purpose::Turn(Turn::Found), _) => self.propose_kind(ctx),
            (Purpose::Turn(Turn::Dissolve), _) => self.propose_destination(),
            _ => {}
        }
    }

    fn propose_destination(&mut self) {
        let places: Vec<usize> =
            (0..self.entries.len()).filter(|&e| self.apart(self.entries[e].part).is_some()).collect();
        let common = self.entries.iter().find(|entry| entry.field.name == "unit").map(Entry::typed);
        for place in places {
            let entry = &mut self.entries[place];
            if let Some(common) = common.as_ref().filter(|_| entry.typed() == entry.begun) {
                entry.put(common);
                entry.begun.clone_from(common);
            }
        }
    }

    fn propose_kind(&mut self, ctx: &Ctx) {
        let named = |entries: &[Entry], name| entries.iter().position(|entry| entry.field.name == name);
        let (Some(parent), Some(kind)) = (named(&self.entries, "parent"), named(&self.entries, "kind"))
        else {
            return;
        };
        let above = Id::new(&self.entries[parent].chosen).ok().and_then(|id| ctx.standing.data.unit(&id));
        let fits = UnitKind::under(above.map(|unit| unit.kind)).code();
        let kind = &mut self.entries[kind];
        if kind.typed() == kind.begun {
            kind.put(fits);
            kind.begun = kind.typed();
        }
    }
}
