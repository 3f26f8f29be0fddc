//! What a session asks of the store's thread: the list of it, and which of it an edit waits on.

use crate::{
    domain::{
        date::Date,
        edit::Batch,
        record::{Id, Kind},
        report::Request,
        words::Lang,
    },
    ui::{Export, history::Inquiry, intake::Errand},
};

/// What the session wants of the store.
pub(super) enum Job {
    Commit(u64, Batch),
    See(Option<Date>),
    Speak(Lang),
    Reload,
    Draft,
    Make(String),
    Sample,
    Report(Request),
    Export(Export),
    History(Inquiry),
    Check,
    Intake(Errand),
    Reveal(Kind, Id, Vec<&'static str>),
    Leave,
}

impl Job {
    /// The edit that waits for an answer.
    pub(super) fn edit(&self) -> Option<u64> {
        match self {
            Self::Commit(op, _) => Some(*op),
            Self::See(_) | Self::Speak(_) | Self::Reload | Self::Draft => None,
            Self::Make(_) | Self::Sample | Self::Report(_) | Self::Export(_) | Self::Leave => None,
            Self::History(_) | Self::Reveal(..) | Self::Check | Self::Intake(_) => None,
        }
    }
}
