//! What an import says about its sources: what was read, what was left out, and why.
//!
//! The report carries facts, not sentences; the words are in the catalogue.

use crate::domain::record::Invalid;

/// Everything there is to say about an import.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The tables that were read.
    pub tables: Vec<TableRead>,
    /// Tables this layout may have that were not there.
    pub absent: Vec<String>,
    /// Files of the folder that were not taken over; rows when it is a table that can be counted.
    pub left_out: Vec<LeftOut>,
    /// Columns whose values are not in the register.
    pub columns: Vec<ColumnLeft>,
    /// Rows and values with something wrong.
    pub problems: Vec<Problem>,
    /// What the tables do not say and was filled in by a rule, with how often.
    pub assumed: Vec<(Assumption, usize)>,
}

/// A table that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRead {
    /// Name of the file.
    pub file: String,
    /// Rows under the heading.
    pub rows: usize,
    /// Rows that are in the register now.
    pub taken: usize,
}

/// A file that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Name of the file.
    pub file: String,
    /// Rows under the heading; none when it is no table that can be read.
    pub rows: Option<usize>,
}

/// A column whose values are not in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnLeft {
    /// Name of the file.
    pub file: String,
    /// Heading as it stands there.
    pub column: String,
    /// Why it was left.
    pub why: Left,
}

/// Why a column was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// The layout has no such column.
    Unknown,
    /// Known, and the register works it out from other facts.
    Derived,
    /// Known, and the register has no field for it yet.
    NoField,
    /// The layout has it, the file has not.
    Absent,
}

/// A row or a value with something wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Name of the file.
    pub file: String,
    /// Line in the file, the heading being line 1.
    pub line: u64,
    /// The column, when it is about one.
    pub column: Option<&'static str>,
    /// What is wrong.
    pub why: Why,
    /// What became of the row.
    pub kept: Kept,
}

/// What became of a row with something wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The row is left out.
    Nothing,
    /// The row is in, the field left blank.
    Rest,
    /// The row is in as it stands; the tables say two different things.
    All,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// Another number of fields than the heading has.
    Fields {
        /// Columns of the heading.
        want: usize,
        /// Fields of the row.
        found: usize,
    },
    /// A quote is opened and not closed on its line.
    LineBreak,
    /// Nothing where something is needed.
    Missing,
    /// An id that another row has already.
    Duplicate {
        /// Line of the first.
        first: u64,
    },
    /// No unit has this id.
    NoUnit(String),
    /// No member has this id.
    NoMember(String),
    /// No team has this id.
    NoTeam(String),
    /// There is no unit at the top, or several.
    NoTop,
    /// The unit above is not in the register.
    ParentLeftOut(String),
    /// The unit would stand under itself.
    Cycle,
    /// No unit under the top is of this commune.
    NoCommune(String),
    /// More than one unit under the top is of this commune.
    SeveralCommunes(String),
    /// A value that does not fit its field.
    Unfit(Invalid, String),
    /// A word that is not in the list of this column.
    Unknown(String),
    /// Official by the state, without the date of recognition.
    OfficialWithoutDate,
    /// On probation by the state, with a date of recognition.
    ProbationWithDate,
    /// Closed by the state, without the day of closing.
    ClosedWithoutDate,
    /// A day of closing, and open by the state.
    OpenWithDate,
    /// Done by the state, without the day.
    DoneWithoutDate,
    /// Another place says something else.
    Differs {
        /// What stands here.
        here: String,
        /// What stands there.
        there: String,
        /// File, or column of the same file, that says so; `=` for what the register derives.
        from: &'static str,
    },
    /// Another record has the id made from this row.
    IdTaken(String),
}

/// What the tables do not say and was filled in by a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumption {
    /// Exempt since a day unknown: dated on the admission.
    ExemptSince,
    /// Unified before the secretary's present term began: an earlier term was added.
    EarlierSecretary,
    /// No table of posts names the secretary the village table names.
    SecretaryOfVillageTable,
    /// Admitted before the present cell was founded; where, no table says.
    AdmittedElsewhere,
    /// Party or state agency, army or police, told from the unit's name.
    TypeByName,
    /// On which side an agency stands, told from its name.
    SideByName,
    /// A course that was held, on a day no table says: dated on when it was planned.
    HeldAsPlanned,
}

impl Report {
    /// Counts one more case of an assumption.
    pub fn assume(&mut self, what: Assumption) {
        match self.assumed.iter_mut().find(|(a, _)| *a == what) {
            Some((_, count)) => *count += 1,
            None => self.assumed.push((what, 1)),
        }
    }

    /// Rows that are not in the register because something is wrong with them.
    pub fn rows_left_out(&self) -> usize {
        self.problems.iter().filter(|p| p.kept == Kept::Nothing).count()
    }
}
