//! The rule of unification: a village is unified on a date when one person is both its head and the
//! secretary of its cell on that date (NQ 19-NQ/TU 3/3/2015 of Quảng Ninh).

use std::collections::HashMap;

use super::member::{Members, is_held};
use crate::domain::{
    data::Data,
    date::{Date, Month, PartialDate},
    record::{Id, Record},
    term::{How, Post, Term},
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

/// Who holds a post under a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Holder {
    /// The term.
    pub term: Id,
    /// The holder, when a member.
    pub member: Option<Id>,
    /// The holder's name as it stands in the register.
    pub name: String,
    /// Since when.
    pub from: Option<PartialDate>,
    /// Whether only for the time being.
    pub interim: bool,
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
    let secretaries =
        cell.map(|cell| holders(data, members, (cell, Post::Secretary), on)).unwrap_or_default();
    let heads = holders(data, members, (&village.id, Post::VillageHead), on);
    let both = heads.iter().find_map(|head| {
        let person = head.member.as_ref()?;
        let secretary = secretaries.iter().find(|s| s.member.as_ref() == Some(person))?;
        Some((head.clone(), secretary.clone()))
    });
    let (head, secretary) = match &both {
        Some((head, secretary)) => (Some(head.clone()), Some(secretary.clone())),
        None => (heads.into_iter().next(), secretaries.into_iter().next()),
    };
    let is_member = |holder: &Holder| {
        holder.member.as_ref().and_then(|m| members.get(m)).is_some_and(|m| m.state.is_in_party())
    };
    let state = match (cell, &head, &secretary) {
        _ if both.is_some() => VillageState::Unified,
        (None, ..) => VillageState::NoCell,
        (Some(_), None, _) => VillageState::Vacant,
        (Some(_), Some(head), _) if !is_member(head) => VillageState::HeadNotMember,
        (Some(_), Some(_), None) => VillageState::Vacant,
        (Some(_), Some(_), Some(_)) => VillageState::Split,
    };
    let since = both.as_ref().and_then(|(head, secretary)| {
        let cell = cell?;
        let person = head.member.as_ref()?;
        let begin = |body: &Id, post, term: &Holder| first_day_in_post(data, body, post, person, term.from);
        // When either beginning is not known, neither is the day from which both were held.
        Some(begin(&village.id, Post::VillageHead, head)?.max(begin(cell, Post::Secretary, secretary)?))
    });
    let planned = Some(village).filter(|village| village.is_planned_by(on));
    let (plan_month, plan_reason) = (planned.and_then(|v| v.plan_month), planned.and_then(|v| v.plan_reason));
    let overdue = state != VillageState::Unified && plan_month.is_some_and(|month| month.last_day() < on);
    VillageStanding { state, secretary, head, since, plan_month, plan_reason, overdue }
}

/// Who holds a post of a body on a day; the term that began last comes first.
pub(super) fn holders(data: &Data, members: &Members, (body, post): (&Id, Post), on: Date) -> Vec<Holder> {
    let mut terms = data.terms_of_body(post.body(), body);
    terms.retain(|term| term.post == post && is_held(members, term, on));
    terms.sort_by_key(|t| std::cmp::Reverse(t.from));
    terms.into_iter().map(|term| holder(data, term)).collect()
}

/// Goes back over terms that follow each other without a gap, so that a re-election does not look like a start.
fn first_day_in_post(
    data: &Data,
    body: &Id,
    post: Post,
    person: &Id,
    from: Option<PartialDate>,
) -> Option<PartialDate> {
    let mut from = from?;
    for term in data.terms_of_body(post.body(), body).iter().rev() {
        let same = term.post == post && term.member.as_ref() == Some(person);
        let meets = term.to.is_some_and(|to| to >= from.earliest());
        if same && meets && term.from.is_some_and(|earlier| earlier < from) {
            from = term.from?;
        }
    }
    Some(from)
}

/// The holder of a term, by the member's name where there is one.
fn holder(data: &Data, term: &Term) -> Holder {
    let name = term.member.as_ref().and_then(|m| data.member(m)).map_or(&term.holder_name, |m| &m.name);
    Holder {
        term: term.id().clone(),
        member: term.member.clone(),
        name: name.clone(),
        from: term.from,
        interim: term.how == Some(How::Interim),
    }
}
