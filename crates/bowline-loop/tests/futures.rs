//! Futures on the loop's thread.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::cell::{Cell, RefCell};
use std::future::{Future, pending, poll_fn, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::thread;

use bowline_loop::{EventLoop, LoopRef, RunMode, ms, sleep, spawn_local, timeout};
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

#[test]
fn futures_woken_by_a_callback_are_polled_in_that_iteration_in_the_order_of_their_wakes() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let wakers: Rc<std::cell::RefCell<Vec<Option<Waker>>>> = Rc::default();
    for number in 0..3 {
        let (wakers, logs, mut first) = (wakers.clone(), log.clone(), true);
        let _task = event_loop.spawn_local(poll_fn(move |context| {
            if std::mem::replace(&mut first, false) {
                wakers.borrow_mut().push(Some(context.waker().clone()));
                return Poll::Pending;
            }
            logs.add(format!("future {number}"));
            Poll::Ready(())
        }));
    }
    event_loop.run(RunMode::Default).unwrap();
    let logs = log.clone();
    event_loop.set_immediate(move || {
        logs.add("immediate");
        for number in [2, 0, 1, 0, 2] {
            wakers.borrow()[number].as_ref().unwrap().wake_by_ref();
        }
    });
    due_at_once(&event_loop, log.push("timer"));
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["immediate", "future 2", "future 0", "future 1", "timer"]);
}

#[test]
fn a_ready_future_keeps_the_wait_from_blocking() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    event_loop.set_timeout(ms(1_000), log.push("timer"));
    let _task = event_loop.spawn_local(async move {
        for _ in 0..30 {
            yield_now().await;
        }
        logs.add(format!("future at {}", inner.now().as_millis()));
    });
    assert_eq!(event_loop.next_timeout(), Some(ms(0)));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["future at 0", "timer"]);
}

#[test]
fn joining_gives_what_the_future_gave_before_or_after_its_end() {
    let event_loop = EventLoop::with_manual_clock();
    let early = event_loop.spawn_local(ready(1));
    let sleep = event_loop.sleep(ms(10));
    let late = event_loop.spawn_local(async move {
        sleep.await;
        2
    });
    let sum = event_loop.block_on(async move {
        yield_now().await;
        assert!(early.is_finished());
        early.await.unwrap() + late.await.unwrap()
    });
    assert_eq!(sum, Ok(3));
    assert_eq!(event_loop.now(), ms(10));
}

#[test]
fn a_dropped_join_handle_lets_the_future_run_on() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (logs, sleep) = (log.clone(), event_loop.sleep(ms(5)));
    drop(event_loop.spawn_local(async move {
        sleep.await;
        logs.add("end");
    }));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["end"]);
}

#[test]
fn a_future_can_be_aborted_before_its_first_poll_after_its_end_and_by_itself() {
    let event_loop = EventLoop::with_manual_clock();
    let never = event_loop.spawn_local(async { panic!("it is aborted before it is polled") });
    never.abort();
    let over = event_loop.spawn_local(ready(4));
    event_loop.run(RunMode::Default).unwrap();
    over.abort();
    assert_eq!(event_loop.block_on(over).unwrap().unwrap(), 4);

    let own: Rc<std::cell::OnceCell<bowline_loop::JoinHandle<()>>> = Rc::default();
    let (itself, log) = (own.clone(), Log::default());
    let logs = log.clone();
    let join = event_loop.spawn_local(async move {
        itself.get().unwrap().abort();
        logs.add("the poll it is in goes on");
        pending::<()>().await;
    });
    assert!(own.set(join).is_ok());
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["the poll it is in goes on"]);
    assert!(own.get().unwrap().is_finished());
    assert_eq!(event_loop.metrics().tasks, 0);
}

#[test]
fn sleep_is_ready_when_its_time_has_come_and_its_timer_starts_when_it_is_made() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    let _task = event_loop.spawn_local(async move {
        let (long, short) = (inner.sleep(ms(30)), inner.sleep(ms(10)));
        long.await;
        logs.add(inner.now().as_millis().to_string());
        short.await;
        logs.add(inner.now().as_millis().to_string());
        inner.sleep(ms(5)).await;
        logs.add(inner.now().as_millis().to_string());
    });
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["30", "30", "35"]);
}

#[test]
fn timeout_gives_the_future_up_when_its_limit_passes_and_not_when_it_was_in_time() {
    let event_loop = EventLoop::with_manual_clock();
    let inner = event_loop.loop_ref();
    event_loop
        .block_on(async move {
            let in_time = inner.timeout(ms(10), inner.sleep(ms(9))).await;
            assert_eq!((in_time, inner.now()), (Ok(()), ms(9)));
            let owned = Rc::new(());
            let held = owned.clone();
            let late = async move {
                pending::<()>().await;
                drop(held);
            };
            let error = inner.timeout(ms(10), late).await.unwrap_err();
            assert_eq!(error.to_string(), "time limit passed");
            assert_eq!(inner.now(), ms(19));
            assert_eq!(Rc::strong_count(&owned), 1, "it was dropped with the timeout");
            assert_eq!(inner.timeout(ms(0), ready(5)).await, Ok(5));
        })
        .unwrap();
}

