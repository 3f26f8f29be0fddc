//! The board of villages: those not unified, wherever one looks.

use chibo::{
    domain::{date::Date, record::Id, standing::Standing, words::Lang},
    keymap::Preset,
};

use crate::{common::*, screen};

#[test]
fn the_board_at_both_sizes() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<F7>");
    screen!(s, "villages_80x24");
    let mut s = Session::with(district(), 140, 40, Lang::Vi, Preset::Office);
    s.keys("4<F7>");
    screen!(s, "villages_140x40");
    let mut s = Session::with(district(), 140, 40, Lang::En, Preset::Office);
    s.keys("4<F7>");
    screen!(s, "villages_140x40_en");
}

#[test]
fn f7_goes_to_the_next_not_unified_and_shift_f7_back_and_round() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<F7>");
    let first = s.here();
    assert!(first.contains('●') && first.contains("Chưa"), "{}", s.text());
    s.keys("<F7>");
    let second = s.here();
    assert_ne!(first, second);
    s.keys("<F7>");
    assert_eq!(s.here(), first, "round the end");
    s.keys("<Shift+F7>");
    assert_eq!(s.here(), second);
}

#[test]
fn f8_shows_only_them_and_again_all() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<F8>");
    assert!(s.text().contains("2 dòng · Chưa nhất thể hóa"), "{}", s.text());
    screen!(s, "villages_only_not_unified");
    s.keys("<F8>");
    assert!(s.text().contains("118 dòng"));
    s.keys("<F8><Esc>");
    assert!(s.text().contains("118 dòng"), "Esc widens too: {}", s.text());
}

#[test]
fn ctrl_o_puts_them_first() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<Ctrl+O>");
    let text = s.text();
    // The row of tabs counts them, too.
    let rows = text.lines().skip(2);
    let order: Vec<&str> = rows.filter(|l| l.contains('●') || l.contains('✓')).collect();
    assert!(order[0].contains('●') && order[1].contains('●') && order[2].contains('✓'), "{text}");
    screen!(s, "villages_not_unified_first");
    s.keys("<Ctrl+O>");
    assert!(!s.text().contains("CHƯA NHẤT THỂ HÓA"));
}

#[test]
fn after_the_planned_month_they_are_overdue_with_another_sign() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<F9><Ctrl+U>15/10/2018<Enter><Ctrl+O>");
    let text = s.text();
    assert_eq!(text.lines().filter(|l| l.contains('■')).count(), 2, "{text}");
    assert!(!text.lines().skip(2).any(|line| line.contains('●')), "{text}");
    screen!(s, "villages_overdue");
    s.keys("<Enter>");
    assert!(s.text().contains("QUÁ HẠN"), "{}", s.text());
    s.keys("<Esc>1<Home>");
    assert!(s.text().contains("QUÁ HẠN (dự kiến 9/2018)"), "{}", s.text());
}

fn unified(s: &mut Session) -> (usize, usize) {
    s.keys("1");
    let text = s.text();
    let word = text.lines().find(|l| l.contains("Đã nhất thể hóa")).unwrap();
    let pair = word.split_whitespace().find(|w| w.contains('/')).unwrap();
    let (done, all) = pair.split_once('/').unwrap();
    (done.parse().unwrap(), all.parse().unwrap())
}

#[test]
fn as_of_earlier_dates_the_board_is_what_the_terms_say() {
    for date in [jiff::civil::date(2016, 12, 31), jiff::civil::date(2017, 12, 31)] {
        let mut s = Session::new(district(), 80, 24);
        let typed = chibo::text::date(date.into());
        s.keys(&format!("<F9><Ctrl+U>{typed}<Enter>"));
        let expected = counted(date);
        assert_eq!(unified(&mut s), expected, "{typed}");
        s.keys("4<F8>");
        let open = expected.1 - expected.0;
        assert!(s.text().contains(&format!("{open} dòng · Chưa nhất thể hóa")), "{}", s.text());
        assert!(s.text().contains(&format!("Đến ngày {typed}")));
        if date.year() == 2016 {
            screen!(s, "villages_as_of_2016");
        }
    }
}

/// Unified villages and villages, counted from the raw terms alone.
fn counted(on: Date) -> (usize, usize) {
    let data = district();
    let holds = |body: &Id, post: &str| -> Vec<Id> {
        let held = data.terms().values().filter(|t| t.body.as_ref() == Some(body) && t.post.code() == post);
        held.filter(|t| t.from.is_none_or(|f| f.earliest() <= on) && t.to.is_none_or(|to| to > on))
            .filter_map(|t| t.member.clone())
            .collect()
    };
    let villages: Vec<_> = data.villages().values().filter(|v| v.closed_on.is_none_or(|c| c > on)).collect();
    let both = villages.iter().filter(|v| {
        let Some(cell) = &v.cell else { return false };
        let heads = holds(&v.id, "village_head");
        holds(cell, "secretary").iter().any(|s| heads.contains(s))
    });
    (both.count(), villages.len())
}

