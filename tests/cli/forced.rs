//! Sessions that an administrator forced: arguments decide, the environment decides nothing, and a scope holds.

use std::{collections::HashSet, fs, process::Stdio};

use chibo::{
    domain::{
        data::Data,
        permit::Permit,
        record::{Id, Kind},
        report::Name,
        scope::narrowed,
    },
    store::{Store, io::Real},
};

use crate::desk::{Desk, Said, said};

fn with_sample() -> (Desk, String, Data) {
    let desk = Desk::new();
    let file = desk.path("s.json").display().to_string();
    assert_eq!(desk.run(&["sample", "--members", "300", "--to", &file]).code, 0);
    let data = Store::look(&desk.path("s.json"), &Permit::everything(), &Real::default()).unwrap().unwrap();
    (desk, file, data)
}

/// A committee with villages, by its code.
fn committee(data: &Data) -> (String, Id) {
    let communes: HashSet<_> = data.villages().values().filter_map(|v| v.commune.clone()).collect();
    let mut units = data.units().values().filter(|u| communes.contains(&u.id));
    let unit = units.find(|u| data.children(&u.id).count() > 2).unwrap();
    (unit.code.clone(), unit.id.clone())
}

fn run(desk: &Desk, file: &str, role: &str, scope: &str, command: &[&str]) -> Said {
    let mut all = vec!["--file", file, "--as", "Trần Thị Lan", "--role", role];
    if !scope.is_empty() {
        all.extend(["--scope", scope]);
    }
    all.extend(command);
    desk.run(&all)
}

#[test]
fn nothing_outside_the_scope_is_printed_by_any_command() {
    let (desk, file, data) = with_sample();
    let (code, id) = committee(&data);
    let view = narrowed(&data, &[id]);
    let seen: HashSet<String> =
        Kind::ALL.iter().flat_map(|kind| view.ids(*kind)).map(|id| id.to_string()).collect();
    let records = Kind::ALL.iter().flat_map(|kind| view.ids(*kind).into_iter().map(|id| (*kind, id)));
    let visible: HashSet<String> = records
        .filter_map(|(kind, id)| Some(view.record(kind, &id)?.json("name").as_str()?.to_owned()))
        .collect();
    let mut secrets: HashSet<String> = HashSet::new();
    for kind in Kind::ALL {
        for id in data.ids(*kind).iter().filter(|id| !seen.contains(id.as_str())) {
            secrets.insert(format!("\"{id}\""));
            for field in ["name", "card_number", "citizen_number", "phone"] {
                let value = data.record(*kind, id).unwrap().json(field);
                let Some(text) = value.as_str().filter(|text| text.chars().count() > 7) else { continue };
                if !visible.iter().any(|name| name.contains(text)) {
                    secrets.insert(text.to_owned());
                }
            }
        }
    }
    assert!(secrets.len() > 300);
    // Addresses are free text and name villages.
    let free: String =
        view.members().values().map(|m| format!("{} {} ", m.home_place, m.residence)).collect();
    secrets.retain(|secret| !free.contains(secret.trim_matches('"')));
    let everything = Kind::ALL.iter().filter(|kind| **kind != Kind::Office).map(|kind| kind.code());
    let lists = everything.map(|kind| ["list", kind, "--format", "json"]);
    let reports = Name::ALL.iter().map(|name| ["report", name.code(), "--format", "json"]);
    let whole: Vec<[&str; 4]> = lists.chain(reports).collect();
    let stranger = data.ids(Kind::Member).into_iter().find(|id| !seen.contains(id.as_str())).unwrap();
    let out = desk.path("out").display().to_string();
    fs::create_dir(&out).unwrap();
    let narrow = [
        &["list", "members", "--columns", "id,name,unit,card_number,phone,state", "--format", "json"][..],
        &["list", "members", "--filter", "state=left", "--format", "csv"],
        &["list", "members", "--filter", "name~nguyen", "--as-of", "2016-01-01"],
        &["list", "villages", "--as-of", "2016-01-01"],
        &["summary"],
        &["summary", "--format", "json"],
        &["check", "--format", "json"],
        &["check", "--as-of", "2017-06-30"],
        &["due", "--days", "9999"],
        &["due", "--days", "9999", "--format", "json"],
        &["log", "--format", "json"],
        &["log", "--record", stranger.as_str()],
        &["report", "lists", "--as-of", "2016-12-31"],
        &["export", "members", "-o", "members.csv"],
        &["export", "units", "-o", "units.json"],
    ];
    for command in whole.iter().map(|command| &command[..]).chain(narrow) {
        let said = run(&desk, &file, "viewer", &code, &[&["--export-dir", &out], command].concat());
        assert!(said.code <= 1, "{command:?}: {}", said.err);
        for secret in &secrets {
            assert!(
                !(said.out.contains(secret.as_str()) || said.err.contains(secret.as_str())),
                "{command:?} tells {secret}"
            );
        }
    }
    for name in ["members.csv", "units.json"] {
        let text = fs::read_to_string(desk.path("out").join(name)).unwrap();
        assert!(secrets.iter().all(|secret| !text.contains(secret.as_str())), "{name}");
    }
    for of_a_stranger in [&["person", stranger.as_str()][..], &["person", "nobody-at-all"]] {
        let said = run(&desk, &file, "editor", &code, of_a_stranger);
        assert!(said.code == 2 && said.err.contains("Không có đảng viên"), "{}", said.err);
    }
    let listed = run(&desk, &file, "viewer", &code, &["list", "members", "--format", "json"]);
    let listed: Vec<serde_json::Value> = serde_json::from_str(&listed.out).unwrap();
    assert!(!listed.is_empty() && listed.len() < data.count(Kind::Member) / 2);
    assert!(listed.iter().all(|m| seen.contains(m["id"].as_str().unwrap())));
}

