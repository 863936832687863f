//! Everybody gets a turn, and much of everything is no more than a lot.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::cell::RefCell;
use std::rc::Rc;

use bowline_loop::{EventLoop, LoopRef, RunMode, ms};
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
    assert_eq!(event_loop.metrics().iterations, 2);
}

#[cfg(unix)]
#[test]
fn a_socket_that_is_never_empty_leaves_zero_timers_immediates_and_check_handles_running() {
    use std::io::Write;

    fn chain_of_immediates(owner: &LoopRef, count: &Count) {
        let (inner, counts) = (owner.clone(), count.clone());
        owner.set_immediate(move || {
            counts.add();
            chain_of_immediates(&inner, &counts);
        });
    }

    fn chain_of_zero_timers(timer: &bowline_loop::Timer, count: &Count) {
        let (itself, counts) = (timer.clone(), count.clone());
        let again = move || {
            counts.add();
            chain_of_zero_timers(&itself, &counts);
        };
        timer.start(ms(0), ms(0), again).unwrap();
    }

    let event_loop = EventLoop::with_manual_clock();
    let [ready, zeros, immediates, checked] = std::array::from_fn(|_| Count::default());
    let (ours, mut theirs) = std::os::unix::net::UnixStream::pair().unwrap();
    theirs.write_all(b"nobody reads this").unwrap();
    let poll = event_loop.poll_handle(&ours).unwrap();
    let counts = ready.clone();
    poll.start(bowline_loop::Interest::Readable, move |result| {
        assert!(result.unwrap().readable);
        counts.add();
    })
    .unwrap();
    chain_of_zero_timers(&event_loop.timer().unwrap(), &zeros);
    chain_of_immediates(&event_loop, &immediates);
    let check = event_loop.check().unwrap();
    check.start(checked.counter()).unwrap();
    for iteration in 1..=500 {
        event_loop.run(RunMode::NoWait).unwrap();
        let counts = [&ready, &zeros, &immediates, &checked].map(Count::get);
        assert_eq!(counts, [iteration; 4]);
    }
}

#[test]
fn timers_that_fell_due_together_run_in_one_phase_and_what_they_start_in_the_next() {
    let event_loop = EventLoop::with_manual_clock();
    let (fired, started, checked) = (Count::default(), Count::default(), Count::default());
    let check = event_loop.check().unwrap();
    check.start(checked.counter()).unwrap();
    check.set_ref(false);
    for _ in 0..10_000 {
        let (inner, counts, later) = (event_loop.loop_ref(), fired.clone(), started.clone());
        event_loop.set_timeout(ms(1), move || {
            counts.add();
            due_at_once(&inner, later.counter());
        });
    }
    // One iteration waits until they are due.
    event_loop.run(RunMode::Once).unwrap();
    assert_eq!((fired.get(), started.get(), checked.get()), (10_000, 0, 1));
    event_loop.run(RunMode::Once).unwrap();
    assert_eq!((started.get(), checked.get()), (10_000, 2));
}

#[test]
fn next_ticks_do_starve_the_loop_as_in_node() {
    let event_loop = EventLoop::with_manual_clock();
    let (ticks, fired) = (Count::default(), Count::default());
    due_at_once(&event_loop, fired.counter());
    fn tick(owner: &LoopRef, ticks: &Count, fired: &Count) {
        assert_eq!(fired.get(), 0);
        if ticks.add() < 10_000 {
            let (inner, ticks, fired) = (owner.clone(), ticks.clone(), fired.clone());
            owner.next_tick(move || tick(&inner, &ticks, &fired));
        }
    }
    tick(&event_loop.loop_ref(), &ticks, &fired);
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!((ticks.get(), fired.get()), (10_000, 1));
}
