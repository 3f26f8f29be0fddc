//! A list imported by the real program: read, compared and saved on threads of its own, from where it may read.

use super::{
    harness::{SAVE, Session},
    place::{DAY, FIRST, Place, STARTED},
};

const IMPORT: &str = "\x1bi";
const ESC: &str = "\x1b";

const LIST: &str = "\
DANH SÁCH ĐẢNG VIÊN, tính đến ngày 31/3/2018;;;
Họ và tên;Ngày sinh;Giới tính;Số thẻ đảng viên
Vừ Thị Zoan;12/3/1985;Nữ;99777001
Giàng A Zua;1/2/1979;Nam;99777002
";

/// A forced session of an editor that may read lists from a folder.
fn editor(place: &Place) -> Session {
    let folder = place.path("lists");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("ds.csv"), LIST).unwrap();
    std::fs::write(place.path("secret.csv"), LIST).unwrap();
    let folder = folder.to_str().unwrap();
    let forced = ["--as", "Lan", "--role", "editor", "--import-dir", folder, "--as-of", DAY];
    Session::start(place.command(&forced), 80, 24)
}

#[test]
fn a_list_from_the_folder_that_was_given_comes_in_by_one_edit_and_no_other_file_is_read() {
    let place = Place::with_sample();
    let mut session = editor(&place);
    session.wait_for(STARTED).send("3").wait_for(FIRST);
    session.send(IMPORT).wait_for("Nhập danh sách từ tệp").send("../secret.csv\r");
    session.wait_for("chỉ đọc thư mục đã định").send(ESC).wait_for(FIRST);
    session.send(IMPORT).wait_for("Nhập danh sách từ tệp").send("ds.csv\r").wait_for("Xem trước 2 dòng");
    session.send("\r").wait_for("Giàng A Zua").send(SAVE).wait_for("Đã nhập: ds.csv");
    session.send(ESC).wait_for(FIRST);
    let names = place.listed("name");
    assert!(names.iter().any(|name| name == "Vừ Thị Zoan"), "{names:?}");
    let log = place.run(&["log", "--format", "json"]);
    let log = String::from_utf8(log.stdout).unwrap();
    assert!(log.contains("Lan") && log.contains("import"), "{log}");
}
