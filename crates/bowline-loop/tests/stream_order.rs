//! The order of a stream's callbacks, and what each is told.
#![allow(clippy::unwrap_used, reason = "a test may")]

#[path = "support/net.rs"]
mod net;
mod support;

use std::io::{Read as _, Write as _};

use bowline_loop::{EventLoop, Read, RunMode, Stream, Tcp, ms};
use net::{Shared, describe, event_loop, fill, outcome, outside_pair, pair, run_until};
use support::Log;

/// A callback that writes down how a request ended.
fn tell(log: &Log, name: &str) -> impl FnOnce(bowline_loop::Result<()>) + 'static + use<> {
    let (log, name) = (log.clone(), name.to_owned());
    move |result| log.add(format!("{name} {}", outcome(result)))
}

/// Reads with a callback that writes down what it is told.
fn read_into(log: &Log, stream: &Stream) {
    let log = log.clone();
    stream.read_start(move |read| log.add(describe(read))).unwrap();
}

/// Reads everything, to be looked at after the end.
fn collect(stream: &Stream) -> Shared<(Vec<u8>, bool)> {
    let collected = Shared::new((Vec::new(), false));
    let into = collected.clone();
    stream
        .read_start(move |read| match read.unwrap() {
            Read::Data(bytes) => into.with(|into| into.0.extend_from_slice(bytes)),
            Read::End => into.with(|into| into.1 = true),
        })
        .unwrap();
    collected
}

// ---- writing -----------------------------------------------------------------------------------

#[test]
fn a_thousand_writes_arrive_in_order_and_are_told_in_order_while_the_reader_pauses() {
    const WRITES: usize = 1_500;
    const BYTES: usize = 8_192;
    let event_loop = event_loop();
    let (near, far) = pair(&event_loop);
    let told = Shared::new(Vec::new());
    for number in 0..WRITES {
        let told = told.clone();
        let written = move |result: bowline_loop::Result<()>| {
            result.unwrap();
            told.with(|told| told.push(number));
        };
        near.write(vec![number as u8; BYTES], written).unwrap();
    }
    assert!(near.queued_bytes() > 0, "the test writes more than the system takes");
    near.shutdown(|result| result.unwrap()).unwrap();
    let received = Shared::new(Vec::new());
    read_with_pauses(&event_loop.loop_ref(), &far, received.clone());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(told.get(), (0..WRITES).collect::<Vec<_>>());
    let received = received.get();
    assert_eq!(received.len(), WRITES * BYTES);
    assert!(received.iter().enumerate().all(|(at, byte)| *byte == (at / BYTES) as u8));
}

/// Reads one piece, pauses for an iteration, and so on.
fn read_with_pauses(owner: &bowline_loop::LoopRef, stream: &Tcp, into: Shared<Vec<u8>>) {
    let (owner, itself) = (owner.clone(), stream.clone());
    stream
        .read_start(move |read| {
            let Read::Data(bytes) = read.unwrap() else { return };
            into.with(|into| into.extend_from_slice(bytes));
            itself.read_stop();
            let (again, itself, into) = (owner.clone(), itself.clone(), into.clone());
            owner.set_immediate(move || read_with_pauses(&again, &itself, into));
        })
        .unwrap();
}

#[test]
fn a_write_is_never_told_inside_the_call() {
    let event_loop = event_loop();
    let (near, _far) = pair(&event_loop);
    let log = Log::default();
    near.write("taken by the system at once", tell(&log, "write")).unwrap();
    log.add("the call returned");
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["the call returned", "write done"]);
}

#[test]
fn an_empty_write_is_told_in_its_turn() {
    let event_loop = event_loop();
    let (near, far) = pair(&event_loop);
    let log = Log::default();
    fill(&near);
    near.write("", tell(&log, "empty")).unwrap();
    near.write_vectored(Vec::new(), tell(&log, "no buffers")).unwrap();
    near.write("x", tell(&log, "x")).unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.len(), 0, "what is queued before them is not written");
    collect(&far);
    run_until(&event_loop, || log.len() == 3);
    assert_eq!(log.lines(), ["empty done", "no buffers done", "x done"]);
}

