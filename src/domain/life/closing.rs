//! The end of one unit: what of it goes where.

use super::{At, Objection, Plan, ever_in, is_out, members_of, objection, stay, value};
use crate::domain::{
    check::{Detail, holder_name},
    date::PartialDate,
    deed,
    edit::{Batch, Change},
    procedure::decision_words,
    record::{Id, Kind},
    standing,
    term::{EndReason, Term},
    unit::{Ending, Unit},
    village::Village,
    words::Label,
};

/// A unit that ends, and the one that takes it over.
pub(super) struct Closing<'a> {
    pub(super) at: &'a At<'a>,
    pub(super) unit: &'a Unit,
    pub(super) into: &'a Unit,
    pub(super) how: Ending,
}

impl Closing<'_> {
    /// Everything of the unit goes where it belongs, and the unit ends.
    pub(super) fn carry_over(&self, plan: &mut Plan) {
        const UNLIKE: Label = Label::new(
            "“{0}” khác cấp: chi bộ vào chi bộ, đảng bộ vào đảng bộ",
            "“{0}” is of another level: cells go into cells, committees into committees",
        );
        self.at.is_active(self.unit, plan);
        if self.unit.kind.is_cell() != self.into.kind.is_cell() {
            return plan.refused.push(objection(self.unit, Detail::new(UNLIKE, [value(self.into)]), ""));
        }
        let one_place = self.members(plan);
        self.guests(plan);
        self.posts(plan);
        self.villages(&mut plan.batch);
        self.units_below(&mut plan.batch);
        let successor = self.how == Ending::Merged || one_place;
        let closed = Unit {
            closed_on: Some(self.at.day),
            closed_how: Some(self.how),
            closed_decision: decision_words(self.at.decree.event),
            closed_into: successor.then(|| self.into.id.clone()),
            ..self.unit.clone()
        };
        plan.batch.edit(Some(self.unit), &closed);
    }

    /// Each member goes to the unit that takes over, or to the one chosen for him; whether all go to the first.
    fn members(&self, plan: &mut Plan) -> bool {
        let at = self.at;
        let other = |id: &Id| at.apart(Kind::Member, id).filter(|to| **to != self.into.id);
        let members = members_of(at.data, &self.unit.id, at.day);
        let (apart, together): (Vec<Id>, Vec<Id>) = members.into_iter().partition(|id| other(id).is_some());
        at.send(at.data, &together, &self.into.id, plan);
        for id in &apart {
            let to = other(id).unwrap_or(&self.into.id);
            at.send(at.data, std::slice::from_ref(id), to, plan);
        }
        apart.is_empty()
    }

    /// Who stays in the unit for a time goes on staying in the one that takes over.
    fn guests(&self, plan: &mut Plan) {
        let at = self.at;
        for id in ever_in(at.data, &self.unit.id) {
            let stands = standing::member_on(at.data, &id, at.day);
            if stands.staying_at.as_ref() == Some(&self.unit.id) && !is_out(stands.state) {
                plan.batch.edit(None, &stay(at, &id, &self.into.id));
            }
        }
    }

    /// The posts of the unit end that day.
    fn posts(&self, plan: &mut Plan) {
        const BEGINS: Label = Label::new(
            "có nhiệm kỳ bắt đầu {0}, sau khi tổ chức kết thúc",
            "a term begins on {0}, after the unit has ended",
        );
        let at = self.at;
        for term in at.data.terms_of_body(Kind::Unit, &self.unit.id) {
            if term.is_held(at.day) && !is_ended(&plan.batch, term) {
                let began = term.from.map_or(at.day, PartialDate::earliest);
                deed::close(&mut plan.batch, term, at.day.max(began), EndReason::Moved);
            }
            if let Some(from) = term.from.filter(|from| from.earliest() > at.day) {
                let (name, why) = (holder_name(at.data, term), Detail::new(BEGINS, [from.into()]));
                plan.refused.push(Objection { name, why, source: "" });
            }
        }
    }

    /// Villages whose cell or commune it was follow.
    fn villages(&self, batch: &mut Batch) {
        let linked =
            self.at.data.sources(Kind::Unit, &self.unit.id).filter(|(kind, ..)| *kind == Kind::Village);
        for (_, id, field) in linked {
            let village = self.at.data.village(id).filter(|village| village.is_active(self.at.day));
            match (village, field.name) {
                (Some(village), "cell") => self.at.new_cell(village, &self.into.id, batch),
                (Some(village), "commune") => {
                    let after = Village { commune: Some(self.into.id.clone()), ..village.clone() };
                    self.at.change(village, &after, batch);
                }
                (Some(_) | None, _) => {}
            }
        }
    }

    /// Units below follow; those that were closed before stay where they were.
    fn units_below(&self, batch: &mut Batch) {
        let below = self.at.data.children(&self.unit.id);
        for unit in below.filter(|unit| unit.closed_on.is_none_or(|closed| self.at.day < closed)) {
            let after = Unit { parent: Some(self.into.id.clone()), ..unit.clone() };
            self.at.change(unit, &after, batch);
        }
    }
}

/// Whether a batch ends a term already.
fn is_ended(batch: &Batch, term: &Term) -> bool {
    batch.changes.iter().any(
        |change| matches!(change, Change::Set { kind: Kind::Term, id, field, .. } if *id == term.id && field == "to"),
    )
}
