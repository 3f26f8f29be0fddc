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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::*;
    use crate::{
        domain::{
            edit::Batch,
            permit::{Role, Scope},
            record::{Id, Kind},
            scope,
        },
        store::{Caller, OpId, Store, Who},
    };

    /// A register in which the notes of two members were written, one of a unit's and one of another's; that unit, the
    /// two, and where it lies.
    fn edited() -> (tempfile::TempDir, Id, [Id; 2]) {
        let data = crate::sample::district(&crate::sample::Spec { members: 60, seed: 7 });
        let unit = data.children(&data.roots().next().unwrap().id).next().unwrap().id.clone();
        let view = scope::narrowed(&data, std::slice::from_ref(&unit));
        let (inside, outside): (Vec<Id>, Vec<Id>) =
            data.ids(Kind::Member).into_iter().partition(|id| view.member(id).is_some());
        let members = [inside[0].clone(), outside[0].clone()];
        let dir = tempfile::tempdir().unwrap();
        let who = Who { name: "Lan".to_owned(), ..Who::default() };
        let caller = Caller { who, permit: Permit::everything() };
        let path = dir.path().join("register.json");
        let mut store = Store::create(&path, &data, caller, Arc::new(Real::on_any_file_system())).unwrap();
        let mut batch = Batch::new("edit");
        for member in &members {
            let record = data.record(Kind::Member, member).unwrap();
            batch.set(Kind::Member, member, "note", record.json("note"), json!("xem lại"));
            let event = &data.events_of(member)[0].id;
            batch.set(Kind::Event, event, "note", Value::Null, json!("hồ sơ gốc"));
        }
        store.commit(batch, OpId::random().unwrap()).unwrap();
        (dir, unit, members)
    }

    /// How many changes the log tells of a member to a session with this permit.
    fn told(dir: &tempfile::TempDir, permit: &Permit, member: &Id) -> Option<usize> {
        let path = dir.path().join("register.json");
        let data = Store::look(&path, permit, &Real::on_any_file_system()).unwrap().unwrap();
        let waiting = Arc::new(());
        let inquiry = Inquiry::new((Kind::Member, member.clone()), &waiting);
        let past = read(&inquiry, &data, &path, permit, Lang::En).unwrap();
        assert_eq!(past.trouble, None);
        past.edits.first().map(|edit| edit.batch.changes.len())
    }

    #[test]
    fn of_one_batch_only_what_is_about_the_record_and_its_own_is_told() {
        let (dir, _, members) = edited();
        assert_eq!(members.map(|member| told(&dir, &Permit::everything(), &member)), [Some(2), Some(2)]);
    }

    #[test]
    fn a_session_for_some_units_is_told_nothing_of_others() {
        let (dir, unit, members) = edited();
        let permit = Permit { role: Role::Viewer, scope: Scope::Units(vec![unit.as_str().to_owned()]) };
        assert_eq!(members.map(|member| told(&dir, &permit, &member)), [Some(2), None]);
    }

    #[test]
    fn nothing_is_read_for_somebody_who_gave_up() {
        let (dir, _, [member, _]) = edited();
        let path = dir.path().join("register.json");
        let inquiry = Inquiry::new((Kind::Member, member), &Arc::default());
        let data = Store::look(&path, &Permit::everything(), &Real::on_any_file_system()).unwrap().unwrap();
        assert_eq!(read(&inquiry, &data, &path, &Permit::everything(), Lang::En), None);
    }

    #[test]
    fn a_damaged_log_says_so_and_gives_what_stands_before_the_damage() {
        let (dir, _, [member, _]) = edited();
        let journal = dir.path().join("register.json.journal");
        let mut text = std::fs::read_to_string(&journal).unwrap();
        text.push_str("{\"no\":1}\n");
        std::fs::write(&journal, text).unwrap();
        let path = dir.path().join("register.json");
        let waiting = Arc::new(());
        let inquiry = Inquiry::new((Kind::Member, member), &waiting);
        let data = crate::sample::district(&crate::sample::Spec { members: 60, seed: 7 });
        let past = read(&inquiry, &data, &path, &Permit::everything(), Lang::En).unwrap();
        assert_eq!((past.edits.len(), past.trouble.is_some()), (1, true));
    }
}
