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
    heading::Means,
    issue::{Issue, Why},
    naming::Named,
    view::View,
};
use crate::{
    domain::{
        date::{Date, PartialDate},
        record::{FieldValue, Id, Kind},
    },
    import::report::Kept,
};

/// What one row says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
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
    let mut reading = Reading { view, said: Said::default(), issues: Vec::new() };
    reading.fields();
    match view.into {
        Kind::Member => reading.member(),
        Kind::Event | Kind::Term => reading.whose(),
        Kind::Village => reading.village(),
        _ => {
            reading.above();
            reading.unit_type();
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
                None => {
                    let read = cell::read(kind, place, &value, self.view.list);
                    self.note(Some(column.place), read)
                }
            };
            if !text.is_empty() {
                self.said.fields.push(((kind, place), text));
            }
        }
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

    /// Says that a column is empty that should not be, unless something was said about it already.
    fn empty(&mut self, column: Option<usize>, is_empty: bool) {
        let said = self.issues.iter().any(|issue| issue.column == column && issue.kept == Kept::Rest);
        if is_empty && !said {
            self.issues.push(Issue::at(column, Why::Empty, Kept::Rest));
        }
    }

    /// The unit a person belongs to: by its column, else by the line above the row.
    fn unit(&mut self, kept: Kept) {
        let column = self.column(Extra::Unit);
        let own = column.map(|place| self.view.merged(place).line()).filter(|line| !line.is_empty());
        let scope = self.scope();
        let Some(words) = own.or_else(|| self.view.group_words()) else {
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
        column.is_some() || self.view.into == Kind::Member
    }

    /// The unit that goes on where the one named has ended.
    fn present(&mut self, column: Option<usize>, id: Id) -> Option<Id> {
        let present = self.view.names.present(&id, self.view.list);
        if present.as_ref() != Some(&id) {
            let kept = if present.is_some() { Kept::All } else { Kept::Rest };
            self.issues.push(Issue::at(column, Why::UnitEnded(id, present.clone()), kept));
        }
        let cell =
            present.as_ref().and_then(|id| self.view.data.unit(id)).is_none_or(|unit| unit.kind.is_cell());
        if !cell && let Some(id) = present.clone() {
            self.issues.push(Issue::at(column, Why::NotACell(id), Kept::Rest));
        }
        present.filter(|_| cell)
    }

    /// Under which unit names are looked for first.
    fn scope(&mut self) -> Option<Id> {
        let above =
            self.column(Extra::UnitAbove).map(|place| self.view.merged(place).line()).unwrap_or_default();
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
            && self.said.text(self.view.into, "name").is_empty()
        {
            let told = self.issues.iter().any(|issue| issue.why == Why::NoName);
            if !told {
                self.issues.push(Issue::row(Why::NoName, Kept::Nothing));
            }
        }
    }
}

/// A date when it is a whole day.
pub fn whole(date: PartialDate) -> Option<Date> {
    match date {
        PartialDate::Day(day) => Some(day),
        PartialDate::Month(_) | PartialDate::Year(_) => None,
    }
}
