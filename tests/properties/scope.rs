//! A session for some units sees what is theirs and nothing else, whatever the register holds.

use std::collections::HashSet;

use chibo::domain::{
    check::check,
    data::Data,
    edit::Batch,
    record::{Id, Input, Kind},
    scope::{may_write, narrowed, seen_batch},
    standing::Standing,
};
use proptest::prelude::*;
use serde_json::Value;

use super::values::{any_doing, batch, small};
use crate::common::{DAY, same};

/// A register that does not print itself when a property fails.
#[derive(Clone)]
struct Whole(Data);

impl std::fmt::Debug for Whole {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the sample after some edits, {} records", all(&self.0).len())
    }
}

/// The sample after some edits, sensible or not, and one or two units of it.
fn any_scope() -> impl Strategy<Value = (Whole, Vec<Id>)> {
    let doings = prop::collection::vec(any_doing(), 0..12);
    let roots = prop::collection::vec(any::<prop::sample::Index>(), 1..3);
    (doings, roots).prop_map(|(doings, roots)| {
        let data = small();
        let data = data.applied(&batch(&data, &doings)).unwrap();
        let units = data.ids(Kind::Unit);
        let roots = roots.iter().map(|root| root.get(&units).clone()).collect();
        (Whole(data), roots)
    })
}

fn link(data: &Data, kind: Kind, id: &Id, field: &str) -> Option<Id> {
    Id::new(&data.record(kind, id)?.text(kind.place(field)?)).ok()
}

/// The rule said once more, record by record and without an index.
fn expected(data: &Data, roots: &[Id]) -> HashSet<(Kind, Id)> {
    let of = |kind: Kind| data.ids(kind).into_iter().map(move |id| (kind, id));
    let under = |unit: &Id| {
        let (mut at, mut steps) = (Some(unit.clone()), 0);
        while let Some(here) = at.filter(|here| data.unit(here).is_some() && steps < 1000) {
            if roots.contains(&here) {
                return true;
            }
            (at, steps) = (link(data, Kind::Unit, &here, "parent"), steps + 1);
        }
        false
    };
    let units: HashSet<_> = of(Kind::Unit).filter(|(_, id)| under(id)).collect();
    let unit = |id: Option<Id>| id.is_some_and(|id| units.contains(&(Kind::Unit, id)));
    let villages: HashSet<_> = of(Kind::Village)
        .filter(|(kind, id)| match link(data, *kind, id, "cell") {
            Some(cell) => unit(Some(cell)),
            None => unit(link(data, *kind, id, "commune")),
        })
        .collect();
    let body = |id: Option<Id>| {
        id.is_some_and(|id| {
            units.contains(&(Kind::Unit, id.clone())) || villages.contains(&(Kind::Village, id))
        })
    };
    let by_event = of(Kind::Event)
        .filter(|(kind, id)| unit(link(data, *kind, id, "unit")) || unit(link(data, *kind, id, "from_unit")));
    let by_term = of(Kind::Term).filter(|(kind, id)| body(link(data, *kind, id, "body")));
    let members: HashSet<_> = by_event
        .chain(by_term)
        .filter_map(|(kind, id)| link(data, kind, &id, "member"))
        .filter(|id| data.member(id).is_some())
        .map(|id| (Kind::Member, id))
        .collect();
    let member = |id: Option<Id>| id.is_some_and(|id| members.contains(&(Kind::Member, id)));
    let terms = of(Kind::Term)
        .filter(|(kind, id)| body(link(data, *kind, id, "body")) || member(link(data, *kind, id, "member")));
    let events = of(Kind::Event).filter(|(kind, id)| member(link(data, *kind, id, "member")));
    // The books: what says that it belongs to one of these.
    let own = [Kind::Unit, Kind::Village, Kind::Member, Kind::Term, Kind::Event];
    let books = Kind::TABLES.iter().filter(|kind| !own.contains(kind)).flat_map(|kind| of(*kind));
    let books = books.filter(|(kind, id)| {
        kind.about().owners.iter().any(|owner| match link(data, *kind, id, owner) {
            Some(owner) if data.unit(&owner).is_some() => unit(Some(owner)),
            Some(owner) if data.village(&owner).is_some() => villages.contains(&(Kind::Village, owner)),
            owner => member(owner),
        })
    });
    let own = std::iter::once((Kind::Office, Id::office()));
    own.chain(terms)
        .chain(books)
        .chain(events)
        .chain(units.clone())
        .chain(villages.clone())
        .chain(members.clone())
        .collect()
}

fn all(data: &Data) -> HashSet<(Kind, Id)> {
    Kind::ALL.iter().flat_map(|kind| data.ids(*kind).into_iter().map(move |id| (*kind, id))).collect()
}

