//! Party badges to be given in the next four rounds, and those whose round has passed without one; those given this
//! year; and by name who is to get one in the next round or should have got one.

use super::{Cell, Rank, Report, Scope, Table};
use crate::domain::{
    award::{AwardForm, Manner},
    badge::{Owed, YEARS, owed, rounds_after},
    data::Data,
    date::Date,
    fold,
    member::Member,
    record::{Id, Kind},
    standing::Standing,
    words::Label,
};

const ROUNDS: Label = Label::new("Dự kiến theo đợt", "By round");
const GIVEN: Label = Label::new("Đã tặng trong năm", "Given this year");
const PERSONS: Label = Label::new("Quá đợt và đợt tới", "Overdue, and the next round");
const OVERDUE: Label = Label::new("Quá đợt, chưa tặng", "Round passed, not given");
const PROPOSED: Label = Label::new("Đã đề nghị", "Proposed");
const TOTAL: Label = Label::new("Cộng", "Total");
const NOTES: [Label; 2] = [
    Label::new(
        "Tuổi đảng tính từ quyết định kết nạp. Đủ tuổi từ 1/12 đến hết tháng 2: đợt 3/2; 1/3–31/5: 19/5; 1/6–30/9: 2/9; 1/10–30/11: 7/11.",
        "Party age counts from the decision of admission. Reached from 1/12 to the end of February: round 3/2; 1/3–31/5: 19/5; 1/6–30/9: 2/9; 1/10–30/11: 7/11.",
    ),
    Label::new(
        "Huy hiệu ghi trong hồ sơ đảng viên không có ngày nên tính là đã nhận. Người từ trần được nhắc 12 tháng, khi còn thiếu không quá 12 tháng.",
        "A badge in the member's own record has no date and counts as given. The deceased are told of for 12 months, when at most 12 months were missing.",
    ),
];

/// The columns of badges, under their years.
const BADGES: [(&str, Label); 12] = [
    ("30", Label::new("30", "30")),
    ("40", Label::new("40", "40")),
    ("45", Label::new("45", "45")),
    ("50", Label::new("50", "50")),
    ("55", Label::new("55", "55")),
    ("60", Label::new("60", "60")),
    ("65", Label::new("65", "65")),
    ("70", Label::new("70", "70")),
    ("75", Label::new("75", "75")),
    ("80", Label::new("80", "80")),
    ("85", Label::new("85", "85")),
    ("90", Label::new("90", "90")),
];

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let standing = Standing::new(data.clone(), report.request.to);
    let rounds = rounds_after(standing.as_of);
    let members = standing.names(Kind::Member).iter();
    let owed: Vec<Owed> = members
        .filter(|member| scope.holds(standing.member(member).unit.as_ref()))
        .flat_map(|member| owed(&standing, member, rounds[3]))
        .collect();
    report.tables.extend([
        by_round(&owed, &rounds, standing.as_of),
        given(&standing, scope),
        persons(&standing, &owed, rounds[0]),
    ]);
    report.notes.extend(NOTES);
}

fn members(owed: &[&Owed]) -> Cell {
    Cell::Count(Kind::Member, owed.iter().map(|owed| owed.member.clone()).collect())
}

fn by_round(owed: &[Owed], rounds: &[Date; 4], on: Date) -> Table {
    let mut columns = vec![
        ("round", Label::new("Đợt", "Round")),
        ("all", TOTAL),
        ("proposed", PROPOSED),
        ("early", Manner::Early.label()),
        ("posthumous", Manner::Posthumous.label()),
    ];
    columns.extend(BADGES);
    let mut table = Table::new("rounds", ROUNDS, &columns);
    let row = |first: Cell, owed: &[&Owed]| {
        let of = |wanted: &dyn Fn(&Owed) -> bool| {
            members(&owed.iter().filter(|owed| wanted(owed)).copied().collect::<Vec<_>>())
        };
        let mut cells = vec![first, members(owed), of(&|owed| owed.proposed.is_some())];
        cells.extend([Manner::Early, Manner::Posthumous].map(|manner| of(&|owed| owed.manner == manner)));
        cells.extend(YEARS.map(|years| of(&|owed| owed.badge.years == years)));
        cells
    };
    let in_round = |wanted: &dyn Fn(Date) -> bool| -> Vec<&Owed> {
        owed.iter().filter(|owed| wanted(owed.badge.round)).collect()
    };
    table.push(Rank::Item(0), row(Cell::Words(OVERDUE), &in_round(&|round| round <= on)));
    for round in rounds {
        table.push(Rank::Item(0), row(Cell::date(Some(*round)), &in_round(&|of| of == *round)));
    }
    table
}

