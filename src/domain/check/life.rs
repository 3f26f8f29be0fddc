//! Checks along a member's events: the order of dates, age at admission, probation, temporary stays.
//!
//! Rules M01–M05 and M16. They read the events themselves, not only the standing, because a wrong event
//! is often one that the standing passes over. Transfers still on their way are not looked at.

use super::{Code, Detail, Facts, Found, Life, Value};
use crate::domain::{
    date::{Date, PartialDate, months_later},
    due::{CEREMONY_DAYS, STAY_MONTHS},
    event::EventKind,
    member::Member,
    record::Kind,
    standing::PROBATION_MONTHS,
    words::Label,
};

/// Calendar days before the end of probation from which it is announced (M04).
const ANNOUNCED: i64 = 30;
/// Working days within which the cell considers recognition after probation (QĐ 29-QĐ/TW 2016).
pub(in crate::domain) const REVIEW_DAYS: u32 = 30;
/// Youngest and oldest age at admission, in months (QĐ 29-QĐ/TW 2016).
pub(in crate::domain) const AGES: std::ops::RangeInclusive<i32> = 18 * 12..=60 * 12;

/// Age by month: the day of the month does not count (QĐ 29-QĐ/TW 2016).
pub(in crate::domain) fn age_in_months(born: Date, on: Date) -> i32 {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    months(on) - months(born)
}

/// One admission in a member's life.
struct Admission {
    decided: Option<Date>,
    ceremony: Date,
    /// Recognised on this day, as recorded before the ceremony without having left since.
    official_before: Option<Date>,
    /// Recognised on this day after it.
    official: Option<Date>,
}

pub(super) fn check(facts: &Facts, found: &mut Found) {
    for life in &facts.lives {
        for admission in admissions(life) {
            in_order(life.member, &admission, found);
            of_age(life.member, &admission, found);
            twelve_months(life.member, &admission, found);
            in_time(facts, life.member, &admission, found);
        }
        probation(facts, life, found);
        temporary(facts, life, found);
    }
}

fn admissions(life: &Life) -> Vec<Admission> {
    let mut all: Vec<Admission> = Vec::new();
    let mut official = None;
    for (date, event) in &life.events {
        match event.kind {
            EventKind::Admitted | EventKind::Readmitted => {
                // A readmission says by itself that the person had left, even when no event does.
                let before = official.filter(|_| event.kind == EventKind::Admitted);
                let decided = event.decision_date;
                all.push(Admission { decided, ceremony: *date, official_before: before, official: None });
                official = None;
            }
            EventKind::Official => {
                if let Some(last) = all.last_mut().filter(|last| last.official.is_none()) {
                    last.official = Some(*date);
                }
                official = Some(*date);
            }
            EventKind::TransferredOut
            | EventKind::StruckOff
            | EventKind::Expelled
            | EventKind::Resigned
            | EventKind::Died => official = None,
            EventKind::OpeningBalance
            | EventKind::Restored
            | EventKind::TransferredIn
            | EventKind::TransferredInside
            | EventKind::TransferredTemporary
            | EventKind::Exempt
            | EventKind::Returned
            | EventKind::Suspended => {}
        }
    }
    all
}

/// M01: birth < decision ≤ ceremony ≤ official date (QĐ 29-QĐ/TW 2016).
fn in_order(member: &Member, admission: &Admission, found: &mut Found) {
    const TEXT: Label =
        Label::new("Sai thứ tự: {0} {1} phải trước {2} {3}", "Wrong order: {0} {1} must come before {2} {3}");
    const BIRTH: Label = Label::new("ngày sinh", "birth");
    const DECISION: Label = Label::new("quyết định kết nạp", "admission decision");
    const CEREMONY: Label = Label::new("lễ kết nạp", "admission ceremony");
    const OFFICIAL: Label = Label::new("ngày chính thức", "official date");
    let Admission { decided, ceremony, official_before, .. } = *admission;
    let mut say = |field, first: Label, on: PartialDate, then: Label, before: Date| {
        let detail = Detail::new(TEXT, [first.into(), on.into(), then.into(), before.into()]);
        found.add(Code::M01, (Kind::Member, &member.id), Some(field), detail);
    };
    let (first, label) = decided.map_or((ceremony, CEREMONY), |decided| (decided, DECISION));
    if let Some(born) = member.born.filter(|born| born.earliest() >= first) {
        say("born", BIRTH, born, label, first);
    }
    if let Some(decided) = decided.filter(|decided| *decided > ceremony) {
        say("decided", DECISION, decided.into(), CEREMONY, ceremony);
    }
    if let Some(official) = official_before {
        say("official", CEREMONY, ceremony.into(), OFFICIAL, official);
    }
}

