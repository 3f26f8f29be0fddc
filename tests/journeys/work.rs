//! The tab of work: what is due and what the checks find, from the key to the record and back.

use chibo::{
    domain::{
        check::{Level, check},
        due::{AHEAD, Due, within},
        record::Kind,
        standing::Standing,
        words::Lang,
    },
    keymap::Preset,
    text,
};

use crate::{common::*, screen};

#[test]
fn what_is_due_is_counted_narrowed_and_opened() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("7");
    screen!(s, "work_due");
    let standing = Standing::new(district(), DAY);
    let dues = within(standing.dues(), DAY, AHEAD);
    let overdue = dues.iter().filter(|due| due.on < DAY).count();
    assert!(overdue > 0 && s.text().contains(&format!("{overdue} quá hạn")), "{}", s.text());
    assert!(s.text().contains(&format!("7 Việc ●{overdue}")), "{}", s.text());

    s.keys("<F8>");
    assert!(s.text().contains("Chỉ: quá hạn"), "{}", s.text());
    s.keys("<End>");
    let last = &dues[overdue - 1];
    let name = text::title_of(&standing, last.kind, &last.id, Lang::Vi);
    s.keys("<Enter>");
    assert!(s.text().contains(&name), "{name}: {}", s.text());
    s.keys("<Esc><Esc>");
    assert!(!s.text().contains("Chỉ:"), "Esc shows everything again: {}", s.text());
}

#[test]
fn a_thing_that_is_done_goes_from_the_list_and_from_the_overview() {
    let mut s = Session::new(district(), 80, 24);
    let standing = Standing::new(district(), DAY);
    let overdue = standing.dues().iter().filter(|due| due.on < DAY).count();
    let is_over =
        |due: &&Due| due.kind == Kind::Member && standing.member(&due.id).probation_ends().is_some();
    let first = standing.dues().iter().find(is_over).unwrap().clone();
    let name = standing.data.member(&first.id).unwrap().name.clone();
    s.keys("7").line(&name).keys("<Ctrl+X>").line("Công nhận").keys("<Enter>");
    s.fill("Số quyết định", "15-QĐ/HU").fill("Ngày quyết định", "12/4/2018").keys("<Ctrl+S>");
    assert!(s.text().contains(&format!("7 Việc ●{}", overdue - 1)), "{}", s.text());
    assert!(!s.text().contains(&format!("Hết hạn dự bị              {name}")), "{}", s.text());
    s.keys("1<End>");
    assert!(s.text().contains(&format!("Quá hạn {:>35}", overdue - 1)), "{}", s.text());
}

#[test]
fn the_list_is_narrowed_to_a_unit_and_those_under_it() {
    let mut s = Session::new(district(), 80, 24);
    let standing = Standing::new(district(), DAY);
    let commune =
        standing.units_direct().into_iter().find(|unit| unit.name.contains("Quảng Đức")).unwrap().clone();
    let own = within(standing.dues(), DAY, AHEAD)
        .iter()
        .filter(|due| due.is_of(&standing.data, &commune.id))
        .count();
    s.keys("7<F4>Đảng bộ xã Quảng Đức<Enter><End>");
    assert!(s.text().contains("Đảng bộ xã Quảng Đức"), "{}", s.text());
    let rows = s.text().lines().filter(|line| line.contains("ngày LV") || line.contains("hôm nay")).count();
    assert_eq!(rows, own.min(16), "{}", s.text());
    let late =
        standing.dues().iter().filter(|due| due.on < DAY && due.is_of(&standing.data, &commune.id)).count();
    assert!(s.text().contains(&format!("  {late} quá hạn")), "the counts are the unit's: {}", s.text());
    s.keys("<Esc>");
    let all = s.text().lines().filter(|line| line.contains("ngày LV") || line.contains("hôm nay")).count();
    assert_eq!(all, 16, "{}", s.text());
}

#[test]
fn what_the_checks_find_stands_on_the_other_side_with_its_regulation() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("7<Right>");
    screen!(s, "work_check");
    let found = check(&Standing::new(district(), DAY));
    let alerts = found.iter().filter(|finding| finding.level == Level::Alert).count();
    assert!(s.text().contains(&format!("{alerts} đến hạn")), "{}", s.text());
    s.keys("<F7>");
    assert!(s.text().contains("Điều lệ Đảng, điều 5"), "{}", s.text());
    s.keys("<Left>");
    assert!(s.text().contains("quá hạn"), "{}", s.text());
    s.keys("1<Ctrl+P>Kiểm tra<Enter>");
    assert!(s.text().contains("cần xem lại"), "by name from anywhere: {}", s.text());
}

#[test]
fn work_on_a_wide_screen_in_english() {
    let mut s = Session::with(district(), 140, 40, Lang::En, Preset::Office);
    s.keys("7");
    screen!(s, "work_due_140x40_en");
}
