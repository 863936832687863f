//! The thread pool: what runs where and when, and cancelling.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use bowline_loop::{EventLoop, Lane, LoopRef, Pool, Request, RunMode, ms};
use support::{Count, Gate, Log, in_process_of_its_own, time_limit};

fn event_loop_with(threads: usize) -> EventLoop {
    let pool = Pool::builder().threads(threads).build();
    EventLoop::builder().manual_clock().pool(pool).build().unwrap()
}

#[test]
fn work_runs_on_a_worker_and_its_callback_on_the_loop_s_thread() {
    let event_loop = event_loop_with(1);
    let log = Log::default();
    let (here, done) = (thread::current().id(), log.clone());
    event_loop.queue_work(
        move || (thread::current().id(), thread::current().name().map(str::to_owned)),
        move |result| {
            let (there, name) = result.unwrap();
            assert_ne!(there, here);
            assert_eq!(thread::current().id(), here);
            done.add(name.unwrap());
        },
    );
    assert_eq!(log.len(), 0, "never inside the call");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["bowline-worker-0"]);
}

// BOOK B7: the book has four threads, and panics at the fifth job.
#[test]
fn ten_thousand_jobs_on_four_threads_all_complete() {
    let _limit = time_limit();
    let event_loop = event_loop_with(4);
    let count = Count::default();
    for number in 0..10_000_u32 {
        let count = count.clone();
        event_loop.queue_work(
            move || number,
            move |result| {
                assert_eq!(result.unwrap(), number);
                count.add();
            },
        );
    }
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(count.get(), 10_000);
}

#[test]
fn one_thread_runs_jobs_and_callbacks_in_the_order_they_were_queued() {
    let event_loop = event_loop_with(1);
    let log = Log::default();
    let started = Arc::new(Mutex::new(Vec::new()));
    for number in 0..200 {
        let (starts, done) = (started.clone(), log.clone());
        let work = move || starts.lock().unwrap().push(number);
        event_loop.queue_work(work, move |_| done.add(number.to_string()));
    }
    event_loop.run(RunMode::Default).unwrap();
    let expected: Vec<i32> = (0..200).collect();
    assert_eq!(*started.lock().unwrap(), expected);
    assert_eq!(log.lines(), expected.iter().map(ToString::to_string).collect::<Vec<_>>());
}

#[test]
fn results_found_together_are_called_back_in_the_order_they_ended() {
    let _limit = time_limit();
    let event_loop = event_loop_with(2);
    let log = Log::default();
    // The first job ends when a third runs, which takes the place of the second. A fourth, which
    // takes the place of the first, says that both have been told to the loop.
    let (third_runs, first_waits) = mpsc::channel::<()>();
    let (fourth_runs, third_waits) = mpsc::channel::<()>();
    let (both_told, told) = mpsc::channel::<()>();
    let add = |line: &'static str| {
        let log = log.clone();
        move |result: bowline_loop::Result<()>| {
            result.unwrap();
            log.add(line);
        }
    };
    event_loop.queue_work(move || first_waits.recv().unwrap(), add("first"));
    event_loop.queue_work(|| (), add("second"));
    event_loop.queue_work(
        move || {
            third_runs.send(()).unwrap();
            third_waits.recv().unwrap();
        },
        add("third"),
    );
    event_loop.queue_work(
        move || {
            both_told.send(()).unwrap();
            fourth_runs.send(()).unwrap();
        },
        add("fourth"),
    );
    told.recv().unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines()[..2], ["second", "first"]);
}

