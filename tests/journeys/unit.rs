//! The tab of units: the tree, its counts, a unit's own page.

use chibo::{
    domain::{
        data::Data,
        fold::{Query, fold},
        office::Office,
        record::{Described, Id},
        unit::Unit,
        words::Lang,
    },
    keymap::Preset,
};

use crate::{common::*, screen};

#[test]
fn branches_open_and_close() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("2");
    screen!(s, "units_80x24");
    let closed = s.text();
    s.keys("<Down><Right>");
    assert!(s.here().contains("▶  - "), "{}", s.text());
    screen!(s, "units_open");
    s.keys("<Left>");
    assert_eq!(s.text().replace('▶', " "), closed.replace('▶', " "));
}

#[test]
fn the_tree_beside_the_unit() {
    let mut s = Session::with(district(), 140, 40, Lang::Vi, Preset::Office);
    s.keys("2<Down>");
    screen!(s, "units_140x40");
}

#[test]
fn a_unit_is_found_without_accents_inside_closed_branches() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("2quang phong");
    assert!(s.here().contains("Quảng Phong"), "{}", s.text());
    assert!(s.text().contains("Tìm: quang phong"));
    s.keys("<Esc>truong ");
    let first = s.here();
    assert!(first.contains("Trường"), "{}", s.text());
    s.keys("<F3>");
    assert_ne!(s.here(), first);
    assert!(s.here().contains("Trường"), "{}", s.text());
    s.keys("<Shift+F3>");
    assert_eq!(s.here(), first);
}

#[test]
fn what_is_not_there_is_said() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("2zzz");
    assert!(s.text().contains("Không tìm thấy “zzz”"), "{}", s.text());
    s.keys("<Esc>3zzz");
    assert!(s.text().contains("Không tìm thấy “zzz”"), "{}", s.text());
}

#[test]
fn vim_letters_move_in_the_tree_and_a_slash_finds() {
    let mut s = Session::with(district(), 80, 24, Lang::En, Preset::Vim);
    s.keys("2jl");
    screen!(s, "units_vim_en");
    s.keys("k");
    assert!(s.here().contains("▶- "), "{}", s.text());
    s.keys("/dang bo xa quang phong<Enter>");
    assert!(s.here().contains("Đảng bộ xã Quảng Phong"), "{}", s.text());
}

#[test]
fn closed_units_are_shown_when_asked_for() {
    let data = district();
    let hit = |query: &Query, name: &str| query.matches(name, &fold(name));
    let only = |name: &str| data.units().values().filter(|u| hit(&Query::new(name), &u.name)).count() == 1;
    let unit = data.units().values().find(|u| u.kind.is_cell() && u.is_active(DAY) && only(&u.name)).unwrap();
    let closed = other_sets(
        &data,
        chibo::domain::record::Kind::Unit,
        &unit.id,
        "closed_on",
        serde_json::json!("2018-01-01"),
    );
    let name = unit.name.clone();
    let mut s = Session::new(data.applied(&closed).unwrap(), 80, 24);
    s.keys("2").keys(&name);
    assert!(!s.here().contains(&name), "{}", s.text());
    s.keys("<Esc><F8>");
    assert!(s.text().contains("kể cả tổ chức đã kết thúc"), "{}", s.text());
    s.keys(&name);
    assert!(s.here().contains(&name), "{}", s.text());
    // Jumping to one shows it too.
    s.keys("<Esc><F8><Home><Ctrl+F>").keys(&name).keys("<Enter>");
    assert!(s.here().contains(&name), "{}", s.text());
}

#[test]
fn a_units_page_has_leaders_villages_units_below_and_opens_its_members() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("2quang phong<Esc><Enter>");
    screen!(s, "unit_page");
    let text = s.text();
    let count: usize = text
        .lines()
        .find(|l| l.contains("Enter: mở danh sách"))
        .and_then(|l| l.split(')').nth(1)?.split_whitespace().next()?.parse().ok())
        .unwrap();
    s.line("Enter: mở danh sách").keys("<Enter>");
    assert!(s.text().contains(&format!("{count} dòng · Đảng bộ xã Quảng Phong")), "{}", s.text());
    screen!(s, "members_of_unit");
    s.keys("<Esc>");
    assert!(s.text().contains("2.736 dòng"), "{}", s.text());
}

#[test]
fn a_village_cells_page_names_committee_and_village() {
    let mut s = Session::new(district(), 80, 40);
    s.keys("2chi bộ thôn hòa<Esc><Enter>");
    screen!(s, "cell_page");
    let text = s.text();
    for heading in ["CẤP ỦY, LÃNH ĐẠO", "THÔN, BẢN, KHU PHỐ"] {
        assert!(text.contains(heading), "{text}");
    }
}

#[test]
fn a_search_closed_by_esc_does_not_eat_the_answer_of_the_next_dialog() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("2dang bo xa quang phong<Esc><Ctrl+F><Esc><Ctrl+E><Enter>");
    assert!(s.text().contains("Kết thúc: "), "{}", s.text());
}

#[test]
fn a_tree_with_nothing_in_it_says_what_to_do() {
    let mut data = Data::new(Office::blank(Id::office()));
    let mut s = Session::new(data.clone(), 80, 24);
    s.keys("2");
    assert!(s.text().contains("Ctrl+N: thêm mới"), "{}", s.text());
    let mut unit = Unit::blank(Id::new("u1").unwrap());
    unit.name = "Chi bộ cũ".to_owned();
    unit.closed_on = Some(jiff::civil::date(2017, 1, 1));
    data.put(Box::new(unit));
    let mut s = Session::new(data, 80, 24);
    s.keys("2");
    assert!(s.text().contains("F8: hiện cả tổ chức đã kết thúc"), "{}", s.text());
    s.keys("<F8>");
    assert!(s.here().contains("Chi bộ cũ"), "{}", s.text());
    s.keys("<F8><F9><Ctrl+U>2016<Enter>1").line("Chi bộ trực thuộc").keys("<Enter><F9><Ctrl+U><Enter>");
    assert!(s.text().contains("Không có dòng nào. Esc"), "{}", s.text());
}
