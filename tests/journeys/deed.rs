//! What officers do to villages, posts and terms: unify, plan, appoint, end; undo and redo of each.

use chibo::{
    app::Msg,
    domain::{
        date::Month,
        edit::Change,
        former::Former,
        record::{Id, Kind},
        standing::{PairState, Standing, VillageState},
        words::Lang,
    },
};

use jiff::civil::date;

use crate::{common::*, screen};

fn village(state: VillageState) -> (Id, String) {
    let data = district();
    let standing = Standing::new(data, DAY);
    let found =
        standing.villages().find(|(_, s)| s.state == state).map(|(v, _)| (v.id.clone(), v.name.clone()));
    found.unwrap()
}

/// Puts the cursor on a village of the board.
fn on_village(s: &mut Session, name: &str) {
    s.keys("4<F8>").line(name);
}

#[test]
fn unify_a_village_whose_head_is_a_member() {
    let (id, name) = village(VillageState::Split);
    let mut s = Session::new(district(), 80, 24);
    let before = s.data.clone();
    let (secretary, head) = {
        let standing = s.standing();
        let state = standing.village(&id).unwrap();
        (state.secretary.clone().unwrap(), state.head.clone().unwrap())
    };
    on_village(&mut s, &name);
    s.keys("<Ctrl+K>");
    screen!(s, "unify_form");
    assert!(s.here().contains(&head.name), "the head is proposed: {}", s.text());
    s.keys("<Ctrl+S>");

    assert_eq!(s.committed.len(), 1, "one step: {}", s.text());
    let batch = s.committed[0].clone();
    assert_eq!(batch.deed, "unify");
    let standing = s.standing();
    let state = standing.village(&id).unwrap();
    assert_eq!(state.state, VillageState::Unified);
    assert_eq!(state.secretary.as_ref().unwrap().member, head.member);
    assert_eq!(
        s.value(Kind::Term, &secretary.term, "to"),
        "2018-04-14",
        "the other secretary ended that day"
    );
    assert_eq!(s.value(Kind::Term, &head.term, "to"), "", "the head's own term runs on");
    let created = batch.changes.iter().filter(|c| matches!(c, Change::Create { .. })).count();
    assert_eq!(created, 1, "only the term that was missing: {batch:#?}");
    assert!(s.notice().contains("nhất thể hóa"), "{}", s.text());
    screen!(s, "unify_saved");
    s.keys("1");
    assert!(s.text().contains("117/118"), "{}", s.text());

    let after = s.data.clone();
    s.keys("<Ctrl+Z>");
    assert!(s.notice().contains("Đã hoàn tác"), "{}", s.text());
    assert!(same(&s.data, &before), "undo restores exactly");
    s.keys("<Ctrl+Y>");
    assert!(s.notice().contains("Đã làm lại"), "{}", s.text());
    assert!(same(&s.data, &after));
    s.keys("<Ctrl+Y>");
    assert!(s.notice().contains("Không có gì để làm lại"));
    s.keys("<Ctrl+Z><Ctrl+Z>");
    assert!(s.notice().contains("Không có gì để hoàn tác"));
}

/// The sample with the second post of a pair in the hands of somebody else.
fn split_pair() -> (chibo::domain::data::Data, Id) {
    let mut data = district();
    let is_agencies = |side: &Option<Id>| side.as_ref().is_some_and(|id| data.position(id).is_some());
    let pair = data.pairs().values().find(|pair| is_agencies(&pair.first)).unwrap();
    let (id, second) = (pair.id.clone(), pair.second.clone().unwrap());
    let mut term = (*data.terms_of_body(Kind::Position, &second)[0]).clone();
    let others = data.pairs().values().find(|other| other.id != id && is_agencies(&other.first)).unwrap();
    term.member = data.terms_of_body(Kind::Position, others.first.as_ref().unwrap())[0].member.clone();
    data.put(Box::new(term));
    (data, id)
}

#[test]
fn unify_a_pair_of_posts_in_one_step() {
    let (data, id) = split_pair();
    let mut s = Session::new(data, 80, 24);
    let standing = s.standing();
    let before = standing.pair(&id).unwrap();
    assert_eq!(before.state, PairState::Split);
    let title = chibo::text::title_of(&standing, Kind::Pair, &id, Lang::Vi);
    s.keys("6").line("Chức danh kiêm nhiệm").keys("<Enter>");
    s.line(&title.chars().take(15).collect::<String>()).keys("<Ctrl+K>");
    screen!(s, "unify_pair_form");
    let first = before.first.unwrap();
    assert!(s.here().contains(&first.name), "who holds the first post is proposed: {}", s.text());
    s.fill("Quyết định", "9-QĐ/TU").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "one step: {}", s.text());
    assert_eq!(s.committed[0].deed, "unify");
    let after = s.standing().pair(&id).unwrap();
    assert_eq!((after.state, after.first.unwrap().member), (PairState::Unified, first.member));
    assert_eq!(s.value(Kind::Term, &before.second.unwrap().term, "to"), "2018-04-14");
    assert!(!s.footer().contains("Ctrl+K"), "there is nothing more to unify: {}", s.text());
    // From the pair's own page too, once undone.
    s.keys("<Ctrl+Z><Enter><Ctrl+K>");
    assert!(s.text().contains("Một người giữ cả hai chức danh"), "{}", s.text());
}

