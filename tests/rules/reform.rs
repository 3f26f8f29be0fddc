//! The life of units: everything is carried over, nobody is left behind, and what forbids it is named.

use super::{
    procedure::{asked, id, new_ids},
    register::{Register, TODAY},
};
use chibo::domain::{
    data::Data,
    date::parse_day,
    life::{Decree, Turn, members_of, plan},
    procedure::Plan,
    record::{Id, Kind},
    report::{Cell, Name, Request, report},
    standing::{Standing, member_on},
    unit::Unit,
    words::Lang,
};

const DAY: &str = "2018-04-01";

/// A commune with three cells of three, a village and its posts in the first, a fourth cell with nobody.
fn place() -> Register {
    let register =
        Register::new().put(Kind::Unit, "xa", &[("name", "Đảng bộ xã"), ("kind", "grassroots_committee")]);
    ["c", "d", "e", "f"]
        .into_iter()
        .fold(register, |register, cell| {
            register.cell(cell).put(Kind::Unit, cell, &[("parent", "xa"), ("name", cell)])
        })
        .officials(3, "c")
        .officials(3, "d")
        .officials(3, "e")
        .put(Kind::Village, "v", &[("name", "v"), ("commune", "xa"), ("cell", "c")])
        .term("t1", "c", "secretary", "c-m0", "2015-01-01")
        .term("t2", "v", "village_head", "c-m0", "2015-01-01")
        .term("t3", "xa", "committee_member", "c-m1", "2015-01-01")
}

fn planned(
    data: &Data,
    turn: Turn,
    about: &[(Kind, &str)],
    to: &str,
    unit: Option<&Unit>,
    apart: &[(&str, &str)],
) -> Plan {
    let about: Vec<(Kind, Id)> = about.iter().map(|(kind, name)| (*kind, id(name))).collect();
    let kind = |who: &str| if data.unit(&id(who)).is_some() { Kind::Unit } else { Kind::Member };
    let apart: Vec<_> = apart.iter().map(|(who, to)| ((kind(who), id(who)), id(to))).collect();
    let fields = [("date", DAY), ("decision", "20-QĐ/HU"), ("decision_date", "2018-03-28"), ("unit", to)];
    let event = asked(if to.is_empty() { &fields[..3] } else { &fields });
    let today = parse_day(TODAY).unwrap();
    plan(data, &Decree { turn, about: &about, event: &event, unit, apart: &apart, today }, &new_ids(data))
}

fn closed(
    register: &Register,
    turn: Turn,
    units: &[&str],
    to: &str,
    apart: &[(&str, &str)],
) -> Result<Register, String> {
    let about: Vec<(Kind, &str)> = units.iter().map(|unit| (Kind::Unit, *unit)).collect();
    let plan = planned(&register.0, turn, &about, to, None, apart);
    match plan.refused.first() {
        Some(objection) => {
            assert!(plan.batch.is_empty());
            Err(objection.sentence(Lang::Vi))
        }
        None => {
            let after = register.0.committed(&plan.batch).unwrap();
            let back = after.committed(&plan.batch.inverse("undo")).unwrap();
            let all = |data: &Data| {
                data.units().clone() == register.0.units().clone() && data.events() == register.0.events()
            };
            assert!(all(&back) && back.terms() == register.0.terms(), "undo restores");
            Ok(Register(after))
        }
    }
}

fn count(register: &Register, unit: &str) -> usize {
    members_of(&register.0, &id(unit), parse_day(DAY).unwrap()).len()
}

