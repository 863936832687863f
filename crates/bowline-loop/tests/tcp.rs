//! TCP: connect, read, write, shut down, close.

#[path = "support/net.rs"]
mod net;
mod support;

use std::net::{Ipv6Addr, SocketAddr};

use bowline_loop::{EventLoop, Read, RunMode, Tcp, ms};
use net::{Shared, any_port, event_loop, outcome, pair};
use support::Log;

/// Sends back what it reads, and closes at the end.
fn echo(peer: Tcp) {
    let itself = peer.clone();
    peer.read_start(move |read| match read.unwrap() {
        Read::Data(bytes) => itself.write(bytes, |written| written.unwrap()).unwrap(),
        Read::End => itself.close(),
    })
    .unwrap();
}

/// Plays `rounds` of ping-pong with an echo server and says how many came back whole.
fn ping_pong(event_loop: &EventLoop, address: SocketAddr, rounds: usize, vectored: bool) -> usize {
    let server = event_loop.tcp().unwrap();
    server.bind(address).unwrap();
    let listener = server.clone();
    server
        .listen(1, move |connection| {
            connection.unwrap();
            echo(listener.accept().unwrap());
            listener.close();
        })
        .unwrap();
    let client = event_loop.tcp().unwrap();
    let count = Shared::new(0);
    let (stream, counted) = (client.clone(), count.clone());
    let ping = move |stream: &Tcp| {
        if vectored {
            let parts = vec![b"PI".to_vec(), Vec::new(), b"NG".to_vec()];
            stream.write_vectored(parts, |written| written.unwrap()).unwrap();
        } else {
            stream.write("PING", |written| written.unwrap()).unwrap();
        }
    };
    client
        .connect(server.local_addr().unwrap(), move |connected| {
            connected.unwrap();
            ping(&stream);
            let (itself, mut came) = (stream.clone(), Vec::new());
            stream
                .read_start(move |read| {
                    let Read::Data(bytes) = read.unwrap() else { panic!("the server ended") };
                    came.extend_from_slice(bytes);
                    if came.len() < 4 {
                        return;
                    }
                    assert_eq!(came, b"PING");
                    came.clear();
                    counted.with(|count| *count += 1);
                    if counted.get() == rounds { itself.close() } else { ping(&itself) }
                })
                .unwrap();
        })
        .unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    count.get()
}

#[test]
fn a_thousand_pings_come_back() {
    assert_eq!(ping_pong(&event_loop(), any_port(), 1_000, false), 1_000);
}

#[test]
fn a_thousand_pings_in_several_buffers_come_back() {
    assert_eq!(ping_pong(&event_loop(), any_port(), 1_000, true), 1_000);
}

#[test]
fn a_thousand_pings_come_back_over_ipv6() {
    let address = (Ipv6Addr::LOCALHOST, 0).into();
    if std::net::TcpListener::bind(address).is_err() {
        return; // This machine has no IPv6.
    }
    assert_eq!(ping_pong(&event_loop(), address, 1_000, false), 1_000);
}

#[test]
fn a_refused_connect_is_told_by_its_callback_and_the_handle_stays_open() {
    let event_loop = event_loop();
    let free = std::net::TcpListener::bind(any_port()).unwrap().local_addr().unwrap();
    let tcp = event_loop.tcp().unwrap();
    let told = Shared::new(None);
    let tell = told.clone();
    tcp.connect(free, move |result| tell.set(Some(result.unwrap_err()))).unwrap();
    assert!(told.get().is_none(), "never inside the call");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let error = told.get().unwrap();
    assert_eq!(error.to_string(), format!("connect ECONNREFUSED {free}"));
    assert_eq!((error.address(), error.port()), (Some("127.0.0.1"), Some(free.port())));
    assert!(!tcp.is_closing() && !tcp.is_active());
}

#[test]
fn a_future_reads_and_writes_until_the_end() {
    let event_loop = event_loop();
    let listener = event_loop.tcp().unwrap();
    listener.bind(any_port()).unwrap();
    listener.listen_async(8).unwrap();
    let address = listener.local_addr().unwrap();
    let server = event_loop.spawn_local(async move {
        let peer = listener.accept_async().await.unwrap();
        listener.close();
        let mut buffer = [0; 1024];
        loop {
            let count = peer.read_async(&mut buffer).await.unwrap();
            if count == 0 {
                break;
            }
            peer.write_async(&buffer[..count]).await.unwrap();
        }
        peer.close();
    });
    let client = event_loop.tcp().unwrap();
    let answer = event_loop.block_on(async move {
        client.connect_async(address).await.unwrap();
        client.write_async(b"over and over").await.unwrap();
        client.shutdown_async().await.unwrap();
        let (mut answer, mut buffer) = (Vec::new(), [0; 5]);
        loop {
            let count = client.read_async(&mut buffer).await.unwrap();
            if count == 0 {
                break;
            }
            answer.extend_from_slice(&buffer[..count]);
        }
        client.close();
        server.await.unwrap();
        answer
    });
    assert_eq!(answer.unwrap(), b"over and over");
}

#[test]
fn a_future_that_waits_to_read_keeps_the_loop_alive_until_the_stream_is_closed() {
    let event_loop = event_loop();
    let (near, _far) = pair(&event_loop);
    let (stream, log) = (near.clone(), Log::default());
    let tell = log.clone();
    event_loop.spawn_local(async move {
        let outcome = stream.read_async(&mut [0; 8]).await;
        tell.add(outcome.unwrap_err().code());
    });
    event_loop.set_timeout(ms(5), move || near.close());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["EINVAL"]);
}

// I1: also when the error is known at once.
#[test]
fn an_error_of_connect_that_is_known_at_once_is_told_later_all_the_same() {
    let event_loop = event_loop();
    let tcp = event_loop.tcp().unwrap();
    tcp.bind(any_port()).unwrap();
    let log = Log::default();
    let tell = log.clone();
    tcp.connect((Ipv6Addr::LOCALHOST, 9).into(), move |result| tell.add(outcome(result))).unwrap();
    assert_eq!(log.len(), 0);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["EAFNOSUPPORT"]);
}
