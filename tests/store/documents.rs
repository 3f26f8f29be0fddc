//! The data file as text: round trips, damage with its place, golden files of every schema.

use chibo::{
    domain::{
        edit::{Batch, Refused},
        record::{Kind, Record},
    },
    store::{
        CommitError, OpId, OpenError, SCHEMA, Store,
        document::{self, Damage},
    },
};
use std::sync::Arc;

use crate::{common::*, faults::Faulty};

const V1: &str = include_str!("../data/v1.json");
const V0: &str = include_str!("../data/v0.json");

#[test]
fn print_of_parse_is_the_same_byte_for_byte() {
    let document = document::parse(V1.as_bytes()).unwrap();
    assert_eq!(document.schema, SCHEMA);
    assert!(!document.composed);
    assert_eq!(text_of(&document.data), V1);
    let sample = register(20);
    let text = text_of(&sample);
    assert_eq!(text_of(&document::parse(text.as_bytes()).unwrap().data), text);
}

#[test]
fn unknown_fields_kinds_and_numbers_survive_an_edit_elsewhere() {
    let place = Place::empty();
    std::fs::write(&place.path, V1).unwrap();
    let mut store = place.open("An");
    assert!(store.read_only().is_none(), "{:?}", store.read_only());
    edit(&mut store, "m1", "phone", "0912");
    store.checkpoint().unwrap();
    let expected = V1
        .replace("\"revision\":7", "\"revision\":8")
        .replace("\"shoe_size\"", "\"phone\":\"0912\",\"shoe_size\"");
    assert_eq!(place.text(), expected);
}

#[test]
fn an_older_schema_is_brought_up_to_date() {
    let document = document::parse(V0.as_bytes()).unwrap();
    assert_eq!(document.schema, 0);
    assert_eq!(document.data.office.name, "Ban Tổ chức Huyện ủy");
    assert_eq!(document.data.revision, 7);
    let text = text_of(&document.data);
    assert!(text.contains("\"schema\":1") && text.contains("\"office\"") && !text.contains("organisation"));

    let place = Place::empty();
    std::fs::write(&place.path, V0).unwrap();
    let mut store = place.open("An");
    assert_eq!(place.text(), V0, "opening writes nothing into the data file");
    edit(&mut store, "m1", "phone", "0912");
    drop(store);
    let mut store = place.open("Bình");
    assert_eq!(field(store.data(), "m1", "phone"), "0912", "journal on top of the older schema");
    store.checkpoint().unwrap();
    assert_eq!(place.text(), text_of(store.data()));
    assert_eq!(document::parse(place.text().as_bytes()).unwrap().schema, SCHEMA);
}

#[test]
fn a_newer_schema_is_shown_and_not_written() {
    let place = Place::empty();
    let newer = V1.replace("\"schema\":1", "\"schema\":2");
    std::fs::write(&place.path, &newer).unwrap();
    let store = place.open("An");
    assert!(matches!(store.read_only(), Some(chibo::store::ReadOnly::NewerSchema { found: 2 })));
    assert_eq!(store.data().members().len(), 1);
    assert!(!place.beside(".journal").exists(), "nothing was made");
    let strange = newer.replace("\"born\":\"1962-05\"", "\"born\":{\"year\":1962}");
    assert_eq!(document::parse(strange.as_bytes()).unwrap_err(), Damage::NewerSchema { found: 2 });
    let strange = "{\"units\":{},\"schema\":9,\"format\":\"chibo\"}";
    assert_eq!(document::parse(strange.as_bytes()).unwrap_err(), Damage::NewerSchema { found: 9 });
}

#[test]
fn a_record_with_strange_numbers_can_be_made_from_json() {
    let document = document::parse(V1.as_bytes()).unwrap();
    let record = document.data.record(Kind::Member, &id("m1")).unwrap();
    let again = Kind::Member.read(record.to_json().into()).unwrap();
    assert_eq!(
        serde_json::to_string(&again.to_json()).unwrap(),
        serde_json::to_string(&record.to_json()).unwrap()
    );
}

