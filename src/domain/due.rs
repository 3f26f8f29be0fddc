//! What must be done, and by when: the rules of the department's catalogue that name a day.
//!
//! One list serves the queue of work, the overview and `chibo due`. What is overdue is never dropped from it, however
//! long ago that was; it goes when it is done. Deadlines are days of the calendar, what is left until them is counted
//! in working days.

use std::collections::HashSet;

use jiff::ToSpan;

use super::{
    badge,
    calendar::WorkingDays,
    check::Code,
    data::Data,
    date::{Date, Month, PartialDate, months_later},
    event::{EventKind, exempt_until, open_letter},
    record::{Id, Kind},
    standing::Standing,
    term::{How, Post},
    unit::UnitKind,
    words::choice,
};

/// Months an interim village head may serve (TT 04/2012/TT-BNV, amended by TT 09/2017/TT-BNV).
pub const INTERIM_MONTHS: i32 = 6;

/// Months a temporary stay may last (QĐ 29-QĐ/TW 2016; studies up to 24).
pub const STAY_MONTHS: i32 = 12;

/// How many days ahead one looks where nothing else is said.
pub const AHEAD: u16 = 90;

/// Working days from the decision on an admission to its ceremony (QĐ 29-QĐ/TW 2016).
pub const CEREMONY_DAYS: u32 = 30;

/// Working days from the decision to the transfer it makes due (QĐ 29-QĐ/TW 2016).
pub const TRANSFER_DAYS: u32 = 60;

/// Working days within which a letter of transfer is presented (QĐ 29-QĐ/TW 2016).
pub const LETTER_DAYS: u32 = 30;

/// Months after which a member who presented no letter counts as having left without leave.
pub const LETTER_MONTHS: i32 = 3;

/// Months from one congress to the next: of a cell within a grassroots committee, and of a grassroots organisation.
const TERMS: [i32; 2] = [30, 60];

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The day it falls due.
    pub on: Date,
    /// What it is.
    pub matter: Matter,
    /// Kind of the record it concerns.
    pub kind: Kind,
    /// The record.
    pub id: Id,
    /// The unit that has to see to it, as far as known.
    pub unit: Option<Id>,
}

choice! {
    /// What falls due.
    Matter {
        #[default]
        ProbationEnds = "probation_ends", "Hết hạn dự bị", "Probation ends";
        PlanMonth = "plan_month", "Hạn nhất thể hóa", "Unification planned";
        InterimHead = "interim_head", "Trưởng thôn lâm thời 6 tháng", "Interim head: six months";
        Ceremony = "ceremony", "Hạn tổ chức lễ kết nạp", "Admission ceremony";
        Stay = "stay", "Hết hạn sinh hoạt tạm thời", "Temporary stay ends";
        Letter = "letter", "Hạn nộp giấy giới thiệu", "Letter of transfer";
        Exemption = "exemption", "Hết hạn miễn sinh hoạt", "Exemption ends";
        Badge = "badge", "Đợt tặng Huy hiệu Đảng", "Party badge round";
        TermEnds = "term_ends", "Hết nhiệm kỳ cấp ủy", "Committee's term ends";
        Remedy = "remedy", "Hạn khắc phục", "Remedy due";
        Review = "review", "Hạn rà soát văn bản", "Document review due";
        Rotation = "rotation", "Hạn luân chuyển", "Rotation planned";
        Training = "training", "Hạn mở lớp", "Training planned";
    }
}

/// How soon something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Its day has passed.
    Overdue,
    /// Today or within seven days.
    Week,
    /// Within thirty days.
    Month,
    /// Later.
    Later,
}

impl Due {
    /// How soon it is due.
    pub fn urgency(&self, as_of: Date) -> Urgency {
        match self.on.since(as_of).map_or(i32::MAX, |span| span.get_days()) {
            ..0 => Urgency::Overdue,
            0..=7 => Urgency::Week,
            8..=30 => Urgency::Month,
            _ => Urgency::Later,
        }
    }

    /// Whether a unit, or one under it, has to see to it.
    pub fn is_of(&self, data: &Data, unit: &Id) -> bool {
        self.unit.as_ref().is_some_and(|own| data.is_within(own, unit))
    }
}

/// What of a list is due within so many days, and all that is overdue.
pub fn within(dues: &[Due], as_of: Date, days: u16) -> &[Due] {
    let last = as_of.saturating_add(i64::from(days).days());
    &dues[..dues.partition_point(|due| due.on <= last)]
}

