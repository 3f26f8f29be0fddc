//! Who of the register somebody is, from what another list or file says of a person.
//!
//! Numbers first (card, citizen, record number), then the name together with the day of birth and the
//! unit. It never guesses: what fits several people, or contradicts itself, is said to be unsure. Knows
//! no file and no heading; whoever reads those fills in [`Known`].

use std::collections::{BTreeSet, HashMap};

use super::{date::PartialDate, fold, member::Member, record::Id, standing::Standing};

/// What is known of a person; an empty text or none means that nothing is said.
#[derive(Debug, Clone, Copy, Default)]
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

    fn numbers(&self) -> [&'a str; 3] {
        [self.card_number, self.citizen_number, self.record_number].map(str::trim)
    }
}

/// Who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// Nobody of the register.
    Nobody,
    /// This member.
    One(Id),
    /// Perhaps one of these: several fit, or too little is known to tell.
    Unsure(Vec<Id>),
}

/// The members of a register, ready to be looked up. Made once for many look-ups.
pub struct People<'a> {
    standing: &'a Standing,
    /// By card, citizen and record number.
    numbers: [HashMap<&'a str, Vec<&'a Member>>; 3],
    /// By name, in the form in which equal names are equal.
    names: HashMap<String, Vec<&'a Member>>,
}

impl<'a> People<'a> {
    /// The members of a register; their units are those of its date.
    pub fn of(standing: &'a Standing) -> Self {
        let mut people = Self { standing, numbers: Default::default(), names: HashMap::new() };
        for member in standing.data.members().values().map(|stored| stored.record()) {
            for (map, number) in people.numbers.iter_mut().zip(Known::of(member).numbers()) {
                if !number.is_empty() {
                    map.entry(number).or_default().push(member);
                }
            }
            people.names.entry(fold::same_syllables(&member.name)).or_default().push(member);
        }
        people
    }

    /// Who a person is.
    pub fn find(&self, known: &Known<'_>) -> Match {
        let found: BTreeSet<&Id> = self.by_numbers(known).map(|member| &member.id).collect();
        if !found.is_empty() {
            return one_of(found);
        }
        let named = self.names.get(&fold::same_syllables(known.name)).map_or(&[][..], Vec::as_slice);
        let (mut sure, mut perhaps) = (BTreeSet::new(), BTreeSet::new());
        for member in named.iter().filter(|_| !known.name.trim().is_empty()) {
            match self.likeness(member, known) {
                Likeness::Same => drop(sure.insert(&member.id)),
                Likeness::Perhaps => drop(perhaps.insert(&member.id)),
                Likeness::Other => {}
            }
        }
        match (sure.len(), perhaps.is_empty()) {
            (0, true) => Match::Nobody,
            (1, _) => one_of(sure),
            _ => Match::Unsure(sure.union(&perhaps).map(|id| (*id).clone()).collect()),
        }
    }

    fn by_numbers<'b>(&'b self, known: &Known<'b>) -> impl Iterator<Item = &'a Member> + use<'a, 'b> {
        let numbers = known.numbers();
        let holders = |(map, number): (&'b HashMap<&'a str, Vec<&'a Member>>, &'b str)| {
            map.get(number).map_or(&[][..], Vec::as_slice).iter().copied()
        };
        self.numbers.iter().zip(numbers).flat_map(holders)
    }

    /// How alike a member of the same name is, whose numbers are not the person's.
    fn likeness(&self, member: &Member, known: &Known<'_>) -> Likeness {
        let differ = |(a, b): (&str, &str)| !a.is_empty() && !b.is_empty() && a != b;
        if Known::of(member).numbers().into_iter().zip(known.numbers()).any(differ) {
            return Likeness::Other;
        }
        let born = member
            .born
            .zip(known.born)
            .map(|(a, b)| a.earliest() <= b.latest() && b.earliest() <= a.latest());
        let whole_day =
            matches!((member.born, known.born), (Some(PartialDate::Day(_)), Some(PartialDate::Day(_))));
        let unit = self.standing.member(&member.id).unit.as_ref().zip(known.unit).map(|(a, b)| a == b);
        match (born, unit) {
            (Some(false), _) => Likeness::Other,
            (Some(true), Some(true)) => Likeness::Same,
            // Nothing is said of the unit; name and whole day of birth are as good as people have.
            (Some(true), None) if whole_day => Likeness::Same,
            (None, Some(false)) => Likeness::Other,
            (Some(true), Some(false) | None) | (None, Some(true) | None) => Likeness::Perhaps,
        }
    }
}

enum Likeness {
    Same,
    Perhaps,
    Other,
}

fn one_of(found: BTreeSet<&Id>) -> Match {
    let mut ids: Vec<Id> = found.into_iter().cloned().collect();
    match (ids.pop(), ids.is_empty()) {
        (None, _) => Match::Nobody,
        (Some(id), true) => Match::One(id),
        (Some(id), false) => {
            ids.push(id);
            Match::Unsure(ids)
        }
    }
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
}
