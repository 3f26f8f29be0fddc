//! A small source of chance that gives the same numbers on every machine: splitmix64.
//!
//! Knows no clock and no environment. Good enough to make a sample look natural, no good for secrets.

use jiff::{Span, civil::Date};

/// The source; its whole state is one number.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    /// A source that always tells the same story for the same seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed ^ 0x6368_6962_6f20_3138)
    }

    /// The next 64 bits (Steele, Lea, Flood 2014).
    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to but without `n`; 0 when `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }

    /// A number between two, both included.
    pub(super) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True in so many cases of a hundred.
    pub(super) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// One of a list that is not empty, the heavier the likelier.
    pub(super) fn weighed<T: Copy>(&mut self, list: &[(T, u16)]) -> T {
        let total: usize = list.iter().map(|(_, weight)| usize::from(*weight)).sum();
        let mut left = self.below(total);
        for (value, weight) in list {
            match left.checked_sub(usize::from(*weight)) {
                None => return *value,
                Some(rest) => left = rest,
            }
        }
        list[0].0
    }

    /// A day between two, both included.
    pub(super) fn day(&mut self, from: Date, to: Date) -> Date {
        let days = usize::try_from((to - from).get_days()).unwrap_or(0);
        days_later(from, self.between(0, days) as i64)
    }

    /// Puts a list into another order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

/// The day so many days later, or earlier.
pub(super) fn days_later(day: Date, days: i64) -> Date {
    day.saturating_add(Span::new().days(days))
}
