//! The native half of timers: one timer of the loop for all lists, one immediate for the whole queue.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use bowline_js::{Callback, loop_of};
use bowline_loop::{LoopRef, TimerId};
use rquickjs::prelude::Func;
use rquickjs::{Ctx, Function, Object, Result};

/// What one runtime has in the loop for its timers.
struct Timers {
    event_loop: LoopRef,
    /// The timer of the list that is due first, and whether it keeps the loop alive.
    timer: Cell<Option<TimerId>>,
    timer_keeps_alive: Cell<bool>,
    immediate: Cell<Option<TimerId>>,
    immediate_keeps_alive: Cell<bool>,
    process_timers: RefCell<Option<Callback>>,
    process_immediates: RefCell<Option<Callback>>,
}

pub(crate) fn native<'js>(ctx: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    let timers = Rc::new(Timers {
        event_loop: loop_of(ctx),
        timer: Cell::new(None),
        timer_keeps_alive: Cell::new(true),
        immediate: Cell::new(None),
        immediate_keeps_alive: Cell::new(true),
        process_timers: RefCell::default(),
        process_immediates: RefCell::default(),
    });
    let of = |timers: &Rc<Timers>| timers.clone();
    native.set(
        "setup",
        Func::from({
            let timers = of(&timers);
            move |ctx: Ctx<'js>, process_timers: Function<'js>, immediates: Function<'js>| {
                timers.process_timers.replace(Some(Callback::new(&ctx, process_timers)));
                timers.process_immediates.replace(Some(Callback::new(&ctx, immediates)));
            }
        }),
    )?;
    native.set(
        "now",
        Func::from({
            let timers = of(&timers);
            move || timers.now_ms()
        }),
    )?;
    native.set(
        "schedule",
        Func::from({
            let timers = of(&timers);
            move |delay_ms: u32| timers.schedule(delay_ms)
        }),
    )?;
    native.set(
        "setTimerRef",
        Func::from({
            let timers = of(&timers);
            move |referenced: bool| timers.set_timer_ref(referenced)
        }),
    )?;
    native.set(
        "scheduleImmediate",
        Func::from({
            let timers = of(&timers);
            move || timers.schedule_immediate()
        }),
    )?;
    native.set(
        "setImmediateRef",
        Func::from(move |referenced: bool| {
            timers.immediate_keeps_alive.set(referenced);
            if let Some(immediate) = timers.immediate.get() {
                timers.event_loop.set_timer_ref(immediate, referenced);
            }
        }),
    )
}

impl Timers {
    /// The time of now, not that of the iteration: a delay counts from the call that asks for it.
    fn now_ms(&self) -> f64 {
        self.event_loop.update_time();
        self.event_loop.now().as_millis() as f64
    }

    /// Arms the one timer anew.
    fn schedule(self: &Rc<Self>, delay_ms: u32) {
        if let Some(timer) = self.timer.take() {
            self.event_loop.clear(timer);
        }
        let weak = Rc::downgrade(self);
        let delay = Duration::from_millis(u64::from(delay_ms.max(1)));
        let timer = self.event_loop.set_timeout(delay, move || {
            if let Some(timers) = weak.upgrade() {
                timers.timer.set(None);
                timers.run(&timers.process_timers);
            }
        });
        self.timer.set(Some(timer));
        self.event_loop.set_timer_ref(timer, self.timer_keeps_alive.get());
    }

    fn set_timer_ref(&self, referenced: bool) {
        self.timer_keeps_alive.set(referenced);
        if let Some(timer) = self.timer.get() {
            self.event_loop.set_timer_ref(timer, referenced);
        }
    }

    fn schedule_immediate(self: &Rc<Self>) {
        if self.immediate.get().is_some() {
            return;
        }
        let weak = Rc::downgrade(self);
        let immediate = self.event_loop.set_immediate(move || {
            if let Some(timers) = weak.upgrade() {
                timers.immediate.set(None);
                timers.run(&timers.process_immediates);
            }
        });
        self.immediate.set(Some(immediate));
        self.event_loop.set_timer_ref(immediate, self.immediate_keeps_alive.get());
    }

    /// Calls until it returns: after an error that the program took, the rest of the batch still runs.
    fn run(&self, process: &RefCell<Option<Callback>>) {
        let Some(callback) = process.take() else { return };
        let mut is_again = false;
        while !callback.call((is_again,)) && !callback.has_ended() {
            is_again = true;
        }
        process.replace(Some(callback));
    }
}
