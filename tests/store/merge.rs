//! Another copy of the register: by a common past where there is one, else by who people are.

use std::{fs, path::Path, sync::Arc};

use chibo::{
    domain::{edit::Clash, merge::Why, record::Kind},
    store::{Basis, Merge, OpId, Store},
};

use crate::{common::*, faults::*};

fn quick(path: &Path, name: &str) -> Store {
    Store::open(path, caller(name), Arc::new(Faulty::default())).unwrap()
}

fn plan(store: &Store, other: &Path) -> Merge {
    store.merge(other, "2018-01-01".parse().unwrap()).unwrap()
}

fn take(store: &mut Store, merge: &Merge) -> Vec<Clash> {
    store.take(merge.plan.batch.clone(), None, OpId::random().unwrap()).unwrap().left
}

/// A register with one edit, and a copy of it taken away, with its journal or without.
fn parted(with_journal: bool) -> (Place, Place) {
    let (here, away) = (Place::with_members(6), Place::empty());
    let mut an = quick(&here.path, "An");
    edit(&mut an, "m0001", "phone", "chung");
    an.checkpoint().unwrap();
    fs::copy(&here.path, &away.path).unwrap();
    if with_journal {
        fs::copy(here.beside(".journal"), away.beside(".journal")).unwrap();
    }
    (here, away)
}

#[test]
fn copies_that_went_apart_are_merged_by_their_common_revision() {
    for with_journal in [true, false] {
        let (here, away) = parted(with_journal);
        let (mut an, mut binh) = (quick(&here.path, "An"), quick(&away.path, "Bình"));
        edit(&mut an, "m0001", "phone", "ở đây");
        edit(&mut an, "m0002", "note", "ở đây");
        edit(&mut an, "m0003", "note", "ở đây");
        for (member, name, to) in [("m0003", "note", "bên kia"), ("m0004", "note", "bên kia")] {
            edit(&mut binh, member, name, to);
        }
        binh.commit(new_member(50), OpId::random().unwrap()).unwrap();
        drop(binh);
        let merge = plan(&an, &away.path);
        assert_eq!(merge.basis, Basis::Revision(1), "journal: {with_journal}");
        assert_eq!(merge.plan.clashes.len(), 1);
        assert_eq!(merge.plan.clashes[0].mine, "bên kia");
        assert!(take(&mut an, &merge).is_empty());
        assert_eq!(an.data().revision, 5, "one edit");
        for (member, name, value) in [
            ("m0001", "phone", "ở đây"),
            ("m0002", "note", "ở đây"),
            ("m0003", "note", "ở đây"),
            ("m0004", "note", "bên kia"),
            ("m0050", "name", "Nguyễn Văn 50"),
        ] {
            assert_eq!(field(an.data(), member, name), value);
        }
        let again = plan(&an, &away.path).plan;
        assert!(again.batch.is_empty(), "{:?}", again.batch);
    }
}

#[test]
fn a_lone_file_edited_elsewhere_takes_nothing_back_unasked() {
    let (here, away) = parted(false);
    let (mut an, mut binh) = (quick(&here.path, "An"), quick(&away.path, "Bình"));
    for note in ["a", "b", "c"] {
        edit(&mut an, "m0002", "note", note);
    }
    an.commit(new_member(60), OpId::random().unwrap()).unwrap();
    for n in 0..3 {
        edit(&mut binh, "m0004", "note", &format!("bên kia {n}"));
    }
    binh.checkpoint().unwrap();
    drop(binh);
    fs::remove_file(away.beside(".journal")).unwrap();
    let merge = plan(&an, &away.path);
    assert_eq!(merge.basis, Basis::Revision(4), "as the file says, which is not true");
    let changed: Vec<_> = merge.plan.batch.changes.iter().map(|change| change.record().1.as_str()).collect();
    assert_eq!(changed, ["m0004"]);
    assert_eq!(merge.plan.clashes[0].id, id("m0002"));
    take(&mut an, &merge);
    assert_eq!(field(an.data(), "m0002", "note"), "c");
    assert!(an.data().member(&id("m0060")).is_some());
}

#[test]
fn another_register_is_merged_by_who_people_are() {
    let (here, away) = (Place::with_members(3), Place::empty());
    let mut data = register(0);
    for (number, name, phone, card) in [
        ("x1", "Nguyễn Văn 0", "", "77"),
        ("x2", "Nguyễn Văn 9", "", ""),
        ("m0002", "Trần Thị Khác", "", "78"),
    ] {
        let mut member = member(0);
        member.id = id(number);
        (member.name, member.phone, member.card_number) = (name.into(), phone.into(), card.into());
        member.note = "bên kia".into();
        data.put(Box::new(member));
    }
    let mut an = quick(&here.path, "An");
    edit(&mut an, "m0000", "card_number", "77");
    edit(&mut an, "m0000", "note", "ở đây");
    drop(Store::create(&away.path, &data, caller("Bình"), Arc::new(Faulty::default())).unwrap());
    let merge = plan(&an, &away.path);
    assert_eq!(merge.basis, Basis::Identity);
    assert_eq!(merge.plan.clashes.len(), 1, "{:?}", merge.plan.clashes);
    assert_eq!(merge.plan.clashes[0].id, id("m0000"), "x1 has the same card");
    take(&mut an, &merge);
    assert_eq!(an.data().members().len(), 5);
    assert_eq!(field(an.data(), "x2", "note"), "bên kia");
    assert_eq!(field(an.data(), "m0002", "name"), "Nguyễn Văn 2", "another person under the same id");
    let names: Vec<_> = an.data().members().values().map(|m| m.name.clone()).collect();
    assert!(names.contains(&"Trần Thị Khác".to_owned()), "{names:?}");
    assert_eq!(an.data().count(Kind::Unit), 1, "the unit of the same name is the same");
    let again = plan(&an, &away.path).plan;
    assert!(again.batch.is_empty(), "{:?}", again.batch);
}

#[test]
fn who_may_be_several_people_is_left_out_and_said() {
    let (here, away) = (Place::with_members(1), Place::empty());
    let mut an = quick(&here.path, "An");
    edit(&mut an, "m0000", "name", "Lê Văn Tám");
    let mut data = register(0);
    let mut namesake = member(0);
    (namesake.id, namesake.name) = (id("x1"), "Lê Văn Tám".into());
    data.put(Box::new(namesake));
    drop(Store::create(&away.path, &data, caller("Bình"), Arc::new(Faulty::default())).unwrap());
    let plan = plan(&an, &away.path).plan;
    assert!(plan.batch.is_empty());
    assert_eq!(plan.problems.len(), 1);
    assert_eq!(plan.problems[0].why, Why::Unsure(vec![id("m0000")]));
}

#[test]
fn looking_at_another_copy_leaves_no_trace_beside_either() {
    let (here, away) = parted(false);
    let an = quick(&here.path, "An");
    let before = fs::read(here.beside(".journal")).unwrap();
    plan(&an, &away.path);
    assert_eq!(fs::read(here.beside(".journal")).unwrap(), before);
    assert_eq!(fs::read_dir(away.path.parent().unwrap()).unwrap().count(), 1);
    fs::write(&away.path, "{\"format\":\"chi").unwrap();
    assert!(an.merge(&away.path, "2018-01-01".parse().unwrap()).is_err());
}
