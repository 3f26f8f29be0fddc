//! What holds everywhere: languages, palette, menu, help, leaving, dialogs and the keys in them.

use chibo::{
    app::{Effect, FileState, Msg},
    domain::{date::Date, words::Lang},
    keymap::{Keymap, Mode, Preset},
};

use crate::{common::*, screen};

#[test]
fn the_language_is_switched_live_also_over_a_form() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("<Ctrl+P>english<Enter>");
    assert!(s.text().contains("Overview") && s.text().contains("Not unified"), "{}", s.text());
    s.keys("3<F2>").fill("Other name", "Ba Sự").keys("<Ctrl+P>tieng viet<Enter>");
    assert!(s.text().contains("Tên gọi khác") && s.text().contains("Ba Sự"), "{}", s.text());
    s.keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
}

#[test]
fn the_palette_runs_a_command_by_its_words() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<F7><Ctrl+P>nhat the hoa");
    screen!(s, "palette");
    s.keys("<Enter>");
    assert!(s.text().contains("một người làm bí thư và trưởng thôn"), "{}", s.text());
}

#[test]
fn the_menu_has_only_what_works_here() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F10>");
    screen!(s, "menu_members");
    let text = s.text();
    assert!(!text.contains("Nhất thể hóa: một người") && !text.contains("Ctrl+S"), "{text}");
    s.keys("sap xep<Enter>");
    assert!(s.text().contains("Sắp xếp theo cột"), "{}", s.text());
    s.keys("<Esc>1<F10>xem<Enter>");
    assert!(s.text().contains("Xem sổ đến ngày"), "the as-of date stands in the menu: {}", s.text());
}

#[test]
fn help_lists_every_key_of_the_mode_it_was_asked_from() {
    for preset in [Preset::Office, Preset::Vim] {
        let mut s = Session::with(district(), 100, 200, Lang::Vi, preset);
        s.keys("3<F1>");
        let text = s.text();
        let keymap = Keymap::new(preset);
        let list = text.find(Mode::List.label().of(Lang::Vi)).unwrap();
        let page = text.find(Mode::Page.label().of(Lang::Vi)).unwrap();
        assert!(list < page, "the mode one comes from is first");
        for binding in keymap.rows(Mode::List) {
            let words = binding.action.label().of(Lang::Vi);
            let found = text[list..page].lines().any(|l| l.contains(binding.key) && l.contains(words));
            assert!(found, "{} {words}\n{text}", binding.key);
        }
        s.keys("<Esc>");
        assert!(s.text().contains("2.736 dòng"));
    }
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2><F1>");
    screen!(s, "help_form");
    s.keys("<Esc>");
    assert!(s.text().contains("Sửa:"), "{}", s.text());
}

#[test]
fn leaving_with_nothing_typed_just_leaves() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<Enter><Ctrl+Q>");
    assert!(s.quit);
}

#[test]
fn leaving_with_an_unsaved_form_asks_and_keeps_the_draft() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự").keys("<Ctrl+Q>");
    assert!(!s.quit);
    screen!(s, "quit_ask");
    s.keys("<Enter>");
    assert!(!s.quit && s.text().contains("Ba Sự"));
    s.keys("<Ctrl+Q><Down><Enter>");
    assert!(s.quit);
    assert!(s.draft.is_some(), "the draft stays");
}

#[test]
fn leaving_is_asked_again_after_the_question_was_closed_by_esc() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự").keys("<Ctrl+Q><Esc><Ctrl+Q>");
    assert!(!s.quit, "{}", s.text());
    s.keys("<Ctrl+Q>");
    assert!(s.quit, "but a second Ctrl+Q in the question leaves");
}

#[test]
fn a_dialog_closed_by_esc_does_not_eat_the_answer_of_the_next_one() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F9><Esc><F4>du bi<Enter>");
    assert!(s.text().contains("120 dòng"), "{}", s.text());
    s.keys("<Esc><F9><Esc><Ctrl+F>hong van<Enter>");
    assert!(s.text().contains("hong van") && s.text().contains("14/4/2018"), "{}", s.text());
    s.keys("<Esc><F6><Esc><F9><Ctrl+U>2017<Enter>");
    assert!(s.text().contains("Đến ngày 31/12/2017"), "{}", s.text());
}

