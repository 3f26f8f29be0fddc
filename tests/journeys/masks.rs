//! What exposes a person is masked until it is asked for, asking is noted first, and it is masked again afterwards.

use chibo::{
    app::Msg,
    domain::{
        data::Data,
        record::{Id, Kind},
        words::Lang,
    },
    keymap::Preset,
};
use serde_json::json;

use crate::{common::*, screen};

const CARD: &str = "70123456";
const CITIZEN: &str = "070911223344";
const PHONE: &str = "0973 555 146";

/// The district, whose first member of the list has distinctive numbers; and that member.
fn known() -> (Data, Id) {
    let mut data = district();
    let id = data.ids(Kind::Member)[0].clone();
    let fields = [
        ("name", "An Thị A"),
        ("card_number", CARD),
        ("citizen_number", CITIZEN),
        ("phone", PHONE),
        ("born", "1962-03-15"),
    ];
    for (field, text) in fields {
        set(&mut data, &id, field, text);
    }
    (data, id)
}

fn set(data: &mut Data, id: &Id, field: &str, text: &str) {
    let mut record = data.record(Kind::Member, id).unwrap().boxed();
    record.set_text(Kind::Member.place(field).unwrap(), text).unwrap();
    data.put(record);
}

/// A session with the cursor on that member.
fn session(width: u16, height: u16) -> (Session, Id) {
    let (data, id) = known();
    let mut s = Session::new(data, width, height);
    s.keys("3<Home>");
    assert!(s.here().contains("An Thị A"), "{}", s.text());
    (s, id)
}

/// How many of the three numbers can be read.
fn readable(s: &mut Session) -> usize {
    let text = s.text();
    [CARD, CITIZEN, PHONE].iter().filter(|number| text.contains(**number)).count()
}

#[test]
fn a_page_masks_until_it_is_asked_and_the_asking_is_noted_with_its_fields() {
    let (mut s, id) = session(80, 40);
    s.keys("<Enter>");
    assert_eq!(readable(&mut s), 0);
    for end in ["•••456", "•••344", "•••146"] {
        assert!(s.text().contains(end), "{}", s.text());
    }
    screen!(s, "masked_page");
    s.keys("<Ctrl+R>");
    assert_eq!(readable(&mut s), 3, "{}", s.text());
    assert!(s.notice().contains("nhật ký truy cập"), "{}", s.notice());
    screen!(s, "revealed_page");
    let fields = vec!["card_number", "citizen_number", "phone"];
    assert_eq!(s.looked_at, [(Kind::Member, id, fields)]);
    s.keys("<Down>");
    assert_eq!(readable(&mut s), 3, "a look about the page is no leaving of it");
    s.keys("<Ctrl+R>");
    assert_eq!(readable(&mut s), 0, "the same key masks again");
    assert_eq!(s.looked_at.len(), 1);
}

#[test]
fn what_was_shown_is_masked_again_when_the_cursor_leaves_or_the_screen_closes() {
    for leaving in ["<Esc><Enter>", "<Esc>2<Esc>3<Enter>", "<F7><Shift+F7>", "<F2><Esc>", "<Ctrl+G><Esc>"] {
        let (mut s, _) = session(140, 40);
        s.keys("<Enter><Ctrl+R>");
        assert_eq!(readable(&mut s), 3);
        s.keys(leaving);
        assert_eq!(readable(&mut s), 0, "{leaving}\n{}", s.text());
    }
    let (mut s, _) = session(140, 40);
    s.keys("<Ctrl+R>");
    assert_eq!(readable(&mut s), 3, "beside the list: {}", s.text());
    s.keys("<Down><Up>");
    assert_eq!(readable(&mut s), 0, "{}", s.text());
    s.keys("<Ctrl+R>");
    s.send(Msg::Mask);
    assert_eq!(readable(&mut s), 0, "it was shown long enough");
}

#[test]
fn a_late_answer_shows_nothing_where_it_was_not_asked() {
    let (mut s, id) = session(140, 40);
    s.unnoted = Some("…".to_owned());
    s.keys("<Enter><Ctrl+R><Esc>");
    s.send(Msg::Revealed(Kind::Member, id));
    assert_eq!(readable(&mut s), 0, "{}", s.text());
}

