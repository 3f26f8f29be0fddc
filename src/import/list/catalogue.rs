//! The headings offices write, and what each means for the kind of list it stands over.
//!
//! Headings are compared without case, marks, spaces, stars and bracketed hints (see `heading`), so one
//! spelling of each is enough.

use crate::domain::{record::Kind, words::choice};

choice! {
    /// What a column may hold besides a field of the record it is about.
    Extra {
        #[default]
        RowNumber = "row_number", "Số thứ tự", "Row number";
        LeftOut = "-", "Không nhập", "Left out";
        Derived = "derived", "Sổ tự tính", "Worked out by the register";
        NoField = "no_field", "Sổ chưa có mục này", "No field for it yet";
        FamilyName = "family_name", "Họ đệm", "Family and middle name";
        GivenName = "given_name", "Tên", "Given name";
        Male = "male", "Nam (đánh dấu)", "Male (marked)";
        Female = "female", "Nữ (đánh dấu)", "Female (marked)";
        BornMale = "born_male", "Ngày sinh của nam", "Born (men)";
        BornFemale = "born_female", "Ngày sinh của nữ", "Born (women)";
        BornDay = "born_day", "Ngày sinh: ngày", "Born: day";
        BornMonth = "born_month", "Ngày sinh: tháng", "Born: month";
        BornYear = "born_year", "Ngày sinh: năm", "Born: year";
        Admitted = "admitted", "Ngày vào Đảng", "Admitted";
        AdmittedDay = "admitted_day", "Ngày vào Đảng: ngày", "Admitted: day";
        AdmittedMonth = "admitted_month", "Ngày vào Đảng: tháng", "Admitted: month";
        AdmittedYear = "admitted_year", "Ngày vào Đảng: năm", "Admitted: year";
        Official = "official", "Ngày chính thức", "Official";
        OfficialDay = "official_day", "Ngày chính thức: ngày", "Official: day";
        OfficialMonth = "official_month", "Ngày chính thức: tháng", "Official: month";
        OfficialYear = "official_year", "Ngày chính thức: năm", "Official: year";
        Decision = "admission_decision", "Số quyết định kết nạp", "Admission decision no.";
        DecisionDate = "admission_decision_date", "Ngày quyết định kết nạp", "Admission decision date";
        Unit = "unit", "Chi bộ", "Unit";
        UnitAbove = "unit_above", "Đơn vị trực thuộc", "Unit above";
        CommuneCode = "commune_code", "Mã ĐVHC", "Commune code";
        Secretary = "secretary", "Bí thư chi bộ", "Secretary";
        SecretaryBorn = "secretary_born", "Năm sinh bí thư", "Secretary born";
        Head = "head", "Trưởng thôn", "Village head";
        HeadBorn = "head_born", "Năm sinh trưởng thôn", "Village head born";
        Unified = "unified", "Nhất thể hóa", "Unified";
        UnifiedSince = "unified_since", "Ngày nhất thể hóa", "Unified since";
        State = "state", "Trạng thái", "State";
        LeftOn = "left_on", "Ngày rời khỏi", "Left on";
    }
}

/// Headings over any list: code and spellings.
pub(super) const ANY: &[(&str, &[&str])] = &[
    ("row_number", &["STT", "TT", "Số TT", "Số thứ tự", "No"]),
    ("note", &["Ghi chú", "Chú thích", "Note"]),
    (
        "derived",
        &[
            "Kết quả kiểm tra",
            "Chi tiết lỗi",
            "Đề nghị xóa",
            super::rejects::REASON_VI,
            super::rejects::REASON_EN,
        ],
    ),
];

