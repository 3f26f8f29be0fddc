//! The keys: one table from which dispatch, footer, help, palette and README are read.
//!
//! No command hangs on a single letter in the `office` preset: with Telex or VNI on, the second letter of
//! a word arrives as Backspace and a composed letter. Ctrl+H is Backspace on some machines and is read as
//! such everywhere. Knows no terminal library and no screen.

use std::{collections::HashMap, fmt, str::FromStr};

use crate::domain::words::Label;

mod table;

pub use table::{Action, BINDINGS, Binding};

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A letter, digit or sign, also a composed one.
    Char(char),
    /// F1 to F12.
    F(u8),
    /// Enter.
    Enter,
    /// Esc.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// A key as it was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; never said of letters, which carry it in themselves.
    pub shift: bool,
}

impl Key {
    /// A key pressed alone.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// The key as the table knows it: Ctrl+H is Backspace, letters carry their own case.
    pub fn normal(self) -> Self {
        match self.code {
            Code::Char('h' | 'H') if self.ctrl && !self.alt => Self::plain(Code::Backspace),
            Code::Char(c) if self.ctrl || self.alt => {
                Self { code: Code::Char(c.to_ascii_lowercase()), shift: false, ..self }
            }
            Code::Char(_) => Self { shift: false, ..self },
            _ => self,
        }
    }

    /// The letter it types, when it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

const NAMED: [(&str, Code); 15] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Backspace", Code::Backspace),
    ("Del", Code::Delete),
    ("Ins", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Space", Code::Char(' ')),
];

impl FromStr for Key {
    type Err = ();

    /// Reads `Ctrl+S`, `Shift+F7`, `Alt+1`, `Enter`, `a`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = text;
        while let Some((modifier, tail)) = rest.split_once('+').filter(|(_, tail)| !tail.is_empty()) {
            match modifier {
                "Ctrl" => key.ctrl = true,
                "Alt" => key.alt = true,
                "Shift" => key.shift = true,
                _ => return Err(()),
            }
            rest = tail;
        }
        let mut chars = rest.chars();
        key.code = match (NAMED.iter().find(|(name, _)| *name == rest), chars.next(), chars.as_str()) {
            (Some((_, code)), ..) => *code,
            (None, Some('F'), number) if !number.is_empty() => Code::F(number.parse().map_err(|_| ())?),
            (None, Some(c), "") => Code::Char(if key.ctrl { c.to_ascii_lowercase() } else { c }),
            _ => return Err(()),
        };
        Ok(key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")] {
            f.write_str(if held { name } else { "" })?;
        }
        match (NAMED.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, Code::F(n)) => write!(f, "F{n}"),
            (None, Code::Char(c)) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, _) => Ok(()),
        }
    }
}

/// What the screen on top takes keys for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A table or tree: letters find.
    List,
    /// A page of lines with a cursor: detail, overview, help.
    Page,
    /// A form: letters go into the field.
    Form,
    /// A line of text, perhaps with a list under it.
    Prompt,
    /// A question with a few answers.
    Question,
    /// The preview of a list that is being imported.
    Preview,
}

impl Mode {
    /// Every mode.
    pub const ALL: &'static [Self] =
        &[Self::List, Self::Page, Self::Form, Self::Prompt, Self::Question, Self::Preview];

    /// What it is called in the help.
    pub fn label(self) -> Label {
        match self {
            Self::List => Label::new("Trong danh sách", "In a list"),
            Self::Page => Label::new("Trên một trang", "On a page"),
            Self::Form => Label::new("Trong phiếu nhập", "In a form"),
            Self::Prompt => Label::new("Trong ô tìm, ô chọn", "In a search or picker"),
            Self::Question => Label::new("Khi được hỏi", "When asked"),
            Self::Preview => Label::new("Khi nhập danh sách", "When importing a list"),
        }
    }
}

/// A set of keys a person can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preset {
    /// Keys of office programs.
    #[default]
    Office,
    /// hjkl and their friends, beside the office's keys.
    Vim,
}

