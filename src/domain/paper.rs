//! A document (văn bản): resolutions, programmes, regulations of a unit, with what they replace or amend.
//!
//! Whether one is in force on a day is derived: from when it was issued, repealed, or replaced by another.

use super::{
    date::Date,
    record::{Id, Input, Kind, record},
    words::choice,
};

choice! {
    /// What kind of document.
    PaperKind {
        #[default]
        Resolution = "resolution", "Nghị quyết", "Resolution";
        ActionPlan = "action_plan", "Chương trình, kế hoạch hành động", "Action plan";
        WorkingRules = "working_rules", "Quy chế", "Working rules";
        Regulation = "regulation", "Quy định", "Regulation";
        Conclusion = "conclusion", "Kết luận", "Conclusion";
        Decision = "decision", "Quyết định", "Decision";
        Guidance = "guidance", "Hướng dẫn", "Guidance";
        Other = "other", "Văn bản khác", "Other";
    }
}

choice! {
    /// How a document stands on a day.
    PaperState {
        NotYet = "not_yet", "Chưa ban hành", "Not yet issued";
        #[default]
        InForce = "in_force", "Có hiệu lực", "In force";
        ReviewDue = "review_due", "Đến hạn rà soát", "Review due";
        Amended = "amended", "Đã sửa đổi, bổ sung", "Amended";
        Replaced = "replaced", "Đã thay thế", "Replaced";
        Repealed = "repealed", "Hết hiệu lực", "Repealed";
    }
}

record! {
    /// A document.
    Paper is Kind::Paper,
        title: "{kind} {number} {name}",
        owners: &["unit"],
        same: &["kind", "number", "issued"],
        table: &[
            ("name", 30),
            ("kind", 14),
            ("issued", 10),
            ("state", 18),
            ("number", 14),
            ("unit", 26),
            ("review_due", 10),
            ("reviewed", 10),
            ("issuer", 20),
        ],
        filters: &["kind", "state", "unit", "issued", "review_due", "reviewed"];
    kind: PaperKind => "Loại văn bản", "Kind", 18, Input::Choice(PaperKind::CHOICES);
    number: String => "Số, ký hiệu", "Number", 14, Input::Text;
    name: String => "Trích yếu", "Subject", 40, Input::Text, required;
    unit: Option<Id> => "Của tổ chức đảng", "Of the unit", 26, Input::Link(&[Kind::Unit]), required;
    issued: Option<Date> => "Ngày ban hành", "Issued on", 10, Input::Day;
    issuer: String => "Cơ quan ban hành", "Issued by", 22, Input::Text;
    advisor: String => "Cơ quan tham mưu", "Advised by", 22, Input::Text;
    replaces: Option<Id> => "Thay thế", "Replaces", 30, Input::Link(&[Kind::Paper]);
    amends: Option<Id> => "Sửa đổi, bổ sung", "Amends", 30, Input::Link(&[Kind::Paper]);
    carries_out: String => "Thực hiện theo", "Carries out", 24, Input::Text;
    review_due: Option<Date> => "Hạn rà soát", "Review due", 10, Input::Day;
    reviewed: Option<Date> => "Đã rà soát ngày", "Reviewed on", 10, Input::Day;
    repealed: Option<Date> => "Hết hiệu lực từ", "Repealed on", 10, Input::Day;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

impl Paper {
    /// Whether its review was due by a day and has not been done since it fell due.
    pub fn is_review_due(&self, on: Date) -> bool {
        self.review_to_come(on).is_some_and(|due| due <= on)
    }

    /// The day of its review, overdue or to come, as long as it has not been done since it fell due.
    pub fn review_to_come(&self, on: Date) -> Option<Date> {
        let done = |due: Date| self.reviewed.is_some_and(|done| done <= on && done >= due);
        self.review_due.filter(|due| !done(*due))
    }
}
