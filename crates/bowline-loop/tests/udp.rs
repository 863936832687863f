//! UDP.
#![allow(clippy::unwrap_used, reason = "a test may")]

#[path = "support/net.rs"]
mod net;
mod support;

use std::cell::RefCell;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::rc::Rc;

use bowline_loop::{Datagram, EventLoop, Result, RunMode, Udp, ms};
use net::{Shared, any_port, event_loop, outcome, run_until};
use support::Log;

/// A socket with an address.
fn bound(event_loop: &EventLoop) -> (Udp, SocketAddr) {
    let udp = event_loop.udp().unwrap();
    udp.bind(any_port()).unwrap();
    let address = udp.local_addr().unwrap();
    (udp, address)
}

/// What a receive callback was told.
fn describe(datagram: Result<Datagram<'_>>) -> String {
    match datagram {
        Ok(Datagram { data, .. }) => String::from_utf8_lossy(data).into_owned(),
        Err(error) => error.code().into(),
    }
}

fn receive_into(log: &Log, udp: &Udp) {
    let log = log.clone();
    udp.recv_start(move |datagram| log.add(describe(datagram))).unwrap();
}

#[test]
fn each_datagram_has_one_callback_with_the_address_it_came_from() {
    let event_loop = event_loop();
    let (receiver, to) = bound(&event_loop);
    let (sender, from) = bound(&event_loop);
    let log = Log::default();
    let (tell, itself) = (log.clone(), receiver.clone());
    receiver
        .recv_start(move |datagram| {
            let datagram = datagram.unwrap();
            assert_eq!(datagram.from, from);
            tell.add(format!("received {}", String::from_utf8_lossy(datagram.data)));
            if datagram.data == b"three" {
                itself.close();
            }
        })
        .unwrap();
    for text in ["one", "", "three"] {
        let tell = log.clone();
        let sent = move |result| tell.add(format!("sent {text} {}", outcome(result)));
        sender.send(text, Some(to), sent).unwrap();
    }
    assert_eq!(log.len(), 0, "never inside the call");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let (sent, received): (Vec<_>, Vec<_>) =
        log.lines().into_iter().partition(|line| line.starts_with("sent"));
    assert_eq!(sent, ["sent one done", "sent  done", "sent three done"]);
    assert_eq!(received, ["received one", "received ", "received three"]);
}

#[test]
fn a_flood_of_datagrams_comes_in_order_and_leaves_others_their_turn() {
    let event_loop = event_loop();
    let (receiver, to) = bound(&event_loop);
    let outside = UdpSocket::bind(any_port()).unwrap();
    let count = Shared::new(0_u32);
    let (counted, turn) = (count.clone(), Shared::new(None));
    receiver
        .recv_start(move |datagram| {
            assert_eq!(datagram.unwrap().data, counted.get().to_be_bytes());
            counted.with(|count| *count += 1);
        })
        .unwrap();
    for number in 0..100_u32 {
        outside.send_to(&number.to_be_bytes(), to).unwrap();
    }
    let (at, counted) = (turn.clone(), count.clone());
    event_loop.run(RunMode::NoWait).unwrap();
    event_loop.set_immediate(move || at.set(Some(counted.get())));
    run_until(&event_loop, || count.get() == 100);
    assert!(turn.get().unwrap() < 100, "the immediate had its turn before the last datagram");
}

#[test]
fn binding_to_an_address_in_use_fails_unless_all_share_it() {
    let event_loop = event_loop();
    let (_first, address) = bound(&event_loop);
    let second = event_loop.udp().unwrap();
    let error = second.bind(address).unwrap_err();
    assert_eq!((error.code(), error.port()), ("EADDRINUSE", Some(address.port())));

    let sharing = event_loop.udp().unwrap();
    sharing.bind_shared(any_port()).unwrap();
    let address = sharing.local_addr().unwrap();
    event_loop.udp().unwrap().bind_shared(address).unwrap();
}

