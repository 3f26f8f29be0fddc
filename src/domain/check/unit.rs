//! Checks on units: their place in the tree, their size, their committee and secretary, and their end.
//!
//! Rules U01–U04 and U06–U08. The consent with which a committee may stay below 30 or a cell above it has
//! no field of its own, so U04 warns of every such unit.

use std::collections::{HashMap, HashSet};

use super::{Code, Detail, Facts, Found, Value, holder_name};
use crate::domain::{
    column::{MEMBER_STATES, state_code},
    record::{Id, Kind},
    standing::MemberState,
    term::{Post, Term},
    unit::{Ending, Unit, UnitKind},
    words::Label,
};

/// Official members a cell needs (Charter art. 21).
const LEAST: usize = 3;
/// Official members from which on a cell elects a committee, and the most it may have (Charter art. 24).
const COMMITTEE_FROM: usize = 9;
const COMMITTEE_MOST: usize = 7;
/// Members, official and probationary together, that part a cell from a committee (Charter art. 21).
const LARGE: usize = 30;

pub(super) fn check(facts: &Facts, found: &mut Found) {
    for unit in facts.data.units().values() {
        if unit.is_active(facts.on) {
            parent_active(facts, unit, found);
            size(facts, unit, found);
            let leaders = facts.standing.leaders(Kind::Unit, &unit.id);
            committee(facts, unit, &leaders, found);
            standing_committee(unit, &leaders, found);
            // Also who died or left: until somebody ends it, the term is there and wrong.
            let terms = facts.data.terms_of_body(Kind::Unit, &unit.id);
            for term in terms.iter().filter(|term| term.post == Post::Secretary && term.is_held(facts.on)) {
                secretary(facts, unit, term, found);
            }
        } else if unit.closed_on.is_some_and(|closed| closed <= facts.on) {
            ended(facts, unit, found);
        }
    }
    cycles(facts, found);
}

/// U01: the unit above is active. One that does not exist is a dangling link (S01).
fn parent_active(facts: &Facts, unit: &Unit, found: &mut Found) {
    const TEXT: Label = Label::new("Trực thuộc {0}, không hoạt động", "Belongs to {0}, which is not active");
    let parent = unit.parent.as_ref().and_then(|parent| facts.data.unit(parent));
    if let Some(parent) = parent.filter(|parent| !parent.is_active(facts.on)) {
        let detail = Detail::new(TEXT, [Value::record(Kind::Unit, &parent.id, &parent.name)]);
        found.add(Code::U01, (Kind::Unit, &unit.id), Some("parent"), detail);
    }
}

/// U01: no unit stands under itself. Each unit is walked over once: a walk ends where an earlier one was,
/// and a walk that meets itself has found a circle.
fn cycles(facts: &Facts, found: &mut Found) {
    const TEXT: Label = Label::new("Trực thuộc chính mình, qua {0}", "Stands under itself, by way of {0}");
    let parent = |unit: &Unit| unit.parent.as_ref().and_then(|parent| facts.data.unit(parent));
    let mut walked: HashMap<&Id, usize> = HashMap::new();
    for (walk, start) in facts.data.units().values().enumerate() {
        let mut at = Some(start.record());
        while let Some(unit) = at.filter(|unit| !walked.contains_key(&unit.id)) {
            walked.insert(&unit.id, walk);
            at = parent(unit);
        }
        let Some(met) = at.filter(|unit| walked.get(&unit.id) == Some(&walk)) else { continue };
        let mut unit = met;
        while let Some(above) = parent(unit) {
            let detail = Detail::new(TEXT, [Value::record(Kind::Unit, &above.id, &above.name)]);
            found.add(Code::U01, (Kind::Unit, &unit.id), Some("parent"), detail);
            unit = above;
            if unit.id == met.id {
                break;
            }
        }
    }
}