#[test]
fn unify_a_village_whose_head_is_no_member_needs_a_person() {
    let (id, name) = village(VillageState::HeadNotMember);
    let mut s = Session::new(district(), 80, 24);
    let (secretary, head) = {
        let standing = s.standing();
        let state = standing.village(&id).unwrap();
        (state.secretary.clone().unwrap(), state.head.clone().unwrap())
    };
    on_village(&mut s, &name);
    s.keys("<Ctrl+K>");
    assert!(s.here().contains(&secretary.name), "the secretary is proposed: {}", s.text());
    s.keys("<Backspace><Ctrl+S>");
    assert!(s.text().contains("Cần đảng viên"), "{}", s.text());
    assert!(s.committed.is_empty());

    // Another official member of the cell.
    let cell = s.data.village(&id).unwrap().cell.clone().unwrap();
    let standing = s.standing();
    let person = standing
        .data
        .members()
        .values()
        .find(|m| {
            standing.member(&m.id).unit.as_ref() == Some(&cell)
                && standing.member(&m.id).official.is_some()
                && Some(&m.id) != secretary.member.as_ref()
                && standing.member(&m.id).state == chibo::domain::standing::MemberState::Official
        })
        .unwrap();
    s.keys("<F4>").keys(&person.name);
    screen!(s, "unify_choose_person");
    let born = chibo::text::date(person.born.unwrap());
    for _ in 0..30 {
        if s.here().contains(&born) {
            break;
        }
        s.keys("<Down>");
    }
    s.keys("<Enter>");
    s.fill("Từ ngày", "16/4/2018").fill("Quyết định", "12-QĐ/ĐU").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    for term in [&secretary.term, &head.term] {
        assert_eq!(s.value(Kind::Term, term, "to"), "2018-04-16", "both others ended that day");
    }
    let made: Vec<_> = s.data.terms().values().filter(|t| t.member.as_ref() == Some(&person.id)).collect();
    assert_eq!(made.iter().filter(|t| t.decision == "12-QĐ/ĐU").count(), 2, "both posts");
    // The 16th is not yet: as of today it stands as it was, and from that day it is unified.
    assert!(!s.standing().village(&id).unwrap().is_unified());
    s.keys("<F9><Ctrl+U>16/4/2018<Enter>1");
    assert!(s.text().contains("117/118"), "{}", s.text());
}

#[test]
fn a_probationary_member_cannot_be_made_secretary() {
    let (_, name) = village(VillageState::Split);
    let mut s = Session::new(district(), 80, 24);
    let standing = s.standing();
    let probationary = standing
        .data
        .members()
        .values()
        .find(|m| standing.member(&m.id).state == chibo::domain::standing::MemberState::Probationary)
        .unwrap();
    on_village(&mut s, &name);
    s.keys("<Ctrl+K>").keys("<F4>").keys(&probationary.name);
    let born = chibo::text::date(probationary.born.unwrap());
    for _ in 0..30 {
        if s.here().contains(&born) {
            break;
        }
        s.keys("<Down>");
    }
    s.keys("<Enter><Ctrl+S>");
    assert!(s.text().contains("Bí thư phải là đảng viên chính thức"), "{}", s.text());
    assert!(s.committed.is_empty());
}

#[test]
fn plan_a_month_with_a_reason() {
    let (id, name) = village(VillageState::HeadNotMember);
    let mut s = Session::new(district(), 80, 24);
    on_village(&mut s, &name);
    s.keys("<Ctrl+D>");
    screen!(s, "plan_form");
    s.fill("Dự kiến", "13/2018").keys("<Ctrl+S>");
    assert!(s.text().contains("Không phải tháng"), "{}", s.text());
    s.fill("Dự kiến", "12/2018").pick("Lý do", "bau chua du").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(s.committed[0].deed, "plan");
    assert_eq!(s.value(Kind::Village, &id, "plan_month"), "2018-12");
    assert_eq!(s.value(Kind::Village, &id, "plan_reason"), "vote_failed");
    assert_eq!(s.value(Kind::Village, &id, "plan_set_on"), "2018-04-14");
    s.keys("1<Home>");
    assert!(s.text().contains("12/2018"), "{}", s.text());
    // What was planned before is on the village's page, and the register of the day before has it.
    on_village(&mut s, &name);
    s.keys("<Enter><End>");
    assert!(s.text().contains("… – 14/4/2018 · 9/2018 · Trưởng thôn chưa là đảng viên"), "{}", s.text());
    let before = Standing::new(s.data.clone(), date(2018, 4, 13));
    assert_eq!(before.village(&id).unwrap().plan_month, Month::new(2018, 9));
    // One step takes both back.
    s.keys("<Esc><Ctrl+Z>");
    assert_eq!(s.value(Kind::Village, &id, "plan_month"), "2018-09");
    assert_eq!(s.data.count(Kind::Former), district().count(Kind::Former));
}

