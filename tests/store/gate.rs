//! What a caller may see and do, asked at every door of the store.

use std::{fs, sync::Arc};

use chibo::{
    domain::{
        data::Data,
        edit::{Batch, Change, Refused},
        event::{Event, EventKind},
        permit::{Forbidden, Permit, Role, Scope},
        record::{Described, Id, Kind},
        unit::{Unit, UnitKind},
    },
    store::{
        Answer, Caller, CheckpointError, CommitError, CreateError, Notice, OpId, OpenError, Outside, Store,
        io::Real, log,
    },
};

use crate::common::*;

fn permit(role: Role, unit: Option<&str>) -> Permit {
    Permit { role, scope: unit.map_or(Scope::Whole, |unit| Scope::Units(vec![unit.to_owned()])) }
}

fn open(place: &Place, role: Role, unit: Option<&str>) -> Store {
    let caller = Caller { who: who("Lan"), permit: permit(role, unit) };
    Store::open(&place.path, caller, Arc::new(Real::default())).unwrap()
}

/// Two cells under one committee, A with m0000 and m0001, B with m0002 and m0003.
fn two_cells() -> Place {
    let mut data = register(4);
    for (unit, code) in [("ua", "A"), ("ub", "B")] {
        let mut cell = Unit::blank(id(unit));
        (cell.name, cell.code) = (format!("Chi bộ {code}"), code.to_owned());
        (cell.kind, cell.parent) = (UnitKind::Cell, Some(id("u1")));
        data.put(Box::new(cell));
    }
    for n in 0..4 {
        let mut event = Event::blank(id(&format!("e{n}")));
        (event.member, event.kind) = (Some(id(&format!("m{n:04}"))), EventKind::Admitted);
        (event.unit, event.date) = (Some(id(if n < 2 { "ua" } else { "ub" })), "2000-01-01".parse().ok());
        data.put(Box::new(event));
    }
    let place = Place::empty();
    drop(Store::create(&place.path, &data, caller("founder"), Arc::new(Real::default())).unwrap());
    place
}

fn op() -> OpId {
    OpId::random().unwrap()
}

