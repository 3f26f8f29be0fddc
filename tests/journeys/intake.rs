//! A list of the office's own, imported on the screen: how it is understood, what is answered, edited and left out,
//! and that everything comes in by one edit or nothing does.

use std::{
    fs,
    path::Path,
    sync::{Arc, OnceLock},
};

use calamine::{Data as CellOf, Reader, open_workbook_auto};
use chibo::{
    domain::{
        edit::Batch,
        permit::{Permit, Role, Scope},
        record::{Id, Kind},
        standing::Standing,
        words::Lang,
    },
    inlet::Inlet,
    keymap::Preset,
    sample::{Spec, district},
};

use crate::{common::*, screen};

/// A small district, derived once.
fn standing() -> Arc<Standing> {
    static STANDING: OnceLock<Arc<Standing>> = OnceLock::new();
    let small = Spec { members: 60, seed: 7 };
    Arc::clone(STANDING.get_or_init(|| Arc::new(Standing::new(district(&small), DAY))))
}

/// Somebody of whom a list says more, somebody it has word for word, and somebody it has without a number.
const LIST: &str = "\
DANH SÁCH ĐẢNG VIÊN;;;;;;;;;
Tính đến ngày 31/3/2018;;;;;;;;;
Họ và tên;Ngày sinh;Giới tính;Dân tộc;Chi bộ;Số thẻ đảng viên;Ngày vào Đảng;Ngày chính thức;Quê quán;Biệt tài
Lê Thị Thu;12/3/1985;Nữ;Kinh;Chi bộ khu phố Ngọc Lann;99777001;3/2/2010;3/2/2011;Hải Hà;hát
Phạm Văn Sơn;1979;Nam;Kinh;Chi bộ khu phố Ngọc Lann;99777002;5/6/2005;5/6/2006;Đầm Hà;
Hoàng Thị Mai;4/4/1990;Nữ;Kinh;Chi bộ khu phố Bình Minh;99777003;32/13/2012;5/6/2014;Móng Cái;
Diệp Công Dũng;24/2/1967;Nam;Kinh;Chi bộ khu phố Bình Minh;99023589;;;Quảng Ninh;
Nguyễn Quang Duy;6/4/1976;Nam;Kinh;Chi bộ khu phố Bình Minh;99328013;;;;
Đỗ Thị Dung;15/6/1970;;;Chi bộ khu phố Sơn Ca;;;;;
Trần Văn Bảy;1/1/1960;Nam;Dao;Chi bộ khu phố Sơn Ca;99777004;1/1/1985;1/1/1986;Ba Chẽ;
";

struct Desk {
    s: Session,
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self::of(Session::of(standing(), 80, 24, Lang::Vi, Preset::Office))
    }

    fn of(mut s: Session) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("ds.csv"), LIST).unwrap();
        s.inlet = Inlet::Folder(dir.path().to_owned());
        s.config = Some(dir.path().join("config"));
        Self { s, dir }
    }

    /// Asks for the list, and goes on to its rows.
    fn on_rows(&mut self) -> &mut Session {
        self.s.keys("3<Alt+I>ds.csv<Enter><Enter>")
    }

    fn text(&mut self) -> String {
        self.s.text()
    }

    /// The counts over the rows.
    fn counts(&mut self) -> String {
        self.text().lines().nth(3).unwrap_or_default().trim().to_owned()
    }
}

fn member(s: &Session, name: &str) -> Id {
    let members = s.data.members();
    let found = members.values().find(|member| member.name == name);
    found.unwrap_or_else(|| panic!("no {name}")).id.clone()
}

fn unit_of(s: &Session, name: &str) -> String {
    let id = s.standing().member(&member(s, name)).unit.clone().unwrap();
    s.data.unit(&id).unwrap().name.clone()
}

