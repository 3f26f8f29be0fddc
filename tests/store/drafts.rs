//! Drafts: private, one for each session and register, found again, gone after a week.

use std::{fs, os::unix::fs::MetadataExt, time::Duration};

use chibo::store::{draft::Drafts, io::Real};
use serde_json::json;

use crate::common::*;

#[test]
fn a_draft_is_found_by_the_next_session_at_the_same_register() {
    let (place, other) = (Place::with_members(1), Place::with_members(1));
    let dir = place.beside(".drafts");
    let io = Real::default();
    let drafts = Drafts::new(&dir, &place.path, &io);
    assert_eq!(drafts.latest("two"), None);
    drafts.save("one", &json!({"name": "Nguyễn"})).unwrap();
    drafts.save("one", &json!({"name": "Nguyễn Văn"})).unwrap();
    assert_eq!(drafts.latest("one"), None, "one's own is not news");
    let found = drafts.latest("two").unwrap();
    assert_eq!((found.session.as_str(), &found.form), ("one", &json!({"name": "Nguyễn Văn"})));
    assert_eq!(Drafts::new(&dir, &other.path, &io).latest("two"), None);
    for entry in fs::read_dir(&dir).unwrap() {
        assert_eq!(entry.unwrap().metadata().unwrap().mode() & 0o777, 0o600);
    }
    assert_eq!(fs::metadata(&dir).unwrap().mode() & 0o777, 0o700);
    drafts.remove("one").unwrap();
    drafts.remove("one").unwrap();
    assert_eq!(drafts.latest("two"), None);
}

#[test]
fn an_old_draft_is_removed_and_a_session_cannot_lead_out_of_the_folder() {
    let place = Place::with_members(1);
    let dir = place.beside(".drafts");
    let io = Real::default();
    let drafts = Drafts::new(&dir, &place.path, &io);
    drafts.save("../../escape", &json!(1)).unwrap();
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
    assert_eq!(drafts.latest("two").unwrap().session, "../../escape");
    let path = fs::read_dir(&dir).unwrap().next().unwrap().unwrap().path();
    let old = std::time::SystemTime::now() - Duration::from_secs(8 * 24 * 3600);
    fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
    assert_eq!(drafts.latest("two"), None);
    assert!(!path.exists());
}
