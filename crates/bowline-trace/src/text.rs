//! Plain text, a line an event.
//!
//! ```text
//! Thread: main  Registered timeout 4 (src/main.rs:10)
//! Thread: main  ===== TICK 3 =====
//! Thread: main  ----- timers -----
//! Thread: main  Callback 7: timeout 4 (src/main.rs:10), caused by callback 2
//! Thread: bowline-worker-0  Job 5 began
//! ```

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use crate::{Event, Sink, What};

/// A callback that ran at least this long gets a second line that says so, in nanoseconds.
const SLOW_CALLBACK_NS: u64 = 10_000_000;

/// Writes every event as it happens.
///
/// Lines of different threads never mix. When a write fails, such as into a pipe that nobody reads
/// any more, the writer is silent from then on and the program goes on. Dropping it drops what it
/// writes to, unflushed.
pub struct TextWriter {
    /// `None` after a write failed.
    out: Mutex<Option<Box<dyn Write + Send>>>,
}

impl TextWriter {
    /// A writer to `out`, which gets whole lines.
    pub fn new(out: impl Write + Send + 'static) -> TextWriter {
        TextWriter { out: Mutex::new(Some(Box::new(out))) }
    }

    /// A writer to the standard error stream.
    pub fn stderr() -> TextWriter {
        TextWriter::new(io::stderr())
    }

    fn line(&self, event: &Event, text: &str) {
        // A poisoned lock means `out` panicked on another thread; a trace is not worth another.
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(writer) = out.as_mut()
            && write_line(writer, event, text).is_err()
        {
            *out = None;
        }
    }
}

impl Sink for TextWriter {
    fn began(&self, event: &Event) {
        match event.what {
            What::Callback { .. } => self.line(event, &describe(event)),
            What::Job { id, .. } => self.line(event, &format!("Job {id} began")),
            _ => {}
        }
    }

    fn recorded(&self, event: &Event) {
        match event.what {
            What::Callback { number, duration_ns, .. } if duration_ns >= SLOW_CALLBACK_NS => {
                self.line(event, &format!("Callback {number} took {}", Span(duration_ns)));
            }
            What::Callback { .. } => {}
            What::Job { id, duration_ns } => {
                self.line(event, &format!("Job {id} finished, took {}", Span(duration_ns)));
            }
            _ => self.line(event, &describe(event)),
        }
    }
}

/// Writes a finished recording, in the order things began.
///
/// `dropped` is what [`Recorder::dropped`](crate::Recorder::dropped) said before the events were
/// taken; if it is not 0, the first line tells.
///
/// # Errors
///
/// Whatever writing to `out` gives.
pub fn write(events: &[Event], dropped: u64, out: &mut impl Write) -> io::Result<()> {
    if dropped > 0 {
        writeln!(out, "{dropped} earlier events were dropped: the buffer was full")?;
    }
    for event in &crate::in_order(events) {
        match event.what {
            What::Callback { duration_ns, .. } | What::Job { duration_ns, .. } => {
                let text = format!("{}, took {}", describe(event), Span(duration_ns));
                write_line(out, event, &text)?;
            }
            _ => write_line(out, event, &describe(event))?,
        }
    }
    out.flush()
}

/// One write for the whole line, so that lines of other writers to the same stream do not mix in.
fn write_line(out: &mut impl Write, event: &Event, text: &str) -> io::Result<()> {
    out.write_all(format!("Thread: {}\t {text}\n", event.thread).as_bytes())
}

fn describe(event: &Event) -> String {
    match event.what {
        What::Iteration { number } => format!("===== TICK {number} ====="),
        What::Phase { phase } => format!("----- {phase} -----"),
        What::Wait { timeout_ms, duration_ns, events } => {
            let limit = timeout_ms.map_or("no limit".to_string(), |ms| format!("limit {ms} ms"));
            format!("Waited {}, {limit}: {events} ready", Span(duration_ns))
        }
        What::Registered { kind, id, site, .. } => {
            format!("Registered {kind} {id} ({}:{})", site.file(), site.line())
        }
        What::Callback { number, kind, id, cause, site, .. } => {
            let cause = match cause {
                0 => "the main function".to_string(),
                cause => format!("callback {cause}"),
            };
            let (file, line) = (site.file(), site.line());
            format!("Callback {number}: {kind} {id} ({file}:{line}), caused by {cause}")
        }
        What::Job { id, .. } => format!("Job {id}"),
        What::Panicked { number } => format!("Callback {number} panicked"),
    }
}

