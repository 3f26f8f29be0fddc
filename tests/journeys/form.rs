//! The form: errors beside the field, rules between fields, and that nothing typed is ever lost.

use chibo::{
    app::{Effect, FileState, Msg},
    domain::{record::Kind, words::Lang},
    keymap::Preset,
};

use crate::{common::*, screen};

#[test]
fn what_is_wrong_stands_beside_its_field() {
    let mut s = Session::new(district(), 80, 40);
    s.keys("3<Ctrl+N>");
    s.fill("Số thẻ", "12a").fill("Sinh ngày", "31/2/1990").fill("Ngày xuất ngũ", "5/1990");
    s.fill("Huy hiệu", "ba mươi").keys("<Ctrl+S>");
    let text = s.text();
    for (label, words) in [
        ("Số thẻ", "Chỉ gồm chữ số"),
        ("Sinh ngày", "Lịch không có"),
        ("Họ và tên", "Phải có giá trị"),
        ("Ngày xuất ngũ", "Cần đủ ngày"),
        ("Huy hiệu", "Không phải số"),
        ("Ngày hiệu lực", "Phải có giá trị"),
    ] {
        let line = text.lines().find(|l| l.trim_start_matches(['▶', ' ']).starts_with(label)).unwrap();
        assert!(line.contains(words), "{label}: {text}");
    }
    assert!(s.here().contains("Số thẻ"), "the cursor is on the first: {text}");
    screen!(s, "form_errors");
    s.keys("<Ctrl+U>12");
    let line = s.here();
    assert!(!line.contains("Chỉ gồm"), "typing takes the error away: {line}");
    assert!(s.committed.is_empty());
}

#[test]
fn a_wide_form_and_an_english_one() {
    let mut s = Session::with(district(), 140, 40, Lang::En, Preset::Vim);
    s.keys("3e");
    s.fill("Born", "31/2/1990").keys("<Tab>");
    screen!(s, "form_140x40_en");
}

#[test]
fn rules_between_fields_are_checked_on_saving() {
    let mut s = Session::new(district(), 80, 40);
    // Official before admitted.
    s.keys("3<F4>du bi<Enter><Enter><Ctrl+N><Enter>");
    s.pick("Biến động", "cong nhan").fill("Ngày hiệu lực", "1/1/1999").keys("<Ctrl+S>");
    assert!(s.text().contains("Trước ngày vào Đảng"), "{}", s.text());
    // Before the birth.
    s.fill("Ngày hiệu lực", "1/1/1900").keys("<Ctrl+S>");
    assert!(s.text().contains("Trước ngày sinh"), "{}", s.text());
    // A ceremony before its decision.
    s.pick("Biến động", "ket nap").fill("Ngày hiệu lực", "1/2/2018").fill("Ngày quyết định", "2/2/2018");
    s.keys("<Ctrl+S>");
    assert!(s.text().contains("Lễ kết nạp trước ngày quyết định"), "{}", s.text());
    screen!(s, "form_rule");
    s.keys("<Esc><Down><Down><Enter><Esc>");
    // A card number of somebody else.
    let taken = s.data.members().values().map(|m| m.card_number.clone()).rfind(|n| !n.is_empty()).unwrap();
    s.keys("3<Esc><Home><F2>").fill("Số thẻ", &taken).keys("<Ctrl+S>");
    assert!(s.text().contains("Đã có ở đảng viên khác"), "{}", s.text());
    s.keys("<Esc><Down><Down><Enter>");
    // A unit with members is not closed.
    s.keys("2quang phong<Esc><Right><Down><F2>").fill("Thôi hoạt động", "1/4/2018").keys("<Ctrl+S>");
    assert!(s.text().contains("Còn đảng viên"), "{}", s.text());
    assert!(s.committed.is_empty());
}

