//! What people taught about headings, in a file of theirs: what was corrected once need not be again.
//!
//! The folder is handed in. A file that cannot be read costs what was learned and nothing else.

use std::{
    collections::BTreeMap,
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use super::heading::{Means, Taught};
use crate::domain::record::{FieldValue, Kind};

/// Name of the file.
pub const FILE: &str = "headings.json";

/// By kind and heading, the code of what it means.
type Written = BTreeMap<String, BTreeMap<String, String>>;

/// Reads what was learned; nothing when there is no such file or it is no longer understood.
pub fn read(folder: &Path) -> Taught {
    let text = fs::read(folder.join(FILE)).unwrap_or_default();
    let written: Written = serde_json::from_slice(&text).unwrap_or_default();
    let mut taught = Taught::default();
    for (kind, headings) in written {
        let Ok(kind) = Kind::parse(&kind) else { continue };
        for (heading, code) in headings {
            if let Some(means) = Means::parse(kind, &code) {
                taught.0.insert((kind, heading), means);
            }
        }
    }
    taught
}

/// Writes what was learned, readable by its owner only, whole or not at all.
pub fn write(folder: &Path, taught: &Taught) -> io::Result<()> {
    let mut written = Written::new();
    for ((kind, heading), means) in &taught.0 {
        let code = means.code().to_owned();
        written.entry(kind.code().to_owned()).or_default().insert(heading.clone(), code);
    }
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let (path, temporary) = (folder.join(FILE), folder.join(format!("{FILE}.new")));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&temporary)?;
    file.write_all(&serde_json::to_vec_pretty(&written)?)?;
    file.sync_all()?;
    fs::rename(temporary, path)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taught_is_there_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("chibo");
        assert_eq!(read(&folder), Taught::default());
        let mut taught = Taught::default();
        taught.learn(Kind::Member, "Số hiệu", Means::parse(Kind::Member, "record_number").unwrap());
        taught.learn(Kind::Village, "Tổ", Means::parse(Kind::Village, "-").unwrap());
        write(&folder, &taught).unwrap();
        assert_eq!(read(&folder), taught);
        fs::write(folder.join(FILE), "{").unwrap();
        assert_eq!(read(&folder), Taught::default());
    }
}
