//! A record as lines: its fields in the order of the form, what belongs to it, and its histories.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::{
    domain::{
        attention::{Attention, attention},
        column::{Cell, Column, columns},
        figure::Figure,
        fold,
        record::{Field, Id, Input, Kind, Record},
        standing::{Count, VillageState},
        term::{Post, Term},
        words::Lang,
    },
    keymap::Action,
    text,
    ui::{
        Ctx, Target,
        page::{PageLine, labelled},
        theme::Role,
    },
};

/// Cells of the labels.
const LABELS: usize = 26;

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
    let unified = kind == Kind::Village && ctx.standing.village(id).is_some_and(|v| v.is_unified());
    for column in columns(kind).filter(|c| !(unified && (c.name.starts_with("plan_") || c.name == "overdue")))
    {
        lines.extend(field_line(ctx, &column, record));
    }
    match kind {
        Kind::Member => member_sections(ctx, id, &mut lines),
        Kind::Unit => unit_sections(ctx, id, &mut lines),
        Kind::Village => village_sections(ctx, id, &mut lines),
        Kind::Position => {
            let terms = ctx.standing.data.terms_of_body(Kind::Position, id).into_iter().rev();
            section(
                &mut lines,
                text::holders(ctx.lang),
                terms.map(|term| term_line(ctx, term, Kind::Position)).collect(),
            );
        }
        _ => {}
    }
    book_sections(ctx, kind, id, &mut lines);
    lines
}

/// What the books say of a record, a section for each of them with the latest first.
fn book_sections(ctx: &Ctx, kind: Kind, id: &Id, lines: &mut Vec<PageLine>) {
    /// Enough for a year of meetings.
    const SHOWN: usize = 12;
    let standing = ctx.standing;
    let mut books: BTreeMap<Kind, Vec<Id>> = BTreeMap::new();
    for (source, record, _) in standing.data.sources(kind, id) {
        // These have sections of their own.
        if !matches!(source, Kind::Term | Kind::Event | Kind::Unit | Kind::Village) {
            let records = books.entry(source).or_default();
            // A record may lead here by two fields.
            if records.last() != Some(record) {
                records.push(record.clone());
            }
        }
    }
    for (book, mut records) in books {
        records
            .sort_by_cached_key(|id| Reverse(standing.data.record(book, id).map(day_of).unwrap_or_default()));
        let title = book.label().of(ctx.lang).to_uppercase();
        let mut body: Vec<PageLine> =
            records.iter().take(SHOWN).map(|id| record_line(ctx, book, id)).collect();
        if records.len() > SHOWN {
            let more = PageLine::of(text::and_more(ctx.lang, records.len() - SHOWN), Role::Dim);
            let heading = format!("{title} – {}", text::title_of(standing, kind, id, ctx.lang));
            body.push(more.to(Target::Records(book, records.into(), heading)));
        }
        section(lines, &title, body);
    }
}

/// The first day a record tells of, in ISO order; nobody's birthday.
fn day_of(record: &dyn Record) -> String {
    let is_date = |field: &Field| {
        matches!(field.input, Input::Day | Input::Date | Input::Month) && field.name != "born"
    };
    let dates = record.kind().fields().iter().enumerate().filter(|(_, field)| is_date(field));
    dates.map(|(place, _)| record.text(place).into_owned()).find(|day| !day.is_empty()).unwrap_or_default()
}

