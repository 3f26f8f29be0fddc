//! How one member stands on a date: a fold over the member's events up to that day.

use std::collections::HashMap;

use crate::domain::{
    data::Data,
    date::{Date, months_later},
    event::{Event, EventKind},
    record::Id,
    term::{Post, Term},
};

/// Months of probation, counted from the ceremony (Charter art. 5; QĐ 29-QĐ/TW 2016).
pub const PROBATION_MONTHS: i32 = 12;

/// Whether and how somebody is a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MemberState {
    /// No event has brought the person in by the date.
    NotYet,
    /// On probation (dự bị).
    Probationary,
    /// Official (chính thức).
    Official,
    /// Here for a temporary stay; counted at home only (HD 01-HD/TW).
    Guest,
    /// A member of a unit the session is not for: known here, counted there.
    Elsewhere,
    /// Left by such an event.
    Left(EventKind),
}

/// How a member stands on a date.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberStanding {
    /// Whether and how somebody is a member.
    pub state: MemberState,
    /// The cell the member belongs to, or belonged to last.
    pub unit: Option<Id>,
    /// Decision on the last admission, when its date is known.
    pub decided: Option<Date>,
    /// Ceremony of the last admission: probation counts from it.
    pub admitted: Option<Date>,
    /// Since when official.
    pub official: Option<Date>,
    /// Exempt from work and meetings (miễn công tác và sinh hoạt).
    pub exempt: bool,
    /// Suspended from meetings.
    pub suspended: bool,
    /// Where a temporary stay is spent; the home unit goes on counting.
    pub staying_at: Option<Id>,
    /// When the member left.
    pub left_on: Option<Date>,
}

/// The standing of somebody the register does not know.
pub(super) static UNKNOWN: MemberStanding = MemberStanding {
    state: MemberState::NotYet,
    unit: None,
    decided: None,
    admitted: None,
    official: None,
    exempt: false,
    suspended: false,
    staying_at: None,
    left_on: None,
};

/// Standing of all members, for the parts that need to look others up.
pub(super) type Members = HashMap<Id, MemberStanding>;

impl MemberState {
    /// Whether somebody who stands so can hold a post at all. The dead hold nothing, and who left the Party or this
    /// register holds none of its posts; a village head need not be a member.
    pub fn can_hold(self, post: Post) -> bool {
        match self {
            Self::Left(EventKind::Died) => false,
            Self::Left(_) => !post.is_party(),
            Self::NotYet | Self::Probationary | Self::Official | Self::Guest | Self::Elsewhere => true,
        }
    }

    /// Whether the person is a member, here or where the session is not for.
    pub fn is_in_party(self) -> bool {
        self.is_member() || self == Self::Elsewhere
    }

    /// Whether the person counts as a member of this register, as far as the session is for it.
    pub fn is_member(self) -> bool {
        matches!(self, Self::Probationary | Self::Official)
    }
}

impl MemberStanding {
    /// From which day Party age counts: the decision on the last admission (HD 01-HD/TW). Where its date is not known,
    /// the ceremony stands in for it, which is later by some weeks at most and never makes anybody older.
    pub fn party_age_from(&self) -> Option<Date> {
        self.decided.or(self.admitted)
    }

    /// The day up to which a life and a Party life are counted: the date, or the day of death before it.
    pub fn lived_until(&self, on: Date) -> Date {
        self.left_on.filter(|_| self.state == MemberState::Left(EventKind::Died)).unwrap_or(on)
    }

    /// The day up to which Party age is counted: the date, or the day before it on which the person died or left the
    /// Party. Who moved to another register is a member there.
    pub fn in_party_until(&self, on: Date) -> Date {
        match self.state {
            MemberState::Left(EventKind::TransferredOut)
            | MemberState::NotYet
            | MemberState::Probationary
            | MemberState::Official
            | MemberState::Guest
            | MemberState::Elsewhere => on,
            MemberState::Left(_) => self.left_on.unwrap_or(on),
        }
    }

