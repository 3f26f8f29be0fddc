//! Registers that cannot be written, cannot be read, or are not there yet.

use std::os::unix::fs::PermissionsExt;

use super::{
    harness::{DOWN, QUIT, SAVE, Session},
    place::{CLASS_ORIGIN, DAY, Place, STARTED, form_at},
};

/// Says that it is read-only; the form stays with what was typed and says why it was not saved.
fn assert_read_only(place: &Place, why: &str) {
    let before = place.text();
    let mut session = place.start_at(140, 40);
    session.wait_for(STARTED).wait_for("Chỉ đọc").wait_for(why);
    form_at(&mut session, CLASS_ORIGIN);
    session.send("Cố nông").wait_for("Cố nông").send(SAVE).wait_for("Không lưu được").wait_for("Cố nông");
    session.send(" x").wait_for("Cố nông x");
    session.send(QUIT).wait_for("giữ bản nháp cho lần sau").send(DOWN).send("\r");
    assert_eq!(session.ended().code, 0);
    assert_eq!(place.text(), before);
}

#[test]
fn a_register_of_a_newer_program_is_read_only_and_says_so() {
    let place = Place::with_sample();
    let newer = place.text().replacen("\"schema\":1", "\"schema\":2", 1);
    std::fs::write(place.file(), newer).unwrap();
    assert_read_only(&place, "bản chibo mới hơn");
}

#[test]
fn a_register_without_permission_is_read_only_and_says_so() {
    if rustix::process::getuid().is_root() {
        println!("skipped: permissions do not bind the superuser");
        return;
    }
    let place = Place::with_sample();
    let office = place.path("office");
    std::fs::create_dir(&office).unwrap();
    let shared = office.join("register.json");
    std::fs::rename(place.file(), &shared).unwrap();
    std::os::unix::fs::symlink(&shared, place.file()).unwrap();
    let mode = |path: &std::path::Path, bits| {
        std::fs::set_permissions(path, PermissionsExt::from_mode(bits)).unwrap()
    };
    mode(&shared, 0o444);
    mode(&office, 0o555);
    assert_read_only(&place, "Không có quyền ghi");
    mode(&office, 0o755);
}

#[test]
fn a_damaged_register_is_told_in_one_sentence_with_its_place_and_left_alone() {
    let place = Place::with_sample();
    let damaged = place.text().replacen("\"name\":\"Lò Thị A\"", "\"name\":Lò Thị A\"", 1);
    let line = damaged.lines().position(|line| line.contains(":Lò Thị A")).unwrap() + 1;
    std::fs::write(place.file(), &damaged).unwrap();
    let mut session = Session::start_apart(place.command(&["--as-of", DAY]));
    session.wait_for("Tệp được giữ nguyên");
    let ended = session.ended();
    assert_eq!(ended.code, 2);
    let said = String::from_utf8(ended.raw).unwrap();
    assert!(said.contains(&format!("dòng {line}, cột ")), "{said}");
    assert!(!said.contains('\x1b') && said.trim().lines().count() == 1, "{said:?}");
    assert_eq!(place.text(), damaged);
}

#[test]
fn without_a_register_one_can_be_made_that_only_its_owner_reads() {
    let place = Place::empty();
    let mut session = place.start();
    session.wait_for("Chưa có sổ").wait_for("register.json").send(DOWN).send("\r").wait_for("Tên cơ quan");
    session.send("Ban Tô\x7fổ chức").wait_for("Ban Tổ chức").send("\r");
    session.wait_gone("Tên cơ quan").wait_for("Đã lưu").wait_for("Ban Tổ chức");
    let mode = std::fs::metadata(place.file()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    session.send("2\x0e").wait_for("Thêm mới: ");
    session.send(QUIT);
    assert_eq!(session.ended().code, 0);
    assert!(place.text().contains("Ban Tổ chức"));
}

#[test]
fn without_a_register_the_sample_can_be_looked_at_and_leaves_nothing() {
    let place = Place::empty();
    let mut session = place.start();
    session.wait_for("Xem dữ liệu mẫu").send("\r").wait_for("116/118");
    session.send("4").wait_for("Tình trạng").send(QUIT);
    assert_eq!(session.ended().code, 0);
    assert!(!place.file().exists());
    let left: Vec<_> = std::fs::read_dir(place.path("state/chibo"))
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().contains("sample"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

/// The folders with samples in them.
fn samples(place: &Place) -> Vec<std::path::PathBuf> {
    let files = std::fs::read_dir(place.path("state/chibo")).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.display().to_string().contains("chibo-sample-")).collect()
}

#[test]
fn a_sample_whose_session_was_killed_goes_with_the_next_start_and_no_other_does() {
    let place = Place::empty();
    let start = || {
        let mut session = Session::start(place.command(&["sample", "--members", "300"]), 80, 24);
        session.wait_for(STARTED);
        session
    };
    let mut killed = start();
    let left = samples(&place);
    assert_eq!(left.len(), 1);
    assert_eq!(std::fs::metadata(&left[0]).unwrap().permissions().mode() & 0o777, 0o700);
    let mut running = start();
    assert_eq!(samples(&place).len(), 2, "the sample of a session that runs stays");
    killed.end_by(rustix::process::Signal::TERM);
    let mut next = start();
    assert!(!left[0].exists());
    assert_eq!(samples(&place).len(), 2);
    for session in [&mut running, &mut next] {
        session.send(QUIT);
        assert_eq!(session.exit_code(), 0);
    }
    assert_eq!(samples(&place), Vec::<std::path::PathBuf>::new());
}
