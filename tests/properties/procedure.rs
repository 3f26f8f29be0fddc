//! Procedures and turns of units on random registers: nobody is lost, nobody is in two units, the roll proves, and
//! undo gives back the very register.

use std::cell::Cell;

use chibo::domain::{
    data::Data,
    date::Date,
    edit::Change,
    event::Event,
    life::{self, Decree, Turn},
    member::Member,
    office::Office,
    procedure::{self, Order, Procedure},
    record::{Described, Id, Kind},
    report::{Cell as Figure, Name, Request, report},
    standing::{Standing, member_on},
    unit::{Unit, UnitKind},
    village::Village,
};
use proptest::{prelude::*, sample::select};

use super::values::id;
use crate::common::same;

const CELLS: [&str; 4] = ["c0", "c1", "c2", "c3"];

fn day(number: i64) -> Date {
    jiff::civil::date(2014, 1, 1).saturating_add(jiff::Span::new().days(number))
}

/// The last day anybody can have moved on.
fn last() -> Date {
    day(2_000)
}

/// A committee with four cells and a village in the first; some persons without a past.
fn place() -> Data {
    let mut data = Data::new(Office::blank(Id::office()));
    let mut above = Unit::blank(id("u0"));
    above.kind = UnitKind::GrassrootsCommittee;
    data.put(Box::new(above));
    for name in CELLS {
        let mut unit = Unit::blank(id(name));
        (unit.name, unit.kind, unit.parent) = (name.to_owned(), UnitKind::Cell, Some(id("u0")));
        data.put(Box::new(unit));
    }
    let mut village = Village::blank(id("v"));
    (village.commune, village.cell) = (Some(id("u0")), Some(id("c0")));
    data.put(Box::new(village));
    for number in 0..6 {
        let mut member = Member::blank(id(&format!("p{number}")));
        member.name = format!("p{number}");
        data.put(Box::new(member));
    }
    data
}

/// One thing somebody tries: a procedure or a turn, for whom, where to, on which day.
#[derive(Debug, Clone)]
enum Try {
    Procedure(Procedure, Vec<usize>, usize, i64),
    Turn(Turn, usize, usize, Vec<usize>, i64),
}

fn any_try() -> impl Strategy<Value = Try> {
    let members = || prop::collection::vec(0usize..6, 1..4);
    let procedure = (select(Procedure::ALL), members(), 0usize..4, 0i64..1_500)
        .prop_map(|(procedure, who, to, on)| Try::Procedure(procedure, who, to, on));
    let closing = (select(vec![Turn::Merge, Turn::Dissolve]), 0usize..4, 0usize..4, members(), 0i64..1_500)
        .prop_map(|(turn, unit, to, apart, on)| Try::Turn(turn, unit, to, apart, on));
    prop_oneof![6 => procedure, 1 => closing]
}

/// The units that end: one, or two of which the second has a place of its own to go to.
fn ending(unit: usize, apart: &[usize]) -> Vec<(Kind, Id)> {
    (0..=usize::from(apart.len() > 2)).map(|next| (Kind::Unit, id(CELLS[(unit + next) % 4]))).collect()
}

fn event(on: i64, to: usize) -> Event {
    let mut event = Event::blank(id("asked"));
    (event.date, event.unit, event.place) = (Some(day(on)), Some(id(CELLS[to])), "Hà Nội".to_owned());
    event.decision = "1-QĐ/HU".to_owned();
    event
}

/// Carries out what can be; each batch that was done.
fn live(data: &mut Data, tries: &[Try]) -> Vec<(Data, Data, chibo::domain::edit::Batch, Try)> {
    let number = Cell::new(0);
    let new_id = |kind: Kind| {
        number.set(number.get() + 1);
        id(&format!("{}{}", &kind.code()[..1], number.get()))
    };
    let mut done = Vec::new();
    for what in tries {
        let plan = match what {
            Try::Procedure(procedure, who, to, on) => {
                let mut members: Vec<Id> = who.iter().map(|n| id(&format!("p{n}"))).collect();
                members.sort();
                members.dedup();
                let mut event = event(*on, *to);
                if !procedure.info().asks.contains(&"unit") {
                    event.unit = None;
                }
                let order = Order {
                    procedure: *procedure,
                    members: &members,
                    newcomer: None,
                    event: &event,
                    today: last(),
                };
                procedure::plan(data, &order, &new_id)
            }
            Try::Turn(turn, unit, to, apart, on) => {
                let about = ending(*unit, apart);
                let others =
                    apart.iter().map(|n| ((Kind::Member, id(&format!("p{n}"))), id(CELLS[(n + to) % 4])));
                let second = about.get(1).map(|second| (second.clone(), id(CELLS[(to + 1) % 4])));
                let apart: Vec<((Kind, Id), Id)> = others.chain(second).collect();
                let event = event(*on, *to);
                let decree = Decree {
                    turn: *turn,
                    about: &about,
                    event: &event,
                    unit: None,
                    apart: &apart,
                    today: last(),
                };
                life::plan(data, &decree, &new_id)
            }
        };
        if !plan.batch.is_empty() {
            let after = data.committed(&plan.batch).unwrap();
            done.push((data.clone(), after.clone(), plan.batch, what.clone()));
            *data = after;
        }
    }
    done
}

