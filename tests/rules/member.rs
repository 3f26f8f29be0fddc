//! M06 and M08–M12: who a member is.

use super::register::{Register, TODAY, found};
use chibo::domain::record::Kind;

#[test]
fn m06_charter_art_3_a_probationary_member_holds_no_elected_post() {
    let register = Register::new().cell("c").probationary("a", "c");
    let deputy = register.term("t", "c", "deputy_secretary", "a", "2018-02-01");
    assert_eq!(deputy.broken("M06", TODAY), found(&[("a", "")]));
    assert_eq!(deputy.broken("M06", "2018-01-31"), []);
    let appointed = deputy.put(Kind::Term, "t", &[("how", "appointed")]);
    assert_eq!(appointed.broken("M06", TODAY), []);
}

#[test]
fn m06_charter_art_3_ends_on_the_day_probation_does() {
    let register = Register::new()
        .cell("c")
        .probationary("a", "c")
        .event("a", "official", "2019-01-10", "")
        .term("t", "c", "committee_member", "a", "2018-02-01");
    assert_eq!(register.broken("M06", "2019-01-09"), found(&[("a", "")]));
    assert_eq!(register.broken("M06", "2019-01-10"), []);
}

#[test]
fn m06_tt_04_2012_the_people_may_elect_a_probationary_village_head() {
    let register = Register::new().cell("c").village("v", "c").probationary("a", "c");
    let head = register.term("t", "v", "village_head", "a", "2018-02-01");
    assert_eq!(head.broken("M06", TODAY), []);
}

#[test]
fn m08_numbers_are_not_shared_by_active_members() {
    for field in ["card_number", "record_number", "citizen_number"] {
        let register = Register::new()
            .cell("c")
            .official("a", "c")
            .official("b", "c")
            .put(Kind::Member, "a", &[(field, "0012345")])
            .put(Kind::Member, "b", &[(field, "0012345")]);
        assert_eq!(register.broken("M08", TODAY), found(&[("a", field), ("b", field)]));
        // Every digit counts, and who died no longer does.
        let zero = register.put(Kind::Member, "b", &[(field, "012345")]);
        assert_eq!(zero.broken("M08", TODAY), []);
        let died = zero.put(Kind::Member, "b", &[(field, "0012345")]).event("b", "died", "2018-04-14", "");
        assert_eq!(died.broken("M08", TODAY), []);
        assert_eq!(died.broken("M08", "2018-04-13").len(), 2);
    }
}

#[test]
fn m08_says_with_whom_and_how_many() {
    let register = ["a", "b", "d"].into_iter().fold(Register::new().cell("c"), |register, id| {
        register.official(id, "c").put(Kind::Member, id, &[("card_number", "00123")])
    });
    let says = register.says("M08", TODAY);
    assert_eq!(says[0], "Trùng Số thẻ đảng viên với b (3 hồ sơ)");
    assert_eq!(says[1..], ["Trùng Số thẻ đảng viên với a (3 hồ sơ)"; 2]);
}

#[test]
fn m09_same_name_and_day_of_birth() {
    let register = |born: &str| {
        Register::new()
            .person("a", "1970-05-20")
            .person("b", born)
            .put(Kind::Member, "a", &[("name", "Nguyễn Văn An")])
            .put(Kind::Member, "b", &[("name", "Nguyễn Văn An")])
    };
    assert_eq!(register("1970-05-20").broken("M09", TODAY), found(&[("a", "name"), ("b", "name")]));
    assert_eq!(register("1970-05-21").broken("M09", TODAY), []);
    assert_eq!(register("1970").broken("M09", TODAY), []);
}

#[test]
fn m10_an_active_member_is_not_in_a_closed_unit() {
    let register = Register::new().cell("c").official("a", "c");
    let closed = register.put(Kind::Unit, "c", &[("closed_on", "2018-04-14")]);
    assert_eq!(closed.broken("M10", "2018-04-13"), []);
    assert_eq!(closed.broken("M10", "2018-04-14"), found(&[("a", "unit")]));
    assert_eq!(closed.says("M10", "2018-04-14"), ["Chi bộ đã kết thúc 14/4/2018"]);
    let moved = closed.cell("d").event("a", "transferred_inside", "2018-04-14", "d");
    assert_eq!(moved.broken("M10", "2018-04-14"), []);
}

