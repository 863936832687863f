//! TCP: connect, read, write, shut down, close.
#![allow(clippy::unwrap_used, reason = "a test may")]

#[path = "support/net.rs"]
mod net;
mod support;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use bowline_loop::{EventLoop, Read, RunMode, Tcp, ms};
use net::{Shared, any_port, describe, event_loop, listen, outcome, outside_pair, pair, run_until};
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
#[cfg_attr(windows, ignore = "Windows has another code for it")]
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

/// A socket whose queue of connections is full, so that a connect to it takes for ever.
#[cfg(target_os = "linux")]
fn full_listener() -> (socket2::Socket, Vec<socket2::Socket>, SocketAddr) {
    let stream = || socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None);
    let listener = stream().unwrap();
    listener.bind(&any_port().into()).unwrap();
    listener.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let fill = || {
        let client = stream().unwrap();
        client.set_nonblocking(true).unwrap();
        // It is under way, or waits as all later ones do.
        let _ = client.connect(&address);
        client
    };
    let clients = (0..4).map(|_| fill()).collect();
    (listener, clients, address.as_socket().unwrap())
}

#[test]
#[cfg(target_os = "linux")]
fn a_connect_that_takes_too_long_can_be_closed_by_a_timer() {
    let (_listener, _clients, address) = full_listener();
    let event_loop = EventLoop::with_manual_clock();
    let tcp = event_loop.tcp().unwrap();
    let log = Log::default();
    let tell = log.clone();
    tcp.connect(address, move |result| tell.add(outcome(result))).unwrap();
    assert!(tcp.is_active());
    let closed = log.push("closed");
    event_loop.set_timeout(ms(150), move || tcp.close_with(closed));
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(event_loop.now(), ms(150));
    assert_eq!(log.lines(), ["ECANCELED", "closed"]);
}

#[test]
fn closing_while_connecting_tells_the_connect_then_the_writes_then_the_close() {
    let event_loop = event_loop();
    let listener = std::net::TcpListener::bind(any_port()).unwrap();
    let tcp = event_loop.tcp().unwrap();
    let log = Log::default();
    let tell = |name: &'static str| {
        let log = log.clone();
        move |result: bowline_loop::Result<()>| log.add(format!("{name} {}", outcome(result)))
    };
    tcp.connect(listener.local_addr().unwrap(), tell("connect")).unwrap();
    tcp.write("x", tell("write")).unwrap();
    tcp.shutdown(tell("shutdown")).unwrap();
    tcp.close_with(log.push("closed"));
    assert_eq!(log.len(), 0);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let lines = log.lines();
    assert_eq!(lines, ["connect ECANCELED", "write ECANCELED", "shutdown ECANCELED", "closed"]);
}

#[test]
fn connecting_a_handle_that_is_closing_or_closed_tells_ecanceled() {
    let event_loop = event_loop();
    let tcp = event_loop.tcp().unwrap();
    tcp.close();
    let log = Log::default();
    for _ in 0..2 {
        let tell = log.clone();
        tcp.connect(any_port(), move |result| tell.add(outcome(result))).unwrap();
        assert_eq!(log.len(), 0);
        event_loop.run(RunMode::Default).unwrap();
        assert_eq!(log.take(), ["ECANCELED"]);
    }
}

#[test]
fn a_write_before_connecting_is_refused_with_ebadf() {
    let event_loop = event_loop();
    let tcp = event_loop.tcp().unwrap();
    let refused = tcp.write("x", |_| panic!("it was refused")).unwrap_err();
    assert_eq!(refused.code(), "EBADF");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

#[test]
fn a_write_while_connecting_waits_and_arrives() {
    let event_loop = event_loop();
    let listener = std::net::TcpListener::bind(any_port()).unwrap();
    let tcp = event_loop.tcp().unwrap();
    let log = Log::default();
    let (connected, written, ended) = (log.clone(), log.clone(), log.clone());
    tcp.connect(listener.local_addr().unwrap(), move |result| {
        connected.add(format!("connect {}", outcome(result)));
    })
    .unwrap();
    tcp.write("early", move |result| written.add(format!("write {}", outcome(result)))).unwrap();
    tcp.shutdown(move |result| ended.add(format!("shutdown {}", outcome(result)))).unwrap();
    assert_eq!(tcp.queued_bytes(), 5);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["connect done", "write done", "shutdown done"]);
    let mut text = String::new();
    std::io::Read::read_to_string(&mut listener.accept().unwrap().0, &mut text).unwrap();
    assert_eq!(text, "early");
}

