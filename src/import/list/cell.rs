//! One cell as the value of a field: what offices write, read as what the register stores.
//!
//! What is blank stays blank, also where an office writes a dash for it. A word that is not in the list of its
//! field is never replaced by one that is; the nearest is only named. Digits are all kept.

use super::{
    date::{self, Of},
    grid::Value,
    issue::Why,
    naming::distance,
};
use crate::{
    domain::{
        date::{Date, PartialDate},
        ethnic::EthnicGroup,
        fold,
        record::{FieldValue, Input, Invalid, Kind},
        words::{self, Choice},
    },
    import::{district, report::Kept},
    text::shown,
};

/// A cell as it was read: the canonical text, empty for blank, and what a person should see.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    /// What goes into the field.
    pub text: String,
    /// What is the matter, and what becomes of it.
    pub why: Vec<(Why, Kept)>,
}

impl Read {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), why: Vec::new() }
    }

    fn blank(why: Why) -> Self {
        Self { text: String::new(), why: vec![(why, Kept::Rest)] }
    }

    fn noted(text: impl Into<String>, why: Why) -> Self {
        Self { text: text.into(), why: vec![(why, Kept::All)] }
    }
}

/// Reads a cell for a field. `list` is the day of the list.
pub fn read(kind: Kind, place: usize, value: &Value, list: Date) -> Read {
    let field = &kind.fields()[place];
    if let Value::Error(error) = value {
        return Read::blank(Why::Failed(error.clone()));
    }
    let line = value.line();
    if is_nothing(&line) {
        return Read::default();
    }
    match field.input {
        Input::Person => person(&line),
        Input::Digits => number_name(&line),
        Input::Choice(choices) => choice(kind, field.name, choices, &line),
        Input::Date if AHEAD.contains(&(kind, field.name)) => ahead(value, list),
        Input::Day if AHEAD.contains(&(kind, field.name)) => whole(ahead(value, list)),
        Input::Date => day(value, if field.name.contains("born") { Of::Birth } else { Of::Life }, list),
        Input::Day => whole(day(value, Of::Life, list)),
        Input::Month => month(value, list),
        Input::Number => count(&line),
        Input::Text if field.name == "schooling" => schooling(value),
        Input::Text | Input::Link(_) | Input::Days => text(&line),
    }
}

/// Whether what stands there means that there is nothing.
fn is_nothing(line: &str) -> bool {
    let folded = fold::fold(line);
    folded.chars().all(|c| "-–—_.…/?*'\"".contains(c) && c != '?')
        || ["chua co", "khong co", "chua duoc cap", "khong ro so"].contains(&folded.as_str())
}

/// A date in whatever form; what lies after the day of the list is no date.
pub fn day(value: &Value, of: Of, list: Date) -> Read {
    let line = value.line();
    if is_nothing(&line) {
        return Read::default();
    }
    let serial = match value {
        Value::Number(number) => date::of_serial(*number),
        Value::Day(_) | Value::Blank | Value::Text(_) | Value::Error(_) => None,
    };
    let date = match (value, serial) {
        (Value::Day(day), _) => Ok(PartialDate::Day(*day)),
        (_, Some(day)) => Ok(PartialDate::Day(day)),
        (_, None) => date::read(&line, of, list),
    };
    match date {
        Err(invalid) => Read::blank(Why::Unfit(invalid, line)),
        Ok(date) if date.earliest() > list => Read::blank(Why::Future(date)),
        Ok(date) => match serial {
            Some(day) => Read::noted(date.to_string(), Why::Serial(day)),
            None => Read::plain(date.to_string()),
        },
    }
}

/// A date that must be a whole day.
fn whole(read: Read) -> Read {
    match read.text.parse() {
        Ok(PartialDate::Month(_) | PartialDate::Year(_)) => {
            Read::blank(Why::Unfit(Invalid::NeedsWholeDay, read.text))
        }
        Ok(PartialDate::Day(_)) | Err(_) => read,
    }
}

/// Dates of what is set, planned or due, which may lie ahead.
const AHEAD: [(Kind, &str); 5] = [
    (Kind::Target, "year"),
    (Kind::Training, "planned"),
    (Kind::Paper, "review_due"),
    (Kind::Meeting, "remedy_due"),
    (Kind::Discipline, "to"),
];

