//! Many processes at one register, and processes that are killed. Each acknowledged edit is there once.
//!
//! The workers are this test program itself, started again with a task in the environment. What they were
//! told comes back through a pipe, which survives a kill.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use chibo::store::{CommitError, Entry, OpId, Store, io::Real, log};

use crate::common::*;

const TASK: &str = "CHIBO_TEST_TASK";

/// What a worker does: how many edits, after how many it writes the data file.
#[derive(Clone, Copy)]
struct Task {
    worker: usize,
    edits: usize,
    checkpoint_after: usize,
}

fn start(path: &Path, task: Task) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "processes::worker_entry", "--nocapture", "--test-threads=1"])
        .env(TASK, format!("{} {} {}", task.worker, task.edits, task.checkpoint_after))
        .env("CHIBO_TEST_FILE", path)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

/// Does nothing unless this process is a worker.
#[test]
fn worker_entry() {
    let (Ok(task), Ok(path)) = (std::env::var(TASK), std::env::var("CHIBO_TEST_FILE")) else { return };
    let numbers: Vec<usize> = task.split(' ').map(|n| n.parse().unwrap()).collect();
    let [worker, edits, checkpoint_after] = numbers[..] else { panic!("{task}") };
    let name = format!("w{worker}");
    let mut store = loop {
        match Store::open(Path::new(&path), who(&name), Arc::new(Real::default())) {
            Ok(store) => break store,
            Err(chibo::store::OpenError::Busy { .. }) => {}
            Err(e) => panic!("{name}: {e:?}"),
        }
    };
    assert!(store.read_only().is_none(), "{name}: {:?}", store.read_only());
    for n in 0..edits {
        // Every other edit is of the record that all of them edit.
        let member = if n % 2 == 0 { "m0000" } else { &format!("m{:04}", worker + 1) };
        let op = OpId::random().unwrap();
        println!("\nTRY {op}");
        commit_until_it_fits(&mut store, member, &op.to_string(), op);
        println!("\nACK {op}");
        if (n + 1) % checkpoint_after == 0 {
            store.checkpoint().unwrap();
        }
    }
}

/// Edits the way a person resolves a clash: with what stands there now.
fn commit_until_it_fits(store: &mut Store, member: &str, token: &str, op: OpId) {
    loop {
        let batch = set(store.data(), member, "note", token);
        match store.commit(batch, op) {
            Ok(_) => return,
            Err(CommitError::Refused { .. } | CommitError::Busy { .. }) => {}
            Err(other) => panic!("{token}: {other:?}"),
        }
    }
}

/// The operation ids in the lines of a worker that begin with a word.
fn told(lines: &[String], word: &str) -> BTreeSet<OpId> {
    lines.iter().filter_map(|l| l.strip_prefix(word)?.trim().parse().ok()).collect()
}

fn lines_of(child: &mut Child) -> Vec<String> {
    BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok).collect()
}

/// All batches, each revision once, from the first on.
fn whole_log(path: &Path) -> Vec<Entry> {
    let io = Real::default();
    let entries: Vec<Entry> = log::log(path, &Permit::default(), &io).unwrap().map(Result::unwrap).collect();
    let revisions: Vec<u64> = entries.iter().map(|e| e.revision).collect();
    assert_eq!(revisions, (1..=entries.len() as u64).collect::<Vec<_>>());
    entries
}

/// The last value of every note that the log tells must be the one that is there.
fn assert_replayed(entries: &[Entry], store: &Store) {
    let mut last = BTreeMap::new();
    for change in entries.iter().flat_map(|e| &e.batch.changes) {
        if let chibo::domain::edit::Change::Set { id, to, from, .. } = change {
            let before = last.insert(id.clone(), to.clone()).unwrap_or_default();
            assert_eq!(before, *from, "each edit starts from what the one before left");
        }
    }
    for (member, note) in last {
        assert_eq!(serde_json::Value::from(field(store.data(), member.as_str(), "note")), note);
    }
}

