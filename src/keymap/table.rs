//! The commands and the one table that says which key means which of them in which mode.

use super::{Mode, Preset};
use crate::domain::words::Label;

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
    History: "Lịch sử thay đổi: ai, khi nào, gì", "History: who changed what, and when";
    Reveal: "Xem số bị che, có ghi nhật ký", "Show what is masked, noted in the log";
    Procedure: "Thủ tục: kết nạp, chuyển, sáp nhập …", "Procedure: admit, transfer, merge …";
    Find: "Tìm và lọc", "Search and filter";
    QuickFilter: "Lọc nhanh: chưa nhất thể, quá hạn, đã kết thúc", "Quick filter: not unified, overdue, closed";
    AttentionFirst: "Chưa nhất thể lên đầu", "Not unified first";
    Board: "Bảng thôn theo xã", "Board of villages by commune";
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
    Import: "Nhập danh sách từ tệp…", "Import a list…";
    Suggest: "Nhận gợi ý, mọi dòng như nhau", "Take the suggestion, all rows alike";
    Skip: "Bỏ dòng, lấy lại dòng", "Skip the row, take it back";
    Export: "Xuất ra tệp .xlsx, .csv, .json", "Export to an .xlsx, .csv or .json file";
    Language: "Ngôn ngữ: Tiếng Việt / English", "Language: Tiếng Việt / English";
    NextTab: "Thẻ sau", "Next tab";
    PreviousTab: "Thẻ trước", "Previous tab";
    Tab1: "Thẻ Tổng quan", "Tab: overview";
    Tab2: "Thẻ Tổ chức đảng", "Tab: units";
    Tab3: "Thẻ Đảng viên", "Tab: members";
    Tab4: "Thẻ Thôn, bản, khu phố", "Tab: villages";
    Tab5: "Thẻ Báo cáo", "Tab: reports";
    Tab6: "Thẻ Sổ khác", "Tab: books";
    Tab7: "Thẻ Việc đến hạn", "Tab: work due";
    Check: "Kiểm tra: chỗ sai, chỗ thiếu, theo quy định nào", "Check: what is wrong, by which regulation";
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

impl Action {
    /// Whether the session itself does it, whatever screen is in view.
    pub fn is_of_the_session(self) -> bool {
        matches!(
            self,
            Self::Tab1
                | Self::Tab2
                | Self::Tab3
                | Self::Tab4
                | Self::Tab5
                | Self::Tab6
                | Self::Tab7
                | Self::Check
                | Self::AsOf
                | Self::Import
                | Self::Language
                | Self::Office
                | Self::Help
                | Self::Repaint
                | Self::Reload
                | Self::Undo
                | Self::Redo
                | Self::Quit
        )
    }