impl Matter {
    /// The rule of the checks it belongs to; none where the day is one that people set themselves.
    pub fn rule(self) -> Option<Code> {
        match self {
            Self::ProbationEnds => Some(Code::M04),
            Self::PlanMonth => Some(Code::V04),
            Self::InterimHead => Some(Code::V03),
            Self::Ceremony => Some(Code::M05),
            Self::Stay => Some(Code::M16),
            Self::Letter => Some(Code::M14),
            Self::Exemption => Some(Code::M15),
            Self::Badge => Some(Code::M13),
            Self::TermEnds => Some(Code::U05),
            Self::Remedy | Self::Review | Self::Rotation | Self::Training => None,
        }
    }
}

/// The kinds of whose records something may be due.
pub(super) const KINDS: [Kind; 9] = [
    Kind::Member,
    Kind::Unit,
    Kind::Village,
    Kind::Pair,
    Kind::Prospect,
    Kind::Meeting,
    Kind::Paper,
    Kind::Rotation,
    Kind::Training,
];

/// Everything that is due, the most urgent first.
pub fn due(standing: &Standing) -> Vec<Due> {
    let mut found = Found::new(standing);
    for kind in KINDS {
        standing.data.ids(kind).iter().for_each(|id| found.record(kind, id));
    }
    found.sorted()
}

/// The same from what was due before an edit: only what concerns these records is found anew.
pub(super) fn due_after(before: &[Due], standing: &Standing, concerned: &HashSet<(Kind, &Id)>) -> Vec<Due> {
    let mut found = Found::new(standing);
    concerned.iter().for_each(|(kind, id)| found.record(*kind, id));
    found.all.extend(before.iter().filter(|due| !concerned.contains(&(due.kind, &due.id))).cloned());
    found.sorted()
}

/// How many working days are left until a day, less than none when it has passed.
pub fn days_left(calendar: &WorkingDays, as_of: Date, on: Date) -> i64 {
    i64::from(calendar.between(as_of, on)) - i64::from(calendar.between(on, as_of))
}

struct Found<'a> {
    standing: &'a Standing,
    calendar: WorkingDays,
    all: Vec<Due>,
}

impl<'a> Found<'a> {
    fn new(standing: &'a Standing) -> Self {
        Self { standing, calendar: WorkingDays::of(&standing.data.office), all: Vec::new() }
    }

    fn sorted(mut self) -> Vec<Due> {
        self.all.sort_by(|a, b| (a.on, a.matter, &a.id).cmp(&(b.on, b.matter, &b.id)));
        self.all
    }

    fn add(&mut self, on: Date, matter: Matter, (kind, id): (Kind, &Id), unit: Option<&Id>) {
        self.all.push(Due { on, matter, kind, id: id.clone(), unit: unit.cloned() });
    }

    /// Whether a day has come.
    fn is_over(&self, day: Option<Date>) -> bool {
        day.is_some_and(|day| day <= self.standing.as_of)
    }

    /// What is due of a record; nothing of one that is not there.
    fn record(&mut self, kind: Kind, id: &Id) {
        let about = (kind, id);
        match kind {
            Kind::Member if self.standing.data.member(id).is_some() => self.member(about),
            Kind::Unit => self.unit(about),
            Kind::Village => self.village(about),
            Kind::Pair => self.pair(about),
            _ => self.paper(about),
        }
    }

    /// The end of probation (M04), of a temporary stay (M16) and of an exemption (M15), a letter (M14), a badge (M13).
    fn member(&mut self, about: (Kind, &Id)) {
        let (standing, id) = (self.standing, about.1);
        let stands = standing.member(id);
        let unit = stands.unit.as_ref();
        if let Some(on) = stands.probation_ends() {
            self.add(on, Matter::ProbationEnds, about, unit);
        }
        let past = standing.data.events_of(id).into_iter().filter(|event| self.is_over(event.date));
        let past: Vec<_> = past.collect();
        let stay = past.iter().rev().find(|event| event.kind == EventKind::TransferredTemporary);
        if let Some(since) = stay.and_then(|stay| stay.date).filter(|_| stands.staying_at.is_some()) {
            self.add(months_later(since, STAY_MONTHS), Matter::Stay, about, unit);
        }
        if let Some((event, letter)) = open_letter(past.iter().copied(), standing.as_of) {
            let on = self.calendar.add(letter, LETTER_DAYS);
            self.add(on, Matter::Letter, about, event.from_unit.as_ref().or(unit));
        }
        if let Some((_, until)) = exempt_until(past.into_iter(), stands.exempt) {
            self.add(until, Matter::Exemption, about, unit);
        }
        if let Some(badge) = badge::next(standing, id) {
            self.add(badge.round, Matter::Badge, about, unit);
        }
    }

