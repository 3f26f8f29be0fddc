//! Procedures: each rule with somebody for whom it does not hold and somebody for whom it just does.

use super::register::{Register, TODAY};
use chibo::domain::{
    data::Data,
    date::parse_day,
    event::{Event, EventKind},
    procedure::{Order, PROCEDURES, Plan, Procedure, plan, possible},
    record::{Described, Id, Kind, Record},
    standing::{MemberState, member_on},
    words::Lang,
};

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// New ids that nobody in a register has.
pub(crate) fn new_ids(data: &Data) -> impl Fn(Kind) -> Id + use<> {
    let number = std::cell::Cell::new(data.events().len());
    move |kind| {
        number.set(number.get() + 1);
        id(&format!("{}new{}", &kind.code()[..1], number.get()))
    }
}

/// What was asked, typed as in the form.
pub(crate) fn asked(fields: &[(&str, &str)]) -> Event {
    let mut event = Event::blank(id("asked"));
    for (field, text) in fields {
        event.set_text(Kind::Event.place(field).unwrap(), text).unwrap();
    }
    event
}

fn planned(data: &Data, procedure: Procedure, members: &[&str], fields: &[(&str, &str)]) -> Plan {
    let members: Vec<Id> = members.iter().map(|member| id(member)).collect();
    let event = asked(fields);
    let today = parse_day(TODAY).unwrap();
    let order = Order { procedure, members: &members, newcomer: None, event: &event, today };
    plan(data, &order, &new_ids(data))
}

/// The register after a procedure for one member, or why it cannot be done.
fn done(
    register: &Register,
    procedure: Procedure,
    member: &str,
    fields: &[(&str, &str)],
) -> Result<Data, String> {
    let plan = planned(&register.0, procedure, &[member], fields);
    match plan.refused.first() {
        Some(objection) => {
            assert!(plan.batch.is_empty(), "{plan:?}");
            Err(objection.sentence(Lang::Vi))
        }
        None => Ok(register.0.committed(&plan.batch).unwrap()),
    }
}

fn remarks(register: &Register, procedure: Procedure, member: &str, fields: &[(&str, &str)]) -> Vec<String> {
    let plan = planned(&register.0, procedure, &[member], fields);
    assert!(plan.refused.is_empty(), "{plan:?}");
    plan.remarks.iter().map(|remark| remark.sentence(Lang::Vi)).collect()
}

pub(crate) fn state(data: &Data, member: &str, on: &str) -> MemberState {
    member_on(data, &id(member), parse_day(on).unwrap()).state
}

/// Two cells, `a` and `b` official in the first, `p` on probation since 15/3/2017.
pub(crate) fn place() -> Register {
    Register::new().cell("c").cell("d").official("a", "c").official("b", "c").person("p", "1990-05-20").event(
        "p",
        "admitted",
        "2017-03-15",
        "c",
    )
}

const DECIDED: [(&str, &str); 2] = [("decision", "12-QĐ/HU"), ("decision_date", "2018-04-10")];

#[test]
fn charter_art_5_official_12_months_after_the_ceremony_and_no_day_before() {
    let on = |day| {
        let fields = [&[("date", day)], &DECIDED[..]].concat();
        done(&place(), Procedure::Recognise, "p", &fields)
    };
    let refused = on("2018-03-14").unwrap_err();
    assert!(refused.contains("p (1990)") && refused.contains("15/3/2018"), "{refused}");
    assert!(refused.contains("Điều lệ Đảng, điều 5"), "{refused}");
    let data = on("2018-03-15").unwrap();
    assert_eq!(state(&data, "p", "2018-03-14"), MemberState::Probationary);
    assert_eq!(state(&data, "p", "2018-03-15"), MemberState::Official);
}

