//! `chibo summary`: the figures of a date, as a page to read or as JSON.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use serde_json::{Map, Value, json};

use super::{Done, Exit, args::Page, out, settings::Settings, standing};
use crate::{
    domain::{
        column::name_of,
        figure::Figure,
        standing::{Standing, VillageStanding},
        unit::{OrgType, UnitKind},
        village::Village,
        words::Lang,
    },
    text::{self, cli as words, shown},
};

/// Prints the figures.
pub(super) fn run(settings: &Settings, format: Page) -> Done {
    let standing = standing(settings)?;
    match format {
        Page::Json => out::json(&figures(&standing, settings.lang)),
        Page::Text => out::print(&page(&standing, settings.lang)).map(|()| Exit::Fine),
    }
}

/// Units directly under the top by type, only the types there are.
fn direct_by_type(standing: &Standing) -> Vec<(OrgType, usize)> {
    let direct = standing.units_direct();
    let count = |t: &OrgType| direct.iter().filter(|u| u.org_type == Some(*t)).count();
    OrgType::ALL.iter().map(|t| (*t, count(t))).filter(|(_, n)| *n > 0).collect()
}

fn by_kind(standing: &Standing) -> Vec<(UnitKind, usize)> {
    UnitKind::ALL.iter().map(|k| (*k, Figure::Units(*k).count(standing))).filter(|(_, n)| *n > 0).collect()
}

/// Who was admitted, by year.
fn admitted(standing: &Standing) -> BTreeMap<i16, usize> {
    let years: BTreeSet<i16> = standing.admissions().iter().map(|(date, _)| date.year()).collect();
    years.into_iter().map(|year| (year, Figure::AdmittedIn(year).count(standing))).collect()
}

fn commune(standing: &Standing, village: &Village) -> String {
    let unit = village.commune.as_ref().and_then(|id| standing.data.unit(id));
    unit.map(|u| name_of(u)).unwrap_or_default()
}

/// The villages not unified, overdue ones first, then by plan.
fn not_unified(standing: &Standing) -> Vec<(&Village, &VillageStanding)> {
    let mut all: Vec<_> = standing.villages().filter(|(_, s)| !s.is_unified()).collect();
    all.sort_by_key(|(v, s)| (!s.overdue, s.plan_month.is_none(), s.plan_month, v.id.clone()));
    all
}

fn map(all: impl Iterator<Item = (impl ToString, usize)>) -> Map<String, Value> {
    all.map(|(key, number)| (key.to_string(), number.into())).collect()
}

fn figures(standing: &Standing, lang: Lang) -> Value {
    let count = |figure: Figure| figure.count(standing);
    json!({
        "as_of": standing.as_of.to_string(),
        "office": standing.data.office.name,
        "revision": standing.data.revision,
        "units_direct": count(Figure::UnitsDirect),
        "units_direct_by_type": map(direct_by_type(standing).into_iter().map(|(t, n)| (t.code(), n))),
        "units_by_kind": map(by_kind(standing).into_iter().map(|(k, n)| (k.code(), n))),
        "members": count(Figure::Members),
        "official": count(Figure::Official),
        "probationary": count(Figure::Probationary),
        "exempt": count(Figure::Exempt),
        "probation_over": count(Figure::ProbationOver),
        "villages": count(Figure::Villages),
        "unified": count(Figure::Unified),
        "not_unified": not_unified(standing).iter().map(|(v, s)| village(standing, v, s, lang)).collect::<Vec<_>>(),
        "overdue": count(Figure::PlanOverdue),
        "admitted": map(admitted(standing).into_iter()),
    })
}

