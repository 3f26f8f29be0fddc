//! A report as the office sends it up: head, title, period, a row of column numbers under the headings, sums in bold,
//! notes and the places to sign (HD 36-HD/VPTW of 3/4/2018). One sheet for each table.

use rust_xlsxwriter::{Format, FormatAlign, FormatUnderline, Worksheet, XlsxError};

use super::{
    sheet::{self, across, cell, letters},
    spreadsheet::{self, csv_cell},
};
use crate::{
    domain::{
        date::PartialDate,
        report::{Cell, Rank, Report, Row, Share, Table},
        words::Lang,
    },
    text::{self, report as words, shown},
};

/// Widest column, in letters.
const WIDEST: usize = 46;

/// The workbook.
pub(super) fn workbook(report: &Report, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = sheet::workbook(report.request.to)?;
    for table in &report.tables {
        let name = if report.tables.len() == 1 { report.request.name.code() } else { table.title.of(lang) };
        let sheet = sheet::add(&mut workbook, name)?;
        Page { report, table, lang, last: last(table), row: 0 }.write(sheet)?;
    }
    workbook.save_to_buffer()
}

/// The number of the last column; two at least, so that there is a left and a right half.
fn last(table: &Table) -> u16 {
    u16::try_from(table.columns.len().max(2) - 1).unwrap_or(u16::MAX)
}

/// One sheet being written, from the top.
struct Page<'a> {
    report: &'a Report,
    table: &'a Table,
    lang: Lang,
    last: u16,
    row: u32,
}

impl Page<'_> {
    fn write(mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        self.head(sheet)?;
        self.title(sheet)?;
        self.headings(sheet)?;
        for row in &self.table.rows {
            self.line(sheet, row)?;
            self.row += 1;
        }
        self.foot(sheet)
    }

    /// Left the superior body and the office, right the Party and place and date.
    fn head(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let middle = self.last / 2;
        let (left, right) = ((0, middle), (middle + 1, self.last));
        let centre = |format: Format| format.set_align(FormatAlign::Center);
        let head = &self.report.head;
        across(sheet, 0, left, &head.superior.to_uppercase(), &centre(letters(14)))?;
        let party = centre(letters(15).set_bold().set_underline(FormatUnderline::Single));
        across(sheet, 0, right, words::party(self.lang), &party)?;
        across(sheet, 1, left, &head.office.to_uppercase(), &centre(letters(14).set_bold()))?;
        let place = if head.place.is_empty() { "…" } else { &head.place };
        let place = words::place_and_date(self.lang, place);
        across(sheet, 1, right, &place, &centre(letters(14).set_italic()))?;
        if let Some(number) = self.report.form {
            let number = words::form_number(self.lang, number);
            across(sheet, 2, right, &number, &centre(letters(12)))?;
        }
        self.row = 3;
        Ok(())
    }

    fn title(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let centre = |format: Format| format.set_align(FormatAlign::Center).set_text_wrap();
        let all = (0, self.last);
        let title = words::heading(self.report, self.lang).to_uppercase();
        across(sheet, self.row, all, &title, &centre(letters(16).set_bold()))?;
        self.row += 1;
        if let Some(unit) = &self.report.head.unit {
            across(sheet, self.row, all, &words::of_unit(self.lang, unit), &centre(letters(14).set_bold()))?;
            self.row += 1;
        }
        if self.report.tables.len() > 1 {
            let title = self.table.title.of(self.lang);
            across(sheet, self.row, all, title, &centre(letters(14).set_bold()))?;
            self.row += 1;
        }
        across(sheet, self.row, all, &words::period(self.report, self.lang), &centre(letters(14)))?;
        self.row += 2;
        let paragraph = words::paragraph(self.report, self.lang);
        if !paragraph.is_empty() {
            /// Letters in a line across the page, and the height of a line in points.
            const LINE: (usize, f64) = (90, 20.0);
            let lines = paragraph.chars().count().div_ceil(LINE.0);
            let format = letters(14).set_text_wrap().set_align(FormatAlign::Top);
            across(sheet, self.row, all, &paragraph, &format)?;
            sheet.set_row_height(self.row, lines as f64 * LINE.1)?;
            self.row += 2;
        }
        Ok(())
    }

    /// The headings, the numbers of the columns under them; both stand on every page.
    fn headings(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let heading = cell().set_bold().set_align(FormatAlign::Center).set_text_wrap();
        let number = cell().set_italic().set_align(FormatAlign::Center);
        let first = self.row;
        for (at, column) in (0u16..).zip(&self.table.columns) {
            sheet.write_string_with_format(first, at, column.label.of(self.lang), &heading)?;
            sheet.write_string_with_format(first + 1, at, format!("({})", at + 1), &number)?;
            sheet.set_column_width(at, self.width(usize::from(at)))?;
        }
        sheet.set_repeat_rows(first, first + 1)?;
        sheet.set_freeze_panes(first + 2, 1)?;
        self.row = first + 2;
        Ok(())
    }

    fn width(&self, at: usize) -> f64 {
        let heading = self.table.columns.get(at).map_or("", |column| column.label.of(self.lang));
        let word = heading.split(' ').map(shown::width).max().unwrap_or(0);
        let cells = self.table.rows.iter().filter_map(|row| row.cells.get(at));
        let longest = cells.map(|c| shown::width(&words::cell(c, self.lang))).max().unwrap_or(0);
        longest.max(word).clamp(6, WIDEST) as f64 + 2.0
    }

    fn line(&self, sheet: &mut Worksheet, row: &Row) -> Result<(), XlsxError> {
        let (bold, indent) = match row.rank {
            Rank::Part | Rank::Total => (true, 0),
            Rank::Item(depth) => (false, u8::try_from(depth).unwrap_or(u8::MAX)),
        };
        let look = |format: Format| if bold { format.set_bold() } else { format };
        for (at, value) in (0u16..).zip(&row.cells) {
            let indent = if at == 0 { indent } else { 0 };
            let place = (self.row, at);
            match value {
                Cell::Count(_, ids) => number(sheet, place, ids.len() as f64, &look(figures("#,##0")))?,
                Cell::Number(n) => number(sheet, place, *n as f64, &look(figures("#,##0")))?,
                Cell::Change(n) => number(sheet, place, *n as f64, &look(figures("+#,##0;-#,##0;0")))?,
                Cell::Share(share) => {
                    part(sheet, place, *share, 0.0, &look(figures(&percent(share.places, ""))))?
                }
                Cell::Excess(share) => {
                    part(sheet, place, *share, 1.0, &look(figures(&percent(share.places, "+"))))?
                }
                Cell::Mean { sum, count } if *count > 0 => {
                    number(sheet, place, *sum as f64 / *count as f64, &look(figures("0.0")))?;
                }
                Cell::Date(PartialDate::Day(day)) => match sheet::excel_day(*day)? {
                    Some(excel) => {
                        let format = look(figures("d/m/yyyy"));
                        sheet.write_datetime_with_format(self.row, at, &excel, &format)?;
                    }
                    None => self.text(sheet, place, value, &look(cell()))?,
                },
                Cell::Unknown | Cell::Mean { .. } => {
                    self.text(sheet, place, value, &look(cell()).set_align(FormatAlign::Right))?;
                }
                Cell::Empty | Cell::Words(_) | Cell::Text(_) | Cell::Date(_) => {
                    self.text(sheet, place, value, &look(cell().set_text_wrap().set_indent(indent)))?;
                }
            }
        }
        Ok(())
    }

    fn text(
        &self,
        sheet: &mut Worksheet,
        (row, at): (u32, u16),
        value: &Cell,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let text = sheet::fitting(&words::cell(value, self.lang));
        sheet.write_string_with_format(row, at, text, format)?;
        Ok(())
    }

    /// Notes, then who drew it up and who signs.
    fn foot(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        self.row += 1;
        for note in &self.report.notes {
            let format = letters(12).set_italic().set_text_wrap();
            across(sheet, self.row, (0, self.last), &words::note(self.lang, note.of(self.lang)), &format)?;
            self.row += 1;
        }
        self.row += 1;
        let middle = self.last / 2;
        let format = letters(14).set_bold().set_align(FormatAlign::Center);
        across(sheet, self.row, (0, middle), words::drawn_up(self.lang), &format)?;
        across(sheet, self.row, (middle + 1, self.last), words::signed(self.lang), &format)
    }
}

