//! The words of a report: its heading, its cells as an office writes figures, its sentences, and the whole as plain
//! text. It decides no figure.

pub use super::brief::{paragraph, sentence};
use super::{as_of, chart, date, figure, messages::sentences, shown};
use crate::domain::{
    date::Date,
    report::{Book, Cell, Head, Rank, Report, Row, Share, Table, Takes},
    words::Lang,
};

sentences! {
    title: "BÁO CÁO", "REPORT";
    reports: "Báo cáo", "Reports";
    party: "ĐẢNG CỘNG SẢN VIỆT NAM", "COMMUNIST PARTY OF VIETNAM";
    form_number(number): "Biểu số {number}", "Form {number}";
    period_of(from, to): "Từ ngày {from} đến ngày {to}", "From {from} to {to}";
    against(day): "so với ngày {day}", "against {day}";
    of_unit(name): "Đơn vị: {name}", "Unit: {name}";
    place_and_date(place): "{place}, ngày … tháng … năm …", "{place}, date …";
    drawn_up: "NGƯỜI LẬP BIỂU", "DRAWN UP BY";
    signed: "THỦ TRƯỞNG ĐƠN VỊ", "HEAD OF THE OFFICE";
    note(words): "Ghi chú: {words}", "Note: {words}";
    choose_report(names): "Chọn báo cáo: chibo report TÊN. Các báo cáo:\n{names}", "Choose one: chibo report NAME. The reports:\n{names}";
    being_made: "Đang tính…", "Being made…";
    choose_period: "Kỳ báo cáo", "Period of the report";
    period_hint: "Năm 2017, tháng 3/2018, hoặc 1/1/2018 – 31/3/2018", "Year 2017, month 3/2018, or 1/1/2018 – 31/3/2018";
    choose_compare: "So với ngày", "Compare with";
    compare_hint: "31/12/2017, 12/2017 hoặc 2017; để trống: không so sánh", "31/12/2017, 12/2017 or 2017; empty: no comparison";
    choose_unit: "Báo cáo của", "A report of";
    whole_register: "(toàn đảng bộ)", "(the whole register)";
    not_a_period(text): "“{text}” không phải là kỳ: viết 2017, 3/2018 hoặc 1/1/2018 – 31/3/2018", "“{text}” is no period: write 2017, 3/2018 or 1/1/2018 – 31/3/2018";
    list_hint: "Enter: mở báo cáo. Trong báo cáo, Enter trên một con số mở danh sách đằng sau.", "Enter opens a report. In a report Enter on a figure opens the names behind it.";
    by_forms: "BIỂU THỐNG KÊ", "STATISTICAL FORMS";
    by_work: "BÁO CÁO CÔNG VIỆC", "REPORTS ON THE WORK";
    file_title: "Xuất ra tệp", "Export to a file";
    file_hint: "Tệp mới, tên kết thúc bằng .xlsx, .csv hoặc .json", "A new file; end its name in .xlsx, .csv or .json";
    no_book(name, known): "Không có sổ {name}. Các sổ: {known}.", "There is no book {name}. Books: {known}.";
}

/// The title with which a report begins.
pub fn heading(report: &Report, lang: Lang) -> String {
    report.request.name.label().of(lang).to_owned()
}

/// The dates a report is about, `Đến ngày 31/3/2018` or `Từ ngày 1/1/2017 đến ngày 31/12/2017`.
pub fn period(report: &Report, lang: Lang) -> String {
    let day = |day: Date| date(day.into());
    let request = &report.request;
    let words = match request.name.takes() {
        Takes::Day => as_of(lang, day(request.to)),
        Takes::Period => period_of(lang, day(request.from), day(request.to)),
    };
    match request.compare.filter(|_| request.name.compares()) {
        Some(earlier) => format!("{words}, {}", against(lang, day(earlier))),
        None => words,
    }
}

/// A percentage with its decimals, `98,3 %`; a dash without a base.
pub fn percentage(share: Share, lang: Lang) -> String {
    share.scaled().map_or_else(|| "–".to_owned(), |scaled| hundredths(scaled, share.places, lang))
}

/// A percentage that is given in units of its last decimal.
pub(super) fn hundredths(scaled: u64, places: u8, lang: Lang) -> String {
    let one = 10u64.pow(u32::from(places));
    let number = decimal(scaled / one, scaled % one, places, lang);
    match lang {
        Lang::Vi => format!("{number} %"),
        Lang::En => format!("{number}%"),
    }
}

