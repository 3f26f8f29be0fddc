//! M01–M04 and M14–M17: what happened to a member, and when.

use super::register::{Register, TODAY, found};
use chibo::domain::record::Kind;

/// A register with one admission of `a`: birth, decision, ceremony.
fn admitted(born: &str, decision: &str, ceremony: &str) -> Register {
    let event = [("decision_date", decision)];
    Register::new().cell("c").person("a", born).event("a", "admitted", ceremony, "c").put(
        Kind::Event,
        &format!("a-admitted-{ceremony}"),
        &event,
    )
}

#[test]
fn m01_qd_29_2016_decision_may_fall_on_the_ceremony_but_not_after_it() {
    let same = admitted("1990-05-20", "2017-03-15", "2017-03-15");
    assert_eq!(same.broken("M01", TODAY), []);
    let after = admitted("1990-05-20", "2017-03-16", "2017-03-15");
    assert_eq!(after.broken("M01", TODAY), found(&[("a", "decided")]));
}

#[test]
fn m01_qd_29_2016_birth_comes_before_the_decision() {
    let born = admitted("2017-03-15", "2017-03-15", "2017-03-20");
    assert_eq!(born.broken("M01", TODAY), found(&[("a", "born")]));
    // Of a birth year alone it is not certain.
    assert_eq!(admitted("2016", "2016-03-15", "2016-03-20").broken("M01", TODAY), []);
}

#[test]
fn m01_qd_29_2016_official_on_the_ceremony_is_in_order_before_it_is_not() {
    let register = |official| admitted("1990", "", "2017-03-15").event("a", "official", official, "");
    assert_eq!(register("2017-03-15").broken("M01", TODAY), []);
    assert_eq!(register("2017-03-14").broken("M01", TODAY), found(&[("a", "official")]));
    assert_eq!(
        register("2017-03-14").says("M01", TODAY),
        ["Sai thứ tự: lễ kết nạp 15/3/2017 phải trước ngày chính thức 14/3/2017"]
    );
}

#[test]
fn m01_qd_29_2016_two_admissions_with_a_leave_between_are_in_order() {
    let twice = Register::new()
        .cell("c")
        .official("a", "c")
        .event("a", "struck_off", "2005-01-01", "")
        .event("a", "readmitted", "2012-03-15", "c")
        .event("a", "official", "2013-03-15", "");
    assert_eq!(twice.broken("M01", TODAY), []);
    assert_eq!(twice.broken("M03", TODAY), []);
}

#[test]
fn m02_qd_29_2016_full_18_counts_by_month() {
    assert_eq!(admitted("1999-05-31", "2017-05-01", "2017-05-20").broken("M02", TODAY), []);
    let young = admitted("1999-05-01", "2017-04-30", "2017-05-20");
    assert_eq!(young.broken("M02", TODAY), found(&[("a", "admitted")]));
    assert_eq!(young.broken("M12", TODAY), []);
}

#[test]
fn m02_qd_29_2016_full_60_counts_by_month() {
    assert_eq!(admitted("1957-05-01", "2017-05-31", "2017-06-20").broken("M02", TODAY), []);
    let old = admitted("1957-05-31", "2017-06-01", "2017-06-20");
    assert_eq!(old.broken("M02", TODAY), found(&[("a", "admitted")]));
}

#[test]
fn m02_qd_29_2016_a_birth_year_alone_counts_only_when_certain() {
    assert_eq!(admitted("1999", "2017-01-02", "2017-01-20").broken("M02", TODAY), []);
    assert_eq!(
        admitted("1999", "2016-12-31", "2017-01-20").broken("M02", TODAY),
        found(&[("a", "admitted")])
    );
    assert_eq!(admitted("1957", "2017-12-01", "2017-12-20").broken("M02", TODAY), []);
    assert_eq!(
        admitted("1957", "2018-01-01", "2018-01-20").broken("M02", TODAY),
        found(&[("a", "admitted")])
    );
}

#[test]
fn m02_qd_29_2016_is_not_asked_of_admissions_before_it() {
    let old = admitted("1940-05-20", "2016-07-24", "2016-07-24");
    assert_eq!(old.broken("M02", TODAY), []);
    assert_eq!(admitted("1940-05-20", "2016-07-25", "2016-07-25").broken("M02", TODAY).len(), 1);
}