#[test]
fn closing_cancels_queued_writes_in_order_before_the_close_callback() {
    let event_loop = event_loop();
    let (near, _far) = outside_pair(&event_loop);
    fill(&near);
    let log = Log::default();
    for name in ["first", "second", "third"] {
        near.write("x", tell(&log, name)).unwrap();
    }
    near.close_with(log.push("closed"));
    assert_eq!(log.len(), 0);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["first ECANCELED", "second ECANCELED", "third ECANCELED", "closed"]);
}

#[test]
fn a_write_that_was_written_is_told_so_although_the_close_comes_at_once() {
    let event_loop = event_loop();
    let (near, mut far) = outside_pair(&event_loop);
    let log = Log::default();
    near.write("gone", tell(&log, "write")).unwrap();
    near.close_with(log.push("closed"));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["write done", "closed"]);
    let mut text = String::new();
    far.read_to_string(&mut text).unwrap();
    assert_eq!(text, "gone");
}

#[test]
fn a_panic_in_a_write_callback_leaves_the_others_to_be_told_by_the_next_run() {
    let event_loop = event_loop();
    let (near, _far) = outside_pair(&event_loop);
    let log = Log::default();
    near.write("x", |_| panic!("in a callback")).unwrap();
    near.write("y", tell(&log, "second")).unwrap();
    near.close_with(log.push("closed"));
    let run = || event_loop.run(RunMode::Default);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
    assert!(panicked.is_err());
    assert_eq!(log.len(), 0);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["second done", "closed"]);
}

#[test]
fn a_write_callback_that_writes_again_does_not_keep_others_from_their_turn() {
    fn again(stream: &Tcp, stop: Shared<bool>) {
        let itself = stream.clone();
        let written = move |_| {
            if !stop.get() {
                again(&itself, stop)
            }
        };
        stream.write("", written).unwrap();
    }
    let event_loop = event_loop();
    let (near, _far) = pair(&event_loop);
    let stop = Shared::new(false);
    again(&near, stop.clone());
    event_loop.set_timeout(ms(1), move || stop.set(true));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

#[test]
fn writing_to_a_peer_that_is_gone_fails_and_closing_then_works() {
    let event_loop = event_loop();
    let (near, far) = outside_pair(&event_loop);
    near.write("never read", |result| result.unwrap()).unwrap();
    drop(far);
    let failed = Shared::new(None);
    while failed.get().is_none() {
        let failed = failed.clone();
        near.write("x", move |result| failed.set(result.err())).unwrap();
        event_loop.run(RunMode::NoWait).unwrap();
    }
    let error = failed.get().unwrap();
    assert!(["EPIPE", "ECONNRESET"].contains(&error.code()), "{error}");
    assert_eq!(error.syscall(), "write");
    let log = Log::default();
    near.close_with(log.push("closed"));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["closed"]);
}

#[test]
fn when_a_write_fails_those_behind_it_fail_with_it() {
    let event_loop = event_loop();
    let (near, far) = outside_pair(&event_loop);
    fill(&near);
    let log = Log::default();
    near.write("x", move |_| {}).unwrap();
    for name in ["first", "second"] {
        near.write("x", tell(&log, name)).unwrap();
    }
    drop(far);
    run_until(&event_loop, || log.len() == 2);
    let lines = log.lines();
    let code = lines[0].strip_prefix("first ").unwrap().to_owned();
    assert!(["EPIPE", "ECONNRESET"].contains(&code.as_str()), "{code}");
    assert_eq!(lines[1], format!("second {code}"));
    assert_eq!(near.queued_bytes(), 0);
}

