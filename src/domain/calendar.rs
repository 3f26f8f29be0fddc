//! Working days, in which several rules of the Party count: Monday to Friday without the office's holidays.
//!
//! The holidays stand in the data file and are the office's to keep; a year for which none were entered
//! counts every Monday to Friday. The module knows no clock, no rule and no deadline, and nothing that
//! follows from it may block anybody: a forgotten holiday moves a reminder, never a date in a record.

use jiff::{ToSpan, civil::Weekday};

use super::{date::Date, office::Office};

/// The days on which an office works.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkingDays {
    /// Holidays that fall on Monday to Friday, sorted, each once.
    holidays: Vec<Date>,
}

impl WorkingDays {
    /// Monday to Friday without these days.
    pub fn new(holidays: &[Date]) -> Self {
        let mut holidays: Vec<Date> = holidays.iter().copied().filter(|day| is_weekday(*day)).collect();
        holidays.sort_unstable();
        holidays.dedup();
        Self { holidays }
    }

    /// The working days of an office.
    pub fn of(office: &Office) -> Self {
        Self::new(&office.holidays)
    }

    /// Whether the office works on a day.
    pub fn contains(&self, day: Date) -> bool {
        is_weekday(day) && self.holidays.binary_search(&day).is_err()
    }

    /// The `n`th working day after a day, which itself does not count; the day itself when `n` is 0.
    pub fn add(&self, day: Date, n: u32) -> Date {
        let (mut day, mut left) = (day, n);
        while left > 0 && day < Date::MAX {
            day = day.saturating_add(1.day());
            left -= u32::from(self.contains(day));
        }
        day
    }

    /// Working days after `a`, up to and including `b`; 0 when `b` is not later.
    pub fn between(&self, a: Date, b: Date) -> u32 {
        if b <= a {
            return 0;
        }
        let days = a.duration_until(b).as_hours() / 24;
        let rest = (0..days % 7).filter(|back| is_weekday(b.saturating_sub(back.days()))).count();
        let upto = |day: Date| self.holidays.partition_point(|holiday| *holiday <= day);
        let holidays = upto(b) - upto(a);
        u32::try_from(days / 7 * 5).unwrap_or(u32::MAX).saturating_add_signed(rest as i32 - holidays as i32)
    }
}

fn is_weekday(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// The holidays of early 2018: Tết 14–20/2 and Giỗ Tổ 25/4, 30/4, 1/5.
    fn year_2018() -> WorkingDays {
        let tet = (14..=20).map(|day| date(2018, 2, day));
        let spring = [date(2018, 4, 25), date(2018, 4, 30), date(2018, 5, 1)];
        WorkingDays::new(&tet.chain(spring).collect::<Vec<_>>())
    }

    #[test]
    fn weekends_and_holidays_do_not_count() {
        let days = year_2018();
        assert_eq!(days.add(date(2018, 2, 13), 1), date(2018, 2, 21));
        assert_eq!(days.between(date(2018, 2, 13), date(2018, 2, 20)), 0);
        assert_eq!(days.between(date(2018, 4, 27), date(2018, 5, 2)), 1);
        assert!(!days.contains(date(2018, 4, 28)));
    }

    #[test]
    fn the_30th_working_day_after_15_march_2018_lies_behind_a_holiday() {
        assert_eq!(WorkingDays::default().add(date(2018, 3, 15), 30), date(2018, 4, 26));
        assert_eq!(year_2018().add(date(2018, 3, 15), 30), date(2018, 4, 27));
    }

    #[test]
    fn no_days_are_no_move_and_the_end_of_time_is_no_panic() {
        assert_eq!(year_2018().add(date(2018, 4, 28), 0), date(2018, 4, 28));
        assert_eq!(year_2018().add(Date::MAX, 30), Date::MAX);
        assert_eq!(year_2018().between(Date::MAX, Date::MIN), 0);
    }

    proptest! {
        #[test]
        fn between_counts_what_add_adds(
            start in 0i32..3000, n in 0u32..200, holidays in proptest::collection::vec(0i32..3000, 0..40)
        ) {
            let day = |n: i32| date(2015, 1, 1).saturating_add(n.days());
            let days = WorkingDays::new(&holidays.into_iter().map(day).collect::<Vec<_>>());
            prop_assert_eq!(days.between(day(start), days.add(day(start), n)), n);
        }

        #[test]
        fn between_is_the_count_of_working_days(start in 0i32..400, length in 0i32..400, holiday in 0i32..800) {
            let day = |n: i32| date(2017, 6, 1).saturating_add(n.days());
            let days = WorkingDays::new(&[day(holiday), day(holiday)]);
            let counted = (start + 1..=start + length).filter(|n| days.contains(day(*n))).count();
            prop_assert_eq!(days.between(day(start), day(start + length)) as usize, counted);
        }
    }
}
