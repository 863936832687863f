//! The faults of the book's loop, each as a promise that the book's code breaks. Those that stand
//! elsewhere say so there: `BOOK B7` and so on.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::cell::Cell;
use std::io::{Read as _, Write as _};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use bowline_loop::{EventLoop, Read, Recorder, RunMode, current, ms, try_current};
use bowline_trace::text::TextWriter;
use support::{Log, time_limit};

// B1: there, the thread that waits has read its timeout before it parks.
#[test]
fn a_timer_set_while_a_longer_one_is_waited_for_fires_on_time() {
    let _limit = time_limit();
    let event_loop = EventLoop::new().unwrap();
    let far = event_loop.set_timeout(Duration::from_secs(3_600), || unreachable!("too far away"));
    let owner = event_loop.loop_ref();
    let (started, waited) = (Instant::now(), Rc::new(Cell::new(Duration::ZERO)));
    let fired = waited.clone();
    event_loop.queue_work(
        || (),
        move |_| {
            let inner = owner.clone();
            owner.set_timeout(ms(20), move || {
                fired.set(started.elapsed());
                inner.clear(far);
            });
        },
    );
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert!(waited.get() >= ms(20));
    assert!(waited.get() < Duration::from_secs(60), "{:?}", waited.get());
}

// B2: there, whether it ends depends on when a thread starts.
#[test]
fn a_program_with_nothing_but_timers_ends() {
    let _limit = time_limit();
    for pause in [0, 20] {
        let event_loop = EventLoop::new().unwrap();
        let log = Log::default();
        event_loop.set_timeout(ms(5), log.push("fired"));
        thread::sleep(ms(pause));
        assert_eq!(event_loop.run(RunMode::Default), Ok(false));
        assert_eq!(log.lines(), ["fired"]);
    }
}

// B3: there, the nested timer is up to a second late, or early with its parent.
#[test]
fn a_nested_timer_fires_its_delay_after_its_parent() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    let (owner, add) = (event_loop.loop_ref(), log.clone());
    event_loop.set_timeout(ms(1_000), log.push("1000"));
    event_loop.set_timeout(ms(3_000), move || {
        add.add(format!("parent at {}", owner.now().as_millis()));
        let inner = owner.clone();
        owner.set_timeout(ms(500), move || {
            add.add(format!("nested at {}", inner.now().as_millis()));
        });
    });
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["1000", "parent at 3000", "nested at 3500"]);
}

// B4: there, 32 bits of milliseconds overflow, and the loop spins.
#[test]
fn a_delay_of_many_days_neither_spins_nor_fires_early() {
    let event_loop = EventLoop::new().unwrap();
    for milliseconds in [(1 << 31) + 5_000, (1 << 32) + 5_000] {
        event_loop.set_timeout(ms(milliseconds), || unreachable!("that is weeks away"));
    }
    let owner = event_loop.loop_ref();
    event_loop.set_timeout(ms(50), move || owner.stop());
    assert_eq!(event_loop.run(RunMode::Default), Ok(true));
    let iterations = event_loop.metrics().iterations;
    assert!(iterations <= 3, "{iterations} iterations in 50 ms");
}

// B5: there, less than a millisecond to go is a timeout of 0, and a flood of wake-ups.
#[test]
fn the_last_part_of_a_millisecond_before_a_deadline_is_slept_too() {
    let event_loop = EventLoop::new().unwrap();
    for number in 1..=20 {
        event_loop.set_timeout(ms(number * 3), || ());
    }
    event_loop.run(RunMode::Default).unwrap();
    let iterations = event_loop.metrics().iterations;
    assert!(iterations <= 45, "{iterations} iterations for 20 deadlines");
}

// B6: there, timeouts that passed while the loop was busy are messages, handled one by one.
#[test]
fn periods_that_passed_while_a_callback_was_busy_are_one_call_and_one_iteration() {
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    event_loop.complete((), {
        let add = log.clone();
        move |()| add.add("result")
    });
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.len(), 0);
    event_loop.set_interval(ms(1), log.push("tick"));
    event_loop.set_immediate(|| thread::sleep(ms(30)));
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["result", "tick"]);
    assert_eq!(event_loop.metrics().iterations, 2);
}

