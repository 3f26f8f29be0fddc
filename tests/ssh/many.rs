//! Thirty officers at once on a register of a district's size.

use std::{fs, thread, time::Duration};

use super::{
    harness::QUIT,
    host::{Root, STARTED, missing, running, wait_until},
    office::Office,
};

const OFFICERS: usize = 30;
/// Of each session, in kB.
const MOST_MEMORY: u64 = 50 * 1024;

fn memory(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Processor time a process has used, in ticks of 10 ms.
fn ticks(pid: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[test]
fn thirty_sessions_are_small_and_rest_when_nobody_types() {
    if missing(Root::Spared) {
        return;
    }
    let office = Office::new("2700");
    let who = ["lan", "minh", "hoa"];
    let mut sessions: Vec<_> = (0..OFFICERS).map(|n| office.login(who[n % 3])).collect();
    for session in &mut sessions {
        session.wait_for(STARTED).settled();
    }
    let pids = running(&office.folder.text("srv"));
    assert_eq!(pids.len(), OFFICERS);
    let most = pids.iter().map(|pid| memory(*pid)).max().unwrap();
    let before: u64 = pids.iter().map(|pid| ticks(*pid)).sum();
    let drawn: usize = sessions.iter().map(|session| session.raw().len()).sum();
    thread::sleep(Duration::from_secs(4));
    let used: u64 = pids.iter().map(|pid| ticks(*pid)).sum::<u64>() - before;
    let bytes = sessions.iter().map(|session| session.raw().len()).sum::<usize>() - drawn;
    println!(
        "largest session {most} kB; {used} ticks of 10 ms in 4 s for all {OFFICERS}; {bytes} bytes drawn"
    );
    assert!(most < MOST_MEMORY, "{most} kB");
    assert_eq!(bytes, 0, "nothing is drawn while nobody types");
    // A look at the journal twice a second costs each well under a hundredth of a processor.
    assert!(used <= 4 * OFFICERS as u64, "{used} ticks");
    for session in &mut sessions {
        session.send(QUIT);
    }
    for session in sessions {
        assert_eq!(session.ended().code, 0);
    }
    wait_until("the end of all", || running(&office.folder.text("srv")).is_empty());
}
