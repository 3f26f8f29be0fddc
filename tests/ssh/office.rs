//! The recipe of one service account: who comes in by which key, what they get, and that it is kept.

use std::{fs, process::Command};

use chibo::{
    domain::{data::Data, permit::Permit, record::Id},
    store::{Store, io::Real},
};
use rustix::process::Signal;

use super::{
    harness::{F2, QUIT, SAVE, Session},
    host::{Account, Folder, Root, STARTED, Sshd, installed, missing, recipe, wait_until},
};

/// The office of the recipe: Lan edits one unit, Minh looks at everything, Hoa is the administrator.
pub(crate) struct Office {
    pub(crate) sshd: Sshd,
    pub(crate) account: Account,
    pub(crate) folder: Folder,
    /// A committee with villages, and its code.
    pub(crate) unit: Id,
    pub(crate) code: String,
}

impl Office {
    pub(crate) fn new(members: &str) -> Self {
        let folder = Folder::new();
        let home = folder.make("home", 0o755);
        let account = Account::new(&home, "", None);
        let srv = folder.make("srv", 0o700);
        for name in ["srv/state", "srv/export"] {
            account.owns(&folder.make(name, 0o700));
        }
        let file = folder.text("srv/register.json");
        let made =
            Command::new(installed()).args(["sample", "--members", members, "--to", &file]).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        for entry in fs::read_dir(&srv).unwrap() {
            account.owns(&entry.unwrap().path());
        }
        account.owns(&srv);
        let (unit, code) = committee(&folder);
        let keys = folder.make("etc", 0o755).join("keys");
        let mut lines = recipe("keys: service")
            .replace("/usr/local/bin/chibo", &format!("{} --as-of 2018-04-14", installed()))
            .replace("/srv/chibo", &folder.text("srv"))
            .replace("DB01", &code);
        for who in ["lan", "minh", "hoa"] {
            let public = folder.key(who);
            lines = lines.replace(&format!("ssh-ed25519 AAAA…{who}"), &public);
        }
        assert!(!lines.contains("AAAA…"), "{lines}");
        fs::write(&keys, lines).unwrap();
        let config = recipe("sshd: service")
            .replace("/etc/ssh/chibo/keys", &keys.display().to_string())
            .replace("Match User chibo", &format!("Match User {}", account.name));
        let sshd = Sshd::start(&folder, &config);
        Self { sshd, account, folder, unit, code }
    }

    pub(crate) fn login(&self, who: &str) -> Session {
        self.sshd.login(&self.folder, who, &self.account.name, &[])
    }

    pub(crate) fn data(&self) -> Data {
        let looked =
            Store::look(&self.folder.path("srv/register.json"), &Permit::everything(), &Real::default());
        looked.unwrap().unwrap()
    }

    pub(crate) fn journal(&self) -> String {
        fs::read_to_string(self.folder.path("srv/register.json.journal")).unwrap_or_default()
    }
}

fn committee(folder: &Folder) -> (Id, String) {
    let path = folder.path("srv/register.json");
    let data = Store::look(&path, &Permit::everything(), &Real::default()).unwrap().unwrap();
    let communes: Vec<_> = data.villages().values().filter_map(|v| v.commune.clone()).collect();
    let mut units = data.units().values().filter(|u| communes.contains(&u.id));
    let unit = units.find(|u| data.children(&u.id).count() > 2).unwrap();
    (unit.id.clone(), unit.code.clone())
}

#[test]
fn a_key_says_who_it_is_and_what_is_saved_says_by_which_key() {
    if missing(Root::Spared) {
        return;
    }
    let office = Office::new("300");
    let mut lan = office.login("lan");
    lan.wait_for(STARTED).wait_for("Cập nhật").wait_for("phạm vi").send("3").wait_for(" dòng").send(F2);
    lan.wait_for("Sửa:").send("\x1b[B\x1b[B\x1b[B\x1b[B").send("Tên khác").wait_for("Tên khác").send(SAVE);
    lan.wait_for("Đã lưu: sửa");
    let line = office.journal().lines().next_back().unwrap().to_owned();
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line["by"]["name"], "Trần Thị Lan");
    assert_eq!(line["by"]["account"], office.account.name.as_str());
    assert_eq!(line["by"]["address"], "127.0.0.1");
    let listed =
        Command::new("ssh-keygen").args(["-l", "-f", &office.folder.text("lan.pub")]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert_eq!(listed.split(' ').nth(1), line["by"]["key"].as_str(), "{listed}");
    lan.send(QUIT);
    assert_eq!(lan.ended().code, 0);
    assert!(office.data().revision >= 1);
    let modes: Vec<String> = fs::read_dir(office.folder.path("srv/state"))
        .unwrap()
        .map(|entry| {
            use std::os::unix::fs::PermissionsExt;
            let entry = entry.unwrap();
            format!(
                "{} {:o}",
                entry.file_name().display(),
                entry.metadata().unwrap().permissions().mode() & 0o777
            )
        })
        .collect();
    assert!(
        modes.len() == 1 && modes[0].starts_with("tran-thi-lan-") && modes[0].ends_with(" 700"),
        "{modes:?}"
    );
}

