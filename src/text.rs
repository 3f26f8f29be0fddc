//! Words for people: sentences in Vietnamese and English, figures and dates as an office writes them,
//! and what may reach a terminal at all.
//!
//! The language is an argument everywhere, so it can be switched live. Knows no screen and no file.

pub mod brief;
pub mod chart;
pub mod cli;
pub mod files;
pub mod intake;
pub mod lists;
mod messages;
pub mod report;
pub mod shown;
mod typed;

pub use messages::*;
pub use typed::canonical;

use serde_json::Value;

use crate::domain::{
    column::{Cell, Column, column},
    date::PartialDate,
    edit::Change,
    record::{Field, Id, Input, Kind, Record},
    standing::Standing,
    words::Lang,
};

/// A whole number with its thousands apart: `2.736` in Vietnamese, `2,736` in English.
pub fn figure(number: usize, lang: Lang) -> String {
    let separator = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// How many working days are left, or how many it is late.
pub fn working_days(left: i64, lang: Lang) -> String {
    match left {
        0 => due_now(lang).to_owned(),
        1.. => working_days_left(lang, left),
        _ => working_days_late(lang, -left),
    }
}

/// The same in few cells.
pub fn working_days_short(left: i64, lang: Lang) -> String {
    match left {
        0 => due_now(lang).to_owned(),
        1.. => short_days_left(lang, left),
        _ => short_days_late(lang, -left),
    }
}

/// A share to one decimal, `98,3 %`; a dash when there is nothing to take a share of.
pub fn percent(part: usize, whole: usize, lang: Lang) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let tenths = (part * 2000 + whole) / (whole * 2);
    match lang {
        Lang::Vi => format!("{},{} %", tenths / 10, tenths % 10),
        Lang::En => format!("{}.{}%", tenths / 10, tenths % 10),
    }
}

/// A date as people write it here, day first: `15/3/2018`, `9/2018`, `1962`.
pub fn date(date: PartialDate) -> String {
    match date {
        PartialDate::Year(year) => year.to_string(),
        PartialDate::Month(month) => format!("{}/{}", month.month(), month.year()),
        PartialDate::Day(day) => format!("{}/{}/{}", day.day(), day.month(), day.year()),
    }
}

/// The words of a cell.
pub fn cell(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Person(text) | Cell::Name(_, _, text) => text.clone(),
        Cell::Date(day) => date(*day),
        Cell::Number(number) => match usize::try_from(*number) {
            Ok(number) => figure(number, lang),
            Err(_) => number.to_string(),
        },
        Cell::Choice(choice, _) => choice.label.of(lang).to_owned(),
        Cell::Outside => outside_scope(lang).to_owned(),
    }
}

/// The words of a record's field, masked where the office masks it.
pub fn field(standing: &Standing, record: &dyn Record, name: &str, lang: Lang) -> String {
    column(record.kind(), name).map_or_else(String::new, |c| masked_cell(standing, record, &c, lang))
}

/// The words of a record in a column, masked where the office masks it.
pub fn masked_cell(standing: &Standing, record: &dyn Record, column: &Column, lang: Lang) -> String {
    let words = cell(&column.cell(standing, record), lang);
    if column.is_masked(&standing.data.office) { masked(&words, column.input) } else { words }
}

