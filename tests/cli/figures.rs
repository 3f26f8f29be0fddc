//! What is asked for: figures, lists, checks and the sample.

use std::fs;

use serde_json::Value;

use crate::{desk::Desk, hostile};

#[test]
fn the_imported_district_has_its_figures() {
    let desk = Desk::imported();
    let figures = desk.json(&["--file", "n.json", "summary", "--as-of", "2018-03-31", "--format", "json"]);
    for (key, want) in [
        ("units_direct", 46),
        ("members", 2736),
        ("official", 2616),
        ("probationary", 120),
        ("villages", 118),
        ("unified", 116),
        ("overdue", 0),
    ] {
        assert_eq!(figures[key], want, "{key}");
    }
    assert_eq!(figures["as_of"], "2018-03-31");
    assert_eq!(figures["admitted"]["2017"], 123);
    assert_eq!(figures["units_direct_by_type"]["commune"], 15);
    assert_eq!(figures["units_direct_by_type"]["township"], 1);
    let villages = figures["not_unified"].as_array().unwrap();
    assert_eq!(villages.len(), 2);
    assert_eq!(villages[0]["id"], "T091");
    assert_eq!(villages[0]["commune"], "Đảng bộ xã Quảng Phong");
    assert_eq!(villages[1]["reason"], "head_not_member");
    assert!(villages.iter().all(|v| v["planned"] == "2018-09"));
    let later = desk.json(&["--file", "n.json", "summary", "--as-of", "1/10/2018", "--format", "json"]);
    assert_eq!(later["overdue"], 2, "the planned month has passed");
}

#[test]
fn who_was_admitted_twice_in_a_year_is_one_of_the_year_in_summary_and_list_alike() {
    let desk = Desk::new();
    let event = |id: &str, kind: &str, date: &str, unit: &str| {
        format!("{{\"id\":\"{id}\",\"member\":\"m\",\"kind\":\"{kind}\",\"date\":\"{date}\"{unit}}}")
    };
    let here = ",\"unit\":\"u\"";
    let events = [
        event("a", "admitted", "2017-01-10", here),
        event("b", "struck_off", "2017-02-10", ""),
        event("c", "readmitted", "2017-11-10", here),
    ];
    let text = format!(
        "{{\"format\":\"chibo\",\"schema\":1,\"revision\":1,\"office\":{{\"id\":\"office\",\"name\":\"X\"}},\n\
         \"units\":[{{\"id\":\"u\",\"name\":\"Chi bộ\",\"kind\":\"cell\"}}],\n\
         \"members\":[{{\"id\":\"m\",\"name\":\"Lý Thị Hoa\"}}],\n\"events\":[{}]}}\n",
        events.join(",")
    );
    fs::write(desk.path("n.json"), text).unwrap();
    let figures = desk.json(&["--file", "n.json", "summary", "--as-of", "2018-03-31", "--format", "json"]);
    assert_eq!(figures["admitted"]["2017"], 1);
    assert_eq!(figures["members"], 1);
}

#[test]
fn the_page_of_figures_is_written_the_offices_way_in_both_languages() {
    let desk = Desk::imported();
    let page = desk.run(&["--file", "n.json", "summary", "--as-of", "31/3/2018"]);
    assert_eq!((page.code, page.err.as_str()), (0, ""));
    for words in ["Đến ngày 31/3/2018", "2.736", "98,3 %", "Đã nhất thể hóa", "dự kiến 9/2018"]
    {
        assert!(page.out.contains(words), "{words}\n{}", page.out);
    }
    let page = desk.run(&["--file", "n.json", "summary", "--as-of", "2018-03-31", "--lang", "en"]);
    for words in ["As of 31/3/2018", "2,736", "98.3%", "Unified", "planned 9/2018"] {
        assert!(page.out.contains(words), "{words}\n{}", page.out);
    }
}

