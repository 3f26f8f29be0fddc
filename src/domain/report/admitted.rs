//! Biểu 2-BTCTW, the newly admitted of a period, and 2B, the same by ethnic group and religion.
//!
//! People are looked at on the day of their ceremony. Occupation is free text in the register and cannot be sorted
//! into the classes of the form; owners of firms, breaches of family planning and marriages with foreigners
//! are not kept at all.

use super::{
    PERIODS, Rank, Report, Request, Scope, Table, ethnic,
    people::{self, AGE, LEARNING, OCCUPATION, OF_THESE, Row},
    periods, scope, unknown,
};
use crate::domain::{
    data::Data,
    date::Date,
    event::Event,
    record::{Id, Kind},
    unit::UnitKind,
    words::Label,
};

const TITLE: Label = Label::new("Đảng viên mới kết nạp", "Newly admitted");
const NOT_KEPT: Label = Label::new(
    "Sổ không có mục: nghề nghiệp theo phân loại, chủ doanh nghiệp tư nhân, vi phạm kế hoạch hóa gia đình, hôn nhân với người nước ngoài, nơi không còn quần chúng.",
    "Not kept in the register: occupation by class, owners of private firms, breaches of family planning, marriage with a foreigner, places without non-members.",
);

static MORE: &[Row] = &[
    Row::Who(1, Label::new("Kết nạp lại", "Readmitted"), |p| p.again),
    Row::Part(Label::new("Nghề nghiệp", "Occupation")),
];

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let earlier = report.request.year_before();
    let admissions = |request: &Request| scope.admissions(data, request.from, request.to);
    let (now, before) = (admissions(&report.request), admissions(&earlier));
    let (people_now, people_before) = (people::admitted(data, &now), people::admitted(data, &before));
    let mut table = Table::new("admitted", TITLE, &PERIODS);
    let total = periods(
        Label::new("Tổng số đảng viên mới kết nạp", "Newly admitted, total"),
        Kind::Member,
        scope::persons(&now),
        scope::persons(&before),
    );
    table.push(Rank::Total, total);
    for rows in [OF_THESE, MORE, OCCUPATION, AGE, LEARNING] {
        people::add(&mut table, rows, &people_now, &people_before);
    }
    organisations(&mut table, data, scope, (&now, report.request.to), (&before, earlier.to));
    report.tables.push(table);
    report.tables.push(ethnic::table("admitted-2B", ethnic::TITLE_2B, &people_now));
    report.notes.push(NOT_KEPT);
}

type Admissions<'a> = [(&'a Event, Date)];

/// III. Grassroots organisations at the end of the period, and those that admitted somebody.
fn organisations(
    table: &mut Table,
    data: &Data,
    scope: &Scope,
    now: (&Admissions, Date),
    before: (&Admissions, Date),
) {
    let above = scope::grassroots(data);
    table.push_part(Label::new("Tổ chức cơ sở đảng cuối kỳ", "Grassroots organisations at the end"));
    for (kind, words) in [
        (UnitKind::GrassrootsCommittee, Label::new("Đảng bộ cơ sở", "Grassroots committees")),
        (UnitKind::GrassrootsCell, Label::new("Chi bộ cơ sở", "Grassroots cells")),
    ] {
        let there = |on: Date| -> Vec<Id> {
            let units = data.units().values().filter(|u| u.kind == kind && u.is_active(on));
            units.filter(|u| scope.holds(Some(&u.id))).map(|u| u.id.clone()).collect()
        };
        let admitting = |(admissions, on): (&Admissions, Date)| -> Vec<Id> {
            let mut ids = there(on);
            let units: std::collections::HashSet<&Id> = admissions
                .iter()
                .filter_map(|(event, _)| event.unit.as_ref().and_then(|unit| above.get(unit)))
                .map(|unit| &unit.id)
                .collect();
            ids.retain(|id| units.contains(id));
            ids
        };
        table.push(Rank::Item(1), periods(words, Kind::Unit, there(now.1), there(before.1)));
        let some = Label::new("Có kết nạp", "That admitted somebody");
        table.push(Rank::Item(2), periods(some, Kind::Unit, admitting(now), admitting(before)));
        let none_left = Label::new("Không còn quần chúng", "Without non-members");
        table.push(Rank::Item(2), unknown(none_left));
    }
}
