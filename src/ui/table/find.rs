//! Finding as one types: letters move the cursor to the next record whose name holds them.

use super::{Row, Table};
use crate::{
    domain::{
        fold::{self, Query},
        standing::Standing,
    },
    ui::page::Backwards,
};

impl Table {
    /// What is being found.
    pub fn finding(&self) -> &str {
        &self.finding
    }

    /// Takes up what was looked for before; the cursor stays.
    pub fn find_again(&mut self, words: &str) {
        words.clone_into(&mut self.finding);
    }

    /// One more letter of what is being found; the cursor goes to the first hit from where it is. Whether there is one.
    pub fn find(&mut self, standing: &Standing, letter: char) -> bool {
        self.finding.push(letter);
        self.finding = fold::nfc(&self.finding).into_owned();
        self.find_here(standing)
    }

    /// Takes the last letter back; a combining mark goes alone. Whether there is a hit for the rest.
    pub fn find_less(&mut self, standing: &Standing) -> bool {
        self.finding.pop();
        self.find_here(standing)
    }

    /// Ends finding; whether there was any.
    pub fn find_end(&mut self) -> bool {
        !std::mem::take(&mut self.finding).is_empty()
    }

    fn find_here(&mut self, standing: &Standing) -> bool {
        let query = Query::new(&self.finding);
        query.is_empty()
            || self.hits(standing, &query, self.scroll.cursor)
            || self.find_next(standing, Backwards::No)
    }

    /// Goes to the next hit; whether there is one.
    pub fn find_next(&mut self, standing: &Standing, backwards: Backwards) -> bool {
        let query = Query::new(&self.finding);
        let count = self.rows.len();
        let from = self.scroll.cursor;
        if query.is_empty() || count == 0 {
            return false;
        }
        let hit = backwards.from(from, count).find(|&place| self.hits(standing, &query, place));
        self.scroll.cursor = hit.unwrap_or(from);
        hit.is_some()
    }

    /// Whether the name of a row holds what is looked for. Only a name whose fold holds it is looked up, so that
    /// a search through a large register stays a walk over short texts.
    fn hits(&self, standing: &Standing, query: &Query, place: usize) -> bool {
        let Some(Row::Record(id, folded)) = self.rows.get(place) else { return false };
        query.may_match(folded)
            && standing
                .data
                .record(self.kind, id)
                .zip(self.kind.place("name"))
                .is_some_and(|(record, place)| query.matches(&record.text(place), folded))
    }
}
