//! What the books say on a day: double posts and mergers, documents, the cadre plan, courses, teams, prospects.

use std::collections::{BTreeMap, BTreeSet};

use super::Scope;
use crate::domain::{
    date::{Date, PartialDate},
    ethnic::EthnicGroup,
    member::Sex,
    paper::{Paper, PaperKind},
    prospect::{Prospect, Stage},
    record::Id,
    standing::{PairState, Standing},
};

/// A sentence of the books and its figures; each figure is the list of what it counts.
#[derive(Debug, Clone, PartialEq)]
pub enum OfBooks {
    /// Posts meant for one holder that are in one hand.
    Doubled {
        /// Pairs of posts of agencies that are in one hand.
        pairs: Vec<Id>,
        /// Pairs of which one is the secretary of a unit.
        secretaries: Vec<Id>,
        /// Pairs of either that are not.
        left: Vec<Id>,
    },
    /// Agencies that were merged.
    Joined {
        /// The mergers.
        mergers: Vec<Id>,
        /// The agencies that ended by them.
        bodies: Vec<Id>,
        /// The day of the announcement, when it was one for all.
        on: Option<Date>,
    },
    /// What units have resolved.
    Resolved {
        /// Since the beginning of this year.
        year: i16,
        /// Resolutions.
        resolutions: Vec<Id>,
        /// Action plans.
        plans: Vec<Id>,
        /// Whose they are.
        units: Vec<Id>,
    },
    /// Working rules and regulations that were reviewed, amended or replaced.
    Revised {
        /// Since the beginning of this year.
        year: i16,
        /// The documents that were revised.
        papers: Vec<Id>,
    },
    /// Who is planned for leading posts.
    Planned {
        /// The latest round.
        round: String,
        /// Entries of the plan.
        entries: Vec<Id>,
        /// The persons, each once.
        members: Vec<Id>,
        /// Women among them.
        women: Vec<Id>,
        /// Of ethnic minorities.
        minorities: Vec<Id>,
        /// When it was last reviewed.
        reviewed: Option<Date>,
    },
    /// Courses and rotations of a year.
    Trained {
        /// The year.
        year: i16,
        /// Courses planned for it.
        courses: Vec<Id>,
        /// Those of them that were held.
        held: Vec<Id>,
        /// Rotations planned for it.
        rotations: Vec<Id>,
        /// Those of them that were done.
        rotated: Vec<Id>,
    },
    /// Meetings that teams attended.
    Attended {
        /// Since the beginning of this year.
        year: i16,
        /// The teams.
        teams: Vec<Id>,
        /// The meetings.
        meetings: Vec<Id>,
        /// Whose they were.
        units: Vec<Id>,
        /// Meetings of which something that was found is not mended.
        open: Vec<Id>,
    },
    /// Who is being prepared for admission.
    Followed {
        /// Prospects.
        prospects: Vec<Id>,
        /// Those of at most 30 years.
        young: Vec<Id>,
        /// Of ethnic minorities.
        minorities: Vec<Id>,
    },
}

/// The sentences in the order of the paragraph.
pub(super) fn sentences(
    standing: &Standing,
    scope: &Scope,
    (since, day): (Date, Date),
) -> [Option<OfBooks>; 8] {
    let look = Look { standing, scope, since, day };
    [
        look.doubled(),
        look.joined(),
        look.resolved(),
        look.revised(),
        look.planned(),
        look.trained(),
        look.attended(),
        look.followed(),
    ]
}

/// What is looked at, and the time in which.
struct Look<'a> {
    standing: &'a Standing,
    scope: &'a Scope,
    since: Date,
    day: Date,
}

