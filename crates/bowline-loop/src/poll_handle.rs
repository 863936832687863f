//! Watching somebody else's descriptor.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use bowline_trace::Kind;

use crate::core::{Call, Pending};
use crate::handle::{Body, Handle, Key, Origin, State};
use crate::poll::{AsForeign, Interest, IoHandle, Readiness, Source, foreign_source};
use crate::{Error, LoopRef, Result};

type Callback = Box<dyn FnMut(Result<Readiness>)>;

/// A watch on a descriptor that belongs to somebody else: a C library's socket, a device, a pipe.
///
/// The descriptor is not read, written or closed, and must stay open until the handle is stopped or
/// closed. Reporting is level-triggered: as long as it is ready the callback is called once in
/// every iteration.
///
/// Source: libuv `uv_poll_t`.
#[derive(Clone)]
pub struct PollHandle {
    handle: Handle,
    state: Rc<Watch>,
}

struct Watch {
    source: RefCell<Source>,
    interest: Cell<Interest>,
    /// `None` while it runs, or when the handle is stopped.
    callback: RefCell<Option<Callback>>,
    /// Counts starts, so that a callback that stops and starts does not bring the old one back.
    starts: Cell<u64>,
    origin: Cell<Option<Origin>>,
    failed: RefCell<Option<Error>>,
}

impl LoopRef {
    /// A handle that can watch `descriptor`, not started. On Windows it is a socket.
    ///
    /// # Errors
    ///
    /// `ECANCELED` if the loop is closed.
    #[track_caller]
    pub fn poll_handle(&self, descriptor: &impl AsForeign) -> Result<PollHandle> {
        let source = foreign_source(descriptor).map_err(|error| Error::network(error, "poll"))?;
        let state = Rc::new(Watch {
            source: RefCell::new(source),
            interest: Cell::new(Interest::Readable),
            callback: RefCell::default(),
            starts: Cell::new(0),
            origin: Cell::new(None),
            failed: RefCell::default(),
        });
        let handle = self.new_handle(State::Inactive, Body::Io(state.clone()), "poll")?;
        Ok(PollHandle { handle, state })
    }
}

impl PollHandle {
    /// Calls `callback` in the poll phase whenever the descriptor is ready for `interest`. A
    /// handle that is started changes its interest and callback.
    ///
    /// Errors and the end of the other side are reported whatever the interest is. If the
    /// descriptor can no longer be watched, as it was closed, the callback gets the error and the
    /// handle is stopped.
    ///
    /// # Errors
    ///
    /// `EPERM` for what is always ready, such as a file; `EEXIST` if another handle of this loop
    /// watches the descriptor now; `EBADF` if it is closed; `EINVAL` if the handle is.
    #[track_caller]
    pub fn start(
        &self,
        interest: Interest,
        callback: impl FnMut(Result<Readiness>) + 'static,
    ) -> Result<()> {
        self.check_open("poll")?;
        let core = self.owner.core();
        let mut source = self.state.source.borrow_mut();
        let started = if self.is_active() {
            core.queue.reregister(&mut source, self.key.index, interest)
        } else {
            core.queue.register(&mut source, self.key.index, interest)
        };
        drop(source);
        started.map_err(|error| Error::network(error, "poll"))?;
        self.state.interest.set(interest);
        self.state.starts.set(self.state.starts.get() + 1);
        self.state.origin.set(Some(core.origin()));
        let old = self.state.callback.replace(Some(Box::new(callback)));
        core.set_active(self.key, true);
        drop(old);
        Ok(())
    }

    /// Stops watching. What was ready in the same wait is not reported any more.
    pub fn stop(&self) {
        if self.is_active() {
            self.state.stop(&self.owner, self.key);
            self.owner.core().set_active(self.key, false);
        }
    }
}

impl Watch {
    fn stop(&self, owner: &LoopRef, key: Key) {
        if owner.core().is_active(key) {
            // It fails if the descriptor is closed, and then there is nothing to take back.
            let _ = owner.core().queue.deregister(&mut self.source.borrow_mut());
        }
        self.starts.set(self.starts.get() + 1);
        let callback = self.callback.take();
        drop(callback);
    }

    fn call(&self, owner: &LoopRef, key: Key, result: Result<Readiness>) {
        let callback = self.callback.borrow_mut().take();
        let (Some(mut callback), Some(origin)) = (callback, self.origin.get()) else { return };
        let starts = self.starts.get();
        let call = Call { kind: Kind::Poll, id: key.number(), origin };
        owner.core().dispatch(call, || callback(result));
        if starts == self.starts.get() {
            self.callback.replace(Some(callback));
        }
    }

    /// Asks again, so that what is still ready is reported again.
    fn rearm(&self, owner: &LoopRef, key: Key) {
        let core = owner.core();
        if !core.is_active(key) {
            return;
        }
        let interest = self.interest.get();
        let mut source = self.source.borrow_mut();
        let rearmed = core.queue.reregister(&mut source, key.index, interest);
        if let Err(error) = rearmed {
            self.failed.replace(Some(Error::network(error, "poll")));
            core.defer(Pending::Io(key));
        }
    }
}

impl IoHandle for Watch {
    fn kind(&self) -> Kind {
        Kind::Poll
    }

    fn ready(&self, owner: &LoopRef, key: Key, readiness: Readiness) {
        if owner.core().is_active(key) {
            self.call(owner, key, Ok(readiness));
            self.rearm(owner, key);
        }
    }

    fn run_pending(&self, owner: &LoopRef, key: Key) {
        let failed = self.failed.borrow_mut().take();
        let Some(error) = failed else { return };
        if owner.core().is_active(key) {
            owner.core().set_active(key, false);
            self.call(owner, key, Err(error));
        }
    }

    fn close(&self, owner: &LoopRef, key: Key) {
        self.stop(owner, key);
    }
}

impl Deref for PollHandle {
    type Target = Handle;
    fn deref(&self) -> &Handle {
        &self.handle
    }
}
