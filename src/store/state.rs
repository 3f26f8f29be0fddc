//! What the data file and the journal add up to, and how it follows the journal as it grows.
//!
//! Reading only: neither takes the lock nor writes. What it finds wrong it reports; what to do about it
//! is decided by the callers, who may hold the lock and look again.

mod succession;

use std::{collections::HashMap, io, sync::Arc};

pub(super) use succession::Continued;

use super::{
    document::{self, Damage, Document, LARGEST},
    error::{Failure, OpenError, ReadOnly},
    files::{Paths, Whole},
    io::{Handle, Identity, Io, Open, read_from},
    journal::{Chain, Check, Entry, Fault, JournalDamage, Line, Reader, Tail},
    migrate::SCHEMA,
    who::OpId,
};
use crate::domain::{data::Data, edit::Change, record::Kind};

/// The journal, opened, and how far it was read.
pub(super) struct Journal {
    pub handle: Box<dyn Handle>,
    pub ino: u64,
    pub reader: Reader,
    pub tail: Tail,
}

/// The register and what the journal says besides.
pub(super) struct State {
    pub data: Data,
    pub journal: Option<Journal>,
    /// Operations in the journal and the revisions they made.
    pub ops: HashMap<OpId, u64>,
    /// Data files written since the journal began, the oldest first.
    pub checks: Vec<Check>,
    /// The revision of the data file that is in place. One that was announced need not have come there.
    pub in_place: u64,
    /// How many records there must be if the batches since the last check tell all.
    pub records: u64,
    /// SHA-256 of the last file that came in from outside and is in the journal.
    pub imported: Option<String>,
}

/// How the data file stands to the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is one that the journal says was written.
    Known(Identity),
    /// It is not, or is not there: somebody else's.
    Foreign,
    /// There is no journal.
    NoJournal,
}

/// What was found on opening.
pub(super) struct Loaded {
    pub state: State,
    pub standing: Standing,
    pub read_only: Option<ReadOnly>,
}

/// Why following the journal stopped.
pub(super) enum Stopped {
    Failed(Failure),
    Damaged(JournalDamage),
}

/// How many records a register holds.
pub(super) fn records_in(data: &Data) -> u64 {
    Kind::ALL.iter().map(|&kind| data.count(kind) as u64).sum()
}

impl State {
    fn new(data: Data) -> Self {
        let (records, in_place) = (records_in(&data), data.revision);
        let (ops, checks) = (HashMap::new(), Vec::new());
        Self { data, journal: None, ops, checks, in_place, records, imported: None }
    }

    /// Whether a data file with this identity was written by the store, as the last or the last but one.
    pub(super) fn knows(&self, identity: Identity) -> bool {
        self.known(identity).is_some()
    }

    /// What the journal says of it.
    pub(super) fn known(&self, identity: Identity) -> Option<&Check> {
        self.last_two().find(|check| check.identity() == identity)
    }

    /// The same by what is in it.
    pub(super) fn knows_content(&self, sha256: &str) -> bool {
        self.last_two().any(|check| check.sha256 == sha256)
    }

    /// The last two data files written.
    pub(super) fn last_two(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().rev().take(2)
    }

    /// Edits that are only in the journal.
    pub(super) fn unsaved(&self) -> u64 {
        self.data.revision.saturating_sub(self.in_place)
    }

    /// Takes in what the journal says besides the data.
    pub(super) fn note(&mut self, line: &Line) {
        match line {
            Line::Edit(entry) => self.note_entry(entry),
            Line::Check(check) => {
                if check.revision == self.data.revision {
                    self.records = check.records;
                }
                self.in_place = check.revision;
                self.checks.push(check.clone());
            }
            Line::Sealed => {}
        }
    }

    /// Takes in what a batch says besides the data.
    pub(super) fn note_entry(&mut self, entry: &Entry) {
        self.ops.insert(entry.op, entry.revision);
        if entry.file.is_some() {
            self.imported.clone_from(&entry.file);
        }
    }

    /// Takes in a batch.
    pub(super) fn apply(&mut self, entry: &Entry) -> Result<(), Fault> {
        self.data = entry.applied(&self.data).map_err(|_| Fault::Misfit)?;
        for change in &entry.batch.changes {
            match change {
                Change::Create { .. } => self.records += 1,
                Change::Delete { .. } => self.records = self.records.saturating_sub(1),
                Change::Set { .. } => {}
            }
        }
        Ok(())
    }

