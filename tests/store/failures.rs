//! Every file call fails once, in every way: nothing acknowledged is lost, the file always loads.

use std::{sync::Arc, time::Duration};

use chibo::{
    domain::{data::Data, edit::Batch, record::Kind},
    store::{CheckpointError, CommitError, OpId, ReadOnly, Store, document, log},
};

use crate::{common::*, faults::*};

/// What a session was told while its file calls failed.
#[derive(Default)]
struct Told {
    /// Tokens of edits that were said to be saved.
    saved: Vec<String>,
    /// Tokens of all edits that were tried.
    tried: Vec<String>,
    /// Members and notes written into the data file by hand.
    by_hand: Vec<(&'static str, &'static str)>,
}

/// One edit of two members, so that half of it would show.
fn pair(data: &Data, token: &str) -> Batch {
    let mut batch = set(data, "m0001", "note", token);
    batch.changes.extend(set(data, "m0002", "note", token).changes);
    batch.changes.extend(new_member(1000 + usize::from(token.as_bytes()[0])).changes);
    batch
}

/// However a call of the store ended, it holds no lock while its caller does something else.
pub(crate) fn assert_lock_is_free(store: &Store) {
    let lock = std::fs::File::open(&store.paths().lock).unwrap();
    assert!(lock.try_lock().is_ok(), "the lock is held");
}

impl Told {
    /// Tries an edit as a person would: again after a failure, with the same operation id.
    fn commit(&mut self, store: &mut Store, token: &str) {
        let op = OpId::random().unwrap();
        let batch = pair(store.data(), token);
        self.tried.push(token.to_owned());
        for _ in 0..3 {
            match store.commit(batch.clone(), op) {
                Ok(saved) => {
                    assert_lock_is_free(store);
                    assert_eq!(field(&saved.data, "m0001", "note"), token);
                    self.saved.push(token.to_owned());
                    return;
                }
                Err(CommitError::Failed(_)) => assert_lock_is_free(store),
                Err(CommitError::ReadOnly(_)) => return assert_lock_is_free(store),
                Err(other) => panic!("{token}: {other:?}"),
            }
        }
    }

    /// Replaces the data file as an editor does, unless the session is dead and with it the day.
    fn write_by_hand(&mut self, place: &Place, io: &Faulty, member: &'static str, note: &'static str) {
        if !io.is_dead() {
            by_hand(place, member, note);
            self.by_hand.push((member, note));
        }
    }
}

/// Opens, edits, writes the file, edits, finds an edit by hand, edits, writes the file, edits, and takes in another
/// edit by hand on the way to saving one of its own.
fn a_day(place: &Place, io: &Faulty) -> Told {
    let mut told = Told::default();
    let open = || Store::open(&place.path, caller("An"), Arc::new(io.clone()));
    let Some(mut store) = open().ok().or_else(|| (!io.is_dead()).then(|| open().unwrap())) else {
        return told;
    };
    told.commit(&mut store, "a");
    drop(store.checkpoint());
    told.commit(&mut store, "b");
    told.write_by_hand(place, io, "m0003", "c");
    drop(store.refresh());
    told.commit(&mut store, "d");
    drop(store.checkpoint());
    told.commit(&mut store, "e");
    told.write_by_hand(place, io, "m0005", "g");
    told.commit(&mut store, "f");
    told
}

/// Replaces the data file as an editor does: another file under the same name.
fn by_hand(place: &Place, member: &str, note: &str) {
    let text = place.text();
    let line = |l: &str| {
        if !l.contains(&format!("\"{member}\"")) || l.contains("\"note\"") {
            return l.to_owned();
        }
        l.replacen("\"phone\"", &format!("\"note\":\"{note}\",\"phone\""), 1)
    };
    let text: Vec<String> = text.lines().map(line).collect();
    let new = place.beside(".edited");
    std::fs::write(&new, text.join("\n") + "\n").unwrap();
    std::fs::rename(new, &place.path).unwrap();
}

