//! A term (nhiệm kỳ, chức vụ): who held which post of which body, from when to when.

use super::{
    date::{Date, PartialDate, is_lasting},
    record::{Id, Input, Kind, record},
    words::choice,
};

choice! {
    /// A post of a unit or a village; of a post of an agency, its holder.
    Post {
        Secretary = "secretary", "Bí thư", "Secretary";
        StandingDeputy = "standing_deputy", "Phó bí thư thường trực", "Standing deputy secretary";
        DeputySecretary = "deputy_secretary", "Phó bí thư", "Deputy secretary";
        StandingMember = "standing_member", "Ủy viên ban thường vụ", "Standing committee member";
        #[default]
        CommitteeMember = "committee_member", "Cấp ủy viên", "Committee member";
        VillageHead = "village_head", "Trưởng thôn", "Village head";
        DeputyHead = "deputy_head", "Phó trưởng thôn", "Deputy village head";
        Holder = "holder", "Người giữ chức danh", "Holder of the post";
    }
}

choice! {
    /// How somebody came into a post. An interim village head serves at most 6 months (TT 04/2012/TT-BNV).
    How {
        #[default]
        Elected = "elected", "Bầu", "Elected";
        Appointed = "appointed", "Chỉ định, phân công", "Appointed";
        Interim = "interim", "Lâm thời", "Interim";
    }
}

choice! {
    /// How people voted where a post was elected.
    Method {
        #[default]
        Ballot = "ballot", "Bỏ phiếu kín", "Secret ballot";
        Hands = "hands", "Giơ tay", "Show of hands";
    }
}

choice! {
    /// Why a term ended.
    EndReason {
        #[default]
        TermOver = "term_over", "Hết nhiệm kỳ", "Term over";
        Moved = "moved", "Chuyển công tác", "Moved";
        Resigned = "resigned", "Xin thôi", "Resigned";
        Dismissed = "dismissed", "Miễn nhiệm, cho thôi", "Dismissed";
        Died = "died", "Từ trần", "Died";
        Unified = "unified", "Nhất thể hóa chức danh", "Posts unified";
        Other = "other", "Khác", "Other";
    }
}

record! {
    /// A term of a post.
    Term is Kind::Term,
        title: "{post} – {body}: {holder}",
        owners: &["member", "body"],
        table: &[("holder", 22), ("post", 20), ("body", 28), ("from", 10), ("to", 10)];
    body: Option<Id> => "Tổ chức, thôn, chức danh", "Body", 28, Input::Link(&[Kind::Unit, Kind::Village, Kind::Position]), required;
    post: Post => "Chức vụ", "Post", 20, Input::Choice(Post::CHOICES);
    member: Option<Id> => "Đảng viên giữ chức", "Holder (member)", 24, Input::Link(&[Kind::Member]);
    holder_name: String => "Họ tên (ngoài Đảng)", "Holder's name (no member)", 24, Input::Person;
    holder_born: Option<PartialDate> => "Ngày sinh (ngoài Đảng)", "Holder born (no member)", 10, Input::Date, birth;
    from: Option<PartialDate> => "Từ ngày", "From", 10, Input::Date;
    /// The day the post was given up; the holder no longer holds it on that day.
    to: Option<Date> => "Đến ngày", "To", 10, Input::Day;
    how: Option<How> => "Hình thức", "How", 12, Input::Choice(How::CHOICES);
    method: Option<Method> => "Cách bầu", "Vote by", 12, Input::Choice(Method::CHOICES);
    /// How many voted for the holder.
    votes: Option<u32> => "Số phiếu đồng ý", "Votes for", 8, Input::Number;
    /// How many voted at all.
    voters: Option<u32> => "Số người bỏ phiếu", "Votes cast", 8, Input::Number;
    decision: String => "Quyết định", "Decision", 18, Input::Text;
    end_reason: Option<EndReason> => "Lý do thôi", "End reason", 16, Input::Choice(EndReason::CHOICES);
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

impl Post {
    /// The kind of the bodies that have it.
    pub fn body(self) -> Kind {
        match self {
            Self::Secretary
            | Self::StandingDeputy
            | Self::DeputySecretary
            | Self::StandingMember
            | Self::CommitteeMember => Kind::Unit,
            Self::VillageHead | Self::DeputyHead => Kind::Village,
            Self::Holder => Kind::Position,
        }
    }

    /// Whether it is a post of the Party, held by members alone; village posts are filled by the people, and those of agencies
    /// by either.
    pub fn is_party(self) -> bool {
        match self {
            Self::Secretary
            | Self::StandingDeputy
            | Self::DeputySecretary
            | Self::StandingMember
            | Self::CommitteeMember => true,
            Self::VillageHead | Self::DeputyHead | Self::Holder => false,
        }
    }
}

impl Term {
    /// Whether the post is held under this term on a day: from its first day on, and no longer on the day it ended.
    pub fn is_held(&self, on: Date) -> bool {
        is_lasting(self.from.map(PartialDate::earliest), self.to, on)
    }
}
