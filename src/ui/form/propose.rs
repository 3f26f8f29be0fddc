//! What follows from a field for another one and is proposed there, as long as nobody chose something else in it.

use super::{Entry, Form, Purpose};
use crate::{
    domain::{
        record::{Id, Kind},
        unit::UnitKind,
    },
    ui::Ctx,
};

impl Form {
    /// The kind of a new unit goes with the one above it.
    pub(super) fn propose(&mut self, ctx: &Ctx) {
        if (self.purpose, self.about.0) != (Purpose::Create, Kind::Unit) {
            return;
        }
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
