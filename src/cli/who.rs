//! Who sits here: the account of the process, as the system knows it, and where the line comes from.
//!
//! Names in the environment can be set to anything, so the account comes from the user id.

use std::env;

/// The account's name by the user id; the number when the system has no name for it.
pub(super) fn account() -> String {
    let uid = rustix::process::getuid().as_raw();
    let named = std::fs::read_to_string("/etc/passwd").ok().and_then(|table| name_of(&table, uid));
    named.unwrap_or_else(|| format!("uid-{uid}"))
}

/// The address the line comes from, when the session came over SSH.
pub(super) fn address() -> Option<String> {
    let connection = env::var("SSH_CONNECTION").ok()?;
    connection.split_whitespace().next().map(str::to_owned)
}

fn name_of(table: &str, uid: u32) -> Option<String> {
    let uid = uid.to_string();
    table.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == uid).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_name_stands_beside_the_number() {
        let table = "root:x:0:0::/root:/bin/sh\nlan:x:1001:1001:Lan:/home/lan:/bin/bash\n";
        assert_eq!(super::name_of(table, 1001).as_deref(), Some("lan"));
        assert_eq!(super::name_of(table, 7), None);
    }
}
