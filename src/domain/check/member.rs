//! Checks on who a member is on the date: numbers, doubles, the unit, what every form needs, posts held.
//!
//! Rules M06, M08–M12 and M17. What the register has no field for – consent to a later age, introducers,
//! the day a badge was given – cannot be asked here.

use std::collections::HashMap;

use super::{Code, Detail, Facts, Found, Life, Value};
use crate::domain::{
    badge::{self, Badge},
    column::{column, name_of},
    data::Data,
    date::{Date, PartialDate, months_later},
    member::Member,
    record::{Id, Kind, Record},
    standing::MemberState,
    term::How,
    words::Label,
};

/// Nobody in a register is older than that (own).
const OLDEST: i32 = 110;

pub(super) fn check(facts: &Facts, found: &mut Found) {
    for life in &facts.lives {
        if life.standing.state.is_member() {
            complete(life, found);
            plausible_age(facts, life.member, found);
            changed_birth(facts, life.member, found);
            plausible_badge(facts, life, found);
        }
        if is_active(life) {
            in_active_unit(facts, life, found);
            in_one_unit(facts, life, found);
        }
    }
    numbers(facts, found);
    doubles(facts, found);
    elected_posts(facts, found);
}

/// Whether the person takes part here, be it for a while only.
fn is_active(life: &Life) -> bool {
    life.standing.state.is_member() || life.standing.state == MemberState::Guest
}

/// M11: the five things that biểu 2, 3 and 4-BTCTW need (CV 3296-CV/BTCTW 2017).
fn complete(life: &Life, found: &mut Found) {
    let Life { member, standing, .. } = life;
    const TEXT: Label = Label::new("Thiếu: {0}", "Missing: {0}");
    let missing = [
        ("sex", member.sex.is_none()),
        ("born", member.born.is_none()),
        ("ethnic_group", member.ethnic_group.is_none()),
        ("admitted", standing.admitted.is_none()),
        ("unit", standing.unit.is_none()),
    ];
    for (name, _) in missing.into_iter().filter(|(_, missing)| *missing) {
        let label = column(Kind::Member, name).map(|column| Value::Words(column.label));
        found.add(Code::M11, (Kind::Member, &member.id), Some(name), Detail::new(TEXT, label));
    }
}

/// M12, ages: born before the date, and not more than a life ago. Too young at admission: see `life`.
fn plausible_age(facts: &Facts, member: &Member, found: &mut Found) {
    const UNBORN: Label = Label::new("Sinh {0}, sau ngày {1}", "Born {0}, after {1}");
    const OLD: Label = Label::new("Sinh {0}, nay trên {1} tuổi", "Born {0}, now older than {1}");
    let Some(born) = member.born else { return };
    let detail = if born.earliest() > facts.on {
        Detail::new(UNBORN, [born.into(), facts.on.into()])
    } else if PartialDate::Day(born.latest()).full_years(facts.on) > OLDEST {
        Detail::new(OLD, [born.into(), Value::Count(OLDEST as u64)])
    } else {
        return;
    };
    found.add(Code::M12, (Kind::Member, &member.id), Some("born"), detail);
}

/// M17: a date of birth is no longer adjusted (TB 13-TB/TW 17/8/2016); where it was, the decision is named.
fn changed_birth(facts: &Facts, member: &Member, found: &mut Found) {
    const TEXT: Label = Label::new(
        "Ngày sinh sửa ngày {0}, chưa ghi quyết định",
        "The date of birth was changed on {0}, no decision is named",
    );
    let Some(changed) = member.born_changed.filter(|changed| *changed <= facts.on) else { return };
    if member.born_decision.is_empty() && Code::M17.info().in_force(changed) {
        let detail = Detail::new(TEXT, [changed.into()]);
        found.add(Code::M17, (Kind::Member, &member.id), Some("born_decision"), detail);
    }
}

/// M12, badge: one of the twelve, and not held before its time, of which serious illness takes off 12 months
/// up to the 65-year badge and 24 months from the 70-year badge on (HD 01-HD/TW 20/9/2016).
fn plausible_badge(facts: &Facts, life: &Life, found: &mut Found) {
    const UNKNOWN: Label = Label::new("Không có Huy hiệu {0} năm", "There is no badge of {0} years");
    const EARLY: Label = Label::new(
        "Huy hiệu {0} năm, nhưng tuổi đảng tính từ {1}",
        "Badge of {0} years, but Party age counts from {1}",
    );
    let Some(years) = life.member.badge_years else { return };
    let detail = if !badge::YEARS.contains(&years) {
        Detail::new(UNKNOWN, [years.into()])
    } else if let Some(from) = life.standing.party_age_from().filter(|d| facts.on < earliest_badge(*d, years))
    {
        Detail::new(EARLY, [years.into(), from.into()])
    } else {
        return;
    };
    found.add(Code::M12, (Kind::Member, &life.member.id), Some("badge_years"), detail);
}

/// The first day on which a badge can have been given.
fn earliest_badge(decided: Date, years: u32) -> Date {
    months_later(Badge::of(decided, years).reached, -badge::early_months(years))
}

