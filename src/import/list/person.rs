//! Rows about persons: which of them are one person, who that is in the register, and what would change.
//!
//! Rows of a file about one person are put together first, the fuller value of each winning; then the person is
//! looked for in the register. What becomes of a member, an event or a term is said by the kind's own file.

use std::collections::HashMap;

use super::{
    date, event,
    issue::{Issue, Why},
    member, place,
    plan::{Cancelled, Outcome, Plan, Who},
    said::{self, Said},
    term,
};
use crate::{
    domain::{
        date::{Date, PartialDate},
        edit::{Batch, Change},
        identity::{By, Known, Match, People},
        record::{Id, Kind, Record},
        standing::Standing,
    },
    import::report::Kept,
};

/// What the kinds need to say what would change.
pub(super) struct Ground<'a> {
    /// The register on the day of the list.
    pub(super) standing: &'a Standing,
    /// The day of the list.
    pub(super) list: Date,
}

/// Compares all rows with each other and with the register.
pub(super) fn settle(
    plan: &mut Plan,
    standing: &Standing,
    watch: &dyn Fn(usize) -> bool,
) -> Result<(), Cancelled> {
    let ground = Ground { standing, list: plan.list };
    let firsts = merge(plan, watch)?;
    let register = People::of(standing);
    let mut claimed: HashMap<Id, usize> = HashMap::new();
    for (done, row) in firsts.into_iter().enumerate() {
        if !watch(done) {
            return Err(Cancelled);
        }
        let said = plan.together.get(&row).unwrap_or(&plan.rows[row].said).clone();
        let (target, mut issues) = match plan.rows[row].who.clone() {
            Some(Who::Known(id)) => (Some(id), Vec::new()),
            Some(Who::Another) => (None, Vec::new()),
            None => target(plan.into, &said, &register),
        };
        let barred = issues.iter().any(|issue| issue.kept == Kept::Nothing);
        let outcome = match target {
            _ if barred => Outcome::Problem,
            Some(id) if claims(plan.into, &said) && claimed.get(&id).is_some_and(|first| *first != row) => {
                let first = claimed[&id];
                issues.push(Issue::row(Why::SameAs(plan.at(first), By::Name), Kept::Nothing));
                Outcome::Problem
            }
            target => {
                claimed.extend(target.clone().map(|id| (id, row)));
                let (outcome, more) = outcome(plan.into, &said, target.as_ref(), &ground);
                issues.extend(more);
                outcome
            }
        };
        let barred = issues.iter().any(|issue| issue.kept == Kept::Nothing);
        let line = &mut plan.rows[row];
        line.outcome = if barred { Outcome::Problem } else { outcome };
        line.compared.extend(issues);
    }
    Ok(())
}

/// Whether no other row may be about the same: it is of a member, or of the one record that was taken out.
fn claims(into: Kind, said: &Said) -> bool {
    into == Kind::Member || said.record.is_some()
}

/// Puts rows about one person together; gives the first row of each person.
fn merge(plan: &mut Plan, watch: &dyn Fn(usize) -> bool) -> Result<Vec<usize>, Cancelled> {
    let mut seen: People<usize> = People::default();
    let mut firsts = Vec::new();
    plan.together.clear();
    for row in 0..plan.rows.len() {
        if !watch(0) {
            return Err(Cancelled);
        }
        plan.rows[row].compared.clear();
        if plan.rows[row].skipped {
            plan.rows[row].outcome = Outcome::Skipped;
            continue;
        }
        if plan.rows[row].is_barred() {
            plan.rows[row].outcome = Outcome::Problem;
            continue;
        }
        // In lists of events and terms a person may come as often as something happened, and a record that was taken
        // out says itself which it is.
        if plan.into != Kind::Member || plan.rows[row].said.record.is_some() {
            firsts.push(row);
            continue;
        }
        let said = plan.rows[row].said.clone();
        let known = known(&said);
        if let (Match::One(first), by) = seen.find_by(&known) {
            join(plan, first, row, by);
            continue;
        }
        if let Some((other, By::Card | By::Citizen)) = seen.sharing(&known) {
            for (row, other) in [(row, other), (other, row)] {
                let issue = Issue::row(Why::NumberOfRow(plan.at(other)), Kept::All);
                plan.rows[row].compared.push(issue);
            }
        }
        seen.add(row, &known);
        firsts.push(row);
    }
    Ok(firsts)
}

/// Adds what a row says to what the first row about the same person says.
fn join(plan: &mut Plan, first: usize, row: usize, by: By) {
    let said = plan.rows[row].said.clone();
    let at = plan.at(first);
    let together = plan.together.entry(first).or_insert_with(|| plan.rows[first].said.clone());
    let born = |said: &Said| said.value::<PartialDate>(Kind::Member, "born");
    let mut issues = vec![Issue::row(Why::SameAs(at.clone(), by), Kept::All)];
    if let (Some(here), Some(there)) = (born(&said), born(together))
        && !date::agree(here, there)
    {
        issues.push(Issue::row(Why::BornDiffers(at.clone(), here, there), Kept::All));
    }
    if said.unit.is_some() && together.unit.is_some() && said.unit != together.unit {
        issues.push(Issue::row(Why::UnitDiffers(at), Kept::All));
    }
    fill(together, &said);
    plan.rows[row].outcome = Outcome::Merged(first);
    plan.rows[row].compared = issues;
}

