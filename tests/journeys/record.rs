//! New records, edits of each kind, and deletions of what was entered by mistake.

use chibo::domain::{
    edit::Change,
    record::{Id, Kind},
    standing::{MemberState, Standing},
};

use crate::{common::*, screen};

/// The records a batch made.
fn made(s: &Session, batch: usize) -> Vec<(Kind, Id)> {
    let created = |c: &Change| match c {
        Change::Create { kind, id, .. } => Some((*kind, id.clone())),
        Change::Set { .. } | Change::Delete { .. } => None,
    };
    s.committed[batch].changes.iter().filter_map(created).collect()
}

#[test]
fn a_new_member_comes_with_the_event_that_brings_in() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<Ctrl+N>");
    screen!(s, "member_new");
    s.fill("Họ và tên", "Hoàng Thị Thử Nghiệm")
        .pick("Giới tính", "nu")
        .fill("Sinh ngày", "3/1990")
        .pick("Dân tộc", "dao")
        .fill("Số thẻ", "00123456");
    s.field("Vào sổ: Biến động");
    screen!(s, "member_new_entry");
    s.fill("Ngày hiệu lực", "3/2/2018")
        .pick("Chi bộ (đến)", "chi bo thon")
        .fill("Số quyết định", "45-QĐ/HU")
        .fill("Ngày quyết định", "30/1/2018")
        .keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    let made = made(&s, 0);
    assert_eq!(made.iter().map(|(k, _)| *k).collect::<Vec<_>>(), [Kind::Member, Kind::Event]);
    let id = made[0].1.clone();
    assert_eq!(s.value(Kind::Member, &id, "card_number"), "00123456", "every digit is kept");
    assert_eq!(s.value(Kind::Member, &id, "born"), "1990-03");
    let standing = s.standing();
    assert_eq!(standing.member(&id).state, MemberState::Probationary);
    assert_eq!(standing.total().members(), 2737);
    assert!(s.text().contains("2.737 dòng"), "{}", s.text());
    s.keys("thu nghiem<Esc>");
    assert!(s.here().contains("Hoàng Thị Thử Nghiệm"), "{}", s.text());
    s.keys("<Ctrl+Z>");
    assert_eq!(s.standing().total().members(), 2736);
}

#[test]
fn a_new_member_of_the_list_of_a_cell_gets_that_cell() {
    let mut s = Session::new(district(), 80, 40);
    s.keys("2chi bộ thôn hòa<Esc><Enter>").line("Enter: mở danh sách").keys("<Enter><Ctrl+N>");
    s.field("Chi bộ (đến)");
    assert!(s.here().contains("Chi bộ thôn"), "{}", s.text());
    s.fill("Họ và tên", "Trần Văn Mới").fill("Ngày hiệu lực", "3/2/2018").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert!(s.text().contains("Trần Văn Mới"), "{}", s.text());
}

#[test]
fn a_new_unit_under_the_unit_of_the_cursor() {
    let mut s = Session::new(district(), 80, 40);
    s.keys("2quang phong<Esc>");
    let parent = s.here();
    s.keys("<Ctrl+N>");
    screen!(s, "unit_new");
    let text = s.text();
    assert!(text.lines().any(|l| l.contains("Trực thuộc") && l.contains("Quảng Phong")), "{parent}\n{text}");
    s.fill("Tên tổ chức", "Chi bộ thôn Mới Lập").fill("Thành lập", "2018").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    let id = made(&s, 0)[0].1.clone();
    assert_eq!(s.value(Kind::Unit, &id, "kind"), "cell");
    assert_eq!(s.value(Kind::Unit, &id, "founded"), "2018");
    s.keys("moi lap");
    assert!(s.here().contains("Chi bộ thôn Mới Lập"), "{}", s.text());
}

#[test]
fn a_new_village_shows_at_once_as_not_unified() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<Ctrl+N>");
    screen!(s, "village_new");
    s.fill("Tên thôn", "Thôn Mới Lập").pick("Xã, thị trấn", "quang phong").keys("<Ctrl+S>");
    assert!(s.committed.is_empty() && s.text().contains("Đây là chi bộ"), "{}", s.text());
    s.pick("Xã, thị trấn", "dang bo xa quang phong").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    s.keys("1");
    assert!(s.text().contains("116/119"), "{}", s.text());
    assert!(s.text().contains("Thôn Mới Lập"), "{}", s.text());
}

