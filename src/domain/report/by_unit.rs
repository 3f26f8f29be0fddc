//! Tables with a row for each unit, one for what belongs to no unit, and the sum.

use super::{Cell, Rank, Table, scope::Rows};
use crate::domain::{
    date::Date,
    record::{Id, Kind},
    words::Label,
};

/// The first column of such a table.
pub(super) const UNIT: (&str, Label) = ("unit", Label::new("Đơn vị", "Unit"));

/// Puts things into the rows of their units. `cells` makes the cells behind the name of things of one row. The unit
/// over the rows has a row where something is its own; a unit that is closed, where something is left to tell.
pub(super) fn by_unit<T>(
    table: &mut Table,
    rows: &Rows,
    on: Date,
    things: impl IntoIterator<Item = (Option<Id>, T)>,
    cells: impl Fn(&[T]) -> Vec<Cell>,
) {
    let row = |first: Cell, things: &[T]| std::iter::once(first).chain(cells(things)).collect();
    let mut sorted = rows.sorted(things);
    let mut all = Vec::new();
    for (unit, is_over) in rows.with_tops() {
        let own = sorted.remove(&Some(unit.id.clone())).unwrap_or_default();
        if !own.is_empty() || (unit.is_active(on) && !is_over) {
            table.push_of(Kind::Unit, &unit.id, row(Cell::text(&unit.name), &own));
        }
        all.extend(own);
    }
    let rest: Vec<T> = sorted.into_values().flatten().collect();
    if !rest.is_empty() {
        let unknown = Cell::Words(Label::new("Chưa rõ đơn vị", "Unit not known"));
        table.push(Rank::Item(0), row(unknown, &rest));
        all.extend(rest);
    }
    table.push(Rank::Total, row(Cell::Words(Label::new("Cộng", "Total")), &all));
}
