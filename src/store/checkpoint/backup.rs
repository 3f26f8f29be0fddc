//! Older data files: the last but one beside the data file, others in a folder, pruned by number and age.
//!
//! They cost nothing: each is the file an exchange brought out. Only files the journal knows become
//! `.bak`, because a program that starts may need it as the base of a merge. A backup that fails
//! does not make a checkpoint fail.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::super::{
    Store,
    error::{Failure, Notice},
    files::{new_file, rights_of},
    io::Open,
    journal::{Chain, Check, Saying, encode},
    state::{Continued, Use, chain_of},
};

/// So many of the newest are kept, whatever their age.
const NEWEST: usize = 20;
/// For so long the last of every day is kept, everything that others wrote, and what was restored over.
const DAYS: i64 = 30;
/// A journal longer than this is filed away at a checkpoint.
const LONG: u64 = 16 << 20;

impl Store {
    /// Makes a file that came out of an exchange the `.bak`; the one before goes to the folder.
    pub(super) fn keep_as_bak(&mut self, old: &Path) {
        if self.io.stat(&self.paths.bak).is_err() {
            drop(self.io.rename_new(old, &self.paths.bak));
            return;
        }
        if self.io.exchange(old, &self.paths.bak).is_err() {
            // The file system knows no exchange; for a moment there is no `.bak`.
            let filed = self.backup_name("").and_then(|name| self.io.rename_new(&self.paths.bak, &name));
            drop(filed.and_then(|()| self.io.rename_new(old, &self.paths.bak)));
            return;
        }
        let filed = self.backup_name("").and_then(|name| self.io.rename_new(old, &name));
        drop(filed);
        self.prune();
    }

    /// Puts a file that somebody else wrote into the folder.
    pub(super) fn keep_as_outside(&mut self, old: &Path) -> Result<PathBuf, Failure> {
        let name = self.backup_name("outside-").map_err(Failure::of(&self.paths.backups))?;
        self.io.rename_new(old, &name).map_err(Failure::of(&name))?;
        Ok(name)
    }

    /// A new name in the folder, which is made where there is none.
    pub(in super::super) fn backup_name(&self, prefix: &str) -> std::io::Result<PathBuf> {
        let mode = self.io.stat(&self.paths.data).map(|stat| stat.mode).unwrap_or(0o600);
        // Who may read the file may look into the folder, and members of a group share it.
        let folder = mode | (mode & 0o444) >> 2 | if mode & 0o040 != 0 { 0o2000 } else { 0 };
        self.io.make_dir(&self.paths.backups, folder)?;
        let time = self.io.now().strftime("%Y%m%dT%H%M%SZ");
        let mut random = [0; 4];
        getrandom::fill(&mut random).map_err(|e| std::io::Error::other(e.to_string()))?;
        let revision = self.state.data.revision;
        let unique = u32::from_be_bytes(random);
        Ok(self.paths.backups.join(format!("{prefix}{time}-r{revision}-{unique:08x}.json")))
    }

    /// Removes backups nobody needs.
    fn prune(&self) {
        let Ok(names) = self.io.list(&self.paths.backups) else { return };
        for name in superfluous(&names, self.io.now()) {
            drop(self.io.remove(&self.paths.backups.join(name)));
        }
    }

    /// Files the journal away when it is long and begins a new one that continues it.
    pub(super) fn rotate_if_long(&mut self, check: &Check) -> Result<(), super::CheckpointError> {
        let long = self.state.journal.as_ref().is_some_and(|journal| journal.reader.offset > LONG);
        if !long || self.state.checks.last() != Some(check) {
            return Ok(());
        }
        self.rotate(check)?;
        Ok(())
    }