#[test]
fn painting_anew_and_reloading_leave_a_dialog_where_it_is() {
    for dialog in ["<F4>", "<F9>", "<Ctrl+F>", "<Del>", "<F1>", "<Ctrl+P>"] {
        for key in ["<Ctrl+L>", "<F5>"] {
            let mut s = Session::new(district(), 80, 24);
            s.keys("3").keys(dialog);
            let before = s.text();
            s.keys(key);
            assert_eq!(s.text(), before, "{dialog} {key}");
        }
    }
    let mut s = Session::new(district(), 80, 24);
    let press = |s: &mut Session, key: &str| s.app.update(Msg::Key(parse_keys(key)[0]));
    assert_eq!(press(&mut s, "<Ctrl+L>"), [Effect::Repaint]);
    assert_eq!(press(&mut s, "<F5>"), [Effect::Reload]);
    press(&mut s, "<F9>");
    assert_eq!(press(&mut s, "<Ctrl+L>"), [Effect::Repaint]);
    s.keys("<Esc><Ctrl+P>ve lai");
    assert_eq!(press(&mut s, "<Enter>"), [Effect::Repaint], "by the palette too");
}

#[test]
fn tabs_by_number_by_tab_and_by_ctrl_page_down() {
    let mut s = Session::new(district(), 80, 24);
    let tab = |s: &mut Session| s.text().lines().nth(2).unwrap().to_owned();
    let first = tab(&mut s);
    s.keys("<Tab>");
    let second = tab(&mut s);
    s.keys("<Shift+Tab>");
    assert_eq!(tab(&mut s), first);
    s.keys("<Ctrl+PgDn>");
    assert_eq!(tab(&mut s), second);
    s.keys("<Alt+4>");
    assert!(tab(&mut s).contains("118"));
    s.keys("<Tab>");
    assert!(tab(&mut s).contains("BÁO CÁO"));
    s.keys("<Tab>");
    assert!(tab(&mut s).contains("Nguồn kết nạp"));
    s.keys("<Tab>");
    assert!(tab(&mut s).contains("Việc đến hạn"));
    s.keys("<Tab>");
    assert_eq!(tab(&mut s), first);
}

#[test]
fn a_tab_key_in_an_unsaved_form_goes_to_the_next_field_and_no_digit_leaves_it() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "B").keys("4<F1>4");
    assert!(s.text().contains("Gõ chữ trong danh sách"), "the help stays: {}", s.text());
    s.keys("<F9><Ctrl+P><Esc>");
    assert!(s.text().contains("B4"), "nothing was put over the form: {}", s.text());
}

#[test]
fn without_a_register_one_is_made_or_the_sample_is_opened() {
    let effects = |keys: &str| {
        let mut s = Session::missing("/srv/so/register.json");
        let mut last = Vec::new();
        for key in parse_keys(keys) {
            last = s.app.update(Msg::Key(key));
        }
        (s, last)
    };
    let (mut s, _) = effects("");
    screen!(s, "welcome");
    assert!(!s.footer().contains("Esc Trở lại"), "there is nothing to go back to: {}", s.text());
    assert_eq!(effects("<Enter>").1, [Effect::Sample]);
    let (mut s, made) = effects("<Down><Enter>Ban Tổ chức Huyện ủy Ba Chẽ<Enter>");
    assert_eq!(made, [Effect::Make("Ban Tổ chức Huyện ủy Ba Chẽ".to_owned())]);
    s.send(Msg::Opened(
        std::sync::Arc::new(chibo::domain::standing::Standing::new(district(), DAY)),
        FileState::Saved,
    ));
    assert!(s.text().contains("116/118"), "{}", s.text());
    assert_eq!(effects("<Down><Enter><Enter>").1, [], "a register needs a name");
    assert_eq!(effects("<Down><Down><Enter>").1, [Effect::Quit]);
    assert_eq!(effects("<Ctrl+Q>").1, [Effect::Quit]);
}

