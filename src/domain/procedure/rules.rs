//! How each rule of a procedure is looked at for one member, and the words when it does not hold.
//!
//! Everything is asked of the member's standing just before the new event, on its own day; what was entered for
//! later days must still make sense behind it.

use super::{Info, PROCEDURES, Reason, Rule};
use crate::domain::{
    calendar::WorkingDays,
    check::{self, Detail, Value},
    column::{MEMBER_STATES, state_code},
    data::Data,
    date::{Date, months_later},
    due::{CEREMONY_DAYS, LETTER_DAYS, TRANSFER_DAYS},
    event::{Event, EventKind},
    fold,
    member::Member,
    record::{Id, Kind},
    standing::{self, MemberStanding, MemberState, PROBATION_MONTHS},
    unit::Unit,
    words::Label,
};

/// Months after leaving before which nobody is readmitted (QĐ 29-QĐ/TW 2016).
const WAIT: i32 = 36;

/// What a rule says of a case.
pub(super) enum Verdict {
    /// Nothing.
    Holds,
    /// Something to be known, which does not stop it.
    Known(Detail),
    /// It cannot be done.
    Broken(Detail),
}

use Verdict::{Broken, Holds, Known};

/// One member and the event that is to be.
pub(super) struct Case<'a> {
    pub(super) data: &'a Data,
    pub(super) info: &'a Info,
    pub(super) member: &'a Member,
    pub(super) event: &'a Event,
    pub(super) day: Date,
    pub(super) before: &'a MemberStanding,
    pub(super) today: Date,
}

fn broken_if(broken: bool, text: Label) -> Verdict {
    if broken { Broken(text.into()) } else { Holds }
}

