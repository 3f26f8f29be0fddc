//! The life of units: found, rename, put under another, merge, split off, dissolve, each by a decision.
//!
//! Each turn gives one batch that carries everything over: members by an event each, posts that end, villages and
//! units below. It is done whole or not at all: nobody is left in a unit that is closed, and nobody is in two on one
//! day. Knows no clock and no screen.

mod closing;

use super::{
    check::{Detail, Value},
    data::Data,
    date::{Date, PartialDate},
    edit::Batch,
    event::{Event, EventKind},
    former::{self, Former},
    procedure::{self, Objection, Order, Plan, Procedure, decision_words},
    record::{Id, Kind, Record},
    standing::{self, MemberState},
    unit::{Ending, Unit, UnitKind},
    village::Village,
    words::{Label, choice},
};
use closing::Closing;

choice! {
    /// A turn in the life of units.
    Turn {
        #[default]
        Found = "found", "Thành lập tổ chức trực thuộc", "Found a unit below";
        Rename = "rename", "Đổi tên", "Rename";
        Place = "place", "Chuyển trực thuộc", "Put under another unit";
        Merge = "merge_units", "Sáp nhập, hợp nhất vào tổ chức khác", "Merge into another unit";
        Split = "split", "Tách thành tổ chức mới", "Split off a new unit";
        Dissolve = "dissolve", "Giải thể, chuyển đảng viên", "Dissolve and move the members";
    }
}

/// What is to be done, with what, by which decision.
#[derive(Debug, Clone, Copy)]
pub struct Decree<'a> {
    /// The turn.
    pub turn: Turn,
    /// The units; of a split what goes to the new one: members, units or villages.
    pub about: &'a [(Kind, Id)],
    /// Day, decision, and the unit gone to.
    pub event: &'a Event,
    /// The unit that is founded, or as it will be.
    pub unit: Option<&'a Unit>,
    /// Members, or of several units that end some, that go to another unit than the others.
    pub apart: &'a [((Kind, Id), Id)],
    /// Today, or the day on which the register is looked at.
    pub today: Date,
}

/// Official members with which a unit can be founded (Charter art. 10 and 21).
const LEAST: usize = 3;
/// Members above which a cell needs consent (Charter art. 21, check U04).
const MOST: usize = 30;
const CHARTER_21: &str = "Điều lệ Đảng, điều 21";

impl Turn {
    /// The turn of a code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|turn| turn.code() == code)
    }

    /// The fields of the unit it asks.
    pub fn asks_of_unit(self) -> &'static [&'static str] {
        match self {
            Self::Found => &["name", "short_name", "code", "parent", "kind", "org_type"],
            Self::Split => &["name", "short_name", "code", "kind"],
            Self::Rename => &["name", "short_name"],
            Self::Place => &["parent"],
            Self::Merge | Self::Dissolve => &[],
        }
    }

    /// The fields of the decision it asks; none of them but the day of the decision may be empty.
    pub fn asks(self) -> &'static [&'static str] {
        match self {
            Self::Merge | Self::Dissolve => &["date", "decision", "decision_date", "unit"],
            Self::Found | Self::Rename | Self::Place | Self::Split => &["date", "decision", "decision_date"],
        }
    }
}

/// What a turn comes to. What stands against it stops all of it.
pub fn plan(data: &Data, decree: &Decree, new_id: &dyn Fn(Kind) -> Id) -> Plan {
    let mut plan = Plan { batch: Batch::new(decree.turn.code()), ..Plan::default() };
    plan.batch.label = Some(decision_words(decree.event)).filter(|words| !words.is_empty());
    let Some(day) = decree.event.date else { return plan };
    let turn = At { data, decree, day, new_id };
    match decree.turn {
        Turn::Found => turn.found(&mut plan),
        Turn::Rename | Turn::Place => turn.alter(&mut plan),
        Turn::Split => turn.split(&mut plan),
        Turn::Merge => turn.close(&mut plan, Ending::Merged),
        Turn::Dissolve => turn.close(&mut plan, Ending::Dissolved),
    }
    if !plan.refused.is_empty() {
        plan.batch.changes.clear();
    }
    plan
}

