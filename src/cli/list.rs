//! `chibo list`: records of a kind, filtered and sorted, as a table, CSV or JSON.

use serde_json::{Map, Value, json};

use super::{
    Done, Exit, Stop,
    args::{Format, List},
    out,
    settings::Settings,
    standing,
};
use crate::{
    domain::{
        column::{Cell, Column, column, columns},
        filter::{BadFilter, Filter},
        record::{Id, Kind, Record},
        standing::Standing,
        words::Lang,
    },
    text::{self, cli as words, shown},
};

/// What programs read where a link leads out of the session's scope.
const OUTSIDE: &str = "(outside)";

/// A column of the list: the record's id, or one the kind has.
#[derive(Clone, Copy)]
enum Shown {
    Id,
    Column(Column),
}

/// Prints the list.
pub(super) fn run(settings: &Settings, list: &List) -> Done {
    let (kind, lang) = (list.kind.kind(), settings.lang);
    if list.columns.iter().any(|name| name == "help") {
        return out::print(&column_help(kind, lang)).map(|()| Exit::Fine);
    }
    let columns = chosen(kind, &list.columns, lang)?;
    let filter = filter(kind, &list.filter, lang)?;
    let sort = list.sort.as_deref().or(default_sort(kind));
    let sort = sort.map(|text| sorting(kind, text, lang)).transpose()?;
    let standing = standing(settings)?;
    let mut ids = filter.ids(&standing, kind);
    if kind == Kind::Village {
        // A village that does not exist on the date is in no figure of it either.
        ids.retain(|id| standing.village(id).is_some());
    }
    if let Some((column, order)) = sort {
        sort_by(&standing, kind, &mut ids, &column, order);
    }
    let records: Vec<&dyn Record> = ids.iter().filter_map(|id| standing.data.record(kind, id)).collect();
    match list.format {
        Format::Text => out::print(&table(&standing, kind, &columns, &records, lang)).map(|()| Exit::Fine),
        Format::Csv => out::print(&csv(&standing, &columns, &records)?).map(|()| Exit::Fine),
        Format::Json => out::json(&objects(&standing, &columns, &records)),
    }
}

/// The columns asked for, or the usual ones of the kind.
fn chosen(kind: Kind, names: &[String], lang: Lang) -> Result<Vec<Shown>, Stop> {
    let usual = usual(kind).iter().map(|name| (*name).to_owned());
    let names: Vec<String> = if names.is_empty() { usual.collect() } else { names.to_vec() };
    names.iter().map(|name| named(kind, name.trim(), lang)).collect()
}

fn named(kind: Kind, name: &str, lang: Lang) -> Result<Shown, Stop> {
    match (name, column(kind, name)) {
        ("id", _) => Ok(Shown::Id),
        (_, Some(column)) => Ok(Shown::Column(column)),
        (_, None) => {
            let known: Vec<_> = columns(kind).map(|c| c.name).collect();
            Err(Stop::say(words::no_column(lang, name, known.join(", "))))
        }
    }
}

/// What is shown when no columns are named; none of it is protected.
fn usual(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Member => &["name", "sex", "born", "unit", "state", "admitted", "official"],
        Kind::Unit => &["name", "kind", "parent", "members", "official", "probationary", "secretary"],
        Kind::Village => &["name", "commune", "cell", "secretary", "head", "state", "since", "plan_month"],
        Kind::Term => &["body", "post", "holder", "from", "to"],
        Kind::Event => &["date", "kind", "member", "unit", "decision"],
        Kind::Office => &["name"],
    }
}

/// The conditions, with that of being present added where nothing is said about it.
fn filter(kind: Kind, texts: &[String], lang: Lang) -> Result<Filter, Stop> {
    let said = |e: BadFilter| Stop::say(bad_filter(&e, lang));
    let read = |texts: &[&str]| Filter::parse(kind, texts.iter().copied()).map_err(said);
    let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let filter = read(&texts)?;
    let present = match kind {
        Kind::Member if !filter.mentions("state") && !filter.mentions("left_on") => "state=present",
        Kind::Unit if !filter.mentions("state") && !filter.mentions("closed_on") => "state=active",
        Kind::Member | Kind::Unit | Kind::Village | Kind::Term | Kind::Event | Kind::Office => {
            return Ok(filter);
        }
    };
    texts.push(present);
    read(&texts)
}

fn bad_filter(error: &BadFilter, lang: Lang) -> String {
    match error {
        BadFilter::NoOperator(text) => words::filter_no_operator(lang, text),
        BadFilter::NoColumn(name, known) => words::no_column(lang, name, known.join(", ")),
        BadFilter::NoValue(column, value, known) if known.is_empty() => {
            words::filter_no_value(lang, column, value)
        }
        BadFilter::NoValue(column, value, known) => {
            words::filter_no_choice(lang, column, value, known.join(", "))
        }
    }
}

/// Which way a column is sorted.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    Up,
    Down,
}

fn default_sort(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Member => Some("name"),
        Kind::Event => Some("date"),
        Kind::Unit | Kind::Village | Kind::Term | Kind::Office => None,
    }
}

