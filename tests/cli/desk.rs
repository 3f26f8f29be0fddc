//! A desk of its own for every test: home, configuration and registers in a throw-away folder.

use std::{
    ffi::OsString,
    fs,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::PathBuf,
    process::{Command, Output, Stdio},
    sync::OnceLock,
};

use serde_json::Value;

/// A folder of its own for home, configuration and registers.
pub(crate) struct Desk {
    dir: tempfile::TempDir,
}

pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: i32,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The program with nothing of the tester's own environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chibo"));
        command.env_clear().env("HOME", self.dir.path()).env("TERM", "xterm-256color");
        command.current_dir(self.dir.path()).args(arguments).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        said(self.command(arguments).output().unwrap())
    }

    /// Prints JSON, and nothing on standard error.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let said = self.run(arguments);
        assert_eq!(said.err, "", "{arguments:?}");
        serde_json::from_str(&said.out).unwrap()
    }

    /// A register with the imported district, as the import left it. It is made once: most of a test would be spent on
    /// it.
    pub(crate) fn imported() -> Self {
        static FILES: OnceLock<Vec<(OsString, Vec<u8>)>> = OnceLock::new();
        let files = FILES.get_or_init(|| {
            let desk = Self::new();
            let said = desk.run(&["--file", "n.json", "import", &trung_tinh()]);
            assert_eq!((said.code, said.err.as_str()), (0, ""));
            let entries = fs::read_dir(desk.dir.path()).unwrap().map(Result::unwrap);
            let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
            files.map(|file| (file.file_name(), fs::read(file.path()).unwrap())).collect()
        });
        let desk = Self::new();
        for (name, bytes) in files {
            let mut options = fs::OpenOptions::new();
            let mut file = options.write(true).create_new(true).mode(0o600).open(desk.dir.path().join(name));
            file.as_mut().unwrap().write_all(bytes).unwrap();
        }
        desk
    }
}

pub(crate) fn said(output: Output) -> Said {
    Said {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

pub(crate) fn trung_tinh() -> String {
    format!("{}/tests/data/trung_tinh", env!("CARGO_MANIFEST_DIR"))
}
