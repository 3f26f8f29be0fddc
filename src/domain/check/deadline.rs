//! Checks on days that must not pass: badges (M13) and terms of committees (U05). The days are those of `due`.

use super::{Code, Detail, Facts, Found, Value};
use crate::domain::{
    badge,
    date::months_later,
    due::{Due, Matter},
    record::Kind,
    words::Label,
};

/// Months before a round of badges or the end of a term from which it is announced.
const ANNOUNCED: [i32; 2] = [2, 6];

pub(super) fn check(facts: &Facts, found: &mut Found) {
    for due in facts.standing.dues().iter() {
        match due.matter {
            Matter::Badge if due.on <= months_later(facts.on, ANNOUNCED[0]) => round(facts, due, found),
            Matter::TermEnds if due.on <= months_later(facts.on, ANNOUNCED[1]) => term(facts, due, found),
            _ => {}
        }
    }
}

/// M13: a round passed without the badge, or comes and it was not proposed (HD 01-HD/TW 20/9/2016).
fn round(facts: &Facts, due: &Due, found: &mut Found) {
    const PASSED: Label = Label::new(
        "Đủ {0} năm tuổi đảng, đợt {1} đã qua, sổ chưa ghi đã tặng",
        "{0} years in the Party, the round of {1} has passed, no badge is recorded",
    );
    const COMES: Label = Label::new(
        "Đủ {0} năm tuổi đảng vào đợt {1}, sổ chưa ghi đã đề nghị",
        "{0} years in the Party by the round of {1}, no proposal is recorded",
    );
    let Some(badge) = badge::next(facts.standing, &due.id) else { return };
    let text = match due.on <= facts.on {
        true => PASSED,
        false if badge::is_proposed(facts.standing, &due.id, badge.years) => return,
        false => COMES,
    };
    let detail = Detail::new(text, [Value::from(badge.years), badge.round.into()]);
    found.add(Code::M13, (Kind::Member, &due.id), Some("badge_years"), detail);
}

/// U05: the term ends within six months, or is over.
fn term(facts: &Facts, due: &Due, found: &mut Found) {
    const OVER: Label = Label::new("Nhiệm kỳ hết ngày {0}", "The term was over on {0}");
    const ENDS: Label = Label::new("Nhiệm kỳ sẽ hết ngày {0}", "The term ends on {0}");
    let text = if due.on <= facts.on { OVER } else { ENDS };
    found.add(Code::U05, (Kind::Unit, &due.id), None, Detail::new(text, [due.on.into()]));
}
