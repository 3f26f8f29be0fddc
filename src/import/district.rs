//! A district's plain tables: units, members, villages, posts, transfers and admissions of a folder, and those of the
//! books: targets, double posts and mergers, teams and meetings, documents, cadre plan, courses and rotations.
//!
//! One district's office keeps these tables; another's differ in ids, names, counts and years, not in
//! headings. Ids of the tables become ids of the register, as far as they are unique over all tables; events
//! and terms get ids made from their rows, so that the same folder always gives the same register. It knows no language of the screen;
//! the remarks it writes into records are in Vietnamese, as the tables are.

mod admission;
mod cadre;
mod double;
mod ids;
mod layout;
mod member;
mod merger;
mod paper;
mod post;
mod proof;
mod target;
mod team;
mod transfer;
pub(super) mod unit;
mod village;

use std::path::Path;

use ids::Ids;
use layout::Layout;

use super::{
    report::{Kept, LeftOut, Problem, Report, TableRead, Why},
    table::{Row, Table, Unusable},
};
use crate::{
    domain::{
        data::Data,
        date::Date,
        fold,
        office::Office,
        record::{Described, FieldValue, Id, Invalid, Kind, Record},
    },
    text::shown,
};

/// Reads the tables of a folder.
pub fn read(dir: &Path) -> Result<(Data, Report), Unusable> {
    let mut folder = Folder::open(dir)?;
    let mut import = Import {
        data: Data::new(Office::blank(Id::office())),
        report: Report::default(),
        ids: Ids::default(),
        latest: None,
    };
    let tables = folder.tables(&mut import)?;
    if let Some(units) = &tables.units {
        unit::read(&mut import, units);
    }
    let facts = tables.members.as_ref().map(|table| member::read(&mut import, table)).unwrap_or_default();
    let firsts = tables.transfers.as_ref().map(|t| transfer::read(&mut import, t)).unwrap_or_default();
    member::events(&mut import, &facts, &firsts);
    if let Some(table) = &tables.posts {
        post::read(&mut import, table);
    }
    for (table, row) in [(&tables.villages, village::row as Reads), (&tables.doubles, double::row)] {
        table.iter().for_each(|table| import.rows(table, row));
    }
    for (layout, row) in REST {
        folder.take(&mut import, layout)?.iter().for_each(|table| import.rows(table, row));
    }
    proof::compare(&mut import, &tables, &facts);
    import.report.left_out = folder.rest();
    Ok((import.data, import.report))
}

/// Reads a row of a table into the register; nothing when it cannot be.
type Reads = fn(&mut Import, Cells) -> Option<()>;

/// The tables that nothing is compared with, each with what reads its rows; those that are named before those that name them.
const REST: [(&Layout, Reads); 10] = [
    (&layout::ADMISSIONS, admission::row),
    (&layout::TARGETS, target::row),
    (&layout::MERGERS, merger::row),
    (&layout::TEAMS, team::team),
    (&layout::TEAM_MEMBERS, team::member),
    (&layout::MEETINGS, team::meeting),
    (&layout::PAPERS, paper::row),
    (&layout::PLANNINGS, cadre::planning),
    (&layout::COURSES, cadre::course),
    (&layout::ROTATIONS, cadre::rotation),
];

/// The tables that are read first and compared with the register in the end.
struct Tables {
    units: Option<Table>,
    members: Option<Table>,
    villages: Option<Table>,
    posts: Option<Table>,
    transfers: Option<Table>,
    doubles: Option<Table>,
}

/// The files of a folder that nothing has read yet.
struct Folder<'a> {
    dir: &'a Path,
    files: Vec<String>,
}

