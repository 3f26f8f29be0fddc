//! `chibo import FILE --into KIND`: an office's own list into a register that is there already.
//!
//! The report goes to standard output, what is the matter with a row to standard error. All rows that are not left
//! out come in as one batch, or none.

mod report;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Done, Exit, Stop, args::Import, export::Outbound, out, register, settings::Settings};
use crate::{
    clock::today,
    domain::{
        date::Date,
        edit::Batch,
        record::{FieldValue, Id, Kind},
        standing::Standing,
        words::Lang,
    },
    export::file::Existing,
    import::list::{
        self,
        encoding::{Decoded, Encoding},
        heading::{Means, Taught},
        learned,
        look::Found,
        naming::{Named, Names},
        plan::{Order, Plan},
        rejects, sentence, source,
    },
    say,
    store::{CommitError, OpId, Store, access::Access},
    text::{self, lists as words},
};

/// What was read, planned and done.
struct Taken<'a> {
    file: String,
    plan: &'a Plan,
    standing: &'a Standing,
    decoded: &'a Decoded,
    /// Changes and revision, when something was saved.
    saved: Option<(usize, u64)>,
    dry: bool,
}

/// Takes a list in.
pub(super) fn run(settings: &Settings, import: &Import) -> Done {
    let lang = settings.lang;
    let file = import.path.display().to_string();
    let into = import
        .into
        .filter(|kind| list::KINDS.contains(kind))
        .ok_or_else(|| Stop::say(words::needs_kind(lang, &file)))?;
    let encoding = encoding(import.encoding.as_deref(), lang)?;
    let taught = taught(settings, import, into)?;
    let rejects = import.rejects.as_deref().map(|name| register::place(settings, name)).transpose()?;
    if let Some(path) = &rejects {
        register::must_be_new(path, lang)?;
    }
    let bytes = source::bytes_of(&import.path).map_err(|e| Stop::say(words::cannot_read(lang, &file, e)))?;
    let (book, decoded) = source::read(&bytes, encoding)
        .map_err(|why| Stop::say(words::cannot_read(lang, &file, sentence::unreadable(&why, lang))))?;
    let found = Found::of(Arc::new(book), decoded, into, taught);
    let mut store = register::open(settings)?;
    let sheets = sheets(&found, import, lang)?;
    let day = list_day(settings, &found, &sheets, store.data())?;
    let standing = Standing::new(store.data().clone(), day);
    let unit = unit(import.unit.as_deref(), &standing, lang)?;
    let order = Order { into, sheets, list: day, unit, taught: found.taught.clone() };
    let plan =
        Plan::make(Arc::clone(&found.book), &order, &standing, &|_, _| true).map_err(|_| Stop::Unread)?;
    let rejected = write_rejects(settings, import.rejects.as_deref(), &plan, &standing)?;
    let saved = if import.dry_run { None } else { commit(&mut store, &plan, &standing, lang)? };
    let taken =
        Taken { file, plan: &plan, standing: &standing, decoded: &found.decoded, saved, dry: import.dry_run };
    report::print(&taken, import.format, lang)?;
    if let (Some(rows), Some(path)) = (rejected, &rejects) {
        out::complain(&words::rejects_written(lang, path.display(), text::figure(rows, lang)));
    }
    let clean = plan.rows.iter().all(|row| row.issues().next().is_none());
    Ok(if clean { Exit::Fine } else { Exit::Found })
}

fn encoding(name: Option<&str>, lang: Lang) -> Result<Option<Encoding>, Stop> {
    let Some(name) = name.filter(|name| *name != "auto") else { return Ok(None) };
    Encoding::parse(name).map(Some).map_err(|_| {
        let known: Vec<&str> = Encoding::CHOICES.iter().map(|choice| choice.code).collect();
        Stop::say(words::bad_encoding(lang, name, known.join(", ")))
    })
}

/// What was taught before and is taught now; the latter is remembered.
fn taught(settings: &Settings, import: &Import, into: Kind) -> Result<Taught, Stop> {
    let lang = settings.lang;
    let folder = settings.config_dir();
    let mut taught = folder.as_deref().map(learned::read).unwrap_or_default();
    for text in &import.map {
        let pair = text.rsplit_once('=').filter(|(heading, _)| !heading.trim().is_empty());
        let learnt = pair.and_then(|(heading, code)| Some((heading, Means::parse(into, code.trim())?)));
        let Some((heading, means)) = learnt else {
            return Err(Stop::say(words::bad_map(lang, text, report::codes(into))));
        };
        taught.learn(into, heading, means);
    }
    if let Some(folder) = folder.filter(|_| !import.map.is_empty())
        && let Err(error) = learned::write(&folder, &taught)
    {
        out::complain(&words::not_learned(lang, folder.display(), error));
    }
    Ok(taught)
}

