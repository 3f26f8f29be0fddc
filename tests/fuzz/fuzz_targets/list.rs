//! Any bytes as an office's list of each kind: refused, or planned and applied without a panic.
#![no_main]

use chibo::import::list::try_bytes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| try_bytes(bytes));
