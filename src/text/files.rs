//! Sentences about files: what happened, where, what was kept, what to do next.

use super::messages::sentences;
use crate::domain::words::Lang;

sentences! {
    not_found(path): "Không có tệp {path}. Kiểm tra tên, hoặc lập sổ mới.", "There is no file {path}. Check the name, or make a new register.";
    no_permission(path): "Không có quyền ghi {path}. Hãy nhờ quản trị máy cấp quyền.", "No permission to write {path}. Ask the administrator for it.";
    read_only_medium(path): "{path} nằm trên ổ chỉ đọc", "{path} lies on a read-only medium";
    disk_full(path): "Ổ đĩa đầy hoặc hết hạn mức, chưa ghi được {path}. Dọn chỗ rồi lưu lại.", "The disk or the quota is full, {path} was not written. Make room and save again.";
    failed(path, why): "Lỗi với tệp {path}: {why}", "Trouble with {path}: {why}";
    not_a_file(path): "{path} không phải là tệp dữ liệu", "{path} is not a data file";
    unreadable(path, why): "Không đọc được {path}: {why}. Tệp được giữ nguyên. Sửa tệp, hoặc lấy lại bản sao trong thư mục .backups bên cạnh.", "{path} cannot be read: {why}. The file was left as it is. Mend it, or take a copy from the .backups folder beside it.";
    busy(holder): "{holder} đang ghi sổ quá 5 giây. Chờ một lát rồi lưu lại; nội dung đang gõ vẫn còn.", "{holder} has been writing for more than 5 seconds. Wait a little and save again; what you typed is still there.";
    exists(path): "Đã có {path}: không ghi đè. Chọn tên khác.", "{path} is there already and is not overwritten. Choose another name.";
    place(line, column): "dòng {line}, cột {column}", "line {line}, column {column}";
    too_large(size): "tệp lớn {size} byte, không phải sổ", "the file has {size} bytes and is no register";
    byte_order_mark: "tệp có dấu BOM ở đầu: lưu lại dạng UTF-8 không BOM", "the file begins with a byte order mark: save it as UTF-8 without one";
    utf16: "tệp là UTF-16: lưu lại dạng UTF-8", "the file is UTF-16: save it as UTF-8";
    not_utf8(place): "{place}: không phải UTF-8", "{place}: not UTF-8";
    syntax(place, what): "{place}: {what}", "{place}: {what}";
    same_id(place, id): "{place}: mã {id} có hai lần", "{place}: id {id} for the second time";
    same_key(place, key): "{place}: mục “{key}” có hai lần", "{place}: key “{key}” for the second time";
    not_a_register: "đây không phải sổ của chibo", "this is no register of chibo";
    lacks(part): "thiếu phần “{part}”", "the part “{part}” is missing";
    newer(found): "tệp do bản chibo mới hơn ghi (schema {found}): hãy dùng bản mới", "the file was written by a newer chibo (schema {found}): use that one";
    fault_unsealed: "thiếu mã kiểm tra", "a line without its hash";
    fault_chain: "mã kiểm tra không nối tiếp dòng trước", "a hash that does not follow from the line before";
    fault_revision: "thiếu hoặc lặp một bản", "a revision missing or repeated";
    fault_start: "phần đầu không đúng", "a wrong beginning";
    fault_misfit: "không khớp với sổ", "a batch that does not fit the register";
    fault_shortened: "bị cắt ngắn", "shorter than it was";
    fault_newline: "hỏng ở cuối dòng", "a damaged end of line";
    fault_newer: "do bản mới hơn ghi", "lines of a newer program";
    journal_place(line, offset, fault): "dòng {line}, byte {offset}: {fault}", "line {line}, byte {offset}: {fault}";
    journal_damaged(path, why): "Nhật ký {path} hỏng ({why}). Sổ mở chỉ đọc, không thay đổi gì. Hãy báo quản trị.", "The journal {path} is damaged ({why}). The register is open read-only and nothing was changed. Tell the administrator.";
    network(path): "{path} nằm trên ổ mạng, khóa tệp không đáng tin: chỉ đọc", "{path} lies on a network file system where locks cannot be relied on: read-only";
    sync_failed(why): "Ổ đĩa không xác nhận đã ghi ({why}). Phiên này chuyển sang chỉ đọc; hãy thoát và mở lại.", "The disk did not confirm a write ({why}). This session is read-only from now on; leave and open it again.";
    fault(place): "Lỗi chương trình, từ đây chỉ đọc: hãy thoát rồi mở lại, chữ đang gõ được giữ ({place})", "A fault of the program, read-only from now on: leave and open again, what is typed is kept ({place})";
    fault_while_saving(place): "Lỗi chương trình khi đang lưu: thoát rồi mở lại xem đã lưu chưa, chữ đang gõ được giữ ({place})", "A fault of the program while saving: leave and open again to see whether it was saved; what is typed is kept ({place})";
    replaced(found, known): "Có người chép tệp cũ (bản {found}) đè lên bản {known}. Chỉ đọc cho đến khi quản trị chọn giữ bản nào.", "Somebody put an older file (revision {found}) in the place of revision {known}. Read-only until the administrator says which to keep.";
    journal_gone(path): "Nhật ký {path} không còn là tệp cũ. Hãy thoát và mở lại.", "The journal {path} is not the one that was here. Leave and open the register again.";
    refused: "Chưa lưu: sổ đã thay đổi", "Not saved: the register has changed";
    not_done(why): "Chưa lưu: {why}.", "Not saved: {why}.";
    kept_typed(why): "Chưa lưu: {why} Nội dung đang gõ vẫn còn.", "Not saved: {why} What you typed is still there.";
    outside_unreadable(why): "Tệp chính bị sửa ngoài và không đọc được ({why}). Việc lưu vẫn tiếp tục trong nhật ký.", "The data file was changed by hand and cannot be read ({why}). Saving goes on in the journal.";
    outside_gone: "Tệp chính không còn ở chỗ cũ. Việc lưu vẫn tiếp tục trong nhật ký.", "The data file is gone from its place. Saving goes on in the journal.";
    outside_vanished(left, had): "Tệp chính bị sửa ngoài, chỉ còn {left} trên {had} bản ghi: không nhận. Hãy báo quản trị.", "The data file was changed by hand and holds only {left} of {had} records: not taken in. Tell the administrator.";
    outside_refused: "Tệp chính bị sửa ngoài trái quy tắc: không nhận. Hãy báo quản trị.", "The data file was changed by hand against a rule: not taken in. Tell the administrator.";
    outside_withheld: "Tệp chính bị sửa ngoài chương trình và chưa được nhận. Hãy báo quản trị.", "The data file was changed by hand and is not taken in. Tell the administrator.";
    withheld(path): "Không đọc được sổ {path}. Hãy báo quản trị.", "The register {path} cannot be read. Tell the administrator.";
    no_such_unit(unit): "Phạm vi của phiên này là đơn vị {unit}, nhưng sổ không có đơn vị đó, hoặc có nhiều đơn vị cùng mã. Hãy báo quản trị.", "This session is for the unit {unit}, but the register has no such unit, or several by that code. Tell the administrator.";
    imported(changes): "Đã nhận {changes} thay đổi sửa ngoài chương trình", "{changes} changes made by hand in the file were taken in";
    imported_lost(changes, lost): "Đã nhận {changes} thay đổi sửa ngoài; {lost} mục trùng với người khác được giữ trong bản sao", "{changes} changes made by hand were taken in; {lost} that clashed are kept in a backup";
    kept(path, why): "Một tệp sửa ngoài không đọc được ({why}) được giữ ở {path}", "A file changed by hand that cannot be read ({why}) is kept at {path}";
    mended: "Ổ đĩa làm hỏng tệp chính; đã ghi lại đúng từ nhật ký. Hãy báo quản trị kiểm tra ổ đĩa.", "The disk damaged the data file; it was written anew from the journal. Tell the administrator to check the disk.";
    not_written(why): "Chưa ghi được tệp chính: {why} Mọi điều đã lưu vẫn còn trong nhật ký.", "The data file was not written: {why} All that was saved is in the journal.";
    outside_over: "Tệp chính đã đọc được trở lại", "The data file is in order again";
}
