//! What keeps a loop alive, and what does not.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use bowline_loop::{EventLoop, RunMode, ms};
use support::{Count, Log, time_limit};

#[test]
fn a_loop_with_nothing_in_it_is_not_alive_and_runs_no_phase() {
    let event_loop = EventLoop::with_manual_clock();
    assert!(!event_loop.is_alive());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(event_loop.run(RunMode::Once), Ok(false));
    assert_eq!(event_loop.run(RunMode::NoWait), Ok(false));
    assert_eq!(event_loop.metrics().iterations, 0);
}

#[test]
fn a_running_timer_keeps_the_loop_alive_until_it_fires() {
    let event_loop = EventLoop::with_manual_clock();
    event_loop.set_timeout(ms(10), || {});
    assert!(event_loop.is_alive());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert!(!event_loop.is_alive());
}

#[test]
fn a_job_keeps_the_loop_alive_until_its_callback_ran_and_has_no_unref() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let done = log.clone();
    let request = event_loop.queue_work(|| 7, move |result| done.add(result.unwrap().to_string()));
    assert!(event_loop.is_alive());
    assert!(request.is_pending());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["7"]);
    assert!(!event_loop.is_alive());
    assert!(!request.is_pending());
}

#[test]
fn a_pending_callback_keeps_the_loop_alive() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    event_loop.defer(count.counter());
    assert!(event_loop.is_alive());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(count.get(), 1);
}

#[test]
fn a_closing_handle_keeps_the_loop_alive_until_its_close_callback_even_when_it_is_unrefd() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let timer = event_loop.timer().unwrap();
    timer.set_ref(false);
    assert!(!event_loop.is_alive());
    timer.close_with(count.counter());
    assert!(event_loop.is_alive());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(count.get(), 1);
}

#[test]
fn a_handle_that_is_not_started_does_not_keep_the_loop_alive() {
    let event_loop = EventLoop::with_manual_clock();
    let _timer = event_loop.timer().unwrap();
    let _idle = event_loop.idle().unwrap();
    let _prepare = event_loop.prepare().unwrap();
    let _check = event_loop.check().unwrap();
    assert!(!event_loop.is_alive());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

#[test]
fn each_kind_of_handle_keeps_the_loop_alive_while_active_and_refd_and_not_when_unrefd() {
    let event_loop = EventLoop::with_manual_clock();
    let timer = event_loop.timer().unwrap();
    let idle = event_loop.idle().unwrap();
    let prepare = event_loop.prepare().unwrap();
    let check = event_loop.check().unwrap();
    timer.start(ms(1_000), ms(0), || {}).unwrap();
    idle.start(|| {}).unwrap();
    prepare.start(|| {}).unwrap();
    check.start(|| {}).unwrap();
    let notifier = event_loop.notifier(|| {}).unwrap();
    let handles = [(*timer).clone(), (**idle).clone(), (**prepare).clone(), (**check).clone()];
    let handles = handles.into_iter().chain([(*notifier).clone()]).collect::<Vec<_>>();
    for handle in &handles {
        handle.set_ref(false);
    }
    for handle in &handles {
        assert!(!event_loop.is_alive());
        handle.set_ref(true);
        assert!(event_loop.is_alive(), "{handle:?} is active and ref'd");
        handle.set_ref(false);
        assert!(handle.is_active());
    }
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(event_loop.metrics().iterations, 0);
}

#[test]
fn an_unrefd_timer_that_is_due_is_not_run_by_a_loop_that_is_not_alive() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let timer = event_loop.set_timeout(ms(5), count.counter());
    event_loop.set_timer_ref(timer, false);
    event_loop.advance(ms(50));
    for mode in [RunMode::Default, RunMode::Once, RunMode::NoWait] {
        assert_eq!(event_loop.run(mode), Ok(false));
    }
    assert_eq!(count.get(), 0);
}