// BOOK B8: a panic in the book's pool loses the thread and hangs the process.
#[test]
fn a_job_that_panics_is_an_error_for_its_callback_and_its_thread_goes_on() {
    let event_loop = event_loop_with(1);
    let log = Log::default();
    let done = log.clone();
    event_loop.queue_work(
        || panic!("no such file"),
        move |result: bowline_loop::Result<()>| {
            let error = result.unwrap_err();
            done.add(format!("{}: {error}", error.code()));
        },
    );
    let done = log.clone();
    event_loop.queue_work(
        || thread::current().name().map(str::to_owned),
        move |result| done.add(result.unwrap().unwrap()),
    );
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["ERR_JOB_PANICKED: job panicked: no such file", "bowline-worker-0"]);
}

#[test]
fn slow_jobs_get_half_of_the_threads_and_fast_ones_overtake_them() {
    let _limit = time_limit();
    let event_loop = event_loop_with(4);
    let log = Log::default();
    let mut gate = Gate::closed();
    for _ in 0..10 {
        let (keeper, done) = (gate.keeper(), log.clone());
        event_loop.queue_work_on(Lane::Slow, move || keeper.wait(), move |_| done.add("slow"));
    }
    for _ in 0..20 {
        let done = log.clone();
        event_loop.queue_work(|| (), move |_| done.add("fast"));
    }
    while log.len() < 20 {
        event_loop.run(RunMode::Once).unwrap();
    }
    assert_eq!(log.take(), ["fast"; 20]);
    let metrics = event_loop.metrics();
    assert_eq!((metrics.slow_lane.running, metrics.slow_lane.queued), (2, 8));
    assert_eq!(metrics.fast_lane.queued, 0);
    gate.open();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.take(), ["slow"; 10]);
}

#[test]
fn a_bounded_queue_refuses_with_an_error_and_loses_nothing() {
    let _limit = time_limit();
    let pool = Pool::builder().threads(1).queue_max(2).build();
    let event_loop = EventLoop::builder().pool(pool).build().unwrap();
    let log = Log::default();
    let mut gate = Gate::closed();
    let (keeper, done) = (gate.keeper(), log.clone());
    event_loop.queue_work(move || keeper.wait(), move |_| done.add("running"));
    while event_loop.metrics().fast_lane.running == 0 {
        thread::yield_now();
    }
    for number in 0..4 {
        let done = log.clone();
        event_loop.queue_work(
            || (),
            move |result| match result {
                Ok(()) => done.add(format!("{number} ran")),
                Err(error) => done.add(format!("{number} {error}")),
            },
        );
    }
    assert_eq!(log.len(), 0, "a refusal is told later too");
    gate.open();
    event_loop.run(RunMode::Default).unwrap();
    let mut lines = log.lines();
    lines.sort();
    let refused = ["2 queue_work EAGAIN", "3 queue_work EAGAIN"];
    assert_eq!(lines, ["0 ran", "1 ran", refused[0], refused[1], "running"]);
}

#[test]
fn jobs_that_have_not_started_can_all_be_cancelled() {
    let _limit = time_limit();
    let event_loop = event_loop_with(4);
    let log = Log::default();
    let mut gate = Gate::closed();
    for _ in 0..4 {
        let (keeper, done) = (gate.keeper(), log.clone());
        event_loop.queue_work(
            move || keeper.wait(),
            move |result| {
                result.unwrap();
                done.add("ran");
            },
        );
    }
    while event_loop.metrics().fast_lane.running < 4 {
        thread::yield_now();
    }
    let requests: Vec<Request> = (0..16)
        .map(|_| {
            let done = log.clone();
            event_loop.queue_work(
                || unreachable!("a cancelled job does not run"),
                move |result: bowline_loop::Result<()>| done.add(result.unwrap_err().code()),
            )
        })
        .collect();
    let add = log.clone();
    event_loop.set_timeout(ms(1), move || {
        for request in &requests {
            request.cancel().unwrap();
        }
        assert_eq!(add.len(), 0, "the callback is never inside `cancel`");
        gate.open();
    });
    event_loop.advance(ms(1));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let lines = log.lines();
    assert_eq!(lines.iter().filter(|line| *line == "ECANCELED").count(), 16);
    assert_eq!(lines.iter().filter(|line| *line == "ran").count(), 4);
}

