//! Which records a list shows: conditions on columns, all of which must hold.
//!
//! One grammar serves `--filter` and the screen: `column=value`, `!=`, `>=`, `<=`, `=from..to`, `~words`.
//! Several values are separated by commas; a date may be given to the year or month.

use super::{
    column::{Cell, Column, column, columns},
    date::PartialDate,
    fold::{self, Query},
    record::{Id, Input, Kind, Record},
    standing::Standing,
    words,
};

/// Conditions, all of which must hold.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    conditions: Vec<Condition>,
}

/// One condition on a column.
#[derive(Debug, Clone)]
pub struct Condition {
    /// What it looks at.
    pub column: Column,
    /// As it was written, for the screen and for a saved view.
    pub text: String,
    test: Test,
}

#[derive(Debug, Clone)]
enum Test {
    OneOf(Vec<Value>),
    NoneOf(Vec<Value>),
    Between(Option<Bound>, Option<Bound>),
    Words(Query),
}

#[derive(Debug, Clone)]
enum Value {
    Nothing,
    Code(&'static str),
    Date(PartialDate),
    Number(i64),
    Text { folded: String, plain: String },
}

#[derive(Debug, Clone, Copy)]
enum Bound {
    Date(PartialDate),
    Number(i64),
}

/// Why a condition cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadFilter {
    /// No `=`, `!=`, `>=`, `<=` or `~`.
    #[error("a filter is written column=value: {0}")]
    NoOperator(String),
    /// The kind has no such column; the names it has.
    #[error("no column {0}")]
    NoColumn(String, Vec<&'static str>),
    /// The value is none this column can have; the codes it has.
    #[error("no value {1} in column {0}")]
    NoValue(String, String, Vec<&'static str>),
}

impl Filter {
    /// Reads conditions on a kind.
    pub fn parse<'a>(kind: Kind, texts: impl IntoIterator<Item = &'a str>) -> Result<Self, BadFilter> {
        let conditions = texts.into_iter().map(|t| Condition::parse(kind, t)).collect::<Result<_, _>>()?;
        Ok(Self { conditions })
    }

    /// The conditions.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// Adds a condition, in the place of others on the same column.
    pub fn set(&mut self, condition: Condition) {
        self.clear(condition.column.name);
        self.conditions.push(condition);
    }

    /// Drops the conditions on a column.
    pub fn clear(&mut self, column: &str) {
        self.conditions.retain(|c| c.column.name != column);
    }

    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty()
    }

    /// Whether a condition looks at a column.
    pub fn mentions(&self, column: &str) -> bool {
        self.conditions.iter().any(|c| c.column.name == column)
    }

    /// The columns it looks at.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        self.conditions.iter().map(|condition| &condition.column)
    }

    /// Whether a record is shown.
    pub fn holds(&self, standing: &Standing, record: &dyn Record) -> bool {
        self.conditions.iter().all(|c| c.holds(standing, record))
    }

    /// The records of a kind that it shows, by id.
    pub fn ids(&self, standing: &Standing, kind: Kind) -> Vec<Id> {
        let mut ids = standing.data.ids(kind);
        ids.retain(|id| standing.data.record(kind, id).is_some_and(|r| self.holds(standing, r)));
        ids
    }
}

impl Condition {
    /// Reads one condition.
    pub fn parse(kind: Kind, text: &str) -> Result<Self, BadFilter> {
        let at =
            text.find(['=', '!', '>', '<', '~']).ok_or_else(|| BadFilter::NoOperator(text.to_owned()))?;
        let (name, rest) = text.split_at(at);
        let name = name.trim();
        let column = column(kind, name)
            .ok_or_else(|| BadFilter::NoColumn(name.to_owned(), columns(kind).map(|c| c.name).collect()))?;
        let bound = |v: &str| bound(&column, v);
        let test = if let Some(v) = rest.strip_prefix("!=") {
            Test::NoneOf(values(&column, v)?)
        } else if let Some(v) = rest.strip_prefix(">=") {
            Test::Between(Some(bound(v)?), None)
        } else if let Some(v) = rest.strip_prefix("<=") {
            Test::Between(None, Some(bound(v)?))
        } else if let Some(v) = rest.strip_prefix('~') {
            Test::Words(Query::new(v.trim()))
        } else if let Some(v) = rest.strip_prefix('=') {
            match v.split_once("..") {
                Some((from, to)) => Test::Between(optional(from, bound)?, optional(to, bound)?),
                None => Test::OneOf(values(&column, v)?),
            }
        } else {
            return Err(BadFilter::NoOperator(text.to_owned()));
        };
        Ok(Self { column, text: text.to_owned(), test })
    }

