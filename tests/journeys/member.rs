//! The tab of members: finding, sorting, filtering, the page of one member.

use chibo::{
    domain::{
        column::{Cell, column},
        date::PartialDate,
        record::{Id, Kind},
        standing::{MemberState, Standing},
        words::Lang,
    },
    keymap::Preset,
};

use crate::{common::*, screen};

/// How many rows the list says it shows.
fn rows(s: &mut Session) -> usize {
    let text = s.text();
    let line = text.lines().nth(2).unwrap().trim_start_matches(|c: char| !c.is_ascii_digit());
    let number = line.split_whitespace().next().unwrap_or_default();
    number.replace(['.', ','], "").parse().unwrap_or_else(|_| panic!("{text}"))
}

fn count(standing: &Standing, wanted: impl Fn(&Id) -> bool) -> usize {
    standing.data.members().keys().filter(|id| wanted(id)).count()
}

#[test]
fn the_table_at_both_sizes() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3");
    screen!(s, "members_80x24");
    s.keys("<Right><Right><Right>");
    screen!(s, "members_80x24_sideways");
    let mut s = Session::with(district(), 140, 40, Lang::En, Preset::Office);
    s.keys("3<Down>");
    screen!(s, "members_140x40_en");
}

#[test]
fn typing_finds_without_accents_and_a_typed_mark_must_match() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3hong van");
    let plain = s.here();
    assert!(plain.contains("Vân") || plain.contains("Văn") || plain.contains("Vấn"), "{}", s.text());
    screen!(s, "members_finding");
    s.keys("<Esc><Home>Vân");
    assert!(s.here().contains("Vân"), "{}", s.text());
    let with_mark = s.here();
    s.keys("<F3>");
    assert!(s.here().contains("Vân") && s.here() != with_mark, "{}", s.text());
    s.keys("<Shift+F3>");
    assert_eq!(s.here(), with_mark);
    s.keys("<Backspace><Backspace><Backspace>");
    assert!(!s.text().contains("Tìm:"), "{}", s.text());
}

#[test]
fn an_input_methods_backspaces_while_finding_give_the_composed_word() {
    let mut s = Session::new(district(), 80, 24);
    // Telex: t i e e n g s arrives as letters, Backspaces and composed letters.
    s.keys("3Thie<Backspace><Backspace>iê<Backspace>ện");
    assert!(s.here().contains("Thiện"), "{}", s.text());
    // A digit while finding is a letter, not a tab.
    s.keys("4");
    assert!(s.text().contains("Tìm: Thiện4"), "{}", s.text());
}

#[test]
fn f3_after_esc_goes_on_with_the_last_search() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3hien<Esc>");
    let first = s.here();
    s.keys("<F3>");
    assert_ne!(s.here(), first);
    assert!(chibo::domain::fold::fold(&s.here()).contains("hien"), "{}", s.text());
}

/// Reads the column under a heading out of a screen wide enough for all.
fn column_texts(text: &str, heading: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let head: Vec<char> = lines[3].chars().collect();
    let wanted: Vec<char> = heading.chars().collect();
    let at = head
        .windows(wanted.len())
        .position(|w| w == wanted.as_slice())
        .unwrap_or_else(|| panic!("no {heading}"));
    let at = if at > 0 && matches!(head[at - 1], '↑' | '↓') { at - 1 } else { at };
    let cut = |line: &str| line.chars().skip(at).take(14).collect::<String>();
    // The pane beside the list begins with a rule.
    let rows = lines[4..].iter().take_while(|l| !l.split('│').next().unwrap_or_default().trim().is_empty());
    rows.map(|l| cut(l)).collect()
}

