//! Dates as they stand in lists: day first, in every way offices write them, with two digits for the year too.
//!
//! A year of two digits is read by one rule: in a birth date it is the latest such year in which somebody who
//! is 18 on the day of the list can have been born (Charter art. 1); in every other date the latest such year
//! that is not after the year of the list. What is no date is refused, never mended.

use crate::domain::{
    date::{Date, PartialDate},
    fold, identity,
    record::Invalid,
};

/// Which rule a year of two digits is read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A birth.
    Birth,
    /// Anything in a member's Party life or later.
    Life,
}

/// The age at which somebody can be admitted (Charter art. 1).
pub const ADMISSION_AGE: i16 = 18;

/// Reads a date. `list` is the day of the list.
pub fn read(text: &str, of: Of, list: Date) -> Result<PartialDate, Invalid> {
    let text = without_time(text.trim());
    if text.chars().any(char::is_alphabetic) {
        return in_words(text, of, list);
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    match parts.as_slice() {
        [day, month, year] if day.len() <= 2 && year.len() == 2 => full(day, month, year, of, list),
        _ => text.parse(),
    }
}

/// A serial number of a spreadsheet that stands where a date should; none when it is no day an office can mean.
pub fn of_serial(serial: f64) -> Option<Date> {
    /// 1/1/1915 and 31/12/2099.
    const DAYS: std::ops::RangeInclusive<i64> = 5_480..=73_050;
    let days = serial as i64;
    if serial.fract() != 0.0 || !DAYS.contains(&days) {
        return None;
    }
    // Day 60 of the spreadsheets, 29/2/1900, never was; later days count from 30/12/1899.
    jiff::civil::date(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()
}

/// What three cells say together, the day and the month perhaps blank.
pub fn of_parts(day: &str, month: &str, year: &str, of: Of, list: Date) -> Result<PartialDate, Invalid> {
    let joined: Vec<&str> = [day, month, year].into_iter().filter(|part| !part.is_empty()).collect();
    if year.is_empty() || !day.is_empty() && month.is_empty() {
        return Err(Invalid::NotADate);
    }
    read(&joined.join("/"), of, list)
}

/// `2018-03-31T00:00:00` and `31/3/2018 0:00` without the time.
fn without_time(text: &str) -> &str {
    let (before, after) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let is_time = after.contains(':') && after.chars().all(|c| c.is_ascii_digit() || ":. APMZ".contains(c));
    if is_time { before } else { text }
}

/// `ngày 5 tháng 2 năm 1980`, `tháng 2/1980`, `năm 1980`.
fn in_words(text: &str, of: Of, list: Date) -> Result<PartialDate, Invalid> {
    let folded = fold::fold(text);
    let mut numbers: Vec<&str> = Vec::new();
    for word in
        folded.split(|c: char| c.is_whitespace() || "/-.,".contains(c)).filter(|word| !word.is_empty())
    {
        if word.bytes().all(|b| b.is_ascii_digit()) {
            numbers.push(word);
        } else if !["ngay", "thang", "nam", "sinh"].contains(&word) {
            return Err(Invalid::NotADate);
        }
    }
    match numbers.as_slice() {
        [day, month, year] => full(day, month, year, of, list),
        [month, year] if year.len() == 4 => format!("{month}/{year}").parse(),
        [year] if year.len() == 4 => year.parse(),
        _ => Err(Invalid::NotADate),
    }
}

fn full(day: &str, month: &str, year: &str, of: Of, list: Date) -> Result<PartialDate, Invalid> {
    let year = match year.len() {
        2 => century(year.parse().map_err(|_| Invalid::NotADate)?, of, list).to_string(),
        _ => year.to_owned(),
    };
    format!("{day}/{month}/{year}").parse()
}

/// The year meant by two digits.
fn century(short: i16, of: Of, list: Date) -> i16 {
    let latest = match of {
        Of::Birth => list.year() - ADMISSION_AGE,
        Of::Life => list.year(),
    };
    latest - (latest - short).rem_euclid(100)
}

/// The day a list is of, from what stands above it: `Tính đến ngày 31/3/2018`, or the place and day of its issue.
pub fn of_title(text: &str) -> Option<Date> {
    let folded = fold::fold(text);
    let after = folded
        .rsplit_once("ngay ")
        .map(|(_, after)| after)
        .or_else(|| folded.rsplit_once("den ").map(|(_, a)| a))?;
    let words = |c: char| !(c.is_ascii_digit() || "/-. ".contains(c) || c.is_alphabetic());
    let date = after.split(words).next()?.trim();
    let date: Vec<&str> = date.split_whitespace().take(5).collect();
    let whole = [date.join(" "), date.first()?.to_string()];
    whole.iter().find_map(|text| {
        match in_words(text.trim_end_matches(['.', '-']), Of::Life, jiff::civil::date(2100, 1, 1)) {
            Ok(PartialDate::Day(day)) => Some(day),
            Ok(PartialDate::Month(_) | PartialDate::Year(_)) | Err(_) => None,
        }
    })
}

/// Whether what is known of two dates does not contradict.
pub fn agree(a: PartialDate, b: PartialDate) -> bool {
    identity::agree(Some(a), Some(b)) == Some(true)
}

/// How much is known: year, month, day.
pub fn depth(date: PartialDate) -> u8 {
    match date {
        PartialDate::Year(_) => 1,
        PartialDate::Month(_) => 2,
        PartialDate::Day(_) => 3,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const LIST: Date = date(2018, 3, 31);

    fn reads(text: &str, of: Of) -> Result<String, Invalid> {
        read(text, of, LIST).map(|date| date.to_string())
    }

    #[test]
    fn every_way_of_writing_a_date_is_read_day_first() {
        for (text, want) in [
            ("03/10/1952", "1952-10-03"),
            ("8/7/1980", "1980-07-08"),
            ("13.7.1976", "1976-07-13"),
            ("23-10-1970", "1970-10-23"),
            ("07 / 11 / 2013", "2013-11-07"),
            ("1970-10-05", "1970-10-05"),
            ("2018-03-31 00:00:00", "2018-03-31"),
            ("2018-03-31T00:00:00", "2018-03-31"),
            ("31/3/2018 0:00", "2018-03-31"),
            ("8/1966", "1966-08"),
            ("1952", "1952"),
            ("ngày 05 tháng 10 năm 1970", "1970-10-05"),
            ("Ngày 5, tháng 10, năm 1970", "1970-10-05"),
            ("tháng 10 năm 1970", "1970-10"),
            ("năm 1970", "1970"),
        ] {
            assert_eq!(reads(text, Of::Life).as_deref(), Ok(want), "{text}");
        }
    }

    #[test]
    fn a_year_of_two_digits_follows_one_rule() {
        for (text, birth, life) in [
            ("9/9/52", "1952-09-09", "1952-09-09"),
            ("5/1/00", "2000-01-05", "2000-01-05"),
            ("5/1/01", "1901-01-05", "2001-01-05"),
            ("10.5.17", "1917-05-10", "2017-05-10"),
            ("10.5.18", "1918-05-10", "2018-05-10"),
            ("10.5.19", "1919-05-10", "1919-05-10"),
        ] {
            assert_eq!(reads(text, Of::Birth).as_deref(), Ok(birth));
            assert_eq!(reads(text, Of::Life).as_deref(), Ok(life));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for (text, why) in [
            ("30/02/1959", Invalid::NoSuchDay),
            ("15/13/1969", Invalid::NoSuchDay),
            ("31/6/1982", Invalid::NoSuchDay),
            ("xem hồ sơ", Invalid::NotADate),
            ("chưa rõ", Invalid::NotADate),
            ("??/5/1987", Invalid::NotADate),
            ("62", Invalid::NotADate),
            ("năm 62", Invalid::NotADate),
            ("1/2", Invalid::NotADate),
        ] {
            assert_eq!(read(text, Of::Birth, LIST), Err(why), "{text}");
        }
    }

    #[test]
    fn serials_are_days_and_years_are_not_serials() {
        assert_eq!(of_serial(23_835.0), Some(date(1965, 4, 3)));
        assert_eq!(of_serial(1_953.0), None);
        assert_eq!(of_serial(23_835.5), None);
        assert_eq!(of_serial(f64::NAN), None);
    }

    #[test]
    fn a_title_tells_the_day_of_its_list() {
        for text in [
            "(Tính đến ngày 31/3/2018) - DỮ LIỆU GIẢ LẬP",
            "(Có mặt đến 31/3/2018)",
            "Hải Hà, ngày 31 tháng 3 năm 2018",
        ] {
            assert_eq!(of_title(text), Some(LIST), "{text}");
        }
        assert_eq!(of_title("DANH SÁCH ĐẢNG VIÊN"), None);
        assert_eq!(of_title("Kế hoạch năm 2018"), None);
    }

    #[test]
    fn partial_dates_agree_as_far_as_they_go() {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        assert!(agree(date("1962"), date("1962-03-01")));
        assert!(agree(date("1962-03"), date("1962-03-01")));
        assert!(!agree(date("1962-04"), date("1962-03-01")));
        assert!(!agree(date("1962-03-02"), date("1962-03-01")));
    }

    proptest! {
        #[test]
        fn a_date_written_in_any_way_is_read_as_itself(days in 5_480i64..73_050, way in 0usize..7) {
            let day = of_serial(days as f64).unwrap();
            let (d, m, y) = (day.day(), day.month(), day.year());
            let text = match way {
                0 => format!("{d}/{m}/{y}"),
                1 => format!("{d:02}.{m:02}.{y}"),
                2 => format!("{d}-{m}-{y}"),
                3 => day.to_string(),
                4 => format!("ngày {d} tháng {m} năm {y}"),
                5 => format!(" {d} / {m} / {y} "),
                _ => format!("{day} 00:00:00"),
            };
            prop_assert_eq!(read(&text, Of::Life, LIST), Ok(PartialDate::Day(day)));
        }

        #[test]
        fn two_digits_never_mean_a_year_after_the_list(d in 1u8..=28, m in 1u8..=12, y in 0u8..100) {
            let text = format!("{d}/{m}/{y:02}");
            let life = read(&text, Of::Life, LIST).unwrap();
            prop_assert!(life.year() <= 2018 && life.year() > 1918);
            let birth = read(&text, Of::Birth, LIST).unwrap();
            prop_assert!(birth.year() <= 2000 && birth.year() > 1900);
        }

        #[test]
        fn no_text_is_too_strange_to_be_looked_at(text in any::<String>()) {
            _ = read(&text, Of::Birth, LIST);
            _ = of_title(&text);
        }
    }
}
