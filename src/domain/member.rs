//! A member (đảng viên), in the order of the card-form mẫu 2-HSĐV.
//!
//! Where the member belongs, whether official or on probation, and whether still here are not fields:
//! they are derived from events for a date (see `standing`).

use super::{
    date::{Date, PartialDate},
    ethnic::EthnicGroup,
    record::{Input, Kind, Record, record},
    words::choice,
};

choice! {
    /// Sex, item 02.
    Sex {
        #[default]
        Male = "male", "Nam", "Male";
        Female = "female", "Nữ", "Female";
    }
}

choice! {
    /// Religion, the rows of biểu 4-BTCTW.
    Religion {
        #[default]
        None = "none", "Không", "None";
        Buddhism = "buddhism", "Phật giáo", "Buddhism";
        Catholicism = "catholicism", "Công giáo", "Catholicism";
        HoaHao = "hoa_hao", "Phật giáo Hòa Hảo", "Hòa Hảo Buddhism";
        CaoDai = "cao_dai", "Cao Đài", "Cao Đài";
        Protestantism = "protestantism", "Tin Lành", "Protestantism";
        Islam = "islam", "Hồi giáo", "Islam";
        Other = "other", "Đạo khác", "Other";
    }
}

choice! {
    /// Highest professional level, biểu 3-BTCTW.
    Profession {
        #[default]
        Elementary = "elementary", "Sơ cấp", "Elementary";
        Intermediate = "intermediate", "Trung cấp", "Intermediate";
        College = "college", "Cao đẳng", "College";
        University = "university", "Đại học", "University";
        Master = "master", "Thạc sĩ", "Master";
        Doctor = "doctor", "Tiến sĩ", "Doctor";
    }
}

choice! {
    /// Level of political theory, biểu 3-BTCTW.
    Theory {
        #[default]
        Elementary = "elementary", "Sơ cấp", "Elementary";
        Intermediate = "intermediate", "Trung cấp", "Intermediate";
        Advanced = "advanced", "Cao cấp, cử nhân", "Advanced";
    }
}

choice! {
    /// Academic title, biểu 3-BTCTW.
    AcademicTitle {
        #[default]
        AssociateProfessor = "associate_professor", "Phó giáo sư", "Associate professor";
        Professor = "professor", "Giáo sư", "Professor";
    }
}

record! {
    /// A member.
    Member is Kind::Member,
        note: "{born}  {unit}",
        table: &[
            ("name", 22),
            ("born", 10),
            ("state", 12),
            ("unit", 27),
            ("sex", 10),
            ("ethnic_group", 9),
            ("admitted", 14),
            ("official", 16),
            ("age", 5),
            ("party_age", 10),
            ("occupation", 18),
            ("profession", 14),
            ("political_theory", 18),
            ("religion", 10),
            ("home_place", 24),
            ("record_number", 11),
            ("exempt", 8),
            ("probation_ends", 11),
            ("left_on", 10),
        ],
        filters: &[
            "unit",
            "state",
            "sex",
            "ethnic_group",
            "age",
            "admitted",
            "left_on",
            "official",
            "party_age",
            "religion",
            "profession",
            "political_theory",
            "exempt",
            "occupation",
            "home_place",
            "schooling",
        ];
    record_number: String => "Số lý lịch", "Record no.", 10, Input::Digits;
    card_number: String => "Số thẻ đảng viên", "Card no.", 13, Input::Digits, protected;
    name: String => "Họ và tên khai sinh", "Full name", 24, Input::Person, required;
    sex: Option<Sex> => "Giới tính", "Sex", 6, Input::Choice(Sex::CHOICES);
    other_name: String => "Tên gọi khác", "Other name", 18, Input::Person;
    born: Option<PartialDate> => "Sinh ngày", "Born", 10, Input::Date, birth;
    birth_place: String => "Nơi đăng ký khai sinh", "Birth registered at", 22, Input::Text;
    home_place: String => "Quê quán", "Home place", 24, Input::Text;
    residence: String => "Nơi thường trú", "Residence", 24, Input::Text;
    temporary_residence: String => "Nơi tạm trú", "Temporary residence", 24, Input::Text;
    ethnic_group: Option<EthnicGroup> => "Dân tộc", "Ethnic group", 10, Input::Choice(EthnicGroup::CHOICES);
    religion: Option<Religion> => "Tôn giáo", "Religion", 10, Input::Choice(Religion::CHOICES);
    class_origin: String => "Thành phần gia đình", "Class origin", 16, Input::Text;
    occupation: String => "Nghề nghiệp hiện nay", "Occupation", 18, Input::Text;
    youth_union: Option<PartialDate> => "Ngày vào Đoàn", "Youth Union date", 10, Input::Date;
    schooling: String => "Giáo dục phổ thông", "Schooling", 8, Input::Text;
    profession: Option<Profession> => "Chuyên môn nghiệp vụ", "Professional level", 12, Input::Choice(Profession::CHOICES);
    degree: String => "Học vị, chuyên ngành", "Degree, subject", 18, Input::Text;
    academic_title: Option<AcademicTitle> => "Học hàm", "Academic title", 12, Input::Choice(AcademicTitle::CHOICES);
    political_theory: Option<Theory> => "Lý luận chính trị", "Political theory", 12, Input::Choice(Theory::CHOICES);
    languages: String => "Ngoại ngữ", "Languages", 14, Input::Text;
    computing: String => "Tin học", "Computing", 12, Input::Text;
    citizen_number: String => "Số căn cước", "Citizen no.", 13, Input::Digits, protected;
    phone: String => "Điện thoại", "Phone", 12, Input::Text, protected;
    army_in: Option<PartialDate> => "Ngày nhập ngũ", "Army from", 10, Input::Date;
    army_out: Option<Date> => "Ngày xuất ngũ", "Army to", 10, Input::Day;
    /// The day on which the date of birth was last changed to another one (TB 13-TB/TW 17/8/2016).
    born_changed: Option<Date> => "Ngày sửa ngày sinh", "Birth changed on", 10, Input::Day;
    born_decision: String => "Quyết định sửa ngày sinh", "Decision on the birth", 16, Input::Text;
    badge_years: Option<u32> => "Huy hiệu Đảng đã nhận (năm)", "Badge held (years)", 6, Input::Number;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

/// Notes in a member's record the day on which another date of birth is put in the place of one; not where it is only
/// said more closely, or the day was entered with it.
pub fn note_changed_birth(before: &dyn Record, after: &mut dyn Record, on: Date) {
    let born = |record: &dyn Record| record.as_any().downcast_ref::<Member>()?.born;
    let Some(was) = born(before) else { return };
    let is = born(after);
    let is_closer = is.is_some_and(|is| was.earliest() <= is.earliest() && is.latest() <= was.latest());
    if !is_closer && before.json("born_changed") == after.json("born_changed") {
        // A date always fits its own field.
        _ = after.set_json("born_changed", on.to_string().into());
    }
}
