//! One row of a list that is being imported: what is the matter with it, what it changes field by field, its cells.

use super::{
    Intake, Spot,
    rows::{change_words, role_of},
};
use crate::{
    domain::words::Lang,
    import::{
        list::{
            Extra,
            header::Column,
            heading::Means,
            issue::{Issue, Why},
            plan::Outcome,
            review::{Class, Question, Review},
            sentence,
        },
        report::Kept,
    },
    text::{self, intake as words, lists, shown},
    ui::{Ctx, page::PageLine, theme::Role},
};

/// Cells of a heading beside its cell.
const HEADING: usize = 26;

impl Intake {
    /// The lines about a row, for a page of some width.
    pub(super) fn row_lines(&self, ctx: &Ctx, row: usize, width: u16) -> Vec<PageLine<Spot>> {
        let (Some(review), lang) = (&self.review, ctx.lang) else { return Vec::new() };
        let Some(line) = review.plan.rows.get(row) else { return Vec::new() };
        let width = usize::from(width.saturating_sub(4)).max(20);
        let class = Class::of(line);
        let title = words::row_title(lang, review.plan.at(row).number, class.label().of(lang));
        let mut lines =
            vec![PageLine::of(title, role_of(class)).then(format!("  {}", review.title(row)), Role::Title)];
        for (place, issue) in line.issues().enumerate() {
            lines.push(PageLine::blank());
            self.issue_lines(ctx, review, (row, place, issue), width, &mut lines);
        }
        if let Outcome::Changed(_, changes) = &line.outcome {
            lines.extend([PageLine::blank(), PageLine::title(words::changes(lang))]);
            for change in changes {
                let wrapped = shown::wrapped(&change_words(lang, review, change), width);
                lines.extend(wrapped.into_iter().map(|line| PageLine::of(line, Role::Changed)));
            }
        }
        lines.extend([PageLine::blank(), PageLine::title(words::cells(lang))]);
        lines.extend(review.plan.columns(row).iter().map(|column| cell_line(ctx, review, row, column)));
        lines
    }

    /// What is the matter: the cell, why, what becomes of it, and what can be done about it.
    fn issue_lines(
        &self,
        ctx: &Ctx,
        review: &Review,
        (row, place, issue): (usize, usize, &Issue),
        width: usize,
        lines: &mut Vec<PageLine<Spot>>,
    ) {
        let (lang, plan) = (ctx.lang, &review.plan);
        let role = match issue.kept {
            Kept::Nothing => Role::Error,
            Kept::Rest => Role::Overdue,
            Kept::All => Role::Dim,
        };
        let kept = match issue.kept {
            Kept::Nothing => lists::kept_nothing(lang),
            Kept::Rest => lists::kept_rest(lang),
            Kept::All => lists::kept_all(lang),
        };
        if let (Some(heading), Some(column)) = (plan.heading(row, issue.column), issue.column) {
            let cell = words::cell_of(lang, heading, plan.cell(row, column));
            lines.push(PageLine::of(cell, Role::Label));
        }
        let why = sentence::asked(plan, row, issue, &review.standing, lang);
        let mut why = shown::wrapped(&why, width).into_iter().map(|line| PageLine::of(line, role));
        lines.extend(why.next().map(|line| line.to(Spot::Issue(place))));
        lines.extend(why);
        lines.push(PageLine::of(format!("  {kept}"), Role::Dim));
        let mut help = |said: String| lines.push(PageLine::of(format!("  {said}"), Role::Key));
        if let Some(question) = review.question(row, issue) {
            let alike = text::figure(review.alike(&question), lang);
            if let Some(near) = near_words(ctx, &question) {
                help(words::suggestion(lang, near, &alike));
            }
            help(words::choices(lang, alike));
        } else if is_about_who(issue) {
            help(words::who(lang).to_owned());
        }
    }
}

/// A cell under its heading, what was typed in its place, and what it was answered to be.
fn cell_line(ctx: &Ctx, review: &Review, row: usize, column: &Column) -> PageLine<Spot> {
    let (plan, lang) = (&review.plan, ctx.lang);
    let cell = plan.cell(row, column.place);
    let edited = plan.rows[row].edits.iter().any(|(place, _)| *place == column.place);
    let answer = column.means.and_then(|means| {
        let words = cell.clone();
        let answer = plan.answers.get(&(means, words.clone()))?;
        Some(answer_words(ctx, &Question { means, words, near: None }, answer, lang))
    });
    let note = match (answer, column.means) {
        (Some(answer), _) if answer.is_empty() => format!(" → {}", words::answer_blank(lang)),
        (Some(answer), _) => format!(" → {answer}"),
        (None, None | Some(Means::Extra(Extra::LeftOut))) if !cell.is_empty() => {
            words::not_taken(lang).to_owned()
        }
        (None, _) if edited => words::edited(lang).to_owned(),
        (None, _) => String::new(),
    };
    let heading = shown::pad(&shown::shown(&column.heading), HEADING);
    PageLine::of(format!("{heading}  "), Role::Label)
        .then(cell, if edited { Role::Changed } else { Role::Plain })
        .then(note, if column.means.is_none() { Role::Dim } else { Role::Changed })
        .to(Spot::Cell(column.place))
}

/// The suggestion of a question, in words.
pub(super) fn near_words(ctx: &Ctx, question: &Question) -> Option<String> {
    let near = question.near.as_deref()?;
    Some(answer_words(ctx, question, near, ctx.lang))
}

/// An answer by its code or id, in words.
fn answer_words(ctx: &Ctx, question: &Question, answer: &str, lang: Lang) -> String {
    match super::answer::choices_of(question.means) {
        Some(choices) => {
            let choice = choices.iter().find(|choice| choice.code == answer);
            choice.map_or(answer, |choice| choice.label.of(lang)).to_owned()
        }
        None => {
            let id = crate::domain::record::Id::new(answer).ok();
            let unit = id.and_then(|id| ctx.standing.data.unit(&id));
            unit.map_or_else(|| answer.to_owned(), |unit| unit.name.clone())
        }
    }
}

/// Whether somebody must say who in the register is meant.
pub(super) fn is_about_who(issue: &Issue) -> bool {
    matches!(issue.why, Why::Perhaps(_) | Why::Several(_))
}