/// A date that may lie ahead.
fn ahead(value: &Value, list: Date) -> Read {
    let line = value.line();
    let date = match value {
        Value::Day(day) => Ok(PartialDate::Day(*day)),
        Value::Blank | Value::Text(_) | Value::Number(_) | Value::Error(_) => {
            date::read(&line, Of::Life, list)
        }
    };
    match date {
        Ok(date) => Read::plain(date.to_string()),
        Err(invalid) => Read::blank(Why::Unfit(invalid, line)),
    }
}

/// A month that is planned, so it may lie ahead.
fn month(value: &Value, list: Date) -> Read {
    let read = ahead(value, list);
    match read.text.parse() {
        Ok(PartialDate::Month(month)) => Read::plain(month.to_string()),
        Ok(PartialDate::Day(day)) => Read::plain(crate::domain::date::Month::of(day).to_string()),
        Ok(PartialDate::Year(_)) | Err(_) => Read::blank(Why::Unfit(Invalid::NotAMonth, value.line())),
    }
}

fn text(line: &str) -> Read {
    if shown::is_clean(line) {
        Read::plain(line)
    } else {
        Read::blank(Why::Unfit(Invalid::Unclean, line.to_owned()))
    }
}

/// Titles that stand before names, and remarks behind them, without which the name is whole.
const TITLES: &[&str] = &["đ/c", "đ/c.", "đc", "đồng chí", "ông", "bà"];
const REMARKS: &[&str] = &["db", "đb", "dự bị", "ct", "chính thức", "bt", "pbt", "bí thư", "phó bí thư"];

/// A person's name: each word with a capital first, small letters behind, unless it has capitals of its own inside.
pub fn person(line: &str) -> Read {
    let (mut name, mut trimmed) = (line.to_owned(), false);
    if let Some((before, after)) = line.rsplit_once('(')
        && REMARKS.contains(&after.trim_end_matches([')', ' ']).trim().to_lowercase().as_str())
    {
        (name, trimmed) = (before.trim().to_owned(), true);
    }
    let lower = name.to_lowercase();
    let title =
        TITLES.iter().filter(|title| lower.starts_with(&format!("{title} "))).max_by_key(|title| title.len());
    // Ông and Bà are family names too, so they are only taken off before a whole name.
    if let Some(title) = title.filter(|title| title.contains('đ') || name.split_whitespace().count() > 3) {
        let behind = name.chars().skip(title.chars().count()).collect::<String>();
        (name, trimmed) = (behind.trim_start_matches(['.', ':', ' ']).to_owned(), true);
    }
    if !shown::is_clean(&name) || !name.chars().any(char::is_alphabetic) {
        return Read::blank(Why::Unfit(Invalid::Unclean, line.to_owned()));
    }
    let name = capitals(&name);
    if trimmed { Read::noted(name, Why::NameTrimmed(line.to_owned())) } else { Read::plain(name) }
}

