//! Processes that are killed, at every step and at any time. What was acknowledged is there, once.
//!
//! `CHIBO_TEST_KILLS` says how many; `tests/long.sh` asks for more than the gate does.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader},
    process::Child,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use chibo::store::{Entry, OpId, document, journal::OUTSIDE};

use crate::{common::*, workers::*};

/// How many kills at least.
fn wanted() -> usize {
    std::env::var("CHIBO_TEST_KILLS").map_or(2_000, |text| text.parse().unwrap())
}

/// Numbers without rhyme, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// What must hold after all kills; then it goes on.
fn assert_nothing_lost(place: &Place, lines: &[String]) {
    let (acknowledged, tried) = (told(lines, "ACK "), told(lines, "TRY "));
    let mut store = place.open("An");
    store.refresh().unwrap();
    assert!(store.read_only().is_none(), "{:?}", store.read_only());
    let entries = whole_log(&place.path);
    let (by_hand, ours): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|e| e.batch.deed == OUTSIDE);
    let there: BTreeSet<OpId> = ours.iter().map(|e| e.op).collect();
    let lost: Vec<_> = acknowledged.difference(&there).collect();
    assert!(lost.is_empty(), "{} of {} lost", lost.len(), acknowledged.len());
    assert!(there.is_subset(&tried), "nothing that nobody wrote");
    assert_eq!(there.len(), ours.len(), "nothing twice");
    // What a hand put in place is there, or was taken for the base of what the same hand did next.
    let text = format!("{by_hand:?}");
    for token in told(lines, "PUT ") {
        assert!(text.contains(&token.to_string()), "{token} by hand is lost");
    }
    assert_replayed(&entries, store.data());
    edit(&mut store, "m0000", "note", "sau cùng");
    store.checkpoint().unwrap();
    assert_eq!(place.text(), text_of(store.data()));
}

fn assert_file_is_whole(place: &Place, what: &str) {
    let text = fs::read(&place.path).unwrap();
    document::parse(&text).unwrap_or_else(|e| panic!("{what}: {e}"));
}

/// Kills a session at each file call of a day; the next one goes on with what the one before left.
fn kill_at_every_step(inside: u64, plain: u64) -> usize {
    let place = Place::with_members(SHARED + 2);
    // A colleague who is there all the time.
    let mut colleague = place.open("Bình");
    let mut lines = Vec::new();
    for k in 1.. {
        let mut child = start(&place.path, Task::Steps { k, inside, plain });
        lines.extend(lines_of(&mut child));
        let ended = child.wait().unwrap();
        let what = format!("killed at call {k}");
        assert_file_is_whole(&place, &what);
        colleague.refresh().unwrap();
        assert!(colleague.read_only().is_none(), "{what}: {:?}", colleague.read_only());
        if ended.success() {
            assert_nothing_lost(&place, &lines);
            return k as usize - 1;
        }
        assert_eq!(ended.code(), None, "{what}: it ended by itself");
    }
    unreachable!()
}

#[test]
fn killed_before_and_inside_every_step_nothing_acknowledged_is_lost() {
    let kills = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(inside, plain)| kill_at_every_step(inside, plain));
    println!("{kills:?} kills");
    assert!(kills.iter().all(|kills| *kills > 100));
}

/// The same where the journal, the lock file and the copy of the data file are still to be made.
#[test]
fn killed_at_every_step_of_a_beginning_nothing_acknowledged_is_lost() {
    let mut kills = 0;
    let (mut inside, mut k) = (0, 0);
    loop {
        k += 1;
        let place = Place::with_members(SHARED + 2);
        for suffix in [".journal", ".lock", ".bak"] {
            fs::remove_file(place.beside(suffix)).unwrap();
        }
        let mut child = start(&place.path, Task::Steps { k, inside, plain: 0 });
        let lines = lines_of(&mut child);
        let killed = !child.wait().unwrap().success();
        assert_file_is_whole(&place, &format!("killed at call {k}"));
        assert_nothing_lost(&place, &lines);
        kills += usize::from(killed);
        match (killed, inside) {
            (true, _) => {}
            (false, 0) => (inside, k) = (1, 0),
            (false, _) => break,
        }
    }
    println!("{kills} kills");
    assert!(kills > 200);
}

/// Starts workers, kills each at a random moment, returns what they were told.
fn kill_all(place: &Place, chance: &mut Chance) -> Vec<String> {
    let task = |worker| Task::Edits { worker, edits: 1_000_000, checkpoint_after: 3 };
    let mut children: Vec<Child> = (0..TOGETHER).map(|w| start(&place.path, task(w))).collect();
    // How long they live counts from the first edit, whatever starting them takes.
    let mut out = BufReader::new(children[0].stdout.take().unwrap());
    let mut lines: Vec<String> = Vec::new();
    while !lines.last().is_some_and(|line| line.starts_with("ACK ")) {
        let mut line = String::new();
        assert!(out.read_line(&mut line).unwrap() > 0, "the worker ended by itself");
        lines.push(line);
    }
    for child in &mut children {
        thread::sleep(Duration::from_micros(chance.below(2_000)));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    lines.extend(out.lines().map_while(Result::ok));
    lines.extend(children[1..].iter_mut().flat_map(lines_of));
    lines
}

/// At least so many are killed by the tests above.
const AT_STEPS: usize = 900;
/// Workers that run, and are killed, together.
const TOGETHER: usize = 4;

#[test]
fn killed_at_any_time_nothing_acknowledged_is_lost() {
    const ROUNDS: usize = 10;
    let registers = wanted().saturating_sub(AT_STEPS).div_ceil(ROUNDS * TOGETHER);
    let (next, acknowledged) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        loop {
            let register = next.fetch_add(1, Ordering::Relaxed);
            if register >= registers {
                return;
            }
            let mut chance = Chance(0x9E37_79B9 + register as u64);
            let place = Place::with_members(SHARED + TOGETHER);
            let mut lines = Vec::new();
            for round in 0..ROUNDS {
                lines.extend(kill_all(&place, &mut chance));
                assert_file_is_whole(&place, &format!("register {register}, round {round}"));
            }
            assert_nothing_lost(&place, &lines);
            acknowledged.fetch_add(told(&lines, "ACK ").len(), Ordering::Relaxed);
        }
    };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(work);
        }
    });
    println!("{} kills, {acknowledged:?} acknowledged", registers * ROUNDS * TOGETHER);
}