#[test]
fn a_write_while_connecting_fails_with_the_connect_and_the_socket_can_connect_again() {
    let event_loop = event_loop();
    let free = std::net::TcpListener::bind(any_port()).unwrap().local_addr().unwrap();
    let tcp = event_loop.tcp().unwrap();
    let log = Log::default();
    let (connected, written) = (log.clone(), log.clone());
    tcp.connect(free, move |result| connected.add(outcome(result))).unwrap();
    tcp.write("x", move |result| written.add(outcome(result))).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.take(), ["ECONNREFUSED", "ECANCELED"]);

    let listener = std::net::TcpListener::bind(any_port()).unwrap();
    let (connected, written) = (log.clone(), log.clone());
    tcp.connect(listener.local_addr().unwrap(), move |result| connected.add(outcome(result)))
        .unwrap();
    tcp.write("x", move |result| written.add(outcome(result))).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.take(), ["done", "done"]);
}

#[test]
fn connecting_twice_or_in_the_wrong_role_is_refused() {
    let event_loop = event_loop();
    let (near, _far) = pair(&event_loop);
    let address = near.peer_addr().unwrap();
    assert_eq!(near.connect(address, |_| {}).unwrap_err().code(), "EISCONN");
    assert_eq!(near.listen(1, |_| {}).unwrap_err().code(), "EINVAL");
    let listener = listen(&event_loop, |_| {});
    assert_eq!(listener.connect(address, |_| {}).unwrap_err().code(), "EINVAL");
    assert_eq!(listener.read_start(|_| {}).unwrap_err().code(), "ENOTCONN");
    let connecting = event_loop.tcp().unwrap();
    connecting.connect(listener.local_addr().unwrap(), |_| {}).unwrap();
    assert_eq!(connecting.connect(address, |_| {}).unwrap_err().code(), "EALREADY");
}

/// The errors of binding to what `address` names, an address of this machine with port 0.
fn bind_errors(event_loop: &EventLoop, address: SocketAddr, elsewhere: SocketAddr) {
    let taken = std::net::TcpListener::bind(address).unwrap();
    let in_use = taken.local_addr().unwrap();
    let listener = event_loop.tcp().unwrap();
    listener.bind(in_use).unwrap();
    let error = listener.listen(1, |_| {}).unwrap_err();
    assert_eq!((error.code(), error.syscall()), ("EADDRINUSE", "listen"));
    assert_eq!(error.port(), Some(in_use.port()));
    assert_eq!(listener.listen(1, |_| {}).unwrap_err().code(), "EADDRINUSE");

    let client = event_loop.tcp().unwrap();
    client.bind(in_use).unwrap();
    let log = Log::default();
    let tell = log.clone();
    client.connect(in_use, move |result| tell.add(outcome(result))).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["EADDRINUSE"]);

    let other = event_loop.tcp().unwrap();
    assert_eq!(other.bind(elsewhere).unwrap_err().code(), "EADDRNOTAVAIL");
    other.bind(address).unwrap();
    assert_eq!(other.bind(address).unwrap_err().code(), "EINVAL");
}

#[test]
fn a_port_in_use_shows_when_listening_or_connecting_and_a_foreign_address_when_binding() {
    let event_loop = event_loop();
    bind_errors(&event_loop, any_port(), ([192, 0, 2, 1], 0).into());
}

#[test]
fn the_errors_of_binding_are_the_same_over_ipv6() {
    let address = (Ipv6Addr::LOCALHOST, 0).into();
    if std::net::TcpListener::bind(address).is_err() {
        return; // This machine has no IPv6.
    }
    let documentation = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);
    bind_errors(&event_loop(), address, (documentation, 0).into());
}

