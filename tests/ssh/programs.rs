//! No session starts a program: strace sees the one that is the session itself, and the kernel refuses others.

use std::{fs, process::Command};

use portable_pty::CommandBuilder;

use super::{
    harness::{F2, QUIT, SAVE, Session},
    host::{Folder, STARTED, installed, program},
};

/// A whole session under strace; the calls that start programs.
fn traced(forced: &[&str]) -> Option<Vec<String>> {
    let strace = program("strace")?;
    let works = Command::new(&strace).args(["-o", "/dev/null", "true"]).output().ok()?;
    if !works.status.success() {
        return None;
    }
    let folder = Folder::new();
    let file = folder.text("register.json");
    let made =
        Command::new(installed()).args(["sample", "--members", "300", "--to", &file]).output().unwrap();
    assert!(made.status.success());
    let mut command = CommandBuilder::new(strace);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("PATH", "/usr/bin:/bin");
    command.env("HOME", folder.path("home"));
    command.cwd(folder.path(""));
    for name in ["EDITOR", "VISUAL", "PAGER", "SHELL"] {
        command.env(name, "/bin/sh");
    }
    command.args(["-f", "-e", "trace=execve,execveat,vfork,fork", "-o", &folder.text("trace"), installed()]);
    command.args(["--file", &file, "--as-of", "2018-04-14"]);
    command.args(forced);
    let mut session = Session::start(command, 100, 30);
    session.wait_for(STARTED).send("3").wait_for(" dòng").send(F2).wait_for("Sửa:");
    session
        .send("\x1b[B\x1b[B\x1b[B\x1b[B")
        .send("Tên khác")
        .wait_for("Tên khác")
        .send(SAVE)
        .wait_for("Đã lưu: sửa");
    session.resize(120, 40);
    session.send("\x1a").wait_for("Đã hoàn tác").send("\x1a").send("\x0c").settled();
    session.send(QUIT);
    assert_eq!(session.ended().code, 0);
    let trace = fs::read_to_string(folder.path("trace")).unwrap();
    Some(
        trace
            .lines()
            .filter(|line| line.contains("exec") || line.contains("fork("))
            .map(str::to_owned)
            .collect(),
    )
}

#[test]
fn a_session_starts_no_program() {
    for forced in [&["--as", "Lan", "--role", "editor"][..], &[]] {
        match traced(forced) {
            Some(calls) => assert_eq!(calls.len(), 1, "{calls:#?}"),
            None => eprintln!("SKIPPED, NOT TESTED: strace is not installed or may not trace here"),
        }
    }
}

#[test]
fn the_kernel_would_refuse_it_as_well() {
    let folder = Folder::new();
    let file = folder.text("register.json");
    let made = Command::new(installed()).args(["sample", "--members", "60", "--to", &file]).output().unwrap();
    assert!(made.status.success());
    let mut command = CommandBuilder::new(installed());
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.cwd(folder.path(""));
    command.args(["--file", &file, "--as-of", "2018-04-14", "--as", "Lan", "--role", "viewer"]);
    let mut session = Session::start(command, 100, 30);
    session.wait_for(STARTED);
    let status = fs::read_to_string(format!("/proc/{}/status", session.pid())).unwrap();
    let line = |name: &str| status.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
    match line("Seccomp:").split_whitespace().next_back() {
        Some("2") => assert!(line("NoNewPrivs:").ends_with('1'), "{status}"),
        _ => eprintln!("SKIPPED, NOT TESTED: this kernel has no seccomp filters"),
    }
    session.send(QUIT);
    assert_eq!(session.ended().code, 0);
}
