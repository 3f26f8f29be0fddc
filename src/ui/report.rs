//! A report on the screen: its tables with a cursor on the figures, and behind each figure the list of what it counts.
//!
//! It is made outside and comes when it is made; until then, and again after every change of the register, it is
//! asked for. Only the lines in view are drawn; wide tables go sideways under their first column.

use std::sync::Arc;

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Export, Outcome, Screen, Scroll, Taken, Target, Wish, after, first,
    page::mark_more,
    picker::{Item, Picker},
    prompt::file_prompt,
    put,
    reports::{ask_dates, with_dates},
    row,
    theme::Role,
};
use crate::{
    domain::{
        record::{Id, Kind},
        report::{Cell, Rank, Report, Request, Takes},
        words::Lang,
    },
    keymap::{Action, Mode},
    text::{self, report::Grid, shown},
};

/// What a dialog over the report was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Nothing,
    Dates,
    Unit,
    File,
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq)]
enum Line {
    Words(String, Role),
    /// A line of the headings of a table.
    Heading(usize, usize),
    /// A row of a table.
    Row(usize, usize),
}

/// A report.
pub struct ReportView {
    request: Request,
    report: Option<Arc<Report>>,
    /// Whether the report is to be asked for.
    wanted: bool,
    grids: Vec<Grid>,
    lines: Vec<Line>,
    scroll: Scroll,
    column: usize,
    width: u16,
    height: usize,
    asking: Asking,
}

/// Cells between two columns.
const GAP: u16 = 2;
/// Cells for the sign of the cursor.
const MARGIN: u16 = 2;

impl ReportView {
    /// A report that is to be made.
    pub fn new(request: Request) -> Self {
        Self {
            request,
            report: None,
            wanted: true,
            grids: Vec::new(),
            lines: Vec::new(),
            scroll: Scroll::default(),
            column: 1,
            width: 80,
            height: 1,
            asking: Asking::Nothing,
        }
    }

    fn lay_out(&mut self, lang: Lang) {
        let Some(report) = &self.report else { return };
        let width = usize::from(self.width.saturating_sub(MARGIN)).max(1);
        self.grids = report.tables.iter().map(|table| Grid::of(table, lang)).collect();
        self.lines = Vec::new();
        let form = report.form.map(|number| format!("  {}", text::report::form_number(lang, number)));
        let title = format!("{}{}", text::report::heading(report, lang), form.unwrap_or_default());
        self.lines.push(Line::Words(title, Role::Title));
        let unit = report.head.unit.as_ref().map(|unit| format!("  {}", text::report::of_unit(lang, unit)));
        let period = format!("{}{}", text::report::period(report, lang), unit.unwrap_or_default());
        self.lines.push(Line::Words(period, Role::Label));
        let blank = || Line::Words(String::new(), Role::Plain);
        for sentence in &report.sentences {
            let lines = shown::wrapped(&text::report::sentence(sentence, lang), width);
            self.lines.extend(lines.into_iter().map(|line| Line::Words(line, Role::Plain)));
        }
        for (number, (table, grid)) in report.tables.iter().zip(&self.grids).enumerate() {
            self.lines.push(blank());
            if report.tables.len() > 1 {
                self.lines.push(Line::Words(table.title.of(lang).to_owned(), Role::Title));
            }
            self.lines.extend((0..grid.headings.len()).map(|line| Line::Heading(number, line)));
            self.lines.extend((0..table.rows.len()).map(|row| Line::Row(number, row)));
            let chart = text::chart::lines(table, width, lang);
            self.lines.extend(chart.first().map(|_| blank()));
            let roles = std::iter::once(Role::Label).chain(std::iter::repeat(Role::Plain));
            self.lines.extend(chart.into_iter().zip(roles).map(|(line, role)| Line::Words(line, role)));
        }
        self.lines.push(blank());
        for note in &report.notes {
            let lines = shown::wrapped(&text::report::note(lang, note.of(lang)), width);
            self.lines.extend(lines.into_iter().map(|line| Line::Words(line, Role::Dim)));
        }
        if !self.is_on_row() {
            // A paragraph is read from its beginning.
            let first = self.lines.iter().position(|line| matches!(line, Line::Row(..)));
            self.scroll.cursor = first.filter(|_| report.sentences.is_empty()).unwrap_or(0);
        }
    }

    fn is_on_row(&self) -> bool {
        matches!(self.lines.get(self.scroll.cursor), Some(Line::Row(..)))
    }

    /// The table and row the cursor is on.
    fn here(&self) -> Option<(usize, usize)> {
        match self.lines.get(self.scroll.cursor)? {
            Line::Row(table, row) => Some((*table, *row)),
            Line::Words(..) | Line::Heading(..) => None,
        }
    }

