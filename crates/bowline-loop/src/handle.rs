//! The one handle table: idle, active or closing; ref'd or not.

use std::fmt;
use std::rc::Rc;

use bowline_trace::{Kind, Site};
use slab::Slab;

use crate::hooks::Hook;
use crate::immediate::Immediate;
use crate::notifier::AsyncHandle;
use crate::poll::IoHandle;
use crate::timers::{Timeout, TimerState};
use crate::{Error, LoopRef, Result};

/// Names an entry of a table. A key that outlived its entry finds nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Key {
    pub(crate) index: u32,
    pub(crate) generation: u32,
}

impl Key {
    /// The number users see in recordings.
    pub(crate) fn number(self) -> u64 {
        u64::from(self.generation)
    }
}

/// What scheduled a callback: the number of the callback that did it, and the place in the source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    pub(crate) cause: u64,
    pub(crate) site: Site,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum State {
    Inactive,
    Active,
    Closing,
}

/// A handle. What it does is in its body.
pub(crate) struct Slot {
    generation: u32,
    state: State,
    referenced: bool,
    pub(crate) origin: Origin,
    pub(crate) body: Body,
}

pub(crate) enum Body {
    Timeout(Timeout),
    Timer(Box<TimerState>),
    Immediate(Immediate),
    Hook(Box<Hook>),
    Async(Box<AsyncHandle>),
    Io(Rc<dyn IoHandle>),
}

impl Body {
    fn kind(&self) -> Kind {
        match self {
            Body::Timeout(_) => Kind::Timeout,
            Body::Timer(timer) => timer.kind(),
            Body::Immediate(_) => Kind::Immediate,
            Body::Hook(hook) => hook.kind(),
            Body::Async(_) => Kind::Async,
            Body::Io(io) => io.kind(),
        }
    }
}

impl Slot {
    fn is_listening(&self) -> bool {
        matches!(&self.body, Body::Io(io) if io.is_listening())
    }

    pub(crate) fn kind(&self) -> Kind {
        self.body.kind()
    }

    pub(crate) fn state(&self) -> State {
        self.state
    }

    pub(crate) fn is_referenced(&self) -> bool {
        self.referenced
    }

    /// Whether it is an immediate for which the wait must not block.
    pub(crate) fn holds_back_wait(&self) -> bool {
        matches!(self.body, Body::Immediate(_)) && self.state == State::Active && self.referenced
    }
}

/// Every handle of a loop, and how many of them count.
#[derive(Default)]
pub(crate) struct HandleTable {
    slots: Slab<Slot>,
    generation: u32,
    active_referenced: usize,
    closing: usize,
    /// Capacity and number of handles after the last try to shrink.
    tried: Option<(usize, usize)>,
}

impl HandleTable {
    pub(crate) fn insert(&mut self, origin: Origin, state: State, body: Body) -> Key {
        // 0 is nobody's generation; a wrap-around skips it.
        self.generation = self.generation.wrapping_add(1).max(1);
        let generation = self.generation;
        let index = self.slots.insert(Slot { generation, state, referenced: true, origin, body });
        if state == State::Active {
            self.active_referenced += 1;
        }
        let index = u32::try_from(index).expect("a loop has fewer than four billion handles");
        Key { index, generation }
    }

    pub(crate) fn get(&self, key: Key) -> Option<&Slot> {
        self.slots.get(key.index as usize).filter(|slot| slot.generation == key.generation)
    }

    pub(crate) fn get_mut(&mut self, key: Key) -> Option<&mut Slot> {
        self.slots.get_mut(key.index as usize).filter(|slot| slot.generation == key.generation)
    }

    /// The key of whatever is at `index` now.
    pub(crate) fn key_at(&self, index: u32) -> Option<Key> {
        self.slots.get(index as usize).map(|slot| Key { index, generation: slot.generation })
    }

    /// Takes the handle out of the table for good.
    pub(crate) fn remove(&mut self, key: Key) -> Option<Slot> {
        self.get(key)?;
        self.uncount(key);
        Some(self.slots.remove(key.index as usize))
    }

