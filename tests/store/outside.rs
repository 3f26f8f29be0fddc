//! The data file changed by others: editors, typos, copies put back. Nothing is lost and nothing guessed.

use std::{fs, sync::Arc};

use chibo::{
    domain::record::Kind,
    store::{
        Answer, CheckpointError, CommitError, Notice, OpId, OpenError, Outside, ReadOnly, Store,
        document::Damage, journal, log,
    },
};

use crate::{
    common::*,
    faults::{ENOSYS, Faulty},
};

fn quick(place: &Place, name: &str) -> Store {
    Store::open(&place.path, caller(name), Arc::new(Faulty::default())).unwrap()
}

/// Changes the data file in place, as a script does.
fn rewrite(place: &Place, change: impl FnOnce(String) -> String) {
    let text = change(place.text());
    fs::write(&place.path, text).unwrap();
}

fn notices(store: &mut Store) -> Vec<Notice> {
    store.refresh().unwrap().map(|news| news.notices).unwrap_or_default()
}

#[test]
fn both_sides_keep_their_edits_of_different_fields() {
    let place = Place::with_members(6);
    let (mut an, mut binh) = (quick(&place, "An"), quick(&place, "Bình"));
    edit(&mut an, "m0001", "phone", "của An");
    an.commit(new_member(50), OpId::random().unwrap()).unwrap();
    // The hand starts from revision 0: it has seen neither.
    rewrite(&place, |text| {
        text.replace("Nguyễn Văn 1\"", "Nguyễn Thị 1\"").replace("Nguyễn Văn 3\"", "Nguyễn Thị 3\"")
    });
    let saved = edit(&mut binh, "m0002", "phone", "của Bình");
    assert_eq!(saved.revision, 4, "the hand's edit is a revision before");
    for (member, name, value) in [
        ("m0001", "phone", "của An"),
        ("m0001", "name", "Nguyễn Thị 1"),
        ("m0003", "name", "Nguyễn Thị 3"),
        ("m0002", "phone", "của Bình"),
    ] {
        assert_eq!(field(&saved.data, member, name), value);
    }
    assert!(saved.data.member(&id("m0050")).is_some());
    an.refresh().unwrap();
    assert_eq!(text_of(an.data()), text_of(binh.data()));
    assert!(an.read_only().is_none() && an.outside().is_none());
    assert_eq!(text_of(quick(&place, "Châu").data()), text_of(binh.data()));
}

#[test]
fn a_hand_that_comes_second_is_told_and_its_text_kept() {
    let place = Place::with_members(6);
    let mut an = quick(&place, "An");
    edit(&mut an, "m0001", "name", "Trần Văn An");
    rewrite(&place, |text| text.replace("Nguyễn Văn 1\"", "Lê Văn Tay\""));
    let news = notices(&mut an);
    let lost = news.iter().find_map(|notice| match notice {
        Notice::Imported { lost, changes: 0, .. } => Some(lost.clone()),
        _ => None,
    });
    let lost = lost.unwrap_or_else(|| panic!("{news:?}"));
    assert_eq!((&lost[0].mine, &lost[0].theirs), (&"Lê Văn Tay".into(), &"Trần Văn An".into()));
    assert_eq!(field(an.data(), "m0001", "name"), "Trần Văn An");
    let entries: Vec<_> = log::log(&place.path, &Permit::everything(), &Faulty::default())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(entries[1].batch.deed, journal::OUTSIDE);
    assert_eq!(entries[1].lost, lost, "the log has it too");
    let kept: Vec<_> = fs::read_dir(place.beside(".backups")).unwrap().map(|e| e.unwrap().path()).collect();
    let has = |p: &std::path::PathBuf| fs::read_to_string(p).unwrap().contains("Lê Văn Tay");
    assert!(kept.iter().any(has), "and the file is among the backups");
}

#[test]
fn an_edit_by_hand_while_nobody_was_there_comes_in_at_the_next_start() {
    for times in 0..3 {
        let place = Place::with_members(6);
        let mut an = quick(&place, "An");
        for n in 0..times {
            edit(&mut an, "m0001", "phone", &n.to_string());
            an.checkpoint().unwrap();
        }
        edit(&mut an, "m0002", "phone", "nhật ký");
        drop(an);
        rewrite(&place, |text| text.replace("Nguyễn Văn 3\"", "Nguyễn Thị 3\""));
        let binh = quick(&place, "Bình");
        assert!(binh.read_only().is_none(), "{:?}", binh.read_only());
        assert_eq!(field(binh.data(), "m0003", "name"), "Nguyễn Thị 3");
        assert_eq!(field(binh.data(), "m0002", "phone"), "nhật ký");
        assert_eq!(binh.data().revision, times + 2);
        rewrite(&place, |text| text.replace("Nguyễn Văn 4\"", "Nguyễn Thị 4\""));
        drop(binh);
        let chau = quick(&place, "Châu");
        assert_eq!(field(chau.data(), "m0004", "name"), "Nguyễn Thị 4", "and once more");
        assert!(chau.read_only().is_none());
    }
}