impl Preset {
    /// Reads `office` or `vim`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "office" => Some(Self::Office),
            "vim" => Some(Self::Vim),
            _ => None,
        }
    }
}

/// The key table of one preset, ready for look-up.
#[derive(Debug, Clone)]
pub struct Keymap {
    preset: Preset,
    by_key: HashMap<(Mode, Key), Action>,
}

impl Keymap {
    /// The table of a preset.
    pub fn new(preset: Preset) -> Self {
        let mut by_key = HashMap::new();
        for binding in BINDINGS.iter().filter(|b| b.preset.is_none_or(|p| p == preset)) {
            if let Ok(key) = binding.key.parse::<Key>() {
                by_key.extend(binding.modes.iter().map(|mode| ((*mode, key.normal()), binding.action)));
            }
        }
        Self { preset, by_key }
    }

    /// What a key does in a mode.
    pub fn action(&self, mode: Mode, key: Key) -> Option<Action> {
        self.by_key.get(&(mode, key.normal())).copied()
    }

    /// Whether single letters are commands, so that lists do not find as one types.
    pub fn letters_are_commands(&self) -> bool {
        self.preset == Preset::Vim
    }

    /// The rows that work in a mode, in the order of the table.
    pub fn rows(&self, mode: Mode) -> impl Iterator<Item = &'static Binding> {
        let preset = self.preset;
        BINDINGS.iter().filter(move |b| b.modes.contains(&mode) && b.preset.is_none_or(|p| p == preset))
    }

    /// The rows for the footer of a mode, the most useful first.
    pub fn hints(&self, mode: Mode) -> Vec<&'static Binding> {
        let mut rows: Vec<_> = self.rows(mode).filter(|b| b.hint > 0).collect();
        rows.sort_by_key(|b| b.hint);
        rows
    }

    /// The first key of a command, for palette and menu.
    pub fn key_of(&self, action: Action) -> Option<&'static str> {
        BINDINGS
            .iter()
            .find(|b| b.action == action && b.preset.is_none_or(|p| p == self.preset))
            .map(|b| b.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_binding_reads_back_as_it_is_written() {
        for binding in BINDINGS {
            let key: Key = binding.key.parse().unwrap_or_else(|()| panic!("{}", binding.key));
            assert_eq!(key.to_string(), binding.key);
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_mode_and_preset() {
        for preset in [Preset::Office, Preset::Vim] {
            let mut seen = HashMap::new();
            for binding in BINDINGS.iter().filter(|b| b.preset.is_none_or(|p| p == preset)) {
                for mode in binding.modes {
                    let key = binding.key.parse::<Key>().map(Key::normal);
                    if let Some(other) = seen.insert((*mode, key), binding.action) {
                        panic!("{} is {other:?} and {:?} in {mode:?}", binding.key, binding.action);
                    }
                }
            }
        }
    }

    #[test]
    fn every_command_can_be_reached_in_some_way() {
        for action in Action::ALL {
            let palette_only = matches!(action, Action::Language | Action::Office);
            let bound = BINDINGS.iter().any(|b| b.action == *action && b.preset.is_none());
            assert!(bound || palette_only, "{action:?}");
        }
    }

    #[test]
    fn keys_that_terminals_or_input_methods_take_are_never_bound() {
        for binding in BINDINGS {
            for taken in ["Ctrl+H", "Ctrl+I", "Ctrl+M", "Ctrl+J", "Ctrl+[", "Alt+z", "Ctrl+Shift+"] {
                assert!(
                    !binding.key.starts_with(taken) || binding.key.len() != taken.len(),
                    "{}",
                    binding.key
                );
            }
            let letter = binding.key.chars().count() == 1 && binding.key.chars().all(char::is_alphabetic);
            assert!(!letter || binding.preset == Some(Preset::Vim), "{}", binding.key);
        }
    }

    #[test]
    fn ctrl_h_is_backspace_everywhere() {
        let key = Key { code: Code::Char('h'), ctrl: true, alt: false, shift: false };
        assert_eq!(key.normal(), Key::plain(Code::Backspace));
    }
}