    pub(crate) fn set_state(&mut self, key: Key, state: State) {
        self.uncount(key);
        if let Some(slot) = self.get_mut(key) {
            slot.state = state;
        }
        self.count(key);
    }

    pub(crate) fn set_referenced(&mut self, key: Key, referenced: bool) {
        self.uncount(key);
        if let Some(slot) = self.get_mut(key) {
            slot.referenced = referenced;
        }
        self.count(key);
    }

    fn count(&mut self, key: Key) {
        if let Some((state, referenced)) = self.get(key).map(|slot| (slot.state, slot.referenced)) {
            self.active_referenced += usize::from(state == State::Active && referenced);
            self.closing += usize::from(state == State::Closing);
        }
    }

    fn uncount(&mut self, key: Key) {
        if let Some((state, referenced)) = self.get(key).map(|slot| (slot.state, slot.referenced)) {
            self.active_referenced -= usize::from(state == State::Active && referenced);
            self.closing -= usize::from(state == State::Closing);
        }
    }

    /// How many handles there are, in whatever state.
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// How many keep the loop alive.
    pub(crate) fn keeping_alive(&self) -> usize {
        self.active_referenced + self.closing
    }

    pub(crate) fn keys(&self) -> Vec<Key> {
        let key = |(index, slot): (usize, &Slot)| Key {
            index: index as u32,
            generation: slot.generation,
        };
        self.slots.iter().map(key).collect()
    }

    /// Gives memory back after a burst. Says how many indices are in use if it did.
    pub(crate) fn shrink(&mut self) -> Option<usize> {
        if !self.wants_to_shrink() {
            return None;
        }
        // What lies before the last handle cannot be given back, and shrinking walks all of that.
        let used = self.slots.iter().next_back().map_or(0, |(index, _)| index + 1);
        let worthwhile = used <= self.slots.capacity() / 2;
        if worthwhile {
            self.slots.shrink_to_fit();
        }
        self.tried = Some((self.slots.capacity(), self.slots.len()));
        worthwhile.then(|| self.slots.capacity())
    }

    /// Looking for the last handle is a walk, too. So it is done again only when the table has grown,
    /// or has half as many handles as the last time.
    fn wants_to_shrink(&self) -> bool {
        const KEPT: usize = 4_096;
        let (capacity, len) = (self.slots.capacity(), self.slots.len());
        let tried_len = match self.tried {
            Some((tried_capacity, tried_len)) if tried_capacity == capacity => tried_len,
            _ => usize::MAX,
        };
        capacity > KEPT && len <= capacity / 4 && len <= tried_len / 2
    }

    pub(crate) fn take_all(&mut self) -> Vec<Slot> {
        let HandleTable { slots, .. } = std::mem::take(self);
        slots.into_iter().map(|(_, slot)| slot).collect()
    }

    #[cfg(test)]
    pub(crate) fn set_next_generation(&mut self, generation: u32) {
        self.generation = generation.wrapping_sub(1);
    }
}

/// What every kind of handle can do.
///
/// A handle is a name for something that lives in its loop until it is closed. Dropping the name
/// changes nothing; cloning it makes another name for the same handle.
#[derive(Clone)]
pub struct Handle {
    pub(crate) owner: LoopRef,
    pub(crate) key: Key,
}

impl Handle {
    pub(crate) fn new(owner: LoopRef, key: Key) -> Handle {
        Handle { owner, key }
    }

    /// The loop it belongs to.
    pub fn event_loop(&self) -> &LoopRef {
        &self.owner
    }

    /// What kind of handle it is; `None` once it is closed.
    pub fn kind(&self) -> Option<Kind> {
        self.with_slot(Slot::kind)
    }

    /// Whether it is started: a timer that runs, a socket that reads, connects or listens. An async
    /// notifier is active until it is closed.
    pub fn is_active(&self) -> bool {
        self.with_slot(Slot::state) == Some(State::Active)
    }

