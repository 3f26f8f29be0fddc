//! Who somebody is, from what another list or file says of a person.
//!
//! Numbers first (card, citizen, record number), then the name together with the day of birth and the unit. A
//! number that two people share is somebody's mistake: it is not believed against both the name and the birth.
//! What is known less exactly agrees with what is known more exactly. Nothing is guessed: what fits several
//! people, or too little to tell, is said to be unsure. It knows no file and no heading; whoever reads those
//! fills in [`Known`].

use std::collections::{BTreeSet, HashMap};

use super::{date::PartialDate, fold, member::Member, record::Id, standing::Standing, words::choice};

choice! {
    /// What two records have in common that makes them one person.
    By {
        #[default]
        Card = "card", "số thẻ đảng viên", "card number";
        Citizen = "citizen", "số căn cước", "citizen number";
        RecordNumber = "record_number", "số lý lịch", "personal-record number";
        Name = "name", "họ tên, ngày sinh, chi bộ", "name, birth date and unit";
    }
}

/// What is known of a person; an empty text or none means that nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Known<'a> {
    /// Party card number.
    pub card_number: &'a str,
    /// Citizen number.
    pub citizen_number: &'a str,
    /// Record number.
    pub record_number: &'a str,
    /// Full name.
    pub name: &'a str,
    /// When born, as far as known.
    pub born: Option<PartialDate>,
    /// The unit the person belongs to, by its id in this register.
    pub unit: Option<&'a Id>,
}

/// Who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match<K = Id> {
    /// Nobody known.
    Nobody,
    /// This one.
    One(K),
    /// Perhaps one of these: several fit, or too little is known to tell.
    Unsure(Vec<K>),
}

/// People ready to be looked up: the members of a register, or the rows of a list. Made once for many look-ups.
#[derive(Debug, Clone)]
pub struct People<K = Id> {
    people: Vec<Person<K>>,
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

/// How alike somebody of the same name is, whose numbers are not the person's.
enum Likeness {
    Same,
    Perhaps,
    Other,
}

impl<'a> Known<'a> {
    /// What a member's record says; the unit is not among it.
    pub fn of(member: &'a Member) -> Self {
        Self {
            card_number: &member.card_number,
            citizen_number: &member.citizen_number,
            record_number: &member.record_number,
            name: &member.name,
            born: member.born,
            unit: None,
        }
    }

    fn numbers(&self) -> [(By, String); 3] {
        [
            (By::Card, number_key(self.card_number)),
            (By::Citizen, number_key(self.citizen_number)),
            (By::RecordNumber, number_key(self.record_number)),
        ]
    }
}

impl People {
    /// The members of a register; their units are those of its date.
    pub fn of(standing: &Standing) -> Self {
        let mut people = Self::default();
        for member in standing.data.members().values() {
            let unit = standing.member(&member.id).unit.as_ref();
            people.add(member.id.clone(), &Known { unit, ..Known::of(member) });
        }
        people
    }
}

impl<K> Default for People<K> {
    fn default() -> Self {
        Self { people: Vec::new(), by_number: HashMap::new(), by_name: HashMap::new() }
    }
}

impl<K: Clone + Ord> People<K> {
    /// Adds somebody.
    pub fn add(&mut self, key: K, known: &Known) {
        let place = self.people.len();
        let (name, numbers) = (fold::same_syllables(known.name), known.numbers());
        for number in numbers.iter().filter(|(_, digits)| !digits.is_empty()) {
            self.by_number.entry(number.clone()).or_default().push(place);
        }
        self.by_name.entry(name.clone()).or_default().push(place);
        self.people.push(Person { key, name, born: known.born, unit: known.unit.cloned(), numbers });
    }

    /// Who a person is.
    pub fn find(&self, known: &Known) -> Match<K> {
        self.find_by(known).0
    }

