//! Requests whose outcome is known when they are made.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use bowline_loop::{EventLoop, LoopRef, RunMode, ms};
use support::Log;

#[test]
fn a_known_outcome_is_called_back_after_the_next_check_phase_and_never_at_once() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let add = log.clone();
    let request = event_loop.complete(7, move |seven| add.add(format!("outcome {seven}")));
    event_loop.set_immediate(log.push("check"));
    event_loop.defer(log.push("pending"));
    assert_eq!(log.len(), 0);
    assert!(request.is_pending());
    assert_eq!(request.cancel().unwrap_err().code(), "EBUSY");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["pending", "check", "outcome 7"]);
    assert!(!request.is_pending());
}

#[test]
fn a_chain_of_known_outcomes_starves_nobody() {
    fn chain(owner: LoopRef, left: u32) {
        let next = owner.clone();
        owner.complete((), move |()| {
            if left > 0 {
                chain(next, left - 1);
            }
        });
    }
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    chain(event_loop.loop_ref(), 100);
    event_loop.set_immediate(log.push("immediate"));
    let timer = event_loop.timer().unwrap();
    timer.start(ms(0), ms(0), log.push("timer")).unwrap();
    for _ in 0..2 {
        event_loop.run(RunMode::NoWait).unwrap();
    }
    assert_eq!(log.lines(), ["immediate", "timer"]);
    assert!(event_loop.is_alive());
}

#[test]
fn a_closed_loop_drops_what_it_would_have_called() {
    let event_loop = EventLoop::new().unwrap();
    let owner = event_loop.loop_ref();
    let log = Log::default();
    let mut never = log.push("never");
    owner.complete((), move |()| never());
    drop(event_loop);
    let mut never = log.push("never");
    assert!(!owner.complete((), move |()| never()).is_pending());
    assert_eq!(log.len(), 0);
}