fn forbidden(result: Result<chibo::store::Committed, CommitError>) -> Forbidden {
    match result {
        Err(CommitError::Forbidden(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn ids(data: &Data, kind: Kind) -> Vec<String> {
    data.ids(kind).iter().map(Id::to_string).collect()
}

#[test]
fn a_viewer_changes_nothing_and_hears_everything() {
    let place = two_cells();
    let (before, journal) = (place.text(), fs::read(place.beside(".journal")).unwrap());
    let mut viewer = open(&place, Role::Viewer, None);
    let batch = set(viewer.data(), "m0000", "phone", "1");
    assert_eq!(forbidden(viewer.commit(batch, op())), Forbidden::ViewOnly);
    assert_eq!(forbidden(viewer.commit(new_member(9), op())), Forbidden::ViewOnly);
    assert!(matches!(viewer.answer(Answer::KeepFile), Err(CheckpointError::Forbidden(Forbidden::AdminOnly))));
    let made = Caller { who: who("Lan"), permit: permit(Role::Viewer, None) };
    let made = Store::create(&place.beside(".new"), &register(1), made, Arc::new(Real::default()));
    assert!(matches!(made, Err(CreateError::Forbidden(Forbidden::AdminOnly))));
    assert!(viewer.checkpoint().unwrap().is_none());
    assert_eq!(place.text(), before);
    assert_eq!(fs::read(place.beside(".journal")).unwrap(), journal);
    assert!(!place.beside(".new").exists());

    edit(&mut place.open("An"), "m0003", "phone", "7");
    let news = viewer.poll().unwrap().unwrap();
    assert_eq!((news.entries.len(), field(&news.data, "m0003", "phone").as_str()), (1, "7"));
}

#[test]
fn an_editor_changes_records_and_not_the_office() {
    let place = two_cells();
    let mut editor = open(&place, Role::Editor, None);
    edit(&mut editor, "m0000", "phone", "1");
    let mut office = Batch::new("edit");
    office.set(Kind::Office, &Id::office(), "name", "Ban Tổ chức".into(), "Của tôi".into());
    assert_eq!(forbidden(editor.commit(office.clone(), op())), Forbidden::AdminOnly);
    assert!(open(&place, Role::Admin, None).commit(office, op()).is_ok());
}

#[test]
fn a_session_for_a_unit_sees_and_writes_what_is_its_own() {
    let place = two_cells();
    let mut a = open(&place, Role::Editor, Some("A"));
    assert_eq!(ids(a.data(), Kind::Member), ["m0000", "m0001"]);
    assert_eq!(ids(a.data(), Kind::Unit), ["ua"]);
    assert_eq!(ids(a.data(), Kind::Event), ["e0", "e1"]);
    assert!(a.data().unit(&id("ua")).unwrap().parent.as_ref().unwrap().is_outside());
    let saved = edit(&mut a, "m0000", "phone", "1");
    assert_eq!(ids(&saved.data, Kind::Member), ["m0000", "m0001"], "also after an edit");

    // Outside is as if it were not there, so that nothing can be found out by trying.
    let whole = place.open("An").data().clone();
    for batch in [set(&whole, "m0002", "phone", "1"), set(&register(9), "m0008", "phone", "1")] {
        let refused = a.commit(batch, op());
        assert!(
            matches!(&refused, Err(CommitError::Refused { refused: Refused::Gone(..), last }) if last.is_empty()),
            "{refused:?}"
        );
    }
    let mut link = Batch::new("edit");
    link.set(Kind::Event, &id("e0"), "unit", "ua".into(), "ub".into());
    assert!(matches!(a.commit(link, op()), Err(CommitError::Refused { refused: Refused::Rule(_), .. })));
    let mut taken = Batch::new("create");
    taken.edit(None, whole.record(Kind::Member, &id("m0002")).unwrap());
    assert_eq!(forbidden(a.commit(taken, op())), Forbidden::OutOfScope);
    let mut up = Batch::new("edit");
    up.set(Kind::Unit, &id("ua"), "parent", "-".into(), serde_json::Value::Null);
    assert_eq!(forbidden(a.commit(up, op())), Forbidden::OutOfScope);
    let mut free = Batch::new("create");
    let mut unit = Unit::blank(id("uc"));
    unit.name = "Chi bộ tự lập".to_owned();
    free.edit(None, &unit);
    assert_eq!(forbidden(a.commit(free.clone(), op())), Forbidden::OutOfScope, "a unit under nothing");
    unit.parent = Some(id("ua"));
    let mut under = Batch::new("create");
    under.edit(None, &unit);
    assert!(a.commit(under, op()).is_ok());

    assert!(a.checkpoint().unwrap().is_some());
    let whole = place.open("An").data().clone();
    assert_eq!(whole.count(Kind::Member), 4, "the data file is written whole");
    assert!(place.text().contains("Chi bộ B"));
}

#[test]
fn a_new_member_comes_in_with_the_event_that_brings_it_in() {
    let place = two_cells();
    let mut a = open(&place, Role::Editor, Some("ua"));
    assert_eq!(forbidden(a.commit(new_member(9), op())), Forbidden::OutOfScope, "of no unit at all");
    let mut batch = new_member(9);
    let mut event = Event::blank(id("e9"));
    (event.member, event.kind) = (Some(id("m0009")), EventKind::TransferredIn);
    (event.unit, event.date) = (Some(id("ua")), "2018-01-01".parse().ok());
    batch.edit(None, &event);
    let saved = a.commit(batch, op()).unwrap();
    assert!(saved.data.member(&id("m0009")).is_some());
    a.commit(saved.batch.inverse("undo"), op()).unwrap();
    assert!(a.data().member(&id("m0009")).is_none());
}

#[test]
fn fields_nobody_knows_are_not_shown_and_not_lost() {
    let place = two_cells();
    let text = place.text().replacen("\"id\":\"m0001\"", "\"id\":\"m0001\",\"x_mentor\":\"m0002\"", 1);
    fs::write(&place.path, text).unwrap();
    let mut an = place.open("An");
    an.refresh().unwrap();
    let mut a = open(&place, Role::Editor, Some("A"));
    assert!(a.data().member(&id("m0001")).unwrap().extra.is_empty());
    edit(&mut a, "m0001", "phone", "5");
    an.refresh().unwrap();
    assert_eq!(an.data().member(&id("m0001")).unwrap().extra["x_mentor"], "m0002");
    let mut delete = Batch::new("delete");
    for (kind, name) in [(Kind::Event, "e1"), (Kind::Member, "m0001")] {
        delete.delete(a.data().record(kind, &id(name)).unwrap());
    }
    let gone = a.commit(delete, op()).unwrap();
    a.commit(gone.batch.inverse("undo"), op()).unwrap();
    an.refresh().unwrap();
    assert_eq!(an.data().member(&id("m0001")).unwrap().extra["x_mentor"], "m0002");
}

#[test]
fn news_clashes_and_the_log_tell_nothing_of_others() {
    let place = two_cells();
    let (mut a, mut an) = (open(&place, Role::Editor, Some("A")), place.open("An"));
    let late = set(a.data(), "m0000", "phone", "của tôi");
    edit(&mut an, "m0002", "phone", "bí mật");
    let mut both = set(an.data(), "m0000", "phone", "chung");
    both.changes.extend(set(an.data(), "m0003", "phone", "bí mật").changes);
    let mut moved = Batch::new("edit");
    moved.set(Kind::Event, &id("e0"), "from_unit", serde_json::Value::Null, "ub".into());
    both.changes.extend(moved.changes);
    an.commit(both, op()).unwrap();

    match a.commit(late, op()) {
        Err(CommitError::Refused { refused: Refused::Conflict(clashes), last }) => {
            assert_eq!((clashes.len(), &clashes[0].theirs), (1, &"chung".into()));
            assert!(!format!("{last:?}").contains("bí mật") && !format!("{last:?}").contains("m0003"));
        }
        other => panic!("{other:?}"),
    }
    let news = a.poll().unwrap().unwrap();
    let told = format!("{:?}", news.entries);
    assert_eq!(news.entries.len(), 1, "{told}");
    for secret in ["bí mật", "m0002", "m0003", "ub"] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
    assert!(news.entries[0].batch.changes.iter().any(|c| matches!(
        c,
        Change::Set { to, .. } if *to == "-"
    )));
    let io = Real::default();
    let log: Vec<_> =
        log::log(&place.path, &permit(Role::Viewer, Some("A")), &io).unwrap().map(Result::unwrap).collect();
    assert_eq!(log.len(), 1);
    assert!(!format!("{log:?}").contains("bí mật") && !format!("{log:?}").contains("\"ub\""));
}

#[test]
fn what_leads_out_of_the_scope_is_neither_deleted_nor_turned() {
    let place = two_cells();
    let mut moved = Batch::new("edit");
    moved.set(Kind::Event, &id("e0"), "from_unit", serde_json::Value::Null, "ub".into());
    place.open("An").commit(moved, op()).unwrap();
    let mut a = open(&place, Role::Editor, Some("A"));
    let mut delete = Batch::new("delete");
    delete.delete(a.data().record(Kind::Event, &id("e0")).unwrap());
    assert_eq!(forbidden(a.commit(delete, op())), Forbidden::OutOfScope);
    let mut turn = Batch::new("edit");
    turn.set(Kind::Event, &id("e0"), "from_unit", "-".into(), "ua".into());
    assert_eq!(forbidden(a.commit(turn, op())), Forbidden::OutOfScope);
    let mut note = Batch::new("edit");
    note.set(Kind::Event, &id("e0"), "note", serde_json::Value::Null, "đã đối chiếu".into());
    let saved = a.commit(note, op()).unwrap();
    assert_eq!(saved.data.event(&id("e0")).unwrap().from_unit, Some(Id::outside()));
    assert_eq!(place.open("An").data().event(&id("e0")).unwrap().from_unit, Some(id("ub")));
}

#[test]
fn a_file_changed_by_hand_tells_no_counts_and_no_names() {
    let place = two_cells();
    let mut a = open(&place, Role::Editor, Some("A"));
    let whole = place.text();
    fs::write(&place.path, whole.replacen("Nguyễn Văn 3", "Nguyễn Văn Ba", 1)).unwrap();
    let news = a.refresh().unwrap().unwrap();
    assert!(news.entries.is_empty());
    assert!(
        !news.notices.iter().any(|notice| matches!(notice, Notice::Imported { .. })),
        "{:?}",
        news.notices
    );
    fs::write(&place.path, place.text().replacen("\"name\":\"Nguyễn Văn Ba\"", "\"name\";", 1)).unwrap();
    let news = a.refresh().unwrap().unwrap();
    assert!(matches!(a.outside(), Some(Outside::Withheld)));
    assert!(!format!("{:?}", news.notices).contains("Ba"), "{:?}", news.notices);

    let alone = Place::empty();
    fs::write(&alone.path, whole.replacen("\"name\":\"Nguyễn Văn 3\"", "\"name\";", 1)).unwrap();
    let caller = || Caller { who: who("Lan"), permit: permit(Role::Viewer, Some("A")) };
    let opened = Store::open(&alone.path, caller(), Arc::new(Real::default()));
    assert!(matches!(opened, Err(OpenError::Withheld(_))));
    let looked = Store::look(&alone.path, &caller().permit, &Real::default());
    assert!(matches!(looked, Err(OpenError::Withheld(_))));
}

#[test]
fn a_scope_that_names_no_unit_opens_nothing() {
    let place = two_cells();
    for unit in ["C", "", "a", "m0000"] {
        let caller = Caller { who: who("Lan"), permit: permit(Role::Admin, Some(unit)) };
        let opened = Store::open(&place.path, caller.clone(), Arc::new(Real::default()));
        assert!(matches!(opened, Err(OpenError::NoSuchUnit(_))), "{unit}");
        assert!(Store::look(&place.path, &caller.permit, &Real::default()).is_err());
        assert!(log::log(&place.path, &caller.permit, &Real::default()).is_err());
    }
}

#[test]
fn an_administrator_of_a_unit_is_none_of_the_whole() {
    assert_eq!(permit(Role::Admin, Some("A")).administer(), Err(Forbidden::AdminOnly));
    assert_eq!(permit(Role::Admin, None).administer(), Ok(()));
}
