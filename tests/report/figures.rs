//! Every figure against a count from bare JSON, with the ids behind it, on three days.

use std::collections::BTreeMap;

use chibo::{
    domain::{
        date::Date,
        report::{Cell, Name, Request, report},
    },
    sample::{Spec, district},
};

use crate::{
    DAYS, cell, ids, made,
    raw::{Ids, Raw, Record, Stands, age, id, text, year_before},
    row, sample,
};

/// A row of biểu 2 or 3 and who is in it: the person, how the person stands, the age.
type Test = (&'static str, fn(&Record, &Stands, Option<i32>) -> bool);

fn between(age: Option<i32>, from: i32, to: i32) -> bool {
    age.is_some_and(|age| from <= age && age <= to)
}

const PEOPLE: &[Test] = &[
    ("Nữ", |m, _, _| text(m, "sex") == "female"),
    ("Dân tộc thiểu số", |m, _, _| !["", "01", "55", "99"].contains(&text(m, "ethnic_group"))),
    ("Theo tôn giáo", |m, _, _| !["", "none"].contains(&text(m, "religion"))),
    ("18 – 30 tuổi", |_, _, age| between(age, 18, 30)),
    ("31 – 35 tuổi", |_, _, age| between(age, 31, 35)),
    ("36 – 40 tuổi", |_, _, age| between(age, 36, 40)),
    ("41 – 45 tuổi", |_, _, age| between(age, 41, 45)),
    ("46 – 50 tuổi", |_, _, age| between(age, 46, 50)),
    ("51 – 55 tuổi", |_, _, age| between(age, 51, 55)),
    ("56 – 60 tuổi", |_, _, age| between(age, 56, 60)),
    ("Trên 60 tuổi", |_, _, age| between(age, 61, 200)),
    ("Trung học phổ thông", |m, _, _| ["12/12", "10/10"].contains(&text(m, "schooling"))),
    ("Đại học", |m, _, _| text(m, "profession") == "university"),
    ("Thạc sĩ", |m, _, _| text(m, "profession") == "master"),
];

const MEMBERS: &[Test] = &[
    ("Tổng số đảng viên", |_, _, _| true),
    ("Chính thức", |_, s, _| s.official),
    ("Dự bị", |_, s, _| !s.official),
    ("Miễn công tác và sinh hoạt đảng", |_, s, _| s.exempt),
    ("Trước 19/8/1945", |_, s, _| !s.began.is_empty() && s.began.as_str() < "1945-08-19"),
    ("21/7/1954 – 30/4/1975", |_, s, _| ("1954-07-21".."1975-05-01").contains(&s.began.as_str())),
    ("1/5/1975 đến nay", |_, s, _| s.began.as_str() >= "1975-05-01"),
    ("Cao cấp, cử nhân", |m, _, _| text(m, "political_theory") == "advanced"),
];

#[test]
fn the_membership_is_what_the_members_are() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    for on in DAYS {
        let report = made(&data, Name::Membership, on);
        for (label, test) in PEOPLE.iter().chain(MEMBERS) {
            for (column, day) in [("now", on.to_string()), ("before", year_before(&on.to_string()))] {
                let want = raw.who(day.parse().unwrap(), |m, s| test(m, s, age(text(m, "born"), &day)));
                assert_eq!(ids(cell(&report, "membership", label, column)), want, "{label} {day}");
            }
        }
        let Cell::Mean { sum, count } = cell(&report, "membership", "Tuổi bình quân", "now") else {
            panic!()
        };
        let ages: Vec<i64> = raw
            .stand(on)
            .keys()
            .filter_map(|id| age(text(&raw.members[id], "born"), &on.to_string()).map(i64::from))
            .collect();
        assert_eq!((*sum, *count), (ages.iter().sum(), ages.len()), "{on}");
    }
}

/// Who was admitted from a day on, each with the day of the last admission.
fn admitted(raw: &Raw, from: &str, to: Date) -> BTreeMap<String, String> {
    let events = raw.events_of(&["admitted", "readmitted"], from, to);
    events.iter().map(|e| (text(e, "member").to_owned(), text(e, "date").to_owned())).collect()
}

