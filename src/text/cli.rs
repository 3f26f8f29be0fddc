//! Sentences of the command line and of imports.
//!
//! Kept apart from the screen's so that each catalogue can be read in one go.

use super::messages::sentences;
use crate::domain::words::Lang;

sentences! {
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
