//! Biểu 6-BTCTW, ratings of units, and biểu 7-BTCTW, ratings of members: of the year in which the day of the report
//! lies, by type of the grassroots organisation. The levels are those in use in that year.

use std::collections::{BTreeSet, HashMap};

use super::{Cell, Column, Rank, Report, Scope, Table, scope};
use crate::domain::{
    ceiling::{Group, Reading, of_members, of_units},
    data::Data,
    date::{Date, months_later},
    fold,
    rating::{FOUR_LEVELS_SINCE, Fault, Level, Rating},
    record::{Id, Kind},
    standing::Standing,
    unit::{OrgType, UnitKind},
    words::Label,
};

/// A unit younger than this is not rated (biểu 6-BTCTW).
const YOUNG_MONTHS: i32 = 6;

const PRESENT: Label = Label::new("1. Có đến cuối năm", "1. At the end of the year");
const NO_RATINGS: Label =
    Label::new("Sổ chưa có xếp loại của năm này.", "The register has no ratings of this year.");

/// The rows of a table with a column for each type of organisation.
struct ByType<'a> {
    table: Table,
    kind: Kind,
    type_of: &'a dyn Fn(&Id) -> Option<OrgType>,
}

impl ByType<'_> {
    fn row(&mut self, rank: Rank, label: Label, ids: &[Id]) {
        let mut cells = vec![Cell::Words(label), Cell::Count(self.kind, ids.to_vec())];
        cells.extend(OrgType::ALL.iter().map(|org_type| {
            let of_type = |id: &&Id| (self.type_of)(id) == Some(*org_type);
            Cell::Count(self.kind, ids.iter().filter(of_type).cloned().collect())
        }));
        self.table.push(rank, cells);
    }
}

fn by_type(code: &'static str, title: Label) -> Table {
    let mut table = Table::new(
        code,
        title,
        &[("criterion", Label::new("Tiêu chí", "Criterion")), ("total", Label::new("Tổng số", "Total"))],
    );
    let choices = OrgType::ALL.iter().map(|t| Column { code: t.code(), label: t.label() });
    table.columns.extend(choices);
    table
}

/// The ratings of a year by whom they are of.
fn of_year(data: &Data, day: Date) -> HashMap<&Id, &Rating> {
    let ratings = data
        .ratings()
        .values()
        .map(|stored| stored.record())
        .filter(|r| r.year.is_some_and(|year| year.year() == day.year()));
    ratings.filter_map(|rating| Some((rating.subject.as_ref()?, rating))).collect()
}

/// The order of the form: A grassroots organisations, B those under them.
const UNITS: [(UnitKind, Label); 4] = [
    (UnitKind::GrassrootsCommittee, Label::new("A.I. Đảng bộ cơ sở", "A.I. Grassroots committees")),
    (UnitKind::GrassrootsCell, Label::new("A.II. Chi bộ cơ sở", "A.II. Grassroots cells")),
    (UnitKind::SubCommittee, Label::new("B.I. Đảng bộ bộ phận", "B.I. Sectional committees")),
    (UnitKind::Cell, Label::new("B.II. Chi bộ trực thuộc", "B.II. Cells")),
];

