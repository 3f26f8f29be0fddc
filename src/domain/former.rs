//! What a unit, a village or a double post was until a day: its name, what it stood under, what was planned for it.
//!
//! A record holds what is so now. When that changes by a decision, what was so before becomes a [`Former`]; the register
//! as it was on a day in the past ([`Data::as_it_was`]) has it back in its place. A mistake that is corrected leaves none.

use std::cmp::Reverse;

use super::{
    data::Data,
    date::{Date, Month},
    edit::Batch,
    member::note_changed_birth,
    record::{Described, Id, Input, Kind, Record, record},
    village::Reason,
};

record! {
    /// What something was until a day.
    Former is Kind::Former,
        title: "… – {until} · {name} · {parent} · {commune} · {plan_month} · {plan_reason}",
        owners: &["about"],
        same: &["until", "name", "parent", "plan_month"],
        table: &[
            ("about", 28),
            ("until", 10),
            ("name", 26),
            ("plan_month", 8),
            ("parent", 26),
            ("plan_reason", 28),
            ("decision", 18),
        ],
        filters: &["until", "plan_month", "plan_reason", "parent"];
    about: Option<Id> => "Của", "Of", 28, Input::Link(&[Kind::Unit, Kind::Village, Kind::Pair]), required;
    /// The first day on which it was so no longer.
    until: Option<Date> => "Đến ngày", "Until", 10, Input::Day, required;
    name: String => "Tên", "Name", 30, Input::Text;
    short_name: String => "Tên gọi tắt", "Short name", 16, Input::Text;
    parent: Option<Id> => "Trực thuộc", "Under", 28, Input::Link(&[Kind::Unit]);
    commune: Option<Id> => "Xã, thị trấn", "Commune", 22, Input::Link(&[Kind::Unit]);
    plan_month: Option<Month> => "Dự kiến nhất thể hóa", "Planned month", 8, Input::Month;
    plan_reason: Option<Reason> => "Lý do chưa", "Reason", 24, Input::Choice(Reason::CHOICES);
    plan_note: String => "Diễn giải", "Explanation", 24, Input::Text;
    plan_set_on: Option<Date> => "Ngày đặt kế hoạch", "Plan set on", 10, Input::Day;
    decision: String => "Quyết định", "Decision", 18, Input::Text;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

/// An edit of a record with what it brings along: a plan that is set anew leaves what was planned before, another date of
/// birth is dated.
pub fn edit(
    batch: &mut Batch,
    before: Option<&dyn Record>,
    after: &mut dyn Record,
    on: Date,
    mut new_id: impl FnMut(Kind) -> Id,
) {
    let former = before.and_then(|before| {
        note_changed_birth(before, after, on);
        Former::of_plan(before, after, on, || new_id(Kind::Former))
    });
    batch.edit(before, after);
    if let Some(former) = former {
        batch.edit(None, &former);
    }
}

/// What is so together of a unit or a village and is changed by a decision: what a unit is called, what it stands under,
/// where a village lies.
pub const BY_DECISION: [&[&str]; 3] = [&["name", "short_name"], &["parent"], &["commune"]];
/// What is planned for a village or a double post.
const PLAN: &[&str] = &["plan_month", "plan_reason", "plan_note", "plan_set_on"];

impl Former {
    /// What of a record ends with a day, of one of the groups; none when nothing stood there or nothing is changed.
    pub fn of(
        before: &dyn Record,
        after: &dyn Record,
        group: &[&str],
        until: Date,
        id: impl FnOnce() -> Id,
    ) -> Option<Self> {
        let is_changed = group.iter().any(|name| before.json(name) != after.json(name));
        if !is_changed || !is_told(before, group) {
            return None;
        }
        let mut former = Self { about: Some(before.id().clone()), until: Some(until), ..Self::blank(id()) };
        for name in group {
            copy(before, &mut former, name);
        }
        Some(former)
    }

    /// What was planned until a plan is set anew: since when the new one is stands in it from then on, on the day when the
    /// form or list does not say. A plan that is corrected on the day on which it was set leaves nothing.
    fn of_plan(
        before: &dyn Record,
        after: &mut dyn Record,
        today: Date,
        id: impl FnOnce() -> Id,
    ) -> Option<Self> {
        let place = after.kind().place("plan_set_on")?;
        let differs = |name: &&str| before.json(name) != after.json(name);
        if !["plan_month", "plan_reason"].iter().any(differs) {
            return None;
        }
        if before.text(place) == after.text(place) {
            // A date always fits its own field.
            _ = after.set_text(place, &today.to_string());
        }
        let (was, is) = (before.text(place).parse::<Date>(), after.text(place).parse::<Date>());
        let until = is.unwrap_or(today);
        if was.is_ok_and(|was| was >= until) {
            return None;
        }
        Self::of(before, after, PLAN, until, id)
    }

    /// Puts what was so back into its place.
    fn put_back(&self, data: &mut Data) {
        let about = self.about.as_ref().and_then(|id| data.linked(ABOUT, id));
        let Some(mut record) = about.map(Record::boxed) else { return };
        for group in BY_DECISION.iter().chain([&PLAN]).filter(|group| is_told(self, group)) {
            group.iter().for_each(|name| copy(self, record.as_mut(), name));
        }
        data.put(record);
    }
}

/// Whose former state is kept.
const ABOUT: &[Kind] = &[Kind::Unit, Kind::Village, Kind::Pair];

/// Whether a record says something in one of some fields.
fn is_told(record: &dyn Record, group: &[&str]) -> bool {
    group.iter().any(|name| !record.json(name).is_null())
}

/// Copies a field that both records have under one name, and of one kind of value.
fn copy(from: &dyn Record, to: &mut dyn Record, name: &str) {
    if let (Some(source), Some(target)) = (from.kind().place(name), to.kind().place(name)) {
        // What fits the field of one fits that of the other.
        _ = to.set_text(target, &from.text(source));
    }
}

impl Data {
    /// The register as it was on a day, as far as it tells: units with the names and in the places they had, villages and
    /// double posts with what was planned by then. Costs what changed since, and the villages.
    pub fn as_it_was(&self, on: Date) -> Self {
        let mut then = self.clone();
        let villages = self.villages().values().filter(|v| v.plan_set_on.is_some_and(|set| set > on));
        let pairs = self.pairs().values().filter(|p| p.plan_set_on.is_some_and(|set| set > on));
        let planned = villages.map(|v| v.record().boxed()).chain(pairs.map(|p| p.record().boxed()));
        for mut record in planned {
            let nothing = Former::blank(record.id().clone());
            PLAN.iter().for_each(|name| copy(&nothing, record.as_mut(), name));
            then.put(record);
        }
        let mut later: Vec<&Former> = self
            .formers()
            .values()
            .map(|f| f.record())
            .filter(|f| f.until.is_some_and(|until| on < until))
            .collect();
        // What was so earlier overwrites what was so later.
        later.sort_by_key(|former| Reverse((former.until, &former.id)));
        later.into_iter().for_each(|former| former.put_back(&mut then));
        then
    }
}