/// What must hold whatever went wrong.
fn check(place: &Place, told: &Told, what: &str) {
    document::parse(place.text().as_bytes()).unwrap_or_else(|e| panic!("{what}: {e}"));
    let io = Faulty::default();
    let mut store = Store::open(&place.path, caller("Bình"), Arc::new(io.clone())).unwrap();
    assert!(store.read_only().is_none(), "{what}: {:?}", store.read_only());
    let entries: Vec<_> =
        log::log(&place.path, &Permit::everything(), &io).unwrap().map(|e| e.unwrap()).collect();
    let deeds = |token: &str| {
        let sets =
            |b: &Batch| b.changes.iter().any(|c| format!("{c:?}").contains(&format!("String({token:?})")));
        entries.iter().filter(|e| e.batch.deed == "edit" && sets(&e.batch)).count()
    };
    for token in &told.saved {
        assert!(deeds(token) >= 1, "{what}: {token} is lost");
    }
    let mut last = "";
    for token in &told.tried {
        let n = 1000 + usize::from(token.as_bytes()[0]);
        let is_there = store.data().record(Kind::Member, &id(&format!("m{n:04}"))).is_some();
        assert_eq!(is_there, deeds(token) >= 1, "{what}: {token} is half there");
        if is_there {
            last = token;
        }
    }
    for member in ["m0001", "m0002"] {
        assert_eq!(field(store.data(), member, "note"), last, "{what}: {member}");
    }
    for (member, note) in &told.by_hand {
        assert_eq!(field(store.data(), member, "note"), *note, "{what}: the edit by hand is lost");
    }
    let revisions: Vec<u64> = entries.iter().map(|e| e.revision).collect();
    assert_eq!(revisions, (1..=entries.len() as u64).collect::<Vec<_>>(), "{what}");
    edit(&mut store, "m0004", "note", "after all");
    store.checkpoint().unwrap_or_else(|e| panic!("{what}: {e:?}"));
    assert_eq!(place.text(), text_of(store.data()), "{what}");
    let fresh = Store::open(&place.path, caller("Châu"), Arc::new(io)).unwrap();
    assert_eq!(text_of(fresh.data()), text_of(store.data()), "{what}");
}

fn every_call_fails_once(fault: Fault) -> u64 {
    for k in 1.. {
        let place = Place::with_members(8);
        let io = Faulty::failing_at(k, fault);
        let told = a_day(&place, &io);
        let what = format!("{fault:?} at call {k} ({})", io.hit().unwrap_or("none"));
        check(&place, &told, &what);
        if io.hit().is_none() {
            assert_eq!(told.saved.len(), 5, "without a fault everything is saved");
            return k - 1;
        }
    }
    unreachable!()
}

#[test]
fn every_call_fails_once_with_an_io_error() {
    assert!(every_call_fails_once(Fault::Error(EIO)) > 100);
}

#[test]
fn every_call_fails_once_with_every_error_that_passes() {
    for error in [EINTR, ENOSPC, EDQUOT] {
        every_call_fails_once(Fault::Error(error));
    }
}

#[test]
fn every_call_fails_once_on_a_full_disk() {
    every_call_fails_once(Fault::HalfThenFull);
}

#[test]
fn every_write_is_short_and_every_read_interrupted_once() {
    every_call_fails_once(Fault::Short);
}

#[test]
fn killed_before_every_call() {
    every_call_fails_once(Fault::KillBefore);
}

#[test]
fn killed_inside_every_call() {
    every_call_fails_once(Fault::KillInside);
}

#[test]
fn a_line_torn_while_an_edit_by_hand_came_in_is_sealed_by_the_edit_that_found_it() {
    for k in 1.. {
        let place = Place::with_members(8);
        let io = Faulty::failing_at(k, Fault::HalfThenFull);
        let mut told = Told::default();
        if let Ok(mut store) = Store::open(&place.path, caller("An"), Arc::new(io.clone())) {
            by_hand(&place, "m0003", "c");
            told.by_hand.push(("m0003", "c"));
            told.commit(&mut store, "a");
            by_hand(&place, "m0005", "c");
            drop(store.checkpoint());
        }
        check(&place, &told, &format!("call {k} ({})", io.hit().unwrap_or("none")));
        if io.hit().is_none() {
            break;
        }
    }
}

#[test]
fn on_a_full_disk_nothing_is_acknowledged_and_a_retry_works() {
    let place = Place::with_members(3);
    for error in [ENOSPC, EDQUOT, EFBIG, EIO] {
        full_disk(&place, error);
    }
}

fn full_disk(place: &Place, error: i32) {
    let before = place.text();
    let io = Faulty::default();
    let mut store = Store::open(&place.path, caller("An"), Arc::new(io.clone())).unwrap();
    let revision = store.data().revision;
    io.always("write", error);
    let (batch, op) = (set(store.data(), "m0001", "phone", error.to_string()), OpId::random().unwrap());
    for _ in 0..3 {
        assert!(matches!(store.commit(batch.clone(), op), Err(CommitError::Failed(_))));
    }
    assert!(store.read_only().is_none());
    io.heal();
    assert_eq!(store.commit(batch, op).unwrap().revision, revision + 1);
    io.always("write", error);
    assert!(matches!(store.checkpoint(), Err(CheckpointError::Failed(_))));
    assert_eq!(place.text(), before, "byte for byte");
    assert!(!store.needs_checkpoint(Duration::from_secs(600)), "not again at once");
    io.heal();
    assert_eq!(store.checkpoint().unwrap().unwrap().revision, revision + 1);
}