#[test]
fn a_long_message_is_read_whole() {
    let mut s = Session::new(district(), 80, 24);
    let words = "Không ghi được tệp /home/canbo/ho-so/so-dang-vien-huyen-hai-ha-2018.xlsx: trên đĩa không còn chỗ. \
                 Sổ vẫn nguyên; chọn nơi khác rồi xuất lại.";
    s.send(Msg::Warn(words.to_owned()));
    let shown = s.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains(words), "{}", s.text());
    s.keys("<Down>");
    assert!(!s.text().contains("chọn nơi khác"), "the next key takes it away: {}", s.text());
}

#[test]
fn a_register_with_nothing_in_it() {
    let data = chibo::domain::data::Data::new(chibo::domain::record::Described::blank(
        chibo::domain::record::Id::office(),
    ));
    let mut s = Session::new(data, 80, 24);
    s.keys("1");
    screen!(s, "empty_register");
    s.keys("2");
    screen!(s, "empty_units");
    s.keys("3<F3><Del><F2><F7><Ctrl+K><Enter>");
    screen!(s, "empty_members");
    s.keys("4<F7><F8><Ctrl+O><Ctrl+E>");
    screen!(s, "empty_villages");
}

#[test]
fn a_new_day_changes_nothing_that_is_typed() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự");
    let day: Date = jiff::civil::date(2018, 4, 15);
    s.send(Msg::Today(day));
    assert!(s.text().contains("Ba Sự"));
}

#[test]
fn the_footer_names_only_keys_that_work_here_and_always_a_way_back() {
    for (keys, wanted) in [
        ("1", "Enter"),
        ("3<Enter>", "Esc"),
        ("3<F2>", "Ctrl+S"),
        ("3<F2>", "Esc"),
        ("3<F1>", "Esc"),
        ("3<F9>", "Esc"),
        ("4<F8>", "Esc"),
        ("4<F7>", "Ctrl+K"),
    ] {
        let mut s = Session::new(district(), 80, 24);
        s.keys(keys);
        let footer = s.footer();
        assert!(footer.contains(wanted), "{keys}: {footer}");
    }
}

#[test]
fn a_prompt_keeps_what_is_not_right_and_says_why() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("<F9><Ctrl+U>31/2/2016<Enter>");
    assert!(s.notice().contains("Lịch không có ngày này"), "{}", s.text());
    assert!(s.text().contains("Xem sổ đến ngày") && s.text().contains("│31/2/2016"), "{}", s.text());
    s.keys("<Ctrl+U>29/2/2016<Enter>");
    assert!(s.text().contains("Đến ngày 29/2/2016"), "{}", s.text());
    s.keys("3<Ctrl+F>tuoi<Down><Enter>ba muoi<Enter>");
    assert!(s.notice().contains("Không đọc được điều kiện lọc"), "{}", s.text());
    assert!(s.text().contains("│ba muoi"), "{}", s.text());
    s.keys("<Ctrl+U>30<Enter>");
    assert!(s.text().contains("Tuổi: 30"), "{}", s.text());
    let mut s = Session::missing("/srv/so/register.json");
    s.keys("<Down><Enter> <Enter>");
    assert!(s.text().contains("Tên cơ quan") && s.notice().contains("Phải có giá trị"), "{}", s.text());
}

#[test]
fn what_is_being_found_ends_with_the_tab() {
    for (tab, there_and_back) in [("2", "<Tab><Shift+Tab>"), ("3", "<Alt+4><Alt+3>"), ("4", "<Tab>4")] {
        let mut s = Session::new(district(), 80, 24);
        s.keys(tab).keys("minh");
        assert!(s.text().contains("Tìm: minh"), "{tab}: {}", s.text());
        s.keys(there_and_back);
        assert!(!s.text().contains("Tìm: minh"), "{tab}: {}", s.text());
        s.keys("<F3>");
        assert!(s.text().contains("Tìm: minh"), "but F3 takes it up again: {tab}: {}", s.text());
    }
}