#[test]
fn try_write_writes_a_part_and_then_says_eagain() {
    let event_loop = event_loop();
    let (near, _far) = outside_pair(&event_loop);
    let bytes = vec![0; 1 << 20];
    let mut was_partial = false;
    let error = loop {
        match near.try_write(&bytes) {
            Ok(count) => was_partial |= count < bytes.len(),
            Err(error) => break error,
        }
    };
    assert_eq!(error.code(), "EAGAIN");
    assert!(was_partial);
}

#[test]
fn try_write_says_eagain_while_writes_are_queued_even_if_there_is_room() {
    let event_loop = event_loop();
    let (near, mut far) = outside_pair(&event_loop);
    fill(&near);
    far.read_exact(&mut vec![0; 1 << 20]).unwrap();
    assert_eq!(near.try_write(b"x").unwrap_err().code(), "EAGAIN");
}

#[test]
fn try_write_gives_the_error_when_the_peer_is_gone() {
    let event_loop = event_loop();
    let (near, far) = outside_pair(&event_loop);
    assert_eq!(near.try_write(b"never read"), Ok(10));
    drop(far);
    let error = std::iter::from_fn(|| Some(near.try_write(b"x")))
        .take(100)
        .find_map(Result::err)
        .expect("the reset has come");
    assert!(["EPIPE", "ECONNRESET"].contains(&error.code()), "{error}");
}

#[test]
fn a_stream_above_its_high_water_mark_says_so_until_it_is_drained() {
    let event_loop = event_loop();
    let (near, far) = pair(&event_loop);
    let log = Log::default();
    near.on_drain(log.push("drained"));
    near.write("a few bytes", tell(&log, "write")).unwrap();
    assert!(!near.needs_drain());
    fill(&near);
    near.write("last", tell(&log, "last")).unwrap();
    assert!(near.needs_drain());
    let drained = collect(&far);
    run_until(&event_loop, || log.len() == 3);
    assert_eq!(log.lines(), ["write done", "last done", "drained"]);
    assert!(!near.needs_drain() && near.queued_bytes() == 0);
    near.write("few again", |_| {}).unwrap();
    let end = near.clone();
    near.shutdown(move |_| end.close()).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert!(drained.get().1);
    assert_eq!(log.len(), 3, "no drain without a need");
}

// ---- shutting down -----------------------------------------------------------------------------

#[test]
fn what_was_written_before_a_shutdown_arrives_and_then_the_end() {
    let event_loop = event_loop();
    let (near, far) = pair(&event_loop);
    let log = Log::default();
    let bytes = vec![7; 10 << 20];
    near.write(bytes.clone(), tell(&log, "write")).unwrap();
    near.shutdown(tell(&log, "shutdown")).unwrap();
    assert!(!near.is_writable());
    assert_eq!(near.write("x", |_| {}).unwrap_err().code(), "EPIPE");
    let collected = collect(&far);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert!(collected.get() == (bytes, true));
    assert_eq!(log.lines(), ["write done", "shutdown done"]);
}

#[test]
fn a_shutdown_followed_by_a_close_is_told_before_the_close_callback() {
    let event_loop = event_loop();
    let (near, _far) = outside_pair(&event_loop);
    let log = Log::default();
    near.shutdown(tell(&log, "shutdown")).unwrap();
    near.close_with(log.push("closed"));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.take(), ["shutdown done", "closed"]);

    let (near, _far) = outside_pair(&event_loop);
    fill(&near);
    near.shutdown(tell(&log, "shutdown")).unwrap();
    near.close_with(log.push("closed"));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.take(), ["shutdown ECANCELED", "closed"]);
}

#[test]
fn both_sides_may_shut_down_at_once() {
    let event_loop = event_loop();
    let (near, far) = pair(&event_loop);
    let (near_log, far_log) = (Log::default(), Log::default());
    read_into(&near_log, &near);
    read_into(&far_log, &far);
    near.shutdown(tell(&near_log, "shutdown")).unwrap();
    far.shutdown(tell(&far_log, "shutdown")).unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    for log in [near_log, far_log] {
        let mut lines = log.lines();
        lines.sort();
        assert_eq!(lines, ["end", "shutdown done"]);
    }
}

