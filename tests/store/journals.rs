//! The journal after accidents: torn, zero-filled, flipped, shortened, filed away.

use std::{fs, os::unix::fs::MetadataExt, sync::Arc};

use chibo::{
    domain::permit::Permit,
    store::{CommitError, Notice, OpId, ReadOnly, Store, io::Real, log},
};

use crate::{common::*, faults::Faulty};

fn quick(place: &Place, name: &str) -> Store {
    Store::open(&place.path, caller(name), Arc::new(Faulty::default())).unwrap()
}

/// A register whose journal has some lines, and the journal.
fn with_journal() -> (Place, Vec<u8>) {
    let place = Place::with_members(6);
    let mut store = quick(&place, "An");
    for n in 0..4 {
        edit(&mut store, "m0001", "note", &format!("bản {n}"));
    }
    store.checkpoint().unwrap();
    for n in 4..6 {
        edit(&mut store, "m0002", "note", &format!("bản {n}"));
    }
    let journal = fs::read(place.beside(".journal")).unwrap();
    (place, journal)
}

/// A copy of a register with another journal.
fn copy_with(place: &Place, journal: &[u8]) -> Place {
    let copy = Place::empty();
    for suffix in ["", ".bak"] {
        fs::copy(place.beside(suffix), copy.beside(suffix)).unwrap();
    }
    fs::write(copy.beside(".journal"), journal).unwrap();
    copy
}

#[test]
fn cut_anywhere_in_the_last_two_lines_it_loads_and_goes_on() {
    let (place, journal) = with_journal();
    let starts: Vec<usize> = line_starts(&journal);
    let from = starts[starts.len() - 3];
    for cut in from..=journal.len() {
        for zeros in [0, journal.len() - cut] {
            let mut torn = journal[..cut].to_vec();
            torn.resize(cut + zeros, 0);
            let copy = copy_with(&place, &torn);
            let mut store = quick(&copy, "Bình");
            let what = format!("cut at {cut}, {zeros} zeros");
            assert!(store.read_only().is_none(), "{what}: {:?}", store.read_only());
            let whole = starts.iter().filter(|&&start| start > from && start <= cut).count() as u64;
            assert_eq!(store.data().revision, 4 + whole, "{what}");
            edit(&mut store, "m0003", "note", "sau đó");
            let text = text_of(store.data());
            let again = quick(&copy, "Châu");
            assert!(again.read_only().is_none(), "{what}: {:?}", again.read_only());
            assert_eq!(text_of(again.data()), text, "{what}");
        }
    }
}

fn line_starts(journal: &[u8]) -> Vec<usize> {
    let newlines = journal.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(newlines).filter(|&at| at < journal.len()).chain([journal.len()]).collect()
}

#[test]
fn no_flipped_bit_goes_unnoticed() {
    let (place, journal) = with_journal();
    let good = text_of(quick(&copy_with(&place, &journal), "An").data());
    let copy = copy_with(&place, &journal);
    for at in 0..journal.len() {
        let mut flipped = journal.clone();
        flipped[at] ^= 1 << (at % 8);
        fs::write(copy.beside(".journal"), &flipped).unwrap();
        let store = quick(&copy, "Bình");
        match store.read_only() {
            Some(ReadOnly::Damaged { damage, .. }) => {
                let line = journal[..at].iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1) as u64;
                assert!(damage.offset <= line, "byte {at}: {damage:?}");
            }
            other => panic!("byte {at}: {other:?}"),
        }
        assert_eq!(fs::read(copy.beside(".journal")).unwrap(), flipped, "left as it is");
    }
    fs::write(copy.beside(".journal"), &journal).unwrap();
    assert_eq!(text_of(quick(&copy, "Châu").data()), good);
}

/// One bit in a thousand files, journal and data file in turn; of half of the data files the disk keeps the times.
#[test]
fn a_thousand_flipped_bits_lose_nothing_and_none_is_silent() {
    let (place, journal) = with_journal();
    let file = fs::read(&place.path).unwrap();
    let good = text_of(quick(&copy_with(&place, &journal), "An").data());
    let saved: Vec<u64> = (1..=6).collect();
    let mut chance = 0x5EED_u64;
    let mut below = |limit: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) as usize % limit
    };
    for n in 0..1_000 {
        let copy = Place::empty();
        fs::copy(place.beside(".bak"), copy.beside(".bak")).unwrap();
        let (mut journal, mut file) = (journal.clone(), file.clone());
        let flipped = if n % 2 == 0 { &mut journal } else { &mut file };
        let (at, bit) = (below(flipped.len()), below(8));
        flipped[at] ^= 1 << bit;
        let what = format!("{n}: bit {bit} of byte {at}");
        fs::write(copy.beside(".journal"), &journal).unwrap();
        fs::write(&copy.path, &file).unwrap();
        let mut store = quick(&copy, "Bình");
        let told = store.refresh().unwrap().map(|news| news.notices).unwrap_or_default();
        if n % 2 == 0 {
            assert!(
                matches!(store.read_only(), Some(ReadOnly::Damaged { .. })),
                "{what}: {:?}",
                store.read_only()
            );
            continue;
        }
        // What differs is told as a hand's edit, or asked about; and what was saved is in the log.
        let silent = told.is_empty() && store.read_only().is_none() && store.outside().is_none();
        assert!(!silent || text_of(store.data()) == good, "{what}");
        let entries: Vec<_> = log::log(&copy.path, &Permit::everything(), &Faulty::default())
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(entries.iter().map(|e| e.revision).take(6).collect::<Vec<_>>(), saved, "{what}");
        if store.read_only().is_none() && entries.len() == 6 {
            assert_eq!(text_of(store.data()), good, "{what}");
        }
    }
}