/// The sheets a person chose, or the only one that is a list.
fn sheets(found: &Found, import: &Import, lang: Lang) -> Result<Vec<usize>, Stop> {
    let file = &import.path.display();
    let likely = found.lists();
    let quoted = |sheets: &[usize]| {
        sheets.iter().map(|s| format!("'{}'", found.sheets[*s].name)).collect::<Vec<_>>().join(", ")
    };
    let mut chosen = Vec::new();
    for name in import.sheet.iter().filter(|name| *name != "*") {
        let place = found.sheets.iter().position(|sheet| sheet.name.trim() == name.trim());
        let all: Vec<usize> = (0..found.sheets.len()).collect();
        chosen.push(place.ok_or_else(|| Stop::say(words::no_sheet(lang, file, name, quoted(&all))))?);
    }
    if import.sheet.iter().any(|name| name == "*") {
        chosen.extend(&likely);
    }
    if chosen.is_empty() {
        match likely.as_slice() {
            [one] => chosen.push(*one),
            [first, _, ..] => {
                return Err(Stop::say(words::which_sheet(
                    lang,
                    file,
                    quoted(&likely),
                    &found.sheets[*first].name,
                )));
            }
            [] => chosen.extend(0..found.sheets.len().min(1)),
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    if !chosen.iter().all(|sheet| found.sheets[*sheet].heading.is_some()) {
        return Err(no_heading(found, &chosen, import, lang));
    }
    Ok(chosen)
}

fn no_heading(found: &Found, sheets: &[usize], import: &Import, lang: Lang) -> Stop {
    let file = import.path.display();
    Stop::say(match sheets.iter().find_map(|place| found.sheets[*place].stacked) {
        Some(row) => words::stacked(lang, file, row),
        None if found.book.sheets.iter().all(|sheet| sheet.rows.is_empty()) => words::nothing_in(lang, file),
        None => words::no_heading(lang, file, found.into.label().of(lang)),
    })
}

/// The day of the list: as asked for, else as its title says, else today.
fn list_day(
    settings: &Settings,
    found: &Found,
    sheets: &[usize],
    data: &crate::domain::data::Data,
) -> Result<Date, Stop> {
    let today = today(data);
    let stated = found.stated(sheets).filter(|day| *day <= today);
    Ok(settings.as_of()?.or(stated).unwrap_or(today))
}

fn unit(words: Option<&str>, standing: &Standing, lang: Lang) -> Result<Option<Id>, Stop> {
    let Some(named) = words else { return Ok(None) };
    match Names::new(&standing.data).find(named, None) {
        Named::Unit(id) => Ok(Some(id)),
        Named::Near(_) | Named::Several(_) | Named::Nothing(_) => Err(Stop::say(words::no_unit(lang, named))),
    }
}

/// Writes the rows to be mended into a new file; gives how many.
fn write_rejects(
    settings: &Settings,
    name: Option<&Path>,
    plan: &Plan,
    standing: &Standing,
) -> Result<Option<usize>, Stop> {
    let (Some(name), lang) = (name, settings.lang) else { return Ok(None) };
    let unmade = |error| Stop::say(text::cli::cannot_write(lang, name.display(), error));
    let say = |row: usize, issue: &_| sentence::why(plan, row, issue, standing, lang);
    let Some(bytes) = rejects::workbook(plan, lang, &say).map_err(unmade)? else { return Ok(None) };
    let rows = rejects::count(plan);
    let outbound = Outbound::new(settings, name, &[])?;
    let what = Access::Rejects { kind: plan.into, rows, to: outbound.to()? };
    outbound.write(&what, &bytes, Existing::Keep)?;
    Ok(Some(rows))
}

/// Saves everything as one batch; nothing when there is nothing to save.
fn commit(
    store: &mut Store,
    plan: &Plan,
    standing: &Standing,
    lang: Lang,
) -> Result<Option<(usize, u64)>, Stop> {
    let mut failed = None;
    let mut new_id = |kind: Kind| {
        let mut random = [0; 10];
        if let Err(error) = getrandom::fill(&mut random) {
            failed = Some(error.to_string());
        }
        Id::from_random(kind, random)
    };
    let batch: Batch = plan.batch(standing, &mut new_id);
    if let Some(error) = failed {
        return Err(Stop::say(text::cannot_save(lang, error)));
    }
    if batch.is_empty() {
        return Ok(None);
    }
    let op = OpId::random().map_err(|error| Stop::say(text::cannot_save(lang, error)))?;
    match store.commit(batch, op) {
        Ok(committed) => {
            // The journal has it all; if the data file cannot be written now, the next session writes it.
            _ = store.checkpoint();
            Ok(Some((committed.batch.changes.len(), committed.revision)))
        }
        Err(CommitError::Refused { refused, .. }) => Err(Stop::say(text::refused(standing, &refused, lang))),
        Err(error) => Err(Stop::say(say::not_saved(&error, lang))),
    }
}

/// A name for the file without its folder.
fn name(path: &str) -> String {
    PathBuf::from(path)
        .file_name()
        .map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
}
