//! What saving will do to other records: who takes a post and who gives it up. Said before it is done.

use super::{Form, Purpose};
use crate::{
    domain::{
        deed,
        edit::Change,
        record::{Id, Kind, Record},
    },
    text,
    ui::{Ctx, theme::Role},
};

impl Form {
    /// The consequences of what is typed so far; nothing while it is not yet a value everywhere.
    pub(super) fn preview(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let Some(records) = self.shows_consequences().then(|| self.as_typed()).flatten() else {
            return Vec::new();
        };
        if records.iter().any(|record| !deed::cross_field(ctx.standing, record.as_ref()).is_empty()) {
            return Vec::new();
        }
        // Nothing of this is kept, so it needs no ids of its own.
        let new_id = |kind| Id::from_random(kind, [0; 10]);
        let ctx = &Ctx { new_id: &new_id, ..*ctx };
        let mut lines = vec![(text::preview(ctx.lang).to_owned(), Role::Label)];
        match self.batch(ctx, &records) {
            Ok(batch) if batch.is_empty() => return Vec::new(),
            Ok(batch) => lines.extend(batch.changes.iter().filter_map(|c| consequence(ctx, c))),
            Err(words) => lines.push((words.sentence(ctx.lang), Role::Error)),
        }
        lines
    }

    fn shows_consequences(&self) -> bool {
        match self.purpose {
            Purpose::Unify | Purpose::Appoint => true,
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

fn consequence(ctx: &Ctx, change: &Change) -> Option<(String, Role)> {
    match change {
        Change::Create { kind, after, .. } => {
            let record = kind.read(serde_json::Value::Object(after.clone())).ok()?;
            let part = |name| text::field(ctx.standing, record.as_ref(), name, ctx.lang);
            let who = if part("member").is_empty() { part("holder_name") } else { part("member") };
            Some((text::preview_takes(ctx.lang, part("post"), part("body"), who), Role::Good))
        }
        Change::Set { kind: Kind::Term, id, field, to, .. } if field == "to" => {
            let on = to.as_str()?.parse().map(text::date).ok()?;
            let title = text::title_of(ctx.standing, Kind::Term, id, ctx.lang);
            Some((text::preview_ends(ctx.lang, title, on), Role::Attention))
        }
        Change::Set { .. } | Change::Delete { .. } => None,
    }
}
