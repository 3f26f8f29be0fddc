//! What a row says of a person: a name in one column or two, the sex, the birth, and the dates of Party life.

use super::{Reading, unsure, whole};
use crate::{
    domain::{date::PartialDate, identity::Match, record::Kind},
    import::{
        list::{
            catalogue::Extra,
            cell,
            date::{self, Of},
            heading::{self, Means},
            issue::{Issue, Why},
        },
        report::Kept,
    },
};

impl Reading<'_> {
    pub(super) fn member(&mut self) {
        self.name();
        self.born();
        self.sex();
        self.unit(Kept::Rest);
        self.life();
        self.card();
    }

    pub(super) fn whose(&mut self) {
        self.name();
        self.born();
        self.sex_if_told();
        self.unit(Kept::Rest);
        self.life();
    }

    /// Whose the record is, where the row names a person, or a unit, in columns of its own as lists of events do.
    pub(super) fn owner(&mut self) {
        let kind = self.view.into;
        let Some(field) = heading::whose(kind).filter(|field| self.said.text(kind, field).is_empty()) else {
            return;
        };
        let named = [Means::field(Kind::Member, "name"), Some(Means::Extra(Extra::GivenName))];
        let named = named.into_iter().flatten().find_map(|means| self.view.block.column(means));
        let place = kind.place(field);
        match (named, self.column(Extra::Unit), place.and_then(|place| self.link_of(kind, place))) {
            (Some(column), ..) => self.person_of(column, field),
            (None, Some(column), Some(kinds)) if kinds.contains(&Kind::Unit) => {
                let id = self.link(column, kinds);
                self.said.set(kind, field, id);
            }
            (None, ..) => {}
        }
    }

    fn person_of(&mut self, column: usize, field: &str) {
        self.name();
        self.born();
        self.unit(Kept::Rest);
        let known = crate::import::list::person::known(&self.said);
        let why = match self.view.names.person(self.view.standing, &known) {
            _ if known.name.is_empty() => return,
            Match::One(id) => return self.said.set(self.view.into, field, id.to_string()),
            Match::Unsure(ids) => unsure(ids),
            Match::Nobody => Why::NoMember,
        };
        self.issues.push(Issue::at(Some(column), why, Kept::Nothing));
    }

    /// In lists about something else the sex is only a help.
    fn sex_if_told(&mut self) {
        if self.column(Extra::Female).is_some() {
            self.sex();
        }
    }

    /// The dates of Party life.
    fn life(&mut self) {
        let admitted = [Extra::AdmittedDay, Extra::AdmittedMonth, Extra::AdmittedYear];
        let official = [Extra::OfficialDay, Extra::OfficialMonth, Extra::OfficialYear];
        self.said.admitted = self.day(Extra::Admitted, Of::Life).or_else(|| self.parts(admitted, Of::Life));
        self.said.official = self.day(Extra::Official, Of::Life).or_else(|| self.parts(official, Of::Life));
        self.said.decision = self.line(Extra::Decision);
        self.said.decision_date = self.day(Extra::DecisionDate, Of::Life).and_then(whole);
        for (date, extras) in [
            (self.said.admitted, [Extra::Admitted, Extra::AdmittedYear]),
            (self.said.official, [Extra::Official, Extra::OfficialYear]),
        ] {
            if let Some(date) = date.filter(|date| whole(*date).is_none()) {
                let column = extras.into_iter().find_map(|extra| self.column(extra));
                self.issues.push(Issue::at(column, Why::NotWhole(date), Kept::All));
            }
        }
        self.order();
    }

    fn order(&mut self) {
        let column = self.column(Extra::Official);
        if let (Some(admitted), Some(official)) = (self.said.admitted, self.said.official)
            && official.latest() < admitted.earliest()
        {
            let why = Why::OfficialFirst(admitted.earliest(), official.latest());
            self.issues.push(Issue::at(column, why, Kept::All));
        }
        let born: Option<PartialDate> = self.said.value(Kind::Member, "born");
        if let (Some(born), Some(admitted)) = (born, self.said.admitted) {
            let months = i32::from(date::ADMISSION_AGE) * 12;
            if admitted.latest() < crate::domain::date::months_later(born.earliest(), months) {
                self.issues.push(Issue::at(
                    self.column(Extra::Admitted),
                    Why::TooYoung(born, admitted),
                    Kept::All,
                ));
            }
        }
    }

    /// Officials have a card, and who has a card is official.
    fn card(&mut self) {
        let Some(column) = Means::field(Kind::Member, "card_number").and_then(|m| self.view.block.column(m))
        else {
            return;
        };
        if self.is_known() {
            return;
        }
        let has_card = !self.said.text(Kind::Member, "card_number").is_empty();
        let unofficial = self.column(Extra::Official).is_some_and(|place| self.view.value(place).is_blank());
        if !has_card
            && self.said.official.is_some()
            && !self.issues.iter().any(|issue| issue.column == Some(column))
        {
            self.issues.push(Issue::at(Some(column), Why::NoCard, Kept::All));
        }
        if has_card && unofficial {
            self.issues.push(Issue::at(self.column(Extra::Official), Why::NoOfficial, Kept::All));
        }
    }

    /// A name in one column or two.
    fn name(&mut self) {
        let (family, given) = (self.line(Extra::FamilyName), self.line(Extra::GivenName));
        if !family.is_empty() || !given.is_empty() {
            let column = self.column(Extra::GivenName);
            let read = cell::person(format!("{family} {given}").trim());
            let name = self.note(column, read);
            self.said.set(Kind::Member, "name", name);
        }
        let unread =
            self.issues.iter().any(|issue| matches!(issue.why, Why::Unfit(..)) && self.is_name(issue.column));
        if self.said.text(Kind::Member, "name").is_empty() && !unread && !self.is_known() {
            self.issues.push(Issue::row(Why::NoName, Kept::Nothing));
        }
        for issue in self.issues.iter_mut().filter(|issue| matches!(issue.why, Why::Unfit(..))) {
            let column = self.view.block.columns.iter().find(|column| Some(column.place) == issue.column);
            if column.is_some_and(|column| column.means.is_some_and(|means| means.names(self.view.into))) {
                issue.kept = Kept::Nothing;
            }
        }
    }

    fn is_name(&self, column: Option<usize>) -> bool {
        let mut columns = self.view.block.columns.iter();
        columns.any(|c| Some(c.place) == column && c.means.is_some_and(|means| means.names(self.view.into)))
    }

    /// A date of birth in one column, in three, or in the one of two that tells the sex.
    fn born(&mut self) {
        let (men, women) = (self.line(Extra::BornMale), self.line(Extra::BornFemale));
        let parts = [Extra::BornDay, Extra::BornMonth, Extra::BornYear];
        if !men.is_empty() || !women.is_empty() {
            let (extra, sex) =
                if women.is_empty() { (Extra::BornMale, "male") } else { (Extra::BornFemale, "female") };
            let born = self.day(extra, Of::Birth);
            self.said.set(Kind::Member, "born", born.map(|date| date.to_string()).unwrap_or_default());
            self.said.set(Kind::Member, "sex", sex.to_owned());
        } else if let Some(born) = self.parts(parts, Of::Birth) {
            self.said.set(Kind::Member, "born", born.to_string());
        }
        let columns = [
            Means::field(Kind::Member, "born"),
            Some(Means::Extra(Extra::BornMale)),
            Some(Means::Extra(Extra::BornYear)),
        ];
        let column = columns.into_iter().flatten().find_map(|means| self.view.block.column(means));
        if column.is_some() {
            self.empty(column, self.said.text(Kind::Member, "born").is_empty());
        }
    }

    /// The sex by a mark; without one for women only, everybody else is a man.
    fn sex(&mut self) {
        let (male, female) = (self.column(Extra::Male), self.column(Extra::Female));
        let field = Means::field(Kind::Member, "sex").and_then(|means| self.view.block.column(means));
        if let Some(column) = female {
            let (women, men) = (self.line(Extra::Female), self.line(Extra::Male));
            let marked = |line: &str| cell::mark(line) == Some(true);
            let sex = match (marked(&women), marked(&men)) {
                (true, false) => "female",
                (false, true) => "male",
                (false, false) if male.is_none() && women.is_empty() => "male",
                (true, true) | (false, false) => "",
            };
            if sex.is_empty() && !women.is_empty() {
                self.issues.push(Issue::at(Some(column), Why::Unknown(women, None), Kept::Rest));
            }
            self.said.set(Kind::Member, "sex", sex.to_owned());
        }
        if let Some(column) = field.or(female) {
            self.empty(Some(column), self.said.text(Kind::Member, "sex").is_empty());
        }
    }
}
