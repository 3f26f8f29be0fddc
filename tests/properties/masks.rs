//! No screen shows what is masked and was not asked for, whatever is pressed; and the history of a record is whole.

use std::sync::Arc;

use chibo::{
    app::Msg,
    domain::{
        data::Data,
        edit::{Batch, Change},
        history::Family,
        record::{Id, Kind},
        report::Name,
        words::Lang,
    },
    keymap::{Key, Preset},
    ui::history::{Edit, Past},
};
use proptest::{prelude::*, sample::select};
use serde_json::{Value, json};

use super::{
    keys::{any_key, any_size},
    values::small,
};
use crate::common::{Session, parse_keys};

/// The small sample, every member with numbers of their own, and with these all numbers there are.
fn numbered() -> (Data, Vec<String>) {
    let (mut data, mut numbers) = (small(), Vec::new());
    for (number, id) in small().ids(Kind::Member).into_iter().enumerate() {
        let mut record = small().record(Kind::Member, &id).unwrap().boxed();
        let own = [
            ("card_number", format!("7{:07}", number + 4_610_000)),
            ("citizen_number", format!("07{:010}", number + 8_846_610_000)),
            ("phone", format!("0973 {:06}", number + 461_000)),
            ("born", format!("1951-03-{:02}", number % 28 + 1)),
        ];
        for (field, text) in own {
            record.set_text(Kind::Member.place(field).unwrap(), &text).unwrap();
            numbers.push(text);
        }
        data.put(record);
    }
    let mut office = data.office.as_ref().clone();
    office.birth_dates = Some(chibo::domain::office::BirthDates::Masked);
    data.put(Box::new(office));
    // A day is written the office's way on the screen.
    numbers.retain(|number| !number.starts_with("1951"));
    numbers.extend((1..=28).map(|day| format!("{day}/3/1951")));
    (data, numbers)
}

/// What the log could say of any member: all their numbers, in every sort of change.
fn past(data: &Data) -> Past {
    let mut batch = Batch::new("edit");
    for id in data.ids(Kind::Member) {
        let record = data.record(Kind::Member, &id).unwrap();
        for field in ["card_number", "citizen_number", "phone", "born"] {
            batch.set(Kind::Member, &id, field, record.json(field), Value::Null);
            batch.set(Kind::Member, &id, field, Value::Null, record.json(field));
        }
        let (kind, id) = (Kind::Member, id.clone());
        batch.changes.push(Change::Create { kind, id: id.clone(), after: record.to_json() });
        batch.changes.push(Change::Delete { kind, id, before: record.to_json() });
    }
    let of = (Kind::Member, Id::new("x").unwrap());
    let edit = Edit { revision: 1, at: None, who: "Lan".to_owned(), batch };
    Past { of, edits: vec![edit], begins: 0, trouble: None }
}

fn session(lang: Lang, preset: Preset) -> (Session, Vec<String>) {
    let (data, numbers) = numbered();
    let mut s = Session::with(data, 80, 24, lang, preset);
    s.past = Some(past(&s.data));
    (s, numbers)
}

fn shown<'a>(s: &mut Session, numbers: &'a [String]) -> Option<&'a String> {
    let text = s.text();
    numbers.iter().find(|number| text.contains(number.as_str()))
}

/// Ctrl+R, which asks for what is masked.
fn asks(key: &Key) -> bool {
    key.to_string() == "Ctrl+R"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_at_no_size_show_what_was_not_asked_for(
        steps in prop::collection::vec(
            (any_key().prop_filter("nothing is asked for", |key| !asks(key)),
             proptest::option::weighted(0.1, any_size())), 1..60),
        lang in select(vec![Lang::Vi, Lang::En]),
        preset in select(vec![Preset::Office, Preset::Vim]),
    ) {
        let (mut s, numbers) = session(lang, preset);
        for (key, size) in steps {
            if let Some((width, height)) = size {
                s.resize(width, height);
            }
            s.send(Msg::Key(key));
            prop_assert_eq!(shown(&mut s, &numbers), None, "after {}", key);
        }
    }
}