#[test]
fn esc_in_a_changed_form_asks_and_loses_nothing() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự");
    s.keys("<Esc>");
    screen!(s, "form_leave_ask");
    s.keys("<Esc>");
    assert!(s.text().contains("Ba Sự"), "a second Esc goes back to the form: {}", s.text());
    s.keys("<Esc><Enter>");
    assert!(s.text().contains("Ba Sự"), "and so does the first answer: {}", s.text());
    s.keys("<Esc><Down><Enter>");
    assert_eq!(s.committed.len(), 1, "the second answer saves");
    s.keys("<F2>").fill("Tên gọi khác", "khác").keys("<Esc><Down><Down><Enter>");
    assert!(s.text().contains("2.736 dòng"), "the third throws away: {}", s.text());
    assert_eq!(s.committed.len(), 1);
}

#[test]
fn esc_in_a_form_nobody_touched_just_closes_it() {
    for keys in ["3<F2>", "3<Ctrl+N>", "4<F7><Ctrl+K>", "4<F7><Ctrl+T>", "4<F7><Ctrl+D>"] {
        let mut s = Session::new(district(), 80, 24);
        s.keys(keys);
        assert_eq!(s.draft, None, "{keys}: no draft of what nobody typed");
        s.keys("<Esc>");
        assert!(s.text().contains(" dòng"), "{keys}: {}", s.text());
    }
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<F7><Ctrl+E>truong<Enter>");
    assert!(s.text().contains("Kết thúc: Trưởng thôn"), "{}", s.text());
    s.keys("<Esc>");
    assert!(s.text().contains(" dòng"), "{}", s.text());
}

#[test]
fn a_resize_in_the_middle_of_a_form_loses_nothing() {
    let mut s = Session::new(district(), 140, 40);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự").fill("Quê quán", "Nam Đị");
    s.resize(50, 10);
    screen!(s, "too_small");
    s.keys("n");
    s.resize(80, 24).keys("h");
    let text = s.text();
    assert!(text.contains("Ba Sự") && text.contains("Nam Định"), "{text}");
    s.resize(0, 0);
    s.text();
    s.resize(80, 24).keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1);
}

#[test]
fn a_save_that_fails_keeps_the_form_and_its_draft() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự");
    s.fail = Some("Đĩa đầy".to_owned());
    s.keys("<Ctrl+S>");
    assert!(s.notice().contains("Đĩa đầy"), "{}", s.text());
    assert!(s.text().contains("Ba Sự") && s.text().contains("Đã lưu, bản 0"), "{}", s.text());
    assert!(s.draft.is_some());
    screen!(s, "form_failed");
    s.keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "and saving again works");
    assert_eq!(s.draft, None);
}

#[test]
fn a_register_that_can_only_be_read_keeps_the_form() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự");
    s.send(Msg::File(FileState::ReadOnly("ổ đĩa mạng".to_owned())));
    s.keys("<Ctrl+S>");
    assert!(s.notice().contains("ổ đĩa mạng"), "{}", s.text());
    assert!(s.text().contains("Ba Sự"));
    screen!(s, "form_read_only");
    s.send(Msg::File(FileState::Saved));
    s.keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1);
}

#[test]
fn while_an_edit_is_on_its_way_nothing_is_lost_and_the_form_closes_when_it_is_saved() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự");
    s.slow = true;
    s.keys("<Ctrl+S>");
    assert!(s.text().contains("đang lưu") || s.text().contains("Đang lưu"), "{}", s.text());
    s.keys("x<Ctrl+S>");
    s.catch_up();
    assert_eq!(s.committed.len(), 1);
    assert!(s.text().contains("2.736 dòng"), "{}", s.text());
}

