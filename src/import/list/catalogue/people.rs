//! Headings over lists of members, admissions, events and terms, and those over any list.

use super::Headings;
use crate::import::list::rejects;

/// Headings over any list: code and spellings.
pub(super) const ANY: Headings = &[
    ("row_number", &["STT", "TT", "Số TT", "Số thứ tự", "No"]),
    ("id", &["ID"]),
    ("note", &["Ghi chú", "Chú thích", "Note"]),
    ("derived", &["Kết quả kiểm tra", "Chi tiết lỗi", "Đề nghị xóa", rejects::REASON_VI, rejects::REASON_EN]),
];

/// Headings that name a person, over lists of members and of what belongs to them.
pub(super) const WHO: Headings = &[
    (
        "name",
        &[
            "Họ và tên",
            "Họ tên",
            "Họ, tên đảng viên",
            "Họ và tên đảng viên",
            "Họ tên khai sinh",
            "Họ và tên khai sinh",
            "Tên đầy đủ",
            "Tên đảng viên",
            "Ho_va_ten",
            "Full name",
        ],
    ),
    ("family_name", &["Họ đệm", "Họ và đệm", "Họ và tên đệm", "Họ và chữ đệm", "Họ"]),
    ("given_name", &["Tên"]),
    ("sex", &["Giới tính", "Giới", "Nam/Nữ", "Nam, nữ", "Phái", "Sex"]),
    ("male", &["Nam"]),
    ("female", &["Nữ"]),
    (
        "born",
        &["Ngày sinh", "Sinh ngày", "Ngày tháng năm sinh", "Năm sinh", "Sinh", "Ngày, tháng sinh", "Born"],
    ),
    (
        "card_number",
        &[
            "Số thẻ Đảng",
            "Số thẻ đảng viên",
            "Số thẻ ĐV",
            "Số TĐV",
            "Số thẻ",
            "Mã thẻ Đảng",
            "Thẻ đảng viên",
            "Card no.",
        ],
    ),
    (
        "record_number",
        &[
            "Số lý lịch",
            "Số lí lịch",
            "Số lý lịch đảng viên",
            "Số LL",
            "Số LLĐV",
            "Số LL Đ.viên",
            "Record no.",
        ],
    ),
    (
        "citizen_number",
        &[
            "Số định danh cá nhân",
            "Số định danh",
            "Mã định danh",
            "Số CCCD",
            "CCCD",
            "Số căn cước",
            "Căn cước công dân",
            "Số căn cước công dân",
            "CMND",
            "Số CMND",
            "Số CMND/CCCD",
            "CMTND",
            "Số CMTND",
            "Citizen no.",
        ],
    ),
];

/// Headings that name where a person belongs.
pub(super) const WHERE: Headings = &[
    (
        "unit",
        &[
            "Chi bộ",
            "Tên chi bộ",
            "Chi bộ đang sinh hoạt",
            "Chi bộ sinh hoạt",
            "Sinh hoạt tại chi bộ",
            "Đơn vị (chi bộ)",
            "Tổ chức Đảng sinh hoạt",
            "Tổ chức Đảng đang sinh hoạt",
            "Đơn vị",
            "Đơn vị/Bộ phận",
            "Mã chi bộ",
            "Nơi sinh hoạt Đảng",
            "Tên tổ chức đảng",
            "Tổ chức đảng",
            "Unit",
        ],
    ),
    (
        "unit_above",
        &[
            "Đơn vị trực thuộc",
            "Đảng bộ",
            "Đảng bộ cơ sở",
            "Đảng ủy",
            "Tổ chức cơ sở đảng",
            "TCCSĐ",
            "Đảng bộ trực thuộc",
            "Đảng bộ, chi bộ trực thuộc",
        ],
    ),
];