#[test]
fn m10_nor_in_one_not_founded_or_not_in_the_register() {
    let register = Register::new().cell("c").official("a", "c");
    let later = register.put(Kind::Unit, "c", &[("founded", "2018-05")]);
    assert_eq!(later.broken("M10", "2018-04-30"), found(&[("a", "unit")]));
    assert_eq!(later.broken("M10", "2018-05-01"), []);
    let nowhere = Register::new().official("a", "c");
    assert_eq!(nowhere.says("M10", TODAY), ["Chi bộ không có trong sổ"]);
}

#[test]
fn m10_nor_in_two_units_on_one_day() {
    let move_to = |register: Register, unit: &str| {
        let fields =
            [("member", "a"), ("kind", "transferred_inside"), ("date", "2018-01-05"), ("unit", unit)];
        register.put(Kind::Event, &format!("to-{unit}"), &fields)
    };
    let one = move_to(Register::new().cell("c").cell("d").cell("e").official("a", "c"), "d");
    assert_eq!(one.broken("M10", TODAY), []);
    assert_eq!(move_to(one, "e").broken("M10", TODAY), found(&[("a", "unit")]));
}

#[test]
fn m11_cv_3296_2017_the_five_things_every_form_needs() {
    let complete = Register::new().cell("c").official("a", "c");
    assert_eq!(complete.broken("M11", TODAY), []);
    let bare = Register::new().put(Kind::Member, "a", &[("name", "An")]).event(
        "a",
        "opening_balance",
        "2018-01-01",
        "",
    );
    let five = ["admitted", "born", "ethnic_group", "sex", "unit"].map(|field| ("a", field));
    assert_eq!(bare.broken("M11", TODAY), found(&five));
    // A birth year is enough; who is not a member on the date owes nothing.
    assert_eq!(complete.put(Kind::Member, "a", &[("born", "1970")]).broken("M11", TODAY), []);
    assert_eq!(bare.broken("M11", "2017-12-31"), []);
}

#[test]
fn m12_nobody_is_born_later_or_older_than_110() {
    let register =
        |born| Register::new().cell("c").official("a", "c").put(Kind::Member, "a", &[("born", born)]);
    assert_eq!(register("1907-04-15").broken("M12", TODAY), []);
    assert_eq!(register("1907-04-14").broken("M12", TODAY), found(&[("a", "born")]));
    assert_eq!(register("1907").broken("M12", TODAY), []);
    assert_eq!(register("2018-04-15").broken("M12", TODAY), found(&[("a", "born")]));
}

#[test]
fn m12_party_age_above_age_less_18_is_not_plausible() {
    let register =
        |born| Register::new().cell("c").official("a", "c").put(Kind::Member, "a", &[("born", born)]);
    // Admitted on 1/3/2000, long before the rule M02 rests on.
    assert_eq!(register("1982-03-31").broken("M12", TODAY), []);
    assert_eq!(register("1982-04-01").broken("M12", TODAY), found(&[("a", "admitted")]));
    assert_eq!(register("1982-04-01").broken("M02", TODAY), []);
}

#[test]
fn m12_hd_01_2016_a_badge_is_one_of_twelve_and_at_most_12_or_24_months_early() {
    let register = |ceremony: &str, years: &str| {
        let register = Register::new().cell("c").person("a", "1920");
        register.event("a", "admitted", ceremony, "c").event("a", "official", "1989-01-01", "").put(
            Kind::Member,
            "a",
            &[("badge_years", years)],
        )
    };
    assert_eq!(register("1960-01-01", "35").broken("M12", TODAY), found(&[("a", "badge_years")]));
    assert_eq!(register("1989-04-14", "30").broken("M12", TODAY), []);
    assert_eq!(register("1989-04-15", "30").broken("M12", TODAY), found(&[("a", "badge_years")]));
    assert_eq!(register("1950-04-14", "70").broken("M12", TODAY), []);
    assert_eq!(register("1950-04-15", "70").broken("M12", TODAY), found(&[("a", "badge_years")]));
    assert_eq!(register("1950-04-15", "4294967295").broken("M12", TODAY), found(&[("a", "badge_years")]));
}
