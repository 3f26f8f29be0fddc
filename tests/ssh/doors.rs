//! Everything else one can ask of sshd with such a key, and keys that lead out of other programs: no door opens.

use std::{
    fs,
    io::Read,
    net::TcpStream,
    path::Path,
    time::{Duration, Instant},
};

use super::{
    harness::{DEADLINE, QUIT},
    host::{Root, STARTED, missing, running, wait_until},
    office::Office,
};

#[test]
fn commands_files_and_tunnels_give_nothing() {
    if missing(Root::Spared) {
        return;
    }
    let office = Office::new("60");
    let (folder, account) = (&office.folder, office.account.name.as_str());
    for who in ["lan", "hoa"] {
        for command in
            [&["{at}", "id; echo door"][..], &["-T", "{at}"], &["{at}", "/bin/sh", "-c", "echo door"]]
        {
            let out = office.sshd.client(folder, ("ssh", "-p"), who, account, command);
            let (said, told) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
            assert_eq!(out.status.code(), Some(2), "{command:?}: {said} {told}");
            assert!(
                said.is_empty() && told.contains("Ở đây không có màn hình"),
                "{command:?}: {said} {told}"
            );
        }
        let target = folder.text("stolen");
        let from = "{at}:/etc/passwd";
        for arguments in [&[from, target.as_str()][..], &["-O", from, target.as_str()]] {
            let out = office.sshd.client(folder, ("scp", "-P"), who, account, arguments);
            assert!(!out.status.success() && !Path::new(&target).exists(), "{arguments:?}");
        }
        let batch = folder.path("batch");
        fs::write(&batch, "get /etc/passwd\nput batch /tmp/chibo-door\n").unwrap();
        let out = office.sshd.client(
            folder,
            ("sftp", "-P"),
            who,
            account,
            &["-b", batch.to_str().unwrap(), "{at}"],
        );
        assert!(!out.status.success() && !Path::new("/tmp/chibo-door").exists());
        let subsystem = office.sshd.client(folder, ("ssh", "-p"), who, account, &["-s", "{at}", "sftp"]);
        assert_eq!((subsystem.status.code(), subsystem.stdout.len()), (Some(2), 0));
        let remote = ["-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:9", "{at}"];
        assert!(!office.sshd.client(folder, ("ssh", "-p"), who, account, &remote).status.success());
    }
    local_forwarding_is_refused(&office);
}

/// The client listens, but what comes there gets nowhere.
fn local_forwarding_is_refused(office: &Office) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let forward = format!("{free}:127.0.0.1:{}", office.sshd.port());
    let mut ssh = office.sshd.spawn(
        &office.folder,
        "hoa",
        &office.account.name,
        &["-N", "-o", "LogLevel=INFO", "-L", &forward],
    );
    let deadline = Instant::now() + DEADLINE;
    let mut got = Vec::new();
    loop {
        assert!(Instant::now() < deadline, "the client does not listen");
        if let Ok(mut line) = TcpStream::connect(("127.0.0.1", free)) {
            line.set_read_timeout(Some(DEADLINE)).unwrap();
            line.read_to_end(&mut got).unwrap_or_default();
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(got.is_empty(), "the banner of sshd came through: {}", String::from_utf8_lossy(&got));
    ssh.kill().unwrap();
    ssh.wait().unwrap();
}

#[test]
fn the_clients_environment_decides_nothing() {
    if missing(Root::Spared) {
        return;
    }
    let office = Office::new("60");
    let elsewhere = office.folder.make("elsewhere", 0o777);
    let names =
        ["EDITOR", "XDG_STATE_HOME", "HOME", "LD_PRELOAD", "SSH_ORIGINAL_COMMAND", "CHIBO_FILE", "PATH"];
    // ssh heeds one SetEnv only; several variables stand in it.
    let all: Vec<String> = names.iter().map(|name| format!("{name}={}", elsewhere.display())).collect();
    let option = format!("SetEnv={}", all.join(" "));
    let mut lan = office.sshd.login(&office.folder, "lan", &office.account.name, &["-t", "-o", &option]);
    lan.wait_for(STARTED);
    let mine = office.folder.text("srv");
    let pids = running(&mine);
    assert_eq!(pids.len(), 1, "{pids:?}");
    let environment = fs::read(format!("/proc/{}/environ", pids[0])).unwrap_or_default();
    let environment = String::from_utf8_lossy(&environment).replace('\0', "\n");
    assert!(!environment.contains(&elsewhere.display().to_string()), "{environment}");
    lan.send(QUIT);
    assert_eq!(lan.ended().code, 0);
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[test]
fn no_control_key_leads_to_a_shell() {
    if missing(Root::Spared) {
        return;
    }
    let office = Office::new("60");
    let mine = office.folder.text("srv");
    let mut hoa = office.login("hoa");
    hoa.wait_for(STARTED);
    let pid = running(&mine)[0];
    // Every control character but Ctrl+Q, alone and behind an Esc; then what suspends, quits and breaks elsewhere.
    let control = (1u8..32).filter(|byte| *byte != 0x11).chain([0x7f]);
    for byte in control {
        let key = String::from(char::from(byte));
        hoa.send(&key).send("\x0c").settled();
        hoa.send("\x1b").settled().send(&format!("\x1b{key}")).send("\x0c").settled();
    }
    for key in ["\x1a", "\x03", "\x1c", "\x1a\x1a", "~.", "~&", "\x1b[24~", "!sh\r", ":!sh\r", "\x15"] {
        hoa.send(key).send("\x0c").settled();
    }
    let state = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let state = state.rsplit(") ").next().unwrap().chars().next().unwrap();
    assert!(matches!(state, 'S' | 'R' | 'D'), "it runs on: {state}");
    assert_eq!(fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap(), "", "no child");
    hoa.send("\x1b").settled().send(QUIT);
    wait_until("the end", || {
        if running(&mine).is_empty() {
            return true;
        }
        // A form may be open, which asks.
        hoa.send(QUIT);
        std::thread::sleep(Duration::from_millis(300));
        false
    });
}
