//! Sentences of the screen on which an office's own list is imported.

use super::messages::sentences;
use crate::domain::words::Lang;

sentences! {
    // Which file.
    ask_title: "Nhập danh sách từ tệp", "Import a list";
    ask_hint: "Tệp .xlsx, .xls, .ods, .csv hoặc .tsv; ~/ là thư mục riêng", "A .xlsx, .xls, .ods, .csv or .tsv file; ~/ is your own folder";
    ask_empty: "Hãy gõ đường dẫn của tệp", "Type the path of the file";
    reads_no_files: "phiên này không đọc tệp nào khác; người quản trị cho phép một thư mục bằng --import-dir", "this session reads no other file; an administrator allows a folder with --import-dir";
    not_a_name: "phiên này chỉ đọc thư mục đã định; hãy gõ một tên tệp đơn giản", "this session reads its own folder only; type a plain file name";
    not_a_file: "đây là thư mục hoặc thiết bị, không phải tệp", "it is a folder or a device and no file";
    no_such_file: "không có tệp này", "there is no such file";
    no_permission: "không có quyền đọc", "there is no permission to read it";

    // What takes long.
    reading: "Đang đọc tệp… Esc: thôi", "Reading the file… Esc: stop";
    comparing(done, all): "Đang đối chiếu {done}/{all}… Esc: thôi  ", "Comparing {done}/{all}… Esc: stop  ";
    writing: "Đang ghi vào sổ…", "Saving…";
    stopped: "Đã thôi. Sổ không thay đổi.", "Stopped. The register was not changed.";
    wait: "Đang đối chiếu: chờ một lát, hoặc Esc để thôi", "Still comparing: wait a little, or Esc stops it";

    // How the file is understood.
    setup_title(file): "Nhập danh sách: {file}", "Import a list: {file}";
    go(rows): "Xem trước {rows} dòng, chưa ghi gì vào sổ", "Preview {rows} rows; nothing is saved yet";
    no_list: "Không thấy tiêu đề nào của danh sách loại này. Chọn loại khác, trang khác, hoặc gán cột ở dưới.", "No heading of such a list was found. Choose another kind or sheet.";
    stacked(row): "Dòng {row}: mỗi ô ghi nhiều mục (như sổ mẫu 7-HSĐV). Hãy tách mỗi mục thành một cột, mỗi người một dòng.", "Row {row}: its cells hold several things each (as the books of form 7-HSĐV do). Give each a column and each person one row.";
    no_encoding: "không nhận ra bảng mã; chọn bảng mã ở dưới", "its encoding cannot be told; choose one below";
    file: "Tệp", "File";
    into: "Nhập vào", "Into";
    encoding: "Bảng mã", "Encoding";
    automatic: "Tự nhận", "As found";
    old_encoding(encoding, cells): "{encoding}: {cells} ô", "{encoding}: {cells} cells";
    confirm_encoding(before, after): "“{before}” đọc là “{after}”; sai thì Enter ở dòng trên để chọn", "“{before}” read as “{after}”; if wrong, Enter on the line above";
    forced_encoding(encoding): "{encoding} (đã chọn)", "{encoding} (chosen)";
    day: "Ngày lập", "As of";
    day_told(day): "{day} (đã gõ)", "{day} (typed)";
    day_stated(day): "{day} (theo tiêu đề)", "{day} (by its title)";
    day_seen(day): "{day} (ngày đang xem)", "{day} (the date in view)";
    day_title: "Danh sách tính đến ngày nào", "As of which day the list is";
    unit: "Của đơn vị", "Of the unit";
    unit_by_rows: "theo tiêu đề, tên trang hoặc từng dòng", "by its title, its sheet or row by row";
    sheets: "Trang", "Sheets";
    sheet_rows(rows): "{rows} dòng", "{rows} rows";
    sheet_none: "không phải danh sách loại này", "no list of this kind";
    sheet_hidden: "ẩn", "hidden";
    one_sheet: "Phải chọn ít nhất một trang", "At least one sheet is needed";
    columns: "Cột trong tệp → mục trong sổ (Enter: gán lại, được nhớ cho lần sau)", "Column of the file → field (Enter: assign anew; it is remembered)";
    column_unknown: "KHÔNG BIẾT: không nhập; Enter để gán", "NOT KNOWN: left out; Enter assigns it";
    column_title(heading): "Cột “{heading}” là mục nào", "What column “{heading}” holds";
    lost(count): "Cách đọc đã đổi: {count} ô sửa hoặc dòng bỏ phải làm lại; các câu trả lời được giữ", "It is read another way: {count} edits or skips are to be done again; answers are kept";

    // The preview.
    head(file, kind, day): "{file}: {kind}, tính đến {day}", "{file}: {kind}, as of {day}";
    all_rows: "Tất cả", "All";
    row: "Dòng", "Row";
    result: "Kết quả", "Result";
    about: "Về", "About";
    what: "Có gì", "What";
    nothing_here: "Không có dòng nào như vậy", "No such rows";
    no_problem_left: "Không còn dòng nào có vấn đề", "No row has a problem any more";
    joined(row): "gộp vào dòng {row}", "joined to row {row}";
    row_title(row, result): "Dòng {row}: {result}", "Row {row}: {result}";
    cell_of(heading, value): "Cột {heading}: “{value}”", "Column {heading}: “{value}”";
    suggestion(near, rows): "F6: nhận “{near}” cho {rows} dòng như nhau", "F6: take “{near}” for {rows} rows alike";
    choices(rows): "F4: chọn từ danh mục, trả lời cho {rows} dòng như nhau", "F4: pick from a list, the answer for {rows} rows alike";
    who: "F4: là người này, hay là người khác?", "F4: the same person, or another one?";
    who_title: "Người ở dòng này là ai", "Who the row is about";
    who_another: "Người khác, chưa có trong sổ", "Somebody else, new to the register";
    changes: "Thay đổi trong sổ", "What changes in the register";
    cells: "Các ô trong tệp (Enter hoặc F2: sửa)", "Cells of the file (Enter or F2 edits)";
    not_taken: "  (không nhập)", "  (left out)";
    edited: " (đã sửa)", " (edited)";
    answer_title(words): "“{words}” là gì", "What “{words}” is";
    answer_near(near): "Có phải: {near}", "Is it: {near}";
    answer_blank: "(để trống)", "(leave it blank)";
    cell_title(heading): "Sửa ô {heading}", "Edit the cell {heading}";
    cell_hint: "Chỉ sửa khi nhập, tệp vẫn như cũ. Để trống là xóa.", "Only for this import, the file stays. Blank means nothing.";
    cell_which: "Sửa ô nào", "Which cell";
    no_suggestion: "Dòng này không có gợi ý; F4 chọn từ danh mục, F2 sửa ô", "No suggestion for this row; F4 picks from a list, F2 edits a cell";
    no_question: "Dòng này không hỏi gì; F2 sửa ô", "This row asks nothing; F2 edits a cell";
    answered(rows): "Trả lời cho {rows} dòng", "Answered for {rows} rows";
    refused_by(by): "Sổ vừa được {by} thay đổi: chưa ghi gì. Đang đối chiếu lại; xem rồi Ctrl+S lần nữa.", "{by} changed the register meanwhile: nothing was saved. It is compared anew; look, then Ctrl+S again.";
    outdated: "Sổ vừa thay đổi: đang đối chiếu lại, xem rồi Ctrl+S lần nữa", "The register has changed: it is compared anew; look, then Ctrl+S again";

    // Leaving and done.
    leave_ask: "Các câu trả lời, ô sửa và dòng bỏ sẽ mất. Sổ không thay đổi.", "Answers, edits and skips will be lost. The register is not changed.";
    leave_stay: "Ở lại", "Stay";
    leave_quit: "Thoát", "Leave";
    leave_go: "Thôi nhập", "Leave the import";
    done_title: "Đã nhập", "Imported";
    done_counts(new, changed, same, left, skipped): "Mới {new}, thay đổi {changed}, như cũ {same}; vấn đề {left}, bỏ qua {skipped}", "New {new}, changed {changed}, same {same}; problems {left}, skipped {skipped}";
    done_partly(rows): "Trong đó {rows} dòng thiếu ô: ô không đọc được thì không nhập", "Of these {rows} are in part: what could not be read was left out";
    done_undo: "Ctrl+Z ở danh sách lấy lại tất cả trong một lần.", "Ctrl+Z in a list takes all of it back at once.";
    done_rejects(rows): "Ghi {rows} dòng cần sửa ra tệp, có cột lý do", "Write the {rows} rows to be mended into a file, with the reasons";
    done_close: "Đóng", "Close";
    rejects_title: "Ghi các dòng cần sửa", "Rows to be mended";
    rejects_hint: "Tệp mới, tên kết thúc bằng .xlsx", "A new file; end its name in .xlsx";
    rejects_name: "can-sua", "to-mend";
    rejects_ending: "Tên tệp phải kết thúc bằng .xlsx", "The name must end in .xlsx";
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_sentence_is_there_in_both_languages() {
        for (key, vi, en) in super::ALL {
            assert!(!vi.is_empty() && !en.is_empty(), "{key}");
        }
    }
}
