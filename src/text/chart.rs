//! A chart of a report as lines of text: a bar for each row and series, its figure behind it. It computes no figure.

use super::{figure, report, shown};
use crate::domain::{
    report::{Cell, Rank, Series, Table},
    words::Lang,
};

/// A full piece of a bar, and the mark of what it is held against.
const FULL: &str = "█";
const MARK: &str = "│";

/// Bars longer than this are no easier to read.
const LONGEST: usize = 40;

/// One series laid out: the heading, and the bars and figures of every row.
struct Strip {
    heading: &'static str,
    bars: Vec<(usize, Option<usize>)>,
    words: Vec<String>,
    most: usize,
}

impl Strip {
    fn of(table: &Table, series: &Series, lang: Lang) -> Option<Self> {
        let place = table.place(series.of)?;
        let against = series.against.and_then(|code| table.place(code));
        let value = |cell: Option<&Cell>| {
            cell.and_then(Cell::number).map(|number| usize::try_from(number).unwrap_or(0))
        };
        let bars: Vec<(usize, Option<usize>)> = items(table)
            .map(|cells| (value(cells.get(place)).unwrap_or(0), against.and_then(|at| value(cells.get(at)))))
            .collect();
        let words = bars.iter().map(|(number, against)| match against {
            Some(against) => format!("{}/{}", figure(*number, lang), figure(*against, lang)),
            None => figure(*number, lang),
        });
        let most = bars.iter().map(|(number, against)| against.unwrap_or(0).max(*number)).max().unwrap_or(0);
        Some(Self { heading: table.columns[place].label.of(lang), words: words.collect(), bars, most })
    }

    /// Cells that the widest figure takes.
    fn figures(&self) -> usize {
        self.words.iter().map(|words| shown::width(words)).max().unwrap_or(0)
    }

    /// The bar of a row with its mark, in so many cells, and its figure behind it.
    fn line(&self, row: usize, width: usize) -> String {
        let (number, against) = self.bars[row];
        let cells = |number: usize| (number * width + self.most / 2).checked_div(self.most).unwrap_or(0);
        // Something is never drawn as nothing.
        let full = cells(number).max(usize::from(number > 0)).min(width);
        let mark = against.filter(|against| *against > 0).map(|against| cells(against).clamp(1, width) - 1);
        let piece = |at: usize| match mark {
            Some(mark) if mark == at => MARK,
            _ if at < full => FULL,
            _ => " ",
        };
        let bar: String = (0..width).map(piece).collect();
        format!("{bar} {}", shown::pad_left(&self.words[row], self.figures()))
    }
}

/// The rows that are drawn: sums and headings of parts are not.
fn items(table: &Table) -> impl Iterator<Item = &[Cell]> {
    table.rows.iter().filter(|row| matches!(row.rank, Rank::Item(_))).map(|row| row.cells.as_slice())
}

/// The lines of the chart of a table, its heading first, in so many cells; none when it has no chart or no rows.
pub fn lines(table: &Table, width: usize, lang: Lang) -> Vec<String> {
    let Some(chart) = table.chart else { return Vec::new() };
    let labels: Vec<String> = items(table)
        .map(|cells| cells.first().map(|cell| report::cell(cell, lang)).unwrap_or_default())
        .map(|label| shown::shown(&label).into_owned())
        .collect();
    let strips: Vec<Strip> =
        chart.series.iter().filter_map(|series| Strip::of(table, series, lang)).collect();
    if labels.is_empty() || strips.is_empty() {
        return Vec::new();
    }
    let label = labels.iter().map(|label| shown::width(label)).max().unwrap_or(0);
    let taken = label + strips.iter().map(|strip| strip.figures() + 3).sum::<usize>();
    let bar = (width.saturating_sub(taken) / strips.len()).clamp(4, LONGEST);
    let heading = strips.iter().map(|strip| shown::pad(strip.heading, bar + 1 + strip.figures()));
    let heading = format!("{}  {}", " ".repeat(label), heading.collect::<Vec<_>>().join("  "));
    let line = |(row, text): (usize, &String)| {
        let bars: Vec<String> = strips.iter().map(|strip| strip.line(row, bar)).collect();
        format!("{}  {}", shown::pad(text, label), bars.join("  ")).trim_end().to_owned()
    };
    std::iter::once(heading.trim_end().to_owned()).chain(labels.iter().enumerate().map(line)).collect()
}
