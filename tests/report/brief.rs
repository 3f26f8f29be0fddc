//! The paragraph: the article's figures, each counted a second time from the bare JSON, with the ids behind it.

use std::collections::{BTreeMap, BTreeSet};

use chibo::{
    domain::{
        data::Data,
        date::Date,
        record::{Id, Kind},
        report::{Name, Report},
        words::Lang,
    },
    text::report::paragraph,
};

use crate::{
    DAYS, cell, ids, made,
    raw::{Ids, Record, id, table, text},
    sample,
};

#[test]
fn the_paragraph_says_what_the_register_holds() {
    let brief = made(&sample(), Name::Brief, DAYS[2]);
    let vi = paragraph(&brief, Lang::Vi);
    for words in [
        "46 chi, đảng bộ",
        "2.736 đảng viên",
        "123 đảng viên",
        "đạt 108,85 % kế hoạch (113), vượt 8,85 % kế hoạch.",
        "116/118",
        "98,3 %",
        "9/2018",
        "126 đảng viên của 12 chi bộ cơ quan xã",
        "04 chức danh kiêm nhiệm; bí thư cấp ủy kiêm 01 chức danh.",
        "Hợp nhất 02 cặp cơ quan (công bố ngày 15/3/2018).",
        "sửa đổi, bổ sung 06 quy chế, quy định",
        "Quy hoạch cán bộ giai đoạn 2020-2025",
        "06 tổ tăng cường",
    ] {
        assert!(vi.contains(words), "{words}: {vi}");
    }
    let en = paragraph(&brief, Lang::En);
    for words in [
        "2,736",
        "108.85% of the plan (123 of 113), 8.85% above plan.",
        "116 of 118",
        "98.3%",
        "9/2018",
        "4 double posts",
        "2 pairs of agencies",
    ] {
        assert!(en.contains(words), "{words}: {en}");
    }
}

#[test]
fn the_paragraph_follows_the_register() {
    let mut data = sample();
    let plan: Vec<Id> = data.ids(Kind::Target);
    plan.iter().for_each(|id| data.remove(Kind::Target, id));
    let before = paragraph(&made(&data, Name::Brief, DAYS[2]), Lang::Vi);
    assert!(before.contains("Năm 2017 kết nạp 123 đảng viên.") && !before.contains("chỉ tiêu"), "{before}");
    let open: Vec<Id> =
        data.villages().values().filter(|v| v.plan_month.is_some()).map(|v| v.id.clone()).collect();
    for id in &open {
        let mut village = data.village(id).unwrap().clone();
        village.plan_month = None;
        data.put(Box::new(village));
    }
    let without = paragraph(&made(&data, Name::Brief, DAYS[2]), Lang::Vi);
    assert!(without.contains("còn 02 thôn chưa có dự kiến"), "{without}");
    assert!(!without.contains("9/2018"), "{without}");
}

/// The ids of the records of a kind that pass a test.
fn who(data: &Data, kind: Kind, test: impl Fn(&Record) -> bool) -> Ids {
    table(data, kind).iter().filter(|record| test(record)).map(id).collect()
}

fn figure(report: &Report, label: &str) -> Ids {
    ids(cell(report, "figures", label, "figure"))
}

/// Who holds each post of an agency, and is secretary of each unit, on a day.
fn holders(data: &Data, on: &str) -> BTreeMap<String, Ids> {
    let mut holders: BTreeMap<String, Ids> = BTreeMap::new();
    for term in table(data, Kind::Term) {
        let held = text(&term, "from") <= on && (text(&term, "to").is_empty() || on < text(&term, "to"));
        if held && ["holder", "secretary"].contains(&text(&term, "post")) {
            holders
                .entry(text(&term, "body").to_owned())
                .or_default()
                .insert(text(&term, "member").to_owned());
        }
    }
    holders
}

