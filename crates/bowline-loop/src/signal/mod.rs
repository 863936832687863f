//! Unix signals as handles.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod system;

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use bowline_trace::Kind;

use crate::core::Call;
use crate::handle::{Body, Handle, Key, Origin, State};
use crate::poll::{Interest, IoHandle, Readiness};
use crate::{Error, LoopRef, Result};
use system::Registration;

type Callback = Box<dyn FnMut(i32)>;

/// A watch on a signal. The callback runs in the poll phase, after everything else of the same
/// wait, never in the signal handler; every watcher of a signal is called, in every loop.
///
/// While at least one watcher in the process is started, the signal does not do what it does by
/// default; when the last one stops, it does again.
///
/// On Windows starting fails with `ENOTSUP`.
///
/// Source: libuv `uv_signal_t`.
#[derive(Clone)]
pub struct Signal {
    handle: Handle,
    state: Rc<Watching>,
}

#[derive(Default)]
struct Watching {
    registration: RefCell<Option<Registration>>,
    /// `None` while it runs, or when the handle is stopped.
    callback: RefCell<Option<Callback>>,
    once: Cell<bool>,
    starts: Cell<u64>,
    origin: Cell<Option<Origin>>,
}

impl LoopRef {
    /// A signal watcher, not started.
    ///
    /// # Errors
    ///
    /// `ECANCELED` if the loop is closed.
    #[track_caller]
    pub fn signal(&self) -> Result<Signal> {
        let state = Rc::new(Watching::default());
        let handle = self.new_handle(State::Inactive, Body::Io(state.clone()), "signal")?;
        Ok(Signal { handle, state })
    }
}

impl Signal {
    /// Calls `callback` with the signal's number each time the signal comes. A watcher that is
    /// started changes its signal and callback.
    ///
    /// # Errors
    ///
    /// `EINVAL` for numbers that are no signal, for signals that cannot be caught (`SIGKILL`,
    /// `SIGSTOP`) or must not be (`SIGSEGV`, `SIGILL`, `SIGFPE`), and if the handle is closing.
    #[track_caller]
    pub fn start(&self, signal: i32, callback: impl FnMut(i32) + 'static) -> Result<()> {
        self.start_with(signal, false, Box::new(callback))
    }

    /// Calls `callback` the next time the signal comes, and stops right before that.
    ///
    /// # Errors
    ///
    /// As [`start`](Signal::start).
    #[track_caller]
    pub fn start_once(&self, signal: i32, callback: impl FnMut(i32) + 'static) -> Result<()> {
        self.start_with(signal, true, Box::new(callback))
    }

    #[track_caller]
    fn start_with(&self, signal: i32, once: bool, callback: Callback) -> Result<()> {
        self.check_open("signal")?;
        let core = self.owner.core();
        let mut registration =
            Registration::new(signal).map_err(|error| Error::network(error, "signal"))?;
        self.stop();
        core.queue
            .register(registration.source(), self.key.index, Interest::Readable)
            .map_err(|error| Error::network(error, "signal"))?;
        self.state.registration.replace(Some(registration));
        self.state.once.set(once);
        self.state.origin.set(Some(core.origin()));
        let old = self.state.callback.replace(Some(callback));
        core.set_active(self.key, true);
        drop(old);
        Ok(())
    }

    /// Stops watching. Signals that have come and were not reported are forgotten.
    pub fn stop(&self) {
        if !self.is_closing() {
            self.state.stop(&self.owner);
            self.owner.core().set_active(self.key, false);
        }
    }
}

impl Watching {
    fn stop(&self, owner: &LoopRef) {
        let registration = self.registration.take();
        if let Some(mut registration) = registration {
            // The pipe goes with the registration, whatever the queue says.
            let _ = owner.core().queue.deregister(registration.source());
        }
        self.starts.set(self.starts.get() + 1);
        let callback = self.callback.take();
        drop(callback);
    }
}

impl IoHandle for Watching {
    fn kind(&self) -> Kind {
        Kind::Signal
    }

    fn ready(&self, owner: &LoopRef, key: Key, _: Readiness) {
        let (signal, times) = match &*self.registration.borrow() {
            Some(registration) => (registration.signal(), registration.take_arrived()),
            None => return,
        };
        let starts = self.starts.get();
        for _ in 0..times {
            if self.starts.get() != starts || !owner.core().is_active(key) {
                return;
            }
            let callback = self.callback.borrow_mut().take();
            let (Some(mut callback), Some(origin)) = (callback, self.origin.get()) else { return };
            if self.once.get() {
                self.stop(owner);
                owner.core().set_active(key, false);
            }
            let call = Call { kind: Kind::Signal, id: key.number(), origin };
            owner.core().dispatch(call, || callback(signal));
            if self.starts.get() == starts {
                self.callback.replace(Some(callback));
            }
        }
    }

    fn run_pending(&self, _: &LoopRef, _: Key) {}

    fn close(&self, owner: &LoopRef, _: Key) {
        self.stop(owner);
    }

    fn is_signal(&self) -> bool {
        true
    }
}

impl Deref for Signal {
    type Target = Handle;
    fn deref(&self) -> &Handle {
        &self.handle
    }
}
