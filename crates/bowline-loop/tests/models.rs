//! Every interleaving of what the loop shares with other threads: no wake-up is lost.
//!
//! loom runs each model again and again, once for every order in which the threads can meet.
// The models are the same everywhere; loom's own stacks cannot panic under Wine.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may")]

use std::sync::Arc;

use loom::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use loom::sync::{Condvar, Mutex};
use loom::thread;

/// The code under test is compiled with loom's types in the place of std's.
mod sync {
    pub(crate) use loom::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    pub(crate) use loom::sync::{Condvar, Mutex, MutexGuard};
}

#[allow(dead_code, reason = "a model uses the part it is about")]
#[path = "../src/inbox.rs"]
mod inbox;

#[allow(dead_code, reason = "a model uses the part it is about")]
#[path = "../src/pool/queue.rs"]
mod queue;

use inbox::{Inbox, Wake};
use queue::JobQueue;

/// The system's side of a wake-up: it stays until it is taken, as that of an eventfd does.
#[derive(Default)]
struct System {
    woken: Mutex<bool>,
    changed: Condvar,
    wakes: AtomicUsize,
}

impl System {
    /// The loop's wait. It ends with a wake-up, which may have come before it. If none ever comes,
    /// loom finds a thread that waits for ever and the model fails.
    fn wait(&self) {
        let mut woken = self.woken.lock().unwrap();
        while !*woken {
            woken = self.changed.wait(woken).unwrap();
        }
        *woken = false;
    }
}

struct Waker(Arc<System>);

impl Wake for Waker {
    fn wake(&self) {
        self.0.wakes.fetch_add(1, Ordering::SeqCst);
        *self.0.woken.lock().unwrap() = true;
        self.0.changed.notify_one();
    }
}

/// Tries every order of the threads with up to three switches that no wait forced. Models with two
/// other threads have too many orders for more, and faults of this kind need one or two.
fn model(run: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(run);
}

fn inbox() -> (Arc<Inbox<u32, Waker>>, Arc<System>) {
    let system = Arc::new(System::default());
    (Arc::new(Inbox::new(Waker(system.clone()))), system)
}

/// One wait of the loop, and what has arrived after it.
fn wait(inbox: &Inbox<u32, Waker>, system: &System, got: &mut Vec<u32>) {
    if !inbox.announce_wait() {
        system.wait();
    }
    inbox.end_wait();
    let mut arrived = std::collections::VecDeque::new();
    inbox.take_into(&mut arrived);
    got.extend(arrived);
}

#[test]
fn a_message_always_ends_the_wait_of_the_loop() {
    model(|| {
        let (inbox, system) = inbox();
        let sender = inbox.clone();
        let other = thread::spawn(move || sender.send(7));
        let mut got = Vec::new();
        while got.is_empty() {
            wait(&inbox, &system, &mut got);
        }
        assert_eq!(got, [7]);
        other.join().unwrap();
    });
}

#[test]
fn two_senders_are_both_heard_with_at_most_a_wake_up_a_wait() {
    model(|| {
        let (inbox, system) = inbox();
        let others: Vec<_> = [1, 2]
            .into_iter()
            .map(|number| {
                let sender = inbox.clone();
                thread::spawn(move || sender.send(number))
            })
            .collect();
        let (mut got, mut waits) = (Vec::new(), 0);
        while got.len() < 2 {
            wait(&inbox, &system, &mut got);
            waits += 1;
        }
        for other in others {
            other.join().unwrap();
        }
        got.sort_unstable();
        assert_eq!(got, [1, 2]);
        assert!(system.wakes.load(Ordering::SeqCst) <= waits);
    });
}

#[test]
fn messages_of_one_sender_arrive_in_their_order() {
    model(|| {
        let (inbox, system) = inbox();
        let sender = inbox.clone();
        let other = thread::spawn(move || {
            sender.send(1);
            sender.send(2);
        });
        let mut got = Vec::new();
        while got.len() < 2 {
            wait(&inbox, &system, &mut got);
        }
        assert_eq!(got, [1, 2]);
        other.join().unwrap();
    });
}