#[test]
fn text_is_composed_wherever_it_stands() {
    let decomposed = V1.replace("Nguyễn Thị Hòa", "Nguye\u{302}\u{303}n Thi\u{323} Ho\u{300}a");
    let document = document::parse(decomposed.as_bytes()).unwrap();
    assert!(document.composed);
    assert_eq!(text_of(&document.data), V1);
    let escaped = V1.replace("Nguyễn Thị Hòa", "Nguye\\u0302\\u0303n Thi\\u0323 Ho\\u0300a");
    assert_eq!(text_of(&document::parse(escaped.as_bytes()).unwrap().data), V1);
}

#[test]
fn any_text_comes_back_even_a_mark_behind_an_escape() {
    let mut data = register(1);
    for text in [
        "\n\u{303}",
        "\u{1b}[2J\u{0}",
        "\\u0041\u{301}",
        "\u{1F468}\u{200D}\u{1F469}",
        "\u{FEFF}\u{202E}",
        "\"\\",
    ] {
        let mut changed = member(0);
        changed.note = text.into();
        data.put(Box::new(changed));
        let read = document::parse(text_of(&data).as_bytes()).unwrap();
        assert_eq!(field(&read.data, "m0000", "note"), text);
    }
}

/// What a damaged file must be called, and where.
struct Bad {
    bytes: Vec<u8>,
    is: fn(&Damage) -> bool,
    line: usize,
    id: &'static str,
}

fn bad(from: &str, to: &str, line: usize, id: &'static str) -> Bad {
    assert!(V1.contains(from), "{from}");
    let bytes = V1.replacen(from, to, 1).into_bytes();
    Bad { bytes, is: |damage| matches!(damage, Damage::Syntax { .. }), line, id }
}

fn same_key(from: &str, to: &str, line: usize, id: &'static str) -> Bad {
    Bad { is: |damage| matches!(damage, Damage::SameKey { .. }), ..bad(from, to, line, id) }
}

fn raw(bytes: &[u8], is: fn(&Damage) -> bool, line: usize) -> Bad {
    Bad { bytes: bytes.to_owned(), is, line, id: "" }
}

/// Files that are no register, or not one that can be read.
fn bad_envelopes() -> Vec<Bad> {
    let syntax = |d: &Damage| matches!(d, Damage::Syntax { .. });
    let utf16: Vec<u8> = "\u{FEFF}{\"a\":1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut not_utf8 = V1.as_bytes().to_vec();
    let at = V1.find("Hòa").unwrap() + 1;
    not_utf8[at] = 0xFF;
    let twice = "{\"id\":\"u1\",\"name\":\"X\",\"kind\":\"cell\"},\n{\"id\":\"u2\"";
    vec![
        raw(b"", syntax, 1),
        raw(b"[]", syntax, 1),
        raw(b"{}", |d| *d == Damage::NotARegister, 0),
        raw(b"\0\0\0\0\0\0", syntax, 1),
        raw(b"nonsense", syntax, 1),
        raw(b"{\"format\":\"other\",\"schema\":1}", |d| *d == Damage::NotARegister, 0),
        raw(b"{\"schema\":1,\"revision\":0}", |d| *d == Damage::NotARegister, 0),
        raw(b"{\"format\":\"chibo\",\"revision\":0}", |d| *d == Damage::Lacks("schema"), 0),
        raw(b"{\"format\":\"chibo\",\"schema\":1}", |d| *d == Damage::Lacks("revision"), 0),
        raw(b"{\"format\":\"chibo\",\"schema\":1,\"revision\":1}", |d| *d == Damage::Lacks("office"), 0),
        raw(&[b"\xEF\xBB\xBF", V1.as_bytes()].concat(), |d| *d == Damage::ByteOrderMark, 0),
        raw(b"age-encryption.org/v1\n", |d| *d == Damage::Sealed, 0),
        raw(&utf16, |d| *d == Damage::Utf16, 0),
        Bad { bytes: not_utf8, is: |d| matches!(d, Damage::NotUtf8 { .. }), line: 11, id: "m1" },
        raw(&[V1, V1].concat().into_bytes(), syntax, V1.lines().count() + 1),
        raw(
            V1.replace("\"terms\":[],", "\"terms\":[],\n\"units\":[],").as_bytes(),
            |d| matches!(d, Damage::SameKey { key, .. } if key == "units"),
            14,
        ),
        raw(
            V1.replace("\"terms\":[],", "\"terms\":[],\n\"prospects\":[],").as_bytes(),
            |d| matches!(d, Damage::SameKey { key, .. } if key == "prospects"),
            0,
        ),
        Bad {
            bytes: V1.replacen("{\"id\":\"u2\"", twice, 1).into_bytes(),
            is: |d| matches!(d, Damage::SameId { id, .. } if id.as_str() == "u1"),
            line: 5,
            id: "u1",
        },
    ]
}

