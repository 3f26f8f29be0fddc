//! The recipe of own accounts and a shared folder.

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    process::Command,
};

use super::{
    harness::{F2, QUIT, SAVE, Session},
    host::{Account, Folder, Group, Root, STARTED, Sshd, installed, missing, recipe},
};

struct Shared {
    sshd: Sshd,
    an: Account,
    binh: Account,
    _group: Group,
    folder: Folder,
}

fn shared() -> Shared {
    let folder = Folder::new();
    let group = Group::new();
    let person = |key: &str, name: &str| {
        let home = folder.make(&format!("home-{key}"), 0o700);
        let account = Account::new(&home, name, Some(&group.0));
        account.owns(&home);
        fs::write(folder.make("keys", 0o755).join(&account.name), folder.key(key)).unwrap();
        account
    };
    let (an, binh) = (person("an", "Trần Văn An"), person("binh", "Lê Thanh Bình"));
    let table = fs::read_to_string("/etc/group").unwrap();
    let line = table.lines().find(|line| line.starts_with(&format!("{}:", group.0))).unwrap();
    let gid: u32 = line.split(':').nth(2).unwrap().parse().unwrap();
    let srv = folder.make("office", 0o755);
    chown(&srv, Some(0), Some(gid)).unwrap();
    fs::set_permissions(&srv, fs::Permissions::from_mode(0o2770)).unwrap();
    let file = folder.text("office/register.json");
    let made =
        Command::new(installed()).args(["sample", "--members", "300", "--to", &file]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let about = fs::metadata(&file).unwrap();
    assert_eq!((about.gid(), about.mode() & 0o777), (gid, 0o660), "a new register is the group's");
    let config = recipe("sshd: accounts")
        .replace("Match Group office", &format!("Match Group {}", group.0))
        .replace("/usr/local/bin/chibo", &format!("{} --as-of 2018-04-14", installed()))
        .replace("/srv/office", &srv.display().to_string());
    let sshd = Sshd::start(&folder, &config);
    Shared { sshd, an, binh, _group: group, folder }
}

fn edit(session: &mut Session, text: &str) {
    session.wait_for(STARTED).send("3").wait_for("300 dòng").send(F2).wait_for("Sửa:");
    session.send("\x1b[B\x1b[B\x1b[B\x1b[B").send("\x15").send(text).wait_for(text).send(SAVE);
    session.wait_for("Đã lưu: sửa");
}

#[test]
fn two_accounts_share_a_register_each_under_their_own_name() {
    if missing(Root::Needed) {
        return;
    }
    let shared = shared();
    let mut an = shared.sshd.login(&shared.folder, "an", &shared.an.name, &[]);
    an.wait_for(STARTED);
    let mut binh = shared.sshd.login(&shared.folder, "binh", &shared.binh.name, &["-t"]);
    binh.wait_for(STARTED);
    edit(&mut an, "Của An");
    binh.wait_for("Trần Văn An vừa lưu");
    an.send(QUIT);
    assert_eq!(an.ended().code, 0);
    edit(&mut binh, "Của Bình");
    binh.send(QUIT);
    assert_eq!(binh.ended().code, 0);
    let text = fs::read_to_string(shared.folder.path("office/register.json")).unwrap();
    assert!(text.contains("Của Bình") && !text.contains("Của An"), "both wrote the data file");
    for name in ["register.json", "register.json.journal", "register.json.lock", "register.json.bak"] {
        let about = fs::metadata(shared.folder.path("office").join(name)).unwrap();
        assert_eq!(about.mode() & 0o777, 0o660, "{name}");
    }
    let journal = fs::read_to_string(shared.folder.path("office/register.json.journal")).unwrap();
    for (account, name) in [(&shared.an, "Trần Văn An"), (&shared.binh, "Lê Thanh Bình")] {
        let line = journal.lines().find(|line| line.contains(name)).unwrap();
        assert!(line.contains(&account.name) && line.contains("SHA256:"), "{line}");
    }
    assert!(shared.folder.path("home-an/.local/state/chibo").exists(), "drafts lie at home");
}

#[test]
fn the_forced_command_takes_the_place_of_everything_else() {
    if missing(Root::Needed) {
        return;
    }
    let shared = shared();
    let (folder, name) = (&shared.folder, shared.an.name.as_str());
    let out = shared.sshd.client(folder, ("ssh", "-p"), "an", name, &["{at}", "id"]);
    assert_eq!((out.status.code(), out.stdout.len()), (Some(2), 0), "{}", shared.sshd.log());
    let stolen = folder.text("stolen");
    let scp = shared.sshd.client(folder, ("scp", "-P"), "an", name, &["{at}:/etc/passwd", &stolen]);
    assert!(!scp.status.success() && !folder.path("stolen").exists());
}
