//! The state of one loop, and the one function through which every callback runs.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use bowline_trace::{Event, Kind, Phase, Recorder, What};

use crate::clock::Clock;
use crate::closing::Closing;
use crate::handle::{Body, Handle, HandleTable, Key, Origin, Slot, State};
use crate::hooks::Hooks;
use crate::metrics::Counters;
use crate::poll::{LoopWaker, Poller, Queue};
use crate::pool::Port;
use crate::request::Requests;
use crate::task::Tasks;
use crate::wheel::Wheel;
use crate::{Error, LoopRef, Result, inbox, net};

/// What other threads tell the loop.
pub(crate) enum Message {
    /// A job ended, or will never start.
    Completed(crate::pool::Completion),
    /// An async notifier was used.
    Notified(Key),
    /// A future was woken from another thread.
    Woken(Key),
}

pub(crate) type Inbox = inbox::Inbox<Message, LoopWaker>;

/// What a panic carries.
pub(crate) type Payload = Box<dyn Any + Send>;

type PanicHook = Rc<RefCell<dyn FnMut(Payload)>>;

/// A callback about to run: what it belongs to and who asked for it.
#[derive(Clone, Copy)]
pub(crate) struct Call {
    pub(crate) kind: Kind,
    pub(crate) id: u64,
    pub(crate) origin: Origin,
}

/// A next-tick callback.
pub(crate) struct Tick {
    origin: Origin,
    callback: Box<dyn FnOnce()>,
}

/// A callback for the pending phase.
pub(crate) enum Pending {
    /// A handle has something to report.
    Io(Key),
    /// Something of its own.
    Deferred(Call, Box<dyn FnOnce()>),
}

/// The state of one loop. No borrow of a part lasts over a callback.
pub(crate) struct Core {
    pub(crate) id: u32,
    this: Weak<Core>,
    pub(crate) clock: Clock,
    pub(crate) handles: RefCell<HandleTable>,
    pub(crate) wheel: RefCell<Wheel>,
    pub(crate) pending: RefCell<VecDeque<Pending>>,
    pub(crate) idle: RefCell<Hooks>,
    pub(crate) prepare: RefCell<Hooks>,
    pub(crate) check: RefCell<Hooks>,
    pub(crate) immediates: RefCell<VecDeque<Key>>,
    /// How many immediates keep the wait from blocking.
    pub(crate) immediates_referenced: Cell<usize>,
    pub(crate) closing: RefCell<VecDeque<Closing>>,
    pub(crate) poller: RefCell<Poller>,
    /// Where sources are registered with it.
    pub(crate) queue: Queue,
    pub(crate) inbox: Arc<Inbox>,
    /// Messages taken from the inbox and not yet handled.
    pub(crate) arrived: RefCell<VecDeque<Message>>,
    /// Outcomes that were known at once: they arrive when the iteration has ended.
    pub(crate) known: RefCell<VecDeque<Message>>,
    pub(crate) requests: RefCell<Requests>,
    /// Connects, writes, shutdowns and sends in flight.
    pub(crate) io_requests: Cell<usize>,
    /// What the sockets of the loop share.
    pub(crate) net: net::Shared,
    pub(crate) tasks: RefCell<Tasks>,
    pub(crate) ready_tasks: RefCell<VecDeque<Key>>,
    pub(crate) ticks: RefCell<VecDeque<Tick>>,
    /// Its place in the pool, from the first job on or from the start.
    pub(crate) pool: RefCell<Option<Port>>,
    pub(crate) counters: Counters,

