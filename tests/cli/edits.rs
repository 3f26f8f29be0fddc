//! Edits from the shell: what is saved and said, what is refused and why, and that a conflict saves nothing.

use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
};

use serde_json::{Value, json};

use crate::desk::{Desk, Said, said};

/// The program on the register of a desk, in English.
fn on(desk: &Desk, more: &[&str]) -> Said {
    desk.run(&[&["--file", "n.json", "--lang", "en"][..], more].concat())
}

/// The program with something on its standard input.
fn fed(mut command: Command, input: &str) -> Said {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    said(child.wait_with_output().unwrap())
}

fn apply(desk: &Desk, batch: &Value) -> Said {
    fed(desk.command(&["--file", "n.json", "--lang", "en", "apply", "-"]), &batch.to_string())
}

/// One field of a member, as the file has it after the edit.
fn field(desk: &Desk, id: &str, name: &str) -> Value {
    let text = fs::read_to_string(desk.path("n.json")).unwrap();
    let register: Value = serde_json::from_str(&text).unwrap();
    let members = register["members"].as_array().unwrap();
    members.iter().find(|member| member["id"] == id).unwrap()[name].clone()
}

#[test]
fn set_takes_values_as_a_form_does_and_prints_the_revision() {
    let desk = Desk::imported();
    let saved = on(
        &desk,
        &["set", "members", "GL0002", "phone=0912345678", "born=5/2/1962", "--label", "letter of 3/4/2018"],
    );
    assert_eq!((saved.code, saved.err.as_str()), (0, ""));
    assert_eq!(saved.out, "Saved, revision 1\n");
    assert_eq!(field(&desk, "GL0002", "born"), "1962-02-05");
    assert_eq!(field(&desk, "GL0002", "phone"), "0912345678");
    let again = on(&desk, &["set", "members", "GL0002", "phone=0912345678"]);
    assert_eq!((again.code, again.out.contains("nothing to save (revision 1)")), (0, true), "{}", again.out);
    assert_eq!(on(&desk, &["set", "members", "GL0002", "phone="]).out, "Saved, revision 2\n");
    assert_eq!(field(&desk, "GL0002", "phone"), Value::Null);
    let log = on(&desk, &["log", "--record", "GL0002"]);
    assert!(log.out.contains("by: letter of 3/4/2018"), "{}", log.out);
    assert!(!log.out.contains("0912345678"), "{}", log.out);
}

#[test]
fn what_does_not_fit_is_refused_with_the_field_and_the_reason() {
    let desk = Desk::imported();
    let before = fs::read(desk.path("n.json")).unwrap();
    for (values, named, reason) in [
        (&["born=31/2/1962"][..], "born", "calendar"),
        (&["card_number=12a"], "card_number", "digits"),
        (&["sex=x"], "sex", "male, female"),
        (&["name="], "name", "needed"),
        (&["phone=1", "nosuch=1"], "nosuch", "record_number"),
        (&["note=a\u{1b}[2J"], "note", "control"),
        (&["phone"], "phone", "FIELD=VALUE"),
        (&["phone=1", "phone=2"], "phone", "twice"),
    ] {
        let said = on(&desk, &[&["set", "members", "GL0002"][..], values].concat());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{values:?}");
        assert!(said.err.contains(named) && said.err.contains(reason), "{values:?}: {}", said.err);
        assert!(said.err.contains("Nothing was saved"), "{values:?}: {}", said.err);
    }
    assert_eq!(on(&desk, &["set", "members", "nobody", "phone=1"]).code, 2);
    assert_eq!(on(&desk, &["set", "units", "GL0002", "phone=1"]).code, 2, "the id of another kind");
    let link = on(&desk, &["set", "villages", "TT01", "cell=nowhere"]);
    assert_eq!((link.code, link.out.as_str()), (2, ""), "{}", link.err);
    assert_eq!(fs::read(desk.path("n.json")).unwrap(), before);
}

#[test]
fn an_operation_given_again_is_done_once() {
    let desk = Desk::imported();
    let op = "6f1c5b0e9a3d4c7fb2a1d0e8c7b6a594";
    let first = on(&desk, &["set", "members", "GL0002", "note=a", "--op", op]);
    assert_eq!(first.out, "Saved, revision 1\n", "{}", first.err);
    assert_eq!(on(&desk, &["set", "members", "GL0002", "note=b"]).out, "Saved, revision 2\n");
    let again = on(&desk, &["set", "members", "GL0002", "note=a", "--op", op]);
    assert_eq!((again.code, again.out.as_str()), (0, "Saved, revision 1\n"));
    assert_eq!(field(&desk, "GL0002", "note"), "b");
    assert_eq!(on(&desk, &["set", "members", "GL0002", "note=a", "--op", "1"]).code, 2);
}

