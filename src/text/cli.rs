//! Sentences of the command line and of imports.
//!
//! Kept apart from the screen's so that each catalogue can be read in one go. A sentence about something
//! that went wrong says what happened, where, what was kept and what to do next.

use super::messages::sentences;
use crate::domain::words::Lang;

sentences! {
    // Where it runs and what it reads.
    no_terminal: "Ở đây không có màn hình để mở chương trình. Các lệnh dùng được: summary, list, export, report, check, schema, log, sample --to, import; xem chibo --help.", "There is no terminal here to open the screen on. Commands that work here: summary, list, export, report, check, schema, log, sample --to, import; see chibo --help.";
    no_home: "Không biết thư mục riêng của tài khoản này. Hãy chỉ ra sổ bằng --file hoặc CHIBO_FILE.", "This account has no home folder. Name the register with --file or CHIBO_FILE.";
    bad_config(path, why): "{path} không đọc được ({why}); dùng các thiết lập mặc định.", "{path} cannot be read ({why}); the default settings are used.";
    bad_keys(name): "Thiết lập keys = {name} không có; dùng office. Chọn office hoặc vim.", "There is no key table {name}; office is used. Choose office or vim.";
    not_a_day(text): "{text} không phải là ngày. Viết 31/3/2018 hoặc 2018-03-31.", "{text} is not a date. Write 2018-03-31 or 31/3/2018.";
    not_an_id(text): "{text} không phải là mã bản ghi. Lấy mã bằng chibo list … --columns id,name.", "{text} is not a record's id. Find ids with chibo list … --columns id,name.";
    no_register(path): "Chưa có sổ {path}. Chỉ ra sổ khác bằng --file, lập sổ mới bằng chibo import, hoặc xem thử bằng chibo sample.", "There is no register {path}. Name another with --file, make one with chibo import, or look at chibo sample.";
    forced_needs_name: "--role, --scope, --state-dir và --export-dir chỉ dùng cùng với --as TÊN.", "--role, --scope, --state-dir and --export-dir go with --as NAME only.";
    forced_bad_name: "--as cần tên người: từ 1 đến 100 ký tự, không có ký tự điều khiển hoặc ẩn.", "--as needs a person's name: 1 to 100 characters, none of them a control or invisible one.";
    forced_needs_more: "--as cần thêm --file và --role.", "--as needs --file and --role as well.";
    forced_not_absolute(path): "{path}: phiên có --as cần đường dẫn đầy đủ, bắt đầu bằng /.", "{path}: a session with --as needs full paths, beginning with /.";
    forced_empty_scope: "--scope cần mã hoặc id của đơn vị.", "--scope needs the code or id of a unit.";
    forced_no_sample: "Phiên có --as chỉ mở sổ được chỉ định, không mở dữ liệu mẫu.", "A session with --as opens the register it names and no sample.";
    cannot_write(path, why): "Không ghi được {path}: {why}. Không có gì bị thay đổi.", "{path} cannot be written: {why}. Nothing was changed.";


    // Figures and lists.
    units_by_kind: "Tổ chức đảng theo loại", "Units by kind";
    admitted_in(year): "Kết nạp năm {year}", "Admitted in {year}";
    planned(month): "dự kiến {month}", "planned {month}";
    planned_overdue(month): "dự kiến {month}, QUÁ HẠN", "planned {month}, OVERDUE";
    not_planned: "chưa có dự kiến", "no month planned";
    list_count(count, kind): "{kind}: {count}", "{kind}: {count}";
    no_column(name, known): "Không có cột {name}. Các cột: {known}.", "There is no column {name}. Columns: {known}.";
    filter_no_operator(text): "Không hiểu điều kiện {text}. Viết COT=GIA_TRI, !=, >=, <=, =TU..DEN hoặc ~TU_KHOA.", "The condition {text} cannot be read. Write COLUMN=VALUE, !=, >=, <=, =FROM..TO or ~WORDS.";
    filter_no_value(column, value): "Cột {column} không nhận giá trị {value}.", "Column {column} cannot have the value {value}.";
    filter_no_choice(column, value, known): "Cột {column} không có giá trị {value}. Các giá trị: {known}.", "Column {column} has no value {value}. Values: {known}.";

    // Lists and reports into files.
    no_output: "Hãy chỉ ra tệp cần ghi bằng -o TEN.xlsx, .csv hoặc .json.", "Name the file to write with -o NAME.xlsx, .csv or .json.";
    no_format(path): "Không rõ loại tệp {path}. Đặt tên kết thúc bằng .xlsx, .csv hoặc .json.", "It is not clear what {path} is to be. End its name in .xlsx, .csv or .json.";
    list_written(kind, count, path): "Đã ghi {kind}: {count} dòng vào {path}", "Wrote {kind}: {count} rows into {path}";
    report_written(name, path): "Đã ghi báo cáo “{name}” vào {path}", "Wrote the report “{name}” into {path}";
    no_report(name, known): "Không có báo cáo {name}. Các báo cáo: {known}.", "There is no report {name}. Reports: {known}.";
    dates_turned(from, to): "Ngày đầu {from} sau ngày cuối {to}.", "The first day {from} lies after the last, {to}.";
    no_unit(name): "Không có tổ chức đảng {name}. Dùng mã hoặc tên đầy đủ; xem bằng chibo list units.", "There is no unit {name}. Give its code or full name; see chibo list units.";
    several_units(name, count): "Có {count} tổ chức đảng tên {name}. Dùng mã: chibo list units --columns id,code,name.", "{count} units are called {name}. Give the code: chibo list units --columns id,code,name.";

    // Checks and log.
    finding(rule, level, subject, sentence): "{rule} {level}: {subject}: {sentence}", "{rule} {level}: {subject}: {sentence}";
    check_none: "Không thấy lỗi nào.", "No problems found.";
    log_none: "Nhật ký không có mục nào như vậy.", "The log has no such entries.";

    log_whole(count): "Nhật ký nguyên vẹn: {count} lần ghi.", "The log is whole: {count} edits.";
    log_entry(revision, at, who, deed): "{at}  {who}: {deed} (bản {revision})", "{at}  {who}: {deed} (revision {revision})";
    log_create(what): "thêm {what}", "added {what}";
    log_delete(what): "xóa {what}", "deleted {what}";
    log_set(what, field, from, to): "{what}: {field}: {from} → {to}", "{what}: {field}: {from} → {to}";

    // What an import says.
    import_made(path, rows): "Đã lập sổ {path} từ {rows} dòng.", "Made the register {path} from {rows} rows.";
    import_table(file, taken, rows): "  {file}: lấy {taken} trên {rows} dòng", "  {file}: {taken} of {rows} rows taken";
    import_absent(file): "  {file}: không có trong thư mục", "  {file}: not in the folder";
    import_left_out: "Các tệp chưa đưa vào sổ:", "Files not taken over:";
    import_left_rows(file, rows): "  {file}: {rows} dòng", "  {file}: {rows} rows";
    import_left_file(file): "  {file}", "  {file}";
    import_columns: "Các cột không chép vào sổ:", "Columns not taken over:";
    import_column(file, column, why): "  {file}, {column}: {why}", "  {file}, {column}: {why}";
    column_unknown: "không biết cột này", "not known";
    column_derived: "sổ tự tính, đã đối chiếu nếu có thể", "worked out by the register, compared where possible";
    column_no_field: "sổ chưa có mục này", "the register has no field for it yet";
    column_absent: "bảng không có cột này", "the table has no such column";
    import_assumed: "Các điều bảng không nói, được ghi theo quy tắc:", "What the tables do not say and was filled in by a rule:";
    import_assumed_one(what, count): "  {what}: {count}", "  {what}: {count}";
    assumed_exempt: "miễn sinh hoạt không rõ từ ngày nào, ghi theo ngày vào Đảng", "exempt since a day unknown, dated on the admission";
    assumed_secretary: "nhất thể hóa trước khi nhiệm kỳ bí thư hiện nay bắt đầu, thêm nhiệm kỳ trước", "unified before the secretary's present term, an earlier term added";
    assumed_village_secretary: "bí thư lấy theo thon.csv vì cap_uy.csv không có", "secretary taken from thon.csv since cap_uy.csv has none";
    assumed_cell: "vào Đảng trước khi chi bộ hiện nay thành lập, ghi tại chi bộ hiện nay", "admitted before the present cell was founded, entered at the present cell";
    assumed_type: "loại hình (Đảng hay Nhà nước, quân đội hay công an) lấy theo tên tổ chức", "type (Party or state, army or police) told from the unit's name";
    import_problems(rows, values): "Có vấn đề: {rows} dòng bị bỏ lại, {values} giá trị khác cần xem. Sửa bảng rồi nhập lại vào một tệp mới, hoặc sửa trong sổ.", "Problems: {rows} rows left out, {values} other values to look at. Mend the tables and import into a new file, or mend the register.";
    import_nothing(dir): "Không lập được sổ: trong {dir} không có tổ chức đảng nào đọc được.", "No register was made: {dir} has no unit that can be read.";
    place_row(file, line): "{file}, dòng {line}", "{file}, line {line}";
    place_cell(file, line, column): "{file}, dòng {line}, cột {column}", "{file}, line {line}, column {column}";
    problem(place, why, kept): "{place}: {why}; {kept}.", "{place}: {why}; {kept}.";
    kept_nothing: "dòng này bị bỏ lại", "the row is left out";
    kept_rest: "ô này để trống, phần còn lại được lấy", "the field is left blank, the rest is taken";
    kept_all: "dòng vẫn được lấy như các bảng ghi", "the row is taken as it stands";
    why_not_utf8: "chữ không phải UTF-8", "not UTF-8";
    why_fields(found, want): "có {found} ô, cần {want}", "{found} fields where there must be {want}";
    why_line_break: "dấu ngoặc kép mở mà không đóng trên dòng", "a quote is opened and not closed on the line";
    why_missing: "để trống", "empty";
    why_duplicate(line): "mã này đã có ở dòng {line}", "this id stands on line {line} already";
    why_no_unit(id): "không có tổ chức đảng {id}", "there is no unit {id}";
    why_no_member(id): "không có đảng viên {id}", "there is no member {id}";
    why_parent(id): "cấp trên {id} đã bị bỏ lại", "the unit above, {id}, was left out";
    why_cycle: "tổ chức nằm dưới chính nó", "the unit stands under itself";
    why_no_commune(code): "không có tổ chức cơ sở nào của xã {code}", "no grassroots unit has the commune {code}";
    why_communes(code): "có nhiều tổ chức cơ sở của xã {code}", "several grassroots units have the commune {code}";
    why_unfit(value, why): "{value}: {why}", "{value}: {why}";
    why_unknown(value): "không biết {value}", "{value} is not known";
    why_official: "ghi là chính thức mà không có ngày chính thức", "official by the state, but without the date";
    why_probation: "ghi là dự bị mà có ngày chính thức", "on probation by the state, but with an official date";
    why_closed: "ghi là đã kết thúc mà không có ngày", "closed by the state, but without the day";
    why_open: "ghi là đang hoạt động mà có ngày thôi hoạt động", "active by the state, but with a day of closing";
    why_differs(here, there, from): "ở đây ghi {here}, {from} ghi {there}", "{here} here, {there} in {from}";
    why_differs_register(here, there): "bảng ghi {here}, sổ tính ra {there}", "{here} in the table, {there} by the register";
    why_id_taken(id): "mã {id} lập từ dòng này đã dùng hoặc không hợp lệ", "the id {id} made from this row is taken or not allowed";
    unusable_absent(file): "Thiếu bảng {file}; không lập sổ.", "The table {file} is missing; no register was made.";
    unusable_io(file, why): "Không đọc được {file}: {why}; không lập sổ.", "{file} cannot be read: {why}; no register was made.";
    unusable_heading(file): "{file} không có dòng tiêu đề bằng UTF-8; không lập sổ. Hãy lưu lại bảng thành CSV UTF-8.", "{file} has no heading in UTF-8; no register was made. Save the table as CSV UTF-8.";
    unusable_column(file, column): "{file} thiếu cột {column}; không lập sổ.", "{file} has no column {column}; no register was made.";
    unusable_twice(file, column): "{file} có hai cột {column}; không lập sổ.", "{file} has the column {column} twice; no register was made.";

    // Sample.
    sample_made(path): "Đã ghi huyện mẫu (dữ liệu giả lập) vào {path}.", "Wrote the sample district (invented data) to {path}.";

    // Remarks written into records.
    note_exempt_since: "Không rõ ngày được miễn; ghi theo ngày vào Đảng", "Day of the exemption not known; dated on the admission";
    note_post(post, tenure): "{post}; nhiệm kỳ {tenure}", "{post}; tenure {tenure}";
    note_village_kind(word): "Loại ghi trong bảng: {word}", "Kind in the table: {word}";
    note_secretary_of_village_table: "Theo thon.csv; cap_uy.csv không có bí thư của chi bộ này", "From thon.csv; cap_uy.csv has no secretary of this cell";
    note_earlier_secretary: "Suy ra từ thon.csv: nhất thể hóa trước khi nhiệm kỳ hiện nay bắt đầu", "Follows from thon.csv: unified before the present term began";
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
