//! M06 of helpers, M07, P01 and R03: what the books hold.

use super::register::{Register, TODAY, found};
use chibo::domain::{
    date::parse_day,
    deed::cross_field,
    record::{Id, Kind},
    report::{Cell, Name, Request, report},
    standing::Standing,
};

#[test]
fn m06_charter_art_4_who_helps_a_prospect_is_an_official_member() {
    let prospect = |helper: &str, dropped: &str| {
        let fields = [
            ("name", "Chíu Sủi"),
            ("cell", "c"),
            ("introduced", "2018-01-10"),
            ("helper", helper),
            ("dropped", dropped),
        ];
        Register::new().cell("c").official("a", "c").probationary("b", "c").put(Kind::Prospect, "p", &fields)
    };
    assert_eq!(prospect("b", "").broken("M06", TODAY), found(&[("p", "helper")]));
    assert_eq!(prospect("b", "").broken("M06", "2018-01-09"), []);
    assert_eq!(prospect("a", "").broken("M06", TODAY), []);
    assert_eq!(prospect("b", "2018-03-01").broken("M06", TODAY), []);
}

/// A discipline of 1/3/2018.
fn disciplined(register: Register, subject: &str, form: &str) -> Register {
    register.put(Kind::Discipline, "d", &[("subject", subject), ("form", form), ("from", "2018-03-01")])
}

/// The fields of a record that a form refuses to save.
fn refused_in(register: &Register, kind: Kind, id: &str) -> Vec<&'static str> {
    let standing = Standing::new(register.0.clone(), parse_day(TODAY).unwrap());
    let record = register.0.record(kind, &Id::new(id).unwrap()).unwrap();
    cross_field(&standing, record).into_iter().map(|(field, _)| field).collect()
}

#[test]
fn qd_132_a_rating_is_one_of_its_year() {
    for (subject, year, level, refused) in [
        ("c", "2017", "clean_strong", false),
        ("c", "2018", "clean_strong", true),
        ("c", "2017", "excellent", true),
        ("a", "2017", "qualified_good", false),
        ("a", "2018", "qualified_good", true),
        ("a", "2018", "excellent", false),
    ] {
        let fields = [("subject", subject), ("year", year), ("level", level)];
        let register = Register::new().cell("c").official("a", "c").put(Kind::Rating, "r", &fields);
        let broken = refused_in(&register, Kind::Rating, "r");
        assert_eq!(broken, if refused { vec!["level"] } else { vec![] }, "{level} of {subject} in {year}");
    }
}

#[test]
fn m07_charter_art_35_a_form_refuses_what_there_is_not_for_somebody() {
    let place = || Register::new().cell("c").official("a", "c").probationary("b", "c");
    for (subject, form, refused) in [
        ("a", "removal", false),
        ("a", "disbanding", true),
        ("b", "warning", false),
        ("b", "removal", true),
        ("b", "expulsion", true),
        ("c", "disbanding", false),
        ("c", "expulsion", true),
    ] {
        let register = disciplined(place(), subject, form);
        let broken = refused_in(&register, Kind::Discipline, "d");
        assert_eq!(broken, if refused { vec!["form"] } else { vec![] }, "{form} of {subject}");
    }
}

#[test]
fn m07_charter_art_35_a_probationary_member_is_only_reprimanded_or_warned() {
    for (form, broken) in [("reprimand", false), ("warning", false), ("removal", true), ("expulsion", true)] {
        let register = disciplined(Register::new().cell("c").probationary("a", "c"), "a", form);
        let want = if broken { found(&[("d", "form")]) } else { Vec::new() };
        assert_eq!(register.broken("M07", TODAY), want, "{form}");
        assert_eq!(register.broken("M07", "2018-02-28"), []);
    }
    // Who has become official before may be expelled; the day of the discipline counts, not the one of the check.
    let official = Register::new().cell("c").probationary("a", "c").event("a", "official", "2018-02-28", "");
    assert_eq!(disciplined(official, "a", "expulsion").broken("M07", TODAY), []);
    let later = Register::new().cell("c").probationary("a", "c").event("a", "official", "2019-01-10", "");
    assert_eq!(disciplined(later, "a", "expulsion").broken("M07", "2019-06-01"), found(&[("d", "form")]));
}

#[test]
fn m07_charter_art_35_removal_is_from_a_post_and_disbanding_is_for_units() {
    let member = || Register::new().cell("c").official("a", "c");
    let removed = disciplined(member(), "a", "removal");
    assert_eq!(removed.says("M07", TODAY), ["Cách chức, nhưng không giữ chức vụ nào"]);
    let secretary = removed.term("t", "c", "secretary", "a", "2017-01-01");
    assert_eq!(secretary.broken("M07", TODAY), []);
    assert_eq!(
        disciplined(member(), "a", "disbanding").says("M07", TODAY),
        ["Giải tán không áp dụng cho đảng viên chính thức"]
    );
    assert_eq!(disciplined(member(), "c", "disbanding").broken("M07", TODAY), []);
    assert_eq!(
        disciplined(member(), "c", "expulsion").says("M07", TODAY),
        ["Khai trừ không áp dụng cho tổ chức đảng"]
    );
}

