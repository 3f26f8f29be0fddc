//! A host of one's own for a test: accounts, keys, a register, and an sshd on a high port of 127.0.0.1.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use portable_pty::CommandBuilder;

use super::harness::{DEADLINE, Session};

/// What the first tab shows.
pub(crate) const STARTED: &str = "BÍ THƯ CHI BỘ ĐỒNG THỜI";

/// Why there can be no host here; printed, since a test that was not run has not passed.
pub(crate) fn missing(root: Root) -> bool {
    let lacks = ["sshd", "ssh", "ssh-keygen"].into_iter().find(|name| program(name).is_none());
    let why = match (lacks, root) {
        (Some(name), _) => format!("{name} is not installed (.ci/run installs it)"),
        (None, Root::Needed) if !rustix::process::getuid().is_root() => {
            "only root can make accounts".to_owned()
        }
        (None, Root::Needed | Root::Spared) => return false,
    };
    eprintln!("SKIPPED, NOT TESTED: {why}");
    true
}

/// Whether a test needs accounts of its own.
pub(crate) enum Root {
    Needed,
    Spared,
}

/// A program by its name, also where only root looks.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let folders = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/bin", "/sbin"];
    folders.iter().map(|folder| Path::new(folder).join(name)).find(|path| path.exists())
}

/// A part of docs/ssh.md: the block behind a mark.
pub(crate) fn recipe(mark: &str) -> String {
    let doc = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ssh.md")).unwrap();
    let (_, rest) =
        doc.split_once(&format!("<!-- {mark} -->\n```text\n")).unwrap_or_else(|| panic!("no {mark}"));
    rest.split_once("```").unwrap().0.to_owned()
}

/// An account, made for the test and taken away after it.
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) uid: u32,
    pub(crate) gid: u32,
    made: bool,
}

/// Accounts are made one at a time, since the tools lock the table.
static TABLE: Mutex<()> = Mutex::new(());

fn admin(command: &str, arguments: &[&str]) {
    let _one = TABLE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let out = Command::new(program(command).unwrap()).args(arguments).output().unwrap();
    assert!(out.status.success(), "{command} {arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
}

/// A name for an account or group that no other test has.
pub(crate) fn fresh(prefix: &str) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("cb{prefix}{}x{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

impl Account {
    /// A new one; where only the own one can be had, that.
    pub(crate) fn new(home: &Path, full_name: &str, group: Option<&str>) -> Self {
        if !rustix::process::getuid().is_root() {
            let name = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap();
            let (uid, gid) = (rustix::process::getuid().as_raw(), rustix::process::getgid().as_raw());
            return Self { name: name.trim().to_owned(), uid, gid, made: false };
        }
        let name = fresh("u");
        let home = home.to_str().unwrap();
        let mut arguments = vec![
            "--home-dir",
            home,
            "--no-create-home",
            "--shell",
            "/bin/sh",
            "--password",
            "*",
            "--comment",
        ];
        arguments.extend([full_name, "--user-group"]);
        if let Some(group) = group {
            arguments.extend(["--groups", group]);
        }
        arguments.push(&name);
        admin("useradd", &arguments);
        let id = |flag: &str| {
            let out = Command::new("id").args([flag, name.as_str()]).output().unwrap().stdout;
            String::from_utf8(out).unwrap().trim().parse().unwrap()
        };
        Self { uid: id("-u"), gid: id("-g"), name, made: true }
    }

    pub(crate) fn owns(&self, path: &Path) {
        chown(path, Some(self.uid), Some(self.gid)).unwrap();
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        if self.made {
            let _one = TABLE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            // Sessions that are just ending must not keep it.
            _ = Command::new(program("userdel").unwrap()).args(["--force", &self.name]).output();
        }
    }
}

/// A group, likewise.
pub(crate) struct Group(pub(crate) String);

impl Group {
    pub(crate) fn new() -> Self {
        let name = fresh("g");
        admin("groupadd", &[&name]);
        Self(name)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let _one = TABLE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        _ = Command::new(program("groupdel").unwrap()).arg(&self.0).output();
    }
}

/// The folder of a test, which accounts can enter.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        Self(dir)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    pub(crate) fn make(&self, name: &str, mode: u32) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path
    }

    /// A key pair; the public half.
    pub(crate) fn key(&self, name: &str) -> String {
        let keygen = program("ssh-keygen").unwrap();
        let made = Command::new(keygen)
            .args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"])
            .arg(self.path(name))
            .output();
        assert!(made.unwrap().status.success());
        fs::read_to_string(self.path(&format!("{name}.pub"))).unwrap().trim().to_owned()
    }
}