#[test]
fn each_commune_has_its_progress() {
    let mut s = Session::new(district(), 80, 200);
    s.keys("4");
    let text = s.text();
    let standing = Standing::new(district(), DAY);
    let mut sums = (0, 0);
    for line in text.lines().filter(|l| l.contains("█") || l.contains("░")) {
        let pair = line.split_whitespace().find(|w| w.contains('/')).unwrap();
        let (done, all) = pair.split_once('/').unwrap();
        sums = (sums.0 + done.parse::<usize>().unwrap(), sums.1 + all.parse::<usize>().unwrap());
    }
    let (all, unified) = standing.unified();
    assert_eq!(sums, (unified, all));
}

#[test]
fn filters_of_the_board() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<F4>ngoai dang<Enter>");
    assert!(s.text().contains("1 dòng · Tình trạng: Chưa: ngoài Đảng"), "{}", s.text());
    s.keys("<Esc><Ctrl+F>Xã, thị trấn<Down><Enter>Quảng Đức<Enter>");
    assert!(s.text().contains("15 dòng"), "{}", s.text());
    s.keys("minh");
    assert!(s.text().contains("Tìm: minh"));
}

/// The communes in view, each with what its gauge says.
fn gauges(s: &mut Session) -> Vec<(String, String)> {
    let text = s.text();
    let headings = text.lines().filter(|line| line.contains('█') || line.contains('░'));
    let gauge = |line: &str| {
        let (words, pair) = line.trim_end_matches(['█', '░', ' ']).rsplit_once(' ')?;
        Some((words.trim().to_owned(), pair.to_owned()))
    };
    headings.filter_map(gauge).collect()
}

#[test]
fn the_gauge_of_a_commune_is_its_own_progress_whatever_is_shown() {
    let mut s = Session::new(district(), 80, 200);
    s.keys("4");
    let own = gauges(&mut s);
    assert!(own.len() > 10, "{own:?}");
    for keys in ["<F8>", "<F8><F4>ngoai dang<Enter>", "<Esc><Ctrl+F>minh<Enter>", "<Esc><Ctrl+O>"] {
        s.keys(keys);
        let shown = gauges(&mut s);
        assert!(!shown.is_empty(), "{keys}: {}", s.text());
        for gauge in shown.iter().filter(|(words, _)| words != "CHƯA NHẤT THỂ HÓA") {
            assert!(own.contains(gauge), "{keys}: {gauge:?} of {own:?}");
        }
    }
}

#[test]
fn f7_on_a_village_page_shows_the_next_one_that_needs_attention() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<F7><Enter>");
    let title = |s: &mut Session| s.text().lines().nth(2).unwrap().to_owned();
    let first = title(&mut s);
    s.keys("<F7>");
    let second = title(&mut s);
    assert_ne!(second, first);
    assert!(s.text().contains("CHƯA nhất thể hóa"), "{}", s.text());
    s.keys("<Shift+F7>");
    assert_eq!(title(&mut s), first);
    assert!(s.footer().contains("F7"), "{}", s.text());
    s.keys("<F7><Esc>");
    assert!(s.text().contains("118 dòng"), "one page after another, not one over another: {}", s.text());
    assert!(
        s.here().contains(second.trim_start_matches(['▶', ' '])),
        "the list has gone along: {}",
        s.text()
    );
    // From a page of one that is unified, too.
    s.keys("<Home><Enter><F7>");
    assert!(s.text().contains("CHƯA nhất thể hóa"), "{}", s.text());
}

#[test]
fn the_board_shows_every_village_and_leads_to_those_left() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<Ctrl+U>");
    screen!(s, "village_board");
    let cells = |text: &str| {
        text.lines().skip(4).map(|line| line.matches(['✓', '●', '?', '■']).count()).sum::<usize>()
    };
    assert_eq!(cells(&s.text()), 118, "{}", s.text());
    s.keys("<F7>");
    assert!(s.text().contains("3 Đã có kế hoạch"), "{}", s.text());
    s.keys("<Enter>");
    assert!(s.text().contains("CHƯA nhất thể hóa"), "{}", s.text());
    s.keys("<Esc><Esc>");
    assert!(s.text().contains("118 dòng"), "{}", s.text());
}
