//! The commands of the READMEs and of the pages on personal data: each one that is printed to be run does run.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{env, fs, path::Path, process::Command};

/// The lines between the marks, of all parts.
fn lines(text: &str) -> Vec<&str> {
    let parts =
        text.split("<!-- run -->").skip(1).map(|part| part.split_once("<!-- /run -->").expect("its end").0);
    parts.flat_map(str::lines).filter(|line| !line.is_empty() && !line.starts_with("```")).collect()
}

fn run(readme: &str) {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(readme)).unwrap();
    let home = tempfile::tempdir().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_chibo"));
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    let lines = lines(&text);
    assert!(lines.len() > 10, "{readme}: {} lines to be run", lines.len());
    for line in lines {
        let mut shell = Command::new("sh");
        shell.args(["-c", line]).current_dir(home.path());
        shell.env_clear().env("PATH", &path).env("HOME", home.path());
        let output = shell.output().unwrap();
        let complaints = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{readme}: {line}\n{complaints}");
        assert_eq!(complaints, "", "{readme}: {line}");
        let silent = output.stdout.is_empty();
        assert!(!silent || line.contains(" > "), "{readme}: {line} prints nothing");
    }
}

#[test]
fn the_commands_of_the_readme_run() {
    run("README.md");
}

#[test]
fn the_commands_of_the_vietnamese_readme_run() {
    run("docs/README.vi.md");
}

#[test]
fn the_commands_of_the_page_on_personal_data_run() {
    run("docs/privacy.md");
}

#[test]
fn the_commands_of_the_vietnamese_page_on_personal_data_run() {
    run("docs/privacy.vi.md");
}

/// The commands without the words that are translated.
#[test]
fn both_pages_on_personal_data_show_the_same_commands() {
    let read = |page: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let commands = |text: &str| -> Vec<String> {
        let words = |line: &&str| line.split_whitespace().take(5).collect::<Vec<_>>().join(" ");
        lines(text).iter().filter(|line| line.starts_with("chibo")).map(words).collect()
    };
    assert_eq!(commands(&read("docs/privacy.md")), commands(&read("docs/privacy.vi.md")));
}

#[test]
fn the_readmes_name_every_command_and_no_other() {
    let output = Command::new(env!("CARGO_BIN_EXE_chibo")).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let (_, rest) = help.split_once("Commands:\n").expect("commands in --help");
    let (part, _) = rest.split_once("\n\n").expect("their end");
    let known: Vec<&str> = part.lines().filter_map(|line| line.split_whitespace().next()).collect();
    for readme in ["README.md", "docs/README.vi.md"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(readme)).unwrap();
        for command in known.iter().filter(|command| **command != "help") {
            assert!(text.contains(&format!(" {command}")), "{readme} does not name `chibo {command}`");
        }
        for line in text.lines().filter(|line| line.starts_with("chibo ")) {
            let mut words = line.split_whitespace().skip(1).skip_while(|word| word.starts_with("--file"));
            let first = words.find(|word| !word.contains(".json")).unwrap_or_default();
            assert!(known.contains(&first), "{readme}: there is no `chibo {first}`");
        }
    }
}
