//! How the unification of secretary and village head went on (NQ 19-NQ/TU 3/3/2015 of Quảng Ninh): villages unified of
//! all, at the end of each month, quarter or longer stretch, with those won and lost in it.
//!
//! Every line is computed from the terms as of its day.

use std::collections::BTreeSet;

use super::{Cell, Rank, Report, Scope, Series, Table};
use crate::domain::{
    data::Data,
    date::{Date, Month, months_later},
    record::{Id, Kind},
    standing::villages_on,
    words::Label,
};

/// The year in which unification began.
pub(super) const SINCE: i16 = 2015;

/// More lines than this are not read; a longer period is told in longer steps.
const LINES: i32 = 30;
/// Months in a step.
const STEPS: [i32; 6] = [1, 3, 12, 60, 600, 6_000];

const TITLE: Label = Label::new("Số thôn đã nhất thể hóa qua các kỳ", "Villages unified over time");
const NOTE: Label = Label::new(
    "Tính theo nhiệm kỳ vào ngày cuối mỗi kỳ; vạch │ trong biểu đồ là tổng số thôn.",
    "As the terms say on the last day of each step; the mark │ of the chart is the number of villages.",
);

const COLUMNS: [(&str, Label); 7] = [
    ("day", Label::new("Đến ngày", "As of")),
    ("unified", Label::new("Đã nhất thể hóa", "Unified")),
    ("villages", Label::new("Số thôn, bản, khu phố", "Villages")),
    ("percent", Label::new("Tỷ lệ %", "%")),
    ("left", Label::new("Chưa", "Not yet")),
    ("won", Label::new("Mới đạt trong kỳ", "Newly unified")),
    ("lost", Label::new("Không còn", "No longer")),
];

static CHART: [Series; 1] = [Series { of: "unified", against: Some("villages") }];

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let (from, to) = (report.request.from, report.request.to);
    let mut table = Table::new("progress", TITLE, &COLUMNS).with_chart(&CHART);
    let count = |ids: &BTreeSet<Id>| Cell::Count(Kind::Village, ids.iter().cloned().collect());
    let mut before = from.yesterday().ok().map(|eve| stand(data, scope, eve).1).unwrap_or_default();
    for day in days(from, to) {
        let (villages, unified) = stand(data, scope, day);
        let cells = vec![
            Cell::date(Some(day)),
            count(&unified),
            count(&villages),
            Cell::share(unified.len(), villages.len(), 1),
            count(&(&villages - &unified)),
            count(&(&unified - &before)),
            count(&(&before - &unified)),
        ];
        table.push(Rank::Item(0), cells);
        before = unified;
    }
    report.tables.push(table);
    report.notes.push(NOTE);
}

/// The villages of a day, and those that are unified.
fn stand(data: &Data, scope: &Scope, on: Date) -> (BTreeSet<Id>, BTreeSet<Id>) {
    let (mut villages, mut unified) = (BTreeSet::new(), BTreeSet::new());
    for (id, stands) in villages_on(data, on) {
        if data.village(&id).is_some_and(|village| scope.holds_village(village)) {
            if stands.is_unified() {
                unified.insert(id.clone());
            }
            villages.insert(id);
        }
    }
    (villages, unified)
}

/// The last days of the steps of a period, and its own last day.
fn days(from: Date, to: Date) -> Vec<Date> {
    let month = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    let (first, last) = (month(from), month(to));
    let step = STEPS.into_iter().find(|step| (last - first) / step < LINES).unwrap_or(STEPS[5]);
    // Steps end where quarters and years do, whenever the period begins.
    let ends = (first..last).filter(|month| (month + 1) % step == 0);
    let end = |month: i32| Month::of(months_later(from, month - first)).last_day();
    ends.map(end).chain([to]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_long_period_is_told_in_longer_steps() {
        let year = days(date(2017, 1, 1), date(2017, 12, 31));
        assert_eq!((year.len(), year[0], year[11]), (12, date(2017, 1, 31), date(2017, 12, 31)));
        let since = days(date(2015, 1, 1), date(2018, 4, 14));
        assert_eq!((since.len(), since[0]), (14, date(2015, 3, 31)));
        assert_eq!(since[12..], [date(2018, 3, 31), date(2018, 4, 14)]);
        assert_eq!(days(date(2018, 4, 14), date(2018, 4, 14)), [date(2018, 4, 14)]);
        assert!(days(Date::MIN, Date::MAX).len() < 50);
    }
}
