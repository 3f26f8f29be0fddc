//! The reports over the books: prospects, meetings, documents, cadre plan, badges, discipline, counted once more from
//! bare JSON.

use std::collections::BTreeMap;

use chibo::{
    domain::{
        data::Data,
        date::Date,
        record::{Id, Kind},
        report::{Cell, Name, Report, Table},
        words::Lang,
    },
    text::report,
};
use serde_json::Value;

use crate::{
    DAYS, cell, ids, made,
    raw::{Ids, Raw, Record, age, id, table, text},
    row, sample,
};

const DAY: &str = "2018-04-14";

fn named<'a>(report: &'a Report, code: &str) -> &'a Table {
    report.tables.iter().find(|table| table.code == code).unwrap()
}

/// The records that the rows of a table are about.
fn subjects(report: &Report, code: &str) -> Ids {
    let rows = named(report, code).rows.iter().filter_map(|row| row.record.as_ref());
    rows.map(|(_, id)| id.to_string()).collect()
}

fn these(records: &[Record], test: impl Fn(&Record) -> bool) -> Ids {
    records.iter().filter(|record| test(record)).map(id).collect()
}

/// Whether a day stands in a field and has come.
fn past(record: &Record, field: &str) -> bool {
    !text(record, field).is_empty() && text(record, field) <= DAY
}

fn number(record: &Record, field: &str) -> Option<usize> {
    record.get(field).and_then(Value::as_u64).map(|number| number as usize)
}

#[test]
fn prospects_stand_where_their_last_dated_step_is() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    let prospects = table(&data, Kind::Prospect);
    let report = made(&data, Name::Prospects, DAYS[2]);
    let stand = raw.stand(DAYS[2]);
    let stage = |p: &Record| -> usize {
        if past(p, "dropped") {
            return 9;
        }
        let steps = ["introduced", "followed", "class", "dossier", "decided", "ceremony"];
        let last = steps.iter().rposition(|step| past(p, step)).map_or(0, |place| place + 1);
        let official = stand.get(text(p, "member")).is_some_and(|stands| stands.official);
        if last == 6 && official { 7 } else { last }
    };
    let labels = [
        "Được giới thiệu",
        "Phân công giúp đỡ",
        "Đã học lớp nhận thức",
        "Đã nộp hồ sơ",
        "Có quyết định kết nạp",
        "Đã kết nạp",
        "Đã chính thức",
    ];
    for (place, label) in labels.iter().enumerate().map(|(place, label)| (place + 1, label)) {
        assert_eq!(ids(cell(&report, "funnel", label, "here")), these(&prospects, |p| stage(p) == place));
        let came = these(&prospects, |p| (place..=7).contains(&stage(p)));
        assert_eq!(ids(cell(&report, "funnel", label, "came")), came, "{label}");
    }
    let on_the_way = |p: &Record| (1..=5).contains(&stage(p));
    let young = |p: &Record| age(text(p, "born"), DAY).is_some_and(|age| age <= 30);
    let minority = |p: &Record| !["", "01", "55", "99"].contains(&text(p, "ethnic_group"));
    let total = |column: &str| ids(cell(&report, "funnel", "Nguồn hiện có", column));
    assert_eq!(total("here"), these(&prospects, on_the_way));
    assert_eq!(total("young"), these(&prospects, |p| on_the_way(p) && young(p)));
    assert_eq!(total("minorities"), these(&prospects, |p| on_the_way(p) && minority(p)));
    assert!(!total("young").is_empty() && !total("minorities").is_empty());
    for row in named(&report, "units").rows.iter().filter(|row| row.record.is_some()) {
        let unit = row.record.as_ref().unwrap().1.as_str();
        let under = |p: &Record| raw.path(text(p, "cell")).iter().any(|above| text(above, "id") == unit);
        assert_eq!(ids(&row.cells[1]), these(&prospects, |p| on_the_way(p) && under(p)), "{unit}");
    }
    assert_eq!(ids(cell(&report, "units", "Cộng", "on_the_way")), total("here"));
}

