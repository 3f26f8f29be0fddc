//! Biểu 3-BTCTW: what the members are, on a day and on the same day a year before.

use super::{
    PERIODS, Rank, Report, Scope, Table,
    people::{self, ADMITTED, AGE, LEARNING, OCCUPATION, OF_THESE, Row, THEORY},
    periods,
};
use crate::domain::{data::Data, record::Kind, standing::Standing, words::Label};

const TITLE: Label = Label::new("Đội ngũ đảng viên", "The membership");
const NOT_KEPT: Label = Label::new(
    "Nghề nghiệp trong sổ là chữ tự do nên chưa phân loại được theo biểu; người nghỉ hưu không ghi riêng; sổ không có mục: chủ doanh nghiệp tư nhân, vi phạm kế hoạch hóa gia đình, hôn nhân với người nước ngoài.",
    "Occupation is free text in the register and cannot be sorted into the classes of the form; the retired are not kept apart; owners of private firms, breaches of family planning and marriages with a foreigner are not kept at all.",
);

static STATE: &[Row] = &[
    Row::Who(1, Label::new("Chính thức", "Official"), |p| !p.probationary),
    Row::Who(1, Label::new("Dự bị", "Probationary"), |p| p.probationary),
];

static AT_WORK: &[Row] = &[Row::Part(Label::new("Nghề nghiệp: a) đang làm việc", "Occupation: a) at work"))];

static RETIRED: &[Row] = &[
    Row::Unknown(
        0,
        Label::new(
            "Nghề nghiệp: b) đã nghỉ hưu, nghỉ công tác",
            "Occupation: b) retired or no longer at work",
        ),
    ),
    Row::Who(1, Label::new("Miễn công tác và sinh hoạt đảng", "Exempt from work and meetings"), |p| p.exempt),
];

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let now = Standing::new(data.clone(), report.request.to);
    let before = Standing::new(data.clone(), report.request.year_before().to);
    let (here, were) = (scope.members(&now), scope.members(&before));
    let (people_now, people_before) = (people::people(&now, &here), people::people(&before, &were));
    let mut table = Table::new("membership", TITLE, &PERIODS);
    table.push(
        Rank::Total,
        periods(Label::new("Tổng số đảng viên", "Members, total"), Kind::Member, here, were),
    );
    for rows in [STATE, OF_THESE, AT_WORK, OCCUPATION, RETIRED, AGE, ADMITTED, LEARNING, THEORY] {
        people::add(&mut table, rows, &people_now, &people_before);
    }
    report.tables.push(table);
    report.notes.push(NOT_KEPT);
}
