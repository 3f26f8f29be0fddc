//! The pictures in `docs/`: what the real program draws of the sample, in a pseudo-terminal, as SVG.
//!
//! The test compares them with what the program draws now. To make them anew:
//! `CHIBO_WRITE_DOCS=1 cargo test --test screenshots`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "screenshots/svg.rs"]
mod svg;

use std::{
    env, fs,
    io::{Read, Write},
    num::NonZeroU16,
    path::Path,
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const COLUMNS: u16 = 132;
const ROWS: u16 = 30;

/// What ends every frame: the end of a synchronized update.
const FRAME: &[u8] = b"\x1b[?2026l";

/// The program in a terminal of its own, with a home nobody else has.
struct Program {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    drawn: Receiver<Vec<u8>>,
    raw: Vec<u8>,
    parser: vt100::Parser,
    _terminal: Box<dyn MasterPty + Send>,
    _home: tempfile::TempDir,
}

impl Program {
    fn start(lang: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("danh-sach.csv"), LIST).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_chibo"));
        command.args(["--lang", lang, "sample"]);
        command.env_clear();
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        command.cwd(home.path());
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let mut from = pair.master.try_clone_reader().unwrap();
        let (send, drawn) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 64 * 1024];
            while let Ok(count @ 1..) = from.read(&mut bytes) {
                if send.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let (rows, columns) = (NonZeroU16::new(ROWS).unwrap(), NonZeroU16::new(COLUMNS).unwrap());
        let keys = pair.master.take_writer().unwrap();
        let parser = vt100::Parser::new(rows, columns, 0);
        Self { child, keys, drawn, raw: Vec::new(), parser, _terminal: pair.master, _home: home }
    }

    /// Presses keys, one after the other.
    fn press(&mut self, keys: &[&str]) {
        for key in keys {
            self.keys.write_all(key.as_bytes()).unwrap();
        }
        self.keys.flush().unwrap();
    }

    /// Waits for a whole frame in which a line holds all these words.
    fn wait_for(&mut self, words: &[&str]) {
        let deadline = Instant::now() + Duration::from_secs(60);
        while !self.raw.ends_with(FRAME) || !self.has_line(words) {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.drawn.recv_timeout(left) else {
                panic!("no {words:?} in\n{}", self.parser.screen().contents());
            };
            self.parser.process(&bytes);
            self.raw.extend(bytes);
        }
    }

    fn has_line(&self, words: &[&str]) -> bool {
        let lines = self.parser.screen().rows(0, COLUMNS);
        lines.into_iter().any(|line| words.iter().all(|word| line.contains(word)))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// A list of an office, as they come.
const LIST: &str = include_str!("screenshots/list.csv");

const F7: &str = "\x1b[18~";
const CTRL_O: &str = "\x0f";
const ALT_I: &str = "\x1bi";
const DOWN: &str = "\x1b[B";

/// The pictures of one language.
fn picture(lang: &str, ending: &str, titles: [&str; 3], [ready, import, compared]: [&str; 3]) {
    let mut program = Program::start(lang);
    program.wait_for(&[ready]);
    program.press(&["4", CTRL_O, F7]);
    program.wait_for(&["▶ ● Thôn Minh Liễu"]);
    check(&program, &format!("docs/villages{ending}.svg"), titles[0]);
    program.press(&["3", "dung"]);
    // The title holds every letter typed; the row under the cursor matches some of them already.
    program.wait_for(&[": dung"]);
    program.wait_for(&["▶", "Dung"]);
    check(&program, &format!("docs/members{ending}.svg"), titles[1]);
    program.press(&[ALT_I]);
    program.wait_for(&[import]);
    program.press(&["danh-sach.csv\r"]);
    program.wait_for(&["▶", " 18 "]);
    program.press(&["\r"]);
    program.wait_for(&[compared]);
    program.press(&[DOWN, DOWN]);
    program.wait_for(&["▶", "Trương Văn Cảnh"]);
    check(&program, &format!("docs/import{ending}.svg"), titles[2]);
}

fn check(program: &Program, path: &str, title: &str) {
    let made = svg::draw(program.parser.screen(), title);
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if env::var_os("CHIBO_WRITE_DOCS").is_some() {
        fs::write(place, made).unwrap();
        return;
    }
    let kept = fs::read_to_string(place).unwrap_or_default();
    if let Some((old, new)) = kept.lines().zip(made.lines()).find(|(old, new)| old != new) {
        panic!(
            "{path} is not what the program draws now:\n  {old}\n  {new}\n\
             CHIBO_WRITE_DOCS=1 cargo test --test screenshots makes it anew"
        );
    }
    assert_eq!(kept.len(), made.len(), "CHIBO_WRITE_DOCS=1 cargo test --test screenshots makes {path} anew");
}

#[test]
fn pictures_show_what_the_program_draws() {
    let titles = ["The villages of the sample", "The members of the sample", "A list before it is taken in"];
    picture("en", "", titles, ["118", "Import a list", "Row 15"]);
    let titles = ["Các thôn của huyện mẫu", "Đảng viên của huyện mẫu", "Danh sách trước khi nhập"];
    picture("vi", ".vi", titles, ["118", "Nhập danh sách từ tệp", "Dòng 15"]);
}
