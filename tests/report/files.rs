//! Workbooks and CSV read back: real dates and numbers, texts that stay texts, no formula.

use std::io::Cursor;

use calamine::{Data as Value, DataType, Range, Reader, Xlsx, open_workbook_from_rs};
use chibo::{
    domain::{
        data::Data,
        date::PartialDate,
        member::Member,
        record::{Id, Kind, Record},
        report::{Cell, Name},
        standing::Standing,
        words::Lang,
    },
    export::{self, Format, List, Shown},
};

use crate::{DAYS, made, sample};

fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// A real date of a workbook: days since 30/12/1899.
fn day_of(value: &Value) -> Option<String> {
    let Value::DateTime(serial) = value else { return None };
    let days = jiff::Span::new().days(serial.as_f64() as i64);
    Some(jiff::civil::date(1899, 12, 30).checked_add(days).unwrap().to_string())
}

fn members(data: &Data, names: &[&str], format: Format) -> Vec<u8> {
    let standing = Standing::new(data.clone(), DAYS[2]);
    let columns = names.iter().map(|name| Shown::named(Kind::Member, name).unwrap()).collect();
    let ids = standing.by_name(Kind::Member);
    export::list(&List { standing: &standing, kind: Kind::Member, columns, ids: &ids }, format).unwrap()
}

fn column(range: &Range<Value>, heading: &str) -> usize {
    let first = range.rows().next().unwrap();
    first.iter().position(|cell| *cell == *heading).unwrap_or_else(|| panic!("no heading {heading}"))
}

#[test]
fn a_workbook_keeps_dates_numbers_and_numbers_that_are_names() {
    let data = sample();
    let standing = Standing::new(data.clone(), DAYS[2]);
    let bytes = members(&data, &["name", "born", "record_number", "age", "unit", "admitted"], Format::Xlsx);
    let range = read(bytes).worksheet_range("Đảng viên").unwrap();
    assert_eq!(range.height(), 1 + data.members().len());
    let at = ["ID", "Họ và tên khai sinh", "Sinh ngày", "Số lý lịch", "Tuổi", "Ngày vào Đảng"]
        .map(|h| column(&range, h));
    let (mut days, mut partial) = (0, 0);
    for row in range.rows().skip(1) {
        let id = Id::new(&row[at[0]].to_string()).unwrap();
        let member: &Member = data.member(&id).unwrap();
        assert_eq!(row[at[1]], Value::String(member.name.clone()));
        assert_eq!(row[at[3]].to_string(), member.record_number, "every digit is kept");
        assert!(!matches!(row[at[3]], Value::Float(_) | Value::Int(_)), "a number that is a name is text");
        match member.born {
            Some(PartialDate::Day(day)) if day.year() >= 1900 => {
                let read = day_of(&row[at[2]]);
                assert_eq!(read, Some(day.to_string()));
                days += 1;
            }
            Some(born) => {
                assert_eq!(row[at[2]], Value::String(chibo::text::date(born)));
                partial += 1;
            }
            None => assert_eq!(row[at[2]], Value::Empty),
        }
        if let Some(on) = standing.member(&id).admitted {
            assert_eq!(day_of(&row[at[5]]), Some(on.to_string()));
        }
        assert!(matches!(row[at[4]], Value::Float(_) | Value::Empty));
    }
    assert!(days > 2_000 && partial > 50, "{days} {partial}");
}

/// A register in which every text is what a spreadsheet would obey.
fn hostile() -> Data {
    let mut data = Data::new(chibo::domain::record::Described::blank(Id::office()));
    for (number, name) in [
        "=1+1",
        "+84",
        "-1",
        "@SUM(A1)",
        "\t=x",
        "\r=x",
        " =1",
        "＝HYPERLINK(1)",
        "\u{1b}[31m",
        "\u{3000}＋1",
    ]
    .iter()
    .enumerate()
    {
        let mut member: Member =
            chibo::domain::record::Described::blank(Id::new(&format!("m{number}")).unwrap());
        member.name = (*name).to_owned();
        member.home_place = (*name).to_owned();
        data.put(member.boxed());
    }
    data
}

