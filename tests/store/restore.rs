//! Copies and earlier states: whole, private, never over anything, and restoring is an edit.

use std::{fs, os::unix::fs::PermissionsExt, sync::Arc};

use chibo::store::{CommitError, CopyError, OpId, Store, When, document, log};

use crate::{common::*, faults::*};

fn quick(place: &Place, name: &str) -> Store {
    Store::open(&place.path, caller(name), Arc::new(Faulty::default())).unwrap()
}

fn op() -> OpId {
    OpId::random().unwrap()
}

#[test]
fn a_copy_is_the_register_as_it_is_now_private_and_never_over_anything() {
    let place = Place::with_members(3);
    let mut an = quick(&place, "An");
    edit(&mut place.open("Bình"), "m0001", "phone", "của Bình");
    let copied = an.backup(None, None).unwrap();
    assert_eq!(copied.revision, 1, "with what a colleague just saved");
    assert_eq!(fs::metadata(&copied.path).unwrap().permissions().mode() & 0o7777, 0o600);
    let copy = document::parse(&fs::read(&copied.path).unwrap()).unwrap();
    assert_eq!(text_of(&copy.data), text_of(an.data()));
    for taken in [place.path.clone(), copied.path.clone()] {
        let before = fs::read(&taken).unwrap();
        assert!(matches!(an.backup(Some(&taken), None), Err(CopyError::Exists(_))));
        assert_eq!(fs::read(&taken).unwrap(), before);
    }
    let missing = place.path.with_file_name("nowhere").join("x.json");
    assert!(matches!(an.backup(Some(&missing), None), Err(CopyError::Failed(_))));
    assert!(an.backups().unwrap().iter().any(|backup| backup.path == copied.path && backup.revision == 1));
}

#[test]
fn a_copy_that_cannot_be_made_leaves_nothing_behind() {
    for k in 1.. {
        let place = Place::with_members(3);
        let io = Faulty::failing_at(k, Fault::HalfThenFull);
        let Ok(mut an) = Store::open(&place.path, caller("An"), Arc::new(io.clone())) else { continue };
        let to = place.path.with_file_name("copy.json");
        let copied = an.backup(Some(&to), None);
        let names = fs::read_dir(place.path.parent().unwrap()).unwrap();
        let left =
            names.filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains(".tmp.")).count();
        assert!(left == 0 || io.hit() == Some("remove"), "call {k} ({:?})", io.hit());
        if to.exists() {
            document::parse(&fs::read(&to).unwrap()).unwrap();
        }
        if io.hit().is_none() {
            copied.unwrap();
            break;
        }
    }
}

#[test]
fn every_revision_can_be_had_back_through_the_journals_filed_away() {
    let place = Place::with_members(9);
    let mut an = quick(&place, "An");
    let mut states = vec![text_of(an.data())];
    for n in 0..3 {
        states.push(text_of(&edit(&mut an, "m0001", "phone", &format!("bản {n}")).data));
    }
    file_away(&mut an);
    assert!(place.beside(".journal.000001").exists());
    edit(&mut an, "m0002", "phone", "sau");
    let reach = an.reach().unwrap();
    assert_eq!((reach.first, reach.last), (0, 14));
    for (revision, state) in (0..).zip(&states) {
        let earlier = an.earlier(When::Revision(revision)).unwrap().unwrap();
        assert_eq!(&text_of(&earlier), state, "revision {revision}");
    }
    assert!(an.earlier(When::Revision(15)).unwrap().is_none());
}

#[test]
fn a_time_means_the_last_state_saved_by_then() {
    let place = Place::with_members(3);
    let mut an = place.open("An");
    edit(&mut an, "m0001", "phone", "1");
    edit(&mut an, "m0001", "phone", "2");
    let entries: Vec<_> = log::log(&place.path, &Permit::everything(), &Faulty::default())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let last: jiff::Timestamp = entries[1].at.parse().unwrap();
    let at = |moment| an.earlier(When::Moment(moment)).unwrap().map(|data| data.revision);
    assert_eq!(at(last), Some(2));
    assert_eq!(at(last - jiff::SignedDuration::from_hours(1)), None, "there was no register then");
}