impl Case<'_> {
    /// Whether the procedure is for somebody who stands like that.
    pub(super) fn fits_person(&self) -> bool {
        let holds = |rule: &&Rule| !matches!(self.look_at(**rule), Broken(_));
        self.stands_fit().is_ok()
            && self.info.rules.iter().filter(|rule| rule.is_of_person()).all(|r| holds(&r))
    }

    /// Refuses when the procedure is for people who stand otherwise.
    pub(super) fn stands_fit(&self) -> Result<(), Reason> {
        const OTHER: Label = Label::new("ngày {0} đang là “{1}”", "on {0} the state is “{1}”");
        const OUTSIDE: Label =
            Label::new("thuộc tổ chức ngoài phạm vi", "belongs to a unit outside the scope");
        let state = self.before.state;
        if state.is_member() && self.before.unit.as_ref().is_some_and(Id::is_outside) {
            return Err((OUTSIDE.into(), ""));
        }
        if self.info.from.contains(&state) {
            return Ok(());
        }
        Err((Detail::new(OTHER, [self.day.into(), state_label(state).into()]), ""))
    }

    /// Refuses a second event of the kind on one day: which of them counts could not be said (check M10).
    pub(super) fn same_day(&self) -> Result<(), Reason> {
        const TWICE: Label = Label::new("ngày {0} đã có “{1}”", "on {0} there is “{1}” already");
        let twice = |event: &&Event| event.kind == self.event.kind && event.date == Some(self.day);
        match self.data.events_of(&self.member.id).iter().any(twice) {
            true => Err((Detail::new(TWICE, [self.day.into(), self.event.kind.label().into()]), "")),
            false => Ok(()),
        }
    }

    /// Looks at a rule.
    pub(super) fn look_at(&self, rule: Rule) -> Verdict {
        match rule {
            Rule::OfAge => self.of_age(),
            Rule::InOrder => self.in_order(),
            Rule::CeremonyInTime => self.in_time(
                CEREMONY_DAYS,
                Label::new(
                    "lễ kết nạp sau {0} ngày làm việc kể từ quyết định, quá 30: cần được đồng ý",
                    "ceremony {0} working days after the decision, more than 30: consent is needed",
                ),
            ),
            Rule::TwelveMonths => self.twelve_months(),
            Rule::ReviewInTime => self.review_in_time(),
            Rule::OpenCell => self.open_cell(),
            Rule::AnotherCell => self.another_cell(),
            Rule::Somewhere => broken_if(
                self.event.unit.is_none() && self.event.place.is_empty(),
                Label::new("cần nơi đến: chi bộ hoặc nơi khác", "where to? A unit or another place"),
            ),
            Rule::LeavesInTime => self.in_time(
                TRANSFER_DAYS,
                Label::new(
                    "chuyển sau {0} ngày làm việc kể từ quyết định, quá 60",
                    "transferred {0} working days after the decision, more than 60",
                ),
            ),
            Rule::PresentedInTime => self.in_time(
                LETTER_DAYS,
                Label::new(
                    "nộp giấy giới thiệu sau {0} ngày làm việc, quá 30: cần báo cáo lý do",
                    "letter presented after {0} working days, more than 30: a report of reasons is due",
                ),
            ),
            Rule::NotExempt => {
                broken_if(self.before.exempt, Label::new("đang được miễn", "is exempt already"))
            }
            Rule::NotSuspended => {
                broken_if(self.before.suspended, Label::new("đang bị đình chỉ sinh hoạt", "is suspended"))
            }
            Rule::NotAway => broken_if(
                self.away(),
                Label::new("đang sinh hoạt tạm thời ở nơi khác", "is away for a temporary stay"),
            ),
            Rule::Paused => broken_if(
                !(self.before.exempt
                    || self.before.suspended
                    || self.before.state == MemberState::Guest
                    || self.away()),
                Label::new(
                    "không được miễn, không bị đình chỉ, không sinh hoạt tạm thời",
                    "is neither exempt nor suspended nor on a temporary stay",
                ),
            ),
            Rule::NotOnProbation => broken_if(
                self.before.state == MemberState::Probationary,
                Label::new(
                    "là đảng viên dự bị: không khai trừ mà xóa tên (M07)",
                    "is on probation: struck off, not expelled (M07)",
                ),
            ),
            Rule::NotAhead => {
                broken_if(self.day > self.today, Label::new("ngày này chưa đến", "that day is still to come"))
            }
            Rule::After36Months => self.after_36_months(),
            Rule::NotWalkedOut => self.not_walked_out(),
        }
    }

    /// M02, by month; of a birth year alone only what is certain counts.
    fn of_age(&self) -> Verdict {
        const YOUNG: Label = Label::new(
            "mới {0} tuổi, chưa đủ 18 tuổi tính theo tháng (M02)",
            "is {0}, below full 18 by month (M02)",
        );
        const OLD: Label = Label::new(
            "đã {0} tuổi, quá 60 tuổi tính theo tháng: cấp ủy trực thuộc Trung ương quyết định (M02)",
            "is {0}, above full 60 by month: the committee directly under the Centre decides (M02)",
        );
        let Some(born) = self.member.born else { return Holds };
        let (age, on) = (check::age_in_months, self.event.decision_date.unwrap_or(self.day));
        let (most, least) = (age(born.earliest(), on), age(born.latest(), on));
        let say =
            |text, months: i32| Detail::new(text, [Value::Count(u64::try_from(months / 12).unwrap_or(0))]);
        if most < *check::AGES.start() {
            Broken(say(YOUNG, most))
        } else if least > *check::AGES.end() {
            Known(say(OLD, least))
        } else {
            Holds
        }
    }

    /// M01: birth < decision ≤ ceremony.
    fn in_order(&self) -> Verdict {
        const DECIDED: Label = Label::new(
            "lễ kết nạp {0} trước quyết định {1} (M01)",
            "ceremony on {0}, before the decision of {1} (M01)",
        );
        const BORN: Label = Label::new("trước ngày sinh {0} (M01)", "before the birth on {0} (M01)");
        let first = self.event.decision_date.unwrap_or(self.day);
        match (self.member.born, first) {
            (_, decided) if decided > self.day => {
                Broken(Detail::new(DECIDED, [self.day.into(), decided.into()]))
            }
            (Some(born), first) if born.earliest() >= first => Broken(Detail::new(BORN, [born.into()])),
            (Some(_) | None, _) => Holds,
        }
    }

    /// So many working days at most from the decision to the day.
    fn in_time(&self, most: u32, text: Label) -> Verdict {
        let Some(decided) = self.event.decision_date else { return Holds };
        match WorkingDays::of(&self.data.office).between(decided, self.day) {
            days if days > most => Known(Detail::new(text, [days.into()])),
            _ => Holds,
        }
    }

    /// M03: not before 12 months are full, which no meeting can shorten; later only where probation was extended.
    fn twelve_months(&self) -> Verdict {
        const EARLY: Label = Label::new(
            "lễ kết nạp {0}, tròn 12 tháng ngày {1}",
            "ceremony on {0}, 12 months are full on {1}",
        );
        const AHEAD: Label =
            Label::new("hết thời gian dự bị ngày {0}, chưa đến", "probation ends only on {0}");
        const LATE: Label = Label::new(
            "tròn 12 tháng ngày {0}; công nhận muộn vẫn tính từ ngày đó, trừ khi bị kéo dài dự bị (M03)",
            "12 months were full on {0}; it counts from then, unless probation was extended (M03)",
        );
        let Some(ceremony) = self.before.admitted else { return Holds };
        let due = months_later(ceremony, PROBATION_MONTHS);
        if self.day < due {
            Broken(Detail::new(EARLY, [ceremony.into(), due.into()]))
        } else if due > self.today {
            Broken(Detail::new(AHEAD, [due.into()]))
        } else if self.day > due {
            Known(Detail::new(LATE, [due.into()]))
        } else {
            Holds
        }
    }

    /// M04: the review comes within 30 working days; what is decided later still counts from the day.
    fn review_in_time(&self) -> Verdict {
        const LATE: Label = Label::new(
            "xét công nhận sau {0} ngày làm việc, quá 30 (M04)",
            "reviewed after {0} working days, more than 30 (M04)",
        );
        let due = self.before.admitted.map(|ceremony| months_later(ceremony, PROBATION_MONTHS));
        let (Some(due), Some(decided)) = (due, self.event.decision_date) else { return Holds };
        match WorkingDays::of(&self.data.office).between(due, decided) {
            days if days > check::REVIEW_DAYS => Known(Detail::new(LATE, [days.into()])),
            _ => Holds,
        }
    }

    /// M10: a cell that is there on the day, and not closed while the member is in it.
    fn open_cell(&self) -> Verdict {
        const NO_CELL: Label =
            Label::new("“{0}” không phải chi bộ: chọn chi bộ", "“{0}” is no cell: choose a cell");
        const CLOSED: Label =
            Label::new("“{0}” không hoạt động ngày {1} (M10)", "“{0}” is not active on {1} (M10)");
        let Some(id) = &self.event.unit else {
            return Broken(Label::new("cần chi bộ đến", "the unit is needed").into());
        };
        let Some(unit) = self.data.unit(id) else {
            return Broken(Label::new("chi bộ không có trong sổ", "the unit is not in the register").into());
        };
        if !unit.kind.is_cell() {
            return Broken(Detail::new(NO_CELL, [unit_value(unit)]));
        }
        let closed = || unit.closed_on.filter(|closed| self.is_there_on(&unit.id, *closed));
        let day = if unit.is_active(self.day) { closed() } else { Some(self.day) };
        match day {
            Some(day) => Broken(Detail::new(CLOSED, [unit_value(unit), day.into()])),
            None => Holds,
        }
    }

    /// Whether the member would still be in a unit on a later day.
    fn is_there_on(&self, unit: &Id, on: Date) -> bool {
        let mut with = self.data.clone();
        with.put(Box::new(self.event.clone()));
        let then = standing::member_on(&with, &self.member.id, on);
        let there = then.unit.as_ref() == Some(unit) && then.state.is_member();
        there || then.staying_at.as_ref() == Some(unit)
    }

    fn another_cell(&self) -> Verdict {
        const SAME: Label = Label::new("đã sinh hoạt ở “{0}”", "belongs to “{0}” already");
        let same = self.event.unit.as_ref().filter(|unit| self.before.unit.as_ref() == Some(*unit));
        match same.and_then(|unit| self.data.unit(unit)) {
            Some(unit) => Broken(Detail::new(SAME, [unit_value(unit)])),
            None => Holds,
        }
    }

    /// Whether somebody is away for a time, be it where the register does not reach.
    fn away(&self) -> bool {
        let events = self.data.events_of(&self.member.id);
        let by_then = events.iter().rev().filter(|event| event.date.is_some_and(|date| date <= self.day));
        let mut telling = by_then.filter(|event| {
            let kind = event.kind;
            matches!(kind, EventKind::TransferredTemporary | EventKind::Returned) || kind.brings_in()
        });
        telling.next().is_some_and(|event| event.kind == EventKind::TransferredTemporary)
    }

    /// 36 months after leaving.
    fn after_36_months(&self) -> Verdict {
        const SOON: Label = Label::new(
            "ra khỏi Đảng ngày {0}, đủ 36 tháng ngày {1}",
            "left on {0}, 36 months are full on {1}",
        );
        let Some(left) = self.before.left_on else { return Holds };
        let from = months_later(left, WAIT);
        let asked = self.event.decision_date.unwrap_or(self.day);
        if asked < from { Broken(Detail::new(SOON, [left.into(), from.into()])) } else { Holds }
    }

    /// Never after giving up Party life of one's own accord, where the reason that was entered says so.
    fn not_walked_out(&self) -> Verdict {
        const WALKED_OUT: Label = Label::new(
            "lý do ra khỏi Đảng đã ghi: “{0}”; không xem xét kết nạp lại",
            "the reason recorded for leaving is “{0}”; there is no readmission",
        );
        let events = self.data.events_of(&self.member.id);
        let last = events.iter().rev().find(|e| e.kind.takes_out() && e.date.is_some_and(|d| d <= self.day));
        let reason = last.map_or("", |event| event.note.as_str());
        if fold::fold(reason).contains("tu y bo sinh hoat") {
            return Broken(Detail::new(WALKED_OUT, [reason.into()]));
        }
        Holds
    }
}

