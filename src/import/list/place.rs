//! Rows about units, villages and all that is no person's history: which of the register is meant, and what would change.
//!
//! A unit is known by its code, else by its name under its parent; a village by its code, else by its name in its
//! commune; anything else by what tells it from others (see `telling`). A list may hold a unit and those under it;
//! whichever comes first.

use std::collections::HashMap;

use super::{
    issue::{Issue, Why},
    member::says_same,
    naming::{Names, key},
    plan::{Cancelled, Outcome, Plan},
    said::{Said, unsure},
    village,
};
use crate::{
    domain::{
        edit::{Batch, Change},
        fold, former,
        identity::{Match, People},
        record::{Described, Id, Input, Kind, Record},
        standing::Standing,
        unit::{Ending, Unit},
    },
    import::report::Kept,
};

/// Compares all rows with each other and with the register.
pub(super) fn settle(
    plan: &mut Plan,
    standing: &Standing,
    watch: &dyn Fn(usize) -> bool,
) -> Result<(), Cancelled> {
    let known = Known::new(plan.into, standing);
    let parents = parents(plan);
    let people = people(plan.into, standing);
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    for row in 0..plan.rows.len() {
        if !watch(row) {
            return Err(Cancelled);
        }
        plan.rows[row].compared.clear();
        let said = plan.rows[row].said.clone();
        let mut issues = Vec::new();
        if plan.rows[row].skipped || plan.rows[row].is_barred() {
            plan.rows[row].outcome = if plan.rows[row].skipped { Outcome::Skipped } else { Outcome::Problem };
            continue;
        }
        let own = match &said.record {
            Some(id) => (id.to_string(), String::new()),
            None => (said.text(plan.into, "code").to_lowercase(), own_key(plan.into, &said)),
        };
        if let Some(&first) = seen.get(&own) {
            plan.rows[row].compared =
                vec![Issue::row(Why::SameAs(plan.at(first), Default::default()), Kept::All)];
            plan.rows[row].outcome = Outcome::Merged(first);
            continue;
        }
        seen.insert(own, row);
        if !said.above_words.is_empty() && !parents.contains_key(&row) {
            let near = known.names.find(&said.above_words, None);
            let near = if let super::naming::Named::Nothing(near) = near { near } else { None };
            let column = plan.column_of(row, super::catalogue::Extra::UnitAbove);
            issues.push(Issue::at(column, Why::NoUnit(said.above_words.clone(), near), Kept::Rest));
        }
        let target = match said.record.clone() {
            Some(id) => Match::One(id),
            None => known.find(plan.into, &said),
        };
        let target = match target {
            Match::One(id) => Some(id),
            Match::Nobody => None,
            Match::Unsure(ids) => {
                plan.rows[row].compared = vec![Issue::row(unsure(ids), Kept::Nothing)];
                plan.rows[row].outcome = Outcome::Problem;
                continue;
            }
        };
        if plan.into == Kind::Village {
            issues.extend(village::issues(&said, target.as_ref(), standing));
        }
        let changes = changes(plan.into, &said, target.as_ref(), None, (standing, &people), &mut |kind| {
            Id::from_random(kind, [0; 10])
        });
        plan.rows[row].outcome = match target {
            None => Outcome::New,
            Some(id) if changes.is_empty() => Outcome::Same(id),
            Some(id) => Outcome::Changed(id, changes),
        };
        plan.rows[row].compared = issues;
    }
    Ok(())
}

/// The batch of all rows that are not left out; a unit comes after the one it stands under.
pub(super) fn batch(plan: &Plan, standing: &Standing, new_id: &mut dyn FnMut(Kind) -> Id) -> Batch {
    let parents = parents(plan);
    let people = people(plan.into, standing);
    let mut ids: HashMap<usize, Id> = HashMap::new();
    for (number, row) in plan.rows.iter().enumerate() {
        match &row.outcome {
            Outcome::New => drop(ids.insert(number, new_id(plan.into))),
            Outcome::Changed(id, _) | Outcome::Same(id) => drop(ids.insert(number, id.clone())),
            Outcome::Merged(_) | Outcome::Problem | Outcome::Skipped => {}
        }
    }
    let mut batch = Batch::new("import");
    for (number, row) in plan.rows.iter().enumerate() {
        let target = match &row.outcome {
            Outcome::New => None,
            Outcome::Changed(id, _) | Outcome::Same(id) => Some(id),
            Outcome::Merged(_) | Outcome::Problem | Outcome::Skipped => continue,
        };
        let parent = parents.get(&number).and_then(|row| ids.get(row));
        let own = ids.get(&number).cloned();
        let mut first = own.filter(|_| target.is_none());
        let mut next = |kind| first.take().unwrap_or_else(|| new_id(kind));
        batch.changes.extend(changes(plan.into, &row.said, target, parent, (standing, &people), &mut next));
    }
    batch
}

/// Who may head a village; nobody is asked for in lists of units.
fn people(into: Kind, standing: &Standing) -> People<Id> {
    if into == Kind::Village { People::of(standing) } else { People::default() }
}

