//! Which sockets keep their loop alive.
#![allow(clippy::unwrap_used, reason = "a test may")]

#[path = "support/net.rs"]
mod net;
mod support;

use bowline_loop::RunMode;
use net::{any_port, event_loop, fill, outcome, outside_pair, pair};
use support::Log;

#[test]
fn an_unref_d_tcp_handle_keeps_no_loop_be_it_new_listening_reading_or_closed() {
    let event_loop = event_loop();
    let new = event_loop.tcp().unwrap();
    new.set_ref(false);
    let listening = event_loop.tcp().unwrap();
    listening.listen(1, |_| {}).unwrap();
    assert!(event_loop.is_alive());
    listening.set_ref(false);
    let (reading, _far) = outside_pair(&event_loop);
    reading.read_start(|_| {}).unwrap();
    assert!(event_loop.is_alive());
    reading.set_ref(false);
    let closed = event_loop.tcp().unwrap();
    closed.set_ref(false);
    closed.close();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert!(listening.is_active() && reading.is_active());
    assert!(!new.is_active() && !new.is_closing());
}

#[test]
fn a_tcp_handle_that_does_nothing_keeps_no_loop() {
    let event_loop = event_loop();
    let tcp = event_loop.tcp().unwrap();
    tcp.bind(any_port()).unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let (near, _far) = pair(&event_loop);
    assert!(near.has_ref() && !near.is_active());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

#[test]
fn an_unref_d_tcp_handle_with_a_connect_in_flight_gets_its_callback() {
    let event_loop = event_loop();
    let listener = std::net::TcpListener::bind(any_port()).unwrap();
    let tcp = event_loop.tcp().unwrap();
    let log = Log::default();
    let tell = log.clone();
    tcp.connect(listener.local_addr().unwrap(), move |result| tell.add(outcome(result))).unwrap();
    tcp.set_ref(false);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["done"]);
}

#[test]
fn an_unref_d_tcp_handle_with_a_write_and_a_shutdown_in_flight_gets_their_callbacks() {
    let event_loop = event_loop();
    let (near, far) = outside_pair(&event_loop);
    near.set_ref(false);
    fill(&near);
    let log = Log::default();
    let (written, ended) = (log.clone(), log.clone());
    near.write("x", move |result| written.add(format!("write {}", outcome(result)))).unwrap();
    near.shutdown(move |result| ended.add(format!("shutdown {}", outcome(result)))).unwrap();
    let reader = std::thread::spawn(move || std::io::copy(&mut &far, &mut std::io::sink()));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["write done", "shutdown done"]);
    assert!(reader.join().unwrap().unwrap() > 0);
}
