//! Files that are no register, or not one in order, each a good one with one named fault.
//!
//! Each is refused or taken as designed, with its place; the bytes stay as they are, and nothing panics.

use std::{fs, os::unix::process::CommandExt, process::Command, sync::Arc};

use chibo::store::{
    OpId, OpenError, ReadOnly, Store,
    document::{self, Damage},
    journal::Fault,
};
use sha2::{Digest, Sha256};

use crate::{common::*, faults::Faulty};

const GOOD: &str = include_str!("../data/v1.json");

/// A value that stands in the good file, and the same key with another one.
const VALUES: &[(&str, &str)] = &[
    ("\"revision\":", "7"),
    ("\"schema\":", "1"),
    ("\"founded\":", "\"1947\""),
    ("\"kind\":", "\"cell\""),
    ("\"parent\":", "\"u1\""),
    ("\"households\":", "143"),
    ("\"card_number\":", "\"001234567890\""),
    ("\"sex\":", "\"female\""),
    ("\"born\":", "\"1962-05\""),
    ("\"ethnic_group\":", "\"01\""),
    ("\"date\":", "\"1985-02-03\""),
    ("\"level\":", "\"district\""),
    ("\"terms\":", "[]"),
    ("\"shoe_size\":", "42.50"),
];

/// What none of them may be, whatever it is.
const WRONG: &[(&str, &str)] = &[
    ("not a number", "NaN"),
    ("infinity", "Infinity"),
    ("no value", ""),
    ("a bare word", "yes"),
    ("single quotes", "'x'"),
    ("a comment", "/* x */ 1"),
    ("hexadecimal", "0x10"),
    ("a leading zero", "01"),
    ("a plus", "+1"),
    ("a lone point", ".5"),
    ("half a number", "1e"),
    ("an open string", "\"x"),
    ("a raw control character", "\"a\u{1}b\""),
    ("a raw line end", "\"a\nb\""),
    ("a lone surrogate", "\"\\ud800\""),
    ("a wrong escape", "\"\\q\""),
    ("two values", "1 2"),
    ("an open list", "[1"),
    ("a wrong bracket", "[1}"),
    ("true, cut off", "tru"),
];

/// Types that fit none of the typed fields above.
const MISFIT: &[(&str, &str)] =
    &[("true", "true"), ("an object", "{\"a\":1}"), ("a negative number", "-1"), ("a huge number", "1e400")];

