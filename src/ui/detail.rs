//! Everything about one record: its fields in the order of the form, what belongs to it, and its histories;
//! and what can be done to a record from wherever the cursor is on it.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Outcome, Screen, Target,
    form::Form,
    page::{Backwards, Focus, Page, PageLine, labelled},
    picker::{Item, Picker},
    question::Question,
    theme::Role,
};
use crate::{
    domain::{
        attention::{Attention, attention},
        column::{Cell, Column, columns},
        deed,
        figure::Figure,
        record::{Id, Kind},
        standing::{Count, VillageState},
        term::Term,
        words::Lang,
    },
    keymap::{Action, Mode},
    text,
};

/// Cells of the labels.
const LABELS: usize = 26;

/// One record.
pub struct Detail {
    kind: Kind,
    id: Id,
    page: Page,
    asking: Option<Asked>,
}

/// A question about a record that is waiting for its answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// Whether a record is deleted.
    Delete(Kind, Id),
    /// Which of these terms is ended.
    WhichTerm(Vec<Id>),
    /// Whether a term is ended or was a mistake.
    EndOrDelete(Id),
    /// What is added to a record.
    AddTo(Kind, Id),
}

impl Detail {
    /// A record.
    pub fn new(ctx: &Ctx, kind: Kind, id: Id) -> Self {
        let mut page = Page::default();
        page.set(lines(ctx, kind, &id));
        Self { kind, id, page, asking: None }
    }

    /// The record the cursor is on: one the line leads to, else the one shown.
    fn current(&self) -> (Kind, Id) {
        match self.page.target() {
            Some(Target::Record(kind, id)) => (*kind, id.clone()),
            Some(Target::Figure(_) | Target::MembersOf(_)) | None => (self.kind, self.id.clone()),
        }
    }
}

impl Screen for Detail {
    fn title(&self, ctx: &Ctx) -> String {
        text::title_of(ctx.standing, self.kind, &self.id, ctx.lang)
    }

    fn mode(&self) -> Mode {
        Mode::Page
    }

    fn refresh(&mut self, ctx: &Ctx) {
        self.page.set(lines(ctx, self.kind, &self.id));
    }

