//! `run` in its modes, `stop`, and when the wait blocks.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::time::{Duration, Instant};

use bowline_loop::{EventLoop, RunMode, ms};
use support::{Count, Log, due_at_once, time_limit};

#[test]
fn run_once_runs_one_iteration_a_call_and_says_whether_the_loop_is_alive() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let idle = event_loop.idle().unwrap();
    let (itself, counts) = (idle.clone(), count.clone());
    idle.start(move || {
        if counts.add() == 64 {
            itself.stop();
        }
    })
    .unwrap();
    let mut calls = 0;
    while event_loop.run(RunMode::Once).unwrap() {
        calls += 1;
        assert_eq!(count.get(), calls);
    }
    assert_eq!((count.get(), calls), (64, 63));
}

#[test]
fn run_nowait_returns_at_once_and_leaves_a_timer_that_is_not_due() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    event_loop.set_timeout(ms(100), count.counter());
    assert_eq!(event_loop.run(RunMode::NoWait), Ok(true));
    assert_eq!((count.get(), event_loop.now()), (0, ms(0)));
    event_loop.advance(ms(100));
    assert_eq!(count.get(), 1);
}

#[test]
fn run_once_waits_for_a_timer_and_runs_it_in_the_same_call() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    due_at_once(&event_loop, count.counter());
    assert_eq!(event_loop.run(RunMode::Once), Ok(false));
    assert_eq!(count.get(), 1);
    event_loop.set_timeout(ms(1), count.counter());
    assert_eq!(event_loop.run(RunMode::Once), Ok(false));
    assert_eq!(count.get(), 2);
}

#[test]
fn a_repeating_timer_fires_once_a_run_even_when_two_periods_have_passed() {
    for mode in [RunMode::Once, RunMode::NoWait] {
        // Real time: the two periods pass while nobody runs the loop.
        let event_loop = EventLoop::new().unwrap();
        let count = Count::default();
        event_loop.set_interval(ms(5), count.counter());
        let until = Instant::now() + ms(12);
        while Instant::now() < until {
            std::hint::spin_loop();
        }
        assert_eq!(event_loop.run(mode), Ok(true));
        assert_eq!(count.get(), 1);
    }
}

#[test]
fn run_default_runs_due_timers_before_its_first_iteration() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let prepare = event_loop.prepare().unwrap();
    prepare.start(log.push("prepare")).unwrap();
    prepare.set_ref(false);
    due_at_once(&event_loop, log.push("timer"));
    event_loop.set_immediate(log.push("immediate"));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["timer", "prepare", "immediate"]);
}

#[test]
fn run_once_and_nowait_run_timers_only_at_the_end_of_their_iteration() {
    for mode in [RunMode::Once, RunMode::NoWait] {
        let event_loop = EventLoop::with_manual_clock();
        let log = Log::default();
        due_at_once(&event_loop, log.push("timer"));
        event_loop.set_immediate(log.push("immediate"));
        assert_eq!(event_loop.run(mode), Ok(false));
        assert_eq!(log.lines(), ["immediate", "timer"]);
    }
}

#[test]
fn stop_ends_the_run_after_the_current_iteration_and_the_next_run_goes_on() {
    let event_loop = EventLoop::with_manual_clock();
    let (prepared, fired) = (Count::default(), Count::default());
    let prepare = event_loop.prepare().unwrap();
    let (itself, counts) = (prepare.clone(), prepared.clone());
    prepare
        .start(move || {
            if counts.add() == 10 {
                itself.stop();
            }
        })
        .unwrap();
    let timer = event_loop.timer().unwrap();
    let (inner, counts) = (event_loop.loop_ref(), fired.clone());
    timer
        .start(ms(100), ms(100), move || {
            if counts.add() == 1 {
                inner.stop();
            }
        })
        .unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(true));
    assert_eq!(fired.get(), 1);
    assert!(prepared.get() > 0 && prepared.get() < 10);
    assert_eq!(event_loop.run(RunMode::NoWait), Ok(true));
    assert!(prepared.get() > 1);
    timer.set_ref(false);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(prepared.get(), 10);
}