/// All documents that must be refused, by name.
fn refused() -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for (key, value) in VALUES {
        let good = format!("{key}{value}");
        assert!(GOOD.contains(&good), "{good}");
        let unknown = *key == "\"shoe_size\":";
        for (name, wrong) in WRONG.iter().chain(MISFIT.iter().filter(|_| !unknown)) {
            let text = GOOD.replacen(&good, &format!("{key}{wrong}"), 1);
            all.push((format!("{key} {name}"), text.into_bytes()));
        }
        let twice = format!("{good},{good}");
        all.push((format!("{key} twice"), GOOD.replacen(&good, &twice, 1).into_bytes()));
    }
    let utf16 = |bytes: fn(u16) -> [u8; 2]| GOOD.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let nested = |open: &str, close: &str, n: usize| {
        let deep = open.repeat(n) + close.repeat(n).as_str();
        GOOD.replacen("\"terms\":[]", &format!("\"terms\":[],\"deep\":{deep}"), 1).into_bytes()
    };
    let lines = |text: String| text.into_bytes();
    let more: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", Vec::new()),
        ("zeros", vec![0; 4096]),
        ("a sealed copy", b"age-encryption.org/v1\n-> X25519 x\n".to_vec()),
        ("a byte order mark", [b"\xEF\xBB\xBF", GOOD.as_bytes()].concat()),
        ("UTF-16, little end first", utf16(u16::to_le_bytes)),
        ("UTF-16, big end first", utf16(u16::to_be_bytes)),
        ("two documents", [GOOD, GOOD].concat().into_bytes()),
        ("text behind it", [GOOD, "x"].concat().into_bytes()),
        ("zeros behind it", [GOOD.as_bytes(), &[0; 16]].concat()),
        ("a list 200 deep", nested("[", "]", 200)),
        ("a list 100,000 deep", nested("[", "]", 100_000)),
        ("an object 100,000 deep", nested("{\"a\":", "}", 100_000)),
        ("conflict markers", lines(GOOD.replacen("{\"id\":\"u2\"", "<<<<<<< mine\n{\"id\":\"u2\"", 1))),
        ("a middle of a conflict", lines(GOOD.replacen("],\n\"terms\"", "=======\n],\n\"terms\"", 1))),
        ("an end of a conflict", lines(GOOD.replacen("],\n\"terms\"", ">>>>>>> theirs\n],\n\"terms\"", 1))),
        ("the last of all numbers", lines(GOOD.replacen("\"revision\":7", "\"revision\":18446744073709551615", 1))),
        ("ids twice", lines(GOOD.replacen("\"id\":\"u2\"", "\"id\":\"u1\"", 1))),
        ("no id", lines(GOOD.replacen("\"id\":\"m1\",", "", 1))),
        ("an id that is a path", lines(GOOD.replacen("\"id\":\"m1\"", "\"id\":\"../m1\"", 1))),
        ("an id of 100,000 letters", lines(GOOD.replacen("\"id\":\"m1\"", &format!("\"id\":\"{}\"", "a".repeat(100_000)), 1))),
        ("a list for the document", lines(format!("[{GOOD}]"))),
        ("a list for a record", lines(GOOD.replacen("{\"id\":\"e1\",\"member\":\"m1\",\"kind\":\"admitted\",\"date\":\"1985-02-03\",\"unit\":\"u2\"}", "[\"e1\",\"m1\"]", 1))),
        ("a schema that will be", lines(GOOD.replacen("\"schema\":1", "\"schema\":4294967295,\"units\":0", 1))),
        ("another format", lines(GOOD.replacen("\"format\":\"chibo\"", "\"format\":\"ledger\"", 1))),
        ("a format that is a number", lines(GOOD.replacen("\"format\":\"chibo\"", "\"format\":1", 1))),
        ("an unknown field of a record twice", lines(GOOD.replacen("\"shoe_size\":42.50", "\"shoe_size\":1,\"shoe_size\":42.50", 1))),
        ("an unknown field inside an unknown one twice", lines(GOOD.replacen("{\"b\":1,", "{\"b\":1,\"b\":2,", 1))),
        ("a field inside an unknown kind twice", lines(GOOD.replacen("\"x\":1.0", "\"x\":1.0,\"x\":2", 1))),
        ("Latin 1", GOOD.chars().map(|c| u8::try_from(c).unwrap_or(0xE9)).collect()),
    ];
    all.extend(more.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)));
    all
}

/// Whether the damage is of the kind that has no place because it is about the file as a whole.
fn is_whole(damage: &Damage) -> bool {
    match damage {
        Damage::TooLarge { .. } | Damage::ByteOrderMark | Damage::Utf16 | Damage::NotARegister => true,
        Damage::Sealed | Damage::Lacks(_) | Damage::NewerSchema { .. } => true,
        Damage::NotUtf8 { place } | Damage::Syntax { place, .. } => place.line == 0 || place.column == 0,
        Damage::SameId { place, .. } | Damage::SameKey { place, .. } | Damage::TooLong { place, .. } => {
            place.line == 0 || place.column == 0
        }
    }
}