    pub(crate) running: Cell<bool>,
    pub(crate) stopping: Cell<bool>,
    pub(crate) closed: Cell<bool>,
    pub(crate) phase: Cell<Phase>,
    dispatched: Cell<u64>,
    /// The number of the callback that runs; 0 outside.
    cause: Cell<u64>,
    checkpoint: RefCell<Option<Rc<dyn Fn()>>>,
    has_checkpoint: Cell<bool>,
    panic_hook: RefCell<Option<PanicHook>>,
    /// A panic nobody took: it leaves the loop at the end of the current callback.
    panic: RefCell<Option<Payload>>,
    panicked: Cell<bool>,
    recorder: RefCell<Option<Rc<Recorder>>>,
    recording: Cell<bool>,
    phase_recorded: Cell<Option<Phase>>,
    /// The end of the last callback, if nothing but the loop's own work came after it.
    pub(crate) recorded_until_ns: Cell<Option<u64>>,
}

impl Core {
    pub(crate) fn new(
        clock: Clock,
        (poller, queue, waker): (Poller, Queue, LoopWaker),
    ) -> Rc<Core> {
        static LOOPS: AtomicU32 = AtomicU32::new(0);
        clock.update();
        Rc::new_cyclic(|this| Core {
            id: LOOPS.fetch_add(1, Ordering::Relaxed),
            this: this.clone(),
            handles: RefCell::default(),
            wheel: RefCell::new(Wheel::new(clock.now_us())),
            clock,
            pending: RefCell::default(),
            idle: RefCell::default(),
            prepare: RefCell::default(),
            check: RefCell::default(),
            immediates: RefCell::default(),
            immediates_referenced: Cell::new(0),
            closing: RefCell::default(),
            poller: RefCell::new(poller),
            queue,
            inbox: Arc::new(Inbox::new(waker)),
            arrived: RefCell::default(),
            known: RefCell::default(),
            requests: RefCell::default(),
            io_requests: Cell::new(0),
            net: net::Shared::default(),
            tasks: RefCell::default(),
            ready_tasks: RefCell::default(),
            ticks: RefCell::default(),
            pool: RefCell::default(),
            counters: Counters::default(),
            running: Cell::new(false),
            stopping: Cell::new(false),
            closed: Cell::new(false),
            phase: Cell::new(Phase::Timers),
            dispatched: Cell::new(0),
            cause: Cell::new(0),
            checkpoint: RefCell::default(),
            has_checkpoint: Cell::new(false),
            panic_hook: RefCell::default(),
            panic: RefCell::default(),
            panicked: Cell::new(false),
            recorder: RefCell::default(),
            recording: Cell::new(false),
            phase_recorded: Cell::new(None),
            recorded_until_ns: Cell::new(None),
        })
    }

    pub(crate) fn this(&self) -> LoopRef {
        LoopRef::new(self.this.upgrade().expect("a core is only reached through its own Rc"))
    }

    // ---- callbacks -----------------------------------------------------------------------------

    /// Runs one callback, and after it the checkpoint. Every callback of the loop passes here.
    pub(crate) fn dispatch(&self, call: Call, callback: impl FnOnce()) {
        self.run_recorded(call, || {
            self.guard(callback);
            self.run_checkpoint();
        });
    }

    /// False once a panic is on its way out of the loop: what is queued then stays queued.
    pub(crate) fn proceeds(&self) -> bool {
        !self.panicked.get()
    }

    /// Who asks for something now.
    #[track_caller]
    pub(crate) fn origin(&self) -> Origin {
        Origin { cause: self.cause.get(), site: Location::caller() }
    }

    fn run_recorded(&self, call: Call, callback: impl FnOnce()) {
        let number = self.dispatched.get() + 1;
        self.dispatched.set(number);
        let outer = self.cause.replace(number);
        if self.recording.get() {
            self.record_call(number, call, callback);
        } else {
            callback();
        }
        self.cause.set(outer);
    }

