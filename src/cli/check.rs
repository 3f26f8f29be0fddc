//! `chibo check`: what contradicts itself or the rules, and how much of it there is.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::{Done, Exit, args::Page, out, settings::Settings, standing};
use crate::{
    domain::{
        check::{Finding, Level, check},
        standing::Standing,
        words::Lang,
    },
    text::{self, cli as words, shown::shown},
};

/// Prints the findings; exit code 1 when there are errors among them.
pub(super) fn run(settings: &Settings, format: Page) -> Done {
    let standing = standing(settings)?;
    let findings = check(&standing);
    match format {
        Page::Text => out::print(&page(&findings, &standing, settings.lang)).map(|()| Exit::Fine)?,
        Page::Json => out::json(&object(&findings, &standing, settings.lang))?,
    };
    Ok(if count(&findings, Level::Error) > 0 { Exit::Found } else { Exit::Fine })
}

fn count(findings: &[Finding], level: Level) -> usize {
    findings.iter().filter(|finding| finding.level == level).count()
}

fn page(findings: &[Finding], standing: &Standing, lang: Lang) -> String {
    let mut page = String::new();
    for finding in findings {
        let subject = match finding.subject(&standing.data) {
            name if name.is_empty() => finding.id.to_string(),
            name => format!("{name} ({})", finding.id),
        };
        let sentence = finding.sentence(lang);
        let line = words::finding(lang, finding.rule.code, finding.level.label().of(lang), subject, sentence);
        let _ = writeln!(page, "{}", shown(&line));
    }
    let counts: Vec<String> = Level::ALL
        .iter()
        .map(|level| format!("{}: {}", level.label().of(lang), text::figure(count(findings, *level), lang)))
        .collect();
    let end = if findings.is_empty() { words::check_none(lang).to_owned() } else { counts.join(", ") };
    let _ = writeln!(page, "{}  {end}", text::as_of(lang, text::date(standing.as_of.into())));
    page
}

fn object(findings: &[Finding], standing: &Standing, lang: Lang) -> Value {
    let counts: Map<String, Value> =
        Level::ALL.iter().map(|l| (l.code().to_owned(), count(findings, *l).into())).collect();
    let finding = |finding: &Finding| {
        json!({
            "rule": finding.rule.code,
            "level": finding.level.code(),
            "kind": finding.kind.code(),
            "id": finding.id.as_str(),
            "name": finding.subject(&standing.data),
            "field": finding.field,
            "source": finding.rule.source,
            "text": finding.sentence(lang),
        })
    };
    json!({
        "as_of": standing.as_of.to_string(),
        "counts": counts,
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
    })
}
