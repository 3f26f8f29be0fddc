//! Two people on one register: other fields merge, the same field is asked about, nothing is lost.

use chibo::{
    app::Msg,
    domain::{
        edit::Batch,
        record::{Id, Kind},
    },
};
use serde_json::json;

use crate::{common::*, screen};

/// The first member of the list, and a session with the form of that member open.
fn editing() -> (Session, Id) {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Nghề nghiệp", "x").keys("<Ctrl+S>");
    let id = s.committed[0].changes[0].record().1.clone();
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>");
    (s, id)
}

fn theirs(s: &Session, id: &Id, field: &str, to: &str) -> Batch {
    other_sets(&s.data, Kind::Member, id, field, json!(to))
}

#[test]
fn different_fields_of_one_record_merge_without_a_word() {
    let (mut s, id) = editing();
    s.others = vec![theirs(&s, &id, "phone", "0912 000 111")];
    s.fill("Nghề nghiệp", "Giáo viên").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(s.value(Kind::Member, &id, "occupation"), "Giáo viên");
    assert_eq!(s.value(Kind::Member, &id, "phone"), "0912 000 111");
}

#[test]
fn the_same_field_set_to_the_same_value_is_agreement() {
    let (mut s, id) = editing();
    s.others = vec![theirs(&s, &id, "occupation", "Giáo viên")];
    s.fill("Nghề nghiệp", "Giáo viên").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(s.value(Kind::Member, &id, "occupation"), "Giáo viên");
}

