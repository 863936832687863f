//! Run, one iteration, alive or done: start reading here.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::panic::resume_unwind;
use std::rc::Rc;
use std::time::Duration;

use bowline_trace::{Kind, Phase, Recorder};

use crate::ambient;
use crate::clock::Clock;
use crate::core::{Call, Core, Pending};
use crate::handle::Handle;
use crate::phase::Wait;
use crate::poll::Poller;
use crate::pool::{Pool, Port};
use crate::{Error, Result};

/// The event loop of one thread: it owns the phases and everything open in them.
///
/// ```
/// use bowline_loop::{EventLoop, RunMode, ms};
///
/// let event_loop = EventLoop::new()?;
/// event_loop.set_timeout(ms(5), || println!("five milliseconds later"));
/// event_loop.run(RunMode::Default)?;
/// # Ok::<(), bowline_loop::Error>(())
/// ```
///
/// It has all methods of [`LoopRef`]. Dropping it closes what is open without calling anybody:
/// callbacks and futures are dropped, jobs that have not started are cancelled, running ones are
/// not waited for.
pub struct EventLoop {
    owner: LoopRef,
}

/// A cheap way to reach the loop from its own thread. Cloning it makes another one for the same loop.
///
/// It may outlive the [`EventLoop`]: then whatever can fail says `ECANCELED`, and nothing is started.
#[derive(Clone)]
pub struct LoopRef(Rc<Core>);

/// How long [`EventLoop::run`] goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunMode {
    /// Until nothing keeps the loop alive, or it is stopped.
    Default,
    /// One iteration, which waits for something to happen.
    Once,
    /// One iteration, which never waits.
    NoWait,
}

/// How a loop is made.
#[derive(Default)]
pub struct Builder {
    manual_clock: bool,
    pool: Option<Pool>,
}

impl Builder {
    /// Time moves only by [`EventLoop::advance`], or when the loop would wait for a timer and for
    /// nothing else: then it jumps. A job in the pool is waited for, without time passing.
    #[must_use]
    pub fn manual_clock(mut self) -> Builder {
        self.manual_clock = true;
        self
    }

    /// The thread pool, in place of the one that the process's loops share.
    #[must_use]
    pub fn pool(mut self, pool: Pool) -> Builder {
        self.pool = Some(pool);
        self
    }

    /// The loop.
    ///
    /// # Errors
    ///
    /// `EMFILE`, `ENFILE` or `ENOMEM` if the system has no more descriptors or memory.
    pub fn build(self) -> Result<EventLoop> {
        let clock = if self.manual_clock { Clock::manual() } else { Clock::monotonic() };
        let queue = Poller::new().map_err(|error| Error::network(error, "event_loop"))?;
        let core = Core::new(clock, queue);
        let port = self.pool.map(|pool| Port::new(pool, &core));
        core.pool.replace(port);
        Ok(EventLoop { owner: LoopRef(core) })
    }
}

impl EventLoop {
    /// A loop with its defaults.
    ///
    /// # Errors
    ///
    /// As [`Builder::build`].
    pub fn new() -> Result<EventLoop> {
        EventLoop::builder().build()
    }

    /// The way to a loop with other settings.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// A loop whose time moves by hand, for tests.
    ///
    /// # Panics
    ///
    /// If the system has no descriptors left.
    pub fn with_manual_clock() -> EventLoop {
        EventLoop::builder().manual_clock().build().expect("the system has a descriptor left")
    }

    /// A reference to the loop, for callbacks.
    pub fn loop_ref(&self) -> LoopRef {
        self.owner.clone()
    }

    /// Runs the loop, and says whether something still keeps it alive.
    ///
    /// Next-tick callbacks and futures of before come first. A loop that nothing keeps alive
    /// returns at once. It can be run again, as often as one likes.
    ///
    /// # Errors
    ///
    /// `EBUSY` if it is running already: a callback cannot run its own loop. `ECANCELED` if it is
    /// closed. Whatever the wait for the operating system fails with.
    ///
    /// # Panics
    ///
    /// With the panic of a callback, if no hook took it. The loop can be run on after that: what
    /// was queued behind the callback still is.
    ///
    /// Source: libuv `uv_run`.
    pub fn run(&self, mode: RunMode) -> Result<bool> {
        let running = self.enter()?;
        let core = self.core();
        core.clock.update();
        if !core.stopping.get() {
            core.run_before_first();
            running.leave_with_panic();
        }
        if mode == RunMode::Default && core.is_alive() && !core.stopping.get() {
            core.clock.update();
            core.run_phase(Phase::Timers, || core.run_timers());
            running.leave_with_panic();
        }
        while core.is_alive() && !core.stopping.get() {
            let wait = match mode {
                RunMode::Default => Wait::Allowed,
                RunMode::Once => Wait::IfNothingAtStart,
                RunMode::NoWait => Wait::Never,
            };
            core.run_iteration(&wait)?;
            running.leave_with_panic();
            if mode != RunMode::Default {
                break;
            }
        }
        Ok(core.is_alive())
    }

