//! The headings offices write, and what each means for the kind of list it stands over.
//!
//! Headings are compared without case, marks, spaces, stars and bracketed hints (see `heading`), so one
//! spelling of each is enough.

mod people;
mod places;

use crate::domain::{record::Kind, words::choice};

choice! {
    /// What a column may hold besides a field of the record it is about.
    Extra {
        #[default]
        RowNumber = "row_number", "Số thứ tự", "Row number";
        Record = "id", "Mã bản ghi", "Record id";
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

/// Headings by the code of what they mean.
pub(super) type Headings = &'static [(&'static str, &'static [&'static str])];

/// Headings that name the person a record is of, in lists of what belongs to members. Where a record names a unit of
/// its own, a heading does not tell whether it is that one or the person's.
pub(super) fn whose(kind: Kind) -> Vec<Headings> {
    if super::heading::names_units(kind) || super::heading::whose(kind).is_none() {
        Vec::new()
    } else if kind.place("unit").is_some() {
        vec![people::WHO]
    } else {
        vec![people::WHO, people::WHERE]
    }
}

/// The lists of headings that apply to a kind, the more special ones first.
pub(super) fn of(kind: Kind) -> Vec<Headings> {
    match kind {
        Kind::Member => vec![people::MEMBERS, people::ADMISSION, people::WHO, people::WHERE, people::ANY],
        Kind::Event => {
            vec![people::EVENTS, people::ADMISSION, people::WHO, people::WHERE, people::ANY]
        }
        Kind::Term => vec![people::TERMS, people::WHO, people::WHERE, people::ANY],
        Kind::Unit => vec![places::UNITS, people::ANY],
        Kind::Village => vec![places::VILLAGES, people::ANY],
        _ => vec![places::BOOKS, people::ANY],
    }
}
