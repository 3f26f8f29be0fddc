//! What a person takes out of the register from the screen: a list or a report into a new file.
//!
//! The one way out of a session, and so the place to note who took out what.

use std::path::{Path, PathBuf};

use crate::{
    app::Msg,
    domain::{standing::Standing, words::Lang},
    export::{self, Format, List, Shown, file::Existing},
    outlet::Outlet,
    say,
    text::{self, cli as words},
    ui::{Export, Taken},
};

/// Writes the file and tells the person where it is, or why there is none.
pub(super) fn written(standing: &Standing, export: &Export, outlet: &Outlet, lang: Lang) -> Msg {
    match write(standing, export, outlet, lang) {
        Ok(words) => Msg::Say(words),
        Err(words) => Msg::Warn(words),
    }
}

fn write(standing: &Standing, export: &Export, outlet: &Outlet, lang: Lang) -> Result<String, String> {
    let typed = export.path.trim();
    // A session with a folder of its own writes plain names into it; only an account has a home.
    let path = if *outlet == Outlet::Anywhere { place(typed) } else { PathBuf::from(typed) };
    let format = Format::of(&path).ok_or_else(|| words::no_format(lang, path.display()))?;
    let bytes = match &export.what {
        Taken::List(kind, ids, columns) => {
            let columns = columns.iter().filter_map(|name| Shown::named(*kind, name)).collect();
            export::list(&List { standing, kind: *kind, columns, ids }, format)
        }
        Taken::Report(report) => export::report(report, format, lang),
    }
    .map_err(|error| error.to_string())?;
    // Here goes the line of the access log: what, which columns, how many rows.
    let path =
        outlet.write(&path, &bytes, Existing::Keep).map_err(|error| say::refused_file(&error, lang))?;
    Ok(said(export, &path, lang))
}

fn said(export: &Export, path: &Path, lang: Lang) -> String {
    match &export.what {
        Taken::List(kind, ids, _) => {
            words::list_written(lang, kind.label().of(lang), text::figure(ids.len(), lang), path.display())
        }
        Taken::Report(report) => {
            words::report_written(lang, report.request.name.label().of(lang), path.display())
        }
    }
}

/// The whole path of what was typed; `~` is the person's home.
fn place(typed: &str) -> PathBuf {
    let home = typed.strip_prefix("~/").zip(directories::BaseDirs::new());
    let path = home.map_or_else(|| PathBuf::from(typed), |(rest, dirs)| dirs.home_dir().join(rest));
    std::path::absolute(&path).unwrap_or(path)
}