#[test]
fn m03_charter_art_5_exactly_12_months_after_the_ceremony() {
    let register =
        |official| admitted("1990", "2017-02-20", "2017-03-15").event("a", "official", official, "");
    assert_eq!(register("2018-03-15").broken("M03", TODAY), []);
    assert_eq!(register("2018-03-14").broken("M03", TODAY), found(&[("a", "official")]));
    assert_eq!(
        register("2018-04-02").says("M03", TODAY),
        ["Chính thức 2/4/2018, nhưng tròn 12 tháng từ lễ kết nạp 15/3/2017 là 15/3/2018"]
    );
}

#[test]
fn m03_charter_art_5_from_29_february_it_is_28_february() {
    let register = |official| admitted("1990", "", "2016-02-29").event("a", "official", official, "");
    assert_eq!(register("2017-02-28").broken("M03", TODAY), []);
    assert_eq!(register("2017-03-01").broken("M03", TODAY), found(&[("a", "official")]));
    let august = admitted("1990", "", "2016-08-31").event("a", "official", "2017-08-31", "");
    assert_eq!(august.broken("M03", TODAY), []);
}

#[test]
fn m03_charter_art_5_ceremonies_before_congress_xi_are_not_measured() {
    let register = |ceremony| admitted("1960", "", ceremony).event("a", "official", "2011-12-01", "");
    assert_eq!(register("2011-01-18").broken("M03", TODAY), []);
    assert_eq!(register("2011-01-19").broken("M03", TODAY), found(&[("a", "official")]));
}

#[test]
fn m04_charter_art_5_announced_30_days_before_the_end() {
    let register = admitted("1990", "", "2017-05-15");
    assert_eq!(register.broken("M04", "2018-04-14"), []);
    assert_eq!(register.says("M04", "2018-04-15"), ["Hết thời gian dự bị 15/5/2018, còn 30 ngày"]);
    assert_eq!(register.says("M04", "2018-05-14"), ["Hết thời gian dự bị 15/5/2018, còn 1 ngày"]);
}

#[test]
fn m04_qd_29_2016_overdue_counts_working_days_without_holidays() {
    let register = admitted("1990", "", "2017-03-15");
    let over =
        |days, by| vec![format!("Hết thời gian dự bị 15/3/2018, đã {days} ngày làm việc, hạn xét {by}")];
    assert_eq!(register.says("M04", "2018-03-15"), over(0, "26/4/2018"));
    assert_eq!(register.says("M04", "2018-03-19"), over(2, "26/4/2018"));
    let holiday = register.put(Kind::Office, "office", &[("holidays", "2018-03-16 2018-04-25")]);
    assert_eq!(holiday.says("M04", "2018-03-19"), over(1, "30/4/2018"));
}

#[test]
fn m04_charter_art_5_ends_with_recognition_or_leaving() {
    let register = |kind| admitted("1990", "", "2017-03-15").event("a", kind, "2018-03-15", "");
    assert_eq!(register("official").broken("M04", TODAY), []);
    assert_eq!(register("struck_off").broken("M04", TODAY), []);
}

/// Somebody who was transferred out on 1/3/2018 with a letter of that day.
fn gone() -> Register {
    let register =
        Register::new().cell("c").official("a", "c").event("a", "transferred_out", "2018-03-01", "");
    register.put(Kind::Event, "a-transferred_out-2018-03-01", &[("letter", "2018-03-01")])
}

#[test]
fn m14_qd_29_2016_a_letter_is_presented_in_30_working_days_and_three_months() {
    let event = "a-transferred_out-2018-03-01";
    assert_eq!(gone().broken("M14", "2018-04-12"), []);
    assert_eq!(gone().broken("M14", "2018-04-13"), found(&[(event, "received")]));
    let late = "Giấy giới thiệu 1/3/2018, hạn 12/4/2018, chưa có phiếu báo tiếp nhận";
    assert_eq!(gone().says("M14", "2018-06-01"), [late]);
    let left = "Giấy giới thiệu 1/3/2018, quá 3 tháng chưa có phiếu báo: có thể là tự ý bỏ sinh hoạt đảng";
    assert_eq!(gone().says("M14", "2018-06-02"), [left]);
    let received = gone().put(Kind::Event, event, &[("received", "2018-05-02")]);
    assert_eq!(received.broken("M14", "2018-05-01"), found(&[(event, "received")]), "not yet on that day");
    assert_eq!(received.broken("M14", "2018-06-02"), []);
    let unsaid = gone().put(Kind::Event, event, &[("letter", "")]);
    assert_eq!(unsaid.broken("M14", "2018-06-02"), [], "what is not entered is not followed");
}

