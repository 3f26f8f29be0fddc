//! A prospect (quần chúng ưu tú): somebody a cell is preparing for admission, with the day of each step.
//!
//! The stage is derived from the days (see [`Stage`]); once admitted, the member's own events go on from there.

use super::{
    date::{Date, PartialDate},
    ethnic::EthnicGroup,
    member::Sex,
    record::{Id, Input, Kind, record},
    words::choice,
};

choice! {
    /// How far a prospect has come, in the order of the steps of HD 12-HD/BTCTW 17/5/2012, part I.
    Stage {
        #[default]
        NotYet = "not_yet", "Chưa giới thiệu", "Not yet introduced";
        Introduced = "introduced", "Được giới thiệu", "Introduced";
        Followed = "followed", "Phân công giúp đỡ", "Being helped";
        Class = "class", "Đã học lớp nhận thức", "Awareness class";
        Dossier = "dossier", "Đã nộp hồ sơ", "Dossier handed in";
        Decision = "decision", "Có quyết định kết nạp", "Decision taken";
        Ceremony = "ceremony", "Đã kết nạp", "Admitted";
        Official = "official", "Đã chính thức", "Official";
        Dropped = "dropped", "Thôi theo dõi", "No longer followed";
    }
}

choice! {
    /// Why a prospect is no longer followed.
    DropReason {
        #[default]
        Moved = "moved", "Chuyển đi nơi khác", "Moved away";
        OwnWish = "own_wish", "Theo nguyện vọng", "Own wish";
        Unfit = "unfit", "Không đủ tiêu chuẩn", "Not up to the standard";
        Verification = "verification", "Lý lịch không đạt", "Background verification";
        Other = "other", "Lý do khác", "Other";
    }
}

record! {
    /// A prospect of a cell.
    Prospect is Kind::Prospect,
        note: "{born}",
        owners: &["cell"],
        table: &[
            ("name", 22),
            ("born", 10),
            ("stage", 20),
            ("cell", 20),
            ("sex", 6),
            ("ethnic_group", 10),
            ("introduced", 10),
            ("class", 10),
            ("helper", 24),
            ("residence", 24),
        ],
        filters: &["stage", "cell", "sex", "ethnic_group", "introduced", "class", "dossier", "drop_reason"];
    name: String => "Họ và tên", "Full name", 24, Input::Person, required;
    sex: Option<Sex> => "Giới tính", "Sex", 6, Input::Choice(Sex::CHOICES);
    born: Option<PartialDate> => "Sinh ngày", "Born", 10, Input::Date;
    ethnic_group: Option<EthnicGroup> => "Dân tộc", "Ethnic group", 10, Input::Choice(EthnicGroup::CHOICES);
    residence: String => "Nơi ở", "Residence", 24, Input::Text;
    occupation: String => "Nghề nghiệp", "Occupation", 18, Input::Text;
    cell: Option<Id> => "Chi bộ", "Cell", 26, Input::Link(&[Kind::Unit]), required;
    introduced: Option<Date> => "Ngày giới thiệu", "Introduced on", 10, Input::Day;
    helper: Option<Id> => "Đảng viên giúp đỡ", "Helper", 24, Input::Link(&[Kind::Member]);
    second_helper: Option<Id> => "Đảng viên giúp đỡ 2", "Second helper", 24, Input::Link(&[Kind::Member]);
    followed: Option<Date> => "Phân công giúp đỡ từ", "Helped since", 10, Input::Day;
    class: Option<Date> => "Học lớp nhận thức về Đảng", "Awareness class on", 10, Input::Day;
    certificate: String => "Số giấy chứng nhận", "Certificate no.", 14, Input::Text;
    dossier: Option<Date> => "Nộp hồ sơ", "Dossier handed in on", 10, Input::Day;
    decided: Option<Date> => "Ngày quyết định kết nạp", "Decision on", 10, Input::Day;
    decision: String => "Số quyết định", "Decision no.", 16, Input::Text;
    ceremony: Option<Date> => "Lễ kết nạp", "Ceremony on", 10, Input::Day;
    member: Option<Id> => "Hồ sơ đảng viên", "Member record", 24, Input::Link(&[Kind::Member]);
    dropped: Option<Date> => "Thôi theo dõi từ", "Not followed since", 10, Input::Day;
    drop_reason: Option<DropReason> => "Lý do thôi", "Reason", 20, Input::Choice(DropReason::CHOICES);
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

impl Prospect {
    /// How far the prospect has come by a day; being official is the member's own state and not looked at here.
    pub fn stage(&self, on: Date) -> Stage {
        if self.dropped.is_some_and(|day| day <= on) {
            return Stage::Dropped;
        }
        let steps = [
            (self.ceremony, Stage::Ceremony),
            (self.decided, Stage::Decision),
            (self.dossier, Stage::Dossier),
            (self.class, Stage::Class),
            (self.followed, Stage::Followed),
            (self.introduced, Stage::Introduced),
        ];
        let reached = |(day, _): &(Option<Date>, Stage)| day.is_some_and(|day| day <= on);
        steps.into_iter().find(reached).map_or(Stage::NotYet, |(_, stage)| stage)
    }
}
