//! Admission of somebody who is not in the register yet: age, order of dates, the time from decision to ceremony.

use super::{
    procedure::{asked, id, new_ids, place, state},
    register::{Register, TODAY},
};
use chibo::domain::{
    date::parse_day,
    edit::Change,
    member::Member,
    procedure::{Order, Plan, Procedure, plan},
    record::Kind,
    standing::MemberState,
    words::Lang,
};

/// A person who is not in the register yet.
fn newcomer(born: &str) -> Member {
    let register = Register::new().person("n", born);
    register.0.member(&id("n")).unwrap().clone()
}

fn admitted(born: &str, ceremony: &str, decided: &str) -> Plan {
    let (member, register) = (newcomer(born), place());
    let event =
        asked(&[("date", ceremony), ("unit", "c"), ("decision", "7-QĐ/HU"), ("decision_date", decided)]);
    let today = parse_day(TODAY).unwrap();
    let order =
        Order { procedure: Procedure::Admit, members: &[], newcomer: Some(&member), event: &event, today };
    plan(&register.0, &order, &new_ids(&register.0))
}

#[test]
fn m02_qd_29_full_18_by_month_is_needed_and_above_60_is_said() {
    let plan = admitted("2000-04-20", "2018-03-20", "2018-03-01");
    assert!(plan.batch.is_empty() && plan.refused[0].sentence(Lang::Vi).contains("M02"), "{plan:?}");
    let plan = admitted("2000-03-31", "2018-03-20", "2018-03-01");
    assert_eq!((plan.batch.changes.len(), plan.remarks.len()), (2, 0), "{plan:?}");
    assert!(matches!(&plan.batch.changes[0], Change::Create { kind: Kind::Member, .. }));
    assert_eq!(plan.batch.label.as_deref(), Some("7-QĐ/HU ngày 1/3/2018"));
    let data = place().0.committed(&plan.batch).unwrap();
    assert_eq!(state(&data, "n", TODAY), MemberState::Probationary);
    assert!(Register(data).broken("M01", TODAY).is_empty());
    // Of a birth year alone only what is certain counts.
    assert!(admitted("2000", "2018-03-20", "2018-03-01").refused.is_empty());
    assert!(admitted("1958-03-01", "2018-03-20", "2018-03-01").remarks.is_empty());
    assert_eq!(admitted("1958-02-28", "2018-03-20", "2018-03-01").remarks.len(), 1);
}

#[test]
fn m01_m05_the_ceremony_comes_after_the_decision_and_within_30_working_days() {
    assert!(admitted("1990", "2018-02-28", "2018-03-01").refused[0].sentence(Lang::Vi).contains("M01"));
    assert!(admitted("1990", "2018-04-12", "2018-03-01").remarks.is_empty());
    let plan = admitted("1990", "2018-04-13", "2018-03-01");
    assert!(plan.refused.is_empty() && plan.remarks[0].sentence(Lang::Vi).contains("31"), "{plan:?}");
}