#[test]
fn charter_art_5_without_a_day_each_is_official_from_his_own_month_ends_too() {
    // 31/8 + 12 months = 31/8; 29/2 + 12 months = 28/2 (domain 3.2).
    let register = place()
        .person("q", "1990-01-01")
        .event("q", "admitted", "2016-02-29", "c")
        .person("r", "1990-01-01")
        .event("r", "admitted", "2016-08-31", "c");
    let plan = planned(&register.0, Procedure::Recognise, &["p", "q", "r"], &DECIDED);
    let data = register.0.committed(&plan.batch).unwrap();
    for (member, day) in [("p", "2018-03-15"), ("q", "2017-02-28"), ("r", "2017-08-31")] {
        assert_eq!(
            member_on(&data, &id(member), parse_day(TODAY).unwrap()).official,
            parse_day(day),
            "{member}"
        );
    }
    // Those of the year before were reviewed late, which is said and changes no date (M04).
    assert_eq!(plan.remarks.len(), 2, "{:?}", plan.remarks);
    assert!(Register(data).broken("M03", TODAY).is_empty());
}

#[test]
fn charter_art_5_nobody_is_recognised_before_probation_is_over() {
    let register = place().probationary("n", "c");
    let refused = done(&register, Procedure::Recognise, "n", &DECIDED).unwrap_err();
    assert!(refused.contains("10/1/2019"), "{refused}");
    assert!(done(&place(), Procedure::Recognise, "a", &DECIDED).is_err(), "official already");
}

#[test]
fn charter_art_5_a_later_day_is_a_probation_that_was_extended_and_said() {
    let fields = [&[("date", "2018-04-01")], &DECIDED[..]].concat();
    let said = remarks(&place(), Procedure::Recognise, "p", &fields);
    assert!(said[0].contains("M03") && said[0].contains("15/3/2018"), "{said:?}");
}

#[test]
fn m10_a_transfer_goes_into_another_cell_that_is_active_as_long_as_the_member_is_there() {
    let register = place()
        .put(Kind::Unit, "k", &[("name", "Đảng bộ"), ("kind", "grassroots_committee")])
        .put(Kind::Unit, "old", &[("name", "Chi bộ cũ"), ("kind", "cell"), ("closed_on", "2018-01-01")])
        .put(Kind::Unit, "new", &[("name", "Chi bộ mới"), ("kind", "cell"), ("founded", "2018-04-01")]);
    let to = |unit, date| done(&register, Procedure::Move, "a", &[("date", date), ("unit", unit)]);
    for (unit, date, words) in [
        ("c", "2018-04-01", "đã sinh hoạt ở"),
        ("k", "2018-04-01", "không phải chi bộ"),
        ("old", "2018-01-01", "không hoạt động"),
        // Active on the day, but closed while the member would still be there.
        ("old", "2017-06-01", "1/1/2018"),
        ("new", "2018-03-31", "không hoạt động"),
    ] {
        let refused = to(unit, date).unwrap_err();
        assert!(refused.contains(words), "{unit} {date}: {refused}");
    }
    let data = to("new", "2018-04-01").unwrap();
    let event = *data.events_of(&id("a")).last().unwrap();
    assert_eq!((event.from_unit.clone(), event.kind), (Some(id("c")), EventKind::TransferredInside));
    assert_eq!(Register(data).broken("M10", TODAY), []);
}

#[test]
fn u06_who_moves_gives_up_the_posts_of_what_is_left_and_keeps_those_above_both() {
    let register = place()
        .put(Kind::Unit, "k", &[("name", "Đảng bộ"), ("kind", "grassroots_committee")])
        .put(Kind::Unit, "c", &[("parent", "k")])
        .put(Kind::Unit, "d", &[("parent", "k")])
        .term("t1", "c", "secretary", "a", "2015-01-01")
        .term("t2", "k", "committee_member", "a", "2015-01-01");
    let data = done(&register, Procedure::Move, "a", &[("date", "2018-04-01"), ("unit", "d")]).unwrap();
    assert_eq!(data.term(&id("t1")).unwrap().to, parse_day("2018-04-01"));
    assert_eq!(data.term(&id("t2")).unwrap().to, None);
}