pub(super) fn fill_units(report: &mut Report, data: &Data, scope: &Scope) {
    let day = report.request.to;
    let (ratings, above) = (of_year(data, day), scope::grassroots(data));
    let type_of = |id: &Id| above.get(id).and_then(|unit| unit.org_type);
    let table = by_type("unit-ratings", Label::new("Xếp loại tổ chức đảng", "Ratings of units"));
    let mut rows = ByType { table, kind: Kind::Unit, type_of: &type_of };
    for (kind, label) in UNITS {
        let units =
            data.units().values().filter(|u| u.kind == kind && u.is_active(day) && scope.holds(Some(&u.id)));
        let present: Vec<Id> = units.map(|unit| unit.id.clone()).collect();
        rows.table.push_part(label);
        rows.row(Rank::Item(1), PRESENT, &present);
        let (rated, rest): (Vec<Id>, Vec<Id>) = present.into_iter().partition(|id| ratings.contains_key(id));
        rows.row(Rank::Item(1), Label::new("2. Đã xếp loại", "2. Rated"), &rated);
        levels(&mut rows, Level::of_units(day.year()), &rated, &ratings);
        rows.row(Rank::Item(1), Label::new("3. Chưa xếp loại", "3. Not rated"), &rest);
        let young = |id: &&Id| {
            let founded = data.unit(id).and_then(|unit| unit.founded);
            founded.is_some_and(|on| months_later(on.earliest(), YOUNG_MONTHS) > day)
        };
        let young: Vec<Id> = rest.iter().filter(young).cloned().collect();
        rows.row(
            Rank::Item(2),
            Label::new("Mới thành lập dưới 6 tháng", "Founded under six months ago"),
            &young,
        );
    }
    finish(report, rows.table, ratings.is_empty());
    let standing = Standing::new(data.clone(), day);
    ceiling(report, data, scope, of_units(&standing), Kind::Unit);
}

pub(super) fn fill_members(report: &mut Report, data: &Data, scope: &Scope) {
    let day = report.request.to;
    let standing = Standing::new(data.clone(), day);
    let (ratings, above) = (of_year(data, day), scope::grassroots(data));
    let type_of = |id: &Id| {
        let unit = standing.member(id).unit.as_ref();
        unit.and_then(|unit| above.get(unit)).and_then(|unit| unit.org_type)
    };
    let table = by_type("member-ratings", Label::new("Xếp loại đảng viên", "Ratings of members"));
    let mut rows = ByType { table, kind: Kind::Member, type_of: &type_of };
    let present = scope.members(&standing);
    rows.row(
        Rank::Total,
        Label::new("1. Có mặt đến cuối năm", "1. Present at the end of the year"),
        &present,
    );
    let (rated, rest): (Vec<Id>, Vec<Id>) = present.into_iter().partition(|id| ratings.contains_key(id));
    let (exempt, rest): (Vec<Id>, Vec<Id>) = rest.into_iter().partition(|id| standing.member(id).exempt);
    rows.row(Rank::Item(1), Label::new("2. Được miễn công tác, sinh hoạt", "2. Exempt"), &exempt);
    rows.row(Rank::Item(1), Label::new("3. Chưa xếp loại", "3. Not rated"), &rest);
    rows.row(Rank::Item(1), Label::new("4. Đã xếp loại", "4. Rated"), &rated);
    let worst = levels(&mut rows, Level::of_members(day.year()), &rated, &ratings);
    for fault in Fault::ALL {
        let is = |id: &&Id| ratings.get(id).is_some_and(|rating| rating.fault == Some(*fault));
        let ids: Vec<Id> = worst.iter().filter(is).cloned().collect();
        rows.row(Rank::Item(3), fault.label(), &ids);
    }
    finish(report, rows.table, ratings.is_empty());
    ceiling(report, data, scope, of_members(&standing), Kind::Member);
}