fn capitals(name: &str) -> String {
    let shouted = !name.chars().any(char::is_lowercase);
    let word = |word: &str| {
        let mut first = true;
        let letter = |c: char| -> String {
            let begins = std::mem::replace(&mut first, !c.is_alphabetic());
            match (begins, shouted) {
                (true, _) => c.to_uppercase().collect(),
                (false, true) => c.to_lowercase().collect(),
                (false, false) => c.to_string(),
            }
        };
        word.chars().map(letter).collect::<String>()
    };
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// A number that is a name: the digits without what parts them.
fn number_name(line: &str) -> Read {
    // A member on probation has no card; offices write so in its column.
    if ["db", "du bi", "dang lam"].contains(&fold::fold(line).as_str()) {
        return Read::default();
    }
    let digits: String = line.chars().filter(|c| !c.is_whitespace() && !".-'".contains(*c)).collect();
    if digits.bytes().all(|b| b.is_ascii_digit()) && !digits.is_empty() {
        return Read::plain(digits);
    }
    Read::blank(Why::Unfit(Invalid::NotDigits, line.to_owned()))
}

fn count(line: &str) -> Read {
    let number = line.strip_suffix("năm").or_else(|| line.strip_suffix("hộ")).unwrap_or(line).trim();
    match number.parse::<u32>() {
        Ok(number) => Read::plain(number.to_string()),
        Err(_) => Read::blank(Why::Unfit(Invalid::NotANumber, line.to_owned())),
    }
}

/// Schooling as a grade of ten or twelve; a spreadsheet likes to make a day of it.
fn schooling(value: &Value) -> Read {
    let day = match value {
        Value::Day(day) => *day,
        Value::Blank | Value::Text(_) | Value::Number(_) | Value::Error(_) => return text(&value.line()),
    };
    let (day, month) = (day.day(), day.month());
    let of = |grade: i8, of: i8| (grade <= of && (of == 10 || of == 12)).then(|| format!("{grade}/{of}"));
    match of(day, month).or_else(|| of(month, day)) {
        Some(grade) => Read::noted(grade.clone(), Why::SchoolingFromDay(grade)),
        None => Read::blank(Why::Unfit(Invalid::WrongType, value.line())),
    }
}

/// Words offices write for a choice, by field.
const SAYINGS: &[(&str, &str, &[&str])] = &[
    (
        "political_theory",
        "advanced",
        &["Cao cấp", "Cử nhân", "CC", "CN", "Cao cấp LLCT", "Cao cấp lý luận", "Cử nhân chính trị"],
    ),
    ("political_theory", "intermediate", &["TC", "Trung cấp LLCT", "Trung cấp chính trị"]),
    ("political_theory", "elementary", &["SC", "Sơ cấp LLCT", "Sơ cấp chính trị"]),
    ("profession", "elementary", &["SC"]),
    ("profession", "intermediate", &["TC", "THCN", "Trung học chuyên nghiệp"]),
    ("profession", "college", &["CĐ"]),
    ("profession", "university", &["ĐH"]),
    ("profession", "master", &["ThS", "Cao học"]),
    ("profession", "doctor", &["TS"]),
    ("religion", "none", &["Không có", "Lương"]),
    ("religion", "catholicism", &["Thiên Chúa", "Thiên Chúa giáo", "Đạo Thiên Chúa"]),
    ("religion", "buddhism", &["Phật", "Đạo Phật"]),
    ("post", "secretary", &["BT", "Bí thư chi bộ", "Bí thư đảng ủy", "Bí thư đảng bộ"]),
    ("post", "deputy_secretary", &["PBT", "Phó bí thư chi bộ", "Phó bí thư đảng ủy"]),
    ("post", "committee_member", &["CUV", "Ủy viên", "Chi ủy viên", "Đảng ủy viên", "Ủy viên BCH"]),
    ("post", "village_head", &["Trưởng bản", "Trưởng khu", "Trưởng khu phố", "Tổ trưởng dân phố"]),
    ("kind", "quarter", &["KP", "Khu"]),
];

/// A choice by its code, its words or what offices write for it.
pub fn choice(kind: Kind, field: &str, choices: &'static [Choice], line: &str) -> Read {
    let same = |a: &str| fold::same_syllables(a) == fold::same_syllables(line);
    let said = SAYINGS.iter().find(|(of, _, sayings)| *of == field && sayings.iter().any(|s| same(s)));
    let spelt = choices.iter().position(|choice| same(choice.label.vi));
    let special = match (kind, field) {
        (Kind::Member, "ethnic_group") => EthnicGroup::named(line).map(EthnicGroup::code),
        (Kind::Unit, "kind") => district::unit::kind_of(line).map(|kind| kind.code()),
        _ => None,
    };
    let found = words::position(choices, line).or(spelt).map(|place| choices[place].code);
    match found.or(special).or(said.map(|(_, code, _)| *code)) {
        Some(code) => Read::plain(code),
        None => Read::blank(Why::Unknown(line.to_owned(), nearest(choices, field, line))),
    }
}

/// The code of the choice whose words, or what offices write for it, are nearest.
fn nearest(choices: &'static [Choice], field: &str, line: &str) -> Option<&'static str> {
    let wanted: Vec<char> = fold::fold(line).chars().collect();
    let said = SAYINGS
        .iter()
        .filter(|(of, ..)| *of == field)
        .flat_map(|(_, code, says)| says.iter().map(|s| (*code, *s)));
    let named = choices.iter().map(|choice| (choice.code, choice.label.vi));
    let others = EthnicGroup::other_names().filter(|_| field == "ethnic_group");
    let all = named.chain(said).chain(others.map(|(group, name)| (group.code(), name)));
    let steps =
        all.map(|(code, name)| (distance(&wanted, &fold::fold(name).chars().collect::<Vec<_>>()), code));
    steps
        .min_by_key(|(steps, _)| *steps)
        .filter(|(steps, _)| *steps * 2 <= wanted.len())
        .map(|(_, code)| code)
}

/// A yes or no as offices mark it; nothing when it is neither.
pub fn mark(line: &str) -> Option<bool> {
    match fold::fold(line).trim() {
        "x" | "co" | "1" | "true" | "roi" | "da nhat the hoa" | "v" | "✓" | "√" => Some(true),
        "khong" | "0" | "false" | "chua" => Some(false),
        _ => None,
    }
}

/// A field's value as the type it has.
pub fn typed<T: FieldValue>(text: &str) -> Option<T> {
    if text.is_empty() { None } else { T::parse(text).ok() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn member(field: &str, value: Value) -> Read {
        read(Kind::Member, Kind::Member.place(field).unwrap(), &value, date(2018, 3, 31))
    }

    fn typed(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn digits_are_kept_and_what_parts_them_is_not() {
        for text in ["99.954334", "99 529 894", "99954334", " 99-954-334 "] {
            assert_eq!(member("card_number", typed(text)).text.len(), 8, "{text}");
        }
        assert_eq!(member("citizen_number", typed("022075001234")).text, "022075001234");
        assert_eq!(member("card_number", Value::Number(99_874_848.0)).text, "99874848");
        for text in ["-", "DB", "…", "chưa có", ""] {
            assert_eq!(member("card_number", typed(text)), Read::default(), "{text}");
        }
        assert!(!member("card_number", typed("12a")).why.is_empty());
    }

    #[test]
    fn names_get_their_capitals_and_lose_titles() {
        for (typed, name) in [
            ("HOÀNG THẾ THUẬN", "Hoàng Thế Thuận"),
            ("Nguyễn ánh", "Nguyễn Ánh"),
            ("Y H'Lê Niê", "Y H'Lê Niê"),
            ("Đ/c Trần Xuân Thìn", "Trần Xuân Thìn"),
            ("Hoàng Đình Hiếu (DB)", "Hoàng Đình Hiếu"),
            ("Nguyễn Thị Khánh Dung (dự bị)", "Nguyễn Thị Khánh Dung"),
            ("Bà Văn Tám", "Bà Văn Tám"),
        ] {
            assert_eq!(person(typed).text, name);
        }
    }

    #[test]
    fn schooling_that_became_a_day_is_schooling_again() {
        for (day, grade) in [((10, 10), "10/10"), ((9, 12), "9/12"), ((7, 10), "7/10")] {
            let read = member("schooling", Value::Day(date(2018, day.1, day.0)));
            assert_eq!(read.text, grade);
        }
        assert_eq!(member("schooling", Value::Day(date(2018, 3, 4))).text, "");
        assert_eq!(member("schooling", typed("12/12")).text, "12/12");
    }

    #[test]
    fn a_word_that_is_no_choice_is_asked_about_with_the_nearest() {
        assert_eq!(member("ethnic_group", typed("Thanh Y")).text, "09");
        let read = member("ethnic_group", typed("Thanh Phán"));
        assert_eq!(read, Read::blank(Why::Unknown("Thanh Phán".to_owned(), Some("09"))));
        assert_eq!(member("political_theory", typed("Cử nhân")).text, "advanced");
        assert_eq!(member("profession", typed("Thạc sỹ")).text, "master");
        assert_eq!(member("sex", typed("NỮ")).text, "female");
    }

    #[test]
    fn a_day_after_the_list_is_no_date() {
        let read = member("born", typed("12/05/2084"));
        assert!(matches!(read.why.as_slice(), [(Why::Future(_), Kept::Rest)]));
        assert_eq!(member("born", Value::Number(1953.0)).text, "1953");
        assert!(matches!(
            member("born", Value::Number(23_835.0)).why.as_slice(),
            [(Why::Serial(_), Kept::All)]
        ));
    }
}
