//! Copies, earlier states, and the answer to an older file put in place, from the shell.

use std::fs;

use chibo::store::{draft::Drafts, io::Real};
use serde_json::json;

use crate::desk::{Desk, Said};

/// A small register with three edits of one member; also the member's id.
fn edited() -> (Desk, String) {
    let desk = Desk::new();
    assert_eq!(desk.run(&["sample", "--members", "60", "--to", "n.json"]).code, 0);
    let members = desk.json(&["--file", "n.json", "list", "members", "--columns", "id", "--format", "json"]);
    let id = members[0]["id"].as_str().unwrap().to_owned();
    for note in ["note=one", "note=two", "note=three"] {
        assert_eq!(on(&desk, &["set", "members", &id, note]).code, 0);
    }
    (desk, id)
}

fn on(desk: &Desk, more: &[&str]) -> Said {
    desk.run(&[&["--file", "n.json", "--lang", "en"][..], more].concat())
}

#[test]
fn a_copy_is_made_listed_and_never_written_over() {
    let (desk, _) = edited();
    let copied = on(&desk, &["backup", "--to", "copy.json"]);
    assert_eq!((copied.code, copied.err.as_str()), (0, ""));
    assert!(copied.out.contains("revision 3") && copied.out.contains("copy.json"), "{}", copied.out);
    assert_eq!(fs::read(desk.path("copy.json")).unwrap(), fs::read(desk.path("n.json")).unwrap());
    let again = on(&desk, &["backup", "--to", "copy.json"]);
    assert_eq!((again.code, again.out.as_str()), (2, ""));
    assert_eq!(on(&desk, &["backup"]).code, 0);
    let list = on(&desk, &["restore", "--list"]);
    assert!(list.out.contains("every revision from 0 to 3"), "{}", list.out);
    assert!(list.out.contains("n.json.copy-") && list.out.contains("n.json.bak"), "{}", list.out);
}

#[test]
fn an_earlier_state_goes_into_a_new_file_or_over_the_register_and_back() {
    let (desk, _) = edited();
    let to = on(&desk, &["restore", "--at", "1", "--to", "old.json"]);
    assert_eq!((to.code, to.err.as_str()), (0, ""), "{}", to.out);
    assert!(fs::read_to_string(desk.path("old.json")).unwrap().contains("\"note\":\"one\""));
    assert_eq!(on(&desk, &["restore", "--at", "1", "--to", "old.json"]).code, 2, "never written over");
    let over = on(&desk, &["restore", "--at", "1", "--over", "--label", "a slip"]);
    assert_eq!((over.code, over.err.as_str()), (0, ""));
    assert!(over.out.contains("revision 4") && over.out.contains("restore --at 3 --over"), "{}", over.out);
    assert!(fs::read_to_string(desk.path("n.json")).unwrap().contains("\"note\":\"one\""));
    assert!(on(&desk, &["log"]).out.contains("by: a slip"));
    assert_eq!(on(&desk, &["restore", "--at", "3", "--over"]).code, 0);
    assert!(fs::read_to_string(desk.path("n.json")).unwrap().contains("\"note\":\"three\""));
    for wrong in
        [&["restore"][..], &["restore", "--at", "soon"], &["restore", "--at", "99"], &["restore", "--over"]]
    {
        let said = on(&desk, wrong);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{wrong:?}");
    }
    assert_eq!(on(&desk, &["restore", "--at", "31/12/2199", "--list"]).code, 2);
    assert!(on(&desk, &["restore", "--at", "'31/12/2199 10:30'"]).code == 2);
    assert!(on(&desk, &["restore", "--at", "31/12/2199 10:30"]).out.contains("Revision 5"));
}

#[test]
fn an_older_file_put_in_place_is_answered_from_the_shell() {
    for (answer, note, revision) in
        [("--keep-file", "one", "revision 4"), ("--keep-journal", "three", "revision 3")]
    {
        let (desk, id) = edited();
        assert_eq!(on(&desk, &["restore", "--at", "1", "--to", "old.json"]).code, 0);
        assert_eq!(on(&desk, &["restore", answer]).code, 2, "there is no question");
        fs::rename(desk.path("old.json"), desk.path("n.json")).unwrap();
        let refused = on(&desk, &["set", "members", &id, "note=four"]);
        assert_eq!(refused.code, 2);
        assert!(refused.err.contains("chibo restore --keep-file"), "the way out is named: {}", refused.err);
        let said = on(&desk, &["restore", answer]);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        assert!(said.out.contains(revision), "{}", said.out);
        let text = fs::read_to_string(desk.path("n.json")).unwrap();
        assert!(text.contains(&format!("\"note\":\"{note}\"")), "{answer}");
        assert_eq!(on(&desk, &["set", "members", &id, "note=four"]).code, 0);
    }
}

