//! The journals without the person: every line written anew, the chain with it, and put in place by one rename.
//!
//! Values of the person become hashes under a key that nobody keeps: equal values stay equal, so that the
//! register can still be taken back through them, and nothing else can be learnt from them.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::super::{
    Store,
    error::{Failure, ReadOnly},
    files::{hex, new_file, rights_of},
    io::{Open, read_from},
    journal::{
        Chain, Check, Entry, Fault, JournalDamage, Line, Reader, Redaction, Saying, encode, redaction,
    },
    log::LogError,
    state::{Continued, Use},
};
use super::RedactError;
use crate::domain::{
    edit::{Batch, Change, Clash},
    record::{Field, Id},
    redaction::{Instead, Person, Stub, hidden, is_erased},
};

/// Hashes under a key that is thrown away with this.
struct Keyed([u8; 32]);

impl Keyed {
    fn new() -> std::io::Result<Self> {
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|error| std::io::Error::other(error.to_string()))?;
        Ok(Self(key))
    }

    fn hash(&self, text: &str) -> String {
        hex(&Sha256::new().chain_update(self.0).chain_update(text).finalize())
    }
}

impl Instead for Keyed {
    fn text(&self, _: Option<&Field>, text: &str) -> serde_json::Value {
        // What an earlier erasure left is left.
        if is_erased(text) { text.into() } else { hidden(&self.hash(text)).into() }
    }
}

/// A journal written anew.
struct Rewritten {
    bytes: Vec<u8>,
    before: Chain,
    after: Chain,
    is_changed: bool,
}

impl Store {
    /// Writes all journals anew and begins a new one that says so. The hash of the old chain comes back; none when
    /// nothing of the person stood in them.
    pub(super) fn redact_journals(
        &mut self,
        person: &Person,
        member: &Id,
        decision: Option<String>,
    ) -> Result<Option<String>, RedactError> {
        let keyed = Keyed::new().map_err(Failure::of(&self.paths.journal))?;
        let archives = self.paths.archives(self.io.as_ref()).map_err(Failure::of(&self.paths.dir))?;
        let next = archives.last().map_or(1, |(number, _)| number + 1);
        let mut journals: Vec<(u32, Rewritten)> = Vec::new();
        for (number, path) in archives.into_iter().chain([(next, self.paths.journal.clone())]) {
            let rewritten = self.rewritten(&path, person, &keyed, &journals)?;
            journals.push((number, rewritten));
        }
        let Some((_, last)) =
            journals.last().filter(|_| journals.iter().any(|(_, journal)| journal.is_changed))
        else {
            return Ok(None);
        };
        let (head, after) = (last.before, last.after);
        let token = self.stage(&journals)?;
        let (at, by) = (self.stamp(), self.who.clone());
        let head = head.text().to_owned();
        let redaction = Redaction { member: member.clone(), at, by, decision, head: head.clone(), token };
        self.begin_after(after, &redaction)?;
        self.finish_staged()?;
        Ok(Some(head))
    }

    fn rewritten(
        &self,
        path: &Path,
        person: &Person,
        keyed: &Keyed,
        before: &[(u32, Rewritten)],
    ) -> Result<Rewritten, RedactError> {
        let read = self.io.open(path, Open::Read).and_then(|handle| read_from(handle.as_ref(), 0));
        let bytes = read.map_err(Failure::of(path))?;
        let damaged = |damage| LogError::Damaged(ReadOnly::Damaged { path: path.to_owned(), damage });
        let follows =
            |chain: Chain| before.iter().find(|(_, j)| j.before == chain).map_or(chain, |(_, j)| j.after);
        let journal = Rewriting { person, keyed, follows: &follows };
        Ok(journal.rewrite(&bytes).map_err(damaged)?)
    }

    /// Puts the journals that were written anew beside the old ones, under names by which they are not yet read.
    fn stage(&self, journals: &[(u32, Rewritten)]) -> Result<String, Failure> {
        let io = self.io.as_ref();
        let mut random = [0; 8];
        let drawn = getrandom::fill(&mut random).map_err(|error| std::io::Error::other(error.to_string()));
        drawn.map_err(Failure::of(&self.paths.dir))?;
        let token = hex(&random);
        let rights = rights_of(io, &self.paths.data)?;
        for (number, journal) in journals {
            let staged = self.staged(*number, &token);
            let fresh = new_file(io, &self.paths, &rights, &journal.bytes)?;
            io.rename_new(&fresh, &staged)
                .map_err(Failure::of(&staged))
                .inspect_err(|_| drop(io.remove(&fresh)))?;
        }
        io.sync_dir(&self.paths.dir).map_err(Failure::of(&self.paths.dir))?;
        Ok(token)
    }

