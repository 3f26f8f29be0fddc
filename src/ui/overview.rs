//! The first tab: the figures the department is asked for, the villages not unified, admissions, and what is due.
//!
//! Every figure is a line that opens the list behind it.

use std::collections::HashMap;

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Outcome, Screen, Tab, Target, after,
    browse::WIDE,
    detail::{self, Asked, figure_words},
    first,
    page::{Focus, Page, PageLine, draw_beside, gauge, labelled},
    theme::Role,
    work::{self, Side},
};
use crate::{
    domain::{
        attention::{Attention, attention},
        calendar::WorkingDays,
        date::Month,
        due::{AHEAD, Due, Urgency, days_left, within},
        figure::Figure,
        record::{Id, Kind},
        unit::UnitKind,
    },
    keymap::{Action, Mode},
    text::{self, shown},
};

/// Cells of the labels.
const LABELS: usize = 34;
/// Cells of a gauge.
const GAUGE: usize = 20;
/// So many of the most urgent matters stand on the overview.
const MOST_URGENT: usize = 8;

/// The most names of a figure that stand beside the overview; no window is higher.
const NAMES: usize = 200;

/// The tab.
#[derive(Default)]
pub struct Overview {
    page: Page,
    names: Names,
    asking: Option<Asked>,
    beside: Page,
    beside_of: Option<Target>,
}

/// How many records each figure counts, and the first of them: taken with the figures, once for each snapshot and
/// date, so that a key does not look at the register.
type Names = HashMap<Figure, (usize, Vec<Id>)>;

/// The page while it is made.
#[derive(Default)]
struct Contents {
    lines: Vec<PageLine>,
    names: Names,
}

impl Contents {
    /// Takes a figure; its count.
    fn take(&mut self, ctx: &Ctx, figure: Figure) -> usize {
        self.names.entry(figure).or_insert_with(|| figure.first(ctx.standing, NAMES)).0
    }

    fn figure(&mut self, ctx: &Ctx, figure: Figure) {
        let count = text::figure(self.take(ctx, figure), ctx.lang);
        let line = labelled(&figure_words(figure, ctx.lang), LABELS, shown::pad_left(&count, 7));
        self.lines.push(line.to(Target::Figure(figure)));
    }
}

fn membership(ctx: &Ctx, contents: &mut Contents) {
    contents.lines.push(PageLine::title(text::section_membership(ctx.lang)));
    for figure in
        [Figure::Members, Figure::Official, Figure::Probationary, Figure::ProbationOver, Figure::Exempt]
    {
        contents.figure(ctx, figure);
    }
    contents.lines.push(PageLine::blank());
    contents.lines.push(PageLine::title(text::section_units(ctx.lang)));
    contents.figure(ctx, Figure::UnitsDirect);
    for kind in UnitKind::ALL {
        let figure = Figure::Units(*kind);
        if *kind != UnitKind::SuperiorCommittee && contents.take(ctx, figure) > 0 {
            contents.figure(ctx, figure);
        }
    }
}

/// `116/118 ███████░ 98,3 %`, then every village not unified with reason and planned month.
fn unification(ctx: &Ctx, contents: &mut Contents) {
    let (standing, lang) = (ctx.standing, ctx.lang);
    let (all, unified) = standing.unified();
    contents.lines.push(PageLine::title(text::section_unification(lang)));
    let (full, empty) = gauge(ctx, unified, all, GAUGE);
    let role = if unified == all { Role::Good } else { Role::Attention };
    let line = PageLine::of(shown::pad(text::unified_of(lang), LABELS), Role::Label)
        .then("  ", Role::Plain)
        .then(format!("{}/{} ", text::figure(unified, lang), text::figure(all, lang)), role)
        .then(full, role)
        .then(empty, Role::Dim)
        .then(format!(" {}", text::percent(unified, all, lang)), role);
    contents.take(ctx, Figure::Unified);
    contents.lines.push(line.to(Target::Figure(Figure::Unified)));
    contents.figure(ctx, Figure::NotUnified);
    for id in Figure::NotUnified.ids(standing) {
        let (Some(village), Some(state)) = (standing.data.village(&id), standing.village(&id)) else {
            continue;
        };
        let (sign, role) = match attention(standing, Kind::Village, &id) {
            Some(Attention::Overdue) => (ctx.theme.signs.overdue, Role::Overdue),
            Some(Attention::NotUnified) | None => (ctx.theme.signs.attention, Role::Attention),
        };
        let commune = village.commune.as_ref().and_then(|c| standing.data.unit(c));
        let commune = commune.map_or("", |u| if u.short_name.is_empty() { &u.name } else { &u.short_name });
        let reason = state.plan_reason.map_or_else(|| state.state.label(), |reason| reason.label()).of(lang);
        let planned = match (state.plan_month, role) {
            (Some(month), Role::Overdue) => text::planned_overdue(lang, text::date(month.into())),
            (Some(month), _) => text::planned(lang, text::date(month.into())),
            (None, _) => text::not_planned(lang).to_owned(),
        };
        let line = PageLine::of(format!("{sign} {}, {commune}", village.name), role)
            .then(format!(" – {planned} – {reason}"), Role::Plain);
        contents.lines.push(line.to(Target::Record(Kind::Village, id)));
    }
}

