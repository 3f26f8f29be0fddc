//! Sentences of the import of an office's own list: what was read, what is the matter, what became of it.

use super::messages::sentences;
use crate::domain::words::Lang;

sentences! {
    // Remarks written into records.
    note_admitted(date): "Ngày vào Đảng: {date} (chưa rõ ngày)", "Admitted: {date} (day not known)";
    note_official(date): "Ngày chính thức: {date} (chưa rõ ngày)", "Official: {date} (day not known)";

    // A file that cannot be read.
    cannot_read(file, why): "Không đọc được {file}: {why}. Không có gì thay đổi.", "{file} cannot be read: {why}. Nothing was changed.";
    too_large(bytes): "lớn hơn {bytes} byte", "it is larger than {bytes} bytes";
    swells: "tệp nén phình ra quá lớn", "it swells to more than a list holds";
    too_wide(rows, columns): "nhiều hơn {rows} dòng hoặc {columns} cột", "it has more than {rows} rows or {columns} columns";
    password: "tệp có mật khẩu; hãy bỏ mật khẩu rồi nhập lại", "it has a password; take the password off and import it again";
    unknown_format: "không phải bảng tính (.xlsx, .xls, .ods) và cũng không phải văn bản", "it is neither a workbook (.xlsx, .xls, .ods) nor text";
    damaged(why): "tệp hỏng ({why})", "it is damaged ({why})";
    unknown_encoding: "không nhận ra bảng mã; hãy chỉ ra bằng --encoding", "its encoding cannot be told; name one with --encoding";
    no_sheet(file, name, sheets): "{file} không có trang {name}. Các trang: {sheets}. Không có gì thay đổi.", "{file} has no sheet {name}. Sheets: {sheets}. Nothing was changed.";
    which_sheet(file, sheets, first): "{file} có nhiều trang là danh sách: {sheets}. Hãy chọn bằng --sheet, ví dụ --sheet '{first}', hoặc --sheet '*' để lấy tất cả. Không có gì thay đổi.", "{file} has several sheets that are lists: {sheets}. Choose with --sheet, for example --sheet '{first}', or --sheet '*' for all. Nothing was changed.";
    no_heading(file, kind): "Không thấy dòng tiêu đề của danh sách ({kind}) trong {file}. Chỉ ra cột bằng --map 'TIÊU ĐỀ=trường', hoặc chọn loại khác bằng --into. Không có gì thay đổi.", "No heading of such a list ({kind}) was found in {file}. Name columns with --map 'HEADING=field', or another kind with --into. Nothing was changed.";
    nothing_in(file): "{file} không có gì trong đó: mọi ô đều trống. Hãy mở tệp, kiểm tra và lưu lại. Không có gì thay đổi.", "There is nothing in {file}: all its cells are blank. Open it, look, and save it again. Nothing was changed.";
    stacked(file, row): "{file}, dòng {row}: mỗi ô ghi nhiều mục (như sổ mẫu 7-HSĐV). Hãy tách mỗi mục thành một cột, mỗi người một dòng. Không có gì thay đổi.", "{file}, row {row}: its cells hold several things each (as the books of form 7-HSĐV do). Give each a column of its own and each person one row. Nothing was changed.";
    bad_map(text, known): "Không hiểu --map {text}. Viết 'TIÊU ĐỀ=trường'; các trường: {known}.", "--map {text} cannot be read. Write 'HEADING=field'; fields: {known}.";
    bad_encoding(name, known): "Không có bảng mã {name}. Các bảng mã: {known}.", "There is no encoding {name}. Encodings: {known}.";
    no_unit(words): "Không có tổ chức đảng {words} trong sổ.", "The register has no unit {words}.";
    needs_kind(file): "{file} là một tệp: hãy chỉ ra danh sách gì bằng --into members, units, villages, terms, events … (xem chibo import --help).", "{file} is a file: say with --into what it lists: members, units, villages, terms, events … (see chibo import --help).";
    not_learned(path, why): "Không ghi được các tiêu đề đã học vào {path}: {why}.", "What was learned about headings could not be written to {path}: {why}.";

    // What was read.
    read_file(file, kind, day): "{file}: danh sách {kind}, tính đến ngày {day}", "{file}: list of {kind}, as of {day}";
    in_encoding(encoding, cells, before, after): "  Bảng mã {encoding}: {cells} ô, ví dụ “{before}” đọc là “{after}”. Nếu sai, chỉ ra bảng mã bằng --encoding.", "  Encoding {encoding}: {cells} cells, for example “{before}” read as “{after}”. If that is wrong name one with --encoding.";
    sheet_read(name, row, rows): "  Trang {name}: tiêu đề ở dòng {row}, {rows} dòng", "  Sheet {name}: heading in row {row}, {rows} rows";
    table_read(row, rows): "  Tiêu đề ở dòng {row}, {rows} dòng", "  Heading in row {row}, {rows} rows";
    of_told(unit): "    Của {unit} (theo --unit)", "    Of {unit} (by --unit)";
    of_title(unit): "    Của {unit} (theo tiêu đề hoặc tên trang)", "    Of {unit} (by its title or name)";
    of_names(unit): "    Của {unit} (mọi tên chi bộ trong trang đều thuộc đây; nếu sai, chỉ ra bằng --unit)", "    Of {unit} (all unit names in it belong there; if that is wrong name one with --unit)";
    column_read(letter, heading, field): "    {letter}: {heading} → {field}", "    {letter}: {heading} → {field}";
    column_unknown(letter, heading): "    {letter}: {heading} → KHÔNG BIẾT, không nhập; gán bằng --map '{heading}=trường' hoặc bỏ hẳn bằng --map '{heading}=-'", "    {letter}: {heading} → NOT KNOWN, not imported; assign it with --map '{heading}=field' or leave it out with --map '{heading}=-'";
    unclear_rows(rows): "    Không hiểu các dòng: {rows}", "    Rows not understood: {rows}";
    years_rule(birth, life): "  Năm hai chữ số: năm sinh đến {birth}, ngày khác đến {life}.", "  Years of two digits: births up to {birth}, other dates up to {life}.";

    // What becomes of it.
    counts(new, changed, same, merged, left): "  Mới {new}, thay đổi {changed}, như cũ {same}, gộp vào dòng khác {merged}, bỏ lại {left}", "  New {new}, changed {changed}, same {same}, joined to another row {merged}, left out {left}";
    change(place, name, what): "  {place}, {name}: {what}", "  {place}, {name}: {what}";
    dry: "Chỉ xem trước: không ghi gì vào sổ.", "Only a preview: nothing was saved.";
    nothing_new: "Không có gì mới: sổ đã như danh sách.", "Nothing new: the register says the same already.";
    brought_in(changes, revision): "Đã nhập: {changes} thay đổi, bản {revision}. Hoàn tác một lần lấy lại tất cả.", "Imported: {changes} changes, revision {revision}. One undo takes all of it back.";
    rejects_written(path, rows): "Các dòng cần sửa ({rows}) ở {path}; sửa xong nhập lại.", "Rows to be mended ({rows}) are in {path}; mend them and import them again.";
    row_place(sheet, row): "{sheet}, dòng {row}", "{sheet}, row {row}";
    plain_place(row): "dòng {row}", "row {row}";
    cell_place(place, heading): "{place}, cột {heading}", "{place}, column {heading}";

    // What is the matter with a row.
    no_name: "không có tên", "there is no name";
    empty: "để trống", "it is empty";
    no_card: "đảng viên chính thức không có số thẻ", "an official member without a card number";
    no_official: "có số thẻ mà không có ngày chính thức", "a card number, but no official date";
    future(date): "{date} sau ngày lập danh sách", "{date} is after the day of the list";
    not_whole(date): "chỉ biết {date}; phần biết được ghi vào ghi chú", "only {date} is known; it goes into a note";
    serial(date): "số của Excel, đọc là ngày {date}", "a number of Excel, read as {date}";
    schooling(grade): "Excel đã đổi thành ngày, đọc là {grade}", "Excel made a day of it, read as {grade}";
    failed(error): "công thức lỗi {error}", "the formula failed with {error}";
    official_first(admitted, official): "chính thức {official} trước khi vào Đảng {admitted}", "official on {official}, before the admission on {admitted}";
    too_young(born, admitted): "sinh {born}, vào Đảng {admitted} khi chưa đủ 18 tuổi", "born {born}, admitted {admitted}, before the age of 18";
    unknown(words): "không biết “{words}”", "“{words}” is not known";
    unknown_near(words, near): "không biết “{words}”; có phải {near}?", "“{words}” is not known; is it {near}?";
    unit_unknown(words): "không có chi bộ “{words}”", "there is no unit “{words}”";
    unit_near(words, near): "không có chi bộ “{words}”; có phải {near}?", "there is no unit “{words}”; is it {near}?";
    unit_several(words, units): "“{words}” có ở nhiều nơi: {units}; chỉ ra đơn vị bằng --unit", "“{words}” is in several places: {units}; name the unit with --unit";
    unit_several_here(words, units): "“{words}” có ở nhiều nơi: {units}; là nơi nào?", "“{words}” is in several places: {units}; which is it?";
    unit_read(words, unit): "“{words}” đọc là {unit}", "“{words}” read as {unit}";
    unit_ended(unit): "{unit} đã thôi hoạt động", "{unit} has ended";
    unit_ended_into(unit, into): "{unit} đã thôi hoạt động, đưa về {into}", "{unit} has ended, {into} goes on";
    not_a_cell(unit): "{unit} không phải là chi bộ", "{unit} is not a cell";
    name_trimmed(words): "“{words}” bỏ phần không phải tên", "“{words}” without what is no name";
    same_as(place, by): "cùng người với {place} (cùng {by})", "the same person as {place} (same {by})";
    born_differs(place, here, there): "ngày sinh {here}, ở {place} ghi {there}", "born {here}, but {there} in {place}";
    unit_differs(place): "chi bộ khác với {place}", "another unit than in {place}";
    number_of_row(place): "cùng số với người khác ở {place}", "the same number as somebody else in {place}";
    number_of(name): "cùng số với {name} trong sổ", "the same number as {name} in the register";
    several(names): "có thể là một trong: {names}", "it may be one of: {names}";
    perhaps(name, unit): "cùng tên và ngày sinh với {name} ({unit}) trong sổ; là người này hay người khác?", "the same name and birth date as {name} ({unit}) in the register; the same person or another?";
    perhaps_record(name): "có thể là {name} trong sổ, nhưng một bên ghi thiếu: ghi cho đủ, hoặc thêm cột ID", "it may be {name} of the register, but one of the two says less: say all of it, or add a column ID";
    left(name): "{name} theo sổ đã rời Đảng bộ", "{name} has left by the register";
    no_member: "không thấy đảng viên này trong sổ", "the register has no such member";
    not_found(words): "không thấy “{words}” trong sổ", "the register has no “{words}”";
    state(words): "“{words}” không khớp với các ngày, hoặc không biết", "“{words}” does not fit the dates, or is not known";
    holder_differs(post, here, there): "{post}: ở đây {here}, sổ ghi {there}; hãy nhập việc thay người trong sổ", "{post}: {here} here, {there} in the register; enter the change of hands in the register";
    kept_nothing: "dòng này bị bỏ lại", "the row is left out";
    kept_rest: "ô này không nhập, phần còn lại được nhập", "this is left out, the rest is taken";
    kept_all: "vẫn nhập", "taken as it stands";
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
