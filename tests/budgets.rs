//! What a key may cost, in counts that are the same on every machine.
//!
//! Rows built, cells changed and allocations made for one key are compared between a register of 300 members and
//! one of 20,000: where they grow with the register, a keystroke does.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod common;

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use chibo::{
    app::Msg,
    domain::{
        data::Data,
        edit::Batch,
        office::Office,
        permit::Permit,
        record::{Described, Id, Kind, Record},
        standing::Standing,
        words::Lang,
    },
    keymap::{Action, Keymap, Preset},
    ui::{
        Ctx, Screen,
        browse::Browse,
        detail,
        page::{Focus, Page},
        theme::{Palette, Theme},
    },
};
use common::{DAY, Session, parse_keys};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, layout::Rect};

/// The sample of some sizes, each made once.
fn register(members: usize) -> Arc<Standing> {
    static MADE: [(usize, OnceLock<Arc<Standing>>); 3] =
        [(300, OnceLock::new()), (2_700, OnceLock::new()), (20_000, OnceLock::new())];
    let (_, made) = MADE.iter().find(|(size, _)| *size == members).unwrap();
    let make = || Standing::new(chibo::sample::district(&chibo::sample::Spec { members, seed: 5 }), DAY);
    Arc::clone(made.get_or_init(|| Arc::new(make())))
}

fn session(members: usize, (width, height): (u16, u16)) -> Session {
    Session::of(register(members), width, height, Lang::Vi, Preset::Office)
}

/// Allocations that the keys cost, each with its frame, and their bytes. Edits do not go out.
fn allocations(s: &mut Session, keys: &str) -> (u64, u64) {
    let keys = parse_keys(keys);
    let info = allocation_counter::measure(|| {
        for key in &keys {
            s.app.update(Msg::Key(*key));
            s.frame();
        }
    });
    (info.count_total, info.bytes_total)
}

/// Cells that differ after the keys.
fn cells(s: &mut Session, keys: &str) -> usize {
    let before = s.buffer();
    s.keys(keys);
    let after = s.buffer();
    before.diff(&after).len()
}

#[test]
fn a_frame_builds_no_more_rows_than_the_window_has() {
    for members in [300, 20_000] {
        let standing = register(members);
        let (theme, keys) = (Theme::unicode(Palette::Basic), Keymap::new(Preset::Office));
        let new_id = |_: Kind| Id::new("x").unwrap();
        for kind in [Kind::Member, Kind::Village] {
            for (width, height) in [(80, 20), (140, 36), (60, 12)] {
                let ctx = Ctx {
                    standing: &standing,
                    lang: Lang::Vi,
                    theme: &theme,
                    keys: &keys,
                    today: DAY,
                    area: Rect::new(0, 0, width, height),
                    permit: &Permit::everything(),
                    revealed: None,
                    new_id: &new_id,
                };
                let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
                let mut tab = Browse::new(kind);
                tab.refresh(&ctx);
                for action in [Action::Down, Action::PageDown, Action::Bottom, Action::Up, Action::PageUp] {
                    tab.act(action, &ctx);
                    terminal.draw(|frame| _ = tab.draw(&ctx, frame, frame.area())).unwrap();
                    assert!(tab.rows_built() <= usize::from(height), "{} of {height}", tab.rows_built());
                    assert!(tab.rows_built() > 0);
                }
            }
        }
    }
}

#[test]
fn a_move_by_one_row_changes_two_rows_however_large_the_register() {
    let mut counts: HashMap<&str, Vec<usize>> = HashMap::new();
    for members in [300, 20_000] {
        for (tab, setup) in [("2", "<Right>"), ("3", ""), ("4", "")] {
            let mut s = session(members, (80, 24));
            s.keys(tab).keys(setup).keys("<Down><Down>");
            let changed = cells(&mut s, "<Down>");
            // The row left, the row entered, and the keys that work on it.
            assert!(changed <= 3 * 80, "tab {tab}: {changed} cells");
            counts.entry(tab).or_default().push(changed);
        }
    }
    for (tab, counts) in counts {
        assert!(counts[1] <= counts[0] + 80, "tab {tab}: {counts:?}");
    }
}

#[test]
fn a_letter_in_a_form_changes_few_cells() {
    let mut s = session(300, (80, 24));
    s.keys("3<F2><Down><Down><Down><Down>");
    let changed = cells(&mut s, "a");
    assert!(changed <= 40, "{changed} cells");
}