#[test]
fn no_cell_is_a_formula() {
    let data = hostile();
    let csv = String::from_utf8(members(&data, &["name", "home_place"], Format::Csv)).unwrap();
    assert!(csv.starts_with('\u{feff}'), "Excel wants the mark");
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let mut cells = 0;
    for record in reader.records() {
        for cell in record.unwrap().iter().skip(1) {
            assert!(cell.starts_with('\''), "{cell:?}");
            assert!(!cell.chars().any(char::is_control), "{cell:?}");
            cells += 1;
        }
    }
    assert_eq!(cells, 20);
    let mut book = read(members(&data, &["name", "home_place"], Format::Xlsx));
    assert!(book.worksheet_formula("Đảng viên").unwrap().is_empty());
    let range = book.worksheet_range("Đảng viên").unwrap();
    let texts = range
        .rows()
        .skip(1)
        .all(|row| row.iter().all(|cell| matches!(cell, Value::String(_) | Value::Empty)));
    assert!(texts);
}

#[test]
fn the_workbook_of_a_report_has_the_figures_of_the_report() {
    for name in Name::ALL {
        let report = made(&sample(), *name, DAYS[1]);
        let mut book = read(export::report(&report, Format::Xlsx, Lang::Vi).unwrap());
        let sheets = book.sheet_names();
        assert_eq!(sheets.len(), report.tables.len(), "{name:?}");
        for (sheet, table) in sheets.iter().zip(&report.tables) {
            assert!(book.worksheet_formula(sheet).unwrap().is_empty());
            let range = book.worksheet_range(sheet).unwrap();
            let head: Vec<String> = range.rows().flatten().map(ToString::to_string).collect();
            assert!(head.iter().any(|cell| cell == "ĐẢNG CỘNG SẢN VIỆT NAM"));
            assert!(
                report.form.is_none_or(|form| head.iter().any(|cell| cell == &format!("Biểu số {form}")))
            );
            // Under the headings stands the row of column numbers, under it the table.
            let numbers = |row: &&[Value]| row[0] == *"(1)";
            let rows: Vec<&[Value]> = range.rows().skip_while(|row| !numbers(row)).skip(1).collect();
            for (row, read) in table.rows.iter().zip(rows) {
                for (cell, value) in row.cells.iter().zip(read) {
                    match cell {
                        Cell::Count(_, ids) => assert_eq!(value.as_f64(), Some(ids.len() as f64)),
                        Cell::Number(n) | Cell::Change(n) => assert_eq!(value.as_f64(), Some(*n as f64)),
                        Cell::Share(s) if s.whole > 0 => {
                            let share = s.part as f64 / s.whole as f64;
                            assert!((value.as_f64().unwrap() - share).abs() < 1e-9);
                        }
                        Cell::Share(_) => assert_eq!(*value, Value::String("–".to_owned())),
                        Cell::Words(words) => assert_eq!(value.to_string(), words.vi),
                        Cell::Unknown => assert_eq!(value.to_string(), "…"),
                        Cell::Empty | Cell::Text(_) | Cell::Date(_) | Cell::Excess(_) | Cell::Mean { .. } => {
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn json_carries_the_ids_behind_every_figure() {
    let report = made(&sample(), Name::Movement, DAYS[1]);
    let bytes = export::report(&report, Format::Json, Lang::Vi).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(
        (&json["report"], &json["from"], &json["to"]),
        (&"movement".into(), &"2017-01-01".into(), &"2017-12-31".into())
    );
    let rows = json["tables"][0]["rows"].as_array().unwrap();
    let end = rows.iter().find(|row| row["rank"] == "total").unwrap();
    assert_eq!(end["now"]["count"], 2_710);
    assert_eq!(end["now"]["ids"].as_array().unwrap().len(), 2_710);
    assert_eq!(end["now"]["kind"], "members");
}

#[test]
fn the_same_register_gives_the_same_file() {
    let report = made(&sample(), Name::Unification, DAYS[2]);
    let twice = [0, 1].map(|_| export::report(&report, Format::Xlsx, Lang::Vi).unwrap());
    assert_eq!(twice[0], twice[1]);
}
