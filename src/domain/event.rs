//! An event (biến động): what happened to a member, on which day, by which decision.

use super::{
    date::Date,
    record::{Id, Input, Kind, record},
    words::choice,
};

choice! {
    /// What happened. The order here is the order in which events of one day take effect.
    EventKind {
        #[default]
        OpeningBalance = "opening_balance", "Có mặt khi lập sổ", "Opening balance";
        Admitted = "admitted", "Kết nạp", "Admitted";
        Readmitted = "readmitted", "Kết nạp lại", "Readmitted";
        Restored = "restored", "Phục hồi đảng tịch", "Restored";
        TransferredIn = "transferred_in", "Chuyển đến", "Transferred in";
        Official = "official", "Công nhận chính thức", "Official";
        TransferredInside = "transferred_inside", "Chuyển trong đảng bộ", "Transferred inside";
        TransferredTemporary = "transferred_temporary", "Sinh hoạt tạm thời", "Temporary stay";
        Exempt = "exempt", "Miễn công tác và sinh hoạt", "Exempt";
        Returned = "returned", "Trở lại sinh hoạt", "Returned";
        Suspended = "suspended", "Đình chỉ sinh hoạt", "Suspended";
        TransferredOut = "transferred_out", "Chuyển đi", "Transferred out";
        StruckOff = "struck_off", "Xóa tên", "Struck off";
        Expelled = "expelled", "Khai trừ", "Expelled";
        Resigned = "resigned", "Xin ra khỏi Đảng", "Resigned";
        Died = "died", "Từ trần", "Died";
    }
}

record! {
    /// An event in a member's Party life.
    Event is Kind::Event,
        title: "{kind} {date}: {member}",
        owners: &["member"],
        table: &[("member", 24), ("kind", 22), ("date", 10), ("unit", 28)];
    member: Option<Id> => "Đảng viên", "Member", 24, Input::Link(&[Kind::Member]), required;
    kind: EventKind => "Biến động", "Event", 22, Input::Choice(EventKind::CHOICES);
    /// The day it takes effect; of an admission the day of the ceremony, from which probation counts.
    date: Option<Date> => "Ngày hiệu lực", "Date", 10, Input::Day, required;
    decision: String => "Số quyết định", "Decision no.", 16, Input::Text;
    /// Of an admission the day from which Party age counts (HD 01-HD/TW).
    decision_date: Option<Date> => "Ngày quyết định", "Decision date", 10, Input::Day;
    unit: Option<Id> => "Chi bộ (đến)", "Unit (to)", 28, Input::Link(&[Kind::Unit]);
    from_unit: Option<Id> => "Chi bộ đi", "Unit (from)", 28, Input::Link(&[Kind::Unit]);
    place: String => "Nơi khác (tỉnh, huyện)", "Other place", 24, Input::Text;
    /// Of a transfer the day of the letter that introduces the member (giấy giới thiệu sinh hoạt đảng).
    letter: Option<Date> => "Ngày giới thiệu", "Letter of", 10, Input::Day;
    /// Of a transfer the day on which it was received, by the slip the other side sends back (phiếu báo).
    received: Option<Date> => "Ngày tiếp nhận", "Received on", 10, Input::Day;
    /// Of an exemption its last day, where it is for a time: for another reason than age and health.
    until: Option<Date> => "Có thời hạn đến", "Until, where limited", 10, Input::Day;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

impl Event {
    /// Whether it is an admission into another organisation: a place is named and no unit. It dates Party age and
    /// probation of somebody who came later, and counts as no admission here.
    pub fn is_elsewhere(&self) -> bool {
        self.kind.is_admission() && self.unit.is_none() && !self.place.is_empty()
    }
}

/// The transfer whose letter is not known to be received by a day, with the day of the letter: of these events, in the
/// order in which they take effect, the last that is a transfer. One without the day of its letter is not followed.
pub fn open_letter<'a>(
    events: impl DoubleEndedIterator<Item = &'a Event>,
    on: Date,
) -> Option<(&'a Event, Date)> {
    let last = events.rev().find(|event| event.kind.is_transfer())?;
    let is_open = last.received.is_none_or(|received| received > on);
    last.letter.filter(|letter| is_open && *letter <= on).map(|letter| (last, letter))
}

/// The exemption for a time in which somebody is who is exempt, and its last day.
pub fn exempt_until<'a>(
    events: impl DoubleEndedIterator<Item = &'a Event>,
    is_exempt: bool,
) -> Option<(&'a Event, Date)> {
    let last = events.rev().find(|event| event.kind == EventKind::Exempt).filter(|_| is_exempt)?;
    last.until.map(|until| (last, until))
}

impl EventKind {
    /// Whether it takes a member from one organisation to another, for good or for a time.
    pub fn is_transfer(self) -> bool {
        matches!(
            self,
            Self::TransferredIn | Self::TransferredInside | Self::TransferredTemporary | Self::TransferredOut
        )
    }

    /// Whether it makes somebody a member of this register.
    pub fn brings_in(self) -> bool {
        matches!(
            self,
            Self::OpeningBalance | Self::Admitted | Self::Readmitted | Self::Restored | Self::TransferredIn
        )
    }

    /// Whether it takes the member out of this register.
    pub fn takes_out(self) -> bool {
        matches!(self, Self::TransferredOut | Self::StruckOff | Self::Expelled | Self::Resigned | Self::Died)
    }

    /// Whether it counts as an admission of its year (row B1 of biểu 1-BTCTW).
    pub fn is_admission(self) -> bool {
        matches!(self, Self::Admitted | Self::Readmitted)
    }
}
