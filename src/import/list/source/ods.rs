//! OpenDocument spreadsheets, `.ods`, from the text of their content.
//!
//! calamine reads these too, but tells neither fonts nor merged cells, and makes a grid of every cell that is
//! said to be repeated. Only cells with something in them are kept here.

use std::collections::HashMap;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{MOST_COLUMNS, MOST_ROWS, Unreadable, excel::iso};
use crate::import::list::grid::{Cell, Merge, Row, Sheet, Value, Workbook};

/// Reads the content of a spreadsheet.
pub(super) fn read(content: &[u8]) -> Result<Workbook, Unreadable> {
    let mut reader = Reader::from_reader(content);
    let mut content =
        Content { book: Workbook { sheets: Vec::new(), fonts: vec![String::new()] }, ..Content::default() };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| Unreadable::Damaged(error.to_string()))? {
            Event::Start(tag) => content.open(&tag, false)?,
            Event::Empty(tag) => content.open(&tag, true)?,
            Event::End(tag) => content.close(tag.name().as_ref())?,
            Event::Text(text) => content.text(&text.xml10_content()),
            Event::GeneralRef(name) => content.reference(name.as_ref()),
            Event::Eof => return Ok(content.book),
            Event::CData(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// What has been read so far, and where the reading stands.
#[derive(Default)]
struct Content {
    book: Workbook,
    /// Font of each style.
    styles: HashMap<String, u16>,
    /// Styles of tables that are not shown.
    hidden: Vec<String>,
    style: String,
    sheet: Option<Open>,
    cell: Option<OpenCell>,
    paragraphs: usize,
    in_paragraph: bool,
    in_note: bool,
}

/// The sheet being read.
#[derive(Default)]
struct Open {
    name: String,
    hidden: bool,
    rows: Vec<Row>,
    merges: Vec<Merge>,
    /// Styles of the columns, for cells without one.
    columns: Vec<u16>,
    row: Row,
    /// How often the row stands there.
    times: u32,
    /// Rows before this one.
    above: u32,
    column: usize,
}

/// The cell being read.
struct OpenCell {
    value: Value,
    text: String,
    is_text: bool,
    font: u16,
    times: usize,
}

impl Content {
    fn open(&mut self, tag: &BytesStart, empty: bool) -> Result<(), Unreadable> {
        let name = tag.name();
        match name.as_ref() {
            "style:style" => self.style = attribute(tag, "style:name").unwrap_or_default(),
            "style:text-properties" => self.font_of_style(tag),
            "style:table-properties" if attribute(tag, "table:display").as_deref() == Some("false") => {
                self.hidden.push(self.style.clone());
            }
            "table:table" => self.open_table(tag),
            "table:table-column" => self.open_column(tag),
            "table:table-row" => {
                let times = number(tag, "table:number-rows-repeated").min(MOST_ROWS as usize) as u32;
                if let Some(sheet) = &mut self.sheet {
                    sheet.row = Row::default();
                    sheet.column = 0;
                    sheet.times = times;
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.open_cell(tag);
                if empty {
                    return self.close_cell();
                }
            }
            "office:annotation" => self.in_note = !empty,
            "text:p" if !self.in_note => {
                if let Some(cell) = self.cell.as_mut().filter(|_| self.paragraphs > 0) {
                    cell.text.push('\n');
                }
                self.paragraphs += 1;
                self.in_paragraph = !empty;
            }
            "text:s" => self.text(&" ".repeat(number(tag, "text:c").min(64))),
            "text:line-break" => self.text("\n"),
            "text:tab" => self.text(" "),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "table:table" => {
                if let Some(sheet) = self.sheet.take() {
                    self.book.sheets.push(Sheet::new(sheet.name, sheet.hidden, sheet.rows, &sheet.merges));
                }
            }
            "table:table-row" => return self.sheet.as_mut().map_or(Ok(()), Open::close_row),
            "table:table-cell" | "table:covered-table-cell" => return self.close_cell(),
            "office:annotation" => self.in_note = false,
            "text:p" => self.in_paragraph = false,
            _ => {}
        }
        Ok(())
    }

    fn font_of_style(&mut self, tag: &BytesStart) {
        let name = attribute(tag, "style:font-name").or_else(|| attribute(tag, "fo:font-family"));
        let Some(name) = name.map(|name| name.trim_matches('\'').to_owned()) else { return };
        let fonts = &mut self.book.fonts;
        let place = fonts.iter().position(|font| *font == name).unwrap_or_else(|| {
            fonts.push(name);
            fonts.len() - 1
        });
        self.styles.insert(self.style.clone(), u16::try_from(place).unwrap_or_default());
    }

    fn font(&self, tag: &BytesStart, by: &str) -> Option<u16> {
        attribute(tag, by).map(|style| self.styles.get(&style).copied().unwrap_or_default())
    }

    fn open_table(&mut self, tag: &BytesStart) {
        let name = attribute(tag, "table:name").unwrap_or_default();
        let hidden = attribute(tag, "table:style-name").is_some_and(|style| self.hidden.contains(&style));
        self.sheet = Some(Open { name, hidden, ..Open::default() });
    }

    fn open_column(&mut self, tag: &BytesStart) {
        let font = self.font(tag, "table:default-cell-style-name").unwrap_or_default();
        let times = number(tag, "table:number-columns-repeated");
        if let Some(sheet) = &mut self.sheet {
            let width = (sheet.columns.len().saturating_add(times)).min(MOST_COLUMNS);
            sheet.columns.resize(width, font);
        }
    }

    fn open_cell(&mut self, tag: &BytesStart) {
        let own = self.font(tag, "table:style-name");
        let Some(sheet) = &mut self.sheet else { return };
        let font = own.or_else(|| sheet.columns.get(sheet.column).copied()).unwrap_or_default();
        let kind = attribute(tag, "office:value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "float" | "percentage" | "currency" => {
                let number = attribute(tag, "office:value").and_then(|text| text.parse().ok());
                number.map_or(Value::Blank, Value::Number)
            }
            "date" => attribute(tag, "office:date-value").map_or(Value::Blank, |text| iso(&text)),
            _ => Value::Blank,
        };
        let (down, right) =
            (number(tag, "table:number-rows-spanned"), number(tag, "table:number-columns-spanned"));
        if (down > 1 || right > 1) && sheet.merges.len() < MOST_ROWS as usize {
            let top = sheet.above + 1;
            let bottom = top.saturating_add(u32::try_from(down - 1).unwrap_or(u32::MAX));
            let (left, right) = (sheet.column, sheet.column.saturating_add(right - 1));
            sheet.merges.push(Merge { top, bottom, left, right });
        }
        let times = number(tag, "table:number-columns-repeated");
        self.paragraphs = 0;
        self.cell = Some(OpenCell { is_text: value.is_blank(), value, text: String::new(), font, times });
    }

    fn close_cell(&mut self) -> Result<(), Unreadable> {
        let (Some(cell), Some(sheet)) = (self.cell.take(), &mut self.sheet) else { return Ok(()) };
        let value = if cell.is_text { Value::Text(cell.text) } else { cell.value };
        let end = sheet.column.saturating_add(cell.times);
        if !value.is_blank() {
            if end > MOST_COLUMNS {
                return Err(Unreadable::TooWide);
            }
            for column in sheet.column..end {
                sheet.row.put(column, Cell { value: value.clone(), font: cell.font });
            }
        }
        sheet.column = end;
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_paragraph && !self.in_note) {
            cell.text.push_str(text);
        }
    }

    fn reference(&mut self, name: &str) {
        let letter = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            other => other.strip_prefix('#').and_then(|code| {
                let number = match code.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => code.parse(),
                };
                number.ok().and_then(char::from_u32)
            }),
        };
        if let Some(letter) = letter {
            self.text(letter.encode_utf8(&mut [0; 4]));
        }
    }
}

impl Open {
    fn close_row(&mut self) -> Result<(), Unreadable> {
        let row = std::mem::take(&mut self.row);
        let times = std::mem::take(&mut self.times).max(1);
        if !row.cells.is_empty() {
            if self.above.saturating_add(times) > MOST_ROWS {
                return Err(Unreadable::TooWide);
            }
            // A filled row that is said to stand there many times is a bomb, not a list.
            if times > 1_000 {
                return Err(Unreadable::Swells);
            }
            self.rows.extend((1..=times).map(|n| Row { number: self.above + n, cells: row.cells.clone() }));
        }
        self.above = self.above.saturating_add(times);
        Ok(())
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).ok().map(|value| value.into_owned())
}

/// A count that is 1 where nothing is said.
fn number(tag: &BytesStart, name: &str) -> usize {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}
