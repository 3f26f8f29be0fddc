//! Party badges (Huy hiệu Đảng): for how many years of Party age, in which round, and to whom one is owed.
//!
//! Years and rounds are those of HD 01-HD/TW 20/9/2016, kept in 2021. Which months belong to which round is the
//! practice of Hanoi (HD 02-HD/BTCTU 21/11/2025).

use super::{
    award::{Award, AwardForm, Manner},
    data::Data,
    date::{Date, months_later},
    event::EventKind,
    member::Member,
    record::{Id, Kind},
    standing::{MemberState, Standing},
};

/// Years for which a badge is given; there is none for 35.
pub const YEARS: [u32; 12] = [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90];

/// Months before its time up to which a badge is given after death.
const POSTHUMOUS_MONTHS: i32 = 12;
/// Months after a death for which a badge not given is told of.
const REMEMBERED_MONTHS: i32 = 12;

/// A badge that was not given yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// To whom.
    pub member: Id,
    /// For how many years.
    pub years: u32,
    /// When the Party age is or would have been reached.
    pub reached: Date,
    /// The round in which it is to be given.
    pub round: Date,
    /// How it is to be given.
    pub manner: Manner,
    /// When it was proposed, if it was.
    pub proposed: Option<Date>,
}

/// Months by which serious illness brings a badge forward at most: 12 up to the badge of 65 years, then 24
/// (HD 01-HD/TW 20/9/2016).
pub fn early_months(years: u32) -> i32 {
    if years >= 70 { 24 } else { 12 }
}

/// The day on which somebody reaches the years of a badge.
pub fn reached(from: Date, years: u32) -> Date {
    months_later(from, i32::try_from(years).unwrap_or(0).saturating_mul(12))
}

/// The four rounds of a year: 3/2, 19/5, 2/9, 7/11.
fn rounds(year: i16) -> [Date; 4] {
    let day = |month, day| jiff::civil::date(year, month, day);
    [day(2, 3), day(5, 19), day(9, 2), day(11, 7)]
}

/// The round of those who reach the years on a day.
pub fn round_of(reached: Date) -> Date {
    let [february, may, september, november] = rounds(reached.year());
    match reached.month() {
        1..=2 => february,
        3..=5 => may,
        6..=9 => september,
        10..=11 => november,
        // December belongs to the round of next February.
        _ => rounds(reached.year().saturating_add(1).min(Date::MAX.year()))[0],
    }
}

/// The next rounds, one of the day itself among them.
pub fn next_rounds(on: Date) -> [Date; 4] {
    let next = on.year().saturating_add(1).min(Date::MAX.year());
    let mut coming = rounds(on.year()).into_iter().chain(rounds(next)).filter(|round| *round >= on);
    // Of two years at least four rounds lie ahead; only at the end of all dates there are fewer.
    std::array::from_fn(|_| coming.next().unwrap_or(Date::MAX))
}

/// The badges owed to somebody on the date of a standing and up to a later round, the next one last. Of those whose
/// round has passed only the highest is told of, since it takes the place of the lower ones; it is never dropped.
pub fn owed(standing: &Standing, member: &Member, until: Date) -> Vec<Owed> {
    let (on, stands) = (standing.as_of, standing.member(&member.id));
    let Some(from) = stands.party_age_from() else { return Vec::new() };
    // Most are far from their first badge, even from an early one.
    if months_later(reached(from, YEARS[0]), -early_months(YEARS[0])) > until {
        return Vec::new();
    }
    let awards = awards(&standing.data, &member.id);
    let held = held(member, &awards, on);
    let above = YEARS.into_iter().filter(|years| held.is_none_or(|held| held < *years));
    let owed = |years: u32, round: Date, manner: Manner| {
        let proposal = awards.iter().find(|award| award.years == Some(years) && is_proposed(award, on));
        let manner = proposal.and_then(|award| award.manner).unwrap_or(manner);
        let proposed = proposal.and_then(|award| award.proposed);
        let round = match (manner, proposed) {
            (Manner::Early, Some(day)) => round.min(next_rounds(day)[0]),
            _ => round,
        };
        Owed { member: member.id.clone(), years, reached: reached(from, years), round, manner, proposed }
    };
    match (stands.state, stands.left_on) {
        (MemberState::Left(EventKind::Died), Some(died)) => {
            let is_late = months_later(died, REMEMBERED_MONTHS) < on;
            let earned = |years: &u32| months_later(reached(from, *years), -POSTHUMOUS_MONTHS) <= died;
            let last = above.filter(earned).last().filter(|_| !is_late);
            last.map(|years| owed(years, next_rounds(died)[0], Manner::Posthumous)).into_iter().collect()
        }
        (state, _) if state.is_member() => {
            let all = above.map(|years| owed(years, round_of(reached(from, years)), Manner::InRound));
            let (passed, coming): (Vec<Owed>, Vec<Owed>) =
                all.filter(|owed| owed.round <= until).partition(|owed| owed.round < on);
            passed.into_iter().last().into_iter().chain(coming).collect()
        }
        _ => Vec::new(),
    }
}

/// The badges of a member as they are recorded.
fn awards<'a>(data: &'a Data, member: &Id) -> Vec<&'a Award> {
    let own = data.sources(Kind::Member, member).filter(|(kind, ..)| *kind == Kind::Award);
    let own = own.filter_map(|(_, id, _)| data.award(id));
    own.filter(|award| award.form == AwardForm::Badge).collect()
}

/// The highest badge somebody has. What stands in the member's own record has no date and counts on every day.
fn held(member: &Member, awards: &[&Award], on: Date) -> Option<u32> {
    let given = awards.iter().filter(|award| award.awarded.is_some_and(|day| day <= on));
    given.filter_map(|award| award.years).chain(member.badge_years).max()
}

fn is_proposed(award: &Award, on: Date) -> bool {
    award.proposed.is_some_and(|day| day <= on) && award.awarded.is_none_or(|day| day > on)
}
