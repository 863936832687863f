//! Idle, prepare and check handles: called once in every iteration, in the order they were started.

use std::collections::BTreeMap;
use std::ops::Deref;

use bowline_trace::Kind;

use crate::core::{Call, Core};
use crate::handle::{Body, Handle, Key, State};
use crate::{LoopRef, Result};

/// The handle's own part.
pub(crate) struct Hook {
    kind: Kind,
    /// `None` while it runs, or before the first start.
    callback: Option<Box<dyn FnMut()>>,
    /// Its place in the order of starts, if it is started.
    place: u64,
}

impl Hook {
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }
}

/// The started handles of one kind, by the order of their starts.
#[derive(Default)]
pub(crate) struct Hooks {
    started: BTreeMap<u64, Key>,
    starts: u64,
}

impl Hooks {
    pub(crate) fn is_empty(&self) -> bool {
        self.started.is_empty()
    }

    fn add(&mut self, key: Key) -> u64 {
        self.starts += 1;
        self.started.insert(self.starts, key);
        self.starts
    }

    fn next(&self, after: u64, until: u64) -> Option<(u64, Key)> {
        // `range` panics when its start is after its end.
        if after >= until {
            return None;
        }
        self.started.range(after + 1..=until).next().map(|(place, key)| (*place, *key))
    }
}

/// Called once in every iteration; while it is active the wait does not block.
///
/// Source: libuv `uv_idle_t`.
#[derive(Clone)]
pub struct Idle(HookHandle);

/// Called right before every wait.
///
/// Source: libuv `uv_prepare_t`.
#[derive(Clone)]
pub struct Prepare(HookHandle);

/// Called right after every wait, after the immediates.
///
/// Source: libuv `uv_check_t`.
#[derive(Clone)]
pub struct Check(HookHandle);

/// What [`Idle`], [`Prepare`] and [`Check`] have in common.
#[derive(Clone)]
pub struct HookHandle {
    handle: Handle,
    kind: Kind,
}

impl LoopRef {
    /// A new idle handle, not started.
    ///
    /// # Errors
    ///
    /// `ECANCELED` if the loop is closed.
    #[track_caller]
    pub fn idle(&self) -> Result<Idle> {
        self.hook(Kind::Idle).map(Idle)
    }

    /// A new prepare handle, not started.
    ///
    /// # Errors
    ///
    /// `ECANCELED` if the loop is closed.
    #[track_caller]
    pub fn prepare(&self) -> Result<Prepare> {
        self.hook(Kind::Prepare).map(Prepare)
    }

    /// A new check handle, not started.
    ///
    /// # Errors
    ///
    /// `ECANCELED` if the loop is closed.
    #[track_caller]
    pub fn check(&self) -> Result<Check> {
        self.hook(Kind::Check).map(Check)
    }

    #[track_caller]
    fn hook(&self, kind: Kind) -> Result<HookHandle> {
        let body = Body::Hook(Box::new(Hook { kind, callback: None, place: 0 }));
        let handle = self.new_handle(State::Inactive, body, kind.name())?;
        Ok(HookHandle { handle, kind })
    }
}

impl HookHandle {
    /// Calls `callback` once in every iteration from now on, in its phase. If the handle is
    /// started already, it keeps its callback and its place.
    ///
    /// # Errors
    ///
    /// `EINVAL` if the handle is closing or closed.
    #[track_caller]
    pub fn start(&self, callback: impl FnMut() + 'static) -> Result<()> {
        self.handle.check_open(self.kind.name())?;
        if self.is_active() {
            return Ok(());
        }
        let core = self.owner.core();
        let place = core.hooks(self.kind).borrow_mut().add(self.key);
        let mut old = None;
        let mut handles = core.handles.borrow_mut();
        if let Some(slot) = handles.get_mut(self.key) {
            slot.origin = core.origin();
            if let Body::Hook(hook) = &mut slot.body {
                old = hook.callback.replace(Box::new(callback));
                hook.place = place;
            }
        }
        handles.set_state(self.key, State::Active);
        drop(handles);
        // Dropped here, where nothing is borrowed: it may own anything.
        drop(old);
        core.nudge();
        Ok(())
    }

    /// Stops calling. A handle that another one stops earlier in the same phase is not called.
    pub fn stop(&self) {
        if self.is_active() {
            self.owner.core().stop_hook(self.key);
            self.owner.core().handles.borrow_mut().set_state(self.key, State::Inactive);
        }
    }
}

impl Core {
    fn hooks(&self, kind: Kind) -> &std::cell::RefCell<Hooks> {
        match kind {
            Kind::Idle => &self.idle,
            Kind::Prepare => &self.prepare,
            _ => &self.check,
        }
    }

    /// Takes a hook out of its list. Its state is the caller's.
    pub(crate) fn stop_hook(&self, key: Key) {
        let handles = self.handles.borrow();
        if let Some(Body::Hook(hook)) = handles.get(key).map(|slot| &slot.body) {
            self.hooks(hook.kind).borrow_mut().started.remove(&hook.place);
        }
    }

    /// Calls every hook of `kind` that was started when this began and still is.
    pub(crate) fn run_hooks(&self, kind: Kind) {
        let until = self.hooks(kind).borrow().starts;
        let mut after = 0;
        while self.proceeds() {
            let next = self.hooks(kind).borrow().next(after, until);
            let Some((place, key)) = next else { break };
            after = place;
            self.run_hook(key, place);
        }
    }

    fn run_hook(&self, key: Key, place: u64) {
        let taken = {
            let mut handles = self.handles.borrow_mut();
            match handles.get_mut(key) {
                Some(slot) => {
                    let call = Call { kind: slot.kind(), id: key.number(), origin: slot.origin };
                    match &mut slot.body {
                        Body::Hook(hook) => hook.callback.take().map(|callback| (call, callback)),
                        _ => None,
                    }
                }
                None => None,
            }
        };
        let Some((call, mut callback)) = taken else { return };
        self.dispatch(call, &mut callback);
        // Still the same start? Then it will be called again.
        let mut handles = self.handles.borrow_mut();
        if let Some(Body::Hook(hook)) = handles.get_mut(key).map(|slot| &mut slot.body)
            && hook.place == place
            && hook.callback.is_none()
        {
            hook.callback = Some(callback);
            return;
        }
        drop(handles);
        drop(callback);
    }
}

impl Deref for HookHandle {
    type Target = Handle;
    fn deref(&self) -> &Handle {
        &self.handle
    }
}

impl Deref for Idle {
    type Target = HookHandle;
    fn deref(&self) -> &HookHandle {
        &self.0
    }
}

impl Deref for Prepare {
    type Target = HookHandle;
    fn deref(&self) -> &HookHandle {
        &self.0
    }
}

impl Deref for Check {
    type Target = HookHandle;
    fn deref(&self) -> &HookHandle {
        &self.0
    }
}