/// The badges given in the year up to the date, by how they were given.
fn given(standing: &Standing, scope: &Scope) -> Table {
    let (data, on) = (&standing.data, standing.as_of);
    let mut columns = vec![("manner", Label::new("Cách tặng", "How")), ("all", TOTAL)];
    columns.extend(BADGES);
    let mut table = Table::new("given", GIVEN, &columns);
    let this_year = |day: Date| day.year() == on.year() && day <= on;
    let awards = data.awards().values().map(|stored| stored.record());
    let awards: Vec<_> = awards
        .filter(|award| award.form == AwardForm::Badge && award.awarded.is_some_and(this_year))
        .filter(|award| {
            let member = award.subject.as_ref().filter(|id| data.member(id).is_some());
            member.is_some_and(|id| scope.holds(standing.member(id).unit.as_ref()))
        })
        .collect();
    for manner in Manner::ALL {
        let given = |years: Option<u32>| {
            let of = awards.iter().filter(|award| award.manner.unwrap_or_default() == *manner);
            let of = of.filter(|award| years.is_none() || award.years == years);
            Cell::Count(Kind::Award, of.map(|award| award.id.clone()).collect())
        };
        let mut cells = vec![Cell::Words(manner.label()), given(None)];
        cells.extend(YEARS.map(|years| given(Some(years))));
        table.push(Rank::Item(0), cells);
    }
    table
}

/// Who is to get one in the next round or should have got one, by round and name.
fn persons(standing: &Standing, owed: &[Owed], next: Date) -> Table {
    let columns = [
        ("name", Label::new("Họ và tên", "Full name")),
        ("badge", Label::new("Huy hiệu (năm)", "Badge (years)")),
        ("round", Label::new("Đợt", "Round")),
        ("state", Label::new("Tình trạng", "State")),
        ("proposed", Label::new("Đề nghị ngày", "Proposed on")),
        ("reached", Label::new("Đủ tuổi đảng", "Reached on")),
        ("unit", Label::new("Chi bộ", "Unit")),
    ];
    let mut table = Table::new("persons", PERSONS, &columns);
    let mut wanted: Vec<(&Owed, &Member)> = owed
        .iter()
        .filter(|owed| owed.badge.round <= next)
        .filter_map(|owed| Some((owed, standing.data.member(&owed.member)?)))
        .collect();
    wanted.sort_by_cached_key(|(owed, member)| {
        (owed.badge.round, fold::person_key(&member.name), owed.member.clone(), owed.badge.years)
    });
    for (owed, member) in wanted {
        let unit: Option<&Id> = standing.member(&owed.member).unit.as_ref();
        let state = match owed.manner {
            Manner::Early | Manner::Posthumous => owed.manner.label(),
            Manner::InRound if owed.badge.round <= standing.as_of => OVERDUE,
            Manner::InRound if owed.proposed.is_some() => PROPOSED,
            Manner::InRound => Label::new("Chưa đề nghị", "Not yet proposed"),
        };
        let cells = vec![
            Cell::text(&member.name),
            Cell::Number(owed.badge.years.into()),
            Cell::date(Some(owed.badge.round)),
            Cell::Words(state),
            Cell::date(owed.proposed),
            Cell::date(Some(owed.badge.reached)),
            unit.and_then(|id| standing.data.unit(id)).map_or(Cell::Empty, |unit| Cell::text(&unit.name)),
        ];
        table.push_of(Kind::Member, &owed.member, cells);
    }
    table
}