#[test]
fn a_second_shutdown_is_refused_and_has_no_callback() {
    let event_loop = event_loop();
    let (near, _far) = outside_pair(&event_loop);
    let log = Log::default();
    near.shutdown(tell(&log, "first")).unwrap();
    assert_eq!(near.shutdown(tell(&log, "second")).unwrap_err().code(), "ENOTCONN");
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(near.shutdown(tell(&log, "third")).unwrap_err().code(), "ENOTCONN");
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["first done"]);
}

#[test]
fn closing_with_a_reset_after_a_shutdown_is_refused() {
    let event_loop = event_loop();
    let (near, mut far) = outside_pair(&event_loop);
    near.shutdown(|result| result.unwrap()).unwrap();
    assert_eq!(near.close_reset(|| {}).unwrap_err().code(), "EINVAL");
    assert!(!near.is_closing());
    assert_eq!(far.read(&mut [0; 8]).unwrap(), 0);
}

#[cfg_attr(windows, ignore = "Wine tells a reset as an end")]
#[test]
fn closing_with_a_reset_tells_the_peer_econnreset() {
    let event_loop = event_loop();
    let (near, mut far) = outside_pair(&event_loop);
    let log = Log::default();
    near.close_reset(log.push("closed")).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["closed"]);
    let error = far.read(&mut [0; 8]).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
}

// ---- reading -----------------------------------------------------------------------------------

#[test]
fn the_end_is_told_once_after_the_data_and_writing_goes_on() {
    let event_loop = event_loop();
    let (near, mut far) = outside_pair(&event_loop);
    far.write_all(b"before").unwrap();
    far.shutdown(std::net::Shutdown::Write).unwrap();
    let log = Log::default();
    read_into(&log, &near);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.take(), ["data before", "end"]);
    assert!(near.is_readable() && near.is_writable() && !near.is_active());
    near.write("after", tell(&log, "write")).unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.take(), ["write done"]);
    let mut bytes = [0; 5];
    far.read_exact(&mut bytes).unwrap();
    assert_eq!(&bytes, b"after");
    read_into(&log, &near);
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["end"], "whoever reads again is told again");
}

#[test]
fn reading_twice_is_refused() {
    let event_loop = event_loop();
    let (near, _far) = outside_pair(&event_loop);
    near.read_start(|_| {}).unwrap();
    assert_eq!(near.read_start(|_| {}).unwrap_err().code(), "EALREADY");
    near.read_stop();
    assert_eq!(near.read_start(|_| {}), Ok(()));
}

#[cfg_attr(windows, ignore = "Wine tells a reset as an end")]
#[test]
fn a_reset_is_told_once_and_then_the_stream_can_be_neither_read_nor_written() {
    let event_loop = event_loop();
    let (near, far) = outside_pair(&event_loop);
    let log = Log::default();
    read_into(&log, &near);
    socket2::SockRef::from(&far).set_linger(Some(ms(0))).unwrap();
    drop(far);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["read ECONNRESET"]);
    assert!(!near.is_readable() && !near.is_writable() && !near.is_closing());
    assert_eq!(near.write("x", |_| {}).unwrap_err().code(), "EPIPE");
    assert_eq!(near.read_start(|_| {}).unwrap_err().code(), "ENOTCONN");
}

#[test]
fn after_the_peer_closed_a_write_may_succeed_and_the_read_ends_or_is_reset() {
    let event_loop = event_loop();
    let (near, far) = outside_pair(&event_loop);
    drop(far);
    let log = Log::default();
    near.write("x", tell(&log, "write")).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.take(), ["write done"]);
    read_into(&log, &near);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let lines = log.lines();
    assert_eq!(lines.len(), 1);
    assert!(lines[0] == "end" || lines[0] == "read ECONNRESET", "{lines:?}");
}