/// A record of a book in one line.
fn record_line(ctx: &Ctx, kind: Kind, id: &Id) -> PageLine {
    let signs = ctx.theme.signs;
    let title = text::title_of(ctx.standing, kind, id, ctx.lang);
    let line = match attention(ctx.standing, kind, id) {
        Some(Attention::NotUnified) => PageLine::of(format!("{} {title}", signs.attention), Role::Attention),
        Some(Attention::Overdue) => PageLine::of(format!("{} {title}", signs.overdue), Role::Overdue),
        None => PageLine::of(title, Role::Plain),
    };
    line.to(Target::Record(kind, id.clone()))
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
                Kind::Meeting => text::remedy_overdue(ctx.lang),
                Kind::Paper => text::review_overdue(ctx.lang),
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

/// One field; where it is masked also the key that shows it.
fn field_line(ctx: &Ctx, column: &Column, record: &dyn Record) -> Option<PageLine> {
    let words = ctx.words(record, column);
    if words.is_empty() {
        return None;
    }
    let covered = words.starts_with(text::MASK);
    let line = labelled(column.label.of(ctx.lang), LABELS, words);
    let key = ctx.keys.key_of(Action::Reveal).filter(|_| covered);
    let line = match key {
        Some(key) => line.then(format!("  {key}"), Role::Dim),
        None => line,
    };
    Some(match column.cell(ctx.standing, record) {
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

/// The holder of a term with the year of birth, since two leaders of a village may have one name.
fn holder(ctx: &Ctx, term: &Term, name: String) -> String {
    let member = term.member.as_ref().and_then(|member| ctx.standing.data.member(member));
    let born = member.map_or(term.holder_born, |member| member.born);
    born.map_or_else(|| name.clone(), |born| format!("{name} ({})", born.year()))
}

/// A term seen from its body: dates, which must not be cut, then post and holder.
fn term_line(ctx: &Ctx, term: &Term, seen_from: Kind) -> PageLine {
    let standing = ctx.standing;
    let part = |name| text::field(standing, term, name, ctx.lang);
    let who = if seen_from == Kind::Member { part("body") } else { holder(ctx, term, part("holder")) };
    let from = term.from.map_or_else(|| "…".to_owned(), text::date);
    let to = term.to.map_or_else(|| text::until_now(ctx.lang).to_owned(), |d| text::date(d.into()));
    // On a village's page the heading has said which post it is.
    let words = match (seen_from, term.post) {
        (Kind::Village, Post::VillageHead | Post::Secretary) | (Kind::Position, _) => who,
        _ => format!("{} · {who}", part("post")),
    };
    let words = match (term.votes, term.voters) {
        (Some(votes), Some(voters)) => format!("{words} · {}", text::votes_of(ctx.lang, votes, voters)),
        (None, _) | (_, None) => words,
    };
    let line = labelled(&format!("{from} – {to}"), LABELS, words);
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
        standing.data.terms_of_body(Kind::Unit, id).into_iter().partition(|t| standing.is_held(t));
    let mut leaders = now;
    leaders.sort_by_key(|t| t.post);
    section(lines, text::leaders(lang), leaders.iter().map(|t| term_line(ctx, t, Kind::Unit)).collect());
    let villages =
        standing.data.sources(Kind::Unit, id).filter(|(kind, ..)| *kind == Kind::Village).map(|(_, v, _)| v);
    let mut seen: Vec<&Id> = villages.collect();
    seen.dedup();
    section(lines, text::villages(lang), seen.into_iter().map(|v| village_line(ctx, v)).collect());
    let mut below: Vec<_> = standing.data.children(id).filter(|u| standing.unit(&u.id).active).collect();
    below.sort_by_cached_key(|unit| fold::sort_key(&unit.name));
    let children = below.into_iter().map(|child| {
        let count = text::figure(standing.unit(&child.id).all.members(), lang);
        PageLine::of(format!("{}  ({count})", child.name), Role::Plain)
            .to(Target::Record(Kind::Unit, child.id.clone()))
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
pub(super) fn village_line(ctx: &Ctx, id: &Id) -> PageLine {
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
    let heads = standing
        .data
        .terms_of_body(Kind::Village, id)
        .into_iter()
        .rev()
        .map(|t| term_line(ctx, t, Kind::Village));
    section(lines, text::heads(ctx.lang), heads.collect());
    let cells = standing.data.village(id).into_iter().flat_map(|v| v.cell.iter().chain(&v.cell_before));
    let secretaries = cells.flat_map(|cell| standing.data.terms_of_body(Kind::Unit, cell).into_iter().rev());
    let secretaries =
        secretaries.filter(|t| t.post == Post::Secretary).map(|t| term_line(ctx, t, Kind::Village));
    section(lines, text::secretaries(ctx.lang), secretaries.collect());
}
