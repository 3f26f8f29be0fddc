//! The arguments, as clap reads them and as `--help` shows them.
//!
//! Here are those that only look or make a register; `admin` has those that change one from the shell, `taking`
//! those that write a list or a report into a file.

pub(super) mod admin;
mod taking;

use std::path::PathBuf;

use clap::{
    Args, Parser, Subcommand, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};

use crate::domain::{due::AHEAD, permit::Role, record::Kind, words::Lang};
use taking::{EXPORT_HELP, PERSON_HELP, REPORT_HELP};
pub(super) use taking::{Export, Person, Report, ReportFormat};

/// The register of a Party committee's organisation department: units, members, and who leads each village.
///
/// Without a command it opens the screen.
#[derive(Debug, Parser)]
#[command(name = "chibo", version, after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The register [env: CHIBO_FILE; else register.json in your own data folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// Language [env: CHIBO_LANG; else config.json, else the locale, else Vietnamese]
    #[arg(long, global = true, value_name = "vi|en")]
    pub(super) lang: Option<LangName>,
    /// The date to look at, 2018-03-31 or 31/3/2018 [default: today]
    #[arg(long, global = true, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// Key table of the screen [default: office]
    #[arg(long, value_name = "office|vim")]
    pub(super) keys: Option<Keys>,
    /// Only ASCII frames and signs on the screen
    #[arg(long)]
    pub(super) ascii: bool,
    /// Do not ask the terminal to bracket pasted text
    #[arg(long)]
    pub(super) no_bracketed_paste: bool,
    /// Forced session: for this person, whatever the environment says; needs --file and --role
    #[arg(id = "as", long = "as", global = true, value_name = "NAME", help_heading = FORCED)]
    pub(super) name: Option<String>,
    /// Forced session: what the person may do
    #[arg(long, global = true, value_name = "ROLE", help_heading = FORCED)]
    pub(super) role: Option<RoleName>,
    /// Forced session: only these units, by code or id, parted by commas, with everything under them
    #[arg(long, global = true, value_name = "UNIT", value_delimiter = ',', help_heading = FORCED)]
    pub(super) scope: Option<Vec<String>>,
    /// Forced session: where config.json and persons' drafts lie [default: FILE.sessions]
    #[arg(long, global = true, value_name = "DIR", help_heading = FORCED)]
    pub(super) state_dir: Option<PathBuf>,
    /// Forced session: the only folder exports may go to [default: none]
    #[arg(long, global = true, value_name = "DIR", help_heading = FORCED)]
    pub(super) export_dir: Option<PathBuf>,
    /// Forced session: the only folder the screen reads lists from [default: none]
    #[arg(long, global = true, value_name = "DIR", help_heading = FORCED)]
    pub(super) import_dir: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// The arguments of a command in authorized_keys; see docs/ssh.md.
const FORCED: &str = "Forced sessions (docs/ssh.md)";

const EXAMPLES: &str = "\
Examples:
  chibo                                     open your own register
  chibo --file /srv/office/register.json    open the office's shared register
  chibo sample                              look at an invented district
  chibo summary --as-of 2018-03-31          the figures of a date
  chibo list villages --filter state!=unified
  chibo list members --filter admitted=2017 --columns name,born --format csv
  chibo check                               what contradicts itself or the rules
  chibo --file new.json import district/    from a district's plain tables
  chibo export members -o members.xlsx      a list for Excel
  chibo report movement --year 2017         one of the reports an office owes
  chibo set members GL0002 phone=0912345678 an edit from the shell