/// Registers in which one record is wrong.
fn bad_records() -> Vec<Bad> {
    vec![
        bad("\"office\":{\"id\":\"office\"", "\"office\":{\"id\":\"mine\"", 2, "mine"),
        bad("\"revision\":7", "\"revision\":-7", 1, ""),
        bad("\"revision\":7", "\"revision\":7.5", 1, ""),
        bad("\"revision\":7", "\"revision\":NaN", 1, ""),
        bad("\"terms\":[]", "\"terms\":{}", 13, ""),
        bad("\"terms\":[]", "\"terms\":null", 13, ""),
        bad("\"born\":\"1962-05\"", "\"born\":\"1962-13\"", 11, "m1"),
        bad("\"born\":\"1962-05\"", "\"born\":1962", 11, "m1"),
        bad("\"born\":\"1962-05\"", "\"born\":NaN", 11, "m1"),
        bad("\"sex\":\"female\"", "\"sex\":\"both\"", 11, "m1"),
        same_key("\"sex\":\"female\"", "\"sex\":\"female\",\"sex\":\"male\"", 11, "m1"),
        same_key("\"shoe_size\"", "\"shoe_size\":38,\"shoe_size\"", 11, "m1"),
        same_key("\"shoe_size\"", "\"hat\":{\"a\":{\"b\":1,\"c\":[],\"b\":1}},\"shoe_size\"", 11, "m1"),
        same_key("\"terms\":[]", "\"guests\":[\n{\"id\":\"g1\",\"a\":1,\"a\":2}],\n\"terms\":[]", 14, "g1"),
        bad("\"sex\":\"female\"", "\"sex\":female", 11, "m1"),
        bad("\"sex\":\"female\"", "\"sex\" \"female\"", 11, "m1"),
        bad("\"sex\":\"female\"", "'sex':\"female\"", 11, "m1"),
        bad("\"card_number\":\"001234567890\"", "\"card_number\":1234567890", 11, "m1"),
        bad("Nguyễn Thị Hòa\"", "Nguyễn Thị Hòa", 11, "m1"),
        bad("Nguyễn Thị Hòa\"", "Nguyễn Thị\nHòa\"", 11, "m1"),
        bad("Nguyễn Thị Hòa", "\\ud800", 11, "m1"),
        bad("Nguyễn Thị Hòa", "\\x41", 11, "m1"),
        bad("Nguyễn Thị Hòa", "\u{7}", 11, "m1"),
        bad("\"date\":\"1985-02-03\"", "\"date\":\"1985-02-30\"", 15, "e1"),
        bad("\"households\":143", "\"households\":-1", 8, "v1"),
        bad("\"households\":143", "\"households\":143,", 8, "v1"),
        bad("\"households\":143", "\"households\":0143", 8, "v1"),
        bad("\"id\":\"u2\"", "\"id\":\"u 2\"", 5, "u 2"),
        bad("\"id\":\"u2\"", "\"id\":\"\"", 5, ""),
        bad("\"id\":\"u2\",", "", 5, ""),
        bad("{\"id\":\"u2\"", "[\"u2\"", 5, "u1"),
        bad("\"founded\":\"1947\"},", "\"founded\":\"1947\"}", 5, "u2"),
        bad("\"founded\":\"1947\"},", "\"founded\":\"1947\"},,", 4, "u1"),
        bad("\"kind\":\"cell\"}\n]", "\"kind\":\"cell\"},\n]", 6, "u2"),
        bad("\"units\":[", "// units\n\"units\":[", 3, ""),
        bad("{\"id\":\"u2\"", "<<<<<<< HEAD\n{\"id\":\"u2\"", 5, "u1"),
    ]
}