#[test]
fn the_environment_decides_nothing() {
    let (desk, file, _) = with_sample();
    let other = desk.path("other");
    fs::create_dir(&other).unwrap();
    fs::create_dir_all(desk.path(".config/chibo")).unwrap();
    fs::write(desk.path(".config/chibo/config.json"), "{\"lang\": \"en\"}").unwrap();
    let forced = ["--file", &file, "--as", "Lan", "--role", "viewer"];
    let mut command = desk.command(&[&forced[..], &["summary"]].concat());
    for name in [
        "HOME",
        "TMPDIR",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "CHIBO_FILE",
        "EDITOR",
        "VISUAL",
        "PAGER",
        "SHELL",
        "PATH",
        "SSH_ORIGINAL_COMMAND",
        "SSH_USER_AUTH",
        "SSH_CONNECTION",
    ] {
        command.env(name, &other);
    }
    command.env("CHIBO_LANG", "en").env("LANG", "en_US.UTF-8").env("LC_ALL", "en_US.UTF-8");
    let said = said(command.stdin(Stdio::null()).output().unwrap());
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("Đảng viên"), "the language is the administrator's: {}", said.out);
    assert_eq!(fs::read_dir(&other).unwrap().count(), 0);

    // config.json of the session's own folder is the administrator's.
    let state = desk.path("state");
    fs::create_dir(&state).unwrap();
    fs::write(state.join("config.json"), "{\"lang\": \"en\"}").unwrap();
    let state = state.display().to_string();
    let english = desk.run(&[&forced[..], &["--state-dir", &state, "summary"]].concat());
    assert!(english.out.contains("Members"), "{}", english.out);
}

