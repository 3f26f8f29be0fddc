//! Those who are no longer there: they died, moved away, were struck off, expelled, or resigned.
//!
//! They are added after the seats are filled, so that they change no figure of the day of the sample.

use jiff::civil::date;

use super::{
    Maker, TODAY,
    cell::Milieu,
    entry::{self, Entry},
    places,
    random::days_later,
    roll::{Fate, Person, Roll},
    scaled,
    units::Frame,
};
use crate::domain::{
    date::{Date, months_later},
    event::EventKind,
    member::Sex,
    record::Kind,
};

/// How many left a district of the default size since the opening, and how.
const LEFT: [(EventKind, usize); 5] = [
    (EventKind::Died, 76),
    (EventKind::TransferredOut, 92),
    (EventKind::StruckOff, 7),
    (EventKind::Expelled, 3),
    (EventKind::Resigned, 5),
];

/// Adds them to the roll.
pub(super) fn add(maker: &mut Maker, frame: &Frame, roll: &mut Roll, members: usize) {
    for admission in std::mem::take(&mut roll.spare) {
        let (kind, on) = match admission.official {
            None => (EventKind::StruckOff, months_later(admission.ceremony, 4).min(date(2018, 3, 12))),
            Some(official) => {
                (EventKind::TransferredOut, days_later(official, 90).min(days_later(TODAY, -6)))
            }
        };
        leave(maker, frame, roll, Some(Entry::Admitted(admission)), kind, on);
    }
    for (kind, number) in LEFT {
        for _ in 0..scaled(number, members) {
            let on = maker.random.day(date(2014, 2, 1), date(2018, 4, 10));
            leave(maker, frame, roll, None, kind, on);
        }
    }
}

fn leave(maker: &mut Maker, frame: &Frame, roll: &mut Roll, entry: Option<Entry>, kind: EventKind, on: Date) {
    let random = &mut maker.random;
    let open: Vec<usize> = (0..frame.cells.len())
        .filter(|&c| frame.cells[c].is_shared_out() && frame.cells[c].founded.is_none())
        .filter(|&c| kind != EventKind::Died || frame.cells[c].is_village())
        .collect();
    let cell = random.pick(&open);
    let milieu = frame.cells[cell].milieu;
    let sex = if random.percent(milieu.women()) { Sex::Female } else { Sex::Male };
    let (entry, born) = match (entry, kind) {
        (Some(entry), _) => {
            let born = entry::born(random, entry.day(), milieu, false);
            (entry, born)
        }
        (None, EventKind::Died) => {
            let ceremony = random.day(date(1953, 2, 3), date(1988, 12, 22));
            let born = entry::born(random, ceremony, Milieu::Village, false);
            (Entry::Old(entry::admission(random, ceremony)), born)
        }
        (None, _) => entry::old(random, milieu, sex, false),
    };
    let group = places::group(random, frame.cells[cell].land);
    let id = maker.id(Kind::Member);
    let fate = Fate::Left(kind, on);
    roll.former[cell].push(roll.people.len());
    roll.people.push(Person { id, cell, before: None, core: false, milieu, entry, fate, sex, group, born });
}