    /// Who a person is, and what told.
    pub fn find_by(&self, known: &Known) -> (Match<K>, By) {
        let name = fold::same_syllables(known.name);
        let numbers = known.numbers();
        let believed =
            |person: &&Person<K>| person.name == name || agree(person.born, known.born) != Some(false);
        let holders = |number| self.with_number(number).filter(believed).map(|person| &person.key);
        let found: BTreeSet<&K> = numbers.iter().flat_map(holders).collect();
        if !found.is_empty() {
            let by = numbers
                .iter()
                .find(|number| holders(number).next().is_some())
                .map_or(By::Card, |(by, _)| *by);
            return (one_of(found), by);
        }
        (self.named(&name, known, &numbers), By::Name)
    }

    /// Who else has one of the numbers: another name and another birth.
    pub fn sharing(&self, known: &Known) -> Option<(K, By)> {
        let name = fold::same_syllables(known.name);
        let other =
            |person: &&Person<K>| person.name != name && agree(person.born, known.born) == Some(false);
        known.numbers().iter().find_map(|number| {
            self.with_number(number).find(other).map(|person| (person.key.clone(), number.0))
        })
    }

    fn with_number(&self, number: &(By, String)) -> impl Iterator<Item = &Person<K>> {
        let places = self.by_number.get(number).filter(|_| !number.1.is_empty());
        places.into_iter().flatten().map(|&place| &self.people[place])
    }

