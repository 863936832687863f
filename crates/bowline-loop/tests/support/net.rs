//! What the tests of sockets share.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

use std::cell::RefCell;
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;

use bowline_loop::{EventLoop, Read, Result, RunMode, Stream, Tcp, ms};

/// Any free port of this machine.
pub fn any_port() -> SocketAddr {
    (Ipv4Addr::LOCALHOST, 0).into()
}

/// A loop that panics rather than hang: nothing in these tests takes seconds, but a machine may have much else
/// to do.
pub fn event_loop() -> EventLoop {
    let event_loop = EventLoop::new().unwrap();
    let watchdog = event_loop.timer().unwrap();
    watchdog.start(ms(30_000), ms(0), || panic!("the test hangs")).unwrap();
    watchdog.set_ref(false);
    event_loop
}

/// Something that a callback sets.
#[derive(Debug)]
pub struct Shared<T>(Rc<RefCell<T>>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared(self.0.clone())
    }
}

impl<T> Shared<T> {
    pub fn new(value: T) -> Shared<T> {
        Shared(Rc::new(RefCell::new(value)))
    }

    pub fn set(&self, value: T) {
        *self.0.borrow_mut() = value;
    }

    pub fn with<R>(&self, act: impl FnOnce(&mut T) -> R) -> R {
        act(&mut self.0.borrow_mut())
    }
}

impl<T: Clone> Shared<T> {
    pub fn get(&self) -> T {
        self.0.borrow().clone()
    }
}

/// A server that accepts one connection after the other and gives each to `serve`.
pub fn listen(event_loop: &EventLoop, mut serve: impl FnMut(Tcp) + 'static) -> Tcp {
    let listener = event_loop.tcp().unwrap();
    listener.bind(any_port()).unwrap();
    let itself = listener.clone();
    listener
        .listen(128, move |connection| {
            connection.unwrap();
            serve(itself.accept().unwrap());
        })
        .unwrap();
    listener
}

/// Both ends of a connection in this loop.
pub fn pair(event_loop: &EventLoop) -> (Tcp, Tcp) {
    let accepted = Shared::new(None);
    let keep = accepted.clone();
    let listener = listen(event_loop, move |peer| keep.set(Some(peer)));
    let client = event_loop.tcp().unwrap();
    let connected = Shared::new(false);
    let tell = connected.clone();
    client
        .connect(listener.local_addr().unwrap(), move |result| {
            result.unwrap();
            tell.set(true);
        })
        .unwrap();
    while !connected.get() || accepted.get().is_none() {
        event_loop.run(RunMode::Once).unwrap();
    }
    listener.close();
    event_loop.run(RunMode::NoWait).unwrap();
    (client, accepted.get().unwrap())
}

/// A connection of the loop and its other end, which is an ordinary socket.
pub fn outside_pair(event_loop: &EventLoop) -> (Tcp, std::net::TcpStream) {
    let listener = std::net::TcpListener::bind(any_port()).unwrap();
    let tcp = event_loop.tcp().unwrap();
    let connected = Shared::new(false);
    let tell = connected.clone();
    tcp.connect(listener.local_addr().unwrap(), move |result| {
        result.unwrap();
        tell.set(true);
    })
    .unwrap();
    while !connected.get() {
        event_loop.run(RunMode::Once).unwrap();
    }
    (tcp, listener.accept().unwrap().0)
}

/// Runs iterations until `done`.
pub fn run_until(event_loop: &EventLoop, mut done: impl FnMut() -> bool) {
    while !done() {
        let is_alive = event_loop.run(RunMode::Once).unwrap();
        assert!(is_alive || done(), "the loop is not alive any more");
    }
}

/// What a read callback was told, for a [`Log`](crate::support::Log).
pub fn describe(read: Result<Read<'_>>) -> String {
    match read {
        Ok(Read::Data(bytes)) => format!("data {}", String::from_utf8_lossy(bytes)),
        Ok(Read::End) => "end".into(),
        Err(error) => format!("read {}", error.code()),
    }
}

/// What a request's callback was told.
pub fn outcome(result: Result<()>) -> String {
    match result {
        Ok(()) => "done".into(),
        Err(error) => error.code().into(),
    }
}

/// Writes until the system takes no more, and leaves the last write queued.
pub fn fill(stream: &Stream) {
    while stream.queued_bytes() == 0 {
        stream.write(vec![0; 1 << 20], |_| {}).unwrap();
    }
}
