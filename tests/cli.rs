//! The real binary, command by command: what it prints where, with which exit code, in both languages, and
//! that nothing in a register can reach a terminal or a spreadsheet as more than text.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "cli/access.rs"]
mod access;
#[path = "cli/code_points.rs"]
mod code_points;
#[path = "cli/copies.rs"]
mod copies;
#[path = "cli/desk.rs"]
mod desk;
#[path = "cli/edits.rs"]
mod edits;
#[path = "cli/figures.rs"]
mod figures;
#[path = "cli/forced.rs"]
mod forced;
#[path = "cli/lists.rs"]
mod lists;
#[path = "cli/safety.rs"]
mod safety;
#[path = "cli/taking.rs"]
mod taking;

use std::{fs, path::Path, process::Stdio, sync::Arc};

use chibo::{
    domain::{
        data::Data,
        event::{Event, EventKind},
        member::Member,
        office::Office,
        permit::Permit,
        record::{Described, Id, Record},
        unit::{Unit, UnitKind},
    },
    store::{Caller, Store, Who, io::Real},
};
use desk::{Desk, said, trung_tinh};
use serde_json::Value;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// A small register with names as a hostile hand would write them.
fn hostile(path: &Path) -> Store {
    let mut office = Office::blank(Id::office());
    office.name = "Huyện \u{1b}]0;x\u{7}\u{9b}2J".to_owned();
    let mut data = Data::new(office);
    let mut unit = Unit::blank(id("u1"));
    unit.name = "=HYPERLINK(\"x\")".to_owned();
    unit.kind = UnitKind::GrassrootsCell;
    data.put(unit.boxed());
    for (number, name) in ["\u{1b}[31mNguyễn Đỏ", "＝1+1", "a\u{202e}b\u{200b}c", " @cmd"].iter().enumerate()
    {
        let mut member = Member::blank(id(&format!("m{number}")));
        member.name = (*name).to_owned();
        member.card_number = format!("0000{number}");
        let mut event = Event::blank(id(&format!("e{number}")));
        event.member = Some(member.id.clone());
        event.kind = EventKind::Admitted;
        event.date = "2000-01-01".parse().ok();
        event.unit = Some(id("u1"));
        data.put(member.boxed());
        data.put(event.boxed());
    }
    let who = Who { name: "Lan\u{1b}[2J".to_owned(), account: "lan".to_owned(), ..Who::default() };
    Store::create(path, &data, Caller { who, permit: Permit::everything() }, Arc::new(Real::default()))
        .unwrap()
}

/// Whether a terminal would take all of it as text.
fn is_plain(text: &str) -> bool {
    !text
        .chars()
        .any(|c| (c.is_control() && c != '\n' && c != '\r') || ('\u{202a}'..='\u{202e}').contains(&c))
}

