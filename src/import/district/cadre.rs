//! `quy_hoach_*.csv`, `ke_hoach_dao_tao.csv` and `luan_chuyen.csv`: who is planned for which post, courses, rotations.

use super::{Cells, Import, is_word};
use crate::{
    domain::{
        cadre::{Planning, Rotation, Training},
        date::PartialDate,
        record::{Described, FieldValue, Kind},
        words::Lang,
    },
    import::report::{Assumption, Kept, Why},
    text::cli as words,
};

/// Somebody on the cadre plan of a round.
pub(super) fn planning(import: &mut Import, cells: Cells) -> Option<()> {
    let mut planning = Planning::blank(import.own_id(cells, Kind::Planning)?);
    planning.round = import.name(cells, "giai_doan")?;
    planning.post = import.name(cells, "chuc_danh")?;
    planning.member = Some(import.member(cells, "dang_vien", Kept::Nothing)?);
    if !cells.get("don_vi").is_empty() {
        planning.unit = import.unit(cells, "don_vi", Kept::Rest);
    }
    match cells.get("tinh_trang") {
        // Whoever is off the plan must not stand on it for want of a date.
        state if is_word(state, &["đưa ra", "đưa ra khỏi quy hoạch"]) => {
            planning.reviewed = Some(import.needed(cells, "ngay_ra_soat")?);
            planning.to = planning.reviewed;
        }
        state => {
            planning.reviewed = import.value(cells, "ngay_ra_soat");
            if is_word(state, &["bổ sung"]) {
                planning.from = planning.reviewed;
            } else if !state.is_empty() && !is_word(state, &["giữ trong quy hoạch", "giữ"]) {
                import.problem(cells, "tinh_trang", Why::Unknown(state.to_owned()), Kept::Rest);
                planning.note = import.text(cells, "tinh_trang");
            }
        }
    }
    import.saw(planning.reviewed);
    import.put(planning);
    Some(())
}

/// A course.
pub(super) fn course(import: &mut Import, cells: Cells) -> Option<()> {
    let mut course = Training::blank(import.own_id(cells, Kind::Training)?);
    course.name = import.name(cells, "lop")?;
    course.audience = import.text(cells, "doi_tuong");
    course.number = import.value(cells, "chi_tieu");
    course.place = import.text(cells, "noi_mo");
    (course.planned, course.note) = quarter(import, cells);
    match (cells.get("trang_thai"), course.planned) {
        ("", _) => {}
        (state, _) if is_word(state, &["kế hoạch"]) => {}
        (state, Some(planned)) if is_word(state, HELD) => {
            import.report.assume(Assumption::HeldAsPlanned);
            course.held = Some(planned);
        }
        (state, None) if is_word(state, HELD) => {
            import.problem(cells, "trang_thai", Why::DoneWithoutDate, Kept::Rest);
        }
        (other, _) => import.problem(cells, "trang_thai", Why::Unknown(other.to_owned()), Kept::Rest),
    }
    import.put(course);
    Some(())
}

/// What the table calls a course that was held.
const HELD: &[&str] = &["đã mở", "đã tổ chức", "đã hoàn thành"];

/// When a course is planned, and the quarter as a remark, since the register has dates to the year and the month only.
fn quarter(import: &mut Import, cells: Cells) -> (Option<PartialDate>, String) {
    let text = cells.get("quy");
    let of_year = text.split_once(['-', '/']).and_then(|(one, other)| {
        let is_quarter = |text: &str| ["I", "II", "III", "IV"].contains(&text);
        let (quarter, year) = if is_quarter(other) { (other, one) } else { (one, other) };
        Some((quarter, PartialDate::parse(year).ok()?)).filter(|(quarter, _)| is_quarter(quarter))
    });
    match of_year {
        Some((quarter, year @ PartialDate::Year(number))) => {
            (Some(year), words::note_quarter(Lang::Vi, quarter, number))
        }
        _ => (import.value(cells, "quy"), String::new()),
    }
}

/// A rotation.
pub(super) fn rotation(import: &mut Import, cells: Cells) -> Option<()> {
    let mut rotation = Rotation::blank(import.own_id(cells, Kind::Rotation)?);
    rotation.member = Some(import.member(cells, "dang_vien", Kept::Nothing)?);
    if !cells.get("tu_don_vi").is_empty() {
        rotation.from_unit = import.unit(cells, "tu_don_vi", Kept::Rest);
    }
    if !cells.get("den_don_vi").is_empty() {
        rotation.to_unit = import.unit(cells, "den_don_vi", Kept::Rest);
    }
    rotation.post = import.text(cells, "chuc_danh_den");
    rotation.planned = import.value(cells, "thang_du_kien");
    let state = import.text(cells, "trang_thai");
    if is_word(&state, &["đã thực hiện", "đã luân chuyển"]) {
        import.problem(cells, "trang_thai", Why::DoneWithoutDate, Kept::Rest);
    } else if !state.is_empty() && !is_word(&state, &["kế hoạch", "đã có chủ trương"]) {
        import.problem(cells, "trang_thai", Why::Unknown(state.clone()), Kept::Rest);
    }
    if !is_word(&state, &["kế hoạch"]) {
        rotation.note = state;
    }
    import.put(rotation);
    Some(())
}
