//! The rows of which something was left out, as a workbook of the same layout with a column that says why.
//!
//! Titles and headings stand over them as they did, and the line of their unit, so that the file can be mended and
//! imported again. Text goes out as text and is never taken for a formula.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{
    grid::{Row, Value},
    header::Part,
    issue::Issue,
    plan::{Outcome, Plan},
};
use crate::domain::words::{Label, Lang};

/// Heading of the column that says why, in Vietnamese; a list that has it is read without it.
pub const REASON_VI: &str = "Lý do (chibo)";
/// The same in English.
pub const REASON_EN: &str = "Reason (chibo)";

/// How many rows something is to be mended of.
pub fn count(plan: &Plan) -> usize {
    (0..plan.rows.len()).filter(|row| is_rejected(plan, *row)).count()
}

/// Whether something of a row was left out, so that there is something to mend.
pub fn is_rejected(plan: &Plan, row: usize) -> bool {
    let row = &plan.rows[row];
    match row.outcome {
        Outcome::Problem => true,
        Outcome::New | Outcome::Changed(..) | Outcome::Same(_) => row.is_incomplete(),
        Outcome::Merged(_) | Outcome::Skipped => false,
    }
}

/// Writes the rejected rows; nothing when there are none. `say` puts an issue into words.
pub fn workbook(
    plan: &Plan,
    lang: Lang,
    say: &dyn Fn(usize, &Issue) -> String,
) -> Result<Option<Vec<u8>>, XlsxError> {
    let mut book = Workbook::new();
    let mut any = false;
    for page in 0..plan.pages.len() {
        let rows: Vec<usize> = (0..plan.rows.len())
            .filter(|row| plan.rows[*row].page == page && is_rejected(plan, *row))
            .collect();
        if !rows.is_empty() {
            any = true;
            write(book.add_worksheet(), plan, page, &rows, lang, say)?;
        }
    }
    if any { book.save_to_buffer().map(Some) } else { Ok(None) }
}

fn write(
    to: &mut Worksheet,
    plan: &Plan,
    page: usize,
    rows: &[usize],
    lang: Lang,
    say: &dyn Fn(usize, &Issue) -> String,
) -> Result<(), XlsxError> {
    let sheet = plan.sheet(page);
    let layout = &plan.pages[page].layout;
    if !sheet.name.is_empty() {
        to.set_name(&sheet.name)?;
    }
    let reason = u16::try_from(sheet.width()).unwrap_or(u16::MAX);
    let mut line = 0;
    let mut copied = 0;
    let mut said = usize::MAX;
    for &row in rows {
        let entry = &plan.rows[row];
        // What stands over the row and was not copied yet: titles, its heading, the lines of its unit.
        for place in copied..entry.place {
            let (block, part) = layout.rows[place];
            let over = match part {
                Part::Title | Part::Group => true,
                Part::Heading => block == entry.block && said != block,
                Part::Entry | Part::Numbers | Part::Sum | Part::Foot | Part::Unclear => false,
            };
            if !over {
                continue;
            }
            cells(to, line, &sheet.rows[place], None)?;
            for (left, right) in sheet.wide(sheet.rows[place].number).filter(|_| part == Part::Heading) {
                let [left, right] = [left, right].map(|column| u16::try_from(column).unwrap_or(u16::MAX));
                to.merge_range(
                    line,
                    left,
                    line,
                    right,
                    &sheet.rows[place].value(usize::from(left)).line(),
                    &Format::new(),
                )?;
            }
            let last = layout.rows.get(place + 1).is_none_or(|(_, next)| *next != Part::Heading);
            if part == Part::Heading && last {
                let heading = Label::new(REASON_VI, REASON_EN).of(lang);
                to.write_string(line, reason, heading)?;
                said = block;
            }
            line += 1;
        }
        copied = entry.place + 1;
        cells(to, line, &sheet.rows[entry.place], Some((plan, row)))?;
        let why: Vec<String> = entry.issues().map(|issue| say(row, issue)).collect();
        to.write_string(line, reason, why.join("; "))?;
        line += 1;
    }
    Ok(())
}

/// Writes the cells of a row, with what was typed in their place, and what a merged cell above says to it.
fn cells(to: &mut Worksheet, line: u32, row: &Row, entry: Option<(&Plan, usize)>) -> Result<(), XlsxError> {
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for column in 0..row.cells.len() {
        let edited = entry.and_then(|(plan, row)| plan.edited(row, column));
        let value = match (edited, row.value(column), entry) {
            (Some(text), ..) => Value::Text(text.to_owned()),
            (None, value, Some((plan, number))) if value.is_blank() => plan.covered(number, column),
            (None, value, _) => value.clone(),
        };
        let place = u16::try_from(column).unwrap_or(u16::MAX);
        match &value {
            Value::Blank => {}
            Value::Text(text) | Value::Error(text) => drop(to.write_string(line, place, text)?),
            Value::Number(number) => drop(to.write_number(line, place, *number)?),
            Value::Day(date) => {
                let (year, month, of_month) = (date.year(), date.month(), date.day());
                let written = u16::try_from(year)
                    .ok()
                    .and_then(|year| ExcelDateTime::from_ymd(year, month as u8, of_month as u8).ok());
                match written {
                    Some(date) => drop(to.write_datetime_with_format(line, place, date, &day)?),
                    None => drop(to.write_string(line, place, value.line())?),
                }
            }
        }
    }
    Ok(())
}
