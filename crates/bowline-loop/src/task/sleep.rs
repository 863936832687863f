//! Timers as futures.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::LoopRef;
use crate::timers::TimerId;

/// What a timer and its future share.
#[derive(Default)]
struct Shared {
    fired: bool,
    waker: Option<Waker>,
}

impl Shared {
    fn fire(shared: &RefCell<Shared>) {
        let mut inner = shared.borrow_mut();
        inner.fired = true;
        let waker = inner.waker.take();
        drop(inner);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Takes the firing, or leaves a waker for it.
    fn poll(shared: &RefCell<Shared>, context: &Context<'_>) -> Poll<()> {
        let mut inner = shared.borrow_mut();
        if std::mem::take(&mut inner.fired) {
            return Poll::Ready(());
        }
        inner.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

/// Ready when its time has come. The timer starts when the future is made; dropping it stops it.
pub struct Sleep {
    owner: LoopRef,
    timer: TimerId,
    shared: Rc<RefCell<Shared>>,
}

/// Ready every period. The timer starts when it is made; dropping it stops it.
pub struct Interval {
    owner: LoopRef,
    timer: TimerId,
    shared: Rc<RefCell<Shared>>,
}

/// A future with a limit of time.
pub struct Timeout<F> {
    future: Pin<Box<F>>,
    sleep: Sleep,
}

/// The limit of time passed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed(());

impl LoopRef {
    /// A future that is ready when `delay` has passed.
    #[track_caller]
    pub fn sleep(&self, delay: Duration) -> Sleep {
        let shared = Rc::new(RefCell::new(Shared::default()));
        let fire = shared.clone();
        let timer = self.set_timeout(delay, move || Shared::fire(&fire));
        Sleep { owner: self.clone(), timer, shared }
    }

    /// Something that is ready every `period`. Periods that pass while nobody waits count as one.
    #[track_caller]
    pub fn interval(&self, period: Duration) -> Interval {
        let shared = Rc::new(RefCell::new(Shared::default()));
        let fire = shared.clone();
        let timer = self.set_interval(period, move || Shared::fire(&fire));
        Interval { owner: self.clone(), timer, shared }
    }

    /// `future`, but at most for `limit`: then it is given up, and dropped with the `Timeout`.
    #[track_caller]
    pub fn timeout<F: Future>(&self, limit: Duration, future: F) -> Timeout<F> {
        Timeout { future: Box::pin(future), sleep: self.sleep(limit) }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        Shared::poll(&self.shared, context)
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.owner.clear(self.timer);
    }
}

impl Interval {
    /// Waits for the next period.
    pub async fn tick(&mut self) {
        std::future::poll_fn(|context| Shared::poll(&self.shared, context)).await;
    }
}

impl Drop for Interval {
    fn drop(&mut self) {
        self.owner.clear(self.timer);
    }
}

impl<F: Future> Future for Timeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // The future first: a result that is there counts, however late it is.
        if let Poll::Ready(output) = self.future.as_mut().poll(context) {
            return Poll::Ready(Ok(output));
        }
        pin!(&mut self.sleep).poll(context).map(|()| Err(Elapsed(())))
    }
}

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("time limit passed")
    }
}

impl std::error::Error for Elapsed {}
