//! `chi_tieu_ket_nap_YYYY.csv`: how many members each unit was to admit in the year.

use super::{Cells, Import};
use crate::{
    domain::{
        date::PartialDate,
        record::{Described, FieldValue, Id},
        target::{Indicator, Target},
    },
    import::report::{Kept, Why},
};

/// The column of the plan; the year stands behind it.
const PLAN: &str = "chi_tieu_";

/// The target of a unit.
pub(super) fn row(import: &mut Import, cells: Cells) -> Option<()> {
    let unit = import.unit(cells, "don_vi_truc_thuoc", Kept::Nothing)?;
    let year = cells.table.year()?;
    let id = import.made_id(cells, "don_vi_truc_thuoc", &["KN", &year.to_string(), unit.as_str()])?;
    let name = import.data.unit(&unit).map(|unit| unit.name.clone()).unwrap_or_default();
    import.compare(cells, "ten", &name, "to_chuc_dang.csv");
    let text = cells.row.field(cells.table.place_of_year(PLAN));
    let number = match u32::parse(text) {
        Ok(number) => number,
        Err(_) if text.is_empty() => {
            import.problem(cells, "chi_tieu_", Why::Missing, Kept::Nothing);
            return None;
        }
        Err(invalid) => {
            import.problem(cells, "chi_tieu_", Why::Unfit(invalid, text.to_owned()), Kept::Nothing);
            return None;
        }
    };
    put(import, id, unit, year, number);
    Some(())
}

fn put(import: &mut Import, id: Id, unit: Id, year: i16, number: u32) {
    let mut target = Target::blank(id);
    target.unit = Some(unit);
    target.year = Some(PartialDate::Year(year));
    target.indicator = Indicator::Admissions;
    target.number = Some(number);
    import.put(target);
}
