//! V02–V07: villages, and the ladder to one person in both posts.

use super::register::{Register, TODAY, found};
use chibo::domain::{
    date::parse_day,
    record::{Id, Kind},
    standing::{Standing, Step},
};

/// A village led by a cell of one official member.
fn village() -> Register {
    Register::new().cell("c").official("a", "c").village("v", "c")
}

/// The same with a head of whom only the name is known.
fn named_head(name: &str, born: &str) -> Register {
    let fields = [("holder_name", name), ("holder_born", born)];
    village().term("h", "v", "village_head", "", "2017-01-01").put(Kind::Term, "h", &fields)
}

#[test]
fn v02_a_head_who_seems_to_be_a_member_is_linked() {
    // In the cell of the village the name is enough.
    assert_eq!(named_head("a", "").broken("V02", TODAY), found(&[("v", "head")]));
    assert_eq!(named_head("b", "").broken("V02", TODAY), []);
    let elsewhere = named_head("b", "").cell("d").official("b", "d");
    assert_eq!(elsewhere.broken("V02", TODAY), []);
    // Elsewhere it takes the date of birth too.
    let born = elsewhere.put(Kind::Term, "h", &[("holder_born", "1970-05-20")]);
    assert_eq!(born.broken("V02", TODAY), found(&[("v", "head")]));
    assert_eq!(named_head("a", "1970-05-21").broken("V02", TODAY), []);
    let linked = born.put(Kind::Term, "h", &[("member", "b")]);
    assert_eq!(linked.broken("V02", TODAY), []);
}

#[test]
fn v02_a_head_said_to_be_on_probation_is_linked() {
    let reason = named_head("b", "").put(Kind::Village, "v", &[("plan_reason", "head_probation")]);
    assert_eq!(reason.broken("V02", TODAY), found(&[("v", "head")]));
    let other = reason.put(Kind::Village, "v", &[("plan_reason", "head_not_member")]);
    assert_eq!(other.broken("V02", TODAY), []);
}

#[test]
fn v03_tt_04_2012_exactly_6_months_interim_is_not_too_long() {
    let head = village().term("h", "v", "village_head", "a", "2017-10-14");
    let interim = head.put(Kind::Term, "h", &[("how", "interim")]);
    assert_eq!(interim.broken("V03", "2018-04-14"), []);
    assert_eq!(interim.broken("V03", "2018-04-15"), found(&[("v", "head")]));
    assert_eq!(
        interim.says("V03", "2018-04-15"),
        ["Trưởng thôn lâm thời a từ 14/10/2017, quá 6 tháng từ 14/4/2018"]
    );
    let elected = interim.put(Kind::Term, "h", &[("how", "elected")]);
    assert_eq!(elected.broken("V03", "2018-04-15"), []);
}

#[test]
fn v03_tt_04_2012_six_months_from_31_august_end_with_february() {
    let head = village().term("h", "v", "village_head", "a", "2017-08-31");
    let interim = head.put(Kind::Term, "h", &[("how", "interim")]);
    assert_eq!(interim.broken("V03", "2018-02-28"), []);
    assert_eq!(interim.broken("V03", "2018-03-01").len(), 1);
}

#[test]
fn v04_nq_19_2015_the_planned_month_runs_to_its_last_day() {
    let planned = village().put(Kind::Village, "v", &[("plan_month", "2018-09")]);
    assert_eq!(planned.broken("V04", "2018-09-30"), []);
    assert_eq!(planned.broken("V04", "2018-10-01"), found(&[("v", "plan_month")]));
    assert_eq!(planned.says("V04", "2018-10-01"), ["Dự kiến 9/2018, đến nay chưa nhất thể hóa"]);
    let unified = planned.term("h", "v", "village_head", "a", "2018-09-15").term(
        "s",
        "c",
        "secretary",
        "a",
        "2018-09-15",
    );
    assert_eq!(unified.broken("V04", "2018-10-01"), []);
}

#[test]
fn a_village_was_planned_for_the_month_it_was_planned_for_on_the_day() {
    let first = [("plan_month", "2018-06"), ("plan_reason", "term"), ("plan_set_on", "2017-05-02")];
    let now = [("plan_month", "2018-09"), ("plan_note", "chờ bầu"), ("plan_set_on", "2018-03-01")];
    let changed = village()
        .put(Kind::Village, "v", &now)
        .put(Kind::Former, "f1", &[("about", "v"), ("until", "2018-03-01")])
        .put(Kind::Former, "f1", &first)
        .put(Kind::Former, "f0", &[("about", "v"), ("until", "2017-05-02"), ("plan_month", "2017-12")]);
    let on = |day: &str| {
        let standing = Standing::new(changed.0.clone(), parse_day(day).unwrap());
        let village = standing.data.village(&Id::new("v").unwrap()).unwrap();
        let reason = village.plan_reason.map(|reason| reason.code());
        (village.plan_month.map(|month| month.to_string()), reason, village.plan_note.clone())
    };
    let plan = |month: &str, reason, note: &str| (Some(month.to_owned()), reason, note.to_owned());
    // An explanation of today's is not that of the plan before.
    assert_eq!(on("2017-05-01"), plan("2017-12", None, ""));
    assert_eq!(on("2017-05-02"), plan("2018-06", Some("term"), ""));
    assert_eq!(on("2018-02-28"), plan("2018-06", Some("term"), ""));
    assert_eq!(on("2018-03-01"), plan("2018-09", None, "chờ bầu"));
    // A plan that was let pass is overdue until the day on which it is set anew.
    assert_eq!(changed.broken("V04", "2018-01-01"), []);
    let late = changed.put(Kind::Former, "f1", &[("plan_month", "2017-12")]);
    assert_eq!(late.broken("V04", "2018-01-01"), found(&[("v", "plan_month")]));
    assert_eq!(late.broken("V04", "2018-03-01"), []);
}

