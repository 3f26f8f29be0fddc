//! What the costly things cost, at the size of a district and of a province.
//!
//! `saved_edit` is to be read beside `append_and_sync`, the least a durable edit can cost on the same disk.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions},
    io::Write,
    sync::{Arc, Mutex, OnceLock},
};

use chibo::{
    domain::{
        column,
        data::Data,
        edit::Batch,
        permit::Permit,
        record::{Id, Kind},
        standing::Standing,
        words::Lang,
    },
    sample::{Spec, TODAY, district},
    store::{Caller, OpId, Store, Who, io::Real},
    ui::{
        Ctx,
        table::{Dress, Group, Look, Table},
        theme::Role,
    },
};
use divan::{Bencher, black_box};
use serde_json::Value;

/// Members of a district, and of a province.
const SIZES: [usize; 2] = [2_700, 100_000];

fn main() {
    divan::main();
}

/// The sample of a size, made once.
fn sample(members: usize) -> Data {
    static MADE: OnceLock<Mutex<BTreeMap<usize, Data>>> = OnceLock::new();
    let mut made = MADE.get_or_init(Mutex::default).lock().unwrap();
    let new = || district(&Spec { members, ..Spec::default() });
    made.entry(members).or_insert_with(new).clone()
}

/// A folder on a real disk: the one of the build.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// Somebody with all rights.
fn caller() -> Caller {
    Caller { who: Who::default(), permit: Permit::everything() }
}

fn register(folder: &tempfile::TempDir, members: usize) -> Store {
    let path = folder.path().join("register.json");
    Store::create(&path, &sample(members), caller(), Arc::new(Real::default())).unwrap()
}

/// One field of one member, saved: lock, look for news, check, append, sync.
#[divan::bench(args = SIZES)]
fn saved_edit(bencher: Bencher, members: usize) {
    let folder = folder();
    let mut store = register(&folder, members);
    let id = store.data().ids(Kind::Member)[members / 2].clone();
    let mut count = 0_u64;
    bencher.bench_local(|| {
        let now = store.data().record(Kind::Member, &id).unwrap().json("phone");
        let mut batch = Batch::new("edit");
        count += 1;
        batch.set(Kind::Member, &id, "phone", now, Value::from(format!("{count:010}")));
        store.commit(batch, OpId::random().unwrap()).unwrap()
    });
}

/// A line of the same length appended to a bare file and synced.
#[divan::bench]
fn append_and_sync(bencher: Bencher) {
    let folder = folder();
    let mut file: File =
        OpenOptions::new().create(true).append(true).open(folder.path().join("lines")).unwrap();
    let line = [b'x'; 300];
    bencher.bench_local(|| {
        file.write_all(&line).unwrap();
        file.sync_data().unwrap();
    });
}

/// The whole data file written anew, as a checkpoint does.
#[divan::bench(args = SIZES, sample_count = 10)]
fn checkpoint(bencher: Bencher, members: usize) {
    let folder = folder();
    let mut store = register(&folder, members);
    let id = store.data().ids(Kind::Member)[0].clone();
    let mut count = 0_u64;
    bencher.bench_local(|| {
        let now = store.data().record(Kind::Member, &id).unwrap().json("phone");
        let mut batch = Batch::new("edit");
        count += 1;
        batch.set(Kind::Member, &id, "phone", now, Value::from(format!("{count:010}")));
        store.commit(batch, OpId::random().unwrap()).unwrap();
        store.checkpoint().unwrap()
    });
}

/// A register opened.
#[divan::bench(args = SIZES, sample_count = 10)]
fn open(bencher: Bencher, members: usize) {
    let folder = folder();
    let path = register(&folder, members).paths().data.clone();
    bencher.bench_local(|| Store::open(&path, caller(), Arc::new(Real::default())).unwrap());
}

/// Every state and count derived for a date.
#[divan::bench(args = SIZES, sample_count = 20)]
fn standing(bencher: Bencher, members: usize) {
    let data = sample(members);
    bencher.bench_local(|| Standing::new(black_box(data.clone()), TODAY));
}

/// The same after one member's name and one event's date changed, from how it stood before.
#[divan::bench(args = SIZES, sample_count = 20)]
fn standing_after_an_edit(bencher: Bencher, members: usize) {
    let before = Standing::new(sample(members), TODAY);
    let data = &before.data;
    let (member, event) =
        (data.ids(Kind::Member)[members / 2].clone(), data.ids(Kind::Event)[members].clone());
    let mut batch = Batch::new("edit");
    for (kind, id, field, to) in
        [(Kind::Member, member, "name", "Ngô Văn A"), (Kind::Event, event, "date", "2018-04-01")]
    {
        batch.set(kind, &id, field, data.record(kind, &id).unwrap().json(field), Value::from(to));
    }
    let edited = data.applied(&batch).unwrap();
    bencher.bench_local(|| before.after(black_box(edited.clone())));
}

/// No groups and no looks: the table's own work.
struct Plain;

impl Dress for Plain {
    fn group(&self, _: &Standing, _: &Id, _: Lang) -> Option<Group> {
        None
    }

    fn progress(&self, _: &Standing, _: &Id) -> (usize, usize) {
        (0, 0)
    }

    fn look(&self, _: &Ctx, _: &Id) -> Look {
        Look { role: Role::Plain, sign: "" }
    }
}

/// All members put into a table, sorted by the column that is not the order of names.
#[divan::bench(args = SIZES, sample_count = 20)]
fn arrange(bencher: Bencher, members: usize) {
    let standing = Standing::new(sample(members), TODAY);
    let mut table = Table::new(Kind::Member, column::columns(Kind::Member).collect());
    table.sort_by("born");
    let ids = standing.by_name(Kind::Member);
    bencher.bench_local(|| table.arrange(&standing, Lang::Vi, ids.clone(), &Plain));
}
