//! Who sits here: the account of the process, as the system knows it, and where the line comes from.
//!
//! Names in the environment can be set to anything, so the account comes from the user id.

use std::env;

use crate::store::{OpId, Who};

/// Who edits in this run of the program.
pub fn who() -> Who {
    let uid = rustix::process::getuid().as_raw();
    let table = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let (account, name) = entry(&table, uid).unwrap_or_else(|| (format!("uid-{uid}"), String::new()));
    let session = OpId::random().map(|id| id.to_string()).unwrap_or_else(|_| std::process::id().to_string());
    Who { name, account, key: None, address: address(), session }
}

/// The address the line comes from, when the session came over SSH.
fn address() -> Option<String> {
    let connection = env::var("SSH_CONNECTION").ok()?;
    connection.split_whitespace().next().map(str::to_owned)
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

#[cfg(test)]
mod tests {
    #[test]
    fn account_and_name_stand_beside_the_number() {
        let table = "root:x:0:0::/root:/bin/sh\nlan:x:1001:1001:Trần Thị Lan,P.2:/home/lan:/bin/bash\n";
        assert_eq!(super::entry(table, 1001), Some(("lan".to_owned(), "Trần Thị Lan".to_owned())));
        assert_eq!(super::entry(table, 7), None);
    }
}
