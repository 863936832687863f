//! UDP sockets: datagrams come and go one by one.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::ops::Deref;
use std::rc::{Rc, Weak};

use bowline_trace::Kind;
use socket2::{Domain, Protocol, SockRef, Socket, Type};

use super::registration::Registration;
use super::request::{Completed, Request, canceled};
use super::{Place, READABLE, WRITABLE};
use crate::handle::{Body, Handle, Key, Origin, State};
use crate::poll::{Interest, IoHandle, Readiness, Source};
use crate::{Error, LoopRef, Result};

/// How many datagrams of one socket an event can bring before others have their turn.
const RECEIVES_PER_EVENT_MAX: usize = 32;
/// The same for those that are sent.
const SENDS_PER_EVENT_MAX: usize = 32;

/// A UDP socket.
///
/// It has all methods of [`Handle`]. It is active, and keeps its loop alive, while it receives or
/// has something to send; a send in flight keeps the loop alive even when the handle is not ref'd.
///
/// Source: libuv `uv_udp_t`.
#[derive(Clone)]
pub struct Udp {
    handle: Handle,
    pub(super) state: Weak<UdpState>,
}

/// How a UDP socket gets its address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UdpBindOptions {
    /// Others may have it too, see [`bind_shared`](Udp::bind_shared).
    pub shared: bool,
    /// For IPv6 alone: the unspecified address does not stand for IPv4 too.
    pub v6_only: bool,
}

/// A datagram that has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Datagram<'a> {
    /// What is in it, maybe nothing. It is the loop's: what is needed longer has to be copied.
    pub data: &'a [u8],
    /// Who sent it.
    pub from: SocketAddr,
}