#[test]
fn meetings_attendance_and_visits_are_those_of_the_period() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    let meetings = table(&data, Kind::Meeting);
    let report = made(&data, Name::Meetings, DAYS[2]);
    let held = |m: &Record| ("2018-01-01"..=DAY).contains(&text(m, "date"));
    let visit = |m: &Record| m.contains_key("team");
    let total = |column: &str| cell(&report, "units", "Cộng", column);
    assert_eq!(ids(total("meetings")), these(&meetings, held));
    assert_eq!(ids(total("visits")), these(&meetings, |m| held(m) && visit(m)));
    let sum = |field: &str| meetings.iter().filter_map(|m| number(m, field)).sum::<usize>();
    let Cell::Share(attended) = total("attendance") else { panic!() };
    assert_eq!((attended.part, attended.whole), (sum("present"), sum("expected")));
    let open = |m: &Record| m.contains_key("remedy_due") && !past(m, "remedied");
    assert_eq!(ids(total("open")), these(&meetings, open));
    let overdue = these(&meetings, |m| open(m) && text(m, "remedy_due") < DAY);
    assert_eq!(ids(total("overdue")), overdue);
    assert!(!overdue.is_empty());
    assert_eq!(subjects(&report, "open"), these(&meetings, open));
    let visited: Vec<&Record> =
        meetings.iter().filter(|m| visit(m) && text(m, "date") >= "2018-04-01").collect();
    let cells = |u: &Record| text(u, "kind").ends_with("cell") && Raw::is_open(u, DAYS[2]);
    let units: Vec<Record> = raw.units.values().cloned().collect();
    let here: Ids = visited.iter().map(|m| text(m, "unit").to_owned()).collect();
    assert_eq!(ids(total("not_visited")), these(&units, |u| cells(u) && !here.contains(text(u, "id"))));
    let seen: Ids = here.iter().flat_map(|unit| raw.path(unit)).map(id).collect();
    let silent = these(&units, |u| {
        text(u, "kind").starts_with("grassroots") && Raw::is_open(u, DAYS[2]) && !seen.contains(text(u, "id"))
    });
    assert_eq!(subjects(&report, "silent"), silent);
    assert!(!silent.is_empty() && named(&report, "teams").rows.len() == 6);
    for row in &named(&report, "teams").rows {
        let team = row.record.as_ref().unwrap().1.to_string();
        assert_eq!(ids(&row.cells[2]).len(), 5, "five members each");
        assert_eq!(ids(&row.cells[4]), these(&meetings, |m| held(m) && text(m, "team") == team));
    }
}

#[test]
fn documents_stand_by_unit_and_the_six_regulations_were_revised() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    let papers = table(&data, Kind::Paper);
    let report = made(&data, Name::Documents, DAYS[2]);
    let resolution = |p: &Record| text(p, "kind") == "resolution" && text(p, "issued").starts_with("2018");
    assert_eq!(ids(cell(&report, "kinds", "Nghị quyết", "this_year")), these(&papers, resolution));
    assert_eq!(ids(cell(&report, "kinds", "Cộng", "all")), these(&papers, |p| past(p, "issued")));
    let amended: Ids =
        papers.iter().filter(|p| past(p, "issued")).map(|p| text(p, "amends").into()).collect();
    let amended: Ids = amended.into_iter().filter(|id| !id.is_empty()).collect();
    assert_eq!(ids(cell(&report, "kinds", "Cộng", "amended")), amended);
    assert_eq!(subjects(&report, "revised"), these(&papers, |p| p.contains_key("amends")));
    assert_eq!(subjects(&report, "revised").len(), 6);
    let passed: Ids = papers.iter().filter(|p| resolution(p)).map(|p| text(p, "unit").to_owned()).collect();
    let units: Vec<Record> = raw.units.values().cloned().collect();
    let silent = these(&units, |u| {
        text(u, "kind").starts_with("grassroots")
            && Raw::is_open(u, DAYS[2])
            && !passed.contains(text(u, "id"))
    });
    assert_eq!(subjects(&report, "silent"), silent);
    assert_eq!(ids(cell(&report, "units", "Cộng", "without")), silent);
    assert!(!silent.is_empty());
    // The next reviews are two years after the revisions; the last but one of them on 24/3/2020.
    assert_eq!(subjects(&made(&data, Name::Documents, jiff::civil::date(2020, 3, 24)), "review").len(), 5);
}

