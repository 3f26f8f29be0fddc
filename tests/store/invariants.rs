//! Invariants that no other file here proves: no link into nothing, rights that stay, no lock held while people think.

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    sync::Arc,
    thread,
};

use chibo::{
    domain::{
        data::{Data, links_from},
        edit::Batch,
        event::Event,
        record::{Described, Id, Kind},
        unit::Unit,
    },
    store::{CommitError, OpId, Outside, ReadOnly, Store},
};
use proptest::prelude::*;
use rustix::{
    fs::{Gid, Uid, XattrFlags},
    thread::{set_thread_groups, set_thread_res_gid, set_thread_res_uid},
};

use crate::{common::*, faults::Faulty};

/// One edit that makes a link or takes away what one points at.
#[derive(Debug, Clone)]
enum Step {
    NewUnit(usize, usize),
    Event(usize, usize),
    Move(usize, usize),
    DeleteUnit(usize),
    DeleteMember(usize),
    DeleteEvent(usize),
    Look,
    /// Somebody takes a unit out of the data file.
    ByHand(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let unit = 1..5usize;
    prop_oneof![
        2 => (unit.clone(), unit.clone()).prop_map(|(a, b)| Step::NewUnit(a, b)),
        4 => (0..4usize, unit.clone()).prop_map(|(m, u)| Step::Event(m, u)),
        2 => (unit.clone(), unit.clone()).prop_map(|(a, b)| Step::Move(a, b)),
        3 => unit.clone().prop_map(Step::DeleteUnit),
        2 => (0..4usize).prop_map(Step::DeleteMember),
        1 => (0..4usize).prop_map(Step::DeleteEvent),
        1 => Just(Step::Look),
        1 => unit.prop_map(Step::ByHand),
    ]
}

fn unit_id(n: usize) -> Id {
    id(&format!("u{n}"))
}

fn event_id(member: usize) -> Id {
    id(&format!("e{member}"))
}

/// What the step is, seen from a register that others may have changed since.
fn batch_of(data: &Data, step: &Step) -> Batch {
    let mut batch = Batch::new("edit");
    let mut delete = |kind, id: Id| data.record(kind, &id).into_iter().for_each(|r| batch.delete(r));
    match step {
        Step::DeleteUnit(n) => delete(Kind::Unit, unit_id(*n)),
        Step::DeleteMember(n) => delete(Kind::Member, id(&format!("m{n:04}"))),
        Step::DeleteEvent(n) => delete(Kind::Event, event_id(*n)),
        Step::NewUnit(n, parent) if data.unit(&unit_id(*n)).is_none() => {
            let mut unit = Unit::blank(unit_id(*n));
            (unit.name, unit.parent) =
                (format!("Chi bộ {n}"), Some(unit_id(*parent)).filter(|_| parent != n));
            batch.edit(None, &unit);
        }
        Step::Event(member, unit) if data.event(&event_id(*member)).is_none() => {
            let mut event = Event::blank(event_id(*member));
            event.member = Some(id(&format!("m{member:04}")));
            (event.unit, event.date) = (Some(unit_id(*unit)), "2018-01-02".parse().ok());
            batch.edit(None, &event);
        }
        Step::Move(n, parent) => {
            if let Some(unit) = data.unit(&unit_id(*n)).filter(|_| n != parent) {
                let moved = Unit { parent: Some(unit_id(*parent)), ..unit.clone() };
                batch.edit(Some(unit), &moved);
            }
        }
        Step::NewUnit(..) | Step::Event(..) | Step::Look | Step::ByHand(_) => {}
    }
    batch
}

fn assert_no_link_into_nothing(data: &Data) {
    for &kind in Kind::ALL {
        for id in data.ids(kind) {
            for (_, target) in links_from(data.record(kind, &id).unwrap()) {
                let there = Kind::ALL.iter().any(|kind| data.record(*kind, &target).is_some());
                assert!(there, "{kind:?} {id} points at {target}, which is not there");
            }
        }
    }
}

fn take_out_by_hand(place: &Place, unit: usize) {
    let text = place.text();
    let lines: Vec<&str> =
        text.lines().filter(|l| !l.starts_with(&format!("{{\"id\":\"u{unit}\""))).collect();
    fs::write(place.beside(".edited"), lines.join("\n").replace(",\n]", "\n]") + "\n").unwrap();
    fs::rename(place.beside(".edited"), &place.path).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn i11_no_interleaving_leaves_a_link_into_nothing(steps in prop::collection::vec((0..3usize, step()), 1..40)) {
        let place = Place::with_members(4);
        let open = || Store::open(&place.path, caller("An"), Arc::new(Faulty::default())).unwrap();
        let mut sessions = [open(), open(), open()];
        for (n, step) in steps {
            let store = &mut sessions[n];
            if let Step::ByHand(unit) = step {
                take_out_by_hand(&place, unit);
            }
            if matches!(step, Step::Look | Step::ByHand(_)) {
                store.refresh().unwrap();
            }
            // Seen as this session last saw it: the others may have been faster.
            match store.commit(batch_of(store.data(), &step), OpId::random().unwrap()) {
                Ok(_) | Err(CommitError::Refused { .. }) => {}
                Err(other) => panic!("{other:?}"),
            }
            assert_no_link_into_nothing(store.data());
            if matches!(store.outside(), Some(Outside::Refused(_))) {
                // Whoever broke the rule by hand puts it right again.
                fs::write(&place.path, text_of(store.data())).unwrap();
                store.refresh().unwrap();
            }
        }
        for store in &mut sessions {
            store.refresh().unwrap();
            assert!(store.read_only().is_none());
        }
        sessions[0].checkpoint().unwrap();
        assert_no_link_into_nothing(&chibo::store::document::parse(place.text().as_bytes()).unwrap().data);
    }
}

/// An access control list that lets one more account read, as the system keeps it.
fn list_of_rights() -> Vec<u8> {
    let everyone = u32::MAX;
    let entries: [(u16, u16, u32); 5] =
        [(1, 6, everyone), (2, 4, 2099), (4, 6, everyone), (16, 6, everyone), (32, 0, everyone)];
    let mut bytes = 2u32.to_le_bytes().to_vec();
    for (tag, permission, id) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(permission.to_le_bytes());
        bytes.extend(id.to_le_bytes());
    }
    bytes
}

