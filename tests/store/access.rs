//! The access log: what was noted is there, in one chain, whatever fails, and what was not is not believed.

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    sync::Arc,
};

use chibo::{
    domain::record::Kind,
    store::{
        ReadOnly, Store,
        access::{Access, AccessLog, To, Unnoted, note, read},
        io::Real,
    },
};

use crate::{common::*, faults::*};

fn seen(member: &str) -> Access {
    Access::Seen { kind: Kind::Member, id: id(member), fields: vec!["phone".into()] }
}

fn list(rows: usize) -> Access {
    let to = To::File("/home/lan/danh sách.xlsx".into());
    let columns = vec!["name".into(), "phone".into()];
    Access::List { kind: Kind::Member, columns, rows, protected: vec!["phone".into()], to }
}

fn log(place: &Place) -> AccessLog {
    read(&place.path, &Permit::everything(), &Real::default()).unwrap()
}

/// What stands in a log that is whole.
fn whole(place: &Place) -> Vec<Access> {
    let log = log(place);
    assert!(log.damage.is_none(), "{:?}", log.damage);
    log.noted.into_iter().map(|noted| noted.what).collect()
}

#[test]
fn notes_stand_in_their_order_with_who_and_when() {
    let place = Place::with_members(2);
    assert!(log(&place).noted.is_empty(), "no file, nothing noted");
    let io = Faulty::default();
    note(&place.path, &who("An"), &seen("m0000"), &io).unwrap();
    let head = log(&place).head;
    note(&place.path, &who("Bình"), &list(2), &io).unwrap();
    let log = log(&place);
    let by: Vec<String> = log.noted.iter().map(|noted| noted.who.to_string()).collect();
    assert_eq!(by, ["An", "Bình"]);
    assert_eq!(log.noted[0].at, "2019-12-20T00:00:00Z");
    assert_eq!(whole(&place), [seen("m0000"), list(2)]);
    assert_ne!(log.head, head);
    let text = fs::read_to_string(place.beside(".access")).unwrap();
    assert!(!text.contains("0000000000"), "no value: {text}");
}

#[test]
fn the_log_has_the_rights_of_the_register() {
    let place = Place::with_members(1);
    fs::set_permissions(&place.path, fs::Permissions::from_mode(0o660)).unwrap();
    note(&place.path, &who("An"), &seen("m0000"), &Faulty::default()).unwrap();
    let of = |path: &std::path::Path| fs::metadata(path).map(|m| (m.mode() & 0o777, m.gid())).unwrap();
    assert_eq!(of(&place.beside(".access")), of(&place.path));
}

#[test]
fn only_an_administrator_of_the_whole_register_reads_it() {
    let place = Place::with_members(1);
    let permit = Permit { role: chibo::domain::permit::Role::Editor, ..Permit::everything() };
    assert!(read(&place.path, &permit, &Real::default()).is_err());
}

/// Fails at every call in turn: what was acknowledged is there, what was not is there wholly or not at all, and the
/// next note goes on.
fn after_every(fault: Fault) -> u64 {
    for k in 1.. {
        let place = Place::with_members(1);
        note(&place.path, &who("An"), &list(1), &Faulty::default()).unwrap();
        let io = Faulty::failing_at(k, fault);
        let noted = note(&place.path, &who("An"), &seen("m0000"), &io);
        let what = format!("{fault:?} at call {k} ({})", io.hit().unwrap_or("none"));
        note(&place.path, &who("Bình"), &list(2), &Faulty::default())
            .unwrap_or_else(|error| panic!("{what}: {error:?}"));
        let with = [list(1), seen("m0000"), list(2)];
        let found = whole(&place);
        assert!(found == with || noted.is_err() && found == [list(1), list(2)], "{what}: {found:?}");
        if io.hit().is_none() {
            return k - 1;
        }
    }
    unreachable!()
}

#[test]
fn whatever_call_fails_the_log_stays_whole() {
    for fault in [Fault::Error(EIO), Fault::Error(EINTR), Fault::Short, Fault::HalfThenFull] {
        assert!(after_every(fault) > 10, "{fault:?}");
    }
    for fault in [Fault::KillBefore, Fault::KillInside] {
        after_every(fault);
    }
}

#[test]
fn whatever_call_fails_while_the_log_is_begun_the_next_note_begins_it() {
    for fault in [Fault::Error(EIO), Fault::HalfThenFull, Fault::KillInside] {
        for k in 1.. {
            let place = Place::with_members(1);
            let io = Faulty::failing_at(k, fault);
            let noted = note(&place.path, &who("An"), &list(1), &io);
            note(&place.path, &who("Bình"), &list(2), &Faulty::default()).unwrap();
            let found = whole(&place);
            let what = format!("{fault:?} at call {k}: {found:?}");
            assert!(found == [list(1), list(2)] || noted.is_err() && found == [list(2)], "{what}");
            if io.hit().is_none() {
                break;
            }
        }
    }
}