    /// When probation ends: 12 months after the ceremony. None for those who are not on probation.
    pub fn probation_ends(&self) -> Option<Date> {
        match self.state {
            MemberState::Probationary => self.admitted.map(|on| months_later(on, PROBATION_MONTHS)),
            MemberState::NotYet
            | MemberState::Official
            | MemberState::Guest
            | MemberState::Elsewhere
            | MemberState::Left(_) => None,
        }
    }

    /// Brings the member in. Without a known admission there is no probation to count, so the member is official;
    /// the missing date is for the check to report (M11).
    fn enter(&mut self) {
        let official = self.official.is_some() || self.admitted.is_none();
        self.state = if official { MemberState::Official } else { MemberState::Probationary };
        self.left_on = None;
        self.exempt = false;
        self.suspended = false;
        self.staying_at = None;
    }

    fn take(&mut self, event: &Event, date: Date) {
        match event.kind {
            EventKind::Admitted | EventKind::Readmitted => {
                self.admitted = Some(date);
                self.decided = event.decision_date;
                self.official = None;
                if !event.is_elsewhere() {
                    self.enter();
                }
            }
            EventKind::OpeningBalance | EventKind::Restored | EventKind::TransferredIn => self.enter(),
            EventKind::Official => {
                self.official = Some(date);
                if self.state == MemberState::Probationary {
                    self.state = MemberState::Official;
                }
            }
            EventKind::TransferredTemporary => self.stay(event),
            EventKind::Exempt => self.exempt = true,
            EventKind::Suspended => self.suspended = true,
            EventKind::Returned => {
                self.exempt = false;
                self.suspended = false;
                self.staying_at = None;
                if self.state == MemberState::Guest {
                    self.state = MemberState::NotYet;
                }
            }
            EventKind::TransferredInside => {}
            EventKind::TransferredOut
            | EventKind::StruckOff
            | EventKind::Expelled
            | EventKind::Resigned
            | EventKind::Died => {
                self.state = MemberState::Left(event.kind);
                self.left_on = Some(date);
            }
        }
        let moves = event.kind.brings_in() || event.kind == EventKind::TransferredInside;
        if moves && !event.is_elsewhere() {
            self.unit = event.unit.clone().or_else(|| self.unit.take());
        }
    }

    fn stay(&mut self, event: &Event) {
        self.staying_at = event.unit.clone();
        if self.state == MemberState::NotYet {
            self.state = MemberState::Guest;
        }
    }
}

/// Whether a post is held under a term on a day: the term runs, and its holder has neither died nor left what the
/// post belongs to, though nobody has ended the term yet (check S08 asks for that).
pub(super) fn is_held(members: &Members, term: &Term, on: Date) -> bool {
    let state = term.member.as_ref().and_then(|member| members.get(member)).map(|member| member.state);
    term.is_held(on) && state.is_none_or(|state| state.can_hold(term.post))
}

/// The life of a member: each event with its day and how the member stands after it, in the order in which they take
/// effect.
pub fn life<'a>(data: &'a Data, member: &Id) -> Vec<(&'a Event, Date, MemberStanding)> {
    let mut standing = UNKNOWN.clone();
    let dated = data.events_of(member).into_iter().filter_map(|event| Some((event, event.date?)));
    let step = |(event, date): (&'a Event, Date)| {
        standing.take(event, date);
        (event, date, standing.clone())
    };
    dated.map(step).collect()
}

/// Folds the member's events up to and including a day. The order in which they were entered does not matter.
pub(super) fn stand(data: &Data, member: &Id, on: Date) -> MemberStanding {
    let mut standing = UNKNOWN.clone();
    for event in data.events_of(member) {
        if let Some(date) = event.date.filter(|date| *date <= on) {
            standing.take(event, date);
        }
    }
    if standing.state.is_member() && standing.unit.as_ref().is_some_and(Id::is_outside) {
        standing.state = MemberState::Elsewhere;
    }
    standing
}

/// The cell a member belongs to on a day, or belonged to last; who is only yet to come in, the one that waits.
pub(super) fn home(data: &Data, member: &Id, on: Date) -> Option<Id> {
    let cell = |on| {
        let standing = stand(data, member, on);
        standing.unit.or(standing.staying_at)
    };
    cell(on).or_else(|| cell(Date::MAX))
}