#[test]
fn binding_or_listening_on_a_closing_handle_is_refused_with_einval() {
    let event_loop = event_loop();
    let tcp = event_loop.tcp().unwrap();
    tcp.close();
    assert_eq!(tcp.bind(any_port()).unwrap_err().code(), "EINVAL");
    assert_eq!(tcp.listen(1, |_| {}).unwrap_err().code(), "EINVAL");
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(tcp.listen(1, |_| {}).unwrap_err().code(), "EINVAL");
    assert_eq!(tcp.read_start(|_| {}).unwrap_err().code(), "EINVAL");
}

#[test]
fn listening_without_an_address_takes_a_free_port() {
    let event_loop = event_loop();
    let tcp = event_loop.tcp().unwrap();
    tcp.listen(1, |_| {}).unwrap();
    assert_ne!(tcp.local_addr().unwrap().port(), 0);
}

#[test]
fn the_addresses_of_both_ends_are_right_in_every_state() {
    let event_loop = event_loop();
    let tcp = event_loop.tcp().unwrap();
    assert_eq!(tcp.local_addr().unwrap_err().code(), "EBADF");
    assert_eq!(tcp.peer_addr().unwrap_err().code(), "EBADF");
    tcp.bind(any_port()).unwrap();
    let bound = tcp.local_addr().unwrap();
    assert_ne!(bound.port(), 0);
    assert_eq!(tcp.peer_addr().unwrap_err().code(), "ENOTCONN");
    let accepted = Shared::new(None);
    let (keep, itself) = (accepted.clone(), tcp.clone());
    tcp.listen(1, move |_| keep.set(Some(itself.accept().unwrap()))).unwrap();
    assert_eq!(tcp.local_addr(), Ok(bound));
    let client = event_loop.tcp().unwrap();
    client.connect(bound, |result| result.unwrap()).unwrap();
    run_until(&event_loop, || accepted.get().is_some() && client.is_readable());
    let peer = accepted.get().unwrap();
    assert_eq!(client.peer_addr(), Ok(bound));
    assert_eq!(peer.local_addr(), Ok(bound));
    assert_eq!(peer.peer_addr(), client.local_addr());
    client.close();
    assert_eq!(client.local_addr().unwrap_err().code(), "EINVAL");
}

#[test]
fn a_connection_that_exists_can_be_taken_over_once() {
    let event_loop = event_loop();
    let listener = std::net::TcpListener::bind(any_port()).unwrap();
    let connection = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let other = connection.try_clone().unwrap();
    let tcp = event_loop.tcp().unwrap();
    tcp.open(connection).unwrap();
    assert_eq!(tcp.open(other.try_clone().unwrap()).unwrap_err().code(), "EBUSY");
    let bound = event_loop.tcp().unwrap();
    bound.bind(any_port()).unwrap();
    assert_eq!(bound.open(other).unwrap_err().code(), "EBUSY");

    let mut peer = listener.accept().unwrap().0;
    std::io::Write::write_all(&mut peer, b"hello").unwrap();
    drop(peer);
    let log = Log::default();
    let tell = log.clone();
    tcp.read_start(move |read| tell.add(describe(read))).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(log.lines(), ["data hello", "end"]);
}

#[test]
fn a_bound_socket_that_exists_can_be_taken_over_to_listen_with() {
    let event_loop = event_loop();
    let socket = std::net::TcpListener::bind(any_port()).unwrap();
    let address = socket.local_addr().unwrap();
    let tcp = event_loop.tcp().unwrap();
    tcp.open_listener(socket).unwrap();
    let log = Log::default();
    let (tell, itself) = (log.clone(), tcp.clone());
    tcp.listen(1, move |connection| {
        connection.unwrap();
        tell.add("connection");
        itself.accept().unwrap().close();
        itself.close();
    })
    .unwrap();
    let _client = std::net::TcpStream::connect(address).unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["connection"]);
}

