//! A row of a list of villages as records: the village, and the terms of those who head it and its cell.
//!
//! Of a new village the head gets a term, and the secretary when the register has none for the cell. Where the
//! register names somebody else nothing is changed: who gives a post up, and when, is for people to enter.

use super::{
    date,
    issue::{Issue, Why},
    place::set_fields,
    said::{Person, Said},
};
use crate::{
    domain::{
        date::PartialDate,
        edit::Batch,
        fold, former,
        identity::{Known, Match, People},
        record::{Described, Id, Kind, Record},
        standing::{Holder, Standing},
        term::{Post, Term},
        village::{Village, VillageKind},
    },
    import::report::Kept,
};

/// What is the matter with a row about a village.
pub(super) fn issues(said: &Said, target: Option<&Id>, standing: &Standing) -> Vec<Issue> {
    let Some(village) = target.and_then(|id| standing.data.village(id)) else { return Vec::new() };
    let cell = village.cell.as_ref().or(said.unit.as_ref());
    let posts =
        [(&said.secretary, cell, Post::Secretary), (&said.head, Some(&village.id), Post::VillageHead)];
    let differs = posts.into_iter().filter_map(|(person, body, post)| {
        let (person, body) = (person.as_ref()?, body?);
        let holders = standing.holders(body, post);
        let same = holders.iter().any(|holder| is_same(person, holder, standing));
        (!holders.is_empty() && !same).then(|| {
            let there = holders[0].name.clone();
            Issue::row(Why::HolderDiffers(post, person.name.clone(), there), Kept::Rest)
        })
    });
    differs.collect()
}

fn is_same(person: &Person, holder: &Holder, standing: &Standing) -> bool {
    let member = holder.member.as_ref().and_then(|id| standing.data.member(id));
    let term = standing.data.term(&holder.term);
    let born = member.and_then(|member| member.born).or_else(|| term.and_then(|term| term.holder_born));
    let agrees = person.born.zip(born).is_none_or(|(a, b)| date::agree(a, b));
    fold::same_syllables(&holder.name) == fold::same_syllables(&person.name) && agrees
}

/// What a row changes.
pub(super) fn changes(
    said: &Said,
    target: Option<&Id>,
    (standing, people): (&Standing, &People<Id>),
    new_id: &mut dyn FnMut(Kind) -> Id,
    batch: &mut Batch,
) {
    let before = target.and_then(|id| standing.stored.village(id));
    let mut after = before.cloned().unwrap_or_else(|| Village::blank(new_id(Kind::Village)));
    set_fields(&mut after, said, before.is_some());
    if before.is_none() && said.text(Kind::Village, "kind").is_empty() {
        after.kind = kind_of_name(&after.name).unwrap_or(after.kind);
    }
    // A village of a list is known by its commune; one that was taken out may have come under another.
    if before.is_none() || said.record.is_some() {
        after.commune = said.above.clone().or(after.commune);
    }
    after.cell = said.unit.clone().or(after.cell);
    former::edit(
        batch,
        before.map(|village| village as &dyn Record),
        &mut after,
        standing.as_of,
        &mut *new_id,
    );
    let mut posts = Posts { said, standing, people, new_id, batch };
    posts.fill(&after);
}

struct Posts<'a> {
    said: &'a Said,
    standing: &'a Standing,
    people: &'a People<Id>,
    new_id: &'a mut dyn FnMut(Kind) -> Id,
    batch: &'a mut Batch,
}

impl Posts<'_> {
    fn fill(&mut self, village: &Village) {
        let head = self.said.head.clone();
        let secretary = self.said.secretary.clone();
        if let (Some(person), Some(cell)) = (secretary, village.cell.clone()) {
            self.post(&person, &cell, Post::Secretary, village);
        }
        if let Some(person) = head {
            self.post(&person, &village.id, Post::VillageHead, village);
        }
    }

    /// Puts somebody into a post nobody holds.
    fn post(&mut self, person: &Person, body: &Id, post: Post, village: &Village) {
        if !self.standing.holders(body, post).is_empty() {
            return;
        }
        let member = self.member(person, village);
        // A secretary is a member; without one the list's name stays with the list.
        if member.is_none() && post == Post::Secretary {
            return;
        }
        let mut term = Term::blank((self.new_id)(Kind::Term));
        (term.body, term.post) = (Some(body.clone()), post);
        term.from = self.said.since.map(PartialDate::Day);
        match member {
            Some(id) => term.member = Some(id),
            None => {
                term.holder_name.clone_from(&person.name);
                term.holder_born = person.born;
            }
        }
        self.batch.edit(None, &term);
    }

    /// The member of the village's cell that is meant.
    fn member(&self, person: &Person, village: &Village) -> Option<Id> {
        let cell = village.cell.as_ref()?;
        let known = Known { name: &person.name, born: person.born, unit: Some(cell), ..Known::default() };
        match self.people.find(&known) {
            Match::One(id) => Some(id),
            Match::Unsure(_) | Match::Nobody => None,
        }
    }
}

/// The kind of village its own name begins with.
fn kind_of_name(name: &str) -> Option<VillageKind> {
    let folded = fold::fold(name);
    let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(&format!("{word} ")));
    if begins(&["khu pho", "khu", "kp"]) {
        Some(VillageKind::Quarter)
    } else if begins(&["ban"]) {
        Some(VillageKind::UplandVillage)
    } else if begins(&["to dan pho", "tdp"]) {
        Some(VillageKind::ResidentialGroup)
    } else {
        begins(&["thon"]).then_some(VillageKind::Hamlet)
    }
}
