//! The whole register at one revision: an immutable snapshot that costs nothing to copy.
//!
//! Maps are persistent, so the snapshot after an edit shares everything the edit did not touch. Search and
//! sort keys of a name are made when its record is put in, once for each version of it. A reverse index of
//! links, fed by the `Link` fields of every kind, answers who points at a record; histories, roll-ups,
//! dangling links and the consequences of a deletion all come from it.

mod links;

use std::{ops::Deref, sync::Arc};

use imbl::{OrdMap, OrdSet};
use serde_json::{Map, Value};

use super::{
    agency::{Agency, Merger, Pair, Position},
    award::{Award, Discipline, Dues},
    cadre::{Planning, Rotation, Training},
    event::Event,
    fold,
    former::Former,
    meeting::{Assignment, Meeting, Team},
    member::Member,
    office::Office,
    paper::Paper,
    prospect::Prospect,
    rating::Rating,
    record::{About, Described, Field, Id, Input, Kind, Record},
    target::Target,
    term::Term,
    unit::Unit,
    village::Village,
};

pub use links::links_from;

/// Records of one kind by id.
pub type Records<T> = OrdMap<Id, Arc<Stored<T>>>;

/// A record with the keys of its name.
#[derive(Debug)]
pub struct Stored<T> {
    record: T,
    name: Name,
}

/// The name of a record as it is searched and sorted; empty for kinds without a name.
#[derive(Debug, Clone, Default)]
pub struct Name {
    /// Without case and marks.
    pub folded: Arc<str>,
    /// Bytes in whose order names are sorted: persons by given name.
    pub key: Arc<[u8]>,
}

impl<T: Described> Stored<T> {
    fn new(record: T) -> Self {
        let name = match T::KIND.place("name") {
            Some(place) if T::KIND != Kind::Office => {
                let text = record.text(place);
                let person = T::FIELDS[place].input == Input::Person;
                let key = if person { fold::person_key(&text) } else { fold::sort_key(&text) };
                Name { folded: fold::fold(&text).into(), key: key.into() }
            }
            Some(_) | None => Name::default(),
        };
        Self { record, name }
    }
}

impl<T> Stored<T> {
    /// The record itself.
    pub fn record(&self) -> &T {
        &self.record
    }
}

/// The keys follow from the record.
impl<T: PartialEq> PartialEq for Stored<T> {
    fn eq(&self, other: &Self) -> bool {
        self.record == other.record
    }
}

impl<T> Deref for Stored<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.record
    }
}

/// An immutable snapshot of the register.
#[derive(Clone, Debug)]
pub struct Data {
    /// Counts every edit since the register was made.
    pub revision: u64,
    /// Whose register it is.
    pub office: Arc<Office>,
    tables: Tables,
    links: OrdSet<links::Link>,
    /// Top-level keys and kinds that a newer program wrote, kept as they were.
    pub extra: Arc<Map<String, Value>>,
}

/// Why a record could not be read from JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// What has a table of its own in the register.
pub trait Tabled: Described + PartialEq + schemars::JsonSchema {
    /// Its records.
    fn table(data: &Data) -> &Records<Self>;
}

/// Something that is done alike for the table of any kind, with the kind's own type at hand.
pub trait Visit {
    /// What comes of it.
    type Out;
    /// Does it for one kind.
    fn table<T: Tabled>(self) -> Self::Out;
}

