//! The arguments of what leaves the register: lists, reports, all that is held of one person.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Choose, Page, kinds};
use crate::domain::record::Kind;

pub(super) const EXPORT_HELP: &str = "\
Conditions, columns and sorting are those of chibo list. Without --columns every
column that is not protected goes out, under the headings of the forms; ids stand
in a hidden column. The file is new and only its owner can read it. Who took out
what is noted in the access log; without that nothing is written.

With --encrypt-to the file is sealed before it reaches the disk, gets .age behind its
name, and is opened with age -d -i KEYFILE. A file of keys has one a line, # before
what is only said.

Examples:
  chibo export members -o members.xlsx
  chibo export members -o members.xlsx --encrypt-to age1...
  chibo export villages --filter state!=unified -o left.csv
  chibo export members --as-of 31/12/2017 --columns name,born,unit -o 2017.xlsx";

pub(super) const REPORT_HELP: &str = "\
chibo report alone lists the names. What the register has no field for is marked
… and never filled in.

Examples:
  chibo report unification --as-of 31/3/2018 --compare 31/12/2017
  chibo report movement --year 2017 -o bieu1.xlsx
  chibo report admissions --from 1/1/2018 --to 31/3/2018 --format json
  chibo report lists --book died --year 2017
  chibo report brief --as-of 2018-04-14";

pub(super) const PERSON_HELP: &str = "\
The member record with its protected values, the posts, events and ratings that are the
person's, and who changed any of it when. For those who may edit; that it was printed
stands in the access log.

Examples:
  chibo person GL0002
  chibo person 'Nguyễn Văn An' --format json";

/// Whose data to print.
#[derive(Debug, Args)]
pub(in crate::cli) struct Person {
    /// The member's id, or a name that nobody else has
    #[arg(value_name = "ID|NAME")]
    pub(in crate::cli) person: String,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Page::Text)]
    pub(in crate::cli) format: Page,
}

/// What to write into a file.
#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    /// The kind of records
    #[arg(value_name = "KIND", value_parser = kinds(Kind::TABLES))]
    pub(in crate::cli) kind: Kind,
    #[command(flatten)]
    pub(in crate::cli) choose: Choose,
    /// The file to make; .xlsx, .csv or .json says what it is
    #[arg(short, long = "output", value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) seal: Seal,
}

/// For whom a file is sealed.
#[derive(Debug, Args)]
pub(in crate::cli) struct Seal {
    /// Seal the file for the holder of this key (age1…), or of the keys in a file; may be given several times
    #[arg(long, value_name = "KEY|FILE", requires = "out")]
    pub(in crate::cli) encrypt_to: Vec<String>,
}

/// Which report.
#[derive(Debug, Args)]
pub(in crate::cli) struct Report {
    /// The report; without a name they are listed
    #[arg(value_name = "NAME")]
    pub(in crate::cli) name: Option<String>,
    /// First day of the period [default: 1 January of the year of the last]
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) from: Option<String>,
    /// Last day of the period, or the day of the report [default: --as-of, else today]
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) to: Option<String>,
    /// A whole year
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["from", "to"], value_parser = clap::value_parser!(i16).range(1930..=2200))]
    pub(in crate::cli) year: Option<i16>,
    /// An earlier day to compare with (unification)
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) compare: Option<String>,
    /// Only a unit and what stands under it: id, code or name
    #[arg(long, value_name = "UNIT")]
    pub(in crate::cli) unit: Option<String>,
    /// Of `lists` only this book, in text
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) book: Option<String>,
    /// For people, for spreadsheets or for programs [default: text, or by the file's name]
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<ReportFormat>,
    /// Write it into this new file
    #[arg(short, long = "output", value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) seal: Seal,
}

/// The ways a report can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReportFormat {
    /// A page in the chosen language
    Text,
    /// A workbook as the office sends it up; needs -o
    Xlsx,
    /// CSV in UTF-8 with a byte order mark
    Csv,
    /// JSON with ISO dates and the ids behind every figure
    Json,
}
