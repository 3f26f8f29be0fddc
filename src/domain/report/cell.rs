//! One value of a report.

use crate::domain::{
    date::PartialDate,
    record::{Id, Kind},
    words::Label,
};

/// One value of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing to say.
    Empty,
    /// The form wants a figure, the register has no field for it.
    Unknown,
    /// Words of the form.
    Words(Label),
    /// Words of the register.
    Text(String),
    /// A date, perhaps partial.
    Date(PartialDate),
    /// How many records: these.
    Count(Kind, Vec<Id>),
    /// A number that counts no records of the register.
    Number(i64),
    /// So many more or less.
    Change(i64),
    /// A part of a whole, to some decimals of a hundredth; without a base it is no number.
    Share(Share),
    /// By how much the part is more or less than the whole.
    Excess(Share),
    /// A mean of so many, to one decimal.
    Mean {
        /// What was added up.
        sum: i64,
        /// Of how many.
        count: usize,
    },
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: usize,
    /// The whole.
    pub whole: usize,
    /// Decimals of the percentage.
    pub places: u8,
}

impl Cell {
    /// Words of the register; empty when there are none.
    pub(super) fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    pub(super) fn date(date: Option<impl Into<PartialDate>>) -> Self {
        date.map_or(Self::Empty, |date| Self::Date(date.into()))
    }

    pub(super) fn label(label: Option<Label>) -> Self {
        label.map_or(Self::Empty, Self::Words)
    }

    pub(super) fn share(part: usize, whole: usize, places: u8) -> Self {
        Self::Share(Share { part, whole, places })
    }

    /// How many things there are.
    pub(super) fn size(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// The figure, when it is a whole number.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Count(_, ids) => i64::try_from(ids.len()).ok(),
            Self::Number(number) | Self::Change(number) => Some(*number),
            Self::Empty
            | Self::Unknown
            | Self::Words(_)
            | Self::Text(_)
            | Self::Date(_)
            | Self::Share(_)
            | Self::Excess(_)
            | Self::Mean { .. } => None,
        }
    }
}

impl Share {
    /// The percentage in units of its last decimal, rounded half up; none without a base.
    pub fn scaled(self) -> Option<u64> {
        let whole = (self.whole as u64).checked_mul(2).filter(|whole| *whole > 0)?;
        let factor = 100 * 10u64.pow(u32::from(self.places));
        Some((self.part as u64 * factor * 2 + self.whole as u64) / whole)
    }

    /// By how many units of the last decimal the percentage is above a hundred.
    pub fn scaled_excess(self) -> Option<i64> {
        let hundred = 100 * 10i64.pow(u32::from(self.places));
        self.scaled().and_then(|scaled| i64::try_from(scaled).ok()).map(|scaled| scaled - hundred)
    }
}
