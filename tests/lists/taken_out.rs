//! What was taken out of the register and comes back: nothing in it is new, and what was changed in it is.

use std::sync::{Arc, LazyLock};

use chibo::{
    domain::{
        column::columns,
        record::{Id, Kind},
        standing::Standing,
        words::Lang,
    },
    export::{self, Format, List, Shown},
    import::list::{
        KINDS,
        grid::Workbook,
        issue::Why,
        plan::{Outcome, Plan},
        source,
    },
    sample::{self, Spec},
};

use crate::desk::{LIST_DAY, day, imported, plan};

/// The kinds whose rows are read in ways of their own.
const FIRST: [Kind; 5] = [Kind::Member, Kind::Unit, Kind::Village, Kind::Term, Kind::Event];

pub(crate) static SAMPLE: LazyLock<Standing> =
    LazyLock::new(|| Standing::new(sample::district(&Spec::default()), day(LIST_DAY)));

/// Every column a kind has.
fn all(kind: Kind) -> Vec<Shown> {
    let others = columns(kind).filter_map(|column| Shown::named(kind, column.name));
    others.chain(Shown::named(kind, "unit_above")).collect()
}

fn taken_out(kind: Kind, columns: Vec<Shown>, ids: &[Id], format: Format) -> Vec<u8> {
    export::list(&List { standing: &SAMPLE, kind, columns, ids }, format).unwrap()
}

fn read(bytes: &[u8]) -> Arc<Workbook> {
    Arc::new(source::read(bytes, None).unwrap().0)
}

/// What is not as it was, and what nobody knows, in words.
fn differences(plan: &Plan, ids: &[Id]) -> Vec<String> {
    let columns = plan.pages.iter().flat_map(|page| &page.layout.blocks).flat_map(|block| &block.columns);
    let unknown = columns.filter(|column| column.means.is_none()).map(|column| column.heading.clone());
    let same = |row: usize| {
        let line = &plan.rows[row];
        line.outcome == Outcome::Same(ids[row].clone()) && line.issues().next().is_none()
    };
    let rows = (0..plan.rows.len()).filter(|row| !same(*row));
    let rows = rows.map(|row| {
        let line = &plan.rows[row];
        format!("{:?} {:?} {:?}", ids[row], line.outcome, line.issues().collect::<Vec<_>>())
    });
    unknown.chain(rows).collect()
}

#[test]
fn nothing_that_was_taken_out_is_new_when_it_comes_back() {
    for &kind in KINDS {
        let ids = SAMPLE.data.ids(kind);
        // Each format and each choice of columns once: the four together take minutes. The books are read as one.
        let ways = [(Format::Xlsx, all(kind)), (Format::Csv, Shown::usual(kind, &SAMPLE.data.office))];
        let ways = ways.into_iter().take(if FIRST.contains(&kind) { 2 } else { 1 });
        for (format, columns) in ways {
            let plan = plan(&read(&taken_out(kind, columns, &ids, format)), kind, &SAMPLE);
            let said = differences(&plan, &ids);
            assert!(said.is_empty(), "{kind:?} {format:?}: {} {:#?}", said.len(), &said[..said.len().min(5)]);
            assert_eq!(plan.rows.len(), ids.len(), "{kind:?} {format:?}");
            let batch = plan.batch(&SAMPLE, &mut |kind| panic!("a new {kind:?}"));
            assert!(batch.is_empty(), "{kind:?} {format:?}");
        }
    }
}