/// The words of a value a field could have, for the log and for conflicts.
pub fn value(standing: &Standing, field: Option<&Field>, value: &Value, lang: Lang) -> String {
    let text = match value {
        Value::Null => return nothing(lang).to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let Some(field) = field else { return text };
    match field.input {
        Input::Text | Input::Person | Input::Digits | Input::Days | Input::Number => text,
        Input::Day | Input::Date | Input::Month => text.parse().map_or(text, date),
        Input::Choice(choices) => {
            let choice = choices.iter().find(|c| c.code == text);
            choice.map_or(text, |c| c.label.of(lang).to_owned())
        }
        Input::Link(kinds) => match Id::new(&text).ok().and_then(|id| standing.data.linked(kinds, &id)) {
            Some(record) => title(standing, record, lang),
            None if text == Id::outside().as_str() => outside_scope(lang).to_owned(),
            None => text,
        },
    }
}

/// What stands for a value that exposes a person.
pub const MASK: &str = "•••";

/// What is shown of masked words: of a date the year, of a long number its end, by which whoever has it in front of
/// them knows it again. Half of it at least, and of a short one all, stays covered.
pub fn masked(words: &str, input: Input) -> String {
    const END: usize = 3;
    match input {
        _ if words.is_empty() => String::new(),
        Input::Day | Input::Date | Input::Month => match words.rsplit_once('/') {
            Some((_, year)) => format!("{MASK}/{year}"),
            None if words.len() == 4 => words.to_owned(),
            None => MASK.to_owned(),
        },
        Input::Text
        | Input::Person
        | Input::Digits
        | Input::Number
        | Input::Choice(_)
        | Input::Link(_)
        | Input::Days => {
            let signs: Vec<char> = words.chars().filter(|sign| sign.is_alphanumeric()).collect();
            let end = if signs.len() > 2 * END { &signs[signs.len() - END..] } else { &[] };
            MASK.chars().chain(end.iter().copied()).collect()
        }
    }
}

/// The words of a value, with what exposes a person beyond the name masked.
pub fn masked_value(standing: &Standing, known: Option<&Field>, of: &Value, lang: Lang) -> String {
    let words = value(standing, known, of, lang);
    match known {
        Some(field) if !of.is_null() && standing.data.office.masks(field) => masked(&words, field.input),
        Some(_) | None => words,
    }
}

/// What a record is called: its name, or for a term or an event what it says of whom.
pub fn title(standing: &Standing, record: &dyn Record, lang: Lang) -> String {
    filled(standing, record, record.kind().about().title, lang)
}

/// What tells a record from others that are called the same.
pub fn note(standing: &Standing, record: &dyn Record, lang: Lang) -> String {
    filled(standing, record, record.kind().about().note, lang)
}

/// A pattern with the words of the record's columns in the place of their names in braces; what stands before an empty
/// one is left out with it.
fn filled(standing: &Standing, record: &dyn Record, pattern: &str, lang: Lang) -> String {
    let mut words = String::new();
    for piece in pattern.split_inclusive('}') {
        let (before, name) = piece.split_once('{').unwrap_or((piece, ""));
        let value = name.strip_suffix('}').map(|name| field(standing, record, name, lang));
        if value.as_ref().is_none_or(|value| !value.is_empty()) {
            words.push_str(before);
            words.push_str(&value.unwrap_or_default());
        }
    }
    words
}

/// What a record of the register is called, by kind and id; the id when it is not there.
pub fn title_of(standing: &Standing, kind: Kind, id: &Id, lang: Lang) -> String {
    standing.data.record(kind, id).map_or_else(|| id.to_string(), |record| title(standing, record, lang))
}

/// What the record of a change is called now, or was called when it was made or deleted.
pub fn title_in(standing: &Standing, change: &Change, lang: Lang) -> String {
    let (kind, id) = change.record();
    let there = standing.data.record(kind, id).map(|record| title(standing, record, lang));
    there.unwrap_or_else(|| match change {
        Change::Create { after: map, .. } | Change::Delete { before: map, .. } => {
            let record = kind.read(Value::Object(map.clone()));
            // Who held a post is told by the register alone.
            let title = record.map(|record| title(standing, record.as_ref(), lang));
            title.map_or_else(|_| id.to_string(), |title| title.trim_end_matches([':', ' ']).to_owned())
        }
        Change::Set { .. } => id.to_string(),
    })
}

/// Which values of a change are masked where the office masks their field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Masks {
    /// What it was and what it becomes.
    Both,
    /// What it was; what it becomes is from a list that lies before the person anyway.
    Before,
}

/// One change in words: of a field what it was and what it becomes, of a record its kind and what it is called.
pub fn change(standing: &Standing, change: &Change, masks: Masks, lang: Lang) -> String {
    let (kind, _) = change.record();
    let what = || changes_about(lang, kind.label().of(lang), title_in(standing, change, lang));
    match change {
        Change::Create { .. } => cli::log_create(lang, what()),
        Change::Delete { .. } => cli::log_delete(lang, what()),
        Change::Set { field, from, to, .. } => {
            let known = kind.place(field).map(|place| &kind.fields()[place]);
            let label = known.map_or(field.as_str(), |field| field.label.of(lang));
            let to = match masks {
                Masks::Both => masked_value(standing, known, to, lang),
                Masks::Before => value(standing, known, to, lang),
            };
            changes_set(lang, label, masked_value(standing, known, from, lang), to)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_the_offices_way() {
        assert_eq!(figure(2736, Lang::Vi), "2.736");
        assert_eq!(figure(2736, Lang::En), "2,736");
        assert_eq!(figure(118, Lang::Vi), "118");
        assert_eq!(figure(1_000_000, Lang::Vi), "1.000.000");
        assert_eq!(percent(116, 118, Lang::Vi), "98,3 %");
        assert_eq!(percent(123, 113, Lang::En), "108.8%");
        assert_eq!(percent(1, 0, Lang::Vi), "–");
    }

    #[test]
    fn dates_are_written_day_first() {
        let written = |text: &str| text.parse().map(date).map_err(|_| ());
        assert_eq!(written("2018-03-15"), Ok("15/3/2018".to_owned()));
        assert_eq!(written("2018-09"), Ok("9/2018".to_owned()));
        assert_eq!(written("1962"), Ok("1962".to_owned()));
    }

    #[test]
    fn of_what_is_masked_little_is_shown_and_of_short_words_nothing() {
        assert_eq!(masked("001085012345", Input::Digits), "•••345");
        assert_eq!(masked("0912 345 67 8", Input::Text), "•••678");
        assert_eq!(masked("123456", Input::Digits), "•••");
        assert_eq!(masked("15/3/1962", Input::Date), "•••/1962");
        assert_eq!(masked("1962", Input::Date), "1962");
        assert_eq!(masked("15-3-62", Input::Date), "•••");
        assert_eq!(masked("", Input::Digits), "");
    }
}