#[test]
fn an_unrefd_handle_still_works_while_something_else_keeps_the_loop_alive() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let timer = event_loop.timer().unwrap();
    timer.start(ms(10), ms(10), log.push("unref'd")).unwrap();
    timer.set_ref(false);
    event_loop.set_timeout(ms(25), log.push("ref'd"));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["unref'd", "unref'd", "ref'd"]);
    assert!(timer.is_active());
}

#[test]
fn unref_in_a_handles_own_callback_ends_the_loop_after_that_iteration() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let prepare = event_loop.prepare().unwrap();
    let (itself, counts) = (prepare.clone(), count.clone());
    // Keeps the wait short; it does not keep the loop alive.
    let idle = event_loop.idle().unwrap();
    idle.start(|| {}).unwrap();
    idle.set_ref(false);
    prepare
        .start(move || {
            if counts.add() == 3 {
                itself.set_ref(false);
            }
        })
        .unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(count.get(), 3);
    assert!(prepare.is_active());
}

#[test]
fn an_unrefd_repeating_timer_runs_on_for_as_long_as_a_refd_one_does() {
    let event_loop = EventLoop::with_manual_clock();
    let (unrefd, refd) = (Count::default(), Count::default());
    let first = event_loop.set_interval(ms(10), unrefd.counter());
    event_loop.set_timer_ref(first, false);
    event_loop.set_timer_ref(first, false);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(unrefd.get(), 0);
    let second = event_loop.timer().unwrap();
    let (itself, counts) = (second.clone(), refd.clone());
    second
        .start(ms(10), ms(10), move || {
            if counts.add() == 5 {
                itself.stop();
            }
        })
        .unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!((unrefd.get(), refd.get()), (5, 5));
}

#[test]
fn an_unrefd_immediate_does_not_keep_the_loop_alive_and_does_not_keep_the_wait_short() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let immediate = event_loop.set_immediate(log.push("immediate"));
    assert!(event_loop.is_alive());
    assert_eq!(event_loop.next_timeout(), Some(ms(0)));
    event_loop.set_timer_ref(immediate, false);
    assert!(!event_loop.is_alive());
    event_loop.set_timeout(ms(30), log.push("timer"));
    assert_eq!(event_loop.next_timeout(), Some(ms(30)));
    event_loop.set_timer_ref(immediate, true);
    assert_eq!(event_loop.next_timeout(), Some(ms(0)));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["immediate", "timer"]);
}

#[test]
fn a_future_that_waits_for_nothing_of_the_loop_does_not_keep_it_alive() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let polled = log.clone();
    let _join = event_loop.spawn_local(async move {
        polled.add("polled");
        std::future::pending::<()>().await;
    });
    assert!(event_loop.is_alive(), "it is about to run");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["polled"]);
    assert_eq!(event_loop.metrics().tasks, 1);
}

#[test]
fn a_loop_can_be_run_again_and_again() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    for round in 1..=5 {
        event_loop.set_timeout(ms(3), count.counter());
        assert_eq!(event_loop.run(RunMode::Default), Ok(false));
        assert_eq!(count.get(), round);
    }
}

#[test]
fn close_says_busy_and_changes_nothing_while_anything_is_open() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let timer = event_loop.timer().unwrap();
    timer.start(ms(10), ms(0), count.counter()).unwrap();
    let error = event_loop.close().unwrap_err();
    assert_eq!((error.code(), error.syscall()), ("EBUSY", "close"));
    assert!(timer.is_active() && !event_loop.is_closed());
    timer.close();
    assert_eq!(event_loop.close().unwrap_err().code(), "EBUSY", "its closing phase has not come");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(event_loop.close(), Ok(()));
    assert!(event_loop.is_closed());
    assert_eq!(count.get(), 0);
    assert_eq!(event_loop.close(), Ok(()), "closing twice is closing once");
}

