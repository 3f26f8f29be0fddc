//! `chibo due`: what must be done, and by when.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Done, Exit, args::Page, out, report::named_unit, settings::Settings, standing};
use crate::{
    domain::{
        calendar::WorkingDays,
        column::name_of,
        due::{Due, Urgency, days_left, within},
        record::{Id, Kind},
        standing::Standing,
        words::Lang,
    },
    text::{self, cli as words, shown},
};

/// Prints what is overdue and what is due within so many days, of all units or of one with those under it.
pub(super) fn run(settings: &Settings, days: u16, unit: Option<&str>, format: Page) -> Done {
    let lang = settings.lang;
    let standing = standing(settings)?;
    let unit = unit.map(|unit| named_unit(&standing.data, unit, lang)).transpose()?;
    let wanted = |due: &&Due| unit.as_ref().is_none_or(|unit| due.is_of(&standing.data, unit));
    let dues: Vec<&Due> = within(standing.dues(), standing.as_of, days).iter().filter(wanted).collect();
    match format {
        Page::Text => out::print(&page(&dues, &standing, lang)).map(|()| Exit::Fine),
        Page::Json => out::json(&object(&dues, &standing, lang)),
    }
}

fn overdue(dues: &[&Due], standing: &Standing) -> usize {
    dues.iter().filter(|due| due.urgency(standing.as_of) == Urgency::Overdue).count()
}

fn unit_name(standing: &Standing, unit: Option<&Id>) -> String {
    unit.and_then(|id| standing.data.record(Kind::Unit, id)).map(name_of).unwrap_or_default()
}

fn page(dues: &[&Due], standing: &Standing, lang: Lang) -> String {
    let calendar = WorkingDays::of(&standing.data.office);
    let mut page = String::new();
    for due in dues {
        let left = days_left(&calendar, standing.as_of, due.on);
        let sign = if due.urgency(standing.as_of) == Urgency::Overdue { "!" } else { " " };
        let line = format!(
            "{sign} {}  {}  {}  {}  {}",
            shown::pad(&text::date(due.on.into()), 10),
            shown::pad(&text::working_days(left, lang), 26),
            shown::pad(due.matter.label().of(lang), 30),
            text::title_of(standing, due.kind, &due.id, lang),
            unit_name(standing, due.unit.as_ref()),
        );
        let _ = writeln!(page, "{}", shown::shown(line.trim_end()));
    }
    let end = match dues.len() {
        0 => text::nothing_due(lang).to_owned(),
        count => {
            words::due_count(lang, text::figure(count, lang), text::figure(overdue(dues, standing), lang))
        }
    };
    let _ = writeln!(page, "{}  {end}", text::as_of(lang, text::date(standing.as_of.into())));
    page
}

fn object(dues: &[&Due], standing: &Standing, lang: Lang) -> Value {
    let calendar = WorkingDays::of(&standing.data.office);
    let one = |due: &&Due| {
        let rule = due.matter.rule().map(|rule| rule.info());
        json!({
            "on": due.on.to_string(),
            "overdue": due.urgency(standing.as_of) == Urgency::Overdue,
            "working_days": days_left(&calendar, standing.as_of, due.on),
            "matter": due.matter.code(),
            "text": due.matter.label().of(lang),
            "rule": rule.map(|rule| rule.code),
            "source": rule.map(|rule| rule.source),
            "kind": due.kind.code(),
            "id": due.id.as_str(),
            "name": text::title_of(standing, due.kind, &due.id, lang),
            "unit": due.unit.as_ref().map(|unit| json!({ "id": unit.as_str(), "name": unit_name(standing, Some(unit)) })),
        })
    };
    json!({
        "as_of": standing.as_of.to_string(),
        "count": dues.len(),
        "overdue": overdue(dues, standing),
        "due": dues.iter().map(one).collect::<Vec<_>>(),
    })
}