    fn guard(&self, callback: impl FnOnce()) {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(callback)) {
            self.take_panic(payload);
        }
    }

    /// Gives a panic to the hook, or keeps it until the loop can be left.
    pub(crate) fn take_panic(&self, payload: Payload) {
        self.record(What::Panicked { number: self.cause.get() });
        // A name for the hook: it may take itself away or put another one in its place.
        let hook = self.panic_hook.borrow().clone();
        let unhandled = match hook {
            Some(hook) => catch_unwind(AssertUnwindSafe(|| (hook.borrow_mut())(payload))).err(),
            None => Some(payload),
        };
        if let Some(payload) = unhandled {
            self.panic.replace(Some(payload));
            self.panicked.set(true);
        }
    }

    /// The panic that leaves the loop now.
    pub(crate) fn take_unhandled_panic(&self) -> Option<Payload> {
        self.panicked.set(false);
        self.panic.take()
    }

    pub(crate) fn set_panic_hook(&self, hook: Option<PanicHook>) {
        let old = std::mem::replace(&mut *self.panic_hook.borrow_mut(), hook);
        drop(old);
    }

    // ---- the checkpoint ------------------------------------------------------------------------

    pub(crate) fn add_tick(&self, origin: Origin, callback: Box<dyn FnOnce()>) {
        if !self.closed.get() {
            self.ticks.borrow_mut().push_back(Tick { origin, callback });
            self.nudge();
        }
    }

    pub(crate) fn set_checkpoint(&self, checkpoint: Option<Rc<dyn Fn()>>) {
        self.has_checkpoint.set(checkpoint.is_some());
        let old = std::mem::replace(&mut *self.checkpoint.borrow_mut(), checkpoint);
        drop(old);
    }

    /// Runs next-tick callbacks and the hook from above until neither leaves anything.
    pub(crate) fn run_checkpoint(&self) {
        // Most callbacks leave nothing, in a loop without a hook: that costs two looks.
        while self.proceeds() && (self.has_checkpoint.get() || self.has_ticks()) {
            self.run_ticks();
            let hook = self.checkpoint.borrow().clone();
            if let Some(hook) = hook {
                self.guard(|| hook());
            }
            if !self.has_ticks() {
                break;
            }
        }
    }

    fn run_ticks(&self) {
        while self.proceeds() {
            let Some(Tick { origin, callback }) = self.ticks.borrow_mut().pop_front() else {
                break;
            };
            let id = self.dispatched.get() + 1;
            self.run_recorded(Call { kind: Kind::Tick, id, origin }, || self.guard(callback));
        }
    }

    pub(crate) fn drop_ticks(&self) {
        let ticks = self.ticks.take();
        drop(ticks);
    }

    pub(crate) fn has_ticks(&self) -> bool {
        !self.ticks.borrow().is_empty()
    }

    // ---- recording -----------------------------------------------------------------------------

    pub(crate) fn set_recorder(&self, recorder: Option<Rc<Recorder>>) {
        self.recording.set(recorder.is_some());
        self.recorder.replace(recorder);
    }

    pub(crate) fn recorder(&self) -> Option<Rc<Recorder>> {
        if self.recording.get() { self.recorder.borrow().clone() } else { None }
    }

    pub(crate) fn record(&self, what: What) {
        if let Some(recorder) = self.recorder() {
            recorder.record(Event::on_loop(recorder.now_ns(), what));
        }
    }

    pub(crate) fn record_registered(&self, kind: Kind, id: u64, origin: Origin) {
        if self.recording.get() {
            let Origin { cause, site } = origin;
            self.record(What::Registered { kind, id, cause, site });
        }
    }

    fn record_call(&self, number: u64, call: Call, callback: impl FnOnce()) {
        let Some(recorder) = self.recorder() else { return callback() };
        let phase = self.phase.get();
        // Reading the clock is the dearest part of recording: the end of one is the start of the next.
        // Taken, as a next-tick callback inside this one begins later.
        let at_ns = self.recorded_until_ns.take().unwrap_or_else(|| recorder.now_ns());
        if self.phase_recorded.replace(Some(phase)) != Some(phase) {
            recorder.record(Event::on_loop(at_ns, What::Phase { phase }));
        }
        let Call { kind, id, origin: Origin { cause, site } } = call;
        let tell = |duration_ns| {
            let what = What::Callback { number, kind, id, phase, cause, site, duration_ns };
            Event::on_loop(at_ns, what)
        };
        recorder.began(&tell(0));
        callback();
        let until_ns = recorder.now_ns();
        self.recorded_until_ns.set(Some(until_ns));
        recorder.record(tell(until_ns.saturating_sub(at_ns)));
    }

    pub(crate) fn record_iteration(&self) {
        if self.recording.get() {
            self.phase_recorded.set(None);
            self.recorded_until_ns.set(None);
            self.record(What::Iteration { number: self.counters.iterations.get() });
        }
    }

    // ---- handles -------------------------------------------------------------------------------

    /// Puts a handle into the table; `None` if the loop is closed.
    #[track_caller]
    pub(crate) fn add_handle(&self, state: State, body: Body) -> Option<Key> {
        if self.closed.get() {
            return None;
        }
        let origin = self.origin();
        let mut handles = self.handles.borrow_mut();
        let key = handles.insert(origin, state, body);
        if self.recording.get() {
            let kind = handles.get(key).map(Slot::kind);
            drop(handles);
            if let Some(kind) = kind {
                self.record_registered(kind, key.number(), origin);
            }
        }
        Some(key)
    }

    pub(crate) fn set_referenced(&self, key: Key, referenced: bool) {
        let mut handles = self.handles.borrow_mut();
        let Some(slot) = handles.get(key) else { return };
        if slot.is_referenced() == referenced {
            return;
        }
        let held_back = slot.holds_back_wait();
        handles.set_referenced(key, referenced);
        let holds_back = handles.get(key).is_some_and(Slot::holds_back_wait);
        let count = self.immediates_referenced.get();
        self.immediates_referenced.set(count + usize::from(holds_back) - usize::from(held_back));
    }

    pub(crate) fn is_active(&self, key: Key) -> bool {
        self.handles.borrow().get(key).is_some_and(|slot| slot.state() == State::Active)
    }

    /// Sets whether an open handle is active.
    pub(crate) fn set_active(&self, key: Key, active: bool) {
        let mut handles = self.handles.borrow_mut();
        if handles.get(key).is_some_and(|slot| slot.state() != State::Closing) {
            handles.set_state(key, if active { State::Active } else { State::Inactive });
        }
    }

    // ---- the pending phase ---------------------------------------------------------------------

    pub(crate) fn defer(&self, pending: Pending) {
        if !self.closed.get() {
            self.pending.borrow_mut().push_back(pending);
            self.nudge();
        }
    }

    // ---- alive ---------------------------------------------------------------------------------

    /// Active and ref'd handles, closing handles, requests, callbacks and futures about to run.
    pub(crate) fn is_alive(&self) -> bool {
        self.handles.borrow().keeping_alive() > 0
            || self.has_requests()
            || self.has_work_ready()
            || self.inbox.has_messages()
    }

    fn has_requests(&self) -> bool {
        self.requests.borrow().len() > 0 || self.io_requests.get() > 0
    }

    pub(crate) fn has_work_ready(&self) -> bool {
        !self.pending.borrow().is_empty()
            || !self.ready_tasks.borrow().is_empty()
            || !self.arrived.borrow().is_empty()
            || !self.known.borrow().is_empty()
            || self.has_ticks()
    }

    pub(crate) fn check_open(&self, syscall: &'static str) -> Result<()> {
        if self.closed.get() { Err(Error::code_of("ECANCELED", syscall)) } else { Ok(()) }
    }
}

impl LoopRef {
    #[track_caller]
    pub(crate) fn new_handle(
        &self,
        state: State,
        body: Body,
        syscall: &'static str,
    ) -> Result<Handle> {
        let key = self.core().add_handle(state, body);
        let key = key.ok_or_else(|| Error::code_of("ECANCELED", syscall))?;
        Ok(Handle::new(self.clone(), key))
    }
}