    /// The end of the term (U05), reckoned from the last day on which a secretary was elected.
    fn unit(&mut self, about: (Kind, &Id)) {
        let (standing, id) = (self.standing, about.1);
        let months = match standing.data.unit(id).filter(|_| standing.unit(id).active).map(|unit| unit.kind) {
            Some(UnitKind::Cell) => TERMS[0],
            Some(UnitKind::GrassrootsCell | UnitKind::GrassrootsCommittee) => TERMS[1],
            _ => return,
        };
        let terms = standing.data.terms_of_body(Kind::Unit, id).into_iter();
        let elected = terms.filter(|t| t.post == Post::Secretary && t.how == Some(How::Elected));
        let began = elected.filter_map(|t| t.from.map(|from| from.earliest()));
        if let Some(last) = began.filter(|on| *on <= standing.as_of).max() {
            self.add(months_later(last, months), Matter::TermEnds, about, Some(id));
        }
    }

    /// The planned month (V04), and the end of an interim head's time (V03).
    fn village(&mut self, about: (Kind, &Id)) {
        let standing = self.standing;
        let (Some(village), Some(state)) = (standing.data.village(about.1), standing.village(about.1)) else {
            return;
        };
        let unit = village.cell.as_ref().or(village.commune.as_ref());
        if let Some(month) = state.plan_month.filter(|_| !state.is_unified()) {
            self.add(month.last_day(), Matter::PlanMonth, about, unit);
        }
        if let Some(from) = state.head.as_ref().filter(|h| h.interim).and_then(|h| h.from) {
            self.add(months_later(from.earliest(), INTERIM_MONTHS), Matter::InterimHead, about, unit);
        }
    }

    /// The planned month of a double post (V04).
    fn pair(&mut self, about: (Kind, &Id)) {
        let planned = self.standing.data.pair(about.1).and_then(|pair| pair.plan_month);
        if let Some(month) = planned.filter(|_| self.standing.is_to_unify(Kind::Pair, about.1)) {
            self.add(month.last_day(), Matter::PlanMonth, about, None);
        }
    }

    /// What the books have with a day: a ceremony (M05), a remedy, a review, a rotation, a course.
    fn paper(&mut self, about: (Kind, &Id)) {
        let (data, as_of, id) = (&self.standing.data, self.standing.as_of, about.1);
        let (on, matter, unit) = match about.0 {
            Kind::Prospect => {
                let open =
                    data.prospect(id).filter(|p| !self.is_over(p.ceremony) && !self.is_over(p.dropped));
                let decided = open.and_then(|p| p.decided).filter(|on| *on <= as_of);
                let on = decided.map(|decided| self.calendar.add(decided, CEREMONY_DAYS));
                (on, Matter::Ceremony, open.and_then(|p| p.cell.as_ref()))
            }
            Kind::Meeting => {
                let held = data.meeting(id).filter(|m| self.is_over(m.date) && m.finding(as_of).is_open());
                (held.and_then(|m| m.remedy_due), Matter::Remedy, held.and_then(|m| m.unit.as_ref()))
            }
            Kind::Paper => {
                let paper = data.document(id).filter(|p| !self.is_over(p.repealed));
                let on = paper.and_then(|p| p.review_to_come(as_of));
                (on, Matter::Review, paper.and_then(|p| p.unit.as_ref()))
            }
            Kind::Rotation => {
                let open = data.rotation(id).filter(|r| !self.is_over(r.done));
                let on = open.and_then(|r| r.planned).map(Month::last_day);
                (on, Matter::Rotation, open.and_then(|r| r.to_unit.as_ref()))
            }
            Kind::Training => {
                let open = data.training(id).filter(|t| !self.is_over(t.held.map(PartialDate::earliest)));
                (open.and_then(|t| t.planned).map(PartialDate::latest), Matter::Training, None)
            }
            _ => return,
        };
        if let Some(on) = on {
            self.add(on, matter, about, unit);
        }
    }
}
