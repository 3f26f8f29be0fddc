//! A home of one's own in a temporary folder, perhaps with a register in it, and the program run there.

use std::{
    path::PathBuf,
    process::{Command, Output},
    sync::OnceLock,
};

use portable_pty::CommandBuilder;

use chibo::domain::{member::Member, record::Described};

use super::harness::{DOWN, F2, Session};

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_chibo");

/// Fields of the form without a value in the member the list begins with.
pub(crate) const OTHER_NAME: usize = 5;
pub(crate) const TEMPORARY_RESIDENCE: usize = 10;
pub(crate) const CLASS_ORIGIN: usize = 13;
pub(crate) const NOTE: usize = Member::FIELDS.len();

/// How the form says that the cursor is on a field.
pub(crate) fn on(field: usize) -> String {
    format!("{field}/{}", Member::FIELDS.len())
}

/// The member the list begins with.
pub(crate) const FIRST: &str = "Lò Thị A";

/// What the first tab shows as soon as the program has started.
pub(crate) const STARTED: &str = "BÍ THƯ CHI BỘ ĐỒNG THỜI";

/// The day of the sample.
pub(crate) const DAY: &str = "2018-04-14";

pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With a register of 300 members, the first of whom is always the same.
    pub(crate) fn with_sample() -> Self {
        static SAMPLE: OnceLock<String> = OnceLock::new();
        let text = SAMPLE.get_or_init(|| {
            let place = Self::empty();
            let made = place.run(&["sample", "--members", "300", "--to", place.file().to_str().unwrap()]);
            assert!(made.status.success(), "{made:?}");
            let first = place.listed("id").swap_remove(0);
            place.text().lines().map(|line| first_member(line, &first) + "\n").collect()
        });
        let place = Self::empty();
        std::fs::write(place.file(), text).unwrap();
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.path("register.json")
    }

    pub(crate) fn text(&self) -> String {
        std::fs::read_to_string(self.file()).unwrap()
    }

    fn env(&self) -> Vec<(&'static str, String)> {
        let inside = |folder: &str| self.path(folder).to_str().unwrap().to_owned();
        vec![
            ("HOME", inside("home")),
            ("TMPDIR", inside("")),
            ("XDG_CONFIG_HOME", inside("config")),
            ("XDG_DATA_HOME", inside("data")),
            ("XDG_STATE_HOME", inside("state")),
            ("TERM", "xterm-256color".to_owned()),
            ("LANG", "vi_VN.UTF-8".to_owned()),
        ]
    }

    /// A text command on the register.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(BINARY);
        command.env_clear().envs(self.env()).current_dir(self.0.path());
        command.arg("--file").arg(self.file()).args(args).output().unwrap()
    }

    /// A column of the members, all but the empty ones, as `chibo list` tells it.
    pub(crate) fn listed(&self, column: &str) -> Vec<String> {
        let columns = format!("id,{column}");
        let out = self.run(&["list", "members", "--columns", &columns, "--format", "json"]);
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&out.stdout)
            .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&out.stderr)));
        rows.iter().filter_map(|row| row[column].as_str().map(str::to_owned)).collect()
    }

    /// A session in a terminal of 80×24 on the sample's day.
    pub(crate) fn start(&self) -> Session {
        self.start_at(80, 24)
    }

    pub(crate) fn start_at(&self, width: u16, height: u16) -> Session {
        Session::start(self.command(&["--as-of", DAY]), width, height)
    }

    pub(crate) fn command(&self, args: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::new(BINARY);
        command.env_clear();
        self.env().iter().for_each(|(name, value)| command.env(name, value));
        command.cwd(self.0.path());
        command.args(["--file", self.file().to_str().unwrap()]);
        command.args(args);
        command
    }
}

/// Opens the form of the first member of the list and goes to one of its fields.
#[track_caller]
pub(crate) fn form_at(session: &mut Session, field: usize) {
    session
        .wait_for(STARTED)
        .send("3")
        .wait_for(FIRST)
        .send(F2)
        .wait_for(&format!("Sửa: {FIRST}"))
        .wait_for(&format!("\n{}", on(1)));
    session.send(&DOWN.repeat(field - 1)).wait_for(&format!("\n{}", on(field)));
}

/// The line of one member as that of the first; all others as they are.
fn first_member(line: &str, id: &str) -> String {
    let Some(record) =
        line.strip_suffix(',').or(Some(line)).filter(|l| l.contains(&format!("\"id\":\"{id}\"")))
    else {
        return line.to_owned();
    };
    let mut record: serde_json::Map<String, serde_json::Value> = serde_json::from_str(record).unwrap();
    for field in ["other_name", "temporary_residence", "class_origin", "note"] {
        record.remove(field);
    }
    record.insert("name".to_owned(), FIRST.into());
    record.insert("occupation".to_owned(), "Công nhân".into());
    serde_json::to_string(&record).unwrap() + if line.ends_with(',') { "," } else { "" }
}
