//! Futures on the loop's thread: spawn, join, abort.

mod block_on;
mod join;
mod sleep;
mod waker;

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bowline_trace::Kind;
use slab::Slab;

use crate::LoopRef;
use crate::core::{Call, Core};
use crate::handle::{Key, Origin};

use join::{Ending, JoinState};
pub use join::{JoinError, JoinHandle};
pub use sleep::{Elapsed, Interval, Sleep, Timeout};
use waker::TaskWaker;

type Work = Pin<Box<dyn Future<Output = ()>>>;

/// The futures of a loop that are not finished.
#[derive(Default)]
pub(crate) struct Tasks {
    slots: Slab<Task>,
    generation: u32,
}

struct Task {
    generation: u32,
    origin: Origin,
    /// `None` while it is polled.
    work: Option<Work>,
    woken: Arc<TaskWaker>,
    /// Where the end goes that the future itself cannot tell: a panic, an abort.
    ending: Rc<dyn Ending>,
}

impl Tasks {
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    fn get_mut(&mut self, key: Key) -> Option<&mut Task> {
        self.slots.get_mut(key.index as usize).filter(|task| task.generation == key.generation)
    }

    fn remove(&mut self, key: Key) -> Option<Task> {
        self.get_mut(key)?;
        let task = self.slots.remove(key.index as usize);
        if self.slots.is_empty() && self.slots.capacity() > 4_096 {
            self.slots.shrink_to_fit();
        }
        Some(task)
    }

    /// Takes all futures out, so that they can be dropped with nothing borrowed.
    pub(crate) fn take_all(&mut self) -> Vec<impl Sized + use<>> {
        let slots = std::mem::take(&mut self.slots);
        slots.into_iter().map(|(_, task)| (task.work, task.ending)).collect()
    }
}

impl LoopRef {
    /// Runs `future` on the loop's thread.
    ///
    /// It is polled for the first time after the current phase, and whenever it was woken after
    /// that: right after the phase in which it happened, in the order of the wake-ups. A future
    /// that waits does not by itself keep the loop alive; what it waits for does: a timer, a
    /// request, a handle.
    ///
    /// Dropping the [`JoinHandle`] lets the future run on. A panic goes to whoever joins; if nobody
    /// can any more, it is treated as a panic in a callback. On a closed loop the future is dropped
    /// and joining says it was aborted.
    #[track_caller]
    pub fn spawn_local<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
    {
        let core = self.core();
        let state = JoinState::new();
        if core.closed.get() {
            state.abort();
            return JoinHandle::new(self.clone(), Key { index: u32::MAX, generation: 0 }, state);
        }
        let finish = state.clone();
        let work: Work = Box::pin(async move { finish.finish(future.await) });
        let origin = core.origin();
        let mut tasks = core.tasks.borrow_mut();
        tasks.generation = tasks.generation.wrapping_add(1).max(1);
        let generation = tasks.generation;
        let entry = tasks.slots.vacant_entry();
        let index = u32::try_from(entry.key()).expect("a loop has fewer than four billion tasks");
        let key = Key { index, generation };
        let woken = Arc::new(TaskWaker::new(key, core.id, Arc::downgrade(&core.inbox)));
        entry.insert(Task { generation, origin, work: Some(work), woken, ending: state.clone() });
        drop(tasks);
        core.record_registered(Kind::Task, key.number(), origin);
        core.ready_tasks.borrow_mut().push_back(key);
        core.nudge();
        JoinHandle::new(self.clone(), key, state)
    }
}

impl Core {
    /// Polls the futures that are ready now; those woken meanwhile wait for the next phase.
    pub(crate) fn run_tasks(&self) {
        let mut left = self.ready_tasks.borrow().len();
        while left > 0 && self.proceeds() {
            left -= 1;
            let key = self.ready_tasks.borrow_mut().pop_front();
            if let Some(key) = key {
                self.run_task(key);
            }
        }
    }

    fn run_task(&self, key: Key) {
        let (call, work, woken) = {
            let mut tasks = self.tasks.borrow_mut();
            let Some(task) = tasks.get_mut(key) else { return };
            let Some(work) = task.work.take() else { return };
            let call = Call { kind: Kind::Task, id: key.number(), origin: task.origin };
            (call, work, task.woken.clone())
        };
        // From here on a wake-up queues it again.
        woken.rest();
        let waker = Waker::from(woken);
        let mut work = Some(work);
        self.dispatch(call, || self.poll_task(key, &mut work, &waker));
        // Dropped outside any borrow if it was aborted meanwhile.
        let Some(work) = work else { return };
        let mut tasks = self.tasks.borrow_mut();
        if let Some(task) = tasks.get_mut(key) {
            task.work = Some(work);
            return;
        }
        drop(tasks);
        drop(work);
    }

    /// Polls once; takes the future away if that was its end.
    fn poll_task(&self, key: Key, place: &mut Option<Work>, waker: &Waker) {
        let Some(work) = place else { return };
        let mut context = Context::from_waker(waker);
        match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(&mut context))) {
            Ok(Poll::Pending) => {}
            Ok(Poll::Ready(())) => {
                let task = self.tasks.borrow_mut().remove(key);
                *place = None;
                drop(task);
            }
            Err(payload) => {
                let task = self.tasks.borrow_mut().remove(key);
                *place = None;
                let unclaimed = match &task {
                    Some(task) => task.ending.panicked(payload),
                    None => Some(payload),
                };
                if let Some(payload) = unclaimed {
                    resume_unwind(payload);
                }
            }
        }
    }

    /// A wake-up, from this thread or by a message.
    pub(crate) fn task_woken(&self, key: Key) {
        self.ready_tasks.borrow_mut().push_back(key);
        self.nudge();
    }

    /// Drops a future before its end. Says whether it was still there.
    fn abort_task(&self, key: Key) -> bool {
        let task = self.tasks.borrow_mut().remove(key);
        if let Some(task) = &task {
            task.ending.aborted();
        }
        task.is_some()
    }
}