#[test]
fn every_screen_masks_until_it_is_asked() {
    let tours = [
        "<PgDn><PgDn><End><Enter>",
        "2<Right><Down><Enter><End><Esc><F2><Esc><Ctrl+G><PgDn>",
        "3<Enter><PgDn><PgDn><Ctrl+G><PgDn><PgDn><PgDn><Esc><F2><PgDn><PgDn><PgDn><Tab><Ctrl+G><Esc><Esc><Del>",
        "3<Ctrl+F>0973<Esc><F6><Esc><Right><Right><Right><Right><Right><Right><Ctrl+N>",
        "3<Ctrl+F>7461<Enter><Esc>7461<Esc>0784<Esc><F12><Esc>",
        "3<F2><Tab>5<Ctrl+Z><Ctrl+S>",
        "3<F2><Tab>5<Ctrl+S><Ctrl+Z><Ctrl+Y>",
        "4<Enter><Down><Enter><Esc><Ctrl+T><Tab><Tab><F4>a<Esc><Esc><Ctrl+E><Esc><Ctrl+K><F4><PgDn>",
        "<F7><Enter><F7><Ctrl+P>che<Esc><F10>",
    ];
    // Each report: the date it asks for is taken, and where it asks for none Enter opens what is behind a figure.
    let reports = (0..Name::ALL.len()).map(|report| {
        format!("5{}<Enter><Enter>{}<Enter><Right>", "<Down>".repeat(report), "<PgDn>".repeat(6))
    });
    let mut seen = String::new();
    for tour in tours.map(str::to_owned).into_iter().chain(reports) {
        for (width, height) in [(80, 24), (140, 40), (200, 60)] {
            let (mut s, numbers) = session(Lang::Vi, Preset::Office);
            s.resize(width, height);
            for key in parse_keys(&tour) {
                s.send(Msg::Key(key));
                assert_eq!(shown(&mut s, &numbers), None, "{tour} {key}\n{}", s.text());
                seen.push_str(&s.text());
            }
        }
    }
    for place in ["Danh sách đảng viên", "•••/1951", "Lịch sử thay đổi", "Sửa:", "Bổ nhiệm", "Đang che."]
    {
        assert!(seen.contains(place), "the tours come by {place}");
    }
    let (mut s, numbers) = session(Lang::Vi, Preset::Office);
    s.keys("3<Enter><Ctrl+R>");
    assert!(shown(&mut s, &numbers).is_some(), "so they could be seen: {}", s.text());
}

/// A member, and one of that member's events.
fn member_and_event(data: &Data) -> (Id, Id) {
    let id = data.ids(Kind::Member).swap_remove(0);
    let event = data.events_of(&id)[0].id.clone();
    (id, event)
}

#[test]
fn what_belongs_to_a_record_or_belonged_is_of_its_history() {
    let data = small();
    let (member, event) = member_and_event(&data);
    let other = data.ids(Kind::Member).swap_remove(1);
    let gone = |field: &str, to: &Id| {
        let record = json!({"id": "gone", field: to.as_str(), "kind": "exempt"});
        record.as_object().unwrap().clone()
    };
    let id = || Id::new("gone").unwrap();
    let set = |kind, id: &Id, field: &str, from: Value, to: Value| Change::Set {
        kind,
        id: id.clone(),
        field: field.to_owned(),
        from,
        to,
    };
    // From the newest to the oldest, each with whether it is of the history of the member.
    let changes = [
        (set(Kind::Member, &member, "note", Value::Null, json!("a")), true),
        (set(Kind::Member, &other, "note", Value::Null, json!("a")), false),
        (set(Kind::Event, &event, "decision", Value::Null, json!("a")), true),
        (Change::Delete { kind: Kind::Event, id: id(), before: gone("member", &member) }, true),
        (set(Kind::Event, &id(), "decision", Value::Null, json!("a")), true),
        (Change::Create { kind: Kind::Event, id: id(), after: gone("member", &member) }, true),
        (set(Kind::Term, &Id::new("moved").unwrap(), "note", Value::Null, json!("a")), false),
        (set(Kind::Term, &Id::new("moved").unwrap(), "member", json!(member.as_str()), Value::Null), true),
        (set(Kind::Term, &Id::new("moved").unwrap(), "note", json!("a"), Value::Null), true),
        // One id in two kinds are two records, and a note that reads like an id is no link.
        (Change::Delete { kind: Kind::Target, id: id(), before: gone("unit", &member) }, false),
        (set(Kind::Event, &Id::new("e2").unwrap(), "note", Value::Null, json!(member.as_str())), false),
    ];
    let mut family = Family::new(&data, (Kind::Member, &member));
    for (change, of) in changes {
        assert!(!of || family.may_have(&change), "{change:?}");
        assert_eq!(family.has(&change), of, "{change:?}");
    }
}

#[test]
fn an_answer_for_another_record_is_not_taken() {
    let (mut s, _) = session(Lang::Vi, Preset::Office);
    s.past = None;
    s.keys("3<Ctrl+G>");
    let past = past(&s.data);
    s.send(Msg::History(Arc::new(past)));
    assert!(s.text().contains("Đang đọc"), "{}", s.text());
}
