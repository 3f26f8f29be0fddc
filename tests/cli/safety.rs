//! What must not happen: control characters, formulas, altered logs, files written over.

use std::{fs, io::Write, os::unix::fs::PermissionsExt, process::Command};

use chibo::{
    domain::{edit::Batch, record::Kind},
    store::OpId,
};

use crate::{
    desk::{Desk, said, trung_tinh},
    hostile, id, is_plain,
};

#[test]
fn an_import_says_what_it_left_and_never_writes_over() {
    let desk = Desk::imported();
    let before = fs::read(desk.path("n.json")).unwrap();
    let again = desk.run(&["--file", "n.json", "import", &trung_tinh()]);
    assert_eq!((again.code, again.out.as_str()), (2, ""));
    assert!(again.err.contains("n.json"));
    assert_eq!(fs::read(desk.path("n.json")).unwrap(), before);
    let mode = fs::metadata(desk.path("n.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "personal data is nobody else's");

    let bad = desk.path("bad");
    fs::create_dir(&bad).unwrap();
    for entry in fs::read_dir(trung_tinh()).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), bad.join(entry.file_name())).unwrap();
    }
    let mut members = fs::read_to_string(bad.join("dang_vien.csv")).unwrap();
    members =
        members.replacen("GL0002,Nguyễn Thế Thuận,Nam,1952-10-03", "GL0002,\u{1b}[31mX,Nam,1952-10-03", 1);
    members = members.replacen("1971-07-05", "1971-17-05", 1);
    fs::write(bad.join("dang_vien.csv"), members).unwrap();
    fs::write(bad.join("bieu_mau.csv"), "id,ten\n1,a\n2,b\n").unwrap();
    let said = desk.run(&["--file", "b.json", "--lang", "en", "import", "bad"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("dang_vien.csv, line 3, column ho_ten"), "{}", said.err);
    assert!(said.err.contains("dang_vien.csv, line 4, column ngay_sinh: 1971-17-05"), "{}", said.err);
    assert!(said.out.contains("bieu_mau.csv: 2 rows"), "{}", said.out);
    assert!(is_plain(&said.err) && is_plain(&said.out));
    let figures = desk.json(&[
        "--file",
        "b.json",
        "summary",
        "--as-of",
        "2018-03-31",
        "--format",
        "json",
        "--lang",
        "en",
    ]);
    assert_eq!(figures["members"], 2735);
}