#[test]
fn qd_29_60_working_days_to_transfer_and_30_to_present_the_letter_are_said() {
    let out = |date| {
        let fields = [("date", date), ("place", "Hà Nội"), ("decision_date", "2018-01-02")];
        remarks(&place(), Procedure::MoveOut, "a", &fields)
    };
    assert!(out("2018-03-27").is_empty(), "{:?}", out("2018-03-27"));
    assert!(out("2018-03-28")[0].contains("61"), "{:?}", out("2018-03-28"));
    let register = place().person("n", "1980-01-01");
    let came = |date| {
        let fields = [("date", date), ("unit", "c"), ("place", "Hà Nội"), ("decision_date", "2018-01-02")];
        remarks(&register, Procedure::MoveIn, "n", &fields)
    };
    assert!(came("2018-02-13").is_empty(), "{:?}", came("2018-02-13"));
    assert!(came("2018-02-14")[0].contains("31"), "{:?}", came("2018-02-14"));
}

#[test]
fn qd_29_a_stay_elsewhere_is_counted_at_home_and_there_is_only_one() {
    let fields = [("date", "2018-02-01"), ("place", "Hà Nội")];
    assert!(done(&place(), Procedure::StayAway, "a", &fields[..1]).unwrap_err().contains("nơi đến"));
    let away = Register(done(&place(), Procedure::StayAway, "a", &fields).unwrap());
    assert_eq!(state(&away.0, "a", TODAY), MemberState::Official);
    let again = done(&away, Procedure::StayAway, "a", &[("date", "2018-03-01"), ("unit", "d")]).unwrap_err();
    assert!(again.contains("sinh hoạt tạm thời"), "{again}");
    let back = Register(done(&away, Procedure::Return, "a", &[("date", "2018-04-01")]).unwrap());
    assert!(done(&back, Procedure::Return, "a", &[("date", "2018-04-02")]).is_err(), "is back");
}

#[test]
fn a_guest_is_counted_at_home_only() {
    let register = place().person("g", "1985-01-01");
    let fields = [("date", "2018-02-01"), ("unit", "c"), ("place", "Hà Nội")];
    let data = done(&register, Procedure::StayHere, "g", &fields).unwrap();
    assert_eq!(state(&data, "g", TODAY), MemberState::Guest);
}

#[test]
fn hd_01_exempt_and_suspended_are_not_made_so_twice_and_return() {
    let fields = [("date", "2018-02-01"), ("decision", "1"), ("note", "Tuổi cao, sức yếu")];
    let later = [("date", "2018-03-01"), ("decision", "2"), ("note", "x")];
    for procedure in [Procedure::Exempt, Procedure::Suspend] {
        let register = Register(done(&place(), procedure, "a", &fields).unwrap());
        assert!(done(&register, procedure, "a", &later).is_err(), "{procedure:?}");
        let back = done(&register, Procedure::Return, "a", &[("date", "2018-04-01")]).unwrap();
        let stands = member_on(&back, &id("a"), parse_day(TODAY).unwrap());
        assert!(!stands.exempt && !stands.suspended, "{procedure:?}");
    }
    assert!(done(&place(), Procedure::Return, "a", &later).is_err(), "neither exempt nor away");
}

#[test]
fn qd_30_m07_a_probationary_member_is_struck_off_and_never_expelled() {
    let fields = [("date", "2018-04-01"), ("decision", "1"), ("note", "Vi phạm")];
    let refused = done(&place(), Procedure::Expel, "p", &fields).unwrap_err();
    assert!(refused.contains("M07") && refused.contains("QĐ 30-QĐ/TW"), "{refused}");
    assert!(done(&place(), Procedure::StrikeOff, "p", &fields).is_ok());
    assert!(done(&place(), Procedure::Expel, "a", &fields).is_ok());
}

