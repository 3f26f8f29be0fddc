//! How a file is understood, to be looked at and corrected before its rows are: what it is a list of, its encoding,
//! its day, its sheets, and what each column is taken for.

use std::sync::Arc;

use super::{
    Intake, Spot, Stage, Task,
    answer::{Asking, day_prompt},
};
use crate::{
    domain::{date::Date, record::Kind, words::Lang},
    import::list::{
        Extra, KINDS,
        encoding::Encoding,
        grid::letter,
        header::Column,
        heading::Means,
        look::{Found, FoundSheet},
        plan::Order,
        review::Amend,
    },
    text::{self, intake as words, shown},
    ui::{
        Ctx, Outcome,
        page::{PageLine, labelled},
        picker::{Item, Picker},
        theme::Role,
    },
};

/// Cells of the labels.
const LABEL: usize = 10;
/// Cells of a heading of the file.
const HEADING: usize = 30;

/// The name of a file without its folder.
pub(super) fn file_name(path: &str) -> &str {
    path.trim().rsplit('/').next().unwrap_or(path)
}

impl Intake {
    /// Has the file read; everything that was found out of it is forgotten.
    pub(super) fn read(&mut self, ctx: &Ctx) {
        (self.found, self.trouble) = (None, None);
        self.chosen.clear();
        self.forget(ctx);
        self.begin(Task::Read(self.path.clone(), self.into, self.encoding));
    }

    /// Has the file looked at once more.
    pub(super) fn look(&mut self, ctx: &Ctx, into: Kind, learnt: Vec<(String, Means)>) {
        let Some(found) = self.found.clone() else {
            self.into = into;
            return self.read(ctx);
        };
        if into != self.into {
            self.into = into;
            self.chosen.clear();
        }
        self.forget(ctx);
        self.begin(Task::Look(found, into, learnt));
    }

    /// The rows are to be compared anew, since the file is read another way. Answers hold for whatever says the same;
    /// what was said of single rows does not, as they may be others now.
    pub(super) fn forget(&mut self, ctx: &Ctx) {
        if let Some(review) = self.review.take() {
            self.amends = review.amends.iter().chain(&self.amends).cloned().collect();
            let before = self.amends.len();
            self.amends.retain(|amend| matches!(amend, Amend::Answer(..)));
            self.lost += before - self.amends.len();
        }
        self.class = None;
        self.lay_out(ctx);
    }

    pub(super) fn take_found(&mut self, found: Arc<Found>, ctx: &Ctx) {
        self.trouble = None;
        self.chosen.retain(|place| found.sheets.get(*place).is_some_and(FoundSheet::is_list));
        if self.chosen.is_empty() {
            self.chosen.extend(found.likeliest());
        }
        let fresh = self.found.replace(found).is_none();
        self.lay_out(ctx);
        if fresh {
            self.page.to_first_target();
        }
    }

    /// The day of the list: as it was typed, as its title says, else the date in view.
    fn list_day(&self, ctx: &Ctx) -> Date {
        self.day.or_else(|| self.stated_day(ctx)).unwrap_or(ctx.standing.as_of)
    }

    fn stated_day(&self, ctx: &Ctx) -> Option<Date> {
        let stated = self.found.as_ref().and_then(|found| found.stated(&self.chosen));
        stated.filter(|day| *day <= ctx.today)
    }

    fn rows_chosen(&self) -> usize {
        let sheets = self.found.iter().flat_map(|found| found.sheets.iter().enumerate());
        sheets.filter(|(place, _)| self.chosen.contains(place)).map(|(_, sheet)| sheet.rows).sum()
    }

    pub(super) fn setup_lines(&self, ctx: &Ctx) -> Vec<PageLine<Spot>> {
        let lang = ctx.lang;
        let mut lines = vec![PageLine::title(words::setup_title(lang, file_name(&self.path)))];
        if let Some(why) = &self.trouble {
            let width = usize::from(self.width.saturating_sub(4)).max(20);
            let wrapped = shown::wrapped(why, width);
            lines.extend(wrapped.into_iter().map(|line| PageLine::of(line, Role::Error)));
        } else if self.found.is_none() {
            return lines;
        }
        if self.lost > 0 {
            let lost = words::lost(lang, text::figure(self.lost, lang));
            let wrapped = shown::wrapped(&lost, usize::from(self.width.saturating_sub(4)).max(20));
            lines.extend(wrapped.into_iter().map(|line| PageLine::of(line, Role::Changed)));
        }
        let rows = self.rows_chosen();
        match (&self.found, rows) {
            (Some(found), 0) => lines.push(PageLine::of(no_list(found, lang), Role::Error)),
            (Some(_), rows) => {
                let go = words::go(lang, text::figure(rows, lang));
                lines.push(PageLine::of(go, Role::Key).to(Spot::Go));
            }
            (None, _) => {}
        }
        let kind = self.into.label().of(lang);
        let unit = self.unit.as_ref().and_then(|id| ctx.standing.data.unit(id));
        let unit = unit.map_or_else(|| words::unit_by_rows(lang).to_owned(), |unit| unit.name.clone());
        lines.extend([
            PageLine::blank(),
            labelled(words::file(lang), LABEL, &self.path).to(Spot::File),
            labelled(words::into(lang), LABEL, kind).to(Spot::Kind),
        ]);
        self.encoding_lines(lang, &mut lines);
        if let Some(found) = &self.found {
            lines.push(labelled(words::day(lang), LABEL, self.day_words(ctx)).to(Spot::Day));
            lines.push(labelled(words::unit(lang), LABEL, unit).to(Spot::Unit));
            self.sheet_lines(found, lang, &mut lines);
            self.column_lines(found, lang, &mut lines);
        }
        lines
    }

