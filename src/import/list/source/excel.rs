//! Excel workbooks, `.xlsx` and `.xls`, by way of calamine.
//!
//! Of `.xlsx` the cells are read one by one, so that no cell far out makes a grid of millions, and with
//! their fonts. Of `.xls` the fonts come from the records (see `compound`). Formulas give the value they had when they were saved.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, Sheet as Tab, SheetType, SheetVisible, Style, Xls,
    XlsError, Xlsx, XlsxError,
};

use super::{MOST_COLUMNS, MOST_ROWS, Unreadable, compound};
use crate::{
    domain::date::{Date, PartialDate},
    import::list::grid::{Cell, Merge, Row, Sheet, Value, Workbook},
};

/// Reads an `.xlsx` workbook.
pub(super) fn xlsx(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut book = Workbook { sheets: Vec::new(), fonts: vec![String::new()] };
    for tab in file.sheets_metadata().to_vec().iter().filter(|tab| tab.typ == SheetType::WorkSheet) {
        let merges = file.merge_cells_by_sheet_name(&tab.name).unwrap_or_default();
        let mut cells = file.worksheet_cells_reader(&tab.name).map_err(damaged)?;
        let fonts = fonts(cells.styles(), &mut book.fonts);
        let mut rows = Rows::default();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
            let font = fonts.get(style).copied().unwrap_or_default();
            rows.put(cell.get_position(), Cell { value: value(cell.get_value()), font })?;
        }
        book.sheets.push(rows.into_sheet(tab, &merges));
    }
    Ok(book)
}

/// Reads an `.xls` workbook.
pub(super) fn xls(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let look = compound::look(bytes)?;
    let mut file: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Unreadable::Password,
        other => Unreadable::Damaged(other.to_string()),
    })?;
    let mut book = Workbook { sheets: Vec::new(), fonts: look.fonts };
    let mut fonts = look.sheets.into_iter();
    for tab in file.sheets_metadata().to_vec().iter().filter(|tab| tab.typ == SheetType::WorkSheet) {
        let fonts = fonts.next().unwrap_or_default();
        let merges = file.merge_cells_by_sheet_name(&tab.name).unwrap_or_default();
        let range =
            file.worksheet_range(&tab.name).map_err(|error| Unreadable::Damaged(error.to_string()))?;
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Rows::default();
        for (row, column, data) in range.used_cells() {
            let at = (top.saturating_add(row as u32), left.saturating_add(column as u32));
            let place = (u16::try_from(at.0).unwrap_or(u16::MAX), u16::try_from(at.1).unwrap_or(u16::MAX));
            let font = fonts.get(&place).copied().unwrap_or_default();
            rows.put(at, Cell { value: value(&reference(data)), font })?;
        }
        book.sheets.push(rows.into_sheet(tab, &merges));
    }
    Ok(book)
}

/// The cells of a sheet as they come.
#[derive(Default)]
struct Rows(BTreeMap<u32, Row>);

impl Rows {
    fn put(&mut self, (row, column): (u32, u32), cell: Cell) -> Result<(), Unreadable> {
        if cell.value.is_blank() {
            return Ok(());
        }
        if row >= MOST_ROWS || column as usize >= MOST_COLUMNS {
            return Err(Unreadable::TooWide);
        }
        let number = row + 1;
        let row = self.0.entry(number).or_insert_with(|| Row { number, cells: Vec::new() });
        row.put(column as usize, cell);
        Ok(())
    }

    fn into_sheet(self, tab: &Tab, merges: &[Dimensions]) -> Sheet {
        let merge = |d: &Dimensions| Merge {
            top: d.start.0.saturating_add(1),
            bottom: d.end.0.saturating_add(1),
            left: d.start.1 as usize,
            right: d.end.1 as usize,
        };
        let merges: Vec<Merge> = merges.iter().map(merge).collect();
        Sheet::new(
            tab.name.clone(),
            tab.visible != SheetVisible::Visible,
            self.0.into_values().collect(),
            &merges,
        )
    }
}

/// The number of each style's font, new ones added to the list.
fn fonts(styles: &[Style], names: &mut Vec<String>) -> Vec<u16> {
    let mut number = |style: &Style| {
        let name = style.font.as_ref().and_then(|font| font.name.as_deref()).unwrap_or_default();
        let place = names.iter().position(|n| n == name).unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
        u16::try_from(place).unwrap_or_default()
    };
    styles.iter().map(&mut number).collect()
}

fn reference(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn value(data: &DataRef) -> Value {
    match data {
        DataRef::Empty => Value::Blank,
        DataRef::Int(number) => Value::Number(*number as f64),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => Value::Text(text.clone()),
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        DataRef::Bool(yes) => Value::Text(if *yes { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::Error(error) => Value::Error(error.to_string()),
    }
}

/// A true date; what is no day of the calendar stays the number it is.
fn day(moment: &ExcelDateTime) -> Value {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = i16::try_from(year).ok().and_then(|year| Date::new(year, month as i8, day as i8).ok());
    date.filter(|_| moment.is_datetime()).map_or(Value::Number(moment.as_f64()), Value::Day)
}

/// A date in ISO 8601, perhaps with a time behind it.
pub(super) fn iso(text: &str) -> Value {
    match text.split(['T', ' ']).next().unwrap_or_default().parse() {
        Ok(PartialDate::Day(day)) => Value::Day(day),
        Ok(PartialDate::Month(_) | PartialDate::Year(_)) | Err(_) => Value::Text(text.to_owned()),
    }
}

fn damaged(error: XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Password,
        other => Unreadable::Damaged(other.to_string()),
    }
}