#[test]
fn stop_in_a_callback_lets_the_iteration_end_and_the_wait_not_block() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let prepare = event_loop.prepare().unwrap();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    prepare
        .start(move || {
            logs.add("prepare");
            inner.stop();
        })
        .unwrap();
    let check = event_loop.check().unwrap();
    check.start(log.push("check")).unwrap();
    event_loop.timer().unwrap().close_with(log.push("close"));
    event_loop.set_timeout(ms(1_000), log.push("timer"));
    assert_eq!(event_loop.run(RunMode::Default), Ok(true));
    assert_eq!(log.lines(), ["prepare", "check", "close"]);
    assert_eq!(event_loop.now(), ms(0), "a stopped loop must not wait for its timer");
}

#[test]
fn stop_before_a_run_makes_that_run_do_nothing_and_is_gone_after_it() {
    for mode in [RunMode::Default, RunMode::Once, RunMode::NoWait] {
        let event_loop = EventLoop::with_manual_clock();
        let log = Log::default();
        due_at_once(&event_loop, log.push("timer"));
        event_loop.set_immediate(log.push("immediate"));
        event_loop.next_tick(log.push("tick"));
        event_loop.stop();
        assert_eq!(event_loop.run(mode), Ok(true));
        assert_eq!(log.len(), 0);
        assert_eq!(event_loop.metrics().iterations, 0);
        assert_eq!(event_loop.run(mode), Ok(false));
        assert_eq!(log.len(), 3);
    }
}

#[test]
fn a_callback_cannot_run_its_own_loop() {
    let event_loop = std::rc::Rc::new(EventLoop::with_manual_clock());
    let log = Log::default();
    let (inner, logs) = (event_loop.clone(), log.clone());
    due_at_once(&event_loop, move || {
        for mode in [RunMode::Default, RunMode::Once, RunMode::NoWait] {
            logs.add(inner.run(mode).unwrap_err().code());
        }
        logs.add(inner.block_on(async {}).unwrap_err().code());
        logs.add(inner.close().unwrap_err().code());
    });
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["EBUSY"; 5]);
}

#[test]
fn a_callback_can_run_another_loop_and_is_back_in_its_own_after_it() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (logs, outer) = (log.clone(), event_loop.id());
    due_at_once(&event_loop, move || {
        let other = EventLoop::with_manual_clock();
        let (inner, id) = (logs.clone(), other.id());
        other.set_immediate(move || {
            assert_eq!(bowline_loop::current().id(), id);
            inner.add("inner");
        });
        assert_eq!(other.run(RunMode::Default), Ok(false));
        assert_eq!(bowline_loop::current().id(), outer);
        logs.add("outer");
    });
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["inner", "outer"]);
}

#[test]
fn the_timeout_of_the_wait_is_zero_when_anything_is_ready_to_run() {
    let event_loop = EventLoop::with_manual_clock();
    let zero = Some(ms(0));
    assert_eq!(event_loop.next_timeout(), zero, "nothing can happen");
    event_loop.set_timeout(ms(1_000), || {});
    assert_eq!(event_loop.next_timeout(), Some(ms(1_000)));

    event_loop.stop();
    assert_eq!(event_loop.next_timeout(), zero, "a stop is asked for");
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(event_loop.next_timeout(), Some(ms(1_000)));

    let idle = event_loop.idle().unwrap();
    idle.start(|| {}).unwrap();
    assert_eq!(event_loop.next_timeout(), zero, "an idle handle is active");
    idle.stop();
    assert_eq!(event_loop.next_timeout(), Some(ms(1_000)));

    event_loop.defer(|| {});
    assert_eq!(event_loop.next_timeout(), zero, "a callback is pending");
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(event_loop.next_timeout(), Some(ms(1_000)));

    idle.close();
    assert_eq!(event_loop.next_timeout(), zero, "a handle is closing");
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(event_loop.next_timeout(), Some(ms(1_000)));

    event_loop.set_immediate(|| {});
    assert_eq!(event_loop.next_timeout(), zero, "an immediate is queued");
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(event_loop.next_timeout(), Some(ms(1_000)));
}

