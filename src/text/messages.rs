//! The catalogue of sentences. Each key is a function, so a sentence missing in a language does not compile.

use crate::domain::{record::Invalid, words::Lang};

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
    yes: "Có", "Yes";
    no: "Không", "No";
    as_of(day): "Đến ngày {day}", "As of {day}";
    saved: "Đã lưu", "Saved";
    saved_revision(revision): "Đã lưu, bản {revision}", "Saved, revision {revision}";
    saving: "Đang lưu…", "Saving…";
    read_only: "Chỉ đọc", "Read-only";
    nothing_to_undo: "Không có gì để hoàn tác", "Nothing to undo";
    nothing_to_redo: "Không có gì để làm lại", "Nothing to redo";
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