/// The register after some cells of what was taken out were changed by heading, in the row of one record.
fn changed(kind: Kind, of: &Id, cells: &[(&str, &str)]) -> (Plan, Standing) {
    let columns = all(kind);
    let headings = cells.iter().map(|(heading, _)| *heading);
    assert!(
        headings.clone().all(|h| columns.iter().any(|column| column.heading(Lang::Vi) == h)),
        "{cells:?}"
    );
    let text = taken_out(kind, columns, &SAMPLE.data.ids(kind), Format::Csv);
    let mut reader = csv::Reader::from_reader(&text[3..]);
    let heading = reader.headers().unwrap().clone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&heading).unwrap();
    for row in reader.records().map(Result::unwrap) {
        let put = |(heading, cell): (&str, &str)| {
            let cell = cells.iter().find(|(name, _)| *name == heading).map_or(cell, |(_, text)| text);
            cell.to_owned()
        };
        match &row[0] == of.as_str() {
            true => writer.write_record(heading.iter().zip(&row).map(put)).unwrap(),
            false => writer.write_record(&row).unwrap(),
        }
    }
    let plan = plan(&read(&writer.into_inner().unwrap()), kind, &SAMPLE);
    let after = imported(&plan, &SAMPLE);
    (plan, after)
}

fn issues(plan: &Plan) -> Vec<Why> {
    plan.rows.iter().flat_map(|row| row.issues().map(|issue| issue.why.clone())).collect()
}

/// The fields that are another than in the sample.
fn fields(after: &Standing, kind: Kind, id: &Id) -> Vec<(&'static str, String)> {
    let (old, new) = (SAMPLE.data.record(kind, id).unwrap(), after.data.record(kind, id).unwrap());
    let places = (0..kind.fields().len()).filter(|place| old.text(*place) != new.text(*place));
    places.map(|place| (kind.fields()[place].name, new.text(place).into_owned())).collect()
}

#[test]
fn what_was_changed_in_it_is_what_changes() {
    let data = &SAMPLE.data;
    let present = |id: &Id| SAMPLE.member(id).state.is_member() && SAMPLE.member(id).official.is_some();
    let member = data.members().keys().find(|id| present(id)).unwrap();
    let event = data.events().values().find(|e| e.unit.is_some() && e.decision.is_empty()).unwrap();
    let village = data.villages().values().find(|v| v.cell.is_some()).unwrap();
    let term = data.terms().values().find(|t| t.member.is_none() && t.to.is_none()).unwrap();
    let unit = data.units().values().find(|u| u.closed_on.is_none() && u.kind.is_cell()).unwrap();
    let other = data
        .units()
        .values()
        .find(|u| u.kind.is_grassroots() && unit.parent.as_ref() != Some(&u.id))
        .unwrap();
    let target = data.targets().values().next().unwrap();
    let rating = data.ratings().values().find(|r| r.fault.is_none()).unwrap();
    let paper = data.documents().values().find(|p| p.amends.is_none()).unwrap();
    let others = data.documents().values().find(|p| p.id != paper.id && p.amends.is_some()).unwrap();
    let pair = data.pairs().values().next().unwrap();
    let team = data.teams().values().nth(1).unwrap();
    let assigned = data.assignments().values().find(|a| a.team != Some(team.id.clone())).unwrap();
    for (kind, id, cells, wanted) in [
        (
            Kind::Member,
            member,
            vec![("Họ và tên khai sinh", "Trần Thị Đổi"), ("Sinh ngày", "1961"), ("Điện thoại", "0912")],
            vec![
                ("name", "Trần Thị Đổi"),
                ("born", "1961"),
                ("phone", "0912"),
                ("born_changed", "2018-03-31"),
            ],
        ),
        (
            Kind::Event,
            &event.id,
            vec![
                ("Số quyết định", "12-QĐ/HU"),
                ("Ngày quyết định", "5/3/2018"),
                ("Chi bộ (đến)", unit.id.as_str()),
            ],
            vec![("decision", "12-QĐ/HU"), ("decision_date", "2018-03-05"), ("unit", unit.id.as_str())],
        ),
        (
            Kind::Village,
            &village.id,
            vec![("Số hộ", "77"), ("Chi bộ trước đó", unit.code.as_str()), ("Lý do chưa", "Sức khỏe")],
            vec![
                ("cell_before", unit.id.as_str()),
                ("households", "77"),
                ("plan_reason", "health"),
                ("plan_set_on", "2018-03-31"),
            ],
        ),
        (
            Kind::Term,
            &term.id,
            vec![("Đến ngày", "1/3/2018"), ("Họ tên (ngoài Đảng)", "Lê Văn Khác")],
            vec![("holder_name", "Lê Văn Khác"), ("to", "2018-03-01")],
        ),
        (
            Kind::Unit,
            &unit.id,
            vec![("Trực thuộc", other.id.as_str()), ("Loại hình", "Công an")],
            vec![("parent", other.id.as_str()), ("org_type", "police")],
        ),
        (Kind::Target, &target.id, vec![("Số lượng", "991")], vec![("number", "991")]),
        (Kind::Rating, &rating.id, vec![("Quyết định", "7-QĐ")], vec![("decision", "7-QĐ")]),
        (
            Kind::Paper,
            &paper.id,
            vec![("Sửa đổi, bổ sung", &others.name), ("Hạn rà soát", "1/6/2021")],
            vec![("amends", others.id.as_str()), ("review_due", "2021-06-01")],
        ),
        (
            Kind::Pair,
            &pair.id,
            vec![("Dự kiến", "9/2018"), ("Lý do chưa", "Sức khỏe")],
            vec![("plan_month", "2018-09"), ("plan_reason", "health"), ("plan_set_on", "2018-03-31")],
        ),
        (
            Kind::Assignment,
            &assigned.id,
            vec![("Tổ", &team.name), ("Vai trò", "Tổ phó")],
            vec![("team", team.id.as_str()), ("role", "deputy")],
        ),
    ] {
        let (plan, after) = changed(kind, id, &cells);
        assert_eq!(issues(&plan), [], "{kind:?}");
        assert_eq!(
            plan.count(|outcome| matches!(outcome, Outcome::Same(_))),
            plan.rows.len() - 1,
            "{kind:?}"
        );
        let wanted: Vec<_> = wanted.into_iter().map(|(field, text)| (field, text.to_owned())).collect();
        assert_eq!(fields(&after, kind, id), wanted);
    }
}

