//! Biểu 4-BTCTW, the members by ethnic group and religion; biểu 2B is the same table of the newly admitted.

use super::{
    Cell, Rank, Report, Scope, Table,
    people::{self, Person},
};
use crate::domain::{
    data::Data,
    ethnic::EthnicGroup,
    member::Religion,
    record::{Id, Kind},
    standing::Standing,
    words::Label,
};

const TITLE: Label = Label::new("Dân tộc và tôn giáo", "Ethnic groups and religions");
pub(super) const TITLE_2B: Label = Label::new(
    "Biểu 2B: đảng viên mới kết nạp theo dân tộc, tôn giáo",
    "2B: newly admitted by ethnic group and religion",
);

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let standing = Standing::new(data.clone(), report.request.to);
    let members = scope.members(&standing);
    report.tables.push(table("ethnic", TITLE, &people::people(&standing, &members)));
}

/// All groups and religions of the form, with those people.
pub(super) fn table(code: &'static str, title: Label, people: &[Person]) -> Table {
    let mut table = Table::new(
        code,
        title,
        &[
            ("number", Label::new("TT", "No.")),
            ("name", Label::new("Dân tộc, tôn giáo", "Group, religion")),
            ("total", Label::new("Tổng số", "Total")),
            ("women", Label::new("Trong đó nữ", "Of these women")),
            ("percent", Label::new("Tỷ lệ %", "%")),
        ],
    );
    let part = |label: Label| vec![Cell::Empty, Cell::Words(label), Cell::Empty, Cell::Empty, Cell::Empty];
    table.push(Rank::Part, part(Label::new("A. Dân tộc", "A. Ethnic groups")));
    // The form has those of another nationality last.
    let of_the_country = EthnicGroup::ALL.iter().filter(|group| **group != EthnicGroup::Foreign);
    for (number, group) in (1..).zip(of_the_country.chain([&EthnicGroup::Foreign])) {
        let unknown = *group == EthnicGroup::Unknown;
        let label = match group {
            EthnicGroup::Unknown => Label::new("Dân tộc khác, chưa ghi", "Other, not recorded"),
            EthnicGroup::Foreign => {
                Label::new("Quốc tịch gốc nước ngoài", "Of foreign nationality by origin")
            }
            group => group.label(),
        };
        let is = |p: &Person| {
            p.member.ethnic_group == Some(*group) || (unknown && p.member.ethnic_group.is_none())
        };
        add(&mut table, number, label, people, &is);
    }
    table.push(Rank::Part, part(Label::new("B. Tôn giáo", "B. Religions")));
    for (number, religion) in (1..).zip(Religion::ALL.iter().filter(|r| **r != Religion::None)) {
        add(&mut table, number, religion.label(), people, &|p| p.member.religion == Some(*religion));
    }
    let total = row(Cell::Empty, Label::new("Cộng (dân tộc)", "Total (groups)"), people, &|_| true);
    table.push(Rank::Total, total);
    table
}

fn add(table: &mut Table, number: i64, label: Label, people: &[Person], is: &dyn Fn(&Person) -> bool) {
    table.push(Rank::Item(1), row(Cell::Number(number), label, people, is));
}

fn row(number: Cell, label: Label, people: &[Person], is: &dyn Fn(&Person) -> bool) -> Vec<Cell> {
    let ids = |test: &dyn Fn(&Person) -> bool| -> Vec<Id> {
        people.iter().filter(|p| test(p)).map(|p| p.member.id.clone()).collect()
    };
    let all = ids(is);
    let share = Cell::share(all.len(), people.len(), 1);
    let women = ids(&|p| is(p) && p.is_woman());
    vec![number, Cell::Words(label), Cell::Count(Kind::Member, all), Cell::Count(Kind::Member, women), share]
}
