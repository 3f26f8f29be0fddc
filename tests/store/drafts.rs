//! Drafts: private, one for each session and register, found again, gone after a week.

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use chibo::store::{draft::Drafts, io::Real};
use serde_json::json;

use crate::common::*;

/// No other session runs.
fn ended(_: &str) -> bool {
    false
}

/// Makes a file some days older than it is.
fn age(path: &Path, days: u64) {
    let old = SystemTime::now() - Duration::from_secs(days * 24 * 3600);
    fs::File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
}

fn only(dir: &Path) -> PathBuf {
    let mut files = fs::read_dir(dir).unwrap();
    let path = files.next().unwrap().unwrap().path();
    assert!(files.next().is_none());
    path
}

#[test]
fn a_draft_is_found_by_the_next_session_at_the_same_register() {
    let (place, other) = (Place::with_members(1), Place::with_members(1));
    let dir = place.beside(".drafts");
    let io = Real::default();
    let drafts = Drafts::new(&dir, &place.path, &io);
    assert_eq!(drafts.latest("two", ended), None);
    drafts.save("one", &json!({"name": "Nguyễn"})).unwrap();
    drafts.save("one", &json!({"name": "Nguyễn Văn"})).unwrap();
    assert_eq!(drafts.latest("one", ended), None, "one's own is not news");
    let found = drafts.latest("two", ended).unwrap();
    assert_eq!((found.session.as_str(), &found.form), ("one", &json!({"name": "Nguyễn Văn"})));
    assert_eq!(Drafts::new(&dir, &other.path, &io).latest("two", ended), None);
    for entry in fs::read_dir(&dir).unwrap() {
        assert_eq!(entry.unwrap().metadata().unwrap().mode() & 0o777, 0o600);
    }
    assert_eq!(fs::metadata(&dir).unwrap().mode() & 0o777, 0o700);
    drafts.remove("one").unwrap();
    drafts.remove("one").unwrap();
    assert_eq!(drafts.latest("two", ended), None);
}

#[test]
fn an_old_draft_is_removed_and_a_session_cannot_lead_out_of_the_folder() {
    let place = Place::with_members(1);
    let dir = place.beside(".drafts");
    let io = Real::default();
    let drafts = Drafts::new(&dir, &place.path, &io);
    drafts.save("../../escape", &json!(1)).unwrap();
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
    assert_eq!(drafts.latest("two", ended).unwrap().session, "../../escape");
    let path = only(&dir);
    age(&path, 8);
    assert_eq!(drafts.latest("two", ended), None);
    assert!(!path.exists());
}

#[test]
fn the_newest_draft_of_a_session_that_has_ended_is_found_behind_that_of_one_that_runs() {
    let place = Place::with_members(1);
    let dir = place.beside(".drafts");
    let io = Real::default();
    let drafts = Drafts::new(&dir, &place.path, &io);
    for (days, session) in [(3, "ended long ago"), (2, "ended"), (1, "runs")] {
        let before: Vec<PathBuf> =
            fs::read_dir(&dir).into_iter().flatten().map(|f| f.unwrap().path()).collect();
        drafts.save(session, &json!(session)).unwrap();
        let new = fs::read_dir(&dir).unwrap().map(|f| f.unwrap().path()).find(|path| !before.contains(path));
        age(&new.unwrap(), days);
    }
    let found = |runs: &[&str]| drafts.latest("me", |session| runs.contains(&session)).map(|d| d.session);
    assert_eq!(found(&[]).as_deref(), Some("runs"));
    assert_eq!(found(&["runs"]).as_deref(), Some("ended"));
    assert_eq!(found(&["runs", "ended"]).as_deref(), Some("ended long ago"));
    assert_eq!(found(&["runs", "ended", "ended long ago"]), None);
}

#[test]
fn drafts_of_registers_that_are_not_opened_again_go_after_thirty_days() {
    let (place, other) = (Place::with_members(1), Place::with_members(1));
    let dir = place.beside(".drafts");
    let io = Real::default();
    let drafts = Drafts::new(&dir, &place.path, &io);
    Drafts::new(&dir, &other.path, &io).save("one", &json!(1)).unwrap();
    let path = only(&dir);
    fs::write(dir.join("a file of somebody's own.json"), "{}").unwrap();
    age(&dir.join("a file of somebody's own.json"), 40);
    for (days, runs, stays) in [(29, false, true), (31, true, true), (31, false, false)] {
        age(&path, days);
        assert_eq!(drafts.latest("two", |session| runs && session == "one"), None);
        assert_eq!(path.exists(), stays, "{days} days, running: {runs}");
    }
    assert_eq!(only(&dir).file_name().unwrap(), "a file of somebody's own.json", "only drafts are removed");
}

#[test]
fn an_old_draft_of_a_session_that_runs_stays() {
    let place = Place::with_members(1);
    let dir = place.beside(".drafts");
    let io = Real::default();
    let drafts = Drafts::new(&dir, &place.path, &io);
    drafts.save("one", &json!(1)).unwrap();
    age(&only(&dir), 8);
    assert_eq!(drafts.latest("two", |session| session == "one"), None);
    assert!(only(&dir).exists());
}
