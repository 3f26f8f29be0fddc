//! Stand-in until the real one lands.
use std::borrow::Cow;
/// x
pub fn nfc(s: &str) -> Cow<'_, str> {
    s.into()
}
/// x
pub fn fold(s: &str) -> String {
    s.to_lowercase()
}
/// x
#[derive(Debug, Clone)]
pub struct Query(String);
impl Query {
    /// x
    pub fn new(s: &str) -> Self {
        Self(fold(s))
    }
    /// x
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// x
    pub fn matches(&self, _text: &str, folded: &str) -> bool {
        folded.contains(&self.0)
    }
}
/// x
pub fn sort_key(s: &str) -> Vec<u8> {
    s.bytes().collect()
}
/// x
pub fn person_key(s: &str) -> Vec<u8> {
    s.bytes().collect()
}
/// x
pub fn same_syllables(s: &str) -> String {
    s.to_lowercase()
}
