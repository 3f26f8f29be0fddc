//! The keys: one table from which dispatch, footer, help, palette and README are read.
//!
//! No command hangs on a single letter in the `office` preset: with Telex or VNI on, the second letter of
//! a word arrives as Backspace and a composed letter. Ctrl+H is Backspace on some machines and is read as
//! such everywhere. Knows no terminal library and no screen.

use std::{collections::HashMap, fmt, str::FromStr};

use crate::domain::words::Label;

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
}

impl Mode {
    /// Every mode.
    pub const ALL: &'static [Self] = &[Self::List, Self::Page, Self::Form, Self::Prompt, Self::Question];

    /// What it is called in the help.
    pub fn label(self) -> Label {
        match self {
            Self::List => Label::new("Trong danh sách", "In a list"),
            Self::Page => Label::new("Trên một trang", "On a page"),
            Self::Form => Label::new("Trong phiếu nhập", "In a form"),
            Self::Prompt => Label::new("Trong ô tìm, ô chọn", "In a search or picker"),
            Self::Question => Label::new("Khi được hỏi", "When asked"),
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

/// Declares the commands with their words.
macro_rules! actions {
    ($($name:ident: $vi:literal, $en:literal;)+) => {
        /// A command.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = $en] $name,)+
        }

        impl Action {
            /// Every command, in the order of the palette.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its words.
            pub const fn label(self) -> Label {
                match self {
                    $(Self::$name => Label::new($vi, $en),)+
                }
            }
        }
    };
}

actions! {
    Open: "Mở", "Open";
    Accept: "Đồng ý", "OK";
    Back: "Trở lại", "Back";
    Edit: "Sửa", "Edit";
    New: "Thêm mới", "New";
    Delete: "Xóa, kết thúc", "Delete or end";
    Unify: "Nhất thể hóa: một người giữ cả hai", "Unify: one person in both posts";
    Appoint: "Bổ nhiệm, bầu chức vụ", "Appoint to a post";
    EndTerm: "Kết thúc nhiệm kỳ", "End a term";
    Plan: "Đặt tháng dự kiến", "Plan a month";
    Find: "Tìm và lọc", "Search and filter";
    QuickFilter: "Lọc nhanh: chưa nhất thể, quá hạn, đã kết thúc", "Quick filter: not unified, overdue, closed";
    AttentionFirst: "Chưa nhất thể lên đầu", "Not unified first";
    NextAttention: "Cần chú ý: chỗ kế tiếp", "Attention: the next";
    PreviousAttention: "Cần chú ý: chỗ trước", "Attention: the one before";
    NextHit: "Kết quả kế tiếp", "Next hit";
    PreviousHit: "Kết quả trước", "Previous hit";
    Sort: "Sắp xếp theo cột", "Sort by a column";
    Choose: "Chọn từ danh mục", "Pick from a list";
    Mark: "Đánh dấu", "Mark";
    MarkAll: "Đánh dấu tất cả", "Mark all shown";
    Save: "Lưu", "Save";
    Undo: "Hoàn tác", "Undo";
    Redo: "Làm lại", "Redo";
    AsOf: "Đổi ngày xem", "As-of date";
    Reload: "Nạp lại", "Reload";
    Language: "Tiếng Việt / English", "Language";
    NextTab: "Thẻ sau", "Next tab";
    PreviousTab: "Thẻ trước", "Previous tab";
    Tab1: "Thẻ Tổng quan", "Tab: overview";
    Tab2: "Thẻ Tổ chức đảng", "Tab: units";
    Tab3: "Thẻ Đảng viên", "Tab: members";
    Tab4: "Thẻ Thôn, bản, khu phố", "Tab: villages";
    Up: "Lên", "Up";
    Down: "Xuống", "Down";
    Left: "Sang trái", "Left";
    Right: "Sang phải", "Right";
    PageUp: "Trang trước", "Page up";
    PageDown: "Trang sau", "Page down";
    Top: "Về đầu", "To the top";
    Bottom: "Về cuối", "To the bottom";
    NextField: "Mục sau", "Next field";
    PreviousField: "Mục trước", "Previous field";
    Palette: "Bảng lệnh", "Commands";
    Menu: "Menu lệnh ở đây", "Menu of what works here";
    Help: "Trợ giúp", "Help";
    Office: "Thông tin cơ quan", "Office settings";
    Repaint: "Vẽ lại màn hình", "Paint anew";
    Quit: "Thoát", "Leave";
}

/// One row of the key table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The preset that has it; none means both.
    pub preset: Option<Preset>,
    /// The modes in which it works.
    pub modes: &'static [Mode],
    /// The key, as people write it.
    pub key: &'static str,
    /// What it does.
    pub action: Action,
    /// Its place in the footer, 1 first; 0 keeps it out.
    pub hint: u8,
}

const BROWSE: &[Mode] = &[Mode::List, Mode::Page];
const LIST: &[Mode] = &[Mode::List];
const FORM: &[Mode] = &[Mode::Form];
const SCROLL: &[Mode] = &[Mode::List, Mode::Page, Mode::Form, Mode::Prompt, Mode::Question];
const PAGES: &[Mode] = &[Mode::List, Mode::Page, Mode::Prompt];
const ASK: &[Mode] = &[Mode::Prompt, Mode::Question];
const EVERY: &[Mode] = Mode::ALL;

const fn both(modes: &'static [Mode], key: &'static str, action: Action, hint: u8) -> Binding {
    Binding { preset: None, modes, key, action, hint }
}

const fn vim(modes: &'static [Mode], key: &'static str, action: Action) -> Binding {
    Binding { preset: Some(Preset::Vim), modes, key, action, hint: 0 }
}

/// The key table.
pub static BINDINGS: &[Binding] = &[
    both(EVERY, "Ctrl+Q", Action::Quit, 0),
    both(BROWSE, "Enter", Action::Open, 1),
    both(FORM, "Enter", Action::Open, 0),
    both(ASK, "Enter", Action::Accept, 1),
    both(EVERY, "Esc", Action::Back, 9),
    both(BROWSE, "F2", Action::Edit, 2),
    both(BROWSE, "Ctrl+N", Action::New, 3),
    both(BROWSE, "Del", Action::Delete, 0),
    both(BROWSE, "F7", Action::NextAttention, 2),
    both(BROWSE, "Shift+F7", Action::PreviousAttention, 0),
    both(BROWSE, "F8", Action::QuickFilter, 4),
    both(BROWSE, "Ctrl+O", Action::AttentionFirst, 5),
    both(BROWSE, "Ctrl+K", Action::Unify, 3),
    both(BROWSE, "Ctrl+T", Action::Appoint, 0),
    both(BROWSE, "Ctrl+E", Action::EndTerm, 0),
    both(BROWSE, "Ctrl+D", Action::Plan, 0),
    both(LIST, "Ctrl+F", Action::Find, 4),
    both(LIST, "F4", Action::Choose, 0),
    both(FORM, "F4", Action::Choose, 2),
    both(LIST, "F6", Action::Sort, 5),
    both(LIST, "F3", Action::NextHit, 0),
    both(LIST, "Shift+F3", Action::PreviousHit, 0),
    both(LIST, "Space", Action::Mark, 0),
    both(LIST, "Ctrl+A", Action::MarkAll, 0),
    both(&[Mode::Form, Mode::Question], "Ctrl+S", Action::Save, 1),
    both(&[Mode::List, Mode::Page, Mode::Form], "Ctrl+Z", Action::Undo, 0),
    both(BROWSE, "Ctrl+Y", Action::Redo, 0),
    both(BROWSE, "F9", Action::AsOf, 7),
    both(EVERY, "F5", Action::Reload, 0),
    both(EVERY, "Ctrl+L", Action::Repaint, 0),
    both(BROWSE, "Tab", Action::NextTab, 0),
    both(BROWSE, "Shift+Tab", Action::PreviousTab, 0),
    both(BROWSE, "Ctrl+PgDn", Action::NextTab, 0),
    both(BROWSE, "Ctrl+PgUp", Action::PreviousTab, 0),
    both(FORM, "Tab", Action::NextField, 3),
    both(FORM, "Shift+Tab", Action::PreviousField, 0),
    both(BROWSE, "1", Action::Tab1, 0),
    both(BROWSE, "2", Action::Tab2, 0),
    both(BROWSE, "3", Action::Tab3, 0),
    both(BROWSE, "4", Action::Tab4, 0),
    both(BROWSE, "Alt+1", Action::Tab1, 0),
    both(BROWSE, "Alt+2", Action::Tab2, 0),
    both(BROWSE, "Alt+3", Action::Tab3, 0),
    both(BROWSE, "Alt+4", Action::Tab4, 0),
    both(SCROLL, "Up", Action::Up, 0),
    both(SCROLL, "Down", Action::Down, 0),
    both(&[Mode::List, Mode::Page, Mode::Question], "Left", Action::Left, 0),
    both(&[Mode::List, Mode::Page, Mode::Question], "Right", Action::Right, 0),
    both(SCROLL, "PgUp", Action::PageUp, 0),
    both(SCROLL, "PgDn", Action::PageDown, 0),
    both(BROWSE, "Home", Action::Top, 0),
    both(BROWSE, "End", Action::Bottom, 0),
    both(PAGES, "Ctrl+Home", Action::Top, 0),
    both(PAGES, "Ctrl+End", Action::Bottom, 0),
    both(&[Mode::List, Mode::Page, Mode::Form], "Ctrl+P", Action::Palette, 0),
    both(&[Mode::List, Mode::Page, Mode::Form], "F10", Action::Menu, 0),
    both(EVERY, "F1", Action::Help, 8),
    both(BROWSE, "?", Action::Help, 0),
    vim(BROWSE, "j", Action::Down),
    vim(BROWSE, "k", Action::Up),
    vim(BROWSE, "h", Action::Left),
    vim(BROWSE, "l", Action::Right),
    vim(BROWSE, "g", Action::Top),
    vim(BROWSE, "G", Action::Bottom),
    vim(LIST, "/", Action::Find),
    vim(LIST, "n", Action::NextHit),
    vim(LIST, "N", Action::PreviousHit),
    vim(BROWSE, "e", Action::Edit),
    vim(BROWSE, "o", Action::New),
    vim(BROWSE, "u", Action::Undo),
    vim(BROWSE, "Ctrl+R", Action::Redo),
    vim(BROWSE, "q", Action::Back),
];

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
