//! What is left of a person whose erasure the law asks for, and what of any record goes with it.
//!
//! Of the member stay id, sex, year of birth and ethnic group; of the posts held and of what happened stay
//! kinds, bodies and dates: what statistics count. Elsewhere the person's own words (a name nobody else has,
//! numbers, an address with a house number) are taken out of free text. Knows no files; who keeps
//! older states of a record asks the same for each of them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{
    data::Data,
    record::{Field, Id, Input, Kind},
};

/// What stands in the place of a name or a word that was erased.
pub const WORD: &str = "(đã xóa)";

/// What stands in a journal in the place of a value that was erased: equal for equal values of one erasure.
pub fn hidden(hash: &str) -> String {
    format!("#{}", hash.get(..HASH_DIGITS).unwrap_or(hash))
}

/// So many digits of a hash are enough to tell values apart.
const HASH_DIGITS: usize = 16;

/// Whether a text stands for one that was erased.
pub fn is_erased(text: &str) -> bool {
    let is_hash =
        |hash: &str| hash.len() == HASH_DIGITS && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
    text == WORD || text.strip_prefix('#').is_some_and(is_hash)
}

/// What a state from which something is erased shows instead.
pub trait Instead {
    /// In the place of a text that is gone; null where nothing is to stand.
    fn text(&self, field: Option<&Field>, text: &str) -> Value;
}

/// A stub: the name and a place that was named are the fixed word, the rest is empty.
pub struct Stub;

impl Instead for Stub {
    fn text(&self, field: Option<&Field>, _: &str) -> Value {
        match field {
            Some(field) if field.name == "name" || field.name == "place" => WORD.into(),
            Some(_) | None => Value::Null,
        }
    }
}

/// A person to be erased.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The member.
    pub id: Option<Id>,
    /// The terms and events that are the member's.
    pub own: BTreeSet<(Kind, Id)>,
    /// What tells of nobody else, wherever it stands; the longest first.
    pub words: Vec<String>,
    /// Every text that ever stood in the member's own fields.
    pub values: BTreeSet<String>,
}

enum Fate {
    Keep,
    Year,
    Gone,
}

/// What becomes of a field of the member, or of a term or event of the member's.
fn fate(kind: Kind, field: &str) -> Fate {
    let keep = match kind {
        Kind::Member => matches!(field, "id" | "sex" | "ethnic_group"),
        Kind::Term => {
            matches!(field, "id" | "body" | "post" | "member" | "from" | "to" | "how" | "end_reason")
        }
        Kind::Event => {
            matches!(field, "id" | "member" | "kind" | "date" | "decision_date" | "unit" | "from_unit")
        }
        Kind::Rating => matches!(field, "id" | "subject" | "year" | "level"),
        // Of a person's other papers: days, choices and links, which statistics count; no words, no numbers that are
        // names.
        kind => {
            field == "id"
                || field != "born"
                    && kind.place(field).is_some_and(|place| {
                        !matches!(kind.fields()[place].input, Input::Text | Input::Person | Input::Digits)
                    })
        }
    };
    match (keep, field) {
        (true, _) => Fate::Keep,
        (false, "born") => Fate::Year,
        (false, _) => Fate::Gone,
    }
}

impl Person {
    /// Whether a record is the member's or one of the member's.
    pub fn owns(&self, kind: Kind, id: &Id) -> bool {
        kind == Kind::Member && self.id.as_ref() == Some(id) || self.own.contains(&(kind, id.clone()))
    }

    /// Notes what stood in a field of the member.
    pub fn note(&mut self, field: &str, value: &Value) {
        let known = Kind::Member.place(field).map(|place| &Kind::Member.fields()[place]);
        let is_text =
            known.is_none_or(|field| matches!(field.input, Input::Text | Input::Person | Input::Digits));
        if let (Fate::Gone, true, Some(text)) = (fate(Kind::Member, field), is_text, value.as_str())
            && !is_erased(text)
        {
            self.values.insert(text.to_owned());
            if tells_of_one(field, text) {
                self.words.extend([text.to_owned(), text.to_uppercase()]);
            }
        }
    }

    /// Leaves out of the words what others of the register have too; to be called when all is noted.
    pub fn settle(&mut self, present: &Data) {
        let others = present.members().values().map(|stored| stored.record());
        let others = others.filter(|member| self.id.as_ref() != Some(&member.id));
        let shared: BTreeSet<String> = others
            .flat_map(|m| [&m.name, &m.other_name, &m.phone, &m.residence, &m.home_place, &m.birth_place])
            .flat_map(|text| [text.clone(), text.to_uppercase()])
            .collect();
        self.words.retain(|word| !shared.contains(word));
        self.words.sort_by(|a, b| (b.len(), a).cmp(&(a.len(), b)));
        self.words.dedup();
    }

