//! The few file calls the store makes, as a trait, so that a test can fail every k-th of them.
//!
//! [`Real`] is the operating system. Nothing above this file names `std::fs`. The calls are as small
//! as the kernel's on purpose: a write may be short, and whoever calls must go on where it stopped.
//! Deliberately knows nothing of registers, journals or records.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;
use rustix::fs::{CWD, Gid, OFlags, RenameFlags, XattrFlags};

/// How a file is opened. No way of opening follows a symbolic link, or takes anything but a regular file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// For reading; it must be there.
    Read,
    /// For reading and for writing at the end; it must be there.
    Append,
    /// For locking, and for saying in it who does; it must be there.
    Lock,
    /// For writing; it must not be there. Nobody but the owner may read it yet.
    New,
}

/// Which file stands under a name, and whether it is still the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// Number of the inode.
    pub ino: u64,
    /// Length in bytes.
    pub size: u64,
    /// Last change of the bytes, in nanoseconds since 1970.
    pub mtime_ns: i64,
}

/// What is known of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat {
    /// Which file it is.
    pub identity: Identity,
    /// Permission bits.
    pub mode: u32,
    /// Owner.
    pub uid: u32,
    /// Group.
    pub gid: u32,
    /// Whether it is a file of bytes, not a folder or a device.
    pub is_file: bool,
}

/// Who may do what with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// Permission bits.
    pub mode: u32,
    /// Group; none leaves the one it has.
    pub gid: Option<u32>,
    /// Access control list and other attributes, by name.
    pub attributes: Vec<(String, Vec<u8>)>,
}

/// There is something under the name, but no regular file: a link, a folder, a pipe, a device. Nobody waits for it,
/// reads it or writes to it.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("not a regular file")]
pub struct NotPlain;

impl NotPlain {
    /// Whether this is the error of a file call.
    pub fn is(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|inner| inner.is::<Self>())
    }
}

impl From<NotPlain> for io::Error {
    fn from(not: NotPlain) -> Self {
        Self::other(not)
    }
}

/// An open file.
pub trait Handle: Send {
    /// What is known of it.
    fn stat(&self) -> io::Result<Stat>;
    /// Reads at a place; fewer bytes than asked for may come.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;
    /// Writes at the end; fewer bytes than given may be taken.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Makes the content say these few bytes and nothing else; of no use for what must survive.
    fn overwrite(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Returns when the bytes are on the disk.
    fn sync(&self) -> io::Result<()>;
    /// Returns when the bytes and the rights are on the disk, for a file that is new.
    fn sync_all(&self) -> io::Result<()>;
    /// Takes the lock if nobody has it.
    fn try_lock(&self) -> io::Result<bool>;
    /// Gives the lock back.
    fn unlock(&self) -> io::Result<()>;
    /// Who may do what with it.
    fn rights(&self) -> io::Result<Rights>;
    /// Gives it the rights of another file, whatever the umask says.
    fn set_rights(&self, rights: &Rights) -> io::Result<()>;
}

/// The file calls of the store, its clock and its chance.
pub trait Io: Send + Sync {
    /// Opens a file.
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn Handle>>;
    /// The real path behind symbolic links.
    fn real_path(&self, path: &Path) -> io::Result<PathBuf>;
    /// What stands under a name.
    fn stat(&self, path: &Path) -> io::Result<Stat>;
    /// Renames; what had the new name is gone.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Renames, unless something has the new name.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Exchanges two names in one step; `Unsupported` where the file system cannot.
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()>;
    /// Gives a file a second name.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a name.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder; no error when there is one.
    fn make_dir(&self, path: &Path, mode: u32) -> io::Result<()>;
    /// The names in a folder, in order.
    fn list(&self, dir: &Path) -> io::Result<Vec<String>>;
    /// Returns when the names in a folder are on the disk.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;
    /// The number of the file system, when it is none on which locks and renames can be relied on.
    fn foreign_file_system(&self, path: &Path) -> io::Result<Option<u64>>;
    /// The time, which orders nothing and is only told to people.
    fn now(&self) -> Timestamp;
    /// Waits.
    fn pause(&self, how_long: Duration);
}

/// The operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct Real {
    any_file_system: bool,
}

impl Real {
    /// Trusts any file system, also network ones: only for an administrator who knows that a single
    /// host writes there and that its locks work.
    pub fn on_any_file_system() -> Self {
        Self { any_file_system: true }
    }
}

/// Local file systems whose locks, renames and syncs are what the protocol needs.
const LOCAL: &[u64] = &[
    0xEF53,      // ext2, ext3, ext4
    0x5846_5342, // xfs
    0x9123_683E, // btrfs
    0x2FC1_2FC1, // zfs
    0xCA45_1A4E, // bcachefs
    0xF2F5_2010, // f2fs
    0x0102_1994, // tmpfs
    0x8584_58F6, // ramfs
    0x794C_7630, // overlayfs
];

