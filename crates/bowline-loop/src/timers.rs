//! Timers: timeouts and intervals by number, and timer handles.

use std::ops::Deref;
use std::time::Duration;

use bowline_trace::Kind;

use crate::clock::delay_ms;
use crate::core::{Call, Core};
use crate::handle::{Body, Handle, Key, State};
use crate::{Error, LoopRef, Result};

/// A timeout's own part. It is gone from the table before its callback runs.
pub(crate) struct Timeout {
    callback: Option<Box<dyn FnOnce()>>,
    delay_ms: u64,
}

/// An interval's or a timer handle's own part.
pub(crate) struct TimerState {
    kind: Kind,
    /// `None` while it runs, or before the first start.
    callback: Option<Box<dyn FnMut()>>,
    /// The period; 0 is none.
    repeat_ms: u64,
    starts: u64,
}

impl TimerState {
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }
}

/// Names a timeout, an interval or an immediate of one loop.
///
/// It may outlive what it names: then everything done with it does nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TimerId {
    pub(crate) key: Key,
    loop_id: u32,
}

impl LoopRef {
    /// Calls `callback` once, when `delay` has passed.
    ///
    /// It runs in the timers phase, never before this call returns and never early. Timers that are
    /// due in the same millisecond run in the order they were started. The delay is rounded up to
    /// whole milliseconds, at least one, and counts from the loop's cached time; after long work in
    /// one callback see [`update_time`](LoopRef::update_time).
    ///
    /// On a closed loop nothing is started and the returned id names nothing.
    ///
    /// # Differences from Node
    ///
    /// Node makes delays of 2^31 ms and more into 1 ms; here they are kept.
    ///
    /// Source: Node.js `setTimeout`, libuv `uv_timer_start`.
    #[track_caller]
    pub fn set_timeout(&self, delay: Duration, callback: impl FnOnce() + 'static) -> TimerId {
        let core = self.core();
        let delay_ms = delay_ms(delay).max(1);
        let body = Body::Timeout(Timeout { callback: Some(Box::new(callback)), delay_ms });
        let Some(key) = core.add_handle(State::Active, body) else {
            return self.dead_timer();
        };
        core.start_wheel(key, delay_ms);
        self.timer_id(key)
    }

    /// Calls `callback` every `period`, at least 1 ms, until it is cleared.
    ///
    /// The next call is due `period` after this one began, by the loop's time; periods missed
    /// while the loop was busy are not made up for.
    ///
    /// Source: Node.js `setInterval`, libuv `uv_timer_start` with a repeat.
    #[track_caller]
    pub fn set_interval(&self, period: Duration, callback: impl FnMut() + 'static) -> TimerId {
        let core = self.core();
        let repeat_ms = delay_ms(period).max(1);
        let state = TimerState {
            kind: Kind::Interval,
            callback: Some(Box::new(callback)),
            repeat_ms,
            starts: 1,
        };
        let Some(key) = core.add_handle(State::Active, Body::Timer(Box::new(state))) else {
            return self.dead_timer();
        };
        core.start_wheel(key, repeat_ms);
        self.timer_id(key)
    }

    /// Stops a timeout, an interval or an immediate. Says whether there was something to stop.
    ///
    /// Also from a callback of the same phase: what is cleared does not run any more.
    pub fn clear(&self, timer: TimerId) -> bool {
        let core = self.core();
        if timer.loop_id != core.id {
            return false;
        }
        let is_immediate = match core.handles.borrow().get(timer.key) {
            Some(slot) if slot.state() == State::Active => {
                matches!(slot.body, Body::Immediate(_))
            }
            // Over, or closing through its handle, which has a closing phase of its own.
            _ => return false,
        };
        let slot = if is_immediate {
            core.remove_immediate(timer.key)
        } else {
            core.wheel.borrow_mut().remove(timer.key.index);
            core.handles.borrow_mut().remove(timer.key)
        };
        // Dropped here, where nothing is borrowed: the closure may own anything.
        slot.is_some()
    }