fn members(data: &Data, on: Date) -> Vec<Id> {
    let here = |id: &&Id| member_on(data, id, on).state.is_member();
    data.members().keys().filter(here).cloned().collect()
}

/// A + B − C − D of biểu 1.
fn difference(data: &Data, from: Date, to: Date, unit: Option<&str>) -> i64 {
    let request = Request { from, unit: unit.map(id), ..Request::up_to(Name::Movement, to) };
    let made = report(data, &request);
    let row = made.tables[0].rows.iter();
    let mut row = row.filter(|r| matches!(&r.cells[0], Figure::Words(w) if w.vi.starts_with("Chênh")));
    row.next().unwrap().cells[1].number().unwrap()
}

proptest! {
    #[test]
    fn a_plus_b_minus_c_is_d_after_any_procedures(
        tries in prop::collection::vec(any_try(), 0..40), from in 0i64..1_500, length in 0i64..800,
    ) {
        let mut data = place();
        live(&mut data, &tries);
        for unit in [None, Some("u0"), Some("c0"), Some("c1")] {
            prop_assert_eq!(difference(&data, day(from), day(from + length), unit), 0, "{:?}", unit);
        }
    }

    #[test]
    fn a_unit_that_ends_loses_nobody_and_keeps_nobody(tries in prop::collection::vec(any_try(), 0..40)) {
        let mut data = place();
        for (before, after, batch, what) in live(&mut data, &tries) {
            let back = after.committed(&batch.inverse("undo")).unwrap();
            prop_assert!(same(&back, &before), "undo gives back the very register: {:?}", what);
            let Try::Turn(turn, unit, to, apart, on) = what else { continue };
            let goes_on = |unit: &Id| turn == Turn::Merge && *unit == id(CELLS[to]);
            let ended: Vec<Id> = ending(unit, &apart).into_iter().map(|(_, unit)| unit).collect();
            let ended: Vec<Id> = ended.into_iter().filter(|unit| !goes_on(unit)).collect();
            for number in (0..2_000).step_by(31) {
                let on = day(number);
                prop_assert_eq!(members(&before, on), members(&after, on), "nobody is lost on {}", on);
            }
            // On the days before, each unit had whom it had, and stood where it stood.
            for number in (0..on).step_by(97) {
                let counts = |data: &Data| {
                    let standing = Standing::new(data.clone(), day(number));
                    let units = standing.data.ids(Kind::Unit);
                    units.iter().map(|unit| (unit.clone(), standing.unit(unit).clone())).collect::<Vec<_>>()
                };
                prop_assert_eq!(counts(&before), counts(&after), "on {}", day(number));
            }
            for number in (on..2_000).step_by(31) {
                for member in members(&after, day(number)) {
                    let stands = member_on(&after, &member, day(number));
                    let is_ended = |unit: &Option<Id>| unit.as_ref().is_some_and(|unit| ended.contains(unit));
                    prop_assert!(!is_ended(&stands.unit), "{} on {}", member, day(number));
                    prop_assert!(!is_ended(&stands.staying_at), "{} stays on {}", member, day(number));
                }
            }
            prop_assert!(after.village(&id("v")).unwrap().cell.as_ref().is_none_or(|cell| !ended.contains(cell)));
        }
        // Nobody is in two units on one day: no two events of a kind on a day lead to different ones (M10).
        let standing = Standing::new(data, last());
        let found = chibo::domain::check::check(&standing);
        prop_assert!(found.iter().all(|finding| finding.rule.code != "M10"), "{:#?}", found);
    }

    #[test]
    fn the_order_of_entry_changes_nothing(
        tries in prop::collection::vec(any_try(), 0..30), seed in any::<u64>(),
    ) {
        let mut data = place();
        let done = live(&mut data, &tries);
        let mut events: Vec<_> = done.iter().flat_map(|(_, _, batch, _)| &batch.changes).filter_map(|change| {
            match change {
                Change::Create { kind: Kind::Event, after, .. } => {
                    Kind::Event.read(serde_json::Value::Object(after.clone())).ok()
                }
                _ => None,
            }
        }).collect();
        let key = |id: &Id| id.as_str().bytes().fold(seed, |h, b| h.rotate_left(9).wrapping_mul(31) ^ u64::from(b));
        events.sort_by_key(|event| key(event.id()));
        let mut again = place();
        events.into_iter().for_each(|event| again.put(event));
        for number in (0..2_000).step_by(53) {
            for member in data.members().keys() {
                prop_assert_eq!(member_on(&data, member, day(number)), member_on(&again, member, day(number)));
            }
        }
    }
}
