//! Erasing a person, as the law asks for, from everything the register keeps: data file, journals, backups, drafts.
//!
//! Under the lock, in an order in which it can be killed at any point and run again: first the files that
//! nothing depends on, then the register by an edit like any other, last the journals. These are written
//! anew beside the old ones, and count from the one rename that puts a new journal in place, whose first
//! line says so; what was not yet moved then is moved by whoever comes next. Values give way to hashes
//! under a key that is thrown away, so that the log still tells that something was changed, and back.

mod access;
mod copies;
mod journals;

use std::path::PathBuf;

use serde_json::Value;

use super::{
    Store,
    document::is_encrypted,
    draft::Drafts,
    error::{CheckpointError, CommitError, Failure, Outside, ReadOnly},
    io::{Open, read_from},
    journal::REDACT,
    lock::Locked,
    log::{LogError, log},
    outside::difference,
    who::OpId,
};
use crate::domain::{
    data::Data,
    edit::{Batch, Change},
    permit::{Forbidden, Permit},
    record::{Field, Id, Input, Kind},
    redaction::Person,
};

/// What an erasure would reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redactable {
    /// Terms and events of the member.
    pub own: usize,
    /// Other records whose free text names the person.
    pub mentions: usize,
    /// Whether others have the same name, so that free text cannot be told to mean this person.
    pub has_namesake: bool,
    /// Backups and copies beside the register.
    pub backups: usize,
}

/// What an erasure did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redacted {
    /// The present revision.
    pub revision: u64,
    /// Hash of the last line of the chain that is gone; none when the journals held nothing of the person.
    pub old_head: Option<String>,
    /// Backups and other files written anew.
    pub files: usize,
    /// Drafts removed.
    pub drafts: usize,
    /// Files beside the register that still hold one of the person's words, or are sealed and may.
    pub left: Vec<PathBuf>,
}

/// Why an erasure stopped. Nothing but of the person is lost; it can be run again.
#[derive(Debug, Clone, thiserror::Error)]
pub enum RedactError {
    /// Neither the register nor a journal knows the member.
    #[error("no member {0}")]
    NoMember(Id),
    /// The data file is not in order.
    #[error(transparent)]
    Outside(Outside),
    /// A journal cannot be read.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The register could not be edited.
    #[error(transparent)]
    Edit(CommitError),
    /// The data file could not be written.
    #[error(transparent)]
    File(#[from] CheckpointError),
}

impl From<CommitError> for RedactError {
    fn from(error: CommitError) -> Self {
        Self::Edit(error)
    }
}

impl From<Forbidden> for RedactError {
    fn from(forbidden: Forbidden) -> Self {
        Self::Edit(forbidden.into())
    }
}

impl From<Failure> for RedactError {
    fn from(failure: Failure) -> Self {
        Self::Edit(failure.into())
    }
}

impl Store {
    /// What erasing a member would reach; changes nothing.
    pub fn redactable(&self, member: &Id) -> Result<Redactable, RedactError> {
        self.permit().administer()?;
        let person = self.person(member)?;
        let data = &self.state.data;
        let batch = difference(data, &person.register(data), REDACT);
        let mut mentions: Vec<(Kind, &Id)> = batch.changes.iter().map(Change::record).collect();
        mentions.retain(|(kind, id)| !person.owns(*kind, id));
        mentions.dedup();
        let name = data.member(member).map(|member| &member.name);
        let others = data.members().values().filter(|other| other.id != *member);
        Ok(Redactable {
            own: person.own.len(),
            mentions: mentions.len(),
            has_namesake: name.is_some_and(|name| others.into_iter().any(|other| other.name == *name)),
            backups: self.backup_files()?.len(),
        })
    }

    /// Erases a member. Drafts lie in folders of their own, each person's in another.
    pub fn redact(
        &mut self,
        member: &Id,
        decision: Option<String>,
        drafts: &[PathBuf],
    ) -> Result<Redacted, RedactError> {
        self.administering(|store| store.redact_locked(member, decision, drafts))
    }

    fn redact_locked(
        &mut self,
        member: &Id,
        decision: Option<String>,
        drafts: &[PathBuf],
    ) -> Result<Redacted, RedactError> {
        if let Some(outside) = &self.outside {
            return Err(RedactError::Outside(outside.clone()));
        }
        self.finish_staged()?;
        // From here on what tells of the person is known, and stands in the journals until the last step.
        let person = self.person(member)?;
        let mut files = self.redact_copies(&person)?;
        let forget = |dir| Drafts::new(dir, &self.paths.data, self.io.as_ref()).forget(&person);
        let forgotten = drafts.iter().map(|dir| forget(dir)).sum();
        self.leave_stub(&person, decision.as_deref())?;
        // What was the data file a moment ago is a backup now.
        self.renew_bak()?;
        files += self.redact_copies(&person)?;
        self.redact_access(&person, member)?;
        let old_head = self.redact_journals(&person, member, decision)?;
        let left = self.still_telling(&person)?;
        let revision = self.state.data.revision;
        Ok(Redacted { revision, old_head, files, drafts: forgotten, left })
    }

