//! Every character there is, in names, in a colleague's name and in the names of files: what each command prints.

use std::{fs, sync::Arc};

use chibo::{
    domain::{
        data::Data,
        edit::Batch,
        office::Office,
        permit::Permit,
        record::{Described, Id, Record},
        unit::Unit,
    },
    store::{Caller, OpId, Store, Who, io::Real},
    text::shown::is_clean,
};

use crate::{desk::Desk, id};

/// A register with every character in the name of some unit, all of them added by a colleague with a hostile name.
fn register(desk: &Desk) {
    const TOGETHER: usize = 1_000;
    let all: Vec<char> = (char::MIN..=char::MAX).collect();
    let hostile: String = all.iter().filter(|c| !is_clean(c.encode_utf8(&mut [0; 4]))).take(300).collect();
    let who = Who { name: hostile.clone(), account: hostile.clone(), ..Who::default() };
    let data = Data::new(Office::blank(Id::office()));
    let mut store = Store::create(
        &desk.path("r.json"),
        &data,
        Caller { who, permit: Permit::everything() },
        Arc::new(Real::default()),
    )
    .unwrap();
    let mut batch = Batch::new(&hostile);
    for (n, part) in all.chunks(TOGETHER).enumerate() {
        let mut unit = Unit::blank(id(&format!("u{n}")));
        unit.name = format!("A{}", part.iter().collect::<String>());
        batch.edit(None, &unit as &dyn Record);
    }
    store.commit(batch, OpId::random().unwrap()).unwrap();
}

/// What is printed, without the ends of lines, which are the program's own.
fn assert_harmless(what: &str, printed: &str) {
    for line in printed.split('\n') {
        // A line of a table is longer than any one text in it, so it is judged letter by letter.
        let bad = line.trim_end_matches('\r').chars().find(|c| !is_clean(c.encode_utf8(&mut [0; 4])));
        assert_eq!(bad, None, "{what}");
    }
}

#[test]
fn no_character_acts_on_the_terminal_the_log_a_list_or_a_spreadsheet() {
    let desk = Desk::new();
    register(&desk);
    for command in [
        &["list", "units", "--columns", "id,name"][..],
        &["list", "units", "--columns", "id,name", "--format", "csv"],
        &["log"],
    ] {
        let said = desk.run(&[&["--file", "r.json"], command].concat());
        assert_harmless(&command.join(" "), &said.out);
        assert_eq!(said.err, "");
        assert!(said.out.len() > 3_000_000, "{command:?}: all of it was printed, {} bytes", said.out.len());
    }
}

#[test]
fn no_name_of_a_file_acts_on_the_terminal() {
    let desk = Desk::new();
    let name = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}a\u{200b}\u{e0041}\n.json";
    fs::write(desk.path(name), "{\"format\":\"chibo\",").unwrap();
    for command in
        [&["check"][..], &["due"], &["list", "members"], &["log"], &["summary"], &["import", "none"]]
    {
        for file in [name, &format!("none{name}")] {
            let said = desk.run(&[&["--file", file], command].concat());
            assert_eq!(said.code, 2, "{}", said.out);
            assert_harmless(&command.join(" "), &said.err);
            assert_harmless(&command.join(" "), &said.out);
        }
    }
}
