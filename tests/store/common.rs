//! A small register in a folder of its own, and edits of it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

pub(crate) use chibo::domain::permit::Permit;
use chibo::{
    domain::{
        data::Data,
        edit::Batch,
        member::Member,
        office::Office,
        record::{Described, Id, Kind, LONGEST_TEXT},
        unit::Unit,
    },
    store::{Caller, Committed, OpId, Store, Who, io::Real},
};
use serde_json::Value;

pub(crate) struct Place {
    _dir: Option<tempfile::TempDir>,
    pub(crate) path: PathBuf,
}

impl Place {
    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("register.json");
        Self { _dir: Some(dir), path }
    }

    /// A register that somebody else made and will tidy up.
    pub(crate) fn at(path: &Path) -> Self {
        Self { _dir: None, path: path.to_owned() }
    }

    /// A folder with a register of one unit and some members.
    pub(crate) fn with_members(count: usize) -> Self {
        let place = Self::empty();
        drop(
            Store::create(&place.path, &register(count), caller("founder"), Arc::new(Real::default()))
                .unwrap(),
        );
        place
    }

    pub(crate) fn open(&self, name: &str) -> Store {
        Store::open(&self.path, caller(name), Arc::new(Real::default())).unwrap()
    }

    pub(crate) fn beside(&self, suffix: &str) -> PathBuf {
        PathBuf::from(format!("{}{suffix}", self.path.display()))
    }

    pub(crate) fn text(&self) -> String {
        std::fs::read_to_string(&self.path).unwrap()
    }
}

pub(crate) fn who(name: &str) -> Who {
    Who { name: name.into(), account: "office".into(), session: format!("s-{name}"), ..Who::default() }
}

/// Somebody with all rights.
pub(crate) fn caller(name: &str) -> Caller {
    Caller { who: who(name), permit: Permit::everything() }
}

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub(crate) fn register(members: usize) -> Data {
    let mut office = Office::blank(Id::office());
    office.name = "Ban Tổ chức".into();
    let mut data = Data::new(office);
    let mut unit = Unit::blank(id("u1"));
    unit.name = "Chi bộ 1".into();
    data.put(Box::new(unit));
    for n in 0..members {
        data.put(Box::new(member(n)));
    }
    data
}

pub(crate) fn member(n: usize) -> Member {
    let mut member = Member::blank(id(&format!("m{n:04}")));
    member.name = format!("Nguyễn Văn {n}");
    member.phone = format!("{n:010}");
    member
}

/// A batch that sets one field of a member.
pub(crate) fn set(data: &Data, member: &str, field: &str, to: impl Into<Value>) -> Batch {
    let mut batch = Batch::new("edit");
    let from = data.record(Kind::Member, &id(member)).unwrap().json(field);
    batch.set(Kind::Member, &id(member), field, from, to.into());
    batch
}

pub(crate) fn new_member(n: usize) -> Batch {
    let mut batch = Batch::new("new");
    batch.edit(None, &member(n));
    batch
}

/// Sets one field of a member; must succeed.
pub(crate) fn edit(store: &mut Store, member: &str, field: &str, to: &str) -> Committed {
    let batch = set(store.data(), member, field, to);
    store.commit(batch, OpId::random().unwrap()).unwrap()
}

pub(crate) fn field(data: &Data, member: &str, field: &str) -> String {
    match data.record(Kind::Member, &id(member)).map(|r| r.json(field)) {
        Some(Value::String(text)) => text,
        None | Some(_) => String::new(),
    }
}

/// A register as text, for comparing two of them whatever their revision.
pub(crate) fn printed(data: &Data) -> String {
    let mut data = data.clone();
    data.revision = 0;
    text_of(&data)
}

pub(crate) fn text_of(data: &Data) -> String {
    let mut bytes = Vec::new();
    chibo::store::document::print(data, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// An edit of two megabytes: the longest texts there may be, of some of the first nine members. Each number says
/// something else.
pub(crate) fn long_edit(store: &mut Store, n: u8) {
    let long = char::from(b'a' + n).to_string().repeat(LONGEST_TEXT);
    long_texts(store, (0..4).map(|k| usize::from(n + k) % 9), &long);
}

fn long_texts(store: &mut Store, members: impl Iterator<Item = usize>, text: &str) {
    const FIELDS: [&str; 8] = [
        "note",
        "residence",
        "home_place",
        "birth_place",
        "temporary_residence",
        "occupation",
        "degree",
        "class_origin",
    ];
    let mut batch = Batch::new("edit");
    for member in members {
        for field in FIELDS {
            batch.changes.extend(set(store.data(), &format!("m{member:04}"), field, text).changes);
        }
    }
    store.commit(batch, OpId::random().unwrap()).unwrap();
}

/// Makes the journal so long that the next writing of the data file files it away.
pub(crate) fn file_away(store: &mut Store) {
    (0..9).for_each(|n| long_edit(store, n));
    long_texts(store, 0..9, "");
    store.checkpoint().unwrap();
}
