//! The arguments of the commands that change a register from the shell, or its files: an administrator's.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::kinds;
use crate::{domain::record::Kind, store::OpId};

/// What an administrator does.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Admin {
    /// Change fields of one record
    #[command(after_help = SET_HELP)]
    Set(Set),
    /// Do a batch of changes that stands in a file as JSON
    #[command(after_help = APPLY_HELP)]
    Apply(Apply),
    /// A whole copy of the register as it is now
    #[command(after_help = BACKUP_HELP)]
    Backup {
        /// The new file [default: beside the register, with time and revision in its name]
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
        /// Seal the copy for the holder of this key (age1…), or of the keys in a file; may be given several times
        #[arg(long, value_name = "KEY|FILE")]
        encrypt_to: Vec<String>,
    },
    /// What earlier states can be had; one of them as a new file or over the register
    #[command(after_help = RESTORE_HELP)]
    Restore(Restore),
    /// Take another copy of the register in, record by record
    #[command(after_help = MERGE_HELP)]
    Merge(Merge),
    /// Erase a person, as the law asks for, from register, journals, backups and drafts
    #[command(after_help = REDACT_HELP)]
    Redact(Redact),
    /// Edit the whole register as a file, the safe way
    #[command(after_help = EDIT_HELP)]
    EditFile {
        #[command(flatten)]
        said: Said,
    },
}

const EDIT_HELP: &str = "\
Opens a private copy in $VISUAL or $EDITOR, which is run directly and only from a
terminal. When you leave it the copy is checked; what is wrong is named with line,
column and record, and you may edit again or give up. Then your changes are merged
field by field with what colleagues saved meanwhile, as one edit. Nobody waits while
you edit. Exit code 3: colleagues changed the same fields; theirs stay, yours are in
the copy, which is kept.

Example:
  EDITOR=nano chibo edit-file --label 'misspelt villages'";

const REDACT_HELP: &str = "\
Without --yes it only says what would be reached. This cannot be taken back.

What stays is what statistics count: of the member id, sex, year of birth and ethnic
group, of the posts and events kinds, bodies and dates. A name that nobody else has,
numbers, and addresses with the number of a house are taken out of notes and labels
as well. In the journals values give way to hashes under a key that is thrown away;
the chain begins anew with a line that says when, by whom, by which decision, and
the hash of the old chain. Colleagues at their screens are told and go on.

It reaches all files of the register and the drafts of your own account. It does not
reach copies elsewhere, exports, printed pages, and drafts of other accounts (these
expire within 7 days). If it is stopped, run it again: nothing else is lost.

Examples:
  chibo redact GL0002
  chibo redact GL0002 --decision '15-QD/HU 3/4/2018' --yes";

const MERGE_HELP: &str = "\
A copy of this register is merged by the last revision the two have in common: what
only the other side changed is taken, what both changed differently is a conflict.
With its journal beside it (OTHER.json.journal) that revision is known for certain;
without, what would only take back an edit of this register is called a conflict.

Any other register is merged by who and what is in it: persons by card number, citizen
number, record number, else by name with date of birth and unit; units and villages by
name and place. What this register does not say is filled in; what it says otherwise is
a conflict; nothing is deleted; what may be several people is left out and said.

All that is taken in is one edit. Conflicts are listed and left as they are here, unless
--theirs. Exit code 3: conflicts were left. 1: records were left out.

Examples:
  chibo merge laptop.json --dry-run
  chibo merge laptop.json --label 'copy of the branch office'
  chibo merge laptop.json --theirs";

const BACKUP_HELP: &str = "\
The copy holds what is saved at that moment, is read back before it counts, and only
you can read it. Nothing is written over. Copies beside the register are listed by
chibo restore --list and are never removed by themselves. That a copy was made stands
in the access log. A sealed one (.age) is opened with age -d -i KEYFILE before use.

Examples:
  chibo backup
  chibo backup --to /media/usb/register.json --encrypt-to age1...
  chibo backup --to /media/usb/register.json";

const RESTORE_HELP: &str = "\
A state is named by its revision (chibo log shows them), or by a day (its end), a
minute, or a moment in UTC; the last state saved by then is meant. The journals give
every revision they reach back to, backups those that they hold.

--to writes it as a register of its own. --over makes it the present state by one edit
that can be taken back like any other, by restoring the revision before it; the state
restored over is kept among the backups too. Colleagues at their screens go on.

When somebody put an older copy in the place of the data file while nobody looked, the
register opens read-only. --keep-file takes that copy, as one edit; --keep-journal takes
what the journal says, and puts the copy among the backups.

Examples:
  chibo restore --list
  chibo restore --at 1204 --to yesterday.json
  chibo restore --at '31/3/2018 14:30' --over --label 'import undone'
  chibo restore --keep-journal";

