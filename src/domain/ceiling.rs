//! The ceiling on the best rating: from 2018 on at most 20 % of a group of like ones are rated HTXSNV (QĐ 132-QĐ/TW
//! 8/3/2018; QĐ 124-QĐ/TW 4/10/2023).
//!
//! Of what it is 20 % is read in two ways: of all rated good or better, or, by the letter, of those rated good. Both
//! are computed; the second is the stricter one. Like ones are the members of one grassroots organisation, and the
//! units of one kind under one parent.

use std::collections::BTreeMap;

use super::{
    rating::{FOUR_LEVELS_SINCE, Level},
    record::Id,
    standing::Standing,
    unit::UnitKind,
    words::choice,
};

/// The ceiling, in per cent.
pub const CEILING: usize = 20;

choice! {
    /// Of what the ceiling is a part.
    Reading {
        #[default]
        OrBetter = "or_better", "Trên tổng số từ hoàn thành tốt trở lên", "Of all rated good or better";
        GoodOnly = "good_only", "Trên số hoàn thành tốt", "Of those rated good";
    }
}

/// Like ones that were rated in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The unit they belong to or stand under.
    pub under: Id,
    /// The kind of the units; none when they are members.
    pub kind: Option<UnitKind>,
    /// Those rated excellent.
    pub excellent: Vec<Id>,
    /// Those rated good.
    pub good: Vec<Id>,
}

impl Group {
    /// How many may be rated excellent at most.
    pub fn most(&self, reading: Reading) -> usize {
        let base = match reading {
            Reading::OrBetter => self.excellent.len() + self.good.len(),
            Reading::GoodOnly => self.good.len(),
        };
        base * CEILING / 100
    }

    /// Whether no more were.
    pub fn keeps(&self, reading: Reading) -> bool {
        self.excellent.len() <= self.most(reading)
    }
}

/// The members rated in the year of the date, by grassroots organisation.
pub fn of_members(standing: &Standing) -> Vec<Group> {
    let data = &standing.data;
    groups(standing, |id| {
        data.member(id)?;
        let path = data.path(standing.member(id).unit.as_ref()?);
        path.into_iter().find(|unit| unit.kind.is_grassroots()).map(|unit| (unit.id.clone(), None))
    })
}

/// The units rated in the year of the date, by parent and kind.
pub fn of_units(standing: &Standing) -> Vec<Group> {
    groups(standing, |id| {
        let unit = standing.data.unit(id)?;
        Some((unit.parent.clone()?, Some(unit.kind)))
    })
}

/// The groups in which somebody was rated good or better.
fn groups(standing: &Standing, of: impl Fn(&Id) -> Option<(Id, Option<UnitKind>)>) -> Vec<Group> {
    let year = standing.as_of.year();
    let mut groups: BTreeMap<(Id, Option<UnitKind>), Group> = BTreeMap::new();
    let ratings = standing.data.ratings().values().map(|stored| stored.record());
    let ratings = ratings.filter(|rating| rating.year.is_some_and(|of| of.year() == year));
    for rating in ratings.filter(|_| year >= FOUR_LEVELS_SINCE) {
        let Some(subject) = &rating.subject else { continue };
        let Some((under, kind)) = of(subject) else { continue };
        let group = groups.entry((under, kind));
        let group = group.or_insert_with_key(|(under, kind)| Group {
            under: under.clone(),
            kind: *kind,
            excellent: Vec::new(),
            good: Vec::new(),
        });
        match rating.level {
            Some(Level::Excellent) => group.excellent.push(subject.clone()),
            Some(Level::Good) => group.good.push(subject.clone()),
            _ => {}
        }
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    for group in &mut groups {
        // Rated twice in a year is one person.
        for ids in [&mut group.excellent, &mut group.good] {
            ids.sort();
            ids.dedup();
        }
    }
    groups
}
