//! What reaches a session and what leaves it: two closed lists, and the words for how it is set up.

use std::sync::Arc;

use serde_json::Value;

use crate::{
    domain::{
        check::Finding,
        date::Date,
        edit::{Batch, Refused},
        permit::Permit,
        record::{Id, Kind},
        report::{Report, Request},
        standing::Standing,
        words::Lang,
    },
    keymap::{Key, Keymap},
    ui::{
        Export, Wish,
        history::{Inquiry, Past},
        intake::{Errand, Reply},
        theme::Theme,
    },
};

/// What happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size: columns and rows.
    Resize(u16, u16),
    /// The office's day is another one.
    Today(Date),
    /// The register is another one, by other hands or on another date; with words about what changed.
    Standing(Arc<Standing>, Option<String>),
    /// An edit of ours is durable: what it really changed, and the register after it.
    Saved(u64, Batch, Arc<Standing>),
    /// There is a register now: one that was made, or the sample.
    Opened(Arc<Standing>, FileState),
    /// An edit of ours was refused, by whom the other values are, and the register as it is now.
    Refused(u64, Refused, Option<String>, Arc<Standing>),
    /// An edit of ours could not be written; the words say why and what is kept.
    Failed(u64, String),
    /// The state of the file changed.
    File(FileState),
    /// A form that was not saved when an earlier session ended.
    Draft(Value),
    /// Somebody was erased: what was undone and could be undone is to be forgotten.
    Forget,
    /// A word to the person.
    Say(String),
    /// A word to the person that something could not be done.
    Warn(String),
    /// A report a screen asked for.
    Report(Arc<Report>),
    /// The history a screen asked for.
    History(Arc<Past>),
    /// What the checks found that a screen asked for.
    Checked(Arc<[Finding]>),
    /// It is noted that somebody looks at what is masked of a record; it may be shown.
    Revealed(Kind, Id),
    /// It could not be noted that somebody looks at what is masked, so it is not shown; the words say why.
    NotRevealed(String),
    /// What is masked has been shown long enough.
    Mask,
    /// News of an import.
    Intake(Reply),
}

/// What shall happen outside.
#[derive(Debug, PartialEq)]
pub enum Effect {
    /// An edit goes to the store.
    Commit(u64, Batch),
    /// The register is wanted as of a date; none means today.
    See(Option<Date>),
    /// The words of the store are to be in this language.
    Speak(Lang),
    /// What is typed in the open form; none when there is nothing to keep.
    Draft(Option<Value>),
    /// The register is to be looked at again.
    Reload,
    /// The screen is to be painted anew.
    Repaint,
    /// A new register for an office of this name.
    Make(String),
    /// A private copy of the sample district.
    Sample,
    /// A report is wanted.
    Report(Request),
    /// The history of a record is wanted.
    History(Inquiry),
    /// What the checks find is wanted.
    Check,
    /// What is masked of a record is to be seen: these fields.
    Reveal(Kind, Id, Vec<&'static str>),
    /// Something goes into a file.
    Export(Export),
    /// A step of an import is wanted.
    Intake(Errand),
    /// The program ends.
    Quit,
}

impl From<Wish> for Effect {
    fn from(wish: Wish) -> Self {
        match wish {
            Wish::Report(request) => Self::Report(request),
            Wish::History(inquiry) => Self::History(inquiry),
            Wish::Check => Self::Check,
            Wish::Intake(errand) => Self::Intake(errand),
        }
    }
}

/// How the file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// Everything is on disk.
    Saved,
    /// An edit is on its way.
    Saving,
    /// The register can only be read; the words say why.
    ReadOnly(String),
    /// There is no register yet; where it would be.
    Missing(String),
}

/// How one session is set up.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Language of the words.
    pub lang: Lang,
    /// The keys.
    pub keys: Keymap,
    /// The looks.
    pub theme: Theme,
    /// What whoever sits here may do.
    pub permit: Permit,
}
