//! What saving will do to others: who goes where, who takes a post and who gives it up, what follows a unit. Said
//! before it is done, and made anew only when something else is typed.

use super::{Form, Purpose};
use crate::{
    domain::{
        deed,
        edit::{Batch, Change},
        event::{Event, EventKind},
        procedure::{self, Objection},
        record::{Id, Kind, Record},
        words::Lang,
    },
    text::{self, shown},
    ui::{Ctx, theme::Role},
};

/// The lines of a preview, and what they were made from.
pub(super) struct Seen {
    from: (Vec<String>, u64, Lang),
    pub(super) lines: Vec<(String, Role)>,
}

/// So many refusals are said in a question.
const REFUSALS: usize = 8;

/// For whom it cannot be done and why, one a line.
pub(super) fn refusals(refused: &[Objection], lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> =
        refused.iter().take(REFUSALS).map(|objection| format!("– {}", objection.sentence(lang))).collect();
    if let Some(more) = refused.len().checked_sub(REFUSALS).filter(|more| *more > 0) {
        lines.push(text::and_more(lang, more));
    }
    lines
}

impl Form {
    /// Makes the preview, when it was made from something else.
    pub(super) fn look_ahead(&mut self, ctx: &Ctx) {
        let typed = self.entries.iter().map(|entry| entry.typed()).collect();
        let from = (typed, ctx.standing.data.revision, ctx.lang);
        if self.seen.as_ref().is_none_or(|seen| seen.from != from) {
            self.seen = Some(Seen { from, lines: self.preview(ctx) });
        }
    }

    /// The consequences of what is typed so far; nothing while it is not yet a value everywhere.
    fn preview(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let Some(records) = self.shows_consequences().then(|| self.as_typed()).flatten() else {
            return Vec::new();
        };
        if records.iter().any(|record| !deed::cross_field(ctx.standing, record.as_ref()).is_empty()) {
            return Vec::new();
        }
        // Nothing of this is kept, so its ids need only differ from each other.
        let number = std::cell::Cell::new(0u64);
        let new_id = |kind| {
            number.set(number.get() + 1);
            let mut random = [0; 10];
            random[2..].copy_from_slice(&number.get().to_be_bytes());
            Id::from_random(kind, random)
        };
        let ctx = &Ctx { new_id: &new_id, ..*ctx };
        let plan = match self.comes_to(ctx, &records) {
            Ok(plan) => plan,
            Err(words) => {
                let heading = (text::preview(ctx.lang).to_owned(), Role::Label);
                return vec![heading, (words.sentence(ctx.lang), Role::Error)];
            }
        };
        let said = |list: &[Objection], role| -> Vec<(String, Role)> {
            list.iter().map(|objection| (format!("! {}", objection.sentence(ctx.lang)), role)).collect()
        };
        let mut lines = said(&plan.refused, Role::Error);
        lines.extend(said(&plan.remarks, Role::Attention));
        let batch = &plan.batch;
        // What becomes of units and villages is few and comes first; many people follow.
        let mut changes: Vec<&Change> = batch.changes.iter().collect();
        changes.sort_by_key(|change| !matches!(change.record().0, Kind::Unit | Kind::Village));
        lines.extend(changes.into_iter().filter_map(|change| consequence(ctx, batch, change)));
        let mut lines: Vec<(String, Role)> = lines.into_iter().flat_map(|line| wrapped(ctx, line)).collect();
        if !lines.is_empty() {
            let heading = match plan.done() {
                0 | 1 => text::preview(ctx.lang).to_owned(),
                many => text::preview_of(ctx.lang, text::figure(many, ctx.lang)),
            };
            lines.insert(0, (heading, Role::Label));
        }
        lines
    }

    fn shows_consequences(&self) -> bool {
        match self.purpose {
            Purpose::Unify | Purpose::Appoint | Purpose::Procedure(_) | Purpose::Turn(_) => true,
            Purpose::Edit | Purpose::Create | Purpose::EndTerm | Purpose::Plan => false,
        }
    }

    /// The records as they are typed, when every field holds a value.
    fn as_typed(&self) -> Option<Vec<Box<dyn Record>>> {
        let mut records: Vec<Box<dyn Record>> = self.parts.iter().map(|p| p.work.boxed()).collect();
        for entry in &self.entries {
            let typed = entry.canonical(self.kind_of(entry)).ok()?;
            records[entry.part].set_text(entry.place, &typed).ok()?;
        }
        Some(records)
    }
}

/// A line in as many rows as it takes, those behind the first set in.
fn wrapped(ctx: &Ctx, (words, role): (String, Role)) -> Vec<(String, Role)> {
    const SET_IN: &str = "    ";
    let width = usize::from(ctx.area.width).saturating_sub(4 + SET_IN.len());
    let rows = shown::wrapped(&words, width).into_iter().enumerate();
    rows.map(|(number, row)| (if number == 0 { row } else { format!("{SET_IN}{row}") }, role)).collect()
}