#[test]
fn s08_who_leaves_gives_up_the_posts_of_the_party_and_who_dies_all() {
    let register = place().village("v", "c").term("t1", "c", "secretary", "a", "2015-01-01").term(
        "t2",
        "v",
        "village_head",
        "a",
        "2015-01-01",
    );
    for (procedure, reason, head) in [
        (Procedure::StrikeOff, "dismissed", false),
        (Procedure::Expel, "dismissed", false),
        (Procedure::Resign, "resigned", false),
        (Procedure::MoveOut, "moved", false),
        (Procedure::Die, "died", true),
    ] {
        let fields = [("date", "2018-04-01"), ("decision", "1"), ("note", "x"), ("place", "Hà Nội")];
        let data = done(&register, procedure, "a", &fields).unwrap();
        let (secretary, village) = (data.term(&id("t1")).unwrap(), data.term(&id("t2")).unwrap());
        assert_eq!(secretary.to, parse_day("2018-04-01"), "{procedure:?}");
        assert_eq!(secretary.json("end_reason"), reason, "{procedure:?}");
        assert_eq!(village.to.is_some(), head, "{procedure:?}: the village's head is the people's choice");
        assert_eq!(Register(data).broken("S08", TODAY), [], "{procedure:?}");
    }
}

#[test]
fn nobody_dies_tomorrow() {
    assert!(done(&place(), Procedure::Die, "a", &[("date", "2018-04-15")]).is_err());
    assert!(done(&place(), Procedure::Die, "a", &[("date", TODAY)]).is_ok());
}

fn left(kind: &str, note: &str) -> Register {
    let register = place().event("a", kind, "2015-04-14", "");
    let event = format!("a-{kind}-2015-04-14");
    register.put(Kind::Event, &event, &[("note", note)])
}

const AGAIN: [(&str, &str); 3] = [("unit", "c"), ("decision", "1"), ("decision_date", "2018-04-14")];

#[test]
fn qd_29_readmission_36_months_after_leaving_and_no_day_before() {
    let on = |register: &Register, decided| {
        let fields = [("date", "2018-04-14"), ("unit", "c"), ("decision", "1"), ("decision_date", decided)];
        done(register, Procedure::Readmit, "a", &fields)
    };
    let refused = on(&left("struck_off", ""), "2018-04-13").unwrap_err();
    assert!(refused.contains("14/4/2018") && refused.contains("QĐ 29-QĐ/TW"), "{refused}");
    let data = on(&left("struck_off", ""), "2018-04-14").unwrap();
    assert_eq!(state(&data, "a", TODAY), MemberState::Probationary, "a second admission, a second probation");
    assert!(on(&place(), "2018-04-14").is_err(), "a member is not readmitted");
}

#[test]
fn qd_29_who_gave_up_party_life_is_not_readmitted() {
    let fields = [&[("date", TODAY)], &AGAIN[..]].concat();
    let refused = done(&left("struck_off", "Tự ý bỏ sinh hoạt đảng"), Procedure::Readmit, "a", &fields);
    assert!(refused.unwrap_err().contains("không xem xét kết nạp lại"));
}

#[test]
fn only_who_was_expelled_or_struck_off_is_restored() {
    let fields = [("date", "2018-04-01"), ("unit", "c"), ("decision", "1")];
    for (kind, fit) in [("expelled", true), ("struck_off", true), ("resigned", false), ("died", false)] {
        let data = done(&left(kind, ""), Procedure::Restore, "a", &fields);
        assert_eq!(data.is_ok(), fit, "{kind}");
        if let Ok(data) = data {
            assert_eq!(state(&data, "a", TODAY), MemberState::Official, "{kind}");
        }
    }
}

