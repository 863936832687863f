//! The loop that runs on this thread, for functions that are not told which.

use std::cell::RefCell;
use std::future::Future;
use std::time::Duration;

use crate::pool::Lane;
use crate::request::Request;
use crate::task::{Interval, JoinHandle, Sleep, Timeout};
use crate::timers::TimerId;
use crate::{LoopRef, Result};

thread_local! {
    static CURRENT: RefCell<Option<LoopRef>> = const { RefCell::new(None) };
}

/// Makes `owner` the loop of this thread until the guard goes.
pub(crate) fn enter(owner: LoopRef) -> Entered {
    Entered(CURRENT.replace(Some(owner)))
}

pub(crate) struct Entered(Option<LoopRef>);

impl Drop for Entered {
    fn drop(&mut self) {
        // The old one is dropped after the cell is free again.
        let entered = CURRENT.replace(self.0.take());
        drop(entered);
    }
}

/// The loop of this thread, if one runs here now.
pub(crate) fn with_running<R>(act: impl FnOnce(&LoopRef) -> R) -> Option<R> {
    // `try_with` as a waker may be dropped, and used, while the thread ends.
    let current = CURRENT.try_with(|current| current.borrow().clone()).ok().flatten();
    current.map(|owner| act(&owner))
}

/// The loop that runs on this thread, or that [`LoopRef::within`] made the current one.
pub fn try_current() -> Option<LoopRef> {
    with_running(LoopRef::clone)
}

/// The loop that runs on this thread.
///
/// # Panics
///
/// Outside a loop. In a callback or a future of the loop there is always one; elsewhere keep a
/// [`LoopRef`], or use [`LoopRef::within`].
#[track_caller]
pub fn current() -> LoopRef {
    try_current().expect(
        "no event loop runs on this thread: call this from inside `run`, from a callback, \
         or wrap it in `event_loop.within(|| ...)`",
    )
}

/// [`LoopRef::set_timeout`] on the current loop.
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn set_timeout(delay: Duration, callback: impl FnOnce() + 'static) -> TimerId {
    current().set_timeout(delay, callback)
}

/// [`LoopRef::set_interval`] on the current loop.
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn set_interval(period: Duration, callback: impl FnMut() + 'static) -> TimerId {
    current().set_interval(period, callback)
}

/// [`LoopRef::set_immediate`] on the current loop.
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn set_immediate(callback: impl FnOnce() + 'static) -> TimerId {
    current().set_immediate(callback)
}

/// [`LoopRef::next_tick`] on the current loop.
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn next_tick(callback: impl FnOnce() + 'static) {
    current().next_tick(callback);
}

/// [`LoopRef::clear`] on the current loop.
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn clear(timer: TimerId) -> bool {
    current().clear(timer)
}

/// [`LoopRef::queue_work`] on the current loop.
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn queue_work<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
    callback: impl FnOnce(Result<T>) + 'static,
) -> Request {
    current().queue_work_on(Lane::Fast, work, callback)
}

/// [`LoopRef::spawn_local`] on the current loop.
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn spawn_local<F: Future + 'static>(future: F) -> JoinHandle<F::Output> {
    current().spawn_local(future)
}

/// [`LoopRef::sleep`] on the current loop.
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn sleep(delay: Duration) -> Sleep {
    current().sleep(delay)
}

/// [`LoopRef::interval`] on the current loop.
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn interval(period: Duration) -> Interval {
    current().interval(period)
}

/// [`LoopRef::timeout`] on the current loop.
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn timeout<F: Future>(limit: Duration, future: F) -> Timeout<F> {
    current().timeout(limit, future)
}

/// Milliseconds as a [`Duration`]: `set_timeout(ms(500), …)`.
pub const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}
