//! Reports as JSON, with the ids behind every figure, and JSON that holds nothing a terminal might obey.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{
    domain::{
        report::{Cell, Rank, Report, Row, Share, Table, Takes},
        words::Lang,
    },
    text::{self, shown},
};

/// JSON in which every character that a terminal might obey is written as an escape; no value is changed by it.
pub fn safe(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let text = serde_json::to_string_pretty(value)?;
    let mut safe = String::with_capacity(text.len());
    let mut buffer = [0; 4];
    for c in text.chars() {
        if c.is_ascii() || shown::is_clean(c.encode_utf8(&mut buffer)) {
            safe.push(c);
        } else {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| safe.push_str(&format!("\\u{unit:04x}")));
        }
    }
    Ok(safe)
}

/// A report with everything in it.
pub(super) fn report(report: &Report, lang: Lang) -> Value {
    let request = &report.request;
    let from = (request.name.takes() == Takes::Period).then(|| request.from.to_string());
    json!({
        "report": request.name.code(),
        "title": request.name.label().of(lang),
        "form": report.form,
        "from": from,
        "to": request.to.to_string(),
        "compare": request.compare.map(|day| day.to_string()),
        "unit": request.unit.as_ref().map(ToString::to_string),
        "superior": report.head.superior,
        "office": report.head.office,
        "text": text::report::paragraph(report, lang),
        "tables": report.tables.iter().map(|t| table(t, lang)).collect::<Vec<_>>(),
        "notes": report.notes.iter().map(|note| note.of(lang)).collect::<Vec<_>>(),
    })
}

fn table(table: &Table, lang: Lang) -> Value {
    let columns = table.columns.iter().map(|c| json!({ "column": c.code, "heading": c.label.of(lang) }));
    let rows = table.rows.iter().map(|row| object(table, row, lang));
    json!({
        "table": table.code,
        "title": table.title.of(lang),
        "columns": columns.collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
    })
}

fn object(table: &Table, row: &Row, lang: Lang) -> Value {
    let mut object = Map::new();
    let (rank, depth) = match row.rank {
        Rank::Part => ("part", 0),
        Rank::Item(depth) => ("item", depth),
        Rank::Total => ("total", 0),
    };
    object.insert("rank".to_owned(), rank.into());
    object.insert("depth".to_owned(), depth.into());
    if let Some((kind, id)) = &row.record {
        object.insert("record".to_owned(), json!({ "kind": kind.code(), "id": id.as_str() }));
    }
    for (column, value) in table.columns.iter().zip(&row.cells) {
        object.insert(column.code.to_owned(), cell(value, lang));
    }
    object.into()
}

/// A cell: words as text, dates as ISO, a figure with the ids it counts.
pub fn cell(cell: &Cell, lang: Lang) -> Value {
    match cell {
        Cell::Empty | Cell::Unknown => Value::Null,
        Cell::Words(label) => label.of(lang).into(),
        Cell::Text(text) => text.as_str().into(),
        Cell::Date(date) => date.to_string().into(),
        Cell::Count(kind, ids) => {
            let list: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
            json!({ "count": ids.len(), "kind": kind.code(), "ids": list })
        }
        Cell::Number(number) | Cell::Change(number) => (*number).into(),
        Cell::Share(share) => json!({ "part": share.part, "whole": share.whole, "percent": percent(*share) }),
        Cell::Excess(share) => {
            json!({ "part": share.part, "whole": share.whole, "percent": percent(*share).map(|p| p - 100.0) })
        }
        Cell::Mean { sum, count } => {
            let mean = (*count > 0).then(|| *sum as f64 / *count as f64);
            json!({ "mean": mean, "count": count })
        }
    }
}

fn percent(share: Share) -> Option<f64> {
    (share.whole > 0).then(|| share.part as f64 * 100.0 / share.whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_the_same_and_holds_no_control_character() {
        let value = json!({ "a": "x\u{1b}[31m\u{9b}y\u{202e}z" });
        let text = safe(&value).unwrap_or_default();
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
        assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(value));
    }
}
