//! Joins the parts: terminal, keyboard thread, store thread, one channel, one loop.
//!
//! The loop sleeps on the channel, takes what has come in order, and draws once; nothing ticks, so an idle
//! session sends no byte. This is the only place that knows the clock, the terminal and the store together.

mod clash;
mod fault;
pub mod intake;
mod job;
mod keeper;
mod keyboard;
mod live;
mod outward;
mod past;
mod screen;
mod worker;

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use ratatui::layout::Rect;
use serde_json::Value;

use crate::{
    app::{App, Effect, FileState, Msg, Settings},
    domain::{
        data::Data,
        date::Date,
        office::Office,
        record::{Described, Id, Kind},
        standing::Standing,
        words::Lang,
    },
    inlet::Inlet,
    keymap::{Keymap, Preset},
    outlet::Outlet,
    say,
    store::{Caller, OpenError, Store, io::Real},
    ui::theme::{Palette, Theme},
};
pub use fault::tell_only_where_it_panics;
use job::Job;
use live::Live;
use screen::Screen;
use worker::Worker;

/// What the command line decided before the screen opens.
pub struct Launch {
    /// The register; it need not exist yet, then the screen offers to make it or to look at the sample. None opens a
    /// private copy of the sample at once.
    pub path: Option<PathBuf>,
    /// Who sits here, and what they may.
    pub caller: Caller,
    /// Where files may be written for people; exports ask it and nothing else.
    pub outlet: Outlet,
    /// From where files people bring may be read; imports ask it and nothing else.
    pub inlet: Inlet,
    /// The folder of what people decided and taught, where there is one.
    pub config_dir: Option<PathBuf>,
    /// A folder of the person's own, for drafts and samples.
    pub state_dir: PathBuf,
    /// Language of the screen.
    pub lang: Lang,
    /// The date to look at; today by the office's clock when none.
    pub as_of: Option<Date>,
    /// The keys.
    pub keys: Preset,
    /// Only ASCII frames and signs, for terminals without UTF-8.
    pub ascii: bool,
    /// Whether the terminal is asked to bracket pasted text.
    pub bracketed_paste: bool,
    /// Makes a private copy of the sample.
    pub sample: MakeSample,
}

/// Makes a private copy of the sample in a folder of this name, which goes with the session, and says where it is, or
/// in a sentence why it cannot.
pub type MakeSample = Arc<dyn Fn(&str) -> Result<PathBuf, String> + Send + Sync>;

/// What reaches the loop.
enum Event {
    /// For the session.
    Msg(Msg),
    /// The terminal is to be painted anew.
    Repaint,
}

/// What is typed and not saved, where a signal can reach it.
type SharedDraft = Arc<Mutex<Option<Value>>>;

/// Opens the register and the screen, and stays until the person leaves. The error is a sentence.
pub fn run(launch: Launch) -> Result<(), String> {
    let lang = launch.lang;
    let name = &launch.caller.who.session;
    let _live = Live::begin(&launch.state_dir, name);
    let path = match &launch.path {
        Some(path) => path.clone(),
        None => (launch.sample)(&live::sample_name(name))?,
    };
    let store = match Store::open(&path, launch.caller.clone(), Arc::new(Real::default())) {
        Ok(store) => Some(store),
        Err(OpenError::Failed(why)) if why.error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(say::open_error(&error, lang)),
    };
    let (events, inbox) = mpsc::channel();
    let draft = SharedDraft::default();
    let (standing, today, file) = first_look(store.as_ref(), &path, &launch);
    let settings = Settings {
        lang,
        keys: Keymap::new(launch.keys),
        theme: theme(launch.ascii),
        permit: launch.caller.permit.clone(),
    };
    let (jobs, worker) =
        Worker::start(store, path, Arc::clone(&standing), &launch, events.clone(), Arc::clone(&draft));
    let mut screen = Screen::open(launch.bracketed_paste).map_err(|e| e.to_string())?;
    let gone = screen::watch(Arc::clone(&draft), worker.drafts());
    keyboard::start(events, gone);
    let (width, height) = screen.size();
    let area = Rect::new(0, 0, width, height);
    let app = App::new(standing, today, settings, file, area, Box::new(fresh_id));
    let ended = session(app, &mut screen, &inbox, &jobs, &draft);
    drop(screen);
    // The channel's end may be gone with the thread; then there is nothing left to be told.
    _ = jobs.send(Job::Leave);
    worker.join();
    ended
}

/// The register as the first frame shows it.
fn first_look(store: Option<&Store>, path: &Path, launch: &Launch) -> (Arc<Standing>, Date, FileState) {
    let data = store.map_or_else(|| Data::new(Office::blank(Id::office())), |store| store.data().clone());
    let today = crate::clock::today(&data);
    let file = match store {
        None => FileState::Missing(path.display().to_string()),
        Some(store) => worker::file_state(store, launch.lang),
    };
    (Arc::new(Standing::new(data, launch.as_of.unwrap_or(today))), today, file)
}