#[test]
fn a_typo_is_left_alone_while_editing_goes_on() {
    let place = Place::with_members(6);
    let mut an = quick(&place, "An");
    let good = place.text();
    rewrite(&place, |text| text.replace("\"Nguyễn Văn 3\"", "Nguyễn Văn 3\""));
    let bad = place.text();
    let news = notices(&mut an);
    match news.as_slice() {
        [Notice::Outside(Outside::Unreadable(Damage::Syntax { place, .. }))] => {
            assert_eq!(place.id.as_deref(), Some("m0003"));
            assert!(place.line > 1);
        }
        other => panic!("{other:?}"),
    }
    assert!(notices(&mut an).is_empty(), "told once");
    edit(&mut an, "m0001", "phone", "1");
    assert!(!an.needs_checkpoint(std::time::Duration::from_secs(3600)));
    assert!(matches!(an.checkpoint(), Err(CheckpointError::Outside(Outside::Unreadable(_)))));
    assert_eq!(place.text(), bad);
    let binh = quick(&place, "Bình");
    assert!(binh.read_only().is_none(), "a new session starts from the file before and the journal");
    assert!(binh.outside().is_some());
    assert_eq!(text_of(binh.data()), text_of(an.data()));

    fs::write(&place.path, good.replace("Nguyễn Văn 3\"", "Nguyễn Thị 3\"")).unwrap();
    let news = notices(&mut an);
    assert!(news.iter().any(|n| matches!(n, Notice::Imported { changes: 1, .. })), "{news:?}");
    assert!(an.outside().is_none());
    assert_eq!(field(an.data(), "m0003", "name"), "Nguyễn Thị 3");
    assert_eq!(place.text(), text_of(an.data()));
}

#[test]
fn an_old_copy_put_back_is_a_question() {
    for answer in [Answer::KeepFile, Answer::KeepJournal] {
        for running in [true, false] {
            let place = Place::with_members(6);
            let old = place.text();
            let mut an = quick(&place, "An");
            for n in 0..4 {
                edit(&mut an, "m0001", "phone", &format!("bản {n}"));
                an.checkpoint().unwrap();
            }
            let newest = place.text();
            fs::write(place.beside(".copy"), &old).unwrap();
            fs::rename(place.beside(".copy"), &place.path).unwrap();
            if running {
                notices(&mut an);
            } else {
                an = quick(&place, "An");
            }
            let reason = an.read_only();
            assert!(matches!(reason, Some(ReadOnly::Replaced { found: 0, known: 4 })), "{reason:?}");
            let batch = set(an.data(), "m0002", "phone", "1");
            assert!(matches!(an.commit(batch, OpId::random().unwrap()), Err(CommitError::ReadOnly(_))));
            assert_eq!(place.text(), old, "nothing is done unasked");
            an.answer(answer).unwrap();
            assert!(an.read_only().is_none());
            match answer {
                Answer::KeepJournal => assert_eq!(place.text(), newest),
                Answer::KeepFile => {
                    assert_eq!(field(an.data(), "m0001", "phone"), "0000000001");
                    assert_eq!(an.data().revision, 5, "an edit like any other");
                    assert_eq!(place.text(), text_of(an.data()));
                }
            }
            edit(&mut an, "m0002", "phone", "1");
            assert_eq!(text_of(quick(&place, "Bình").data()), text_of(an.data()));
        }
    }
}

#[test]
fn the_last_two_files_are_known_wherever_they_come_from() {
    let place = Place::with_members(6);
    let mut an = quick(&place, "An");
    edit(&mut an, "m0001", "phone", "1");
    an.checkpoint().unwrap();
    let copy = fs::read(place.beside(".bak")).unwrap();
    fs::write(&place.path, copy).unwrap();
    assert!(notices(&mut an).is_empty(), "as after a kill between the journal and the exchange");
    assert!(quick(&place, "Bình").read_only().is_none());
    edit(&mut an, "m0002", "phone", "2");
    an.checkpoint().unwrap();
    assert_eq!(place.text(), text_of(an.data()));
}

#[test]
fn a_file_laid_out_anew_is_the_same_file() {
    let place = Place::with_members(6);
    let mut an = quick(&place, "An");
    edit(&mut an, "m0001", "phone", "1");
    rewrite(&place, |text| {
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        serde_json::to_string_pretty(&value).unwrap()
    });
    assert!(notices(&mut an).is_empty());
    assert!(an.read_only().is_none() && an.outside().is_none());
    assert_eq!(an.data().revision, 1);
    assert_eq!(quick(&place, "Bình").data().revision, 1);
    an.checkpoint().unwrap();
    assert_eq!(place.text(), text_of(an.data()));
}

