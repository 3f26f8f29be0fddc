//! From what is typed to an edit on its way: fields are checked, what stands against it is asked, the form waits.

use super::{Asking, Form, preview::refusals};
use crate::{
    domain::{
        deed,
        edit::Batch,
        procedure::Plan,
        record::{Kind, Record},
    },
    text,
    ui::{Ctx, Outcome, question::Question},
};

impl Form {
    /// The records as they are typed, or the places of the fields that are not right.
    fn records(&mut self, ctx: &Ctx) -> Result<Vec<Box<dyn Record>>, ()> {
        let kinds: Vec<Kind> = self.parts.iter().map(|p| p.work.kind()).collect();
        self.entries.iter_mut().for_each(|entry| entry.check(kinds[entry.part], ctx));
        let mut records: Vec<Box<dyn Record>> = self.parts.iter().map(|p| p.work.boxed()).collect();
        for entry in &mut self.entries {
            let typed = entry.canonical(kinds[entry.part]).unwrap_or_default();
            if let Err(why) = records[entry.part].set_text(entry.place, &typed) {
                entry.error.get_or_insert_with(|| text::invalid(why, ctx.lang).to_owned());
            }
        }
        for (number, record) in records.iter().enumerate() {
            for (field, words) in deed::cross_field(ctx.standing, record.as_ref()) {
                let at = self.entries.iter_mut().find(|e| e.part == number && e.field.name == field);
                match at {
                    Some(entry) => drop(entry.error.get_or_insert_with(|| words.of(ctx.lang).to_owned())),
                    None => self.message = Some(words.of(ctx.lang).to_owned()),
                }
            }
        }
        match self.entries.iter().position(|e| e.error.is_some()) {
            Some(place) => {
                self.scroll.cursor = place;
                self.message = Some(text::form_not_right(ctx.lang).to_owned());
                Err(())
            }
            None if self.message.is_some() => Err(()),
            None => Ok(records),
        }
    }

    pub(super) fn save(&mut self, ctx: &Ctx) -> Outcome {
        if self.waiting {
            return Outcome::Stay;
        }
        self.message = None;
        let Ok(records) = self.records(ctx) else { return Outcome::Stay };
        match self.comes_to(ctx, &records) {
            Err(words) => {
                self.message = Some(words.sentence(ctx.lang));
                Outcome::Stay
            }
            Ok(plan) => self.carry_out(plan, ctx),
        }
    }

    /// Sends the edit on its way; where something stands against a part of it, only after a question.
    fn carry_out(&mut self, plan: Plan, ctx: &Ctx) -> Outcome {
        let lang = ctx.lang;
        match (plan.refused.as_slice(), plan.batch.is_empty()) {
            ([], true) => return Outcome::Close,
            ([], false) => return self.commit(plan.batch),
            ([only], true) => {
                self.message = Some(only.sentence(lang));
                return Outcome::Stay;
            }
            (_, _) => {}
        }
        let mut answers = vec![text::back_to_form(lang).to_owned()];
        let title = match plan.batch.is_empty() {
            true => text::for_nobody(lang, plan.refused.len()),
            false => {
                answers.push(text::for_the_others(lang, text::figure(plan.done(), lang)));
                text::not_for_all(lang, plan.refused.len())
            }
        };
        let question = Question::new(&title, refusals(&plan.refused, lang), answers);
        self.asking = Asking::Rest(plan.batch);
        Outcome::Open(Box::new(question))
    }

    pub(super) fn commit(&mut self, batch: Batch) -> Outcome {
        self.waiting = true;
        Outcome::Commit(batch)
    }
}
