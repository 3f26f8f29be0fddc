//! Edits are values that can be taken back, merged and sent twice.

use std::collections::HashSet;

use chibo::domain::{
    edit::{Batch, Change, Refused},
    record::{Id, Kind},
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::values::{any_doing, any_record, any_set, batch, once_each, small};
use crate::common::same;

/// What a batch touches: fields, or whole records.
fn touched(batch: &Batch) -> HashSet<(Kind, Id, Option<String>)> {
    let of = |change: &Change| match change {
        Change::Set { kind, id, field, .. } => (*kind, id.clone(), Some(field.clone())),
        Change::Create { kind, id, .. } | Change::Delete { kind, id, .. } => (*kind, id.clone(), None),
    };
    batch.changes.iter().map(of).collect()
}

proptest! {
    #[test]
    fn an_edit_taken_back_leaves_everything_as_it_was(doings in prop::collection::vec(any_doing(), 1..12)) {
        let data = small();
        let edit = batch(&data, &doings);
        let after = data.applied(&edit).unwrap();
        let back = after.applied(&edit.inverse("undo")).unwrap();
        prop_assert!(same(&back, &data));
        let again = back.applied(&edit.inverse("undo").inverse("redo")).unwrap();
        prop_assert!(same(&again, &after));
    }

    #[test]
    fn what_nobody_else_changed_merges_to_what_was_meant(
        doings in prop::collection::vec(any_set(), 1..8),
        others in prop::collection::vec(any_set(), 0..8),
    ) {
        let data = small();
        let (mine, theirs) = (batch(&data, &doings), batch(&data, &others));
        prop_assert!(same(&data.applied(&mine).unwrap(), &data.applied(&mine).unwrap()));
        let fields = touched(&mine);
        if touched(&theirs).is_disjoint(&fields) {
            // Different fields, perhaps of one record: the order does not matter and both are there.
            let one = data.applied(&mine).unwrap().applied(&theirs).unwrap();
            let other = data.applied(&theirs).unwrap().applied(&mine).unwrap();
            prop_assert!(same(&one, &other));
            for change in mine.changes.iter().rev().chain(theirs.changes.iter().rev()) {
                let Change::Set { kind, id, field, .. } = change else { continue };
                let wanted = [&mine, &theirs].iter().flat_map(|b| b.changes.iter().rev()).find_map(|c| match c {
                    Change::Set { id: i, field: f, to, .. } if i == id && f == field => Some(to.clone()),
                    _ => None,
                });
                prop_assert_eq!(Some(one.record(*kind, id).unwrap().json(field)), wanted);
            }
        }
    }

    #[test]
    fn the_same_field_changed_differently_is_a_conflict_that_names_all_three(
        doing in any_set(), other in any_set(),
    ) {
        let data = small();
        let (mine, theirs) = (batch(&data, &[doing]), batch(&data, &[other]));
        let both: Vec<_> = touched(&mine).intersection(&touched(&theirs)).cloned().collect();
        let result = data.applied(&theirs).unwrap().applied(&mine);
        match result {
            Ok(_) => prop_assert!(both.is_empty() || mine.changes == theirs.changes),
            Err(Refused::Conflict(clashes)) => {
                prop_assert_eq!(clashes.len(), 1);
                let Change::Set { from, to, .. } = &mine.changes[0] else { unreachable!() };
                let Change::Set { to: theirs, .. } = &theirs.changes[0] else { unreachable!() };
                prop_assert_eq!((&clashes[0].base, &clashes[0].mine, &clashes[0].theirs), (from, to, theirs));
            }
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn an_edit_that_arrives_twice_is_agreement(doings in prop::collection::vec(any_doing(), 1..12)) {
        let data = small();
        let edit = once_each(batch(&data, &doings));
        let Ok(once) = data.applied(&edit) else { return Ok(()) };
        let twice = once.applied(&edit).unwrap();
        prop_assert!(same(&once, &twice));
    }

    #[test]
    fn a_refused_edit_changes_nothing_and_a_committed_one_breaks_no_rule(
        doings in prop::collection::vec(any_doing(), 1..6),
    ) {
        let data = small();
        let edit = batch(&data, &doings);
        if let Ok(after) = data.committed(&edit) {
            for (kind, id, _) in touched(&edit) {
                let Some(record) = after.record(kind, &id) else { continue };
                let created = data.record(kind, &id).is_none();
                let missing = chibo::domain::record::missing(record, kind.fields());
                prop_assert!(!created || missing.is_none(), "{kind:?} {id} without {missing:?}");
            }
        }
        prop_assert!(same(&data, &small()));
    }

    #[test]
    fn fields_this_program_does_not_know_survive_every_edit(
        record in any_record(Kind::Member),
        doing in any_set(),
        unknown in prop::collection::vec(("x_[a-z]{1,6}", any_json()), 1..4),
    ) {
        let data = small();
        let mut object = record.to_json();
        object.extend(unknown.iter().cloned());
        let read = Kind::Member.read(Value::Object(object.clone())).unwrap();
        prop_assert_eq!(&read.to_json(), &object);
        // Any one field is changed, and another one of the unknown.
        let mut after = read.boxed();
        if let super::values::Doing::Set { kind: Kind::Member, place, to, .. } = &doing {
            after.set_text(*place, to).unwrap();
        }
        after.set_json("x_new", json!(1)).unwrap();
        let mut edit = Batch::new("edit");
        edit.edit(None, read.as_ref());
        edit.edit(Some(read.as_ref()), after.as_ref());
        let stored = data.applied(&edit).unwrap();
        let stored = stored.record(Kind::Member, read.id()).unwrap();
        for (field, value) in &object {
            if field.starts_with("x_") && field != "x_new" {
                prop_assert_eq!(&stored.json(field), value);
            }
        }
    }
}

/// Any JSON that is not null, which would mean absent.
fn any_json() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(|b| json!(b)),
        any::<i64>().prop_map(|n| json!(n)),
        "\\PC{0,6}".prop_map(|s| json!(s)),
        Just(json!({ "a": [1, { "b": null }] })),
    ]
}