/// Every text anywhere in a value.
fn texts(value: &Value, into: &mut HashSet<String>) {
    match value {
        Value::String(text) => _ = into.insert(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, into)),
        Value::Object(fields) => fields.values().for_each(|value| texts(value, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn texts_of(data: &Data, records: &HashSet<(Kind, Id)>) -> HashSet<String> {
    let mut found = HashSet::new();
    for (kind, id) in records {
        texts(&Value::Object(data.record(*kind, id).unwrap().to_json()), &mut found);
    }
    found
}

/// No text of a view is one that only hidden records hold, and none is the id of a hidden record.
fn assert_tight(whole: &Data, view: &Data, said: &HashSet<String>) -> Result<(), TestCaseError> {
    let seen = all(view);
    let hidden: HashSet<_> = all(whole).difference(&seen).cloned().collect();
    let mut own = HashSet::new();
    for (kind, id) in &seen {
        for field in kind.fields() {
            // Links are texts of other records.
            if !matches!(field.input, Input::Link(_)) {
                texts(&whole.record(*kind, id).unwrap().json(field.name), &mut own);
            }
        }
    }
    let ids: HashSet<&str> = seen.iter().map(|(_, id)| id.as_str()).collect();
    for (_, id) in &hidden {
        let other_kind = ids.contains(id.as_str());
        prop_assert!(other_kind || own.contains(id.as_str()) || !said.contains(id.as_str()), "the id {id}");
    }
    for text in texts_of(whole, &hidden) {
        let known = own.contains(&text) || ids.contains(text.as_str()) || text == "-";
        prop_assert!(known || !said.contains(&text), "{text}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_session_sees_what_the_rule_says_and_not_a_word_of_the_rest((Whole(data), roots) in any_scope()) {
        let view = narrowed(&data, &roots);
        let (is, wanted) = (all(&view), expected(&data, &roots));
        let more: Vec<_> = is.difference(&wanted).collect();
        let less: Vec<_> = wanted.difference(&is).collect();
        prop_assert!(more.is_empty() && less.is_empty(), "{more:?} {less:?}");
        let mut said = texts_of(&view, &all(&view));
        texts(&Value::Object((*view.extra).clone()), &mut said);
        assert_tight(&data, &view, &said)?;
        // What it sees it sees as it is.
        for (kind, id) in all(&view) {
            let (seen, whole) = (view.record(kind, &id).unwrap(), data.record(kind, &id).unwrap());
            for (place, field) in kind.fields().iter().enumerate() {
                let covered = matches!(field.input, Input::Link(_)) && seen.text(place) == "-";
                prop_assert!(covered || seen.text(place) == whole.text(place), "{} of {}", field.name, id);
            }
        }
    }

    #[test]
    fn narrowing_twice_is_narrowing_once((Whole(data), roots) in any_scope()) {
        let view = narrowed(&data, &roots);
        prop_assert!(same(&narrowed(&view, &roots), &view));
    }

    #[test]
    fn a_check_finds_nothing_in_the_part_that_it_does_not_find_in_the_whole((Whole(data), roots) in any_scope()) {
        let whole = check(&Standing::new(data.clone(), DAY));
        let known: HashSet<_> = whole.iter().map(|f| (f.rule.code.to_string(), f.kind, f.id.clone())).collect();
        let view = narrowed(&data, &roots);
        for finding in check(&Standing::new(view.clone(), DAY)) {
            let there = known.contains(&(finding.rule.code.to_string(), finding.kind, finding.id.clone()));
            prop_assert!(there, "{} {} {}", finding.rule.code, finding.id, finding.sentence(chibo::domain::words::Lang::En));
            let sentence = finding.sentence(chibo::domain::words::Lang::En);
            for (kind, id) in all(&data).difference(&all(&view)) {
                let name = data.record(*kind, id).unwrap().json("name");
                let Some(name) = name.as_str().filter(|name| name.len() > 6) else { continue };
                // An agency's name is part of its cell's.
                let names = all(&view).into_iter().map(|(k, i)| view.record(k, &i).unwrap().json("name"));
                let seen = names.into_iter().any(|seen| seen.as_str().is_some_and(|seen| seen.contains(name)));
                prop_assert!(seen || !sentence.contains(name), "{sentence}");
            }
        }
    }

    #[test]
    fn nobody_is_counted_who_belongs_elsewhere((Whole(data), roots) in any_scope()) {
        let view = narrowed(&data, &roots);
        let (part, whole) = (Standing::new(view.clone(), DAY), Standing::new(data.clone(), DAY));
        let units: HashSet<_> = view.ids(Kind::Unit).into_iter().collect();
        let theirs = data.ids(Kind::Member).into_iter().filter(|id| {
            let standing = whole.member(id);
            let here = standing.unit.as_ref().is_none_or(|unit| units.contains(unit));
            standing.state.is_member() && here && view.member(id).is_some()
        });
        prop_assert_eq!(part.total().members(), theirs.count());
        let more: Vec<_> = part.admissions().iter().filter(|one| !whole.admissions().contains(one)).collect();
        prop_assert!(more.is_empty(), "{more:?}");
    }

    #[test]
    fn of_an_edit_nothing_is_told_but_what_is_seen(
        (Whole(data), roots) in any_scope(), doings in prop::collection::vec(any_doing(), 1..8),
    ) {
        let edit = batch(&data, &doings);
        let after = data.applied(&edit).unwrap();
        let view = narrowed(&after, &roots);
        let mut said = HashSet::new();
        for change in seen_batch(&view, &edit).unwrap_or_default().changes {
            let (kind, id) = change.record();
            said.insert(id.to_string());
            if let chibo::domain::edit::Change::Set { field, from, to, .. } = &change {
                let is_link = kind.place(field).is_some_and(|p| matches!(kind.fields()[p].input, Input::Link(_)));
                prop_assert!(view.record(kind, id).is_some());
                if is_link {
                    texts(from, &mut said);
                    texts(to, &mut said);
                }
            }
        }
        for (_, id) in all(&after).difference(&all(&view)) {
            let other = all(&view).iter().any(|(_, seen)| seen == id);
            prop_assert!(other || !said.contains(id.as_str()), "{id}");
        }
    }

    #[test]
    fn what_may_be_written_stays_in_the_scope(
        (Whole(data), roots) in any_scope(), doings in prop::collection::vec(any_doing(), 1..4),
    ) {
        let edit = batch(&data, &doings);
        let Ok(after) = data.committed(&edit) else { return Ok(()) };
        if !may_write(&data, &after, &edit, &roots, DAY) {
            return Ok(());
        }
        let seen: HashSet<_> = all(&narrowed(&data, &roots)).union(&all(&narrowed(&after, &roots))).cloned().collect();
        for change in &edit.changes {
            let (kind, id) = change.record();
            prop_assert!(kind != Kind::Office);
            prop_assert!(seen.contains(&(kind, id.clone())) || after.record(kind, id).is_none(), "{kind:?} {id}");
        }
        // The units of the session stand where they stood, and the tree outside is as it was.
        let outside = |d: &Data| -> Vec<_> {
            let all = d.units().values().filter(|u| roots.contains(&u.id) || !seen.contains(&(Kind::Unit, u.id.clone())));
            all.map(|u| (u.id.clone(), u.parent.clone())).collect()
        };
        prop_assert_eq!(outside(&data), outside(&after));
    }
}

#[test]
fn a_member_who_moved_away_is_seen_and_not_written_and_one_who_died_is_both() {
    let data = small();
    let (cell, member) = data
        .ids(Kind::Member)
        .into_iter()
        .find_map(|id| {
            let unit = chibo::domain::standing::home(&data, &id, DAY)?;
            data.terms_of_member(&id).is_empty().then_some((unit, id))
        })
        .unwrap();
    let other =
        data.ids(Kind::Unit).into_iter().find(|id| data.unit(id).unwrap().kind.is_cell() && *id != cell);
    let event = |kind: &str, unit: Option<&Id>| {
        let mut event = Kind::Event.blank(super::values::id("enew"));
        for (field, text) in [("member", member.as_str()), ("kind", kind), ("date", "2018-04-01")] {
            event.set_text(Kind::Event.place(field).unwrap(), text).unwrap();
        }
        event.set_text(Kind::Event.place("unit").unwrap(), unit.map_or("", Id::as_str)).unwrap();
        let mut batch = Batch::new("create");
        batch.edit(None, event.as_ref());
        batch
    };
    let roots = [cell];
    let phone = |data: &Data| {
        let mut batch = Batch::new("edit");
        batch.set(
            Kind::Member,
            &member,
            "phone",
            data.member(&member).unwrap().phone.clone().into(),
            "0".into(),
        );
        let after = data.committed(&batch).unwrap();
        may_write(data, &after, &batch, &roots, DAY)
    };
    assert!(phone(&data));
    let died = event("died", None);
    let dead = data.committed(&died).unwrap();
    assert!(may_write(&data, &dead, &died, &roots, DAY) && phone(&dead));
    let moved = event("transferred_inside", other.as_ref());
    let away = data.committed(&moved).unwrap();
    assert!(!may_write(&data, &away, &moved, &roots, DAY), "to send somebody away takes both");
    assert!(!phone(&away) && narrowed(&away, &roots).member(&member).is_some());
}
