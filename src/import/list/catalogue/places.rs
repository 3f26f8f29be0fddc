//! Headings over lists of units and villages.

use super::Headings;

/// Headings over lists of units.
pub(super) const UNITS: Headings = &[
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
pub(super) const VILLAGES: Headings = &[
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
    // The commune says it already.
    ("derived", &["Đơn vị trực thuộc"]),
];

/// Headings over all other lists.
pub(super) const BOOKS: Headings = &[("unit_above", &["Đơn vị trực thuộc", "Đảng bộ", "Đảng ủy"])];