Exit codes:
  0  done
  1  done, and problems were found: errors by check, rows or values by import,
     damage by log --verify
  2  wrong usage, a value that does not fit, or the register cannot be read or written
  3  a conflict: the register no longer says what the edit began from; what
     clashed was not saved";

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Figures of a date: units, members, villages unified and not, admissions by year
    #[command(after_help = "Examples:\n  chibo summary\n  chibo summary --as-of 31/3/2018 --format json")]
    Summary {
        /// For people or for programs
        #[arg(long, value_enum, default_value_t = Page::Text)]
        format: Page,
    },
    /// Records of a kind, chosen, sorted, in the columns asked for
    #[command(after_help = LIST_HELP)]
    List(List),
    /// What contradicts itself or the rules; exit code 1 when there are errors
    #[command(after_help = "Examples:\n  chibo check\n  chibo check --as-of 2018-03-31 --format json")]
    Check {
        /// For people or for programs
        #[arg(long, value_enum, default_value_t = Page::Text)]
        format: Page,
    },
    /// What must be done: overdue and due soon, the most urgent first
    #[command(after_help = "Examples:\n  chibo due\n  chibo due --days 30 --unit DB01 --format json")]
    Due {
        /// How many days ahead to look
        #[arg(long, value_name = "N", default_value_t = AHEAD)]
        days: u16,
        /// Only what this unit and the units under it have to see to: code or id
        #[arg(long, value_name = "UNIT")]
        unit: Option<String>,
        /// For people or for programs
        #[arg(long, value_enum, default_value_t = Page::Text)]
        format: Page,
    },
    /// The JSON Schema of the data file
    #[command(after_help = "Example:\n  chibo schema > register.schema.json")]
    Schema,
    /// An invented district to look at or to try things on
    #[command(after_help = SAMPLE_HELP)]
    Sample {
        /// How many members
        #[arg(long, value_name = "N")]
        members: Option<usize>,
        /// Another seed gives other persons
        #[arg(long, value_name = "S")]
        seed: Option<u64>,
        /// Write it as a new register and do not open it
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Who changed what, and when
    #[command(after_help = LOG_HELP)]
    Log(Log),
    /// A new register from a folder of a district's tables, or an office's own list into the register
    #[command(after_help = IMPORT_HELP)]
    Import(Import),
    /// Records of a kind into a new workbook, CSV or JSON file
    #[command(after_help = EXPORT_HELP)]
    Export(Export),
    /// The reports an office owes, by name
    #[command(after_help = REPORT_HELP)]
    Report(Report),
    /// All that the register holds of one person, for the person who asks for it
    #[command(after_help = PERSON_HELP)]
    Person(Person),
    #[command(flatten)]
    Admin(admin::Admin),
}

const LIST_HELP: &str = "\
A condition is written COLUMN=VALUE, !=, >=, <=, =FROM..TO or ~WORDS. Several
values are parted by commas; all conditions must hold. Without a condition on
state or left_on the members and units shown are the present ones. Columns that
expose a person beyond the name (card and citizen numbers, telephone) are shown
only when named. --columns help lists the columns of a kind.

Examples:
  chibo list members --filter unit=DB01 --filter sex=female
  chibo list members --filter born=1950..1960 --sort born
  chibo list members --filter state=left --filter left_on=2018
  chibo list villages --filter state!=unified --format json
  chibo list units --columns name,members,secretary --sort=-members
  chibo list members --columns name,card_number --format csv > cards.csv";

const SAMPLE_HELP: &str = "\
Without --to a private copy is made, which only you can read, and opened on the screen.

Examples:
  chibo sample
  chibo sample --members 100000 --seed 7 --to big.json";

const LOG_HELP: &str = "\
What exposes a person beyond the name is masked in text and JSON alike. --verify
goes over the journal and all that were filed away, and over the access log, and prints
the last hash of each: noted on paper they show later that nothing before was altered.

--access: whoever has protected values shown, takes out a list, a report for programs
or a copy, is noted with the time, the fields or columns and where it went. --record,
--by, --since and --until choose here as well.

Examples:
  chibo log --since 1/4/2018 --until 30/4/2018 --by lan
  chibo log --record T091
  chibo log --format json
  chibo log --access --since 1/4/2018
  chibo log --access --record GL0002
  chibo log --verify";

const IMPORT_HELP: &str = "\
A folder: reads to_chuc_dang.csv, dang_vien.csv, thon.csv, cap_uy.csv,
chuyen_sinh_hoat.csv, ket_nap_YYYY.csv and, where they are there, the tables of the
books: chi_tieu_ket_nap_YYYY.csv, chuc_danh_kiem_nhiem.csv, hop_nhat.csv,
to_tang_cuong.csv, to_tang_cuong_thanh_vien.csv, sinh_hoat_chi_bo.csv, quy_che.csv,
quy_hoach_YYYY_YYYY.csv, ke_hoach_dao_tao.csv and luan_chuyen.csv. What else lies there
is named. The register must not exist yet.

A file (.xlsx, .xls, .ods, .csv, .tsv): the list is compared with the register
and brought in as one edit that one undo takes back. Headings are found wherever
they stand; what --map says of one is remembered. Old encodings are told by font
or words and shown in the report. A year of two digits is the latest one not after
the list, in births the latest at which one is 18 by then. Nothing blank erases
anything. With --as-of the day of the list is named; else its title or today.

Any kind of record can come from a list; its headings are those of an export or of the
form, in Vietnamese or English. Whom or what a row points at is found by id, number or a
name no other has, a person by number, or by name and birth: never by a name alone.

Rows that cannot be read are reported with row and reason, and the exit code is 1
when there were any; --rejects writes them to a workbook to be mended.

