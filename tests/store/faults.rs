//! File calls that fail on demand: every call counts, and the k-th one goes wrong in a chosen way.
//!
//! Syncs do not reach the disk here: a test that kills no machine has nothing to gain from them.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use chibo::store::io::{Handle, Io, Open, Real, Rights, Stat};
use jiff::Timestamp;

/// How a call goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It fails with this error; the next ones work.
    Error(i32),
    /// A write takes half of the bytes and says so; other calls fail with `EINTR` where the kernel
    /// may do that, and else work.
    Short,
    /// A write takes half of the bytes, and the next one fails: the disk is full. Other calls fail.
    HalfThenFull,
    /// The process ends before the call.
    KillBefore,
    /// The process ends inside the call: a write has taken half of the bytes, others are done.
    KillInside,
}

pub(crate) const EIO: i32 = 5;
pub(crate) const EINTR: i32 = 4;
pub(crate) const ENOSPC: i32 = 28;
pub(crate) const EROFS: i32 = 30;
pub(crate) const ENOSYS: i32 = 38;
pub(crate) const EFBIG: i32 = 27;
pub(crate) const EDQUOT: i32 = 122;

type Deed = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Plan {
    calls: u64,
    at: u64,
    fault: Option<Fault>,
    full_at: u64,
    /// Seed, and of a thousand calls how many go wrong.
    random: Option<(u64, u64)>,
    dead: bool,
    /// A death in the plan is one of the whole process.
    really: bool,
    hit: Option<&'static str>,
    names: Vec<&'static str>,
    /// Every call with this name fails with this error.
    always: Option<(&'static str, i32)>,
    /// The lock is somebody else's.
    locked_out: bool,
    /// The number of a file system that is not to be relied on.
    foreign: Option<u64>,
    paused: Duration,
    /// Done once, just before the next call with this name.
    before: Option<(&'static str, Deed)>,
    /// Done once, just before the call with this number.
    at_call: Option<(u64, Deed)>,
}

/// The file calls, with a plan.
#[derive(Clone, Default)]
pub(crate) struct Faulty {
    plan: Arc<Mutex<Plan>>,
}

struct FaultyHandle {
    inner: Box<dyn Handle>,
    io: Faulty,
}

impl Plan {
    /// What goes wrong in this call, if anything. Syncs fail only by plan: after one nothing is written.
    fn due(&mut self) -> Option<Fault> {
        let Some((seed, of_a_thousand)) = &mut self.random else {
            return self.fault.filter(|_| self.calls == self.at);
        };
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let number = *seed >> 33;
        if number % 1000 >= *of_a_thousand || self.names.last() == Some(&"sync") {
            return None;
        }
        Some([Fault::Error(EIO), Fault::HalfThenFull, Fault::Short][(number / 1000 % 3) as usize])
    }

    fn carry_out(&mut self, fault: Fault, call: &'static str) -> Way {
        self.hit = Some(call);
        let is_write = call == "write";
        match fault {
            Fault::Error(error) => Way::Fail(error),
            Fault::Short if is_write => Way::Half,
            Fault::Short if call == "read" => Way::Fail(EINTR),
            Fault::Short => Way::Go,
            Fault::HalfThenFull if is_write => {
                self.full_at = self.calls + 1;
                Way::Half
            }
            Fault::HalfThenFull => Way::Fail(ENOSPC),
            Fault::KillBefore => {
                self.dead = true;
                Way::Fail(EIO)
            }
            Fault::KillInside => {
                self.dead = true;
                if is_write { Way::LastHalf } else { Way::Last }
            }
        }
    }
}

enum Way {
    Go,
    Half,
    Fail(i32),
    /// Do it, then be dead.
    Last,
    /// Do half, then be dead.
    LastHalf,
}

impl Faulty {
    pub(crate) fn failing_at(k: u64, fault: Fault) -> Self {
        let io = Self::default();
        let mut plan = io.plan.lock().unwrap();
        (plan.at, plan.fault) = (k, Some(fault));
        drop(plan);
        io
    }

    /// The whole process is killed at the k-th call: before it, or inside.
    pub(crate) fn killing_at(k: u64, inside: bool) -> Self {
        let io = Self::failing_at(k, if inside { Fault::KillInside } else { Fault::KillBefore });
        io.plan.lock().unwrap().really = true;
        io
    }

    /// Calls fail at random, so many of a thousand; the same in every run.
    pub(crate) fn failing_often(seed: u64, of_a_thousand: u64) -> Self {
        let io = Self::default();
        io.plan.lock().unwrap().random = Some((seed, of_a_thousand));
        io
    }

    /// Does something just before the next call with this name.
    pub(crate) fn before(&self, call: &'static str, work: impl FnOnce() + Send + 'static) {
        self.plan.lock().unwrap().before = Some((call, Box::new(work)));
    }

    /// Does something just before the k-th call.
    pub(crate) fn at_call(k: u64, work: impl FnOnce() + Send + 'static) -> Self {
        let io = Self::default();
        io.plan.lock().unwrap().at_call = Some((k, Box::new(work)));
        io
    }

    /// Calls off what was to be done at a call; says whether that call was still to come.
    pub(crate) fn call_off(&self) -> bool {
        self.plan.lock().unwrap().at_call.take().is_some()
    }

    /// No more failures at random.
    pub(crate) fn calm(&self) {
        self.plan.lock().unwrap().random = None;
    }

    /// The call that went wrong, if it came to that.
    pub(crate) fn hit(&self) -> Option<&'static str> {
        self.plan.lock().unwrap().hit
    }

    pub(crate) fn is_dead(&self) -> bool {
        self.plan.lock().unwrap().dead
    }

    pub(crate) fn always(&self, call: &'static str, error: i32) {
        self.plan.lock().unwrap().always = Some((call, error));
    }

    pub(crate) fn heal(&self) {
        self.plan.lock().unwrap().always = None;
    }

    pub(crate) fn lie_on(&self, file_system: u64) {
        self.plan.lock().unwrap().foreign = Some(file_system);
    }

    pub(crate) fn lock_out(&self) {
        self.plan.lock().unwrap().locked_out = true;
    }

    /// The names of the calls so far; clears the list.
    pub(crate) fn calls(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.plan.lock().unwrap().names)
    }

    /// How long was waited, had it been real.
    pub(crate) fn paused(&self) -> Duration {
        self.plan.lock().unwrap().paused
    }

    fn way(&self, call: &'static str) -> Way {
        let mut plan = self.plan.lock().unwrap();
        if plan.before.as_ref().is_some_and(|(name, _)| *name == call)
            && let Some((_, work)) = plan.before.take()
        {
            work();
        }
        plan.calls += 1;
        if plan.at_call.as_ref().is_some_and(|(k, _)| *k == plan.calls)
            && let Some((_, work)) = plan.at_call.take()
        {
            work();
        }
        plan.names.push(call);
        if plan.dead {
            return Way::Fail(EIO);
        }
        let due = plan.due();
        if let Some((name, error)) = plan.always
            && name == call
            && due.is_none()
        {
            return Way::Fail(error);
        }
        if plan.full_at == plan.calls {
            return Way::Fail(ENOSPC);
        }
        let Some(fault) = due else { return Way::Go };
        let way = plan.carry_out(fault, call);
        drop(plan);
        if fault == Fault::KillBefore {
            self.die();
        }
        way
    }

    /// Ends the process as kill -9 does, if a death is to be one.
    fn die(&self) {
        if self.plan.lock().unwrap().really {
            let me = rustix::process::getpid();
            rustix::process::kill_process(me, rustix::process::Signal::KILL).unwrap();
            std::thread::park();
        }
    }

    fn call<T>(&self, name: &'static str, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match self.way(name) {
            Way::Go | Way::Half => work(),
            Way::Fail(error) => Err(io::Error::from_raw_os_error(error)),
            Way::Last | Way::LastHalf => {
                drop(work());
                self.die();
                Err(io::Error::from_raw_os_error(EIO))
            }
        }
    }
}

