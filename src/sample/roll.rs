//! Who stands where: every seat of every cell gets a person with an entry into the Party and a fate.
//!
//! The seats are filled backwards from the day of the sample, so that the figures come out exactly; what
//! happened before is then told by events. Knows nothing of names.

use jiff::civil::date;

use super::{
    Maker, TODAY,
    cell::{LEAST, Milieu},
    entry::{self, Admission, Entry},
    places, scaled,
    units::Frame,
};
use crate::domain::{
    date::{Date, full_years, months_later},
    ethnic::EthnicGroup,
    event::EventKind,
    member::Sex,
    record::{Id, Kind},
};

/// What became of a member after coming in.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fate {
    /// Nothing of note.
    Stays,
    /// Left on a day.
    Left(EventKind, Date),
    /// Expelled, and restored later.
    Restored(Date, Date),
    /// Exempt since, and back since.
    Exempt(Date, Option<Date>),
    /// Suspended since, and back since.
    Suspended(Date, Option<Date>),
    /// Away for a time: since, the cell there where it is one of ours, and back since.
    Away(Date, Option<usize>, Option<Date>),
}

/// A person in a seat.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) id: Id,
    /// The cell, on the day of the sample or when leaving.
    pub(super) cell: usize,
    /// The cell before, and when the person moved.
    pub(super) before: Option<(usize, Date)>,
    /// Whether one of the three who carry the cell: long official, never moved unless the whole cell did.
    pub(super) core: bool,
    pub(super) milieu: Milieu,
    pub(super) entry: Entry,
    pub(super) fate: Fate,
    pub(super) sex: Sex,
    pub(super) group: EthnicGroup,
    pub(super) born: Date,
}

/// All persons of a district.
#[derive(Debug)]
pub(super) struct Roll {
    pub(super) people: Vec<Person>,
    /// The seats of each cell; of a closed one those who had sat there.
    pub(super) seats: Vec<Vec<usize>>,
    /// Those who left, by the cell they left.
    pub(super) former: Vec<Vec<usize>>,
    /// Admissions since the opening that are not in a seat: of people who left.
    pub(super) spare: Vec<Admission>,
}

/// One seat before anybody sits in it.
struct Seat {
    cell: usize,
    core: bool,
    entry: Option<Entry>,
    before: Option<(usize, Date)>,
}

/// Fills the seats of a district.
pub(super) fn roll(maker: &mut Maker, frame: &Frame, members: usize) -> Roll {
    let (mut seats, mut loose) = seats(maker, frame);
    let (admissions, spare) = entry::admissions(&mut maker.random, members);
    let mut admissions = admissions.into_iter().map(Entry::Admitted).collect::<Vec<_>>();
    if let Some(seat) = seats.iter_mut().find(|s| s.core && frame.cells[s.cell].young_secretary) {
        seat.entry = Some(Entry::Admitted(entry::leap_day_admission()));
        if let Some(at) = admissions.iter().position(entry::is_on_leap_day) {
            admissions.remove(at);
        }
    }
    let arrivals = arrivals(maker, members);
    let unknown = (0..scaled(12, members))
        .map(|_| Entry::Unknown(maker.random.day(date(1978, 1, 1), date(2006, 12, 31))));
    for entry in admissions.into_iter().chain(arrivals).chain(unknown) {
        if let Some(seat) = loose.pop() {
            seats[seat].entry = Some(entry);
        }
    }
    move_seats(maker, frame, &mut seats, &loose, members);
    let mut roll = Roll {
        people: Vec::with_capacity(seats.len()),
        seats: vec![Vec::new(); frame.cells.len()],
        former: vec![Vec::new(); frame.cells.len()],
        spare,
    };
    for seat in seats {
        roll.sit(maker, frame, seat);
    }
    roll.give_fates(maker, frame, members);
    roll
}

/// All seats, and those that anybody may get, in an order of chance.
fn seats(maker: &mut Maker, frame: &Frame) -> (Vec<Seat>, Vec<usize>) {
    let (mut seats, mut loose) = (Vec::new(), Vec::new());
    for (place, cell) in frame.cells.iter().enumerate().filter(|(_, cell)| cell.closed.is_none()) {
        for number in 0..cell.size {
            let core = number < LEAST;
            if !core && !cell.fixed && cell.founded.is_none() {
                loose.push(seats.len());
            }
            seats.push(Seat { cell: place, core, entry: None, before: None });
        }
    }
    maker.random.shuffle(&mut loose);
    (seats, loose)
}

/// Those who came from outside since the register was opened.
fn arrivals(maker: &mut Maker, members: usize) -> Vec<Entry> {
    (0..scaled(100, members))
        .map(|_| {
            let official = maker.random.day(date(1992, 1, 1), date(2012, 12, 31));
            Entry::Arrived { official, on: maker.random.day(date(2014, 2, 1), date(2018, 4, 6)) }
        })
        .collect()
}