type ReceiveCallback = Box<dyn FnMut(Result<Datagram<'_>>)>;

/// The state of a UDP socket. The handle table owns it.
#[derive(Default)]
pub(super) struct UdpState {
    pub(super) registration: Registration,
    closed: Cell<bool>,
    /// What the handle table was told.
    active: Cell<bool>,
    bound: Cell<bool>,
    /// Where it is connected to.
    peer: Cell<Option<SocketAddr>>,
    receiving: Cell<bool>,
    /// Called for each datagram; `None` while it runs.
    callback: RefCell<Option<ReceiveCallback>>,
    origin: Cell<Option<Origin>>,
    /// The OS said that there is something, and no attempt since then found nothing.
    readable: Cell<bool>,
    /// An attempt to send found the system full, and it has not said otherwise since.
    full: Cell<bool>,
    queue: RefCell<VecDeque<Outgoing>>,
    queued_bytes: Cell<usize>,
    completed: Completed,
}

/// A datagram that the system has not taken.
struct Outgoing {
    data: Vec<u8>,
    to: Option<SocketAddr>,
    request: Request,
}

impl LoopRef {
    /// A UDP socket without an address.
    ///
    /// # Errors
    ///
    /// `ECANCELED` if the loop is closed.
    #[track_caller]
    pub fn udp(&self) -> Result<Udp> {
        let state = Rc::new(UdpState::default());
        let weak = Rc::downgrade(&state);
        let handle = self.new_handle(State::Inactive, Body::Io(state), "udp")?;
        Ok(Udp { handle, state: weak })
    }
}

impl Udp {
    /// Gives the socket an address of this machine; port 0 is any that is free.
    ///
    /// # Errors
    ///
    /// `EADDRINUSE` if somebody else has it; `EADDRNOTAVAIL` if this machine has no such address;
    /// `EINVAL` if the socket has an address already, or is closing.
    ///
    /// Source: libuv `uv_udp_bind`.
    pub fn bind(&self, address: SocketAddr) -> Result<()> {
        self.bind_with(address, |_| Ok(()))
    }

    /// Gives the socket an address that others may have too, if all of them ask for it this way.
    /// Who gets what comes is the system's choice; of multicast, all get it.
    ///
    /// # Errors
    ///
    /// As [`bind`](Udp::bind).
    ///
    /// Source: libuv `UV_UDP_REUSEADDR`.
    pub fn bind_shared(&self, address: SocketAddr) -> Result<()> {
        self.bind_with(address, |socket| socket.set_reuse_address(true))
    }

    /// [`bind`](Udp::bind) with choices.
    ///
    /// # Errors
    ///
    /// As [`bind`](Udp::bind).
    pub fn bind_with_options(&self, address: SocketAddr, options: UdpBindOptions) -> Result<()> {
        self.bind_with(address, |socket| {
            if options.shared {
                socket.set_reuse_address(true)?;
            }
            if options.v6_only && address.is_ipv6() {
                socket.set_only_v6(true)?;
            }
            Ok(())
        })
    }

    fn bind_with(
        &self,
        address: SocketAddr,
        prepare: impl FnOnce(&SockRef<'_>) -> io::Result<()>,
    ) -> Result<()> {
        let state = self.state("bind")?;
        let failed = |error: Error| error.with_address(address);
        if state.bound.get() {
            return Err(failed(Error::code_of("EINVAL", "bind")));
        }
        state.ensure_socket(address, "bind").map_err(failed)?;
        state
            .with_socket("bind", |socket| {
                prepare(socket)?;
                socket.bind(&address.into())
            })
            .map_err(failed)?;
        state.bound.set(true);
        Ok(())
    }

    /// Connects the socket: it then sends to `address` alone, and receives from there alone.
    ///
    /// # Errors
    ///
    /// `EISCONN` if it is connected; `EINVAL` if it is closing; what the system says.
    ///
    /// Source: libuv `uv_udp_connect`.
    pub fn connect(&self, address: SocketAddr) -> Result<()> {
        let state = self.state("connect")?;
        let failed = |error: Error| error.with_address(address);
        if state.peer.get().is_some() {
            return Err(failed(Error::code_of("EISCONN", "connect")));
        }
        state.ensure_socket(address, "connect").map_err(failed)?;
        state.with_socket("connect", |socket| socket.connect(&address.into())).map_err(failed)?;
        // Connecting gives a socket without an address one.
        state.bound.set(true);
        state.peer.set(Some(address));
        Ok(())
    }

    /// Takes [`connect`](Udp::connect) back: it sends to anybody and receives from anybody again.
    ///
    /// # Errors
    ///
    /// `ENOTCONN` if it is not connected; `EINVAL` if it is closing.
    ///
    /// Source: libuv `uv_udp_connect` without an address.
    pub fn disconnect(&self) -> Result<()> {
        let state = self.state("connect")?;
        if state.peer.get().is_none() {
            return Err(Error::code_of("ENOTCONN", "connect"));
        }
        state.with_socket("connect", super::system::disconnect)?;
        state.peer.set(None);
        Ok(())
    }

    /// Sends one datagram, and then calls `callback`. `to` is `None` on a connected socket.
    ///
    /// It is sent at once if the system takes it, or when there is room. `callback` runs once, never
    /// before this call returns, in the order of the sends. A socket without an address gets one.
    ///
    /// # Errors
    ///
    /// By the call: `EISCONN` if it is connected and `to` is given; `EDESTADDRREQ` if neither is so;
    /// `EINVAL` if it is closing. By the callback: `EMSGSIZE` if it is too big; `ECONNREFUSED` if an
    /// earlier one found nobody; `ECANCELED` if the socket was closed first.
    ///
    /// Source: libuv `uv_udp_send`.
    #[track_caller]
    pub fn send(
        &self,
        data: impl Into<Vec<u8>>,
        to: Option<SocketAddr>,
        callback: impl FnOnce(Result<()>) + 'static,
    ) -> Result<()> {
        let state = self.state_to_send(to)?;
        let place = self.place();
        let request = Request::submit(place.core, callback);
        state.send(place, Outgoing { data: data.into(), to, request });
        Ok(())
    }

    /// Sends one datagram now, and says how many bytes it has.
    ///
    /// # Errors
    ///
    /// `EAGAIN` if the system has no room, or if earlier ones are queued; otherwise as
    /// [`send`](Udp::send).
    ///
    /// Source: libuv `uv_udp_try_send`.
    pub fn try_send(&self, data: &[u8], to: Option<SocketAddr>) -> Result<usize> {
        let state = self.state_to_send(to)?;
        if !state.queue.borrow().is_empty() {
            return Err(Error::code_of("EAGAIN", "send"));
        }
        state.try_send(data, to).map_err(|error| about_target(Error::network(error, "send"), to))
    }

    fn state_to_send(&self, to: Option<SocketAddr>) -> Result<Rc<UdpState>> {
        let state = self.state("send")?;
        match (state.peer.get(), to) {
            (Some(_), Some(_)) => return Err(Error::code_of("EISCONN", "send")),
            (None, None) => return Err(Error::code_of("EDESTADDRREQ", "send")),
            (Some(_), None) => {}
            (None, Some(_)) if state.bound.get() => {}
            (None, Some(to)) if to.is_ipv4() => self.bind((Ipv4Addr::UNSPECIFIED, 0).into())?,
            (None, Some(_)) => self.bind((Ipv6Addr::UNSPECIFIED, 0).into())?,
        }
        Ok(state)
    }

    /// Calls `callback` with each datagram that comes, until [`recv_stop`](Udp::recv_stop).
    ///
    /// `callback` runs in the poll phase, never before this call returns. An error, such as
    /// `ECONNREFUSED` on a connected socket, does not end the receiving. A socket without an address
    /// gets one.
    ///
    /// # Errors
    ///
    /// `EALREADY` if it is receiving; `EINVAL` if it is closing.
    ///
    /// Source: libuv `uv_udp_recv_start`.
    #[track_caller]
    pub fn recv_start(&self, callback: impl FnMut(Result<Datagram<'_>>) + 'static) -> Result<()> {
        let state = self.state("recv")?;
        if state.receiving.get() {
            return Err(Error::code_of("EALREADY", "recv"));
        }
        if !state.bound.get() {
            self.bind((Ipv4Addr::UNSPECIFIED, 0).into())?;
        }
        let place = self.place();
        let asked = state.registration.ask_for(place, Interest::Readable);
        asked.map_err(|error| Error::network(error, "recv"))?;
        state.receiving.set(true);
        state.origin.set(Some(place.core.origin()));
        let old = state.callback.replace(Some(Box::new(callback)));
        drop(old);
        if state.readable.get() {
            place.report(READABLE);
        }
        state.update_active(place);
        Ok(())
    }

    /// Stops the receiving. The callback is dropped, and not called any more.
    ///
    /// Source: libuv `uv_udp_recv_stop`.
    pub fn recv_stop(&self) {
        if let Ok(state) = self.state("recv") {
            state.receiving.set(false);
            state.update_active(self.place());
            let callback = state.callback.take();
            drop(callback);
        }
    }

    /// How many datagrams wait to be sent.
    pub fn queued_count(&self) -> usize {
        self.state("send").map_or(0, |state| state.queue.borrow().len())
    }

    /// How many bytes wait to be sent.
    pub fn queued_bytes(&self) -> usize {
        self.state("send").map_or(0, |state| state.queued_bytes.get())
    }

    pub(super) fn take_over(&self, socket: Socket) -> Result<()> {
        let state = self.state("open")?;
        if state.registration.source.borrow().is_some() {
            return Err(Error::code_of("EBUSY", "open"));
        }
        socket.set_nonblocking(true).map_err(|error| Error::network(error, "open"))?;
        state.bound.set(true);
        state.peer.set(socket.peer_addr().ok().and_then(|address| address.as_socket()));
        state.registration.source.replace(Some(Source::udp(socket)));
        Ok(())
    }

    fn place(&self) -> Place<'_> {
        Place { core: self.handle.owner.core(), key: self.handle.key }
    }

    /// The state; `EINVAL` if the socket is closing or closed.
    pub(super) fn state(&self, syscall: &'static str) -> Result<Rc<UdpState>> {
        match self.state.upgrade() {
            Some(state) if !state.closed.get() => Ok(state),
            _ => Err(Error::code_of("EINVAL", syscall)),
        }
    }
}

impl UdpState {
    /// Makes the socket, if there is none yet, for addresses like `like`.
    fn ensure_socket(&self, like: SocketAddr, syscall: &'static str) -> Result<()> {
        if self.registration.source.borrow().is_some() {
            return Ok(());
        }
        let made = Socket::new(Domain::for_address(like), Type::DGRAM, Some(Protocol::UDP));
        let made = made.and_then(|socket| {
            socket.set_nonblocking(true)?;
            Ok(Source::udp(socket))
        });
        let source = made.map_err(|error| Error::network(error, syscall))?;
        self.registration.source.replace(Some(source));
        Ok(())
    }

    /// Asks the socket; `EBADF` if there is none.
    pub(super) fn with_socket<R>(
        &self,
        syscall: &'static str,
        ask: impl FnOnce(&SockRef<'_>) -> io::Result<R>,
    ) -> Result<R> {
        if self.registration.source.borrow().is_none() {
            return Err(Error::code_of("EBADF", syscall));
        }
        let answer = self.registration.with(|source| ask(&source.socket()?));
        answer.map_err(|error| Error::network(error, syscall))
    }

    fn update_active(&self, place: Place<'_>) {
        let waits = self.receiving.get() || !self.queue.borrow().is_empty();
        let active = waits && !self.closed.get();
        if self.active.replace(active) != active {
            place.core.set_active(place.key, active);
        }
    }

    // ---- sending -------------------------------------------------------------------------------

    fn send(&self, place: Place<'_>, outgoing: Outgoing) {
        self.queued_bytes.set(self.queued_bytes.get() + outgoing.data.len());
        let was_empty = self.queue.borrow().is_empty();
        self.queue.borrow_mut().push_back(outgoing);
        if was_empty {
            self.flush(place);
        }
        self.update_active(place);
    }

    /// Sends as much of the queue as the system takes.
    fn flush(&self, place: Place<'_>) {
        for _ in 0..SENDS_PER_EVENT_MAX {
            let sent = match self.queue.borrow().front() {
                Some(outgoing) => self.try_send(&outgoing.data, outgoing.to),
                None => return,
            };
            let outcome = match sent {
                Ok(_) => Ok(()),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    match self.registration.ask_for(place, Interest::Both) {
                        Ok(()) => return,
                        Err(error) => Err(error),
                    }
                }
                Err(error) => Err(error),
            };
            self.finish_first(place, outcome.map_err(|error| Error::network(error, "send")));
        }
        if !self.queue.borrow().is_empty() {
            place.report(WRITABLE);
        }
    }

    /// The first send of the queue is over.
    fn finish_first(&self, place: Place<'_>, outcome: Result<()>) {
        let first = self.queue.borrow_mut().pop_front();
        if let Some(Outgoing { data, to, request }) = first {
            self.queued_bytes.set(self.queued_bytes.get() - data.len());
            let outcome = outcome.map_err(|error| about_target(error, to));
            self.completed.push(place, request, outcome);
        }
    }

    fn try_send(&self, data: &[u8], to: Option<SocketAddr>) -> io::Result<usize> {
        if self.full.get() {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        loop {
            match self.registration.with(|source| source.send(data, to)) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    // Nothing would say that there is room again, unless that was asked for.
                    self.full.set(!self.queue.borrow().is_empty());
                    return Err(error);
                }
                outcome => return outcome,
            }
        }
    }

    // ---- receiving -----------------------------------------------------------------------------

    fn receive_ready(&self, place: Place<'_>) {
        if !self.wants_datagram() {
            return;
        }
        let mut buffer = place.core.net.take_buffer();
        for _ in 0..RECEIVES_PER_EVENT_MAX {
            if !self.wants_datagram() || !place.core.proceeds() {
                break;
            }
            match self.registration.with(|source| source.receive(&mut buffer)) {
                Ok((count, from)) => {
                    self.tell_receiver(place, Ok(Datagram { data: &buffer[..count], from }));
                }
                Err(error) => match error.kind() {
                    io::ErrorKind::WouldBlock => self.readable.set(false),
                    io::ErrorKind::Interrupted => {}
                    _ => self.tell_receiver(place, Err(Error::network(error, "recv"))),
                },
            }
        }
        place.core.net.give_buffer_back(buffer);
        // Also if a panic is on its way: the OS will not say it again to the next run.
        if self.wants_datagram() {
            place.report(READABLE);
        }
    }

    fn wants_datagram(&self) -> bool {
        self.receiving.get() && self.readable.get() && !self.closed.get()
    }

    fn tell_receiver(&self, place: Place<'_>, result: Result<Datagram<'_>>) {
        let callback = self.callback.take();
        let (Some(mut callback), Some(origin)) = (callback, self.origin.get()) else { return };
        place.dispatch(Kind::Udp, origin, || callback(result));
        // It may have stopped the receiving, closed the socket, or started again with another one.
        if self.receiving.get() && !self.closed.get() && self.callback.borrow().is_none() {
            self.callback.replace(Some(callback));
        } else {
            drop(callback);
        }
    }
}

impl IoHandle for UdpState {
    fn kind(&self) -> Kind {
        Kind::Udp
    }

    fn ready(&self, owner: &LoopRef, key: Key, readiness: Readiness) {
        let place = Place { core: owner.core(), key };
        // An error of an earlier datagram is told by the next receive or send, whichever comes first.
        self.readable.set(self.readable.get() || readiness.readable || readiness.error);
        self.full.set(self.full.get() && !(readiness.writable || readiness.error));
        self.receive_ready(place);
        if !self.closed.get() && !self.queue.borrow().is_empty() {
            self.flush(place);
            self.completed.run(place, Kind::Udp);
        }
        self.update_active(place);
    }

    fn run_pending(&self, owner: &LoopRef, key: Key) {
        let place = Place { core: owner.core(), key };
        self.completed.run(place, Kind::Udp);
    }

    fn close(&self, owner: &LoopRef, key: Key) {
        let place = Place { core: owner.core(), key };
        self.closed.set(true);
        self.receiving.set(false);
        self.registration.drop_source(place);
        while !self.queue.borrow().is_empty() {
            self.finish_first(place, Err(canceled("send")));
        }
        if owner.is_closed() {
            // Nobody will run the pending phase any more.
            self.completed.discard();
        }
        // Last, as dropping it may run code of the program.
        let callback = self.callback.take();
        drop(callback);
    }
}

fn about_target(error: Error, to: Option<SocketAddr>) -> Error {
    to.into_iter().fold(error, Error::with_address)
}

impl Deref for Udp {
    type Target = Handle;
    fn deref(&self) -> &Handle {
        &self.handle
    }
}

impl fmt::Debug for Udp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Udp({:?})", self.handle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{EventLoop, RunMode};

    type Log = Rc<RefCell<Vec<String>>>;

    /// A socket that finds the system full, with two sends queued.
    fn full_socket(event_loop: &EventLoop) -> (Udp, std::net::UdpSocket, Log) {
        let receiver = std::net::UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let to = receiver.local_addr().unwrap();
        let udp = event_loop.udp().unwrap();
        udp.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
        let log = Log::default();
        // A system that really is full cannot be had on the loopback interface.
        udp.state.upgrade().unwrap().full.set(true);
        for name in ["first", "second"] {
            let log = log.clone();
            udp.send(name, Some(to), move |result| {
                let code = result.map_or_else(|error| error.code(), |()| "sent");
                log.borrow_mut().push(format!("{name} {code}"));
            })
            .unwrap();
        }
        assert_eq!((udp.queued_count(), udp.queued_bytes()), (2, 11));
        (udp, receiver, log)
    }

    // I13, US4.
    #[test]
    fn queued_sends_are_canceled_in_order_before_the_close_callback() {
        let event_loop = EventLoop::new().unwrap();
        let (udp, _receiver, log) = full_socket(&event_loop);
        let closed = log.clone();
        udp.close_with(move || closed.borrow_mut().push("closed".into()));
        assert!(log.borrow().is_empty());
        assert_eq!(event_loop.run(RunMode::Default), Ok(false));
        assert_eq!(*log.borrow(), ["first ECANCELED", "second ECANCELED", "closed"]);
    }

    #[test]
    fn queued_sends_keep_the_loop_and_go_in_order_when_there_is_room() {
        let event_loop = EventLoop::new().unwrap();
        let (udp, receiver, log) = full_socket(&event_loop);
        udp.set_ref(false);
        assert_eq!(udp.try_send(b"x", None).unwrap_err().code(), "EDESTADDRREQ");
        let to = receiver.local_addr().ok();
        assert_eq!(udp.try_send(b"x", to).unwrap_err().code(), "EAGAIN");
        // Registering asks the system, which says that there is room.
        assert_eq!(event_loop.run(RunMode::Default), Ok(false));
        assert_eq!(*log.borrow(), ["first sent", "second sent"]);
        let mut buffer = [0; 16];
        assert_eq!(receiver.recv(&mut buffer).unwrap(), 5);
        assert_eq!(receiver.recv(&mut buffer).unwrap(), 6);
    }
}
