//! A list of records of one kind as a file: the columns that were asked for, in the words of the forms.
//!
//! The id of each record stands in a hidden column, so that what was taken out and comes back is known again. Partial
//! dates and numbers that are names stay texts, whole days and numbers become what a spreadsheet can reckon with.

use rust_xlsxwriter::{Worksheet, XlsxError};
use serde_json::{Map, Value, json};

use super::{
    sheet::{self, Looks},
    spreadsheet::{self, csv_cell},
};
use crate::{
    domain::{
        column::{Cell, Column, column},
        date::PartialDate,
        office::Office,
        record::{Id, Kind, Record},
        standing::Standing,
        words::{Label, Lang},
    },
    text,
};

/// A column of a list: the record's id, the grassroots organisation above its unit, or one the kind has.
#[derive(Debug, Clone, Copy)]
pub enum Shown {
    /// The record's id.
    Id,
    /// The unit above the record's own unit, which tells units of the same name apart.
    Above(Column),
    /// A column of the kind.
    Column(Column),
}

/// A list to be taken out.
pub struct List<'a> {
    /// The register on a date.
    pub standing: &'a Standing,
    /// The kind of the records.
    pub kind: Kind,
    /// The columns.
    pub columns: Vec<Shown>,
    /// The records in their order.
    pub ids: &'a [Id],
}

impl Shown {
    /// A column by its name: `id`, `unit_above`, or one of the kind.
    pub fn named(kind: Kind, name: &str) -> Option<Self> {
        match name {
            "id" => Some(Self::Id),
            "unit_above" => {
                ["unit", "cell", "body"].into_iter().find_map(|own| column(kind, own)).map(Self::Above)
            }
            name => column(kind, name).map(Self::Column),
        }
    }

    /// The columns a list is taken out with when none are named: the fields that are not masked by the office, and what
    /// is derived and can be read back.
    pub fn usual(kind: Kind, office: &Office) -> Vec<Self> {
        let derived: &[&str] = match kind {
            Kind::Member => &["unit", "unit_above", "state", "admitted", "official", "left_on"],
            Kind::Village => &["unit_above", "secretary", "head"],
            Kind::Unit => &["state"],
            _ => &[],
        };
        let fields = kind.fields().iter().filter(|field| !office.masks(field)).map(|field| field.name);
        fields.chain(derived.iter().copied()).filter_map(|name| Self::named(kind, name)).collect()
    }

    /// Its name on the command line.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Above(_) => "unit_above",
            Self::Column(column) => column.name,
        }
    }

    /// Whether it exposes a person beyond the name, as the office sees it.
    pub fn is_protected(&self, office: &Office) -> bool {
        match self {
            Self::Id | Self::Above(_) => false,
            Self::Column(column) => column.is_masked(office),
        }
    }

    /// Its heading.
    pub fn heading(&self, lang: Lang) -> &'static str {
        match self {
            Self::Id => "ID",
            Self::Above(_) => Label::new("Đơn vị trực thuộc", "Unit above").of(lang),
            Self::Column(column) => column.label.of(lang),
        }
    }

    /// Its value for a record.
    pub fn cell(&self, standing: &Standing, record: &dyn Record) -> Cell {
        match self {
            Self::Id => Cell::Text(record.id().to_string()),
            Self::Above(own) => above(standing, &own.cell(standing, record)),
            Self::Column(column) => column.cell(standing, record),
        }
    }

    fn width(&self) -> u16 {
        match self {
            Self::Id => 18,
            Self::Above(_) => 28,
            Self::Column(column) => column.width,
        }
    }
}

fn above(standing: &Standing, own: &Cell) -> Cell {
    let Cell::Name(Kind::Unit, id, _) = own else { return Cell::Empty };
    let parent = standing.data.unit(id).and_then(|unit| unit.parent.as_ref());
    parent
        .and_then(|id| standing.data.unit(id))
        .map_or(Cell::Empty, |unit| Cell::Name(Kind::Unit, unit.id.clone(), unit.name.clone()))
}

