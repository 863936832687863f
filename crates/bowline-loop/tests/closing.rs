//! Closing: at once inactive, the callback once, after the check phase.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use bowline_loop::{EventLoop, RunMode, ms};
use support::{Count, Log, due_at_once, time_limit};

#[test]
fn a_close_callback_never_runs_inside_close_and_runs_once() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let timer = event_loop.timer().unwrap();
    timer.close_with(log.push("closed"));
    assert_eq!(log.len(), 0);
    timer.close_with(|| panic!("it is closing already"));
    timer.close();
    event_loop.run(RunMode::Default).unwrap();
    timer.close_with(|| panic!("it is closed"));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["closed"]);
}

#[test]
fn a_closed_handle_is_inactive_at_once_and_nothing_of_it_is_called() {
    let event_loop = EventLoop::with_manual_clock();
    let never = || panic!("called after it was closed");
    let timer = event_loop.timer().unwrap();
    timer.start(ms(0), ms(1), never).unwrap();
    let idle = event_loop.idle().unwrap();
    idle.start(never).unwrap();
    let prepare = event_loop.prepare().unwrap();
    prepare.start(never).unwrap();
    let check = event_loop.check().unwrap();
    check.start(never).unwrap();
    let notifier = event_loop.notifier(never).unwrap();
    notifier.notify();
    let handles = [&*timer, &**idle, &**prepare, &**check, &*notifier];
    for handle in handles {
        assert!(handle.is_active() && !handle.is_closing());
        handle.close();
        assert!(!handle.is_active() && handle.is_closing());
        assert!(handle.kind().is_some(), "it is there until its closing phase");
    }
    notifier.notify();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    for handle in handles {
        assert!(!handle.is_active() && handle.is_closing() && handle.kind().is_none());
    }
    assert_eq!(event_loop.metrics().handles, 0);
}

#[test]
fn a_close_callback_runs_in_the_closing_phase_after_check_of_the_same_iteration() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let prepare = event_loop.prepare().unwrap();
    let (itself, logs) = (prepare.clone(), log.clone());
    prepare
        .start(move || {
            logs.add("prepare");
            itself.close_with(logs.push("closed"));
        })
        .unwrap();
    let check = event_loop.check().unwrap();
    check.start(log.push("check")).unwrap();
    event_loop.set_immediate(log.push("immediate"));
    due_at_once(&event_loop, log.push("timer"));
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["prepare", "immediate", "check", "closed", "timer"]);
}

#[test]
fn a_handle_closed_in_the_closing_phase_or_later_is_reported_in_the_next_iteration() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (first, second) = (event_loop.timer().unwrap(), event_loop.timer().unwrap());
    let (third, logs) = (second.clone(), log.clone());
    first.close_with(move || {
        logs.add("first");
        third.close_with(logs.push("second"));
    });
    assert_eq!(event_loop.run(RunMode::NoWait), Ok(true));
    assert_eq!(log.take(), ["first"]);
    assert_eq!(event_loop.run(RunMode::NoWait), Ok(false));
    assert_eq!(log.take(), ["second"]);
    assert!(second.is_closing());
}

#[test]
fn a_due_timer_comes_before_check_and_closes_come_last() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let check = event_loop.check().unwrap();
    let due = event_loop.timer().unwrap();
    let long = event_loop.timer().unwrap();
    check.start(log.push("check")).unwrap();
    long.start(ms(100_000), ms(0), || panic!("it is closed long before")).unwrap();
    let (handles, logs) = ([(*due).clone(), (**check).clone(), (*long).clone()], log.clone());
    due.start(ms(0), ms(0), move || {
        logs.add("timer");
        for handle in &handles {
            handle.close_with(logs.push("closed"));
        }
    })
    .unwrap();
    let second = event_loop.check().unwrap();
    second.start(log.push("other check")).unwrap();
    second.set_ref(false);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["timer", "other check", "closed", "closed", "closed"]);
}

#[test]
fn close_callbacks_come_in_the_order_of_the_closes() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let handles = [event_loop.timer().unwrap(), event_loop.timer().unwrap()];
    let notifier = event_loop.notifier(|| {}).unwrap();
    handles[1].close_with(log.push("1"));
    notifier.close_with(log.push("2"));
    handles[0].close_with(log.push("3"));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["1", "2", "3"]);
}

#[test]
fn walk_visits_every_open_handle_and_may_close_it() {
    let event_loop = EventLoop::with_manual_clock();
    let closed = Count::default();
    let _inactive = event_loop.timer().unwrap();
    let closing = event_loop.idle().unwrap();
    closing.close();
    let _notifier = event_loop.notifier(|| {}).unwrap();
    let unrefd = event_loop.timer().unwrap();
    unrefd.start(ms(5), ms(0), || {}).unwrap();
    unrefd.set_ref(false);
    let mut kinds = Vec::new();
    event_loop.walk(|handle| {
        kinds.push(handle.kind().unwrap().name());
        handle.close_with(closed.counter());
    });
    kinds.sort_unstable();
    assert_eq!(kinds, ["async", "idle", "timer", "timer"]);
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(closed.get(), 3, "the one that was closing kept its own end");
    event_loop.walk(|handle| panic!("{handle:?} is closed"));
    assert_eq!(event_loop.close(), Ok(()));
}

#[test]
fn walk_in_a_callback_may_close_the_handle_that_calls() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    event_loop.notifier(|| {}).unwrap().set_ref(false);
    let (inner, counts) = (event_loop.loop_ref(), count.clone());
    event_loop.set_interval(ms(1), move || {
        counts.add();
        inner.walk(|handle| handle.close());
    });
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(count.get(), 1);
    assert_eq!(event_loop.metrics().handles, 0);
}

#[test]
fn an_immediate_closed_from_walk_does_not_run_and_does_not_keep_the_wait_short() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    event_loop.set_immediate(|| panic!("called after it was closed"));
    event_loop.walk(|handle| handle.close_with(log.push("closed")));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.take(), ["closed"]);

    // In the check phase, when the queue was looked at already.
    let inner = event_loop.loop_ref();
    event_loop.set_immediate(move || {
        let again = inner.clone();
        inner.set_immediate(|| panic!("called after it was closed"));
        again.walk(|handle| handle.close());
    });
    event_loop.run(RunMode::Default).unwrap();
    event_loop.set_timeout(ms(20), || {});
    assert_eq!(event_loop.next_timeout(), Some(ms(20)));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

#[test]
fn a_handle_closed_with_an_event_in_flight_neither_panics_nor_calls_another_in_its_place() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let old = event_loop.notifier(|| panic!("it is closed")).unwrap();
    let notifier = old.notifier();
    notifier.notify();
    old.close();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    // The new handle takes the place of the old one in the table.
    let new = event_loop.notifier(log.push("new")).unwrap();
    notifier.notify();
    assert_eq!(event_loop.run(RunMode::NoWait), Ok(true));
    assert_eq!(log.len(), 0);
    new.notify();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["new"]);
}