/// The program where every account may run it, as an administrator installs it.
pub(crate) fn installed() -> &'static str {
    static PLACE: OnceLock<(tempfile::TempDir, String)> = OnceLock::new();
    let (_, path) = PLACE.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let path = dir.path().join("chibo");
        fs::copy(env!("CARGO_BIN_EXE_chibo"), &path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        let text = path.display().to_string();
        (dir, text)
    });
    path
}

/// An sshd that runs.
pub(crate) struct Sshd {
    child: Child,
    port: u16,
    log: PathBuf,
}

impl Sshd {
    /// Starts one with the lines of a recipe.
    pub(crate) fn start(folder: &Folder, recipe: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if rustix::process::getuid().is_root() {
            fs::create_dir_all("/run/sshd").unwrap();
        }
        if !folder.path("host").exists() {
            folder.key("host");
        }
        let sftp = ["/usr/lib/openssh/sftp-server", "/usr/libexec/openssh/sftp-server"];
        let sftp = sftp.iter().find(|path| Path::new(path).exists()).unwrap_or(&"internal-sftp");
        let head = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nPidFile none\nStrictModes no\nUsePAM no\n\
             PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n\
             AuthorizedKeysFile {}/%u\nMaxStartups 200\nLogLevel VERBOSE\nSubsystem sftp {sftp}\n",
            folder.text("host"),
            folder.text("keys")
        );
        fs::write(folder.path("sshd_config"), head + recipe).unwrap();
        let log = folder.path("sshd.log");
        let child = Command::new(program("sshd").unwrap())
            .args(["-D", "-f", &folder.text("sshd_config"), "-E", &folder.text("sshd.log")])
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let mut sshd = Self { child, port, log };
        let deadline = Instant::now() + DEADLINE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = sshd.child.try_wait().unwrap();
            assert!(ended.is_none() && Instant::now() < deadline, "sshd: {}", sshd.log());
            thread::sleep(Duration::from_millis(20));
        }
        sshd
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    fn arguments(&self, key: &Path) -> Vec<String> {
        let options = [
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
            "ConnectTimeout=20",
        ];
        let mut all =
            vec!["-F".to_owned(), "/dev/null".to_owned(), "-i".to_owned(), key.display().to_string()];
        all.extend(options.iter().flat_map(|option| ["-o".to_owned(), (*option).to_owned()]));
        all
    }

    /// Logs in at a terminal.
    pub(crate) fn login(&self, folder: &Folder, key: &str, account: &str, more: &[&str]) -> Session {
        let mut command = CommandBuilder::new(program("ssh").unwrap());
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("PATH", "/usr/bin:/bin");
        command.args(self.arguments(&folder.path(key)));
        command.args(["-e", "none", "-p", &self.port.to_string()]);
        command.args(more);
        command.arg(format!("{account}@127.0.0.1"));
        Session::start(command, 100, 30)
    }

    /// Runs a client without a terminal; `{at}` in its arguments is `account@127.0.0.1`.
    pub(crate) fn client(
        &self,
        folder: &Folder,
        (client, port): (&str, &str),
        key: &str,
        account: &str,
        more: &[&str],
    ) -> Output {
        let at = format!("{account}@127.0.0.1");
        let mut command = Command::new(program(client).unwrap());
        command.args(self.arguments(&folder.path(key))).args([port, &self.port.to_string()]);
        command.args(more.iter().map(|argument| argument.replace("{at}", &at)));
        command.stdin(Stdio::null()).output().unwrap()
    }

    pub(crate) fn spawn(&self, folder: &Folder, key: &str, account: &str, more: &[&str]) -> Child {
        let mut command = Command::new(program("ssh").unwrap());
        command.args(self.arguments(&folder.path(key))).args(["-p", &self.port.to_string()]);
        command.args(more).arg(format!("{account}@127.0.0.1"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// The processes whose command line holds a text, without those that only pass it on.
pub(crate) fn running(text: &str) -> Vec<u32> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        if line.starts_with(installed()) && line.contains(text) {
            found.push(pid);
        }
    }
    found
}

/// Waits until something is so.
#[track_caller]
pub(crate) fn wait_until(what: &str, mut is: impl FnMut() -> bool) {
    let deadline = Instant::now() + DEADLINE;
    while !is() {
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
