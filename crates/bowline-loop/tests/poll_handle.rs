//! Watching somebody else's descriptor.
#![allow(clippy::unwrap_used, reason = "a test may")]
#![cfg(unix)]

mod support;

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::rc::Rc;

use bowline_loop::{EventLoop, Interest, RunMode, ms};
use rustix::process::Resource;
use support::Log;

fn pair() -> (UnixStream, UnixStream) {
    let (ours, theirs) = UnixStream::pair().unwrap();
    ours.set_nonblocking(true).unwrap();
    theirs.set_nonblocking(true).unwrap();
    (ours, theirs)
}

/// As many descriptors as the system allows; the usual 1,024 are too few for one test here.
fn raise_descriptor_limit() {
    let mut limit = rustix::process::getrlimit(Resource::Nofile);
    limit.current = limit.maximum.map(|maximum| maximum.min(10_000));
    rustix::process::setrlimit(Resource::Nofile, limit).unwrap();
}

#[test]
fn a_descriptor_is_reported_in_every_iteration_while_it_is_ready() {
    // BOOK B17: the book's queue reports a descriptor once in its life.
    let event_loop = EventLoop::new().unwrap();
    let (mut ours, mut theirs) = pair();
    theirs.write_all(b"abc").unwrap();
    let log = Log::default();
    let poll = event_loop.poll_handle(&ours).unwrap();
    let (add, mut reader) = (log.clone(), ours.try_clone().unwrap());
    poll.start(Interest::Readable, move |ready| {
        let ready = ready.unwrap();
        assert!(ready.readable && !ready.writable && !ready.error);
        // One byte a call: the rest must be reported again.
        let mut byte = [0];
        reader.read_exact(&mut byte).unwrap();
        add.add((byte[0] as char).to_string());
    })
    .unwrap();
    for _ in 0..5 {
        event_loop.run(RunMode::NoWait).unwrap();
    }
    assert_eq!(log.take(), ["a", "b", "c"]);
    theirs.write_all(b"d").unwrap();
    event_loop.run(RunMode::Once).unwrap();
    assert_eq!(log.take(), ["d"]);
    assert!(ours.read(&mut [0]).is_err(), "everything was read");
}

#[test]
fn both_directions_are_reported_and_the_interest_can_change() {
    // BOOK B17b: the book's queue cannot ask for room to write.
    let event_loop = EventLoop::new().unwrap();
    let (ours, mut theirs) = pair();
    let log = Log::default();
    let poll = event_loop.poll_handle(&ours).unwrap();
    let add = log.clone();
    poll.start(Interest::Both, move |ready| {
        let ready = ready.unwrap();
        add.add(format!("readable {} writable {}", ready.readable, ready.writable));
    })
    .unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    theirs.write_all(b"x").unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.take(), ["readable false writable true", "readable true writable true"]);
    let add = log.clone();
    poll.start(Interest::Readable, move |ready| {
        add.add(format!("writable {}", ready.unwrap().writable));
    })
    .unwrap();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.take(), ["writable false"]);
}

#[test]
fn the_end_of_the_other_side_is_reported() {
    let event_loop = EventLoop::new().unwrap();
    let (ours, theirs) = pair();
    drop(theirs);
    let log = Log::default();
    let poll = event_loop.poll_handle(&ours).unwrap();
    let (add, itself) = (log.clone(), poll.clone());
    poll.start(Interest::Readable, move |ready| {
        let ready = ready.unwrap();
        add.add(format!("{} {}", ready.readable, ready.read_closed));
        itself.close();
    })
    .unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["true true"]);
}

#[test]
fn a_regular_file_cannot_be_watched() {
    let event_loop = EventLoop::new().unwrap();
    let file = std::fs::File::open(std::env::current_exe().unwrap()).unwrap();
    let poll = event_loop.poll_handle(&file).unwrap();
    let error = poll.start(Interest::Readable, |_| ()).unwrap_err();
    assert_eq!(error.code(), "EPERM");
    assert!(!poll.is_active());
}