    fn offers(&self, action: Action, ctx: &Ctx) -> bool {
        match action {
            Action::Open => self.page.target().is_some(),
            Action::Unify => {
                self.kind == Kind::Village && ctx.standing.village(&self.id).is_some_and(|v| !v.is_unified())
            }
            Action::Plan => self.kind == Kind::Village,
            Action::Appoint | Action::EndTerm => self.kind != Kind::Event,
            Action::Find | Action::QuickFilter | Action::AttentionFirst | Action::Sort | Action::Mark => {
                false
            }
            Action::MarkAll | Action::NextHit | Action::PreviousHit | Action::Save | Action::Choose => false,
            Action::NextAttention | Action::PreviousAttention | Action::NextField | Action::PreviousField => {
                false
            }
            _ => true,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        if self.page.act(action) {
            return Outcome::Stay;
        }
        match action {
            Action::Back => Outcome::Close,
            Action::Open => self.page.target().cloned().map_or(Outcome::Stay, Outcome::Goto),
            Action::New => {
                self.asking = Some(Asked::AddTo(self.kind, self.id.clone()));
                let (asked, outcome) = add_to(ctx, self.kind, &self.id);
                self.asking = asked;
                outcome
            }
            Action::Edit | Action::Delete | Action::EndTerm => {
                let (kind, id) = self.current();
                let (asked, outcome) = act_on(ctx, kind, &id, action);
                self.asking = asked;
                outcome
            }
            action => {
                let (asked, outcome) = act_on(ctx, self.kind, &self.id, action);
                self.asking = asked;
                outcome
            }
        }
    }

    fn is_gone(&self, ctx: &Ctx) -> bool {
        ctx.standing.data.record(self.kind, &self.id).is_none()
    }

    fn answered(&mut self, answer: Answer, ctx: &Ctx) -> Outcome {
        let Some(asked) = self.asking.take() else { return Outcome::Stay };
        let (asked, outcome) = answered(ctx, asked, answer);
        self.asking = asked;
        outcome
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        self.page.draw(ctx, frame.buffer_mut(), area, Focus::Here)
    }
}

/// What a command does to a record, and the question it may have left open.
pub fn act_on(ctx: &Ctx, kind: Kind, id: &Id, action: Action) -> (Option<Asked>, Outcome) {
    let form = |form: Form| (None, Outcome::Open(Box::new(form)));
    match (action, kind) {
        (Action::Open, _) => (None, Outcome::Goto(Target::Record(kind, id.clone()))),
        (Action::Edit, _) => form(Form::edit(ctx, kind, id)),
        (Action::Delete, Kind::Term) => ask_end_or_delete(ctx, id),
        (Action::Delete, Kind::Office) => (None, Outcome::Pass),
        (Action::Delete, _) => ask_delete(ctx, kind, id),
        (Action::Unify, Kind::Village) => form(Form::unify(ctx, id)),
        (Action::Plan, Kind::Village) => form(Form::plan(ctx, id)),
        (Action::Appoint, Kind::Unit | Kind::Village | Kind::Member) => form(Form::appoint(ctx, kind, id)),
        (Action::EndTerm, Kind::Term) => form(Form::end_term(ctx, id)),
        (Action::EndTerm, Kind::Unit | Kind::Village | Kind::Member) => ask_which_term(ctx, kind, id),
        _ => (None, Outcome::Pass),
    }
}

/// What follows from the answer to a question about a record.
pub fn answered(ctx: &Ctx, asked: Asked, answer: Answer) -> (Option<Asked>, Outcome) {
    match (asked, answer) {
        (Asked::Delete(kind, id), Answer::Chosen(1)) => {
            (None, Outcome::Commit(deed::delete(ctx.standing, kind, &id)))
        }
        (Asked::EndOrDelete(id), Answer::Chosen(0)) => {
            (None, Outcome::Open(Box::new(Form::end_term(ctx, &id))))
        }
        (Asked::EndOrDelete(id), Answer::Chosen(1)) => ask_delete(ctx, Kind::Term, &id),
        (Asked::WhichTerm(_), Answer::Picked(id)) => match Id::new(&id) {
            Ok(id) => (None, Outcome::Open(Box::new(Form::end_term(ctx, &id)))),
            Err(_) => (None, Outcome::Stay),
        },
        (Asked::AddTo(owner, id), Answer::Picked(what)) => match text_kind(&what) {
            Some(kind) => (None, Outcome::Open(Box::new(Form::add(ctx, kind, owner, &id)))),
            None => (None, Outcome::Stay),
        },
        _ => (None, Outcome::Stay),
    }
}

/// The form for a new record of a kind.
pub fn new_record(ctx: &Ctx, kind: Kind, unit: Option<&Id>) -> Outcome {
    let form = match unit {
        Some(unit) => Form::add(ctx, kind, Kind::Unit, unit),
        None => Form::create(ctx, kind),
    };
    Outcome::Open(Box::new(form))
}

fn text_kind(code: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|k| k.code() == code)
}

/// What can be added to a record: at once when there is only one thing, else by choice.
fn add_to(ctx: &Ctx, kind: Kind, id: &Id) -> (Option<Asked>, Outcome) {
    let kinds: &[Kind] = match kind {
        Kind::Member => &[Kind::Event, Kind::Term],
        Kind::Unit => &[Kind::Member, Kind::Unit, Kind::Village, Kind::Term],
        Kind::Village => &[Kind::Term],
        Kind::Term | Kind::Event | Kind::Office => &[],
    };
    match kinds {
        [] => (None, Outcome::Pass),
        [only] => (None, Outcome::Open(Box::new(Form::add(ctx, *only, kind, id)))),
        several => {
            let items = several.iter().map(|k| Item::new(k.code(), k.label().of(ctx.lang))).collect();
            let asked = Asked::AddTo(kind, id.clone());
            (Some(asked), Outcome::Open(Box::new(Picker::new(text::add_what(ctx.lang), items))))
        }
    }
}

