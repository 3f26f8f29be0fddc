//! The rule of unification: a village is unified on a date when one person is both its head and the
//! secretary of its cell on that date (NQ 19-NQ/TU 3/3/2015 of Quảng Ninh).

use std::collections::HashMap;

use super::{
    member::{MemberState, Members},
    unification::{self, Holder},
};
use crate::domain::{
    data::Data,
    date::{Date, Month, PartialDate},
    record::{Id, Kind},
    term::{Post, Term},
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

choice! {
    /// The ladder to one person in both posts. All but the plan follows from the terms.
    Step {
        #[default]
        NoCell = "no_cell", "0 Chưa có chi bộ", "0 No cell";
        HeadNotMember = "head_not_member", "1 Trưởng thôn ngoài Đảng", "1 Head not a member";
        Split = "split", "2 Hai chức danh hai nơi", "2 Posts in two hands";
        Planned = "planned", "3 Đã có kế hoạch", "3 Planned";
        Waiting = "waiting", "4 Đã bầu trưởng thôn, chờ bí thư", "4 Head elected, secretary awaited";
        Unified = "unified", "5 Đã nhất thể hóa", "5 Unified";
        Lost = "lost", "6 Đã từng, nay không còn", "6 Lost again";
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
    /// How far it is on the ladder.
    pub step: Step,
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
    let seats = unification::seats(data, Kind::Village, &village.id, on);
    let [_, cell] = seats;
    let hands = unification::hands(data, members, seats, on);
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
    let (plan_month, plan_reason) = (village.plan_month, village.plan_reason);
    let overdue = state != VillageState::Unified && plan_month.is_some_and(|month| month.last_day() < on);
    let official = |holder: &Holder| {
        holder.member.as_ref().and_then(|m| members.get(m)).is_some_and(|m| m.state == MemberState::Official)
    };
    let step = match state {
        VillageState::Unified => Step::Unified,
        _ if was_unified(data, village, on) => Step::Lost,
        VillageState::NoCell => Step::NoCell,
        // The people elect the head first; an official member is then elected or assigned secretary.
        VillageState::Vacant if hands.second.is_none() && hands.first.as_ref().is_some_and(official) => {
            Step::Waiting
        }
        _ if plan_month.is_some() => Step::Planned,
        VillageState::HeadNotMember => Step::HeadNotMember,
        VillageState::Vacant | VillageState::Split => Step::Split,
    };
    let unification::Hands { first: head, second: secretary, since, .. } = hands;
    VillageStanding { state, secretary, head, since, plan_month, plan_reason, step, overdue }
}

/// Whether some member held both posts on a day before.
fn was_unified(data: &Data, village: &Village, on: Date) -> bool {
    let cells = village.cell.iter().chain(&village.cell_before);
    let secretaries = cells.flat_map(|cell| data.terms_of_body(Kind::Unit, cell));
    let secretaries: Vec<&Term> = secretaries.filter(|term| term.post == Post::Secretary).collect();
    data.terms_of_body(Kind::Village, &village.id).into_iter().filter(|t| t.post == Post::VillageHead).any(
        |head| {
            secretaries.iter().any(|other| {
                let began = head.from.max(other.from).map(|from| from.latest());
                let ended = [head.to, other.to].into_iter().flatten().min();
                // A term is over on the day it ends.
                head.member.is_some()
                    && head.member == other.member
                    && began.is_some_and(|began| began < on && ended.is_none_or(|ended| began < ended))
            })
        },
    )
}