#[test]
fn a_dialog_over_a_form_that_waits_does_not_keep_it_open_for_ever() {
    for dialog in ["<Esc>", "<F1>", "<Ctrl+P>", "<Ctrl+Q>"] {
        let mut s = Session::new(district(), 80, 24);
        s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự");
        s.slow = true;
        s.keys("<Ctrl+S>").keys(dialog);
        s.catch_up();
        assert_eq!(s.committed.len(), 1);
        s.keys("<Esc>");
        assert!(!s.text().contains("Tên gọi khác"), "{dialog}: {}", s.text());
        assert_eq!(s.app.draft(), None, "{dialog}");
    }
}

#[test]
fn a_refusal_reaches_the_form_under_a_dialog() {
    for dialog in ["<Esc>", "<F1>"] {
        let mut s = Session::new(district(), 80, 24);
        s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự");
        s.slow = true;
        s.keys("<Ctrl+S>").keys(dialog);
        s.fail = Some("Đĩa đầy".to_owned());
        s.catch_up();
        s.keys("<Esc>");
        assert!(s.text().contains("Ba Sự"), "{dialog}: {}", s.text());
        s.keys("<Ctrl+S>");
        assert_eq!(s.committed.len(), 1, "{dialog}: it can be saved again: {}", s.text());
    }
}

#[test]
fn every_kind_of_form_comes_back_from_its_draft_as_it_was() {
    let openings: &[(&str, &str, &str)] = &[
        ("3<F2>", "Tên gọi khác", "Ba Sự"),
        ("3<Ctrl+N>", "Họ và tên", "Trần Thị Nháp"),
        ("4<F7><Ctrl+K>", "Quyết định", "nháp 1"),
        ("4<F7><Ctrl+T>", "Quyết định", "nháp 2"),
        ("4<F7><Ctrl+E>truong<Enter>", "Đến ngày", "chưa xong/4"),
        ("4<F7><Ctrl+D>", "Dự kiến", "12/20"),
        ("2<Ctrl+N>", "Tên tổ chức", "Chi bộ nháp"),
        ("4<Ctrl+N>", "Số hộ", "một trăm"),
        ("3<Enter><Ctrl+N><Enter>", "Số quyết định", "nháp 3"),
        ("3<Enter><Ctrl+N><Down><Enter>", "Họ tên", "Người Nháp"),
    ];
    for (keys, label, typed) in openings {
        let mut s = Session::new(district(), 80, 40);
        s.keys(keys).fill(label, typed);
        let draft = s.draft.clone().unwrap_or_else(|| panic!("{keys}: a draft is kept"));
        let form = s.text();
        // The draft goes through a file.
        let stored = serde_json::from_str(&serde_json::to_string(&draft).unwrap()).unwrap();
        let mut again = Session::new(district(), 80, 40);
        again.send(Msg::Draft(stored));
        assert!(again.text().contains("Bản nháp"), "{keys}");
        again.keys("<Enter>");
        let body = |text: &str| text.lines().skip(2).map(str::to_owned).collect::<Vec<_>>().join("\n");
        assert_eq!(body(&again.text()), body(&form), "{keys}");
        assert_eq!(again.app.draft(), Some(draft), "{keys}");
    }
}

#[test]
fn a_draft_saves_the_same_edit_as_the_form_it_came_from() {
    let mut s = Session::new(district(), 80, 40);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự");
    let draft = s.draft.clone().unwrap();
    s.keys("<Ctrl+S>");
    let mut again = Session::new(district(), 80, 40);
    again.send(Msg::Draft(draft));
    screen!(again, "draft_offered");
    again.keys("<Enter><Ctrl+S>");
    assert_eq!(again.committed, s.committed);
    assert_eq!(again.draft, None);
}

#[test]
fn esc_at_the_offer_of_a_draft_loses_nothing() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự");
    let draft = s.draft.clone().unwrap();
    let mut again = Session::new(district(), 80, 24);
    again.send(Msg::Draft(draft.clone()));
    again.keys("<Esc>");
    assert_eq!(again.app.draft(), Some(draft), "{}", again.text());
}

