//! The rule of unification: a village is unified on a date when one person is both its head and the
//! secretary of its cell on that date (NQ 19-NQ/TU 3/3/2015 of Quảng Ninh).

use std::collections::HashMap;

use super::{
    member::Members,
    unification::{self, Holder},
};
use crate::domain::{
    data::Data,
    date::{Date, Month, PartialDate},
    record::Id,
    term::Post,
    village::{Reason, Village},
    words::choice,
};

choice! {
    /// Where a village stands on the way to one person in both posts.
    VillageState {
        NoCell = "no_cell", "Chưa: không chi bộ", "Not: no cell";
        Vacant = "vacant", "Chưa: khuyết chức", "Not: post vacant";
        HeadNotMember = "head_not_member", "Chưa: ngoài Đảng", "Not: no member";
        #[default]
        Split = "split", "Chưa: hai người", "Not: two persons";
        Unified = "unified", "Đã nhất thể hóa", "Unified";
    }
}

/// How a village stands.
#[derive(Debug, Clone, PartialEq)]
pub struct VillageStanding {
    /// Where it stands.
    pub state: VillageState,
    /// Secretary of its cell.
    pub secretary: Option<Holder>,
    /// Its head.
    pub head: Option<Holder>,
    /// Since when one person holds both posts, as far as the terms tell.
    pub since: Option<PartialDate>,
    /// The planned month; none on a day on which nothing was planned yet.
    pub plan_month: Option<Month>,
    /// Why the village is not unified, as far as it was said by the date.
    pub plan_reason: Option<Reason>,
    /// Not unified although the planned month has passed (check V04).
    pub overdue: bool,
}

impl VillageStanding {
    /// Whether one person holds both posts.
    pub fn is_unified(&self) -> bool {
        self.state == VillageState::Unified
    }
}

/// Derives every village that exists on the date.
pub(super) fn stand(data: &Data, members: &Members, on: Date) -> HashMap<Id, VillageStanding> {
    data.villages()
        .values()
        .filter(|v| v.is_active(on))
        .map(|v| (v.id.clone(), stand_one(data, members, v, on)))
        .collect()
}

/// Derives one village.
pub(super) fn stand_one(data: &Data, members: &Members, village: &Village, on: Date) -> VillageStanding {
    let cell = village.cell_on(on).filter(|cell| data.unit(cell).is_some_and(|u| u.is_active(on)));
    let hands = unification::hands(
        data,
        members,
        Some((&village.id, Post::VillageHead)),
        cell.map(|cell| (cell, Post::Secretary)),
        on,
    );
    let is_member = |holder: &Holder| {
        holder.member.as_ref().and_then(|m| members.get(m)).is_some_and(|m| m.state.is_in_party())
    };
    let state = match (cell, &hands.first, &hands.second) {
        _ if hands.is_one => VillageState::Unified,
        (None, ..) => VillageState::NoCell,
        (Some(_), None, _) => VillageState::Vacant,
        (Some(_), Some(head), _) if !is_member(head) => VillageState::HeadNotMember,
        (Some(_), Some(_), None) => VillageState::Vacant,
        (Some(_), Some(_), Some(_)) => VillageState::Split,
    };
    let planned = Some(village).filter(|village| village.is_planned_by(on));
    let (plan_month, plan_reason) = (planned.and_then(|v| v.plan_month), planned.and_then(|v| v.plan_reason));
    let overdue = state != VillageState::Unified && plan_month.is_some_and(|month| month.last_day() < on);
    let unification::Hands { first: head, second: secretary, since, .. } = hands;
    VillageStanding { state, secretary, head, since, plan_month, plan_reason, overdue }
}
