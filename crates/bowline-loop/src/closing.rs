//! The closing phase: each close callback once, after check, never inside `close`.

use bowline_trace::Kind;

use crate::core::{Call, Core};
use crate::handle::{Body, Key, Origin, State};

/// A handle on its way out.
pub(crate) struct Closing {
    key: Key,
    origin: Origin,
    callback: Option<Box<dyn FnOnce()>>,
}

impl Core {
    /// Stops the handle at once and queues its end.
    #[track_caller]
    pub(crate) fn close_handle(&self, key: Key, callback: Option<Box<dyn FnOnce()>>) {
        let io = {
            let handles = self.handles.borrow();
            let Some(slot) = handles.get(key) else { return };
            if slot.state() == State::Closing {
                return;
            }
            if slot.holds_back_wait() {
                self.immediates_referenced.set(self.immediates_referenced.get() - 1);
            }
            match &slot.body {
                Body::Io(io) => Some(io.clone()),
                _ => None,
            }
        };
        self.wheel.borrow_mut().remove(key.index);
        self.stop_hook(key);
        if let Some(io) = io {
            io.close(&self.this(), key);
        }
        self.handles.borrow_mut().set_state(key, State::Closing);
        let origin = self.origin();
        self.closing.borrow_mut().push_back(Closing { key, origin, callback });
        self.nudge();
    }

    /// Runs the close callbacks that were queued when the phase began.
    pub(crate) fn run_closing(&self) {
        let mut left = self.closing.borrow().len();
        while left > 0 && self.proceeds() {
            left -= 1;
            let closing = self.closing.borrow_mut().pop_front();
            if let Some(closing) = closing {
                self.finish_close(closing);
            }
        }
        self.give_memory_back();
    }

    fn finish_close(&self, closing: Closing) {
        // What it still owes is told before it is gone: writes that will not happen any more.
        let io = match self.handles.borrow().get(closing.key).map(|slot| &slot.body) {
            Some(Body::Io(io)) => Some(io.clone()),
            _ => None,
        };
        if let Some(io) = io {
            io.run_pending(&self.this(), closing.key);
            if !self.proceeds() {
                // A panic left something untold: it is told when the loop runs on.
                self.closing.borrow_mut().push_front(closing);
                return;
            }
            self.poller.borrow_mut().forget(closing.key.index);
        }
        let slot = self.handles.borrow_mut().remove(closing.key);
        let call = Call { kind: Kind::Close, id: closing.key.number(), origin: closing.origin };
        if let Some(callback) = closing.callback {
            self.dispatch(call, callback);
        }
        // Last, as it may run code of the program.
        drop(slot);
    }

    /// After a burst the tables shrink again.
    fn give_memory_back(&self) {
        let handles = self.handles.borrow_mut().shrink();
        if let Some(handles) = handles {
            self.wheel.borrow_mut().shrink_to(handles);
        }
        shrink_queue(&mut self.immediates.borrow_mut());
        shrink_queue(&mut self.pending.borrow_mut());
        shrink_queue(&mut self.ready_tasks.borrow_mut());
        shrink_queue(&mut self.arrived.borrow_mut());
        shrink_queue(&mut self.known.borrow_mut());
        shrink_queue(&mut self.closing.borrow_mut());
        shrink_queue(&mut self.ticks.borrow_mut());
    }
}

/// Gives back what a queue has room for and does not need, but for what a busy loop often needs.
pub(crate) fn shrink_queue<T>(queue: &mut std::collections::VecDeque<T>) {
    const KEPT: usize = 4_096;
    if queue.capacity() > KEPT && queue.len() < queue.capacity() / 4 {
        queue.shrink_to(queue.len() * 2);
    }
}