    /// Starts a timeout or interval again, from now, with its own delay.
    ///
    /// Says whether it was still there; a timeout that has fired is not.
    ///
    /// Source: Node.js `timeout.refresh()`.
    pub fn refresh(&self, timer: TimerId) -> bool {
        let core = self.core();
        if timer.loop_id != core.id {
            return false;
        }
        if !core.is_active(timer.key) {
            return false;
        }
        let delay_ms = match core.handles.borrow().get(timer.key).map(|slot| &slot.body) {
            Some(Body::Timeout(timeout)) => timeout.delay_ms,
            Some(Body::Timer(state)) => state.repeat_ms,
            _ => return false,
        };
        core.wheel.borrow_mut().remove(timer.key.index);
        core.start_wheel(timer.key, delay_ms);
        true
    }

    /// Says whether a timeout, interval or immediate keeps the loop alive. It does until told otherwise.
    ///
    /// Source: Node.js `timeout.ref()` and `unref()`.
    pub fn set_timer_ref(&self, timer: TimerId, referenced: bool) {
        if timer.loop_id == self.core().id {
            self.core().set_referenced(timer.key, referenced);
        }
    }

    /// A new timer handle, not started.
    ///
    /// # Errors
    ///
    /// `ECANCELED` if the loop is closed.
    ///
    /// Source: libuv `uv_timer_t`.
    #[track_caller]
    pub fn timer(&self) -> Result<Timer> {
        let state = TimerState { kind: Kind::Timer, callback: None, repeat_ms: 0, starts: 0 };
        self.new_handle(State::Inactive, Body::Timer(Box::new(state)), "timer").map(Timer)
    }

    pub(crate) fn timer_id(&self, key: Key) -> TimerId {
        TimerId { key, loop_id: self.core().id }
    }

    /// An id that names nothing, for a closed loop.
    pub(crate) fn dead_timer(&self) -> TimerId {
        self.timer_id(Key { index: u32::MAX, generation: 0 })
    }
}

/// A timer that can be started again and again.
#[derive(Clone, Debug)]
pub struct Timer(Handle);

impl Timer {
    /// Calls `callback` when `delay` has passed, and then every `repeat` if that is not zero. A delay
    /// of zero means the next timers phase.
    ///
    /// A running timer starts over. The timer is started again before each repeated call, from
    /// the loop's cached time; periods missed are not made up for.
    ///
    /// # Errors
    ///
    /// `EINVAL` if the timer is closing or closed.
    #[track_caller]
    pub fn start(
        &self,
        delay: Duration,
        repeat: Duration,
        callback: impl FnMut() + 'static,
    ) -> Result<()> {
        self.check_open("timer")?;
        let core = self.owner.core();
        let delay_ms = delay_ms(delay);
        let origin = core.origin();
        let old = self.with_state(|state| {
            state.repeat_ms = crate::clock::delay_ms(repeat);
            state.starts += 1;
            state.callback.replace(Box::new(callback))
        });
        if let Some(slot) = core.handles.borrow_mut().get_mut(self.key) {
            slot.origin = origin;
        }
        core.wheel.borrow_mut().remove(self.key.index);
        core.set_active(self.key, true);
        core.start_wheel(self.key, delay_ms);
        drop(old);
        Ok(())
    }

    /// Stops the timer. Its callback is not called any more, not even if it is due already.
    pub fn stop(&self) {
        let core = self.owner.core();
        if !self.is_closing() {
            core.wheel.borrow_mut().remove(self.key.index);
            core.set_active(self.key, false);
        }
    }

    /// Starts a repeating timer over with its period as the delay; does nothing without a period.
    ///
    /// # Errors
    ///
    /// `EINVAL` if the timer was never started, or is closing or closed.
    pub fn again(&self) -> Result<()> {
        self.check_open("timer")?;
        let (starts, repeat_ms) = self.with_state(|state| {
            let known = (state.starts, state.repeat_ms);
            if known.1 > 0 {
                state.starts += 1;
            }
            known
        });
        if starts == 0 {
            return Err(Error::code_of("EINVAL", "timer"));
        }
        if repeat_ms > 0 {
            let core = self.owner.core();
            core.wheel.borrow_mut().remove(self.key.index);
            core.set_active(self.key, true);
            core.start_wheel(self.key, repeat_ms);
        }
        Ok(())
    }