fn village(standing: &Standing, village: &Village, state: &VillageStanding, lang: Lang) -> Value {
    let holder = |h: &Option<crate::domain::standing::Holder>| h.as_ref().map(|h| h.name.clone());
    json!({
        "id": village.id.as_str(),
        "name": village.name,
        "commune": commune(standing, village),
        "reason": state.plan_reason.map(|r| r.code()),
        "reason_text": state.plan_reason.map(|r| r.label().of(lang)),
        "planned": state.plan_month.map(|m| m.to_string()),
        "overdue": state.overdue,
        "state": state.state.code(),
        "state_text": state.state.label().of(lang),
        "secretary": holder(&state.secretary),
        "head": holder(&state.head),
    })
}

/// A page being written: labels left, figures right.
struct Sheet {
    text: String,
    lang: Lang,
}

impl Sheet {
    const LABEL: usize = 44;
    const FIGURE: usize = 9;

    fn row(&mut self, depth: usize, label: &str, number: usize, remark: &str) {
        let label = format!("{}{}", "  ".repeat(depth), shown::shown(label));
        let figure = text::figure(number, self.lang);
        let line = format!(
            "{}{}  {}",
            shown::pad(&label, Self::LABEL),
            shown::pad_left(&figure, Self::FIGURE),
            shown::shown(remark)
        );
        self.line(line.trim_end());
    }

    fn figure(&mut self, depth: usize, figure: Figure, standing: &Standing) {
        self.row(depth, figure.label().of(self.lang), figure.count(standing), "");
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }
}

fn page(standing: &Standing, lang: Lang) -> String {
    let mut sheet = Sheet { text: String::new(), lang };
    sheet.line(&shown::shown(&standing.data.office.name));
    sheet.line(&text::as_of(lang, text::date(standing.as_of.into())));
    sheet.line("");
    units(&mut sheet, standing);
    sheet.line("");
    members(&mut sheet, standing);
    sheet.line("");
    villages(&mut sheet, standing);
    sheet.text
}

fn units(sheet: &mut Sheet, standing: &Standing) {
    let lang = sheet.lang;
    sheet.figure(0, Figure::UnitsDirect, standing);
    for (org_type, number) in direct_by_type(standing) {
        sheet.row(1, org_type.label().of(lang), number, "");
    }
    sheet.line(words::units_by_kind(lang));
    for (kind, number) in by_kind(standing) {
        sheet.row(1, kind.label().of(lang), number, "");
    }
}

fn members(sheet: &mut Sheet, standing: &Standing) {
    sheet.figure(0, Figure::Members, standing);
    for figure in [Figure::Official, Figure::Probationary, Figure::Exempt, Figure::ProbationOver] {
        sheet.figure(1, figure, standing);
    }
    /// As many years as fit on the page; JSON has all of them.
    const YEARS: usize = 5;
    for (year, number) in admitted(standing).into_iter().rev().take(YEARS) {
        let label = words::admitted_in(sheet.lang, year);
        sheet.row(0, &label, number, "");
    }
}

fn villages(sheet: &mut Sheet, standing: &Standing) {
    let lang = sheet.lang;
    let (all, unified) = standing.unified();
    sheet.figure(0, Figure::Villages, standing);
    sheet.row(1, Figure::Unified.label().of(lang), unified, &text::percent(unified, all, lang));
    sheet.figure(1, Figure::NotUnified, standing);
    sheet.figure(1, Figure::PlanOverdue, standing);
    for (village, state) in not_unified(standing) {
        let planned = match state.plan_month {
            Some(month) if state.overdue => words::planned_overdue(lang, text::date(month.into())),
            Some(month) => words::planned(lang, text::date(month.into())),
            None => words::not_planned(lang).to_owned(),
        };
        let reason = text::field(standing, village, "plan_reason", lang);
        let state = state.state.label().of(lang);
        let why = if reason.is_empty() || reason == state {
            state.to_owned()
        } else {
            format!("{state}; {reason}")
        };
        let place = format!("{}, {}", village.name, commune(standing, village));
        sheet.line(&format!("  ✗ {}: {}; {planned}", shown::shown(&place), shown::shown(&why)));
    }
}
