//! One connection of a server: what it is doing, since when, and how it is told to end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::{Context, Waker};
use std::time::Duration;

use super::ServerOptions;

/// What a connection is told from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Order {
    /// Go on.
    Serve,
    /// Answer what has begun, then end.
    Finish,
    /// End now.
    Abort,
}

/// What a connection waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    /// The first byte of the next request. `since` the last response, or the beginning.
    Request { is_first: bool, since: Duration },
    /// The rest of a request's head.
    Head { since: Duration },
    /// The server's own program.
    Response,
}

/// The state of one connection, shared by its future, its messages and the server.
pub(super) struct Connection {
    order: Cell<Order>,
    waker: RefCell<Option<Waker>>,
    waiting: Cell<Waiting>,
    /// Since when the body of a request is on its way.
    receiving_since: Cell<Option<Duration>>,
    /// The loop's time, kept here so that messages need not know the loop.
    now: Box<dyn Fn() -> Duration>,
}

impl Connection {
    pub(super) fn new(now: impl Fn() -> Duration + 'static) -> Rc<Connection> {
        Rc::new(Connection {
            order: Cell::new(Order::Serve),
            waker: RefCell::new(None),
            waiting: Cell::new(Waiting::Request { is_first: true, since: now() }),
            receiving_since: Cell::new(None),
            now: Box::new(now),
        })
    }

    /// Tells it to end. An order is never taken back.
    pub(super) fn tell(&self, order: Order) {
        if order > self.order.get() {
            self.order.set(order);
            let waker = self.waker.borrow_mut().take();
            if let Some(waker) = waker {
                waker.wake();
            }
        }
    }

    /// What it was told; an order wakes `context`.
    pub(super) fn poll_order(&self, context: &Context<'_>) -> Order {
        let mut waker = self.waker.borrow_mut();
        match &mut *waker {
            Some(waker) => waker.clone_from(context.waker()),
            None => *waker = Some(context.waker().clone()),
        }
        self.order.get()
    }

    /// Whether no request is being received or answered.
    pub(super) fn is_idle(&self) -> bool {
        matches!(self.waiting.get(), Waiting::Request { is_first: false, .. })
    }

    /// Bytes came from the client.
    pub(super) fn received(&self) {
        if let Waiting::Request { .. } = self.waiting.get() {
            self.waiting.set(Waiting::Head { since: (self.now)() });
        }
    }

    /// The head of a request is complete.
    pub(super) fn begin_response(self: &Rc<Self>) -> (Receiving, Responding) {
        let started = match self.waiting.get() {
            Waiting::Head { since } => since,
            _ => (self.now)(),
        };
        self.waiting.set(Waiting::Response);
        self.receiving_since.set(Some(started));
        (Receiving(self.clone()), Responding(self.clone()))
    }

    /// Ends the connection if it has waited too long for the client.
    pub(super) fn check_deadlines(&self, options: &ServerOptions) {
        let now = (self.now)();
        let is_over = |since: Duration, max: Option<Duration>| {
            max.is_some_and(|max| now.saturating_sub(since) >= max)
        };
        match self.waiting.get() {
            Waiting::Request { is_first: false, since } => {
                if is_over(since, options.keep_alive_timeout) {
                    self.tell(Order::Finish);
                }
            }
            Waiting::Request { is_first: true, since } | Waiting::Head { since } => {
                if is_over(since, options.headers_timeout) {
                    self.tell(Order::Abort);
                }
            }
            Waiting::Response => {}
        }
        if self.receiving_since.get().is_some_and(|since| is_over(since, options.request_timeout)) {
            self.tell(Order::Abort);
        }
    }
}

/// Lives while the body of a request is on its way.
pub(super) struct Receiving(Rc<Connection>);

impl Drop for Receiving {
    fn drop(&mut self) {
        self.0.receiving_since.set(None);
    }
}

/// Lives until a response is sent.
pub(super) struct Responding(Rc<Connection>);

impl Drop for Responding {
    fn drop(&mut self) {
        let now = (self.0.now)();
        self.0.waiting.set(Waiting::Request { is_first: false, since: now });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(connection: &Connection, clock: &Cell<u64>, seconds: u64) -> Order {
        clock.set(seconds);
        connection.check_deadlines(&ServerOptions::default());
        connection.order.get()
    }

    fn connection() -> (Rc<Connection>, Rc<Cell<u64>>) {
        let clock = Rc::new(Cell::new(0));
        let seconds = clock.clone();
        (Connection::new(move || Duration::from_secs(seconds.get())), clock)
    }

    #[test]
    fn a_client_that_never_finishes_its_headers_is_cut_off() {
        let (connection, clock) = connection();
        assert_eq!(at(&connection, &clock, 59), Order::Serve);
        connection.received();
        assert_eq!(at(&connection, &clock, 118), Order::Serve);
        assert_eq!(at(&connection, &clock, 119), Order::Abort);
    }

    #[test]
    fn a_client_that_sends_nothing_at_all_is_cut_off() {
        let (connection, clock) = connection();
        assert_eq!(at(&connection, &clock, 60), Order::Abort);
    }

    #[test]
    fn a_connection_without_a_next_request_is_ended() {
        let (connection, clock) = connection();
        connection.received();
        let (receiving, responding) = connection.begin_response();
        drop(receiving);
        assert_eq!(at(&connection, &clock, 1_000), Order::Serve);
        assert!(!connection.is_idle());
        drop(responding);
        assert!(connection.is_idle());
        assert_eq!(at(&connection, &clock, 1_004), Order::Serve);
        connection.received();
        assert_eq!(at(&connection, &clock, 1_006), Order::Serve, "the next request has begun");
        drop(connection.begin_response());
        assert_eq!(at(&connection, &clock, 1_011), Order::Finish);
    }

    #[test]
    fn a_body_that_does_not_end_is_cut_off() {
        let (connection, clock) = connection();
        connection.received();
        let (_receiving, _responding) = connection.begin_response();
        assert_eq!(at(&connection, &clock, 299), Order::Serve);
        assert_eq!(at(&connection, &clock, 300), Order::Abort);
    }
}
