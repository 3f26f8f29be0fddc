//! Every value of every field prints to a text that reads back as the same value.

use chibo::domain::{
    date::PartialDate,
    record::{Kind, Record},
};
use proptest::{prelude::*, sample::select};
use serde_json::Value;

use super::values::any_record;

fn any_of_all() -> impl Strategy<Value = Box<dyn Record>> {
    select(Kind::ALL.to_vec()).prop_flat_map(any_record)
}

proptest! {
    #[test]
    fn a_field_printed_and_read_is_the_same(record in any_of_all()) {
        let kind = record.kind();
        for (place, field) in kind.fields().iter().enumerate() {
            let printed = record.text(place).into_owned();
            let mut again = kind.blank(record.id().clone());
            again.set_text(place, &printed).unwrap();
            prop_assert_eq!(again.text(place).into_owned(), printed.clone(), "{} {}", kind.code(), field.name);
            prop_assert_eq!(again.json(field.name), record.json(field.name), "{} {}", kind.code(), field.name);
            let mut other = kind.blank(record.id().clone());
            other.set_json(field.name, record.json(field.name)).unwrap();
            prop_assert_eq!(other.text(place).into_owned(), printed.clone(), "{} {}", kind.code(), field.name);
        }
    }

    #[test]
    fn a_record_written_to_the_file_and_read_is_the_same(record in any_of_all()) {
        let line = serde_json::to_string(&record.to_json()).unwrap();
        let read: Value = serde_json::from_str(&line).unwrap();
        let again = record.kind().read(read).unwrap();
        prop_assert_eq!(again.to_json(), record.to_json());
    }

    #[test]
    fn a_text_that_is_refused_changes_nothing(record in any_of_all(), typed in "\\PC{0,12}") {
        let before = record.to_json();
        for place in 0..record.kind().fields().len() {
            let mut after = record.boxed();
            if after.set_text(place, &typed).is_err() {
                prop_assert_eq!(after.to_json(), before.clone());
            }
        }
    }

    #[test]
    fn a_date_as_it_is_shown_reads_back(
        year in 1800i16..2200, month in 1i8..=12, day in 1i8..=28, precision in 0..3,
    ) {
        let iso = match precision {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        let date: PartialDate = iso.parse().unwrap();
        prop_assert_eq!(date.to_string(), iso);
        prop_assert_eq!(chibo::text::date(date).parse::<PartialDate>().unwrap(), date);
        prop_assert!(date.earliest() <= date.latest());
    }
}
