//! Random batches and random days of several sessions: what must hold for all of them.

use std::sync::Arc;

use chibo::{
    domain::{
        data::Data,
        edit::Batch,
        record::{Kind, Record},
    },
    store::{CommitError, OpId, Store, difference, document, log},
};
use proptest::prelude::*;

use crate::{common::*, faults::Faulty};

const FIELDS: [&str; 4] = ["note", "phone", "occupation", "unknown to this program"];

/// One edit as a person might make it.
#[derive(Debug, Clone)]
enum Step {
    Set { member: usize, field: usize, to: String },
    New { member: usize },
    Delete { member: usize },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..6usize, 0..FIELDS.len(), any::<String>())
            .prop_map(|(member, field, to)| Step::Set { member, field, to }),
        1 => (0..9usize).prop_map(|member| Step::New { member }),
        1 => (0..9usize).prop_map(|member| Step::Delete { member }),
    ]
}

/// The batch of some steps, each seen from what the ones before left.
fn batch_of(data: &Data, steps: &[Step]) -> Batch {
    let (mut now, mut batch) = (data.clone(), Batch::new("edit"));
    for step in steps {
        let mut one = Batch::new("edit");
        match step {
            Step::Set { member, field, to } => {
                let Some(there) = now.record(Kind::Member, &id(&format!("m{member:04}"))) else { continue };
                let from = there.json(FIELDS[*field]);
                one.set(Kind::Member, there.id(), FIELDS[*field], from, to.clone().into());
            }
            Step::New { member: n } if now.member(&id(&format!("m{n:04}"))).is_none() => {
                one.edit(None, &member(*n));
            }
            Step::Delete { member } => {
                let Some(there) = now.member(&id(&format!("m{member:04}"))) else { continue };
                one.delete(there as &dyn Record);
            }
            Step::New { .. } => continue,
        }
        now = now.applied(&one).unwrap();
        batch.changes.extend(one.changes);
    }
    batch
}

/// What one of three sessions does.
#[derive(Debug, Clone)]
enum Act {
    Commit(Vec<Step>),
    /// From what the session saw last, without looking first; may clash.
    CommitLate(Vec<Step>),
    Undo,
    Poll,
    Checkpoint,
    Reopen,
    /// Somebody changes one phone number in the data file.
    ByHand(usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => prop::collection::vec(step(), 1..4).prop_map(Act::Commit),
        4 => prop::collection::vec(step(), 1..4).prop_map(Act::CommitLate),
        2 => Just(Act::Undo),
        2 => Just(Act::Poll),
        2 => Just(Act::Checkpoint),
        1 => Just(Act::Reopen),
        1 => (0..6usize).prop_map(Act::ByHand),
    ]
}

struct Session {
    store: Store,
    last: Option<Batch>,
}

fn open(place: &Place) -> Session {
    let store = Store::open(&place.path, caller("An"), Arc::new(Faulty::default())).unwrap();
    assert!(store.read_only().is_none(), "{:?}", store.read_only());
    Session { store, last: None }
}