Examples:
  chibo --file register.json import district/
  chibo import danh-sach.xlsx --into members --dry-run
  chibo import danh-sach.xlsx --into members --sheet 'Quảng Sơn' --rejects sua.xlsx
  chibo import cu.csv --into members --encoding tcvn3 --unit DB01
  chibo import thon.xlsx --into villages --map 'Tên bản=name'";

/// What to import.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// A folder of tables, or a list
    #[arg(value_name = "DIR|FILE")]
    pub(super) path: PathBuf,
    /// What the list is about
    #[arg(long, value_name = "KIND", value_parser = kinds(Kind::TABLES))]
    pub(super) into: Option<Kind>,
    /// A sheet by its name; may be given several times, * takes all that are lists
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Vec<String>,
    /// The encoding: auto, utf-8, utf-16, windows-1258, tcvn3 or vni
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
    /// What a heading means, as HEADING=field; - leaves its column out
    #[arg(long, value_name = "HEADING=FIELD")]
    pub(super) map: Vec<String>,
    /// The unit the list is of, by name or code
    #[arg(long, value_name = "UNIT")]
    pub(super) unit: Option<String>,
    /// Say what would be done, and do nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Page::Text)]
    pub(super) format: Page,
    /// A new workbook for the rows to be mended
    #[arg(long, value_name = "FILE.xlsx")]
    pub(super) rejects: Option<PathBuf>,
}

/// What to list.
#[derive(Debug, Args)]
pub(super) struct List {
    /// The kind of records
    #[arg(value_name = "KIND", value_parser = kinds(Kind::TABLES))]
    pub(super) kind: Kind,
    #[command(flatten)]
    pub(super) choose: Choose,
    /// For people, for spreadsheets or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// Which records, in which columns, in which order.
#[derive(Debug, Args)]
pub(super) struct Choose {
    /// A condition; may be given several times
    #[arg(long, value_name = "COND")]
    pub(super) filter: Vec<String>,
    /// Columns by name, parted by commas; `help` lists them
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(super) columns: Vec<String>,
    /// A column to sort by; with - before it the other way round
    #[arg(long, value_name = "COL", allow_hyphen_values = true)]
    pub(super) sort: Option<String>,
}

/// Which part of the log.
#[derive(Debug, Args)]
pub(super) struct Log {
    /// Only changes of this record
    #[arg(long, value_name = "ID")]
    pub(super) record: Option<String>,
    /// Only changes by this account
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,
    /// Only changes of this day and later
    #[arg(long, value_name = "DATE")]
    pub(super) since: Option<String>,
    /// Only changes of this day and earlier
    #[arg(long, value_name = "DATE")]
    pub(super) until: Option<String>,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Page::Text)]
    pub(super) format: Page,
    /// Who saw protected values and who took out what, instead (administrators)
    #[arg(long, conflicts_with = "verify")]
    pub(super) access: bool,
    /// Only check that the log, with all journals filed away, and that of access are whole and unaltered
    #[arg(long)]
    pub(super) verify: bool,
}

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Page {
    /// Words and figures in the chosen language
    Text,
    /// JSON with ISO dates and codes
    Json,
}

/// The ways a list can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// An aligned table in the chosen language
    Text,
    /// CSV in UTF-8 with ISO dates and codes
    Csv,
    /// An array of objects with ISO dates and codes
    Json,
}

/// Roles by their codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RoleName {
    /// Looks
    Viewer,
    /// Changes records
    Editor,
    /// Does everything
    Admin,
}

/// Languages by their codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LangName {
    /// Vietnamese
    Vi,
    /// English
    En,
}

/// The key tables of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Keys {
    /// Function keys and find as you type
    Office,
    /// hjkl and single letters
    Vim,
}

impl RoleName {
    /// The role.
    pub(super) fn role(self) -> Role {
        match self {
            Self::Viewer => Role::Viewer,
            Self::Editor => Role::Editor,
            Self::Admin => Role::Admin,
        }
    }
}

impl LangName {
    /// The language.
    pub(super) fn lang(self) -> Lang {
        match self {
            Self::Vi => Lang::Vi,
            Self::En => Lang::En,
        }
    }
}

impl Keys {
    /// Its name in the configuration.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Vim => "vim",
        }
    }
}

/// Reads a kind by its code.
fn kinds(of: &'static [Kind]) -> impl TypedValueParser<Value = Kind> {
    let value = |kind: &Kind| PossibleValue::new(kind.code()).help(kind.label().of(Lang::En));
    PossibleValuesParser::new(of.iter().map(value))
        .map(|code| of.iter().copied().find(|kind| kind.code() == code).unwrap_or_default())
}