/// Nanoseconds, shown in the unit that reads best.
struct Span(u64);

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            ns @ 0..1_000_000 => write!(f, "{} µs", ns / 1_000),
            ns => write!(f, "{}.{} ms", ns / 1_000_000, ns / 100_000 % 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Phase, Site, Thread};
    use std::panic::Location;
    use std::sync::Arc;

    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Shared {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    fn callback(site: Site, cause: u64, duration_ns: u64) -> Event {
        let (kind, phase) = (Kind::Timeout, Phase::Timers);
        Event::on_loop(
            5,
            What::Callback { number: 7, kind, id: 4, phase, cause, site, duration_ns },
        )
    }

    #[test]
    fn a_live_trace_looks_like_the_books_output() {
        let out = Shared::default();
        let writer = TextWriter::new(out.clone());
        let site = Location::caller();
        let worker = Thread::Worker(2);
        let job = |duration_ns| Event {
            at_ns: 9,
            thread: worker,
            what: What::Job { id: 3, duration_ns },
        };
        let registered = What::Registered { kind: Kind::Timeout, id: 4, cause: 0, site };
        let wait = What::Wait { timeout_ms: Some(20), duration_ns: 19_960_000, events: 0 };
        writer.recorded(&Event::on_loop(1, registered));
        writer.recorded(&Event::on_loop(2, What::Iteration { number: 3 }));
        writer.recorded(&Event::on_loop(3, wait));
        writer.recorded(&Event::on_loop(4, What::Phase { phase: Phase::Timers }));
        writer.began(&callback(site, 2, 0));
        writer.recorded(&callback(site, 2, 12_340_000));
        writer.began(&job(0));
        writer.recorded(&job(8_000));

        let place = format!("{}:{}", site.file(), site.line());
        let expected = [
            &format!("Thread: main\t Registered timeout 4 ({place})"),
            "Thread: main\t ===== TICK 3 =====",
            "Thread: main\t Waited 19.9 ms, limit 20 ms: 0 ready",
            "Thread: main\t ----- timers -----",
            &format!("Thread: main\t Callback 7: timeout 4 ({place}), caused by callback 2"),
            "Thread: main\t Callback 7 took 12.3 ms",
            "Thread: bowline-worker-2\t Job 3 began",
            "Thread: bowline-worker-2\t Job 3 finished, took 8 µs",
        ];
        assert_eq!(out.text().lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_finished_recording_is_written_in_the_order_things_began() {
        let site = Location::caller();
        let panicked = Event::on_loop(8, What::Panicked { number: 7 });
        // A callback is recorded when it ends, after whatever it did.
        let events = [panicked, callback(site, 0, 1_500)];
        let mut out = Vec::new();
        write(&events, 2, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[0], "2 earlier events were dropped: the buffer was full");
        assert!(lines[1].ends_with("caused by the main function, took 1 µs"), "{text}");
        assert_eq!(lines[2], "Thread: main\t Callback 7 panicked");
    }

    #[test]
    fn a_closed_pipe_silences_the_writer_and_nothing_panics() {
        struct Closed(Arc<Mutex<u32>>);
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                *self.0.lock().unwrap() += 1;
                Err(io::ErrorKind::BrokenPipe.into())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let writes = Arc::default();
        let writer = TextWriter::new(Closed(Arc::clone(&writes)));
        for number in 1..=3 {
            writer.recorded(&Event::on_loop(number, What::Iteration { number }));
        }
        assert_eq!(*writes.lock().unwrap(), 1, "no second try after the first error");
    }
}
