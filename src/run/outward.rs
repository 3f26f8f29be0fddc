//! What a person takes out of the register from the screen: a list or a report into a new file.
//!
//! The one way out of a session: who takes out what is noted first, and what cannot be noted is not written.

use std::path::{Path, PathBuf};

use crate::{
    app::Msg,
    domain::{office::Office, standing::Standing, words::Lang},
    export::{self, Format, List, Shown, file::Existing},
    outlet::Outlet,
    say,
    store::access::{Access, To},
    text::{self, cli as words},
    ui::{Export, Taken},
};

/// Where the file goes, and how it is noted who took it out.
pub(super) struct Way<'a> {
    pub(super) outlet: &'a Outlet,
    /// Notes it in the access log; the error is a sentence.
    pub(super) note: &'a dyn Fn(&Access) -> Result<(), String>,
    pub(super) lang: Lang,
}

/// Writes the file and tells the person where it is, or why there is none.
pub(super) fn written(standing: &Standing, export: &Export, way: &Way<'_>) -> Msg {
    match write(standing, export, way) {
        Ok(words) => Msg::Say(words),
        Err(words) => Msg::Warn(words),
    }
}

fn write(standing: &Standing, export: &Export, way: &Way<'_>) -> Result<String, String> {
    let Way { outlet, lang, .. } = *way;
    let path = target(outlet, &export.path);
    let format = Format::of(&path).ok_or_else(|| words::no_format(lang, path.display()))?;
    let bytes = match &export.what {
        Taken::List(kind, ids, columns) => {
            let columns = columns.iter().filter_map(|name| Shown::named(*kind, name)).collect();
            export::list(&List { standing, kind: *kind, columns, ids }, format)
        }
        Taken::Report(report) => export::report(report, format, lang),
    }
    .map_err(|error| error.to_string())?;
    let path = way.put(&path, &bytes, |to| access(&export.what, to, &standing.data.office))?;
    Ok(said(export, &path, lang))
}

impl Way<'_> {
    /// Notes what goes out and writes it into a new file; says where it is. The error is a sentence.
    pub(super) fn put(
        &self,
        path: &Path,
        bytes: &[u8],
        what: impl FnOnce(To) -> Access,
    ) -> Result<PathBuf, String> {
        let refused = |error| say::refused_file(&error, self.lang);
        let to = To::File(self.outlet.place(path).map_err(refused)?.display().to_string());
        (self.note)(&what(to))?;
        self.outlet.write(path, bytes, Existing::Keep).map_err(refused)
    }
}

/// What the access log says of it.
fn access(what: &Taken, to: To, office: &Office) -> Access {
    match what {
        Taken::Report(report) => Access::of_report(report, to),
        Taken::List(kind, ids, names) => {
            let columns = names.iter().filter_map(|name| Shown::named(*kind, name));
            let protected = columns.filter(|column| column.is_protected(office));
            let protected = protected.map(|column| column.name().to_owned());
            let columns = names.iter().map(|name| (*name).to_owned()).collect();
            Access::List { kind: *kind, columns, rows: ids.len(), protected: protected.collect(), to }
        }
    }
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

/// Where a file of a typed name is to go. A session with a folder of its own writes plain names into it; only an account
/// has a home.
pub(super) fn target(outlet: &Outlet, typed: &str) -> PathBuf {
    match outlet {
        Outlet::Anywhere => place(typed.trim()),
        Outlet::Folder(_) | Outlet::Nowhere => PathBuf::from(typed.trim()),
    }
}

/// The whole path of what was typed; `~` is the person's home.
pub(super) fn place(typed: &str) -> PathBuf {
    let home = typed.strip_prefix("~/").zip(directories::BaseDirs::new());
    let path = home.map_or_else(|| PathBuf::from(typed), |(rest, dirs)| dirs.home_dir().join(rest));
    std::path::absolute(&path).unwrap_or(path)
}
