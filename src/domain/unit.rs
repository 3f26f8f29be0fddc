//! A Party organisation: where it stands in the tree, and when it ended.

use super::{
    date::{Date, PartialDate, is_lasting},
    record::{Id, Input, Kind, record},
    words::choice,
};

choice! {
    /// Kind of Party organisation (Charter, articles 10 and 21).
    UnitKind {
        SuperiorCommittee = "superior_committee", "Đảng bộ cấp trên trực tiếp của TCCSĐ", "Superior committee";
        GrassrootsCommittee = "grassroots_committee", "Đảng bộ cơ sở", "Grassroots committee";
        GrassrootsCell = "grassroots_cell", "Chi bộ cơ sở", "Grassroots cell";
        SubCommittee = "sub_committee", "Đảng bộ bộ phận", "Sectional committee";
        #[default]
        Cell = "cell", "Chi bộ trực thuộc", "Cell";
    }
}

choice! {
    /// Type of organisation: the rows of biểu 5-BTCTW.
    OrgType {
        #[default]
        Commune = "commune", "Xã", "Commune";
        Ward = "ward", "Phường", "Ward";
        Township = "township", "Thị trấn", "Township";
        PartyAgency = "party_agency", "Cơ quan Đảng, MTTQ, đoàn thể", "Party, Front and mass bodies";
        StateAgency = "state_agency", "Cơ quan Nhà nước", "State agency";
        PublicService = "public_service", "Đơn vị sự nghiệp", "Service unit";
        Army = "army", "Quân đội", "Army";
        Police = "police", "Công an", "Police";
        Enterprise = "enterprise", "Doanh nghiệp, HTX", "Enterprise, cooperative";
        Abroad = "abroad", "Ngoài nước", "Abroad";
        Other = "other", "Khác", "Other";
    }
}

choice! {
    /// How a unit ended.
    Ending {
        Merged = "merged", "Sáp nhập, hợp nhất", "Merged";
        #[default]
        Dissolved = "dissolved", "Giải thể", "Dissolved";
        HandedOver = "handed_over", "Chuyển giao", "Handed over";
        Split = "split", "Chia tách", "Split";
    }
}

record! {
    /// A unit (tổ chức đảng).
    Unit is Kind::Unit,
        note: "{parent}",
        table: &[("name", 34), ("kind", 18), ("members", 9), ("probationary", 7), ("secretary", 22)];
    code: String => "Mã", "Code", 10, Input::Text;
    name: String => "Tên tổ chức đảng", "Unit", 34, Input::Text, required;
    short_name: String => "Tên gọi tắt", "Short name", 18, Input::Text;
    parent: Option<Id> => "Trực thuộc", "Belongs to", 28, Input::Link(&[Kind::Unit]);
    kind: UnitKind => "Loại tổ chức", "Kind", 18, Input::Choice(UnitKind::CHOICES);
    org_type: Option<OrgType> => "Loại hình", "Type", 20, Input::Choice(OrgType::CHOICES);
    commune: String => "Mã xã (TCTK)", "Commune code (GSO)", 8, Input::Digits;
    founded: Option<PartialDate> => "Thành lập", "Founded", 10, Input::Date;
    founded_decision: String => "Quyết định thành lập", "Founding decision", 18, Input::Text;
    closed_on: Option<Date> => "Thôi hoạt động", "Closed on", 10, Input::Day;
    closed_how: Option<Ending> => "Hình thức kết thúc", "Closed how", 16, Input::Choice(Ending::CHOICES);
    closed_decision: String => "Quyết định kết thúc", "Closing decision", 18, Input::Text;
    closed_into: Option<Id> => "Chuyển vào", "Merged into", 28, Input::Link(&[Kind::Unit]);
    phone: String => "Điện thoại", "Phone", 12, Input::Text;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

impl UnitKind {
    /// The kind a new unit most likely is under one of a kind, or with nothing above it (Charter, articles 10 and 21).
    pub fn under(above: Option<Self>) -> Self {
        match above {
            None => Self::SuperiorCommittee,
            Some(Self::SuperiorCommittee) => Self::GrassrootsCommittee,
            Some(Self::GrassrootsCommittee | Self::SubCommittee | Self::GrassrootsCell | Self::Cell) => {
                Self::Cell
            }
        }
    }

    /// Whether members belong to it directly.
    pub fn is_cell(self) -> bool {
        matches!(self, Self::GrassrootsCell | Self::Cell)
    }

    /// Whether it is a grassroots organisation (TCCSĐ).
    pub fn is_grassroots(self) -> bool {
        matches!(self, Self::GrassrootsCommittee | Self::GrassrootsCell)
    }
}

impl Unit {
    /// Whether it exists on a day: founded by then, and not closed by the end of it.
    pub fn is_active(&self, on: Date) -> bool {
        is_lasting(self.founded.map(PartialDate::earliest), self.closed_on, on)
    }
}
