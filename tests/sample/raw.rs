//! The figures counted from bare JSON, with nothing of the product's rules.

use std::collections::{BTreeMap, BTreeSet};

use chibo::domain::{data::Data, date::Date, record::Kind};
use serde_json::{Map, Value};

use crate::Headline;

/// The same headline from bare JSON, with nothing of the product's rules.
pub(crate) fn raw_headline(data: &Data, on: Date) -> Headline {
    let on = on.to_string();
    let table = |kind: Kind| -> Vec<Map<String, Value>> {
        data.ids(kind).iter().map(|id| data.record(kind, id).unwrap().to_json()).collect()
    };
    let (units, villages, terms) = (table(Kind::Unit), table(Kind::Village), table(Kind::Term));
    let events = table(Kind::Event);
    let mut lives: BTreeMap<&str, Vec<&Map<String, Value>>> = BTreeMap::new();
    for event in events.iter().filter(|e| text(e, "date") <= on.as_str()) {
        lives.entry(text(event, "member")).or_default().push(event);
    }
    let states: Vec<(bool, String)> = lives.into_values().filter_map(raw_state).collect();
    let overdue = |began: &str| {
        let (year, rest) = began.split_at(4);
        format!("{:04}{rest}", year.parse::<i32>().unwrap() + 1) <= on
    };
    let open = |u: &&Map<String, Value>| !u.contains_key("closed_on") || on.as_str() < text(u, "closed_on");
    let tops: Vec<&str> = units.iter().filter(|u| !u.contains_key("parent")).map(|u| text(u, "id")).collect();
    let admitted = |e: &&Map<String, Value>| {
        ["admitted", "readmitted"].contains(&text(e, "kind"))
            && !raw_elsewhere(e)
            && text(e, "date") <= on.as_str()
            && text(e, "date").starts_with("2017")
    };
    let holders = raw_holders(&terms, &on);
    let none = BTreeSet::new();
    let both = |v: &&Map<String, Value>| {
        let heads = holders.get(&(text(v, "id"), "village_head")).unwrap_or(&none);
        !heads.is_disjoint(holders.get(&(text(v, "cell"), "secretary")).unwrap_or(&none))
    };
    [
        units.iter().filter(open).filter(|u| tops.contains(&text(u, "parent"))).count(),
        states.len(),
        states.iter().filter(|(official, _)| !official).count(),
        states.iter().filter(|(official, began)| !official && overdue(began)).count(),
        villages.len(),
        villages.iter().filter(both).count(),
        events.iter().filter(admitted).count(),
    ]
}

/// Whether official, and since when admitted; none for those who are not members.
fn raw_state(mut events: Vec<&Map<String, Value>>) -> Option<(bool, String)> {
    const LAST_OF_DAY: [&str; 5] = ["transferred_out", "struck_off", "expelled", "resigned", "died"];
    events.sort_by_key(|e| (text(e, "date").to_owned(), LAST_OF_DAY.contains(&text(e, "kind"))));
    let (mut here, mut official, mut began) = (false, false, String::new());
    for event in events {
        match text(event, "kind") {
            "admitted" | "readmitted" => {
                here |= !raw_elsewhere(event);
                (official, began) = (false, text(event, "date").to_owned());
            }
            "opening_balance" | "restored" | "transferred_in" => here = true,
            "official" => official = true,
            kind if LAST_OF_DAY.contains(&kind) => here = false,
            _ => {}
        }
    }
    here.then_some((official, began))
}

/// An admission into another organisation: a place is named and no unit.
fn raw_elsewhere(event: &Map<String, Value>) -> bool {
    !event.contains_key("unit") && event.contains_key("place")
}

/// Members by the body and post they hold.
fn raw_holders<'a>(
    terms: &'a [Map<String, Value>],
    on: &str,
) -> BTreeMap<(&'a str, &'a str), BTreeSet<&'a str>> {
    let mut holders: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for term in terms.iter().filter(|t| t.contains_key("member")) {
        let from = format!("{}-01-01", text(term, "from"))[..10].to_owned();
        if from.as_str() <= on && (!term.contains_key("to") || on < text(term, "to")) {
            holders.entry((text(term, "body"), text(term, "post"))).or_default().insert(text(term, "member"));
        }
    }
    holders
}

fn text<'a>(record: &'a Map<String, Value>, field: &str) -> &'a str {
    record.get(field).and_then(Value::as_str).unwrap_or_default()
}
