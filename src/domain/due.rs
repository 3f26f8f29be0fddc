//! What must be done, and by when: the rules of the department's catalogue that name a day.
//!
//! One list serves the queue of work, the overview and `chibo due`. What is overdue is never dropped from it, however
//! long ago that was; it goes when it is done. Deadlines are days of the calendar, what is left until them is counted
//! in working days. Not known to the register, and so not here: letters of transfer that were not sent or presented
//! (M14), and whether somebody is exempt for another reason than health (M15).

use jiff::ToSpan;

use super::{
    badge,
    calendar::WorkingDays,
    check::Code,
    data::Data,
    date::{Date, months_later},
    event::EventKind,
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
            Self::Badge => Some(Code::M13),
            Self::TermEnds => Some(Code::U05),
            Self::Remedy | Self::Review | Self::Rotation | Self::Training => None,
        }
    }
}

/// Everything that is due, the most urgent first.
pub fn due(standing: &Standing) -> Vec<Due> {
    let mut found = Found { standing, all: Vec::new() };
    found.members();
    found.units();
    found.villages();
    found.papers();
    let mut all = found.all;
    all.sort_by(|a, b| (a.on, a.matter, &a.id).cmp(&(b.on, b.matter, &b.id)));
    all
}

/// How many working days are left until a day, less than none when it has passed.
pub fn days_left(calendar: &WorkingDays, as_of: Date, on: Date) -> i64 {
    i64::from(calendar.between(as_of, on)) - i64::from(calendar.between(on, as_of))
}

struct Found<'a> {
    standing: &'a Standing,
    all: Vec<Due>,
}

impl Found<'_> {
    fn add(&mut self, on: Date, matter: Matter, (kind, id): (Kind, &Id), unit: Option<&Id>) {
        self.all.push(Due { on, matter, kind, id: id.clone(), unit: unit.cloned() });
    }

    /// Ends of probation (M04) and of temporary stays (M16), badges (M13).
    fn members(&mut self) {
        let standing = self.standing;
        for id in standing.data.members().keys() {
            let (stands, about) = (standing.member(id), (Kind::Member, id));
            let unit = stands.unit.as_ref();
            if let Some(on) = stands.probation_ends() {
                self.add(on, Matter::ProbationEnds, about, unit);
            }
            if stands.staying_at.is_some()
                && let Some(since) = self.stays_since(id)
            {
                self.add(months_later(since, STAY_MONTHS), Matter::Stay, about, unit);
            }
            if let Some(badge) = badge::next(standing, id) {
                self.add(badge.round, Matter::Badge, about, unit);
            }
        }
    }

    fn stays_since(&self, member: &Id) -> Option<Date> {
        let events = self.standing.data.events_of(member).into_iter().rev();
        let mut stays = events.filter(|event| event.kind == EventKind::TransferredTemporary);
        stays.find_map(|event| event.date.filter(|on| *on <= self.standing.as_of))
    }

    /// Ends of terms (U05), reckoned from the last day on which a secretary was elected.
    fn units(&mut self) {
        let standing = self.standing;
        for unit in standing.data.units().values().filter(|unit| standing.unit(&unit.id).active) {
            let months = match unit.kind {
                UnitKind::Cell => TERMS[0],
                UnitKind::GrassrootsCell | UnitKind::GrassrootsCommittee => TERMS[1],
                _ => continue,
            };
            let terms = standing.data.terms_of_body(Kind::Unit, &unit.id).into_iter();
            let elected = terms.filter(|t| t.post == Post::Secretary && t.how == Some(How::Elected));
            let began = elected.filter_map(|t| t.from.map(|from| from.earliest()));
            if let Some(last) = began.filter(|on| *on <= standing.as_of).max() {
                let about = (Kind::Unit, &unit.id);
                self.add(months_later(last, months), Matter::TermEnds, about, Some(&unit.id));
            }
        }
    }

    /// Planned months (V04), of double posts as well, and interim heads (V03).
    fn villages(&mut self) {
        let standing = self.standing;
        for (village, state) in standing.villages() {
            let (about, unit) =
                ((Kind::Village, &village.id), village.cell.as_ref().or(village.commune.as_ref()));
            if let Some(month) = state.plan_month.filter(|_| !state.is_unified()) {
                self.add(month.last_day(), Matter::PlanMonth, about, unit);
            }
            if let Some(from) = state.head.as_ref().filter(|h| h.interim).and_then(|h| h.from) {
                self.add(months_later(from.earliest(), INTERIM_MONTHS), Matter::InterimHead, about, unit);
            }
        }
        for pair in standing.data.pairs().values() {
            let open = || standing.is_to_unify(Kind::Pair, &pair.id);
            if let Some(month) = pair.plan_month.filter(|_| open()) {
                self.add(month.last_day(), Matter::PlanMonth, (Kind::Pair, &pair.id), None);
            }
        }
    }

    /// What the books have with a day: ceremonies (M05), remedies, reviews, rotations, courses.
    fn papers(&mut self) {
        let (data, as_of) = (&self.standing.data, self.standing.as_of);
        let calendar = WorkingDays::of(&data.office);
        let by_now = |day: Option<Date>| day.is_some_and(|day| day <= as_of);
        for prospect in data.prospects().values().filter(|p| !by_now(p.ceremony) && !by_now(p.dropped)) {
            if let Some(decided) = prospect.decided.filter(|on| *on <= as_of) {
                let on = calendar.add(decided, CEREMONY_DAYS);
                self.add(on, Matter::Ceremony, (Kind::Prospect, &prospect.id), prospect.cell.as_ref());
            }
        }
        for meeting in data.meetings().values().filter(|m| by_now(m.date)) {
            if let Some(on) = meeting.remedy_due.filter(|_| meeting.finding(as_of).is_open()) {
                self.add(on, Matter::Remedy, (Kind::Meeting, &meeting.id), meeting.unit.as_ref());
            }
        }
        for paper in data.documents().values().filter(|p| !by_now(p.repealed)) {
            if let Some(on) = paper.review_to_come(as_of) {
                self.add(on, Matter::Review, (Kind::Paper, &paper.id), paper.unit.as_ref());
            }
        }
        for rotation in data.rotations().values().filter(|r| !by_now(r.done)) {
            if let Some(month) = rotation.planned {
                let unit = rotation.to_unit.as_ref();
                self.add(month.last_day(), Matter::Rotation, (Kind::Rotation, &rotation.id), unit);
            }
        }
        for course in data.trainings().values() {
            let held = course.held.is_some_and(|held| held.earliest() <= as_of);
            if let Some(planned) = course.planned.filter(|_| !held) {
                self.add(planned.latest(), Matter::Training, (Kind::Training, &course.id), None);
            }
        }
    }
}