    /// Takes in all complete lines that were added; the batches among them are returned.
    pub(super) fn catch_up(&mut self, paths: &Paths) -> Result<Vec<Arc<Entry>>, Stopped> {
        let Some(mut journal) = self.journal.take() else { return Ok(Vec::new()) };
        let result = self.follow(&mut journal, paths);
        self.journal = Some(journal);
        result
    }

    fn follow(&mut self, journal: &mut Journal, paths: &Paths) -> Result<Vec<Arc<Entry>>, Stopped> {
        let failed = |e| Stopped::Failed(Failure::of(&paths.journal)(e));
        let size = journal.handle.stat().map_err(failed)?.identity.size;
        if size < journal.reader.offset {
            return Err(Stopped::Damaged(journal.reader.damage(Fault::Shortened)));
        }
        if size == journal.reader.offset {
            journal.tail = Tail::Clean;
            return Ok(Vec::new());
        }
        let bytes = read_from(journal.handle.as_ref(), journal.reader.offset).map_err(failed)?;
        let (mut rest, mut entries) = (&bytes[..], Vec::new());
        loop {
            let before = journal.reader;
            let Some(line) = journal.reader.next_line(&mut rest) else { break };
            let line = line.map_err(Stopped::Damaged)?;
            if let Line::Edit(entry) = &line {
                let entry: &Entry = entry;
                if let Err(fault) = self.apply(entry) {
                    journal.reader = before;
                    return Err(Stopped::Damaged(before.damage(fault)));
                }
                entries.push(Arc::new(entry.clone()));
            }
            self.note(&line);
        }
        journal.tail = journal.reader.tail(rest).map_err(Stopped::Damaged)?;
        Ok(entries)
    }
}

/// How the journal may be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// To append to it.
    Write,
    /// Only to read it.
    Read,
}

impl Use {
    fn open(self) -> Open {
        match self {
            Self::Write => Open::Append,
            Self::Read => Open::Read,
        }
    }
}

/// Reads data file and journal. Changes nothing.
pub(super) fn load(io: &dyn Io, paths: &Paths, how: Use) -> Result<Loaded, OpenError> {
    let whole = match Whole::read(io, &paths.data, LARGEST) {
        Ok(whole) => Some(whole),
        Err(failure) if failure.error.kind() == io::ErrorKind::NotFound => None,
        Err(failure) if failure.error.kind() == io::ErrorKind::FileTooLarge => {
            let size = io.stat(&paths.data).map(|s| s.identity.size).unwrap_or_default();
            return Err(OpenError::Damaged { path: paths.data.clone(), damage: Damage::TooLarge { size } });
        }
        Err(failure) => return Err(failure.into()),
    };
    let document = whole.as_ref().map(|whole| document::parse(&whole.bytes));
    let journal = open_journal(io, paths, how)?;
    match journal {
        Some(opened) if !opened.checks.is_empty() => with_journal(io, paths, whole, document, opened),
        other => without_journal(paths, document, other),
    }
}

/// A journal that was read from its beginning.
struct Opened {
    handle: Box<dyn Handle>,
    ino: u64,
    lines: Vec<(Reader, Line)>,
    checks: Vec<Check>,
    reader: Reader,
    tail: Tail,
    damage: Option<JournalDamage>,
    read_only: Option<ReadOnly>,
}

fn open_journal(io: &dyn Io, paths: &Paths, how: Use) -> Result<Option<Opened>, Failure> {
    let failed = |e| Failure::of(&paths.journal)(e);
    let mut read_only = None;
    let handle = match io.open(&paths.journal, how.open()).map_err(failed) {
        Ok(handle) => handle,
        Err(failure) if failure.error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(failure) if failure.is_permission() => {
            read_only = Some(ReadOnly::Permission(failure));
            io.open(&paths.journal, Open::Read).map_err(failed)?
        }
        Err(failure) => return Err(failure),
    };
    let ino = handle.stat().map_err(failed)?.identity.ino;
    let bytes = read_from(handle.as_ref(), 0).map_err(failed)?;
    let mut opened = Opened {
        handle,
        ino,
        lines: Vec::new(),
        checks: Vec::new(),
        reader: Reader::default(),
        tail: Tail::Clean,
        damage: None,
        read_only,
    };
    opened.read(&bytes);
    Ok(Some(opened))
}

impl Opened {
    fn read(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        loop {
            let before = self.reader;
            match self.reader.next_line(&mut rest) {
                Some(Ok(line)) => {
                    if let Line::Check(check) = &line {
                        self.checks.push(check.clone());
                    }
                    self.lines.push((before, line));
                }
                Some(Err(damage)) => {
                    self.damage = Some(damage);
                    return;
                }
                None => break,
            }
        }
        match self.reader.tail(rest) {
            Ok(tail) => self.tail = tail,
            Err(damage) => self.damage = Some(damage),
        }
    }