#[test]
fn an_interval_ticks_every_period_and_a_missed_period_counts_once() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    event_loop
        .block_on(async move {
            let mut interval = inner.interval(ms(10));
            for _ in 0..2 {
                interval.tick().await;
                logs.add(inner.now().as_millis().to_string());
            }
            inner.sleep(ms(35)).await;
            for _ in 0..2 {
                interval.tick().await;
                logs.add(inner.now().as_millis().to_string());
            }
        })
        .unwrap();
    assert_eq!(log.lines(), ["10", "20", "55", "60"]);
}

#[test]
fn block_on_runs_the_loop_until_its_future_is_ready_and_leaves_the_rest() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    event_loop.set_timeout(ms(5), log.push("5"));
    event_loop.set_timeout(ms(50), log.push("50"));
    let sleep = event_loop.sleep(ms(10));
    assert_eq!(
        event_loop.block_on(async {
            sleep.await;
            "ready"
        }),
        Ok("ready")
    );
    assert_eq!((log.lines(), event_loop.now()), (vec!["5".to_owned()], ms(10)));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["5", "50"]);
}

#[test]
fn block_on_polls_first_and_runs_the_ticks_of_its_future() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    event_loop.set_immediate(log.push("immediate"));
    let logs = log.clone();
    event_loop
        .block_on(async move {
            logs.add("first poll");
            bowline_loop::next_tick(logs.push("tick"));
            yield_now().await;
            logs.add("second poll");
        })
        .unwrap();
    assert_eq!(log.lines(), ["first poll", "tick", "immediate", "second poll"]);
}

#[test]
fn stop_neither_ends_block_on_nor_makes_it_spin() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let (inner, sleep) = (event_loop.loop_ref(), event_loop.sleep(ms(1_000)));
    event_loop.set_timeout(ms(1), move || inner.stop());
    event_loop.block_on(sleep).unwrap();
    assert_eq!(event_loop.now(), ms(1_000));
    assert!(event_loop.metrics().iterations < 10);
}

#[test]
fn a_waker_that_outlives_its_future_or_its_loop_does_nothing() {
    let event_loop = EventLoop::with_manual_clock();
    let kept: Rc<std::cell::RefCell<Option<Waker>>> = Rc::default();
    let keep = kept.clone();
    let _task = event_loop.spawn_local(poll_fn(move |context| {
        keep.replace(Some(context.waker().clone()));
        Poll::Ready(())
    }));
    event_loop.run(RunMode::Default).unwrap();
    let waker = kept.take().unwrap();
    // Another future takes its place.
    let polled = Count::default();
    let polls = polled.clone();
    let _join = event_loop.spawn_local(poll_fn(move |_| {
        polls.add();
        Poll::<()>::Pending
    }));
    event_loop.run(RunMode::Default).unwrap();
    waker.wake_by_ref();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(polled.get(), 1);
    drop(event_loop);
    waker.wake_by_ref();
    thread::spawn(move || waker.wake()).join().unwrap();
}

#[test]
fn a_future_that_waits_for_a_job_a_timer_and_a_thread_sees_all_of_them() {
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    let job = |owner: &LoopRef| {
        let state: Rc<std::cell::RefCell<(Option<u32>, Option<Waker>)>> = Rc::default();
        let done = state.clone();
        owner.queue_work(
            || 20,
            move |result| {
                let mut state = done.borrow_mut();
                state.0 = result.ok();
                if let Some(waker) = state.1.take() {
                    waker.wake();
                }
            },
        );
        poll_fn(move |context| {
            let mut state = state.borrow_mut();
            state.1 = Some(context.waker().clone());
            state.0.take().map_or(Poll::Pending, Poll::Ready)
        })
    };
    let inner = event_loop.loop_ref();
    let join = event_loop.spawn_local(async move {
        let first = job(&inner).await;
        inner.sleep(ms(1)).await;
        first + job(&inner).await + 2
    });
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(event_loop.block_on(join).unwrap().unwrap(), 42);
}

#[test]
fn a_future_that_was_joined_is_still_finished() {
    let event_loop = EventLoop::with_manual_clock();
    let mut join = event_loop.spawn_local(ready(6));
    assert!(!join.is_finished());
    event_loop.block_on(async { assert_eq!((&mut join).await.unwrap(), 6) }).unwrap();
    assert!(join.is_finished());
}

#[test]
fn a_future_that_aborts_itself_and_then_finishes_was_aborted() {
    let event_loop = EventLoop::with_manual_clock();
    let place: Rc<RefCell<Option<bowline_loop::JoinHandle<u32>>>> = Rc::default();
    let itself = place.clone();
    let handle = event_loop.spawn_local(async move {
        itself.borrow().as_ref().unwrap().abort();
        7
    });
    place.replace(Some(handle));
    event_loop.run(RunMode::Default).unwrap();
    let handle = place.take().unwrap();
    assert!(event_loop.block_on(handle).unwrap().unwrap_err().is_aborted());
}