#[test]
fn lists_filter_sort_and_choose_columns() {
    let desk = Desk::imported();
    let list = |more: &[&str]| {
        let mut arguments = vec!["--file", "n.json", "--as-of", "2018-03-31", "list"];
        arguments.extend(more);
        desk.run(&arguments)
    };
    let csv = list(&["members", "--filter", "unit=DB01", "--columns", "name,born,state", "--format", "csv"]);
    let lines: Vec<&str> = csv.out.lines().collect();
    assert_eq!((lines[0], lines.len()), ("name,born,state", 1 + 381));
    let given = |line: &str| line.split(',').next().unwrap().rsplit(' ').next().unwrap().to_owned();
    assert!(given(lines[1]).starts_with(['A', 'Á', 'B']), "by given name: {}", lines[1]);
    let json: Value = serde_json::from_str(
        &list(&["members", "--filter", "admitted=2017", "--filter", "sex=female", "--format", "json"]).out,
    )
    .unwrap();
    assert_eq!(json.as_array().unwrap().len(), 43);
    assert!(json[0]["id"].is_string() && json[0]["sex"] == "female" && json[0]["unit"]["id"].is_string());
    assert!(json[0].get("card_number").is_none(), "protected columns only when named");
    let cards = list(&["members", "--columns", "id,card_number", "--sort=-card_number", "--format", "csv"]);
    assert!(cards.out.lines().nth(1).unwrap().contains(",99"));
    let text = list(&["villages", "--filter", "state!=unified"]);
    assert!(text.out.ends_with("Thôn, bản, khu phố: 2\n"), "{}", text.out);
    assert_eq!(list(&["units", "--format", "csv"]).out.lines().count(), 1 + 251);
    assert_eq!(list(&["units", "--filter", "state=closed", "--format", "csv"]).out.lines().count(), 1 + 16);
    assert!(list(&["terms", "--filter", "post=secretary", "--filter", "current=yes"]).out.contains("Bí thư"));
    assert!(list(&["events", "--filter", "kind=transferred_inside"]).out.ends_with(": 126\n"));
    assert!(list(&["members", "--columns", "help"]).out.contains("probation_ends"));
}

#[test]
fn a_list_that_cannot_be_made_says_what_would_do() {
    let desk = Desk::imported();
    for (arguments, words) in [
        (&["list", "members", "--filter", "colour=red"][..], "card_number"),
        (&["list", "members", "--filter", "name"], "COLUMN=VALUE"),
        (&["list", "villages", "--filter", "state=glad"], "unified"),
        (&["list", "members", "--columns", "colour"], "card_number"),
        (&["list", "members", "--sort", "colour"], "card_number"),
        (&["list", "members", "--as-of", "31/2/2018"], "2018-03-31"),
        (&["list", "members", "--as-of", "2018"], "2018-03-31"),
    ] {
        let mut all = vec!["--file", "n.json", "--lang", "en"];
        all.extend(arguments);
        let said = desk.run(&all);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.err.contains(words), "{arguments:?}: {}", said.err);
    }
}

#[test]
fn check_counts_by_level_and_ends_with_1_when_there_are_errors() {
    let desk = Desk::new();
    drop(hostile(&desk.path("h.json")));
    let findings = desk.json(&["--file", "h.json", "check", "--format", "json", "--as-of", "2018-03-31"]);
    let errors = findings["counts"]["error"].as_u64().unwrap();
    let listed = findings["findings"].as_array().unwrap();
    assert_eq!(listed.iter().filter(|f| f["level"] == "error").count() as u64, errors);
    let text = desk.run(&["--file", "h.json", "--lang", "en", "check", "--as-of", "2018-03-31"]);
    assert_eq!(text.code, i32::from(errors > 0));
    assert!(text.out.lines().last().unwrap().contains(&format!("Error: {errors}")), "{}", text.out);
    assert_eq!(desk.run(&["sample", "--to", "s.json"]).code, 0);
    assert_eq!(desk.run(&["--file", "s.json", "check", "--as-of", "2018-04-14"]).code, 0);
}