/// Admissions of the year up to the date, month by month, and of the year before in all.
fn admissions(ctx: &Ctx, contents: &mut Contents) {
    const BAR: usize = 24;
    let as_of = ctx.standing.as_of;
    contents.lines.push(PageLine::title(text::section_admissions(ctx.lang)));
    contents.figure(ctx, Figure::AdmittedIn(as_of.year()));
    let months = (1..=as_of.month()).filter_map(|month| Month::new(as_of.year(), month));
    let by_month: Vec<(Month, usize)> =
        months.map(|month| (month, contents.take(ctx, Figure::AdmittedInMonth(month)))).collect();
    let most = by_month.iter().map(|(_, count)| *count).max().unwrap_or(0);
    for (month, count) in by_month {
        let bar = ctx.theme.signs.full.repeat((count * BAR).checked_div(most).unwrap_or(0));
        let label = format!("  {}", text::date(month.into()));
        let line = labelled(&label, LABELS, shown::pad_left(&text::figure(count, ctx.lang), 7));
        let line = line.then(format!(" {bar}"), Role::Dim);
        contents.lines.push(line.to(Target::Figure(Figure::AdmittedInMonth(month))));
    }
    contents.figure(ctx, Figure::AdmittedIn(as_of.year() - 1));
}

fn due_line(ctx: &Ctx, due: &Due) -> PageLine {
    let overdue = due.on < ctx.standing.as_of;
    let days = days_left(&WorkingDays::of(&ctx.standing.data.office), ctx.standing.as_of, due.on);
    let (sign, role) = if overdue { (ctx.theme.signs.overdue, Role::Overdue) } else { (" ", Role::Plain) };
    let when = text::working_days_short(days, ctx.lang);
    let who = text::title_of(ctx.standing, due.kind, &due.id, ctx.lang);
    PageLine::of(format!("{sign} {:<10} ", text::date(due.on.into())), role)
        .then(shown::pad(due.matter.label().of(ctx.lang), 26), Role::Label)
        .then(format!(" {who} ({when})"), role)
        .to(Target::Record(due.kind, due.id.clone()))
}

