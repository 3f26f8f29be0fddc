//! `chibo import`: a new register from a folder of tables, and the report of it in sentences.
//!
//! The report is what the command is asked for and goes to standard output; each row and value with
//! something wrong goes to standard error.

use std::path::Path;

use super::{Done, Exit, Stop, out, register, settings::Settings};
use crate::{
    domain::words::Lang,
    import::{
        district,
        report::{Assumption, Kept, Left, Problem, Report, Why},
        table::Unusable,
    },
    text::{self, cli as words, shown::shown},
};

/// Makes the register.
pub(super) fn run(settings: &Settings, dir: &Path) -> Done {
    let lang = settings.lang;
    let path = settings.register()?;
    register::must_be_new(&path, lang)?;
    let (data, report) = district::read(dir).map_err(|error| Stop::say(unusable(&error, lang)))?;
    for problem in &report.problems {
        out::complain(&sentence(problem, lang));
    }
    if data.units().is_empty() {
        return Err(Stop::say(words::import_nothing(lang, dir.display())));
    }
    register::make_own_folder(&path, settings);
    register::create(&path, &data, settings)?;
    let rows = report.tables.iter().map(|table| table.taken).sum();
    let made = words::import_made(lang, shown(&path.display().to_string()), text::figure(rows, lang));
    out::print(&format!("{made}\n{}", page(&report, lang)))?;
    if report.problems.is_empty() {
        return Ok(Exit::Fine);
    }
    let left_out = report.rows_left_out();
    let others = report.problems.len() - left_out;
    out::complain(&words::import_problems(lang, text::figure(left_out, lang), text::figure(others, lang)));
    Ok(Exit::Found)
}

fn page(report: &Report, lang: Lang) -> String {
    let mut lines = Vec::new();
    for table in &report.tables {
        let (taken, rows) = (text::figure(table.taken, lang), text::figure(table.rows, lang));
        lines.push(words::import_table(lang, shown(&table.file), taken, rows));
    }
    lines.extend(report.absent.iter().map(|file| words::import_absent(lang, file)));
    assumed(&mut lines, report, lang);
    if !report.columns.is_empty() {
        lines.push(words::import_columns(lang).to_owned());
    }
    for left in &report.columns {
        let why = column_left(left.why, lang);
        lines.push(words::import_column(lang, shown(&left.file), shown(&left.column), why));
    }
    if !report.left_out.is_empty() {
        lines.push(words::import_left_out(lang).to_owned());
    }
    for left in &report.left_out {
        let file = shown(&left.file);
        lines.push(match left.rows {
            Some(rows) => words::import_left_rows(lang, file, text::figure(rows, lang)),
            None => words::import_left_file(lang, file),
        });
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn assumed(lines: &mut Vec<String>, report: &Report, lang: Lang) {
    if !report.assumed.is_empty() {
        lines.push(words::import_assumed(lang).to_owned());
    }
    for &(what, count) in &report.assumed {
        let what = match what {
            Assumption::ExemptSince => words::assumed_exempt(lang),
            Assumption::EarlierSecretary => words::assumed_secretary(lang),
            Assumption::SecretaryOfVillageTable => words::assumed_village_secretary(lang),
            Assumption::AdmittedElsewhere => words::assumed_cell(lang),
            Assumption::TypeByName => words::assumed_type(lang),
            Assumption::SideByName => words::assumed_side(lang),
            Assumption::HeldAsPlanned => words::assumed_held(lang),
        };
        lines.push(words::import_assumed_one(lang, what, text::figure(count, lang)));
    }
}

fn column_left(why: Left, lang: Lang) -> &'static str {
    match why {
        Left::Unknown => words::column_unknown(lang),
        Left::Derived => words::column_derived(lang),
        Left::NoField => words::column_no_field(lang),
        Left::Absent => words::column_absent(lang),
    }
}

fn sentence(problem: &Problem, lang: Lang) -> String {
    let file = &problem.file;
    let place = match problem.column {
        Some(column) => words::place_cell(lang, file, problem.line, column),
        None => words::place_row(lang, file, problem.line),
    };
    let kept = match problem.kept {
        Kept::Nothing => words::kept_nothing(lang),
        Kept::Rest => words::kept_rest(lang),
        Kept::All => words::kept_all(lang),
    };
    words::problem(lang, place, why(&problem.why, lang), kept)
}

fn why(why: &Why, lang: Lang) -> String {
    match why {
        Why::NotUtf8 => words::why_not_utf8(lang).to_owned(),
        Why::Fields { want, found } => words::why_fields(lang, found, want),
        Why::LineBreak => words::why_line_break(lang).to_owned(),
        Why::Missing => words::why_missing(lang).to_owned(),
        Why::Duplicate { first } => words::why_duplicate(lang, first),
        Why::NoUnit(id) => words::why_no_unit(lang, id),
        Why::NoMember(id) => words::why_no_member(lang, id),
        Why::NoTeam(id) => words::why_no_team(lang, id),
        Why::NoTop => words::why_no_top(lang).to_owned(),
        Why::ParentLeftOut(id) => words::why_parent(lang, id),
        Why::Cycle => words::why_cycle(lang).to_owned(),
        Why::NoCommune(code) => words::why_no_commune(lang, code),
        Why::SeveralCommunes(code) => words::why_communes(lang, code),
        Why::Unfit(invalid, value) => words::why_unfit(lang, value, text::invalid(*invalid, lang)),
        Why::Unknown(value) => words::why_unknown(lang, value),
        Why::OfficialWithoutDate => words::why_official(lang).to_owned(),
        Why::ProbationWithDate => words::why_probation(lang).to_owned(),
        Why::ClosedWithoutDate => words::why_closed(lang).to_owned(),
        Why::OpenWithDate => words::why_open(lang).to_owned(),
        Why::DoneWithoutDate => words::why_done(lang).to_owned(),
        Why::Differs { here, there, from: "=" } => words::why_differs_register(lang, here, there),
        Why::Differs { here, there, from } => words::why_differs(lang, here, there, from),
        Why::IdTaken(id) => words::why_id_taken(lang, id),
    }
}

fn unusable(error: &Unusable, lang: Lang) -> String {
    match error {
        Unusable::Io { file, error } => words::unusable_io(lang, file, error),
        Unusable::Absent(file) => words::unusable_absent(lang, file),
        Unusable::NoHeading(file) => words::unusable_heading(lang, file),
        Unusable::NoColumn { file, column } => words::unusable_column(lang, file, column),
        Unusable::ColumnTwice { file, column } => words::unusable_twice(lang, file, column),
    }
}
