//! The register as a file in an editor: a slip is named and mended, colleagues go on, nothing typed is lost.

use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf};

use super::{
    harness::Session,
    place::{BINARY, FIRST, Place},
};

/// Starts `edit-file` with a script as the editor, which gets the copy as `$1`.
fn start(place: &Place, script: &str) -> Session {
    let editor = place.path("editor");
    fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&editor, PermissionsExt::from_mode(0o700)).unwrap();
    let mut command = place.command(&["edit-file", "--label", "sửa tay"]);
    command.env("EDITOR", editor.to_str().unwrap());
    Session::start_apart(command)
}

/// The copies that were kept.
fn kept(place: &Place) -> Vec<PathBuf> {
    let state =
        fs::read_dir(place.path("state/chibo")).into_iter().flatten().map(|entry| entry.unwrap().path());
    let state = state.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("chibo-edit"));
    state.map(|folder| folder.join("register.json")).collect()
}

#[test]
fn a_slip_is_named_and_mended_and_the_rest_is_one_edit() {
    let place = Place::with_sample();
    let mut session = start(
        &place,
        &format!(
            "if [ -e tried ]; then sed -i 's/\"name\";\"{FIRST}\"/\"name\":\"Lò Thị Sửa\"/' \"$1\"\n\
             else touch tried; sed -i 's/\"name\":\"{FIRST}\"/\"name\";\"{FIRST}\"/' \"$1\"; fi"
        ),
    );
    session.wait_for("dòng").wait_for("cột").wait_for("e: sửa tiếp").send("e\r").wait_for("Đã lưu, bản 1");
    assert_eq!(session.ended().code, 0);
    assert!(place.text().contains("Lò Thị Sửa") && !place.text().contains(FIRST));
    assert!(kept(&place).is_empty());
    let log = String::from_utf8(place.run(&["log"]).stdout).unwrap();
    assert!(log.contains("theo: sửa tay"), "{log}");
}

#[test]
fn giving_up_changes_nothing_and_keeps_the_copy() {
    let place = Place::with_sample();
    let before = place.text();
    let mut session = start(&place, "echo x >> \"$1\"");
    session.wait_for("e: sửa tiếp").send("what\r").wait_for("q: bỏ").send("q\r");
    assert_eq!(session.ended().code, 2);
    assert_eq!(place.text(), before);
    let kept = kept(&place);
    assert!(fs::read_to_string(&kept[0]).unwrap().ends_with("x\n"));
    assert_eq!(fs::metadata(&kept[0]).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_colleague_saves_meanwhile_and_only_the_same_field_is_a_conflict() {
    let place = Place::with_sample();
    let id = place.listed("id").swap_remove(0);
    let file = place.file();
    let mut session = start(
        &place,
        &format!(
            "{BINARY} --file '{}' set members {id} 'name=Lò Thị Đồng Nghiệp' languages=Anh || exit 7\n\
             sed -i 's/\"name\":\"{FIRST}\"/\"name\":\"Lò Thị Tay\",\"computing\":\"tay\"/' \"$1\"",
            file.display()
        ),
    );
    session.wait_for("Đã lưu, bản 2").wait_for("chibo-edit");
    assert_eq!(session.ended().code, 3);
    let text = place.text();
    assert!(text.contains("Lò Thị Đồng Nghiệp") && text.contains("\"computing\":\"tay\""));
    assert!(!text.contains("Lò Thị Tay"));
    assert!(fs::read_to_string(&kept(&place)[0]).unwrap().contains("Lò Thị Tay"));
}

#[test]
fn without_a_terminal_or_an_editor_it_says_so() {
    let place = Place::with_sample();
    let said = place.run(&["edit-file"]);
    assert_eq!(said.status.code(), Some(2));
    assert!(String::from_utf8(said.stderr).unwrap().contains("chibo set"));
    let mut session = Session::start_apart(place.command(&["edit-file"]));
    session.wait_for("EDITOR=nano");
    assert_eq!(session.ended().code, 2);
}
