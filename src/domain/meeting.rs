//! Meetings of cells and committees, and the teams (tổ tăng cường) that attend and check them.

use super::{
    date::{Date, is_lasting},
    record::{Id, Input, Kind, record},
    words::choice,
};

choice! {
    /// What kind of meeting.
    MeetingKind {
        #[default]
        Regular = "regular", "Thường kỳ", "Regular";
        Thematic = "thematic", "Chuyên đề", "Thematic";
        Committee = "committee", "Họp cấp ủy", "Committee";
        Congress = "congress", "Đại hội", "Congress";
        Extraordinary = "extraordinary", "Bất thường", "Extraordinary";
    }
}

choice! {
    /// How good a meeting was, HD 12-HD/BTCTW 6/7/2018.
    Quality {
        #[default]
        Good = "good", "Tốt", "Good";
        Fair = "fair", "Khá", "Fair";
        Average = "average", "Trung bình", "Average";
        Poor = "poor", "Kém", "Poor";
    }
}

choice! {
    /// Yes or no, where nothing said is neither.
    YesNo {
        #[default]
        Yes = "yes", "Có", "Yes";
        No = "no", "Không", "No";
    }
}

choice! {
    /// What somebody or something is to a team.
    TeamRole {
        Leader = "leader", "Tổ trưởng", "Leader";
        Deputy = "deputy", "Tổ phó", "Deputy";
        #[default]
        Member = "member", "Tổ viên", "Member";
        Area = "area", "Đơn vị phụ trách", "Unit attended";
    }
}

record! {
    /// A team that attends meetings of cells and committees.
    Team is Kind::Team,
        table: &[("name", 30), ("decision", 20), ("founded", 10), ("ended", 10)];
    name: String => "Tên tổ", "Team", 30, Input::Text, required;
    decision: String => "Quyết định", "Decision", 20, Input::Text;
    founded: Option<Date> => "Ngày thành lập", "Founded on", 10, Input::Day;
    ended: Option<Date> => "Kết thúc", "Ended on", 10, Input::Day;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

record! {
    /// Who is in a team, and which units it attends, from when to when.
    Assignment is Kind::Assignment,
        title: "{team} – {subject}",
        owners: &["team", "subject"],
        same: &["team", "subject", "from"],
        table: &[("team", 20), ("subject", 26), ("role", 16), ("from", 10), ("to", 10)];
    team: Option<Id> => "Tổ", "Team", 24, Input::Link(&[Kind::Team]), required;
    subject: Option<Id> => "Đảng viên, đơn vị", "Member or unit", 28, Input::Link(&[Kind::Unit, Kind::Member]), required;
    role: TeamRole => "Vai trò", "Role", 16, Input::Choice(TeamRole::CHOICES);
    from: Option<Date> => "Từ ngày", "From", 10, Input::Day;
    to: Option<Date> => "Đến ngày", "To", 10, Input::Day;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

record! {
    /// A meeting of a cell or committee; with a team that attended it, it is a visit of the team.
    Meeting is Kind::Meeting,
        title: "{unit} {date}",
        owners: &["unit"],
        same: &["date", "kind"],
        table: &[
            ("unit", 26),
            ("date", 10),
            ("kind", 12),
            ("attendance", 7),
            ("team", 20),
            ("quality", 10),
            ("finding", 14),
            ("findings", 30),
            ("remedy_due", 10),
        ],
        filters: &["unit", "date", "kind", "team", "quality", "finding", "resolution"];
    unit: Option<Id> => "Tổ chức đảng", "Unit", 26, Input::Link(&[Kind::Unit]), required;
    date: Option<Date> => "Ngày họp", "Date", 10, Input::Day, required;
    kind: MeetingKind => "Loại", "Kind", 12, Input::Choice(MeetingKind::CHOICES);
    expected: Option<u32> => "Phải dự", "Expected", 7, Input::Number;
    present: Option<u32> => "Có mặt", "Present", 7, Input::Number;
    excused: Option<u32> => "Vắng có lý do", "Excused", 7, Input::Number;
    team: Option<Id> => "Tổ tăng cường dự", "Team", 20, Input::Link(&[Kind::Team]);
    attended_by: Option<Id> => "Người dự", "Attended by", 24, Input::Link(&[Kind::Member]);
    quality: Option<Quality> => "Chất lượng", "Quality", 10, Input::Choice(Quality::CHOICES);
    resolution: Option<YesNo> => "Ra nghị quyết", "Resolution passed", 8, Input::Choice(YesNo::CHOICES);
    findings: String => "Nhận xét, hạn chế", "Findings", 30, Input::Text;
    remedy_due: Option<Date> => "Hạn khắc phục", "Remedy due", 10, Input::Day;
    remedied: Option<Date> => "Đã khắc phục", "Remedied on", 10, Input::Day;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

choice! {
    /// How what a team found stands.
    Finding {
        #[default]
        None = "none", "Không có", "None";
        Open = "open", "Chưa khắc phục", "Open";
        Overdue = "overdue", "Quá hạn khắc phục", "Overdue";
        Remedied = "remedied", "Đã khắc phục", "Remedied";
    }
}

impl Finding {
    /// Whether something is still to be mended.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Overdue)
    }
}

impl Assignment {
    /// Whether it holds on a day.
    pub fn is_on(&self, on: Date) -> bool {
        is_lasting(self.from, self.to, on)
    }
}

impl Meeting {
    /// How what was found stands on a day. What has no date by which it is to be mended is a remark and not open.
    pub fn finding(&self, on: Date) -> Finding {
        match (self.remedied, self.remedy_due) {
            (Some(done), _) if done <= on => Finding::Remedied,
            (_, Some(due)) if due < on => Finding::Overdue,
            (_, Some(_)) => Finding::Open,
            (_, None) => Finding::None,
        }
    }

    /// Present of expected, in whole percent; none without both.
    pub fn attendance(&self) -> Option<u32> {
        let (present, expected) = (self.present?, self.expected.filter(|n| *n > 0)?);
        present.checked_mul(100).map(|parts| parts / expected)
    }
}