fn decimal(whole: u64, rest: u64, places: u8, lang: Lang) -> String {
    let point = match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    };
    match places {
        0 => whole.to_string(),
        places => format!("{whole}{point}{rest:0width$}", width = usize::from(places)),
    }
}

fn signed_number(number: i64, words: impl Fn(u64) -> String) -> String {
    match number {
        0 => words(0),
        _ if number > 0 => format!("+{}", words(number.unsigned_abs())),
        _ => format!("-{}", words(number.unsigned_abs())),
    }
}

pub(super) fn whole(number: u64, lang: Lang) -> String {
    usize::try_from(number).map_or_else(|_| number.to_string(), |number| figure(number, lang))
}

/// The words of a cell.
pub fn cell(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Unknown => "…".to_owned(),
        Cell::Words(label) => label.of(lang).to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Date(day) => date(*day),
        Cell::Count(_, ids) => figure(ids.len(), lang),
        Cell::Number(number) if *number < 0 => format!("-{}", whole(number.unsigned_abs(), lang)),
        Cell::Number(number) => whole(number.unsigned_abs(), lang),
        Cell::Change(number) => signed_number(*number, |n| whole(n, lang)),
        Cell::Share(share) => percentage(*share, lang),
        Cell::Excess(share) => match share.scaled_excess() {
            Some(excess) => signed_number(excess, |n| hundredths(n, share.places, lang)),
            None => "–".to_owned(),
        },
        Cell::Mean { count: 0, .. } => "–".to_owned(),
        Cell::Mean { sum, count } => {
            let tenths = mean_tenths(*sum, *count);
            decimal(tenths / 10, tenths % 10, 1, lang)
        }
    }
}

/// A mean in tenths, rounded half up; 0 for what cannot be a mean of ages.
pub fn mean_tenths(sum: i64, count: usize) -> u64 {
    let (sum, count) = (u64::try_from(sum).unwrap_or(0), count as u64);
    (sum * 20 + count).checked_div(count * 2).unwrap_or(0)
}

/// Whether a cell is a figure, so that it stands on the right.
pub fn is_figure(cell: &Cell) -> bool {
    match cell {
        Cell::Count(..)
        | Cell::Number(_)
        | Cell::Change(_)
        | Cell::Share(_)
        | Cell::Excess(_)
        | Cell::Mean { .. }
        | Cell::Unknown => true,
        Cell::Empty | Cell::Words(_) | Cell::Text(_) | Cell::Date(_) => false,
    }
}

/// A table as texts: what stands in each cell, and how wide each column must be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// Lines of the heading, each with a text for every column.
    pub headings: Vec<Vec<String>>,
    /// A text for every cell, safe for the terminal.
    pub rows: Vec<Vec<String>>,
    /// Cells of the terminal each column takes.
    pub widths: Vec<usize>,
    /// Whether a column stands on the right.
    pub right: Vec<bool>,
}

/// Cells a chart takes on a page of plain text.
const PAGE: usize = 78;

/// A heading is not broken within so many cells.
const NARROW: usize = 9;

/// The words of a row, those of its beginning indented by its rank.
fn row_words(row: &Row, lang: Lang) -> Vec<String> {
    let mut words: Vec<String> =
        row.cells.iter().map(|c| shown::shown(&cell(c, lang)).into_owned()).collect();
    if let (Rank::Item(depth), Some(first)) = (row.rank, words.first_mut()) {
        *first = format!("{}{first}", "  ".repeat(depth));
    }
    words
}

impl Grid {
    /// Lays a table out.
    pub fn of(table: &Table, lang: Lang) -> Self {
        let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row_words(row, lang)).collect();
        let columns = 0..table.columns.len();
        let right = columns
            .clone()
            .map(|at| at > 0 && table.rows.iter().any(|row| row.cells.get(at).is_some_and(is_figure)));
        let width = |at: usize| {
            let heading = table.columns[at].label.of(lang);
            let word = heading.split(' ').map(shown::width).max().unwrap_or(0);
            let word = word.max(shown::width(heading).min(NARROW));
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(|text| shown::width(text))
                .max()
                .unwrap_or(0)
                .max(word)
        };
        let widths: Vec<usize> = columns.clone().map(width).collect();
        let wrapped: Vec<Vec<String>> =
            columns.map(|at| shown::wrapped(table.columns[at].label.of(lang), widths[at].max(1))).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        // Headings stand on the line above the rows, so short ones begin lower.
        let line = |number: usize| {
            let of = |lines: &Vec<String>| {
                (number + lines.len())
                    .checked_sub(height)
                    .and_then(|at| lines.get(at))
                    .cloned()
                    .unwrap_or_default()
            };
            wrapped.iter().map(of).collect()
        };
        let headings = (0..height).map(line).collect();
        Self { headings, right: right.collect(), rows, widths }
    }

    /// The text of one cell, padded to its column.
    pub fn padded(&self, at: usize, text: &str) -> String {
        let width = self.widths.get(at).copied().unwrap_or(0);
        let right = self.right.get(at).copied().unwrap_or(false);
        if right { shown::pad_left(text, width) } else { shown::pad(text, width) }
    }

    /// A row as one line.
    fn line(&self, row: &[String]) -> String {
        let cells: Vec<String> = row.iter().enumerate().map(|(at, text)| self.padded(at, text)).collect();
        cells.join("  ").trim_end().to_owned()
    }
}