#[test]
fn a_new_term_and_a_new_event_are_added_on_a_members_page() {
    let mut s = Session::new(district(), 80, 40);
    let standing = s.standing();
    s.keys("3<F4>du bi<Enter><Home>");
    let name = s.here();
    s.keys("<Enter><Ctrl+N>");
    screen!(s, "member_add_what");
    s.keys("<Enter>");
    screen!(s, "event_new");
    assert!(s.text().lines().any(|l| l.contains("Đảng viên*") && l.len() > 40), "{name}\n{}", s.text());
    s.pick("Biến động", "cong nhan").fill("Ngày hiệu lực", "14/4/2018").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(s.standing().total().probationary, standing.total().probationary - 1);
    assert!(s.text().contains("Công nhận chính thức"), "{}", s.text());

    s.keys("<Ctrl+N><Down><Enter>");
    s.pick("Tổ chức, thôn, chức danh", "chi bo thon").pick("Chức vụ", "pho bi thu").fill("Từ ngày", "3/2018");
    s.keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 2, "{}", s.text());
    let id = made(&s, 1)[0].1.clone();
    assert_eq!(s.value(Kind::Term, &id, "from"), "2018-03");
    assert!(s.text().contains("CHỨC VỤ"), "{}", s.text());
}

#[test]
fn each_kind_is_edited_by_its_changed_fields_alone() {
    let mut s = Session::new(district(), 80, 40);
    // A member.
    s.keys("3<F2>");
    screen!(s, "member_edit");
    s.fill("Nghề nghiệp", "Giáo viên về hưu").keys("<Ctrl+S>");
    // A unit.
    s.keys("2<Down><F2>").fill("Điện thoại", "0203 3879 000").keys("<Ctrl+S>");
    // A village.
    s.keys("4<F2>").fill("Số hộ", "123").keys("<Ctrl+S>");
    // A term and an event, from a page.
    s.keys("<Enter>").line("– nay").keys("<F2>").fill("Ghi chú", "xem lại").keys("<Ctrl+S>");
    s.keys("<Esc>3<Enter>").line("Kết nạp").keys("<F2>").fill("Ghi chú", "hồ sơ gốc").keys("<Ctrl+S>");
    // The office.
    s.keys("<Ctrl+P>co quan<Enter>");
    screen!(s, "office_edit");
    s.fill("Cấp trên", "Tỉnh ủy").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 6, "{}", s.text());
    let kinds: Vec<(Kind, usize)> =
        s.committed.iter().map(|b| (b.changes[0].record().0, b.changes.len())).collect();
    let expected = [Kind::Member, Kind::Unit, Kind::Village, Kind::Term, Kind::Event, Kind::Office];
    assert_eq!(kinds, expected.map(|kind| (kind, 1)), "one field each: {:#?}", s.committed);
    s.keys(&"<Esc>".repeat(3)).keys(&"<Ctrl+Z>".repeat(6));
    assert!(same(&s.data, &district()), "six undos restore everything: {}", s.text());
}

#[test]
fn a_date_of_birth_that_is_changed_is_dated_and_one_said_more_closely_is_not() {
    let mut data = district();
    let standing = Standing::new(data.clone(), DAY);
    let id = standing.names(Kind::Member)[0].clone();
    let mut member = data.member(&id).unwrap().clone();
    member.born = "1964".parse().ok();
    data.put(Box::new(member));
    let mut s = Session::new(data, 80, 24);
    s.keys("3<F2>").fill("Sinh ngày", "5/6/1964").keys("<Ctrl+S>");
    assert_eq!(s.committed[0].changes.len(), 1, "more closely: {}", s.text());
    s.keys("<F2>").fill("Sinh ngày", "7/8/1951").keys("<Ctrl+S>");
    assert_eq!(s.value(Kind::Member, &id, "born"), "1951-08-07");
    assert_eq!(s.value(Kind::Member, &id, "born_changed"), "2018-04-14");
}

#[test]
fn saving_a_form_in_which_nothing_changed_closes_it_and_saves_nothing() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2><Ctrl+S>");
    assert!(s.committed.is_empty());
    assert!(s.text().contains("2.736 dòng"), "{}", s.text());
}

#[test]
fn a_mistake_is_deleted_with_its_own_histories_which_are_listed() {
    let mut s = Session::new(district(), 80, 40);
    let before = s.data.clone();
    s.keys("3<Del>");
    screen!(s, "delete_member");
    s.keys("<Enter>");
    assert!(s.committed.is_empty(), "the first answer does no harm");
    s.keys("<Del><Down><Enter>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    let standing = s.standing();
    assert_eq!(standing.total().members(), 2735);
    assert!(s.data.events().len() < before.events().len());
    s.keys("<Ctrl+Z>");
    assert!(same(&s.data, &before));
}

#[test]
fn what_others_point_at_cannot_be_deleted_and_they_are_named() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("2quang phong<Esc><Del>");
    assert!(s.text().contains("Không xóa được"), "{}", s.text());
    screen!(s, "delete_refused");
    s.keys("<Enter>");
    assert!(s.committed.is_empty());
}