// The protocol of `Notifier::notify` and `Core::run_notified`.
#[test]
fn after_the_last_use_of_a_notifier_there_is_always_one_more_callback() {
    model(|| {
        let (inbox, system) = inbox();
        let notified = Arc::new(AtomicBool::new(false));
        let uses = Arc::new(AtomicUsize::new(0));
        let (sender, flag, count) = (inbox.clone(), notified.clone(), uses.clone());
        let other = thread::spawn(move || {
            for _ in 0..2 {
                count.fetch_add(1, Ordering::SeqCst);
                if !flag.swap(true, Ordering::AcqRel) {
                    sender.send(0);
                }
            }
        });
        let mut seen = 0;
        while seen < 2 {
            let mut got = Vec::new();
            wait(&inbox, &system, &mut got);
            for _ in got {
                notified.swap(false, Ordering::AcqRel);
                // The callback: whatever was done before the use is visible here.
                seen = uses.load(Ordering::SeqCst);
            }
        }
        other.join().unwrap();
    });
}

// The protocol of `MainWaker` and of the wait of `block_on`.
#[test]
fn a_future_that_block_on_runs_is_never_left_asleep() {
    model(|| {
        let (inbox, system) = inbox();
        let woken = Arc::new(AtomicBool::new(false));
        let (waker, flag) = (inbox.clone(), woken.clone());
        let other = thread::spawn(move || {
            if !flag.swap(true, Ordering::SeqCst) {
                waker.wake();
            }
        });
        while !woken.swap(false, Ordering::SeqCst) {
            if !inbox.announce_wait() && !woken.load(Ordering::SeqCst) {
                system.wait();
            }
            inbox.end_wait();
        }
        other.join().unwrap();
    });
}

// The protocol of `TaskWaker`: `queued` goes down before the poll, so a wake-up in it queues again.
#[test]
fn a_future_woken_while_it_is_polled_is_polled_again() {
    model(|| {
        let (inbox, system) = inbox();
        let queued = Arc::new(AtomicBool::new(true));
        let ready = Arc::new(AtomicBool::new(false));
        let (sender, flag, value) = (inbox.clone(), queued.clone(), ready.clone());
        let other = thread::spawn(move || {
            value.store(true, Ordering::Release);
            if !flag.swap(true, Ordering::SeqCst) {
                sender.send(0);
            }
        });
        loop {
            queued.swap(false, Ordering::SeqCst);
            if ready.load(Ordering::Acquire) {
                break;
            }
            let mut got = Vec::new();
            while got.is_empty() {
                wait(&inbox, &system, &mut got);
            }
        }
        other.join().unwrap();
    });
}

/// As many jobs as workers, and no job ends before all have started.
fn run_side_by_side(jobs: usize, submitter_works: bool) {
    let queue = Arc::new(JobQueue::new());
    let started = Arc::new((Mutex::new(0), Condvar::new()));
    let work = {
        let (queue, started) = (queue.clone(), started.clone());
        move || {
            assert!(queue.take().is_some());
            let mut count = started.0.lock().unwrap();
            *count += 1;
            started.1.notify_all();
            while *count < jobs {
                count = started.1.wait(count).unwrap();
            }
        }
    };
    for _ in usize::from(submitter_works)..jobs {
        thread::spawn(work.clone());
    }
    for number in 0..jobs {
        queue.push(number);
    }
    if submitter_works {
        work();
    }
}

#[test]
fn no_job_waits_while_a_worker_sleeps() {
    model(|| run_side_by_side(2, false));
}

#[test]
fn what_a_busy_worker_leaves_is_taken_by_one_that_sleeps() {
    model(|| run_side_by_side(3, true));
}

#[test]
fn the_pool_s_queue_gives_each_job_once_and_in_order() {
    model(|| {
        let queue = Arc::new(JobQueue::new());
        let submitter = queue.clone();
        let other = thread::spawn(move || (0..3).for_each(|number| submitter.push(number)));
        assert_eq!([queue.take(), queue.take(), queue.take()], [Some(0), Some(1), Some(2)]);
        other.join().unwrap();
        assert_eq!(queue.waiting_and_taken(), (0, 3));
    });
}