#[test]
fn several_units_become_one_of_them_with_members_posts_and_villages() {
    let after = closed(&place(), Turn::Merge, &["c", "d", "e"], "d", &[]).unwrap();
    assert_eq!((count(&after, "c"), count(&after, "d"), count(&after, "e")), (0, 9, 0));
    let unit = after.0.unit(&id("c")).unwrap();
    assert_eq!((unit.closed_on, unit.closed_into.clone()), (parse_day(DAY), Some(id("d"))));
    assert_eq!(unit.closed_decision, "20-QĐ/HU ngày 28/3/2018");
    assert_eq!(after.0.unit(&id("d")).unwrap().closed_on, None);
    assert_eq!(after.0.term(&id("t1")).unwrap().to, parse_day(DAY), "the post ends with the cell");
    assert_eq!(after.0.term(&id("t2")).unwrap().to, None, "the village keeps its head");
    assert_eq!(after.0.term(&id("t3")).unwrap().to, None, "so does the committee above both its member");
    assert_eq!(after.0.village(&id("v")).unwrap().cell, Some(id("d")));
    for code in ["M10", "U01", "U08", "S08", "S01"] {
        assert_eq!(after.broken(code, TODAY), [], "{code}");
    }
    // The day before everything stands as it did.
    let before = parse_day("2018-03-31").unwrap();
    assert_eq!(member_on(&after.0, &id("c-m0"), before).unit, Some(id("c")));
}

#[test]
fn a_committee_goes_into_another_with_the_units_below_it() {
    let register =
        place().put(Kind::Unit, "yb", &[("name", "Đảng bộ khác"), ("kind", "grassroots_committee")]);
    let after = closed(&register, Turn::Merge, &["xa"], "yb", &[]).unwrap();
    for cell in ["c", "d", "e", "f"] {
        assert_eq!(after.0.unit(&id(cell)).unwrap().parent, Some(id("yb")), "{cell}");
    }
    assert_eq!(after.0.village(&id("v")).unwrap().commune, Some(id("yb")));
    assert_eq!(after.0.term(&id("t3")).unwrap().to, parse_day(DAY));
    assert_eq!((count(&after, "c"), after.broken("U01", TODAY)), (3, vec![]));
}

#[test]
fn a_cell_is_dissolved_into_two_and_who_goes_apart_is_chosen() {
    let after = closed(&place(), Turn::Dissolve, &["c"], "d", &[("c-m1", "e"), ("c-m2", "d")]).unwrap();
    assert_eq!((count(&after, "c"), count(&after, "d"), count(&after, "e")), (0, 5, 4));
    assert_eq!(after.0.unit(&id("c")).unwrap().closed_into, None, "no one unit follows it");
    assert_eq!(after.broken("U08", TODAY), []);
    // To one place only, that place is named.
    let after = closed(&place(), Turn::Dissolve, &["c"], "d", &[]).unwrap();
    assert_eq!(after.0.unit(&id("c")).unwrap().closed_into, Some(id("d")));
}

#[test]
fn what_moved_stands_in_the_report_with_the_names_behind_it() {
    let after = closed(&place(), Turn::Dissolve, &["c"], "d", &[("c-m1", "e")]).unwrap();
    let made = report(&after.0, &Request::up_to(Name::Collective, parse_day(TODAY).unwrap()));
    let rows: Vec<_> =
        made.tables[0].rows.iter().map(|row| (row.cells[0].clone(), row.cells[1].clone())).collect();
    let members = |names: &[&str]| Cell::Count(Kind::Member, names.iter().map(|name| id(name)).collect());
    assert_eq!(rows[0], (Cell::Text("c".to_owned()), members(&["c-m0", "c-m1", "c-m2"])));
    assert_eq!(rows[1], (Cell::Text("d".to_owned()), members(&["c-m0", "c-m2"])));
    assert_eq!(rows[2], (Cell::Text("e".to_owned()), members(&["c-m1"])));
    assert_eq!(rows[3].1, members(&["c-m0", "c-m1", "c-m2"]));
    assert_eq!(made.tables[0].rows[0].cells[4], Cell::Text("20-QĐ/HU ngày 28/3/2018".to_owned()));
}

#[test]
fn u01_m10_what_cannot_take_over_is_refused() {
    let register = place()
        .put(Kind::Unit, "old", &[("name", "old"), ("kind", "cell"), ("closed_on", "2017-01-01")])
        .put(Kind::Unit, "sub", &[("name", "sub"), ("kind", "sub_committee"), ("parent", "xa")]);
    for (units, to, words) in [
        (&["c"][..], "old", "không hoạt động"),
        (&["old"], "c", "không hoạt động"),
        (&["c"], "xa", "khác cấp"),
        (&["c"], "c", "chọn nơi khác"),
        (&["xa"], "sub", "chọn nơi khác"),
    ] {
        let refused = closed(&register, Turn::Dissolve, units, to, &[]).unwrap_err();
        assert!(refused.contains(words), "{units:?} {to}: {refused}");
    }
}

