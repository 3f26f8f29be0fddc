//! Who sits here: the account of the process, as the system knows it, where the line comes from, and which key
//! opened the door.
//!
//! Names in the environment can be set to anything, so the account comes from the user id; the key comes from a
//! file that sshd wrote, which must be the account's own or the system's.

use std::{
    env,
    fs::File,
    io::Read,
    net::IpAddr,
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::Path,
};

use base64::{Engine, prelude::BASE64_STANDARD, prelude::BASE64_STANDARD_NO_PAD};
use rustix::fs::OFlags;
use sha2::{Digest, Sha256};

use crate::store::{OpId, Who};

/// Who edits in this run of the program.
pub(super) fn who() -> Who {
    let uid = rustix::process::getuid().as_raw();
    let table = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let (account, name) = entry(&table, uid).unwrap_or_else(|| (format!("uid-{uid}"), String::new()));
    let session = OpId::random().map(|id| id.to_string()).unwrap_or_else(|_| std::process::id().to_string());
    let key = env::var_os("SSH_USER_AUTH").and_then(|path| key(Path::new(&path), uid));
    Who { name, account, key, address: address(), session }
}

/// The address the line comes from, when the session came over SSH.
fn address() -> Option<String> {
    let connection = env::var("SSH_CONNECTION").ok()?;
    let address: IpAddr = connection.split_whitespace().next()?.parse().ok()?;
    Some(address.to_string())
}

/// Account and full name of a user id, as the administrator entered them.
fn entry(table: &str, uid: u32) -> Option<(String, String)> {
    let uid = uid.to_string();
    table.lines().find_map(|line| {
        let fields: Vec<&str> = line.split(':').collect();
        let (account, number, person) = (fields.first()?, fields.get(2)?, fields.get(4)?);
        let name = person.split(',').next().unwrap_or_default().trim();
        (*number == uid).then(|| ((*account).to_owned(), name.to_owned()))
    })
}

/// Fingerprint of the key that logged in, from the file sshd writes where `ExposeAuthInfo` is on.
fn key(path: &Path, uid: u32) -> Option<String> {
    const LONGEST: u64 = 64 * 1024;
    let quiet = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let file = File::options().read(true).custom_flags(quiet).open(path).ok()?;
    let about = file.metadata().ok()?;
    let trusted = about.is_file() && (about.uid() == uid || about.uid() == 0) && about.mode() & 0o022 == 0;
    let mut text = String::new();
    file.take(LONGEST).read_to_string(&mut text).ok().filter(|_| trusted)?;
    text.lines().find_map(fingerprint)
}

/// `publickey ssh-ed25519 AAAA…` as `SHA256:…`, the way `ssh-keygen -l` writes it.
fn fingerprint(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let blob = words.next().filter(|method| *method == "publickey").and_then(|_| words.nth(1))?;
    let digest = Sha256::digest(BASE64_STANDARD.decode(blob).ok()?);
    Some(format!("SHA256:{}", BASE64_STANDARD_NO_PAD.encode(digest)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn account_and_name_stand_beside_the_number() {
        let table = "root:x:0:0::/root:/bin/sh\nlan:x:1001:1001:Trần Thị Lan,P.2:/home/lan:/bin/bash\n";
        assert_eq!(super::entry(table, 1001), Some(("lan".to_owned(), "Trần Thị Lan".to_owned())));
        assert_eq!(super::entry(table, 7), None);
    }

    #[test]
    fn only_a_key_has_a_fingerprint() {
        assert_eq!(super::fingerprint("password"), None);
        assert_eq!(super::fingerprint("publickey ssh-ed25519"), None);
        assert_eq!(super::fingerprint("publickey ssh-ed25519 ***"), None);
        let known = super::fingerprint("publickey ssh-ed25519 AAAA").unwrap_or_default();
        assert!(known.starts_with("SHA256:") && known.len() == 50, "{known}");
    }
}
