//! A server: it accepts connections and calls the program with each request.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use bowline_loop::{LoopRef, TimerId, current};
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use slab::Slab;

use super::connection::{Connection, Order};
use super::outgoing::BrokenOff;
use super::request::ServerRequest;
use super::response::{ResponseHead, ServerBody, ServerResponse};
use super::stream::{Io, Stream};

/// How often connections are looked over for those that wait too long.
const SWEEP_PERIOD: Duration = Duration::from_secs(1);

type Handler = Box<dyn FnMut(ServerRequest, ServerResponse)>;

/// Limits of a server. Node has the same ones with the same defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerOptions {
    /// How long a connection may take for the head of a request; 60 s by default.
    pub headers_timeout: Option<Duration>,
    /// How long a connection may take for a whole request; 300 s by default.
    pub request_timeout: Option<Duration>,
    /// How long a connection is kept for another request; 5 s by default.
    pub keep_alive_timeout: Option<Duration>,
    /// The largest head of a request, in bytes; 16 KiB by default.
    pub max_header_size: usize,
}

impl Default for ServerOptions {
    fn default() -> ServerOptions {
        ServerOptions {
            headers_timeout: Some(Duration::from_secs(60)),
            request_timeout: Some(Duration::from_secs(300)),
            keep_alive_timeout: Some(Duration::from_secs(5)),
            max_header_size: 16 * 1024,
        }
    }
}

/// The part of a server that knows nothing of listening: it serves streams.
pub(super) struct Core {
    owner: LoopRef,
    options: ServerOptions,
    builder: http1::Builder,
    /// `None` while it runs.
    handler: RefCell<Option<Handler>>,
    connections: RefCell<Slab<Rc<Connection>>>,
    sweep: Cell<Option<TimerId>>,
    /// What to call when the last connection has ended.
    when_empty: RefCell<Vec<Box<dyn FnOnce()>>>,
}

impl Core {
    pub(super) fn new(options: ServerOptions, handler: Handler) -> Rc<Core> {
        let mut builder = http1::Builder::new();
        builder.max_header_size(options.max_header_size);
        // The deadlines are kept here, a sweep for all connections in place of a timer for each.
        builder.header_read_timeout(None);
        Rc::new(Core {
            owner: current(),
            options,
            builder,
            handler: RefCell::new(Some(handler)),
            connections: RefCell::default(),
            sweep: Cell::new(None),
            when_empty: RefCell::default(),
        })
    }

    pub(super) fn owner(&self) -> &LoopRef {
        &self.owner
    }

    pub(super) fn connections(&self) -> usize {
        self.connections.borrow().len()
    }

    /// Serves the requests that come on `stream`.
    pub(super) fn serve(self: &Rc<Self>, stream: impl Stream, remote_address: SocketAddr) {
        let clock = self.owner.clone();
        let connection = Connection::new(move || clock.now());
        let entered = Entered::new(self.clone(), connection.clone());
        let io = Io::of_server(stream, connection.clone());
        let service =
            Requests { core: self.clone(), connection: connection.clone(), remote_address };
        let serving = self.builder.serve_connection(io, service);
        self.owner.spawn_local(async move {
            let _entered = entered;
            let mut serving = pin!(serving);
            let mut is_told = false;
            poll_fn(|context| {
                match connection.poll_order(context) {
                    Order::Serve => {}
                    Order::Finish if is_told => {}
                    Order::Finish => {
                        is_told = true;
                        serving.as_mut().graceful_shutdown();
                    }
                    Order::Abort => return Poll::Ready(()),
                }
                // A client that goes away or sends nonsense is no concern of the program's.
                serving.as_mut().poll(context).map(drop)
            })
            .await;
        });
    }

    /// Tells every connection, or only those between two requests.
    pub(super) fn tell(&self, order: Order, only_idle: bool) {
        for (_, connection) in self.connections.borrow().iter() {
            if !only_idle || connection.is_idle() {
                connection.tell(order);
            }
        }
    }

    /// Calls `callback` when the last connection has ended, in a later pending phase at the soonest.
    pub(super) fn when_empty(&self, callback: impl FnOnce() + 'static) {
        if self.connections() == 0 {
            self.owner.defer(callback);
        } else {
            self.when_empty.borrow_mut().push(Box::new(callback));
        }
    }

    fn start_sweep(self: &Rc<Self>) {
        if self.sweep.get().is_none() {
            let core = Rc::downgrade(self);
            let timer = self.owner.set_interval(SWEEP_PERIOD, move || {
                if let Some(core) = core.upgrade() {
                    core.sweep();
                }
            });
            self.owner.set_timer_ref(timer, false);
            self.sweep.set(Some(timer));
        }
    }

    fn sweep(&self) {
        for (_, connection) in self.connections.borrow().iter() {
            connection.check_deadlines(&self.options);
        }
    }

    fn left(&self, index: usize) {
        let mut connections = self.connections.borrow_mut();
        connections.remove(index);
        let is_empty = connections.is_empty();
        drop(connections);
        if is_empty {
            if let Some(timer) = self.sweep.take() {
                self.owner.clear(timer);
            }
            for callback in self.when_empty.take() {
                self.owner.defer(callback);
            }
        }
    }
}

/// A connection on the list of its server, as long as this lives.
struct Entered {
    core: Rc<Core>,
    index: usize,
}

impl Entered {
    fn new(core: Rc<Core>, connection: Rc<Connection>) -> Entered {
        let index = core.connections.borrow_mut().insert(connection);
        core.start_sweep();
        Entered { core, index }
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        self.core.left(self.index);
    }
}

/// What hyper calls with each request of one connection.
struct Requests {
    core: Rc<Core>,
    connection: Rc<Connection>,
    remote_address: SocketAddr,
}

impl Service<Request<Incoming>> for Requests {
    type Response = hyper::Response<ServerBody>;
    type Error = BrokenOff;
    type Future = ResponseHead;

    fn call(&self, request: Request<Incoming>) -> ResponseHead {
        let (receiving, responding) = self.connection.begin_response();
        let request = ServerRequest::new(request, receiving, self.remote_address);
        let (response, head) = ServerResponse::new(responding);
        if let Some(mut handler) = Borrowed::take(&self.core.handler) {
            handler.call(request, response);
        }
        head
    }
}

/// The handler while it runs, given back even if it panics.
struct Borrowed<'a> {
    place: &'a RefCell<Option<Handler>>,
    handler: Option<Handler>,
}

impl Borrowed<'_> {
    fn take(place: &RefCell<Option<Handler>>) -> Option<Borrowed<'_>> {
        let handler = place.borrow_mut().take();
        handler.map(|handler| Borrowed { place, handler: Some(handler) })
    }

    fn call(&mut self, request: ServerRequest, response: ServerResponse) {
        if let Some(handler) = &mut self.handler {
            handler(request, response);
        }
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        *self.place.borrow_mut() = self.handler.take();
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} connections", self.connections())
    }
}
