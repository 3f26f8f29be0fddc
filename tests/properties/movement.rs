//! Biểu 1-BTCTW on random histories: A + B − C = D, or the events that break it are named with by how much.

use chibo::domain::{
    data::Data,
    date::Date,
    event::{Event, EventKind},
    member::Member,
    office::Office,
    record::{Described, Id},
    report::{Cell, Name, Report, Request, report},
    unit::{Unit, UnitKind},
};
use proptest::{prelude::*, sample::select};

use super::values::{any_day, id};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Two cells under a committee, and some persons without a past.
fn place() -> Data {
    let mut data = Data::new(Office::blank(Id::office()));
    for (name, kind, parent) in [
        ("u0", UnitKind::SuperiorCommittee, None),
        ("u1", UnitKind::GrassrootsCell, Some("u0")),
        ("u2", UnitKind::GrassrootsCell, Some("u0")),
    ] {
        let mut unit = Unit::blank(id(name));
        (unit.kind, unit.parent) = (kind, parent.map(id));
        data.put(Box::new(unit));
    }
    (0..4).for_each(|number| data.put(Box::new(Member::blank(id(&format!("p{number}"))))));
    data
}

fn put(data: &mut Data, number: usize, member: usize, kind: EventKind, date: Date, unit: Option<&str>) {
    let mut event = Event::blank(id(&format!("e{number}")));
    event.member = Some(id(&format!("p{member}")));
    (event.kind, event.date) = (kind, Some(date));
    event.unit = unit.map(id);
    data.put(Box::new(event));
}

fn movement(data: &Data, from: Date, to: Date, unit: Option<&str>) -> Report {
    report(data, &Request { from, unit: unit.map(id), ..Request::up_to(Name::Movement, to) })
}

/// A + B − C − D as the form says it.
fn difference(report: &Report) -> i64 {
    let row = report.tables[0]
        .rows
        .iter()
        .find(|row| matches!(&row.cells[0], Cell::Words(w) if w.vi.starts_with("Chênh")));
    row.unwrap().cells[1].number().unwrap()
}

/// What the events named as breaking the proof were counted too much.
fn named(report: &Report) -> i64 {
    let rows = report.tables.iter().filter(|table| table.code == "breaking").flat_map(|table| &table.rows);
    rows.map(|row| row.cells[3].number().unwrap() - row.cells[4].number().unwrap()).sum()
}

/// What can come next in a life that makes sense: those who are out come in, those who are in do anything else.
fn next(inside: bool, before: bool, choice: usize) -> EventKind {
    use EventKind::{
        Admitted, Died, Exempt, Expelled, Official, Readmitted, Resigned, Restored, Returned, StruckOff,
        Suspended, TransferredIn, TransferredInside, TransferredOut,
    };
    let choices: &[EventKind] = match (inside, before) {
        (false, false) => &[Admitted, TransferredIn],
        (false, true) => &[Readmitted, Restored, TransferredIn],
        (true, _) => &[
            Official,
            TransferredInside,
            Exempt,
            Returned,
            Suspended,
            TransferredInside,
            TransferredOut,
            StruckOff,
            Expelled,
            Resigned,
            Died,
        ],
    };
    choices[choice % choices.len()]
}

proptest! {
    #[test]
    fn what_breaks_the_proof_is_named_with_by_how_much(
        events in prop::collection::vec((0usize..4, select(EventKind::ALL), any_day(), select(vec![None, Some("u1"), Some("u2")])), 0..24),
        from in any_day(), to in any_day(),
    ) {
        let mut data = place();
        for (number, (member, kind, date, unit)) in events.iter().enumerate() {
            put(&mut data, number, *member, *kind, day(date), *unit);
        }
        let (from, to) = (day(&from).min(day(&to)), day(&from).max(day(&to)));
        for unit in [None, Some("u1"), Some("u2")] {
            let report = movement(&data, from, to, unit);
            prop_assert_eq!(difference(&report), named(&report), "{:?}", unit);
        }
    }

    #[test]
    fn lives_that_make_sense_always_prove(
        lives in prop::collection::vec(prop::collection::vec((1i64..400, 0usize..64, any::<bool>()), 0..8), 4..5),
        from in any_day(), to in any_day(),
    ) {
        let mut data = place();
        let mut number = 0;
        for (member, life) in lives.iter().enumerate() {
            let (mut date, mut inside, mut before) = (jiff::civil::date(2014, 1, 1), false, false);
            for (days, choice, second) in life {
                date = date.saturating_add(jiff::Span::new().days(*days));
                let kind = next(inside, before, *choice);
                put(&mut data, number, member, kind, date, Some(if *second { "u2" } else { "u1" }));
                number += 1;
                inside = (inside || kind.brings_in()) && !kind.takes_out();
                before = true;
                if kind == EventKind::Died {
                    break;
                }
            }
        }
        let (from, to) = (day(&from).min(day(&to)), day(&from).max(day(&to)));
        for unit in [None, Some("u1"), Some("u2")] {
            let report = movement(&data, from, to, unit);
            prop_assert_eq!(difference(&report), 0, "{:?}", unit);
            prop_assert!(report.tables.iter().all(|table| table.code != "breaking"));
        }
    }
}
