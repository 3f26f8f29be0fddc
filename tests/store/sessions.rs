//! Several sessions at one register: each sees the others, fields are merged, clashes are told.

use std::sync::Arc;

use chibo::{
    domain::edit::Refused,
    store::{CommitError, CreateError, Notice, OpId, Store, io::Real, log},
};

use crate::common::*;

#[test]
fn an_edit_is_seen_by_others_and_survives_closing() {
    let place = Place::with_members(3);
    let (mut an, mut binh) = (place.open("An"), place.open("Bình"));
    assert!(an.read_only().is_none() && binh.read_only().is_none());
    let saved = edit(&mut an, "m0001", "phone", "0987");
    assert_eq!(saved.revision, 1);
    assert_eq!(an.data().revision, 1);

    let news = binh.poll().unwrap().unwrap();
    assert_eq!(field(&news.data, "m0001", "phone"), "0987");
    assert_eq!(news.entries.len(), 1);
    assert_eq!(news.entries[0].who.name, "An");
    assert!(binh.poll().unwrap().is_none(), "told once");

    drop((an, binh));
    let again = place.open("Châu");
    assert_eq!(field(again.data(), "m0001", "phone"), "0987");
    assert_eq!(again.data().revision, 1);
    assert_eq!(again.unsaved(), 1);
}

#[test]
fn a_checkpoint_writes_the_data_file_and_keeps_the_old_one() {
    let place = Place::with_members(3);
    let before = place.text();
    let mut an = place.open("An");
    edit(&mut an, "m0001", "phone", "0987");
    assert_eq!(place.text(), before, "an edit touches only the journal");
    let done = an.checkpoint().unwrap().unwrap();
    assert_eq!(done.revision, 1);
    assert!(an.checkpoint().unwrap().is_none(), "nothing left to write");
    assert_eq!(place.text(), text_of(an.data()));
    assert_eq!(std::fs::read_to_string(place.beside(".bak")).unwrap(), before);
    assert_eq!(an.unsaved(), 0);
    let mut binh = place.open("Bình");
    assert!(binh.refresh().unwrap().is_none());
    assert_eq!(printed(binh.data()), printed(an.data()));
}

#[test]
fn different_fields_merge_and_the_same_field_clashes() {
    let place = Place::with_members(3);
    let (mut an, mut binh) = (place.open("An"), place.open("Bình"));
    let mine = set(binh.data(), "m0001", "note", "Ghi chú của Bình");
    let late = set(binh.data(), "m0001", "phone", "2");
    edit(&mut an, "m0001", "phone", "1");
    let saved = binh.commit(mine, OpId::random().unwrap()).unwrap();
    assert_eq!(saved.revision, 2);
    assert_eq!(field(&saved.data, "m0001", "phone"), "1");
    match binh.commit(late, OpId::random().unwrap()) {
        Err(CommitError::Refused { refused: Refused::Conflict(clashes), last }) => {
            assert_eq!(clashes.len(), 1);
            assert_eq!((&clashes[0].mine, &clashes[0].theirs), (&"2".into(), &"1".into()));
            assert_eq!(last[0].entry.who.name, "An");
            assert_eq!(last[0].entry.revision, 1);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(binh.data().revision, 2, "a clash changes nothing");
}

#[test]
fn the_same_value_twice_is_agreement_and_the_same_operation_twice_is_one() {
    let place = Place::with_members(3);
    let (mut an, mut binh) = (place.open("An"), place.open("Bình"));
    let same = set(binh.data(), "m0001", "phone", "1");
    let op = OpId::random().unwrap();
    let batch = set(an.data(), "m0001", "phone", "1");
    assert_eq!(an.commit(batch.clone(), op).unwrap().revision, 1);
    let again = an.commit(batch.clone(), op).unwrap();
    assert_eq!((again.revision, again.batch), (1, batch.clone()));
    assert_eq!(place.open("An").commit(batch, op).unwrap().revision, 1, "known after a restart");
    let agreed = binh.commit(same, OpId::random().unwrap()).unwrap();
    assert!(agreed.batch.is_empty());
    assert_eq!(agreed.revision, 1, "nothing was left to do");
}

#[test]
fn undo_takes_back_exactly_what_was_done_or_clashes() {
    let place = Place::with_members(3);
    let mut an = place.open("An");
    let before = printed(an.data());
    let done = an.commit(new_member(77), OpId::random().unwrap()).unwrap();
    an.commit(done.batch.inverse("undo"), OpId::random().unwrap()).unwrap();
    assert_eq!(printed(an.data()), before);

    let done = edit(&mut an, "m0002", "phone", "5");
    edit(&mut place.open("Bình"), "m0002", "phone", "6");
    let undone = an.commit(done.batch.inverse("undo"), OpId::random().unwrap());
    assert!(matches!(undone, Err(CommitError::Refused { .. })), "{undone:?}");
    assert_eq!(field(an.data(), "m0002", "phone"), "6");
}

#[test]
fn create_refuses_to_overwrite_anything() {
    let place = Place::with_members(1);
    let text = place.text();
    let again = Store::create(&place.path, &register(2), caller("An"), Arc::new(Real::default()));
    assert!(matches!(again, Err(CreateError::Exists(_))));
    std::fs::remove_file(&place.path).unwrap();
    let over_journal = Store::create(&place.path, &register(2), caller("An"), Arc::new(Real::default()));
    assert!(matches!(over_journal, Err(CreateError::Exists(_))), "a journal without its file is not nothing");
    std::fs::write(&place.path, text).unwrap();
    assert!(place.open("An").read_only().is_none());
}

#[test]
fn the_log_tells_who_changed_what() {
    let place = Place::with_members(3);
    edit(&mut place.open("An"), "m0001", "phone", "1");
    edit(&mut place.open("Bình"), "m0002", "phone", "2");
    let io = Real::default();
    let entries: Vec<_> =
        log::log(&place.path, &Permit::everything(), &io).unwrap().map(Result::unwrap).collect();
    assert_eq!(
        entries.iter().map(|e| (e.revision, e.who.name.as_str())).collect::<Vec<_>>(),
        [(1, "An"), (2, "Bình")]
    );
}

#[test]
fn an_edit_by_hand_comes_in_as_one_batch() {
    let place = Place::with_members(3);
    let mut an = place.open("An");
    edit(&mut an, "m0001", "phone", "1");
    std::fs::write(&place.path, place.text().replace("Nguyễn Văn 2", "Nguyễn Thị 2")).unwrap();
    let news = an.refresh().unwrap().unwrap();
    assert!(news.notices.iter().any(|n| matches!(n, Notice::Imported { revision: 2, changes: 1, .. })));
    assert_eq!(field(an.data(), "m0002", "name"), "Nguyễn Thị 2");
    assert_eq!(field(an.data(), "m0001", "phone"), "1");
    assert_eq!(place.text(), text_of(an.data()), "and the file says both");
}

#[test]
fn a_store_can_live_in_a_thread_of_its_own() {
    fn is_send<T: Send + 'static>() {}
    is_send::<Store>();
    is_send::<CommitError>();
    is_send::<chibo::store::News>();
}
