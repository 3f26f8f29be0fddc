//! The one rule of unification: two posts are unified on a date when one person holds both on that date
//! (NQ 19-NQ/TU 3/3/2015 of Quảng Ninh). Villages and pairs of posts of agencies both follow from it.

use super::member::{Members, is_held};
use crate::domain::{
    agency::Pair,
    data::Data,
    date::{Date, PartialDate},
    record::{Id, Kind, Record},
    term::{How, Post, Term},
    words::choice,
};

/// A post of a body.
pub type Seat<'a> = (&'a Id, Post);

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

/// In whose hands two posts are.
pub(super) struct Hands {
    /// Who holds the first; who holds both, where somebody does.
    pub(super) first: Option<Holder>,
    /// Who holds the second.
    pub(super) second: Option<Holder>,
    /// Whether one person holds both.
    pub(super) is_one: bool,
    /// Since when, as far as the terms tell.
    pub(super) since: Option<PartialDate>,
}

choice! {
    /// How a pair of posts stands.
    PairState {
        #[default]
        Unified = "unified", "Một người giữ", "One holder";
        Split = "split", "Chưa: hai người", "Not: two persons";
        Vacant = "vacant", "Chưa: khuyết chức", "Not: post vacant";
        GivenUp = "given_up", "Thôi thực hiện", "Given up";
    }
}

/// How a pair of posts stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PairStanding {
    /// Where it stands.
    pub state: PairState,
    /// Who holds the first post.
    pub first: Option<Holder>,
    /// Who holds the second post.
    pub second: Option<Holder>,
    /// Since when one person holds both, as far as the terms tell.
    pub since: Option<PartialDate>,
}

/// Finds out who holds two posts on a day.
pub(super) fn hands(data: &Data, members: &Members, [first, second]: [Option<Seat>; 2], on: Date) -> Hands {
    let of = |seat: Option<Seat>| seat.map(|seat| holders(data, members, seat, on)).unwrap_or_default();
    let (firsts, seconds) = (of(first), of(second));
    let both = firsts.iter().find_map(|one| {
        let person = one.member.as_ref()?;
        let other = seconds.iter().find(|other| other.member.as_ref() == Some(person))?;
        Some((one.clone(), other.clone()))
    });
    let since = both.as_ref().zip(first.zip(second)).and_then(|((one, other), (first, second))| {
        let person = one.member.as_ref()?;
        // When either beginning is not known, neither is the day from which both were held.
        let begin = |seat: Seat, held: &Holder| first_day_in_post(data, seat, person, held.from);
        Some(begin(first, one)?.max(begin(second, other)?))
    });
    match both {
        Some((one, other)) => Hands { first: Some(one), second: Some(other), is_one: true, since },
        None => {
            let (first, second) = (firsts.into_iter().next(), seconds.into_iter().next());
            Hands { first, second, is_one: false, since: None }
        }
    }
}

/// The two posts that are to be in one hand on a day: of a village that of its head and that of the secretary of its
/// cell, of a pair its own two; none in the place of one that is not there.
pub(super) fn seats<'a>(data: &'a Data, kind: Kind, id: &Id, on: Date) -> [Option<Seat<'a>>; 2] {
    match (kind, data.village(id), data.pair(id)) {
        (Kind::Village, Some(village), _) => {
            let cell = village.cell_on(on).filter(|cell| data.unit(cell).is_some_and(|u| u.is_active(on)));
            [Some((&village.id, Post::VillageHead)), cell.map(|cell| (cell, Post::Secretary))]
        }
        (Kind::Pair, _, Some(pair)) => [seat_of(data, &pair.first), seat_of(data, &pair.second)],
        _ => [None, None],
    }
}

/// The seat one side of a pair is: a post of an agency, or the secretary of a unit.
fn seat_of<'a>(data: &Data, link: &'a Option<Id>) -> Option<Seat<'a>> {
    let body = link.as_ref()?;
    match data.linked(&[Kind::Unit, Kind::Position], body)?.kind() {
        Kind::Unit => Some((body, Post::Secretary)),
        _ => Some((body, Post::Holder)),
    }
}

/// Derives one pair of posts.
pub(super) fn stand_pair(data: &Data, members: &Members, pair: &Pair, on: Date) -> PairStanding {
    let hands = hands(data, members, seats(data, Kind::Pair, &pair.id, on), on);
    let state = match (&hands.first, &hands.second) {
        _ if pair.ended.is_some_and(|ended| ended <= on) => PairState::GivenUp,
        _ if hands.is_one => PairState::Unified,
        (Some(_), Some(_)) => PairState::Split,
        (None, _) | (_, None) => PairState::Vacant,
    };
    PairStanding { state, first: hands.first, second: hands.second, since: hands.since }
}

/// Who holds a post of a body on a day; the term that began last comes first.
pub(super) fn holders(data: &Data, members: &Members, (body, post): Seat, on: Date) -> Vec<Holder> {
    let mut terms = data.terms_of_body(post.body(), body);
    terms.retain(|term| term.post == post && is_held(members, term, on));
    terms.sort_by_key(|t| std::cmp::Reverse(t.from));
    terms.into_iter().map(|term| holder(data, term)).collect()
}

/// Goes back over terms that follow each other without a gap, so that a re-election does not look like a start.
fn first_day_in_post(
    data: &Data,
    (body, post): Seat,
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
