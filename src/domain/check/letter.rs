//! M14 and M15: transfers that were late or whose letter nobody has received, and exemptions for a time that is over.

use super::{Code, Detail, Facts, Found, Life, Value};
use crate::domain::{
    date::{Date, months_later},
    due::{LETTER_DAYS, LETTER_MONTHS, TRANSFER_DAYS},
    event::{EventKind, exempt_until, open_letter},
    record::Kind,
    words::Label,
};

/// Months an exemption for another reason than health may last.
const EXEMPT_MONTHS: i32 = 12;

pub(super) fn check(facts: &Facts, found: &mut Found) {
    for life in &facts.lives {
        late(facts, life, found);
        open(facts, life, found);
        exempt(facts, life, found);
    }
}

/// M14: who goes is transferred within 60 working days of the decision, who comes presents the letter within 30
/// (QĐ 29-QĐ/TW 2016).
fn late(facts: &Facts, life: &Life, found: &mut Found) {
    const OUT: Label = Label::new(
        "Chuyển đi {0}, sau quyết định {1} quá 60 ngày làm việc",
        "Transferred out on {0}, more than 60 working days after the decision of {1}",
    );
    const IN: Label = Label::new(
        "Chuyển đến {0}, sau giấy giới thiệu {1} quá 30 ngày làm việc",
        "Transferred in on {0}, more than 30 working days after the letter of {1}",
    );
    for (date, event) in &life.events {
        let (days, from, text) = match event.kind {
            EventKind::TransferredOut => (TRANSFER_DAYS, event.decision_date, OUT),
            EventKind::TransferredIn => (LETTER_DAYS, event.letter.or(event.decision_date), IN),
            _ => continue,
        };
        let late = |from: &Date| Code::M14.info().in_force(*from) && facts.calendar.add(*from, days) < *date;
        if let Some(from) = from.filter(late) {
            let detail = Detail::new(text, [Value::from(*date), from.into()]);
            found.add(Code::M14, (Kind::Event, &event.id), Some("date"), detail);
        }
    }
}

/// M14: a letter is presented within 30 working days; after three months without, the member has left on his own.
fn open(facts: &Facts, life: &Life, found: &mut Found) {
    const LATE: Label = Label::new(
        "Giấy giới thiệu {0}, hạn {1}, chưa có phiếu báo tiếp nhận",
        "Letter of {0}, to be presented by {1}, not known to be received",
    );
    const GONE: Label = Label::new(
        "Giấy giới thiệu {0}, quá 3 tháng chưa có phiếu báo: có thể là tự ý bỏ sinh hoạt đảng",
        "Letter of {0}, three months over and not known to be received: perhaps left without leave",
    );
    let events = life.events.iter().map(|(_, event)| *event);
    let Some((event, letter)) = open_letter(events, facts.on) else { return };
    let by = facts.calendar.add(letter, LETTER_DAYS);
    let detail = if months_later(letter, LETTER_MONTHS) < facts.on {
        Detail::new(GONE, [letter.into()])
    } else if by < facts.on {
        Detail::new(LATE, [Value::from(letter), by.into()])
    } else {
        return;
    };
    found.add(Code::M14, (Kind::Event, &event.id), Some("received"), detail);
}

/// M15: an exemption that has an end is for another reason than health: it lasts no longer than 12 months, and when it
/// is over the member comes back.
fn exempt(facts: &Facts, life: &Life, found: &mut Found) {
    const OVER: Label = Label::new(
        "Miễn sinh hoạt có thời hạn đến {0}, chưa ghi trở lại",
        "Exempt until {0}, and not known to be back",
    );
    const LONG: Label = Label::new(
        "Miễn sinh hoạt có thời hạn từ {0} đến {1}, quá 12 tháng",
        "Exempt from {0} to {1}, longer than 12 months",
    );
    for (from, event) in life.events.iter().filter(|(_, event)| event.kind == EventKind::Exempt) {
        let is_long = |until: &Date| months_later(*from, EXEMPT_MONTHS) < *until;
        if let Some(until) = event.until.filter(is_long) {
            let detail = Detail::new(LONG, [Value::from(*from), until.into()]);
            found.add(Code::M15, (Kind::Event, &event.id), Some("until"), detail);
        }
    }
    let events = life.events.iter().map(|(_, event)| *event);
    if let Some((event, until)) =
        exempt_until(events, life.standing.exempt).filter(|(_, until)| *until < facts.on)
    {
        found.add(Code::M15, (Kind::Event, &event.id), Some("until"), Detail::new(OVER, [until.into()]));
    }
}
