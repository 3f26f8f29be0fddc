//! What is the matter with a row, and why a file cannot be read, as sentences.

use super::{
    heading::Means,
    issue::{Issue, RowAt, Why},
    plan::Plan,
    source::{MOST_COLUMNS, MOST_ROWS, Unreadable},
};
use crate::{
    domain::{
        data::Data,
        date::PartialDate,
        record::{Id, Input, Kind},
        standing::Standing,
        words::Lang,
    },
    import::report::Kept,
    text::{self, lists as words},
};

/// Why a file cannot be read.
pub fn unreadable(why: &Unreadable, lang: Lang) -> String {
    match why {
        Unreadable::TooLarge(bytes) => words::too_large(lang, text::figure(*bytes, lang)),
        Unreadable::Swells => words::swells(lang).to_owned(),
        Unreadable::TooWide => words::too_wide(lang, text::figure(MOST_ROWS as usize, lang), MOST_COLUMNS),
        Unreadable::Password => words::password(lang).to_owned(),
        Unreadable::UnknownFormat => words::unknown_format(lang).to_owned(),
        Unreadable::Damaged(why) => words::damaged(lang, why),
        Unreadable::UnknownEncoding => words::unknown_encoding(lang).to_owned(),
    }
}

/// Where a row stands.
pub fn place(at: &RowAt, lang: Lang) -> String {
    if at.sheet.is_empty() {
        words::plain_place(lang, at.number)
    } else {
        words::row_place(lang, &at.sheet, at.number)
    }
}

/// What is the matter, without where.
pub fn why(plan: &Plan, row: usize, issue: &Issue, standing: &Standing, lang: Lang) -> String {
    let data = &standing.data;
    let unit = |id: &Id| name(data, Kind::Unit, id);
    let member = |id: &Id| name(data, Kind::Member, id);
    let record = |id: &Id| match Kind::TABLES.iter().find(|kind| data.record(**kind, id).is_some()) {
        None | Some(Kind::Unit | Kind::Member) => member(id),
        Some(kind) => text::title_of(standing, *kind, id, lang),
    };
    let day = |day: &crate::domain::date::Date| text::date(PartialDate::Day(*day));
    match &issue.why {
        Why::NoName => words::no_name(lang).to_owned(),
        Why::Empty => words::empty(lang).to_owned(),
        Why::NoCard => words::no_card(lang).to_owned(),
        Why::NoOfficial => words::no_official(lang).to_owned(),
        Why::Unfit(invalid, value) => text::cli::why_unfit(lang, value, text::invalid(*invalid, lang)),
        Why::Future(date) => words::future(lang, text::date(*date)),
        Why::NotWhole(date) => words::not_whole(lang, text::date(*date)),
        Why::Serial(date) => words::serial(lang, day(date)),
        Why::SchoolingFromDay(grade) => words::schooling(lang, grade),
        Why::Failed(error) => words::failed(lang, error),
        Why::OfficialFirst(admitted, official) => words::official_first(lang, day(admitted), day(official)),
        Why::TooYoung(born, admitted) => words::too_young(lang, text::date(*born), text::date(*admitted)),
        Why::Unknown(said, None) => words::unknown(lang, said),
        Why::Unknown(said, Some(code)) => {
            words::unknown_near(lang, said, choice(plan.means(row, issue), code, lang))
        }
        Why::NoUnit(said, None) => words::unit_unknown(lang, said),
        Why::NoUnit(said, Some(near)) => words::unit_near(lang, said, unit(near)),
        Why::SeveralUnits(said, units) => words::unit_several(lang, said, under(data, units)),
        Why::UnitRead(said, id) => words::unit_read(lang, said, unit(id)),
        Why::UnitEnded(id, None) => words::unit_ended(lang, unit(id)),
        Why::UnitEnded(id, Some(into)) => words::unit_ended_into(lang, unit(id), unit(into)),
        Why::NotACell(id) => words::not_a_cell(lang, unit(id)),
        Why::NameTrimmed(said) => words::name_trimmed(lang, said),
        Why::SameAs(at, by) => words::same_as(lang, place(at, lang), by.label().of(lang)),
        Why::BornDiffers(at, here, there) => {
            words::born_differs(lang, place(at, lang), text::date(*here), text::date(*there))
        }
        Why::UnitDiffers(at) => words::unit_differs(lang, place(at, lang)),
        Why::NumberOfRow(at) => words::number_of_row(lang, place(at, lang)),
        Why::NumberOf(id) => words::number_of(lang, member(id)),
        Why::Several(ids) => words::several(lang, ids.iter().map(record).collect::<Vec<_>>().join(", ")),
        Why::Perhaps(id) if data.member(id).is_none() => words::perhaps_record(lang, record(id)),
        Why::Perhaps(id) => {
            let home = standing.member(id).unit.as_ref().map(unit).unwrap_or_default();
            words::perhaps(lang, member(id), home)
        }
        Why::Left(id) => words::left(lang, member(id)),
        Why::NoMember => words::no_member(lang).to_owned(),
        Why::NotFound(said) => words::not_found(lang, said),
        Why::State(said) => words::state(lang, said),
        Why::HolderDiffers(post, here, there) => {
            words::holder_differs(lang, post.label().of(lang), here, there)
        }
    }
}

/// What is the matter, for somebody who can answer it where it is said.
pub fn asked(plan: &Plan, row: usize, issue: &Issue, standing: &Standing, lang: Lang) -> String {
    match &issue.why {
        Why::SeveralUnits(said, units) => words::unit_several_here(lang, said, under(&standing.data, units)),
        _ => why(plan, row, issue, standing, lang),
    }
}

/// What is the matter, where, and what becomes of it.
pub fn issue(plan: &Plan, row: usize, issue: &Issue, standing: &Standing, lang: Lang) -> String {
    let at = place(&plan.at(row), lang);
    let at = match plan.heading(row, issue.column) {
        Some(heading) => words::cell_place(lang, at, heading),
        None => at,
    };
    let kept = match issue.kept {
        Kept::Nothing => words::kept_nothing(lang),
        Kept::Rest => words::kept_rest(lang),
        Kept::All => words::kept_all(lang),
    };
    text::cli::problem(lang, at, why(plan, row, issue, standing, lang), kept)
}

fn name(data: &Data, kind: Kind, id: &Id) -> String {
    data.record(kind, id).map_or_else(|| id.to_string(), crate::domain::column::name_of)
}

/// Units by the names of what they stand under.
fn under(data: &Data, units: &[Id]) -> String {
    let parent = |id: &Id| {
        data.unit(id)
            .and_then(|unit| unit.parent.as_ref())
            .map_or_else(|| id.to_string(), |p| name(data, Kind::Unit, p))
    };
    let mut names: Vec<String> = units.iter().take(5).map(parent).collect();
    if units.len() > names.len() {
        names.push("…".to_owned());
    }
    names.join(", ")
}

fn choice(means: Means, code: &str, lang: Lang) -> String {
    let Means::Field(kind, place) = means else { return code.to_owned() };
    match kind.fields()[place].input {
        Input::Choice(choices) => choices
            .iter()
            .find(|choice| choice.code == code)
            .map_or(code, |choice| choice.label.of(lang))
            .to_owned(),
        Input::Text
        | Input::Person
        | Input::Digits
        | Input::Day
        | Input::Date
        | Input::Month
        | Input::Number
        | Input::Link(_)
        | Input::Days => code.to_owned(),
    }
}
