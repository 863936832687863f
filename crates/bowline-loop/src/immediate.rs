//! Callbacks for the check phase, once each.

use crate::LoopRef;
use crate::core::{Call, Core};
use crate::handle::{Body, Key, Slot, State};
use crate::timers::TimerId;

pub(crate) struct Immediate {
    pub(crate) callback: Option<Box<dyn FnOnce()>>,
}

impl LoopRef {
    /// Calls `callback` in the check phase, right after the loop has looked for I/O.
    ///
    /// From an I/O callback that is this iteration, before any timer. From an immediate it is the
    /// next iteration: an endless chain of immediates leaves everything else running.
    ///
    /// Source: Node.js `setImmediate`.
    #[track_caller]
    pub fn set_immediate(&self, callback: impl FnOnce() + 'static) -> TimerId {
        let core = self.core();
        let body = Body::Immediate(Immediate { callback: Some(Box::new(callback)) });
        let Some(key) = core.add_handle(State::Active, body) else {
            return self.dead_timer();
        };
        core.immediates.borrow_mut().push_back(key);
        core.immediates_referenced.set(core.immediates_referenced.get() + 1);
        core.nudge();
        self.timer_id(key)
    }
}

impl Core {
    /// Runs the immediates that were queued when the phase began.
    pub(crate) fn run_immediates(&self) {
        let mut left = self.immediates.borrow().len();
        while left > 0 && self.proceeds() {
            left -= 1;
            let key = self.immediates.borrow_mut().pop_front();
            if let Some(key) = key {
                self.run_immediate(key);
            }
        }
    }

    fn run_immediate(&self, key: Key) {
        // A cleared one is no longer in the table, a closed one no longer active.
        if !self.is_active(key) {
            return;
        }
        let Some(slot) = self.remove_immediate(key) else { return };
        let call = Call { kind: slot.kind(), id: key.number(), origin: slot.origin };
        if let Body::Immediate(Immediate { callback: Some(callback) }) = slot.body {
            self.dispatch(call, callback);
        }
    }

    pub(crate) fn remove_immediate(&self, key: Key) -> Option<Slot> {
        let slot = self.handles.borrow_mut().remove(key)?;
        if slot.holds_back_wait() {
            self.immediates_referenced.set(self.immediates_referenced.get() - 1);
        }
        Some(slot)
    }
}
