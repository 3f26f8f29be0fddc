//! Sessions in processes of their own: this test program started again with a task in the environment.
//!
//! What a worker was told comes back through a pipe, which survives a kill: `TRY` before an edit, `ACK` after it.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
};

use chibo::{
    domain::{data::Data, edit::Change, permit::Permit},
    store::{CheckpointError, CommitError, Entry, OpId, OpenError, Store, io::Io, io::Real, log},
};
use serde_json::Value;

use crate::{common::*, faults::*};

const TASK: &str = "CHIBO_TEST_TASK";
const FILE: &str = "CHIBO_TEST_FILE";

/// Records that all workers edit: the first ones of the register.
pub(crate) const SHARED: usize = 5;

/// What a worker does.
#[derive(Clone, Copy)]
pub(crate) enum Task {
    /// So many edits, half of them of the shared records; writes the data file after every so many.
    Edits { worker: usize, edits: usize, checkpoint_after: usize },
    /// Ends itself with kill -9 at its k-th file call: before it, or inside; perhaps where no exchange is known.
    Steps { k: u64, inside: u64, plain: u64 },
}

impl Task {
    fn text(self) -> String {
        match self {
            Self::Edits { worker, edits, checkpoint_after } => {
                format!("edits {worker} {edits} {checkpoint_after}")
            }
            Self::Steps { k, inside, plain } => format!("steps {k} {inside} {plain}"),
        }
    }
}

pub(crate) fn start(path: &Path, task: Task) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "workers::worker_entry", "--nocapture", "--test-threads=1"])
        .env(TASK, task.text())
        .env(FILE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

/// Does nothing unless this process is a worker.
#[test]
fn worker_entry() {
    let (Ok(task), Ok(path)) = (std::env::var(TASK), std::env::var(FILE)) else { return };
    let (name, numbers) = task.split_once(' ').unwrap();
    let numbers: Vec<u64> = numbers.split(' ').map(|n| n.parse().unwrap()).collect();
    let place = Place::at(Path::new(&path));
    match (name, &numbers[..]) {
        ("edits", [worker, edits, after]) => many_edits(&place, *worker as usize, *edits, *after),
        ("steps", [k, inside, plain]) => {
            let io = Faulty::killing_at(*k, *inside > 0);
            if *plain > 0 {
                io.always("exchange", ENOSYS);
            }
            a_day_until_killed(&place, &io);
        }
        _ => panic!("{task}"),
    }
}

fn open(place: &Place, name: &str, io: Arc<dyn Io>) -> Store {
    loop {
        match Store::open(&place.path, caller(name), Arc::clone(&io)) {
            Ok(store) => {
                assert!(store.read_only().is_none(), "{name}: {:?}", store.read_only());
                return store;
            }
            Err(OpenError::Busy { .. }) => {}
            Err(e) => panic!("{name}: {e:?}"),
        }
    }
}

fn many_edits(place: &Place, worker: usize, edits: u64, checkpoint_after: u64) {
    let mut store = open(place, &format!("w{worker}"), Arc::new(Real::default()));
    for n in 0..edits {
        let shared = (n as usize / 2 + worker) % SHARED;
        let member = if n % 2 == 0 { shared } else { worker + SHARED };
        tell_and_commit(&mut store, &format!("m{member:04}"));
        if (n + 1) % checkpoint_after == 0 {
            write_file(&mut store);
        }
    }
}

/// Two edits, the data file, an edit by hand, an edit that takes it in, the data file.
fn a_day_until_killed(place: &Place, io: &Faulty) {
    let mut store = open(place, "w0", Arc::new(io.clone()));
    tell_and_commit(&mut store, "m0000");
    tell_and_commit(&mut store, &format!("m{SHARED:04}"));
    write_file(&mut store);
    let token = OpId::random().unwrap();
    replace_by_hand(place, &format!("m{:04}", SHARED + 1), &token.to_string());
    println!("\nPUT {token}");
    tell_and_commit(&mut store, "m0001");
    write_file(&mut store);
}

/// Edits the way a person resolves a clash: with what stands there now.
fn tell_and_commit(store: &mut Store, member: &str) {
    let op = OpId::random().unwrap();
    println!("\nTRY {op}");
    loop {
        let batch = set(store.data(), member, "note", op.to_string());
        match store.commit(batch, op) {
            Ok(_) => break,
            Err(CommitError::Refused { .. } | CommitError::Busy { .. }) => {}
            Err(other) => panic!("{op}: {other:?}"),
        }
    }
    println!("\nACK {op}");
}

/// That somebody else is writing, or has just written by hand, is no error: the next one writes it.
fn write_file(store: &mut Store) {
    match store.checkpoint() {
        Ok(_) | Err(CheckpointError::Busy { .. }) => {}
        Err(CheckpointError::Failed(why)) if why.error.kind() == std::io::ErrorKind::ResourceBusy => {}
        Err(other) => panic!("{other:?}"),
    }
}

/// Replaces the data file as an editor does: reads it, changes one note, and renames a new file over it.
pub(crate) fn replace_by_hand(place: &Place, member: &str, note: &str) {
    let line = |line: &str| {
        let record = line.strip_suffix(',').unwrap_or(line);
        if !record.contains(&format!("{{\"id\":\"{member}\"")) {
            return line.to_owned();
        }
        let mut fields: serde_json::Map<String, Value> = serde_json::from_str(record).unwrap();
        fields.insert("note".to_owned(), note.into());
        let comma = if line.ends_with(',') { "," } else { "" };
        serde_json::to_string(&fields).unwrap() + comma
    };
    let text: Vec<String> = place.text().lines().map(line).collect();
    let new = place.beside(&format!(".edited-{}", std::process::id()));
    std::fs::write(&new, text.join("\n") + "\n").unwrap();
    std::fs::rename(new, &place.path).unwrap();
}

/// The operation ids in the lines of a worker that begin with a word.
pub(crate) fn told(lines: &[String], word: &str) -> BTreeSet<OpId> {
    lines.iter().filter_map(|l| l.strip_prefix(word)?.trim().parse().ok()).collect()
}

pub(crate) fn lines_of(child: &mut Child) -> Vec<String> {
    BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok).collect()
}

/// All batches, each revision once, from the first on; the chain is checked on the way.
pub(crate) fn whole_log(path: &Path) -> Vec<Entry> {
    let io = Real::default();
    let entries: Vec<Entry> =
        log::log(path, &Permit::everything(), &io).unwrap().map(Result::unwrap).collect();
    let revisions: Vec<u64> = entries.iter().map(|e| e.revision).collect();
    assert_eq!(revisions, (1..=entries.len() as u64).collect::<Vec<_>>());
    entries
}

/// The last value of every note that the log tells must be the one that is there.
pub(crate) fn assert_replayed(entries: &[Entry], data: &Data) {
    let mut last = BTreeMap::new();
    for change in entries.iter().flat_map(|e| &e.batch.changes) {
        if let Change::Set { id, to, from, .. } = change {
            let before = last.insert(id.clone(), to.clone()).unwrap_or_default();
            assert_eq!(before, *from, "each edit starts from what the one before left");
        }
    }
    for (member, note) in last {
        assert_eq!(Value::from(field(data, member.as_str(), "note")), note);
    }
}