/// M10: the unit of an active member is there and active.
fn in_active_unit(facts: &Facts, life: &Life, found: &mut Found) {
    const NONE: Label = Label::new("Chi bộ không có trong sổ", "The unit is not in the register");
    const CLOSED: Label = Label::new("{0} đã kết thúc {1}", "{0} was closed on {1}");
    const LATER: Label = Label::new("{0} chưa thành lập", "{0} is not founded yet");
    let home = life.standing.unit.as_ref();
    let Some(unit) = home.or(life.standing.staying_at.as_ref()) else { return };
    let detail = match facts.data.unit(unit) {
        None => Detail::new(NONE, []),
        Some(unit) if unit.is_active(facts.on) => return,
        Some(unit) => {
            let name = Value::record(Kind::Unit, &unit.id, &unit.name);
            match unit.closed_on.filter(|closed| *closed <= facts.on) {
                Some(closed) => Detail::new(CLOSED, [name, closed.into()]),
                None => Detail::new(LATER, [name]),
            }
        }
    };
    found.add(Code::M10, (Kind::Member, &life.member.id), Some("unit"), detail);
}

/// M10: no two events of one kind and day put the member into different units.
fn in_one_unit(facts: &Facts, life: &Life, found: &mut Found) {
    const TEXT: Label = Label::new("{0} vừa vào {1} vừa vào {2}", "On {0} both into {1} and into {2}");
    let unit = |id: &Id| Value::record(Kind::Unit, id, &unit_name(facts.data, id));
    for pair in life.events.windows(2) {
        let [(day, first), (other, second)] = pair else { continue };
        if (day, first.kind) != (other, second.kind) {
            continue;
        }
        if let (Some(a), Some(b)) = (&first.unit, &second.unit)
            && a != b
        {
            let detail = Detail::new(TEXT, [Value::from(*day), unit(a), unit(b)]);
            found.add(Code::M10, (Kind::Member, &life.member.id), Some("unit"), detail);
        }
    }
}

fn unit_name(data: &Data, id: &Id) -> String {
    data.unit(id).map_or_else(|| id.to_string(), |unit| unit.name.clone())
}

/// M08: no two active members share a number.
fn numbers(facts: &Facts, found: &mut Found) {
    type Get = fn(&Member) -> &str;
    let fields: [(&'static str, Get); 3] = [
        ("card_number", |m| &m.card_number),
        ("record_number", |m| &m.record_number),
        ("citizen_number", |m| &m.citizen_number),
    ];
    for (field, get) in fields {
        // Nearly every number is there once; lists are kept only of those that come again.
        let mut first: HashMap<&str, &Member> = HashMap::with_capacity(facts.lives.len());
        let mut again: HashMap<&str, Vec<&Member>> = HashMap::new();
        for life in facts.lives.iter().filter(|life| is_active(life) && !get(life.member).is_empty()) {
            if let Some(before) = first.insert(get(life.member), life.member) {
                again.entry(get(life.member)).or_default().push(before);
            }
        }
        for (number, mut alike) in again {
            alike.extend(first.get(number));
            shared(&alike, Code::M08, field, found);
        }
    }
}

/// M09: the same name and the same day of birth. A birth year or month alone is shared by too many.
fn doubles(facts: &Facts, found: &mut Found) {
    for named in facts.names.values().filter(|named| named.len() > 1) {
        let born = |member: &&Member| match member.born {
            Some(PartialDate::Day(day)) => Some(day),
            Some(PartialDate::Year(_) | PartialDate::Month(_)) | None => None,
        };
        let mut named: Vec<&Member> = named.iter().copied().filter(|m| born(m).is_some()).collect();
        named.sort_by_key(born);
        for alike in named.chunk_by(|a, b| born(a) == born(b)) {
            shared(alike, Code::M09, "name", found);
        }
    }
}

/// Reports each of several members, with one of the others and how many there are in all.
fn shared(alike: &[&Member], rule: Code, field: &'static str, found: &mut Found) {
    const NUMBER: Label = Label::new("Trùng {0} với {1} ({2} hồ sơ)", "Same {0} as {1} (records: {2})");
    const NAME: Label =
        Label::new("Trùng {0} và ngày sinh với {1} ({2} hồ sơ)", "Same {0} and birth as {1} (records: {2})");
    let [first, second, ..] = alike else { return };
    let label = column(Kind::Member, field).map_or(Label::new("", ""), |column| column.label);
    for member in alike {
        let other = if member.id == first.id { second } else { first };
        let other = Value::record(Kind::Member, other.id(), &name_of(*other));
        let text = if rule == Code::M09 { NAME } else { NUMBER };
        let detail = Detail::new(text, [label.into(), other, alike.len().into()]);
        found.add(rule, (Kind::Member, &member.id), Some(field), detail);
    }
}

/// M06: a probationary member may neither vote nor stand in the Party (Charter art. 3). A village head is
/// elected by the people and may be on probation; so may, for this rule, somebody appointed.
fn elected_posts(facts: &Facts, found: &mut Found) {
    const TEXT: Label = Label::new("Dự bị mà giữ chức {0} của {1}", "On probation and {0} of {1}");
    for term in facts.data.terms().values() {
        let elected = match term.how {
            Some(How::Elected) | None => true,
            Some(How::Appointed | How::Interim) => false,
        };
        let (Some(member), Some(body)) = (&term.member, &term.body) else { continue };
        let probationary = facts.standing.member(member).state == MemberState::Probationary;
        if probationary && elected && term.post.is_party() && term.is_held(facts.on) {
            let body = Value::record(Kind::Unit, body, &unit_name(facts.data, body));
            let detail = Detail::new(TEXT, [term.post.label().into(), body]);
            found.add(Code::M06, (Kind::Member, member), None, detail);
        }
    }
}
