//! What falls due, and when: each matter on the day before, on its day and after it.

use chibo::domain::{
    date::parse_day,
    due::{Due, Matter, Urgency, due, within},
    record::{Id, Kind},
    standing::Standing,
};

use super::register::{Register, TODAY, found};

/// What is due of a register on a day: the day, the matter, the record.
fn dues(register: &Register, on: &str) -> Vec<(String, Matter, String)> {
    let standing = Standing::new(register.0.clone(), parse_day(on).unwrap());
    let words = |due: Due| (due.on.to_string(), due.matter, due.id.to_string());
    due(&standing).into_iter().map(words).collect()
}

/// The days of one matter.
fn days(register: &Register, matter: Matter, on: &str) -> Vec<String> {
    dues(register, on).into_iter().filter(|(_, m, _)| *m == matter).map(|(day, ..)| day).collect()
}

/// A member whose Party age counts from a day.
fn since(from: &str) -> Register {
    Register::new().cell("c").person("a", "1960-05-20").event("a", "admitted", from, "c").event(
        "a",
        "official",
        "1990-01-01",
        "",
    )
}

#[test]
fn m13_hd_01_2016_a_badge_is_due_in_its_round_and_stays_until_it_is_given() {
    let register = since("1988-04-10");
    assert_eq!(days(&register, Matter::Badge, "2018-05-18"), ["2018-05-19"]);
    assert_eq!(register.broken("M13", "2018-05-18"), found(&[("a", "badge_years")]), "comes, not proposed");
    assert_eq!(days(&register, Matter::Badge, "2027-12-31"), ["2018-05-19"], "never dropped");
    let badge = |fields: &[(&str, &str)]| {
        let own = [("subject", "a"), ("form", "badge"), ("years", "30")];
        since("1988-04-10").put(Kind::Award, "b", &[&own, fields].concat())
    };
    let proposed = badge(&[("proposed", "2018-03-30")]);
    assert_eq!(days(&proposed, Matter::Badge, "2018-05-18"), ["2018-05-19"]);
    assert_eq!(proposed.broken("M13", "2018-05-18"), []);
    assert_eq!(proposed.broken("M13", "2018-05-19"), found(&[("a", "badge_years")]), "passed, not given");
    let given = badge(&[("awarded", "2018-05-19")]);
    assert_eq!(days(&given, Matter::Badge, "2018-05-20"), ["2028-05-19"], "then comes that for 40 years");
    assert_eq!(given.broken("M13", "2018-05-20"), []);
    assert_eq!(
        days(&since("1978-04-10"), Matter::Badge, TODAY),
        ["2008-05-19"],
        "30 years, never noted, until the next round"
    );
    let noted = since("1978-04-10").put(Kind::Member, "a", &[("badge_years", "40")]);
    assert_eq!(days(&noted, Matter::Badge, TODAY), ["2023-05-19"], "45 years");
    let gone = since("1988-04-10").event("a", "died", "2018-01-02", "");
    assert_eq!(days(&gone, Matter::Badge, TODAY), [""; 0]);
}

#[test]
fn m04_and_m16_end_twelve_months_after_they_began() {
    let probation =
        Register::new().cell("c").person("a", "1990-01-01").event("a", "admitted", "2017-04-15", "c");
    assert_eq!(days(&probation, Matter::ProbationEnds, TODAY), ["2018-04-15"]);
    let recognised = probation.event("a", "official", "2018-04-15", "");
    assert_eq!(days(&recognised, Matter::ProbationEnds, "2018-04-15"), [""; 0]);
    let away = Register::new().cell("c").cell("d").official("a", "c");
    let away = away.event("a", "transferred_temporary", "2017-05-01", "d");
    assert_eq!(days(&away, Matter::Stay, TODAY), ["2018-05-01"]);
    assert_eq!(days(&away.event("a", "returned", "2018-04-01", ""), Matter::Stay, TODAY), [""; 0]);
}

#[test]
fn m05_qd_29_2016_the_ceremony_within_30_working_days_of_the_decision() {
    let prospect = |fields: &[(&str, &str)]| {
        let own = [("name", "Nguyễn Thị Mẫu"), ("cell", "c"), ("decided", "2018-03-15")];
        Register::new().cell("c").put(Kind::Prospect, "p", &[&own, fields].concat())
    };
    assert_eq!(days(&prospect(&[]), Matter::Ceremony, "2018-03-14"), [""; 0], "not decided yet");
    assert_eq!(days(&prospect(&[]), Matter::Ceremony, TODAY), ["2018-04-26"]);
    assert_eq!(days(&prospect(&[("ceremony", "2018-04-10")]), Matter::Ceremony, TODAY), [""; 0]);
    assert_eq!(days(&prospect(&[("dropped", "2018-04-10")]), Matter::Ceremony, TODAY), [""; 0]);
    let holiday = prospect(&[]).put(Kind::Office, "office", &[("holidays", "25/4/2018")]);
    assert_eq!(days(&holiday, Matter::Ceremony, TODAY), ["2018-04-27"], "a holiday is no working day");

    let held = |ceremony: &str| {
        let admitted =
            Register::new().cell("c").person("a", "1990-05-20").event("a", "admitted", ceremony, "c");
        admitted.put(Kind::Event, &format!("a-admitted-{ceremony}"), &[("decision_date", "2018-03-15")])
    };
    assert_eq!(held("2018-04-26").broken("M05", "2018-06-01"), []);
    assert_eq!(held("2018-04-27").broken("M05", "2018-06-01"), found(&[("a", "admitted")]));
}

