//! What follows when two people changed the same fields and this one has said whose value is taken.

use super::Form;
use crate::{
    text,
    ui::{Ctx, Outcome, conflict::Take},
};

impl Form {
    /// Settles clashes: theirs goes into the field, mine goes on top of theirs.
    pub(super) fn settle(&mut self, takes: &[Take], ctx: &Ctx) -> Outcome {
        for (clash, take) in std::mem::take(&mut self.clashes).iter().zip(takes) {
            let Some(number) =
                self.parts.iter().position(|p| p.work.kind() == clash.kind && *p.work.id() == clash.id)
            else {
                continue;
            };
            let part = &mut self.parts[number];
            for record in part.base.iter_mut().chain(std::iter::once(&mut part.work)) {
                if record.set_json(&clash.field, clash.theirs.clone()).is_err() {
                    self.message = Some(text::changed_meanwhile(ctx.lang).to_owned());
                }
            }
            let entry = self.entries.iter_mut().find(|e| e.part == number && e.field.name == clash.field);
            if let Some(entry) = entry {
                let theirs = self.parts[number].work.text(entry.place).into_owned();
                entry.begun = entry.words(&theirs);
                entry.original = theirs.clone();
                if *take == Take::Theirs {
                    entry.fill(&theirs, ctx);
                }
            }
        }
        self.cover_anew(ctx);
        self.save(ctx)
    }
}
