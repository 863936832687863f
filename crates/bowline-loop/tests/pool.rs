//! The thread pool: its size, its order, its lanes, its ends.

mod support;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use bowline_loop::{EventLoop, Lane, LoopRef, Pool, RunMode, ms};
use support::{Count, Gate, Log, in_process_of_its_own, time_limit};

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
fn work_runs_off_the_loops_thread_and_its_callback_on_it_with_what_it_returned() {
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let (logs, here) = (log.clone(), thread::current().id());
    let input = vec![1, 2, 3];
    event_loop.queue_work(
        move || (thread::current().id(), input.into_iter().sum::<i32>()),
        move |result| {
            let (there, sum) = result.unwrap();
            assert_ne!(there, here);
            assert_eq!(thread::current().id(), here);
            logs.add(sum.to_string());
        },
    );
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["6"]);
}

#[test]
fn with_one_thread_jobs_run_one_by_one_in_the_order_they_were_queued() {
    let _limit = time_limit();
    let (event_loop, _) = loop_with(1);
    let started = Arc::new(Mutex::new(Vec::new()));
    let ended = Rc::new(RefCell::new(Vec::new()));
    let running = Arc::new(AtomicUsize::new(0));
    for number in 0..500 {
        let (starts, ends, running) = (started.clone(), ended.clone(), running.clone());
        let work = move || {
            assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0, "strictly serial");
            starts.lock().unwrap().push(number);
            running.fetch_sub(1, Ordering::SeqCst);
        };
        event_loop.queue_work(work, move |result| {
            result.unwrap();
            ends.borrow_mut().push(number);
        });
    }
    event_loop.run(RunMode::Default).unwrap();
    let expected: Vec<i32> = (0..500).collect();
    assert_eq!(*started.lock().unwrap(), expected);
    assert_eq!(*ended.borrow(), expected);
}

#[test]
fn callbacks_of_jobs_found_ended_together_come_in_the_order_the_jobs_ended_with_ticks_between() {
    let _limit = time_limit();
    let (event_loop, pool) = loop_with(2);
    let log = Log::default();
    let job = |name: &'static str, work: Box<dyn FnOnce() + Send>| {
        let (inner, logs) = (event_loop.loop_ref(), log.clone());
        event_loop.queue_work(work, move |result| {
            result.unwrap();
            logs.add(name);
            inner.next_tick(logs.push(&format!("tick of {name}")));
        });
    };
    let (end_first, first_may_end) = channel::<()>();
    let wait = move |ends: Receiver<()>| ends.recv().unwrap_err();
    job("queued first", Box::new(move || drop(wait(first_may_end))));
    job("queued second", Box::new(|| {}));
    // The second has told the loop once its thread has taken the third.
    let (tell, third_runs) = channel();
    job("queued third", Box::new(move || tell.send(()).unwrap()));
    third_runs.recv().unwrap();
    while pool.lane(Lane::Fast).running > 1 {
        thread::yield_now();
    }
    drop(end_first);
    while pool.lane(Lane::Fast).running > 0 {
        thread::yield_now();
    }
    event_loop.run(RunMode::Default).unwrap();
    let order: Vec<String> = log.lines();
    assert_eq!(order[..2], ["queued second", "tick of queued second"]);
    assert_eq!(order.len(), 6);
    assert!(order.chunks(2).all(|two| two[1] == format!("tick of {}", two[0])), "{order:?}");
}

#[test]
fn ten_thousand_jobs_on_four_threads_all_end_and_need_few_iterations() {
    let _limit = time_limit();
    let (event_loop, _) = loop_with(4);
    let count = Count::default();
    for number in 0..10_000_u32 {
        let counts = count.clone();
        event_loop.queue_work(
            move || number,
            move |result| {
                assert_eq!(result.unwrap(), number);
                counts.add();
            },
        );
    }
    assert_eq!(event_loop.metrics().requests, 10_000);
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(count.get(), 10_000);
    assert_eq!(event_loop.metrics().requests, 0);
    assert!(event_loop.metrics().iterations < 10_000, "{:?}", event_loop.metrics());
}