/// Asks before a deletion, with all that goes with it; says no when others point at the record.
fn ask_delete(ctx: &Ctx, kind: Kind, id: &Id) -> (Option<Asked>, Outcome) {
    let lang = ctx.lang;
    let title = text::title_of(ctx.standing, kind, id, lang);
    let deletion = deed::deletion(ctx.standing, id);
    let name = |(kind, id): &(Kind, Id)| format!("– {}", text::title_of(ctx.standing, *kind, id, lang));
    if !deletion.against.is_empty() {
        let mut lines = vec![text::delete_refused(lang, &title)];
        lines.extend(deletion.against.iter().take(8).map(name));
        lines.push(text::delete_advice(lang).to_owned());
        let question =
            Question::new(text::delete_title(lang), lines, vec![text::understood(lang).to_owned()]);
        return (None, Outcome::Open(Box::new(question)));
    }
    let mut lines = vec![text::delete_ask(lang, &title)];
    if !deletion.with.is_empty() {
        lines.push(text::delete_with(lang, deletion.with.len()));
        lines.extend(deletion.with.iter().take(8).map(name));
    }
    lines.push(text::delete_advice(lang).to_owned());
    let answers = vec![text::keep_it(lang).to_owned(), text::delete_it(lang).to_owned()];
    let question = Question::new(text::delete_title(lang), lines, answers);
    (Some(Asked::Delete(kind, id.clone())), Outcome::Open(Box::new(question)))
}

fn ask_end_or_delete(ctx: &Ctx, id: &Id) -> (Option<Asked>, Outcome) {
    let lang = ctx.lang;
    let lines =
        vec![text::title_of(ctx.standing, Kind::Term, id, lang), text::end_or_delete(lang).to_owned()];
    let answers = vec![
        text::end_term(lang).to_owned(),
        text::delete_it(lang).to_owned(),
        text::keep_it(lang).to_owned(),
    ];
    let question = Question::new(text::end_term(lang), lines, answers);
    (Some(Asked::EndOrDelete(id.clone())), Outcome::Open(Box::new(question)))
}

/// Asks which of the terms that run is to end.
fn ask_which_term(ctx: &Ctx, kind: Kind, id: &Id) -> (Option<Asked>, Outcome) {
    let data = &ctx.standing.data;
    let mut terms = if kind == Kind::Member { data.terms_of_member(id) } else { data.terms_of_body(id) };
    if let Some(cell) = data.village(id).and_then(|v| v.cell.as_ref()) {
        terms.extend(data.terms_of_body(cell));
    }
    terms.retain(|t| t.is_held(ctx.standing.as_of));
    terms.sort_by_key(|t| t.post);
    match terms.as_slice() {
        [] => (None, Outcome::Say(text::no_terms(ctx.lang).to_owned())),
        terms => {
            let item = |t: &&Term| Item::new(t.id.as_str(), &text::title(ctx.standing, *t, ctx.lang));
            let items = terms.iter().map(item).collect();
            let asked = Asked::WhichTerm(terms.iter().map(|t| t.id.clone()).collect());
            (Some(asked), Outcome::Open(Box::new(Picker::new(text::end_term(ctx.lang), items))))
        }
    }
}

/// The words of a figure, with its year or month.
pub fn figure_words(figure: Figure, lang: Lang) -> String {
    let label = figure.label().of(lang);
    match figure {
        Figure::AdmittedIn(year) => format!("{label} {year}"),
        Figure::AdmittedInMonth(month) => format!("{label} {}", text::date(month.into())),
        _ => label.to_owned(),
    }
}

