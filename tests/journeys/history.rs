//! The history of a record: asked for wherever a record is under the cursor, given up with Esc, the newest first.

use chibo::{
    app::Msg,
    domain::{
        edit::{Batch, Change},
        record::{Id, Kind},
        words::Lang,
    },
    keymap::Preset,
    ui::history::{Edit, Past},
};
use serde_json::{Value, json};

use crate::{common::*, screen};

fn edit(revision: u64, who: &str, deed: &str, changes: Vec<Change>) -> Edit {
    let at = jiff::civil::date(2018, 4, 1).at(8, u8::try_from(revision).unwrap().cast_signed(), 0, 0);
    Edit { revision, at: Some(at), who: who.to_owned(), batch: Batch { changes, ..Batch::new(deed) } }
}

fn set(kind: Kind, id: &Id, field: &str, from: Value, to: Value) -> Change {
    Change::Set { kind, id: id.clone(), field: field.to_owned(), from, to }
}

/// The first member of the list, and a past of that member.
fn past(s: &mut Session) -> Past {
    s.keys("3<Home><Ctrl+G><Esc>");
    let id = s.inquiries[0].of.1.clone();
    let event = s.data.events_of(&id)[0].id.clone();
    let mut plan = edit(
        9,
        "Lan",
        "edit",
        vec![
            set(Kind::Member, &id, "occupation", json!("Nông dân"), json!("Giáo viên")),
            set(Kind::Member, &id, "citizen_number", Value::Null, json!("070911223344")),
        ],
    );
    plan.batch.label = Some("QĐ 12-QĐ/HU ngày 30/3/2018".to_owned());
    let decision = edit(
        7,
        "Minh",
        "import",
        vec![set(Kind::Event, &event, "decision", json!("08-QĐ/HU"), json!("80-QĐ/HU"))],
    );
    let gone = edit(
        5,
        "Minh",
        "delete",
        vec![Change::Delete {
            kind: Kind::Event,
            id: Id::new("gone").unwrap(),
            before: json!({"id": "gone", "member": id.as_str(), "kind": "exempt", "date": "2018-01-05"})
                .as_object()
                .unwrap()
                .clone(),
        }],
    );
    s.inquiries.clear();
    Past { of: (Kind::Member, id), edits: vec![plan, decision, gone], begins: 3, trouble: None }
}

fn told(width: u16, height: u16, lang: Lang) -> Session {
    let mut s = Session::with(district(), width, height, lang, Preset::Office);
    let past = past(&mut s);
    s.past = Some(past);
    s.keys("<Ctrl+G>").frame();
    s
}

#[test]
fn who_when_from_what_to_what_and_by_which_decision_the_newest_first() {
    let mut s = told(80, 24, Lang::Vi);
    screen!(s, "history_80x24");
    let text = s.text();
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}:\n{text}"));
    assert!(place("Lan: sửa") < place("Nông dân → Giáo viên"));
    assert!(place("QĐ 12-QĐ/HU") < place("80-QĐ/HU"));
    assert!(!text.contains("070911223344") && text.contains("(trống) → •••344"), "{text}");
    assert!(text.contains("từ trước khi nhật ký bắt đầu"), "{text}");
}

#[test]
fn in_english_on_a_wide_screen() {
    let mut s = told(140, 40, Lang::En);
    screen!(s, "history_140x40_en");
    s.keys("<Ctrl+P>tieng viet<Enter>");
    assert!(s.text().contains("Lịch sử thay đổi"), "the language is switched over it, too: {}", s.text());
}

#[test]
fn enter_goes_to_the_record_of_an_entry_and_back() {
    let mut s = told(80, 24, Lang::Vi);
    s.keys("<Down>");
    assert!(s.here().contains("Minh"), "{}", s.text());
    s.keys("<Enter>");
    assert!(s.text().contains("Đảng viên") && !s.text().contains("Lịch sử thay đổi"), "{}", s.text());
    s.keys("<Esc>");
    assert!(s.here().contains("Minh"), "{}", s.text());
    s.keys("<Esc>");
    assert!(s.text().contains("2.736 dòng"), "{}", s.text());
}

