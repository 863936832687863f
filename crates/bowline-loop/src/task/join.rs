//! The end of a future, and who waits for it.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::LoopRef;
use crate::core::Payload;
use crate::handle::Key;

/// How a future ends that cannot tell so itself.
pub(super) trait Ending {
    fn aborted(&self);

    /// Gives the panic back if nobody can join any more.
    fn panicked(&self, payload: Payload) -> Option<Payload>;
}

pub(super) struct JoinState<T>(RefCell<Inner<T>>);

struct Inner<T> {
    result: Option<Result<T, JoinError>>,
    waker: Option<Waker>,
    joinable: bool,
}

impl<T> JoinState<T> {
    pub(super) fn new() -> Rc<JoinState<T>> {
        Rc::new(JoinState(RefCell::new(Inner { result: None, waker: None, joinable: true })))
    }

    pub(super) fn finish(&self, output: T) {
        self.end(Ok(output));
    }

    pub(super) fn abort(&self) {
        self.end(Err(JoinError(None)));
    }

    fn end(&self, result: Result<T, JoinError>) {
        let mut inner = self.0.borrow_mut();
        // What came first counts: a future that aborts itself may still finish in the same poll.
        if !inner.joinable || inner.result.is_some() {
            drop(inner);
            return drop(result);
        }
        inner.result = Some(result);
        let waker = inner.waker.take();
        drop(inner);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Ending for JoinState<T> {
    fn aborted(&self) {
        self.abort();
    }

    fn panicked(&self, payload: Payload) -> Option<Payload> {
        if !self.0.borrow().joinable {
            return Some(payload);
        }
        self.end(Err(JoinError(Some(payload))));
        None
    }
}

/// Waits for a spawned future: itself a future of what that one gives.
///
/// Dropping it lets the future run on.
pub struct JoinHandle<T> {
    owner: LoopRef,
    key: Key,
    state: Rc<JoinState<T>>,
}

impl<T> JoinHandle<T> {
    pub(super) fn new(owner: LoopRef, key: Key, state: Rc<JoinState<T>>) -> JoinHandle<T> {
        JoinHandle { owner, key, state }
    }

    /// Drops the future, at once, or after the poll it is in. Joining then gives an error.
    ///
    /// Does nothing if it is finished.
    pub fn abort(&self) {
        self.owner.core().abort_task(self.key);
    }

    /// Whether there is nothing more to wait for.
    pub fn is_finished(&self) -> bool {
        let inner = self.state.0.borrow();
        // Not joinable while there still is a handle: the result was given away.
        inner.result.is_some() || !inner.joinable
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    /// # Panics
    ///
    /// If it is polled again after it was ready.
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut inner = self.state.0.borrow_mut();
        assert!(inner.joinable, "a JoinHandle is polled again after it was ready");
        match inner.result.take() {
            Some(result) => {
                inner.joinable = false;
                Poll::Ready(result)
            }
            None => {
                inner.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl<T> Drop for JoinHandle<T> {
    fn drop(&mut self) {
        let mut inner = self.state.0.borrow_mut();
        inner.joinable = false;
        let forgotten = (inner.result.take(), inner.waker.take());
        drop(inner);
        drop(forgotten);
    }
}

/// A future that did not give a result: it was aborted, or it panicked.
pub struct JoinError(Option<Payload>);

impl JoinError {
    /// Whether it was aborted; otherwise it panicked.
    pub fn is_aborted(&self) -> bool {
        self.0.is_none()
    }

    /// What it panicked with.
    pub fn into_panic(self) -> Option<Box<dyn Any + Send>> {
        self.0
    }
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_aborted() { "future was aborted" } else { "future panicked" })
    }
}

impl fmt::Debug for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JoinError({self})")
    }
}

impl std::error::Error for JoinError {}