#[test]
fn i12_mode_group_and_list_of_rights_stay_for_a_thousand_saves_of_two_accounts() {
    const GROUP: u32 = 2001;
    const ACL: &str = "system.posix_acl_access";
    if !rustix::process::getuid().is_root() {
        println!("skipped: only the superuser can be two accounts");
        return;
    }
    let place = Place::with_members(3);
    let folder = place.path.parent().unwrap();
    for suffix in [".journal", ".lock", ".bak"] {
        fs::remove_file(place.beside(suffix)).unwrap();
    }
    for path in [folder, &place.path] {
        chown(path, None, Some(GROUP)).unwrap();
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o2770)).unwrap();
    fs::set_permissions(&place.path, fs::Permissions::from_mode(0o660)).unwrap();
    let file = fs::File::open(&place.path).unwrap();
    let listed = rustix::fs::fsetxattr(&file, ACL, &list_of_rights(), XattrFlags::empty()).is_ok();
    if !listed {
        println!("skipped: no access control lists here");
    }
    for round in 0..50 {
        for uid in [2002, 2003] {
            // A thread of its own, since an account once taken is not given back.
            let saves = || {
                set_thread_groups(&[Gid::from_raw(GROUP)]).unwrap();
                let (group, account) = (Gid::from_raw(GROUP), Uid::from_raw(uid));
                set_thread_res_gid(group, group, group).unwrap();
                set_thread_res_uid(account, account, account).unwrap();
                let mut store = Store::open(&place.path, caller("An"), Arc::new(Faulty::default())).unwrap();
                assert!(store.read_only().is_none(), "{:?}", store.read_only());
                for n in 0..10 {
                    edit(&mut store, "m0001", "note", &format!("{uid} {round} {n}"));
                    assert!(store.checkpoint().unwrap().is_some());
                }
            };
            thread::scope(|scope| scope.spawn(saves).join().unwrap());
            let there = fs::metadata(&place.path).unwrap();
            assert_eq!((there.mode() & 0o7777, there.gid(), there.uid()), (0o660, GROUP, uid));
            for suffix in [".journal", ".lock", ".bak"] {
                let side = fs::metadata(place.beside(suffix)).unwrap();
                assert_eq!((side.mode() & 0o7777, side.gid()), (0o660, GROUP), "{suffix}");
            }
            if listed {
                let mut found = [0; 128];
                let length = rustix::fs::getxattr(&place.path, ACL, &mut found[..]).unwrap();
                assert_eq!(found[..length], list_of_rights());
            }
        }
    }
}

/// I13: however a call ends, whoever is asked afterwards – for a clash, a rule, an old copy – keeps nobody waiting.
#[test]
fn i13_no_lock_is_held_while_somebody_is_asked() {
    let place = Place::with_members(6);
    let (mut an, mut binh) = (place.open("An"), place.open("Bình"));
    let late = set(binh.data(), "m0001", "note", "của Bình");
    edit(&mut an, "m0001", "note", "của An");
    let clash = binh.commit(late, OpId::random().unwrap());
    assert!(matches!(clash, Err(CommitError::Refused { .. })));
    crate::failures::assert_lock_is_free(&binh);
    an.checkpoint().unwrap();
    let old = fs::read(place.beside(".bak")).unwrap();
    for n in 0..3 {
        edit(&mut an, "m0001", "note", &n.to_string());
        an.checkpoint().unwrap();
    }
    fs::write(&place.path, old).unwrap();
    an.refresh().unwrap();
    assert!(matches!(an.read_only(), Some(ReadOnly::Replaced { .. })));
    crate::failures::assert_lock_is_free(&an);
}
