//! What the loop counts about itself.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::time::Duration;

use bowline_loop::{EventLoop, RunMode, ms};
use support::{Count, due_at_once};

#[test]
fn an_iteration_is_counted_before_its_wait_and_events_when_they_are_handled() {
    let event_loop = EventLoop::with_manual_clock();
    let owner = event_loop.loop_ref();
    let seen = Count::default();
    let count = seen.clone();
    event_loop.complete((), move |()| {
        let metrics = owner.metrics();
        assert_eq!((metrics.iterations, metrics.events), (1, 1));
        count.add();
    });
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(seen.get(), 1);
}

#[test]
fn every_job_that_ends_is_one_event() {
    let event_loop = EventLoop::with_manual_clock();
    for _ in 0..10 {
        event_loop.queue_work(|| (), |_| ());
    }
    assert_eq!(event_loop.metrics().requests, 10);
    event_loop.run(RunMode::Default).unwrap();
    let metrics = event_loop.metrics();
    assert_eq!((metrics.events, metrics.requests), (10, 0));
}

#[test]
fn idle_time_and_waiting_events_are_zero_unless_they_are_asked_for() {
    let event_loop = EventLoop::new().unwrap();
    event_loop.set_timeout(ms(5), || ());
    event_loop.run(RunMode::Default).unwrap();
    let metrics = event_loop.metrics();
    assert_eq!((metrics.idle_time, metrics.events_waiting), (Duration::ZERO, 0));
}

#[test]
fn idle_time_is_what_was_spent_waiting_and_events_that_waited_are_counted() {
    let event_loop = EventLoop::new().unwrap();
    event_loop.measure_idle_time(true);
    event_loop.set_timeout(ms(20), || ());
    event_loop.run(RunMode::Default).unwrap();
    let idle_time = event_loop.metrics().idle_time;
    assert!(idle_time >= ms(15), "{idle_time:?}");
    // Busy loops do not wait.
    let busy = EventLoop::new().unwrap();
    busy.measure_idle_time(true);
    for _ in 0..10 {
        due_at_once(&busy, || ());
    }
    busy.run(RunMode::Default).unwrap();
    assert_eq!(busy.metrics().idle_time, Duration::ZERO);
}

#[test]
fn what_is_open_is_counted() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.set_timeout(ms(5), || ());
    let _idle = event_loop.idle().unwrap();
    let task = event_loop.spawn_local(std::future::pending::<()>());
    let metrics = event_loop.metrics();
    assert_eq!((metrics.timers, metrics.handles, metrics.tasks), (1, 2, 1));
    event_loop.clear(timer);
    task.abort();
    let metrics = event_loop.metrics();
    assert_eq!((metrics.timers, metrics.handles, metrics.tasks), (0, 1, 0));
}
