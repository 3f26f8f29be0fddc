//! Biểu 5-BTCTW: organisations by type, and the members in them.
//!
//! Cells and members count in the type of the grassroots organisation above them. The register knows the eleven
//! types and not the rows under them (public or not, share of the State).

use std::collections::BTreeMap;

use super::{Cell, Rank, Report, Scope, Table, scope};
use crate::domain::{
    data::Data,
    record::{Id, Kind},
    standing::Standing,
    unit::{OrgType, UnitKind},
    words::Label,
};

const TITLE: Label = Label::new("Tổ chức đảng và đảng viên", "Organisations and members");
const NOT_KEPT: Label = Label::new(
    "Sổ ghi 11 loại hình, không ghi các dòng con (công lập, vốn Nhà nước …).",
    "The register keeps the eleven types, not the rows under them (public, share of the State …).",
);
const NO_TYPE: Label = Label::new("Chưa ghi loại hình", "Type not recorded");

/// What is counted in a type.
#[derive(Default)]
struct Counted {
    units: BTreeMap<UnitKind, Vec<Id>>,
    members: Vec<Id>,
}

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let standing = Standing::new(data.clone(), report.request.to);
    let counted = count(data, scope, &standing);
    let mut table = Table::new(
        "organisations",
        TITLE,
        &[
            ("type", Label::new("Loại hình", "Type")),
            ("grassroots", Label::new("TCCSĐ: tổng số", "Grassroots organisations")),
            ("committees", Label::new("Đảng bộ cơ sở", "Grassroots committees")),
            ("grassroots_cells", Label::new("Chi bộ cơ sở", "Grassroots cells")),
            ("sub_committees", Label::new("Đảng bộ bộ phận", "Sectional committees")),
            ("cells", Label::new("Chi bộ trực thuộc", "Cells")),
            ("members", Label::new("Tổng số đảng viên", "Members")),
        ],
    );
    let types = OrgType::ALL.iter().map(|t| (Some(*t), t.label()));
    for (org_type, label) in types.chain([(None, NO_TYPE)]) {
        match (counted.get(&org_type), org_type) {
            (None, None) => {}
            (counted, _) => {
                let counted: Vec<&Counted> = counted.into_iter().collect();
                table.push(Rank::Item(1), row(label, &counted));
            }
        }
    }
    let all: Vec<&Counted> = counted.values().collect();
    table.push(Rank::Total, row(Label::new("Cộng", "Total"), &all));
    report.tables.push(table);
    report.notes.push(NOT_KEPT);
}

fn count(data: &Data, scope: &Scope, standing: &Standing) -> BTreeMap<Option<OrgType>, Counted> {
    let above = scope::grassroots(data);
    let type_of = |unit: Option<&Id>| unit.and_then(|id| above.get(id)).and_then(|unit| unit.org_type);
    let mut counted: BTreeMap<Option<OrgType>, Counted> = BTreeMap::new();
    for unit in data.units().values().filter(|u| u.is_active(standing.as_of) && scope.holds(Some(&u.id))) {
        if unit.kind != UnitKind::SuperiorCommittee {
            let row = counted.entry(type_of(Some(&unit.id))).or_default();
            row.units.entry(unit.kind).or_default().push(unit.id.clone());
        }
    }
    for member in scope.members(standing) {
        let unit = standing.member(&member).unit.clone();
        counted.entry(type_of(unit.as_ref())).or_default().members.push(member);
    }
    counted
}

fn row(label: Label, counted: &[&Counted]) -> Vec<Cell> {
    let units = |kinds: &[UnitKind]| {
        let mut ids: Vec<Id> = counted
            .iter()
            .flat_map(|c| kinds.iter().flat_map(|k| c.units.get(k).into_iter().flatten()))
            .cloned()
            .collect();
        ids.sort();
        Cell::Count(Kind::Unit, ids)
    };
    let mut members: Vec<Id> = counted.iter().flat_map(|c| c.members.iter().cloned()).collect();
    members.sort();
    vec![
        Cell::Words(label),
        units(&[UnitKind::GrassrootsCommittee, UnitKind::GrassrootsCell]),
        units(&[UnitKind::GrassrootsCommittee]),
        units(&[UnitKind::GrassrootsCell]),
        units(&[UnitKind::SubCommittee]),
        units(&[UnitKind::Cell]),
        Cell::Count(Kind::Member, members),
    ]
}
