//! The phases of an iteration, and what runs in which.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use bowline_loop::{EventLoop, RunMode, ms};
use support::Log;

#[test]
fn an_iteration_runs_its_phases_in_the_documented_order() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let due = event_loop.timer().unwrap();
    due.start(ms(0), ms(0), log.push("timer before the first iteration")).unwrap();
    event_loop.defer(log.push("pending"));
    let idle = event_loop.idle().unwrap();
    idle.start(log.push("idle")).unwrap();
    let prepare = event_loop.prepare().unwrap();
    prepare.start(log.push("prepare")).unwrap();
    let notifier = event_loop.notifier(log.push("poll")).unwrap();
    notifier.notify();
    event_loop.set_immediate(log.push("immediate"));
    let check = event_loop.check().unwrap();
    let (add, owner) = (log.clone(), event_loop.loop_ref());
    let (idle, prepare, itself) = (idle.clone(), prepare.clone(), check.clone());
    check
        .start(move || {
            add.add("check");
            let timer = owner.timer().unwrap();
            timer.start(ms(0), ms(0), add.push("timer")).unwrap();
            timer.set_ref(false);
            idle.close_with(add.push("close"));
            prepare.close();
            notifier.close();
            itself.close();
            due.close();
        })
        .unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(
        log.lines(),
        [
            "timer before the first iteration",
            "pending",
            "idle",
            "prepare",
            "poll",
            "immediate",
            "check",
            "close",
            "timer"
        ]
    );
}

// L6. The last thing that kept the loop alive may go in the phases before the wait.
#[test]
fn a_loop_whose_last_callback_was_a_pending_one_does_not_wait_for_an_unref_d_handle() {
    let event_loop = EventLoop::with_manual_clock();
    let (log, timer) = (Log::default(), event_loop.timer().unwrap());
    timer.start(ms(60_000), ms(0), log.push("unref'd timer")).unwrap();
    timer.set_ref(false);
    event_loop.defer(log.push("pending"));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(event_loop.now(), ms(0));
    assert_eq!(log.lines(), ["pending"]);
}

#[test]
fn an_immediate_runs_in_this_iteration_and_one_it_sets_in_the_next() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (owner, add) = (event_loop.loop_ref(), log.clone());
    event_loop.complete((), move |()| {
        let (inner, nested) = (owner.clone(), add.clone());
        owner.set_immediate(move || {
            nested.add("set in poll");
            inner.set_immediate(nested.push("set in check"));
        });
    });
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["set in poll"]);
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["set in poll", "set in check"]);
}

#[test]
fn an_immediate_set_in_the_poll_phase_runs_before_a_timeout_set_with_it() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (owner, add) = (event_loop.loop_ref(), log.clone());
    event_loop.complete((), move |()| {
        let timer = owner.timer().unwrap();
        timer.start(ms(0), ms(0), add.push("timer")).unwrap();
        owner.set_timeout(ms(0), add.push("timeout"));
        owner.set_immediate(add.push("immediate"));
    });
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["immediate", "timer", "timeout"]);
}

#[test]
fn a_due_timer_comes_before_a_source_that_became_ready_meanwhile() {
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let notifier = event_loop.notifier(log.push("notified")).unwrap();
    event_loop.set_timeout(ms(1), log.push("timer"));
    // The loop is busy until both are there.
    event_loop.set_immediate(move || {
        notifier.notify();
        std::thread::sleep(ms(2));
        notifier.set_ref(false);
    });
    event_loop.run(RunMode::NoWait).unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines()[0], "timer");
}
