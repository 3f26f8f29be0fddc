//! Any register at all can be checked, and the order in which events were entered does not matter.

use chibo::domain::{
    check::{RULES, check},
    data::Data,
    date::Date,
    event::EventKind,
    office::Office,
    record::{Described, FieldValue, Id, Input, Kind, Record},
    standing::Standing,
    words::Lang,
};
use proptest::{prelude::*, sample::select};

/// Ids so few that links hit, miss and go in circles.
const IDS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn any_date() -> impl Strategy<Value = String> {
    let day = (2010i16..2021, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
    let far = select(vec!["1800-01-01", "2200-12-31", "2016-02-29", "2018-08-31"]).prop_map(String::from);
    prop_oneof![4 => day, 1 => far]
}

/// A text a field takes: few values, so that numbers and names meet.
fn any_text(input: Input) -> BoxedStrategy<String> {
    match input {
        Input::Text | Input::Person => {
            select(vec!["", "An", "Bình", "a\u{202E}", "{0}"]).prop_map(String::from).boxed()
        }
        Input::Digits => select(vec!["", "0", "00123"]).prop_map(String::from).boxed(),
        Input::Day | Input::Days => any_date().boxed(),
        Input::Date => prop_oneof![any_date(), (1800i16..2200).prop_map(|year| year.to_string())].boxed(),
        Input::Month => (2015i16..2020, 1i8..=12).prop_map(|(y, m)| format!("{y}-{m:02}")).boxed(),
        Input::Number => prop_oneof![any::<u32>(), Just(30)].prop_map(|n| n.to_string()).boxed(),
        Input::Choice(choices) => select(choices).prop_map(|choice| choice.code.to_owned()).boxed(),
        Input::Link(_) => select(&IDS[..]).prop_map(String::from).boxed(),
    }
}

/// A record of a kind whose fields are filled or left as they are.
fn any_record(kind: Kind) -> impl Strategy<Value = Box<dyn Record>> {
    let fields: Vec<_> =
        kind.fields().iter().map(|field| proptest::option::weighted(0.7, any_text(field.input))).collect();
    (select(&IDS[..]), fields).prop_map(move |(name, texts)| {
        let mut record = kind.blank(if kind == Kind::Office { Id::office() } else { id(name) });
        for (place, text) in texts.into_iter().enumerate() {
            if let Some(text) = text {
                record.set_text(place, &text).unwrap();
            }
        }
        record
    })
}

fn any_register() -> impl Strategy<Value = Data> {
    let kind = select(Kind::ALL.to_vec());
    let records = proptest::collection::vec(kind.prop_flat_map(any_record), 0..40);
    records.prop_map(|records| {
        let mut data = Data::new(Office::blank(Id::office()));
        records.into_iter().for_each(|record| data.put(record));
        data
    })
}

/// A member's life without two events of one kind on one day, between which only the id could decide.
fn any_life() -> impl Strategy<Value = Vec<(String, EventKind, &'static str)>> {
    let event = (any_date(), select(EventKind::ALL.to_vec()), select(&IDS[..]));
    proptest::collection::vec(event, 0..12).prop_map(|mut events| {
        events.sort();
        events.dedup_by(|a, b| (&a.0, a.1) == (&b.0, b.1));
        events
    })
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A register with one member and these events, entered under ids in the given order.
fn lived(events: &[(String, EventKind, &str)], order: &[usize]) -> Data {
    let mut data = Data::new(Office::blank(Id::office()));
    data.put(Kind::Member.blank(id("m")));
    IDS.iter().for_each(|unit| data.put(Kind::Unit.blank(id(unit))));
    for (entered, &which) in order.iter().enumerate() {
        let (date, kind, unit) = &events[which];
        let mut event = Kind::Event.blank(id(&format!("e{entered:02}")));
        for (field, text) in [("member", "m"), ("kind", kind.code()), ("date", date), ("unit", unit)] {
            event.set_text(Kind::Event.place(field).unwrap(), text).unwrap();
        }
        data.put(event);
    }
    data
}

/// How many values a sentence asks for, each at least once.
fn places(text: &str) -> usize {
    let asks = |place: &usize| text.contains(&format!("{{{place}}}"));
    let places = (0..).take_while(asks).count();
    assert_eq!(text.matches('{').count(), places, "{text}");
    places
}

proptest! {
    #[test]
    fn any_register_can_be_checked(data in any_register(), on in any_date()) {
        let standing = Standing::new(data, day(&on));
        let findings = check(&standing);
        for finding in &findings {
            prop_assert!(standing.data.record(finding.kind, &finding.id).is_some());
            prop_assert!(RULES.contains(finding.rule));
            let (vi, en) = (finding.sentence(Lang::Vi), finding.sentence(Lang::En));
            prop_assert!(!vi.is_empty() && !en.is_empty());
            for text in [finding.detail.text.vi, finding.detail.text.en] {
                prop_assert_eq!(places(text), finding.detail.values.len(), "{}", text);
            }
        }
        prop_assert!(findings.is_sorted_by_key(|f| (f.level, f.rule.code)));
    }

    #[test]
    fn the_order_in_which_events_were_entered_does_not_matter(
        (events, order) in any_life().prop_flat_map(|events| {
            let order: Vec<usize> = (0..events.len()).collect();
            (Just(events), Just(order).prop_shuffle())
        }),
        on in any_date(),
    ) {
        let straight: Vec<usize> = (0..events.len()).collect();
        let first = Standing::new(lived(&events, &straight), day(&on));
        let second = Standing::new(lived(&events, &order), day(&on));
        prop_assert_eq!(first.member(&id("m")), second.member(&id("m")));
        prop_assert_eq!(first.total(), second.total());
        for unit in IDS {
            prop_assert_eq!(first.unit(&id(unit)), second.unit(&id(unit)));
        }
        let of_member = |standing: &Standing| {
            let all = check(standing).into_iter().filter(|f| f.kind == Kind::Member);
            all.map(|f| (f.rule.code, f.sentence(Lang::Vi))).collect::<Vec<_>>()
        };
        prop_assert_eq!(of_member(&first), of_member(&second));
    }

    #[test]
    fn findings_do_not_depend_on_the_day_records_were_put_in(data in any_register(), on in any_date()) {
        let mut again = Data::new(Office::clone(&data.office));
        for kind in Kind::ALL.iter().rev() {
            for record in data.ids(*kind).iter().rev().filter_map(|id| data.record(*kind, id)) {
                again.put(record.boxed());
            }
        }
        let sentences = |data: &Data| {
            let all = check(&Standing::new(data.clone(), day(&on)));
            all.iter().map(|f| (f.rule.code, f.kind, f.id.clone(), f.sentence(Lang::En))).collect::<Vec<_>>()
        };
        prop_assert_eq!(sentences(&data), sentences(&again));
    }
}
