//! Records of two kinds with one id, as in tables that each begin at 1: none gets the history of the other.

use super::register::{Register, TODAY, found};
use chibo::domain::{
    date::parse_day,
    deed::{delete, deletion},
    edit::{Refused, Rule},
    record::{Id, Kind},
    standing::{Standing, VillageState},
    term::Post,
};

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn on(register: &Register) -> Standing {
    Standing::new(register.0.clone(), parse_day(TODAY).unwrap())
}

/// A unit, a member, a village, a term and an event, each with the id `1`; member `1` belongs to unit `2`.
fn numbered() -> Register {
    let places = Register::new().cell("1").cell("2").village("1", "2").person("1", "1970-05-20");
    places
        .put(
            Kind::Event,
            "1",
            &[("member", "1"), ("kind", "admitted"), ("date", "2000-03-01"), ("unit", "2")],
        )
        .put(Kind::Event, "2", &[("member", "1"), ("kind", "official"), ("date", "2001-03-01")])
        .term("1", "2", "secretary", "1", "2017-01-01")
}

#[test]
fn deletion_looks_at_the_links_to_the_record_itself() {
    let standing = on(&numbered());
    let member = deletion(&standing, Kind::Member, &id("1"));
    assert_eq!(member.with, [(Kind::Term, id("1")), (Kind::Event, id("1")), (Kind::Event, id("2"))]);
    assert_eq!(member.against, []);
    for kind in [Kind::Unit, Kind::Village, Kind::Term, Kind::Event] {
        let other = deletion(&standing, kind, &id("1"));
        assert_eq!((other.with, other.against), (vec![], vec![]), "{kind:?}");
        let batch = delete(&standing, kind, &id("1"));
        assert_eq!(batch.changes.len(), 1, "{kind:?}");
        assert!(standing.data.committed(&batch).is_ok(), "{kind:?}");
    }
    let unit = deletion(&standing, Kind::Unit, &id("2"));
    assert_eq!(unit.with, [(Kind::Term, id("1"))]);
    assert_eq!(unit.against, [(Kind::Village, id("1")), (Kind::Event, id("1"))]);
}

#[test]
fn a_history_is_that_of_the_record_itself() {
    let register = numbered().term("h", "1", "secretary", "1", "2018-01-01");
    let standing = on(&register);
    assert_eq!(standing.data.events_of(&id("1")).len(), 2);
    assert_eq!(standing.data.terms_of_member(&id("1")).len(), 2);
    assert_eq!(standing.data.terms_of_body(Kind::Unit, &id("1")).len(), 1);
    assert_eq!(standing.data.terms_of_body(Kind::Village, &id("1")), Vec::<&_>::new());
    assert_eq!(standing.data.children(&id("1")).count(), 0);
    assert_eq!(standing.holders(&id("1"), Post::VillageHead), []);
    assert_eq!(standing.village(&id("1")).unwrap().state, VillageState::Vacant);
}

#[test]
fn a_link_whose_target_is_not_there_yet_is_found_when_it_comes() {
    let early = Register::new().term("h", "9", "village_head", "a", "2018-01-01");
    let of = |register: &Register, kind| register.0.terms_of_body(kind, &id("9")).len();
    assert_eq!((of(&early, Kind::Unit), of(&early, Kind::Village)), (1, 1));
    let come = early.cell("c").village("9", "c");
    assert_eq!((of(&come, Kind::Unit), of(&come, Kind::Village)), (0, 1));
    // A unit of the same id takes the link over: it is the first of the kinds.
    let taken = come.cell("9");
    assert_eq!((of(&taken, Kind::Unit), of(&taken, Kind::Village)), (1, 0));
}

#[test]
fn a_record_others_point_at_cannot_go_though_another_kind_has_its_id() {
    let register = numbered().term("h", "1", "secretary", "1", "2018-01-01");
    let standing = on(&register);
    let mut batch = delete(&standing, Kind::Unit, &id("1"));
    batch.changes.retain(|change| change.record().0 == Kind::Unit);
    let refused = standing.data.committed(&batch).unwrap_err();
    assert_eq!(refused, Refused::Rule(Rule::StillLinked { kind: Kind::Unit, id: id("1"), sources: 1 }));
}

#[test]
fn s07_a_unit_and_a_village_have_different_ids() {
    // The village by terms, the member by ratings.
    assert_eq!(numbered().broken("S07", TODAY), found(&[("1", ""), ("1", "")]));
    assert_eq!(numbered().says("S07", TODAY), ["Mã 1 cũng là của Tổ chức đảng Chi bộ"; 2]);
    // No link may point at a village or a member, or at a village or an event.
    let apart = Register::new().cell("4").cell("2").village("3", "2").person("3", "1970").event(
        "3",
        "admitted",
        "2000-03-01",
        "2",
    );
    assert_eq!(apart.broken("S07", TODAY), []);
}
