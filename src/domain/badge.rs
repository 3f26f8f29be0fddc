//! Party badges: at which Party age, and in which of the four rounds of a year each is given (HD 01-HD/TW 20/9/2016).

use jiff::civil::date;

use super::{
    award::{Award, AwardForm},
    date::{Date, months_later},
    record::{Id, Kind},
    standing::Standing,
};

/// The Party ages that are honoured, in years.
pub const YEARS: [u32; 12] = [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90];

/// A badge somebody has reached or will reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Badge {
    /// Party age, in years.
    pub years: u32,
    /// The day on which it is reached.
    pub reached: Date,
    /// The day of the round in which it is given: 3/2, 19/5, 2/9 or 7/11.
    pub round: Date,
}

impl Badge {
    /// The badge for so many years of somebody whose Party age counts from a day.
    pub fn of(from: Date, years: u32) -> Self {
        let reached = months_later(from, i32::try_from(years).unwrap_or(i32::MAX / 12) * 12);
        Self { years, reached, round: round(reached) }
    }
}

/// The round for those who reach their years on a day: from December to February 3/2, from March to May 19/5, from
/// June to September 2/9, in October and November 7/11.
fn round(reached: Date) -> Date {
    let year = reached.year();
    match reached.month() {
        12 => date(year.saturating_add(1).min(Date::MAX.year()), 2, 3),
        1 | 2 => date(year, 2, 3),
        3..=5 => date(year, 5, 19),
        6..=9 => date(year, 9, 2),
        _ => date(year, 11, 7),
    }
}

/// The badges of the register that are about a member.
fn badges<'a>(standing: &'a Standing, member: &'a Id) -> impl Iterator<Item = &'a Award> {
    let awards = standing.data.sources(Kind::Member, member).filter(|(kind, ..)| *kind == Kind::Award);
    let awards = awards.filter_map(|(_, id, _)| standing.data.award(id));
    awards.filter(|award| award.form == AwardForm::Badge)
}

/// Whether a badge for so many years was proposed by the date.
pub fn is_proposed(standing: &Standing, member: &Id, years: u32) -> bool {
    badges(standing, member)
        .any(|award| award.years == Some(years) && award.proposed.is_some_and(|on| on <= standing.as_of))
}

/// The highest badge the register says a member holds on the date, in years; 0 when it says of none.
pub fn held(standing: &Standing, member: &Id) -> u32 {
    let given = badges(standing, member).filter(|award| award.awarded.is_some_and(|on| on <= standing.as_of));
    let noted = standing.data.member(member).and_then(|member| member.badge_years);
    given.filter_map(|award| award.years).chain(noted).max().unwrap_or(0)
}

/// The badge a member is to get next: one whose round has passed and that the register has not as given, else the next
/// to come. Who has several rounds behind them gets the highest. None for those who are no members, or whose admission
/// nobody knows.
pub fn next(standing: &Standing, member: &Id) -> Option<Badge> {
    let stands = standing.member(member);
    let from = stands.party_age_from().filter(|_| stands.state.is_member())?;
    let mut left = YEARS.into_iter().map(|years| Badge::of(from, years));
    let held = held(standing, member);
    let passed = left.clone().take_while(|badge| badge.round <= standing.as_of).last();
    passed
        .filter(|badge| badge.years > held)
        .or_else(|| left.find(|badge| badge.round > standing.as_of && badge.years > held))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_has_its_round() {
        for (reached, given) in [
            (date(2017, 11, 30), date(2017, 11, 7)),
            (date(2017, 12, 1), date(2018, 2, 3)),
            (date(2018, 2, 28), date(2018, 2, 3)),
            (date(2018, 3, 1), date(2018, 5, 19)),
            (date(2018, 5, 31), date(2018, 5, 19)),
            (date(2018, 6, 1), date(2018, 9, 2)),
            (date(2018, 9, 30), date(2018, 9, 2)),
            (date(2018, 10, 1), date(2018, 11, 7)),
        ] {
            assert_eq!(round(reached), given, "{reached}");
        }
        assert_eq!(Badge::of(date(1988, 2, 29), 30).reached, date(2018, 2, 28));
    }
}
