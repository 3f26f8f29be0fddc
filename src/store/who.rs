//! Who edits, and the number by which one edit is known when it is tried again.
//!
//! Deliberately does not find out who it is: that is read from the environment by whoever starts the
//! store. Nothing here is secret, and nothing here is proof; proof is the host's business.

use std::{fmt, io, str::FromStr};

use serde::{Deserialize, Serialize};

/// Who edits, as it stands in every line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Who {
    /// The name colleagues know.
    #[serde(default)]
    pub name: String,
    /// The account on the host.
    #[serde(default)]
    pub account: String,
    /// Fingerprint of the key used to log in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Where the person sits, as the host sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Which run of the program.
    #[serde(default)]
    pub session: String,
}

impl fmt::Display for Who {
    /// The name, or the account when there is none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.name.is_empty() { &self.account } else { &self.name })
    }
}

/// 128 random bits that name one edit, so that trying it again does not do it twice.
///
/// Never made from a process number or the time: those come again after a restart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OpId(u128);

impl OpId {
    /// From bytes that the caller drew at random.
    pub fn new(random: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(random))
    }

    /// A new one.
    pub fn random() -> io::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|e| io::Error::other(e.to_string()))?;
        Ok(Self::new(bytes))
    }
}

impl fmt::Display for OpId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for OpId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// That a text is not 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an operation id")]
pub struct NotAnOpId;

impl FromStr for OpId {
    type Err = NotAnOpId;

    fn from_str(text: &str) -> Result<Self, NotAnOpId> {
        let digits = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if !digits {
            return Err(NotAnOpId);
        }
        u128::from_str_radix(text, 16).map(Self).map_err(|_| NotAnOpId)
    }
}

impl Serialize for OpId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OpId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