/// U02: fewer than 3 official members; U04: cell or committee by size (Charter art. 21).
fn size(facts: &Facts, unit: &Unit, found: &mut Found) {
    const FEW: Label =
        Label::new("Có {0} đảng viên chính thức, dưới 3", "Official members: {0}, fewer than 3");
    const CELL: Label = Label::new(
        "Chi bộ cơ sở có {0} đảng viên: từ 30 lập đảng bộ cơ sở, nếu chưa được đồng ý",
        "Members of a grassroots cell: {0}; from 30 on a committee, unless consented to",
    );
    const COMMITTEE: Label = Label::new(
        "Đảng bộ cơ sở có {0} đảng viên: dưới 30 phải được đồng ý",
        "Members of a grassroots committee: {0}; below 30 consent is needed",
    );
    const UNDER: Label = Label::new(
        "Chi bộ trực thuộc có {0} đảng viên: trên 30 phải được đồng ý",
        "Members of a cell: {0}; above 30 consent is needed",
    );
    let standing = facts.standing.unit(&unit.id);
    let (own, all) = (standing.own, standing.all.members());
    let about = (Kind::Unit, &unit.id);
    if unit.kind.is_cell() && own.official < LEAST {
        let detail = Detail::new(FEW, [own.official.into()]);
        found.add(Code::U02, about, Some("official"), detail);
    }
    let text = match unit.kind {
        UnitKind::GrassrootsCell if all >= LARGE => CELL,
        UnitKind::GrassrootsCommittee if all < LARGE => COMMITTEE,
        UnitKind::Cell if all > LARGE => UNDER,
        UnitKind::GrassrootsCell
        | UnitKind::GrassrootsCommittee
        | UnitKind::Cell
        | UnitKind::SuperiorCommittee
        | UnitKind::SubCommittee => return,
    };
    found.add(Code::U04, about, Some("members"), Detail::new(text, [all.into()]));
}

/// U03: a cell of 9 official members or more elects a committee, of at most 7 (Charter art. 24). A secretary
/// and a deputy alone are none.
fn committee(facts: &Facts, unit: &Unit, leaders: &[&Term], found: &mut Found) {
    const NONE: Label = Label::new(
        "Có {0} đảng viên chính thức mà chưa có chi ủy",
        "Official members: {0}, and no cell committee",
    );
    const LARGE: Label = Label::new("Chi ủy có {0} người, quá 7", "Committee members: {0}, more than 7");
    if !unit.kind.is_cell() {
        return;
    }
    let official = facts.standing.unit(&unit.id).own.official;
    let party = || leaders.iter().filter(|term| term.post.is_party());
    let persons: HashSet<_> = party().map(|term| (&term.member, &term.holder_name)).collect();
    let committee = persons.len() > 2
        || party().any(|term| matches!(term.post, Post::CommitteeMember | Post::StandingMember));
    let detail = if persons.len() > COMMITTEE_MOST {
        Detail::new(LARGE, [persons.len().into()])
    } else if official >= COMMITTEE_FROM && !committee {
        Detail::new(NONE, [official.into()])
    } else {
        return;
    };
    found.add(Code::U03, (Kind::Unit, &unit.id), None, detail);
}

/// U07: a committee of 9 or more has a standing committee, of at most a third of it (QĐ 29-QĐ/TW 2016, art. 12).
fn standing_committee(unit: &Unit, leaders: &[&Term], found: &mut Found) {
    const SMALL: Label = Label::new(
        "Cấp ủy có {0} người, dưới 9, mà có ban thường vụ",
        "The committee has {0} members, fewer than 9, and a standing committee",
    );
    const LARGE: Label = Label::new(
        "Ban thường vụ có {0} người, quá 1/3 của {1} cấp ủy viên",
        "The standing committee has {0} members, more than a third of the {1} of the committee",
    );
    let persons = |stands: fn(Post) -> bool| {
        let terms = leaders.iter().filter(|term| term.post.is_party() && stands(term.post));
        terms.map(|term| (&term.member, &term.holder_name)).collect::<HashSet<_>>().len()
    };
    if unit.kind != UnitKind::GrassrootsCommittee || persons(|post| post == Post::StandingMember) == 0 {
        return;
    }
    let all = persons(|_| true);
    let standing = persons(|post| post != Post::CommitteeMember);
    let detail = if all < COMMITTEE_FROM {
        Detail::new(SMALL, [all.into()])
    } else if standing * 3 > all {
        Detail::new(LARGE, [standing.into(), all.into()])
    } else {
        return;
    };
    found.add(Code::U07, (Kind::Unit, &unit.id), None, detail);
}

