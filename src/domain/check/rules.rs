//! The one table of rules: code, level, since when in force, the regulation it rests on, and its words.
//!
//! Codes M, P, R, U and V are those of the department's catalogue of checks; S are the register's own, on its
//! structure. A rule with a date is not applied to what lies before it: what held earlier is not known
//! here, and old facts are not to be judged by a later text. Nothing here knows how a rule is checked.

use jiff::civil::date;

use crate::domain::{
    date::{Date, is_in_force},
    words::{Label, choice},
};

choice! {
    /// How much a finding matters.
    Level {
        Error = "error", "Sai", "Error";
        #[default]
        Warn = "warn", "Cần xem lại", "Warning";
        Alert = "alert", "Đến hạn", "Due";
        Info = "info", "Lưu ý", "Note";
    }
}

/// What is known of a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RuleInfo {
    /// Its code in the catalogue of checks.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// What it asks, in one sentence.
    pub label: Label,
    /// The regulation it rests on; empty when it is the register's own.
    pub source: &'static str,
    /// The first day of the text it rests on, as far as known and as far as it matters.
    pub from: Option<Date>,
    /// The last day of that text; none while it is in force.
    pub to: Option<Date>,
}

impl RuleInfo {
    /// Whether the rule is to be applied to something of that day.
    pub fn in_force(&self, on: Date) -> bool {
        is_in_force(self.from, self.to, on)
    }
}

/// Declares the rules: code, level, first and last day, source, Vietnamese, English.
macro_rules! rules {
    ($( $code:ident $level:ident, $from:expr, $to:expr, $source:literal, $vi:literal, $en:literal; )+) => {
        /// A rule by its code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $( #[doc = $en] $code, )+
        }

        /// Every rule, in the order of the enum.
        pub static RULES: &[RuleInfo] = &[$( RuleInfo {
            code: stringify!($code),
            level: Level::$level,
            label: Label::new($vi, $en),
            source: $source,
            from: $from,
            to: $to,
        } ),+];
    };
}

/// Charter of Congress XI, whose probation and sizes are those of today.
const CHARTER_XI: Option<Date> = Some(date(2011, 1, 19));
/// QĐ 29-QĐ/TW, on implementing the Charter; 24-QĐ/TW (2021) and 294-QĐ/TW (2025) kept what is used here.
const QD_29: Option<Date> = Some(date(2016, 7, 25));
/// TB 13-TB/TW, on the age of members: no adjustment after the day before.
const TB_13: Option<Date> = Some(date(2016, 8, 18));
/// HD 01-HD/TW, on badges; the one of 2021 kept what is used here.
const HD_01: Option<Date> = Some(date(2016, 9, 20));
/// QĐ 132-QĐ/TW on the rating of quality.
const QD_132: Option<Date> = Some(date(2018, 3, 8));
/// NQ 19-NQ/TU of Quảng Ninh, from which unification starts.
const NQ_19: Option<Date> = Some(date(2015, 3, 3));

