//! Small registers for the checks, typed the way a form types them: field by field, as text.

use chibo::domain::{
    check::{Finding, check},
    data::Data,
    date::parse_day,
    office::Office,
    record::{Described, Id, Kind},
    standing::Standing,
    words::Lang,
};

/// The day of the article this program began with.
pub(crate) const TODAY: &str = "2018-04-14";

/// A register under construction.
#[derive(Debug)]
pub(crate) struct Register(pub(crate) Data);

impl Register {
    /// A register with nothing but the office.
    pub(crate) fn new() -> Self {
        let mut office = Office::blank(Id::office());
        office.name = "Ban Tổ chức".to_owned();
        Self(Data::new(office))
    }

    /// Puts in a record with these fields.
    pub(crate) fn put(mut self, kind: Kind, id: &str, fields: &[(&str, &str)]) -> Self {
        let mut record = match self.0.record(kind, &Id::new(id).unwrap()) {
            Some(there) => there.boxed(),
            None => kind.blank(Id::new(id).unwrap()),
        };
        for (field, text) in fields {
            record.set_text(kind.place(field).unwrap(), text).unwrap();
        }
        self.0.put(record);
        self
    }

    /// A cell under a grassroots committee.
    pub(crate) fn cell(self, id: &str) -> Self {
        self.put(Kind::Unit, id, &[("name", "Chi bộ"), ("kind", "cell")])
    }

    /// A person with everything a form needs, and no event yet.
    pub(crate) fn person(self, id: &str, born: &str) -> Self {
        let fields = [("name", id), ("sex", "male"), ("ethnic_group", "01"), ("born", born)];
        self.put(Kind::Member, id, &fields)
    }

    /// An event, named after its member, kind and date.
    pub(crate) fn event(self, member: &str, kind: &str, date: &str, unit: &str) -> Self {
        let id = format!("{member}-{kind}-{date}");
        self.put(Kind::Event, &id, &[("member", member), ("kind", kind), ("date", date), ("unit", unit)])
    }

    /// An official member of a unit since 2001.
    pub(crate) fn official(self, id: &str, unit: &str) -> Self {
        self.person(id, "1970-05-20").event(id, "admitted", "2000-03-01", unit).event(
            id,
            "official",
            "2001-03-01",
            "",
        )
    }

    /// Several official members of a unit.
    pub(crate) fn officials(self, n: usize, unit: &str) -> Self {
        (0..n).fold(self, |register, i| register.official(&format!("{unit}-m{i}"), unit))
    }

    /// A member on probation since January 2018.
    pub(crate) fn probationary(self, id: &str, unit: &str) -> Self {
        self.person(id, "1990-05-20").event(id, "admitted", "2018-01-10", unit)
    }

    /// A term from a day on.
    pub(crate) fn term(self, id: &str, body: &str, post: &str, member: &str, from: &str) -> Self {
        self.put(Kind::Term, id, &[("body", body), ("post", post), ("member", member), ("from", from)])
    }

    /// A village of a commune, led by a cell.
    pub(crate) fn village(self, id: &str, cell: &str) -> Self {
        self.put(Kind::Unit, "xa", &[("name", "Đảng bộ xã"), ("kind", "sub_committee")]).put(
            Kind::Village,
            id,
            &[("name", id), ("commune", "xa"), ("cell", cell)],
        )
    }

    /// Every finding on a date.
    pub(crate) fn check(&self, on: &str) -> Vec<Finding> {
        check(&Standing::new(self.0.clone(), parse_day(on).unwrap()))
    }

    /// The findings of one rule on a date: id of the record and column.
    pub(crate) fn broken(&self, code: &str, on: &str) -> Vec<(String, &'static str)> {
        let of_rule = self.check(on).into_iter().filter(|f| f.rule.code == code);
        of_rule.map(|f| (f.id.to_string(), f.field.unwrap_or_default())).collect()
    }

    /// The sentences of one rule on a date, in Vietnamese.
    pub(crate) fn says(&self, code: &str, on: &str) -> Vec<String> {
        let of_rule = self.check(on).into_iter().filter(|f| f.rule.code == code);
        of_rule.map(|f| f.sentence(Lang::Vi)).collect()
    }
}

/// What [`Register::broken`] gives for these.
pub(crate) fn found(pairs: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    pairs.iter().map(|(id, field)| ((*id).to_owned(), *field)).collect()
}
