//! Erasing a person: nothing of the person is found in any file, nothing else is lost, wherever it is killed.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use chibo::{
    domain::{
        data::Data,
        edit::Batch,
        event::{Event, EventKind},
        member::{Member, Religion, Sex},
        record::{Described, Kind},
        redaction::WORD,
        term::{Post, Term},
    },
    store::{Answer, Notice, OpId, ReadOnly, RedactError, Store, When, access, draft::Drafts, log},
};

use crate::{common::*, faults::*};

/// What must not be found anywhere afterwards.
const WORDS: [&str; 10] = [
    "Lò Thị Duy Nhất",
    "LÒ THỊ DUY NHẤT",
    "0911222333",
    "0944555666",
    "038162000001",
    "27000111222",
    "Số 12 ngõ Mận",
    "Kinh nghiệm riêng",
    "QĐ-77/riêng",
    "ghi chú riêng",
];

fn quick(place: &Place, name: &str) -> Store {
    Store::open(&place.path, caller(name), Arc::new(Faulty::default())).unwrap()
}

fn op() -> OpId {
    OpId::random().unwrap()
}

/// The person, with a post and an admission.
fn person() -> Batch {
    let mut member = Member::blank(id("gone"));
    member.name = WORDS[0].into();
    (member.phone, member.citizen_number, member.card_number) =
        (WORDS[2].into(), WORDS[4].into(), WORDS[5].into());
    (member.residence, member.computing) = (WORDS[6].into(), WORDS[7].into());
    (member.sex, member.religion) = (Some(Sex::Female), Some(Religion::Catholicism));
    member.born = "1962-02-05".parse().ok();
    let mut event = Event::blank(id("e1"));
    (event.member, event.kind) = (Some(id("gone")), EventKind::Admitted);
    (event.date, event.unit) = ("1990-03-04".parse().ok(), Some(id("u1")));
    event.decision = WORDS[8].into();
    let mut term = Term::blank(id("t1"));
    (term.member, term.body, term.post) = (Some(id("gone")), Some(id("u1")), Post::Secretary);
    (term.from, term.note) = ("2010-01-01".parse().ok(), WORDS[9].into());
    let mut batch = Batch::new("create");
    batch.edit(None, &member);
    batch.edit(None, &event);
    batch.edit(None, &term);
    batch
}

fn set_unit(data: &Data, note: &str) -> Batch {
    let mut batch = Batch::new("edit");
    batch.set(Kind::Unit, &id("u1"), "note", data.unit(&id("u1")).unwrap().note.clone().into(), note.into());
    batch
}

