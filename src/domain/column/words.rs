//! The choices of derived columns.

use crate::domain::words::{Choice, Label};

const fn choice(code: &'static str, vi: &'static str, en: &'static str) -> Choice {
    Choice { code, label: Label::new(vi, en) }
}

/// Yes and no.
pub const YES_NO: &[Choice] = &[choice("yes", "Có", "Yes"), choice("no", "Không", "No")];

/// What can be said of a member on a date; `present` and `left` are understood by filters.
pub const MEMBER_STATES: &[Choice] = &[
    choice("official", "Chính thức", "Official"),
    choice("probationary", "Dự bị", "Probationary"),
    choice("guest", "Sinh hoạt tạm", "Temporary stay"),
    choice("not_yet", "Chưa vào sổ", "Not yet in"),
    choice("elsewhere", "Nơi khác", "Elsewhere"),
    choice("transferred_out", "Chuyển đi", "Transferred out"),
    choice("struck_off", "Xóa tên", "Struck off"),
    choice("expelled", "Khai trừ", "Expelled"),
    choice("resigned", "Xin ra", "Resigned"),
    choice("died", "Từ trần", "Died"),
];

/// Whether a unit exists on a date.
pub const UNIT_STATES: &[Choice] = &[
    choice("active", "Hoạt động", "Active"),
    choice("closed", "Đã kết thúc", "Closed"),
    choice("not_founded", "Chưa thành lập", "Not yet founded"),
];

/// The states of a village whose planned month has passed, in the order of the states.
pub(super) const OVERDUE: &[Choice] = &[
    choice("no_cell", "Quá hạn: không chi bộ", "Overdue: no cell"),
    choice("vacant", "Quá hạn: khuyết chức", "Overdue: vacant"),
    choice("head_not_member", "Quá hạn: ngoài Đảng", "Overdue: no member"),
    choice("split", "Quá hạn: hai người", "Overdue: two persons"),
    choice("unified", "Đã nhất thể hóa", "Unified"),
];