impl<'a> Folder<'a> {
    fn open(dir: &'a Path) -> Result<Self, Unusable> {
        let refused = |error| Unusable::Io { file: dir.display().to_string(), error };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(refused)? {
            let entry = entry.map_err(refused)?;
            if entry.path().is_file() {
                files.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        files.sort();
        Ok(Self { dir, files })
    }

    fn tables(&mut self, import: &mut Import) -> Result<Tables, Unusable> {
        let mut one = |layout: &'static Layout| -> Result<Option<Table>, Unusable> {
            Ok(self.take(import, layout)?.into_iter().next())
        };
        Ok(Tables {
            units: one(&layout::UNITS)?,
            members: one(&layout::MEMBERS)?,
            villages: one(&layout::VILLAGES)?,
            posts: one(&layout::POSTS)?,
            transfers: one(&layout::TRANSFERS)?,
            doubles: one(&layout::DOUBLES)?,
        })
    }

    /// Reads every file of a layout and takes it off the list.
    fn take(&mut self, import: &mut Import, layout: &'static Layout) -> Result<Vec<Table>, Unusable> {
        let (mine, rest) = self.files.drain(..).partition(|file| layout.is_name(file));
        self.files = rest;
        let mine: Vec<String> = mine;
        if mine.is_empty() {
            layout.absent(&mut import.report)?;
        }
        let read = |file: &String| {
            let table = Table::read(&self.dir.join(file))?;
            layout.check(&table, &mut import.report)?;
            import.begin(&table);
            Ok(table)
        };
        mine.iter().map(read).collect()
    }

    /// What nothing has read.
    fn rest(self) -> Vec<LeftOut> {
        let rows = |file: &String| {
            let is_table = file.to_lowercase().ends_with(".csv");
            is_table.then(|| Table::read(&self.dir.join(file)).ok().map(|t| t.count())).flatten()
        };
        self.files.iter().map(|file| LeftOut { file: file.clone(), rows: rows(file) }).collect()
    }
}

/// A register in the making.
struct Import {
    data: Data,
    report: Report,
    ids: Ids,
    /// The last day any table speaks of; what they call "now" lies there or later.
    latest: Option<Date>,
}

/// Whether a table's word is one of these, whatever the case and marks.
fn is_word(word: &str, one_of: &[&str]) -> bool {
    one_of.iter().any(|one| fold::fold(one) == fold::fold(word))
}

/// One row with its table, to take fields from by name.
#[derive(Clone, Copy)]
struct Cells<'a> {
    table: &'a Table,
    row: &'a Row,
}

impl<'a> Cells<'a> {
    fn of(table: &'a Table) -> impl Iterator<Item = Self> {
        table.rows.iter().map(move |row| Self { table, row })
    }

    fn get(self, column: &str) -> &'a str {
        self.row.field(self.table.place(column))
    }
}

impl Import {
    /// Reads the rows of a table, one after the other; what is wrong with one is in the report.
    fn rows(&mut self, table: &Table, row: Reads) {
        for cells in Cells::of(table) {
            _ = row(self, cells);
        }
    }

    /// Reports the rows of a table that cannot be read at all.
    fn begin(&mut self, table: &Table) {
        let file = table.file.clone();
        self.report.tables.push(TableRead { file, rows: table.count(), taken: table.rows.len() });
        for (line, why) in &table.bad {
            let (file, why) = (table.file.clone(), why.clone());
            let problem = Problem { file, line: *line, column: None, why, kept: Kept::Nothing };
            self.report.problems.push(problem);
        }
    }

    /// Reports something wrong in a row that was readable.
    fn problem(&mut self, cells: Cells, column: &'static str, why: Why, kept: Kept) {
        let file = cells.table.file.clone();
        if kept == Kept::Nothing
            && let Some(table) = self.report.tables.iter_mut().find(|t| t.file == file)
        {
            table.taken = table.taken.saturating_sub(1);
        }
        let problem = Problem { file, line: cells.row.line, column: Some(column), why, kept };
        self.report.problems.push(problem);
    }

    /// Reports that two places disagree, unless one of them says nothing.
    fn compare(&mut self, cells: Cells, column: &'static str, there: &str, from: &'static str) {
        let here = cells.get(column);
        if !here.is_empty() && here != there {
            let why = Why::Differs { here: here.to_owned(), there: there.to_owned(), from };
            self.problem(cells, column, why, Kept::All);
        }
    }

    /// A field that a row cannot be without; reported when it is not fit.
    fn needed<T: FieldValue>(&mut self, cells: Cells, column: &'static str) -> Option<T> {
        let text = cells.get(column);
        let why = match T::parse(text) {
            _ if text.is_empty() => Why::Missing,
            Ok(value) => return Some(value),
            Err(invalid) => Why::Unfit(invalid, text.to_owned()),
        };
        self.problem(cells, column, why, Kept::Nothing);
        None
    }

