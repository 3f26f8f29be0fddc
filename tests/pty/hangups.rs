//! Ends of the line and of the program itself, many times and in odd ways: gone at once, at no cost, the draft there.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use chibo::{
    domain::{permit::Permit, words::Lang},
    keymap::Preset,
    outlet::Outlet,
    run::{Launch, run},
    store::{Caller, Who},
};
use portable_pty::CommandBuilder;

use super::{
    harness::Session,
    place::{CLASS_ORIGIN, DAY, Place, STARTED, form_at},
    terminal::assert_given_back,
};

const TYPED: &str = "Cố nông";

fn has_draft(place: &Place) -> bool {
    let files = fs::read_dir(place.path("state/chibo/drafts")).into_iter().flatten();
    files.filter_map(|file| fs::read_to_string(file.unwrap().path()).ok()).any(|text| text.contains(TYPED))
}

/// Hangs up on an open form, with the signal or without; returns how long the program took to go.
fn hang_up(with_signal: bool) -> Duration {
    let place = Place::with_sample();
    let mut session =
        if with_signal { place.start() } else { Session::start_apart(place.command(&["--as-of", DAY])) };
    form_at(&mut session, CLASS_ORIGIN);
    session.send(TYPED).wait_for(TYPED).hang_up();
    let since = Instant::now();
    session.exit_code();
    let took = since.elapsed();
    assert!(has_draft(&place), "with its signal: {with_signal}");
    took
}

/// All of them go within a second; on a machine that is busy with other tests one in ten may take longer.
#[test]
fn two_hundred_hang_ups_end_two_hundred_sessions_and_leave_two_hundred_drafts() {
    const ROUNDS: usize = 200;
    let (next, in_time) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let round = next.fetch_add(1, Ordering::Relaxed);
                    if round >= ROUNDS {
                        return;
                    }
                    if hang_up(round % 2 == 0) < Duration::from_secs(1) {
                        in_time.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let in_time = in_time.into_inner();
    println!("{in_time} of {ROUNDS} within a second");
    assert!(in_time * 10 >= ROUNDS * 9, "{in_time}");
}

/// The program below a shell that says in the end what it cost, as below `sudo` or a wrapper that takes no signal.
fn below_a_shell(place: &Place, script: &str) -> Session {
    let program = place.command(&["--as-of", DAY]);
    let mut command = CommandBuilder::new("/bin/sh");
    command.env_clear();
    program.iter_extra_env_as_str().for_each(|(name, value)| command.env(name, value));
    command.env("PATH", "/usr/bin:/bin");
    command.cwd(place.path(""));
    command.args(["-c", script]);
    command.args(program.get_argv());
    command.set_controlling_tty(false);
    Session::start(command, 80, 24)
}

/// Seconds of processor time of the children, as the shell's `times` prints them.
fn seconds(times: &str) -> f64 {
    let line = times.lines().nth(1).unwrap_or_else(|| panic!("{times}"));
    let one = |part: &str| {
        let (minutes, seconds) = part.trim_end_matches('s').split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
    };
    line.split_whitespace().map(one).sum()
}

#[test]
fn a_terminal_that_vanishes_below_a_wrapper_that_ignores_signals_ends_the_program_and_costs_nothing() {
    let place = Place::with_sample();
    let script = "trap '' HUP TERM; \"$0\" \"$@\"; times > times";
    let mut session = below_a_shell(&place, script);
    form_at(&mut session, CLASS_ORIGIN);
    session.send(TYPED).wait_for(TYPED).hang_up();
    session.exit_code();
    assert!(has_draft(&place));
    let cost = seconds(&fs::read_to_string(place.path("times")).unwrap());
    assert!(cost < 3.0, "{cost} s from the start to the end");
}

#[test]
fn a_terminal_that_cannot_be_read_ends_the_program() {
    let place = Place::with_sample();
    // Open for writing only: it looks like a terminal, and every key is an error.
    let script = "tty=$(readlink /proc/self/fd/0); \"$0\" \"$@\" 0>\"$tty\"; echo $? > code; times > times";
    let mut session = below_a_shell(&place, script);
    session.wait_for(STARTED);
    session.send("3");
    session.exit_code();
    assert_eq!(fs::read_to_string(place.path("code")).unwrap().trim(), "129");
    let cost = seconds(&fs::read_to_string(place.path("times")).unwrap());
    assert!(cost < 3.0, "{cost} s from the start to the end");
}

/// Does nothing unless this process is to be the program: one whose part for the sample panics.
#[test]
fn program_that_panics() {
    let Some(folder) = std::env::var_os("CHIBO_TEST_PANIC").map(std::path::PathBuf::from) else { return };
    let launch = Launch {
        path: Some(folder.join("register.json")),
        caller: Caller {
            who: Who { session: "one".to_owned(), ..Who::default() },
            permit: Permit::everything(),
        },
        inlet: chibo::inlet::Inlet::Nowhere,
        config_dir: None,
        outlet: Outlet::default(),
        state_dir: folder.join("state"),
        lang: Lang::Vi,
        as_of: None,
        keys: Preset::Office,
        ascii: false,
        bracketed_paste: true,
        sample: Arc::new(|_| panic!("a secret of the register")),
    };
    run(launch).unwrap();
}

#[test]
fn a_panic_beside_the_loop_is_told_by_its_place_alone_and_the_terminal_is_given_back() {
    let place = Place::empty();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.env_clear();
    command.env("CHIBO_TEST_PANIC", place.path(""));
    command.env("TERM", "xterm-256color");
    command.args(["--exact", "hangups::program_that_panics", "--nocapture", "--test-threads=1"]);
    command.set_controlling_tty(false);
    let mut session = Session::start(command, 80, 24);
    session.wait_for("Xem dữ liệu mẫu").send("\r");
    session.wait_for("Lỗi chương trình").send("\x11");
    let ended = session.ended();
    assert_eq!(ended.code, 0);
    assert_given_back(&ended);
    assert!(
        !String::from_utf8_lossy(&ended.raw).contains("secret"),
        "what a panic says may quote the register"
    );
}
