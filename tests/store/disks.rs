//! Real disks: full, read-only, and folders that are gone for a while. Told plainly, nothing lost, and it works again.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use chibo::store::{CheckpointError, CommitError, OpId, ReadOnly, Store, document, io::Real};

use crate::{common::*, faults::Faulty};

/// A small file system of its own, unmounted at the end.
struct Disk(tempfile::TempDir);

impl Disk {
    /// None where this account may not mount.
    fn mounted(size: &str) -> Option<Self> {
        let disk = Self(tempfile::tempdir().unwrap());
        let options = format!("size={size},mode=0700");
        let mounted = mount(&["-t", "tmpfs", "-o", &options, "tmpfs", disk.path().to_str().unwrap()]);
        if !mounted {
            println!("skipped: this account may not mount");
        }
        mounted.then_some(disk)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn remount(&self, how: &str) {
        assert!(mount(&["-o", &format!("remount,{how}"), self.path().to_str().unwrap()]));
    }

    fn register(&self, members: usize) -> Place {
        let place = Place::at(&self.path().join("register.json"));
        let founder = Arc::new(Real::default());
        drop(Store::create(&place.path, &register(members), caller("founder"), founder).unwrap());
        place
    }

    /// Takes all room but so many bytes, in whole pages.
    fn fill(&self, but: usize) -> PathBuf {
        let ballast = self.path().join("ballast");
        drop(fs::write(&ballast, vec![0; 1 << 20])); // As much as there is room for.
        let size = fs::metadata(&ballast).unwrap().len();
        fs::File::options()
            .write(true)
            .open(&ballast)
            .unwrap()
            .set_len(size.saturating_sub(but as u64))
            .unwrap();
        ballast
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        _ = Command::new("umount").arg("-l").arg(self.path()).output();
    }
}

fn mount(args: &[&str]) -> bool {
    Command::new("mount").args(args).output().is_ok_and(|output| output.status.success())
}

#[test]
fn on_a_disk_that_fills_up_nothing_breaks_and_it_works_again_when_there_is_room() {
    let Some(disk) = Disk::mounted("600k") else { return };
    let place = disk.register(150);
    let mut store = place.open("An");
    let mut token = 0;
    let (mut refused, mut unwritten) = (0, 0);
    for page in 0..12 {
        let ballast = disk.fill(page * 4096);
        // Until the journal is full too: each edit once, then again with the same operation id.
        let waiting = loop {
            token += 1;
            let (batch, op) = (
                set(store.data(), "m0007", "note", format!("{token} {}", "ă".repeat(400))),
                OpId::random().unwrap(),
            );
            match store.commit(batch.clone(), op) {
                Ok(_) if token % 40 > 0 => {}
                Ok(_) => break None,
                Err(CommitError::Failed(why)) => {
                    assert_eq!(why.error.kind(), std::io::ErrorKind::StorageFull, "{why}");
                    refused += 1;
                    break Some((batch, op));
                }
                Err(other) => panic!("{other:?}"),
            }
        };
        let before = place.text();
        match store.checkpoint() {
            Ok(_) => assert_eq!(place.text(), text_of(store.data())),
            Err(CheckpointError::Failed(why)) => {
                assert_eq!(why.error.kind(), std::io::ErrorKind::StorageFull, "{why}");
                assert_eq!(place.text(), before, "byte for byte");
                unwritten += 1;
            }
            Err(other) => panic!("{other:?}"),
        }
        document::parse(place.text().as_bytes()).unwrap();
        fs::remove_file(ballast).unwrap();
        fs::remove_dir_all(place.beside(".backups")).ok(); // Room is made by hand.
        if let Some((batch, op)) = waiting {
            store.commit(batch, op).unwrap();
        }
        store.checkpoint().unwrap();
        assert_eq!(place.text(), text_of(store.data()));
        assert_eq!(text_of(place.open("Bình").data()), text_of(store.data()));
    }
    println!("{refused} edits refused, the file unwritten {unwritten} times");
    assert!(refused > 0 && unwritten > 0);
}

#[test]
fn opened_on_a_full_disk_it_can_be_read_and_written_as_soon_as_there_is_room() {
    let Some(disk) = Disk::mounted("600k") else { return };
    let place = disk.register(150);
    for suffix in [".journal", ".lock", ".bak"] {
        fs::remove_file(place.beside(suffix)).unwrap();
    }
    let ballast = disk.fill(0);
    let mut store = place.open("An");
    assert!(store.read_only().is_some());
    assert_eq!(store.data().members().len(), 150);
    assert!(store.refresh().unwrap().is_none());
    fs::remove_file(ballast).unwrap();
    store.refresh().unwrap();
    assert!(store.read_only().is_none(), "{:?}", store.read_only());
    edit(&mut store, "m0001", "note", "ghi được");
    assert_eq!(field(place.open("Bình").data(), "m0001", "note"), "ghi được");
}

#[test]
fn on_a_read_only_disk_it_opens_to_be_read_and_later_to_be_written() {
    let Some(disk) = Disk::mounted("600k") else { return };
    let place = disk.register(5);
    edit(&mut place.open("An"), "m0001", "note", "còn đây");
    disk.remount("ro");
    let mut store = place.open("An");
    assert!(matches!(store.read_only(), Some(ReadOnly::Permission(_))), "{:?}", store.read_only());
    assert_eq!(field(store.data(), "m0001", "note"), "còn đây");
    let batch = set(store.data(), "m0001", "note", "x");
    assert!(matches!(store.commit(batch, OpId::random().unwrap()), Err(CommitError::ReadOnly(_))));
    disk.remount("rw");
    edit(&mut place.open("Bình"), "m0001", "note", "ghi lại được");
    store.refresh().unwrap();
    assert_eq!(field(store.data(), "m0001", "note"), "ghi lại được", "who reads follows");
}

/// The folder is away from the k-th call on, as when a line to it is cut, and comes back.
fn gone_from_call(k: u64) -> bool {
    let place = Place::with_members(4);
    let home = place.path.parent().unwrap().to_owned();
    let away = home.with_extension("away");
    let (from, to) = (home.clone(), away.clone());
    let io = Faulty::at_call(k, move || fs::rename(from, to).unwrap());
    let opened = Store::open(&place.path, caller("An"), Arc::new(io.clone()));
    let mut waiting = Vec::new();
    let mut store = match opened {
        Ok(store) => store,
        Err(_) => {
            fs::rename(&away, &home).unwrap();
            Store::open(&place.path, caller("An"), Arc::new(io.clone())).unwrap()
        }
    };
    for member in ["m0000", "m0001", "m0002"] {
        let (batch, op) = (set(store.data(), member, "note", member), OpId::random().unwrap());
        match store.commit(batch.clone(), op) {
            Ok(_) => {}
            Err(CommitError::Failed(_)) => waiting.push((batch, op)),
            Err(other) => panic!("call {k}: {other:?}"),
        }
        drop(store.checkpoint());
        drop(store.refresh());
    }
    let still_to_come = io.call_off();
    if away.exists() {
        fs::rename(&away, &home).unwrap();
    }
    for (batch, op) in waiting {
        store.commit(batch, op).unwrap_or_else(|e| panic!("call {k}: {e:?}"));
    }
    store.refresh().unwrap();
    assert!(store.read_only().is_none() && store.outside().is_none(), "call {k}: {:?}", store.read_only());
    store.checkpoint().unwrap();
    assert_eq!(place.text(), text_of(store.data()), "call {k}");
    for member in ["m0000", "m0001", "m0002"] {
        assert_eq!(field(place.open("Bình").data(), member, "note"), member, "call {k}");
    }
    !still_to_come
}

#[test]
fn a_folder_that_is_away_for_a_while_loses_nothing() {
    let calls = (1..).take_while(|k| gone_from_call(*k)).count();
    assert!(calls > 80, "{calls}");
}
