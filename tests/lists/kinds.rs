//! Lists of units, villages, admissions and terms.

use std::sync::Arc;

use chibo::{
    domain::{
        data::Data,
        date::PartialDate,
        event::EventKind,
        record::Kind,
        standing::{Standing, VillageState},
        term::Post,
    },
    import::list::{
        issue::Why,
        plan::{Outcome, Plan},
    },
};

use crate::desk::{LIST_DAY, book, day, district, id, imported, plan, units_only};

fn outcomes(plan: &Plan) -> [usize; 4] {
    [
        plan.count(|o| matches!(o, Outcome::New)),
        plan.count(|o| matches!(o, Outcome::Changed(..))),
        plan.count(|o| matches!(o, Outcome::Same(_))),
        plan.count(|o| matches!(o, Outcome::Problem)),
    ]
}

fn detail(plan: &Plan) -> String {
    let rows = plan.rows.iter().filter(|row| !matches!(row.outcome, Outcome::Same(_)));
    rows.take(5).map(|row| format!("{:?} {:?}\n", row.outcome, row.issues().collect::<Vec<_>>())).collect()
}

/// The district without the records of some kinds.
fn without(kinds: &[Kind]) -> Standing {
    let full = district().data;
    let mut data = Data::new(full.office.as_ref().clone());
    for kind in [Kind::Unit, Kind::Member, Kind::Village, Kind::Event, Kind::Term] {
        if !kinds.contains(&kind) {
            full.ids(kind).iter().for_each(|id| data.put(full.record(kind, id).unwrap().boxed()));
        }
    }
    Standing::new(data, day(LIST_DAY))
}

#[test]
fn units_that_are_there_stay_and_units_that_are_not_come_with_their_tree() {
    let book = book("a2_to_chuc_dang.xlsx");
    let there = plan(&book, Kind::Unit, &district());
    assert_eq!(outcomes(&there), [0, 0, 266, 0], "{}", detail(&there));

    let mut top = Data::new(district().data.office.as_ref().clone());
    top.put(district().data.record(Kind::Unit, &id("HU")).unwrap().boxed());
    let top = Standing::new(top, day(LIST_DAY));
    let new = plan(&book, Kind::Unit, &top);
    assert_eq!(outcomes(&new), [266, 0, 0, 0], "{}", detail(&new));
    let after = imported(&new, &top);
    let full = district().data;
    for unit in after.data.units().values() {
        let before = full.units().values().find(|u| u.code == unit.code).unwrap();
        let parent = |data: &Data, unit: &chibo::domain::unit::Unit| {
            unit.parent.as_ref().map(|id| data.unit(id).unwrap().code.clone())
        };
        assert_eq!(parent(&after.data, unit), parent(&full, before));
        let facts = |u: &chibo::domain::unit::Unit| {
            (u.name.clone(), u.kind, u.org_type, u.commune.clone(), u.founded, u.closed_on)
        };
        assert_eq!(facts(unit), facts(before));
    }
    assert_eq!(outcomes(&plan(&book, Kind::Unit, &after)), [0, 0, 266, 0]);
}

#[test]
fn villages_that_are_there_stay() {
    for (file, said) in [("a3_thon_khu_pho.xlsx", "clean"), ("b2_thon_khu_pho_lon_xon.xlsx", "messy")] {
        let plan = plan(&book(file), Kind::Village, &district());
        let [new, changed, _, left_out] = outcomes(&plan);
        assert_eq!((plan.rows.len(), new, left_out), (118, 0, 0), "{said}: {}", detail(&plan));
        // The messy list says something new of two villages, and only in their remarks.
        let fields = plan.rows.iter().filter_map(|row| match &row.outcome {
            Outcome::Changed(_, changes) => {
                Some(changes.iter().map(|change| format!("{change:?}")).collect::<String>())
            }
            _ => None,
        });
        let fields: Vec<String> = fields.collect();
        assert!(fields.iter().all(|change| change.contains("field: \"note\"")), "{said}: {fields:?}");
        assert_eq!(changed, if said == "clean" { 0 } else { 2 });
    }
}