#[test]
fn a_second_handle_on_a_descriptor_waits_until_the_first_stops() {
    let event_loop = EventLoop::new().unwrap();
    let (ours, mut theirs) = pair();
    theirs.write_all(b"x").unwrap();
    let log = Log::default();
    let first = event_loop.poll_handle(&ours).unwrap();
    let second = event_loop.poll_handle(&ours).unwrap();
    first.start(Interest::Readable, |_| ()).unwrap();
    assert_eq!(second.start(Interest::Readable, |_| ()).unwrap_err().code(), "EEXIST");
    first.stop();
    let add = log.clone();
    second.start(Interest::Readable, move |_| add.add("second")).unwrap();
    first.close();
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["second"], "closing the stopped one must not stop the other");
}

#[test]
fn a_handle_that_another_callback_stops_is_not_called_any_more() {
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let mut kept = Vec::new();
    let handles = Rc::new(std::cell::RefCell::new(Vec::new()));
    for _ in 0..100 {
        let (ours, mut theirs) = pair();
        theirs.write_all(b"x").unwrap();
        let poll = event_loop.poll_handle(&ours).unwrap();
        let (add, all) = (log.clone(), handles.clone());
        poll.start(Interest::Readable, move |_| {
            add.add("called");
            for handle in all.borrow_mut().drain(..) {
                let handle: bowline_loop::PollHandle = handle;
                handle.close_with(add.push("closed"));
            }
        })
        .unwrap();
        handles.borrow_mut().push(poll);
        kept.push((ours, theirs));
    }
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines().iter().filter(|line| *line == "called").count(), 1);
    assert_eq!(log.lines().iter().filter(|line| *line == "closed").count(), 100);
}

#[test]
fn a_descriptor_that_is_closed_meanwhile_is_an_error_and_not_a_hang() {
    let event_loop = EventLoop::new().unwrap();
    let (ours, mut theirs) = pair();
    theirs.write_all(b"x").unwrap();
    let log = Log::default();
    let poll = event_loop.poll_handle(&ours).unwrap();
    let (add, mut ours) = (log.clone(), Some(ours));
    poll.start(Interest::Readable, move |ready| match ready {
        Ok(_) => {
            add.add("ready");
            drop(ours.take());
        }
        // Another test may have the number by now, for something that nobody watches.
        Err(error) => add.add(error.code().replace("ENOENT", "EBADF")),
    })
    .unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["ready", "EBADF"]);
    assert!(!poll.is_active());
}

#[test]
fn starting_on_a_closing_handle_is_refused() {
    let event_loop = EventLoop::new().unwrap();
    let (ours, _theirs) = pair();
    let poll = event_loop.poll_handle(&ours).unwrap();
    poll.close();
    let error = poll.start(Interest::Readable, |_| ()).unwrap_err();
    assert_eq!((error.code(), error.syscall()), ("EINVAL", "poll"));
}

#[test]
fn more_sources_than_a_wait_reports_are_all_served_and_timers_run_between() {
    // BOOK B17a: more events than the buffer holds must not hurt anybody.
    raise_descriptor_limit();
    let event_loop = EventLoop::new().unwrap();
    let log = Log::default();
    let mut kept = Vec::new();
    for _ in 0..1_500 {
        let (ours, mut theirs) = pair();
        theirs.write_all(b"x").unwrap();
        let poll = event_loop.poll_handle(&ours).unwrap();
        let (add, itself) = (log.clone(), poll.clone());
        poll.start(Interest::Readable, move |_| {
            add.add("source");
            itself.close();
        })
        .unwrap();
        kept.push((ours, theirs));
    }
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.len(), 1_500, "a full wait is followed by another in the same phase");
    event_loop.set_timeout(ms(1), log.push("timer"));
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines().last().unwrap(), "timer");
}