#[test]
fn stopping_in_the_read_callback_stops_at_once_and_starting_again_loses_nothing() {
    const BYTES: usize = 200_000;
    let event_loop = event_loop();
    let (near, mut far) = outside_pair(&event_loop);
    far.write_all(&vec![1; BYTES]).unwrap();
    drop(far);
    let calls = Shared::new(0);
    let (count, itself) = (calls.clone(), near.clone());
    let received = Shared::new(Vec::new());
    let into = received.clone();
    near.read_start(move |read| {
        let Read::Data(bytes) = read.unwrap() else { panic!("it has to be stopped by now") };
        into.with(|into| into.extend_from_slice(bytes));
        count.with(|count| *count += 1);
        itself.read_stop();
    })
    .unwrap();
    run_until(&event_loop, || calls.get() > 0);
    for _ in 0..3 {
        event_loop.run(RunMode::NoWait).unwrap();
    }
    assert_eq!(calls.get(), 1);
    assert!(!near.is_active());
    read_with_pauses(&event_loop.loop_ref(), &near, received.clone());
    let sum = received.get().len();
    event_loop.run(RunMode::NoWait).unwrap();
    assert!(received.get().len() > sum);
    event_loop.run(RunMode::Default).unwrap();
    assert!(received.get() == vec![1; BYTES]);
}

#[test]
fn starting_to_read_never_calls_back_inside_the_call() {
    let event_loop = event_loop();
    let (near, mut far) = outside_pair(&event_loop);
    near.read_start(|_| {}).unwrap();
    near.read_stop();
    far.write_all(b"here").unwrap();
    event_loop.set_immediate(|| {});
    event_loop.run(RunMode::Default).unwrap();
    let log = Log::default();
    read_into(&log, &near);
    assert_eq!(log.len(), 0, "although the loop knows that there is something");
    event_loop.run(RunMode::Once).unwrap();
    assert_eq!(log.lines(), ["data here"]);
}

#[test]
fn a_callback_that_puts_another_in_its_place_is_not_called_again() {
    let event_loop = event_loop();
    let (near, mut far) = outside_pair(&event_loop);
    far.write_all(&[0; 100_000]).unwrap();
    far.shutdown(std::net::Shutdown::Write).unwrap();
    let log = Log::default();
    let (itself, first, second) = (near.clone(), log.clone(), log.clone());
    near.read_start(move |_| {
        first.add("first");
        itself.read_stop();
        let second = second.clone();
        itself
            .read_start(move |read| {
                second.add(match read.unwrap() {
                    Read::Data(_) => "second",
                    Read::End => "end",
                })
            })
            .unwrap();
    })
    .unwrap();
    event_loop.run(RunMode::Default).unwrap();
    let lines = log.lines();
    assert_eq!((lines[0].as_str(), lines.last().unwrap().as_str()), ("first", "end"));
    assert!(lines[1..lines.len() - 1].iter().all(|line| line == "second"), "{lines:?}");
}

#[test]
fn closing_in_the_read_callback_ends_the_reading_and_drops_the_callback() {
    let event_loop = event_loop();
    let (near, mut far) = outside_pair(&event_loop);
    far.write_all(&[0; 200_000]).unwrap();
    let log = Log::default();
    let (itself, tell, closed) = (near.clone(), log.clone(), log.push("closed"));
    let dropped = std::rc::Rc::new(());
    let held = std::rc::Rc::downgrade(&dropped);
    let mut closed = Some(closed);
    near.read_start(move |_| {
        let _held = &dropped;
        tell.add("data");
        itself.close_with(closed.take().expect("called once"));
    })
    .unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["data", "closed"]);
    assert!(held.upgrade().is_none());
}

