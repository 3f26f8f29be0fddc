//! What is the matter with a row: facts with what they are about, the words stand in the catalogue.

use crate::{
    domain::{
        date::{Date, PartialDate},
        identity::By,
        record::{Id, Invalid},
        term::Post,
    },
    import::report::Kept,
};

/// Something about a row that a person should see.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// The column, when it is about one.
    pub column: Option<usize>,
    /// What it is.
    pub why: Why,
    /// What becomes of the row if nobody answers.
    pub kept: Kept,
}

/// What it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// Figures, but nobody they are about.
    NoName,
    /// A field every list should have is empty.
    Empty,
    /// Official without a card number.
    NoCard,
    /// A card number without the date of recognition.
    NoOfficial,
    /// A value that does not fit its field.
    Unfit(Invalid, String),
    /// A day after the day of the list.
    Future(PartialDate),
    /// A date known to the year or the month where a whole day is needed; what is known goes into a note.
    NotWhole(PartialDate),
    /// A number of a spreadsheet read as the day it stands for.
    Serial(Date),
    /// A day read as the level of schooling it was typed as.
    SchoolingFromDay(String),
    /// A formula that failed.
    Failed(String),
    /// Recognised before admitted.
    OfficialFirst(Date, Date),
    /// Admitted under 18: day of birth and of admission.
    TooYoung(PartialDate, PartialDate),
    /// A word that is not in the list of this field, and the nearest that is.
    Unknown(String, Option<&'static str>),
    /// No unit has this name; the nearest that has one like it.
    NoUnit(String, Option<Id>),
    /// Several units have this name.
    SeveralUnits(String, Vec<Id>),
    /// A unit in another spelling.
    UnitRead(String, Id),
    /// A unit that has ended; the one that goes on, if any.
    UnitEnded(Id, Option<Id>),
    /// A committee, where only a cell can have members.
    NotACell(Id),
    /// A title or remark taken off a name.
    NameTrimmed(String),
    /// Another row of the file is about the same person.
    SameAs(RowAt, By),
    /// Another row is about the same person and says another date of birth.
    BornDiffers(RowAt, PartialDate, PartialDate),
    /// Another row is about the same person and another unit.
    UnitDiffers(RowAt),
    /// Somebody else has this number: another row.
    NumberOfRow(RowAt),
    /// Somebody else has this number: a member of the register.
    NumberOf(Id),
    /// Several records could be meant.
    Several(Vec<Id>),
    /// A record that may be meant, but has no number or unit in common.
    Perhaps(Id),
    /// The register says the member has left.
    Left(Id),
    /// No member of the register is meant.
    NoMember,
    /// No other record is named by these words.
    NotFound(String),
    /// What the row says of its state does not fit its dates.
    State(String),
    /// Somebody else holds the post in the register: the post, who by the row, who by the register.
    HolderDiffers(Post, String, String),
}

/// A row of the file, as a person finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowAt {
    /// Name of the sheet; empty in a text table.
    pub sheet: String,
    /// Its number, the first being 1.
    pub number: u32,
}

impl Why {
    /// Whether it says nothing but that something is not there.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Empty | Self::NoCard | Self::NoOfficial)
    }
}

impl Issue {
    /// Something about a column.
    pub fn at(column: Option<usize>, why: Why, kept: Kept) -> Self {
        Self { column, why, kept }
    }

    /// Something about the row as a whole.
    pub fn row(why: Why, kept: Kept) -> Self {
        Self { column: None, why, kept }
    }

    /// The words that, once answered, are answered for all rows with the same words.
    pub fn question(&self) -> Option<&str> {
        match &self.why {
            Why::Unknown(words, _) | Why::NoUnit(words, _) | Why::SeveralUnits(words, _) => Some(words),
            Why::NoName
            | Why::Empty
            | Why::NoCard
            | Why::NoOfficial
            | Why::Unfit(..)
            | Why::Future(_)
            | Why::NotWhole(_)
            | Why::Serial(_)
            | Why::SchoolingFromDay(_)
            | Why::Failed(_)
            | Why::OfficialFirst(..)
            | Why::TooYoung(..)
            | Why::UnitRead(..)
            | Why::UnitEnded(..)
            | Why::NotACell(_)
            | Why::NameTrimmed(_)
            | Why::SameAs(..)
            | Why::BornDiffers(..)
            | Why::UnitDiffers(_)
            | Why::NumberOfRow(_)
            | Why::NumberOf(_)
            | Why::Several(_)
            | Why::Perhaps(_)
            | Why::Left(_)
            | Why::NoMember
            | Why::NotFound(_)
            | Why::State(_)
            | Why::HolderDiffers(..) => None,
        }
    }
}