impl List<'_> {
    /// The columns with that of the id before them.
    fn with_id(&self) -> Vec<Shown> {
        let others = self.columns.iter().copied().filter(|column| !matches!(column, Shown::Id));
        std::iter::once(Shown::Id).chain(others).collect()
    }

    /// The records of the list.
    pub fn records(&self) -> impl Iterator<Item = &dyn Record> {
        self.ids.iter().filter_map(|id| self.standing.data.record(self.kind, id))
    }
}

/// Vietnamese, whatever the language of the screen: these headings are read back.
const WORDS: Lang = Lang::Vi;

/// The workbook.
pub(super) fn workbook(list: &List) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = sheet::workbook(list.standing.as_of)?;
    let looks = Looks::new();
    let sheet = sheet::add(&mut workbook, list.kind.label().of(WORDS))?;
    let columns = list.with_id();
    for (at, column) in (0u16..).zip(&columns) {
        let heading = column.heading(WORDS);
        sheet.write_string_with_format(0, at, heading, &looks.heading)?;
        let words = heading.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
        sheet.set_column_width(at, f64::from(column.width()).max(words as f64) + 2.0)?;
    }
    let mut row = 0;
    for record in list.records() {
        row += 1;
        for (at, column) in (0u16..).zip(&columns) {
            let cell = column.cell(list.standing, record);
            write(sheet, (row, at), &cell, &looks)?;
        }
    }
    sheet.set_column_hidden(0)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, row, last)?;
    workbook.save_to_buffer()
}

fn write(sheet: &mut Worksheet, (row, at): (u32, u16), cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => _ = sheet.write_blank(row, at, &looks.text)?,
        Cell::Number(number) => _ = sheet.write_number_with_format(row, at, *number as f64, &looks.number)?,
        Cell::Date(PartialDate::Day(day)) => match sheet::excel_day(*day)? {
            Some(excel) => _ = sheet.write_datetime_with_format(row, at, &excel, &looks.day)?,
            None => _ = sheet.write_string_with_format(row, at, words(cell), &looks.text)?,
        },
        Cell::Date(PartialDate::Year(_) | PartialDate::Month(_))
        | Cell::Text(_)
        | Cell::Person(_)
        | Cell::Choice(..)
        | Cell::Outside
        | Cell::Name(..) => {
            _ = sheet.write_string_with_format(row, at, sheet::fitting(&words(cell)), &looks.text)?
        }
    }
    Ok(())
}

/// The words of a cell; a number without separators.
fn words(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => number.to_string(),
        cell => text::cell(cell, WORDS),
    }
}

/// CSV with the headings and words of the forms.
pub(super) fn csv(list: &List) -> Result<Vec<u8>, csv::Error> {
    let columns = list.with_id();
    let heading = columns.iter().map(|c| c.heading(WORDS).to_owned()).collect();
    let row = |record: &dyn Record| {
        let text = |column: &Shown| match column.cell(list.standing, record) {
            Cell::Number(number) => number.to_string(),
            cell => csv_cell(&words(&cell)),
        };
        columns.iter().map(text).collect()
    };
    spreadsheet::csv(std::iter::once(heading).chain(list.records().map(row)))
}

/// An array of objects: id, then the columns; a link gives id and name of its record.
pub fn objects(list: &List) -> Vec<Value> {
    let value = |cell: Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) | Cell::Person(text) => text.into(),
        Cell::Date(date) => date.to_string().into(),
        Cell::Number(number) => number.into(),
        Cell::Choice(choice, _) => choice.code.into(),
        Cell::Name(_, id, name) => json!({ "id": id.as_str(), "name": name }),
        Cell::Outside => json!({ "outside": true }),
    };
    let object = |record: &dyn Record| {
        let mut object = Map::new();
        object.insert("id".to_owned(), record.id().as_str().into());
        for column in list.columns.iter().filter(|c| !matches!(c, Shown::Id)) {
            object.insert(column.name().to_owned(), value(column.cell(list.standing, record)));
        }
        object.into()
    };
    list.records().map(object).collect()
}
