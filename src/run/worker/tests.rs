//! The store's thread: under a fault of the program, and with another register than it began with.
#![allow(clippy::unwrap_used)]

use std::{
    io,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

use serde_json::json;

use jiff::Timestamp;

use super::*;
use crate::{
    domain::{member::Member, permit::Permit, record::Kind},
    keymap::Preset,
    outlet::Outlet,
    store::{
        Who,
        access::{self, Access},
        draft::Drafts,
        io::{Handle, Io, Open, Stat},
    },
    ui::{Export, Taken},
};

const DAY: Date = jiff::civil::date(2018, 4, 14);

/// The file calls, whose clock is out of order from some moment on.
#[derive(Default)]
struct Broken(Real, AtomicBool);

impl Io for Broken {
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn Handle>> {
        self.0.open(path, how)
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.0.real_path(path)
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.0.stat(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename_new(from, to)
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.0.exchange(a, b)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.remove(path)
    }

    fn make_dir(&self, path: &Path, mode: u32) -> io::Result<()> {
        self.0.make_dir(path, mode)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        self.0.list(dir)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.0.sync_dir(dir)
    }

    fn foreign_file_system(&self, path: &Path) -> io::Result<Option<u64>> {
        self.0.foreign_file_system(path)
    }

    fn now(&self) -> Timestamp {
        assert!(!self.1.load(Ordering::SeqCst), "the clock is out of order");
        self.0.now()
    }

    fn pause(&self, how_long: Duration) {
        self.0.pause(how_long);
    }
}

fn next(inbox: &Receiver<Event>) -> Msg {
    match inbox.recv_timeout(Duration::from_secs(20)).unwrap() {
        Event::Msg(msg) => msg,
        Event::Repaint => panic!("nothing asked for that"),
    }
}

/// A register of an office of this name.
fn register(path: &Path, who: &Who, io: Arc<dyn Io>) -> Store {
    let mut office = Office::blank(Id::office());
    office.name = "Ban Tổ chức".to_owned();
    let caller = Caller { who: who.clone(), permit: Permit::everything() };
    Store::create(path, &Data::new(office), caller, io).unwrap()
}

fn launch(place: &Path, sample: super::super::MakeSample) -> Launch {
    Launch {
        path: Some(place.join("register.json")),
        caller: Caller {
            who: Who { session: "this".to_owned(), ..Who::default() },
            permit: Permit::everything(),
        },
        inlet: crate::inlet::Inlet::Anywhere,
        config_dir: None,
        outlet: Outlet::default(),
        state_dir: place.join("state"),
        lang: Lang::Vi,
        as_of: None,
        keys: Preset::Office,
        ascii: false,
        bracketed_paste: false,
        sample,
    }
}

/// What the next session at a register is offered.
fn draft(place: &Path, register: &Path) -> Option<Value> {
    let io = Real::default();
    let drafts = Drafts::new(&place.join("state/drafts"), register, &io);
    drafts.latest("next", |_| false).map(|draft| draft.form)
}

#[test]
fn a_fault_in_the_stores_thread_is_said_and_the_session_goes_on_reading_and_keeps_its_draft() {
    let place = tempfile::tempdir().unwrap();
    let launch = launch(place.path(), Arc::new(|_| Err(String::new())));
    let path = place.path().join("register.json");
    let io = Arc::new(Broken(Real::on_any_file_system(), AtomicBool::new(false)));
    let store = register(&path, &launch.caller.who, Arc::clone(&io) as Arc<dyn Io>);
    let (events, inbox) = mpsc::channel();
    let (shared, seen) = (SharedDraft::default(), Arc::new(Standing::new(store.data().clone(), DAY)));
    let (jobs, worker) = Worker::start(Some(store), path.clone(), seen, &launch, events, Arc::clone(&shared));
    let edit = |from: Value, to: &str| {
        let mut batch = Batch::new("edit");
        batch.set(Kind::Office, &Id::office(), "place", from, json!(to));
        batch
    };
    jobs.send(Job::Commit(1, edit(Value::Null, "Hải Hà"))).unwrap();
    assert!(matches!(next(&inbox), Msg::Saved(1, ..)));

    io.1.store(true, Ordering::SeqCst);
    jobs.send(Job::Commit(2, edit(json!("Hải Hà"), "Ba Chẽ"))).unwrap();
    assert!(matches!(next(&inbox), Msg::File(FileState::ReadOnly(why)) if why.contains("Lỗi chương trình")));
    assert!(matches!(next(&inbox), Msg::Failed(2, why) if why.contains("đang lưu")));
    jobs.send(Job::Commit(3, edit(json!("Hải Hà"), "Ba Chẽ"))).unwrap();
    assert!(matches!(next(&inbox), Msg::Failed(3, _)), "no edit waits for ever");
    let day = jiff::civil::date(2017, 12, 31);
    jobs.send(Job::See(Some(day))).unwrap();
    let Msg::Standing(standing, _) = next(&inbox) else { panic!("other days can still be seen") };
    assert_eq!((standing.as_of, standing.data.office.place.as_str()), (day, "Hải Hà"));

    *shared.lock().unwrap() = Some(json!("typed"));
    jobs.send(Job::Leave).unwrap();
    worker.join();
    assert_eq!(draft(place.path(), &path), Some(json!("typed")));
}

#[test]
fn what_is_taken_out_is_noted_first_and_stays_where_that_fails() {
    let place = tempfile::tempdir().unwrap();
    let launch = launch(place.path(), Arc::new(|_| Err(String::new())));
    let path = place.path().join("register.json");
    let store = register(&path, &launch.caller.who, Arc::new(Real::default()));
    let (events, inbox) = mpsc::channel();
    let seen = Arc::new(Standing::new(store.data().clone(), DAY));
    let (jobs, worker) =
        Worker::start(Some(store), path.clone(), seen, &launch, events, SharedDraft::default());
    let export = |name: &str| {
        let (what, file) =
            (Taken::List(Kind::Member, Vec::new(), vec!["name", "phone"]), place.path().join(name));
        jobs.send(Job::Export(Export { path: file.display().to_string(), what })).unwrap();
        (file, next(&inbox))
    };
    let (file, told) = export("a.csv");
    assert!(matches!(told, Msg::Say(_)) && file.exists());
    let log = access::read(&path, &Permit::everything(), &Real::default()).unwrap();
    let to = access::To::File(file.display().to_string());
    let columns = vec!["name".to_owned(), "phone".to_owned()];
    let noted =
        Access::List { kind: Kind::Member, columns, rows: 0, protected: vec!["phone".to_owned()], to };
    assert_eq!(log.noted.into_iter().map(|noted| noted.what).collect::<Vec<_>>(), [noted]);

    let log = place.path().join("register.json.access");
    std::fs::remove_file(&log).unwrap();
    std::fs::create_dir(&log).unwrap();
    let (file, told) = export("b.csv");
    assert!(matches!(told, Msg::Warn(why) if why.contains("nhật ký truy cập")) && !file.exists());
    jobs.send(Job::Leave).unwrap();
    worker.join();
}

#[test]
fn a_draft_typed_in_the_sample_is_filed_under_the_sample() {
    let place = tempfile::tempdir().unwrap();
    let sample = place.path().join("sample/register.json");
    std::fs::create_dir(place.path().join("sample")).unwrap();
    let (at, who) = (sample.clone(), Who::default());
    let make = move |_: &str| {
        register(&at, &who, Arc::new(Real::on_any_file_system()));
        Ok(at.clone())
    };
    let launch = launch(place.path(), Arc::new(make));
    let path = place.path().join("register.json");
    let (events, inbox) = mpsc::channel();
    let nothing = Data::new(Office::blank(Id::office()));
    let (shared, seen) = (SharedDraft::default(), Arc::new(Standing::new(nothing, DAY)));
    let (jobs, worker) = Worker::start(None, path.clone(), seen, &launch, events, Arc::clone(&shared));
    jobs.send(Job::Sample).unwrap();
    assert!(matches!(next(&inbox), Msg::Opened(..)));
    *shared.lock().unwrap() = Some(json!("typed"));
    worker.drafts()(&json!("typed"));
    assert_eq!((draft(place.path(), &path), draft(place.path(), &sample)), (None, Some(json!("typed"))));
    jobs.send(Job::Leave).unwrap();
    worker.join();
    assert_eq!(draft(place.path(), &path), None);
    assert!(!place.path().join("sample").exists());
}

#[test]
fn what_is_masked_is_let_go_only_when_it_is_noted_and_only_of_what_the_session_sees() {
    let place = tempfile::tempdir().unwrap();
    let launch = launch(place.path(), Arc::new(|_| Err(String::new())));
    let path = place.path().join("register.json");
    let store = register(&path, &launch.caller.who, Arc::new(Real::on_any_file_system()));
    let (events, inbox) = mpsc::channel();
    let seen = Arc::new(Standing::new(store.data().clone(), DAY));
    let (jobs, worker) = Worker::start(Some(store), path, seen, &launch, events, SharedDraft::default());
    let log = place.path().join("register.json.access");
    let reveal = |id: &str| Job::Reveal(Kind::Office, Id::new(id).unwrap(), vec!["place"]);
    jobs.send(Job::Reveal(Kind::Member, Id::new("m1").unwrap(), vec!["phone"])).unwrap();
    assert!(matches!(next(&inbox), Msg::NotRevealed(why) if why.contains("không còn trong sổ")));
    assert!(!log.exists(), "what is not seen is not shown, so there is nothing to note");
    jobs.send(reveal("office")).unwrap();
    assert!(matches!(next(&inbox), Msg::Revealed(Kind::Office, _)));
    assert_eq!(std::fs::read_to_string(&log).unwrap().lines().count(), 1);
    std::fs::write(&log, "no line of a log\n").unwrap();
    jobs.send(reveal("office")).unwrap();
    assert!(matches!(next(&inbox), Msg::NotRevealed(why) if why.contains("nhật ký truy cập")));
    jobs.send(Job::Leave).unwrap();
    worker.join();
}

#[test]
fn a_session_forgets_its_steps_once_somebody_was_erased() {
    let place = tempfile::tempdir().unwrap();
    let launch = launch(place.path(), Arc::new(|_| Err(String::new())));
    let path = place.path().join("register.json");
    let mut store = register(&path, &launch.caller.who, Arc::new(Real::on_any_file_system()));
    let mut member = Member::blank(Id::new("m1").unwrap());
    member.name = "Nguyễn Văn Mẫu".to_owned();
    let mut batch = Batch::new("new");
    batch.edit(None, &member);
    store.commit(batch, OpId::random().unwrap()).unwrap();
    let (events, inbox) = mpsc::channel();
    let seen = Arc::new(Standing::new(store.data().clone(), DAY));
    let caller = launch.caller.clone();
    let (jobs, worker) =
        Worker::start(Some(store), path.clone(), seen, &launch, events, SharedDraft::default());
    let mut other = Store::open(&path, caller, Arc::new(Real::on_any_file_system())).unwrap();
    other.redact(&member.id, None, &[]).unwrap();
    jobs.send(Job::Reload).unwrap();
    let told = (0..20).map(|_| next(&inbox)).find(|msg| !matches!(msg, Msg::File(_) | Msg::Say(_)));
    assert!(matches!(told, Some(Msg::Forget)), "{told:?}");
    jobs.send(Job::Leave).unwrap();
    worker.join();
}
