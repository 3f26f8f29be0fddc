//! Checks on villages: who heads them, for how long for the time being, and what is planned.
//!
//! Rules V02–V07. V01 of the catalogue, "unified" shown for two persons, cannot arise: whether a village
//! is unified is derived (see `standing`) and typed nowhere.

use std::collections::HashMap;

use super::{Code, Detail, Facts, Found, Value};
use crate::domain::{
    date::{PartialDate, months_later},
    due::INTERIM_MONTHS,
    fold,
    member::Member,
    record::{Id, Kind},
    standing::{Holder, VillageStanding},
    term::{How, Post, Term},
    village::{Reason, Village},
    words::Label,
};

/// What makes two heads one person: the member record, or the name and date of birth of somebody without.
#[derive(PartialEq, Eq, Hash)]
enum Person<'a> {
    Member(&'a Id),
    Named(String, PartialDate),
}

pub(super) fn check(facts: &Facts, found: &mut Found) {
    let mut headed: HashMap<Person, Vec<(&Village, String)>> = HashMap::new();
    for (village, standing) in facts.standing.villages() {
        plan(village, standing, found);
        for head in facts.standing.holders(&village.id, Post::VillageHead) {
            let Some(term) = facts.data.term(&head.term) else { continue };
            linked(facts, (village, standing), term, found);
            interim(facts, village, &head, found);
            elected(village, term, found);
            if let Some(person) = person(term) {
                headed.entry(person).or_default().push((village, head.name));
            }
        }
    }
    headed.values().for_each(|villages| several(villages, found));
}

/// V02: a head typed by name alone who seems to be a member: one of the same name, and born on the same
/// date or, when the head's birth is not known, in the cell of the village; or the reason typed says so.
fn linked(facts: &Facts, (village, standing): (&Village, &VillageStanding), term: &Term, found: &mut Found) {
    const SAME: Label = Label::new(
        "Trưởng thôn {0} chưa gắn hồ sơ, có đảng viên trùng tên: {1}",
        "Head {0} is linked to no record, a member has the same name: {1}",
    );
    const REASON: Label = Label::new(
        "Trưởng thôn {0} chưa gắn hồ sơ, nhưng lý do ghi là “{1}”",
        "Head {0} is linked to no record, but the reason given is “{1}”",
    );
    if term.member.is_some() || term.holder_name.is_empty() {
        return;
    }
    let alike = |member: &&&Member| match term.holder_born {
        Some(born) => member.born == Some(born),
        None => village.cell.is_some() && facts.standing.member(&member.id).unit == village.cell,
    };
    let active = |member: &&&Member| facts.standing.member(&member.id).state.is_member();
    let name = Value::from(term.holder_name.as_str());
    let same = facts.named(&term.holder_name).iter().filter(active).find(alike);
    let detail = match (same, standing.plan_reason) {
        (Some(member), _) => Detail::new(SAME, [name, Value::record(Kind::Member, &member.id, &member.name)]),
        (None, Some(reason @ Reason::HeadProbation)) => Detail::new(REASON, [name, reason.label().into()]),
        (None, _) => return,
    };
    found.add(Code::V02, (Kind::Village, &village.id), Some("head"), detail);
}

/// V03: an interim head longer than 6 months (TT 04/2012/TT-BNV, TT 09/2017/TT-BNV); the last day of the
/// six months is not yet too long.
fn interim(facts: &Facts, village: &Village, head: &Holder, found: &mut Found) {
    const TEXT: Label = Label::new(
        "Trưởng thôn lâm thời {0} từ {1}, quá 6 tháng từ {2}",
        "Interim head {0} since {1}, six months were over on {2}",
    );
    let Some(from) = head.from.filter(|_| head.interim) else { return };
    let end = months_later(from.earliest(), INTERIM_MONTHS);
    if facts.on > end {
        let detail = Detail::new(TEXT, [head.name.as_str().into(), from.into(), end.into()]);
        found.add(Code::V03, (Kind::Village, &village.id), Some("head"), detail);
    }
}

/// V07: elected by no more than half of those who voted, or by more than voted (TT 04/2012/TT-BNV).
fn elected(village: &Village, term: &Term, found: &mut Found) {
    const TEXT: Label = Label::new(
        "Trưởng thôn được {0} phiếu trên {1} người bỏ phiếu",
        "The head has {0} votes of {1} cast",
    );
    let (Some(votes), Some(voters), true) = (term.votes, term.voters, term.how == Some(How::Elected)) else {
        return;
    };
    if votes > voters || votes.saturating_mul(2) <= voters {
        let detail = Detail::new(TEXT, [Value::from(votes), voters.into()]);
        found.add(Code::V07, (Kind::Village, &village.id), Some("head"), detail);
    }
}

/// V04: the planned month has passed; V05: neither reason nor plan (NQ 19-NQ/TU 3/3/2015).
fn plan(village: &Village, standing: &VillageStanding, found: &mut Found) {
    const OVERDUE: Label =
        Label::new("Dự kiến {0}, đến nay chưa nhất thể hóa", "Planned for {0}, not unified yet");
    const NOTHING: Label =
        Label::new("{0}; chưa có lý do và tháng dự kiến", "{0}; neither a reason nor a planned month");
    if standing.is_unified() {
        return;
    }
    let (state, about) = (standing.state.label(), (Kind::Village, &village.id));
    if let Some(month) = standing.plan_month.filter(|_| standing.overdue) {
        let detail = Detail::new(OVERDUE, [PartialDate::Month(month).into()]);
        found.add(Code::V04, about, Some("plan_month"), detail);
    }
    if standing.plan_month.is_none() && standing.plan_reason.is_none() {
        found.add(Code::V05, about, Some("plan_reason"), Detail::new(NOTHING, [state.into()]));
    }
}

/// Who holds a term, when that can be told apart from others of the same name.
fn person(term: &Term) -> Option<Person<'_>> {
    match &term.member {
        Some(member) => Some(Person::Member(member)),
        None => Some(Person::Named(fold::same_syllables(&term.holder_name), term.holder_born?)),
    }
}

/// V06: one person heads two villages.
fn several(villages: &[(&Village, String)], found: &mut Found) {
    const TEXT: Label = Label::new("{0} còn là trưởng {1}", "{0} also heads {1}");
    for (village, name) in villages {
        // Two terms of the same village are no second village.
        if let Some((other, _)) = villages.iter().find(|(other, _)| other.id != village.id) {
            let other = Value::record(Kind::Village, &other.id, &other.name);
            let detail = Detail::new(TEXT, [name.as_str().into(), other]);
            found.add(Code::V06, (Kind::Village, &village.id), Some("head"), detail);
        }
    }
}