    /// The encoding, and of an old one what it made of a cell, to be confirmed.
    fn encoding_lines(&self, lang: Lang, lines: &mut Vec<PageLine<Spot>>) {
        let decoded = || self.found.iter().flat_map(|found| &found.decoded.cells);
        let old = decoded().map(|(encoding, cells, ..)| {
            words::old_encoding(lang, encoding.label().of(lang), text::figure(*cells, lang))
        });
        let old = old.collect::<Vec<_>>().join("; ");
        let said = match self.encoding {
            Some(encoding) => words::forced_encoding(lang, encoding.label().of(lang)),
            None if old.is_empty() => "Unicode".to_owned(),
            None => old,
        };
        lines.push(labelled(words::encoding(lang), LABEL, said).to(Spot::Encoding));
        let read = decoded().map(|(_, _, before, after)| words::confirm_encoding(lang, before, after));
        let indent = " ".repeat(LABEL + 2);
        lines.extend(read.map(|read| PageLine::of(format!("{indent}{read}"), Role::Changed)));
    }

    fn day_words(&self, ctx: &Ctx) -> String {
        let (lang, day) = (ctx.lang, self.list_day(ctx));
        let words = match self.day {
            Some(_) => words::day_told,
            None if self.stated_day(ctx).is_some() => words::day_stated,
            None => words::day_seen,
        };
        words(lang, text::date(day.into()))
    }

    /// The sheets, where there are several.
    fn sheet_lines(&self, found: &Found, lang: Lang, lines: &mut Vec<PageLine<Spot>>) {
        if found.sheets.len() < 2 {
            return;
        }
        lines.extend([PageLine::blank(), PageLine::title(words::sheets(lang))]);
        for (place, sheet) in found.sheets.iter().enumerate() {
            let name = shown::pad(&shown::shown(&sheet.name), HEADING);
            if !sheet.is_list() {
                lines.push(PageLine::of(format!("    {name}  {}", words::sheet_none(lang)), Role::Dim));
                continue;
            }
            let mark = if self.chosen.contains(&place) { "[x]" } else { "[ ]" };
            let rows = words::sheet_rows(lang, text::figure(sheet.rows, lang));
            let hidden =
                if sheet.hidden { format!(" ({})", words::sheet_hidden(lang)) } else { String::new() };
            lines.push(
                PageLine::of(format!("{mark} {name}  "), Role::Plain)
                    .then(rows + &hidden, Role::Label)
                    .to(Spot::Sheet(place)),
            );
        }
    }

    /// The columns of the chosen sheets, each heading once; those nobody knows first.
    fn column_lines(&self, found: &Found, lang: Lang, lines: &mut Vec<PageLine<Spot>>) {
        let chosen = found.sheets.iter().enumerate().filter(|(place, _)| self.chosen.contains(place));
        let mut columns: Vec<&Column> = Vec::new();
        for column in chosen.flat_map(|(_, sheet)| &sheet.columns) {
            if !columns.iter().any(|other| other.heading == column.heading && other.place == column.place) {
                columns.push(column);
            }
        }
        if columns.is_empty() {
            return;
        }
        columns.sort_by_key(|column| column.means.is_some());
        lines.extend([PageLine::blank(), PageLine::title(words::columns(lang))]);
        for column in columns {
            let heading = shown::pad(&shown::shown(&column.heading), HEADING);
            let (means, role) = match column.means {
                None => (words::column_unknown(lang), Role::Attention),
                Some(Means::Extra(Extra::LeftOut | Extra::RowNumber | Extra::Derived | Extra::NoField)) => {
                    (column.means.map_or("", |means| means.label().of(lang)), Role::Dim)
                }
                Some(means) => (means.label().of(lang), Role::Plain),
            };
            lines.push(
                PageLine::of(format!("{:>2}  {heading} → ", letter(column.place)), Role::Label)
                    .then(means, role)
                    .to(Spot::Column(column.heading.clone())),
            );
        }
    }