fn consequence(ctx: &Ctx, batch: &Batch, change: &Change) -> Option<(String, Role)> {
    let lang = ctx.lang;
    match change {
        Change::Create { kind: Kind::Event, after, .. } => {
            let record = Kind::Event.read(serde_json::Value::Object(after.clone())).ok()?;
            Some((event_words(ctx, batch, record.as_any().downcast_ref()?), Role::Good))
        }
        Change::Create { kind: Kind::Term, after, .. } => {
            let record = Kind::Term.read(serde_json::Value::Object(after.clone())).ok()?;
            let part = |name| text::field(ctx.standing, record.as_ref(), name, lang);
            let who = if part("member").is_empty() { part("holder_name") } else { part("member") };
            Some((text::preview_takes(lang, part("post"), part("body"), who), Role::Good))
        }
        Change::Create { kind: Kind::Unit, id, .. } => {
            Some((text::preview_founds(lang, called(ctx, batch, Kind::Unit, id)), Role::Good))
        }
        Change::Set { kind: Kind::Term, id, field, to, .. } if field == "to" => {
            let on = to.as_str()?.parse().map(text::date).ok()?;
            let title = text::title_of(ctx.standing, Kind::Term, id, lang);
            Some((text::preview_ends(lang, title, on), Role::Attention))
        }
        Change::Set { kind: Kind::Unit, id, field, to, .. } if field == "closed_on" => {
            let on = to.as_str()?.parse().map(text::date).ok()?;
            Some((text::preview_closes(lang, called(ctx, batch, Kind::Unit, id), on), Role::Attention))
        }
        Change::Set { kind, id, field, from, to } if follows(*kind, field) => {
            let words = |value: &serde_json::Value| match value.as_str().map(Id::new) {
                Some(Ok(link)) if field != "name" => called(ctx, batch, Kind::Unit, &link),
                _ => text::value(ctx.standing, None, value, lang),
            };
            let label = kind.place(field).map_or("", |place| kind.fields()[place].label.of(lang));
            let title = text::title_of(ctx.standing, *kind, id, lang);
            Some((text::preview_follows(lang, title, label, words(from), words(to)), Role::Plain))
        }
        Change::Create { .. } | Change::Set { .. } | Change::Delete { .. } => None,
    }
}

/// Fields whose change somebody wants to see before it is made.
fn follows(kind: Kind, field: &str) -> bool {
    match kind {
        Kind::Village => matches!(field, "cell" | "commune"),
        Kind::Unit => matches!(field, "parent" | "name"),
        _ => false,
    }
}

/// Name and year of birth, the unit, and where to or what happens.
fn event_words(ctx: &Ctx, batch: &Batch, event: &Event) -> String {
    let lang = ctx.lang;
    let unit = |id: Option<&Id>| id.map(|id| called(ctx, batch, Kind::Unit, id)).unwrap_or_default();
    let who = event.member.as_ref().map(|id| called(ctx, batch, Kind::Member, id)).unwrap_or_default();
    let home = event.member.as_ref().and_then(|id| ctx.standing.member(id).unit.as_ref());
    let from = unit(event.from_unit.as_ref().or(home));
    let to = if event.unit.is_some() { unit(event.unit.as_ref()) } else { event.place.clone() };
    if event.kind == EventKind::TransferredInside {
        return text::preview_moves(lang, who, from, to);
    }
    let label = event.kind.label().of(lang);
    let day = event.date.map_or_else(String::new, |date| text::date(date.into()));
    let who = if from.is_empty() { who } else { format!("{who}, {from}") };
    let line = text::preview_happens(lang, who, label, day);
    if to.is_empty() { line } else { format!("{line} → {to}") }
}

/// What a record is called, also one that the edit is to make.
fn called(ctx: &Ctx, batch: &Batch, kind: Kind, id: &Id) -> String {
    let made = || {
        batch.changes.iter().find_map(|change| match change {
            Change::Create { kind: of, id: made, after } if (*of, made) == (kind, id) => {
                kind.read(serde_json::Value::Object(after.clone())).ok()
            }
            Change::Create { .. } | Change::Set { .. } | Change::Delete { .. } => None,
        })
    };
    let record = ctx.standing.data.record(kind, id).map(Record::boxed).or_else(made);
    match record.as_deref().map(|record| (record, record.as_any().downcast_ref())) {
        Some((_, Some(member))) => procedure::person(member),
        Some((record, None)) => text::title(ctx.standing, record, ctx.lang),
        None => id.to_string(),
    }
}
