//! The loop in a host's hands: turns, the descriptor, the waker, and the wait thread.
#![allow(clippy::unwrap_used, reason = "a test may")]
#![cfg(unix)]

mod support;

use std::os::fd::AsFd;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use bowline_loop::{EventLoop, HostedLoop, Turn, ms};
use rustix::event::{PollFd, PollFlags, Timespec};
use support::Log;

/// Whether the loop's descriptor is readable within `limit`.
fn is_readable(event_loop: &EventLoop, limit: Duration) -> bool {
    let timeout = Timespec::try_from(limit).unwrap();
    let mut watched = [PollFd::from_borrowed_fd(event_loop.as_fd(), PollFlags::IN)];
    rustix::event::poll(&mut watched, Some(&timeout)).unwrap() > 0
}

/// A host as simple as can be: sleeps until it is woken, takes a turn, and again.
fn serve(hosted: &HostedLoop, woken: &mpsc::Receiver<()>) -> usize {
    let mut turns = 0;
    loop {
        woken.recv_timeout(Duration::from_secs(20)).expect("the wait thread calls in time");
        turns += 1;
        if hosted.turn(ms(5)).unwrap() == Turn::Done {
            return turns;
        }
    }
}

fn hosted() -> (HostedLoop, mpsc::Receiver<()>) {
    let (wake, woken) = mpsc::channel();
    let event_loop = EventLoop::new().unwrap();
    (HostedLoop::new(event_loop, move || wake.send(()).unwrap_or(())).unwrap(), woken)
}

#[test]
fn a_turn_does_not_wait_and_says_what_is_left() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    assert_eq!(event_loop.turn(ms(1)).unwrap(), Turn::Done);
    event_loop.set_timeout(ms(50), log.push("timer"));
    assert_eq!(event_loop.turn(ms(1)).unwrap(), Turn::Waiting);
    assert_eq!(event_loop.next_timeout(), Some(ms(50)));
    event_loop.advance(ms(20));
    assert_eq!(event_loop.next_timeout(), Some(ms(30)));
    event_loop.advance(ms(30));
    assert_eq!(log.lines(), ["timer"]);
    assert_eq!(event_loop.turn(ms(1)).unwrap(), Turn::Done);
}

#[test]
fn a_turn_ends_with_its_budget_though_more_is_ready() {
    let event_loop = EventLoop::with_manual_clock();
    let idle = event_loop.idle().unwrap();
    idle.start(|| ()).unwrap();
    assert_eq!(event_loop.turn(ms(0)).unwrap(), Turn::Ready);
    assert_eq!(event_loop.metrics().iterations, 1);
    assert_eq!(event_loop.next_timeout(), Some(ms(0)));
}

#[test]
fn what_another_thread_tells_between_two_turns_makes_the_descriptor_readable() {
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let handle = event_loop.notifier(log.push("notified")).unwrap();
    for round in 1..=200 {
        assert_eq!(event_loop.turn(ms(1)).unwrap(), Turn::Waiting);
        assert!(!is_readable(&event_loop, ms(0)), "nothing has happened yet");
        let notifier = handle.notifier();
        let other = thread::spawn(move || notifier.notify());
        assert!(is_readable(&event_loop, Duration::from_secs(20)), "round {round}");
        other.join().unwrap();
        assert_eq!(event_loop.turn(ms(1)).unwrap(), Turn::Waiting);
        assert_eq!(log.len(), round);
    }
}

#[test]
fn no_event_is_lost_between_two_turns() {
    // Another thread sends all the time; the host waits only on the descriptor. An event lost in
    // the gap between the end of a turn and the wait would leave the host waiting for ever.
    const JOBS: usize = 5_000;
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    for _ in 0..JOBS {
        let done = log.clone();
        event_loop.queue_work(|| (), move |_| done.add("done"));
    }
    while event_loop.turn(ms(0)).unwrap() != Turn::Done {
        if event_loop.next_timeout() != Some(ms(0)) {
            assert!(is_readable(&event_loop, Duration::from_secs(20)), "{} done", log.len());
        }
    }
    assert_eq!(log.len(), JOBS);
}