/// A register in which the person stands in journals old and new, in backups, and in others' notes.
fn register() -> Place {
    let place = Place::with_members(4);
    let mut an = quick(&place, "An");
    an.commit(person(), op()).unwrap();
    edit(&mut an, "gone", "phone", WORDS[3]);
    let note = format!("Bí thư: đ/c {}, {}", WORDS[0], WORDS[3]);
    an.commit(Batch { label: Some(format!("đơn của {}", WORDS[1])), ..set_unit(an.data(), &note) }, op())
        .unwrap();
    an.checkpoint().unwrap();
    // A copy that the journal cannot be put on files the journal away.
    let file = place.text();
    fs::remove_file(place.beside(".bak")).unwrap();
    fs::write(place.beside(".x"), file.replacen("Ban Tổ chức", "Ban Tổ chức 2", 1)).unwrap();
    fs::rename(place.beside(".x"), &place.path).unwrap();
    drop(an);
    let mut an = quick(&place, "An");
    assert!(matches!(an.read_only(), Some(ReadOnly::Replaced { .. })));
    an.answer(Answer::KeepFile).unwrap();
    assert!(place.beside(".journal.000001").exists());
    edit(&mut an, "gone", "phone", WORDS[2]);
    edit(&mut an, "m0001", "note", "bền");
    an.checkpoint().unwrap();
    edit(&mut an, "gone", "note", WORDS[9]);
    an.backup(None, None).unwrap();
    let to = access::To::File(format!("/home/lan/{} (riêng).xlsx", WORDS[0]));
    let person = access::Access::Person { id: id("gone"), to };
    access::note(&place.path, &who("An"), &person, &Faulty::default()).unwrap();
    // What a killed program and a slip of an editor leave.
    let torn = place.path.with_file_name(".register.json.tmp.0123456789abcdef");
    fs::write(torn, &place.text()[..place.text().len() / 2]).unwrap();
    fs::write(place.beside(".backups").join("outside-x.json"), place.text().replacen(':', ";", 1)).unwrap();
    place
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The same files in another folder.
fn copy_of(first: &Place) -> Place {
    let place = Place::empty();
    let (from, to) = (first.path.parent().unwrap(), place.path.parent().unwrap());
    for path in files(from) {
        let copy = to.join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(path, copy).unwrap();
    }
    place
}

fn assert_gone(place: &Place, what: &str) {
    for path in files(place.path.parent().unwrap()) {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        for word in WORDS {
            assert!(!text.contains(word), "{what}: {word} stands in {}", path.display());
        }
        assert!(!text.contains("catholicism"), "{what}: {}", path.display());
    }
}

/// What is left: the stub, everything else, and a log that is whole.
fn assert_rest(place: &Place, what: &str) {
    let an = quick(place, "An");
    assert!(an.read_only().is_none(), "{what}: {:?}", an.read_only());
    let data = an.data();
    let stub = data.member(&id("gone")).unwrap();
    assert_eq!((stub.name.as_str(), stub.sex), (WORD, Some(Sex::Female)), "{what}");
    assert_eq!(stub.born, "1962".parse().ok(), "{what}");
    assert_eq!(data.event(&id("e1")).unwrap().date, "1990-03-04".parse().ok(), "{what}");
    assert_eq!(data.term(&id("t1")).unwrap().post, Post::Secretary, "{what}");
    assert_eq!(field(data, "m0001", "note"), "bền", "{what}");
    assert_eq!(data.unit(&id("u1")).unwrap().note, format!("Bí thư: đ/c {WORD}, {WORD}"), "{what}");
    assert_eq!(data.office.name, "Ban Tổ chức 2", "{what}");
    let io = Faulty::default();
    let mut log = log::log(&place.path, &Permit::everything(), &io).unwrap();
    let revisions: Vec<u64> = log.by_ref().map(|entry| entry.unwrap().revision).collect();
    assert_eq!(revisions, (1..=data.revision).collect::<Vec<_>>(), "{what}");
    assert_eq!(log.span().head.map(|head| head.text().to_owned()), head(place), "{what}");
    let seen = access::read(&place.path, &Permit::everything(), &io).unwrap();
    assert!(seen.damage.is_none(), "{what}: {:?}", seen.damage);
    let person = |noted: &&access::Noted| matches!(&noted.what, access::Access::Person { id: of, .. } if *of == id("gone"));
    assert_eq!(seen.noted.iter().filter(person).count(), 1, "{what}: what was seen of whom stays");
}

/// The hash of the last line of the journal.
fn head(place: &Place) -> Option<String> {
    let journal = fs::read_to_string(place.beside(".journal")).unwrap();
    Some(journal.trim_end().rsplit_once("\"h\":\"")?.1.trim_end_matches("\"}").to_owned())
}

#[test]
fn nothing_of_the_person_is_left_in_any_file_and_all_else_is() {
    let place = register();
    let (mut binh, mut asleep) = (quick(&place, "Bình"), quick(&place, "Châu"));
    binh.poll().unwrap();
    let drafts = place.path.with_file_name("drafts");
    let form = serde_json::json!({ "id": "gone", "typed": WORDS[0] });
    let io = Faulty::default();
    Drafts::new(&drafts, &place.path, &io).save("s-1", &form).unwrap();
    let other = serde_json::json!({ "id": "m0001" });
    Drafts::new(&drafts, &place.path, &io).save("s-2", &other).unwrap();
    let old_head = head(&place).unwrap();
    let mut an = quick(&place, "An");
    let told = an.redactable(&id("gone")).unwrap();
    assert_eq!((told.own, told.mentions, told.has_namesake), (2, 1, false));
    let done = an.redact(&id("gone"), Some("QĐ 5".into()), std::slice::from_ref(&drafts)).unwrap();
    assert_eq!((done.drafts, done.left.len()), (1, 0), "{done:?}");
    assert_gone(&place, "done");
    assert_rest(&place, "done");
    let journal = fs::read_to_string(place.beside(".journal")).unwrap();
    let first = journal.lines().next().unwrap();
    assert!(first.contains("\"member\":\"gone\"") && first.contains("\"decision\":\"QĐ 5\""), "{first}");
    assert!(first.contains(&done.old_head.clone().unwrap()) && !old_head.is_empty(), "{first}");

    let news = binh.poll().unwrap().unwrap();
    assert!(news.notices.iter().any(|notice| matches!(notice, Notice::Redacted)), "{:?}", news.notices);
    assert_eq!(field(&news.data, "gone", "name"), WORD);
    edit(&mut binh, "m0002", "note", "sau");
    asleep.refresh().unwrap();
    assert!(asleep.read_only().is_none(), "{:?}", asleep.read_only());
    edit(&mut asleep, "m0003", "note", "sau");
    assert_eq!(text_of(asleep.data()), text_of(quick(&place, "Dũng").data()));
    let again = asleep.redact(&id("gone"), None, &[]).unwrap();
    assert_eq!((again.old_head, again.files), (None, 0), "there is nothing left to do");
}

#[test]
fn earlier_states_can_still_be_had_without_the_person() {
    let place = Place::with_members(9);
    let mut an = quick(&place, "An");
    an.commit(person(), op()).unwrap();
    edit(&mut an, "m0001", "phone", "trước");
    edit(&mut an, "gone", "phone", WORDS[3]);
    file_away(&mut an);
    edit(&mut an, "gone", "computing", "giỏi");
    edit(&mut an, "m0001", "phone", "sau");
    let revision = an.data().revision;
    an.redact(&id("gone"), None, &[]).unwrap();
    assert_gone(&place, "done");
    assert_eq!(an.data().revision, revision + 1);
    assert_eq!(an.reach().unwrap().first, 0, "the journals filed away are still behind the new one");
    for (at, phone) in [(1, "0000000001"), (2, "trước"), (revision - 1, "trước"), (revision, "sau")] {
        let earlier = an.earlier(When::Revision(at)).unwrap().unwrap();
        assert_eq!(field(&earlier, "m0001", "phone"), phone, "revision {at}");
        let stub = earlier.member(&id("gone")).unwrap();
        assert_eq!(
            (stub.name.as_str(), stub.phone.as_str(), stub.religion),
            (WORD, "", None),
            "revision {at}"
        );
    }
    assert!(an.earlier(When::Revision(0)).unwrap().unwrap().member(&id("gone")).is_none());
    let journal = fs::read_to_string(place.beside(".journal.000001")).unwrap();
    assert!(journal.contains("[\"members\",\"gone\",\"phone\",\"#"), "that it was changed is still told");
}

#[test]
fn a_namesake_keeps_the_name_and_the_notes_about_it() {
    let place = register();
    let mut an = quick(&place, "An");
    edit(&mut an, "m0002", "name", WORDS[0]);
    assert!(an.redactable(&id("gone")).unwrap().has_namesake);
    an.redact(&id("gone"), None, &[]).unwrap();
    assert_eq!(field(an.data(), "m0002", "name"), WORDS[0]);
    assert!(an.data().unit(&id("u1")).unwrap().note.contains(WORDS[0]), "nobody can tell who is meant");
    assert!(!an.data().unit(&id("u1")).unwrap().note.contains(WORDS[3]), "a number is one person's");
    let text = fs::read_to_string(place.beside(".journal.000001")).unwrap();
    assert!(!text.contains(WORDS[4]), "the own record is erased all the same");
}

#[test]
fn who_is_not_known_is_refused_and_nothing_changes() {
    let place = register();
    let before =
        files(place.path.parent().unwrap()).iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>();
    let mut an = quick(&place, "An");
    assert!(matches!(an.redact(&id("nobody"), None, &[]), Err(RedactError::NoMember(_))));
    let after =
        files(place.path.parent().unwrap()).iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>();
    assert_eq!(before.len(), after.len());
    assert!(!an.data().member(&id("gone")).unwrap().phone.is_empty());
}

#[test]
fn a_sealed_copy_is_told_as_one_that_may_still_hold_the_person() {
    let place = register();
    let mut an = quick(&place, "An");
    let seal = |bytes: &[u8]| Ok([b"age-encryption.org/v1\n", bytes].concat());
    let sealed = an.backup(None, Some(&seal)).unwrap();
    assert!(
        an.backups()
            .unwrap()
            .iter()
            .any(|b| b.is_sealed && b.path == sealed.path && b.revision == sealed.revision)
    );
    let done = an.redact(&id("gone"), None, &[]).unwrap();
    assert_eq!(done.left, [sealed.path]);
}

/// Fails or kills at every call in turn; whoever comes next finds all else, and the second run does it all.
fn again_after_every(fault: Fault) -> u64 {
    let first = register();
    for k in 1.. {
        let place = copy_of(&first);
        let io = Faulty::failing_at(k, fault);
        if let Ok(mut an) = Store::open(&place.path, caller("An"), Arc::new(io.clone())) {
            drop(an.redact(&id("gone"), None, &[]));
        }
        let what = format!("{fault:?} at call {k} ({})", io.hit().unwrap_or("none"));
        let mut binh = quick(&place, "Bình");
        assert!(binh.read_only().is_none(), "{what}: {:?}", binh.read_only());
        edit(&mut binh, "m0002", "note", "giữa chừng");
        assert_eq!(field(binh.data(), "m0001", "note"), "bền", "{what}");
        let done = binh.redact(&id("gone"), None, &[]).unwrap_or_else(|error| panic!("{what}: {error:?}"));
        assert!(done.left.is_empty(), "{what}: {done:?}");
        assert_gone(&place, &what);
        assert_rest(&place, &what);
        assert_eq!(field(binh.data(), "m0002", "note"), "giữa chừng", "{what}");
        if io.hit().is_none() {
            return k - 1;
        }
    }
    unreachable!()
}

#[test]
fn killed_inside_every_call_it_can_be_run_again() {
    assert!(again_after_every(Fault::KillInside) > 100);
}

#[test]
fn killed_before_every_call_it_can_be_run_again() {
    again_after_every(Fault::KillBefore);
}

#[test]
fn after_every_failing_call_it_can_be_run_again() {
    again_after_every(Fault::HalfThenFull);
}