#[test]
fn u05_a_term_counts_from_the_last_election_of_a_secretary() {
    let unit = |kind: &str| {
        let register = Register::new().put(Kind::Unit, "u", &[("name", "Chi bộ"), ("kind", kind)]);
        let term = |register: Register, id: &str, from: &str, how: &str| {
            let fields =
                [("body", "u"), ("post", "secretary"), ("member", "a"), ("from", from), ("how", how)];
            register.put(Kind::Term, id, &fields)
        };
        let register = term(register.official("a", "u"), "t1", "2015-06-01", "elected");
        term(register, "t2", "2017-02-01", "appointed")
    };
    assert_eq!(days(&unit("cell"), Matter::TermEnds, TODAY), ["2017-12-01"]);
    assert_eq!(days(&unit("grassroots_cell"), Matter::TermEnds, TODAY), ["2020-06-01"]);
    assert_eq!(unit("grassroots_cell").broken("U05", "2019-11-30"), []);
    assert_eq!(unit("grassroots_cell").broken("U05", "2019-12-01"), found(&[("u", "")]));
    let closed = unit("cell").put(Kind::Unit, "u", &[("closed_on", "2018-01-01")]);
    assert_eq!(days(&closed, Matter::TermEnds, TODAY), [""; 0]);
}

#[test]
fn what_the_books_set_a_day_for_is_due_until_it_is_done() {
    let register = Register::new()
        .cell("c")
        .official("a", "c")
        .put(Kind::Meeting, "m", &[("unit", "c"), ("date", "2018-03-05"), ("remedy_due", "2018-04-05")])
        .put(Kind::Paper, "d", &[("name", "Quy chế"), ("unit", "c"), ("review_due", "2018-04-20")])
        .put(Kind::Rotation, "r", &[("member", "a"), ("planned", "2018-06")])
        .put(Kind::Training, "t", &[("name", "Bồi dưỡng"), ("planned", "2018-05")]);
    let all = |matter| days(&register, matter, TODAY);
    assert_eq!(all(Matter::Remedy), ["2018-04-05"]);
    assert_eq!(all(Matter::Review), ["2018-04-20"]);
    assert_eq!(all(Matter::Rotation), ["2018-06-30"]);
    assert_eq!(all(Matter::Training), ["2018-05-31"]);
    let done = register
        .put(Kind::Meeting, "m", &[("remedied", "2018-04-10")])
        .put(Kind::Paper, "d", &[("repealed", "2018-04-01")])
        .put(Kind::Rotation, "r", &[("done", "2018-04-12")])
        .put(Kind::Training, "t", &[("held", "2018-04")]);
    let left: Vec<Matter> = dues(&done, TODAY).into_iter().map(|(_, matter, _)| matter).collect();
    assert_eq!(left, [Matter::Badge], "only what the member will be honoured for one day");
}

#[test]
fn the_list_is_in_order_and_cut_at_its_horizon_never_at_its_start() {
    let register = Register::new()
        .cell("c")
        .put(Kind::Paper, "d1", &[("name", "A"), ("unit", "c"), ("review_due", "2011-01-01")])
        .put(Kind::Paper, "d2", &[("name", "B"), ("unit", "c"), ("review_due", "2018-04-13")])
        .put(Kind::Paper, "d3", &[("name", "C"), ("unit", "c"), ("review_due", "2018-04-14")])
        .put(Kind::Paper, "d4", &[("name", "D"), ("unit", "c"), ("review_due", "2018-04-21")])
        .put(Kind::Paper, "d5", &[("name", "E"), ("unit", "c"), ("review_due", "2018-05-14")])
        .put(Kind::Paper, "d6", &[("name", "F"), ("unit", "c"), ("review_due", "2018-05-15")]);
    let on = parse_day(TODAY).unwrap();
    let standing = Standing::new(register.0, on);
    let urgencies: Vec<Urgency> = standing.dues().iter().map(|due| due.urgency(on)).collect();
    use Urgency::{Later, Month, Overdue, Week};
    assert_eq!(urgencies, [Overdue, Overdue, Week, Week, Month, Later]);
    assert_eq!(within(standing.dues(), on, 7).len(), 4);
    assert_eq!(within(standing.dues(), on, 31).len(), 6);
    let unit = |id: &str| standing.dues()[0].is_of(&standing.data, &Id::new(id).unwrap());
    assert!(unit("c") && !unit("d1"));
}

#[test]
fn m14_and_m15_are_due_until_the_letter_is_received_and_the_member_is_back() {
    let out = Register::new().cell("c").official("a", "c").event("a", "transferred_out", "2018-03-01", "");
    let event = "a-transferred_out-2018-03-01";
    let out = out.put(Kind::Event, event, &[("letter", "2018-03-01"), ("from_unit", "c")]);
    assert_eq!(days(&out, Matter::Letter, "2018-02-28"), [""; 0]);
    assert_eq!(days(&out, Matter::Letter, "2018-03-01"), ["2018-04-12"]);
    assert_eq!(days(&out, Matter::Letter, "2019-03-01"), ["2018-04-12"], "never dropped");
    let received = out.put(Kind::Event, event, &[("received", "2018-04-02")]);
    assert_eq!(days(&received, Matter::Letter, "2018-04-02"), [""; 0]);
    let exempt = Register::new().cell("c").official("a", "c").event("a", "exempt", "2018-01-01", "");
    let exempt = exempt.put(Kind::Event, "a-exempt-2018-01-01", &[("until", "2018-06-30")]);
    assert_eq!(days(&exempt, Matter::Exemption, TODAY), ["2018-06-30"]);
    let back = exempt.event("a", "returned", "2018-04-01", "");
    assert_eq!(days(&back, Matter::Exemption, TODAY), [""; 0]);
}
