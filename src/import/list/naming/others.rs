//! What words name that is no unit: persons, by number or by name and birth, and records of the books.

use std::collections::HashMap;

use super::{Names, key};
use crate::domain::{
    data::Data,
    date::PartialDate,
    identity::{Known, Match, People},
    record::{FieldValue, Id, Kind},
    standing::Standing,
};

/// The fields by which a record that is no unit and no person is named.
const NAMES: [&str; 3] = ["name", "code", "number"];

impl Names<'_> {
    /// The records of another kind that have these words as their name, code or number.
    pub fn others(&self, kind: Kind, words: &str) -> Vec<Id> {
        let mut others = self.others.borrow_mut();
        let of_kind = others.entry(kind).or_insert_with(|| named(self.data, kind));
        of_kind.get(&key(words)).cloned().unwrap_or_default()
    }

    /// Who in the register somebody is.
    pub fn person(&self, standing: &Standing, known: &Known) -> Match {
        self.people.get_or_init(|| People::of(standing)).find(known)
    }

    /// Who somebody is by the words of one cell: a number, or a name with the birth in brackets behind it.
    pub fn person_in_words(&self, standing: &Standing, words: &str) -> Match {
        if words.bytes().all(|b| b.is_ascii_digit()) {
            let (card_number, citizen_number, record_number) = (words, words, words);
            return self
                .person(standing, &Known { card_number, citizen_number, record_number, ..Known::default() });
        }
        let (name, born) = match words.strip_suffix(')').and_then(|words| words.rsplit_once('(')) {
            Some((name, born)) => (name.trim(), PartialDate::parse(born).ok()),
            None => (words, None),
        };
        self.person(standing, &Known { name, born, ..Known::default() })
    }
}

/// The records of a kind by what they are named by.
fn named(data: &Data, kind: Kind) -> HashMap<String, Vec<Id>> {
    let mut named: HashMap<String, Vec<Id>> = HashMap::new();
    let places: Vec<usize> = NAMES.iter().filter_map(|name| kind.place(name)).collect();
    for id in data.ids(kind) {
        let record = data.record(kind, &id);
        let texts = places.iter().filter_map(|place| record.map(|record| key(&record.text(*place))));
        for text in texts.filter(|text| !text.is_empty()) {
            let ids = named.entry(text).or_default();
            if ids.last() != Some(&id) {
                ids.push(id.clone());
            }
        }
    }
    named
}