#[test]
fn plan_a_month_for_a_pair_of_posts_and_correct_it_on_the_same_day() {
    let (data, id) = split_pair();
    let mut s = Session::new(data, 80, 24);
    let title = chibo::text::title_of(&s.standing(), Kind::Pair, &id, Lang::Vi);
    s.keys("6").line("Chức danh kiêm nhiệm").keys("<Enter>");
    s.line(&title.chars().take(15).collect::<String>()).keys("<Ctrl+D>");
    s.fill("Dự kiến", "6/2018").pick("Lý do", "suc khoe").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(s.value(Kind::Pair, &id, "plan_set_on"), "2018-04-14");
    s.keys("<Ctrl+D>").fill("Dự kiến", "7/2018").keys("<Ctrl+S>");
    assert_eq!(s.value(Kind::Pair, &id, "plan_month"), "2018-07");
    let pair = |kind: &Former| kind.about.as_ref() == Some(&id);
    assert!(!s.data.formers().values().any(|former| pair(former.record())), "nothing was planned before");
    assert!(Standing::new(s.data.clone(), date(2018, 4, 13)).data.pair(&id).unwrap().plan_month.is_none());
}

#[test]
fn appointing_to_a_post_for_one_ends_the_predecessor_that_day() {
    let (id, name) = village(VillageState::Split);
    let mut s = Session::new(district(), 80, 24);
    let before = s.data.clone();
    let head = s.standing().village(&id).unwrap().head.clone().unwrap();
    on_village(&mut s, &name);
    s.keys("<Ctrl+T>");
    screen!(s, "appoint_form");
    s.fill("Họ tên", "Nguyễn Văn Mới").fill("Từ ngày", "10/4/2018").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(s.value(Kind::Term, &head.term, "to"), "2018-04-10");
    let now = s.standing();
    let state = now.village(&id).unwrap();
    assert_eq!(state.head.as_ref().unwrap().name, "Nguyễn Văn Mới");
    assert_eq!(state.state, VillageState::HeadNotMember);
    s.keys("<Ctrl+Z>");
    assert!(same(&s.data, &before));
}

#[test]
fn appointing_nobody_is_said_beside_the_field() {
    let (_, name) = village(VillageState::Split);
    let mut s = Session::new(district(), 80, 24);
    on_village(&mut s, &name);
    s.keys("<Ctrl+T><Ctrl+S>");
    assert!(s.text().contains("Cần đảng viên hoặc họ tên"), "{}", s.text());
    assert!(s.committed.is_empty());
}

#[test]
fn end_a_term_from_the_board() {
    let (id, name) = village(VillageState::Split);
    let mut s = Session::new(district(), 80, 24);
    let head = s.standing().village(&id).unwrap().head.clone().unwrap();
    on_village(&mut s, &name);
    s.keys("<Ctrl+E>");
    screen!(s, "end_term_which");
    s.keys("truong").keys("<Enter>");
    screen!(s, "end_term_form");
    s.fill("Đến ngày", "1/1/2000").keys("<Ctrl+S>");
    assert!(s.text().contains("Kết thúc trước khi bắt đầu"), "{}", s.text());
    s.fill("Đến ngày", "13/4/2018").pick("Lý do thôi", "xin thoi").keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(s.committed[0].deed, "end_term");
    assert_eq!(s.value(Kind::Term, &head.term, "to"), "2018-04-13");
    assert_eq!(s.value(Kind::Term, &head.term, "end_reason"), "resigned");
    assert_eq!(s.standing().village(&id).unwrap().state, VillageState::Vacant);
}

#[test]
fn the_term_under_the_cursor_of_a_page_is_ended_or_deleted_as_one_says() {
    let (id, name) = village(VillageState::Split);
    let mut s = Session::new(district(), 80, 40);
    let head = s.standing().village(&id).unwrap().head.clone().unwrap();
    on_village(&mut s, &name);
    s.keys("<Enter>").line("– nay").keys("<Del>");
    screen!(s, "end_or_delete");
    s.keys("<Down><Enter>");
    screen!(s, "delete_term");
    s.keys("<Down><Enter>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(s.committed[0].deed, "delete");
    assert!(s.data.term(&head.term).is_none(), "{}", s.text());
    s.keys("<Ctrl+Z>");
    assert!(s.data.term(&head.term).is_some());
}

#[test]
fn once_somebody_was_erased_no_step_brings_them_back() {
    let mut s = Session::new(district(), 80, 24);
    s.keys("3<F2>").fill("Tên gọi khác", "Ba Sự").keys("<Ctrl+S>");
    s.send(Msg::Forget);
    s.keys("<Esc><Ctrl+Z>");
    assert!(s.text().contains("Không có gì để hoàn tác"), "{}", s.text());
    s.keys("<Ctrl+Y>");
    assert!(s.text().contains("Không có gì để làm lại"), "{}", s.text());
}