#[test]
fn closing_the_pool_s_queue_ends_a_worker_that_falls_asleep() {
    model(|| {
        let queue = Arc::new(JobQueue::<u32>::new());
        let worker = {
            let queue = queue.clone();
            thread::spawn(move || queue.take())
        };
        assert!(queue.close());
        assert_eq!(worker.join().unwrap(), None);
    });
}

// What `announce_wait` does, the wrong way round: this shows that the models find a lost wake-up.
#[test]
#[should_panic(expected = "deadlock")]
fn looking_before_the_announcement_loses_a_wake_up() {
    model(|| {
        let (inbox, system) = inbox();
        let sender = inbox.clone();
        let other = thread::spawn(move || sender.send(7));
        let mut got = std::collections::VecDeque::new();
        while got.is_empty() {
            let has_messages = inbox.has_messages();
            inbox.announce_wait();
            if !has_messages {
                system.wait();
            }
            inbox.end_wait();
            inbox.take_into(&mut got);
        }
        other.join().unwrap();
    });
}

// `TaskWaker::rest` with a store in the place of its swap: whoever found the future queued already
// is not seen by the poll.
#[test]
#[should_panic(expected = "deadlock")]
fn taking_the_queued_flag_down_without_looking_at_it_loses_a_wake_up() {
    model(|| {
        let (inbox, system) = inbox();
        let queued = Arc::new(AtomicBool::new(true));
        let ready = Arc::new(AtomicBool::new(false));
        let (sender, flag, value) = (inbox.clone(), queued.clone(), ready.clone());
        let other = thread::spawn(move || {
            value.store(true, Ordering::Release);
            if !flag.swap(true, Ordering::AcqRel) {
                sender.send(0);
            }
        });
        loop {
            queued.store(false, Ordering::Release);
            if ready.load(Ordering::Acquire) {
                break;
            }
            let mut got = Vec::new();
            while got.is_empty() {
                wait(&inbox, &system, &mut got);
            }
        }
        other.join().unwrap();
    });
}

// `Core::run_notified` with the flag taken down after the callback: a use during it is lost.
#[test]
#[should_panic(expected = "deadlock")]
fn taking_the_notified_flag_down_after_the_callback_loses_a_use() {
    model(|| {
        let (inbox, system) = inbox();
        let notified = Arc::new(AtomicBool::new(false));
        let uses = Arc::new(AtomicUsize::new(0));
        let (sender, flag, count) = (inbox.clone(), notified.clone(), uses.clone());
        let other = thread::spawn(move || {
            for _ in 0..2 {
                count.fetch_add(1, Ordering::SeqCst);
                if !flag.swap(true, Ordering::AcqRel) {
                    sender.send(0);
                }
            }
        });
        let mut seen = 0;
        while seen < 2 {
            let mut got = Vec::new();
            wait(&inbox, &system, &mut got);
            for _ in got {
                seen = uses.load(Ordering::SeqCst);
                notified.swap(false, Ordering::AcqRel);
            }
        }
        other.join().unwrap();
    });
}

// `block_on` that looks for its future's wake-up before it announces the wait.
#[test]
#[should_panic(expected = "deadlock")]
fn looking_for_the_main_futures_wake_up_before_the_announcement_loses_it() {
    model(|| {
        let (inbox, system) = inbox();
        let woken = Arc::new(AtomicBool::new(false));
        let (waker, flag) = (inbox.clone(), woken.clone());
        let other = thread::spawn(move || {
            if !flag.swap(true, Ordering::SeqCst) {
                waker.wake();
            }
        });
        while !woken.swap(false, Ordering::SeqCst) {
            let is_woken = woken.load(Ordering::SeqCst);
            if !inbox.announce_wait() && !is_woken {
                system.wait();
            }
            inbox.end_wait();
        }
        other.join().unwrap();
    });
}