#[test]
fn villages_come_with_those_who_head_them() {
    for file in ["a3_thon_khu_pho.xlsx", "b2_thon_khu_pho_lon_xon.xlsx"] {
        let before = without(&[Kind::Village, Kind::Term]);
        let plan = plan(&book(file), Kind::Village, &before);
        assert_eq!(outcomes(&plan), [118, 0, 0, 0], "{}", detail(&plan));
        let after = imported(&plan, &before);
        assert_eq!(after.villages().count(), 118);
        if file.starts_with("a3") {
            let unified = after.villages().filter(|(_, v)| v.state == VillageState::Unified).count();
            assert_eq!(unified, 116);
            let planned: Vec<_> =
                after.villages().filter_map(|(v, _)| v.plan_month).map(|m| m.to_string()).collect();
            assert_eq!(planned, ["2018-09", "2018-09"]);
        }
        assert_eq!(outcomes(&crate::desk::plan(&book(file), Kind::Village, &after)), [0, 0, 118, 0]);
    }
}

#[test]
fn a_list_of_admissions_adds_their_decisions() {
    let book = book("a4_ket_nap_2017.xlsx");
    let there = plan(&book, Kind::Event, &district());
    assert_eq!(outcomes(&there), [0, 0, 123, 0], "{}", detail(&there));

    let mut data = district().data;
    let admissions: Vec<_> =
        data.events().values().filter(|e| !e.decision.is_empty()).map(|e| e.record().clone()).collect();
    for mut event in admissions {
        event.decision.clear();
        event.decision_date = None;
        data.put(Box::new(event));
    }
    let bare = Standing::new(data, day(LIST_DAY));
    let plan = plan(&book, Kind::Event, &bare);
    assert_eq!(outcomes(&plan), [0, 123, 0, 0], "{}", detail(&plan));
    let after = imported(&plan, &bare);
    for event in district().data.events().values().filter(|e| e.kind == EventKind::Admitted) {
        let now = after.data.event(&event.id).unwrap();
        assert_eq!(
            (&now.decision, now.decision_date, now.date),
            (&event.decision, event.decision_date, event.date)
        );
    }
}

/// A workbook of text from rows of cells.
fn sheet(rows: &[&[&str]]) -> Arc<chibo::import::list::grid::Workbook> {
    let text: String = rows.iter().map(|row| row.join("\t") + "\n").collect();
    Arc::new(chibo::import::list::source::read(text.as_bytes(), None).unwrap().0)
}

#[test]
fn terms_are_read_with_person_post_and_place() {
    let standing = district();
    let member = standing.data.members().values().find(|m| !m.card_number.is_empty()).unwrap();
    let cell = standing.data.unit(standing.member(&member.id).unit.as_ref().unwrap()).unwrap();
    let row = ["1", &member.name, &member.card_number, "Cấp ủy viên", &cell.name, "5/2/2018"];
    let list = sheet(&[&["STT", "Họ và tên", "Số thẻ", "Chức vụ", "Chi bộ", "Từ ngày"], &row]);
    let plan = plan(&list, Kind::Term, &standing);
    assert!(matches!(plan.rows[0].outcome, Outcome::Changed(..)), "{}", detail(&plan));
    let after = imported(&plan, &standing);
    let terms = after.data.terms_of_member(&member.id);
    let term = terms.iter().find(|term| term.from == Some(PartialDate::Day(day("2018-02-05")))).unwrap();
    assert_eq!((term.post, term.body.as_ref()), (Post::CommitteeMember, Some(&cell.id)));
    assert!(matches!(crate::desk::plan(&list, Kind::Term, &after).rows[0].outcome, Outcome::Same(_)));
}