#[test]
fn the_rest_can_be_done_and_each_refusal_names_somebody() {
    let register = place().event("b", "died", "2018-01-01", "");
    let plan =
        planned(&register.0, Procedure::Move, &["a", "b", "p"], &[("date", "2018-04-01"), ("unit", "d")]);
    assert_eq!(plan.done(), 2);
    let refused: Vec<String> = plan.refused.iter().map(|o| o.sentence(Lang::En)).collect();
    assert_eq!(refused, ["b (1970): on 2018-04-01 the state is “Died”"]);
    let moved = register.0.committed(&plan.batch).unwrap();
    assert_eq!(member_on(&moved, &id("p"), parse_day(TODAY).unwrap()).unit, Some(id("d")));
}

#[test]
fn what_was_recorded_for_later_still_makes_sense_or_the_event_is_refused() {
    // Struck off in 2018; a death entered for 2017 would leave that one hanging.
    let register = place().event("a", "struck_off", "2018-02-01", "");
    let refused = done(&register, Procedure::Die, "a", &[("date", "2017-05-01")]).unwrap_err();
    assert!(refused.contains("Xóa tên") && refused.contains("1/2/2018"), "{refused}");
    // A transfer before it is fine.
    assert!(done(&register, Procedure::Move, "a", &[("date", "2017-05-01"), ("unit", "d")]).is_ok());
    // Two of one kind on one day cannot be told apart (M10).
    let moved = place().event("a", "transferred_inside", "2018-02-01", "d");
    let again = done(&moved, Procedure::Move, "a", &[("date", "2018-02-01"), ("unit", "c")]).unwrap_err();
    assert!(again.contains("đã có"), "{again}");
}

#[test]
fn what_is_offered_is_what_can_be_done() {
    let register = place().event("b", "suspended", "2018-01-01", "");
    let offered = possible(&register.0, &[id("a"), id("b"), id("p")], parse_day(TODAY).unwrap());
    let count = |procedure| offered.iter().find(|(p, _)| *p == procedure).map_or(0, |(_, count)| *count);
    assert_eq!(count(Procedure::Recognise), 1);
    assert_eq!(count(Procedure::Expel), 2);
    assert_eq!(count(Procedure::Suspend), 2);
    assert_eq!(count(Procedure::Return), 1);
    assert_eq!(count(Procedure::Readmit), 0);
}

#[test]
fn every_kind_of_event_but_the_opening_balance_is_written_by_some_procedure() {
    for kind in EventKind::ALL.iter().filter(|kind| **kind != EventKind::OpeningBalance) {
        assert!(PROCEDURES.iter().any(|info| info.event == *kind), "{kind:?}");
    }
}

#[test]
fn m10_who_is_left_in_a_dissolved_cell_can_still_be_moved_out() {
    let register = place().put(Kind::Unit, "c", &[("closed_on", "2018-01-01")]);
    assert_eq!(register.broken("M10", TODAY).len(), 3);
    let members = [id("a"), id("b"), id("p")];
    let event = asked(&[("date", "2018-01-01"), ("unit", "d")]);
    let today = parse_day(TODAY).unwrap();
    let order = Order { procedure: Procedure::Move, members: &members, newcomer: None, event: &event, today };
    let plan = plan(&register.0, &order, &new_ids(&register.0));
    let after = Register(register.0.committed(&plan.batch).unwrap());
    assert_eq!(after.broken("M10", TODAY), []);
}

#[test]
fn a_second_admission_has_a_probation_of_its_own() {
    let register = left("struck_off", "").event("a", "readmitted", "2017-04-14", "c");
    assert!(
        done(&register, Procedure::Recognise, "a", &[&[("date", "2018-04-13")], &DECIDED[..]].concat())
            .is_err()
    );
    let data = done(&register, Procedure::Recognise, "a", &DECIDED).unwrap();
    assert_eq!(member_on(&data, &id("a"), parse_day(TODAY).unwrap()).official, parse_day("2018-04-14"));
}
