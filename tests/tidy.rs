//! The shape of the source, kept by reading it: layers, sizes, names, the key lists of the READMEs.
//!
//! To write the key lists anew: `CHIBO_WRITE_DOCS=1 cargo test --test tidy`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "tidy/keys.rs"]
mod keys;
#[path = "tidy/source.rs"]
mod source;

use std::path::Path;

use chibo::keymap::{Action, BINDINGS};
use source::{File, all_text, root, rust_files};

/// Which module of the crate may name which others. What is not here may be named by nobody.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("text", &["domain"]),
    ("keymap", &["domain"]),
    ("ui", &["domain", "import", "keymap", "text"]),
    ("app", &["ui", "keymap", "text", "domain"]),
    ("store", &["domain"]),
    ("say", &["store", "export", "outlet", "text", "domain"]),
    ("sample", &["domain"]),
    ("import", &["domain", "text"]),
    ("export", &["domain", "text"]),
    ("clock", &["domain"]),
    ("outlet", &["export"]),
    ("inlet", &["outlet"]),
    (
        "run",
        &[
            "app", "ui", "keymap", "store", "say", "text", "export", "import", "sample", "clock", "inlet",
            "outlet", "domain",
        ],
    ),
    (
        "cli",
        &[
            "run", "keymap", "store", "say", "text", "sample", "import", "export", "clock", "inlet",
            "outlet", "domain",
        ],
    ),
    ("main", &["cli"]),
    ("lib", &[]),
];

/// What a layer may not name of the world outside.
const ABSENT: &[(&str, &[&str])] = &[
    ("domain", &["ratatui", "crossterm", "std::fs", "std::thread", "std::env", "std::time", "std::io"]),
    ("text", &["ratatui", "crossterm", "std::fs", "std::thread", "std::env", "std::time", "std::io"]),
    ("keymap", &["ratatui", "crossterm", "std::fs", "std::thread", "std::env", "std::time", "std::io"]),
    ("ui", &["crossterm", "std::fs", "std::thread", "std::env", "std::time", "std::io", "jiff::Timestamp"]),
    ("app", &["crossterm", "std::fs", "std::thread", "std::env", "std::time", "std::io", "jiff::Timestamp"]),
    ("store", &["ratatui", "crossterm", "std::env"]),
    ("say", &["ratatui", "crossterm", "std::fs", "std::thread", "std::env", "std::time"]),
    ("sample", &["ratatui", "crossterm", "std::fs", "std::thread", "std::env", "std::time", "std::io"]),
    ("import", &["ratatui", "crossterm", "std::thread", "std::env", "std::time"]),
    ("export", &["ratatui", "crossterm", "std::thread", "std::env", "std::time"]),
    ("cli", &["ratatui", "crossterm"]),
];

/// Names a file may not have: they say nothing of what is in it.
const EMPTY_NAMES: &[&str] =
    &["manager", "service", "helper", "helpers", "util", "utils", "misc", "mod", "types"];

/// The most lines a source file may have.
const LONGEST: usize = 400;

/// Files that may be longer, and why.
const LONGER: &[(&str, &str)] = &[];

#[test]
fn each_layer_names_only_those_below_it() {
    for file in rust_files("src") {
        let layer = file.layer();
        let (_, allowed) = LAYERS
            .iter()
            .find(|(name, _)| *name == layer)
            .unwrap_or_else(|| panic!("{}: give the module `{layer}` a place in LAYERS", file.path));
        for (line, path) in file.paths() {
            let mut parts = path.split("::");
            let named = match parts.next() {
                Some("crate") => parts.next(),
                Some("chibo") if layer == "main" => parts.next(),
                _ => None,
            };
            if let Some(named) = named.filter(|named| LAYERS.iter().any(|(layer, _)| layer == named)) {
                assert!(
                    named == layer || allowed.contains(&named),
                    "{}:{line}: `{layer}` may not name `{named}`",
                    file.path
                );
            }
        }
    }
}

#[test]
fn layers_do_not_name_what_they_must_not_know() {
    for file in rust_files("src") {
        let Some((layer, absent)) = ABSENT.iter().find(|(layer, _)| *layer == file.layer()) else { continue };
        for (line, path) in file.paths() {
            for name in absent.iter() {
                let named = path == *name || path.starts_with(&format!("{name}::"));
                assert!(!named, "{}:{line}: `{layer}` may not name `{path}`", file.path);
            }
        }
    }
}

#[test]
fn only_the_smallest_layer_of_the_store_touches_files() {
    for file in rust_files("src/store") {
        if file.path == "src/store/io.rs" {
            continue;
        }
        for (line, path) in file.code_paths() {
            assert!(!path.starts_with("std::fs"), "{}:{line}: file calls go through `Io`", file.path);
        }
    }
}

#[test]
fn files_are_short() {
    for file in rust_files("src").into_iter().chain(rust_files("tests")) {
        let lines = file.text.lines().count();
        let excused = LONGER.iter().any(|(path, why)| *path == file.path && !why.is_empty());
        assert!(lines <= LONGEST || excused, "{} has {lines} lines: divide it by idea", file.path);
        assert!(lines > LONGEST || !excused, "{} needs no place in LONGER any more", file.path);
    }
}

#[test]
fn files_have_names_that_say_something() {
    for file in rust_files("src") {
        let name = Path::new(&file.path).file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        assert!(!EMPTY_NAMES.contains(&name), "{}: name it after what it is", file.path);
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for file in rust_files("src") {
        let told = file.text.starts_with("//! ") || file.text.starts_with("#![doc");
        assert!(told, "{}: begin with one sentence of `//!`", file.path);
    }
}

#[test]
fn the_session_has_few_fields() {
    let text = source::read("src/app.rs");
    let (_, after) = text.split_once("pub struct App {").expect("App");
    let (fields, _) = after.split_once("\n}").expect("the end of App");
    let count = fields.lines().filter(|line| !line.trim_start().starts_with("//") && line.contains(':'));
    assert!(count.count() <= 12, "what a screen remembers belongs to the screen");
}

#[test]
fn nothing_panics_outside_tests() {
    for file in rust_files("src").iter().filter(|file| !file.is_for_tests()) {
        for (number, line) in file.code() {
            for call in [".unwrap()", ".expect(", "todo!", "unimplemented!", "dbg!"] {
                assert!(!line.contains(call), "{}:{number}: {call}", file.path);
            }
        }
    }
}

#[test]
fn every_command_has_words_and_a_way_to_it() {
    for action in Action::ALL {
        let label = action.label();
        assert!(!label.vi.trim().is_empty() && !label.en.trim().is_empty(), "{action:?} has no words");
        let bound = BINDINGS.iter().any(|binding| binding.action == *action && binding.preset.is_none());
        assert!(bound || keys::ONLY_IN_THE_PALETTE.contains(action), "{action:?} has no key");
    }
}

#[test]
fn the_readmes_list_the_keys_of_the_key_table() {
    keys::check_or_write();
}

#[test]
fn every_dependency_says_why() {
    let manifest = source::read("Cargo.toml");
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && line.contains('=') {
            assert!(line.contains(" # "), "say behind it what it is for: {line}");
        }
    }
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    let home = std::env::var("HOME").unwrap_or_default();
    let here = root().display().to_string();
    for File { path, text } in all_text() {
        for place in [&here, &home] {
            let named = place.len() > 2 && text.contains(&format!("{place}/"));
            assert!(!named, "{path} names {place}");
        }
    }
}