#[test]
fn while_it_is_read_it_says_so_and_esc_gives_up() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<Ctrl+G>");
    assert!(s.text().contains("Đang đọc nhật ký"), "{}", s.text());
    assert!(s.inquiries[0].is_wanted());
    s.keys("<Esc>");
    assert!(!s.inquiries[0].is_wanted(), "whoever reads may stop");
    let late = Past { of: s.inquiries[0].of.clone(), edits: Vec::new(), begins: 0, trouble: None };
    s.send(Msg::History(late.into()));
    assert!(s.text().contains("2.736 dòng"), "{}", s.text());
}

#[test]
fn an_edit_meanwhile_is_asked_for_and_the_cursor_stays() {
    let mut s = told(80, 24, Lang::Vi);
    s.keys("<Down>");
    let before = s.here();
    assert_eq!(s.inquiries.len(), 1);
    s.data.revision += 1;
    s.send(Msg::Standing(s.standing(), None));
    assert_eq!(s.inquiries.len(), 2);
    assert!(!s.inquiries[0].is_wanted() && s.inquiries[1].is_wanted());
    s.send(Msg::Standing(s.standing(), None));
    assert_eq!(s.inquiries.len(), 2, "the same register is not asked about twice");
    assert_eq!(s.here(), before);
}

#[test]
fn it_is_had_from_every_place_with_a_record_under_the_cursor() {
    let places = [
        ("1<End>", 80),
        ("2", 80),
        ("2<Enter>", 80),
        ("3", 140),
        ("3<Enter>", 80),
        ("3<F2>", 80),
        ("4", 80),
        ("4<Enter>", 80),
        ("<Ctrl+P>co quan<Enter>", 80),
    ];
    for (place, width) in places {
        let mut s = Session::new(district(), width, 24);
        s.keys(place).keys("<Ctrl+G>");
        assert_eq!(s.inquiries.len(), 1, "{place}\n{}", s.text());
        assert!(s.text().contains("Lịch sử thay đổi"), "{place}\n{}", s.text());
    }
}

#[test]
fn over_a_form_it_is_read_and_leads_nowhere_so_that_nothing_typed_is_lost() {
    let mut s = Session::new(district(), 80, 24);
    let past = past(&mut s);
    s.past = Some(past);
    s.keys("<F2>").fill("Nghề nghiệp", "Bộ đội").keys("<Ctrl+G>");
    assert!(s.text().contains("Nông dân → Giáo viên"), "{}", s.text());
    s.keys("<Enter>");
    assert!(s.notice().contains("Phiếu đang nhập chưa lưu"), "{}", s.notice());
    s.keys("<Esc>");
    assert!(s.here().contains("Bộ đội"), "{}", s.text());
}

#[test]
fn a_log_that_cannot_be_read_to_its_end_says_why() {
    let mut s = Session::new(district(), 80, 24);
    let past = past(&mut s);
    s.past = Some(Past { trouble: Some("dòng 12 hỏng".to_owned()), ..past });
    s.keys("<Ctrl+G>");
    assert!(s.text().contains("dòng 12 hỏng") && s.text().contains("Giáo viên"), "{}", s.text());
    assert!(!s.text().contains("từ trước khi nhật ký"), "that cannot be known: {}", s.text());
}

#[test]
fn the_palette_and_the_menu_have_it_where_there_is_a_record() {
    let mut s = Session::new(district(), 80, 40);
    s.keys("3<F10>");
    assert!(s.text().contains("Ctrl+G") && s.text().contains("Ctrl+R"), "{}", s.text());
    s.keys("<Esc>5<Ctrl+P>lich su");
    assert!(s.text().contains("Không tìm thấy"), "{}", s.text());
}