#[test]
fn many_records_gone_or_a_broken_rule_are_not_taken_in() {
    let place = Place::with_members(20);
    let mut an = quick(&place, "An");
    let good = place.text();
    rewrite(&place, |text| {
        let keep = |line: &&str| !line.contains("\"id\":\"m001");
        let text: Vec<&str> = text.lines().filter(keep).collect();
        text.join("\n").replace(",\n]", "\n]") + "\n"
    });
    let news = notices(&mut an);
    assert!(matches!(news[..], [Notice::Outside(Outside::Vanished { had: 22, left: 12 })]), "{news:?}");
    edit(&mut an, "m0015", "phone", "1");
    assert!(an.checkpoint().is_err());

    rewrite(&place, |_| good.replace("\"name\":\"Nguyễn Văn 3\",", ""));
    let news = notices(&mut an);
    assert!(matches!(news[..], [Notice::Outside(Outside::Refused(_))]), "{news:?}");
    fs::write(&place.path, &good).unwrap();
    let news = notices(&mut an);
    assert!(matches!(news[..], [Notice::OutsideOver]), "{news:?}");
    an.checkpoint().unwrap();
}

#[test]
fn a_file_that_is_gone_comes_back_or_is_missed() {
    let place = Place::with_members(6);
    let mut an = quick(&place, "An");
    let text = place.text();
    fs::remove_file(&place.path).unwrap();
    assert!(matches!(notices(&mut an)[..], [Notice::Outside(Outside::Gone)]));
    edit(&mut an, "m0001", "phone", "1");
    assert!(matches!(an.checkpoint(), Err(CheckpointError::Outside(Outside::Gone))));
    let missing = Store::open(&place.path, caller("Bình"), Arc::new(Faulty::default()));
    assert!(matches!(missing, Err(OpenError::Failed(_))));
    fs::write(&place.path, text).unwrap();
    assert!(matches!(notices(&mut an)[..], [Notice::OutsideOver]));
    an.checkpoint().unwrap();
    assert_eq!(place.text(), text_of(an.data()));
}

#[test]
fn unknown_top_level_keys_written_by_hand_reach_everybody() {
    let place = Place::with_members(6);
    let (mut an, mut binh) = (quick(&place, "An"), quick(&place, "Bình"));
    rewrite(&place, |text| text.replacen("\"units\":", "\"motto\":\"đoàn kết\",\n\"units\":", 1));
    assert_eq!(notices(&mut an).len(), 1);
    edit(&mut binh, "m0001", "phone", "1");
    binh.checkpoint().unwrap();
    assert!(place.text().contains("\"motto\":\"đoàn kết\""), "{}", place.text());
    assert_eq!(binh.data().count(Kind::Member), 6);
}

/// A session that writes the data file while somebody else does, in the worst moment.
fn checkpoint_while(place: &Place, text: String) -> (Store, Vec<Notice>) {
    let io = Faulty::default();
    let mut an = Store::open(&place.path, caller("An"), Arc::new(io.clone())).unwrap();
    edit(&mut an, "m0001", "phone", "1");
    let (new, path) = (place.beside(".edited"), place.path.clone());
    io.before("exchange", move || {
        fs::write(&new, text).unwrap();
        fs::rename(&new, path).unwrap();
    });
    an.checkpoint().unwrap();
    let notices = notices(&mut an);
    (an, notices)
}

#[test]
fn an_edit_by_hand_in_the_moment_of_the_exchange_is_taken_in() {
    let place = Place::with_members(6);
    let text = place.text().replace("Nguyễn Văn 3\"", "Nguyễn Thị 3\"");
    let (mut an, notices) = checkpoint_while(&place, text);
    assert!(notices.iter().any(|n| matches!(n, Notice::Imported { changes: 1, .. })), "{notices:?}");
    assert_eq!(field(an.data(), "m0003", "name"), "Nguyễn Thị 3");
    assert_eq!(field(an.data(), "m0001", "phone"), "1");
    assert_eq!(text_of(quick(&place, "Bình").data()), text_of(an.data()));
    an.checkpoint().unwrap();
    assert_eq!(place.text(), text_of(an.data()));
}

#[test]
fn half_a_file_in_the_moment_of_the_exchange_is_kept() {
    let place = Place::with_members(6);
    let (mut an, notices) = checkpoint_while(&place, "{\"format\":\"chi".into());
    let kept = notices.iter().find_map(|notice| match notice {
        Notice::Kept { path, .. } => Some(path.clone()),
        _ => None,
    });
    assert_eq!(fs::read_to_string(kept.unwrap()).unwrap(), "{\"format\":\"chi");
    assert_eq!(place.text(), text_of(an.data()));
    edit(&mut an, "m0001", "phone", "2");
    an.checkpoint().unwrap();
}

#[test]
fn without_an_exchange_of_names_it_works_all_the_same() {
    let place = Place::with_members(6);
    let io = Faulty::default();
    io.always("exchange", ENOSYS);
    let mut an = Store::open(&place.path, caller("An"), Arc::new(io.clone())).unwrap();
    for n in 0..5 {
        let before = place.text();
        edit(&mut an, "m0001", "phone", &n.to_string());
        an.checkpoint().unwrap();
        assert_eq!(place.text(), text_of(an.data()));
        assert_eq!(fs::read_to_string(place.beside(".bak")).unwrap(), before);
    }
    let left = fs::read_dir(place.path.parent().unwrap()).unwrap();
    let names: Vec<String> = left.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!names.iter().any(|name| name.contains(".tmp.")), "{names:?}");
}
