//! What a finding says: values, and the sentence they are put into in either language.
//!
//! The sentence of a check stands beside the check as a pair of texts with `{0}`, `{1}` … where the values
//! go. Knows no locale beyond the language asked for: dates and thousands are the only things that differ.

use crate::domain::{
    date::{Date, PartialDate},
    record::{Id, Kind},
    words::{Label, Lang},
};

/// What is wrong: a text in both languages, and the values that go into it.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// The sentence, with `{0}`, `{1}` … for the values.
    pub text: Label,
    /// The values.
    pub values: Vec<Value>,
}

/// One value of a finding.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A date, perhaps partial.
    Date(PartialDate),
    /// How many.
    Count(u64),
    /// Words that exist in both languages: a post, a field, a state.
    Words(Label),
    /// Text as it stands in the register.
    Text(String),
    /// Another record and its name, for a way to it.
    Record(Kind, Id, String),
}

impl Detail {
    pub(in crate::domain) fn new(text: Label, values: impl IntoIterator<Item = Value>) -> Self {
        Self { text, values: values.into_iter().collect() }
    }

    /// The sentence in one language. A `{n}` without a value stays as it is.
    pub fn sentence(&self, lang: Lang) -> String {
        let mut sentence = String::new();
        let mut rest = self.text.of(lang);
        while let Some((before, (place, after))) =
            rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
        {
            sentence.push_str(before);
            match place.parse().ok().and_then(|place: usize| self.values.get(place)) {
                Some(value) => sentence.push_str(&value.text(lang)),
                None => sentence.extend(["{", place, "}"]),
            }
            rest = after;
        }
        sentence + rest
    }
}

impl Value {
    pub(in crate::domain) fn record(kind: Kind, id: &Id, name: &str) -> Self {
        Self::Record(kind, id.clone(), name.to_owned())
    }

    /// The value as people read it.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Date(date) => date_text(*date, lang),
            Self::Count(count) => count_text(*count, lang),
            Self::Words(words) => words.of(lang).to_owned(),
            Self::Text(text) | Self::Record(_, _, text) => text.clone(),
        }
    }
}

impl From<Label> for Detail {
    /// A sentence without values.
    fn from(text: Label) -> Self {
        Self { text, values: Vec::new() }
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Date(PartialDate::Day(date))
    }
}

impl From<PartialDate> for Value {
    fn from(date: PartialDate) -> Self {
        Self::Date(date)
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<Label> for Value {
    fn from(words: Label) -> Self {
        Self::Words(words)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// 15/3/2018, 3/2018, 2018 in Vietnamese; ISO in English, where 3/4/2018 would be read both ways.
fn date_text(date: PartialDate, lang: Lang) -> String {
    match (lang, date) {
        (Lang::En, date) => date.to_string(),
        (Lang::Vi, PartialDate::Year(year)) => year.to_string(),
        (Lang::Vi, PartialDate::Month(month)) => format!("{}/{}", month.month(), month.year()),
        (Lang::Vi, PartialDate::Day(day)) => format!("{}/{}/{}", day.day(), day.month(), day.year()),
    }
}

/// 2.736 in Vietnamese, 2,736 in English.
fn count_text(count: u64, lang: Lang) -> String {
    let separator = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_into_the_sentence_and_are_not_read_as_places() {
        let text = Label::new("{1}: {0} ({2}) {x}", "{0} of {1}");
        let detail =
            Detail::new(text, [jiff::civil::date(2018, 3, 5).into(), "{0}".into(), Value::Count(1_002_736)]);
        assert_eq!(detail.sentence(Lang::Vi), "{0}: 5/3/2018 (1.002.736) {x}");
        assert_eq!(detail.sentence(Lang::En), "2018-03-05 of {0}");
    }

    #[test]
    fn partial_dates_stay_partial_in_words() {
        for (text, vi) in [("1962", "1962"), ("1980-02", "2/1980"), ("1980-02-05", "5/2/1980")] {
            let value = text.parse().map(Value::Date).unwrap_or(Value::Count(0));
            assert_eq!((value.text(Lang::Vi), value.text(Lang::En)), (vi.to_owned(), text.to_owned()));
        }
    }
}
