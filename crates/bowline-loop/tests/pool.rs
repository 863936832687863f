//! The thread pool: what runs where and when, and cancelling.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use bowline_loop::{EventLoop, Lane, Pool, Request, RunMode, ms};
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
    for (value, expected) in
        [("3", "3"), ("0", "1"), ("nonsense", "1"), ("5000", "1024"), ("", "1")]
    {
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
