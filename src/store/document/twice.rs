//! A key that comes twice in one object.
//!
//! The parser refuses that for fields it knows; of others it would keep the last and lose the rest without a word.
//! Reads text that is known to be valid JSON and not deeply nested; knows no field of any record.

use std::{borrow::Cow, collections::HashSet};

/// The keys of one object so far.
#[derive(Default)]
struct Keys<'a> {
    few: Vec<Cow<'a, [u8]>>,
    many: HashSet<Cow<'a, [u8]>>,
}

impl<'a> Keys<'a> {
    /// Beyond so many a search from end to end costs more than a table.
    const FEW: usize = 32;

    /// Says whether it is a new one.
    fn insert(&mut self, key: Cow<'a, [u8]>) -> bool {
        if self.few.len() < Self::FEW {
            let new = !self.few.contains(&key);
            self.few.push(key);
            return new;
        }
        if self.many.is_empty() {
            self.many.extend(self.few.iter().cloned());
        }
        self.many.insert(key)
    }

    fn clear(&mut self) {
        self.few.clear();
        self.many.clear();
    }
}

/// Where a key comes for the second time in its object, and the key.
pub(super) fn key_twice(json: &str) -> Option<(usize, String)> {
    let text = json.as_bytes();
    // One set for each depth, used again and again; whether the text is in an object there and a key comes next.
    let mut sets: Vec<Keys> = Vec::new();
    let mut inside: Vec<(bool, bool)> = Vec::new();
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => {
                let end = end_of_string(text, at);
                if let Some((true, key_comes @ true)) = inside.last_mut() {
                    *key_comes = false;
                    let key = key(json, at, end)?;
                    if !sets.get_mut(inside.len() - 1)?.insert(key.clone()) {
                        return Some((at, String::from_utf8_lossy(&key).into_owned()));
                    }
                }
                at = end;
                continue;
            }
            b'{' | b'[' => {
                inside.push((*byte == b'{', *byte == b'{'));
                match sets.get_mut(inside.len() - 1) {
                    Some(set) => set.clear(),
                    None => sets.push(Keys::default()),
                }
            }
            b'}' | b']' => drop(inside.pop()),
            b',' => {
                if let Some((is_object, key_comes)) = inside.last_mut() {
                    *key_comes = *is_object;
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Behind the closing quote.
fn end_of_string(text: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// The key as it reads, however it is written.
fn key(json: &str, open: usize, end: usize) -> Option<Cow<'_, [u8]>> {
    let quoted = json.get(open..end)?;
    if quoted.contains('\\') {
        let read: String = serde_json::from_str(quoted).ok()?;
        return Some(Cow::Owned(read.into_bytes()));
    }
    Some(quoted.as_bytes().get(1..quoted.len().checked_sub(1)?)?.into())
}

#[cfg(test)]
mod tests {
    use super::key_twice;

    #[test]
    fn a_key_comes_once_in_its_own_object_only() {
        for json in [
            "{}",
            "[]",
            "{\"a\":{\"a\":[{\"a\":\"a\"},{\"a\":1}]},\"b\":\"a\"}",
            "{\"a\\\"\":1,\"a\":\"a\\\",\"}",
        ] {
            assert_eq!(key_twice(json), None, "{json}");
        }
        assert_eq!(key_twice("{\"a\":1,\"b\":{},\"a\":2}"), Some((14, "a".to_owned())));
        assert_eq!(key_twice("[{\"x\":[{\"a\":[1],\"\\u0061\":2}]}]"), Some((16, "a".to_owned())));
        let many: Vec<String> = (0..100).map(|n| format!("\"{n}\":0")).collect();
        assert_eq!(key_twice(&format!("{{{}}}", many.join(","))), None);
        assert!(key_twice(&format!("{{{},\"99\":1}}", many.join(","))).is_some());
        assert!(key_twice(&format!("{{{},\"1\":1}}", many.join(","))).is_some());
    }
}
