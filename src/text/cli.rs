//! Sentences of the command line and of imports.
//!
//! Kept apart from the screen's so that each catalogue can be read in one go. A sentence about something
//! that went wrong says what happened, where, what was kept and what to do next.

use super::messages::sentences;
use crate::domain::words::Lang;

sentences! {
    // Where it runs and what it reads.
    no_terminal: "Ở đây không có màn hình để mở chương trình. Các lệnh dùng được: summary, list, export, report, check, schema, log, sample --to, import, set, apply …; xem chibo --help.", "There is no terminal here to open the screen on. Commands that work here: summary, list, export, report, check, schema, log, sample --to, import, set, apply …; see chibo --help.";
    no_home: "Không biết thư mục riêng của tài khoản này. Hãy chỉ ra sổ bằng --file hoặc CHIBO_FILE.", "This account has no home folder. Name the register with --file or CHIBO_FILE.";
    bad_config(path, why): "{path} không đọc được ({why}); dùng các thiết lập mặc định.", "{path} cannot be read ({why}); the default settings are used.";
    bad_keys(name): "Thiết lập keys = {name} không có; dùng office. Chọn office hoặc vim.", "There is no key table {name}; office is used. Choose office or vim.";
    not_a_day(text): "{text} không phải là ngày. Viết 31/3/2018 hoặc 2018-03-31.", "{text} is not a date. Write 2018-03-31 or 31/3/2018.";
    not_an_id(text): "{text} không phải là mã bản ghi. Lấy mã bằng chibo list … --columns id,name.", "{text} is not a record's id. Find ids with chibo list … --columns id,name.";
    no_register(path): "Chưa có sổ {path}. Chỉ ra sổ khác bằng --file, lập sổ mới bằng chibo import, hoặc xem thử bằng chibo sample.", "There is no register {path}. Name another with --file, make one with chibo import, or look at chibo sample.";
    forced_needs_name: "--role, --scope, --state-dir, --export-dir và --import-dir chỉ dùng cùng với --as TÊN.", "--role, --scope, --state-dir, --export-dir and --import-dir go with --as NAME only.";
    forced_bad_name: "--as cần tên người: từ 1 đến 100 ký tự, không có ký tự điều khiển hoặc ẩn.", "--as needs a person's name: 1 to 100 characters, none of them a control or invisible one.";
    forced_needs_more: "--as cần thêm --file và --role.", "--as needs --file and --role as well.";
    forced_not_absolute(path): "{path}: phiên có --as cần đường dẫn đầy đủ, bắt đầu bằng /.", "{path}: a session with --as needs full paths, beginning with /.";
    forced_empty_scope: "--scope cần mã hoặc id của đơn vị.", "--scope needs the code or id of a unit.";
    forced_no_sample: "Phiên có --as chỉ mở sổ được chỉ định, không mở dữ liệu mẫu.", "A session with --as opens the register it names and no sample.";
    cannot_write(path, why): "Không ghi được {path}: {why}. Không có gì bị thay đổi.", "{path} cannot be written: {why}. Nothing was changed.";
    cannot_read(path, why): "Không đọc được {path}: {why}.", "{path} cannot be read: {why}.";

    // Edits from the shell.
    not_saved(why): "Chưa lưu gì: {why}", "Nothing was saved: {why}";
    nothing_to_save(revision): "Sổ đã như vậy, không có gì phải lưu (bản {revision})", "The register says so already, nothing to save (revision {revision})";
    not_written_yet(why): "Lần sửa đã nằm trong nhật ký; tệp chính chưa ghi lại được: {why}", "The edit stands in the journal; the data file could not be written anew yet: {why}";
    bad_label: "Lời ghi --label có ký tự điều khiển hoặc ẩn, hoặc quá dài. Chưa lưu gì.", "The label holds a control or invisible character, or is too long. Nothing was saved.";
    no_record(what): "Không có {what}. Lấy mã bằng chibo list … --columns id,name. Chưa lưu gì.", "There is no {what}. Find ids with chibo list … --columns id,name. Nothing was saved.";
    exists_already(what): "{what} đã có và là bản ghi khác", "{what} is there already and is another record";
    is_not_there(what): "{what} không còn trong sổ", "{what} is no longer in the register";
    no_value(text): "Không hiểu {text}: viết MUC=GIA_TRI, hoặc MUC= để bỏ trống. Chưa lưu gì.", "{text} cannot be read: write FIELD=VALUE, or FIELD= to empty it. Nothing was saved.";
    field_twice(name): "Mục {name} có hai lần. Chưa lưu gì.", "The field {name} comes twice. Nothing was saved.";
    no_field(kind, name, known): "{kind} không có mục {name}. Các mục: {known}. Chưa lưu gì.", "{kind}: there is no field {name}. Fields: {known}. Nothing was saved.";
    unfit(name, label, why): "{name} ({label}): {why}. Chưa lưu gì.", "{name} ({label}): {why}. Nothing was saved.";
    unfit_choice(name, label, known): "{name} ({label}): không có trong danh mục. Các giá trị: {known}. Chưa lưu gì.", "{name} ({label}): not in the list. Values: {known}. Nothing was saved.";
    unfit_link(name, label): "{name} ({label}): phải là mã của một bản ghi; lấy mã bằng chibo list … --columns id,name. Chưa lưu gì.", "{name} ({label}): the id of a record is needed; find ids with chibo list … --columns id,name. Nothing was saved.";
    conflict(what, field, base, theirs, mine): "Chưa lưu: {what}: {field}: sửa từ {base} thành {mine}, nhưng sổ đang ghi {theirs}.", "Not saved: {what}: {field}: the edit began from {base} and wants {mine}, the register says {theirs}.";
    saved_by(who, at, revision): "({who}, {at}, bản {revision})", "({who}, {at}, revision {revision})";
    whole_record: "cả bản ghi", "the whole record";
    batch_unreadable(path, line, column): "{path} không phải JSON: dòng {line}, cột {column}. Chưa lưu gì.", "{path} is no JSON: line {line}, column {column}. Nothing was saved.";
    batch_key(key): "{key} thiếu hoặc không đúng dạng; xem chibo apply --help. Chưa lưu gì.", "{key} is missing or of the wrong type; see chibo apply --help. Nothing was saved.";
    batch_unknown(key): "Không biết {key}; xem chibo apply --help. Chưa lưu gì.", "The key {key} is not known; see chibo apply --help. Nothing was saved.";
    batch_change(number, why): "Thay đổi thứ {number}: {why}", "Change {number}: {why}";
    batch_masked(field): "{field}: nhật ký che giá trị này; hãy ghi giá trị thật. Chưa lưu gì.", "{field}: the log masks this value; put the real one in. Nothing was saved.";
    change_not_an_object: "không phải một đối tượng JSON. Chưa lưu gì.", "not an object. Nothing was saved.";
    change_lacks(key): "{key} thiếu hoặc không đúng dạng. Chưa lưu gì.", "{key} is missing or of the wrong type. Nothing was saved.";
    change_unknown_key(key): "không biết {key}. Chưa lưu gì.", "the key {key} is not known. Nothing was saved.";
    change_unknown_do(word): "do phải là set, create hoặc delete, không phải {word}. Chưa lưu gì.", "do is set, create or delete, not {word}. Nothing was saved.";
    change_no_kind(code): "không có loại {code}. Chưa lưu gì.", "there is no kind {code}. Nothing was saved.";
    not_an_op(text): "{text} không phải 32 chữ số hex của một lần sửa. Chưa lưu gì.", "{text} is not the 32 hexadecimal digits of an edit. Nothing was saved.";

    // Sealing and the access log.
    key_secret: "Đây là khóa bí mật của một người: đừng đưa cho chương trình hay cho ai. --encrypt-to cần khóa công khai age1…", "That is somebody's secret key: give it to no program and to nobody. --encrypt-to takes the public key, age1…";
    key_wrong: "--encrypt-to cần khóa công khai age1… viết đủ và đúng (age-keygen in ra). Chưa đọc, chưa ghi gì.", "--encrypt-to takes a public key age1…, whole and exact, as age-keygen prints it. Nothing was read or written.";
    key_wrong_line(path, line): "{path}, dòng {line}: không phải khóa công khai age1…. Chưa đọc, chưa ghi gì.", "{path}, line {line}: not a public key age1…. Nothing was read or written.";
    key_none(path): "{path} không có khóa nào; mỗi dòng một khóa age1…", "There is no key in {path}; write one key age1… a line.";
    key_unreadable(path, why): "--encrypt-to {path}: không phải khóa age1… và không đọc được như tệp khóa ({why}).", "--encrypt-to {path}: neither a key age1… nor a file of keys that can be read ({why}).";
    person_none(text): "Không có đảng viên {text}. Tìm mã bằng chibo list members --columns id,name,born.", "There is no member {text}. Find the id with chibo list members --columns id,name,born.";
    person_several(text, ids): "Có nhiều người tên {text}; hãy ghi mã: {ids}", "Several members are called {text}; give an id: {ids}";
    person_changes: "Ai sửa gì, khi nào", "Who changed what, and when";
    access_damaged(path, why): "Nhật ký truy cập {path} hỏng ({why}). Các dòng trước chỗ đó còn đúng; tệp được giữ nguyên. Hãy giữ lại tệp này để xem xét.", "The access log {path} is damaged ({why}). What stands before is right; the file was left as it is. Keep it to be looked into.";
    access_none: "Không có dòng nào trong nhật ký truy cập", "Nothing in the access log";
    access_entry(at, who, what): "{at}  {who}: {what}", "{at}  {who}: {what}";
    access_seen(what, id, fields): "xem {what} ({id}): {fields}", "saw {what} ({id}): {fields}";
    access_list(kind, rows, to, columns): "lấy danh sách {kind}, {rows} dòng, {to}: {columns}", "took out a list of {kind}, {rows} rows, {to}: {columns}";
    access_report(name, dates, unit, rows, to): "lấy báo cáo {name}, {dates}{unit}, {rows} dòng, {to}", "took out the report {name}, {dates}{unit}, {rows} rows, {to}";
    access_unit(name): ", {name}", ", {name}";
    access_rejects(kind, rows, to): "ghi các dòng cần sửa của danh sách {kind}, {rows} dòng, {to}", "wrote the rows to be mended of a list of {kind}, {rows} rows, {to}";
    access_copy(revision, to): "chép cả sổ bản {revision}, {to}", "copied the whole register, revision {revision}, {to}";
    access_person(what, id, to): "lấy toàn bộ dữ liệu của {what} ({id}), {to}", "took out all that is held of {what} ({id}), {to}";
    access_erased(id, head): "viết lại nhật ký này khi xóa {id}; mã cuối của chuỗi cũ là {head}", "this log was written anew when {id} was erased; the last hash of the old chain is {head}";
    access_to_screen: "trên màn hình", "on the screen";
    access_to_stdout: "in ra", "printed";
    access_to_file(path): "vào {path}", "into {path}";
    access_to_sealed(path): "niêm phong vào {path}", "sealed into {path}";
    access_protected(name): "{name}*", "{name}*";
    access_star: "* thông tin được bảo vệ", "* protected";
    access_whole(count): "Nhật ký truy cập nguyên vẹn: {count} dòng", "The access log is whole: {count} lines";
    access_head(head): "  mã cuối {head}", "  last hash {head}";

    // Copies and earlier states.
    copied(path, revision, size): "Đã chép bản {revision} vào {path} ({size} byte), đã đọc lại đúng", "Copied revision {revision} to {path} ({size} bytes), read back and right";
    no_copy(why): "Chưa chép được: {why}", "No copy was made: {why}";
    copy_differs(path): "Ghi {path} xong đọc lại không giống: đã bỏ. Hãy kiểm tra ổ đĩa.", "{path} reads otherwise than it was written and was removed. Check the disk.";
    not_a_moment(text): "{text} không phải số bản hay thời điểm. Viết 1204, 31/3/2018, '31/3/2018 14:30'.", "{text} is neither a revision nor a time. Write 1204, 31/3/2018 or '31/3/2018 14:30'.";
    no_such_state(text): "Không lấy lại được {text}: nhật ký không lùi tới đó và không có bản sao. Xem chibo restore --list.", "{text} cannot be had: the journals do not reach back to it and there is no backup of it. See chibo restore --list.";
    state_found(revision): "Có bản {revision}. --to TEP ghi ra tệp mới, --over đưa về sổ.", "Revision {revision} can be had. --to FILE writes it as a new file, --over makes it the present state.";
    restored(past, revision, changes, before): "Đã khôi phục bản {past}: {changes} thay đổi, nay là bản {revision}. Muốn bỏ: chibo restore --at {before} --over", "Restored revision {past}: {changes} changes, now revision {revision}. To take it back: chibo restore --at {before} --over";
    no_question: "Không có gì phải chọn: tệp dữ liệu và nhật ký khớp nhau.", "There is nothing to answer: data file and journal agree.";
    only_keep_file: "Tệp mà nhật ký nối tiếp không còn, nên không giữ được theo nhật ký: chỉ còn chibo restore --keep-file. Nhật ký cũ được cất bên cạnh.", "The file that the journal continues is gone, so the journal cannot be kept: only chibo restore --keep-file is left. The old journal is filed away beside it.";
    kept_file(revision): "Đã giữ tệp được đặt vào, nay là bản {revision}", "The file that was put in place is kept, now revision {revision}";
    kept_journal(revision): "Đã giữ theo nhật ký, bản {revision}; tệp được đặt vào nằm trong các bản sao", "What the journal says is kept, revision {revision}; the file that was put in place is among the backups";
    reach(first, last): "Theo nhật ký: mọi bản từ {first} đến {last}", "From the journals: every revision from {first} to {last}";
    reach_since(at): "  lần sửa đầu tiên trong đó: {at}", "  the first edit among them: {at}";
    backup(at, revision, size, path): "{at}  bản {revision}  {size} byte  {path}", "{at}  revision {revision}  {size} bytes  {path}";
    backup_sealed: "  (đã niêm phong: mở bằng age -d -i TỆP_KHÓA trước khi dùng)", "  (sealed: open it with age -d -i KEYFILE before use)";
    copy_unnoted(why): "{why} Cần cứu sổ khỏi ổ đĩa hỏng hoặc đầy thì chép cả tệp sổ và tệp .journal bằng cp.", "{why} To rescue the register from a full or failing disk copy its file and its .journal with cp.";
    backup_foreign: "  (người khác đặt vào)", "  (put in place by somebody else)";

    // Merging another copy.
    merge_by_revision(revision): "So theo bản {revision} mà hai bên cùng có", "Compared by revision {revision}, which both have in common";
    merge_by_identity: "So theo người và tên tổ chức: hai sổ không có bản nào chung", "Compared by who and what is in them: the two registers have no revision in common";
    merge_new(what): "thêm mới  {what}", "new       {what}";
    merge_gone(what): "xóa       {what}", "deleted   {what}";
    merge_set(what, field, from, to): "sửa       {what}: {field}: {from} → {to}", "changed   {what}: {field}: {from} → {to}";
    merge_unsure(what, ids): "bỏ lại    {what}: không rõ là ai, cái nào: {ids}", "left out  {what}: may be any of: {ids}";
    merge_hangs(what, field): "bỏ lại    {what}: mục {field} trỏ tới một bản ghi bị bỏ lại hoặc không có", "left out  {what}: its field {field} points at a record that was left out or is not there";
    merge_sum(changes, clashes, problems, same): "Nhận {changes} thay đổi, {clashes} xung đột, bỏ lại {problems} bản ghi, {same} bản ghi giống nhau", "{changes} changes, {clashes} conflicts, {problems} records left out, {same} records the same";
    merge_dry: "Chỉ xem: chưa ghi gì.", "Only shown: nothing was written.";
    merged(changes, revision, before): "Đã nhận {changes} thay đổi, nay là bản {revision}. Muốn bỏ: chibo restore --at {before} --over", "Took {changes} changes in, now revision {revision}. To take it back: chibo restore --at {before} --over";
    merge_left(count): "Còn {count} xung đột, giữ như sổ này. Lấy theo bên kia bằng --theirs, hoặc sửa bằng chibo set.", "{count} conflicts are left as this register has them. Take what the other says with --theirs, or mend them with chibo set.";

    // Erasing a person.
    redact_nobody(id): "Không có đảng viên {id}. Lấy mã bằng chibo list members --columns id,name. Không có gì bị thay đổi.", "There is no member {id}. Find ids with chibo list members --columns id,name. Nothing was changed.";
    redact_what(name, id): "Sẽ xóa thông tin của {name} ({id}); chỉ còn giới tính, năm sinh, dân tộc và các mốc ngày để thống kê", "{name} ({id}) would be erased; sex, year of birth, ethnic group and dates stay for statistics";
    redact_reach(own, mentions, backups): "  {own} chức vụ và biến động, {mentions} bản ghi khác có nhắc đến, mọi nhật ký, {backups} bản sao", "  {own} posts and events, {mentions} other records that name the person, all journals, {backups} backups";
    redact_namesake: "  Có người khác cùng họ tên: ghi chú có tên này được giữ, hãy tự xem lại", "  Others have the same name: notes with that name are left, look at them yourself";
    redact_elsewhere: "Không với tới: bản chép ở nơi khác, tệp đã xuất, giấy in, bản nháp nằm ngoài tầm của tài khoản này (tự hết hạn sau 7 ngày)", "Not reached: copies elsewhere, exports, printed pages, drafts out of this account’s reach (they expire within 7 days)";
    redact_yes: "Chưa thay đổi gì. Không thể lấy lại sau khi xóa; thêm --yes để làm.", "Nothing was changed. What is erased cannot be brought back; add --yes to do it.";
    redacted(revision, files, drafts): "Đã xóa, nay là bản {revision}; viết lại {files} bản sao, bỏ {drafts} bản nháp", "Erased, now revision {revision}; {files} backups written anew, {drafts} drafts removed";
    redacted_chain(head): "Chuỗi nhật ký bắt đầu lại; mã đầu chuỗi cũ: {head}", "The chain of the journals begins anew; head hash of the old one: {head}";
    redact_left(path): "{path} vẫn còn thông tin của người này: tệp này không do sổ giữ. Hãy tự xóa.", "{path} still tells of the person; it is not one the register keeps. Remove it yourself.";
    redact_stopped(why): "Chưa xóa xong: {why} Hãy chạy lại; không mất gì khác.", "Not erased to the end: {why} Run it again; nothing else is lost.";

    // Editing the file.
    edit_no_terminal: "Lệnh edit-file cần màn hình. Từ dòng lệnh hãy dùng chibo set hoặc chibo apply.", "edit-file needs a terminal. Without one use chibo set or chibo apply.";
    edit_forced: "Phiên này không mở chương trình nào khác. Hãy dùng chibo set hoặc chibo apply.", "This session starts no other program. Use chibo set or chibo apply.";
    edit_no_editor: "Chưa biết dùng trình soạn thảo nào. Đặt VISUAL hoặc EDITOR, ví dụ EDITOR=nano.", "No editor is named. Set VISUAL or EDITOR, for instance EDITOR=nano.";
    edit_failed(program, why, path): "{program}: {why}. Sổ không thay đổi; bản đang sửa ở {path}.", "{program}: {why}. The register is as it was; the copy is at {path}.";
    edit_unchanged: "Không có gì thay đổi.", "Nothing was changed.";
    edit_vanished(left, had): "Chỉ còn {left} trên {had} bản ghi: không nhận.", "Only {left} of {had} records are left: not taken.";
    edit_unclean(kind, id): "{kind} {id}: có ký tự điều khiển hoặc ẩn, không lưu được", "{kind} {id}: holds a control or invisible character";
    edit_again: "e: sửa tiếp, q: bỏ, giữ bản đang sửa", "e: edit again, q: give up and keep the copy";
    edit_kept(path): "Bản đang sửa được giữ ở {path}", "The copy is kept at {path}";

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
    due_count(count, overdue): "{count} việc, trong đó quá hạn {overdue}", "{count} to do, {overdue} of them overdue";
    check_none: "Không thấy lỗi nào.", "No problems found.";
    log_none: "Nhật ký không có mục nào như vậy.", "The log has no such entries.";

    log_whole(count, journals): "Nhật ký nguyên vẹn: {count} lần ghi trong {journals} tệp", "The log is whole: {count} edits in {journals} files";
    log_revisions(first, last, head): "Bản {first} đến {last}, mã đầu chuỗi {head}", "Revisions {first} to {last}, head hash {head}";
    log_on_paper: "Chép số bản và mã này ra giấy: lần sau dòng của cùng bản đó phải có đúng mã này.", "Note revision and hash on paper: the line of that revision must end in that hash for ever.";
    log_breaks(count): "Chuỗi bắt đầu lại {count} lần vì tệp cũ được đặt lại; trước chỗ đó không đối chiếu được", "The chain begins anew {count} times because an older file was put back; what was before cannot be compared";
    log_entry(revision, at, who, deed): "{at}  {who}: {deed} (bản {revision})", "{at}  {who}: {deed} (revision {revision})";
    log_label(label): "theo: {label}", "by: {label}";
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
    note_quarter(quarter, year): "Quý {quarter}/{year}", "Quarter {quarter}/{year}";

    // The tables of the books.
    why_no_team(id): "không có tổ {id}", "there is no team {id}";
    why_no_top: "không có đúng một tổ chức đứng đầu để ghi văn bản", "there is not just one unit at the top whose document it could be";
    why_done: "ghi là đã thực hiện mà không có ngày", "done by the state, but without the day";
    assumed_side: "khối của cơ quan nhận ra từ tên gọi", "the side of an agency told from its name";
    assumed_held: "lớp đã mở, không rõ ngày: ghi theo thời gian dự kiến", "a course that was held, day not known: dated on when it was planned";
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