#[test]
fn nothing_in_a_register_reaches_the_terminal_but_text() {
    let desk = Desk::new();
    drop(hostile(&desk.path("h.json")));
    for command in [
        &["summary"][..],
        &["summary", "--format", "json"],
        &["list", "members"],
        &["list", "members", "--format", "csv"],
        &["list", "members", "--format", "json"],
        &["list", "units"],
        &["list", "events"],
        &["check"],
        &["check", "--format", "json"],
        &["due", "--days", "9999"],
        &["due", "--format", "json"],
        &["log"],
    ] {
        let mut all = vec!["--file", "h.json"];
        all.extend(command);
        let said = desk.run(&all);
        assert!(said.code < 2, "{command:?}: {}", said.err);
        assert!(is_plain(&said.out), "{command:?}: {:?}", said.out);
        assert!(is_plain(&said.err), "{command:?}: {:?}", said.err);
    }
    let json = desk.json(&["--file", "h.json", "list", "members", "--format", "json"]);
    let names: Vec<&str> = json.as_array().unwrap().iter().map(|m| m["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"\u{1b}[31mNguyễn Đỏ"), "JSON says the same, escaped");
}

#[test]
fn no_cell_of_a_csv_is_a_formula() {
    let desk = Desk::new();
    drop(hostile(&desk.path("h.json")));
    let csv =
        desk.run(&["--file", "h.json", "list", "members", "--columns", "name,unit", "--format", "csv"]).out;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let cells: Vec<String> =
        reader.records().flat_map(|r| r.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert_eq!(cells.len(), 8);
    for cell in &cells {
        assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＠']), "{cell:?}");
    }
    assert!(cells.contains(&"'=HYPERLINK(\"x\")".to_owned()) && cells.contains(&"'＝1+1".to_owned()));
}

#[test]
fn the_log_tells_who_changed_what_without_repeating_numbers() {
    let desk = Desk::new();
    let mut store = hostile(&desk.path("h.json"));
    let mut batch = Batch::new("edit");
    batch.set(Kind::Member, &id("m0"), "name", "\u{1b}[31mNguyễn Đỏ".into(), "Nguyễn Xanh".into());
    batch.set(Kind::Member, &id("m1"), "card_number", "00001".into(), "00009".into());
    store.commit(batch, OpId::random().unwrap()).unwrap();
    drop(store);
    let log = |more: &[&str]| {
        let mut all = vec!["--file", "h.json", "--lang", "en", "log"];
        all.extend(more);
        desk.run(&all)
    };
    let all = log(&[]);
    assert_eq!((all.code, all.err.as_str()), (0, ""));
    assert!(all.out.contains("Lan") && all.out.contains("Nguyễn Xanh"), "{}", all.out);
    assert!(!all.out.contains("00009"), "a card number is not repeated: {}", all.out);
    assert!(is_plain(&all.out));
    assert!(log(&["--record", "m0"]).out.contains("Xanh"));
    assert!(!log(&["--record", "m1"]).out.contains("Xanh"));
    assert!(!log(&["--record", "m3"]).out.contains("revision"));
    assert!(log(&["--by", "LAN"]).out.contains("Xanh"));
    assert!(!log(&["--by", "minh"]).out.contains("Xanh"));
    assert!(log(&["--since", "1/1/2018"]).out.contains("Xanh"));
    assert!(!log(&["--since", "2199-01-01"]).out.contains("Xanh"));
    let json = desk.json(&["--file", "h.json", "log", "--format", "json"]);
    assert_eq!((&json[0]["who"]["account"], &json[0]["revision"]), (&"lan".into(), &1.into()));
    assert_eq!(log(&["--record", "not an id"]).code, 2);
    assert_eq!(log(&["--since", "soon"]).code, 2);
}

#[test]
fn an_altered_log_is_found_out() {
    let desk = Desk::new();
    let mut store = hostile(&desk.path("h.json"));
    for name in ["A", "B"] {
        let mut batch = Batch::new("edit");
        let from = store.data().member(&id("m3")).unwrap().name.clone();
        batch.set(Kind::Member, &id("m3"), "name", from.into(), name.into());
        store.commit(batch, OpId::random().unwrap()).unwrap();
    }
    drop(store);
    let whole = desk.run(&["--file", "h.json", "--lang", "en", "log", "--verify"]);
    assert_eq!((whole.code, whole.out.contains("whole: 2")), (0, true), "{} {}", whole.out, whole.err);
    let journal = desk.path("h.json.journal");
    let altered = fs::read_to_string(&journal).unwrap().replacen("\"A\"", "\"Z\"", 1);
    fs::write(&journal, altered).unwrap();
    let said = desk.run(&["--file", "h.json", "--lang", "en", "log", "--verify"]);
    assert_eq!((said.code, said.out.contains("whole: 2")), (1, false), "{}", said.out);
    assert!(said.err.contains("line"), "{}", said.err);
}

#[test]
fn a_file_that_is_no_register_is_named_with_line_and_left_alone() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["sample", "--members", "60", "--to", "s.json"]).code, 0);
    let text = fs::read_to_string(desk.path("s.json")).unwrap();
    let line = text.lines().position(|l| l.contains("\"sex\"")).unwrap() + 1;
    let broken = text.replacen("\"sex\":", "\"sex\";", 1);
    fs::write(desk.path("t.json"), &broken).unwrap();
    let said = desk.run(&["--file", "t.json", "--lang", "en", "summary"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("t.json") && said.err.contains(&format!("line {line}")), "{}", said.err);
    assert_eq!(fs::read_to_string(desk.path("t.json")).unwrap(), broken);
    for (name, bytes) in
        [("a.json", &b"hello"[..]), ("b.json", b""), ("c.json", b"{}"), ("d.json", b"\xff\xfe{\0")]
    {
        fs::write(desk.path(name), bytes).unwrap();
        let said = desk.run(&["--file", name, "summary"]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{name}");
        assert_eq!(fs::read(desk.path(name)).unwrap(), bytes);
    }
}

#[test]
fn a_register_that_may_not_be_written_can_be_read() {
    let desk = Desk::imported();
    let shelf = desk.path("shelf");
    fs::create_dir(&shelf).unwrap();
    fs::copy(desk.path("n.json"), shelf.join("n.json")).unwrap();
    fs::set_permissions(&shelf, fs::Permissions::from_mode(0o555)).unwrap();
    let said = desk.run(&["--file", "shelf/n.json", "summary", "--as-of", "2018-03-31"]);
    fs::set_permissions(&shelf, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("2.736"));
}

#[test]
fn looking_leaves_no_trace_beside_the_register() {
    let desk = Desk::imported();
    fs::create_dir(desk.path("alone")).unwrap();
    fs::copy(desk.path("n.json"), desk.path("alone/n.json")).unwrap();
    let before = fs::read(desk.path("alone/n.json")).unwrap();
    for command in [&["summary"][..], &["list", "villages"], &["check"]] {
        let said = desk.run(&[&["--file", "alone/n.json"][..], command].concat());
        assert!(said.code <= 1, "{}", said.err);
    }
    let names: Vec<_> = fs::read_dir(desk.path("alone")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["n.json"]);
    assert_eq!(fs::read(desk.path("alone/n.json")).unwrap(), before);
}

#[test]
fn what_is_too_large_is_refused_within_200_mib() {
    let desk = Desk::new();
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/v1.json"), desk.path("r.json")).unwrap();
    // One text of a gigabyte; on the disk it is a hole.
    let head = "{\"format\":\"chibo\",\"schema\":1,\"revision\":1,\"office\":{\"id\":\"office\",\"name\":\"";
    for name in ["g.json", "g.csv"] {
        fs::write(desk.path(name), head).unwrap();
        fs::File::options().write(true).open(desk.path(name)).unwrap().set_len(1 << 30).unwrap();
    }
    let mut bomb = zip::ZipWriter::new(fs::File::create(desk.path("bomb.xlsx")).unwrap());
    bomb.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    (0..300).for_each(|_| bomb.write_all(&[0; 1 << 20]).unwrap());
    bomb.finish().unwrap();
    for command in [
        "--file g.json summary",
        "--file g.json check",
        "--file r.json merge g.json",
        "--file r.json import g.csv --into members",
        "--file r.json import bomb.xlsx --into members",
    ] {
        let program = env!("CARGO_BIN_EXE_chibo");
        let script = format!("ulimit -v {}; exec {program} {command}", 200 << 10);
        let mut shell = Command::new("sh");
        shell.env_clear().env("HOME", desk.path("")).current_dir(desk.path("")).args(["-c", &script]);
        let said = said(shell.output().unwrap());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{command}: {}", said.err);
        assert!(said.err.starts_with("chibo: ") && said.err.lines().count() == 1, "{command}: {}", said.err);
    }
}