fn theme(ascii: bool) -> Theme {
    let mono = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let palette = if mono { Palette::Mono } else { Palette::Basic };
    if ascii { Theme::ascii(palette) } else { Theme::unicode(palette) }
}

/// An id nobody has: 75 random bits. Without randomness from the system no record can be made at all.
fn fresh_id(kind: Kind) -> Id {
    thread_local! {
        static POOL: RefCell<u64> = const { RefCell::new(0) };
    }
    let mut random = [0; 10];
    if getrandom::fill(&mut random).is_err() {
        let count = POOL.with(|pool| pool.replace_with(|count| *count + 1));
        let now = jiff::Timestamp::now().as_nanosecond() as u64;
        random[..8].copy_from_slice(&(now ^ count.rotate_left(40)).to_be_bytes());
    }
    Id::from_random(kind, random)
}

/// Wait, take what has come, carry out, draw once.
fn session(
    mut app: App,
    screen: &mut Screen,
    inbox: &Receiver<Event>,
    jobs: &Sender<Job>,
    draft: &SharedDraft,
) -> Result<(), String> {
    loop {
        screen.draw(&mut app).map_err(|e| e.to_string())?;
        let Ok(first) = inbox.recv() else { return Ok(()) };
        let mut batch = Batch::new();
        let mut next = Some(first);
        while let Some(event) = next {
            batch.saw(&event);
            if matches!(event, Event::Msg(Msg::Resize(..))) {
                // Smaller and back again is no new size here, but the terminal has cut what stood there.
                screen.forget();
            }
            let effects = match event {
                Event::Repaint => vec![Effect::Repaint],
                Event::Msg(msg) => app.update(msg),
            };
            for effect in effects {
                match effect {
                    Effect::Quit => {
                        keep(draft, app.draft());
                        return Ok(());
                    }
                    Effect::Repaint => screen.forget(),
                    effect => carry_out(effect, jobs, draft),
                }
            }
            next = batch.next(inbox);
        }
    }
}

/// What belongs to one frame: a burst of input is taken whole, a resize waits until the size is quiet.
struct Batch {
    began: Instant,
    taken: usize,
    resizing: bool,
}

impl Batch {
    const MOST: usize = 4096;
    const LONGEST: Duration = Duration::from_millis(15);
    const GAP: Duration = Duration::from_millis(1);
    const RESIZE_QUIET: Duration = Duration::from_millis(80);
    const RESIZE_LONGEST: Duration = Duration::from_millis(500);

    fn new() -> Self {
        Self { began: Instant::now(), taken: 0, resizing: false }
    }

    fn saw(&mut self, event: &Event) {
        self.taken += 1;
        self.resizing |= matches!(event, Event::Msg(Msg::Resize(..)));
    }

    fn next(&self, inbox: &Receiver<Event>) -> Option<Event> {
        if self.resizing && self.began.elapsed() < Self::RESIZE_LONGEST {
            return inbox.recv_timeout(Self::RESIZE_QUIET).ok();
        }
        let room = self.taken < Self::MOST && self.began.elapsed() < Self::LONGEST;
        room.then(|| inbox.recv_timeout(Self::GAP).ok()).flatten()
    }
}

fn keep(shared: &SharedDraft, draft: Option<Value>) {
    *shared.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = draft;
}

fn carry_out(effect: Effect, jobs: &Sender<Job>, shared: &SharedDraft) {
    let job = match effect {
        Effect::Commit(op, batch) => Job::Commit(op, batch),
        Effect::See(date) => Job::See(date),
        Effect::Speak(lang) => Job::Speak(lang),
        Effect::Reload => Job::Reload,
        Effect::Make(name) => Job::Make(name),
        Effect::Sample => Job::Sample,
        Effect::Report(request) => Job::Report(request),
        Effect::Export(export) => Job::Export(export),
        Effect::History(inquiry) => Job::History(inquiry),
        Effect::Check => Job::Check,
        Effect::Intake(errand) => Job::Intake(errand),
        Effect::Reveal(kind, id, fields) => Job::Reveal(kind, id, fields),
        Effect::Draft(draft) => {
            keep(shared, draft);
            Job::Draft
        }
        Effect::Repaint | Effect::Quit => return,
    };
    // When the store's thread is gone it has said so itself; the draft is kept all the same.
    _ = jobs.send(job);
}

/// Starts a thread with a name that shows in a debugger.
fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Option<thread::JoinHandle<()>> {
    thread::Builder::new().name(name.to_owned()).spawn(run).ok()
}