/// Counts what stands in the books on a day a second time.
fn counted(data: &Data, day: Date, since: &str) {
    let report = made(data, Name::Brief, day);
    let on = day.to_string();
    let within =
        |record: &Record, field: &str| since <= text(record, field) && text(record, field) <= on.as_str();
    let holders = holders(data, &on);
    let in_one_hand = |pair: &Record| {
        let [first, second] =
            ["first", "second"].map(|side| holders.get(text(pair, side)).cloned().unwrap_or_default());
        first.intersection(&second).any(|member| !member.is_empty())
    };
    let positions = who(data, Kind::Position, |_| true);
    let of_agencies =
        |pair: &Record| ["first", "second"].iter().all(|side| positions.contains(text(pair, side)));
    assert_eq!(
        figure(&report, "Chức danh kiêm nhiệm"),
        who(data, Kind::Pair, |p| of_agencies(p) && in_one_hand(p))
    );
    assert_eq!(
        figure(&report, "Bí thư kiêm chức danh khác"),
        who(data, Kind::Pair, |p| !of_agencies(p) && in_one_hand(p))
    );
    let is_rule = |paper: &Record| ["working_rules", "regulation"].contains(&text(paper, "kind"));
    let issued = table(data, Kind::Paper).into_iter().filter(|paper| within(paper, "issued"));
    let touched: Ids = issued.map(|paper| text(&paper, "amends").to_owned()).collect();
    let kind = |paper: &Record, kind: &str| text(paper, "kind") == kind && within(paper, "issued");
    assert_eq!(figure(&report, "Nghị quyết"), who(data, Kind::Paper, |p| kind(p, "resolution")));
    assert_eq!(
        figure(&report, "Chương trình, kế hoạch hành động"),
        who(data, Kind::Paper, |p| kind(p, "action_plan"))
    );
    let on_plan = |p: &Record| {
        text(p, "from") <= on.as_str() && (text(p, "to").is_empty() || on.as_str() < text(p, "to"))
    };
    let plannings: Vec<Record> = table(data, Kind::Planning).into_iter().filter(on_plan).collect();
    let persons: BTreeSet<&str> = plannings.iter().map(|p| text(p, "member")).collect();
    assert_eq!(figure(&report, "Lượt quy hoạch"), plannings.iter().map(id).collect());
    let member = |m: &Record| persons.contains(id(m).as_str());
    assert_eq!(figure(&report, "Cán bộ trong quy hoạch"), who(data, Kind::Member, member));
    assert_eq!(
        figure(&report, "Trong đó nữ"),
        who(data, Kind::Member, |m| member(m) && text(m, "sex") == "female")
    );
    let minority = |r: &Record| !["01", ""].contains(&text(r, "ethnic_group"));
    assert_eq!(
        figure(&report, "Trong đó dân tộc thiểu số"),
        who(data, Kind::Member, |m| member(m) && minority(m))
    );
    // Nothing was revised, merged, planned for the year, attended or begun with before 2018.
    if day.year() < 2018 {
        return;
    }
    let revised = |p: &Record| is_rule(p) && (within(p, "reviewed") || touched.contains(&id(p)));
    assert_eq!(figure(&report, "Quy chế, quy định đã rà soát"), who(data, Kind::Paper, revised));
    let merged = who(data, Kind::Merger, |m| within(m, "announced"));
    assert_eq!(figure(&report, "Lần hợp nhất cơ quan"), merged);
    assert_eq!(
        figure(&report, "Cơ quan đã hợp nhất"),
        who(data, Kind::Agency, |a| merged.contains(text(a, "merged")))
    );
    let of_year = |r: &Record| text(r, "planned").starts_with("2018");
    let past = |r: &Record, field: &str| !text(r, field).is_empty() && text(r, field) <= on.as_str();
    assert_eq!(figure(&report, "Lớp theo kế hoạch"), who(data, Kind::Training, of_year));
    assert_eq!(figure(&report, "Lớp đã mở"), who(data, Kind::Training, |t| of_year(t) && past(t, "held")));
    assert_eq!(figure(&report, "Luân chuyển theo kế hoạch"), who(data, Kind::Rotation, of_year));
    assert_eq!(
        figure(&report, "Đã luân chuyển"),
        who(data, Kind::Rotation, |t| of_year(t) && past(t, "done"))
    );
    let attended = |m: &Record| within(m, "date") && !text(m, "team").is_empty();
    let meetings: Vec<Record> = table(data, Kind::Meeting).into_iter().filter(attended).collect();
    assert_eq!(figure(&report, "Cuộc họp có tổ dự"), meetings.iter().map(id).collect());
    let of = |field: &str| -> Ids { meetings.iter().map(|m| text(m, field).to_owned()).collect() };
    assert_eq!(figure(&report, "Tổ tăng cường"), of("team"));
    assert_eq!(figure(&report, "Tổ chức đảng được dự"), of("unit"));
    let open = |m: &Record| attended(m) && !text(m, "remedy_due").is_empty() && !past(m, "remedied");
    assert_eq!(figure(&report, "Hạn chế chưa khắc phục"), who(data, Kind::Meeting, open));
    let followed = |p: &Record| past(p, "introduced") && !past(p, "ceremony") && !past(p, "dropped");
    assert_eq!(figure(&report, "Quần chúng ưu tú đang theo dõi"), who(data, Kind::Prospect, followed));
    // At most 30: the 31st birthday lies after the day.
    let young = |p: &Record| followed(p) && text(p, "born") > "1987-04-14";
    assert_eq!(figure(&report, "Không quá 30 tuổi"), who(data, Kind::Prospect, young));
    assert_eq!(
        figure(&report, "Quần chúng dân tộc thiểu số"),
        who(data, Kind::Prospect, |p| followed(p) && minority(p))
    );
}

#[test]
fn every_figure_of_the_books_is_the_one_the_file_gives() {
    let data = sample();
    counted(&data, DAYS[1], "2017-01-01");
    counted(&data, DAYS[2], "2017-01-01");
}

#[test]
fn a_sentence_of_the_books_is_left_out_when_its_facts_are_not_there() {
    let mut data = sample();
    let whole = paragraph(&made(&data, Name::Brief, DAYS[2]), Lang::Vi);
    for (kind, words) in [
        (Kind::Pair, "kiêm nhiệm"),
        (Kind::Merger, "cặp cơ quan"),
        (Kind::Paper, "nghị quyết"),
        (Kind::Planning, "Quy hoạch"),
        (Kind::Training, "lớp đào tạo"),
        (Kind::Rotation, "luân chuyển"),
        (Kind::Meeting, "tổ tăng cường"),
        (Kind::Prospect, "quần chúng"),
    ] {
        assert!(whole.contains(words), "{words}: {whole}");
        data.ids(kind).iter().for_each(|id| data.remove(kind, id));
        let without = paragraph(&made(&data, Name::Brief, DAYS[2]), Lang::Vi);
        assert!(!without.contains(words), "{words}: {without}");
    }
}
