//! The queue all workers take from: first in, first out, and workers that sleep when it is empty.
//!
//! It has two ends with a lock each. Jobs are put into one deque and taken from another; the worker
//! that finds its own empty swaps the two. So loops and workers meet at one lock only once for each
//! batch, and the order stays that of the one queue.
//!
//! No worker spins, as it would take the processor from the loop it waits for. A sleeping worker is
//! woken only while no other one is on its way to the queue. Who comes from there wakes the next if
//! something is left: so no job waits while a worker sleeps, and a burst is not a wake-up for each.
//!
//! This file is also compiled by `tests/models.rs`, where loom tries every interleaving.

use std::collections::VecDeque;

use crate::sync::{AtomicBool, AtomicUsize, Condvar, Mutex, MutexGuard, Ordering};

pub(crate) struct JobQueue<T> {
    incoming: Apart<Mutex<VecDeque<T>>>,
    outgoing: Apart<Mutex<Outgoing<T>>>,
    /// How many of what was taken is done with.
    ended: AtomicUsize,
    /// Whether somebody sleeps and nobody is on the way: only then a job must wake a worker.
    should_wake: Apart<AtomicBool>,
    sleepers: Mutex<Sleepers>,
    woken: Condvar,
}

/// On cache lines of its own: what loops write is not beside what workers write. Processors fetch
/// lines in pairs.
#[repr(align(128))]
struct Apart<T>(T);

struct Outgoing<T> {
    queue: VecDeque<T>,
    taken: usize,
    closed: bool,
}

#[derive(Default)]
struct Sleepers {
    sleeping: usize,
    /// Woken, and has not looked into the queue yet. Not counted as sleeping, whoever it will be.
    on_the_way: usize,
    /// Wake-ups nobody has followed yet.
    wakes: usize,
    closed: bool,
}

/// How many items there is always room for, once there was.
const KEPT: usize = 4_096;

impl<T> JobQueue<T> {
    pub(crate) fn new() -> JobQueue<T> {
        let outgoing = Outgoing { queue: VecDeque::new(), taken: 0, closed: false };
        JobQueue {
            incoming: Apart(Mutex::new(VecDeque::new())),
            outgoing: Apart(Mutex::new(outgoing)),
            ended: AtomicUsize::new(0),
            should_wake: Apart(AtomicBool::new(false)),
            sleepers: Mutex::new(Sleepers::default()),
            woken: Condvar::new(),
        }
    }

    pub(crate) fn push(&self, item: T) {
        lock(&self.incoming.0).push_back(item);
        self.wake_one();
    }

    /// The next item, as soon as there is one; `None` once the queue is closed. Whoever gets one says
    /// later that it has [`ended`](JobQueue::ended).
    pub(crate) fn take(&self) -> Option<T> {
        let mut was_woken = false;
        loop {
            let mut outgoing = lock(&self.outgoing.0);
            if outgoing.closed {
                return None;
            }
            if outgoing.queue.is_empty() {
                self.refill(&mut outgoing.queue);
            }
            if let Some(item) = outgoing.queue.pop_front() {
                outgoing.taken = outgoing.taken.wrapping_add(1);
                let has_more = !outgoing.queue.is_empty();
                drop(outgoing);
                self.pass_on(was_woken, has_more);
                return Some(item);
            }
            drop(outgoing);
            self.sleep(was_woken);
            was_woken = true;
        }
    }

    /// What was taken is done with.
    pub(crate) fn ended(&self) {
        self.ended.fetch_add(1, Ordering::SeqCst);
    }

    /// How many wait, and how many were taken and have not ended.
    pub(crate) fn waiting_and_taken(&self) -> (usize, usize) {
        let outgoing = lock(&self.outgoing.0);
        let waiting = outgoing.queue.len() + lock(&self.incoming.0).len();
        (waiting, outgoing.taken.wrapping_sub(self.ended.load(Ordering::SeqCst)))
    }

    /// Nothing can be taken any more. Says whether everything that was taken has ended.
    pub(crate) fn close(&self) -> bool {
        let mut outgoing = lock(&self.outgoing.0);
        outgoing.closed = true;
        let all_ended = outgoing.taken == self.ended.load(Ordering::SeqCst);
        drop(outgoing);
        lock(&self.sleepers).closed = true;
        self.woken.notify_all();
        all_ended
    }

    fn refill(&self, empty: &mut VecDeque<T>) {
        if empty.capacity() > KEPT {
            // What a burst needed is given back.
            *empty = VecDeque::new();
        }
        std::mem::swap(empty, &mut *lock(&self.incoming.0));
    }

    fn has_waiting(&self) -> bool {
        self.waiting_and_taken().0 > 0
    }

    /// After an item was taken: has another worker take the next one, if there is any.
    fn pass_on(&self, was_woken: bool, mut has_more: bool) {
        if was_woken {
            let mut sleepers = lock(&self.sleepers);
            sleepers.on_the_way -= 1;
            self.announce(&sleepers);
            drop(sleepers);
            // Whoever had something left meanwhile relied on this worker. The flag is up before this
            // look, so from now on they see that they cannot.
            has_more = has_more || self.has_waiting();
        }
        if has_more {
            self.wake_one();
        }
    }

    fn wake_one(&self) {
        // The lock that was held before the look makes it good enough: a worker announces its sleep
        // before it takes that lock and finds nothing.
        if !self.should_wake.0.load(Ordering::SeqCst) {
            return;
        }
        let mut sleepers = lock(&self.sleepers);
        if sleepers.sleeping > 0 && sleepers.on_the_way == 0 {
            sleepers.sleeping -= 1;
            sleepers.on_the_way += 1;
            sleepers.wakes += 1;
            self.announce(&sleepers);
            drop(sleepers);
            self.woken.notify_one();
        }
    }

    /// Sleeps until there may be something to take.
    fn sleep(&self, was_woken: bool) {
        let mut sleepers = lock(&self.sleepers);
        sleepers.on_the_way -= usize::from(was_woken);
        sleepers.sleeping += 1;
        self.announce(&sleepers);
        // The announcement comes first: what is put in after this look wakes somebody.
        if self.has_waiting() {
            sleepers.sleeping -= 1;
            sleepers.on_the_way += 1;
            self.announce(&sleepers);
            return;
        }
        while sleepers.wakes == 0 {
            if sleepers.closed {
                return;
            }
            sleepers = self.woken.wait(sleepers).expect(NOT_POISONED);
        }
        sleepers.wakes -= 1;
    }

    fn announce(&self, sleepers: &Sleepers) {
        let should_wake = sleepers.sleeping > 0 && sleepers.on_the_way == 0;
        self.should_wake.0.store(should_wake, Ordering::SeqCst);
    }
}

const NOT_POISONED: &str = "nothing panics while it holds a lock of the queue";

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect(NOT_POISONED)
}