#[cfg_attr(windows, ignore = "Windows has other codes for it")]
#[test]
fn binding_twice_or_to_a_foreign_address_fails() {
    let event_loop = event_loop();
    let (udp, _) = bound(&event_loop);
    assert_eq!(udp.bind(any_port()).unwrap_err().code(), "EINVAL");
    let foreign = event_loop.udp().unwrap().bind(([192, 0, 2, 1], 0).into());
    assert_eq!(foreign.unwrap_err().code(), "EADDRNOTAVAIL");
    udp.close();
    assert_eq!(udp.bind(any_port()).unwrap_err().code(), "EINVAL");
    assert_eq!(udp.recv_start(|_| {}).unwrap_err().code(), "EINVAL");
    assert_eq!(udp.send("x", Some(any_port()), |_| {}).unwrap_err().code(), "EINVAL");
}

#[test]
fn a_datagram_that_is_too_big_is_told_by_its_callback_and_one_to_nobody_is_refused() {
    let event_loop = event_loop();
    let (udp, address) = bound(&event_loop);
    let told = Shared::new(None);
    let tell = told.clone();
    udp.send(vec![0; 65_536], Some(address), move |result| tell.set(result.err())).unwrap();
    assert!(told.get().is_none());
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let error = told.get().unwrap();
    assert_eq!((error.code(), error.syscall()), ("EMSGSIZE", "send"));
    assert_eq!(error.port(), Some(address.port()));
    assert_eq!(udp.send("x", None, |_| {}).unwrap_err().code(), "EDESTADDRREQ");
    assert_eq!(udp.try_send(&[0; 65_536], Some(address)).unwrap_err().code(), "EMSGSIZE");
    assert_eq!(udp.try_send(b"x", Some(address)), Ok(1));
}

#[test]
fn a_send_in_flight_at_the_close_is_told_before_the_close_callback() {
    let event_loop = event_loop();
    let (udp, address) = bound(&event_loop);
    let log = Log::default();
    let tell = log.clone();
    udp.send("x", Some(address), move |result| tell.add(outcome(result))).unwrap();
    udp.close_with(log.push("closed"));
    assert_eq!(log.len(), 0);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["done", "closed"]);
}

#[cfg_attr(windows, ignore = "Windows tells no receiver of an unreachable port")]
#[test]
fn an_unreachable_port_is_an_error_for_the_receiver_and_closing_there_is_safe() {
    let event_loop = event_loop();
    let free = UdpSocket::bind(any_port()).unwrap().local_addr().unwrap();
    let udp = event_loop.udp().unwrap();
    udp.connect(free).unwrap();
    let log = Log::default();
    let (tell, itself, mut closed) = (log.clone(), udp.clone(), Some(log.push("closed")));
    udp.recv_start(move |datagram| {
        tell.add(describe(datagram));
        itself.close_with(closed.take().expect("called once"));
    })
    .unwrap();
    udp.send("x", None, |result| result.unwrap()).unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["ECONNREFUSED", "closed"]);
}

#[cfg_attr(windows, ignore = "Windows tells no receiver of an unreachable port")]
#[test]
fn an_error_does_not_end_the_receiving() {
    let event_loop = event_loop();
    let peer = UdpSocket::bind(any_port()).unwrap();
    let address = peer.local_addr().unwrap();
    let udp = event_loop.udp().unwrap();
    udp.connect(address).unwrap();
    let log = Log::default();
    receive_into(&log, &udp);
    drop(peer);
    udp.send("x", None, |_| {}).unwrap();
    run_until(&event_loop, || log.len() == 1);
    let peer = UdpSocket::bind(address).unwrap();
    peer.send_to(b"here again", udp.local_addr().unwrap()).unwrap();
    run_until(&event_loop, || log.len() == 2);
    assert_eq!(log.lines(), ["ECONNREFUSED", "here again"]);
}

#[test]
fn a_connected_socket_sends_without_an_address_and_knows_its_peer() {
    let event_loop = event_loop();
    let (peer, address) = bound(&event_loop);
    let udp = event_loop.udp().unwrap();
    assert_eq!(udp.local_addr().unwrap_err().code(), "EBADF");
    udp.connect(address).unwrap();
    assert_eq!(udp.peer_addr(), Ok(address));
    assert_eq!(peer.peer_addr().unwrap_err().code(), "ENOTCONN");
    assert_eq!(udp.connect(address).unwrap_err().code(), "EISCONN");
    assert_eq!(udp.send("x", Some(address), |_| {}).unwrap_err().code(), "EISCONN");
    let log = Log::default();
    receive_into(&log, &peer);
    udp.send("hello", None, |result| result.unwrap()).unwrap();
    run_until(&event_loop, || log.len() == 1);
    assert_eq!(log.lines(), ["hello"]);
}

