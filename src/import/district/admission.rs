//! `ket_nap_YYYY.csv`: the decisions by which members were admitted.

use super::{Cells, Import, member::event_id};
use crate::{
    domain::{event::EventKind, record::Kind},
    import::report::{Kept, Why},
};

/// Adds number and date of the decision to an admission.
pub(super) fn row(import: &mut Import, cells: Cells) -> Option<()> {
    let member = import.member(cells, "dang_vien", Kept::Nothing)?;
    let id = event_id(&member, EventKind::Admitted).ok()?;
    if let Err(first) = import.ids.row(Kind::Event, &id, cells.row.line) {
        import.problem(cells, "dang_vien", Why::Duplicate { first }, Kept::Nothing);
        return None;
    }
    let mut event = import.data.event(&id)?.clone();
    let name = import.data.member(&member)?.name.clone();
    import.compare(cells, "ho_ten", &name, "dang_vien.csv");
    let stated: Option<crate::domain::date::Date> = import.value(cells, "ngay_ket_nap");
    if stated.is_some() && stated != event.date {
        let there = event.date.map(|d| d.to_string()).unwrap_or_default();
        let why = Why::Differs { here: cells.get("ngay_ket_nap").to_owned(), there, from: "dang_vien.csv" };
        import.problem(cells, "ngay_ket_nap", why, Kept::All);
    }
    if let Some(unit) = event.unit.as_ref().map(|unit| import.ids.written(unit).to_owned()) {
        import.compare(cells, "chi_bo", &unit, "dang_vien.csv");
    }
    event.decision = import.text(cells, "so_quyet_dinh");
    event.decision_date = import.value(cells, "ngay_quyet_dinh");
    import.put(event);
    Some(())
}
