//! The phases of one iteration, in the order `docs/event-loop.md` promises, and the wait among them.

use std::time::{Duration, Instant};

use bowline_trace::{Kind, Phase, What};

use crate::core::{Core, Message, Pending};
use crate::handle::{Body, State};
use crate::poll::EVENTS_MAX;
use crate::{Error, Result};

/// How often the pending queue is run after the poll phase, when it goes on filling.
const PENDING_ROUNDS_MAX: usize = 8;
/// How often one poll phase waits again because the last wait brought as much as it can.
const WAITS_MAX: usize = 48;

/// Whether an iteration may wait.
pub(crate) enum Wait<'a> {
    Never,
    Allowed,
    /// Only if there was no pending callback and no idle handle when the iteration began.
    IfNothingAtStart,
    /// Even for ever, until this says that a future was woken.
    UntilWoken(&'a dyn Fn() -> bool),
}

impl Core {
    /// What the program left for the loop before it ran: next-tick callbacks and new futures.
    pub(crate) fn run_before_first(&self) {
        self.phase.set(Phase::Pending);
        self.run_checkpoint();
        self.run_tasks();
    }

    /// Runs every phase once.
    pub(crate) fn run_iteration(&self, wait: &Wait<'_>) -> Result<()> {
        let nothing_at_start = self.pending.borrow().is_empty() && self.idle.borrow().is_empty();
        self.counters.iterations.set(self.counters.iterations.get() + 1);
        self.record_iteration();
        self.run_phase(Phase::Pending, || self.run_pending());
        self.run_phase(Phase::Idle, || self.run_hooks(Kind::Idle));
        self.run_phase(Phase::Prepare, || self.run_hooks(Kind::Prepare));
        let may_block = match wait {
            Wait::Never => false,
            Wait::IfNothingAtStart => nothing_at_start,
            Wait::Allowed | Wait::UntilWoken(_) => true,
        };
        let mut polled = Ok(());
        self.run_phase(Phase::Poll, || polled = self.run_poll(wait, may_block));
        polled?;
        for _ in 0..PENDING_ROUNDS_MAX {
            if self.pending.borrow().is_empty() {
                break;
            }
            self.run_phase(Phase::Pending, || self.run_pending());
        }
        self.run_phase(Phase::Check, || {
            self.run_immediates();
            self.run_hooks(Kind::Check);
        });
        self.run_phase(Phase::Closing, || self.run_closing());
        self.clock.update();
        self.run_phase(Phase::Timers, || self.run_timers());
        self.arrived.borrow_mut().append(&mut self.known.borrow_mut());
        Ok(())
    }

    /// Runs a phase, and then the futures that are ready. Nothing runs while a panic leaves the loop.
    pub(crate) fn run_phase(&self, phase: Phase, run: impl FnOnce()) {
        if self.proceeds() {
            self.phase.set(phase);
            run();
            self.run_tasks();
        }
    }

    /// Runs the callbacks that were pending when this began.
    fn run_pending(&self) {
        let mut left = self.pending.borrow().len();
        while left > 0 && self.proceeds() {
            left -= 1;
            let next = self.pending.borrow_mut().pop_front();
            match next {
                Some(Pending::Deferred(call, callback)) => self.dispatch(call, callback),
                Some(Pending::Io(key)) => {
                    let io = match self.handles.borrow().get(key).map(|slot| &slot.body) {
                        Some(Body::Io(io)) => Some(io.clone()),
                        _ => None,
                    };
                    if let Some(io) = io {
                        io.run_pending(&self.this(), key);
                    }
                }
                None => {}
            }
        }
    }

    // ---- the poll phase ------------------------------------------------------------------------

    fn run_poll(&self, wait: &Wait<'_>, may_block: bool) -> Result<()> {
        let mut events = self.wait(wait, may_block)?;
        for _ in 1..WAITS_MAX {
            let had_signals = self.report();
            if events < EVENTS_MAX || had_signals || !self.proceeds() {
                return Ok(());
            }
            events = self.wait(&Wait::Never, false)?;
        }
        self.report();
        Ok(())
    }

