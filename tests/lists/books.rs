//! Offices' own lists of what stands in the books: whose a record is by number, name and birth or unit; what a row
//! points at by name; and which record of the register a row is.

use std::sync::Arc;

use chibo::{
    domain::{
        data::Data,
        date::PartialDate,
        member::Member,
        record::{Id, Kind, Record},
        standing::Standing,
    },
    import::list::{
        issue::Why,
        plan::{Outcome, Plan},
        source,
    },
};

use crate::{
    desk::{LIST_DAY, day, imported, plan},
    taken_out::SAMPLE,
};

fn list(text: &str, into: Kind, standing: &Standing) -> Plan {
    plan(&Arc::new(source::read(text.as_bytes(), None).unwrap().0), into, standing)
}

fn outcomes(plan: &Plan) -> Vec<&Outcome> {
    plan.rows.iter().map(|row| &row.outcome).collect()
}

fn whys(plan: &Plan, row: usize) -> Vec<Why> {
    plan.rows[row].issues().map(|issue| issue.why.clone()).collect()
}

/// Somebody with a card whose name nobody else has, and the birth in words.
fn somebody() -> (&'static Member, String) {
    let data = &SAMPLE.data;
    let named = |name: &str| data.members().values().filter(|member| member.name == name).count();
    let whole = |member: &Member| matches!(member.born, Some(PartialDate::Day(_)));
    let is_fit = |member: &Member| {
        !member.card_number.is_empty() && whole(member) && SAMPLE.member(&member.id).state.is_member()
    };
    let members = data.members().values().map(|stored| stored.record());
    let member = members.into_iter().find(|member| is_fit(member) && named(&member.name) == 1).unwrap();
    let Some(PartialDate::Day(born)) = member.born else { unreachable!() };
    (member, format!("{}/{}/{}", born.day(), born.month(), born.year()))
}

#[test]
fn a_person_is_named_by_number_or_by_name_and_birth_and_never_by_a_name_alone() {
    let (member, born) = somebody();
    let text = format!(
        "Cán bộ;Chức danh quy hoạch;Giai đoạn\n{};Bí thư A;2025-2030\n{} ({born});Bí thư B;2025-2030\n\
         {};Bí thư C;2025-2030\n{};Bí thư D;2025-2030\n",
        member.card_number, member.name, member.name, member.id,
    );
    let first = list(&text, Kind::Planning, &SAMPLE);
    let [new, problem] = [&Outcome::New, &Outcome::Problem];
    assert_eq!(outcomes(&first), [new, new, problem, new]);
    assert_eq!(whys(&first, 2), [Why::Perhaps(member.id.clone())]);
    let after = imported(&first, &SAMPLE);
    let of_round = |data: &Data| data.plannings().values().filter(|p| p.round == "2025-2030").count();
    assert_eq!(of_round(&after.data), 3);
    let again = list(&text, Kind::Planning, &after);
    assert_eq!(
        again.count(|outcome| matches!(outcome, Outcome::Same(_))),
        3,
        "the same list changes nothing"
    );
    let columns = format!(
        "STT;Họ và tên;Ngày sinh;Chức danh quy hoạch;Giai đoạn\n1;{};{born};Bí thư A;2025-2030\n\
         2;Phạm Văn Chẳng Có;1/1/1971;Bí thư A;2025-2030\n",
        member.name
    );
    let listed = list(&columns, Kind::Planning, &after);
    assert!(matches!(listed.rows[0].outcome, Outcome::Same(_)), "{:?}", whys(&listed, 0));
    assert_eq!((&listed.rows[1].outcome, whys(&listed, 1)), (problem, vec![Why::NoMember]));
}