fn figures(format: &str) -> Format {
    cell().set_num_format(format).set_align(FormatAlign::Right)
}

/// `0.0%`, or with a sign `+0.00%;-0.00%;0.00%`.
fn percent(places: u8, sign: &str) -> String {
    let plain = match places {
        0 => "0%".to_owned(),
        places => format!("0.{}%", "0".repeat(usize::from(places))),
    };
    if sign.is_empty() { plain } else { format!("{sign}{plain};-{plain};{plain}") }
}

fn number(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    number: f64,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.write_number_with_format(row, at, number, format)?;
    Ok(())
}

/// A part of its whole, less something; a dash where there is no whole.
fn part(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    share: Share,
    less: f64,
    format: &Format,
) -> Result<(), XlsxError> {
    if share.whole == 0 {
        sheet.write_string_with_format(row, at, "–", format)?;
    } else {
        sheet.write_number_with_format(row, at, share.part as f64 / share.whole as f64 - less, format)?;
    }
    Ok(())
}

/// CSV: title and period, then every table under its heading, parted by an empty line.
pub(super) fn csv(report: &Report, lang: Lang) -> Result<Vec<u8>, csv::Error> {
    let mut rows = vec![vec![words::heading(report, lang)], vec![words::period(report, lang)]];
    let paragraph = words::paragraph(report, lang);
    if !paragraph.is_empty() {
        rows.push(vec![csv_cell(&paragraph)]);
    }
    for table in &report.tables {
        rows.push(vec![String::new()]);
        if report.tables.len() > 1 {
            rows.push(vec![table.title.of(lang).to_owned()]);
        }
        rows.push(table.columns.iter().map(|column| column.label.of(lang).to_owned()).collect());
        rows.extend(table.rows.iter().map(|row| row.cells.iter().map(|value| plain(value, lang)).collect()));
    }
    rows.extend(report.notes.iter().map(|note| vec![words::note(lang, note.of(lang))]));
    spreadsheet::csv(rows)
}

/// A cell of CSV: figures without separators of thousands and without a plus, texts harmless.
fn plain(value: &Cell, lang: Lang) -> String {
    match value {
        Cell::Count(_, ids) => ids.len().to_string(),
        Cell::Number(number) | Cell::Change(number) => number.to_string(),
        Cell::Share(_) | Cell::Excess(_) | Cell::Mean { .. } => {
            words::cell(value, lang).trim_start_matches('+').to_owned()
        }
        Cell::Date(day) => text::date(*day),
        Cell::Empty | Cell::Unknown | Cell::Words(_) | Cell::Text(_) => csv_cell(&words::cell(value, lang)),
    }
}
