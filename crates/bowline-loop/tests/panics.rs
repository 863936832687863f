//! Panics in callbacks: caught at the dispatch, and the loop stays consistent.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use bowline_loop::{EventLoop, HookHandle, LoopRef, RunMode, ms};
use support::{Count, Log, due_at_once, time_limit};

/// Runs the loop until it panics, and gives the message.
fn panic_of(event_loop: &EventLoop) -> String {
    let payload = catch_unwind(AssertUnwindSafe(|| event_loop.run(RunMode::Default))).unwrap_err();
    (*payload.downcast_ref::<&str>().unwrap()).to_owned()
}

// BOOK B14: a panic in a callback of the book tears everything down.
#[test]
fn a_panic_nobody_takes_leaves_run_and_what_was_queued_behind_it_still_runs_after() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    for (first, second) in [("timer 1", "timer 2"), ("timer 3", "timer 4")] {
        event_loop.set_timeout(ms(5), log.push(first));
        event_loop.set_timeout(ms(5), || panic!("in a timer"));
        event_loop.set_timeout(ms(5), log.push(second));
    }
    event_loop.set_immediate(|| panic!("in an immediate"));
    event_loop.set_immediate(log.push("immediate"));
    assert_eq!(panic_of(&event_loop), "in an immediate");
    assert_eq!(log.take(), [""; 0], "no further callback runs, not even of the same batch");
    assert!(!event_loop.is_running());
    assert_eq!(panic_of(&event_loop), "in a timer");
    assert_eq!(log.take(), ["immediate", "timer 1"]);
    assert_eq!(panic_of(&event_loop), "in a timer");
    assert_eq!(log.take(), ["timer 2", "timer 3"]);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.take(), ["timer 4"]);
}

#[test]
fn a_hook_takes_panics_and_the_rest_of_the_batch_goes_on() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let caught = log.clone();
    event_loop.set_panic_hook(move |payload| {
        caught.add(format!("caught {}", payload.downcast_ref::<&str>().unwrap()));
    });
    event_loop.set_timeout(ms(5), || panic!("one"));
    event_loop.set_timeout(ms(5), log.push("timer"));
    event_loop.set_immediate(|| panic!("two"));
    event_loop.set_immediate(log.push("immediate"));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["caught two", "immediate", "caught one", "timer"]);
}

#[test]
fn a_panic_of_the_hook_itself_leaves_run() {
    let event_loop = EventLoop::with_manual_clock();
    event_loop.set_panic_hook(|_| panic!("in the hook"));
    event_loop.set_immediate(|| panic!("in a callback"));
    assert_eq!(panic_of(&event_loop), "in the hook");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

#[test]
fn a_repeating_timer_a_hook_and_a_notifier_that_panic_are_called_again() {
    let event_loop = EventLoop::with_manual_clock();
    let caught = Count::default();
    let count = caught.clone();
    event_loop.set_panic_hook(move |_| {
        count.add();
    });
    let interval = event_loop.set_interval(ms(1), || panic!("again"));
    event_loop.advance(ms(3));
    assert_eq!(caught.get(), 3);
    event_loop.clear(interval);
    caught.set(0);
    let check = event_loop.check().unwrap();
    check.start(|| panic!("again")).unwrap();
    let notifier = event_loop.notifier(|| panic!("again")).unwrap();
    for _ in 0..3 {
        notifier.notify();
        event_loop.run(RunMode::NoWait).unwrap();
    }
    assert_eq!(caught.get(), 6);
}

#[test]
fn a_panic_in_a_next_tick_callback_leaves_the_other_ticks_for_the_next_checkpoint() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let caught = log.clone();
    let owner = event_loop.loop_ref();
    let (add, inner) = (log.clone(), event_loop.loop_ref());
    event_loop.set_immediate(move || {
        inner.next_tick(|| panic!("in a tick"));
        inner.next_tick(add.push("second tick"));
    });
    event_loop.set_immediate(log.push("immediate"));
    event_loop.set_panic_hook(move |_| {
        caught.add("caught");
        owner.next_tick(caught.push("tick of the hook"));
    });
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let lines = log.lines();
    assert_eq!(lines, ["caught", "second tick", "tick of the hook", "immediate"]);
}

#[test]
fn a_future_that_panics_with_nobody_to_join_is_a_panic_in_a_callback() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    drop(event_loop.spawn_local(async { panic!("in a future") }));
    event_loop.set_immediate(log.push("immediate"));
    assert_eq!(panic_of(&event_loop), "in a future");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["immediate"]);
}

