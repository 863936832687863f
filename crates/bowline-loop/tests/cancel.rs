//! Cancelling a request: its callback, what it owns, its turn. See also `pool.rs`.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::rc::Rc;
use std::sync::mpsc::channel;

use bowline_loop::{EventLoop, Lane, Pool, Request, RunMode};
use support::{Count, Gate, Log, time_limit};

fn loop_with(threads: usize) -> EventLoop {
    EventLoop::builder().pool(Pool::builder().threads(threads).build()).build().unwrap()
}

/// Starts jobs that block all `threads` behind `gate`.
fn block(event_loop: &EventLoop, threads: usize, gate: &Gate) -> Vec<Request> {
    let (tell, started) = channel();
    let requests = (0..threads).map(|_| {
        let (keeper, tell) = (gate.keeper(), tell.clone());
        let work = move || {
            tell.send(()).unwrap();
            keeper.wait();
        };
        event_loop.queue_work(work, |result| result.unwrap())
    });
    let requests = requests.collect();
    (0..threads).for_each(|_| started.recv().unwrap());
    requests
}

#[test]
fn the_callback_of_a_cancelled_job_comes_later_than_cancel_and_once() {
    let _limit = time_limit();
    let event_loop = loop_with(1);
    let log = Log::default();
    let mut gate = Gate::closed();
    block(&event_loop, 1, &gate);
    let logs = log.clone();
    let request = event_loop.queue_work(|| 5, move |result| logs.add(result.unwrap_err().code()));
    assert_eq!(request.cancel(), Ok(()));
    assert_eq!(log.len(), 0);
    assert!(request.is_pending() && event_loop.is_alive());
    assert_eq!(request.cancel().unwrap_err().code(), "EBUSY", "it is cancelled already");
    event_loop.run(RunMode::Once).unwrap();
    assert_eq!(log.lines(), ["ECANCELED"]);
    assert!(!request.is_pending());
    assert_eq!(request.cancel().unwrap_err().code(), "EBUSY");
    gate.open();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.len(), 1);
}

#[test]
fn an_ended_job_whose_callback_has_not_run_cannot_be_cancelled_any_more() {
    let _limit = time_limit();
    let pool = Pool::builder().threads(1).build();
    let event_loop = EventLoop::builder().pool(pool.clone()).build().unwrap();
    let log = Log::default();
    let (logs, (tell, ended)) = (log.clone(), channel());
    let request = event_loop.queue_work(|| 3, move |result| logs.add(result.unwrap().to_string()));
    // With one thread the second starts when the first has ended.
    event_loop.queue_work(move || tell.send(()).unwrap(), |_| {});
    ended.recv().unwrap();
    assert_eq!(request.cancel().unwrap_err().code(), "EBUSY");
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["3"]);
}

#[test]
fn cancelling_from_a_callback_of_the_same_batch_and_from_its_own_is_too_late() {
    let _limit = time_limit();
    let event_loop = loop_with(1);
    let log = Log::default();
    let own = Rc::new(std::cell::OnceCell::<Request>::new());
    let (itself, logs) = (own.clone(), log.clone());
    let request = event_loop.queue_work(
        || (),
        move |result| {
            result.unwrap();
            let request = itself.get().unwrap();
            assert!(!request.is_pending());
            logs.add(request.cancel().unwrap_err().code());
        },
    );
    own.set(request).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["EBUSY"]);
}

#[test]
fn what_a_cancelled_job_owns_is_dropped_by_cancel_and_not_by_a_worker() {
    let _limit = time_limit();
    struct Tells(std::sync::mpsc::Sender<std::thread::ThreadId>);
    impl Drop for Tells {
        fn drop(&mut self) {
            self.0.send(std::thread::current().id()).unwrap();
        }
    }
    let event_loop = loop_with(1);
    let mut gate = Gate::closed();
    block(&event_loop, 1, &gate);
    let (tell, dropped) = channel();
    let owned = Tells(tell);
    let request = event_loop.queue_work(move || drop(owned), |_| {});
    request.cancel().unwrap();
    assert_eq!(dropped.try_recv(), Ok(std::thread::current().id()));
    gate.open();
    event_loop.run(RunMode::Default).unwrap();
}

#[test]
fn cancelled_slow_jobs_give_their_turns_to_the_others() {
    let _limit = time_limit();
    let event_loop = loop_with(2);
    let mut gate = Gate::closed();
    block(&event_loop, 2, &gate);
    let count = Count::default();
    let requests: Vec<Request> = (0..100)
        .map(|_| {
            let counts = count.clone();
            event_loop.queue_work_on(
                Lane::Slow,
                || (),
                move |result| {
                    if result.is_ok() {
                        counts.add();
                    }
                },
            )
        })
        .collect();
    for (number, request) in requests.iter().enumerate() {
        if number % 3 != 0 {
            request.cancel().unwrap();
        }
    }
    gate.open();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(count.get(), 34);
    let lane = event_loop.metrics().slow_lane;
    assert_eq!((lane.queued, lane.running), (0, 0));
}

#[test]
fn a_request_of_a_closed_loop_is_not_pending_and_cannot_be_cancelled() {
    let event_loop = loop_with(1);
    let request = event_loop.queue_work(|| (), |_| panic!("nobody runs this loop"));
    assert!(request.is_pending());
    drop(event_loop);
    assert!(!request.is_pending());
    assert_eq!(request.cancel().unwrap_err().code(), "EBUSY");
}