/// The members of a unit on a day, by name.
pub fn members_of(data: &Data, unit: &Id, on: Date) -> Vec<Id> {
    let there = |id: &Id| {
        let stands = standing::member_on(data, id, on);
        stands.state.is_member() && stands.unit.as_ref() == Some(unit)
    };
    let mut members: Vec<Id> = ever_in(data, unit).into_iter().filter(there).collect();
    members.sort_by_cached_key(|id| data.name(Kind::Member, id).map(|name| name.key.clone()));
    members
}

/// Who has an event that leads into a unit.
fn ever_in(data: &Data, unit: &Id) -> Vec<Id> {
    let events =
        data.sources(Kind::Unit, unit).filter(|(kind, _, by)| *kind == Kind::Event && by.name == "unit");
    let mut members: Vec<Id> = events.filter_map(|(_, id, _)| data.event(id)?.member.clone()).collect();
    members.sort_unstable();
    members.dedup();
    members
}

/// A turn on its day.
#[derive(Clone, Copy)]
struct At<'a> {
    data: &'a Data,
    decree: &'a Decree<'a>,
    day: Date,
    new_id: &'a dyn Fn(Kind) -> Id,
}

impl<'a> At<'a> {
    /// Where a member or a unit goes apart from the others.
    fn apart(&self, kind: Kind, id: &Id) -> Option<&'a Id> {
        let mut apart = self.decree.apart.iter();
        apart.find(|((of, who), _)| (*of, who) == (kind, id)).map(|(_, to)| to)
    }

    fn found(&self, plan: &mut Plan) {
        let Some(unit) = self.decree.unit else { return };
        let unit = self.as_founded(unit);
        self.parent_is_fit(&unit, plan);
        plan.batch.edit(None, &unit);
    }

    fn as_founded(&self, unit: &Unit) -> Unit {
        let founded_decision = decision_words(self.decree.event);
        Unit { founded: Some(PartialDate::Day(self.day)), founded_decision, ..unit.clone() }
    }

    /// A new name or another unit above; what was so before is kept, so that reports on days before the turn have it.
    fn alter(&self, plan: &mut Plan) {
        const SAME: Label = Label::new("không có gì thay đổi", "nothing is changed");
        let Some(unit) = self.decree.unit else { return };
        let Some(before) = self.data.unit(&unit.id) else { return };
        if (&before.name, &before.short_name, &before.parent) == (&unit.name, &unit.short_name, &unit.parent)
        {
            return plan.refused.push(objection(before, SAME.into(), ""));
        }
        self.is_active(before, plan);
        self.parent_is_fit(unit, plan);
        self.change(before, unit, &mut plan.batch);
    }

    /// Changes a unit or village from the day on; what it was before is kept.
    fn change(&self, before: &dyn Record, after: &dyn Record, batch: &mut Batch) {
        batch.edit(Some(before), after);
        for group in former::BY_DECISION {
            let former = Former::of(before, after, group, self.day, || (self.new_id)(Kind::Former));
            if let Some(former) = former {
                let decision = decision_words(self.decree.event);
                batch.edit(None, &Former { decision, ..former });
            }
        }
    }

    /// A unit stands under one that is active, is no cell, and does not stand under it (U01).
    fn parent_is_fit(&self, unit: &Unit, plan: &mut Plan) {
        const CELL: Label = Label::new(
            "“{0}” là chi bộ: không có tổ chức trực thuộc",
            "“{0}” is a cell: no unit stands under it",
        );
        const BELOW: Label =
            Label::new("“{0}” trực thuộc chính tổ chức này (U01)", "“{0}” stands under it (U01)");
        let Some(above) = unit.parent.as_ref().and_then(|above| self.data.unit(above)) else { return };
        self.is_active(above, plan);
        let text = match self.data.is_within(&above.id, &unit.id) {
            true => BELOW,
            false if above.kind.is_cell() => CELL,
            false => return,
        };
        plan.refused.push(objection(unit, Detail::new(text, [value(above)]), ""));
    }

    /// Refuses a unit that is not there on the day.
    fn is_active(&self, unit: &Unit, plan: &mut Plan) {
        const NOT: Label = Label::new("không hoạt động ngày {0}", "is not active on {0}");
        if !unit.is_active(self.day) || unit.closed_on.is_some() {
            let day = unit.closed_on.unwrap_or(self.day);
            plan.refused.push(objection(unit, Detail::new(NOT, [day.into()]), ""));
        }
    }

    /// Members of one cell, units of one committee or villages of one cell go to a new unit.
    fn split(&self, plan: &mut Plan) {
        let Some(unit) = self.decree.unit else { return };
        let unit = self.as_founded(unit);
        self.parent_is_fit(&unit, plan);
        plan.batch.edit(None, &unit);
        let of = |wanted: Kind| {
            self.decree.about.iter().filter(move |(kind, _)| *kind == wanted).map(|(_, id)| id)
        };
        let members: Vec<Id> = of(Kind::Member).cloned().collect();
        if !members.is_empty() {
            self.split_members(&unit, &members, plan);
        }
        for below in of(Kind::Unit).filter_map(|id| self.data.unit(id)) {
            self.is_active(below, plan);
            let after = Unit { parent: Some(unit.id.clone()), ..below.clone() };
            self.change(below, &after, &mut plan.batch);
        }
        for village in of(Kind::Village).filter_map(|id| self.data.village(id)) {
            self.new_cell(village, &unit.id, &mut plan.batch);
        }
    }

    /// A village is led by another cell from the day on; which it was before is kept, so that its past stays as it was.
    fn new_cell(&self, village: &Village, cell: &Id, batch: &mut Batch) {
        let (cell, cell_before) = (Some(cell.clone()), village.cell.clone());
        let after = Village { cell, cell_before, cell_since: Some(self.day), ..village.clone() };
        batch.edit(Some(village), &after);
    }

    fn split_members(&self, unit: &Unit, members: &[Id], plan: &mut Plan) {
        const FEW: Label = Label::new(
            "có {0} đảng viên chính thức, cần ít nhất 3 để lập chi bộ",
            "official members: {0}; a cell is founded with 3 at least",
        );
        const OTHERS: Label = Label::new(
            "không cùng chi bộ với những người khác ngày {0}",
            "is not in the cell of the others on {0}",
        );
        let stands = |id: &Id| standing::member_on(self.data, id, self.day);
        let official = members.iter().filter(|id| stands(id).state == MemberState::Official).count();
        if official < LEAST {
            plan.refused.push(objection(unit, Detail::new(FEW, [official.into()]), CHARTER_21));
        }
        let home = members.first().and_then(|first| stands(first).unit);
        let apart = members.iter().filter(|id| stands(id).unit != home);
        plan.refused.extend(apart.filter_map(|id| self.data.member(id)).map(|member| Objection {
            name: procedure::person(member),
            why: Detail::new(OTHERS, [self.day.into()]),
            source: "",
        }));
        let mut with = self.data.clone();
        with.put(Box::new(unit.clone()));
        self.send(&with, members, &unit.id, plan);
        if let Some(home) = home.and_then(|home| self.data.unit(&home)) {
            self.few_left(home, members, plan);
        }
    }

    /// A cell with fewer than 3 official members is to be merged or filled (check U02).
    fn few_left(&self, unit: &Unit, gone: &[Id], plan: &mut Plan) {
        const LEFT: Label = Label::new(
            "còn {0} đảng viên chính thức, dưới 3 (U02)",
            "official members left: {0}, fewer than 3 (U02)",
        );
        let stays = |id: &Id| {
            !gone.contains(id) && standing::member_on(self.data, id, self.day).state == MemberState::Official
        };
        let left = members_of(self.data, &unit.id, self.day).iter().filter(|id| stays(id)).count();
        if left < LEAST {
            plan.remarks.push(objection(unit, Detail::new(LEFT, [left.into()]), CHARTER_21));
        }
    }

    /// Members go to a unit, each by an event.
    fn send(&self, data: &Data, members: &[Id], to: &Id, plan: &mut Plan) {
        let event = Event { unit: Some(to.clone()), ..self.decree.event.clone() };
        let (procedure, today) = (Procedure::Move, self.decree.today);
        let order = Order { procedure, members, newcomer: None, event: &event, today };
        let moved = procedure::plan(data, &order, self.new_id);
        plan.batch.changes.extend(moved.batch.changes);
        plan.refused.extend(moved.refused);
        plan.remarks.extend(moved.remarks);
    }

    /// Units end and are carried over into one that goes on.
    fn close(&self, plan: &mut Plan, how: Ending) {
        const INTO_ITSELF: Label =
            Label::new("là tổ chức kết thúc: chọn nơi khác", "is to end itself: choose another one");
        let Some(together) = self.decree.event.unit.as_ref() else { return };
        let units = self.decree.about.iter().filter(|(kind, _)| *kind == Kind::Unit);
        let mut units: Vec<&Unit> = units.filter_map(|(_, id)| self.data.unit(id)).collect();
        if how == Ending::Merged && units.len() > 1 {
            // Several become one of them.
            units.retain(|unit| unit.id != *together);
        }
        let mut taking: Vec<&Unit> = Vec::new();
        for unit in &units {
            let into = self.apart(Kind::Unit, &unit.id).unwrap_or(together);
            let Some(into) = self.data.unit(into) else { continue };
            if !taking.iter().any(|other| other.id == into.id) {
                self.is_active(into, plan);
                taking.push(into);
            }
            if units.iter().any(|ending| self.data.is_within(&into.id, &ending.id)) {
                plan.refused.push(objection(into, INTO_ITSELF.into(), ""));
                continue;
            }
            Closing { at: self, unit, into, how }.carry_over(plan);
        }
        taking.into_iter().for_each(|into| self.many(into, plan));
        if plan.refused.is_empty() {
            self.nobody_left(&units, plan);
        }
    }

    /// A cell of more than 30 needs consent (check U04).
    fn many(&self, into: &Unit, plan: &mut Plan) {
        const MANY: Label = Label::new(
            "sẽ có {0} đảng viên, trên 30: cần cấp trên đồng ý (U04)",
            "members then: {0}, above 30: consent is needed (U04)",
        );
        let Ok(after) = self.data.applied(&plan.batch) else { return };
        let count = members_of(&after, &into.id, self.day).len();
        let most = if into.kind == UnitKind::GrassrootsCell { MOST - 1 } else { MOST };
        if into.kind.is_cell() && count > most {
            plan.remarks.push(objection(into, Detail::new(MANY, [count.into()]), CHARTER_21));
        }
    }

    /// Refuses when somebody would be in a closed unit on the day or on any later one that is recorded (check M10).
    fn nobody_left(&self, units: &[&Unit], plan: &mut Plan) {
        const LATER: Label = Label::new(
            "có biến động ngày {0} vào “{1}”, sau khi tổ chức này kết thúc (M10)",
            "comes on {0} into “{1}”, which is closed by then (M10)",
        );
        let Ok(after) = self.data.applied(&plan.batch) else { return };
        for unit in units {
            for id in ever_in(&after, &unit.id) {
                let life = standing::life(&after, &id);
                let days = life.iter().map(|(_, date, _)| *date).filter(|date| *date >= self.day);
                let left = days.chain([self.day]).find(|day| {
                    let stands = standing::member_on(&after, &id, *day);
                    let home = stands.state.is_member() && stands.unit.as_ref() == Some(&unit.id);
                    home || (stands.staying_at.as_ref() == Some(&unit.id) && !is_out(stands.state))
                });
                if let (Some(day), Some(member)) = (left, self.data.member(&id)) {
                    let why = Detail::new(LATER, [day.into(), value(unit)]);
                    plan.refused.push(Objection { name: procedure::person(member), why, source: "" });
                }
            }
        }
    }
}

/// Whether somebody who stands like that is no more in the register.
fn is_out(state: MemberState) -> bool {
    matches!(state, MemberState::Left(_) | MemberState::NotYet)
}

fn value(unit: &Unit) -> Value {
    Value::record(Kind::Unit, &unit.id, &unit.name)
}

fn objection(unit: &Unit, why: Detail, source: &'static str) -> Objection {
    Objection { name: unit.name.clone(), why, source }
}

/// The event by which a member who only stays for a time goes on staying elsewhere.
fn stay(at: &At, member: &Id, to: &Id) -> Event {
    Event {
        id: (at.new_id)(Kind::Event),
        member: Some(member.clone()),
        kind: EventKind::TransferredTemporary,
        unit: Some(to.clone()),
        ..at.decree.event.clone()
    }
}
