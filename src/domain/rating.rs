//! A rating (xếp loại chất lượng) of a unit or a member for a year.
//!
//! The words changed with QĐ 132-QĐ/TW of 8/3/2018: until 2017 those of HD 27-HD/BTCTW 2014, from 2018 on the four
//! levels. Both stay choices, since a year keeps the words it was rated in.

use super::{
    date::PartialDate,
    record::{Id, Input, Kind, record},
    words::choice,
};

/// The first year rated in the four levels of QĐ 132-QĐ/TW.
pub const FOUR_LEVELS_SINCE: i16 = 2018;

choice! {
    /// The result of a rating.
    Level {
        #[default]
        Excellent = "excellent", "Hoàn thành xuất sắc nhiệm vụ", "Excellent";
        Good = "good", "Hoàn thành tốt nhiệm vụ", "Good";
        Satisfactory = "satisfactory", "Hoàn thành nhiệm vụ", "Satisfactory";
        Failed = "failed", "Không hoàn thành nhiệm vụ", "Failed";
        Exemplary = "exemplary", "Trong sạch vững mạnh tiêu biểu", "Clean and strong, exemplary";
        CleanStrong = "clean_strong", "Trong sạch vững mạnh", "Clean and strong";
        Weak = "weak", "Yếu kém", "Weak";
        QualifiedExcellent = "qualified_excellent", "Đủ tư cách, hoàn thành xuất sắc nhiệm vụ", "Qualified, excellent";
        QualifiedGood = "qualified_good", "Đủ tư cách, hoàn thành tốt nhiệm vụ", "Qualified, good";
        Qualified = "qualified", "Đủ tư cách, hoàn thành nhiệm vụ", "Qualified";
        Breach = "breach", "Vi phạm tư cách", "In breach of membership standards";
    }
}

choice! {
    /// Why somebody did not fulfil the tasks: the reasons of biểu 7-BTCTW.
    Fault {
        Degenerate = "degenerate", "Suy thoái", "Found degenerate";
        HalfOfTargets = "half_of_targets", "Hoàn thành dưới 50% chỉ tiêu", "Under 50% of the targets";
        CivilServant = "civil_servant", "Cán bộ, công chức không hoàn thành nhiệm vụ", "Failed as a civil servant";
        Disciplined = "disciplined", "Bị kỷ luật trong năm", "Disciplined in the year";
        #[default]
        Other = "other", "Lý do khác", "Other";
    }
}

record! {
    /// The rating of a unit or member for a year.
    Rating is Kind::Rating,
        title: "{subject} {year} – {level}",
        owners: &["subject"],
        same: &["year"],
        table: &[("subject", 28), ("year", 6), ("level", 28), ("fault", 28), ("decision", 18)];
    subject: Option<Id> => "Tổ chức, đảng viên", "Unit or member", 28, Input::Link(&[Kind::Unit, Kind::Member]), required;
    /// A year; of a fuller date only the year counts.
    year: Option<PartialDate> => "Năm", "Year", 6, Input::Date, required;
    level: Option<Level> => "Xếp loại", "Rating", 24, Input::Choice(Level::CHOICES), required;
    fault: Option<Fault> => "Lý do", "Reason", 24, Input::Choice(Fault::CHOICES);
    decision: String => "Quyết định", "Decision", 18, Input::Text;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

impl Level {
    /// The levels a unit could be given in a year, the best first.
    pub fn of_units(year: i16) -> &'static [Self] {
        if year < FOUR_LEVELS_SINCE {
            &[Self::Exemplary, Self::CleanStrong, Self::Good, Self::Satisfactory, Self::Weak]
        } else {
            &[Self::Excellent, Self::Good, Self::Satisfactory, Self::Failed]
        }
    }

    /// The levels a member could be given in a year, the best first.
    pub fn of_members(year: i16) -> &'static [Self] {
        if year < FOUR_LEVELS_SINCE {
            &[Self::QualifiedExcellent, Self::QualifiedGood, Self::Qualified, Self::Breach]
        } else {
            &[Self::Excellent, Self::Good, Self::Satisfactory, Self::Failed]
        }
    }
}
