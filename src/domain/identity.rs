//! Whether two records mean one person: by a number that names a person, else by name, birth and unit.
//!
//! A number that two people share is somebody's mistake: it is believed only when the name or the date of birth
//! agrees too. What is known less exactly agrees with what is known more exactly. Nothing is decided here on
//! likeness; what only may be the same is said to be so. It knows neither files nor where the records come from.

use std::collections::HashMap;

use super::{
    date::{Month, PartialDate},
    fold,
    member::Member,
    record::Id,
    words::choice,
};

choice! {
    /// What two records have in common that makes them one person.
    By {
        #[default]
        Card = "card", "số thẻ đảng viên", "card number";
        Citizen = "citizen", "số căn cước", "citizen number";
        RecordNumber = "record_number", "số lý lịch", "personal-record number";
        NameBornUnit = "name_born_unit", "họ tên, ngày sinh, chi bộ", "name, birth date and unit";
        NameBorn = "name_born", "họ tên, ngày sinh", "name and birth date";
    }
}

/// What tells a person.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Traits<'a> {
    /// Full name.
    pub name: &'a str,
    /// Date of birth.
    pub born: Option<PartialDate>,
    /// The unit the person belongs to.
    pub unit: Option<&'a Id>,
    /// Card number.
    pub card: &'a str,
    /// Citizen number.
    pub citizen: &'a str,
    /// Personal-record number.
    pub record_number: &'a str,
}

/// Who is meant.
#[derive(Debug, Clone, PartialEq)]
pub enum Match<K> {
    /// Nobody known.
    Nobody,
    /// This one.
    One(K, By),
    /// One of these; which, nothing tells.
    Several(Vec<K>),
    /// Perhaps this one: name and birth agree, unit and numbers say nothing.
    Perhaps(K),
}

/// People that may be meant.
#[derive(Debug, Clone)]
pub struct People<K> {
    known: Vec<Person<K>>,
    by_number: HashMap<(By, String), Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone)]
struct Person<K> {
    key: K,
    name: String,
    born: Option<PartialDate>,
    unit: Option<Id>,
    numbers: [(By, String); 3],
}

impl<'a> Traits<'a> {
    /// What tells a member of the register.
    pub fn of(member: &'a Member, unit: Option<&'a Id>) -> Self {
        Self {
            name: &member.name,
            born: member.born,
            unit,
            card: &member.card_number,
            citizen: &member.citizen_number,
            record_number: &member.record_number,
        }
    }

    fn numbers(&self) -> [(By, String); 3] {
        [
            (By::Card, number_key(self.card)),
            (By::Citizen, number_key(self.citizen)),
            (By::RecordNumber, number_key(self.record_number)),
        ]
    }
}

impl<K> Default for People<K> {
    fn default() -> Self {
        Self { known: Vec::new(), by_number: HashMap::new(), by_name: HashMap::new() }
    }
}

impl<K: Clone + PartialEq> People<K> {
    /// Adds a person.
    pub fn add(&mut self, key: K, traits: &Traits) {
        let place = self.known.len();
        let (name, numbers) = (fold::same_syllables(traits.name), traits.numbers());
        for number in numbers.iter().filter(|(_, digits)| !digits.is_empty()) {
            self.by_number.entry(number.clone()).or_default().push(place);
        }
        self.by_name.entry(name.clone()).or_default().push(place);
        self.known.push(Person { key, name, born: traits.born, unit: traits.unit.cloned(), numbers });
    }

    /// Who is meant.
    pub fn find(&self, traits: &Traits) -> Match<K> {
        let name = fold::same_syllables(traits.name);
        for number in traits.numbers() {
            let same =
                |person: &&Person<K>| person.name == name || agree(person.born, traits.born) == Some(true);
            let found: Vec<&Person<K>> = self.with_number(&number).filter(same).collect();
            match found.as_slice() {
                [] => {}
                [one] => return Match::One(one.key.clone(), number.0),
                several => return Match::Several(several.iter().map(|p| p.key.clone()).collect()),
            }
        }
        self.by_name(&name, traits)
    }

    /// Who else has one of the numbers: another name and another birth.
    pub fn sharing(&self, traits: &Traits) -> Option<(K, By)> {
        let name = fold::same_syllables(traits.name);
        traits.numbers().iter().find_map(|number| {
            let other =
                |person: &&Person<K>| person.name != name && agree(person.born, traits.born) != Some(true);
            self.with_number(number).find(other).map(|person| (person.key.clone(), number.0))
        })
    }

    fn with_number(&self, number: &(By, String)) -> impl Iterator<Item = &Person<K>> {
        let places = self.by_number.get(number).filter(|_| !number.1.is_empty());
        places.into_iter().flatten().map(|&place| &self.known[place])
    }