    /// Closes the loop for good.
    ///
    /// # Errors
    ///
    /// `EBUSY`, and nothing changes, while it runs or anything is open: a handle that is not closed
    /// or whose closing phase has not come, a timer, a request, a future.
    ///
    /// Source: libuv `uv_loop_close`.
    pub fn close(&self) -> Result<()> {
        let core = self.core();
        if core.running.get() || core.holds_anything() {
            return Err(Error::code_of("EBUSY", "close"));
        }
        core.shut_down();
        Ok(())
    }

    /// Moves a manual clock on by `time`, firing what becomes due on the way, in order.
    ///
    /// # Panics
    ///
    /// If the clock is not manual, the loop is running, or a callback panics.
    pub fn advance(&self, time: Duration) {
        let core = self.core();
        assert!(core.clock.is_manual(), "only a loop made with a manual clock can be advanced");
        let time_us = crate::clock::delay_ms(time).saturating_mul(1_000);
        let target_us = core.clock.now_us().saturating_add(time_us);
        loop {
            self.run(RunMode::NoWait).expect("a loop that is not running can run");
            let now_us = core.clock.now_us();
            if now_us >= target_us {
                break;
            }
            if !core.is_alive() {
                // Nothing will run any more, whatever is due on the way.
                core.clock.jump_to(target_us);
                break;
            }
            // A timer that starts itself with a delay of 0 fires once a millisecond, not for ever.
            let next_us = core.wheel.borrow_mut().earliest_us();
            let next_us = next_us.map_or(target_us, |us| us.max(now_us + 1_000).min(target_us));
            core.clock.jump_to(next_us);
        }
    }

    pub(crate) fn enter(&self) -> Result<Running<'_>> {
        let core = self.core();
        core.check_open("run")?;
        if core.running.replace(true) {
            return Err(Error::code_of("EBUSY", "run"));
        }
        Ok(Running { core, _entered: ambient::enter(self.owner.clone()) })
    }
}

/// While this lives the loop runs and is the current one of its thread.
pub(crate) struct Running<'a> {
    core: &'a Core,
    _entered: ambient::Entered,
}

impl Running<'_> {
    /// Leaves the loop with the panic of a callback that no hook took.
    pub(crate) fn leave_with_panic(&self) {
        if let Some(payload) = self.core.take_unhandled_panic() {
            resume_unwind(payload);
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.core.running.set(false);
        self.core.stopping.set(false);
    }
}

impl LoopRef {
    pub(crate) fn new(core: Rc<Core>) -> LoopRef {
        LoopRef(core)
    }

    pub(crate) fn core(&self) -> &Core {
        &self.0
    }

    /// A number of its own for each loop of the process.
    pub fn id(&self) -> u32 {
        self.0.id
    }

    /// Whether something keeps the loop alive: a handle that is active and ref'd, or closing; a
    /// request in flight; a callback or future that is about to run.
    pub fn is_alive(&self) -> bool {
        self.0.is_alive()
    }

    /// Whether the loop runs now.
    pub fn is_running(&self) -> bool {
        self.0.running.get()
    }

    /// Whether the loop was closed or dropped.
    pub fn is_closed(&self) -> bool {
        self.0.closed.get()
    }

    /// Ends [`EventLoop::run`] after the current iteration, which does not wait any more. Before a
    /// run, that run does nothing.
    pub fn stop(&self) {
        self.0.stopping.set(true);
    }

    /// The loop's time: since it was made, in whole milliseconds.
    ///
    /// It is read after a wait and before the timers, and does not move while callbacks run.
    pub fn now(&self) -> Duration {
        Duration::from_millis(self.0.clock.now_ms())
    }