#[test]
fn the_same_field_is_asked_and_mine_can_win() {
    let (mut s, id) = editing();
    let before = s.value(Kind::Member, &id, "occupation");
    s.others = vec![theirs(&s, &id, "occupation", "Bộ đội")];
    s.fill("Nghề nghiệp", "Giáo viên").fill("Quê quán", "tỉnh Thái Bình").keys("<Ctrl+S>");
    assert!(s.committed.is_empty());
    let text = s.text();
    for words in ["Bộ đội", "Giáo viên", before.as_str(), "Lan"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    screen!(s, "conflict");
    s.keys("<Right><Enter>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(s.value(Kind::Member, &id, "occupation"), "Giáo viên");
    assert_eq!(s.value(Kind::Member, &id, "home_place"), "tỉnh Thái Bình");
    s.keys("<Ctrl+Z>");
    assert_eq!(s.value(Kind::Member, &id, "occupation"), "Bộ đội", "undo gives back what stood there");
}

#[test]
fn theirs_can_stay_and_my_other_fields_are_saved() {
    let (mut s, id) = editing();
    s.others = vec![theirs(&s, &id, "occupation", "Bộ đội")];
    s.fill("Nghề nghiệp", "Giáo viên").fill("Quê quán", "tỉnh Thái Bình").keys("<Ctrl+S><Ctrl+S>");
    assert!(s.committed.is_empty(), "the key that brought the question up does not answer it");
    s.keys("<Enter>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(s.value(Kind::Member, &id, "occupation"), "Bộ đội");
    assert_eq!(s.value(Kind::Member, &id, "home_place"), "tỉnh Thái Bình");
}

#[test]
fn esc_in_the_question_goes_back_to_the_form_as_it_was_typed() {
    let (mut s, id) = editing();
    s.others = vec![theirs(&s, &id, "occupation", "Bộ đội")];
    s.fill("Nghề nghiệp", "Giáo viên").keys("<Ctrl+S><Esc>");
    assert!(s.text().contains("Giáo viên"), "{}", s.text());
    s.keys("<Ctrl+S>");
    assert!(s.text().contains("Hai người sửa"), "it is asked again: {}", s.text());
    s.keys("<Right><Enter>");
    assert_eq!(s.value(Kind::Member, &id, "occupation"), "Giáo viên");
}

#[test]
fn a_record_that_is_gone_is_said_and_what_was_typed_stays() {
    let (mut s, id) = editing();
    s.others = vec![chibo::domain::deed::delete(&s.standing(), Kind::Member, &id)];
    s.fill("Nghề nghiệp", "Giáo viên").keys("<Ctrl+S>");
    assert!(s.committed.is_empty());
    assert!(s.text().contains("xóa bởi người khác"), "{}", s.text());
    assert!(s.text().contains("Giáo viên"));
    assert!(!s.text().contains(id.as_str()), "by name, not by id: {}", s.text());
    screen!(s, "conflict_gone");
}

#[test]
fn a_rule_that_forbids_is_said_in_the_form() {
    let mut s = Session::new(district(), 80, 24);
    // A unit under one of its own: the tree refuses.
    s.keys("2quang phong<Esc><F2>").pick("Trực thuộc", "Quảng Phong").keys("<Ctrl+S>");
    assert!(s.committed.is_empty());
    assert!(s.text().contains("không thể trực thuộc chính nó"), "{}", s.text());
}

#[test]
fn a_clash_of_a_deed_is_said_and_saving_again_takes_the_register_as_it_is() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<F7><F7>");
    let id = {
        let line = s.here();
        let standing = s.standing();
        let found = standing.villages().find(|(v, st)| !st.is_unified() && line.contains(&v.name));
        found.map(|(v, _)| v.id.clone()).unwrap()
    };
    s.keys("<Ctrl+K>");
    let standing = s.standing();
    let state = standing.village(&id).unwrap();
    let secretary = state.secretary.clone().unwrap();
    let head = state.head.clone().unwrap();
    let proposed = s.here();
    let other = if proposed.contains(&secretary.name) { head.term } else { secretary.term };
    s.others = vec![other_sets(&s.data, Kind::Term, &other, "to", json!("2018-04-01"))];
    s.keys("<Ctrl+S>");
    assert!(s.committed.is_empty());
    assert!(s.text().contains("người khác vừa sửa"), "{}", s.text());
    s.keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert!(s.standing().village(&id).unwrap().is_unified());
    assert_eq!(s.value(Kind::Term, &other, "to"), "2018-04-01", "theirs stays");
}

#[test]
fn undo_of_what_somebody_changed_since_is_refused_in_words() {
    let (mut s, id) = editing();
    s.fill("Nghề nghiệp", "Giáo viên").keys("<Ctrl+S>");
    s.others = vec![theirs(&s, &id, "occupation", "Bộ đội")];
    s.keys("<Ctrl+Z>");
    let said = "Không hoàn tác được. Chưa lưu: người khác vừa sửa cùng mục (Nghề nghiệp hiện";
    assert!(s.text().contains(said), "{}", s.text());
    assert_eq!(s.value(Kind::Member, &id, "occupation"), "Bộ đội");
}

#[test]
fn news_of_others_keep_cursor_filter_and_an_open_form() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F4>chinh thuc<Enter>tran<Esc>");
    let here = s.here();
    let first = s.data.members().keys().next().unwrap().clone();
    let batch = theirs(&s, &first, "phone", "0912 000 222");
    s.data = s.data.committed(&batch).unwrap();
    s.send(Msg::Standing(s.standing(), Some("Lan vừa lưu: sửa".to_owned())));
    assert_eq!(s.here(), here);
    assert!(s.text().contains("Trạng thái: Chính thức"), "{}", s.text());
    assert!(s.notice().contains("Lan vừa lưu"), "{}", s.text());

    s.keys("<F2>").fill("Tên gọi khác", "Ba Sự");
    let form = s.text();
    let batch = theirs(&s, &first, "phone", "0912 000 333");
    s.data = s.data.committed(&batch).unwrap();
    s.send(Msg::Standing(s.standing(), None));
    assert_eq!(s.text(), form);

    // A picker over the form stays too.
    s.field("Giới tính").keys("<F4>na");
    let list = s.text();
    s.send(Msg::Standing(s.standing(), None));
    assert_eq!(s.text(), list);
}

#[test]
fn a_member_deleted_elsewhere_leaves_the_list_and_the_cursor_stays_near() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<Down><Down>");
    let here = s.here();
    let id = s.data.members().values().find(|m| {
        here.contains(&m.name) && {
            let born = m.born.map(chibo::text::date).unwrap_or_default();
            here.contains(&born)
        }
    });
    let id = id.unwrap().id.clone();
    s.data = s.data.committed(&chibo::domain::deed::delete(&s.standing(), Kind::Member, &id)).unwrap();
    s.send(Msg::Standing(s.standing(), None));
    assert!(s.text().contains("2.735 dòng"));
    assert!(!s.here().is_empty(), "{}", s.text());
}

#[test]
fn a_link_to_what_somebody_deleted_meanwhile_is_refused_in_words() {
    let mut empty =
        <chibo::domain::unit::Unit as chibo::domain::record::Described>::blank(Id::new("uempty").unwrap());
    empty.name = "Chi bộ Trống Không".to_owned();
    let mut data = district();
    data.put(Box::new(empty));
    let mut s = Session::new(data, 80, 24);
    s.keys("4<F2>").pick("Chi bộ", "trong khong");
    s.others = vec![chibo::domain::deed::delete(&s.standing(), Kind::Unit, &Id::new("uempty").unwrap())];
    s.keys("<Ctrl+S>");
    assert!(s.committed.is_empty());
    assert!(s.text().contains("trỏ tới một bản ghi không còn"), "{}", s.text());
    s.keys("<Ctrl+S>");
    assert!(s.committed.is_empty(), "and again: {}", s.text());
    s.pick("Chi bộ", "chi bộ thôn hòa").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
}
