//! What members and units are given or have to bear: awards and badges, discipline, dues.

use super::{
    date::Date,
    record::{Id, Input, Kind, record},
    standing::{MemberState, Standing},
    words::{Label, choice},
};

choice! {
    /// What is awarded.
    AwardForm {
        #[default]
        Badge = "badge", "Huy hiệu Đảng", "Party badge";
        Commendation = "commendation", "Giấy khen", "Commendation";
        Certificate = "certificate", "Bằng khen", "Certificate of merit";
        Flag = "flag", "Cờ thi đua", "Emulation flag";
        Title = "title", "Danh hiệu", "Title";
        Other = "other", "Hình thức khác", "Other";
    }
}

choice! {
    /// How a badge is given: in its round, up to 12 or 24 months early, or after death (HD 01-HD/TW 20/9/2016).
    Manner {
        #[default]
        InRound = "in_round", "Đúng đợt", "In its round";
        Early = "early", "Tặng sớm", "Early";
        Posthumous = "posthumous", "Truy tặng", "Posthumous";
    }
}

choice! {
    /// The forms of discipline of the Charter; disbanding is for units.
    DisciplineForm {
        #[default]
        Reprimand = "reprimand", "Khiển trách", "Reprimand";
        Warning = "warning", "Cảnh cáo", "Warning";
        Removal = "removal", "Cách chức", "Removal from post";
        Expulsion = "expulsion", "Khai trừ", "Expulsion";
        Disbanding = "disbanding", "Giải tán", "Disbanding";
    }
}

choice! {
    /// What dues are reckoned from, QĐ 342-QĐ/TW 28/12/2010.
    DuesBasis {
        #[default]
        Salary = "salary", "1% tiền lương", "1% of salary";
        Pension = "pension", "0,5% lương hưu", "0.5% of pension";
        Fixed = "fixed", "Mức cố định", "Fixed amount";
        Exempt = "exempt", "Được miễn", "Exempt";
    }
}

record! {
    /// An award of a unit or member; of a badge with its years.
    Award is Kind::Award,
        title: "{form} {years} – {subject}",
        owners: &["subject"],
        same: &["form", "years", "awarded"],
        table: &[
            ("subject", 26),
            ("form", 18),
            ("years", 6),
            ("awarded", 10),
            ("proposed", 10),
            ("manner", 12),
            ("decision", 18),
        ],
        filters: &["form", "years", "awarded", "proposed", "manner", "subject"];
    subject: Option<Id> => "Tổ chức, đảng viên", "Unit or member", 28, Input::Link(&[Kind::Unit, Kind::Member]), required;
    form: AwardForm => "Hình thức", "Form", 18, Input::Choice(AwardForm::CHOICES);
    years: Option<u32> => "Tuổi Đảng (huy hiệu)", "Years (badge)", 6, Input::Number;
    manner: Option<Manner> => "Cách tặng", "Manner", 12, Input::Choice(Manner::CHOICES);
    proposed: Option<Date> => "Ngày đề nghị", "Proposed on", 10, Input::Day;
    awarded: Option<Date> => "Ngày tặng", "Awarded on", 10, Input::Day;
    decision: String => "Quyết định", "Decision", 18, Input::Text;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

record! {
    /// A discipline of a unit or member, from when to when.
    Discipline is Kind::Discipline,
        title: "{form} – {subject}",
        owners: &["subject"],
        same: &["form", "from"],
        table: &[("subject", 28), ("form", 18), ("from", 10), ("to", 10), ("decision", 18), ("reason", 30)],
        filters: &["form", "from", "to", "subject"];
    subject: Option<Id> => "Tổ chức, đảng viên", "Unit or member", 28, Input::Link(&[Kind::Unit, Kind::Member]), required;
    form: DisciplineForm => "Hình thức", "Form", 18, Input::Choice(DisciplineForm::CHOICES);
    from: Option<Date> => "Từ ngày", "From", 10, Input::Day, required;
    to: Option<Date> => "Hết hiệu lực", "Ended on", 10, Input::Day;
    decision: String => "Quyết định", "Decision", 18, Input::Text;
    reason: String => "Nội dung vi phạm", "Reason", 30, Input::Text;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

record! {
    /// What a member pays as dues (đảng phí) from a day on.
    Dues is Kind::Dues,
        title: "{member} {from}",
        owners: &["member"],
        same: &["from"],
        table: &[("member", 26), ("from", 10), ("basis", 18), ("amount", 12), ("decision", 18)];
    member: Option<Id> => "Đảng viên", "Member", 26, Input::Link(&[Kind::Member]), required;
    from: Option<Date> => "Từ ngày", "From", 10, Input::Day, required;
    basis: DuesBasis => "Mức đóng", "Basis", 18, Input::Choice(DuesBasis::CHOICES);
    /// Dong a month.
    amount: Option<u32> => "Số tiền (đồng/tháng)", "Amount (VND a month)", 12, Input::Number;
    decision: String => "Văn bản", "Decision", 18, Input::Text;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

impl Discipline {
    /// Whether it is in force on a day; on the day on which it ends no longer.
    pub fn is_in_force(&self, on: Date) -> bool {
        self.from.is_some_and(|from| from <= on) && self.to.is_none_or(|to| on < to)
    }
}

/// The forms of discipline for somebody (Charter of the Party, art. 35).
#[derive(Debug)]
pub struct Forms {
    /// Those there are.
    pub allowed: &'static [DisciplineForm],
    /// For whom.
    pub whom: Label,
    /// The rule in words.
    pub rule: Label,
}

static OF_UNIT: Forms = Forms {
    allowed: &[DisciplineForm::Reprimand, DisciplineForm::Warning, DisciplineForm::Disbanding],
    whom: Label::new("tổ chức đảng", "a unit"),
    rule: Label::new(
        "Tổ chức đảng: khiển trách, cảnh cáo, giải tán (M07)",
        "A unit is reprimanded, warned or disbanded (M07)",
    ),
};

static OF_PROBATIONARY: Forms = Forms {
    allowed: &[DisciplineForm::Reprimand, DisciplineForm::Warning],
    whom: Label::new("đảng viên dự bị", "a probationary member"),
    rule: Label::new(
        "Đảng viên dự bị chỉ bị khiển trách, cảnh cáo (M07)",
        "A probationary member is only reprimanded or warned (M07)",
    ),
};

static OF_OFFICIAL: Forms = Forms {
    allowed: &[
        DisciplineForm::Reprimand,
        DisciplineForm::Warning,
        DisciplineForm::Removal,
        DisciplineForm::Expulsion,
    ],
    whom: Label::new("đảng viên chính thức", "an official member"),
    rule: Label::new("Giải tán chỉ áp dụng cho tổ chức đảng (M07)", "Only a unit is disbanded (M07)"),
};

impl Forms {
    /// The forms for a unit or a member on a day; none for what is neither. A member is taken as on the eve, since
    /// expulsion ends membership.
    pub fn of(standing: &Standing, subject: &Id, from: Date) -> Option<&'static Self> {
        let eve = from.yesterday().unwrap_or(from);
        if standing.data.unit(subject).is_some() {
            return Some(&OF_UNIT);
        }
        standing.data.member(subject)?;
        let is_probationary = standing.member_on(subject, eve).state == MemberState::Probationary;
        Some(if is_probationary { &OF_PROBATIONARY } else { &OF_OFFICIAL })
    }
}