const SET_HELP: &str = "\
Values are written as in a form: dates day first (15/3/2018) or as 2018-03-15, a
choice by its code or its words, a record by its id. FIELD= empties a field.
chibo schema names the fields, chibo list KIND --columns id,name the ids.

Prints the revision once it is on the disk. Exit code 3: a colleague changed the
same field in that very moment; nothing was saved. With --op the same edit may be
tried again, after a lost line say: it is done once.

Examples:
  chibo set members GL0002 phone=0912345678 --label 'letter of 3/4/2018'
  chibo set villages V1 plan_month=9/2018 plan_reason=term
  chibo set members GL0002 other_name= --op 6f1c5b0e9a3d4c7fb2a1d0e8c7b6a594";

const APPLY_HELP: &str = "\
The file (- for standard input) holds an object with the key changes; its members
are as chibo log --format json prints them:

  {\"label\": \"decision 12-QD/HU\", \"changes\": [
    {\"do\": \"set\", \"kind\": \"members\", \"id\": \"GL0002\",
     \"field\": \"phone\", \"from\": null, \"to\": \"0912345678\"},
    {\"do\": \"create\", \"kind\": \"events\", \"id\": \"e1\", \"after\": {\"id\": \"e1\", ...}},
    {\"do\": \"delete\", \"kind\": \"terms\", \"id\": \"t1\", \"before\": {\"id\": \"t1\", ...}}]}

null stands for an empty field. All changes are done, or none. The keys label and op
may stand in the file or be given as options; revision, at, who and deed of a log entry
are passed over. The log masks protected values as \u{2022}\u{2022}\u{2022}: put the real ones in.

Prints the revision once it is on the disk. Exit code 3: the register no longer says
what a change begins from (from, before); nothing was saved, and each field is listed.

Examples:
  chibo apply batch.json --label 'decision 12-QD/HU'
  jq '.[-1]' log.json | chibo apply -";

/// Fields of one record.
#[derive(Debug, Args)]
pub(in crate::cli) struct Set {
    /// The kind of record
    #[arg(value_name = "KIND", value_parser = kinds(Kind::ALL))]
    pub(in crate::cli) kind: Kind,
    /// The record's id; of the one office record: office
    #[arg(value_name = "ID")]
    pub(in crate::cli) id: String,
    /// A field and its new value
    #[arg(value_name = "FIELD=VALUE", required = true)]
    pub(in crate::cli) values: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) said: Said,
}

/// A batch in a file.
#[derive(Debug, Args)]
pub(in crate::cli) struct Apply {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) batch: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) said: Said,
}

/// Which state, and where it goes.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["list", "at", "keep_file", "keep_journal"])))]
pub(in crate::cli) struct Restore {
    /// List the backups, and how far the journals reach back
    #[arg(long)]
    pub(in crate::cli) list: bool,
    /// The state of a revision or of a time
    #[arg(long, value_name = "REVISION|TIME")]
    pub(in crate::cli) at: Option<String>,
    /// Write the state as a new file
    #[arg(long, value_name = "FILE", requires = "at", conflicts_with = "over")]
    pub(in crate::cli) to: Option<PathBuf>,
    /// Seal the file for the holder of this key (age1…), or of the keys in a file; may be given several times
    #[arg(long, value_name = "KEY|FILE", requires = "to")]
    pub(in crate::cli) encrypt_to: Vec<String>,
    /// Make the state the present one
    #[arg(long, requires = "at")]
    pub(in crate::cli) over: bool,
    /// Keep the file that somebody put in place
    #[arg(long)]
    pub(in crate::cli) keep_file: bool,
    /// Keep what the journal says
    #[arg(long)]
    pub(in crate::cli) keep_journal: bool,
    #[command(flatten)]
    pub(in crate::cli) said: Said,
}

/// Another register.
#[derive(Debug, Args)]
pub(in crate::cli) struct Merge {
    /// The other register
    #[arg(value_name = "OTHER")]
    pub(in crate::cli) other: PathBuf,
    /// Only show what would be done
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Where the two say different things, take what the other says
    #[arg(long)]
    pub(in crate::cli) theirs: bool,
    #[command(flatten)]
    pub(in crate::cli) said: Said,
}

/// Who is to be erased.
#[derive(Debug, Args)]
pub(in crate::cli) struct Redact {
    /// The member's id
    #[arg(value_name = "MEMBER")]
    pub(in crate::cli) member: String,
    /// By which decision; stands in the journal
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) decision: Option<String>,
    /// Do it
    #[arg(long)]
    pub(in crate::cli) yes: bool,
}

/// What is said of an edit besides the edit.
#[derive(Debug, Args)]
pub(in crate::cli) struct Said {
    /// Who decided so, by which decision; stands in the log
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) label: Option<String>,
    /// 32 hexadecimal digits that name this edit; given again, it is not done again
    #[arg(long, value_name = "HEX")]
    pub(in crate::cli) op: Option<OpId>,
}
