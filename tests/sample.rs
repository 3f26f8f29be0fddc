//! The sample district: its figures by the product's rules, the same counted again from bare JSON, and the
//! rules no sample of any size may break.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "sample/raw.rs"]
mod raw;

use std::collections::BTreeSet;

use chibo::{
    domain::{
        data::{Data, links_from},
        date::{PartialDate, full_years, months_later},
        edit::{Batch, Change},
        event::EventKind,
        figure::Figure,
        record::{Id, Input, Kind, missing},
        standing::{MemberState, Standing, VillageState},
        term::Post,
        unit::{Ending, UnitKind},
        village::Reason,
    },
    sample::{MEMBERS, OPENED, Spec, TODAY, district},
};
use jiff::civil::date;
use raw::raw_headline;
use serde_json::{Map, Value};

const KINDS: &[Kind] = Kind::TABLES;

/// Direct units, members, probationary, overdue, villages, unified, admitted in 2017.
type Headline = [usize; 7];

fn sample(members: usize, seed: u64) -> Data {
    district(&Spec { members, seed })
}

fn headline(standing: &Standing) -> Headline {
    [
        Figure::UnitsDirect,
        Figure::Members,
        Figure::Probationary,
        Figure::ProbationOver,
        Figure::Villages,
        Figure::Unified,
        Figure::AdmittedIn(2017),
    ]
    .map(|figure| figure.count(standing))
}

fn names(data: &Data) -> Vec<String> {
    data.members().values().map(|m| m.name.clone()).collect()
}

#[test]
fn the_figures_of_april_2018_come_out_for_any_seed() {
    for seed in 1..=4 {
        let standing = Standing::new(sample(MEMBERS, seed), TODAY);
        assert_eq!(headline(&standing), [46, 2_736, 120, 3, 118, 116, 123], "seed {seed}");
        let years = [2014, 2015, 2016, 2018].map(|year| Figure::AdmittedIn(year).count(&standing));
        assert_eq!(years, [96, 104, 112, 28], "seed {seed}");
    }
}

#[test]
fn the_default_is_the_first_seed_and_the_size_of_the_district() {
    assert_eq!(Spec::default(), Spec { members: 2_736, seed: 1 });
    assert!(district(&Spec::default()).office.note.contains("giả lập"));
}

#[test]
fn unification_grows_from_2015_on_and_no_other_year_end_is_odd() {
    let data = sample(MEMBERS, 1);
    let at = |on| headline(&Standing::new(data.clone(), on));
    let ends = [2014, 2015, 2016, 2017].map(|year| at(date(year, 12, 31)));
    assert_eq!(ends.map(|h| h[5]), [8, 38, 74, 110]);
    assert!(ends.is_sorted_by_key(|h| h[1]), "members grow: {ends:?}");
    assert!(ends.iter().all(|h| h[0] == 46 && h[4] == 118));
    let months: Vec<usize> = (1..=12).map(|month| at(date(2016, month, 15))[5]).collect();
    assert!(months.is_sorted(), "{months:?}");
}

#[test]
fn two_villages_are_left_each_for_its_own_reason_and_planned_for_september() {
    let standing = Standing::new(sample(MEMBERS, 1), TODAY);
    let mut left: Vec<_> = standing.villages().filter(|(_, s)| !s.is_unified()).collect();
    left.sort_by_key(|(_, s)| s.state);
    let told: Vec<_> =
        left.iter().map(|(v, s)| (s.state, v.plan_reason, v.plan_month.map(|m| m.to_string()))).collect();
    let month = Some("2018-09".to_owned());
    assert_eq!(
        told,
        [
            (VillageState::HeadNotMember, Some(Reason::HeadNotMember), month.clone()),
            (VillageState::Split, Some(Reason::Term), month),
        ]
    );
}

#[test]
fn twelve_office_cells_were_dissolved_in_2017_and_their_members_moved_to_villages() {
    let data = sample(MEMBERS, 1);
    let closed = |how| data.units().values().filter(move |u| u.closed_how == Some(how)).collect::<Vec<_>>();
    let dissolved = closed(Ending::Dissolved);
    assert_eq!(dissolved.len(), 12);
    assert!(dissolved.iter().all(|u| u.closed_on.unwrap().year() == 2017 && !u.closed_decision.is_empty()));
    let moved: Vec<_> = data
        .events()
        .values()
        .filter(|e| e.kind == EventKind::TransferredInside)
        .filter(|e| dissolved.iter().any(|u| Some(&u.id) == e.from_unit.as_ref() && u.closed_on == e.date))
        .collect();
    assert_eq!(moved.len(), 126);
    let villages: BTreeSet<&Id> = data.villages().values().filter_map(|v| v.cell.as_ref()).collect();
    assert!(moved.iter().all(|e| villages.contains(e.unit.as_ref().unwrap())));
    let merged = closed(Ending::Merged);
    assert_eq!(merged.len(), 4);
    let into: BTreeSet<_> = merged.iter().map(|u| (u.closed_on, u.closed_into.clone())).collect();
    assert_eq!(into.len(), 2);
    assert!(into.iter().all(|(on, _)| *on == Some(date(2018, 3, 15))));
}

