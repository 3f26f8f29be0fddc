//! Two sessions on one register, and what "saved" promises.

use rustix::process::Signal;

use super::{
    harness::{RIGHT, SAVE, Session},
    place::{CLASS_ORIGIN, FIRST, NOTE, Place, STARTED, form_at, on},
};

fn change(session: &mut Session, field: usize, text: &str) {
    form_at(session, field);
    session.send(text).wait_for(text);
}

#[test]
fn an_edit_shows_in_the_other_session_with_who_made_it() {
    let place = Place::with_sample();
    let (mut mine, mut other) = (place.start(), place.start());
    other.wait_for(STARTED).send("3").wait_for(&format!("▶   {FIRST}")).send("\r").wait_for("Số lý lịch");
    change(&mut mine, CLASS_ORIGIN, "Trung nông");
    mine.send(SAVE).wait_for("Đã lưu: sửa");
    other.wait_for(&format!("vừa lưu: sửa – {FIRST}")).wait_for("Trung nông");
}

#[test]
fn a_clash_on_one_field_is_asked_about_and_either_value_can_be_taken() {
    for (keys, expected) in [(RIGHT, "hai mươi"), ("", "một trăm")] {
        let place = Place::with_sample();
        let (mut first, mut second) = (place.start(), place.start());
        change(&mut second, NOTE, "hai mươi");
        change(&mut first, NOTE, "một trăm");
        first.send(SAVE).wait_for("Đã lưu: sửa");
        second.send(SAVE).wait_for("Hai người sửa cùng một mục");
        second.wait_for("một trăm").wait_for("của tôi: hai mươi");
        second.send(keys).send("\r").wait_gone("Hai người sửa").wait_gone(&on(NOTE));
        let notes = place.listed("note");
        assert!(notes.contains(&expected.to_owned()), "{notes:?}");
        assert_eq!(notes.iter().filter(|n| *n == "hai mươi" || *n == "một trăm").count(), 1);
    }
}

#[test]
fn edits_of_different_fields_are_both_kept() {
    let place = Place::with_sample();
    let (mut first, mut second) = (place.start(), place.start());
    change(&mut second, NOTE, "hai mươi");
    change(&mut first, CLASS_ORIGIN, "Trung nông");
    first.send(SAVE).wait_for("Đã lưu: sửa");
    second.send(SAVE).wait_for("Đã lưu: sửa");
    assert!(place.listed("note").contains(&"hai mươi".to_owned()));
    assert!(place.listed("class_origin").contains(&"Trung nông".to_owned()));
}

#[test]
fn what_is_called_saved_survives_being_killed_at_once() {
    let place = Place::with_sample();
    let mut session = place.start();
    change(&mut session, NOTE, "đã lưu thật");
    session.send(SAVE).wait_for("Đã lưu: sửa").signal(Signal::KILL);
    session.exit_code();
    assert!(place.listed("note").contains(&"đã lưu thật".to_owned()));
}