#[test]
fn a_list_is_understood_mended_saved_in_one_edit_and_taken_back() {
    let mut d = Desk::new();
    let before = d.s.data.clone();
    d.s.keys("3<Alt+I>ds.csv<Enter>");
    screen!(d.s, "intake_setup");
    d.s.keys("<Enter>");
    screen!(d.s, "intake_rows");
    // One answer for the two rows that name the same unknown cell.
    d.s.keys("<Down><Enter>");
    screen!(d.s, "intake_row");
    d.s.keys("<F6>");
    assert!(d.s.notice().contains("Trả lời cho 2 dòng"), "{}", d.text());
    assert!(d.text().contains("Ngọc Lann → Chi bộ khu phố Ngọc Lan"), "{}", d.text());
    // A day that the calendar does not have.
    d.s.keys("<Esc><F7><F7>").line("32/13/2012").keys("<F2><Ctrl+U>12/3/2013<Enter>");
    // The one who may be in the register already is somebody else.
    d.s.line("Đỗ Thị Dung").keys("<F4>");
    screen!(d.s, "intake_who");
    d.s.keys("khác<Enter>");
    d.s.line("Trần Văn Bảy").keys("<Space>");
    assert_eq!(d.counts(), "Tất cả 7  Vấn đề 0  Thiếu ô 1  Mới 3  Thay đổi 1  Như cũ 1  Bỏ qua 1");
    assert!(d.s.committed.is_empty() && same(&d.s.data, &before), "nothing is changed by looking");
    d.s.keys("<Ctrl+S>");
    screen!(d.s, "intake_done");
    assert_eq!((d.s.committed.len(), d.s.committed[0].deed.as_str()), (1, "import"));
    assert_eq!(unit_of(&d.s, "Lê Thị Thu"), "Chi bộ khu phố Ngọc Lan");
    assert_eq!(unit_of(&d.s, "Phạm Văn Sơn"), "Chi bộ khu phố Ngọc Lan");
    let mai = member(&d.s, "Hoàng Thị Mai");
    assert!(d.s.data.events_of(&mai).iter().any(|e| e.date == Some(jiff::civil::date(2013, 3, 12))));
    assert!(!d.s.data.members().values().any(|member| member.name == "Trần Văn Bảy"), "it was skipped");
    d.s.keys("<Esc><Ctrl+Z>");
    assert!(same(&d.s.data, &before), "one undo takes all of it back: {}", d.text());
}

#[test]
fn what_was_left_out_goes_into_a_workbook_of_the_same_layout_with_the_reasons() {
    let mut d = Desk::new();
    d.on_rows().keys("<Ctrl+S>");
    let path = d.dir.path().join("left.xlsx");
    d.s.unnoted = Some("Chưa ghi được nhật ký truy cập".to_owned());
    d.s.keys("<Enter><Ctrl+U>").keys(&path.display().to_string()).keys("<Enter>");
    assert!(d.text().contains("Chưa ghi được nhật ký") && !path.exists(), "{}", d.text());
    d.s.unnoted = None;
    d.s.keys("<Enter><Ctrl+U>").keys(&path.display().to_string()).keys("<Enter>");
    assert!(d.s.notice().contains("Các dòng cần sửa (4)"), "{}", d.text());
    let rows = sheet(&path);
    assert_eq!(rows.len(), 3 + 4, "two titles, the heading and the rows to be mended: {rows:?}");
    assert_eq!(rows[2].last().unwrap(), "Lý do (chibo)");
    assert!(rows.iter().any(|row| row[0] == "Hoàng Thị Mai" && row[6] == "32/13/2012"), "{rows:?}");
    assert!(rows[3].last().unwrap().contains("có phải Chi bộ khu phố Ngọc Lan"), "{rows:?}");
}

