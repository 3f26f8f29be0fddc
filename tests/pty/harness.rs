//! The program in a pseudo-terminal and what it drew there. Waits for what is to come, up to a deadline.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    os::fd::OwnedFd,
    sync::{Arc, Condvar, Mutex},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::{
    fs::{Mode, OFlags},
    process::{Pid, Signal, kill_process},
    termios::{LocalModes, tcgetattr},
};

pub(crate) const DEADLINE: Duration = Duration::from_secs(20);
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const RIGHT: &str = "\x1b[C";
pub(crate) const F2: &str = "\x1bOQ";
pub(crate) const SAVE: &str = "\x13";
pub(crate) const REPAINT: &str = "\x0c";
pub(crate) const QUIT: &str = "\x11";

/// What came from the program.
struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    let_go: bool,
}

pub(crate) struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Option<(Box<dyn MasterPty + Send>, Box<dyn Write + Send>)>,
    tty: Option<OwnedFd>,
    /// All settings of the terminal before the program.
    before: String,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    reader: Option<JoinHandle<()>>,
}

/// What a program that has ended left behind.
pub(crate) struct Ended {
    pub(crate) code: u32,
    pub(crate) raw: Vec<u8>,
    pub(crate) screen: vt100::Screen,
    /// The modes of the terminal, where they outlive the program (see `start_apart`).
    pub(crate) modes: Option<LocalModes>,
    /// All its settings before and after, likewise.
    pub(crate) settings: Option<(String, String)>,
}

/// Every setting of a terminal, as text.
fn settings(tty: &OwnedFd) -> Option<String> {
    tcgetattr(tty).ok().map(|settings| format!("{settings:?}"))
}

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}

impl Session {
    pub(crate) fn start(command: CommandBuilder, cols: u16, rows: u16) -> Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let name = pair.master.tty_name().unwrap();
        let tty = rustix::fs::open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
        let before = settings(&tty).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let parser = vt100::Parser::new(cells(rows), cells(cols), 0);
        let seen = Arc::new((Mutex::new(Seen { parser, raw: Vec::new(), let_go: false }), Condvar::new()));
        let (mut from, shared) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        let reader = thread::spawn(move || {
            let mut bytes = [0; 64 * 1024];
            while let Ok(count @ 1..) = from.read(&mut bytes) {
                let mut seen = shared.0.lock().unwrap();
                seen.raw.extend(&bytes[..count]);
                seen.parser.process(&bytes[..count]);
                shared.1.notify_all();
                if seen.let_go {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let master = Some((pair.master, writer));
        Self { child, master, tty: Some(tty), before, seen, reader: Some(reader) }
    }

    /// Without a controlling terminal: no signal comes when the terminal goes, and its modes stay when the
    /// program goes.
    pub(crate) fn start_apart(mut command: CommandBuilder) -> Self {
        command.set_controlling_tty(false);
        Self::start(command, 80, 24)
    }

    pub(crate) fn send(&mut self, keys: &str) -> &mut Self {
        let writer = &mut self.master.as_mut().unwrap().1;
        writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()).unwrap();
        self
    }

    pub(crate) fn resize(&mut self, cols: u16, rows: u16) {
        self.seen.0.lock().unwrap().parser.screen_mut().set_size(cells(rows), cells(cols));
        self.master
            .as_ref()
            .unwrap()
            .0
            .resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
            .unwrap();
    }

    /// Waits until the screen and all bytes so far are as wanted.
    #[track_caller]
    pub(crate) fn wait_until(
        &mut self,
        what: &str,
        wanted: impl Fn(&vt100::Screen, &[u8]) -> bool,
    ) -> &mut Self {
        let deadline = Instant::now() + DEADLINE;
        let mut seen = self.seen.0.lock().unwrap();
        while !wanted(seen.parser.screen(), &seen.raw) {
            let Some(left) = deadline.checked_duration_since(Instant::now()) else {
                panic!("waited in vain for {what}:\n{}", seen.parser.screen().contents());
            };
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        drop(seen);
        self
    }

    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait_until(text, |screen, _| screen.contents().contains(text))
    }

    #[track_caller]
    pub(crate) fn wait_gone(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("the end of {text}"), |screen, _| !screen.contents().contains(text))
    }

    /// Waits until nothing of a frame is outstanding.
    #[track_caller]
    pub(crate) fn settled(&mut self) -> &mut Self {
        self.wait_until("the end of a frame", |_, raw| raw.ends_with(b"\x1b[?2026l"))
    }

    /// Esc, and what it took away; keys sent at once after an Esc would be taken for Alt.
    #[track_caller]
    pub(crate) fn esc(&mut self, gone: &str) -> &mut Self {
        self.send("\x1b").wait_gone(gone)
    }

    pub(crate) fn screen(&self) -> vt100::Screen {
        self.seen.0.lock().unwrap().parser.screen().clone()
    }

    pub(crate) fn text(&self) -> String {
        self.screen().contents()
    }

    pub(crate) fn raw(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().raw.clone()
    }

    pub(crate) fn modes(&self) -> Option<LocalModes> {
        tcgetattr(self.tty.as_ref()?).ok().map(|modes| modes.local_modes)
    }

    pub(crate) fn pid(&self) -> i32 {
        i32::try_from(self.child.process_id().unwrap()).unwrap()
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_raw(self.pid()).unwrap(), signal).unwrap();
    }

    /// Sends a signal that ends the program, and waits for that.
    #[track_caller]
    pub(crate) fn end_by(&mut self, signal: Signal) -> u32 {
        self.signal(signal);
        self.exit_code()
    }

    /// Reads nothing more of what the program draws. The reader lets go with the next bytes, so some are asked for.
    pub(crate) fn look_away(&mut self) {
        self.seen.0.lock().unwrap().let_go = true;
        self.send(REPAINT);
        self.reader.take().unwrap().join().unwrap();
    }

    /// Closes the terminal's side of the line.
    pub(crate) fn hang_up(&mut self) {
        self.look_away();
        self.master = None;
    }

    /// The exit code, as soon as the program has ended.
    #[track_caller]
    pub(crate) fn exit_code(&mut self) -> u32 {
        let deadline = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < deadline, "does not end:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the end, and takes what was left.
    #[track_caller]
    pub(crate) fn ended(mut self) -> Ended {
        let code = self.exit_code();
        let modes = self.modes();
        let after = self.tty.as_ref().and_then(settings);
        let settings = after.map(|after| (std::mem::take(&mut self.before), after));
        self.tty = None;
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        Ended { code, raw: self.raw(), screen: self.screen(), modes, settings }
    }
}

impl Drop for Session {
    /// A test that failed leaves no process behind.
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            self.signal(Signal::KILL);
            _ = self.child.wait();
        }
    }
}