#[test]
fn the_loops_of_a_process_share_one_pool_and_each_gets_its_own_results() {
    let _limit = time_limit();
    assert!(Pool::of_process().threads() >= 1);
    let threads: Vec<_> = (0..8_u64)
        .map(|number| {
            thread::spawn(move || {
                let event_loop = EventLoop::new().unwrap();
                let sum = Rc::new(std::cell::Cell::new(0));
                for round in 0..200 {
                    let sums = sum.clone();
                    event_loop.queue_work(
                        move || (number, round, thread::current().name().map(str::to_owned)),
                        move |result| {
                            let (owner, round, name) = result.unwrap();
                            assert_eq!(owner, number);
                            assert!(name.unwrap().starts_with("bowline-worker-"));
                            sums.set(sums.get() + round);
                        },
                    );
                }
                event_loop.run(RunMode::Default).unwrap();
                assert_eq!(sum.get(), 199 * 200 / 2);
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
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
fn a_worker_has_a_stack_for_deep_recursion() {
    let _limit = time_limit();
    // Six megabytes: thrice what a thread of Rust's has if nobody says so.
    fn dig(top: usize, calls: u64) -> u64 {
        let here = std::hint::black_box([calls; 64]);
        let deep = top - std::ptr::from_ref(&here).addr();
        if deep > 6 << 20 {
            0
        } else {
            dig(top, calls + 1) + 1 - std::hint::black_box(here)[5] / (calls + 1)
        }
    }
    fn depth() -> bool {
        let here = std::hint::black_box([0_u8; 8]);
        dig(std::ptr::from_ref(&here).addr(), 1) > 0
    }
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let logs = log.clone();
    event_loop.queue_work(depth, move |result| logs.add(result.unwrap().to_string()));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["true"]);
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
fn a_bounded_queue_refuses_with_eagain_through_the_callback_and_never_at_once() {
    let _limit = time_limit();
    let pool = Pool::builder().threads(1).queue_max(2).build();
    let event_loop = EventLoop::builder().pool(pool.clone()).build().unwrap();
    let mut gate = Gate::closed();
    block(&event_loop, Lane::Fast, 1, &gate);
    let log = Log::default();
    for number in 0..4 {
        let logs = log.clone();
        event_loop.queue_work(
            move || number,
            move |result| {
                logs.add(
                    result.map_or_else(|error| error.to_string(), |number| number.to_string()),
                );
            },
        );
    }
    assert_eq!(log.len(), 0);
    assert_eq!(pool.lane(Lane::Fast).queued, 2);
    event_loop.run(RunMode::Once).unwrap();
    assert_eq!(log.take(), ["queue_work EAGAIN", "queue_work EAGAIN"]);
    gate.open();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["0", "1"]);
}

#[test]
fn a_job_that_panics_is_an_error_for_its_callback_and_its_thread_lives_on() {
    let _limit = time_limit();
    let (event_loop, _) = loop_with(1);
    let log = Log::default();
    let ids = Rc::new(RefCell::new(Vec::new()));
    let note = |ids: &Rc<RefCell<Vec<_>>>| {
        let ids = ids.clone();
        event_loop
            .queue_work(|| thread::current().id(), move |id| ids.borrow_mut().push(id.unwrap()));
    };
    note(&ids);
    for number in 0..3 {
        let logs = log.clone();
        let work = move || -> u32 { panic!("no answer to {number}") };
        event_loop.queue_work(work, move |result| {
            let error = result.unwrap_err();
            assert_eq!(error.code(), "ERR_JOB_PANICKED");
            logs.add(error.to_string());
        });
    }
    note(&ids);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let expected = [0, 1, 2].map(|number| format!("job panicked: no answer to {number}"));
    assert_eq!(log.lines(), expected);
    assert_eq!(ids.borrow()[0], ids.borrow()[1], "the same thread");
}

#[test]
fn a_job_may_queue_nothing_but_its_callback_may_queue_the_next() {
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    let count = Count::default();
    fn next(owner: &LoopRef, count: &Count) {
        let (inner, counts) = (owner.clone(), count.clone());
        owner.queue_work(
            || {},
            move |_| {
                if counts.add() < 100 {
                    next(&inner, &counts);
                }
            },
        );
    }
    next(&event_loop, &count);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(count.get(), 100);
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

#[test]
fn the_size_of_the_process_pool_is_four_or_what_the_environment_says() {
    const NAME: &str = "the_size_of_the_process_pool_is_four_or_what_the_environment_says";
    let cases = [
        (None, 4),
        (Some("1"), 1),
        (Some("8"), 8),
        (Some("0"), 1),
        (Some("garbage"), 1),
        (Some(""), 1),
        (Some("-3"), 1),
        (Some("5000"), 1_024),
    ];
    for (size, threads) in cases {
        let threads = threads.to_string();
        let mut variables = vec![("EXPECTED", threads.as_str())];
        variables.extend(size.map(|size| ("UV_THREADPOOL_SIZE", size)));
        if in_process_of_its_own(NAME, &variables) {
            assert_eq!(
                Pool::of_process().threads().to_string(),
                std::env::var("EXPECTED").unwrap()
            );
            return;
        }
    }
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
