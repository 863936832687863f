//! Operations as requests of the current loop.

use bowline_loop::{Lane, current};

use crate::{Request, Result};

/// Does `work` on a worker thread and then calls back.
#[track_caller]
pub(crate) fn submit<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
    callback: impl FnOnce(Result<T>) + 'static,
) -> Request {
    submit_on(Lane::Fast, work, callback)
}

/// [`submit`] on a lane of one's choice.
#[track_caller]
pub(crate) fn submit_on<T: Send + 'static>(
    lane: Lane,
    work: impl FnOnce() -> Result<T> + Send + 'static,
    callback: impl FnOnce(Result<T>) + 'static,
) -> Request {
    current().queue_work_on(lane, work, move |outcome| callback(outcome.and_then(|result| result)))
}

/// [`submit`], unless the arguments were refused already: then calls back with that, no sooner.
#[track_caller]
pub(crate) fn submit_checked<A, T: Send + 'static>(
    checked: Result<A>,
    work: impl FnOnce(A) -> Result<T> + Send + 'static,
    callback: impl FnOnce(Result<T>) + 'static,
) -> Request
where
    A: Send + 'static,
{
    match checked {
        Ok(arguments) => submit(move || work(arguments), callback),
        Err(error) => current().complete(Err(error), callback),
    }
}
