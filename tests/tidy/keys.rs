//! The key lists of the READMEs, made from the key table.

use std::{env, fmt::Write, fs};

use chibo::{
    domain::words::Lang,
    keymap::{Action, BINDINGS, Mode, Preset},
};

use crate::source::{read, root};

/// Commands without a key, found by name.
pub(crate) const ONLY_IN_THE_PALETTE: &[Action] = &[Action::Language, Action::Office];

const BEGIN: &str = "<!-- keys: made from src/keymap.rs -->\n";
const END: &str = "<!-- /keys -->\n";

/// Compares the lists with the table, or writes them when CHIBO_WRITE_DOCS is set.
pub(crate) fn check_or_write() {
    for (path, lang) in [("README.md", Lang::En), ("docs/README.vi.md", Lang::Vi)] {
        let text = read(path);
        let (before, rest) = text.split_once(BEGIN).unwrap_or_else(|| panic!("{path} has no line {BEGIN}"));
        let (kept, after) = rest.split_once(END).unwrap_or_else(|| panic!("{path} has no line {END}"));
        let made = list(lang);
        if env::var_os("CHIBO_WRITE_DOCS").is_some() {
            fs::write(root().join(path), format!("{before}{BEGIN}{made}{END}{after}")).unwrap();
        } else {
            assert!(
                kept == made,
                "{path} lists other keys than src/keymap.rs; CHIBO_WRITE_DOCS=1 cargo test --test tidy mends it"
            );
        }
    }
}

fn list(lang: Lang) -> String {
    let of = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let mut list = format!(
        "\n| {} | {} | {} |\n|---|---|---|\n",
        of("Phím", "Keys"),
        of("Việc", "Do"),
        of("Ở đâu", "Where")
    );
    rows(&mut list, lang, None);
    let unbound = ONLY_IN_THE_PALETTE.iter().map(|action| action.label().of(lang)).collect::<Vec<_>>();
    let palette = of("Chỉ có trong bảng lệnh (Ctrl+P)", "Only in the list of commands (Ctrl+P)");
    _ = write!(list, "\n{palette}: {}.\n", unbound.join("; "));
    let vim = of("Thêm vào khi chọn `--keys vim`", "With `--keys vim` also");
    _ = write!(
        list,
        "\n{vim}:\n\n| {} | {} | {} |\n|---|---|---|\n",
        of("Phím", "Keys"),
        of("Việc", "Do"),
        of("Ở đâu", "Where")
    );
    rows(&mut list, lang, Some(Preset::Vim));
    list.push('\n');
    list
}

/// One row for each command and place; keys that do the same in the same place share it.
fn rows(list: &mut String, lang: Lang, preset: Option<Preset>) {
    for action in Action::ALL {
        let mut keys: Vec<(&str, Vec<Mode>)> = Vec::new();
        for binding in BINDINGS.iter().filter(|b| b.action == *action && b.preset == preset) {
            match keys.iter_mut().find(|(key, _)| *key == binding.key) {
                Some((_, modes)) => modes.extend(binding.modes),
                None => keys.push((binding.key, binding.modes.to_vec())),
            }
        }
        let mut rows: Vec<(Vec<Mode>, Vec<String>)> = Vec::new();
        for (key, modes) in keys {
            let key = format!("`{key}`");
            match rows.iter_mut().find(|(others, _)| *others == modes) {
                Some((_, keys)) => keys.push(key),
                None => rows.push((modes, vec![key])),
            }
        }
        for (modes, keys) in rows {
            let (keys, label) = (keys.join(", "), action.label().of(lang));
            _ = writeln!(list, "| {keys} | {label} | {} |", places(&modes, lang));
        }
    }
}

fn places(modes: &[Mode], lang: Lang) -> String {
    if modes.len() == Mode::ALL.len() {
        return if lang == Lang::Vi { "mọi nơi" } else { "everywhere" }.to_owned();
    }
    let names = modes.iter().map(|mode| match (mode, lang) {
        (Mode::List, Lang::Vi) => "danh sách",
        (Mode::List, Lang::En) => "list",
        (Mode::Page, Lang::Vi) => "trang xem",
        (Mode::Page, Lang::En) => "page",
        (Mode::Form, Lang::Vi) => "phiếu nhập",
        (Mode::Form, Lang::En) => "form",
        (Mode::Prompt, Lang::Vi) => "ô tìm, ô chọn",
        (Mode::Prompt, Lang::En) => "search, picker",
        (Mode::Question, Lang::Vi) => "câu hỏi",
        (Mode::Question, Lang::En) => "question",
        (Mode::Preview, Lang::Vi) => "nhập danh sách",
        (Mode::Preview, Lang::En) => "import",
    });
    names.collect::<Vec<_>>().join(", ")
}
