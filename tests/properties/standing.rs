//! How the register stands on a date, against counts from the raw terms and events.

use chibo::domain::{
    data::Data,
    date::{Date, Month},
    event::{Event, EventKind},
    former::Former,
    office::Office,
    record::{Described, Id, Kind, Record},
    standing::Standing,
    term::{How, Post, Term},
    unit::{Unit, UnitKind},
    village::Village,
};
use proptest::{prelude::*, sample::select};

use super::values::{any_day, any_doing, batch, id, small};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A village with its cell, and three persons.
fn place() -> Data {
    let mut data = Data::new(Office::blank(Id::office()));
    let mut root = Unit::blank(id("u0"));
    root.kind = UnitKind::SuperiorCommittee;
    let mut cell = Unit::blank(id("u1"));
    cell.parent = Some(id("u0"));
    cell.kind = UnitKind::Cell;
    let mut village = Village::blank(id("v1"));
    village.cell = Some(id("u1"));
    let persons = ["p1", "p2", "p3"].map(|name| chibo::domain::member::Member::blank(id(name)));
    data.put(Box::new(root));
    data.put(Box::new(cell));
    data.put(Box::new(village));
    persons.into_iter().for_each(|person| data.put(Box::new(person)));
    data
}

#[derive(Debug, Clone)]
struct RawTerm {
    head: bool,
    person: Option<&'static str>,
    from: Option<String>,
    to: Option<String>,
}

fn any_term() -> impl Strategy<Value = RawTerm> {
    let near = || (2016i16..2019, 1i8..=12).prop_map(|(y, m)| format!("{y}-{m:02}-15"));
    (
        any::<bool>(),
        select(vec![Some("p1"), Some("p2"), Some("p3"), None]),
        proptest::option::weighted(0.9, near()),
        proptest::option::of(near()),
    )
        .prop_map(|(head, person, from, to)| RawTerm { head, person, from, to })
}

impl RawTerm {
    fn held(&self, on: &str) -> bool {
        self.from.as_deref().is_none_or(|from| from <= on) && self.to.as_deref().is_none_or(|to| on < to)
    }
}

/// A record of the place that is entered or changed, or one that is taken out: few ids, so that they meet.
fn any_happening() -> impl Strategy<Value = Result<Box<dyn Record>, (Kind, Id)>> {
    let near = || (2016i16..2019, 1i8..=12).prop_map(|(y, m)| day(&format!("{y}-{m:02}-15")));
    let persons = || select(vec!["p1", "p2", "p3"]).prop_map(id);
    let term = (0..4, any::<bool>(), persons(), near(), proptest::option::of(near()));
    let term = term.prop_map(|(number, head, person, from, to)| {
        let mut term = Term::blank(id(&format!("t{number}")));
        term.body = Some(id(if head { "v1" } else { "u1" }));
        term.post = if head { Post::VillageHead } else { Post::Secretary };
        (term.member, term.from, term.to) = (Some(person), Some(from.into()), to);
        term.how = Some(if number % 2 == 0 { How::Elected } else { How::Interim });
        Box::new(term) as Box<dyn Record>
    });
    let event = (
        0..6,
        0..EventKind::CHOICES.len(),
        persons(),
        near(),
        proptest::option::of(select(vec!["u1", "u0"])),
    );
    let event = event.prop_map(|(number, kind, person, date, unit)| {
        let mut event = Event::blank(id(&format!("e{number}")));
        event.set_text(Kind::Event.place("kind").unwrap(), EventKind::CHOICES[kind].code).unwrap();
        (event.member, event.date, event.unit) = (Some(person), Some(date), unit.map(id));
        Box::new(event) as Box<dyn Record>
    });
    let unit = (
        select(vec!["u0", "u1", "u2"]),
        select(vec![None, Some("u0"), Some("u2")]),
        proptest::option::of(near()),
    );
    let unit = unit.prop_map(|(name, parent, closed)| {
        let mut unit = Unit::blank(id(name));
        (unit.parent, unit.closed_on) = (parent.filter(|parent| *parent != name).map(id), closed);
        Box::new(unit) as Box<dyn Record>
    });
    let village = (select(vec!["v1", "u1"]), select(vec!["u1", "u2"]), proptest::option::of(near()));
    let village = village.prop_map(|(name, cell, closed)| {
        let mut village = Village::blank(id(name));
        (village.cell, village.closed_on) = (Some(id(cell)), closed);
        Box::new(village) as Box<dyn Record>
    });
    let person = (persons(), "[abc]{1,2}").prop_map(|(id, name)| {
        let mut person = chibo::domain::member::Member::blank(id);
        person.name = name;
        Box::new(person) as Box<dyn Record>
    });
    let former = (0..4, any::<bool>(), near(), "[abc]{0,2}", select(vec![None, Some("u0"), Some("u2")]));
    let former = former.prop_map(|(number, of_village, until, name, parent)| {
        let mut former = Former::blank(id(&format!("f{number}")));
        (former.about, former.until) = (Some(id(if of_village { "v1" } else { "u1" })), Some(until));
        (former.name, former.parent) = (name, parent.map(id));
        former.plan_month = of_village.then(|| Month::of(until));
        Box::new(former) as Box<dyn Record>
    });
    let gone = select(vec![
        (Kind::Term, "t0"),
        (Kind::Term, "t1"),
        (Kind::Event, "e0"),
        (Kind::Event, "e1"),
        (Kind::Member, "p1"),
        (Kind::Unit, "u1"),
        (Kind::Village, "v1"),
        (Kind::Former, "f0"),
    ]);
    prop_oneof![
        4 => term.prop_map(Ok),
        4 => event.prop_map(Ok),
        1 => unit.prop_map(Ok),
        1 => village.prop_map(Ok),
        1 => person.prop_map(Ok),
        1 => former.prop_map(Ok),
        2 => gone.prop_map(|(kind, name)| Err((kind, id(name)))),
    ]
}