/// Declares the tables of a register, one line a kind, in the order of the file.
macro_rules! tables {
    ($($kind:ident: $records:ident, $one:ident, $type:ident, $what:literal;)+) => {
        #[derive(Clone, Debug, Default)]
        struct Tables {
            $($records: Records<$type>,)+
        }

        $(impl Tabled for $type {
            fn table(data: &Data) -> &Records<Self> {
                &data.tables.$records
            }
        })+

        impl Kind {
            /// The kinds of which there are many records; all but the office.
            pub const TABLES: &'static [Self] = &[$(Self::$kind),+];

            /// Does something with the type of the kind; none for the office, which has no table.
            pub fn visit<V: Visit>(self, visit: V) -> Option<V::Out> {
                match self {
                    $(Self::$kind => Some(visit.table::<$type>()),)+
                    Self::Office => None,
                }
            }

            /// The fields of a kind, in the order of form and detail.
            pub fn fields(self) -> &'static [Field] {
                match self {
                    $(Self::$kind => $type::FIELDS,)+
                    Self::Office => Office::FIELDS,
                }
            }

            /// How records of a kind are called and listed.
            pub fn about(self) -> &'static About {
                match self {
                    $(Self::$kind => &$type::ABOUT,)+
                    Self::Office => &Office::ABOUT,
                }
            }

            /// A record with nothing in it.
            pub fn blank(self, id: Id) -> Box<dyn Record> {
                match self {
                    $(Self::$kind => Box::new($type::blank(id)),)+
                    Self::Office => Box::new(Office::blank(id)),
                }
            }

            /// A record from its JSON object.
            pub fn read(self, object: Value) -> Result<Box<dyn Record>, Unreadable> {
                match self {
                    $(Self::$kind => read::<$type>(object),)+
                    Self::Office => read::<Office>(object),
                }
            }
        }

        impl Data {
            $(
                #[doc = concat!("The ", $what, ".")]
                pub fn $records(&self) -> &Records<$type> {
                    &self.tables.$records
                }

                #[doc = concat!("One of the ", $what, " by its id.")]
                pub fn $one(&self, id: &Id) -> Option<&$type> {
                    self.tables.$records.get(id).map(|stored| &stored.record)
                }
            )+

            /// A record of a kind by its id.
            pub fn record(&self, kind: Kind, id: &Id) -> Option<&dyn Record> {
                match kind {
                    $(Kind::$kind => self.$one(id).map(|record| record as &dyn Record),)+
                    Kind::Office => Some(self.office.as_ref()),
                }
            }

            /// The ids of a kind, in the order of the file.
            pub fn ids(&self, kind: Kind) -> Vec<Id> {
                match kind {
                    $(Kind::$kind => self.tables.$records.keys().cloned().collect(),)+
                    Kind::Office => vec![Id::office()],
                }
            }

            /// How many records of a kind there are.
            pub fn count(&self, kind: Kind) -> usize {
                match kind {
                    $(Kind::$kind => self.tables.$records.len(),)+
                    Kind::Office => 1,
                }
            }

            /// The keys of a record's name; none when there is no such record.
            pub fn name(&self, kind: Kind, id: &Id) -> Option<&Name> {
                match kind {
                    $(Kind::$kind => self.tables.$records.get(id).map(|stored| &stored.name),)+
                    Kind::Office => None,
                }
            }

            fn store(&mut self, record: Box<dyn Record>) {
                match record.kind() {
                    $(Kind::$kind => self.tables.$records.extend(stored(record)),)+
                    Kind::Office => self.office = typed(record).map_or_else(|| Arc::clone(&self.office), Arc::new),
                }
            }

            fn drop_record(&mut self, kind: Kind, id: &Id) {
                match kind {
                    $(Kind::$kind => drop(self.tables.$records.remove(id)),)+
                    Kind::Office => {}
                }
            }
        }
    };
}

tables! {
    Unit: units, unit, Unit, "units";
    Village: villages, village, Village, "villages";
    Member: members, member, Member, "members, with those who left";
    Term: terms, term, Term, "terms";
    Event: events, event, Event, "events";
    Target: targets, target, Target, "targets";
    Rating: ratings, rating, Rating, "ratings";
    Prospect: prospects, prospect, Prospect, "prospects";
    Agency: agencies, agency, Agency, "agencies";
    Merger: mergers, merger, Merger, "mergers of agencies";
    Position: positions, position, Position, "posts of agencies";
    Pair: pairs, pair, Pair, "double posts";
    Team: teams, team, Team, "teams";
    Assignment: assignments, assignment, Assignment, "members and units of teams";
    Meeting: meetings, meeting, Meeting, "meetings";
    Paper: documents, document, Paper, "documents";
    Planning: plannings, planning, Planning, "entries of the cadre plan";
    Training: trainings, training, Training, "courses";
    Rotation: rotations, rotation, Rotation, "rotations";
    Award: awards, award, Award, "awards";
    Discipline: disciplines, discipline, Discipline, "disciplines";
    Dues: dues, dues_of, Dues, "dues";
    Former: formers, former, Former, "former particulars";
}