    fn revision(&self) -> u64 {
        self.reader.revision.unwrap_or_default()
    }
}

fn without_journal(
    paths: &Paths,
    document: Option<Result<Document, Damage>>,
    journal: Option<Opened>,
) -> Result<Loaded, OpenError> {
    let document = match document {
        Some(Ok(document)) => document,
        Some(Err(damage)) => return Err(OpenError::Damaged { path: paths.data.clone(), damage }),
        None => return Err(Failure::of(&paths.data)(io::ErrorKind::NotFound.into()).into()),
    };
    let mut read_only = newer(&document);
    let mut state = State::new(document.data);
    if let Some(opened) = journal {
        read_only = read_only.or(opened.read_only);
        if let Some(damage) = opened.damage {
            read_only = Some(ReadOnly::Damaged { path: paths.journal.clone(), damage });
        }
        let Opened { handle, ino, reader, tail, .. } = opened;
        state.journal = Some(Journal { handle, ino, reader, tail });
    }
    Ok(Loaded { state, standing: Standing::NoJournal, read_only })
}

fn newer(document: &Document) -> Option<ReadOnly> {
    (document.schema > SCHEMA).then_some(ReadOnly::NewerSchema { found: document.schema })
}

fn with_journal(
    io: &dyn Io,
    paths: &Paths,
    whole: Option<Whole>,
    document: Option<Result<Document, Damage>>,
    opened: Opened,
) -> Result<Loaded, OpenError> {
    let last_two = || opened.checks.iter().rev().take(2);
    let known = whole.as_ref().filter(|whole| whole.is_one_of(last_two())).map(|whole| whole.identity);
    let (document, standing, baseless) = match (document, known) {
        (Some(Ok(document)), Some(identity)) => (document, Standing::Known(identity), false),
        (file, _) => match (earlier(io, paths, &opened.checks), file) {
            (Some(document), _) => (document, Standing::Foreign, false),
            // Without a state the journal knows there is nothing to tell a hand's edits by.
            (None, Some(Ok(document))) => (document, Standing::Foreign, true),
            (None, Some(Err(damage))) => {
                return Err(OpenError::Damaged { path: paths.data.clone(), damage });
            }
            (None, None) => return Err(Failure::of(&paths.data)(io::ErrorKind::NotFound.into()).into()),
        },
    };
    let replaced = ReadOnly::Replaced { found: document.data.revision, known: opened.revision() };
    let question = (baseless || document.data.revision > opened.revision()).then_some(replaced);
    Ok(replayed(paths, document, standing, opened, question))
}

/// Puts the journal on top of a document it knows.
fn replayed(
    paths: &Paths,
    document: Document,
    standing: Standing,
    mut opened: Opened,
    question: Option<ReadOnly>,
) -> Loaded {
    let damaged = |damage| ReadOnly::Damaged { path: paths.journal.clone(), damage };
    let mut read_only = newer(&document).or(question).or(opened.read_only.take());
    let mut state = State::new(document.data);
    let in_place = state.data.revision;
    for (before, line) in &opened.lines {
        if let Line::Edit(entry) = line
            && entry.revision > state.data.revision
        {
            let next = entry.revision == state.data.revision + 1;
            let applied = if next { state.apply(entry) } else { Err(Fault::Revision) };
            if let Err(fault) = applied {
                read_only = read_only.or(Some(damaged(before.damage(fault))));
                break;
            }
        }
        state.note(line);
    }
    read_only = read_only.or(opened.damage.map(damaged));
    if matches!(standing, Standing::Known(_)) {
        state.in_place = in_place;
    }
    let Opened { handle, ino, reader, tail, .. } = opened;
    state.journal = Some(Journal { handle, ino, reader, tail });
    Loaded { state, standing, read_only }
}

/// The data file before the last one, when the journal knows it.
fn earlier(io: &dyn Io, paths: &Paths, checks: &[Check]) -> Option<Document> {
    let whole = Whole::read(io, &paths.bak, LARGEST).ok()?;
    whole.is_one_of(checks.iter()).then(|| document::parse(&whole.bytes).ok()).flatten()
}

/// The hash a new journal continues.
pub(super) fn chain_of(state: &State) -> Option<Chain> {
    state.journal.as_ref().map(|journal| journal.reader.chain).filter(|chain| *chain != Chain::START)
}