#[test]
fn the_cadre_plan_counts_each_person_once_and_holds_shares_against_floors() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    let plans = table(&data, Kind::Planning);
    let report = made(&data, Name::Cadre, DAYS[2]);
    let on = |p: &Record| past(p, "from") && !past(p, "to");
    let persons = |test: &dyn Fn(&Record) -> bool| -> Ids {
        plans.iter().filter(|p| test(p)).map(|p| text(p, "member").to_owned()).collect()
    };
    let all = persons(&on);
    assert_eq!(ids(cell(&report, "plan", "Cộng", "persons")), all);
    let secretaries = |p: &Record| on(p) && text(p, "post") == "Bí thư cấp ủy";
    assert_eq!(ids(cell(&report, "plan", "Bí thư cấp ủy", "persons")), persons(&secretaries));
    let women: Ids = all.iter().filter(|id| text(&raw.members[*id], "sex") == "female").cloned().collect();
    assert_eq!(ids(cell(&report, "plan", "Cộng", "women")), women);
    assert_eq!(ids(cell(&report, "shares", "Nữ", "persons")), women);
    let young: Ids =
        all.iter().filter(|id| age(text(&raw.members[*id], "born"), DAY).unwrap() < 40).cloned().collect();
    assert_eq!(ids(cell(&report, "shares", "Trẻ", "persons")), young);
    let off = these(&plans, |p| past(p, "to") && text(p, "to").starts_with("2018"));
    assert_eq!(ids(cell(&report, "plan", "Cộng", "taken_off")), off);
    // In 2018 only women had a floor, of 15 % (HD 15-HD/BTCTW 2012); since QĐ 50-QĐ/TW it is 25 % and 15 % young.
    let floor = |report: &Report, of: &str| cell(report, "shares", of, "floor").clone();
    let percent = |cell: Cell| match cell {
        Cell::Share(share) => Some(share.part),
        _ => None,
    };
    assert_eq!((percent(floor(&report, "Nữ")), percent(floor(&report, "Trẻ"))), (Some(15), None));
    let reached = if women.len() * 100 >= all.len() * 15 { "Đạt" } else { "Chưa đạt" };
    assert!(matches!(cell(&report, "shares", "Nữ", "state"), Cell::Words(words) if words.vi == reached));
    let later = made(&data, Name::Cadre, jiff::civil::date(2021, 12, 27));
    assert_eq!((percent(floor(&later, "Nữ")), percent(floor(&later, "Trẻ"))), (Some(25), Some(15)));
    let courses = table(&data, Kind::Training);
    assert_eq!(ids(cell(&report, "year", "Lớp đào tạo, bồi dưỡng", "planned")), these(&courses, |_| true));
    assert_eq!(ids(cell(&report, "year", "Lớp đào tạo, bồi dưỡng", "done")).len(), 2);
    assert_eq!(cell(&report, "training", "Cộng", "attended"), &Cell::Number(57 + 62));
    let rotations = table(&data, Kind::Rotation);
    let year = these(&rotations, |r| text(r, "planned").starts_with("2018"));
    assert_eq!(ids(cell(&report, "year", "Luân chuyển", "planned")), year);
    assert_eq!(ids(cell(&report, "year", "Luân chuyển", "done")), these(&rotations, |r| past(r, "done")));
}

/// The badges members have not been given yet, each with the day on which its years are reached, by the rules written
/// down once more.
fn owed(data: &Data, raw: &Raw) -> Vec<(String, String)> {
    let mut since: BTreeMap<&str, &str> = BTreeMap::new();
    // Events stand in the order in which they take effect, so the last admission stays.
    for event in raw.events.iter().filter(|e| text(e, "kind").ends_with("admitted") && past(e, "date")) {
        let decided = Some(text(event, "decision_date")).filter(|day| !day.is_empty());
        since.insert(text(event, "member"), decided.unwrap_or(text(event, "date")));
    }
    let mut held: BTreeMap<String, usize> = BTreeMap::new();
    for award in table(data, Kind::Award).iter().filter(|award| past(award, "awarded")) {
        let years = held.entry(text(award, "subject").to_owned()).or_default();
        *years = number(award, "years").unwrap_or(0).max(*years);
    }
    let mut owed = Vec::new();
    for member in raw.stand(DAYS[2]).keys() {
        let Some(since) = since.get(member.as_str()) else { continue };
        let recorded = number(&raw.members[member], "badge_years").unwrap_or(0);
        let held = held.get(member).copied().unwrap_or(0).max(recorded);
        for badge in [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90].into_iter().filter(|b| *b > held) {
            let year = since[..4].parse::<usize>().unwrap() + badge;
            owed.push((member.clone(), format!("{year}{}", &since[4..])));
        }
    }
    owed
}

