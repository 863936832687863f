//! Panics in callbacks: caught at the one dispatch, told to the hook, or leaving `run`.

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};

use bowline_loop::{EventLoop, HookHandle, LoopRef, RunMode, ms};
use support::{Log, time_limit};

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
fn the_rest_of_the_batch_runs_after_a_panic_that_the_hook_took() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let logs = log.clone();
    event_loop.set_panic_hook(move |_| logs.add("hook"));
    for number in 0..2 {
        event_loop.set_timeout(ms(1), log.push(&format!("timer {number}")));
        event_loop.set_timeout(ms(1), || panic!("in between"));
    }
    event_loop.set_timeout(ms(1), log.push("last"));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["timer 0", "hook", "timer 1", "hook", "last"]);
}

#[test]
fn a_panic_that_leaves_run_leaves_the_rest_of_its_batch_for_the_next_run_in_order() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    event_loop.set_timeout(ms(1), log.push("before"));
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    event_loop.set_timeout(ms(1), move || {
        inner.next_tick(logs.push("tick"));
        panic!("leaves");
    });
    event_loop.set_timeout(ms(1), log.push("after"));
    event_loop.set_immediate(log.push("immediate"));
    let left = catch_unwind(AssertUnwindSafe(|| event_loop.run(RunMode::Default))).unwrap_err();
    assert_eq!(left.downcast_ref(), Some(&"leaves"));
    assert_eq!(log.take(), ["immediate", "before"]);
    assert!(event_loop.is_alive());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.take(), ["tick", "after"]);
}

#[test]
fn a_panic_in_the_hook_leaves_run_and_the_hook_stays() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let logs = log.clone();
    event_loop.set_panic_hook(move |payload| {
        logs.add("hook");
        std::panic::resume_unwind(payload);
    });
    for _ in 0..2 {
        event_loop.set_immediate(|| panic!("first"));
        assert!(catch_unwind(AssertUnwindSafe(|| event_loop.run(RunMode::Default))).is_err());
    }
    assert_eq!(log.lines(), ["hook", "hook"]);
    event_loop.clear_panic_hook();
    event_loop.set_immediate(|| panic!("without it"));
    assert!(catch_unwind(AssertUnwindSafe(|| event_loop.run(RunMode::Default))).is_err());
    assert_eq!(log.len(), 2);
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
fn an_interval_and_a_notifier_go_on_after_a_panic_in_their_callbacks() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let logs = log.clone();
    event_loop.set_panic_hook(move |payload| logs.add(*payload.downcast_ref::<&str>().unwrap()));
    let notifier = event_loop.notifier(|| panic!("async")).unwrap();
    notifier.set_ref(false);
    event_loop.set_interval(ms(10), move || {
        notifier.notify();
        panic!("interval");
    });
    event_loop.advance(ms(35));
    assert_eq!(log.lines(), ["interval", "async", "interval", "async", "interval", "async"]);
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