#[test]
fn a_page_of_a_deleted_record_closes() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<Enter><Del><Down><Enter>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert!(s.text().contains("2.735 dòng"), "{}", s.text());
}

#[test]
fn holidays_of_the_office_are_typed_as_days_are_written_here() {
    let mut s = Session::new(district(), 140, 40);
    s.keys("<Ctrl+P>co quan<Enter>").field("Ngày nghỉ lễ");
    assert!(s.here().contains("30/4/2018 1/5/2018"), "{}", s.text());
    s.keys("<End> 1/9/2019<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert!(s.value(Kind::Office, &Id::office(), "holidays").ends_with(" 2019-09-01"));
}

#[test]
fn a_text_longer_than_a_line_can_show_is_too_long_not_unclean() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2><Up>");
    s.send(chibo::app::Msg::Paste("a".repeat(4_097)));
    let screen = s.keys("<Ctrl+S>").text();
    assert!(screen.contains("Quá dài"), "{screen}");
    assert!(s.committed.is_empty());
}

#[test]
fn a_new_unit_proposes_the_kind_that_fits_under_the_one_above() {
    let mut s = Session::new(district(), 80, 40);
    let kind = |s: &mut Session| s.field("Loại tổ chức").here();
    s.keys("2<Ctrl+N>");
    assert!(kind(&mut s).contains("Đảng bộ cơ sở"), "under the top: {}", s.text());
    s.pick("Trực thuộc", "dang bo xa quang phong");
    assert!(kind(&mut s).contains("Chi bộ trực thuộc"), "under a committee: {}", s.text());
    s.pick("Loại tổ chức", "bo phan").pick("Trực thuộc", "dang bo huyen");
    assert!(kind(&mut s).contains("Đảng bộ bộ phận"), "what somebody chose stays: {}", s.text());
    s.keys("<Esc><Down><Down><Enter>2chi bộ thôn hòa<Esc><Ctrl+N>");
    assert!(kind(&mut s).contains("Chi bộ trực thuộc"), "{}", s.text());
    assert!(s.field("Trực thuộc").here().contains("Đảng bộ xã"), "beside a cell, not under it: {}", s.text());
    let nothing = chibo::domain::data::Data::new(chibo::domain::record::Described::blank(Id::office()));
    let mut s = Session::new(nothing, 80, 40);
    s.keys("2<Ctrl+N>");
    assert!(kind(&mut s).contains("Đảng bộ cấp trên"), "at the top: {}", s.text());
}

/// A new member, a new village and a new unit, each in its tab and saved.
fn add_member(s: &mut Session, name: &str) {
    s.keys("<Ctrl+N>").fill("Họ và tên", name).fill("Ngày hiệu lực", "3/2/2018");
    s.pick("Chi bộ (đến)", "chi bo thon").keys("<Ctrl+S>");
}

fn add_village(s: &mut Session, name: &str) {
    s.keys("<Ctrl+N>").fill("Tên thôn", name).pick("Xã, thị trấn", "dang bo xa quang phong").keys("<Ctrl+S>");
}

#[test]
fn after_a_new_record_is_saved_the_cursor_is_on_it() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3");
    add_member(&mut s, "Hoàng Thị Thử Nghiệm");
    assert!(s.here().contains("Hoàng Thị Thử Nghiệm"), "{}", s.text());
    s.keys("4");
    add_village(&mut s, "Thôn Mới Lập");
    assert!(s.here().contains("Thôn Mới Lập"), "{}", s.text());
    s.keys("2quang phong<Esc><Ctrl+N>").fill("Tên tổ chức", "Chi bộ Mới Lập").keys("<Ctrl+S>");
    assert!(s.here().contains("Chi bộ Mới Lập"), "{}", s.text());
    s.keys("3<Enter><Ctrl+N><Enter>").pick("Biến động", "mien").fill("Ngày hiệu lực", "1/3/2018");
    s.keys("<Ctrl+S>");
    assert!(s.here().contains("1/3/2018"), "on a page, too: {}", s.text());
    assert_eq!(s.committed.len(), 4);
}

#[test]
fn a_new_record_that_is_not_shown_is_said() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("4<F4>da nhat the<Enter>");
    add_village(&mut s, "Thôn Mới Lập");
    assert!(s.notice().contains("Đã lưu") && s.notice().contains("bộ lọc"), "{}", s.text());
    s.keys("3<F9><Ctrl+U>2017<Enter>");
    add_member(&mut s, "Hoàng Thị Thử Nghiệm");
    assert!(s.notice().contains("Đã lưu") && s.notice().contains("ngày đang xem"), "{}", s.text());
    assert_eq!(s.committed.len(), 2);
}