rules! {
    M01 Error, None, None, "QĐ 29-QĐ/TW 25/7/2016",
        "Ngày sinh, quyết định kết nạp, lễ kết nạp, chính thức phải theo thứ tự.",
        "Birth, admission decision, ceremony and official date follow each other.";
    M02 Warn, QD_29, None, "QĐ 29-QĐ/TW 25/7/2016",
        "Tuổi khi kết nạp từ đủ 18 đến đủ 60, tính theo tháng.",
        "Age at admission is from full 18 to full 60, by month.";
    M03 Warn, CHARTER_XI, None, "Điều lệ Đảng, điều 5; QĐ 29-QĐ/TW 25/7/2016",
        "Ngày chính thức là ngày tròn 12 tháng kể từ lễ kết nạp.",
        "The official date is 12 months after the ceremony.";
    M04 Alert, CHARTER_XI, None, "Điều lệ Đảng, điều 5; QĐ 29-QĐ/TW 25/7/2016",
        "Hết 12 tháng dự bị, chi bộ xét công nhận trong 30 ngày làm việc.",
        "After 12 months of probation the cell considers recognition within 30 working days.";
    M05 Warn, QD_29, None, "QĐ 29-QĐ/TW 25/7/2016",
        "Lễ kết nạp trong 30 ngày làm việc kể từ quyết định kết nạp.",
        "The ceremony is held within 30 working days of the decision on the admission.";
    M06 Error, None, None, "Điều lệ Đảng, điều 3, 4",
        "Đảng viên dự bị không giữ chức vụ do bầu trong Đảng, không giúp đỡ, giới thiệu quần chúng vào Đảng.",
        "A probationary member holds no elected Party post, and neither helps nor introduces a prospect.";
    M07 Error, None, None, "Điều lệ Đảng, điều 35",
        "Đảng viên dự bị chỉ bị khiển trách, cảnh cáo; cách chức chỉ khi giữ chức vụ; giải tán chỉ với tổ chức đảng.",
        "A probationary member is reprimanded or warned only; who is removed holds a post; only a unit is disbanded.";
    M08 Error, None, None, "",
        "Số thẻ, số lý lịch, số căn cước không trùng giữa các đảng viên đang sinh hoạt.",
        "No two active members share a card, record or citizen number.";
    M09 Warn, None, None, "",
        "Trùng họ tên và ngày sinh.",
        "No two records have the same name and birth date.";
    M10 Error, None, None, "",
        "Đảng viên đang sinh hoạt thuộc một tổ chức đang hoạt động, mỗi ngày một tổ chức.",
        "An active member belongs to one unit at a time, and the unit is active.";
    M11 Warn, None, None, "CV 3296-CV/BTCTW 26/7/2017",
        "Có đủ giới tính, ngày sinh, dân tộc, ngày vào Đảng, chi bộ mà biểu thống kê cần.",
        "Sex, birth, ethnic group, admission and unit, which every statistical form needs, are known.";
    M12 Warn, None, None, "HD 01-HD/TW 20/9/2016",
        "Tuổi đời, tuổi đảng, huy hiệu hợp lý.",
        "Age, Party age and badge are plausible.";
    M13 Alert, HD_01, None, "HD 01-HD/TW 20/9/2016",
        "Đủ tuổi đảng thì được tặng Huy hiệu vào đợt 3/2, 19/5, 2/9 hoặc 7/11.",
        "Whoever reaches the years gets the badge in the round of 3/2, 19/5, 2/9 or 7/11.";
    M14 Alert, QD_29, None, "QĐ 29-QĐ/TW 25/7/2016",
        "Chuyển sinh hoạt trong 60 ngày làm việc từ quyết định, nộp giấy giới thiệu trong 30 ngày làm việc.",
        "A transfer within 60 working days of the decision, its letter presented within 30 working days.";
    M15 Alert, None, None, "",
        "Miễn sinh hoạt không vì sức khỏe có thời hạn dưới 12 tháng, hết hạn thì trở lại sinh hoạt.",
        "An exemption for another reason than health lasts under 12 months, then the member is back.";
    M16 Warn, QD_29, None, "QĐ 29-QĐ/TW 25/7/2016",
        "Sinh hoạt tạm thời không quá 12 tháng.",
        "A temporary stay lasts no longer than 12 months.";
    M17 Info, TB_13, None, "TB 13-TB/TW 17/8/2016",
        "Từ 18/8/2016 không điều chỉnh ngày sinh trong lý lịch; có sửa thì ghi quyết định.",
        "Since 18/8/2016 the date of birth in the record is not adjusted; a change names its decision.";
    P01 Info, None, None, "",
        "Tổ chức cơ sở đảng có chỉ tiêu kết nạp và thực hiện theo kịp tháng trong năm.",
        "A grassroots organisation has a plan of admissions and keeps up with it by the month.";
    R03 Warn, QD_132, None, "QĐ 132-QĐ/TW 8/3/2018; QĐ 124-QĐ/TW 4/10/2023",
        "Hoàn thành xuất sắc không quá 20% số hoàn thành tốt trong nhóm tương đồng.",
        "At most 20% of those rated good among like ones are rated excellent.";
    S01 Error, None, None, "",
        "Liên kết trỏ tới bản ghi có trong sổ.",
        "A link points at a record that exists.";
    S02 Error, None, None, "",
        "Trường bắt buộc không để trống.",
        "A required field is not empty.";
    S03 Error, None, None, "",
        "Có ngày cần thiết, ngày kết thúc không trước ngày bắt đầu.",
        "The dates needed are there, and nothing ends before it begins.";
    S04 Warn, None, None, "",
        "Không có ký tự điều khiển, đảo chiều hoặc vô hình trong chữ.",
        "Text holds no control, direction or invisible characters.";
    S05 Error, None, None, "",
        "Đảng viên nào cũng có biến động đưa vào sổ.",
        "Every member has an event that brings them in.";
    S06 Warn, None, None, "",
        "Nhiệm kỳ có ngày bắt đầu.",
        "A term has the day on which it began.";
    S07 Error, None, None, "",
        "Hai bản ghi mà một liên kết có thể trỏ tới thì không trùng mã.",
        "Two records at which one link may point have different ids.";
    S08 Warn, None, None, "",
        "Người đã từ trần hoặc ra khỏi Đảng thì nhiệm kỳ đã kết thúc.",
        "The terms of somebody who died or left the Party were ended.";
    S09 Error, None, None, "",
        "Chức vụ chỉ một người giữ thì không có hai người cùng giữ.",
        "A post for one person is held by one at a time.";
    U01 Error, None, None, "",
        "Tổ chức cấp trên đang hoạt động và không vòng tròn.",
        "The unit above is active, and no unit stands under itself.";
    U02 Warn, CHARTER_XI, None, "Điều lệ Đảng, điều 21",
        "Chi bộ có từ 3 đảng viên chính thức trở lên.",
        "A cell has 3 official members or more.";
    U03 Warn, CHARTER_XI, None, "Điều lệ Đảng, điều 24",
        "Chi bộ từ 9 đảng viên chính thức trở lên có chi ủy, không quá 7 người.",
        "A cell of 9 official members or more has a committee, of at most 7.";
    U04 Warn, CHARTER_XI, None, "Điều lệ Đảng, điều 21",
        "Dưới 30 đảng viên là chi bộ cơ sở, từ 30 là đảng bộ cơ sở; chi bộ trực thuộc không quá 30.",
        "Below 30 members a grassroots cell, from 30 on a grassroots committee; a cell under one has at most 30.";
    U05 Alert, CHARTER_XI, None, "Điều lệ Đảng",
        "Chi bộ trực thuộc đại hội hai lần trong 5 năm, tổ chức cơ sở đảng 5 năm một lần.",
        "A cell under a committee holds a congress twice in 5 years, a grassroots organisation every 5 years.";
    U06 Error, None, None, "Điều lệ Đảng, điều 3, 24",
        "Bí thư là đảng viên chính thức đang sinh hoạt trong tổ chức đó.",
        "The secretary is an active official member of the unit.";
    U07 Warn, QD_29, None, "QĐ 29-QĐ/TW 25/7/2016, điều 12",
        "Cấp ủy cơ sở từ 9 người trở lên có ban thường vụ, không quá 1/3 số cấp ủy viên.",
        "A grassroots committee of 9 or more has a standing committee, of at most a third of it.";
    U08 Warn, None, None, "",
        "Tổ chức kết thúc có số quyết định, nơi nhận và đã chuyển hết đảng viên.",
        "A closed unit has a decision number and a successor, and its members were moved.";
    V02 Warn, None, None, "",
        "Trưởng thôn là đảng viên thì gắn với hồ sơ đảng viên.",
        "A village head who is a member is linked to the member's record.";
    V03 Alert, None, None, "TT 04/2012/TT-BNV; TT 09/2017/TT-BNV 29/12/2017",
        "Trưởng thôn lâm thời không quá 6 tháng.",
        "An interim village head serves at most 6 months.";
    V04 Alert, NQ_19, None, "NQ 19-NQ/TU 3/3/2015",
        "Tháng dự kiến đã qua mà chưa nhất thể hóa.",
        "The planned month has passed and the village is not unified.";
    V05 Warn, NQ_19, None, "NQ 19-NQ/TU 3/3/2015",
        "Thôn chưa nhất thể hóa có lý do hoặc tháng dự kiến.",
        "A village not unified has a reason or a planned month.";
    V06 Warn, None, None, "",
        "Một người chỉ là trưởng của một thôn.",
        "One person heads one village.";
    V07 Warn, None, None, "TT 04/2012/TT-BNV",
        "Trưởng thôn trúng cử khi quá nửa số người bỏ phiếu đồng ý.",
        "A village head is elected by more than half of those who vote.";
}

impl Code {
    /// What is known of it.
    pub fn info(self) -> &'static RuleInfo {
        &RULES[self as usize]
    }
}