/// U06: the secretary is an active official member of the unit or, of a committee, of a unit under it
/// (Charter art. 3 and 24).
fn secretary(facts: &Facts, unit: &Unit, term: &Term, found: &mut Found) {
    const NO_RECORD: Label =
        Label::new("Bí thư {0} không có hồ sơ đảng viên", "Secretary {0} has no member record");
    const STATE: Label = Label::new("Bí thư {0}: {1}", "Secretary {0}: {1}");
    const SUSPENDED: Label = Label::new("Đình chỉ sinh hoạt", "Suspended");
    const ELSEWHERE: Label = Label::new("Bí thư {0} sinh hoạt ở {1}", "Secretary {0} belongs to {1}");
    const NOWHERE: Label = Label::new("Bí thư {0} chưa thuộc chi bộ nào", "Secretary {0} belongs to no unit");
    let name = holder_name(facts.data, term);
    let detail = match term.member.as_ref().and_then(|id| facts.data.member(id)) {
        None => Detail::new(NO_RECORD, [name.as_str().into()]),
        Some(member) => {
            let standing = facts.standing.member(&member.id);
            let name = Value::record(Kind::Member, &member.id, &name);
            let home = standing.unit.as_ref();
            if standing.state != MemberState::Official {
                Detail::new(STATE, [name, state_label(standing.state).into()])
            } else if standing.suspended {
                Detail::new(STATE, [name, SUSPENDED.into()])
            } else if let Some(home) = home.and_then(|home| facts.data.unit(home)) {
                if facts.data.is_within(&home.id, &unit.id) {
                    return;
                }
                Detail::new(ELSEWHERE, [name, Value::record(Kind::Unit, &home.id, &home.name)])
            } else {
                Detail::new(NOWHERE, [name])
            }
        }
    };
    found.add(Code::U06, (Kind::Unit, &unit.id), Some("secretary"), detail);
}

fn state_label(state: MemberState) -> Label {
    let code = state_code(state);
    MEMBER_STATES.iter().find(|choice| choice.code == code).map_or(Label::new("", ""), |choice| choice.label)
}

/// U08: a closed unit has a decision number, a successor where its kind of end leaves one, and no members.
fn ended(facts: &Facts, unit: &Unit, found: &mut Found) {
    const DECISION: Label = Label::new("Kết thúc không có số quyết định", "Closed without a decision number");
    const INTO: Label = Label::new("{0} mà không ghi chuyển vào đâu", "{0}, and no successor is named");
    const LEFT: Label = Label::new("Còn {0} đảng viên chưa chuyển", "Members not moved: {0}");
    let about = (Kind::Unit, &unit.id);
    if unit.closed_decision.is_empty() {
        found.add(Code::U08, about, Some("closed_decision"), Detail::new(DECISION, []));
    }
    // Who is handed over may go to another register, and what is dissolved leaves nothing behind.
    let successor = match unit.closed_how {
        Some(Ending::Merged | Ending::Split) => unit.closed_how,
        Some(Ending::Dissolved | Ending::HandedOver) | None => None,
    };
    if let Some(how) = successor.filter(|_| unit.closed_into.is_none()) {
        found.add(Code::U08, about, Some("closed_into"), Detail::new(INTO, [how.label().into()]));
    }
    let left = facts.standing.unit(&unit.id).own.members();
    if left > 0 {
        found.add(Code::U08, about, Some("members"), Detail::new(LEFT, [left.into()]));
    }
}
