//! `quy_che.csv`: the working rules and regulations of the district's own committee.
//!
//! A row is a document as it stands now. Where it says that it was amended, the day of issue is that of the review.

use super::{Cells, Import, is_word};
use crate::{
    domain::{
        fold,
        paper::Paper,
        record::{Described, Kind},
    },
    import::report::{Kept, Why},
};

/// A document.
pub(super) fn row(import: &mut Import, cells: Cells) -> Option<()> {
    let mut paper = Paper::blank(import.own_id(cells, Kind::Paper)?);
    paper.kind = import.needed(cells, "loai")?;
    paper.name = import.name(cells, "ten")?;
    paper.unit = Some(import.top(cells, "id")?);
    paper.issued = import.value(cells, "ngay_ban_hanh");
    paper.review_due = import.value(cells, "ngay_ra_soat_tiep");
    let (action, state) = (import.text(cells, "hanh_dong"), import.text(cells, "trang_thai"));
    if is_revision(&action) {
        paper.reviewed = paper.issued;
    } else if !action.is_empty() && !is_word(&action, &["ban hành", "ban hành mới"]) {
        import.problem(cells, "hanh_dong", Why::Unknown(action.clone()), Kept::Rest);
    }
    if !state.is_empty() && !is_word(&state, &["đã kiện toàn", "còn hiệu lực", "đang thực hiện"])
    {
        import.problem(cells, "trang_thai", Why::Unknown(state.clone()), Kept::Rest);
    }
    paper.note = [action, state].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ");
    import.saw(paper.issued);
    import.put(paper);
    Some(())
}

fn is_revision(action: &str) -> bool {
    let folded = fold::fold(action);
    ["sửa đổi", "bổ sung", "rà soát"].iter().any(|word| folded.contains(&fold::fold(word)))
}
