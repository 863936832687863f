//! What a worker thread does.

use std::io;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};
use std::time::Instant;

use bowline_trace::{Event, Thread, What};

use super::job::{Completion, Ran};
use super::lanes::{JobRecording, KnownInbox, Lane, Lanes, Ticket};

/// What libuv gives its workers: deep recursion in a job is no surprise.
const STACK_BYTES: usize = 8 << 20;

/// Starts a worker that lives until the lanes are closed.
pub(super) fn spawn(number: usize, lanes: Arc<Lanes>) -> io::Result<JoinHandle<()>> {
    let name = format!("bowline-worker-{number}");
    let number = u16::try_from(number).unwrap_or(u16::MAX);
    Builder::new().name(name).stack_size(STACK_BYTES).spawn(move || {
        let mut known = KnownInbox::default();
        while let Some((lane, ticket)) = lanes.next() {
            run(ticket, lane, &lanes, &mut known, Thread::Worker(number));
        }
    })
}

/// Runs one job and tells its loop. A cancelled one was answered for already.
fn run(ticket: Ticket, lane: Lane, lanes: &Lanes, known: &mut KnownInbox, thread: Thread) {
    let Ticket { job, request, loop_id, recording } = ticket;
    let (did_run, ran) = match recording {
        None => (job.run(), None),
        Some(recording) => run_recorded(&*job, request.number(), thread, &recording),
    };
    // Free again before the loop hears of it, so that counts are never too high.
    drop(job);
    lanes.ended(lane);
    if did_run {
        lanes.tell(known, loop_id, Completion { request, ran });
    }
}

fn run_recorded(
    job: &dyn super::QueuedJob,
    id: u64,
    thread: Thread,
    recording: &JobRecording,
) -> (bool, Option<Box<Ran>>) {
    let since = |moment: Instant| {
        let elapsed = moment.saturating_duration_since(recording.started);
        u64::try_from(elapsed.as_nanos()).unwrap_or(u64::MAX)
    };
    let at_ns = since(Instant::now());
    let event = |duration_ns| Event { at_ns, thread, what: What::Job { id, duration_ns } };
    if let Some(sink) = &recording.sink {
        sink.began(&event(0));
    }
    let did_run = job.run();
    let duration_ns = since(Instant::now()) - at_ns;
    if let Some(sink) = &recording.sink {
        sink.recorded(&event(duration_ns));
    }
    (did_run, Some(Box::new(Ran { thread, at_ns, duration_ns })))
}