/// The rows whose unit above stands in the file itself, with the row of that unit.
fn parents(plan: &Plan) -> HashMap<usize, usize> {
    let mut named: HashMap<String, usize> = HashMap::new();
    if plan.into == Kind::Unit {
        for (number, row) in plan.rows.iter().enumerate() {
            named.entry(key(row.said.text(Kind::Unit, "name"))).or_insert(number);
            named.entry(row.said.text(Kind::Unit, "code").to_lowercase()).or_insert(number);
        }
    }
    let above = |(number, words): (usize, &str)| {
        let row = named.get(&key(words)).or_else(|| named.get(&words.to_lowercase()))?;
        (!words.is_empty() && *row != number).then_some((number, *row))
    };
    plan.rows.iter().map(|row| row.said.above_words.as_str()).enumerate().filter_map(above).collect()
}

/// What tells a row from others of the same list.
fn own_key(into: Kind, said: &Said) -> String {
    if is_place(into) {
        let above = said.above.as_ref().map(Id::as_str).unwrap_or(&said.above_words);
        return format!("{} / {above}", key(said.text(into, "name")));
    }
    telling(into, said).map(|(place, text)| told(into, place, &text)).collect::<Vec<_>>().join(" / ")
}

/// Whether a kind is known by its code, or its name and what it lies under.
fn is_place(kind: Kind) -> bool {
    matches!(kind, Kind::Unit | Kind::Village)
}

/// The fields that tell a record of a kind from others, with what a row says of them: whose it is and what is never
/// twice the same; where nothing is, or the row leaves some of it blank, its name or what else it cannot be without.
fn telling<'a>(kind: Kind, said: &'a Said) -> impl Iterator<Item = (usize, String)> + 'a {
    let (about, blank) = (kind.about(), kind.blank(Id::from_random(kind, [0; 10])));
    let text = move |name: &str| {
        let place = kind.place(name)?;
        let text = said.text(kind, name);
        // What is not said of a choice is what the record begins with.
        let choice = || blank.text(place).into_owned();
        Some((place, if text.is_empty() { choice() } else { text.to_owned() }))
    };
    let is_weak = about.same.iter().any(|name| said.text(kind, name).is_empty());
    let is_needed = move |name: &&str| {
        is_weak && *name == "name" || about.same.is_empty() && about.note.contains(&format!("{{{name}}}"))
    };
    kind.fields()
        .iter()
        .filter(move |field| {
            about.owners.contains(&field.name)
                || about.same.contains(&field.name)
                || about.same.is_empty() && field.required
                || is_needed(&field.name)
        })
        .filter_map(move |field| text(field.name))
}

/// A value as two of them are compared.
fn told(kind: Kind, place: usize, text: &str) -> String {
    match kind.fields().get(place).map(|field| field.input) {
        Some(Input::Text | Input::Person) => fold::same_syllables(text),
        _ => text.to_owned(),
    }
}

/// The records of the register by what tells them from others.
struct Known<'a> {
    standing: &'a Standing,
    names: Names<'a>,
    units: HashMap<(String, Option<Id>), Vec<Id>>,
    villages: HashMap<(String, Option<Id>), Vec<Id>>,
    codes: HashMap<(Kind, String), Id>,
    others: HashMap<String, Vec<Id>>,
}

impl<'a> Known<'a> {
    fn new(into: Kind, standing: &'a Standing) -> Self {
        let data = &standing.data;
        let mut known = Self {
            standing,
            names: Names::new(data),
            units: HashMap::new(),
            villages: HashMap::new(),
            codes: HashMap::new(),
            others: HashMap::new(),
        };
        for id in data.ids(into).into_iter().filter(|_| !is_place(into)) {
            let record = data.record(into, &id);
            let text =
                |place: usize| record.map(|record| record.text(place).into_owned()).unwrap_or_default();
            known.others.entry(anchor(into, &text)).or_default().push(id);
        }
        for unit in data.units().values() {
            known.units.entry((key(&unit.name), unit.parent.clone())).or_default().push(unit.id.clone());
            known.codes.insert((Kind::Unit, unit.code.to_lowercase()), unit.id.clone());
        }
        for village in data.villages().values() {
            known
                .villages
                .entry((key(&village.name), village.commune.clone()))
                .or_default()
                .push(village.id.clone());
            known.codes.insert((Kind::Village, village.code.to_lowercase()), village.id.clone());
        }
        known
    }

    fn find(&self, into: Kind, said: &Said) -> Match {
        if !is_place(into) {
            return self.told(into, said);
        }
        let code = said.text(into, "code").to_lowercase();
        if !code.is_empty()
            && let Some(id) = self.codes.get(&(into, code))
        {
            return Match::One(id.clone());
        }
        let place = (key(said.text(into, "name")), said.above.clone());
        let found = if into == Kind::Unit { self.units.get(&place) } else { self.villages.get(&place) };
        match found.map(Vec::as_slice) {
            Some([one]) => Match::One(one.clone()),
            Some(_) | None => Match::Nobody,
        }
    }

