//! What is derived for a date: columns, figures and states, each with the case in which it is easily wrong.

use super::register::{Register, TODAY, found};
use chibo::domain::{
    attention::{Attention, attention},
    column::{Cell, column},
    date::parse_day,
    due::{Matter, due},
    figure::Figure,
    record::{Id, Kind},
    standing::{Standing, VillageState},
};

/// The register on a day.
pub(super) fn on(register: &Register, day: &str) -> Standing {
    Standing::new(register.0.clone(), parse_day(day).unwrap())
}

/// A cell of a list on a day; choices by their code.
pub(super) fn cell(register: &Register, day: &str, (kind, id): (Kind, &str), name: &str) -> String {
    let standing = on(register, day);
    let record = standing.data.record(kind, &Id::new(id).unwrap()).unwrap();
    match column(kind, name).unwrap().cell(&standing, record) {
        Cell::Empty | Cell::Outside => String::new(),
        Cell::Text(text) | Cell::Person(text) | Cell::Name(_, _, text) => text,
        Cell::Date(date) => date.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Choice(choice, _) => choice.code.to_owned(),
    }
}

#[test]
fn hd_01_2016_without_a_decision_date_its_column_is_empty_and_party_age_counts_from_the_ceremony() {
    let register = Register::new().cell("c").official("a", "c");
    let of = |register: &Register, name| cell(register, TODAY, (Kind::Member, "a"), name);
    assert_eq!((of(&register, "decided"), of(&register, "party_age")), (String::new(), "18".to_owned()));
    let known = register.put(Kind::Event, "a-admitted-2000-03-01", &[("decision_date", "1999-12-01")]);
    assert_eq!(of(&known, "decided"), "1999-12-01");
    // An admission of which no decision is known does not keep that of an earlier one.
    let again = known.event("a", "struck_off", "2005-01-01", "").event("a", "readmitted", "2012-05-02", "c");
    assert_eq!((of(&again, "decided"), of(&again, "party_age")), (String::new(), "5".to_owned()));
}

/// A village with a cell and nobody in either post, planned for April 2018 on a day in March.
fn planned() -> Register {
    let plan = [("plan_month", "2018-04"), ("plan_reason", "vacant"), ("plan_note", "chờ bầu")];
    let village = Register::new().cell("c").village("v", "c").put(Kind::Village, "v", &plan);
    village.put(Kind::Village, "v", &[("plan_set_on", "2018-03-15")])
}

#[test]
fn a_plan_made_later_is_not_there_on_an_earlier_date() {
    let of = |day, name| cell(&planned(), day, (Kind::Village, "v"), name);
    let names = ["plan_month", "plan_reason", "plan_note", "plan_set_on"];
    assert_eq!(names.map(|name| of("2018-03-14", name)), [""; 4]);
    assert_eq!(
        names.map(|name| of("2018-03-15", name)),
        ["2018-04", "vacant", "chờ bầu", "2018-03-15"],
        "it counts from the day it was made"
    );
    let due = |day| due(&on(&planned(), day)).into_iter().map(|due| due.matter).collect::<Vec<_>>();
    assert_eq!((due("2018-03-14"), due("2018-03-15")), (vec![], vec![Matter::PlanMonth]));
    let asked = |day| planned().broken("V05", day).len();
    assert_eq!((asked("2018-03-14"), asked("2018-03-15")), (1, 0));
}

#[test]
fn a_plan_made_after_its_own_month_is_not_overdue_before_it_was_made() {
    let late = planned().put(Kind::Village, "v", &[("plan_set_on", "2018-06-01")]);
    let overdue = |register: &Register, day: &str| {
        let standing = on(register, day);
        let listed = cell(register, day, (Kind::Village, "v"), "overdue") == "yes";
        assert_eq!(Figure::PlanOverdue.count(&standing), usize::from(listed));
        let attention = attention(&standing, Kind::Village, &Id::new("v").unwrap());
        assert_eq!(attention == Some(Attention::Overdue), listed);
        assert_eq!(register.broken("V04", day).len(), usize::from(listed));
        listed
    };
    assert!(!overdue(&late, "2018-05-31"));
    assert!(overdue(&late, "2018-06-01"));
    // When it is not known since when, it counts always.
    let undated = late.put(Kind::Village, "v", &[("plan_set_on", "")]);
    assert!(!overdue(&undated, "2018-04-30"));
    assert!(overdue(&undated, "2018-05-01"));
}