#[test]
fn what_cannot_be_noted_is_not_shown() {
    let (mut s, _) = session(80, 40);
    s.unnoted = Some("không ghi được".to_owned());
    s.keys("<Enter><Ctrl+R>");
    assert_eq!(readable(&mut s), 0);
    assert!(s.notice().contains("không ghi được"), "{}", s.notice());
    s.unnoted = None;
    s.keys("<Ctrl+R>");
    assert_eq!(readable(&mut s), 3, "it can be tried again: {}", s.text());
}

#[test]
fn in_a_narrow_list_the_page_opens_since_nothing_of_it_could_be_seen_there() {
    let (mut s, _) = session(80, 40);
    s.keys("<Ctrl+R>");
    assert_eq!(readable(&mut s), 3, "{}", s.text());
    s.keys("<Esc>");
    assert!(s.text().contains("2.736 dòng"), "{}", s.text());
}

#[test]
fn where_nothing_is_masked_or_no_record_is_it_says_so() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<Ctrl+R>");
    assert!(s.notice().contains("không có gì bị che"), "{}", s.notice());
    s.keys("5<Ctrl+R>");
    assert!(s.notice().contains("không ở trên bản ghi nào"), "{}", s.notice());
    s.keys("<Ctrl+G>");
    assert!(s.notice().contains("không ở trên bản ghi nào"), "{}", s.notice());
    assert!(s.looked_at.is_empty());
}

#[test]
fn a_form_saves_what_it_masks_unchanged_and_typing_replaces_it() {
    let (mut s, id) = session(80, 40);
    s.keys("<F2>").field("Số căn cước");
    assert_eq!(readable(&mut s), 0, "{}", s.text());
    screen!(s, "masked_form");
    // Moving about in what is not seen does nothing.
    s.keys("<Left><Home><End><Right>").fill("Nghề nghiệp", "Giáo viên").keys("<Ctrl+S>");
    assert_eq!(s.committed[0].changes.len(), 1, "{:?}", s.committed);
    assert_eq!(s.value(Kind::Member, &id, "citizen_number"), CITIZEN);

    s.keys("<F2>").field("Số căn cước").keys("0012");
    assert!(s.here().contains(" 0012") && !s.here().contains("344"), "{}", s.here());
    s.keys("<Ctrl+Z>");
    assert!(s.here().contains("•••344"), "{}", s.here());
    s.keys("<Backspace>");
    assert!(!s.here().contains("•••"), "{}", s.here());
    s.keys("<Ctrl+Z>");
    s.send(Msg::Paste("001 299".to_owned()));
    s.keys("<Ctrl+S>");
    assert!(s.text().contains("Chỉ gồm chữ số"), "a pasted text is checked like a typed one: {}", s.text());
    s.fill("Số căn cước", "001299000111").field("Điện thoại").keys("<Backspace><Ctrl+S>");
    assert_eq!(s.value(Kind::Member, &id, "citizen_number"), "001299000111");
    assert_eq!(s.value(Kind::Member, &id, "phone"), "");
    assert_eq!(s.value(Kind::Member, &id, "card_number"), CARD);
    s.keys("<Ctrl+Z>");
    assert_eq!(s.value(Kind::Member, &id, "phone"), PHONE);
    assert_eq!(readable(&mut s), 0, "undoing says nothing of it: {}", s.text());
}

#[test]
fn a_number_typed_anew_as_it_was_may_be_typed_on() {
    let (mut s, id) = session(80, 40);
    s.keys("<F2>").field("Số căn cước").keys(CITIZEN).keys("5<Ctrl+S>");
    assert_eq!(s.value(Kind::Member, &id, "citizen_number"), format!("{CITIZEN}5"));
}

