//! What one row says, read cell by cell: values for fields, a unit, dates of Party life, who holds which post.
//!
//! A name may stand in two columns, a sex in two, a date in three; here they become one. Nothing is compared with
//! the register yet but the names of its units.

mod person;
mod place;

use super::{
    catalogue::Extra,
    cell::{self, Read},
    date::{self, Of},
    grid::Value,
    heading::{self, Means},
    issue::{Issue, Why},
    naming::Named,
    view::View,
};
use crate::{
    domain::{
        date::{Date, PartialDate},
        identity::Match,
        record::{FieldValue, Id, Input, Kind},
    },
    import::report::Kept,
};

/// What one row says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    /// The record of the register the row is, by the id with which it was taken out.
    pub record: Option<Id>,
    /// Values of fields in their canonical text; what the row leaves blank is not here.
    pub fields: Vec<((Kind, usize), String)>,
    /// The unit of the person or village.
    pub unit: Option<Id>,
    /// The unit above: of a village the commune's, of a unit its parent.
    pub above: Option<Id>,
    /// Words for a unit above that is not in the register, perhaps in the file.
    pub above_words: String,
    /// The day of the admission.
    pub admitted: Option<PartialDate>,
    /// The day of the recognition.
    pub official: Option<PartialDate>,
    /// Number of the decision on the admission.
    pub decision: String,
    /// Its date.
    pub decision_date: Option<Date>,
    /// What the row calls the state of what it is about.
    pub state: String,
    /// When the member left, or became exempt.
    pub left_on: Option<Date>,
    /// Secretary of the village's cell.
    pub secretary: Option<Person>,
    /// Head of the village.
    pub head: Option<Person>,
    /// Since when both posts are in one hand.
    pub since: Option<Date>,
}

/// Somebody named in a row about something else.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Date of birth, as a rule the year.
    pub born: Option<PartialDate>,
}

impl Said {
    /// Whether the row says nothing but which record it is.
    pub fn is_silent(&self) -> bool {
        *self == Self { record: self.record.clone(), ..Self::default() }
    }

    /// A field's value; empty when the row says nothing.
    pub fn text(&self, kind: Kind, field: &str) -> &str {
        let place = kind.place(field);
        let found = self.fields.iter().find(|((k, p), _)| *k == kind && Some(*p) == place);
        found.map_or("", |(_, text)| text)
    }

    /// A field's value as its type.
    pub fn value<T: FieldValue>(&self, kind: Kind, field: &str) -> Option<T> {
        cell::typed(self.text(kind, field))
    }

    /// Sets a field; blank takes it out.
    pub fn set(&mut self, kind: Kind, field: &str, text: String) {
        let Some(place) = kind.place(field) else { return };
        self.fields.retain(|(key, _)| *key != (kind, place));
        if !text.is_empty() {
            self.fields.push(((kind, place), text));
        }
    }
}

/// Reads a row.
pub fn read(view: &View) -> (Said, Vec<Issue>) {
    let record = view.record.map(|record| record.id().clone());
    let mut reading = Reading { view, said: Said { record, ..Said::default() }, issues: Vec::new() };
    reading.fields();
    match view.into {
        Kind::Member => reading.member(),
        Kind::Event | Kind::Term => reading.whose(),
        Kind::Village => reading.village(),
        Kind::Unit => {
            reading.above();
            reading.unit_type();
        }
        _ => {
            reading.owner();
            reading.required();
        }
    }
    reading.state();
    (reading.said, reading.issues)
}

struct Reading<'a> {
    view: &'a View<'a>,
    said: Said,
    issues: Vec<Issue>,
}