#[test]
fn what_is_half_said_is_refused() {
    let (desk, file, _) = with_sample();
    for arguments in [
        &["--file", &file, "--role", "viewer", "summary"][..],
        &["--file", &file, "--scope", "01", "summary"],
        &["--file", &file, "--state-dir", "/tmp", "summary"],
        &["--file", &file, "--as", "Lan", "summary"],
        &["--as", "Lan", "--role", "viewer", "summary"],
        &["--file", "s.json", "--as", "Lan", "--role", "viewer", "summary"],
        &["--file", &file, "--as", "", "--role", "viewer", "summary"],
        &["--file", &file, "--as", "a\u{1b}[2J", "--role", "viewer", "summary"],
        &["--file", &file, "--as", "Lan", "--role", "viewer", "--scope", "", "summary"],
        &["--file", &file, "--as", "Lan", "--role", "viewer", "--scope", "01,", "summary"],
        &["--file", &file, "--as", "Lan", "--role", "viewer", "--scope", "no such unit", "summary"],
        &["--file", &file, "--as", "Lan", "--role", "owner", "summary"],
        &["--file", &file, "--as", "Lan", "--role", "viewer", "--export-dir", "x", "summary"],
        &["--file", &file, "--as", "Lan", "--role", "viewer", "--import-dir", "x", "summary"],
        &["--file", &file, "--import-dir", "/tmp", "summary"],
    ] {
        let said = desk.run(arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!said.err.is_empty() && !said.err.contains('\u{1b}'), "{arguments:?}");
    }
    let mut command = desk.command(&["--as", "Lan", "--role", "viewer", "summary"]);
    assert_eq!(said(command.env("CHIBO_FILE", &file).output().unwrap()).code, 2);
}

#[test]
fn a_role_holds_on_the_command_line_too() {
    let (desk, file, _) = with_sample();
    let new = desk.path("new.json").display().to_string();
    for role in ["viewer", "editor"] {
        assert_eq!(run(&desk, &file, role, "", &["log", "--verify"]).code, 2);
        assert_eq!(run(&desk, &file, role, "", &["sample", "--to", &new]).code, 2);
        assert_eq!(run(&desk, &new, role, "", &["import", &crate::desk::trung_tinh()]).code, 2);
        assert!(!desk.path("new.json").exists());
    }
    assert_eq!(run(&desk, &file, "admin", "", &["log", "--verify"]).code, 0);
    let (_, _, data) = with_sample();
    let (code, _) = committee(&data);
    assert_eq!(run(&desk, &file, "admin", &code, &["log", "--verify"]).code, 2);
}

#[test]
fn what_is_an_administrators_is_refused_to_others_and_confined_for_one_who_is_forced() {
    let (desk, file, data) = with_sample();
    let (code, _) = committee(&data);
    let member = data.members().keys().next().unwrap().to_string();
    let before = fs::read(desk.path("s.json")).unwrap();
    for command in [
        &["set", "members", &member, "note=x"][..],
        &["apply", "-"],
        &["backup"],
        &["restore", "--list"],
        &["restore", "--at", "0", "--over"],
        &["merge", "s.json", "--dry-run"],
        &["redact", &member, "--yes"],
        &["log", "--verify"],
        &["log", "--access"],
    ] {
        for (role, scope) in [("viewer", ""), ("editor", ""), ("admin", code.as_str())] {
            let said = run(&desk, &file, role, scope, command);
            assert_eq!((said.code, said.out.as_str()), (2, ""), "{role} {scope} {command:?}");
            assert!(
                said.err.contains("quản trị") || said.err.contains("Chỉ quản trị"),
                "{command:?}: {}",
                said.err
            );
        }
    }
    assert_eq!(fs::read(desk.path("s.json")).unwrap(), before);
    assert_eq!(run(&desk, &file, "admin", "", &["set", "members", &member, "note=x"]).code, 0);
    let path = desk.path("copy.json").display().to_string();
    let refused = run(&desk, &file, "admin", "", &["backup", "--to", &path]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""), "without a folder nothing goes anywhere");
    assert_eq!(run(&desk, &file, "admin", "", &["edit-file"]).code, 2, "no other program is started");
    assert!(!desk.path("copy.json").exists());
}
