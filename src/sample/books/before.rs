//! What units were called, and what was planned for villages, before.

use jiff::civil::date;

use super::Maker;
use crate::domain::{date::Month, former::Former, record::Id, village::Reason};

/// The centre for vocational and continuing education, whose name changed when two centres became one (Circular
/// 39/2015/TTLT-BLĐTBXH-BGDĐT-BNV), and the two villages that were planned before for the end of 2017.
pub(super) fn put(maker: &mut Maker) {
    let standing = maker.standing;
    let centre = "Trung tâm GDNN - GDTX";
    let unit = standing.data.units().values().find(|unit| unit.name.ends_with(centre));
    if let Some((id, name)) =
        unit.map(|unit| (unit.id.clone(), unit.name.replace(centre, "Trung tâm HN - GDTX")))
    {
        let decision = "312-QĐ/HU ngày 9/9/2016".to_owned();
        let former: Former = maker.blank();
        maker.put(Former { about: Some(id), until: Some(date(2016, 9, 12)), name, decision, ..former });
    }
    let open = standing.villages().filter(|(_, stands)| !stands.is_unified());
    let open: Vec<(Id, Option<Reason>)> =
        open.filter(|(v, _)| v.plan_set_on.is_some()).map(|(v, _)| (v.id.clone(), v.plan_reason)).collect();
    for (village, plan_reason) in open {
        let former: Former = maker.blank();
        maker.put(Former {
            about: Some(village),
            until: Some(date(2018, 1, 12)),
            plan_month: Month::new(2017, 12),
            plan_reason,
            plan_set_on: Some(date(2016, 3, 21)),
            ..former
        });
    }
}