#[test]
fn somebody_in_another_cell_was_transferred_and_a_blank_erases_nothing() {
    let standing = district();
    let member = standing
        .data
        .members()
        .values()
        .find(|m| !m.card_number.is_empty() && !m.home_place.is_empty())
        .unwrap();
    let home = standing.member(&member.id).unit.clone().unwrap();
    let other = standing
        .data
        .units()
        .values()
        .find(|u| {
            u.kind.is_cell()
                && u.closed_on.is_none()
                && u.id != home
                && u.parent == standing.data.unit(&home).unwrap().parent
        })
        .unwrap();
    let above = standing.data.unit(other.parent.as_ref().unwrap()).unwrap();
    let heading = ["Họ và tên", "Số thẻ", "Quê quán", "Chi bộ", "Đảng bộ"];
    let list = sheet(&[&heading, &[&member.name, &member.card_number, "", &other.name, &above.name]]);
    let plan = plan(&list, Kind::Member, &standing);
    let after = imported(&plan, &standing);
    assert_eq!(after.member(&member.id).unit.as_ref(), Some(&other.id), "{}", detail(&plan));
    let moved = after
        .data
        .events_of(&member.id)
        .into_iter()
        .find(|e| e.kind == EventKind::TransferredInside)
        .unwrap();
    assert_eq!((moved.date, moved.from_unit.as_ref()), (Some(day(LIST_DAY)), Some(&home)));
    assert_eq!(after.data.member(&member.id).unwrap().home_place, member.home_place);
}

#[test]
fn a_blank_of_somebody_known_is_no_problem_and_of_somebody_new_it_is() {
    let standing = district();
    let official = |m: &chibo::domain::member::Member| standing.member(&m.id).official.is_some();
    let mut members = standing.data.members().values().filter(|m| !m.card_number.is_empty() && official(m));
    let (blank, carded) = (members.next().unwrap(), members.next().unwrap());
    let heading = ["Họ và tên", "Số thẻ", "Số lý lịch", "Ngày sinh", "Giới tính", "Chính thức", "Chi bộ"];
    let list = sheet(&[
        &heading,
        &[&blank.name, &blank.card_number, "", "", "", "", ""],
        &[&carded.name, "", &carded.record_number, "", "", "1/1/1990", ""],
        &["Nguyễn Văn Mới", "99000001", "", "", "", "", ""],
    ]);
    let mut plan = plan(&list, Kind::Member, &standing);
    let said = |plan: &Plan, row: usize| plan.rows[row].issues().count();
    assert_eq!((outcomes(&plan), said(&plan, 0), said(&plan, 1)), ([1, 1, 1, 0], 0, 0), "{}", detail(&plan));
    assert_eq!(said(&plan, 2), 4, "birth, sex, unit and recognition of somebody new");
    plan.identify(0, chibo::import::list::plan::Who::Another);
    plan.settle(&standing, &|_, _| true).unwrap();
    assert_eq!((said(&plan, 0), &plan.rows[0].outcome), (4, &Outcome::New));
}

#[test]
fn an_answer_holds_for_all_rows_alike_and_an_edit_for_one() {
    let standing = units_only();
    let mut plan = plan(&book("b1_dang_vien_toan_huyen.xlsx"), Kind::Member, &standing);
    let asks = |plan: &Plan, words: &str| {
        plan.rows
            .iter()
            .filter(|row| row.issues().any(|i| matches!(&i.why, Why::Unknown(w, _) if w == words)))
            .count()
    };
    assert_eq!(asks(&plan, "Thanh Phán"), 4);
    let row =
        plan.rows.iter().position(|row| row.issues().any(|i| matches!(i.why, Why::Unknown(..)))).unwrap();
    let issue = plan.rows[row].issues().find(|i| matches!(i.why, Why::Unknown(..))).unwrap().clone();
    let means = plan.means(row, &issue);
    plan.answer(means, "Thanh Phán", "09".to_owned());
    plan.settle(&standing, &|_, _| true).unwrap();
    assert_eq!(asks(&plan, "Thanh Phán"), 0);
    assert_eq!(plan.rows[row].said.text(Kind::Member, "ethnic_group"), "09");

    let left_out = plan.rows.iter().position(|row| row.outcome == Outcome::Problem).unwrap();
    let block = &plan.pages[plan.rows[left_out].page].layout.blocks[plan.rows[left_out].block];
    let name = block.columns.iter().find(|c| c.means.is_some_and(|m| m.names(Kind::Member))).unwrap().place;
    plan.edit(left_out, name, "Nguyễn Văn Mới".to_owned());
    plan.skip(row, true);
    plan.settle(&standing, &|_, _| true).unwrap();
    assert_eq!(plan.rows[left_out].outcome, Outcome::New);
    assert_eq!(plan.rows[row].outcome, Outcome::Skipped);
}