#[test]
fn every_column_sorts_both_ways() {
    let data = chibo::sample::district(&chibo::sample::Spec { members: 60, seed: 3 });
    let standing = Standing::new(data.clone(), DAY);
    let mut s = Session::new(data.clone(), 640, 120);
    let present = count(&standing, |id| standing.member(id).state.is_member());
    s.keys("3<F6>");
    let labels: Vec<String> = s
        .text()
        .lines()
        .filter_map(|l| l.split_once('│').and_then(|(_, rest)| rest.split_once('│')))
        .map(|(inside, _)| inside.trim_start_matches(['▶', ' ']).trim().to_owned())
        .filter(|l| !l.is_empty() && !l.starts_with("Tìm"))
        .collect();
    s.keys("<Esc>");
    assert!(labels.len() >= 15, "{labels:?}");
    let columns: Vec<_> = chibo::domain::column::columns(Kind::Member).collect();
    for (place, label) in labels.iter().enumerate() {
        let column = columns.iter().rfind(|c| c.label.of(Lang::Vi) == label).unwrap();
        for round in 0..2 {
            s.keys("<F6>").keys(&"<Down>".repeat(place)).keys("<Enter>");
            // The first column stands sorted up when the tab opens, so it begins the other way.
            let down = (round == 1) != (place == 0);
            let text = s.text();
            let sign = if down { '↓' } else { '↑' };
            // A long label is cut; its beginning and the sign are there.
            let head: String = label.chars().take(6).collect();
            assert!(text.contains(&format!("{sign}{head}")), "{label} {sign}");
            let names = column_texts(&text, "Họ và tên khai sinh");
            assert_eq!(names.len(), present, "{label}");
            let shown = column_texts(&text, &head);
            let mut expected: Vec<(Vec<u8>, String)> = standing
                .data
                .members()
                .values()
                .filter(|m| standing.member(&m.id).state.is_member())
                .map(|m| column.cell(&standing, standing.data.member(&m.id).unwrap()))
                .map(|cell| (cell.sort_key(), chibo::text::cell(&cell, Lang::Vi)))
                .collect();
            expected.sort();
            if down {
                expected.reverse();
            }
            for (row, (_, words)) in shown.iter().zip(expected.iter()) {
                let cell: String = words.chars().take(4).collect();
                assert!(row.trim_start().starts_with(&cell), "{label} {sign}: {row} is not {words}");
            }
        }
    }
}

/// Sets a filter by the label of its column and, in the second dialog, a choice or a text.
fn filter(s: &mut Session, label: &str, value: &str) {
    s.keys("<Ctrl+F>").keys(label);
    // The first row offers the typed words as a filter of names; the column stands under it.
    s.keys("<Down><Enter>").keys(value).keys("<Enter>");
}

#[test]
fn every_filter_shows_just_those_who_pass() {
    let standing = Standing::new(district(), DAY);
    let member = |id: &Id| standing.data.member(id).unwrap();
    let there = |id: &Id| standing.member(id).state.is_member();
    let text = |id: &Id, field: &str| chibo::text::field(&standing, member(id), field, Lang::Vi);
    let mut s = Session::new(district(), 80, 24);
    s.keys("3");

    filter(&mut s, "Giới tính", "Nữ");
    assert_eq!(rows(&mut s), count(&standing, |id| there(id) && text(id, "sex") == "Nữ"));
    screen!(s, "members_filtered");
    filter(&mut s, "Dân tộc", "Dao");
    let both =
        count(&standing, |id| there(id) && text(id, "sex") == "Nữ" && text(id, "ethnic_group") == "Dao");
    assert_eq!(rows(&mut s), both);
    s.keys("<Esc>");
    assert_eq!(rows(&mut s), 2736);

    filter(&mut s, "Trạng thái", "Dự bị");
    assert_eq!(rows(&mut s), 120);
    s.keys("<Esc><F4>Chính thức<Enter>");
    assert_eq!(rows(&mut s), 2616);
    s.keys("<Esc>");

    filter(&mut s, "Tuổi", "18..30");
    let age = |id: &Id| member(id).born.map(|b| b.full_years(DAY));
    assert_eq!(
        rows(&mut s),
        count(&standing, |id| there(id) && age(id).is_some_and(|a| (18..=30).contains(&a)))
    );
    s.keys("<Esc>");

    filter(&mut s, "Ngày vào Đảng", "2017");
    let year = |id: &Id| standing.member(id).admitted.map(|d| d.year());
    assert_eq!(rows(&mut s), count(&standing, |id| there(id) && year(id) == Some(2017)));
    s.keys("<Esc>");

    filter(&mut s, "Trạng thái", "Đã rời");
    let left = count(&standing, |id| matches!(standing.member(id).state, MemberState::Left(_)));
    assert!(left > 0);
    assert_eq!(rows(&mut s), left);
    screen!(s, "members_left");
    s.keys("<Esc>");

    filter(&mut s, "Ngày rời", "2017");
    let gone = |id: &Id| standing.member(id).left_on.is_some_and(|d| d.year() == 2017);
    assert_eq!(rows(&mut s), count(&standing, gone));
    s.keys("<Esc>");

    filter(&mut s, "Chi bộ", "Đảng bộ xã Quảng Phong");
    let unit = |id: &Id| standing.member(id).unit.clone();
    let under = |id: &Id| {
        unit(id).is_some_and(|u| standing.data.path(&u).iter().any(|u| u.name == "Đảng bộ xã Quảng Phong"))
    };
    assert_eq!(rows(&mut s), count(&standing, |id| there(id) && under(id)), "{}", s.text());
    s.keys("<Esc><Ctrl+F>hong van<Enter>");
    let query = chibo::domain::fold::Query::new("hong van");
    let named = |id: &Id| query.matches(&member(id).name, &chibo::domain::fold::fold(&member(id).name));
    assert_eq!(rows(&mut s), count(&standing, |id| there(id) && named(id)));
}