    /// Whether it waits for connections.
    pub fn is_listening(&self) -> bool {
        self.with_slot(Slot::is_listening).unwrap_or(false)
    }

    /// Whether it is closing or closed.
    pub fn is_closing(&self) -> bool {
        matches!(self.with_slot(Slot::state), None | Some(State::Closing))
    }

    /// Whether it keeps its loop alive while it is active. True until [`set_ref`](Handle::set_ref) says otherwise.
    pub fn has_ref(&self) -> bool {
        self.with_slot(Slot::is_referenced).unwrap_or(false)
    }

    /// Says whether the handle keeps its loop alive while it is active. A flag, not a counter.
    pub fn set_ref(&self, referenced: bool) {
        self.owner.core().set_referenced(self.key, referenced);
    }

    /// Stops the handle and closes it. Nothing of it is called any more.
    ///
    /// Closing twice is the same as closing once.
    #[track_caller]
    pub fn close(&self) {
        self.owner.core().close_handle(self.key, None);
    }

    /// Closes the handle as [`close`](Handle::close) does and then calls `callback`.
    ///
    /// `callback` runs once, in the closing phase of this iteration or, if that is over, of the
    /// next. If the handle is closing already, `callback` is dropped.
    #[track_caller]
    pub fn close_with(&self, callback: impl FnOnce() + 'static) {
        self.owner.core().close_handle(self.key, Some(Box::new(callback)));
    }

    fn with_slot<R>(&self, read: impl FnOnce(&Slot) -> R) -> Option<R> {
        self.owner.core().handles.borrow().get(self.key).map(read)
    }

    /// `EINVAL` if the handle is closing or closed.
    pub(crate) fn check_open(&self, syscall: &'static str) -> Result<()> {
        if self.is_closing() { Err(Error::code_of("EINVAL", syscall)) } else { Ok(()) }
    }
}

impl PartialEq for Handle {
    fn eq(&self, other: &Handle) -> bool {
        self.key == other.key && self.owner.id() == other.owner.id()
    }
}

impl Eq for Handle {}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind().map_or("closed", Kind::name);
        write!(f, "Handle({kind} {})", self.key.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::Location;

    fn immediate() -> Body {
        Body::Immediate(Immediate { callback: None })
    }

    // BOOK B9: the book's search for a free id ends only at one that is taken.
    #[test]
    fn no_live_key_is_given_twice_when_the_generation_wraps() {
        let mut table = HandleTable::default();
        let origin = Origin { cause: 0, site: Location::caller() };
        table.set_next_generation(u32::MAX - 1);
        let keys: Vec<Key> =
            (0..6).map(|_| table.insert(origin, State::Active, immediate())).collect();
        for (place, key) in keys.iter().enumerate() {
            assert_ne!(key.generation, 0);
            assert!(!keys[..place].contains(key));
        }
        table.remove(keys[3]);
        let again = table.insert(origin, State::Active, immediate());
        assert_eq!(again.index, keys[3].index);
        assert!(table.get(keys[3]).is_none(), "the old key must not find the new handle");
    }

    #[test]
    fn a_table_that_cannot_shrink_is_not_walked_again_for_nothing() {
        let mut table = HandleTable::default();
        let origin = Origin { cause: 0, site: Location::caller() };
        let keys: Vec<Key> =
            (0..20_000).map(|_| table.insert(origin, State::Active, immediate())).collect();
        // The last one lives on, and four others, so that nothing can be given back.
        for key in &keys[4..19_999] {
            table.remove(*key);
        }
        assert!(table.wants_to_shrink());
        table.shrink();
        assert!(!table.wants_to_shrink(), "it has just been tried");
        for key in &keys[..3] {
            table.remove(*key);
        }
        assert!(table.wants_to_shrink(), "less than half is left");
        table.remove(keys[19_999]);
        assert!(table.shrink().is_some());
    }

    #[test]
    fn a_million_timers_fit_in_their_budget_of_memory() {
        assert!(size_of::<Slot>() <= 56, "{}", size_of::<Slot>());
    }
}