    fn staged(&self, number: u32, token: &str) -> PathBuf {
        PathBuf::from(format!("{}.{token}.new", self.paths.archive(number).display()))
    }

    /// The one step from which the erasure counts: a journal of one line that says so, in the place of the old one.
    fn begin_after(&mut self, after: Chain, redaction: &Redaction) -> Result<(), Failure> {
        let io = std::sync::Arc::clone(&self.io);
        let paths = self.paths.clone();
        let check = self.check_of_file()?;
        let saying = Saying::Redacted(&check, self.state.data.revision, Some(after), redaction);
        let (line, _) = encode(&saying, Chain::START).map_err(|e| Failure::of(&paths.journal)(e.into()))?;
        let fresh = new_file(io.as_ref(), &paths, &rights_of(io.as_ref(), &paths.data)?, &line)?;
        io.rename(&fresh, &paths.journal)
            .map_err(Failure::of(&paths.journal))
            .inspect_err(|_| drop(io.remove(&fresh)))?;
        io.sync_dir(&paths.dir).map_err(Failure::of(&paths.dir))?;
        if self.state.change_over(io.as_ref(), &paths, Use::Write)? == Continued::Not {
            // Not to be reached: it names the chain that is open.
            self.turn_read_only(ReadOnly::JournalGone { path: paths.journal });
        }
        Ok(())
    }

    /// Moves into place what an erasure left staged, when the journal says that it counts; else removes it.
    /// Needs the lock.
    pub(in super::super) fn finish_staged(&self) -> Result<(), Failure> {
        let (io, dir) = (self.io.as_ref(), &self.paths.dir);
        let prefix = format!("{}.journal.", self.paths.name());
        let parts = |name: &String| {
            let (number, token) = name.strip_prefix(&prefix)?.strip_suffix(".new")?.split_once('.')?;
            Some((number.parse::<u32>().ok()?, token.to_owned()))
        };
        let names = io.list(dir).map_err(Failure::of(dir))?;
        let staged: Vec<(u32, String)> = names.iter().filter_map(parts).collect();
        if staged.is_empty() {
            return Ok(());
        }
        let read = io.open(&self.paths.journal, Open::Read).and_then(|handle| read_from(handle.as_ref(), 0));
        let journal = read.map_err(Failure::of(&self.paths.journal))?;
        let counts = redaction(&journal).map(|redaction| redaction.token);
        for (number, token) in staged {
            let path = self.staged(number, &token);
            let moved = match counts.as_deref() == Some(&*token) {
                true => io.rename(&path, &self.paths.archive(number)),
                false => io.remove(&path),
            };
            moved.map_err(Failure::of(&path))?;
        }
        io.sync_dir(dir).map_err(Failure::of(dir))
    }

    /// The members that were erased, as the first lines of the journals say.
    pub(in super::super) fn redacted_members(&self) -> Result<Vec<Id>, Failure> {
        let io = self.io.as_ref();
        let archives = self.paths.archives(io).map_err(Failure::of(&self.paths.dir))?;
        let journals = archives.into_iter().map(|(_, path)| path).chain([self.paths.journal.clone()]);
        let member = |path: PathBuf| {
            let bytes = io.open(&path, Open::Read).and_then(|handle| read_from(handle.as_ref(), 0)).ok()?;
            redaction(&bytes).map(|redaction| redaction.member)
        };
        Ok(journals.filter_map(member).collect())
    }

    /// An earlier state without what was erased since.
    pub(in super::super) fn without_redacted(
        &self,
        data: crate::domain::data::Data,
    ) -> Result<crate::domain::data::Data, Failure> {
        let without = |data, id: Id| {
            let mut person = Person { id: Some(id), ..Person::default() };
            super::note_register(&mut person, &data);
            person.words.clear();
            person.register(&data)
        };
        Ok(self.redacted_members()?.into_iter().fold(data, without))
    }
}

