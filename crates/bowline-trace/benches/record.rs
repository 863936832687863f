//! What recording costs the loop, in nanoseconds an event. `cargo xtask bench record`
//!
//! A callback is two readings of the clock (one, if the end of a callback serves as the begin of
//! the next) and one record.

use std::hint::black_box;
use std::panic::Location;
use std::time::Instant;

use bowline_trace::{Event, Kind, Phase, Recorder, What};

const ROUNDS: usize = 9;

fn main() {
    // `cargo test --benches` wants to know that it runs, not how fast.
    let quick = !std::env::args().any(|arg| arg == "--bench");
    let count: u64 = if quick { 1_000 } else { 5_000_000 };
    let recorder = Recorder::with_capacity(if quick { 100 } else { 1 << 16 });
    println!("recording, ns an event: median of {ROUNDS} rounds of {count}, and the spread");

    measure("read the clock", count, |_| {
        black_box(recorder.now_ns());
    });
    measure("record into a full buffer", count, |number| {
        recorder.record(callback(number, number, 1));
    });
    measure("callback: one clock, one record", count, |number| {
        let now_ns = recorder.now_ns();
        recorder.record(callback(number, now_ns, 1));
    });
    measure("callback: two clocks, one record", count, |number| {
        let began_ns = recorder.now_ns();
        black_box(number);
        recorder.record(callback(number, began_ns, recorder.now_ns() - began_ns));
    });
    println!("an event takes {} bytes", size_of::<Event>());
}

fn callback(number: u64, at_ns: u64, duration_ns: u64) -> Event {
    let (kind, phase, site) = (Kind::Timeout, Phase::Timers, Location::caller());
    let (id, cause) = (number, number);
    Event::on_loop(at_ns, What::Callback { number, kind, id, phase, cause, site, duration_ns })
}

fn measure(name: &str, count: u64, run: impl Fn(u64)) {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            for number in 0..count {
                run(black_box(number));
            }
            started.elapsed().as_secs_f64() * 1e9 / count as f64
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    let (least, median, most) = (rounds[0], rounds[ROUNDS / 2], rounds[ROUNDS - 1]);
    println!("{name:34} {median:6.1}   {least:.1} to {most:.1}");
}