    /// The edit by which the register keeps only the stub, and the data file after it.
    fn leave_stub(&mut self, person: &Person, decision: Option<&str>) -> Result<(), RedactError> {
        let present = self.state.data.clone();
        let stays = person.register(&present);
        let batch = Batch { label: decision.map(str::to_owned), ..difference(&present, &stays, REDACT) };
        let top = (present.extra != stays.extra).then(|| ((*present.extra).clone(), (*stays.extra).clone()));
        if !batch.is_empty() || top.is_some() {
            if let Err(refused) = present.committed(&batch) {
                return Err(CommitError::Refused { refused, last: Vec::new() }.into());
            }
            let mut entry = self.entry(OpId::random().map_err(Failure::of(&self.paths.journal))?);
            (entry.batch, entry.top) = (batch, top);
            self.append_own(entry)?;
        }
        if self.state.unsaved() > 0 || self.state.imported.is_some() {
            self.write_data_file()?;
        }
        Ok(())
    }

    /// Everything that tells of a member: in the register, in all journals, in all backups.
    fn person(&self, member: &Id) -> Result<Person, RedactError> {
        let mut person = Person { id: Some(member.clone()), ..Person::default() };
        let mut is_known = note_register(&mut person, &self.state.data);
        for entry in log(&self.paths.data, &Permit::everything(), self.io.as_ref())? {
            for change in &entry?.batch.changes {
                is_known |= note_change(&mut person, change, &self.state.data);
            }
        }
        if !is_known {
            return Err(RedactError::NoMember(member.clone()));
        }
        for path in self.copies()? {
            if let Some(data) = self.read_copy(&path) {
                let mut there = person.clone();
                note_register(&mut there, &data);
                // A term or an event that is somebody else's by now is left to that person.
                there.own.retain(|own| {
                    person.own.contains(own) || self.state.data.record(own.0, &own.1).is_none()
                });
                person = there;
            }
        }
        person.settle(&self.state.data);
        Ok(person)
    }

    /// Files beside the register, and in its folder of backups, in which one of the person's words stands.
    fn still_telling(&self, person: &Person) -> Result<Vec<PathBuf>, Failure> {
        let io = self.io.as_ref();
        let name = self.paths.name();
        let beside = io.list(&self.paths.dir).map_err(Failure::of(&self.paths.dir))?;
        let beside = beside.iter().filter(|file| file.trim_start_matches('.').starts_with(&name));
        let folder = io.list(&self.paths.backups).unwrap_or_default();
        let files = beside.map(|file| self.paths.dir.join(file));
        let files = files.chain(folder.iter().map(|file| self.paths.backups.join(file)));
        let tells = |path: &PathBuf| {
            let read = io.open(path, Open::Read).and_then(|handle| read_from(handle.as_ref(), 0));
            // What is sealed nobody here can look into.
            read.is_ok_and(|bytes| {
                is_encrypted(&bytes) || person.words.iter().any(|word| copies::holds(&bytes, word.as_bytes()))
            })
        };
        Ok(files.filter(tells).collect())
    }
}

/// Notes what a register says of the person; whether it knows the person.
fn note_register(person: &mut Person, data: &Data) -> bool {
    let Some(id) = person.id.clone() else { return false };
    person.own.extend(data.sources(Kind::Member, &id).map(|(kind, source, _)| (kind, source.clone())));
    let Some(member) = data.record(Kind::Member, &id) else { return false };
    member.to_json().iter().for_each(|(field, value)| person.note(field, value));
    true
}

/// Notes what a change of the journal says of the person; whether it is about the person.
fn note_change(person: &mut Person, change: &Change, present: &Data) -> bool {
    let (kind, id) = change.record();
    let is_member = kind == Kind::Member && person.id.as_ref() == Some(id);
    let links = |field: &str| kind.place(field).is_some_and(|place| links_to_members(&kind.fields()[place]));
    let is_it = |value: &Value| value.as_str() == person.id.as_ref().map(Id::as_str);
    let fields: Vec<(&str, &Value)> = match change {
        Change::Create { after: map, .. } | Change::Delete { before: map, .. } => {
            map.iter().map(|(field, value)| (field.as_str(), value)).collect()
        }
        Change::Set { field, from, to, .. } => vec![(field, from), (field, to)],
    };
    let is_own = fields.iter().any(|(field, value)| links(field) && is_it(value));
    if is_member {
        fields.into_iter().for_each(|(field, value)| person.note(field, value));
    } else if is_own && present.record(kind, id).is_none() {
        person.own.insert((kind, id.clone()));
    }
    is_member
}

fn links_to_members(field: &Field) -> bool {
    matches!(field.input, Input::Link(kinds) if kinds.contains(&Kind::Member))
}

impl From<Locked> for RedactError {
    fn from(locked: Locked) -> Self {
        Self::Edit(locked.into())
    }
}

impl From<ReadOnly> for RedactError {
    fn from(reason: ReadOnly) -> Self {
        Self::Edit(reason.into())
    }
}
