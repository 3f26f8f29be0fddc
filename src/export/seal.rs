//! What is taken out, sealed so that only the holders of some keys can open it: files as `age` makes and opens them.
//!
//! Keys are those of persons (`age1…`), never passwords, and only their public halves ever come here. What is no key is
//! never quoted in an error: it may be somebody's secret.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use age::{Encryptor, Recipient, x25519};

/// For whom a file is sealed: at least one.
pub struct Keys(Vec<x25519::Recipient>);

/// Why nothing can be sealed.
#[derive(Debug, thiserror::Error)]
pub enum BadKey {
    /// The secret half, which nobody but its holder should have.
    #[error("a secret key")]
    Secret,
    /// Not a key, though it begins as one.
    #[error("not a key")]
    NotAKey,
    /// A line of a file is no key.
    #[error("{path}, line {line}: not a key")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// A file without any key.
    #[error("{0}: no key in it")]
    Empty(PathBuf),
    /// A file that cannot be read.
    #[error("{path}: {error}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl Keys {
    /// Keys, or files of keys: one a line, `#` before what is only said. None when nothing is given.
    pub fn read(given: &[String]) -> Result<Option<Self>, BadKey> {
        let mut keys = Vec::new();
        for text in given {
            match text.get(..4).map(str::to_ascii_lowercase).as_deref() {
                Some("age1") => keys.push(text.parse().map_err(|_| BadKey::NotAKey)?),
                Some("age-") => return Err(BadKey::Secret),
                Some(_) | None => keys.extend(listed(Path::new(text))?),
            }
        }
        Ok(if keys.is_empty() { None } else { Some(Self(keys)) })
    }

    /// The bytes sealed.
    pub fn seal(&self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let keys = self.0.iter().map(|key| key as &dyn Recipient);
        let sealing = Encryptor::with_recipients(keys).map_err(io::Error::other)?;
        let mut writer = sealing.wrap_output(Vec::with_capacity(bytes.len()))?;
        writer.write_all(bytes)?;
        writer.finish()
    }
}

/// The keys of a file.
fn listed(path: &Path) -> Result<Vec<x25519::Recipient>, BadKey> {
    let text = text_of(path).map_err(|error| BadKey::Unreadable { path: path.to_owned(), error })?;
    let said = |line: &str| !line.is_empty() && !line.starts_with('#');
    let lines = (1..).zip(text.lines().map(str::trim)).filter(|(_, line)| said(line));
    let key =
        |(line, text): (usize, &str)| text.parse().map_err(|_| BadKey::Line { path: path.to_owned(), line });
    let keys: Vec<_> = lines.map(key).collect::<Result<_, _>>()?;
    if keys.is_empty() { Err(BadKey::Empty(path.to_owned())) } else { Ok(keys) }
}

/// A file of bytes of no great length; neither a folder nor something that is never read to its end.
fn text_of(path: &Path) -> io::Result<String> {
    const LONGEST: u64 = 64 * 1024;
    let about = path.metadata()?;
    if !about.is_file() || about.len() > LONGEST {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut text = String::new();
    File::open(path)?.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

/// The name of a sealed file: that of what is in it, and what it is.
pub fn sealed_name(path: &Path) -> PathBuf {
    let mut name = plain_name(path).into_os_string();
    name.push(".age");
    name.into()
}

/// The name of what is in a sealed file.
pub fn plain_name(path: &Path) -> PathBuf {
    match path.extension() {
        Some(end) if end.eq_ignore_ascii_case("age") => path.with_extension(""),
        Some(_) | None => path.to_owned(),
    }
}
