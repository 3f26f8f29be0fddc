//! Which units the sample district has beside its communes: agencies, forces, services, enterprises.
//!
//! Only tables. The kinds of body are those any district of 2018 had; the firms are invented.

use super::cell::Milieu;

/// A grassroots committee with cells: name, whose, and the cells.
pub(super) type Committee = (&'static str, Milieu, &'static [&'static str]);

/// The committee of the Party's own offices; two of its cells came from mergers, see [`MERGERS`].
pub(super) const PARTY_OFFICES: Committee = (
    "Cơ quan Huyện ủy",
    Milieu::Party,
    &[
        "Văn phòng Huyện ủy",
        "Ban Tổ chức - Nội vụ",
        "Ủy ban Kiểm tra - Thanh tra",
        "Ban Tuyên giáo - Trung tâm Bồi dưỡng chính trị",
        "Ban Dân vận - Mặt trận Tổ quốc",
        "các đoàn thể chính trị - xã hội",
    ],
);

/// All other grassroots committees beside the communes.
pub(super) const COMMITTEES: &[Committee] = &[
    (
        "Cơ quan Chính quyền huyện",
        Milieu::Agency,
        &[
            "Văn phòng HĐND và UBND",
            "Phòng Tài chính - Kế hoạch",
            "Phòng Kinh tế và Hạ tầng",
            "Phòng Nông nghiệp và PTNT",
            "Phòng Tài nguyên và Môi trường",
            "Phòng Lao động - TB và XH",
            "Phòng Tư pháp",
            "Phòng Văn hóa và Thông tin",
            "Phòng Giáo dục và Đào tạo",
            "Phòng Y tế",
        ],
    ),
    (
        "Công an huyện",
        Milieu::Police,
        &[
            "Đội Tham mưu - Xây dựng lực lượng",
            "Đội Cảnh sát điều tra",
            "Đội Cảnh sát giao thông - trật tự",
            "Đội An ninh",
            "Đội Cảnh sát QLHC về TTXH",
        ],
    ),
    ("Quân sự huyện", Milieu::Army, &["Ban Tham mưu", "Ban Chính trị", "Ban Hậu cần - Kỹ thuật"]),
    ("Trung tâm Y tế huyện", Milieu::Health, &["Khối Hành chính", "Khối Nội", "Khối Ngoại", "Khối Dự phòng"]),
];

/// The cells that were merged on one day: the two that ended, with the committee each belonged to
/// (0 the Party's offices, 1 the State's), and the place of the new cell among those of the Party's offices.
pub(super) const MERGERS: [([(&str, usize); 2], usize); 2] = [
    ([("Ban Tổ chức Huyện ủy", 0), ("Phòng Nội vụ", 1)], 1),
    ([("Ủy ban Kiểm tra Huyện ủy", 0), ("Thanh tra huyện", 1)], 2),
];

/// Grassroots cells: name, whose, and the number of members where it shall be a certain one.
pub(super) const CELLS: &[(&str, Milieu, Option<usize>)] = &[
    ("Trường THPT số 1", Milieu::School, Some(29)),
    ("Tòa án nhân dân huyện", Milieu::Agency, Some(9)),
    ("Công ty CP Chè Đồi Sương", Milieu::Enterprise, Some(3)),
    ("Viện Kiểm sát nhân dân huyện", Milieu::Agency, None),
    ("Chi cục Thi hành án dân sự", Milieu::Agency, None),
    ("Chi cục Thuế", Milieu::Agency, None),
    ("Kho bạc Nhà nước", Milieu::Agency, None),
    ("Bảo hiểm xã hội", Milieu::Service, None),
    ("Chi cục Thống kê", Milieu::Agency, None),
    ("Hạt Kiểm lâm", Milieu::Agency, None),
    ("Đội Quản lý thị trường", Milieu::Agency, None),
    ("Chi cục Hải quan cửa khẩu", Milieu::Agency, None),
    ("Trường THPT số 2", Milieu::School, None),
    ("Trung tâm GDNN - GDTX", Milieu::School, None),
    ("Đài Truyền thanh - Truyền hình", Milieu::Service, None),
    ("Trung tâm Dịch vụ kỹ thuật nông nghiệp", Milieu::Service, None),
    ("Ban Quản lý dự án công trình", Milieu::Service, None),
    ("Ban Quản lý rừng phòng hộ", Milieu::Service, None),
    ("Ngân hàng Nông nghiệp và PTNT", Milieu::Enterprise, None),
    ("Ngân hàng Chính sách xã hội", Milieu::Enterprise, None),
    ("Điện lực", Milieu::Enterprise, None),
    ("Bưu điện", Milieu::Enterprise, None),
    ("Trung tâm Viễn thông", Milieu::Enterprise, None),
    ("Công ty TNHH Thủy sản Sóng Biếc", Milieu::Enterprise, None),
    ("Công ty TNHH Lâm nghiệp Rừng Xanh", Milieu::Enterprise, None),
];