#[test]
fn restoring_is_one_edit_and_can_itself_be_restored_over() {
    let place = Place::with_members(6);
    let (mut an, mut binh) = (quick(&place, "An"), quick(&place, "Bình"));
    edit(&mut an, "m0001", "phone", "1");
    an.commit(new_member(50), op()).unwrap();
    an.checkpoint().unwrap();
    edit(&mut an, "m0002", "phone", "2");
    let (present, past) = (printed(an.data()), an.earlier(When::Revision(1)).unwrap().unwrap());
    let restored = an.restore(&past, Some("nhầm".into()), op()).unwrap();
    assert_eq!(restored.revision, 4);
    assert_eq!(printed(an.data()), printed(&past));
    an.checkpoint().unwrap();
    assert_eq!(place.text(), text_of(an.data()));
    assert!(binh.poll().unwrap().is_some(), "colleagues go on");
    assert_eq!(text_of(binh.data()), text_of(an.data()));
    let kept: Vec<_> = an.backups().unwrap().into_iter().filter(|b| b.revision == 3).collect();
    assert_eq!(kept.len(), 1, "the state restored over is kept");
    let again = an.earlier(When::Revision(3)).unwrap().unwrap();
    an.restore(&again, None, op()).unwrap();
    assert_eq!(printed(an.data()), present);
    let entries: Vec<_> = log::log(&place.path, &Permit::everything(), &Faulty::default())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(entries[3].batch.label.as_deref(), Some("nhầm"));
    assert_eq!(entries.len(), 5);
    let unchanged = an.restore(&again, None, op()).unwrap();
    assert_eq!((unchanged.revision, unchanged.batch.is_empty()), (5, true));
}

#[test]
fn a_backup_serves_where_the_journals_do_not_reach() {
    let place = Place::with_members(3);
    let mut an = quick(&place, "An");
    edit(&mut an, "m0001", "phone", "1");
    an.checkpoint().unwrap();
    let wanted = text_of(an.data());
    edit(&mut an, "m0001", "phone", "2");
    an.checkpoint().unwrap();
    edit(&mut an, "m0001", "phone", "3");
    an.checkpoint().unwrap();
    drop(an);
    fs::remove_file(place.beside(".journal")).unwrap();
    let an = quick(&place, "An");
    assert_eq!(an.reach().unwrap().first, 3);
    assert_eq!(text_of(&an.earlier(When::Revision(1)).unwrap().unwrap()), wanted);
    assert!(an.earlier(When::Revision(0)).unwrap().is_some(), "the first file is a backup too");
}

#[test]
fn killed_while_restoring_it_is_wholly_done_or_not_at_all() {
    for k in 1.. {
        let place = Place::with_members(6);
        let mut an = quick(&place, "An");
        edit(&mut an, "m0001", "phone", "1");
        edit(&mut an, "m0002", "phone", "2");
        let (before, past) = (printed(an.data()), an.earlier(When::Revision(0)).unwrap().unwrap());
        drop(an);
        let io = Faulty::failing_at(k, Fault::KillInside);
        let restored = Store::open(&place.path, caller("An"), Arc::new(io.clone())).map(|mut an| {
            let restored = an.restore(&past, None, op());
            drop(an.checkpoint());
            restored
        });
        let done = matches!(&restored, Ok(Ok(_)));
        let binh = quick(&place, "Bình");
        assert!(binh.read_only().is_none(), "call {k}: {:?}", binh.read_only());
        let now = printed(binh.data());
        assert!(now == printed(&past) || !done && now == before, "call {k} ({:?})", io.hit());
        if io.hit().is_none() {
            assert!(done);
            break;
        }
    }
}

#[test]
fn a_register_that_may_not_be_written_is_not_restored_over() {
    let place = Place::with_members(3);
    let io = Faulty::default();
    let mut an = Store::open(&place.path, caller("An"), Arc::new(io.clone())).unwrap();
    let past = an.data().clone();
    edit(&mut an, "m0001", "phone", "1");
    io.always("write", ENOSPC);
    assert!(matches!(an.restore(&past, None, op()), Err(CommitError::Failed(_))));
    io.heal();
    assert_eq!(field(an.data(), "m0001", "phone"), "1");
    an.restore(&past, None, op()).unwrap();
}