#[test]
fn cut_anywhere_only_the_last_note_is_lost_and_the_next_goes_on() {
    let place = Place::with_members(1);
    let io = Faulty::default();
    note(&place.path, &who("An"), &list(1), &io).unwrap();
    note(&place.path, &who("An"), &list(2), &io).unwrap();
    let (path, text) = (place.beside(".access"), fs::read(place.beside(".access")).unwrap());
    let first = text.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for cut in first..text.len() {
        for fill in [0, 5] {
            fs::write(&path, [&text[..cut], &vec![0; fill]].concat()).unwrap();
            assert_eq!(whole(&place), [list(1)], "cut at {cut}, {fill} zeros");
            note(&place.path, &who("Bình"), &list(3), &io).unwrap();
            assert_eq!(whole(&place), [list(1), list(3)], "cut at {cut}, {fill} zeros");
        }
    }
}

#[test]
fn a_flipped_bit_anywhere_is_found() {
    let place = Place::with_members(1);
    for rows in 1..3 {
        note(&place.path, &who("An"), &list(rows), &Faulty::default()).unwrap();
    }
    let (path, text) = (place.beside(".access"), fs::read(place.beside(".access")).unwrap());
    for bit in 0..text.len() * 8 {
        let mut flipped = text.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, &flipped).unwrap();
        assert!(log(&place).damage.is_some(), "bit {bit}");
        // A note at the end of it fails and changes nothing, or goes on; the damage stays to be found.
        if note(&place.path, &who("An"), &list(9), &Faulty::default()).is_err() {
            assert_eq!(fs::read(&path).unwrap(), flipped, "bit {bit}");
        }
        assert!(log(&place).damage.is_some(), "bit {bit}, after a note");
    }
}

#[test]
fn a_long_log_is_gone_on_with_from_its_end() {
    let place = Place::with_members(1);
    let io = Faulty::default();
    let Access::List { kind, protected, to, .. } = list(1) else { unreachable!() };
    let long = |n: usize| Access::List {
        kind,
        columns: vec!["c".repeat(n)],
        rows: n,
        protected: protected.clone(),
        to: to.clone(),
    };
    let lengths = [10, 9_000, 200_000, 8 * 1024, 3];
    for n in lengths {
        note(&place.path, &who("An"), &long(n), &io).unwrap();
    }
    assert_eq!(whole(&place), lengths.map(long));
    io.calls();
    note(&place.path, &who("An"), &list(1), &io).unwrap();
    assert_eq!(io.calls().iter().filter(|call| **call == "read").count(), 1, "only its end is read");
}

#[test]
fn who_may_not_write_and_where_nobody_should_is_refused() {
    let place = Place::with_members(1);
    for call in ["open", "write", "sync"] {
        let io = Faulty::default();
        io.always(call, EROFS);
        let noted = note(&place.path, &who("An"), &seen("m0000"), &io);
        assert!(matches!(noted, Err(Unnoted::ReadOnly(_))), "{call}: {noted:?}");
    }
    let io = Faulty::default();
    io.lie_on(0x6969);
    let noted = note(&place.path, &who("An"), &seen("m0000"), &io);
    assert!(matches!(noted, Err(Unnoted::ReadOnly(ReadOnly::FileSystem { .. }))), "{noted:?}");
    let io = Faulty::default();
    io.lock_out();
    assert!(matches!(note(&place.path, &who("An"), &seen("m0000"), &io), Err(Unnoted::Busy { .. })));
    // A lock file that can never be looked at is nobody's lock; the wait for it ends as well.
    let io = Faulty::default();
    io.always("fstat", EIO);
    assert!(matches!(note(&place.path, &who("An"), &seen("m0000"), &io), Err(Unnoted::Busy { .. })));
}

#[test]
fn many_sessions_note_at_once_and_edits_go_on() {
    let place = Arc::new(Place::with_members(1));
    let noting = (0..8).map(|n| {
        let place = Arc::clone(&place);
        std::thread::spawn(move || {
            for rows in 0..10 {
                note(&place.path, &who(&format!("s{n}")), &list(rows), &Real::default()).unwrap();
            }
        })
    });
    let noting: Vec<_> = noting.collect();
    let mut store = Store::open(&place.path, caller("An"), Arc::new(Real::default())).unwrap();
    for n in 0..10 {
        edit(&mut store, "m0000", "note", &format!("lần {n}"));
    }
    for thread in noting {
        thread.join().unwrap();
    }
    assert_eq!(whole(&place).len(), 80);
}
