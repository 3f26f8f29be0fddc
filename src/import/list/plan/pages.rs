//! How the sheets of a workbook are taken up: which are lists, of which day and unit, and what stands over their rows.

use std::{collections::HashSet, sync::Arc};

use super::{Line, Of, Order, Outcome, Page, Plan};
use crate::{
    domain::{date::Date, fold, record::Id},
    import::list::{
        catalogue::Extra,
        date,
        grid::Sheet,
        header::{self, Layout, Part},
        heading::Means,
        naming::{Named, Names, of_line},
        said::Said,
        view::Group,
    },
};

/// The day a sheet says it is of, in the titles over its first heading.
pub fn stated_over(sheet: &Sheet, layout: &Layout) -> Option<Date> {
    let first = layout.blocks.first().map_or(0, |block| block.heading.start);
    let titles = sheet.rows.iter().take(first).flat_map(|row| row.filled());
    titles.into_iter().find_map(|(_, value)| date::of_title(&value.line()))
}

impl Plan {
    /// Takes up a sheet.
    pub(super) fn page(&mut self, number: usize, order: &Order, names: &Names) {
        let book = Arc::clone(&self.book);
        let Some(sheet) = book.sheets.get(number) else { return };
        let layout = header::lay_out(sheet, order.into, &order.taught);
        let line = |place: usize| {
            sheet.rows[place].filled().map(|(_, value)| value.line()).collect::<Vec<_>>().join(" ; ")
        };
        let titles = layout
            .rows
            .iter()
            .enumerate()
            .filter(|(_, (_, part))| *part == Part::Title)
            .map(|(place, _)| line(place));
        let title = titles.chain([sheet.name.clone()]).collect::<Vec<_>>().join(" ; ");
        let told = order.unit.clone().map(|id| (id, Of::Told));
        let of = told.or_else(|| names.in_title(&title).map(|id| (id, Of::Title)));
        let of = of.or_else(|| names.deduced(&unit_words(sheet, &layout)).map(|id| (id, Of::Names)));
        let mut page = Page { sheet: number, layout, of, groups: vec![Group::default()] };
        page.groups[0].words = cell_of_title(&title, &page, names);
        let mut group = 0;
        for (place, (block, part)) in page.layout.rows.clone().into_iter().enumerate() {
            match part {
                Part::Group => {
                    let next = group_of(&of_line(&line(place)), &page, &page.groups[group], names);
                    if let Some(next) = next {
                        page.groups.push(next);
                        group = page.groups.len() - 1;
                    }
                }
                Part::Entry => self.rows.push(Line {
                    page: self.pages.len(),
                    place,
                    block,
                    edits: Vec::new(),
                    skipped: false,
                    who: None,
                    said: Said::default(),
                    outcome: Outcome::Same(Id::office()),
                    read: Vec::new(),
                    compared: Vec::new(),
                    group,
                    fresh: false,
                }),
                Part::Title | Part::Heading | Part::Numbers | Part::Sum | Part::Foot | Part::Unclear => {}
            }
        }
        self.pages.push(page);
    }
}

/// The words in the columns of units, each once.
fn unit_words(sheet: &Sheet, layout: &Layout) -> Vec<String> {
    let unit = Means::Extra(Extra::Unit);
    let mut words: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for (row, (block, part)) in sheet.rows.iter().zip(&layout.rows) {
        let column =
            layout.blocks.get(*block).and_then(|block| block.column(unit)).filter(|_| *part == Part::Entry);
        let line = column.map(|place| row.value(place).line()).unwrap_or_default();
        if !line.is_empty() && seen.insert(line.clone()) {
            words.push(line);
        }
    }
    words
}

/// The cell a list without a column of units is of, when its title names one.
fn cell_of_title(title: &str, page: &Page, names: &Names) -> Option<String> {
    let scope = page.of.as_ref().map(|(id, _)| id);
    let parts = title.split([';', ',', '-', '(']).map(str::trim);
    let mut cells = parts.filter(|part| fold::fold(part).contains("chi bo "));
    cells.find(|part| matches!(names.find(part, scope), Named::Unit(_))).map(str::to_owned)
}

/// What a line over rows says about them; nothing when it names no unit.
fn group_of(line: &str, page: &Page, before: &Group, names: &Names) -> Option<Group> {
    let folded = format!("{} ", fold::fold(line));
    let of = page.of.as_ref().map(|(id, _)| id);
    let is_unit = ["chi bo ", "dang bo ", "dang uy ", "cb "].iter().any(|word| folded.starts_with(word));
    let scope = before.scope.as_ref().or(of);
    match names.find(line, scope) {
        Named::Unit(id) | Named::Near(id) if is_unit || matches!(names.find(line, scope), Named::Unit(_)) => {
            Some(if names.is_cell(&id) {
                Group { words: Some(line.to_owned()), scope: before.scope.clone() }
            } else {
                Group { words: None, scope: Some(id) }
            })
        }
        Named::Several(_) | Named::Nothing(_) if is_unit => {
            Some(Group { words: Some(line.to_owned()), scope: before.scope.clone() })
        }
        Named::Unit(_) | Named::Near(_) | Named::Several(_) | Named::Nothing(_) => None,
    }
}