    fn holds(&self, standing: &Standing, record: &dyn Record) -> bool {
        let cell = self.column.cell(standing, record);
        match &self.test {
            Test::OneOf(values) => values.iter().any(|v| v.is(standing, &cell)),
            Test::NoneOf(values) => !values.iter().any(|v| v.is(standing, &cell)),
            Test::Between(from, to) => {
                from.is_none_or(|b| b.reached_by(&cell)) && to.is_none_or(|b| b.not_passed_by(&cell))
            }
            // Who does not know a masked number shall not find it out piece by piece: only all of it is a hit, as with
            // `=`, so that whoever has the number in front of them still finds whose it is.
            Test::Words(query) if self.column.is_masked(&standing.data.office) => {
                plain(&cell).is_some_and(|text| query.is_whole(&fold::fold(text)))
            }
            Test::Words(query) => plain(&cell).is_some_and(|text| query.matches(text, &fold::fold(text))),
        }
    }
}

fn optional(text: &str, read: impl Fn(&str) -> Result<Bound, BadFilter>) -> Result<Option<Bound>, BadFilter> {
    if text.trim().is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn no_value(column: &Column, text: &str) -> BadFilter {
    let codes = column.choices().unwrap_or_default().iter().map(|c| c.code).collect();
    BadFilter::NoValue(column.name.to_owned(), text.trim().to_owned(), codes)
}

fn bound(column: &Column, text: &str) -> Result<Bound, BadFilter> {
    let text = text.trim();
    if column.is_date() {
        return text.parse().map(Bound::Date).map_err(|_| no_value(column, text));
    }
    text.parse().map(Bound::Number).map_err(|_| no_value(column, text))
}

fn values(column: &Column, text: &str) -> Result<Vec<Value>, BadFilter> {
    let mut all = Vec::new();
    for part in text.split(',').map(str::trim) {
        match (part, column.choices()) {
            ("", _) => all.push(Value::Nothing),
            ("present", Some(_)) if column.kind == Kind::Member && column.name == "state" => {
                all.extend(["official", "probationary"].map(Value::Code));
            }
            ("left", Some(_)) if column.kind == Kind::Member && column.name == "state" => {
                let left = ["transferred_out", "struck_off", "expelled", "resigned", "died"];
                all.extend(left.map(Value::Code));
            }
            (part, Some(choices)) => {
                let place = words::position(choices, part).ok_or_else(|| no_value(column, part))?;
                all.push(Value::Code(choices[place].code));
            }
            (part, None) if column.is_date() => {
                all.push(Value::Date(part.parse().map_err(|_| no_value(column, part))?));
            }
            (part, None) if column.input == Input::Number => {
                all.push(Value::Number(part.parse().map_err(|_| no_value(column, part))?));
            }
            (part, None) => all.push(Value::Text { folded: fold::fold(part), plain: part.to_owned() }),
        }
    }
    Ok(all)
}

impl Value {
    fn is(&self, standing: &Standing, cell: &Cell) -> bool {
        match (self, cell) {
            (Self::Nothing, cell) => cell.is_empty(),
            (Self::Code(code), Cell::Choice(choice, _)) => choice.code == *code,
            (Self::Date(want), Cell::Date(is)) => {
                want.earliest() <= is.earliest() && is.latest() <= want.latest()
            }
            (Self::Number(want), Cell::Number(is)) => want == is,
            (Self::Text { plain, .. }, Cell::Text(is)) if is == plain => true,
            (Self::Text { folded, .. }, Cell::Text(is) | Cell::Person(is)) => fold::fold(is) == *folded,
            (Self::Text { folded, plain }, Cell::Name(Kind::Unit, id, _)) => standing
                .data
                .path(id)
                .iter()
                .any(|u| u.id.as_str() == plain || u.code == *plain || fold::fold(&u.name) == *folded),
            (Self::Text { folded, plain }, Cell::Name(_, id, name)) => {
                id.as_str() == plain || fold::fold(name) == *folded
            }
            _ => false,
        }
    }
}

impl Bound {
    fn reached_by(self, cell: &Cell) -> bool {
        match (self, cell) {
            (Self::Date(bound), Cell::Date(is)) => is.earliest() >= bound.earliest(),
            (Self::Number(bound), Cell::Number(is)) => *is >= bound,
            _ => false,
        }
    }

    fn not_passed_by(self, cell: &Cell) -> bool {
        match (self, cell) {
            (Self::Date(bound), Cell::Date(is)) => is.latest() <= bound.latest(),
            (Self::Number(bound), Cell::Number(is)) => *is <= bound,
            _ => false,
        }
    }
}

fn plain(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) | Cell::Person(text) | Cell::Name(_, _, text) => Some(text),
        Cell::Empty | Cell::Date(_) | Cell::Number(_) | Cell::Choice(..) | Cell::Outside => None,
    }
}
