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
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

impl Event {
    /// Whether it is an admission into another organisation: a place is named and no unit. It dates Party age and
    /// probation of somebody who came later, and counts as no admission here.
    pub fn is_elsewhere(&self) -> bool {
        self.kind.is_admission() && self.unit.is_none() && !self.place.is_empty()
    }
}

impl EventKind {
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