    /// Reads the clock again, after long work in one callback.
    pub fn update_time(&self) {
        self.0.clock.update();
    }

    /// Calls `callback` right after the current callback, before anything else of the loop.
    ///
    /// Ticks queued by ticks run in the same go, so an endless chain starves the loop, as in Node.
    /// Outside a callback it runs when the loop runs next, first of all.
    ///
    /// Source: Node.js `process.nextTick`.
    #[track_caller]
    pub fn next_tick(&self, callback: impl FnOnce() + 'static) {
        self.0.add_tick(self.0.origin(), Box::new(callback));
    }

    /// Calls `callback` in the pending phase: of the next iteration, or still of this one if a poll
    /// phase queues it.
    #[track_caller]
    pub fn defer(&self, callback: impl FnOnce() + 'static) {
        let call = Call { kind: Kind::Deferred, id: 0, origin: self.0.origin() };
        self.0.defer(Pending::Deferred(call, Box::new(callback)));
    }

    /// Calls `visit` with each handle, in whatever state, that is not closed yet. It may close them.
    /// Timeouts, intervals and immediates are handles too.
    pub fn walk(&self, mut visit: impl FnMut(&Handle)) {
        let keys = self.0.handles.borrow().keys();
        for key in keys {
            if self.0.handles.borrow().get(key).is_some() {
                visit(&Handle::new(self.clone(), key));
            }
        }
    }

    /// Installs what runs after every callback, after its next-tick callbacks; `None` takes it away.
    pub fn set_checkpoint(&self, checkpoint: Option<Rc<dyn Fn()>>) {
        self.0.set_checkpoint(checkpoint);
    }

    /// Gives panics of callbacks to `hook`, and the loop goes on with the next callback. Without a
    /// hook, or if it panics itself, the panic leaves [`EventLoop::run`].
    pub fn set_panic_hook(&self, hook: impl FnMut(Box<dyn Any + Send>) + 'static) {
        self.0.set_panic_hook(Some(Rc::new(RefCell::new(hook))));
    }

    /// Takes the panic hook away.
    pub fn clear_panic_hook(&self) {
        self.0.set_panic_hook(None);
    }

    /// Records what the loop does from now on; `None` stops that.
    pub fn set_recorder(&self, recorder: Option<Rc<Recorder>>) {
        self.0.set_recorder(recorder);
    }

    /// Runs `act` with this loop as the current one of the thread, without running the loop.
    pub fn within<R>(&self, act: impl FnOnce() -> R) -> R {
        let _entered = ambient::enter(self.clone());
        act()
    }
}

impl std::ops::Deref for EventLoop {
    type Target = LoopRef;
    fn deref(&self) -> &LoopRef {
        &self.owner
    }
}

impl Drop for EventLoop {
    fn drop(&mut self) {
        self.core().shut_down();
    }
}

impl Core {
    fn holds_anything(&self) -> bool {
        self.handles.borrow().len() > 0 || self.tasks.borrow().len() > 0 || self.is_alive()
    }

    /// Drops everything the loop holds, which may be code of the program, with nothing borrowed.
    fn shut_down(&self) {
        if self.closed.replace(true) {
            return;
        }
        let _entered = ambient::enter(self.this());
        // The sources go while the queue that knows them is still there.
        let keys = self.handles.borrow().keys();
        for key in keys {
            self.close_handle(key, None);
        }
        let tasks = self.tasks.borrow_mut().take_all();
        drop(tasks);
        let requests = self.requests.borrow_mut().take_all();
        drop(requests);
        let pending = self.pending.take();
        drop(pending);
        let closing = self.closing.take();
        drop(closing);
        let arrived = self.arrived.take();
        drop(arrived);
        let known = self.known.take();
        drop(known);
        self.drop_ticks();
        let handles = self.handles.borrow_mut().take_all();
        drop(handles);
        // Their callbacks are dropped, not called.
        self.io_requests.set(0);
        self.set_checkpoint(None);
        self.set_panic_hook(None);
        self.inbox.waker().set_host(None);
        let pool = self.pool.take();
        drop(pool);
    }
}

impl fmt::Debug for LoopRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LoopRef({})", self.id())
    }
}

impl fmt::Debug for EventLoop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventLoop({})", self.id())
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Builder(manual clock: {}, pool: {:?})", self.manual_clock, self.pool)
    }
}
