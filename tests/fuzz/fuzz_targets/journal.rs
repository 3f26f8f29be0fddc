//! Any lines as a journal, as they are and with right hashes: read as far as it goes, and never written when damaged.
#![no_main]

use std::{fs, sync::Arc};

use chibo::{
    domain::{edit::Batch, permit::Permit, record::Kind},
    store::{Caller, OpId, Store, Who, document, io::Real},
};
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};

/// The lines with the hashes of somebody who knows the rule.
fn forged(lines: &[u8]) -> Vec<u8> {
    let mut chain = "0".repeat(16);
    let mut journal = Vec::new();
    for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let end = line.windows(6).rposition(|part| part == b",\"h\":\"").unwrap_or(line.len());
        let digest = Sha256::new().chain_update(&chain).chain_update(&line[..end]).finalize();
        chain = digest[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        journal.extend_from_slice(&line[..end]);
        journal.extend_from_slice(format!(",\"h\":\"{chain}\"}}\n").as_bytes());
    }
    journal
}

fn open(data: &str, journal: &[u8]) {
    let folder = tempfile::tempdir_in("/dev/shm").unwrap();
    let path = folder.path().join("r.json");
    fs::write(&path, data).unwrap();
    fs::write(folder.path().join("r.json.journal"), journal).unwrap();
    let caller = Caller { who: Who::default(), permit: Permit::everything() };
    let Ok(mut store) = Store::open(&path, caller, Arc::new(Real::default())) else { return };
    let mut text = Vec::new();
    document::print(store.data(), &mut text).unwrap();
    document::parse(&text).expect("what is shown can be written");
    let id = store.data().ids(Kind::Member).into_iter().next();
    let mut batch = Batch::new("edit");
    if let Some(id) = id {
        let from = store.data().record(Kind::Member, &id).unwrap().json("note");
        batch.set(Kind::Member, &id, "note", from, "fuzz".into());
    }
    let read_only = store.read_only().is_some();
    let saved = store.commit(batch, OpId::new([7; 16])).is_ok();
    assert!(!(read_only && saved));
    if read_only {
        assert!(fs::read(folder.path().join("r.json.journal")).unwrap() == journal, "written to");
        assert!(fs::read_to_string(&path).unwrap() == data, "written to");
    }
}

fuzz_target!(|bytes: &[u8]| {
    let data = include_str!("../../data/v1.json");
    open(data, bytes);
    open(data, &forged(bytes));
});