/// All of them, and a register cut off at many places.
fn corpus() -> Vec<Bad> {
    let cuts = (1..V1.len() - 2).filter(|&at| V1.is_char_boundary(at)).step_by(5);
    let cut_off = cuts.map(|cut| raw(&V1.as_bytes()[..cut], |_| true, 0));
    bad_envelopes().into_iter().chain(bad_records()).chain(cut_off).collect()
}

fn place_of(damage: &Damage) -> Option<&chibo::store::Place> {
    match damage {
        Damage::NotUtf8 { place } | Damage::Syntax { place, .. } => Some(place),
        Damage::SameId { place, .. } | Damage::SameKey { place, .. } => Some(place),
        Damage::TooLarge { .. } | Damage::Sealed | Damage::ByteOrderMark | Damage::Utf16 => None,
        Damage::TooLong { place, .. } => Some(place),
        Damage::NotARegister | Damage::Lacks(_) | Damage::NewerSchema { .. } => None,
    }
}

#[test]
fn every_damaged_file_is_refused_with_its_place_and_left_as_it_is() {
    let place = Place::empty();
    let corpus = corpus();
    assert!(corpus.len() >= 200, "{}", corpus.len());
    for bad in &corpus {
        std::fs::write(&place.path, &bad.bytes).unwrap();
        let mtime = std::fs::metadata(&place.path).unwrap().modified().unwrap();
        let what = String::from_utf8_lossy(&bad.bytes).into_owned();
        let opened = Store::open(&place.path, caller("An"), Arc::new(Faulty::default()));
        let Err(OpenError::Damaged { damage, .. }) = opened else { panic!("opened: {what}") };
        assert!((bad.is)(&damage), "{damage:?}: {what}");
        if bad.line > 0 {
            let found = place_of(&damage).unwrap();
            assert_eq!(found.line, bad.line, "{damage:?}: {what}");
            assert_eq!(found.id.as_deref().unwrap_or_default(), bad.id, "{damage:?}: {what}");
        }
        assert_eq!(std::fs::read(&place.path).unwrap(), bad.bytes);
        assert_eq!(std::fs::metadata(&place.path).unwrap().modified().unwrap(), mtime);
        assert!(!place.beside(".journal").exists());
    }
}

