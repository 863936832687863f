//! The result of an operation as a future.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker, ready};

use bowline_loop::{JoinHandle, spawn_local};

use crate::{Error, Request, Result};

/// The result of an operation that has started.
///
/// It goes on whether or not it is awaited. Dropping it cancels the operation. A job that has begun
/// on a worker thread is not stopped; its result is forgotten.
pub struct Promise<T>(Source<T>);

/// Where the result comes from.
enum Source<T> {
    Request { request: Request, shared: Rc<RefCell<Shared<T>>> },
    Task(JoinHandle<Result<T>>),
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
        Promise(Source::Request { request, shared })
    }

    /// Starts an operation that is itself a future.
    #[track_caller]
    pub(crate) fn spawn(operation: impl Future<Output = Result<T>> + 'static) -> Promise<T> {
        Promise(Source::Task(spawn_local(operation)))
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

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        match &mut self.0 {
            Source::Request { shared, .. } => {
                let mut shared = shared.borrow_mut();
                match shared.result.take() {
                    Some(result) => Poll::Ready(result),
                    None => {
                        shared.waker = Some(context.waker().clone());
                        Poll::Pending
                    }
                }
            }
            Source::Task(task) => match ready!(Pin::new(task).poll(context)) {
                Ok(result) => Poll::Ready(result),
                Err(failed) => match failed.into_panic() {
                    Some(payload) => resume_unwind(payload),
                    None => Poll::Ready(Err(Error::code_of("ECANCELED", "await"))),
                },
            },
        }
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        match &self.0 {
            Source::Request { request, shared } => {
                // Nobody waits any more: whoever settles it need wake nobody.
                shared.borrow_mut().waker = None;
                // Too late is as good: the result is forgotten with the last reference.
                let _ = request.cancel();
            }
            Source::Task(task) => task.abort(),
        }
    }
}

impl<T> fmt::Debug for Promise<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Promise").finish_non_exhaustive()
    }
}