#[test]
fn p01_a_unit_has_a_plan_and_keeps_up_with_it_by_the_month() {
    let target = |register: Register, unit: &str, number: &str| {
        let fields = [("unit", unit), ("year", "2018"), ("indicator", "admissions"), ("number", number)];
        register.put(Kind::Target, unit, &fields)
    };
    let base = |id: &str| (Kind::Unit, id.to_owned());
    let register = ["one", "two"].into_iter().fold(Register::new(), |register, id| {
        let (kind, id) = base(id);
        register.put(kind, &id, &[("name", id.as_str()), ("kind", "grassroots_cell")])
    });
    assert_eq!(register.broken("P01", TODAY), [], "a year without a plan asks nothing");
    let register = target(register, "one", "8").probationary("a", "one");
    assert_eq!(
        register.says("P01", TODAY),
        ["Kết nạp 1 trên chỉ tiêu 8 của năm; đến nay cần 2", "Chưa có chỉ tiêu kết nạp năm 2018"]
    );
    let register = target(register, "two", "0");
    assert_eq!(register.broken("P01", TODAY), found(&[("one", "")]));
    // One of eight is due when a month and a half are over: at the end of February.
    assert_eq!(register.broken("P01", "2018-02-27"), []);
    assert_eq!(register.broken("P01", "2018-02-28"), []);
    assert_eq!(register.broken("P01", "2018-03-31"), found(&[("one", "")]));
}

/// A grassroots cell with so many rated excellent and good in a year.
fn rated(excellent: usize, good: usize, year: &str) -> Register {
    let cell = [("name", "Chi bộ"), ("kind", "grassroots_cell")];
    let register = Register::new().put(Kind::Unit, "c", &cell);
    let level = |place: usize| if place < excellent { "excellent" } else { "good" };
    (0..excellent + good).fold(register, |register, place| {
        let id = format!("m{place}");
        let rating = [("subject", id.as_str()), ("year", year), ("level", level(place))];
        register.official(&id, "c").put(Kind::Rating, &format!("r{place}"), &rating)
    })
}

#[test]
fn r03_qd_132_2018_at_most_a_fifth_is_rated_excellent_in_both_readings() {
    for (excellent, good, want) in [
        (1, 5, None),
        (1, 4, Some("chặt hơn")),
        (2, 8, Some("chặt hơn")),
        (2, 10, None),
        (2, 7, Some("cả hai")),
        (1, 0, Some("cả hai")),
        (0, 3, None),
    ] {
        let says = rated(excellent, good, "2018").says("R03", "2018-12-31");
        match want {
            None => assert_eq!(says, [""; 0], "{excellent} {good}"),
            Some(words) => assert!(says.len() == 1 && says[0].contains(words), "{excellent} {good} {says:?}"),
        }
    }
    // Until 2017 there was no ceiling, and a rating speaks of its own year only.
    assert_eq!(rated(3, 0, "2017").broken("R03", "2017-12-31"), []);
    assert_eq!(rated(3, 0, "2018").broken("R03", "2019-12-31"), []);
}

#[test]
fn r03_qd_132_2018_the_report_tells_both_readings_for_each_group() {
    let made = |register: &Register, day: &str| {
        report(&register.0, &Request::up_to(Name::MemberRatings, parse_day(day).unwrap()))
    };
    let register = rated(1, 4, "2018");
    let report = made(&register, "2018-12-31");
    let table = report.tables.iter().find(|table| table.code == "ceiling").unwrap();
    let row = &table.rows[0];
    assert_eq!(row.record, Some((Kind::Unit, Id::new("c").unwrap())));
    let numbers: Vec<_> = row.cells[2..6].iter().map(Cell::number).collect();
    assert_eq!(numbers, [Some(1), Some(4), Some(1), Some(0)]);
    let words = |cell: &Cell| matches!(cell, Cell::Words(words) if words.vi == "VƯỢT");
    assert_eq!([words(&row.cells[6]), words(&row.cells[7])], [false, true]);
    let total = table.rows.last().unwrap();
    assert_eq!((total.cells[6].number(), total.cells[7].number()), (Some(0), Some(1)));
    let before = made(&rated(3, 0, "2017"), "2017-12-31");
    assert!(before.tables.iter().all(|table| table.code != "ceiling"));
    assert!(before.notes.iter().any(|note| note.vi.contains("từ năm 2018")));
}