#[test]
fn m10_somebody_who_comes_after_the_end_is_named() {
    let register = place().event("d-m0", "transferred_inside", "2018-04-10", "c");
    let refused = closed(&register, Turn::Merge, &["c"], "e", &[]).unwrap_err();
    assert!(refused.contains("d-m0 (1970)") && refused.contains("10/4/2018"), "{refused}");
    let later = place().term("t9", "c", "secretary", "c-m1", "2018-04-10");
    assert!(closed(&later, Turn::Merge, &["c"], "e", &[]).unwrap_err().contains("10/4/2018"));
}

#[test]
fn who_only_stays_in_a_cell_goes_on_staying_in_its_successor() {
    let register = place()
        .person("g", "1985-01-01")
        .event("g", "transferred_temporary", "2018-01-01", "c")
        .event("e-m0", "transferred_temporary", "2018-01-01", "c");
    let after = closed(&register, Turn::Merge, &["c"], "d", &[]).unwrap();
    for member in ["g", "e-m0"] {
        let stands = member_on(&after.0, &id(member), parse_day(TODAY).unwrap());
        assert_eq!(stands.staying_at, Some(id("d")), "{member}");
    }
    assert_eq!((count(&after, "e"), after.broken("M10", TODAY)), (3, vec![]));
}

fn new_cell() -> Unit {
    let register = Register::new().cell("n").put(Kind::Unit, "n", &[("name", "Chi bộ mới")]);
    register.0.unit(&id("n")).unwrap().clone()
}

#[test]
fn charter_art_21_a_cell_is_split_off_with_three_official_members() {
    let register = place().officials(5, "f");
    let unit = new_cell();
    let split = |members: &[&str]| {
        let about: Vec<(Kind, &str)> = members.iter().map(|member| (Kind::Member, *member)).collect();
        planned(&register.0, Turn::Split, &about, "", Some(&unit), &[])
    };
    let plan = split(&["f-m0", "f-m1"]);
    assert!(plan.batch.is_empty() && plan.refused[0].sentence(Lang::Vi).contains("điều 21"), "{plan:?}");
    let plan = split(&["f-m0", "f-m1", "f-m2"]);
    assert!(plan.remarks[0].sentence(Lang::Vi).contains("còn 2"), "U02 of what is left: {plan:?}");
    let after = Register(register.0.committed(&plan.batch).unwrap());
    assert_eq!((count(&after, "n"), count(&after, "f")), (3, 2));
    assert_eq!(after.0.unit(&id("n")).unwrap().founded_decision, "20-QĐ/HU ngày 28/3/2018");
    // Not from two cells at once.
    let plan = split(&["f-m0", "f-m1", "f-m2", "c-m0"]);
    assert!(plan.batch.is_empty() && plan.refused[0].name.starts_with("c-m0"), "{plan:?}");
}

#[test]
fn units_and_villages_go_to_a_unit_that_is_split_off() {
    let register = place();
    let above =
        Register::new().put(Kind::Unit, "n", &[("name", "Đảng bộ mới"), ("kind", "grassroots_committee")]);
    let unit = above.0.unit(&id("n")).unwrap().clone();
    let plan =
        planned(&register.0, Turn::Split, &[(Kind::Unit, "c"), (Kind::Unit, "d")], "", Some(&unit), &[]);
    let after = register.0.committed(&plan.batch).unwrap();
    assert_eq!(after.unit(&id("c")).unwrap().parent, Some(id("n")));
    assert_eq!(after.unit(&id("e")).unwrap().parent, Some(id("xa")));
    let cell = new_cell();
    let plan = planned(&register.0, Turn::Split, &[(Kind::Village, "v")], "", Some(&cell), &[]);
    assert_eq!(register.0.committed(&plan.batch).unwrap().village(&id("v")).unwrap().cell, Some(id("n")));
}

