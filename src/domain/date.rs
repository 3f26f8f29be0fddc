//! Dates as an office writes them: whole days, months, and dates of which only the year or month is known.
//!
//! Civil dates come from jiff; this module adds partial dates, months and the Vietnamese way of
//! writing both (day first, always). It knows no clock: "today" is an argument.

use std::{borrow::Cow, cmp::Ordering, fmt, str::FromStr};

pub use jiff::civil::Date;
use serde::{Deserialize, Serialize, de::Error as _};

use super::record::{FieldValue, Invalid};

/// A date that may be known only to the year or to the month, and stays so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Only the year: `1962`.
    Year(i16),
    /// Year and month: `1980-02`.
    Month(Month),
    /// The whole day: `1980-02-05`.
    Day(Date),
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

/// A month of a year, `2018-09`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// A month, when there is such a one.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).ok()?;
        (1800..=2200).contains(&year).then_some(Self { year, month })
    }

    /// The month a day lies in.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.month
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        jiff::civil::date(self.year, self.month, 1)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }
}

impl PartialDate {
    /// The earliest day it can mean; sorting and "held since" go by it.
    pub fn earliest(self) -> Date {
        match self {
            Self::Year(year) => jiff::civil::date(year, 1, 1),
            Self::Month(month) => month.first_day(),
            Self::Day(day) => day,
        }
    }

    /// The latest day it can mean.
    pub fn latest(self) -> Date {
        match self {
            Self::Year(year) => jiff::civil::date(year, 12, 31),
            Self::Month(month) => month.last_day(),
            Self::Day(day) => day,
        }
    }

    /// The year, which is always known.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year) => year,
            Self::Month(month) => month.year,
            Self::Day(day) => day.year(),
        }
    }

    /// Full years from this date to `on`; with a partial birth date the most the person can be sure to have reached
    /// is not known, so the earliest day counts, as offices do with a birth year.
    pub fn full_years(self, on: Date) -> i32 {
        full_years(self.earliest(), on)
    }
}

/// Whether something lasts on a day: from its first day on, and no longer on the day on which it ends. An end that is not
/// known is none.
pub fn is_lasting(from: Option<Date>, to: Option<Date>, on: Date) -> bool {
    from.is_none_or(|from| from <= on) && to.is_none_or(|to| on < to)
}

/// Whether a text is in force on a day: from its first to its last day, as far as there are such.
pub fn is_in_force(from: Option<Date>, to: Option<Date>, on: Date) -> bool {
    from.is_none_or(|from| from <= on) && to.is_none_or(|to| on <= to)
}

/// Full years between two days; negative when `to` lies before `from`.
pub fn full_years(from: Date, to: Date) -> i32 {
    let years = i32::from(to.year()) - i32::from(from.year());
    if (to.month(), to.day()) < (from.month(), from.day()) { years - 1 } else { years }
}

/// The day a number of months later; the 31st becomes the last day of a shorter month (29/02 + 12 months = 28/02).
pub fn months_later(day: Date, months: i32) -> Date {
    day.saturating_add(jiff::Span::new().months(months))
}

/// Reads a whole day: `2018-03-15`, `15/3/2018`, `15-3-2018` or `15.3.2018`. Day first, always.
pub fn parse_day(text: &str) -> Option<Date> {
    match text.trim().parse().ok()? {
        PartialDate::Day(day) => Some(day),
        PartialDate::Year(_) | PartialDate::Month(_) => None,
    }
}

impl FromStr for PartialDate {
    type Err = Invalid;