    /// Up and down stop at rows when one is near, else they go line by line, so that everything can be read.
    fn move_by(&mut self, action: Action) -> bool {
        let from = self.scroll.cursor;
        let is_row = |place: &usize| matches!(self.lines[*place], Line::Row(..));
        let near = |place: &usize| place.abs_diff(from) < self.height.max(2);
        let next = match action {
            Action::Down => (from + 1..self.lines.len()).find(is_row).filter(near),
            Action::Up => (0..from).rev().find(is_row).filter(near),
            _ => None,
        };
        match next {
            Some(place) => self.scroll.cursor = place,
            None => return self.scroll.act(action, self.lines.len(), self.height.saturating_sub(1)),
        }
        true
    }

    fn columns(&self) -> usize {
        let table = self.here().and_then(|(table, _)| self.grids.get(table));
        table.map_or(1, |grid| grid.widths.len().max(1))
    }

    /// Where the cell under the cursor leads: to what a figure counts, else to the record of the row.
    fn target(&self, lang: Lang) -> Option<Target> {
        let (table, row) = self.here()?;
        let table = self.report.as_ref()?.tables.get(table)?;
        let row = table.rows.get(row)?;
        let column = self.column.min(row.cells.len().saturating_sub(1));
        match row.cells.get(column)? {
            Cell::Count(kind, ids) => {
                let names = |c: &&Cell| matches!(c, Cell::Words(_) | Cell::Text(_) | Cell::Date(_));
                let label = row.cells.iter().find(names);
                let label = label.map(|c| text::report::cell(c, lang)).unwrap_or_default();
                let heading = table.columns.get(column).map_or("", |c| c.label.of(lang));
                Some(Target::Records(*kind, Arc::from(ids.as_slice()), format!("{label} – {heading}")))
            }
            Cell::Empty
            | Cell::Unknown
            | Cell::Words(_)
            | Cell::Text(_)
            | Cell::Date(_)
            | Cell::Number(_)
            | Cell::Change(_)
            | Cell::Share(_)
            | Cell::Excess(_)
            | Cell::Mean { .. } => row.record.clone().map(|(kind, id)| Target::Record(kind, id)),
        }
    }

    fn ask(&mut self, request: Request) {
        self.wanted = true;
        self.request = request;
    }

    /// Draws one row of a grid: the first column, then as many as there is room for.
    fn draw_cells(
        &self,
        ctx: &Ctx,
        buffer: &mut Buffer,
        at: Rect,
        grid: &Grid,
        cells: &[String],
        role: Role,
    ) -> Vec<(usize, Rect)> {
        let left = self.left_of(grid, at.width);
        let mut places = Vec::new();
        let mut rest = at;
        for column in std::iter::once(0).chain(left.max(1)..grid.widths.len()) {
            let width = u16::try_from(grid.widths[column]).unwrap_or(u16::MAX);
            if column > 0 && rest.width < width.min(8) {
                break;
            }
            let text = cells.get(column).map(String::as_str).unwrap_or_default();
            let place = first(rest, width);
            put(ctx, buffer, place, grid.padded(column, text).trim_end(), role);
            places.push((column, place));
            rest = after(rest, width.saturating_add(GAP));
        }
        places
    }

    /// The first column that is shown beside the label, so that the one under the cursor is in view.
    fn left_of(&self, grid: &Grid, width: u16) -> usize {
        let cells = |column: usize| grid.widths.get(column).copied().unwrap_or(0) + usize::from(GAP);
        let room = usize::from(width).saturating_sub(cells(0));
        let column = self.column.min(grid.widths.len().saturating_sub(1));
        (1..=column).find(|left| (*left..=column).map(cells).sum::<usize>() <= room).unwrap_or(column.max(1))
    }
}

impl Screen for ReportView {
    fn mode(&self) -> Mode {
        Mode::Page
    }

    /// The register or the date is another one: the report of now is asked for.
    fn refresh(&mut self, ctx: &Ctx) {
        let mut request = self.request.clone();
        if request.name.takes() == Takes::Day {
            request.to = ctx.standing.as_of;
        }
        self.lay_out(ctx.lang);
        self.ask(request);
    }

    fn asks(&mut self) -> Option<Wish> {
        std::mem::take(&mut self.wanted).then(|| Wish::Report(self.request.clone()))
    }

    fn reported(&mut self, report: &Arc<Report>, ctx: &Ctx) {
        if report.request == self.request {
            self.report = Some(Arc::clone(report));
            self.lay_out(ctx.lang);
        }
    }

    fn record(&self) -> Option<(Kind, Id)> {
        let (table, row) = self.here()?;
        self.report.as_ref()?.tables.get(table)?.rows.get(row)?.record.clone()
    }

    fn shows_fields(&self, _ctx: &Ctx) -> bool {
        false
    }

