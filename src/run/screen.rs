//! The terminal: taken over whole and given back whole, whatever ends the program.
//!
//! Each frame is one synchronized update. A thread waits for signals, another for the terminal to vanish
//! without one; both keep the draft first. Nothing of the register is ever written in a panic message.

use std::{
    io::{self, BufWriter, Stdout, Write, stdout},
    os::fd::AsFd,
    sync::PoisonError,
    time::Duration,
};

use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute, queue,
    style::force_color_output,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
        LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Terminal, backend::CrosstermBackend};
use rustix::event::{PollFd, PollFlags, poll};
use serde_json::Value;
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
    iterator::Signals,
};

use super::{SharedDraft, fault, spawn};
use crate::app::App;

type Output = BufWriter<Stdout>;

/// The terminal while it is ours.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Output>>,
    /// Whether what stands there is no longer what was drawn.
    forgotten: bool,
}

impl Screen {
    /// Takes the terminal.
    pub(super) fn open(bracketed_paste: bool) -> io::Result<Self> {
        // crossterm would answer NO_COLOR by resetting bold and reverse with every cell; the theme sees to it.
        force_color_output(true);
        enable_raw_mode()?;
        execute!(stdout(), EnterAlternateScreen)?;
        if bracketed_paste {
            execute!(stdout(), EnableBracketedPaste)?;
        }
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(64 * 1024, stdout())))?;
        Ok(Self { terminal, forgotten: false })
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        self.terminal.size().map_or((80, 24), |size| (size.width, size.height))
    }

    /// Draws one frame.
    pub(super) fn draw(&mut self, app: &mut App) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.forgotten) {
            // Not `Terminal::clear`: it asks the terminal where the cursor is, and the answer would have to come
            // past the thread that reads keys.
            queue!(self.terminal.backend_mut(), Clear(ClearType::All))?;
            self.terminal.swap_buffers();
        }
        self.terminal.draw(|frame| app.draw(frame))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// The next frame is painted whole.
    pub(super) fn forget(&mut self) {
        self.forgotten = true;
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore(&mut stdout());
    }
}

/// Gives the terminal back. Each step is tried whatever became of the one before.
fn restore(mut out: impl Write) {
    _ = execute!(out, EndSynchronizedUpdate);
    _ = execute!(out, DisableBracketedPaste);
    _ = execute!(out, LeaveAlternateScreen);
    _ = execute!(out, Show);
    _ = disable_raw_mode();
    _ = out.flush();
}

/// Watches for the ends nobody asked for: a panic of any thread, a signal, a terminal that is gone without one. The
/// draft is kept first. Returns what is to be done by who finds the terminal gone.
pub(super) fn watch(
    draft: SharedDraft,
    keep: impl Fn(&Value) + Clone + Send + Sync + 'static,
) -> impl FnOnce() + Send + 'static {
    let typed = move |shared: &SharedDraft| {
        if let Some(draft) = shared.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            keep(draft);
        }
    };
    let (on_panic, shared) = (typed.clone(), SharedDraft::clone(&draft));
    end_by_panic(move || on_panic(&shared));
    let (on_signal, shared) = (typed.clone(), SharedDraft::clone(&draft));
    if let Ok(mut signals) = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT]) {
        spawn("signals", move || {
            if let Some(signal) = signals.forever().next() {
                on_signal(&shared);
                end(128 + signal);
            }
        });
    }
    let gone = move || {
        typed(&draft);
        end(128 + SIGHUP);
    };
    let hung_up = gone.clone();
    spawn("terminal", move || {
        wait_for_hang_up();
        hung_up();
    });
    gone
}

/// Makes a panic the end of the program, whatever thread it is in: the others would go on without a part of it.
fn end_by_panic(keep: impl Fn() + Send + Sync + 'static) {
    const CODE: i32 = 101;
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if fault::is_caught(panic) {
            return;
        }
        keep();
        restore(&mut stdout());
        let place = fault::place(panic);
        // The payload may quote data of the register, so only the place is told.
        eprintln!(
            "chibo: internal error at {place}. Saved edits are safe; what was typed is kept as a draft."
        );
        fault::tell_builders(&before, panic);
        end(CODE);
    }));
}

/// Ends the program from beside the loop, also when the loop is held by a terminal that takes nothing more.
fn end(code: i32) -> ! {
    const LONGEST: Duration = Duration::from_secs(1);
    spawn("end", move || {
        std::thread::sleep(LONGEST);
        _ = disable_raw_mode();
        std::process::exit(code);
    });
    // Held until all is over, so that no frame comes after.
    let mut out = stdout().lock();
    restore(&mut out);
    std::process::exit(code)
}

/// Sleeps until the terminal hangs up. Nothing is asked for but that, so it costs nothing while it waits.
fn wait_for_hang_up() {
    let input = io::stdin();
    loop {
        let mut fds = [PollFd::from_borrowed_fd(input.as_fd(), PollFlags::empty())];
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        match poll(&mut fds, None) {
            Ok(_) if fds[0].revents().intersects(gone) => return,
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}