    /// A value of a field as it may stay.
    pub fn value(&self, kind: Kind, id: &Id, name: &str, value: &Value, instead: &dyn Instead) -> Value {
        let field = kind.place(name).map(|place| &kind.fields()[place]);
        if !self.owns(kind, id) {
            // What another member's own fields say is that member's.
            let is_free = field.is_none_or(|field| matches!(field.input, Input::Text | Input::Person));
            let is_free = is_free && (kind != Kind::Member || name == "note" || field.is_none());
            return if is_free { self.without_words(value) } else { value.clone() };
        }
        match (fate(kind, name), value) {
            (Fate::Keep, value) => value.clone(),
            (Fate::Year, Value::String(date)) => date.get(..4).map_or(Value::Null, Value::from),
            (Fate::Gone, Value::String(text)) if !text.is_empty() => {
                let is_text = field
                    .is_none_or(|field| matches!(field.input, Input::Text | Input::Person | Input::Digits));
                if is_text { instead.text(field, text) } else { Value::Null }
            }
            (Fate::Year | Fate::Gone, _) => Value::Null,
        }
    }

    /// A record as it may stay.
    pub fn record(
        &self,
        kind: Kind,
        id: &Id,
        map: &Map<String, Value>,
        instead: &dyn Instead,
    ) -> Map<String, Value> {
        let value =
            |(name, value): (&String, &Value)| (name.clone(), self.value(kind, id, name, value, instead));
        map.iter().map(value).filter(|(_, value)| !value.is_null()).collect()
    }

    /// A whole register as it may stay, at the same revision.
    pub fn register(&self, data: &Data) -> Data {
        let mut stays = data.clone();
        for &kind in Kind::ALL {
            for id in data.ids(kind) {
                let Some(map) = data.record(kind, &id).map(|record| record.to_json()) else { continue };
                let left = self.record(kind, &id, &map, &Stub);
                if left != map
                    && let Ok(record) = kind.read(left.into())
                {
                    stays.put(record);
                }
            }
        }
        if let Value::Object(extra) = self.without_words(&Value::Object((*data.extra).clone())) {
            stays.extra = extra.into();
        }
        stays
    }

    /// Any value without the person's words, however deep they stand.
    pub fn without_words(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.text(text).into(),
            Value::Array(items) => items.iter().map(|item| self.without_words(item)).collect(),
            Value::Object(map) => map
                .iter()
                .map(|(key, value)| (key.clone(), self.without_words(value)))
                .collect::<Map<_, _>>()
                .into(),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    /// A text without the person's words.
    pub fn text(&self, text: &str) -> String {
        self.words.iter().fold(text.to_owned(), |text, word| without(&text, word))
    }
}

/// Whether a text in a field of a member can tell who it is, wherever it stands.
fn tells_of_one(field: &str, text: &str) -> bool {
    const SHORTEST_NUMBER: usize = 6;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    match field {
        "name" | "other_name" => text.contains(' '),
        "card_number" | "citizen_number" | "record_number" | "phone" => digits >= SHORTEST_NUMBER,
        // A place alone is many people's; with a number of a house it is one household's.
        "birth_place" | "home_place" | "residence" | "temporary_residence" => {
            digits > 0 && text.contains(' ')
        }
        _ => false,
    }
}

/// A text with a word replaced where it stands as a word of its own.
fn without(text: &str, word: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(word).filter(|_| !word.is_empty()) {
        let (before, found) = rest.split_at(at);
        let behind = &found[word.len()..];
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inside = is_letter(before.chars().next_back()) || is_letter(behind.chars().next());
        left.push_str(before);
        left.push_str(if inside { word } else { WORD });
        rest = behind;
    }
    left.push_str(rest);
    left
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    fn person() -> Person {
        let mut person = Person { id: Id::new("m1").ok(), ..Person::default() };
        for (field, value) in [("name", "Lê An"), ("phone", "0912345678"), ("residence", "Quảng Ninh")] {
            person.note(field, &value.into());
        }
        person.own.insert((Kind::Event, Id::new("e1").unwrap()));
        person
    }

    #[test]
    fn what_statistics_count_stays_and_all_else_goes() {
        let record = |kind, id: &str, value: Value| {
            Value::Object(person().record(kind, &Id::new(id).unwrap(), value.as_object().unwrap(), &Stub))
        };
        let member = json!({ "id": "m1", "name": "Lê An", "sex": "female", "born": "1962-02-05", "phone": "0912345678",
            "ethnic_group": "kinh", "religion": "catholicism", "hobby": "cờ" });
        let stub =
            json!({ "id": "m1", "name": WORD, "sex": "female", "born": "1962", "ethnic_group": "kinh" });
        assert_eq!(record(Kind::Member, "m1", member), stub);
        let event = json!({ "id": "e1", "member": "m1", "kind": "admitted", "date": "1990-01-01", "place": "Hà Nội", "decision": "12" });
        let left =
            json!({ "id": "e1", "member": "m1", "kind": "admitted", "date": "1990-01-01", "place": WORD });
        assert_eq!(record(Kind::Event, "e1", event), left, "an admission elsewhere stays one");
        let other = json!({ "id": "m2", "name": "Lê Anh", "phone": "0912345678", "note": "vợ ông Lê An, 0912345678" });
        let kept = json!({ "id": "m2", "name": "Lê Anh", "phone": "0912345678", "note": format!("vợ ông {WORD}, {WORD}") });
        assert_eq!(record(Kind::Member, "m2", other), kept);
    }

    #[test]
    fn a_word_is_taken_out_only_where_it_is_a_word() {
        assert_eq!(person().text("Lê Anh, LÊ AN và Lê An."), format!("Lê Anh, {WORD} và {WORD}."));
        assert_eq!(person().text("ở Quảng Ninh"), "ở Quảng Ninh");
    }
}