#[test]
fn eight_processes_lose_nothing() {
    const WORKERS: usize = 8;
    const EDITS: usize = 50;
    let place = Place::with_members(WORKERS + 1);
    for suffix in [".journal", ".lock", ".bak"] {
        std::fs::remove_file(place.beside(suffix)).unwrap(); // All of them want to make these at once.
    }
    let task = |worker| Task { worker, edits: EDITS, checkpoint_after: 20 };
    let mut children: Vec<Child> = (0..WORKERS).map(|w| start(&place.path, task(w))).collect();
    let mut acknowledged = BTreeSet::new();
    for child in &mut children {
        let acks = told(&lines_of(child), "ACK ");
        assert_eq!(acks.len(), EDITS);
        acknowledged.extend(acks);
        assert!(child.wait().unwrap().success());
    }
    let entries = whole_log(&place.path);
    assert_eq!(entries.len(), WORKERS * EDITS, "each edit exactly once");
    assert_eq!(entries.iter().map(|e| e.op).collect::<BTreeSet<_>>(), acknowledged);
    let mut store = place.open("An");
    assert_replayed(&entries, &store);
    store.checkpoint().unwrap();
    assert_eq!(place.text(), text_of(store.data()));
}

/// Numbers without rhyme, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Starts workers, kills each at a random moment, returns what they were told.
fn kill_all(path: &Path, workers: usize, chance: &mut Chance) -> Vec<String> {
    let task = |worker| Task { worker, edits: 1_000_000, checkpoint_after: 3 };
    let mut children: Vec<Child> = (0..workers).map(|w| start(path, task(w))).collect();
    // How long they live counts from the first edit, whatever starting them takes.
    let mut out = BufReader::new(children[0].stdout.take().unwrap());
    let mut lines: Vec<String> = Vec::new();
    while !lines.last().is_some_and(|line| line.starts_with("ACK ")) {
        let mut line = String::new();
        assert!(out.read_line(&mut line).unwrap() > 0, "the worker ended by itself");
        lines.push(line);
    }
    for child in &mut children {
        std::thread::sleep(Duration::from_micros(chance.below(8_000)));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    lines.extend(out.lines().map_while(Result::ok));
    lines.extend(children[1..].iter_mut().flat_map(lines_of));
    lines
}

#[test]
fn killed_at_any_time_nothing_acknowledged_is_lost() {
    const REGISTERS: usize = 5;
    const ROUNDS: usize = 8;
    const WORKERS: usize = 4;
    let mut chance = Chance(0x9E37_79B9);
    let mut counted = (0, 0);
    for _ in 0..REGISTERS {
        let place = Place::with_members(WORKERS + 1);
        let mut lines = Vec::new();
        for round in 0..ROUNDS {
            lines.extend(kill_all(&place.path, WORKERS, &mut chance));
            let text = std::fs::read(&place.path).unwrap();
            chibo::store::document::parse(&text).unwrap_or_else(|e| panic!("round {round}: {e}"));
        }
        let (acknowledged, tried) = (told(&lines, "ACK "), told(&lines, "TRY "));
        let mut store = place.open("An");
        assert!(store.read_only().is_none(), "{:?}", store.read_only());
        let entries = whole_log(&place.path);
        let there: BTreeSet<OpId> = entries.iter().map(|e| e.op).collect();
        let lost: Vec<_> = acknowledged.difference(&there).collect();
        assert!(lost.is_empty(), "{} of {} lost", lost.len(), acknowledged.len());
        assert!(there.is_subset(&tried), "nothing that nobody wrote");
        assert_eq!(there.len(), entries.len(), "nothing twice");
        assert_replayed(&entries, &store);
        edit(&mut store, "m0000", "note", "sau cùng");
        store.checkpoint().unwrap();
        assert_eq!(place.text(), text_of(store.data()));
        counted = (counted.0 + acknowledged.len(), counted.1 + there.len());
    }
    let kills = REGISTERS * ROUNDS * WORKERS;
    println!("{kills} kills, {} acknowledged, {} there", counted.0, counted.1);
}
