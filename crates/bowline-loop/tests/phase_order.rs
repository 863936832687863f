//! The phases of an iteration, and what runs in which.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use bowline_loop::{EventLoop, RunMode, ms};
use support::{Count, Log, due_at_once, time_limit};

#[test]
fn an_iteration_runs_its_phases_in_the_documented_order() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let due = event_loop.timer().unwrap();
    due.start(ms(0), ms(0), log.push("timer before the first iteration")).unwrap();
    event_loop.defer(log.push("pending"));
    let idle = event_loop.idle().unwrap();
    idle.start(log.push("idle")).unwrap();
    let prepare = event_loop.prepare().unwrap();
    prepare.start(log.push("prepare")).unwrap();
    let notifier = event_loop.notifier(log.push("poll")).unwrap();
    notifier.notify();
    event_loop.set_immediate(log.push("immediate"));
    let check = event_loop.check().unwrap();
    let (add, owner) = (log.clone(), event_loop.loop_ref());
    let (idle, prepare, itself) = (idle.clone(), prepare.clone(), check.clone());
    check
        .start(move || {
            add.add("check");
            let timer = owner.timer().unwrap();
            timer.start(ms(0), ms(0), add.push("timer")).unwrap();
            timer.set_ref(false);
            idle.close_with(add.push("close"));
            prepare.close();
            notifier.close();
            itself.close();
            due.close();
        })
        .unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(
        log.lines(),
        [
            "timer before the first iteration",
            "pending",
            "idle",
            "prepare",
            "poll",
            "immediate",
            "check",
            "close",
            "timer"
        ]
    );
}

// L6. The last thing that kept the loop alive may go in the phases before the wait.
#[test]
fn a_loop_whose_last_callback_was_a_pending_one_does_not_wait_for_an_unref_d_handle() {
    let event_loop = EventLoop::with_manual_clock();
    let (log, timer) = (Log::default(), event_loop.timer().unwrap());
    timer.start(ms(60_000), ms(0), log.push("unref'd timer")).unwrap();
    timer.set_ref(false);
    event_loop.defer(log.push("pending"));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(event_loop.now(), ms(0));
    assert_eq!(log.lines(), ["pending"]);
}

#[test]
fn an_immediate_runs_in_this_iteration_and_one_it_sets_in_the_next() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (owner, add) = (event_loop.loop_ref(), log.clone());
    event_loop.complete((), move |()| {
        let (inner, nested) = (owner.clone(), add.clone());
        owner.set_immediate(move || {
            nested.add("set in poll");
            inner.set_immediate(nested.push("set in check"));
        });
    });
    event_loop.run(RunMode::NoWait).unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["set in poll"]);
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["set in poll", "set in check"]);
}

#[test]
fn an_immediate_set_in_the_poll_phase_runs_before_a_timeout_set_with_it() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (owner, add) = (event_loop.loop_ref(), log.clone());
    event_loop.complete((), move |()| {
        let timer = owner.timer().unwrap();
        timer.start(ms(0), ms(0), add.push("timer")).unwrap();
        owner.set_timeout(ms(0), add.push("timeout"));
        owner.set_immediate(add.push("immediate"));
    });
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["immediate", "timer", "timeout"]);
}

#[test]
fn a_due_timer_comes_before_a_source_that_became_ready_meanwhile() {
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let notifier = event_loop.notifier(log.push("notified")).unwrap();
    event_loop.set_timeout(ms(1), log.push("timer"));
    // The loop is busy until both are there.
    event_loop.set_immediate(move || {
        notifier.notify();
        std::thread::sleep(ms(2));
        notifier.set_ref(false);
    });
    event_loop.run(RunMode::NoWait).unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines()[0], "timer");
}

#[test]
fn an_immediate_cleared_by_another_of_its_batch_does_not_run() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let id = std::rc::Rc::new(std::cell::Cell::new(None));
    let (inner, logs, other) = (event_loop.loop_ref(), log.clone(), id.clone());
    event_loop.set_immediate(move || {
        logs.add("first");
        assert!(inner.clear(other.get().unwrap()));
        assert!(!inner.refresh(other.get().unwrap()), "an immediate has no delay");
    });
    id.set(Some(event_loop.set_immediate(log.push("cleared"))));
    event_loop.set_immediate(log.push("last"));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["first", "last"]);
}

