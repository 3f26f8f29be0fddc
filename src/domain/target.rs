//! A target (chỉ tiêu, kế hoạch): what a unit is to reach in a year. What it has reached is counted, not stored.

use super::{
    date::PartialDate,
    record::{Id, Input, Kind, record},
    words::choice,
};

choice! {
    /// What is to be reached.
    Indicator {
        #[default]
        Admissions = "admissions", "Kết nạp đảng viên", "Admissions";
    }
}

record! {
    /// A target of a unit for a year.
    Target is Kind::Target,
        title: "{indicator} {year} – {unit}: {number}",
        owners: &["unit"],
        same: &["year", "indicator"],
        table: &[("unit", 28), ("year", 6), ("indicator", 18), ("number", 9), ("decision", 18)];
    unit: Option<Id> => "Đơn vị", "Unit", 28, Input::Link(&[Kind::Unit]), required;
    /// A year; of a fuller date only the year counts.
    year: Option<PartialDate> => "Năm", "Year", 6, Input::Date, required;
    indicator: Indicator => "Chỉ tiêu", "Indicator", 18, Input::Choice(Indicator::CHOICES);
    number: Option<u32> => "Số lượng", "Number", 8, Input::Number, required;
    decision: String => "Văn bản giao", "Set by", 18, Input::Text;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}
