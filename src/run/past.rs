//! The history of a record, read from the log for the screen.

use std::path::Path;

use jiff::Timestamp;

use crate::{
    clock::office_time,
    domain::{data::Data, history::Family, permit::Permit, words::Lang},
    say,
    store::{
        Entry,
        io::Real,
        log::{LogError, log},
    },
    ui::history::{Edit, Inquiry, Past},
};

/// A history that cannot be read at all, and why.
pub(super) fn unread(inquiry: &Inquiry, why: String) -> Past {
    Past { of: inquiry.of.clone(), edits: Vec::new(), begins: 0, trouble: Some(why) }
}

/// What the log says of a record, as far as a session with this permit may see it; none when nobody waits any more.
/// `data` is the register as the session sees it.
pub(super) fn read(inquiry: &Inquiry, data: &Data, path: &Path, permit: &Permit, lang: Lang) -> Option<Past> {
    let mut family = Family::new(data, (inquiry.of.0, &inquiry.of.1));
    let mut past = unread(inquiry, String::new());
    let mut edits: Vec<Edit> = Vec::new();
    let io = Real::default();
    let end: Result<u64, LogError> = match log(path, permit, &io) {
        Err(why) => Err(why),
        Ok(mut log) => loop {
            if !inquiry.is_wanted() {
                return None;
            }
            match log.next() {
                None => break Ok(log.span().first),
                Some(Err(why)) => break Err(why),
                Some(Ok(entry)) => {
                    let mut edit = edit(entry, data);
                    edit.batch.changes.retain(|change| family.may_have(change));
                    edits.extend((!edit.batch.changes.is_empty()).then_some(edit));
                }
            }
        },
    };
    for mut edit in edits.into_iter().rev() {
        edit.batch.changes =
            edit.batch.changes.into_iter().rev().filter(|change| family.has(change)).collect();
        edit.batch.changes.reverse();
        past.edits.extend((!edit.batch.changes.is_empty()).then_some(edit));
    }
    past.trouble = match end {
        Ok(begins) => {
            past.begins = begins;
            None
        }
        Err(why) => Some(say::log_error(&why, lang)),
    };
    Some(past)
}

fn edit(entry: Entry, data: &Data) -> Edit {
    let at = entry.at.parse::<Timestamp>().ok().map(|moment| office_time(data, moment));
    Edit { revision: entry.revision, at, who: entry.who.to_string(), batch: entry.batch }
}
