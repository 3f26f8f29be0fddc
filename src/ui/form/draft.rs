//! What is typed in a form as JSON, so that a dropped line loses nothing, and the form made from it again.

use serde_json::{Map, Value, json};

use super::{Ctx, Form, Part, Purpose, decree::DECISION, make::ENTRY};
use crate::domain::record::{Id, Kind, Record};

impl Form {
    /// Everything it takes to open the form again as it is.
    pub(super) fn to_draft(&self) -> Value {
        let parts: Vec<Value> = self
            .parts
            .iter()
            .enumerate()
            .map(|(number, part)| {
                let typed: Map<String, Value> = self
                    .entries
                    .iter()
                    .filter(|e| e.part == number)
                    .map(|e| (e.field.name.to_owned(), Value::String(e.typed())))
                    .collect();
                let base = part.base.as_ref().map_or(Value::Null, |base| Value::Object(base.to_json()));
                json!({ "kind": part.work.kind().code(), "base": base, "work": part.work.to_json(), "typed": typed })
            })
            .collect();
        let concerned: Vec<Value> =
            self.concerned.iter().map(|(kind, id)| json!([kind.code(), id.as_str()])).collect();
        json!({
            "purpose": self.purpose.code(),
            "kind": self.about.0.code(),
            "id": self.about.1.as_str(),
            "cursor": self.scroll.cursor,
            "concerned": concerned,
            "parts": parts,
        })
    }

    /// The form of a draft; none when the draft cannot be understood.
    pub fn from_draft(ctx: &Ctx, draft: &Value) -> Option<Self> {
        let purpose = Purpose::of_code(draft.get("purpose")?.as_str()?)?;
        let about = (kind_of(draft.get("kind")?)?, Id::new(draft.get("id")?.as_str()?).ok()?);
        let mut parts = Vec::new();
        let mut typed = Vec::new();
        for part in draft.get("parts")?.as_array()? {
            let kind = kind_of(part.get("kind")?)?;
            let read = |value: &Value| kind.read(value.clone()).ok();
            let base = part.get("base").filter(|b| !b.is_null()).and_then(read);
            let work: Box<dyn Record> = read(part.get("work")?)?;
            // Another version of the program may have had a field that this one does not know.
            let texts = part.get("typed")?.as_object()?.iter();
            let known =
                texts.filter_map(|(name, text)| Some((kind.place(name)?, text.as_str().unwrap_or_default())));
            let (shown, texts): (Vec<usize>, Vec<&str>) = known.unzip();
            typed.extend(texts);
            let heading = match (parts.is_empty(), purpose) {
                (true, _) => kind.label(),
                (false, Purpose::Turn(_)) => DECISION,
                (false, _) => ENTRY,
            };
            parts.push((Part { heading, base, work }, shown));
        }
        let mut form = Self::with_parts(purpose, about, parts, ctx);
        for (entry, text) in form.entries.iter_mut().zip(typed) {
            entry.put(text);
        }
        form.cover_anew(ctx);
        let concerned = draft.get("concerned").and_then(Value::as_array);
        form.concerned = concerned.into_iter().flatten().filter_map(whom).collect();
        let cursor = draft.get("cursor").and_then(Value::as_u64).unwrap_or(0);
        form.scroll.cursor = usize::try_from(cursor).unwrap_or(0).min(form.entries.len().saturating_sub(1));
        Some(form)
    }
}

fn whom(concerned: &Value) -> Option<(Kind, Id)> {
    Some((kind_of(concerned.get(0)?)?, Id::new(concerned.get(1)?.as_str()?).ok()?))
}

fn kind_of(code: &Value) -> Option<Kind> {
    let code = code.as_str()?;
    Kind::ALL.iter().copied().find(|kind| kind.code() == code)
}