    /// A field that may be blank; a value that does not fit is reported and leaves it blank.
    fn value<T: FieldValue>(&mut self, cells: Cells, column: &'static str) -> Option<T> {
        let text = cells.get(column);
        if text.is_empty() {
            return None;
        }
        match T::parse(text) {
            Ok(value) => Some(value),
            Err(invalid) => {
                self.problem(cells, column, Why::Unfit(invalid, text.to_owned()), Kept::Rest);
                None
            }
        }
    }

    /// A text that may be blank; one that may not be stored is reported and left out.
    fn text(&mut self, cells: Cells, column: &'static str) -> String {
        let text: Option<String> = self.value(cells, column);
        let text = text.unwrap_or_default();
        if shown::is_clean(&text) {
            return text;
        }
        self.problem(cells, column, Why::Unfit(Invalid::Unclean, text), Kept::Rest);
        String::new()
    }

    /// A name, without which the row is left out.
    fn name(&mut self, cells: Cells, column: &'static str) -> Option<String> {
        let name: String = self.needed(cells, column)?;
        if shown::is_clean(&name) {
            return Some(name);
        }
        self.problem(cells, column, Why::Unfit(Invalid::Unclean, name), Kept::Nothing);
        None
    }

    /// A number that is a name: digits, all of which are kept.
    fn digits(&mut self, cells: Cells, column: &'static str) -> String {
        let text = cells.get(column);
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return text.to_owned();
        }
        self.problem(cells, column, Why::Unfit(Invalid::NotDigits, text.to_owned()), Kept::Rest);
        String::new()
    }

    /// The row's own id, which no row of the table before it may have.
    fn row_id(&mut self, cells: Cells, kind: Kind) -> Option<Id> {
        let id: Id = self.needed(cells, "id")?;
        if let Err(first) = self.ids.row(kind, &id, cells.row.line) {
            self.problem(cells, "id", Why::Duplicate { first }, Kept::Nothing);
            return None;
        }
        Some(id)
    }

    /// The id in the register of the record a row is: the row's own, unless a record of another table has it.
    fn own_id(&mut self, cells: Cells, kind: Kind) -> Option<Id> {
        let own = self.row_id(cells, kind)?;
        let id = self.ids.give(kind, &own);
        if id.is_none() {
            self.problem(cells, "id", Why::IdTaken(own.to_string()), Kept::Nothing);
        }
        id
    }

    /// The record a table names by its own id.
    fn find(&self, kind: Kind, written: &str) -> Option<Id> {
        self.ids.find(kind, written).filter(|id| self.data.record(kind, id).is_some()).cloned()
    }

    /// The member a row is about.
    fn member(&mut self, cells: Cells, column: &'static str, kept: Kept) -> Option<Id> {
        let text = cells.get(column);
        let id = self.find(Kind::Member, text);
        if id.is_none() {
            let why = if text.is_empty() { Why::Missing } else { Why::NoMember(text.to_owned()) };
            self.problem(cells, column, why, kept);
        }
        id
    }

    /// The unit a row is about.
    fn unit(&mut self, cells: Cells, column: &'static str, kept: Kept) -> Option<Id> {
        let text = cells.get(column);
        let id = self.find(Kind::Unit, text);
        if id.is_none() {
            let why = if text.is_empty() { Why::Missing } else { Why::NoUnit(text.to_owned()) };
            self.problem(cells, column, why, kept);
        }
        id
    }

    /// The unit at the top, of which the whole district's papers are; reported when there is not just one.
    fn top(&mut self, cells: Cells, column: &'static str) -> Option<Id> {
        let mut roots = self.data.roots().map(|root| root.id.clone());
        let (first, second) = (roots.next(), roots.next());
        drop(roots);
        let only = first.filter(|_| second.is_none());
        if only.is_none() {
            self.problem(cells, column, Why::NoTop, Kept::Nothing);
        }
        only
    }

    /// An id made from a row, for a record the table has none for; reported when it cannot be had.
    fn made_id(&mut self, cells: Cells, column: &'static str, parts: &[&str]) -> Option<Id> {
        let text = parts.join("-");
        let free = Id::new(&text).ok().filter(|id| self.ids.take(id));
        if free.is_none() {
            self.problem(cells, column, Why::IdTaken(text), Kept::Nothing);
        }
        free
    }

    /// Puts a record in.
    fn put(&mut self, record: impl Record) {
        self.data.put(record.boxed());
    }

    /// Remembers that a table speaks of a day.
    fn saw(&mut self, day: Option<Date>) {
        self.latest = self.latest.max(day);
    }
}