#[test]
fn the_newly_admitted_are_looked_at_on_the_day_of_their_ceremony() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    for to in DAYS {
        let from = format!("{}-01-01", to.year());
        let report = made(&data, Name::Admitted, to);
        let now = admitted(&raw, &from, to);
        let all: Ids = now.keys().cloned().collect();
        assert_eq!(ids(cell(&report, "admitted", "Tổng số đảng viên mới kết nạp", "now")), all);
        let nobody = Stands::default();
        for (label, test) in PEOPLE {
            let is = |(id, day): &(&String, &String)| {
                test(&raw.members[*id], &nobody, age(text(&raw.members[*id], "born"), day))
            };
            let want: Ids = now.iter().filter(is).map(|(id, _)| id.clone()).collect();
            assert_eq!(ids(cell(&report, "admitted", label, "now")), want, "{label} {to}");
        }
        let again = raw.events_of(&["readmitted"], &from, to);
        let again: Ids = again.iter().map(|e| text(e, "member").to_owned()).collect();
        assert_eq!(ids(cell(&report, "admitted", "Kết nạp lại", "now")), again);
        let earlier = admitted(&raw, &year_before(&from), year_before(&to.to_string()).parse().unwrap());
        let earlier: Ids = earlier.into_keys().collect();
        assert_eq!(ids(cell(&report, "admitted", "Tổng số đảng viên mới kết nạp", "before")), earlier);
    }
}

#[test]
fn what_came_and_went_proves_the_end_from_the_beginning() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    for to in DAYS {
        let first = format!("{}-01-01", to.year());
        let report = made(&data, Name::Movement, to);
        let now = |label: &str| ids(cell(&report, "movement", label, "now"));
        let events =
            |kinds: &[&str]| -> Ids { raw.events_of(kinds, &first, to).into_iter().map(id).collect() };
        let eve: Date = first.parse::<Date>().unwrap().yesterday().unwrap();
        assert_eq!(now("A. Có đầu kỳ"), raw.who(eve, |_, _| true));
        assert_eq!(now("D. Có cuối kỳ"), raw.who(to, |_, _| true));
        for (label, kinds) in [
            ("1. Kết nạp", &["admitted", "readmitted"][..]),
            ("2. Chuyển đến", &["transferred_in"]),
            ("3. Phục hồi đảng tịch", &["restored"]),
            ("1. Từ trần", &["died"]),
            ("2. Khai trừ", &["expelled"]),
            ("3. Xóa tên", &["struck_off"]),
            ("4. Xin ra khỏi Đảng", &["resigned"]),
            ("5. Chuyển đi", &["transferred_out"]),
        ] {
            assert_eq!(now(label), events(kinds), "{label} {to}");
        }
        let count = |label: &str| now(label).len();
        let proof = count("A. Có đầu kỳ") + count("B. Tăng trong kỳ") - count("C. Giảm trong kỳ");
        assert_eq!(proof, count("D. Có cuối kỳ"));
        assert_eq!(cell(&report, "movement", "Chênh lệch so với D", "now"), &Cell::Change(0));
        assert!(report.tables.iter().all(|table| table.code != "breaking"));
        assert_eq!(cell(&report, "movement", "a) Tỉnh khác", "now"), &Cell::Unknown);
    }
}

#[test]
fn each_unit_proves_too_and_together_they_are_the_whole() {
    let data = district(&Spec { members: 600, seed: 1 });
    let (raw, to) = (Raw::new(&data), DAYS[1]);
    let (mut start, mut end) = (Ids::new(), Ids::new());
    let root = raw.units.values().find(|u| !u.contains_key("parent")).map(id).unwrap();
    let direct: Vec<&String> =
        raw.units.iter().filter(|(_, u)| text(u, "parent") == root).map(|(id, _)| id).collect();
    let (mut came, mut went) = (0, 0);
    for unit in direct {
        let unit = data.unit(&chibo::domain::record::Id::new(unit).unwrap()).unwrap();
        let request = Request { unit: Some(unit.id.clone()), ..Request::up_to(Name::Movement, to) };
        let report = report(&data, &request);
        let now = |label: &str| ids(cell(&report, "movement", label, "now"));
        assert_eq!(
            cell(&report, "movement", "Chênh lệch so với D", "now"),
            &Cell::Change(0),
            "{}",
            unit.name
        );
        start.append(&mut now("A. Có đầu kỳ"));
        end.append(&mut now("D. Có cuối kỳ"));
        came += now("4. Chuyển đến trong đảng bộ").len();
        went += now("6. Chuyển đi trong đảng bộ").len();
    }
    assert_eq!(end, raw.who(to, |_, _| true));
    assert_eq!(start, raw.who(to.with().year(2016).build().unwrap(), |_, _| true));
    assert_eq!(came, went, "who moves inside is gained by one unit and lost by another");
}

#[test]
fn an_event_that_does_not_fit_is_named() {
    use chibo::domain::{event::EventKind, record::Id};
    let mut data = sample();
    let gone = data.events().values().find(|e| e.kind == EventKind::Died && e.date.unwrap().year() == 2016);
    let mut again = gone.unwrap().record().clone();
    again.id = Id::new("edouble").unwrap();
    again.date = Some("2017-05-05".parse().unwrap());
    data.put(Box::new(again));
    let report = made(&data, Name::Movement, DAYS[1]);
    assert_eq!(cell(&report, "movement", "Chênh lệch so với D", "now"), &Cell::Change(-1));
    let broken = &report.tables.iter().find(|t| t.code == "breaking").unwrap().rows;
    assert_eq!(broken.len(), 1);
    assert_eq!(broken[0].record.as_ref().unwrap().1.as_str(), "edouble");
    assert_eq!(broken[0].cells[3..], [Cell::Change(-1), Cell::Change(0)]);
}