    fn named(&self, name: &str, known: &Known, numbers: &[(By, String); 3]) -> Match<K> {
        let places = self.by_name.get(name).map(Vec::as_slice).unwrap_or_default();
        let (mut sure, mut perhaps) = (BTreeSet::new(), BTreeSet::new());
        for person in places.iter().map(|&place| &self.people[place]).filter(|_| !name.is_empty()) {
            match person.likeness(known, numbers) {
                Likeness::Same => drop(sure.insert(&person.key)),
                Likeness::Perhaps => drop(perhaps.insert(&person.key)),
                Likeness::Other => {}
            }
        }
        match (sure.len(), perhaps.is_empty()) {
            (0, true) => Match::Nobody,
            (1, _) => one_of(sure),
            _ => Match::Unsure(sure.union(&perhaps).map(|key| (*key).clone()).collect()),
        }
    }
}

impl<K> Person<K> {
    fn likeness(&self, known: &Known, numbers: &[(By, String); 3]) -> Likeness {
        let differ =
            |((_, a), (_, b)): (&(By, String), &(By, String))| !a.is_empty() && !b.is_empty() && a != b;
        if self.numbers.iter().zip(numbers).any(differ) {
            return Likeness::Other;
        }
        let whole_day =
            matches!((self.born, known.born), (Some(PartialDate::Day(_)), Some(PartialDate::Day(_))));
        let unit = self.unit.as_ref().zip(known.unit).map(|(a, b)| a == b);
        match (agree(self.born, known.born), unit) {
            (Some(false), _) => Likeness::Other,
            (Some(true), Some(true)) => Likeness::Same,
            // Nothing is said of the unit; name and whole day of birth are as good as people have.
            (Some(true), None) if whole_day => Likeness::Same,
            (None, Some(false)) => Likeness::Other,
            (Some(true), Some(false) | None) | (None, Some(true) | None) => Likeness::Perhaps,
        }
    }
}

fn one_of<K: Clone>(found: BTreeSet<&K>) -> Match<K> {
    let mut keys: Vec<K> = found.into_iter().cloned().collect();
    match (keys.pop(), keys.is_empty()) {
        (None, _) => Match::Nobody,
        (Some(key), true) => Match::One(key),
        (Some(key), false) => {
            keys.push(key);
            Match::Unsure(keys)
        }
    }
}

/// Whether two dates of birth agree as far as both are known; nothing when one is not known.
pub fn agree(a: Option<PartialDate>, b: Option<PartialDate>) -> Option<bool> {
    a.zip(b).map(|(a, b)| a.earliest() <= b.latest() && b.earliest() <= a.latest())
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
    use crate::domain::{
        data::Data,
        event::{Event, EventKind},
        office::Office,
        record::Described,
    };

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    /// Three people of one name, two of them born on the same day in two units, and one of another name.
    fn standing() -> Standing {
        let mut data = Data::new(Office::blank(Id::office()));
        for (number, name, born, card, unit) in [
            ("m1", "Nguyễn Thị Hoà", "1960-02-05", "11", "u1"),
            ("m2", "Nguyễn Thị Hòa", "1960-02-05", "12", "u2"),
            ("m3", "Nguyễn Thị Hòa", "1971", "", "u1"),
            ("m4", "Lê Văn Tám", "1950-01-01", "14", "u1"),
        ] {
            let mut member = Member::blank(id(number));
            (member.name, member.card_number) = (name.to_owned(), card.to_owned());
            member.citizen_number = if card.is_empty() { String::new() } else { format!("9{card}") };
            member.born = born.parse().ok();
            let mut event = Event::blank(id(&format!("e{number}")));
            (event.member, event.kind) = (Some(member.id.clone()), EventKind::OpeningBalance);
            (event.date, event.unit) = ("2000-01-01".parse().ok(), Some(id(unit)));
            data.put(Box::new(member));
            data.put(Box::new(event));
        }
        Standing::new(data, "2018-01-01".parse().unwrap())
    }

    #[test]
    fn numbers_come_first_and_must_not_contradict_each_other() {
        let standing = standing();
        let people = People::of(&standing);
        let find = |card, name| people.find(&Known { card_number: card, name, ..Known::default() });
        assert_eq!(find("12", "Nguyễn Thị Hòa"), Match::One(id("m2")));
        assert_eq!(find("14", "Lê Văn Tâm"), Match::One(id("m4")), "a name may be mistyped");
        assert_eq!(find("99", "Lê Văn Tám"), Match::Nobody, "another card is another person");
        let two = Known { card_number: "11", citizen_number: "912", ..Known::default() };
        assert_eq!(people.find(&two), Match::Unsure(vec![id("m1"), id("m2")]));
    }

    #[test]
    fn a_name_alone_is_never_enough() {
        let standing = standing();
        let people = People::of(&standing);
        let (u1, u2) = (id("u1"), id("u2"));
        let find = |name, born: &str, unit| {
            people.find(&Known { name, born: born.parse().ok(), unit, ..Known::default() })
        };
        assert_eq!(find("Lê Văn Tám", "", None), Match::Unsure(vec![id("m4")]));
        assert_eq!(find("Lê Văn Tám", "1/1/1950", None), Match::One(id("m4")));
        assert_eq!(
            find("Lê Văn Tám", "1/1/1950", Some(&u2)),
            Match::Unsure(vec![id("m4")]),
            "may have moved"
        );
        assert_eq!(find("Lê Văn Tám", "2/1/1950", Some(&u1)), Match::Nobody);
        assert_eq!(find("nguyễn thị hòa", "5/2/1960", Some(&u2)), Match::One(id("m2")));
        assert_eq!(find("Nguyễn Thị Hòa", "5/2/1960", None), Match::Unsure(vec![id("m1"), id("m2")]));
        assert_eq!(find("Nguyễn Thị Hòa", "1971", Some(&u1)), Match::One(id("m3")));
        assert_eq!(find("Trần Văn Không", "", None), Match::Nobody);
        assert_eq!(find("", "", None), Match::Nobody);
    }

    #[test]
    fn a_shared_number_is_not_believed_against_name_and_birth() {
        let born = |text: &str| text.parse().ok();
        let mut people = People::default();
        people.add(
            1,
            &Known {
                name: "Nguyễn Văn An",
                born: born("1970-02-05"),
                card_number: "0099",
                ..Known::default()
            },
        );
        let card = |name, date| Known { name, born: born(date), card_number: "99", ..Known::default() };
        assert_eq!(people.find_by(&card("NGUYỄN VĂN AN", "1970-12-05")), (Match::One(1), By::Card));
        assert_eq!(people.find(&card("Nguyễn Văn Ân", "1970")), Match::One(1));
        assert_eq!(people.find(&card("Trần Thị Bình", "1981")), Match::Nobody);
        assert_eq!(people.sharing(&card("Trần Thị Bình", "1981")), Some((1, By::Card)));
        assert_eq!(people.sharing(&card("Nguyễn Văn An", "1981")), None);
    }
}