/// Refuses when an event that was entered for a later day made sense and would not any more: what was entered of a
/// life stays one that can be told, and A + B − C stays D.
pub(super) fn later_events_stand(
    data: &Data,
    life: &[(&Event, Date, MemberStanding)],
    at: usize,
) -> Result<(), Reason> {
    const THEN: Label = Label::new(
        "đã ghi “{0}” ngày {1}, việc này xen vào trước thì không còn hợp",
        "“{0}” of {1} is recorded already and would not fit behind this",
    );
    let Some(member) = life.get(at).and_then(|(event, ..)| event.member.as_ref()) else { return Ok(()) };
    let was = standing::life(data, member);
    let could = |event: &Event| {
        let place = was.iter().position(|(other, ..)| other.id == event.id)?;
        let before = place.checked_sub(1).and_then(|before| was.get(before));
        Some(may_follow(event.kind, before.map_or(MemberState::NotYet, |(.., before)| before.state)))
    };
    for pair in life[at..].windows(2) {
        let [(_, _, before), (event, date, _)] = pair else { continue };
        if could(event) == Some(true) && !may_follow(event.kind, before.state) {
            return Err((Detail::new(THEN, [event.kind.label().into(), Value::from(*date)]), ""));
        }
    }
    Ok(())
}

/// Whether some procedure writes an event of a kind for somebody who stands like that.
fn may_follow(kind: EventKind, state: MemberState) -> bool {
    PROCEDURES.iter().any(|info| info.event == kind && info.from.contains(&state))
}

fn unit_value(unit: &Unit) -> Value {
    Value::record(Kind::Unit, &unit.id, &unit.name)
}

/// How somebody stands, in words.
fn state_label(state: MemberState) -> Label {
    let code = state_code(state);
    MEMBER_STATES.iter().find(|choice| choice.code == code).map_or(Label::new("", ""), |choice| choice.label)
}