    fn offers(&self, action: Action, ctx: &Ctx) -> bool {
        match action {
            Action::Open => self.target(ctx.lang).is_some(),
            Action::Edit => ask_dates(&self.request, ctx.lang).is_some(),
            Action::Export => self.report.is_some(),
            Action::Choose | Action::Back | Action::AsOf | Action::Help | Action::Quit => true,
            _ => false,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        match action {
            Action::Back => return Outcome::Close,
            Action::Left => self.column = self.column.min(self.columns() - 1).saturating_sub(1),
            Action::Right => self.column = (self.column + 1).min(self.columns() - 1),
            Action::Open => return self.target(ctx.lang).map_or(Outcome::Stay, Outcome::Goto),
            Action::Edit => {
                let Some(prompt) = ask_dates(&self.request, ctx.lang) else { return Outcome::Stay };
                self.asking = Asking::Dates;
                return Outcome::Open(Box::new(prompt));
            }
            Action::Choose => {
                self.asking = Asking::Unit;
                let whole = vec![Item::new("", text::report::whole_register(ctx.lang))];
                let picker = Picker::new(text::report::choose_unit(ctx.lang), whole);
                return Outcome::Open(Box::new(picker.with_records(ctx, &[Kind::Unit])));
            }
            Action::Export if self.report.is_some() => {
                self.asking = Asking::File;
                return Outcome::Open(Box::new(file_prompt(ctx, self.request.name.code())));
            }
            action => {
                if !self.move_by(action) {
                    return Outcome::Pass;
                }
            }
        }
        Outcome::Stay
    }

    fn answered(&mut self, answer: Answer, ctx: &Ctx) -> Outcome {
        match (std::mem::replace(&mut self.asking, Asking::Nothing), answer) {
            (Asking::Dates, Answer::Text(typed)) => {
                match with_dates(self.request.clone(), &typed, ctx.lang) {
                    Ok(request) => self.ask(request),
                    Err(words) => return Outcome::Refuse(words),
                }
            }
            (Asking::Unit, Answer::Picked(unit)) => {
                self.ask(Request { unit: Id::new(&unit).ok(), ..self.request.clone() });
            }
            (Asking::File, Answer::Text(path)) => {
                if let Some(report) = &self.report {
                    return Outcome::Export(Export { what: Taken::Report(Arc::clone(report)), path });
                }
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        let buffer = frame.buffer_mut();
        let Some(report) = self.report.clone() else {
            put(ctx, buffer, row(area, 0), text::report::being_made(ctx.lang), Role::Dim);
            return None;
        };
        if self.width != area.width {
            self.width = area.width;
            self.lay_out(ctx.lang);
        }
        self.height = usize::from(area.height);
        self.scroll.settle(self.lines.len(), self.height);
        let mut cursor = None;
        for (number, line) in (0u16..area.height).zip(self.lines.iter().skip(self.scroll.top)) {
            let at = row(area, number);
            let inside = after(at, MARGIN);
            let here = self.scroll.top + usize::from(number) == self.scroll.cursor;
            if here {
                put(ctx, buffer, first(at, 1), ctx.theme.signs.cursor, Role::Key);
                cursor = Some(Position::new(at.x, at.y));
            }
            match line {
                Line::Words(words, role) => _ = put(ctx, buffer, inside, words, *role),
                Line::Heading(table, line) => {
                    let grid = &self.grids[*table];
                    let places =
                        self.draw_cells(ctx, buffer, inside, grid, &grid.headings[*line], Role::Label);
                    if line + 1 == grid.headings.len() {
                        mark_columns(ctx, buffer, at, &places, grid.widths.len());
                    }
                }
                Line::Row(table, place) => {
                    let grid = &self.grids[*table];
                    let role = match report.tables[*table].rows[*place].rank {
                        Rank::Part | Rank::Total => Role::Title,
                        Rank::Item(_) => Role::Plain,
                    };
                    let cells = &grid.rows[*place];
                    let places = self.draw_cells(ctx, buffer, inside, grid, cells, role);
                    let column = self.column.min(grid.widths.len().saturating_sub(1));
                    if let Some((_, cell)) = places.iter().find(|(at, _)| here && *at == column) {
                        put(ctx, buffer, *cell, &grid.padded(column, &cells[column]), Role::Selected);
                        cursor = Some(Position::new(cell.x, cell.y));
                    }
                }
            }
        }
        mark_more(ctx, buffer, area, self.scroll.top, self.lines.len());
        cursor
    }
}

/// Shows at the edges of a heading that there are columns further left or right, as a table does.
fn mark_columns(ctx: &Ctx, buffer: &mut Buffer, at: Rect, places: &[(usize, Rect)], columns: usize) {
    let [back, further] = ctx.theme.signs.more;
    if places.get(1).is_some_and(|(column, _)| *column > 1) {
        put(ctx, buffer, first(at, 1), back, Role::Dim);
    }
    if places.last().is_some_and(|(column, _)| column + 1 < columns) {
        put(ctx, buffer, Rect { x: at.right().saturating_sub(1), width: 1, ..at }, further, Role::Dim);
    }
}