#[test]
fn a_failed_sync_turns_read_only_and_is_never_tried_again() {
    let place = Place::with_members(3);
    let io = Faulty::default();
    let mut store = Store::open(&place.path, caller("An"), Arc::new(io.clone())).unwrap();
    io.always("sync", EIO);
    let (batch, op) = (set(store.data(), "m0001", "phone", "9"), OpId::random().unwrap());
    io.calls();
    let failed = store.commit(batch.clone(), op);
    assert!(matches!(failed, Err(CommitError::ReadOnly(ReadOnly::SyncFailed(_)))), "{failed:?}");
    assert_eq!(io.calls().iter().filter(|call| **call == "sync").count(), 1);
    io.heal();
    assert!(matches!(store.commit(batch, op), Err(CommitError::ReadOnly(ReadOnly::SyncFailed(_)))));
    assert!(matches!(store.checkpoint(), Err(CheckpointError::ReadOnly(_))));
    assert!(!io.calls().contains(&"sync"));
    assert!(store.poll().is_ok(), "it still shows what others do");
}

#[test]
fn on_a_medium_that_may_not_be_written_it_opens_read_only() {
    let place = Place::with_members(3);
    let io = Faulty::default();
    io.always("try_lock", EROFS);
    std::fs::remove_file(place.beside(".journal")).unwrap();
    let mut store = Store::open(&place.path, caller("An"), Arc::new(io)).unwrap();
    assert!(matches!(store.read_only(), Some(ReadOnly::Permission(_))), "{:?}", store.read_only());
    assert_eq!(store.data().members().len(), 3);
    let batch = set(store.data(), "m0001", "phone", "9");
    assert!(matches!(store.commit(batch, OpId::random().unwrap()), Err(CommitError::ReadOnly(_))));
}

#[test]
fn whoever_waits_in_vain_for_five_seconds_is_told_for_whom() {
    let place = Place::with_members(3);
    let io = Faulty::default();
    edit(&mut place.open("Bình"), "m0001", "phone", "1");
    let mut store = Store::open(&place.path, caller("An"), Arc::new(io.clone())).unwrap();
    io.lock_out();
    let batch = set(store.data(), "m0001", "phone", "9");
    match store.commit(batch, OpId::random().unwrap()) {
        Err(CommitError::Busy { holder }) => assert_eq!(holder, "Bình"),
        other => panic!("{other:?}"),
    }
    assert!(io.paused() >= Duration::from_secs(5));
}

#[test]
fn many_failures_at_random_lose_nothing() {
    for seed in 0..150 {
        let place = Place::with_members(8);
        let io = Faulty::failing_often(seed, 30 + seed);
        let opened = (0..50).find_map(|_| {
            let store = Store::open(&place.path, caller("An"), Arc::new(io.clone())).ok()?;
            store.read_only().is_none().then_some(store)
        });
        let mut store = opened.unwrap_or_else(|| panic!("seed {seed}"));
        let mut told = Told::default();
        for token in ["a", "b", "d", "e", "f", "g"] {
            told.commit(&mut store, token);
            if token == "b" {
                told.write_by_hand(&place, &io, "m0003", "c");
            }
            drop(store.refresh());
            drop(store.checkpoint());
        }
        assert!(store.read_only().is_none(), "seed {seed}: {:?}", store.read_only());
        io.calm();
        check(&place, &told, &format!("seed {seed}"));
    }
}

#[test]
fn on_a_network_file_system_it_opens_read_only_and_makes_nothing() {
    const NFS: u64 = 0x6969;
    let place = Place::with_members(3);
    for suffix in [".journal", ".lock", ".bak"] {
        std::fs::remove_file(place.beside(suffix)).unwrap();
    }
    let io = Faulty::default();
    io.lie_on(NFS);
    let store = Store::open(&place.path, caller("An"), Arc::new(io)).unwrap();
    assert!(matches!(store.read_only(), Some(ReadOnly::FileSystem { number: NFS, .. })));
    assert_eq!(store.data().members().len(), 3);
    assert_eq!(std::fs::read_dir(place.path.parent().unwrap()).unwrap().count(), 1);
}
