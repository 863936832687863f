//! A request as a future.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::{Request, Result};

/// The result of an operation that has started.
///
/// It goes on whether or not it is awaited. Dropping it cancels the operation if it has not begun
/// on a worker thread, and forgets the result otherwise.
pub struct Promise<T> {
    request: Request,
    shared: Rc<RefCell<Shared<T>>>,
}

struct Shared<T> {
    result: Option<Result<T>>,
    waker: Option<Waker>,
}

impl<T: 'static> Promise<T> {
    /// Starts an operation through its callback door.
    pub(crate) fn new(start: impl FnOnce(Settle<T>) -> Request) -> Promise<T> {
        let shared = Rc::new(RefCell::new(Shared { result: None, waker: None }));
        let request = start(Settle(shared.clone()));
        Promise { request, shared }
    }
}

/// What settles a promise.
pub(crate) struct Settle<T>(Rc<RefCell<Shared<T>>>);

impl<T> Settle<T> {
    pub(crate) fn with(self, result: Result<T>) {
        let mut shared = self.0.borrow_mut();
        shared.result = Some(result);
        let waker = shared.waker.take();
        drop(shared);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Future for Promise<T> {
    type Output = Result<T>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        let mut shared = self.shared.borrow_mut();
        match shared.result.take() {
            Some(result) => Poll::Ready(result),
            None => {
                shared.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        // Nobody waits any more: whoever settles it need wake nobody.
        self.shared.borrow_mut().waker = None;
        // Too late is as good: the result is forgotten with the last reference.
        let _ = self.request.cancel();
    }
}

impl<T> fmt::Debug for Promise<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Promise({:?})", self.request)
    }
}
