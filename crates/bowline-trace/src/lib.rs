//! What an event loop did, and when.
//!
//! A [`Recorder`] keeps the last events of one loop in a bounded buffer; [`text`] and [`timeline`]
//! write them out. A [`Sink`], such as [`text::TextWriter`], hears them as they happen. This crate
//! depends on nothing and knows no loop: it is told.
//!
//! ```
//! use bowline_trace::{Event, Phase, Recorder, What};
//!
//! let recorder = Recorder::with_capacity(1_000);
//! recorder.record(Event::on_loop(recorder.now_ns(), What::Phase { phase: Phase::Poll }));
//! assert_eq!(recorder.events().len(), 1);
//! ```

#![forbid(unsafe_code)]

mod event;
mod recorder;
pub mod text;
pub mod timeline;

pub use event::{Event, Kind, Phase, Site, Thread, What};
pub use recorder::{Recorder, Sink};

/// The events in the order they began. They are recorded when they end.
fn in_order(events: &[Event]) -> Vec<Event> {
    let mut events = events.to_vec();
    events.sort_by_key(|event| event.at_ns);
    events
}
