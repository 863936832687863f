//! Signals as handles.
#![allow(clippy::unwrap_used, reason = "a test may")]
#![cfg(unix)]

mod support;

use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::sync::Mutex;

use bowline_loop::{EventLoop, RunMode, ms};
use signal_hook::consts::{SIGKILL, SIGSEGV, SIGSTOP, SIGTERM, SIGUSR1, SIGUSR2, SIGWINCH};
use signal_hook::low_level::raise;
use support::Log;

/// Signals reach every loop of the process, so these tests take turns.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn alone() -> std::sync::MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[test]
fn ten_signals_are_ten_callbacks_in_the_loop_and_none_in_the_handler() {
    let _alone = alone();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let signal = event_loop.signal().unwrap();
    let (add, itself) = (log.clone(), signal.clone());
    signal
        .start(SIGUSR1, move |number| {
            assert_eq!(number, SIGUSR1);
            add.add("signal");
            if add.len() == 10 {
                itself.close();
            }
        })
        .unwrap();
    for _ in 0..10 {
        raise(SIGUSR1).unwrap();
    }
    assert_eq!(log.len(), 0, "the handler itself calls nobody");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.len(), 10);
}

#[test]
fn every_handle_of_a_signal_is_called_in_every_loop() {
    let _alone = alone();
    let loops = [EventLoop::new().unwrap(), EventLoop::new().unwrap()];
    let log = Log::default();
    for (number, event_loop) in loops.iter().enumerate() {
        for watcher in ["a", "b"] {
            let signal = event_loop.signal().unwrap();
            let (add, itself) = (log.clone(), signal.clone());
            let line = format!("{number}{watcher}");
            signal
                .start(SIGUSR1, move |_| {
                    add.add(line.clone());
                    itself.close();
                })
                .unwrap();
        }
    }
    raise(SIGUSR1).unwrap();
    for event_loop in &loops {
        event_loop.run(RunMode::Default).unwrap();
    }
    let mut lines = log.lines();
    lines.sort();
    assert_eq!(lines, ["0a", "0b", "1a", "1b"]);
}

#[test]
fn a_one_shot_handle_is_called_once_and_is_inactive_in_its_callback() {
    let _alone = alone();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let keep = event_loop.signal().unwrap();
    keep.start(SIGUSR2, |_| ()).unwrap();
    let signal = event_loop.signal().unwrap();
    let (add, itself) = (log.clone(), signal.clone());
    signal
        .start_once(SIGUSR2, move |_| add.add(if itself.is_active() { "active" } else { "once" }))
        .unwrap();
    for _ in 0..3 {
        raise(SIGUSR2).unwrap();
        event_loop.run(RunMode::NoWait).unwrap();
    }
    assert_eq!(log.lines(), ["once"]);
    assert!(!signal.is_active());
}

#[test]
fn a_signal_handle_can_be_stopped_and_started_for_another_signal() {
    let _alone = alone();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let (keep, other) = (event_loop.signal().unwrap(), event_loop.signal().unwrap());
    keep.start(SIGUSR1, |_| ()).unwrap();
    other.start(SIGUSR2, |_| ()).unwrap();
    let signal = event_loop.signal().unwrap();
    let add = log.clone();
    signal.start(SIGUSR1, move |_| add.add("first")).unwrap();
    signal.stop();
    raise(SIGUSR1).unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.len(), 0);
    let add = log.clone();
    signal.start(SIGUSR2, move |_| add.add("second")).unwrap();
    raise(SIGUSR1).unwrap();
    raise(SIGUSR2).unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["second"]);
}

#[test]
fn a_signal_that_came_before_the_close_gives_no_callback_after_it() {
    let _alone = alone();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let keep = event_loop.signal().unwrap();
    keep.start(SIGUSR1, |_| ()).unwrap();
    keep.set_ref(false);
    let signal = event_loop.signal().unwrap();
    signal.start(SIGUSR1, log_line(&log, "signal")).unwrap();
    raise(SIGUSR1).unwrap();
    signal.close_with(log.push("close"));
    assert!(event_loop.is_alive(), "a closing handle keeps the loop alive");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["close"]);
}

#[test]
fn signals_come_after_everything_else_of_the_same_wait() {
    let _alone = alone();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let signal = event_loop.signal().unwrap();
    signal.start(SIGUSR1, log_line(&log, "signal")).unwrap();
    raise(SIGUSR1).unwrap();
    let notifier = event_loop.notifier(log.push("notifier")).unwrap();
    notifier.notify();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["notifier", "signal"]);
}

#[test]
fn signals_that_cannot_be_watched_are_refused() {
    let _alone = alone();
    let event_loop = EventLoop::new().unwrap();
    let signal = event_loop.signal().unwrap();
    for number in [SIGKILL, SIGSTOP, SIGSEGV, -1, 0, 9_999] {
        let error = signal.start(number, |_| ()).unwrap_err();
        assert_eq!((error.code(), error.syscall()), ("EINVAL", "signal"), "signal {number}");
        assert!(!signal.is_active());
    }
}

#[test]
fn an_unref_d_signal_handle_works_and_does_not_keep_the_loop_alive() {
    let _alone = alone();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let signal = event_loop.signal().unwrap();
    signal.start(SIGWINCH, log_line(&log, "signal")).unwrap();
    signal.set_ref(false);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    raise(SIGWINCH).unwrap();
    event_loop.set_timeout(ms(1), || ());
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["signal"]);
}

#[test]
fn when_the_last_handle_stops_the_signal_does_its_default_again() {
    if std::env::var_os("BOWLINE_TEST_DIES").is_some() {
        let event_loop = EventLoop::new().unwrap();
        let signal = event_loop.signal().unwrap();
        signal.start(SIGTERM, |_| ()).unwrap();
        raise(SIGTERM).unwrap();
        event_loop.run(RunMode::NoWait).unwrap();
        signal.stop();
        raise(SIGTERM).unwrap();
        std::process::exit(3);
    }
    let name = "when_the_last_handle_stops_the_signal_does_its_default_again";
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name])
        .env("BOWLINE_TEST_DIES", "1")
        .output()
        .unwrap();
    assert_eq!(child.status.signal(), Some(SIGTERM), "{child:?}");
}

fn log_line(log: &Log, line: &'static str) -> impl FnMut(i32) + 'static + use<> {
    let mut push = log.push(line);
    move |_| push()
}
