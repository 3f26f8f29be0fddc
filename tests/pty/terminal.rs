//! How the terminal is taken over, drawn on, and given back.

use std::{thread, time::Duration};

use rustix::termios::LocalModes;

use super::{
    harness::{DOWN, Ended, QUIT, REPAINT, Session},
    place::{CLASS_ORIGIN, DAY, FIRST, Place, STARTED, form_at},
};

/// Text that only one tab has.
const TABS: [(&str, &str); 4] = [("2", " ĐV "), ("3", "Sinh ngày"), ("4", "Tình trạng"), ("1", STARTED)];

fn count(bytes: &[u8], sequence: &str) -> usize {
    bytes.windows(sequence.len()).filter(|window| *window == sequence.as_bytes()).count()
}

/// The screen without spaces at the ends of lines, which may be drawn or not.
fn lines(screen: &vt100::Screen) -> String {
    screen.contents().lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// The terminal is as it was before the program.
pub(crate) fn assert_given_back(ended: &Ended) {
    assert!(!ended.screen.alternate_screen(), "the alternate screen is left");
    assert!(!ended.screen.hide_cursor(), "the cursor is shown");
    assert!(!ended.screen.bracketed_paste(), "pastes are not bracketed");
    assert!(count(&ended.raw, "\x1b[?2026h") <= count(&ended.raw, "\x1b[?2026l"), "no update is left open");
    let cooked = LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG;
    assert!(ended.modes.is_some_and(|modes| modes.contains(cooked)), "raw mode is over: {:?}", ended.modes);
    let (before, after) = ended.settings.as_ref().unwrap();
    assert_eq!(after, before, "each setting is what it was");
}

#[test]
fn opens_shows_figures_changes_tabs_and_leaves_the_terminal_as_it_was() {
    for (width, height) in [(80, 24), (140, 40)] {
        let place = Place::with_sample();
        let mut command = place.command(&["--as-of", DAY]);
        command.set_controlling_tty(false);
        let mut session = Session::start(command, width, height);
        let summary = place.run(&["summary", "--format", "json", "--as-of", DAY]);
        let summary: serde_json::Value = serde_json::from_slice(&summary.stdout).unwrap();
        let figure = format!("{}/{}", summary["unified"], summary["villages"]);
        session.wait_for(STARTED).wait_for(&figure).wait_for(" 300").wait_for("14/4/2018");
        let raw = LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG;
        assert!(session.modes().is_some_and(|modes| !modes.intersects(raw)));
        assert!(session.screen().alternate_screen() && session.screen().bracketed_paste());
        for (key, text) in TABS {
            session.send(key).wait_for(text);
        }
        session.send(QUIT);
        let ended = session.ended();
        assert_eq!(ended.code, 0);
        assert_given_back(&ended);
    }
}

#[test]
fn a_window_too_small_says_so_and_what_is_typed_is_there_when_it_grows() {
    let place = Place::with_sample();
    let mut session = place.start();
    form_at(&mut session, CLASS_ORIGIN);
    session.send("Cố nông").wait_for("Cố nông");
    for (width, height) in [(59, 24), (80, 15), (20, 5), (1, 1), (2, 40)] {
        session.resize(width, height);
        let expected = if width >= 20 { "quá nhỏ" } else { "C" };
        session.wait_until("a word that it is too small", |screen, _| {
            let text = screen.contents();
            text.contains(expected) && !text.contains("nông")
        });
    }
    session.send(" nghèo");
    session.resize(100, 30);
    session.wait_for(&format!("Sửa: {FIRST}")).wait_for("Cố nông nghèo");
}

#[test]
fn a_storm_of_sizes_ends_in_one_right_screen() {
    let place = Place::with_sample();
    let fresh = |width, height| {
        let mut session = place.start_at(width, height);
        session.wait_for(STARTED).settled().send("4").wait_for("Tình trạng").settled();
        lines(&session.screen())
    };
    let mut session = place.start_at(100, 30);
    session.wait_for(STARTED).send("4").wait_for("Tình trạng").settled();
    for step in 0..40 {
        session.resize(60 + step, 16 + step / 3);
    }
    session.resize(120, 35);
    let expected = fresh(120, 35);
    session.wait_until(&expected, |screen, _| lines(screen) == expected);
    // Smaller and back at once: the size is the old one, but the terminal has cut what stood there.
    session.resize(62, 17);
    session.resize(120, 35);
    session.wait_until(&expected, |screen, _| lines(screen) == expected);
}

#[test]
fn an_idle_session_sends_nothing_and_costs_nothing() {
    let place = Place::with_sample();
    let mut session = place.start();
    session.wait_for(STARTED).settled();
    let ticks = |session: &Session| -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", session.pid())).unwrap();
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    };
    let (bytes, before) = (session.raw().len(), ticks(&session));
    thread::sleep(Duration::from_millis(1_600));
    assert_eq!(session.raw().len() - bytes, 0);
    assert!(ticks(&session) - before <= 8, "{} ticks", ticks(&session) - before);
}