    /// Changes what the line under the cursor says, or goes on.
    pub(super) fn change(&mut self, spot: Spot, ctx: &Ctx) -> Outcome {
        let lang = ctx.lang;
        if self.working.is_some() {
            return Outcome::Refuse(words::wait(lang).to_owned());
        }
        let kinds = || KINDS.iter().map(|kind| Item::new(kind.code(), kind.label().of(lang))).collect();
        match spot {
            Spot::Go => self.plan(ctx),
            Spot::Sheet(place) => self.choose_sheet(place, ctx),
            Spot::File => {
                self.asking = Asking::Path;
                Outcome::Open(Box::new(super::ask_file(lang).with(&self.path)))
            }
            Spot::Kind => {
                self.asking = Asking::Kind;
                let picker = Picker::new(words::into(lang), kinds()).at(self.into.code());
                Outcome::Open(Box::new(picker))
            }
            Spot::Encoding => {
                self.asking = Asking::Encoding;
                let known = Encoding::CHOICES.iter().map(|c| Item::new(c.code, c.label.of(lang)));
                let items = [Item::new("", words::automatic(lang))].into_iter().chain(known).collect();
                let picker = Picker::new(words::encoding(lang), items);
                Outcome::Open(Box::new(picker.at(self.encoding.map_or("", Encoding::code))))
            }
            Spot::Day => {
                self.asking = Asking::Day;
                Outcome::Open(Box::new(day_prompt(ctx).with(&text::date(self.list_day(ctx).into()))))
            }
            Spot::Unit => {
                self.asking = Asking::Unit;
                let by_rows = vec![Item::new("", words::unit_by_rows(lang))];
                let picker = Picker::new(words::unit(lang), by_rows);
                Outcome::Open(Box::new(picker.with_records(ctx, &[Kind::Unit])))
            }
            Spot::Column(heading) => {
                let picker = self.column_picker(&heading, lang);
                self.asking = Asking::Column(heading);
                Outcome::Open(Box::new(picker))
            }
            Spot::Issue(_) | Spot::Cell(_) | Spot::Rejects | Spot::Close => Outcome::Stay,
        }
    }

    /// What a column may be: nothing of the list, or any of its fields.
    fn column_picker(&self, heading: &str, lang: Lang) -> Picker {
        let choices = Means::choices(self.into);
        let (left_out, others): (Vec<Means>, Vec<Means>) =
            choices.into_iter().partition(|means| *means == Means::Extra(Extra::LeftOut));
        let item = |means: Means| Item::new(means.code(), means.label().of(lang));
        let items = left_out.into_iter().chain(others).map(item).collect();
        let sheets = self.found.iter().flat_map(|found| &found.sheets);
        let column = sheets.flat_map(|sheet| &sheet.columns).find(|column| column.heading == heading);
        let means = column.and_then(|column| column.means).map_or("", Means::code);
        Picker::new(&words::column_title(lang, heading), items).at(means)
    }

    fn choose_sheet(&mut self, place: usize, ctx: &Ctx) -> Outcome {
        match self.chosen.iter().position(|chosen| *chosen == place) {
            Some(_) if self.chosen.len() == 1 => return Outcome::Say(words::one_sheet(ctx.lang).to_owned()),
            Some(at) => drop(self.chosen.remove(at)),
            None => {
                self.chosen.push(place);
                self.chosen.sort_unstable();
            }
        }
        self.forget(ctx);
        Outcome::Stay
    }

    /// On to the rows: those that were compared already, or they are compared now.
    fn plan(&mut self, ctx: &Ctx) -> Outcome {
        if self.review.is_some() {
            self.stage = Stage::Rows;
            if self.is_outdated(ctx) {
                self.settle([]);
            }
            return Outcome::Stay;
        }
        let Some(found) = self.found.clone() else { return Outcome::Stay };
        let order = Order {
            into: self.into,
            sheets: self.chosen.clone(),
            list: self.list_day(ctx),
            unit: self.unit.clone(),
            taught: found.taught.clone(),
        };
        let amends = std::mem::take(&mut self.amends);
        self.begin(Task::Plan(found, order, amends));
        Outcome::Stay
    }
}

/// Why no sheet is a list.
fn no_list(found: &Found, lang: Lang) -> String {
    match found.sheets.iter().find_map(|sheet| sheet.stacked) {
        Some(row) => words::stacked(lang, row),
        None => words::no_list(lang).to_owned(),
    }
}