fn sorting(kind: Kind, text: &str, lang: Lang) -> Result<(Shown, Order), Stop> {
    let (name, order) = text.strip_prefix('-').map_or((text, Order::Up), |name| (name, Order::Down));
    Ok((named(kind, name, lang)?, order))
}

/// Sorts by a column; empty cells stay last either way, equal ones keep the order of the file.
fn sort_by(standing: &Standing, kind: Kind, ids: &mut [Id], by: &Shown, order: Order) {
    let key = |id: &Id| match by {
        Shown::Id => (false, id.as_str().as_bytes().to_vec()),
        Shown::Column(column) => {
            let cell = standing.data.record(kind, id).map_or(Cell::Empty, |r| column.cell(standing, r));
            (cell.is_empty(), cell.sort_key())
        }
    };
    match order {
        Order::Up => ids.sort_by_cached_key(key),
        Order::Down => ids.sort_by_cached_key(|id| {
            let (empty, key) = key(id);
            (empty, std::cmp::Reverse(key))
        }),
    }
}

impl Shown {
    fn name(&self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Column(column) => column.name,
        }
    }

    fn heading(&self, lang: Lang) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Column(column) => column.label.of(lang),
        }
    }

    fn cell(&self, standing: &Standing, record: &dyn Record) -> Cell {
        match self {
            Self::Id => Cell::Text(record.id().to_string()),
            Self::Column(column) => column.cell(standing, record),
        }
    }
}

/// An aligned table with headings, and how many records there are.
fn table(standing: &Standing, kind: Kind, columns: &[Shown], records: &[&dyn Record], lang: Lang) -> String {
    let cells = |record: &&dyn Record| {
        columns
            .iter()
            .map(|c| {
                let cell = c.cell(standing, *record);
                (matches!(cell, Cell::Number(_)), shown::shown(&text::cell(&cell, lang)).into_owned())
            })
            .collect::<Vec<_>>()
    };
    let headings: Vec<_> = columns.iter().map(|c| (false, c.heading(lang).to_owned())).collect();
    let rows: Vec<Vec<(bool, String)>> = std::iter::once(headings).chain(records.iter().map(cells)).collect();
    let widths: Vec<usize> = (0..columns.len())
        .map(|i| rows.iter().map(|row| shown::width(&row[i].1)).max().unwrap_or(0))
        .collect();
    let mut page = String::new();
    for row in &rows {
        let fit = |((number, text), width): (&(bool, String), &usize)| {
            if *number { shown::pad_left(text, *width) } else { shown::pad(text, *width) }
        };
        let line: Vec<String> = row.iter().zip(&widths).map(fit).collect();
        page.push_str(line.join("  ").trim_end());
        page.push('\n');
    }
    let count = text::figure(records.len(), lang);
    page.push_str(&words::list_count(lang, count, kind.label().of(lang)));
    page.push('\n');
    page
}

/// CSV for spreadsheets and programs: column names, ISO dates, codes, names of linked records.
fn csv(standing: &Standing, columns: &[Shown], records: &[&dyn Record]) -> Result<String, Stop> {
    let failed = |error: csv::Error| Stop::say(error.to_string());
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(columns.iter().map(Shown::name)).map_err(failed)?;
    for record in records {
        let row = columns.iter().map(|c| match c.cell(standing, *record) {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Person(text) | Cell::Name(_, _, text) => out::csv_cell(&text),
            Cell::Date(date) => date.to_string(),
            Cell::Number(number) => number.to_string(),
            Cell::Choice(choice, _) => choice.code.to_owned(),
            Cell::Outside => OUTSIDE.to_owned(),
        });
        writer.write_record(row).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| Stop::say(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Stop::say(error.to_string()))
}

/// An array of objects: id, then the columns; a link gives id and name of its record.
fn objects(standing: &Standing, columns: &[Shown], records: &[&dyn Record]) -> Vec<Value> {
    let value = |cell: Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) | Cell::Person(text) => text.into(),
        Cell::Date(date) => date.to_string().into(),
        Cell::Number(number) => number.into(),
        Cell::Choice(choice, _) => choice.code.into(),
        Cell::Name(_, id, name) => json!({ "id": id.as_str(), "name": name }),
        Cell::Outside => json!({ "outside": true }),
    };
    let object = |record: &&dyn Record| {
        let mut object = Map::new();
        object.insert("id".to_owned(), record.id().as_str().into());
        for column in columns.iter().filter(|c| matches!(c, Shown::Column(_))) {
            object.insert(column.name().to_owned(), value(column.cell(standing, *record)));
        }
        object.into()
    };
    records.iter().map(object).collect()
}

/// The columns a kind has, with their headings and the codes they take.
fn column_help(kind: Kind, lang: Lang) -> String {
    let mut page = String::new();
    for column in columns(kind) {
        let codes: Vec<_> = column.choices().unwrap_or_default().iter().map(|c| c.code).collect();
        let line = format!(
            "{}{}{}",
            shown::pad(column.name, 22),
            shown::pad(column.label.of(lang), 36),
            codes.join(" ")
        );
        page.push_str(line.trim_end());
        page.push('\n');
    }
    page
}