#[test]
fn a_unit_has_the_name_and_the_place_it_had_on_the_days_before_a_turn() {
    let register = place();
    let unit = register.0.unit(&id("c")).unwrap().clone();
    let turn = |data: &Data, unit: &Unit, turn| {
        let plan = planned(data, turn, &[(Kind::Unit, "c")], "", Some(unit), &[]);
        data.committed(&plan.batch).unwrap()
    };
    let refused = planned(&register.0, Turn::Rename, &[(Kind::Unit, "c")], "", Some(&unit), &[]).refused;
    assert!(!refused.is_empty(), "nothing is changed");
    let renamed =
        turn(&register.0, &Unit { name: "Chi bộ thôn Mới".to_owned(), ..unit.clone() }, Turn::Rename);
    let above = register.put(Kind::Unit, "yb", &[("name", "Đảng bộ khác"), ("kind", "grassroots_committee")]);
    let placed = turn(&above.0, &Unit { parent: Some(id("yb")), ..unit.clone() }, Turn::Place);
    let on = |data: &Data, day: &str| {
        let standing = Standing::new(data.clone(), parse_day(day).unwrap());
        let unit = standing.data.unit(&id("c")).unwrap();
        let members = |unit: &str| standing.unit(&id(unit)).all.members();
        (unit.name.clone(), unit.parent.clone().unwrap(), members("xa"), members("yb"))
    };
    let (old, new) = ("c".to_owned(), "Chi bộ thôn Mới".to_owned());
    assert_eq!(on(&renamed, "2018-03-31"), (old.clone(), id("xa"), 9, 0));
    assert_eq!(on(&renamed, DAY), (new, id("xa"), 9, 0));
    assert_eq!(on(&placed, "2018-03-31"), (old.clone(), id("xa"), 9, 0));
    assert_eq!(on(&placed, DAY), (old, id("yb"), 6, 3));
    let former = placed.formers().values().next().unwrap();
    assert_eq!(former.decision, "20-QĐ/HU ngày 28/3/2018");
    assert_eq!((&former.name, &former.parent), (&String::new(), &Some(id("xa"))));
}

#[test]
fn a_unit_is_put_under_one_that_may_have_units() {
    let register = place();
    for (parent, words) in [("d", "là chi bộ"), ("c", "U01")] {
        let placed = Unit { parent: Some(id(parent)), ..register.0.unit(&id("c")).unwrap().clone() };
        let plan = planned(&register.0, Turn::Place, &[(Kind::Unit, "c")], "", Some(&placed), &[]);
        assert!(plan.refused[0].sentence(Lang::Vi).contains(words), "{plan:?}");
    }
}

#[test]
fn a_village_was_unified_in_the_cell_it_had_and_stays_so_on_the_days_before() {
    let register = place();
    let unified = |register: &Register, on: &str| {
        let standing = Standing::new(register.0.clone(), parse_day(on).unwrap());
        standing.village(&id("v")).unwrap().is_unified()
    };
    assert!(unified(&register, "2018-03-31"));
    let after = closed(&register, Turn::Merge, &["c"], "d", &[]).unwrap();
    assert!(unified(&after, "2018-03-31"), "the past is as it was");
    assert!(!unified(&after, DAY), "the new cell has no secretary yet");
    let later = after.term("t9", "d", "secretary", "c-m0", DAY);
    assert!(unified(&later, DAY));
}

#[test]
fn charter_art_21_a_cell_that_grows_above_30_is_said() {
    let merged = |members: usize, kind: &str| {
        let fields = [("name", "big"), ("kind", kind), ("parent", "xa")];
        let register = place().put(Kind::Unit, "big", &fields).officials(members, "big");
        planned(&register.0, Turn::Merge, &[(Kind::Unit, "c")], "big", None, &[]).remarks
    };
    assert!(merged(27, "cell").is_empty(), "30 is not above 30");
    assert!(merged(28, "cell")[0].sentence(Lang::Vi).contains("U04"));
    // A grassroots cell becomes a committee from 30 on.
    assert!(merged(26, "grassroots_cell").is_empty());
    assert!(merged(27, "grassroots_cell")[0].sentence(Lang::Vi).contains("30 đảng viên"));
}