/// Headings that name a person and where the person belongs, over lists of members, events and terms.
pub(super) const PERSON: &[(&str, &[&str])] = &[
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
pub(super) const MEMBERS: &[(&str, &[&str])] = &[
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
pub(super) const ADMISSION: &[(&str, &[&str])] = &[
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

/// Headings over lists of units.
pub(super) const UNITS: &[(&str, &[&str])] = &[
    ("code", &["Mã", "Mã tổ chức", "Mã chi bộ", "Mã đơn vị", "Code"]),
    ("name", &["Tên tổ chức đảng", "Tổ chức đảng", "Tên chi bộ", "Chi bộ", "Tên đơn vị", "Tên", "Unit"]),
    ("short_name", &["Tên gọi tắt", "Tên viết tắt"]),
    ("kind", &["Loại", "Loại tổ chức", "Loại TCĐ"]),
    ("org_type", &["Khối", "Loại hình", "Loại hình tổ chức"]),
    (
        "unit_above",
        &["Cấp trên trực tiếp", "Cấp trên", "Trực thuộc", "Đảng bộ cấp trên", "Đơn vị trực thuộc"],
    ),
    ("commune", &["Mã ĐVHC", "Mã xã", "Mã đơn vị hành chính"]),
    ("founded", &["Ngày thành lập", "Thành lập"]),
    ("state", &["Trạng thái", "Tình trạng"]),
    ("closed_on", &["Ngày thôi hoạt động", "Thôi hoạt động", "Ngày giải thể"]),
    ("closed_decision", &["Quyết định kết thúc", "Quyết định giải thể"]),
    ("phone", &["Điện thoại", "Số điện thoại"]),
    ("derived", &["Số đảng viên", "Tổng số đảng viên", "Đảng viên", "Số chi bộ"]),
];

/// Headings over lists of villages.
pub(super) const VILLAGES: &[(&str, &[&str])] = &[
    ("code", &["Mã", "Mã thôn"]),
    (
        "name",
        &[
            "Thôn, bản, khu phố",
            "Thôn, khu phố",
            "Thôn, bản",
            "Thôn",
            "Tên thôn",
            "Tên thôn, khu phố",
            "Khu phố",
            "Tổ dân phố",
            "Thôn, tổ dân phố",
            "Village",
        ],
    ),
    ("kind", &["Loại"]),
    ("unit_above", &["Xã, thị trấn", "Xã", "Xã, phường", "Xã, phường, thị trấn", "Đảng bộ xã", "Commune"]),
    ("commune_code", &["Mã ĐVHC", "Mã xã"]),
    ("unit", &["Chi bộ", "Tên chi bộ"]),
    ("households", &["Số hộ", "Hộ"]),
    ("secretary", &["Bí thư chi bộ", "Bí thư"]),
    ("secretary_born", &["Năm sinh bí thư", "Ngày sinh bí thư"]),
    (
        "head",
        &[
            "Trưởng thôn, bản, khu phố",
            "Trưởng thôn, khu phố",
            "Trưởng thôn",
            "Trưởng thôn, tổ trưởng dân phố",
        ],
    ),
    ("head_born", &["Năm sinh trưởng thôn", "Ngày sinh trưởng thôn"]),
    ("unified", &["Nhất thể hóa"]),
    ("unified_since", &["Ngày thực hiện", "Ngày nhất thể hóa"]),
    ("plan_month", &["Dự kiến", "Dự kiến nhất thể hóa", "Tháng dự kiến"]),
    ("plan_reason", &["Lý do chưa", "Lý do", "Lý do chưa nhất thể hóa"]),
];

/// Headings over lists of events.
pub(super) const EVENTS: &[(&str, &[&str])] = &[
    ("kind", &["Biến động", "Loại biến động", "Hình thức", "Nội dung biến động"]),
    ("date", &["Ngày", "Ngày hiệu lực", "Ngày biến động"]),
    ("place", &["Nơi chuyển đến", "Nơi chuyển đi", "Nơi khác"]),
    ("derived", &["Dân tộc", "Giới tính"]),
];

/// Headings over lists of terms.
pub(super) const TERMS: &[(&str, &[&str])] = &[
    ("post", &["Chức vụ", "Chức vụ đảng", "Chức danh", "Chức vụ trong Đảng"]),
    ("body", &["Tổ chức, thôn", "Thôn", "Thôn, khu phố", "Nơi giữ chức vụ"]),
    ("from", &["Từ ngày", "Ngày bầu", "Ngày bổ nhiệm", "Ngày giữ chức vụ", "Từ"]),
    ("to", &["Đến ngày", "Đến", "Ngày thôi"]),
    ("how", &["Cách giữ chức", "Bầu, chỉ định"]),
    ("decision", &["Quyết định", "Số quyết định", "Số QĐ"]),
    ("end_reason", &["Lý do thôi"]),
];

/// The lists of headings that apply to a kind, the more special ones first.
pub(super) fn of(kind: Kind) -> Vec<&'static [(&'static str, &'static [&'static str])]> {
    match kind {
        Kind::Member => vec![MEMBERS, ADMISSION, PERSON, ANY],
        Kind::Event => vec![EVENTS, ADMISSION, PERSON, ANY],
        Kind::Term => vec![TERMS, PERSON, ANY],
        Kind::Unit => vec![UNITS, ANY],
        Kind::Village => vec![VILLAGES, ANY],
        Kind::Office => vec![ANY],
    }
}
