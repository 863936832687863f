//! Futures on the loop's thread.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::thread;

use bowline_loop::{EventLoop, RunMode, ms, sleep, spawn_local, timeout};
use support::{Count, Log, due_at_once, time_limit};

/// Ready at its second poll; wakes itself in the first.
fn yield_now() -> impl Future<Output = ()> {
    let mut yielded = false;
    poll_fn(move |context| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
}

#[test]
fn a_future_runs_after_the_phase_it_was_spawned_in_and_gives_its_result_to_whoever_joins() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let owner = event_loop.loop_ref();
    let add = log.clone();
    event_loop.set_immediate(move || {
        let in_future = add.clone();
        let joined = owner.spawn_local(async move {
            in_future.add("future");
            7
        });
        add.add("spawned");
        let add = add.clone();
        owner.spawn_local(async move { add.add(format!("joined {}", joined.await.unwrap())) });
    });
    event_loop.set_immediate(log.push("second immediate"));
    let timer_log = log.clone();
    due_at_once(&event_loop, move || timer_log.add("timer"));
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["spawned", "second immediate", "future", "joined 7", "timer"]);
}

#[test]
fn futures_run_in_the_order_they_were_woken() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let wakers: Rc<RefCell<Vec<Waker>>> = Rc::default();
    for name in ["a", "b", "c"] {
        let (wakers, add) = (wakers.clone(), log.clone());
        let mut is_second = false;
        event_loop.spawn_local(poll_fn(move |context| {
            if std::mem::replace(&mut is_second, true) {
                add.add(name);
                return Poll::Ready(());
            }
            wakers.borrow_mut().push(context.waker().clone());
            Poll::Pending
        }));
    }
    event_loop.set_immediate(move || {
        for index in [2, 0, 1, 0] {
            wakers.borrow()[index].wake_by_ref();
        }
    });
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["c", "a", "b"]);
}

#[test]
fn a_future_that_wakes_itself_starves_nobody() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let stop = Rc::new(Cell::new(false));
    let (is_stopped, polls) = (stop.clone(), Count::default());
    let count = polls.clone();
    event_loop.spawn_local(async move {
        while !is_stopped.get() {
            count.add();
            yield_now().await;
        }
    });
    event_loop.set_immediate(log.push("immediate"));
    let done = log.clone();
    event_loop.queue_work(|| (), move |_| done.add("job"));
    let (end, done) = (stop, log.clone());
    event_loop.set_timeout(ms(5), move || {
        done.add("timer");
        end.set(true);
    });
    while event_loop.is_alive() && log.len() < 3 {
        event_loop.advance(ms(1));
    }
    event_loop.run(RunMode::Default).unwrap();
    let mut lines = log.lines();
    lines.sort();
    assert_eq!(lines, ["immediate", "job", "timer"]);
    assert!(polls.get() > 3);
}

#[test]
fn timers_as_futures_fire_in_their_time_and_stop_when_they_are_dropped() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let add = log.clone();
    event_loop.spawn_local(async move {
        sleep(ms(20)).await;
        add.add("slept");
        let late = timeout(ms(10), sleep(ms(50))).await;
        add.add(format!("{}", late.unwrap_err()));
        assert_eq!(timeout(ms(50), async { 7 }).await, Ok(7));
        let mut interval = bowline_loop::interval(ms(10));
        for number in 1..=3 {
            interval.tick().await;
            add.add(format!("tick {number} at {}", bowline_loop::current().now().as_millis()));
        }
    });
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let ticks = ["tick 1 at 40", "tick 2 at 50", "tick 3 at 60"];
    assert_eq!(log.lines(), ["slept", "time limit passed", ticks[0], ticks[1], ticks[2]]);
    assert_eq!(event_loop.metrics().timers, 0, "dropped ones are stopped");
}

#[test]
fn an_aborted_future_is_dropped_at_once_and_joining_it_says_so() {
    struct Dropped(Log);
    impl Drop for Dropped {
        fn drop(&mut self) {
            self.0.add("dropped");
        }
    }
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let held = Dropped(log.clone());
    let handle = event_loop.spawn_local(async move {
        let _held = held;
        std::future::pending::<()>().await;
    });
    event_loop.run(RunMode::NoWait).unwrap();
    assert!(!handle.is_finished());
    handle.abort();
    assert_eq!(log.lines(), ["dropped"]);
    let error = event_loop.block_on(handle).unwrap().unwrap_err();
    assert!(error.is_aborted());
    assert_eq!(event_loop.metrics().tasks, 0);
}

#[test]
fn a_future_can_abort_itself() {
    let event_loop = EventLoop::with_manual_clock();
    let place: Rc<RefCell<Option<bowline_loop::JoinHandle<()>>>> = Rc::default();
    let itself = place.clone();
    let handle = event_loop.spawn_local(async move {
        itself.borrow().as_ref().unwrap().abort();
        yield_now().await;
        unreachable!("it was aborted");
    });
    place.replace(Some(handle));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let handle = place.take().unwrap();
    assert!(event_loop.block_on(handle).unwrap().unwrap_err().is_aborted());
}

#[test]
fn a_panic_in_a_future_goes_to_whoever_joins_it() {
    let event_loop = EventLoop::with_manual_clock();
    let handle = event_loop.spawn_local(async { panic!("lost") });
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let error = event_loop.block_on(handle).unwrap().unwrap_err();
    assert!(!error.is_aborted());
    assert_eq!(error.into_panic().unwrap().downcast_ref(), Some(&"lost"));
}

#[test]
fn a_future_that_waits_for_nothing_of_the_loop_does_not_keep_it_alive() {
    let event_loop = EventLoop::with_manual_clock();
    event_loop.spawn_local(std::future::pending::<()>());
    assert!(event_loop.is_alive(), "its first poll is still to come");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(event_loop.metrics().tasks, 1);
}

#[test]
fn block_on_runs_the_loop_until_its_future_is_ready() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    event_loop.set_timeout(ms(5), log.push("meanwhile"));
    event_loop.set_timeout(ms(50), log.push("later"));
    // Not 'static: it borrows from here.
    let borrowed = String::from("slept");
    let text = event_loop.block_on(async {
        sleep(ms(10)).await;
        spawn_local(async { 1 }).await.unwrap();
        borrowed.as_str()
    });
    assert_eq!(text.unwrap(), "slept");
    assert_eq!(log.lines(), ["meanwhile"]);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["meanwhile", "later"]);
}

#[test]
fn block_on_waits_for_another_thread_though_nothing_keeps_the_loop_alive() {
    let _limit = time_limit();
    struct Channel(std::sync::Arc<std::sync::Mutex<(bool, Option<Waker>)>>);
    impl Future for Channel {
        type Output = ();
        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let mut state = self.0.lock().unwrap();
            if state.0 {
                return Poll::Ready(());
            }
            state.1 = Some(context.waker().clone());
            Poll::Pending
        }
    }
    for _ in 0..500 {
        let event_loop = EventLoop::new().unwrap();
        let state = std::sync::Arc::new(std::sync::Mutex::new((false, None::<Waker>)));
        let shared = state.clone();
        let other = thread::spawn(move || {
            let mut state = shared.lock().unwrap();
            state.0 = true;
            if let Some(waker) = state.1.take() {
                waker.wake();
            }
        });
        event_loop.block_on(Channel(state)).unwrap();
        other.join().unwrap();
    }
}