#[test]
fn awkward_cases_are_there() {
    let data = sample(MEMBERS, 1);
    let standing = Standing::new(data.clone(), TODAY);
    let admissions = |id: &Id| data.events_of(id).iter().filter(|e| e.kind.is_admission()).count();
    assert_eq!(data.members().keys().filter(|id| admissions(id) == 2).count(), 2);
    assert!(data.members().values().any(|m| matches!(m.born, Some(PartialDate::Year(_)))));
    let all = names(&data);
    assert!(all.iter().collect::<BTreeSet<_>>().len() < all.len(), "persons of the same name");
    let own = |n: usize| data.units().keys().any(|u| standing.unit(u).own.official == n);
    assert!(own(3) && own(9) && own(29));
    let leap = data.events().values().find(|e| e.date == Some(date(2016, 2, 29)) && e.kind.is_admission());
    let head = leap.unwrap().member.clone().unwrap();
    assert_eq!(standing.member(&head).official, Some(date(2017, 2, 28)));
    assert!(
        standing
            .villages()
            .any(|(_, v)| v.is_unified() && v.head.as_ref().unwrap().member == Some(head.clone()))
    );
    let before = Standing::new(data.clone(), date(2016, 2, 28));
    assert!(before.villages().any(|(_, v)| v.state == VillageState::HeadNotMember
        && v.head.as_ref().unwrap().member == Some(head.clone())));
    for kind in EventKind::ALL {
        assert!(data.events().values().any(|e| e.kind == *kind), "{kind:?}");
    }
    assert!(standing.villages().any(|(_, v)| v.is_unified() && v.head.as_ref().unwrap().interim));
    assert_eq!(data.members().keys().filter(|id| standing.member(id).state == MemberState::Guest).count(), 3);
}

#[test]
fn shares_are_those_of_such_a_district() {
    let data = sample(MEMBERS, 1);
    let standing = Standing::new(data.clone(), TODAY);
    let here: Vec<_> = data.members().values().filter(|m| standing.member(&m.id).state.is_member()).collect();
    let percent = |wanted: &dyn Fn(&Map<String, Value>) -> bool| {
        use chibo::domain::record::Record;
        here.iter().filter(|m| wanted(&m.to_json())).count() * 100 / here.len()
    };
    assert!((34..=40).contains(&percent(&|m| m["sex"] == "female")));
    assert!((74..=80).contains(&percent(&|m| m["ethnic_group"] == "01")));
    assert!((11..=17).contains(&percent(&|m| m["ethnic_group"] == "09")));
    assert!((3..=7).contains(&percent(&|m| m["ethnic_group"] == "02")));
}

#[test]
fn same_seed_same_register_other_seed_other_people() {
    let lines = |data: &Data| {
        let records = KINDS.iter().flat_map(|kind| data.ids(*kind).into_iter().map(move |id| (*kind, id)));
        records.map(|(kind, id)| Value::Object(data.record(kind, &id).unwrap().to_json())).collect::<Vec<_>>()
    };
    let first = sample(600, 1);
    assert_eq!(lines(&first), lines(&sample(600, 1)));
    assert_ne!(names(&first), names(&sample(600, 2)));
}

#[test]
fn the_first_ids_and_names_never_change_from_machine_to_machine() {
    let data = sample(MEMBERS, 1);
    let digest = KINDS.iter().flat_map(|kind| data.ids(*kind)).fold(0u64, |sum, id| {
        id.as_str().bytes().fold(sum, |sum, byte| sum.rotate_left(5) ^ u64::from(byte))
    });
    let letters: u64 = names(&data).concat().chars().map(u64::from).sum();
    assert_eq!((digest, letters), (2_637_213_911_708_259_223, 37_077_252));
}

#[test]
fn a_small_sample_could_have_been_committed_record_by_record() {
    let data = sample(300, 1);
    let mut batch = Batch::new("import");
    for &kind in KINDS {
        batch.changes.extend(data.ids(kind).into_iter().map(|id| {
            let after = data.record(kind, &id).unwrap().to_json();
            Change::Create { kind, id, after }
        }));
    }
    let made = Data::new((*data.office).clone()).committed(&batch).unwrap();
    KINDS.iter().for_each(|kind| assert_eq!(made.count(*kind), data.count(*kind), "{kind:?}"));
}

#[test]
fn no_size_breaks_a_rule() {
    for (size, seed) in [(50, 1), (300, 1), (300, 2), (1_000, 3), (MEMBERS, 1), (10_000, 1)] {
        let standing = Standing::new(sample(size, seed), TODAY);
        assert_eq!(Figure::Members.count(&standing), size);
        links_are_valid(&standing.data);
        numbers_are_unique(&standing);
        members_stand_in_open_cells(&standing);
        dates_of_admission_are_in_order(&standing.data);
        cells_are_led(&standing);
        assert_eq!(raw_headline(&standing.data, TODAY), headline(&standing), "size {size}");
    }
}

