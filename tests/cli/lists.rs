//! `chibo import FILE`: an office's own list from the command line, with what it says and what it leaves.

use std::fs;

use super::desk::Desk;

fn office(file: &str) -> String {
    format!("{}/tests/data/van_phong/{file}", env!("CARGO_MANIFEST_DIR"))
}

const DAY: [&str; 2] = ["--as-of", "2018-03-31"];

#[test]
fn a_list_comes_in_as_one_edit_and_a_second_time_changes_nothing() {
    let desk = Desk::new();
    let small = desk.path("ds.csv");
    let imported = Desk::imported();
    fs::copy(imported.path("n.json"), desk.path("n.json")).unwrap();
    fs::write(&small, "Họ và tên;Giới tính;Ngày sinh;Chi bộ;Số hiệu;Số nhà\nNguyễn Văn Thử;Nam;5/2/1990;Chi bộ khu phố Chu Văn An;99000001;7\n").unwrap();
    let list = small.display().to_string();
    let before = fs::read(desk.path("n.json")).unwrap();
    let run = |more: &[&str]| {
        let mut arguments = vec!["--file", "n.json", "--lang", "en"];
        arguments.extend(DAY);
        arguments.extend(["import", &list, "--into", "members"]);
        arguments.extend(more);
        desk.run(&arguments)
    };
    let dry = run(&["--dry-run"]);
    assert_eq!((dry.code, dry.err.as_str()), (0, ""));
    assert!(dry.out.contains("F: Số nhà → NOT KNOWN") && dry.out.contains("New 1"), "{}", dry.out);
    assert_eq!(fs::read(desk.path("n.json")).unwrap(), before);

    let first = run(&["--map", "Số hiệu=card_number", "--map", "Số nhà=-"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""), "{}", first.out);
    assert!(
        first.out.contains("Số hiệu → Card no.") && first.out.contains("One undo takes all of it back"),
        "{}",
        first.out
    );
    let log = desk.json(&["--file", "n.json", "log", "--format", "json"]);
    let imports = log.as_array().unwrap().iter().filter(|entry| entry["deed"] == "import");
    assert_eq!(imports.count(), 1, "{log}");

    // What was taught about the headings is remembered.
    let second = run(&[]);
    assert!(
        second.out.contains("Số hiệu → Card no.") && second.out.contains("Nothing new"),
        "{}",
        second.out
    );
    let taught = desk.path(".config/chibo/headings.json");
    assert!(fs::read_to_string(taught).unwrap().contains("card_number"));
}

#[test]
fn rows_to_be_mended_go_to_a_workbook_and_the_exit_code_says_so() {
    let desk = Desk::imported();
    let list = office("b1_dang_vien_toan_huyen.xlsx");
    let which = desk.run(&["--file", "n.json", "import", &list, "--into", "members"]);
    assert_eq!(which.code, 2);
    assert!(which.err.contains("--sheet 'Khối CQ-DN-LLVT'"), "{}", which.err);
    let arguments = [
        "--file",
        "n.json",
        DAY[0],
        DAY[1],
        "import",
        &list,
        "--into",
        "members",
        "--sheet",
        "Quảng Long",
        "--rejects",
        "sua.xlsx",
    ];
    let said = desk.run(&arguments);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("Quảng Long, dòng 34: không có tên; dòng này bị bỏ lại."), "{}", said.err);
    assert!(said.out.contains("Của Đảng bộ xã Quảng Long"), "{}", said.out);
    assert!(desk.path("sua.xlsx").exists());
    let again = desk.run(&arguments);
    assert_eq!(again.code, 2, "the workbook is not written over");
}

#[test]
fn a_file_that_is_no_list_changes_nothing() {
    let desk = Desk::imported();
    let before = fs::read(desk.path("n.json")).unwrap();
    fs::write(desk.path("x.csv"), "a;b\n1;2\n").unwrap();
    fs::write(desk.path("blank.csv"), "\n;;\n").unwrap();
    fs::write(desk.path("x.xlsx"), b"PK\x03\x04 torn").unwrap();
    for (arguments, words) in [
        (vec!["x.csv", "--into", "members"], "Không thấy dòng tiêu đề của danh sách (Đảng viên) trong x.csv"),
        (vec!["blank.csv", "--into", "members"], "blank.csv không có gì trong đó"),
        (vec!["x.xlsx", "--into", "members"], "tệp hỏng"),
        (vec!["x.csv"], "--into members"),
        (vec!["none.csv", "--into", "members"], "Không đọc được none.csv"),
        (vec!["x.csv", "--into", "members", "--encoding", "ebcdic"], "Không có bảng mã ebcdic"),
        (vec!["x.csv", "--into", "members", "--map", "a=b"], "Không hiểu --map a=b"),
        (vec![office("f_mau7_hsdv.xlsx").leak(), "--into", "members"], "mẫu 7-HSĐV"),
    ] {
        let all: Vec<&str> = ["--file", "n.json", "import"].into_iter().chain(arguments.clone()).collect();
        let said = desk.run(&all);
        assert_eq!(said.code, 2, "{arguments:?}");
        assert!(said.err.contains(words), "{arguments:?}: {}", said.err);
    }
    assert_eq!(fs::read(desk.path("n.json")).unwrap(), before);
    let json = desk.json(&[
        "--file",
        "n.json",
        "--as-of",
        "2018-03-31",
        "import",
        &office("a4_ket_nap_2017.xlsx"),
        "--into",
        "events",
        "--sheet",
        "Kết nạp 2017",
        "--format",
        "json",
        "--dry-run",
    ]);
    assert_eq!(json["counts"]["same"], 123);
}