/// All that a standing tells.
fn told(standing: &Standing) -> impl PartialEq + std::fmt::Debug + use<> {
    let data = &standing.data;
    let members: Vec<_> = data.members().keys().map(|id| standing.member(id).clone()).collect();
    let units: Vec<_> = data.units().keys().map(|id| standing.unit(id).clone()).collect();
    let villages: Vec<_> = data.villages().keys().map(|id| standing.village(id).cloned()).collect();
    let names = [Kind::Unit, Kind::Village, Kind::Member].map(|kind| standing.names(kind).to_vec());
    let sums = (standing.total(), standing.unified(), standing.admissions().to_vec());
    (members, units, villages, names, sums, standing.as_of, standing.dues().to_vec())
}

proptest! {
    #[test]
    fn a_village_is_unified_just_when_one_person_holds_both_posts(
        terms in prop::collection::vec(any_term(), 0..8), on in any_day(),
    ) {
        let mut data = place();
        for (number, raw) in terms.iter().enumerate() {
            let mut term = Term::blank(id(&format!("t{number}")));
            term.body = Some(id(if raw.head { "v1" } else { "u1" }));
            term.post = if raw.head { Post::VillageHead } else { Post::Secretary };
            term.member = raw.person.map(id);
            term.holder_name = "Ngoài Đảng".to_owned();
            term.from = raw.from.as_ref().map(|d| d.parse().unwrap());
            term.to = raw.to.as_ref().map(|d| day(d));
            data.put(Box::new(term));
        }
        let held: Vec<&RawTerm> = terms.iter().filter(|t| t.held(&on)).collect();
        let both = held.iter().any(|head| {
            head.head && head.person.is_some() && held.iter().any(|s| !s.head && s.person == head.person)
        });
        let standing = Standing::new(data, day(&on));
        prop_assert_eq!(standing.village(&id("v1")).unwrap().is_unified(), both);
        prop_assert_eq!(standing.unified(), (1, usize::from(both)));
    }

    #[test]
    fn the_order_in_which_events_were_entered_does_not_matter(
        events in prop::collection::btree_map((any_day(), 0..EventKind::CHOICES.len()), any::<bool>(), 0..8),
        seed in any::<u64>(),
        on in any_day(),
    ) {
        let entered = |reversed: bool| {
            let mut data = place();
            let mut all: Vec<_> = events.iter().collect();
            let turn = usize::try_from(seed % 8).unwrap() % all.len().max(1);
            if reversed {
                all.reverse();
                all.rotate_left(turn);
            }
            for (number, ((date, kind), here)) in all.into_iter().enumerate() {
                let mut event = Event::blank(id(&format!("e{number}")));
                event.member = Some(id("p1"));
                event.date = Some(day(date));
                let place = chibo::domain::record::Kind::Event.place("kind").unwrap();
                event.set_text(place, EventKind::CHOICES[*kind].code).unwrap();
                event.unit = here.then(|| id("u1"));
                data.put(Box::new(event));
            }
            Standing::new(data, day(&on)).member(&id("p1")).clone()
        };
        prop_assert_eq!(entered(false), entered(true));
    }

    #[test]
    fn the_counts_of_the_units_add_up_to_the_total(
        doings in prop::collection::vec(any_doing(), 0..20), on in any_day(),
    ) {
        let data = small();
        let edited = data.applied(&batch(&data, &doings)).unwrap();
        let standing = Standing::new(edited, day(&on));
        let members = || standing.data.members().keys().map(|id| standing.member(id));
        let own: usize = standing.data.units().keys().map(|id| standing.unit(id).own.members()).sum();
        let placed = |m: &&chibo::domain::standing::MemberStanding| {
            m.state.is_member() && m.unit.as_ref().is_some_and(|u| standing.data.unit(u).is_some())
        };
        prop_assert_eq!(own, members().filter(placed).count());
        let total = members().filter(|m| m.state.is_member()).count();
        prop_assert_eq!(standing.total().members(), total);
        let (all, unified) = standing.unified();
        prop_assert!(unified <= all);
    }

    #[test]
    fn on_any_day_the_top_of_the_sample_counts_everybody(on in any_day()) {
        let standing = Standing::new(small(), day(&on));
        let own: usize = standing.data.units().keys().map(|id| standing.unit(id).own.members()).sum();
        prop_assert_eq!(own, standing.total().members());
        let roots: usize = standing.data.roots().map(|root| standing.unit(&root.id).all.members()).sum();
        prop_assert_eq!(roots, own);
    }

    #[test]
    fn after_an_edit_only_what_it_touched_is_derived_and_all_is_as_derived_anew(
        steps in prop::collection::vec(prop::collection::vec(any_doing(), 1..6), 1..6), on in any_day(),
    ) {
        let mut standing = Standing::new(small(), day(&on));
        for doings in steps {
            let edited = standing.data.applied(&batch(&standing.data, &doings)).unwrap();
            standing = standing.after(edited.clone());
            prop_assert_eq!(told(&standing), told(&Standing::new(edited, day(&on))));
        }
    }

    #[test]
    fn after_terms_and_events_of_a_few_persons_too(
        steps in prop::collection::vec(any_happening(), 1..12), on in any_day(),
    ) {
        let mut standing = Standing::new(place(), day(&on));
        for record in steps {
            let mut edited = standing.data.clone();
            match record {
                Ok(record) => edited.put(record),
                Err((kind, id)) => edited.remove(kind, &id),
            }
            standing = standing.after(edited.clone());
            prop_assert_eq!(told(&standing), told(&Standing::new(edited, day(&on))));
        }
    }
}