impl Session {
    fn commit(&mut self, batch: Batch) {
        let before = text_of(self.store.data());
        let revision = self.store.data().revision;
        match self.store.commit(batch, OpId::random().unwrap()) {
            Ok(saved) => self.last = Some(saved.batch),
            Err(CommitError::Refused { .. }) if self.store.data().revision == revision => {
                assert_eq!(text_of(self.store.data()), before, "a refusal changes nothing");
            }
            Err(CommitError::Refused { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    }

    fn does(&mut self, act: Act, place: &Place, number: usize) {
        match act {
            Act::Commit(steps) => {
                self.store.poll().unwrap();
                self.commit(batch_of(self.store.data(), &steps));
            }
            Act::CommitLate(steps) => self.commit(batch_of(self.store.data(), &steps)),
            Act::Undo => {
                if let Some(last) = self.last.take() {
                    self.commit(last.inverse("undo"));
                }
            }
            Act::Poll => drop(self.store.refresh().unwrap()),
            Act::Checkpoint => drop(self.store.checkpoint().unwrap()),
            Act::Reopen => *self = open(place),
            Act::ByHand(member) => {
                let text = place.text();
                let Some(line) = text.lines().find(|l| l.starts_with(&format!("{{\"id\":\"m{member:04}\"")))
                else {
                    return;
                };
                let other = line.replacen("\"name\":\"", &format!("\"name\":\"{number} "), 1);
                std::fs::write(place.beside(".edited"), text.replacen(line, &other, 1)).unwrap();
                std::fs::rename(place.beside(".edited"), &place.path).unwrap();
            }
        }
    }
}

/// The register as the whole log makes it from the very beginning.
fn replayed(place: &Place, members: usize) -> Data {
    let mut data = register(members);
    for entry in log::log(&place.path, &Permit::everything(), &Faulty::default()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.revision, data.revision + 1);
        data = data.applied(&entry.batch).unwrap();
        data.revision = entry.revision;
    }
    data
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_batch_and_its_inverse_leave_nothing(steps in prop::collection::vec(step(), 0..12)) {
        let data = register(6);
        let batch = batch_of(&data, &steps);
        let after = data.applied(&batch).unwrap();
        prop_assert_eq!(printed(&after.applied(&batch.inverse("undo")).unwrap()), printed(&data));
    }

    #[test]
    fn the_difference_of_two_registers_makes_one_into_the_other(steps in prop::collection::vec(step(), 0..12)) {
        let data = register(6);
        let after = data.applied(&batch_of(&data, &steps)).unwrap();
        let again = data.applied(&difference(&data, &after, "x")).unwrap();
        prop_assert_eq!(printed(&again), printed(&after));
        prop_assert!(difference(&after, &after, "x").is_empty());
    }

    #[test]
    fn edits_of_different_fields_merge_in_any_order(
        mine in prop::collection::vec((0..6usize, 0..2usize, any::<String>()), 0..6),
        theirs in prop::collection::vec((0..6usize, 2..4usize, any::<String>()), 0..6),
    ) {
        let data = register(6);
        let batch = |sets: &[(usize, usize, String)]| {
            let step = |(member, field, to): &(usize, usize, String)| {
                Step::Set { member: *member, field: *field, to: to.clone() }
            };
            batch_of(&data, &sets.iter().map(step).collect::<Vec<_>>())
        };
        let (mine, theirs) = (batch(&mine), batch(&theirs));
        let one = data.applied(&mine).unwrap().applied(&theirs).unwrap();
        let other = data.applied(&theirs).unwrap().applied(&mine).unwrap();
        prop_assert_eq!(by_key(&one), by_key(&other));
    }

    #[test]
    fn any_text_is_read_as_it_was_printed(texts in prop::collection::vec(any::<String>(), 4)) {
        let mut data = register(4);
        for (n, text) in texts.iter().enumerate() {
            let mut changed = member(n);
            // As every door does.
            changed.note = chibo::domain::fold::nfc(text).into_owned();
            data.put(Box::new(changed));
        }
        let once = document::parse(text_of(&data).as_bytes()).unwrap().data;
        let twice = document::parse(text_of(&once).as_bytes()).unwrap();
        prop_assert!(!twice.composed);
        prop_assert_eq!(text_of(&twice.data), text_of(&once));
    }

    #[test]
    fn after_any_day_all_sessions_and_the_log_agree(acts in prop::collection::vec((0..3usize, act()), 1..40)) {
        let place = Place::with_members(6);
        let mut sessions = [open(&place), open(&place), open(&place)];
        for (number, (who, act)) in acts.into_iter().enumerate() {
            sessions[who].does(act, &place, number);
        }
        for session in &mut sessions {
            session.store.refresh().unwrap();
            assert!(session.store.read_only().is_none(), "{:?}", session.store.read_only());
        }
        sessions[0].store.checkpoint().unwrap();
        let expected = by_key(sessions[0].store.data());
        for session in &mut sessions {
            session.store.refresh().unwrap();
            prop_assert_eq!(&by_key(session.store.data()), &expected);
        }
        prop_assert_eq!(&by_key(open(&place).store.data()), &expected);
        prop_assert_eq!(&by_key(&document::parse(place.text().as_bytes()).unwrap().data), &expected);
        prop_assert_eq!(&by_key(&replayed(&place, 6)), &expected);
    }
}

/// A register as JSON in which the order of unknown fields does not matter.
fn by_key(data: &Data) -> Vec<std::collections::BTreeMap<String, String>> {
    let records = |kind: &Kind| -> Vec<_> {
        let record = |id| data.record(*kind, &id).unwrap().to_json();
        let sorted = |map: serde_json::Map<String, serde_json::Value>| {
            map.into_iter().map(|(key, value)| (key, value.to_string())).collect()
        };
        data.ids(*kind).into_iter().map(record).map(sorted).collect()
    };
    Kind::ALL.iter().flat_map(records).collect()
}
