//! Futures on the loop's thread: when they are polled, joined, aborted, and timers as futures.

mod support;

use std::future::{pending, poll_fn, ready};
use std::rc::Rc;
use std::sync::mpsc::channel;
use std::task::{Poll, Waker};
use std::thread;

use bowline_loop::{EventLoop, LoopRef, RunMode, ms};
use support::{Count, Log, due_at_once, time_limit};

/// Gives way once.
async fn yield_now() {
    let mut yielded = false;
    poll_fn(move |context| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[test]
fn a_spawned_future_is_not_polled_inside_spawn_and_is_polled_after_the_current_phase() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    event_loop.set_immediate(move || {
        let in_task = logs.clone();
        let _ = inner.spawn_local(async move { in_task.add("future") });
        logs.add("first immediate");
    });
    event_loop.set_immediate(log.push("second immediate"));
    let check = event_loop.check().unwrap();
    check.start(log.push("check")).unwrap();
    event_loop.timer().unwrap().close_with(log.push("closing"));
    event_loop.run(RunMode::NoWait).unwrap();
    let expected = ["first immediate", "second immediate", "check", "future", "closing"];
    assert_eq!(log.lines(), expected);
}

#[test]
fn futures_woken_by_a_callback_are_polled_in_that_iteration_in_the_order_of_their_wakes() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let wakers: Rc<std::cell::RefCell<Vec<Option<Waker>>>> = Rc::default();
    for number in 0..3 {
        let (wakers, logs, mut first) = (wakers.clone(), log.clone(), true);
        let _ = event_loop.spawn_local(poll_fn(move |context| {
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
fn a_future_that_wakes_itself_starves_neither_a_phase_nor_a_timer() {
    let _limit = time_limit();
    // Real time: a ready future keeps the loop from waiting, so nothing moves a manual clock.
    let event_loop = EventLoop::new().unwrap();
    let (polled, checked) = (Count::default(), Count::default());
    let polls = polled.clone();
    let forever = event_loop.spawn_local(poll_fn(move |context| {
        polls.add();
        context.waker().wake_by_ref();
        Poll::<()>::Pending
    }));
    let check = event_loop.check().unwrap();
    check.start(checked.counter()).unwrap();
    check.set_ref(false);
    event_loop.set_timeout(ms(5), move || forever.abort());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert!(checked.get() > 1);
    // After each of the phases at most once, as a wake in its own poll waits for the next phase.
    assert!(polled.get() <= checked.get() * 20, "{} in {}", polled.get(), checked.get());
    assert!(polled.get() >= checked.get());
}

#[test]
fn a_ready_future_keeps_the_wait_from_blocking() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    event_loop.set_timeout(ms(1_000), log.push("timer"));
    let _ = event_loop.spawn_local(async move {
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
fn abort_drops_the_future_with_what_it_waits_for_and_joining_says_so() {
    let event_loop = EventLoop::with_manual_clock();
    let owned = Rc::new(());
    let (held, sleep) = (owned.clone(), event_loop.sleep(ms(1_000)));
    let join = event_loop.spawn_local(async move {
        sleep.await;
        drop(held);
    });
    event_loop.run(RunMode::NoWait).unwrap();
    assert!(event_loop.is_alive());
    join.abort();
    assert_eq!(Rc::strong_count(&owned), 1);
    assert!(join.is_finished());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(event_loop.now(), ms(0), "its timer went with it");
    let error = event_loop.block_on(join).unwrap().unwrap_err();
    assert!(error.is_aborted());
    assert_eq!(error.to_string(), "future was aborted");
    assert_eq!(event_loop.metrics().tasks, 0);
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
fn a_future_that_panics_gives_its_panic_to_who_joins() {
    let event_loop = EventLoop::with_manual_clock();
    let join = event_loop.spawn_local(async { panic!("in the future") });
    let error: bowline_loop::JoinError =
        event_loop.block_on(join).unwrap().map(|()| ()).unwrap_err();
    assert!(!error.is_aborted());
    assert_eq!(error.to_string(), "future panicked");
    assert_eq!(error.into_panic().unwrap().downcast_ref(), Some(&"in the future"));
}

#[test]
fn a_future_that_panics_and_that_nobody_joins_is_as_a_callback_that_panics() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let logs = log.clone();
    event_loop.set_panic_hook(move |payload| logs.add(*payload.downcast_ref::<&str>().unwrap()));
    drop(event_loop.spawn_local(async { panic!("unclaimed") }));
    let logs = log.clone();
    drop(event_loop.spawn_local(async move { logs.add("the next one") }));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["unclaimed", "the next one"]);
}

#[test]
fn sleep_is_ready_when_its_time_has_come_and_its_timer_starts_when_it_is_made() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    let _ = event_loop.spawn_local(async move {
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
fn dropping_a_sleep_an_interval_or_a_timeout_stops_its_timer() {
    let event_loop = EventLoop::with_manual_clock();
    let sleep = event_loop.sleep(ms(10));
    let interval = event_loop.interval(ms(10));
    let timeout = event_loop.timeout(ms(10), pending::<()>());
    assert_eq!(event_loop.metrics().timers, 3);
    drop((sleep, interval, timeout));
    assert_eq!(event_loop.metrics().timers, 0);
    assert!(!event_loop.is_alive());
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
fn block_on_waits_for_another_thread_though_nothing_keeps_the_loop_alive() {
    let _limit = time_limit();
    for _ in 0..500 {
        let event_loop = EventLoop::new().unwrap();
        let (give, mut take) = (channel::<u32>(), None);
        let future = poll_fn(move |context| {
            if let Some(thread) = &take {
                let _: &thread::JoinHandle<()> = thread;
                return match give.1.try_recv() {
                    Ok(number) => Poll::Ready(number),
                    Err(_) => Poll::Pending,
                };
            }
            let (send, waker) = (give.0.clone(), context.waker().clone());
            take = Some(thread::spawn(move || {
                send.send(9).unwrap();
                waker.wake();
            }));
            Poll::Pending
        });
        assert_eq!(event_loop.block_on(future), Ok(9));
    }
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
    let _ = event_loop.spawn_local(poll_fn(move |context| {
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
