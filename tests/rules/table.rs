//! The table of rules itself, the order of findings and their sentences.

use super::register::{Register, TODAY};
use chibo::domain::{
    check::{Code, Level, RULES, check},
    date::parse_day,
    record::Kind,
    standing::Standing,
    words::Lang,
};

#[test]
fn every_rule_is_listed_once_in_the_order_of_codes_and_described_in_both_languages() {
    assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
    for rule in RULES {
        assert!(rule.label.vi.ends_with('.') && rule.label.en.ends_with('.'), "{}", rule.code);
        assert_ne!(rule.label.vi, rule.label.en);
        assert!(rule.from.is_none() || !rule.source.is_empty(), "{} has a date and no source", rule.code);
    }
    assert_eq!(Code::V06.info().code, "V06");
    assert_eq!(Code::M01.info().code, "M01");
}

#[test]
fn a_register_without_fault_has_no_findings() {
    let register = Register::new()
        .cell("c")
        .officials(3, "c")
        .village("v", "c")
        .term("h", "v", "village_head", "c-m0", "2017-01-01")
        .term("s", "c", "secretary", "c-m0", "2017-01-01");
    // Three persons of one age need three names.
    let findings = register.check(TODAY);
    assert_eq!(findings.iter().map(|f| f.sentence(Lang::Vi)).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn errors_come_first_then_rules_then_names() {
    let person = |register: Register, id: &str, name: &str| {
        register.put(Kind::Member, id, &[("name", name)]).event(id, "opening_balance", "2018-01-01", "gone")
    };
    let register = [("m1", "Đức"), ("m2", "Dũng"), ("m3", "An")]
        .into_iter()
        .fold(Register::new(), |register, (id, name)| person(register, id, name));
    let findings = register.check(TODAY);
    assert!(findings.is_sorted_by_key(|f| (f.level, f.rule.code)));
    assert_eq!(findings.first().map(|f| f.level), Some(Level::Error));
    let names = findings.iter().filter(|f| f.rule.code == "M10").map(|f| f.subject(&register.0));
    assert_eq!(names.collect::<Vec<_>>(), ["An", "Dũng", "Đức"]);
}

#[test]
fn terms_and_events_go_by_the_name_of_the_person() {
    let register = Register::new()
        .cell("c")
        .official("a", "c")
        .put(Kind::Event, "e", &[("member", "a"), ("kind", "exempt")])
        .term("t", "c", "deputy_secretary", "a", "")
        .term("u", "c", "deputy_secretary", "", "")
        .put(Kind::Term, "u", &[("holder_name", "Lê Văn Bảy")]);
    let standing = Standing::new(register.0, parse_day(TODAY).unwrap());
    let findings = check(&standing);
    let names =
        findings.iter().filter(|f| ["S03", "S06"].contains(&f.rule.code)).map(|f| f.subject(&standing.data));
    let mut names: Vec<String> = names.collect();
    names.sort();
    assert_eq!(names, ["Lê Văn Bảy", "a", "a"]);
}

#[test]
fn a_finding_speaks_both_languages() {
    let register = Register::new().cell("c").official("a", "c");
    let closed = register.put(Kind::Unit, "c", &[("closed_on", "2018-04-01")]);
    let finding = closed.check(TODAY).into_iter().find(|f| f.rule.code == "M10").unwrap();
    assert_eq!(finding.sentence(Lang::Vi), "Chi bộ đã kết thúc 1/4/2018");
    assert_eq!(finding.sentence(Lang::En), "Chi bộ was closed on 2018-04-01");
}