#[test]
fn a_page_draws_only_the_lines_in_view() {
    let standing = register(20_000);
    let (theme, keys) = (Theme::unicode(Palette::Basic), Keymap::new(Preset::Office));
    let new_id = |_: Kind| Id::new("x").unwrap();
    let area = Rect::new(0, 0, 80, 20);
    let permit = Permit::everything();
    let ctx = Ctx {
        standing: &standing,
        lang: Lang::Vi,
        theme: &theme,
        keys: &keys,
        today: DAY,
        area,
        permit: &permit,
        revealed: None,
        new_id: &new_id,
    };
    let root = standing.data.roots().next().unwrap().id.clone();
    let lines = detail::lines(&ctx, Kind::Unit, &root);
    let mut counts = Vec::new();
    for lines in [lines[..20].to_vec(), lines] {
        let mut page = Page::default();
        page.set(lines);
        let mut buffer = Buffer::empty(area);
        let info = allocation_counter::measure(|| _ = page.draw(&ctx, &mut buffer, area, Focus::Here));
        counts.push(info.count_total);
    }
    assert!(counts[1] <= counts[0] + 40, "{counts:?}");
}

/// Keys whose cost must not depend on the size of the register: what leads there, and the keys measured.
const FLAT: &[(&str, &str, &str)] = &[
    ("moving on the overview", "1", "<Down><Down><Down><Down><Down><Down><Down><Down><Up>"),
    ("moving in the tree", "2", "<Down><Up>"),
    ("moving in the members", "3<Down>", "<Down><Down><Up><PgDn><PgUp>"),
    ("moving in the villages", "4<Down>", "<Down><Down><Up><PgDn>"),
    ("to the end and back", "3", "<End><Home>"),
    ("sideways", "3", "<Right><Right><Left>"),
    ("finding", "3", "a<Backspace>n<Esc>"),
    ("finding what is not there", "3", "qqzz<Esc>"),
    ("marking", "3", "<Space><Space>"),
    ("from tab to tab and back", "12345673", "7654321"),
    ("opening and closing a member", "3", "<Enter><Down><Esc>"),
    ("opening and closing a form", "3", "<F2><Tab><Tab><Esc>"),
    ("typing in a form", "3<F2><Down><Down>", "Nguyen<Backspace><Backspace>"),
    ("the palette", "3", "<Ctrl+P>luu<Esc>"),
    ("help", "3", "<F1><PgDn><Esc>"),
    ("the as-of prompt", "3", "<F9>1/1<Esc>"),
    ("the next that needs attention", "4", "<F7><F7>"),
];

/// Keys known to look at every record; they must stay within so many allocations for each.
const GROWING: &[(&str, &str, &str, u64)] = &[
    ("a list of members to pick from", "4<Ctrl+T><Tab><Tab>", "<F4>", 2),
    ("typing in that list", "4<Ctrl+T><Tab><Tab><F4>", "nguyen", 2),
    ("sorting", "3<F6><Down>", "<Enter>", 12),
    ("filtering", "3<F4>", "<Down><Enter>", 12),
    ("only what needs attention", "3", "<F8>", 4),
];

const SIZES: [(u16, u16); 2] = [(80, 24), (140, 40)];

fn prepared(members: usize, size: (u16, u16), setup: &str) -> Session {
    let mut s = session(members, size);
    s.keys(setup);
    s.frame();
    s
}

#[test]
fn no_ordinary_key_costs_more_in_a_larger_register() {
    let mut grown = Vec::new();
    for (what, setup, keys) in FLAT {
        for size in SIZES {
            let [small, large] =
                [300, 20_000].map(|members| allocations(&mut prepared(members, size, setup), keys));
            if large.0 > small.0 * 2 + 200 || large.1 > small.1 * 2 + 65_536 {
                grown.push(format!("{what} at {size:?}: {small:?} in 300, {large:?} in 20,000 members"));
            }
        }
    }
    assert!(grown.is_empty(), "allocations and bytes\n{}", grown.join("\n"));
}

#[test]
fn keys_that_look_at_every_record_stay_cheap_for_each() {
    let mut grown = Vec::new();
    for (what, setup, keys, each) in GROWING {
        for size in SIZES {
            let (count, bytes) = allocations(&mut prepared(20_000, size, setup), keys);
            println!("{what} at {size:?}: {count} allocations, {bytes} bytes");
            let bound = each * 24_000 + 10_000;
            if count > bound {
                grown.push(format!("{what} at {size:?}: {count} allocations, bound {bound}"));
            }
        }
    }
    assert!(grown.is_empty(), "{}", grown.join("\n"));
}