impl Io for Real {
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn Handle>> {
        let mut options = OpenOptions::new();
        // What is no file is found out after opening, so opening must not wait for it.
        options.read(true).custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
        match how {
            Open::Read => &mut options,
            Open::Append => options.append(true),
            Open::Lock => options.write(true),
            Open::New => options.append(true).create_new(true).mode(0o600),
        };
        let file = options.open(path).map_err(|error| match error.raw_os_error() {
            Some(libc::ELOOP | libc::EISDIR | libc::ENXIO) => NotPlain.into(),
            _ => error,
        })?;
        if file.metadata()?.is_file() { Ok(Box::new(file)) } else { Err(NotPlain.into()) }
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        fs::symlink_metadata(path).map(|m| stat_of(&m))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE).map_err(unsupported) {
            Err(e) if e.kind() == io::ErrorKind::Unsupported => {
                fs::hard_link(from, to)?;
                fs::remove_file(from)
            }
            other => other,
        }
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        rustix::fs::renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(unsupported)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn make_dir(&self, path: &Path, mode: u32) -> io::Result<()> {
        match fs::DirBuilder::new().mode(mode).create(path) {
            Ok(()) => fs::set_permissions(path, fs::Permissions::from_mode(mode)),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(e) => Err(e),
        }
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        let names = fs::read_dir(dir)?.map(|entry| Ok(entry?.file_name().into_string().ok()));
        let mut names: Vec<String> = names.filter_map(io::Result::transpose).collect::<io::Result<_>>()?;
        names.sort_unstable();
        Ok(names)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        File::open(dir)?.sync_all()
    }

    fn foreign_file_system(&self, path: &Path) -> io::Result<Option<u64>> {
        let number = rustix::fs::statfs(path)?.f_type as u64 & 0xFFFF_FFFF;
        Ok(Some(number).filter(|n| !self.any_file_system && !LOCAL.contains(n)))
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn pause(&self, how_long: Duration) {
        std::thread::sleep(how_long);
    }
}

impl Handle for File {
    fn stat(&self) -> io::Result<Stat> {
        self.metadata().map(|m| stat_of(&m))
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        FileExt::read_at(self, buffer, offset)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::Write::write(self, bytes)
    }

    fn overwrite(&mut self, bytes: &[u8]) -> io::Result<()> {
        // A second name may have been given to another file, to have it overwritten.
        if self.metadata()?.nlink() != 1 {
            return Err(NotPlain.into());
        }
        self.write_all_at(bytes, 0)?;
        self.set_len(bytes.len() as u64)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_data()
    }

    fn sync_all(&self) -> io::Result<()> {
        File::sync_all(self)
    }

    fn try_lock(&self) -> io::Result<bool> {
        match File::try_lock(self) {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(e)) => Err(e),
        }
    }

    fn unlock(&self) -> io::Result<()> {
        File::unlock(self)
    }

    fn rights(&self) -> io::Result<Rights> {
        let stat = Handle::stat(self)?;
        Ok(Rights { mode: stat.mode, gid: Some(stat.gid), attributes: attributes(self) })
    }

    fn set_rights(&self, rights: &Rights) -> io::Result<()> {
        let has = Handle::stat(self)?.gid;
        if let Some(gid) = rights.gid.filter(|gid| *gid != has) {
            rustix::fs::fchown(self, None, Some(Gid::from_raw(gid)))?;
        }
        self.set_permissions(fs::Permissions::from_mode(rights.mode))?;
        for (name, value) in &rights.attributes {
            rustix::fs::fsetxattr(self, name.as_str(), value, XattrFlags::empty())?;
        }
        Ok(())
    }
}

fn stat_of(m: &fs::Metadata) -> Stat {
    let mtime_ns = m.mtime().saturating_mul(1_000_000_000).saturating_add(m.mtime_nsec());
    Stat {
        identity: Identity { ino: m.ino(), size: m.size(), mtime_ns },
        mode: m.mode() & 0o7777,
        uid: m.uid(),
        gid: m.gid(),
        is_file: m.is_file(),
    }
}

/// What a file system answers that does not know the flag.
fn unsupported(e: rustix::io::Errno) -> io::Error {
    use rustix::io::Errno;
    match e {
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
        other => other.into(),
    }
}

/// The access control list and the `user.` attributes; a file system without any has none.
fn attributes(file: &File) -> Vec<(String, Vec<u8>)> {
    let mut names = vec![0u8; 4096];
    let Ok(length) = rustix::fs::flistxattr(file, &mut names[..]) else { return Vec::new() };
    let wanted = |name: &&str| *name == "system.posix_acl_access" || name.starts_with("user.");
    let value = |name: &str| {
        let mut value = vec![0u8; 65_536];
        let length = rustix::fs::fgetxattr(file, name, &mut value[..]).ok()?;
        value.truncate(length);
        Some((name.to_owned(), value))
    };
    let names = String::from_utf8_lossy(&names[..length]);
    names.split('\0').filter(wanted).filter_map(value).collect()
}

/// The largest file read: 100,000 members take about 60 MB. Looked at before anything is read.
pub const LARGEST: u64 = 512 << 20;

/// Reads from a place to the end of what there was when it began.
pub fn read_from(handle: &dyn Handle, offset: u64) -> io::Result<Vec<u8>> {
    let end = handle.stat()?.identity.size;
    if end.saturating_sub(offset) > LARGEST {
        return Err(io::Error::other(format!("{end} bytes are more than any register needs")));
    }
    let mut bytes = vec![0u8; usize::try_from(end.saturating_sub(offset)).map_err(io::Error::other)?];
    let mut filled = 0;
    while filled < bytes.len() {
        match handle.read_at(&mut bytes[filled..], offset + filled as u64) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// Writes all of it, going on after short and interrupted writes.
pub fn write_all(handle: &mut dyn Handle, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match handle.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}
