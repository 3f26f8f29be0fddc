//! The rows of a list that is being imported: what would become of each, the troubled ones first.

use std::borrow::Cow;

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{Intake, Spot, setup::file_name};
use crate::{
    domain::{edit::Change, fold::Query, words::Lang},
    import::list::{
        issue::Issue,
        plan::Outcome,
        review::{Class, Review},
        sentence,
    },
    keymap::Action,
    text::{self, Masks, intake as words, shown},
    ui::{
        Ctx, Outcome as Wanted, after, first,
        page::{Backwards, Focus, Page, PageLine, draw_beside, draw_lines},
        put, row,
        theme::Role,
    },
};

/// From this width on the row under the cursor is shown beside the list.
const WIDE: u16 = 120;
/// Lines under a narrow list that say of the row under the cursor what its line has no room for.
const TOLD: u16 = 3;
/// Cells of the columns: number of the row, what becomes of it, what it is about.
const NUMBER: usize = 6;
const CLASS: usize = 9;
const ABOUT: usize = 22;

impl Intake {
    /// The rows of the class that is asked for.
    pub(super) fn shown(&self) -> &[usize] {
        self.review.as_ref().map_or(&[], |review| review.rows(self.class))
    }

    /// The next class of which there are rows; after the last, all.
    pub(super) fn next_class(&mut self) {
        let Some(review) = &self.review else { return };
        let from = self.class.map_or(0, |class| class as usize + 1);
        self.class = Class::ALL.iter().skip(from).copied().find(|class| review.count(*class) > 0);
        self.scroll = Default::default();
    }

    /// Goes to the next row of which something is left out.
    pub(super) fn next_problem(&mut self, from: usize, backwards: Backwards, ctx: &Ctx) -> Wanted {
        let Some(review) = self.review.clone() else { return Wanted::Stay };
        let shown = review.rows(self.class);
        let place = shown.iter().position(|row| *row == from).unwrap_or(self.scroll.cursor);
        let troubled = |place: &usize| {
            let row = shown.get(*place).and_then(|row| review.plan.rows.get(*row));
            row.is_some_and(|row| matches!(Class::of(row), Class::Problem | Class::Partly))
        };
        match backwards.from(place, shown.len()).find(troubled) {
            Some(place) => {
                self.scroll.cursor = place;
                if let (super::Stage::Row(_), Some(row)) = (self.stage, shown.get(place)) {
                    self.go_to(super::Stage::Row(*row), ctx);
                }
                Wanted::Stay
            }
            None => Wanted::Say(words::no_problem_left(ctx.lang).to_owned()),
        }
    }

    /// Goes to the row that is about what is looked for, from the cursor on or from behind it; says so when there is none.
    pub(super) fn find(&mut self, ctx: &Ctx, step: Option<Backwards>) -> Wanted {
        let Some(review) = self.review.clone().filter(|_| self.stage == super::Stage::Rows) else {
            return Wanted::Stay;
        };
        let shown = review.rows(self.class);
        let hits =
            |query: &Query, place: usize| shown.get(place).is_some_and(|row| review.is_sought(query, *row));
        match self.sought.find((self.scroll.cursor, shown.len()), step, hits, ctx.lang) {
            Ok(place) => {
                self.scroll.cursor = place;
                Wanted::Stay
            }
            Err(none) => none,
        }
    }