impl Reading<'_> {
    fn column(&self, extra: Extra) -> Option<usize> {
        self.view.block.column(Means::Extra(extra))
    }

    fn line(&self, extra: Extra) -> String {
        self.column(extra).map(|place| self.view.value(place).line()).unwrap_or_default()
    }

    fn note(&mut self, column: Option<usize>, read: Read) -> String {
        self.issues.extend(read.why.into_iter().map(|(why, kept)| Issue { column, why, kept }));
        read.text
    }

    fn day(&mut self, extra: Extra, of: Of) -> Option<PartialDate> {
        let column = self.column(extra)?;
        let read = cell::day(&self.view.value(column), of, self.view.list);
        let text = self.note(Some(column), read);
        cell::typed(&text)
    }

    /// Every column that is a field of its own.
    fn fields(&mut self) {
        for column in &self.view.block.columns {
            let Some(Means::Field(kind, place)) = column.means else { continue };
            if column.means == Means::field(Kind::Unit, "org_type") {
                continue;
            }
            let value = self.view.value(column.place);
            let answered = self.view.answer(column.means, &value.line()).map(str::to_owned);
            let text = match answered {
                Some(code) => code,
                None => match self.link_of(kind, place) {
                    Some(kinds) => self.link(column.place, kinds),
                    None => {
                        let read = cell::read(kind, place, &value, self.view.list);
                        self.note(Some(column.place), read)
                    }
                },
            };
            if !text.is_empty() {
                self.said.fields.push(((kind, place), text));
            }
        }
    }

    /// What a field points at. Whose post a term of an office's list is, is told by the post too, so it stays in words.
    fn link_of(&self, kind: Kind, place: usize) -> Option<&'static [Kind]> {
        match kind.fields()[place].input {
            Input::Link(_) if kind == Kind::Term && !self.is_known() => None,
            Input::Link(kinds) => Some(kinds),
            _ => None,
        }
    }

    /// The id of the record a cell names: by its id, its number, or a name that no other has. A person's name by itself
    /// is never enough.
    fn link(&mut self, column: usize, kinds: &[Kind]) -> String {
        let words = self.view.value(column).line();
        let data = &self.view.standing.data;
        if words.is_empty() || Id::new(&words).is_ok_and(|id| data.linked(kinds, &id).is_some()) {
            return words;
        }
        let (names, scope) = (self.view.names, self.scope());
        let named = match kinds.contains(&Kind::Unit) {
            true => names.find(&words, scope.as_ref()),
            false => Named::Nothing(None),
        };
        let others = kinds.iter().filter(|kind| !matches!(kind, Kind::Unit | Kind::Member));
        let mut found: Vec<Id> = others.flat_map(|kind| names.others(*kind, &words)).collect();
        let mut perhaps = Vec::new();
        if kinds.contains(&Kind::Member) {
            match names.person_in_words(self.view.standing, &words) {
                Match::One(id) => found.push(id),
                Match::Unsure(ids) => perhaps = ids,
                Match::Nobody => {}
            }
        }
        let (id, why, kept) = match (named, found.as_slice()) {
            (Named::Unit(id), []) => return id.to_string(),
            (Named::Nothing(_), [id]) => return id.to_string(),
            (Named::Near(id), []) => (id.to_string(), Why::UnitRead(words, id), Kept::All),
            (Named::Several(units), []) => (String::new(), Why::SeveralUnits(words, units), Kept::Rest),
            (Named::Nothing(near), []) if kinds == [Kind::Unit] => {
                (String::new(), Why::NoUnit(words, near), Kept::Rest)
            }
            (Named::Nothing(_), []) if !perhaps.is_empty() => (String::new(), unsure(perhaps), Kept::Rest),
            (Named::Nothing(_), []) => (String::new(), Why::NotFound(words), Kept::Rest),
            (_, _) => (String::new(), Why::Several(found), Kept::Rest),
        };
        self.issues.push(Issue::at(Some(column), why, kept));
        id
    }

    /// A date in three columns.
    fn parts(&mut self, parts: [Extra; 3], of: Of) -> Option<PartialDate> {
        let column = self.column(parts[2])?;
        let [day, month, year] = parts.map(|part| self.line(part));
        if year.is_empty() && day.is_empty() && month.is_empty() {
            return None;
        }
        let read = match date::of_parts(&day, &month, &year, of, self.view.list) {
            Ok(date) => cell::day(&Value::Text(date.to_string()), of, self.view.list),
            Err(invalid) => {
                let words =
                    [day, month, year].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
                Read { text: String::new(), why: vec![(Why::Unfit(invalid, words.join("/")), Kept::Rest)] }
            }
        };
        let text = self.note(Some(column), read);
        cell::typed(&text)
    }

    /// Whether the row is a record of the register that was taken out: what is blank in it is as it was.
    fn is_known(&self) -> bool {
        self.said.record.is_some()
    }

    /// Says that a column is empty that should not be, unless something was said about it already.
    fn empty(&mut self, column: Option<usize>, is_empty: bool) {
        let said = self.issues.iter().any(|issue| issue.column == column && issue.kept == Kept::Rest);
        if is_empty && !said && !self.is_known() {
            self.issues.push(Issue::at(column, Why::Empty, Kept::Rest));
        }
    }

    /// The fields a record may not be without, when the row is not one that was taken out.
    fn required(&mut self) {
        let kind = self.view.into;
        for field in kind.fields().iter().filter(|field| field.required) {
            let asked = heading::whose(kind) == Some(field.name)
                && self.issues.iter().any(|issue| issue.kept == Kept::Nothing);
            if self.is_known() || asked || !self.said.text(kind, field.name).is_empty() {
                continue;
            }
            let column = Means::field(kind, field.name).and_then(|means| self.view.block.column(means));
            match self.issues.iter_mut().find(|issue| issue.column == column && column.is_some()) {
                Some(issue) => issue.kept = Kept::Nothing,
                None => self.issues.push(Issue::at(column, Why::Empty, Kept::Nothing)),
            }
        }
    }

    /// The unit a person belongs to: by its column, else by the line above the row.
    fn unit(&mut self, kept: Kept) {
        let column = self.column(Extra::Unit);
        let own = column.map(|place| self.view.merged(place).line()).filter(|line| !line.is_empty());
        let scope = self.scope();
        let group = self.view.group_words().filter(|_| !self.is_known());
        let Some(words) = own.or(group) else {
            if self.is_missed(column) {
                self.issues.push(Issue::at(column, Why::Empty, kept));
            }
            return;
        };
        if let Some(answer) = self.view.answer(Some(Means::Extra(Extra::Unit)), &words) {
            self.said.unit = Id::new(answer).ok();
            return;
        }
        let named = self.view.names.find(&words, scope.as_ref());
        let id = match named {
            Named::Unit(id) => Some(id),
            Named::Near(id) => {
                self.issues.push(Issue::at(column, Why::UnitRead(words, id.clone()), Kept::All));
                Some(id)
            }
            Named::Several(units) => {
                self.issues.push(Issue::at(column, Why::SeveralUnits(words, units), kept));
                None
            }
            Named::Nothing(near) => {
                self.issues.push(Issue::at(column, Why::NoUnit(words, near), kept));
                None
            }
        };
        self.said.unit = id.and_then(|id| self.present(column, id));
    }

    /// Whether a list that has units leaves this row without one.
    fn is_missed(&self, column: Option<usize>) -> bool {
        !self.is_known() && (column.is_some() || self.view.into == Kind::Member)
    }

    /// The unit that goes on where the one named has ended.
    fn present(&mut self, column: Option<usize>, id: Id) -> Option<Id> {
        let present = self.view.names.present(&id, self.view.list);
        if present.as_ref() != Some(&id) {
            let kept = if present.is_some() { Kept::All } else { Kept::Rest };
            self.issues.push(Issue::at(column, Why::UnitEnded(id, present.clone()), kept));
        }
        let cell = present
            .as_ref()
            .and_then(|id| self.view.standing.data.unit(id))
            .is_none_or(|unit| unit.kind.is_cell());
        if !cell && let Some(id) = present.clone() {
            self.issues.push(Issue::at(column, Why::NotACell(id), Kept::Rest));
        }
        present.filter(|_| cell)
    }

    /// Under which unit names are looked for first.
    fn scope(&mut self) -> Option<Id> {
        let above = self.column(Extra::UnitAbove).map(|place| match self.view.merged(place) {
            Value::Blank => self.view.stated(place).line(),
            value => value.line(),
        });
        let above = above.unwrap_or_default();
        match self.view.names.find(&above, None) {
            Named::Unit(id) | Named::Near(id) if !above.is_empty() => Some(id),
            Named::Unit(_) | Named::Near(_) | Named::Several(_) | Named::Nothing(_) => self.view.scope(),
        }
    }

    /// The unit above, which must be there or stand in the same file.
    fn above(&mut self) {
        let column = self.column(Extra::UnitAbove);
        let words = column.map(|place| self.view.merged(place).line()).unwrap_or_default();
        if words.is_empty() {
            return;
        }
        if let Some(answer) = self.view.answer(Some(Means::Extra(Extra::UnitAbove)), &words) {
            self.said.above = Id::new(answer).ok();
            return;
        }
        match self.view.names.find(&words, self.view.scope().as_ref()) {
            Named::Unit(id) => self.said.above = Some(id),
            Named::Near(id) => {
                self.issues.push(Issue::at(column, Why::UnitRead(words, id.clone()), Kept::All));
                self.said.above = Some(id);
            }
            Named::Several(units) => {
                self.issues.push(Issue::at(column, Why::SeveralUnits(words, units), Kept::Nothing))
            }
            // Perhaps the file itself has it; the plan looks.
            Named::Nothing(_) => self.said.above_words = words,
        }
    }

    fn state(&mut self) {
        self.said.state = self.line(Extra::State);
        self.said.left_on = self.day(Extra::LeftOn, Of::Life).and_then(whole);
        if matches!(self.view.into, Kind::Unit | Kind::Village)
            && !self.is_known()
            && self.said.text(self.view.into, "name").is_empty()
        {
            let told = self.issues.iter().any(|issue| issue.why == Why::NoName);
            if !told {
                self.issues.push(Issue::row(Why::NoName, Kept::Nothing));
            }
        }
    }
}

/// Somebody who may be meant, or some.
pub(super) fn unsure(ids: Vec<Id>) -> Why {
    match ids.as_slice() {
        [one] => Why::Perhaps(one.clone()),
        _ => Why::Several(ids),
    }
}

/// A date when it is a whole day.
pub fn whole(date: PartialDate) -> Option<Date> {
    match date {
        PartialDate::Day(day) => Some(day),
        PartialDate::Month(_) | PartialDate::Year(_) => None,
    }
}