#[test]
fn what_cannot_be_understood_of_a_change_is_said() {
    let term = SAMPLE.data.terms().keys().next().unwrap();
    let (plan, after) = changed(Kind::Term, term, &[("Tổ chức, thôn, chức danh", "Chi bộ không ai biết")]);
    assert_eq!(issues(&plan), [Why::NotFound("Chi bộ không ai biết".to_owned())]);
    assert_eq!(fields(&after, Kind::Term, term), []);
    let event = SAMPLE.data.events().keys().next().unwrap();
    let (plan, _) = changed(Kind::Event, event, &[("Đảng viên", "Phạm Văn Chẳng Có")]);
    assert_eq!(issues(&plan), [Why::NoMember]);
    assert_eq!(plan.count(|outcome| *outcome == Outcome::Problem), 1);
}

#[test]
fn targets_and_ratings_come_from_an_offices_list() {
    let unit = SAMPLE.data.units().values().find(|unit| unit.kind.is_grassroots()).unwrap();
    let list = |text: &str| read(text.as_bytes());
    let targets = list(&format!(
        "Đơn vị;Năm;Chỉ tiêu;Số lượng\n{};2031;Kết nạp đảng viên;12\nĐảng bộ không có;2031;;3\n",
        unit.code
    ));
    let first = plan(&targets, Kind::Target, &SAMPLE);
    let outcomes: Vec<_> = first.rows.iter().map(|row| row.outcome.clone()).collect();
    assert_eq!(outcomes, [Outcome::New, Outcome::Problem], "{:?}", issues(&first));
    let after = imported(&first, &SAMPLE);
    let again = plan(&targets, Kind::Target, &after);
    assert!(matches!(again.rows[0].outcome, Outcome::Same(_)), "{:?}", again.rows[0].outcome);
    let ratings = list(&format!("Tổ chức, đảng viên;Năm;Xếp loại\n{};2016;\n", unit.code));
    let none = plan(&ratings, Kind::Rating, &SAMPLE);
    assert_eq!(none.rows[0].outcome, Outcome::Problem, "a rating without a level");
}
