//! The checks of a register: what in it breaks a rule on a date, and by which regulation.
//!
//! One table, [`RULES`], names every rule with its level, its source and since when it is in force; a rule
//! that changes needs that one place. A finding carries values, not a sentence, so that both languages can
//! be made of it. Checks only look: they forbid nothing (see `edit` for what does), change nothing, and
//! know no clock – every one of them speaks of `standing.as_of`.
//!
//! Not known to the register, and so never asked for: consent of a higher committee, introducers,
//! the day a decision was received.

mod books;
mod deadline;
mod detail;
mod letter;
mod life;
mod member;
mod rules;
mod structure;
mod unit;
mod village;

use std::collections::HashMap;

pub use detail::{Detail, Value};
pub(in crate::domain) use life::{AGES, REVIEW_DAYS, age_in_months};
pub use rules::{Code, Level, RULES, RuleInfo};

use super::{
    calendar::WorkingDays,
    column::name_of,
    data::Data,
    date::Date,
    event::{Event, EventKind},
    fold,
    member::Member,
    record::{Id, Input, Kind},
    standing::{MemberStanding, Standing},
    term::Term,
    words::Lang,
};

/// One place where a rule is broken, or where something is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static RuleInfo,
    /// How much it matters.
    pub level: Level,
    /// Kind of the record to look at.
    pub kind: Kind,
    /// The record to look at.
    pub id: Id,
    /// The column it is about: a field of the record, or what is derived for it (such as `official`).
    pub field: Option<&'static str>,
    /// What is wrong, in values.
    pub detail: Detail,
}

impl Finding {
    /// What is wrong, in words; the record's own name is not among them.
    pub fn sentence(&self, lang: Lang) -> String {
        self.detail.sentence(lang)
    }

    /// The name of the record: of a term its holder's, of an event its member's; empty when there is none.
    pub fn subject(&self, data: &Data) -> String {
        let member = |id: &Option<Id>| id.as_ref().and_then(|id| data.member(id)).map(|m| m.name.clone());
        match self.kind {
            Kind::Term => data.term(&self.id).map(|t| holder_name(data, t)).unwrap_or_default(),
            Kind::Event => data.event(&self.id).and_then(|e| member(&e.member)).unwrap_or_default(),
            kind if kind.place("name").is_some() => {
                data.record(kind, &self.id).map(name_of).unwrap_or_default()
            }
            kind => owner_name(data, kind, &self.id).unwrap_or_default(),
        }
    }

    /// Bytes in whose order findings of one rule stand: the name, persons by their given name.
    fn name_key(&self, data: &Data) -> Vec<u8> {
        let name = self.subject(data);
        match self.kind {
            Kind::Member | Kind::Term | Kind::Event => fold::person_key(&name),
            _ => fold::sort_key(&name),
        }
    }
}

/// The name of what a record belongs to first.
fn owner_name(data: &Data, kind: Kind, id: &Id) -> Option<String> {
    let place = kind.place(kind.about().owners.first()?)?;
    let Input::Link(kinds) = kind.fields()[place].input else { return None };
    let owner = Id::new(&data.record(kind, id)?.text(place)).ok()?;
    data.linked(kinds, &owner).map(name_of)
}

/// Everything that breaks a rule on the date: errors first, then by rule, then by name.
pub fn check(standing: &Standing) -> Vec<Finding> {
    let facts = Facts::new(standing);
    let mut found = Found { on: standing.as_of, all: Vec::new() };
    structure::check(&facts, &mut found);
    life::check(&facts, &mut found);
    letter::check(&facts, &mut found);
    member::check(&facts, &mut found);
    unit::check(&facts, &mut found);
    village::check(&facts, &mut found);
    books::check(&facts, &mut found);
    deadline::check(&facts, &mut found);
    let mut all = found.all;
    all.sort_by_cached_key(|f| {
        (f.level, f.rule.code, f.name_key(&standing.data), f.kind, f.id.clone(), f.field)
    });
    all
}

/// What the checks look at, gathered once: a look-up for each member in each check would cost more than the checks.
struct Facts<'a> {
    standing: &'a Standing,
    data: &'a Data,
    /// The date.
    on: Date,
    calendar: WorkingDays,
    /// Every member, in the order of the file.
    lives: Vec<Life<'a>>,
    /// The ids of members, each with its place among `lives`.
    places: HashMap<&'a str, usize>,
    /// Members by their name, in the form in which equal names are equal.
    names: HashMap<String, Vec<&'a Member>>,
}

/// A member with all that is known for the date.
struct Life<'a> {
    member: &'a Member,
    standing: &'a MemberStanding,
    /// Events up to the date, in the order in which they take effect.
    events: Vec<(Date, &'a Event)>,
    /// Whether an event of any date brings the member in, if only for a while.
    brought_in: bool,
}

impl<'a> Facts<'a> {
    fn new(standing: &'a Standing) -> Self {
        let data = &standing.data;
        let members = || data.members().values().map(|stored| stored.record());
        let life = |member: &'a Member| {
            let standing = standing.member(&member.id);
            Life { member, standing, events: Vec::new(), brought_in: false }
        };
        let mut lives: Vec<Life> = members().map(life).collect();
        let places = members().enumerate().map(|(place, member)| (member.id.as_str(), place)).collect();
        gather(data, standing.as_of, &places, &mut lives);
        let mut names: HashMap<String, Vec<&Member>> = HashMap::with_capacity(lives.len());
        for member in members() {
            names.entry(fold::same_syllables(&member.name)).or_default().push(member);
        }
        let calendar = WorkingDays::of(&data.office);
        Self { standing, data, on: standing.as_of, calendar, lives, places, names }
    }

    /// Members of the same name.
    fn named(&self, name: &str) -> &[&'a Member] {
        self.names.get(&fold::same_syllables(name)).map_or(&[], Vec::as_slice)
    }
}

/// Gives each member the events up to the date.
fn gather<'a>(data: &'a Data, on: Date, places: &HashMap<&str, usize>, lives: &mut [Life<'a>]) {
    for event in data.events().values() {
        let place = event.member.as_ref().and_then(|member| places.get(member.as_str()));
        let (Some(life), Some(date)) = (place.and_then(|place| lives.get_mut(*place)), event.date) else {
            continue;
        };
        life.brought_in |= event.kind.brings_in() || event.kind == EventKind::TransferredTemporary;
        if date <= on {
            life.events.push((date, event));
        }
    }
    // The order of `Data::events_of`.
    for life in lives {
        life.events.sort_by_key(|(date, event)| (*date, event.kind, &event.id));
    }
}

/// The findings so far.
struct Found {
    on: Date,
    all: Vec<Finding>,
}

impl Found {
    /// Adds a finding, unless its rule was not in force on the date.
    fn add(&mut self, rule: Code, (kind, id): (Kind, &Id), field: Option<&'static str>, detail: Detail) {
        let rule = rule.info();
        if rule.in_force(self.on) {
            self.all.push(Finding { rule, level: rule.level, kind, id: id.clone(), field, detail });
        }
    }
}

/// Who holds a term, by the member's name where there is one.
pub(in crate::domain) fn holder_name(data: &Data, term: &Term) -> String {
    let member = term.member.as_ref().and_then(|m| data.member(m));
    member.map_or(&term.holder_name, |m| &m.name).clone()
}