#[test]
fn a_data_file_that_the_disk_changed_by_itself_is_written_anew() {
    let (place, _) = with_journal();
    let good = text_of(quick(&place, "An").data());
    let bytes = fs::read(&place.path).unwrap();
    let times = fs::metadata(&place.path).unwrap().modified().unwrap();
    for at in (0..bytes.len()).step_by(41) {
        let disk = fs::File::options().write(true).open(&place.path).unwrap();
        let mut flipped = fs::read(&place.path).unwrap();
        let times = if at == 0 { times } else { disk.metadata().unwrap().modified().unwrap() };
        let at = at % flipped.len();
        flipped[at] ^= 4;
        std::os::unix::fs::FileExt::write_all_at(&disk, &flipped, 0).unwrap();
        disk.set_modified(times).unwrap();
        let mut store = quick(&place, "Bình");
        assert!(
            store.read_only().is_none() && store.outside().is_none(),
            "byte {at}: {:?}",
            store.read_only()
        );
        let notices = store.refresh().unwrap().unwrap().notices;
        assert!(matches!(notices[..], [Notice::Mended]), "byte {at}: {notices:?}");
        assert_eq!(text_of(store.data()), good, "byte {at}");
        assert_eq!(place.text(), good, "byte {at}");
        assert_eq!(fs::read_to_string(place.beside(".bak")).unwrap(), good);
    }
}

