//! Steps from the schema of an older program to the present one, on the JSON of the whole document.
//!
//! Each step knows two neighbouring schemas and nothing else; steps are never changed once released.
//! Every schema has a golden file under `tests/data`.

use serde_json::{Map, Value};

/// The schema this program writes.
pub const SCHEMA: u32 = 1;

type Step = fn(&mut Map<String, Value>);

/// The step at place *n* makes schema *n + 1* of schema *n*.
const MIGRATIONS: [Step; SCHEMA as usize] = [office_was_organisation];

/// Makes the present schema of an older one.
pub(super) fn migrate(document: &mut Map<String, Value>, from: u32) {
    for step in MIGRATIONS.iter().skip(from as usize) {
        step(document);
    }
    document.insert("schema".to_owned(), SCHEMA.into());
}

/// Schema 0, the one of the time before the first release, called the office record `organisation`.
fn office_was_organisation(document: &mut Map<String, Value>) {
    if let Some(office) = document.remove("organisation") {
        document.insert("office".to_owned(), office);
    }
}