/// The superior body, the office, and the unit it is about.
pub fn head_lines(head: &Head, lang: Lang) -> Vec<String> {
    let mut lines = vec![head.superior.to_uppercase(), head.office.to_uppercase()];
    lines.extend(head.unit.as_ref().map(|unit| of_unit(lang, unit)));
    lines.retain(|line| !line.is_empty());
    lines
}

/// A report as plain text; of several books only the one asked for.
pub fn page(report: &Report, book: Option<Book>, lang: Lang) -> String {
    let mut lines: Vec<String> =
        head_lines(&report.head, lang).iter().map(|l| shown::shown(l).into_owned()).collect();
    lines.push(String::new());
    let form = report.form.map(|number| format!(" ({})", form_number(lang, number))).unwrap_or_default();
    lines.push(format!("{}{form}", heading(report, lang).to_uppercase()));
    lines.push(period(report, lang));
    if !report.sentences.is_empty() {
        lines.push(String::new());
        lines.push(shown::shown(&paragraph(report, lang)).into_owned());
    }
    for table in report.tables.iter().filter(|table| book.is_none_or(|book| table.code == book.code())) {
        lines.push(String::new());
        if report.tables.len() > 1 {
            lines.push(table.title.of(lang).to_owned());
        }
        let grid = Grid::of(table, lang);
        lines.extend(grid.headings.iter().map(|line| grid.line(line)));
        lines.push(grid.widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("──"));
        lines.extend(grid.rows.iter().map(|row| grid.line(row)));
        let chart = chart::lines(table, PAGE, lang);
        lines.extend(chart.first().map(|_| String::new()));
        lines.extend(chart);
    }
    if !report.notes.is_empty() {
        lines.push(String::new());
    }
    lines.extend(report.notes.iter().map(|words| note(lang, words.of(lang))));
    lines.into_iter().map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(part: usize, whole: usize, places: u8) -> Cell {
        Cell::Share(Share { part, whole, places })
    }

    #[test]
    fn percentages_are_rounded_half_up_and_need_a_base() {
        assert_eq!(cell(&share(116, 118, 1), Lang::Vi), "98,3 %");
        assert_eq!(cell(&share(123, 113, 2), Lang::Vi), "108,85 %");
        assert_eq!(cell(&share(123, 113, 2), Lang::En), "108.85%");
        assert_eq!(cell(&share(1, 2000, 1), Lang::Vi), "0,1 %");
        assert_eq!(cell(&share(5, 0, 1), Lang::Vi), "–");
        assert_eq!(cell(&Cell::Excess(Share { part: 123, whole: 113, places: 2 }), Lang::Vi), "+8,85 %");
        assert_eq!(cell(&Cell::Excess(Share { part: 99, whole: 100, places: 2 }), Lang::Vi), "-1,00 %");
        assert_eq!(cell(&Cell::Excess(Share { part: 1, whole: 1, places: 1 }), Lang::Vi), "0,0 %");
    }

    #[test]
    fn changes_carry_their_sign_and_means_one_decimal() {
        assert_eq!(cell(&Cell::Change(1234), Lang::Vi), "+1.234");
        assert_eq!(cell(&Cell::Change(-2), Lang::Vi), "-2");
        assert_eq!(cell(&Cell::Change(0), Lang::Vi), "0");
        assert_eq!(cell(&Cell::Mean { sum: 140, count: 3 }, Lang::Vi), "46,7");
        assert_eq!(cell(&Cell::Mean { sum: 0, count: 0 }, Lang::Vi), "–");
    }
}