/// Says which seats are held by people who came from another cell of the district.
fn move_seats(maker: &mut Maker, frame: &Frame, seats: &mut [Seat], loose: &[usize], members: usize) {
    let mut free: Vec<usize> =
        loose.iter().copied().filter(|&s| frame.cells[seats[s].cell].milieu == Milieu::Village).collect();
    for (place, cell) in frame.cells.iter().enumerate() {
        let Some((on, into)) = cell.closed else { continue };
        if let Some(into) = into {
            // Two cells became one: they share its seats by turns, so that both bring a secretary.
            let turn = usize::from(!cell.name.contains("Huyện ủy"));
            let merged = seats.iter_mut().filter(|s| s.cell == into).enumerate();
            merged.filter(|(n, _)| n % 2 == turn).for_each(|(_, seat)| seat.before = Some((place, on)));
            continue;
        }
        for _ in 0..cell.size {
            let Some(at) = free.iter().rposition(|&s| frame.cells[seats[s].cell].commune == cell.commune)
            else {
                break;
            };
            seats[free.swap_remove(at)].before = Some((place, on));
        }
    }
    let villages: Vec<usize> = (0..frame.cells.len()).filter(|&c| frame.cells[c].is_village()).collect();
    for seat in free.into_iter().take(scaled(60, members)) {
        let from = maker.random.pick(&villages);
        if from != seats[seat].cell {
            seats[seat].before = Some((from, maker.random.day(date(2014, 3, 1), date(2018, 3, 30))));
        }
    }
}

impl Roll {
    /// Makes a person for a seat.
    fn sit(&mut self, maker: &mut Maker, frame: &Frame, seat: Seat) {
        let cell = &frame.cells[seat.cell];
        let was = seat.before.map_or(cell, |(before, _)| &frame.cells[before]);
        let milieu = if was.closed.is_some() { was.milieu } else { cell.milieu };
        let random = &mut maker.random;
        let sex = if random.percent(milieu.women()) { Sex::Female } else { Sex::Male };
        let carries = seat.core || was.milieu == Milieu::CommuneOffice;
        let (entry, born) = match seat.entry {
            Some(entry) => {
                // A head who is admitted late in life is older than most who are admitted.
                let early = if seat.core { months_later(entry.day(), -12 * 12) } else { entry.day() };
                let born = entry::born(random, early, milieu, false);
                (entry, born)
            }
            None => entry::old(random, milieu, sex, carries),
        };
        let group = places::group(random, cell.land);
        let id = maker.id(Kind::Member);
        let place = self.people.len();
        self.seats[seat.cell].push(place);
        if let Some((before, _)) = seat.before.filter(|(before, _)| frame.cells[*before].closed.is_some()) {
            self.seats[before].push(place);
        }
        let (cell, before, core) = (seat.cell, seat.before, seat.core);
        self.people.push(Person {
            id,
            cell,
            before,
            core,
            milieu,
            entry,
            fate: Fate::Stays,
            sex,
            group,
            born,
        });
    }

    /// Gives some long-standing members a fate of their own.
    fn give_fates(&mut self, maker: &mut Maker, frame: &Frame, members: usize) {
        let mut plain: Vec<usize> = (0..self.people.len()).filter(|&p| self.is_plain(frame, p)).collect();
        maker.random.shuffle(&mut plain);
        let aged = |p: &usize| full_years(self.people[*p].born, TODAY) >= 74;
        let (aged, plain): (Vec<usize>, Vec<usize>) = plain.into_iter().partition(aged);
        for (n, person) in aged.into_iter().take(scaled(45, members)).enumerate() {
            let since = maker.random.day(date(2014, 5, 1), date(2017, 6, 30));
            let back = (n < 2).then(|| maker.random.day(date(2017, 8, 1), TODAY));
            self.people[person].fate = Fate::Exempt(since, back);
        }
        let cells: Vec<usize> = (0..frame.cells.len()).filter(|&c| frame.cells[c].is_village()).collect();
        let few = |of| if of <= plain.len() * 20 { of } else { 1 };
        let away = scaled(9, members);
        for (n, &person) in plain.iter().take(few(4) + away).enumerate() {
            let random = &mut maker.random;
            self.people[person].fate = match n {
                0 => Fate::Suspended(random.day(date(2018, 2, 22), date(2018, 4, 10)), None),
                1 => Fate::Suspended(date(2016, 5, 16), Some(date(2016, 9, 12))),
                2 => Fate::Restored(date(2014, 11, 10), date(2015, 8, 24)),
                3 => Fate::Restored(date(2016, 3, 14), date(2017, 2, 27)),
                n => {
                    let there = (n % 3 == 0).then(|| random.pick(&cells));
                    let since = random.day(date(2017, 6, 1), date(2018, 3, 30));
                    let back = (n % 4 == 0).then(|| random.day(since, TODAY)).filter(|back| *back > since);
                    Fate::Away(since, there, back)
                }
            };
        }
    }

    /// Whether nothing is told yet of a member who was in the cell when the register was opened.
    fn is_plain(&self, frame: &Frame, person: usize) -> bool {
        let person = &self.people[person];
        !person.core
            && person.before.is_none()
            && person.fate == Fate::Stays
            && !frame.cells[person.cell].fixed
            && matches!(&person.entry, Entry::Old(old) if old.ceremony < date(2012, 12, 1))
    }

    /// Members who can carry a post of a cell from a day on: official by then, there from then on.
    pub(super) fn steady(&self, cell: usize, since: Date) -> impl Iterator<Item = usize> + use<'_> {
        self.seats[cell].iter().copied().filter(move |&p| {
            let person = &self.people[p];
            person.fate == Fate::Stays
                && person.before.is_none_or(|(was, on)| was == cell || on <= since)
                && person.entry.official().is_some_and(|on| on <= since)
                && matches!(person.entry, Entry::Old(_))
        })
    }
}
