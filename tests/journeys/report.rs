//! Reports: choosing one, its dates, a figure and the names behind it; and what goes into a file.

use chibo::{domain::record::Kind, ui::Taken};

use crate::{common::*, screen};

#[test]
fn a_report_opens_with_its_dates_and_a_figure_opens_the_names_behind_it() {
    let mut s = Session::new(district(), 100, 30);
    s.keys("5");
    screen!(s, "reports_tab");
    s.keys("<Enter>");
    screen!(s, "report_asks_date");
    s.keys("<Enter>");
    screen!(s, "report_view");
    s.line("Quảng Đức").keys("<Right><Right><Right><Right><Right>");
    s.keys("<Enter>");
    let text = s.text();
    assert!(text.contains("1 dòng · Quảng Đức – Chưa") && text.contains("Nà Phặt"), "{text}");
    s.keys("<Esc>");
    assert!(s.here().contains("Quảng Đức"), "Esc comes back to the figure: {}", s.text());
}

#[test]
fn the_curve_of_unification_stands_under_its_table_and_a_figure_of_it_opens_the_villages() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("5").line("Tiến độ nhất thể hóa").keys("<Enter>");
    assert!(s.text().contains("1/1/2015 – 14/4/2018"), "since it began: {}", s.text());
    s.keys("<Enter>").line("14/4/2018").keys("<Right><Right><Right>");
    assert!(s.here().contains("98,3 %"), "{}", s.here());
    s.keys("<Enter>");
    assert!(s.text().contains("2 dòng · 14/4/2018 – Chưa"), "{}", s.text());
    s.keys("<Esc><Ctrl+End>");
    screen!(s, "report_chart_80x24");
}

#[test]
fn a_period_is_typed_as_a_year_and_changed_with_f2() {
    let mut s = Session::new(district(), 100, 40);
    s.keys("5").line("Tăng, giảm đảng viên").keys("<Enter><Ctrl+U>2017<Enter>");
    assert!(s.text().contains("Từ ngày 1/1/2017 đến ngày 31/12/2017"), "{}", s.text());
    s.line("A. Có đầu kỳ");
    assert!(s.here().contains("2.605"), "{}", s.here());
    s.keys("<F2><Ctrl+U>2016<Enter>").line("D. Có cuối kỳ");
    assert!(s.here().contains("2.605"), "{}", s.here());
    s.keys("<F2><Ctrl+U>hôm qua<Enter>");
    assert!(s.text().contains("hôm qua"), "what was typed stays to be mended: {}", s.text());
    s.keys("<Esc>");
    s.line("1. Từ trần").keys("<Enter>");
    assert!(s.text().contains("24 dòng · 1. Từ trần – Kỳ này"), "{}", s.text());
}

#[test]
fn a_report_follows_the_date_and_the_edits() {
    let mut s = Session::new(district(), 100, 40);
    s.keys("5<Enter><Ctrl+U><Enter>").line("Cộng");
    assert!(s.here().contains("116"), "{}", s.here());
    s.keys("<F9><Ctrl+U>31/12/2016<Enter>").line("Cộng");
    assert!(s.here().contains("74"), "{}", s.here());
}

#[test]
fn what_is_shown_goes_into_a_file_and_of_marked_rows_only_these() {
    let mut s = Session::new(district(), 100, 30);
    s.keys("4<F8><F12>");
    screen!(s, "export_asks_file");
    s.keys("<Ctrl+U>left.csv<Enter>");
    let Taken::List(kind, ids, columns) = &s.exported[0].what else { panic!() };
    assert_eq!(
        (*kind, ids.len(), columns[0], s.exported[0].path.as_str()),
        (Kind::Village, 2, "name", "left.csv")
    );
    s.keys("3<Space><Space><F12><Enter>");
    let Taken::List(kind, ids, _) = &s.exported[1].what else { panic!() };
    assert_eq!((*kind, ids.len()), (Kind::Member, 2));
    s.keys("5<Enter><Enter><F12><Enter>");
    assert!(matches!(&s.exported[2].what, Taken::Report(_)), "{:?}", s.exported[2].path);
    assert_eq!(s.exported[2].path, "unification-2018-04-14.xlsx");
}
