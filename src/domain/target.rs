//! A target (chỉ tiêu, kế hoạch): what a unit is to reach in a year. What it has reached is counted, not stored.

use std::collections::{HashMap, HashSet};

use super::{
    data::Data,
    date::PartialDate,
    record::{Id, Input, Kind, record},
    words::choice,
};

choice! {
    /// What is to be reached.
    Indicator {
        #[default]
        Admissions = "admissions", "Kết nạp đảng viên", "Admissions";
    }
}

record! {
    /// A target of a unit for a year.
    Target is Kind::Target,
        title: "{indicator} {year} – {unit}: {number}",
        owners: &["unit"],
        same: &["year", "indicator"],
        table: &[("unit", 28), ("year", 6), ("indicator", 18), ("number", 9), ("decision", 18)];
    unit: Option<Id> => "Đơn vị", "Unit", 28, Input::Link(&[Kind::Unit]), required;
    /// A year; of a fuller date only the year counts.
    year: Option<PartialDate> => "Năm", "Year", 6, Input::Date, required;
    indicator: Indicator => "Chỉ tiêu", "Indicator", 18, Input::Choice(Indicator::CHOICES);
    number: Option<u32> => "Số lượng", "Number", 8, Input::Number, required;
    decision: String => "Văn bản giao", "Set by", 18, Input::Text;
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

/// The plan of admissions of a year, by unit. The plan of a unit is its own target; where it has none, what the units
/// under it have together.
pub struct Plan(HashMap<Id, u32>);

impl Plan {
    /// What the units are to admit in a year.
    pub fn of(data: &Data, year: i16) -> Self {
        let targets = data.targets().values().map(|stored| stored.record());
        let mut plan: HashMap<Id, u32> = HashMap::new();
        for target in targets
            .filter(|t| t.year.is_some_and(|of| of.year() == year) && t.indicator == Indicator::Admissions)
        {
            if let (Some(unit), Some(number)) = (&target.unit, target.number) {
                let of_unit = plan.entry(unit.clone()).or_default();
                *of_unit = of_unit.saturating_add(number);
            }
        }
        Self(plan)
    }

    /// The plan of a unit; none when neither it nor a unit under it has one.
    pub fn of_unit(&self, data: &Data, unit: &Id) -> Option<u32> {
        self.down(data, unit, &mut HashSet::new())
    }

    /// The plan of a unit with all under it, or of the whole register; none where there is none.
    pub fn of_scope(&self, data: &Data, unit: Option<&Id>) -> Option<u32> {
        match unit {
            Some(unit) => self.of_unit(data, unit),
            None => data.roots().filter_map(|root| self.of_unit(data, &root.id)).reduce(u32::saturating_add),
        }
    }

    /// Whether no unit has one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn down(&self, data: &Data, unit: &Id, seen: &mut HashSet<Id>) -> Option<u32> {
        // A cycle in the file must not be walked for ever.
        if !seen.insert(unit.clone()) {
            return None;
        }
        if let Some(own) = self.0.get(unit) {
            return Some(*own);
        }
        let below: Vec<u32> =
            data.children(unit).filter_map(|child| self.down(data, &child.id, seen)).collect();
        below.into_iter().reduce(u32::saturating_add)
    }
}