#[test]
fn help_shows_every_command_examples_and_exit_codes() {
    let desk = Desk::new();
    let help = desk.run(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for word in [
        "summary",
        "list",
        "check",
        "schema",
        "sample",
        "log",
        "import",
        "export",
        "report",
        "set",
        "apply",
        "backup",
        "restore",
        "merge",
        "redact",
        "edit-file",
        "Examples:",
        "Exit codes:",
        "CHIBO_FILE",
    ] {
        assert!(help.out.contains(word), "{word}");
    }
    for command in [
        "summary", "list", "check", "schema", "sample", "log", "import", "export", "report", "set", "apply",
        "backup", "restore", "merge",
    ] {
        let help = desk.run(&[command, "--help"]);
        assert_eq!(help.code, 0);
        assert!(help.out.contains("Example"), "{command}");
    }
    assert!(desk.run(&["--version"]).out.starts_with("chibo "));
}

#[test]
fn wrong_usage_is_exit_code_2_and_leaves_standard_output_empty() {
    let desk = Desk::new();
    for arguments in [
        &["no-such-command"][..],
        &["list"],
        &["list", "cats"],
        &["--lang", "fr", "summary"],
        &["summary"],
        &["--file", "none.json", "list", "members"],
        &["--file", "none.json", "check"],
        &["--file", "none.json", "log"],
        &["--file", "none.json", "log", "--verify"],
        &["import", "none"],
        &["export", "members"],
        &["--file", "none.json", "export", "members", "-o", "a.xlsx"],
        &["--file", "none.json", "report", "brief"],
        &["report", "no-such-report"],
        &[],
        &["sample"],
    ] {
        let said = desk.run(arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!said.err.is_empty(), "{arguments:?}");
        assert!(!said.err.contains("panicked"), "{arguments:?}");
    }
}

#[test]
fn without_a_terminal_one_sentence_names_the_commands() {
    let desk = Desk::new();
    let said = desk.run(&["--lang", "en"]);
    assert_eq!((said.code, said.err.lines().count()), (2, 1));
    assert!(said.err.contains("summary") && said.err.contains("--help"));
    assert!(!desk.path(".local").exists(), "nothing was made");
}

#[test]
fn schema_is_json_and_fits_the_sample() {
    let desk = Desk::new();
    let schema = desk.json(&["schema"]);
    assert_eq!(desk.run(&["sample", "--members", "60", "--to", "s.json"]).code, 0);
    let register: Value = serde_json::from_slice(&fs::read(desk.path("s.json")).unwrap()).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&register));
}

#[test]
fn the_language_comes_from_argument_environment_configuration_locale_in_that_order() {
    let desk = Desk::new();
    let asked = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = desk.command(arguments);
        command.args(["--file", "none.json", "summary"]).envs(variables.iter().copied());
        let english = said(command.output().unwrap()).err.contains("There is no register");
        if english { "en" } else { "vi" }
    };
    assert_eq!(asked(&[], &[]), "vi", "Vietnamese when nothing is said");
    assert_eq!(asked(&[("LANG", "C.UTF-8")], &[]), "vi");
    assert_eq!(asked(&[("LANG", "en_US.UTF-8")], &[]), "en");
    assert_eq!(asked(&[("LC_ALL", "vi_VN.UTF-8"), ("LANG", "en_US.UTF-8")], &[]), "vi");
    assert_eq!(asked(&[("LC_MESSAGES", "en_GB"), ("LANG", "vi_VN")], &[]), "en");
    let config = desk.path(".config/chibo");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.json"), "{\"lang\": \"vi\", \"keys\": \"vim\"}").unwrap();
    assert_eq!(asked(&[("LANG", "en_US.UTF-8")], &[]), "vi");
    assert_eq!(asked(&[("CHIBO_LANG", "en")], &[]), "en");
    assert_eq!(asked(&[("CHIBO_LANG", "en")], &["--lang", "vi"]), "vi");
    fs::write(config.join("config.json"), "{\"lang\": ").unwrap();
    let broken = desk.run(&["--lang", "en", "schema"]);
    assert_eq!(broken.code, 0, "a broken configuration costs only its settings");
    assert!(broken.err.contains("config.json"));
}

#[test]
fn the_register_comes_from_argument_environment_or_the_own_folder() {
    let desk = Desk::new();
    let own = desk.path(".local/share/chibo/register.json");
    let made = desk.run(&["import", &trung_tinh()]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(own.exists());
    assert_eq!(desk.run(&["summary"]).code, 0);
    let missing = said(desk.command(&["summary"]).env("CHIBO_FILE", "x.json").output().unwrap());
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("x.json"));
    let named =
        said(desk.command(&["summary", "--file"]).arg(&own).env("CHIBO_FILE", "x.json").output().unwrap());
    assert_eq!(named.code, 0);
}

#[test]
fn a_reader_that_stops_reading_is_no_trouble() {
    let desk = Desk::imported();
    let mut child = desk
        .command(&["--file", "n.json", "list", "members"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let said = said(child.wait_with_output().unwrap());
    assert_eq!((said.code, said.err.as_str()), (0, ""));
}
