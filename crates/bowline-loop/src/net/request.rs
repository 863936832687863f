//! Requests of sockets: connect, write, shut down, send. Each is called back once, in order.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use bowline_trace::Kind;

use super::Place;
use crate::core::{Call, Core, Pending};
use crate::handle::Origin;
use crate::{Error, Result};

/// A request in flight. It keeps the loop alive until its callback runs.
pub(super) struct Request {
    origin: Origin,
    callback: Box<dyn FnOnce(Result<()>)>,
}

impl Request {
    #[track_caller]
    pub(super) fn submit(core: &Core, callback: impl FnOnce(Result<()>) + 'static) -> Request {
        core.io_requests.set(core.io_requests.get() + 1);
        Request { origin: core.origin(), callback: Box::new(callback) }
    }

    /// Calls back with `error` in the pending phase, whatever becomes of the handle until then.
    pub(super) fn refuse(self, place: Place<'_>, kind: Kind, error: Error) {
        place.core.io_requests.set(place.core.io_requests.get() - 1);
        let Request { origin, callback } = self;
        let call = Call { kind, id: place.key.number(), origin };
        place.core.defer(Pending::Deferred(call, Box::new(move || callback(Err(error)))));
    }
}

/// Requests that are over and not called back yet.
#[derive(Default)]
pub(super) struct Completed {
    requests: RefCell<VecDeque<(Request, Result<()>)>>,
    /// Whether the pending phase knows of them.
    deferred: Cell<bool>,
}

impl Completed {
    /// Has the callback run in the pending phase.
    pub(super) fn push(&self, place: Place<'_>, request: Request, result: Result<()>) {
        self.requests.borrow_mut().push_back((request, result));
        self.defer(place);
    }

    pub(super) fn defer(&self, place: Place<'_>) {
        if !self.deferred.replace(true) {
            place.core.defer(Pending::Io(place.key));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.requests.borrow().is_empty()
    }

    /// Calls back those that are over now. A callback may bring more, which wait for the next round.
    pub(super) fn run(&self, place: Place<'_>, kind: Kind) {
        self.deferred.set(false);
        let mut left = self.requests.borrow().len();
        while left > 0 && place.core.proceeds() {
            left -= 1;
            let next = self.requests.borrow_mut().pop_front();
            if let Some((request, result)) = next {
                place.core.io_requests.set(place.core.io_requests.get() - 1);
                place.dispatch(kind, request.origin, || (request.callback)(result));
            }
        }
        if !self.is_empty() {
            self.defer(place);
        }
    }

    /// Drops all of them, when the loop is gone.
    pub(super) fn discard(&self) {
        let requests = self.requests.take();
        drop(requests);
    }
}

/// The error of a request that its handle's end has overtaken.
pub(super) fn canceled(syscall: &'static str) -> Error {
    Error::code_of("ECANCELED", syscall)
}