/// The lines of a record.
pub fn lines(ctx: &Ctx, kind: Kind, id: &Id) -> Vec<PageLine> {
    let Some(record) = ctx.standing.data.record(kind, id) else {
        return vec![PageLine::of(text::record_gone(ctx.lang), Role::Error)];
    };
    let mut lines = headline(ctx, kind, id);
    let unified = ctx.standing.village(id).is_some_and(|v| v.is_unified());
    for column in columns(kind).filter(|c| !(unified && (c.name.starts_with("plan_") || c.name == "overdue")))
    {
        let cell = column.cell(ctx.standing, record);
        lines.extend(field_line(ctx, &column, cell));
    }
    match kind {
        Kind::Member => member_sections(ctx, id, &mut lines),
        Kind::Unit => unit_sections(ctx, id, &mut lines),
        Kind::Village => village_sections(ctx, id, &mut lines),
        Kind::Term | Kind::Event | Kind::Office => {}
    }
    lines
}

/// The first line: what it is, and whether it stands out.
fn headline(ctx: &Ctx, kind: Kind, id: &Id) -> Vec<PageLine> {
    let title = text::title_of(ctx.standing, kind, id, ctx.lang);
    let mut lines = vec![PageLine::title(title)];
    let signs = ctx.theme.signs;
    match attention(ctx.standing, kind, id) {
        Some(Attention::NotUnified) => {
            lines.push(PageLine::of(
                format!("{} {}", signs.attention, text::not_unified(ctx.lang)),
                Role::Attention,
            ));
        }
        Some(Attention::Overdue) => {
            let words = match kind {
                Kind::Village => text::plan_overdue(ctx.lang),
                _ => text::probation_over(ctx.lang),
            };
            lines.push(PageLine::of(format!("{} {words}", signs.overdue), Role::Overdue));
        }
        None if kind == Kind::Village => {
            let words = VillageState::Unified.label().of(ctx.lang);
            lines.push(PageLine::of(format!("{} {words}", signs.good), Role::Good));
        }
        None => {}
    }
    lines.push(PageLine::blank());
    lines
}

fn field_line(ctx: &Ctx, column: &Column, cell: Cell) -> Option<PageLine> {
    let words = text::cell(&cell, ctx.lang);
    if words.is_empty() {
        return None;
    }
    let line = labelled(column.label.of(ctx.lang), LABELS, words);
    Some(match cell {
        Cell::Name(kind, id, _) => line.to(Target::Record(kind, id)),
        _ => line,
    })
}

fn section(lines: &mut Vec<PageLine>, title: &str, body: Vec<PageLine>) {
    if !body.is_empty() {
        lines.push(PageLine::blank());
        lines.push(PageLine::title(title));
        lines.extend(body);
    }
}

/// A term seen from its body: post, holder, dates.
fn term_line(ctx: &Ctx, term: &Term, seen_from: Kind) -> PageLine {
    let standing = ctx.standing;
    let part = |name| text::field(standing, term, name, ctx.lang);
    let who = if seen_from == Kind::Member { part("body") } else { part("holder") };
    let from = term.from.map_or_else(|| "…".to_owned(), text::date);
    let to = term.to.map_or_else(|| text::until_now(ctx.lang).to_owned(), |d| text::date(d.into()));
    let line = labelled(&part("post"), LABELS, format!("{who}  {from} – {to}"));
    line.to(Target::Record(Kind::Term, term.id.clone()))
}

fn member_sections(ctx: &Ctx, id: &Id, lines: &mut Vec<PageLine>) {
    let data = &ctx.standing.data;
    let events = data.events_of(id).into_iter().map(|event| {
        let part = |name| text::field(ctx.standing, event, name, ctx.lang);
        let mut words = part("kind");
        let unit = part("unit");
        for piece in [unit, part("place"), part("decision")] {
            if !piece.is_empty() {
                words = format!("{words} · {piece}");
            }
        }
        let role = if event.date.is_some_and(|d| d > ctx.standing.as_of) { Role::Dim } else { Role::Plain };
        let line = PageLine::of(text::shown::pad(&part("date"), LABELS), Role::Label).then("  ", Role::Plain);
        line.then(words, role).to(Target::Record(Kind::Event, event.id.clone()))
    });
    section(lines, text::events(ctx.lang), events.collect());
    let terms = data.terms_of_member(id).into_iter().map(|t| term_line(ctx, t, Kind::Member));
    section(lines, text::posts(ctx.lang), terms.collect());
}