#[test]
fn the_record_is_named_also_when_an_editor_laid_the_file_out_anew() {
    let value: serde_json::Value = serde_json::from_str(V1).unwrap();
    let pretty = serde_json::to_string_pretty(&value).unwrap().replace("\"1962-05\"", "\"May 1962\"");
    let line = pretty.lines().position(|l| l.contains("May 1962")).unwrap() + 1;
    match document::parse(pretty.as_bytes()).unwrap_err() {
        Damage::Syntax { place, .. } => {
            assert_eq!(place.line, line);
            assert_eq!(place.section.as_deref(), Some("members"));
            assert_eq!(place.id.as_deref(), Some("m1"));
            assert_eq!(place.name.as_deref(), Some("Nguyễn Thị Hòa"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn columns_count_characters() {
    let text = V1.replace("\"sex\":\"female\"", "\"sex\":?");
    let line = text.lines().nth(10).unwrap();
    let column = line.chars().position(|c| c == '?').unwrap() + 1;
    match document::parse(text.as_bytes()).unwrap_err() {
        Damage::Syntax { place, .. } => assert_eq!((place.line, place.column), (11, column)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_key_twice_in_a_record_is_shown_where_it_comes_again() {
    // An escape does not make it another key.
    let again = "\"note\":\"x\",\"hat\":1,\"h\\u0061t\":2,\"shoe_size\"";
    let text = V1.replace("\"shoe_size\"", again);
    let line = text.lines().nth(10).unwrap();
    let column = line[..line.find("\"h\\u").unwrap()].chars().count() + 1;
    match document::parse(text.as_bytes()).unwrap_err() {
        Damage::SameKey { place, key } => {
            assert_eq!((place.line, place.column, key.as_str()), (11, column, "hat"));
            assert_eq!(place.section.as_deref(), Some("members"));
        }
        other => panic!("{other:?}"),
    }
    // Of an older schema as well, whose text is read another way.
    let older = V0.replacen("\"revision\":7", "\"revision\":7,\"hat\":{\"a\":1,\"a\":2}", 1);
    assert_ne!(older, V0);
    assert!(matches!(document::parse(older.as_bytes()), Err(Damage::SameKey { key, .. }) if key == "a"));
}

#[test]
fn a_file_larger_than_any_register_is_not_read() {
    let place = Place::empty();
    let file = std::fs::File::create(&place.path).unwrap();
    file.set_len(document::LARGEST + 1).unwrap(); // A hole: takes no room.
    let opened = Store::open(&place.path, caller("An"), Arc::new(Faulty::default()));
    assert!(matches!(opened, Err(OpenError::Damaged { damage: Damage::TooLarge { .. }, .. })));
}

#[test]
fn the_schema_accepts_what_is_printed_and_names_every_kind() {
    let schema = document::schema();
    let valid = jsonschema::validator_for(&schema).unwrap();
    for text in [V1.to_owned(), text_of(&register(5))] {
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> = valid.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    for kind in Kind::ALL {
        assert!(schema["properties"].get(kind.code()).is_some(), "{kind:?}");
    }
    let strange: serde_json::Value = serde_json::from_str(&V1.replace("\"cell\"}", "\"sell\"}")).unwrap();
    assert!(!valid.is_valid(&strange));
}

#[test]
fn what_a_batch_brings_in_is_composed_too() {
    let place = Place::with_members(2);
    let mut store = place.open("An");
    let saved = edit(&mut store, "m0001", "note", "Ho\u{300}a");
    assert_eq!(field(&saved.data, "m0001", "note"), "Hòa");
    let record = saved.data.member(&id("m0001")).unwrap();
    assert_eq!(record.kind(), Kind::Member);
}

#[test]
fn a_text_longer_than_any_field_is_refused_with_its_place_and_never_written() {
    let longest = 64 * 1024;
    let with = |length: usize| {
        V1.replace("\"shoe_size\"", &format!("\"note\":\"{}\",\"shoe_size\"", "a".repeat(length)))
    };
    assert!(document::parse(with(longest).as_bytes()).is_ok());
    let text = with(longest + 1);
    let Err(Damage::TooLong { place, key }) = document::parse(text.as_bytes()) else { panic!("it was read") };
    let line = 1 + text.lines().position(|line| line.contains("shoe_size")).unwrap();
    assert_eq!(
        (place.line, place.section.as_deref(), place.id.as_deref()),
        (line, Some("members"), Some("m1"))
    );
    assert_eq!(key, "note");

    let place = Place::empty();
    std::fs::write(&place.path, V1).unwrap();
    let mut store = place.open("An");
    let before = place.text();
    let mut long = member(77);
    long.name = "b".repeat(longest + 1);
    let mut created = Batch::new("add");
    created.edit(None, &long);
    for batch in [set(store.data(), "m1", "note", "a".repeat(longest + 1)), created] {
        let refused = store.commit(batch, OpId::random().unwrap());
        let unfit = matches!(&refused, Err(CommitError::Refused { refused: Refused::Unfit { .. }, .. }));
        assert!(unfit, "{refused:?}");
    }
    assert_eq!(place.text(), before);
}