/// How the lines of a journal are written anew.
struct Rewriting<'a> {
    person: &'a Person,
    keyed: &'a Keyed,
    /// The new chain of the journal that ended in an old one.
    follows: &'a dyn Fn(Chain) -> Chain,
}

impl Rewriting<'_> {
    fn rewrite(&self, bytes: &[u8]) -> Result<Rewritten, JournalDamage> {
        let (mut reader, mut rest) = (Reader::default(), bytes);
        let mut new =
            Rewritten { bytes: Vec::new(), before: Chain::START, after: Chain::START, is_changed: false };
        let said = redaction(bytes);
        let mut is_first = true;
        loop {
            let place = reader.damage(Fault::Misfit);
            let unwritten = |_: serde_json::Error| place;
            let Some(line) = reader.next_line(&mut rest) else { break };
            let revision = reader.revision.unwrap_or_default();
            match line? {
                Line::Edit(entry) => {
                    let stays = self.entry(&entry);
                    new.is_changed |= stays != *entry;
                    new.push(&Saying::Edit(&stays)).map_err(unwritten)?;
                }
                Line::Check(check) => {
                    let check = Check { sha256: self.keyed.hash(&check.sha256), ..check };
                    let after = reader.after.map(self.follows);
                    let saying = match (is_first, &said) {
                        (true, Some(said)) => Saying::Redacted(&check, revision, after, said),
                        (true, None) => Saying::Start(&check, revision, after),
                        (false, _) => Saying::Check(&check, revision),
                    };
                    new.push(&saying).map_err(unwritten)?;
                    is_first = false;
                }
                // A torn line may hold anything; it never counted.
                Line::Sealed => new.is_changed = true,
            }
        }
        reader.tail(rest)?;
        new.is_changed |= !rest.is_empty();
        new.before = reader.chain;
        Ok(new)
    }

    fn entry(&self, entry: &Entry) -> Entry {
        let changes = entry.batch.changes.iter().filter_map(|change| self.change(change)).collect();
        let label = entry.batch.label.as_ref().map(|label| self.person.text(label));
        let top = entry.top.as_ref().map(|(from, to)| {
            let without = |map: &serde_json::Map<_, _>| match self.person.without_words(&map.clone().into()) {
                serde_json::Value::Object(map) => map,
                _ => serde_json::Map::new(),
            };
            (without(from), without(to))
        });
        Entry {
            batch: Batch { changes, label, deed: entry.batch.deed.clone() },
            lost: entry.lost.iter().map(|clash| self.clash(clash)).collect(),
            top,
            ..entry.clone()
        }
    }

    /// A change without the person's values; none when nothing is left of it.
    fn change(&self, change: &Change) -> Option<Change> {
        let (kind, id) = change.record();
        let record = |map| self.person.record(kind, id, map, self.keyed);
        let value = |field: &str, value| self.person.value(kind, id, field, value, self.keyed);
        Some(match change.clone() {
            Change::Create { kind, id: of, after } => Change::Create { kind, id: of, after: record(&after) },
            Change::Delete { kind, id: of, before } => {
                Change::Delete { kind, id: of, before: record(&before) }
            }
            Change::Set { kind, id: of, field, from, to } => {
                let (from, to) = (value(&field, &from), value(&field, &to));
                return (from != to).then_some(Change::Set { kind, id: of, field, from, to });
            }
        })
    }

    fn clash(&self, clash: &Clash) -> Clash {
        let value = |value: &serde_json::Value| match value {
            serde_json::Value::Object(map) if clash.field.is_empty() => {
                self.person.record(clash.kind, &clash.id, map, &Stub).into()
            }
            value => self.person.value(clash.kind, &clash.id, &clash.field, value, self.keyed),
        };
        Clash {
            base: value(&clash.base),
            mine: value(&clash.mine),
            theirs: value(&clash.theirs),
            ..clash.clone()
        }
    }
}

impl Rewritten {
    fn push(&mut self, saying: &Saying<'_>) -> serde_json::Result<()> {
        let (line, chain) = encode(saying, self.after)?;
        self.bytes.extend_from_slice(&line);
        self.after = chain;
        Ok(())
    }
}