#[test]
fn headings_may_be_english_and_what_lies_ahead_is_a_date() {
    let unit = SAMPLE.data.units().values().find(|unit| unit.kind.is_grassroots()).unwrap();
    let text = format!(
        "Kind;Number;Subject;Of the unit;Issued on;Review due\nRegulation;07-QĐ;Regulation on tests;{};1/2/2018;1/2/2031\n\
         Regulation;;Regulation on tests;{};1/2/2018;\nRegulation;07-QĐ;On tests, amended;{};1/2/2018;\n",
        unit.code, unit.code, unit.code
    );
    let first = list(&text, Kind::Paper, &SAMPLE);
    assert!(matches!(first.rows[0].outcome, Outcome::New));
    assert!(matches!(first.rows[2].outcome, Outcome::Merged(0)), "number, unit and day tell a document");
    let after = imported(&list(&text[..text.find("Regulation;;").unwrap()], Kind::Paper, &SAMPLE), &SAMPLE);
    let paper = after.data.documents().values().find(|paper| paper.number == "07-QĐ").unwrap();
    assert_eq!(paper.review_due.unwrap().to_string(), "2031-02-01");
    let again = list(&text, Kind::Paper, &after);
    assert!(matches!(again.rows[0].outcome, Outcome::Same(_)));
    assert_eq!(whys(&again, 1), [Why::Perhaps(paper.id.clone())], "a row without the number may be it");
    assert_eq!(again.rows[1].outcome, Outcome::Problem);
}

#[test]
fn every_kind_has_a_list_that_its_own_headings_make() {
    for &kind in Kind::TABLES {
        let Some(first) = SAMPLE.data.ids(kind).into_iter().next() else {
            panic!("no {kind:?} in the sample")
        };
        let record: &dyn Record = SAMPLE.data.record(kind, &first).unwrap();
        let fields = kind.fields().iter().enumerate().filter(|(place, _)| !record.text(*place).is_empty());
        let (mut headings, mut cells) = (vec!["ID".to_owned()], vec![first.to_string()]);
        for (place, field) in fields {
            headings.push(format!("\"{}\"", field.label.en));
            cells.push(format!("\"{}\"", record.text(place).replace('"', "")));
        }
        let text = format!("{}\n{}\n", headings.join(";"), cells.join(";"));
        let plan = list(&text, kind, &SAMPLE);
        let same = Outcome::Same(first);
        assert_eq!(
            outcomes(&plan),
            [&same],
            "{kind:?} {text} {:?}",
            plan.rows.iter().map(|r| r.issues().collect::<Vec<_>>()).collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_pair_and_what_is_in_it_come_from_three_lists() {
    let data = Data::new(SAMPLE.data.office.as_ref().clone());
    let mut standing = Standing::new(data, day(LIST_DAY));
    for (into, text) in [
        (Kind::Agency, "Tên cơ quan;Khối\nBan A;Đảng\nPhòng B;Nhà nước\n"),
        (Kind::Position, "Chức danh;Cơ quan\nTrưởng ban A;Ban A\nTrưởng phòng B;Phòng B\n"),
        (Kind::Pair, "Chức danh thứ nhất;Chức danh thứ hai;Dự kiến\nTrưởng ban A;Trưởng phòng B;9/2018\n"),
    ] {
        let first = list(text, into, &standing);
        assert!(first.rows.iter().all(|row| row.outcome == Outcome::New), "{into:?} {:?}", whys(&first, 0));
        standing = imported(&first, &standing);
        let again = list(text, into, &standing);
        assert!(again.rows.iter().all(|row| matches!(row.outcome, Outcome::Same(_))), "{into:?}");
    }
    let pair = standing.data.pairs().values().next().unwrap();
    let name = |post: &Option<Id>| standing.data.position(post.as_ref().unwrap()).unwrap().name.clone();
    assert_eq!(
        (name(&pair.first), name(&pair.second)),
        ("Trưởng ban A".to_owned(), "Trưởng phòng B".to_owned())
    );
    let unknown =
        list("Chức danh thứ nhất;Chức danh thứ hai\nTrưởng ban A;Trưởng phòng Z\n", Kind::Pair, &standing);
    assert_eq!(whys(&unknown, 0), [Why::NotFound("Trưởng phòng Z".to_owned())]);
    assert_eq!(unknown.rows[0].outcome, Outcome::Problem);
}