fn sheet(path: &Path) -> Vec<Vec<String>> {
    let mut book = open_workbook_auto(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    range.rows().map(|row| row.iter().map(CellOf::to_string).collect()).collect()
}

#[test]
fn the_same_list_again_changes_nothing() {
    let mut d = Desk::new();
    d.on_rows().keys("<Down><F6><Ctrl+S><Esc>");
    let saved = d.s.data.clone();
    d.on_rows().keys("<Down><F6>");
    assert!(d.counts().contains("Mới 0  Thay đổi 0"), "{}", d.text());
    d.s.keys("<Ctrl+S>");
    assert!(d.s.notice().contains("Không có gì mới"), "{}", d.text());
    assert!(same(&d.s.data, &saved) && d.s.committed.len() == 1);
}

#[test]
fn leaving_changes_nothing_and_asks_when_answers_would_be_lost() {
    let mut d = Desk::new();
    let before = d.s.data.clone();
    d.on_rows().keys("<Esc><Esc>");
    assert!(
        d.text().contains("Họ và tên khai sinh"),
        "nothing was answered, so nothing is asked: {}",
        d.text()
    );
    d.on_rows().keys("<Down><F6><Esc><Esc>");
    assert!(d.text().contains("Các câu trả lời"), "{}", d.text());
    d.s.keys("<Enter><Enter>");
    assert!(d.counts().contains("Thiếu ô 1"), "the answer is still there: {}", d.text());
    d.s.keys("<Ctrl+Q>");
    assert!(d.text().contains("Các câu trả lời") && !d.s.quit, "{}", d.text());
    d.s.keys("<Esc><Esc><Esc><Down><Enter>");
    assert!(d.text().contains("Họ và tên khai sinh"), "{}", d.text());
    assert!(d.s.committed.is_empty() && same(&d.s.data, &before));
}

#[test]
fn what_is_out_is_given_up_by_esc() {
    let mut d = Desk::new();
    d.s.slow = true;
    d.s.keys("3<Alt+I>ds.csv<Enter>");
    assert!(d.text().contains("Đang đọc tệp"), "{}", d.text());
    d.s.keys("<Esc>").catch_up();
    assert!(d.text().contains("Họ và tên khai sinh"), "{}", d.text());
    d.on_rows();
    let counts = d.counts();
    d.s.slow = true;
    d.s.keys("<Down><F6>");
    assert!(d.text().contains("Esc: thôi"), "{}", d.text());
    d.s.keys("<Ctrl+S>");
    assert!(d.s.notice().contains("chờ một lát"), "{}", d.text());
    d.s.keys("<Esc>").catch_up();
    assert!(d.text().contains("Đã thôi"), "{}", d.text());
    assert_eq!(d.counts(), counts);
    d.s.slow = true;
    d.s.keys("<Ctrl+S><Esc>").catch_up();
    assert!(d.s.committed.is_empty(), "an edit that is still being made is given up, too: {}", d.text());
    d.s.keys("<Ctrl+S>");
    assert_eq!(d.s.committed.len(), 1);
}

#[test]
fn letters_find_a_row_by_what_it_is_about() {
    let mut d = Desk::new();
    d.on_rows().keys("tran");
    assert!(d.s.here().contains("Trần Văn Bảy") && d.text().contains("Tìm: tran"), "{}", d.text());
    d.s.keys("<Backspace><Backspace><Backspace><Backspace>van");
    assert!(d.s.here().contains("Trần Văn Bảy"), "from where the cursor is: {}", d.text());
    d.s.keys("<F3>");
    assert!(d.s.here().contains("Phạm Văn Sơn"), "{}", d.text());
    d.s.keys("<Shift+F3>");
    assert!(d.s.here().contains("Trần Văn Bảy"), "{}", d.text());
    d.s.keys(" ba");
    assert!(
        d.s.here().contains("Trần Văn Bảy"),
        "a space is a letter while something is found: {}",
        d.text()
    );
    d.s.keys("x");
    assert!(d.s.notice().contains("Không tìm thấy “van bax”"), "{}", d.text());
    d.s.keys("<Esc>");
    assert!(!d.text().contains("Tìm:") && d.counts().contains("Bỏ qua 0"), "{}", d.text());
    d.s.keys("<Space>");
    assert!(d.counts().contains("Bỏ qua 1"), "now it leaves the row out again: {}", d.text());
}

#[test]
fn a_column_nobody_knows_is_shown_assigned_and_remembered() {
    let mut d = Desk::new();
    d.s.keys("3<Alt+I>ds.csv<Enter>").line("Biệt tài").keys("<Enter>nghề nghiệp<Enter>");
    d.s.line("Biệt tài");
    assert!(d.s.here().contains("Nghề nghiệp hiện nay"), "{}", d.text());
    d.s.keys("<Home>").line("Xem trước").keys("<Enter>").line("Lê Thị Thu").keys("<F6><Ctrl+S><Esc>");
    let thu = member(&d.s, "Lê Thị Thu");
    assert_eq!(d.s.value(Kind::Member, &thu, "occupation"), "hát");
    d.s.keys("<Alt+I>ds.csv<Enter>").line("Biệt tài");
    assert!(d.s.here().contains("Nghề nghiệp hiện nay"), "the next time it is known: {}", d.text());
}

#[test]
fn the_kind_is_proposed_by_the_tab_and_can_be_another_one() {
    let mut d = Desk::new();
    d.s.keys("4<Alt+I>ds.csv<Enter>");
    assert!(d.text().contains("Thôn, bản, khu phố"), "{}", d.text());
    d.s.line("Nhập vào").keys("<Enter>đảng viên<Enter>");
    assert!(d.text().contains("Xem trước 7 dòng"), "{}", d.text());
    d.s.keys("<Esc>6").line("Quần chúng ưu tú").keys("<Alt+I>ds.csv<Enter>").line("Nhập vào");
    assert!(d.s.here().contains("Quần chúng ưu tú"), "of a book, too: {}", d.text());
}

#[test]
fn of_several_sheets_the_likeliest_is_proposed_and_others_can_be_taken() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, people) in [("Ghi chú", 0), ("Chi bộ 1", 2), ("Chi bộ 2", 3)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        let headings = ["Họ và tên", "Ngày sinh", "Chi bộ"];
        for row in 0..=people {
            let cells = match row {
                0 => headings.map(str::to_owned),
                row => [format!("Lý Văn Một{row}{people}"), format!("1/{row}/1990"), "01.01".to_owned()],
            };
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    let mut d = Desk::new();
    fs::write(d.dir.path().join("ds.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    d.s.keys("3<Alt+I>ds.xlsx<Enter>");
    screen!(d.s, "intake_sheets");
    d.s.line("Chi bộ 1").keys("<Enter>");
    assert!(d.text().contains("Xem trước 5 dòng"), "{}", d.text());
    d.s.keys("<Enter>");
    assert!(d.s.notice().is_empty() && d.text().contains("Xem trước 3 dòng"), "{}", d.text());
    d.s.line("Chi bộ 2").keys("<Enter>");
    assert!(d.s.notice().contains("ít nhất một trang"), "{}", d.text());
}

#[test]
fn an_old_encoding_is_shown_for_confirmation_and_can_be_changed() {
    let mut d = Desk::new();
    let old = "Hä vµ tªn;Ngµy sinh;Chi bé\nNguyÔn V¨n T¸m;1/1/1980;01.01\nLª ThÞ Hoa;2/2/1981;01.01\n";
    let bytes: Vec<u8> = old.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    fs::write(d.dir.path().join("cu.txt"), bytes).unwrap();
    d.s.keys("3<Alt+I>cu.txt<Enter>");
    screen!(d.s, "intake_encoding");
    d.s.line("Bảng mã").keys("<Enter>1258<Enter>");
    assert!(d.text().contains("Windows-1258 (đã chọn)"), "{}", d.text());
    d.s.line("Bảng mã").keys("<Enter>tự nhận<Enter>");
    assert!(d.text().contains("Nguyễn Văn Tám") || d.text().contains("Họ và tên"), "{}", d.text());
}

#[test]
fn a_file_that_cannot_be_read_says_why_and_another_can_be_named() {
    let mut d = Desk::new();
    d.s.keys("3<Alt+I>không có.csv<Enter>");
    assert!(
        d.text().contains("không có tệp này") && d.text().contains("Không có gì thay đổi"),
        "{}",
        d.text()
    );
    d.s.line("Tệp").keys("<Enter><Ctrl+U>ds.csv<Enter>");
    assert!(d.text().contains("Xem trước 7 dòng"), "{}", d.text());
}

#[test]
fn a_session_without_a_folder_reads_no_file_and_one_with_a_folder_only_plain_names_in_it() {
    let mut d = Desk::new();
    for path in ["/etc/passwd", "../ds.csv", "~/ds.csv", "./ds.csv"] {
        d.s.keys("3<Alt+I>").keys(path).keys("<Enter>");
        assert!(d.text().contains("chỉ đọc thư mục đã định"), "{path}: {}", d.text());
        d.s.keys("<Esc>");
    }
    d.s.inlet = Inlet::Nowhere;
    d.s.keys("<Alt+I>ds.csv<Enter>");
    assert!(d.text().contains("--import-dir"), "{}", d.text());
}

#[test]
fn a_viewer_imports_nothing() {
    let permit = Permit { role: Role::Viewer, scope: Scope::Whole };
    let mut d = Desk::of(Session::permitted(standing(), permit));
    d.s.keys("3<Alt+I>");
    assert!(d.s.notice().contains("chỉ để xem"), "{}", d.text());
    d.s.keys("<Ctrl+P>nhập danh sách");
    assert!(!d.text().contains("Nhập danh sách từ tệp"), "{}", d.text());
}

#[test]
fn an_edit_by_other_hands_meanwhile_is_told_and_the_list_is_compared_anew() {
    let mut d = Desk::new();
    d.on_rows().line("Diệp Công Dũng");
    let dung = member(&d.s, "Diệp Công Dũng");
    let other = other_sets(&d.s.data, Kind::Member, &dung, "home_place", "Uông Bí".into());
    d.s.others.push(other);
    d.s.keys("<Ctrl+S>");
    assert!(d.text().contains("Sổ vừa được Lan thay đổi"), "{}", d.text());
    assert!(d.s.committed.is_empty(), "all of it or nothing");
    assert!(d.text().contains("Uông Bí → Quảng Ninh"), "compared with the register of now: {}", d.text());
    d.s.keys("<Ctrl+S>");
    assert_eq!(d.s.value(Kind::Member, &dung, "home_place"), "Quảng Ninh");
}

#[test]
fn news_of_colleagues_are_taken_into_the_comparison() {
    let mut d = Desk::new();
    d.on_rows();
    let dung = member(&d.s, "Diệp Công Dũng");
    let mut batch = Batch::new("edit");
    let before = d.s.data.record(Kind::Member, &dung).unwrap().json("home_place");
    batch.set(Kind::Member, &dung, "home_place", before, "Quảng Ninh".into());
    d.s.data = d.s.data.committed(&batch).unwrap();
    d.s.data.revision += 1;
    let standing = d.s.standing();
    d.s.send(chibo::app::Msg::Standing(standing, None));
    assert!(!d.text().contains("→ Quảng Ninh"), "{}", d.text());
}

#[test]
fn an_old_value_that_is_masked_stays_masked_and_the_files_own_is_shown() {
    let mut d = Desk::new();
    let dung = member(&d.s, "Diệp Công Dũng");
    let number = d.s.value(Kind::Member, &dung, "citizen_number");
    let list = "Họ và tên;Ngày sinh;Số thẻ đảng viên;Số định danh\n\
                Diệp Công Dũng;24/2/1967;99023589;038067001234\n";
    fs::write(d.dir.path().join("ds.csv"), list).unwrap();
    d.on_rows().keys("<Enter>");
    assert!(!d.text().contains(&number), "{}", d.text());
    assert!(d.text().contains(&format!("•••{} → 038067001234", &number[9..])), "{}", d.text());
}

#[test]
fn the_preview_stands_in_english_and_wide_with_the_row_beside_it() {
    let mut d = Desk::of(Session::of(standing(), 140, 40, Lang::En, Preset::Vim));
    d.on_rows().keys("<Down>");
    screen!(d.s, "intake_140x40_en");
}

#[test]
fn what_is_lost_when_the_file_is_read_another_way_is_said_until_the_rows_are_there_again() {
    let mut d = Desk::new();
    d.on_rows().line("Trần Văn Bảy").keys("<Space>");
    d.s.keys("<Esc>").line("Ngày lập").keys("<Enter><Ctrl+U>30/3/2018<Enter>");
    let said = "1 ô sửa hoặc dòng bỏ phải làm lại";
    assert!(d.text().contains(said), "{}", d.text());
    d.s.line("Xem trước").keys("<Enter>");
    assert!(d.counts().contains("Bỏ qua 0"), "{}", d.text());
    d.s.keys("<Esc>");
    assert!(!d.text().contains(said), "{}", d.text());
}