#[test]
fn a_filter_that_cannot_be_read_is_said_and_changes_nothing() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3");
    filter(&mut s, "Tuổi", "nhiều");
    assert!(s.notice().contains("Không đọc được"), "{}", s.text());
    assert_eq!(rows(&mut s), 2736);
}

#[test]
fn a_members_page_has_its_fields_in_the_order_of_form_2_hsdv_then_events_and_terms() {
    let data = district();
    let standing = Standing::new(data.clone(), DAY);
    // Somebody who has held a post.
    let term = data.terms().values().find(|t| t.member.is_some() && t.to.is_none()).unwrap();
    let id = term.member.clone().unwrap();
    let member = data.member(&id).unwrap();
    let mut s = Session::new(data.clone(), 100, 60);
    s.keys("3").keys(&format!("<Ctrl+F>{}<Enter>", member.name));
    let born = member.born.map(chibo::text::date).unwrap();
    s.line(&born).keys("<Enter>");
    let text = s.text();
    let mut last = 0;
    for column in Kind::Member.fields().iter().filter_map(|f| column(Kind::Member, f.name)) {
        let cell = column.cell(&standing, member);
        if cell == Cell::Empty || chibo::text::cell(&cell, Lang::Vi).is_empty() {
            continue;
        }
        let label = format!("  {}  ", column.label.of(Lang::Vi));
        let at = text[last..].find(&label).unwrap_or_else(|| panic!("{label} after {last}\n{text}"));
        last += at;
    }
    let events = text.find("BIẾN ĐỘNG").unwrap();
    let posts = text.find("CHỨC VỤ").unwrap();
    assert!(last < events && events < posts);
    for event in data.events_of(&id) {
        let date = chibo::text::date(PartialDate::Day(event.date.unwrap()));
        assert!(text[events..posts].contains(&date), "{date}\n{text}");
    }
    let books = text.find("XẾP LOẠI").unwrap();
    assert_eq!(text[posts..books].matches(" – ").count(), data.terms_of_member(&id).len(), "{text}");
}

#[test]
fn marks_are_kept_while_the_filter_changes() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<Space><Space>");
    assert!(s.text().contains("2 đánh dấu"), "{}", s.text());
    filter(&mut s, "Giới tính", "Nữ");
    assert!(s.text().contains("2 đánh dấu"), "{}", s.text());
    s.keys("<Esc><Ctrl+A>");
    assert!(s.text().contains("2.736 đánh dấu"), "{}", s.text());
    s.keys("<Ctrl+A>");
    assert!(!s.text().contains("đánh dấu"), "{}", s.text());
}

#[test]
fn vim_letters_move_in_the_table() {
    let mut s = Session::with(district(), 80, 24, Lang::Vi, Preset::Vim);
    s.keys("3");
    let first = s.here();
    s.keys("jj");
    let third = s.here();
    assert_ne!(first, third);
    s.keys("kk");
    assert_eq!(s.here(), first);
    s.keys("G");
    assert_ne!(s.here(), first);
    s.keys("g");
    assert_eq!(s.here(), first);
    s.keys("/hien<Enter>");
    assert!(chibo::domain::fold::fold(&s.here()).contains("hien"), "{}", s.text());
    screen!(s, "members_vim");
}
