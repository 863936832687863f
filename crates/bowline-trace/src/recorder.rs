//! A bounded buffer of events; full means drop the oldest and count it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
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
    events: RefCell<VecDeque<Event>>,
    events_max: usize,
    dropped: Cell<u64>,
    sink: Option<Arc<dyn Sink>>,
}

impl Recorder {
    /// A recorder that keeps the last `events_max` events, at least one.
    pub fn with_capacity(events_max: usize) -> Recorder {
        Recorder {
            started: Instant::now(),
            events: RefCell::default(),
            events_max: events_max.max(1),
            dropped: Cell::new(0),
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
    pub fn now_ns(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    /// Tells the sink that a callback is about to run. Nothing is kept.
    pub fn began(&self, event: &Event) {
        if let Some(sink) = &self.sink {
            sink.began(event);
        }
    }

    /// Keeps `event`. If the buffer is full, the oldest event goes.
    pub fn record(&self, event: Event) {
        if let Some(sink) = &self.sink {
            sink.recorded(&event);
        }
        let mut events = self.events.borrow_mut();
        if events.len() >= self.events_max {
            events.pop_front();
            self.dropped.set(self.dropped.get() + 1);
        }
        events.push_back(event);
    }

    /// How many events were dropped because the buffer was full.
    pub fn dropped(&self) -> u64 {
        self.dropped.get()
    }

    /// The events it holds, oldest first.
    pub fn events(&self) -> Vec<Event> {
        self.events.borrow().iter().copied().collect()
    }

    /// Takes the events out, oldest first, and forgets the count of dropped ones.
    pub fn take(&self) -> Vec<Event> {
        self.dropped.set(0);
        self.events.take().into()
    }

    /// The sink, to be told from other threads.
    pub fn sink(&self) -> Option<Arc<dyn Sink>> {
        self.sink.clone()
    }
}
