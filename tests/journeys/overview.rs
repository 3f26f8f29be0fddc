//! The first tab: figures, the villages not unified, admissions, what is due.

use chibo::{domain::words::Lang, keymap::Preset};

use crate::{common::*, screen};

#[test]
fn the_overview_at_the_smallest_usual_size() {
    let mut s = Session::new(district(), 80, 24);
    screen!(s, "overview_80x24");
    s.keys("<End>");
    screen!(s, "overview_80x24_end");
}

#[test]
fn the_overview_wide_and_in_english() {
    let mut s = Session::with(district(), 140, 40, Lang::En, Preset::Vim);
    screen!(s, "overview_140x40_en_vim");
}

#[test]
fn the_villages_not_unified_stand_there_with_their_month_even_at_80_columns() {
    let mut s = Session::new(district(), 80, 24);
    let months = s.text().lines().filter(|l| l.contains('●') && l.contains("9/2018")).count();
    assert_eq!(months, 2, "{}", s.text());
}

/// The last number of a line, without its thousands' points.
fn number(line: &str) -> Option<usize> {
    let word = line.split_whitespace().next_back()?;
    word.replace('.', "").parse().ok()
}

#[test]
fn every_figure_opens_a_list_of_as_many() {
    // High enough that all is in view and every row of a list can be counted.
    let mut s = Session::new(district(), 100, 400);
    let mut seen = 0;
    s.keys("<Home>");
    for step in 0..60 {
        s.keys("1<Home>").keys(&"<Down>".repeat(step));
        let here = s.here();
        let Some(count) = number(&here).or_else(|| {
            let unified = here.split_whitespace().find(|w| w.contains("/1"))?;
            unified.split('/').next()?.parse().ok()
        }) else {
            continue;
        };
        if here.contains(" ngày LV)") || here.contains(" (hôm nay)") {
            continue;
        }
        s.keys("<Enter>");
        let text = s.text();
        let lines: Vec<&str> = text.lines().collect();
        let tab = lines[1];
        let listed = match lines[2].split_once(" dòng") {
            Some((rows, _)) => rows.replace('.', "").parse().unwrap(),
            None if lines[2].contains("Việc đến hạn") => {
                lines.iter().filter(|line| line.contains(" ngày LV ") || line.contains(" hôm nay ")).count()
            }
            None => lines[4..398].iter().filter(|line| !line.is_empty()).count(),
        };
        assert_eq!(listed, count, "{here}\n{tab}\n{}", lines[2]);
        seen += 1;
    }
    assert!(seen >= 12, "{seen}");
}

#[test]
fn the_months_of_admission_open_their_lists_too() {
    let mut s = Session::new(district(), 80, 60);
    s.line("  2/2018").keys("<Enter>");
    assert!(s.text().contains("10 dòng · Kết nạp 2/2018"), "{}", s.text());
}

#[test]
fn f7_goes_through_what_needs_attention_and_enter_opens_it() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("<F7>");
    assert!(s.here().contains('●'), "{}", s.text());
    let first = s.here();
    s.keys("<F7>");
    assert_ne!(s.here(), first);
    s.keys("<Shift+F7>");
    assert_eq!(s.here(), first);
    s.keys("<Enter>");
    screen!(s, "village_not_unified");
    s.keys("<Esc>");
    assert_eq!(s.here(), first, "the cursor is where it was");
}

#[test]
fn the_overview_of_the_end_of_a_year() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("<F9>");
    screen!(s, "as_of_ask");
    s.keys("<Ctrl+U>2017<Enter>");
    assert!(s.text().contains("Đến ngày 31/12/2017"), "{}", s.text());
    screen!(s, "overview_as_of_2017");
    s.keys("<F9><Ctrl+U>31/12/2016<Enter>");
    assert!(s.text().contains("Đến ngày 31/12/2016"));
    s.keys("<F9><Ctrl+U>31/2/2016<Enter>");
    assert!(s.notice().contains("Lịch không có ngày này"), "{}", s.text());
    s.keys("<F9><Ctrl+U><Enter>");
    assert!(s.text().contains("Đến ngày 14/4/2018"), "{}", s.text());
}
