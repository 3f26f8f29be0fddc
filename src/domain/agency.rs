//! Agencies (cơ quan) of Party, Front and State, their merging, and the posts that are meant for one holder.
//!
//! Who holds a post of an agency is a [`Term`](super::term::Term) whose body is the [`Position`]; whether a
//! [`Pair`] of posts is in one hand is derived by the rule that holds for villages
//! (see [`PairStanding`](super::standing::PairStanding)).

use super::{
    date::{Date, Month},
    record::{Id, Input, Kind, record},
    village::Reason,
    words::choice,
};

choice! {
    /// On which side an agency stands.
    Side {
        #[default]
        Party = "party", "Đảng", "Party";
        State = "state", "Nhà nước", "State";
        Front = "front", "Mặt trận, đoàn thể", "Front and mass organisations";
    }
}

record! {
    /// An agency.
    Agency is Kind::Agency,
        table: &[("name", 32), ("side", 18), ("merged", 22), ("cell", 26)];
    name: String => "Tên cơ quan", "Agency", 36, Input::Text, required;
    side: Option<Side> => "Khối", "Side", 18, Input::Choice(Side::CHOICES);
    cell: Option<Id> => "Chi bộ", "Cell", 26, Input::Link(&[Kind::Unit]);
    merged: Option<Id> => "Hợp nhất theo", "Merged by", 30, Input::Link(&[Kind::Merger]);
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

record! {
    /// The merging of agencies into one: those merged point at it, it points at what came of them.
    Merger is Kind::Merger,
        title: "{into}",
        note: "{announced}",
        table: &[("announced", 10), ("into", 26), ("bodies", 34), ("decision", 18), ("issuer", 24), ("programme", 18)];
    into: Option<Id> => "Cơ quan sau hợp nhất", "New agency", 36, Input::Link(&[Kind::Agency]), required;
    decision: String => "Số quyết định", "Decision no.", 18, Input::Text;
    decided: Option<Date> => "Ngày quyết định", "Decided on", 10, Input::Day;
    issuer: String => "Cấp quyết định", "Decided by", 24, Input::Text;
    announced: Option<Date> => "Ngày công bố", "Announced on", 10, Input::Day;
    programme: String => "Thực hiện theo", "Carries out", 24, Input::Text;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

record! {
    /// A post of an agency for one holder at a time.
    Position is Kind::Position,
        note: "{agency}",
        owners: &["agency"],
        same: &["name"],
        table: &[("name", 32), ("holder", 20), ("agency", 22)];
    name: String => "Chức danh", "Post", 36, Input::Text, required;
    agency: Option<Id> => "Cơ quan", "Agency", 30, Input::Link(&[Kind::Agency]);
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

record! {
    /// Two posts meant for one holder (nhất thể hóa chức danh). A unit stands for its secretary.
    Pair is Kind::Pair,
        title: "{first} – {second}",
        table: &[
            ("first", 19),
            ("second", 19),
            ("state", 15),
            ("holder", 18),
            ("since", 10),
            ("plan_month", 8),
            ("decision", 24),
            ("programme", 20),
        ],
        filters: &["state", "plan_month", "plan_reason"];
    first: Option<Id> => "Chức danh thứ nhất", "First post", 30, Input::Link(&[Kind::Unit, Kind::Position]), required;
    second: Option<Id> => "Chức danh thứ hai", "Second post", 30, Input::Link(&[Kind::Unit, Kind::Position]), required;
    decision: String => "Văn bản", "Decision", 24, Input::Text;
    programme: String => "Thực hiện theo", "Carries out", 24, Input::Text;
    plan_month: Option<Month> => "Dự kiến", "Planned month", 8, Input::Month;
    plan_reason: Option<Reason> => "Lý do chưa", "Reason", 24, Input::Choice(Reason::CHOICES);
    plan_note: String => "Diễn giải", "Explanation", 24, Input::Text;
    plan_set_on: Option<Date> => "Ngày đặt kế hoạch", "Plan set on", 10, Input::Day;
    ended: Option<Date> => "Thôi thực hiện từ", "Given up on", 10, Input::Day;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}
