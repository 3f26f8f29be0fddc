//! The headings of a district's tables, and what becomes of each column.

mod books;

use crate::{
    domain::fold,
    import::{
        report::{ColumnLeft, Left, Report},
        table::{Table, Unusable},
    },
};

/// The headings of a table.
pub(super) struct Layout {
    /// Its file, or the beginning of the file's name when there may be one for each year or some years.
    name: &'static str,
    presence: Presence,
    columns: &'static [(&'static str, Use)],
}

/// Whether a table may be missing, and whether there may be several.
enum Presence {
    Needed,
    Optional,
    Yearly,
}

/// What becomes of a column.
#[derive(Clone, Copy)]
enum Use {
    /// The table cannot be read without it.
    Needed,
    /// Goes into the register.
    Taken,
    /// The register works it out itself; compared with what the table says where that is possible.
    Derived,
    /// The register has no field for it.
    NoField,
}

pub(super) use books::{
    COURSES, DOUBLES, MEETINGS, MERGERS, PAPERS, PLANNINGS, ROTATIONS, TEAM_MEMBERS, TEAMS,
};

use Use::{Derived, Needed, NoField, Taken};

pub(super) static UNITS: Layout = Layout {
    name: "to_chuc_dang",
    presence: Presence::Needed,
    columns: &[
        ("id", Needed),
        ("ten", Needed),
        ("cap", Taken),
        ("loai", Needed),
        ("khoi", Taken),
        ("cap_tren", Needed),
        ("ma_xa", Taken),
        ("thon", Derived),
        ("loai_chi_bo", NoField),
        ("ngay_thanh_lap", Taken),
        ("trang_thai", Taken),
        ("ngay_thoi_hoat_dong", Taken),
        ("ke_tiep", Taken),
        ("so_dang_vien", Derived),
    ],
};

pub(super) static MEMBERS: Layout = Layout {
    name: "dang_vien",
    presence: Presence::Needed,
    columns: &[
        ("id", Needed),
        ("ho_ten", Needed),
        ("gioi_tinh", Taken),
        ("ngay_sinh", Taken),
        ("ma_dan_toc", Taken),
        ("dan_toc", Taken),
        ("ton_giao", Taken),
        ("que_quan", Taken),
        ("van_hoa", Taken),
        ("chuyen_mon", Taken),
        ("ly_luan", Taken),
        ("nghe_nghiep", Taken),
        ("ngay_vao_dang", Needed),
        ("ngay_chinh_thuc", Needed),
        ("trang_thai", Taken),
        ("qua_han_du_bi", Derived),
        ("mien_sinh_hoat", Taken),
        ("so_the", Taken),
        ("so_ly_lich", Taken),
        ("huy_hieu", Taken),
        ("chuc_vu_dang", Derived),
        ("chi_bo", Needed),
        ("ten_chi_bo", Derived),
        ("don_vi_truc_thuoc", Derived),
    ],
};

pub(super) static VILLAGES: Layout = Layout {
    name: "thon",
    presence: Presence::Optional,
    columns: &[
        ("id", Needed),
        ("ten", Needed),
        ("loai", Taken),
        ("ma_xa", Needed),
        ("xa", Derived),
        ("so_ho", Taken),
        ("chi_bo", Needed),
        ("bi_thu", Taken),
        ("truong_thon", Needed),
        ("truong_thon_ten", Taken),
        ("truong_thon_nam_sinh", Taken),
        ("la_dang_vien", Taken),
        ("nhat_the_hoa", Taken),
        ("ngay_nhat_the", Taken),
        ("du_kien", Taken),
        ("do_tin_cay_ten", NoField),
        ("nguon_ten", NoField),
    ],
};

pub(super) static POSTS: Layout = Layout {
    name: "cap_uy",
    presence: Presence::Optional,
    columns: &[
        ("to_chuc", Needed),
        ("dang_vien", Needed),
        ("chuc_vu", Needed),
        ("nhiem_ky", Taken),
        ("tu_ngay", Taken),
    ],
};

pub(super) static TRANSFERS: Layout = Layout {
    name: "chuyen_sinh_hoat",
    presence: Presence::Optional,
    columns: &[
        ("id", Needed),
        ("dang_vien", Needed),
        ("tu_chi_bo", Needed),
        ("den_chi_bo", Needed),
        ("ngay", Needed),
        ("hinh_thuc", Taken),
    ],
};

pub(super) static ADMISSIONS: Layout = Layout {
    name: "ket_nap_",
    presence: Presence::Yearly,
    columns: &[
        ("stt", Derived),
        ("dang_vien", Needed),
        ("ho_ten", Derived),
        ("don_vi_truc_thuoc", Derived),
        ("chi_bo", Derived),
        ("so_quyet_dinh", Taken),
        ("ngay_quyet_dinh", Taken),
        ("ngay_ket_nap", Taken),
        ("ngay_chinh_thuc", Derived),
        ("qua_han", Derived),
    ],
};

/// The year stands behind two of the headings, as it does in the file's name.
pub(super) static TARGETS: Layout = Layout {
    name: "chi_tieu_ket_nap_",
    presence: Presence::Yearly,
    columns: &[("don_vi_truc_thuoc", Needed), ("ten", Derived), ("chi_tieu_", Needed), ("ket_nap_", Derived)],
};

/// The place of a column, of one that carries the year of its table by what stands before it.
fn place(table: &Table, column: &str) -> Option<usize> {
    if column.ends_with('_') { table.place_of_year(column) } else { table.place(column) }
}

/// A year, or the first and the last of several.
fn is_years(text: &str) -> bool {
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    text.splitn(2, ['_', '-']).all(is_year)
}

impl Layout {
    /// Whether a file is such a table.
    pub(super) fn is_name(&self, file: &str) -> bool {
        let file = fold::fold(file);
        let Some(stem) = file.strip_suffix(".csv") else { return false };
        match self.presence {
            Presence::Needed | Presence::Optional => stem == self.name,
            Presence::Yearly => stem.strip_prefix(self.name).is_some_and(is_years),
        }
    }

    /// Says that there is no such table; an error when nothing can be made without it.
    pub(super) fn absent(&self, report: &mut Report) -> Result<(), Unusable> {
        let file = match self.presence {
            Presence::Needed => return Err(Unusable::Absent(format!("{}.csv", self.name))),
            Presence::Optional => format!("{}.csv", self.name),
            Presence::Yearly => format!("{}*.csv", self.name),
        };
        report.absent.push(file);
        Ok(())
    }

    /// Says which columns are not taken over; an error when one is missing that is needed.
    pub(super) fn check(&self, table: &Table, report: &mut Report) -> Result<(), Unusable> {
        let mut say = |column: &str, why| {
            report.columns.push(ColumnLeft { file: table.file.clone(), column: column.to_owned(), why });
        };
        for &(column, use_of) in self.columns {
            match (place(table, column), use_of) {
                (Some(_), Needed | Taken) => {}
                (Some(_), Derived) => say(column, Left::Derived),
                (Some(_), NoField) => say(column, Left::NoField),
                (None, Needed) => return Err(Unusable::NoColumn { file: table.file.clone(), column }),
                (None, Taken) => say(column, Left::Absent),
                (None, Derived | NoField) => {}
            }
        }
        let known: Vec<usize> = self.columns.iter().filter_map(|(name, _)| place(table, name)).collect();
        for (place, heading) in table.headings.iter().enumerate() {
            if !known.contains(&place) {
                say(heading, Left::Unknown);
            }
        }
        Ok(())
    }
}
