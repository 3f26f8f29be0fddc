//! The catalogue of sentences. Each key is a function, so a sentence missing in a language does not compile.

use crate::domain::{
    edit::{Refused, Rule},
    life::Turn,
    permit::Forbidden,
    procedure::Procedure,
    record::{Invalid, Kind},
    standing::Standing,
    words::Lang,
};

/// Declares sentences: key, arguments, Vietnamese, English. Arguments stand in braces in both.
macro_rules! sentences {
    ($($(#[$meta:meta])* $key:ident $(($($arg:ident),+))? : $vi:literal, $en:literal;)+) => {
        $(sentences!(@one $(#[$meta])* $key $(($($arg),+))?, $vi, $en);)+
        /// Every sentence without arguments, for the test that both languages are there.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str, &str)] = &[$((stringify!($key), $vi, $en)),+];
    };
    (@one $(#[$meta:meta])* $key:ident, $vi:literal, $en:literal) => {
        $(#[$meta])*
        #[doc = $en]
        pub fn $key(lang: Lang) -> &'static str {
            match lang {
                Lang::Vi => $vi,
                Lang::En => $en,
            }
        }
    };
    (@one $(#[$meta:meta])* $key:ident ($($arg:ident),+), $vi:literal, $en:literal) => {
        $(#[$meta])*
        #[doc = $en]
        pub fn $key(lang: Lang, $($arg: impl std::fmt::Display),+) -> String {
            match lang {
                Lang::Vi => format!($vi),
                Lang::En => format!($en),
            }
        }
    };
}
pub(crate) use sentences;

sentences! {
    nothing: "(trống)", "(empty)";
    outside_scope: "(ngoài phạm vi)", "(outside your scope)";
    forbidden_view_only: "Phiên này chỉ để xem. Người có quyền cập nhật hoặc quản trị mới sửa được sổ", "This session is for looking only. Editors and administrators may change the register";
    forbidden_admin_only: "Chỉ quản trị của toàn sổ mới làm được việc này", "Only an administrator of the whole register may do this";
    forbidden_out_of_scope: "Nội dung này có phần ngoài phạm vi của phiên. Quản trị, hoặc người phụ trách đơn vị đó, mới sửa được", "This reaches outside the scope of this session. An administrator, or an officer for that unit, may do it";
    scope_of(units): "phạm vi: {units}", "scope: {units}";
    no_records_here: "Chưa có bản ghi nào", "No records";
    yes: "Có", "Yes";
    no: "Không", "No";
    as_of(day): "Đến ngày {day}", "As of {day}";
    saved: "Đã lưu", "Saved";
    saved_revision(revision): "Đã lưu, bản {revision}", "Saved, revision {revision}";
    saving: "Đang lưu…", "Saving…";
    read_only: "Chỉ đọc", "Read-only";
    nothing_to_undo: "Không có gì để hoàn tác", "Nothing to undo";
    nothing_to_redo: "Không có gì để làm lại", "Nothing to redo";
    saved_deed(deed, revision): "Đã lưu: {deed} (bản {revision})", "Saved: {deed} (revision {revision})";
    not_undone(why): "Không hoàn tác được. {why}", "Cannot be undone. {why}";
    not_redone(why): "Không làm lại được. {why}", "Cannot be done again. {why}";
    undone(revision): "Đã hoàn tác (bản {revision})", "Undone (revision {revision})";
    redone(revision): "Đã làm lại (bản {revision})", "Done again (revision {revision})";
    cannot_save(why): "Không lưu được: {why}. Nội dung đang gõ được giữ lại.", "Cannot be saved: {why}. What you typed is kept.";
    no_register: "Chưa có sổ", "No register yet";
    too_small(width, height): "Cửa sổ quá nhỏ: cần ít nhất {width} cột, {height} dòng. Không mất gì.", "The window is too small: {width} columns and {height} rows at least. Nothing is lost.";
    overview: "Tổng quan", "Overview";
    not_unified: "CHƯA nhất thể hóa", "NOT unified";
    not_unified_heading: "CHƯA NHẤT THỂ HÓA", "NOT UNIFIED";
    plan_overdue: "CHƯA nhất thể hóa, QUÁ HẠN kế hoạch", "NOT unified, plan OVERDUE";
    probation_over: "QUÁ HẠN: hết 12 tháng dự bị, chưa công nhận chính thức", "OVERDUE: 12 months of probation over, not yet recognised";
    holders: "NGƯỜI GIỮ CHỨC DANH", "HOLDERS";
    books: "Sổ khác", "Books";
    votes_of(votes, voters): "{votes}/{voters} phiếu", "{votes}/{voters} votes";
    board: "BẢNG THÔN THEO XÃ", "VILLAGES BY COMMUNE";
    board_planned: "có kế hoạch", "planned";
    edits_every_day(day): "(ghi cho mọi ngày, không riêng {day})", "(for every date, not only {day})";
    tab_books: "Sổ", "Books";
    tab_work: "Việc", "Due";
    work_due: "Việc đến hạn", "Due";
    work_check: "Kiểm tra", "Check";
    work_checking: "Đang kiểm tra …", "Checking …";
    work_counts(late, week, month, later): "{late} quá hạn · {week} trong 7 ngày · {month} trong 30 ngày · {later} trong 90 ngày", "{late} overdue · {week} in 7 days · {month} in 30 days · {later} in 90 days";
    work_only(what): "Chỉ: {what}", "Only: {what}";
    urgency_overdue: "quá hạn", "overdue";
    urgency_week: "trong 7 ngày", "in 7 days";
    urgency_month: "trong 30 ngày", "in 30 days";
    urgency_later: "trong 90 ngày", "in 90 days";
    working_days_late(days): "quá {days} ngày làm việc", "{days} working days late";
    working_days_left(days): "còn {days} ngày làm việc", "{days} working days left";
    short_days_late(days): "quá {days} ngày LV", "{days} w.d. late";
    short_days_left(days): "còn {days} ngày LV", "{days} w.d. left";
    due_now: "hôm nay", "now";
    books_admissions: "Nguồn kết nạp, chỉ tiêu", "Admissions";
    books_posts: "Chức danh, cơ quan", "Posts and agencies";
    books_meetings: "Sinh hoạt, tổ tăng cường, văn bản", "Meetings, teams, documents";
    books_cadres: "Công tác cán bộ", "Cadre work";
    books_members: "Biến động, xếp loại, khen thưởng, kỷ luật", "Members' and units' books";
    tab_units: "Tổ chức", "Units";
    tab_villages: "Thôn", "Villages";
    remedy_overdue: "QUÁ HẠN khắc phục", "Remedy OVERDUE";
    review_overdue: "ĐẾN HẠN rà soát", "Review DUE";
    nothing_needs_attention: "Không có mục nào cần chú ý", "Nothing needs attention";
    attention_first: "chưa nhất thể lên đầu", "not unified first";
    sort_by: "Sắp xếp theo cột", "Sort by column";
    filter_by: "Tìm chữ, hoặc chọn cột để lọc", "Search words, or choose a column to filter by";
    filter_none: "Bỏ mọi điều kiện lọc", "Drop all filters";
    filter_any: "(tất cả)", "(all)";
    find_words: "Lọc tên có", "Names with";
    find_label: "Tìm:", "Find:";
    filter_number_hint: "Ví dụ 30 hoặc 18..30; để trống: bỏ lọc", "For instance 30 or 18..30; empty: no filter";
    filter_date_hint: "Ví dụ 2017, 9/2017 hoặc 2015..2017; để trống: bỏ lọc", "For instance 2017, 9/2017 or 2015..2017; empty: no filter";
    filter_words_hint: "Chữ cần có, không cần dấu; để trống: bỏ lọc", "Words to be found, accents may be left out; empty: no filter";
    filter_unread(text): "Không đọc được điều kiện lọc “{text}”", "The filter “{text}” cannot be read";
    state_present: "Đang sinh hoạt", "Present members";
    state_left: "Đã rời", "Left";
    rows_shown(count): "{count} dòng", "{count} rows";
    marked(count): "{count} đánh dấu", "{count} marked";
    no_records(add, bring): "Chưa có bản ghi nào. {add}: thêm mới, {bring}: nhập danh sách Excel", "No records yet. {add} adds one, {bring} brings in an Excel list";
    no_rows: "Không có dòng nào. Esc: bỏ lọc", "No rows. Esc: drop the filter";
    made_is_filtered: "bộ lọc che bản ghi mới, Esc bỏ lọc", "the filter hides the new record, Esc drops it";
    made_is_not_yet: "vào ngày đang xem bản ghi mới chưa có", "the new record is not there yet as of this date";
    all_closed: "Không có tổ chức nào hoạt động. F8: hiện cả tổ chức đã kết thúc", "No unit is active. F8 shows closed ones, too";
    not_found(text): "Không tìm thấy “{text}”", "“{text}” not found";
    add_what: "Thêm gì vào đây?", "Add what here?";
    delete_title: "Xóa do nhập nhầm", "Delete what was entered by mistake";
    delete_ask(title): "Xóa “{title}”?", "Delete “{title}”?";
    delete_with(count): "Cùng bị xóa ({count}):", "These go with it ({count}):";
    delete_refused(title): "Không xóa được “{title}”: còn nơi khác trỏ tới:", "“{title}” cannot be deleted: others point at it:";
    delete_advice: "Chỉ xóa khi nhập nhầm. Người rời đi, đơn vị giải thể: ghi biến động hoặc ngày kết thúc. Ctrl+Z lấy lại được.", "Delete mistakes only. Who leaves and what closes gets an event or an end date. Ctrl+Z brings it back.";
    and_more(count): "… và {count} mục nữa", "… and {count} more";
    understood: "Đã hiểu", "I see";
    keep_it: "Giữ lại", "Keep it";
    delete_it: "Xóa (nhập nhầm)", "Delete (entered by mistake)";
    end_or_delete: "Người này thôi chức, hay bản ghi này nhập nhầm?", "Did the person leave the post, or was this entered by mistake?";
    end_term: "Kết thúc nhiệm kỳ", "End the term";
    no_terms: "Không có nhiệm kỳ nào đang giữ", "No term is running";
    record_gone: "Bản ghi này không còn trong sổ", "This record is no longer in the register";
    until_now: "nay", "now";
    events: "BIẾN ĐỘNG", "EVENTS";
    posts: "CHỨC VỤ", "POSTS";
    members_of_unit: "Đảng viên (Enter: mở danh sách)  ", "Members (Enter opens the list)  ";
    leaders: "CẤP ỦY, LÃNH ĐẠO", "COMMITTEE, LEADERS";
    villages: "THÔN, BẢN, KHU PHỐ", "VILLAGES";
    units_below: "TỔ CHỨC TRỰC THUỘC", "UNITS BELOW";
    history: "LỊCH SỬ CHỨC VỤ", "FORMER LEADERS";
    changes_of(title): "Lịch sử thay đổi: {title}", "History of changes: {title}";
    changes_reading: "Đang đọc nhật ký… Esc: thôi", "Reading the log… Esc gives up";
    changes_none: "Nhật ký không có thay đổi nào của bản ghi này.", "The log has no change of this record.";
    changes_entry(at, who, deed, revision): "{at}  {who}: {deed} (bản {revision})", "{at}  {who}: {deed} (revision {revision})";
    changes_set(field, from, to): "{field}: {from} → {to}", "{field}: {from} → {to}";
    changes_about(kind, title): "{kind} “{title}”", "{kind} “{title}”";
    changes_before(revision): "Bản ghi có từ trước khi nhật ký bắt đầu (bản {revision}): nhập ban đầu, hoặc cùng dữ liệu mẫu.", "The record was there before the log began (revision {revision}): imported at first, or made with the sample.";
    changes_trouble(why): "Nhật ký không đọc được đến cuối: {why}", "The log could not be read to its end: {why}";
    no_record_here: "Con trỏ không ở trên bản ghi nào", "The cursor is on no record";
    nothing_masked: "Bản ghi này không có gì bị che", "Nothing of this record is masked";
    revealed(title): "Đang hiện số bị che của {title}; đã ghi vào nhật ký truy cập", "What is masked of {title} is shown; this is noted in the access log";
    hint_masked(key): "Đang che. Gõ số mới để thay, {key}: xem, Backspace: bỏ trống", "Masked. Typing replaces it, {key} shows it, Backspace empties";
    heads: "TRƯỞNG THÔN QUA CÁC NHIỆM KỲ", "HEADS";
    secretaries: "BÍ THƯ CHI BỘ QUA CÁC NHIỆM KỲ", "SECRETARIES OF THE CELL";
    count_words(members, official, probationary): "{members} đảng viên ({official} chính thức, {probationary} dự bị)", "{members} members ({official} official, {probationary} probationary)";
    form_edit(name): "Sửa: {name}", "Edit: {name}";
    form_new(kind): "Thêm mới: {kind}", "New: {kind}";
    form_unify_pair(name): "Một người giữ cả hai chức danh: {name}", "One person in both posts: {name}";
    form_unify(name): "Nhất thể hóa {name}: một người làm bí thư và trưởng thôn", "Unify {name}: one person as secretary and head";
    form_appoint: "Bổ nhiệm, bầu chức vụ", "Appoint to a post";
    form_end_term(name): "Kết thúc: {name}", "End: {name}";
    form_plan(name): "Dự kiến nhất thể hóa: {name}", "Plan of unification: {name}";
    form_of_many(what, whom): "{what}: {whom}", "{what}: {whom}";
    back_to_form: "Trở lại phiếu", "Back to the form";
    for_nobody(count): "Không làm được cho ai ({count})", "It can be done for nobody ({count})";
    not_for_all(count): "Không làm được cho {count} trường hợp", "It cannot be done for {count}";
    for_the_others(count): "Làm cho những người còn lại ({count})", "Do it for the others ({count})";
    for_some(what, count, all): "{what} ({count} trong {all})", "{what} ({count} of {all})";
    for_newcomer(what): "{what}: người chưa có trong sổ", "{what}: somebody not in the register yet";
    nothing_to_do(whom): "{whom}: không có thủ tục nào làm được", "{whom}: no procedure is possible";
    too_many(most): "Mỗi lần nhiều nhất {most} bản ghi: đánh dấu ít hơn, hoặc nhập từ danh sách", "At most {most} at once: mark fewer, or import a list";
    mark_who_goes(key): "Space: đánh dấu ai sang tổ chức mới, rồi {key}", "Space marks who goes to the new unit, then {key}";
    more_below(count): "  … {count} dòng nữa: PgDn", "  … {count} more lines: PgDn";
    preview_of(count): "Khi lưu ({count} người):", "On saving ({count} persons):";
    preview_moves(who, from, to): "+ {who}: {from} → {to}", "+ {who}: {from} → {to}";
    preview_happens(who, what, day): "+ {who}: {what} {day}", "+ {who}: {what} {day}";
    preview_founds(unit): "+ Tổ chức mới: {unit}", "+ New unit: {unit}";
    preview_closes(unit, day): "- {unit} thôi hoạt động từ {day}", "- {unit} is closed on {day}";
    preview_follows(title, field, from, to): "  {title} – {field}: {from} → {to}", "  {title} – {field}: {from} → {to}";
    preview: "Khi lưu:", "On saving:";
    preview_takes(post, body, who): "+ {post} – {body}: {who}", "+ {post} – {body}: {who}";
    preview_ends(title, day): "- {title} thôi từ {day}", "- {title}, until {day}";
    form_not_right: "Chưa lưu: có mục chưa đúng. Những gì đã gõ vẫn còn.", "Not saved: a field is not right. What you typed is still there.";
    form_is_open: "Phiếu đang nhập chưa lưu: Ctrl+S lưu, Esc đóng", "A form is open and not saved: Ctrl+S saves, Esc closes";
    hint_pick: "F4 hoặc gõ chữ để chọn, Backspace để bỏ trống", "F4 or typing picks, Backspace empties";
    hint_day: "Ngày/tháng/năm, ví dụ 15/3/2018", "Day/month/year, for instance 15/3/2018";
    hint_date: "15/3/2018, 3/2018 hoặc 1962", "15/3/2018, 3/2018 or 1962";
    hint_month: "Tháng/năm, ví dụ 9/2018", "Month/year, for instance 9/2018";
    hint_days: "Các ngày cách nhau bằng dấu cách: 1/1/2018 30/4/2018", "Days with spaces between: 1/1/2018 30/4/2018";
    leave_title: "Chưa lưu", "Not saved";
    leave_ask: "Phiếu có nội dung chưa lưu.", "The form holds what is not saved.";
    leave_stay: "Nhập tiếp", "Go on typing";
    leave_save: "Lưu", "Save";
    leave_drop: "Bỏ những gì vừa gõ", "Throw away what was typed";
    leave_with_draft: "Thoát, giữ bản nháp cho lần sau", "Leave, keep a draft for next time";
    quit_ask: "Phiếu chưa lưu. Thoát bây giờ thì nội dung được giữ làm bản nháp.", "The form is not saved. If you leave now it is kept as a draft.";
    changed_meanwhile: "Sổ vừa được người khác thay đổi: xem lại rồi lưu lần nữa", "Somebody changed the register meanwhile: look again and save once more";
    conflict_title: "Hai người sửa cùng một mục", "Two people changed the same field";
    conflict_intro(by): "{by} đã lưu giá trị khác trong lúc phiếu này mở. Mũi tên trái/phải chọn, Enter lưu, Esc trở lại phiếu.", "{by} saved another value while this form was open. Left/right chooses, Enter saves, Esc goes back to the form.";
    conflict_base(value): "lúc đầu: {value}", "before: {value}";
    conflict_mine(value): "của tôi: {value}", "mine: {value}";
    conflict_theirs(value): "đã lưu:  {value}", "saved: {value}";
    somebody: "Người khác", "Somebody else";
    help_intro: "Gõ chữ trong danh sách là tìm (không cần dấu).\nLệnh nằm ở phím chức năng và Ctrl. F10: menu. Ctrl+P: mọi lệnh theo tên.", "Typing in a list finds (accents may be left out).\nCommands are function keys and Ctrl. F10: menu. Ctrl+P: every command by name.";
    with_closed: "kể cả tổ chức đã kết thúc", "with closed units";
    column_members: "ĐV", "Memb.";
    column_probationary: "Dự bị", "Prob.";
    section_membership: "ĐẢNG VIÊN", "MEMBERS";
    section_units: "TỔ CHỨC ĐẢNG", "UNITS";
    section_unification: "BÍ THƯ CHI BỘ ĐỒNG THỜI LÀ TRƯỞNG THÔN", "SECRETARY IS ALSO VILLAGE HEAD";
    section_admissions: "KẾT NẠP (theo ngày lễ kết nạp)", "ADMISSIONS (by the ceremony)";
    section_due(count): "VIỆC QUÁ HẠN, ĐẾN HẠN TRONG 90 NGÀY ({count})", "OVERDUE AND DUE WITHIN 90 DAYS ({count})";
    unified_of: "Đã nhất thể hóa", "Unified";
    planned(month): "dự kiến {month}", "planned {month}";
    planned_overdue(month): "QUÁ HẠN (dự kiến {month})", "OVERDUE (planned {month})";
    not_planned: "chưa có kế hoạch", "no plan";
    nothing_due: "Không có việc đến hạn", "Nothing is due";
    as_of_title: "Xem sổ đến ngày", "See the register as of";
    as_of_hint: "15/3/2018, 3/2018 (cuối tháng), 2017 (cuối năm); trống: hôm nay", "15/3/2018, 3/2018 (its end), 2017 (its end); empty: today";
    draft_title: "Bản nháp", "Draft";
    draft_found: "Lần trước phiên làm việc kết thúc khi một phiếu chưa lưu. Mở lại phiếu đó?", "An earlier session ended with a form that was not saved. Open it again?";
    draft_open: "Mở lại", "Open it";
    draft_drop: "Bỏ bản nháp", "Drop the draft";
    draft_unread: "Bản nháp không đọc được", "The draft cannot be read";
    welcome_title: "Sổ tổ chức đảng", "Register of Party organisations";
    welcome_none: "Chưa có sổ ở đây:", "There is no register here yet:";
    welcome_ask: "Dữ liệu mẫu là bản riêng, có thể sửa thử thoải mái.", "The sample is a private copy that can be changed at will.";
    welcome_sample: "Xem dữ liệu mẫu", "Look at the sample";
    welcome_make: "Lập sổ mới ở đây", "Make a new register here";
    welcome_leave: "Thoát", "Leave";
    welcome_making: "Đang tạo dữ liệu mẫu …", "Making the sample …";
    welcome_name: "Tên cơ quan", "Name of the office";
    welcome_name_hint: "Ví dụ: Ban Tổ chức Huyện ủy …", "For instance: Organisation department of …";
    refused_gone(title): "“{title}” vừa bị xóa bởi người khác", "“{title}” was just deleted by somebody else";
    refused_exists: "Bản ghi này đã có", "This record is there already";
    refused_unfit(field): "Giá trị không hợp với mục “{field}”", "The value does not fit the field “{field}”";
    refused_dangling(field): "Mục “{field}” trỏ tới một bản ghi không còn", "The field “{field}” points at a record that is gone";
    refused_linked(count): "Không xóa được: còn {count} nơi trỏ tới", "Cannot be deleted: {count} places point at it";
    refused_cycle: "Tổ chức không thể trực thuộc chính nó", "A unit cannot stand under itself";
    refused_missing(field): "Mục “{field}” phải có giá trị", "The field “{field}” needs a value";
    refused_conflict(fields): "Chưa lưu: người khác vừa sửa cùng mục ({fields})", "Not saved: somebody just changed the same field ({fields})";
    deed_edit: "sửa", "edit";
    deed_create: "thêm mới", "new record";
    deed_unify: "nhất thể hóa", "unify";
    deed_appoint: "bổ nhiệm", "appoint";
    deed_end_term: "kết thúc nhiệm kỳ", "end of term";
    deed_plan: "đặt kế hoạch", "plan";
    deed_delete: "xóa", "delete";
    deed_undo: "hoàn tác", "undo";
    deed_redo: "làm lại", "redo";
    deed_import: "nhập dữ liệu", "import";
    deed_restore: "khôi phục bản cũ", "earlier state restored";
    deed_merge: "nhận từ bản khác", "merge of another copy";
    deed_redact: "xóa thông tin cá nhân", "erasure of a person";
    deed_outside: "sửa ngoài chương trình", "change from outside";
    news(who, deed, what): "{who} vừa lưu: {deed} – {what}", "{who} just saved: {deed} – {what}";
    news_several(who, count): "{who} và người khác vừa lưu {count} thay đổi", "{who} and others just saved {count} changes";
    invalid_missing: "Phải có giá trị", "A value is needed";
    invalid_date: "Không phải ngày: viết 15/3/2018, 3/2018 hoặc 2018", "Not a date: write 15/3/2018, 3/2018 or 2018";
    invalid_day: "Lịch không có ngày này", "The calendar has no such day";
    invalid_whole_day: "Cần đủ ngày, tháng, năm", "Day, month and year are needed";
    invalid_month: "Không phải tháng: viết 9/2018", "Not a month: write 9/2018";
    invalid_number: "Không phải số nguyên", "Not a whole number";
    invalid_choice: "Không có trong danh mục: nhấn F4 để chọn", "Not in the list: press F4 to choose";
    invalid_digits: "Chỉ gồm chữ số", "Only digits";
    invalid_id: "Chưa chọn: nhấn F4 để tìm", "Nothing chosen: press F4 to search";
    invalid_unclean: "Có ký tự điều khiển hoặc ẩn, không lưu được", "Holds a control or invisible character";
    invalid_long: "Quá dài", "Too long";
    invalid_type: "Giá trị không hợp với mục này", "Not a value of this field";
    invalid_field: "Không có mục này", "No such field";
}

/// The sentence for a text that is no value of its field.
pub fn invalid(why: Invalid, lang: Lang) -> &'static str {
    match why {
        Invalid::Missing => invalid_missing(lang),
        Invalid::NotADate => invalid_date(lang),
        Invalid::NoSuchDay => invalid_day(lang),
        Invalid::NeedsWholeDay => invalid_whole_day(lang),
        Invalid::NotAMonth => invalid_month(lang),
        Invalid::NotANumber => invalid_number(lang),
        Invalid::NotAChoice => invalid_choice(lang),
        Invalid::NotDigits => invalid_digits(lang),
        Invalid::NotAnId => invalid_id(lang),
        Invalid::Unclean => invalid_unclean(lang),
        Invalid::TooLong => invalid_long(lang),
        Invalid::WrongType => invalid_type(lang),
        Invalid::NoSuchField => invalid_field(lang),
    }
}

/// Why somebody may not do something, and who may.
pub fn forbidden(why: Forbidden, lang: Lang) -> &'static str {
    match why {
        Forbidden::ViewOnly => forbidden_view_only(lang),
        Forbidden::AdminOnly => forbidden_admin_only(lang),
        Forbidden::OutOfScope => forbidden_out_of_scope(lang),
    }
}

/// The words of a deed by its code in the journal; a deed of a newer program stays a code.
pub fn deed(code: &str, lang: Lang) -> String {
    let known = match code {
        "edit" => deed_edit(lang),
        "create" => deed_create(lang),
        "unify" => deed_unify(lang),
        "appoint" => deed_appoint(lang),
        "end_term" => deed_end_term(lang),
        "plan" => deed_plan(lang),
        "delete" => deed_delete(lang),
        "undo" => deed_undo(lang),
        "redo" => deed_redo(lang),
        "import" => deed_import(lang),
        "restore" => deed_restore(lang),
        "merge" => deed_merge(lang),
        "redact" => deed_redact(lang),
        "outside" => deed_outside(lang),
        other => return other_deed(other, lang),
    };
    known.to_owned()
}

/// The words of a procedure or of a turn in the life of units; a deed of a newer program stays a code.
fn other_deed(code: &str, lang: Lang) -> String {
    let procedure = Procedure::of_code(code).map(Procedure::label);
    let label = procedure.or_else(|| Turn::of_code(code).map(Turn::label));
    label.map_or_else(|| code.to_owned(), |label| label.of(lang).to_lowercase())
}

/// The sentence for an edit that was refused.
pub fn refused(standing: &Standing, refused: &Refused, lang: Lang) -> String {
    let label = |kind: Kind, field: &str| {
        kind.place(field).map_or_else(|| field.to_owned(), |p| kind.fields()[p].label.of(lang).to_owned())
    };
    match refused {
        Refused::Conflict(clashes) => {
            let fields: Vec<String> = clashes.iter().map(|c| label(c.kind, &c.field)).collect();
            refused_conflict(lang, fields.join(", "))
        }
        Refused::Gone(kind, id) => refused_gone(lang, super::title_of(standing, *kind, id, lang)),
        Refused::Exists(..) => refused_exists(lang).to_owned(),
        Refused::Unfit { kind, field, .. } => refused_unfit(lang, label(*kind, field)),
        Refused::Rule(rule) => match rule {
            Rule::DanglingLink { kind, field, .. } => refused_dangling(lang, label(*kind, field)),
            Rule::StillLinked { sources, .. } => refused_linked(lang, sources),
            Rule::UnitCycle(_) => refused_cycle(lang).to_owned(),
            Rule::Missing { kind, field, .. } => refused_missing(lang, label(*kind, field)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_there_in_both_languages_with_the_same_arguments() {
        let arguments = |text: &str| {
            let mut names: Vec<String> =
                text.split('{').skip(1).filter_map(|t| t.split('}').next()).map(str::to_owned).collect();
            names.sort();
            names
        };
        for (key, vi, en) in
            [ALL, super::super::files::ALL, super::super::cli::ALL, super::super::report::ALL].concat()
        {
            assert!(!vi.trim().is_empty() && !en.trim().is_empty(), "{key}");
            assert_eq!(arguments(vi), arguments(en), "{key}");
        }
    }
}