#[test]
fn the_waker_is_called_for_what_happens_between_two_turns_and_not_in_one() {
    let calls = Arc::new(AtomicUsize::new(0));
    let event_loop = EventLoop::with_manual_clock();
    let counter = calls.clone();
    event_loop.set_host_waker(Some(Box::new(move || {
        counter.fetch_add(1, Ordering::SeqCst);
    })));
    event_loop.set_timeout(ms(5), || ());
    assert_eq!(calls.load(Ordering::SeqCst), 1, "a timer between two turns moves the deadline");
    let inner = event_loop.loop_ref();
    event_loop.set_immediate(move || {
        inner.set_timeout(ms(1), || ());
    });
    let before = calls.load(Ordering::SeqCst);
    event_loop.turn(ms(1)).unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), before, "the turn itself knows what it started");
}

// BOOK B1, B2: the thread that waits is already waiting when its deadline moves.
#[test]
fn the_wait_thread_is_cut_short_when_the_deadline_moves() {
    let (hosted, woken) = hosted();
    let log = Log::default();
    let far = hosted.event_loop().set_timeout(Duration::from_secs(3_600), || ());
    assert!(woken.recv_timeout(Duration::from_secs(20)).is_ok());
    while hosted.turn(ms(5)).unwrap() != Turn::Waiting || woken.try_recv().is_ok() {}
    // Now the thread waits for an hour. The host starts a timer on its own thread.
    let started = Instant::now();
    let (inner, fired) = (hosted.event_loop().loop_ref(), log.clone());
    hosted.event_loop().set_timeout(ms(20), move || {
        inner.clear(far);
        fired.add("near");
    });
    serve(&hosted, &woken);
    assert_eq!(log.lines(), ["near"]);
    assert!(started.elapsed() >= ms(20), "not early");
}

#[test]
fn the_wait_thread_calls_for_jobs_and_for_other_threads() {
    let (hosted, woken) = hosted();
    let log = Log::default();
    let event_loop = hosted.event_loop();
    let answer = log.clone();
    event_loop.queue_work(|| 6 * 7, move |n| answer.add(n.unwrap().to_string()));
    let notified = log.clone();
    let itself = std::rc::Rc::new(std::cell::RefCell::new(None));
    let close = itself.clone();
    let handle = event_loop
        .notifier(move || {
            notified.add("notified");
            let handle: Option<bowline_loop::Async> = close.borrow_mut().take();
            handle.unwrap().close();
        })
        .unwrap();
    let notifier = handle.notifier();
    itself.replace(Some(handle));
    let other = thread::spawn(move || notifier.notify());
    serve(&hosted, &woken);
    other.join().unwrap();
    let mut lines = log.lines();
    lines.sort();
    assert_eq!(lines, ["42", "notified"]);
}

#[test]
fn a_host_is_not_woken_again_and_again_while_nothing_happens() {
    let (hosted, woken) = hosted();
    for _ in 0..20 {
        hosted.event_loop().set_interval(ms(10), || ());
    }
    let stop = hosted.event_loop().loop_ref();
    hosted.event_loop().set_timeout(ms(100), move || stop.walk(|handle| handle.close()));
    // Ten deadlines, and two turns to begin and to end with; twice as many leaves room for a busy
    // machine, where a wake-up of the last turn may still be under way.
    let turns = serve(&hosted, &woken);
    assert!(turns <= 200, "{turns} turns for ten deadlines");
}

#[test]
fn dropping_a_hosted_loop_ends_its_thread() {
    let threads = || std::fs::read_dir("/proc/self/task").map_or(0, Iterator::count);
    let before = threads();
    for _ in 0..50 {
        let (hosted, _woken) = hosted();
        hosted.event_loop().set_timeout(Duration::from_secs(3_600), || ());
        hosted.turn(ms(1)).unwrap();
    }
    // Other tests of this file may run beside this one; fifty threads would still be seen.
    assert!(threads() < before + 25);
}
