//! Accepting connections.
#![allow(clippy::unwrap_used, reason = "a test may")]

#[path = "support/net.rs"]
mod net;
mod support;

use std::net::{SocketAddr, TcpStream};

use bowline_loop::{EventLoop, RunMode, Tcp, ms};
use net::{Shared, any_port, event_loop, run_until};
use support::Log;

fn listener(event_loop: &EventLoop) -> (Tcp, SocketAddr) {
    let listener = event_loop.tcp().unwrap();
    listener.bind(any_port()).unwrap();
    // The address is known before it listens.
    let address = listener.local_addr().unwrap();
    (listener, address)
}

#[test]
fn each_connection_has_one_callback() {
    let event_loop = event_loop();
    let (server, address) = listener(&event_loop);
    let log = Log::default();
    let (tell, itself) = (log.clone(), server.clone());
    server
        .listen(128, move |connection| {
            connection.unwrap();
            tell.add("connection");
            itself.accept().unwrap().close();
            assert_eq!(itself.accept().unwrap_err().code(), "EAGAIN");
        })
        .unwrap();
    let clients: Vec<_> = (0..100).map(|_| TcpStream::connect(address).unwrap()).collect();
    run_until(&event_loop, || log.len() == clients.len());
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.len(), 100);
}

#[test]
fn a_connection_that_is_accepted_late_is_told_once_and_not_lost_and_holds_back_the_next() {
    let event_loop = event_loop();
    let (server, address) = listener(&event_loop);
    let log = Log::default();
    let tell = log.clone();
    server.listen(8, move |connection| tell.add(net::outcome(connection))).unwrap();
    let first = TcpStream::connect(address).unwrap();
    let second = TcpStream::connect(address).unwrap();
    for _ in 0..5 {
        event_loop.set_immediate(|| {});
        event_loop.run(RunMode::Once).unwrap();
    }
    assert_eq!(log.take(), ["done"]);
    let peer = server.accept().unwrap();
    assert_eq!(peer.peer_addr(), first.local_addr().map_err(|_| unreachable!()));
    assert_eq!(log.len(), 0, "never inside the call");
    run_until(&event_loop, || log.len() == 1);
    let peer = server.accept().unwrap();
    assert_eq!(peer.peer_addr(), second.local_addr().map_err(|_| unreachable!()));
    for _ in 0..3 {
        event_loop.run(RunMode::NoWait).unwrap();
    }
    assert_eq!(log.take(), ["done"]);
}

#[test]
fn a_connection_that_is_not_accepted_does_not_make_the_loop_spin() {
    let event_loop = EventLoop::with_manual_clock();
    let (server, address) = listener(&event_loop);
    server.listen(8, |_| {}).unwrap();
    let _clients = [TcpStream::connect(address).unwrap(), TcpStream::connect(address).unwrap()];
    let count = Shared::new(0);
    let (check, counted) = (event_loop.check().unwrap(), count.clone());
    check
        .start(move || {
            counted.with(|count| *count += 1);
            assert!(counted.get() < 20, "the loop spins");
        })
        .unwrap();
    let owner = event_loop.loop_ref();
    event_loop.set_timeout(ms(1_000), move || owner.stop());
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(event_loop.now(), ms(1_000));
}

#[test]
fn listening_again_puts_another_callback_in_place_of_the_first() {
    let event_loop = event_loop();
    let (server, address) = listener(&event_loop);
    let log = Log::default();
    server.listen(8, |_| panic!("it was replaced")).unwrap();
    let (tell, itself) = (log.clone(), server.clone());
    server
        .listen(8, move |_| {
            itself.accept().unwrap();
            tell.add("connection");
        })
        .unwrap();
    let _client = TcpStream::connect(address).unwrap();
    run_until(&event_loop, || log.len() > 0);
    event_loop.run(RunMode::NoWait).unwrap();
    assert_eq!(log.lines(), ["connection"]);
}

#[test]
fn a_listener_closed_in_its_callback_tells_of_no_other_connection() {
    let event_loop = event_loop();
    let (server, address) = listener(&event_loop);
    let log = Log::default();
    let (tell, itself, closed) = (log.clone(), server.clone(), log.push("closed"));
    let mut closed = Some(closed);
    server
        .listen(8, move |connection| {
            tell.add(net::outcome(connection));
            itself.close_with(closed.take().expect("called once"));
        })
        .unwrap();
    let _clients = [TcpStream::connect(address).unwrap(), TcpStream::connect(address).unwrap()];
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["done", "closed"]);
}

#[test]
fn accepting_without_listening_is_refused() {
    let event_loop = event_loop();
    assert_eq!(event_loop.tcp().unwrap().accept().unwrap_err().code(), "EINVAL");
}

#[test]
fn a_hundred_connections_come_to_a_future_one_after_the_other() {
    let event_loop = event_loop();
    let (server, address) = listener(&event_loop);
    server.listen_async(128).unwrap();
    let clients: Vec<_> = (0..100).map(|_| TcpStream::connect(address).unwrap()).collect();
    let accepted = event_loop.block_on(async move {
        let mut accepted = Vec::new();
        for _ in 0..100 {
            accepted.push(server.accept_async().await.unwrap().peer_addr().unwrap());
        }
        server.close();
        accepted
    });
    let expected: Vec<_> = clients.iter().map(|client| client.local_addr().unwrap()).collect();
    assert_eq!(accepted.unwrap(), expected);
}
