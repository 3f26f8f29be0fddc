//! `chibo list`: records of a kind, filtered and sorted, as a table, CSV or JSON.

use super::{
    Done, Exit, Stop,
    args::{Format, List},
    out, register,
    select::{Wanted, column_help},
    settings::Settings,
    standing,
};
use crate::{
    domain::{
        column::Cell,
        record::{Id, Kind},
        words::Lang,
    },
    export::{self, Shown, csv_cell},
    store::access::To,
    text::{self, cli as words, shown},
};

/// What programs read where a link leads out of the session's scope.
const OUTSIDE: &str = "(outside)";

/// Prints the list.
pub(super) fn run(settings: &Settings, list: &List) -> Done {
    let (kind, lang) = (list.kind, settings.lang);
    if list.choose.columns.iter().any(|name| name == "help") {
        return out::print(&column_help(kind, lang)).map(|()| Exit::Fine);
    }
    let standing = standing(settings)?;
    let office = &standing.data.office;
    let usual = usual(kind).into_iter().filter_map(|name| Shown::named(kind, name));
    let usual = usual.filter(|column| !column.is_protected(office)).collect();
    let wanted = Wanted::read(kind, &list.choose, usual, lang)?;
    let ids: Vec<Id> = wanted.ids(&standing);
    let access = wanted.access(ids.len(), To::Stdout, office);
    if access.is_of_protected() {
        register::note(settings, &access)?;
    }
    let records = export::List { standing: &standing, kind, columns: wanted.columns, ids: &ids };
    match list.format {
        Format::Text => out::print(&table(&records, lang)).map(|()| Exit::Fine),
        Format::Csv => out::print(&csv(&records)?).map(|()| Exit::Fine),
        Format::Json => out::json(&export::objects(&records)),
    }
}

/// What is shown when no columns are named, but for what the office has masked.
fn usual(kind: Kind) -> Vec<&'static str> {
    let names: &[_] = match kind {
        Kind::Member => &["name", "sex", "born", "unit", "state", "admitted", "official"],
        Kind::Unit => &["name", "kind", "parent", "members", "official", "probationary", "secretary"],
        Kind::Village => &["name", "commune", "cell", "secretary", "head", "state", "since", "plan_month"],
        Kind::Term => &["body", "post", "holder", "from", "to"],
        Kind::Event => &["date", "kind", "member", "unit", "decision"],
        // As on the screen.
        _ => return kind.about().table.iter().map(|(name, _)| *name).collect(),
    };
    names.to_vec()
}

/// An aligned table with headings, and how many records there are.
fn table(list: &export::List, lang: Lang) -> String {
    let columns = &list.columns;
    let headings: Vec<_> = columns.iter().map(|c| (false, c.heading(lang).to_owned())).collect();
    let mut rows: Vec<Vec<(bool, String)>> = vec![headings];
    for record in list.records() {
        let cells = columns.iter().map(|c| {
            let cell = c.cell(list.standing, record);
            (matches!(cell, Cell::Number(_)), shown::shown(&text::cell(&cell, lang)).into_owned())
        });
        rows.push(cells.collect());
    }
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
    let count = text::figure(rows.len() - 1, lang);
    page.push_str(&words::list_count(lang, count, list.kind.label().of(lang)));
    page.push('\n');
    page
}

/// CSV for programs: column names, ISO dates, codes, names of linked records.
fn csv(list: &export::List) -> Result<String, Stop> {
    let failed = |error: csv::Error| Stop::say(error.to_string());
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(list.columns.iter().map(Shown::name)).map_err(failed)?;
    for record in list.records() {
        let row = list.columns.iter().map(|c| match c.cell(list.standing, record) {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Person(text) | Cell::Name(_, _, text) => csv_cell(&text),
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