    /// Waits until something happens, or the next timer is due, or does not wait at all.
    fn wait(&self, wait: &Wait<'_>, may_block: bool) -> Result<usize> {
        let is_woken = || match wait {
            Wait::UntilWoken(is_woken) => is_woken(),
            _ => false,
        };
        let waits_for_wake = matches!(wait, Wait::UntilWoken(_));
        loop {
            let timeout_ms = if may_block { self.wait_timeout_ms(waits_for_wake) } else { Some(0) };
            let events = self.wait_once(timeout_ms, &is_woken)?;
            self.clock.update();
            if events > 0 || timeout_ms == Some(0) || is_woken() || self.has_messages() {
                return Ok(events);
            }
            // Nothing came: a signal cut the wait short, or the clocks differ by a little. No timer
            // may run early for that, and `run(Once)` must not return for nothing.
            let mut wheel = self.wheel.borrow_mut();
            wheel.expire(self.clock.now_us());
            if wheel.has_due() {
                return Ok(0);
            }
        }
    }

    /// How long the wait may take now, in milliseconds; `None` is for ever.
    fn wait_timeout_ms(&self, waits_for_wake: bool) -> Option<u64> {
        // Not alive any more, since the pending phase or a hook: what is unref'd is not waited for.
        if self.must_not_block() || (!waits_for_wake && !self.is_alive()) {
            return Some(0);
        }
        let mut wheel = self.wheel.borrow_mut();
        let left_ms = self.clock.until_ms(wheel.wake_at_us()?);
        if left_ms > 0 || wheel.has_due() {
            return Some(left_ms);
        }
        // The moment may have been a lower bound: look again, now that it has come.
        self.clock.update();
        wheel.expire(self.clock.now_us());
        if wheel.has_due() {
            return Some(0);
        }
        wheel.wake_at_us().map(|us| self.clock.until_ms(us))
    }

    fn must_not_block(&self) -> bool {
        self.stopping.get()
            || self.has_work_ready()
            || self.immediates_referenced.get() > 0
            || !self.idle.borrow().is_empty()
            || !self.closing.borrow().is_empty()
            || self.poller.borrow().has_ready()
    }

    /// How long a host may wait before the next turn; `None` is until it is woken.
    pub(crate) fn next_timeout(&self) -> Option<Duration> {
        if self.must_not_block() || !self.is_alive() || self.has_messages() {
            return Some(Duration::ZERO);
        }
        let earliest_us = self.wheel.borrow_mut().earliest_us();
        earliest_us.map(|us| Duration::from_millis(self.clock.until_ms(us)))
    }

    fn has_messages(&self) -> bool {
        self.inbox.has_messages()
    }

    /// Asks the OS once, and makes sure that other threads can end it.
    fn wait_once(&self, timeout_ms: Option<u64>, is_woken: &dyn Fn() -> bool) -> Result<usize> {
        if timeout_ms == Some(0) {
            return self.ask(Some(0));
        }
        // The announcement comes first: whoever is not seen by the look after it sees it.
        let has_messages = self.inbox.announce_wait() || is_woken();
        let events = if has_messages {
            self.ask(Some(0))
        } else if self.clock.is_manual() {
            self.wait_in_manual_time(timeout_ms)
        } else if self.counters.measures_idle.get() {
            self.wait_measured(timeout_ms)
        } else {
            self.ask(timeout_ms)
        };
        self.inbox.end_wait();
        events
    }

    /// What is ready comes first, then jobs, which take no time here; then time jumps.
    fn wait_in_manual_time(&self, timeout_ms: Option<u64>) -> Result<usize> {
        let events = self.ask(Some(0))?;
        if events > 0 {
            return Ok(events);
        }
        match timeout_ms {
            Some(timeout_ms) if self.requests.borrow().len() == 0 => {
                let timeout_us = timeout_ms.saturating_mul(1_000);
                self.clock.jump_to(self.clock.now_us().saturating_add(timeout_us));
                Ok(0)
            }
            _ => self.ask(None),
        }
    }

