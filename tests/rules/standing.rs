//! What is derived for a date: columns, figures and states, each with the case in which it is easily wrong.

use super::register::{Register, TODAY};
use chibo::domain::{
    column::{Cell, column},
    date::parse_day,
    record::{Id, Kind},
    standing::Standing,
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
        Cell::Empty => String::new(),
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