#[test]
fn every_malformed_data_file_is_refused_with_line_and_column_and_left_as_it_is() {
    let all = refused();
    assert!(all.len() >= 250, "{}", all.len());
    let place = Place::empty();
    let mut wrong = Vec::new();
    for (name, bytes) in &all {
        fs::write(&place.path, bytes).unwrap();
        match Store::open(&place.path, caller("An"), Arc::new(Faulty::default())) {
            Ok(_) => wrong.push(format!("{name}: taken")),
            Err(OpenError::Damaged { damage, .. }) => {
                let whole = ["schema", "format", "byte order", "UTF-16", "sealed"]
                    .iter()
                    .any(|part| name.contains(part));
                if is_whole(&damage) && !whole {
                    wrong.push(format!("{name}: without a place: {damage:?}"));
                }
            }
            Err(other) => wrong.push(format!("{name}: {other:?}")),
        }
        assert!(fs::read(&place.path).unwrap() == *bytes, "{name}: the bytes");
        assert!(
            !place.beside(".journal").exists() && !place.beside(".bak").exists(),
            "{name}: something was made"
        );
        fs::remove_file(&place.path).unwrap();
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

/// Strange, and yet what a register may hold: it is shown, and comes back as it was.
#[test]
fn what_is_only_strange_is_taken_and_kept() {
    let long = "ế".repeat(21_000);
    let strange = [
        ("escape sequences", "Nguyễn Thị Hòa", "\\u001b[2J\\u0000"),
        ("a text of 63 KB", "Nguyễn Thị Hòa", long.as_str()),
        ("a name of nothing", "Nguyễn Thị Hòa", ""),
        ("every escape", "Nguyễn Thị Hòa", "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0041"),
        ("a surrogate pair", "Nguyễn Thị Hòa", "\\ud83d\\ude00"),
        ("a number of 40 digits", "42.50", "1234567890123456789012345678901234567890"),
        ("a huge number", "42.50", "1e400"),
        ("minus nothing", "42.50", "-0"),
        ("null", "42.50", "null"),
        ("a list 60 deep", "42.50", &("[".repeat(60) + &"]".repeat(60))),
        ("a link into nothing", "\"unit\":\"u2\"", "\"unit\":\"u9\""),
        ("a unit below itself", "\"parent\":\"u1\"", "\"parent\":\"u2\""),
    ];
    for (name, from, to) in strange {
        let text = GOOD.replacen(from, to, 1);
        assert!(text != GOOD || from == to, "{name}");
        let once = document::parse(text.as_bytes()).unwrap_or_else(|e| panic!("{name}: {e}"));
        let twice = document::parse(text_of(&once.data).as_bytes()).unwrap();
        assert_eq!(text_of(&twice.data), text_of(&once.data), "{name}");
    }
}

/// A journal with some lines and its register.
fn with_journal() -> (Place, Vec<String>) {
    let place = Place::with_members(4);
    let mut store = Store::open(&place.path, caller("An"), Arc::new(Faulty::default())).unwrap();
    for n in 0..4 {
        edit(&mut store, "m0001", "note", &n.to_string());
    }
    let text = fs::read_to_string(place.beside(".journal")).unwrap();
    (place, text.lines().map(str::to_owned).collect())
}

/// The same lines with right hashes, as a forger who knows the rule writes them.
fn forged(lines: &[String]) -> String {
    let mut chain = "0".repeat(16);
    let mut text = String::new();
    for line in lines {
        let body = line.rsplit_once(",\"h\":\"").map_or(line.as_str(), |(body, _)| body);
        let digest = Sha256::new().chain_update(&chain).chain_update(body).finalize();
        chain = digest[..8].iter().map(|b| format!("{b:02x}")).collect();
        text += &format!("{body},\"h\":\"{chain}\"}}\n");
    }
    text
}

/// All journals that must be refused, by name, with the fault; the first line is the one the journal begins with.
fn bad_journals(lines: &[String]) -> Vec<(&'static str, String, &'static [Fault])> {
    use Fault::{Chain, Misfit, Newer, Revision, Start, Unsealed};
    let text = |lines: &[String]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    let with = |at: usize, from: &str, to: &str| {
        let mut lines = lines.to_vec();
        assert!(lines[at].contains(from), "{from}: {}", lines[at]);
        lines[at] = lines[at].replacen(from, to, 1);
        lines
    };
    let without = |at: usize| [&lines[..at], &lines[at + 1..]].concat();
    let twice = |at: usize| [&lines[..=at], &lines[at..]].concat();
    let swapped = [&lines[..2], &lines[3..4], &lines[2..3], &lines[4..]].concat();
    let spaced = |line: &str| [&lines[..2], &[line.to_owned()], &lines[2..]].concat();
    vec![
        ("a line is missing", text(&without(2)), &[Chain]),
        ("the first line is missing", text(&without(0)), &[Chain]),
        ("a line comes twice", text(&twice(2)), &[Chain]),
        ("lines are swapped", text(&swapped), &[Chain]),
        ("a value was changed", text(&with(3, "\"2\"", "\"9\"")), &[Chain]),
        ("a name was changed", text(&with(3, "\"An\"", "\"Án\"")), &[Chain]),
        ("a hash was changed", text(&with(2, ",\"h\":\"", ",\"h\":\"0")), &[Chain, Unsealed]),
        (
            "a hash in capitals",
            text(&lines[..4].iter().map(|l| l.to_uppercase()).collect::<Vec<_>>()),
            &[Unsealed],
        ),
        ("no hash", text(&spaced("{\"r\":2,\"v\":1}")), &[Unsealed]),
        ("a word", text(&spaced("hello")), &[Unsealed]),
        ("a page of zeros", text(&spaced(&"\0".repeat(4096))), &[Unsealed]),
        ("a conflict marker", text(&spaced("<<<<<<< HEAD")), &[Unsealed]),
        ("a byte order mark", format!("\u{FEFF}{}", text(lines)), &[Chain, Unsealed]),
        ("Windows line ends", text(lines).replace('\n', "\r\n"), &[Unsealed]),
        ("forged: a gap", forged(&without(2)), &[Revision]),
        ("forged: a repeat", forged(&twice(2)), &[Revision]),
        ("forged: a revision of zero", forged(&with(2, "\"r\":2", "\"r\":0")), &[Revision]),
        ("forged: a revision back", forged(&with(3, "\"r\":3", "\"r\":1")), &[Revision]),
        ("forged: a huge revision", forged(&with(3, "\"r\":3", "\"r\":18446744073709551615")), &[Revision]),
        (
            "forged: the last of all numbers",
            forged(&with(0, "\"r\":0", "\"r\":18446744073709551615")),
            &[Revision],
        ),
        ("forged: no beginning", forged(&without(0)), &[Start]),
        ("forged: a newer version", forged(&with(4, "\"v\":1", "\"v\":2")), &[Newer]),
        ("forged: a revision that is text", forged(&with(4, "\"r\":4", "\"r\":\"4\"")), &[Newer]),
        ("forged: no operations", forged(&with(4, "\"ops\":", "\"oops\":")), &[Newer]),
        ("forged: an operation id that is none", forged(&with(4, "\"i\":\"", "\"i\":\"zz")), &[Newer]),
        ("forged: an unknown kind", forged(&with(4, "\"members\"", "\"ghosts\"")), &[Newer]),
        ("forged: a record that is not there", forged(&with(4, "\"m0001\"", "\"m9999\"")), &[Misfit]),
        ("forged: a value that does not fit", forged(&with(4, "\"note\"", "\"born\"")), &[Misfit]),
        ("forged: another value before", forged(&with(4, "\"2\",\"3\"", "\"7\",\"3\"")), &[Misfit]),
        ("forged: a field that is none", forged(&with(4, "\"note\"", "\"id\"")), &[Misfit]),
        ("forged: a list for a record", forged(&with(4, "[\"members\"", "[[\"members\"]")), &[Newer]),
        (
            "forged: nested without end",
            forged(&with(4, "\"3\"", &("[".repeat(500) + &"]".repeat(500)))),
            &[Newer],
        ),
    ]
}

#[test]
fn every_malformed_journal_is_read_up_to_the_fault_and_left_as_it_is() {
    let (place, lines) = with_journal();
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    assert_eq!(text, forged(&lines), "the rule");
    for (name, journal, faults) in bad_journals(&lines) {
        let copy = Place::empty();
        fs::copy(&place.path, &copy.path).unwrap();
        fs::write(copy.beside(".journal"), &journal).unwrap();
        let mut store = Store::open(&copy.path, caller("Bình"), Arc::new(Faulty::default())).unwrap();
        match store.read_only() {
            Some(ReadOnly::Damaged { damage, .. }) => {
                assert!(faults.contains(&damage.fault), "{name}: {damage:?}");
                assert!(damage.line >= 1 && damage.offset < journal.len() as u64, "{name}: {damage:?}");
            }
            other => panic!("{name}: {other:?}"),
        }
        let batch = set(store.data(), "m0002", "note", "x");
        assert!(store.commit(batch, OpId::random().unwrap()).is_err(), "{name}");
        assert!(store.checkpoint().is_err(), "{name}");
        assert_eq!(fs::read_to_string(copy.beside(".journal")).unwrap(), journal, "{name}");
        assert_eq!(fs::read(&copy.path).unwrap(), fs::read(&place.path).unwrap(), "{name}");
    }
}

/// A file of a gigabyte, without the disk that would take.
fn huge(path: &std::path::Path, begin: &[u8]) {
    fs::write(path, begin).unwrap();
    fs::File::options().write(true).open(path).unwrap().set_len(1 << 30).unwrap();
}

#[test]
fn a_text_of_a_gigabyte_is_refused_in_little_memory() {
    let place = Place::with_members(3);
    let good = place.text();
    for (suffix, begin) in [
        ("", "{\"format\":\"chibo\",\"schema\":1,\"revision\":0,\"note\":\""),
        (".journal", "{\"r\":0,\"v\":1,\"x\":\""),
    ] {
        let path = place.beside(suffix);
        let before = fs::read(&path).unwrap();
        huge(&path, begin.as_bytes());
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -v 204800 && exec \"$0\" --file \"$1\" check"]);
        let output = command.arg0("sh").arg(env!("CARGO_BIN_EXE_chibo")).arg(&place.path).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("1073741824"), "{said}");
        fs::write(&path, before).unwrap();
    }
    assert_eq!(place.text(), good);
}