#[test]
fn close_says_busy_for_an_inactive_handle_a_job_a_future_and_while_the_loop_runs() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let busy = |what: &str| {
        let closed = event_loop.close().map_err(|error| error.code());
        assert_eq!(closed, Err("EBUSY"), "{what}");
    };
    let idle = event_loop.idle().unwrap();
    busy("an idle handle that is not started");
    idle.close();
    event_loop.run(RunMode::Default).unwrap();
    event_loop.queue_work(|| (), |_| {});
    busy("a job");
    event_loop.run(RunMode::Default).unwrap();
    let join = event_loop.spawn_local(std::future::pending::<()>());
    event_loop.run(RunMode::Default).unwrap();
    busy("a future");
    join.abort();
    event_loop.run(RunMode::Default).unwrap();
    event_loop.set_immediate({
        let inner = event_loop.loop_ref();
        move || assert!(inner.is_running())
    });
    busy("an immediate");
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(event_loop.close(), Ok(()));
}

#[test]
fn everything_on_a_closed_loop_is_refused_or_does_nothing() {
    let event_loop = EventLoop::with_manual_clock();
    event_loop.close().unwrap();
    let count = Count::default();
    let canceled = |code: Option<&'static str>| assert_eq!(code, Some("ECANCELED"));
    canceled(event_loop.run(RunMode::Default).err().map(|error| error.code()));
    canceled(event_loop.timer().err().map(|error| error.code()));
    canceled(event_loop.idle().err().map(|error| error.code()));
    canceled(event_loop.prepare().err().map(|error| error.code()));
    canceled(event_loop.check().err().map(|error| error.code()));
    canceled(event_loop.notifier(|| {}).err().map(|error| error.code()));
    let timer = event_loop.set_timeout(ms(0), count.counter());
    let interval = event_loop.set_interval(ms(1), count.counter());
    let immediate = event_loop.set_immediate(count.counter());
    for id in [timer, interval, immediate] {
        assert!(!event_loop.clear(id));
        assert!(!event_loop.refresh(id));
    }
    event_loop.defer(count.counter());
    event_loop.next_tick(count.counter());
    assert!(!event_loop.queue_work(|| (), |_| panic!("a closed loop runs nothing")).is_pending());
    assert!(event_loop.spawn_local(async {}).is_finished());
    assert!(!event_loop.is_alive());
    assert_eq!(count.get(), 0);
}

#[test]
fn a_loop_dropped_right_after_queueing_work_neither_crashes_nor_waits() {
    let _limit = time_limit();
    for _ in 0..100 {
        let event_loop = EventLoop::new().unwrap();
        for _ in 0..8 {
            event_loop.queue_work(|| (), |_| panic!("nobody runs this loop"));
        }
    }
}

#[test]
fn a_dropped_loop_does_not_wait_for_a_job_that_runs() {
    let _limit = time_limit();
    let mut gate = support::Gate::closed();
    let event_loop = EventLoop::new().unwrap();
    let (keeper, (tell, started)) = (gate.keeper(), std::sync::mpsc::channel());
    event_loop.queue_work(
        move || {
            tell.send(()).unwrap();
            keeper.wait();
        },
        |_| panic!("nobody runs this loop"),
    );
    started.recv().unwrap();
    drop(event_loop);
    gate.open();
}

#[test]
fn dropping_a_loop_drops_what_its_callbacks_own_without_calling_them() {
    let owned = std::rc::Rc::new(());
    let event_loop = EventLoop::with_manual_clock();
    let own = || {
        let owned = owned.clone();
        move || panic!("never called, though it owns {owned:?}")
    };
    event_loop.set_timeout(ms(1), own());
    event_loop.set_immediate(own());
    event_loop.defer(own());
    event_loop.next_tick(own());
    let work = own();
    event_loop.queue_work(|| (), move |_| work());
    let task = own();
    let _join = event_loop.spawn_local(async move { task() });
    event_loop.timer().unwrap().close_with(own());
    let idle = event_loop.idle().unwrap();
    idle.start(own()).unwrap();
    let _notifier = event_loop.notifier(own()).unwrap();
    drop(event_loop);
    assert_eq!(std::rc::Rc::strong_count(&owned), 1);
}