/// M02: full 18 to full 60 by month when admitted (QĐ 29-QĐ/TW 2016). An admission older than that text is
/// measured by M12 alone: below 18 it is hardly true, above 60 nothing is known.
fn of_age(member: &Member, admission: &Admission, found: &mut Found) {
    const YOUNG: Label = Label::new(
        "Kết nạp {1} khi mới {0} tuổi, chưa đủ 18 tuổi tính theo tháng",
        "Admitted on {1} at {0}, below full 18 by month",
    );
    const OLD: Label = Label::new(
        "Kết nạp {1} khi {0} tuổi, quá 60 tuổi tính theo tháng: cần cấp ủy trực thuộc Trung ương đồng ý",
        "Admitted on {1} at {0}, above full 60 by month: the committee directly under the Centre decides",
    );
    let on = admission.decided.unwrap_or(admission.ceremony);
    let Some(born) = member.born.filter(|born| born.earliest() < on) else { return };
    // Of a birth year alone, only what is certain counts.
    let (most, least) = (age_in_months(born.earliest(), on), age_in_months(born.latest(), on));
    let known = Code::M02.info().in_force(on);
    let (rule, text, age) = if most < *AGES.start() {
        (if known { Code::M02 } else { Code::M12 }, YOUNG, most)
    } else if known && least > *AGES.end() {
        (Code::M02, OLD, least)
    } else {
        return;
    };
    let years = u32::try_from(age / 12).unwrap_or(0);
    found.add(
        rule,
        (Kind::Member, &member.id),
        Some("admitted"),
        Detail::new(text, [years.into(), on.into()]),
    );
}

/// M03: official on the day 12 months after the ceremony, whenever the meeting was (Charter art. 5). A month
/// without that day ends earlier: 29/02 + 12 months = 28/02.
fn twelve_months(member: &Member, admission: &Admission, found: &mut Found) {
    const TEXT: Label = Label::new(
        "Chính thức {0}, nhưng tròn 12 tháng từ lễ kết nạp {1} là {2}",
        "Official on {0}, but 12 months after the ceremony on {1} is {2}",
    );
    let Some(official) = admission.official else { return };
    let ceremony = admission.ceremony;
    let due = months_later(ceremony, PROBATION_MONTHS);
    if official != due && Code::M03.info().in_force(ceremony) {
        let detail = Detail::new(TEXT, [official.into(), ceremony.into(), due.into()]);
        found.add(Code::M03, (Kind::Member, &member.id), Some("official"), detail);
    }
}

/// M04: probation ends soon, or is over and nobody recognised (Charter art. 5; QĐ 29-QĐ/TW 2016: within 30
/// working days). The day on which the 12 months are full is the first day of "over".
fn probation(facts: &Facts, life: &Life, found: &mut Found) {
    const SOON: Label =
        Label::new("Hết thời gian dự bị {0}, còn {1} ngày", "Probation ends on {0}, days left: {1}");
    const OVER: Label = Label::new(
        "Hết thời gian dự bị {0}, đã {1} ngày làm việc, hạn xét {2}",
        "Probation ended on {0}, working days since: {1}, to be considered by {2}",
    );
    let Some(end) = life.standing.probation_ends() else { return };
    let left = facts.on.duration_until(end).as_hours() / 24;
    if left > ANNOUNCED {
        return;
    }
    let detail = match u32::try_from(left) {
        Ok(left) if left > 0 => Detail::new(SOON, [end.into(), left.into()]),
        Ok(_) | Err(_) => {
            let (gone, by) = (facts.calendar.between(end, facts.on), facts.calendar.add(end, REVIEW_DAYS));
            Detail::new(OVER, [end.into(), gone.into(), by.into()])
        }
    };
    found.add(Code::M04, (Kind::Member, &life.member.id), Some("probation_ends"), detail);
}

/// M05: the ceremony within 30 working days of the decision (QĐ 29-QĐ/TW 2016: of receiving it, a day nobody records).
fn in_time(facts: &Facts, member: &Member, admission: &Admission, found: &mut Found) {
    const TEXT: Label = Label::new(
        "Lễ kết nạp {0}, sau quyết định {1} quá 30 ngày làm việc",
        "Ceremony on {0}, more than 30 working days after the decision of {1}",
    );
    let Some(decided) = admission.decided else { return };
    if Code::M05.info().in_force(decided) && facts.calendar.add(decided, CEREMONY_DAYS) < admission.ceremony {
        let detail = Detail::new(TEXT, [Value::from(admission.ceremony), decided.into()]);
        found.add(Code::M05, (Kind::Member, &member.id), Some("admitted"), detail);
    }
}

/// M16: a temporary stay of more than 12 months (QĐ 29-QĐ/TW 2016: under 1 year, for studies up to 2).
fn temporary(facts: &Facts, life: &Life, found: &mut Found) {
    const TEXT: Label = Label::new(
        "Sinh hoạt tạm thời từ {0}, quá 12 tháng từ {1}",
        "Temporary stay since {0}, 12 months were over on {1}",
    );
    let mut since = None;
    for (date, event) in &life.events {
        let kind = event.kind;
        if kind == EventKind::TransferredTemporary {
            since = Some(*date);
        } else if kind == EventKind::Returned || kind.brings_in() || kind.takes_out() {
            since = None;
        }
    }
    if let Some(since) = since
        && facts.on > months_later(since, STAY_MONTHS)
    {
        let detail = Detail::new(TEXT, [Value::from(since), months_later(since, STAY_MONTHS).into()]);
        found.add(Code::M16, (Kind::Member, &life.member.id), None, detail);
    }
}
