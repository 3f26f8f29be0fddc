//! The report of an import: what was read as what, what becomes of it, and what is the matter.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Taken, name};
use crate::{
    cli::{Stop, args::Page, out},
    domain::{column::name_of, edit::Change, record::Kind, words::Lang},
    import::list::{
        date::ADMISSION_AGE,
        grid::letter,
        header::Part,
        heading::Means,
        plan::{Of, Outcome},
        sentence,
    },
    text::{self, Masks, lists as words, shown::shown},
};

/// Prints the report.
pub(super) fn print(taken: &Taken, format: Page, lang: Lang) -> Result<(), Stop> {
    match format {
        Page::Json => out::json(&object(taken, lang)).map(drop),
        Page::Text => {
            complain(taken, lang);
            out::print(&page(taken, lang))
        }
    }
}

/// The codes a column may be given.
pub(super) fn codes(into: Kind) -> String {
    let codes: Vec<&str> = Means::choices(into).into_iter().map(Means::code).collect();
    codes.join(", ")
}

fn complain(taken: &Taken, lang: Lang) {
    for row in 0..taken.plan.rows.len() {
        for issue in taken.plan.rows[row].issues() {
            out::complain(&sentence::issue(taken.plan, row, issue, taken.standing, lang));
        }
    }
}

fn page(taken: &Taken, lang: Lang) -> String {
    let (plan, mut page) = (taken.plan, String::new());
    let kind = plan.into.label().of(lang).to_lowercase();
    let line = words::read_file(lang, name(&taken.file), kind, text::date(plan.list.into()));
    let mut lines = vec![line];
    for (encoding, cells, before, after) in &taken.decoded.cells {
        let cells = text::figure(*cells, lang);
        lines.push(words::in_encoding(lang, encoding.label().of(lang), cells, before, after));
    }
    lines.push(words::years_rule(lang, plan.list.year() - ADMISSION_AGE, plan.list.year()));
    for number in 0..plan.pages.len() {
        sheet(taken, number, &mut lines, lang);
    }
    changes(taken, &mut lines, lang);
    let count = |of: fn(&Outcome) -> bool| text::figure(plan.count(of), lang);
    lines.push(words::counts(
        lang,
        count(|o| matches!(o, Outcome::New)),
        count(|o| matches!(o, Outcome::Changed(..))),
        count(|o| matches!(o, Outcome::Same(_))),
        count(|o| matches!(o, Outcome::Merged(_))),
        count(|o| matches!(o, Outcome::Problem | Outcome::Skipped)),
    ));
    lines.push(match taken.saved {
        _ if taken.dry => words::dry(lang).to_owned(),
        Some((changes, revision)) => words::brought_in(lang, text::figure(changes, lang), revision),
        None => words::nothing_new(lang).to_owned(),
    });
    for line in lines {
        let _ = writeln!(page, "{}", shown(&line));
    }
    page
}

/// Where the headings of a sheet stand, and what each of its columns was taken for.
fn sheet(taken: &Taken, number: usize, lines: &mut Vec<String>, lang: Lang) {
    let plan = taken.plan;
    let (page, sheet) = (&plan.pages[number], plan.sheet(number));
    let rows = text::figure(plan.rows.iter().filter(|row| row.page == number).count(), lang);
    let heading = page.layout.blocks.first().map_or(0, |block| sheet.rows[block.heading.start].number);
    lines.push(if sheet.name.is_empty() {
        words::table_read(lang, heading, rows)
    } else {
        words::sheet_read(lang, &sheet.name, heading, rows)
    });
    if let Some((unit, of)) = &page.of {
        let unit = taken.standing.data.unit(unit).map_or_else(|| unit.to_string(), |unit| unit.name.clone());
        lines.push(match of {
            Of::Told => words::of_told(lang, unit),
            Of::Title => words::of_title(lang, unit),
            Of::Names => words::of_names(lang, unit),
        });
    }
    for column in page.layout.blocks.iter().flat_map(|block| &block.columns) {
        let letter = letter(column.place);
        lines.push(match column.means {
            Some(means) => words::column_read(lang, letter, &column.heading, means.label().of(lang)),
            None => words::column_unknown(lang, letter, &column.heading),
        });
    }
    let unclear = page.layout.rows.iter().zip(&sheet.rows).filter(|((_, part), _)| *part == Part::Unclear);
    let unclear: Vec<String> = unclear.map(|(_, row)| row.number.to_string()).collect();
    if !unclear.is_empty() {
        lines.push(words::unclear_rows(lang, unclear.join(", ")));
    }
}

