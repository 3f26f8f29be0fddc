//! S01–S05: what holds for every kind of record.

use super::register::{Register, TODAY, found};
use chibo::{
    domain::{clean::is_clean, record::Kind},
    text::shown::shown,
};

#[test]
fn s01_links_point_at_records_of_their_kind() {
    let register = Register::new().cell("c").official("a", "c");
    assert_eq!(register.broken("S01", TODAY), []);
    let to = |unit: &str| Register::new().cell("c").cell("d").put(Kind::Unit, "c", &[("parent", unit)]);
    assert_eq!(to("d").broken("S01", TODAY), []);
    assert_eq!(to("x").broken("S01", TODAY), found(&[("c", "parent")]));
    // A member is there, but is no unit.
    let wrong = register.put(Kind::Unit, "c", &[("parent", "a")]);
    assert_eq!(wrong.broken("S01", TODAY), found(&[("c", "parent")]));
    // A body may be either of two kinds.
    let village = Register::new().cell("c").village("v", "c").official("a", "c");
    let both = village.term("t", "v", "village_head", "a", "2018").term("u", "c", "secretary", "a", "2018");
    assert_eq!(both.broken("S01", TODAY), []);
}

#[test]
fn s02_required_fields_are_not_empty() {
    let register = Register::new().cell("c").village("v", "c");
    assert_eq!(register.broken("S02", TODAY), []);
    let empty = register
        .put(Kind::Unit, "c", &[("name", "  ")])
        .put(Kind::Village, "v", &[("commune", "")])
        .put(Kind::Office, "office", &[("name", "")]);
    assert_eq!(empty.broken("S02", TODAY), found(&[("c", "name"), ("office", "name"), ("v", "commune")]));
}

#[test]
fn s02_a_term_is_held_by_a_member_or_a_name() {
    let nobody = Register::new().cell("c").term("t", "c", "secretary", "", "2018");
    assert_eq!(nobody.broken("S02", TODAY), found(&[("t", "member")]));
    let named = nobody.put(Kind::Term, "t", &[("holder_name", "Lê Văn Bảy")]);
    assert_eq!(named.broken("S02", TODAY), []);
}

#[test]
fn s03_events_have_their_dates_and_s06_terms_their_beginnings() {
    let register = Register::new().cell("c").official("a", "c").term("t", "c", "secretary", "a", "2018");
    assert_eq!(register.broken("S03", TODAY), []);
    let event = register.put(Kind::Event, "e", &[("member", "a"), ("kind", "exempt")]);
    assert_eq!(event.broken("S03", TODAY), found(&[("e", "date")]));
    assert_eq!(event.broken("S02", TODAY), []);
    let term = event.put(Kind::Term, "t", &[("from", "")]);
    assert_eq!(term.broken("S03", TODAY), found(&[("e", "date")]));
    assert_eq!(term.broken("S06", TODAY), found(&[("t", "from")]));
}

#[test]
fn s03_nothing_ends_before_it_begins() {
    let term = |from, to| {
        let register = Register::new().cell("c").official("a", "c").term("t", "c", "secretary", "a", from);
        register.put(Kind::Term, "t", &[("to", to)]).broken("S03", TODAY)
    };
    assert_eq!(term("2018-03-15", "2018-03-15"), []);
    assert_eq!(term("2018-03-15", "2018-03-14"), found(&[("t", "to")]));
    // Of a year alone it is not certain.
    assert_eq!(term("2018", "2018-01-01"), []);
    assert_eq!(term("2018", "2017-12-31"), found(&[("t", "to")]));
    let unit =
        Register::new().cell("c").put(Kind::Unit, "c", &[("founded", "2018"), ("closed_on", "2017-12-31")]);
    assert_eq!(unit.broken("S03", TODAY), found(&[("c", "closed_on")]));
}

#[test]
fn s04_text_holds_nothing_that_cannot_be_seen() {
    let named = |name: &str| Register::new().cell("c").put(Kind::Unit, "c", &[("name", name)]);
    assert_eq!(named("Chi bộ thôn Đồng Tâm – “số 2” ½ 部").broken("S04", TODAY), []);
    assert_eq!(named("Chi bộ\u{202E}").says("S04", TODAY), ["Tên tổ chức đảng có ký tự lạ U+202E"]);
    for c in ['\0', '\t', '\n', '\u{1B}', '\u{9B}', '\u{AD}', '\u{200B}', '\u{2067}', '\u{FEFF}', '\u{E0041}']
    {
        assert_eq!(named(&format!("a{c}b")).broken("S04", TODAY), found(&[("c", "name")]), "{c:?}");
    }
    // Marks that make Vietnamese letters are seen, heaps of them are too many.
    assert_eq!(named("ế\u{31B}\u{323} ").broken("S04", TODAY), []);
    assert_eq!(named(&format!("e{}", "\u{301}".repeat(6))).broken("S04", TODAY), found(&[("c", "name")]));
}

#[test]
fn s04_reports_what_is_refused_when_typed_and_shown_as_a_code() {
    let strange =
        ['\u{600}', '\u{2800}', '\u{E000}', '\u{FDD0}', '\u{FFF0}', '\u{1BCA0}', '\u{1D173}', '\u{10FFFF}'];
    for c in strange.into_iter().chain(['\u{301}', 'ế', '–', '漢', '\u{A0}', '\u{200B}']) {
        let name = format!("a{c}b");
        let register = Register::new().cell("c").put(Kind::Unit, "c", &[("name", &name)]);
        assert_eq!(register.broken("S04", TODAY).is_empty(), is_clean(&name), "{c:?}");
        assert_eq!(shown(&name) == name, is_clean(&name), "{c:?}");
        assert_eq!(is_clean(&name), !strange.contains(&c) && c != '\u{200B}', "{c:?}");
    }
}

#[test]
fn s05_some_event_brings_every_member_in() {
    let register = Register::new().cell("c").official("a", "c").person("b", "1970");
    assert_eq!(register.broken("S05", TODAY), found(&[("b", "state")]));
    let exempt = register.event("b", "exempt", "2018-01-01", "");
    assert_eq!(exempt.broken("S05", TODAY), found(&[("b", "state")]));
    // One who comes later, or only for a while, is accounted for.
    let later = exempt.event("b", "transferred_in", "2019-01-01", "c");
    assert_eq!(later.broken("S05", TODAY), []);
    let guest =
        Register::new().cell("c").person("g", "1970").event("g", "transferred_temporary", "2018-01-01", "c");
    assert_eq!(guest.broken("S05", TODAY), []);
}

#[test]
fn s09_a_post_for_one_is_held_by_one_at_a_time() {
    let village = Register::new().cell("c").village("v", "c").official("a", "c").official("b", "c");
    let one =
        village.term("t", "v", "village_head", "a", "2015-03-01").term("s", "c", "secretary", "a", "2015");
    assert_eq!(one.broken("S09", TODAY), []);
    let two = one.term("u", "v", "village_head", "b", "2017-05-02");
    assert_eq!(two.broken("S09", TODAY), found(&[("t", "to")]));
    assert_eq!(two.broken("S09", "2017-05-01"), []);
    let ended = two.put(Kind::Term, "t", &[("to", "2017-05-02")]);
    assert_eq!(ended.broken("S09", TODAY), []);
    // The same person elected again, and posts that several hold, are as they should be.
    let again = ended.term("w", "v", "village_head", "b", "2018-01-01");
    let several =
        again.term("x", "c", "committee_member", "a", "2015").term("y", "c", "committee_member", "b", "2015");
    assert_eq!(several.broken("S09", TODAY), []);
}
