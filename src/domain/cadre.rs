//! Cadre work (công tác cán bộ): who is planned for which post, training, rotation.

use super::{
    date::{Date, Month, PartialDate, is_in_force, is_lasting},
    record::{Id, Input, Kind, record},
    words::choice,
};

choice! {
    /// Why somebody is taken off the cadre plan.
    OffReason {
        #[default]
        Appointed = "appointed", "Đã bổ nhiệm, được bầu", "Appointed, elected";
        Age = "age", "Không còn đủ tuổi", "Age";
        Moved = "moved", "Chuyển công tác", "Moved";
        Disciplined = "disciplined", "Bị kỷ luật", "Disciplined";
        Health = "health", "Sức khỏe", "Health";
        Unfit = "unfit", "Không đáp ứng yêu cầu", "Not up to it";
        Other = "other", "Lý do khác", "Other";
    }
}

record! {
    /// A person planned for a post in a round (quy hoạch), from when to when.
    Planning is Kind::Planning,
        title: "{member} – {post}",
        owners: &["member"],
        same: &["post", "unit", "round"],
        table: &[
            ("member", 20),
            ("post", 24),
            ("unit", 20),
            ("round", 9),
            ("from", 10),
            ("to", 10),
            ("off_reason", 20),
            ("reviewed", 10),
        ],
        filters: &["post", "unit", "round", "from", "to", "off_reason", "reviewed"];
    member: Option<Id> => "Cán bộ", "Person", 24, Input::Link(&[Kind::Member]), required;
    post: String => "Chức danh quy hoạch", "Planned post", 28, Input::Text, required;
    unit: Option<Id> => "Tổ chức đảng", "Unit", 26, Input::Link(&[Kind::Unit]);
    round: String => "Giai đoạn", "Round", 10, Input::Text, required;
    from: Option<Date> => "Đưa vào ngày", "Put on", 10, Input::Day;
    decision: String => "Quyết định", "Decision", 18, Input::Text;
    reviewed: Option<Date> => "Rà soát ngày", "Reviewed on", 10, Input::Day;
    to: Option<Date> => "Đưa ra ngày", "Taken off", 10, Input::Day;
    off_reason: Option<OffReason> => "Lý do đưa ra", "Reason", 20, Input::Choice(OffReason::CHOICES);
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

record! {
    /// A course that is planned or was held; of one person or for a group.
    Training is Kind::Training,
        title: "{name} {planned}",
        owners: &["member"],
        same: &["name", "planned"],
        table: &[
            ("name", 36),
            ("planned", 8),
            ("number", 8),
            ("done", 8),
            ("held", 10),
            ("audience", 26),
            ("place", 24),
            ("member", 24),
        ],
        filters: &["name", "planned", "held", "member"];
    name: String => "Lớp, nội dung", "Course", 36, Input::Text, required;
    audience: String => "Đối tượng", "Audience", 26, Input::Text;
    member: Option<Id> => "Cán bộ", "Person", 24, Input::Link(&[Kind::Member]);
    number: Option<u32> => "Chỉ tiêu", "Planned number", 8, Input::Number;
    planned: Option<PartialDate> => "Dự kiến", "Planned for", 10, Input::Date;
    place: String => "Nơi mở", "Place", 24, Input::Text;
    held: Option<PartialDate> => "Đã mở ngày", "Held on", 10, Input::Date;
    done: Option<u32> => "Đã học", "Attended", 8, Input::Number;
    certificate: String => "Văn bằng, chứng chỉ", "Certificate", 18, Input::Text;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

record! {
    /// A rotation (luân chuyển) that is planned or was done.
    Rotation is Kind::Rotation,
        title: "{member} – {post}",
        owners: &["member"],
        same: &["post", "to_unit"],
        table: &[
            ("member", 20),
            ("post", 20),
            ("to_unit", 22),
            ("planned", 8),
            ("done", 10),
            ("from_unit", 24),
            ("decision", 18),
        ],
        filters: &["planned", "done", "from_unit", "to_unit"];
    member: Option<Id> => "Cán bộ", "Person", 24, Input::Link(&[Kind::Member]), required;
    from_unit: Option<Id> => "Từ đơn vị", "From", 24, Input::Link(&[Kind::Unit]);
    to_unit: Option<Id> => "Đến đơn vị", "To", 24, Input::Link(&[Kind::Unit]);
    post: String => "Chức danh", "Post", 20, Input::Text;
    planned: Option<Month> => "Dự kiến", "Planned month", 8, Input::Month;
    done: Option<Date> => "Thực hiện ngày", "Done on", 10, Input::Day;
    decision: String => "Quyết định", "Decision", 18, Input::Text;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

impl Planning {
    /// Whether the person is on the plan on a day.
    pub fn is_on(&self, on: Date) -> bool {
        is_lasting(self.from, self.to, on)
    }
}

choice! {
    /// Of whom a cadre plan must have a share.
    FloorOf {
        #[default]
        Women = "women", "Nữ", "Women";
        Young = "young", "Trẻ", "Young";
        Minorities = "minorities", "Dân tộc thiểu số", "Minorities";
    }
}

/// Below this age a cadre counts as young. The texts known here do not say; forty is the practice (general knowledge).
pub const YOUNG_BELOW: i32 = 40;

/// The share a cadre plan must have of somebody, at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Floor {
    /// Of whom.
    pub of: FloorOf,
    /// Per cent.
    pub percent: u8,
    /// First day of the text; none when it is older than what is asked here.
    pub from: Option<Date>,
    /// Last day of the text; none while it is in force.
    pub to: Option<Date>,
    /// The text.
    pub source: &'static str,
}

impl Floor {
    /// Whether it holds on a day.
    pub fn in_force(&self, on: Date) -> bool {
        is_in_force(self.from, self.to, on)
    }
}

const QD_50: Date = jiff::civil::date(2021, 12, 27);
const EVE_OF_QD_50: Date = jiff::civil::date(2021, 12, 26);

/// The floors there are.
pub static FLOORS: [Floor; 3] = [
    Floor {
        of: FloorOf::Women,
        percent: 15,
        from: None,
        to: Some(EVE_OF_QD_50),
        source: "HD 15-HD/BTCTW 2012",
    },
    Floor {
        of: FloorOf::Women, percent: 25, from: Some(QD_50), to: None, source: "QĐ 50-QĐ/TW 27/12/2021"
    },
    Floor {
        of: FloorOf::Young, percent: 15, from: Some(QD_50), to: None, source: "QĐ 50-QĐ/TW 27/12/2021"
    },
];
