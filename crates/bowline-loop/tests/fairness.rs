//! Everybody gets a turn, and much of everything is no more than a lot.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::cell::RefCell;
use std::rc::Rc;

use bowline_loop::{EventLoop, LoopRef, RunMode};
use support::{Count, due_at_once, time_limit};

// BOOK B6, B15 and the remark on a "max backlog".
#[test]
fn endless_chains_of_every_kind_run_side_by_side() {
    fn immediates(owner: LoopRef, count: Count) {
        let inner = owner.clone();
        owner.set_immediate(move || {
            count.add();
            immediates(inner, count);
        });
    }
    fn zero_timers(owner: LoopRef, count: Count) {
        let inner = owner.clone();
        due_at_once(&owner, move || {
            count.add();
            zero_timers(inner, count);
        });
    }
    fn jobs(owner: LoopRef, count: Count) {
        let inner = owner.clone();
        owner.queue_work(
            || (),
            move |_| {
                count.add();
                jobs(inner, count);
            },
        );
    }
    fn deferred(owner: LoopRef, count: Count) {
        let inner = owner.clone();
        owner.defer(move || {
            count.add();
            deferred(inner, count);
        });
    }
    fn futures(owner: LoopRef, count: Count) {
        let inner = owner.clone();
        owner.spawn_local(async move {
            count.add();
            futures(inner, count);
        });
    }
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let counts: [Count; 6] = Default::default();
    let [by_immediate, by_timer, by_job, by_deferred, by_future, by_notifier] = counts.clone();
    let owner = || event_loop.loop_ref();
    immediates(owner(), by_immediate.clone());
    zero_timers(owner(), by_timer.clone());
    jobs(owner(), by_job.clone());
    deferred(owner(), by_deferred.clone());
    futures(owner(), by_future.clone());
    let itself: Rc<RefCell<Option<bowline_loop::Notifier>>> = Rc::default();
    let again = itself.clone();
    let count = by_notifier.clone();
    let handle = event_loop
        .notifier(move || {
            count.add();
            again.borrow().as_ref().unwrap().notify();
        })
        .unwrap();
    itself.replace(Some(handle.notifier()));
    handle.notify();
    // Jobs need other threads, so their number depends on the machine; the others' does not.
    while by_job.get() < 50 {
        event_loop.run(RunMode::NoWait).unwrap();
    }
    let iterations = usize::try_from(event_loop.metrics().iterations).unwrap();
    for (name, count) in [("immediate", &by_immediate), ("timer", &by_timer)] {
        assert_eq!(count.get(), iterations, "{name}");
    }
    assert_eq!(by_notifier.get(), iterations);
    assert!((iterations..=9 * iterations).contains(&by_deferred.get()), "at most 8 rounds more");
    // A future runs once after each phase.
    assert!((iterations..=20 * iterations).contains(&by_future.get()));
}

#[test]
fn ten_thousand_results_that_wait_do_not_take_ten_thousand_iterations() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    for _ in 0..10_000 {
        let mut count = count.counter();
        event_loop.complete((), move |()| count());
    }
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(count.get(), 10_000);
    assert_eq!(event_loop.metrics().iterations, 1);
}
