//! Many runtimes, one after the other: nothing of them stays.
#![cfg(all(feature = "js", target_os = "linux"))]
#![allow(clippy::unwrap_used, reason = "a test may")]

use bowline::js::Runtime;

/// What a runtime has done when it is dropped: a timer armed, a promise pending, a read under way, a server listening.
const PROGRAM: &str = "
    const fs = require('fs');
    const net = require('net');
    setTimeout(() => {}, 60_000);
    globalThis.pending = new Promise(() => {});
    globalThis.circle = { get self() { return circle; } };
    fs.readFile('Cargo.toml', () => {});
    net.createServer(() => {}).listen(0);
    Buffer.from('x').toString('base64');
";

fn resident_kib() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    statm.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4
}

fn live_and_die(times: u32) {
    for _ in 0..times {
        let runtime = Runtime::builder().build().unwrap();
        runtime.run_source(PROGRAM, false, "program").unwrap();
        drop(runtime);
    }
}

#[test]
fn runtimes_that_are_dropped_in_the_middle_leave_no_memory_and_no_descriptor_behind() {
    let count: u32 = std::env::var("BOWLINE_RUNTIMES").map_or(150, |text| text.parse().unwrap());
    let descriptors = || std::fs::read_dir("/proc/self/fd").unwrap().count();
    live_and_die(30);
    let (before_kib, before) = (resident_kib(), descriptors());
    live_and_die(count);
    let grown_kib = resident_kib().saturating_sub(before_kib);
    assert!(grown_kib < 4 * 1024, "{grown_kib} KiB more after {count} runtimes");
    assert!(descriptors() <= before + 2, "{} descriptors, {before} before", descriptors());
}