#[test]
fn v05_nq_19_2015_reason_or_planned_month_is_enough() {
    assert_eq!(village().broken("V05", TODAY), found(&[("v", "plan_reason")]));
    let planned = village().put(Kind::Village, "v", &[("plan_month", "2018-09")]);
    assert_eq!(planned.broken("V05", TODAY), []);
    let reason = village().put(Kind::Village, "v", &[("plan_reason", "term")]);
    assert_eq!(reason.broken("V05", TODAY), []);
    let unified = village().term("h", "v", "village_head", "a", "2018-01-15").term(
        "s",
        "c",
        "secretary",
        "a",
        "2018-01-15",
    );
    assert_eq!(unified.broken("V05", TODAY), []);
    assert_eq!(unified.broken("V05", "2018-01-14"), found(&[("v", "plan_reason")]));
    // Before the resolution nobody was asked.
    assert_eq!(unified.broken("V05", "2015-03-02"), []);
}

#[test]
fn v06_one_person_heads_one_village() {
    let two = village().village("w", "c").term("h", "v", "village_head", "a", "2017-01-01").term(
        "i",
        "w",
        "village_head",
        "a",
        "2018-04-14",
    );
    assert_eq!(two.broken("V06", "2018-04-13"), []);
    assert_eq!(two.broken("V06", "2018-04-14"), found(&[("v", "head"), ("w", "head")]));
    let deputy = two.put(Kind::Term, "i", &[("post", "deputy_head")]);
    assert_eq!(deputy.broken("V06", TODAY), []);
}

#[test]
fn v06_two_heads_of_one_name_are_one_person_only_with_one_date_of_birth() {
    let second = |born| {
        let fields = [("holder_name", "Lý A Sếnh"), ("holder_born", born)];
        named_head("Lý A Sếnh", born).village("w", "c").term("i", "w", "village_head", "", "2017-01-01").put(
            Kind::Term,
            "i",
            &fields,
        )
    };
    assert_eq!(second("").broken("V06", TODAY), []);
    assert_eq!(second("1980-02").broken("V06", TODAY), found(&[("v", "head"), ("w", "head")]));
}

#[test]
fn v06_two_terms_in_one_village_are_one_village() {
    let twice = village().term("h", "v", "village_head", "a", "2015-01-01").term(
        "i",
        "v",
        "village_head",
        "a",
        "2017-01-01",
    );
    assert_eq!(twice.broken("V06", TODAY), []);
}

/// A village whose cell and head are led by these.
fn led(secretary: &str, head: &str) -> Register {
    let mut register = Register::new().cell("c").official("a", "c").official("b", "c").village("v", "c");
    if !secretary.is_empty() {
        register = register.term("s", "c", "secretary", secretary, "2016-01-01");
    }
    if !head.is_empty() {
        register = register.term("h", "v", "village_head", head, "2017-01-01");
    }
    register
}

fn step(register: &Register, on: &str) -> Step {
    let standing = Standing::new(register.0.clone(), parse_day(on).unwrap());
    standing.village(&Id::new("v").unwrap()).unwrap().step
}

#[test]
fn the_ladder_follows_from_the_terms_but_for_the_plan() {
    assert_eq!(step(&led("a", "a"), TODAY), Step::Unified);
    assert_eq!(step(&led("a", "b"), TODAY), Step::Split);
    assert_eq!(step(&led("", "b"), TODAY), Step::Waiting, "the head is elected, a secretary is awaited");
    assert_eq!(step(&led("a", ""), TODAY), Step::Split);
    let head =
        [("body", "v"), ("post", "village_head"), ("holder_name", "Trần Thị Mẫu"), ("from", "2017-01-01")];
    let outsider = led("a", "").put(Kind::Term, "h", &head);
    assert_eq!(step(&outsider, TODAY), Step::HeadNotMember);
    let planned =
        outsider.put(Kind::Village, "v", &[("plan_month", "2018-09"), ("plan_set_on", "2018-01-12")]);
    assert_eq!(step(&planned, TODAY), Step::Planned);
    assert_eq!(step(&planned, "2018-01-11"), Step::HeadNotMember, "nothing was planned yet");
    let lost = led("a", "a").put(Kind::Term, "h", &[("to", "2018-03-01")]);
    let lost = lost.term("h2", "v", "village_head", "b", "2018-03-01");
    assert_eq!(step(&lost, "2018-02-28"), Step::Unified);
    assert_eq!(step(&lost, "2018-03-01"), Step::Lost);
    assert_eq!(step(&led("", "").put(Kind::Village, "v", &[("cell", "")]), TODAY), Step::NoCell);
}

#[test]
fn v07_tt_04_2012_a_head_is_elected_by_more_than_half_of_those_who_vote() {
    let voted = |votes: &str, how: &str| {
        led("a", "a").put(Kind::Term, "h", &[("how", how), ("votes", votes), ("voters", "60")])
    };
    assert_eq!(voted("31", "elected").broken("V07", TODAY), []);
    assert_eq!(voted("30", "elected").broken("V07", TODAY), found(&[("v", "head")]));
    assert_eq!(voted("61", "elected").broken("V07", TODAY), found(&[("v", "head")]));
    assert_eq!(voted("30", "interim").broken("V07", TODAY), []);
}