#[test]
fn a_running_or_finished_job_is_busy_and_its_callback_comes_as_usual() {
    let _limit = time_limit();
    let event_loop = event_loop_with(1);
    let log = Log::default();
    let mut gate = Gate::closed();
    let (keeper, done) = (gate.keeper(), log.clone());
    let request =
        event_loop.queue_work(move || keeper.wait(), move |result| done.add(format!("{result:?}")));
    while event_loop.metrics().fast_lane.running == 0 {
        thread::yield_now();
    }
    assert_eq!(request.cancel().unwrap_err().code(), "EBUSY");
    gate.open();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["Ok(())"]);
    assert_eq!(request.cancel().unwrap_err().code(), "EBUSY");
}

#[test]
fn loops_in_many_threads_share_the_process_s_pool_and_each_gets_its_own_results() {
    let _limit = time_limit();
    let work = |seed: u32| {
        let event_loop = EventLoop::new().unwrap();
        let (here, names) = (thread::current().id(), Arc::new(Mutex::new(BTreeSet::new())));
        for number in 0..200 {
            let name = || thread::current().name().unwrap_or("?").to_owned();
            let names = names.clone();
            event_loop.queue_work(
                move || (seed * 1_000 + number, name()),
                move |result| {
                    let (result, name) = result.unwrap();
                    assert_eq!(result, seed * 1_000 + number);
                    assert_eq!(thread::current().id(), here);
                    names.lock().unwrap().insert(name);
                },
            );
        }
        event_loop.run(RunMode::Default).unwrap();
        Arc::try_unwrap(names).unwrap().into_inner().unwrap()
    };
    // One loop lives through it all, so that the pool is one pool.
    let keeps = EventLoop::new().unwrap();
    keeps.queue_work(|| (), |_| ());
    keeps.run(RunMode::Default).unwrap();
    let threads: Vec<_> = (0..8).map(|seed| thread::spawn(move || work(seed))).collect();
    let names: BTreeSet<String> =
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
    assert!(names.len() <= 4, "{names:?}");
}