#[test]
fn the_sample_is_written_once_and_has_the_districts_figures() {
    let desk = Desk::new();
    let made = desk.run(&["sample", "--to", "s.json"]);
    assert_eq!((made.code, made.err.as_str()), (0, ""));
    let again = desk.run(&["sample", "--to", "s.json"]);
    assert_eq!((again.code, again.out.as_str()), (2, ""));
    let figures = desk.json(&["--file", "s.json", "summary", "--as-of", "2018-04-14", "--format", "json"]);
    assert_eq!((&figures["units_direct"], &figures["villages"]), (&46.into(), &118.into()));
    assert_eq!((&figures["unified"], &figures["admitted"]["2017"]), (&116.into(), &123.into()));
    let villages = figures["not_unified"].as_array().unwrap();
    assert!(villages.iter().all(|v| v["planned"] == "2018-09" && v["reason"].is_string()));
    for (path, arguments) in [("a.json", ["--seed", "2"]), ("b.json", ["--seed", "2"])] {
        let mut all = vec!["sample", "--members", "60", "--to", path];
        all.extend(arguments);
        assert_eq!(desk.run(&all).code, 0);
    }
    assert_eq!(fs::read(desk.path("a.json")).unwrap(), fs::read(desk.path("b.json")).unwrap());
}

#[test]
fn due_lists_what_is_overdue_first_and_what_a_unit_has_to_see_to() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["sample", "--to", "s.json"]).code, 0);
    let due = |more: &[&str]| {
        let all =
            [&["--file", "s.json", "--lang", "vi", "--as-of", "2018-04-14", "due", "--format", "json"], more];
        desk.json(&all.concat())
    };
    let all = due(&[]);
    let days: Vec<&str> =
        all["due"].as_array().unwrap().iter().map(|due| due["on"].as_str().unwrap()).collect();
    assert!(days.is_sorted() && *days.last().unwrap() <= "2018-07-13", "{days:?}");
    let overdue = days.iter().filter(|day| **day < "2018-04-14").count();
    assert_eq!(
        (all["count"].as_u64(), all["overdue"].as_u64()),
        (Some(days.len() as u64), Some(overdue as u64))
    );
    assert!(overdue > 0);

    // Who is on probation for more than a year, counted from the file itself.
    let file: Value = serde_json::from_str(&fs::read_to_string(desk.path("s.json")).unwrap()).unwrap();
    let over = all["due"].as_array().unwrap().iter();
    let over: Vec<&Value> = over.filter(|due| due["rule"] == "M04" && due["overdue"] == true).collect();
    assert_eq!(over.len(), 3);
    for due in over {
        let events = file["events"].as_array().unwrap().iter().filter(|event| event["member"] == due["id"]);
        let ceremony =
            events.filter(|event| event["kind"] == "admitted").map(|event| event["date"].as_str().unwrap());
        let ceremony = ceremony.max().unwrap();
        assert_eq!(due["on"].as_str().unwrap()[5..], ceremony[5..], "{due}");
        assert!(
            due["source"].as_str().unwrap().contains("Điều lệ") && due["working_days"].as_i64().unwrap() < 0
        );
    }

    let unit = all["due"][0]["unit"]["id"].as_str().unwrap();
    let of_unit = due(&["--unit", unit]);
    assert!(of_unit["due"].as_array().unwrap().iter().all(|due| due["unit"]["id"] == unit));
    assert!(of_unit["count"].as_u64() < all["count"].as_u64());
    let week = due(&["--days", "7"]);
    assert!(week["due"].as_array().unwrap().iter().all(|due| due["on"].as_str().unwrap() <= "2018-04-21"));
    let text = desk.run(&["--file", "s.json", "--as-of", "2018-04-14", "--lang", "vi", "due"]);
    assert_eq!(text.code, 0);
    assert!(text.out.starts_with("! ") && text.out.contains("trong đó quá hạn"), "{}", text.out);
}