    fn by_name(&self, name: &str, traits: &Traits) -> Match<K> {
        let numbers = traits.numbers();
        let namesakes = self.by_name.get(name).map(Vec::as_slice).unwrap_or_default();
        let able =
            namesakes.iter().map(|&place| &self.known[place]).filter(|person| !person.contradicts(&numbers));
        let able: Vec<&Person<K>> =
            able.filter(|person| agree(person.born, traits.born) == Some(true)).collect();
        let is_here = |person: &&&Person<K>| traits.unit.is_some() && person.unit.as_ref() == traits.unit;
        let here: Vec<&&Person<K>> = able.iter().filter(is_here).collect();
        match (here.as_slice(), able.as_slice()) {
            ([one], _) => Match::One(one.key.clone(), By::NameBornUnit),
            ([], []) => Match::Nobody,
            ([], [one]) => Match::Perhaps(one.key.clone()),
            ([], several) => Match::Several(several.iter().map(|person| person.key.clone()).collect()),
            (several, _) => Match::Several(several.iter().map(|person| person.key.clone()).collect()),
        }
    }
}

impl<K> Person<K> {
    /// Whether a number of one kind is known of both and differs.
    fn contradicts(&self, numbers: &[(By, String); 3]) -> bool {
        self.numbers.iter().zip(numbers).any(|((_, a), (_, b))| !a.is_empty() && !b.is_empty() && a != b)
    }
}

/// Whether two dates of birth agree as far as both are known; nothing when one is not known.
pub fn agree(a: Option<PartialDate>, b: Option<PartialDate>) -> Option<bool> {
    let month = |date| match date {
        PartialDate::Day(day) => Some(Month::of(day)),
        PartialDate::Month(month) => Some(month),
        PartialDate::Year(_) => None,
    };
    let (a, b) = a.zip(b)?;
    Some(match (a, b) {
        (PartialDate::Day(a), PartialDate::Day(b)) => a == b,
        _ => a.year() == b.year() && month(a).zip(month(b)).is_none_or(|(a, b)| a == b),
    })
}

/// What a number that is a name is compared by: its digits, without the zeros in front that spreadsheets lose.
pub fn number_key(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn born(text: &str) -> Option<PartialDate> {
        Some(text.parse().unwrap())
    }

    fn people(list: &[(&'static str, Traits)]) -> People<&'static str> {
        let mut people = People::default();
        list.iter().for_each(|(key, traits)| people.add(*key, traits));
        people
    }

    #[test]
    fn a_number_means_a_person_when_name_or_birth_agrees() {
        let an =
            Traits {
                name: "Nguyễn Văn An", born: born("1970-02-05"), card: "99000001", ..Traits::default()
            };
        let people = people(&[("an", an)]);
        let card = |name, date| Traits { name, born: born(date), card: "99.000001", ..Traits::default() };
        assert_eq!(people.find(&card("NGUYỄN VĂN AN", "1970-12-05")), Match::One("an", By::Card));
        assert_eq!(people.find(&card("Nguyễn Văn Ân", "1970")), Match::One("an", By::Card));
        assert_eq!(people.find(&card("Trần Thị Bình", "1981")), Match::Nobody);
        assert_eq!(people.sharing(&card("Trần Thị Bình", "1981")), Some(("an", By::Card)));
        assert_eq!(people.sharing(&card("Nguyễn Văn An", "1981")), None);
    }

    #[test]
    fn zeros_lost_in_front_of_a_number_do_not_matter() {
        let an = Traits { name: "An", born: born("1970"), record_number: "009550", ..Traits::default() };
        let people = people(&[("an", an)]);
        let asked = Traits { name: "An", record_number: "9550", ..Traits::default() };
        assert_eq!(people.find(&asked), Match::One("an", By::RecordNumber));
        assert_eq!(people.find(&Traits { name: "An", ..Traits::default() }), Match::Nobody);
    }

    #[test]
    fn without_numbers_name_birth_and_unit_tell() {
        let (a, b) = (Id::new("A").unwrap(), Id::new("B").unwrap());
        let of = |unit, date, card| Traits {
            name: "Lê Hòa",
            born: born(date),
            unit: Some(unit),
            card,
            ..Traits::default()
        };
        let people = people(&[
            ("one", of(&a, "1970-02-05", "1")),
            ("two", of(&a, "1980", "")),
            ("three", of(&b, "1980-03", "")),
        ]);
        assert_eq!(people.find(&of(&a, "1970", "")), Match::One("one", By::NameBornUnit));
        assert_eq!(people.find(&of(&a, "1970", "2")), Match::Nobody);
        assert_eq!(people.find(&of(&a, "1980-03-09", "")), Match::One("two", By::NameBornUnit));
        let away = Traits { unit: None, ..of(&a, "1980-03-09", "") };
        assert_eq!(people.find(&away), Match::Several(vec!["two", "three"]));
        let alone = Traits { unit: None, ..of(&a, "1970-02", "") };
        assert_eq!(people.find(&alone), Match::Perhaps("one"));
    }
}