#[test]
fn the_checkpoint_runs_after_every_callback_and_may_panic_too() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let add = log.clone();
    event_loop.set_checkpoint(Some(Rc::new(move || add.add("checkpoint"))));
    event_loop.set_immediate(log.push("one"));
    event_loop.set_immediate(log.push("two"));
    due_at_once(&event_loop, log.push("timer"));
    event_loop.run(RunMode::NoWait).unwrap();
    let lines = log.take();
    let lines = &lines[lines.iter().position(|line| line == "one").unwrap()..];
    assert_eq!(lines, ["one", "checkpoint", "two", "checkpoint", "timer", "checkpoint"]);
    event_loop.set_checkpoint(Some(Rc::new(|| panic!("in the checkpoint"))));
    event_loop.set_immediate(log.push("three"));
    assert_eq!(panic_of(&event_loop), "in the checkpoint");
    event_loop.set_checkpoint(None);
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.take(), ["three"]);
}

/// A callback of each kind that panics with its name.
fn panic_everywhere(owner: &LoopRef) {
    let timer = owner.timer().unwrap();
    let itself = timer.clone();
    let due = move || {
        itself.close();
        panic!("timer");
    };
    timer.start(ms(0), ms(0), due).unwrap();
    owner.set_timeout(ms(1), || panic!("timeout"));
    let interval = std::rc::Rc::new(std::cell::Cell::new(None));
    let (inner, own) = (owner.clone(), interval.clone());
    interval.set(Some(owner.set_interval(ms(2), move || {
        inner.clear(own.get().unwrap());
        panic!("interval");
    })));
    owner.set_immediate(|| panic!("immediate"));
    owner.defer(|| panic!("pending"));
    owner.next_tick(|| panic!("tick"));
    owner.queue_work(|| (), |_| panic!("job"));
    owner.timer().unwrap().close_with(|| panic!("close"));
    drop(owner.spawn_local(async { panic!("future") }));
    let hook = |hook: &HookHandle, name: &'static str| {
        let itself = hook.clone();
        let callback = move || {
            itself.close();
            std::panic::panic_any(name);
        };
        hook.start(callback).unwrap();
    };
    hook(&owner.idle().unwrap(), "idle");
    hook(&owner.prepare().unwrap(), "prepare");
    hook(&owner.check().unwrap(), "check");
    let notifier = std::rc::Rc::new(std::cell::OnceCell::<bowline_loop::Async>::new());
    let own = notifier.clone();
    let notified = move || {
        own.get().unwrap().close();
        panic!("async");
    };
    notifier.set(owner.notifier(notified).unwrap()).ok().unwrap();
    notifier.get().unwrap().notify();
}

const KINDS: [&str; 13] = [
    "async",
    "check",
    "close",
    "future",
    "idle",
    "immediate",
    "interval",
    "job",
    "pending",
    "prepare",
    "tick",
    "timeout",
    "timer",
];

#[test]
fn a_panic_in_a_callback_of_any_kind_goes_to_the_hook_and_the_loop_goes_on() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let logs = log.clone();
    event_loop.set_panic_hook(move |payload| logs.add(*payload.downcast_ref::<&str>().unwrap()));
    panic_everywhere(&event_loop);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let mut told = log.lines();
    told.sort_unstable();
    assert_eq!(told, KINDS);
    assert_eq!(event_loop.close(), Ok(()), "nothing is left behind");
}

#[test]
fn without_a_hook_each_panic_leaves_run_and_running_again_goes_on_with_the_rest() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    panic_everywhere(&event_loop);
    let mut told = Vec::new();
    loop {
        match catch_unwind(AssertUnwindSafe(|| event_loop.run(RunMode::Default))) {
            Ok(alive) => {
                assert_eq!(alive, Ok(false));
                break;
            }
            Err(payload) => told.push(*payload.downcast_ref::<&str>().unwrap()),
        }
        assert!(!event_loop.is_running());
        assert!(bowline_loop::try_current().is_none());
    }
    told.sort_unstable();
    assert_eq!(told, KINDS);
    assert_eq!(event_loop.close(), Ok(()));
}

#[test]
fn a_hook_may_replace_itself_and_act_on_the_loop() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    event_loop.set_panic_hook(move |_| {
        let second = logs.clone();
        logs.add("first hook");
        inner.set_panic_hook(move |_| second.add("second hook"));
        inner.set_immediate(|| panic!("again"));
    });
    event_loop.set_immediate(|| panic!("once"));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["first hook", "second hook"]);
}

#[test]
fn a_panic_in_the_future_of_block_on_leaves_it_and_the_loop_can_be_run_again() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    event_loop.set_timeout(ms(1), log.push("timer"));
    let left =
        catch_unwind(AssertUnwindSafe(|| event_loop.block_on(async { panic!("main future") })));
    assert_eq!(left.map(|_: Result<(), _>| ()).unwrap_err().downcast_ref(), Some(&"main future"));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["timer"]);
}

#[test]
fn a_hook_that_takes_itself_away_is_gone() {
    let event_loop = EventLoop::with_manual_clock();
    let owner = event_loop.loop_ref();
    event_loop.set_panic_hook(move |_| owner.clear_panic_hook());
    event_loop.set_immediate(|| panic!("first"));
    event_loop.set_immediate(|| panic!("second"));
    assert_eq!(panic_of(&event_loop), "second");
}