/// What changes of records that are there, field by field.
fn changes(taken: &Taken, lines: &mut Vec<String>, lang: Lang) {
    for (number, row) in taken.plan.rows.iter().enumerate() {
        let Outcome::Changed(id, changes) = &row.outcome else { continue };
        let record = [Kind::Member, Kind::Unit, Kind::Village]
            .iter()
            .find_map(|kind| taken.standing.data.record(*kind, id));
        let what: Vec<String> = changes.iter().map(|change| change_of(taken, change, lang)).collect();
        let place = sentence::place(&taken.plan.at(number), lang);
        lines.push(words::change(lang, place, record.map(name_of).unwrap_or_default(), what.join("; ")));
    }
}

fn change_of(taken: &Taken, change: &Change, lang: Lang) -> String {
    text::change(taken.standing, change, Masks::Both, lang)
}

fn object(taken: &Taken, lang: Lang) -> Value {
    let plan = taken.plan;
    let count = |of: fn(&Outcome) -> bool| plan.count(of);
    let sheets: Vec<Value> = (0..plan.pages.len()).map(|number| sheet_object(taken, number)).collect();
    let rows: Vec<Value> = (0..plan.rows.len()).map(|row| row_object(taken, row, lang)).collect();
    let encodings = taken.decoded.cells.iter().map(|(encoding, cells, before, after)| {
        json!({ "encoding": encoding.code(), "cells": cells, "before": before, "after": after })
    });
    json!({
        "file": name(&taken.file),
        "into": plan.into.code(),
        "list_day": plan.list.to_string(),
        "encodings": encodings.collect::<Vec<_>>(),
        "sheets": sheets,
        "counts": {
            "new": count(|o| matches!(o, Outcome::New)),
            "changed": count(|o| matches!(o, Outcome::Changed(..))),
            "same": count(|o| matches!(o, Outcome::Same(_))),
            "merged": count(|o| matches!(o, Outcome::Merged(_))),
            "left_out": count(|o| matches!(o, Outcome::Problem | Outcome::Skipped)),
        },
        "rows": rows,
        "saved": taken.saved.map(|(changes, revision)| json!({ "changes": changes, "revision": revision })),
    })
}

fn sheet_object(taken: &Taken, number: usize) -> Value {
    let (page, sheet) = (&taken.plan.pages[number], taken.plan.sheet(number));
    let columns = page.layout.blocks.iter().flat_map(|block| &block.columns).map(|column| {
        json!({ "column": letter(column.place), "heading": column.heading, "field": column.means.map(|m| m.code()) })
    });
    json!({
        "name": sheet.name,
        "unit": page.of.as_ref().map(|(id, _)| id.as_str()),
        "columns": columns.collect::<Vec<_>>(),
    })
}

fn row_object(taken: &Taken, row: usize, lang: Lang) -> Value {
    let (plan, at) = (taken.plan, taken.plan.at(row));
    let line = &plan.rows[row];
    let (outcome, id) = match &line.outcome {
        Outcome::New => ("new", None),
        Outcome::Changed(id, _) => ("changed", Some(id.as_str().to_owned())),
        Outcome::Same(id) => ("same", Some(id.as_str().to_owned())),
        Outcome::Merged(first) => ("merged", Some(plan.at(*first).number.to_string())),
        Outcome::Problem => ("problem", None),
        Outcome::Skipped => ("skipped", None),
    };
    let issues = line.issues().map(|issue| {
        json!({
            "column": issue.column.map(letter),
            "heading": plan.heading(row, issue.column),
            "why": sentence::why(plan, row, issue, taken.standing, lang),
        })
    });
    let changes: Vec<String> = match &line.outcome {
        Outcome::Changed(_, changes) => changes.iter().map(|change| change_of(taken, change, lang)).collect(),
        Outcome::New | Outcome::Same(_) | Outcome::Merged(_) | Outcome::Problem | Outcome::Skipped => {
            Vec::new()
        }
    };
    json!({
        "sheet": at.sheet,
        "row": at.number,
        "outcome": outcome,
        "id": id,
        "changes": changes,
        "issues": issues.collect::<Vec<_>>(),
    })
}