#[test]
fn a_batch_is_done_whole_and_what_the_log_prints_can_be_applied() {
    let desk = Desk::imported();
    let batch = json!({ "label": "decision 12", "changes": [
        { "do": "set", "kind": "members", "id": "GL0002", "field": "note", "from": null, "to": "x" },
        { "do": "set", "kind": "members", "id": "GL0002", "field": "born", "from": "3/10/1952", "to": "4/10/1952" },
        { "do": "create", "kind": "events", "id": "e-new", "after":
            { "id": "e-new", "member": "GL0002", "kind": "exempt", "date": "1/2/2018" } },
    ]});
    let saved = apply(&desk, &batch);
    assert_eq!((saved.code, saved.out.as_str()), (0, "Saved, revision 1\n"), "{}", saved.err);
    assert_eq!(field(&desk, "GL0002", "born"), "1952-10-04");
    let log = desk.json(&["--file", "n.json", "log", "--format", "json"]);
    assert_eq!(
        (&log[0]["label"], &log[0]["changes"][2]["after"]["date"]),
        (&"decision 12".into(), &"2018-02-01".into())
    );
    let again = apply(&desk, &log[0]);
    assert_eq!((again.code, again.out.contains("nothing to save")), (0, true), "{}{}", again.out, again.err);
}

#[test]
fn a_conflict_is_exit_code_3_and_saves_nothing() {
    let desk = Desk::imported();
    on(&desk, &["set", "members", "GL0002", "note=theirs", "phone=0900000001"]);
    let before = fs::read(desk.path("n.json")).unwrap();
    let set = |field: &str, from: Value, to: &str| json!({ "do": "set", "kind": "members", "id": "GL0002", "field": field, "from": from, "to": to });
    let both = json!([
        set("note", Value::Null, "mine"),
        set("phone", Value::Null, "0900000002"),
        set("languages", Value::Null, "English"),
    ]);
    let said = apply(&desk, &both);
    assert_eq!((said.code, said.out.as_str()), (3, ""), "{}", said.err);
    assert!(said.err.contains("mine") && said.err.contains("theirs"), "{}", said.err);
    assert!(said.err.contains("revision 1"), "who was first: {}", said.err);
    assert!(!said.err.contains("09000000"), "{}", said.err);
    assert_eq!(fs::read(desk.path("n.json")).unwrap(), before);
    let gone =
        json!([{ "do": "set", "kind": "members", "id": "gone", "field": "note", "from": null, "to": "x" }]);
    assert_eq!(apply(&desk, &gone).code, 3);
}

#[test]
fn a_batch_that_cannot_be_read_is_named_to_the_change() {
    let desk = Desk::imported();
    for (batch, reason) in [
        ("{", "line 1"),
        ("3", "changes"),
        ("{}", "changes"),
        ("{\"changes\": [], \"what\": 1}", "what"),
        ("[3]", "Change 1"),
        ("[{\"do\": \"put\", \"kind\": \"members\", \"id\": \"a\"}]", "put"),
        ("[{\"do\": \"set\", \"kind\": \"cats\", \"id\": \"a\"}]", "cats"),
        ("[{\"do\": \"set\", \"kind\": \"members\", \"id\": \"a b\"}]", "a b"),
        (
            "[{\"do\": \"set\", \"kind\": \"members\", \"id\": \"a\", \"field\": \"note\", \"to\": \"x\"}]",
            "from",
        ),
        (
            "[{\"do\": \"set\", \"kind\": \"members\", \"id\": \"GL0002\", \"field\": \"born\", \"from\": null, \"to\": \"soon\"}]",
            "born",
        ),
        (
            "[{\"do\": \"set\", \"kind\": \"members\", \"id\": \"GL0002\", \"field\": \"phone\", \"from\": \"•••\", \"to\": \"1\"}]",
            "masks",
        ),
        (
            "[{\"do\": \"set\", \"kind\": \"members\", \"id\": \"GL0002\", \"field\": \"badge_years\", \"from\": null, \"to\": [1]}]",
            "badge_years",
        ),
    ] {
        let said = fed(desk.command(&["--file", "n.json", "--lang", "en", "apply", "-"]), batch);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{batch}");
        assert!(said.err.contains(reason), "{batch}: {}", said.err);
    }
    assert_eq!(on(&desk, &["apply", "none.json"]).code, 2);
}

#[test]
fn the_log_masks_in_json_too_and_says_what_can_be_noted_on_paper() {
    let desk = Desk::imported();
    on(&desk, &["set", "members", "GL0002", "card_number=123456789012", "note=x"]);
    let create = json!([{ "do": "create", "kind": "members", "id": "new", "after":
        { "id": "new", "name": "Lê Thị Mới", "citizen_number": "038000000001" } }]);
    assert_eq!(apply(&desk, &create).out, "Saved, revision 2\n");
    let log = on(&desk, &["log", "--format", "json"]).out;
    assert!(!log.contains("123456789012") && !log.contains("038000000001"), "{log}");
    assert!(log.contains("Lê Thị Mới") && log.contains("•••"), "{log}");
    assert!(on(&desk, &["log", "--until", "1/1/2018"]).out.contains("no such entries"));
    assert!(on(&desk, &["log", "--since", "1/1/2018", "--until", "1/1/2199"]).out.contains("revision 2"));
    let whole = on(&desk, &["log", "--verify"]);
    assert_eq!(whole.code, 0, "{}", whole.err);
    let journal = fs::read_to_string(desk.path("n.json.journal")).unwrap();
    let head = journal.trim_end().rsplit("\"h\":\"").next().unwrap().trim_end_matches("\"}");
    assert!(whole.out.contains("Revisions 0 to 2") && whole.out.contains(head), "{}", whole.out);
}