    pub(super) fn draw_rows(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        let review = self.review.clone()?;
        let list = if area.width >= WIDE { first(area, area.width * 3 / 5) } else { area };
        self.draw_head(ctx, frame, area, &review);
        self.draw_counts(ctx, frame, row(area, 1), &review);
        let heading = format!(
            "{} {} {} {}",
            shown::pad_left(words::row(ctx.lang), NUMBER),
            shown::pad(words::result(ctx.lang), CLASS),
            shown::pad(words::about(ctx.lang), ABOUT),
            words::what(ctx.lang)
        );
        put(ctx, frame.buffer_mut(), after(row(list, 2), 2), &heading, Role::Label);
        let whole = |at: Rect| Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..at };
        let told = if area.width >= WIDE { 0 } else { TOLD };
        let body = |at: Rect| Rect { height: whole(at).height.saturating_sub(told), ..whole(at) };
        let shown = review.rows(self.class);
        self.height = usize::from(body(list).height);
        self.scroll.settle(shown.len(), self.height);
        if shown.is_empty() {
            put(
                ctx,
                frame.buffer_mut(),
                after(row(body(list), 0), 2),
                words::nothing_here(ctx.lang),
                Role::Dim,
            );
        }
        let line = |place: usize| match shown.get(place) {
            Some(row) => Cow::Owned(row_line(ctx.lang, &review, *row)),
            None => Cow::default(),
        };
        let list_of = (self.scroll, shown.len(), Focus::Here);
        let cursor = draw_lines(ctx, frame.buffer_mut(), body(list), list_of, line);
        let Some(row) = shown.get(self.scroll.cursor).copied() else { return cursor };
        if area.width >= WIDE {
            let beside = after(body(area), list.width);
            let mut page: Page<Spot> = Page::default();
            page.set(self.row_lines(ctx, row, beside.width.saturating_sub(1)));
            draw_beside(ctx, frame, beside, &mut page);
        } else {
            let below = Rect { y: body(area).bottom(), height: told.min(whole(area).height), ..area };
            draw_told(ctx, frame, below, &what(ctx.lang, &review, row));
        }
        cursor
    }

    fn draw_head(&self, ctx: &Ctx, frame: &mut Frame, area: Rect, review: &Review) {
        let kind = self.into.label().of(ctx.lang).to_lowercase();
        let day = text::date(review.plan.list.into());
        let head = words::head(ctx.lang, file_name(&self.path), kind, day);
        let head = self.sought.label(ctx.lang).into_iter().chain([head]).collect::<Vec<_>>().join(" · ");
        put(ctx, frame.buffer_mut(), row(area, 0), &head, Role::Title);
    }

    /// How many rows of each class; the one in view is marked.
    fn draw_counts(&self, ctx: &Ctx, frame: &mut Frame, at: Rect, review: &Review) {
        let all = (words::all_rows(ctx.lang), review.plan.rows.len(), None);
        let classes =
            Class::ALL.iter().map(|&class| (class.label().of(ctx.lang), review.count(class), Some(class)));
        let mut rest = at;
        for (label, count, class) in std::iter::once(all).chain(classes) {
            let rare = matches!(class, Some(Class::Partly | Class::Merged));
            if rare && count == 0 {
                continue;
            }
            let role = match class {
                _ if class == self.class => Role::Tab,
                Some(class) if count > 0 => role_of(class),
                Some(_) | None => Role::Plain,
            };
            let said = format!(" {label} {} ", text::figure(count, ctx.lang));
            let took = put(ctx, frame.buffer_mut(), rest, &said, role);
            rest = after(rest, took);
        }
    }

    /// A command about a row.
    pub(super) fn act_on(&mut self, action: Action, row: usize, ctx: &Ctx) -> Wanted {
        match action {
            Action::NextAttention => self.next_problem(row, Backwards::No, ctx),
            Action::PreviousAttention => self.next_problem(row, Backwards::Yes, ctx),
            Action::Skip => self.skip(row),
            Action::Edit => self.edit(ctx, row),
            Action::Choose => self.choose(ctx, row),
            Action::Suggest => self.suggest(ctx, row),
            _ => Wanted::Pass,
        }
    }
}

/// All that a row cannot say in its line.
fn draw_told(ctx: &Ctx, frame: &mut Frame, area: Rect, said: &str) {
    let lines = shown::wrapped(&shown::shown(said), usize::from(area.width.saturating_sub(4)));
    for (number, line) in (0..area.height).zip(lines) {
        put(ctx, frame.buffer_mut(), after(row(area, number), 2), &line, Role::Label);
    }
}

/// How what becomes of a row looks.
pub(super) fn role_of(class: Class) -> Role {
    match class {
        Class::Problem => Role::Attention,
        Class::Partly => Role::Overdue,
        Class::New => Role::Good,
        Class::Changed => Role::Changed,
        Class::Merged | Class::Same => Role::Plain,
        Class::Skipped => Role::Dim,
    }
}

/// A row: its number in the file, what becomes of it, what it is about, and why or what.
fn row_line(lang: Lang, review: &Review, row: usize) -> PageLine<()> {
    let plan = &review.plan;
    let Some(line) = plan.rows.get(row) else { return PageLine::blank() };
    let (class, at) = (Class::of(line), plan.at(row));
    let sheet = if plan.pages.len() > 1 { format!("{}: ", at.sheet) } else { String::new() };
    PageLine::of(format!("{} ", shown::pad_left(&at.number.to_string(), NUMBER)), Role::Dim)
        .then(format!("{} ", shown::pad(class.label().of(lang), CLASS)), role_of(class))
        .then(format!("{} ", shown::pad(&shown::shown(&review.title(row)), ABOUT)), Role::Plain)
        .then(format!("{sheet}{}", what(lang, review, row)), Role::Plain)
        .to(())
}

/// What is the matter with a row, or what it changes, in a line.
fn what(lang: Lang, review: &Review, row: usize) -> String {
    let line = &review.plan.rows[row];
    let issue = line.issues().max_by_key(|issue| std::cmp::Reverse(issue.kept as usize));
    match (&line.outcome, issue) {
        (Outcome::Skipped, _) => String::new(),
        (Outcome::Merged(first), _) => words::joined(lang, review.plan.at(*first).number),
        (_, Some(issue)) if Class::of(line) != Class::Changed => reason(lang, review, row, issue),
        (Outcome::Changed(_, changes), _) => {
            changes.iter().map(|change| change_words(lang, review, change)).collect::<Vec<_>>().join("; ")
        }
        (Outcome::New | Outcome::Same(_) | Outcome::Problem, _) => String::new(),
    }
}

fn reason(lang: Lang, review: &Review, row: usize, issue: &Issue) -> String {
    let why = sentence::asked(&review.plan, row, issue, &review.standing, lang);
    match review.plan.heading(row, issue.column) {
        Some(heading) => format!("{heading}: {why}"),
        None => why,
    }
}

/// One change of the register. What the office masks is masked of the register's own; what the file says is shown.
pub(super) fn change_words(lang: Lang, review: &Review, change: &Change) -> String {
    text::change(&review.standing, change, Masks::Before, lang)
}