    fn wait_measured(&self, timeout_ms: Option<u64>) -> Result<usize> {
        let counters = &self.counters;
        let waiting = self.ask(Some(0))?;
        counters.events_waiting.set(counters.events_waiting.get() + waiting as u64);
        if waiting > 0 {
            return Ok(waiting);
        }
        let started = Instant::now();
        let events = self.ask(timeout_ms);
        let idle_ns = u64::try_from(started.elapsed().as_nanos()).unwrap_or(u64::MAX);
        counters.idle_ns.set(counters.idle_ns.get().saturating_add(idle_ns));
        events
    }

    fn ask(&self, timeout_ms: Option<u64>) -> Result<usize> {
        let timeout = timeout_ms.map(Duration::from_millis);
        let recorder = self.recorder();
        let at_ns = recorder.as_ref().map_or(0, |recorder| recorder.now_ns());
        let waited = self.poller.borrow_mut().wait(timeout);
        let events = waited.map_err(|error| Error::network(error, "poll"))?;
        if let Some(recorder) = recorder {
            let duration_ns = recorder.now_ns().saturating_sub(at_ns);
            let events = u32::try_from(events).unwrap_or(u32::MAX);
            let what = What::Wait { timeout_ms, duration_ns, events };
            self.recorded_until_ns.set(None);
            recorder.record(bowline_trace::Event::on_loop(at_ns, what));
        }
        Ok(events)
    }

    /// Tells everybody what the wait brought: sources first, then messages of other threads, then
    /// signals. Says whether there were signals.
    fn report(&self) -> bool {
        self.report_sources();
        self.report_messages();
        self.report_signals()
    }

    fn report_sources(&self) {
        let mut left = self.poller.borrow().ready_len();
        while left > 0 && self.proceeds() {
            left -= 1;
            let next = self.poller.borrow_mut().next_ready();
            if let Some((index, readiness)) = next {
                self.report_source(index, readiness);
            }
        }
    }

    fn report_source(&self, index: u32, readiness: crate::poll::Readiness) {
        let found = {
            let handles = self.handles.borrow();
            handles.key_at(index).and_then(|key| {
                let slot = handles.get(key)?;
                match &slot.body {
                    Body::Io(io) if slot.state() != State::Closing => Some((key, io.clone())),
                    _ => None,
                }
            })
        };
        let Some((key, io)) = found else { return };
        if io.is_signal() {
            self.poller.borrow_mut().put_off_signal(index);
        } else {
            self.count_event();
            io.ready(&self.this(), key, readiness);
        }
    }

    fn report_signals(&self) -> bool {
        let mut had_signals = false;
        while self.proceeds() {
            let Some(index) = self.poller.borrow_mut().next_signal() else { break };
            had_signals = true;
            let found = {
                let handles = self.handles.borrow();
                handles.key_at(index).and_then(|key| match &handles.get(key)?.body {
                    Body::Io(io) => Some((key, io.clone())),
                    _ => None,
                })
            };
            if let Some((key, io)) = found {
                self.count_event();
                io.ready(&self.this(), key, crate::poll::Readiness::default());
            }
        }
        had_signals
    }

    fn report_messages(&self) {
        let mut left = {
            let mut arrived = self.arrived.borrow_mut();
            self.inbox.take_into(&mut arrived);
            arrived.len()
        };
        while left > 0 && self.proceeds() {
            left -= 1;
            let message = self.arrived.borrow_mut().pop_front();
            match message {
                Some(Message::Completed(completion)) => {
                    self.count_event();
                    self.run_completed(completion);
                }
                Some(Message::Notified(key)) => {
                    self.count_event();
                    self.run_notified(key);
                }
                Some(Message::Woken(key)) => self.task_woken(key),
                None => {}
            }
        }
    }

    fn count_event(&self) {
        self.counters.events.set(self.counters.events.get() + 1);
    }
}
