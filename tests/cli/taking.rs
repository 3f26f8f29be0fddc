//! Lists and reports taken out: what is written where, for whom to read, and what is refused.

use std::{fs, os::unix::fs::PermissionsExt};

use crate::desk::Desk;

const REGISTER: [&str; 4] = ["--file", "n.json", "--as-of", "2018-03-31"];

fn run(desk: &Desk, more: &[&str]) -> crate::desk::Said {
    desk.run(&[&REGISTER[..], more].concat())
}

#[test]
fn a_list_goes_into_a_new_private_file() {
    let desk = Desk::imported();
    for name in ["members.xlsx", "members.csv", "members.json"] {
        let said = run(&desk, &["export", "members", "--filter", "unit=DB01", "-o", name]);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{name}");
        assert!(
            said.out.contains("381") && said.out.contains(desk.path(name).to_str().unwrap()),
            "{}",
            said.out
        );
        assert_eq!(fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let csv = fs::read_to_string(desk.path("members.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}\"ID\",\"Số lý lịch\""), "{}", &csv[..80]);
    assert_eq!(csv.lines().count(), 1 + 381);
    assert!(!csv.contains("Số thẻ đảng viên"), "protected columns only when named");
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(desk.path("members.json")).unwrap()).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 381);
}

#[test]
fn nothing_is_written_over_or_through_a_link() {
    let desk = Desk::imported();
    fs::write(desk.path("old.csv"), "kept").unwrap();
    std::os::unix::fs::symlink(desk.path("old.csv"), desk.path("link.csv")).unwrap();
    for (name, force) in [("old.csv", &[][..]), ("link.csv", &[]), ("link.csv", &["--force"])] {
        let said = run(&desk, &[&["export", "villages", "-o", name], force].concat());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{name}");
        assert!(said.err.contains(name), "{}", said.err);
        assert_eq!(fs::read_to_string(desk.path("old.csv")).unwrap(), "kept");
    }
    assert_eq!(run(&desk, &["export", "villages", "--force", "-o", "old.csv"]).code, 0);
    assert_eq!(fs::read_to_string(desk.path("old.csv")).unwrap().lines().count(), 1 + 118);
    for (name, word) in [("list.doc", "list.doc"), ("no/such/folder.csv", "folder.csv")] {
        let said = run(&desk, &["export", "villages", "-o", name]);
        assert!(said.code == 2 && said.err.contains(word), "{}", said.err);
    }
}

#[test]
fn the_paragraph_of_the_imported_district_is_that_of_april_2018() {
    let desk = Desk::imported();
    let said = desk.run(&["--file", "n.json", "report", "brief", "--as-of", "2018-04-14"]);
    for words in
        ["46 chi", "2.736", "123 đảng viên", "108,85 %", "113", "116/118", "98,3 %", "9/2018", "12 chi bộ"]
    {
        assert!(said.out.contains(words), "{words}\n{}", said.out);
    }
    let english = desk.run(&["--file", "n.json", "--lang", "en", "report", "brief", "--as-of", "2018-04-14"]);
    assert!(english.out.contains("108.85% of the plan (123 of 113)"), "{}", english.out);
}

#[test]
fn a_report_takes_dates_a_year_a_unit_and_a_format() {
    let desk = Desk::imported();
    let json = |more: &[&str]| -> serde_json::Value {
        serde_json::from_str(&run(&desk, &[more, &["--format", "json"]].concat()).out).unwrap()
    };
    let year = json(&["report", "admissions", "--year", "2017"]);
    assert_eq!((&year["from"], &year["to"]), (&"2017-01-01".into(), &"2017-12-31".into()));
    let total = year["tables"][0]["rows"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&total["plan"], &total["done"]["count"]), (&113.into(), &123.into()));
    assert_eq!(total["percent"]["percent"].as_f64().map(|p| (p * 100.0).round()), Some(10885.0));
    let unit = json(&["report", "movement", "--from", "1/1/2017", "--to", "31/12/2017", "--unit", "DB01"]);
    assert_eq!(unit["unit"], "DB01");
    let compared = json(&["report", "unification", "--compare", "31/12/2016"]);
    assert_eq!((&compared["to"], &compared["compare"]), (&"2018-03-31".into(), &"2016-12-31".into()));
    let names = run(&desk, &["report"]).out;
    for name in ["unification", "movement", "member-ratings", "lists"] {
        assert!(names.contains(name), "{names}");
    }
    let book = run(&desk, &["report", "lists", "--book", "probationary"]).out;
    assert!(book.contains("Hết dự bị") && !book.contains("Huy hiệu (năm)"), "{book}");
    for wrong in [
        &["report", "movement", "--from", "1/2/2018", "--to", "1/1/2018"][..],
        &["report", "lists", "--book", "cats"],
        &["report", "movement", "--unit", "none"],
        &["report", "movement", "--format", "xlsx"],
    ] {
        let said = run(&desk, wrong);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{wrong:?}");
    }
}