#[test]
fn villages_are_unified_by_commune_as_their_terms_say() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    for on in DAYS {
        let request = Request { compare: Some(DAYS[0]), ..Request::up_to(Name::Unification, on) };
        let report = report(&data, &request);
        let (posts, earlier) = (raw.posts(on), raw.posts(DAYS[0]));
        let held = |posts: &BTreeMap<(&str, &str), Ids>, body: &str, post: &str| -> Ids {
            posts.get(&(body, post)).cloned().unwrap_or_default()
        };
        let unified = |v: &Record, posts: &BTreeMap<(&str, &str), Ids>| {
            let heads = held(posts, text(v, "id"), "village_head");
            !heads.is_disjoint(&held(posts, text(v, "cell"), "secretary"))
        };
        let here = raw.who(on, |_, _| true);
        let member = |v: &Record| !held(&posts, text(v, "id"), "village_head").is_disjoint(&here);
        let of = |commune: Option<&str>, test: &dyn Fn(&Record) -> bool| -> Ids {
            let villages = raw.villages.iter().filter(|v| commune.is_none_or(|c| text(v, "commune") == c));
            villages.filter(|v| test(v)).map(id).collect()
        };
        let communes: std::collections::BTreeSet<&str> =
            raw.villages.iter().map(|v| text(v, "commune")).collect();
        let names = communes.iter().map(|c| (Some(*c), text(&raw.units[*c], "short_name")));
        for (commune, label) in names.chain([(None, "Cộng")]) {
            for (column, test) in [
                ("villages", &(|_: &Record| true) as &dyn Fn(&Record) -> bool),
                ("with_cell", &|v| raw.units.get(text(v, "cell")).is_some_and(|u| Raw::is_open(u, on))),
                ("head_member", &member),
                ("unified", &|v| unified(v, &posts)),
                ("left", &|v| !unified(v, &posts)),
            ] {
                let want = of(commune, test);
                assert_eq!(ids(cell(&report, "unification", label, column)), want, "{label} {column} {on}");
            }
        }
        let left = &report.tables.iter().find(|t| t.code == "left").unwrap().rows;
        let left: Ids = left.iter().map(|row| row.record.as_ref().unwrap().1.to_string()).collect();
        assert_eq!(left, of(None, &|v| !unified(v, &posts)));
        let before = of(None, &|v| unified(v, &earlier));
        assert_eq!(ids(cell(&report, "compared", "Đã nhất thể hóa", "before")), before);
        let change = of(None, &|v| unified(v, &posts)).len() as i64 - before.len() as i64;
        assert_eq!(cell(&report, "compared", "Đã nhất thể hóa", "change"), &Cell::Change(change));
    }
}

#[test]
fn admissions_stand_against_the_plan_by_unit() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    for to in DAYS {
        let first = format!("{}-01-01", to.year());
        let report = made(&data, Name::Admissions, to);
        let rows = &report.tables[0].rows;
        let of_unit = |unit: &str| -> Ids {
            let events = raw.events_of(&["admitted", "readmitted"], &first, to);
            let under = |e: &&&Record| raw.path(text(e, "unit")).iter().any(|u| text(u, "id") == unit);
            events.iter().filter(under).map(|e| text(e, "member").to_owned()).collect()
        };
        let mut plan = 0;
        for row in rows.iter().filter(|row| row.record.is_some()) {
            let unit = row.record.as_ref().unwrap().1.as_str();
            assert_eq!(ids(&row.cells[2]), of_unit(unit), "{unit}");
            let target = raw
                .targets
                .iter()
                .find(|t| text(t, "unit") == unit && text(t, "year") == to.year().to_string());
            match target.map(|t| t["number"].as_i64().unwrap()) {
                Some(number) => {
                    assert_eq!(row.cells[1], Cell::Number(number));
                    plan += number;
                }
                None => assert_eq!(row.cells[1], Cell::Empty, "no plan is made up"),
            }
        }
        let all: Ids = admitted(&raw, &first, to).into_keys().collect();
        assert_eq!(ids(cell(&report, "admissions", "Cộng", "done")), all);
        let women: Ids =
            all.iter().filter(|id| text(&raw.members[*id], "sex") == "female").cloned().collect();
        assert_eq!(ids(cell(&report, "admissions", "Cộng", "women")), women);
        if to.year() == 2017 {
            assert_eq!(plan, 113);
            assert_eq!(cell(&report, "admissions", "Cộng", "plan"), &Cell::Number(plan));
        }
        let admitting: Ids = raw
            .events_of(&["admitted", "readmitted"], &first, to)
            .iter()
            .map(|e| text(e, "unit").to_owned())
            .collect();
        let without: Ids =
            raw.villages.iter().filter(|v| !admitting.contains(text(v, "cell"))).map(id).collect();
        assert_eq!(ids(cell(&report, "admissions", "Cộng", "villages_without")), without);
    }
}

