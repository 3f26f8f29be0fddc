//! Finding as one types: letters move the cursor to the next record whose name holds them.

use super::{Row, Table};
use crate::{
    domain::{fold::Query, record::Kind, standing::Standing},
    ui::{Ctx, Outcome, page::Backwards, sought::Sought},
};

impl Table {
    /// What is being found.
    pub fn sought(&self) -> &Sought {
        &self.sought
    }

    /// What is being found, to take keys up.
    pub fn sought_mut(&mut self) -> &mut Sought {
        &mut self.sought
    }

    /// Goes to the first hit from the cursor on or, with a direction, to the next one; says so when there is none.
    pub fn find(&mut self, ctx: &Ctx, step: Option<Backwards>) -> Outcome {
        let among = (self.scroll.cursor, self.rows.len());
        let hits = |query: &Query, place: usize| hits(&self.rows, self.kind, ctx.standing, query, place);
        match self.sought.find(among, step, hits, ctx.lang) {
            Ok(place) => {
                self.scroll.cursor = place;
                Outcome::Stay
            }
            Err(none) => none,
        }
    }
}

/// Whether the name of a row holds what is looked for. Only a name whose fold holds it is looked up, so that a search
/// through a large register stays a walk over short texts.
fn hits(rows: &[Row], kind: Kind, standing: &Standing, query: &Query, place: usize) -> bool {
    let Some(Row::Record(id, folded)) = rows.get(place) else { return false };
    query.may_match(folded)
        && standing
            .data
            .record(kind, id)
            .zip(kind.place("name"))
            .is_some_and(|(record, place)| query.matches(&record.text(place), folded))
}
