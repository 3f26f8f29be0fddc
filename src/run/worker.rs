//! The store's thread: the only one that touches the register's files.
//!
//! Takes jobs, answers with messages, and between jobs looks every half second whether a colleague saved
//! something. Deriving the register for a date is done here too, so the keyboard never waits for it. A fault of the
//! program in it ends the store and not the session: nothing more is written, and what is typed is kept.

use std::{
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::{
        Arc, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::{Event, Launch, SharedDraft, clash::by, fault, job::Job, keeper::Keeper, live, spawn};
use crate::{
    app::{FileState, Msg},
    clock::today,
    domain::{
        data::Data,
        date::Date,
        edit::Batch,
        office::Office,
        record::{Described, Id},
        standing::Standing,
        words::Lang,
    },
    inlet::Inlet,
    outlet::Outlet,
    say,
    store::{Caller, CommitError, Notice, OpId, Store, io::Real},
    text::files,
};

/// The thread from outside.
pub(super) struct Worker {
    thread: Option<JoinHandle<()>>,
    keeper: Keeper,
}

impl Worker {
    /// Starts the thread.
    pub(super) fn start(
        store: Option<Store>,
        path: PathBuf,
        seen: Arc<Standing>,
        launch: &Launch,
        events: Sender<Event>,
        shared: SharedDraft,
    ) -> (Sender<Job>, Self) {
        let (jobs, inbox) = mpsc::channel();
        let session = &launch.caller.who.session;
        let keeper = Keeper::new(&launch.state_dir, session, &path);
        // The register was made for this session alone.
        let sample_folder = launch.path.is_none().then(|| path.parent().map(Path::to_owned)).flatten();
        let work = Work {
            store,
            seen,
            lost: None,
            caller: launch.caller.clone(),
            path,
            sample: Arc::clone(&launch.sample),
            outlet: launch.outlet.clone(),
            inlet: launch.inlet.clone(),
            config_dir: launch.config_dir.clone(),
            sample_folder,
            sample_name: live::sample_name(session),
            lang: launch.lang,
            as_of: launch.as_of,
            today: None,
            events,
            shared,
            keeper: keeper.clone(),
            draft_due: None,
            mask_due: None,
            last_edit: Instant::now(),
        };
        let thread = spawn("store", move || work.run(&inbox));
        (jobs, Self { thread, keeper })
    }

    /// Keeps a draft at once, from any thread.
    pub(super) fn drafts(&self) -> impl Fn(&Value) + Clone + Send + Sync + 'static {
        let keeper = self.keeper.clone();
        move |draft| keeper.keep(Some(draft))
    }

    /// Waits until everything is on disk.
    pub(super) fn join(self) {
        if let Some(thread) = self.thread {
            // A panic of the thread has been told by the panic hook.
            _ = thread.join();
        }
    }
}

/// The thread's own state.
struct Work {
    store: Option<Store>,
    /// The register as the session saw it last: the next look is derived from it.
    seen: Arc<Standing>,
    /// The register as it was last known and why nothing can be written any more, after a fault of the program.
    lost: Option<(Data, String)>,
    caller: Caller,
    path: PathBuf,
    sample: super::MakeSample,
    /// Where files for people may go.
    outlet: Outlet,
    /// From where files people bring may be read.
    inlet: Inlet,
    /// Where it is remembered what people taught.
    config_dir: Option<PathBuf>,
    /// The folder of the sample's private copy, once it was made.
    sample_folder: Option<PathBuf>,
    /// What it is called.
    sample_name: String,
    lang: Lang,
    /// The date the person asked for; today goes with the clock.
    as_of: Option<Date>,
    today: Option<Date>,
    events: Sender<Event>,
    shared: SharedDraft,
    keeper: Keeper,
    draft_due: Option<Instant>,
    /// When what was revealed last is masked again.
    mask_due: Option<Instant>,
    last_edit: Instant,
}

/// How the file stands, in the words of the screen.
pub(super) fn file_state(store: &Store, lang: Lang) -> FileState {
    store.read_only().map_or(FileState::Saved, |reason| FileState::ReadOnly(say::read_only(reason, lang)))
}

impl Work {
    const LOOK_EVERY: Duration = Duration::from_millis(500);
    const DRAFT_AFTER: Duration = Duration::from_secs(1);

    fn run(mut self, inbox: &Receiver<Job>) {
        if self.store.as_ref().is_some_and(|store| store.permit().edit().is_ok()) {
            self.offer_draft();
        }
        let mut next_look = Instant::now() + Self::LOOK_EVERY;
        loop {
            let job = match inbox.recv_timeout(next_look.saturating_duration_since(Instant::now())) {
                Ok(Job::Leave) | Err(RecvTimeoutError::Disconnected) => return self.leave(),
                Ok(job) => Some(job),
                Err(RecvTimeoutError::Timeout) => None,
            };
            let edit = job.as_ref().and_then(Job::edit);
            let done = fault::catch(|| {
                job.into_iter().for_each(|job| self.work(job));
                // Somebody who types steadily sends a job with each key and is to hear of colleagues all the same.
                if next_look <= Instant::now() {
                    next_look = Instant::now() + Self::LOOK_EVERY;
                    self.look();
                }
                if self.draft_due.is_some_and(|due| due <= Instant::now()) {
                    self.write_draft();
                }
            });
            if let Err(place) = done {
                self.lose(edit, &place);
            }
        }
    }

    /// After a fault of the program nothing more is written; the session goes on with what it has seen.
    fn lose(&mut self, edit: Option<u64>, place: &str) {
        let why = files::fault(self.lang, place);
        if let Some(store) = self.store.take() {
            self.lost = Some((store.data().clone(), why.clone()));
        }
        self.tell(Msg::File(FileState::ReadOnly(why.clone())));
        self.tell(match edit {
            Some(op) => Msg::Failed(op, files::fault_while_saving(self.lang, place)),
            None => Msg::Say(why),
        });
    }

    /// The register as it was last seen.
    fn data(&self) -> Option<&Data> {
        self.store.as_ref().map(Store::data).or(self.lost.as_ref().map(|(data, _)| data))
    }

    /// Tells the session; when it is gone there is nobody to tell.
    fn tell(&self, msg: Msg) {
        _ = self.events.send(Event::Msg(msg));
    }

    /// The register as it is now: what an edit did not touch is taken over from the last look at the same day.
    fn standing(&mut self) -> Option<Arc<Standing>> {
        let data = self.data()?.clone();
        let as_of = self.as_of.unwrap_or_else(|| today(&data));
        let now = if self.seen.as_of == as_of { self.seen.after(data) } else { Standing::new(data, as_of) };
        // So that the keyboard's thread need not.
        now.dues();
        self.seen = Arc::new(now);
        Some(Arc::clone(&self.seen))
    }

    fn work(&mut self, job: Job) {
        match job {
            Job::Commit(op, batch) => self.commit(op, batch),
            Job::See(date) => {
                self.as_of = date;
                self.show(None);
            }
            Job::Speak(lang) => self.lang = lang,
            Job::Reload => {
                self.look_for_news(true);
                self.show(None);
                _ = self.events.send(Event::Repaint);
            }
            Job::Draft => self.draft_due = self.draft_due.or(Some(Instant::now() + Self::DRAFT_AFTER)),
            Job::Make(name) => self.make(&name),
            Job::Sample => self.open_sample(),
            Job::Report(request) => self.report(&request),
            Job::Export(export) => self.export(&export),
            Job::History(inquiry) => self.history(inquiry),
            Job::Check => self.check(),
            Job::Intake(errand) => self.intake(errand),
            Job::Reveal(kind, id, fields) => self.reveal(kind, id, &fields),
            Job::Leave => {}
        }
    }

    fn show(&mut self, words: Option<String>) {
        if let Some(standing) = self.standing() {
            self.tell(Msg::Standing(standing, words));
        }
    }

    fn commit(&mut self, op: u64, batch: Batch) {
        let lang = self.lang;
        let Some(store) = &mut self.store else {
            let why = self.lost.as_ref().map_or_else(String::new, |(_, why)| why.clone());
            return self.tell(Msg::Failed(op, why));
        };
        let id = match OpId::random() {
            Ok(id) => id,
            Err(error) => return self.tell(Msg::Failed(op, error.to_string())),
        };
        self.last_edit = Instant::now();
        match store.commit(batch, id) {
            Ok(committed) => {
                let standing = self.standing();
                self.tell_if(standing, |standing| Msg::Saved(op, committed.batch, standing));
            }
            Err(CommitError::Refused { refused, last }) => {
                let by = by(store.data(), &refused, &last);
                let standing = self.standing();
                self.tell_if(standing, |standing| Msg::Refused(op, refused, by, standing));
            }
            Err(error) => {
                let state = file_state(store, lang);
                self.tell(Msg::File(state));
                self.tell(Msg::Failed(op, say::not_saved(&error, lang)));
            }
        }
    }

    fn tell_if(&self, standing: Option<Arc<Standing>>, msg: impl FnOnce(Arc<Standing>) -> Msg) {
        if let Some(standing) = standing {
            self.tell(msg(standing));
        }
    }

    /// Half a second has passed: news of colleagues, a new day, a checkpoint when it is time.
    fn look(&mut self) {
        self.look_for_news(false);
        self.look_at_the_clock();
        if self.mask_due.take_if(|due| *due <= Instant::now()).is_some() {
            self.tell(Msg::Mask);
        }
        let idle = self.last_edit.elapsed();
        if let Some(store) = self.store.as_mut().filter(|store| store.needs_checkpoint(idle)) {
            // The journal has every edit, so it is enough to say why the data file could not be written.
            let written = store.checkpoint();
            let state = file_state(store, self.lang);
            if state != FileState::Saved {
                self.tell(Msg::File(state));
            }
            if let Some(words) = written.err().and_then(|error| say::not_written(&error, self.lang)) {
                self.tell(Msg::Say(words));
            }
        }
    }

    fn look_for_news(&mut self, whole: bool) {
        let lang = self.lang;
        let Some(store) = &mut self.store else { return };
        let before = file_state(store, lang);
        let found = if whole { store.refresh() } else { store.poll() };
        let after = file_state(store, lang);
        if before != after {
            self.tell(Msg::File(after));
        }
        let news = match found {
            Ok(Some(news)) => news,
            Ok(None) => return,
            Err(why) => return self.tell(Msg::Say(say::failure(&why, lang))),
        };
        if news.notices.iter().any(|notice| matches!(notice, Notice::Redacted)) {
            self.tell(Msg::Forget);
        }
        let Some(standing) = self.standing() else { return };
        let told = news.notices.iter().filter_map(|notice| say::notice(notice, lang)).next_back();
        let words = told.or_else(|| say::colleagues(&standing, news.entries.iter().map(Arc::as_ref), lang));
        self.tell(Msg::Standing(standing, words));
    }

    fn look_at_the_clock(&mut self) {
        let Some(data) = self.data() else { return };
        let now = today(data);
        if self.today.replace(now).is_some_and(|before| before != now) {
            self.tell(Msg::Today(now));
            if self.as_of.is_none() {
                self.show(None);
            }
        }
    }

    fn write_draft(&mut self) {
        self.draft_due = None;
        let draft = self.shared.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.keeper.keep(draft.as_ref());
    }

    fn offer_draft(&self) {
        if let Some(draft) = self.keeper.found() {
            self.tell(Msg::Draft(draft));
        }
    }

    fn make(&mut self, name: &str) {
        let mut office = Office::blank(Id::office());
        office.name = name.to_owned();
        if let (Some(folder), Ok(())) = (self.path.parent(), self.caller.permit.administer()) {
            // When the folder cannot be made, making the file in it says why.
            _ = DirBuilder::new().recursive(true).mode(0o700).create(folder);
        }
        match Store::create(&self.path, &Data::new(office), self.caller.clone(), Arc::new(Real::default())) {
            Ok(store) => self.opened(store),
            Err(error) => self.tell(Msg::Say(say::create_error(&error, self.lang))),
        }
    }

    fn open_sample(&mut self) {
        let opened = (self.sample)(&self.sample_name).and_then(|path| {
            self.sample_folder = path.parent().map(Path::to_owned);
            let opened = Store::open(&path, self.caller.clone(), Arc::new(Real::default()));
            opened.map_err(|error| say::open_error(&error, self.lang))
        });
        match opened {
            Ok(store) => {
                self.as_of = self.as_of.or(Some(crate::sample::TODAY));
                self.opened(store);
            }
            Err(words) => self.tell(Msg::Say(words)),
        }
    }

    fn opened(&mut self, store: Store) {
        let state = file_state(&store, self.lang);
        self.keeper.turn_to(&store.paths().data);
        self.store = Some(store);
        let standing = self.standing();
        self.tell_if(standing, |standing| Msg::Opened(standing, state));
    }

    /// The last things: the draft, and the data file made whole.
    fn leave(&mut self) {
        self.write_draft();
        if let Some(store) = &mut self.store {
            // If it fails the journal has every edit, and the next session writes the file.
            _ = fault::catch(|| store.checkpoint());
        }
        if let Some(folder) = &self.sample_folder {
            // Nothing of a sample is worth keeping, and a folder that stays behind does no harm.
            self.keeper.keep(None);
            _ = std::fs::remove_dir_all(folder);
        }
    }
}

mod shown;
#[cfg(test)]
mod tests;