#[test]
fn groups_religions_and_types_hold_everybody_once() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    for on in DAYS {
        let ethnic = made(&data, Name::Ethnic, on);
        for (label, code) in [("Kinh", "01"), ("Tày", "02"), ("Dao", "09"), ("Rơ Măm", "54")] {
            let want = raw.who(on, |m, _| text(m, "ethnic_group") == code);
            let women = raw.who(on, |m, _| text(m, "ethnic_group") == code && text(m, "sex") == "female");
            assert_eq!(ids(cell(&ethnic, "ethnic", label, "total")), want, "{label}");
            assert_eq!(ids(cell(&ethnic, "ethnic", label, "women")), women, "{label}");
        }
        let catholics = raw.who(on, |m, _| text(m, "religion") == "catholicism");
        assert_eq!(ids(cell(&ethnic, "ethnic", "Công giáo", "total")), catholics);
        let groups = ethnic.tables[0]
            .rows
            .iter()
            .take_while(|r| !matches!(&r.cells[1], Cell::Words(w) if w.vi.starts_with("B.")));
        let counted: usize = groups.filter_map(|r| r.cells[2].number()).sum::<i64>() as usize;
        assert_eq!(counted, raw.who(on, |_, _| true).len());

        let types = made(&data, Name::Organisations, on);
        for (label, code) in [("Xã", "commune"), ("Thị trấn", "township"), ("Công an", "police")] {
            let members = raw.who(on, |_, s| raw.type_of(&s.unit) == code);
            assert_eq!(ids(cell(&types, "organisations", label, "members")), members, "{label}");
            let cells: Ids = raw
                .units
                .iter()
                .filter(|(id, u)| text(u, "kind") == "cell" && Raw::is_open(u, on) && raw.type_of(id) == code)
                .filter(|(_, u)| text(u, "founded") <= on.to_string().as_str())
                .map(|(id, _)| id.clone())
                .collect();
            assert_eq!(ids(cell(&types, "organisations", label, "cells")), cells, "{label}");
        }
        assert_eq!(ids(cell(&types, "organisations", "Cộng", "members")), raw.who(on, |_, _| true));
    }
}

#[test]
fn ratings_are_those_of_the_year_in_its_own_words() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    let end = DAYS[1];
    let of = |level: &str, here: &Ids| -> Ids {
        let ratings = raw.ratings.iter().filter(|r| text(r, "year") == "2017" && text(r, "level") == level);
        ratings.map(|r| text(r, "subject").to_owned()).filter(|id| here.contains(id)).collect()
    };
    let members = made(&data, Name::MemberRatings, end);
    let here = raw.who(end, |_, _| true);
    for (label, code) in [
        ("Đủ tư cách, hoàn thành xuất sắc nhiệm vụ", "qualified_excellent"),
        ("Đủ tư cách, hoàn thành tốt nhiệm vụ", "qualified_good"),
        ("Vi phạm tư cách", "breach"),
    ] {
        assert_eq!(ids(cell(&members, "member-ratings", label, "total")), of(code, &here), "{label}");
    }
    let count = |label: &str| ids(cell(&members, "member-ratings", label, "total")).len();
    let parts = ["2. Được miễn công tác, sinh hoạt", "3. Chưa xếp loại", "4. Đã xếp loại"].map(count);
    assert_eq!(parts.iter().sum::<usize>(), count("1. Có mặt đến cuối năm"));
    let units = made(&data, Name::UnitRatings, end);
    let committees: Ids = raw
        .units
        .iter()
        .filter(|(_, u)| text(u, "kind") == "grassroots_committee" && Raw::is_open(u, end))
        .map(|(id, _)| id.clone())
        .collect();
    // The first row of these words is that of the grassroots committees.
    assert_eq!(
        ids(cell(&units, "unit-ratings", "Trong sạch vững mạnh", "total")),
        of("clean_strong", &committees)
    );
    let later = made(&data, Name::UnitRatings, DAYS[2]);
    assert!(later.notes.iter().any(|note| note.vi.contains("chưa có xếp loại")));
    assert_eq!(row(&later, "unit-ratings", "Hoàn thành xuất sắc nhiệm vụ").cells[1].number(), Some(0));
}
