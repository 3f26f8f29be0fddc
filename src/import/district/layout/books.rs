//! The headings of the tables behind the books: double posts, mergers, teams and meetings, documents, cadre work.

use super::{
    Layout, Presence,
    Use::{Derived, Needed, Taken},
};

pub(in crate::import::district) static DOUBLES: Layout = Layout {
    name: "chuc_danh_kiem_nhiem",
    presence: Presence::Optional,
    columns: &[
        ("id", Needed),
        ("chuc_danh_dang", Needed),
        ("chuc_danh_kiem", Needed),
        ("dang_vien", Needed),
        ("ngay_bat_dau", Taken),
        ("can_cu", Taken),
        ("trang_thai", Taken),
    ],
};

pub(in crate::import::district) static MERGERS: Layout = Layout {
    name: "hop_nhat",
    presence: Presence::Optional,
    columns: &[
        ("id", Needed),
        ("co_quan_1", Needed),
        ("co_quan_2", Needed),
        ("sau_hop_nhat", Needed),
        ("chi_bo_moi", Taken),
        ("cap_quyet_dinh", Taken),
        ("ngay_cong_bo", Taken),
        ("trang_thai", Taken),
    ],
};

pub(in crate::import::district) static TEAMS: Layout = Layout {
    name: "to_tang_cuong",
    presence: Presence::Optional,
    columns: &[
        ("id", Needed),
        ("ten", Needed),
        ("to_truong", Taken),
        ("dia_ban", Taken),
        ("ngay_thanh_lap", Taken),
    ],
};

pub(in crate::import::district) static TEAM_MEMBERS: Layout = Layout {
    name: "to_tang_cuong_thanh_vien",
    presence: Presence::Optional,
    columns: &[("to", Needed), ("dang_vien", Needed), ("vai_tro", Taken)],
};

pub(in crate::import::district) static MEETINGS: Layout = Layout {
    name: "sinh_hoat_chi_bo",
    presence: Presence::Optional,
    columns: &[
        ("id", Needed),
        ("chi_bo", Needed),
        ("ky", Derived),
        ("ngay", Needed),
        ("loai", Taken),
        ("phai_du", Taken),
        ("co_mat", Taken),
        ("vang_co_ly_do", Taken),
        ("vang_khong_ly_do", Derived),
        ("to_tang_cuong", Taken),
        ("nguoi_du", Taken),
        ("xep_loai", Taken),
        ("co_nghi_quyet", Taken),
        ("nhan_xet", Taken),
    ],
};

pub(in crate::import::district) static PAPERS: Layout = Layout {
    name: "quy_che",
    presence: Presence::Optional,
    columns: &[
        ("id", Needed),
        ("loai", Needed),
        ("ten", Needed),
        ("hanh_dong", Taken),
        ("ngay_ban_hanh", Taken),
        ("ngay_ra_soat_tiep", Taken),
        ("trang_thai", Taken),
    ],
};

/// One file for each round, whose years stand in its name.
pub(in crate::import::district) static PLANNINGS: Layout = Layout {
    name: "quy_hoach_",
    presence: Presence::Yearly,
    columns: &[
        ("id", Needed),
        ("giai_doan", Needed),
        ("chuc_danh", Needed),
        ("don_vi", Taken),
        ("dang_vien", Needed),
        ("ngay_ra_soat", Taken),
        ("tinh_trang", Taken),
    ],
};

pub(in crate::import::district) static COURSES: Layout = Layout {
    name: "ke_hoach_dao_tao",
    presence: Presence::Optional,
    columns: &[
        ("id", Needed),
        ("lop", Needed),
        ("doi_tuong", Taken),
        ("chi_tieu", Taken),
        ("quy", Taken),
        ("noi_mo", Taken),
        ("trang_thai", Taken),
    ],
};

pub(in crate::import::district) static ROTATIONS: Layout = Layout {
    name: "luan_chuyen",
    presence: Presence::Optional,
    columns: &[
        ("id", Needed),
        ("dang_vien", Needed),
        ("tu_don_vi", Taken),
        ("den_don_vi", Taken),
        ("chuc_danh_den", Taken),
        ("thang_du_kien", Taken),
        ("trang_thai", Taken),
    ],
};
