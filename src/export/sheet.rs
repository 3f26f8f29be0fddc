//! What every sheet of a workbook here is like: A4 across, as wide as one page, with the office's letters.
//!
//! The one place that names the workbook library's settings. Nothing is ever written as a formula or a link.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::domain::date::Date;

/// The letters of official papers (HD 36-HD/VPTW of 3/4/2018).
const FONT: &str = "Times New Roman";
/// A4 in the library's list of papers.
const A4: u8 = 9;
/// The longest text a cell may hold.
const LONGEST: usize = 32_767;
/// The longest name a sheet may have.
const LONGEST_NAME: usize = 31;

/// Looks of cells.
pub(super) struct Looks {
    pub(super) text: Format,
    pub(super) heading: Format,
    pub(super) number: Format,
    pub(super) day: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        Self {
            text: cell().set_num_format("@").set_text_wrap(),
            heading: cell().set_bold().set_align(FormatAlign::Center).set_text_wrap(),
            number: cell().set_num_format("#,##0"),
            day: cell().set_num_format("d/m/yyyy").set_align(FormatAlign::Left),
        }
    }
}

/// A cell of a table.
pub(super) fn cell() -> Format {
    letters(12).set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter)
}

/// Letters of a size.
pub(super) fn letters(size: u8) -> Format {
    Format::new().set_font_name(FONT).set_font_size(f64::from(size))
}

/// A workbook that says it was made on a day, so that the same register gives the same file.
pub(super) fn workbook(day: Date) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let made = excel_day(day)?.unwrap_or_default();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    Ok(workbook)
}

/// A day as workbooks keep it; none before 1900, which they cannot.
pub(super) fn excel_day(day: Date) -> Result<Option<ExcelDateTime>, XlsxError> {
    match u16::try_from(day.year()) {
        Ok(year) if year >= 1900 => {
            ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).map(Some)
        }
        Ok(_) | Err(_) => Ok(None),
    }
}

/// A sheet of a name, set up for the printer.
pub(super) fn add<'a>(workbook: &'a mut Workbook, name: &str) -> Result<&'a mut Worksheet, XlsxError> {
    let clean: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(LONGEST_NAME).collect();
    let sheet = workbook.add_worksheet();
    sheet.set_name(&clean)?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C&P/&N");
    Ok(sheet)
}

/// A text as a cell can hold it.
pub(super) fn fitting(text: &str) -> String {
    let clean = crate::text::shown::is_clean(text);
    let text = if clean { text.into() } else { crate::text::shown::shown(text) };
    text.chars().take(LONGEST).collect()
}

/// Writes a text over several columns.
pub(super) fn across(
    sheet: &mut Worksheet,
    row: u32,
    columns: (u16, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let text = fitting(text);
    if columns.0 >= columns.1 {
        sheet.write_string_with_format(row, columns.0, text, format)?;
    } else {
        sheet.merge_range(row, columns.0, row, columns.1, &text, format)?;
    }
    Ok(())
}