#[test]
fn pending_callbacks_that_poll_produced_run_right_after_it_in_at_most_eight_rounds() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    fn again(owner: &bowline_loop::LoopRef, log: &Log, left: usize) {
        log.add("pending");
        if left > 0 {
            let (inner, logs) = (owner.clone(), log.clone());
            owner.defer(move || again(&inner, &logs, left - 1));
        }
    }
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    let notifier = event_loop
        .notifier(move || {
            logs.add("poll");
            let (owner, logs) = (inner.clone(), logs.clone());
            inner.defer(move || again(&owner, &logs, 11));
        })
        .unwrap();
    notifier.notify();
    event_loop.set_immediate(log.push("check"));
    event_loop.run(RunMode::NoWait).unwrap();
    let lines = log.take();
    assert_eq!(lines.len(), 10);
    assert_eq!((&*lines[0], &*lines[9]), ("poll", "check"));
    assert_eq!(lines[1..9], ["pending"; 8]);
    // The rest goes on: one in the pending phase, which takes what it finds, the others after poll.
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.take(), ["pending"; 4]);
}

#[test]
fn next_ticks_run_after_each_callback_and_before_the_next_one_of_its_batch() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    for name in ["a", "b"] {
        let (inner, logs) = (event_loop.loop_ref(), log.clone());
        let callback = move || {
            logs.add(name);
            let (again, nested) = (inner.clone(), logs.clone());
            inner.next_tick(move || {
                nested.add(format!("tick of {name}"));
                again.next_tick(nested.push("tick of the tick"));
            });
        };
        due_at_once(&event_loop, callback);
    }
    event_loop.run(RunMode::Default).unwrap();
    let expected = ["a", "tick of a", "tick of the tick", "b", "tick of b", "tick of the tick"];
    assert_eq!(log.lines(), expected);
}

#[test]
fn the_checkpoint_runs_after_every_callback_after_its_ticks_until_nothing_is_left() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (inner, logs, rounds) = (event_loop.loop_ref(), log.clone(), Count::default());
    event_loop.set_checkpoint(Some(std::rc::Rc::new(move || {
        logs.add("checkpoint");
        // As a microtask that queues a tick: once, in the first callback.
        if rounds.add() == 2 {
            inner.next_tick(logs.push("tick of the checkpoint"));
        }
    })));
    // Nothing ran yet but the start of the run.
    let (inner, logs) = (event_loop.loop_ref(), log.clone());
    due_at_once(&event_loop, move || {
        logs.add("timer");
        inner.next_tick(logs.push("tick"));
    });
    event_loop.set_immediate(log.push("immediate"));
    event_loop.defer(log.push("pending"));
    event_loop.queue_work(|| (), {
        let mut push = log.push("job");
        move |_| push()
    });
    event_loop.timer().unwrap().close_with(log.push("close"));
    event_loop.run(RunMode::Default).unwrap();
    let mut lines = log.lines();
    assert_eq!(
        lines.drain(..6).collect::<Vec<_>>(),
        ["checkpoint", "timer", "tick", "checkpoint", "tick of the checkpoint", "checkpoint"]
    );
    assert!(
        lines.chunks(2).all(|two| two[1] == "checkpoint" && two[0] != "checkpoint"),
        "{lines:?}"
    );
    assert_eq!(lines.len(), 8);
}

#[test]
fn the_free_functions_act_on_the_loop_that_runs() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let logs = log.clone();
    event_loop.within(|| {
        bowline_loop::set_immediate(move || {
            bowline_loop::set_timeout(ms(2), logs.push("timeout"));
            let interval = bowline_loop::set_interval(ms(1), logs.push("interval"));
            bowline_loop::set_timeout(ms(3), move || assert!(bowline_loop::clear(interval)));
            bowline_loop::next_tick(logs.push("tick"));
            let mut push = logs.push("job");
            bowline_loop::queue_work(|| (), move |_| push());
            let mut push = logs.push("task");
            let _task = bowline_loop::spawn_local(async move { push() });
        });
    });
    assert!(bowline_loop::try_current().is_none());
    event_loop.run(RunMode::Default).unwrap();
    let expected = ["tick", "task", "job", "interval", "timeout", "interval"];
    assert_eq!(log.lines(), expected);
}

#[test]
fn a_next_tick_callback_is_recorded_from_its_own_beginning() {
    use bowline_loop::{Kind, Recorder};
    use bowline_trace::What;
    let event_loop = EventLoop::new().unwrap();
    let recorder = std::rc::Rc::new(Recorder::with_capacity(100));
    event_loop.set_recorder(Some(recorder.clone()));
    let owner = event_loop.loop_ref();
    event_loop.set_immediate(|| ());
    event_loop.set_immediate(move || {
        owner.next_tick(|| ());
        std::thread::sleep(ms(5));
    });
    event_loop.run(RunMode::NoWait).unwrap();
    let begin_ns = |wanted: Kind| {
        let events = recorder.events();
        let began = events.iter().filter_map(|event| match event.what {
            What::Callback { kind, .. } if kind == wanted => Some(event.at_ns),
            _ => None,
        });
        began.max().unwrap()
    };
    assert!(begin_ns(Kind::Tick) >= begin_ns(Kind::Immediate) + 5_000_000);
}
