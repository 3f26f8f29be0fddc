//! How and when people came into the Party: dates of birth, decision, ceremony and recognition.
//!
//! Admissions since the register was opened follow a number for each year; those before only look natural.

use jiff::civil::date;

use super::{
    TODAY,
    cell::Milieu,
    random::{Random, days_later},
    scaled,
};
use crate::domain::{
    date::{Date, months_later},
    member::Sex,
};

/// One admission.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Admission {
    pub(super) decided: Date,
    pub(super) ceremony: Date,
    /// When recognised as official; none while on probation.
    pub(super) official: Option<Date>,
    /// Whether it is the second one of this person.
    pub(super) again: bool,
}

/// How somebody came into the register.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Entry {
    /// Admitted here before the register was opened.
    Old(Admission),
    /// Admitted here since.
    Admitted(Admission),
    /// Came from elsewhere as an official member.
    Arrived { official: Date, on: Date },
    /// Here when the register was opened; only the day of recognition is known.
    Unknown(Date),
}

/// Admissions of a district of the default size since the opening: from, to, number. The year 2017 is cut where
/// probation has just ended on the day of the sample.
const YEARS: [(Date, Date, usize); 6] = [
    (date(2014, 1, 8), date(2014, 12, 26), 96),
    (date(2015, 1, 8), date(2015, 12, 25), 104),
    (date(2016, 1, 7), date(2016, 12, 28), 112),
    (date(2017, 1, 5), date(2017, 4, 11), 33),
    (date(2017, 4, 18), date(2017, 12, 27), 90),
    (date(2018, 1, 8), date(2018, 4, 10), 28),
];

/// Of them, those who have left since.
const LEFT: [usize; 6] = [2, 2, 1, 0, 1, 0];

/// Probation is over, and nobody has recognised them.
const OVERDUE: usize = 3;

impl Admission {
    /// Of a second admission, the first ceremony and the day of being struck off, more than 36 months before.
    pub(super) fn first(&self) -> (Date, Date) {
        (months_later(self.ceremony, -18 * 12), months_later(self.ceremony, -61))
    }
}

impl Entry {
    /// The day from which the person's age is reckoned.
    pub(super) fn day(&self) -> Date {
        match self {
            Self::Old(admission) | Self::Admitted(admission) if admission.again => admission.first().0,
            Self::Old(admission) | Self::Admitted(admission) => admission.ceremony,
            Self::Arrived { official, .. } | Self::Unknown(official) => *official,
        }
    }

    /// Since when the person is official.
    pub(super) fn official(&self) -> Option<Date> {
        match self {
            Self::Old(admission) | Self::Admitted(admission) => admission.official,
            Self::Arrived { official, .. } | Self::Unknown(official) => Some(*official),
        }
    }

    /// From when Party age counts, where it is known.
    pub(super) fn decided(&self) -> Option<Date> {
        match self {
            Self::Old(admission) | Self::Admitted(admission) => Some(admission.decided),
            Self::Arrived { .. } | Self::Unknown(_) => None,
        }
    }
}

/// All admissions since the opening: those of people who are still here, and those of people who left.
pub(super) fn admissions(random: &mut Random, members: usize) -> (Vec<Admission>, Vec<Admission>) {
    let (mut here, mut left) = (Vec::new(), Vec::new());
    for (year, (from, to, number)) in YEARS.into_iter().enumerate() {
        let number = scaled(number, members);
        for n in 0..number {
            let ceremony = random_day(random, from, to);
            let mut admission = admission(random, ceremony);
            match (year, n) {
                (2, 0) if number > 50 => admission = leap_day_admission(),
                // A ceremony long after the decision, later than 30 working days.
                (2, 1) => admission.decided = days_later(admission.ceremony, -75),
                (2 | 4, 2) => admission.again = true,
                _ => {}
            }
            if year == 3 && n >= number.saturating_sub(scaled(OVERDUE, members)) {
                admission.official = None;
            }
            let gone = n + 1 + LEFT[year] > number && number > LEFT[year] * 5;
            if gone { &mut left } else { &mut here }.push(admission);
        }
    }
    (here, left)
}

/// A day of a span, rather on the feasts on which people like to be admitted.
fn random_day(random: &mut Random, from: Date, to: Date) -> Date {
    const FEASTS: [(i8, i8); 6] = [(2, 3), (3, 26), (5, 19), (9, 2), (11, 7), (12, 22)];
    let (month, day) = random.pick(&FEASTS);
    let feast = date(from.year(), month, day);
    if random.percent(15) && (from..=to).contains(&feast) { feast } else { random.day(from, to) }
}

/// An admission with this ceremony; official when twelve months have passed (Charter art. 5).
pub(super) fn admission(random: &mut Random, ceremony: Date) -> Admission {
    let official = Some(months_later(ceremony, 12)).filter(|on| *on <= TODAY);
    Admission {
        decided: days_later(ceremony, -(random.between(4, 26) as i64)),
        ceremony,
        official,
        again: false,
    }
}

/// The one whose probation ended on a day its month did not have: 29/2/2016 and twelve months.
pub(super) fn leap_day_admission() -> Admission {
    let ceremony = date(2016, 2, 29);
    Admission {
        decided: date(2016, 2, 15),
        ceremony,
        official: Some(months_later(ceremony, 12)),
        again: false,
    }
}

/// Whether it is the admission of [`leap_day_admission`].
pub(super) fn is_on_leap_day(entry: &Entry) -> bool {
    entry.day() == date(2016, 2, 29)
}

/// An admission before the opening, and a day of birth that fits; `carries` a post, so neither new nor aged.
pub(super) fn old(random: &mut Random, milieu: Milieu, sex: Sex, carries: bool) -> (Entry, Date) {
    let (first, last) = match (milieu.works(), carries) {
        (true, _) if sex == Sex::Female => (1995, if carries { 2009 } else { 2013 }),
        (true, true) => (1990, 2009),
        (true, false) => (1991, 2013),
        (false, true) => (1985, 2009),
        (false, false) => random.weighed(&[
            ((1953, 1969), 3),
            ((1970, 1984), 16),
            ((1985, 1994), 17),
            ((1995, 2004), 28),
            ((2005, 2013), 36),
        ]),
    };
    let ceremony = random.day(date(first, 1, 6), date(last, 12, 20));
    let born = born(random, ceremony, milieu, carries);
    (Entry::Old(admission(random, ceremony)), born)
}

/// A day of birth for somebody admitted on a day: never under 18 (Charter art. 1; QĐ 29-QĐ/TW 2016).
pub(super) fn born(random: &mut Random, admitted: Date, milieu: Milieu, carries: bool) -> Date {
    let years = match (milieu.works(), carries) {
        (_, true) | (true, false) => 20 + random.below(8) + random.below(5),
        (false, false) if random.percent(12) => 36 + random.below(16),
        (false, false) => 19 + random.below(9) + random.below(10),
    };
    months_later(days_later(admitted, -(random.between(30, 360) as i64)), -12 * years as i32)
}