#[test]
fn a_loop_dropped_right_after_a_job_was_queued_neither_crashes_nor_waits() {
    let _limit = time_limit();
    let gate = Gate::closed();
    for _ in 0..50 {
        let event_loop = event_loop_with(2);
        let keeper = gate.keeper();
        event_loop.queue_work(move || keeper.wait(), |_| unreachable!("its loop is gone"));
        event_loop.queue_work(|| (), |_| unreachable!("its loop is gone"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_that_never_uses_the_pool_has_no_pool_threads_and_one_that_does_has_all_at_once() {
    let name =
        "a_program_that_never_uses_the_pool_has_no_pool_threads_and_one_that_does_has_all_at_once";
    if !in_process_of_its_own(name, &[]) {
        return;
    }
    let threads = || std::fs::read_dir("/proc/self/task").unwrap().count();
    let before = threads();
    let event_loop = EventLoop::new().unwrap();
    event_loop.set_timeout(ms(1), || ());
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(threads(), before);
    let count = Count::default();
    let seen = count.clone();
    event_loop.queue_work(|| (), move |_| seen.set(threads()));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(count.get(), before + 4);
}

#[test]
fn the_environment_says_how_many_threads_there_are() {
    let name = "the_environment_says_how_many_threads_there_are";
    for (value, expected) in [
        ("3", "3"),
        ("0", "1"),
        ("nonsense", "1"),
        ("5000", "1024"),
        ("99999999999999999999999", "1024"),
        ("", "1"),
    ] {
        let variables = [("UV_THREADPOOL_SIZE", value), ("EXPECTED", expected)];
        if in_process_of_its_own(name, &variables) {
            let threads = Pool::of_process().threads();
            assert_eq!(threads.to_string(), std::env::var("EXPECTED").unwrap());
            return;
        }
    }
}

#[test]
fn a_job_needs_no_callback() {
    let event_loop = event_loop_with(1);
    let (ran, runs) = mpsc::channel();
    event_loop.queue_work(move || ran.send(()).unwrap(), drop);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(runs.try_recv(), Ok(()));
}

#[test]
fn a_worker_has_eight_mebibytes_of_stack() {
    fn deep(left: usize) -> u8 {
        let frame = std::hint::black_box([1_u8; 64 << 10]);
        if left == 0 { frame[0] } else { std::hint::black_box(deep(left - 1)) + frame[9] - 1 }
    }
    let event_loop = event_loop_with(1);
    // Far more than the 2 MiB that a thread has by default; without optimization a frame takes double.
    event_loop.queue_work(|| deep(30), |result| assert_eq!(result, Ok(1)));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

fn loop_with(threads: usize) -> (EventLoop, Pool) {
    let pool = Pool::builder().threads(threads).build();
    (EventLoop::builder().pool(pool.clone()).build().unwrap(), pool)
}

/// Blocks `count` threads of a lane behind `gate`, and returns once they are blocked.
fn block(event_loop: &LoopRef, lane: Lane, count: usize, gate: &Gate) {
    let (tell, blocked) = channel();
    for _ in 0..count {
        let (keeper, tell) = (gate.keeper(), tell.clone());
        let work = move || {
            tell.send(()).unwrap();
            keeper.wait();
        };
        event_loop.queue_work_on(lane, work, |result| result.unwrap());
    }
    for _ in 0..count {
        blocked.recv().unwrap();
    }
}

#[test]
fn worker_threads_are_named_and_numbered() {
    let _limit = time_limit();
    let (event_loop, _) = loop_with(3);
    let names = Rc::new(RefCell::new(Vec::new()));
    let mut gate = Gate::closed();
    let (tell, started) = channel();
    for _ in 0..3 {
        let (names, keeper, tell) = (names.clone(), gate.keeper(), tell.clone());
        let work = move || {
            tell.send(()).unwrap();
            keeper.wait();
            thread::current().name().unwrap().to_owned()
        };
        event_loop.queue_work(work, move |name| names.borrow_mut().push(name.unwrap()));
    }
    // Each has a thread of its own now.
    (0..3).for_each(|_| started.recv().unwrap());
    gate.open();
    event_loop.run(RunMode::Default).unwrap();
    names.borrow_mut().sort_unstable();
    assert_eq!(*names.borrow(), ["bowline-worker-0", "bowline-worker-1", "bowline-worker-2"]);
}

#[test]
fn slow_jobs_run_in_their_order_and_fast_ones_do_not_starve_them() {
    let _limit = time_limit();
    let (event_loop, _) = loop_with(1);
    let log = Log::default();
    let mut gate = Gate::closed();
    block(&event_loop, Lane::Fast, 1, &gate);
    for number in 0..3 {
        let mut push = log.push(&format!("slow {number}"));
        event_loop.queue_work_on(Lane::Slow, || {}, move |_| push());
        for _ in 0..2 {
            let mut push = log.push("fast");
            event_loop.queue_work(|| {}, move |_| push());
        }
    }
    gate.open();
    event_loop.run(RunMode::Default).unwrap();
    let lines = log.lines();
    let slow: Vec<&String> = lines.iter().filter(|line| line.starts_with("slow")).collect();
    assert_eq!(slow, ["slow 0", "slow 1", "slow 2"]);
    assert_eq!(lines[0], "slow 0", "it was the first in the queue");
    assert_eq!(lines.len(), 9);
}

#[test]
fn a_job_is_waited_for_without_the_manual_clock_moving() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let mut gate = Gate::closed();
    let (keeper, logs, inner) = (gate.keeper(), log.clone(), event_loop.loop_ref());
    event_loop.queue_work(
        move || keeper.wait(),
        move |_| logs.add(format!("job at {}", inner.now().as_millis())),
    );
    let (logs, inner) = (log.clone(), event_loop.loop_ref());
    event_loop
        .set_timeout(ms(10), move || logs.add(format!("timer at {}", inner.now().as_millis())));
    // In the second iteration the loop waits for the job; the gate opens before that.
    event_loop.set_immediate(move || gate.open());
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["job at 0", "timer at 10"]);
}

#[test]
fn a_pool_has_the_size_it_was_built_with_within_1_and_1024() {
    assert_eq!(Pool::builder().threads(0).build().threads(), 1);
    assert_eq!(Pool::builder().threads(7).build().threads(), 7);
    assert_eq!(Pool::builder().threads(100_000).build().threads(), 1_024);
}

#[cfg(target_os = "linux")]
#[test]
fn the_pool_starts_all_its_threads_at_the_first_job_and_ends_them_with_its_last_loop() {
    const NAME: &str =
        "the_pool_starts_all_its_threads_at_the_first_job_and_ends_them_with_its_last_loop";
    if !in_process_of_its_own(NAME, &[("UV_THREADPOOL_SIZE", "6")]) {
        return;
    }
    let workers = || {
        let tasks = std::fs::read_dir("/proc/self/task").unwrap();
        let names = tasks
            .filter_map(|task| std::fs::read_to_string(task.unwrap().path().join("comm")).ok());
        // The system keeps fifteen characters of a name.
        names.filter(|name| name.trim() == "bowline-worker-").count()
    };
    let (first, second) = (EventLoop::new().unwrap(), EventLoop::new().unwrap());
    first.set_timeout(ms(1), || {});
    first.run(RunMode::Default).unwrap();
    assert_eq!(workers(), 0, "a loop without jobs has no threads but its own");
    // A thread names itself when it starts to run: wait for the names.
    let settles = |count: usize| {
        while workers() != count {
            thread::yield_now()
        }
    };
    let _limit = time_limit();
    for event_loop in [&first, &second] {
        event_loop.queue_work(|| {}, |_| {});
        event_loop.run(RunMode::Default).unwrap();
        settles(6);
    }
    drop(first);
    settles(6);
    drop(second);
    settles(0);
    // And it starts anew.
    let third = EventLoop::new().unwrap();
    third.queue_work(|| {}, |_| {});
    third.run(RunMode::Default).unwrap();
    settles(6);
}

#[test]
fn slow_jobs_get_half_of_the_threads_rounded_up_and_the_others_stay_free() {
    let _limit = time_limit();
    for threads in [2, 3, 4, 5] {
        let (event_loop, pool) = loop_with(threads);
        let slow = threads.div_ceil(2);
        let mut gate = Gate::closed();
        block(&event_loop, Lane::Slow, slow, &gate);
        // These would block every thread, were they not held back.
        let more = Count::default();
        for _ in 0..threads + 3 {
            let (keeper, counts) = (gate.keeper(), more.clone());
            let work = move || keeper.wait();
            event_loop.queue_work_on(Lane::Slow, work, move |result| {
                result.unwrap();
                counts.add();
            });
        }
        let fast = Count::default();
        for _ in 0..50 {
            let (inner, counts) = (event_loop.loop_ref(), fast.clone());
            event_loop.queue_work(
                || {},
                move |_| {
                    if counts.add() == 50 {
                        inner.stop();
                    }
                },
            );
        }
        assert_eq!(event_loop.run(RunMode::Default), Ok(true));
        assert_eq!((fast.get(), more.get()), (50, 0));
        let lane = pool.lane(Lane::Slow);
        assert_eq!((lane.running, lane.queued), (slow, threads + 3));
        assert_eq!(event_loop.metrics().slow_lane, lane);
        gate.open();
        assert_eq!(event_loop.run(RunMode::Default), Ok(false));
        assert_eq!(more.get(), threads + 3);
    }
}
