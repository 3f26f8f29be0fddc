//! Random values, records, registers and edits, shared by the properties.

use std::sync::OnceLock;

use chibo::domain::{
    data::Data,
    edit::{Batch, Change},
    record::{Id, Input, Kind, Record},
};
use proptest::{prelude::*, sample::select};

/// The smallest sample: all kinds are there, and it is cheap to look at.
pub fn small() -> Data {
    static SMALL: OnceLock<Data> = OnceLock::new();
    SMALL.get_or_init(|| chibo::sample::district(&chibo::sample::Spec { members: 40, seed: 7 })).clone()
}

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn any_day() -> impl Strategy<Value = String> {
    let day = (2000i16..2026, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
    prop_oneof![8 => day, 1 => select(vec!["1900-01-01", "2016-02-29"]).prop_map(str::to_owned)]
}

fn any_month() -> impl Strategy<Value = String> {
    (2000i16..2026, 1i8..=12).prop_map(|(y, m)| format!("{y}-{m:02}"))
}

/// A value of a field, as people or files write it; links point at records of the small sample.
pub fn any_value(input: Input) -> BoxedStrategy<String> {
    match input {
        Input::Text | Input::Person => prop_oneof![
            "[ a-zA-Zăâđêôơưấềộữ]{0,12}",
            "\\PC{0,8}",
            select(vec!["", "Nguyễn Văn A", "a\u{302}\u{301}", "{\"x\": 1}", "1e999", "-"])
                .prop_map(str::to_owned),
        ]
        .boxed(),
        Input::Digits => "[0-9]{0,12}".boxed(),
        Input::Day => any_day().boxed(),
        Input::Days => proptest::collection::vec(any_day(), 0..4).prop_map(|days| days.join(" ")).boxed(),
        Input::Date => {
            prop_oneof![any_day(), any_month(), (1900i16..2026).prop_map(|y| y.to_string())].boxed()
        }
        Input::Month => any_month().boxed(),
        Input::Number => any::<u32>().prop_map(|n| n.to_string()).boxed(),
        Input::Choice(choices) => select(choices).prop_map(|c| c.code.to_owned()).boxed(),
        Input::Link(kinds) => {
            let ids: Vec<String> =
                kinds.iter().flat_map(|k| small().ids(*k)).map(|id| id.to_string()).collect();
            select(ids).boxed()
        }
    }
}

/// A new record with some of its fields filled.
pub fn any_record(kind: Kind) -> impl Strategy<Value = Box<dyn Record>> {
    let fields: Vec<_> =
        kind.fields().iter().map(|field| proptest::option::weighted(0.7, any_value(field.input))).collect();
    ("[a-z]{6}", fields).prop_map(move |(name, texts)| {
        let mut record = kind.blank(if kind == Kind::Office { Id::office() } else { id(&name) });
        for (place, text) in texts.into_iter().enumerate() {
            text.into_iter().for_each(|text| record.set_text(place, &text).unwrap());
        }
        record
    })
}

/// One thing somebody does to the small sample.
#[derive(Debug, Clone)]
pub enum Doing {
    Set { kind: Kind, record: prop::sample::Index, place: usize, to: String },
    Create(Vec<Change>),
    Delete { kind: Kind, record: prop::sample::Index },
}

fn any_kind() -> impl Strategy<Value = Kind> {
    select(vec![Kind::Unit, Kind::Village, Kind::Member, Kind::Term, Kind::Event])
}

pub fn any_set() -> impl Strategy<Value = Doing> {
    let field = any_kind().prop_flat_map(|kind| {
        (0..kind.fields().len()).prop_flat_map(move |place| {
            any_value(kind.fields()[place].input).prop_map(move |to| (kind, place, to))
        })
    });
    (field, any::<prop::sample::Index>()).prop_map(|((kind, place, to), record)| Doing::Set {
        kind,
        record,
        place,
        to,
    })
}

pub fn any_doing() -> impl Strategy<Value = Doing> {
    let create = any_kind().prop_flat_map(any_record).prop_map(|record| {
        let mut batch = Batch::new("create");
        batch.edit(None, record.as_ref());
        Doing::Create(batch.changes)
    });
    let delete =
        (any_kind(), any::<prop::sample::Index>()).prop_map(|(kind, record)| Doing::Delete { kind, record });
    prop_oneof![6 => any_set(), 1 => create, 1 => delete]
}

/// The changes that doing comes to on a register.
pub fn changes(data: &Data, doing: &Doing) -> Vec<Change> {
    let mut batch = Batch::new("edit");
    match doing {
        Doing::Set { kind, record, place, to } => {
            let ids = data.ids(*kind);
            if ids.is_empty() {
                return Vec::new();
            }
            let before = data.record(*kind, record.get(&ids)).unwrap();
            let mut after = before.boxed();
            after.set_text(*place, to).unwrap();
            batch.edit(Some(before), after.as_ref());
        }
        Doing::Create(changes) => batch.changes.clone_from(changes),
        Doing::Delete { kind, record } => {
            let ids = data.ids(*kind);
            if !ids.is_empty() {
                batch.delete(data.record(*kind, record.get(&ids)).unwrap());
            }
        }
    }
    batch.changes
}

/// Several doings, one after the other, as one batch.
pub fn batch(data: &Data, doings: &[Doing]) -> Batch {
    let mut all = Batch::new("edit");
    let mut now = data.clone();
    for doing in doings {
        let step = Batch { changes: changes(&now, doing), ..Batch::new("edit") };
        if let Ok(next) = now.applied(&step) {
            now = next;
            all.changes.extend(step.changes);
        }
    }
    all
}

/// The same without a second change to anything.
pub fn once_each(batch: Batch) -> Batch {
    let mut seen = std::collections::HashSet::new();
    let changes = batch.changes.into_iter().filter(|change| seen.insert(change.record().1.clone())).collect();
    Batch { changes, ..batch }
}
