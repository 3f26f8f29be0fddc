//! What went on over months: unification since it began, admissions against the plan; and the charts of both.

use chibo::{
    domain::{
        date::{Date, PartialDate},
        report::{Cell, Name, Report, Request, report},
        words::Lang,
    },
    text::chart,
};

use crate::{
    DAYS, cell, ids, made,
    raw::{Ids, Raw, Record, id, text},
    sample,
};

/// The villages unified on a day.
fn unified(raw: &Raw, on: Date) -> Ids {
    let posts = raw.posts(on);
    let held = |body: &str, post: &str| posts.get(&(body, post)).cloned().unwrap_or_default();
    let is =
        |v: &&Record| !held(text(v, "id"), "village_head").is_disjoint(&held(text(v, "cell"), "secretary"));
    raw.villages.iter().filter(is).map(id).collect()
}

#[test]
fn each_step_of_the_progress_is_what_the_terms_of_its_last_day_say() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    let made = made(&data, Name::Progress, DAYS[2]);
    let rows = &made.tables[0].rows;
    assert_eq!(rows.len(), 14, "by quarter since 2015");
    let mut before = unified(&raw, "2014-12-31".parse().unwrap());
    for row in rows {
        let Cell::Date(PartialDate::Day(day)) = row.cells[0] else { panic!() };
        let now = unified(&raw, day);
        assert_eq!(ids(&row.cells[1]), now, "{day}");
        assert_eq!(ids(&row.cells[2]).len(), 118);
        assert_eq!(ids(&row.cells[4]).len(), 118 - now.len());
        assert_eq!(ids(&row.cells[5]), &now - &before, "{day}");
        assert_eq!(ids(&row.cells[6]), &before - &now, "{day}");
        before = now;
    }
    assert_eq!(before.len(), 116);
    let year = Request { from: "2017-01-01".parse().unwrap(), ..Request::up_to(Name::Progress, DAYS[1]) };
    assert_eq!(report(&data, &year).tables[0].rows.len(), 12, "a year by month");
}

#[test]
fn admissions_of_a_month_stand_beside_what_the_year_has_seen_and_its_plan() {
    let (data, raw) = (sample(), Raw::new(&sample()));
    let made = made(&data, Name::Admissions, DAYS[1]);
    let persons = |from: &str, to: &str| -> Ids {
        let events = raw.events_of(&["admitted", "readmitted"], from, to.parse().unwrap());
        events.iter().map(|event| text(event, "member").to_owned()).collect()
    };
    let rows = &made.tables[1].rows;
    assert_eq!(rows.len(), 13);
    for (row, (month, last)) in rows.iter().zip([(1, 31), (2, 28), (3, 31), (4, 30)]) {
        let last = format!("2017-{month:02}-{last}");
        assert_eq!(ids(&row.cells[1]), persons(&format!("2017-{month:02}-01"), &last));
        assert_eq!(ids(&row.cells[2]), persons("2017-01-01", &last));
        assert_eq!(row.cells[3].number(), Some((f64::from(month) * 113.0 / 12.0).round() as i64));
    }
    assert_eq!((rows[11].cells[2].number(), rows[11].cells[3].number()), (Some(123), Some(113)));
    let Cell::Share(share) = rows[11].cells[4] else { panic!() };
    assert_eq!((share.scaled(), share.scaled_excess()), (Some(10_885), Some(885)));
    assert_eq!(ids(cell(&made, "months", "Cộng", "done")).len(), 123);
}

fn chart(report: &Report, width: usize) -> Vec<String> {
    report.tables.iter().flat_map(|table| chart::lines(table, width, Lang::Vi)).collect()
}

#[test]
fn a_chart_has_a_bar_for_each_row_as_long_as_its_figure() {
    let progress = made(&sample(), Name::Progress, DAYS[2]);
    for width in [60, 78, 140] {
        let lines = chart(&progress, width);
        assert_eq!(lines.len(), 15);
        assert!(lines.iter().all(|line| line.chars().count() <= width), "{lines:#?}");
        let length = |line: &String| line.matches('█').count();
        assert!(lines[1..].is_sorted_by_key(length), "{lines:#?}");
        assert!(lines[14].ends_with("116/118"), "{}", lines[14]);
        assert!(lines[1..].iter().all(|line| line.contains('│')), "each has the mark of all villages");
    }
    let admissions = chart(&made(&sample(), Name::Admissions, DAYS[1]), 78);
    assert_eq!(admissions.len(), 13, "the sum has no bar");
    assert!(admissions[12].ends_with("123/113"), "{}", admissions[12]);
    let none = chart(&made(&sample(), Name::Movement, DAYS[1]), 78);
    assert_eq!(none, [""; 0]);
}