/// Takes over what is not known yet, or known less exactly.
fn fill(together: &mut Said, said: &Said) {
    for ((kind, place), text) in &said.fields {
        match together.fields.iter_mut().find(|(key, _)| *key == (*kind, *place)) {
            None => together.fields.push(((*kind, *place), text.clone())),
            Some((_, known)) => {
                if let (Ok(old), Ok(new)) = (known.parse::<PartialDate>(), text.parse::<PartialDate>())
                    && date::agree(old, new)
                    && date::depth(new) > date::depth(old)
                {
                    *known = text.clone();
                }
            }
        }
    }
    let fuller = |old: Option<PartialDate>, new: Option<PartialDate>| match (old, new) {
        (Some(old), Some(new)) if date::agree(old, new) && date::depth(new) > date::depth(old) => Some(new),
        (old, new) => old.or(new),
    };
    together.admitted = fuller(together.admitted, said.admitted);
    together.official = fuller(together.official, said.official);
    together.unit = together.unit.take().or_else(|| said.unit.clone());
    together.decision_date = together.decision_date.or(said.decision_date);
    if together.decision.is_empty() {
        together.decision.clone_from(&said.decision);
    }
}

/// What a row says of its person.
pub(super) fn known(said: &Said) -> Known<'_> {
    Known {
        name: said.text(Kind::Member, "name"),
        born: said.value(Kind::Member, "born"),
        unit: said.unit.as_ref(),
        card_number: said.text(Kind::Member, "card_number"),
        citizen_number: said.text(Kind::Member, "citizen_number"),
        record_number: said.text(Kind::Member, "record_number"),
    }
}

/// Who in the register a row is about; the record itself where it was taken out and is whose it was.
fn target(into: Kind, said: &Said, register: &People<Id>) -> (Option<Id>, Vec<Issue>) {
    let known = known(said);
    let mut issues = Vec::new();
    // Of a record that was taken out, a row need not say whose it is.
    if said.record.is_some() && (into == Kind::Member || known.name.is_empty()) {
        return (said.record.clone(), issues);
    }
    if let Some((id, By::Card | By::Citizen)) = register.sharing(&known) {
        issues.push(Issue::row(Why::NumberOf(id), Kept::All));
    }
    let target = match register.find(&known) {
        Match::One(id) => Some(id),
        // Somebody of that name in another unit, or of unknown birth: the same person, or another.
        Match::Unsure(ids) => {
            issues.push(Issue::row(said::unsure(ids), Kept::Nothing));
            None
        }
        Match::Nobody => {
            if into != Kind::Member {
                issues.push(Issue::row(Why::NoMember, Kept::Nothing));
            }
            None
        }
    };
    (target, issues)
}

/// What would become of a row, with what is the matter about it.
fn outcome(into: Kind, said: &Said, target: Option<&Id>, ground: &Ground) -> (Outcome, Vec<Issue>) {
    let issues = issues(into, said, target, ground);
    let changes = changes(into, said, target, ground, &mut |kind| Id::from_random(kind, [0; 10]));
    let outcome = match target {
        None => Outcome::New,
        Some(id) if changes.is_empty() => Outcome::Same(id.clone()),
        Some(id) => Outcome::Changed(id.clone(), changes),
    };
    (outcome, issues)
}

fn issues(into: Kind, said: &Said, target: Option<&Id>, ground: &Ground) -> Vec<Issue> {
    match into {
        _ if said.is_silent() => Vec::new(),
        Kind::Event | Kind::Term if said.record.is_some() => Vec::new(),
        Kind::Member => member::issues(said, target, ground),
        Kind::Event => event::issues(said, target, ground),
        Kind::Term => term::issues(said, ground),
        _ => Vec::new(),
    }
}

fn changes(
    into: Kind,
    said: &Said,
    target: Option<&Id>,
    ground: &Ground,
    new_id: &mut dyn FnMut(Kind) -> Id,
) -> Vec<Change> {
    let mut batch = Batch::new("import");
    let record = said.record.as_ref().and_then(|id| ground.standing.data.record(into, id));
    match (into, target, record) {
        (Kind::Member, ..) => member::changes(said, target, ground, new_id, &mut batch),
        (_, _, Some(record)) => {
            let member = target.filter(|member| Some(*member) != said.record.as_ref());
            returned(record, said, member, &mut batch);
        }
        (Kind::Event, Some(member), None) => event::changes(said, member, ground, new_id, &mut batch),
        (Kind::Term, Some(member), None) => term::changes(said, member, ground, new_id, &mut batch),
        _ => {}
    }
    batch.changes
}

/// The batch of all rows that are not left out.
pub(super) fn batch(plan: &Plan, standing: &Standing, new_id: &mut dyn FnMut(Kind) -> Id) -> Batch {
    let ground = Ground { standing, list: plan.list };
    let mut batch = Batch::new("import");
    for (number, row) in plan.rows.iter().enumerate() {
        let said = plan.together.get(&number).unwrap_or(&row.said);
        match &row.outcome {
            Outcome::New => batch.changes.extend(changes(plan.into, said, None, &ground, new_id)),
            Outcome::Changed(id, _) => {
                batch.changes.extend(changes(plan.into, said, Some(id), &ground, new_id))
            }
            Outcome::Same(_) | Outcome::Merged(_) | Outcome::Problem | Outcome::Skipped => {}
        }
    }
    batch
}

/// A record that was taken out and comes back: what its row says otherwise than the register.
fn returned(record: &dyn Record, said: &Said, member: Option<&Id>, batch: &mut Batch) {
    let mut after = record.boxed();
    place::set_fields(after.as_mut(), said, true);
    let decided = said.decision_date.map(|day| day.to_string()).unwrap_or_default();
    for (field, text) in [
        ("member", member.map_or("", Id::as_str)),
        ("unit", said.unit.as_ref().map_or("", Id::as_str)),
        ("decision", &said.decision),
        ("decision_date", &decided),
    ] {
        if let Some(place) = record.kind().place(field).filter(|_| !text.is_empty()) {
            _ = after.set_text(place, text);
        }
    }
    batch.edit(Some(record), after.as_ref());
}
