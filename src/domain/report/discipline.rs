//! Discipline in force on a day: by form, and each with beginning and end. The forms are those of the Charter (art. 35).

use super::{Cell, Rank, Report, Scope, Table};
use crate::domain::{
    award::{Discipline, DisciplineForm},
    column::name_of,
    data::Data,
    date::Date,
    record::{Id, Kind, Record},
    standing::Standing,
    words::Label,
};

const FORMS: Label = Label::new("Theo hình thức", "By form");
const LIST: Label = Label::new("Danh sách đang có hiệu lực", "In force");
const FORM: (&str, Label) = ("form", Label::new("Hình thức", "Form"));

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let standing = Standing::new(data.clone(), report.request.to);
    let all = data.disciplines().values().map(|stored| stored.record());
    let all: Vec<&Discipline> = all.filter(|one| concerns(&standing, scope, one)).collect();
    report.tables.extend([by_form(&standing, &all), list(&standing, &all)]);
}

/// Whether a discipline is of a unit that is looked at, or of a member of one.
fn concerns(standing: &Standing, scope: &Scope, one: &Discipline) -> bool {
    let subject = one.subject.as_ref();
    let unit = subject.filter(|id| standing.data.unit(id).is_some());
    scope.holds(unit.or_else(|| subject.and_then(|id| standing.member(id).unit.as_ref())))
}

fn by_form(standing: &Standing, all: &[&Discipline]) -> Table {
    let columns = [
        FORM,
        ("in_force", Label::new("Đang có hiệu lực", "In force")),
        ("members", Label::new("Đảng viên", "Members")),
        ("units", Label::new("Tổ chức đảng", "Units")),
        ("begun", Label::new("Bắt đầu trong năm", "Begun this year")),
        ("ended", Label::new("Hết hiệu lực trong năm", "Ended this year")),
    ];
    let mut table = Table::new("forms", FORMS, &columns);
    let on = standing.as_of;
    let this_year = |day: Option<Date>| day.is_some_and(|day| day.year() == on.year() && day <= on);
    let row = |first: Label, of: &[&Discipline]| {
        let subjects = |kind: Kind| {
            let now = of.iter().filter(|one| one.is_in_force(on)).filter_map(|one| one.subject.as_ref());
            let ids: std::collections::BTreeSet<&Id> =
                now.filter(|id| standing.data.record(kind, id).is_some()).collect();
            Cell::Count(kind, ids.into_iter().cloned().collect())
        };
        let ids = |wanted: &dyn Fn(&Discipline) -> bool| {
            let wanted = of.iter().filter(|one| wanted(one));
            Cell::Count(Kind::Discipline, wanted.map(|one| one.id.clone()).collect())
        };
        vec![
            Cell::Words(first),
            ids(&|one| one.is_in_force(on)),
            subjects(Kind::Member),
            subjects(Kind::Unit),
            ids(&|one| this_year(one.from)),
            ids(&|one| this_year(one.to)),
        ]
    };
    for form in DisciplineForm::ALL {
        let of: Vec<&Discipline> = all.iter().filter(|one| one.form == *form).copied().collect();
        table.push(Rank::Item(0), row(form.label(), &of));
    }
    table.push(Rank::Total, row(Label::new("Cộng", "Total"), all));
    table
}

/// Each that is in force, the latest first.
fn list(standing: &Standing, all: &[&Discipline]) -> Table {
    let columns = [
        ("subject", Label::new("Tổ chức, đảng viên", "Unit or member")),
        FORM,
        ("from", Label::new("Từ ngày", "From")),
        ("to", Label::new("Hết hiệu lực", "Until")),
        ("decision", Label::new("Quyết định", "Decision")),
        ("unit", Label::new("Chi bộ", "Unit")),
        ("reason", Label::new("Nội dung vi phạm", "Reason")),
    ];
    let mut table = Table::new("in_force", LIST, &columns);
    let mut now: Vec<&&Discipline> = all.iter().filter(|one| one.is_in_force(standing.as_of)).collect();
    now.sort_by_key(|one| (std::cmp::Reverse(one.from), &one.id));
    for one in now {
        let name = |id: &Id| standing.data.linked(&[Kind::Unit, Kind::Member], id).map(name_of);
        let unit = one.subject.as_ref().and_then(|id| standing.member(id).unit.as_ref());
        let cells = vec![
            Cell::text(&one.subject.as_ref().and_then(name).unwrap_or_default()),
            Cell::Words(one.form.label()),
            Cell::date(one.from),
            Cell::date(one.to),
            Cell::text(&one.decision),
            unit.and_then(|id| standing.data.unit(id)).map_or(Cell::Empty, |unit| Cell::text(&unit.name)),
            Cell::text(&one.reason),
        ];
        table.push_of(Kind::Discipline, one.id(), cells);
    }
    table
}
