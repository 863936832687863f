//! Feeds bytes to HTTP's framing: `cargo +nightly fuzz run http_framing`.
#![no_main]

#[path = "../checks/http_framing.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