#[test]
fn the_log_of_a_damaged_journal_ends_with_the_place() {
    let (place, mut journal) = with_journal();
    let starts = line_starts(&journal);
    let last = starts[starts.len() - 2];
    journal[last + 5] ^= 1;
    fs::write(place.beside(".journal"), &journal).unwrap();
    let io = Real::default();
    let mut entries: Vec<_> = log::log(&place.path, &Permit::everything(), &io).unwrap().collect();
    match entries.pop() {
        Some(Err(log::LogError::Damaged(ReadOnly::Damaged { damage, .. }))) => {
            assert_eq!(damage.offset, last as u64);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(entries.len(), 5, "what stands before it is told");
    assert!(entries.iter().all(Result::is_ok));
}

#[test]
fn a_shortened_or_removed_journal_is_noticed_by_who_has_it_open() {
    let (place, journal) = with_journal();
    let mut store = quick(&place, "Bình");
    fs::write(place.beside(".journal"), &journal[..journal.len() / 2]).unwrap();
    let batch = set(store.data(), "m0001", "phone", "1");
    assert!(matches!(
        store.commit(batch, OpId::random().unwrap()),
        Err(CommitError::ReadOnly(ReadOnly::Damaged { .. }))
    ));

    let (place, _) = with_journal();
    let mut store = quick(&place, "Bình");
    fs::remove_file(place.beside(".journal")).unwrap();
    let batch = set(store.data(), "m0001", "phone", "1");
    let refused = store.commit(batch, OpId::random().unwrap());
    assert!(matches!(refused, Err(CommitError::ReadOnly(ReadOnly::JournalGone { .. }))), "{refused:?}");
}

#[test]
fn without_its_journal_the_data_file_is_a_whole_register() {
    let (place, _) = with_journal();
    let mut store = quick(&place, "An");
    store.checkpoint().unwrap();
    let text = text_of(store.data());
    drop(store);
    for suffix in [".journal", ".lock", ".bak"] {
        fs::remove_file(place.beside(suffix)).unwrap();
    }
    let mut store = quick(&place, "Bình");
    assert!(store.read_only().is_none());
    assert_eq!(text_of(store.data()), text);
    edit(&mut store, "m0001", "phone", "1");
    assert_eq!(quick(&place, "Châu").data().revision, store.data().revision);
}

#[test]
fn a_journal_of_a_newer_program_is_not_written() {
    let (place, journal) = with_journal();
    let text = String::from_utf8(journal).unwrap();
    assert!(text.contains("\"v\":1"));
    // Written by hand with a right hash, as a newer program would.
    let line = "{\"r\":7,\"v\":2,\"what\":\"else\"";
    let chain = text.trim_end().rsplit_once("\"h\":\"").unwrap().1.trim_end_matches("\"}");
    use sha2::{Digest, Sha256};
    let hash = Sha256::new().chain_update(chain).chain_update(line).finalize();
    let hash: String = hash[..8].iter().map(|b| format!("{b:02x}")).collect();
    let newer = format!("{text}{line},\"h\":\"{hash}\"}}\n");
    let copy = copy_with(&place, newer.as_bytes());
    let store = quick(&copy, "An");
    match store.read_only() {
        Some(ReadOnly::Damaged { damage, .. }) => {
            assert_eq!(damage.fault, chibo::store::journal::Fault::Newer);
            assert_eq!(damage.offset, text.len() as u64);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(store.data().revision, 6, "what it understands is shown");
}

#[test]
fn a_long_journal_is_filed_away_and_everyone_goes_on() {
    let place = Place::with_members(12);
    let (mut an, mut binh) = (quick(&place, "An"), quick(&place, "Bình"));
    edit(&mut binh, "m0001", "phone", "trước");
    let mut asleep = quick(&place, "Châu");
    (0..10).for_each(|n| long_edit(&mut an, n));
    assert!(binh.poll().unwrap().is_some());
    let archive = place.beside(".journal.000001");
    assert!(!archive.exists());
    an.checkpoint().unwrap();
    assert!(archive.exists());
    assert!(fs::metadata(place.beside(".journal")).unwrap().len() < 1000);
    edit(&mut an, "m0011", "phone", "1");

    let news = binh.poll().unwrap().unwrap();
    assert!(news.notices.iter().any(|n| matches!(n, Notice::Rotated)), "{:?}", news.notices);
    assert_eq!(field(&news.data, "m0011", "phone"), "1");
    let saved = edit(&mut binh, "m0011", "phone", "2");
    assert_eq!(saved.revision, 13);
    let news = asleep.refresh().unwrap().unwrap();
    assert_eq!(news.entries.len(), 12, "nothing is missed in between");
    assert_eq!(text_of(asleep.data()), text_of(binh.data()));
    assert!(asleep.read_only().is_none());
    let io = Real::default();
    let revisions: Vec<u64> =
        log::log(&place.path, &Permit::everything(), &io).unwrap().map(|e| e.unwrap().revision).collect();
    assert_eq!(revisions, (1..=13).collect::<Vec<_>>(), "the log goes back through the archive");
    assert!(quick(&place, "Dũng").read_only().is_none());
}

#[test]
fn side_files_have_the_mode_of_the_data_file_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    for mode in [0o600, 0o660, 0o640] {
        let place = Place::with_members(3);
        for suffix in [".journal", ".lock", ".bak"] {
            fs::remove_file(place.beside(suffix)).unwrap();
        }
        fs::set_permissions(&place.path, fs::Permissions::from_mode(mode)).unwrap();
        let mut store = quick(&place, "An");
        for n in 0..20 {
            edit(&mut store, "m0001", "phone", &n.to_string());
            store.checkpoint().unwrap();
        }
        for suffix in ["", ".journal", ".lock", ".bak"] {
            let found = fs::metadata(place.beside(suffix)).unwrap().mode() & 0o7777;
            assert_eq!(found, mode, "{suffix:?}: {found:o}");
        }
        let folder = fs::metadata(place.beside(".backups")).unwrap().mode() & 0o7777;
        let expected = [(0o600, 0o700), (0o660, 0o2770), (0o640, 0o2750)];
        assert!(expected.contains(&(mode, folder)), "{folder:o}");
    }
}

#[test]
fn group_and_attributes_stay() {
    let place = Place::with_members(3);
    let path = std::fs::File::open(&place.path).unwrap();
    let named = rustix::fs::fsetxattr(&path, "user.note", b"x", rustix::fs::XattrFlags::empty()).is_ok();
    let group = rustix::process::getuid().is_root();
    if group {
        std::os::unix::fs::chown(&place.path, None, Some(12345)).unwrap();
    }
    let mut store = quick(&place, "An");
    for n in 0..3 {
        edit(&mut store, "m0001", "phone", &n.to_string());
        store.checkpoint().unwrap();
    }
    if group {
        assert_eq!(fs::metadata(&place.path).unwrap().gid(), 12345);
    }
    if named {
        let path = std::fs::File::open(&place.path).unwrap();
        let mut value = [0u8; 8];
        assert_eq!(rustix::fs::fgetxattr(&path, "user.note", &mut value[..]).unwrap(), 1);
    }
}

#[test]
fn two_names_of_one_file_share_one_journal() {
    let place = Place::with_members(3);
    let other = place.path.with_file_name("link.json");
    std::os::unix::fs::symlink(&place.path, &other).unwrap();
    let mut an = quick(&place, "An");
    let mut binh = Store::open(&other, caller("Bình"), Arc::new(Faulty::default())).unwrap();
    edit(&mut an, "m0001", "phone", "1");
    assert!(binh.poll().unwrap().is_some());
    edit(&mut binh, "m0001", "phone", "2");
    binh.checkpoint().unwrap();
    assert!(fs::symlink_metadata(&other).unwrap().is_symlink());
    assert_eq!(place.text(), text_of(binh.data()));
}