#[test]
fn the_timeout_of_the_wait_shrinks_as_time_passes_and_is_zero_when_the_timer_is_due() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.set_timeout(ms(1_000), || {});
    assert_eq!(event_loop.next_timeout(), Some(ms(1_000)));
    event_loop.advance(ms(400));
    assert_eq!(event_loop.next_timeout(), Some(ms(600)));
    let unaware = EventLoop::new().unwrap();
    unaware.set_timeout(ms(1), || {});
    loop {
        match unaware.next_timeout() {
            Some(Duration::ZERO) => break,
            rounded_up => assert_eq!(rounded_up, Some(ms(1))),
        }
    }
    event_loop.clear(timer);
    let _notifier = event_loop.notifier(|| {}).unwrap();
    assert_eq!(event_loop.next_timeout(), None, "without a timer the wait has no end");
}

#[test]
fn an_idle_handle_that_stops_itself_does_not_let_run_once_block() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let idle = event_loop.idle().unwrap();
    let (itself, logs) = (idle.clone(), log.clone());
    idle.start(move || {
        logs.add("idle");
        itself.stop();
    })
    .unwrap();
    let check = event_loop.check().unwrap();
    check.start(log.push("check")).unwrap();
    event_loop.set_timeout(ms(5_000), log.push("timer"));
    assert_eq!(event_loop.run(RunMode::Once), Ok(true));
    assert_eq!(log.lines(), ["idle", "check"]);
    assert_eq!(event_loop.now(), ms(0));
}

#[test]
fn a_pending_callback_does_not_let_run_once_block() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    event_loop.defer(|| {});
    event_loop.set_timeout(ms(5_000), || {});
    assert_eq!(event_loop.run(RunMode::Once), Ok(true));
    assert_eq!(event_loop.now(), ms(0));
    assert_eq!(event_loop.run(RunMode::Once), Ok(false));
    assert_eq!(event_loop.now(), ms(5_000));
}

#[test]
fn loop_time_does_not_move_while_a_callback_runs_unless_it_is_asked_to() {
    let event_loop = EventLoop::new().unwrap();
    let inner = event_loop.loop_ref();
    due_at_once(&event_loop, move || {
        let (before, started) = (inner.now(), Instant::now());
        while started.elapsed() < ms(5) {
            std::hint::spin_loop();
        }
        assert_eq!(inner.now(), before);
        inner.update_time();
        assert!(inner.now() >= before + ms(4), "{:?} after {before:?}", inner.now());
    });
    event_loop.run(RunMode::Default).unwrap();
}

#[test]
fn loop_time_is_read_again_after_the_wait_and_before_the_timers() {
    // Real time, as the callbacks themselves must take time.
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    let spin = |time: Duration| {
        let started = Instant::now();
        while started.elapsed() < time {
            std::hint::spin_loop();
        }
    };
    event_loop.set_immediate(move || {
        let in_check = inner.now();
        spin(ms(4));
        let (again, logs) = (inner.clone(), logs.clone());
        due_at_once(&inner, move || {
            assert!(again.now() >= in_check + ms(3), "read before the timers");
            spin(ms(4));
            let (last, logs, in_timers) = (again.clone(), logs.clone(), again.now());
            again.set_immediate(move || {
                assert!(last.now() >= in_timers + ms(3), "read after the wait");
                logs.add("done");
            });
        });
    });
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["done"]);
}

#[test]
fn loops_of_two_threads_do_not_know_each_other() {
    let _limit = time_limit();
    let ids: Vec<u32> = (0..4)
        .map(|_| {
            std::thread::spawn(|| {
                let event_loop = EventLoop::with_manual_clock();
                let count = Count::default();
                event_loop.set_timeout(ms(50), count.counter());
                event_loop.run(RunMode::Default).unwrap();
                assert_eq!(count.get(), 1);
                event_loop.id()
            })
        })
        .map(|thread| thread.join().unwrap())
        .collect();
    assert!(ids.iter().all(|id| ids.iter().filter(|other| *other == id).count() == 1));
    assert!(bowline_loop::try_current().is_none());
}