#[test]
fn stopping_in_the_callback_stops_at_once_and_starting_again_loses_nothing() {
    let event_loop = event_loop();
    let (udp, address) = bound(&event_loop);
    let outside = UdpSocket::bind(any_port()).unwrap();
    for text in ["one", "two"] {
        outside.send_to(text.as_bytes(), address).unwrap();
    }
    let log = Log::default();
    let (tell, itself) = (log.clone(), udp.clone());
    udp.recv_start(move |datagram| {
        tell.add(describe(datagram));
        itself.recv_stop();
    })
    .unwrap();
    assert_eq!(udp.recv_start(|_| {}).unwrap_err().code(), "EALREADY");
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["one"]);
    receive_into(&log, &udp);
    assert_eq!(log.len(), 1, "never inside the call");
    run_until(&event_loop, || log.len() == 2);
    assert_eq!(log.lines(), ["one", "two"]);
}

#[test]
fn datagrams_that_come_while_nobody_receives_do_not_make_the_loop_spin() {
    let event_loop = EventLoop::with_manual_clock();
    let (udp, address) = bound(&event_loop);
    udp.recv_start(|_| panic!("nobody receives")).unwrap();
    udp.recv_stop();
    UdpSocket::bind(any_port()).unwrap().send_to(b"x", address).unwrap();
    let count = Shared::new(0);
    let (check, counted) = (event_loop.check().unwrap(), count.clone());
    check
        .start(move || {
            counted.with(|count| *count += 1);
            assert!(counted.get() < 20, "the loop spins");
        })
        .unwrap();
    check.set_ref(false);
    // Time stands still as long as something is ready, so a loop that spins never gets there.
    event_loop.set_timeout(ms(1_000), || {});
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(event_loop.now(), ms(1_000));
}

#[test]
fn an_unref_d_udp_handle_keeps_no_loop_but_gets_the_callback_of_a_send_in_flight() {
    let event_loop = event_loop();
    let new = event_loop.udp().unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let (receiving, address) = bound(&event_loop);
    receiving.recv_start(|_| {}).unwrap();
    assert!(event_loop.is_alive());
    receiving.set_ref(false);
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert!(receiving.is_active());
    new.set_ref(false);
    let log = Log::default();
    let tell = log.clone();
    new.send("x", Some(address), move |result| tell.add(outcome(result))).unwrap();
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    assert_eq!(log.lines(), ["done"]);
}

#[test]
fn a_socket_that_exists_can_be_taken_over_once() {
    let event_loop = event_loop();
    let outside = UdpSocket::bind(any_port()).unwrap();
    let address = outside.local_addr().unwrap();
    let udp = event_loop.udp().unwrap();
    udp.open(outside).unwrap();
    assert_eq!(udp.local_addr(), Ok(address));
    assert_eq!(udp.open(UdpSocket::bind(any_port()).unwrap()).unwrap_err().code(), "EBUSY");
    let log = Log::default();
    receive_into(&log, &udp);
    udp.send("to itself", Some(address), |result| result.unwrap()).unwrap();
    run_until(&event_loop, || log.len() == 1);
    assert_eq!(log.lines(), ["to itself"]);
}

#[cfg_attr(windows, ignore = "Windows has other codes for it")]
#[test]
fn options_can_be_set_once_there_is_a_socket() {
    let event_loop = event_loop();
    let udp = event_loop.udp().unwrap();
    assert_eq!(udp.set_broadcast(true).unwrap_err().code(), "EBADF");
    udp.bind((Ipv4Addr::UNSPECIFIED, 0).into()).unwrap();
    udp.set_broadcast(true).unwrap();
    udp.set_ttl(255).unwrap();
    assert_eq!(udp.set_ttl(0).unwrap_err().code(), "EINVAL");
    assert_eq!(udp.set_ttl(256).unwrap_err().code(), "EINVAL");
    udp.set_multicast_ttl(0).unwrap();
    udp.set_multicast_loop(false).unwrap();
    udp.set_multicast_interface(Ipv4Addr::LOCALHOST).unwrap();
    let group = Ipv4Addr::new(239, 1, 2, 3);
    udp.join_multicast(group.into(), Some(Ipv4Addr::LOCALHOST)).unwrap();
    udp.leave_multicast(group.into(), Some(Ipv4Addr::LOCALHOST)).unwrap();
    let again = udp.leave_multicast(group.into(), Some(Ipv4Addr::LOCALHOST));
    assert_eq!(again.unwrap_err().code(), "EADDRNOTAVAIL");
}