/// How much is overdue or due soon, then the most urgent of it; the rest is on the tab of work.
fn dues(ctx: &Ctx, lines: &mut Vec<PageLine>) {
    let (as_of, lang) = (ctx.standing.as_of, ctx.lang);
    let all = within(ctx.standing.dues(), as_of, AHEAD);
    lines.push(PageLine::title(text::section_due(lang, text::figure(all.len(), lang))));
    if all.is_empty() {
        lines.push(PageLine::of(text::nothing_due(lang), Role::Dim));
    }
    for urgency in [Urgency::Overdue, Urgency::Week, Urgency::Month] {
        let count = all.iter().filter(|due| due.urgency(as_of) == urgency).count();
        if count > 0 {
            let words = capitalised(work::urgency(urgency, lang));
            let line = labelled(&words, LABELS, shown::pad_left(&text::figure(count, lang), 7));
            lines.push(line.to(Target::Work(Side::Due(Some(urgency)))));
        }
    }
    lines.extend(all.iter().take(MOST_URGENT).map(|due| due_line(ctx, due)));
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Everything on the tab.
fn contents(ctx: &Ctx) -> Contents {
    let mut contents = Contents::default();
    unification(ctx, &mut contents);
    contents.lines.push(PageLine::blank());
    membership(ctx, &mut contents);
    contents.lines.push(PageLine::blank());
    admissions(ctx, &mut contents);
    contents.lines.push(PageLine::blank());
    dues(ctx, &mut contents.lines);
    contents
}

impl Tab for Overview {
    fn title(&self, ctx: &Ctx) -> String {
        text::overview(ctx.lang).to_owned()
    }
}

impl Screen for Overview {
    fn mode(&self) -> Mode {
        Mode::Page
    }

    fn refresh(&mut self, ctx: &Ctx) {
        let fresh = self.page.target().is_none();
        self.beside_of = None;
        let contents = contents(ctx);
        self.page.set(contents.lines);
        self.names = contents.names;
        if fresh {
            self.page.to_first_target();
        }
    }

    fn record(&self) -> Option<(Kind, Id)> {
        match self.page.target()? {
            Target::Record(kind, id) => Some((*kind, id.clone())),
            _ => None,
        }
    }

    fn shows_fields(&self, ctx: &Ctx) -> bool {
        ctx.area.width >= WIDE
    }

    fn unmasked(&mut self, _ctx: &Ctx) {
        self.beside_of = None;
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        let record = matches!(self.page.target(), Some(Target::Record(..)));
        let village = matches!(self.page.target(), Some(Target::Record(Kind::Village, _)));
        match action {
            Action::Open => self.page.target().is_some(),
            Action::Edit | Action::Procedure => record,
            Action::Unify | Action::Plan => village,
            Action::NextAttention | Action::PreviousAttention | Action::NextTab | Action::PreviousTab => true,
            action => action.is_of_the_session(),
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        if self.page.act(action) {
            return Outcome::Stay;
        }
        if let Some(backwards) = detail::direction(action) {
            let found = self.page.to_role(|role| matches!(role, Role::Attention | Role::Overdue), backwards);
            let words = text::nothing_needs_attention(ctx.lang);
            return if found { Outcome::Stay } else { Outcome::Say(words.to_owned()) };
        }
        match (action, self.page.target().cloned()) {
            (Action::Open, Some(target)) => Outcome::Goto(target),
            (action, Some(Target::Record(kind, id))) if self.offers(action, ctx) => {
                let (asked, outcome) = detail::act_on(ctx, kind, &id, action);
                self.asking = asked;
                outcome
            }
            _ => Outcome::Pass,
        }
    }

    fn turn_to(&mut self, kind: Kind, id: &Id, _ctx: &Ctx) -> Option<&'static str> {
        self.page.to_target(&Target::Record(kind, id.clone()));
        None
    }

    fn answered(&mut self, answer: Answer, ctx: &Ctx) -> Outcome {
        let Some(asked) = self.asking.take() else { return Outcome::Stay };
        let (asked, outcome) = detail::answered(ctx, asked, answer);
        self.asking = asked;
        outcome
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        if area.width < WIDE {
            return self.page.draw(ctx, frame.buffer_mut(), area, Focus::Here);
        }
        let left = first(area, area.width * 3 / 5);
        if self.beside_of.as_ref() != self.page.target() {
            self.beside_of = self.page.target().cloned();
            self.beside = Page::default();
            let behind = self.beside_of.as_ref().map(|target| behind(ctx, &self.names, target));
            self.beside.set(behind.unwrap_or_default());
        }
        draw_beside(ctx, frame, after(area, left.width), &mut self.beside);
        self.page.draw(ctx, frame.buffer_mut(), left, Focus::Here)
    }
}

/// The names behind a figure, as far as a screen can show them, or everything about a record.
fn behind(ctx: &Ctx, names: &Names, target: &Target) -> Vec<PageLine> {
    let figure = match target {
        Target::Figure(figure) => *figure,
        Target::Record(kind, id) => return detail::lines(ctx, *kind, id),
        Target::MembersOf(_)
        | Target::Records(..)
        | Target::Report(_)
        | Target::Book(_)
        | Target::Work(_) => {
            return Vec::new();
        }
    };
    let Some((count, first)) = names.get(&figure) else { return Vec::new() };
    let line = |id| PageLine::of(text::title_of(ctx.standing, figure.kind(), id, ctx.lang), Role::Plain);
    let heading = format!("{}: {}", figure_words(figure, ctx.lang), text::figure(*count, ctx.lang));
    let mut lines = vec![PageLine::title(heading), PageLine::blank()];
    lines.extend(first.iter().take(usize::from(ctx.area.height)).map(line));
    lines
}