#[test]
fn every_frame_is_one_synchronized_update_and_a_burst_of_keys_is_one_frame() {
    let place = Place::with_sample();
    let names = place.listed("name");
    let mut session = place.start();
    session.wait_for(STARTED).settled();
    let frame = session.raw().len();
    session.send("3").wait_for(FIRST).send(REPAINT);
    let mark = session.raw().len();
    session.send(&DOWN.repeat(200));
    let here = format!("▶   {}", names[200]);
    session.wait_for(&here).settled();
    let burst = session.raw()[mark..].to_vec();
    assert!(burst.len() < 5 * frame, "{} bytes, a frame has {frame}", burst.len());
    let raw = String::from_utf8(session.raw()).unwrap();
    let mut frames = raw.split("\x1b[?2026h");
    let before = frames.next().unwrap();
    assert!(!before.contains(STARTED));
    for drawn in frames {
        let (_, outside) = drawn.split_once("\x1b[?2026l").expect("a frame that ends");
        assert_eq!(outside, "", "nothing is drawn between frames");
    }
}

#[test]
fn an_arrow_torn_by_a_slow_line_moves_and_a_lone_esc_goes_back() {
    let place = Place::with_sample();
    let names = place.listed("name");
    let third = format!("▶   {}", names[2]);
    let mut command = place.command(&["--as-of", DAY]);
    command.env("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22");
    let mut session = Session::start(command, 80, 24);
    session.wait_for(STARTED).send("3").wait_for(&format!("▶   {FIRST}"));
    session.send("\x1b[");
    thread::sleep(Duration::from_millis(150));
    session.send("B").wait_for(&format!("▶   {}", names[1]));
    // The Esc waits 100 ms for the rest; a machine that stalls that long may try again.
    let moved = (0..5).any(|_| {
        session.send("\x1b");
        thread::sleep(Duration::from_millis(5));
        session.send("[B").wait_until("a move or a search", |screen, _| {
            let text = screen.contents();
            text.contains(&third) || text.contains("Tìm:")
        });
        let moved = session.text().contains(&third);
        if !moved {
            session.esc("Tìm:");
        }
        moved
    });
    assert!(moved, "{}", session.text());
    session.send("\r").wait_for("Số lý lịch").esc("Số lý lịch").wait_for("300 dòng");
}

/// Bytes of a walk through every tab, a detail, a form, the palette and the help.
pub(crate) fn walk(session: &mut Session) {
    session.wait_for(STARTED);
    for (key, text) in TABS {
        session.send(key).wait_for(text);
    }
    for key in ["2", "3", "4"] {
        session.send(key).wait_for("Enter Mở");
        session.send("\r").wait_gone("Enter Mở").esc("Esc Trở lại").wait_for("Enter Mở");
        session.send("\x1bOQ").wait_for("Sửa: ").esc("Sửa: ");
        session.send("\x10").wait_for("Bảng lệnh").esc("Bảng lệnh");
    }
    session.send("\x1bOP").wait_gone("Tình trạng").esc("Esc Trở lại").wait_for("Tình trạng");
}

#[test]
fn no_color_means_no_colour_but_bold_and_reverse_stay() {
    let place = Place::with_sample();
    let mut command = place.command(&["--as-of", DAY]);
    command.env("NO_COLOR", "1");
    let mut session = Session::start(command, 140, 40);
    walk(&mut session);
    let raw = String::from_utf8(session.raw()).unwrap();
    let mut styles: Vec<u16> = Vec::new();
    for piece in raw.split("\x1b[").skip(1) {
        let end = piece.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        if piece[end..].starts_with('m') {
            styles.extend(piece[..end].split([';', ':']).filter_map(|number| number.parse::<u16>().ok()));
        }
    }
    let coloured = |n: &&u16| matches!(n, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107);
    assert_eq!(styles.iter().find(coloured), None);
    assert!(styles.contains(&1) && styles.contains(&7));
}

#[test]
fn ascii_draws_frames_and_signs_of_ascii() {
    let place = Place::with_sample();
    for (width, height) in [(80, 24), (140, 40)] {
        let mut session = Session::start(place.command(&["--ascii", "--as-of", DAY]), width, height);
        walk(&mut session);
        let raw = String::from_utf8(session.raw()).unwrap();
        let mut signs: Vec<char> = raw.chars().filter(|c| !c.is_ascii() && !c.is_alphabetic()).collect();
        signs.sort_unstable();
        signs.dedup();
        assert_eq!(signs, Vec::<char>::new());
    }
}
