//! Which reports there are, and what each is asked for.

use crate::domain::words::choice;

choice! {
    /// The reports there are.
    Name {
        #[default]
        Unification = "unification", "Bí thư chi bộ đồng thời là trưởng thôn", "Secretaries who are also village heads";
        Progress = "progress", "Tiến độ nhất thể hóa ở thôn, bản, khu phố", "Progress of unification in villages";
        Admissions = "admissions", "Kết nạp đảng viên so với chỉ tiêu", "Admissions against the plan";
        Prospects = "prospects", "Nguồn kết nạp Đảng", "Prospects for admission";
        Meetings = "meetings", "Sinh hoạt chi bộ và tổ tăng cường", "Cell meetings and teams";
        Documents = "documents", "Nghị quyết, quy chế, quy định", "Resolutions and regulations";
        Cadre = "cadre", "Quy hoạch, đào tạo, luân chuyển cán bộ", "Cadre plan, training, rotation";
        Badges = "badges", "Huy hiệu Đảng theo đợt", "Party badges by round";
        Discipline = "discipline", "Kỷ luật đang có hiệu lực", "Discipline in force";
        Movement = "movement", "Tăng, giảm đảng viên", "Increase and decrease of members";
        Admitted = "admitted", "Đảng viên mới kết nạp", "Newly admitted members";
        Membership = "membership", "Cơ cấu đội ngũ đảng viên", "Make-up of the membership";
        Ethnic = "ethnic", "Đảng viên theo dân tộc, tôn giáo", "Members by ethnic group and religion";
        Organisations = "organisations", "Tổ chức đảng và đảng viên theo loại hình", "Organisations and members by type";
        UnitRatings = "unit-ratings", "Xếp loại tổ chức đảng", "Ratings of units";
        MemberRatings = "member-ratings", "Xếp loại đảng viên", "Ratings of members";
        Brief = "brief", "Tóm tắt tình hình", "The situation in a paragraph";
        Collective = "collective-moves", "Chuyển đảng viên khi tổ chức thay đổi", "Members moved when units changed";
        Lists = "lists", "Sổ danh sách", "Books of members";
    }
}

/// Which dates a report takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One day.
    Day,
    /// From one day to another.
    Period,
}

impl Name {
    /// Which dates it takes.
    pub fn takes(self) -> Takes {
        match self {
            Self::Unification
            | Self::Prospects
            | Self::Documents
            | Self::Cadre
            | Self::Badges
            | Self::Discipline
            | Self::Membership
            | Self::Ethnic
            | Self::Organisations
            | Self::UnitRatings
            | Self::MemberRatings
            | Self::Brief => Takes::Day,
            Self::Progress
            | Self::Admissions
            | Self::Meetings
            | Self::Movement
            | Self::Admitted
            | Self::Collective
            | Self::Lists => Takes::Period,
        }
    }

    /// Whether it can be compared with an earlier day.
    pub fn compares(self) -> bool {
        matches!(self, Self::Unification)
    }

    /// The number of the official form it follows.
    pub fn form(self) -> Option<&'static str> {
        match self {
            Self::Movement => Some("1-BTCTW"),
            Self::Admitted => Some("2-BTCTW"),
            Self::Membership => Some("3-BTCTW"),
            Self::Ethnic => Some("4-BTCTW"),
            Self::Organisations => Some("5-BTCTW"),
            Self::UnitRatings => Some("6-BTCTW"),
            Self::MemberRatings => Some("7-BTCTW"),
            Self::Unification
            | Self::Progress
            | Self::Admissions
            | Self::Prospects
            | Self::Meetings
            | Self::Documents
            | Self::Cadre
            | Self::Badges
            | Self::Discipline
            | Self::Brief
            | Self::Collective
            | Self::Lists => None,
        }
    }
}