#[test]
fn datagrams_go_over_ipv6_too() {
    let address = (Ipv6Addr::LOCALHOST, 0).into();
    if UdpSocket::bind(address).is_err() {
        return; // This machine has no IPv6.
    }
    let event_loop = event_loop();
    let receiver = event_loop.udp().unwrap();
    receiver.bind(address).unwrap();
    receiver.set_ttl(1).unwrap();
    receiver.set_multicast_ttl(1).unwrap();
    let log = Log::default();
    receive_into(&log, &receiver);
    let sender = event_loop.udp().unwrap();
    sender.send("six", Some(receiver.local_addr().unwrap()), |result| result.unwrap()).unwrap();
    run_until(&event_loop, || log.len() == 1);
    assert_eq!(log.lines(), ["six"]);
}

#[test]
fn of_many_ready_sockets_those_closed_half_way_are_not_called_and_every_close_and_send_is_told_once()
 {
    const SOCKETS: usize = 400;
    let event_loop = event_loop();
    let log = Log::default();
    let sockets: Rc<RefCell<Vec<Udp>>> = Rc::default();
    for _ in 0..SOCKETS {
        let (udp, address) = bound(&event_loop);
        let (add, all) = (log.clone(), sockets.clone());
        udp.recv_start(move |datagram| {
            datagram.unwrap();
            add.add("received");
            if add.lines().iter().filter(|line| *line == "received").count() == SOCKETS / 2 {
                for udp in all.borrow_mut().drain(..) {
                    udp.close_with(add.push("closed"));
                }
            }
        })
        .unwrap();
        let add = log.clone();
        udp.send("x", Some(address), move |sent| {
            sent.unwrap();
            add.add("sent");
        })
        .unwrap();
        sockets.borrow_mut().push(udp);
    }
    assert_eq!(event_loop.run(RunMode::Default), Ok(false));
    let lines = log.lines();
    let count = |what: &str| lines.iter().filter(|line| *line == what).count();
    assert_eq!(
        (count("received"), count("sent"), count("closed")),
        (SOCKETS / 2, SOCKETS, SOCKETS)
    );
}

#[cfg_attr(
    windows,
    ignore = "disconnecting says ENOTSUP: Windows connects to no address only with unsafe calls"
)]
#[test]
fn a_socket_that_is_disconnected_sends_to_anybody_again() {
    let event_loop = event_loop();
    let (receiver, address) = bound(&event_loop);
    let (other, other_address) = bound(&event_loop);
    let (udp, _) = bound(&event_loop);
    assert_eq!(udp.disconnect().unwrap_err().code(), "ENOTCONN");
    udp.connect(address).unwrap();
    assert_eq!(udp.try_send(b"x", Some(other_address)).unwrap_err().code(), "EISCONN");
    udp.disconnect().unwrap();
    assert_eq!(udp.peer_addr().unwrap_err().code(), "ENOTCONN");
    assert_eq!(udp.try_send(b"x", None).unwrap_err().code(), "EDESTADDRREQ");
    assert_eq!(udp.try_send(b"x", Some(other_address)), Ok(1));
    drop((receiver, other));
}

#[test]
fn the_system_keeps_at_least_as_much_as_it_was_asked_to() {
    let event_loop = event_loop();
    let (udp, _) = bound(&event_loop);
    udp.set_receive_buffer_bytes(8_192).unwrap();
    udp.set_send_buffer_bytes(8_192).unwrap();
    assert!(udp.receive_buffer_bytes().unwrap() >= 8_192);
    assert!(udp.send_buffer_bytes().unwrap() >= 8_192);
}