#[test]
fn badges_of_a_round_are_those_reached_in_its_window_and_none_is_given_twice() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    let report = made(&data, Name::Badges, DAYS[2]);
    let (rounds, owed) = (&named(&report, "rounds").rows, owed(&data, &raw));
    let windows = [
        ("2018-03-01", "2018-05-31"),
        ("2018-06-01", "2018-09-30"),
        ("2018-10-01", "2018-11-30"),
        ("2018-12-01", "2019-02-28"),
    ];
    for (row, (from, to)) in rounds[1..].iter().zip(windows) {
        let in_window = owed.iter().filter(|(_, reached)| (from..=to).contains(&reached.as_str()));
        let want: Ids = in_window.map(|(member, _)| member.clone()).collect();
        let (all, early, dead) = (ids(&row.cells[1]), ids(&row.cells[3]), ids(&row.cells[4]));
        assert_eq!(&all - &dead, want, "{from}");
        assert!(early.is_empty());
    }
    assert!(ids(&rounds[1].cells[1]).len() > 3);
    let given = table(&data, Kind::Award);
    let given = these(&given, |a| text(a, "awarded").starts_with("2018") && past(a, "awarded"));
    assert_eq!(ids(&row(&report, "given", "Đúng đợt").cells[1]), given);
}

#[test]
fn a_badge_whose_round_has_passed_is_never_dropped_and_early_and_posthumous_ones_are_marked() {
    let mut data = sample();
    let put = |data: &mut Data, kind: Kind, id: &str, fields: &[(&str, &str)]| {
        let mut record = kind.blank(Id::new(id).unwrap());
        for (field, text) in fields {
            record.set_text(kind.place(field).unwrap(), text).unwrap();
        }
        data.put(record);
    };
    let cell = data.ids(Kind::Unit)[5].to_string();
    for (person, admitted) in [("old", "1970-05-01"), ("ill", "1988-12-15"), ("dead", "1988-12-15")] {
        put(&mut data, Kind::Member, person, &[("name", person)]);
        let fields = [("member", person), ("kind", "admitted"), ("date", admitted), ("unit", &cell)];
        put(&mut data, Kind::Event, &format!("{person}-in"), &fields);
    }
    put(&mut data, Kind::Event, "dead-out", &[("member", "dead"), ("kind", "died"), ("date", "2018-03-10")]);
    let early = [
        ("subject", "ill"),
        ("form", "badge"),
        ("years", "30"),
        ("manner", "early"),
        ("proposed", "2018-04-01"),
    ];
    put(&mut data, Kind::Award, "early", &early);
    let on = |day: Date| {
        let report = made(&data, Name::Badges, day);
        let state = |name: &str| {
            let rows = named(&report, "persons").rows.iter().map(|row| words(&row.cells));
            rows.filter(|words| words[0] == name).map(|words| words[1..4].join(" ")).collect::<Vec<_>>()
        };
        [state("old"), state("ill"), state("dead")]
    };
    let [old, ill, dead] = on(DAYS[2]);
    assert_eq!(
        old,
        ["45 19/5/2015 Quá đợt, chưa tặng"],
        "who has none is owed the highest whose round has passed"
    );
    assert_eq!(ill, ["30 19/5/2018 Tặng sớm"]);
    assert_eq!(dead, ["30 19/5/2018 Truy tặng"]);
    let [old, ..] = on(jiff::civil::date(2019, 12, 31));
    assert_eq!(old.len(), 1, "and a year later still");
}

fn words(cells: &[Cell]) -> Vec<String> {
    cells.iter().map(|cell| report::cell(cell, Lang::Vi)).collect()
}

#[test]
fn discipline_in_force_is_told_with_beginning_and_end() {
    let data = sample();
    let all = table(&data, Kind::Discipline);
    let report = made(&data, Name::Discipline, DAYS[2]);
    let now = |d: &Record| past(d, "from") && !past(d, "to");
    assert_eq!(ids(cell(&report, "forms", "Cộng", "in_force")), these(&all, now));
    assert_eq!(subjects(&report, "in_force"), these(&all, now));
    let warned = |d: &Record| now(d) && text(d, "form") == "warning";
    assert_eq!(ids(cell(&report, "forms", "Cảnh cáo", "in_force")), these(&all, warned));
    let begun = these(&all, |d| past(d, "from") && text(d, "from").starts_with("2018"));
    assert_eq!(ids(cell(&report, "forms", "Cộng", "begun")), begun);
    assert!(!these(&all, now).is_empty());
}