// B10: there, the second of two equal deadlines replaces the first, and the program never ends.
#[test]
fn timers_of_one_deadline_all_fire() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    for name in ["a", "b", "c"] {
        event_loop.set_timeout(ms(7), log.push(name));
    }
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["a", "b", "c"]);
}

// B11: there, the loop connects and reads with blocking calls.
#[test]
fn a_peer_that_sends_slowly_holds_up_no_timer() {
    let _limit = time_limit();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (finish, finished) = std::sync::mpsc::channel::<()>();
    let peer = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.read_exact(&mut [0; 3]).unwrap();
        stream.write_all(b"head ").unwrap();
        finished.recv().unwrap();
        stream.write_all(b"body").unwrap();
    });
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let stream = event_loop.tcp().unwrap();
    let (connected, add) = (stream.clone(), log.clone());
    let connect = move |result: bowline_loop::Result<()>| {
        result.unwrap();
        let itself = connected.clone();
        let read = move |read: bowline_loop::Result<Read<'_>>| match read.unwrap() {
            Read::Data(bytes) => add.add(String::from_utf8_lossy(bytes)),
            Read::End => itself.close(),
        };
        connected.read_start(read).unwrap();
    };
    stream.connect(address, connect).unwrap();
    stream.write("get", |result| result.unwrap()).unwrap();
    // Ten timers fire while the peer keeps its body back; the tenth lets it go on.
    let (owner, add) = (event_loop.loop_ref(), log.clone());
    let ticks = Cell::new(0);
    let itself = Rc::new(Cell::new(None));
    let interval = itself.clone();
    itself.set(Some(event_loop.set_interval(ms(2), move || {
        ticks.set(ticks.get() + 1);
        if ticks.get() == 10 {
            add.add("ten ticks ");
            owner.clear(interval.get().unwrap());
            finish.send(()).unwrap();
        }
    })));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    peer.join().unwrap();
    assert_eq!(log.lines().concat(), "head ten ticks body");
}

// B12: there, using the runtime before, after or beside it is a wild pointer.
#[test]
fn outside_a_loop_the_free_functions_say_what_to_write() {
    assert!(try_current().is_none());
    let panic = std::panic::catch_unwind(|| drop(current())).unwrap_err();
    let message = panic.downcast_ref::<String>().unwrap();
    assert!(message.contains("call this from inside `run`"), "{message}");
    let event_loop = EventLoop::with_manual_clock();
    event_loop.set_immediate(|| assert!(try_current().is_some()));
    event_loop.run(RunMode::Default).unwrap();
    assert!(try_current().is_none(), "and after it there is none either");
    event_loop.within(|| bowline_loop::set_timeout(ms(1), || ()));
    assert_eq!(event_loop.metrics().timers, 1);
}

// B13: there, printing on a thread without a name panics.
#[test]
fn a_loop_on_a_thread_without_a_name_can_be_traced() {
    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);
    impl std::io::Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let text = Shared::default();
    let writer = text.clone();
    thread::spawn(move || {
        assert_eq!(thread::current().name(), None);
        let event_loop = EventLoop::new().unwrap();
        let sink = Arc::new(TextWriter::new(writer));
        event_loop.set_recorder(Some(Rc::new(Recorder::with_capacity(100).with_sink(sink))));
        event_loop.queue_work(|| (), |_| ());
        event_loop.run(RunMode::Default).unwrap();
    })
    .join()
    .unwrap();
    let text = String::from_utf8(text.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("===== TICK 1 ====="), "{text}");
    assert!(text.contains("Thread: bowline-worker-"), "{text}");
}

// B15: there, a timeout of 0 is really 0, so that timers set by timers are not paced.
#[test]
fn a_timeout_of_zero_is_one_millisecond_and_keeps_the_order_of_starts() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    event_loop.set_timeout(ms(1), log.push("one"));
    event_loop.set_timeout(ms(0), log.push("zero"));
    fn nested(left: u32) {
        if left > 0 {
            bowline_loop::set_timeout(ms(0), move || nested(left - 1));
        }
    }
    event_loop.within(|| nested(200));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["one", "zero"]);
    assert_eq!(event_loop.now(), ms(200));
}

