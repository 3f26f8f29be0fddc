//! What a row says of a village or a unit: where it lies, what type it is, who holds its posts.

use super::{Person, Reading, whole};
use crate::{
    domain::{
        fold,
        record::{FieldValue, Kind},
        unit::{OrgType, UnitKind},
    },
    import::{
        district,
        list::{
            catalogue::Extra,
            cell,
            date::Of,
            heading::Means,
            issue::{Issue, Why},
            naming::Named,
        },
        report::Kept,
    },
};

impl Reading<'_> {
    pub(super) fn village(&mut self) {
        self.commune();
        let cell = self.column(Extra::Unit).filter(|place| !self.view.value(*place).is_blank());
        if cell.is_some() {
            let scope = self.said.above.clone();
            let words = self.line(Extra::Unit);
            match self.view.names.find(&words, scope.as_ref()) {
                Named::Unit(id) | Named::Near(id) => self.said.unit = self.present(cell, id),
                Named::Several(units) => {
                    self.issues.push(Issue::at(cell, Why::SeveralUnits(words, units), Kept::Rest))
                }
                Named::Nothing(near) => {
                    self.issues.push(Issue::at(cell, Why::NoUnit(words, near), Kept::Rest))
                }
            }
        }
        self.said.secretary = self.person(Extra::Secretary, Extra::SecretaryBorn);
        let head = self.line(Extra::Head);
        self.said.head = match fold::fold(&head).as_str() {
            // Holds both posts.
            "kiem" | "bi thu kiem" | "kiem nhiem" | "nt" | "-nt-" | "nhu tren" => self.said.secretary.clone(),
            _ => self.person(Extra::Head, Extra::HeadBorn),
        };
        self.said.since = self.day(Extra::UnifiedSince, Of::Life).and_then(whole);
        if self.said.text(Kind::Village, "name").is_empty() && !self.is_known() {
            self.issues.push(Issue::row(Why::NoName, Kept::Nothing));
        }
    }

    /// The unit of the commune, by its code or its name.
    fn commune(&mut self) {
        let code = self.line(Extra::CommuneCode);
        let by_code = self.view.names.of_commune(&code);
        if by_code.is_some() {
            self.said.above = by_code;
            return;
        }
        self.above();
        let is_silent = self.is_known() && self.said.above_words.is_empty();
        if self.said.above.is_none() && !is_silent {
            let words = std::mem::take(&mut self.said.above_words);
            let why = if words.is_empty() { Why::Empty } else { Why::NoUnit(words, None) };
            self.issues.push(Issue::at(self.column(Extra::UnitAbove), why, Kept::Nothing));
        }
    }

    fn person(&mut self, name: Extra, born: Extra) -> Option<Person> {
        let column = self.column(name)?;
        let line = self.view.value(column).line();
        if line.is_empty() {
            return None;
        }
        let read = cell::person(&line);
        let name = self.note(Some(column), read);
        let born = self.day(born, Of::Birth);
        (!name.is_empty()).then_some(Person { name, born })
    }

    /// The type of a unit: as it is named, or by its group and the name of its grassroots organisation.
    pub(super) fn unit_type(&mut self) {
        let Some(column) =
            Means::field(Kind::Unit, "org_type").and_then(|means| self.view.block.column(means))
        else {
            return;
        };
        let words = self.view.value(column).line();
        if words.is_empty() || self.said.text(Kind::Unit, "kind") == UnitKind::SuperiorCommittee.code() {
            return;
        }
        let own = self.said.text(Kind::Unit, "name");
        let path = self.said.above.as_ref().map(|id| self.view.standing.data.path(id)).unwrap_or_default();
        let above = path.iter().find(|unit| unit.kind.is_grassroots()).map(|unit| unit.name.as_str());
        let above = above.or(Some(self.said.above_words.as_str()).filter(|words| !words.is_empty()));
        let is_grassroots =
            self.said.value::<UnitKind>(Kind::Unit, "kind").is_some_and(UnitKind::is_grassroots);
        let grassroots = if is_grassroots { own } else { above.unwrap_or(own) };
        let named = OrgType::parse(&words).ok();
        match named.or_else(|| district::unit::type_of(&words, grassroots).0) {
            Some(org_type) => self.said.set(Kind::Unit, "org_type", org_type.code().to_owned()),
            None => self.issues.push(Issue::at(Some(column), Why::Unknown(words, None), Kept::Rest)),
        }
    }
}
