//! A bounded buffer of events; full means drop the oldest and count it.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Instant;

use crate::Event;

/// Hears every event at once, from any thread.
pub trait Sink: Send + Sync {
    /// A callback or job is about to run; its `duration_ns` is still 0.
    fn began(&self, event: &Event);

    /// An event was recorded.
    fn recorded(&self, event: &Event);
}

/// Keeps the last events of one loop.
///
/// It belongs to the loop's thread. Dropping it drops what it holds.
pub struct Recorder {
    started: Instant,
    ring: RefCell<Ring>,
    events_max: usize,
    sink: Option<Arc<dyn Sink>>,
}

impl Recorder {
    /// A recorder that keeps the last `events_max` events, at least one.
    ///
    /// Memory grows with what is recorded and never past that many events.
    pub fn with_capacity(events_max: usize) -> Recorder {
        Recorder {
            started: Instant::now(),
            ring: RefCell::default(),
            events_max: events_max.max(1),
            sink: None,
        }
    }

    /// The same recorder, which also tells `sink` of everything as it happens.
    #[must_use]
    pub fn with_sink(mut self, sink: Arc<dyn Sink>) -> Recorder {
        self.sink = Some(sink);
        self
    }

    /// The moment that `at_ns` counts from.
    pub fn started(&self) -> Instant {
        self.started
    }

    /// Nanoseconds since the recorder was made.
    ///
    /// Asking the clock costs more than recording; pass one reading on where it serves twice.
    pub fn now_ns(&self) -> u64 {
        self.ns_at(Instant::now())
    }

    /// Nanoseconds from the making of the recorder to `instant`; 0 if that was before it.
    pub fn ns_at(&self, instant: Instant) -> u64 {
        let since = instant.saturating_duration_since(self.started);
        // A u64 of nanoseconds lasts 584 years; u128 arithmetic would cost more than the write.
        since.as_secs().wrapping_mul(1_000_000_000).wrapping_add(u64::from(since.subsec_nanos()))
    }

    /// Tells the sink that a callback is about to run. Nothing is kept.
    #[inline]
    pub fn began(&self, event: &Event) {
        if let Some(sink) = &self.sink {
            sink.began(event);
        }
    }

    /// Keeps `event`. If the buffer is full, the oldest event goes.
    #[inline]
    pub fn record(&self, event: Event) {
        if let Some(sink) = &self.sink {
            sink.recorded(&event);
        }
        self.keep(event);
    }

    /// Keeps `event` without telling the sink, which has heard it on the event's own thread.
    #[inline]
    pub fn keep(&self, event: Event) {
        self.ring.borrow_mut().push(event, self.events_max);
    }

    /// How many events were dropped because the buffer was full.
    pub fn dropped(&self) -> u64 {
        self.ring.borrow().dropped
    }

    /// The events it holds, in the order they were recorded, oldest first.
    pub fn events(&self) -> Vec<Event> {
        let ring = self.ring.borrow();
        let (newest, oldest) = ring.events.split_at(ring.oldest);
        [oldest, newest].concat()
    }

    /// Takes the events out, oldest first, and forgets the count of dropped ones.
    pub fn take(&self) -> Vec<Event> {
        let mut ring = self.ring.take();
        ring.events.rotate_left(ring.oldest);
        ring.events
    }

    /// The sink, to be told from other threads.
    pub fn sink(&self) -> Option<Arc<dyn Sink>> {
        self.sink.clone()
    }
}

/// The events, written over in a circle once they are as many as may be.
#[derive(Default)]
struct Ring {
    events: Vec<Event>,
    /// Where the oldest event is, which the next one replaces; 0 until the buffer is full.
    oldest: usize,
    dropped: u64,
}

impl Ring {
    #[inline]
    fn push(&mut self, event: Event, events_max: usize) {
        if self.events.len() < events_max {
            self.events.push(event);
            return;
        }
        self.events[self.oldest] = event;
        self.oldest = if self.oldest + 1 == events_max { 0 } else { self.oldest + 1 };
        self.dropped += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::What;

    fn iteration(number: u64) -> Event {
        Event::on_loop(number * 10, What::Iteration { number })
    }

    fn numbers(events: &[Event]) -> Vec<u64> {
        events.iter().map(|event| event.at_ns / 10).collect()
    }

    #[test]
    fn a_full_buffer_drops_the_oldest_and_counts_it() {
        let recorder = Recorder::with_capacity(3);
        for number in 1..=3 {
            recorder.record(iteration(number));
        }
        assert_eq!((numbers(&recorder.events()), recorder.dropped()), (vec![1, 2, 3], 0));
        for number in 4..=8 {
            recorder.record(iteration(number));
        }
        assert_eq!((numbers(&recorder.events()), recorder.dropped()), (vec![6, 7, 8], 5));
    }

    #[test]
    fn taking_gives_the_oldest_first_and_starts_anew() {
        let recorder = Recorder::with_capacity(3);
        for number in 1..=4 {
            recorder.record(iteration(number));
        }
        assert_eq!(numbers(&recorder.take()), [2, 3, 4]);
        assert_eq!((recorder.events(), recorder.dropped()), (vec![], 0));
        recorder.record(iteration(5));
        assert_eq!(numbers(&recorder.events()), [5]);
    }

    #[test]
    fn the_sink_hears_what_is_recorded_and_not_what_is_only_kept() {
        #[derive(Default)]
        struct Heard(std::sync::Mutex<Vec<Event>>);
        impl Sink for Heard {
            fn began(&self, _: &Event) {}

            fn recorded(&self, event: &Event) {
                self.0.lock().unwrap().push(*event);
            }
        }
        let heard = Arc::new(Heard::default());
        let recorder = Recorder::with_capacity(9).with_sink(heard.clone());
        recorder.record(iteration(1));
        recorder.keep(iteration(2));
        assert_eq!(numbers(&recorder.events()), [1, 2]);
        assert_eq!(numbers(&heard.0.lock().unwrap()), [1]);
    }

    #[test]
    fn a_capacity_of_nothing_keeps_one_event() {
        let recorder = Recorder::with_capacity(0);
        recorder.record(iteration(1));
        recorder.record(iteration(2));
        assert_eq!((numbers(&recorder.events()), recorder.dropped()), (vec![2], 1));
    }

    #[test]
    fn time_counts_from_the_making_of_the_recorder() {
        let recorder = Recorder::with_capacity(1);
        let later = recorder.started() + std::time::Duration::new(3, 7);
        assert_eq!(recorder.ns_at(later), 3_000_000_007);
        assert_eq!(recorder.ns_at(recorder.started() - std::time::Duration::from_secs(1)), 0);
    }
}
