//! Where a table looks, and which records it shows for that.

use std::{collections::HashSet, sync::Arc};

use super::{Browse, Ctx};
use crate::domain::{
    figure::Figure,
    filter::Filter,
    record::{Id, Kind},
    standing::Standing,
};

/// Where a tab looks.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Scope {
    All,
    Figure(Figure),
    Unit(Id),
    /// These records, under this heading, in a table over another screen.
    These(String, Arc<HashSet<Id>>),
    /// All of the kind, in a table over another screen.
    Book,
}

impl Scope {
    /// Whether the table lies over another screen and closes with Esc.
    pub(super) fn lies_over(&self) -> bool {
        match self {
            Self::These(..) | Self::Book => true,
            Self::All | Self::Figure(_) | Self::Unit(_) => false,
        }
    }
}

impl Browse {
    /// The records to show: those of the scope that pass the filter; without a word about it only those who are there.
    pub(super) fn ids(&self, ctx: &Ctx) -> Vec<Id> {
        let standing = ctx.standing;
        let mut ids = match &self.scope {
            Scope::Figure(figure) => figure.ids(standing),
            Scope::All | Scope::Unit(_) | Scope::These(..) | Scope::Book => standing.by_name(self.kind),
        };
        if let Scope::These(_, these) = &self.scope {
            ids.retain(|id| these.contains(id));
        }
        let open = matches!(self.scope, Scope::Figure(_) | Scope::These(..))
            || self.filter.mentions("state")
            || self.filter.mentions("left_on");
        ids.retain(|id| {
            let Some(record) = standing.data.record(self.kind, id) else { return false };
            (open || standing.is_there(self.kind, id))
                && self.is_in_unit(standing, id)
                && self.filter.holds(standing, record)
        });
        ids
    }

    fn is_in_unit(&self, standing: &Standing, id: &Id) -> bool {
        let Scope::Unit(unit) = &self.scope else { return true };
        let own = match self.kind {
            Kind::Member => standing.member(id).unit.clone(),
            Kind::Village => standing.data.village(id).and_then(|v| v.commune.clone()),
            _ => None,
        };
        own.is_some_and(|own| standing.data.is_within(&own, unit))
    }

    /// Whether anything keeps records from being shown.
    pub(super) fn narrows(&self) -> bool {
        !self.filter.is_empty() || !matches!(self.scope, Scope::All | Scope::Book)
    }

    /// Takes back the last thing that narrows the list; whether there was any.
    pub(super) fn widen(&mut self, ctx: &Ctx) -> bool {
        let had = if self.table.sought_mut().end() {
            return true;
        } else if !self.filter.is_empty() {
            self.filter = Filter::default();
            true
        } else if self.scope.lies_over() {
            false
        } else {
            std::mem::replace(&mut self.scope, Scope::All) != Scope::All
        };
        if had {
            self.arrange(ctx);
        }
        had
    }

    pub(super) fn scope_unit(&self) -> Option<&Id> {
        match &self.scope {
            Scope::Unit(unit) => Some(unit),
            Scope::All | Scope::Figure(_) | Scope::These(..) | Scope::Book => None,
        }
    }
}