    /// The record that a row tells: all that tells it is the same. Where one of the two says less, it may be that one.
    fn told(&self, into: Kind, said: &Said) -> Match {
        let telling: Vec<(usize, String)> = telling(into, said).collect();
        let text = |place: usize| {
            let said = telling.iter().find(|(at, _)| *at == place);
            said.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let (mut same, mut perhaps) = (Vec::new(), Vec::new());
        for id in self.others.get(&anchor(into, &text)).into_iter().flatten() {
            let Some(record) = self.standing.data.record(into, id) else { continue };
            let pairs = telling
                .iter()
                .map(|(place, text)| (told(into, *place, text), told(into, *place, &record.text(*place))));
            let (mut is_same, mut is_other) = (true, false);
            for (here, there) in pairs.filter(|(here, there)| here != there) {
                is_same = false;
                is_other |= !here.is_empty() && !there.is_empty();
            }
            match (is_same, is_other) {
                (true, _) => same.push(id.clone()),
                (false, false) => perhaps.push(id.clone()),
                (false, true) => {}
            }
        }
        match (same.as_slice(), perhaps.is_empty()) {
            ([one], _) => Match::One(one.clone()),
            ([], true) => Match::Nobody,
            _ => Match::Unsure(same.into_iter().chain(perhaps).collect()),
        }
    }
}

/// What a record that a row may tell has in common with it in any case: what it cannot be without, of that by which
/// records are told from others.
fn anchor(kind: Kind, text: &dyn Fn(usize) -> String) -> String {
    let about = kind.about();
    let tells =
        |name: &str| about.same.is_empty() || about.owners.contains(&name) || about.same.contains(&name);
    let fields = kind.fields().iter().enumerate().filter(|(_, field)| field.required && tells(field.name));
    fields.map(|(place, _)| told(kind, place, &text(place))).collect::<Vec<_>>().join(" / ")
}

fn changes(
    into: Kind,
    said: &Said,
    target: Option<&Id>,
    parent: Option<&Id>,
    (standing, people): (&Standing, &People<Id>),
    new_id: &mut dyn FnMut(Kind) -> Id,
) -> Vec<Change> {
    let mut batch = Batch::new("import");
    match into {
        Kind::Unit => unit(said, target, parent, standing, new_id, &mut batch),
        Kind::Village => village::changes(said, target, (standing, people), new_id, &mut batch),
        _ => {
            let before = target.and_then(|id| standing.stored.record(into, id));
            let mut after = before.map_or_else(|| into.blank(new_id(into)), Record::boxed);
            set_fields(after.as_mut(), said, before.is_some());
            former::edit(&mut batch, before, after.as_mut(), standing.as_of, new_id);
        }
    }
    batch.changes
}

fn unit(
    said: &Said,
    target: Option<&Id>,
    parent: Option<&Id>,
    standing: &Standing,
    new_id: &mut dyn FnMut(Kind) -> Id,
    batch: &mut Batch,
) {
    let before = target.and_then(|id| standing.stored.unit(id));
    let mut after = before.cloned().unwrap_or_else(|| Unit::blank(new_id(Kind::Unit)));
    set_fields(&mut after, said, before.is_some());
    after.parent = said.above.clone().or_else(|| parent.cloned()).or(after.parent);
    let ended = ending(&said.state);
    if ended.is_some() {
        after.closed_how = ended;
    }
    batch.edit(before.map(|unit| unit as &dyn Record), &after);
}

/// Sets the fields a row says something about, unless the register says the same.
pub(super) fn set_fields(record: &mut dyn Record, said: &Said, known: bool) {
    let own = record.kind();
    for ((kind, place), text) in &said.fields {
        if *kind == own && !(known && says_same(own, *place, &record.text(*place), text)) {
            _ = record.set_text(*place, text);
        }
    }
}

/// How a unit ended, in the words of a list.
fn ending(words: &str) -> Option<Ending> {
    let folded = fold::fold(words);
    let says = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
    if says(&["hop nhat", "sap nhap"]) {
        Some(Ending::Merged)
    } else if says(&["giai the"]) {
        Some(Ending::Dissolved)
    } else if says(&["chuyen giao"]) {
        Some(Ending::HandedOver)
    } else {
        says(&["chia tach"]).then_some(Ending::Split)
    }
}

/// The village of a name, in the commune of a unit when that is known.
pub(super) fn village_named(standing: &Standing, words: &str, unit: Option<&Id>) -> Option<Id> {
    let data = &standing.data;
    let names = Names::new(data);
    let villages = data.villages().values().filter(|village| key(&village.name) == key(words));
    let here = |commune: &Option<Id>| match (unit.and_then(|id| data.unit(id)), commune) {
        (Some(unit), Some(commune)) => names.is_under(unit, commune),
        (None, _) | (_, None) => true,
    };
    let mut found = villages.filter(|village| here(&village.commune));
    found.next().filter(|_| found.next().is_none()).map(|village| village.id.clone())
}