fn unit_sections(ctx: &Ctx, id: &Id, lines: &mut Vec<PageLine>) {
    let (standing, lang) = (ctx.standing, ctx.lang);
    let count = standing.unit(id).all;
    let members = PageLine::of(text::members_of_unit(lang), Role::Label)
        .then(count_words(count, lang), Role::Plain)
        .to(Target::MembersOf(id.clone()));
    lines.push(PageLine::blank());
    lines.push(members);
    let (now, past): (Vec<&Term>, Vec<&Term>) =
        standing.data.terms_of_body(id).into_iter().partition(|t| t.is_held(standing.as_of));
    let mut leaders = now;
    leaders.sort_by_key(|t| t.post);
    section(lines, text::leaders(lang), leaders.iter().map(|t| term_line(ctx, t, Kind::Unit)).collect());
    let villages = standing.data.sources(id).filter(|(kind, ..)| *kind == Kind::Village).map(|(_, v, _)| v);
    let mut seen: Vec<&Id> = villages.collect();
    seen.dedup();
    section(lines, text::villages(lang), seen.into_iter().map(|v| village_line(ctx, v)).collect());
    let children = standing.data.children(id).map(|child| {
        let count = standing.unit(&child.id);
        let role = if count.active { Role::Plain } else { Role::Dim };
        let words = format!("{}  ({})", child.name, text::figure(count.all.members(), lang));
        PageLine::of(words, role).to(Target::Record(Kind::Unit, child.id.clone()))
    });
    section(lines, text::units_below(lang), children.collect());
    section(lines, text::history(lang), past.iter().rev().map(|t| term_line(ctx, t, Kind::Unit)).collect());
}

/// `2.736 đảng viên (2.616 chính thức, 120 dự bị)`.
pub fn count_words(count: Count, lang: Lang) -> String {
    let figure = |n| text::figure(n, lang);
    text::count_words(lang, figure(count.members()), figure(count.official), figure(count.probationary))
}

/// A village in a list: sign, name, who leads it.
pub fn village_line(ctx: &Ctx, id: &Id) -> PageLine {
    let (standing, signs) = (ctx.standing, ctx.theme.signs);
    let title = text::title_of(standing, Kind::Village, id, ctx.lang);
    let (sign, role) = match attention(standing, Kind::Village, id) {
        Some(Attention::NotUnified) => (signs.attention, Role::Attention),
        Some(Attention::Overdue) => (signs.overdue, Role::Overdue),
        None => (signs.good, Role::Good),
    };
    let state = standing.village(id).map_or("", |v| v.state.label().of(ctx.lang));
    PageLine::of(format!("{sign} {title}"), role)
        .then(format!("  {state}"), Role::Plain)
        .to(Target::Record(Kind::Village, id.clone()))
}

fn village_sections(ctx: &Ctx, id: &Id, lines: &mut Vec<PageLine>) {
    let standing = ctx.standing;
    let heads = standing.data.terms_of_body(id).into_iter().rev().map(|t| term_line(ctx, t, Kind::Village));
    section(lines, text::heads(ctx.lang), heads.collect());
    let cell = standing.data.village(id).and_then(|v| v.cell.as_ref());
    let secretaries = cell.map(|cell| standing.data.terms_of_body(cell)).unwrap_or_default();
    let secretaries = secretaries
        .into_iter()
        .rev()
        .filter(|t| t.post == crate::domain::term::Post::Secretary)
        .map(|t| term_line(ctx, t, Kind::Village));
    section(lines, text::secretaries(ctx.lang), secretaries.collect());
}

/// Which way F7 goes on a page.
pub fn direction(action: Action) -> Option<Backwards> {
    match action {
        Action::NextAttention => Some(Backwards::No),
        Action::PreviousAttention => Some(Backwards::Yes),
        _ => None,
    }
}