/// A record from its JSON object, by way of the text: from a value, numbers beyond 64 bits in unknown fields are
/// refused, and `-0` becomes `0`.
fn read<T: Described>(object: Value) -> Result<Box<dyn Record>, Unreadable> {
    match serde_json::from_str::<T>(&object.to_string()) {
        Ok(record) => Ok(Box::new(record)),
        Err(e) => Err(Unreadable(e.to_string())),
    }
}

fn typed<T: Described>(record: Box<dyn Record>) -> Option<T> {
    record.into_any().downcast().ok().map(|record| *record)
}

fn stored<T: Described>(record: Box<dyn Record>) -> Option<(Id, Arc<Stored<T>>)> {
    typed::<T>(record).map(|record| (record.id().clone(), Arc::new(Stored::new(record))))
}

impl Kind {
    /// The place of a field by its name.
    pub fn place(self, field: &str) -> Option<usize> {
        self.fields().iter().position(|f| f.name == field)
    }

    /// The fields by which a record of this kind belongs to one of another kind.
    pub fn owner_fields(self, owner: Self) -> impl Iterator<Item = &'static Field> {
        let leads =
            move |field: &&'static Field| matches!(field.input, Input::Link(to) if to.contains(&owner));
        let owners = self.about().owners.iter();
        owners.filter_map(move |name| Some(&self.fields()[self.place(name)?])).filter(leads)
    }

    /// The kinds whose records may belong to one of this kind, in the order of the file.
    pub fn owned(self) -> impl Iterator<Item = Self> {
        Self::TABLES.iter().copied().filter(move |kind| kind.owner_fields(self).next().is_some())
    }
}

impl Data {
    /// A register with nothing in it but whose it is.
    pub fn new(office: Office) -> Self {
        Self {
            revision: 0,
            office: Arc::new(office),
            tables: Tables::default(),
            links: OrdSet::new(),
            extra: Arc::default(),
        }
    }

    /// The record a link may point at: the first of the kinds that has the id.
    pub fn linked(&self, kinds: &[Kind], id: &Id) -> Option<&dyn Record> {
        kinds.iter().find_map(|&kind| self.record(kind, id))
    }

    /// The units that stand under nothing.
    pub fn roots(&self) -> impl Iterator<Item = &Unit> {
        self.tables
            .units
            .values()
            .map(|stored| stored.record())
            .filter(|u| u.parent.as_ref().is_none_or(|p| self.unit(p).is_none()))
    }

    /// The unit and all it stands under, itself first; a cycle in the file ends the walk.
    pub fn path(&self, unit: &Id) -> Vec<&Unit> {
        let mut path: Vec<&Unit> = Vec::new();
        let mut next = self.unit(unit);
        while let Some(unit) = next.filter(|u| !path.iter().any(|p| p.id == u.id)) {
            path.push(unit);
            next = unit.parent.as_ref().and_then(|p| self.unit(p));
        }
        path
    }

    /// Whether a unit is another one or stands under it.
    pub fn is_within(&self, unit: &Id, top: &Id) -> bool {
        self.path(unit).iter().any(|above| above.id == *top)
    }

    /// Puts a record in, in the place of one with the same id.
    pub fn put(&mut self, record: Box<dyn Record>) {
        self.unlink(record.kind(), record.id());
        self.link(record.as_ref());
        self.store(record);
    }

    /// Takes a record out; whether anything points at it is for the caller to know.
    pub fn remove(&mut self, kind: Kind, id: &Id) {
        self.unlink(kind, id);
        self.drop_record(kind, id);
    }
}