#[test]
fn asked_for_in_a_form_it_can_be_corrected_digit_by_digit() {
    let (mut s, id) = session(80, 40);
    s.keys("<F2>").field("Số căn cước").keys("<Ctrl+R>");
    assert_eq!(readable(&mut s), 3, "{}", s.text());
    assert_eq!(s.looked_at.len(), 1);
    s.keys("<End><Backspace>7");
    s.send(Msg::Mask);
    assert_eq!(readable(&mut s), 0, "{}", s.text());
    assert!(s.here().contains("070911223347"), "what was typed stays in sight: {}", s.here());
    s.keys("<Ctrl+S>");
    assert_eq!(s.value(Kind::Member, &id, "citizen_number"), "070911223347");
    assert_eq!(s.committed[0].changes.len(), 1);
}

#[test]
fn a_draft_keeps_what_was_typed_and_covers_what_was_not() {
    let (mut s, id) = session(80, 40);
    s.keys("<F2>").fill("Số căn cước", "001299000111");
    let draft = s.draft.clone().unwrap();
    let mut s = Session::new(s.data.clone(), 80, 40);
    s.send(Msg::Draft(draft));
    s.keys("<Enter>").field("Số căn cước");
    assert!(s.here().contains("001299000111"), "{}", s.text());
    assert_eq!(readable(&mut s), 0);
    s.keys("<Ctrl+S>");
    assert_eq!(s.value(Kind::Member, &id, "citizen_number"), "001299000111");
    assert_eq!(s.value(Kind::Member, &id, "card_number"), CARD);
}

#[test]
fn two_people_on_one_number_see_only_what_they_typed() {
    let (mut s, id) = session(80, 40);
    s.keys("<F2>").fill("Số căn cước", "001299000111");
    s.others = vec![other_sets(&s.data, Kind::Member, &id, "citizen_number", json!("070988776655"))];
    s.keys("<Ctrl+S>");
    screen!(s, "conflict_masked");
    let text = s.text();
    assert!(text.contains("•••655") && text.contains("•••344"), "{text}");
    assert!(!text.contains("070988776655") && !text.contains(CITIZEN), "{text}");
    s.keys("<Enter>");
    assert_eq!(s.value(Kind::Member, &id, "citizen_number"), "070988776655");
    assert!(!s.text().contains("070988776655"), "{}", s.text());
}

#[test]
fn dates_of_birth_are_masked_when_the_office_says_so() {
    let (mut s, _) = session(140, 40);
    assert!(s.here().contains("15/3/1962"), "{}", s.text());
    s.keys("<Ctrl+P>co quan<Enter>").pick("Ngày sinh", "che").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    let text = s.text();
    assert!(!text.contains("15/3/1962") && s.here().contains("•••/1962"), "{text}");
    s.keys("<F2>").field("Sinh ngày");
    assert!(s.here().contains("•••/1962"), "{}", s.here());
    s.keys("<Ctrl+R>");
    assert!(s.here().contains("15/3/1962"), "{}", s.here());
    assert!(s.looked_at[0].2.contains(&"born"));
}

#[test]
fn in_english_and_with_the_keys_of_vim() {
    let (data, _) = known();
    let mut s = Session::with(data, 140, 40, Lang::En, Preset::Vim);
    s.keys("3g<Ctrl+R>");
    assert_eq!(readable(&mut s), 3, "{}", s.text());
    screen!(s, "revealed_140x40_en_vim");
}

#[test]
fn a_piece_of_a_number_finds_nobody_and_the_whole_of_it_its_holder() {
    use chibo::domain::filter::Filter;
    let (data, id) = known();
    let standing = chibo::domain::standing::Standing::new(data, DAY);
    let found = |text: &str| Filter::parse(Kind::Member, [text]).unwrap().ids(&standing, Kind::Member);
    for piece in ["card_number~7012", "card_number~70", "phone~0973", "phone~146", "citizen_number=0709"] {
        assert!(found(piece).is_empty(), "{piece}");
    }
    for whole in ["card_number=70123456", "card_number~70123456", "phone~0973555146", "phone=0973 555 146"] {
        assert_eq!(found(whole), std::slice::from_ref(&id), "{whole}");
    }
    let mut s = Session::new(standing.data.clone(), 80, 24);
    for number in [CARD, CITIZEN, "0973"] {
        s.keys("3xx<Esc>").keys("<Ctrl+F>").keys(number).keys("<Esc>");
        assert_eq!(readable(&mut s), 0);
    }
}
