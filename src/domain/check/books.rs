//! Checks on what the books hold: who helps prospects, discipline, the plan of admissions, ratings.
//!
//! Rules M06 (its part on helpers), M07, P01 and R03.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Detail, Facts, Found, Value};
use crate::domain::{
    award::{Discipline, DisciplineForm, Forms},
    ceiling::{self, Group, Reading},
    date::{Date, Month, PartialDate},
    prospect::{Prospect, Stage},
    record::{Id, Kind},
    standing::MemberState,
    target::Plan,
    words::Label,
};

pub(super) fn check(facts: &Facts, found: &mut Found) {
    for prospect in facts.data.prospects().values() {
        helpers(facts, prospect, found);
    }
    for discipline in facts.data.disciplines().values() {
        form(facts, discipline, found);
    }
    admissions(facts, found);
    for group in ceiling::of_units(facts.standing).iter().chain(&ceiling::of_members(facts.standing)) {
        excellent(group, found);
    }
}

/// M06: who helps a prospect will introduce it, which only an official member may (Charter art. 4).
fn helpers(facts: &Facts, prospect: &Prospect, found: &mut Found) {
    const TEXT: Label = Label::new("Người giúp đỡ {0} là đảng viên dự bị", "{0}, who helps, is on probation");
    if !(Stage::Introduced..Stage::Ceremony).contains(&prospect.stage(facts.on)) {
        return;
    }
    for (field, helper) in [("helper", &prospect.helper), ("second_helper", &prospect.second_helper)] {
        let member = helper.as_ref().and_then(|id| facts.data.member(id));
        let on_probation = member.filter(|m| facts.standing.member(&m.id).state == MemberState::Probationary);
        if let Some(member) = on_probation {
            let detail = Detail::new(TEXT, [Value::record(Kind::Member, &member.id, &member.name)]);
            found.add(Code::M06, (Kind::Prospect, &prospect.id), Some(field), detail);
        }
    }
}

/// M07: the forms of discipline the Charter has for a probationary member, an official one and a unit (art. 35); and
/// from a post only who holds one is removed.
fn form(facts: &Facts, discipline: &Discipline, found: &mut Found) {
    const NOT_FOR: Label = Label::new("{0} không áp dụng cho {1}", "{0} is no form for {1}");
    const NO_POST: Label = Label::new("{0}, nhưng không giữ chức vụ nào", "{0}, but no post is held");
    let (Some(subject), Some(from)) = (&discipline.subject, discipline.from.filter(|from| *from <= facts.on))
    else {
        return;
    };
    let Some(forms) = Forms::of(facts.standing, subject, from) else { return };
    let eve = from.yesterday().unwrap_or(from);
    let label = Value::Words(discipline.form.label());
    let detail = if !forms.allowed.contains(&discipline.form) {
        Detail::new(NOT_FOR, [label, forms.whom.into()])
    } else if discipline.form == DisciplineForm::Removal && !holds_a_post(facts, subject, eve) {
        Detail::new(NO_POST, [label])
    } else {
        return;
    };
    found.add(Code::M07, (Kind::Discipline, &discipline.id), Some("form"), detail);
}

fn holds_a_post(facts: &Facts, member: &Id, on: Date) -> bool {
    facts.data.terms_of_member(member).into_iter().any(|term| term.is_held(on))
}

/// P01: in a year with a plan every grassroots organisation has one, and keeps up with it month by month.
fn admissions(facts: &Facts, found: &mut Found) {
    const MISSING: Label = Label::new("Chưa có chỉ tiêu kết nạp năm {0}", "No plan of admissions for {0}");
    const BEHIND: Label = Label::new(
        "Kết nạp {0} trên chỉ tiêu {1} của năm; đến nay cần {2}",
        "{0} admitted of a plan of {1} for the year; by now {2} are due",
    );
    let plan = Plan::of(facts.data, facts.on.year());
    if plan.is_empty() {
        return;
    }
    let done = admitted(facts);
    for unit in facts.data.units().values().filter(|u| u.kind.is_grassroots() && u.is_active(facts.on)) {
        let done = done.get(&unit.id).map_or(0, BTreeSet::len);
        let detail = match plan.of_unit(facts.data, &unit.id) {
            None => Detail::new(MISSING, [PartialDate::Year(facts.on.year()).into()]),
            Some(planned) => {
                let due = u64::from(planned) * months_over(facts.on) / 12;
                if done as u64 >= due {
                    continue;
                }
                Detail::new(BEHIND, [done.into(), planned.into(), Value::Count(due)])
            }
        };
        found.add(Code::P01, (Kind::Unit, &unit.id), None, detail);
    }
}

/// Months of the year that are over; a month is on its last day.
fn months_over(on: Date) -> u64 {
    let over = i64::from(on.month()) - i64::from(on != Month::of(on).last_day());
    u64::try_from(over).unwrap_or(0)
}

/// Who was admitted in the year up to the date, by grassroots organisation.
fn admitted<'a>(facts: &Facts<'a>) -> BTreeMap<Id, BTreeSet<&'a Id>> {
    let mut done: BTreeMap<Id, BTreeSet<&Id>> = BTreeMap::new();
    let data = facts.data;
    for event in data.events().values().filter(|e| e.kind.is_admission() && !e.is_elsewhere()) {
        let this_year = |day: Date| day.year() == facts.on.year() && day <= facts.on;
        let path = event.unit.as_ref().map(|unit| data.path(unit)).unwrap_or_default();
        let above = path.into_iter().find(|unit| unit.kind.is_grassroots());
        if let (Some(above), Some(member), true) = (above, &event.member, event.date.is_some_and(this_year)) {
            done.entry(above.id.clone()).or_default().insert(member);
        }
    }
    done
}

/// R03: at most 20 % of like ones are rated excellent (QĐ 132-QĐ/TW 8/3/2018). A group that keeps the milder reading
/// is named too, and which readings it breaks is said.
fn excellent(group: &Group, found: &mut Found) {
    const BOTH: Label = Label::new(
        "{0} hoàn thành xuất sắc, tối đa {1} trên tổng số từ hoàn thành tốt, {2} trên số hoàn thành tốt: vượt cả hai cách",
        "{0} rated excellent, at most {1} of all good or better, {2} of those good: both readings exceeded",
    );
    const STRICTER: Label = Label::new(
        "{0} hoàn thành xuất sắc, tối đa {1} trên tổng số từ hoàn thành tốt, {2} trên số hoàn thành tốt: vượt cách chặt hơn",
        "{0} rated excellent, at most {1} of all good or better, {2} of those good: the stricter reading exceeded",
    );
    let text = match (group.keeps(Reading::OrBetter), group.keeps(Reading::GoodOnly)) {
        (false, _) => BOTH,
        (true, false) => STRICTER,
        (true, true) => return,
    };
    let most = [Reading::OrBetter, Reading::GoodOnly].map(|reading| group.most(reading).into());
    let [milder, stricter] = most;
    let detail = Detail::new(text, [group.excellent.len().into(), milder, stricter]);
    found.add(Code::R03, (Kind::Unit, &group.under), None, detail);
}