    /// Files the journal away. The data file must be one that was just written.
    pub(in super::super) fn rotate(&mut self, check: &Check) -> Result<(), Failure> {
        let io = self.io.clone();
        let (io, paths) = (io.as_ref(), self.paths.clone());
        self.finish_staged()?;
        self.renew_bak()?;
        let next = paths.archives(io).map_err(Failure::of(&paths.dir))?.last().map_or(1, |(n, _)| n + 1);
        let archive = paths.archive(next);
        let start = Saying::Start(check, self.state.data.revision, chain_of(&self.state));
        let (line, _) = encode(&start, Chain::START).map_err(|e| Failure::of(&archive)(e.into()))?;
        let rights = rights_of(io, &paths.data)?;
        let fresh = new_file(io, &paths, &rights, &line)?;
        // Under its last name before the exchange, so that a kill in between loses no history: then the
        // archive is a journal of one line, which says nothing.
        io.rename_new(&fresh, &archive).map_err(Failure::of(&archive))?;
        let exchanged = match io.exchange(&archive, &paths.journal) {
            Err(e) if e.kind() == std::io::ErrorKind::Unsupported => {
                let aside = paths.archive(next + 1);
                io.rename_new(&archive, &aside)
                    .and_then(|()| io.rename_new(&paths.journal, &archive))
                    .and_then(|()| io.rename_new(&aside, &paths.journal))
            }
            other => other,
        };
        exchanged.map_err(Failure::of(&paths.journal))?;
        io.sync_dir(&paths.dir).map_err(Failure::of(&paths.dir))?;
        if self.state.change_over(io, &paths, Use::Write)? == Continued::Rotated {
            self.notices.push(Notice::Rotated);
        }
        Ok(())
    }

    /// Makes `.bak` a copy of the data file, which a journal that begins now knows.
    pub(in super::super) fn renew_bak(&mut self) -> Result<(), Failure> {
        let io = self.io.clone();
        let handle = io.open(&self.paths.data, Open::Read).map_err(Failure::of(&self.paths.data))?;
        let bytes = super::super::io::read_from(handle.as_ref(), 0).map_err(Failure::of(&self.paths.data))?;
        let rights = handle.rights().map_err(Failure::of(&self.paths.data))?;
        let copy = new_file(io.as_ref(), &self.paths, &rights, &bytes)?;
        self.keep_as_bak(&copy);
        Ok(())
    }
}

/// Which backups may go: all but the newest, the last of each day of the last month, and for a month
/// what others wrote and what was kept on purpose.
fn superfluous(names: &[String], now: Timestamp) -> Vec<&String> {
    let limit = (now - SignedDuration::from_hours(24 * DAYS)).strftime("%Y%m%d").to_string();
    let is_letter = |c: char| !c.is_ascii_digit();
    let day = |name: &str| name.trim_start_matches(is_letter).get(..8).unwrap_or_default().to_owned();
    let (theirs, ours): (Vec<&String>, Vec<&String>) =
        names.iter().partition(|name| name.starts_with(is_letter));
    let is_old = |name: &str| day(name) < limit;
    let ours_end = ours.len().saturating_sub(NEWEST);
    let last_of_day = |i: usize| ours.get(i + 1).is_none_or(|next| day(next) != day(ours[i]));
    let mut go: Vec<&String> = theirs.into_iter().filter(|name| is_old(name)).collect();
    go.extend((0..ours_end).filter(|&i| is_old(ours[i]) || !last_of_day(i)).map(|i| ours[i]));
    go
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn keeps_the_newest_twenty_and_the_last_of_each_day_for_a_month() {
        let now: Timestamp = "2026-03-31T12:00:00Z".parse().unwrap();
        let mut names: Vec<String> = Vec::new();
        for (day, count) in [("20260101", 3), ("20260310", 4), ("20260330", 5), ("20260331", 19)] {
            names.extend((0..count).map(|i| format!("{day}T0000{i:02}Z-r1-00000000.json")));
        }
        names.push("outside-20260101T000000Z-r1-0.json".into());
        names.push("outside-20260310T000000Z-r1-0.json".into());
        let gone = superfluous(&names, now);
        let kept: Vec<&String> = names.iter().filter(|name| !gone.contains(name)).collect();
        let of = |prefix: &str| kept.iter().filter(|name| name.starts_with(prefix)).count();
        assert_eq!(of("20260331"), 19);
        assert_eq!(of("20260330"), 1, "the twentieth, which is also the last of its day");
        assert_eq!(of("20260310"), 1);
        assert_eq!(of("20260101"), 0);
        assert_eq!(of("outside-20260101"), 0);
        assert_eq!(of("outside-20260310"), 1);
    }
}
