//! Ends that nobody asked for: signals, a line that goes, kill -9. What was typed is there at the next start.

use std::{
    thread,
    time::{Duration, Instant},
};

use rustix::process::Signal;

use super::{
    harness::{DEADLINE, DOWN, QUIT, REPAINT, SAVE, Session},
    place::{CLASS_ORIGIN, DAY, FIRST, Place, STARTED, form_at},
    terminal::assert_given_back,
};

const TYPED: &str = "Cố nông";

fn with_form(place: &Place) -> Session {
    let mut session = Session::start_apart(place.command(&["--as-of", DAY]));
    form_at(&mut session, CLASS_ORIGIN);
    session.send(TYPED).wait_for(TYPED);
    session
}

/// The next start offers the draft, and opened it is the form as it was.
fn assert_draft_kept(place: &Place) {
    let mut next = place.start();
    next.wait_for("Bản nháp").send("\r").wait_for(&format!("Sửa: {FIRST}")).wait_for(TYPED);
    next.send(SAVE).wait_for("Đã lưu: sửa");
    assert!(place.listed("class_origin").contains(&TYPED.to_owned()));
    next.send(QUIT);
    assert_eq!(next.ended().code, 0);
    assert_eq!(drafts(place), Vec::<String>::new(), "a draft that was saved is no draft");
}

fn drafts(place: &Place) -> Vec<String> {
    let files = std::fs::read_dir(place.path("state/chibo/drafts")).into_iter().flatten();
    files.filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok()).collect()
}

fn wait_for_draft(place: &Place) {
    let deadline = Instant::now() + DEADLINE;
    while !drafts(place).iter().any(|draft| draft.contains(TYPED)) {
        assert!(Instant::now() < deadline, "no draft is written");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_signal_gives_the_terminal_back_and_keeps_the_draft() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let place = Place::with_sample();
        let session = with_form(&place);
        session.signal(signal);
        let ended = session.ended();
        assert_eq!(ended.code, code);
        assert_given_back(&ended);
        assert_draft_kept(&place);
    }
}

#[test]
fn a_line_that_goes_without_a_signal_ends_the_program_and_keeps_the_draft() {
    let place = Place::with_sample();
    let mut session = with_form(&place);
    session.hang_up();
    session.exit_code();
    assert_draft_kept(&place);
}

#[test]
fn a_line_that_goes_with_its_signal_ends_the_program_and_keeps_the_draft() {
    let place = Place::with_sample();
    let mut session = place.start();
    form_at(&mut session, CLASS_ORIGIN);
    session.send(TYPED).wait_for(TYPED).hang_up();
    session.exit_code();
    assert_draft_kept(&place);
}

#[test]
fn kill_9_leaves_a_draft() {
    let place = Place::with_sample();
    let mut session = with_form(&place);
    wait_for_draft(&place);
    session.signal(Signal::KILL);
    session.exit_code();
    assert_draft_kept(&place);
}

#[test]
fn a_terminal_that_takes_nothing_more_does_not_keep_a_signal_from_ending_the_program() {
    let place = Place::with_sample();
    let mut session = with_form(&place);
    session.look_away();
    let written = |session: &Session| {
        let counts = std::fs::read_to_string(format!("/proc/{}/io", session.pid())).unwrap();
        counts.lines().find(|line| line.starts_with("wchar")).unwrap().to_owned()
    };
    let deadline = Instant::now() + DEADLINE;
    let mut quiet = 0;
    while quiet < 5 {
        let before = written(&session);
        session.send(REPAINT);
        thread::sleep(Duration::from_millis(60));
        quiet = if written(&session) == before { quiet + 1 } else { 0 };
        assert!(Instant::now() < deadline, "the line takes everything");
    }
    session.signal(Signal::TERM);
    assert_eq!(session.exit_code(), 143);
    assert_draft_kept(&place);
}

#[test]
fn leaving_in_the_middle_of_a_form_asks_and_keeps_the_draft() {
    let place = Place::with_sample();
    let mut session = with_form(&place);
    session.send(QUIT).wait_for("giữ bản nháp cho lần sau").esc("giữ bản nháp");
    // Esc went back to the form, so the next Ctrl+Q asks again.
    session.send(QUIT).wait_for("giữ bản nháp cho lần sau").send(DOWN).send("\r");
    let ended = session.ended();
    assert_eq!(ended.code, 0);
    assert_given_back(&ended);
    assert_draft_kept(&place);
}

#[test]
fn a_draft_that_is_offered_is_kept_until_there_is_an_answer() {
    let place = Place::with_sample();
    with_form(&place).end_by(Signal::TERM);
    for signal in [Signal::KILL, Signal::TERM] {
        let mut next = place.start();
        next.wait_for("Bản nháp").end_by(signal);
    }
    // Esc throws nothing away: it opens the form.
    let mut next = place.start();
    next.wait_for("Bản nháp").esc("Bản nháp").wait_for(TYPED).end_by(Signal::KILL);
    assert_draft_kept(&place);
}

#[test]
fn a_draft_that_was_dropped_is_not_offered_again() {
    let place = Place::with_sample();
    with_form(&place).end_by(Signal::TERM);
    let mut next = place.start();
    next.wait_for("Bản nháp").send(DOWN).send("\r").wait_gone("Bản nháp");
    let deadline = Instant::now() + DEADLINE;
    while !drafts(&place).is_empty() {
        assert!(Instant::now() < deadline, "a draft that was dropped stays");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_form_that_is_open_in_another_session_is_no_draft() {
    let place = Place::with_sample();
    let mut first = with_form(&place);
    wait_for_draft(&place);
    let mut second = place.start();
    // The offer comes before any news, so the colleague's edit is the sign that there was none.
    second.wait_for(STARTED);
    first.send(SAVE).wait_for("Đã lưu: sửa");
    second.wait_for(&format!("vừa lưu: sửa – {FIRST}"));
    assert!(!second.text().contains("Bản nháp"));
    assert!(place.listed("class_origin").contains(&TYPED.to_owned()));
}
