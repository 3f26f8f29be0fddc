//! Whose the other values of a refused edit are, for the person who is asked about them.

use jiff::Timestamp;

use crate::{
    clock::office_time,
    domain::{data::Data, edit::Refused},
    store::LastChange,
};

/// Who changed a clashing field last.
pub(super) fn by(data: &Data, refused: &Refused, last: &[LastChange]) -> Option<String> {
    let Refused::Conflict(clashes) = refused else { return None };
    let clash = clashes.first()?;
    let change = last.iter().find(|c| {
        c.kind == clash.kind && c.id == clash.id && c.field.as_ref().is_none_or(|f| *f == clash.field)
    })?;
    let name = change.entry.who.to_string();
    let at = change.entry.at.parse::<Timestamp>().map(|moment| office_time(data, moment));
    Some(at.map_or_else(
        |_| name.clone(),
        |at| format!("{name} ({:02}:{:02} {}/{})", at.hour(), at.minute(), at.day(), at.month()),
    ))
}
