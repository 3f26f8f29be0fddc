//! Any bytes as a data file: refused, or read and printed so that reading it again gives the same.
#![no_main]

use chibo::store::document::{parse, print};
use libfuzzer_sys::fuzz_target;

fn printed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    print(&parse(bytes).ok()?.data, &mut text).unwrap();
    Some(text)
}

fuzz_target!(|bytes: &[u8]| {
    if let Some(once) = printed(bytes) {
        let twice = printed(&once).expect("what was printed is read");
        assert!(once == twice, "{}", String::from_utf8_lossy(&once));
    }
});
