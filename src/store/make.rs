//! Making what is not there yet: a new register, and a new journal beside a register that has none.
//!
//! Nothing that has a name already is ever written over. Does not know what goes into a register.

use std::{io, path::Path, sync::Arc};

use super::{
    Store, document,
    error::{CheckpointError, CreateError, Failure, Notice, ReadOnly},
    files::{Paths, Whole, new_file, rights_of},
    gate::Caller,
    io::{Io, Open, Rights, write_all},
    journal::{Chain, Check, Reader, Saying, Tail, encode},
    state::{Journal, records_in},
};
use crate::domain::data::Data;

impl Store {
    /// Makes a new register and opens it. Refuses where there is one, or the journal of one.
    pub fn create(path: &Path, data: &Data, caller: Caller, io: Arc<dyn Io>) -> Result<Self, CreateError> {
        caller.permit.administer()?;
        let folder = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().ok_or_else(|| CreateError::Exists(path.to_owned()))?;
        let folder = io.real_path(folder).map_err(Failure::of(folder))?;
        let paths = Paths::of(&folder.join(name));
        for taken in [&paths.data, &paths.journal] {
            if io.stat(taken).is_ok() {
                return Err(CreateError::Exists(taken.clone()));
            }
        }
        let mut bytes = Vec::new();
        document::print(data, &mut bytes).map_err(Failure::of(&paths.data))?;
        let temporary = new_file(io.as_ref(), &paths, &rights_in(io.as_ref(), &folder)?, &bytes)?;
        if let Err(e) = io.rename_new(&temporary, &paths.data) {
            drop(io.remove(&temporary));
            return Err(match e.kind() {
                io::ErrorKind::AlreadyExists => CreateError::Exists(paths.data),
                _ => Failure::of(&paths.data)(e).into(),
            });
        }
        io.sync_dir(&folder).map_err(Failure::of(&folder))?;
        Ok(Self::open(&paths.data, caller, io)?)
    }

    /// Begins a journal whose base is the data file as it is. Needs the lock.
    pub(super) fn begin_journal(&mut self) -> Result<(), Failure> {
        let check = self.check_of_file()?;
        self.renew_bak()?;
        let failed = Failure::of(&self.paths.journal);
        let start = Saying::Start(&check, check.revision, None);
        let (line, chain) = encode(&start, Chain::START).map_err(|e| failed(e.into()))?;
        match self.state.journal.take() {
            Some(journal) => self.state.journal = Some(self.first_line(journal, &line, chain, &check)?),
            None => self.new_journal(&line, chain, &check)?,
        }
        (self.state.in_place, self.state.checks) = (check.revision, vec![check]);
        Ok(())
    }

    /// Opens again what could only be opened to be read because of something that passes, such as a full disk.
    pub(super) fn begin_late(&mut self) {
        match &self.read_only {
            Some(ReadOnly::Permission(why)) if !why.is_permission() => {}
            Some(_) | None => return,
        }
        // The same person with the same permit: nobody gains a right by a full disk.
        let caller = Caller { who: self.who.clone(), permit: self.gate.permit.clone() };
        let Ok(mut again) = Self::open(&self.paths.data, caller, Arc::clone(&self.io)) else {
            return;
        };
        if again.read_only.is_none() && again.state.data.revision >= self.state.data.revision {
            again.news = std::mem::take(&mut self.news);
            again
                .notices
                .splice(..0, std::mem::take(&mut self.notices).into_iter().chain([Notice::Reloaded]));
            again.looked_at_file = self.looked_at_file;
            *self = again;
        }
    }

    /// What the data file is known by. It must hold the present state.
    pub(super) fn check_of_file(&self) -> Result<Check, Failure> {
        let whole = Whole::read(self.io.as_ref(), &self.paths.data, document::LARGEST)?;
        Ok(Check {
            revision: self.state.data.revision,
            records: records_in(&self.state.data),
            ino: whole.identity.ino,
            size: whole.identity.size,
            mtime_ns: whole.identity.mtime_ns,
            sha256: whole.sha256(),
        })
    }

    /// A journal that is there but says nothing: its first line is appended.
    fn first_line(
        &self,
        mut journal: Journal,
        line: &[u8],
        chain: Chain,
        check: &Check,
    ) -> Result<Journal, Failure> {
        let bytes = match journal.tail {
            Tail::Clean => line.to_vec(),
            Tail::Torn => [super::chain::SEAL, line].concat(),
        };
        let append = |journal: &mut Journal| -> io::Result<u64> {
            write_all(journal.handle.as_mut(), &bytes)?;
            journal.handle.sync()?;
            Ok(journal.handle.stat()?.identity.size)
        };
        let size = append(&mut journal).map_err(Failure::of(&self.paths.journal))?;
        let behind = size - journal.reader.offset;
        journal.reader.wrote(behind, 1, chain, check.revision);
        journal.tail = Tail::Clean;
        Ok(journal)
    }

    fn new_journal(&mut self, line: &[u8], chain: Chain, check: &Check) -> Result<(), Failure> {
        let (io, paths) = (self.io.as_ref(), &self.paths);
        let failed = |e| Failure::of(&paths.journal)(e);
        let rights = rights_of(io, &paths.data)?;
        let fresh = new_file(io, paths, &rights, line)?;
        io.rename_new(&fresh, &paths.journal).map_err(failed)?;
        io.sync_dir(&paths.dir).map_err(Failure::of(&paths.dir))?;
        let handle = io.open(&paths.journal, Open::Append).map_err(failed)?;
        let ino = handle.stat().map_err(failed)?.identity.ino;
        let mut reader = Reader::default();
        reader.wrote(line.len() as u64, 1, chain, check.revision);
        self.state.journal = Some(Journal { handle, ino, reader, tail: Tail::Clean });
        Ok(())
    }

    /// Files the journal away and begins a new one from the data file, which is not known to the old one.
    pub(super) fn begin_again(&mut self, file: Data) -> Result<(), CheckpointError> {
        let io = Arc::clone(&self.io);
        self.finish_staged()?;
        let dir = Failure::of(&self.paths.dir);
        let next = self.paths.archives(io.as_ref()).map_err(dir)?.last().map_or(1, |(n, _)| n + 1);
        let archive = self.paths.archive(next);
        io.rename_new(&self.paths.journal, &archive).map_err(Failure::of(&archive))?;
        self.state.journal = None;
        self.state.data = file;
        self.state.imported = None;
        self.begin_journal()?;
        self.read_only = None;
        Ok(())
    }
}

/// The rights of a new register: the owner's alone, or those of the group a folder was set up for.
fn rights_in(io: &dyn Io, folder: &Path) -> Result<Rights, Failure> {
    const GROUP_FOLDER: u32 = 0o2020;
    let stat = io.stat(folder).map_err(Failure::of(folder))?;
    let shared = stat.mode & GROUP_FOLDER == GROUP_FOLDER;
    // In such a folder a new file has the folder's group by itself.
    Ok(Rights { mode: if shared { 0o660 } else { 0o600 }, gid: None, attributes: Vec::new() })
}