#[test]
fn m14_qd_29_2016_60_working_days_to_go_and_30_to_come() {
    let out = |decided: &str| {
        let fields = [("decision_date", decided), ("letter", "")];
        gone().put(Kind::Event, "a-transferred_out-2018-03-01", &fields).broken("M14", TODAY)
    };
    // 60 working days before 1/3/2018, as the register has no holidays.
    assert_eq!(out("2017-12-07"), []);
    assert_eq!(out("2017-12-06"), found(&[("a-transferred_out-2018-03-01", "date")]));
    let come = |letter: &str| {
        let register =
            Register::new().cell("c").person("b", "1980").event("b", "transferred_in", "2018-03-01", "c");
        register
            .put(
                Kind::Event,
                "b-transferred_in-2018-03-01",
                &[("letter", letter), ("received", "2018-03-01")],
            )
            .broken("M14", TODAY)
    };
    assert_eq!(come("2018-01-18"), []);
    assert_eq!(come("2018-01-17"), found(&[("b-transferred_in-2018-03-01", "date")]));
}

#[test]
fn m15_an_exemption_for_a_time_ends_and_is_no_longer_than_12_months() {
    let exempt = |until: &str| {
        let register = Register::new().cell("c").official("a", "c").event("a", "exempt", "2017-03-01", "");
        register.put(Kind::Event, "a-exempt-2017-03-01", &[("until", until)])
    };
    let event = found(&[("a-exempt-2017-03-01", "until")]);
    assert_eq!(exempt("").broken("M15", TODAY), [], "for age and health there is no end");
    assert_eq!(exempt("2018-03-01").broken("M15", "2018-03-01"), []);
    assert_eq!(exempt("2018-03-01").broken("M15", "2018-03-02"), event);
    assert_eq!(exempt("2018-03-02").broken("M15", "2018-03-01"), event, "longer than 12 months");
    let back = exempt("2018-03-01").event("a", "returned", "2018-02-20", "");
    assert_eq!(back.broken("M15", "2018-03-02"), []);
}

#[test]
fn m17_tb_13_2016_a_changed_date_of_birth_names_its_decision() {
    let changed = |on: &str, decision: &str| {
        let fields = [("born_changed", on), ("born_decision", decision)];
        Register::new().cell("c").official("a", "c").put(Kind::Member, "a", &fields)
    };
    assert_eq!(changed("2018-03-01", "").broken("M17", "2018-02-28"), []);
    assert_eq!(changed("2018-03-01", "").broken("M17", "2018-03-01"), found(&[("a", "born_decision")]));
    assert_eq!(changed("2018-03-01", "15-QĐ/HU").broken("M17", TODAY), []);
    assert_eq!(changed("2016-08-17", "").broken("M17", TODAY), [], "before the announcement");
}

#[test]
fn m16_qd_29_2016_exactly_12_months_is_not_too_long() {
    let guest =
        Register::new().cell("c").person("a", "1990").event("a", "transferred_temporary", "2017-04-14", "c");
    assert_eq!(guest.broken("M16", "2018-04-14"), []);
    assert_eq!(guest.broken("M16", "2018-04-15"), found(&[("a", "")]));
    let back = guest.event("a", "returned", "2018-04-14", "");
    assert_eq!(back.broken("M16", "2018-04-15"), []);
}

#[test]
fn m16_qd_29_2016_leaving_ends_a_stay() {
    let left = Register::new()
        .cell("c")
        .official("a", "c")
        .event("a", "transferred_temporary", "2016-08-01", "")
        .event("a", "transferred_out", "2016-12-01", "");
    assert_eq!(left.broken("M16", TODAY), []);
}