impl Io for Faulty {
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn Handle>> {
        let inner = self.call("open", || Real::default().open(path, how))?;
        Ok(Box::new(FaultyHandle { inner, io: self.clone() }))
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.call("real_path", || Real::default().real_path(path))
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.call("stat", || Real::default().stat(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename", || Real::default().rename(from, to))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename_new", || Real::default().rename_new(from, to))
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.call("exchange", || Real::default().exchange(a, b))
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("link", || Real::default().link(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call("remove", || Real::default().remove(path))
    }

    fn make_dir(&self, path: &Path, mode: u32) -> io::Result<()> {
        self.call("make_dir", || Real::default().make_dir(path, mode))
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        self.call("list", || Real::default().list(dir))
    }

    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        self.call("sync_dir", || Ok(()))
    }

    fn foreign_file_system(&self, path: &Path) -> io::Result<Option<u64>> {
        let real = self.call("statfs", || Real::default().foreign_file_system(path))?;
        Ok(self.plan.lock().unwrap().foreign.or(real))
    }

    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(24 * 365 * 50)
    }

    fn pause(&self, how_long: Duration) {
        self.plan.lock().unwrap().paused += how_long;
        std::thread::yield_now();
    }
}

impl Handle for FaultyHandle {
    fn stat(&self) -> io::Result<Stat> {
        self.io.call("fstat", || self.inner.stat())
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.io.call("read", || self.inner.read_at(buffer, offset))
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let half = (bytes.len() / 2).max(1);
        match self.io.way("write") {
            Way::Go | Way::Last => self.inner.write(bytes),
            Way::Half => self.inner.write(&bytes[..half]),
            Way::Fail(error) => Err(io::Error::from_raw_os_error(error)),
            Way::LastHalf => {
                drop(self.inner.write(&bytes[..half]));
                self.io.die();
                Err(io::Error::from_raw_os_error(EIO))
            }
        }
    }

    fn overwrite(&mut self, bytes: &[u8]) -> io::Result<()> {
        let inner = &mut self.inner;
        self.io.call("overwrite", || inner.overwrite(bytes))
    }

    fn sync(&self) -> io::Result<()> {
        self.io.call("sync", || Ok(()))
    }

    fn sync_all(&self) -> io::Result<()> {
        self.io.call("sync_all", || Ok(()))
    }

    fn try_lock(&self) -> io::Result<bool> {
        if self.io.plan.lock().unwrap().locked_out {
            return Ok(false);
        }
        self.io.call("try_lock", || self.inner.try_lock())
    }

    fn unlock(&self) -> io::Result<()> {
        self.io.call("unlock", || self.inner.unlock())
    }

    fn rights(&self) -> io::Result<Rights> {
        self.io.call("rights", || self.inner.rights())
    }

    fn set_rights(&self, rights: &Rights) -> io::Result<()> {
        self.io.call("set_rights", || self.inner.set_rights(rights))
    }
}