    /// Whether it leads to a change of the register, so that somebody who only looks has no use for it.
    pub fn edits(self) -> bool {
        matches!(
            self,
            Self::Edit
                | Self::New
                | Self::Delete
                | Self::Unify
                | Self::Appoint
                | Self::EndTerm
                | Self::Plan
                | Self::Procedure
                | Self::Save
                | Self::Undo
                | Self::Redo
                | Self::Office
                | Self::Import
        )
    }
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
const ROWS: &[Mode] = &[Mode::List, Mode::Preview];
const RECORD: &[Mode] = &[Mode::List, Mode::Page, Mode::Form];
const FORM: &[Mode] = &[Mode::Form];
const PAGES: &[Mode] = &[Mode::List, Mode::Page, Mode::Prompt, Mode::Preview];
const PREVIEW: &[Mode] = &[Mode::Preview];
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
    both(LIST, "Ctrl+U", Action::Board, 0),
    both(BROWSE, "Ctrl+K", Action::Unify, 3),
    both(BROWSE, "Ctrl+T", Action::Appoint, 0),
    both(BROWSE, "Ctrl+E", Action::EndTerm, 0),
    both(BROWSE, "Ctrl+D", Action::Plan, 0),
    both(BROWSE, "Ctrl+X", Action::Procedure, 4),
    both(LIST, "Ctrl+F", Action::Find, 4),
    both(BROWSE, "F4", Action::Choose, 0),
    both(FORM, "F4", Action::Choose, 2),
    both(LIST, "F6", Action::Sort, 5),
    both(ROWS, "F3", Action::NextHit, 0),
    both(ROWS, "Shift+F3", Action::PreviousHit, 0),
    both(LIST, "Space", Action::Mark, 0),
    both(LIST, "Ctrl+A", Action::MarkAll, 0),
    both(FORM, "Ctrl+S", Action::Save, 1),
    both(RECORD, "Ctrl+G", Action::History, 0),
    both(RECORD, "Ctrl+R", Action::Reveal, 0),
    both(RECORD, "Ctrl+Z", Action::Undo, 0),
    both(BROWSE, "Ctrl+Y", Action::Redo, 0),
    both(BROWSE, "F9", Action::AsOf, 7),
    both(EVERY, "F5", Action::Reload, 0),
    both(BROWSE, "F12", Action::Export, 8),
    both(EVERY, "Ctrl+L", Action::Repaint, 0),
    both(BROWSE, "Alt+I", Action::Import, 0),
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
    both(BROWSE, "5", Action::Tab5, 0),
    both(BROWSE, "6", Action::Tab6, 0),
    both(BROWSE, "7", Action::Tab7, 0),
    both(BROWSE, "Alt+1", Action::Tab1, 0),
    both(BROWSE, "Alt+2", Action::Tab2, 0),
    both(BROWSE, "Alt+3", Action::Tab3, 0),
    both(BROWSE, "Alt+4", Action::Tab4, 0),
    both(BROWSE, "Alt+5", Action::Tab5, 0),
    both(BROWSE, "Alt+6", Action::Tab6, 0),
    both(BROWSE, "Alt+7", Action::Tab7, 0),
    both(BROWSE, "F11", Action::Check, 0),
    both(EVERY, "Up", Action::Up, 0),
    both(EVERY, "Down", Action::Down, 0),
    both(&[Mode::List, Mode::Page, Mode::Question], "Left", Action::Left, 0),
    both(&[Mode::List, Mode::Page, Mode::Question], "Right", Action::Right, 0),
    both(EVERY, "PgUp", Action::PageUp, 0),
    both(EVERY, "PgDn", Action::PageDown, 0),
    both(BROWSE, "Home", Action::Top, 0),
    both(BROWSE, "End", Action::Bottom, 0),
    both(PAGES, "Ctrl+Home", Action::Top, 0),
    both(PAGES, "Ctrl+End", Action::Bottom, 0),
    both(RECORD, "Ctrl+P", Action::Palette, 0),
    both(RECORD, "F10", Action::Menu, 0),
    both(EVERY, "F1", Action::Help, 8),
    both(BROWSE, "?", Action::Help, 0),
    both(PREVIEW, "Enter", Action::Open, 1),
    both(PREVIEW, "Ctrl+S", Action::Save, 2),
    both(PREVIEW, "F6", Action::Suggest, 3),
    both(PREVIEW, "F4", Action::Choose, 4),
    both(PREVIEW, "F2", Action::Edit, 4),
    both(PREVIEW, "Space", Action::Skip, 5),
    both(PREVIEW, "Del", Action::Skip, 0),
    both(PREVIEW, "F8", Action::QuickFilter, 5),
    both(PREVIEW, "F7", Action::NextAttention, 0),
    both(PREVIEW, "Shift+F7", Action::PreviousAttention, 0),
    both(PREVIEW, "Home", Action::Top, 0),
    both(PREVIEW, "End", Action::Bottom, 0),
    both(PREVIEW, "F10", Action::Menu, 0),
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
    vim(BROWSE, "U", Action::Redo),
    vim(BROWSE, "q", Action::Back),
];
