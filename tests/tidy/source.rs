//! The source files as text, and the paths named in them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file by its path from the root.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The Rust files under a folder, by name.
pub(crate) fn rust_files(folder: &str) -> Vec<File> {
    files(folder).into_iter().filter(|file| file.path.ends_with(".rs")).collect()
}

/// Every text file that belongs to the project.
pub(crate) fn all_text() -> Vec<File> {
    let folders = ["src", "tests", "benches", "docs", ".ci"].into_iter().flat_map(files);
    let single = ["README.md", "Cargo.toml", "LICENSE"];
    folders.chain(single.map(|path| File { path: path.to_owned(), text: read(path) })).collect()
}

fn files(folder: &str) -> Vec<File> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut entries: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let path = path.strip_prefix(root()).unwrap().display().to_string();
                found.push(File { path, text });
            }
        }
    }
    found
}

impl File {
    /// The module of the crate root it belongs to.
    pub(crate) fn layer(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split(['/', '.']).next().unwrap_or_default()
    }

    /// Whether it is compiled for tests only.
    pub(crate) fn is_for_tests(&self) -> bool {
        let path = Path::new(&self.path);
        let (Some(parent), Some(name)) = (path.parent(), path.file_stem()) else { return false };
        let parent = root().join(parent).with_extension("rs");
        let declared = format!("#[cfg(test)]\nmod {};", name.display());
        fs::read_to_string(parent).is_ok_and(|text| text.contains(&declared))
    }

    /// Lines of code with their numbers: without comments, and without the tests at the end.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = self.text.find("#[cfg(test)]\nmod tests").or(self.text.find("#[cfg(test)]\n#[allow"));
        let code = &self.text[..tests.unwrap_or(self.text.len())];
        (1..).zip(code.lines()).map(|(number, line)| (number, line.split("//").next().unwrap_or(line)))
    }

    /// Every path named, also in tests: those of `use`, and those written out.
    pub(crate) fn paths(&self) -> Vec<(usize, String)> {
        let lines = (1..).zip(self.text.lines());
        paths(lines.map(|(number, line)| (number, line.split("//").next().unwrap_or(line))))
    }

    /// Every path named outside tests.
    pub(crate) fn code_paths(&self) -> Vec<(usize, String)> {
        paths(self.code())
    }
}

/// The paths in some lines. `use a::{b, c::d}` names `a::b` and `a::c::d`.
fn paths<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut tree: Option<(usize, String)> = None;
    for (number, line) in lines {
        let line = line.trim();
        if tree.is_none() && ["use ", "pub use ", "pub(crate) use "].iter().any(|word| line.starts_with(word))
        {
            tree = Some((number, String::new()));
        }
        let Some((start, gathered)) = &mut tree else {
            found.extend(written_out(line).map(|path| (number, path)));
            continue;
        };
        gathered.push_str(line);
        gathered.push(' ');
        if line.ends_with(';') {
            let text = gathered.split_once("use ").map_or("", |(_, tree)| tree).trim().trim_end_matches(';');
            found.extend(expand("", text).into_iter().map(|path| (*start, path)));
            tree = None;
        }
    }
    found
}

/// Paths in an expression: words joined by `::`.
fn written_out(line: &str) -> impl Iterator<Item = String> {
    let words = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    words.map(|word| word.trim_end_matches(':')).filter(|word| word.contains("::")).map(str::to_owned)
}

/// The paths of a tree of `use`.
fn expand(before: &str, tree: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0, 0);
    let mut branches = Vec::new();
    for (at, c) in tree.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                branches.push(&tree[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    branches.push(&tree[start..]);
    for branch in branches.into_iter().map(str::trim).filter(|branch| !branch.is_empty()) {
        match branch.split_once('{') {
            Some((head, rest)) => {
                let inside = rest.trim_end().strip_suffix('}').unwrap_or(rest);
                found.extend(expand(&format!("{before}{head}"), inside));
            }
            None => found.push(format!("{before}{}", branch.split(" as ").next().unwrap_or(branch))),
        }
    }
    found
}
