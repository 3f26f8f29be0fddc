//! What lies under the name of a file of the register and is none: a link, a pipe, a folder, a file with another name.
//!
//! Whoever may write in the folder can put it there. Nobody waits for it, writes into it or into what it leads to.

use std::{fs, os::unix::fs::symlink, path::Path};

use chibo::{
    domain::record::Kind,
    store::{
        OpId, OpenError, Store,
        access::{self, Access},
        io::{NotPlain, Real},
    },
};
use rustix::fs::{CWD, FileType, Mode};

use crate::common::*;

const VICTIM: &str = "not the register's";

/// Something that is no file.
#[derive(Debug, Clone, Copy)]
enum Thing {
    Pipe,
    Link,
    Folder,
}

const THINGS: [Thing; 3] = [Thing::Pipe, Thing::Link, Thing::Folder];

impl Thing {
    fn put(self, at: &Path, victim: &Path) {
        if at.exists() {
            fs::remove_file(at).unwrap();
        }
        match self {
            Self::Pipe => {
                rustix::fs::mknodat(CWD, at, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
            }
            Self::Link => symlink(victim, at).unwrap(),
            Self::Folder => fs::create_dir(at).unwrap(),
        }
    }

    fn take_away(self, at: &Path) {
        match self {
            Self::Pipe | Self::Link => fs::remove_file(at).unwrap(),
            Self::Folder => fs::remove_dir(at).unwrap(),
        }
    }
}

fn is_in_the_way(error: &OpenError) -> bool {
    match error {
        OpenError::NotAFile(_) => true,
        OpenError::Failed(failure) => NotPlain::is(&failure.error),
        _ => false,
    }
}

#[test]
fn what_is_no_file_is_neither_waited_for_nor_followed_when_a_register_is_opened() {
    for (thing, suffix) in
        THINGS.into_iter().flat_map(|thing| ["", ".journal", ".lock"].map(|suffix| (thing, suffix)))
    {
        if matches!((thing, suffix), (Thing::Link, "")) {
            continue; // The data file may be named by a link; then everything lies beside the real one.
        }
        let place = Place::with_members(3);
        let victim = place.path.with_file_name("victim");
        fs::write(&victim, VICTIM).unwrap();
        let what = format!("{thing:?} in the place of {suffix}");
        // So that the lock is wanted.
        fs::write(&place.path, place.text().replace("\"revision\":0", "\"revision\": 0")).unwrap();
        thing.put(&place.beside(suffix), &victim);
        if suffix != ".lock" {
            let looked = Store::look(&place.path, &Permit::everything(), &Real::default());
            assert!(looked.is_err_and(|error| is_in_the_way(&error)), "{what}");
        }
        let opened = Store::open(&place.path, caller("An"), std::sync::Arc::new(Real::default()));
        assert!(opened.is_err_and(|error| is_in_the_way(&error)), "{what}");
        assert_eq!(fs::read_to_string(&victim).unwrap(), VICTIM, "{what}");
    }
}

/// What is typed stays with who typed it; when the thing is gone everything goes on.
#[test]
fn what_takes_the_place_of_a_file_under_an_open_session_keeps_nobody_waiting_and_nothing_is_lost() {
    for (thing, suffix) in
        THINGS.into_iter().flat_map(|thing| ["", ".lock", ".bak"].map(|suffix| (thing, suffix)))
    {
        let place = Place::with_members(3);
        let victim = place.path.with_file_name("victim");
        fs::write(&victim, VICTIM).unwrap();
        let what = format!("{thing:?} in the place of {suffix}");
        let mut store = place.open("An");
        edit(&mut store, "m0000", "note", "trước");
        let at = place.beside(suffix);
        let kept = at.with_extension("kept");
        fs::rename(&at, &kept).unwrap();
        thing.put(&at, &victim);
        drop(store.refresh());
        let batch = set(store.data(), "m0001", "note", "trong khi");
        let during = store.commit(batch, OpId::random().unwrap());
        drop(store.checkpoint());
        assert_eq!(fs::read_to_string(&victim).unwrap(), VICTIM, "{what}");
        if suffix != ".bak" {
            thing.take_away(&at);
            fs::rename(&kept, &at).unwrap();
        }
        drop(store.refresh());
        assert!(store.read_only().is_none(), "{what}: {:?}", store.read_only());
        edit(&mut store, "m0002", "note", "sau");
        store.checkpoint().unwrap();
        let again = place.open("Bình");
        assert_eq!(field(again.data(), "m0000", "note"), "trước", "{what}");
        assert_eq!(field(again.data(), "m0001", "note") == "trong khi", during.is_ok(), "{what}");
        assert_eq!(field(again.data(), "m0002", "note"), "sau", "{what}");
    }
}

#[test]
fn nothing_is_noted_into_what_is_no_log() {
    for thing in THINGS {
        let place = Place::with_members(3);
        let victim = place.path.with_file_name("victim");
        fs::write(&victim, VICTIM).unwrap();
        thing.put(&place.beside(".access"), &victim);
        let seen = Access::Seen { kind: Kind::Member, id: id("m0000"), fields: vec!["phone".to_owned()] };
        let noted = access::note(&place.path, &who("An"), &seen, &Real::default());
        let why = noted.expect_err("it was noted").to_string();
        assert!(why.contains("regular file"), "{why}");
        assert_eq!(fs::read_to_string(&victim).unwrap(), VICTIM, "{thing:?}");
    }
}

/// The lock file says who holds the lock: it must not be said in a file that is somebody else's.
#[test]
fn a_second_name_of_another_file_is_locked_and_not_written_over() {
    let place = Place::with_members(3);
    let victim = place.path.with_file_name("victim");
    fs::write(&victim, VICTIM).unwrap();
    fs::remove_file(place.beside(".lock")).unwrap();
    fs::hard_link(&victim, place.beside(".lock")).unwrap();
    let mut store = place.open("An");
    edit(&mut store, "m0000", "note", "sửa");
    assert_eq!(fs::read_to_string(&victim).unwrap(), VICTIM);
}