/// A village unified in the person of `a` since 2017; nobody ends the terms.
fn unified() -> Register {
    let village = Register::new().cell("c").official("a", "c").village("v", "c");
    village.term("h", "v", "village_head", "a", "2017-01-01").term("s", "c", "secretary", "a", "2017-01-01")
}

fn state(register: &Register, day: &str) -> VillageState {
    on(register, day).village(&Id::new("v").unwrap()).unwrap().state
}

/// Who holds posts of the village's cell and of the village on a day.
fn posts(register: &Register, day: &str) -> [usize; 2] {
    let standing = on(register, day);
    let bodies = [(Kind::Unit, "c"), (Kind::Village, "v")];
    bodies.map(|(kind, body)| standing.leaders(kind, &Id::new(body).unwrap()).len())
}

#[test]
fn the_dead_hold_no_post_though_nobody_ended_the_term() {
    let died = unified().event("a", "died", "2018-04-14", "");
    assert_eq!(state(&died, "2018-04-13"), VillageState::Unified);
    assert_eq!(state(&died, "2018-04-14"), VillageState::Vacant);
    assert_eq!((posts(&died, "2018-04-13"), posts(&died, "2018-04-14")), ([1, 1], [0, 0]));
    let of = |day, about, name| cell(&died, day, about, name);
    assert_eq!(of("2018-04-14", (Kind::Village, "v"), "head"), "");
    assert_eq!(of("2018-04-14", (Kind::Unit, "c"), "secretary"), "");
    let current = |day| of(day, (Kind::Term, "h"), "current");
    assert_eq!((current("2018-04-13"), current("2018-04-14")), ("yes".to_owned(), "no".to_owned()));
    assert_eq!(Figure::Unified.count(&on(&died, "2018-04-14")), 0);
    // The terms are there until somebody ends them, and the checks say so.
    assert_eq!(died.broken("U06", "2018-04-14"), found(&[("c", "secretary")]));
    assert_eq!(died.broken("S08", "2018-04-14"), found(&[("h", "to"), ("s", "to")]));
    assert_eq!(died.broken("S08", "2018-04-13"), []);
    let ended = ["h", "s"].into_iter().fold(died, |r, id| r.put(Kind::Term, id, &[("to", "2018-04-14")]));
    assert_eq!(ended.broken("S08", "2018-04-14"), []);
}

#[test]
fn who_left_the_party_holds_no_party_post_but_may_head_a_village() {
    for left in ["struck_off", "expelled", "resigned", "transferred_out"] {
        let register = unified().event("a", left, "2018-04-14", "");
        assert_eq!(state(&register, "2018-04-13"), VillageState::Unified, "{left}");
        assert_eq!(state(&register, "2018-04-14"), VillageState::HeadNotMember, "{left}");
        assert_eq!(posts(&register, "2018-04-14"), [0, 1], "{left}");
        assert_eq!(register.broken("S08", "2018-04-14"), found(&[("s", "to")]), "{left}");
        // Restored on a later day, the person holds it again: nobody took the post away.
        let back = register.event("a", "restored", "2018-06-01", "c");
        assert_eq!(state(&back, "2018-06-01"), VillageState::Unified, "{left}");
    }
}

#[test]
fn a_guest_who_returned_home_is_a_guest_no_more() {
    let guest =
        Register::new().cell("c").person("a", "1970").event("a", "transferred_temporary", "2017-04-14", "c");
    let back = guest.event("a", "returned", "2018-01-10", "");
    let state = |day| cell(&back, day, (Kind::Member, "a"), "state");
    assert_eq!((state("2018-01-09"), state("2018-01-10")), ("guest".to_owned(), "not_yet".to_owned()));
    // A member here who stays elsewhere for a while is one all the time.
    let home =
        Register::new().cell("c").official("a", "c").event("a", "transferred_temporary", "2017-04-14", "");
    let back = home.event("a", "returned", "2018-01-10", "");
    assert_eq!(cell(&back, "2018-01-10", (Kind::Member, "a"), "state"), "official");
}

#[test]
fn ages_end_with_the_life_and_party_age_with_the_membership() {
    let of = |kind: &str| {
        let left = Register::new().cell("c").official("a", "c").event("a", kind, "2010-06-01", "");
        ["age", "party_age"].map(|name| cell(&left, TODAY, (Kind::Member, "a"), name))
    };
    assert_eq!(of("died"), ["40", "10"]);
    assert_eq!(of("struck_off"), ["47", "10"]);
    assert_eq!(of("transferred_out"), ["47", "18"]);
}
