//! Memory and descriptors come back. Each test looks at its whole process, so each has one.
#![allow(clippy::unwrap_used, reason = "a test may")]
#![cfg(target_os = "linux")]

mod support;

use std::fs::File;
use std::process::{Command, Stdio};

use bowline_loop::{EventLoop, Kind, Pool, RunMode, ms};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use support::in_process_of_its_own;

/// What the process has in memory, in bytes.
fn resident() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: usize = statm.split(' ').nth(1).unwrap().parse().unwrap();
    pages * rustix::param::page_size()
}

fn count(folder: &str) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

#[test]
fn memory_falls_back_after_a_burst_of_a_million_timers() {
    if !in_process_of_its_own("memory_falls_back_after_a_burst_of_a_million_timers", &[]) {
        return;
    }
    let event_loop = EventLoop::with_manual_clock();
    event_loop.set_interval(ms(1_000), || ());
    event_loop.advance(ms(5_000));
    let before = resident();
    let timers: Vec<_> =
        (0..1_000_000).map(|number| event_loop.set_timeout(ms(number % 1_000), || ())).collect();
    let burst = resident();
    for timer in timers.iter().step_by(2) {
        event_loop.clear(*timer);
    }
    drop(timers);
    event_loop.advance(ms(2_000));
    assert_eq!(event_loop.metrics().timers, 1);
    let after = resident();
    assert!(burst > before + (50 << 20), "a burst that cannot be seen shows nothing");
    assert!(after < 2 * before, "{before} before, {burst} in the burst, {after} after");
}

#[test]
fn memory_falls_back_after_a_burst_of_anything_that_is_queued() {
    let name = "memory_falls_back_after_a_burst_of_anything_that_is_queued";
    // Or the C library itself keeps back ever more of what it is given.
    let at_once = [("MALLOC_MMAP_THRESHOLD_", "131072"), ("MALLOC_TRIM_THRESHOLD_", "131072")];
    if !in_process_of_its_own(name, &at_once) {
        return;
    }
    const BURST: usize = 500_000;
    let event_loop = EventLoop::with_manual_clock();
    event_loop.set_interval(ms(1_000), || ());
    event_loop.advance(ms(5_000));
    // Closures that hold nothing are not allocated, so what is measured is the loop's own.
    let close_timeouts = || {
        for _ in 0..BURST {
            event_loop.set_timeout(ms(1), || ());
        }
        event_loop.walk(|handle| {
            if handle.kind() == Some(Kind::Timeout) {
                handle.close();
            }
        });
    };
    let many = |one: &dyn Fn()| (0..BURST).for_each(|_| one());
    let bursts: [(&str, &dyn Fn()); 5] = [
        ("immediates", &|| many(&|| _ = event_loop.set_immediate(|| ()))),
        ("pending callbacks", &|| many(&|| event_loop.defer(|| ()))),
        ("next ticks", &|| many(&|| event_loop.next_tick(|| ()))),
        ("close callbacks", &close_timeouts),
        ("known outcomes", &|| many(&|| drop(event_loop.complete((), drop)))),
    ];
    for (name, burst) in bursts {
        let before = resident();
        burst();
        let most = resident();
        event_loop.advance(ms(5_000));
        let after = resident();
        assert!(most > before + (8 << 20), "{name}: a burst that cannot be seen shows nothing");
        assert!(after < before + (4 << 20), "{name}: {before} before, {most} in it, {after} after");
    }
}

#[test]
fn a_thousand_loops_made_and_dropped_leave_no_descriptor_and_no_thread() {
    let name = "a_thousand_loops_made_and_dropped_leave_no_descriptor_and_no_thread";
    if !in_process_of_its_own(name, &[]) {
        return;
    }
    let cycle = || {
        let event_loop =
            EventLoop::builder().pool(Pool::builder().threads(1).build()).build().unwrap();
        event_loop.queue_work(|| (), |_| ());
        event_loop.signal().unwrap().start(signal_hook::consts::SIGUSR1, |_| ()).unwrap();
        event_loop.set_timeout(ms(0), || ());
        event_loop.spawn_local(std::future::pending::<()>());
        event_loop.run(RunMode::NoWait).unwrap();
    };
    cycle();
    let before = (count("/proc/self/fd"), count("/proc/self/task"));
    let memory = resident();
    for _ in 0..1_000 {
        cycle();
    }
    let mut after = (count("/proc/self/fd"), count("/proc/self/task"));
    // A worker that was in the middle of a job is not waited for; it ends soon.
    for _ in 0..1_000_000 {
        if after == before {
            break;
        }
        std::thread::yield_now();
        after = (count("/proc/self/fd"), count("/proc/self/task"));
    }
    assert_eq!(after, before);
    assert!(resident() < 2 * memory, "{memory} before, {} after", resident());
}

#[test]
fn a_child_process_inherits_no_descriptor_of_the_loop() {
    let name = "a_child_process_inherits_no_descriptor_of_the_loop";
    if !in_process_of_its_own(name, &[]) {
        return;
    }
    let list = || {
        let child = Command::new("ls").arg("/proc/self/fd").stdin(Stdio::null()).output().unwrap();
        String::from_utf8(child.stdout).unwrap()
    };
    let before = list();
    let event_loop = EventLoop::new().unwrap();
    event_loop.signal().unwrap().start(signal_hook::consts::SIGUSR1, |_| ()).unwrap();
    let listener = event_loop.tcp().unwrap();
    listener.listen(1, |_| ()).unwrap();
    let client = event_loop.tcp().unwrap();
    let address = listener.local_addr().unwrap();
    client.connect(address, |_| ()).unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(list(), before);
}

// BOOK: the book's loop panics when the system has no descriptor left.
#[test]
fn a_loop_without_descriptors_to_open_is_an_error_and_takes_none() {
    let name = "a_loop_without_descriptors_to_open_is_an_error_and_takes_none";
    if !in_process_of_its_own(name, &[]) {
        return;
    }
    let mut limit: Rlimit = getrlimit(Resource::Nofile);
    limit.current = Some(32);
    setrlimit(Resource::Nofile, limit).unwrap();
    let mut taken = Vec::new();
    while let Ok(file) = File::open("/dev/null") {
        taken.push(file);
    }
    // With none, one and two left: each step of the making fails once.
    for left in 0..3 {
        let open = count_by_limit();
        let error = EventLoop::new().map(drop).unwrap_err();
        assert_eq!(error.code(), "EMFILE", "{left} left: {error}");
        assert_eq!(error.syscall(), "event_loop");
        assert_eq!(count_by_limit(), open, "nothing is left open");
        taken.pop();
    }
    let event_loop = EventLoop::new().unwrap();
    event_loop.set_timeout(ms(1), || ());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

/// How many more descriptors can be opened.
fn count_by_limit() -> usize {
    let mut files = Vec::new();
    while let Ok(file) = File::open("/dev/null") {
        files.push(file);
    }
    files.len()
}