#[test]
fn leaders_were_official_members_of_their_cell_at_every_year_end() {
    let data = sample(MEMBERS, 2);
    for on in [OPENED, date(2014, 12, 31), date(2015, 12, 31), date(2016, 12, 31), date(2017, 12, 31)] {
        let standing = Standing::new(data.clone(), on);
        cells_are_led(&standing);
        assert_eq!(raw_headline(&data, on), headline(&standing), "{on}");
    }
}

#[test]
fn terms_of_a_post_follow_each_other_without_gap_or_overlap() {
    let data = sample(MEMBERS, 1);
    let bodies = data.units().keys().chain(data.villages().keys());
    for (body, post) in bodies.flat_map(|b| [(b, Post::Secretary), (b, Post::VillageHead)]) {
        let terms: Vec<_> =
            data.terms_of_body(post.body(), body).into_iter().filter(|t| t.post == post).collect();
        for pair in terms.windows(2) {
            assert_eq!(pair[0].to.map(PartialDate::Day), pair[1].from, "{body} {post:?}");
        }
    }
}

fn links_are_valid(data: &Data) {
    for (kind, id) in KINDS.iter().flat_map(|&kind| data.ids(kind).into_iter().map(move |id| (kind, id))) {
        let record = data.record(kind, &id).unwrap();
        assert_eq!(missing(record, kind.fields()), None, "{kind:?} {id}");
        for (place, target) in links_from(record) {
            let Input::Link(kinds) = kind.fields()[usize::from(place)].input else { unreachable!() };
            assert!(data.linked(kinds, &target).is_some(), "{kind:?} {id}");
        }
    }
}

fn numbers_are_unique(standing: &Standing) {
    let (mut cards, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    for member in standing.data.members().values() {
        let card = &member.card_number;
        if !card.is_empty() {
            assert!(card.len() == 8 && card.starts_with("99") && cards.insert(card.clone()), "{card}");
        }
        if standing.member(&member.id).state == MemberState::Probationary {
            assert_eq!(card, "");
        }
        let number = &member.record_number;
        assert!(number.is_empty() || numbers.insert(number.clone()), "{number}");
    }
}

fn members_stand_in_open_cells(standing: &Standing) {
    for id in standing.data.members().keys() {
        let member = standing.member(id);
        if !member.state.is_member() {
            continue;
        }
        let unit = standing.data.unit(member.unit.as_ref().unwrap()).unwrap();
        assert!(unit.kind.is_cell() && unit.is_active(standing.as_of), "{id} in {}", unit.name);
    }
}

fn dates_of_admission_are_in_order(data: &Data) {
    for member in data.members().values() {
        let events = data.events_of(&member.id);
        for admitted in events.iter().filter(|e| e.kind.is_admission()) {
            let (ceremony, decided) = (admitted.date.unwrap(), admitted.decision_date.unwrap());
            assert!(decided <= ceremony && full_years(member.born.unwrap().latest(), decided) >= 18);
            let official = events.iter().find(|e| e.kind == EventKind::Official && e.date > admitted.date);
            assert!(official.is_none_or(|e| e.date == Some(months_later(ceremony, 12))));
        }
        let leaves = events.iter().find(|e| e.kind.takes_out()).and_then(|e| e.date);
        let comes = events.iter().find(|e| e.kind.brings_in()).and_then(|e| e.date);
        assert!(leaves.is_none() || comes < leaves, "{}", member.name);
        assert!(events.iter().all(|e| e.date <= Some(TODAY)));
    }
}

/// Every open cell has one secretary; leaders of cells are its own official members, others somebody below.
fn cells_are_led(standing: &Standing) {
    for unit in standing.data.units().values() {
        let count = standing.unit(&unit.id).own;
        let leaders = standing.leaders(Kind::Unit, &unit.id);
        if !unit.is_active(standing.as_of) {
            assert!(leaders.is_empty() && count.members() == 0, "{}", unit.name);
            continue;
        }
        let secretaries = leaders.iter().filter(|t| t.post == Post::Secretary).count();
        assert!(secretaries == 1 || unit.parent.is_none(), "{} {}", unit.name, standing.as_of);
        for term in &leaders {
            let member = standing.member(term.member.as_ref().unwrap());
            assert_eq!(
                member.state,
                MemberState::Official,
                "{} {:?} {}",
                unit.name,
                term.post,
                standing.as_of
            );
            let path = standing.data.path(member.unit.as_ref().unwrap());
            assert!(path.iter().any(|above| above.id == unit.id), "{} {:?}", unit.name, term.post);
        }
        if unit.kind.is_cell() {
            assert!(leaders.len() <= 7 && (count.official >= 3 || standing.as_of < TODAY), "{}", unit.name);
            assert!(standing.as_of < TODAY || count.official < 9 || leaders.len() >= 3, "{}", unit.name);
        }
        if unit.kind == UnitKind::GrassrootsCell {
            assert!(count.members() < 30, "{}", unit.name);
        }
    }
}
