//! A village (thôn, bản, khu phố): where it lies, which cell leads it, and what is planned for it.
//!
//! Who heads it are terms; whether it is unified is derived from them for a date (see `standing`).

use super::{
    date::{Date, Month},
    record::{Id, Input, Kind, record},
    words::choice,
};

choice! {
    /// What the village is called.
    VillageKind {
        #[default]
        Hamlet = "hamlet", "Thôn", "Village";
        UplandVillage = "upland_village", "Bản", "Upland village";
        Quarter = "quarter", "Khu phố", "Quarter";
        ResidentialGroup = "residential_group", "Tổ dân phố", "Residential group";
    }
}

choice! {
    /// Why a village is not (yet) unified.
    Reason {
        NoMember = "no_member", "Chưa có đảng viên hoặc chi bộ", "No member or cell";
        HeadNotMember = "head_not_member", "Trưởng thôn chưa là đảng viên", "Head is not a Party member";
        HeadProbation = "head_probation", "Trưởng thôn là đảng viên dự bị", "Head is on probation";
        Term = "term", "Nhiệm kỳ của một chức danh chưa hết", "Term of one post not ended";
        VoteFailed = "vote_failed", "Bầu chưa đủ phiếu, phải bầu lại", "Vote failed, to be repeated";
        Age = "age", "Quá tuổi", "Over the age limit";
        Health = "health", "Sức khỏe", "Health";
        Capacity = "capacity", "Năng lực", "Capacity";
        Discipline = "discipline", "Kỷ luật", "Discipline";
        Vacant = "vacant", "Khuyết chức danh", "Post vacant";
        Interim = "interim", "Trưởng thôn lâm thời", "Interim head";
        #[default]
        NotSuited = "not_suited", "Chưa đủ điều kiện", "Conditions not met";
    }
}

record! {
    /// A village.
    Village is Kind::Village,
        note: "{commune}",
        table: &[
            ("name", 20),
            ("state", 19),
            ("secretary", 17),
            ("head", 17),
            ("plan_month", 8),
            ("plan_reason", 28),
            ("since", 12),
            ("cell", 26),
            ("step", 26),
            ("households", 7),
            ("overdue", 8),
            ("kind", 9),
            ("code", 8),
        ],
        filters: &[
            "state", "step", "commune", "overdue", "kind", "plan_month", "plan_reason", "households", "since",
        ];
    code: String => "Mã", "Code", 8, Input::Text;
    name: String => "Tên thôn, khu phố", "Village", 24, Input::Text, required;
    kind: VillageKind => "Loại", "Kind", 9, Input::Choice(VillageKind::CHOICES);
    commune: Option<Id> => "Xã, thị trấn", "Commune", 22, Input::Link(&[Kind::Unit]), required;
    cell: Option<Id> => "Chi bộ", "Cell", 26, Input::Link(&[Kind::Unit]);
    /// Since when that is the cell; before, it was the one before, as far as somebody said.
    cell_since: Option<Date> => "Thuộc chi bộ này từ", "In this cell since", 10, Input::Day;
    cell_before: Option<Id> => "Chi bộ trước đó", "Cell before", 26, Input::Link(&[Kind::Unit]);
    households: Option<u32> => "Số hộ", "Households", 6, Input::Number;
    plan_month: Option<Month> => "Dự kiến nhất thể hóa", "Planned month", 8, Input::Month;
    plan_reason: Option<Reason> => "Lý do chưa", "Reason", 24, Input::Choice(Reason::CHOICES);
    plan_note: String => "Diễn giải", "Explanation", 24, Input::Text;
    plan_set_on: Option<Date> => "Ngày đặt kế hoạch", "Plan set on", 10, Input::Day;
    closed_on: Option<Date> => "Thôi tồn tại", "Ended on", 10, Input::Day;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

impl Village {
    /// The cell that leads it on a day.
    pub fn cell_on(&self, on: Date) -> Option<&Id> {
        match self.cell_since {
            Some(since) if on < since => self.cell_before.as_ref(),
            Some(_) | None => self.cell.as_ref(),
        }
    }

    /// Whether it exists on a day.
    pub fn is_active(&self, on: Date) -> bool {
        self.closed_on.is_none_or(|c| on < c)
    }
}
