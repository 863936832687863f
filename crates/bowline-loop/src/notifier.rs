//! Async notifiers: wake the loop and call a callback, from any thread.

use std::fmt;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

use crate::core::{Call, Core, Inbox, Message};
use crate::handle::{Body, Handle, Key, State};
use crate::{LoopRef, Result};

/// The handle's own part.
pub(crate) struct AsyncHandle {
    /// `None` while it runs.
    callback: Option<Box<dyn FnMut()>>,
    notified: Arc<AtomicBool>,
}

/// A handle that other threads can have called.
///
/// It is active, and keeps the loop alive, from its making until it is closed; see
/// [`set_ref`](Handle::set_ref). Its [`notifier`](Async::notifier) goes to the other threads.
///
/// Source: libuv `uv_async_t`.
#[derive(Clone, Debug)]
pub struct Async {
    handle: Handle,
    notifier: Notifier,
}

/// Has the callback of an [`Async`] called. Usable from any thread, for as long as one likes: after
/// the handle or its loop is gone it does nothing.
#[derive(Clone)]
pub struct Notifier {
    key: Key,
    notified: Arc<AtomicBool>,
    /// Weak, so that a notifier somewhere does not keep a dead loop's descriptors open.
    inbox: Weak<Inbox>,
}

impl LoopRef {
    /// A handle that calls `callback` on the loop's thread after its notifier was used.
    ///
    /// `callback` runs in the poll phase. Several uses before that are one call; after the last use
    /// there is always one more.
    ///
    /// # Errors
    ///
    /// `ECANCELED` if the loop is closed.
    #[track_caller]
    pub fn notifier(&self, callback: impl FnMut() + 'static) -> Result<Async> {
        let notified = Arc::new(AtomicBool::new(false));
        let body = AsyncHandle { callback: Some(Box::new(callback)), notified: notified.clone() };
        let handle = self.new_handle(State::Active, Body::Async(Box::new(body)), "async")?;
        let inbox = Arc::downgrade(&self.core().inbox);
        let notifier = Notifier { key: handle.key, notified, inbox };
        Ok(Async { handle, notifier })
    }
}

impl Async {
    /// The part that other threads use.
    pub fn notifier(&self) -> Notifier {
        self.notifier.clone()
    }

    /// Has the callback called; the same as [`Notifier::notify`].
    pub fn notify(&self) {
        self.notifier.notify();
    }
}

impl Notifier {
    /// Has the callback called soon, on the loop's thread.
    pub fn notify(&self) {
        // The flag goes down right before the callback, so a use during the callback gives another.
        if !self.notified.swap(true, Ordering::AcqRel)
            && let Some(inbox) = self.inbox.upgrade()
        {
            inbox.send(Message::Notified(self.key));
        }
    }
}

impl Core {
    pub(crate) fn run_notified(&self, key: Key) {
        let taken = {
            let mut handles = self.handles.borrow_mut();
            let Some(slot) = handles.get_mut(key) else { return };
            if slot.state() != State::Active {
                return;
            }
            let call = Call { kind: slot.kind(), id: key.number(), origin: slot.origin };
            let Body::Async(body) = &mut slot.body else { return };
            body.notified.swap(false, Ordering::AcqRel);
            body.callback.take().map(|callback| (call, callback))
        };
        let Some((call, mut callback)) = taken else { return };
        self.dispatch(call, &mut callback);
        let mut handles = self.handles.borrow_mut();
        if let Some(Body::Async(body)) = handles.get_mut(key).map(|slot| &mut slot.body) {
            body.callback = Some(callback);
            return;
        }
        drop(handles);
        drop(callback);
    }
}

impl Deref for Async {
    type Target = Handle;
    fn deref(&self) -> &Handle {
        &self.handle
    }
}

impl fmt::Debug for Notifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Notifier({})", self.key.number())
    }
}
