//! `chibo person`: all that the register holds of one member, as the law lets the person ask for it.
//!
//! The record with its protected values, the posts, events and ratings that are the person's, and who changed any of
//! it when. For whoever may edit; noted in the access log first. Of the officers only their names are told.

use std::{collections::BTreeSet, fmt::Write};

use serde_json::{Value, json};

use super::{
    Done, Exit, Stop,
    args::{Page, Person as Arguments},
    journal::{entries, sentence, told, when},
    out, register,
    settings::Settings,
    standing,
};
use crate::{
    domain::{
        data::Data,
        edit::Change,
        fold,
        record::{Id, Kind, Record},
        standing::Standing,
        words::Lang,
    },
    store::{
        Entry,
        access::{Access, To},
    },
    text::{self, cli as words, shown::shown},
};

/// All that is held of a person.
struct Held<'a> {
    standing: &'a Standing,
    member: &'a dyn Record,
    /// The records that are the person's, by kind.
    own: Vec<&'a dyn Record>,
    /// The edits that touched any of it, each with only what concerns the person.
    edits: Vec<(&'a Entry, Vec<&'a Change>)>,
}

/// Prints it.
pub(super) fn run(settings: &Settings, asked: &Arguments) -> Done {
    let lang = settings.lang;
    settings.permit().edit().map_err(|why| Stop::say(text::forbidden(why, lang)))?;
    let standing = standing(settings)?;
    let id = member(&standing.data, &asked.person, lang)?;
    let (log, _, trouble) = entries(settings, |_| true)?;
    let held =
        Held::of(&standing, &id, &log).ok_or_else(|| Stop::say(words::person_none(lang, &asked.person)))?;
    register::note(settings, &Access::Person { id: id.clone(), to: To::Stdout })?;
    match asked.format {
        Page::Text => out::print(&held.page(lang)).map(|()| Exit::Fine)?,
        Page::Json => out::json(&held.json())?,
    };
    Ok(told(trouble))
}

/// A member by id, else by a name that nobody else has.
fn member(data: &Data, text: &str, lang: Lang) -> Result<Id, Stop> {
    if let Some(id) = Id::new(text).ok().filter(|id| data.member(id).is_some()) {
        return Ok(id);
    }
    let folded = fold::fold(text);
    let members = data.members().values().map(|stored| stored.record());
    let hits: Vec<&Id> = members.filter(|m| fold::fold(&m.name) == folded).map(|m| &m.id).collect();
    match hits.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(Stop::say(words::person_none(lang, text))),
        several => {
            let ids: Vec<&str> = several.iter().map(|id| id.as_str()).collect();
            Err(Stop::say(words::person_several(lang, text, ids.join(", "))))
        }
    }
}

impl<'a> Held<'a> {
    fn of(standing: &'a Standing, id: &'a Id, log: &'a [Entry]) -> Option<Self> {
        let data = &standing.data;
        let member = data.record(Kind::Member, id)?;
        let present: BTreeSet<(Kind, &Id)> =
            data.sources(Kind::Member, id).map(|(kind, source, _)| (kind, source)).collect();
        let own = present.iter().filter_map(|(kind, id)| data.record(*kind, id)).collect();
        let concerns = |change: &&Change| {
            let record = change.record();
            record == (Kind::Member, id) || present.contains(&record) || names(change, id)
        };
        let edits = log.iter().filter_map(|entry| {
            let changes: Vec<&Change> = entry.batch.changes.iter().filter(concerns).collect();
            (!changes.is_empty()).then_some((entry, changes))
        });
        Some(Self { standing, member, own, edits: edits.collect() })
    }

    fn page(&self, lang: Lang) -> String {
        let mut page = String::new();
        let records = std::iter::once(&self.member).chain(&self.own);
        for record in records {
            let title = text::title(self.standing, *record, lang);
            let kind = record.kind().label().of(lang);
            let _ = writeln!(page, "{}", shown(&format!("{kind}: {title} ({})", record.id())));
            for line in self.fields(*record, lang) {
                let _ = writeln!(page, "  {}", shown(&line));
            }
        }
        let _ = writeln!(page, "{}", words::person_changes(lang));
        if self.edits.is_empty() {
            let _ = writeln!(page, "  {}", words::log_none(lang));
        }
        for (entry, changes) in &self.edits {
            let (at, deed) = (when(&entry.at, self.standing), text::deed(&entry.batch.deed, lang));
            let head = words::log_entry(lang, entry.revision, at, entry.who.to_string(), deed);
            let _ = writeln!(page, "  {}", shown(&head));
            for change in changes {
                let said = sentence(change, self.standing, text::value, lang);
                let _ = writeln!(page, "    {}", shown(&said));
            }
        }
        page
    }

    /// The fields that say something, also those of a newer program.
    fn fields(&self, record: &dyn Record, lang: Lang) -> Vec<String> {
        let fields = record.kind().fields();
        let line = |(name, value): (String, Value)| {
            let known = fields.iter().find(|field| field.name == name);
            let label = known.map_or(name.as_str(), |field| field.label.of(lang));
            format!("{label}: {}", text::value(self.standing, known, &value, lang))
        };
        record.to_json().into_iter().filter(|(name, _)| name != "id").map(line).collect()
    }

    fn json(&self) -> Value {
        let of = |kind: Kind| {
            self.own.iter().filter(move |record| record.kind() == kind).map(|record| record.to_json())
        };
        let edit = |(entry, changes): &(&Entry, Vec<&Change>)| {
            json!({
                "revision": entry.revision,
                "at": entry.at,
                "who": entry.who.to_string(),
                "deed": entry.batch.deed,
                "label": entry.batch.label,
                "changes": changes.iter().map(|change| change.to_json()).collect::<Vec<_>>(),
            })
        };
        let mut object = serde_json::Map::new();
        object.insert("member".to_owned(), self.member.to_json().into());
        for kind in Kind::ALL.iter().filter(|kind| of(**kind).next().is_some()) {
            object.insert(kind.code().to_owned(), of(*kind).collect());
        }
        object.insert("changes".to_owned(), self.edits.iter().map(edit).collect());
        object.into()
    }
}

/// Whether a change makes or deletes a record that says it is the member's.
fn names(change: &Change, id: &Id) -> bool {
    match change {
        Change::Create { after: map, .. } | Change::Delete { before: map, .. } => ["member", "subject"]
            .iter()
            .any(|field| map.get(*field).and_then(Value::as_str) == Some(id.as_str())),
        Change::Set { .. } => false,
    }
}
