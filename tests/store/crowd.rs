//! Fifty processes at one register, flat out: each acknowledged edit is there once, whoever else writes the file.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Child,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use chibo::{
    domain::data::Data,
    store::{Entry, OpId, document, journal::OUTSIDE},
};

use crate::{common::*, workers::*};

/// How many processes, and how many edits each.
#[derive(Clone, Copy)]
struct Size {
    workers: usize,
    edits: usize,
}

impl Size {
    fn all(self) -> usize {
        self.workers * self.edits
    }
}

/// How often an outside hand replaces the data file; each time it edits a record of its own.
const BY_HAND: usize = 20;

/// Runs all workers; meanwhile `beside` is called until they are done. Returns what was acknowledged.
fn run(place: &Place, size: Size, mut beside: impl FnMut() + Send) -> BTreeSet<OpId> {
    let task = |worker| Task::Edits { worker, edits: size.edits, checkpoint_after: 20 };
    let mut children: Vec<Child> = (0..size.workers).map(|w| start(&place.path, task(w))).collect();
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                beside();
                thread::sleep(Duration::from_millis(5));
            }
        });
        let mut acknowledged = BTreeSet::new();
        // Each in a thread of its own, so that no pipe fills up.
        let read = |child: &mut Child| (told(&lines_of(child), "ACK "), child.wait().unwrap().success());
        let readers: Vec<_> = children.iter_mut().map(|child| scope.spawn(move || read(child))).collect();
        for reader in readers {
            let (acks, success) = reader.join().unwrap();
            assert!(success);
            assert_eq!(acks.len(), size.edits);
            acknowledged.extend(acks);
        }
        over.store(true, Ordering::Relaxed);
        acknowledged
    })
}

/// The data files that were seen must be what the log says of their revisions.
fn assert_past_revisions(mut data: Data, entries: &[Entry], mut seen: BTreeMap<u64, String>) {
    for entry in entries {
        if let Some(text) = seen.remove(&data.revision) {
            assert!(text == text_of(&data), "the data file at revision {}", data.revision);
        }
        data = data.applied(&entry.batch).unwrap();
        data.revision = entry.revision;
    }
    seen.remove(&data.revision);
    assert!(seen.is_empty(), "revisions that never were: {:?}", seen.keys());
}

#[test]
fn eight_processes_lose_nothing_and_the_file_is_always_whole() {
    let size = Size { workers: 8, edits: 50 };
    let place = Place::with_members(size.workers + SHARED);
    for suffix in [".journal", ".lock", ".bak"] {
        std::fs::remove_file(place.beside(suffix)).unwrap(); // All of them want to make these at once.
    }
    let mut seen = BTreeMap::new();
    let acknowledged = run(&place, size, || {
        let text = place.text();
        let document = document::parse(text.as_bytes()).unwrap_or_else(|e| panic!("{e}: {text}"));
        seen.insert(document.data.revision, text);
    });
    let entries = whole_log(&place.path);
    assert_eq!(entries.len(), size.all(), "each edit exactly once");
    assert_eq!(entries.iter().map(|e| e.op).collect::<BTreeSet<_>>(), acknowledged);
    assert!(seen.len() > 2, "{:?}", seen.keys());
    assert_past_revisions(register(size.workers + SHARED), &entries, seen);
    let mut store = place.open("An");
    assert_replayed(&entries, store.data());
    store.checkpoint().unwrap();
    assert_eq!(place.text(), text_of(store.data()));
}

/// What the hand does comes on top of what the fifty do, so this is also the run of fifty alone.
#[test]
fn fifty_processes_and_a_hand_that_replaces_the_file_lose_nothing_of_either() {
    let size = Size { workers: 50, edits: 200 };
    let place = Place::with_members(size.workers + SHARED + BY_HAND);
    let (mut put, mut last) = (0, 0);
    let hands_own = |n: usize| (format!("m{:04}", size.workers + SHARED + n), format!("by hand {n}"));
    let journal = place.beside(".journal");
    let acknowledged = run(&place, size, || {
        // Spread over the whole run, by how much was written.
        let size = std::fs::metadata(&journal).map_or(0, |m| m.len());
        if put < BY_HAND && size > last + 20_000 {
            let (member, note) = hands_own(put);
            replace_by_hand(&place, &member, &note);
            (put, last) = (put + 1, size);
        }
    });
    assert_eq!(put, BY_HAND, "the hand came to its turn");
    let mut store = place.open("An");
    store.refresh().unwrap();
    assert!(store.read_only().is_none() && store.outside().is_none());
    let entries = whole_log(&place.path);
    let (by_hand, ours): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|e| e.batch.deed == OUTSIDE);
    assert_eq!(ours.len(), size.all(), "each edit exactly once");
    assert_eq!(ours.iter().map(|e| e.op).collect::<BTreeSet<_>>(), acknowledged);
    for n in 0..BY_HAND {
        let (member, note) = hands_own(n);
        let sets = |e: &&&Entry| e.batch.changes.iter().any(|c| c.record().1.as_str() == member);
        assert_eq!(by_hand.iter().filter(sets).count(), 1, "{note} exactly once");
        assert_eq!(field(store.data(), &member, "note"), note);
    }
    assert!(by_hand.iter().all(|e| e.lost.is_empty()));
    assert_replayed(&entries, store.data());
    store.checkpoint().unwrap();
    assert_eq!(place.text(), text_of(store.data()));
}