#[test]
fn another_copy_is_shown_record_by_record_and_taken_in_but_for_conflicts() {
    let (desk, id) = edited();
    assert_eq!(on(&desk, &["backup", "--to", "away.json"]).code, 0);
    fs::copy(desk.path("n.json.journal"), desk.path("away.json.journal")).unwrap();
    for values in [&["note=away", "phone=0912345678"][..], &["languages=English"]] {
        let set = [&["--file", "away.json", "set", "members", &id][..], values].concat();
        assert_eq!(desk.run(&set).code, 0);
    }
    assert_eq!(on(&desk, &["set", "members", &id, "note=here"]).code, 0);
    let before = fs::read(desk.path("n.json")).unwrap();
    let shown = on(&desk, &["merge", "away.json", "--dry-run"]);
    assert_eq!(shown.code, 3, "{}", shown.err);
    assert!(shown.out.contains("revision 3, which both have in common"), "{}", shown.out);
    assert!(shown.out.contains("(empty) → English") && shown.out.contains("wants away"), "{}", shown.out);
    assert!(!shown.out.contains("0912345678"), "{}", shown.out);
    assert_eq!(fs::read(desk.path("n.json")).unwrap(), before);
    let taken = on(&desk, &["merge", "away.json"]);
    assert_eq!(taken.code, 3);
    assert!(taken.out.contains("2 changes in, now revision 5"), "{}", taken.out);
    assert!(taken.err.contains("--theirs"), "{}", taken.err);
    let text = fs::read_to_string(desk.path("n.json")).unwrap();
    assert!(text.contains("\"note\":\"here\"") && text.contains("English"));
    let theirs = on(&desk, &["merge", "away.json", "--theirs"]);
    assert_eq!((theirs.code, theirs.err.as_str()), (0, ""), "{}", theirs.out);
    assert!(fs::read_to_string(desk.path("n.json")).unwrap().contains("\"note\":\"away\""));
    let again = on(&desk, &["merge", "away.json"]);
    assert_eq!((again.code, again.out.contains("nothing to save")), (0, true), "{}", again.out);
    assert_eq!(on(&desk, &["merge", "none.json"]).code, 2);
}

#[test]
fn a_person_is_erased_only_when_told_so_and_found_nowhere_afterwards() {
    let (desk, id) = edited();
    on(
        &desk,
        &["set", "members", &id, "name=Lò Thị Duy Nhất", "phone=0911222333", "residence=Số 12 ngõ Mận"],
    );
    assert_eq!(on(&desk, &["backup"]).code, 0);
    // What an officer in a forced session was typing when the line broke.
    let officers = desk.path("n.json.sessions/lan-0123abcd/drafts");
    fs::create_dir_all(officers.parent().unwrap()).unwrap();
    let io = Real::default();
    let drafts = Drafts::new(&officers, &desk.path("n.json"), &io);
    drafts.save("s1", &json!({"id": id, "name": "Lò Thị Duy Nhất"})).unwrap();
    let shown = on(&desk, &["redact", &id]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.out.contains("Lò Thị Duy Nhất") && shown.out.contains("--yes"), "{}", shown.out);
    assert!(fs::read_to_string(desk.path("n.json")).unwrap().contains("Duy Nhất"));
    let done = on(&desk, &["redact", &id, "--decision", "15-QD/HU", "--yes"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(done.out.contains("now revision 5") && done.out.contains("begins anew"), "{}", done.out);
    let mut folders = vec![desk.path("")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            for word in ["Duy Nhất", "0911222333", "ngõ Mận"] {
                assert!(!text.contains(word), "{word} in {}", path.display());
            }
        }
    }
    let whole = on(&desk, &["log", "--verify"]);
    assert_eq!((whole.code, whole.out.contains("Revisions 0 to 5")), (0, true), "{}{}", whole.out, whole.err);
    assert!(on(&desk, &["log"]).out.contains("by: 15-QD/HU"));
    assert_eq!(on(&desk, &["set", "members", &id, "sex=male"]).code, 0);
    assert_eq!(on(&desk, &["redact", "nobody", "--yes"]).code, 2);
}
