//! What a session sees of a record by asking for it: its history from the real log, and what is masked of it.

use super::{
    harness::{SAVE, Session},
    place::{CLASS_ORIGIN, DAY, FIRST, NOTE, Place, STARTED, form_at},
};

const HISTORY: &str = "\x07";
const REVEAL: &str = "\x12";

fn saved(session: &mut Session, field: usize, text: &str) {
    form_at(session, field);
    session.send(text).wait_for(text).send(SAVE).wait_for("Đã lưu: sửa").wait_gone("Sửa: ");
}

#[test]
fn the_history_of_a_record_tells_what_this_session_and_another_one_did() {
    let place = Place::with_sample();
    let mut other =
        Session::start(place.command(&["--as", "Lan Anh", "--role", "editor", "--as-of", DAY]), 80, 24);
    saved(&mut other, CLASS_ORIGIN, "Trung nông");
    let mut session = place.start();
    session.wait_for(STARTED).send("3").wait_for(FIRST).send(HISTORY).wait_for("Lịch sử thay đổi");
    session
        .wait_for("Lan Anh: sửa")
        .wait_for("(trống) → Trung nông")
        .wait_for("từ trước khi nhật ký bắt đầu");
    other.send("1").wait_for(STARTED);
    saved(&mut other, NOTE, "xem lại");
    session.wait_for("Ghi chú: (trống) → xem lại");
    assert!(session.text().find("xem lại") < session.text().find("Trung nông"), "{}", session.text());
}

#[test]
fn what_is_masked_is_shown_when_it_is_asked_for() {
    let place = Place::with_sample();
    let card = place.listed("card_number").swap_remove(0);
    let mut session = place.start();
    session.wait_for(STARTED).send("3").wait_for(FIRST).send("\r").wait_for("Số lý lịch");
    session.wait_for(&format!("•••{}", &card[card.len() - 3..]));
    assert!(!session.text().contains(&card));
    session.send(REVEAL).wait_for(&card).wait_for("nhật ký truy cập");
    session.send(REVEAL).wait_gone(&card);
    let log = std::fs::read_to_string(place.path("register.json.access")).unwrap();
    let seen: Vec<&str> = log.lines().filter(|line| line.contains("\"seen\"")).collect();
    assert!(
        seen.len() == 1 && seen[0].contains("card_number"),
        "the same key masks, and nothing is noted of that: {log}"
    );
    assert!(!log.contains(&card), "a log of names, not of values: {log}");
}

#[test]
fn what_cannot_be_noted_is_not_shown() {
    let place = Place::with_sample();
    let card = place.listed("card_number").swap_remove(0);
    std::fs::write(place.path("register.json.access"), "no line of a log\n").unwrap();
    let mut session = place.start();
    session.wait_for(STARTED).send("3").wait_for(FIRST).send("\r").wait_for("Số lý lịch");
    session.send(REVEAL).wait_for("nhật ký truy cập");
    assert!(!session.text().contains(&card), "{}", session.text());
}