/// Keys whose cost must not depend on how much stands behind or around the cursor.
#[test]
fn a_key_costs_the_same_with_2700_and_20000_members() {
    let open_all = "<Right><Down>".repeat(4_000);
    for (what, setup, keys) in [
        ("a tree with every branch open", format!("2{open_all}"), "<Up><Up><PgUp><PgDn><Down><Home><End>"),
        ("finding in it", format!("2{open_all}"), "<Home>quan<Backspace><F3>zz<Esc>"),
        ("the figures with the names behind them", "1<Home>".to_owned(), &"<Down>".repeat(40)),
    ] {
        for size in SIZES {
            let [small, large] =
                [2_700, 20_000].map(|members| allocations(&mut prepared(members, size, &setup), keys));
            println!("{what} at {size:?}: {small:?}, {large:?}");
            let flat = large.0 <= small.0 * 5 / 4 + 200 && large.1 <= small.1 * 5 / 4 + 65_536;
            assert!(flat, "{what} at {size:?}: {small:?} in 2,700, {large:?} in 20,000 members");
        }
    }
}

/// A list of some rows, every other of which asks something, compared and ready to be looked at.
fn previewed(rows: usize, size: (u16, u16)) -> Session {
    let row = |number: usize| format!("Lý Văn Một;1/1/1980;Nam;{};{}\n", number % 2, 90_000_000 + number);
    let list: String = (0..rows).map(row).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, format!("Họ và tên;Ngày sinh;Giới tính;Chi bộ;Số thẻ đảng viên\n{list}")).unwrap();
    let mut s = session(300, size);
    s.keys("3<Alt+I>").keys(path.to_str().unwrap()).keys("<Enter><Enter>");
    s.frame();
    s
}

#[test]
fn a_key_in_the_preview_of_an_import_costs_the_same_for_a_long_list() {
    // Wide, where the row under the cursor stands beside the list.
    let size = (140, 40);
    let keys = "<Down><Down><PgDn><Up><End><Home>mot<F3><Backspace>x<Esc><F8><F8><Enter><Down><Esc>";
    let [small, large] = [60, 600].map(|rows| allocations(&mut previewed(rows, size), keys));
    let flat = large.0 <= small.0 * 5 / 4 + 200 && large.1 <= small.1 * 5 / 4 + 65_536;
    assert!(flat, "{small:?} of 60, {large:?} of 600 rows");
}

/// After an edit only what it touched is derived again; what is left to do for each unit is a walk up the tree.
#[test]
fn an_edit_derives_again_what_it_touched_and_not_the_register() {
    for members in [2_700, 20_000] {
        let before = register(members);
        let event = before.data.events().values().find(|event| event.member.is_some()).unwrap();
        let mut batch = Batch::new("edit");
        batch.set(Kind::Event, &event.id, "date", event.json("date"), "2018-04-01".into());
        let edited = before.data.applied(&batch).unwrap();
        let again = allocation_counter::measure(|| drop(before.after(edited.clone())));
        let anew = allocation_counter::measure(|| drop(Standing::new(edited.clone(), DAY)));
        println!("{members} members: {} allocations, {} anew", again.count_total, anew.count_total);
        assert!(again.count_total < before.data.units().len() as u64 * 4 + 500, "{}", again.count_total);
        assert!(again.count_total * 10 < anew.count_total, "{} and {}", again.count_total, anew.count_total);
    }
}

/// A link costs the same however many records point at the same target, as all of a district do that was imported into
/// one unit. Every edit begins with a copy of the register that shares what is not changed.
#[test]
fn an_edit_costs_the_same_however_many_records_point_at_the_same_unit() {
    let unit = Id::new("u").unwrap();
    let event = |number: usize| {
        let mut event = Kind::Event.blank(Id::new(&format!("e{number}")).unwrap());
        event.set_text(Kind::Event.place("unit").unwrap(), unit.as_str()).unwrap();
        event
    };
    let [small, large] = [300, 20_000].map(|events| {
        let mut data = Data::new(Office::blank(Id::office()));
        (0..events).for_each(|number| data.put(event(number)));
        let more = event(events);
        allocation_counter::measure(|| data.clone().put(more)).bytes_total
    });
    assert!(large <= small * 2, "{small} bytes of 300, {large} bytes of 20,000 events");
}