#[test]
fn a_line_that_breaks_in_a_form_leaves_a_draft_for_the_same_person_only() {
    if missing(Root::Spared) {
        return;
    }
    let office = Office::new("300");
    let mut lan = office.login("lan");
    lan.wait_for(STARTED).send("3").wait_for(" dòng").send(F2).wait_for("Sửa:");
    lan.send("\x1b[B\x1b[B\x1b[B\x1b[B").send("Dở dang").wait_for("Dở dang");
    lan.signal(Signal::KILL);
    lan.exit_code();
    wait_until("the end of the session", || super::host::running(&office.folder.text("srv")).is_empty());
    let mut minh = office.login("minh");
    minh.wait_for(STARTED).wait_for("Chỉ xem").send("3").wait_for(" dòng");
    assert!(!minh.text().contains("Bản nháp") && !minh.text().contains("Dở dang"));
    let mut again = office.login("lan");
    again.wait_for("Bản nháp").send("\r").wait_for("Dở dang").send(SAVE).wait_for("Đã lưu: sửa");
    assert!(office.journal().contains("Dở dang"));
}

#[test]
fn a_viewer_changes_nothing_by_any_key() {
    if missing(Root::Spared) {
        return;
    }
    let office = Office::new("300");
    let before = office.journal();
    let mut minh = office.login("minh");
    minh.wait_for(STARTED).wait_for("Chỉ xem").send("3").wait_for(" dòng");
    for key in [F2, "\x0e", "\x1b[3~", "\x14", "\x05", "\x1a", "\x19"] {
        minh.send(key).wait_for("Phiên này chỉ để xem").send("\x0c").send("\x1b[A").wait_gone("chỉ để xem");
    }
    minh.send("\x10").wait_for("Bảng lệnh").send("them moi").wait_for("Không tìm thấy").esc("Bảng lệnh");
    minh.send("4").wait_for("Thôn").send("\x0b").wait_for("Phiên này chỉ để xem");
    minh.send(QUIT);
    assert_eq!(minh.ended().code, 0);
    let edits = |journal: &str| journal.lines().filter(|line| line.contains("\"ops\"")).count();
    assert_eq!(edits(&office.journal()), edits(&before));
}

#[test]
fn a_scope_shows_nothing_of_the_rest_on_any_screen() {
    if missing(Root::Spared) {
        return;
    }
    let office = Office::new("300");
    let data = office.data();
    let view = chibo::domain::scope::narrowed(&data, std::slice::from_ref(&office.unit));
    let seen: Vec<&str> = view.members().values().map(|m| m.name.as_str()).collect();
    let hidden: Vec<&str> = data
        .members()
        .values()
        .filter(|m| view.member(&m.id).is_none() && !seen.contains(&m.name.as_str()))
        .map(|m| m.name.as_str())
        .filter(|name| name.chars().count() > 9)
        .collect();
    assert!(hidden.len() > 50);
    let mut lan = office.login("lan");
    lan.wait_for(STARTED).wait_for("phạm vi");
    // Pages of every tab, as of today and of another day, search, the pickers.
    for tab in ["1", "2", "3", "4", "5", "6", "7"] {
        lan.send(tab).settled().send("\x1b[6~").settled().send("\x1b[F").settled().send("\x1b[H").settled();
    }
    lan.send("2").wait_for("Dự bị").send("\x06").wait_for("Tìm:").send("ch").wait_for("Tìm: ch").esc("Tìm:");
    let stranger = hidden[0];
    lan.send("3").wait_for("Họ và tên").send(stranger).wait_for("Không tìm thấy").esc("Tìm:");
    lan.send("\x06").wait_for("Tìm chữ").send("chi bo").wait_for("chi bo").esc("Tìm chữ");
    // A report, the check, the palette.
    lan.send("5").settled().send("\r").settled().send("\x1b[6~").settled();
    lan.send("\x1b[23~").settled().send("\x1b[6~").settled();
    lan.send("\x10").wait_for("Bảng lệnh").send(stranger).wait_for("Không tìm thấy").esc("Bảng lệnh");
    lan.send("\x1b[20~").wait_for("Xem sổ đến ngày").send("\x15").send("2016\r").wait_for("31/12/2016");
    for tab in ["3", "4", "1"] {
        lan.send(tab).settled().send("\x1b[6~").settled().send("\x1b[F").settled();
    }
    lan.send(QUIT);
    let ended = lan.ended();
    let raw = String::from_utf8_lossy(&ended.raw).replace(stranger, "");
    for name in hidden {
        assert!(!raw.contains(name), "{name}");
    }
    let units = data.units().values().filter(|u| view.unit(&u.id).is_none() && u.name.chars().count() > 12);
    let texts: Vec<String> = view
        .members()
        .values()
        .map(|m| format!("{} {} {}", m.home_place, m.residence, m.occupation))
        .chain(view.units().values().map(|u| u.name.clone()))
        .chain(view.villages().values().map(|v| v.name.clone()))
        .chain([data.office.name.clone()])
        .collect();
    for unit in units.filter(|u| !texts.iter().any(|text| text.contains(&u.name))) {
        assert!(!raw.contains(&unit.name), "{}", unit.name);
    }
    assert!(!office.code.is_empty());
}