impl Look<'_> {
    fn is_within(&self, day: Option<Date>) -> bool {
        day.is_some_and(|day| (self.since..=self.day).contains(&day))
    }

    /// Whether a member's unit on the day is looked at.
    fn holds_member(&self, member: Option<&Id>) -> bool {
        self.scope.holds(member.and_then(|id| self.standing.member(id).unit.as_ref()))
    }

    /// The unit of one side of a pair: the secretary's, or the cell of the agency whose post it is.
    fn unit_of(&self, side: &Option<Id>) -> Option<&Id> {
        let data = &self.standing.data;
        let side = side.as_ref()?;
        if let Some(unit) = data.unit(side) {
            return Some(&unit.id);
        }
        data.agency(data.position(side)?.agency.as_ref()?)?.cell.as_ref()
    }

    fn doubled(&self) -> Option<OfBooks> {
        let data = &self.standing.data;
        let (mut pairs, mut secretaries, mut left) = (Vec::new(), Vec::new(), Vec::new());
        for pair in data.pairs().values() {
            let sides = [&pair.first, &pair.second];
            if !sides.iter().any(|side| self.scope.holds(self.unit_of(side))) {
                continue;
            }
            let of_unit = |side: &&Option<Id>| side.as_ref().is_some_and(|side| data.unit(side).is_some());
            match self.standing.pair(&pair.id).map(|pair| pair.state) {
                Some(PairState::Unified) if sides.iter().any(of_unit) => secretaries.push(pair.id.clone()),
                Some(PairState::Unified) => pairs.push(pair.id.clone()),
                Some(PairState::Split | PairState::Vacant) => left.push(pair.id.clone()),
                Some(PairState::GivenUp) | None => {}
            }
        }
        let any = !pairs.is_empty() || !secretaries.is_empty();
        any.then_some(OfBooks::Doubled { pairs, secretaries, left })
    }

    fn joined(&self) -> Option<OfBooks> {
        let data = &self.standing.data;
        let (mut mergers, mut days) = (Vec::new(), BTreeSet::new());
        for merger in data.mergers().values() {
            let day = merger.announced.or(merger.decided);
            let new = merger.into.as_ref().and_then(|id| data.agency(id));
            if self.is_within(day) && self.scope.holds(new.and_then(|agency| agency.cell.as_ref())) {
                mergers.push(merger.id.clone());
                days.extend(day);
            }
        }
        let ended = |agency: &Option<Id>| agency.as_ref().is_some_and(|merger| mergers.contains(merger));
        let agencies = data.agencies().values().filter(|agency| ended(&agency.merged));
        let bodies = agencies.map(|agency| agency.id.clone()).collect();
        let on = days.first().copied().filter(|_| days.len() == 1);
        (!mergers.is_empty()).then_some(OfBooks::Joined { mergers, bodies, on })
    }

    /// Documents of the units that are looked at.
    fn papers(&self, is: impl Fn(&Paper) -> bool) -> Vec<&Paper> {
        let papers = self.standing.data.documents().values().map(|stored| stored.record());
        papers.filter(|paper| self.scope.holds(paper.unit.as_ref()) && is(paper)).collect()
    }

    fn resolved(&self) -> Option<OfBooks> {
        let issued = |kind| self.papers(|paper| paper.kind == kind && self.is_within(paper.issued));
        let (resolutions, plans) = (issued(PaperKind::Resolution), issued(PaperKind::ActionPlan));
        let units: BTreeSet<&Id> =
            resolutions.iter().chain(&plans).filter_map(|paper| paper.unit.as_ref()).collect();
        let ids = |papers: &[&Paper]| papers.iter().map(|paper| paper.id.clone()).collect();
        (!units.is_empty()).then_some(OfBooks::Resolved {
            year: self.since.year(),
            resolutions: ids(&resolutions),
            plans: ids(&plans),
            units: units.into_iter().cloned().collect(),
        })
    }

    /// What was reviewed in the time, and what another document issued in it amends or replaces.
    fn revised(&self) -> Option<OfBooks> {
        let is_rule = |paper: &Paper| matches!(paper.kind, PaperKind::WorkingRules | PaperKind::Regulation);
        let later = self.papers(|paper| self.is_within(paper.issued));
        let touched: BTreeSet<&Id> =
            later.iter().flat_map(|paper| [&paper.amends, &paper.replaces]).flatten().collect();
        let papers = self.papers(|paper| {
            is_rule(paper) && (self.is_within(paper.reviewed) || touched.contains(&paper.id))
        });
        let papers: Vec<Id> = papers.into_iter().map(|paper| paper.id.clone()).collect();
        (!papers.is_empty()).then_some(OfBooks::Revised { year: self.since.year(), papers })
    }

    /// The latest round of the cadre plan, as it stands on the day.
    fn planned(&self) -> Option<OfBooks> {
        let data = &self.standing.data;
        let mut rounds: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for planning in data.plannings().values().map(|stored| stored.record()) {
            let unit = planning.unit.as_ref().map_or_else(
                || planning.member.as_ref().and_then(|id| self.standing.member(id).unit.as_ref()),
                Some,
            );
            let begun = planning.from.or(planning.reviewed).is_none_or(|from| from <= self.day);
            if begun && planning.to.is_none_or(|to| self.day < to) && self.scope.holds(unit) {
                rounds.entry(&planning.round).or_default().push(planning);
            }
        }
        let (round, plannings) = rounds.pop_last()?;
        let persons: BTreeSet<&Id> =
            plannings.iter().filter_map(|planning| planning.member.as_ref()).collect();
        let who = |is: &dyn Fn(Option<Sex>, Option<EthnicGroup>) -> bool| {
            let is = |id: &&&Id| data.member(id).is_some_and(|m| is(m.sex, m.ethnic_group));
            persons.iter().filter(is).map(|id| (**id).clone()).collect()
        };
        let reviews = plannings.iter().filter_map(|planning| planning.reviewed);
        Some(OfBooks::Planned {
            round: round.to_owned(),
            entries: plannings.iter().map(|planning| planning.id.clone()).collect(),
            women: who(&|sex, _| sex == Some(Sex::Female)),
            minorities: who(&|_, group| group.is_some_and(EthnicGroup::is_minority)),
            reviewed: reviews.filter(|day| *day <= self.day).max(),
            members: persons.into_iter().cloned().collect(),
        })
    }

    fn trained(&self) -> Option<OfBooks> {
        let data = &self.standing.data;
        let year = self.day.year();
        let of_year = |date: Option<PartialDate>| date.is_some_and(|date| date.year() == year);
        let past = |date: Option<PartialDate>| date.is_some_and(|date| date.earliest() <= self.day);
        let (mut courses, mut held) = (Vec::new(), Vec::new());
        for course in data.trainings().values() {
            if of_year(course.planned) && self.holds_member(course.member.as_ref()) {
                courses.push(course.id.clone());
                held.extend(past(course.held).then(|| course.id.clone()));
            }
        }
        let (mut rotations, mut rotated) = (Vec::new(), Vec::new());
        for rotation in data.rotations().values() {
            let ends = [rotation.from_unit.as_ref(), rotation.to_unit.as_ref()];
            let planned = rotation.planned.map(PartialDate::Month);
            if of_year(planned) && ends.into_iter().any(|unit| self.scope.holds(unit)) {
                rotations.push(rotation.id.clone());
                rotated.extend(past(rotation.done.map(PartialDate::Day)).then(|| rotation.id.clone()));
            }
        }
        let any = !courses.is_empty() || !rotations.is_empty();
        any.then_some(OfBooks::Trained { year, courses, held, rotations, rotated })
    }

    fn attended(&self) -> Option<OfBooks> {
        let mut meetings = Vec::new();
        let (mut teams, mut units, mut open) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for meeting in self.standing.data.meetings().values() {
            if !self.is_within(meeting.date) || !self.scope.holds(meeting.unit.as_ref()) {
                continue;
            }
            let Some(team) = &meeting.team else { continue };
            teams.insert(team.clone());
            units.extend(meeting.unit.clone());
            meetings.push(meeting.id.clone());
            let is_open = meeting.finding(self.day).is_open();
            open.extend(is_open.then(|| meeting.id.clone()));
        }
        (!meetings.is_empty()).then_some(OfBooks::Attended {
            year: self.since.year(),
            teams: teams.into_iter().collect(),
            units: units.into_iter().collect(),
            meetings,
            open,
        })
    }

    fn followed(&self) -> Option<OfBooks> {
        /// Until what age a person counts as young where admissions are looked at.
        const YOUNG: i32 = 30;
        let is_followed = |prospect: &Prospect| match prospect.stage(self.day) {
            Stage::Introduced | Stage::Followed | Stage::Class | Stage::Dossier | Stage::Decision => true,
            Stage::NotYet | Stage::Ceremony | Stage::Official | Stage::Dropped => false,
        };
        let all = self.standing.data.prospects().values().map(|stored| stored.record());
        let followed: Vec<&Prospect> = all
            .filter(|prospect| self.scope.holds(prospect.cell.as_ref()) && is_followed(prospect))
            .collect();
        let ids = |is: &dyn Fn(&Prospect) -> bool| {
            followed.iter().filter(|prospect| is(prospect)).map(|prospect| prospect.id.clone()).collect()
        };
        (!followed.is_empty()).then(|| OfBooks::Followed {
            prospects: ids(&|_| true),
            young: ids(&|p| p.born.is_some_and(|born| born.full_years(self.day) <= YOUNG)),
            minorities: ids(&|p| p.ethnic_group.is_some_and(EthnicGroup::is_minority)),
        })
    }
}