// The OS tells of each arrival once, so the loop has to remember what a panic left unread.
#[test]
fn a_panic_in_a_read_callback_leaves_the_rest_to_the_next_run() {
    const BYTES: usize = 200_000;
    let event_loop = event_loop();
    let (near, mut far) = outside_pair(&event_loop);
    far.write_all(&[0; BYTES]).unwrap();
    let count = Shared::new(0);
    let counted = count.clone();
    near.read_start(move |read| {
        let Read::Data(bytes) = read.unwrap() else { return };
        counted.with(|count| *count += bytes.len());
        assert_ne!(counted.get(), bytes.len(), "the first time");
    })
    .unwrap();
    fill(&near);
    let written = Shared::new(false);
    let tell = written.clone();
    near.write("behind what fills it", move |result| tell.set(result.is_ok())).unwrap();
    let reader = std::thread::spawn(move || std::io::copy(&mut far, &mut std::io::sink()));
    let run = || event_loop.run(RunMode::Default);
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err());
    assert!(count.get() < BYTES);
    run_until(&event_loop, || count.get() == BYTES && written.get());
    near.close();
    event_loop.run(RunMode::Default).unwrap();
    reader.join().unwrap().unwrap();
}

// L18: of two streams that are ready in one wait, the first closes the second.
#[test]
fn a_stream_closed_by_another_s_callback_of_the_same_wait_is_not_called() {
    let event_loop = event_loop();
    let (one, mut far_one) = outside_pair(&event_loop);
    let (two, mut far_two) = outside_pair(&event_loop);
    let log = Log::default();
    for (stream, other) in [(&one, two.clone()), (&two, one.clone())] {
        let log = log.clone();
        stream
            .read_start(move |_| {
                log.add("called");
                other.close();
            })
            .unwrap();
    }
    far_one.write_all(b"x").unwrap();
    far_two.write_all(b"x").unwrap();
    event_loop.run(RunMode::Once).unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.len(), 1);
}

// B17, B11: a source is reported again and again, and a stream that never ends blocks nobody.
#[test]
fn a_flood_on_one_stream_leaves_timers_and_other_streams_their_turn() {
    let event_loop = event_loop();
    let (source, sink) = pair(&event_loop);
    let (near, mut far) = outside_pair(&event_loop);
    let flood = source.clone();
    fn pour(stream: &Tcp) {
        let itself = stream.clone();
        let written = move |result: bowline_loop::Result<()>| {
            if result.is_ok() {
                pour(&itself)
            }
        };
        // It fails once the test has closed the stream.
        let _ = stream.write(vec![0; 1 << 20], written);
    }
    pour(&flood);
    let flooded = Shared::new(0_usize);
    let count = flooded.clone();
    sink.read_start(move |read| {
        if let Ok(Read::Data(bytes)) = read {
            count.with(|count| *count += bytes.len());
        }
    })
    .unwrap();
    let log = Log::default();
    read_into(&log, &near);
    run_until(&event_loop, || flooded.get() > 4 << 20);
    far.write_all(b"small").unwrap();
    event_loop.set_timeout(ms(0), log.push("timer"));
    let before = flooded.get();
    run_until(&event_loop, || log.len() == 2);
    assert!(flooded.get() - before < 64 << 20, "their turn came late");
    source.close();
    sink.close();
    near.close();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

#[test]
fn data_that_comes_while_nobody_reads_does_not_make_the_loop_spin() {
    let event_loop = EventLoop::with_manual_clock();
    let (near, mut far) = outside_pair(&event_loop);
    near.read_start(|_| panic!("nobody reads")).unwrap();
    near.read_stop();
    far.write_all(&[0; 10_000]).unwrap();
    far.shutdown(std::net::Shutdown::Write).unwrap();
    // Time stands still as long as something is ready, so a loop that spins never gets there.
    event_loop.set_timeout(ms(1_000), || {});
    let iterations = event_loop.check().unwrap();
    let count = Shared::new(0);
    let (counted, itself) = (count.clone(), iterations.clone());
    iterations
        .start(move || {
            counted.with(|count| *count += 1);
            if counted.get() > 20 {
                itself.stop();
                panic!("the loop spins");
            }
        })
        .unwrap();
    iterations.set_ref(false);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(event_loop.now(), ms(1_000));
}