    /// Reads ISO (`1980-02-05`, `1980-02`, `1980`) and the office's way (`5/2/1980`, `2/1980`); day first, always.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let parts: Vec<&str> = text.trim().split(['/', '-', '.']).map(str::trim).collect();
        if parts.iter().any(|p| p.is_empty() || p.len() > 4 || !p.bytes().all(|b| b.is_ascii_digit())) {
            return Err(Invalid::NotADate);
        }
        let year_first = parts[0].len() == 4;
        let (year, month, day) = match (parts.as_slice(), year_first) {
            ([year], true) => (*year, None, None),
            ([year, month], true) | ([month, year], false) => (*year, Some(*month), None),
            ([year, month, day], true) | ([day, month, year], false) => (*year, Some(*month), Some(*day)),
            _ => return Err(Invalid::NotADate),
        };
        if year.len() != 4 || [month, day].into_iter().flatten().any(|p| p.len() > 2) {
            return Err(Invalid::NotADate);
        }
        let year = year.parse::<i16>().map_err(|_| Invalid::NotADate)?;
        if !(1800..=2200).contains(&year) {
            return Err(Invalid::NoSuchDay);
        }
        let number = |p: &str| p.parse::<i8>().map_err(|_| Invalid::NotADate);
        match (month, day) {
            (None, _) => Ok(Self::Year(year)),
            (Some(month), None) => {
                Month::new(year, number(month)?).map(Self::Month).ok_or(Invalid::NoSuchDay)
            }
            (Some(month), Some(day)) => {
                Date::new(year, number(month)?, number(day)?).map(Self::Day).map_err(|_| Invalid::NoSuchDay)
            }
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(month) => month.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text.parse::<PartialDate>().map_err(|_| Invalid::NotAMonth)? {
            PartialDate::Month(month) => Ok(month),
            PartialDate::Year(_) | PartialDate::Day(_) => Err(Invalid::NotAMonth),
        }
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.earliest(), other.latest()).cmp(&(other.earliest(), self.latest()))
    }
}

/// Makes a type that prints and parses itself a string in JSON and a value of a field.
macro_rules! textual {
    ($type:ty, $schema:literal, $pattern:literal) => {
        impl Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(|e: Invalid| D::Error::custom(format_args!("{e}: {text:?}")))
            }
        }

        impl schemars::JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $schema.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }

        impl FieldValue for $type {
            fn text(&self) -> Cow<'_, str> {
                self.to_string().into()
            }

            fn parse(text: &str) -> Result<Self, Invalid> {
                text.parse()
            }

            fn is_absent(&self) -> bool {
                false
            }
        }
    };
}

textual!(PartialDate, "PartialDate", r"^\d{4}(-\d{2}(-\d{2})?)?$");
textual!(Month, "Month", r"^\d{4}-\d{2}$");

impl FieldValue for Date {
    fn text(&self) -> Cow<'_, str> {
        self.to_string().into()
    }

    fn parse(text: &str) -> Result<Self, Invalid> {
        match text.parse()? {
            PartialDate::Day(day) => Ok(day),
            PartialDate::Year(_) | PartialDate::Month(_) => Err(Invalid::NeedsWholeDay),
        }
    }

    fn is_absent(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn reads_the_offices_ways_of_writing_a_date_day_first() {
        for (text, want) in [
            ("15/3/2018", "2018-03-15"),
            ("05.02.1980", "1980-02-05"),
            ("3-2-1998", "1998-02-03"),
            ("1998-02-03", "1998-02-03"),
            (" 2/1980 ", "1980-02"),
            ("1962", "1962"),
        ] {
            assert_eq!(text.parse::<PartialDate>().map(|d| d.to_string()), Ok(want.to_owned()), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_date_and_never_guesses() {
        for text in
            ["", "30/2/2018", "13/2018", "1/2/18", "62", "2018-13-01", "15/3/2018/1", "a/3/2018", "0000"]
        {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
        assert_eq!(<Date as FieldValue>::parse("1962"), Err(Invalid::NeedsWholeDay));
    }

    #[test]
    fn month_ends_add_up_as_the_guide_says() {
        assert_eq!(months_later(date(2016, 2, 29), 12), date(2017, 2, 28));
        assert_eq!(months_later(date(2017, 8, 31), 12), date(2018, 8, 31));
    }

    #[test]
    fn ages_are_full_years() {
        assert_eq!(full_years(date(1988, 4, 14), date(2018, 4, 13)), 29);
        assert_eq!(full_years(date(1988, 4, 14), date(2018, 4, 14)), 30);
    }

    proptest! {
        #[test]
        fn print_then_parse_is_the_same(year in 1800i16..=2200, month in 1i8..=12, day in 1i8..=28, depth in 0..3) {
            let value = match depth {
                0 => PartialDate::Year(year),
                1 => PartialDate::Month(Month { year, month }),
                _ => PartialDate::Day(date(year, month, day)),
            };
            prop_assert_eq!(value.to_string().parse::<PartialDate>(), Ok(value));
        }

        #[test]
        fn the_earliest_day_never_lies_after_the_latest(text in "[0-9]{1,4}([/.-][0-9]{1,4}){0,2}") {
            if let Ok(value) = text.parse::<PartialDate>() {
                prop_assert!(value.earliest() <= value.latest());
                prop_assert_eq!(value.earliest().year(), value.year());
            }
        }
    }
}
