//! `chibo edit-file`: the whole register as a file in an editor, the safe way, as visudo does it.
//!
//! A private copy is edited while colleagues go on; no lock is held meanwhile. What the hand changed is taken
//! in by fields on top of what was saved since. What is wrong is named with its place, and the copy is
//! kept until it is right or given up. The editor is run directly, never by a shell.

use std::{
    io::{BufRead, IsTerminal, stdin, stdout},
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    Done, Exit, Stop, args::admin::Said, out, register, sample::private_folder, save, settings::Settings,
};
use crate::{
    clock::today,
    domain::{
        data::Data,
        edit::{Batch, Change},
        record::Kind,
        standing::Standing,
        words::Lang,
    },
    say,
    store::{self, CommitError, Store, TopKeys, difference, document},
    text::{self, cli as words, shown::is_clean},
};

/// Lets a person edit the register, until it is saved, given up or unchanged.
pub(super) fn run(settings: &Settings, said: &Said) -> Done {
    let lang = settings.lang;
    if settings.is_forced() {
        return Err(Stop::say(words::edit_forced(lang)));
    }
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(Stop::say(words::edit_no_terminal(lang)));
    }
    let editor = editor().ok_or_else(|| Stop::say(words::edit_no_editor(lang)))?;
    let label = save::label(said.label.as_deref(), lang)?;
    let op = save::op(said.op)?;
    let mut store = register::administer(settings)?;
    let base = store.data().clone();
    let copy = Copy::new(settings, &store, &base)?;
    loop {
        edit(&editor, &copy.path, lang)?;
        let wrong = match changed(&base, &copy.path, lang) {
            Ok(None) => {
                copy.remove();
                return out::print(&format!("{}\n", words::edit_unchanged(lang))).map(|()| Exit::Fine);
            }
            Ok(Some((batch, top))) => {
                let batch = Batch { label: label.clone(), ..batch };
                match store.take(batch, top, op) {
                    Ok(taken) => return saved(&mut store, &taken, copy, lang),
                    Err(CommitError::Refused { refused, .. }) => {
                        let standing = Standing::new(store.data().clone(), today(store.data()));
                        text::refused(&standing, &refused, lang)
                    }
                    Err(error) => {
                        out::complain(&copy.kept(lang));
                        return Err(Stop::say(save::not_saved(&error, lang)));
                    }
                }
            }
            Err(wrong) => wrong,
        };
        out::complain(&wrong);
        if !again(lang)? {
            return Err(Stop::say(copy.kept(lang)));
        }
    }
}

/// Says what was saved; a copy with conflicts in it is kept.
fn saved(store: &mut Store, taken: &store::Taken, copy: Copy, lang: Lang) -> Done {
    let standing = Standing::new(store.data().clone(), today(store.data()));
    for clash in &taken.left {
        out::complain(&save::conflict(clash, &[], &standing, lang));
    }
    out::print(&(text::saved_revision(lang, taken.committed.revision) + "\n"))?;
    save::leave(store, lang);
    if taken.left.is_empty() {
        copy.remove();
        return Ok(Exit::Fine);
    }
    out::complain(&copy.kept(lang));
    Ok(Exit::Conflict)
}

/// The program and its arguments, as the person's environment names them.
fn editor() -> Option<Vec<String>> {
    let named = |name| std::env::var(name).ok().filter(|text| !text.trim().is_empty());
    let text = named("VISUAL").or_else(|| named("EDITOR"))?;
    Some(text.split_whitespace().map(str::to_owned).collect())
}

fn edit(editor: &[String], copy: &Path, lang: Lang) -> Result<(), Stop> {
    let Some((program, arguments)) = editor.split_first() else { return Ok(()) };
    let ended = Command::new(program).args(arguments).arg(copy).status();
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Stop::say(words::edit_failed(lang, program, status, copy.display()))),
        Err(error) => Err(Stop::say(words::edit_failed(lang, program, error, copy.display()))),
    }
}

/// What the hand changed; none when nothing. The error says what is wrong, and where.
fn changed(base: &Data, copy: &Path, lang: Lang) -> Result<Option<(Batch, Option<TopKeys>)>, String> {
    let bytes = std::fs::read(copy).map_err(|error| words::cannot_read(lang, copy.display(), error))?;
    let document = document::parse(&bytes).map_err(|damage| say::damage(&damage, lang))?;
    let file = document.data;
    let batch = difference(base, &file, "edit");
    let top = (base.extra != file.extra).then(|| ((*base.extra).clone(), (*file.extra).clone()));
    let gone = batch.changes.iter().filter(|change| matches!(change, Change::Delete { .. })).count();
    let had: usize = Kind::ALL.iter().map(|&kind| base.count(kind)).sum();
    if store::is_too_many(gone, had) {
        return Err(words::edit_vanished(lang, had - gone, had));
    }
    if let Some((kind, id)) = batch.changes.iter().find(|change| !is_fit(change)).map(Change::record) {
        return Err(words::edit_unclean(lang, kind.label().of(lang), id));
    }
    Ok((!batch.is_empty() || top.is_some()).then_some((batch, top)))
}

/// Whether a form would take the texts of a change.
fn is_fit(change: &Change) -> bool {
    let is_text = |value: &serde_json::Value| value.as_str().is_none_or(is_clean);
    match change {
        Change::Create { after, .. } => after.values().all(is_text),
        Change::Set { to, .. } => is_text(to),
        Change::Delete { .. } => true,
    }
}

/// Whether the person wants to edit again.
fn again(lang: Lang) -> Result<bool, Stop> {
    loop {
        out::print(&format!("{} ", words::edit_again(lang)))?;
        let mut answer = String::new();
        let read = stdin().lock().read_line(&mut answer).map_err(|error| Stop::say(error.to_string()))?;
        match answer.trim() {
            "e" => return Ok(true),
            "q" => return Ok(false),
            // Nobody is left to answer.
            _ if read == 0 => return Ok(false),
            _ => {}
        }
    }
}

/// The private copy, in a folder of its own.
struct Copy {
    folder: PathBuf,
    path: PathBuf,
}

impl Copy {
    fn new(settings: &Settings, store: &Store, base: &Data) -> Result<Self, Stop> {
        let lang = settings.lang;
        let name = format!("chibo-edit-{}", save::op(None)?);
        let folder = private_folder(&settings.state_dir(), &name, lang).map_err(Stop::Said)?;
        let path = folder.join("register.json");
        store
            .write_copy(base, &path, None)
            .map_err(|error| Stop::say(super::backup::not_copied(&error, lang)))?;
        Ok(Self { folder, path })
    }

    fn kept(&self, lang: Lang) -> String {
        words::edit_kept(lang, self.path.display())
    }

    fn remove(self) {
        // A copy that stays behind is private and says nothing new.
        drop(std::fs::remove_dir_all(self.folder));
    }
}