// B16: there, the order within a millisecond is that of nanoseconds.
#[test]
fn of_two_overdue_timers_the_one_that_was_due_in_an_earlier_millisecond_is_first() {
    let event_loop = EventLoop::with_manual_clock();
    let log = Log::default();
    event_loop.set_timeout(ms(2), log.push("A"));
    event_loop.advance(ms(1));
    event_loop.set_timeout(ms(1), log.push("B"));
    event_loop.advance(ms(10));
    assert_eq!(log.lines(), ["A", "B"]);
}

// B16, in real time, as a manual clock moves by whole milliseconds.
#[test]
fn of_two_timers_due_in_one_millisecond_the_one_started_first_is_first() {
    let _limit = time_limit();
    let spin_to = |moment: Instant| {
        while Instant::now() < moment {
            std::hint::spin_loop();
        }
    };
    for _ in 0..1_000 {
        let event_loop = EventLoop::new().unwrap();
        let log = Log::default();
        let before = event_loop.now();
        // Right after the beginning of a millisecond.
        while event_loop.now() == before {
            event_loop.update_time();
        }
        let edge = Instant::now();
        spin_to(edge + Duration::from_micros(600));
        event_loop.update_time();
        event_loop.set_timeout(ms(3), log.push("started first"));
        spin_to(edge + Duration::from_micros(1_200));
        event_loop.update_time();
        event_loop.set_timeout(ms(2), log.push("due first"));
        // The deadlines are 3.6 and 3.2 ms after the edge, unless the machine was busy elsewhere.
        let in_time = edge.elapsed() < Duration::from_micros(1_350);
        spin_to(edge + ms(5));
        event_loop.run(RunMode::Default).unwrap();
        if in_time {
            assert_eq!(log.lines(), ["started first", "due first"]);
            return;
        }
    }
    panic!("the machine was too busy a thousand times");
}

// Section 4: there, a wait that a signal cuts short begins again with its full timeout.
#[cfg(target_os = "linux")]
#[test]
fn signals_that_interrupt_the_wait_make_no_timer_late_and_none_early() {
    use bowline_trace::What;
    use rustix::process::{Signal, kill_process};
    use std::sync::atomic::{AtomicBool, Ordering};

    let name = "signals_that_interrupt_the_wait_make_no_timer_late_and_none_early";
    if !support::in_process_of_its_own(name, &[]) {
        return;
    }
    let arrived = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGWINCH, arrived.clone()).unwrap();
    let is_over = Arc::new(AtomicBool::new(false));
    let over = is_over.clone();
    // Linux gives a signal for a process to the thread whose number it was sent to. Sent to the
    // process it would go to the test runner's thread, and interrupt nothing.
    let this_thread = rustix::thread::gettid();
    // For longer than the timer, and far more often.
    let storm = thread::spawn(move || {
        let mut sent = 0;
        while !over.load(Ordering::SeqCst) && sent < 5_000 {
            kill_process(this_thread, Signal::WINCH).unwrap();
            sent += 1;
            thread::sleep(ms(1));
        }
        sent
    });
    let event_loop = EventLoop::new().unwrap();
    let recorder = Rc::new(Recorder::with_capacity(10_000));
    event_loop.set_recorder(Some(recorder.clone()));
    let started = Instant::now();
    let log = Log::default();
    event_loop.set_timeout(ms(100), log.push("timer"));
    // `Once` must not return for an interruption either.
    event_loop.run(RunMode::Once).unwrap();
    let took = started.elapsed();
    is_over.store(true, Ordering::SeqCst);
    assert!(storm.join().unwrap() < 5_000, "the timer waited for the end of the storm: {took:?}");
    assert!(arrived.load(Ordering::SeqCst));
    assert_eq!(log.lines(), ["timer"]);
    assert!(took >= ms(100), "{took:?}");
    let waits: Vec<u64> = recorder
        .events()
        .into_iter()
        .filter_map(|event| match event.what {
            What::Wait { timeout_ms, .. } => timeout_ms,
            _ => None,
        })
        .collect();
    assert!(waits.len() > 5, "the waits were not interrupted: {waits:?}");
    assert!(
        waits.is_sorted_by(|before, after| before >= after),
        "the time that is left: {waits:?}"
    );
    assert!(waits[waits.len() - 1] < waits[0]);
}
