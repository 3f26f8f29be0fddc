//! Party badges (Huy hiệu Đảng): at which Party age, in which of the four rounds of a year each is given, and to whom
//! one is owed (HD 01-HD/TW 20/9/2016).

use jiff::civil::date;

use super::{
    award::{Award, AwardForm, Manner},
    date::{Date, months_later},
    event::EventKind,
    record::{Id, Kind},
    standing::{MemberState, Standing},
};

/// The Party ages that are honoured, in years.
pub const YEARS: [u32; 12] = [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90];

/// Months that may be missing when a badge is given after death.
const POSTHUMOUS_MONTHS: i32 = 12;
/// Months after a death for which a badge not given is told of.
const REMEMBERED_MONTHS: i32 = 12;

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
    ahead(standing, member).next()
}

/// The badges a member has not got: the highest of those whose round has passed, then those to come.
fn ahead(standing: &Standing, member: &Id) -> impl Iterator<Item = Badge> + use<> {
    let (on, stands, held) = (standing.as_of, standing.member(member), held(standing, member));
    let from = stands.party_age_from().filter(|_| stands.state.is_member());
    from.into_iter().flat_map(move |from| {
        let all = YEARS.into_iter().map(move |years| Badge::of(from, years));
        let passed = all.clone().take_while(|badge| badge.round <= on).last();
        let coming = all.filter(move |badge| badge.round > on);
        passed.into_iter().chain(coming).filter(move |badge| badge.years > held)
    })
}

/// A badge that was not given yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// To whom.
    pub member: Id,
    /// The badge, with the round in which this one is to be given.
    pub badge: Badge,
    /// How it is to be given.
    pub manner: Manner,
    /// When it was proposed, if it was.
    pub proposed: Option<Date>,
}

/// The badges owed to somebody up to a later round. What is overdue is never dropped. Who is seriously ill gets it up
/// to 12 or 24 months early, where that was proposed; who died within the last year gets it after death, when at most
/// 12 months were missing.
pub fn owed(standing: &Standing, member: &Id, until: Date) -> Vec<Owed> {
    let stands = standing.member(member);
    match (stands.state, stands.left_on, stands.party_age_from()) {
        (MemberState::Left(EventKind::Died), Some(died), Some(from)) => {
            let all = YEARS
                .into_iter()
                .map(|years| Badge { round: rounds_after(died)[0], ..Badge::of(from, years) });
            let earned = all.take_while(|badge| months_later(badge.reached, -POSTHUMOUS_MONTHS) <= died);
            let last = earned.last().filter(|_| standing.as_of <= months_later(died, REMEMBERED_MONTHS));
            let left = last.filter(|badge| badge.years > held(standing, member));
            left.map(|badge| proposed(standing, member, badge, Manner::Posthumous)).into_iter().collect()
        }
        _ => ahead(standing, member)
            .map(|badge| proposed(standing, member, badge, Manner::InRound))
            .filter(|owed| owed.badge.round <= until)
            .collect(),
    }
}

/// A badge as it is proposed, where it is: early in the next round after that.
fn proposed(standing: &Standing, member: &Id, mut badge: Badge, manner: Manner) -> Owed {
    let on = standing.as_of;
    let proposal = badges(standing, member)
        .filter(|award| award.years == Some(badge.years) && award.awarded.is_none_or(|given| given > on))
        .find(|award| award.proposed.is_some_and(|day| day <= on));
    let manner = proposal.and_then(|award| award.manner).unwrap_or(manner);
    let proposed = proposal.and_then(|award| award.proposed);
    if let (Manner::Early, Some(day)) = (manner, proposed) {
        badge.round = badge.round.min(rounds_after(day)[0]);
    }
    Owed { member: member.clone(), badge, manner, proposed }
}

/// The four rounds that follow a day.
pub fn rounds_after(day: Date) -> [Date; 4] {
    let next = day.year().saturating_add(1).min(Date::MAX.year());
    let rounds = |year| [(2, 3), (5, 19), (9, 2), (11, 7)].map(|(month, day)| date(year, month, day));
    let mut coming = rounds(day.year()).into_iter().chain(rounds(next)).filter(|round| *round > day);
    // Of two years four rounds at least lie ahead; only at the end of all dates there are fewer.
    std::array::from_fn(|_| coming.next().unwrap_or(Date::MAX))
}

/// Months by which serious illness brings a badge forward at most: 12 up to that of 65 years, then 24.
pub fn early_months(years: u32) -> i32 {
    if years >= 70 { 24 } else { 12 }
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
