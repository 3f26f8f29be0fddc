//! Agencies, their merging, the posts of the article and who holds them.

use jiff::civil::date;

use super::{Maker, PROGRAMME};
use crate::domain::{
    agency::{Agency, Merger, Pair, Position, Side},
    date::Date,
    record::{Id, Kind},
    term::{How, Post, Term},
};

/// Agencies that stand by themselves.
const AGENCIES: &[(&str, Side)] = &[
    ("Văn phòng Huyện ủy", Side::Party),
    ("Ban Dân vận Huyện ủy", Side::Party),
    ("Ban Tuyên giáo Huyện ủy", Side::Party),
    ("Trung tâm Bồi dưỡng chính trị huyện", Side::Party),
    ("Ủy ban Mặt trận Tổ quốc huyện", Side::Front),
    ("Hội đồng nhân dân huyện", Side::State),
];

/// The two mergers of 15/3/2018: the agencies, and what came of them.
const MERGERS: &[([(&str, Side); 2], &str)] = &[
    (
        [("Ban Tổ chức Huyện ủy", Side::Party), ("Phòng Nội vụ", Side::State)],
        "Cơ quan Tổ chức - Nội vụ huyện",
    ),
    (
        [("Ủy ban Kiểm tra Huyện ủy", Side::Party), ("Thanh tra huyện", Side::State)],
        "Cơ quan Kiểm tra - Thanh tra huyện",
    ),
];

/// The four double posts of the article: each post with its agency, and since when one person holds both.
type Double = [(&'static str, &'static str); 2];
const PAIRS: &[(Double, Date)] = &[
    (
        [
            ("Trưởng Ban Dân vận", "Ban Dân vận Huyện ủy"),
            ("Chủ tịch Ủy ban MTTQ", "Ủy ban Mặt trận Tổ quốc huyện"),
        ],
        date(2015, 9, 10),
    ),
    (
        [
            ("Trưởng Ban Tuyên giáo", "Ban Tuyên giáo Huyện ủy"),
            ("Giám đốc Trung tâm Bồi dưỡng chính trị", "Trung tâm Bồi dưỡng chính trị huyện"),
        ],
        date(2015, 12, 1),
    ),
    (
        [
            ("Chủ nhiệm Ủy ban Kiểm tra", "Cơ quan Kiểm tra - Thanh tra huyện"),
            ("Chánh Thanh tra", "Cơ quan Kiểm tra - Thanh tra huyện"),
        ],
        date(2016, 6, 20),
    ),
    (
        [
            ("Trưởng Ban Tổ chức", "Cơ quan Tổ chức - Nội vụ huyện"),
            ("Trưởng Phòng Nội vụ", "Cơ quan Tổ chức - Nội vụ huyện"),
        ],
        date(2017, 3, 1),
    ),
];

/// The second post of the district's secretary, and since when.
const CHAIR: (&str, &str, Date) =
    ("Chủ tịch Hội đồng nhân dân huyện", "Hội đồng nhân dân huyện", date(2016, 6, 28));

/// The day on which the mergers were announced.
const ANNOUNCED: Date = date(2018, 3, 15);

pub(super) fn put(maker: &mut Maker) {
    let mut agencies: Vec<(&str, Id)> = Vec::new();
    for (name, side) in AGENCIES {
        agencies.push((name, agency(maker, name, *side, None)));
    }
    for (bodies, into) in MERGERS {
        agencies.push((into, merger(maker, bodies, into)));
    }
    let of = |name: &str| agencies.iter().find(|(known, _)| *known == name).map(|(_, id)| id.clone());
    let mut holders = maker.officials_under("Đảng bộ Cơ quan Huyện ủy").into_iter();
    for (posts, since) in PAIRS {
        let holder = holders.next();
        let [first, second] = posts.map(|(name, agency)| {
            let post = position(maker, name, of(agency));
            hold(maker, &post, holder.as_ref(), *since);
            post
        });
        pair(maker, first, second);
    }
    let (name, agency, since) = CHAIR;
    let chair = position(maker, name, of(agency));
    let Some(root) = maker.root() else { return };
    let secretary = maker.standing.holders(&root, Post::Secretary).into_iter().next();
    let from =
        secretary.as_ref().and_then(|holder| holder.from).map_or(since, |from| from.earliest().max(since));
    hold(maker, &chair, secretary.and_then(|holder| holder.member).as_ref(), from);
    pair(maker, root, chair);
}

fn agency(maker: &mut Maker, name: &str, side: Side, merged: Option<Id>) -> Id {
    let mut agency: Agency = maker.blank();
    agency.name = name.to_owned();
    agency.side = Some(side);
    agency.merged = merged;
    agency.cell = cell_of(maker, name);
    let id = agency.id.clone();
    maker.put(agency);
    id
}

/// The cell that has the agency's name.
fn cell_of(maker: &Maker, name: &str) -> Option<Id> {
    let cell = format!("Chi bộ {name}");
    let units = maker.standing.names(Kind::Unit).iter();
    let named = |id: &&Id| maker.standing.data.unit(id).is_some_and(|unit| unit.name == cell);
    units.filter(|id| maker.standing.unit(id).active).find(named).cloned()
}

fn merger(maker: &mut Maker, bodies: &[(&str, Side)], into: &str) -> Id {
    let new = agency(maker, into, Side::Party, None);
    let mut merger: Merger = maker.blank();
    merger.into = Some(new.clone());
    merger.decision = format!("{}-QĐ/TU", 700 + maker.random.below(90));
    merger.decided = Some(date(2018, 3, 9));
    merger.issuer = "Ban Thường vụ Tỉnh ủy".to_owned();
    merger.announced = Some(ANNOUNCED);
    merger.programme = PROGRAMME.to_owned();
    for (name, side) in bodies {
        agency(maker, name, *side, Some(merger.id.clone()));
    }
    maker.put(merger);
    new
}

fn position(maker: &mut Maker, name: &str, agency: Option<Id>) -> Id {
    let mut position: Position = maker.blank();
    position.name = name.to_owned();
    position.agency = agency;
    let id = position.id.clone();
    maker.put(position);
    id
}

fn hold(maker: &mut Maker, post: &Id, member: Option<&Id>, from: Date) {
    let Some(member) = member else { return };
    let mut term: Term = maker.blank();
    term.body = Some(post.clone());
    term.post = Post::Holder;
    term.member = Some(member.clone());
    term.from = Some(from.into());
    term.how = Some(How::Appointed);
    maker.put(term);
}

fn pair(maker: &mut Maker, first: Id, second: Id) {
    let mut pair: Pair = maker.blank();
    pair.first = Some(first);
    pair.second = Some(second);
    pair.programme = PROGRAMME.to_owned();
    maker.put(pair);
}