/// Headings over lists of members.
pub(super) const MEMBERS: Headings = &[
    (
        "other_name",
        &[
            "Tên gọi khác",
            "Họ tên khác",
            "Bí danh",
            "Tên thường dùng",
            "Họ tên đang dùng",
            "Họ và tên đang dùng",
        ],
    ),
    ("birth_place", &["Nơi sinh", "Nơi đăng ký khai sinh"]),
    ("home_place", &["Quê quán", "Nguyên quán"]),
    (
        "residence",
        &[
            "Thường trú",
            "Địa chỉ thường trú",
            "Hộ khẩu thường trú",
            "Nơi thường trú",
            "Nơi đăng ký thường trú",
            "Địa chỉ",
            "Nơi ở",
            "Nơi ở hiện nay",
            "Chỗ ở hiện nay",
            "Địa chỉ hiện tại",
        ],
    ),
    ("temporary_residence", &["Tạm trú", "Nơi tạm trú", "Địa chỉ tạm trú", "Nơi thực tế cư trú"]),
    ("ethnic_group", &["Dân tộc", "D.tộc"]),
    ("religion", &["Tôn giáo"]),
    ("class_origin", &["Thành phần gia đình", "Thành phần"]),
    (
        "occupation",
        &[
            "Nghề nghiệp",
            "Nghề nghiệp hiện nay",
            "Nghề nghiệp, chức vụ",
            "Chức vụ, nghề nghiệp",
            "Chức vụ",
            "Chức vụ hiện nay",
            "Chức vụ, đơn vị công tác",
            "Chức vụ chính quyền",
            "Chức vụ CQ",
            "Nơi công tác",
            "Đơn vị công tác",
        ],
    ),
    ("youth_union", &["Ngày vào Đoàn"]),
    (
        "schooling",
        &[
            "Trình độ văn hóa",
            "Trình độ học vấn",
            "Học vấn",
            "Văn hóa",
            "Giáo dục phổ thông",
            "Trình độ phổ thông",
            "Trình độ giáo dục phổ thông",
        ],
    ),
    (
        "profession",
        &[
            "Trình độ chuyên môn",
            "Chuyên môn",
            "Chuyên môn nghiệp vụ",
            "Trình độ chuyên môn nghiệp vụ",
            "CMNV",
            "Trình độ",
        ],
    ),
    ("degree", &["Học vị", "Học vị, chuyên ngành", "Chuyên ngành"]),
    ("academic_title", &["Học hàm"]),
    (
        "political_theory",
        &[
            "Lý luận chính trị",
            "Lí luận chính trị",
            "Trình độ LLCT",
            "LLCT",
            "Trình độ lý luận chính trị",
            "Trình độ lý luận",
            "Trình độ chính trị",
            "Chính trị",
            "Lý luận",
        ],
    ),
    ("languages", &["Ngoại ngữ", "Trình độ ngoại ngữ"]),
    ("computing", &["Tin học", "Trình độ tin học"]),
    ("phone", &["Điện thoại", "Số điện thoại", "SĐT", "Số ĐT", "ĐT"]),
    ("army_in", &["Ngày nhập ngũ", "Nhập ngũ"]),
    ("army_out", &["Ngày xuất ngũ", "Xuất ngũ"]),
    ("badge_years", &["Huy hiệu Đảng", "Huy hiệu", "Đã nhận huy hiệu", "Số huy hiệu Đảng"]),
    (
        "state",
        &[
            "Trạng thái",
            "Trạng thái sinh hoạt",
            "Trạng thái hoạt động",
            "Trạng thái Đảng",
            "Tình trạng",
            "Loại đảng viên",
            "Loại ĐV",
        ],
    ),
    ("left_on", &["Ngày rời khỏi/Ngày mất/Ngày miễn sinh hoạt Đảng", "Ngày rời khỏi", "Ngày chuyển đi"]),
    (
        "derived",
        &[
            "Chức vụ đảng",
            "Chức vụ trong Đảng",
            "Chức vụ chi bộ",
            "Chức vụ Đảng ủy",
            "Cấp ủy",
            "Tuổi đảng",
            "Tuổi đời",
            "Tuổi",
        ],
    ),
    (
        "no_field",
        &[
            "Chi bộ nơi cư trú",
            "Nơi cấp thẻ Đảng",
            "Ngày cấp thẻ Đảng",
            "Số thẻ theo Đảng quyết định 85",
            "Số thẻ Đảng theo QĐ 85",
            "Email",
            "E-mail",
            "Email cá nhân",
            "Khen thưởng",
            "Kỷ luật",
            "Đảng viên hướng dẫn",
            "Người giới thiệu",
        ],
    ),
];

/// Headings of admission, over lists of members and of admissions.
pub(super) const ADMISSION: Headings = &[
    (
        "admitted",
        &[
            "Ngày vào Đảng",
            "Vào Đảng",
            "Ngày kết nạp",
            "Ngày kết nạp Đảng",
            "Kết nạp",
            "Ngày vào Đảng (Dự bị)",
            "Ngày vào dự bị",
            "Năm vào Đảng",
        ],
    ),
    (
        "official",
        &[
            "Ngày chính thức",
            "Chính thức",
            "Chính thức ngày",
            "Ngày vào Đảng chính thức",
            "Ngày chính thức vào Đảng",
            "Ngày chuyển chính thức",
            "Ngày vào Đảng CT",
            "Ngày vào chính thức",
            "Ngày công nhận chính thức",
            "Ngày vào Đảng (Chính thức)",
        ],
    ),
    ("admission_decision", &["Số quyết định kết nạp", "Số quyết định", "Số QĐ"]),
    (
        "admission_decision_date",
        &["Ngày quyết định kết nạp", "Ngày quyết định", "Ngày ký quyết định", "Ngày ký", "Ngày kí"],
    ),
];

/// Headings over lists of events.
pub(super) const EVENTS: Headings = &[
    ("name", &["Đảng viên"]),
    ("kind", &["Biến động", "Loại biến động", "Hình thức", "Nội dung biến động"]),
    ("date", &["Ngày", "Ngày hiệu lực", "Ngày biến động"]),
    ("place", &["Nơi chuyển đến", "Nơi chuyển đi", "Nơi khác"]),
    ("derived", &["Dân tộc", "Giới tính"]),
];

/// Headings over lists of terms.
pub(super) const TERMS: Headings = &[
    ("name", &["Đảng viên giữ chức"]),
    ("post", &["Chức vụ", "Chức vụ đảng", "Chức danh", "Chức vụ trong Đảng"]),
    ("body", &["Tổ chức, thôn", "Thôn", "Thôn, khu phố", "Nơi giữ chức vụ"]),
    ("from", &["Từ ngày", "Ngày bầu", "Ngày bổ nhiệm", "Ngày giữ chức vụ", "Từ"]),
    ("to", &["Đến ngày", "Đến", "Ngày thôi"]),
    ("how", &["Cách giữ chức", "Bầu, chỉ định"]),
    ("decision", &["Quyết định", "Số quyết định", "Số QĐ"]),
    ("end_reason", &["Lý do thôi"]),
];
