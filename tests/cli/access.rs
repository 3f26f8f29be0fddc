//! Who saw and who took out what: noted before it is shown, sealed where asked, and refused where neither can be.

use std::{fs, io::Read, os::unix::fs::PermissionsExt, path::Path, process::Stdio};

use age::{Decryptor, Identity, secrecy::ExposeSecret, x25519};
use serde_json::{Value, json};

use crate::desk::{Desk, Said};

/// A register of invented persons, the first member with numbers.
fn desk() -> Desk {
    let desk = Desk::new();
    assert_eq!(desk.run(&["sample", "--members", "60", "--to", "s.json"]).code, 0);
    let member = member(&desk);
    let values = ["phone=0912345678", "citizen_number=038162000001"];
    assert_eq!(on(&desk, &[&["set", "members", &member], &values[..]].concat()).code, 0);
    desk
}

fn on(desk: &Desk, arguments: &[&str]) -> Said {
    desk.run(&[&["--file", "s.json", "--lang", "en"], arguments].concat())
}

fn json_on(desk: &Desk, arguments: &[&str]) -> Value {
    let said = on(desk, arguments);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&said.out).unwrap()
}

/// The id of a member of the register.
fn member(desk: &Desk) -> String {
    json_on(desk, &["list", "members", "--columns", "id", "--format", "json"])[0]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// What the access log says, the last line first.
fn noted(desk: &Desk) -> Vec<Value> {
    let log = json_on(desk, &["log", "--access", "--format", "json"]);
    log.as_array().unwrap().iter().rev().map(|line| line["what"].clone()).collect()
}

/// The bytes of a sealed file.
fn opened(path: &Path, key: &x25519::Identity) -> Vec<u8> {
    let sealed = fs::read(path).unwrap();
    let mut bytes = Vec::new();
    let keys = [key as &dyn Identity];
    Decryptor::new(&sealed[..]).unwrap().decrypt(keys.into_iter()).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn what_leaves_the_register_is_noted_and_what_does_not_is_not() {
    let desk = desk();
    assert_eq!(on(&desk, &["list", "members"]).code, 0);
    assert_eq!(on(&desk, &["report", "unification"]).code, 0);
    assert_eq!(noted(&desk), [Value::Null; 0]);

    let list = json_on(&desk, &["list", "members", "--columns", "name,phone", "--format", "json"]);
    assert!(list.to_string().contains("0912345678"));
    let rows = list.as_array().unwrap().len();
    let seen = json!({ "list": { "kind": "members", "columns": ["name", "phone"], "rows": rows, "protected": ["phone"], "to": "stdout" } });
    assert_eq!(noted(&desk), [seen]);

    // Whoever filters by a number learns whose it is.
    assert_eq!(on(&desk, &["list", "members", "--columns", "name", "--filter", "phone=0912345678"]).code, 0);
    assert_eq!(noted(&desk)[0]["list"]["protected"], json!(["phone"]));

    assert_eq!(on(&desk, &["export", "members", "-o", "m.csv"]).code, 0);
    let to = json!({ "file": desk.path("m.csv").canonicalize().unwrap() });
    assert_eq!((&noted(&desk)[0]["list"]["to"], &noted(&desk)[0]["list"]["protected"]), (&to, &json!([])));

    let period = ["report", "movement", "--year", "2017", "--format", "json"];
    assert_eq!(on(&desk, &period).code, 0);
    let report = &noted(&desk)[0]["report"];
    assert_eq!(
        (&report["name"], &report["from"], &report["to"]),
        (&json!("movement"), &json!("2017-01-01"), &json!("stdout"))
    );
    assert_eq!(on(&desk, &["report", "unification", "-o", "u.xlsx"]).code, 0);
    assert_eq!(noted(&desk)[0]["report"]["from"], Value::Null);

    assert_eq!(on(&desk, &["backup", "--to", "copy.json"]).code, 0);
    assert_eq!(noted(&desk)[0]["copy"]["revision"], 1);
    assert_eq!(on(&desk, &["restore", "--at", "0", "--to", "old.json"]).code, 0);
    assert_eq!(noted(&desk)[0]["copy"]["revision"], 0);
    let values = fs::read_to_string(desk.path("s.json.access")).unwrap();
    assert!(!values.contains("0912345678"), "{values}");
}

#[test]
fn the_log_of_access_is_read_by_record_person_and_day_and_verified() {
    let desk = desk();
    let id = member(&desk);
    assert_eq!(on(&desk, &["person", &id]).code, 0);
    assert_eq!(on(&desk, &["list", "members", "--columns", "name,card_number"]).code, 0);
    let said = on(&desk, &["log", "--access"]).out;
    assert!(said.contains("Card no.*") && said.contains("took out all that is held of"), "{said}");
    assert!(!on(&desk, &["log", "--access", "--record", &id]).out.contains("Card no."));
    assert!(on(&desk, &["log", "--access", "--by", "nobody"]).out.contains("Nothing"));
    assert!(on(&desk, &["log", "--access", "--since", "2199-01-01"]).out.contains("Nothing"));
    assert!(on(&desk, &["log", "--access", "--until", "2199-01-01"]).out.contains("Card no."));
    let whole = on(&desk, &["log", "--verify"]);
    assert!(
        whole.code == 0 && whole.out.contains("access log is whole: 2 lines"),
        "{} {}",
        whole.out,
        whole.err
    );
    let path = desk.path("s.json.access");
    let altered = fs::read_to_string(&path).unwrap().replacen("name", "note", 1);
    fs::write(&path, altered).unwrap();
    let said = on(&desk, &["log", "--verify"]);
    assert!(
        said.code == 1
            && said.err.contains("The access log")
            && said.err.contains("line 1")
            && said.out.contains("log is whole"),
        "{} {}",
        said.out,
        said.err
    );
    assert_eq!(on(&desk, &["log", "--access"]).code, 1);
}

#[test]
fn what_cannot_be_noted_is_neither_shown_nor_written() {
    let desk = desk();
    let id = member(&desk);
    // Nothing can be appended to a folder, whoever tries.
    fs::create_dir(desk.path("s.json.access")).unwrap();
    for command in [
        &["list", "members", "--columns", "name,phone"][..],
        &["export", "members", "-o", "m.xlsx"],
        &["report", "brief", "-o", "b.json"],
        &["report", "brief", "--format", "json"],
        &["person", &id],
        &["backup", "--to", "copy.json"],
        &["restore", "--at", "0", "--to", "copy.json"],
    ] {
        let said = on(&desk, command);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{command:?}");
        assert!(said.err.contains("must be noted in the access log"), "{}", said.err);
    }
    for file in ["m.xlsx", "b.json", "copy.json"] {
        assert!(!desk.path(file).exists(), "{file}");
    }
    assert_eq!(on(&desk, &["list", "members"]).code, 0, "what needs no note is shown");
}

#[test]
fn a_sealed_file_is_opened_by_the_holder_of_the_key_and_nobody_else() {
    let desk = desk();
    let (mine, other) = (x25519::Identity::generate(), x25519::Identity::generate());
    let key = mine.to_public().to_string();
    fs::write(desk.path("keys"), format!("# both\n\n{key}\n{}\n", other.to_public())).unwrap();
    assert_eq!(on(&desk, &["export", "members", "-o", "plain.csv"]).code, 0);
    let said = on(&desk, &["export", "members", "-o", "m.csv", "--encrypt-to", &key]);
    assert!(said.code == 0 && said.out.contains("m.csv.age"), "{} {}", said.out, said.err);
    assert!(!desk.path("m.csv").exists());
    assert_eq!(opened(&desk.path("m.csv.age"), &mine), fs::read(desk.path("plain.csv")).unwrap());
    assert_eq!(fs::metadata(desk.path("m.csv.age")).unwrap().permissions().mode() & 0o777, 0o600);
    let sealed = fs::read(desk.path("m.csv.age")).unwrap();
    let keys = [&other as &dyn Identity];
    assert!(Decryptor::new(&sealed[..]).unwrap().decrypt(keys.into_iter()).is_err());
    assert_eq!(
        noted(&desk)[0]["list"]["to"]["sealed"],
        json!(desk.path("m.csv.age").canonicalize().unwrap())
    );

    assert_eq!(on(&desk, &["report", "brief", "-o", "b.json.age", "--encrypt-to", "keys"]).code, 0);
    for holder in [&mine, &other] {
        assert!(opened(&desk.path("b.json.age"), holder).starts_with(b"{"));
    }
    for command in [&["backup", "--to", "c.json"][..], &["restore", "--at", "1", "--to", "d.json"]] {
        assert_eq!(on(&desk, &[command, &["--encrypt-to", &key]].concat()).code, 0, "{command:?}");
        let path = desk.path(&format!("{}.age", command.last().unwrap()));
        let bytes = opened(&path, &mine);
        let register: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(register["revision"], 1);
    }
    let refused = desk.run(&["--file", "c.json.age", "--lang", "en", "summary"]);
    assert!(refused.code == 2 && refused.err.contains("age -d"), "{}", refused.err);
    assert_eq!(on(&desk, &["backup", "--encrypt-to", &key]).code, 0);
    let listed = on(&desk, &["restore", "--list"]).out;
    assert!(listed.contains("revision 1") && listed.contains("sealed: open it with age -d"), "{listed}");
}

#[test]
fn a_key_that_is_none_is_refused_before_anything_is_read_or_written() {
    let desk = Desk::new();
    let secret = x25519::Identity::generate();
    let secret = secret.to_string().expose_secret().to_owned();
    let key = x25519::Identity::generate().to_public().to_string();
    fs::write(desk.path("none"), "# nothing\n").unwrap();
    fs::write(desk.path("wrong"), format!("{key}\n{secret}\n")).unwrap();
    for (given, told) in [
        (&key[..key.len() - 1], "whole and exact"),
        (&secret, "secret key"),
        ("none", "no key"),
        ("wrong", "line 2"),
        ("nowhere", "nowhere"),
        (".", "neither a key"),
        ("", "neither a key"),
    ] {
        for command in
            [&["export", "members", "-o", "m.csv"][..], &["report", "brief", "-o", "b.json"], &["backup"]]
        {
            // There is no such register either: the key comes first.
            let said = on(&desk, &[command, &["--encrypt-to", given]].concat());
            assert_eq!((said.code, said.out.as_str()), (2, ""), "{given} {command:?}");
            assert!(said.err.contains(told) && !said.err.contains(&secret), "{given}: {}", said.err);
        }
    }
    assert_eq!(fs::read_dir(desk.path(".")).unwrap().count(), 2, "nothing was made");
}

#[test]
fn a_person_is_told_all_that_is_held_of_them() {
    let desk = desk();
    let id = member(&desk);
    let held = json_on(&desk, &["person", &id, "--format", "json"]);
    assert_eq!((&held["member"]["phone"], &held["member"]["id"]), (&json!("0912345678"), &json!(id)));
    let register: Value = serde_json::from_slice(&fs::read(desk.path("s.json")).unwrap()).unwrap();
    for (kind, field) in [("terms", "member"), ("events", "member"), ("ratings", "subject")] {
        let of = |records: &Value| records.as_array().cloned().unwrap_or_default();
        let all: Vec<Value> =
            of(&register[kind]).into_iter().filter(|record| record[field] == id.as_str()).collect();
        assert_eq!(of(&held[kind]), all, "{kind}");
    }
    assert!(!held["events"].as_array().unwrap().is_empty());
    let changes = held["changes"][0]["changes"].as_array().unwrap();
    assert!(changes.iter().any(|change| change["to"] == "0912345678"), "{held}");
    let name = held["member"]["name"].as_str().unwrap();
    let text = on(&desk, &["person", &id]).out;
    assert!(text.contains(name) && text.contains("Phone: 0912345678"), "{text}");
    assert!(text.contains("Who changed what"), "{text}");
    assert_eq!(on(&desk, &["person", "Nobody Of That Name"]).code, 2);
    // By name, when nobody else has it.
    let fields = ["note=x", "name=Lò Thị Duy Nhất"];
    assert_eq!(on(&desk, &[&["set", "members", &id], &fields[..]].concat()).code, 0);
    assert!(on(&desk, &["person", "lo thi duy nhat"]).out.contains("0912345678"));
    let forced = |role| {
        let file = desk.path("s.json").display().to_string();
        desk.run(&["--file", &file, "--as", "Lan", "--role", role, "person", &id])
    };
    assert_eq!((forced("viewer").code, forced("viewer").out.as_str()), (2, ""));
    assert_eq!(forced("editor").code, 0);
}

#[test]
fn an_erasure_leaves_the_id_in_the_log_of_access_and_not_the_name() {
    let desk = desk();
    let id = member(&desk);
    assert_eq!(on(&desk, &["set", "members", &id, "name=Lò Thị Duy Nhất"]).code, 0);
    assert_eq!(on(&desk, &["person", &id]).code, 0);
    assert_eq!(on(&desk, &["export", "members", "-o", "cho Lò Thị Duy Nhất.csv"]).code, 0);
    let path = desk.path("s.json.access");
    assert!(fs::read_to_string(&path).unwrap().contains("Duy Nhất"));
    let said = on(&desk, &["redact", &id, "--yes"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains("Duy Nhất") && text.contains(&id), "{text}");
    let noted = noted(&desk);
    assert_eq!((noted.len(), &noted[0]["erased"]["id"]), (3, &json!(id)));
    assert_eq!(on(&desk, &["log", "--verify"]).code, 0);
    let again = fs::read(&path).unwrap();
    assert_eq!(on(&desk, &["redact", &id, "--yes"]).code, 0);
    assert_eq!(fs::read(&path).unwrap(), again, "there is nothing left to do");
}

#[test]
fn rows_to_be_mended_go_where_the_session_may_write() {
    let desk = desk();
    let file = desk.path("s.json").display().to_string();
    let list = desk.path("list.csv").display().to_string();
    fs::write(&list, "Họ và tên,Ngày sinh\nLê Văn A,32/13/1970\n").unwrap();
    fs::create_dir(desk.path("out")).unwrap();
    let folder = desk.path("out").display().to_string();
    let mut common = vec!["--file", &file, "--as", "Lan", "--role", "admin"];
    let import = ["import", &list, "--into", "members", "--dry-run", "--rejects"];
    let away = desk.path("away.xlsx").display().to_string();
    let refused = desk.run(&[&common[..], &import, &["r.xlsx"]].concat());
    assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{}", refused.err);
    common.extend(["--export-dir", &folder]);
    let refused = desk.run(&[&common[..], &import, &[away.as_str()]].concat());
    assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{}", refused.err);
    let taken = desk.run(&[&common[..], &import, &["r.xlsx"]].concat());
    assert!(taken.code == 1 && desk.path("out/r.xlsx").exists(), "{} {}", taken.out, taken.err);
    assert!(!Path::new(&away).exists() && !desk.path("r.xlsx").exists());
    // What was refused went nowhere; what was written is noted.
    let [one] = &noted(&desk)[..] else { panic!("{:?}", noted(&desk)) };
    assert_eq!(
        one["rejects"],
        json!({ "kind": "members", "rows": 1, "to": { "file": format!("{folder}/r.xlsx") } })
    );
    let said = on(&desk, &["log", "--access"]).out;
    assert!(said.contains("rows to be mended of a list of Members, 1 rows"), "{said}");
}

#[test]
fn no_command_may_leave_its_memory_on_the_disk() {
    let desk = desk();
    let mut command = desk.command(&["--file", "s.json", "apply", "-"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // It has read this, so it has begun.
    std::io::Write::write_all(&mut stdin, &vec![b' '; 1 << 20]).unwrap();
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    drop(stdin);
    child.wait().unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
}

#[test]
fn dates_of_birth_that_the_office_masks_are_treated_as_protected_everywhere() {
    let desk = desk();
    let who = member(&desk);
    assert_eq!(on(&desk, &["set", "office", "office", "birth_dates=masked"]).code, 0);
    assert_eq!(on(&desk, &["set", "members", &who, "born=5/2/1970"]).code, 0);
    let listed = on(&desk, &["list", "members", "--format", "json"]).out;
    assert!(!listed.contains("1970-02-05"), "a list that does not ask for it leaves it out");
    assert_eq!(noted(&desk), [Value::Null; 0]);
    assert_eq!(on(&desk, &["export", "members", "-o", "m.csv"]).code, 0);
    assert!(!fs::read_to_string(desk.path("m.csv")).unwrap().contains("5/2/1970"));
    let log = on(&desk, &["log", "--record", &who, "--format", "json"]).out;
    assert!(!log.contains("1970-02-05"), "{log}");
    let asked = on(&desk, &["list", "members", "--columns", "name,born", "--filter", "born=1970"]);
    assert!(asked.out.contains("5/2/1970"), "{}", asked.out);
    assert_eq!(noted(&desk)[0]["list"]["protected"], json!(["born"]));
}