    /// Sets the period. Inside the callback it counts from the following period on.
    pub fn set_repeat(&self, repeat: Duration) {
        if !self.is_closing() {
            self.with_state(|state| state.repeat_ms = delay_ms(repeat));
        }
    }

    /// The period; zero if there is none.
    pub fn repeat(&self) -> Duration {
        if self.is_closing() {
            return Duration::ZERO;
        }
        Duration::from_millis(self.with_state(|state| state.repeat_ms))
    }

    /// How long it is, by the loop's time, until the timer is due; zero if it does not run.
    pub fn due_in(&self) -> Duration {
        let core = self.owner.core();
        if self.is_closing() {
            return Duration::ZERO;
        }
        let deadline_us = core.wheel.borrow().deadline_us(self.key.index);
        Duration::from_micros(deadline_us.unwrap_or(0).saturating_sub(core.clock.now_us()))
    }

    fn with_state<R>(&self, change: impl FnOnce(&mut TimerState) -> R) -> R {
        let mut handles = self.owner.core().handles.borrow_mut();
        match handles.get_mut(self.key).map(|slot| &mut slot.body) {
            Some(Body::Timer(state)) => change(state),
            _ => unreachable!("an open timer's body is a timer"),
        }
    }
}

impl Deref for Timer {
    type Target = Handle;
    fn deref(&self) -> &Handle {
        &self.0
    }
}

/// A timer taken from the due list, ready to be called.
enum Due {
    Once(Call, Box<dyn FnOnce()>),
    Repeated(Call, Box<dyn FnMut()>, Key),
}

impl Core {
    fn start_wheel(&self, key: Key, delay_ms: u64) {
        let deadline_us = self.clock.now_us().saturating_add(delay_ms.saturating_mul(1_000));
        self.wheel.borrow_mut().insert(key.index, deadline_us);
        self.nudge();
    }

    /// Runs the timers that are due when the phase begins.
    pub(crate) fn run_timers(&self) {
        self.wheel.borrow_mut().expire(self.clock.now_us());
        // What a callback starts goes to the wheel, not to the due list, even with a delay of 0.
        while self.proceeds() {
            let Some(index) = self.wheel.borrow_mut().pop_due() else { break };
            match self.take_due(index) {
                Some(Due::Once(call, callback)) => self.dispatch(call, callback),
                Some(Due::Repeated(call, callback, key)) => {
                    self.run_repeated(call, callback, key);
                }
                None => {}
            }
        }
    }

    fn take_due(&self, index: u32) -> Option<Due> {
        let mut handles = self.handles.borrow_mut();
        let key = handles.key_at(index)?;
        let slot = handles.get_mut(key)?;
        let call = Call { kind: slot.kind(), id: key.number(), origin: slot.origin };
        match &mut slot.body {
            Body::Timeout(timeout) => {
                let callback = timeout.callback.take()?;
                handles.remove(key);
                Some(Due::Once(call, callback))
            }
            Body::Timer(state) => {
                let callback = state.callback.take()?;
                let repeat_ms = state.repeat_ms;
                if repeat_ms > 0 {
                    // Before the call, so that the callback's own time does not count.
                    // From the full millisecond, or each period would add what the wait rounds up.
                    let deadline_ms = self.clock.now_ms().saturating_add(repeat_ms);
                    self.wheel.borrow_mut().insert(index, deadline_ms.saturating_mul(1_000));
                } else {
                    handles.set_state(key, State::Inactive);
                }
                Some(Due::Repeated(call, callback, key))
            }
            _ => None,
        }
    }

    fn run_repeated(&self, call: Call, mut callback: Box<dyn FnMut()>, key: Key) {
        self.dispatch(call, &mut callback);
        let mut handles = self.handles.borrow_mut();
        if let Some(Body::Timer(state)) = handles.get_mut(key).map(|slot| &mut slot.body) {
            // A start in the callback brought its own; `again` did not.
            if state.callback.is_none() {
                state.callback = Some(callback);
                return;
            }
        }
        drop(handles);
        drop(callback);
    }
}
