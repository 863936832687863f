//! Notifiers: other threads wake the loop.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use bowline_loop::{EventLoop, RunMode, ms};
use support::{Count, Log, time_limit};

#[test]
fn a_notifier_used_on_another_thread_has_its_callback_called_on_the_loops_thread() {
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let (logs, here) = (log.clone(), thread::current().id());
    let (next, turns) = channel::<()>();
    let (send, handle) = channel::<bowline_loop::Notifier>();
    let sender = thread::spawn(move || {
        let notifier = handle.recv().unwrap();
        // Each use waits for the callback of the one before: none may be swallowed.
        while turns.recv().is_ok() {
            notifier.notify();
        }
    });
    let handle = Rc::new(std::cell::OnceCell::<bowline_loop::Async>::new());
    let (itself, calls, next_turn) = (handle.clone(), Count::default(), next.clone());
    let notified = move || {
        assert_eq!(thread::current().id(), here);
        if calls.add() == 100 {
            itself.get().unwrap().close_with(logs.push("closed"));
        } else {
            next_turn.send(()).unwrap();
        }
    };
    let notifier = event_loop.notifier(notified).unwrap();
    send.send(notifier.notifier()).unwrap();
    handle.set(notifier).unwrap();
    next.send(()).unwrap();
    drop(next);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["closed"]);
    drop(event_loop);
    // The callback's sender lives in this cell, with the handle.
    drop(handle);
    sender.join().unwrap();
}

#[test]
fn several_uses_before_the_callback_are_one_call() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let handle = event_loop.notifier(count.counter()).unwrap();
    for _ in 0..1_000 {
        handle.notify();
    }
    assert_eq!(event_loop.run(RunMode::NoWait), Ok(true));
    assert_eq!(count.get(), 1);
    assert_eq!(event_loop.run(RunMode::NoWait), Ok(true));
    assert_eq!(count.get(), 1);
}

#[test]
fn a_use_in_the_callback_itself_is_another_call_in_the_next_iteration() {
    let event_loop = EventLoop::with_manual_clock();
    let count = Count::default();
    let own = Rc::new(std::cell::OnceCell::<bowline_loop::Notifier>::new());
    let (itself, counts) = (own.clone(), count.clone());
    let handle = event_loop
        .notifier(move || {
            if counts.add() < 5 {
                itself.get().unwrap().notify();
            }
        })
        .unwrap();
    own.set(handle.notifier()).ok().unwrap();
    handle.notify();
    for expected in 1..=5 {
        event_loop.run(RunMode::NoWait).unwrap();
        assert_eq!(count.get(), expected);
    }
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(count.get(), 5);
}

#[test]
fn a_notifier_is_active_and_keeps_the_loop_alive_from_its_making_to_its_close() {
    let _limit = time_limit();
    let event_loop = EventLoop::with_manual_clock();
    let handle = event_loop.notifier(|| {}).unwrap();
    assert!(handle.is_active() && event_loop.is_alive());
    handle.notify();
    event_loop.run(RunMode::NoWait).unwrap();
    assert!(handle.is_active() && event_loop.is_alive());
    handle.close();
    assert!(!handle.is_active());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

#[test]
fn a_notifier_does_nothing_once_its_handle_or_its_loop_is_gone() {
    let event_loop = EventLoop::with_manual_clock();
    let handle = event_loop.notifier(|| panic!("it is closed")).unwrap();
    let notifier = handle.notifier();
    handle.close();
    event_loop.run(RunMode::Default).unwrap();
    notifier.notify();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    drop(event_loop);
    notifier.notify();
    thread::spawn(move || notifier.notify()).join().unwrap();
}

#[test]
fn a_wait_without_a_timer_is_ended_by_another_thread() {
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    let count = Count::default();
    let handle = event_loop.notifier(count.counter()).unwrap();
    let notifier = handle.notifier();
    let (tell, about_to_wait) = channel();
    let prepare = event_loop.prepare().unwrap();
    prepare.start(move || tell.send(()).unwrap()).unwrap();
    let thread = thread::spawn(move || {
        about_to_wait.recv().unwrap();
        notifier.notify();
        // Not dropped before the loop has sent all it wants to.
        about_to_wait
    });
    assert_eq!(event_loop.run(RunMode::Once), Ok(true));
    assert_eq!(count.get(), 1);
    thread.join().unwrap();
}

#[test]
fn many_uses_from_many_threads_lose_no_wake_up() {
    const THREADS: u64 = 4;
    const USES: u64 = 20_000;
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    let sent = Arc::new(AtomicU64::new(0));
    let handle = Rc::new(std::cell::OnceCell::<bowline_loop::Async>::new());
    let (itself, told) = (handle.clone(), sent.clone());
    // Ends only when the last use is seen: a lost one is a hang.
    let notified = move || {
        if told.load(Ordering::Relaxed) == THREADS * USES {
            itself.get().unwrap().close();
        }
    };
    handle.set(event_loop.notifier(notified).unwrap()).ok().unwrap();
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let (notifier, sent) = (handle.get().unwrap().notifier(), sent.clone());
            thread::spawn(move || {
                for _ in 0..USES {
                    sent.fetch_add(1, Ordering::Relaxed);
                    notifier.notify();
                }
            })
        })
        .collect();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    for thread in threads {
        thread.join().unwrap();
    }
}

#[test]
fn many_notifiers_each_get_their_own_call() {
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    let count = Count::default();
    let handles: Vec<_> = (0..1_000)
        .map(|_| {
            let own = Rc::new(std::cell::OnceCell::<bowline_loop::Async>::new());
            let (itself, counts) = (own.clone(), count.clone());
            let notified = move || {
                counts.add();
                itself.get().unwrap().close();
            };
            own.set(event_loop.notifier(notified).unwrap()).ok().unwrap();
            own
        })
        .collect();
    let notifiers: Vec<_> = handles.iter().map(|own| own.get().unwrap().notifier()).collect();
    let thread = thread::spawn(move || notifiers.iter().for_each(bowline_loop::Notifier::notify));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    thread.join().unwrap();
    assert_eq!(count.get(), 1_000);
}

#[test]
fn a_future_that_another_thread_wakes_is_polled_again_and_never_too_rarely() {
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    for _ in 0..200 {
        let ready = Arc::new(AtomicBool::new(false));
        let (set, mut thread) = (ready.clone(), None);
        let future = std::future::poll_fn(move |context| {
            if ready.load(Ordering::Relaxed) {
                return std::task::Poll::Ready(());
            }
            let (waker, set) = (context.waker().clone(), set.clone());
            thread.get_or_insert_with(|| {
                thread::spawn(move || {
                    set.store(true, Ordering::Relaxed);
                    waker.wake();
                })
            });
            std::task::Poll::Pending
        });
        event_loop.block_on(future).unwrap();
    }
}

#[test]
fn a_wake_up_ends_the_wait_long_before_its_timer() {
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    let long = event_loop.set_timeout(ms(3_600_000), || panic!("an hour went by"));
    let inner = event_loop.loop_ref();
    let handle = event_loop.notifier(move || assert!(inner.clear(long))).unwrap();
    handle.set_ref(false);
    let notifier = handle.notifier();
    let thread = thread::spawn(move || notifier.notify());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    thread.join().unwrap();
}