#[test]
fn no_delay_and_keep_alive_can_be_set_before_and_after_connecting() {
    let event_loop = event_loop();
    let listener = std::net::TcpListener::bind(any_port()).unwrap();
    let tcp = event_loop.tcp().unwrap();
    tcp.set_nodelay(true).unwrap();
    tcp.set_keepalive(Some(ms(60_000))).unwrap();
    tcp.connect(listener.local_addr().unwrap(), |result| result.unwrap()).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!((tcp.nodelay(), tcp.keepalive()), (Ok(true), Ok(true)));
    tcp.set_nodelay(false).unwrap();
    tcp.set_keepalive(Some(ms(0))).unwrap();
    assert_eq!(tcp.keepalive(), Ok(true), "after as long as the system finds right");
    tcp.set_keepalive(None).unwrap();
    assert_eq!((tcp.nodelay(), tcp.keepalive()), (Ok(false), Ok(false)));
    assert_eq!(tcp.set_keepalive(Some(ms(1))).unwrap_err().code(), "EINVAL");
}

#[test]
fn connecting_to_the_unspecified_address_goes_to_this_machine() {
    let event_loop = event_loop();
    let listener = std::net::TcpListener::bind(any_port()).unwrap();
    let port = listener.local_addr().unwrap().port();
    let tcp = event_loop.tcp().unwrap();
    tcp.connect((Ipv4Addr::UNSPECIFIED, port).into(), |result| result.unwrap()).unwrap();
    event_loop.run(RunMode::Default).unwrap();
    assert_eq!(tcp.peer_addr(), listener.local_addr().map_err(|_| unreachable!()));
}

#[test]
fn a_thousand_connections_leave_no_handle_open() {
    let event_loop = event_loop();
    let listener = listen(&event_loop, |peer| {
        let itself = peer.clone();
        peer.read_start(move |read| {
            if read.unwrap() == Read::End {
                itself.close();
            }
        })
        .unwrap();
    });
    let address = listener.local_addr().unwrap();
    let handles = || {
        let mut count = 0;
        event_loop.walk(|_| count += 1);
        count
    };
    let before = handles();
    for _ in 0..1_000 {
        let client = event_loop.tcp().unwrap();
        let itself = client.clone();
        client
            .connect(address, move |result| {
                result.unwrap();
                itself.close();
            })
            .unwrap();
        run_until(&event_loop, || client.is_closing());
    }
    run_until(&event_loop, || handles() == before);
    listener.close();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
}

#[test]
fn dropping_the_loop_drops_callbacks_that_hold_their_own_stream() {
    let event_loop = event_loop();
    let (near, _far) = outside_pair(&event_loop);
    let (closing, _far) = outside_pair(&event_loop);
    let held = std::rc::Rc::new(());
    for stream in [&near, &closing] {
        net::fill(stream);
        let (itself, holds) = (stream.clone(), held.clone());
        stream
            .read_start(move |_| {
                let _held = (&itself, &holds);
            })
            .unwrap();
        let (itself, holds) = (stream.clone(), held.clone());
        stream.write("x", move |_| drop((itself, holds))).unwrap();
        let (itself, holds) = (stream.clone(), held.clone());
        stream.on_drain(move || {
            let _held = (&itself, &holds);
        });
    }
    closing.close();
    drop(event_loop);
    assert_eq!(std::rc::Rc::strong_count(&held), 1);
    assert_eq!(near.write("x", |_| {}).unwrap_err().code(), "EINVAL");
    assert_eq!(near.connect(any_port(), |_| {}).unwrap_err().code(), "ECANCELED");
    assert!(!near.event_loop().is_alive());
}

#[test]
fn an_unspecified_address_for_ipv6_alone_leaves_ipv4_to_others() {
    let event_loop = event_loop();
    let any = SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0));
    let server = event_loop.tcp().unwrap();
    if server.bind_v6_only(any).is_err() {
        return; // This machine has no IPv6.
    }
    server.listen(1, |_| {}).unwrap();
    let port = server.local_addr().unwrap().port();
    let other = event_loop.tcp().unwrap();
    other.bind((Ipv4Addr::UNSPECIFIED, port).into()).unwrap();
    assert!(other.listen(1, |_| {}).is_ok());
}