/// The ceiling on the best level, in both readings, for each group in which somebody has it (QĐ 132-QĐ/TW 8/3/2018).
fn ceiling(report: &mut Report, data: &Data, scope: &Scope, groups: Vec<Group>, kind: Kind) {
    const TITLE: Label = Label::new("Trần 20% hoàn thành xuất sắc", "The ceiling of 20% rated excellent");
    const NOT_YET: Label = Label::new(
        "Trần 20% hoàn thành xuất sắc áp dụng từ năm 2018 (QĐ 132-QĐ/TW 8/3/2018).",
        "The ceiling of 20% rated excellent holds since 2018 (QĐ 132-QĐ/TW 8/3/2018).",
    );
    const READINGS: Label = Label::new(
        "Cách 1: trên tổng số từ hoàn thành tốt trở lên; cách 2: chỉ trên số hoàn thành tốt, chặt hơn.",
        "Reading 1: of all rated good or better; reading 2: of those rated good only, which is stricter.",
    );
    if report.request.to.year() < FOUR_LEVELS_SINCE {
        report.notes.push(NOT_YET);
        return;
    }
    let columns = [
        ("group", Label::new("Nhóm", "Group")),
        ("kind", Label::new("Loại", "Kind")),
        ("excellent", Level::Excellent.label()),
        ("good", Level::Good.label()),
        ("most_or_better", Label::new("Tối đa cách 1", "At most, reading 1")),
        ("most_good_only", Label::new("Tối đa cách 2", "At most, reading 2")),
        ("or_better", Label::new("Cách 1", "Reading 1")),
        ("good_only", Label::new("Cách 2", "Reading 2")),
    ];
    let mut table = Table::new("ceiling", TITLE, &columns);
    let mut groups: Vec<Group> = groups.into_iter().filter(|g| scope.holds(Some(&g.under))).collect();
    let name = |group: &Group| data.unit(&group.under).map_or("", |unit| unit.name.as_str());
    groups.sort_by_cached_key(|group| (fold::sort_key(name(group)), group.kind, group.under.clone()));
    for group in groups.iter().filter(|group| !group.excellent.is_empty()) {
        let verdict = |reading: Reading| match group.keeps(reading) {
            true => Cell::Words(Label::new("Giữ", "Kept")),
            false => Cell::Words(Label::new("VƯỢT", "EXCEEDED")),
        };
        let cells = vec![
            Cell::text(name(group)),
            Cell::label(group.kind.map(|kind| kind.label())),
            Cell::Count(kind, group.excellent.clone()),
            Cell::Count(kind, group.good.clone()),
            Cell::size(group.most(Reading::OrBetter)),
            Cell::size(group.most(Reading::GoodOnly)),
            verdict(Reading::OrBetter),
            verdict(Reading::GoodOnly),
        ];
        table.push_of(Kind::Unit, &group.under, cells);
    }
    let all = |of: fn(&Group) -> &Vec<Id>| Cell::Count(kind, groups.iter().flat_map(of).cloned().collect());
    let broken = |reading: Reading| {
        let broken: BTreeSet<&Id> = groups.iter().filter(|g| !g.keeps(reading)).map(|g| &g.under).collect();
        Cell::Count(Kind::Unit, broken.into_iter().cloned().collect())
    };
    let mut total = vec![Cell::Words(Label::new("Cộng; số nhóm vượt", "Total; groups above")), Cell::Empty];
    total.extend([all(|group| &group.excellent), all(|group| &group.good), Cell::Empty, Cell::Empty]);
    total.extend([broken(Reading::OrBetter), broken(Reading::GoodOnly)]);
    table.push(Rank::Total, total);
    report.tables.push(table);
    report.notes.push(READINGS);
}

/// A row for each level, and one for levels that year did not have; gives who has the worst.
fn levels(rows: &mut ByType, levels: &[Level], rated: &[Id], ratings: &HashMap<&Id, &Rating>) -> Vec<Id> {
    let level_of = |id: &Id| ratings.get(id).and_then(|rating| rating.level);
    let mut worst = Vec::new();
    for level in levels {
        worst = rated.iter().filter(|id| level_of(id) == Some(*level)).cloned().collect();
        rows.row(Rank::Item(2), level.label(), &worst);
    }
    let known: BTreeSet<Level> = levels.iter().copied().collect();
    let other = |id: &&Id| level_of(id).is_none_or(|level| !known.contains(&level));
    let others: Vec<Id> = rated.iter().filter(other).cloned().collect();
    if !others.is_empty() {
        rows.row(
            Rank::Item(2),
            Label::new("Mức không dùng trong năm này", "A level not in use that year"),
            &others,
        );
    }
    worst
}

fn finish(report: &mut Report, table: Table, empty: bool) {
    report.tables.push(table);
    if empty {
        report.notes.push(NO_RATINGS);
    }
}
