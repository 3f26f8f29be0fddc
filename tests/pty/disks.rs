//! A disk that is full, or a file that may not grow: said plainly, nothing lost, and it goes on when there is room.

use std::{fs, path::Path, process::Command};

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Resource, Rlimit, prlimit};

use super::{
    harness::{QUIT, SAVE, Session},
    place::{CLASS_ORIGIN, DAY, Place, form_at},
};

const TYPED: &str = "Cố nông";
const FULL: &str = "Ổ đĩa đầy hoặc hết hạn mức";

/// A folder on a small disk of its own; none where this account may not mount.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    fn mounted(at: &'a Path) -> Option<Self> {
        fs::create_dir(at).unwrap();
        let output =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=2m,mode=0700", "tmpfs"]).arg(at).output();
        let mounted = output.is_ok_and(|output| output.status.success());
        if !mounted {
            println!("skipped: this account may not mount");
        }
        mounted.then_some(Self(at))
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        _ = Command::new("umount").arg("-l").arg(self.0).output();
    }
}

/// Not saved, for this reason; the text stays in the form and in the draft. Then room is made, and it is saved.
fn refused_then_saved(place: &Place, session: &mut Session, make_room: impl FnOnce(&Session)) {
    let before = place.text();
    session.send(SAVE).wait_for("Chưa lưu").wait_for(FULL).wait_for(TYPED);
    assert_eq!(place.text(), before);
    session.wait_until("the draft", |_, _| {
        let files = fs::read_dir(place.path("state/chibo/drafts")).into_iter().flatten();
        files
            .filter_map(|file| fs::read_to_string(file.unwrap().path()).ok())
            .any(|text| text.contains(TYPED))
    });
    make_room(session);
    session.send(SAVE).wait_for("Đã lưu: sửa");
    assert!(place.listed("class_origin").contains(&TYPED.to_owned()));
}

#[test]
fn on_a_full_disk_an_edit_waits_in_the_form_until_there_is_room() {
    let place = Place::with_sample();
    let at = place.path("office");
    let Some(disk) = Disk::mounted(&at) else { return };
    fs::copy(place.file(), disk.0.join("register.json")).unwrap();
    fs::remove_file(place.file()).unwrap();
    std::os::unix::fs::symlink(disk.0.join("register.json"), place.file()).unwrap();
    let mut session = Session::start(place.command(&["--as-of", DAY]), 140, 40);
    form_at(&mut session, CLASS_ORIGIN);
    session.send(TYPED).wait_for(TYPED);
    let ballast = disk.0.join("ballast");
    drop(fs::write(&ballast, vec![0; 1 << 22])); // As much as there is room for.
    // What is left of the page the journal ends in.
    let journal = disk.0.join("register.json.journal");
    let left = 4096 - fs::metadata(&journal).unwrap().len() % 4096;
    assert!(left < 4096);
    let mut line = vec![b' '; left as usize];
    line[left as usize - 1] = b'!';
    let mut end = fs::File::options().append(true).open(&journal).unwrap();
    std::io::Write::write_all(&mut end, &line).unwrap();
    refused_then_saved(&place, &mut session, |_| fs::remove_file(&ballast).unwrap());
    session.send(QUIT);
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn a_limit_on_the_size_of_files_is_like_a_full_disk_and_no_end() {
    let place = Place::with_sample();
    // The journal is made before; with it 512 bytes are not enough for one edit.
    let mut first = place.start();
    first.wait_for("BÍ THƯ").send(QUIT);
    assert_eq!(first.exit_code(), 0);
    let program = place.command(&["--as-of", DAY]);
    let mut command = CommandBuilder::new("/bin/sh");
    command.env_clear();
    program.iter_extra_env_as_str().for_each(|(name, value)| command.env(name, value));
    command.cwd(place.path(""));
    command.args(["-c", "exec \"$0\" \"$@\""]);
    command.args(program.get_argv());
    let mut session = Session::start(command, 140, 40);
    form_at(&mut session, CLASS_ORIGIN);
    session.send(TYPED).wait_for(TYPED);
    let pid = Pid::from_raw(session.pid()).unwrap();
    let size = fs::metadata(place.path("register.json.journal")).unwrap().len();
    let whole = prlimit(Some(pid), Resource::Fsize, Rlimit { current: None, maximum: None }).unwrap();
    let limit = |bytes| Rlimit { current: bytes, maximum: whole.maximum };
    session.wait_until("the draft", |_, _| {
        fs::read_dir(place.path("state/chibo/drafts")).is_ok_and(|d| d.count() > 0)
    });
    prlimit(Some(pid), Resource::Fsize, limit(Some(size + 100))).unwrap();
    let before = place.text();
    session.send(SAVE).wait_for("Chưa lưu").wait_for(FULL).wait_for(TYPED);
    assert_eq!(place.text(), before);
    prlimit(Some(pid), Resource::Fsize, limit(whole.current)).unwrap();
    session.send(SAVE).wait_for("Đã lưu: sửa");
    assert!(place.listed("class_origin").contains(&TYPED.to_owned()));
}