#[test]
fn a_draft_that_is_dropped_is_dropped_from_the_disk() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự");
    let draft = s.draft.clone().unwrap();
    let mut again = Session::new(district(), 80, 24);
    again.app.update(Msg::Draft(draft));
    for key in parse_keys("<Down>") {
        again.app.update(Msg::Key(key));
    }
    let effects = again.app.update(Msg::Key(parse_keys("<Enter>")[0]));
    assert!(effects.contains(&Effect::Draft(None)), "{effects:?}");
}

#[test]
fn a_draft_nobody_can_read_is_said() {
    let mut s = Session::new(district(), 80, 24);
    s.send(Msg::Draft(serde_json::json!({ "purpose": "unknown" })));
    s.keys("<Enter>");
    assert!(s.notice().contains("Bản nháp không đọc được"), "{}", s.text());
}

#[test]
fn vietnamese_typed_by_an_input_method_and_pasted_text_go_into_the_field() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "");
    // Telex bursts: Backspaces and composed letters, and a decomposed paste.
    s.keys("Nguye<Backspace>ê<Backspace><Backspace>yễn");
    s.send(Msg::Paste(" Va\u{306}n\n\u{1b}[31mÁi".to_owned()));
    s.keys("<Ctrl+S>");
    let (_, id) = s.committed[0].changes[0].record();
    assert_eq!(s.value(Kind::Member, &id.clone(), "other_name"), "Nguyễn Văn [31mÁi");
}

#[test]
fn ctrl_z_in_a_form_takes_the_field_back() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>");
    let before = s.text();
    s.fill("Tên gọi khác", "Ba Sự").keys("<Ctrl+Z>");
    assert!(!s.text().contains("Ba Sự"));
    s.keys("<Esc>");
    assert!(s.text().contains("2.736 dòng"), "nothing changed, nothing asked: {before}");
}

#[test]
fn a_link_is_searched_by_typing() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<F2>").field("Chi bộ").keys("h");
    assert!(s.text().contains("Tìm: h"), "{}", s.text());
    s.keys("oa lieu");
    screen!(s, "form_link_search");
    s.keys("<Esc>");
    assert!(s.text().contains("Sửa:"), "Esc closes only the list: {}", s.text());
}

#[test]
fn a_form_saved_while_an_undo_is_on_its_way_can_be_saved_again() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự").keys("<Ctrl+S>");
    s.slow = true;
    s.keys("<Ctrl+Z><F2>").fill("Tôn giáo", "").fill("Nghề nghiệp", "Thợ").keys("<Ctrl+S>");
    assert!(s.text().contains("Thợ"), "{}", s.text());
    s.catch_up();
    assert!(s.text().contains("Thợ"), "the undo that came back does not close the form: {}", s.text());
    s.keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 3, "{}", s.text());
}

#[test]
fn a_draft_of_another_version_fills_the_fields_by_name() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự").fill("Nghề nghiệp", "Thợ");
    let draft = s.draft.clone().unwrap();
    let mut newer = draft.clone();
    let typed = newer["parts"][0]["typed"].as_object_mut().unwrap();
    let known = std::mem::take(typed);
    typed.insert("of_a_newer_version".to_owned(), "x".into());
    typed.extend(known);
    let mut again = Session::new(district(), 80, 24);
    again.send(Msg::Draft(newer));
    again.keys("<Enter>");
    assert_eq!(again.app.draft(), Some(draft), "{}", again.text());
}

#[test]
fn a_form_over_the_past_says_what_holds_for_every_day() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>");
    assert!(!s.text().contains("ghi cho mọi ngày"), "today it is plain: {}", s.text());
    s.keys("<Esc><F9><Ctrl+U>31/12/2017<Enter><F2>");
    assert!(s.text().contains("ghi cho mọi ngày, không riêng 31/12/2017"), "{}", s.text());
    s.keys("<Esc><Ctrl+T>");
    assert!(!s.text().contains("ghi cho mọi ngày"), "a term has its own dates: {}", s.text());
}
